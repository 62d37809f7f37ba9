"""A resolution that builds upon the former one gives what one from nothing gives."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from pipelines import contracts
from pipelines.extract.retelling.lexicon import RetellingLexicon
from pipelines.ids import make_id
from pipelines.resolve.events import EventResolution, join_events
from pipelines.resolve.pairing import Blocks, touched
from pipelines.resolve.statements import StatementState, cluster_statements
from pipelines.resolve.wording import Wording

STATES = ["Northland", "Southland", "Eastland"]
DEEDS = [("shelled the harbour", "ASSAULT"), ("the shelling of the port", "ASSAULT"), ("held talks", "CONSULT"), ("a march", "PROTEST")]
ACTORS = pa.table(
    {
        "actor_id": [*STATES, "Northland army"],
        "name": [*STATES, "Northland army"],
        "kind": ["country", "country", "country", "military"],
        "country": ["NOR", "SWE", "FIN", "NOR"],
        "parent_actor_id": pa.array([None, None, None, "Northland"], pa.string()),
        "gazetteer": ["countries"] * 4,
        "is_contested": [False] * 4,
    }
)
PLACES = pa.table(
    {
        "place_id": ["Port Alder", "Far City"],
        "name": ["Port Alder", "Far City"],
        "country": ["NOR", "SWE"],
        "feature": ["populated_place"] * 2,
        "latitude": [60.0, 59.0],
        "longitude": [10.0, 18.0],
    }
)


def corpus(number: int, seed: int) -> tuple[pa.Table, pa.Table, pa.Table]:
    """Mentions, participants and documents of so many reports on few acts; one in ten is undated."""
    chance = random.Random(seed)
    mentions, parts, documents = [], [], []
    for n in range(number):
        document, day = f"doc_{n:03}", dt.date(2024, 5, 1) + dt.timedelta(days=chance.randrange(12))
        at = None if chance.random() < 0.1 else dt.datetime.combine(day, dt.time(), dt.UTC)
        documents.append({"document_id": document, "published_at": at, "publisher": f"paper {n % 3}", "duplicate_of_document_id": None})
        for m in range(chance.randrange(1, 4)):
            mention_id = make_id("evm", document, m)
            text, kind = chance.choice(DEEDS)
            told: dict[str, Any] = dict.fromkeys(contracts.table("event_mentions").by_name)
            told |= {"contexts": [], "origin": "test@1", "status": "occurred"}
            start = day - dt.timedelta(days=chance.randrange(3))
            if chance.random() < 0.8:
                told |= {"date_start": start, "date_end": start, "date_precision": "day", "date_text": "that day"}
            told |= {"event_mention_id": mention_id, "event_id": mention_id, "document_id": document, "text": text, "event_type": kind}
            told |= {"start_char": 100 * m, "end_char": 100 * m + 9, "sentence_start_char": 100 * m, "sentence_end_char": 100 * m + 50}
            mentions.append(told | {"place_id": chance.choice(["Port Alder", "Port Alder", "Far City", None])})
            for role in ("source", "target"):
                parts.append({"event_mention_id": mention_id, "role": role, "actor_id": chance.choice(ACTORS["actor_id"].to_pylist())})
    shape = contracts.table("event_mentions").arrow
    nullable = pa.schema([shape.field(i).with_nullable(True) for i in range(len(shape))])
    columns = [
        ("document_id", pa.string()),
        ("published_at", pa.timestamp("us", "UTC")),
        ("publisher", pa.string()),
        ("duplicate_of_document_id", pa.string()),
    ]
    return pa.Table.from_pylist(mentions, schema=nullable), pa.Table.from_pylist(parts), pa.Table.from_pylist(documents, schema=pa.schema(columns))


def resolved(
    rows: tuple[pa.Table, pa.Table, pa.Table], documents: list[str], former: EventResolution | None = None, actors: pa.Table = ACTORS
) -> EventResolution:
    kept = pa.array(documents, pa.string())
    mentions, parts, about = rows
    mentions = mentions.filter(pc.is_in(mentions["document_id"], value_set=kept))
    about = about.filter(pc.is_in(about["document_id"], value_set=kept))
    parts = parts.filter(pc.is_in(parts["event_mention_id"], value_set=mentions["event_mention_id"].combine_chunks()))
    return join_events(
        mentions, parts, about, PLACES, actors, lexicon(), wording=Wording.load(lexicon(), texts), former=former.state if former else None
    )


@cache
def lexicon() -> RetellingLexicon:
    return RetellingLexicon.load()


def texts(document_ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Reports of one story or another, in sentences much alike."""
    for document in document_ids:
        chance = random.Random(document)
        told = [f"The {chance.choice(('harbour', 'port'))} of Alderwick was shelled by Tarvik's men, said Brendholm {n}." for n in range(4)]
        yield document, " ".join(sentence.ljust(99) for sentence in told)


