"""Doers and sides taken over from the incident of a report, on the sentences of ``retellings.parses``."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.model import Actor, ActorIndex, ActorMention, PlaceIndex
from pipelines.extract.retelling.culprits import Act, may_face, named
from pipelines.extract.retelling.lexicon import RetellingLexicon
from tests.builders import parsed, tables
from tests.unit.extract.test_retellings import act, actors, party

TABLES = tables(str(Path(__file__).with_name("test_retellings.py")))
NOWHERE = PlaceIndex({}, ())
LEXICON = RetellingLexicon.load()
TUESDAY, MAY = dt.date(2024, 5, 14), dt.date(2024, 5, 3)


def document(*names: str) -> AnnotatedDocument:
    return parsed("\n\n".join(TABLES[name] for name in names))


def index(doc: AnnotatedDocument, **kinds: str) -> ActorIndex:
    made = actors(doc, *kinds)
    return ActorIndex({name: replace(actor, kind=kinds[name]) for name, actor in made.actors.items()}, made.mentions)


def sides(doc: AnnotatedDocument, known: ActorIndex, *acts: Act) -> list[list[tuple[str, str | None]]]:
    return [[(p.role, p.actor_id) for p in parts] for _, parts in named(acts, doc, known, NOWHERE, {}, LEXICON)]


def test_a_deed_without_a_doer_is_that_of_those_who_strike_in_the_report() -> None:
    doc = document("bomb", "when")
    told = party(act(doc, "exploded"), "source", "gunmen")
    found = named((told, act(doc, "killed")), doc, index(doc, gunmen="armed_group"), NOWHERE, {}, LEXICON)
    assert [(p.role, p.actor_id, p.origin) for p in found[1][1]] == [("source", "gunmen", "events.incident@1")]


@pytest.mark.parametrize(
    ("names", "word", "nth", "cells"),
    [
        pytest.param(("bomb", "second"), "killed", 0, {}, id="another-bomb"),
        pytest.param(("bomb", "when"), "killed", 0, {"status": "planned"}, id="a-plan"),
        pytest.param(("bomb", "when"), "killed", 0, {"day": MAY}, id="another-day"),
        pytest.param(("bomb", "attacks-nine"), "killed", 0, {"status": "denied"}, id="a-denial"),
        pytest.param(("bomb", "villages"), "attacks", 0, {}, id="attacks-not-told-before"),
    ],
)
def test_what_may_be_another_incident_has_no_doer(names: tuple[str, ...], word: str, nth: int, cells: dict[str, Any]) -> None:
    doc = document("bomb", "mayor", "union", "of-may", *names[1:])
    told = party(act(doc, "exploded", day=TUESDAY), "source", "gunmen")
    assert sides(doc, index(doc, gunmen="armed_group"), told, act(doc, word, nth if word != "killed" else -1, **cells))[1] == []


def test_two_sides_leave_the_doer_open() -> None:
    doc = document("bomb", "strike", "victims")
    known = index(doc, rebels="armed_group", army="military")
    told = (party(act(doc, "exploded"), "source", "rebels"), party(act(doc, "strike"), "source", "army"))
    assert sides(doc, known, *told, act(doc, "stabbed"))[2] == []


def test_those_struck_tell_which_side_did_it() -> None:
    doc = document("bomb", "strike", "victims")
    known = index(doc, rebels="armed_group", army="military", guards="police")
    told = (
        party(party(act(doc, "exploded"), "source", "rebels"), "target", "guards"),
        party(party(act(doc, "strike"), "source", "army"), "target", "rebels"),
    )
    assert sides(doc, known, *told, party(act(doc, "stabbed"), "target", "guards"))[2] == [("source", "rebels"), ("target", "guards")]


def test_a_deed_without_a_receiver_is_aimed_at_the_one_side_that_is_struck() -> None:
    doc = document("bomb", "response")
    known = index(doc, rebels="armed_group", junta="government")
    told = party(party(act(doc, "exploded"), "source", "rebels"), "target", "junta")
    assert sides(doc, known, told, party(act(doc, "attack"), "source", "rebels"))[1] == [("source", "rebels"), ("target", "junta")]


def test_words_for_attackers_name_the_doer_where_no_act_does() -> None:
    doc = document("villages", "victims")
    known = index(doc, gunmen="armed_group")
    assert sides(doc, with_mention(known, doc, "Gunmen", "gunmen"), act(doc, "stabbed")) == [[("source", "gunmen")]]


def test_the_police_of_a_report_make_its_arrests() -> None:
    doc = document("murder", "that-killed-berg", "six-held")
    known = with_mention(index(doc, police="police"), doc, "police", "police")
    assert sides(doc, known, act(doc, "arrested", event_type="COERCE", mode="arrest")) == [[("source", "police")]]


def with_mention(known: ActorIndex, doc: AnnotatedDocument, word: str, actor_id: str) -> ActorIndex:
    token = next(t for t in doc.doc if t.text == word)
    sentence = doc.sentence_of(token)
    mention = ActorMention(
        document_id=doc.document_id,
        start_char=token.idx,
        end_char=token.idx + len(token),
        sentence_start_char=sentence.start_char,
        sentence_end_char=sentence.end_char,
        text=token.text,
        origin="tests@1",
        confidence=None,
        mention_id=f"men_{token.i}",
        actor_id=actor_id,
        form="nominal",
        role_text=None,
        resolved_by="tests",
        start=token.i,
        end=token.i + 1,
        head=token.i,
    )
    return ActorIndex(known.actors, (mention,))


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        pytest.param(("army", "military", "SYR"), ("rebels", "armed_group", None), True, id="an-army-and-rebels"),
        pytest.param(("army", "military", "SYR"), ("police", "police", "SYR"), False, id="forces-of-one-state"),
        pytest.param(("army", "military", "SYR"), ("troops", "military", None), False, id="forces-of-nobody-knows"),
        pytest.param(("front", "armed_group", None), ("gunmen", "armed_group", None), False, id="two-armed-groups"),
    ],
)
def test_who_may_be_at_odds(one: tuple[str, str, str | None], two: tuple[str, str, str | None], expected: bool) -> None:
    doc = document("mayor")

    def made(name: str, kind: str, country: str | None) -> Actor:
        return replace(actors(doc, name).actors[name], kind=kind, country=country)

    assert may_face(made(*one), made(*two)) is expected
