"""Reading a warehouse: nothing but reading, and every row back to its sentence."""

import datetime as dt

import pytest

from pipelines.errors import LandingError, UsageError
from pipelines.land import database
from pipelines.land.layout import Layout
from pipelines.land.query import show, sql
from pipelines.land.snapshot import Candidate
from tests.unit.land.rows import TEXT, key, row, span, tables

FORMER = [
    row("actor_id_history", former_actor_id=key("act", 9), actor_id=key("act", 3), reason="same surname, country and office"),
    row("actor_id_history", former_actor_id=key("act", 8), actor_id=key("act", 1), reason="several people have the name"),
    row("actor_id_history", former_actor_id=key("act", 8), actor_id=key("act", 2), reason="several people have the name"),
]


@pytest.fixture(scope="module")
def layout(tmp_path_factory):
    found = Layout(tmp_path_factory.mktemp("warehouse"))
    first = tables()
    documents = first["documents"].to_pylist()
    documents[0]["published_at"] = dt.datetime(2024, 5, 14, 9, 30, tzinfo=dt.UTC)
    statements = [
        *first["statements"].to_pylist(),
        row("statements", statement_id=key("stm", 2), document_id=key("doc", 1), speech_id=key("spc", 1), **span("Four people were killed")),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_sources", lambda _folder: {})
        with Candidate(found) as candidate:
            for name, rows in tables(documents=documents, statements=statements, actor_id_history=FORMER).items():
                candidate.put(name, "b1", rows)
            candidate.publish()
    return found


def test_rows_come_with_their_columns(layout):
    with sql(layout, "SELECT name, aliases, published_at FROM actors, documents ORDER BY name") as result:
        assert result.columns == ("name", "aliases", "published_at")
        assert result.types == ("VARCHAR", "VARCHAR[]", "TIMESTAMP WITH TIME ZONE")
        rows = list(result)
    assert [row[0] for row in rows] == ["Army of Southland", "Northland", "Southland"]
    assert rows[0][1] == []
    assert rows[0][2].isoformat() == "2024-05-14T09:30:00+00:00"


def test_many_rows_are_read_in_parts(layout):
    assert sum(1 for _ in sql(layout, "FROM range(5001)").rows) == 5001


@pytest.mark.parametrize(
    "statement",
    [
        "FROM actors",
        "WITH a AS (SELECT 1 AS n) FROM a",
        "VALUES (1)",
        "DESCRIBE actors",
        "SHOW TABLES",
        "SUMMARIZE actors",
        "EXPLAIN SELECT 1",
        "SELECT 1; -- done",
    ],
)
def test_reads_are_answered(layout, statement):
    with sql(layout, statement) as result:
        assert list(result)


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        pytest.param("DELETE FROM actors", "DELETE statements are refused", id="delete"),
        pytest.param("INSERT INTO places SELECT * FROM places", "INSERT statements are refused", id="insert"),
        pytest.param("CREATE TABLE x (a INT)", "CREATE statements are refused", id="create"),
        pytest.param("DROP TABLE actors", "DROP statements are refused", id="drop"),
        pytest.param("COPY actors TO 'actors.csv'", "COPY statements are refused", id="copy"),
        pytest.param("EXPLAIN ANALYZE COPY actors TO 'actors.csv'", "disabled|refused|cannot|Cannot", id="copy-inside-explain"),
        pytest.param("ATTACH 'other.duckdb'", "ATTACH statements are refused", id="attach"),
        pytest.param("SET enable_external_access = true", "SET statements are refused", id="set"),
        pytest.param("PRAGMA database_list", "PRAGMA statements are refused", id="pragma"),
        pytest.param("INSTALL httpfs", "LOAD statements are refused", id="install"),
        pytest.param("SELECT * FROM read_text('/etc/hostname')", "disabled by configuration", id="read-a-file"),
        pytest.param("SELECT 1; SELECT 2", "2 statements were given; give one at a time", id="two"),
        pytest.param("", "0 statements were given", id="none"),
    ],
)
def test_everything_else_is_refused(layout, tmp_path, monkeypatch, statement, message):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=message), sql(layout, statement) as result:
        list(result)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        pytest.param("SELEC 1", "at line 1, column 1:\n  SELEC 1\n  ^", id="syntax"),
        pytest.param("SELECT name\nFROM actor", "at line 2, column 6:\n  FROM actor\n       ^", id="table"),
        pytest.param("SELECT nam FROM actors", "at line 1, column 8:\n  SELECT nam FROM actors\n         ^", id="column"),
    ],
)
def test_an_error_says_where(layout, statement, place):
    with pytest.raises(UsageError) as caught:
        sql(layout, statement)
    assert str(caught.value).endswith(place)


