"""Placing a sense in the calendar: against the day of publication, the direction of the clause and the time told of last."""

from __future__ import annotations

import calendar
import datetime as dt

from pipelines.extract.dates.sense import (
    Days,
    Found,
    Later,
    Linked,
    Nth,
    Sense,
    Shift,
    Stretch,
    Vague,
    Weekday,
    Yearless,
    dated,
    is_date,
    month_end,
    narrow,
)

_DAY = dt.timedelta(days=1)


def resolve(
    found: Found, published: dt.date | None, *, ahead: bool | None = False, narrated: tuple[dt.date, dt.date] | None = None
) -> tuple[dt.date, dt.date, str] | None:
    """Place an expression in the calendar.

    Args:
        found: what was read.
        published: day of publication; without it only absolute expressions are placed.
        ahead: whether the clause looks ahead, so that a bare weekday or month is the next one rather than the last; None where its grammar does
            not tell: then a weekday is the last one, and a month or a day of a month the nearer one.
        narrated: first and last day of the time told of last, for "two days later".

    Returns:
        First and last day, both inclusive, and the precision; None when the words cannot be placed.
    """
    if found.relation in ("duration", "frequency"):
        return None
    placed = _resolve(found.sense, published, ahead, narrated)
    if isinstance(found.sense, Yearless) and isinstance(found.upto, Days):
        # "from April to October 1994": the year said at the end holds for both, unless a winter lies between
        year = found.upto.end.year
        placed = _year_of(found.sense, year if found.sense.month <= found.upto.end.month else year - 1)
    if placed is None:
        return None
    start, end, precision = placed
    if found.upto is not None:
        other = _resolve(found.upto, published, ahead, narrated)
        if other is None:
            return None
        if other[1] < start and isinstance(found.upto, Weekday):
            other = (other[0] + 7 * _DAY, other[1] + 7 * _DAY, other[2])
        if isinstance(found.sense, Weekday) and isinstance(found.upto, Weekday) and not ahead and published is not None and other[1] > published:
            start, other = start - 7 * _DAY, (other[0] - 7 * _DAY, other[1] - 7 * _DAY, other[2])
        if other[1] < start:
            return None
        return start, other[1], "range"
    if found.is_timed and start == end:
        precision = "time"
    return start, end, precision


def _resolve(
    sense: Sense, published: dt.date | None, ahead: bool | None, narrated: tuple[dt.date, dt.date] | None
) -> tuple[dt.date, dt.date, str] | None:
    match sense:
        case Days(start=start, end=end, precision=precision):
            return start, end, precision
        case Vague() | Linked() | Nth():
            return None
        case Later(unit=unit, count=count):
            return _later(unit, count, narrated)
        case Yearless(which="same"):
            return None if narrated is None else _year_of(sense, narrated[0].year)
        case _:
            pass
    if published is None:
        return None
    match sense:
        case Weekday(day=day, which=which):
            return _weekday(day, which, published, ahead)
        case Yearless():
            return _yearless(sense, published, ahead)
        case Shift(unit="weekend", part="this"):
            # from Wednesday on "this weekend" is the coming one, whatever the tense
            return shifted("weekend", 0, published, ahead or published.isoweekday() >= 3)
        case Shift(unit=unit, count=count, part=part):
            placed = shifted(unit, count, published, ahead)
            if placed is None or not part or unit not in ("month", "quarter", "year"):
                return placed
            return (*narrow(placed[0], placed[1], part), "range")
        case Stretch(unit=unit, count=count):
            return _stretch(unit, count, published)


def _weekday(day: int, which: str, published: dt.date, ahead: bool | None) -> tuple[dt.date, dt.date, str]:
    back = (published.isoweekday() - day) % 7
    if which.endswith(" week"):
        monday = published - (published.isoweekday() - 1) * _DAY + {"last": -7, "this": 0, "next": 7}[which[:4]] * _DAY
        date = monday + (day - 1) * _DAY
    elif which == "last":
        date = published - (back or 7) * _DAY
    elif which == "next":
        date = published + ((7 - back) % 7 or 7) * _DAY
    elif ahead:
        date = published + (7 - back) % 7 * _DAY
    else:
        date = published - back * _DAY
    return date, date, "day"


def _year_of(sense: Yearless, year: int) -> tuple[dt.date, dt.date, str] | None:
    if not is_date(year, sense.month, sense.first, sense.last):
        return None
    days = dated(year, sense.month, sense.first, sense.last)
    if sense.part:
        return (*narrow(days.start, days.end, sense.part), "range")
    return days.start, days.end, days.precision


