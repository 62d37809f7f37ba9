"""The inbox: a folder of files, listed and opened.

What belongs here: walking the folder in one order on every machine, and opening a file, compressed or not, within limits. What does not: what a
file holds.
"""

from __future__ import annotations

import gzip
import io
import os
import stat
import zlib
from collections.abc import Buffer, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from pipelines.errors import UnreadableDocument, UsageError
from pipelines.ingest.formats import fault, is_compressed
from pipelines.ingest.manifest import MANIFEST
from pipelines.ingest.refusals import Refusal, printable

#: Text is seldom compressed below a twentieth; past this ratio, and this much, compressed data are taken for an attack or a mistake.
_MAX_RATIO = 200
_FREE_BYTES = 64 * 1024 * 1024
#: Folders deeper than this are not looked into.
_MAX_DEPTH = 64


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the inbox: its path there (forward slashes), its size in bytes and its time of change in nanoseconds."""

    path: str
    size: int
    mtime_ns: int


def check_inbox(inbox: Path) -> None:
    """Make sure that the inbox can be listed.

    Raises:
        UsageError: it is missing, no folder, or not to be opened.
    """
    try:
        if not inbox.exists():
            raise UsageError(f"the inbox {inbox} does not exist; create the folder and put reports into it, or name another")
        if not inbox.is_dir():
            raise UsageError(f"the inbox {inbox} is a file, not a folder; put the file into a folder and name that")
        with os.scandir(inbox):
            pass
    except OSError as error:
        raise UsageError(f"the inbox {inbox} cannot be opened ({error.strerror}); give yourself the right to read it, or name another") from error


def listed(inbox: Path) -> Iterator[Found | Refusal]:
    """The files of the inbox and of its sub-folders.

    Hidden files and folders, and the manifest in the root, are passed over. Links are followed, but not to a folder that the walk is in already.

    Yields:
        Files and refusals, by folder, sorted by name.
    """
    yield from _walk(inbox, "", ())


def _walk(folder: Path, prefix: str, above: tuple[tuple[int, int], ...]) -> Iterator[Found | Refusal]:
    try:
        here = folder.stat()
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries)
    except OSError as error:
        yield Refusal(printable(prefix.rstrip("/") or "."), f"the folder cannot be opened ({error.strerror})", "make it readable or take it out")
        return
    within = (*above, (here.st_dev, here.st_ino))
    for name in names:
        if name.startswith(".") or (not prefix and name == MANIFEST):
            continue
        path = prefix + name
        try:
            path.encode("utf-8")
        except UnicodeEncodeError:
            yield Refusal(printable(path), "its name is not in UTF-8", "rename it")
            continue
        try:
            facts = (folder / name).stat()
        except OSError as error:
            is_link = os.path.islink(folder / name)
            reason = "it is a link that leads nowhere or in a circle" if is_link else f"it cannot be looked at ({error.strerror})"
            yield Refusal(path, reason, "mend the link or take it out" if is_link else "make it readable")
            continue
        if stat.S_ISDIR(facts.st_mode):
            if (facts.st_dev, facts.st_ino) in within:
                yield Refusal(path, "it is a link to a folder that it lies in", "take the link out; the files are read where they are")
            elif len(within) >= _MAX_DEPTH:
                yield Refusal(path, f"it lies more than {_MAX_DEPTH} folders deep", "move it up")
            else:
                yield from _walk(folder / name, path + "/", within)
        elif not stat.S_ISREG(facts.st_mode):
            yield Refusal(path, "it is no regular file (a pipe, socket or device)", "take it out")
        elif name == MANIFEST:
            yield Refusal(
                path, "a manifest is read in the inbox's root only", f"move its lines to {MANIFEST} there, with paths relative to the inbox"
            )
        else:
            yield Found(path, facts.st_size, facts.st_mtime_ns)


class _Bounded(io.RawIOBase):
    """A decompressed stream that stops at far more than text compresses to.

    Raises:
        UnreadableDocument: the data are damaged or a bomb.
    """

    def __init__(self, raw: gzip.GzipFile, compressed: int) -> None:
        self._raw, self._left = raw, _FREE_BYTES + _MAX_RATIO * compressed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer).cast("B")
        try:
            data = self._raw.read1(len(view))
        except (OSError, EOFError, zlib.error) as error:
            raise fault("gzip") from error
        self._left -= len(data)
        if self._left < 0:
            raise fault("bomb")
        view[: len(data)] = data
        return len(data)


@contextmanager
def opened(inbox: Path, path: str) -> Iterator[BinaryIO]:
    """The content of a file, decompressed if its name ends in ``.gz``; reading it may raise UnreadableDocument.

    Raises:
        UnreadableDocument: it cannot be opened.
    """
    try:
        stream = (inbox / path).open("rb")
    except OSError as error:
        raise UnreadableDocument(f"it cannot be opened ({error.strerror})", "make it readable, or take it out") from error
    with stream:
        if not is_compressed(path):
            yield stream
            return
        size = os.fstat(stream.fileno()).st_size
        with gzip.GzipFile(fileobj=stream, mode="rb") as raw:
            yield cast("BinaryIO", io.BufferedReader(_Bounded(raw, size), 1 << 16))
