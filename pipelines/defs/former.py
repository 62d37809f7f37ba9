"""The former resolution of events and of statements, kept for the next one.

What belongs here: writing and reading states, and whether one may be built upon. What does not: what they consist of (``resolve.changes``,
``resolve.statements``).

A state is several files. Each is marked with the code that made it and with a fingerprint of the tables that it goes with, so that files of two
runs, of which one broke off, are never taken together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

import pyarrow as pa

from pipelines.defs.store import Store
from pipelines.errors import LandingError
from pipelines.resolve.changes import PARTS, EventState
from pipelines.resolve.hashing import row_hashes
from pipelines.resolve.statements import StatementState

_KEY = b"resolution"
_EVENTS, _HISTORY = ("event_id", "mention_count", "status"), ("former_event_id", "event_id")


def keep(store: Store, events: EventState, statements: StatementState) -> None:
    """Keep both states; the events and their history are staged by themselves."""
    _write(store, "event_state", events.tables(), [events.events.select(_EVENTS), events.history.select(_HISTORY)])
    _write(store, "statement_state", {"statements": statements.statements, "keys": statements.keys}, [statements.statements])


def former_events(store: Store) -> EventState | None:
    """The state of events that was kept; None where there is none that may be built upon."""
    try:
        parts = {name: store.staging.read_resolved(f"event_state_{name}") for name in PARTS}
        events, history = (store.staging.read_resolved(name) for name in ("events", "event_id_history"))
    except LandingError:
        return None
    if not _is_of(store, parts, [events.select(_EVENTS), history.select(_HISTORY)]):
        return None
    return EventState(**{name: table.replace_schema_metadata(None) for name, table in parts.items()}, events=events, history=history)


def former_statements(store: Store) -> StatementState | None:
    """The state of statements that was kept; None where there is none that may be built upon."""
    try:
        parts = {name: store.staging.read_resolved(f"statement_state_{name}") for name in ("statements", "keys")}
    except LandingError:
        return None
    if not _is_of(store, parts, [parts["statements"]]):
        return None
    return StatementState(*(parts[name].replace_schema_metadata(None) for name in ("statements", "keys")))


def _write(store: Store, name: str, parts: Mapping[str, pa.Table], beside: Iterable[pa.Table]) -> None:
    key = _key(store, beside)
    for part, table in parts.items():
        store.staging.write_resolved(f"{name}_{part}", table.replace_schema_metadata({_KEY: key}))


def _is_of(store: Store, parts: Mapping[str, pa.Table], beside: Iterable[pa.Table]) -> bool:
    key = _key(store, beside)
    return all((table.schema.metadata or {}).get(_KEY) == key for table in parts.values())


def _key(store: Store, beside: Iterable[pa.Table]) -> bytes:
    digest = hashlib.blake2b(f"{store.version('extract')} {store.version('resolve')}".encode(), digest_size=16)
    for table in beside:
        digest.update(row_hashes(table.replace_schema_metadata(None)).tobytes())
    return digest.hexdigest().encode()
