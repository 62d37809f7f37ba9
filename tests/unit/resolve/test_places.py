"""Rows of places and their counts."""

import pyarrow as pa

from pipelines import contracts
from pipelines.resolve.places import resolve_places


def test_places_count_their_mentions_without_copies() -> None:
    facts = {
        "name": "Moundou",
        "country": "TCD",
        "admin1": "TD.08",
        "latitude": 8.57,
        "longitude": 16.07,
        "feature": "populated_place",
        "gazetteer": "geonames",
        "gazetteer_id": "2427455",
    }
    descriptions = pa.Table.from_pylist([{"document_id": d, "place_id": "plc_1", **facts} for d in ("doc_a", "doc_b", "doc_c")])
    mentions = pa.table({"document_id": ["doc_a", "doc_a", "doc_b", "doc_c"], "place_id": ["plc_1"] * 4})
    documents = pa.table({"document_id": ["doc_a", "doc_b", "doc_c"], "duplicate_of_document_id": pa.array([None, None, "doc_a"], pa.string())})
    rows = resolve_places(descriptions, mentions, documents)
    contracts.table("places").collect(rows)
    assert [(r["name"], r["mention_count"], r["document_count"]) for r in rows] == [("Moundou", 3, 2)]
