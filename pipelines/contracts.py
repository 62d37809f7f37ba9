"""The contracts of the tables, read from ``schemas/``, and everything that derives from them.

What belongs here: the shapes of tables and their derivations (pyarrow schema, DuckDB DDL, structural expectations, rows checked against
them). What does not: any column, code or key written down a second time.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import jsonschema
import pyarrow as pa
import yaml

from pipelines import paths
from pipelines.errors import ContractError

_ARROW: dict[str, pa.DataType] = {
    "string": pa.string(),
    "int32": pa.int32(),
    "double": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "list<string>": pa.list_(pa.field("element", pa.string(), nullable=False)),
}
_DUCKDB: dict[str, str] = {
    "string": "VARCHAR",
    "int32": "INTEGER",
    "double": "DOUBLE",
    "bool": "BOOLEAN",
    "date": "DATE",
    "timestamp": "TIMESTAMPTZ",
    "list<string>": "VARCHAR[]",
}
_PYTHON: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "int32": (int,),
    "double": (float, int),
    "bool": (bool,),
    "date": (dt.date,),
    "timestamp": (dt.datetime,),
    "list<string>": (list, tuple),
}


@dataclass(frozen=True)
class CodeList:
    """A closed list of codes; ``codes`` maps each to its facts (``means`` and whatever the list adds)."""

    name: str
    note: str
    source: str
    codes: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Column:
    """One column of one table."""

    name: str
    type: str
    description: str
    is_nullable: bool
    codes: CodeList | None
    references: tuple[str, str] | None

    @property
    def arrow(self) -> pa.Field:
        """The pyarrow field; the description rides along."""
        return pa.field(self.name, _ARROW[self.type], self.is_nullable, {"description": self.description})


@dataclass(frozen=True)
class Table:
    """The contract of one table."""

    name: str
    version: str
    grain: str
    stage: str
    key: tuple[str, ...]
    sort: tuple[str, ...]
    columns: tuple[Column, ...]

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """Columns by their name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def arrow(self) -> pa.Schema:
        """The Parquet shape, with table name, version and descriptions as metadata."""
        return pa.schema([column.arrow for column in self.columns], metadata={"table": self.name, "version": self.version, "grain": self.grain})

    def ddl(self) -> list[str]:
        """DuckDB statements that make the table with keys, foreign keys and comments."""
        lines = [f"{c.name} {_DUCKDB[c.type]}{'' if c.is_nullable else ' NOT NULL'}" for c in self.columns]
        lines.append(f"PRIMARY KEY ({', '.join(self.key)})")
        for column in self.columns:
            if column.references and column.references[0] != self.name:
                lines.append(f"FOREIGN KEY ({column.name}) REFERENCES {column.references[0]} ({column.references[1]})")
        statements = [f"CREATE TABLE {self.name} (\n  " + ",\n  ".join(lines) + "\n)", f"COMMENT ON TABLE {self.name} IS {_quoted(self.grain)}"]
        return statements + [f"COMMENT ON COLUMN {self.name}.{c.name} IS {_quoted(c.description)}" for c in self.columns]

    def collect(self, rows: Iterable[object]) -> pa.Table:
        """Make a pyarrow table of rows, sorted as the contract says; never coerces.

        Args:
            rows: mappings whose keys are exactly the columns, or objects with an attribute for each column (further ones are ignored).

        Returns:
            The table, in the contract's order of rows and columns.

        Raises:
            ContractError: a row lacks or adds a column, has a wrong type, a null where none may be, or a code not in its list.
        """
        names = [c.name for c in self.columns]
        values: list[tuple[Any, ...]] = []
        for row in rows:
            if isinstance(row, Mapping):
                if set(row) != set(names):
                    astray = sorted(set(row) ^ set(names))
                    raise ContractError(f"{self.name}: a row has the columns {astray} too many or too few; see schemas/tables/{self.name}.yml")
                cells = tuple(row[name] for name in names)
            else:
                cells = tuple(getattr(row, name) for name in names)
            self.check(cells)
            values.append(cells)
        position = {name: i for i, name in enumerate(names)}
        order = [position[name] for name in (*self.sort, *self.key)]
        values.sort(key=lambda cells: tuple((cells[i] is not None, cells[i]) for i in order))
        columns = list(zip(*values, strict=True)) if values else [()] * len(names)
        arrays = [pa.array(list(column), type=field.type) for column, field in zip(columns, self.arrow, strict=True)]
        return pa.Table.from_arrays(arrays, schema=self.arrow)

    def check(self, cells: tuple[Any, ...]) -> None:
        """Check one row's cells, in the order of the columns.

        Raises:
            ContractError: naming the column, the value and the row's key.
        """
        for column, cell in zip(self.columns, cells, strict=True):
            if cell is None:
                if not column.is_nullable:
                    raise ContractError(f"{self.name}.{column.name} is null, and may not be, in row {self._key(cells)}")
                continue
            if not isinstance(cell, _PYTHON[column.type]) or (column.type in ("int32", "double") and isinstance(cell, bool)):
                raise ContractError(f"{self.name}.{column.name} is {cell!r}, not a {column.type}, in row {self._key(cells)}")
            if column.codes is not None:
                for code in cell if isinstance(cell, list | tuple) else (cell,):
                    if code not in column.codes.codes:
                        raise ContractError(f"{self.name}.{column.name} is {code!r}, not a code of {column.codes.name}, in row {self._key(cells)}")

    def _key(self, cells: tuple[Any, ...]) -> str:
        return ", ".join(str(cell) for column, cell in zip(self.columns, cells, strict=True) if column.name in self.key)

    def structure(self) -> list[dict[str, Any]]:
        """The expectations that follow from the contract alone, in the form of ``expectations/<table>.yml``; all critical."""
        why = f"schemas/tables/{self.name}.yml"
        found: list[dict[str, Any]] = [
            {"type": "expect_table_columns_to_match_ordered_list", "kwargs": {"column_list": [c.name for c in self.columns]}},
        ]
        if len(self.key) == 1:
            found.append({"type": "expect_column_values_to_be_unique", "kwargs": {"column": self.key[0]}})
        else:
            found.append({"type": "expect_compound_columns_to_be_unique", "kwargs": {"column_list": list(self.key)}})
        for column in self.columns:
            if not column.is_nullable:
                found.append({"type": "expect_column_values_to_not_be_null", "kwargs": {"column": column.name}})
            if column.codes is not None and not column.type.startswith("list"):
                found.append({"type": "expect_column_values_to_be_in_set", "kwargs": {"column": column.name, "value_set": list(column.codes.codes)}})
            if column.name == "confidence":
                found.append({"type": "expect_column_values_to_be_between", "kwargs": {"column": column.name, "min_value": 0.0, "max_value": 1.0}})
        for low, high in (("start_char", "end_char"), ("count_low", "count_high"), ("date_start", "date_end"), ("said_date_start", "said_date_end")):
            if low in self.by_name and high in self.by_name:
                found.append(
                    {
                        "type": "expect_column_pair_values_a_to_be_greater_than_b",
                        "kwargs": {"column_A": high, "column_B": low, "or_equal": True, "ignore_row_if": "either_value_is_missing"},
                    }
                )
        return [{**e, "severity": "critical", "meta": {"why": why}} for e in found]


