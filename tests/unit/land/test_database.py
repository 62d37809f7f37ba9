"""The DuckDB file: keys, comments, views that depend on each other, and clear faults."""

import duckdb
import pytest

from pipelines import contracts
from pipelines.errors import LandingError
from pipelines.land import database
from pipelines.land.database import add_macros, add_views, build_database, split_comment
from pipelines.land.parquet import write_table
from pipelines.validate import quarantine
from tests.unit.land.rows import key, row, tables


@pytest.fixture
def parquet(tmp_path):
    for name, rows in tables().items():
        write_table(rows, tmp_path / "parquet" / name / "b1.parquet", contracts.table(name))
    return tmp_path / "parquet"


@pytest.fixture
def no_sql(monkeypatch):
    monkeypatch.setattr(database, "_sources", lambda _folder: {})


@pytest.mark.usefixtures("no_sql")
def test_tables_have_rows_keys_and_comments(parquet, tmp_path):
    build_database(parquet, tmp_path / "w.duckdb")
    with duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True) as connection:
        for table in contracts.tables():
            assert connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0] == tables()[table.name].num_rows
        comments = dict(connection.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall())
        assert comments["casualties"] == contracts.table("casualties").grain
        kinds = connection.execute(
            "SELECT constraint_type, count(*) FROM duckdb_constraints() WHERE constraint_type LIKE '%KEY' GROUP BY 1"
        ).fetchall()
        references = [c for t in contracts.tables() for c in t.columns if c.references and c.references[0] != t.name]
        assert dict(kinds) == {"PRIMARY KEY": len(contracts.tables()), "FOREIGN KEY": len(references)}
        (comment,) = connection.execute("SELECT comment FROM duckdb_columns() WHERE table_name = 'statements' AND column_name = 'cue'").fetchone()
        assert comment == contracts.table("statements").by_name["cue"].description
    assert sorted(p.name for p in tmp_path.iterdir()) == ["parquet", "w.duckdb"]


@pytest.mark.usefixtures("no_sql")
@pytest.mark.parametrize(
    ("limits", "kinds"),
    [
        pytest.param({"FOREIGN_KEY_ROWS": 3}, {"PRIMARY KEY"}, id="no-foreign-keys"),
        pytest.param({"FOREIGN_KEY_ROWS": 3, "PRIMARY_KEY_ROWS": 5}, set(), id="no-keys"),
    ],
)
def test_keys_whose_indexes_would_not_fit_in_memory_are_left_out(parquet, tmp_path, monkeypatch, caplog, limits, kinds):
    for name, rows in limits.items():
        monkeypatch.setattr(database, name, rows)
    build_database(parquet, tmp_path / "w.duckdb")
    with duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True) as connection:
        found = connection.execute("SELECT DISTINCT constraint_type FROM duckdb_constraints() WHERE constraint_type LIKE '%KEY'").fetchall()
        assert {kind for (kind,) in found} == kinds
        assert connection.execute("SELECT count(*) FROM event_participants").fetchone() == (1,)
    assert "made without FOREIGN KEY" in caplog.text


@pytest.mark.usefixtures("no_sql")
@pytest.mark.parametrize(
    ("rows", "message"),
    [
        pytest.param(
            {"actors": [row("actors", actor_id=key("act", 1))]}, "actor_mentions: Constraint Error: Violates foreign key", id="missing-parent"
        ),
        pytest.param({"places": [row("places", place_id=key("plc", 1))] * 2}, "places: (?s:.*)[Dd]uplicate key", id="repeated-key"),
    ],
)
def test_a_broken_key_names_the_table(tmp_path, rows, message):
    for name, found in tables(**rows).items():
        write_table(found, tmp_path / "parquet" / name / "b1.parquet", contracts.table(name))
    with pytest.raises(LandingError, match=f"{message}.*validate the tables before landing") as caught:
        build_database(tmp_path / "parquet", tmp_path / "w.duckdb")
    assert isinstance(caught.value.__cause__, duckdb.Error)


@pytest.mark.usefixtures("no_sql")
def test_refused_rows_become_a_table(parquet, tmp_path):
    refusal = quarantine.Refusal(table_name="casualties", row_id=key("cas", 9), stage="validate", reason="text_is_what_the_span_says", remedy="none")
    write_table(quarantine.collect([refusal]), tmp_path / "quarantine/casualties/b1.parquet", quarantine.contract())
    build_database(parquet, tmp_path / "w.duckdb", quarantine=tmp_path / "quarantine")
    with duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT row_id, source_path FROM quarantine").fetchall() == [(key("cas", 9), None)]


def test_views_may_read_views_that_come_later():
    with duckdb.connect() as connection:
        add_views(connection, {"a": "-- Reads b.\nSELECT n + 1 AS n FROM b", "b": "-- One\n-- row.\nSELECT 1 AS n;\n"})
        assert connection.execute("SELECT n FROM a").fetchone() == (2,)
        assert connection.execute("SELECT comment FROM duckdb_views() WHERE view_name = 'b'").fetchone() == ("One row.",)


@pytest.mark.parametrize(
    ("views", "message"),
    [
        pytest.param({"a": "-- Reads what is not there.\nSELECT * FROM nowhere"}, r"warehouse/views/a\.sql: .*nowhere", id="no-such-table"),
        pytest.param({"a": "-- Reads b.\nFROM b", "b": "-- Reads a.\nFROM a"}, r"warehouse/views/a\.sql: .*b does not exist", id="circle"),
        pytest.param({"a": "-- Not SQL.\nSELEC 1"}, r"warehouse/views/a\.sql: .*syntax error", id="no-sql"),
        pytest.param({"a": "SELECT 1"}, r"warehouse/views/a\.sql: opens with no comment", id="no-comment"),
        pytest.param({"a": "-- Nothing."}, r"warehouse/views/a\.sql: .*holds no SELECT", id="no-select"),
    ],
)
def test_a_faulty_view_is_named(views, message):
    with duckdb.connect() as connection, pytest.raises(LandingError, match=message):
        add_views(connection, views)


def test_a_macro_has_the_name_of_its_file():
    with duckdb.connect() as connection:
        add_macros(connection, {"twice": "-- Twice.\nCREATE MACRO twice(n) AS 2 * n;"})
        assert connection.execute("SELECT twice(4)").fetchone() == (8,)
        with pytest.raises(LandingError, match=r"warehouse/macros/thrice\.sql: has no CREATE MACRO thrice"):
            add_macros(connection, {"thrice": "-- Twice.\nCREATE MACRO twice(n) AS 2 * n;"})


def test_the_comment_is_prose_and_the_statement_bare():
    assert split_comment("x.sql", "-- One row\n--   per thing.\n\nSELECT 1; \n") == ("One row per thing.", "SELECT 1")
