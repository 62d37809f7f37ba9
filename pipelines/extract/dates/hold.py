"""How an act hangs in its sentence: which clauses share its time, and in which tense it is told.

What belongs here: reading the parse from an act up to the root as far as time is concerned. What does not: days (``dates.carrying``).
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from spacy.tokens import Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.dates.lexicon import TimeLexicon
from pipelines.extract.dates.tense import CLAUSAL, verb_above

_WAS, _HAD = frozenset(("was", "were")), frozenset(("had", "'d", "’d", "having"))
_HAS = frozenset(("has", "have", "'ve", "’ve"))
_MODALS = frozenset(("will", "would", "wo", "could", "can", "ca", "may", "might", "must", "should", "shall", "'ll", "’ll"))
#: Conjunctions and prepositions of what came first, and those of what has a time of its own or none.
_AFTER, _APART = frozenset(("after", "following")), frozenset(("since", "if", "unless", "whenever", "once", "despite", "because"))
#: Prepositions of what goes on at one time with their clause.
_PART_OF = frozenset(("in", "during", "amid", "with", "by", "at", "of", "as", "into", "through", "including", "via", "under", "when", "while"))
#: Prepositions of what something is done for.
_MATTERS = frozenset(("for", "about", "over", "against"))
#: Nouns through which a preposition means "after": "in the wake of".
_SEQUEL = frozenset(("wake", "aftermath", "response", "retaliation", "revenge", "reaction", "reprisal"))
#: Words of a clause that tell what was for long, again and again or at another time.
_LONG = frozenset(
    (
        *("since", "ever", "never", "always", "often", "repeatedly", "regularly", "frequently", "routinely", "usually", "formerly", "previously"),
        *("consistently", "constantly", "continuously", "continually", "persistently", "sometimes", "occasionally", "notoriously", "already"),
        *(
            "once",
            "long",
            "lately",
            "recently",
            "increasingly",
            "historically",
            "traditionally",
            "originally",
            "sporadically",
            "periodically",
            "everyday",
            "nightly",
        ),
        *("years", "decades", "decade", "past", "recent", "previous", "annual", "annually", "ago", "history", "months", "weeks"),
    )
)
#: Prepositions of an occasion, which belong to the clause wherever the parse hangs them, and verbs that bring news of an act.
_OCCASION, _BRINGING = frozenset(("during", "amid")), frozenset(("report", "announce", "claim", "confirm", "allege", "declare"))
#: Verbs that tell of an act by its noun.
_EVENTIVE = frozenset(("include", "involve", "do", "spark", "trigger", "cause", "prompt", "provoke", "stop", "end", "disrupt", "disperse", "use")) | {
    "lead",
    "coincide",
    "happen",
    "kill",
    "sow",
    "send",
    "receive",
    "lodge",
    "file",
    "pass",
    "adopt",
    "approve",
    "extend",
    "offer",
    "grant",
    "provide",
    "bring",
    "undergo",
    "survive",
    "escape",
    "order",
}
_UNITS = {"hour": "hour", "minute": "hour", "day": "day", "week": "week", "month": "month", "year": "year"}
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "its", "their", "his", "her"))
_STEPS, _NEAR = 14, 5


@dataclass(frozen=True, slots=True)
class Hold:
    """How an act hangs in its sentence.

    Attributes:
        sentence: number of its sentence.
        form: tense of the finite verb that tells it: "past", "pluperfect", "perfect", "present", "title", "open" (no finite verb tells it) or
            "nominal" (a noun without a verb above).
        relation: whether it shares the time of the clauses above: "same", "after" (it came first), "matter" (they speak of it) or "none".
        above: the words from the act upward on which its time depends.
        clause: the finite verb that tells it.
        lag: unit and number (None: several) of "two weeks after".
        lag_at: position in ``above`` of the word that it is said of.
        is_reported: whether somebody says so.
        is_main: whether it is told in the main clause or in what somebody says in it.
        is_within: whether a clause of a noun tells it.
        is_noun: whether it is a noun.
        is_definite: whether an article or pronoun makes it known.
        is_title: whether it stands in the headline.
        is_long: whether its clause tells what was for long or at another time.
    """

    sentence: int
    form: str
    relation: str
    above: tuple[Token, ...]
    clause: Token | None
    lag: tuple[str, int | None] | None
    lag_at: int
    is_reported: bool
    is_main: bool
    is_within: bool
    is_noun: bool
    is_definite: bool
    is_title: bool
    is_long: bool


def hold_of(token: Token, doc: AnnotatedDocument, lexicon: TimeLexicon, acts: Container[int]) -> Hold:
    """Read how an act hangs in its sentence.

    Args:
        token: the act's head word.
        doc: the document.
        lexicon: the words of time.
        acts: indices of the head words of the document's acts.
    """
    at, relation, form = token, "same", ""
    above: list[Token] = []
    clause: Token | None = None
    lag: tuple[str, int | None] | None = None
    lag_at = 0
    is_reported, is_main, is_matter, is_within = False, True, False, False
    for _ in range(_STEPS):
        above.append(at)
        if at.pos_ in CLAUSAL and at.dep_ not in ("aux", "auxpass"):
            if not form and (told := tense(at)) is not None:
                form, clause = told, at
            step, joint, up = _clause_step(at, lexicon, acts)
        else:
            step, joint, up = _noun_step(at, lexicon, acts)
        if step == "reported":
            is_reported, step = True, "same"
        if step in ("after", "none", "matter", "beside"):
            is_main = False
        is_within = is_within or at.dep_ in ("relcl", "acl")
        if step == "after" and relation == "same":
            relation, lag, lag_at = "after", _lag(joint, lexicon) if joint is not None else None, len(above) - 1
        elif step == "matter" and relation == "same":
            relation, is_matter = "matter", True
        elif step == "none":
            relation = "none"
        if up.i == at.i or relation in ("none", "matter"):
            break
        at = up
    sentence = doc.sentence_index(token)
    if doc.is_title(token) and form in ("present", "past", ""):
        form = "title"
    if not form:
        form = "nominal" if token.pos_ not in CLAUSAL else "open"
    return Hold(
        sentence=sentence,
        form=form,
        relation=relation,
        above=tuple(above),
        clause=clause,
        lag=lag,
        lag_at=lag_at,
        is_reported=is_reported,
        is_main=is_main and not is_matter,
        is_within=is_within,
        is_noun=token.pos_ in ("NOUN", "PROPN"),
        is_definite=is_definite(token),
        is_title=doc.is_title(token),
        is_long=_is_long(token, clause) or any(_is_long(t, None) for t in above if t.dep_ == "ROOT"),
    )


def tense(verb: Token) -> str | None:
    """The tense of a finite verb; None of participles and infinitives."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if helpers & _MODALS:
        return "future"
    if helpers & _HAD and verb.tag_ in ("VBN", "VBG", "VBD"):
        return "pluperfect"
    if helpers & _HAS and verb.tag_ in ("VBN", "VBG", "VBD"):
        return "perfect"
    if verb.tag_ == "VBD" or helpers & _WAS or "did" in helpers:
        return "past"
    if verb.tag_ in ("VBZ", "VBP") or (helpers & {"is", "are", "'s", "’s", "'re", "’re", "am"} and verb.tag_ in ("VBN", "VBG")):
        return "present"
    if verb.dep_ == "conj" and verb.head.pos_ in CLAUSAL and verb.head.tag_ == verb.tag_:
        return tense(verb.head)
    return "past" if verb.dep_ == "ROOT" and verb.tag_ == "VBN" else None


