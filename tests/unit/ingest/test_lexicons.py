"""The lexicons of ingest fit their schemas, and their patterns compile."""

import re

import pytest

from pipelines import contracts, paths
from pipelines.ingest.segment_lexicon import SegmentLexicon


@pytest.mark.parametrize("name", ["segments", "language"])
def test_a_lexicon_fits_its_schema(name):
    assert contracts.read_yaml(paths.lexicons() / f"{name}.yml", f"lexicon.{name}")["lexicon"] == name


def test_every_pattern_compiles_and_none_matches_nothing():
    data = contracts.read_yaml(paths.lexicons() / "segments.yml")
    for part in ("credit_patterns", "caption_patterns", "byline_patterns", "boilerplate_patterns"):
        for pattern in data[part]:
            assert re.compile(pattern).fullmatch("") is None, pattern


def test_the_media_of_the_actors_are_agencies():
    assert {"reuters", "icrc", "agence france presse"} <= SegmentLexicon.load().agencies
