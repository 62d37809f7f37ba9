"""The stages over the staged files: read, call the pure functions, write. Every function here does one stage of one batch, or of all."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import partial
from itertools import batched
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipelines import contracts, ids, paths
from pipelines.annotate.batch import annotate_chunk
from pipelines.annotate.document import Segment
from pipelines.annotate.engine import Prose
from pipelines.contracts import Table
from pipelines.defs.digests import StagedReports
from pipelines.defs.former import former_events, former_statements, keep
from pipelines.defs.store import Store
from pipelines.errors import LandingError
from pipelines.extract.batch import DESCRIPTIONS, Fault, Source, extract_chunk
from pipelines.ingest.catalogue import Catalogue
from pipelines.ingest.documents import DocumentRow, SegmentRow, ingest
from pipelines.ingest.fingerprints import Fingerprint
from pipelines.ingest.language import is_read
from pipelines.ingest.plan import Batch, plan
from pipelines.ingest.refusals import Refusal
from pipelines.land import snapshot
from pipelines.land.snapshot import Candidate
from pipelines.resolve.actors import resolve_digest
from pipelines.resolve.apply import Identities, apply
from pipelines.resolve.corrections import Corrections
from pipelines.resolve.duplicates import duplicates
from pipelines.resolve.events import RetellingLexicon, join_events
from pipelines.resolve.places import resolve_places
from pipelines.resolve.statements import COMPARED, cluster_statements
from pipelines.resolve.wording import Wording
from pipelines.validate import quarantine
from pipelines.validate.batch import inspect_batch
from pipelines.validate.outcome import Outcome, require
from pipelines.validate.relations import relations

#: Documents that a process takes at a time: enough to keep the model busy, few enough to share the work evenly.
CHUNK_DOCUMENTS = 32
#: Files or records that a process reads at a time.
CHUNK_ITEMS = 200


@dataclass(frozen=True)
class Remark:
    """A line for the user on a file of the inbox, and whether the file was refused or read all the same."""

    line: str
    is_refusal: bool


@dataclass(frozen=True)
class Planned:
    """What planning the inbox tells the user: remarks on files that no batch holds, and notes."""

    remarks: tuple[Remark, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Staged:
    """What a stage made of a batch, or of all.

    Attributes:
        counts: rows per table.
        refused: rows and files that went to the quarantine.
        outcomes: the outcome of every check.
        is_unchanged: whether the batch was staged before with the same rows, so that what was made of them still holds.
    """

    counts: Mapping[str, int]
    refused: int
    outcomes: tuple[Outcome, ...]
    is_unchanged: bool = False


def plan_inbox(store: Store) -> Planned:
    """Find what is new in the inbox and keep it as batches.

    A warehouse may be filled from several inboxes, each with a catalogue of its own.

    Raises:
        UsageError: the inbox cannot be read.
    """
    path = _catalogue(store)
    catalogue = Catalogue.read(path)
    found = plan(store.inbox, catalogue)
    for batch in found.batches:
        store.staging.plan(batch.batch_id, json.dumps({"inbox": str(store.inbox), "batch": batch.to_json()}))
    refusals = [_refused_file(r) for r in found.refusals]
    store.staging.write_refusals(_inbox_key(store.inbox), quarantine.collect(refusals))
    found.catalogued(catalogue).write(path)
    return Planned(tuple(Remark(r.line, not r.is_read) for r in found.refusals), (*found.notes, *_company(store)))


def _company(store: Store) -> Iterator[str]:
    """What the user should know of reports from elsewhere in the same warehouse."""
    inboxes = {json.loads(store.staging.planned(b))["inbox"] for b in store.staging.batch_ids()} - {str(store.inbox)}
    samples = str(paths.samples().absolute())
    if samples in inboxes:
        yield "the bundled samples make way for this inbox; they are no longer in the warehouse"
    if others := sorted(inboxes - {samples}):
        yield f"the warehouse also holds the reports of {', '.join(others)}; name another --warehouse to keep them apart"


def _inbox_key(inbox: Path) -> str:
    return ids.make_id("inb", str(inbox))


def _catalogue(store: Store) -> Path:
    return store.staging.catalogue / f"{_inbox_key(store.inbox)}.parquet"


def _refused_file(refusal: Refusal, document_id: str | None = None) -> quarantine.Refusal:
    """A line of the quarantine of documents; it has a document where one was made of the file all the same."""
    return quarantine.Refusal(
        table_name="documents",
        source_path=refusal.source_path,
        document_id=document_id if refusal.is_read else None,
        stage="ingest",
        reason=refusal.reason,
        remedy=refusal.remedy,
        detail=refusal.detail,
    )


def remarks_of(store: Store, batch_id: str) -> Iterator[Remark]:
    """The remarks on the files of a batch."""
    for row in store.staging.read(batch_id, "ingest_quarantine").to_pylist():
        if row["stage"] == "ingest":
            yield Remark(Refusal(row["source_path"], row["reason"], row["remedy"], row["detail"]).line, row["document_id"] is None)


def batches(store: Store) -> list[str]:
    """The batches that the warehouse consists of, sorted; those of the bundled samples make way once another inbox was read."""
    found = {b: json.loads(store.staging.planned(b))["inbox"] for b in store.staging.batch_ids()}
    samples = str(paths.samples().absolute())
    others = [b for b, inbox in found.items() if inbox != samples]
    return others if others and str(store.inbox) != samples else sorted(found)


def ingest_batch(store: Store, batch_id: str) -> Staged:
    """Read the files of a batch; stages its documents and their parts."""
    planned = json.loads(store.staging.planned(batch_id))
    batch = Batch.from_json(planned["batch"])
    store.reporter.start("ingest", len(batch.items))
    parts = [Batch(batch.batch_id, items) for items in batched(batch.items, CHUNK_ITEMS)]
    documents: list[DocumentRow] = []
    segments: list[SegmentRow] = []
    prints: list[dict[str, object]] = []
    refusals: list[quarantine.Refusal] = []
    for part, found in zip(parts, store.workers.map(ingest, ((Path(planned["inbox"]), part) for part in parts)), strict=True):
        documents += found.documents
        segments += found.segments
        prints += [{name: getattr(p, name) for name in _FINGERPRINTS.names} for p in found.fingerprints]
        made = {d.source_path: d.document_id for d in found.documents}
        refusals += [_refused_file(r, made.get(r.source_path)) for r in found.refusals]
        store.reporter.advance("ingest", len(part.items))
    tables = {"documents": contracts.table("documents").collect(documents), "segments": contracts.table("segments").collect(segments)}
    fresh = pa.Table.from_pylist(prints, schema=_FINGERPRINTS)
    gone = {item.document_id for item in batch.items if not (Path(planned["inbox"]) / item.file).exists()}
    if gone and store.staging.has(batch_id, "documents"):
        # the files of a batch that is read again may have left the inbox since; their documents stay as they were read
        tables = {name: _with_former(store, batch_id, name, rows, gone) for name, rows in tables.items()}
        fresh = _with_former(store, batch_id, "fingerprints", fresh, gone)
        refusals = [r for r in refusals if r.source_path not in {i.source_path for i in batch.items if i.document_id in gone}]
    store.staging.write(batch_id, "fingerprints", fresh)
    staged = _stage(store, batch_id, "ingest", tables, refusals)
    store.reporter.finish("ingest")
    return staged


def _with_former(store: Store, batch_id: str, name: str, rows: pa.Table, gone: set[str]) -> pa.Table:
    former = store.staging.read(batch_id, name)
    return pa.concat_tables([rows, former.filter(pc.is_in(former["document_id"], value_set=pa.array(sorted(gone), pa.string()))).cast(rows.schema)])


_FINGERPRINTS = pa.schema(
    [
        pa.field("document_id", pa.string()),
        pa.field("source_path", pa.string()),
        pa.field("published_at", pa.timestamp("us", tz="UTC")),
        pa.field("word_count", pa.int64()),
        pa.field("prose_sha256", pa.string()),
        pa.field("sketch", pa.binary()),
    ]
)


def _stage(store: Store, batch_id: str, stage: str, tables: Mapping[str, pa.Table], refusals: Iterable[quarantine.Refusal]) -> Staged:
    """Check tables and stage the rows that stand; the others, and what was refused before, become the stage's quarantine."""
    checked = inspect_batch(tables)
    is_unchanged = all(store.staging.has(batch_id, name) and store.staging.read(batch_id, name).equals(rows) for name, rows in checked.tables.items())
    for name, rows in checked.tables.items():
        store.staging.write(batch_id, name, rows)
    refused = quarantine.collect([*refusals, *checked.refusals])
    store.staging.write(batch_id, f"{stage}_quarantine", refused)
    return Staged({name: rows.num_rows for name, rows in checked.tables.items()}, refused.num_rows, checked.outcomes, is_unchanged)


