"""Times: the words that date things, the days they mean, and the clauses they date.

What belongs here: a grammar of English time expressions over tokens, their resolution against the day of publication, and the attachment of
expressions to clauses and nouns. What does not: hedged numbers (``numbers``), or what an event or statement does with its date.

Three steps, each usable alone. ``read_times`` finds expressions in a sequence of words and says what they mean without a calendar (``Sense``);
``resolve`` places a sense in the calendar; ``TimeIndex`` does both for a document and answers which expression dates a clause.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from spacy.tokens import Token

from pipelines import lexicons
from pipelines.annotate.document import AnnotatedDocument
from pipelines.errors import LexiconError
from pipelines.extract.model import TimeExpression

_DAY = dt.timedelta(days=1)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\Z")
_DAY_NUMBER = re.compile(r"(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\Z")
_DECADE = re.compile(r"(?:((?:1[5-9]|20)\d)0|['’]?(\d)0)['’]?s\Z")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?\Z")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d\d)\Z")
_YEARS = re.compile(r"((?:1[5-9]|20)\d\d)[-–/]((?:(?:1[5-9]|20)\d\d)|\d\d)\Z")
_DAYS = re.compile(r"(\d{1,2})[-–](\d{1,2})\Z")
_CLOCK = re.compile(r"([01]?\d|2[0-4])(?:[:.]([0-5]\d))?(am|pm|a\.m\.?|p\.m\.?|AM|PM)?\Z")
_MILITARY = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d\Z")
_COMPOUND = re.compile(r"(\d+|[a-z]+)-(day|week|month|year|hour|decade|minute|night)s?(-long)?\Z")
_HALVES = ("am", "pm", "a.m.", "p.m.", "a.m", "p.m")
_ZONES = frozenset(["gmt", "utc", "et", "est", "edt", "cet", "cest", "bst", "msk", "pst", "pdt", "ist", "eest", "eet", "jst", "local"])
_DASHES = frozenset("-–—")
_LONG = frozenset(("week", "fortnight", "month", "quarter", "year", "decade", "century"))
_SHORT = frozenset(("second", "minute", "hour"))


# --- what expressions mean without a calendar


@dataclass(frozen=True, slots=True)
class Days:
    """Days known without the day of publication."""

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


@dataclass(frozen=True)
class TimeLexicon:
    """The words of ``lexicons/times.yml``, keyed by lower-case word."""

    weekdays: Mapping[str, int]
    plural_weekdays: frozenset[str]
    months: Mapping[str, int]
    capitalised: frozenset[str]
    doubtful_months: frozenset[str]
    units: Mapping[str, str]
    day_parts: frozenset[str]
    seasons: Mapping[str, tuple[int, int]]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    vague_numbers: frozenset[str]
    days_off: Mapping[str, int]
    this_words: frozenset[str]
    last_words: frozenset[str]
    next_words: frozenset[str]
    before_words: frozenset[str]
    after_words: frozenset[str]
    same_words: frozenset[str]
    recent_words: frozenset[str]
    frequency_words: frozenset[str]
    every_words: frozenset[str]
    edge_words: frozenset[str]
    part_words: Mapping[str, str]
    vague_times: frozenset[str]
    #: Feasts by their first word: the words that follow, and month and day or None.
    feasts: Mapping[str, tuple[tuple[tuple[str, ...], tuple[int, int] | None], ...]]
    named_days: Mapping[str, dt.date]
    not_before: frozenset[str]
    not_after: frozenset[str]
    numbered: frozenset[str]
    counted: frozenset[str]
    at_words: frozenset[str]
    since_words: frozenset[str]
    until_words: frozenset[str]
    duration_words: frozenset[str]
    ahead: frozenset[str]
    ahead_of: frozenset[str]
    implicative: frozenset[str]
    planning: frozenset[str]
    coming: frozenset[str]
    happening: frozenset[str]
    saying: frozenset[str]
    answering: frozenset[str]
    simultaneous: frozenset[str]

    @classmethod
    def load(cls) -> Self:
        """Read the packaged lexicon.

        Raises:
            LexiconError: a part is missing or not of its form.
        """
        data = lexicons.read("times")

        def words(part: str) -> frozenset[str]:
            return frozenset(str(word) for word in data[part])

        def by_word(part: str) -> dict[str, int]:
            return {str(word): int(number) for number, listed in data[part].items() for word in listed}

        try:
            feasts: dict[str, list[tuple[tuple[str, ...], tuple[int, int] | None]]] = {}
            for name, day in [*data["holidays"].items(), *((name, None) for name in data["moving_feasts"])]:
                first, *rest = re.sub(r"'s\b", " 's", re.sub(r"s' ", "s ' ", name)).split()
                feasts.setdefault(first, []).append((tuple(rest), (int(day[0]), int(day[1])) if day else None))
            return cls(
                weekdays=by_word("weekdays"),
                months=by_word("months"),
                units={word: unit for unit, listed in data["units"].items() for word in listed},
                seasons={name: (int(months[0]), int(months[1])) for name, months in data["seasons"].items()},
                numbers={word: int(n) for word, n in data["numbers"].items()},
                ordinals={word: int(n) for word, n in data["ordinals"].items()},
                days_off={word: int(n) for word, n in data["days_off"].items()},
                part_words={str(word): str(part) for word, part in data["part_words"].items()},
                feasts={first: tuple(sorted(rest, key=lambda feast: -len(feast[0]))) for first, rest in feasts.items()},
                named_days={name: dt.date.fromisoformat(str(day)) for name, day in data["named_days"].items()},
                **{
                    part: words(part)
                    for part in (
                        *(
                            "plural_weekdays",
                            "capitalised",
                            "doubtful_months",
                            "day_parts",
                            "vague_numbers",
                            "this_words",
                            "last_words",
                            "next_words",
                        ),
                        *("before_words", "after_words", "same_words", "recent_words", "frequency_words", "every_words", "edge_words", "vague_times"),
                        *("not_before", "not_after", "numbered", "counted", "at_words", "since_words", "until_words", "duration_words"),
                        *("ahead", "ahead_of", "implicative", "planning", "coming", "happening", "saying", "answering", "simultaneous"),
                    )
                },
            )
        except (KeyError, TypeError, ValueError) as error:
            raise LexiconError(f"lexicons/times.yml: {error!r}; compare it with TimeLexicon") from error

    @cached_property
    def classes(self) -> Mapping[str, str]:
        """Word to the class under which the reader meets it; the first list that has it wins."""
        found: dict[str, str] = {}
        listed: list[tuple[str, Sequence[str]]] = [
            ("weekday", list(self.weekdays)),
            ("frequency", [*self.plural_weekdays, *self.frequency_words]),
            ("month", list(self.months)),
            ("deictic", list(self.days_off)),
            ("named", list(self.named_days)),
            ("every", list(self.every_words)),
            (
                "which",
                [
                    w
                    for ws in (
                        self.this_words,
                        self.last_words,
                        self.next_words,
                        self.before_words,
                        self.after_words,
                        self.same_words,
                        self.recent_words,
                    )
                    for w in ws
                ],
            ),
            ("edge", list(self.edge_words)),
            ("part", [name.split()[0] for name in self.part_words]),
            ("number", [*self.numbers, *self.vague_numbers, "a", "an", "half"]),
            ("ordinal", list(self.ordinals)),
            ("season", list(self.seasons)),
            ("overnight", ["overnight"]),
            ("clock", ["noon", "midnight", "midday"]),
            ("unit", [w for w, u in self.units.items() if w != u and u not in _SHORT]),
            ("vague", list(self.vague_times)),
            ("the", ["the"]),
            ("from", ["from", "between"]),
            ("feast", list(self.feasts)),
        ]
        for name, words in listed:
            for word in words:
                found.setdefault(word, name)
        return found


# --- reading


class _Reader:
    """Reads the expression that begins at a token; every method takes a position and gives a Found, or None."""

    def __init__(self, words: Sequence[str], lexicon: TimeLexicon, tags: Sequence[str] | None, types: Sequence[str] | None) -> None:
        self.words = words
        self.low = [w.lower() for w in words]
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
            if not word or not (word[0].isdigit() or word[0] in "'’mn"):
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
            near = near or before in (
                "last",
                "next",
                "this",
                "by",
                "from",
                "to",
                "and",
                "early",
                "late",
                "mid",
                "before",
                "after",
                "-",
                "–",
                "between",
                "every",
                "each",
            )
            if not near and (self.tags is None or not self.tags[i].startswith("NNP") or self.types is None or self.types[i] != "DATE"):
                return None
        return number

    def month_first(self, i: int, which: str = "") -> Found | None:
        lexicon = self.lexicon
        j = i + 1
        if self.at(j) == "." and len(self.words[i]) <= 4:
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
        elif day and not _CLOCK_AFTER(self, j) and self.at(j + 1) not in lexicon.counted:
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
            return self._timed(Found(i, k + 1, _dated(int(self.at(k)), month, first, last))) if _valid(int(self.at(k)), month, first, last) else None
        if not _valid(2024, month, first, last):
            return None
        if first is not None and self.at(j) in lexicon.not_after and self.words[j][0].isupper():
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
            return self._timed(Found(i, k + 1, _dated(int(self.at(k)), month, first, end))) if _valid(int(self.at(k)), month, first, end) else None
        if k == j and re.fullmatch(r"[3-9]\d", self.at(j)) and len(self.words[j - 1]) <= 4:
            year = 1900 + int(self.at(j))
            return Found(i, j + 1, _dated(year, month, first, end)) if _valid(year, month, first, end) else None
        if not _valid(2024, month, first, end) or (self.at(j) in self.lexicon.not_after and self.words[j][0].isupper()):
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
        elif (match and match[2] and ":" in word) or (_MILITARY.match(word) and self.at(j + 1) in (*_ZONES, "hrs", "hours")):
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
            if day is not None and _is_a_day(day.sense):
                return replace(day, start=i, is_timed=True)
        return Found(i, end, Later("clock", 0), is_timed=True)

    def digit(self, i: int) -> Found | None:
        """Anything that begins with a figure."""
        word = self.at(i)
        if word[0] in "mn" and not word.startswith("mid-"):
            return None
        if word.startswith("mid-"):
            return self._mid(i)
        if match := _ISO.match(word):
            year, month, day = int(match[1]), int(match[2]), int(match[3])
            return Found(i, i + 1, _dated(year, month, day, None)) if 1 <= month <= 12 and day and _valid(year, month, day, None) else None
        if match := _SLASHED.match(word):
            return self._slashed(i, match)
        if _YEAR.match(word):
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

    def _mid(self, i: int) -> Found | None:
        rest = self.words[i][4:]
        inner = _Reader([rest, *self.words[i + 1 : i + 3]], self.lexicon, None, None)
        match = _DECADE.match(rest)
        if match:
            return self.decade(i, match, "middle")
        if inner.low[0] in self.lexicon.months and rest[:1].isupper():
            found = inner.month_first(0) or Found(0, 1, Yearless(self.lexicon.months[inner.low[0]]))
            return Found(i, i + found.end, _part_of(found.sense, "middle"))
        if _YEAR.match(rest):
            return Found(i, i + 1, _part_of(_year(int(rest)), "middle"))
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
        return Found(i, i + 1, _dated(year, month, day, None)) if month <= 12 and _valid(year, month, day, None) else None

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
            timely = timely or before in (
                "by",
                "from",
                "before",
                "after",
                "and",
                "to",
                "late",
                "early",
                "mid",
                "year",
                "or",
                "(",
                "until",
                "between",
                "as",
                "than",
                "versus",
                "for",
                "spring",
                "summer",
                "autumn",
                "winter",
                "fall",
            )
            timely = timely or (before in ("the", "'s", "’s", "a", "his", "its", "their", "her", "that", "disputed", "deadly") and after.isalpha())
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
        return Found(i, i + 1, _year(year))

    def decade(self, i: int, match: re.Match[str], part: str) -> Found | None:
        if match[1] is None and (match[0][0] not in "'’" and not (self.at(i - 1) in ("the", "late", "early", "mid") and int(match[2]) >= 5)):
            return None
        if self.at(i - 1) in ("his", "her", "their"):
            return None
        start = int(match[1] + "0") if match[1] else (1900 if int(match[2]) >= 3 else 2000) + int(match[2]) * 10
        return Found(i, i + 1, _part_of(Days(dt.date(start, 1, 1), dt.date(start + 9, 12, 31), "range"), part))

    def _century(self, i: int, number: int, part: str = "") -> Found | None:
        if not 1 <= number <= 30:
            return None
        return Found(i, i + 2, _part_of(Days(dt.date((number - 1) * 100 + 1, 1, 1), dt.date(number * 100, 12, 31), "range"), part))

    def named(self, i: int) -> Found | None:
        day = self.lexicon.named_days[self.at(i)]
        return Found(i, i + 1, Days(day, day, "day"))

    def feast(self, i: int) -> Found | None:
        if self.words[i][0].islower():
            return None
        for rest, day in self.lexicon.feasts[self.at(i)]:
            if tuple(w.replace("’", "'") for w in self.low[i + 1 : i + 1 + len(rest)]) == rest:
                j = i + 1 + len(rest)
                if self.at(j) in self.lexicon.not_after or (self.types is not None and self.types[i] in ("PERSON", "GPE", "FAC", "ORG")):
                    return None
                if day is None:
                    if _YEAR.match(self.at(j)):
                        return Found(i, j + 1, _year(int(self.at(j))))
                    return Found(i, j, Vague())
                k = j + 1 if self.at(j) == "," else j
                if _YEAR.match(self.at(k)):
                    return Found(i, k + 1, _dated(int(self.at(k)), *day, None))
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
        if self.at(i + 1) in ("-", "–", "to", "or") and (self.at(i + 2) in self.lexicon.numbers or self.at(i + 2).isdigit()):
            return i + 3, None
        if self.at(i + 1) == "and" and self.at(i + 2) == "a" and self.at(i + 3) == "half":
            return i + 4, None
        if number >= 20 and self.at(i + 1) == "-" and self.lexicon.numbers.get(self.at(i + 2), 10) < 10:
            return i + 3, number + self.lexicon.numbers[self.at(i + 2)]
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
        if (self.at(i) in ("a", "an") and self.at(j) != unit) or (unit == "quarter" and self.at(j + 1) not in ("ago", "earlier", "later")):
            return None
        j += 1
        if self.at(j) == "old" or (self.at(j) == "-" and self.at(j + 1) == "old") or (self.at(j) == "of" and self.at(j + 1) == "age"):
            return None
        return self._after_count(i, j, unit, number)

    def _after_count(self, i: int, j: int, unit: str, number: int | None) -> Found | None:
        """What a count of units means by what follows it."""
        after = self.at(j)
        if after == "ago":
            end = j + 1
            if self.at(end) == "today":
                end += 1
            if number is None:
                return Found(i, end, Vague())
            return Found(i, end, _ago(unit, number))
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
        if self.at(i) in ("a", "an") and self.at(i - 1) not in (
            "for",
            "in",
            "within",
            "about",
            "nearly",
            "almost",
            "over",
            "than",
            "least",
            "lasted",
        ):
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
        if self.at(i + 1) in ("ago", "later", "earlier", "after", "before"):
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
                return Found(i, whole.end, _part_of(whole.sense, f"{count[1]} months"))
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
        return Found(i, j, Days(start, _month_end(year, number * 3), "range"))

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
            return Found(i, j + 1, _season(int(self.at(j)), *self.lexicon.seasons[word]))
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
            return Found(i, k + 1, _part_of(_year(int(self.at(k))), part))
        if self.lexicon.classes.get(self.at(k)) in ("month", "which") or _DECADE.match(self.at(k)):
            inner = self.read(k)
            if inner is not None and inner.relation == "at" and isinstance(inner.sense, Days | Yearless | Shift):
                return Found(i, inner.end, _part_of(inner.sense, part))
        if self.lexicon.classes.get(self.at(k)) in ("ordinal", "digit") or re.fullmatch(r"\d{1,2}(st|nd|rd|th)", self.at(k)):
            inner = self.ordinal(k)
            if inner is not None and isinstance(inner.sense, Days):
                return Found(i, inner.end, _part_of(inner.sense, part))
        return None

    def edge(self, i: int) -> Found | None:
        """Read "early Sunday", "late on Tuesday", "earlier this month", "mid-May", "later in the day"."""
        word = self.at(i)
        part = {"early": "first", "mid": "middle", "late": "last"}.get(word, "")
        j = i + 1
        if word == "mid":
            if self.at(j) not in _DASHES:
                return None
            j += 1
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
            return Found(i, inner.end, inner.sense if keeps else _part_of(inner.sense, part), inner.relation, None, inner.is_timed)
        if _YEAR.match(self.at(j)):
            inner2 = self.year(j, sure=True)
            return None if inner2 is None else Found(i, inner2.end, _part_of(inner2.sense, part))
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
        if name in ("which", "edge"):
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
            return Found(i, i + 3, _year(int(after)))
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


def _CLOCK_AFTER(reader: _Reader, j: int) -> bool:  # noqa: N802
    """Whether the figure at j is a time of day: "in May 3 p.m."."""
    return reader.at(j + 1) in _HALVES


def _from(found: Found | None, start: int) -> Found | None:
    return None if found is None else replace(found, start=start)


def _is_a_day(sense: Sense) -> bool:
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


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _valid(year: int, month: int, first: int | None, last: int | None) -> bool:
    top = calendar.monthrange(year, month)[1]
    return all(day is None or 1 <= day <= top for day in (first, last))


def _dated(year: int, month: int, first: int | None, last: int | None) -> Days:
    if first is None:
        return Days(dt.date(year, month, 1), _month_end(year, month), "month")
    start = dt.date(year, month, first)
    return Days(start, start, "day") if last is None else Days(start, dt.date(year, month, last), "range")


def _year(year: int) -> Days:
    return Days(dt.date(year, 1, 1), dt.date(year, 12, 31), "year")


def _season(year: int, first: int, last: int) -> Days:
    """A season by the northern calendar; winter lies in two years, so that only its year is sure."""
    return _year(year) if first > last else Days(dt.date(year, first, 1), _month_end(year, last), "range")


def _ago(unit: str, count: int) -> Sense:
    if unit in ("second", "minute"):
        return Shift("day", 0)
    if unit == "hour":
        return Shift("hour", -count)
    return Shift("day" if unit == "night" else unit, -count)


def _part_of(sense: Sense, part: str) -> Sense:
    """Narrow a month, year or longer span to its first, middle or last third, or to a half."""
    if not part:
        return sense
    match sense:
        case Days(start=start, end=end):
            return Days(*_narrow(start, end, part), "range")
        case Yearless(first=None):
            return replace(sense, part=part)
        case Shift(unit="month" | "quarter" | "year"):
            return replace(sense, part=part)
        case _:
            return sense


def _narrow(start: dt.date, end: dt.date, part: str) -> tuple[dt.date, dt.date]:
    days = (end - start).days + 1
    if days <= 31:
        cuts = {"first": (0, 10), "middle": (10, 20), "last": (20, days), "first half": (0, 15), "second half": (15, days)}
        low, high = cuts[part]
        return start + low * _DAY, start + (high - 1) * _DAY
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    cuts = {
        "first": (0, months // 3),
        "middle": (months // 3, months - months // 3),
        "last": (months - months // 3, months),
        "first half": (0, months // 2),
    }
    low, high = cuts.get(part, (months // 2, months))
    first = start.month - 1 + low
    last = start.month - 1 + high - 1
    return dt.date(start.year + first // 12, first % 12 + 1, 1), _month_end(start.year + last // 12, last % 12 + 1)


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
    classes = lexicon.classes
    i = 0
    while i < reader.size:
        word = reader.low[i]
        if word not in classes and not (word[:1].isdigit() or word[:1] in ("'", "’") or word.startswith("mid-")):
            i += 1
            continue
        found = reader.read(i)
        if found is None or found.end <= i:
            i += 1
            continue
        i = found.end
        yield _bound(reader, found)


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


# --- resolving


def resolve(
    found: Found, published: dt.date | None, *, ahead: bool = False, narrated: tuple[dt.date, dt.date] | None = None
) -> tuple[dt.date, dt.date, str] | None:
    """Place an expression in the calendar.

    Args:
        found: what was read.
        published: day of publication; without it only absolute expressions are placed.
        ahead: whether the clause looks ahead, so that a bare weekday or month is the next one rather than the last; None where its grammar does
            not tell: then a weekday or month is the last one, and a day of a month the nearer one.
        narrated: first and last day of the time told of last, for "two days later".

    Returns:
        First and last day, both inclusive, and the precision; None when the words cannot be placed.
    """
    if found.relation in ("duration", "frequency"):
        return None
    placed = _resolve(found.sense, published, ahead, narrated)
    if placed is None:
        return None
    start, end, precision = placed
    if found.upto is not None:
        other = _resolve(found.upto, published, ahead, narrated)
        if other is None:
            return None
        if other[1] < start and isinstance(found.upto, Weekday):
            other = (other[0] + 7 * _DAY, other[1] + 7 * _DAY, other[2])
        elif isinstance(found.upto, Weekday) and not ahead and other[1] > start + 6 * _DAY:
            return None
        if isinstance(found.sense, Weekday) and isinstance(found.upto, Weekday) and not ahead and published is not None and other[1] > published:
            start, other = start - 7 * _DAY, (other[0] - 7 * _DAY, other[1] - 7 * _DAY, other[2])
        if (isinstance(found.sense, Yearless) and isinstance(found.upto, Days) and start > other[1] - 0 * _DAY) or (
            isinstance(found.sense, Yearless) and isinstance(found.upto, Days)
        ):
            shifted = _year_of(found.sense, other[1].year)
            start = shifted[0] if shifted is not None else start
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
        case Shift(unit=unit, count=count, part=part):
            placed = _unit(unit, count, published, ahead)
            if placed is None or not part:
                return placed
            return (*_narrow(placed[0], placed[1], part), "range")
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
    if not _valid(year, sense.month, sense.first, sense.last):
        return None
    days = _dated(year, sense.month, sense.first, sense.last)
    if sense.part:
        return (*_narrow(days.start, days.end, sense.part), "range")
    return days.start, days.end, days.precision


def _yearless(sense: Yearless, published: dt.date, ahead: bool | None) -> tuple[dt.date, dt.date, str] | None:
    if sense.which.endswith(" year"):
        return _year_of(sense, published.year + {"last": -1, "this": 0, "next": 1}[sense.which[:4]])
    placed = _year_of(sense, published.year)
    if sense.which == "last":
        return placed if placed is not None and placed[1] < published else _year_of(sense, published.year - 1)
    if sense.which == "next":
        return placed if placed is not None and placed[0] > published else _year_of(sense, published.year + 1)
    if ahead is None and sense.first is not None:
        # a bare date half a year back and more is rather the coming one
        days = (placed[0] - published).days if placed is not None else 0
        ahead = 0 < days <= 120 or days < -240
    if ahead and (placed is None or placed[1] < published):
        return _year_of(sense, published.year + 1)
    if not ahead and (placed is None or placed[0] > published):
        return _year_of(sense, published.year - 1)
    return placed


def _unit(unit: str, count: int, day: dt.date, ahead: bool | None = False) -> tuple[dt.date, dt.date, str] | None:
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
            return dt.date(year, month % 12 + 1, 1), _month_end(year, month % 12 + 1), "month"
        case "quarter":
            quarter = (day.month - 1) // 3 + count
            year = day.year + quarter // 4
            return dt.date(year, quarter % 4 * 3 + 1, 1), _month_end(year, quarter % 4 * 3 + 3), "range"
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
            return _unit("weekend", -1 if count < 0 else 1, published) if size == 1 else None
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
    if narrated is None or unit in _SHORT:
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
    return _unit("day" if unit == "night" else unit, count, start)


# --- a document's expressions and the clauses they date

_MODALS = frozenset(("will", "would", "'ll", "’ll", "shall", "may", "might", "could", "can", "must", "should", "wo", "ca", "'d"))
_NOMINAL = frozenset(("NOUN", "PROPN", "NUM", "ADJ", "PRON", "DET", "SYM", "X", "ADV", "PART", "PUNCT", "INTJ", "CCONJ"))
_CLAUSAL = frozenset(("VERB", "AUX"))


@dataclass(frozen=True)
class TimeIndex:
    """All expressions of time of a document.

    Attributes:
        expressions: in text order, not overlapping.
        published: the day that relative expressions are counted from.
    """

    expressions: tuple[TimeExpression, ...]
    published: dt.date | None
    _attached: Mapping[int, tuple[int, ...]]
    _linked: Mapping[int, TimeExpression]
    _lexicon: TimeLexicon

    @classmethod
    def of(cls, doc: AnnotatedDocument, lexicon: TimeLexicon) -> Self:
        """Read, place and attach the expressions of a document.

        Args:
            doc: with tags, lemmas, parse and names; ``published`` may be None, and then only absolute expressions are placed.
            lexicon: the words of time.
        """
        tokens = list(doc.doc)
        words = [token.text for token in tokens]
        found = list(read_times(words, lexicon, tags=_Lazy(tokens, "tag_"), types=_Lazy(tokens, "ent_type_")))
        expressions: list[TimeExpression] = []
        attached: dict[int, list[int]] = {}
        narrated: tuple[dt.date, dt.date] | None = None
        links: list[tuple[int, Found]] = []
        for item in found:
            head = _head(tokens, item)
            ahead = _looks_ahead(
                tokens[item.start - 1].lower_ if item.start else "",
                item,
                head,
                lexicon,
                is_title=doc.title_end > 0 and doc.is_title(tokens[item.start]),
            )
            placed = resolve(item, doc.published, ahead=ahead, narrated=narrated)
            start_char, end_char = tokens[item.start].idx, tokens[item.end - 1].idx + len(tokens[item.end - 1])
            expression = TimeExpression(
                start=item.start,
                end=item.end,
                start_char=start_char,
                end_char=end_char,
                text=doc.surface(start_char, end_char),
                date_start=placed[0] if placed else None,
                date_end=placed[1] if placed else None,
                precision=placed[2] if placed else "unresolved",
                relation=item.relation,
            )
            if isinstance(item.sense, Linked | Nth):
                links.append((len(expressions), item))
            if placed is not None and doc.published is not None and placed[0] > doc.published and _is_plain_past(head, lexicon):
                # "booked a place in the final later this month": what is to come dates the noun, not the act
                head = _noun_before(tokens, item.start) or tokens[item.start]
            attached.setdefault(head.i, []).append(len(expressions))
            expressions.append(expression)
            if placed is not None and item.relation == "at" and not ahead and placed[2] in ("day", "time", "week", "month", "year"):
                narrated = placed[0], placed[1]
        index = cls(tuple(expressions), doc.published, {i: tuple(of) for i, of in attached.items()}, {}, lexicon)
        return index._with_links(tokens, links, doc) if links else index

    def of_clause(self, token: Token) -> TimeExpression | None:
        """The expression that dates the clause headed by, or around, a token; unresolved ones included, durations and frequencies not."""
        return self._of(token, 0, frozenset())

    # --- looking around

    def _best(self, indices: Sequence[int]) -> TimeExpression | None:
        """Of the expressions attached to one token the one that dates it best."""
        chosen: TimeExpression | None = None
        for i in indices:
            expression = self.expressions[i]
            if expression.relation in ("duration", "frequency"):
                continue
            if chosen is None or _rank(expression) < _rank(chosen):
                chosen = expression
        return chosen

    def _own(self, token: Token) -> TimeExpression | None:
        """What is attached to the token itself or, of a verb, to the arguments that cannot carry a time of their own."""
        if token.i in self._linked:
            return self._linked[token.i]
        return self._best(self._attached.get(token.i, ()))

    def _of(self, token: Token, depth: int, seen: frozenset[int]) -> TimeExpression | None:
        if depth > 6 or token.i in seen:
            return None
        seen = seen | {token.i}
        own = self._own(token)
        if own is not None and own.date_start is not None:
            return own
        found = self._down(token, seen) if token.pos_ in _CLAUSAL else None
        if found is None:
            found = self._up(token, depth, seen)
        if found is None or (own is not None and found.date_start is None):
            return own if own is not None else found
        return found

    def _down(self, token: Token, seen: frozenset[int]) -> TimeExpression | None:
        """A verb's time from what depends on it."""
        lexicon = self._lexicon
        for child in token.children:
            if child.i in seen:
                continue
            # "are scheduled to begin on Thursday", "began to fire on Monday"
            if child.dep_ == "xcomp" and child.pos_ in _CLAUSAL and (token.lemma_ in lexicon.implicative or token.lemma_ in lexicon.ahead):
                found = self._own(child)
                if found is not None:
                    return found
            # "flew in to open the talks on Monday"
            if (
                child.dep_ in ("advcl", "xcomp")
                and child.tag_ == "VB"
                and token.tag_ == "VBD"
                and token.lemma_ not in lexicon.saying
                and token.lemma_ not in lexicon.ahead
            ):
                found = self._own(child)
                if (
                    found is not None
                    and found.date_start is not None
                    and found.start > child.i
                    and self.published is not None
                    and found.date_start <= self.published
                ):
                    return found
            # "rejected it, saying on Monday that": one act of speech
            if child.dep_ == "advcl" and child.tag_ in ("VBG", "VBN") and child.lemma_ in lexicon.answering and not _has_mark(child):
                found = self._own(child) or self._within_participle(child)
                if found is not None:
                    return found
            # "were killed as fighting went on for a third day"
            if child.dep_ == "advcl" and _mark(child) in lexicon.simultaneous and _same_tense(child, token):
                found = self._own(child)
                if found is not None:
                    return found
            # "Tuesday's attack killed five"; "held Friday's talks"
            if child.dep_ in ("nsubj", "nsubjpass", "dobj") and token.lemma_ in lexicon.happening:
                found = self._own(child)
                if found is not None:
                    return found
            # "were killed in Tuesday's attack"
            if child.dep_ in ("prep", "agent") and child.lower_ in ("in", "during", "by", "at"):
                for noun in child.children:
                    if noun.dep_ == "pobj":
                        found = self._own(noun)
                        if found is not None:
                            return found
            # "shot two dead and wounded three on Monday"
            if child.dep_ == "conj" and child.pos_ in _CLAUSAL and child.tag_ == token.tag_ and not _has_subject(child):
                found = self._own(child)
                if found is not None and found.start > child.i:
                    return found
        return None

    def _within_participle(self, token: Token) -> TimeExpression | None:
        """The time of a participle of answering: "asked to respond to this at a briefing on Wednesday"."""
        for child in token.children:
            if child.dep_ in ("xcomp", "prep", "pobj"):
                found = self._own(child) or self._within_participle(child)
                if found is not None:
                    return found
        return None

    def _up(self, token: Token, depth: int, seen: frozenset[int]) -> TimeExpression | None:
        """A time inherited from the governing clause, where grammar makes the two simultaneous."""
        lexicon = self._lexicon
        head = token.head
        if head.i == token.i:
            return None
        dep = token.dep_
        if token.pos_ in _CLAUSAL:
            if dep == "conj":
                found = self._of(head, depth + 1, seen) if head.pos_ in _CLAUSAL else None
                if found is not None and (found.start < head.i or not _has_subject(token)) and _same_tense(token, head):
                    return found
                return None
            if dep == "advcl" and head.pos_ in _CLAUSAL:
                mark = _mark(token)
                if head.lemma_ in lexicon.saying and token.lemma_ not in lexicon.saying:
                    return None
                if (mark is None and token.tag_ in ("VBG", "VBN") and token.i > head.i) or (
                    mark in lexicon.simultaneous and _same_tense(token, head)
                ):
                    return self._of(head, depth + 1, seen)
                if mark == "before" or (mark is None and any(c.lower_ == "before" for c in token.children)):
                    found = self._of(head, depth + 1, seen)
                    return found if found is not None and found.precision == "year" and found.relation == "at" else None
                return None
            if dep == "acl" and token.tag_ == "VBG" and head.head.pos_ in _CLAUSAL and token.i > 0 and token.nbor(-1).text == ",":
                return self._of(head.head, depth + 1, seen)
            if dep == "xcomp" and head.lemma_ in lexicon.implicative and head.pos_ in _CLAUSAL:
                return self._of(head, depth + 1, seen)
            if dep == "pcomp" and head.dep_ == "prep" and head.head.pos_ in _CLAUSAL:
                if head.lower_ in ("by", "in", "while", "when") and (head.lower_ != "in" or head.head.lemma_ in lexicon.implicative):
                    return self._of(head.head, depth + 1, seen)
                return None
            if dep == "relcl" and head.pos_ in ("NOUN", "PROPN"):
                found = self._own(head)
                if found is not None and token.lemma_ in lexicon.happening and token.tag_ in ("VBD", "VBN"):
                    return found
                return None
            if dep in ("auxpass", "aux"):
                return self._of(head, depth + 1, seen)
            return None
        # nouns: the subject or object of a verb of happening takes the verb's time
        if (
            dep in ("nsubj", "nsubjpass", "dobj", "attr")
            and head.pos_ in _CLAUSAL
            and head.lemma_ in lexicon.happening
            and head.lemma_ not in lexicon.saying
        ):
            return self._of(head, depth + 1, seen)
        if dep in ("nsubj", "nsubjpass") and head.pos_ in _CLAUSAL and head.lemma_ in lexicon.ahead:
            return self._of(head, depth + 1, seen)
        if dep == "pobj" and head.lower_ in ("in", "during", "by") and head.head.pos_ in _CLAUSAL and head.head.lemma_ in lexicon.happening:
            return self._of(head.head, depth + 1, seen)
        if dep == "conj" and head.pos_ not in _CLAUSAL:
            return self._of(head, depth + 1, seen)
        if dep in ("compound", "amod", "poss") and head.pos_ not in _CLAUSAL:
            return self._own(head)
        return None

    def _day_of_the_news(self) -> dt.date | None:
        """The day of publication, where the text itself says that it tells of that day ("earlier on Wednesday")."""
        for expression in self.expressions:
            if expression.date_start == expression.date_end == self.published and expression.text.split()[0].lower() in ("earlier", "later"):
                return self.published
        return None

    def _with_links(self, tokens: Sequence[Token], links: Sequence[tuple[int, Found]], doc: AnnotatedDocument) -> Self:
        """Place "a day after X" by the clause it stands in or by X, and "a second day" by the day of the report."""
        expressions = list(self.expressions)
        linked: dict[int, TimeExpression] = {}
        for position, item in links:
            expression = expressions[position]
            if isinstance(item.sense, Linked):
                later, earlier = _ends(tokens, item)
                if later is None or earlier is None:
                    continue
                at_later = self._dated_without(later, position)
                at_earlier = self._dated_without(earlier, position)
                if at_later is None and at_earlier is None and doc.sentence_index(item.start) <= 2:
                    # the opening tells the news of the day
                    at_later = self._day_of_the_news()
                    if at_later is not None:
                        linked[later.i] = _redated(expression, (at_later, at_later, "day"))
                count = item.sense.count
                if at_later is not None:
                    other = _unit(item.sense.unit, -count, at_later)
                    linked[earlier.i] = _redated(expression, other)
                    expressions[position] = _redated(expression, (at_later, at_later, "day"))
                elif at_earlier is not None:
                    other = _unit(item.sense.unit, count, at_earlier)
                    linked[later.i] = expressions[position] = _redated(expression, other)
                    if other is not None:
                        linked[earlier.i] = _redated(expression, (at_earlier, at_earlier, "day"))
            elif isinstance(item.sense, Nth):
                teller = _teller(tokens[item.start], self._lexicon)
                found = self._of(teller, 0, frozenset()) if teller is not None else None
                if found is not None and found.date_start is not None and found.date_start == found.date_end and found.relation == "at":
                    expressions[position] = _redated(expression, (found.date_start, found.date_start, "day"))
        return replace(self, expressions=tuple(expressions), _linked={**self._linked, **linked})

    def _dated_without(self, token: Token, position: int) -> dt.date | None:
        """The one day that dates a clause by other words than the expression at ``position``."""
        of = tuple(i for i in self._attached.get(token.i, ()) if i != position)
        found = self._best(of) or (self._down(token, frozenset({token.i})) or self._up(token, 0, frozenset({token.i})))
        if found is None or found.date_start is None or found.date_start != found.date_end or found.relation != "at":
            return None
        return found.date_start


