"""States of a resolution that are kept for the next one."""

from pathlib import Path

import pyarrow as pa
import pytest

from pipelines import contracts
from pipelines.defs.former import former_events, former_statements, keep
from pipelines.defs.store import Store, store
from pipelines.resolve.changes import EventState
from pipelines.resolve.statements import StatementState


@pytest.fixture
def empty(tmp_path: Path) -> Store:
    return store(tmp_path / "inbox", tmp_path / "warehouse", workers=1)


def states() -> tuple[EventState, StatementState]:
    return EventState.nothing(contracts.table("events").arrow, contracts.table("event_id_history").arrow), StatementState.nothing()


def kept(into: Store) -> None:
    events, statements = states()
    into.staging.write_resolved("events", events.events)
    into.staging.write_resolved("event_id_history", events.history)
    keep(into, events, statements)


def test_what_was_kept_is_read(empty: Store) -> None:
    assert former_events(empty) is None
    assert former_statements(empty) is None
    kept(empty)
    assert former_events(empty) == states()[0]
    assert former_statements(empty) == states()[1]


def test_files_of_two_runs_are_never_taken_together(empty: Store) -> None:
    kept(empty)
    other = {"former_event_id": "evt_1", "event_id": "evt_2", "reason": "of another run"}
    empty.staging.write_resolved("event_id_history", contracts.table("event_id_history").collect([other]))
    assert former_events(empty) is None
    statements = former_statements(empty)
    assert statements is not None
    empty.staging.write_resolved("statement_state_keys", statements.keys)
    assert former_statements(empty) is None


def test_other_code_starts_anew(empty: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(empty)
    monkeypatch.setattr("pipelines.defs.store.stage_version", lambda stage: f"other {stage}")
    assert former_events(empty) is None
    assert former_statements(empty) is None
    assert isinstance(empty.staging.read_resolved("events"), pa.Table)
