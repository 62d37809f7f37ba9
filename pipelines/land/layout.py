"""Where things lie in a warehouse.

    snapshots/<id>/parquet/<table>/<part>.parquet
    snapshots/<id>/quarantine/<table>/<part>.parquet
    snapshots/<id>/warehouse.duckdb
    snapshots/<id>/contracts/<table>.odcs.yaml
    snapshots/<id>/datapackage.json
    snapshots/<id>/snapshot.json
    current -> snapshots/<id>                       the one thing that a publication switches
    parquet -> current/parquet                      paths that stay the same, for readers
    quarantine -> current/quarantine
    warehouse.duckdb -> current/warehouse.duckdb
    contracts -> current/contracts
    datapackage.json -> current/datapackage.json
    work/                                           batches, annotations, the catalogue: kept between runs
    dagster/                                        run history

All links are relative, so that a warehouse can be moved or mounted elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import LandingError

#: Names of links in the warehouse's folder and of what they lead to in the published snapshot.
_STABLE = ("parquet", "quarantine", "warehouse.duckdb", "contracts", "datapackage.json")


@dataclass(frozen=True)
class Layout:
    """The paths of the warehouse at ``root``; makes nothing until ``prepare``."""

    root: Path

    @property
    def snapshots(self) -> Path:
        """The folder of all snapshots."""
        return self.root / "snapshots"

    @property
    def current(self) -> Path:
        """The link to the published snapshot."""
        return self.root / "current"

    @property
    def parquet(self) -> Path:
        """The published Parquet folders, one per table."""
        return self.root / "parquet"

    @property
    def quarantine(self) -> Path:
        """The published rows and files that were refused, one folder per table."""
        return self.root / "quarantine"

    @property
    def database(self) -> Path:
        """The published DuckDB file."""
        return self.root / "warehouse.duckdb"

    @property
    def work(self) -> Path:
        """What is kept between runs: batches, annotations, the catalogue."""
        return self.root / "work"

    @property
    def dagster(self) -> Path:
        """Dagster's home: run history and schedules."""
        return self.root / "dagster"

    @property
    def lock(self) -> Path:
        """The file that the one writer holds locked."""
        return self.root / ".writer.lock"

    @property
    def writer(self) -> Path:
        """Who holds the lock, for the message to the second writer."""
        return self.root / ".writer.json"

    def snapshot(self, snapshot_id: str) -> Path:
        """The folder of one snapshot."""
        return self.snapshots / snapshot_id

    def current_id(self) -> str | None:
        """Id of the published snapshot, None before the first publication."""
        return self.current.readlink().name if self.current.is_symlink() else None

    def published(self) -> Path:
        """The folder of the published snapshot, with the link resolved: a reader that keeps to it sees one state, whatever is published meanwhile.

        Raises:
            LandingError: nothing was published here yet.
        """
        found = self.current_id()
        if found is None or not self.snapshot(found).is_dir():
            raise LandingError(f"{self.root} holds no published snapshot; run the pipeline with this warehouse first")
        return self.snapshot(found)

    def prepare(self) -> None:
        """Make the folders and the stable links; does nothing where they are there.

        Raises:
            LandingError: something else lies at one of the paths, the folder cannot be written to, or the file system has no symbolic links.
        """
        for folder in (self.snapshots, self.work, self.dagster):
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise LandingError(f"{folder}: {error}; choose a warehouse in a folder that may be written to") from error
        for name in _STABLE:
            link = self.root / name
            if link.is_symlink():
                continue
            if link.exists():
                raise LandingError(f"{link} is no link of this warehouse; move it away, or choose another folder as the warehouse")
            try:
                link.symlink_to(Path("current") / name)
            except OSError as error:
                raise LandingError(f"{link}: {error}; choose a warehouse on a file system with symbolic links") from error
