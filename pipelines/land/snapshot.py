"""Snapshots: a new state of the warehouse is made beside the old one and published by one atomic rename.

A killed process leaves the old state or the new one. What it leaves besides is recognised by its name or by a missing mark, and removed by the
next writer:

    snapshots/.candidate        a state in the making
    snapshots/.trash-<id>       a snapshot that was being removed
    snapshots/<id> unmarked     complete, but the switch to it never happened
    .current.new                a link that was about to become ``current``
"""

from __future__ import annotations

import datetime as dt
import errno
import fcntl
import hashlib
import json
import logging
import os
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import psutil
import pyarrow as pa

from pipelines import contracts
from pipelines.errors import LandingError
from pipelines.land import database
from pipelines.land.layout import Layout
from pipelines.land.parquet import replacing, sync, write_table
from pipelines.land.published import files as contract_files
from pipelines.validate import quarantine

_LOG = logging.getLogger(__name__)

#: Snapshots that stay, the published one among them.
KEEP = 5

_MARK = "published"
_RECORD = "snapshot.json"
_CANDIDATE = ".candidate"
_ID = re.compile(r"([0-9]{6,})-[0-9a-f]{12}")
_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
#: Two folders of a snapshot hold tables.
_SORTS = ("parquet", "quarantine")


@dataclass(frozen=True)
class Part:
    """What is known of one Parquet file without opening it."""

    rows: int
    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class Snapshot:
    """A published state.

    Attributes:
        snapshot_id: number and content hash.
        folder: where it lies.
        parts: sort of folder ("parquet", "quarantine") to table to part to facts.
        facts: what the publisher recorded of the run: model, versions.
        is_current: whether it is the published one.
    """

    snapshot_id: str
    folder: Path
    parts: Mapping[str, Mapping[str, Mapping[str, Part]]]
    facts: Mapping[str, Any]
    is_current: bool

    @property
    def published_at(self) -> dt.datetime:
        """When it was first published, UTC, by the file system's clock: no file of a snapshot holds a time."""
        mark = self.folder / _MARK
        return dt.datetime.fromtimestamp((mark if mark.exists() else self.folder).stat().st_mtime, dt.UTC)

    @property
    def number(self) -> int:
        """Its place in the order of publication."""
        return int(self.snapshot_id.split("-")[0])

    def row_counts(self, sort: str = "parquet") -> dict[str, int]:
        """Rows per table."""
        return {table: sum(part.rows for part in parts.values()) for table, parts in sorted(self.parts[sort].items())}


def snapshots(layout: Layout) -> tuple[Snapshot, ...]:
    """All snapshots that were ever published and still lie there, oldest first; reads only."""
    current = layout.current_id()
    found = [_read(folder, folder.name == current) for folder in _folders(layout) if folder.name == current or (folder / _MARK).exists()]
    return tuple(sorted(found, key=lambda s: s.number))


def current(layout: Layout) -> Snapshot | None:
    """The published snapshot, None before the first publication."""
    found = layout.current_id()
    return None if found is None else _read(layout.published(), True)


def restore(layout: Layout, snapshot_id: str) -> Snapshot:
    """Publish an earlier (or later) snapshot again; none is lost by it.

    Raises:
        LandingError: there is no such snapshot, or another process writes.
    """
    with _Lock(layout):
        known = {s.snapshot_id: s for s in snapshots(layout)}
        if snapshot_id not in known:
            raise LandingError(f"{layout.root} has no snapshot {snapshot_id!r}; there are {', '.join(known) or 'none'}")
        _clean(layout)
        _switch(layout, snapshot_id)
        _LOG.info("restored snapshot %s", snapshot_id)
        return _read(layout.snapshot(snapshot_id), True)


