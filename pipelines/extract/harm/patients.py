"""Whom a word of harm befalls, by its place in the sentence.

What belongs here: the step from a verb or noun to the heads of the noun phrases it harms. What does not: reading those phrases; that is ``victims``.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from pipelines.extract.numbers import QuantityIndex

#: Verbs of thinking and telling whose subject is the victim of the participle behind them.
_PRESUMING = frozenset(["believe", "fear", "presume", "think", "report", "confirm", "assume", "suspect"])
#: People who bear arms, and such as are none of them when listed behind.
_ARMED = frozenset(["insurgent", "militant", "rebel", "gunman", "soldier", "policeman", "guerrilla", "terrorist", "fighter", "guerilla"])
_UNARMED = frozenset(["woman", "child", "civilian", "boy", "girl", "baby", "villager", "bystander", "teenager", "passerby"])
#: Words that an apposition may break down, whatever its sum.
_ANYONE = frozenset(["people", "person", "other", "victim", "civilian", "casualty", "individual", "man", "hostage", "foreigner"])
_SMALL_NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
#: Verbs whose object does what the infinitive tells.
_FORCING = frozenset(["force", "cause", "compel", "prompt", "oblige", "drive", "lead", "order"])
#: Verbs that share an object when only "and" or "or" stands between them.
_TWINS = frozenset(["kill", "wound", "injure", "maim", "hurt"])
#: A victim whose number stands this near, with only small words between, belongs to the state behind it: "12 people feared dead".
NEAR = 3


def conjuncts(token: Token) -> tuple[Token, ...]:
    """The token and what is coordinated with it, in text order; a list that the parser took for an apposition is coordination too."""
    found = [token]
    queue = [token]
    while queue:
        for child in queue.pop().children:
            if (child.dep_ == "conj" and child.pos_ not in ("VERB", "AUX")) or (child.dep_ == "appos" and (is_list(child) or _adds_to_name(child))):
                found.append(child)
                queue.append(child)
            elif child.dep_ == "appos" and token.tag_ == "NNP":
                # "Ruiz, leader of the union, and Ana Paz were killed", where the parser joins her to the leader
                found += [c for c in child.children if c.dep_ == "conj" and c.tag_ == "NNP" and c.ent_type_ == "PERSON"]
            elif child.dep_ == "appos" and child.ent_type_ == "PERSON":
                # "the rector Ana Ruiz, five other monks, and two women"
                more = [c for c in child.children if c.dep_ == "appos" and (_adds_to_name(c) or is_list(c))]
                # "the judge, Ana Ruiz, and her driver"
                more += [c for c in child.children if c.dep_ == "conj" and any(g.tag_ == "PRP$" for g in c.lefts)]
                found += more
                queue += more
                found += [c for c in child.children if more and c.dep_ == "conj" and c not in more and _is_counted(c)]
    # "one American and two Britons", where the parser makes of the first people a quality of the second
    found += [
        c
        for c in token.lefts
        if c.dep_ == "amod" and c.ent_type_ == "NORP" and any(g.dep_ == "nummod" for g in c.lefts) and c.nbor(1).lower_ == "and"
    ]
    return tuple(sorted(found, key=lambda t: t.i))


def is_list(apposition: Token) -> bool:
    """Whether an apposition is the second item of a list.

    "Six monks, a cook, and her son" has a comma before its "and"; in "a cook, a nurse and a driver" each item stands for one.
    """
    if not _is_counted(apposition):
        return False
    if apposition.head.lemma_.lower() in _ARMED and apposition.lemma_.lower() in _UNARMED and any(c.dep_ == "conj" for c in apposition.children):
        # "six insurgents, two women and a child"
        return True
    for child in apposition.children:
        if child.dep_ == "cc" and child.lower_ == "and" and child.i > apposition.i:
            if not any(c.dep_ == "conj" and _is_counted(c) for c in apposition.children):
                return False
            one_by_one = (
                apposition.tag_ == apposition.head.tag_ == "NN"
                and _is_counted(apposition.head)
                and not any(c.dep_ == "prep" for c in apposition.children)
            )
            # "Ana Ruiz, her husband and two children"
            is_kin = any(c.tag_ == "PRP$" for c in apposition.lefts)
            return one_by_one or is_kin or child.nbor(-1).text == "," or _exceeds(apposition)
    return any(c.dep_ == "appos" and is_list(c) for c in apposition.children)


def _exceeds(apposition: Token) -> bool:
    """Whether a number is not the sum of the items behind it: "seven officers, a guard and a cook"; not "two men, a Dane and a Swede"."""
    noun = apposition.head
    items: list[Token] = [apposition]
    while (further := next((c for c in items[-1].children if c.dep_ == "conj"), None)) is not None:
        items.append(further)
    sizes = [_size_of(t) for t in (noun, *items)]
    if noun.tag_ != "NNS" or noun.lemma_.lower() in _ANYONE or len(items) < 2 or None in sizes:
        return False
    return sizes[0] != sum(size or 0 for size in sizes[1:])


def _size_of(noun: Token) -> int | None:
    """The number right before a noun or its modifiers, of an article one; None where it is no small plain one."""
    for word in noun.lefts:
        if word.dep_ == "nummod":
            low = word.lower_
            return int(low) if low.isdigit() else _SMALL_NUMBERS.index(low) if low in _SMALL_NUMBERS else None
        if word.dep_ == "det":
            return 1 if word.lower_ in ("a", "an", "another") else None
    return None


def alongside(verb: Token, heads: Sequence[Token], quantities: QuantityIndex) -> tuple[Token, ...]:
    """Counted people whom the same befalls: "was killed along with two guards", "the refugees, together with 900 others, fled"."""
    found: list[Token] = []
    for token in verb.sent:
        if token.lower_ not in ("along", "together") or token.i + 1 >= len(token.doc) or token.nbor(1).lower_ != "with":
            continue
        above = token
        while above.head.i != above.i and above.head not in heads and above.head.pos_ not in ("VERB", "AUX"):
            above = above.head
        if above.head not in heads and (above.head != verb or token.i < verb.i):
            continue
        beside = next((o for c in (token, token.nbor(1)) for o in c.children if o.dep_ == "pobj"), None)
        if beside is not None and quantities.counting(beside) is not None:
            found.append(beside)
    return tuple(found)


def _adds_to_name(apposition: Token) -> bool:
    """Whether a counted plural stands beside one person's name, which it cannot explain: "Ana Ruiz, five other monks, and two women"."""
    return (
        apposition.tag_ == "NNS"
        and apposition.head.tag_ == "NNP"
        and apposition.head.ent_type_ == "PERSON"
        and any(c.dep_ == "nummod" for c in apposition.lefts)
    )


