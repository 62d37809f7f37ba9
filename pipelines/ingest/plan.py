"""The plan of a run: what in the inbox is new or changed, cut into batches.

What belongs here: comparing the inbox with the catalogue, and batches as the unit of work. What does not: reading what the documents say.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from pipelines.errors import UnreadableDocument, UsageError
from pipelines.ids import make_id
from pipelines.ingest.catalogue import UNFINISHED, Catalogue, Entry, FileState
from pipelines.ingest.formats import Format, Piece, format_of
from pipelines.ingest.inbox import Found, check_inbox, listed, opened
from pipelines.ingest.manifest import Manifest, Metadata, key, missing, read_manifest
from pipelines.ingest.refusals import Refusal

#: A batch is the unit of memory and of retry.
MAX_DOCUMENTS = 2_000
MAX_TEXT_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Item:
    """One document to be: a file, or a record of a file.

    Attributes:
        source_path: the file relative to the inbox; a record's name after ``#``.
        file: the file relative to the inbox.
        start_byte: first byte in the file's content; 0 for a whole file.
        length_bytes: bytes of a record; of a whole file its size on disk.
        line: line number of a record, None for a whole file.
        sha256: hash of the file's bytes or of the record's canonical JSON.
        metadata: what the manifest says of the file.
        fault: why a record cannot be read, when that is known; a code of ``formats``.
        warning: what is odd about the record's name, None when nothing is.
    """

    source_path: str
    file: str
    start_byte: int
    length_bytes: int
    line: int | None
    sha256: str
    metadata: Metadata
    fault: str | None = None
    warning: str | None = None

    @property
    def document_id(self) -> str:
        """The id of its document."""
        return make_id("doc", self.source_path, self.sha256)

    @property
    def metadata_sha256(self) -> str:
        """The hash of what the manifest says."""
        return metadata_sha256(self.metadata)


def metadata_sha256(metadata: Metadata) -> str:
    """The hash by which a changed manifest line is found."""
    return hashlib.sha256(json.dumps(astuple(metadata), ensure_ascii=True).encode("ascii")).hexdigest()


@dataclass(frozen=True)
class Batch:
    """Items that are read, annotated and staged together; ``batch_id`` is a hash of them."""

    batch_id: str
    items: tuple[Item, ...]

    @classmethod
    def of(cls, items: Iterable[Item]) -> Batch:
        """Make a batch; the same items in the same order make the same id."""
        held = tuple(items)
        fields = [part for item in held for part in (item.source_path, item.sha256, item.metadata_sha256, item.fault)]
        return cls(make_id("bat", *fields), held)

    @property
    def length_bytes(self) -> int:
        """Bytes of all items."""
        return sum(item.length_bytes for item in self.items)

    def to_json(self) -> str:
        """The batch as JSON, the same for the same batch."""
        rows = [[*astuple(item)[:6], astuple(item.metadata), item.fault, item.warning] for item in self.items]
        return json.dumps({"batch_id": self.batch_id, "items": rows}, ensure_ascii=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Batch:
        """Read ``to_json``'s answer.

        Raises:
            UsageError: the text is no batch, or not the one that its id says.
        """
        try:
            data = json.loads(text)
            batch = cls.of(
                Item(path, file, start, length, line, sha256, Metadata(*metadata), fault, warning)
                for path, file, start, length, line, sha256, metadata, fault, warning in data["items"]
            )
            given = data["batch_id"]
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise UsageError(f"the batch cannot be read ({error}); plan the inbox anew") from error
        if batch.batch_id != given:
            raise UsageError(f"the batch {given} has been changed (its items make {batch.batch_id}); plan the inbox anew")
        return batch


@dataclass(frozen=True, slots=True)
class Superseded:
    """A document of an earlier run that is to go: its file or record has changed or left a changed file.

    Attributes:
        source_path: where it came from.
        file: the file.
        document_id: its id; the new document has the same when only the manifest changed.
        batch_id: the batch that its rows are in.
        by_batch_id: the batch that replaces it, None when a record is gone from its file.
    """

    source_path: str
    file: str
    document_id: str
    batch_id: str
    by_batch_id: str | None


@dataclass(frozen=True)
class Plan:
    """What a run has to do.

    Attributes:
        batches: the new and changed items, sorted by path, in batches.
        superseded: documents of earlier runs that go.
        refusals: files and manifest lines that no batch holds; made anew by each plan.
        unchanged: number of items that are in the catalogue already.
        files: files as they were looked at, for the catalogue.
        gone: files of the catalogue that are no longer in the inbox; their documents stay.
        notes: lines for the user, such as that the inbox is empty.
    """

    batches: tuple[Batch, ...]
    superseded: tuple[Superseded, ...]
    refusals: tuple[Refusal, ...]
    unchanged: int
    files: tuple[FileState, ...]
    gone: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be read and nothing goes."""
        return not self.batches and not self.superseded

    def catalogued(self, catalogue: Catalogue, done: Iterable[str] | None = None) -> Catalogue:
        """The catalogue after the plan.

        Args:
            catalogue: the one that the plan was made with.
            done: ids of the batches that are landed; None for all.

        Returns:
            The catalogue with the items of those batches. A file of which some batch is not done is looked at again by the next plan.
        """
        landed = {batch.batch_id for batch in self.batches} if done is None else set(done)
        without = {(s.file, s.source_path) for s in self.superseded if s.by_batch_id is None or s.by_batch_id in landed}
        entries = [
            Entry(item.file, item.source_path, item.document_id, item.sha256, item.metadata_sha256, batch.batch_id)
            for batch in self.batches
            if batch.batch_id in landed
            for item in batch.items
        ]
        pending = {item.file for batch in self.batches if batch.batch_id not in landed for item in batch.items}
        states = {state.path: replace(state, items=UNFINISHED) if state.path in pending else state for state in self.files}
        return catalogue.replaced(without=without, entries=entries, states=states)


