"""What lies between the stages: per batch its plan, tables and annotation, under ``work/`` of the warehouse.

What belongs here: paths, reading and writing of staged files, and whether they are up to date with the code that made them.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines import paths
from pipelines.errors import LandingError

#: What each stage's answer depends on: files of the project, by glob. A change of any of them makes the stage's staged files stale.
_SOURCES: dict[str, tuple[str, ...]] = {
    "ingest": (
        "ingest/*.py",
        "lexicons/segments.yml",
        "lexicons/language.yml",
        "lexicons/media.yml",
        "schema:tables/documents.yml",
        "schema:tables/segments.yml",
    ),
    "annotate": ("annotate/engine.py", "annotate/prose.py", "annotate/truecase.py", "annotate/batch.py", "lexicons/truecase.yml"),
    "extract": (
        "extract/*.py",
        "extract/*/*.py",
        "annotate/*.py",
        "lexicons/*.yml",
        "lexicons/*/*.yml",
        "schema:*.yml",
        "schema:codes/*.yml",
        "schema:tables/*.yml",
    ),
    "resolve": (
        "resolve/*.py",
        "lexicons/retellings.yml",
        "lexicons/wording.yml",
        "land/*.py",
        "validate/*.py",
        "schema:*.yml",
        "schema:*/*.yml",
        "warehouse:views/*.sql",
        "warehouse:macros/*.sql",
    ),
}
STAGES = tuple(_SOURCES)


@cache
def stage_version(stage: str) -> str:
    """A short hash of the code and the lexicons that a stage's answer depends on."""
    digest = hashlib.blake2b(digest_size=8)
    package = Path(__file__).resolve().parent.parent
    for pattern in _SOURCES[stage]:
        kind, _, glob = pattern.rpartition(":")
        root = {"": package, "schema": paths.schemas(), "warehouse": paths.warehouse_sql()}[kind]
        for path in sorted(root.glob(glob)):
            digest.update(f"{path.relative_to(root)}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True)
class Staging:
    """The staged files of a warehouse.

    Attributes:
        root: the folder ``work`` of the warehouse.
    """

    root: Path

    @property
    def catalogue(self) -> Path:
        """Where the catalogue of the inbox is kept."""
        return self.root / "catalogue"

    def batch_ids(self) -> list[str]:
        """Ids of all batches that were planned, sorted."""
        folder = self.root / "batches"
        return sorted(p.name for p in folder.iterdir() if (p / "batch.json").is_file()) if folder.is_dir() else []

    def folder(self, batch_id: str) -> Path:
        """The folder of a batch."""
        return self.root / "batches" / batch_id

    def plan(self, batch_id: str, content: str) -> None:
        """Keep what a batch consists of; a batch that is planned already is left as it is."""
        folder = self.folder(batch_id)
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "batch.json").exists():
            _write(folder / "batch.json", content.encode("utf-8"))

    def planned(self, batch_id: str) -> str:
        """What ``plan`` kept.

        Raises:
            LandingError: there is no such batch.
        """
        path = self.folder(batch_id) / "batch.json"
        if not path.is_file():
            raise LandingError(f"{path} is missing: no batch {batch_id} was planned; run wireledger on the inbox again")
        return path.read_text(encoding="utf-8")

    def forget(self, batch_id: str) -> None:
        """Remove a batch's files."""
        shutil.rmtree(self.folder(batch_id), ignore_errors=True)

    def write(self, batch_id: str, name: str, table: pa.Table) -> None:
        """Stage a table of a batch."""
        path = self.folder(batch_id) / f"{name}.parquet"
        temporary = path.with_suffix(".tmp")
        pq.write_table(table, temporary, compression="zstd")
        temporary.replace(path)

    def has(self, batch_id: str, name: str) -> bool:
        """Whether a table of a batch is staged."""
        return (self.folder(batch_id) / f"{name}.parquet").is_file()

    def read(self, batch_id: str, name: str, columns: list[str] | None = None) -> pa.Table:
        """Read a staged table.

        Raises:
            LandingError: it was not staged.
        """
        path = self.folder(batch_id) / f"{name}.parquet"
        if not path.is_file():
            raise LandingError(f"{path} is missing; materialise the batch {batch_id} from its first stage")
        return pq.read_table(path, columns=columns)

    def write_resolved(self, name: str, table: pa.Table) -> None:
        """Stage a table of all batches."""
        folder = self.root / "resolved"
        folder.mkdir(parents=True, exist_ok=True)
        pq.write_table(table, folder / f"{name}.tmp", compression="zstd")
        (folder / f"{name}.tmp").replace(folder / f"{name}.parquet")

    def read_resolved(self, name: str) -> pa.Table:
        """Read a table of all batches.

        Raises:
            LandingError: it was not staged.
        """
        path = self.root / "resolved" / f"{name}.parquet"
        if not path.is_file():
            raise LandingError(f"{path} is missing; materialise actors, places and events first")
        return pq.read_table(path)

    def write_refusals(self, inbox: str, rows: pa.Table) -> None:
        """Keep what of an inbox was refused before it came to a batch; replaces what was kept."""
        folder = self.root / "refusals"
        folder.mkdir(parents=True, exist_ok=True)
        pq.write_table(rows, folder / f"{inbox}.tmp", compression="zstd")
        (folder / f"{inbox}.tmp").replace(folder / f"{inbox}.parquet")

    def refusals(self, inboxes: Iterable[str]) -> Iterator[tuple[str, pa.Table]]:
        """What was kept of each of these inboxes."""
        for inbox in inboxes:
            path = self.root / "refusals" / f"{inbox}.parquet"
            if path.is_file():
                yield inbox, pq.read_table(path)

    def write_annotations(self, batch_id: str, chunks: Iterable[tuple[list[str], bytes]]) -> int:
        """Stage annotations; each chunk with the ids of its documents, in order. Returns the number of documents."""
        folder = self.folder(batch_id) / "annotations"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        total = 0
        for number, (document_ids, data) in enumerate(chunks):
            (folder / f"{number:05d}.json").write_text(json.dumps(document_ids), encoding="utf-8")
            (folder / f"{number:05d}.spacy").write_bytes(data)
            total += len(document_ids)
        return total

    def annotations(self, batch_id: str) -> Iterator[tuple[list[str], bytes]]:
        """The staged annotations, chunk by chunk."""
        for path in sorted((self.folder(batch_id) / "annotations").glob("*.spacy")):
            yield json.loads(path.with_suffix(".json").read_text(encoding="utf-8")), path.read_bytes()

    def stamp(self, batch_id: str, stage: str, version: str, *, keep_later: bool = False) -> None:
        """Note that a stage of a batch is done, by code of that version; later stages are to be done again unless they are kept."""
        stamps = self.stamps(batch_id)
        following = () if keep_later else STAGES[STAGES.index(stage) + 1 :]
        stamps = {k: v for k, v in stamps.items() if k not in following} | {stage: version}
        _write(self.folder(batch_id) / "stamps.json", json.dumps(stamps, sort_keys=True).encode("utf-8"))

    def stamps(self, batch_id: str) -> dict[str, str]:
        """Stage to the version of the code that did it, of a batch."""
        path = self.folder(batch_id) / "stamps.json"
        stamps: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        return stamps


def _write(path: Path, data: bytes) -> None:
    temporary = path.with_suffix(".tmp")
    temporary.write_bytes(data)
    temporary.replace(path)