def annotate_batch(store: Store, batch_id: str) -> int:
    """Annotate the documents of a batch; returns how many."""
    prose = list(_prose(store, batch_id))
    chunks = [list(chunk) for chunk in batched(prose, CHUNK_DOCUMENTS)]
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
        if is_read(row["language"]):
            yield Prose(row["document_id"], row["text"], parts.get(row["document_id"], ()))


def _segments(store: Store, batch_id: str) -> dict[str, tuple[Segment, ...]]:
    parts: dict[str, list[Segment]] = {}
    for row in store.staging.read(batch_id, "segments").to_pylist():
        parts.setdefault(row["document_id"], []).append(Segment(row["kind"], row["start_char"], row["end_char"]))
    return {document_id: tuple(found) for document_id, found in parts.items()}


def extract_batch(store: Store, batch_id: str) -> Staged:
    """Extract all tables of a batch from its annotation."""
    sources = {s.document_id: s for s in _sources(store, batch_id)}
    store.reporter.start("extract", len(sources))
    chunks: list[list[Source]] = []

    def jobs() -> Iterator[tuple[Sequence[Source], bytes, Path | None]]:
        for document_ids, data in store.staging.annotations(batch_id):
            chunks.append([sources[d] for d in document_ids])
            yield chunks[-1], data, store.cache

    found: dict[str, list[pa.Table]] = {name: [] for name in (*(t.name for t in contracts.tables("extract")), *DESCRIPTIONS)}
    faults: list[Fault] = []
    for number, extracted in enumerate(store.workers.map(extract_chunk, jobs())):
        for name, parts in found.items():
            parts.append(extracted.tables[name])
        faults += extracted.faults
        store.reporter.advance("extract", len(chunks[number]))
    for name, columns in DESCRIPTIONS.items():
        schema = contracts.shape(columns)
        store.staging.write(batch_id, name, pa.concat_tables([schema.empty_table(), *found[name]]).sort_by([(c, "ascending") for c in columns[:2]]))
    tables = {t.name: _sorted(t, pa.concat_tables([t.arrow.empty_table(), *found[t.name]])) for t in contracts.tables("extract")}
    refusals = [quarantine.Refusal(stage="extract", **{f.name: getattr(fault, f.name) for f in fields(Fault)}) for fault in faults]
    staged = _stage(store, batch_id, "extract", tables, refusals)
    store.reporter.finish("extract")
    return staged


