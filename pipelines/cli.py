"""The command line: ``wireledger run``, ``ui``, ``sql``, ``show``, ``snapshots`` and ``restore``."""

from __future__ import annotations

import csv
import json
import logging
import os
import sys
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from pipelines import __version__, paths
from pipelines.errors import UsageError, ValidationFailed, WireledgerError

if TYPE_CHECKING:
    from pipelines.defs.run import Summary
    from pipelines.land.layout import Layout

#: Exit codes: done; nothing published because validation failed; wrong use or an unreadable inbox.
DONE, NOT_PUBLISHED, WRONG_USE = 0, 1, 2

#: Characters of a line that is not folded.
_WIDE = 1_000_000

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="Raw news reports in, tables that an analyst can trust out."
)
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

Warehouse = Annotated[Path | None, typer.Option("--warehouse", "-w", metavar="DIR", help="Folder of the warehouse. Default: warehouse/build.")]


def _plain(value: object) -> object:
    """A cell that JSON has no form for: a decimal number as a number, all others as words."""
    return float(value) if isinstance(value, Decimal) else str(value)


class Format(StrEnum):
    """How ``sql`` prints rows."""

    table = "table"
    csv = "csv"
    json = "json"


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False) -> None:
    if version:
        print(f"wireledger {__version__}")
        raise typer.Exit(DONE)


@app.command()
def run(
    inbox: Annotated[Path | None, typer.Argument(metavar="[INBOX]", help="Folder of raw reports. Default: the bundled samples.")] = None,
    warehouse: Warehouse = None,
    workers: Annotated[int | None, typer.Option(min=1, max=256, help="Processes. Default: one a core.")] = None,
    model: Annotated[str | None, typer.Option(metavar="NAME", help="Language model. Default: the medium English one.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Read everything again, also what did not change.")] = False,
) -> None:
    """Bring the warehouse up to date with an inbox."""
    from pipelines.annotate.engine import DEFAULT_MODEL, find_model
    from pipelines.defs.progress import reporter
    from pipelines.defs.store import store

    find_model(model or DEFAULT_MODEL)
    place = warehouse or paths.default_warehouse()
    with reporter(err) as progress:
        opened = store(inbox or paths.samples(), place, workers=workers, model=model or DEFAULT_MODEL, reporter=progress)
        try:
            from pipelines.defs.run import run as run_all

            summary = run_all(opened, force=force)
        finally:
            opened.workers.close()
    _tell(summary, place, is_sample=inbox is None, is_default=warehouse is None)


def _tell(summary: Summary, place: Path, *, is_sample: bool, is_default: bool) -> None:
    from rich.table import Table

    for remark in summary.remarks:
        err.print(f"{'refused' if remark.is_refusal else 'note'}: {remark.line}", markup=False)
    for note in summary.notes:
        err.print(note, markup=False)
    table = Table("table", box=None, pad_edge=False)
    table.add_column("rows", justify="right")
    for name, count in summary.rows.items():
        table.add_row(name, f"{count:,}")
    out.print(table)
    landed = "landed" if summary.is_new else "nothing new; still"
    refused = sum(remark.is_refusal for remark in summary.remarks)
    counts = f"{summary.rows.get('documents', 0):,} documents, {refused:,} refused, {summary.quarantined:,} rows in quarantine"
    out.print(f"{landed} snapshot {summary.snapshot_id} in {place}: {counts}, {summary.seconds:.1f} s")
    option = "" if is_default else f" --warehouse {place}"
    if is_sample:
        _disagreement(place)
    out.print("look at it:")
    command = _command()
    out.print(f'  {command} sql "SELECT * FROM casualty_tolls"{option}', markup=False)
    out.print(f"  {command} ui{option}", markup=False)
    out.print(f"  {place}/parquet/<table>/ and {place}/warehouse.duckdb", markup=False)


def _command() -> str:
    """How this program was called, as it can be called again from here."""
    called = Path(sys.argv[0])
    if called.name != "wireledger":
        return "wireledger"
    if os.environ.get("PATH", "") and any((Path(folder) / "wireledger").exists() for folder in os.environ["PATH"].split(os.pathsep) if folder):
        return "wireledger"
    return os.path.relpath(called) if called.absolute().is_relative_to(Path.cwd()) else str(called)


def _disagreement(place: Path) -> None:
    """Show from the samples what only this warehouse has: one toll, several claimants."""
    from pipelines.land import query
    from pipelines.land.layout import Layout

    found = query.sql(Layout(place.absolute()), (paths.warehouse_sql() / "queries" / "disputed_tolls.sql").read_text(encoding="utf-8"))
    out.print("\ntolls on which the sources disagree (warehouse/queries/disputed_tolls.sql):")
    _print_table(list(found.columns), [list(row) for row in found.rows])


