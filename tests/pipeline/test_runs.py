"""What a user relies on between runs: the same files from the same inbox, no work without news, and the same state by any way."""

import hashlib
import json
import re
import shutil
import time
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines import contracts, paths


def fingerprints(warehouse: Path) -> dict[str, str]:
    parquet = (warehouse / "parquet").resolve()
    return {str(p.relative_to(parquet)): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(parquet.rglob("*.parquet"))}


def test_two_runs_of_one_inbox_give_the_same_bytes(samples, cli, tmp_path):
    copy = tmp_path / "elsewhere"
    shutil.copytree(paths.samples(), copy)
    assert cli("run", copy, "--warehouse", tmp_path / "again", "--workers", 1).returncode == 0
    assert fingerprints(tmp_path / "again") == fingerprints(samples)


def test_a_run_without_news_reads_nothing_and_publishes_nothing(samples, cli):
    before = (samples / "current").readlink()
    begun = time.monotonic()
    done = cli("run", "--warehouse", samples)
    assert done.returncode == 0
    assert "nothing new" in done.stdout
    assert "annotate" not in done.stderr
    assert (samples / "current").readlink() == before
    assert time.monotonic() - begun < 120


def test_a_new_file_costs_a_batch_of_its_own_and_links_the_rest(cli, tmp_path):
    warehouse, inbox = tmp_path / "w", tmp_path / "inbox"
    shutil.copytree(paths.samples(), inbox)
    assert cli("run", inbox, "--warehouse", warehouse).returncode == 0
    first = fingerprints(warehouse)
    (inbox / "late.txt").write_text("Truce holds in Aleppo\n\nA truce held in Aleppo on Friday, a monitoring group said.\n", encoding="utf-8")
    done = cli("run", inbox, "--warehouse", warehouse)
    assert done.returncode == 0, done.stderr
    second = fingerprints(warehouse)
    assert set(first) < set(second)
    same = [name for name in first if first[name] == second[name]]
    assert len(same) >= len(contracts.tables("extract"))
    assert pq.read_table(warehouse / "parquet" / "documents").num_rows == 32
    assert cli("run", inbox, "--warehouse", tmp_path / "at_once").returncode == 0
    assert all(rows(warehouse, table).equals(rows(tmp_path / "at_once", table)) for table in contracts.tables())


def rows(warehouse: Path, table: contracts.Table) -> pa.Table:
    """A table by its key, without the batch that a document came with."""
    read = pq.read_table(warehouse / "parquet" / table.name).sort_by([(name, "ascending") for name in table.key])
    return read.drop_columns([name for name in ("batch_id",) if name in read.column_names])


def test_every_table_opens_with_pandas_and_has_its_contract(samples):
    for table in contracts.tables():
        frame = pd.read_parquet(samples / "parquet" / table.name)
        assert list(frame.columns) == [c.name for c in table.columns]
        assert len(frame) == pq.read_table(samples / "parquet" / table.name).num_rows


@pytest.mark.parametrize("table", [t.name for t in contracts.tables() if t.key[0] != "segment_id"])
def test_any_row_can_be_shown(samples, cli, table):
    rows = pq.read_table(samples / "parquet" / table).slice(0, 1).to_pylist()
    if not rows:
        pytest.skip(f"the samples give no {table}")
    key = rows[0][contracts.table(table).key[0]]
    done = cli("show", key, "--warehouse", samples)
    assert done.returncode == 0, done.stderr
    assert key in done.stdout


def test_the_samples_show_a_toll_on_which_sources_disagree(cli, tmp_path):
    done = cli("run", "--warehouse", tmp_path / "w")
    assert done.returncode == 0
    assert "disagree" in done.stdout
    assert re.search(r"killed\b.*\b12\b.*\b19\b", done.stdout)


def test_sql_reads_and_does_not_write(samples, cli):
    assert cli("sql", "SELECT count(*) AS n FROM documents", "--warehouse", samples, "--format", "csv").stdout.split() == ["n", "31"]
    as_json = cli("sql", "SELECT 1.5 AS score, DATE '2024-04-09' AS day", "--warehouse", samples, "--format", "json").stdout
    assert json.loads(as_json) == {"score": 1.5, "day": "2024-04-09"}
    refused = cli("sql", "DELETE FROM documents", "--warehouse", samples)
    assert refused.returncode == 2
    assert refused.stderr
