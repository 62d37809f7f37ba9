"""The kinds of file that are read, by their suffix.

What belongs here: how a kind of file falls into documents (``split``) and how one document's bytes become text and metadata (``read``). A new kind
is one ``Format`` in ``FORMATS``. What does not: encodings (``decode``), the parts of a text (``segments``).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from pipelines.errors import UnreadableDocument
from pipelines.ingest.dates import publication
from pipelines.ingest.decode import check_text, decode
from pipelines.ingest.manifest import Metadata

#: A longer record name is no name.
_MAX_NAME = 300
#: The longest line of a file of records that is held in memory: a text of the greatest length, each character escaped, and its metadata.
MAX_LINE = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Piece:
    """Where one document lies in a file.

    Attributes:
        start_byte: first byte, in the file's content (decompressed, if it is compressed).
        length_bytes: number of bytes.
        line: line number of a record, counted from 1.
        name: what the record calls itself, None when it has no usable id.
        sha256: hash of the record's canonical JSON, or of its bytes when it is none.
        fault: why it cannot be read, known already; None when nothing is.
    """

    start_byte: int
    length_bytes: int
    line: int
    name: str | None
    sha256: str
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What the bytes of one document say."""

    text: str
    encoding: str
    metadata: Metadata = field(default_factory=Metadata)
    warnings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file.

    Attributes:
        name: what it is called.
        read: makes the content of one document's bytes; raises UnreadableDocument.
        split: yields the pieces of a file of records; None for a file that is one document.
    """

    name: str
    read: Callable[[bytes], Content]
    split: Callable[[BinaryIO], Iterator[Piece]] | None = None


def format_of(path: str) -> Format:
    """The format of a file by its suffix; ``.gz`` after it is passed over.

    Raises:
        UnreadableDocument: files with that suffix are not read.
    """
    name = PurePosixPath(path).name
    plain = name[:-3] if is_compressed(path) else name
    suffix = PurePosixPath(plain).suffix.casefold()
    if suffix in FORMATS:
        return FORMATS[suffix]
    known = ", ".join(FORMATS)
    if not suffix:
        raise UnreadableDocument("its name has no suffix that tells what it is", f"give it one of {known} (each also with .gz)")
    shown = suffix + (".gz" if is_compressed(path) else "")
    raise UnreadableDocument(f"{shown} files are not read", f"convert it to one of {known} (each also with .gz)")


def is_compressed(path: str) -> bool:
    """Whether the file's name says gzip."""
    return path.casefold().endswith(".gz")


# --- plain text


def _read_plain(data: bytes) -> Content:
    decoded = decode(data)
    remedy = "check the text, and save the file as UTF-8 to be sure"
    return Content(decoded.text, decoded.encoding, warnings=((decoded.warning, remedy),) if decoded.warning else ())


# --- records, one JSON object a line

_TEXT_KEYS = ("text", "body")
_KEYS = {"published": ("published", "date"), "publisher": ("publisher", "source"), "title": ("title",), "author": ("author",)}
#: What a refusal says of a broken record; ``split`` finds it, ``read`` words it.
_FAULTS = {
    "json": ("it is no JSON object", "write one JSON object a line, in UTF-8"),
    "long": (f"the line is longer than {MAX_LINE:,} bytes", "split the text into one record a report"),
    "gzip": ("the compressed data end too early or are damaged", "compress the file anew"),
    "bomb": ("it decompresses to far more than text does", "decompress it yourself and check what it holds"),
    "none": ("the file holds no record", "delete it, or write one JSON object a line"),
}


def fault(code: str) -> UnreadableDocument:
    """The refusal of a piece that ``split`` found broken."""
    return UnreadableDocument(*_FAULTS[code])


