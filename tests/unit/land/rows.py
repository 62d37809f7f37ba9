"""A tiny warehouse's worth of rows: each table's rows fit its contract; a test gives the cells it is about."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pyarrow as pa

from pipelines import contracts

TEXT = "Northland said on Monday that Southland's army shelled Port Alder. Four people were killed, the mayor said."

_PLAIN: dict[str, Any] = {"string": "words", "int32": 0, "double": 0.5, "bool": False, "list<string>": [], "date": dt.date(2024, 5, 13)}


_SPECIAL = {"origin": "tests.rows@1", "source_sha256": "0" * 64}


def key(prefix: str, number: int) -> str:
    """An id of the right form, such as ``act_...0001``."""
    return f"{prefix}_{number:024x}"


def row(table: str, **cells: Any) -> dict[str, Any]:
    """A row with the given cells; the rest are null where they may be, else a plain value or the first code."""
    made: dict[str, Any] = {}
    for column in contracts.table(table).columns:
        if column.name in cells:
            made[column.name] = cells.pop(column.name)
        elif column.is_nullable:
            made[column.name] = None
        elif column.codes is not None and not column.type.startswith("list"):
            made[column.name] = next(iter(column.codes.codes))
        elif column.name in _SPECIAL:
            made[column.name] = _SPECIAL[column.name]
        else:
            made[column.name] = _PLAIN[column.type]
    assert not cells, f"{table} has no columns {sorted(cells)}"
    return made


def span(words: str, text: str = TEXT, nth: int = 1) -> dict[str, Any]:
    """``start_char, end_char, text`` and the sentence's offsets of an occurrence of words."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    first = text.rfind(". ", 0, start)
    last = text.find(". ", start + len(words))
    return {
        "start_char": start,
        "end_char": start + len(words),
        "text": words,
        "sentence_start_char": 0 if first < 0 else first + 2,
        "sentence_end_char": len(text) if last < 0 else last + 1,
    }


def tables(**more: list[dict[str, Any]]) -> dict[str, pa.Table]:
    """Every table, with a small consistent story told by one document; ``more`` replaces the rows of tables."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in contracts.table_names()}
    rows["documents"] = [
        row(
            "documents",
            document_id=key("doc", 1),
            source_path="a.txt",
            title="Shells fall",
            publisher="The Test Wire",
            char_count=len(TEXT),
            text=TEXT,
            batch_id="b1",
            language="en",
        )
    ]
    rows["segments"] = [row("segments", segment_id=key("seg", 1), document_id=key("doc", 1), kind="body", start_char=0, end_char=len(TEXT))]
    rows["actors"] = [
        row("actors", actor_id=key("act", 1), name="Northland", kind="country", mention_count=1, document_count=1),
        row("actors", actor_id=key("act", 2), name="Southland", kind="country", mention_count=0, document_count=0),
        row(
            "actors",
            actor_id=key("act", 3),
            name="Army of Southland",
            kind="military",
            parent_actor_id=key("act", 2),
            mention_count=1,
            document_count=1,
        ),
    ]
    rows["actor_mentions"] = [
        row("actor_mentions", mention_id=key("men", 1), document_id=key("doc", 1), actor_id=key("act", 1), **span("Northland")),
        row("actor_mentions", mention_id=key("men", 2), document_id=key("doc", 1), actor_id=key("act", 3), **span("Southland's army")),
    ]
    rows["places"] = [
        row("places", place_id=key("plc", 1), name="Port Alder", country="NOR", latitude=60.0, longitude=5.0, mention_count=1, document_count=1)
    ]
    rows["place_mentions"] = [
        row("place_mentions", place_mention_id=key("plm", 1), document_id=key("doc", 1), place_id=key("plc", 1), **span("Port Alder"))
    ]
    rows["statements"] = [
        row(
            "statements",
            statement_id=key("stm", 1),
            document_id=key("doc", 1),
            speech_id=key("spc", 1),
            form="indirect",
            cue="said",
            cue_start_char=10,
            cue_end_char=14,
            speaker_actor_id=key("act", 1),
            speaker_text="Northland",
            speaker_start_char=0,
            speaker_end_char=9,
            **span("Southland's army shelled Port Alder"),
        )
    ]
    rows["events"] = [
        row(
            "events",
            event_id=key("evt", 1),
            event_type="ASSAULT",
            quad_class="material_conflict",
            place_id=key("plc", 1),
            source_actor_ids=[key("act", 3)],
            mention_count=1,
            document_count=1,
            publisher_count=1,
        )
    ]
    rows["event_mentions"] = [
        row(
            "event_mentions",
            event_mention_id=key("evm", 1),
            event_id=key("evt", 1),
            document_id=key("doc", 1),
            event_type="ASSAULT",
            statement_id=key("stm", 1),
            place_id=key("plc", 1),
            place_mention_id=key("plm", 1),
            place_precision="settlement",
            **span("shelled Port Alder"),
        )
    ]
    rows["event_participants"] = [
        row(
            "event_participants",
            participant_id=key("prt", 1),
            event_mention_id=key("evm", 1),
            event_id=key("evt", 1),
            document_id=key("doc", 1),
            actor_id=key("act", 3),
            mention_id=key("men", 2),
            **span("Southland's army"),
        )
    ]
    rows["casualties"] = [
        row(
            "casualties",
            casualty_id=key("cas", 1),
            claim_id=key("clm", 1),
            document_id=key("doc", 1),
            outcome="killed",
            count_stated=4,
            count_low=4,
            count_high=4,
            count_text="Four",
            qualifier="exact",
            event_id=key("evt", 1),
            event_mention_id=key("evm", 1),
            **span("Four people were killed"),
        )
    ]
    rows.update(more)
    return {name: contracts.table(name).collect(found) for name, found in rows.items()}
