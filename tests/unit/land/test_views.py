"""What the views of this folder say of a small story."""

import datetime as dt

import duckdb
import pytest

from pipelines import contracts, paths
from pipelines.land.database import add_macros, add_views
from tests.unit.land.rows import key, row, span, tables

VIEWS = ("evidence", "statements_full", "event_location_map")


def sources(folder, names=None):
    files = sorted((paths.warehouse_sql() / folder).glob("*.sql"))
    return {path.stem: path.read_text(encoding="utf-8") for path in files if names is None or path.stem in names}


@pytest.fixture
def ask():
    """A function that asks a warehouse of the given tables; gives dictionaries."""

    def answer(query, **more):
        with duckdb.connect() as connection:
            connection.execute("SET TimeZone = 'UTC'")
            for name, rows in tables(**more).items():
                connection.register(f"{name}_rows", rows)
                connection.execute(contracts.table(name).ddl()[0].split(",\n  PRIMARY KEY")[0] + ")")
                connection.execute(f"INSERT INTO {name} SELECT * FROM {name}_rows")
            add_macros(connection, sources("macros"))
            add_views(connection, sources("views", VIEWS))
            found = connection.execute(query)
            names = [column[0] for column in found.description]
            return [dict(zip(names, cells, strict=True)) for cells in found.fetchall()]

    return answer


def test_evidence_shows_every_row_in_its_sentence(ask):
    found = {row["row_id"]: row for row in ask("FROM evidence")}
    assert set(found) == {key("men", 1), key("men", 2), key("plm", 1), key("stm", 1), key("cas", 1), key("evm", 1), key("prt", 1)}
    assert found[key("cas", 1)]["table_name"] == "casualties"
    assert found[key("cas", 1)]["words"] == "Four people were killed"
    assert found[key("cas", 1)]["sentence"] == "[[Four people were killed]], the mayor said."
    assert found[key("evm", 1)]["sentence"] == "Northland said on Monday that Southland's army [[shelled Port Alder]]."
    assert {row["source_path"] for row in found.values()} == {"a.txt"}


def test_evidence_counts_code_points_and_shows_speech_over_several_sentences(ask):
    text = "Zoë 🙂 said: “First. Second.” Then she left."
    documents = [row("documents", document_id=key("doc", 1), source_path="a.txt", char_count=len(text), text=text)]
    start = text.index("First")
    cells = {
        "document_id": key("doc", 1),
        "start_char": start,
        "end_char": start + 14,
        "sentence_start_char": 0,
        "sentence_end_char": start + 6,
        "text": "First. Second.",
    }
    statements = [row("statements", statement_id=key("stm", 1), speech_id=key("spc", 1), **cells)]
    (found,) = ask("FROM evidence WHERE table_name = 'statements'", documents=documents, statements=statements)
    assert found["words"] == "First. Second."
    assert found["sentence"] == "Zoë 🙂 said: “[[First. Second.]]"


def test_statements_full_names_everybody(ask):
    statement = {
        "statement_id": key("stm", 1),
        "document_id": key("doc", 1),
        "speech_id": key("spc", 1),
        "speaker_actor_id": key("act", 1),
        "on_behalf_of_actor_id": key("act", 2),
        "relayed_by_text": "a radio station",
        "addressee_actor_id": key("act", 3),
        **span("Port Alder"),
    }
    (found,) = ask("FROM statements_full", statements=[row("statements", **statement)])
    names = {name: found[name] for name in ("speaker", "on_behalf_of", "relayed_by", "addressee", "said", "publisher", "source_path")}
    assert names == {
        "speaker": "Northland",
        "on_behalf_of": "Southland",
        "relayed_by": "a radio station",
        "addressee": "Army of Southland",
        "said": "Port Alder",
        "publisher": "The Test Wire",
        "source_path": "a.txt",
    }


def test_statements_full_leaves_duplicates_out_and_keeps_unknown_speakers(ask):
    original, copy = (row("documents", document_id=key("doc", n), source_path=f"{n}.txt") for n in (1, 2))
    copy["duplicate_of_document_id"] = key("doc", 1)
    statements = [row("statements", statement_id=key("stm", n), document_id=key("doc", n), speech_id=key("spc", n)) for n in (1, 2)]
    (found,) = ask("FROM statements_full", documents=[original, copy], statements=statements)
    assert found["statement_id"] == key("stm", 1)
    assert found["speaker"] is None


def test_statements_full_shows_a_cluster_with_its_carriers_earliest_first(ask):
    documents = [
        row(
            "documents", document_id=key("doc", n), source_path=f"{n}.txt", publisher=publisher, published_at=dt.datetime(2024, 5, day, tzinfo=dt.UTC)
        )
        for n, day, publisher in ((1, 16, "Late Wire"), (2, 14, "Early Wire"), (3, 15, "Reprint Post"))
    ]
    documents[2]["duplicate_of_document_id"] = key("doc", 2)
    cells = {"statement_cluster_id": key("stc", 1)}
    statements = [row("statements", statement_id=key("stm", n), document_id=key("doc", n), speech_id=key("spc", n), **cells) for n in (1, 2, 3)]
    found = ask("FROM statements_full", documents=documents, statements=statements)
    assert [(r["publisher"], r["carrier_rank"], r["document_count"]) for r in found] == [("Early Wire", 1, 3), ("Late Wire", 3, 3)]
    assert found[0]["carriers"] == ["Early Wire", "Reprint Post", "Late Wire"]


def test_the_map_has_events_with_a_point_only(ask):
    places = [
        row("places", place_id=key("plc", 1), name="Port Alder", latitude=60.0, longitude=5.0),
        row("places", place_id=key("plc", 2), name="Northland", feature="country"),
    ]
    events = [
        row(
            "events",
            event_id=key("evt", n),
            event_type="ASSAULT",
            place_id=key("plc", n),
            source_actor_ids=[key("act", 3), key("act", 1)],
            date_start=dt.date(2024, 5, 13),
        )
        for n in (1, 2)
    ]
    mentions = [
        row(
            "event_mentions",
            event_mention_id=key("evm", n),
            event_id=key("evt", 1),
            document_id=key("doc", 1),
            place_id=key("plc", 1),
            place_precision=precision,
            **span("shelled"),
        )
        for n, precision in ((1, "scene_settlement"), (2, "settlement"))
    ]
    (found,) = ask("FROM event_location_map", places=places, events=events, event_mentions=mentions)
    assert (found["place"], found["latitude"], found["place_precision"]) == ("Port Alder", 60.0, "settlement")
    assert found["sources"] == ["Army of Southland", "Northland"]
    assert found["targets"] is None
