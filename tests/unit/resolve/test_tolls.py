"""Tolls out of claims: which figure counts, what is never counted twice, and which claims cannot both be true."""

from __future__ import annotations

import datetime as dt
from typing import Any

import duckdb
import pytest

from pipelines import contracts, paths
from pipelines.land.database import add_views
from tests.unit.land.rows import key, row

VIEWS = ("casualty_claims", "casualty_tolls", "casualty_conflicts")
ACTORS = {"hospital": "City Hospital", "police": "Harbour Police", "army": "Northern Army", "mayor": "Mayor of Port Alder"}
ACTOR = {name: key("act", number) for number, name in enumerate(ACTORS)}
BOUNDS = {"exact": (0, 0), "at_least": (0, None), "more_than": (1, None), "at_most": (None, 0)}


class Warehouse:
    """An empty warehouse in memory; a test adds claims in reports that are published on days of May 2024."""

    def __init__(self) -> None:
        self.connection = duckdb.connect()
        for table in contracts.tables():
            self.connection.execute(table.ddl()[0])
        self.count = 0
        for event in ("evt_blast", "evt_other"):
            self.add("events", row("events", event_id=event))
        for name, actor_id in ACTOR.items():
            self.add("actors", row("actors", actor_id=actor_id, name=ACTORS[name]))

    def add(self, table: str, cells: dict[str, Any]) -> None:
        self.connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(cells))})", list(cells.values()))

    def report(self, name: str, day: int | None = None, publisher: str | None = "The Test Wire", repeats: str | None = None) -> None:
        published = dt.datetime(2024, 5, day, tzinfo=dt.UTC) if day else None
        self.add(
            "documents", row("documents", document_id=f"doc_{name}", publisher=publisher, published_at=published, duplicate_of_document_id=repeats)
        )

    def claim(self, report: str, number: int | None, by: str | None = None, **cells: Any) -> str:
        """A claim of people killed in the event "blast" unless ``cells`` say otherwise; gives its id."""
        self.count += 1
        qualifier = cells.get("qualifier", "exact")
        low, high = {"vague": (24, 99), "unstated": (2, None)}.get(qualifier, (None, None))
        if number is not None:
            add_low, add_high = BOUNDS[qualifier]
            low = None if add_low is None else number + add_low
            high = None if add_high is None else number + add_high
        made: dict[str, Any] = {
            "casualty_id": key("cas", self.count),
            "claim_id": key("clm", self.count),
            "document_id": f"doc_{report}",
            "start_char": self.count,
            "sentence_start_char": 100 * self.count,
            "outcome": "killed",
            "count_stated": number,
            "count_low": low,
            "count_high": high,
            "qualifier": qualifier,
            "victim_category": "unspecified",
            "status": "asserted",
            "event_id": "evt_blast",
            "claimed_by_actor_id": ACTOR[by] if by else None,
            "claimant_relation": "unknown" if by else None,
        }
        self.add("casualties", row("casualties", **{**made, **cells}))
        return str({**made, **cells}["casualty_id"])

    def view(self, name: str, columns: str) -> list[tuple[Any, ...]]:
        add_views(self.connection, {v: (paths.warehouse_sql() / "views" / f"{v}.sql").read_text(encoding="utf-8") for v in VIEWS})
        return self.connection.sql(f"SELECT {columns} FROM {name}").fetchall()

    def tolls(self) -> list[tuple[Any, ...]]:
        return self.view("casualty_tolls", "victim_category, low, best, high")


@pytest.fixture
def warehouse() -> Warehouse:
    return Warehouse()


def test_the_columns_of_a_toll(warehouse: Warehouse) -> None:
    warehouse.report("a", 1)
    warehouse.claim("a", 12, "police")
    assert warehouse.view("casualty_tolls", "*") == [("evt_blast", "killed", "unspecified", 12, 12, 12, 1, ["Harbour Police"], "the only claim")]


def test_the_latest_figure_of_a_claimant_supersedes_the_earlier(warehouse: Warehouse) -> None:
    warehouse.report("a", 1)
    warehouse.report("b", 2)
    warehouse.claim("a", 12, "police")
    warehouse.claim("b", 19, "police", is_cumulative=True)
    assert warehouse.tolls() == [("unspecified", 19, 19, 19)]