def _sorted(table: Table, rows: pa.Table) -> pa.Table:
    return rows.sort_by([(name, "ascending") for name in dict.fromkeys((*table.sort, *table.key))])


def _sources(store: Store, batch_id: str) -> Iterator[Source]:
    parts = _segments(store, batch_id)
    for row in store.staging.read(batch_id, "documents", ["document_id", "source_path", "text", "published_at", "publisher"]).to_pylist():
        published: dt.datetime | None = row["published_at"]
        day = published.date() if published else None
        yield Source(row["document_id"], row["source_path"], row["text"], day, row["publisher"], parts.get(row["document_id"], ()))


def resolve_all(store: Store) -> Staged:
    """Bring all batches together: stages ``actors``, ``places``, ``events`` and what is the same as what."""
    store.reporter.start("resolve", None)
    found = batches(store)
    kept = _kept(store, found)
    kept_in = {batch: _kept_here(store, batch, kept) for batch in found}
    documents = _all(store, kept_in, "documents", ["document_id", "published_at", "publisher"])
    copies = duplicates(_fingerprints(store, found, kept))
    documents = documents.append_column(
        "duplicate_of_document_id", pa.array([copies.get(d) for d in documents["document_id"].to_pylist()], pa.string())
    )
    reports = StagedReports(store, found, kept_in, copies)
    actors = resolve_digest(reports.digest(), reports, Corrections.load())
    place_mentions = _all(store, kept_in, "place_mentions", ["document_id", "place_id", "text"])
    places = resolve_places(_all(store, kept_in, "place_descriptions", None), place_mentions, documents)
    said = _all(store, kept_in, "statements", list(COMPARED))
    words = RetellingLexicon.load()
    statements = cluster_statements(said, documents, actors.actor_of, words, actor_in=actors.actor_in, former=former_statements(store))
    clusters = statements.clusters()
    same = Identities(actors.actor_of, {}, clusters, copies, kept, actors.actor_in)
    participants = apply(contracts.table("event_participants"), _all(store, kept_in, "event_participants", None), same)
    event_mentions = _all(store, kept_in, "event_mentions", None)
    harm = apply(contracts.table("casualties"), _all(store, kept_in, "casualties", None), same)
    place_rows = contracts.table("places").collect(places)
    wording = Wording.load(words, partial(_texts, store, kept_in))
    events = join_events(
        event_mentions, participants, documents, place_rows, actors.actors, words, casualties=harm, wording=wording, former=former_events(store)
    )
    tables = {
        "actors": actors.actors,
        "actor_id_history": actors.history,
        "places": place_rows,
        "events": events.state.events,
        "event_id_history": events.state.history,
    }
    checked = inspect_batch(tables)
    for name, rows in tables.items():
        store.staging.write_resolved(name, rows)
    keep(store, events.state, statements)
    store.staging.write_resolved("actor_identities", _pairs(actors.actor_of))
    store.staging.write_resolved("actor_identities_by_document", _triples(actors.actor_in))
    store.staging.write_resolved("event_identities", _pairs(events.event_of))
    store.staging.write_resolved("statement_identities", _pairs(clusters))
    store.staging.write_resolved("document_identities", _pairs(copies))
    store.staging.write_resolved("notes", pa.table({"line": pa.array(actors.not_applied, pa.string())}))
    store.reporter.finish("resolve")
    return Staged({name: rows.num_rows for name, rows in tables.items()}, 0, checked.outcomes)