class _Lazy(Sequence[str]):
    """One attribute of each token, read when it is asked for: few tokens are."""

    def __init__(self, tokens: Sequence[Token], name: str) -> None:
        self.tokens = tokens
        self.name = name

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, i):  # type: ignore[no-untyped-def]
        return getattr(self.tokens[i], self.name)


_NARROWNESS = {"time": 0, "day": 0, "week": 1, "month": 2, "range": 2, "year": 3, "unresolved": 4}


def _rank(expression: TimeExpression) -> tuple[int, int, int]:
    """Resolved before unresolved, "at" before "since" and "until", narrow before wide."""
    return (expression.date_start is None, expression.relation != "at", _NARROWNESS[expression.precision])


def _redated(expression: TimeExpression, placed: tuple[dt.date, dt.date, str] | None) -> TimeExpression:
    if placed is None:
        return expression
    return replace(expression, date_start=placed[0], date_end=placed[1], precision=placed[2])


def _head(tokens: Sequence[Token], item: Found) -> Token:
    """The verb or noun that an expression modifies: out of the expression, and through prepositions and bare nouns that hold it."""
    inside = range(item.start, item.end)
    token = tokens[item.start]
    steps = 0
    while token.head.i in inside and token.head.i != token.i and steps < 12:
        token, steps = token.head, steps + 1
    if token.head.i == token.i:
        return token
    relation, token = token.dep_, token.head
    while token.dep_ != "ROOT" and steps < 24:
        steps += 1
        if token.pos_ in ("ADP", "SCONJ") or token.dep_ == "prep":
            # "of May", "on Tuesday": the preposition's governor
            relation, token = "prep", token.head
        elif token.i in inside or (token.pos_ == "ADV" and token.head.pos_ in _CLAUSAL):
            relation, token = token.dep_, token.head
        elif (
            relation == "npadvmod"
            and token.pos_ in ("NOUN", "PROPN")
            and token.dep_ in ("pobj", "dobj", "nsubj", "attr", "appos", "nsubjpass", "conj")
            and token.i < item.start
        ):
            # "said in a statement Tuesday", "shot two men Tuesday": a bare day after a noun belongs to the verb
            verb = _verb_above(token)
            return token if verb is None else verb
        else:
            break
    return token


