"""One actor over all documents: which descriptions mean the same, and the rows of ``actors``.

What belongs here: joining what the documents describe, and what they agree on. What does not: finding actors in a text (``extract.actors``),
what the documents of a batch add up to (``digests``), which names may be one (``names``), what a person overruled (``corrections``), counting
(``totals``).

A listed actor, a body of a listed owner and a person by the full name have the same id in every document already. What is left to join are
spellings of one person's name, surnames, and names that the model sorted differently; what is left to part are two people of one full name.
What is not joined stays apart: two rows for one actor are a smaller fault than one row for two.

Everything is read from digests of the batches, which are made once a batch; single reports are looked up for the few names that several people
bear. Only names that share a block with another are made objects; all else is counted in columns.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipelines import contracts
from pipelines.annotate.gazetteer import key
from pipelines.ids import make_id
from pipelines.resolve.corrections import Corrections
from pipelines.resolve.digests import ActorDigest, HeldReports, Reports
from pipelines.resolve.names import SHARED_NAMES, Candidate, Joined, parts_of, same_names, spellings, surnames
from pipelines.resolve.totals import Coded, Numbers, any_of, coded, distinct, most

ORIGIN = "resolve.actors@2"
#: Steps from an actor to the top of what it is part of.
_HEIGHT = 20
#: An instant after all others.
_END = 2**62
#: Least share of the documents that must tell an actor's country.
_COUNTRY_SHARE = 0.1
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


def resolve_actors(descriptions: pa.Table, mentions: pa.Table, documents: pa.Table, corrections: Corrections | None = None) -> ActorResolution:
    """Join the actors of all documents, from their rows.

    Args:
        descriptions: one row per actor and document, with the fields of ``pipelines.extract.model.Actor``.
        mentions: ``document_id, actor_id, form, role_text`` of all actor mentions.
        documents: ``document_id, published_at`` (UTC, null if unknown), ``duplicate_of_document_id``.
        corrections: what a person overruled, None for nothing.

    Returns:
        As ``resolve_digest``.

    Raises:
        CorrectionError: a correction finds another actor than it expects.
    """
    return resolve_digest(ActorDigest.of(descriptions, mentions, documents), HeldReports(descriptions, mentions, documents), corrections)


def resolve_digest(digest: ActorDigest, reports: Reports, corrections: Corrections | None = None) -> ActorResolution:
    """Join the actors of all documents.

    Args:
        digest: what all documents tell.
        reports: where single documents are looked up, for names that several people bear and for splits.
        corrections: what a person overruled, None for nothing.

    Returns:
        Which ids are the same, and one row per actor. A joined actor has the id of its earliest reported member, a full name's before a surname's,
        so that later reports do not change it. Counts leave copies out. The same documents in any order and any batches give the same answer.

    Raises:
        CorrectionError: a correction finds another actor than it expects.
    """
    homonyms = _homonyms(digest, reports)
    digest = _parted(digest, reports, homonyms)
    told = _Renamed(reports, (homonyms,))
    columns = _Columns.of(digest)
    joined = Joined(columns.candidates())
    named = joined.candidates.values()
    people = [c for c in named if c.kind == "person"]
    for one, other, why in spellings(people):
        joined.join(one, other, why)
    for one, other, why in (*surnames(people, joined.top), *same_names(named)):
        joined.join(one, other, why)
    actor_of: Mapping[str, str] = joined.mapping()
    reasons = dict(joined.reasons)
    parted: Mapping[tuple[str, str], str] = {}
    changes: Mapping[str, Mapping[str, str | None]] = {}
    not_applied: Sequence[str] = ()
    if corrections is not None and corrections.entries:
        found = {row["actor_id"]: row for row in columns.rows(actor_of, told).select(["actor_id", "name", "kind", "country"]).to_pylist()}
        concerned = {actor_of.get(a, a) for entry in corrections.entries for a in entry.actors}
        members = concerned | {of for of, to in actor_of.items() if to in concerned}
        done = corrections.apply(found, actor_of, _described(told, members))
        actor_of, parted, changes, not_applied = done.actor_of, done.actor_in, done.changes, done.not_applied
        reasons.update(done.reasons)
        if parted:
            columns, told = _Columns.of(_parted(digest, told, parted)), told.then(parted)
    actors = columns.rows(actor_of, told, changes)
    final = {of: actor_of.get(new, new) for of, new in homonyms.items()}
    # a part of a homonym's documents may be parted again by a correction
    inverse = {(document, new): of for (document, of), new in homonyms.items()}
    for (document, of), new in parted.items():
        final[document, inverse.get((document, of), of)] = new
    history = _history(actor_of, reasons, homonyms, parted, actors)
    return ActorResolution(actor_of, actors, history, final, not_applied)


type ByDocument = Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class _Renamed:
    """Reports in which some documents' ids of actors are others; the later mapping applies to what the earlier ones gave."""

    reports: Reports
    renames: tuple[ByDocument, ...] = ()

    def of(self, actor_ids: Collection[str]) -> tuple[pa.Table, pa.Table, pa.Table]:
        """As ``Reports`` has it."""
        former = set(actor_ids)
        for mapping in reversed(self.renames):
            former |= {of for (_, of), new in mapping.items() if new in former}
        descriptions, mentions, documents = self.reports.of(former)
        for mapping in self.renames:
            descriptions, mentions = _renamed(descriptions, mapping), _renamed(mentions, mapping)
        wanted = pa.array(sorted(actor_ids), pa.string())
        return *(rows.filter(pc.is_in(rows["actor_id"], value_set=wanted)) for rows in (descriptions, mentions)), documents

    def then(self, actor_in: ByDocument) -> _Renamed:
        """With one more mapping."""
        return _Renamed(self.reports, (*self.renames, actor_in))


