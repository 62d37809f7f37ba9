"""Joining the actors of several documents."""

import datetime as dt
from typing import Any

import pyarrow as pa
import pytest

from pipelines import contracts
from pipelines.resolve.actors import ActorResolution, resolve_actors

FIELDS = (
    "document_id",
    "actor_id",
    "name",
    "kind",
    "country",
    "sector",
    "parent_actor_id",
    "aliases",
    "gazetteer",
    "gazetteer_id",
    "is_contested",
    "contested_note",
)


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
    roles: dict[str, str] | None = None,
    *,
    copies: dict[str, str] | None = None,
    forms: dict[str, str] | None = None,
    day: dict[str, dt.datetime] | None = None,
) -> ActorResolution:
    mentions = [
        {
            "document_id": r["document_id"],
            "actor_id": r["actor_id"],
            "form": (forms or {}).get(r["actor_id"], "name"),
            "role_text": (roles or {}).get(r["actor_id"]),
        }
        for r in rows
    ]
    documents = sorted({r["document_id"] for r in rows})
    when = dt.datetime(2024, 5, 1, tzinfo=dt.UTC)
    return resolve_actors(
        pa.Table.from_pylist(rows, schema=contracts.shape(FIELDS)),
        pa.table({name: pa.array([m[name] for m in mentions], pa.string()) for name in ("document_id", "actor_id", "form", "role_text")}),
        pa.table(
            {
                "document_id": documents,
                "published_at": pa.array([(day or {}).get(d, when) for d in documents], pa.timestamp("us", "UTC")),
                "duplicate_of_document_id": pa.array([(copies or {}).get(d) for d in documents], pa.string()),
            }
        ),
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
    assert [r["country"] for r in resolved(rows).actors] == [None]
    rows.append(person("doc_9", "act_1", "Otto Varga", "HUN"))
    assert [r["country"] for r in resolved(rows).actors] == ["HUN"]


def test_a_surname_of_another_time_stays_apart() -> None:
    rows = [person("doc_a", "act_1", "Otto Varga", "HUN"), person("doc_b", "act_2", "Varga", "HUN")]
    day = {"doc_b": dt.datetime(1999, 5, 1, tzinfo=dt.UTC)}
    assert not resolved(rows, {"act_1": "minister", "act_2": "minister"}, day=day).actor_of


def test_descriptions_are_never_joined() -> None:
    rows = [person("doc_a", "act_1", "Hungarian official", "HUN"), person("doc_b", "act_2", "Hungarian official", "HUN")]
    assert not resolved(rows, forms={"act_1": "nominal", "act_2": "nominal"}).actor_of


def test_the_most_mentioned_id_stands() -> None:
    rows = [
        person("doc_a", "act_2", "Dmitry Halev", "RUS"),
        person("doc_b", "act_2", "Dmitry Halev", "RUS"),
        person("doc_c", "act_1", "Dmitri Halev", "RUS"),
    ]
    found = resolved(rows, {"act_1": "spokesman", "act_2": "spokesman"})
    assert found.actor_of == {"act_1": "act_2"}
    assert [(r["actor_id"], r["name"], r["aliases"], r["document_count"]) for r in found.actors] == [("act_2", "Dmitry Halev", ["Dmitri Halev"], 3)]


def test_rows_fit_the_contract_and_the_order_of_documents_does_not_matter() -> None:
    rows = [
        person("doc_a", "act_1", "Dmitry Halev", "RUS", parent_actor_id="act_9"),
        person("doc_a", "act_9", "Russia", "RUS", kind="country", gazetteer="countries", gazetteer_id="RUS"),
        person("doc_b", "act_2", "Dmitri Halev", "RUS", parent_actor_id="act_9"),
    ]
    table = contracts.table("actors")
    there, back = (table.collect(resolved(r, {"act_1": "spokesman", "act_2": "spokesman"}).actors) for r in (rows, rows[::-1]))
    assert there.equals(back)
    assert there.num_rows == 2


def test_copies_are_not_counted() -> None:
    rows = [person("doc_a", "act_1", "Otto Varga", "HUN"), person("doc_b", "act_1", "Otto Varga", "HUN")]
    assert [(r["mention_count"], r["document_count"]) for r in resolved(rows, copies={"doc_b": "doc_a"}).actors] == [(1, 1)]


def test_a_circle_of_parents_is_broken() -> None:
    rows = [person("doc_a", "act_1", "A. One", parent_actor_id="act_2"), person("doc_a", "act_2", "B. Two", parent_actor_id="act_1")]
    found = {r["actor_id"]: r["parent_actor_id"] for r in resolved(rows).actors}
    assert found != {"act_1": "act_2", "act_2": "act_1"}