def _is_long(token: Token, clause: Token | None) -> bool:
    """Whether a clause tells what was for long or at another time."""
    top = clause if clause is not None else token
    for word in token.sent:
        is_other = (word.lower_ == "past" and word.pos_ != "ADJ") or (
            word.lower_ == "once" and word.i + 1 < len(word.doc) and word.nbor().lower_ == "more"
        )
        if word.lower_ in _LONG and not is_other:
            at = word
            for _ in range(_NEAR):
                if at.i in (top.i, token.i):
                    return True
                if at.pos_ in CLAUSAL or at.head.i == at.i:
                    break
                at = at.head
    return False


def is_definite(noun: Token) -> bool:
    """Whether an article or pronoun makes a noun known."""
    return any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in noun.children)


def _clause_step(verb: Token, lexicon: TimeLexicon, acts: Container[int]) -> tuple[str, Token | None, Token]:
    """How a clause hangs on what is above it, the word that joins it, and the next word up."""
    marks = [c for c in verb.children if c.dep_ in ("mark", "advmod") and c.i < verb.i]
    words = {c.lower_ for c in marks}
    match verb.dep_:
        case "ROOT":
            return "root", None, verb
        case "advcl":
            if words & _AFTER:
                return "after", next(c for c in marks if c.lower_ in _AFTER), verb.head
            since = next((c for c in marks if c.lower_ == "since"), None)
            if since is not None and _lag(since, lexicon) is not None:
                # "two years since it seized the town"
                return "after", since, verb.head
            return ("none" if words & _APART else "beside"), None, verb.head
        case "pcomp":
            word = verb.head.lower_
            if word in _MATTERS:
                # "jailed for killing two", "a hero for repelling them"
                return "matter", verb.head, verb.head.head
            return ("after" if word in _AFTER else "none" if word in _APART else "beside"), verb.head, verb.head.head
        case "relcl" | "acl":
            noun = verb.head
            above = verb_above(noun)
            is_object = noun.dep_ == "dobj" and noun.head.i in acts and noun.head.lemma_ not in lexicon.saying
            is_act = is_object or noun.lemma_ in lexicon.incidents or noun.i in acts or noun.lemma_ in ("time", "day")
            if is_act or above is None or (verb.dep_ == "acl" and verb.tag_ != "VBG"):
                return "beside", None, noun
            # "fired at marchers who threw stones"; "the resolution which ended the war" tells of a thing that has a past of its own
            is_there = (
                verb.dep_ == "acl" or verb.tag_ == "VBG" or verb.lemma_ in lexicon.saying or any(c.lower_ in ("who", "where") for c in verb.children)
            )
            return ("beside" if is_there and above.lemma_ not in lexicon.saying else "matter"), None, above
        case "ccomp" | "parataxis" if verb.head.lemma_ in lexicon.saying:
            return "reported", None, verb.head
        case _:
            return "same", None, verb.head


