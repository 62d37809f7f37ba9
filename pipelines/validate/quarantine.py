"""The quarantine: the one shape in which refused files and withheld rows are kept, with reason and remedy."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyarrow as pa

from pipelines import contracts, paths
from pipelines.contracts import Column, Table
from pipelines.errors import ContractError


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """One row of the quarantine: a file that could not be read or a row that was withheld.

    Attributes:
        table_name: the table that the row was meant for; ``documents`` for a refused file.
        source_path: relative to the inbox; None where only the document is known.
        document_id: None for a refused file.
        row_id: key of the withheld row; None for a refused file.
        stage: ingest, extract, resolve or validate.
        reason: what is wrong; the same words for the same fault.
        remedy: what the reader can do about it.
        detail: the facts of this one case.
        row_json: the withheld row, see ``as_json``.
    """

    table_name: str
    source_path: str | None = None
    document_id: str | None = None
    row_id: str | None = None
    stage: str
    reason: str
    remedy: str
    detail: str | None = None
    row_json: str | None = None


@cache
def contract() -> Table:
    """The contract of the quarantine, ``schemas/quarantine.yml``; columns that other tables have keep their one description.

    Raises:
        ContractError: it describes a column again that the dictionary has, or lists one that nobody describes.
    """
    path = paths.schemas() / "quarantine.yml"
    data = contracts.read_yaml(path, "quarantine")
    shared = {c.name: c for table in contracts.tables() for c in table.columns}
    columns = []
    for name in data["columns"]:
        described = data["describes"].get(name)
        if (described is None) == (name not in shared):
            raise ContractError(f"{path}: {name!r} must be described once, there or in schemas/columns.yml")
        kind, description = (described["type"], described["description"]) if described else (shared[name].type, shared[name].description)
        columns.append(Column(name, kind, description, name in data["nullable"], None, None))
    return Table(data["table"], data["version"], data["grain"], data["stage"], tuple(data["key"]), tuple(data["sort"]), tuple(columns))


def collect(refusals: Iterable[Refusal]) -> pa.Table:
    """Make the rows of one quarantine file, sorted, each once."""
    return contract().collect(set(refusals))


def as_json(row: Mapping[str, Any]) -> str:
    """A row as one line of JSON: dates in ISO form, columns in their order."""
    return json.dumps(dict(row), ensure_ascii=False, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    raise TypeError(f"a cell of type {type(value).__name__} has no JSON form here; add it to pipelines.validate.quarantine")