def _is_counted(noun: Token) -> bool:
    """Whether a noun phrase brings its own number or article, as the items of a list do."""
    if noun.tag_ in ("NNP", "NNPS"):
        return False
    return any(
        c.dep_ in ("nummod", "poss") or (c.dep_ == "det" and c.lower_ in ("a", "an", "another")) or c.lower_ in ("several",) for c in noun.lefts
    )


def has_object(token: Token) -> bool:
    """Whether a verb has an object, or the subject of its passive."""
    return any(c.dep_ in ("dobj", "obj", "nsubjpass") for c in token.children)


def companion(token: Token, words: Sequence[str], companions: Sequence[tuple[str, ...]]) -> Token | None:
    """The last word of the phrase that must stand beside a verb, within its clause; None when none stands there.

    Args:
        token: the verb.
        words: those around it in lower case, from two before it on.
        companions: the phrases.
    """
    doc = token.doc
    first = max(token.i - 2, 0)
    found: list[Token] = []
    for phrase in companions:
        if phrase[0] not in words:
            continue
        size = len(phrase)
        for n, word in enumerate(words):
            if word != phrase[0] or tuple(words[n : n + size]) != phrase:
                continue
            at = first + n
            # the phrase hangs on the verb
            head = doc[at]
            hangs = at == token.i + 1
            for _ in range(3):
                hangs = hangs or head.i == token.i or head.head.i == token.i
                if head.pos_ == "VERB" and head.i > token.i and not at <= head.i < at + size:
                    # "tortured him and beat others to death"
                    hangs = at <= token.i + 2
                    break
                head = head.head
            if hangs:
                found.append(doc[at + size - 1])
                break
    return min(found, key=lambda last: last.i, default=None)


