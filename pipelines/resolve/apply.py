"""Putting what was resolved into the staged tables: the same rows, with the ids that hold across documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.contracts import Table


@dataclass(frozen=True)
class Identities:
    """What is the same as what.

    Attributes:
        actor_of: id of an actor as a document describes it, to the actor's id; an id that is missing stands for itself.
        actor_in: the same by (document_id, id), for documents in which the id means another actor than in others.
        event_of: event_mention_id to event_id, for every mention.
        cluster_of: statement_id to statement_cluster_id, for every statement.
        duplicate_of: document_id to the document that it repeats.
        documents: the documents that are in the inbox as they were read; rows of others (a file's former content) are dropped.
    """

    actor_of: Mapping[str, str]
    event_of: Mapping[str, str]
    cluster_of: Mapping[str, str]
    duplicate_of: Mapping[str, str]
    documents: frozenset[str]
    actor_in: Mapping[tuple[str, str], str] = field(default_factory=dict)


def apply(table: Table, rows: pa.Table, same: Identities) -> pa.Table:
    """Rewrite the ids of a staged table.

    Args:
        table: the contract of the rows.
        rows: staged rows of one batch, in the contract's order.
        same: what was resolved.

    Returns:
        Rows of the kept documents, with the ids of actors and events that hold across documents.
    """
    rows = rows.filter(pc.is_in(rows["document_id"], value_set=pa.array(sorted(same.documents), pa.string())))
    if "event_mention_id" in table.by_name and "event_id" in table.by_name:
        rows = _replaced(rows, "event_id", _mapped(rows["event_mention_id"], same.event_of))
    if "statement_cluster_id" in table.by_name:
        rows = _replaced(rows, "statement_cluster_id", _mapped(rows["statement_id"], same.cluster_of))
    if "duplicate_of_document_id" in table.by_name:
        found = [same.duplicate_of.get(d) for d in rows["document_id"].to_pylist()]
        rows = _replaced(rows, "duplicate_of_document_id", pa.array(found, pa.string()))
    for column in table.columns:
        if column.references == ("actors", "actor_id"):
            values = _mapped(rows[column.name], same.actor_of)
            rows = _replaced(rows, column.name, _parted(rows["document_id"], rows[column.name], values, same.actor_in))
    return rows.cast(table.arrow)


def _mapped(ids: pa.ChunkedArray, mapping: Mapping[str, str]) -> pa.ChunkedArray:
    known = [i for i in pc.unique(ids).to_pylist() if i in mapping]
    if not known:
        return ids
    at = pc.index_in(ids, value_set=pa.array(known, pa.string()))
    return pc.if_else(pc.is_valid(at), pc.take(pa.array([mapping[i] for i in known], pa.string()), at), ids)


def _parted(documents: pa.ChunkedArray, ids: pa.ChunkedArray, values: pa.ChunkedArray, actor_in: Mapping[tuple[str, str], str]) -> pa.ChunkedArray:
    """The values, but for ids that mean another actor in their document."""
    if not actor_in:
        return values
    concerned = pc.is_in(ids, value_set=pa.array(sorted({actor for _, actor in actor_in}), pa.string()))
    if not pc.any(concerned).as_py():
        return values
    found = [actor_in.get((d, i), v) for d, i, v in zip(documents.to_pylist(), ids.to_pylist(), values.to_pylist(), strict=True)]
    return pa.chunked_array([pa.array(found, pa.string())])


def _replaced(rows: pa.Table, name: str, values: pa.Array | pa.ChunkedArray) -> pa.Table:
    return rows.set_column(rows.schema.get_field_index(name), rows.schema.field(name), values)
