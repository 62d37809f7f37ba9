"""Relations: what has to hold between rows and between tables, as queries that return the failing rows.

Foreign keys follow from the contracts. The rest are the files ``expectations/relations/*.sql``: a comment that says what holds, lines
``-- severity: critical|warning``, ``-- faults: row|table`` and ``-- remedy: ...``, and one query with the columns ``table_name, row_id, detail``.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa

from pipelines import contracts, paths
from pipelines.errors import ContractError
from pipelines.validate.outcome import NAMED, Fault, Outcome

#: DuckDB's memory limit; what does not fit goes to a temporary folder.
MEMORY = "1GB"

_REMEDY = "report the rows with their text"
_OPTION = re.compile(r"--\s*(severity|faults|remedy):\s*(.+)")


@dataclass(frozen=True, kw_only=True)
class Relation:
    """One query over tables that returns failing rows.

    Attributes:
        name: file stem, or ``foreign_key_<column>``.
        reads: the tables that the query reads.
        judges: the tables whose rows it may return.
        severity: "critical" or "warning".
        scope: "row" or "table".
        why: what has to hold.
        remedy: what to do where it does not.
        query: gives the columns ``table_name, row_id, detail``.
    """

    name: str
    reads: frozenset[str]
    judges: tuple[str, ...]
    severity: str
    scope: str
    why: str
    remedy: str
    query: str


@cache
def all_relations() -> tuple[Relation, ...]:
    """Foreign keys first, then the files by name.

    Raises:
        ContractError: a file lacks its head or reads no table.
    """
    return (*_foreign_keys(), *(_from_file(path) for path in sorted((paths.expectations() / "relations").glob("*.sql"))))


def relations(parquet: Path, *, memory: str = MEMORY) -> tuple[Outcome, ...]:
    """Run all relations over landed or candidate tables. No row can be withheld here any more, so each critical failure blocks.

    Args:
        parquet: holds a folder per table.
        memory: DuckDB's memory limit.

    Returns:
        An outcome per relation and table that it judges.

    Raises:
        ContractError: a query does not run, or a table has no folder.
    """
    with (
        tempfile.TemporaryDirectory(prefix="wireledger-") as spill,
        duckdb.connect(config={"memory_limit": memory, "temp_directory": spill}) as connection,
    ):
        for table in contracts.table_names():
            pattern = str(parquet / table / "*.parquet").replace("'", "''")
            try:
                connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{pattern}', hive_partitioning = false)")
            except duckdb.Error as error:
                raise ContractError(f"{parquet / table}: {error}; land the table first, be it empty") from error
        return tuple(outcome.of_table() for relation in all_relations() for outcome in _run(connection, relation))


def relations_of(tables: Mapping[str, pa.Table], *, memory: str = MEMORY) -> tuple[Outcome, ...]:
    """Run the relations that read none but the given tables, such as those of one batch.

    Args:
        tables: by name.
        memory: DuckDB's memory limit.

    Raises:
        ContractError: a query does not run.
    """
    with (
        tempfile.TemporaryDirectory(prefix="wireledger-") as spill,
        duckdb.connect(config={"memory_limit": memory, "temp_directory": spill}) as connection,
    ):
        for name, rows in tables.items():
            connection.register(name, rows)
        return tuple(outcome for relation in all_relations() if relation.reads <= tables.keys() for outcome in _run(connection, relation))


def _run(connection: duckdb.DuckDBPyConnection, relation: Relation) -> Iterator[Outcome]:
    try:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE failing AS SELECT table_name, row_id, detail FROM ({relation.query})")
    except duckdb.Error as error:
        raise ContractError(f"expectations/relations/{relation.name}.sql: {error}") from error
    counts = dict(connection.execute("SELECT table_name, count(DISTINCT row_id) FROM failing GROUP BY ALL").fetchall())
    if set(counts) - set(relation.judges):
        raise ContractError(f"expectations/relations/{relation.name}.sql: returns rows of {sorted(counts)}; name the tables literally")
    for table in relation.judges:
        (checked,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone() or (0,)
        found = connection.execute(
            f"SELECT row_id, min(detail) FROM failing WHERE table_name = ? GROUP BY row_id ORDER BY row_id LIMIT {NAMED}", [table]
        ).fetchall()
        yield Outcome(
            table=table,
            check=relation.name,
            severity=relation.severity,
            scope=relation.scope,
            why=relation.why,
            remedy=relation.remedy,
            checked=checked,
            failed=counts.get(table, 0),
            about="relation",
            faults=tuple(Fault(row_id, detail or "") for row_id, detail in found),
        )


def _foreign_keys() -> Iterator[Relation]:
    for table in contracts.tables():
        for column in table.columns:
            if column.references is None:
                continue
            parent, key = column.references
            yield Relation(
                name=f"foreign_key_{column.name}",
                reads=frozenset((table.name, parent)),
                judges=(table.name,),
                severity="critical",
                scope="row",
                why=f"{column.name} is a {key} of {parent}",
                remedy=_REMEDY,
                query=(
                    f"SELECT '{table.name}' AS table_name, {_key(table)} AS row_id, '{column.name} = ' || {column.name} AS detail "
                    f"FROM {table.name} ANTI JOIN (SELECT {key} AS {column.name} FROM {parent}) USING ({column.name}) WHERE {column.name} IS NOT NULL"
                ),
            )


def _key(table: contracts.Table) -> str:
    return f"concat_ws(',', {', '.join(table.key)})"


def _from_file(path: Path) -> Relation:
    source = path.read_text(encoding="utf-8")
    lines = source.strip().splitlines()
    count = next((i for i, line in enumerate(lines) if not line.startswith("--")), len(lines))
    options = {found[1]: found[2].strip() for line in lines[:count] if (found := _OPTION.fullmatch(line))}
    why = " ".join(line.removeprefix("--").strip() for line in lines[:count] if not _OPTION.fullmatch(line)).strip()
    query = "\n".join(lines[count:]).strip().rstrip(";")
    severity, scope = options.get("severity"), options.get("faults", "row")
    if not why or severity not in ("critical", "warning") or scope not in ("row", "table"):
        raise ContractError(f"{path}: open with a comment that says what holds, and the line -- severity: critical or warning")
    words = set(re.findall(r"[a-z_]+", query))
    reads = frozenset(words & set(contracts.table_names()))
    # a judged table is named as a string, the value of table_name
    judges = tuple(name for name in contracts.table_names() if f"'{name}'" in query)
    if not judges:
        raise ContractError(f"{path}: judges no table; give table_name as a string such as 'statements'")
    remedy = options.get("remedy", _REMEDY)
    return Relation(name=path.stem, reads=reads, judges=judges, severity=severity, scope=scope, why=why.rstrip("."), remedy=remedy, query=query)
