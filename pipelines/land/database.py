"""The DuckDB file: a fresh one per publication, with keys, foreign keys, comments, macros and views.

Foreign keys forbid replacing a parent table in place, and readers hold the old file open: so the file is made anew from the Parquet. Keys cost:
for 1.85 million rows (a million mentions) the load takes 4 s without, 9 s with primary and 21 s with foreign keys too, on two cores; that is a
hundredth of what reading those texts takes, and BI tools draw their joins from them. Their indexes have to stay in memory while the file is made,
some 80 bytes a primary and 30 bytes a foreign key: so large warehouses do without. Validation checks both sorts of keys on every run in any case.
"""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from pipelines import contracts, paths
from pipelines.contracts import Table
from pipelines.errors import LandingError
from pipelines.validate import quarantine as refusals

_LOG = logging.getLogger(__name__)

#: DuckDB's memory limit while a database is built; what does not fit goes to a temporary folder beside the file.
MEMORY = "2GB"

#: Rows of all tables together up to which foreign keys, and then primary keys, are made: their indexes take about half of that memory.
FOREIGN_KEY_ROWS = 5_000_000
PRIMARY_KEY_ROWS = 12_000_000

#: The oldest storage format with everything used here; the long-term release 1.4 opens it.
STORAGE = "v1.2.0"


def build_database(parquet: Path, target: Path, *, quarantine: Path | None = None, memory: str = MEMORY) -> None:
    """Make a database of Parquet folders.

    Args:
        parquet: holds a folder per table; a table without files becomes an empty table.
        target: the file to make; replaced when it exists.
        quarantine: holds a folder per table with refused rows; they become the table ``quarantine``.
        memory: DuckDB's memory limit.

    Raises:
        LandingError: rows break a key, or a macro or view file does not run; names the table or the file.
    """
    target.unlink(missing_ok=True)
    spill = target.with_name(f".{target.name}.spill")
    connection = duckdb.connect(config={"memory_limit": memory, "temp_directory": str(spill), "preserve_insertion_order": False})
    try:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f"ATTACH {quoted(str(target))} AS warehouse (STORAGE_VERSION '{STORAGE}')")
        connection.execute("USE warehouse")
        files = {table.name: sorted((parquet / table.name).rglob("*.parquet")) for table in contracts.tables()}
        rows = sum(pq.read_metadata(path).num_rows for found in files.values() for path in found)
        without = (["FOREIGN KEY"] if rows > FOREIGN_KEY_ROWS else []) + (["PRIMARY KEY"] if rows > PRIMARY_KEY_ROWS else [])
        if without:
            _LOG.warning("%s: %s rows are too many for indexes in memory; made without %s", target, f"{rows:,}", " and ".join(without))
        # one transaction for all definitions: each commit waits for the disk
        connection.execute("BEGIN")
        for table in contracts.tables():
            _create(connection, table, without)
        _create(connection, refusals.contract(), ["PRIMARY KEY"])
        add_macros(connection, _sources("macros"))
        add_views(connection, _sources("views"))
        connection.execute("COMMIT")
        for table in contracts.tables():
            _load(connection, table, files[table.name])
        _load(connection, refusals.contract(), sorted(quarantine.rglob("*.parquet")) if quarantine else [])
        connection.execute("CHECKPOINT")
        connection.execute("USE memory")
        connection.execute("DETACH warehouse")
    except duckdb.Error as error:
        raise LandingError(f"{target}: {error}; free space or memory, then run again") from error
    finally:
        connection.close()
        shutil.rmtree(spill, ignore_errors=True)


def add_macros(connection: duckdb.DuckDBPyConnection, sources: Mapping[str, str]) -> None:
    """Run macro files, each a comment and one ``CREATE MACRO`` of the file's name; macros may use each other.

    Args:
        connection: its current schema takes the macros.
        sources: file stem to content.

    Raises:
        LandingError: a file does not run, or makes a macro of another name.
    """
    for name, source in sources.items():
        if not re.search(rf"^CREATE MACRO {name}\s*\(", source, re.MULTILINE):
            raise LandingError(f"warehouse/macros/{name}.sql: has no CREATE MACRO {name}(...); file and macro share one name")
    _create_in_order(connection, "macros", sources)


