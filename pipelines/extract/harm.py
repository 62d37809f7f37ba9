"""Words of harm: which words of a document tell of harm to people, whom they take as victims, and whether the harm is told as done.

What belongs here: triggers, their frames, the reality of their clause. What does not: rows; those are made in ``casualties``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

from spacy.tokens import Token

from pipelines import lexicons
from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.numbers import QuantityIndex
from pipelines.extract.victims import VictimLexicon, is_person_noun

_FINITE = frozenset(["VBZ", "VBD", "VBP"])
#: Verbs whose object and participle make one thing: "leave 12 people wounded".
_MAKING = frozenset(["leave", "have", "get", "see", "want", "find", "make", "result", "be"])
#: Verbs of thinking and telling whose subject is the victim of the participle behind them.
_PRESUMING = frozenset(["believe", "fear", "presume", "think", "report", "confirm", "assume", "suspect"])
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_CLAUSE_BREAKS = ("ccomp", "parataxis", "ROOT")
#: Verbs whose clausal object is no reported speech: "had him killed".
_CAUSATIVES = frozenset(["have", "get", "make", "let", "see", "want", "order"])
#: Rows of a rule that must have been read before their share of right ones says anything.
_ENOUGH = 10
#: Verbs that share an object when only "and" or "or" stands between them.
_TWINS = frozenset(["kill", "wound", "injure", "maim", "hurt"])
#: A victim whose number stands this near, with only small words between, belongs to the state behind it: "12 people feared dead".
_NEAR = 3


@dataclass(frozen=True)
class VerbFrame:
    """How a verb harms: whom (``frame``), with which words beside it, and what sort of victim it needs (``people``)."""

    outcome: str
    frame: str
    people: str
    cause: str | None
    companions: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class NounFrame:
    """How a noun harms; ``named``: yes, no, or caused (a named victim only with a cause)."""

    outcome: str
    named: str
    cause: str | None


@dataclass(frozen=True)
class HarmLexicon:
    """The words of ``lexicons/harm.yml`` and ``lexicons/victims.yml``."""

    verbs: Mapping[str, tuple[VerbFrame, ...]]
    objects: Mapping[str, tuple[Mapping[str, Any], ...]]
    states: Mapping[str, str]
    #: Adjectives of countries, lower case, to their ISO 3166-1 alpha-3 codes.
    nations: Mapping[str, str]
    nouns: Mapping[str, NounFrame]
    counted: Mapping[str, str]
    #: Verbs that tell of death when nobody does it.
    survivals: frozenset[str]
    tolls: frozenset[str]
    bare_tolls: frozenset[str]
    makers: frozenset[str]
    #: Nouns that take for granted what they are about.
    inquiries: frozenset[str]
    #: Nouns of harm that authorities set for a day to come.
    ordered: frozenset[str]
    #: Verbs of answering what took place.
    outcries: frozenset[str]
    #: Verbs and adjectives of blame with "of" or "for" a deed.
    judgements: frozenset[str]
    toll_words: Mapping[str, str]
    casualty_verbs: frozenset[str]
    body_verbs: frozenset[str]
    rates: frozenset[str]
    modals: frozenset[str]
    feared_modals: frozenset[str]
    governors: frozenset[str]
    averters: frozenset[str]
    supposers: frozenset[str]
    deniers: frozenset[str]
    feared: frozenset[str]
    unreal: frozenset[str]
    marks: frozenset[str]
    sport: frozenset[str]
    fiction: frozenset[str]
    cumulative: frozenset[str]
    #: Words that make a figure a running one beside a verb in the perfect.
    running: frozenset[str]
    causes: Mapping[str, str]
    cause_rank: Mapping[str, int]
    #: First words of the causes of two words.
    cause_openers: frozenset[str]
    violent: frozenset[str]
    attacks: frozenset[str]
    flight: frozenset[str]
    beginnings: frozenset[str]
    #: Words that make a named person's death somebody's deed.
    blamers: frozenset[str]
    #: Nouns of saying whose content a denial may reject.
    claims: frozenset[str]
    rejecters: frozenset[str]
    #: Adjectives that reject a claim.
    untrue: frozenset[str]
    #: Verbs whose subject vouches for a toll: "put the toll at 40".
    counters: frozenset[str]
    #: Verbs whose subject vouches for the harm behind their "of": "spoke of killing 40 soldiers".
    speakers: frozenset[str]
    #: Verbs whose subject vouches for the harm that is their object: "reported 12 deaths".
    recorders: frozenset[str]
    #: Things that crash, which are no cause without a word of an accident; and such words.
    vehicles: frozenset[str]
    #: Verbs with a mine that explodes.
    igniters: frozenset[str]
    accidents: frozenset[str]
    #: Verbs whose subject vouches for their clause where no statement was found.
    tellers: frozenset[str]
    undergoers: frozenset[str]
    victims: VictimLexicon
    #: Rule to the measured share of right rows; rules that were not read enough are missing.
    confidence: Mapping[str, float]

    @classmethod
    def load(cls) -> Self:
        """Read the two lexicons."""
        data = lexicons.read("harm")
        verbs: dict[str, list[VerbFrame]] = {}
        for entry in data["verbs"]:
            companions = tuple(tuple(words.split()) for words in entry.get("with", ()))
            frame = VerbFrame(entry["outcome"], entry["frame"], entry["people"], entry.get("cause"), companions)
            for lemma in entry["lemmas"]:
                verbs.setdefault(lemma, []).append(frame)
        objects: dict[str, list[Mapping[str, Any]]] = {}
        for entry in data["objects"]:
            for lemma in entry["lemmas"]:
                objects.setdefault(lemma, []).append(entry)
        nouns = {
            lemma: NounFrame(entry["outcome"], {True: "yes", False: "no"}.get(entry["named"], entry["named"]), entry.get("cause"))
            for entry in data["nouns"]
            for lemma in entry["lemmas"]
        }
        causes: dict[str, str] = {}
        for cause, words in data["causes"].items():
            for word in words:
                causes.setdefault(str(word), cause)
        return cls(
            verbs={lemma: tuple(frames) for lemma, frames in verbs.items()},
            objects={lemma: tuple(entries) for lemma, entries in objects.items()},
            states=data["states"],
            nations={a.lower(): e["id"] for e in lexicons.read("countries")["entries"] for a in e["adjectives"]},
            nouns=nouns,
            counted=data["counted"],
            survivals=frozenset(data["survivals"]),
            tolls=frozenset(data["tolls"]),
            bare_tolls=frozenset(data["bare_tolls"]),
            makers=frozenset(data["makers"]),
            inquiries=frozenset(data["inquiries"]),
            ordered=frozenset(data["ordered"]),
            outcries=frozenset(data["outcries"]),
            judgements=frozenset(data["judgements"]),
            toll_words=data["toll_words"],
            casualty_verbs=frozenset(data["casualty_verbs"]),
            body_verbs=frozenset(data["body_verbs"]),
            rates=frozenset(data["rates"]),
            modals=frozenset(data["modals"]),
            feared_modals=frozenset(data["feared_modals"]),
            governors=frozenset(data["governors"].split()),
            averters=frozenset(data["averters"]),
            supposers=frozenset(data["supposers"]),
            deniers=frozenset(data["deniers"]),
            feared=frozenset(data["feared"]),
            unreal=frozenset(data["unreal"]),
            marks=frozenset(data["marks"]),
            sport=frozenset(data["sport"].split()),
            fiction=frozenset(data["fiction"]),
            cumulative=frozenset(data["cumulative"]),
            running=frozenset(data["running"]),
            causes=causes,
            cause_rank={cause: n for n, cause in enumerate(data["causes"])},
            cause_openers=frozenset(word.split()[0] for word in causes if " " in word),
            violent=frozenset(data["violent"]),
            attacks=frozenset(data["attacks"].split()),
            flight=frozenset(data["flight"]),
            beginnings=frozenset(data["beginnings"]),
            blamers=frozenset(data["blamers"].split()),
            claims=frozenset(data["claims"]),
            rejecters=frozenset(data["rejecters"]),
            untrue=frozenset(data["untrue"]),
            counters=frozenset(data["counters"]),
            speakers=frozenset(data["speakers"]),
            recorders=frozenset(data["recorders"]),
            vehicles=frozenset(data["vehicles"].split()),
            igniters=frozenset(data["igniters"]),
            accidents=frozenset(data["accidents"].split()),
            tellers=frozenset(data["tellers"]),
            undergoers=frozenset(data["undergoers"]),
            victims=VictimLexicon.load(),
            confidence={
                rule: round(seen["right"] / seen["read"], 3)
                for rule, seen in lexicons.read("confidence_casualties")["rules"].items()
                if seen["read"] >= _ENOUGH
            },
        )

    @cached_property
    def triggers(self) -> frozenset[str]:
        """Lemmas and words that can be triggers."""
        return frozenset([*self.survivals, *self.verbs, *self.objects, *self.states, *self.nouns, *self.counted, *self.tolls])

    @cached_property
    def needed(self) -> Mapping[str, frozenset[str]]:
        """Of triggers that mean harm only beside certain words ("take", "hold", "be"): the words one of which must stand in the document."""
        alone = {lemma for lemma, frames in self.verbs.items() if not all(frame.companions for frame in frames)}
        alone.update(self.states, self.nouns, self.counted, self.tolls)
        return {
            lemma: frozenset(
                [
                    *(phrase[-1] for frame in self.verbs.get(lemma, ()) for phrase in frame.companions),
                    *(word for entry in self.objects.get(lemma, ()) for word in entry["objects"]),
                ]
            )
            for lemma in {*self.verbs, *self.objects} - alone
        }


@dataclass(frozen=True)
class Harm:
    """A word of harm with its victims.

    Attributes:
        trigger: the word.
        last: its last word, where several make the harm ("shot dead"); else the trigger.
        outcome: a code of ``outcome``.
        rule: name of the rule that found it.
        heads: heads of the noun phrases of the victims, in text order; empty for "12 deaths", whose number counts the trigger.
        people: what sort of noun the victims must be, see ``victims.victims_of``.
        cause: what did it, if the word itself tells.
        named: whether a person by name may be the victim: yes, no, caused.
    """

    trigger: Token
    last: Token
    outcome: str
    rule: str
    heads: tuple[Token, ...]
    people: str
    cause: str | None
    named: str = "yes"


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
                more = [c for c in child.children if c.dep_ == "appos" and _adds_to_name(c)]
                found += more
                queue += more
                found += [c for c in child.children if more and c.dep_ == "conj" and _is_counted(c)]
    return tuple(sorted(found, key=lambda t: t.i))


def is_list(apposition: Token) -> bool:
    """Whether an apposition is the second item of a list.

    "Six monks, a cook, and her son" has a comma before its "and"; in "a cook, a nurse and a driver" each item stands for one.
    """
    if not _is_counted(apposition):
        return False
    for child in apposition.children:
        if child.dep_ == "cc" and child.lower_ == "and" and child.i > apposition.i:
            if not any(c.dep_ == "conj" and _is_counted(c) for c in apposition.children):
                return False
            one_by_one = (
                apposition.tag_ == apposition.head.tag_ == "NN"
                and _is_counted(apposition.head)
                and not any(c.dep_ == "prep" for c in apposition.children)
            )
            return one_by_one or child.nbor(-1).text == ","
    return any(c.dep_ == "appos" and is_list(c) for c in apposition.children)


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


def harms(doc: AnnotatedDocument, quantities: QuantityIndex, lexicon: HarmLexicon) -> Iterator[Harm]:
    """Find the words of harm and their victims.

    Yields:
        Harms in text order; one word may yield more than one reading only if their victims differ.
    """
    for i in trigger_indices(doc, lexicon):
        token = doc.doc[i]
        if token.pos_ not in ("SPACE", "PUNCT"):
            for found in _of_token(token, token.lemma_.lower(), token.lower_, quantities, lexicon):
                opener = _opener(found, quantities, lexicon)
                yield found if opener is None else replace(found, heads=(opener, *found.heads))


def _opener(harm: Harm, quantities: QuantityIndex, lexicon: HarmLexicon) -> Token | None:
    """The person that opens a headline's list: "Judge, two bodyguards killed in ambush", where no "and" tells the parser."""
    if not harm.heads or harm.trigger.tag_ not in ("VBN", "VBD") or harm.heads[0].i > harm.trigger.i:
        return None
    own = quantities.counting(harm.heads[0])
    if own is None or own.sort != "count" or own.start < 2 or harm.trigger.i - harm.heads[0].i > 1:
        return None
    doc = harm.trigger.doc
    comma, noun = doc[own.start - 1], doc[own.start - 2]
    before = doc[noun.i - 1].text if noun.i else ""
    is_first = (
        noun.i == noun.sent.start
        or before == ":"
        or (before.lower() in ("a", "an") and (noun.i - 1 == noun.sent.start or doc[noun.i - 2].text == ":"))
    )
    if comma.text != "," or not is_first or noun.tag_ not in ("NN", "NNP") or quantities.counting(noun) is not None:
        return None
    return noun if is_person_noun(noun, lexicon.victims) and noun.ent_type_ != "NORP" else None


