"""The day of the incident that a report tells of, on short sentences parsed in ``incident.parses``."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.dates.lexicon import TimeLexicon
from pipelines.extract.model import EventMention
from pipelines.extract.times import TimeIndex
from tests.builders import parsed, tables

TABLES = tables(__file__)
MONDAY, TUESDAY = dt.date(2024, 5, 13), dt.date(2024, 5, 14)


@cache
def lexicon() -> TimeLexicon:
    return TimeLexicon.load()


def document(*names: str, published: str, title: bool) -> AnnotatedDocument:
    held = [TABLES[name] for name in names]
    return parsed(held[0] + "\n---\n" + "\n\n".join(held[1:]) if title else "\n\n".join(held), published=published, title=title)


def mention(doc: AnnotatedDocument, word: str, day: dt.date | None) -> EventMention:
    """An act of force whose trigger is the word."""
    token = next(t for t in doc.doc if t.text == word)
    sentence = doc.sentence_of(token)
    return EventMention(
        document_id=doc.document_id,
        start_char=token.idx,
        end_char=token.idx + len(token),
        sentence_start_char=sentence.start_char,
        sentence_end_char=sentence.end_char,
        text=token.text,
        origin="tests@1",
        confidence=None,
        event_mention_id=f"evm_{token.i}",
        event_id=f"evt_{token.i}",
        event_type="ASSAULT",
        mode=None,
        status="occurred",
        statement_id=None,
        date_start=day,
        date_end=day,
        date_precision="day" if day else None,
        date_text=None,
        place_id=None,
        place_mention_id=None,
        place_precision=None,
        contexts=(),
        start=token.i,
        end=token.i + 1,
        trigger=token.i,
    )


@pytest.mark.parametrize(
    ("names", "dated", "word", "expected"),
    [
        pytest.param(("raided", "reported"), ("raided",), "hurt", MONDAY, id="what-police-say-was-done"),
        pytest.param(("raided", "reported"), ("raided",), "died", MONDAY, id="what-they-say-had-been-done"),
        pytest.param(("raided", "taken-up"), ("raided",), "attack", MONDAY, id="a-noun-takes-it-up"),
        pytest.param(("raided", "told-tuesday"), ("raided",), "shot", MONDAY, id="the-day-of-telling-is-no-other"),
        pytest.param(("headline", "raided"), ("raided",), "kill", MONDAY, id="the-headline-shares-the-day-of-the-lead"),
        pytest.param(("two-raids", "raided"), ("raided",), "killed", None, id="a-headline-of-two-incidents"),
        pytest.param(("toll",), (), "raid", None, id="the-day-of-a-count-is-not-the-deed-s"),
        pytest.param(("raided", "at-five"), ("raided",), "shot", MONDAY, id="a-time-of-day-is-no-other-day"),
        pytest.param(("raided", "march", "on"), ("raided",), "shot", None, id="after-another-time-was-told-of"),
        pytest.param(("raided", "before-that"), ("raided",), "shot", None, id="what-came-before"),
        pytest.param(("where",), (), "shelled", MONDAY, id="the-day-of-the-scene"),
        pytest.param(("told-monday",), (), "shelled", None, id="told-on-a-day-before-publication"),
        pytest.param(("told-tuesday",), (), "shot", TUESDAY, id="told-on-the-day-of-publication"),
        pytest.param(("sent-home", "in-the-raid"), ("wounded",), "left", MONDAY, id="what-the-lead-came-after"),
        pytest.param(("raided", "burned-gate"), ("raided",), "burned", MONDAY, id="in-the-words-of-who-tells-it"),
    ],
)
def test_the_day_of_the_incident(names: tuple[str, ...], dated: tuple[str, ...], word: str, expected: dt.date | None) -> None:
    doc = document(*names, published="2024-05-14", title=names[0] in ("headline", "two-raids"))
    times = TimeIndex.of(doc, lexicon())
    held = [mention(doc, known, MONDAY) for known in dated] + [mention(doc, word, None)]
    held.sort(key=lambda m: m.trigger)
    days = times.clock(doc, times.narrative(doc)).days([(doc.doc[m.trigger], m) for m in held])
    found = days.get(next(n for n, m in enumerate(held) if m.text == word))
    assert (found.day if found is not None else None) == expected


@pytest.mark.parametrize(
    ("names", "word", "expected"),
    [
        pytest.param(("raided", "reported"), "hurt", True, id="what-police-say-was-done"),
        pytest.param(("headline", "raided"), "kill", True, id="the-headline"),
        pytest.param(("raided", "before-that"), "shot", False, id="what-came-before"),
        pytest.param(("raided", "march", "on"), "shot", False, id="after-another-time-was-told-of"),
    ],
)
def test_what_goes_on_with_the_incident(names: tuple[str, ...], word: str, expected: bool) -> None:
    doc = document(*names, published="2024-05-14", title=names[0] in ("headline", "two-raids"))
    times = TimeIndex.of(doc, lexicon())
    clock = times.clock(doc, times.narrative(doc))
    told = [(doc.doc[m.trigger], m) for m in (mention(doc, "raided", MONDAY),)]
    ((kind, day, first),) = clock.incidents(told)
    assert (kind, day) == ("ASSAULT", MONDAY)
    assert clock.goes_on(next(t for t in doc.doc if t.text == word), first, day) is expected


@pytest.mark.parametrize(
    ("name", "word", "expected"),
    [
        pytest.param("raid-monday", "raid", MONDAY, id="of-the-noun-before-it"),
        pytest.param("evening-of", "burned", MONDAY, id="on-the-evening-of-a-day"),
        pytest.param("fired-said", "opened", None, id="a-saying-that-the-parser-joins-to-the-deed"),
        pytest.param("wednesday-raid", "dislodge", dt.date(2024, 5, 8), id="what-was-done-to-an-end-is-past"),
    ],
)
def test_the_day_of_a_clause(name: str, word: str, expected: dt.date | None) -> None:
    doc = document(name, published="2024-05-14", title=False)
    times = TimeIndex.of(doc, lexicon())
    token = next(t for t in doc.doc if t.text == word)
    found = times.past(times.of_clause(token), token)
    assert (found.date_start if found is not None else None) == expected


def test_a_participle_goes_on_with_words_of_a_day() -> None:
    doc = document("broke-off", published="2024-05-14", title=False)
    times = TimeIndex.of(doc, lexicon())
    found = times.of_speech(next(t for t in doc.doc if t.text == "blaming"))
    assert found is not None
    assert found.date_start == MONDAY


@pytest.mark.parametrize(
    ("names", "dated", "word", "expected"),
    [
        pytest.param(("condemned",), (), "condemned", None, id="only-a-headline-sums-up"),
        pytest.param(("condemns", "condemned-monday"), ("condemned",), "condemns", (MONDAY, MONDAY, "day"), id="a-headline-sums-up"),
        pytest.param(("often",), (), "condemned", None, id="what-is-done-again-and-again"),
    ],
)
def test_the_days_of_a_headline(names: tuple[str, ...], dated: tuple[str, ...], word: str, expected: tuple[dt.date, dt.date, str] | None) -> None:
    doc = document(*names, published="2024-05-14", title=names[0] == "condemns")
    times = TimeIndex.of(doc, lexicon())
    held = [mention(doc, known, MONDAY) for known in dated] + [mention(doc, word, None)]
    held.sort(key=lambda m: m.trigger)
    days = {n: (*span, how) for n, span, how in times.clock(doc, times.narrative(doc)).recent([(doc.doc[m.trigger], m) for m in held])}
    assert days.get(next(n for n, m in enumerate(held) if m.text == word)) == expected
