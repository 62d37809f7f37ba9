"""The views of events: what they say of a few events whose rows are written out here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from pipelines import contracts, paths
from pipelines.land.database import add_views, split_comment
from tests.unit.land.rows import key, row

NAMES = ("timeline", "events_plover", "events_cameo", "events_acled", "events_ucdp", "actor_activity", "events_gdelt")
TEXT = "Northland shelled Port Alder on Monday. Talks open on Friday."
ACTORS: dict[str, dict[str, Any]] = {
    "northland": {"kind": "country", "country": "NOR"},
    "northland_army": {"kind": "military", "country": "NOR", "sector": "MIL"},
    "southland": {"kind": "country", "country": "SWE"},
    "front": {"kind": "armed_group", "sector": "REB"},
    "league": {"kind": "armed_group", "sector": "PRM"},
    "villagers": {"kind": "population", "sector": "CVL"},
    "enclave": {"kind": "government", "sector": "PRE", "is_contested": True},
    "union": {"kind": "other", "sector": "LAB"},
}
ACTOR = {name: key("act", number) for number, name in enumerate(ACTORS)}


def event(name: str, event_type: str, sources: str = "", targets: str = "", **cells: Any) -> dict[str, Any]:
    """A row of events whose id is made of a name; sources and targets are names with spaces between."""
    quad = contracts.codes("event_type").codes[event_type]["quad_class"]
    return row(
        "events",
        event_id=f"evt_{name}",
        event_type=event_type,
        quad_class=quad,
        source_actor_ids=[ACTOR[n] for n in sources.split()],
        target_actor_ids=[ACTOR[n] for n in targets.split()],
        **{"status": "occurred", **cells},
    )


def dated(first: str, last: str | None = None) -> dict[str, Any]:
    return {
        "date_start": dt.date.fromisoformat(first),
        "date_end": dt.date.fromisoformat(last or first),
        "date_precision": "day" if last is None else "range",
    }


class Warehouse:
    """An empty warehouse in memory, to which a test adds events."""

    def __init__(self) -> None:
        self.connection = duckdb.connect()
        for table in contracts.tables():
            self.connection.execute(table.ddl()[0])
        self.add("documents", row("documents", document_id="doc_1", text=TEXT, published_at=dt.datetime(2024, 5, 15, tzinfo=dt.UTC)))
        self.add("places", row("places", place_id="plc_1", name="Port Alder", country="SWE", feature="populated_place"))
        for name, cells in ACTORS.items():
            self.add("actors", row("actors", actor_id=ACTOR[name], name=name, **cells))
        folder = paths.warehouse_sql() / "views"
        add_views(self.connection, {name: (folder / f"{name}.sql").read_text(encoding="utf-8") for name in NAMES})

    def add(self, table: str, *rows: dict[str, Any]) -> None:
        for cells in rows:
            marks = ", ".join("?" for _ in cells)
            self.connection.execute(f"INSERT INTO {table} ({', '.join(cells)}) VALUES ({marks})", list(cells.values()))

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql).fetchall()


@pytest.fixture
def warehouse() -> Iterator[Warehouse]:
    made = Warehouse()
    yield made
    made.connection.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_view_opens_with_what_it_is_for(name: str) -> None:
    source = (paths.warehouse_sql() / "views" / f"{name}.sql").read_text(encoding="utf-8")
    comment, select = split_comment(name, source)
    assert comment.startswith("One row per ")
    assert select.startswith(("WITH", "SELECT"))


def test_timeline_runs_by_date_with_the_undated_last(warehouse: Warehouse) -> None:
    warehouse.add(
        "events", event("later", "CONSULT", "northland southland", status="planned", **dated("2024-05-17")), event("undated", "ACCUSE", "southland")
    )
    warehouse.add("events", event("first", "ASSAULT", "northland", "villagers", place_id="plc_1", **dated("2024-05-13")))
    warehouse.add(
        "event_mentions",
        row(
            "event_mentions",
            event_mention_id="evm_1",
            event_id="evt_first",
            document_id="doc_1",
            sentence_start_char=0,
            sentence_end_char=39,
            event_type="ASSAULT",
        ),
    )
    assert warehouse.ask("SELECT event_id, sources, targets, place, first_told FROM timeline") == [
        ("evt_first", ["northland"], ["villagers"], "Port Alder", "Northland shelled Port Alder on Monday."),
        ("evt_later", ["northland", "southland"], None, None, None),
        ("evt_undated", ["southland"], None, None, None),
    ]


@pytest.mark.parametrize(
    ("told", "status", "mode", "strict"),
    [
        pytest.param("CONSULT", "planned", "visit", ("AGREE", None, "verbal_cooperation", 2.5), id="a-planned-visit-is-an-agreement"),
        pytest.param("AID", "planned", None, ("AGREE", None, "verbal_cooperation", 2.5), id="promised-aid-is-an-agreement"),
        pytest.param("RETREAT", "planned", "withdraw", ("CONCEDE", None, "verbal_cooperation", 4.5), id="an-announced-withdrawal-is-a-concession"),
        pytest.param("RETREAT", "occurred", "withdraw", ("RETREAT", "withdraw", "material_cooperation", 6.5), id="a-withdrawal-is-a-retreat"),
        pytest.param("SANCTION", "occurred", "expel", ("SANCTION", "expel", "material_conflict", -6.0), id="sanctions-are-material"),
        pytest.param("ACCUSE", "occurred", None, ("ACCUSE", None, "verbal_conflict", -3.0), id="accusing-is-negative"),
        pytest.param("ASSAULT", "planned", None, None, id="a-planned-assault-is-no-event"),
        pytest.param("CONSULT", "hypothetical", None, None, id="a-possible-meeting-is-no-event"),
        pytest.param("ASSAULT", "denied", None, None, id="a-denied-assault-is-no-event"),
    ],
)
def test_events_plover_folds_what_is_planned(warehouse: Warehouse, told: str, status: str, mode: str | None, strict: tuple[Any, ...] | None) -> None:
    warehouse.add("events", event("e", told, "northland", status=status, mode=mode))
    found = warehouse.ask("SELECT event_type, mode, quad_class, score::DOUBLE FROM events_plover")
    assert found == ([] if strict is None else [strict])


def test_the_facts_of_the_views_are_those_of_the_code_list(warehouse: Warehouse) -> None:
    codes = contracts.codes("event_type").codes
    quads = contracts.codes("quad_class").codes
    warehouse.add("events", *(event(code, code, "northland", **dated("2024-05-13")) for code in codes))
    assert warehouse.ask("SELECT event_type, quad_class, quad_number, score::DOUBLE FROM events_plover ORDER BY event_type") == [
        (code, codes[code]["quad_class"], quads[codes[code]["quad_class"]]["number"], float(codes[code]["score"])) for code in sorted(codes)
    ]
    assert warehouse.ask("SELECT event_type, score::DOUBLE FROM actor_activity ORDER BY event_type") == [
        (code, float(codes[code]["score"])) for code in sorted(codes)
    ]
    for code, root in warehouse.ask("SELECT event_type, cameo_root FROM events_cameo"):
        assert root in codes[code]["cameo_roots"]


@pytest.mark.parametrize(
    ("event_type", "mode", "targets", "root"),
    [
        pytest.param("ACCUSE", "investigate", "", "09", id="investigating"),
        pytest.param("ACCUSE", "disapprove", "", "11", id="disapproving"),
        pytest.param("ASSAULT", "aerial", "villagers", "19", id="air-force-is-regular-force"),
        pytest.param("ASSAULT", "abduct", "villagers", "18", id="abduction"),
        pytest.param("ASSAULT", "unconventional", "villagers", "20", id="mass-violence"),
        pytest.param("ASSAULT", None, "front", "19", id="armed-sides-fight"),
        pytest.param("ASSAULT", None, "villagers", "18", id="the-armed-assault-the-unarmed"),
        pytest.param("REQUEST", "yield", "front", "10", id="demanding"),
        pytest.param("AGREE", None, "front", "03", id="agreeing"),
        pytest.param("CONSULT", "visit", "front", "04", id="meeting"),
        pytest.param("RETREAT", "withdraw", "front", "08", id="yielding"),
        pytest.param("ASSAULT", "explosives", "front", "18", id="bombs-are-no-regular-arms"),
        pytest.param("COERCE", "arrest", "villagers", "17", id="arresting"),
    ],
)
def test_events_cameo_picks_the_root_by_mode(warehouse: Warehouse, event_type: str, mode: str | None, targets: str, root: str) -> None:
    warehouse.add("events", event("e", event_type, "northland_army", targets, mode=mode))
    assert warehouse.ask("SELECT cameo_root FROM events_cameo") == [(root,)]


@pytest.mark.parametrize(
    ("event_type", "mode", "sources", "targets", "expected"),
    [
        pytest.param("ASSAULT", "firearms", "northland_army", "front", "Battles", id="armed-sides"),
        pytest.param("ASSAULT", None, "front league", "", "Battles", id="clash-with-both-sides-as-sources"),
        pytest.param("ASSAULT", "aerial", "northland_army", "villagers", "Explosions/Remote violence", id="from-afar-whoever-is-hit"),
        pytest.param("ASSAULT", "abduct", "front", "villagers", "Violence against civilians", id="civilians-seized"),
        pytest.param("ASSAULT", None, "", "villagers", "Violence against civilians", id="by-unnamed-doers"),
        pytest.param("ASSAULT", None, "front", "", None, id="nobody-known-to-be-hit"),
        pytest.param("PROTEST", "riot", "union", "", "Riots", id="riot"),
        pytest.param("PROTEST", "demo", "union", "", "Protests", id="protest"),
        pytest.param("AGREE", None, "northland southland", "", "Strategic developments", id="agreement"),
        pytest.param("COERCE", "arrest", "northland", "villagers", "Strategic developments", id="arrest"),
        pytest.param("ACCUSE", None, "northland", "southland", None, id="words-have-no-home"),
        pytest.param("ASSAULT", "torture", "northland", "", "Violence against civilians", id="torture-of-anybody"),
        pytest.param("ASSAULT", "firearms", "northland_army", "northland", None, id="a-state-as-target-may-be-anybody"),
        pytest.param("RETREAT", "ceasefire", "northland front", "", "Strategic developments", id="truce"),
        pytest.param("RETREAT", "release", "northland", "villagers", None, id="a-release-has-no-home"),
        pytest.param("COERCE", "curfew", "northland", "", None, id="a-curfew-has-no-home"),
    ],
)
def test_events_acled_names_the_nearest_type(
    warehouse: Warehouse, event_type: str, mode: str | None, sources: str, targets: str, expected: str | None
) -> None:
    warehouse.add("events", event("e", event_type, sources, targets, mode=mode))
    assert warehouse.ask("SELECT acled_event_type FROM events_acled") == [(expected,)]


@pytest.mark.parametrize(
    ("sources", "targets", "expected"),
    [
        pytest.param("northland_army", "front", [(1, "state-based", 3, 5)], id="state-against-rebels"),
        pytest.param("northland southland", "", [(1, "state-based", 3, 5)], id="two-states"),
        pytest.param("northland_army", "enclave", [(1, "state-based", 3, 5)], id="a-breakaway-authority-is-no-state"),
        pytest.param("front", "league", [(2, "non-state", 3, 5)], id="two-groups"),
        pytest.param("front", "villagers", [(3, "one-sided", 3, 5)], id="civilians"),
        pytest.param("", "villagers", [], id="unknown-doers"),
        pytest.param("northland_army", "northland", [], id="one-side-only"),
        pytest.param("northland_army", "southland", [(1, "state-based", 3, 5)], id="state-against-state"),
        pytest.param("", "northland southland", [], id="two-states-suffer"),
        pytest.param("northland_army", "villagers", [(3, "one-sided", 3, 5)], id="a-state-against-civilians"),
        pytest.param("front", "villagers northland_army", [(1, "state-based", 3, 5)], id="soldiers-and-civilians-hit"),
    ],
)
def test_events_ucdp_needs_sides_and_deaths(warehouse: Warehouse, sources: str, targets: str, expected: list[tuple[Any, ...]]) -> None:
    warehouse.add("events", event("e", "ASSAULT", sources, targets), event("bloodless", "ASSAULT", sources, targets))
    common = {"document_id": "doc_1", "event_id": "evt_e", "status": "asserted"}
    warehouse.add(
        "casualties",
        row("casualties", casualty_id="cas_1", outcome="killed", count_low=3, count_high=4, **common),
        row("casualties", casualty_id="cas_2", outcome="killed", count_low=5, count_high=5, **common),
        row("casualties", casualty_id="cas_3", outcome="wounded", count_low=40, count_high=40, **common),
        row("casualties", casualty_id="cas_4", outcome="killed", count_low=1, count_high=1, part_of_casualty_id="cas_2", **common),
        row("casualties", casualty_id="cas_5", outcome="killed", count_low=90, count_high=90, **{**common, "status": "feared"}),
    )
    assert warehouse.ask("SELECT ucdp_type, ucdp_type_name, deaths_low, deaths_high FROM events_ucdp") == expected


def test_actor_activity_counts_events_by_month_and_direction(warehouse: Warehouse) -> None:
    warehouse.add(
        "events",
        event("a", "ASSAULT", "northland", "southland", **dated("2024-05-03")),
        event("b", "ASSAULT", "northland", "southland", **dated("2024-05-20")),
        event("c", "AGREE", "northland southland", **dated("2024-05-21")),
        event("d", "AID", "northland", "southland", **dated("2024-06-01")),
        event("planned", "AID", "northland", "southland", status="planned", **dated("2024-06-01")),
        event("wide", "AID", "northland", "southland", **dated("2024-06-01", "2024-07-02")),
        event("undated", "AID", "northland", "southland"),
    )
    found = warehouse.ask(
        "SELECT activity_month, direction, event_type, event_count, round(mean_score, 2) FROM actor_activity WHERE name = 'northland'"
    )
    assert found == [
        (dt.date(2024, 5, 1), "source", "AGREE", 1, pytest.approx(-5.17)),
        (dt.date(2024, 5, 1), "source", "ASSAULT", 2, pytest.approx(-5.17)),
        (dt.date(2024, 6, 1), "source", "AID", 1, pytest.approx(10.0)),
    ]


def test_events_ucdp_leaves_out_what_did_not_happen_and_what_is_no_force(warehouse: Warehouse) -> None:
    warehouse.add(
        "events",
        event("denied", "ASSAULT", "northland_army", "front", status="denied"),
        event("planned", "ASSAULT", "northland_army", "front", status="planned"),
        event("arrest", "COERCE", "northland_army", "front"),
        event("alleged", "ASSAULT", "northland_army", "front", status="alleged", place_id="plc_1", document_count=2),
    )
    for n, name in enumerate(("denied", "planned", "arrest", "alleged")):
        cells = {"document_id": "doc_1", "event_id": f"evt_{name}", "status": "asserted", "outcome": "killed", "count_low": 2, "count_high": 2}
        warehouse.add("casualties", row("casualties", casualty_id=f"cas_{n}", **cells))
    assert warehouse.ask("SELECT event_id, claims, place, country, document_count FROM events_ucdp") == [("evt_alleged", 1, "Port Alder", "SWE", 2)]


def test_events_acled_and_cameo_leave_out_what_did_not_happen(warehouse: Warehouse) -> None:
    statuses = ("occurred", "ongoing", "alleged", "disputed", "denied", "planned", "hypothetical")
    warehouse.add("events", *(event(status, "ASSAULT", "front", "villagers", status=status) for status in statuses))
    expected = [(f"evt_{status}",) for status in sorted(statuses[:4])]
    assert warehouse.ask("SELECT event_id FROM events_acled") == expected
    assert warehouse.ask("SELECT event_id FROM events_cameo") == expected


def test_timeline_keeps_every_status_and_names_in_order(warehouse: Warehouse) -> None:
    counts: dict[str, Any] = {"mention_count": 3, "document_count": 2, "publisher_count": 1}
    warehouse.add(
        "events",
        event("denied", "ASSAULT", "northland_army league", "villagers front", status="denied", **counts, **dated("2024-05-13")),
        event("wide", "ASSAULT", "front", status="hypothetical", **counts, **dated("2024-05-13", "2024-05-19")),
    )
    assert warehouse.ask("SELECT event_id, status, sources, targets, mention_count, document_count, publisher_count FROM timeline") == [
        ("evt_denied", "denied", ["league", "northland_army"], ["front", "villagers"], 3, 2, 1),
        ("evt_wide", "hypothetical", ["front"], None, 3, 2, 1),
    ]


def test_timeline_shows_the_earliest_telling(warehouse: Warehouse) -> None:
    warehouse.add("documents", row("documents", document_id="doc_0", text=TEXT, published_at=dt.datetime(2024, 5, 14, tzinfo=dt.UTC)))
    warehouse.add("events", event("talks", "CONSULT", "northland"))
    for n, (document, start, end) in enumerate((("doc_1", 0, 39), ("doc_0", 40, 62))):
        cells = {"event_id": "evt_talks", "document_id": document, "sentence_start_char": start, "sentence_end_char": end, "event_type": "CONSULT"}
        warehouse.add("event_mentions", row("event_mentions", event_mention_id=f"evm_{n}", **cells))
    assert warehouse.ask("SELECT first_told, first_document_id FROM timeline") == [("Talks open on Friday.", "doc_0")]


def test_actor_activity_tells_directions_apart_and_scores_all_types_of_a_month(warehouse: Warehouse) -> None:
    may = dated("2024-05-03")
    warehouse.add(
        "events",
        event("a", "ASSAULT", "northland", "southland", **may),
        event("b", "AID", "northland league", "southland", status="alleged", **may),
        event("c", "ACCUSE", "southland", "northland", status="ongoing", **may),
        event("d", "COERCE", "northland", "southland", status="denied", **may),
        event("e", "COERCE", "northland", "southland", status="hypothetical", **may),
        event("month", "REQUEST", "northland", "southland", **dated("2024-05-01", "2024-05-31")),
    )
    found = warehouse.ask("SELECT name, direction, event_type, event_count, score::DOUBLE, mean_score::DOUBLE FROM actor_activity")
    done, suffered = pytest.approx((-9 + 10 + 0) / 3), pytest.approx((-9 + 10 + 0) / 3)
    assert found == [
        ("league", "source", "AID", 1, 10.0, 10.0),
        ("northland", "source", "AID", 1, 10.0, done),
        ("northland", "source", "ASSAULT", 1, -9.0, done),
        ("northland", "source", "REQUEST", 1, 0.0, done),
        ("northland", "target", "ACCUSE", 1, -3.0, -3.0),
        ("southland", "source", "ACCUSE", 1, -3.0, -3.0),
        ("southland", "target", "AID", 1, 10.0, suffered),
        ("southland", "target", "ASSAULT", 1, -9.0, suffered),
        ("southland", "target", "REQUEST", 1, 0.0, suffered),
    ]


def test_events_gdelt_has_one_row_an_event_and_fills_nothing_in(warehouse: Warehouse) -> None:
    warehouse.add(
        "events",
        event(
            "raid", "ASSAULT", "northland_army league", "front villagers", mode="aerial", place_id="plc_1", publisher_count=2, **dated("2024-05-13")
        ),
        event("talks", "CONSULT", "northland southland", **dated("2024-05-01", "2024-05-31")),
        event("unknown", "PROTEST"),
        event("denied", "ASSAULT", "front", status="denied"),
    )
    warehouse.add("event_mentions", row("event_mentions", event_mention_id="evm_1", event_id="evt_raid", document_id="doc_1", event_type="ASSAULT"))
    assert warehouse.ask(
        "SELECT GLOBALEVENTID, SQLDATE, MonthYear, Year, Actor1Code, Actor1Name, Actor2Code, Actor2Name, EventRootCode, QuadClass,"
        " GoldsteinScale::DOUBLE, ActionGeo_Type, ActionGeo_FullName, ActionGeo_CountryCode FROM events_gdelt"
    ) == [
        ("evt_raid", 20240513, 202405, 2024, "NORMIL", "northland_army", "REB", "front", "19", 4, -9.0, 4, "Port Alder", "SWE"),
        ("evt_talks", None, 202405, 2024, "NOR", "northland", "SWE", "southland", "04", 1, 2.5, None, None, None),
        ("evt_unknown", None, None, None, None, None, None, None, "14", 4, -5.0, None, None, None),
    ]
    path = warehouse.ask("SELECT source_path FROM documents")[0][0]
    assert warehouse.ask("SELECT NumSources, SOURCEURL FROM events_gdelt WHERE globaleventid = 'evt_raid'") == [(2, path)]
