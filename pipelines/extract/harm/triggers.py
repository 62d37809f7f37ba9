"""Words of harm: which words of a document tell of harm to people, and whom they take as victims.

What belongs here: triggers and their frames. What does not: whether the harm is told as done (``reality``), and rows (``rows``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from spacy.tokens import Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.harm.lexicon import HarmLexicon, NounFrame, VerbFrame
from pipelines.extract.harm.patients import (
    NEAR,
    SUBJECTS,
    alongside,
    beside_companion,
    clause_subject,
    companion,
    conjuncts,
    coordinated,
    gapped,
    has_object,
    objects_of,
    patients,
    subject_victims,
)
from pipelines.extract.model import Quantity
from pipelines.extract.numbers import QuantityIndex
from pipelines.extract.victims import is_person_noun

#: Participles that the parser takes for a quality of the wounds: "had sustained bullet wounds".
_SUFFERED = frozenset(["suffered", "sustained", "received"])
#: Verbs that set a figure: "put its losses at four".
_PUTTING = ("put", "set", "place", "estimate")
#: Words of wounds beside "dead or".
_HURT = frozenset(["injured", "wounded", "hurt"])


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
        named: whether a person by name may be the victim: yes, no, caused, told.
    """

    trigger: Token
    last: Token
    outcome: str
    rule: str
    heads: tuple[Token, ...]
    people: str
    cause: str | None
    named: str = "yes"


def harms(doc: AnnotatedDocument, quantities: QuantityIndex, lexicon: HarmLexicon) -> Iterator[Harm]:
    """Find the words of harm and their victims.

    Yields:
        Harms in text order; one word may yield more than one reading only if their victims differ.
    """
    for i in trigger_indices(doc, lexicon):
        token = doc.doc[i]
        if token.pos_ not in ("SPACE", "PUNCT"):
            # the model cuts the plural to "corps"
            lemma = "corpse" if token.lower_ == "corpses" else token.lemma_.lower()
            known = list(_of_token(token, lemma, token.lower_, quantities, lexicon))
            if token.tag_ in ("VBN", "VBD") and doc.is_title(token):
                heads = [h for found in known for h in found.heads]
                if not any(is_person_noun(h, lexicon.victims) or quantities.counting(h) is not None for h in heads):
                    known = list(_headline(token, lexicon)) or known
            for found in known:
                opener = _opener(found, quantities, lexicon)
                yield found if opener is None else replace(found, heads=(opener, *found.heads))


def _headline(token: Token, lexicon: HarmLexicon) -> Iterator[Harm]:
    """People before a participle that the parser takes for the verb of a headline: "Two nurses, driver shot dead"."""
    subjects = [c for c in token.lefts if c.dep_ in SUBJECTS]
    subject = subjects[-1] if subjects else None
    if subject is None or any(c.dep_ in ("aux", "neg", "mark") for c in token.children):
        return
    if any(c.dep_ in ("dobj", "nsubjpass") and (c.tag_ != "NN" or is_person_noun(c, lexicon.victims)) for c in token.children):
        return
    words = [t.lower_ for t in token.doc[max(token.i - 2, 0) : token.i + 14]]
    for frame in lexicon.verbs.get(token.lemma_.lower(), ()):
        beside = companion(token, words, frame.companions) if frame.companions else token
        if frame.frame != "patient" or beside is None or not is_person_noun(subject, lexicon.victims):
            continue
        first = token.head if token.dep_ == "appos" and token.head.pos_ in ("NOUN", "PROPN") else subjects[0]
        listed = (first,) if first is not subject and is_person_noun(first, lexicon.victims) else ()
        yield Harm(token, max(beside, token, key=lambda t: t.i), frame.outcome, "verb", (*listed, *conjuncts(subject)), frame.people, frame.cause)
        return


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
    counted = quantities.counting(noun)
    if comma.text == "," and noun.tag_ == "NNS" and counted is not None and counted.sort == "count" and _opens_headline(counted, noun):
        # "Six guards, 20 rebels killed in raid"
        return noun if is_person_noun(noun, lexicon.victims) and noun.dep_ in ("nsubj", "nsubjpass", "ROOT", "dep", "nmod") else None
    if comma.text != "," or not is_first or noun.tag_ not in ("NN", "NNP") or quantities.counting(noun) is not None:
        return None
    return noun if is_person_noun(noun, lexicon.victims) and noun.ent_type_ != "NORP" else None


