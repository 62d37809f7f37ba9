"""Who pronouns and descriptions stand for, by construction: short texts, as parsed in ``coreference.parses``."""

from functools import cache

import pytest

from pipelines.extract.actors import ActorLexicon, find_actors
from pipelines.extract.model import ActorIndex
from tests.builders import parsed, tables

TABLES = tables(__file__)


@cache
def lexicon() -> ActorLexicon:
    return ActorLexicon.load()


@cache
def found(name: str) -> ActorIndex:
    return find_actors(parsed(TABLES[name]), lexicon())


def meant(name: str, word: str) -> list[list[str]]:
    """The actors that each mention with these words stands for, in text order."""
    index = found(name)
    starts = sorted({m.start for m in index.mentions if m.text == word})
    return [sorted(index.actors[m.actor_id].name for m in index.mentions if (m.text, m.start) == (word, start)) for start in starts]


@pytest.mark.parametrize(
    ("name", "word", "actors"),
    [
        pytest.param("one-crowd", "demonstrators", [["Protesters"]], id="a-crowd-by-another-word"),
        pytest.param("two-crowds", "Rival demonstrators", [["Rival demonstrators"]], id="a-rival-crowd-is-another"),
        pytest.param("officers-of-the-police", "Officers", [["police"]], id="officers-of-the-police"),
        pytest.param("officers-of-the-police", "AFP news agency", [["Agence France-Presse"]], id="an-agency-by-its-name-and-kind"),
        pytest.param("convoy-is-not-the-army", "army", [["Peruvian armed forces"]], id="an-army's-convoy-is-not-the-army"),
        pytest.param("speaker-is-not-spoken-of", "He", [["Pedro Rivas"]], id="who-says-a-quotation-is-not-he-in-it"),
        pytest.param("he-says-what-is-said-of-another", "He", [["Pedro Rivas"]], id="nor-where-a-pronoun-says-it"),
        pytest.param("he-says-what-is-said-of-another", "he", [["Luis Ortega"], ["Luis Ortega"]], id="he-who-says-it-is-found-first"),
        pytest.param("she-is-learned", "He", [["Karl Lang"]], id="a-pronoun-tells-the-gender"),
        pytest.param("asked-whether", "she", [["Anna Koll"]], id="who-is-asked-whether-she"),
        pytest.param("not-whom-he-backs", "her", [["Anna Koll"], ["Anna Koll"]], id="subject-and-object-are-two"),
        pytest.param("her-sister-and-her-mother", "her", [["Juana Tum"]], id="one-owner-of-two"),
        pytest.param("group-by-kind", "its", [["Taliban"]], id="its-of-a-group-by-kind"),
        pytest.param("thanked-for-its", "its", [["Italy"]], id="whose-help-is-thanked-for"),
        pytest.param("asked-to-use-its", "its", [["Ecuador"]], id="whose-influence-is-asked-for"),
        pytest.param("nearest-subject", "it", [["Japan"]], id="the-nearest-subject-above"),
        pytest.param("attacked-their", "their", [["guerrillas"]], id="what-is-attacked-is-another's"),
        pytest.param("told-to", "they", [["residents"]], id="who-is-told-to"),
        pytest.param("told-reporters", "they", [["guerrillas"]], id="reporters-are-only-told"),
        pytest.param("a-predicate-is-no-actor", "It", [], id="it-was-an-attack"),
        pytest.param("ready", "it", [["Poland"]], id="only-actors-are-ready"),
        pytest.param("a-tag-is-not-who-it-tells-of", "he", [["Karl Lang"]], id="who-tells-of-somebody-by-name-is-another"),
        pytest.param("named-in-his-own-words", "he", [["Karl Lang"]], id="nobody-names-himself"),
        pytest.param("a-report-speaks", "It", [], id="reports-speak"),
        pytest.param("referring-to-another", "he", [["Luis Ortega"], ["Luis Ortega"]], id="not-whom-a-speaker-refers-to"),
        pytest.param("quoted-as-saying", "he", [["Luis Ortega"]], id="who-is-quoted-speaks"),
        pytest.param("found-and-blew-up", "it", [], id="a-thing-found-is-what-is-blown-up"),
        pytest.param("herself", "herself", [["Anna Koll"]], id="who-is-stressed"),
        pytest.param("keeps-to-itself", "itself", [["Latvia"]], id="an-unspoken-subject"),
        pytest.param("and-its-neighbours", "its", [["Peru"]], id="what-stands-beside-its-own"),
        pytest.param("its-talks-with-its", "its", [["Peru"]], id="whose-talks-with-its"),
        pytest.param("who-says-he", "he", [["Pedro Rivas"]], id="who-says-he-wants"),
        pytest.param("decision-to-close-its", "its", [["Peru"]], id="whose-decision-to-close-its"),
        pytest.param("accused-of-its", "its", [["Latvia"]], id="who-is-accused-of-hiding-its"),
        pytest.param("authorities-they", "they", [["Latvia"]], id="a-states-authorities"),
        pytest.param("a-people-they", "they", [["Latvian people"]], id="a-people"),
        pytest.param("thousands-of", "they", [["miners"]], id="who-is-counted"),
        pytest.param("they-in-brackets", "them", [["miners"]], id="a-bracket-tells-whom"),
        pytest.param("the-legacy-of-its", "its", [["Latvia"], ["Latvia"]], id="no-debt-owns-a-port"),
        pytest.param("two-of-them", "them", [], id="two-are-not-of-one"),
        pytest.param("authorities-its", "its", [], id="authorities-are-many"),
        pytest.param("to-subdue-him", "him", [["Luis Ortega"]], id="nobody-holds-himself"),
        pytest.param("quotations-between", "He", [["Karl Lang"]], id="quotations-put-nothing-between"),
        pytest.param("somebodys-name-was", "he", [["Luis Ortega"]], id="told-of-by-what-is-his"),
        pytest.param("they-met", "They", [["Karl Lang", "Pedro Rivas"]], id="two-who-met"),
        pytest.param("where-he", "he", [["Pedro Rivas"]], id="who-is-sent-is-there"),
        pytest.param("told-and-told-them", "them", [["Latvian people"]], id="who-is-told-twice"),
        pytest.param("when-it-comes-to", "it", [], id="when-it-comes-to"),
        pytest.param("behind-a-comma-name", "he", [["Karl Lang"]], id="a-name-set-off-before-its-verb-speaks"),
        pytest.param("ten-of-them", "them", [["Taliban"]], id="nobody-catches-ten-of-himself"),
        pytest.param("return-to-its", "its", [["Latvia"]], id="who-is-urged-to-return"),
        pytest.param("families-told", "they", [["families"]], id="what-one-promises-many"),
        pytest.param("among-them", "them", [], id="among-the-three"),
        pytest.param("witnesses-tell-of-others", "their", [], id="witnesses-tell-of-others"),
        pytest.param("the-watchdog-named", "it", [["European Commission"]], id="a-name-in-apposition-is-the-subject"),
    ],
)
def test_pronouns(name, word, actors):
    assert meant(name, word) == actors