def add_views(connection: duckdb.DuckDBPyConnection, sources: Mapping[str, str]) -> None:
    """Make views of files, each a leading ``--`` comment and one SELECT; the comment becomes the view's. Views may read other views.

    Args:
        connection: its current schema holds the tables and takes the views.
        sources: file stem, which is the view's name, to content.

    Raises:
        LandingError: a file has no comment or does not run, or views read each other in a circle.
    """
    parts = {name: split_comment(f"warehouse/views/{name}.sql", source) for name, source in sources.items()}
    _create_in_order(connection, "views", {name: f"CREATE VIEW {name} AS\n{select}" for name, (_, select) in parts.items()})
    for name, (comment, _) in parts.items():
        connection.execute(f"COMMENT ON VIEW {name} IS {quoted(comment)}")


def _create_in_order(connection: duckdb.DuckDBPyConnection, folder: str, statements: Mapping[str, str]) -> None:
    """Run CREATE statements, those that others use first. A failed one would end the transaction, so nothing is tried.

    Raises:
        LandingError: naming the file that does not run.
    """
    # a macro is used as name(, a view after FROM or JOIN
    uses = {
        name: {other for other in statements if other != name and re.search(rf"\b(?:FROM|JOIN)\s+{other}\b|\b{other}\s*\(", statement, re.IGNORECASE)}
        for name, statement in statements.items()
    }
    waiting = dict(statements)
    while waiting:
        # in a circle none is ready, and the first of it fails with DuckDB's own message
        ready = [name for name in waiting if not uses[name] & waiting.keys()] or list(waiting)[:1]
        for name in ready:
            try:
                connection.execute(waiting.pop(name))
            except duckdb.Error as error:
                raise LandingError(f"warehouse/{folder}/{name}.sql: {error}") from error


def split_comment(file: str, source: str) -> tuple[str, str]:
    """Divide an SQL file into its leading comment, as prose, and the statement without its semicolon.

    Raises:
        LandingError: the file does not open with a comment, or holds nothing after it.
    """
    lines = source.strip().splitlines()
    count = next((i for i, line in enumerate(lines) if not line.startswith("--")), len(lines))
    comment = " ".join(line.removeprefix("--").strip() for line in lines[:count]).strip()
    statement = "\n".join(lines[count:]).strip().rstrip(";").rstrip()
    if not comment or not statement:
        raise LandingError(f"{file}: opens with no comment, or holds no SELECT after it; say in -- lines what a row is and how it is made")
    return comment, statement


def recipe() -> str:
    """All that the database is made of besides the rows, as one text: two databases with the same rows and recipe are equal."""
    ddl = [statement for table in (*contracts.tables(), refusals.contract()) for statement in table.ddl()]
    return "\n".join((STORAGE, *ddl, *_sources("macros").values(), *_sources("views").values()))


def quoted(text: str) -> str:
    """An SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def _sources(folder: str) -> dict[str, str]:
    """SQL files of a folder of the warehouse, by stem, sorted; an absent folder has none."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((paths.warehouse_sql() / folder).glob("*.sql"))}


def _create(connection: duckdb.DuckDBPyConnection, table: Table, without: Sequence[str]) -> None:
    """Make a table, leaving out the given sorts of keys."""
    for statement in table.ddl():
        for sort in without:
            statement = re.sub(rf",\n  {sort} \([^)]*\)( REFERENCES \w+ \(\w+\))?", "", statement)
        connection.execute(statement)


def _load(connection: duckdb.DuckDBPyConnection, table: Table, files: list[Path]) -> None:
    """Insert the rows of files.

    Raises:
        LandingError: a row breaks a key or the files do not have the table's columns.
    """
    if not files:
        return
    names = ", ".join(column.name for column in table.columns)
    listed = ", ".join(quoted(str(file)) for file in files)
    try:
        # hive_partitioning off: a warehouse under a folder called year=2024 gains no column
        connection.execute(f"INSERT INTO {table.name} ({names}) SELECT {names} FROM read_parquet([{listed}], hive_partitioning = false)")
    except (duckdb.ConstraintException, duckdb.BinderException, duckdb.ConversionException) as error:
        raise LandingError(f"{table.name}: {error}; validate the tables before landing them") from error
