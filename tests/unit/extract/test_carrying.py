"""Days carried on from what is told before and beside, on short sentences parsed in ``carrying.parses``."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from pipelines.extract.dates.carrying import with_days
from pipelines.extract.dates.hold import hold_of
from pipelines.extract.dates.lexicon import TimeLexicon
from pipelines.extract.model import EventMention, PlaceIndex
from pipelines.extract.times import TimeIndex
from tests.builders import parsed, tables
from tests.unit.extract.test_incident import mention

TABLES = tables(__file__)
MONDAY, TUESDAY = dt.date(2024, 5, 13), dt.date(2024, 5, 14)


@cache
def lexicon() -> TimeLexicon:
    return TimeLexicon.load()


@pytest.mark.parametrize(
    ("names", "words", "expected"),
    [
        pytest.param(("raided", "hurt"), ("raided", "hurt"), MONDAY, id="the-next-sentence-goes-on"),
        pytest.param(("hurt",), ("hurt",), TUESDAY, id="a-report-without-a-day-tells-of-its-own"),
        pytest.param(("raided", "reported"), ("raided", "died"), MONDAY, id="what-somebody-says-had-been-done"),
        pytest.param(("raided", "year-before"), ("raided", "burned"), None, id="what-had-been-done-before"),
        pytest.param(("raided", "often"), ("raided", "beat"), None, id="what-is-done-again-and-again"),
        pytest.param(("raided", "in-2011", "looted"), ("raided", "looted"), dt.date(2011, 1, 1), id="an-older-time-goes-on-too"),
        pytest.param(("raided", "in-2011", "condemned"), ("raided", "condemned:ACCUSE"), MONDAY, id="who-answers-does-so-now"),
        pytest.param(("raided", "condemned"), ("raided", "raid"), MONDAY, id="a-noun-takes-up-what-was-told"),
        pytest.param(("condemned",), ("raid",), None, id="what-words-are-about-has-its-own-day"),
        pytest.param(("days-after",), ("shelled",), dt.date(2024, 5, 8), id="some-days-before"),
        pytest.param(("raided", "blocked"), ("raided", "accusing:ACCUSE"), MONDAY, id="a-participle-goes-with-its-clause"),
        pytest.param(("condemns", "raided"), ("condemns:ACCUSE", "raided"), MONDAY, id="a-headline"),
    ],
)
def test_a_day_is_carried_on(names: tuple[str, ...], words: tuple[str, ...], expected: dt.date | None) -> None:
    held = [TABLES[name] for name in names]
    is_titled = names[0] == "condemns"
    doc = parsed(held[0] + "\n---\n" + "\n\n".join(held[1:]) if is_titled else "\n\n".join(held), published="2024-05-14", title=is_titled)
    rows: list[tuple[EventMention, str]] = []
    for word in words:
        text, _, code = word.partition(":")
        row = mention(doc, text, MONDAY if text == "raided" else None)
        rows.append((row if not code else EventMention(**{**vars(row), "event_type": code}), text))
    rows.sort(key=lambda row: row[0].trigger)
    wanted = words[0 if is_titled else -1].partition(":")[0]
    days = {text: row.date_start for row, text in with_days(doc, TimeIndex.of(doc, lexicon()), PlaceIndex({}, ()), rows, lexicon())}
    assert days[wanted] == expected


@pytest.mark.parametrize(
    ("name", "word", "form", "relation"),
    [
        pytest.param("hurt", "hurt", "past", "same", id="a-passive"),
        pytest.param("year-before", "burned", "pluperfect", "same", id="the-pluperfect"),
        pytest.param("condemned", "raid", "nominal", "matter", id="what-is-condemned"),
        pytest.param("days-after", "shelled", "past", "after", id="what-came-first"),
        pytest.param("blocked", "accusing", "past", "same", id="a-participle"),
        pytest.param("jailed-for", "shelling", "open", "matter", id="what-somebody-is-jailed-for"),
    ],
)
def test_how_an_act_hangs_in_its_sentence(name: str, word: str, form: str, relation: str) -> None:
    doc = parsed(TABLES[name], published="2024-05-14")
    hold = hold_of(next(t for t in doc.doc if t.text == word), doc, lexicon(), ())
    assert (hold.form, hold.relation) == (form, relation)


def test_a_clause_has_the_day_of_its_hour() -> None:
    doc = parsed(TABLES["before-dawn"], published="2024-05-14")
    found = TimeIndex.of(doc, lexicon()).of_clause(next(t for t in doc.doc if t.text == "closed"))
    assert found is not None
    assert found.date_start == MONDAY
