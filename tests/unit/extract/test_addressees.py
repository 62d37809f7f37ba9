"""Receivers that an act's object stands for, on the sentences of ``retellings.parses``."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.model import ActorIndex
from pipelines.extract.retelling.addressees import Act, aimed
from pipelines.extract.retelling.lexicon import RetellingLexicon
from tests.builders import parsed, tables
from tests.unit.extract.test_retellings import act, actors, party

TABLES = tables(__file__)
LEXICON = RetellingLexicon.load()


def document(*names: str) -> AnnotatedDocument:
    return parsed("\n\n".join(TABLES[name] for name in names))


def index(doc: AnnotatedDocument, **kinds: str) -> ActorIndex:
    made = actors(doc, *kinds)
    return ActorIndex({name: replace(actor, kind=kinds[name]) for name, actor in made.actors.items()}, made.mentions)


def at(doc: AnnotatedDocument, told: Act, word: str) -> Act:
    """The act with an object that is no actor, at the word."""
    token = next(t for t in doc.doc if t.text == word)
    mention, parts = party(told, "target", "thing")
    thing = replace(parts[-1], actor_id=None, mention_id=None, text=word, start_char=token.idx, end_char=token.idx + len(token))
    return mention, (*parts[:-1], thing)


def targets(doc: AnnotatedDocument, known: ActorIndex, *acts: Act) -> list[str | None]:
    return [p.actor_id for p in aimed(acts, doc, known, LEXICON)[-1][1] if p.role == "target"]


def test_what_is_denied_was_claimed_by_the_accuser() -> None:
    doc = document("accused", "denied-claims")
    known = index(doc, mayor="person", union="other")
    charge = party(party(act(doc, "accused", event_type="ACCUSE"), "source", "union"), "target", "mayor")
    denial = at(doc, party(act(doc, "denied", event_type="REJECT"), "source", "mayor"), "claims")
    assert targets(doc, known, charge, denial) == ["union"]


@pytest.mark.parametrize(
    ("kind", "maker"),
    [pytest.param("REQUEST", "union", id="a-request-is-no-claim"), pytest.param("ACCUSE", "mayor", id="nobody-answers-himself")],
)
def test_what_others_said_is_not_answered(kind: str, maker: str) -> None:
    doc = document("accused", "denied-claims")
    known = index(doc, mayor="person", union="other")
    denial = at(doc, party(act(doc, "denied", event_type="REJECT"), "source", "mayor"), "claims")
    assert targets(doc, known, party(act(doc, "accused", event_type=kind), "source", maker), denial) == [None]


def test_both_sides_are_those_that_fight() -> None:
    doc = document("bomb", "both-sides")
    known = index(doc, army="military", rebels="armed_group", union="other")
    fight = party(party(act(doc, "exploded"), "source", "rebels"), "target", "army")
    urged = at(doc, party(act(doc, "urged", event_type="REQUEST"), "source", "union"), "sides")
    assert targets(doc, known, fight, urged) == ["rebels", "army"]


def test_of_more_than_two_who_fight_none_are_both() -> None:
    doc = document("bomb", "both-sides")
    known = index(doc, army="military", rebels="armed_group", guards="police", union="other")
    known = ActorIndex({i: replace(a, country=c) for (i, a), c in zip(known.actors.items(), ("SYR", None, "FRA", None), strict=True)}, ())
    fight = party(party(party(act(doc, "exploded"), "source", "rebels"), "target", "army"), "target", "guards")
    urged = at(doc, party(act(doc, "urged", event_type="REQUEST"), "source", "union"), "sides")
    assert targets(doc, known, fight, urged) == [None]
