"""Copies are found by overlap of their prose, and point to the earliest original."""

import datetime as dt
import itertools
import random
import time

import pytest

from pipelines.ingest.fingerprints import Fingerprint, fingerprint
from pipelines.ingest.segments import Segment
from pipelines.resolve.duplicates import duplicates

WORDS = [f"word{i}" for i in range(3000)]


def prose(seed, length=300):
    return random.Random(seed).choices(WORDS, k=length)


def made(name, words, day=None):
    text = " ".join(words)
    published = dt.datetime(2024, 5, day, tzinfo=dt.UTC) if day else None
    return fingerprint(name, f"{name}.txt", published, text, [Segment("body", 0, len(text))])


def test_an_exact_copy_points_to_the_earlier_document():
    assert duplicates([made("b", prose(1), 4), made("a", prose(1), 5), made("c", prose(2), 3)]) == {"a": "b"}


def test_undated_documents_come_last_and_paths_decide_between_equals():
    assert duplicates([made("a", prose(1)), made("b", prose(1), 5), made("c", prose(1), 5)]) == {"a": "b", "c": "b"}


@pytest.mark.parametrize(
    ("edit", "is_copy"),
    [
        pytest.param(lambda words: [*words, "reporting", "by", "jane", "roe"], True, id="credit-added"),
        pytest.param(lambda words: words[20:], True, id="first-sentence-cut"),
        pytest.param(lambda words: [*words[:100], "twelve", *words[101:]], True, id="one-word-changed"),
        pytest.param(lambda words: words[:150], False, id="half-of-it"),
        pytest.param(lambda words: [*words[:200], *prose(9, 100)], False, id="another-ending"),
        pytest.param(lambda words: words + prose(9), False, id="part-of-a-longer-report"),
    ],
)
def test_near_copies(edit, is_copy):
    assert duplicates([made("a", prose(1), 1), made("b", edit(prose(1)), 2)]) == ({"b": "a"} if is_copy else {})


def test_copies_of_copies_point_to_an_original():
    first = prose(1)
    second = [*first[:30], *prose(5, 6), *first[36:]]
    third = [*second[:200], *prose(6, 6), *second[206:]]
    told = duplicates([made("a", first, 1), made("b", second, 2), made("c", third, 3), made("d", third, 4)])
    assert set(told.values()).isdisjoint(told)
    assert told["b"] == "a"


def test_short_texts_are_copies_only_when_equal():
    assert duplicates([made("a", ["army", "left"], 1), made("b", ["army", "left"], 2), made("c", ["army", "stayed"], 3)]) == {"b": "a"}


def test_documents_without_prose_have_no_copies():
    assert duplicates([made("a", [], 1), made("b", [], 2)]) == {}


def test_the_order_of_the_input_does_not_matter():
    prints = [made(name, [*prose(seed)[:i], *prose(seed)[i + 1 :]], 1 + i) for seed, i, name in zip((1, 1, 1, 2, 2), range(5), "abcde", strict=True)]
    answers = [duplicates(order) for order in itertools.islice(itertools.permutations(prints), 0, 120, 7)]
    assert all(answer == answers[0] for answer in answers)
    assert answers[0] == {"b": "a", "c": "a", "e": "d"}


def test_twenty_thousand_documents_take_seconds():
    lottery = random.Random(4)
    sketches = [bytes(lottery.randbytes(500)) for _ in range(20_000)]
    prints = [Fingerprint(f"doc{i}", f"{i:06}.txt", None, 300, f"{i}", sketches[i]) for i in range(20_000)]
    prints += [Fingerprint(f"copy{i}", f"z{i:06}.txt", None, 300, f"{i}", sketches[i]) for i in range(2_000)]
    start = time.perf_counter()
    told = duplicates(prints)
    assert told == {f"copy{i}": f"doc{i}" for i in range(2_000)}
    assert time.perf_counter() - start < 10
