"""Speed against the floor: the bare language model over the same texts, with the same processes and threads, in turn with ours.

``python -m pipelines.evaluate.speed [--corpus FILE.jsonl] [--documents 500] [--rounds 3] [--workers 2] [--json FILE]``

Two comparisons: ingest to rows against the model alone, both with everything loaded; and a whole cold ``wireledger run`` as a process against a
process that does nothing but the model. Then a run with nothing new. Ratios are taken pair by pair, for machines change their speed.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import batched
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from pipelines import paths
from pipelines.annotate.engine import BATCH_SIZE, DEFAULT_MODEL, find_model
from pipelines.defs import stages
from pipelines.defs.store import store
from pipelines.defs.workers import Workers

if TYPE_CHECKING:
    from spacy.language import Language


@cache
def _bare_model() -> Language:
    """The model as spaCy loads it, with nothing of ours."""
    import spacy

    return spacy.load(find_model(DEFAULT_MODEL))


def bare_chunk(texts: Sequence[str]) -> int:
    """Run the model alone over some texts; returns how many."""
    return sum(1 for _ in _bare_model().pipe(texts, batch_size=BATCH_SIZE))


def bare(texts: Sequence[str], workers: Workers) -> None:
    """Run the model alone over all texts, in the chunks and processes of the pipeline."""
    for _ in workers.map(bare_chunk, ((list(chunk),) for chunk in batched(texts, stages.CHUNK_DOCUMENTS))):
        pass


def corpus(path: Path | None, documents: int) -> list[dict[str, Any]]:
    """Reports to read: of a file of records, or made by shuffling the paragraphs of the bundled samples."""
    if path is not None:
        with path.open(encoding="utf-8") as lines:
            return [json.loads(line) for line in itertools.islice(lines, documents)]
    rng = random.Random(0)
    paragraphs = [p for f in sorted(paths.samples().glob("*.txt")) for p in f.read_text(encoding="utf-8").split("\n\n")[1:] if len(p) > 80]
    made = []
    for number in range(documents):
        made.append({"id": f"made-{number}", "published": "2024-05-15", "text": "\n\n".join(rng.sample(paragraphs, 8))})
    return made


@contextmanager
def peak_memory(pool: Workers | None = None) -> Iterator[list[float]]:
    """Sample the memory of this process and its children, or of a pool's only; the list holds the greatest sum in MiB at the end."""
    found = [0.0]
    over = threading.Event()

    def watch() -> None:
        me = psutil.Process()
        while not over.wait(0.1):
            total = 0
            for process in [me, *me.children(recursive=True)]:
                if pool is not None and process.pid not in (me.pid, *pool.process_ids):
                    continue
                try:
                    total += process.memory_info().rss
                except psutil.NoSuchProcess:
                    continue
            found[0] = max(found[0], total / 2**20)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        over.set()
        thread.join()