def beside_companion(token: Token, companion: Token, heads: tuple[Token, ...]) -> tuple[Token, ...]:
    """Victims where the parser took the companion for the object ("took 15 teachers hostage") or the object for an adverb ("shot dead the judge")."""
    if companion in heads:
        inner = [c for c in companion.lefts if c.dep_ in ("compound", "nmod", "nsubj") and c.pos_ in ("NOUN", "PROPN")]
        if not inner and token.dep_ == "acl":
            # "the seven workers taken hostage"
            return conjuncts(token.head) if token.head.dep_ != "conj" else (token.head,)
        return (inner[-1],) if inner else heads
    if not heads:
        return tuple(
            h
            for c in token.children
            for h in conjuncts(c)
            if c.dep_ == "npadvmod" and c.i > companion.i and c.pos_ in ("NOUN", "PROPN") and not c.ent_type_.endswith(("DATE", "TIME"))
        )
    return heads


def clause_subject(token: Token) -> Token | None:
    """The subject of a verb, None without one of its own."""
    return next((c for c in token.children if c.dep_ in SUBJECTS), None)


def patients(token: Token, quantities: QuantityIndex) -> tuple[Token, ...]:
    """Heads of the noun phrases that a verb harms."""
    children = list(token.children)
    subjects = [c for c in children if c.dep_ == "nsubjpass"]
    # of two subjects, a place is a fronted adverb: "South of the city, three men were killed"
    passive = next((c for c in subjects if len(subjects) == 1 or c.ent_type_ not in ("LOC", "GPE", "FAC")), None)
    if len(subjects) > 1 and passive is not None and passive.tag_ == "NN" and passive.left_edge.i and passive.left_edge.nbor(-1).text == ",":
        # "according to Northwatch, a monitoring group, 46 villagers were killed", where the parser takes the group for a subject
        passive = next((c for c in subjects if c.i > passive.i and quantities.counting(c) is not None), passive)
    if passive is not None:
        beside = _beside_place(passive)
        passive = beside if beside is not None else passive
        joined = [c for c in subjects if c.i > passive.i and c.left_edge.i and c.left_edge.nbor(-1).lower_ == "and"]
        # "12 soldiers were injured, as were some pedestrians"
        likewise = [
            c for c in children if c.dep_ == "advcl" and c.lower_ in ("was", "were") and any(m.lower_ == "as" and m.i == c.i - 1 for m in c.lefts)
        ]
        joined += [s for c in likewise for s in c.rights if s.dep_ == "nsubj"]
        joined += _listed_subjects(token, subjects)
        named = _named_before_others(passive)
        first = _first_antecedent(token, passive)
        if first is not None:
            named = (first,)
        return tuple(h for subject in (*named, passive, *joined) for h in conjuncts(subject))
    presumed = _presumed(token)
    if presumed:
        return presumed
    objects = [_unglued(c) for c in children if c.dep_ in ("dobj", "obj", "dative")]
    if len(objects) > 1:
        # "killed seven men, among them a judge": a part of the object, not another
        objects = [o for o in objects if not _is_among_others(o)]
    twin = next((c for c in children if c.dep_ == "conj" and c.pos_ == "VERB" and 0 < c.i - token.i <= 2), None)
    if not objects and twin is not None and twin.lemma_ in _TWINS and token.lemma_ in _TWINS:
        # "killed or wounded 60 people"
        shared = [c for c in twin.children if c.dep_ in ("dobj", "obj", "dative", "nsubjpass")]
        behind = _adjacent(twin, quantities) if not shared else None
        if shared or behind is not None:
            return tuple(h for c in shared for h in conjuncts(c)) if behind is None else (behind,)
    if not objects and twin is not None and token.tag_ == twin.tag_ == "VBG" and twin.nbor(-1).lower_ == "and":
        # "killing and torturing 3,000 people"
        return tuple(h for c in twin.children if c.dep_ == "dobj" for h in conjuncts(c))
    left = gapped(token, quantities) if token.tag_ in ("VBN", "VBD") else None
    if left is not None and not any(o.i - token.i <= NEAR or quantities.counting(o) is not None for o in objects):
        # "five others wounded on Thursday, medics said": no object stands that far behind a number
        return coordinated(left, quantities)
    if objects and all(o.lower_ == "themselves" for o in objects):
        # "39 members killed themselves"
        return tuple(h for h in subject_victims(token, quantities) if quantities.counting(h) is not None)
    beside = _adjacent(token, quantities) if objects and token.tag_ != "VBN" and objects[0].i > token.i + 3 else None
    if beside is not None and token.i < beside.i < objects[0].left_edge.i and beside.tag_ == "NNS" and beside.dep_ not in ("npadvmod", "pobj"):
        # "murdered two clerks of the ministry on a road to Eastport, two hours away", where the parser takes another noun for the object
        return (beside,)
    if objects:
        # "abducted a priest and two of his parishioners", where the parser joins the number to the verb
        objects += [c for c in children if c.dep_ == "conj" and c.pos_ == "NUM" and c.i > objects[-1].i and any(g.lower_ == "of" for g in c.rights)]
        return tuple(h for o in objects for h in conjuncts(o))
    if token.tag_ == "VBN" or (token.tag_ == "VBD" and not any(c.dep_ == "nsubj" for c in children)):
        if token.dep_ in ("acl", "relcl") and token.tag_ == "VBN" and not any(c.dep_ == "nsubj" for c in children):
            return conjuncts(token.head) if token.head.dep_ != "conj" else coordinated(token.head, quantities)
        if token.dep_ == "conj" and not any(c.dep_ in ("nsubj", "aux") for c in children):
            left = gapped(token, quantities)
            if left is not None:
                return coordinated(left, quantities)
            head = token.head
            if head.tag_ == "VBN" or any(c.dep_ in ("nsubjpass", "auxpass") for c in head.children):
                return patients(head, quantities)
            subject = clause_subject(head)
            if subject is not None and any(c.dep_ == "auxpass" for c in children):
                # "were on a visit and were wounded"
                return conjuncts(subject)
    if (
        token.dep_ == "relcl"
        and token.head.tag_ in ("NNS", "NNP", "NN")
        and any(c.dep_ == "nsubj" and c.lower_ not in ("who", "that", "which") and c.i > token.head.i for c in children)
        and not any(c.lower_ in ("where", "when", "why", "which", "whose") for c in children)
        and not any(c.dep_ in ("agent", "prep") and (c.n_rights == 0 or any(o.lower_ == "which" for o in c.children)) for c in children)
    ):
        # "the 30 villagers they had abducted"
        return (token.head,)
    near = _adjacent(token, quantities)
    if near is not None:
        return (near,)
    if token.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in children) and not any(c.dep_ in SUBJECTS for c in children):
        return _beside_name(token, quantities)
    if token.tag_ in ("VBD", "VBN") and token.dep_ != "acl":
        subject = next((c for c in reversed(children) if c.dep_ == "nsubj" and c.i < token.i), None)
        # headlines leave out "were": "Six wounded in blast"
        if (
            subject is not None
            and (quantities.counting(subject) is not None or subject.lower_ == "another")
            and not any(c.dep_ == "agent" for c in children)
            and token.i - subject.i <= NEAR
        ):
            return conjuncts(subject)
    return ()