def trigger_indices(doc: AnnotatedDocument, lexicon: HarmLexicon) -> list[int]:
    """The tokens that by their lemma or their letters may be words of harm."""
    # looked up once for each distinct word; most documents tell of no harm
    beside = {*doc.token_lowers, *doc.token_lemmas}
    triggers = beside & lexicon.triggers
    triggers = {word for word in triggers if word not in lexicon.needed or not lexicon.needed[word].isdisjoint(beside)}
    if not triggers:
        return []
    return [i for i, (low, lemma) in enumerate(zip(doc.token_lowers, doc.token_lemmas, strict=True)) if lemma in triggers or low in triggers]


def _of_token(token: Token, lemma: str, low: str, quantities: QuantityIndex, lexicon: HarmLexicon) -> Iterator[Harm]:
    is_verb = token.pos_ in ("VERB", "AUX") or (token.tag_ in ("VBN", "VBD", "VBG", "VBZ", "VBP", "VB"))
    # "Police arrest 40", where the model takes the headline's verb for a noun
    is_verb = is_verb or (
        token.tag_ == "NN"
        and any(c.dep_ == "dobj" for c in token.children)
        and (token.dep_ == "advcl" or any(c.dep_ == "nsubj" for c in token.children))
    )
    if is_verb and lemma in lexicon.survivals:
        found = _none_survived(token, quantities)
        if found is not None:
            yield found
        return
    if is_verb and lemma in lexicon.verbs:
        found = _verb(token, lexicon.verbs[lemma], quantities)
        if found is not None:
            yield found
            return
    if is_verb and lemma in lexicon.objects:
        found = _with_object(token, lexicon.objects[lemma])
        if found is not None:
            yield found
            return
    if lemma in lexicon.tolls and token.pos_ in ("NOUN", "PROPN"):
        yield from _toll(token, quantities, lexicon)
        return
    if low in lexicon.states and not (is_verb and lemma in lexicon.verbs and _has_object(token)):
        found = _state(token, lexicon.states[low], quantities)
        if found is not None:
            yield found
            return
    if token.pos_ in ("NOUN", "PROPN") or token.tag_ in ("NN", "NNS"):
        if lemma in lexicon.nouns:
            found = _noun(token, lexicon.nouns[lemma], lexicon)
            if found is not None:
                yield found
                return
        if lemma in lexicon.counted:
            found = _counted(token, lexicon.counted[lemma], quantities, lexicon)
            if found is not None:
                yield found