class Candidate:
    """A new snapshot in the making. Holds the warehouse's write lock from ``open`` to ``publish`` or ``discard``.

    As a context manager it discards itself unless it was published.
    """

    def __init__(self, layout: Layout, *, keep: int = KEEP) -> None:
        """Take the lock, remove what a killed writer left, and start an empty state.

        Args:
            layout: of the warehouse.
            keep: snapshots that stay after publication, at least 1.

        Raises:
            LandingError: another process writes to this warehouse, or the disk refuses.
        """
        if keep < 1:
            raise LandingError(f"keep is {keep}; at least the published snapshot stays")
        self._layout = layout
        self._keep = keep
        layout.prepare()
        self._lock = _Lock(layout)
        self._lock.take()
        try:
            _clean(layout)
            self._base = current(layout)
            self._folder = layout.snapshots / _CANDIDATE
            self._folder.mkdir()
        except BaseException:
            self._lock.release()
            raise
        self._parts: dict[str, dict[str, dict[str, Part]]] = {sort: {} for sort in _SORTS}
        self._is_open = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._is_open:
            self.discard()

    @property
    def base(self) -> Snapshot | None:
        """The published snapshot that this one follows; None for the first."""
        return self._base

    @property
    def parquet(self) -> Path:
        """The candidate's Parquet folder, for validation before publication."""
        return self._folder / "parquet"

    def put(self, table: str, part: str, rows: pa.Table) -> pa.Table:
        """Write one file of a table.

        Args:
            table: name of a contract.
            part: the file's stem, such as a batch id; each once.
            rows: fit the contract; may be empty.

        Returns:
            The rows as written, sorted.

        Raises:
            LandingError: the rows do not fit, the part was put before, or its name is no file stem.
        """
        path = self._path("parquet", table, part)
        written = write_table(rows, path, contracts.table(table))
        self._parts["parquet"].setdefault(table, {})[part] = _facts(path, written.num_rows)
        return written

    def put_quarantine(self, table: str, part: str, rows: pa.Table) -> None:
        """Write one file of the quarantine of a table; ``rows`` are those of ``quarantine.collect``. No rows, no file.

        Raises:
            LandingError: as ``put``.
        """
        path = self._path("quarantine", table, part)
        if rows.num_rows:
            written = write_table(rows, path, quarantine.contract())
            self._parts["quarantine"].setdefault(table, {})[part] = _facts(path, written.num_rows)

    def link(self, table: str, part: str) -> bool:
        """Take over one file of the published snapshot unchanged.

        Returns:
            False when the published snapshot has no such part.

        Raises:
            LandingError: the part was put before.
        """
        return self._link("parquet", table, part)

    def link_quarantine(self, table: str, part: str) -> bool:
        """Take over one quarantine file of the published snapshot; False when it has none of that name."""
        return self._link("quarantine", table, part)

    def finish(self) -> Path:
        """Give every table without a part an empty file, so that no folder is missing; for validation before publication.

        Returns:
            The candidate's Parquet folder.
        """
        for table in contracts.table_names():
            if table not in self._parts["parquet"]:
                self.put(table, "empty", contracts.table(table).arrow.empty_table())
        for table in ("documents", *self._parts["quarantine"]):
            (self._folder / "quarantine" / table).mkdir(parents=True, exist_ok=True)
        return self.parquet

    def publish(self, facts: Mapping[str, Any] | None = None, *, memory: str = database.MEMORY) -> Snapshot:
        """Build the database, then switch to this state.

        Args:
            facts: JSON-ready facts of the run to keep with the snapshot; no clock, for equal runs leave equal files.
            memory: DuckDB's memory limit while the database is built.

        Returns:
            The published snapshot. Where nothing at all changed, that is the one published before, and this one is dropped.

        Raises:
            LandingError: the database cannot be built or the disk refuses; the old state stays published.
        """
        self._check_open()
        self.finish()
        described = contract_files(self._parts["parquet"])
        content = _content_hash(self._parts, facts or {}, described)
        if self._base is not None and self._base.snapshot_id.split("-")[1] == content and (self._base.folder / "warehouse.duckdb").is_file():
            base = self._base
            self.discard()
            return base
        database.build_database(self.parquet, self._folder / "warehouse.duckdb", quarantine=self._folder / "quarantine", memory=memory)
        numbers = [int(found[1]) for folder in _folders(self._layout) if (found := _ID.fullmatch(folder.name))]
        snapshot_id = f"{max(numbers, default=0) + 1:06d}-{content}"
        record = {
            "snapshot_id": snapshot_id,
            "facts": facts or {},
            "parts": {
                sort: {table: {part: vars(fact) for part, fact in sorted(parts.items())} for table, parts in sorted(tables.items())}
                for sort, tables in self._parts.items()
            },
        }
        for name, text in described.items():
            with replacing(self._folder / name) as temporary:
                temporary.write_text(text, encoding="utf-8")
        with replacing(self._folder / _RECORD) as temporary:
            temporary.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        try:
            for folder in (*(path for path in self._folder.rglob("*") if path.is_dir()), self._folder):
                sync(folder)
            self._folder.rename(self._layout.snapshot(snapshot_id))
            sync(self._layout.snapshots)
            _switch(self._layout, snapshot_id)
        except OSError as error:
            raise LandingError(f"{self._layout.root}: {error}; free space or correct the folder's rights, then run again") from error
        self._is_open = False
        try:
            _prune(self._layout, self._keep)
            return _read(self._layout.snapshot(snapshot_id), True)
        finally:
            self._lock.release()

    def discard(self) -> None:
        """Drop this state and free the lock; the published one stays."""
        self._check_open()
        self._is_open = False
        try:
            # gone already when only the switch failed; the next writer removes the complete snapshot that was never published
            shutil.rmtree(self._folder, ignore_errors=True)
        finally:
            self._lock.release()

    def _check_open(self) -> None:
        if not self._is_open:
            raise LandingError("this candidate was published or discarded before; make a new one")

    def _path(self, sort: str, table: str, part: str) -> Path:
        self._check_open()
        contracts.table(table)
        if not _PART.fullmatch(part):
            raise LandingError(f"{part!r} cannot name a file of {table}; use letters, digits, dots, dashes and underscores")
        if part in self._parts[sort].get(table, {}):
            raise LandingError(f"{table}/{part}.parquet was written before in this run; put each part once")
        return self._folder / sort / table / f"{part}.parquet"

    def _link(self, sort: str, table: str, part: str) -> bool:
        path = self._path(sort, table, part)
        known = self._base.parts[sort].get(table, {}).get(part) if self._base else None
        if self._base is None or known is None:
            return False
        source = self._base.folder / sort / table / path.name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(source, path)
        except FileNotFoundError as error:
            raise LandingError(f"{source} is missing from the published snapshot; restore another snapshot, or run again with --force") from error
        except OSError as error:
            # other file system, too many links, or a file system without hard links
            _LOG.debug("copying %s: %s", source, errno.errorcode.get(error.errno or 0, "?"))
            with replacing(path) as temporary:
                shutil.copyfile(source, temporary)
        self._parts[sort].setdefault(table, {})[part] = known
        return True


