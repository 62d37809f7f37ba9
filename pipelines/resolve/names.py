"""Which names of unlisted actors mean one actor: the evidence for a pair, and sets that nothing contradicts.

What belongs here: comparing names with what all documents tell of their bearers, and joining them. What does not: what the documents tell
(``digests``), and the rows of ``actors``.

Names are compared only with names of like sound, so that the cost stays near-linear.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from pipelines.annotate.gazetteer import key

#: Ordinal that stands for no day.
_NO_DAY = dt.date.max.toordinal()
#: Publication days between two reports that may use one surname for one person, by evidence: office and country, or country alone.
_SAME_OFFICE_DAYS, _SAME_COUNTRY_DAYS = 400, 30
#: Least likeness (0..100) of two spellings of one name; below it the pairs read were as often two people as one.
_SPELLING, _GIVEN = 88.0, 75.0
#: Blocks larger than this hold a very common name; only neighbours in the order of ids are compared in them.
_LARGE_BLOCK = 200
#: Kinds of which most states have one of the same name.
SHARED_NAMES = frozenset({"government", "military", "police"})


@dataclass(slots=True)
class Candidate:
    """An unlisted named actor, as all documents that use its id describe it."""

    actor_id: str
    name: str
    kind: str
    country: str | None
    has_parent: bool
    roles: frozenset[str] = frozenset()
    #: Days of publication, sorted, as ordinals; only of persons.
    days: Sequence[int] = ()
    parts: tuple[str, ...] = ()


class Joined:
    """Sets of ids that mean one actor."""

    def __init__(self, candidates: Mapping[str, Candidate]) -> None:
        self.candidates = candidates
        self.up: dict[str, str] = {}
        self.reasons: dict[str, str] = {}
        #: Members of a set that are full names of persons, where there are several members, by the set's top.
        self.full: dict[str, list[Candidate]] = {}
        #: The one country that a set's members tell.
        self.country: dict[str, str | None] = {}

    def top(self, actor: str) -> str:
        """The id that stands for the set of an actor."""
        above = self.up.get(actor)
        while above is not None and (higher := self.up.get(above)) is not None:
            self.up[actor] = higher
            actor, above = above, higher
        return actor if above is None else above

    def join(self, one: str, other: str, why: str) -> None:
        """Make two sets one, unless something in them speaks against it."""
        a, b = self.top(one), self.top(other)
        if a == b or self._conflict(a, b):
            return
        first, second = sorted((a, b), key=self._rank)
        self.country[first] = self._country(first) or self._country(second)
        self.full[first] = [*self._full(first), *self._full(second)]
        self.up[second] = first
        self.reasons.setdefault(second, why)

    def _rank(self, actor: str) -> tuple[bool, int, str]:
        """Which id stands for a set: that of a full name, then the earliest reported."""
        known = self.candidates[actor]
        return len(known.parts) < 2, known.days[0] if known.days else _NO_DAY, actor

    def _country(self, top: str) -> str | None:
        return self.country[top] if top in self.country else self.candidates[top].country

    def _full(self, top: str) -> list[Candidate]:
        if top in self.full:
            return self.full[top]
        known = self.candidates[top]
        return [known] if known.kind == "person" and len(known.parts) > 1 else []

    def _conflict(self, a: str, b: str) -> bool:
        one, other = self._country(a), self._country(b)
        if one is not None and other is not None and one != other:
            return True
        # never over a third: two full names joined to one surname stay two people
        return any(_one_name(x, y) is None for x in self._full(a) for y in self._full(b))

    def mapping(self) -> dict[str, str]:
        """Every joined id to the one that stands for it."""
        return {actor: self.top(actor) for actor in sorted(self.up)}


@lru_cache(maxsize=1 << 16)
def sound(name: str) -> str:
    """A name without what transliterations differ in: vowels, h, doubled letters; like consonants as one."""
    word = name.replace("ph", "f").replace("ch", "k").replace("dh", "d").replace("gh", "k").replace("tz", "s").replace("ts", "s")
    out: list[str] = []
    for letter in word:
        like = {"q": "k", "g": "k", "c": "k", "x": "k", "w": "v", "f": "v", "z": "s", "j": "", "y": "", "h": "", "-": ""}.get(letter, letter)
        if like and like not in "aeiou" and (not out or out[-1] != like):
            out.append(like)
    return "".join(out) or name[:2]


_PARTICLES = frozenset({"al", "el", "bin", "ibn", "de", "da", "van", "von", "der", "la", "le", "ben", "ould", "abu", "di", "del"})


def parts_of(name: str) -> tuple[str, ...]:
    """The parts of a name by which people are told apart: without particles, unless it has nothing else."""
    return tuple(p for p in key(name).split() if p not in _PARTICLES) or (key(name),)


def _neighbours[T](block: Sequence[T]) -> Iterator[tuple[T, T]]:
    """All pairs of a block; of a large one only pairs that stand near each other."""
    for n, one in enumerate(block):
        for other in block[n + 1 : n + 1 + _LARGE_BLOCK]:
            yield one, other


def spellings(people: Sequence[Candidate]) -> Iterator[tuple[str, str, str]]:
    """Full names that are one name in two spellings, or one with and one without a middle name."""
    blocks: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for person in people:
        if len(person.parts) > 1:
            blocks[sound(person.parts[0]), sound(person.parts[-1])].append(person)
    for _, block in sorted(blocks.items()):
        for one, other in _neighbours(sorted(block, key=lambda g: g.actor_id)):
            why = _one_name(one, other)
            if why is not None:
                yield one.actor_id, other.actor_id, why


def _one_name(one: Candidate, other: Candidate) -> str | None:
    a, b = one.parts, other.parts
    if one.country is not None and other.country is not None and one.country != other.country:
        return None
    agrees = one.country is not None and one.country == other.country
    offices = one.roles & other.roles
    if not (agrees or len(offices) > 1):
        return None
    if a[-1] == b[-1] and a[0] == b[0] and (set(a) <= set(b) or set(b) <= set(a)):
        return f"same name with and without its middle: {one.name} / {other.name}"
    if len(a) != len(b) or a == b:
        return None
    if fuzz.ratio(a[-1], b[-1]) < _SPELLING and sound(a[-1]) != sound(b[-1]):
        return None
    if min(len(a[-1]), len(b[-1])) < 4 and a[-1] != b[-1]:
        return None
    given = all(
        x == y or (sound(x) == sound(y) and fuzz.ratio(x, y) >= _GIVEN and x[-1:] + y[-1:] not in ("ao", "oa"))
        for x, y in zip(a[:-1], b[:-1], strict=True)
    )
    if not given or not (offices or fuzz.ratio(" ".join(a), " ".join(b)) >= _SPELLING):
        return None
    return f"spellings of one name, same country: {one.name} / {other.name}"


def surnames(people: Sequence[Candidate], top: Callable[[str], str]) -> Iterator[tuple[str, str, str]]:
    """A surname alone, to the one person of that surname with the same country and office, or country and time."""
    by_office: dict[tuple[str, str, str], list[Candidate]] = defaultdict(list)
    by_country: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    single: list[Candidate] = []
    for person in people:
        if person.country is None:
            continue
        if len(person.parts) < 2:
            single.append(person)
            continue
        by_country[person.parts[-1], person.country].append(person)
        for role in person.roles:
            by_office[person.parts[-1], person.country, role].append(person)
    alone: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for person in sorted(single, key=lambda g: g.actor_id):
        surname, country = person.parts[0], person.country or ""
        if person.roles:
            near = {f.actor_id: f for role in sorted(person.roles) for f in by_office.get((surname, country, role), ())}
            good = [f for f in near.values() if _near(person, f, _SAME_OFFICE_DAYS)]
            why = "same surname, country and office"
        else:
            good = [f for f in by_country.get((surname, country), ()) if _near(person, f, _SAME_COUNTRY_DAYS)]
            why = "same surname, country and time"
        if len({top(f.actor_id) for f in good}) == 1:
            yield good[0].actor_id, person.actor_id, f"{why}: {good[0].name}"
        elif not good and person.roles:
            alone[surname, country].append(person)
    for group in alone.values():
        for n, one in enumerate(group):
            for other in group[n + 1 : n + 20]:
                if one.roles & other.roles and _near(one, other, _SAME_OFFICE_DAYS):
                    yield one.actor_id, other.actor_id, f"same surname, country and office: {one.name}"


def _near(one: Candidate, other: Candidate, days: int) -> bool:
    """Whether a day of the other lies within the days of the one, or so many before or after."""
    if not one.days or not other.days:
        return False
    at = bisect.bisect_left(other.days, one.days[0] - days)
    return at < len(other.days) and other.days[at] <= one.days[-1] + days


def same_names(candidates: Iterable[Candidate]) -> Iterator[tuple[str, str, str]]:
    """Names that are written alike and that the model sorted differently from document to document."""
    alike: dict[str, list[Candidate]] = defaultdict(list)
    for known in candidates:
        if known.kind in SHARED_NAMES and known.country is None:
            # every state has a ministry of that name
            continue
        if known.kind not in ("person", "population") and not known.has_parent:
            name = key(known.name)
            if " " in name and any(w[0].isupper() for w in known.name.split()):
                alike[name].append(known)
    for group in alike.values():
        ordered = sorted(group, key=lambda g: g.actor_id)
        for other in ordered[1:]:
            yield ordered[0].actor_id, other.actor_id, f"same name: {other.name}"