def _none_survived(token: Token, quantities: QuantityIndex) -> Harm | None:
    """Those of whom none survived: "None of the 12 passengers survived"."""
    subject = _clause_subject(token)
    quantity = quantities.at(subject) if subject is not None else None
    if subject is None or quantity is None or quantity.stated != 0 or any(c.dep_ == "neg" for c in token.children):
        return None
    whole = next((o for c in subject.children if c.lower_ == "of" for o in c.children if o.dep_ == "pobj"), None)
    if whole is None or quantities.counting(whole) in (None, quantity):
        return None
    return Harm(token, token, "killed", "verb", (whole,), "known", None)


def _has_object(token: Token) -> bool:
    return any(c.dep_ in ("dobj", "obj", "nsubjpass") for c in token.children)


def _companion(token: Token, words: Sequence[str], companions: Sequence[tuple[str, ...]]) -> Token | None:
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
                head = head.head
            if hangs:
                found.append(doc[at + size - 1])
                break
    return min(found, key=lambda last: last.i, default=None)


def _verb(token: Token, frames: Sequence[VerbFrame], quantities: QuantityIndex) -> Harm | None:
    words = [t.lower_ for t in token.doc[max(token.i - 2, 0) : token.i + 14]] if any(frame.companions for frame in frames) else []
    for frame in frames:
        last = token
        if frame.companions:
            companion = _companion(token, words, frame.companions)
            if companion is None:
                continue
            last = companion if companion.i > token.i else token
        heads = _subject_victims(token, quantities) if frame.frame == "subject" else _patients(token, quantities)
        if frame.companions and frame.frame == "patient":
            heads = _beside_companion(token, last, heads)
        if frame.frame == "either" and not heads:
            heads = _subject_victims(token, quantities)
        if not heads:
            continue
        outcome = frame.outcome
        if outcome == "wounded" and any(c.lower_ in ("fatally", "mortally") for c in token.children):
            outcome = "killed"
        return Harm(token, last, outcome, "verb", heads, frame.people, frame.cause)
    return None


