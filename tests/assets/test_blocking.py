"""A fault of a table stops the run before anything is published."""

import pytest

from pipelines.defs import stages
from pipelines.defs.run import open_instance, run
from pipelines.defs.store import store
from pipelines.errors import ValidationFailed
from pipelines.validate.outcome import Fault, Outcome


@pytest.fixture
def opened(tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text("Envoys met in Oslo on Friday, a spokesman said.\n", encoding="utf-8")
    return store(inbox, tmp_path / "warehouse", workers=1)


def outcome(severity: str, scope: str) -> Outcome:
    return Outcome(
        table="documents",
        check="expect_column_values_to_be_unique:document_id",
        severity=severity,
        scope=scope,
        why="one row a file",
        remedy="report it",
        checked=1,
        failed=1,
        about="structure",
        faults=(Fault("doc_1", "twice"),),
    )


def staged(found: Outcome) -> stages.Staged:
    return stages.Staged({"documents": 1, "segments": 1}, 0, (found,))


def test_a_critical_fault_of_a_table_blocks_what_follows(opened, monkeypatch):
    done = []
    monkeypatch.setattr(stages, "ingest_batch", lambda _store, _batch: staged(outcome("critical", "table")))
    monkeypatch.setattr(stages, "annotate_batch", lambda _store, batch: done.append(batch))
    with pytest.raises(ValidationFailed, match=r"(?s)nothing was published.*documents"):
        run(opened)
    assert done == []
    assert opened.layout.current_id() is None
    [batch] = stages.batches(opened)
    assert opened.stale_stages(batch)[0] == "ingest"


def test_the_failure_stands_in_the_history_that_the_ui_shows(opened, monkeypatch):
    monkeypatch.setattr(stages, "ingest_batch", lambda _store, _batch: staged(outcome("critical", "table")))
    with pytest.raises(ValidationFailed):
        run(opened)
    with open_instance(opened.layout) as instance:
        assert [r.status.value for r in instance.get_runs()] == ["FAILURE"]


def test_a_warning_does_not_block(opened, monkeypatch):
    seen = []
    monkeypatch.setattr(stages, "ingest_batch", lambda _store, _batch: staged(outcome("warning", "table")))
    monkeypatch.setattr(stages, "annotate_batch", lambda _store, batch: seen.append(batch) or 1)
    monkeypatch.setattr(stages, "extract_batch", lambda _store, _batch: (_ for _ in ()).throw(RuntimeError("stop here")))
    with pytest.raises(ValidationFailed, match="stop here"):
        run(opened)
    assert len(seen) == 1
