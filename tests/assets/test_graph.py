"""The asset graph as a whole: a name that changes here changes what users see, and must be changed on purpose."""

import subprocess
import sys

import dagster as dg
import pytest

from pipelines import contracts
from pipelines.definitions import defs

ASSETS = {
    "ingest": {"documents", "segments"},
    "annotate": {"annotations"},
    "extract": {"actor_mentions", "place_mentions", "statements", "casualties", "event_mentions", "event_participants"},
    "resolve": {"actors", "actor_id_history", "places", "events", "event_id_history"},
    "land": {"warehouse"},
}
JOBS = {"everything", "read", "read_files", "read_from_annotation", "read_from_extraction", "publish"}


@pytest.fixture(scope="module")
def graph() -> dg.Definitions:
    return defs()


def test_the_names_of_all_assets_by_group(graph):
    found: dict[str, set[str]] = {}
    for spec in graph.resolve_all_asset_specs():
        found.setdefault(spec.group_name, set()).add(spec.key.to_user_string())
    assert found == ASSETS


def test_the_names_of_all_checks(graph):
    keys = {(k.asset_key.to_user_string(), k.name) for k in graph.resolve_asset_graph().asset_check_keys}
    tables = {t.name for t in contracts.tables()}
    assert keys == {(t, c) for t in tables for c in ("structure", "meaning", "plausibility")} | {("warehouse", "relations")}


def test_checks_that_guard_rows_block_what_is_downstream(graph):
    specs = [spec for assets in graph.assets or [] for spec in assets.check_specs]
    assert len(specs) == 3 * len(contracts.tables()) + 1
    for spec in specs:
        assert spec.blocking == (spec.name in ("structure", "meaning")), spec.key


def test_the_jobs_and_the_sensor(graph):
    assert {job.name for job in graph.jobs or []} == JOBS
    assert {sensor.name for sensor in graph.sensors or []} == {"inbox"}


def test_every_table_is_an_asset_with_its_columns(graph):
    specs = {s.key.to_user_string(): s for s in graph.resolve_all_asset_specs()}
    for table in contracts.tables():
        shown = specs[table.name].metadata["dagster/column_schema"]
        assert [c.name for c in shown.columns] == [c.name for c in table.columns]


def test_batches_are_partitions_up_to_extraction(graph):
    for spec in graph.resolve_all_asset_specs():
        partitioned = spec.partitions_def is not None
        assert partitioned == (spec.group_name in ("ingest", "annotate", "extract")), spec.key


def test_the_definitions_load_as_dagster_loads_them():
    done = subprocess.run(
        [sys.executable, "-m", "dagster", "definitions", "validate", "-m", "pipelines.definitions"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