def _beside_companion(token: Token, companion: Token, heads: tuple[Token, ...]) -> tuple[Token, ...]:
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


def _clause_subject(token: Token) -> Token | None:
    return next((c for c in token.children if c.dep_ in _SUBJECTS), None)


def _patients(token: Token, quantities: QuantityIndex) -> tuple[Token, ...]:
    """Heads of the noun phrases that a verb harms."""
    children = list(token.children)
    subjects = [c for c in children if c.dep_ == "nsubjpass"]
    # of two subjects, a place is a fronted adverb: "South of the city, three men were killed"
    passive = next((c for c in subjects if len(subjects) == 1 or c.ent_type_ not in ("LOC", "GPE", "FAC")), None)
    if len(subjects) > 1 and passive is not None and passive.tag_ == "NN" and passive.left_edge.i and passive.left_edge.nbor(-1).text == ",":
        # "according to Northwatch, a monitoring group, 46 villagers were killed", where the parser takes the group for a subject
        passive = next((c for c in subjects if c.i > passive.i and quantities.counting(c) is not None), passive)
    if passive is not None:
        joined = [c for c in subjects if c.i > passive.i and c.left_edge.i and c.left_edge.nbor(-1).lower_ == "and"]
        # "12 soldiers were injured, as were some pedestrians"
        likewise = [
            c for c in children if c.dep_ == "advcl" and c.lower_ in ("was", "were") and any(m.lower_ == "as" and m.i == c.i - 1 for m in c.lefts)
        ]
        joined += [s for c in likewise for s in c.rights if s.dep_ == "nsubj"]
        return tuple(h for subject in (passive, *joined) for h in conjuncts(subject))
    presumed = _presumed(token)
    if presumed:
        return presumed
    objects = [c for c in children if c.dep_ in ("dobj", "obj", "dative")]
    if len(objects) > 1:
        # "killed seven men, among them a judge": a part of the object, not another
        objects = [o for o in objects if not _is_among_others(o)]
    twin = next((c for c in children if c.dep_ == "conj" and c.pos_ == "VERB" and 0 < c.i - token.i <= 2), None)
    if not objects and twin is not None and twin.lemma_ in _TWINS and token.lemma_ in _TWINS:
        # "killed or wounded 60 people"
        shared = [c for c in twin.children if c.dep_ in ("dobj", "obj", "dative", "nsubjpass")]
        beside = _adjacent(twin, quantities) if not shared else None
        if shared or beside is not None:
            return tuple(h for c in shared for h in conjuncts(c)) if beside is None else (beside,)
    if not objects and twin is not None and token.tag_ == twin.tag_ == "VBG" and twin.nbor(-1).lower_ == "and":
        # "killing and torturing 3,000 people"
        return tuple(h for c in twin.children if c.dep_ == "dobj" for h in conjuncts(c))
    left = _gapped(token, quantities) if token.tag_ in ("VBN", "VBD") else None
    if left is not None and not any(o.i - token.i <= _NEAR or quantities.counting(o) is not None for o in objects):
        # "five others wounded on Thursday, medics said": no object stands that far behind a number
        return (left,)
    if objects and all(o.lower_ == "themselves" for o in objects):
        # "39 members killed themselves"
        return tuple(h for h in _subject_victims(token, quantities) if quantities.counting(h) is not None)
    if objects:
        return tuple(h for o in objects for h in conjuncts(o))
    if token.tag_ == "VBN" or (token.tag_ == "VBD" and not any(c.dep_ == "nsubj" for c in children)):
        if token.dep_ in ("acl", "relcl") and token.tag_ == "VBN" and not any(c.dep_ == "nsubj" for c in children):
            return conjuncts(token.head) if token.head.dep_ != "conj" else (token.head,)
        if token.dep_ == "conj" and not any(c.dep_ in ("nsubj", "aux") for c in children):
            left = _gapped(token, quantities)
            if left is not None:
                return (left,)
            head = token.head
            if head.tag_ == "VBN" or any(c.dep_ in ("nsubjpass", "auxpass") for c in head.children):
                return _patients(head, quantities)
            subject = _clause_subject(head)
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
    if token.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in children) and not any(c.dep_ in _SUBJECTS for c in children):
        return _beside_name(token, quantities)
    if token.tag_ in ("VBD", "VBN") and token.dep_ != "acl":
        subject = next((c for c in reversed(children) if c.dep_ == "nsubj" and c.i < token.i), None)
        # headlines leave out "were": "Six wounded in blast"
        if (
            subject is not None
            and quantities.counting(subject) is not None
            and not any(c.dep_ == "agent" for c in children)
            and token.i - subject.i <= _NEAR
        ):
            return conjuncts(subject)
    return ()


