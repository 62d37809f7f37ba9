"""Joining statements: what is the same words and what is not, shown on pairs written out here."""

from __future__ import annotations

import datetime as dt
import random
import time
from functools import cache
from typing import Any

import pyarrow as pa
import pytest

from pipelines.extract.retelling.lexicon import RetellingLexicon
from pipelines.resolve.statements import cluster_statements


@cache
def lexicon() -> RetellingLexicon:
    return RetellingLexicon.load()


def said(text: str, by: str | None = "Ada Berg", form: str = "indirect", **cells: Any) -> dict[str, Any]:
    return {
        "text": text,
        "form": form,
        "speaker_actor_id": by,
        "speaker_text": by,
        "act": "say",
        "is_cue_negated": False,
        "start_char": 0,
        "end_char": len(text),
        **cells,
    }


def clusters(*rows: dict[str, Any], days: list[int | None] | None = None, copies: dict[str, str] | None = None, order: int = 0) -> list[int]:
    """For each statement the position of the first one of its cluster; each is in a document of its own, a day apart, unless it names one."""
    made = [{"statement_id": f"stm_{n:04}", "document_id": f"doc_{n:04}", **row} for n, row in enumerate(rows)]
    when = days or list(range(1, len(made) + 1))
    dated = {row["document_id"]: day for row, day in zip(made, when, strict=True)}
    documents = [
        {
            "document_id": d,
            "published_at": None if day is None else dt.datetime(2024, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=day),
            "duplicate_of_document_id": (copies or {}).get(d),
        }
        for d, day in dated.items()
    ]
    schema = pa.schema([("document_id", pa.string()), ("published_at", pa.timestamp("us", tz="UTC")), ("duplicate_of_document_id", pa.string())])
    shuffled = random.Random(order).sample(made, len(made)) if order else made
    found = cluster_statements(
        pa.Table.from_pylist(shuffled), pa.Table.from_pylist(documents, schema=schema), {"Berg": "Ada Berg"}, lexicon()
    ).clusters()
    firsts: dict[str, int] = {}
    return [firsts.setdefault(found[row["statement_id"]], n) for n, row in enumerate(made)]


QUOTE = "the harbour will stay open to every ship that brings grain"


@pytest.mark.parametrize(
    ("one", "two", "are_same"),
    [
        pytest.param(said(QUOTE, form="direct"), said(QUOTE, "Port office", form="direct"), True, id="one-quotation-under-two-names"),
        pytest.param(said(QUOTE, form="direct"), said(f'the town was told "{QUOTE}"', form="mixed"), True, id="a-quotation-inside-a-paraphrase"),
        pytest.param(
            said("We are ready to talk again", form="direct"),
            said("We are ready to talk again", "Carl Dahl", form="direct"),
            False,
            id="a-stock-phrase",
        ),
        pytest.param(
            said("the new bridge over the river will open in March"),
            said("the bridge over the river would open in March after repairs", "Berg"),
            True,
            id="a-paraphrase-of-one-speaker",
        ),
        pytest.param(
            said("the new bridge over the river will open in March"),
            said("the new bridge over the river will open in March", "Carl Dahl"),
            False,
            id="the-same-words-of-another-speaker",
        ),
        pytest.param(
            said("the new bridge over the river will open in March"),
            said("the new bridge over the river will not open in March"),
            False,
            id="a-denial",
        ),
        pytest.param(
            said("the new bridge over the river was closed in March"),
            said("the new bridge over the river was closed in March", act="deny"),
            False,
            id="a-denying-cue",
        ),
        pytest.param(
            said("12 people were hurt when the old bridge collapsed"),
            said("15 people were hurt when the old bridge collapsed"),
            False,
            id="another-number",
        ),
        pytest.param(
            said("twelve people were hurt when the old bridge collapsed"),
            said("fifteen people were hurt when the old bridge collapsed"),
            False,
            id="another-number-in-words",
        ),
        pytest.param(
            said("twelve people were hurt when the old bridge collapsed"),
            said("12 people were hurt when the old bridge collapsed"),
            True,
            id="a-number-in-words-and-in-digits",
        ),
        pytest.param(
            said("the old bridge was closed to lorries last autumn", "act_1", speaker_text="the River Guards"),
            said("the old bridge was closed to lorries last autumn", "act_2", speaker_text="River Guards"),
            True,
            id="the-same-words-of-somebody-described-alike",
        ),
        pytest.param(
            said("the old bridge was closed to lorries last autumn", "act_1", speaker_text="a spokesman"),
            said("the old bridge was closed to lorries last autumn", "act_2", speaker_text="a spokesman"),
            False,
            id="any-spokesman",
        ),
        pytest.param(
            said(
                "the old bridge was closed to lorries last autumn after two of its beams were found to be rotten", "act_1", speaker_text="an engineer"
            ),
            said("the old bridge was closed to lorries last autumn after two of its beams were found to be rotten"),
            True,
            id="a-long-sentence-printed-again-under-the-speakers-name",
        ),
        pytest.param(
            said("the visit to Northland will be the first since the war"),
            said("the visit to Southland will be the first since the war"),
            False,
            id="another-name",
        ),
        pytest.param(said("it was over"), said("it was over"), False, id="too-little-to-tell"),
        pytest.param(said("the river is high", None), said("the river is high", None), False, id="nobody-is-named"),
    ],
)
def test_pairs(one: dict[str, Any], two: dict[str, Any], are_same: bool) -> None:
    assert clusters(one, two) == ([0, 0] if are_same else [0, 1])


