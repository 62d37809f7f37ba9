"""Suites: the expectations of one table, derived from its contract and written by hand, run by Great Expectations on a data frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipelines import contracts, paths
from pipelines.errors import ContractError
from pipelines.validate.outcome import NAMED, Fault, Outcome
from pipelines.validate.structure import holds

if TYPE_CHECKING:
    import pandas as pd

_REMEDY = "report the rows with their text, or run again with the version that made them right"


@dataclass(frozen=True, kw_only=True)
class Expectation:
    """One expectation of one table.

    Attributes:
        table: name of the table.
        type: name in Great Expectations.
        kwargs: its arguments.
        severity: "critical" or "warning".
        scope: "row" or "table"; None leaves it to whether the expectation names rows.
        why: why it is expected.
        remedy: what to do when it fails.
        is_implied: whether it follows from the contract.
    """

    table: str
    type: str
    kwargs: Mapping[str, Any]
    severity: str
    scope: str | None
    why: str
    remedy: str
    is_implied: bool

    @property
    def check(self) -> str:
        """A name unique within the table: the expectation and its columns."""
        columns = [self.kwargs[name] for name in ("column", "column_A", "column_B") if name in self.kwargs]
        if not columns and self.type != "expect_table_columns_to_match_ordered_list":
            columns = list(self.kwargs.get("column_set", self.kwargs.get("column_list", ())))
        return "_".join((self.type.removeprefix("expect_"), "of" if columns else "", *columns)).rstrip("_")


@cache
def suite(table: str) -> tuple[Expectation, ...]:
    """All expectations of a table: what its contract implies, then ``expectations/<table>.yml``, which may be absent.

    Raises:
        ContractError: the file is malformed, expects something of a column that the table has not, or expects the same thing twice.
    """
    contract = contracts.table(table)
    found = [_expectation(table, entry, "table", is_implied=True) for entry in contract.structure()]
    path = paths.expectations() / f"{table}.yml"
    if path.is_file():
        found += [_expectation(table, entry, entry.get("faults"), is_implied=False) for entry in contracts.read_yaml(path, "expectations")]
    known = set(contract.by_name)
    checks: set[str] = set()
    for expectation in found:
        named = [expectation.kwargs[name] for name in ("column", "column_A", "column_B") if name in expectation.kwargs]
        for column in (*named, *expectation.kwargs.get("column_set", ()), *expectation.kwargs.get("column_list", ())):
            if column not in known:
                raise ContractError(f"{path}: {expectation.type} names {column!r}, which is no column of {table}")
        if expectation.check in checks:
            raise ContractError(f"{path}: {expectation.check} is expected twice of {table}, there or by the contract; say it once")
        checks.add(expectation.check)
    return tuple(found)


def validate(table: str, rows: pa.Table | pd.DataFrame) -> tuple[Outcome, ...]:
    """Run a table's suite.

    Args:
        table: name of a contract.
        rows: Arrow rows or a pandas frame of them; any number, left as they are.

    Returns:
        One outcome per expectation, in the order of the suite. Of Arrow rows, structure that holds is answered without Great Expectations. Where
        the columns are not those of the contract, that one outcome alone: the others could not be asked.

    Raises:
        ContractError: an expectation is unknown to Great Expectations or cannot be computed.
    """
    names = list(rows.column_names) if isinstance(rows, pa.Table) else list(rows.columns)
    expected = contracts.table(table).arrow.names
    if names != expected:
        first = suite(table)[0]
        observed = f"columns missing {sorted(set(expected) - set(names))}, too many {sorted(set(names) - set(expected))}, or out of order"
        return (_outcome(first, len(rows), failed=1, observed=observed),)
    if not isinstance(rows, pa.Table):
        return tuple(_run(table, suite(table), rows))
    implied = [e for e in suite(table) if e.is_implied and holds(e.type, e.kwargs, rows)]
    asked = tuple(e for e in suite(table) if e not in implied)
    answers = {e.check: _outcome(e, len(rows), failed=0) for e in implied}
    answers |= {outcome.check: outcome for outcome in _run(table, asked, _naive(rows).to_pandas())}
    return tuple(answers[e.check] for e in suite(table))


def _naive(rows: pa.Table) -> pa.Table:
    """The rows with timestamps in UTC but without saying so: pandas deprecates what Great Expectations does to columns with a zone."""
    fields = [field.with_type(pa.timestamp("us")) if pa.types.is_timestamp(field.type) else field for field in rows.schema]
    return rows.cast(pa.schema(fields))


def _expectation(table: str, entry: Mapping[str, Any], scope: str | None, *, is_implied: bool) -> Expectation:
    meta = entry["meta"]
    return Expectation(
        table=table,
        type=entry["type"],
        kwargs=entry["kwargs"],
        severity=entry["severity"],
        scope=scope,
        why=meta["why"],
        remedy=meta.get("remedy", _REMEDY),
        is_implied=is_implied,
    )


def _outcome(expectation: Expectation, checked: int, *, failed: int, faults: tuple[Fault, ...] = (), observed: str | None = None) -> Outcome:
    scope = expectation.scope or ("row" if faults else "table")
    return Outcome(
        table=expectation.table,
        check=expectation.check,
        severity=expectation.severity,
        scope=scope,
        why=expectation.why,
        remedy=expectation.remedy,
        checked=checked,
        failed=failed,
        about="structure" if expectation.is_implied else "meaning",
        faults=faults,
        observed=observed,
    )


@cache
def _context() -> Any:
    """Great Expectations' context: in memory, silent, without analytics. Made once a process, for it takes seconds to import."""
    import great_expectations as gx
    from great_expectations.data_context.types.base import DataContextConfig, InMemoryStoreBackendDefaults, ProgressBarsConfig

    config = DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(), analytics_enabled=False, progress_bars=ProgressBarsConfig(globally=False)
    )
    context = gx.get_context(mode="ephemeral", project_config=config)
    context.data_sources.add_pandas("tables")
    return context