def _is_among_others(noun: Token) -> bool:
    """Whether a noun stands behind "among them" or "among whom"."""
    doc, at = noun.doc, noun.left_edge.i
    opening = at if doc[at].lower_ == "among" else at - 2
    return opening > 0 and doc[opening].lower_ == "among" and doc[opening + 1].lower_ in ("them", "whom")


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
    if before is None or before.tag_ != "VBN" or before.lemma_ not in _PRESUMING:
        return ()
    return tuple(h for c in before.children if c.dep_ == "nsubjpass" for h in conjuncts(c))


def _gapped(token: Token, quantities: QuantityIndex) -> Token | None:
    """The number right before a participle: "and six wounded"."""
    at = token.i - 1
    doc = token.doc
    while at >= max(0, token.i - _NEAR) and doc[at].lower_ in (
        "others",
        "more",
        "people",
        "persons",
        "also",
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
        return _gapped(token, quantities)
    return None


def _subject_victims(token: Token, quantities: QuantityIndex) -> tuple[Token, ...]:
    """Heads of the noun phrases that are the subject of a verb."""
    subject = _clause_subject(token)
    if subject is not None:
        antecedent = token.head if token.dep_ == "relcl" else None
        if (
            antecedent is not None
            and subject.lower_ in ("who", "that")
            and antecedent.dep_ == "conj"
            and antecedent.head.tag_ == "NNS"
            and all(any(c.dep_ == "nummod" for c in noun.lefts) for noun in (antecedent.head, antecedent))
        ):
            # "two nurses and one driver who died"
            return (antecedent.head, subject)
        return conjuncts(subject)
    if token.dep_ in ("acl", "relcl") and token.head.pos_ in ("NOUN", "PROPN", "NUM", "PRON"):
        return (token.head,)
    left = _gapped(token, quantities)
    if left is not None:
        return (left,)
    if token.dep_ in ("conj", "xcomp") and token.head.pos_ in ("VERB", "AUX"):
        head = token.head
        subject = _clause_subject(head)
        if subject is not None:
            return conjuncts(subject)
        if head.dep_ in ("acl", "relcl"):
            return (head.head,)
    return ()


def _with_object(token: Token, entries: Sequence[Mapping[str, Any]]) -> Harm | None:
    for entry in entries:
        for child in token.children:
            # "claiming 34 lives", where the model takes "lives" for a verb
            is_object = child.dep_ in ("dobj", "nsubjpass", "prep") or (child.dep_ == "ccomp" and child.tag_ == "NNS")
            if not is_object or (child.lower_ not in entry["objects"] and child.dep_ != "prep"):
                continue
            harmed = child
            if child.dep_ == "prep":
                if child.lower_ != "to" or not entry["objects"] or "injuries" not in entry["objects"]:
                    continue
                continue
            match entry["victims"]:
                case "subject":
                    heads = _subject_victims(token, QuantityIndex((), {}, {}))
                case "of_object":
                    heads = _of(harmed) or (harmed,)
                case other:
                    raise ValueError(f"lexicons/harm.yml: objects have no victims {other!r}; use subject or of_object")
            if heads:
                return Harm(
                    token,
                    harmed if harmed.i > token.i else token,
                    entry["outcome"],
                    "object",
                    heads,
                    "known" if entry["victims"] == "subject" or harmed not in heads else "counted",
                    None,
                )
    return None


def _of(noun: Token) -> tuple[Token, ...]:
    """Heads of the noun phrases behind "of" and its kin."""
    for prep in noun.rights:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "to", "among") and (prep.lower_ == "of" or noun.lemma_ in ("injury", "damage")):
            for obj in prep.children:
                if obj.dep_ == "pobj":
                    return conjuncts(obj)
    at = noun.i + 1
    while at < len(noun.doc) and noun.doc[at].ent_type_ == "DATE":
        at += 1
    if noun.dep_ == "dobj" and noun.i + 1 < at < len(noun.doc) and noun.doc[at].lower_ == "of" and noun.doc[at].head == noun.head:
        # "protested the murder last week of a student"
        return tuple(h for obj in noun.doc[at].children if obj.dep_ == "pobj" for h in conjuncts(obj))
    follower = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    if noun.dep_ == "conj" and follower.lower_ == "of" and follower.head == noun.head:
        # "groups and deaths of 12 men", where "of" hangs on the groups
        return tuple(h for obj in follower.children if obj.dep_ == "pobj" for h in conjuncts(obj))
    return ()