def _parted(digest: ActorDigest, reports: Reports, actor_in: ByDocument) -> ActorDigest:
    """The digest with other ids of actors in some documents.

    Args:
        digest: the digest of ``reports``.
        reports: where the documents are looked up.
        actor_in: (document_id, actor_id) to the id that it has there.
    """
    if not actor_in:
        return digest
    ids = {actor for _, actor in actor_in}
    told = digest.descriptions
    children = told.filter(pc.is_in(told["parent_actor_id"], value_set=pa.array(sorted(ids), pa.string())))["actor_id"]
    concerned = ids | set(children.to_pylist())
    descriptions, mentions, documents = reports.of(concerned)
    again = ActorDigest.of(_renamed(descriptions, actor_in), _renamed(mentions, actor_in), documents)
    return ActorDigest.merged([digest.without(concerned), again])


def _described(reports: Reports, actor_ids: Collection[str]) -> Iterator[tuple[str, str]]:
    """(document_id, actor_id) of all descriptions of some actors; looked up when first asked for."""
    descriptions, _, _ = reports.of(actor_ids)
    yield from zip(descriptions["document_id"].to_pylist(), descriptions["actor_id"].to_pylist(), strict=True)


def _renamed(rows: pa.Table, actor_in: ByDocument) -> pa.Table:
    """The rows with other ids of actors in some documents."""
    if not actor_in:
        return rows
    documents = rows["document_id"].to_pylist()
    for name in ("actor_id", "parent_actor_id"):
        if name in rows.schema.names:
            values = [actor_in.get((document, actor), actor) for document, actor in zip(documents, rows[name].to_pylist(), strict=True)]
            rows = rows.set_column(rows.schema.get_field_index(name), name, pa.array(values, pa.string()))
    return rows


@lru_cache(maxsize=1 << 14)
def _office_words(role: str) -> tuple[str, ...]:
    return tuple(w for w in key(role).split() if w not in _EMPTY_WORDS and len(w) > 2)


