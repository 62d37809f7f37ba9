"""Scores against hand-made answer keys, where they lie beside the checkout; skipped on machines that have none."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"
pytestmark = pytest.mark.skipif(not (SHARED / "seeds" / "manifest.csv").is_file(), reason="no answer keys beside this checkout")


@pytest.fixture(scope="module")
def scores(tmp_path_factory) -> dict[str, dict[str, float]]:
    warehouse = tmp_path_factory.mktemp("keys")
    subprocess.run([sys.executable, "-m", "pipelines.cli", "run", str(SHARED / "seeds"), "--warehouse", str(warehouse)], check=True)
    scorer = [sys.executable, str(SHARED / "tools" / "score.py"), str(warehouse), str(SHARED / "gold" / "seeds"), "--json"]
    return json.loads(subprocess.run(scorer, check=True, capture_output=True, text=True).stdout)


@pytest.mark.parametrize(
    ("table", "measure", "least"),
    [
        ("actors", "recall", 0.90),
        ("actors", "one_id", 0.90),
        ("statements", "f1", 0.85),
        ("statements", "speaker", 0.85),
        ("casualties", "f1", 0.80),
        ("events", "precision", 0.60),
        ("events", "recall", 0.60),
        ("provenance", "precision", 1.00),
        ("documents", "title", 1.00),
        ("documents", "not_body", 1.00),
    ],
)
def test_the_seed_reports_are_read_well_enough(scores, table, measure, least):
    assert scores[table][measure] >= least
