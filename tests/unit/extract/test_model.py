"""Rows of extraction: what they tell by themselves."""

import pytest

from pipelines.extract.model import Actor


@pytest.mark.parametrize(
    ("kind", "sector", "state"),
    [
        pytest.param("military", "MIL", "NOR", id="a-force"),
        pytest.param("person", "GOV", "NOR", id="an-official"),
        pytest.param("person", "CVL", None, id="a-resident"),
        pytest.param("population", "CVL", None, id="residents"),
        pytest.param("armed_group", "REB", None, id="rebels"),
        pytest.param("ngo", "NGO", None, id="a-charity"),
    ],
)
def test_for_which_state_an_actor_acts(kind: str, sector: str, state: str | None) -> None:
    named = {"document_id": "doc_1", "actor_id": "act_1", "name": "A", "parent_actor_id": None, "aliases": (), "gazetteer": None}
    about = {"gazetteer_id": None, "is_contested": False, "contested_note": None}
    assert Actor(**named, **about, kind=kind, country="NOR", sector=sector).state == state  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "kind", "home"),
    [
        pytest.param("people", "population", None, id="anybody-there"),
        pytest.param("Norwegian villagers", "population", "NOR", id="a-people"),
        pytest.param("army", "military", "NOR", id="a-force"),
    ],
)
def test_with_which_state_an_actor_suffers(name: str, kind: str, home: str | None) -> None:
    named = {"document_id": "doc_1", "actor_id": "act_1", "name": name, "parent_actor_id": None, "aliases": (), "gazetteer": None}
    about = {"gazetteer_id": None, "is_contested": False, "contested_note": None, "sector": None}
    assert Actor(**named, **about, kind=kind, country="NOR").home == home  # type: ignore[arg-type]
