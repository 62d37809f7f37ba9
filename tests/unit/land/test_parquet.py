"""Parquet files are exact, complete and the same every time."""

import hashlib

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from pipelines import contracts
from pipelines.errors import LandingError
from pipelines.land.parquet import write_table
from tests.unit.land.rows import row, span, tables

MENTIONS = contracts.table("actor_mentions")


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_equal_rows_give_equal_bytes_whatever_their_order_and_chunks(tmp_path):
    rows = MENTIONS.collect(row("actor_mentions", mention_id=f"men_{i}", document_id=f"doc_{i % 3}", **span("Northland")) for i in range(50))
    shuffled = pa.concat_tables([rows.slice(30), rows.slice(0, 30)]).select(list(reversed(rows.column_names)))
    write_table(rows, tmp_path / "a.parquet", MENTIONS)
    write_table(shuffled, tmp_path / "b.parquet", MENTIONS)
    assert digest(tmp_path / "a.parquet") == digest(tmp_path / "b.parquet")


def test_rows_read_back_and_written_again_keep_their_bytes(tmp_path):
    for name, rows in tables().items():
        write_table(rows, tmp_path / "a.parquet", contracts.table(name))
        write_table(pq.read_table(tmp_path / "a.parquet"), tmp_path / "b.parquet", contracts.table(name))
        assert digest(tmp_path / "a.parquet") == digest(tmp_path / "b.parquet"), name


def test_the_file_carries_schema_descriptions_statistics_and_page_index(tmp_path):
    write_table(tables()["actor_mentions"], tmp_path / "a.parquet", MENTIONS)
    file = pq.ParquetFile(tmp_path / "a.parquet")
    assert file.schema_arrow.equals(MENTIONS.arrow)
    assert file.schema_arrow.field("text").metadata[b"description"].decode() == MENTIONS.by_name["text"].description
    assert file.schema_arrow.metadata[b"table"] == b"actor_mentions"
    column = file.metadata.row_group(0).column(0)
    assert column.compression == "ZSTD"
    assert column.is_stats_set
    assert column.has_column_index
    assert column.has_offset_index


@pytest.mark.parametrize("name", contracts.table_names())
def test_an_empty_table_lands_a_file_with_its_schema(tmp_path, name):
    contract = contracts.table(name)
    write_table(contract.arrow.empty_table(), tmp_path / name / "empty.parquet", contract)
    assert ds.dataset(tmp_path / name).schema.names == contract.arrow.names
    assert list(pd.read_parquet(tmp_path / name).columns) == contract.arrow.names


def test_large_tables_have_several_row_groups(tmp_path):
    contract = contracts.table("segments")
    made = {"segment_id": [f"seg_{i:06d}" for i in range(150_000)], "document_id": ["doc_1"] * 150_000, "kind": ["body"] * 150_000}
    rows = pa.table({**made, "start_char": pa.array(range(150_000), pa.int32()), "end_char": pa.array(range(150_000), pa.int32())})
    write_table(rows, tmp_path / "a.parquet", contract)
    assert pq.ParquetFile(tmp_path / "a.parquet").metadata.num_row_groups == 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(lambda t: t.drop_columns(["text"]), r"differ from the contract in the columns \['text'\]", id="missing-column"),
        pytest.param(lambda t: t.append_column("extra", pa.array([1, 1])), r"columns \['extra'\]", id="column-too-many"),
        pytest.param(lambda t: t.set_column(1, "document_id", pa.array([1, 2])), "document_id is of type int64, not string", id="wrong-type"),
        pytest.param(lambda t: t.set_column(1, "document_id", pa.array([None, "doc_1"])), "document_id is null in 1 rows", id="null"),
    ],
)
def test_rows_that_do_not_fit_are_refused_and_leave_no_file(tmp_path, change, message):
    with pytest.raises(LandingError, match=message):
        write_table(change(tables()["actor_mentions"]), tmp_path / "a.parquet", MENTIONS)
    assert list(tmp_path.iterdir()) == []


def test_a_failing_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "a.parquet"
    write_table(tables()["actor_mentions"], path, MENTIONS)
    before = digest(path)

    def full(_table, where, **_options):
        where.write_bytes(b"PAR1")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq, "write_table", full)
    with pytest.raises(LandingError, match="No space left on device; free space"):
        write_table(MENTIONS.arrow.empty_table(), path, MENTIONS)
    assert digest(path) == before
    assert [p.name for p in tmp_path.iterdir()] == ["a.parquet"]
