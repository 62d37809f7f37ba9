"""The words by which retellings are known, and the classes of types and modes that may retell each other.

What belongs here: the lexicon as rules look it up. What does not: reading a mention with it (``telling``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from pipelines import lexicons
from pipelines.errors import LexiconError

#: Types that may tell one act: a truce is agreed, conceded, signed and kept.
_CLASS = {"AGREE": "settle", "CONCEDE": "settle", "RETREAT": "settle"}
#: Modes of one type that name the same thing more and less narrowly.
_ALIKE = (
    frozenset(("aerial", "drone")),
    frozenset(("aerial", "explosives")),
    frozenset(("heavy-weapons", "explosives")),
    frozenset(("aerial", "heavy-weapons")),
    frozenset(("explosives", "suicide-attack")),
    frozenset(("firearms", "targeted")),
    frozenset(("explosives", "targeted")),
    frozenset(("explosives", "destroy")),
    frozenset(("heavy-weapons", "destroy")),
    frozenset(("aerial", "destroy")),
    frozenset(("drone", "destroy")),
    frozenset(("suicide-attack", "targeted")),
    frozenset(("demo", "riot")),
    frozenset(("demo", "obstruct")),
    frozenset(("visit", "multilateral")),
    frozenset(("third-party", "multilateral")),
    frozenset(("disarm", "withdraw")),
    frozenset(("disarm", "ceasefire")),
    frozenset(("withdraw", "ceasefire")),
)
_ARTICLES = frozenset(("a", "an", "the", "this", "that", "these", "those", "its", "their", "his", "her"))


def type_class(event_type: str, stems: Iterable[str]) -> str:
    """The class of types among which an act may be told; signing a truce counts with agreeing it."""
    if event_type == "SUPPORT" and "sign" in stems:
        return "settle"
    return _CLASS.get(event_type, event_type)


def are_alike(mode: str | None, other: str | None) -> bool:
    """Whether two modes may tell one act: equal, unknown, or one narrower than the other."""
    return mode is None or other is None or mode == other or frozenset((mode, other)) in _ALIKE


@dataclass(frozen=True)
class RetellingLexicon:
    """The words of ``lexicons/retellings.yml``, by stem."""

    group_of: Mapping[str, frozenset[str]]
    broad: frozenset[str]
    aftermath: frozenset[str]
    empty: frozenset[str]
    results: frozenset[str]
    apart: frozenset[str]
    apart_adverbs: frozenset[str]
    sums: frozenset[str]
    lethal: frozenset[str]
    epithets: frozenset[str]
    endings: tuple[str, ...]
    habitual: frozenset[str]
    day_parts: Mapping[str, str]
    attempts: frozenset[str]
    deeds: frozenset[str]
    further: frozenset[str]
    counts: frozenset[str]
    answers: frozenset[str]
    sequels: frozenset[str]
    victims: frozenset[str]
    anybody: frozenset[str]
    charges: frozenset[str]
    again: frozenset[str]
    #: Lemmas of words for those who commit an act of force.
    culprits: frozenset[str]
    #: Number words from "two" up, in digits.
    numbers: Mapping[str, str]
    #: Measured share of right rows among participants handed on, and among those of the incident of a report.
    confidence: float
    incident_confidence: float

    @classmethod
    def load(cls) -> Self:
        """Read the packaged lexicon.

        Raises:
            LexiconError: a part is missing or not of its form.
        """
        data, numbers = lexicons.read("retellings"), lexicons.read("numbers")
        try:
            endings = tuple(str(ending) for ending in data["endings"])
            group_of: dict[str, set[str]] = defaultdict(set)
            for group, words in data["groups"].items():
                for word in words:
                    group_of[_stem(word, endings)].add(group)
            return cls(
                {stem: frozenset(groups) for stem, groups in group_of.items()},
                frozenset(_stem(word, endings) for word in data["broad"]),
                frozenset(_stem(word, endings) for word in data["aftermath"]),
                frozenset(_stem(word, endings) for word in data["empty"]),
                frozenset(_stem(word, endings) for word in data["results"]),
                frozenset(str(word) for word in data["apart"]),
                frozenset(str(word) for word in data["apart_adverbs"]),
                frozenset(str(word) for word in data["sums"]),
                frozenset(_stem(word, endings) for word in data["lethal"]),
                frozenset(_stem(word, endings) for word in data["epithets"]),
                endings,
                frozenset(_stem(word, endings) for word in data["habitual"]),
                {str(word): str(part) for word, part in data["day_parts"].items()},
                frozenset(_stem(word, endings) for word in data["attempts"]),
                frozenset(str(word) for word in data["deeds"]),
                frozenset(str(word) for word in data["further"]),
                frozenset(str(word) for word in data["counts"]),
                frozenset(str(word) for word in data["answers"]),
                frozenset(str(word) for word in data["sequels"]),
                frozenset(str(word) for word in data["victims"]),
                frozenset(str(word) for word in data["anybody"]),
                frozenset(str(word) for word in data["charges"]),
                frozenset(_stem(word, endings) for word in data["again"]),
                frozenset(str(word) for word in data["culprits"]),
                {str(word): str(value) for word, value in {**numbers["small"], **numbers["tens"]}.items() if value > 1},
                _share(lexicons.read("confidence_events")["rules"]["retold"]),
                _share(lexicons.read("confidence_events")["rules"]["incident"]),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise LexiconError(f"lexicons/retellings.yml: {error!r}; compare it with RetellingLexicon") from error

    def stems(self, text: str) -> frozenset[str]:
        """Stems of the words that carry meaning."""
        return frozenset(_stem(word, self.endings) for word in re.findall(r"[a-z][a-z-]+", re.sub(r"['’]s?\b", " ", text.lower()))) - self.empty

    def day_part(self, text: str | None) -> str | None:
        """The part of the day that words of time name last ("Thursday night"); None when they name none."""
        named = [self.day_parts[word] for word in re.findall(r"[a-z]+", (text or "").lower()) if word in self.day_parts]
        return named[-1] if named else None

    def is_plural(self, text: str) -> bool | None:
        """Whether a noun of the words names several acts of force ("the bombings") or one; None when no noun does, or both are there."""
        words = re.findall(r"[a-z][a-z-]+", text.lower())
        found = set()
        for n, word in enumerate(words):
            # a verb has an object behind it, a noun ends the words or has an article or a number before it
            if n + 1 < len(words) and not (n and (words[n - 1] in _ARTICLES or words[n - 1] in self.counts)):
                continue
            if word in self.deeds:
                found.add(False)
            elif word.removesuffix("es") in self.deeds or word.removesuffix("s") in self.deeds:
                found.add(True)
        return found.pop() if len(found) == 1 else None

    def is_set_apart(self, text: str) -> bool:
        """Whether the words tell of another thing than one told before ("the third car"); "another seven" counts on in the same act."""
        words = re.findall(r"[a-z][a-z-]+|[0-9]+", text.lower())
        return any(word in self.further and not (after in self.counts or after.isdigit()) for word, after in pairwise(words))

    def is_charge(self, text: str) -> bool:
        """Whether the words tell that somebody is charged by law; "charges" may be many."""
        return not self.charges.isdisjoint(re.findall(r"[a-z]+", text.lower()))

    def groups(self, stems: Iterable[str]) -> frozenset[str]:
        """The groups that the stems belong to."""
        return frozenset(group for stem in stems for group in self.group_of.get(stem, ()))


def _share(counts: Mapping[str, int]) -> float:
    """Measured share of right rows, smoothed by one right row in two as that of the other rules of events."""
    return round((counts["right"] + 1) / (counts["read"] + 2), 3)


def _stem(word: str, endings: tuple[str, ...]) -> str:
    """Cut a word's ending, leaving at least three letters; doubled last consonants become one."""
    if word.endswith(endings):
        for ending in endings:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                word = word[: -len(ending)]
                break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls" else word