def _verb_above(token: Token) -> Token | None:
    steps = 0
    while token.pos_ not in _CLAUSAL and token.head.i != token.i and steps < 12:
        token, steps = token.head, steps + 1
    return token if token.pos_ in _CLAUSAL else None


def _looks_ahead(before: str, item: Found, head: Token, lexicon: TimeLexicon, *, is_title: bool) -> bool | None:
    """Whether the words around an expression speak of the future, so that "Thursday" is the next one; None where grammar does not tell.

    Args:
        before: the word before the expression.
        item: the expression.
        head: what it modifies.
        lexicon: the words of time.
        is_title: whether it stands in the headline, where the present tense tells the past.
    """
    if item.relation == "since":
        return False
    if item.relation == "until":
        return True
    if head.pos_ not in _CLAUSAL:
        if head.lower_ in lexicon.ahead or head.lemma_ in lexicon.ahead:
            return True
        # "a planned rally on Friday"
        if any(child.dep_ == "amod" and (child.lemma_ in lexicon.ahead or child.lower_ in lexicon.coming) for child in head.children):
            return True
        # "ahead of Thursday's vote", "as of January"
        up = head
        steps = 0
        while up.pos_ not in _CLAUSAL and up.head.i != up.i and steps < 8:
            up, steps = up.head, steps + 1
            if up.lower_ == "ahead":
                return True
        if up.pos_ in _CLAUSAL and not _is_report(up, lexicon) and _is_future(up, lexicon, is_title=is_title):
            return True
        return None
    if head.tag_ in ("VBD", "VBN") and (before in ("from", "by", "effective") or head.lemma_ in lexicon.planning):
        return _is_future(head, lexicon, is_title=is_title) or None
    return _is_future(head, lexicon, is_title=is_title)


