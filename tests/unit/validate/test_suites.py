"""Suites: structure from the contract, meaning from the file, answers with the failing rows."""

import pyarrow as pa
import pytest

from pipelines import contracts, paths
from pipelines.errors import ContractError
from pipelines.validate import suites
from pipelines.validate.outcome import TOLERATED_ROWS
from pipelines.validate.suites import suite, validate
from tests.unit.land.rows import key, row, span, tables


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Put expectations of statements into a folder of their own."""
    monkeypatch.setattr(paths, "expectations", lambda: tmp_path)
    suites.suite.cache_clear()
    yield lambda text: (tmp_path / "statements.yml").write_text(text)
    suites.suite.cache_clear()


def failing(outcomes):
    return {outcome.check: outcome for outcome in outcomes if not outcome.is_passed}


@pytest.mark.parametrize("table", contracts.table_names())
def test_a_sound_table_passes_its_suite(table):
    assert failing(validate(table, tables()[table])) == {}


@pytest.mark.parametrize("table", contracts.table_names())
def test_an_empty_table_passes_its_suite(table):
    assert failing(validate(table, contracts.table(table).arrow.empty_table())) == {}


@pytest.mark.parametrize("table", contracts.table_names())
def test_the_suite_holds_all_that_the_contract_implies(table):
    implied = contracts.table(table).structure()
    assert [(e.type, e.kwargs) for e in suite(table)][: len(implied)] == [(e["type"], e["kwargs"]) for e in implied]
    assert all(e.severity == "critical" and e.scope == "table" for e in suite(table)[: len(implied)])


def test_a_table_without_a_file_has_its_structure_alone(written):  # noqa: ARG001
    assert len(suite("statements")) == len(contracts.table("statements").structure())


def test_frames_and_arrow_rows_are_judged_alike():
    rows = tables()["statements"]
    assert validate("statements", rows) == validate("statements", rows.to_pandas())


def test_a_repeated_key_stops_the_run_and_names_the_rows():
    rows = tables()["actors"]
    outcome = failing(validate("actors", pa.concat_tables([rows, rows.slice(0, 1)])))["column_values_to_be_unique_of_actor_id"]
    assert outcome.is_blocking
    assert [fault.row_id for fault in outcome.faults] == [key("act", 1)]
    assert outcome.failed == 2
    assert key("act", 1) in outcome.line()


def test_other_columns_are_one_fault_that_names_them():
    rows = tables()["actors"].drop_columns(["name"])
    (outcome,) = validate("actors", rows)
    assert outcome.is_blocking
    assert "missing ['name']" in outcome.line()


def test_a_code_outside_its_list_stops_the_run():
    rows = tables()["segments"]
    rows = rows.set_column(2, "kind", pa.array(["advert"]))
    outcome = failing(validate("segments", rows))["column_values_to_be_in_set_of_kind"]
    assert outcome.is_blocking
    assert outcome.faults[0].detail == "kind = 'advert'"


def statement(number, **cells):
    return row(
        "statements", **{"statement_id": key("stm", number), "document_id": key("doc", 1), "speech_id": key("spc", 1), **span("Northland"), **cells}
    )


def test_a_faulty_row_is_withheld_and_many_stop_the_run():
    few = contracts.table("statements").collect([statement(1), statement(2, text="...")])
    (outcome,) = failing(o for o in validate("statements", few) if o.severity == "critical").values()
    assert outcome.check == "column_values_to_match_regex_of_text"
    assert outcome.is_withholding
    assert [(f.row_id, f.detail) for f in outcome.faults] == [(key("stm", 2), "text = '...'")]
    many = contracts.table("statements").collect(statement(n, text="...") for n in range(TOLERATED_ROWS + 1))
    assert failing(validate("statements", many))["column_values_to_match_regex_of_text"].is_blocking


def test_a_warning_neither_withholds_nor_stops():
    rows = contracts.table("statements").collect(statement(n) for n in range(5))
    outcome = failing(validate("statements", rows))["column_values_to_not_be_null_of_speaker_text"]
    assert outcome.severity == "warning"
    assert outcome.faults[0].detail == "speaker_text = null"
    assert not outcome.is_blocking
    assert not outcome.is_withholding


def test_numbers_and_long_words_are_shown_plainly():
    rows = contracts.table("actors").collect([row("actors", actor_id=key("act", 1), mention_count=-1, name="x" * 300)])
    details = {check: outcome.faults[0].detail for check, outcome in failing(validate("actors", rows)).items()}
    assert details["column_values_to_be_between_of_mention_count"] == "mention_count = -1"
    assert details["column_value_lengths_to_be_between_of_name"].endswith("xxx …")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "- {type: expect_column_values_to_be_unique, kwargs: {column: text}, severity: fatal, meta: {why: 'No such severity.'}}",
            "'fatal' is not one of",
            id="severity",
        ),
        pytest.param(
            "- {type: expect_column_values_to_be_unique, kwargs: {column: nonsense}, severity: warning, meta: {why: 'No such column.'}}",
            "'nonsense', which is no column",
            id="column",
        ),
        pytest.param(
            "- {type: expect_column_values_to_be_unique, kwargs: {column: text}, severity: warning, meta: {}}",
            "'why' is a required property",
            id="no-reason",
        ),
        pytest.param(
            "- {type: expect_column_values_to_be_unique, kwargs: {column: statement_id}, severity: warning, meta: {why: 'The contract has it.'}}",
            "expected twice",
            id="twice",
        ),
        pytest.param(
            "- {type: expect_pigs_to_fly, kwargs: {}, severity: warning, meta: {why: 'No such expectation.'}}", "expect_pigs_to_fly", id="expectation"
        ),
        pytest.param(
            "- {type: expect_column_values_to_be_between, kwargs: {column: text, min_value: 3}, severity: warning, meta: {why: 'No number.'}}",
            "could not be computed",
            id="not-computable",
        ),
    ],
)
def test_a_wrong_file_is_named_with_its_fault(written, text, message):
    written(text)
    with pytest.raises(ContractError, match=message) as caught:
        validate("statements", tables()["statements"])
    assert "statements.yml" in str(caught.value)


def test_great_expectations_is_imported_late_and_stays_silent(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    validate("actors", tables()["actors"])
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")