def _run(table: str, expectations: tuple[Expectation, ...], frame: pd.DataFrame) -> list[Outcome]:
    """Ask Great Expectations; one outcome per expectation, in their order."""
    if not expectations:
        return []
    import great_expectations as gx
    from great_expectations.exceptions.exceptions import GreatExpectationsError
    from great_expectations.expectations.metadata_types import FailureSeverity
    from great_expectations.expectations.registry import get_expectation_impl

    made = []
    for expectation in expectations:
        try:
            kind = get_expectation_impl(expectation.type)
            made.append(kind(**expectation.kwargs, severity=FailureSeverity(expectation.severity), meta={"check": expectation.check}))
        except (GreatExpectationsError, TypeError, ValueError) as error:
            raise ContractError(f"expectations/{table}.yml: {expectation.type}: {error}; see the expectation's documentation") from error
    source = _context().data_sources.get("tables")
    if table in source.get_asset_names():
        source.delete_asset(table)
    batch = source.add_dataframe_asset(table).add_batch_definition_whole_dataframe("rows").get_batch(batch_parameters={"dataframe": frame})
    key = list(contracts.table(table).key)
    result = batch.validate(
        gx.ExpectationSuite(name=table, expectations=made),
        result_format={
            "result_format": "COMPLETE",
            "unexpected_index_column_names": key,
            "return_unexpected_index_query": False,
            "include_unexpected_rows": False,
        },
    )
    by_check = {one.expectation_config.meta["check"]: one for one in result.results}
    return [_read(expectation, by_check[expectation.check], key, len(frame)) for expectation in expectations]


def _read(expectation: Expectation, result: Any, key: list[str], checked: int) -> Outcome:
    """Make an outcome of one result of Great Expectations.

    Raises:
        ContractError: the expectation could not be computed.
    """
    if result.success:
        return _outcome(expectation, checked, failed=0)
    failure = _exception(result.exception_info)
    if failure:
        raise ContractError(f"expectations/{expectation.table}.yml: {expectation.check} could not be computed: {failure}")
    listed = result.result.get("unexpected_index_list") or []
    faults = {
        ",".join(str(row[name]) for name in key): ", ".join(f"{name} = {_shown(value)}" for name, value in row.items() if name not in key)
        for row in listed
    }
    named = tuple(Fault(row_id, faults[row_id]) for row_id in sorted(faults))
    observed = result.result.get("observed_value")
    failed = int(result.result.get("unexpected_count") or len(named) or 1)
    return _outcome(expectation, checked, failed=failed, faults=named[:NAMED], observed=None if observed is None else str(observed))


def _shown(value: Any) -> str:
    """A cell as people read it: pandas' missing values as null, numpy's numbers as numbers, words shortened."""
    plain = value.item() if hasattr(value, "item") else value
    # the one value that differs from itself is pandas' missing one
    text = "null" if plain is None or plain != plain else repr(plain)
    return text if len(text) <= 200 else text[:200] + " …"


def _exception(info: Mapping[str, Any]) -> str | None:
    """The message of a failed computation, in either of the two shapes that Great Expectations gives; None when it was computed."""
    entries = [info] if "raised_exception" in info else list(info.values())
    return next((str(entry["exception_message"]) for entry in entries if entry["raised_exception"]), None)