def _state(token: Token, outcome: str, quantities: QuantityIndex) -> Harm | None:
    """Dead, wounded, missing and their kin as what is said of counted people."""
    heads: tuple[Token, ...] = ()
    rule = "state"
    own = _clause_subject(token)
    head = token.head
    left = _gapped(token, quantities)
    if left is not None:
        heads = (left,)
    elif own is not None and token.tag_ == "VBG" and any(c.lemma_ == "be" for c in token.children):
        # "were still missing", where the model takes the state for a verb
        heads = conjuncts(own)
    elif token.dep_ in ("acomp", "oprd", "attr", "advmod", "advcl", "xcomp", "ccomp") and head.pos_ in ("VERB", "AUX"):
        subject = next((c for c in token.children if c.dep_ in _SUBJECTS), None)
        if subject is None and head.lemma_ in ("leave", "find", "render", "make", "see", "bring", "pull", "take", "carry", "dig"):
            subject = next((c for c in head.children if c.dep_ == "nsubjpass"), None) or next(
                (c for c in head.children if c.dep_ == "dobj" and c.i < token.i), None
            )
        elif subject is None and head.lemma_ in (
            "be",
            "remain",
            "lie",
            "arrive",
            "go",
            "report",
            "list",
            "declare",
            "pronounce",
            "confirm",
            "fear",
            "believe",
            "presume",
            "become",
            "get",
            "feel",
            "seem",
        ):
            subject = _clause_subject(head)
            if subject is None and head.dep_ in ("relcl", "acl"):
                subject = head.head
            if subject is None and head.dep_ == "conj":
                subject = _clause_subject(head.head)
        heads = conjuncts(subject) if subject is not None else ()
    elif token.dep_ == "amod" and quantities.counting(head) is not None and head.i > token.i:
        heads = (head,)
    elif token.dep_ == "conj" and head.lower_ in ("dead", "wounded", "injured", "killed", "missing", "hurt") and head.i < token.i:
        return None
    elif token.dep_ == "amod" and head.i > token.i and head.tag_ == "NNP" and head.ent_type_ == "PERSON":
        # "the murdered Ana Ruiz"
        heads = (head,)
    elif token.dep_ in ("acl", "amod") and head.i < token.i and token.i - head.i <= _NEAR:
        heads = (head,)
    elif quantities.counting(token) is not None:
        heads = (token,)
    if not heads:
        return None
    return Harm(token, token, outcome, rule, heads, "known", None)


def _noun(token: Token, frame: NounFrame, lexicon: HarmLexicon) -> Harm | None:
    """The death of X, X's killing, the bodies of five men."""
    heads = _of(token)
    if not heads:
        # "the kidnapping and murder of X"
        twins = [
            c
            for c in (token.head, *token.children)
            if c.pos_ == "NOUN" and c.lemma_.lower() in lexicon.nouns and "conj" in (c.dep_, token.dep_) and abs(c.i - token.i) <= _NEAR
        ]
        heads = next((h for h in map(_of, twins) if h), ())
    if not heads and frame.named == "yes":
        owner = next((c for c in token.lefts if c.dep_ == "poss" and c.pos_ != "PRON"), None)
        heads = (owner,) if owner is not None and (owner.ent_type_ == "PERSON" or owner.tag_ in ("NNP", "NNS", "NNPS")) else ()
    if not heads:
        return None
    if any(c.lower_ in lexicon.unreal for c in token.lefts):
        return None
    if token.lemma_.lower() in ("body", "corpse") and not _is_found(token, lexicon):
        return None
    if token.lemma_.lower() == "loss" and not all(h.lower_ in ("life", "lives") for h in heads):
        return None
    return Harm(token, token, frame.outcome, "noun", heads, {"yes": "strong", "caused": "any", "no": "known"}[frame.named], frame.cause, frame.named)


def _is_found(token: Token, lexicon: HarmLexicon) -> bool:
    node = token
    for _ in range(4):
        if node.head == node:
            return False
        node = node.head
        if node.lemma_ in lexicon.body_verbs:
            return True
    return False


def _counted(token: Token, outcome: str, quantities: QuantityIndex, lexicon: HarmLexicon) -> Harm | None:
    """Twelve deaths, 30 injuries, no casualties, heavy casualties where they are said to be suffered."""
    if any(c.dep_ == "det" and c.lower_ in ("any", "every", "each") for c in token.lefts):
        return None
    if any(c.lower_ in lexicon.unreal for c in token.lefts):
        return None
    lemma = token.lemma_.lower()
    quantity = quantities.counting(token)
    if quantity is not None and quantity.sort == "count":
        if lemma in ("body", "corpse") and not _is_found(token, lexicon):
            return None
        holders = (*token.ancestors, *(c for c in token.rights if c.dep_ in ("acl", "relcl")))
        if lemma in ("hostage", "detainee") and not any(a.lemma_ in ("hold", "take", "seize", "keep", "capture") for a in holders):
            return None
        return Harm(token, token, outcome, "counted", (), "known", None)
    if any(c.dep_ == "det" and c.lower_ == "no" for c in token.lefts):
        return Harm(token, token, outcome, "counted", (), "known", None)
    if (
        lemma == "casualty"
        and token.tag_ == "NNS"
        and token.head.lemma_ in lexicon.casualty_verbs
        and token.dep_ in ("dobj", "attr", "nsubjpass", "nsubj")
        # casualties that are taken to hospital are no claim of their own
        and not (token.dep_ in ("nsubj", "nsubjpass") and any(c.dep_ == "det" and c.lower_ in ("the", "these", "those") for c in token.lefts))
    ):
        return Harm(token, token, outcome, "counted", (), "known", None)
    return None


