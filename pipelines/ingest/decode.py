"""Bytes to text, without changing a character.

What belongs here: finding a file's encoding and refusing what is no text. What does not: the form of a file (JSON, HTML); see ``formats``.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from pipelines.errors import UnreadableDocument

#: The language model's limit for one text.
MAX_CHARS = 1_000_000
#: No text of that many characters has more bytes; a larger file is refused unread.
MAX_BYTES = 4 * MAX_CHARS + 4

#: UTF-32 before UTF-16, whose mark begins the same.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip, Word, Excel or EPUB file"),
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or Outlook file"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-zip file"),
    (b"Rar!", "a RAR file"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_LETTER = re.compile(rb"[A-Za-z\x80-\xff]")
#: Codes that Windows-1252 leaves empty.
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")

_RESAVE = "save it as UTF-8 text"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, the encoding it was read with, and a reservation about it (None when there is none)."""

    text: str
    encoding: str
    warning: str | None


def decode(data: bytes) -> Decoded:
    """Read bytes as text: by their byte order mark, else as UTF-8, else as Windows-1252 where that looks like text.

    Args:
        data: all bytes of a file.

    Returns:
        The text, not a character changed but for a byte order mark that is taken off.

    Raises:
        UnreadableDocument: it is empty, binary, too big or in an encoding that cannot be told.
    """
    if not data:
        raise UnreadableDocument("the file is empty", "delete it or put the report's text into it")
    if len(data) > MAX_BYTES:
        raise too_big(f"{len(data):,} bytes")
    decoded = _decode(data)
    check_text(decoded.text)
    return decoded


def check_text(text: str) -> None:
    """Refuse a text that cannot be read as a report.

    Raises:
        UnreadableDocument: it has NUL or mostly control characters, half a surrogate pair, no letter, or too many characters.
    """
    if len(text) > MAX_CHARS:
        raise too_big(f"{len(text):,} characters")
    if "\x00" in text:
        raise UnreadableDocument("it holds NUL characters, so it is binary or damaged", _RESAVE)
    if len(_CONTROL.findall(text)) > 0.02 * len(text):
        raise UnreadableDocument("it is mostly control characters, so it is binary or damaged", _RESAVE)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableDocument(f"character {error.start} is half of a surrogate pair", "write the character as one code point") from error
    if not any(c.isalpha() for c in text):
        raise UnreadableDocument("it holds no letters, so there is nothing to read", "delete it or put the report's text into it")


def too_big(size: str) -> UnreadableDocument:
    """The refusal of a text that is longer than the language model reads."""
    return UnreadableDocument(
        f"it is too big ({size}; at most {MAX_CHARS:,} characters of text a document)", "split it into one file a report, or into a .jsonl of reports"
    )


def _decode(data: bytes) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableDocument(f"its byte order mark says {encoding}, but byte {error.start + len(mark)} is none", _RESAVE) from error
            return Decoded(text, encoding, None if encoding == "utf-8" else f"read as {encoding} by its byte order mark")
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableDocument(f"it is binary: its first bytes are those of {name}", "convert it to plain text or a kind of file that is read")
    if b"\x00" in data:
        return _unmarked_utf16(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", None)
    except UnicodeDecodeError as error:
        return _eight_bit(data, error)


def _unmarked_utf16(data: bytes) -> Decoded:
    """UTF-16 without a mark: in Latin script every other byte is NUL."""
    half = len(data) // 2
    for encoding, zeros in (("utf-16-le", data[1::2].count(0)), ("utf-16-be", data[0::2].count(0))):
        if len(data) % 2 == 0 and zeros > 0.7 * half and data.count(0) - zeros < 0.02 * half:
            try:
                return Decoded(data.decode(encoding), encoding, f"read as {encoding}, as it has no byte order mark but every other byte is NUL")
            except UnicodeDecodeError:
                continue
    raise UnreadableDocument("it holds NUL bytes, so it is binary or damaged", "convert it to plain text, saved as UTF-8")


def _eight_bit(data: bytes, error: UnicodeDecodeError) -> Decoded:
    """Text that is no UTF-8: damaged UTF-8 when most of its high bytes are right, else Windows-1252 when it looks like Latin script."""
    high = len(_HIGH.findall(data))
    right = sum(len(m) for m in _MULTIBYTE.findall(data))
    if right > 0.5 * high:
        text = data.decode("utf-8", "replace")
        return Decoded(text, "utf-8", f"{text.count(chr(0xFFFD))} stretches are no UTF-8, the first at byte {error.start}, and stand as U+FFFD")
    if high > 0.25 * len(_LETTER.findall(data)) or _UNDEFINED.search(data):
        raise UnreadableDocument(f"its encoding cannot be told (byte {error.start} is no UTF-8, and it does not look like Windows-1252)", _RESAVE)
    return Decoded(data.decode("windows-1252"), "windows-1252", f"read as Windows-1252, as byte {error.start} is no UTF-8")
