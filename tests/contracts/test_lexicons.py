"""The lexicons of actors, roles, places and given names: their heads, codes, ids, and that no name is claimed twice by one list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

import pycountry
import pytest

from pipelines import contracts, lexicons, paths
from pipelines.annotate.gazetteer import key

NAMED = ("organisations", "armed_groups", "parties", "media")
LISTS = ("countries", "contested", *NAMED, "roles", "geography", "given_names")
#: Codes of states that ISO 3166-1 does not hold: a code that users agreed on, and former states.
FORMER = {"SUN", "YUG", "SCG", "DDR", "CSK", "YMD", "VDR", "ANT"}
STATES = {c.alpha_3 for c in pycountry.countries} | {"XKX"}


@cache
def lexicon(name: str) -> dict[str, Any]:
    return contracts.read_yaml(paths.lexicons() / f"{name}.yml", f"lexicon.{name}")


def entries(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = lexicon(name)["entries"]
    return found


@pytest.mark.parametrize("name", LISTS)
def test_a_list_fits_its_schema_and_names_its_source(name: str) -> None:
    assert lexicon(name)["lexicon"] == name
    assert set(lexicons.read(name)) >= {"lexicon", "note", "source", "licence"}


@pytest.mark.parametrize("name", [n for n in LISTS if n not in ("roles", "given_names")])
def test_ids_are_unique(name: str) -> None:
    ids = [e["id"] for e in entries(name)]
    assert sorted(ids) == sorted(set(ids))


def test_ids_are_unique_across_the_lists_of_actors() -> None:
    owner: dict[str, str] = {}
    for name in ("contested", *NAMED):
        for entry in entries(name):
            assert owner.setdefault(entry["id"], name) == name, f"{entry['id']} is in {owner[entry['id']]} and in {name}"


@pytest.mark.parametrize("name", ["contested", *NAMED])
def test_kinds_sectors_and_countries_are_codes(name: str) -> None:
    kinds, sectors = contracts.codes("actor_kind").codes, contracts.codes("sector").codes
    for entry in entries(name):
        assert entry["kind"] in kinds, entry["id"]
        assert entry["sector"] is None or entry["sector"] in sectors, entry["id"]
        assert entry["country"] is None or entry["country"] in STATES | FORMER, entry["id"]


def test_roles_carry_codes() -> None:
    kinds, sectors = contracts.codes("actor_kind").codes, contracts.codes("sector").codes
    for part in ("entries", "bodies", "groups"):
        for entry in lexicon("roles")[part]:
            assert entry["kind"] in kinds, entry["term"]
            assert entry["sector"] is None or entry["sector"] in sectors, entry["term"]


def test_every_state_of_iso_3166_is_there() -> None:
    ids = {e["id"] for e in entries("countries")}
    assert ids == STATES | FORMER


def test_former_states_name_a_living_successor() -> None:
    for entry in entries("countries"):
        assert ("successor" in entry) == (entry["id"] in FORMER), entry["id"]
        assert entry.get("successor", "XKX") in STATES, entry["id"]
        assert set(entry["former"]) <= set(entry["aliases"]), entry["id"]


def test_parents_are_known() -> None:
    known = STATES | FORMER | {e["id"] for name in ("contested", *NAMED) for e in entries(name)}
    for name in NAMED:
        for entry in entries(name):
            assert entry["parent"] is None or entry["parent"] in known, entry["id"]
            assert entry["parent"] != entry["id"], entry["id"]


def test_a_state_has_one_army() -> None:
    armies = [e["parent"] for e in entries("organisations") if e["kind"] == "military" and e["parent"] in STATES | FORMER]
    assert sorted(armies) == sorted(set(armies)), "a part of an army has no parent; its country tells whose it is"


def test_places_have_a_feature_and_known_countries() -> None:
    features = contracts.codes("place_feature").codes
    for entry in entries("geography"):
        assert entry["feature"] in features, entry["id"]
        assert set(entry["countries"]) <= STATES, entry["id"]
        assert (entry["latitude"] is None) == (entry["longitude"] is None), entry["id"]


def claims(name: str) -> Iterator[tuple[str, str]]:
    """(name in matching form, id) of all names of a list but those marked as another entry's first."""
    for entry in entries(name):
        if entry.get("ambiguous") is True:
            continue
        others = set(entry.get("ambiguous") or ())
        for part in ("aliases", "adjectives", "people", "seats", "places", "forces", "capital_aliases"):
            for alias in entry.get(part) or ():
                if alias not in others:
                    yield key(alias), entry["id"]
        for alias in (entry["name"], entry.get("capital")):
            if alias:
                yield key(alias), entry["id"]
        for alias in entry.get("acronyms") or ():
            yield f"acronym {alias}", entry["id"]


@pytest.mark.parametrize("name", [n for n in LISTS if n not in ("roles", "given_names")])
def test_no_name_is_claimed_twice(name: str) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for alias, owner in claims(name):
        owners[alias].add(owner)
    assert {alias: sorted(ids) for alias, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("part", ["entries", "bodies", "groups"])
def test_no_noun_is_listed_twice(part: str) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for number, entry in enumerate(lexicon("roles")[part]):
        for term in (entry["term"], *(entry.get("aliases") or ())):
            owners[term].add(f"{entry['term']} ({number})")
    assert {term: sorted(found) for term, found in owners.items() if len(found) > 1} == {}


def test_no_given_name_is_both_female_and_male() -> None:
    data = lexicon("given_names")
    assert not {key(n) for n in data["female"]} & {key(n) for n in data["male"]}


@pytest.mark.parametrize(
    ("name", "least"),
    [("organisations", 300), ("armed_groups", 300), ("parties", 200), ("media", 200), ("geography", 400), ("contested", 50)],
)
def test_a_list_is_as_long_as_its_users_expect(name: str, least: int) -> None:
    assert len(entries(name)) >= least