@pytest.mark.parametrize(
    ("name", "word", "actors"),
    [
        pytest.param("group-by-kind", "group", [["Taliban"]], id="group"),
        pytest.param("alliance-by-kind", "alliance", [["North Atlantic Treaty Organization"]], id="alliance"),
        pytest.param("church-by-name", "union", [["African Union"]], id="by-a-word-of-its-name"),
        pytest.param("group-of-others", "group", [], id="another-group-came-between"),
        pytest.param("the-two-sides", "sides", [["Chad", "Niger"]], id="the-two-sides"),
        pytest.param("three-are-no-pair", "countries", [], id="four-are-no-pair"),
        pytest.param("they-of-a-list", "they", [["Chile", "Peru"]], id="they-of-a-list"),
        pytest.param("the-minister-of-that-state", "Latvian minister", [["Janis Ozols"]], id="the-minister-of-that-state"),
        pytest.param("a-deputy-is-another", "Latvian foreign minister", [["Latvian foreign minister"]], id="a-deputy-is-another"),
        pytest.param("the-ministry-named", "ministry", [["Ministry of Harbours"]], id="the-ministry-named"),
        pytest.param("the-airline-in-apposition", "airline", [["Delta Wings"]], id="an-airline-in-apposition"),
        pytest.param("king-is-a-surname", "King", [["Martha King"]], id="a-surname-that-is-an-office-elsewhere"),
        pytest.param("chief-of-relief", "UN's chief", [["Andrea Marsh"]], id="a-name-behind-a-long-office"),
        pytest.param("the-former-goalkeeper", "former goalkeeper", [["Paolo Neri"]], id="the-former-goalkeeper"),
        pytest.param("a-spokesman-named-next", "spokesman", [["Luis Ortega"]], id="a-spokesman-named-next"),
        pytest.param("a-company-alone", "carrier", [["Delta Wings Corp."]], id="the-only-company"),
        pytest.param("the-mayor-is-she", "mayor", [["mayor"]], id="the-mayor-who-is-she-is-not-he"),
        pytest.param("the-group-which", "group", [["Taliban"]], id="a-clause-behind-a-comma-narrows-nothing"),
        pytest.param("the-country", "country", [["Latvia"]], id="the-country"),
        pytest.param("helps-the-country", "country", [["Latvia"]], id="nobody-helps-the-country-that-he-is"),
        pytest.param("his-country", "country", [["Latvia"]], id="the-state-of-who-speaks"),
        pytest.param("the-dutch-firm-named", "Dutch firm", [["Delta Wings Corp."]], id="a-firm-and-its-name"),
        pytest.param("the-dutch-firm-named", "firm", [["Delta Wings Corp."]], id="the-firm-again"),
        pytest.param("the-rebels-named", "rebels", [["Taliban"]], id="the-only-armed-group"),
        pytest.param("the-premier-named", "premier", [["Janis Ozols"]], id="another-word-for-an-office"),
        pytest.param("the-agency-named", "agency", [["World Food Programme"]], id="a-body-under-another-is-an-agency"),
        pytest.param("the-army-named", "military", [["Latvian armed forces"]], id="the-only-army-named"),
        pytest.param("the-attackers-are-not-named", "attackers", [["Gunmen"]], id="the-attackers-are-the-gunmen"),
        pytest.param("the-counted-are-part", "attackers", [["gunmen"]], id="two-of-them-are-no-others"),
        pytest.param("a-group-known-as", "group", [["Taliban"]], id="a-group-by-name"),
        pytest.param("brussels-says", "Brussels", [["European Union"]], id="the-seat-of-a-body"),
        pytest.param("an-adviser-to", "adviser", [["Karl Lang"]], id="an-office-with-its-ministry-before-the-name"),
        pytest.param("our-people", "people", [["people"]], id="our-people-are-others"),
        pytest.param("identified-as", "man", [["Karl Lang"], ["Karl Lang"]], id="a-man-identified-as"),
        pytest.param("the-suspect", "suspect", [["Karl Lang"]], id="who-was-arrested"),
        pytest.param("the-outlawed-group", "group", [["Taliban"]], id="a-group-told-of-again"),
        pytest.param("the-baltic-state", "state", [["Latvia"]], id="the-baltic-state"),
        pytest.param("the-only-state-of-the-report", "country", [["Latvia"]], id="the-only-state-of-the-report"),
        pytest.param("small-syllable", "Song Min-soon", [["Song Min-soon"]], id="a-name-with-a-small-syllable"),
    ],
)
def test_descriptions(name, word, actors):
    assert meant(name, word) == actors


def test_words_that_stand_for_two_head_no_mention_of_one():
    index = found("they-of-a-list")
    (start,) = {m.start for m in index.mentions if m.text == "they"}
    token = parsed(TABLES["they-of-a-list"]).doc[start]
    assert index.headed_by(token) is None
    assert {index.actors[m.actor_id].name for m in index.together(token)} == {"Chile", "Peru"}
    assert len({m.mention_id for m in index.together(token)}) == 2