def _homonyms(digest: ActorDigest, reports: Reports) -> dict[tuple[str, str], str]:
    """Documents in which a full name means somebody else: (document, id) to an id of the name with the country.

    Two people bear one name when reports of two countries share no word of office; a country that stands in one report against many is a slip.
    A report without country goes to the only bearer whose office it names, else to the one most reported.
    """
    told = digest.descriptions
    told = told.filter(pc.and_(pc.and_(pc.equal(told["kind"], "person"), pc.is_null(told["gazetteer"])), pc.is_valid(told["country"])))
    pairs = told.group_by(["actor_id", "country"]).aggregate([])
    several = pc.value_counts(pairs["actor_id"])
    doubtful = several.field("values").filter(pc.greater(several.field("counts"), 1))
    if not len(doubtful):
        return {}
    descriptions, mentions, _ = reports.of(doubtful.to_pylist())
    roles: dict[tuple[str, str], set[str]] = defaultdict(set)
    kept = mentions.filter(pc.is_valid(mentions["role_text"]))
    for document, actor, role in zip(*(kept[c].to_pylist() for c in ("document_id", "actor_id", "role_text")), strict=True):
        roles[actor, document].update(_office_words(role))
    told_of: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for document, actor, country in zip(*(descriptions[c].to_pylist() for c in ("document_id", "actor_id", "country")), strict=True):
        told_of[actor].append((document, country))
    found: dict[tuple[str, str], str] = {}
    for actor, told_in in sorted(told_of.items()):
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
    """A digest with its actors and words as numbers."""

    digest: ActorDigest
    #: Ids of the descriptions, sorted; the actor of each description, and the number of documents that give it.
    actor: Coded
    weight: Numbers
    #: By actor: whether a name of it stands somewhere, and the numbers of mentions and of documents that count.
    is_named: npt.NDArray[np.bool_]
    mentions: Numbers
    documents: Numbers

    @classmethod
    def of(cls, digest: ActorDigest) -> _Columns:
        actor = coded(digest.descriptions["actor_id"])
        owners, size = coded(digest.mentions["actor_id"], actor.names).codes, len(actor.names)

        def spread(name: str) -> Numbers:
            values = np.zeros(size, np.int64)
            values[owners[owners >= 0]] = digest.mentions[name].to_numpy()[owners >= 0]
            return values

        is_named = spread("is_named").astype(np.bool_)
        return cls(digest, actor, digest.descriptions["documents"].to_numpy(), is_named, spread("mentions"), spread("documents"))

    def most(self, groups: Numbers, values: Coded, size: int, *, longest: bool = False) -> Numbers:
        """The value that most documents give, by group."""
        lengths = [len(n) for n in values.names] if longest else None
        return most(groups, values.codes, size, longest=lengths, weights=self.weight).value

    def candidates(self) -> dict[str, Candidate]:
        """Named actors of no list that share a block with another, by id."""
        size, groups, told = len(self.actor.names), self.actor.codes, self.digest.descriptions
        is_listed = any_of(groups, pc.is_valid(told["gazetteer"]).to_numpy(), size)
        chosen = np.flatnonzero(self.is_named & ~is_listed)
        names, kinds = coded(told["name"]), coded(told["kind"])
        name, kind = self.most(groups, names, size, longest=True), self.most(groups, kinds, size)
        country, countries = self._countries(groups, size)
        parents = any_of(groups, pc.is_valid(told["parent_actor_id"]).to_numpy(), size)
        forms = _Forms.of(self.digest, names)
        person = kinds.names.index("person") if "person" in kinds.names else -2
        shared = np.array([k in SHARED_NAMES for k in kinds.names], np.bool_)
        loose = np.array([k in ("person", "population") for k in kinds.names], np.bool_)
        people = chosen[kind[chosen] == person]
        others = chosen[~loose[kind[chosen]] & ~parents[chosen] & ~(shared[kind[chosen]] & (country[chosen] < 0))]
        met = np.concatenate([people[forms.meet(name[people], country[people])], others[forms.written_alike(name[others])]])
        is_person = np.zeros(size, np.bool_)
        is_person[met] = kind[met] == person
        roles, days = self._roles(is_person), self._days(is_person)
        found: dict[str, Candidate] = {}
        for i in sorted(met.tolist()):
            actor = self.actor.names[i]
            found[actor] = Candidate(
                actor,
                names.names[name[i]],
                kinds.names[kind[i]],
                countries.text(int(country[i])),
                bool(parents[i]),
                roles.get(i, frozenset()),
                days.get(i, ()),
                parts_of(names.names[name[i]]),
            )
        return found

    def _roles(self, chosen: npt.NDArray[np.bool_]) -> dict[int, frozenset[str]]:
        owners = coded(self.digest.roles["actor_id"], self.actor.names).codes
        rows = np.flatnonzero((owners >= 0) & chosen[owners])
        found: dict[int, set[str]] = defaultdict(set)
        for i, role in zip(owners[rows].tolist(), self.digest.roles["role_text"].take(pa.array(rows)).to_pylist(), strict=True):
            found[i].update(_office_words(role))
        return {i: frozenset(words) for i, words in found.items()}

    def _days(self, chosen: npt.NDArray[np.bool_]) -> dict[int, Sequence[int]]:
        owners = coded(self.digest.days["actor_id"], self.actor.names).codes
        rows = (owners >= 0) & chosen[owners]
        found: dict[int, list[int]] = defaultdict(list)
        for i, day in zip(owners[rows].tolist(), self.digest.days["day"].to_numpy()[rows].tolist(), strict=True):
            found[i].append(day)
        return {i: sorted(days) for i, days in found.items()}

    def _countries(self, groups: Numbers, size: int) -> tuple[Numbers, Coded]:
        """The country that most documents tell, unless only a few of many tell any: then it is an envoy's or a visitor's slip.

        A person's needs more than half of those that tell one.
        """
        values, kinds = coded(self.digest.descriptions["country"]), coded(self.digest.descriptions["kind"])
        best, kind = most(groups, values.codes, size, weights=self.weight), self.most(groups, kinds, size)
        described = np.bincount(groups, weights=self.weight, minlength=size)
        person = kinds.names.index("person") if "person" in kinds.names else -2
        split = (kind == person) & (2 * best.count <= best.total) & (best.total > 1)
        return np.where(split | (best.count < _COUNTRY_SHARE * described), -1, best.value), values

    def rows(self, actor_of: Mapping[str, str], reports: Reports, changes: Mapping[str, Mapping[str, str | None]] | None = None) -> pa.Table:
        """The rows of ``actors``, with what corrections change of them."""
        told = self.digest.descriptions
        ids = sorted({actor_of.get(a, a) for a in self.actor.names})
        place = {actor: n for n, actor in enumerate(ids)}
        group_of = np.asarray([place[actor_of.get(a, a)] for a in self.actor.names], np.int64)
        size = len(ids)
        groups = group_of[self.actor.codes] if size else self.actor.codes
        names = coded(told["name"])
        name = self.most(groups, names, size, longest=True)
        own = np.asarray([actor_of.get(a, a) == a for a in self.actor.names], np.bool_)
        listed = pc.is_valid(told["gazetteer"]).to_numpy() & (own[self.actor.codes] if size else np.zeros(0, np.bool_))
        of_list = self.most(np.where(listed, groups, -1), names, size, longest=True)
        name = np.where(of_list >= 0, of_list, name)
        country, countries = self._countries(groups, size)
        cells: dict[str, Any] = {
            "actor_id": ids,
            "name": [names.names[n] for n in name.tolist()],
            "country": [countries.text(c) for c in country.tolist()],
        }
        for column in ("kind", "sector", "gazetteer", "gazetteer_id", "contested_note"):
            values = coded(told[column])
            cells[column] = [values.text(v) for v in self.most(groups, values, size).tolist()]
        cells["kind"] = [k or "other" for k in cells["kind"]]
        cells["parent_actor_id"] = _acyclic(self._parents(groups, actor_of, place), ids)
        cells["is_contested"] = any_of(groups, told["is_contested"].to_numpy(), size).tolist()
        cells["mention_count"] = np.bincount(group_of, weights=self.mentions, minlength=size).astype(np.int64)
        cells["document_count"] = np.bincount(group_of, weights=self.documents, minlength=size).astype(np.int64)
        for actor, number in _documents_of_joined(actor_of, reports):
            cells["document_count"][place[actor]] = number
        cells["first_seen_at"], cells["last_seen_at"] = self._seen(group_of, size)
        cells["origin"] = [ORIGIN] * size
        cells["confidence"] = [None] * size
        for actor, changed in (changes or {}).items():
            for column, value in changed.items():
                cells[column][place[actor]] = value
        cells["aliases"] = self._aliases(groups, cells["name"])
        table = contracts.table("actors")
        return pa.table([cells[c.name] for c in table.columns], schema=table.arrow)

    def _seen(self, group_of: Numbers, size: int) -> tuple[pa.Array, pa.Array]:
        """First and last publication by group, null where no document of it is dated."""
        owners = coded(self.digest.mentions["actor_id"], self.actor.names).codes
        found = []
        for name, extreme, end in (("first", np.minimum, _END), ("last", np.maximum, -_END)):
            values = self.digest.mentions[name]
            dated = pc.is_valid(values).to_numpy() & (owners >= 0)
            instants = np.full(size, end, np.int64)
            if dated.any():
                extreme.at(instants, group_of[owners[dated]], values.filter(pa.array(dated)).to_numpy())
            column = pa.array(np.where(instants == end, 0, instants), pa.int64(), mask=instants == end)
            found.append(column.cast(pa.timestamp("us", "UTC")))
        return found[0], found[1]

    def _parents(self, groups: Numbers, actor_of: Mapping[str, str], place: Mapping[str, int]) -> list[int]:
        """The parent that most descriptions name, by group; -1 for none, itself or one that nothing describes."""
        values = coded(self.digest.descriptions["parent_actor_id"])
        final = np.asarray([place.get(actor_of.get(v, v), -1) for v in values.names] + [-1], np.int64)[values.codes]
        found: list[int] = most(np.where(final == groups, -1, groups), final, len(place), weights=self.weight).value.tolist()
        return found

    def _aliases(self, groups: Numbers, chosen: Sequence[str]) -> pa.Array:
        """All other names of each group, sorted."""
        listed = self.digest.aliases()
        rows = np.concatenate([np.asarray(pc.list_parent_indices(listed).to_numpy(), np.int64), np.arange(len(groups))])
        written = pa.concat_arrays([pa.array([], pa.string()), *_chunks(pc.list_flatten(listed)), *_chunks(self.digest.descriptions["name"])])
        values = coded(written)
        owners, found = distinct(groups[rows], values.codes)
        position = {name: n for n, name in enumerate(values.names)}
        own = np.asarray([position.get(name, -1) for name in chosen], np.int64)
        kept = found != own[owners] if len(owners) else np.zeros(0, np.bool_)
        owners, found = owners[kept], found[kept]
        offsets = np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=len(chosen)))]).astype(np.int32)
        return pa.ListArray.from_arrays(pa.array(offsets), pa.array(values.names, pa.string()).take(pa.array(found)))


