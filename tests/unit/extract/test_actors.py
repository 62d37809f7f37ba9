"""Actors, references and places by construction: short texts, as parsed in ``actors.parses``."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest

from pipelines import lexicons
from pipelines.annotate.document import AnnotatedDocument
from pipelines.annotate.gazetteer import CityGazetteer
from pipelines.extract.actors import ActorLexicon, find_actors
from pipelines.extract.coreference import first_persons
from pipelines.extract.model import ActorIndex, Statement
from pipelines.extract.places import PlaceLexicon, find_places
from tests.builders import parsed, tables

TABLES = tables(__file__)
CITIES = [
    {"geonameid": i, "name": n, "latitude": y, "longitude": x, "countrycode": c, "population": p, "admin1code": "01", "alternatenames": a}
    for i, (n, c, p, y, x, a) in enumerate(
        [
            ("Tripoli", "LY", 1_150_000, 32.9, 13.2, []),
            ("Tripoli", "LB", 230_000, 34.4, 35.8, []),
            ("Moundou", "TD", 137_000, 8.6, 16.1, []),
            ("Lisbon", "PT", 517_000, 38.7, -9.1, ["Lisboa"]),
            ("Prague", "CZ", 1_165_000, 50.1, 14.4, ["Praha"]),
        ],
        start=1,
    )
]


@pytest.fixture(scope="module")
def lexicon() -> ActorLexicon:
    return ActorLexicon.load()


@pytest.fixture(scope="module")
def places() -> PlaceLexicon:
    data = {name: lexicons.read(name) for name in ("geography", "countries", "contested", "place_words")}
    return PlaceLexicon.of(data, CityGazetteer.of(CITIES))


def document(name: str) -> AnnotatedDocument:
    return parsed(TABLES[name])


def told(index: ActorIndex) -> Iterator[tuple[str, str]]:
    """Each mention with the name of its actor."""
    return ((m.text, index.actors[m.actor_id].name) for m in index.mentions)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("titles-of-names", [("Queen Matilda II", "Queen Matilda II"), ("Prince Karl", "Prince Karl")], id="titles-that-belong-to-names"),
        pytest.param(
            "ministry-of-a-region",
            [
                ("Tatarstan's interior ministry", "Tatarstan interior ministry"),
                ("police", "police"),
                ("men", "men"),
                ("ministry", "Tatarstan interior ministry"),
            ],
            id="a-ministry-of-a-region",
        ),
        pytest.param(
            "body-and-its-pronouns",
            [
                ("Norway's defence ministry", "Norwegian defence ministry"),
                ("Norway", "Norway"),
                ("it", "Norwegian defence ministry"),
                ("its", "Norwegian defence ministry"),
                ("troops", "Norwegian armed forces"),
                ("Chad", "Chad"),
            ],
            id="body-and-its-pronouns",
        ),
        pytest.param("adverb-of-the-verb", [("rebels", "rebels"), ("nurses", "nurses")], id="adverb-of-the-verb"),
        pytest.param(
            "office-name-and-apposition",
            [
                ("Ada Lindqvist", "Ada Lindqvist"),
                ("Otto Varga", "Otto Varga"),
                ("Lindqvist", "Ada Lindqvist"),
                ("she", "Ada Lindqvist"),
                ("Hungary", "Hungary"),
            ],
            id="surname-and-pronoun",
        ),
        pytest.param("capitals-act-and-locate", [("Oslo", "Norway"), ("Lisbon", "Portugal")], id="a-capital-acts-or-locates"),
        pytest.param("body-of-a-state", [("armed forces of Chad", "Chadian armed forces"), ("Chad", "Chad")], id="body-of-a-state"),
        pytest.param("backed-is-not-owned", [("Sweden-backed activists", "Sweden-backed activists"), ("Sweden", "Sweden")], id="backed-is-not-owned"),
        pytest.param("talks-between-capitals", [("Oslo", "Norway"), ("Nairobi", "Kenya")], id="talks-between-capitals"),
        pytest.param("ethnic-people", [("Ethnic Hungarians", "ethnic Hungarians")], id="ethnic-people"),
        pytest.param(
            "acronym-spelt-out",
            [
                ("Southern Plains Association", "Southern Plains Association"),
                ("SPA", "Southern Plains Association"),
                ("SPA", "Southern Plains Association"),
            ],
            id="letters-in-brackets-mean-what-they-shorten",
        ),
        pytest.param(
            "acronym-without-brackets",
            [("Rural Seeds Federation", "Rural Seeds Federation"), ("RSF", "Rural Seeds Federation")],
            id="letters-mean-the-name-with-those-initials",
        ),
        pytest.param("leaders-of-a-faith", [("Norwegian Lutheran leaders", "Norwegian Lutheran leaders")], id="leaders-of-a-faith-are-no-state"),
        pytest.param("people-by-their-work", [("Chadian fishermen", "Chadian fishermen")], id="names-are-the-words-of-the-text"),
        pytest.param("he-of-two", [("Jonas Hale", "Jonas Hale"), ("Otto Varga", "Otto Varga")], id="he-of-two-men-is-left-open"),
        pytest.param("told-reporters-they", [("Jonas Hale", "Jonas Hale"), ("reporters", "reporters")], id="they-are-not-those-who-are-told"),
        pytest.param("don-is-a-name", [("Don Halvorsen", "Don Halvorsen")], id="don-is-a-given-name"),
        pytest.param("impersonal-it", [], id="impersonal-it-is-no-mention"),
        pytest.param("money-is-no-country", [], id="money-is-no-country"),
        pytest.param("possessive-capital-claims", [("Prague", "Czech Republic"), ("Vienna", "Austria")], id="what-governments-have"),
        pytest.param("possessive-capital-airport", [], id="what-cities-have"),
        pytest.param("title-of-a-film", [], id="a-title-is-nobody"),
        pytest.param("adjective-is-no-mention", [("Chadian soldiers", "Chadian armed forces")], id="an-adjective-is-no-mention"),
        pytest.param(
            "breakaway",
            [("Republic of Artsakh", "Nagorno-Karabakh authorities"), ("breakaway government", "Nagorno-Karabakh authorities")],
            id="the-only-breakaway-authority",
        ),
        pytest.param("dominican", [("Dominican troops", "Dominican armed forces"), ("crowd", "crowd")], id="a-name-that-belongs-first-to-another"),
        pytest.param("agreements-and-letters", [("Ministers", "Ministers")], id="agreements-and-idle-letters-are-nobody"),
        pytest.param("share-index-and-ship", [("Dow Jones", "Dow Jones")], id="an-index-and-a-ship-are-nobody"),
        pytest.param(
            "the-lawyer-of-somebody",
            [
                ("Lucia Ferrer's lawyer", "Pedro Ruiz"),
                ("Lucia Ferrer", "Lucia Ferrer"),
                ("Pedro Ruiz", "Pedro Ruiz"),
                ("she", "Lucia Ferrer"),
            ],
            id="she-is-not-the-lawyer",
        ),
        pytest.param("he-not-she", [("Maria Lindqvist", "Maria Lindqvist"), ("John Varga", "John Varga"), ("He", "John Varga")], id="gender"),
    ],
)
def test_mentions_and_their_actors(lexicon: ActorLexicon, name: str, expected: list[tuple[str, str]]) -> None:
    assert list(told(find_actors(document(name), lexicon))) == expected


def test_a_name_goes_on_behind_a_particle(lexicon: ActorLexicon) -> None:
    """The model breaks such names off, and two men of one given name would become one."""
    assert "Hassan Karim el-Nadi" in {mention.text for mention in find_actors(document("particle-goes-on"), lexicon).mentions}


def test_a_description_comes_back(lexicon: ActorLexicon) -> None:
    found = [(text, name) for text, name in told(find_actors(document("description-comes-back"), lexicon)) if "ministry" in name]
    assert found == [
        ("Zambian foreign ministry", "Zambian foreign ministry"),
        ("ministry", "Zambian foreign ministry"),
        ("it", "Zambian foreign ministry"),
    ]


def test_an_acronym_is_learned(lexicon: ActorLexicon) -> None:
    index = find_actors(document("acronym-learned"), lexicon)
    union = {m.actor_id for m in index.mentions if m.text in ("Coastal Fishers Union", "CFU")}
    assert len(union) == 1
    assert index.actors[union.pop()].kind == "ngo"


@pytest.mark.parametrize(
    ("name", "person", "role", "country"),
    [
        pytest.param("office-name-and-apposition", "Ada Lindqvist", "Kenyan Prime Minister", "KEN", id="before-the-name"),
        pytest.param("office-name-and-apposition", "Otto Varga", "mayor of Szeged", "HUN", id="apposition"),
        pytest.param("country-after-the-name", "Jonas Hale", "President", "MWI", id="country-after-the-name"),
        pytest.param("office-then-name", "Ada Lindqvist", "president", None, id="office-comma-name"),
        pytest.param("somebody-of-a-country", "Eva Lind", None, "RWA", id="country-without-office"),
    ],
)
def test_offices(lexicon: ActorLexicon, name: str, person: str, role: str | None, country: str | None) -> None:
    index = find_actors(document(name), lexicon)
    mention = next(m for m in index.mentions if m.text == person and m.form == "name")
    assert (mention.role_text, index.actors[mention.actor_id].kind, index.actors[mention.actor_id].country) == (role, "person", country)


def test_a_father_is_no_priest(lexicon: ActorLexicon) -> None:
    index = find_actors(document("father-of-somebody"), lexicon)
    assert [a.sector for a in index.actors.values()] == ["CVL"]


def test_a_body_is_part_of_its_state(lexicon: ActorLexicon) -> None:
    doc = document("body-and-its-pronouns")
    index = find_actors(doc, lexicon)
    ministry = index.actor_of(next(t for t in doc.doc if t.text == "ministry"))
    assert ministry is not None
    assert (ministry.kind, ministry.country, index.actors[ministry.parent_actor_id or ""].name) == ("government", "NOR", "Norway")


def test_the_only_state_of_a_report_owns_the_government(lexicon: ActorLexicon) -> None:
    index = find_actors(document("only-state"), lexicon)
    assert [name for text, name in told(index) if text == "government"] == ["Malawi"]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        pytest.param("police-of-the-place", "police", [("Zambian police", "police", "ZMB")], id="the-only-state-of-the-sentence"),
        pytest.param("army-of-several", "army", [("army", "military", None)], id="an-army-among-several-states-is-left-open"),
        pytest.param(
            "government-of-a-town", "government", [("municipal government", "government", "CHN")], id="a-town's-government-is-not-the-state"
        ),
        pytest.param("machines-and-governments-to-be", "fighter jets", [], id="machines-are-nobody"),
        pytest.param("machines-and-governments-to-be", "government", [("government", "government", None)], id="a-government-to-be"),
        pytest.param("a-maker-of-cars", "Talvek", [("Talvek", "company", None)], id="a-company-by-its-apposition"),
        pytest.param("office-in-the-only-state", "Enoch Banda", [("Enoch Banda", "person", "ZMB")], id="a-minister-of-the-only-state"),
    ],
)
def test_whose_a_body_is(lexicon: ActorLexicon, name: str, text: str, found: list[tuple[str, str, str | None]]) -> None:
    index = find_actors(document(name), lexicon)
    actors = [index.actors[m.actor_id] for m in index.mentions if m.text == text]
    assert [(a.name, a.kind, a.country) for a in actors] == found


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        pytest.param("bodies-of-the-state-of-the-report", "interior ministry", [("Ghanaian interior ministry", "GHA", "GOV")], id="set-in-one-state"),
        pytest.param("bodies-of-the-state-of-the-report", "Kofi Brempong", [("Kofi Brempong", "GHA", "GOV")], id="office-there"),
        pytest.param("bodies-of-the-state-of-the-report", "army", [("army", None, "MIL")], id="another-state-was-named-last"),
        pytest.param("known-leader", "Museveni", [("Museveni", "UGA", "GOV")], id="known-leader"),
        pytest.param("spokeswoman-in-capital", "Lena Fang", [("Lena Fang", "CHN", "GOV")], id="spokeswoman-in-her-capital"),
        pytest.param("known-as", "Tico", [("Omar Baldeh", None, None)] * 2, id="other-name"),
        pytest.param("first-of-three-names", "Zuri", [("Zuri Banele Okoth", None, None)], id="first-of-three-names"),
        pytest.param("two-of-one-surname", "Dorvil", [("Ann Dorvil", None, "GOV")], id="the-one-in-office"),
        pytest.param("gerund-before-a-name", "Korvel", [("Korvel", None, None)] * 2, id="a-gerund-and-a-dash-are-no-name"),
        pytest.param("introduced-name", "Sinavo", [("Sinavo", None, "LAB")], id="introduced-name"),
        pytest.param("introduced-name", "union", [("Sinavo", None, "LAB")], id="what-introduces-it"),
        pytest.param("introduced-name", "Ines Prado", [("Ines Prado", None, "LAB")], id="its-president"),
        pytest.param("head-of-a-body", "Ana Costa", [("Ana Costa", None, "LAB")], id="head-of-a-union"),
        pytest.param("games", "Spain", [], id="states-that-are-teams"),
        pytest.param("outlet-and-told", "Halcyon", [("Halcyon News Agency", None, "JRN")], id="outlet-by-its-short-name"),
        pytest.param("outlet-and-told", "Coast Observer", [("Coast Observer", None, "JRN")], id="observer-that-is-told"),
        pytest.param("taken-hostage", "hostage", [], id="taken-hostage"),
        pytest.param("taken-hostage", "justice", [], id="brought-to-justice"),
        pytest.param("claim-that-it", "it", [("Hamas", "PSE", "REB")], id="whose-claim"),
        pytest.param("officers-of-police", "officers", [("Ghanaian police", "GHA", "COP")], id="officers-of-police"),
        pytest.param("governor-in-apposition", "governor", [("Issa Tchalla", None, "MIL")], id="governor-of-a-region"),
    ],
)
def test_whose_and_who(lexicon: ActorLexicon, name: str, text: str, found: list[tuple[str, str | None, str | None]]) -> None:
    index = find_actors(replace(document(name), publisher="Halcyon News Agency"), lexicon)
    actors = [index.actors[m.actor_id] for m in index.mentions if m.text == text]
    assert [(a.name, a.country, a.sector) for a in actors] == found


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        pytest.param("offices-of-towns", "Luis Ponte", ("Luis Ponte", "person", "PER", "GOV"), id="mayor-of-a-town"),
        pytest.param("offices-of-towns", "governor", ("governor", "person", "COL", "GOV"), id="governor-of-a-province"),
        pytest.param("police-of-a-town", "Police", ("Nigerian police", "police", "NGA", "COP"), id="police-in-a-town"),
        pytest.param("clubs", "Vardel", ("Vardel", "other", "NLD", "SOC"), id="club-by-its-class"),
        pytest.param("clubs", "Maccabi Orin", None, id="club-that-does-nothing"),
        pytest.param("office-of-an-unknown-body", "Ari Lund", ("Ari Lund", "person", None, None), id="chairman-of-an-unknown-body"),
        pytest.param("office-of-an-unknown-body", "Tom Berg", ("Tom Berg", "person", None, "MIL"), id="spokesman-of-a-force"),
        pytest.param("envoy-to-a-body", "Ada Berg", ("Ada Berg", "person", "NOR", "GOV"), id="ambassador-to-a-body"),
        pytest.param("envoy-to-a-body", "Jan Loos", ("Jan Loos", "person", None, "IGO"), id="commissioner-of-a-body"),
        pytest.param("what-it-is", "member", None, id="what-something-is-is-nobody-else"),
        pytest.param("several-officers", "Court officials", ("Court officials", "government", None, "GOV"), id="court-officials"),
        pytest.param("several-officers", "coalition government", ("coalition government", "government", None, "GOV"), id="coalition-government"),
        pytest.param("short-title", "Paul Htun", ("Paul Htun", "person", None, "REL"), id="title-with-a-full-stop"),
        pytest.param("another-spelling", "Valloise", ("Marc Vallois", "person", None, None), id="surname-with-a-slip"),
        pytest.param("shadow-government", "shadow government", ("National Unity Government", "government", "MMR", "GOV"), id="shadow-government"),
        pytest.param("field-of-an-office", "Kenyan Minister", ("Dina Falk", "person", "KEN", "GOV"), id="minister-of-a-field"),
        pytest.param("committee-of-a-body", "US Federal Reserve Board", ("Federal Reserve", "government", "USA", "GOV"), id="behind-its-state"),
        pytest.param("led-by-another", "farmer", ("farmer", "person", "TCD", "AGR"), id="who-leads-others"),
        pytest.param("letters-of-a-ministry", "MOA", ("Norwegian agriculture ministry", "government", "NOR", "GOV"), id="letters-of-a-ministry"),
        pytest.param("proper-name-of-a-body", "Reserve Bank of Kenya", ("Reserve Bank of Kenya", "government", "KEN", "GOV"), id="proper-name"),
        pytest.param("said-of-others", "farmers", None, id="what others are"),
        pytest.param("second-office", "chairwoman of the league", None, id="a second office"),
        pytest.param("persons-cabinet", "rebels", ("rebels", "armed_group", "KEN", "REB"), id="whose-state-a-person-s-are-of"),
        pytest.param("parliament-of-a-leader", "new parliament", ("parliament", "government", "KEN", "LEG"), id="state-of-a-leader-nearby"),
        pytest.param(
            "board-of-the-state",
            "House Committee on Fisheries",
            ("House Committee on Fisheries", "government", "NOR", "LEG"),
            id="committee-of-a-house",
        ),
        pytest.param("board-of-the-state", "National Working Committee", ("National Working Committee", "other", "NOR", None), id="of-a-party"),
        pytest.param("shadow-government", "Hamas officials", ("Hamas", "armed_group", "PSE", "REB"), id="officials-of-a-movement"),
    ],
)
def test_what_a_name_tells(lexicon: ActorLexicon, name: str, text: str, found: tuple[str, str, str | None, str | None] | None) -> None:
    index = find_actors(document(name), lexicon)
    actors = {(a.name, a.kind, a.country, a.sector) for m in index.mentions if m.text == text for a in (index.actors[m.actor_id],)}
    assert actors == ({found} if found is not None else set())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param(
            "setting-of-a-report",
            [("students", "NOR", None), ("Tourists", None, None)],
            id="those in a report are of the state that it is set in, unless they may be anybody's",
        ),
        pytest.param("place-of-a-clause", [("Pupils", "PRT", None), ("traders", "TCD", None)], id="those in a town are of its state"),
        pytest.param("state-in-a-name", [("Kenya Chamber of Commerce", "KEN", None)], id="a body has the state in its name"),
        pytest.param("state-of-a-possessor", [("ambassador", "NOR", "Norway")], id="his are of his state"),
        pytest.param(
            "state-of-the-text-around",
            [("Fishermen", "NOR", None), ("Farmers", None, None)],
            id="those of whom nothing tells are of the leading state where the text speaks of it",
        ),
        pytest.param("others-at-home", [("Other students", "NOR", None), ("Experts", "NOR", None)], id="others are at home where one state is named"),
        pytest.param("origin-of-a-name", [("Kenji Tanaka", None, None), ("Ola Brekke", None, None)], id="a name gives nobody a state"),
        pytest.param(
            "foreign-name", [("Luigi Bertini", None, None), ("Dina Falk", "KEN", None)], id="a name from elsewhere is not of the only state named"
        ),
        pytest.param(
            "names-in-lists",
            [("Ola Brekke", "NOR", None), ("Tore Vik", "NOR", None), ("Dana Reed", "ZAF", None), ("Ewan Muir", "GBR", None)],
            id="lists tell the state before a colon or in brackets, a region's coach is of its state",
        ),
        pytest.param(
            "is-spokesman-for",
            [("Sok Chea", "THA", "Thai defence ministry"), ("Thai defence ministry", "THA", "Thailand")],
            id="what a clause says somebody is",
        ),
        pytest.param("government-and-rebels", [("rebels", "TCD", None)], id="rebels are of the state of the government beside them"),
        pytest.param("explained-name", [("Urgency", "ITA", None), ("Urgency", "ITA", None)], id="a class of bodies explains the name before it"),
        pytest.param(
            "people-before-names",
            [("British court", "GBR", "United Kingdom"), ("British people", "GBR", None), ("Adam Asler", "GBR", None), ("Shaun Pinder", "GBR", None)],
            id="a people before the names of some of it",
        ),
        pytest.param("group-by-its-opening", [("Ansar al-Haqq", None, None)], id="a group by the word that its name begins with"),
        pytest.param("made-for-them", [], id="whom something is made for does nothing"),
    ],
)
def test_the_state_of_what_has_no_name(lexicon: ActorLexicon, name: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    index = find_actors(document(name), lexicon)
    actors = [index.actors[m.actor_id] for m in index.mentions if m.form != "pronoun"]
    parents = {i: a.name for i, a in index.actors.items()}
    assert [(a.name, a.country, parents.get(a.parent_actor_id or "")) for a in actors if a.kind not in ("country", "police")] == expected


def test_members_are_what_their_group_is(lexicon: ActorLexicon) -> None:
    actors = find_actors(document("members-of-a-group"), lexicon).actors.values()
    assert {(a.kind, a.sector) for a in actors} == {("armed_group", "REB")}


@pytest.mark.parametrize(("published", "country"), [pytest.param("2010-05-03", "SDN", id="before"), pytest.param("2012-05-03", "SSD", id="after")])
def test_a_group_is_of_the_state_of_its_day(lexicon: ActorLexicon, published: str, country: str) -> None:
    doc = replace(document("before-a-state"), published=dt.date.fromisoformat(published))
    assert [a.country for a in find_actors(doc, lexicon).actors.values()] == [country]


def test_a_rank_may_be_one_of_the_police(lexicon: ActorLexicon) -> None:
    (actor,) = find_actors(document("rank-of-the-police"), lexicon).actors.values()
    assert (actor.name, actor.sector) == ("Otto Varga", "COP")


def test_ministries_of_one_name_are_told_apart_by_their_state(lexicon: ActorLexicon) -> None:
    index = find_actors(document("ministries-of-one-name"), lexicon)
    ministries = {a.country: a for a in index.actors.values() if "isheries" in a.name}
    assert sorted(str(c) for c in ministries) == ["KOR", "PER"]
    assert {index.actors[a.parent_actor_id or ""].name for a in ministries.values()} == {"South Korea", "Peru"}


def test_we_is_the_speaker(lexicon: ActorLexicon) -> None:
    doc = document("we-in-a-quotation")
    index = find_actors(doc, lexicon)
    speaker = next(i for i, a in index.actors.items() if a.name == "Otto Varga")
    quoted = [t.i for t in doc.doc if t.text == '"']
    statement = _statement(doc, quoted[0] + 1, quoted[1], speaker)
    added = first_persons(doc, index, [statement])
    assert [(m.text, m.actor_id) for m in added.mentions if m.text in ("We", "our")] == [("We", speaker), ("our", speaker)]


def _statement(doc: AnnotatedDocument, start: int, end: int, speaker: str) -> Statement:
    span = doc.doc[start:end]
    blank = dict.fromkeys(Statement.__dataclass_fields__)
    return Statement(
        **{  # type: ignore[arg-type]
            **blank,
            "document_id": doc.document_id,
            "start_char": span.start_char,
            "end_char": span.end_char,
            "form": "direct",
            "speaker_actor_id": speaker,
            "start": start,
            "end": end,
        }
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("apposed-country", [("Tripoli", "Tripoli", "LBN"), ("Lebanon", "Lebanon", "LBN")], id="apposed-country"),
        pytest.param("body-of-a-state", [("Moundou", "Moundou", "TCD")], id="country-of-the-document"),
        pytest.param("capitals-act-and-locate", [("Lisbon", "Lisbon", "PRT")], id="a-capital-that-acts-is-no-place"),
        pytest.param("possessive-capital-airport", [("Prague", "Prague", "CZE")], id="what-cities-have"),
        pytest.param("place-by-its-noun", [("Tel Miran", "Tel Miran", None)], id="unlisted-place"),
    ],
)
def test_places(lexicon: ActorLexicon, places: PlaceLexicon, name: str, expected: list[tuple[str, str, str | None]]) -> None:
    doc = document(name)
    index = find_places(doc, find_actors(doc, lexicon), places)
    assert [(m.text, index.places[m.place_id].name, index.places[m.place_id].country) for m in index.mentions] == expected


def test_a_country_has_no_point(lexicon: ActorLexicon, places: PlaceLexicon) -> None:
    doc = document("apposed-country")
    index = find_places(doc, find_actors(doc, lexicon), places)
    lebanon = next(p for p in index.places.values() if p.name == "Lebanon")
    assert (lebanon.feature, lebanon.latitude, lebanon.longitude) == ("country", None, None)


def test_an_unlisted_place_says_so(lexicon: ActorLexicon, places: PlaceLexicon) -> None:
    doc = document("place-by-its-noun")
    index = find_places(doc, find_actors(doc, lexicon), places)
    assert [p.gazetteer for p in index.places.values()] == ["model"]


def test_spans_are_those_of_the_text(lexicon: ActorLexicon) -> None:
    for name in TABLES:
        doc = document(name)
        for mention in find_actors(doc, lexicon).mentions:
            assert doc.text[mention.start_char : mention.end_char] == mention.text


def test_an_unnamed_actor_stays_in_its_document(lexicon: ActorLexicon) -> None:
    doc = document("backed-is-not-owned")
    here = {m.actor_id for m in find_actors(doc, lexicon).mentions if "activists" in m.text}
    there = {m.actor_id for m in find_actors(replace(doc, document_id="doc_other"), lexicon).mentions if "activists" in m.text}
    assert not here & there