def shape(columns: Iterable[str]) -> pa.Schema:
    """A schema of columns of the dictionary, all nullable: for what passes between stages and is no table."""
    return pa.schema([pa.field(name, _ARROW[_dictionary()[name]["type"]]) for name in columns])


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def read_yaml(path: Path, schema: str | None = None) -> Any:
    """Read a YAML file and check it against ``schemas/meta/<schema>.schema.json``.

    Raises:
        ContractError: the file is no YAML or does not fit, with the place in it.
    """
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, yaml.YAMLError) as error:
        raise ContractError(f"{path}: {error}; mend the YAML") from error
    if schema is not None:
        rules = json.loads((paths.schemas() / "meta" / f"{schema}.schema.json").read_text(encoding="utf-8"))
        for problem in jsonschema.Draft202012Validator(rules).iter_errors(data):
            where = "/".join(str(step) for step in problem.absolute_path)
            raise ContractError(f"{path}: at {where or 'the top'}: {problem.message}; see schemas/meta/{schema}.schema.json")
    return data


@cache
def codes(name: str) -> CodeList:
    """The code list ``schemas/codes/<name>.yml``."""
    data = read_yaml(paths.schemas() / "codes" / f"{name}.yml", "codes")
    if data["list"] != name:
        raise ContractError(f"schemas/codes/{name}.yml calls itself {data['list']!r}; file and list share one name")
    return CodeList(name, data["note"], data["source"], data["codes"])


@cache
def _dictionary() -> Mapping[str, Mapping[str, Any]]:
    columns: Mapping[str, Mapping[str, Any]] = read_yaml(paths.schemas() / "columns.yml", "columns")
    return columns


@cache
def table(name: str) -> Table:
    """The contract of a table.

    Raises:
        ContractError: no such contract, or it names a column or code list that does not exist.
    """
    path = paths.schemas() / "tables" / f"{name}.yml"
    if not path.is_file():
        raise ContractError(f"no table is called {name!r}; there are {', '.join(table_names())}")
    data = read_yaml(path, "table")
    if data["table"] != name:
        raise ContractError(f"{path}: calls itself {data['table']!r}; file and table share one name")
    lists = data.get("codes", {})
    columns = []
    for column in data["columns"]:
        if column not in _dictionary():
            raise ContractError(f"{path}: the column {column!r} is not in schemas/columns.yml; describe it there once")
        facts = _dictionary()[column]
        code_list = lists.get(column, facts.get("codes"))
        target = data["references"].get(column)
        columns.append(
            Column(
                column,
                facts["type"],
                facts["description"],
                column in data["nullable"],
                codes(code_list) if code_list else None,
                (target.split(".")[0], target.split(".")[1]) if target else None,
            )
        )
    for field in ("key", "nullable", "sort"):
        for column in data[field]:
            if column not in data["columns"]:
                raise ContractError(f"{path}: {field} names {column!r}, which is no column of the table")
    return Table(name, data["version"], data["grain"], data["stage"], tuple(data["key"]), tuple(data["sort"]), tuple(columns))


@cache
def table_names() -> tuple[str, ...]:
    """Names of all tables, parents before the tables that refer to them."""
    names = sorted(path.stem for path in (paths.schemas() / "tables").glob("*.yml"))
    parents = {
        name: {ref.split(".")[0] for ref in read_yaml(paths.schemas() / "tables" / f"{name}.yml")["references"].values()} - {name} for name in names
    }
    ordered: list[str] = []
    while len(ordered) < len(names):
        ready = [name for name in names if name not in ordered and parents[name] <= set(ordered)]
        if not ready:
            raise ContractError(f"schemas/tables: the references of {sorted(set(names) - set(ordered))} run in a circle or to no table")
        ordered += ready
    return tuple(ordered)


def tables(stage: str | None = None) -> tuple[Table, ...]:
    """All contracts, or those of one stage, parents first."""
    return tuple(t for t in map(table, table_names()) if stage in (None, t.stage))
