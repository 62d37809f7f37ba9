"""Places that acts share with what is told around them, on short sentences parsed in ``whereabouts.parses``."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache

import pytest

from pipelines import lexicons
from pipelines.annotate.gazetteer import CityGazetteer
from pipelines.extract.acts.lexicon import EventLexicon
from pipelines.extract.acts.whereabouts import Act, with_places
from pipelines.extract.model import ActorIndex, Participant
from pipelines.extract.places import PlaceLexicon
from tests.builders import parsed, tables
from tests.unit.extract.test_events import index, place_index
from tests.unit.extract.test_incident import mention

TABLES = tables(__file__)
MONDAY = dt.date(2024, 5, 13)


@cache
def events() -> EventLexicon:
    return EventLexicon.load()


@cache
def lands() -> PlaceLexicon:
    data = {name: lexicons.read(name) for name in ("geography", "countries", "contested", "place_words", "confidence_places")}
    return PlaceLexicon.of(data, CityGazetteer.empty())


@pytest.mark.parametrize(
    ("names", "word", "expected"),
    [
        pytest.param(("raided", "hurt"), "hurt", "Utrecht", id="the-scene-goes-on"),
        pytest.param(("raided", "elsewhere"), "burned", None, id="elsewhere"),
        pytest.param(("raided", "stormed"), "stormed", "Utrecht", id="a-spot-is-taken-up"),
        pytest.param(("police",), "arrested", "Utrecht", id="the-police-of-a-town"),
        pytest.param(("hurt",), "hurt", None, id="no-place-is-told"),
    ],
)
def test_the_place_of_what_is_told_around(names: tuple[str, ...], word: str, expected: str | None) -> None:
    doc = parsed("\n\n".join(TABLES[name] for name in names), published="2024-05-14")
    places = place_index(doc, Utrecht="populated_place")
    acts: list[Act] = []
    for text in ("raided", word):
        if any(t.text == text for t in doc.doc):
            row = mention(doc, text, None if text == "stormed" else MONDAY)
            where = next((m for m in places.mentions if text == "raided"), None)
            acts.append(
                (replace(row, place_id=where.place_id, place_mention_id=where.place_mention_id, place_precision="settlement") if where else row, ())
            )
    placed, known = with_places(doc, ActorIndex({}, ()), places, acts, events(), lands())
    found = next(row.place_id for row, _ in placed if row.text == word)
    assert (known.places[found].name if found is not None else None) == expected


def test_a_court_judges_in_its_country_though_only_its_adjective_is_told() -> None:
    doc = parsed(TABLES["jailed"], published="2024-05-14")
    actors = index(doc, {"court", "editor"})
    actors = ActorIndex(
        {k: replace(a, kind="government", country="ISL") if a.name == "court" else a for k, a in actors.actors.items()}, actors.mentions
    )
    row = replace(mention(doc, "jailed", MONDAY), event_type="COERCE")
    parts = tuple(
        Participant(
            **{name: getattr(m, name) for name in ("document_id", "start_char", "end_char", "sentence_start_char", "sentence_end_char", "text")},
            origin="tests@1",
            confidence=None,
            participant_id=f"prt_{m.start}",
            event_mention_id=row.event_mention_id,
            event_id=row.event_id,
            actor_id=m.actor_id,
            mention_id=m.mention_id,
            role="source" if m.text == "court" else "target",
        )
        for m in actors.mentions
    )
    placed, known = with_places(doc, actors, place_index(doc), [(row, parts)], events(), lands())
    ((found, _),) = placed
    assert found.place_id is not None
    assert (known.places[found.place_id].name, found.place_precision, found.place_mention_id) == ("Iceland", "scene_country", None)
