"""Where names of persons are common.

What belongs here: the states in which a name is common, by its words and their endings. What does not: which state a person is of (``settling``). A
name is no evidence of that: it only keeps somebody from being given the one state of a report, and never gives another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

#: Shortest and longest ending of a family's name in the list, and shortest stem before it.
_SHORTEST, _LONGEST, _STEM = 2, 8, 2


@dataclass(frozen=True)
class NameOrigins:
    """The words of names, each with the ISO codes of the states that it is common in."""

    given: Mapping[str, frozenset[str]]
    family: Mapping[str, frozenset[str]]
    anywhere: Mapping[str, frozenset[str]]
    endings: Mapping[str, frozenset[str]]
    #: Beginnings of a word, by length.
    beginnings: Mapping[str, frozenset[str]]
    #: Families that stand first, the form of what follows them, and their states.
    family_first: Sequence[tuple[frozenset[str], re.Pattern[str], frozenset[str]]]
    #: States with citizens of all names.
    open: frozenset[str]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """Make it of the file's content."""
        entries = [(item, frozenset(item["states"])) for item in data["entries"]]

        def words(part: str) -> dict[str, frozenset[str]]:
            return _united((word, states) for item, states in entries for word in item.get(part, ()))

        first = [(frozenset(item["family_first"]), re.compile(item["rest"]), states) for item, states in entries if "family_first" in item]
        return cls(words("given"), words("family"), words("anywhere"), words("endings"), words("beginnings"), first, frozenset(data["open"]))

    def states(self, words: Sequence[str]) -> frozenset[str]:
        """The states in which a name is common.

        Args:
            words: the words of a full name in the form of ``fold``, hyphens inside them.

        Returns:
            ISO codes; none where no word is known or the name is of one word.
        """
        return frozenset(state for states in self._found(words) for state in states) if len(words) > 1 else frozenset()

    def _found(self, words: Sequence[str]) -> Iterator[frozenset[str]]:
        none: frozenset[str] = frozenset()
        yield self.given.get(words[0], none)
        last = words[-1].rpartition("-")[2]
        yield self.family.get(last, none)
        for size in range(_SHORTEST, min(_LONGEST, len(last) - _STEM) + 1):
            yield self.endings.get(last[-size:], none)
        for word in words:
            yield self.anywhere.get(word, none)
            for size in range(_STEM, min(_LONGEST, len(word) - _STEM) + 1):
                yield self.beginnings.get(word[:size], none)
        rest = " ".join(words[1:])
        for families, pattern, states in self.family_first:
            if words[0] in families and pattern.fullmatch(rest):
                yield states


def _united(pairs: Iterable[tuple[str, frozenset[str]]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for word, states in pairs:
        found[word] = found.get(word, frozenset()) | states
    return found
