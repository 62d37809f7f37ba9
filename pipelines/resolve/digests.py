"""What the documents of a batch tell of actors, added up: what ``resolve`` reads instead of every description and mention.

What belongs here: counting within a batch, and putting the digests of batches together. What does not: who is the same (``actors``).

A digest depends on its batch alone, so that it is made once and kept beside it; what new documents cost is then mostly theirs. All counts add up,
whatever the order of the batches.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Protocol, Self

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.annotate.gazetteer import key
from pipelines.extract.model import Actor
from pipelines.resolve.names import parts_of, sound

#: Fields of a description, of a mention, and of a document that a digest is made of.
DESCRIBED = tuple(f.name for f in fields(Actor))
MENTIONED = ("document_id", "actor_id", "form", "role_text")
PUBLISHED = ("document_id", "published_at", "duplicate_of_document_id")
#: Stands between aliases, which hold no control characters.
_BETWEEN = "\x1f"
_EPOCH = dt.date(1970, 1, 1).toordinal()
_STRING, _NUMBER = pa.string(), pa.int64()

_SHAPES: Mapping[str, pa.Schema] = {
    "descriptions": pa.schema(
        [
            *((n, _STRING) for n in DESCRIBED if n not in ("document_id", "is_contested", "aliases")),
            ("is_contested", pa.bool_()),
            ("aliases", _STRING),
            ("documents", _NUMBER),
        ]
    ),
    "mentions": pa.schema(
        [("actor_id", _STRING), ("is_named", pa.bool_()), ("mentions", _NUMBER), ("documents", _NUMBER), ("first", _NUMBER), ("last", _NUMBER)]
    ),
    "roles": pa.schema([("actor_id", _STRING), ("role_text", _STRING)]),
    "days": pa.schema([("actor_id", _STRING), ("day", _NUMBER)]),
    "names": pa.schema([("name", _STRING), ("key", _STRING), ("parts", _STRING), ("sound", _STRING)]),
}


class Reports(Protocol):
    """Where the rows behind a digest are."""

    def of(self, actor_ids: Collection[str]) -> tuple[pa.Table, pa.Table, pa.Table]:
        """The descriptions and mentions with these ids in all documents, and the documents, with ``DESCRIBED``, ``MENTIONED`` and ``PUBLISHED``."""
        ...


@dataclass(frozen=True)
class ActorDigest:
    """Actors of some documents.

    Attributes:
        descriptions: distinct descriptions of an actor with the number of ``documents`` that give them; ``aliases`` as one string.
        mentions: per actor with mentions that count (copies of reports left out): whether a name is among them, their number and that of their
            documents, ``first`` and ``last`` publication in microseconds, null without dates.
        roles: distinct pairs of actor and words of office, copies left out.
        days: distinct pairs of actor and day of publication (ordinal), of actors in no list.
        names: distinct names of actors in no list, in the form in which they are compared; ``sound`` of names of several words.
    """

    descriptions: pa.Table
    mentions: pa.Table
    roles: pa.Table
    days: pa.Table
    names: pa.Table

    @classmethod
    def of(cls, descriptions: pa.Table, mentions: pa.Table, documents: pa.Table) -> Self:
        """Add up rows.

        Args:
            descriptions: one row per actor and document, with ``DESCRIBED``.
            mentions: rows with ``MENTIONED``.
            documents: rows with ``PUBLISHED`` (UTC, null where unknown), one for every document of these.
        """
        instants = documents["published_at"].cast(pa.timestamp("us", "UTC")).cast(_NUMBER)
        copies = documents["document_id"].filter(pc.is_valid(documents["duplicate_of_document_id"]))

        def published(rows: pa.Table) -> pa.ChunkedArray:
            return pc.take(instants, pc.index_in(rows["document_id"], value_set=documents["document_id"].combine_chunks()))

        aliases = pc.binary_join(descriptions["aliases"].cast(pa.list_(_STRING)), _BETWEEN)
        told = descriptions.set_column(descriptions.schema.get_field_index("aliases"), "aliases", aliases)
        columns = [n for n in _SHAPES["descriptions"].names if n != "documents"]
        counted = told.group_by(columns).aggregate([([], "count_all")]).rename_columns([*columns, "documents"])
        counts = mentions.filter(pc.invert(pc.is_in(mentions["document_id"], value_set=pc.unique(copies)))) if len(copies) else mentions
        counts = counts.append_column("is_named", pc.equal(counts["form"], "name")).append_column("published", published(counts))
        held = counts.group_by("actor_id").aggregate(
            [("is_named", "any"), ([], "count_all"), ("document_id", "count_distinct"), ("published", "min"), ("published", "max")]
        )
        roles = counts.filter(pc.is_valid(counts["role_text"])).select(["actor_id", "role_text"])
        unlisted = descriptions.filter(pc.is_null(descriptions["gazetteer"]))
        days = pc.add(published(unlisted).cast(pa.timestamp("us")).cast(pa.date32(), safe=False).cast(pa.int32()).cast(_NUMBER), _EPOCH)
        dated = pa.table({"actor_id": unlisted["actor_id"], "day": days}).filter(pc.is_valid(days))
        return cls(
            counted.cast(_SHAPES["descriptions"]),
            held.rename_columns(_SHAPES["mentions"].names).cast(_SHAPES["mentions"]),
            _distinct(roles).cast(_SHAPES["roles"]),
            _distinct(dated).cast(_SHAPES["days"]),
            _names(pc.unique(unlisted["name"])),
        )

    @classmethod
    def merged(cls, digests: Sequence[ActorDigest]) -> Self:
        """One digest out of several of different documents."""
        parts = {name: _together(name, [getattr(d, name) for d in digests]) for name in _SHAPES}
        columns = [n for n in _SHAPES["descriptions"].names if n != "documents"]
        told = parts["descriptions"].group_by(columns).aggregate([("documents", "sum")])
        held = parts["mentions"].group_by("actor_id")
        sums = held.aggregate([("is_named", "any"), ("mentions", "sum"), ("documents", "sum"), ("first", "min"), ("last", "max")])
        return cls(
            told.rename_columns([*columns, "documents"]).cast(_SHAPES["descriptions"]),
            sums.rename_columns(_SHAPES["mentions"].names).cast(_SHAPES["mentions"]),
            _distinct(parts["roles"]),
            _distinct(parts["days"]),
            _distinct(parts["names"]),
        )

    @classmethod
    def from_tables(cls, tables: Mapping[str, pa.Table]) -> Self:
        """What ``tables`` gave."""
        return cls(**{name: tables[name] for name in _SHAPES})

    def tables(self) -> Mapping[str, pa.Table]:
        """The parts, by name, to be kept."""
        return {name: getattr(self, name) for name in _SHAPES}

    def without(self, actor_ids: Iterable[str]) -> ActorDigest:
        """The digest but for some actors."""
        left_out = pa.array(sorted(actor_ids), _STRING)

        def others(rows: pa.Table) -> pa.Table:
            return rows.filter(pc.invert(pc.is_in(rows["actor_id"], value_set=left_out)))

        return ActorDigest(others(self.descriptions), others(self.mentions), others(self.roles), others(self.days), self.names)

    def aliases(self) -> pa.ChunkedArray:
        """The other names of each description; an empty list for none."""
        given = self.descriptions["aliases"]
        return pc.split_pattern(pc.if_else(pc.equal(given, ""), pa.scalar(None, _STRING), given), _BETWEEN)


#: Names of a digest's parts.
PARTS = tuple(_SHAPES)


def _together(name: str, tables: Sequence[pa.Table]) -> pa.Table:
    return pa.concat_tables([_SHAPES[name].empty_table(), *tables])


def _distinct(rows: pa.Table) -> pa.Table:
    return rows.group_by(rows.schema.names).aggregate([])


def _names(names: pa.Array | pa.ChunkedArray) -> pa.Table:
    written = names.to_pylist()
    parts = [parts_of(name) for name in written]
    return pa.table([written, [key(name) for name in written], [" ".join(p) for p in parts], [_sound_of(p) for p in parts]], schema=_SHAPES["names"])


def _sound_of(parts: Sequence[str]) -> str | None:
    return f"{sound(parts[0])} {sound(parts[-1])}" if len(parts) > 1 else None


@dataclass(frozen=True)
class HeldReports:
    """Reports whose rows are in memory."""

    descriptions: pa.Table
    mentions: pa.Table
    documents: pa.Table

    def of(self, actor_ids: Collection[str]) -> tuple[pa.Table, pa.Table, pa.Table]:
        """As ``Reports`` has it."""
        wanted = pa.array(sorted(actor_ids), _STRING)
        told, named = (rows.filter(pc.is_in(rows["actor_id"], value_set=wanted)) for rows in (self.descriptions, self.mentions))
        return told.select(DESCRIBED), named.select(MENTIONED), self.documents.select(PUBLISHED)