def _is_plain_past(verb: Token, lexicon: TimeLexicon) -> bool:
    """Whether a verb tells what was done and nothing that lies ahead."""
    if verb.tag_ not in ("VBD", "VBN") or verb.lemma_ in lexicon.ahead or verb.lemma_ in lexicon.planning:
        return False
    return not any(child.lower_ in _MODALS or child.lower_ == "to" for child in verb.children if child.dep_ == "aux") and verb.dep_ not in (
        "acl",
        "relcl",
    )


def _noun_before(tokens: Sequence[Token], start: int) -> Token | None:
    """The noun right before an expression, over its preposition."""
    for token in reversed(tokens[max(0, start - 3) : start]):
        if token.pos_ in ("NOUN", "PROPN"):
            return token
        if token.pos_ not in ("ADP", "DET"):
            return None
    return None


def _is_report(verb: Token, lexicon: TimeLexicon) -> bool:
    return verb.lemma_ in lexicon.saying and verb.tag_ in ("VBD", "VBN")


def _is_future(verb: Token, lexicon: TimeLexicon, *, is_title: bool) -> bool:
    """Whether a verb looks ahead by its form or its governor."""
    steps = 0
    while steps < 6:
        steps += 1
        helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
        lower = [child.lower_ for child in helpers]
        if any(word in _MODALS for word in lower) and not any(word in ("have", "had") for word in lower):
            return True
        if "to" in lower:
            if "have" in lower:
                return False
            governor = verb.head
            if verb.dep_ in ("xcomp", "ccomp", "advcl", "acl", "relcl", "advmod", "attr") and governor.i != verb.i:
                if governor.lemma_ in lexicon.ahead or governor.lower_ in lexicon.ahead:
                    return True
                if (
                    governor.lemma_ in lexicon.implicative
                    and verb.dep_ in ("xcomp", "ccomp")
                    and not (governor.lemma_ == "be" and governor.tag_ in ("VBZ", "VBP"))
                ):
                    verb = governor
                    continue
                return governor.tag_ not in ("VBD", "VBN") or governor.lemma_ in ("be", "have")
            return True
        if (verb.lemma_ in lexicon.ahead and verb.tag_ == "VBN" and lower and not _is_report_of_plan(verb, lower)) or verb.lower_ in (
            "due",
            "scheduled",
            "slated",
            "poised",
        ):
            return True
        if verb.tag_ in ("VBD", "VBN"):
            return False
        if verb.tag_ == "VBG":
            if any(word in ("is", "are", "'s", "'re", "am", "’s", "’re") for word in lower):
                return not is_title
            if any(word in ("was", "were", "been") for word in lower):
                return False
            if verb.head.i != verb.i and verb.head.pos_ in _CLAUSAL:
                verb = verb.head
                continue
            return False
        if verb.tag_ in ("VBZ", "VBP"):
            return (
                not is_title
                and verb.lemma_ not in lexicon.saying
                and not any(child.lower_ in ("has", "have") for child in verb.children if child.dep_ == "aux")
            )
        if verb.tag_ == "VB":
            return "did" not in lower
        return False
    return False


