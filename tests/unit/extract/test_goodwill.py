"""Talks, journeys, deals and concessions whose doers the clause hides or leaves out: one short sentence each, as parsed in ``goodwill.parses``."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.extract.events import event_mentions
from pipelines.extract.model import ActorIndex
from tests.builders import parsed, tables
from tests.unit.extract.test_events import PEOPLE, index, lexicon, place_index

PARSES = tables(__file__, by_sentence=True)


def coded(sentence: str, offices: dict[str, str] | None = None) -> list[tuple[str, list[str]]]:
    """Type and sources, as written, of the acts of a sentence; ``offices`` gives persons their sectors."""
    doc = parsed(PARSES[sentence])
    actors = index(doc, PEOPLE)
    known = {i: replace(a, kind="person", sector=(offices or {})[a.name]) if a.name in (offices or {}) else a for i, a in actors.actors.items()}
    places = place_index(doc, capital="region", republic="region")
    acts = event_mentions(doc, ActorIndex(known, actors.mentions), places, None, (), lexicon())
    return [(mention.event_type, [p.text.lower() for p in participants if p.role == "source"]) for mention, participants in acts]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("Talks opened between the king and the rebels.", ("CONSULT", ["king", "rebels"]), id="parties-behind-the-verb"),
        pytest.param("On a visit to the republic, the premier called for restraint.", ("CONSULT", ["premier"]), id="journey-of-who-asks"),
        pytest.param("The bid goes against a peace deal that ended the war.", ("AGREE", []), id="deal-that-exists"),
        pytest.param("A deal was reached on Friday.", ("SUPPORT", []), id="deal-without-parties"),
        pytest.param("The lifting of the embargo took a year.", ("CONCEDE", []), id="lifting-without-doer"),
        pytest.param(
            "The general said that the raid had failed, pledging an inquiry into the shooting.", ("AGREE", ["general"]), id="participle-of-who-says"
        ),
    ],
)
def test_goodwill_is_told_without_its_doer_beside_it(sentence, expected):
    assert expected in coded(sentence)


def test_business_is_no_agreement_of_states():
    assert coded("A loan deal was signed on Friday.") == []


@pytest.mark.parametrize(
    ("offices", "types"),
    [pytest.param({"kofi": "GOV"}, ["CONSULT"], id="of-office"), pytest.param({"kofi": "BUS"}, [], id="private")],
)
def test_who_holds_an_office_comes_on_a_visit(offices, types):
    assert [event_type for event_type, _ in coded("Kofi landed in the capital.", offices)] == types