def _yearless(sense: Yearless, published: dt.date, ahead: bool | None) -> tuple[dt.date, dt.date, str] | None:
    if sense.which.endswith(" year"):
        return _year_of(sense, published.year + {"last": -1, "this": 0, "next": 1}[sense.which[:4]])
    placed = _year_of(sense, published.year)
    if sense.which == "last":
        return placed if placed is not None and placed[1] < published else _year_of(sense, published.year - 1)
    if sense.which == "next":
        return placed if placed is not None and placed[0] > published else _year_of(sense, published.year + 1)
    if ahead is None:
        # two thirds of a year back and more, or three to four months ahead and less: rather the coming one
        days = (placed[0] - published).days if placed is not None else 0
        ahead = 0 < days <= (120 if sense.first is None else 90) or days < (-240 if sense.first is None else -275)
    if ahead and (placed is None or placed[1] < published):
        return _year_of(sense, published.year + 1)
    if not ahead and (placed is None or placed[0] > published):
        return _year_of(sense, published.year - 1)
    return placed


def shifted(unit: str, count: int, day: dt.date, ahead: bool | None = False) -> tuple[dt.date, dt.date, str] | None:
    """The calendar unit that lies ``count`` units from the one that holds the day."""
    match unit:
        case "hour":
            return (day, day, "day") if count > -6 else None
        case "day" | "night":
            there = day + count * _DAY
            return there, there, "day"
        case "week" | "fortnight":
            monday = day - (day.isoweekday() - 1) * _DAY + count * (7 if unit == "week" else 14) * _DAY
            return monday, monday + 6 * _DAY, "week"
        case "weekend":
            saturday = day - (day.isoweekday() - 6) * _DAY + count * 7 * _DAY
            if (count == 0 and not ahead and saturday > day) or (count == -1 and saturday + _DAY < day - 7 * _DAY):
                saturday -= 7 * _DAY if count == 0 else -7 * _DAY
            return saturday, saturday + _DAY, "range"
        case "month":
            month = day.month - 1 + count
            year = day.year + month // 12
            return dt.date(year, month % 12 + 1, 1), month_end(year, month % 12 + 1), "month"
        case "quarter":
            quarter = (day.month - 1) // 3 + count
            year = day.year + quarter // 4
            return dt.date(year, quarter % 4 * 3 + 1, 1), month_end(year, quarter % 4 * 3 + 3), "range"
        case "year":
            return (dt.date(day.year + count, 1, 1), dt.date(day.year + count, 12, 31), "year") if day.year + count > 0 else None
        case "decade":
            year = day.year + 10 * count
            return (dt.date(year, 1, 1), dt.date(year, 12, 31), "year") if count and year > 0 else None
        case "century":
            first = (day.year - 1) // 100 * 100 + 1 + 100 * count
            return (dt.date(first, 1, 1), dt.date(first + 99, 12, 31), "range") if first > 0 else None
        case _:
            return None


def _stretch(unit: str, count: int, published: dt.date) -> tuple[dt.date, dt.date, str] | None:
    size = abs(count)
    match unit:
        case "hour":
            days = max(1, round(size / 24))
        case "day" | "night":
            days = size
        case "week":
            days = 7 * size
        case "weekend":
            return shifted("weekend", -1 if count < 0 else 1, published) if size == 1 else None
        case "fortnight":
            days = 14 * size
        case "month" | "quarter" | "year" | "decade" | "century":
            months = size * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
            there = _months_away(published, -months if count < 0 else months)
            return None if there is None else (min(there, published), max(there, published), "range")
        case _:
            return None
    there = published + (days if count > 0 else -days) * _DAY
    return min(there, published), max(there, published), "range"


def _months_away(day: dt.date, months: int) -> dt.date | None:
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    if year < 1:
        return None
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _later(unit: str, count: int, narrated: tuple[dt.date, dt.date] | None) -> tuple[dt.date, dt.date, str] | None:
    if narrated is None or unit in ("second", "minute", "hour"):
        return None
    start, end = narrated
    if unit == "clock":
        return (start, end, "time") if start == end else None
    if start != end:
        # a unit finer than the time told of cannot be counted from it
        length = (end - start).days + 1
        if (
            unit in ("day", "night", "weekend")
            or (unit in ("week", "fortnight") and length > 7)
            or (unit in ("month", "quarter") and length > 31)
            or (length > 366)
        ):
            return None
    return shifted("day" if unit == "night" else unit, count, start)
