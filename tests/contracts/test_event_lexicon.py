"""The lexicon of predicates: its form, its codes and its size."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from pipelines import paths
from pipelines.contracts import codes, read_yaml
from pipelines.extract.events import EventLexicon

FILES = sorted(p.stem for p in (paths.lexicons() / "events").glob("*.yml") if p.stem not in ("grammar", "contexts"))


@cache
def lexicon() -> EventLexicon:
    return EventLexicon.load()


@pytest.mark.parametrize("name", FILES)
def test_a_file_fits_its_schema(name):
    assert read_yaml(paths.lexicons() / "events" / f"{name}.yml", "lexicon.events")["lexicon"] == f"events/{name}"


def test_every_type_has_a_file():
    assert sorted(code.lower() for code in codes("event_type").codes) == FILES


def test_nine_hundred_predicates():
    assert len(lexicon().predicates) >= 900


def test_most_modes_are_told_by_some_predicate_or_weapon():
    told = {p.mode for p in lexicon().predicates} | set(lexicon().weapons.values())
    absent = set(codes("event_mode").codes) - told
    assert absent <= {"assist", "change", "multilateral", "relations", "territory", "third-party", "yield"}


def test_weapons_are_modes_of_assault():
    assert set(lexicon().weapons.values()) <= set(codes("event_type").codes["ASSAULT"]["modes"])


def test_contexts_are_all_codes():
    assert {code for found in lexicon().contexts.values() for code in found} == set(codes("context").codes)


def test_embedding_gives_statuses():
    assert set(lexicon().embedding.values()) | set(lexicon().noun_embedding.values()) <= set(codes("event_status").codes)


def test_no_entry_is_written_twice():
    seen = Counter((p.lemma, p.pos, p.particle, p.event_type, p.need, p.refuse) for p in lexicon().predicates)
    assert [key for key, count in seen.items() if count > 1] == []


def test_every_example_holds_its_own_sentence():
    seen = Counter(p.example for p in lexicon().predicates)
    assert [example for example, count in seen.items() if count > 1] == []


def test_a_measured_rule_read_at_least_one_row():
    assert all(0 <= right <= read and read > 0 for right, read in lexicon().confidence.values())
