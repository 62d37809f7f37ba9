"""The words of time, as ``lexicons/times.yml`` lists them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from pipelines import lexicons
from pipelines.errors import LexiconError

_SHORT = frozenset(("second", "minute", "hour"))


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
    bodies: frozenset[str]
    numbered: frozenset[str]
    counted: frozenset[str]
    before_months: frozenset[str]
    before_years: frozenset[str]
    before_named_years: frozenset[str]
    before_spans: frozenset[str]
    setting: frozenset[str]
    at_words: frozenset[str]
    since_words: frozenset[str]
    until_words: frozenset[str]
    duration_words: frozenset[str]
    ahead: frozenset[str]
    ahead_of: frozenset[str]
    implicative: frozenset[str]
    planning: frozenset[str]
    coming: frozenset[str]
    same_form: frozenset[str]
    accords: frozenset[str]
    backward: frozenset[str]
    appointed: frozenset[str]
    happening: frozenset[str]
    saying: frozenset[str]
    answering: frozenset[str]
    simultaneous: frozenset[str]
    uttering: frozenset[str]
    series: frozenset[str]
    incidents: frozenset[str]
    happenings: frozenset[str]
    tolling: frozenset[str]
    apart: frozenset[str]

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
                        *(
                            "not_before",
                            "not_after",
                            "bodies",
                            "numbered",
                            "counted",
                            "before_months",
                            "before_years",
                            "before_named_years",
                            "before_spans",
                            "setting",
                            "at_words",
                            "since_words",
                            "until_words",
                            "duration_words",
                        ),
                        *(
                            "ahead",
                            "ahead_of",
                            "implicative",
                            "planning",
                            "coming",
                            "same_form",
                            "accords",
                            "backward",
                            "appointed",
                            "happening",
                            "saying",
                            "answering",
                            "simultaneous",
                            "uttering",
                            "series",
                            "incidents",
                            "happenings",
                            "tolling",
                            "apart",
                        ),
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
