"""Groups without a name that a report tells of under several words: "protesters", "the demonstrators", "the crowd".

What belongs here: joining such groups once all references of a document are resolved. What does not: what one description takes up (``nominals``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.referring.clause import WHERE, Reference, Told
from pipelines.extract.referring.lexicon import ReferenceLexicon

_NAMING_WORDS = frozenset({"ADJ", "NOUN", "PROPN", "VERB"})
#: Places in a clause of those whom something happens to: the counted among them are a part of the group.
_SUFFERING = frozenset({"nsubjpass", "dobj", "pobj"})


#: The family of which a report may tell several in a row: without an article others are meant.
_STRANGERS = "assailants"
_LEAD = 2


@dataclass(slots=True)
class _Group:
    """What a document calls one group, and the words that tell it from others of its family."""

    actor: str
    words: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    is_part: bool = True


def join_groups(
    doc: AnnotatedDocument, references: Sequence[Reference], named: Iterable[str | None], lexicon: ReferenceLexicon, facts: Callable[[str], Told]
) -> dict[str, str]:
    """Find the groups of a document that are one.

    Two plural descriptions of one family are one group unless the words beside them set them apart: states, places, sides ("rival
    demonstrators"), or a number of those who suffered something ("two protesters were killed").

    Args:
        doc: the document.
        references: its resolved references in text order.
        named: actors that have a name.
        lexicon: words of reference.
        facts: gives what the document tells about an actor.

    Returns:
        For each actor that is another, that other: the one told of first.
    """
    taken = set(named)
    families: dict[tuple[str, str], dict[str, _Group]] = {}
    for reference in references:
        family = lexicon.families.get(doc.token_lowers[reference.head])
        if family is None or reference.form != "nominal" or reference.others or reference.actor is None or reference.actor in taken:
            continue
        head = doc.tokens[reference.head]
        is_group = reference.note.startswith("group:") or doc.token_lowers[reference.end - 1] in lexicon.families
        if any(c.dep_ == "poss" for c in head.children) or not is_group:
            continue
        if family == _STRANGERS and not _is_known(doc, reference):
            continue
        group = families.setdefault((family, facts(reference.actor).kind), {}).setdefault(reference.actor, _Group(reference.actor))
        group.words |= _telling_words(head, lexicon)
        group.places |= _places(head)
        group.is_part = group.is_part and _is_part(head)
    joined: dict[str, str] = {}
    for (family, _), groups in families.items():
        whole = [g for g in groups.values() if family != _STRANGERS or not g.is_part]
        if len(whole) < 2 or any(not g.words.isdisjoint(lexicon.contrasts) for g in groups.values()):
            continue
        first = whole[0]
        states = {c for g in whole if (c := facts(g.actor).country) is not None}
        places = {frozenset(g.places) for g in whole if g.places}
        owners = {p for g in whole if (p := facts(g.actor).parent) is not None}
        if len(states) > 1 or len(places) > 1 or len(owners) > 1:
            # several of one kind: those who are called nothing else stay by themselves
            continue
        for group in whole[1:]:
            joined[group.actor] = first.actor
        told, kept = [facts(g.actor) for g in whole], facts(first.actor)
        kept.country = next((t.country for t in told if t.country is not None), None)
        kept.parent = next((t.parent for t in told if t.parent is not None), None)
    return joined


def _is_known(doc: AnnotatedDocument, reference: Reference) -> bool:
    """Whether a description is one of the headline and lead, or takes up what was told."""
    return reference.is_definite or reference.sentence <= _LEAD or doc.tokens[reference.start].idx < doc.title_end


def _telling_words(head: Token, lexicon: ReferenceLexicon) -> set[str]:
    """The words before a noun that tell which of its kind is meant."""
    first = head.left_edge.i
    return {t.lower_ for t in head.doc[first : head.i] if t.pos_ in _NAMING_WORDS or t.lower_ in lexicon.contrasts} - {"-"}


def _places(head: Token) -> set[str]:
    """The names beside a noun: "protesters in the capital" are no other ones, "protesters in Tallinn", "Tallinn police" may be."""
    before = {t.lower_ for t in head.doc[head.left_edge.i : head.i] if t.pos_ == "PROPN" and t.dep_ != "appos"}
    return before or {
        place.lower_
        for prep in head.rights
        if prep.dep_ == "prep" and prep.lower_ in WHERE
        for place in prep.children
        if place.dep_ == "pobj" and place.pos_ == "PROPN"
    }


def _is_part(head: Token) -> bool:
    """Whether a number counts those of a group who suffered something."""
    return head.dep_ in _SUFFERING and any(c.dep_ == "nummod" for c in head.children)