def parse_record(line: bytes) -> dict[str, Any] | None:
    """The JSON object of a line, None when it is none; whole numbers too long for a number stay strings."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return None
    try:
        value = json.loads(text)
    except json.JSONDecodeError:
        return None
    except RecursionError:
        return None
    except ValueError:
        try:
            value = json.loads(text, parse_int=str)
        except (ValueError, RecursionError):
            return None
    return value if isinstance(value, dict) else None


def record_sha256(record: dict[str, Any]) -> str:
    """The hash of a record's canonical JSON: ASCII, keys sorted, no white space."""
    return hashlib.sha256(json.dumps(record, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode("ascii")).hexdigest()


def _split_jsonl(stream: BinaryIO) -> Iterator[Piece]:
    start, number = 0, 0
    while True:
        line = stream.readline(MAX_LINE + 1)
        if not line:
            return
        number += 1
        if len(line) > MAX_LINE and not line.endswith(b"\n"):
            digest, length = hashlib.sha256(line), len(line)
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_LINE)
                digest.update(line)
                length += len(line)
            yield Piece(start, length, number, None, digest.hexdigest(), "long")
            start += length
            continue
        length = len(line)
        content = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if content.strip():
            record = parse_record(content)
            if record is None:
                yield Piece(start, length, number, None, hashlib.sha256(content.strip()).hexdigest(), "json")
            else:
                yield Piece(start, length, number, _name(record.get("id")), record_sha256(record))
        start += length


def _name(value: Any) -> str | None:
    """A record's id as a name, None when it is none: short text or a whole number."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    name = str(value).strip()
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return None
    return name if 0 < len(name) <= _MAX_NAME and "\x00" not in name else None


def _read_jsonl(data: bytes) -> Content:
    record = parse_record(data.removeprefix(b"\xef\xbb\xbf"))
    if record is None:
        raise fault("json")
    key = next((k for k in _TEXT_KEYS if record.get(k) is not None), None)
    if key is None:
        raise UnreadableDocument("the record has neither text nor body", "put the report's text into the field text")
    text = record[key]
    if not isinstance(text, str):
        raise UnreadableDocument(f"the field {key} is no string", "put the report's text into it as a JSON string")
    if not text.strip():
        raise UnreadableDocument(f"the field {key} is empty", "put the report's text into it or delete the record")
    check_text(text)
    values: dict[str, str] = {}
    warnings: list[tuple[str, str]] = []
    if record.get("id") is not None and _name(record["id"]) is None:
        warnings.append(("the field id is no short string or whole number", "name the record by one; its line number stands in"))
    for name, keys in _KEYS.items():
        given = next((k for k in keys if record.get(k) not in (None, "")), None)
        if given is None:
            continue
        value = record[given]
        usable = _usable(name, value)
        if usable is None:
            shown = ascii(value)
            warnings.append((f"the field {given} cannot be used ({shown[:60]})", _REMEDIES[name]))
        else:
            values[name] = usable
    return Content(text, "utf-8", Metadata(**values), tuple(warnings))


_REMEDIES = {
    "published": "write it as 2023-09-20 or 2023-09-20T14:30:00+04:00; it stays null",
    "publisher": "write it as a string; it stays null",
    "title": "write it as a string; it stays null",
    "author": "write it as a string or a list of strings; it stays null",
}


def _usable(name: str, value: Any) -> str | None:
    """A field's value as text, None when it cannot be used; blank text is None too."""
    if name == "author" and isinstance(value, list) and value and all(isinstance(v, str) for v in value):
        value = ", ".join(value)
    if name == "published" and isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if 0 <= value <= 99_999_999 else None
    if not isinstance(value, str) or "\x00" in value or any(0xD800 <= ord(c) <= 0xDFFF for c in value):
        return None
    text = value.strip()
    if name == "published" and publication(text) is None:
        return None
    return text or None


#: The formats by suffix, in lower case and with the dot.
FORMATS: dict[str, Format] = {
    ".txt": Format("plain text", _read_plain),
    ".md": Format("Markdown", _read_plain),
    ".jsonl": Format("JSON lines", _read_jsonl, _split_jsonl),
}
