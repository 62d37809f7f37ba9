"""One batch through all its checks: the rows that stand, the rows that are withheld with their reasons, or the end of the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from pipelines import contracts
from pipelines.validate.outcome import Outcome, require
from pipelines.validate.quarantine import Refusal, as_json
from pipelines.validate.relations import relations_of
from pipelines.validate.suites import validate


@dataclass(frozen=True)
class Checked:
    """A batch after its checks.

    Attributes:
        tables: the rows that stand.
        refusals: the rows that were withheld, for the quarantine.
        outcomes: the answers to all checks, of the rows as they came.
    """

    tables: Mapping[str, pa.Table]
    refusals: tuple[Refusal, ...]
    outcomes: tuple[Outcome, ...]


def check_batch(tables: Mapping[str, pa.Table]) -> Checked:
    """Check tables alone and against each other, and withhold the rows that fail alone, with the rows that refer to them.

    Args:
        tables: by name; those of one batch. Relations to tables that are not among them are left to ``relations``.

    Raises:
        ValidationFailed: a critical fault concerns a whole table or more rows than can be withheld; nothing of the batch stands.
    """
    checked = inspect_batch(tables)
    require(checked.outcomes)
    return checked


def inspect_batch(tables: Mapping[str, pa.Table]) -> Checked:
    """As ``check_batch``, for callers that show the outcomes before they stop; nothing stands while an outcome is blocking.

    Args:
        tables: as ``check_batch``.
    """
    outcomes = [outcome for name, rows in tables.items() for outcome in validate(name, rows)]
    if not any(outcome.is_blocking for outcome in outcomes):
        outcomes += relations_of(tables)
    if any(outcome.is_blocking for outcome in outcomes):
        return Checked({name: rows.slice(0, 0) for name, rows in tables.items()}, (), tuple(outcomes))
    kept: dict[str, pa.Table] = {}
    refusals: list[Refusal] = []
    for name, rows in tables.items():
        kept[name], withheld = split(name, rows, outcomes)
        refusals += withheld
    while dependants := [refusal for name in kept for refusal in _dependants(name, kept, refusals)]:
        refusals += dependants
        for name in {refusal.table_name for refusal in dependants}:
            kept[name] = _without(name, kept[name], {r.row_id for r in dependants if r.table_name == name})
    return Checked(kept, tuple(_with_paths(refusals, tables)), tuple(outcomes))


def split(table: str, rows: pa.Table, outcomes: Iterable[Outcome]) -> tuple[pa.Table, tuple[Refusal, ...]]:
    """Divide rows into those that stand and those that are withheld.

    Args:
        table: name of the table.
        rows: its rows, as they were checked.
        outcomes: of any tables; those that are critical, of single rows and of this table count.

    Returns:
        The rows that stand, in their order, and a refusal for each reason that a row is withheld for.
    """
    faults = [(fault, outcome) for outcome in outcomes if outcome.table == table and outcome.is_withholding for fault in outcome.faults]
    if not faults:
        return rows, ()
    cells = _by_key(table, rows, {fault.row_id for fault, _ in faults})
    refusals = tuple(
        Refusal(
            table_name=table,
            document_id=str(cells[fault.row_id]["document_id"]) if "document_id" in rows.column_names else None,
            row_id=fault.row_id,
            stage="validate",
            reason=outcome.check,
            remedy=outcome.remedy,
            detail="; ".join(part for part in (outcome.why, fault.detail) if part),
            row_json=as_json(cells[fault.row_id]),
        )
        for fault, outcome in faults
    )
    return _without(table, rows, {refusal.row_id for refusal in refusals}), refusals


def _dependants(table: str, tables: Mapping[str, pa.Table], refusals: list[Refusal]) -> list[Refusal]:
    """Refusals of the rows of a table that refer to withheld rows."""
    gone: dict[str, set[str]] = {}
    for refusal in refusals:
        gone.setdefault(refusal.table_name, set()).add(refusal.row_id or "")
    found: dict[str, Refusal] = {}
    rows = tables[table]
    for column in contracts.table(table).columns:
        if column.references is None or column.references[0] not in gone:
            continue
        parents = pa.array(sorted(gone[column.references[0]]), pa.string())
        hit = rows.filter(pc.is_in(rows.column(column.name), value_set=parents))
        for cells in hit.to_pylist():
            row_id = _row_id(table, cells)
            found[row_id] = Refusal(
                table_name=table,
                document_id=cells.get("document_id"),
                row_id=row_id,
                stage="validate",
                reason="refers_to_a_withheld_row",
                remedy=f"see the row of {column.references[0]} in the quarantine",
                detail=f"{column.name} = {cells[column.name]}",
                row_json=as_json(cells),
            )
    return list(found.values())


def _with_paths(refusals: Iterable[Refusal], tables: Mapping[str, pa.Table]) -> Iterator[Refusal]:
    """The refusals with the path of their document's file, where the documents are among the tables."""
    documents = tables.get("documents")
    paths = {} if documents is None else dict(zip(*(documents.column(name).to_pylist() for name in ("document_id", "source_path")), strict=True))
    for refusal in refusals:
        known = refusal.document_id is not None and refusal.document_id in paths
        yield replace(refusal, source_path=paths[refusal.document_id]) if known else refusal


def _keys(table: str, rows: pa.Table) -> pa.Array:
    """The rows' ids: their key, parts joined by a comma."""
    parts = [pc.cast(rows.column(name), pa.string()) for name in contracts.table(table).key]
    return parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, ",")


def _without(table: str, rows: pa.Table, row_ids: Iterable[str | None]) -> pa.Table:
    return rows.filter(pc.invert(pc.is_in(_keys(table, rows), value_set=pa.array(sorted(filter(None, row_ids)), pa.string()))))


def _by_key(table: str, rows: pa.Table, row_ids: set[str]) -> dict[str, dict[str, object]]:
    hit = rows.filter(pc.is_in(_keys(table, rows), value_set=pa.array(sorted(row_ids), pa.string())))
    return {_row_id(table, cells): cells for cells in hit.to_pylist()}


def _row_id(table: str, cells: Mapping[str, object]) -> str:
    return ",".join(str(cells[name]) for name in contracts.table(table).key)