@app.command()
def ui(
    inbox: Annotated[Path | None, typer.Argument(metavar="[INBOX]", help="Folder that the sensor watches. Default: the bundled samples.")] = None,
    warehouse: Warehouse = None,
    port: Annotated[int, typer.Option(min=1, max=65535)] = 3000,
) -> None:
    """Serve the Dagster UI on 127.0.0.1 until interrupted."""
    from pipelines.defs.run import ui as command
    from pipelines.defs.store import INBOX, WAREHOUSE, store

    opened = store(inbox or paths.samples(), warehouse or paths.default_warehouse())
    environment = os.environ | {
        INBOX: str(opened.inbox),
        WAREHOUSE: str(opened.layout.root),
        "DAGSTER_HOME": str(opened.layout.dagster),
        "DAGSTER_DISABLE_TELEMETRY": "1",
    }
    out.print(f"the Dagster UI is at http://127.0.0.1:{port}; end it with Ctrl-C", markup=False)
    sys.exit(_served(command(opened, port), environment))


def _served(arguments: list[str], environment: dict[str, str]) -> int:
    """Run a server until it or this process is ended; its children, which outlive a signal of their own, are ended with it."""
    import signal
    import subprocess

    import psutil

    def stop(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    server = subprocess.Popen(arguments, env=environment)
    try:
        return server.wait()
    except KeyboardInterrupt:
        return DONE
    finally:
        try:
            family = [*psutil.Process(server.pid).children(recursive=True), psutil.Process(server.pid)]
        except psutil.NoSuchProcess:
            family = []
        for process in family:
            process.terminate()
        for process in psutil.wait_procs(family, timeout=5)[1]:
            process.kill()


@app.command()
def sql(
    statement: Annotated[str, typer.Argument(help="One SQL query, or - to read it from standard input.")],
    warehouse: Warehouse = None,
    form: Annotated[Format, typer.Option("--format", help="How to print the rows.")] = Format.table,
) -> None:
    """Ask the warehouse in SQL; reads only."""
    from pipelines.land import query

    found = query.sql(_published(warehouse), sys.stdin.read() if statement == "-" else statement)
    columns, rows = list(found.columns), [list(row) for row in found.rows]
    match form:
        case Format.table:
            _print_table(columns, rows)
        case Format.csv:
            writer = csv.writer(sys.stdout)
            writer.writerow(columns)
            writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
        case Format.json:
            for row in rows:
                print(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, default=_plain))


@app.command()
def show(row_id: Annotated[str, typer.Argument(help="Id of any row of any table.")], warehouse: Warehouse = None) -> None:
    """Show a row and the sentence that it was read from."""
    from pipelines.land import query

    out.print(query.show(_published(warehouse), row_id).render(), markup=False)


@app.command()
def snapshots(warehouse: Warehouse = None) -> None:
    """List the snapshots that are kept."""
    from pipelines.land import snapshot

    for found in snapshot.snapshots(_published(warehouse)):
        mark = "*" if found.is_current else " "
        out.print(f"{mark} {found.snapshot_id}  {found.row_counts().get('documents', 0):,} documents", markup=False)


@app.command()
def restore(snapshot_id: Annotated[str, typer.Argument(help="Id as listed by `wireledger snapshots`.")], warehouse: Warehouse = None) -> None:
    """Publish an earlier snapshot again."""
    from pipelines.land import snapshot

    out.print(f"published {snapshot.restore(_published(warehouse), snapshot_id).snapshot_id}", markup=False)


def _published(warehouse: Path | None) -> Layout:
    from pipelines.land.layout import Layout

    place = (warehouse or paths.default_warehouse()).absolute()
    if not place.is_dir():
        raise UsageError(f"{place} is no warehouse; run `wireledger run` first, or name another with --warehouse")
    return Layout(place)


def _print_table(columns: list[str], rows: list[list[Any]]) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for number, column in enumerate(columns):
        numeric = bool(rows) and all(isinstance(row[number], int | float | None) for row in rows)
        table.add_column(column, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_cell(cell) for cell in row))
    # into a pipe or a file go whole lines; a terminal folds them
    (out if out.is_terminal else Console(highlight=False, width=_WIDE)).print(table)
    out.print(f"{len(rows):,} row{'' if len(rows) == 1 else 's'}")


def _cell(value: object) -> str:
    from rich.markup import escape

    if value is None:
        return ""
    if isinstance(value, list):
        return escape(", ".join(map(str, value)))
    return escape(str(value).replace("\n", " "))


def main() -> None:
    """Entry point: errors of this package become one clear line and an exit code."""
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s %(name)s: %(message)s")
    try:
        app()
    except ValidationFailed as error:
        err.print(f"error: {error}", markup=False)
        sys.exit(NOT_PUBLISHED)
    except WireledgerError as error:
        err.print(f"error: {error}", markup=False)
        sys.exit(WRONG_USE)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(DONE)


if __name__ == "__main__":
    main()