def _toll(token: Token, quantities: QuantityIndex, lexicon: HarmLexicon) -> Iterator[Harm]:
    """A death toll of 40; the toll rose from 12 to 19; bringing the number of dead to 40."""
    if token.lemma_ in lexicon.bare_tolls and not any(c.dep_ == "prep" and c.lower_ == "of" for c in token.rights):
        return
    reach = 12 if token.lemma_ in lexicon.bare_tolls else 4
    beside = {t.lower_ for t in token.subtree if abs(t.i - token.i) <= reach} | {t.lemma_.lower() for t in token.lefts}
    outcome = next((lexicon.toll_words[w] for w in lexicon.toll_words if w in beside), None)
    if outcome is None:
        road = any(t.lower_ in ("road", "bridge", "free") for t in token.lefts)
        if (
            token.lemma_ in lexicon.bare_tolls
            or road
            or (token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ in ("road", "booth", "gate", "free"))
        ):
            return
        outcome = "killed"
    number = toll_number(token, quantities)
    if number is not None:
        told = [
            t
            for t in token.subtree
            if abs(t.i - token.i) <= reach and t.lower_ in lexicon.toll_words and (t.i < token.i or token.lemma_ in lexicon.bare_tolls)
        ]
        yield Harm(token, told[0] if told else token, outcome, "toll", (number,), "known", None)


def toll_number(token: Token, quantities: QuantityIndex) -> Token | None:
    """The token of the figure that a toll stands at: behind "of", else behind "to" or "at" of its verb, else its verb's object."""
    doc = token.doc
    for prep in token.rights:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "at", "to"):
            for obj in prep.children:
                if obj.dep_ == "pobj" and _plain(obj, quantities):
                    return obj
    head = token.head
    if head.dep_ in ("compound", "nmod"):
        head = head.head
    chain = [head, head.head] if head.pos_ in ("VERB", "AUX") else [head]
    for verb in chain:
        if verb.pos_ not in ("VERB", "AUX"):
            continue
        for child in sorted(verb.children, key=lambda c: c.i):
            if child.dep_ == "prep" and child.lower_ in ("to", "at", "past", "above"):
                own = quantities.at(doc[child.i + 1]) if child.i + 1 < len(doc) else None
                if own is not None and own.sort == "count" and own.head != child.i + 1 and doc[own.end].lower_ == "and":
                    return doc[child.i + 1]
                for obj in child.children:
                    if obj.dep_ == "pobj" and _plain(obj, quantities):
                        return obj
        for child in verb.children:
            if child.dep_ in ("dobj", "attr", "acomp", "npadvmod", "prep") and child.i > token.i and _plain(child, quantities):
                return child
    end = min(len(doc), token.i + 12)
    for at in range(token.i + 1, end):
        if doc[at].text in (".", ";"):
            break
        if doc[at].lower_ in ("to", "at", "of") and at + 1 < end:
            for quantity in quantities.quantities:
                if quantity.start == at + 1 and quantity.sort == "count":
                    return doc[quantity.head]
    return None


def _plain(token: Token, quantities: QuantityIndex) -> bool:
    found = quantities.counting(token)
    return found is not None and found.sort == "count"


def reality(trigger: Token, lexicon: HarmLexicon) -> str:
    """How real the text makes a harm: "asserted", "feared", or "none" for planned, possible, negated and denied harm.

    The way up from the trigger stops where somebody's words begin: what governs "said that 12 died" does not unmake the deaths. A noun of harm
    ("the murder of X") presupposes it, whatever is done about it, but for verbs that would make it and nouns that plan it.
    """
    if trigger.dep_ == "amod" and trigger.lower_ in lexicon.states and trigger.i < trigger.head.i:
        # "could not find the eight missing men": they are missing whatever becomes of the search
        return "feared" if any(c.lower_ in lexicon.feared for c in trigger.children) else "asserted"
    is_noun = trigger.pos_ in ("NOUN", "PROPN") and trigger.lower_ not in lexicon.states and trigger.lemma_ not in lexicon.tolls
    if trigger.i and trigger.nbor(-1).lower_ in lexicon.feared and trigger.nbor(-1).tag_ == "VBN":
        return "feared"
    # an execution may be yet to come
    is_ordered = trigger.lemma_.lower() in lexicon.ordered
    node = trigger
    feared = inquired = False
    for step in range(9):
        inquired = inquired or (step > 0 and node.lemma_.lower() in lexicon.inquiries)
        presupposed = is_noun and step > 0 and node.pos_ in ("VERB", "AUX") and (inquired or not (node.lemma_ in lexicon.makers or is_ordered))
        verdict = "asserted" if presupposed else _of_clause(node, lexicon, is_trigger=step == 0)
        if verdict == "none":
            return "none"
        feared = feared or verdict == "feared"
        parent = node.head
        if parent.i == node.i or (presupposed and step > 1):
            break
        feared = feared or (
            step <= 1 and parent.lower_ in lexicon.feared and node.dep_ in ("oprd", "acomp", "xcomp", "acl", "amod", "advmod", "ccomp")
        )
        if _is_unmade(node, parent, lexicon, is_noun=is_noun, step=step):
            return "none"
        if node.dep_ in _CLAUSE_BREAKS and node.pos_ in ("VERB", "AUX") and parent.lemma_ not in _CAUSATIVES:
            break
        # a coordinated clause with a subject or a finite auxiliary of its own stands for itself
        if node.dep_ == "conj" and any(c.dep_ in _SUBJECTS or (c.dep_ in ("aux", "auxpass") and c.tag_ in _FINITE) for c in node.children):
            break
        # what people protest against took place
        if node.dep_ == "advcl" and parent.lemma_ in lexicon.outcries:
            break
        # what somebody is tried for took place, whoever did it
        if node.dep_ == "pcomp" and parent.head.lemma_.lower() in lexicon.judgements:
            break
        if node.dep_ in ("nsubj", "nsubjpass") and parent.pos_ in ("VERB", "AUX") and step and not is_noun:
            break
        if node.dep_ in ("relcl", "advcl") and node.tag_ != "VBG":
            break
        # what a participle tells of its noun is so: "to help the 300 people displaced by floods"; not "could leave 300 people displaced"
        if node.dep_ == "acl" and node.tag_ in ("VBN", "VBD") and parent.head.lemma_ not in _MAKING and parent.dep_ != "nsubj":
            break
        node = parent
    return "feared" if feared else "asserted"


