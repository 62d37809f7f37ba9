"""The contracts in the forms that other tools read, generated from ``schemas/``: ODCS for catalogues, Frictionless for data packages.

Sources: Open Data Contract Standard 3.1 (bitol.io), Data Package 1.0 and Table Schema (specs.frictionlessdata.io).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

import yaml

from pipelines import contracts
from pipelines.contracts import Column, Table

_ODCS = {
    "string": "string",
    "int32": "integer",
    "double": "number",
    "bool": "boolean",
    "date": "date",
    "timestamp": "timestamp",
    "list<string>": "array",
}
_FRICTIONLESS = {
    "string": "string",
    "int32": "integer",
    "double": "number",
    "bool": "boolean",
    "date": "date",
    "timestamp": "datetime",
    "list<string>": "array",
}


def files(parts: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """All published contracts as files.

    Args:
        parts: table to the stems of its Parquet files.

    Returns:
        Path relative to the snapshot to content: ``datapackage.json`` and ``contracts/<table>.odcs.yaml``. No clock and no machine in them.
    """
    made = {f"contracts/{t.name}.odcs.yaml": yaml.safe_dump(odcs(t), sort_keys=False, allow_unicode=True, width=120) for t in contracts.tables()}
    made["datapackage.json"] = json.dumps(datapackage(parts), indent=1, ensure_ascii=False) + "\n"
    return made


def odcs(table: Table) -> dict[str, Any]:
    """One table as a contract of the Open Data Contract Standard."""
    return {
        "apiVersion": "v3.1.0",
        "kind": "DataContract",
        "id": f"wireledger-{table.name}",
        "name": table.name,
        "version": table.version,
        "status": "active",
        "description": {"purpose": table.grain, "limitations": "A null is what the texts do not tell; nothing is filled in."},
        "schema": [
            {
                "name": table.name,
                "physicalName": table.name,
                "physicalType": "table",
                "description": table.grain,
                "dataGranularityDescription": table.grain,
                "properties": [_property(table, column) for column in table.columns],
            }
        ],
    }


def datapackage(parts: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """All tables as one data package; its paths start at the snapshot's folder.

    Args:
        parts: table to the stems of its Parquet files.
    """
    return {
        "name": "wireledger",
        "title": "Events, statements, casualties and actors read from news reports",
        "resources": [_resource(table, sorted(parts[table.name])) for table in contracts.tables()],
    }


def _property(table: Table, column: Column) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": column.name,
        "logicalType": _ODCS[column.type],
        "physicalType": str(column.arrow.type),
        "description": column.description,
        "required": not column.is_nullable,
    }
    if column.name in table.key:
        made |= {"primaryKey": True, "primaryKeyPosition": table.key.index(column.name) + 1, "unique": len(table.key) == 1}
    items: dict[str, Any] = {"logicalType": "string"}
    if column.references:
        made["relationships"] = [{"type": "foreignKey", "to": ".".join(column.references)}]
    if column.codes:
        codes = {"type": "library", "metric": "invalidValues", "arguments": {"validValues": list(column.codes.codes)}, "mustBe": 0}
        if column.type.startswith("list"):
            items["quality"] = [codes]
        else:
            made["quality"] = [codes]
    return made | ({"items": items} if column.type.startswith("list") else {})


def _resource(table: Table, stems: list[str]) -> dict[str, Any]:
    paths = [str(PurePosixPath("parquet", table.name, f"{stem}.parquet")) for stem in stems]
    # Table Schema names the table itself by an empty resource
    references = [
        {"fields": [c.name], "reference": {"resource": c.references[0] if c.references[0] != table.name else "", "fields": [c.references[1]]}}
        for c in table.columns
        if c.references
    ]
    return {
        "name": table.name,
        "title": table.grain,
        "path": paths[0],
        **({"extrapaths": paths[1:]} if paths[1:] else {}),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            **({"foreignKeys": references} if references else {}),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if column.is_nullable else {"required": True}
    if column.codes and not column.type.startswith("list"):
        constraints["enum"] = list(column.codes.codes)
    return {
        "name": column.name,
        "type": _FRICTIONLESS[column.type],
        "description": column.description,
        **({"constraints": constraints} if constraints else {}),
    }