def test_a_later_running_toll_supersedes_what_reporters_told_before(warehouse: Warehouse) -> None:
    warehouse.report("a", 1, "The Test Wire")
    warehouse.report("b", 2, "Another Wire")
    warehouse.claim("a", 12)
    warehouse.claim("b", 19, "hospital", is_cumulative=True)
    assert warehouse.tolls() == [("unspecified", 19, 19, 19)]
    assert warehouse.connection.sql("FROM casualty_conflicts").fetchall() == []


def test_one_incidents_count_supersedes_no_other_reporter(warehouse: Warehouse) -> None:
    warehouse.report("a", 1, "The Test Wire")
    warehouse.report("b", 2, "Another Wire")
    warehouse.claim("a", 12)
    warehouse.claim("b", 19)
    assert warehouse.tolls() == [("unspecified", 12, 19, 19)]


def test_claimants_that_disagree_span_low_and_high(warehouse: Warehouse) -> None:
    warehouse.report("a", 1)
    warehouse.report("b", 2)
    warehouse.claim("a", 12, "police")
    warehouse.claim("b", 19, "hospital")
    assert warehouse.tolls() == [("unspecified", 12, 19, 19)]
    assert warehouse.connection.sql("SELECT claims, claimants, rule FROM casualty_tolls").fetchall() == [
        (2, ["City Hospital", "Harbour Police"], "latest figure of the least interested claimant")
    ]


def test_the_doers_side_is_believed_last(warehouse: Warehouse) -> None:
    warehouse.report("a", 1)
    warehouse.report("b", 5)
    warehouse.claim("a", 30, "hospital", claimant_relation="third_party")
    warehouse.claim("b", 4, "army", claimant_relation="perpetrator_side")
    assert warehouse.tolls() == [("unspecified", 4, 30, 30)]


def test_a_restatement_is_one_claim(warehouse: Warehouse) -> None:
    warehouse.report("a", 1)
    warehouse.claim("a", 12, "police", claim_id="clm_same")
    warehouse.claim("a", 12, "police", claim_id="clm_same", event_id=None)
    assert warehouse.view("casualty_tolls", "best, claims") == [(12, 1)]


def test_a_part_is_not_added_to_its_whole(warehouse: Warehouse) -> None:
    warehouse.report("a", 1)
    whole = warehouse.claim("a", 32, "mayor")
    warehouse.claim("a", 7, "mayor", victim_category="civilian", part_of_casualty_id=whole)
    assert warehouse.tolls() == [("civilian", 7, 7, 7), ("unspecified", 25, 25, 25)]
    assert warehouse.connection.sql("SELECT sum(best) FROM casualty_tolls").fetchall() == [(32,)]


def test_a_part_of_a_part_is_taken_off_once(warehouse: Warehouse) -> None:
    warehouse.report("a", 1)
    whole = warehouse.claim("a", 32)
    civilians = warehouse.claim("a", 7, victim_category="civilian", part_of_casualty_id=whole)
    warehouse.claim("a", 2, victim_category="child", part_of_casualty_id=civilians)
    assert [(c, best) for c, _, best, _ in warehouse.tolls()] == [("child", 2), ("civilian", 5), ("unspecified", 25)]


def test_others_are_added(warehouse: Warehouse) -> None:
    warehouse.report("a", 1)
    warehouse.claim("a", 6, victim_category="military")
    warehouse.claim("a", 9, victim_text="other people")
    assert [best for _, _, best, _ in warehouse.tolls()] == [6, 9]


def test_an_open_end_above_the_others_stays_open(warehouse: Warehouse) -> None:
    warehouse.report("a", 1)
    warehouse.claim("a", 12, "police")
    warehouse.claim("a", 20, "hospital", qualifier="at_least")
    assert warehouse.tolls() == [("unspecified", 12, 20, None)]


def test_a_word_tells_nothing_beside_a_number(warehouse: Warehouse) -> None:
    warehouse.report("a", 1)
    warehouse.report("b", 2)
    warehouse.claim("a", 32, "police")
    warehouse.claim("b", None, "mayor", qualifier="vague")
    assert warehouse.tolls() == [("unspecified", 32, 32, 32)]


