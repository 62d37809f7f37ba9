"""What could not be read, and what was read with a reservation: one line each, naming the file and the remedy.

What belongs here: the row of a refusal and how it is worded on one line. What does not: deciding that something is refused.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Refusals are shown on one line: whatever would break it or move the cursor is written out.
_ESCAPES = {i: f"\\x{i:02x}" for i in [*range(32), *range(127, 160)]} | {9: "\\t", 10: "\\n", 13: "\\r", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file, record or manifest line that is not used as given.

    Attributes:
        source_path: the file relative to the inbox, a record after ``#``; never with a lone surrogate.
        reason: what is wrong, in a few words.
        remedy: what the user can do about it.
        detail: where in the file, and the value; None when the reason says it all.
        sha256: hash of the file's bytes or the record, None when they were not read.
        is_read: whether a document was made of it all the same.
    """

    source_path: str
    reason: str
    remedy: str
    detail: str | None = None
    sha256: str | None = None
    is_read: bool = False

    @property
    def line(self) -> str:
        """The refusal on one line, for a terminal or a log."""
        detail = f" ({self.detail})" if self.detail else ""
        return f"{self.source_path}: {self.reason}{detail}; {self.remedy}".translate(_ESCAPES)


def printable(name: str) -> str:
    """A name without lone surrogates, so that it can be stored as UTF-8; what is none is written out, as ``\\xe9`` or ``\\ud800``."""
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return name.encode("utf-8", "backslashreplace").decode("utf-8")