def _documents_of_joined(actor_of: Mapping[str, str], reports: Reports) -> Iterator[tuple[str, int]]:
    """The number of documents that count, of actors with several ids: one document may use two of them."""
    if not actor_of:
        return
    _, mentions, documents = reports.of({*actor_of, *actor_of.values()})
    copies = documents.filter(pc.is_valid(documents["duplicate_of_document_id"]))["document_id"].to_pylist()
    found: dict[str, set[str]] = {to: set() for to in actor_of.values()}
    for document, actor in zip(mentions["document_id"].to_pylist(), mentions["actor_id"].to_pylist(), strict=True):
        found[actor_of.get(actor, actor)].add(document)
    for actor, used in found.items():
        yield actor, len(used.difference(copies))


@dataclass(frozen=True)
class _Forms:
    """How names are compared: by the place of a name among sorted names, numbers that are equal where names may be one; -1 for none."""

    #: Sound of first and last part, of names of several; the last part; the whole, of names of several words with a capital.
    sounds: Numbers
    last: Numbers
    whole: Numbers

    @classmethod
    def of(cls, digest: ActorDigest, names: Coded) -> _Forms:
        at = coded(digest.names["name"], names.names).codes
        kept = at >= 0

        def spread(column: pa.ChunkedArray | pa.Array) -> Numbers:
            values = np.full(len(names.names), -1, np.int64)
            values[at[kept]] = coded(column).codes[kept]
            return values

        last = pc.list_element(pc.list_slice(pc.split_pattern(pc.utf8_reverse(digest.names["parts"]), " "), 0, 1), 0)
        several = pc.and_(pc.match_substring(digest.names["key"], " "), pc.match_substring_regex(digest.names["name"], r"(^|\s)\p{Lu}"))
        return cls(spread(digest.names["sound"]), spread(last), spread(pc.if_else(several, digest.names["key"], pa.scalar(None, pa.string()))))

    def meet(self, name: Numbers, country: Numbers) -> npt.NDArray[np.bool_]:
        """Which persons share the sound of a full name with another, or a surname and country where one of them is told by the surname alone."""
        sounds, last = self.sounds[name], self.last[name]
        met = _repeated(sounds)
        wide = int(country.max(initial=-1)) + 1
        block = np.where(country >= 0, last * wide + country, -1)
        alone = np.isin(block, block[(sounds < 0) & (block >= 0)])
        return met | (_repeated(block) & alone)

    def written_alike(self, name: Numbers) -> npt.NDArray[np.bool_]:
        """Which names are written like another's, case and marks aside."""
        return _repeated(self.whole[name])


def _repeated(values: Numbers) -> npt.NDArray[np.bool_]:
    """Which values stand more than once; -1 never does."""
    if not len(values):
        return np.zeros(0, np.bool_)
    _, where, counts = np.unique(values, return_inverse=True, return_counts=True)
    found: npt.NDArray[np.bool_] = (counts[where] > 1) & (values >= 0)
    return found


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