def answer(found: EventResolution) -> tuple[Any, ...]:
    state = found.state
    return dict(found.event_of), found.events, found.history, *(table.to_pylist() for table in (state.mentions, state.documents)), _pairs(found)


def _pairs(found: EventResolution) -> set[tuple[str, str, float]]:
    ids = found.state.mentions["event_mention_id"].to_pylist()
    return {(ids[p["earlier"]], ids[p["later"]], p["points"]) for p in found.state.pairs.to_pylist()}


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window that the blocks of a small corpus outgrow."""
    monkeypatch.setattr("pipelines.resolve.events._WINDOW", 3)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("seed", range(6))
def test_what_comes_later_gives_what_all_at_once_gives(seed: int) -> None:
    rows = corpus(60, seed)
    documents = rows[2]["document_id"].to_pylist()
    random.Random(seed).shuffle(documents)
    found = resolved(rows, documents[:40])
    for upto in (41, 50, 60):
        found = resolved(rows, documents[:upto], found)
    assert found.links != ()
    assert answer(found) == answer(resolved(rows, documents))


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("seed", range(4))
def test_what_goes_or_changes_leaves_no_trace(seed: int) -> None:
    rows, other = corpus(60, seed), corpus(60, seed + 100)
    documents = rows[2]["document_id"].to_pylist()
    found = resolved(rows, documents)
    assert answer(resolved(rows, documents[7:50], found)) == answer(resolved(rows, documents[7:50]))
    # ten documents are read anew and say other things
    changed = pa.array(documents[20:30])
    mixed = tuple(
        pa.concat_tables([one.filter(pc.invert(pc.is_in(one[key], value_set=left))), two.filter(pc.is_in(two[key], value_set=left))])
        for one, two, key, left in (
            (rows[0], other[0], "document_id", changed),
            (rows[1], other[1], "event_mention_id", _mentions_of(rows[0], changed, other[0])),
            (rows[2], other[2], "document_id", changed),
        )
    )
    assert answer(resolved(mixed, documents, found)) == answer(resolved(mixed, documents))


def _mentions_of(one: pa.Table, documents: pa.Array, two: pa.Table) -> pa.Array:
    ids = [t.filter(pc.is_in(t["document_id"], value_set=documents))["event_mention_id"].to_pylist() for t in (one, two)]
    return pa.array(sorted({*ids[0], *ids[1]}))


def test_an_actor_that_changes_changes_the_events_of_its_documents() -> None:
    rows = corpus(40, 3)
    documents = rows[2]["document_id"].to_pylist()
    other = ACTORS.set_column(3, "country", pa.array(["NOR", "SWE", "FIN", "SWE"]))
    assert answer(resolved(rows, documents, resolved(rows, documents), other)) == answer(resolved(rows, documents, actors=other))


def test_nothing_new_is_not_compared_again(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = corpus(30, 5)
    documents = rows[2]["document_id"].to_pylist()
    found = resolved(rows, documents)
    monkeypatch.setattr("pipelines.resolve.events.evidence", None)
    assert answer(resolved(rows, documents, found)) == answer(found)


def said(number: int, seed: int) -> tuple[pa.Table, pa.Table]:
    """Statements of so many reports by two speakers with few words between them, and the reports; some are undated or copies."""
    chance = random.Random(seed)
    words = ["harbour", "grain", "ships", "convoy", "border", "truce", "minister", "valley", "bridge", "prices", "schools", "winter"]
    rows, documents = [], []
    for n in range(number):
        at = None if chance.random() < 0.1 else dt.datetime(2024, 5, 1, tzinfo=dt.UTC) + dt.timedelta(days=chance.randrange(9))
        documents.append({"document_id": f"doc_{n:03}", "published_at": at, "duplicate_of_document_id": "doc_000" if n % 13 == 12 else None})
        for m in range(chance.randrange(1, 3)):
            text = " ".join(chance.sample(words, 6))
            row = {
                "statement_id": f"stm_{n:03}_{m}",
                "document_id": f"doc_{n:03}",
                "start_char": 100 * m,
                "end_char": 100 * m + len(text),
                "text": text,
            }
            form, speaker = chance.choice(["direct", "indirect", "indirect"]), chance.choice(["Ada Berg", "Berg", "Carl Dahl"])
            rows.append(row | {"form": form, "act": "say", "is_cue_negated": False, "speaker_actor_id": speaker, "speaker_text": speaker})
    shape = pa.schema([("document_id", pa.string()), ("published_at", pa.timestamp("us", "UTC")), ("duplicate_of_document_id", pa.string())])
    return pa.Table.from_pylist(rows), pa.Table.from_pylist(documents, schema=shape)


def clustered(
    rows: tuple[pa.Table, pa.Table], documents: list[str], former: StatementState | None = None, actor_of: dict[str, str] | None = None
) -> StatementState:
    kept = pa.array(documents, pa.string())
    statements, about = (table.filter(pc.is_in(table["document_id"], value_set=kept)) for table in rows)
    return cluster_statements(statements, about, actor_of or {}, RetellingLexicon.load(), former=former)


@pytest.mark.parametrize("seed", range(6))
def test_statements_that_come_go_or_change(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr("pipelines.resolve.statements._WINDOW", 3)
    rows, other = said(70, seed), said(70, seed + 50)
    documents = rows[1]["document_id"].to_pylist()
    random.Random(seed).shuffle(documents)
    found = clustered(rows, documents[:40])
    for some in (documents[:41], documents[:60], documents, documents[15:65]):
        found = clustered(rows, some, found)
        assert found.clusters() == clustered(rows, some).clusters()
        assert found.statements.equals(clustered(rows, some).statements)
    assert len(set(found.clusters().values())) < len(found.clusters())
    # two speakers turn out to be one, and the reports are read anew and say other things
    assert clustered(rows, documents, found, {"Berg": "Ada Berg"}).clusters() == clustered(rows, documents, None, {"Berg": "Ada Berg"}).clusters()
    assert clustered(other, documents, found).clusters() == clustered(other, documents).clusters()


def test_an_item_meets_those_within_its_window() -> None:
    blocks = Blocks.of(np.array([1, 1, 1, 1, 2, 2], np.uint64), np.array([0, 1, 2, 3, 0, 3]), 2)
    everything = np.ones(4, np.bool_)
    assert [tuple(pair) for chunk in blocks.pairs(everything) for pair in chunk.tolist()] == [(0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3)]
    changed = np.array([True, False, False, False])
    assert blocks.behind(changed).tolist() == [True, True, True, True]
    assert Blocks.of(blocks.key[:4], blocks.item[:4], 2).behind(changed).tolist() == [True, True, True, False]


def test_connected_sets_that_hold_a_seed() -> None:
    seeds = np.array([False, True, False, False, False])
    assert touched([(0, 1), (3, 4)], [[0, 2]], seeds).tolist() == [True, True, True, False, False]