def _opens_headline(quantity: Quantity, noun: Token) -> bool:
    """Whether a number with its noun stands first in a sentence, or behind a colon."""
    opening = noun.sent.start
    return quantity.start <= noun.i and (quantity.start == opening or noun.doc[quantity.start - 1].text == ":")


def trigger_indices(doc: AnnotatedDocument, lexicon: HarmLexicon) -> list[int]:
    """The tokens that by their lemma or their letters may be words of harm."""
    # looked up once for each distinct word; most documents tell of no harm
    beside = {*doc.token_lowers, *doc.token_lemmas}
    triggers = beside & lexicon.triggers
    if not triggers:
        return []
    # "and that of Ana Ruiz" takes up a noun
    triggers = {*triggers, "that"} if any(word in lexicon.nouns for word in triggers) else triggers
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
    if low == "that" and token.dep_ == "conj" and token.head.lemma_.lower() in lexicon.nouns:
        # "condemned the murders, and above all that of Ana Ruiz"
        frame = lexicon.nouns[token.head.lemma_.lower()]
        heads = objects_of(token)
        if heads and frame.named == "yes":
            yield Harm(token, token, frame.outcome, "noun", heads, "known", frame.cause)
        return
    if token.dep_ == "dobj" and token.head.lemma_ in _PUTTING and (low in (*lexicon.states, "losses") or lemma in lexicon.counted):
        # "put its dead at three", "estimated deaths at 40"
        number = toll_number(token, quantities) if quantities.counting(token) is None else None
        if number is not None:
            outcome = "killed" if lemma == "loss" else lexicon.states.get(low) or lexicon.counted[lemma]
            yield Harm(token, token, outcome, "toll", (number,), "known", None)
        if number is not None or low in lexicon.states:
            return
    if low in lexicon.states and not (is_verb and lemma in lexicon.verbs and has_object(token)):
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
    subject = clause_subject(token)
    quantity = quantities.at(subject) if subject is not None else None
    if subject is None or quantity is None or quantity.stated != 0 or any(c.dep_ == "neg" for c in token.children):
        return None
    whole = next((o for c in subject.children if c.lower_ == "of" for o in c.children if o.dep_ == "pobj"), None)
    if whole is None or quantities.counting(whole) in (None, quantity):
        return None
    return Harm(token, token, "killed", "verb", (whole,), "known", None)


def _verb(token: Token, frames: Sequence[VerbFrame], quantities: QuantityIndex) -> Harm | None:
    words = [t.lower_ for t in token.doc[max(token.i - 2, 0) : token.i + 14]] if any(frame.companions for frame in frames) else []
    for frame in frames:
        last = token
        if frame.companions:
            beside = companion(token, words, frame.companions)
            if beside is None:
                continue
            last = beside if beside.i > token.i else token
        heads = subject_victims(token, quantities) if frame.frame == "subject" else patients(token, quantities)
        if frame.companions and frame.frame == "patient":
            heads = beside_companion(token, last, heads)
        if frame.frame == "either" and not heads:
            heads = subject_victims(token, quantities)
        if not heads:
            continue
        heads = (*heads, *(h for h in alongside(token, heads, quantities) if h not in heads))
        outcome = frame.outcome
        if outcome == "wounded" and any(c.lower_ in ("fatally", "mortally") for c in token.children):
            outcome = "killed"
        return Harm(token, last, outcome, "verb", heads, frame.people, frame.cause)
    return None


