"""Extracting a chunk of documents: annotation in, tables out; the unit of parallel work."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipelines import contracts
from pipelines.annotate.batch import keep_for_good
from pipelines.annotate.document import AnnotatedDocument, Segment
from pipelines.annotate.engine import unpack
from pipelines.errors import ContractError
from pipelines.extract.document import Lexicons, extract_document
from pipelines.extract.model import Actor, Extraction, Place

if TYPE_CHECKING:
    from spacy.vocab import Vocab

#: What extraction tells of the actors and places of a document, for ``resolve``; no tables of the warehouse.
DESCRIPTIONS: Mapping[str, tuple[str, ...]] = {
    "actor_descriptions": tuple(f.name for f in fields(Actor)),
    "place_descriptions": ("document_id", *(f.name for f in fields(Place))),
}


_REMEDY = "the row is left out and the rest stands; report it together with the document"


@dataclass(frozen=True)
class Source:
    """What extraction needs to know of a document beside its annotation."""

    document_id: str
    source_path: str
    text: str
    published: dt.date | None
    publisher: str | None
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Fault:
    """A row that was refused, or an extractor that failed on a document; fields as in the quarantine."""

    table_name: str
    source_path: str
    document_id: str
    row_id: str | None
    reason: str
    remedy: str
    detail: str
    row_json: str | None


@dataclass(frozen=True)
class Extracted:
    """The tables of a chunk, by name, with the descriptions, and what was refused."""

    tables: Mapping[str, pa.Table]
    faults: tuple[Fault, ...]


@cache
def _lexicons(cache_folder: Path | None) -> Lexicons:
    found = Lexicons.load(cache_folder)
    keep_for_good()
    return found


@cache
def _vocab() -> Vocab:
    import spacy

    return spacy.blank("en").vocab


def extract_chunk(chunk: Sequence[Source], annotation: bytes, cache_folder: Path | None) -> Extracted:
    """Extract all rows of some documents.

    Args:
        chunk: the documents, in the order in which they were annotated.
        annotation: their annotation, from ``annotate_chunk``.
        cache_folder: where the compact gazetteer is kept between processes; None makes it anew.

    Returns:
        One table for each table of the stage and for each of ``DESCRIPTIONS``; every row fits its contract, says what its characters say, and
        refers to rows that are there.
    """
    rows: dict[str, list[object]] = {t.name: [] for t in contracts.tables("extract")}
    described: dict[str, list[dict[str, Any]]] = {name: [] for name in DESCRIPTIONS}
    faults: list[Fault] = []
    for source, doc in zip(chunk, unpack(annotation, _vocab()), strict=True):
        annotated = AnnotatedDocument(source.document_id, source.text, source.published, source.publisher, source.segments, doc)
        found = extract_document(annotated, _lexicons(cache_folder))
        faults += [
            Fault(
                name if name in contracts.table_names() else "documents",
                source.source_path,
                source.document_id,
                None,
                f"the extractor of {name} failed",
                _REMEDY,
                what,
                None,
            )
            for name, what in found.faults
        ]
        for name, good, bad in _sifted(found, source):
            rows[name] += good
            faults += bad
        described["actor_descriptions"] += [{f: getattr(a, f) for f in DESCRIPTIONS["actor_descriptions"]} for a in found.actors]
        described["place_descriptions"] += [
            {f: getattr(p, f) if f != "document_id" else source.document_id for f in DESCRIPTIONS["place_descriptions"]} for p in found.places
        ]
    tables = {t.name: t.collect(rows[t.name]) for t in contracts.tables("extract")}
    for name, columns in DESCRIPTIONS.items():
        tables[name] = pa.Table.from_pylist(described[name], schema=contracts.shape(columns))
    return Extracted(tables, tuple(faults))


def _problem(table: contracts.Table, row: Any, text: str) -> tuple[str, str] | None:
    """What is wrong with a row by itself, in general and in this case."""
    try:
        table.check(tuple(getattr(row, c.name) for c in table.columns))
    except ContractError as error:
        return "it does not fit its contract", str(error)
    if text[row.start_char : row.end_char] != row.text:
        return "its text is not what its span says", f"{row.text!r} against {text[row.start_char : row.end_char]!r}"
    if not row.sentence_start_char <= row.start_char <= row.end_char <= max(row.sentence_end_char, row.end_char):
        return "it begins outside its sentence", f"{row.start_char} is not in {row.sentence_start_char}..{row.sentence_end_char}"
    return None


def _sifted(found: Extraction, source: Source) -> Iterable[tuple[str, list[object], list[Fault]]]:
    """Each table's good rows and the faults of the others; parents first, so that a row whose parent was refused is refused too."""
    known: dict[str, set[str]] = {"documents": {source.document_id}, "actors": {a.actor_id for a in found.actors}}
    known["places"] = {p.place_id for p in found.places}
    known["events"] = {act.event_id for act in found.event_mentions}
    for table in contracts.tables("extract"):
        good: list[object] = []
        bad: list[Fault] = []
        key = table.key[0]
        ids: set[str] = set()
        own = [c for c in table.columns if c.references and c.references[0] == table.name]
        others = [c for c in table.columns if c.references and c.references[0] != table.name]
        candidates: Sequence[Any] = getattr(found, table.name)
        peers = {getattr(row, key) for row in candidates}
        for row in candidates:
            row_id = getattr(row, key)
            problem = _problem(table, row, source.text)
            if problem is None and row_id in ids:
                problem = ("its id is that of another row", row_id)
            if problem is None:
                for column in (*others, *own):
                    value = getattr(row, column.name)
                    there = peers if column in own else known[column.references[0] if column.references else table.name]
                    if value is not None and value not in there:
                        problem = (f"its {column.name} names a row that is not there", value)
            if problem is None:
                ids.add(row_id)
                good.append(row)
            else:
                content = json.dumps({c.name: getattr(row, c.name) for c in table.columns}, default=str, ensure_ascii=False)
                bad.append(Fault(table.name, source.source_path, source.document_id, row_id, problem[0], _REMEDY, problem[1], content))
        known[table.name] = ids
        yield table.name, good, bad
