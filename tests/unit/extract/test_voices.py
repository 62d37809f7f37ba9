"""Who speaks where no actor heads the words for the speaker, by construction: short texts, as parsed in ``voices.parses``."""

from functools import cache

import pytest

from pipelines.extract.actors import ActorLexicon, find_actors
from pipelines.extract.speech.voices import VoiceLexicon, voices
from pipelines.extract.statements import CueLexicon, statements
from tests.builders import parsed, tables

TABLES = tables(__file__)


@cache
def actor_words() -> ActorLexicon:
    return ActorLexicon.load()


@cache
def cues() -> CueLexicon:
    return CueLexicon.load()


def heard(name: str) -> list[tuple[str, str] | None]:
    """Name and kind of who speaks in each statement, in text order."""
    doc = parsed(TABLES[name])
    found = find_actors(doc, actor_words())
    actors, said = voices(doc, found, tuple(statements(doc, found, None, cues())), cues().voices)
    speakers = [None if s.speaker_actor_id is None else actors.actors[s.speaker_actor_id] for s in said]
    return [None if a is None else (a.name, a.kind) for a in speakers]


@pytest.mark.parametrize(
    ("name", "speakers"),
    [
        pytest.param("club-takes-up", [("Northport Rovers", "other")] * 2, id="a-club-takes-up-who-has-spoken"),
        pytest.param("office", [("office of Marek Petrov", "government")], id="somebody's-office"),
        pytest.param("local-media", [("local media", "media")], id="local-media"),
        pytest.param("surname-alone", [("Tobrecki", "person")], id="a-name-that-nothing-explains"),
        pytest.param("adopted-a-resolution", [("senate", "government")], id="who-adopted-it-speaks-through-it"),
        pytest.param("statement-goes-on", [("harbour board", "government")] * 2, id="a-statement-goes-on-for-who-has-spoken"),
        pytest.param("subject-between", [("Anna Kos", "person"), ("Marek Petrov", "person")], id="somebody-comes-in-between"),
        pytest.param("law-of-nobody", [None], id="a-law-of-nobody"),
        pytest.param("named-outlet", [("NPW", "media")], id="an-outlet's-name-behind-its-noun"),
        pytest.param("title-and-name", [("Marek Petrov", "person")], id="the-name-at-the-end-of-a-title"),
        pytest.param("report-it", [("Harbour Institute", "other")] * 2, id="it-after-a-report"),
        pytest.param("rebel-leader", [("Pedro Rivas", "person")] * 2, id="a-description-of-who-is-named-with-an-office"),
        pytest.param("home-bank", [("Bank of Orlia", "company")] * 2, id="the-bank-that-has-the-noun-in-its-name"),
        pytest.param("press-reports", [("Orlian press", "media")], id="what-the-press-reports"),
        pytest.param("bank-statement", [("Bank of Orlia", "company")], id="a-statement-of-the-bank-that-is-named"),
        pytest.param("on-its-website", [("Harbour Board", "other")], id="a-statement-on-somebody's-website"),
        pytest.param("they-of-a-council", [("Harbour Council", "other")] * 2, id="they-of-a-council"),
        pytest.param("swede", [("Karl Lang", "person")] * 2, id="one-of-a-nation"),
        pytest.param("adopted-by-name", [("African Union", "intergovernmental")], id="a-declaration-adopted-by-its-name"),
        pytest.param("relief-group", [("Clear Water", "other")], id="a-group's-name-behind-its-noun"),
        pytest.param("head-of", [("head of the valley's only hospital", "person")], id="somebody-is-the-head-of-something"),
        pytest.param("explained-later", [("Harbour Institute", "other")], id="a-report-explained-later"),
    ],
)
def test_speakers(name, speakers):
    assert heard(name) == speakers


def test_whoever_is_made_up_is_mentioned():
    doc = parsed(TABLES["local-media"])
    found = find_actors(doc, actor_words())
    actors, said = voices(doc, found, tuple(statements(doc, found, None, cues())), VoiceLexicon.load())
    mention = next(m for m in actors.mentions if m.actor_id == said[0].speaker_actor_id)
    assert (mention.text, mention.form, mention.resolved_by) == ("Local media", "nominal", "speaker")


def test_nothing_changes_where_all_are_known():
    doc = parsed(TABLES["title-and-name"])
    found = find_actors(doc, actor_words())
    assert voices(doc, found, (), VoiceLexicon.load()) == (found, ())
