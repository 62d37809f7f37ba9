"""The stages over the staged files: read, call the pure functions, write. Every function here does one stage of one batch, or of all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import batched

import pyarrow as pa

from pipelines import contracts
from pipelines.annotate.batch import annotate_chunk
from pipelines.annotate.document import Segment
from pipelines.annotate.engine import Prose
from pipelines.defs.store import Store
from pipelines.extract.batch import DESCRIPTIONS, Fault, Source, extract_chunk
from pipelines.validate import quarantine

#: Documents that a process takes at a time: enough to keep the model busy, few enough to share the work evenly.
CHUNK_DOCUMENTS = 32
#: The only language that is read; documents in another one keep their row and get no others.
LANGUAGE = "en"


def annotate_batch(store: Store, batch_id: str) -> int:
    """Annotate the documents of a batch; returns how many."""
    prose = list(_prose(store, batch_id))
    chunks = [list(chunk) for chunk in batched(prose, CHUNK_DOCUMENTS, strict=False)]
    store.reporter.start("annotate", len(prose))

    def done() -> Iterator[tuple[list[str], bytes]]:
        for chunk, data in zip(chunks, store.workers.map(annotate_chunk, ((chunk, store.model) for chunk in chunks)), strict=True):
            yield [p.document_id for p in chunk], data
            store.reporter.advance("annotate", len(chunk))

    total = store.staging.write_annotations(batch_id, done())
    store.reporter.finish("annotate")
    return total


def _prose(store: Store, batch_id: str) -> Iterator[Prose]:
    parts = _segments(store, batch_id)
    for row in store.staging.read(batch_id, "documents", ["document_id", "text", "language"]).to_pylist():
        if row["language"] in (None, LANGUAGE):
            yield Prose(row["document_id"], row["text"], parts.get(row["document_id"], ()))


def _segments(store: Store, batch_id: str) -> dict[str, tuple[Segment, ...]]:
    parts: dict[str, list[Segment]] = {}
    for row in store.staging.read(batch_id, "segments").to_pylist():
        parts.setdefault(row["document_id"], []).append(Segment(row["kind"], row["start_char"], row["end_char"]))
    return {document_id: tuple(found) for document_id, found in parts.items()}


def extract_batch(store: Store, batch_id: str) -> dict[str, int]:
    """Extract all tables of a batch; returns rows per table."""
    sources = {s.document_id: s for s in _sources(store, batch_id)}
    store.reporter.start("extract", len(sources))
    chunks: list[list[Source]] = []

    def jobs() -> Iterator[tuple[Sequence[Source], bytes]]:
        for document_ids, data in store.staging.annotations(batch_id):
            chunks.append([sources[d] for d in document_ids])
            yield chunks[-1], data

    names = [*(t.name for t in contracts.tables("extract")), *DESCRIPTIONS]
    found: dict[str, list[pa.Table]] = {name: [] for name in names}
    faults: list[Fault] = []
    for number, extracted in enumerate(store.workers.map(extract_chunk, jobs())):
        for name in names:
            found[name].append(extracted.tables[name])
        faults += extracted.faults
        store.reporter.advance("extract", len(chunks[number]))
    counts = {}
    for name in names:
        schema = contracts.table(name).arrow if name in contracts.table_names() else contracts.shape(DESCRIPTIONS[name])
        order = [*contracts.table(name).sort, *contracts.table(name).key] if name in contracts.table_names() else list(DESCRIPTIONS[name][:2])
        table = pa.concat_tables(found[name]) if found[name] else schema.empty_table()
        store.staging.write(batch_id, name, table.sort_by([(column, "ascending") for column in dict.fromkeys(order)]))
        counts[name] = table.num_rows
    refused = (quarantine.Refusal(stage="extract", **{f.name: getattr(fault, f.name) for f in fields(Fault)}) for fault in faults)
    store.staging.write(batch_id, "extract_quarantine", quarantine.collect(refused))
    store.reporter.finish("extract")
    return counts


def _sources(store: Store, batch_id: str) -> Iterator[Source]:
    parts = _segments(store, batch_id)
    for row in store.staging.read(batch_id, "documents", ["document_id", "source_path", "text", "published_at", "publisher"]).to_pylist():
        published: dt.datetime | None = row["published_at"]
        day = published.date() if published else None
        yield Source(row["document_id"], row["source_path"], row["text"], day, row["publisher"], parts.get(row["document_id"], ()))