def _pairs(mapping: Mapping[str, str]) -> pa.Table:
    ordered = sorted(mapping.items())
    return pa.table({"of": pa.array([a for a, _ in ordered], pa.string()), "is": pa.array([b for _, b in ordered], pa.string())})


def notes_of_resolution(store: Store) -> tuple[str, ...]:
    """What the user should know of the last resolution: corrections that concern no actor there is."""
    return tuple(store.staging.read_resolved("notes")["line"].to_pylist())


def _triples(mapping: Mapping[tuple[str, str], str]) -> pa.Table:
    ordered = sorted((document, of, to) for (document, of), to in mapping.items())
    return pa.table({name: pa.array([row[n] for row in ordered], pa.string()) for n, name in enumerate(("in", "of", "is"))})


def _mapping_by_document(store: Store, name: str) -> dict[tuple[str, str], str]:
    rows = store.staging.read_resolved(name)
    return dict(zip(zip(rows["in"].to_pylist(), rows["of"].to_pylist(), strict=True), rows["is"].to_pylist(), strict=True))


def _mapping(store: Store, name: str) -> dict[str, str]:
    rows = store.staging.read_resolved(name)
    return dict(zip(rows["of"].to_pylist(), rows["is"].to_pylist(), strict=True))


def _kept(store: Store, found: Sequence[str]) -> frozenset[str]:
    """The documents that stand: every catalogue's newest reading of a file, which must also have been staged."""
    newest: dict[str, str] = {}
    for path in sorted(store.staging.catalogue.glob("*.parquet")):
        items = Catalogue.read(path).items
        newest.update(zip(items["document_id"].to_pylist(), items["batch_id"].to_pylist(), strict=True))
    kept: set[str] = set()
    for batch in found:
        kept.update(d for d in store.staging.read(batch, "documents", ["document_id"])["document_id"].to_pylist() if newest.get(d) == batch)
    return frozenset(kept)


def _all(store: Store, kept_in: Mapping[str, pa.Array], name: str, columns: list[str] | None) -> pa.Table:
    """A staged table of all batches, rows of the kept documents only."""
    parts = []
    for batch, here in kept_in.items():
        rows = store.staging.read(batch, name, columns)
        parts.append(rows.filter(pc.is_in(rows["document_id"], value_set=here)))
    if parts:
        return pa.concat_tables(parts)
    schema = contracts.table(name).arrow if name in contracts.table_names() else contracts.shape(DESCRIPTIONS[name])
    return schema.empty_table().select(columns or schema.names)


