"""What is told of structure without Great Expectations is what Great Expectations says."""

import pyarrow as pa
import pytest

from pipelines import contracts
from pipelines.validate.structure import holds
from pipelines.validate.suites import suite, validate
from tests.unit.land.rows import tables


@pytest.mark.parametrize("table", contracts.table_names())
def test_all_that_a_contract_implies_is_answered(table):
    rows = tables()[table]
    assert [e.check for e in suite(table) if e.is_implied and not holds(e.type, e.kwargs, rows)] == []


FRAMES = {
    "sound": {"a": [1, 2, None], "b": [1, 1, 5], "c": ["x", "y", None]},
    "null-and-reversed": {"a": [None, 2, 1], "b": [3, 3, 3], "c": ["z", "z", "z"]},
    "empty": {"a": [], "b": [], "c": []},
}
KINDS = [
    ("expect_column_values_to_not_be_null", {"column": "a"}),
    ("expect_column_values_to_not_be_null", {"column": "b"}),
    ("expect_column_values_to_be_unique", {"column": "a"}),
    ("expect_column_values_to_be_unique", {"column": "b"}),
    ("expect_compound_columns_to_be_unique", {"column_list": ["a", "b"]}),
    ("expect_compound_columns_to_be_unique", {"column_list": ["b", "c"]}),
    ("expect_column_values_to_be_in_set", {"column": "c", "value_set": ["x", "y"]}),
    ("expect_column_values_to_be_between", {"column": "a", "min_value": 1, "max_value": 2}),
    ("expect_column_values_to_be_between", {"column": "b", "min_value": 1, "max_value": 2}),
    (
        "expect_column_pair_values_a_to_be_greater_than_b",
        {"column_A": "a", "column_B": "b", "or_equal": True, "ignore_row_if": "either_value_is_missing"},
    ),
]


@pytest.mark.parametrize("frame", FRAMES)
def test_both_give_the_same_answer(frame):
    import great_expectations as gx
    from great_expectations.expectations.registry import get_expectation_impl

    rows = pa.table(FRAMES[frame], pa.schema([("a", pa.int32()), ("b", pa.int32()), ("c", pa.string())]))
    batch = gx.get_context(mode="ephemeral").data_sources.add_pandas("p").add_dataframe_asset("a").add_batch_definition_whole_dataframe("b")
    batch = batch.get_batch(batch_parameters={"dataframe": rows.to_pandas()})
    for kind, kwargs in KINDS:
        assert holds(kind, kwargs, rows) == batch.validate(get_expectation_impl(kind)(**kwargs)).success, (kind, kwargs)


def test_an_unknown_kind_is_left_open():
    assert not holds("expect_column_values_to_match_regex", {"column": "a", "regex": "."}, pa.table({"a": ["x"]}))


def test_a_table_without_meaning_needs_no_great_expectations(monkeypatch):
    from pipelines.validate import suites

    def fail(*_):
        raise AssertionError("Great Expectations was asked")

    implied = tuple(e for e in suite("segments") if e.is_implied)
    monkeypatch.setattr(suites, "suite", lambda _table: implied)
    monkeypatch.setattr(suites, "_context", fail)
    assert all(outcome.is_passed for outcome in validate("segments", tables()["segments"]))