def _with_object(token: Token, entries: Sequence[Mapping[str, Any]]) -> Harm | None:
    for entry in entries:
        for child in token.children:
            # "claiming 34 lives", where the model takes "lives" for a verb
            is_object = child.dep_ in ("dobj", "nsubjpass", "prep") or (child.dep_ == "ccomp" and child.tag_ == "NNS")
            if not is_object or (child.lower_ not in entry["objects"] and child.dep_ != "prep"):
                continue
            harmed = child
            if entry["victims"] == "sufferer" and not any(c.dep_ == "amod" and c.lower_ in _SUFFERED for c in child.lefts):
                continue
            if child.dep_ == "prep":
                if child.lower_ != "to" or not entry["objects"] or "injuries" not in entry["objects"]:
                    continue
                continue
            match entry["victims"]:
                case "subject" | "sufferer":
                    heads = subject_victims(token, QuantityIndex((), {}, {}))
                case "owner":
                    heads = tuple(c for c in harmed.lefts if c.dep_ == "poss" and c.pos_ != "PRON")
                case "of_object":
                    heads = objects_of(harmed) or (harmed,)
                case other:
                    raise ValueError(f"lexicons/harm.yml: objects have no victims {other!r}; use subject, sufferer, owner or of_object")
            if heads:
                return Harm(
                    token,
                    harmed if harmed.i > token.i else token,
                    entry["outcome"],
                    "object",
                    heads,
                    "known" if entry["victims"] in ("subject", "sufferer") or harmed not in heads else "counted",
                    None,
                )
    return None


def _state(token: Token, outcome: str, quantities: QuantityIndex) -> Harm | None:
    """Dead, wounded, missing and their kin as what is said of counted people."""
    heads: tuple[Token, ...] = ()
    rule = "state"
    own = clause_subject(token)
    head = token.head
    left = gapped(token, quantities)
    if left is not None:
        heads = coordinated(left, quantities)
    elif own is not None and (token.tag_ == "VBG" or token.lower_ == "unaccounted") and any(c.lemma_ == "be" for c in token.children):
        # "were still missing", where the model takes the state for a verb
        heads = conjuncts(own)
    elif token.dep_ in ("acomp", "oprd", "attr", "advmod", "advcl", "xcomp", "ccomp") and head.pos_ in ("VERB", "AUX"):
        subject = next((c for c in token.children if c.dep_ in SUBJECTS), None)
        if subject is None and head.lemma_ in ("leave", "find", "render", "make", "see", "bring", "pull", "take", "carry", "dig"):
            subject = next((c for c in head.children if c.dep_ == "nsubjpass"), None) or next(
                (c for c in head.children if c.dep_ == "dobj" and c.i < token.i), None
            )
            if subject is None and head.lemma_ == "find" and head.tag_ in ("VBN", "VBD") and not has_object(head):
                # a headline: "Reporter found dead"
                subject = clause_subject(head)
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
            subject = clause_subject(head)
            if subject is None and head.dep_ in ("relcl", "acl"):
                subject = head.head
            if subject is None and head.dep_ == "conj":
                subject = clause_subject(head.head)
        heads = conjuncts(subject) if subject is not None else ()
        if subject is not None and len(heads) == 1 and head.lemma_ == "leave":
            heads = coordinated(subject, quantities)
    elif token.dep_ == "amod" and quantities.counting(head) is not None and head.i > token.i:
        heads = (head,)
    elif token.dep_ == "conj" and head.lower_ in ("dead", "wounded", "injured", "killed", "missing", "hurt") and head.i < token.i:
        return None
    elif token.dep_ == "amod" and head.i > token.i and head.tag_ == "NNP" and head.ent_type_ == "PERSON":
        # "the murdered Ana Ruiz"
        heads = (head,)
    elif token.dep_ in ("acl", "amod") and head.i < token.i and token.i - _end_of(head, quantities) <= NEAR:
        heads = coordinated(head, quantities)
    elif quantities.counting(token) is not None:
        heads = (token,)
    if not heads:
        return None
    return Harm(token, token, outcome, rule, heads, "known", None)


def _end_of(head: Token, quantities: QuantityIndex) -> int:
    """Where a number ends with what it counts: "dozens of villagers"."""
    if quantities.at(head) is None:
        return head.i
    return max([head.i, *(o.i for c in head.rights if c.lower_ == "of" for o in c.children if o.dep_ == "pobj")])


