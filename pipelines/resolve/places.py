"""The rows of ``places``: what the gazetteer says, and how often the documents name it.

What belongs here: counting. What does not: choosing among places of one name; the words beside it decide that (``extract.places``), so that a
place has one id in all documents from the start.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

_FACTS = ("place_id", "name", "country", "admin1", "latitude", "longitude", "feature", "gazetteer", "gazetteer_id")


def resolve_places(descriptions: pa.Table, mentions: pa.Table, documents: pa.Table) -> Sequence[Mapping[str, Any]]:
    """Make the rows of ``places``.

    Args:
        descriptions: one row per place and document, with the fields of ``pipelines.extract.model.Place``.
        mentions: ``document_id, place_id`` of all place mentions.
        documents: ``document_id, duplicate_of_document_id``.

    Returns:
        One row per place, in order of id. Counts leave duplicates out. Where documents tell different facts of one place (a name that only the
        model knows), the smallest description stands, so that the order of documents does not matter.
    """
    copies = documents.filter(pc.is_valid(documents["duplicate_of_document_id"]))["document_id"]
    if len(copies):
        mentions = mentions.filter(pc.invert(pc.is_in(mentions["document_id"], value_set=copies.combine_chunks())))
    counted = mentions.group_by("place_id").aggregate([("document_id", "count"), ("document_id", "count_distinct")])
    counts = {
        place: (number, distinct)
        for place, number, distinct in zip(
            counted["place_id"].to_pylist(), counted["document_id_count"].to_pylist(), counted["document_id_count_distinct"].to_pylist(), strict=True
        )
    }
    found: dict[str, dict[str, Any]] = {}
    for batch in descriptions.group_by(list(_FACTS)).aggregate([]).select(list(_FACTS)).to_batches(max_chunksize=20_000):
        for row in batch.to_pylist():
            known = found.get(row["place_id"])
            if known is None or _order(row) < _order(known):
                found[row["place_id"]] = row
    return [
        {**found[place], "mention_count": counts.get(place, (0, 0))[0], "document_count": counts.get(place, (0, 0))[1]} for place in sorted(found)
    ]


def _order(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple("" if row[name] is None else str(row[name]) for name in _FACTS)
