"""All event mentions in the order in which they are compared, those of the former resolution among them.

What belongs here: what changed since the former resolution, and putting the former answer and the new one together. What does not: comparing
(``event_evidence``) and joining (``events``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipelines import contracts
from pipelines.resolve.changes import EventState, fingerprints, part
from pipelines.resolve.event_mentions import Tables
from pipelines.resolve.event_rows import Link, Resolved
from pipelines.resolve.pairing import Blocks, Flags, Numbers
from pipelines.resolve.wording import About, Topics


@dataclass(frozen=True)
class EventResolution:
    """What is one event.

    Attributes:
        event_of: event_mention_id to event_id, for every mention.
        links: the pairs whose evidence joined clusters that were not settled before, in the order of joining.
        state: what the next resolution needs, with the rows of ``events`` and of ``event_id_history``, sorted: every id that an event had or could
            have had by fewer documents. An event has the id of its earliest reported mention; an earlier report that is read later gives it another.
    """

    event_of: Mapping[str, str]
    links: tuple[Link, ...]
    state: EventState

    @property
    def events(self) -> tuple[Mapping[str, Any], ...]:
        """The rows of ``events``, sorted by event_id."""
        return tuple(self.state.events.to_pylist())

    @property
    def history(self) -> tuple[Mapping[str, Any], ...]:
        """The rows of ``event_id_history``."""
        return tuple(self.state.history.to_pylist())


@dataclass(frozen=True)
class Line:
    """All mentions in the order in which they are compared, with those of the former state that are gone; a mention is a place in this line.

    Attributes:
        rows: ``event_mention_id, document_id, published_at, start_char, event_id`` (the document's own), ``former`` (row number in the state, null
            of none).
        is_new: mentions of documents that are new or not what they were.
        is_gone: mentions of such documents as they were.
        documents: the documents with mentions, and their fingerprints.
        former: the state.
    """

    rows: pa.Table
    is_new: Flags
    is_gone: Flags
    documents: tuple[pa.Array, npt.NDArray[np.uint64]]
    former: EventState

    @classmethod
    def of(cls, tables: Tables, former: EventState) -> Line:
        """Find out what is new against a former state."""
        names, prints = fingerprints(tables.mentions, tables.participants, tables.casualties, tables.places, tables.actors, tables.documents)
        at = pc.index_in(names, value_set=former.documents["document_id"].combine_chunks())
        stands = pc.fill_null(pc.equal(pc.take(former.documents["fingerprint"], at), pa.array(prints)), False)
        standing = names.filter(stands)
        columns = ["event_mention_id", "document_id", "published_at", "start_char", "event_id"]
        now = tables.mentions.select(["event_mention_id", "document_id", "start_char", "event_id"])
        published = pc.take(
            tables.documents["published_at"], pc.index_in(now["document_id"], value_set=tables.documents["document_id"].combine_chunks())
        )
        now = now.append_column("published_at", published).select(columns)
        is_former = pc.is_in(now["document_id"], value_set=standing)
        places = pc.index_in(now["event_mention_id"], value_set=former.mentions["event_mention_id"].combine_chunks())
        now = now.append_column("former", pc.if_else(is_former, places, pa.scalar(None, pa.int32())).cast(pa.int64()))
        now = now.append_column("is_gone", pa.array(np.zeros(now.num_rows, np.bool_)))
        gone = former.mentions.select(columns).append_column("former", pa.array(np.arange(former.mentions.num_rows), pa.int64()))
        gone = gone.filter(pc.invert(pc.is_in(gone["document_id"], value_set=standing)))
        gone = gone.append_column("is_gone", pa.array(np.ones(gone.num_rows, np.bool_)))
        rows = pa.concat_tables([now.cast(_LINE), gone.cast(_LINE)])
        order = [(name, "ascending") for name in ("published_at", "document_id", "start_char", "event_mention_id")]
        rows = rows.take(pc.sort_indices(rows, sort_keys=order)).combine_chunks()
        is_gone = rows["is_gone"].to_numpy()
        return cls(rows, pc.is_null(rows["former"]).to_numpy(), is_gone, (names, prints), former)

    def ids(self, chosen: Flags) -> pa.Array:
        """Ids of some mentions."""
        return self.rows["event_mention_id"].filter(pa.array(chosen)).combine_chunks()

    def _places(self) -> Numbers:
        """Place in the line by row number of the former state."""
        places = np.full(self.former.mentions.num_rows, -1, np.int64)
        was = pc.fill_null(self.rows["former"], -1).to_numpy()
        places[was[was >= 0]] = np.flatnonzero(was >= 0)
        return places

    def former_topics(self) -> pa.Table:
        """What the documents that are as they were are about."""
        names, prints = self.documents
        now = dict(zip(names.to_pylist(), prints.tolist(), strict=True))
        is_so = [now.get(d) == f for d, f in zip(*(self.former.documents[c].to_pylist() for c in ("document_id", "fingerprint")), strict=True)]
        return self.former.documents.filter(pa.array(is_so, pa.bool_()))

    def former_keys(self) -> tuple[npt.NDArray[np.uint64], Numbers]:
        """The blocks of the former state's mentions, by place in the line."""
        return self.former.keys["key"].to_numpy(), self._places()[self.former.keys["mention"].to_numpy()]

    def former_pairs(self, is_behind: Flags) -> tuple[list[tuple[float, int, int, str]], Flags]:
        """The former pairs that stand, and the mentions that lost one."""
        places, pairs = self._places(), self.former.pairs
        earlier, later = (places[pairs[name].to_numpy()] for name in ("earlier", "later"))
        stands = ~(self.is_gone[earlier] | self.is_gone[later] | is_behind[later])
        lost = np.zeros(len(self.is_gone), np.bool_)
        lost[earlier[~stands]] = lost[later[~stands]] = True
        kept = pairs.filter(pa.array(stands))
        points, reasons = kept["points"].to_pylist(), kept["reasons"].to_pylist()
        return list(zip(points, earlier[stands].tolist(), later[stands].tolist(), reasons, strict=True)), lost

    def told_as_one(self) -> Iterator[Sequence[int]]:
        """Mentions to which their document gives one event."""
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        documents, events = self.rows["document_id"].to_pylist(), self.rows["event_id"].to_pylist()
        for item in np.flatnonzero(~self.is_gone).tolist():
            found[documents[item], events[item]].append(item)
        return (group for group in found.values() if len(group) > 1)

    def resolution(
        self, anew: Resolved, opened: Numbers, topics: Topics, blocks: Blocks, scored: Sequence[tuple[float, int, int, str]]
    ) -> EventResolution:
        """The former answer with what was decided anew, and the state to hand on."""
        stands = np.flatnonzero(~self.is_gone)
        ids = self.rows["event_mention_id"].to_pylist()
        was = self.rows["former"].to_pylist()
        former = self.former.mentions["event_id"].to_pylist()
        is_open = np.zeros(len(self.is_gone), np.bool_)
        is_open[opened] = True
        became = [anew.event_of[ids[i]] if is_open[i] else former[was[i]] for i in stands.tolist()]
        kept = pa.array(sorted({event for i, event in zip(stands.tolist(), became, strict=True) if not is_open[i]}), pa.string())
        events = self.former.events.filter(pc.is_in(self.former.events["event_id"], value_set=kept))
        history = self.former.history.filter(pc.is_in(self.former.history["event_id"], value_set=kept))
        events = pa.concat_tables([events, contracts.table("events").collect(anew.events)]).sort_by("event_id")
        told = contracts.table("event_id_history").collect(anew.history)
        history = pa.concat_tables([history, told]).sort_by([("former_event_id", "ascending"), ("event_id", "ascending")])
        number = np.full(len(self.is_gone), -1, np.int64)
        number[stands] = np.arange(len(stands))
        names, prints = self.documents
        rows = self.rows.filter(pa.array(~self.is_gone))
        state = EventState(
            part("documents", [names, prints, [topics[d].listed() for d in names.to_pylist()]]),
            part("mentions", [rows["event_mention_id"], rows["document_id"], rows["published_at"], rows["start_char"], became]),
            part("keys", [blocks.key, number[blocks.item]]),
            part(
                "pairs",
                [[number[a] for _, a, _, _ in scored], [number[b] for _, _, b, _ in scored], [p for p, *_ in scored], [why for *_, why in scored]],
            ),
            events,
            history,
        )
        event_of = dict(sorted(zip((ids[i] for i in stands.tolist()), became, strict=True)))
        return EventResolution(event_of, anew.links, state)


_LINE = pa.schema(
    [
        ("event_mention_id", pa.string()),
        ("document_id", pa.string()),
        ("published_at", pa.timestamp("us", "UTC")),
        ("start_char", pa.int64()),
        ("event_id", pa.string()),
        ("former", pa.int64()),
        ("is_gone", pa.bool_()),
    ]
)


def listed(documents: pa.Table) -> dict[str, About]:
    """What documents are about, by document."""
    return {d: About.of(about) for d, about in zip(documents["document_id"].to_pylist(), documents["about"].to_pylist(), strict=True)}
