"""Copies of one report, exact and near, among all documents.

What belongs here: comparing fingerprints. What does not: making them; see ``pipelines.ingest.fingerprints``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from pipelines.ingest.fingerprints import SKETCH, Fingerprint

#: Share of 5-word shingles from which two reports are copies; small edits and credits stay above it, follow-ups fall far below.
SIMILARITY = 0.8
_ROWS = 5
_BANDS = SKETCH // _ROWS
_LAST = dt.datetime.max.replace(tzinfo=dt.UTC)


def duplicates(fingerprints: Iterable[Fingerprint], similarity: float = SIMILARITY) -> dict[str, str]:
    """Find the documents whose prose repeats that of an earlier one.

    Documents are taken in order of publication (undated ones last), then of source path and id; each is compared with the originals before it that
    share a band of five least hashes with it (locality-sensitive hashing), so that the cost is near-linear. The answer does not depend on the order
    of the input, and every value is an original: chains do not arise.

    Args:
        fingerprints: one a document.
        similarity: least estimated Jaccard similarity of the 5-word shingles.

    Returns:
        Document id of a copy to that of the earliest original it repeats. Documents without prose have no copies.
    """
    ordered = sorted(fingerprints, key=lambda f: (f.published_at or _LAST, f.source_path, f.document_id))
    copies: dict[str, str] = {}
    first: dict[str, Fingerprint] = {}
    again: list[Fingerprint] = []
    for fingerprint in ordered:
        if fingerprint.word_count and first.setdefault(fingerprint.prose_sha256, fingerprint) is not fingerprint:
            again.append(fingerprint)
    distinct = [f for f in first.values() if f.sketch]
    for copy, original in _near(distinct, similarity):
        copies[distinct[copy].document_id] = distinct[original].document_id
    for fingerprint in again:
        same = first[fingerprint.prose_sha256].document_id
        copies[fingerprint.document_id] = copies.get(same, same)
    return copies


def _near(distinct: Sequence[Fingerprint], similarity: float) -> Iterable[tuple[int, int]]:
    """Pairs of a near copy and the first original that it is near to, as positions among documents of different prose, in their order."""
    if not distinct:
        return
    sketches = np.frombuffer(b"".join(f.sketch for f in distinct), dtype="<u4").reshape(len(distinct), SKETCH)
    members, buckets = _shared_buckets(sketches)
    originals: dict[int, list[int]] = {}
    at = 0
    while at < len(members):
        document = int(members[at])
        end = int(np.searchsorted(members, document, side="right"))
        shared = buckets[at:end].tolist()
        at = end
        candidates = sorted({i for bucket in shared for i in originals.get(bucket, ())})
        agreeing = np.count_nonzero(sketches[candidates] == sketches[document], axis=1) if candidates else np.empty(0)
        near = np.flatnonzero(agreeing >= similarity * SKETCH)
        if len(near):
            yield document, candidates[int(near[0])]
            continue
        for bucket in shared:
            originals.setdefault(bucket, []).append(document)


def _shared_buckets(sketches: npt.NDArray[np.uint32]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The buckets that hold more than one document: pairs of document and bucket, by document.

    Most documents share none, so that memory is that of the sketches.
    """
    members: list[npt.NDArray[np.int64]] = []
    buckets: list[npt.NDArray[np.int64]] = []
    count = 0
    for band in range(_BANDS):
        keys = np.zeros(len(sketches), dtype=np.uint64)
        for column in range(band * _ROWS, (band + 1) * _ROWS):
            keys = (keys ^ sketches[:, column].astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
            keys ^= keys >> np.uint64(29)
        order = np.argsort(keys, kind="stable")
        same = keys[order][1:] == keys[order][:-1]
        is_shared = np.append(False, same) | np.append(same, False)
        starts = is_shared & ~np.append(False, same)
        numbers = np.cumsum(starts) + count
        members.append(order[is_shared])
        buckets.append(numbers[is_shared])
        count += int(starts.sum())
    document, bucket = np.concatenate(members), np.concatenate(buckets)
    by_document = np.lexsort((bucket, document))
    return document[by_document].astype(np.int64), bucket[by_document].astype(np.int64)
