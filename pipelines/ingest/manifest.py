"""The inbox's ``manifest.csv``: what is known of a file beside its text.

What belongs here: reading the manifest, and a refusal for every line of it that cannot be used. What does not: metadata inside a file.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path, PurePosixPath

from pipelines.errors import UnreadableDocument
from pipelines.ingest.dates import publication
from pipelines.ingest.refusals import Refusal, printable

MANIFEST = "manifest.csv"
_FIELDS = ("published", "publisher", "title", "author")
#: A manifest is read whole; a larger one is no manifest.
_MAX_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a manifest, or a record itself, says of a report; ``published`` is a date that ``dates.publication`` reads."""

    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the manifest: the file as it names it, the metadata, and its line number."""

    file: str
    line: int
    metadata: Metadata


@dataclass(frozen=True)
class Manifest:
    """A manifest that was read: its rows by file (see ``key``), and what could not be used."""

    rows: Mapping[str, Row]
    refusals: tuple[Refusal, ...]

    def of(self, path: str) -> Metadata:
        """The metadata of a file; all None when the manifest does not name it."""
        row = self.rows.get(key(path))
        return row.metadata if row else Metadata()


def key(path: str) -> str:
    """A path as the manifest and the inbox are matched by: composed characters, forward slashes, no leading ``./``."""
    return unicodedata.normalize("NFC", str(PurePosixPath(path.replace("\\", "/"))))


def read_manifest(inbox: Path) -> Manifest:
    """Read ``manifest.csv`` in the inbox's root; without one the manifest is empty.

    Args:
        inbox: an existing folder.

    Returns:
        The rows that name a file. A field that cannot be used is None there and has a refusal; so have fields on which two lines of one file
        contradict each other. Whether the files exist is not looked at.
    """
    path = inbox / MANIFEST
    try:
        if not path.is_file():
            return Manifest({}, ())
        if path.stat().st_size > _MAX_BYTES:
            return _refused("it is larger than 256 MiB", "keep one line a file")
        data = path.read_bytes()
    except OSError as error:
        return _refused(f"it cannot be opened ({error.strerror})", "make it readable; the documents are read without it")
    try:
        text = _decoded(data)
    except UnreadableDocument as error:
        return _refused(error.reason, f"{error.remedy}; the documents are read without it")
    refusals: list[Refusal] = []
    rows: dict[str, Row] = {}
    for row in _rows(text, refusals):
        if row.file.startswith("/") or ".." in PurePosixPath(row.file.replace("\\", "/")).parts:
            refusals.append(_of_line(row.file, row.line, "names a file outside the inbox", "give the path relative to the inbox"))
        elif key(row.file) in rows:
            first = rows[key(row.file)]
            rows[key(row.file)] = _merged(first, row)
            refusals.append(
                _of_line(
                    row.file,
                    row.line,
                    f"names a file again that line {first.line} names",
                    "keep one line a file; where they differ the field is null",
                    is_read=True,
                )
            )
        else:
            rows[key(row.file)] = row
    return Manifest(rows, tuple(refusals))


def missing(row: Row) -> Refusal:
    """The refusal of a line whose file is not in the inbox."""
    return _of_line(row.file, row.line, "names a file that is not in the inbox", "add the file, or correct or delete the line")


def _decoded(data: bytes) -> str:
    """The manifest's text; bytes that are no UTF-8 become lone surrogates, which spoil their own line only."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[2:].decode(encoding, "surrogatepass")
    if b"\x00" in data:
        raise UnreadableDocument("it is no text in UTF-8 (it holds NUL bytes)", "save it as CSV in UTF-8")
    return data.decode("utf-8-sig", "surrogateescape")