def plan(inbox: Path, catalogue: Catalogue) -> Plan:
    """Find what is new in the inbox and cut it into batches.

    Only files whose size, time of change or manifest line differ from the catalogue are read; of those, only items whose hash differs are new.

    Args:
        inbox: the folder; sub-folders are read too.
        catalogue: what earlier runs have read.

    Returns:
        The plan; the same inbox and catalogue give the same batches on every machine.

    Raises:
        UsageError: the inbox is missing, no folder or not to be opened.
    """
    check_inbox(inbox)
    manifest = read_manifest(inbox)
    look = _Look(inbox, catalogue, manifest)
    batches = tuple(_cut(look.new_items()))
    by_item = {(item.file, item.source_path): batch.batch_id for batch in batches for item in batch.items} if look.former else {}
    superseded = [Superseded(e.source_path, e.file, e.document_id, e.batch_id, by_item.get((e.file, e.source_path))) for e in look.former]
    refusals = [*manifest.refusals, *(missing(row) for name, row in manifest.rows.items() if name not in look.named), *look.refusals]
    gone = tuple(sorted(set(catalogue.files) - look.seen))
    return Plan(
        batches,
        tuple(sorted(superseded, key=lambda s: (s.source_path, s.batch_id))),
        tuple(sorted(refusals, key=lambda r: (r.source_path, r.reason, r.detail or ""))),
        look.unchanged,
        tuple(look.files),
        gone,
        tuple(_notes(inbox, look, gone)),
    )


