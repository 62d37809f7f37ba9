"""One event out of many tellings: which event mentions, within and across documents, tell of the same act.

What belongs here: which mentions are compared, and joining under constraints. What does not: what is compared (``event_mentions``), what speaks for
and against a pair (``event_evidence``), the rows (``event_rows``), what changed since the former resolution (``event_line``), and tolls.

Mentions meet only in blocks (type class, time, country or actor), so that the cost grows with the mentions and not with their pairs. A pair is
joined when nothing contradicts (``conflict``) and its evidence reaches a bar (``evidence``); pairs are taken from the strongest down, and a pair
whose clusters contradict each other is passed over, so that no chain of likenesses joins what differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from pipelines import contracts
from pipelines.extract.retelling.lexicon import RetellingLexicon
from pipelines.resolve.changes import OF_MENTION, OF_PARTICIPANT, EventState
from pipelines.resolve.event_evidence import BAR, conflict, evidence
from pipelines.resolve.event_line import EventResolution, Line, listed
from pipelines.resolve.event_mentions import Mention, Tables, keys_of, told_as_one, topics_of
from pipelines.resolve.event_rows import Link, resolved
from pipelines.resolve.pairing import Blocks, Numbers, key_of, touched
from pipelines.resolve.wording import Wording

__all__ = ["EventResolution", "Link", "RetellingLexicon", "join_events"]

#: A block larger than this is read with a sliding window of this many neighbours, so that no block costs more than a multiple of its size.
_WINDOW = 48


def join_events(
    mentions: pa.Table,
    participants: pa.Table,
    documents: pa.Table,
    places: pa.Table,
    actors: pa.Table,
    lexicon: RetellingLexicon,
    *,
    casualties: pa.Table | None = None,
    wording: Wording | None = None,
    former: EventState | None = None,
) -> EventResolution:
    """Join event mentions to events.

    Of documents that are as they were only those mentions are compared again that stand close behind a new one; the answer is the same as without
    a former state.

    Args:
        mentions: rows of ``event_mentions``; mentions of one document that share an ``event_id`` are joined as they come.
        participants: rows of ``event_participants`` whose ``actor_id`` holds across documents.
        documents: ``document_id, published_at, publisher, duplicate_of_document_id``.
        places: ``place_id, country, feature``, and ``latitude, longitude`` where known.
        actors: ``actor_id, name, kind, country, parent_actor_id, gazetteer, is_contested``.
        lexicon: words that retell one act.
        casualties: rows of ``casualties``; where given, tolls that cannot both be true speak against joining.
        wording: how sentences are compared; None to compare none.
        former: what a resolution by the same code handed on; None to compare everything.

    Returns:
        The event of every mention, the events, and why mentions were joined. The answer does not depend on the order of rows.
    """
    former = former or EventState.nothing(contracts.table("events").arrow, contracts.table("event_id_history").arrow)
    tables = Tables(mentions.select(OF_MENTION), participants.select(OF_PARTICIPANT), documents, places, actors, casualties, lexicon, wording)
    line = Line.of(tables, former)
    known: dict[int, Mention] = dict(zip(np.flatnonzero(line.is_new).tolist(), tables.read(line.ids(line.is_new)), strict=True))
    topics = {**listed(line.former_topics()), **topics_of([known[i] for i in sorted(known)])}
    keys, items = line.former_keys()
    fresh = [(key_of(key), i) for i in sorted(known) for key in keys_of(known[i], topics)]
    blocks = Blocks.of(
        np.concatenate([keys, np.array([key for key, _ in fresh], np.uint64)]),
        np.concatenate([items, np.array([i for _, i in fresh], np.int64)]),
        _WINDOW,
    )
    is_behind = blocks.behind(line.is_new | line.is_gone) & ~line.is_gone
    standing = blocks.without(line.is_gone)
    scored, seeds = line.former_pairs(is_behind)
    for chunk in standing.pairs(is_behind):
        _add(known, tables, line, np.unique(chunk))
        for a, b in chunk.tolist():
            one, two = known[a], known[b]
            if conflict(one, two) is not None:
                continue
            points, reasons = evidence(one, two, topics, lexicon)
            if points >= BAR:
                scored.append((points, a, b, "; ".join(reasons)))
    is_open = touched([(a, b) for _, a, b, _ in scored], line.told_as_one(), seeds | is_behind) & ~line.is_gone
    opened = np.flatnonzero(is_open)
    _add(known, tables, line, opened)
    place = {item: n for n, item in enumerate(opened.tolist())}
    told = [known[item] for item in place]
    clusters = Clusters(told)
    for group in told_as_one(told).values():
        for other in group[1:]:
            clusters.join(group[0], other)
    scored.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    links: list[Link] = []
    for points, a, b, why in scored:
        if is_open[a] and clusters.may_join(place[a], place[b]) and clusters.join(place[a], place[b]):
            links.append(Link(known[a].event_mention_id, known[b].event_mention_id, points, tuple(why.split("; "))))
    return line.resolution(resolved(told, clusters.members.values(), documents, links), opened, topics, standing, scored)


def _add(known: dict[int, Mention], tables: Tables, line: Line, items: Numbers) -> None:
    """Read those of some items that are not known yet."""
    missing = [i for i in items.tolist() if i not in known]
    if missing:
        is_missing = np.zeros(len(line.is_new), np.bool_)
        is_missing[missing] = True
        known.update(zip(missing, tables.read(line.ids(is_missing)), strict=True))


class Clusters:
    """Union-find that knows the members of each cluster."""

    def __init__(self, known: Sequence[Mention]) -> None:
        self.known = known
        self.parent = list(range(len(known)))
        self.members: dict[int, list[int]] = {i: [i] for i in range(len(known))}

    def root(self, i: int) -> int:
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, a: int, b: int) -> bool:
        """Join two clusters; False if they are one already."""
        a, b = self.root(a), self.root(b)
        if a == b:
            return False
        if len(self.members[a]) < len(self.members[b]) or (len(self.members[a]) == len(self.members[b]) and b < a):
            a, b = b, a
        self.parent[b] = a
        self.members[a] += self.members.pop(b)
        return True

    def may_join(self, a: int, b: int) -> bool:
        """Whether no member of one cluster contradicts a member of the other."""
        a, b = self.root(a), self.root(b)
        if a == b:
            return True
        ones, twos = self._tellings(a), self._tellings(b)
        return not any(conflict(one, two) for one in ones for two in twos)

    def _tellings(self, root: int) -> list[Mention]:
        """The members that differ in what can contradict."""
        found: dict[tuple[Any, ...], Mention] = {}
        for i in self.members[root]:
            m = self.known[i]
            found.setdefault(m.stance, m)
        return list(found.values())