def test_a_word_alone_is_its_bounds(warehouse: Warehouse) -> None:
    warehouse.report("a", 1)
    warehouse.claim("a", None, "mayor", qualifier="vague")
    assert warehouse.tolls() == [("unspecified", 24, 24, 99)]


def test_repeated_reports_feared_harm_and_harm_without_an_event_are_left_out(warehouse: Warehouse) -> None:
    warehouse.report("a", 1)
    warehouse.report("copy", 2, repeats="doc_a")
    warehouse.claim("copy", 40)
    warehouse.claim("a", 50, status="feared")
    warehouse.claim("a", 60, event_id=None)
    assert warehouse.tolls() == []


def test_claims_whose_bounds_do_not_meet_are_in_conflict(warehouse: Warehouse) -> None:
    warehouse.report("a", 1)
    warehouse.claim("a", 12, "police")
    warehouse.claim("a", 20, "hospital", qualifier="at_least")
    columns = "lower_claimant, lower_figure, higher_claimant, higher_figure, distance"
    assert warehouse.view("casualty_conflicts", columns) == [("Harbour Police", 12, "City Hospital", 20, 8)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({"number": 12}, {"number": 10, "qualifier": "at_least"}, id="bounds-meet"),
        pytest.param({"number": 12}, {"number": 19, "victim_category": "military"}, id="other-victims"),
        pytest.param({"number": 12}, {"number": 19, "outcome": "wounded"}, id="other-outcome"),
        pytest.param({"number": 12}, {"number": 19, "event_id": "evt_other"}, id="other-event"),
        pytest.param({"number": 12}, {"number": 19, "by": "police"}, id="superseded"),
        pytest.param({"number": 12}, {"number": 19, "victim_text": "other people"}, id="others"),
    ],
)
def test_claims_that_can_both_be_true(first: dict[str, Any], second: dict[str, Any], warehouse: Warehouse) -> None:
    warehouse.report("a", 1)
    warehouse.report("b", 2)
    warehouse.claim("a", **{"by": "police", **first})
    warehouse.claim("b", **{"by": "hospital", **second})
    assert warehouse.view("casualty_conflicts", "*") == []


def test_a_claimant_without_a_name_is_told_by_its_words(warehouse: Warehouse) -> None:
    warehouse.report("one", 2)
    warehouse.claim("one", 19, claimed_by_text="the head of the hospital")
    assert warehouse.view("casualty_claims", "claimant") == [("the head of the hospital",)]


def test_sorts_that_outdo_the_total_are_not_added_to_it(warehouse: Warehouse) -> None:
    warehouse.report("one", 2)
    warehouse.report("two", 3)
    warehouse.claim("one", 6, "hospital")
    warehouse.claim("two", 4, "army", victim_category="armed_group")
    warehouse.claim("two", 5, "mayor", victim_category="civilian")
    assert warehouse.tolls() == [("armed_group", 4, 4, 4), ("civilian", 5, 5, 5), ("unspecified", 0, 0, 0)]


def test_what_one_sentence_lists_adds_up(warehouse: Warehouse) -> None:
    warehouse.report("a", 1)
    warehouse.claim("a", 1, "police", sentence_start_char=40)
    warehouse.claim("a", 4, "police", sentence_start_char=40)
    assert warehouse.view("casualty_tolls", "best, low, high, claims") == [(5, 5, 5, 1)]
    assert warehouse.connection.sql("SELECT figure, sum_figure, is_superseded FROM casualty_claims ORDER BY figure").fetchall() == [
        (1, 5, False),
        (4, 5, False),
    ]
    assert warehouse.connection.sql("FROM casualty_conflicts").fetchall() == []


@pytest.mark.parametrize(
    ("first", "second", "best"),
    [
        pytest.param({}, {"sentence_start_char": 90}, 4, id="another-sentence-tells-a-running-toll"),
        pytest.param({}, {"is_cumulative": True}, 4, id="a-running-toll-is-no-addend"),
        pytest.param({}, {"by": "hospital"}, 4, id="another-claimant"),
    ],
)
def test_what_does_not_add_up(first: dict[str, Any], second: dict[str, Any], best: int, warehouse: Warehouse) -> None:
    warehouse.report("a", 1)
    warehouse.claim("a", 1, **{"by": "police", "sentence_start_char": 40, **first})
    warehouse.claim("a", 4, **{"by": "police", "sentence_start_char": 40, **second})
    assert [row[2] for row in warehouse.tolls()] == [best]


