"""A small fingerprint of a report's prose, by which copies of it are found.

What belongs here: making a fingerprint of one text. What does not: comparing two; see ``pipelines.resolve.duplicates``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from pipelines.ingest.segments import Segment

#: Words of a shingle, and least-hash values of a sketch: 25 bands of 5, so that a pair of similarity 0.8 shares a band but for one in 20,000.
SHINGLE = 5
SKETCH = 125
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a document to find its copies.

    Attributes:
        document_id: the document.
        source_path: where it came from; decides between documents of one time.
        published_at: UTC, None if not known.
        word_count: words of the prose.
        prose_sha256: hash of the prose's words, without case and punctuation.
        sketch: 125 little-endian 32-bit least-hash values of its 5-word shingles; empty when it has fewer than five words.
    """

    document_id: str
    source_path: str
    published_at: dt.datetime | None
    word_count: int
    prose_sha256: str
    sketch: bytes


def fingerprint(document_id: str, source_path: str, published_at: dt.datetime | None, text: str, segments: Iterable[Segment]) -> Fingerprint:
    """Fingerprint a document by its body; headlines, credits and the rest differ between outlets that carry one report."""
    words: list[str] = []
    for segment in segments:
        if segment.kind == "body":
            words += _WORD.findall(text[segment.start_char : segment.end_char].casefold())
    digest = hashlib.sha256(" ".join(words).encode("utf-8")).hexdigest()
    return Fingerprint(document_id, source_path, published_at, len(words), digest, sketch(words))


def sketch(words: list[str]) -> bytes:
    """The least hashes of a list of words' shingles; two sketches agree in as many places as their shingles overlap (Broder's MinHash)."""
    if len(words) < SHINGLE:
        return b""
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
    digests = b"".join(hashlib.blake2b(s.encode("utf-8"), digest_size=8).digest() for s in sorted(shingles))
    hashes = np.frombuffer(digests, dtype="<u8").astype(np.uint64)
    xors, factors = _permutations()
    least = np.full(SKETCH, np.iinfo(np.uint32).max, dtype=np.uint32)
    for at in range(0, len(hashes), 1024):
        mixed = (hashes[at : at + 1024, None] ^ xors[None, :]) * factors[None, :]
        least = np.minimum(least, (mixed >> np.uint64(32)).astype(np.uint32).min(axis=0))
    return least.astype("<u4").tobytes()


@cache
def _permutations() -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """The constants of the hash functions, from a digest, so that they are the same everywhere."""
    stream = hashlib.shake_256(b"wireledger sketch 1").digest(16 * SKETCH)
    numbers = np.frombuffer(stream, dtype="<u8").astype(np.uint64)
    return numbers[:SKETCH], numbers[SKETCH:] | np.uint64(1)