def _texts(store: Store, kept_in: Mapping[str, pa.Array], document_ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The texts of some documents, by id; only batches that hold some of them are read."""
    wanted = pa.array(document_ids, pa.string())
    for batch, here in kept_in.items():
        chosen = here.filter(pc.is_in(here, value_set=wanted))
        if len(chosen):
            rows = store.staging.read(batch, "documents", ["document_id", "text"])
            rows = rows.filter(pc.is_in(rows["document_id"], value_set=chosen))
            yield from zip(rows["document_id"].to_pylist(), rows["text"].to_pylist(), strict=True)


def _kept_here(store: Store, batch: str, kept: frozenset[str]) -> pa.Array:
    """The kept documents that were read in this batch."""
    return pa.array([d for d in store.staging.read(batch, "documents", ["document_id"])["document_id"].to_pylist() if d in kept], pa.string())


def _fingerprints(store: Store, found: Sequence[str], kept: frozenset[str]) -> Iterator[Fingerprint]:
    for batch in found:
        for row in store.staging.read(batch, "fingerprints").to_pylist():
            if row["document_id"] in kept:
                yield Fingerprint(**row)


@dataclass(frozen=True)
class Landed:
    """What was published: the snapshot, rows per table, and how many relations were checked."""

    snapshot_id: str
    rows: Mapping[str, int]
    outcomes: tuple[Outcome, ...]


def land(store: Store) -> Landed:
    """Write a new snapshot, check it across tables, publish it.

    Raises:
        ValidationFailed: a relation between tables does not hold; nothing is published.
    """
    store.reporter.start("land", None)
    found = batches(store)
    kept = _kept(store, found)
    same = Identities(
        actor_of=_mapping(store, "actor_identities"),
        event_of=_mapping(store, "event_identities"),
        cluster_of=_mapping(store, "statement_identities"),
        duplicate_of=_mapping(store, "document_identities"),
        documents=kept,
        actor_in=_mapping_by_document(store, "actor_identities_by_document"),
    )
    with Candidate(store.layout) as candidate:
        former = candidate.base.facts.get("parts", {}) if candidate.base else {}
        parts = {}
        for batch in found:
            parts[batch] = _part_hash(store, batch, same)
            for table in (*contracts.tables("ingest"), *contracts.tables("extract")):
                if former.get(batch) != parts[batch] or not candidate.link(table.name, batch):
                    candidate.put(table.name, batch, apply(table, store.staging.read(batch, table.name), same))
            for refused in _quarantine(store, batch):
                candidate.put_quarantine(refused[0], batch, refused[1])
        for key, rows in store.staging.refusals(_inboxes(store, found)):
            candidate.put_quarantine("documents", key, rows)
        for table in contracts.tables("resolve"):
            candidate.put(table.name, "all", store.staging.read_resolved(table.name))
        outcomes = relations(candidate.finish())
        require(outcomes)
        published = candidate.publish({"parts": parts, "resolve": store.version("resolve"), "model": store.model})
    store.reporter.finish("land")
    return Landed(published.snapshot_id, published.row_counts(), outcomes)


def _inboxes(store: Store, found: Sequence[str]) -> list[str]:
    inboxes = {json.loads(store.staging.planned(b))["inbox"] for b in found} | {str(store.inbox)}
    return sorted(_inbox_key(Path(inbox)) for inbox in inboxes)


def _quarantine(store: Store, batch: str) -> Iterator[tuple[str, pa.Table]]:
    rows = pa.concat_tables([store.staging.read(batch, f"{stage}_quarantine") for stage in ("ingest", "extract")])
    for name in sorted(set(rows["table_name"].to_pylist())):
        yield name, rows.filter(pc.equal(rows["table_name"], name))


def _part_hash(store: Store, batch: str, same: Identities) -> str:
    """What a batch's landed files depend on: its staged files, and what its ids resolve to."""
    digest = hashlib.blake2b(digest_size=12)
    digest.update(json.dumps([store.staging.stamps(batch), store.version("resolve")], sort_keys=True).encode())
    documents = store.staging.read(batch, "documents", ["document_id"])["document_id"].to_pylist()
    digest.update(json.dumps([(d, d in same.documents, same.duplicate_of.get(d)) for d in documents]).encode())
    here = set(documents)
    digest.update(json.dumps(sorted([*key, to] for key, to in same.actor_in.items() if key[0] in here)).encode())
    for name, column, mapping in (
        ("actor_descriptions", "actor_id", same.actor_of),
        ("event_mentions", "event_mention_id", same.event_of),
        ("statements", "statement_id", same.cluster_of),
    ):
        values = sorted(set(store.staging.read(batch, name, [column])[column].to_pylist()))
        digest.update(json.dumps([mapping.get(v, v) for v in values]).encode())
    return digest.hexdigest()


def is_published(store: Store) -> bool:
    """Whether the published snapshot is what the staged batches would make."""
    published = snapshot.current(store.layout)
    if published is None or published.facts.get("resolve") != store.version("resolve"):
        return False
    if sorted(published.facts.get("parts", {})) != sorted(batches(store)):
        return False
    try:
        landed = {part for part in published.parts["quarantine"].get("documents", {}) if part.startswith("inb_")}
        return landed == {key for key, rows in store.staging.refusals(_inboxes(store, batches(store))) if rows.num_rows}
    except LandingError:
        return False


def published_id(store: Store) -> str | None:
    """Id of the published snapshot."""
    return store.layout.current_id()


def published_rows(store: Store) -> tuple[dict[str, int], int]:
    """Rows per table of the published snapshot, and rows in its quarantine."""
    published = snapshot.current(store.layout)
    if published is None:
        return {}, 0
    counts = published.row_counts()
    return {name: counts[name] for name in contracts.table_names()}, sum(published.row_counts("quarantine").values())