def test_a_sum_that_is_printed_again_is_not_added_again(warehouse: Warehouse) -> None:
    for name in ("a", "b"):
        warehouse.report(name, 1)
        warehouse.claim(name, 1, "police", sentence_start_char=40)
        warehouse.claim(name, 4, "police", sentence_start_char=40)
    assert warehouse.view("casualty_tolls", "best, low, high, claims") == [(5, 5, 5, 1)]


def test_a_passer_by_beside_two_guards_is_no_whole(warehouse: Warehouse) -> None:
    warehouse.report("a", 1)
    warehouse.claim("a", 2, victim_category="military", sentence_start_char=40)
    warehouse.claim("a", 1, sentence_start_char=40)
    assert warehouse.tolls() == [("military", 2, 2, 2), ("unspecified", 1, 1, 1)]


@pytest.mark.parametrize("sort", ["military", "unspecified"], ids=["of-the-same-sort", "of-no-sort"])
def test_a_part_of_the_same_or_of_no_sort_is_counted_with_its_whole(sort: str, warehouse: Warehouse) -> None:
    warehouse.report("a", 1)
    whole = warehouse.claim("a", 7, "police", victim_category="military")
    part = warehouse.claim("a", 2, "mayor", victim_category=sort, part_of_casualty_id=whole)
    assert warehouse.tolls() == [("military", 7, 7, 7)]
    assert warehouse.connection.sql(f"SELECT is_superseded FROM casualty_claims WHERE casualty_id = '{part}'").fetchall() == [(False,)]
    assert warehouse.connection.sql("FROM casualty_conflicts").fetchall() == []


def test_a_claimant_does_not_contradict_itself_on_one_day(warehouse: Warehouse) -> None:
    warehouse.report("a", 1)
    warehouse.report("b", 1)
    warehouse.claim("a", 2, "police")
    warehouse.claim("b", 4, "police")
    assert warehouse.tolls() == [("unspecified", 4, 4, 4)]
    assert warehouse.connection.sql("FROM casualty_conflicts").fetchall() == []


def test_the_sum_over_tolls_is_the_best_whole_of_each_outcome(warehouse: Warehouse) -> None:
    """Two reports of one blast: wholes, parts and parts of parts, a restatement, another outcome and another event beside."""
    warehouse.report("a", 1)
    warehouse.report("b", 2)
    whole = warehouse.claim("a", 30, "police")
    civilians = warehouse.claim("a", 12, "police", victim_category="civilian", part_of_casualty_id=whole)
    warehouse.claim("a", 3, "police", victim_category="child", part_of_casualty_id=civilians)
    warehouse.claim("b", 32, "police", is_cumulative=True)
    warehouse.claim("b", 80, "police", outcome="wounded")
    warehouse.claim("b", 5, "police", event_id="evt_other")
    found = warehouse.view("(SELECT event_id, outcome, sum(best) AS people FROM casualty_tolls GROUP BY ALL ORDER BY ALL)", "*")
    assert found == [("evt_blast", "killed", 32), ("evt_blast", "wounded", 80), ("evt_other", "killed", 5)]


def test_a_conflict_names_both_claims(warehouse: Warehouse) -> None:
    warehouse.report("a", 1)
    warehouse.report("b", 2)
    one = warehouse.claim("a", 12, "police")
    two = warehouse.claim("b", 20, "hospital", qualifier="at_least")
    columns = (
        "outcome, victim_category, lower_casualty_id, higher_casualty_id, lower_qualifier, higher_qualifier, lower_published_at < higher_published_at"
    )
    assert warehouse.view("casualty_conflicts", columns) == [("killed", "unspecified", one, two, "exact", "at_least", True)]
    assert warehouse.connection.sql("SELECT lower_claimed_by_actor_id, higher_claimed_by_actor_id FROM casualty_conflicts").fetchall() == [
        (ACTOR["police"], ACTOR["hospital"])
    ]
