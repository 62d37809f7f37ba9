"""One actor over all documents: which descriptions mean the same, and the rows of ``actors``.

What belongs here: joining what the documents describe, and what they agree on. What does not: finding actors in a text (``extract.actors``).

A listed actor, a body of a listed owner and a person by the full name have the same id in every document already. What is left to join are
spellings of one person's name, surnames, and names that the model sorted differently. Names are compared only within a block of like sound, so
that the cost stays near-linear. What is not joined stays apart: two rows for one actor are a smaller fault than one row for two.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import fuzz

from pipelines.annotate.gazetteer import key

ORIGIN = "resolve.actors@1"
#: Publication days between two reports that may use one surname for one person, by evidence: office and country, or country alone.
_SAME_OFFICE_DAYS, _SAME_COUNTRY_DAYS = 400, 30
#: Least likeness (0..100) of two spellings of one name; below it the pairs read were as often two people as one.
_SPELLING, _GIVEN = 88.0, 75.0
#: Blocks larger than this hold a common surname; only equal names are joined in them.
_LARGE_BLOCK = 200
#: Least share of the documents that must tell an actor's country.
_COUNTRY_SHARE = 0.1
_EMPTY_WORDS = frozenset(
    {
        "the",
        "of",
        "a",
        "an",
        "and",
        "former",
        "deputy",
        "senior",
        "acting",
        "interim",
        "new",
        "outgoing",
        "then",
        "late",
        "vice",
        "s",
        "for",
        "in",
        "chief",
    }
)


@dataclass(frozen=True)
class ActorResolution:
    """What was joined.

    Attributes:
        actor_of: id in a document's description to the actor's id, where they differ.
        actors: rows of ``actors`` as mappings.
        reasons: joined id to the words that tell why, for those who ask.
    """

    actor_of: Mapping[str, str]
    actors: Sequence[Mapping[str, Any]]
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Gathered:
    """All that the documents tell of one provisional id."""

    actor_id: str
    names: Counter[str] = field(default_factory=Counter)
    aliases: set[str] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    parents: Counter[str] = field(default_factory=Counter)
    gazetteer: str | None = None
    gazetteer_id: str | None = None
    is_contested: bool = False
    contested_note: str | None = None
    roles: set[str] = field(default_factory=set)
    days: list[int] = field(default_factory=list)
    mentions: int = 0
    is_named: bool = False
    documents: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        return min(self.names, key=lambda n: (-self.names[n], -len(n), n))

    @property
    def kind(self) -> str:
        return _most(self.kinds) or "other"

    @property
    def country(self) -> str | None:
        """The country that most documents tell, unless only a few of many tell any: then it is an envoy's or a visitor's slip.

        A person's needs more than half of those that tell one.
        """
        best = _most(self.countries)
        if best is not None and self.kind == "person" and 2 * self.countries[best] <= self.countries.total() > 1:
            return None
        return best if best is not None and self.countries[best] >= _COUNTRY_SHARE * self.kinds.total() else None


def _most(counted: Counter[str]) -> str | None:
    """The most frequent value, the smallest of equals; None of none."""
    return min(counted, key=lambda value: (-counted[value], value)) if counted else None


def resolve_actors(descriptions: pa.Table, mentions: pa.Table, documents: pa.Table) -> ActorResolution:
    """Join the actors of all documents.

    Args:
        descriptions: one row per actor and document, with the fields of ``pipelines.extract.model.Actor``.
        mentions: ``document_id, actor_id, form, role_text`` of all actor mentions.
        documents: ``document_id, published_at`` (UTC, null if unknown), ``duplicate_of_document_id``.

    Returns:
        Which ids are the same, and one row per actor. A joined actor has the id of its most mentioned member. Counts leave duplicates out.
        The same input in any order gives the same answer.
    """
    published: dict[str, dt.datetime | None] = dict(zip(documents["document_id"].to_pylist(), documents["published_at"].to_pylist(), strict=True))
    copies = {
        d for d, of in zip(documents["document_id"].to_pylist(), documents["duplicate_of_document_id"].to_pylist(), strict=True) if of is not None
    }
    gathered = _gather(descriptions, published)
    _count(gathered, mentions, copies)
    joined = _Joined(gathered)
    named = [g for g in gathered.values() if g.is_named and g.gazetteer is None]
    people = [g for g in named if g.kind == "person"]
    for one, other, why in (*_spellings(people), *_surnames(people), *_same_names(named)):
        joined.join(one, other, why)
    actor_of = joined.mapping()
    rows = list(_rows(gathered, actor_of, published))
    return ActorResolution(actor_of, rows, {i: joined.reasons[i] for i in actor_of if i in joined.reasons})


def _gather(descriptions: pa.Table, published: Mapping[str, dt.datetime | None]) -> dict[str, _Gathered]:
    found: dict[str, _Gathered] = {}
    for batch in descriptions.to_batches(max_chunksize=20_000):
        for row in batch.to_pylist():
            known = found.get(row["actor_id"])
            if known is None:
                known = found[row["actor_id"]] = _Gathered(row["actor_id"])
            known.names[row["name"]] += 1
            known.aliases.update(row["aliases"])
            known.kinds[row["kind"]] += 1
            for counted, value in ((known.countries, row["country"]), (known.sectors, row["sector"]), (known.parents, row["parent_actor_id"])):
                if value is not None:
                    counted[value] += 1
            known.gazetteer = known.gazetteer or row["gazetteer"]
            known.gazetteer_id = known.gazetteer_id or row["gazetteer_id"]
            known.is_contested = known.is_contested or row["is_contested"]
            known.contested_note = known.contested_note or row["contested_note"]
            day = published.get(row["document_id"])
            if day is not None and known.gazetteer is None:
                known.days.append(day.toordinal())
    return found


def _count(gathered: Mapping[str, _Gathered], mentions: pa.Table, copies: set[str]) -> None:
    if copies:
        mentions = mentions.filter(pc.invert(pc.is_in(mentions["document_id"], value_set=pa.array(sorted(copies), pa.string()))))
    per_document = mentions.group_by(["actor_id", "document_id"]).aggregate([([], "count_all")])
    for batch in per_document.to_batches(max_chunksize=50_000):
        for actor, document, count in zip(*(batch[c].to_pylist() for c in ("actor_id", "document_id", "count_all")), strict=True):
            known = gathered.get(actor)
            if known is not None:
                known.mentions += count
                known.documents.add(document)
    for actor in pc.unique(mentions.filter(pc.equal(mentions["form"], "name"))["actor_id"]).to_pylist():
        if actor in gathered:
            gathered[actor].is_named = True
    named = mentions.filter(pc.is_valid(mentions["role_text"])).select(["actor_id", "role_text"])
    for actor, role in zip(named["actor_id"].to_pylist(), named["role_text"].to_pylist(), strict=True):
        known = gathered.get(actor)
        if known is not None:
            known.roles.update(w for w in key(role).split() if w not in _EMPTY_WORDS and len(w) > 2)


class _Joined:
    """Sets of ids that mean one actor."""

    def __init__(self, gathered: Mapping[str, _Gathered]) -> None:
        self.gathered = gathered
        self.up: dict[str, str] = {}
        self.reasons: dict[str, str] = {}
        self.members: dict[str, tuple[str, ...]] = {}

    def top(self, actor: str) -> str:
        while actor in self.up:
            actor = self.up[actor]
        return actor

    def join(self, one: str, other: str, why: str) -> None:
        a, b = self.top(one), self.top(other)
        if a == b or self._conflict(a, b):
            return
        first, second = sorted((a, b), key=lambda i: (-self.gathered[i].mentions, i))
        self.up[second] = first
        self.members[first] = (*self.members.get(first, (first,)), *self.members.get(second, (second,)))
        self.reasons.setdefault(second, why)

    def _conflict(self, a: str, b: str) -> bool:
        one, other = self.gathered[a].country, self.gathered[b].country
        if one is not None and other is not None and one != other:
            return True
        # never over a third: two full names joined to one surname stay two people
        full_a, full_b = ([m for m in self.members.get(i, (i,)) if self._is_full(m)] for i in (a, b))
        return any(_one_name(self.gathered[x], self.gathered[y]) is None for x in full_a for y in full_b)

    def _is_full(self, actor: str) -> bool:
        return self.gathered[actor].kind == "person" and len(_parts(self.gathered[actor])) > 1

    def mapping(self) -> dict[str, str]:
        return {actor: self.top(actor) for actor in self.up}


def _sound(name: str) -> str:
    """A name without what transliterations differ in: vowels, h, doubled letters; like consonants as one."""
    word = name.replace("ph", "f").replace("ch", "k").replace("dh", "d").replace("gh", "k").replace("tz", "s").replace("ts", "s")
    out: list[str] = []
    for letter in word:
        like = {"q": "k", "g": "k", "c": "k", "x": "k", "w": "v", "f": "v", "z": "s", "j": "", "y": "", "h": "", "-": ""}.get(letter, letter)
        if like and like not in "aeiou" and (not out or out[-1] != like):
            out.append(like)
    return "".join(out) or name[:2]


_PARTICLES = frozenset({"al", "el", "bin", "ibn", "de", "da", "van", "von", "der", "la", "le", "ben", "ould", "abu", "di", "del"})


def _parts(gathered: _Gathered) -> tuple[str, ...]:
    return tuple(p for p in key(gathered.name).split() if p not in _PARTICLES) or (key(gathered.name),)


def _spellings(people: Sequence[_Gathered]) -> Iterator[tuple[str, str, str]]:
    """Full names that are one name in two spellings, or one with and one without a middle name."""
    blocks: dict[str, list[_Gathered]] = defaultdict(list)
    for person in people:
        parts = _parts(person)
        if len(parts) > 1:
            blocks[_sound(parts[-1])].append(person)
    for block in blocks.values():
        if 1 < len(block) <= _LARGE_BLOCK:
            ordered = sorted(block, key=lambda g: g.actor_id)
            for n, one in enumerate(ordered):
                for other in ordered[n + 1 :]:
                    why = _one_name(one, other)
                    if why is not None:
                        yield one.actor_id, other.actor_id, why


def _one_name(one: _Gathered, other: _Gathered) -> str | None:
    a, b = _parts(one), _parts(other)
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
    if fuzz.ratio(a[-1], b[-1]) < _SPELLING and _sound(a[-1]) != _sound(b[-1]):
        return None
    if min(len(a[-1]), len(b[-1])) < 4 and a[-1] != b[-1]:
        return None
    given = all(
        x == y or (_sound(x) == _sound(y) and fuzz.ratio(x, y) >= _GIVEN and x[-1:] + y[-1:] not in ("ao", "oa"))
        for x, y in zip(a[:-1], b[:-1], strict=True)
    )
    if not given or not (offices or fuzz.ratio(" ".join(a), " ".join(b)) >= _SPELLING):
        return None
    return f"spellings of one name, same country: {one.name} / {other.name}"


def _surnames(people: Sequence[_Gathered]) -> Iterator[tuple[str, str, str]]:
    """A surname alone, to the one person of that surname with the same country and office, or country and time."""
    full: dict[str, list[_Gathered]] = defaultdict(list)
    single: list[_Gathered] = []
    for person in people:
        parts = _parts(person)
        if len(parts) > 1:
            full[parts[-1]].append(person)
        else:
            single.append(person)
    alone: dict[tuple[str, str], list[_Gathered]] = defaultdict(list)
    for person in sorted(single, key=lambda g: g.actor_id):
        surname = _parts(person)[0]
        fitting = [(f, _fits(person, f)) for f in full.get(surname, ())]
        good = [(f, why) for f, why in fitting if why is not None]
        if len(good) == 1:
            yield good[0][0].actor_id, person.actor_id, good[0][1] or ""
        elif not good and person.country is not None and person.roles:
            alone[surname, person.country].append(person)
    for group in alone.values():
        for n, one in enumerate(group[:_LARGE_BLOCK]):
            for other in group[n + 1 : n + 20]:
                if one.roles & other.roles and _near(one, other, _SAME_OFFICE_DAYS):
                    yield one.actor_id, other.actor_id, f"same surname, country and office: {one.name}"


def _fits(single: _Gathered, full: _Gathered) -> str | None:
    if single.country is None or full.country != single.country:
        return None
    if single.roles & full.roles and _near(single, full, _SAME_OFFICE_DAYS):
        return f"same surname, country and office: {full.name}"
    if not single.roles and _near(single, full, _SAME_COUNTRY_DAYS):
        return f"same surname, country and time: {full.name}"
    return None


def _near(one: _Gathered, other: _Gathered, days: int) -> bool:
    if not one.days or not other.days:
        return False
    low, high = min(one.days) - days, max(one.days) + days
    return any(low <= day <= high for day in other.days)


def _same_names(gathered: Iterable[_Gathered]) -> Iterator[tuple[str, str, str]]:
    """Names that are written alike and that the model sorted differently from document to document."""
    alike: dict[str, list[_Gathered]] = defaultdict(list)
    for known in gathered:
        if known.kind not in ("person", "population") and known.parents.total() == 0:
            name = key(known.name)
            if " " in name and any(w[0].isupper() for w in known.name.split()):
                alike[name].append(known)
    for group in alike.values():
        ordered = sorted(group, key=lambda g: g.actor_id)
        for other in ordered[1:]:
            yield ordered[0].actor_id, other.actor_id, f"same name: {other.name}"


def _rows(gathered: Mapping[str, _Gathered], actor_of: Mapping[str, str], published: Mapping[str, dt.datetime | None]) -> Iterator[dict[str, Any]]:
    members: dict[str, list[_Gathered]] = defaultdict(list)
    for actor, known in gathered.items():
        members[actor_of.get(actor, actor)].append(known)
    parents: dict[str, str | None] = {}
    for actor, group in members.items():
        counted: Counter[str] = Counter()
        for known in group:
            for parent, count in known.parents.items():
                counted[actor_of.get(parent, parent)] += count
        counted.pop(actor, None)
        parents[actor] = _most(counted)
    for actor in sorted(members):
        group = members[actor]
        total = _merged(actor, group)
        seen = [day for d in total.documents if (day := published.get(d)) is not None]
        name = gathered[actor].name if gathered[actor].gazetteer else total.name
        yield {
            "actor_id": actor,
            "name": name,
            "kind": total.kind,
            "country": total.country,
            "sector": _most(total.sectors),
            "parent_actor_id": _acyclic(actor, parents, members),
            "aliases": sorted((total.aliases | set(total.names)) - {name}),
            "gazetteer": total.gazetteer,
            "gazetteer_id": total.gazetteer_id,
            "is_contested": total.is_contested,
            "contested_note": total.contested_note,
            "mention_count": total.mentions,
            "document_count": len(total.documents),
            "first_seen_at": min(seen, default=None),
            "last_seen_at": max(seen, default=None),
            "origin": ORIGIN,
            "confidence": None,
        }


def _merged(actor: str, group: Sequence[_Gathered]) -> _Gathered:
    total = _Gathered(actor)
    for known in sorted(group, key=lambda g: g.actor_id):
        for mine, theirs in (
            (total.names, known.names),
            (total.kinds, known.kinds),
            (total.countries, known.countries),
            (total.sectors, known.sectors),
        ):
            mine.update(theirs)
        total.aliases |= known.aliases
        total.gazetteer = total.gazetteer or known.gazetteer
        total.gazetteer_id = total.gazetteer_id or known.gazetteer_id
        total.is_contested = total.is_contested or known.is_contested
        total.contested_note = total.contested_note or known.contested_note
        total.mentions += known.mentions
        total.documents |= known.documents
    return total


def _acyclic(actor: str, parents: Mapping[str, str | None], members: Mapping[str, object]) -> str | None:
    """The parent, unless it is unknown or the way up comes back."""
    parent = parents[actor]
    if parent is None or parent not in members:
        return None
    at: str | None = parent
    for _ in range(20):
        if at is None:
            return parent
        if at == actor:
            return None
        at = parents.get(at)
    return None
