"""Reading a warehouse: SQL that can only read, and one row with the sentence it was read from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import duckdb

from pipelines import contracts
from pipelines.contracts import Table
from pipelines.errors import LandingError, UsageError
from pipelines.land.layout import Layout

#: Statements that only read; PRAGMA and CALL are left out, for some of them set options.
_READS = ("SELECT", "EXPLAIN")

#: Rows taken from DuckDB at once.
_CHUNK = 2_000

#: Mentions shown of an actor, place or event.
_LISTED = 20

#: Characters of a document shown with its row.
_HEAD = 400

#: End of the names of tables of former ids: key (former id, id), and the reason.
_HISTORY = "_id_history"

_POSITION = re.compile(r"\n*LINE (\d+): (.*)\n( *)\^[~^]*\s*$", re.DOTALL)


@dataclass
class Result:
    """The answer to a query, read as it is iterated; close it, or use it as a context manager.

    Attributes:
        columns: names of the columns, in order.
        types: DuckDB's names of their types.
    """

    columns: tuple[str, ...]
    types: tuple[str, ...]
    _connection: duckdb.DuckDBPyConnection = field(repr=False)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        while rows := self._connection.fetchmany(_CHUNK):
            yield from rows

    @property
    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows that were not read yet."""
        return iter(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()


@dataclass(frozen=True)
class Passage:
    """A span in its sentence; ``before + words + after`` is the stretch of text from ``start_char`` on."""

    before: str
    words: str
    after: str
    start_char: int


@dataclass(frozen=True)
class Related:
    """Rows that belong to the row that is shown: mentions of an actor, parts of a speech.

    Attributes:
        table: their table.
        column: their column that holds the row's id.
        total: how many there are; ``rows`` are the first of them.
        rows: row_id, words, why (null but for mentions), source_path and published_at, in order of time and text.
    """

    table: str
    column: str
    total: int
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Shown:
    """One row with what it stands on.

    Attributes:
        table: its table.
        row_id: its key.
        cells: column to value, in the contract's order; a document's text is cut short.
        names: column to name, for columns with ids of actors and places; a list column has a list.
        document: source_path, publisher, title and published_at of its document; None for rows of no one document.
        passage: its span in its sentence; None where it has no span.
        related: rows that belong to it.
        reasons: why these rows are its: the rules that its mentions were resolved by, and the ids that were joined to it.
    """

    table: str
    row_id: str
    cells: Mapping[str, Any]
    names: Mapping[str, Any]
    document: Mapping[str, Any] | None
    passage: Passage | None
    related: tuple[Related, ...]
    reasons: tuple[str, ...] = ()

    def render(self) -> str:
        """The row as plain text: its sentence with the span in double square brackets, its cells with names beside ids, what belongs to it."""
        lines = [f"{self.table} {self.row_id}"]
        if self.document is not None:
            head = (self.document["publisher"], self.document["published_at"], self.document["title"], self.document["source_path"])
            lines.append(", ".join(_plain(part) for part in head if part is not None))
        if self.passage is not None:
            lines += ["", "  " + " ".join(f"{self.passage.before}[[{self.passage.words}]]{self.passage.after}".split())]
        shown = {column: value for column, value in self.cells.items() if value is not None and value != []}
        width = max(map(len, shown), default=0)
        lines.append("")
        for column, value in shown.items():
            lines.append(f"  {column:<{width}}  {_plain(value)}" + (f"  ({_plain(self.names[column])})" if column in self.names else ""))
        if self.reasons:
            lines += ["", "  why these are one:", *(f"    {reason}" for reason in self.reasons)]
        for related in self.related:
            rest = f", the first {len(related.rows)}" if 0 < len(related.rows) < related.total else ""
            lines += ["", f"  {related.table} by {related.column}: {related.total:,}{rest}"]
            for row in related.rows:
                why = f"  [{_plain(row['why'])}]" if row["why"] is not None else ""
                lines.append(f"    {row['row_id']}  {_plain(row['words'])}  ({row['source_path']}){why}")
        return "\n".join(lines)


def _plain(value: object) -> str:
    """A cell on one line; midnight is shown as a day."""
    if isinstance(value, list):
        return ", ".join(_plain(one) for one in value)
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d" if value.time() == dt.time() else "%Y-%m-%d %H:%M:%S UTC")
    return " ".join(str(value).split())


def sql(layout: Layout, statement: str) -> Result:
    """Ask the published database one question.

    The file is opened read-only and without access to other files, in a snapshot that a publication in the meantime does not change.

    Args:
        layout: of the warehouse.
        statement: one SELECT, FROM, WITH, VALUES, DESCRIBE, SHOW, SUMMARIZE or EXPLAIN.

    Raises:
        UsageError: the statement is not one, does more than read, or fails; says where in it.
        LandingError: nothing was published.
    """
    connection = _open(layout)
    try:
        try:
            parts = connection.extract_statements(statement)
        except duckdb.Error as error:
            raise UsageError(_explained(error)) from error
        if len(parts) != 1:
            raise UsageError(f"{len(parts)} statements were given; give one at a time")
        kind = parts[0].type.name
        if kind not in _READS:
            raise UsageError(f"{kind} statements are refused: the warehouse is only read here; ask with SELECT, or open a copy of {layout.database}")
        try:
            connection.execute(parts[0])
        except duckdb.Error as error:
            raise UsageError(_explained(error)) from error
        described = connection.description or []
        return Result(tuple(column[0] for column in described), tuple(str(column[1]) for column in described), connection)
    except BaseException:
        connection.close()
        raise


def show(layout: Layout, row_id: str) -> Shown:
    """Find a row of any table by its id, or by an unmistakable beginning of it.

    Args:
        layout: of the warehouse.
        row_id: such as ``stm_3f0c...``; the id of a speech or claim gives its first row, with the others as related.

    Raises:
        UsageError: no row or several rows have such an id.
        LandingError: nothing was published.
    """
    with _open(layout) as connection:
        table, column, found = _find(connection, row_id)
        if table.name.endswith(_HISTORY):
            table, column, found = _now(connection, table, found)
        cells = _row(connection, table, column, found)
        document, passage = _evidence(connection, cells) if "document_id" in cells else (None, None)
        related = tuple(_related(connection, table, column, cells))
        names = _names(connection, table, cells)
        if table.name == "documents":
            cells["text"] = cells["text"] if len(cells["text"]) <= _HEAD else cells["text"][:_HEAD] + " …"
        reasons = tuple(_reasons(connection, table, cells))
        return Shown(table.name, ",".join(str(cells[name]) for name in table.key), cells, names, document, passage, related, reasons)


def _open(layout: Layout) -> duckdb.DuckDBPyConnection:
    """Open the published database by its own path, not through the links that a publication switches.

    Raises:
        LandingError: nothing was published, or the file cannot be opened.
    """
    path = layout.published() / "warehouse.duckdb"
    try:
        # lock_configuration: a query cannot give itself back what is taken here
        connection = duckdb.connect(str(path), read_only=True, config={"enable_external_access": False, "autoload_known_extensions": False})
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET lock_configuration = true")
    except duckdb.Error as error:
        raise LandingError(f"{path}: {error}; restore another snapshot, or run the pipeline again") from error
    return connection


def _explained(error: duckdb.Error) -> str:
    """DuckDB's message with the place as line and column."""
    message = str(error).strip()
    found = _POSITION.search(message)
    if found is None:
        return message
    line, source, indent = found[1], found[2], len(found[3])
    lead = len(f"LINE {line}: ")
    return f"{message[: found.start()].strip()}\nat line {line}, column {max(1, indent - lead + 1)}:\n  {source}\n  {' ' * max(0, indent - lead)}^"


def _find(connection: duckdb.DuckDBPyConnection, row_id: str) -> tuple[Table, str, str]:
    """The table, the column and the whole id that a beginning of an id means."""
    row_id = row_id.strip()
    if not re.fullmatch(r"[a-z]{3,4}_[0-9a-f]*", row_id):
        raise UsageError(f"{row_id!r} is no id; ids look like stm_3f0c9a... and stand in the columns that end in _id")
    matches: list[tuple[Table, str, str]] = []
    for table in contracts.tables():
        # a key, then the ids that several rows of a table share and no table has as its key
        key = table.key[:1] if table.name.endswith(_HISTORY) else table.key
        for column in dict.fromkeys((*key, *(c.name for c in table.columns if c.name in _shared_ids()))):
            query = f"SELECT DISTINCT {column} FROM {table.name} WHERE {column} >= ? AND {column} < ? ORDER BY {column} LIMIT 5"
            found = connection.execute(query, [row_id, row_id + "g"]).fetchall()
            matches += [(table, column, value) for (value,) in found]
    exact = [match for match in matches if match[2] == row_id]
    if exact:
        return exact[0]
    if not matches:
        raise UsageError(f"no row has the id {row_id!r}; it may be of another warehouse or of an earlier run: see the snapshots")
    if len({match[2] for match in matches}) > 1:
        raise UsageError(f"{row_id!r} begins several ids: {', '.join(match[2] for match in matches[:5])}; give more of it")
    return matches[0]


def _now(connection: duckdb.DuckDBPyConnection, table: Table, former: str) -> tuple[Table, str, str]:
    """The row that a former id stands for now."""
    now, target = _stands_for(table)
    query = f"SELECT DISTINCT {now} FROM {table.name} WHERE {table.key[0]} = ? ORDER BY 1"
    found = [value for (value,) in connection.execute(query, [former]).fetchall()]
    if len(found) > 1:
        raise UsageError(f"{former} was parted into {', '.join(found)}; show one of these")
    return contracts.table(target), now, found[0]


def _stands_for(history: Table) -> tuple[str, str]:
    """The column of a table of former ids that holds the present one, and the table that it is of."""
    return next((c.name, c.references[0]) for c in history.columns if c.references is not None)


def _reasons(connection: duckdb.DuckDBPyConnection, table: Table, cells: Mapping[str, Any]) -> Iterator[str]:
    """Why rows were joined to this one: by what rules its mentions are its, and which ids stand for it."""
    if table.name == "actors":
        query = (
            "SELECT split_part(resolved_by, ':', 1) AS rule, count(*) AS total, count(DISTINCT document_id) AS reports FROM actor_mentions "
            "WHERE actor_id = ? GROUP BY rule ORDER BY total DESC, rule"
        )
        for rule, total, reports in connection.execute(query, [cells["actor_id"]]).fetchall():
            yield f"{rule}: {total:,} mentions in {reports:,} documents"
    for history in contracts.tables():
        if history.name.endswith(_HISTORY) and _stands_for(history)[1] == table.name:
            former, now = history.key[0], _stands_for(history)[0]
            query = f"SELECT {former}, reason, count(*) OVER () FROM {history.name} WHERE {now} = ? ORDER BY reason, {former} LIMIT {_LISTED}"
            rows = connection.execute(query, [cells[table.key[0]]]).fetchall()
            yield from (f"{was}: {reason}" for was, reason, _ in rows)
            if rows and rows[0][2] > len(rows):
                yield f"and {rows[0][2] - len(rows):,} ids more: see {history.name}"


def _shared_ids() -> tuple[str, ...]:
    """Id columns that are no table's key and refer to none: a speech, a claim."""
    keys = {name for table in contracts.tables() for name in table.key}
    return tuple(
        dict.fromkeys(
            column.name
            for table in contracts.tables()
            for column in table.columns
            if column.name.endswith("_id") and column.references is None and column.name not in (*keys, "batch_id", "gazetteer_id")
        )
    )


def _dicts(connection: duckdb.DuckDBPyConnection, query: str, values: list[Any]) -> list[dict[str, Any]]:
    answer = connection.execute(query, values)
    names = [column[0] for column in answer.description or []]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def _row(connection: duckdb.DuckDBPyConnection, table: Table, column: str, value: str) -> dict[str, Any]:
    return _dicts(connection, f"SELECT * FROM {table.name} WHERE {column} = ? ORDER BY ALL LIMIT 1", [value])[0]


def _evidence(connection: duckdb.DuckDBPyConnection, cells: Mapping[str, Any]) -> tuple[Mapping[str, Any], Passage | None]:
    """The head of a row's document and, when the row has a span, the span in its sentence."""
    query = "SELECT source_path, publisher, title, published_at, text FROM documents WHERE document_id = ?"
    (document,) = _dicts(connection, query, [cells["document_id"]])
    text: str = document.pop("text")
    if "start_char" not in cells:
        return document, None
    start, end = cells["start_char"], cells["end_char"]
    first = min(cells.get("sentence_start_char", start), start)
    last = max(cells.get("sentence_end_char", end), end)
    return document, Passage(text[first:start], text[start:end], text[end:last], first)


def _names(connection: duckdb.DuckDBPyConnection, table: Table, cells: Mapping[str, Any]) -> dict[str, Any]:
    """Names for ids of actors and places, by column."""
    found: dict[str, Any] = {}
    for column in table.columns:
        value = cells[column.name]
        target = "actors" if column.name.endswith("_actor_ids") else column.references[0] if column.references else None
        if value and target in ("actors", "places"):
            ids = value if isinstance(value, list) else [value]
            key = contracts.table(target).key[0]
            known = dict(connection.execute(f"SELECT {key}, name FROM {target} WHERE {key} IN (SELECT unnest(?))", [ids]).fetchall())
            named = [known.get(one) for one in ids]
            found[column.name] = named if isinstance(value, list) else named[0]
    return found


def _related(connection: duckdb.DuckDBPyConnection, table: Table, column: str, cells: Mapping[str, Any]) -> Iterator[Related]:
    """Rows with a span that refer to the row; of a document, how many each table has; of a shared id, the rows that share it."""
    if column not in table.key:
        yield from _spans(connection, table, column, cells[column])
        return
    for other in contracts.tables():
        for reference in other.columns:
            if reference.references == (table.name, table.key[0]) and "start_char" in other.by_name:
                listed = 0 if table.name == "documents" else _LISTED
                yield from _spans(connection, other, reference.name, cells[table.key[0]], listed)


def _spans(connection: duckdb.DuckDBPyConnection, table: Table, column: str, value: str, listed: int = _LISTED) -> Iterator[Related]:
    (total,) = connection.execute(f"SELECT count(*) FROM {table.name} WHERE {column} = ?", [value]).fetchone() or (0,)
    if total:
        why = "t.resolved_by" if "resolved_by" in table.by_name else "NULL"
        query = (
            f"SELECT t.{table.key[0]} AS row_id, substring(d.text, t.start_char + 1, t.end_char - t.start_char) AS words, {why} AS why, "
            f"d.source_path, d.published_at FROM {table.name} AS t JOIN documents AS d USING (document_id) WHERE t.{column} = ? "
            f"ORDER BY d.published_at NULLS LAST, d.source_path, t.start_char, row_id LIMIT {listed}"
        )
        yield Related(table.name, column, total, tuple(_dicts(connection, query, [value])))
