"""Publication dates as they are given: ISO 8601 dates, times, months and years.

What belongs here: reading a date that somebody wrote as metadata. What does not: dates inside a text.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_YEAR = re.compile(r"\d{4}", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})|\d{8}", re.ASCII)
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s?(?:Z|z|[+-]\d{2}(?::?\d{2})?)?", re.ASCII)
#: Newspapers are printed since 1605; a year out of these bounds is a slip of the pen.
_YEARS = range(1600, 2200)


@dataclass(frozen=True, slots=True)
class Publication:
    """When a report was published: UTC time and how exact it is (a code of published_precision)."""

    at: dt.datetime
    precision: str


def publication(value: str) -> Publication | None:
    """Read a publication date; a time without an offset is UTC.

    Args:
        value: ``2023-09-20``, ``2023-09-20T14:30:00+04:00``, ``2023-09-20 14:30``, ``2023-09`` or ``2023``; white space around it is passed over.

    Returns:
        The time in UTC and its precision (a day, month or year by its first moment), None when the value is no such date.
    """
    given = value.strip()
    try:
        if _TIME.fullmatch(given):
            at = dt.datetime.fromisoformat(given.replace(" ", "T", 1).replace(" ", "").replace("z", "Z"))
            at = at.replace(tzinfo=dt.UTC) if at.tzinfo is None else at.astimezone(dt.UTC)
            precision = "time"
        elif _DAY.fullmatch(given):
            at, precision = _midnight(dt.date.fromisoformat(given)), "day"
        elif month := _MONTH.fullmatch(given):
            at, precision = _midnight(dt.date(int(month[1]), int(month[2]), 1)), "month"
        elif _YEAR.fullmatch(given):
            at, precision = _midnight(dt.date(int(given), 1, 1)), "year"
        else:
            return None
    except (ValueError, OverflowError):
        return None
    return Publication(at, precision) if at.year in _YEARS else None


def of_day(day: dt.date) -> Publication:
    """The publication of a dateline's day."""
    return Publication(_midnight(day), "day")


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
