"""One actor over all documents: which descriptions mean the same, and the rows of ``actors``.

What belongs here: joining what the documents describe, and what they agree on. What does not: finding actors in a text (``extract.actors``),
what a person overruled (``corrections``), counting (``totals``).

A listed actor, a body of a listed owner and a person by the full name have the same id in every document already. What is left to join are
spellings of one person's name, surnames, and names that the model sorted differently; what is left to part are two people of one full name.
Names are compared only with names of like sound, so that the cost stays near-linear. What is not joined stays apart: two rows for one actor are
a smaller fault than one row for two.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import fuzz

from pipelines import contracts
from pipelines.annotate.gazetteer import key
from pipelines.extract.model import Actor
from pipelines.ids import make_id
from pipelines.resolve.corrections import Corrections
from pipelines.resolve.totals import Coded, Numbers, any_of, coded, distinct, most

ORIGIN = "resolve.actors@2"
#: Microseconds of a day; an instant that stands for none.
_DAY, _NEVER = 86_400_000_000, -(2**62)
#: Ordinal that stands for no day; steps from an actor to the top of what it is part of.
_NO_DAY, _HEIGHT = dt.date.max.toordinal(), 20
#: Publication days between two reports that may use one surname for one person, by evidence: office and country, or country alone.
_SAME_OFFICE_DAYS, _SAME_COUNTRY_DAYS = 400, 30
#: Least likeness (0..100) of two spellings of one name; below it the pairs read were as often two people as one.
_SPELLING, _GIVEN = 88.0, 75.0
#: Blocks larger than this hold a very common name; only neighbours in the order of ids are compared in them.
_LARGE_BLOCK = 200
#: Least share of the documents that must tell an actor's country.
_COUNTRY_SHARE = 0.1
#: Kinds of which most states have one of the same name.
_SHARED_NAMES = frozenset({"government", "military", "police"})
#: A country that one document tells against more than so many is a slip, and no second person of the name.
_SLIP = 3
_EMPTY_WORDS = frozenset(
    [
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
    ]
)


@dataclass(frozen=True)
class ActorResolution:
    """What was joined.

    Attributes:
        actor_of: id in a document's description to the actor's id, where they differ.
        actors: rows of ``actors`` as the contract has them.
        history: rows of ``actor_id_history``: every id that stands for another actor, with the reason.
        actor_in: (document_id, id in its description) to the actor's id, where it is another than in other documents.
        not_applied: corrections that concern no actor of these documents, as worded for the user.
    """

    actor_of: Mapping[str, str]
    actors: pa.Table
    history: pa.Table
    actor_in: Mapping[tuple[str, str], str] = field(default_factory=dict)
    not_applied: Sequence[str] = ()


@dataclass(slots=True)
class _Candidate:
    """An unlisted named actor, as all documents that use its id describe it."""

    actor_id: str
    name: str
    kind: str
    country: str | None
    has_parent: bool
    mentions: int
    roles: frozenset[str] = frozenset()
    #: Days of publication, sorted, as ordinals; only of persons.
    days: Sequence[int] = ()
    parts: tuple[str, ...] = ()


def resolve_actors(descriptions: pa.Table, mentions: pa.Table, documents: pa.Table, corrections: Corrections | None = None) -> ActorResolution:
    """Join the actors of all documents.

    Args:
        descriptions: one row per actor and document, with the fields of ``pipelines.extract.model.Actor``.
        mentions: ``document_id, actor_id, form, role_text`` of all actor mentions.
        documents: ``document_id, published_at`` (UTC, null if unknown), ``duplicate_of_document_id``.
        corrections: what a person overruled, None for nothing.

    Returns:
        Which ids are the same, and one row per actor. A joined actor has the id of its earliest reported member, a full name's before a surname's,
        so that later reports do not change it. Counts leave duplicates out. The same input in any order gives the same answer.

    Raises:
        CorrectionError: a correction finds another actor than it expects.
    """
    descriptions = descriptions.select(_DESCRIBED).combine_chunks()
    mentions = mentions.select(["document_id", "actor_id", "form", "role_text"]).combine_chunks()
    homonyms = _homonyms(descriptions, mentions)
    descriptions, mentions = _renamed(descriptions, homonyms), _renamed(mentions, homonyms)
    columns = _Columns.of(descriptions, mentions, documents)
    joined = _Joined(columns.candidates())
    named = joined.candidates.values()
    people = [c for c in named if c.kind == "person"]
    for one, other, why in _spellings(people):
        joined.join(one, other, why)
    for one, other, why in (*_surnames(people, joined.top), *_same_names(named)):
        joined.join(one, other, why)
    actor_of: Mapping[str, str] = joined.mapping()
    reasons = dict(joined.reasons)
    parted: Mapping[tuple[str, str], str] = {}
    changes: Mapping[str, Mapping[str, str | None]] = {}
    not_applied: Sequence[str] = ()
    if corrections is not None and corrections.entries:
        found = {row["actor_id"]: row for row in columns.rows(actor_of).select(["actor_id", "name", "kind", "country"]).to_pylist()}
        done = corrections.apply(found, actor_of, zip(descriptions["document_id"].to_pylist(), descriptions["actor_id"].to_pylist(), strict=True))
        actor_of, parted, changes, not_applied = done.actor_of, done.actor_in, done.changes, done.not_applied
        reasons.update(done.reasons)
        if parted:
            descriptions, mentions = _renamed(descriptions, parted), _renamed(mentions, parted)
            columns = _Columns.of(descriptions, mentions, documents)
    actors = columns.rows(actor_of, changes)
    final = {of: actor_of.get(new, new) for of, new in homonyms.items()}
    # a part of a homonym's documents may be parted again by a correction
    inverse = {(document, new): of for (document, of), new in homonyms.items()}
    for (document, of), new in parted.items():
        final[document, inverse.get((document, of), of)] = new
    history = _history(actor_of, reasons, homonyms, parted, actors)
    return ActorResolution(actor_of, actors, history, final, not_applied)


_DESCRIBED = tuple(f.name for f in fields(Actor))


def _renamed(rows: pa.Table, actor_in: Mapping[tuple[str, str], str]) -> pa.Table:
    """The rows with other ids of actors in some documents."""
    if not actor_in:
        return rows
    ids = pa.array(sorted({actor for _, actor in actor_in}), pa.string())
    for name in ("actor_id", "parent_actor_id"):
        if name in rows.schema.names:
            values = rows[name].to_pylist()
            for i in np.flatnonzero(pc.is_in(rows[name], value_set=ids).to_numpy()):
                values[i] = actor_in.get((rows["document_id"][int(i)].as_py(), values[i]), values[i])
            rows = rows.set_column(rows.schema.get_field_index(name), name, pa.array(values, pa.string()))
    return rows


@lru_cache(maxsize=1 << 14)
def _office_words(role: str) -> tuple[str, ...]:
    return tuple(w for w in key(role).split() if w not in _EMPTY_WORDS and len(w) > 2)


def _homonyms(descriptions: pa.Table, mentions: pa.Table) -> dict[tuple[str, str], str]:
    """Documents in which a full name means somebody else: (document, id) to an id of the name with the country.

    Two people bear one name when reports of two countries share no word of office; a country that stands in one report against many is a slip.
    A report without country goes to the only bearer whose office it names, else to the one most reported.
    """
    told = descriptions.filter(
        pc.and_(pc.and_(pc.equal(descriptions["kind"], "person"), pc.is_null(descriptions["gazetteer"])), pc.is_valid(descriptions["country"]))
    )
    pairs = told.group_by(["actor_id", "country"]).aggregate([([], "count_all")])
    several = pc.value_counts(pairs["actor_id"])
    doubtful = several.field("values").filter(pc.greater(several.field("counts"), 1))
    if not len(doubtful):
        return {}
    roles: dict[tuple[str, str], set[str]] = defaultdict(set)
    kept = mentions.filter(pc.and_(pc.is_in(mentions["actor_id"], value_set=doubtful), pc.is_valid(mentions["role_text"])))
    for document, actor, role in zip(*(kept[c].to_pylist() for c in ("document_id", "actor_id", "role_text")), strict=True):
        roles[actor, document].update(_office_words(role))
    reports: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    rows = descriptions.filter(pc.is_in(descriptions["actor_id"], value_set=doubtful))
    for document, actor, country in zip(*(rows[c].to_pylist() for c in ("document_id", "actor_id", "country")), strict=True):
        reports[actor].append((document, country))
    found: dict[tuple[str, str], str] = {}
    for actor, told_in in sorted(reports.items()):
        counted = Counter(country for _, country in told_in if country is not None)
        offices: dict[str, set[str]] = {c: set() for c in counted}
        for document, country in told_in:
            if country is not None:
                offices[country] |= roles[actor, document]
        bearers = sorted(counted, key=lambda c: (-counted[c], c))
        first = bearers[0]
        others = [c for c in bearers[1:] if counted[c] > 1 or counted[first] <= _SLIP]
        if len(others) != len(bearers) - 1 or not all(offices.values()) or sum(map(len, offices.values())) != len(set().union(*offices.values())):
            continue
        for document, country in told_in:
            fitting = [c for c in bearers if offices[c] & roles[actor, document]]
            whose = country or (fitting[0] if len(fitting) == 1 else first)
            found[document, actor] = make_id("act", "homonym", actor, whose)
    return found


@dataclass(frozen=True)
class _Columns:
    """Descriptions and mentions with their actors, documents and words as numbers."""

    descriptions: pa.Table
    mentions: pa.Table
    #: Ids of the descriptions, sorted; the actor of each description and of each mention that counts.
    actor: Coded
    of_mention: Numbers
    #: Document of each description and of each mention that counts; first day of each document, NaT where it is not known.
    document_of_mention: Numbers
    days: npt.NDArray[np.int64]
    document: Coded
    published: pa.Array

    @classmethod
    def of(cls, descriptions: pa.Table, mentions: pa.Table, documents: pa.Table) -> _Columns:
        copies = documents["document_id"].filter(pc.is_valid(documents["duplicate_of_document_id"]))
        if len(copies):
            mentions = mentions.filter(pc.invert(pc.is_in(mentions["document_id"], value_set=pc.unique(copies))))
        actor = coded(descriptions["actor_id"])
        order = pc.sort_indices(documents["document_id"])
        names = documents["document_id"].take(order)
        published = documents["published_at"].take(order)
        instants = pc.fill_null(published.cast(pa.timestamp("us", "UTC")).cast(pa.int64()), _NEVER).to_numpy()
        known = names.to_pylist()
        return cls(
            descriptions,
            mentions,
            actor,
            coded(mentions["actor_id"], actor.names).codes,
            coded(mentions["document_id"], known).codes,
            np.asarray(instants, np.int64),
            coded(descriptions["document_id"], known),
            published,
        )

    def candidates(self) -> dict[str, _Candidate]:
        """Named actors of no list, by id."""
        size = len(self.actor.names)
        groups = self.actor.codes
        is_named = any_of(self.of_mention, pc.equal(self.mentions["form"], "name").to_numpy(), size)
        is_listed = any_of(groups, pc.is_valid(self.descriptions["gazetteer"]).to_numpy(), size)
        chosen = np.flatnonzero(is_named & ~is_listed)
        names, kinds = coded(self.descriptions["name"]), coded(self.descriptions["kind"])
        name = most(groups, names.codes, size, longest=[len(n) for n in names.names]).value
        kind = most(groups, kinds.codes, size).value
        country, countries = self._countries(groups, size)
        parents = any_of(groups, pc.is_valid(self.descriptions["parent_actor_id"]).to_numpy(), size)
        counted = np.bincount(self.of_mention[self.of_mention >= 0], minlength=size)
        person = kinds.names.index("person") if "person" in kinds.names else -2
        is_person = np.zeros(size, np.bool_)
        is_person[chosen] = kind[chosen] == person
        roles, days = self._roles(is_person), self._days(is_person)
        found: dict[str, _Candidate] = {}
        for i in chosen.tolist():
            actor = self.actor.names[i]
            known = _Candidate(
                actor,
                names.names[name[i]],
                kinds.names[kind[i]],
                countries.text(int(country[i])),
                bool(parents[i]),
                int(counted[i]),
                roles.get(i, frozenset()),
                days.get(i, ()),
            )
            known.parts = _parts(known.name)
            found[actor] = known
        return found

    def _roles(self, chosen: npt.NDArray[np.bool_]) -> dict[int, frozenset[str]]:
        rows = np.flatnonzero((self.of_mention >= 0) & chosen[self.of_mention] & pc.is_valid(self.mentions["role_text"]).to_numpy())
        found: dict[int, set[str]] = defaultdict(set)
        for i, role in zip(self.of_mention[rows].tolist(), self.mentions["role_text"].take(pa.array(rows)).to_pylist(), strict=True):
            found[i].update(_office_words(role))
        return {i: frozenset(words) for i, words in found.items()}

    def _days(self, chosen: npt.NDArray[np.bool_]) -> dict[int, Sequence[int]]:
        groups, when = self.actor.codes, self.days[self.document.codes]
        rows = chosen[groups] & (self.document.codes >= 0) & (when != _NEVER)
        owners, days = distinct(groups[rows], when[rows] // _DAY + dt.date(1970, 1, 1).toordinal())
        starts = np.flatnonzero(np.diff(owners, prepend=-1)).tolist()
        return {int(owners[a]): days[a:b].tolist() for a, b in pairwise([*starts, len(owners)])}

    def _countries(self, groups: Numbers, size: int) -> tuple[Numbers, Coded]:
        """The country that most documents tell, unless only a few of many tell any: then it is an envoy's or a visitor's slip.

        A person's needs more than half of those that tell one.
        """
        values, kinds = coded(self.descriptions["country"]), coded(self.descriptions["kind"])
        best, kind = most(groups, values.codes, size), most(groups, kinds.codes, size)
        described = np.bincount(groups, minlength=size)
        person = kinds.names.index("person") if "person" in kinds.names else -2
        split = (kind.value == person) & (2 * best.count <= best.total) & (best.total > 1)
        return np.where(split | (best.count < _COUNTRY_SHARE * described), -1, best.value), values

    def rows(self, actor_of: Mapping[str, str], changes: Mapping[str, Mapping[str, str | None]] | None = None) -> pa.Table:
        """The rows of ``actors``, with what corrections change of them."""
        ids = sorted({actor_of.get(a, a) for a in self.actor.names})
        place = {actor: n for n, actor in enumerate(ids)}
        group_of = np.asarray([place[actor_of.get(a, a)] for a in self.actor.names], np.int64)
        size = len(ids)
        groups = group_of[self.actor.codes] if size else self.actor.codes
        names = coded(self.descriptions["name"])
        lengths = [len(n) for n in names.names]
        name = most(groups, names.codes, size, longest=lengths).value
        own = np.asarray([actor_of.get(a, a) == a for a in self.actor.names], np.bool_)
        listed = pc.is_valid(self.descriptions["gazetteer"]).to_numpy() & (own[self.actor.codes] if size else np.zeros(0, np.bool_))
        of_list = most(np.where(listed, groups, -1), names.codes, size, longest=lengths).value
        name = np.where(of_list >= 0, of_list, name)
        country, countries = self._countries(groups, size)
        cells: dict[str, list[Any]] = {
            "actor_id": ids,
            "name": [names.names[n] for n in name.tolist()],
            "country": [countries.text(c) for c in country.tolist()],
        }
        for column in ("kind", "sector"):
            values = coded(self.descriptions[column])
            cells[column] = [values.text(v) for v in most(groups, values.codes, size).value.tolist()]
        cells["kind"] = [k or "other" for k in cells["kind"]]
        cells["parent_actor_id"] = _acyclic(self._parents(groups, actor_of, place), ids)
        for column in ("gazetteer", "gazetteer_id", "contested_note"):
            values = coded(self.descriptions[column])
            cells[column] = [values.text(v) for v in most(groups, values.codes, size).value.tolist()]
        cells["is_contested"] = any_of(groups, self.descriptions["is_contested"].to_numpy(), size).tolist()
        of = np.where(self.of_mention >= 0, group_of[self.of_mention], -1) if size else self.of_mention
        cells["mention_count"] = np.bincount(of[of >= 0], minlength=size).tolist()
        owners, reports = distinct(of, self.document_of_mention)
        cells["document_count"] = np.bincount(owners, minlength=size).tolist()
        first, last = np.full(size, -_NEVER, np.int64), np.full(size, _NEVER, np.int64)
        dated = self.days[reports] != _NEVER if len(reports) else np.zeros(0, np.bool_)
        np.minimum.at(first, owners[dated], self.days[reports[dated]])
        np.maximum.at(last, owners[dated], self.days[reports[dated]])
        instant = pa.timestamp("us", "UTC")
        cells["first_seen_at"] = pa.array(np.where(last == _NEVER, 0, first), pa.int64(), mask=last == _NEVER).cast(instant)
        cells["last_seen_at"] = pa.array(np.where(last == _NEVER, 0, last), pa.int64(), mask=last == _NEVER).cast(instant)
        cells["origin"] = [ORIGIN] * size
        cells["confidence"] = [None] * size
        for actor, changed in (changes or {}).items():
            for column, value in changed.items():
                cells[column][place[actor]] = value
        cells["aliases"] = self._aliases(groups, cells["name"])
        table = contracts.table("actors")
        return pa.table([cells[c.name] for c in table.columns], schema=table.arrow)

    def _parents(self, groups: Numbers, actor_of: Mapping[str, str], place: Mapping[str, int]) -> list[int]:
        """The parent that most descriptions name, by group; -1 for none, itself or one that nothing describes."""
        values = coded(self.descriptions["parent_actor_id"])
        final = np.asarray([place.get(actor_of.get(v, v), -1) for v in values.names] + [-1], np.int64)[values.codes]
        found: list[int] = most(np.where(final == groups, -1, groups), final, len(place)).value.tolist()
        return found

    def _aliases(self, groups: Numbers, chosen: Sequence[str]) -> pa.Array:
        """All other names of each group, sorted."""
        listed = self.descriptions["aliases"]
        rows = np.concatenate([np.asarray(pc.list_parent_indices(listed).to_numpy(), np.int64), np.arange(len(groups))])
        written = pa.concat_arrays([*_chunks(pc.list_flatten(listed)), *_chunks(self.descriptions["name"])])
        values = coded(written)
        owners, found = distinct(groups[rows], values.codes)
        position = {name: n for n, name in enumerate(values.names)}
        own = np.asarray([position.get(name, -1) for name in chosen], np.int64)
        kept = found != own[owners] if len(owners) else np.zeros(0, np.bool_)
        owners, found = owners[kept], found[kept]
        offsets = np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=len(chosen)))]).astype(np.int32)
        return pa.ListArray.from_arrays(pa.array(offsets), pa.array(values.names, pa.string()).take(pa.array(found)))


def _chunks(column: pa.Array | pa.ChunkedArray) -> list[pa.Array]:
    return column.chunks if isinstance(column, pa.ChunkedArray) else [column]


def _acyclic(parents: Sequence[int], ids: Sequence[str]) -> list[str | None]:
    """The parent of each group, unless there is none or the way up comes back."""
    found: list[str | None] = []
    for group, parent in enumerate(parents):
        at, steps = parent, 0
        while at >= 0 and at != group and steps < _HEIGHT:
            at, steps = parents[at], steps + 1
        found.append(ids[parent] if parent >= 0 and at < 0 else None)
    return found


def _history(
    actor_of: Mapping[str, str],
    reasons: Mapping[str, str],
    homonyms: Mapping[tuple[str, str], str],
    parted: Mapping[tuple[str, str], str],
    actors: pa.Table,
) -> pa.Table:
    """Every id that stands for another actor than a description of that id says."""
    rows: dict[tuple[str, str], str] = {(of, to): reasons.get(of, "joined") for of, to in actor_of.items()}
    for (_, of), new in homonyms.items():
        rows.setdefault((of, actor_of.get(new, new)), "several people have the name; reports tell them apart by country and office")
    known = set(actors["actor_id"].to_pylist())
    for (_, of), new in parted.items():
        rows.setdefault((of, new), reasons.get(new, "parted by a correction"))
    ordered = sorted((of, to, why) for (of, to), why in rows.items() if to in known)
    table = contracts.table("actor_id_history")
    return pa.table([[of for of, _, _ in ordered], [to for _, to, _ in ordered], [why for _, _, why in ordered]], schema=table.arrow)


class _Joined:
    """Sets of ids that mean one actor."""

    def __init__(self, candidates: Mapping[str, _Candidate]) -> None:
        self.candidates = candidates
        self.up: dict[str, str] = {}
        self.reasons: dict[str, str] = {}
        #: Members of a set that are full names of persons, where there are several members, by the set's top.
        self.full: dict[str, list[_Candidate]] = {}
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

    def _full(self, top: str) -> list[_Candidate]:
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


def _parts(name: str) -> tuple[str, ...]:
    return tuple(p for p in key(name).split() if p not in _PARTICLES) or (key(name),)


def _neighbours[T](block: Sequence[T]) -> Iterator[tuple[T, T]]:
    """All pairs of a block; of a large one only pairs that stand near each other."""
    for n, one in enumerate(block):
        for other in block[n + 1 : n + 1 + _LARGE_BLOCK]:
            yield one, other


def _spellings(people: Sequence[_Candidate]) -> Iterator[tuple[str, str, str]]:
    """Full names that are one name in two spellings, or one with and one without a middle name."""
    blocks: dict[tuple[str, str], list[_Candidate]] = defaultdict(list)
    for person in people:
        if len(person.parts) > 1:
            blocks[_sound(person.parts[0]), _sound(person.parts[-1])].append(person)
    for _, block in sorted(blocks.items()):
        for one, other in _neighbours(sorted(block, key=lambda g: g.actor_id)):
            why = _one_name(one, other)
            if why is not None:
                yield one.actor_id, other.actor_id, why


def _one_name(one: _Candidate, other: _Candidate) -> str | None:
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


def _surnames(people: Sequence[_Candidate], top: Callable[[str], str]) -> Iterator[tuple[str, str, str]]:
    """A surname alone, to the one person of that surname with the same country and office, or country and time."""
    by_office: dict[tuple[str, str, str], list[_Candidate]] = defaultdict(list)
    by_country: dict[tuple[str, str], list[_Candidate]] = defaultdict(list)
    single: list[_Candidate] = []
    for person in people:
        if person.country is None:
            continue
        if len(person.parts) < 2:
            single.append(person)
            continue
        by_country[person.parts[-1], person.country].append(person)
        for role in person.roles:
            by_office[person.parts[-1], person.country, role].append(person)
    alone: dict[tuple[str, str], list[_Candidate]] = defaultdict(list)
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


def _near(one: _Candidate, other: _Candidate, days: int) -> bool:
    """Whether a day of the other lies within the days of the one, or so many before or after."""
    if not one.days or not other.days:
        return False
    at = bisect.bisect_left(other.days, one.days[0] - days)
    return at < len(other.days) and other.days[at] <= one.days[-1] + days


def _same_names(candidates: Iterable[_Candidate]) -> Iterator[tuple[str, str, str]]:
    """Names that are written alike and that the model sorted differently from document to document."""
    alike: dict[str, list[_Candidate]] = defaultdict(list)
    for known in candidates:
        if known.kind in _SHARED_NAMES and known.country is None:
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