def _noun(token: Token, frame: NounFrame, lexicon: HarmLexicon) -> Harm | None:
    """The death of X, X's killing, the bodies of five men."""
    heads = objects_of(token)
    if not heads:
        # "the kidnapping and murder of X"
        twins = [
            c
            for c in (token.head, *token.children)
            if c.pos_ == "NOUN" and c.lemma_.lower() in lexicon.nouns and "conj" in (c.dep_, token.dep_) and abs(c.i - token.i) <= NEAR
        ]
        heads = next((h for h in map(objects_of, twins) if h), ())
    if not heads and frame.named == "yes":
        owner = next((c for c in token.lefts if c.dep_ == "poss" and c.pos_ != "PRON"), None)
        heads = (owner,) if owner is not None and (owner.ent_type_ == "PERSON" or owner.tag_ in ("NNP", "NNS", "NNPS")) else ()
    if not heads:
        return None
    if any(c.lower_ in lexicon.unreal for c in token.lefts) or _is_one_of(token, frame, lexicon):
        return None
    if token.lemma_.lower() in ("body", "corpse") and not _is_found(token, lexicon):
        return None
    if token.lemma_.lower() == "loss" and not all(h.lower_ in ("life", "lives") for h in heads):
        return None
    return Harm(
        token,
        token,
        frame.outcome,
        "noun",
        heads,
        {"yes": "strong", "caused": "any", "told": "known", "no": "known"}[frame.named],
        frame.cause,
        frame.named,
    )


def _is_one_of(token: Token, frame: NounFrame, lexicon: HarmLexicon) -> bool:
    """Whether a noun of harm is one of several of which the text does not say which: "the death, abduction or displacement of 2 million people"."""
    chain = [token, *(t for t in token.conjuncts if abs(t.i - token.i) <= 2 * NEAR)]
    others = {lexicon.nouns[t.lemma_.lower()].outcome for t in chain if t.lemma_.lower() in lexicon.nouns}
    return len(others | {frame.outcome}) > 1 and any(c.lower_ == "or" for t in chain for c in t.children if c.dep_ == "cc")


def _is_found(token: Token, lexicon: HarmLexicon) -> bool:
    if any(c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_ in lexicon.body_verbs for c in token.rights):
        # "left at least four bodies dumped in the river"
        return True
    node = token
    for _ in range(4):
        if node.head == node:
            return False
        node = node.head
        if node.lemma_ in lexicon.body_verbs or any(c.dep_ == "conj" and c.lemma_ in lexicon.body_verbs for c in node.children):
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
    if _is_charged(token, lemma) or _is_taken_up(token, lemma, quantity):
        return None
    if lemma == "injury" and token.dep_ == "dobj" and any(c.dep_ == "nsubj" and c.lemma_.lower() in lexicon.sport for c in token.head.children):
        # "the team has suffered 12 injuries"
        return None
    if quantity is not None and quantity.sort == "count":
        if lemma in ("body", "corpse") and not _is_found(token, lexicon):
            return None
        holders = (*token.ancestors, *(c for c in token.rights if c.dep_ in ("acl", "relcl")))
        held = ("hold", "seize", "keep", "capture", "take") if lemma == "hostage" else ("hold", "keep", "seize")
        freeing = ("free", "release", "rescue", "liberate", *(("take",) if lemma == "detainee" else ()))
        told = any(c.dep_ in ("acl", "relcl") and c.lemma_ in held for c in token.rights)
        freed = token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_ in freeing and not told
        if lemma in ("hostage", "detainee") and (freed or not any(a.lemma_ in held for a in holders)):
            return None
        return Harm(token, token, outcome, "counted", (), "known", None)
    if any(c.dep_ == "det" and c.lower_ == "no" for c in token.lefts):
        return Harm(token, token, outcome, "counted", (), "known", None)
    led = token.dep_ == "pobj" and token.head.lower_ in ("in", "to")
    above = token.head.head if led else token.head
    if (
        lemma == "casualty"
        and token.tag_ == "NNS"
        and (
            above.lemma_ in ("result", "lead") and above.pos_ == "VERB" and any(c.lower_ == "civilian" for c in token.lefts)
            if led
            else above.lemma_ in lexicon.casualty_verbs
        )
        and token.dep_ in ("dobj", "attr", "nsubjpass", "nsubj", "pobj")
        # casualties that are taken to hospital are no claim of their own
        and not (token.dep_ in ("nsubj", "nsubjpass") and any(c.dep_ == "det" and c.lower_ in ("the", "these", "those") for c in token.lefts))
    ):
        return Harm(token, token, outcome, "counted", (), "known", None)
    return None


