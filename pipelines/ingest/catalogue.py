"""What has been read already: the state that lets a run pass over unchanged files.

What belongs here: one small row a document of earlier runs, kept as Parquet. What does not: the documents themselves.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.errors import UsageError

#: The number of items of a file that some batch of is not landed yet: it never fits, so that the file is looked at again.
UNFINISHED = -1

_SCHEMA = pa.schema(
    [
        pa.field("file", pa.string(), False),
        pa.field("source_path", pa.string(), False),
        pa.field("document_id", pa.string(), False),
        pa.field("sha256", pa.string(), False),
        pa.field("metadata_sha256", pa.string(), False),
        pa.field("batch_id", pa.string(), False),
        pa.field("file_size", pa.int64(), False),
        pa.field("file_mtime_ns", pa.int64(), False),
        pa.field("file_items", pa.int64(), False),
    ],
    metadata={"wireledger": "catalogue 1"},
)


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as it was read: size in bytes, time of change in nanoseconds, and how many items it holds."""

    path: str
    size: int
    mtime_ns: int
    items: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as it was read; ``document_id`` is that of its document, whether or not it could be read."""

    file: str
    source_path: str
    document_id: str
    sha256: str
    metadata_sha256: str
    batch_id: str


@dataclass(frozen=True)
class Catalogue:
    """The items of earlier runs, and the files that they came from.

    The items stay in a pyarrow table, some 200 bytes each, sorted by file; those of one file are looked up when it has changed.
    """

    items: pa.Table = field(default_factory=lambda: _SCHEMA.empty_table())
    _spans: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, items: pa.Table) -> Catalogue:
        """Index a table of items."""
        items = items.sort_by([("file", "ascending"), ("source_path", "ascending")]).combine_chunks()
        spans: dict[str, tuple[int, int]] = {}
        if items.num_rows:
            runs = pc.run_end_encode(items["file"].combine_chunks())
            start = 0
            for name, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
                spans[name] = (start, end - start)
                start = end
        return cls(items, spans)

    @classmethod
    def read(cls, path: Path) -> Catalogue:
        """Read a catalogue; a missing file is an empty one.

        Raises:
            UsageError: the file is damaged or of another version.
        """
        if not path.is_file():
            return cls()
        try:
            table = pq.read_table(path, schema=_SCHEMA, partitioning=None)
        except (OSError, pa.ArrowException) as error:
            raise UsageError(f"the catalogue {path} cannot be read ({error}); delete it, and everything is read anew") from error
        return cls.of(table)

    def write(self, path: Path) -> None:
        """Write the catalogue in one atomic step."""
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(path.name + ".part")
        pq.write_table(self.items, part, compression="zstd", use_dictionary=["file", "batch_id", "metadata_sha256"])
        os.replace(part, path)

    @property
    def files(self) -> Iterable[str]:
        """The files that items came from, sorted."""
        return self._spans.keys()

    def state(self, path: str) -> FileState | None:
        """A file as it was read, None when it was not, or when some of its items are not in the catalogue yet."""
        span = self._spans.get(path)
        if span is None:
            return None
        row = self.items.slice(span[0], 1).to_pylist()[0]
        if row["file_items"] != span[1]:
            return None
        return FileState(path, row["file_size"], row["file_mtime_ns"], span[1])

    def has_metadata(self, path: str, metadata_sha256: str) -> bool:
        """Whether all items of a file were read with that metadata."""
        start, length = self._spans[path]
        return bool(pc.all(pc.equal(self.items["metadata_sha256"].slice(start, length), metadata_sha256)).as_py())

    def entries(self, path: str) -> dict[str, Entry]:
        """The items of a file by their source path."""
        span = self._spans.get(path)
        if span is None:
            return {}
        rows = self.items.slice(*span).select(["file", "source_path", "document_id", "sha256", "metadata_sha256", "batch_id"]).to_pylist()
        return {row["source_path"]: Entry(**row) for row in rows}

    def replaced(self, *, without: set[tuple[str, str]], entries: Iterable[Entry], states: Mapping[str, FileState]) -> Catalogue:
        """A catalogue without some items, with others added, and with files' states renewed.

        Args:
            without: file and source path of the items to leave out.
            entries: the items to add; each file of theirs is in ``states`` or in the catalogue.
            states: files by path, as they were read last.
        """
        added = list(entries)
        drop = without | {(entry.file, entry.source_path) for entry in added}
        table = self.items
        if drop and table.num_rows:
            keep = [pair not in drop for pair in zip(table["file"].to_pylist(), table["source_path"].to_pylist(), strict=True)]
            table = table.filter(pa.array(keep, pa.bool_()))
        if added:
            columns = {name: [getattr(entry, name) for entry in added] for name in _SCHEMA.names[:6]}
            known = [states[entry.file] for entry in added]
            columns["file_size"], columns["file_mtime_ns"] = [s.size for s in known], [s.mtime_ns for s in known]
            columns["file_items"] = [s.items for s in known]
            table = pa.concat_tables([table, pa.table(columns, schema=_SCHEMA)])
        if states and table.num_rows:
            files = table["file"].to_pylist()
            for name, attribute in (("file_size", "size"), ("file_mtime_ns", "mtime_ns"), ("file_items", "items")):
                old = table[name].to_pylist()
                new = [getattr(states[f], attribute) if f in states else value for f, value in zip(files, old, strict=True)]
                table = table.set_column(table.schema.get_field_index(name), _SCHEMA.field(name), pa.array(new, pa.int64()))
        return Catalogue.of(table)
