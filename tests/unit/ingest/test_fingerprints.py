"""Fingerprints of prose: what differs between outlets is left out, and sketches estimate overlap."""

import random

import numpy as np
import pytest

from pipelines.ingest.fingerprints import SHINGLE, SKETCH, fingerprint, sketch
from pipelines.ingest.segments import segments

BODY = "Northland's army crossed the river on Monday, officials said.\n\nThe mayor of Port Alder asked for help as residents left the town."


def of(text):
    return fingerprint("doc_1", "a.txt", None, text, segments(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"Army crosses river\n\n{BODY}", id="headline"),
        pytest.param(f"By Jane Roe\n\n{BODY}\n\n(Reporting by Jane Roe)", id="credits"),
        pytest.param(f"PORT ALDER (Reuters) - {BODY}", id="dateline"),
        pytest.param(BODY.upper(), id="capitals"),
        pytest.param(BODY.replace("'", "’").replace(" ", "  "), id="typography"),
    ],
)
def test_what_differs_between_outlets_is_left_out(text):
    assert (of(text).prose_sha256, of(text).sketch) == (of(BODY).prose_sha256, of(BODY).sketch)


def test_a_few_words_have_no_sketch():
    assert of("Army crosses river").sketch == b""


@pytest.mark.parametrize("share", [0.0, 0.5, 0.8, 0.95], ids=str)
def test_sketches_agree_as_shingles_overlap(share):
    lottery = random.Random(3)
    errors = []
    for _ in range(20):
        common = [str(lottery.random()) for _ in range(400)]
        cut = int(400 * 2 * share / (1 + share))
        a, b = common, common[:cut] + [str(lottery.random()) for _ in range(400 - cut)]
        first, second = ({tuple(w[i : i + SHINGLE]) for i in range(len(w) - SHINGLE + 1)} for w in (a, b))
        estimate = np.count_nonzero(np.frombuffer(sketch(a), "<u4") == np.frombuffer(sketch(b), "<u4")) / SKETCH
        errors.append(estimate - len(first & second) / len(first | second))
    assert abs(sum(errors) / len(errors)) < 0.03
    assert max(map(abs, errors)) < 0.15


def test_a_sketch_is_the_same_everywhere():
    assert sketch(["the", "army", "crossed", "the", "river", "on", "monday"])[:12].hex() == "07f04613582edb618cd41004"