def _rows(text: str, refusals: list[Refusal]) -> Iterator[Row]:
    """The rows with their usable fields; appends what is refused."""
    reader = csv.reader(io.StringIO(text, newline=""), skipinitialspace=True)
    header: list[str] | None = None
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            refusals.append(_of_line(MANIFEST, line, f"is no CSV ({error})", "quote fields that hold commas, quotes or line breaks", is_read=True))
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = [cell.strip().casefold() for cell in cells]
            if not _check_header(header, line, refusals):
                return
            continue
        row = _row(header, cells, line, refusals)
        if row is not None:
            yield row


def _check_header(header: list[str], line: int, refusals: list[Refusal]) -> bool:
    """Whether the manifest can be used; unknown and repeated columns are refused and passed over."""
    if "file" not in header:
        shown = printable(", ".join(header))[:200]
        refusals.append(
            _of_line(
                MANIFEST,
                line,
                "has no column called file",
                f"begin with the header file,{','.join(_FIELDS)}, separated by commas",
                detail=shown,
                is_read=True,
            )
        )
        return False
    for name in header:
        if name not in ("file", *_FIELDS):
            refusals.append(
                _of_line(
                    MANIFEST,
                    line,
                    f"has an unknown column {printable(name)!r}",
                    f"use file, {', '.join(_FIELDS)}; the column is passed over",
                    is_read=True,
                )
            )
    for name in sorted({name for name in header if header.count(name) > 1}):
        refusals.append(_of_line(MANIFEST, line, f"has the column {printable(name)!r} twice", "keep one; the first is used", is_read=True))
    return True


def _row(header: list[str], cells: list[str], line: int, refusals: list[Refusal]) -> Row | None:
    values: dict[str, str] = {}
    for name, cell in zip(header, cells, strict=False):
        values.setdefault(name, cell.strip())
    file = values.get("file", "")
    if not file:
        refusals.append(_of_line(MANIFEST, line, "names no file", "fill the column file or delete the line", is_read=True))
        return None
    if _has_surrogate(file):
        refusals.append(_of_line(MANIFEST, line, "is not in UTF-8", "save the manifest as UTF-8", detail=printable(file), is_read=True))
        return None
    if len(cells) > len(header):
        refusals.append(
            _of_line(file, line, "has more fields than the header", "quote fields that hold commas; the rest is passed over", is_read=True)
        )
    metadata = Metadata()
    for name in _FIELDS:
        value = values.get(name)
        if not value:
            continue
        if _has_surrogate(value):
            refusals.append(
                _of_line(file, line, f"has a {name} that is not in UTF-8", "save the manifest as UTF-8", detail=printable(value), is_read=True)
            )
        elif "\x00" in value:
            refusals.append(_of_line(file, line, f"has a {name} with NUL characters", "save the manifest as UTF-8 text", is_read=True))
        elif name == "published" and publication(value) is None:
            refusals.append(
                _of_line(
                    file,
                    line,
                    f"has the publication date {value[:60]!r}, which is none",
                    "write it as 2023-09-20 or 2023-09-20T14:30:00+04:00",
                    is_read=True,
                )
            )
        else:
            metadata = replace(metadata, **{name: value})
    return Row(file, line, metadata)


def _merged(first: Row, second: Row) -> Row:
    """The fields on which two rows agree, or that one of them leaves empty."""
    values: dict[str, str | None] = {}
    for field in fields(Metadata):
        a, b = getattr(first.metadata, field.name), getattr(second.metadata, field.name)
        values[field.name] = a if b is None or a == b else (b if a is None else None)
    return Row(first.file, first.line, Metadata(**values))


def _has_surrogate(value: str) -> bool:
    return any(0xD800 <= ord(c) <= 0xDFFF for c in value)


def _refused(reason: str, remedy: str) -> Manifest:
    return Manifest({}, (Refusal(MANIFEST, reason, remedy, is_read=True),))


def _of_line(file: str, line: int, reason: str, remedy: str, *, detail: str | None = None, is_read: bool = False) -> Refusal:
    return Refusal(printable(file), f"{MANIFEST} line {line} {reason}", remedy, detail, None, is_read)
