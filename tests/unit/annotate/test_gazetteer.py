"""Comparing written names with listed ones."""

import pytest
import spacy
from spacy.tokens import Doc

from pipelines.annotate.gazetteer import CityGazetteer, PhraseTable, Words, fold, key, spellings

LISTED = ["Nagorno-Karabakh", "Lord's Resistance Army", "Côte d'Ivoire", "United Kingdom", "Bosnia & Herzegovina", "UN", "St. John's"]


@pytest.fixture(scope="module")
def table() -> PhraseTable[str]:
    return PhraseTable.of([(name, name) for name in LISTED], close=True)


def made(text: str) -> Doc:
    return spacy.blank("en")(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("fighting in Nagorno-Karabakh resumed", "Nagorno-Karabakh", id="hyphen"),
        pytest.param("fighting in Nagorno Karabakh resumed", "Nagorno-Karabakh", id="blank-for-hyphen"),
        pytest.param("fighting in Nagorno-Karabkh resumed", "Nagorno-Karabakh", id="slip-of-the-pen"),
        pytest.param("the Lord's Resistance Army fled", "Lord's Resistance Army", id="possessive-inside"),
        pytest.param("talks in Cote d'Ivoire", "Côte d'Ivoire", id="diacritics"),
        pytest.param("talks in COTE D'IVOIRE", "Côte d'Ivoire", id="capitals"),
        pytest.param("in Bosnia and Herzegovina", "Bosnia & Herzegovina", id="ampersand"),
        pytest.param("the U.N. said", "UN", id="full-stops"),
        pytest.param("the storm left St. John's", "St. John's", id="abbreviation"),
        pytest.param("the united, Kingdom", None, id="a-comma-parts"),
        pytest.param("Nagorno-Karabulak", None, id="another-name"),
    ],
)
def test_written_names_meet_listed_ones(table: PhraseTable[str], text: str, expected: str | None) -> None:
    words = Words.of([t.text for t in made(text)])
    found = [m.values[0] for i in range(len(words.at)) if (m := table.at(words, i)) is not None]
    assert found == ([expected] if expected else [])


def test_a_match_ends_with_a_token() -> None:
    words = Words.of([t.text for t in made("the UN-backed force")])
    table = PhraseTable.of([("UN", "UN")])
    assert [(m.start, m.end) for i in range(len(words.at)) if (m := table.at(words, i)) is not None] == [(1, 2)]


@pytest.mark.parametrize(("written", "folded"), [("Łódź", "lodz"), ("Qa'ida", "qaida"), ("U.S.", "us"), ("São", "sao"), ("Straße", "strasse")])
def test_folding(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_cities_by_usual_and_other_names() -> None:
    city = {
        "geonameid": 7,
        "name": "‘Ayn al ‘Arab",
        "latitude": 36.9,
        "longitude": 38.35,
        "countrycode": "SY",
        "population": 50_000,
        "admin1code": "09",
        "alternatenames": ["Kobane", "Кобани", "KOB"],
    }
    cities = CityGazetteer.of([city])
    assert [(c.name, c.country, c.admin1, c.is_main) for c in cities.called(key("Kobane"))] == [("‘Ayn al ‘Arab", "SYR", "SY.09", False)]
    assert cities.called(key("Ayn al Arab"))[0].is_main
    assert not cities.called(key("KOB"))


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        pytest.param("qaim", "al qaim", id="without-article"),
        pytest.param("salqeen", "salkin", id="long-vowel"),
        pytest.param("al salamiyah", "salamiya", id="ending"),
        pytest.param("khan touman", "khan tuman", id="digraph"),
        pytest.param("dammar", "damar", id="double-letter"),
    ],
)
def test_other_spellings(written: str, listed: str) -> None:
    assert listed in spellings(written)
    assert written not in spellings(written)
