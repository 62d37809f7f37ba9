"""The words of numbers: units, scales, hedges, vague words.

What belongs here: the lexicon as rules look it up. What does not: reading a text with it (``values``, ``reader``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from pipelines import lexicons


@dataclass(frozen=True)
class NumberLexicon:
    """The words of ``lexicons/numbers.yml``; phrases are tuples of words, hedges map the words of a phrase to a qualifier."""

    small: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    suffixes: Mapping[str, int]
    groups: Mapping[str, int]
    ordinals: Mapping[str, int]
    vague: Mapping[tuple[str, ...], tuple[int, int]]
    hedges: Mapping[tuple[str, ...], str]
    hedges_after: Mapping[tuple[str, ...], str]
    more: frozenset[str]
    #: Longest first: "a further" before "further".
    before_more: tuple[tuple[str, ...], ...]
    zero: frozenset[str]
    units: Mapping[str, str]
    before: Mapping[str, str]
    score_words: frozenset[str]
    toll_words: frozenset[str]
    #: Words behind a number that make it another figure than the one before the comma: "kills 12, 300 missing".
    parting: frozenset[str]

    @classmethod
    def load(cls) -> Self:
        """Read ``lexicons/numbers.yml``."""
        data = lexicons.read("numbers")
        return cls(
            small=data["small"],
            tens=data["tens"],
            scales=data["scales"],
            suffixes=data["suffixes"],
            groups=data["groups"],
            ordinals=data["ordinals"],
            vague={tuple(phrase.split()): (low, high) for phrase, (low, high) in data["vague"].items()},
            hedges={tuple(phrase.split()): qualifier for qualifier, phrases in data["hedges"].items() for phrase in phrases},
            hedges_after={tuple(phrase.split()): qualifier for qualifier, phrases in data["hedges_after"].items() for phrase in phrases},
            more=frozenset(data["more"]),
            before_more=tuple(sorted((tuple(phrase.split()) for phrase in data["before_more"]), key=lambda phrase: (-len(phrase), phrase))),
            zero=frozenset(data["zero"]),
            units={word: sort for sort, words in data["units"].items() for word in words},
            before={str(word): sort for sort, words in data["before"].items() for word in words},
            score_words=frozenset(data["score_words"]),
            toll_words=frozenset(data["toll_words"]),
            parting=frozenset(data["parting"]),
        )

    @cached_property
    def starters(self) -> frozenset[str]:
        """Words that can open a number, digits apart."""
        return frozenset(
            [
                *self.small,
                *self.tens,
                *self.scales,
                *self.groups,
                *self.ordinals,
                *self.zero,
                "half",
                "no",
                "a",
                "an",
                *(phrase[0] for phrase in self.vague),
            ]
        )

    @cached_property
    def seconds(self) -> Mapping[str, frozenset[str]]:
        """The words one of which must follow a small word for it to open a number: "a dozen", "no one"; all other starters open one alone."""
        articles = frozenset(["half", "quarter", "dozen", *self.scales, *self.groups])
        found = {"a": articles, "an": articles, "no": frozenset(["one"])}
        longer = {word: {phrase[1] for phrase in self.vague if len(phrase) > 1 and phrase[0] == word} for word in found}
        return {word: seconds | longer[word] for word, seconds in found.items()}

    def opens(self, word: str) -> bool:
        """Whether a word in lower case can open a number."""
        return word in self.starters or word[0].isdigit() or (word[0] in ".$£€" and len(word) > 1 and word[-1].isalnum())

    @cached_property
    def vague_openers(self) -> frozenset[str]:
        """First words of the vague phrases."""
        return frozenset(phrase[0] for phrase in self.vague)

    @cached_property
    def hedge_ends(self) -> frozenset[str]:
        """Last words of what may stand before a number."""
        return frozenset(phrase[-1] for phrase in (*self.hedges, *self.before_more))

    @cached_property
    def openers_after(self) -> frozenset[str]:
        """First words of the hedges behind a number."""
        return frozenset(phrase[0] for phrase in self.hedges_after)

    @cached_property
    def longest_hedge(self) -> int:
        """Words of the longest hedge."""
        return max(len(phrase) for phrase in self.hedges)