def _is_report_of_plan(verb: Token, helpers: Sequence[str]) -> bool:
    """Whether the day belongs to the planning rather than to the plan: "had planned", "was announced", "was told"."""
    return (
        verb.lemma_
        in ("announce", "tell", "ask", "order", "urge", "invite", "call", "agree", "offer", "propose", "instruct", "direct", "decide", "warn")
        or "had" in helpers
        or "has" in helpers
        or "have" in helpers
    )


def _mark(verb: Token) -> str | None:
    """The conjunction that opens a clause."""
    for child in verb.children:
        if child.i < verb.i and (child.dep_ == "mark" or (child.dep_ == "advmod" and child.lower_ in ("when", "while", "where"))):
            return child.lower_
    return None


def _has_mark(verb: Token) -> bool:
    return _mark(verb) is not None


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for child in verb.children)


def _same_tense(a: Token, b: Token) -> bool:
    def finite(token: Token) -> str:
        if any(child.lower_ in _MODALS for child in token.children if child.dep_ == "aux"):
            return "future"
        return "past" if token.tag_ in ("VBD", "VBN") else token.tag_

    return finite(a) == finite(b)


def _ends(tokens: Sequence[Token], item: Found) -> tuple[Token | None, Token | None]:
    """The verbs or nouns that "a day after" relates: the one that stands before it and the one it introduces."""
    joint = tokens[item.end - 1]
    later: Token | None = None
    first: Token | None = None
    for token in tokens[item.end : item.end + 30]:
        if token.is_sent_start:
            break
        joined = joint.head.i == token.i or tokens[item.end - 2].head.i == token.i or _mark(token) == joint.lower_
        if joined and token.pos_ in _CLAUSAL and token.dep_ not in ("aux", "auxpass"):
            first = token
            break
    if first is None:
        for child in joint.children:
            if child.dep_ in ("pobj", "pcomp"):
                first = child
    if first is None:
        return None, None
    if first.pos_ in _CLAUSAL:
        later = first.head if first.dep_ in ("advcl", "ccomp", "acl", "relcl", "pcomp") and first.head.i != first.i else None
        while later is not None and later.pos_ not in _CLAUSAL and later.head.i != later.i:
            later = later.head
    else:
        later = _verb_above(joint)
    if later is not None and later.i == first.i:
        later = None
    return later, first


def _teller(token: Token, lexicon: TimeLexicon) -> Token | None:
    """The nearest dated verb of saying above a token."""
    steps = 0
    while token.head.i != token.i and steps < 15:
        token, steps = token.head, steps + 1
        if token.lemma_ in lexicon.saying and token.pos_ == "VERB" and token.tag_ in ("VBD", "VBN", "VBZ"):
            return token
    return None
