"""Reading expressions of time in a sequence of words: a grammar over tokens, without parse or calendar."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipelines.extract.dates.lexicon import TimeLexicon
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
    ago,
    dated,
    is_a_day,
    is_date,
    month_end,
    part_of,
    season_of,
    whole_year,
)

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\Z")
_DAY_NUMBER = re.compile(r"(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\Z")
_DECADE = re.compile(r"(?:((?:1[5-9]|20)\d)0|['’]?(\d)0)['’]?s\Z")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?\Z")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d\d)\Z")
_YEARS = re.compile(r"((?:1[5-9]|20)\d\d)[-–/]((?:(?:1[5-9]|20)\d\d)|\d\d)\Z")
_DAYS = re.compile(r"(\d{1,2})[-–](\d{1,2})\Z")
_CLOCK = re.compile(r"([01]?\d|2[0-4])(?:[:.]([0-5]\d))?(am|pm|a\.m\.?|p\.m\.?|AM|PM)?\Z")
_MILITARY = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d\Z")
_GLUED = re.compile(r"([a-z]{3,4}\.)(\d{1,2})\Z")
_COMPOUND = re.compile(r"(\d+|[a-z]+)-(day|week|month|year|hour|decade|minute|night)s?(-long)?\Z")
_HALVES = ("am", "pm", "a.m.", "p.m.", "a.m", "p.m")
_ZONES = frozenset(["gmt", "utc", "et", "est", "edt", "cet", "cest", "bst", "msk", "pst", "pdt", "ist", "eest", "eet", "jst", "local"])
_DASHES = frozenset("-–—")
#: What a shortened year or a decade begins with: "'90s".
_FIRST = frozenset("'’")
_SHORT = frozenset(("second", "minute", "hour"))


class _Reader:
    """Reads the expression that begins at a token; every method takes a position and gives a Found, or None."""

    def __init__(self, words: Sequence[str], lexicon: TimeLexicon, tags: Sequence[str] | None, types: Sequence[str] | None) -> None:
        self.words = words
        self.low = list(map(str.lower, words))
        self.lexicon = lexicon
        self.tags = tags
        self.types = types
        self.size = len(words)
        self.by_class: Mapping[str, Callable[[int], Found | None]] = {
            "weekday": self.weekday,
            "frequency": self.frequency,
            "month": self.month_first,
            "deictic": self.deictic,
            "named": self.named,
            "every": self.every,
            "which": self.which,
            "edge": self.edge,
            "part": self.part,
            "number": self.number,
            "ordinal": self.ordinal,
            "season": self.season,
            "overnight": self.overnight,
            "clock": self.clock,
            "unit": self.unit,
            "vague": self.vague,
            "the": self.the,
            "from": self.between,
            "feast": self.feast,
            "digit": self.digit,
        }

    def at(self, i: int) -> str:
        return self.low[i] if 0 <= i < self.size else ""

    def read(self, i: int) -> Found | None:
        """The expression that begins here."""
        word = self.at(i)
        name = self.lexicon.classes.get(word)
        if name is None:
            if match := _GLUED.match(word):
                return self._glued(i, match)
            if not word or not (word[0].isdigit() or word[0] in "'’m" or word[:4] == "late" or word[:5] == "early"):
                return None
            name = "digit"
        elif word in self.lexicon.capitalised and self.words[i][0].islower():
            return None
        found = self.by_class[name](i)
        if found is None and name in ("named", "feast", "part", "ordinal"):
            return None
        return found

    # days of the week and their company

    def weekday(self, i: int, which: str = "") -> Found | None:
        word = self.words[i]
        if word[0].islower() or self.at(i - 1) in self.lexicon.not_before:
            return None
        j = i + 1
        if self.at(j) == "." and len(word) <= 5 and self.at(j + 1) not in ("", "\n\n"):
            j += 1
        if self.at(j) in self.lexicon.not_after and not self._fits(i):
            return None
        if self._named(i):
            return None
        if self.at(i) in self.lexicon.capitalised and not (self._fits(i) or self.at(i + 1) in (".", ",") or self.at(i + 1)[:1].isdigit()):
            # "the Sun", "Sat": an abbreviation needs company
            return None
        day: Sense = Weekday(self.lexicon.weekdays[self.at(i)], which)
        # "Wednesday, May 3" and "Wednesday 3 May": the date decides
        k = j + 1 if self.at(j) == "," else j
        if self.lexicon.classes.get(self.at(k)) == "month" or (self.at(k)[:1].isdigit() and self.lexicon.classes.get(self.at(k + 1)) == "month"):
            date = self.month_first(k) if self.lexicon.classes.get(self.at(k)) == "month" else self.day_first(k)
            if date is not None and isinstance(date.sense, Days | Yearless) and not (isinstance(date.sense, Yearless) and date.sense.first is None):
                return replace(date, start=i)
        if (
            self.at(j) in ("last", "next")
            and self.at(j + 1) not in self.lexicon.units
            and self.lexicon.classes.get(self.at(j + 1)) not in ("month", "season")
        ):
            day = replace(day, which=self.at(j)) if isinstance(day, Weekday) else day
            j += 1
        elif self.at(j) in ("this", "last", "next") and self.at(j + 1) == "week" and isinstance(day, Weekday):
            day, j = replace(day, which=f"{self.at(j)} week"), j + 2
        j = self._day_part(j)
        return self._timed(Found(i, j, day))

    def _fits(self, i: int) -> bool:
        """Whether a preposition or determiner of time stands before: "on Tuesday news broke"."""
        return self.at(i - 1) in ("on", "since", "until", "by", "last", "next")

    def _named(self, i: int) -> bool:
        """Whether the model takes the word for a part of a name."""
        return self.types is not None and self.types[i] in ("ORG", "PERSON", "WORK_OF_ART", "FAC", "PRODUCT") and not self._fits(i)

    def _day_part(self, j: int) -> int:
        """Past "night", "in the evening", "at dawn" after a day."""
        if self.at(j) in ("early", "late", "mid", "-") and (self.at(j + 1) in self.lexicon.day_parts or self.at(j + 2) in self.lexicon.day_parts):
            return j + 2 if self.at(j + 1) in self.lexicon.day_parts else j + 3
        if self.at(j) in self.lexicon.day_parts or self.at(j) == "overnight":
            return j + 1
        return j

    def _timed(self, found: Found) -> Found:
        """Take in a time of day that follows a day: "Wednesday at 3 p.m."."""
        j = found.end
        if self.at(j) in ("at", "around", "about", "by", ","):
            j += 1
            if self.at(j) in ("around", "about"):
                j += 1
        elif not self.at(j)[:1].isdigit():
            return found
        clock = self._clock(j)
        if clock is None:
            return found
        return replace(found, end=clock, is_timed=True)

    def deictic(self, i: int) -> Found | None:
        if self._named(i) or (self.at(i) == "today" and self.at(i - 1) in ("usa", "russia", "africa")):
            return None
        count = self.lexicon.days_off[self.at(i)]
        j = self._day_part(i + 1)
        return self._timed(Found(i, j, Shift("day", count)))

    def overnight(self, i: int) -> Found | None:
        j = i + 1
        if self.at(j) in ("on", "into"):
            j += 1
        if self.lexicon.classes.get(self.at(j)) == "weekday":
            day = self.weekday(j)
            if day is not None:
                return replace(day, start=i)
        return Found(i, i + 1, Stretch("night", -1))

    # dates

    def _month(self, i: int, *, sure: bool = False) -> int | None:
        """The month a word names, if it does."""
        number = self.lexicon.months.get(self.at(i))
        if number is None or self.words[i][0].islower():
            return None
        if sure:
            return number
        if self.types is not None and self.types[i] in ("PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "NORP"):
            return None
        if self.at(i) in self.lexicon.doubtful_months or self.at(i) in self.lexicon.capitalised:
            before = self.at(i - 1)
            near = before in self.lexicon.at_words or before in self.lexicon.since_words or before in self.lexicon.until_words
            near = near or before in self.lexicon.before_months
            if not near and (self.tags is None or not self.tags[i].startswith("NNP") or self.types is None or self.types[i] != "DATE"):
                return None
        return number

    def month_first(self, i: int, which: str = "") -> Found | None:
        lexicon = self.lexicon
        j = i + 1
        if self.at(j) == "." and self.at(i) + "." in lexicon.months:
            j += 1
        day = _DAY_NUMBER.match(self.at(j))
        span = _DAYS.match(self.at(j))
        month = self._month(i, sure=bool(day or span or _YEAR.match(self.at(j))))
        if month is None:
            return None
        first: int | None = None
        last: int | None = None
        if span and int(span[1]) < int(span[2]) <= 31:
            first, last, j = int(span[1]), int(span[2]), j + 1
        elif day and self.at(j + 1) not in _HALVES and self.at(j + 1) not in lexicon.counted:
            first, j = int(day[1]), j + 1
            following = _DAY_NUMBER.match(self.at(j + 1))
            if (
                self.at(j) in (*_DASHES, "to", "and", "through", "until")
                and following
                and int(following[1]) > first
                and self.at(j + 2) not in lexicon.counted
            ):
                # "May 3 and 5 soldiers" is kept out by what is counted; "and" joins two days of a range of which both are named
                last, j = int(following[1]), j + 2
        k = j + 1 if self.at(j) in (",", "of") else j
        if (
            _YEAR.match(self.at(k))
            and self.at(k + 1) not in lexicon.counted
            and (first is not None or k == j or self.at(j) == "of" or self.at(k + 1) in (",", ".", ""))
        ):
            return self._timed(Found(i, k + 1, dated(int(self.at(k)), month, first, last))) if is_date(int(self.at(k)), month, first, last) else None
        if not is_date(2024, month, first, last):
            return None
        if not which and self.at(i - 1) in ("in", "on", ",") and self.at(i - 2) == "year" and self.at(i - 3) in ("that", "same"):
            # "later that year, in August"
            which = "same"
        if first is not None and self.at(j) in lexicon.not_after and (self.words[j][0].isupper() or self.at(j) in lexicon.bodies):
            return None
        if self.at(j) in ("this", "last", "next") and self.at(j + 1) == "year":
            return Found(i, j + 2, Yearless(month, first, last, f"{self.at(j)} year"))
        if self.at(j) in ("that", "of") and "year" in (self.at(j + 1), self.at(j + 2)) and self.at(j + 1) in ("that", "year", "the", "same"):
            return Found(i, j + (3 if self.at(j + 2) == "year" else 2), Yearless(month, first, last, "same"))
        found = Found(i, j, Yearless(month, first, last, which))
        return self._timed(found) if first is not None else found

    def day_first(self, i: int) -> Found | None:
        """Read "3 February 1999", "the 3rd of May", "3-5 May", "4 FEB 90"."""
        span = _DAYS.match(self.at(i))
        day = _DAY_NUMBER.match(self.at(i))
        if span:
            first, last, j = int(span[1]), int(span[2]), i + 1
        elif day:
            first, last, j = int(day[1]), 0, i + 1
            following = _DAY_NUMBER.match(self.at(j + 1))
            if self.at(j) in (*_DASHES, "to", "and", "or") and following and int(following[1]) > first:
                last, j = int(following[1]), j + 2
        else:
            return None
        if self.at(j) == "of":
            j += 1
        month = self._month(j, sure=True)
        if month is None or (self.at(j) in ("may", "march") and self.words[j][0].islower()):
            return None
        if self.at(i) in ("1", "2") and self.at(j) == "mar" and not self.words[j].istitle():
            return None
        j += 1
        if self.at(j) == "." and len(self.words[j - 1]) <= 4 and (_YEAR.match(self.at(j + 1)) or self.at(j + 1).isdigit()):
            j += 1
        k = j + 1 if self.at(j) == "," else j
        end = last or None
        if _YEAR.match(self.at(k)) and self.at(k + 1) not in self.lexicon.counted:
            return self._timed(Found(i, k + 1, dated(int(self.at(k)), month, first, end))) if is_date(int(self.at(k)), month, first, end) else None
        if k == j and re.fullmatch(r"[3-9]\d", self.at(j)) and len(self.words[j - 1]) <= 4:
            year = 1900 + int(self.at(j))
            return Found(i, j + 1, dated(year, month, first, end)) if is_date(year, month, first, end) else None
        if not is_date(2024, month, first, end) or (
            self.at(j) in self.lexicon.not_after and (self.words[j][0].isupper() or self.at(j) in self.lexicon.bodies)
        ):
            return None
        if self.at(j) in ("this", "last", "next") and self.at(j + 1) == "year":
            return Found(i, j + 2, Yearless(month, first, end, f"{self.at(j)} year"))
        if self.at(j) == "of" and self.at(j + 1) in ("that", "the") and "year" in (self.at(j + 2), self.at(j + 3)):
            return Found(i, j + (3 if self.at(j + 2) == "year" else 4), Yearless(month, first, end, "same"))
        return self._timed(Found(i, j, Yearless(month, first, end)))

    def _clock(self, j: int) -> int | None:
        """One past a time of day that begins at j."""
        word = self.at(j)
        if word in ("noon", "midnight", "midday", "dawn", "dusk", "daybreak", "sunrise", "sunset", "nightfall"):
            return j + 1
        match = _CLOCK.match(word)
        end = None
        if match and (match[3] or self.at(j + 1) in _HALVES):
            end = j + 1 if match[3] else j + 2
        elif (match and match[2] and ":" in word) or (
            _MILITARY.match(word) and (self.at(j + 1) in (*_ZONES, "hrs", "hours") or self.at(j - 1) == "at")
        ):
            end = j + 1
            if self.at(end) in ("hrs", "hours"):
                end += 1
        elif match and not match[2] and self.at(j + 1) in ("o'clock", "o’clock"):
            end = j + 2
        if end is None:
            return None
        while (
            self.at(end) in _ZONES
            or (self.at(end) == "time" and self.at(end - 1) != "the")
            or (self.at(end + 1) == "time" and self.words[end][0].isupper())
        ):
            end += 1
        if self.at(end) in ("in", "of") and self.at(end + 1) == "the" and self.at(end + 2) in self.lexicon.day_parts:
            end += 3
        # "(5 a.m. ET)": the same time elsewhere
        if self.at(end) == "(":
            other = self._clock(end + 1)
            if other is not None and self.at(other) == ")":
                end = other + 1
        return end

    def clock(self, i: int) -> Found | None:
        end = self._clock(i)
        if end is None:
            return None
        j = end
        if self.at(j) in (",",):
            j += 1
        if self.at(j) in ("on",):
            j += 1
        name = self.lexicon.classes.get(self.at(j))
        if name in ("weekday", "deictic", "month", "which") or self.at(j)[:1].isdigit():
            day = self.read(j)
            if day is not None and is_a_day(day.sense):
                return replace(day, start=i, is_timed=True)
        return Found(i, end, Later("clock", 0), is_timed=True)

    def digit(self, i: int) -> Found | None:
        """Anything that begins with a figure."""
        word = self.at(i)
        if word[0].isalpha():
            return self._edged(i) if word.startswith(("mid-", "late-", "early-")) else None
        if match := _ISO.match(word):
            year, month, day = int(match[1]), int(match[2]), int(match[3])
            return Found(i, i + 1, dated(year, month, day, None)) if 1 <= month <= 12 and day and is_date(year, month, day, None) else None
        if match := _SLASHED.match(word):
            return self._slashed(i, match)
        if _MILITARY.match(word) and self.at(i - 1) == "at" and self.at(i + 1) not in self.lexicon.counted:
            # "at 1625": reports of agencies write hours without a colon
            return self.clock(i)
        if _YEAR.match(word):
            if self.at(i + 1) == self.at(i + 3) == "-" and re.fullmatch(r"\d\d", self.at(i + 2)) and re.fullmatch(r"\d\d", self.at(i + 4)):
                year, month, day = int(word), int(self.at(i + 2)), int(self.at(i + 4))
                return Found(i, i + 5, dated(year, month, day, None)) if 1 <= month <= 12 and is_date(year, month, day, None) else None
            found = self.year(i)
            if found is not None:
                return found
        if match := _YEARS.match(word):
            start, end = int(match[1]), int(match[2] if len(match[2]) == 4 else match[1][:2] + match[2])
            if start < end <= start + 60 and self.at(i - 1) not in self.lexicon.numbered:
                return Found(i, i + 1, Days(dt.date(start, 1, 1), dt.date(end, 12, 31), "range"))
            return None
        if match := _DECADE.match(word):
            return self.decade(i, match, "")
        date = self.day_first(i)
        if date is not None:
            return date
        clock = self.clock(i)
        if clock is not None:
            return clock
        if _COMPOUND.match(word):
            return self.compound(i)
        if word.isdigit() or word.replace(",", "").isdigit():
            return self.number(i)
        if self.at(i + 1) == "century" and re.fullmatch(r"\d{1,2}(st|nd|rd|th)", word):
            return self._century(i, int(word[:-2]))
        if re.fullmatch(r"\d{1,2}(st|nd|rd|th)", word):
            return self.ordinal(i)
        return None

    def _glued(self, i: int, match: re.Match[str]) -> Found | None:
        """Read a month and a day without a space between ("Dec.12")."""
        month = self.lexicon.months.get(match[1])
        if month is None or self.words[i][0].islower() or not is_date(2024, month, int(match[2]), None):
            return None
        k = i + 2 if self.at(i + 1) == "," else i + 1
        if _YEAR.match(self.at(k)) and is_date(int(self.at(k)), month, int(match[2]), None):
            return Found(i, k + 1, dated(int(self.at(k)), month, int(match[2]), None))
        return Found(i, i + 1, Yearless(month, int(match[2])))

    def _edged(self, i: int) -> Found | None:
        """Read a part and a month, year or decade written as one token ("mid-May")."""
        edge, rest = self.words[i].split("-", 1)
        part = {"mid": "middle", "late": "last", "early": "first"}[edge.lower()]
        inner = _Reader([rest, *self.words[i + 1 : i + 3]], self.lexicon, None, None)
        match = _DECADE.match(rest)
        if match:
            return self.decade(i, match, part)
        if inner.low[0] in self.lexicon.months and rest[:1].isupper():
            found = inner.month_first(0) or Found(0, 1, Yearless(self.lexicon.months[inner.low[0]]))
            return Found(i, i + found.end, part_of(found.sense, part))
        if _YEAR.match(rest):
            return Found(i, i + 1, part_of(whole_year(int(rest)), part))
        return None

    def _slashed(self, i: int, match: re.Match[str]) -> Found | None:
        a, b = int(match[1]), int(match[2])
        year = int(match[3]) if len(match[3]) == 4 else (2000 if int(match[3]) < 50 else 1900) + int(match[3])
        if "." in match[0] and len(match[3]) == 2:
            return None
        if not min(a, b) >= 1 or max(a, b) > 31 or min(a, b) > 12:
            return None
        # day and month cannot be told apart when both could be a month, except with points, which English takes from day-first languages
        day, month = (a, b) if a > 12 or "." in match[0] or a == b else (b, a) if b > 12 else (0, 0)
        if not day:
            return Found(i, i + 1, Vague())
        return Found(i, i + 1, dated(year, month, day, None)) if month <= 12 and is_date(year, month, day, None) else None

    def year(self, i: int, *, sure: bool = False) -> Found | None:
        """A bare year, where nothing shows it to be a count or a name."""
        before, after = self.at(i - 1), self.at(i + 1)
        if before in self.lexicon.numbered or after in self.lexicon.counted or (before == "." and self.at(i - 2) == "no"):
            return None
        year = int(self.at(i))
        if after in _DASHES and _YEAR.match(self.at(i + 2)) and year < int(self.at(i + 2)):
            return Found(i, i + 3, Days(dt.date(year, 1, 1), dt.date(int(self.at(i + 2)), 12, 31), "range"))
        if after in _DASHES and re.fullmatch(r"\d\d", self.at(i + 2)) and year % 100 < int(self.at(i + 2)) <= year % 100 + 20:
            return Found(i, i + 3, Days(dt.date(year, 1, 1), dt.date(year - year % 100 + int(self.at(i + 2)), 12, 31), "range"))
        lexicon = self.lexicon
        if not sure:
            timely = before in lexicon.at_words or before in lexicon.since_words or before in lexicon.until_words
            timely = timely or before in lexicon.before_years
            timely = timely or (before in lexicon.before_named_years and after.isalpha())
            if (
                self.types is not None
                and self.types[i] not in ("DATE", "EVENT")
                and not (timely and before in ("in", "since", "until", "year", "during"))
            ):
                return None
            if not timely and (self.types is None or self.types[i] != "DATE"):
                return None
            if before == "year" and self.at(i - 2) not in ("the", "of", "in", "year"):
                return None
            if (
                before in ("for", "about", "around", "over", "than", "of", "to", "a", "as", "and", "or")
                and self.types is None
                and after.isalpha()
                and after.endswith("s")
            ):
                return None
        return Found(i, i + 1, whole_year(year))

    def decade(self, i: int, match: re.Match[str], part: str) -> Found | None:
        if match[1] is None and (match[0][0] not in "'’" and not (self.at(i - 1) in ("the", "late", "early", "mid") and int(match[2]) >= 5)):
            return None
        if self.at(i - 1) in ("his", "her", "their"):
            return None
        start = int(match[1] + "0") if match[1] else (1900 if int(match[2]) >= 3 else 2000) + int(match[2]) * 10
        return Found(i, i + 1, part_of(Days(dt.date(start, 1, 1), dt.date(start + 9, 12, 31), "range"), part))

    def _century(self, i: int, number: int, part: str = "") -> Found | None:
        if not 1 <= number <= 30:
            return None
        return Found(i, i + 2, part_of(Days(dt.date((number - 1) * 100 + 1, 1, 1), dt.date(number * 100, 12, 31), "range"), part))

    def named(self, i: int) -> Found | None:
        day = self.lexicon.named_days[self.at(i)]
        return Found(i, i + 1, Days(day, day, "day"))

    def feast(self, i: int) -> Found | None:
        if self.words[i][0].islower():
            return None
        for rest, day in self.lexicon.feasts[self.at(i)]:
            if tuple(w.replace("’", "'") for w in self.low[i + 1 : i + 1 + len(rest)]) == rest:
                j = i + 1 + len(rest)
                if self.at(j) in self.lexicon.not_after or (
                    self.types is not None and self.types[i] in ("PERSON", "GPE", "FAC", "ORG", "WORK_OF_ART")
                ):
                    return None
                if day is None:
                    if _YEAR.match(self.at(j)):
                        return Found(i, j + 1, whole_year(int(self.at(j))))
                    return Found(i, j, Vague())
                k = j + 1 if self.at(j) == "," else j
                if _YEAR.match(self.at(k)):
                    return Found(i, k + 1, dated(int(self.at(k)), *day, None))
                if rest == () and self.at(i) == "new":
                    return None
                return Found(i, j, Yearless(*day))
        return None

    # units

    def which(self, i: int, part: str = "") -> Found | None:
        """Read "last week", "this morning", "next Monday", "the past three decades", "the previous day"."""
        lexicon, word = self.lexicon, self.at(i)
        after = self.at(i + 1)
        name = lexicon.classes.get(after)
        which = "last" if word in lexicon.last_words else "next" if word in lexicon.next_words else "this" if word in lexicon.this_words else ""
        if name == "weekday" and which:
            if word == "past" and self.at(i - 1).isdigit():
                return None
            return _from(self.weekday(i + 1, which), i)
        if name == "month" and which and lexicon.months.get(after) and self.words[i + 1][0].isupper():
            return _from(self.month_first(i + 1, which) if self._month(i + 1, sure=True) else None, i)
        if name == "season" and which:
            return Found(i, i + 2, Vague())
        unit = lexicon.units.get(after)
        if which and unit is not None and unit not in _SHORT and after == unit:
            if which == "this" and unit == "second":
                return None
            count = {"last": -1, "this": 0, "next": 1}[which]
            if self.at(i + 2) == "of":
                # "the last day of the talks", "the last week of May": counted from something else
                return None
            if word == "past" and unit in ("day", "night"):
                return Found(i, i + 2, Stretch(unit, -1))
            if word == "past" and self.at(i - 1) in ("the", "this", "in"):
                return Found(i, i + 2, Stretch(unit, -1))
            if unit == "weekend" and word == "this":
                return Found(i, i + 2, Shift(unit, 0, "this"))
            if unit == "century" or unit == "decade":
                return Found(i, i + 2, Stretch("decade", -1) if unit == "decade" and which == "last" else Shift(unit, count, part))
            return Found(i, i + 2, Shift(unit, count, part))
        if which == "this" and after in lexicon.day_parts:
            return Found(i, i + 2, Shift("day", 0))
        if which == "last" and after in ("night", "evening"):
            return Found(i, i + 2, Shift("day", -1))
        if which in ("last", "next"):
            count_end = self._count(i + 1)
            if count_end is not None:
                j, number = count_end
                unit = lexicon.units.get(self.at(j))
                if unit is not None:
                    sign = -1 if which == "last" else 1
                    if number is None or unit in ("second", "minute"):
                        return Found(i, j + 1, Vague())
                    return Found(i, j + 1, Stretch(unit, sign * number))
        if word in lexicon.recent_words or which in ("last", "next"):
            unit = lexicon.units.get(after)
            if unit is not None and after != unit:
                return Found(i, i + 2, Vague())
            return None
        unit = lexicon.units.get(after) if after not in _SHORT else None
        if unit is None and after in lexicon.day_parts:
            unit = "day"
        if word in lexicon.before_words and (unit or name == "weekday"):
            if name == "weekday":
                return _from(self.weekday(i + 1, "last"), i)
            return Found(i, i + 2, Later(str(unit), -1)) if after == unit or unit == "day" else None
        if word in lexicon.after_words and (unit or name == "weekday"):
            if name == "weekday":
                return Found(i, i + 2, Vague())
            return Found(i, i + 2, Later(str(unit), 1)) if after == unit else Found(i, i + 2, Vague()) if unit else None
        if word in lexicon.same_words and unit is not None and (after == unit or unit == "day"):
            return Found(i, i + 2, Later(unit, 0)) if unit not in _SHORT else None
        return None

    def _count(self, i: int) -> tuple[int, int | None] | None:
        """A count of units: where it ends and the number, None for a vague one."""
        word = self.at(i)
        if word in ("more", "less", "fewer") and self.at(i + 1) == "than":
            return self._count(i + 2)
        if word in ("about", "around", "nearly", "almost", "some", "roughly", "just", "over") and self.at(i + 1) not in self.lexicon.units:
            return self._count(i + 1)
        if word == "half":
            return (i + 2, None) if self.at(i + 1) in ("a", "an") else None
        if word in ("a", "an"):
            if self.at(i + 1) in ("few", "couple", "dozen"):
                return (i + 3 if self.at(i + 2) == "of" else i + 2, 12 if self.at(i + 1) == "dozen" else None)
            if self.at(i + 1) == "hundred":
                return i + 2, 100
            if self.at(i + 1) == "half":
                return i + 2, None
            return i + 1, 1
        if word in self.lexicon.vague_numbers:
            return (i + 2 if self.at(i + 1) == "of" else i + 1), None
        number = self.lexicon.numbers.get(word)
        if number is None and word.replace(",", "").isdigit() and len(word) <= 6:
            number = int(word.replace(",", ""))
        if number is None:
            return None
        if number in range(20, 100, 10) and self.at(i + 1) == "-" and self.lexicon.numbers.get(self.at(i + 2), 10) < 10:
            return i + 3, number + self.lexicon.numbers[self.at(i + 2)]
        if self.at(i + 1) in ("-", "–", "to", "or") and (self.at(i + 2) in self.lexicon.numbers or self.at(i + 2).isdigit()):
            return i + 3, None
        if self.at(i + 1) == "and" and self.at(i + 2) == "a" and self.at(i + 3) == "half":
            return i + 4, None
        return i + 1, number

    def number(self, i: int) -> Found | None:
        """Read "three weeks ago", "two days later", "a day after", "44 days"."""
        count = self._count(i)
        if count is None:
            return None
        j, number = count
        if self.at(i) in ("a", "an") and self.at(j) in self.lexicon.ordinals and self.at(j) != self.at(i):
            return _from(self.ordinal(j), i)
        if self.at(i) == "a" and self.at(j) == "decade" and self.at(j + 1) == "-":
            return None
        if self.at(j) in ("-",) and self.at(j + 1) in self.lexicon.units:
            # "44-day", "two-year-old": a measure
            k = j + 2
            if self.at(k) == "-":
                return None
            return Found(i, k, Vague(), "duration")
        if self.at(j) in ("full", "whole", "consecutive", "straight", "more", "further", "additional"):
            j += 1
        unit = self.lexicon.units.get(self.at(j))
        if unit is None:
            return None
        if (self.at(i) in ("a", "an") and j == i + 1 and self.at(j) != unit) or (
            unit == "quarter" and self.at(j + 1) not in ("ago", "earlier", "later")
        ):
            return None
        j += 1
        if self.at(j) == "-" and self.at(i - 1) != "-" and self.at(j + 1) not in ("long",):
            # "1 year-end ranking"
            return None
        if self.at(j) == "old" or (self.at(j) == "-" and self.at(j + 1) == "old") or (self.at(j) == "of" and self.at(j + 1) == "age"):
            return None
        return self._after_count(i, j, unit, number)

    def _after_count(self, i: int, j: int, unit: str, number: int | None) -> Found | None:
        """What a count of units means by what follows it."""
        after = self.at(j)
        if after in ("before", "after") and (
            self.lexicon.classes.get(self.at(j + 1)) in ("weekday", "month", "deictic", "which") or _YEAR.match(self.at(j + 1))
        ):
            return Found(i, j, Vague(), "duration")
        if after == "ago":
            end = j + 1
            if self.at(end) == "today":
                end += 1
            if number is None:
                return Found(i, end, Vague())
            return Found(i, end, ago(unit, number))
        if after in ("earlier", "before", "previously", "later", "afterwards", "afterward", "on") and (after != "on" or self.at(j + 1) in (",", ".")):
            sign = -1 if after in ("earlier", "before", "previously") else 1
            if after in ("before",) and not self._stops(j + 1):
                return Found(i, j + 1, Linked(unit, -number) if number else Vague())
            if after == "later" and self.at(j + 1) == "than":
                return None
            return Found(i, j + 1, Later(unit, sign * number) if number else Vague())
        if after == "after" and self._stops(j + 1):
            return Found(i, j + 1, Later(unit, number) if number else Vague())
        if after in ("after", "since", "following"):
            return Found(i, j + 1, Linked(unit, number) if number else Vague()) if after != "since" else Found(i, j, Vague(), "duration")
        if after == "from" and self.at(j + 1) == "now":
            return Found(
                i, j + 2, Shift("day", number) if number and unit == "day" else Stretch(unit, number) if number and unit == "week" else Vague()
            )
        if self.at(i) in ("a", "an") and self.at(i - 1) not in self.lexicon.before_spans:
            # "twice a week" or no time at all
            if self.at(i - 1) in ("once", "twice", "times") or self.at(i - 1).endswith(("s", "%")):
                return Found(i, j, Vague(), "frequency")
            return None
        return Found(i, j, Vague(), "duration")

    def _stops(self, j: int) -> bool:
        return self.at(j) in ("", ".", ",", ";", ":", ")", '"', "when", "that", "and", "but", "-", "–", "—")

    def compound(self, i: int) -> Found | None:
        """Read a measure written as one token ("44-day")."""
        return Found(i, i + 1, Vague(), "duration")

    def unit(self, i: int) -> Found | None:
        """A plural unit by itself: "days later", "weeks ago", "years of"."""
        if self.at(i + 1) in ("ago", "later", "earlier") or (
            self.at(i + 1) in ("after", "before") and self.at(i - 1) in ("", ",", "just", "only", "even")
        ):
            return Found(i, i + 2, Vague())
        if self.at(i - 1) in ("for", "lasted"):
            return Found(i, i + 1, Vague(), "duration")
        return None

    def ordinal(self, i: int) -> Found | None:
        """Read "second day", "19th century", "third quarter", "first time" (none)."""
        word, after = self.at(i), self.at(i + 1)
        number = self.lexicon.ordinals.get(word) or int(re.sub(r"\D", "", word) or 0)
        if after in ("straight", "consecutive", "successive", "full"):
            after = self.at(i + 2)
            j = i + 3
        else:
            j = i + 2
        if after in ("day", "night"):
            if self.at(j) == "of" or number == 1:
                return None
            return Found(i, j, Nth())
        if after == "century":
            return self._century(i, number)
        if after == "-" and self.at(i + 2) == "century":
            return None
        if after == "quarter" and 1 <= number <= 4:
            return self._quarter(i, i + 2, number)
        if after in self.lexicon.months or (after == "of" and self.at(i + 2) in self.lexicon.months):
            if word in self.lexicon.ordinals:
                return None
            return self.day_first(i)
        count = self._count(i + 1)
        unit = self.lexicon.units.get(self.at(count[0])) if count is not None else None
        if count is not None and count[1] and unit in ("month", "day", "week") and number == 1 and self.at(count[0] + 1) == "of":
            k = count[0] + 2
            whole = self.year(k, sure=True) if _YEAR.match(self.at(k)) else self.which(k) if self.at(k) in ("this", "last", "next") else None
            if whole is not None and unit == "month" and count[1] < 12:
                return Found(i, whole.end, part_of(whole.sense, f"months {count[1]}"))
            return None
        if after == "half":
            return self._of(i, i + 2, {1: "first half", 2: "second half"}.get(number, ""))
        return None

    def _quarter(self, i: int, j: int, number: int) -> Found | None:
        year: int | None = None
        if self.at(j) == "of" and _YEAR.match(self.at(j + 1)):
            year, j = int(self.at(j + 1)), j + 2
        elif _YEAR.match(self.at(j)):
            year, j = int(self.at(j)), j + 1
        elif self.at(j) == "of" and self.at(j + 1) in ("this", "last", "next") and self.at(j + 2) == "year":
            return Found(i, j + 3, Shift("year", {"last": -1, "this": 0, "next": 1}[self.at(j + 1)], f"quarter {number}"))
        if year is None:
            return Found(i, j, Vague())
        start = dt.date(year, number * 3 - 2, 1)
        return Found(i, j, Days(start, month_end(year, number * 3), "range"))

    def every(self, i: int) -> Found | None:
        if (
            self.at(i + 1) in self.lexicon.units
            or self.lexicon.classes.get(self.at(i + 1)) in ("weekday", "month", "season")
            or self.at(i + 1) in self.lexicon.day_parts
        ):
            return Found(i, i + 2, Vague(), "frequency")
        count = self._count(i + 1)
        if count is not None and self.at(count[0]) in self.lexicon.units:
            return Found(i, count[0] + 1, Vague(), "frequency")
        return None

    def frequency(self, i: int) -> Found | None:
        if self.tags is not None and self.tags[i].startswith("NNP") and self.at(i) not in self.lexicon.plural_weekdays:
            return None
        if self.types is not None and self.types[i] in ("ORG", "WORK_OF_ART"):
            return None
        return Found(i, i + 1, Vague(), "frequency")

    def vague(self, i: int) -> Found | None:
        return Found(i, i + 1, Vague())

    def season(self, i: int) -> Found | None:
        """Read "summer of 2006", "spring 2011"; a bare season stays unread."""
        word = self.at(i)
        j = i + 2 if self.at(i + 1) == "of" else i + 1
        if _YEAR.match(self.at(j)) and self.at(j + 1) not in self.lexicon.counted:
            return Found(i, j + 1, season_of(int(self.at(j)), *self.lexicon.seasons[word]))
        return None

    def part(self, i: int) -> Found | None:
        """Read "beginning of 2020", "end of the month", "middle of May"."""
        return self._of(i, i + 1, self.lexicon.part_words.get(self.at(i), "")) if self.at(i) in self.lexicon.part_words else None

    def _of(self, i: int, j: int, part: str) -> Found | None:
        if self.at(j) != "of" or not part:
            return None
        k = j + 2 if self.at(j + 1) == "the" else j + 1
        if self.at(k) in ("year", "month", "week") and k == j + 2:
            return Found(i, k + 1, Shift(self.at(k), 0, part) if self.at(k) != "week" else Vague())
        if _YEAR.match(self.at(k)) and k == j + 1:
            return Found(i, k + 1, part_of(whole_year(int(self.at(k))), part))
        if self.lexicon.classes.get(self.at(k)) in ("month", "which") or _DECADE.match(self.at(k)):
            inner = self.read(k)
            if inner is not None and inner.relation == "at" and isinstance(inner.sense, Days | Yearless | Shift):
                return Found(i, inner.end, part_of(inner.sense, part))
        if self.lexicon.classes.get(self.at(k)) in ("ordinal", "digit") or re.fullmatch(r"\d{1,2}(st|nd|rd|th)", self.at(k)):
            inner = self.ordinal(k)
            if inner is not None and isinstance(inner.sense, Days):
                return Found(i, inner.end, part_of(inner.sense, part))
        return None

    def edge(self, i: int) -> Found | None:
        """Read "early Sunday", "late on Tuesday", "earlier this month", "mid-May", "later in the day"."""
        word = self.at(i)
        part = {"early": "first", "mid": "middle", "late": "last"}.get(word, "")
        j = i + 1
        if word == "mid":
            if self.at(j) in _DASHES:
                j += 1
            elif self.at(j) not in self.lexicon.months:
                return None
        elif self.at(j) in _DASHES and word in ("early", "late"):
            j += 1
        if self.at(j) in ("on", "in", "at"):
            j += 1
        if self.at(j) == "the":
            if self.at(j + 1) == "same" and self.at(j + 2) in self.lexicon.units:
                j += 1
            elif self.at(j + 1) in ("day", "morning", "evening", "afternoon", "week", "month", "year"):
                unit = self.lexicon.units.get(self.at(j + 1), "day")
                if word in ("later", "earlier", "late") and self.at(j - 1) == "in":
                    return Found(i, j + 2, Later(unit, 0) if unit == "day" else Shift(unit, 0))
                return None
            elif _DECADE.match(self.at(j + 1)) or self.at(j + 2) == "century":
                j += 1
        name = self.lexicon.classes.get(self.at(j))
        if word == "later" and self.at(j) == "than":
            return None
        if name == "month":
            month = self._month(j, sure=True)
            if month is None:
                return None
            inner = self.month_first(j) or Found(j, j + 1, Yearless(month))
            keeps = (isinstance(inner.sense, Yearless) and inner.sense.first is not None) or (
                isinstance(inner.sense, Days) and inner.sense.precision == "day"
            )
            return Found(i, inner.end, inner.sense if keeps else part_of(inner.sense, part), inner.relation, None, inner.is_timed)
        if _YEAR.match(self.at(j)):
            inner2 = self.year(j, sure=True)
            return None if inner2 is None else Found(i, inner2.end, part_of(inner2.sense, part))
        if match := _DECADE.match(self.at(j)):
            inner3 = self.decade(j, match, part)
            return None if inner3 is None else replace(inner3, start=i)
        if name in ("weekday", "deictic", "feast") or (name == "which" and self.at(j) not in self.lexicon.recent_words):
            inner4 = self.which(j, part) if name == "which" else self.read(j)
            return _from(inner4, i)
        if name == "ordinal" or re.fullmatch(r"\d{1,2}(st|nd|rd|th)", self.at(j)):
            number = self.lexicon.ordinals.get(self.at(j)) or int(re.sub(r"\D", "", self.at(j)) or 0)
            if self.at(j + 1) == "century":
                return _from(self._century(j, number, part), i)
        if self.at(j).startswith("mid-"):
            return None
        return None

    def the(self, i: int) -> Found | None:
        """Read "the next day", "the day before yesterday", "the 3rd of May", "the weekend"."""
        after = self.at(i + 1)
        name = self.lexicon.classes.get(after)
        if name is None and not after[:1].isdigit():
            if after in ("day", "night", "week", "month", "year", "weekend", "morning", "evening"):
                return self._the_unit(i)
            return None
        if after == "next" and self.at(i + 2) in ("day", "morning", "night", "week", "month", "year"):
            return Found(i, i + 3, Later(self.lexicon.units.get(self.at(i + 2), "day") if self.at(i + 2) != "night" else "day", 1))
        if name in ("which", "edge", "season"):
            return _from(self.read(i + 1), i)
        if name in ("part", "ordinal") or re.fullmatch(r"\d{1,2}(st|nd|rd|th)", after):
            return _from(self.read(i + 1), i)
        if _DECADE.match(after):
            return _from(self.read(i + 1), i)
        if name == "number" and after not in ("a", "an"):
            # "the two years before the war", "the three weeks since": no time of its own
            return None
        return None

    def _the_unit(self, i: int) -> Found | None:
        unit, after = self.at(i + 1), self.at(i + 2)
        base = "day" if unit in ("night", "morning", "evening") else unit
        if unit == "day" and after in ("before", "after") and self.at(i + 3) in ("yesterday", "tomorrow"):
            return Found(i, i + 4, Shift("day", -2 if after == "before" else 2))
        if after in ("before", "after", "following"):
            sign = -1 if after == "before" else 1
            if self._stops(i + 3):
                return Found(i, i + 3, Later(base, sign))
            return Found(i, i + 3, Linked(base, sign))
        if unit == "weekend" and self.at(i - 1) in ("over", "at", "during"):
            return Found(i, i + 2, Shift("weekend", 0))
        if unit == "year" and _YEAR.match(after):
            return Found(i, i + 3, whole_year(int(after)))
        return None

    def between(self, i: int) -> Found | None:
        """Read "from Monday to Friday", "between 3 and 5 May", "from 1990 to 1994"."""
        joins = ("and",) if self.at(i) == "between" else ("to", "until", "till", "through", "-", "–")
        if self.at(i + 1).isdigit() and self.at(i + 2) in joins:
            whole = self.day_first(i + 1)
            if whole is not None and isinstance(whole.sense, Days | Yearless):
                return _from(whole, i)
        first = self.read(i + 1)
        if first is None and _YEAR.match(self.at(i + 1)) and self.at(i + 2) in joins:
            first = self.year(i + 1, sure=True)
        if first is None or first.relation != "at" or self.at(first.end) not in joins or isinstance(first.sense, Vague | Linked | Nth):
            return None
        second = self.year(first.end + 1, sure=True) if _YEAR.match(self.at(first.end + 1)) else self.read(first.end + 1)
        if second is None or second.relation != "at" or isinstance(second.sense, Vague | Linked | Nth):
            return None
        return Found(i, second.end, first.sense, "at", second.sense, first.is_timed and second.is_timed)


def _from(found: Found | None, start: int) -> Found | None:
    return None if found is None else replace(found, start=start)


def read_times(
    words: Sequence[str], lexicon: TimeLexicon, *, tags: Sequence[str] | None = None, types: Sequence[str] | None = None
) -> Iterator[Found]:
    """Find the expressions of time in a sequence of words.

    Args:
        words: tokens as spaCy cuts them, of one sentence or more.
        lexicon: the words of time.
        tags: Penn treebank tag of each word, where known; settles "May" and "March".
        types: entity label of each word ("" for none), where known; settles names and bare years.

    Yields:
        Expressions in text order that do not overlap. A preposition belongs to the expression only where it carries meaning ("since 2021", "from
        Monday to Friday"), not "on", "in", "at".
    """
    reader = _Reader(words, lexicon, tags, types)
    openings = {word for word in set(reader.low) if _may_open(word, lexicon.classes)}
    following = 0
    for i in [i for i, word in enumerate(reader.low) if word in openings]:
        if i < following:
            continue
        found = reader.read(i)
        if found is None or found.end <= i:
            continue
        following = found.end
        yield _bound(reader, found)


def _may_open(word: str, classes: Mapping[str, str]) -> bool:
    """Whether an expression may begin with the word, by its letters alone."""
    return word in classes or word[:1] in _FIRST or word[-1:].isdigit() or word[:1].isdigit() or word.startswith(("mid-", "late-", "early-"))


def _bound(reader: _Reader, found: Found) -> Found:
    """Take in a preposition that tells how the expression binds."""
    if found.relation != "at":
        return found
    before = reader.at(found.start - 1)
    lexicon = reader.lexicon
    if before in lexicon.since_words:
        return replace(found, start=found.start - 1, relation="since")
    if before in lexicon.until_words:
        return replace(found, start=found.start - 1, relation="until")
    if before in lexicon.duration_words and isinstance(found.sense, Stretch):
        return replace(found, relation="duration")
    return found