def test_an_empty_warehouse_says_what_to_do(tmp_path):
    with pytest.raises(LandingError, match="run the pipeline with this warehouse first"):
        sql(Layout(tmp_path), "SELECT 1")


def test_a_reader_keeps_its_snapshot_while_another_is_published(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "_sources", lambda _folder: {})
    layout = Layout(tmp_path)
    with Candidate(layout) as candidate:
        candidate.publish({"run": 1})
    result = sql(layout, "SELECT count(*) FROM actors")
    with Candidate(layout, keep=1) as candidate:
        candidate.put("places", "b1", tables()["places"])
        candidate.publish({"run": 2})
    assert list(result) == [(0,)]
    result.close()


def test_a_statement_is_shown_in_its_sentence(layout):
    shown = show(layout, key("stm", 1))
    assert (shown.table, shown.row_id) == ("statements", key("stm", 1))
    assert (shown.passage.before, shown.passage.words, shown.passage.after) == (
        "Northland said on Monday that ",
        "Southland's army shelled Port Alder",
        ".",
    )
    assert shown.document["source_path"] == "a.txt"
    assert shown.names == {"speaker_actor_id": "Northland"}
    assert {(r.table, r.column) for r in shown.related} == {("event_mentions", "statement_id")}


def test_an_actor_is_shown_with_its_mentions(layout):
    shown = show(layout, key("act", 3))
    assert shown.cells["name"] == "Army of Southland"
    assert shown.names == {"parent_actor_id": "Southland"}
    assert shown.passage is None
    by_table = {r.table: r for r in shown.related}
    assert [r["words"] for r in by_table["actor_mentions"].rows] == ["Southland's army"]
    assert set(by_table) == {"actor_mentions", "event_participants"}


def test_an_actor_is_shown_with_the_reasons_why_it_is_one(layout):
    text = show(layout, key("act", 3)).render()
    assert f"{key('act', 9)}: same surname, country and office" in text
    assert "words: 1 mentions in 1 documents" in text


def test_a_former_id_shows_what_it_stands_for_now(layout):
    shown = show(layout, key("act", 9))
    assert (shown.table, shown.row_id) == ("actors", key("act", 3))
    with pytest.raises(UsageError, match=f"parted into {key('act', 1)}, {key('act', 2)}"):
        show(layout, key("act", 8))


def test_an_event_names_its_actors_and_place(layout):
    shown = show(layout, key("evt", 1))
    assert shown.names == {"source_actor_ids": ["Army of Southland"], "place_id": "Port Alder"}
    assert {r.table for r in shown.related} == {"event_mentions", "event_participants", "casualties"}


def test_a_document_is_cut_short_and_counted(layout):
    shown = show(layout, key("doc", 1))
    assert len(shown.cells["text"]) <= len(TEXT)
    assert {r.table: (r.total, r.rows) for r in shown.related}["statements"] == (2, ())


def test_a_speech_shows_all_its_parts(layout):
    shown = show(layout, key("spc", 1))
    assert shown.table == "statements"
    assert [r["row_id"] for r in shown.related[0].rows] == [key("stm", 1), key("stm", 2)]


@pytest.mark.parametrize("table", [name for name in tables() if not name.endswith("_id_history")])
def test_a_row_of_every_table_is_shown(layout, table):
    rows = tables()[table]
    (row_id,) = rows.column(0).to_pylist()[:1]
    shown = show(layout, row_id)
    assert shown.table == table
    assert row_id in shown.render()


def test_a_row_is_rendered_with_its_sentence_marked(layout):
    text = show(layout, key("cas", 1)).render()
    assert text.splitlines()[:4] == [
        f"casualties {key('cas', 1)}",
        "The Test Wire, 2024-05-14 09:30:00 UTC, Shells fall, a.txt",
        "",
        "  [[Four people were killed]], the mayor said.",
    ]
    assert "count_low            4" in text
    assert "victim_actor_id" not in text


def test_the_beginning_of_an_id_is_enough_when_it_is_unmistakable(layout):
    assert show(layout, "cas_0").row_id == key("cas", 1)
    with pytest.raises(UsageError, match=f"'stm_00' begins several ids: {key('stm', 1)}, {key('stm', 2)}; give more"):
        show(layout, "stm_00")


@pytest.mark.parametrize(
    ("row_id", "message"),
    [
        pytest.param("stm_ffff", "no row has the id 'stm_ffff'", id="unknown"),
        pytest.param("hello", "'hello' is no id; ids look like", id="no-id"),
        pytest.param("'; DROP TABLE actors", "is no id", id="injection"),
    ],
)
def test_an_unknown_id_is_refused(layout, row_id, message):
    with pytest.raises(UsageError, match=message):
        show(layout, row_id)
