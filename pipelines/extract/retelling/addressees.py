"""Whom an act is aimed at that names a word or a deed: the doer of what is condemned, who made the claim that is denied, both sides of the fighting.

What belongs here: actors behind an object that is none itself, out of other acts of the report. What does not: the acts that take over their own
doers (``culprits``), and what the clause of an act tells (``pipelines.extract.acts``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.model import Actor, ActorIndex, EventMention, Participant
from pipelines.extract.retelling.culprits import camps, given
from pipelines.extract.retelling.lexicon import RetellingLexicon
from pipelines.extract.retelling.likeness import are_akin

Act = tuple[EventMention, tuple[Participant, ...]]
#: Deeds that others speak of, and types of acts in words that are aimed at who did them.
_DEEDS = frozenset(("ASSAULT", "COERCE", "PROTEST"))
_ON_DEEDS = frozenset(("ACCUSE", "SUPPORT"))
_TOLD_AS_FACT = frozenset(("occurred", "ongoing"))
_DONE = _TOLD_AS_FACT | {"alleged"}
#: What is answered, and the type of act that says it.
_SAID: Mapping[str, str] = {
    **dict.fromkeys(("accusation", "allegation", "assertion", "charge", "claim", "criticism", "report", "suggestion"), "ACCUSE"),
    **dict.fromkeys(("appeal", "call", "demand", "plea", "request"), "REQUEST"),
    **dict.fromkeys(("threat", "ultimatum", "warning"), "THREATEN"),
}
#: Verbs that answer a charge also where they do not name it.
_DENYING = frozenset(("deny", "dismiss", "refute", "reject", "repudiate"))
#: Sentences between what is said and its answer, at most; the same where the words do not tell that it was said of who answers.
_REACH, _NEAR = 6, 2
_SIDES = frozenset(("faction", "party", "side"))
_BOTH = frozenset(("both", "opposing", "rival", "two", "warring"))


def aimed(acts: Sequence[Act], doc: AnnotatedDocument, actors: ActorIndex, lexicon: RetellingLexicon) -> list[Act]:
    """Give acts whose object is a word, a deed or both sides the actors behind it.

    Args:
        acts: the event mentions of a document, each with its participants, in text order.
        doc: the document.
        actors: its actors.
        lexicon: the measured share of right values.

    Returns:
        The acts in their order; the actors take the place of the object.
    """
    deeds = {m.trigger: (m, parts) for m, parts in acts if m.event_type in _DEEDS and m.status in _TOLD_AS_FACT}
    fighting = camps(acts, actors)
    found = []
    for n, (mention, parts) in enumerate(acts):
        doers: tuple[Participant, ...] = ()
        targets = [p for p in parts if p.role == "target"]
        is_open = not any(p.actor_id is not None for p in targets)
        thing = _root(targets[0], doc) if len(targets) == 1 and is_open else None
        judged = thing if thing is not None or targets or mention.event_type != "ACCUSE" else _judged(doc.doc[mention.trigger])
        if judged is not None and mention.event_type in _ON_DEEDS and judged.i in deeds:
            doers = _doers(deeds[judged.i], acts)
        elif is_open and mention.event_type == "REJECT":
            doers = _claimants(n, acts, thing, doc, actors)
        elif thing is not None and _is_both(thing):
            doers = fighting
        others = {p.actor_id for p in parts if p.role != "target"}
        if doers and not any(p.actor_id in others for p in doers):
            parts = (*(p for p in parts if p.role != "target"), *(given(p, mention, "target", lexicon) for p in doers))
        if fighting and not any(p.role == "source" for p in parts) and _is_done_by_both(doc.doc[mention.trigger]):
            parts = (*(given(p, mention, "source", lexicon) for p in fighting), *parts)
        found.append((mention, parts))
    return found


def _judged(word: Token) -> Token | None:
    """What a judgement is passed on: "the attack was unacceptable"."""
    verb = word.head if word.dep_ in ("acomp", "attr", "oprd") else word
    return next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.pos_ == "NOUN"), None)


def _doers(deed: Act, acts: Sequence[Act]) -> tuple[Participant, ...]:
    """Who did a deed that is condemned, as it is told or as another telling of it has it."""
    told = (deed, *(a for a in acts if a[0].event_id == deed[0].event_id and a[0].status in _DONE))
    return next((found for _, parts in told if (found := tuple(p for p in parts if p.role == "source" and p.actor_id is not None))), ())


def _root(p: Participant, doc: AnnotatedDocument) -> Token | None:
    span = doc.doc.char_span(p.start_char, p.end_char, alignment_mode="expand")
    return span.root if span is not None else None


def _is_both(noun: Token) -> bool:
    """Whether a noun means the two sides of a fight: "both sides", "the warring parties"."""
    return noun.lemma_.lower() in _SIDES and noun.tag_ == "NNS" and any(c.lower_ in _BOTH for c in noun.lefts)


def _is_done_by_both(verb: Token) -> bool:
    return any(c.dep_ == "nsubj" and _is_both(c) for v in (verb, verb.head) if v.pos_ == "VERB" for c in v.children)


def _claimants(n: int, acts: Sequence[Act], thing: Token | None, doc: AnnotatedDocument, actors: ActorIndex) -> tuple[Participant, ...]:
    """Who said what is denied or turned down: the nearest before, of whoever denies it, or one that stands close by."""
    mention, parts = acts[n]
    verb = doc.doc[mention.trigger]
    said = _SAID.get(thing.lemma_.lower()) if thing is not None else "ACCUSE" if verb.lemma_ in _DENYING else None
    rejecters = [actors.actors[p.actor_id] for p in parts if p.role == "source" and p.actor_id is not None]
    if said is None or not rejecters:
        return ()
    here = doc.sentence_index(mention.trigger)
    for told, sides in _before(n, acts, said):
        far = here - doc.sentence_index(told.trigger)
        if far > _REACH:
            break
        makers = tuple(p for p in sides if p.role == "source" and p.actor_id is not None)
        blamed = [actors.actors[p.actor_id] for p in sides if p.role == "target" and p.actor_id is not None]
        is_own = _are_akin([actors.actors[p.actor_id] for p in makers if p.actor_id is not None], rejecters)
        is_close = thing is not None and far <= _NEAR
        if makers and not is_own and (_are_akin(blamed, rejecters) or is_close):
            return makers
    return ()


def _are_akin(ones: Sequence[Actor], twos: Sequence[Actor]) -> bool:
    return any(are_akin(a, b) for a in ones for b in twos)


def _before(n: int, acts: Sequence[Act], event_type: str) -> Iterator[Act]:
    for mention, parts in reversed(acts[:n]):
        if mention.event_type == event_type:
            yield mention, parts
