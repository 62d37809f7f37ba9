"""The measuring itself; no test here has a time limit, for machines differ."""

import json

from pipelines.evaluate.speed import corpus, show


def test_a_corpus_is_made_of_the_samples_where_none_is_given():
    made = corpus(None, 20)
    assert len(made) == 20
    assert len({r["text"] for r in made}) == 20
    assert made == corpus(None, 20)
    assert all(len(r["text"].split()) > 100 for r in made)


def test_a_corpus_is_read_from_records(tmp_path):
    records = [{"id": str(n), "text": f"Report {n}."} for n in range(5)]
    (tmp_path / "r.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    assert corpus(tmp_path / "r.jsonl", 3) == records[:3]


def test_the_table_names_what_was_measured():
    result = {
        "documents": 500,
        "words": 130000,
        "workers": 2,
        "rounds": 3,
        "seconds": {"bare": 20.0, "rows": 26.0, "cold_bare": 25.0, "cold_run": 40.0, "nothing_new": 3.5, "start_up": 0.3},
        "documents_per_second": {"bare": 25.0, "rows": 19.2, "cold_bare": 20.0, "cold_run": 12.5},
        "ratio": {"rows_to_bare": 1.3, "cold_run_to_cold_bare": 1.6},
        "peak_memory_mib": {"rows": 1500, "cold_run": 1600},
    }
    table = show(result)
    assert "1.30" in table
    assert "wireledger run, nothing new" in table
