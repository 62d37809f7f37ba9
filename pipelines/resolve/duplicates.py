"""Copies of one report, exact and near, among all documents.

What belongs here: comparing fingerprints. What does not: making them; see ``pipelines.ingest.fingerprints``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import numpy as np

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
    exact: dict[str, str] = {}
    bands: dict[bytes, list[int]] = {}
    originals: list[tuple[str, np.ndarray]] = []
    for fingerprint in ordered:
        if not fingerprint.word_count:
            continue
        same = exact.get(fingerprint.prose_sha256)
        if same is not None:
            copies[fingerprint.document_id] = same
            continue
        exact[fingerprint.prose_sha256] = fingerprint.document_id
        if not fingerprint.sketch:
            continue
        sketch = np.frombuffer(fingerprint.sketch, dtype="<u4")
        width = 4 * _ROWS
        keys = [bytes((band,)) + fingerprint.sketch[band * width : (band + 1) * width] for band in range(_BANDS)]
        near = sorted({i for key in keys for i in bands.get(key, ())})
        original = next((originals[i][0] for i in near if np.count_nonzero(originals[i][1] == sketch) >= similarity * SKETCH), None)
        if original is not None:
            copies[fingerprint.document_id] = original
            exact[fingerprint.prose_sha256] = original
            continue
        for key in keys:
            bands.setdefault(key, []).append(len(originals))
        originals.append((fingerprint.document_id, sketch))
    return copies