def _unglued(noun: Token) -> Token:
    """The noun itself, but for a source that the headline's dash glues to the number before it: "kills 8 -official"."""
    if noun.text[:1] not in ("-", "–", "—") or len(noun) < 2:
        return noun
    return next((c for c in noun.lefts if c.dep_ == "nummod"), noun)


def _listed_subjects(verb: Token, subjects: Sequence[Token]) -> list[Token]:
    """The further subjects that a comma parts from the first: "A monk, two nuns and a cook were hurt"; not "A monk, a cook by trade, was"."""
    if len(subjects) < 2 or any(c.lower_ in ("was", "is", "has") for c in verb.children):
        return []
    first, *others = subjects
    listed = [
        s
        for s in others
        if s.left_edge.i and s.left_edge.nbor(-1).text == "," and _is_counted(s) and any(c.dep_ == "conj" and c.i < verb.i for c in s.children)
    ]
    if not _is_counted(first):
        return []
    items = [t for s in listed for t in conjuncts(s)]
    sizes = [_size_of(t) for t in (first, *items)]
    # "Six pupils, five boys and a girl, died"
    return listed if None in sizes or sizes[0] != sum(size or 0 for size in sizes[1:]) else []


def _named_before_others(noun: Token) -> tuple[Token, ...]:
    """The person before "five other priests", wherever the parser hangs the name: "Ana Ruiz, head of a school, five other nuns and a cook died"."""
    opening = min([noun.i, *(c.left_edge.i for c in noun.lefts)])
    if not any(c.lower_ == "other" for c in noun.lefts) or not any(c.dep_ == "nummod" for c in noun.lefts) or opening < 2:
        return ()
    tokens = noun.doc
    if tokens[opening - 1].text != ",":
        return ()
    for at in range(opening - 2, max(opening - 18, noun.sent.start), -1):
        token = tokens[at]
        if token.pos_ in ("VERB", "AUX") or token.text in (";", ":"):
            return ()
        is_name = (
            token.tag_ == "NNP"
            and any(c.dep_ == "compound" and c.tag_ == "NNP" for c in token.lefts)
            and token.ent_type_ not in ("GPE", "LOC", "DATE")
        )
        if is_name and token.dep_ not in ("pobj", "compound", "poss", "nsubjpass", "conj") and tokens[at + 1].text == ",":
            return (token,)
    return ()


