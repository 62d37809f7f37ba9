"""Counting over the descriptions and mentions of actors, in columns: memory and time grow with the rows, not with objects.

What belongs here: the most frequent value, sums and bounds by group. What does not: which descriptions make a group (``actors``).

A group is a number from 0; a value is its place in a sorted list, -1 for none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

type Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Coded:
    """A column of strings as numbers: ``names`` sorted, ``codes`` the place of each row's name among them, -1 for null."""

    names: Sequence[str]
    codes: Numbers

    def text(self, code: int) -> str | None:
        """The name of a code, None for -1."""
        return None if code < 0 else self.names[code]


def coded(column: pa.ChunkedArray | pa.Array, known: Sequence[str] | None = None) -> Coded:
    """Number a column of strings.

    Args:
        column: strings, null where there is none.
        known: sorted names to number by; others become -1. The column's own when left out.
    """
    if known is None:
        distinct = pc.unique(column).drop_null()
        ordered = distinct.take(pc.sort_indices(distinct))
        known = ordered.to_pylist()
    else:
        ordered = pa.array(known, pa.string())
    places = pc.fill_null(pc.index_in(column, value_set=ordered, skip_nulls=True), -1)
    array = places.combine_chunks() if isinstance(places, pa.ChunkedArray) else places
    return Coded(known, array.to_numpy(zero_copy_only=False).astype(np.int64))


@dataclass(frozen=True)
class Most:
    """For each group its most frequent value, how often it stands, and how often any value does."""

    value: Numbers
    count: Numbers
    total: Numbers


def most(groups: Numbers, values: Numbers, size: int, *, longest: Sequence[int] | None = None, weights: Numbers | None = None) -> Most:
    """The most frequent value by group; of equals the longest where lengths are given, then the smallest.

    Args:
        groups: group of each row; rows of group -1 are left out.
        values: value of each row; rows of value -1 are left out.
        size: number of groups.
        longest: length of each value.
        weights: how often each row counts; once each when left out.
    """
    kept = (values >= 0) & (groups >= 0)
    wide = int(values.max(initial=-1)) + 1
    best, count = np.full(size, -1, np.int64), np.zeros(size, np.int64)
    often = np.ones(int(kept.sum()), np.int64) if weights is None else weights[kept]
    total = np.bincount(groups[kept], weights=often, minlength=size).astype(np.int64)
    if wide:
        pairs, where = np.unique(groups[kept] * wide + values[kept], return_inverse=True)
        counts = np.bincount(where, weights=often, minlength=len(pairs)).astype(np.int64)
        group, value = pairs // wide, pairs % wide
        lengths = np.zeros(len(value), np.int64) if longest is None else -np.asarray(longest, np.int64)[value]
        order = np.lexsort((value, lengths, -counts, group))
        group, first = np.unique(group[order], return_index=True)
        best[group], count[group] = value[order][first], counts[order][first]
    return Most(best, count, total)


def distinct(groups: Numbers, values: Numbers) -> tuple[Numbers, Numbers]:
    """The different pairs of group and value, sorted; rows with -1 in either are left out."""
    kept = (values >= 0) & (groups >= 0)
    wide = int(values.max(initial=-1)) + 1
    if not wide:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    pairs = np.unique(groups[kept] * wide + values[kept])
    return pairs // wide, pairs % wide


def any_of(groups: Numbers, is_so: npt.NDArray[np.bool_], size: int) -> npt.NDArray[np.bool_]:
    """Whether any row of a group is so."""
    found = np.zeros(size, np.bool_)
    found[groups[is_so & (groups >= 0)]] = True
    return found
