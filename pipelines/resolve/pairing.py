"""Which pairs of items have to be compared when some items are new, and which sets of items have to be joined anew.

What belongs here: blocks, windows and connected sets, as numbers; an item is a row number in a fixed order. What does not: what the items are, and
whether two of them are one (``events``).

An item is compared with the nearest items before it in each of its blocks. What an item meets therefore depends on nothing but itself and these,
so that after a change only the changed items and those within a window behind them are looked at again; the rest of the former answer stands, and
the whole is what it would be had everything been read at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

type Numbers = npt.NDArray[np.int64]
type Keys = npt.NDArray[np.uint64]
type Flags = npt.NDArray[np.bool_]

#: Items whose pairs are made at a time, so that memory does not grow with their number.
_AT_A_TIME = 20_000


def key_of(parts: Iterable[str]) -> int:
    """A block's name as a number of 64 bits, the same in every process."""
    return int.from_bytes(hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).digest(), "little")


@dataclass(frozen=True)
class Blocks:
    """Items in blocks.

    Attributes:
        key: block of each entry, entries sorted by block and item.
        item: item of each entry.
        window: how many items before it an item meets in each block.
    """

    key: Keys
    item: Numbers
    window: int

    @classmethod
    def of(cls, keys: Keys, items: Numbers, window: int) -> Blocks:
        """Sort entries of (block, item), each of which must be there once."""
        order = np.lexsort((items, keys))
        return cls(keys[order], items[order], window)

    def behind(self, is_changed: Flags) -> Flags:
        """Items that have a changed one within their window, by item; what they meet is to be found again."""
        starts = np.concatenate([[True], self.key[1:] != self.key[:-1]]) if len(self.key) else np.zeros(0, np.bool_)
        place = np.arange(len(self.key))
        # place of the last changed entry up to here, and of the block's first one
        last = np.maximum.accumulate(np.where(is_changed[self.item], place, -1)) if len(place) else place
        first = np.maximum.accumulate(np.where(starts, place, 0)) if len(place) else place
        near = (last >= first) & (place - last <= self.window)
        found = np.zeros(len(is_changed), np.bool_)
        found[self.item[near]] = True
        return found

    def without(self, left_out: Flags) -> Blocks:
        """The blocks without some items."""
        kept = ~left_out[self.item]
        return Blocks(self.key[kept], self.item[kept], self.window)

    def pairs(self, is_later: Flags) -> Iterator[Numbers]:
        """Pairs of an earlier item and a later one that is marked, each once, by the later and then the earlier; arrays of two columns."""
        if not len(self.key):
            return
        starts = np.flatnonzero(np.concatenate([[True], self.key[1:] != self.key[:-1]]))
        first = np.repeat(starts, np.diff(np.append(starts, len(self.key))))
        chosen = np.flatnonzero(is_later[self.item])
        chosen = chosen[np.argsort(self.item[chosen], kind="stable")]
        ends = np.flatnonzero(np.diff(self.item[chosen], append=-1)) + 1
        wide = int(self.item.max()) + 1
        at = 0
        while at < len(chosen):
            # whole items only, so that each pair comes once
            stop = int(ends[min(int(np.searchsorted(ends, at + _AT_A_TIME)), len(ends) - 1)])
            entries = chosen[at:stop]
            at = stop
            lengths = np.minimum(entries - first[entries], self.window)
            later = np.repeat(self.item[entries], lengths)
            back = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths) + 1
            met = np.unique(later * wide + self.item[np.repeat(entries, lengths) - back])
            yield np.stack([met % wide, met // wide], axis=1)


def touched(pairs: Sequence[tuple[int, int]], groups: Iterable[Sequence[int]], seeds: Flags) -> Flags:
    """Items of the connected sets that hold a seed.

    Args:
        pairs: what is connected.
        groups: sets that are connected whatever the pairs.
        seeds: the items from which to go on, by item.
    """
    parent = list(range(len(seeds)))

    def top(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for one, other in pairs:
        parent[top(one)] = top(other)
    for group in groups:
        for other in group[1:]:
            parent[top(group[0])] = top(other)
    tops = np.fromiter((top(i) for i in range(len(seeds))), np.int64, len(seeds))
    found: Flags = np.isin(tops, tops[seeds])
    return found