def _is_among_others(noun: Token) -> bool:
    """Whether a noun stands behind "among them" or "among whom"."""
    doc, at = noun.doc, noun.left_edge.i
    opening = at if doc[at].lower_ == "among" else at - 2
    return opening > 0 and doc[opening].lower_ == "among" and doc[opening + 1].lower_ in ("them", "whom")


def _beside_place(subject: Token) -> Token | None:
    """The person that the parser takes for an apposition of a place: "Also in Eastport, a teacher, Ana Ruiz, was shot dead"."""
    opening = subject.left_edge.i
    if subject.ent_type_ not in ("GPE", "LOC", "FAC") or opening == 0 or subject.doc[opening - 1].tag_ != "IN":
        return None
    person = next((c for c in subject.rights if c.dep_ == "appos" and c.tag_ == "NN"), None)
    return person if person is not None and any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in person.lefts) else None


def _beside_name(token: Token, quantities: QuantityIndex) -> tuple[Token, ...]:
    """The subject of a passive that the parser hangs on the name before it: "After the rally in Eastport 112 people were detained"."""
    opening = token.sent.start
    for quantity in reversed(quantities.quantities):
        if opening <= quantity.start < token.i and quantity.sort == "count":
            noun = token.doc[quantity.head]
            if noun.dep_ == "appos" and noun.head.i < quantity.start and noun.head.ent_type_ in ("GPE", "LOC", "FAC", "DATE", "ORG"):
                return (noun,)
    return ()


def _presumed(token: Token) -> tuple[Token, ...]:
    """Subjects of a participle right before: "more than 80 refugees were believed killed", wherever the parser hangs the second."""
    before = token.nbor(-1) if token.i and token.tag_ == "VBN" else None
    if (
        token.dep_ == "pcomp"
        and token.head.lower_ == "as"
        and token.head.head.lemma_ in _PRESUMING
        and before is not None
        and before.lower_ == "being"
    ):
        # "had been reported as being killed"
        before = token.head.head
    if before is None or before.tag_ != "VBN" or before.lemma_ not in _PRESUMING:
        return ()
    return tuple(h for c in before.children if c.dep_ == "nsubjpass" for h in conjuncts(c))


def gapped(token: Token, quantities: QuantityIndex) -> Token | None:
    """The number right before a participle: "and six wounded"."""
    at = token.i - 1
    doc = token.doc
    while at >= max(0, token.i - NEAR) and doc[at].lower_ in (
        "others",
        "more",
        "people",
        "persons",
        "also",
        "still",
        "yet",
        "seriously",
        "slightly",
        "badly",
        "critically",
        "civilians",
        "were",
        "was",
    ):
        at -= 1
    if at < 0:
        return None
    found = quantities.at(doc[at])
    if found is None or found.sort != "count":
        return None
    noun = doc[at + 1]
    return noun if at + 1 < token.i and noun.pos_ in ("NOUN", "PROPN") else doc[at]


def coordinated(last: Token, quantities: QuantityIndex) -> tuple[Token, ...]:
    """A counted noun with those that it is coordinated with as the object of "leave": "left 30 rebels and four soldiers dead"."""
    first = last
    while first.dep_ == "conj" and quantities.counting(first.head) is not None and last.i - first.head.i < 12:
        first = first.head
    verb = last.head.head if last.dep_ == "nsubj" else last.head
    if last is first and last.dep_ in ("dobj", "nsubj") and verb.lemma_ == "leave":
        # "leave nine soldiers, 23 rebels dead"
        before = (c for c in verb.rights if c.dep_ == "dobj" and c.i < last.i and c.nbor(1).text == ",")
        return (*(c for c in before if quantities.counting(c) is not None), last)
    is_left = first is not last and first.head.lemma_ == "leave" and first.dep_ in ("dobj", "nsubj")
    return tuple(t for t in (first, *first.conjuncts) if t.i <= last.i) if is_left else (last,)


