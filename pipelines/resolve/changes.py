"""What a resolution of events hands on to the next one, and which documents changed since.

What belongs here: the state as tables, and fingerprints of all that a document's event mentions are compared by. What does not: comparing and
joining (``events``), and where the state is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.resolve.hashing import PRIME, Hashes, mixed, row_hashes, summed, taken

#: Columns of a mention, of its participants, of its casualties, of places (as far as there), actors and documents that the joining reads.
OF_MENTION = (
    "event_mention_id",
    "document_id",
    "start_char",
    "sentence_start_char",
    "sentence_end_char",
    "text",
    "event_id",
    "event_type",
    "mode",
    "status",
    "statement_id",
    "date_start",
    "date_end",
    "date_precision",
    "date_text",
    "place_id",
    "place_precision",
    "confidence",
)
OF_PARTICIPANT = ("event_mention_id", "role", "actor_id")
OF_CASUALTY = ("event_mention_id", "outcome", "count_low", "count_high", "part_of_casualty_id")
OF_PLACE = ("place_id", "name", "country", "feature", "latitude", "longitude")
OF_ACTOR = ("actor_id", "name", "kind", "country", "gazetteer", "is_contested")
OF_DOCUMENT = ("document_id", "published_at", "publisher", "duplicate_of_document_id")
#: Steps from an actor to the top of what it is part of.
_HEIGHT = 20

_SHAPES: Mapping[str, pa.Schema] = {
    "documents": pa.schema([("document_id", pa.string()), ("fingerprint", pa.uint64()), ("about", pa.list_(pa.string()))]),
    "mentions": pa.schema(
        [
            ("event_mention_id", pa.string()),
            ("document_id", pa.string()),
            ("published_at", pa.timestamp("us", "UTC")),
            ("start_char", pa.int64()),
            ("event_id", pa.string()),
        ]
    ),
    "keys": pa.schema([("key", pa.uint64()), ("mention", pa.int64())]),
    "pairs": pa.schema([("earlier", pa.int64()), ("later", pa.int64()), ("points", pa.float64()), ("reasons", pa.string())]),
}
#: Names of the tables of a state.
PARTS = tuple(_SHAPES)


@dataclass(frozen=True)
class EventState:
    """What was decided, and of what.

    Attributes:
        documents: ``fingerprint`` of all that a document's mentions are compared by, and what it is ``about``: ids of named actors and
            places, and names of its text.
        mentions: in the order in which they are compared, with the event that they became.
        keys: the blocks of the mentions; ``mention`` is a row number of ``mentions``.
        pairs: pairs whose evidence reaches the bar, as row numbers.
        events: rows of ``events``.
        history: rows of ``event_id_history``.
    """

    documents: pa.Table
    mentions: pa.Table
    keys: pa.Table
    pairs: pa.Table
    events: pa.Table
    history: pa.Table

    @classmethod
    def nothing(cls, events: pa.Schema, history: pa.Schema) -> Self:
        """The state before the first resolution."""
        return cls(**{name: shape.empty_table() for name, shape in _SHAPES.items()}, events=events.empty_table(), history=history.empty_table())

    def tables(self) -> Mapping[str, pa.Table]:
        """The parts that are no tables of the warehouse, by name, to be kept."""
        return {name: getattr(self, name) for name in PARTS}


def part(name: str, columns: Sequence[pa.Array | npt.NDArray[np.generic] | Sequence[object]]) -> pa.Table:
    """A part of a state."""
    return pa.table(list(columns), schema=_SHAPES[name])


def fingerprints(
    mentions: pa.Table, participants: pa.Table, casualties: pa.Table | None, places: pa.Table, actors: pa.Table, documents: pa.Table
) -> tuple[pa.Array, Hashes]:
    """What the mentions of each document are compared by, as a number: (document_id of the documents with mentions, their fingerprints).

    A document whose fingerprint is what it was gives the same mentions, with the same parties, places and tolls.
    """
    hashes = row_hashes(mentions.select(OF_MENTION))
    places_by_id = places["place_id"].combine_chunks()
    hashes += taken(
        row_hashes(places.select([name for name in OF_PLACE if name in places.schema.names])),
        pc.index_in(mentions["place_id"], value_set=places_by_id, skip_nulls=True),
    )
    ids = mentions["event_mention_id"].combine_chunks()
    known = actors["actor_id"].combine_chunks()
    parties = row_hashes(participants.select(OF_PARTICIPANT)) * PRIME
    parties += taken(_with_parents(actors), pc.index_in(participants["actor_id"], value_set=known, skip_nulls=True))
    hashes += summed(mixed(parties), pc.index_in(participants["event_mention_id"], value_set=ids), len(hashes))
    if casualties is not None:
        tolls = mixed(row_hashes(casualties.select(OF_CASUALTY)))
        hashes += summed(tolls, pc.index_in(casualties["event_mention_id"], value_set=ids, skip_nulls=True), len(hashes))
    names = pc.unique(mentions["document_id"])
    total = summed(mixed(hashes), pc.index_in(mentions["document_id"], value_set=names), len(names))
    rows = documents.select(OF_DOCUMENT)
    own = row_hashes(rows)
    total += taken(own, pc.index_in(names, value_set=rows["document_id"].combine_chunks()))
    return names, total


def _with_parents(actors: pa.Table) -> Hashes:
    """A number for each actor and all that it is part of."""
    own = row_hashes(actors.select(OF_ACTOR))
    above = pc.index_in(actors["parent_actor_id"], value_set=actors["actor_id"].combine_chunks(), skip_nulls=True)
    total = own.copy()
    for _ in range(_HEIGHT):
        former, total = total, mixed(own * PRIME + taken(total, above))
        if np.array_equal(former, total):
            break
    return total