def timed(work: Callable[[], object]) -> float:
    """Seconds of wall time that a piece of work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def measure(reports: list[dict[str, Any]], *, rounds: int, workers: int) -> dict[str, Any]:
    """Measure everything; seconds, documents per second, ratios and MiB, as medians and as raw lists."""
    texts = [str(r["text"]) for r in reports]
    pool, bare_pool = Workers(workers), Workers(workers)
    found: dict[str, list[float]] = {"bare": [], "rows": [], "cold_bare": [], "cold_run": [], "nothing_new": [], "start_up": []}
    with tempfile.TemporaryDirectory() as folder:
        inbox = Path(folder, "inbox")
        inbox.mkdir()
        (inbox / "reports.jsonl").write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in reports), encoding="utf-8")

        def rows(warehouse: Path) -> None:
            opened = store(inbox, warehouse, workers=workers)
            opened = type(opened)(opened.layout, opened.inbox, pool, opened.model, opened.reporter)
            stages.plan_inbox(opened)
            for batch in stages.batches(opened):
                stages.ingest_batch(opened, batch)
                stages.annotate_batch(opened, batch)
                stages.extract_batch(opened, batch)

        bare(texts[: stages.CHUNK_DOCUMENTS * workers * 2], bare_pool)
        rows(Path(folder, "warm"))
        with peak_memory(pool) as memory:
            for number in range(rounds):
                found["bare"].append(timed(lambda: bare(texts, bare_pool)))
                found["rows"].append(timed(lambda n=number: rows(Path(folder, f"rows{n}"))))  # type: ignore[misc]
        pool.close()
        bare_pool.close()
        with peak_memory() as cold_memory:
            for number in range(rounds):
                warehouse = str(Path(folder, f"cold{number}"))
                alone = [sys.executable, "-m", "pipelines.evaluate.speed", "--bare", str(inbox / "reports.jsonl"), "--workers", str(workers)]
                ours = [sys.executable, "-m", "pipelines.cli", "run", str(inbox), "--warehouse", warehouse, "--workers", str(workers)]
                found["cold_bare"].append(timed(lambda a=alone: _call(a)))  # type: ignore[misc]
                found["cold_run"].append(timed(lambda a=ours: _call(a)))  # type: ignore[misc]
                found["nothing_new"].append(timed(lambda a=ours: _call(a)))  # type: ignore[misc]
                found["start_up"].append(timed(lambda: _call([sys.executable, "-m", "pipelines.cli", "--version"])))
    middle = {name: statistics.median(values) for name, values in found.items()}
    return {
        "documents": len(texts),
        "words": sum(len(t.split()) for t in texts),
        "workers": workers,
        "rounds": rounds,
        "seconds": {name: round(value, 2) for name, value in middle.items()},
        "documents_per_second": {name: round(len(texts) / middle[name], 1) for name in ("bare", "rows", "cold_bare", "cold_run")},
        "ratio": {
            "rows_to_bare": round(statistics.median(r / b for r, b in zip(found["rows"], found["bare"], strict=True)), 3),
            "cold_run_to_cold_bare": round(statistics.median(r / b for r, b in zip(found["cold_run"], found["cold_bare"], strict=True)), 3),
        },
        "nothing_new_past_start_up_seconds": round(middle["nothing_new"] - middle["start_up"], 2),
        "peak_memory_mib": {"rows": round(memory[0]), "cold_run": round(cold_memory[0])},
        "raw_seconds": {name: [round(v, 2) for v in values] for name, values in found.items()},
    }


def _call(arguments: list[str]) -> None:
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def show(result: dict[str, Any]) -> str:
    """The measurements as a table."""
    seconds, speed, ratio, memory = result["seconds"], result["documents_per_second"], result["ratio"], result["peak_memory_mib"]
    lines = [
        f"{result['documents']} documents, {result['words']} words, {result['workers']} processes, medians of {result['rounds']} rounds",
        f"{'':36s}{'seconds':>9s}{'docs/s':>9s}{'ratio':>8s}{'MiB':>7s}",
        f"{'model alone, loaded':36s}{seconds['bare']:9.2f}{speed['bare']:9.1f}{1:8.2f}",
        f"{'ingest to rows, loaded':36s}{seconds['rows']:9.2f}{speed['rows']:9.1f}{ratio['rows_to_bare']:8.2f}{memory['rows']:7d}",
        f"{'model alone, cold process':36s}{seconds['cold_bare']:9.2f}{speed['cold_bare']:9.1f}{1:8.2f}",
        f"{'wireledger run, cold process':36s}{seconds['cold_run']:9.2f}{speed['cold_run']:9.1f}"
        f"{ratio['cold_run_to_cold_bare']:8.2f}{memory['cold_run']:7d}",
        f"{'wireledger run, nothing new':36s}{seconds['nothing_new']:9.2f}",
        f"{'start-up alone (--version)':36s}{seconds['start_up']:9.2f}",
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure, print the table, and write the JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="JSON Lines with a field text; without it the samples are shuffled")
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--bare", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.bare is not None:
        pool = Workers(given.workers)
        bare([str(r["text"]) for r in corpus(given.bare, given.documents)], pool)
        pool.close()
        return
    result = measure(corpus(given.corpus, given.documents), rounds=given.rounds, workers=given.workers)
    print(show(result))
    if given.json is not None:
        given.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