def _adjacent(token: Token, quantities: QuantityIndex) -> Token | None:
    """The counted people right behind a verb, or right before a participle, whatever the parse says."""
    doc = token.doc
    if token.tag_ in ("VBG", "VBD", "VBZ", "VBP", "VBN", "VB") and token.i + 1 < len(doc):
        for quantity in quantities.quantities:
            if quantity.start == token.i + 1 and quantity.sort == "count":
                return doc[quantity.head]
            if quantity.start > token.i + 1:
                break
    if token.tag_ in ("VBN", "VBD") or token.pos_ == "ADJ":
        return gapped(token, quantities)
    return None


def _first_antecedent(verb: Token, subject: Token) -> Token | None:
    """The noun before the one that a relative clause hangs on, where both are meant: "two nurses and a driver who were hurt"."""
    last = verb.head
    if verb.dep_ != "relcl" or subject.lower_ not in ("who", "that") or last.dep_ != "conj" or last.head.tag_ != "NNS":
        return None
    plural = any(c.lower_ in ("were", "are", "have") for c in verb.children) and last.tag_ == "NN"
    counted = all(any(c.dep_ == "nummod" for c in noun.lefts) for noun in (last.head, last))
    return last.head if plural or counted else None


def subject_victims(token: Token, quantities: QuantityIndex) -> tuple[Token, ...]:
    """Heads of the noun phrases that are the subject of a verb."""
    subject = clause_subject(token)
    if subject is None and token.dep_ in ("xcomp", "advcl", "ccomp") and token.head.lemma_ in _FORCING:
        # "forced 11,000 residents to flee"
        forced = next((c for c in token.head.children if c.dep_ in ("dobj", "nsubjpass")), None)
        if forced is not None:
            return conjuncts(forced)
    if subject is not None:
        first = _first_antecedent(token, subject)
        if first is not None:
            return (first, subject)
        listed = _listed_subjects(token, [c for c in token.children if c.dep_ == "nsubj"])
        return tuple(h for s in (subject, *listed) for h in conjuncts(s))
    if token.dep_ in ("acl", "relcl") and token.head.pos_ in ("NOUN", "PROPN", "NUM", "PRON"):
        return (token.head,)
    left = gapped(token, quantities)
    if left is not None:
        return (left,)
    if token.dep_ in ("conj", "xcomp") and token.head.pos_ in ("VERB", "AUX"):
        head = token.head
        subject = clause_subject(head)
        if subject is not None:
            return conjuncts(subject)
        if head.dep_ in ("acl", "relcl"):
            return (head.head,)
    return ()


def objects_of(noun: Token) -> tuple[Token, ...]:
    """Heads of the noun phrases behind "of" and its kin."""
    for prep in noun.rights:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "to", "among") and (prep.lower_ == "of" or noun.lemma_ in ("injury", "damage")):
            for obj in prep.children:
                if obj.dep_ == "pobj":
                    return conjuncts(obj)
    at = noun.i + 1
    at += at < len(noun.doc) and noun.doc[at].lower_ in ("on", "in")
    while at < len(noun.doc) and noun.doc[at].ent_type_ == "DATE":
        at += 1
    if noun.i + 1 < at < len(noun.doc) and noun.doc[at].lower_ == "of" and noun.doc[at - 1].ent_type_ == "DATE":
        # "protested the murder last week of a student", "the killing on 4 May of Ana Ruiz"
        return tuple(h for obj in noun.doc[at].children if obj.dep_ == "pobj" and obj.ent_type_ != "DATE" for h in conjuncts(obj))
    follower = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    if noun.dep_ == "conj" and follower.lower_ == "of" and follower.head == noun.head:
        # "groups and deaths of 12 men", where "of" hangs on the groups
        return tuple(h for obj in follower.children if obj.dep_ == "pobj" for h in conjuncts(obj))
    return ()