class _Look:
    """One walk through the inbox; what it comes upon besides new items is kept here."""

    def __init__(self, inbox: Path, catalogue: Catalogue, manifest: Manifest) -> None:
        self.inbox, self.catalogue, self.manifest = inbox, catalogue, manifest
        self.refusals: list[Refusal] = []
        self.files: list[FileState] = []
        self.former: list[Entry] = []
        self.named: set[str] = set()
        self.seen: set[str] = set()
        self.unchanged = 0

    def new_items(self) -> Iterator[Item]:
        """The new and changed items, by path."""
        for found in listed(self.inbox):
            if isinstance(found, Refusal):
                self.refusals.append(found)
                self.named.add(key(found.source_path))
                continue
            self.named.add(key(found.path))
            self.seen.add(found.path)
            try:
                yield from self._of_file(found, format_of(found.path))
            except UnreadableDocument as error:
                self.refusals.append(Refusal(found.path, error.reason, error.remedy))

    def _of_file(self, found: Found, form: Format) -> Iterator[Item]:
        metadata = self.manifest.of(found.path)
        digest = metadata_sha256(metadata)
        state = self.catalogue.state(found.path)
        if state is not None and (state.size, state.mtime_ns) == (found.size, found.mtime_ns) and self.catalogue.has_metadata(found.path, digest):
            self.unchanged += state.items
            return
        left = self.catalogue.entries(found.path)
        count = 0
        for item in self._items(found, form, metadata):
            count += 1
            entry = left.pop(item.source_path, None)
            if entry is not None and entry.sha256 == item.sha256 and entry.metadata_sha256 == digest:
                self.unchanged += 1
                continue
            if entry is not None:
                self.former.append(entry)
            yield item
        self.former += left.values()
        self.files.append(FileState(found.path, found.size, found.mtime_ns, count))

    def _items(self, found: Found, form: Format, metadata: Metadata) -> Iterator[Item]:
        if form.split is None:
            yield Item(found.path, found.path, 0, found.size, None, file_sha256(self.inbox, found.path), metadata)
            return
        names: set[str] = set()
        last = Piece(0, 0, 0, None, hashlib.sha256(b"").hexdigest(), "none")
        try:
            with opened(self.inbox, found.path) as stream:
                for piece in form.split(stream):
                    last = piece
                    yield _record(found.path, piece, names, metadata)
        except UnreadableDocument as error:
            self.refusals.append(Refusal(found.path, error.reason, error.remedy, f"after line {last.line}" if last.line else None))
            return
        if last.line == 0:
            yield _record(found.path, last, names, metadata)


def _record(file: str, piece: Piece, names: set[str], metadata: Metadata) -> Item:
    """The item of a record; a name that the file has used already gets a number."""
    name = piece.name or str(piece.line)
    warning = None
    if name in names:
        number = 2
        while f"{name}~{number}" in names:
            number += 1
        warning = f"the id {name!r} stands in the file already; this record is called {name}~{number}"
        name = f"{name}~{number}"
    names.add(name)
    path = f"{file}#{name}" if piece.line else file
    return Item(path, file, piece.start_byte, piece.length_bytes, piece.line or None, piece.sha256, metadata, piece.fault, warning)


def file_sha256(inbox: Path, path: str) -> str:
    """The hash of a file's bytes, compressed or not.

    Raises:
        UnreadableDocument: it cannot be opened or read.
    """
    try:
        with (inbox / path).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableDocument(f"it cannot be opened ({error.strerror})", "make it readable, or take it out") from error


def _cut(items: Iterable[Item]) -> Iterator[Batch]:
    held: list[Item] = []
    size = 0
    for item in items:
        if held and (len(held) >= MAX_DOCUMENTS or size + item.length_bytes > MAX_TEXT_BYTES):
            yield Batch.of(held)
            held, size = [], 0
        held.append(item)
        size += item.length_bytes
    if held:
        yield Batch.of(held)


def _notes(inbox: Path, look: _Look, gone: tuple[str, ...]) -> Iterator[str]:
    if not look.seen:
        yield f"the inbox {inbox} holds no files to read; put .txt, .md or .jsonl reports into it"
    if gone:
        yield f"{len(gone)} files of earlier runs are no longer in the inbox ({gone[0]} ...); their documents stay in the warehouse"
