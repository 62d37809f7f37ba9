"""Joining the actors of several documents."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pytest

from pipelines import contracts
from pipelines.extract.batch import DESCRIPTIONS
from pipelines.resolve.actors import ActorResolution, resolve_actors
from pipelines.resolve.corrections import Correction, Corrections


def person(document: str, actor: str, name: str, country: str | None = None, **more: Any) -> dict[str, Any]:
    return {
        "document_id": document,
        "actor_id": actor,
        "name": name,
        "kind": "person",
        "country": country,
        "sector": None,
        "parent_actor_id": None,
        "aliases": [],
        "gazetteer": None,
        "gazetteer_id": None,
        "is_contested": False,
        "contested_note": None,
        **more,
    }


def resolved(
    rows: list[dict[str, Any]],
    roles: Mapping[str, str | None] | None = None,
    *,
    copies: dict[str, str] | None = None,
    forms: dict[str, str] | None = None,
    day: dict[str, dt.datetime] | None = None,
    corrections: Corrections | None = None,
) -> ActorResolution:
    mentions = [
        {
            "document_id": r["document_id"],
            "actor_id": r["actor_id"],
            "form": (forms or {}).get(r["actor_id"], "name"),
            "role_text": (roles or {}).get(r["document_id"], (roles or {}).get(r["actor_id"])),
        }
        for r in rows
    ]
    documents = sorted({r["document_id"] for r in rows})
    when = dt.datetime(2024, 5, 1, tzinfo=dt.UTC)
    return resolve_actors(
        pa.Table.from_pylist(rows, schema=contracts.shape(DESCRIPTIONS["actor_descriptions"])),
        pa.table({name: pa.array([m[name] for m in mentions], pa.string()) for name in ("document_id", "actor_id", "form", "role_text")}),
        pa.table(
            {
                "document_id": documents,
                "published_at": pa.array([(day or {}).get(d, when) for d in documents], pa.timestamp("us", "UTC")),
                "duplicate_of_document_id": pa.array([(copies or {}).get(d) for d in documents], pa.string()),
            }
        ),
        corrections,
    )


@pytest.mark.parametrize(
    ("one", "other", "roles", "is_joined"),
    [
        pytest.param(("Dmitry Halev", "RUS"), ("Dmitri Halev", "RUS"), "spokesman", True, id="two-spellings"),
        pytest.param(("Dmitry Halev", "RUS"), ("Dmitri Halev", "KAZ"), "spokesman", False, id="two-countries"),
        pytest.param(("Anna Varga", "HUN"), ("Otto Varga", "HUN"), "minister", False, id="two-given-names"),
        pytest.param(("Otto Varga", "HUN"), ("Varga", "HUN"), "minister", True, id="surname-with-office-and-country"),
        pytest.param(("Otto Varga", "HUN"), ("Varga", None), "minister", False, id="surname-without-country"),
        pytest.param(("Otto Varga", "HUN"), ("Otto Karl Varga", "HUN"), "minister", True, id="middle-name"),
    ],
)
def test_who_is_the_same(one: tuple[str, str | None], other: tuple[str, str | None], roles: str, is_joined: bool) -> None:
    rows = [person("doc_a", "act_1", *one), person("doc_b", "act_2", *other)]
    found = resolved(rows, {"act_1": roles, "act_2": roles})
    assert bool(found.actor_of) == is_joined


def test_a_surname_that_two_bear_stays_apart() -> None:
    rows = [person("doc_a", "act_1", "Otto Varga", "HUN"), person("doc_a", "act_2", "Anna Varga", "HUN"), person("doc_b", "act_3", "Varga", "HUN")]
    assert not resolved(rows, dict.fromkeys(("act_1", "act_2", "act_3"), "minister")).actor_of


def test_two_full_names_are_not_joined_by_a_third() -> None:
    rows = [
        person("doc_a", "act_1", "Otto Varga", "HUN"),
        person("doc_b", "act_2", "Otto Karl Varga", "HUN"),
        person("doc_c", "act_3", "Otto Emil Varga", "HUN"),
    ]
    found = resolved(rows, dict.fromkeys(("act_1", "act_2", "act_3"), "minister"))
    assert len({found.actor_of.get(i, i) for i in ("act_2", "act_3")}) == 2


def test_the_country_of_a_person_is_that_of_most_documents() -> None:
    rows = [person(f"doc_{n}", "act_1", "Otto Varga", c) for n, c in enumerate(("HUN", "AUT"))]
    assert [r["country"] for r in resolved(rows).actors.to_pylist()] == [None]
    rows.append(person("doc_9", "act_1", "Otto Varga", "HUN"))
    assert [r["country"] for r in resolved(rows).actors.to_pylist()] == ["HUN"]


def test_a_surname_of_another_time_stays_apart() -> None:
    rows = [person("doc_a", "act_1", "Otto Varga", "HUN"), person("doc_b", "act_2", "Varga", "HUN")]
    day = {"doc_b": dt.datetime(1999, 5, 1, tzinfo=dt.UTC)}
    assert not resolved(rows, {"act_1": "minister", "act_2": "minister"}, day=day).actor_of


def test_descriptions_are_never_joined() -> None:
    rows = [person("doc_a", "act_1", "Hungarian official", "HUN"), person("doc_b", "act_2", "Hungarian official", "HUN")]
    assert not resolved(rows, forms={"act_1": "nominal", "act_2": "nominal"}).actor_of


def test_the_earliest_full_name_gives_the_id_and_the_most_frequent_spelling_the_name() -> None:
    rows = [
        person("doc_a", "act_2", "Dmitry Halev", "RUS"),
        person("doc_b", "act_2", "Dmitry Halev", "RUS"),
        person("doc_c", "act_1", "Dmitri Halev", "RUS"),
        person("doc_d", "act_0", "Halev", "RUS"),
    ]
    day = {"doc_c": dt.datetime(2024, 4, 30, tzinfo=dt.UTC), "doc_d": dt.datetime(2024, 4, 1, tzinfo=dt.UTC)}
    found = resolved(rows, dict.fromkeys(("act_0", "act_1", "act_2"), "spokesman"), day=day)
    assert found.actor_of == {"act_0": "act_1", "act_2": "act_1"}
    assert [(r["actor_id"], r["name"], r["aliases"], r["document_count"]) for r in found.actors.to_pylist()] == [
        ("act_1", "Dmitry Halev", ["Dmitri Halev", "Halev"], 4)
    ]
    history = found.history.to_pylist()
    assert [(r["former_actor_id"], r["actor_id"]) for r in history] == [("act_0", "act_1"), ("act_2", "act_1")]
    assert all("Halev" in r["reason"] for r in history)


def test_later_reports_do_not_change_an_id() -> None:
    rows = [person("doc_a", "act_2", "Dmitry Halev", "RUS"), person("doc_b", "act_1", "Dmitri Halev", "RUS")]
    later = [person(f"doc_{n}", "act_1", "Dmitri Halev", "RUS") for n in range(3, 9)]
    day = {"doc_a": dt.datetime(2024, 4, 1, tzinfo=dt.UTC)}
    roles = {"act_1": "spokesman", "act_2": "spokesman"}
    assert resolved(rows, roles, day=day).actor_of == resolved(rows + later, roles, day=day).actor_of == {"act_1": "act_2"}


@pytest.mark.parametrize(
    ("reports", "people"),
    [
        pytest.param([("HUN", "finance minister"), ("AUS", "striker")], 2, id="country-and-office"),
        pytest.param([("HUN", "finance minister"), ("AUS", "former minister")], 1, id="one-office-in-common"),
        pytest.param([("HUN", "finance minister"), ("AUS", None)], 1, id="no-office-told"),
        pytest.param([("HUN", "finance minister")] * 4 + [("AUS", "striker")], 1, id="one-against-many"),
        pytest.param([("HUN", "finance minister"), ("AUS", "striker"), (None, "striker")], 2, id="a-report-without-country"),
        pytest.param([("HUN", "finance minister"), ("HUN", "striker")], 1, id="one-country"),
    ],
)
def test_two_people_of_one_full_name(reports: list[tuple[str | None, str | None]], people: int) -> None:
    rows = [person(f"doc_{n}", "act_1", "Otto Varga", country) for n, (country, _) in enumerate(reports)]
    roles = {f"doc_{n}": role for n, (_, role) in enumerate(reports)}
    found = resolved(rows, roles)
    assert found.actors.num_rows == people
    assert len(set(found.actor_in.values())) == (0 if people == 1 else people)
    if people == 2:
        assert set(found.history["former_actor_id"].to_pylist()) == {"act_1"}
        assert sorted(r["document_count"] for r in found.actors.to_pylist()) == sorted([1, len(reports) - 1])


def test_rows_fit_the_contract_and_the_order_of_documents_does_not_matter() -> None:
    rows = [
        person("doc_a", "act_1", "Dmitry Halev", "RUS", parent_actor_id="act_9"),
        person("doc_a", "act_9", "Russia", "RUS", kind="country", gazetteer="countries", gazetteer_id="RUS"),
        person("doc_b", "act_2", "Dmitri Halev", "RUS", parent_actor_id="act_9"),
    ]
    there, back = (resolved(r, {"act_1": "spokesman", "act_2": "spokesman"}).actors for r in (rows, rows[::-1]))
    assert contracts.table("actors").collect(there.to_pylist()).equals(there)
    assert there.equals(back)
    assert there.num_rows == 2


def test_copies_are_not_counted() -> None:
    rows = [person("doc_a", "act_1", "Otto Varga", "HUN"), person("doc_b", "act_1", "Otto Varga", "HUN")]
    assert [(r["mention_count"], r["document_count"]) for r in resolved(rows, copies={"doc_b": "doc_a"}).actors.to_pylist()] == [(1, 1)]


def test_a_circle_of_parents_is_broken() -> None:
    rows = [person("doc_a", "act_1", "A. One", parent_actor_id="act_2"), person("doc_a", "act_2", "B. Two", parent_actor_id="act_1")]
    found = {r["actor_id"]: r["parent_actor_id"] for r in resolved(rows).actors.to_pylist()}
    assert found != {"act_1": "act_2", "act_2": "act_1"}


def test_corrections_have_the_last_word() -> None:
    one, two, other = (f"act_{n:024x}" for n in (1, 2, 3))
    reports = [f"doc_{n:024x}" for n in range(3)]
    rows = [person(reports[0], one, "Otto Varga", "HUN"), person(reports[1], one, "Otto Varga", "HUN"), person(reports[2], two, "Oto Warga", "HUN")]
    rows.append(person(reports[2], other, "Aid Now", kind="company"))
    expect = {one: {"name": "Otto Varga"}, two: {"name": "Oto Warga"}, other: {"name": "Aid Now"}}
    found = resolved(
        rows,
        corrections=Corrections(
            (
                Correction("1", "merge", (one, two), "a slip", {one: expect[one], two: expect[two]}),
                Correction("2", "split", (one,), "the player", {one: expect[one]}, (reports[1],), "Otto Varga (player)"),
                Correction("3", "set_kind", (other,), "a charity", {other: expect[other]}, (), "ngo"),
            )
        ),
    )
    new = found.actor_in[reports[1], one]
    assert {(r["actor_id"], r["name"], r["kind"], r["document_count"]) for r in found.actors.to_pylist()} == {
        (one, "Otto Varga", "person", 2),
        (new, "Otto Varga (player)", "person", 1),
        (other, "Aid Now", "ngo", 1),
    }
    assert {(r["former_actor_id"], r["actor_id"], r["reason"]) for r in found.history.to_pylist()} == {
        (two, one, "merged by a correction: a slip"),
        (one, new, "split by a correction: the player"),
    }