def test_a_paraphrase_weeks_later_is_said_again() -> None:
    row = said("the new bridge over the river will open in March")
    assert clusters(row, row, days=[1, 30]) == [0, 1]
    assert clusters(said(QUOTE, form="direct"), said(QUOTE, form="direct"), days=[1, 30]) == [0, 0]


def test_two_people_of_one_name_are_two_speakers() -> None:
    row = said("the new bridge over the river will open in March", speaker_text=None)
    tables = [{"statement_id": f"stm_{n}", "document_id": f"doc_{n}", **row} for n in range(2)]
    day = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    documents = pa.Table.from_pylist(
        [{"document_id": f"doc_{n}", "published_at": day, "duplicate_of_document_id": None} for n in range(2)],
        schema=pa.schema([("document_id", pa.string()), ("published_at", pa.timestamp("us", tz="UTC")), ("duplicate_of_document_id", pa.string())]),
    )
    statements = pa.Table.from_pylist(tables)
    assert len(set(cluster_statements(statements, documents, {}, lexicon()).clusters().values())) == 1
    parted = cluster_statements(statements, documents, {}, lexicon(), actor_in={("doc_1", "Ada Berg"): "the other Ada Berg"}).clusters()
    assert len(set(parted.values())) == 2


def test_a_copy_of_a_report_carries_all_its_statements() -> None:
    row = said("it was over", None)
    assert clusters(row, row, copies={"doc_0001": "doc_0000"}) == [0, 0]


def test_what_is_said_inside_a_statement_is_another_statement() -> None:
    outer = said(f'the office wrote that "{QUOTE}"', "Radio", "mixed", document_id="doc_0000", start_char=0, end_char=90)
    inner = said(QUOTE, form="direct", document_id="doc_0000", start_char=20, end_char=80)
    assert clusters(outer, inner) == [0, 1]


def test_the_order_of_rows_does_not_matter_and_the_earliest_names_the_cluster() -> None:
    rows = [said("the new bridge over the river will open in March"), said(QUOTE, form="direct"), said(QUOTE, form="direct"), said("no comment")]
    assert {tuple(clusters(*rows, order=seed)) for seed in range(5)} == {(0, 1, 1, 3)}
    late_first = clusters(rows[1], rows[2], days=[9, 2])
    assert late_first == [0, 0]


def test_no_statements_no_clusters() -> None:
    empty = pa.Table.from_pylist([said("x", statement_id="stm_1", document_id="doc_1")]).slice(0, 0)
    documents = pa.table({"document_id": pa.array([], pa.string()), "published_at": pa.array([], pa.timestamp("us", tz="UTC"))})
    documents = documents.append_column("duplicate_of_document_id", pa.array([], pa.string()))
    assert cluster_statements(empty, documents, {}, lexicon()).clusters() == {}


def test_cost_grows_with_the_statements_and_not_with_their_pairs() -> None:
    words = [f"w{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676)}" for i in range(2000)]

    def seconds(count: int) -> float:
        rows = [said(" ".join(random.Random(n).choices(words, k=15)), f"speaker {n % 7}", "direct") for n in range(count)]
        began = time.process_time()
        assert clusters(*rows, days=[n % 300 for n in range(count)]) == list(range(count))
        return time.process_time() - began

    seconds(200)
    assert seconds(4000) < 12 * max(seconds(1000), 0.05)