def _noun_step(noun: Token, lexicon: TimeLexicon, acts: Container[int]) -> tuple[str, Token | None, Token]:
    """How a noun hangs on what is above it, the word that joins it, and the next word up."""
    head = noun.head
    if noun.dep_ == "ROOT":
        return "root", None, noun
    if noun.dep_ == "pobj":
        word = head.lower_
        if word in _AFTER or (word in ("of", "to", "for") and head.head.lemma_ in _SEQUEL):
            return "after", head, head.head
        if word in ("since", "despite"):
            return "none", head, head.head
        if word in _OCCASION and (above := verb_above(head)) is not None:
            return "same", head, above
        if word == "for" and noun.lemma_ in lexicon.appointed and head.head.pos_ in CLAUSAL and head.head.lemma_ not in lexicon.saying:
            # "flew to the capital for talks"
            return "same", head, head.head
        is_told = head.head.lemma_ in lexicon.saying and word != "in"
        is_other = word in ("of", "with", "in", "as") and (is_told or _is_of_matter(head.head, lexicon))
        if word in _PART_OF and not is_other:
            return "same", head, head.head
        return "matter", head, head.head
    if noun.dep_ in ("dobj", "nsubjpass", "nsubj", "attr") and head.pos_ in CLAUSAL:
        is_event = head.lemma_ in lexicon.happening or head.lemma_ in _BRINGING or head.lemma_ in _EVENTIVE
        is_event = is_event or (head.i in acts and head.lemma_ not in lexicon.saying)
        return ("same" if is_event else "matter"), None, head
    if noun.dep_ == "conj" or noun.dep_ in ("compound", "nmod", "amod", "poss", "appos"):
        return "same", None, head
    return ("same" if noun.dep_ in ("acomp", "npadvmod", "dep", "nummod", "nsubj", "nsubjpass", "attr", "oprd", "intj") else "matter"), None, head


def _is_of_matter(word: Token, lexicon: TimeLexicon) -> bool:
    """Whether a noun or verb holds what is thought or talked of: "incidents of torture", "suspected of the killing"."""
    if word.pos_ in CLAUSAL:
        return word.lemma_ in ("suspect", "involve", "convict", "interest", "engage", "believe", "specialise", "specialize", "participate")
    return word.pos_ in ("NOUN", "ADJ") and word.lemma_ not in lexicon.incidents | lexicon.series | lexicon.happenings


def _lag(joint: Token, lexicon: TimeLexicon) -> tuple[str, int | None] | None:
    """Unit and number of "two weeks after", "hours after"."""
    if not joint.i:
        return None
    unit = _UNITS.get(joint.nbor(-1).lemma_.lower())
    if unit is None:
        return None
    before = joint.nbor(-2).lower_ if joint.i > 1 else ""
    if before in ("a", "an", "one") and joint.nbor(-1).tag_ == "NN":
        return unit, 1
    number = lexicon.numbers.get(before)
    return unit, number if number is not None else int(before) if before.isdigit() else None
