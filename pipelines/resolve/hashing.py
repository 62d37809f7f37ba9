"""Numbers that stand for rows, to tell what changed between two runs.

What belongs here: hashing of columns, whatever they mean. What does not: which columns matter (``changes``, ``statements``).

The numbers have 64 bits and are the same in every process.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

type Hashes = npt.NDArray[np.uint64]

PRIME = np.uint64(0x9E3779B97F4A7C15)


def row_hashes(table: pa.Table) -> Hashes:
    """A number for each row."""
    total = np.zeros(table.num_rows, np.uint64)
    for column in table.columns:
        flat = column.combine_chunks()
        if pa.types.is_temporal(flat.type):
            flat = flat.cast(pa.timestamp("us") if pa.types.is_timestamp(flat.type) else pa.int32(), safe=False).cast(pa.int64())
        encoded = flat.dictionary_encode()
        values = encoded.dictionary
        each = pd.util.hash_array(np.asarray(values.to_pylist(), dtype=object) if pa.types.is_string(values.type) else values.to_numpy(False))
        total = total * PRIME + taken(each.astype(np.uint64), encoded.indices)
    return mixed(total)


def taken(hashes: Hashes, places: pa.Array | pa.ChunkedArray) -> Hashes:
    """The numbers at some places, one for all nulls."""
    at = pc.fill_null(places, -1)
    at = at.combine_chunks() if isinstance(at, pa.ChunkedArray) else at
    found: Hashes = np.append(hashes, np.uint64(1))[at.to_numpy(False)]
    return found


def mixed(hashes: Hashes) -> Hashes:
    """The numbers, spread, so that sums of them do not fall together."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    return hashes ^ (hashes >> np.uint64(27))


def summed(hashes: Hashes, groups: pa.Array | pa.ChunkedArray, size: int) -> Hashes:
    """Sums by group, whatever the order; nulls are left out."""
    at = pc.fill_null(groups, -1)
    group = (at.combine_chunks() if isinstance(at, pa.ChunkedArray) else at).to_numpy(False).astype(np.int64)
    total = np.zeros(size, np.uint64)
    np.add.at(total, group[group >= 0], hashes[group >= 0])
    return total