def _is_charged(token: Token, lemma: str) -> bool:
    """Whether a number of murders is what somebody is charged with."""
    if lemma not in ("murder", "killing", "assassination", "kidnapping", "abduction"):
        return False
    above = token.head
    return token.dep_ == "pobj" and above.lower_ in ("with", "of") and above.head.lemma_ in ("charge", "accuse", "indict", "count", "charges")


def _is_taken_up(token: Token, lemma: str, quantity: Quantity | None) -> bool:
    """Whether a number of deaths is one told before: "to probe the two deaths", "in two of the five deaths"; not "the 12 deaths on Monday"."""
    if lemma in ("detainee", "evacuee", "casualty", "injury", "body", "corpse", "hostage") or token.tag_ != "NNS" or quantity is None:
        return False
    determined = quantity.start > 0 and token.doc[quantity.start - 1].lower_ in ("the", "these", "those", "both")
    return determined and not any(c.dep_ in ("acl", "relcl") for c in token.rights) and token.dep_ not in ("nsubj", "nsubjpass")


def _toll(token: Token, quantities: QuantityIndex, lexicon: HarmLexicon) -> Iterator[Harm]:
    """A death toll of 40; the toll rose from 12 to 19; bringing the number of dead to 40."""
    if token.head.lemma_ == "include":
        # "the toll includes two children": those are a part
        return
    if token.lemma_ in lexicon.bare_tolls and not any(c.dep_ == "prep" and c.lower_ == "of" for c in token.rights):
        return
    reach = 12 if token.lemma_ in lexicon.bare_tolls else 4
    if token.lemma_ == "toll" and any(c.dep_ == "dobj" and c.lemma_ in lexicon.bare_tolls and c != token for c in token.head.children):
        # "the toll has brought to over 200 the number of soldiers who died"
        return
    part = next((t.i for t in token.subtree if t.lower_ in ("including", "among") and t.i > token.i), token.i + reach)
    beside = {t.lower_ for t in token.subtree if abs(t.i - token.i) <= reach and t.i <= part} | {t.lemma_.lower() for t in token.lefts}
    outcome = next((lexicon.toll_words[w] for w in lexicon.toll_words if w in beside), None)
    behind = [t.lower_ for t in token.doc[token.i + 1 : token.i + 8]]
    joined = any(one == "dead" and cc in ("or", "and") and other in _HURT for one, cc, other in zip(behind, behind[1:], behind[2:], strict=False))
    if outcome == "killed" and joined:
        # "the number of dead or injured"
        outcome = "casualties"
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
                alone = next((q for q in quantities.quantities if q.start == child.i + 1 and q.sort == "count" and q.start <= q.head < q.end), None)
                if alone is not None:
                    # "rose to at least six Friday", where the parser takes the figure for one of the day
                    return doc[alone.head]
                for obj in child.children:
                    if obj.dep_ == "pobj" and _plain(obj, quantities):
                        return obj
            elif child.dep_ == "prep" and child.lower_ == "in" and child.i + 2 < len(doc) and doc[child.i + 1].lower_ == "the":
                # "the toll is in the hundreds"
                vague = next((q for q in quantities.quantities if q.start == child.i + 2 and q.qualifier == "vague" and q.sort == "count"), None)
                if vague is not None:
                    return doc[vague.head]
        for child in verb.children:
            if child.dep_ in ("dobj", "attr", "acomp", "npadvmod", "prep") and child.i > token.i and _plain(child, quantities):
                return child
            if child.dep_ == "acomp" and child.lower_ in ("high", "low") and child.i > token.i:
                # "was as high as 40"
                measure = next((o for prep in child.rights if prep.lower_ == "as" for o in prep.children if _plain(o, quantities)), None)
                if measure is not None:
                    return measure
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
