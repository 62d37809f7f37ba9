"""The former resolution of events, kept for the next one.

What belongs here: writing and reading it, and whether it may be built upon. What does not: what it consists of (``resolve.changes``).
"""

from __future__ import annotations

import hashlib

import pyarrow as pa

from pipelines.defs.store import Store
from pipelines.errors import LandingError
from pipelines.resolve.changes import PARTS, EventState

_KEY = b"resolution"


def keep(store: Store, state: EventState) -> None:
    """Keep a state; its ``events`` and ``history`` are staged by themselves."""
    key = _key(store, state.events, state.history)
    for name, table in state.tables().items():
        store.staging.write_resolved(f"event_state_{name}", table.replace_schema_metadata({_KEY: key}))


def former_state(store: Store) -> EventState | None:
    """The state that was kept; None where there is none, or where other code made it or the tables beside it are of another resolution."""
    try:
        parts = {name: store.staging.read_resolved(f"event_state_{name}") for name in PARTS}
        events, history = (store.staging.read_resolved(name) for name in ("events", "event_id_history"))
    except LandingError:
        return None
    key = _key(store, events, history)
    if any((table.schema.metadata or {}).get(_KEY) != key for table in parts.values()):
        return None
    return EventState(**{name: table.replace_schema_metadata(None) for name, table in parts.items()}, events=events, history=history)


def _key(store: Store, events: pa.Table, history: pa.Table) -> bytes:
    """What a state belongs to: the code of the stages that it comes from, and the events that it led to."""
    digest = hashlib.blake2b(f"{store.version('extract')} {store.version('resolve')}".encode(), digest_size=16)
    for table, names in ((events, ("event_id", "mention_count", "status")), (history, ("former_event_id", "event_id"))):
        for name in names:
            digest.update("\x1f".join(map(str, table[name].to_pylist())).encode())
    return digest.hexdigest().encode()
