"""The words by which a report and its sentences are known again in another report.

What belongs here: names and words of a text, and how much of them two texts share. What does not: what follows for events (``event_evidence``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Self

from pipelines import lexicons
from pipelines.errors import LexiconError
from pipelines.extract.retelling.lexicon import RetellingLexicon

#: Texts of some documents by id: (document_id, text).
type Texts = Callable[[Sequence[str]], Iterable[tuple[str, str]]]

#: Names of a report that are kept: those that it tells first.
_NAMES = 40
#: A word with a capital that does not begin a sentence.
_NAME = re.compile(r"(?<=[a-z0-9,;:(] )[A-ZÀ-Þ][^\W\d_]+(?:-[^\W\d_]+)*|(?<=[A-ZÀ-Þ][a-zà-ÿ] )[A-ZÀ-Þ][^\W\d_]+")
_CAPITAL = re.compile(r"[A-ZÀ-Þ][^\W\d_]+(?:-[^\W\d_]+)*")
#: Lexicons of names that many reports have.
_LISTS = ("organisations", "armed_groups", "leaders", "geography", "countries")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[0-9][0-9,]*")
#: Before a name that no list has, and before a word of a listed one.
_RARE, _LISTED = "~", "+"
_MARKS = frozenset((_RARE, _LISTED))
#: Before a day of the week.
_DAY = "@"
_WEEK = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
#: What names weigh against the other words of a sentence, and against each other among the names of a report.
IN_SENTENCE: Mapping[str, float] = {_RARE: 2.0, _LISTED: 1.0, _DAY: 0.0}
IN_REPORT: Mapping[str, float] = {_RARE: 1.0, _LISTED: 0.4}


@dataclass(frozen=True)
class Wording:
    """The words of ``lexicons/wording.yml`` and the texts that are read with them."""

    plain: frozenset[str]
    #: Words with a capital that any report may have, and words of listed names, which many have; in lower case.
    common: frozenset[str]
    listed: frozenset[str]
    #: What acts are compared as: name, types, stems of which one is there, stems of which one more is there (any if none).
    acts: tuple[tuple[str, frozenset[str], frozenset[str], frozenset[str]], ...]
    retellings: RetellingLexicon
    texts: Texts

    @classmethod
    def load(cls, retellings: RetellingLexicon, texts: Texts) -> Self:
        """Read the packaged lexicon.

        Args:
            retellings: how words are cut to stems.
            texts: where texts are looked up.

        Raises:
            LexiconError: a part is missing or not of its form.
        """
        data, countries = lexicons.read("wording"), lexicons.read("countries")
        try:
            states = {
                word
                for entry in countries["entries"]
                for name in (entry["name"], *entry["aliases"], *entry["adjectives"], *entry["people"])
                for word in str(name).lower().split()
            }
            plain = frozenset(stem for word in data["plain"] for stem in retellings.stems(str(word)))
            acts = tuple(
                (
                    str(act["name"]),
                    frozenset(act["types"]),
                    retellings.stems(" ".join(act["words"])),
                    retellings.stems(" ".join(act.get("with", ()))),
                )
                for act in data["acts"]
            )
            return cls(plain, frozenset(str(word) for word in data["names"]) | states, _listed(), acts, retellings, texts)
        except (KeyError, TypeError, AttributeError) as error:
            raise LexiconError(f"lexicons/wording.yml: {error!r}; compare it with Wording") from error

    def act(self, event_type: str, stems: frozenset[str]) -> str | None:
        """What an act is compared as, if not by its type alone."""
        for name, types, words, further in self.acts:
            if event_type in types and words & stems and (not further or further & stems):
                return name
        return None

    def names(self, text: str) -> tuple[str, ...]:
        """The names that a report tells first, with their marks, in lower case; words that any report may have left out."""
        found: dict[str, None] = {}
        for word in _NAME.findall(text.replace("\n", " ")):
            name = word.lower()
            if len(name) > 2 and name not in self.common and self.retellings.stems(name) - self.plain:
                found[(_LISTED if name in self.listed else _RARE) + name] = None
                if len(found) == _NAMES:
                    break
        return tuple(found)

    def words(self, sentence: str, names: Iterable[str]) -> frozenset[str]:
        """Stems, numbers, names and days of the week of a sentence, plain words left out; names and days with their marks.

        Args:
            sentence: its text.
            names: the names of the report.
        """
        marked = {name[1:]: name for name in names}
        found: set[str] = set()
        rest: list[str] = []
        for word in _WORD.findall(sentence):
            if word[0].isdigit():
                found.add(word.replace(",", ""))
            elif word[0].isupper() and word.lower() in marked:
                found.add(marked[word.lower()])
            elif word.lower() in _WEEK:
                found.add(_DAY + word.lower())
            else:
                rest.append(word)
        return frozenset(found) | (self.retellings.stems(" ".join(rest)) - self.plain)


@cache
def _listed() -> frozenset[str]:
    """Words with a capital in the lexicons of names, in lower case."""
    return frozenset(word.lower() for name in _LISTS for part in _told(lexicons.read(name)) for word in _CAPITAL.findall(part))


def _told(part: object) -> Iterator[str]:
    """All texts of a lexicon."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for value in part.values():
            yield from _told(value)
    elif isinstance(part, list):
        for value in part:
            yield from _told(value)


def names_in(words: Iterable[str]) -> list[str]:
    """The names among the words of a sentence, sorted."""
    return sorted(word for word in words if word[0] in _MARKS)


def on_other_days(ones: Iterable[str], twos: Iterable[str]) -> bool:
    """Whether two sentences name days of the week, and no day both."""
    first, second = ({word for word in words if word[0] == _DAY} for words in (ones, twos))
    return bool(first) and bool(second) and not first & second


def likeness(ones: frozenset[str], twos: frozenset[str], weights: Mapping[str, float]) -> tuple[float, float]:
    """How much two sets of words share.

    Args:
        ones: words or names, with marks.
        twos: others.
        weights: what a word with a mark weighs; one without weighs 1.

    Returns:
        The weight of the shared words, and their share of the lighter set (0..1).
    """
    common = ones & twos
    if not common:
        return 0.0, 0.0
    shared, *both = (sum(weights.get(word[0], 1.0) for word in words) for words in (common, ones, twos))
    return shared, shared / min(both) if shared else 0.0


@dataclass(frozen=True)
class About:
    """What a document is about.

    Attributes:
        ids: named actors and places of its mentions.
        names: names of its text, with their marks.
    """

    ids: frozenset[str]
    names: frozenset[str]

    def listed(self) -> list[str]:
        """Both in one list."""
        return [*sorted(self.ids), *sorted(self.names)]

    @classmethod
    def of(cls, listed: Iterable[str]) -> Self:
        """Out of such a list."""
        told = list(listed)
        names = frozenset(word for word in told if word[0] in _MARKS)
        return cls(frozenset(told) - names, names)


type Topics = Mapping[str, About]
