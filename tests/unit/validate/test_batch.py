"""A batch: what stands, what is withheld, what stops the run."""

import json

import pytest

from pipelines import contracts
from pipelines.errors import ValidationFailed
from pipelines.validate import quarantine
from pipelines.validate.batch import check_batch, split
from pipelines.validate.suites import validate
from tests.unit.land.rows import key, tables


def with_cells(table, **cells):
    rows = tables()[table].to_pylist()
    rows[0].update(cells)
    return tables(**{table: rows})


def test_a_sound_batch_stands_as_it_is():
    found = tables()
    checked = check_batch(found)
    assert checked.refusals == ()
    assert all(checked.tables[name].equals(rows) for name, rows in found.items())


def test_a_row_that_fails_alone_is_withheld_with_reason_and_row():
    checked = check_batch(with_cells("casualties", text="Nobody"))
    assert checked.tables["casualties"].num_rows == 0
    assert checked.tables["statements"].num_rows == 1
    (refusal,) = checked.refusals
    assert (refusal.table_name, refusal.row_id, refusal.document_id, refusal.source_path) == ("casualties", key("cas", 1), key("doc", 1), "a.txt")
    assert refusal.reason == "text_is_what_the_span_says"
    assert '"Nobody"' in refusal.detail
    assert json.loads(refusal.row_json)["count_low"] == 4
    assert list(json.loads(refusal.row_json)) == contracts.table("casualties").arrow.names


def test_rows_that_refer_to_a_withheld_row_are_withheld_with_it():
    checked = check_batch(with_cells("event_mentions", text="Nobody"))
    assert {(r.table_name, r.reason) for r in checked.refusals} == {
        ("event_mentions", "text_is_what_the_span_says"),
        ("event_participants", "refers_to_a_withheld_row"),
        ("casualties", "refers_to_a_withheld_row"),
    }
    assert checked.tables["event_participants"].num_rows == checked.tables["casualties"].num_rows == 0


def test_rows_withheld_through_several_steps():
    checked = check_batch(with_cells("statements", text="Nobody"))
    assert [(r.table_name, r.detail) for r in checked.refusals if r.table_name == "event_participants"] == [
        ("event_participants", f"event_mention_id = {key('evm', 1)}")
    ]


def test_a_fault_of_a_table_stops_the_run():
    with pytest.raises(ValidationFailed, match="nothing is published:\ndocuments: char_count_is_the_length_of_the_text fails for 1 of 1 rows"):
        check_batch(with_cells("documents", char_count=3))


def test_the_quarantine_takes_refusals():
    checked = check_batch(with_cells("event_mentions", text="Nobody"))
    rows = quarantine.collect([*checked.refusals, *checked.refusals])
    assert rows.num_rows == 3
    assert rows.schema.equals(quarantine.contract().arrow)


def test_split_without_faults_gives_the_rows_back():
    rows = tables()["actors"]
    assert split("actors", rows, validate("actors", rows)) == (rows, ())


def test_the_quarantine_describes_only_what_the_dictionary_lacks():
    dictionary = contracts.read_yaml(contracts.paths.schemas() / "columns.yml", "columns")
    described = contracts.read_yaml(contracts.paths.schemas() / "quarantine.yml", "quarantine")["describes"]
    assert not set(dictionary) & set(described)
