"""What expressions of time mean without a calendar, and the spans of days that are known without one."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, and how exact they are; as a sense those that are known without the day of publication."""

    start: dt.date
    end: dt.date
    precision: str


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 1 (Monday) to 7. ``which`` is "", "last", "next" or "this"."""

    day: int
    which: str = ""


@dataclass(frozen=True, slots=True)
class Yearless:
    """A month, or days of it, of a year left unsaid. ``which`` as in Weekday; "same" is the year last told of."""

    month: int
    first: int | None = None
    last: int | None = None
    which: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Shift:
    """A calendar unit counted from that of the publication day: last week is Shift("week", -1), today Shift("day", 0)."""

    unit: str
    count: int
    part: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The last (count below 0) or next units up to or from the publication day."""

    unit: str
    count: int


@dataclass(frozen=True, slots=True)
class Later:
    """Units after (below 0: before) the time last told of; 0 is that time's own unit."""

    unit: str
    count: int


@dataclass(frozen=True, slots=True)
class Linked:
    """Units after (below 0: before) what the following clause or noun tells of."""

    unit: str
    count: int


@dataclass(frozen=True, slots=True)
class Nth:
    """The nth day or night of something that goes on: the day that is told of."""


@dataclass(frozen=True, slots=True)
class Vague:
    """Words of time that no calendar can place."""


type Sense = Days | Weekday | Yearless | Shift | Stretch | Later | Linked | Nth | Vague


@dataclass(frozen=True, slots=True)
class Found:
    """An expression found in a sequence of words: token range [start, end), what it means and how it binds.

    ``upto`` is the other end of a range ("from Monday to Friday"). ``is_timed`` tells that a time of day is given.
    """

    start: int
    end: int
    sense: Sense
    relation: str = "at"
    upto: Sense | None = None
    is_timed: bool = False


def is_a_day(sense: Sense) -> bool:
    """Whether the sense is one day."""
    match sense:
        case Weekday():
            return True
        case Days(precision=precision):
            return precision == "day"
        case Yearless(first=first, last=last):
            return first is not None and last is None
        case Shift(unit=unit) | Later(unit=unit):
            return unit in ("day", "night")
        case _:
            return False


def month_end(year: int, month: int) -> dt.date:
    """Last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def is_date(year: int, month: int, first: int | None, last: int | None) -> bool:
    """Whether the month has these days."""
    top = calendar.monthrange(year, month)[1]
    return all(day is None or 1 <= day <= top for day in (first, last))


def dated(year: int, month: int, first: int | None, last: int | None) -> Days:
    """A month, or one or more days of it."""
    if first is None:
        return Days(dt.date(year, month, 1), month_end(year, month), "month")
    start = dt.date(year, month, first)
    return Days(start, start, "day") if last is None else Days(start, dt.date(year, month, last), "range")


def whole_year(year: int) -> Days:
    """The year."""
    return Days(dt.date(year, 1, 1), dt.date(year, 12, 31), "year")


def season_of(year: int, first: int, last: int) -> Days:
    """A season by the northern calendar; winter lies in two years, so that only its year is sure."""
    return whole_year(year) if first > last else Days(dt.date(year, first, 1), month_end(year, last), "range")


def ago(unit: str, count: int) -> Sense:
    """Units counted back from the publication day."""
    if unit in ("second", "minute"):
        return Shift("day", 0)
    if unit == "hour":
        return Shift("hour", -count)
    return Shift("day" if unit == "night" else unit, -count)


def part_of(sense: Sense, part: str) -> Sense:
    """Narrow a month, year or longer span to its first, middle or last third, or to a half."""
    if not part:
        return sense
    match sense:
        case Days(start=start, end=end):
            return Days(*narrow(start, end, part), "range")
        case Yearless(first=None):
            return replace(sense, part=part)
        case Shift(unit="month" | "quarter" | "year"):
            return replace(sense, part=part)
        case _:
            return sense


def narrow(start: dt.date, end: dt.date, part: str) -> tuple[dt.date, dt.date]:
    """A third or half of a span, by days for a month and by months for more."""
    days = (end - start).days + 1
    if days <= 31:
        cuts = {"first": (0, 10), "middle": (10, 20), "last": (20, days), "first half": (0, 15), "second half": (15, days)}
        low, high = cuts[part]
        return start + low * _DAY, start + (high - 1) * _DAY
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if part.startswith("quarter "):
        return dt.date(start.year, int(part[-1]) * 3 - 2, 1), month_end(start.year, int(part[-1]) * 3)
    if part.startswith("months "):
        return start, month_end(start.year, int(part.removeprefix("months ")))
    cuts = {
        "first": (0, months // 3),
        "middle": (months // 3, months - months // 3),
        "last": (months - months // 3, months),
        "first half": (0, months // 2),
    }
    low, high = cuts.get(part, (months // 2, months))
    first = start.month - 1 + low
    last = start.month - 1 + high - 1
    return dt.date(start.year + first // 12, first % 12 + 1, 1), month_end(start.year + last // 12, last % 12 + 1)