def _is_unmade(node: Token, parent: Token, lexicon: HarmLexicon, *, is_noun: bool, step: int) -> bool:
    """Whether the governing word makes what it governs a plan, a threat, a wish, or untrue."""
    lemma = parent.lemma_.lower()
    if lemma in lexicon.deniers and node.dep_ in ("ccomp", "xcomp", "dobj", "pcomp", "nsubjpass", "prep"):
        return not is_noun or step == 0
    if lemma not in lexicon.governors:
        return False
    if is_noun and node.dep_ == "prep" and node.lower_ in ("for", "over") and lemma in lexicon.judgements:
        # "will be tried over the deaths of 16 men"
        return False
    if (
        is_noun
        and parent.dep_ == "pcomp"
        and not {t.lemma_.lower() for t in (parent.head.head, parent.head.head.head)}.isdisjoint(lexicon.judgements)
    ):
        # "convicted of ordering the deaths of 148 men"
        return False
    if lemma in lexicon.averters and parent.pos_ in ("VERB", "AUX"):
        # "failed to prevent the massacre": it took place
        failed = parent.head.lemma_ in ("fail", "unable", "able") or any(c.dep_ == "neg" for c in parent.children)
        return not failed
    if is_noun and (step > 1 or (step == 1 and node.pos_ in ("VERB", "AUX"))):
        return False
    if node.dep_ == "ccomp":
        return lemma in lexicon.supposers
    if node.dep_ == "dobj" and parent.pos_ == "VERB" and lemma in ("allow", "expect", "ask", "tell", "help", "convince", "persuade", "refuse"):
        return False
    return node.dep_ in ("xcomp", "dobj", "pcomp", "acl", "pobj", "prep", "amod", "compound")


def _of_clause(node: Token, lexicon: HarmLexicon, *, is_trigger: bool) -> str:
    """What the auxiliaries, the negation and the mark of one word say."""
    if node.pos_ not in ("VERB", "AUX", "ADJ", "NOUN", "NUM", "PROPN"):
        return "asserted"
    words = [c for c in node.children if c.dep_ in ("aux", "neg", "mark", "advmod", "auxpass", "det", "preconj")]
    perfect = any(c.lower_ in ("have", "has", "had") for c in words) or any(c.lower_ == "have" for c in node.children)
    for child in words:
        low = child.lower_
        if child.dep_ == "neg" and low not in ("only",):
            return "none"
        if (child.dep_ == "aux" and low == "may") or (low in lexicon.feared_modals and child.dep_ == "aux" and perfect):
            return "feared" if perfect else "none"
        if child.dep_ == "aux" and low in lexicon.modals:
            return "none"
        if child.dep_ == "aux" and low == "to" and not perfect and not _is_realised(node):
            return "none"
        if child.dep_ == "mark" and low in lexicon.marks:
            return "none"
        if (
            child.dep_ == "advmod"
            and low in ("possibly", "probably", "reportedly-not", "never", "potentially", "nearly", "almost", "hardly", "narrowly")
            and child.i < node.i
            and is_trigger
            and node.pos_ == "VERB"
        ):
            if low in ("nearly", "almost", "narrowly"):
                # "was almost killed"; not "killed almost 20", where the word belongs to the number
                return "none" if child.i == node.i - 1 else "asserted"
            return "none" if low in ("never", "potentially", "hardly") else "feared" if low in ("possibly", "probably") else "asserted"
    return "asserted"


def _is_realised(infinitive: Token) -> bool:
    """Whether an infinitive tells a deed done: "was the first to die", "lived to see", "went on to kill", "appears to be dead"."""
    head = infinitive.head
    moved = head.head if infinitive.dep_ == "acl" and head.dep_ == "dobj" else head
    if infinitive.dep_ in ("xcomp", "advcl", "ccomp", "acl") and moved.lemma_ in ("prompt", "cause", "lead", "compel"):
        # "the blast prompted guards to open fire"
        return True
    if infinitive.dep_ in ("xcomp", "advcl") and head.lemma_ in (
        "go",
        "appear",
        "seem",
        "happen",
        "manage",
        "continue",
        "prove",
        "know",
        "believe",
        "say",
        "report",
        "help",
        "begin",
        "start",
        "turn",
        "understand",
    ):
        return True
    return infinitive.dep_ in ("acl", "relcl") and any(
        c.lower_ in ("first", "second", "third", "last", "latest", "only") or c.tag_ == "JJS" for c in head.children
    )
