"""From a batch to rows: documents, their segments, fingerprints and refusals.

What belongs here: reading the items of a batch and filling the rows of ``documents`` and ``segments``. What does not: looking at other batches.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from pipelines.errors import UnreadableDocument
from pipelines.ids import make_id
from pipelines.ingest.dates import Publication, of_day, publication
from pipelines.ingest.decode import MAX_BYTES, too_big
from pipelines.ingest.fingerprints import Fingerprint, fingerprint
from pipelines.ingest.formats import Content, Format, fault, format_of, is_compressed, parse_record, record_sha256
from pipelines.ingest.inbox import opened
from pipelines.ingest.language import identify
from pipelines.ingest.plan import Batch, Item, file_sha256
from pipelines.ingest.refusals import Refusal
from pipelines.ingest.segments import Parts, parts


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A row of ``documents``; the columns are described in ``schemas/columns.yml``."""

    document_id: str
    source_path: str
    source_sha256: str
    publisher: str | None
    title: str | None
    author: str | None
    published_at: dt.datetime | None
    published_precision: str | None
    published_from: str
    language: str | None
    encoding: str
    char_count: int
    duplicate_of_document_id: str | None
    batch_id: str
    text: str


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A row of ``segments``."""

    segment_id: str
    document_id: str
    kind: str
    start_char: int
    end_char: int


@dataclass(frozen=True)
class Ingested:
    """What a batch gives: rows in the order of its items, a fingerprint a document, and what was refused or read with a reservation."""

    documents: tuple[DocumentRow, ...]
    segments: tuple[SegmentRow, ...]
    fingerprints: tuple[Fingerprint, ...]
    refusals: tuple[Refusal, ...]


def ingest(inbox: Path, batch: Batch) -> Ingested:
    """Read a batch.

    Args:
        inbox: the folder that the batch was planned over.
        batch: the items.

    Returns:
        The rows. An item that cannot be read is a refusal, never an error; ``duplicate_of_document_id`` is None, as copies show across batches only.
    """
    documents: list[DocumentRow] = []
    segment_rows: list[SegmentRow] = []
    fingerprints: list[Fingerprint] = []
    refusals: list[Refusal] = []
    for item, outcome in _contents(inbox, batch):
        if item.warning is not None:
            refusals.append(_refusal(item, item.warning, "give each record its own id", is_read=not isinstance(outcome, UnreadableDocument)))
        if isinstance(outcome, UnreadableDocument):
            refusals.append(_refusal(item, outcome.reason, outcome.remedy))
            continue
        refusals += [_refusal(item, reason, remedy, is_read=True) for reason, remedy in outcome.warnings]
        given = item.metadata
        title = given.title or outcome.metadata.title
        publisher = given.publisher or outcome.metadata.publisher
        found = parts(outcome.text, title, publisher)
        published, source = _published(item, outcome, found)
        document_id = item.document_id
        documents.append(
            DocumentRow(
                document_id=document_id,
                source_path=item.source_path,
                source_sha256=item.sha256,
                publisher=publisher,
                title=title or found.title,
                author=given.author or outcome.metadata.author or found.author,
                published_at=published.at if published else None,
                published_precision=published.precision if published else None,
                published_from=source,
                language=identify(_prose(outcome.text, found)),
                encoding=outcome.encoding,
                char_count=len(outcome.text),
                duplicate_of_document_id=None,
                batch_id=batch.batch_id,
                text=outcome.text,
            )
        )
        for s in found.segments:
            segment_rows.append(SegmentRow(make_id("seg", document_id, s.start_char, s.end_char), document_id, s.kind, s.start_char, s.end_char))
        fingerprints.append(fingerprint(document_id, item.source_path, documents[-1].published_at, outcome.text, found.segments))
    return Ingested(tuple(documents), tuple(segment_rows), tuple(fingerprints), tuple(refusals))


def _published(item: Item, content: Content, found: Parts) -> tuple[Publication | None, str]:
    """When it was published, and a code of published_from."""
    for value in (item.metadata.published, content.metadata.published):
        if value is not None and (published := publication(value)) is not None:
            return published, "manifest"
    if found.notice_date is not None:
        return of_day(found.notice_date), "notice"
    if found.dateline_date is not None:
        return of_day(found.dateline_date), "dateline"
    return None, "none"


def _prose(text: str, found: Parts) -> str:
    """The first body paragraphs, enough to tell the language."""
    pieces: list[str] = []
    length = 0
    for segment in found.segments:
        if segment.kind in ("title", "body") and length < 4_000:
            pieces.append(text[segment.start_char : min(segment.end_char, segment.start_char + 4_000)])
            length += len(pieces[-1])
    return " ".join(pieces) or text[:4_000]


def _refusal(item: Item, reason: str, remedy: str, *, is_read: bool = False) -> Refusal:
    detail = f"{item.file} line {item.line}" if item.line else None
    return Refusal(item.source_path, reason, remedy, detail, item.sha256, is_read)


def _contents(inbox: Path, batch: Batch) -> Iterator[tuple[Item, Content | UnreadableDocument]]:
    """Each item with its content, or with why it has none."""
    for file, group in groupby(batch.items, key=lambda item: item.file):
        items = list(group)
        try:
            form = format_of(file)
            split = form.split is not None
        except UnreadableDocument as error:
            yield from ((item, error) for item in items)
            continue
        if split:
            yield from zip(items, _records(inbox, file, items, form), strict=True)
        else:
            yield from ((item, _whole(inbox, item, form)) for item in items)


def _changed() -> UnreadableDocument:
    return UnreadableDocument("it has changed since the run began", "run again once nothing writes to it")


def _whole(inbox: Path, item: Item, form: Format) -> Content | UnreadableDocument:
    """A file that is one document."""
    try:
        if item.fault is not None:
            raise fault(item.fault)
        if not is_compressed(item.file) and item.length_bytes > MAX_BYTES:
            raise too_big(f"{item.length_bytes:,} bytes")
        with opened(inbox, item.file) as stream:
            data = stream.read(MAX_BYTES + 1)
        if is_compressed(item.file):
            digest = file_sha256(inbox, item.file)
        else:
            digest = hashlib.sha256(data).hexdigest()
        if digest != item.sha256:
            raise _changed()
        return form.read(data)
    except UnreadableDocument as error:
        return error
    except OSError as error:
        return UnreadableDocument(f"it cannot be read ({error.strerror})", "check the disk, or copy the file anew")


def _records(inbox: Path, file: str, items: list[Item], form: Format) -> Iterator[Content | UnreadableDocument]:
    """The records of a file in the order of their offsets; one that cannot be read does not stop the next."""
    broken: UnreadableDocument | None = None
    with ExitStack() as stack:
        stream: BinaryIO | None = None
        at = 0
        for item in items:
            if item.fault is not None:
                yield fault(item.fault)
                continue
            try:
                if broken is not None:
                    raise broken
                if stream is None:
                    stream = stack.enter_context(opened(inbox, file))
                if is_compressed(file):
                    _skip(stream, item.start_byte - at)
                else:
                    stream.seek(item.start_byte)
                data = stream.read(item.length_bytes)
                at = item.start_byte + item.length_bytes
                record = parse_record(data.removeprefix(b"\xef\xbb\xbf"))
                if record is None or record_sha256(record) != item.sha256:
                    raise _changed()
                content: Content | UnreadableDocument = form.read(data)
            except UnreadableDocument as error:
                content = error
            except OSError as error:
                content = broken = UnreadableDocument(f"it cannot be read ({error.strerror})", "check the disk, or copy the file anew")
            yield content


def _skip(stream: BinaryIO, length: int) -> None:
    """Pass over bytes of a stream that cannot seek."""
    while length > 0:
        data = stream.read(min(length, 1 << 20))
        if not data:
            return
        length -= len(data)