class _Lock:
    """The right to write to a warehouse, held by one process; it ends with the process, however that ends.

    A POSIX record lock and not ``flock``: forked workers that outlive a killed run do not inherit it. The kernel drops such a lock when any
    descriptor of the file is closed by its process, so the owner is told in a second file, and nobody opens the lock file to read it.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.release()

    def take(self) -> None:
        """Take the lock without waiting.

        Raises:
            LandingError: it is held; names the process and the remedy.
        """
        owner = self._owner()
        me = {"pid": os.getpid(), "started": psutil.Process().create_time()}
        if owner == me:
            raise self._refusal(owner)
        file = self._layout.lock.open("ab")
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.close()
            if error.errno in (errno.EACCES, errno.EAGAIN):
                raise self._refusal(self._owner()) from error
            raise LandingError(f"{self._layout.lock}: {error}; choose a warehouse on a file system with file locks") from error
        self._file = file
        with replacing(self._layout.writer) as temporary:
            temporary.write_text(json.dumps(me), encoding="utf-8")

    def release(self) -> None:
        """Free the lock; does nothing when it is not held."""
        if self._file is not None:
            self._layout.writer.unlink(missing_ok=True)
            self._file.close()
            self._file = None

    def _owner(self) -> dict[str, Any]:
        try:
            owner: dict[str, Any] = json.loads(self._layout.writer.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return owner

    def _refusal(self, owner: Mapping[str, Any]) -> LandingError:
        who = f"process {owner['pid']}" if "pid" in owner else "another process"
        return LandingError(f"{self._layout.root}: {who} is writing to this warehouse; wait until it ends, or end it, and run again")


def _folders(layout: Layout) -> list[Path]:
    if not layout.snapshots.is_dir():
        return []
    return sorted(folder for folder in layout.snapshots.iterdir() if _ID.fullmatch(folder.name))


def _read(folder: Path, is_current: bool) -> Snapshot:
    try:
        record = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise LandingError(f"{folder / _RECORD}: {error}; restore another snapshot") from error
    parts = {
        sort: {table: {part: Part(**facts) for part, facts in parts.items()} for table, parts in tables.items()}
        for sort, tables in record["parts"].items()
    }
    return Snapshot(record["snapshot_id"], folder, parts, record["facts"], is_current)


def _facts(path: Path, rows: int) -> Part:
    with path.open("rb") as file:
        return Part(rows, path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def _content_hash(parts: Mapping[str, Mapping[str, Mapping[str, Part]]], facts: Mapping[str, Any], described: Mapping[str, str]) -> str:
    """Hash what readers see: every file, the SQL that makes the database, the published contracts, and the facts of the run."""
    digest = hashlib.sha256(database.recipe().encode())
    digest.update(json.dumps(described, sort_keys=True).encode())
    digest.update(json.dumps(facts, sort_keys=True).encode())
    for sort in _SORTS:
        for table, files in sorted(parts[sort].items()):
            for part, fact in sorted(files.items()):
                digest.update(f"\n{sort}/{table}/{part} {fact.sha256}".encode())
    return digest.hexdigest()[:12]


def _switch(layout: Layout, snapshot_id: str) -> None:
    """Point ``current`` to a snapshot: the atomic step. Marks the snapshot afterwards."""
    link = layout.root / ".current.new"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("snapshots") / snapshot_id)
    link.replace(layout.current)
    sync(layout.root)
    _mark(layout, snapshot_id)


def _mark(layout: Layout, snapshot_id: str) -> None:
    """Say that a snapshot was published; the mark's age is the time of the first publication."""
    mark = layout.snapshot(snapshot_id) / _MARK
    if not mark.exists():
        mark.touch()


def _clean(layout: Layout) -> None:
    """Remove what a killed writer left; the caller holds the lock."""
    (layout.root / ".current.new").unlink(missing_ok=True)
    published = layout.current_id()
    if published is not None and layout.snapshot(published).is_dir():
        _mark(layout, published)
    for folder in layout.snapshots.iterdir():
        is_unmarked = bool(_ID.fullmatch(folder.name)) and not (folder / _MARK).exists()
        if folder.name == _CANDIDATE or folder.name.startswith(".trash-") or is_unmarked:
            _LOG.info("removing %s, left by a writer that was killed", folder)
            shutil.rmtree(folder)


def _prune(layout: Layout, keep: int) -> None:
    """Remove all but the last snapshots; the published one always stays."""
    published = layout.current_id()
    others = [folder for folder in _folders(layout) if folder.name != published]
    for folder in others[: max(0, len(others) - (keep - 1))]:
        trash = layout.snapshots / f".trash-{folder.name}"
        # a snapshot that is half removed must not be taken for one
        folder.rename(trash)
        with suppress(OSError):
            shutil.rmtree(trash)
