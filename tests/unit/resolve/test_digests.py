"""Digests of batches: they add up to what the rows themselves give."""

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from pipelines import contracts
from pipelines.extract.batch import DESCRIPTIONS
from pipelines.resolve.actors import ActorResolution, resolve_actors, resolve_digest
from pipelines.resolve.corrections import Correction, Corrections
from pipelines.resolve.digests import ActorDigest, HeldReports

MENTIONS = ("document_id", "actor_id", "form", "role_text")


def reports(number: int) -> tuple[pa.Table, pa.Table, pa.Table]:
    """Rows of so many reports: people of like and of equal names in two countries, bodies, a listed state, undated reports and copies."""
    chance = random.Random(number)
    told, named, documents = [], [], []
    for n in range(number):
        document = f"doc_{n:03}"
        day = None if n % 7 == 3 else dt.datetime(2020, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=chance.randrange(300))
        documents.append({"document_id": document, "published_at": day, "duplicate_of_document_id": "doc_000" if n % 11 == 10 else None})
        for name in chance.sample(["Otto Varga", "Oto Varga", "Varga", "Otto Karl Varga", "Harbour Aid", "Ministry of Tides", "Norway"], 3):
            kind = "person" if "Varga" in name else "country" if name == "Norway" else chance.choice(["ngo", "company"])
            country = "NOR" if name == "Norway" else chance.choice(["NOR", "NOR", "CHL", None])
            row = dict.fromkeys(DESCRIPTIONS["actor_descriptions"]) | {"document_id": document, "name": name, "kind": kind, "country": country}
            row |= {"actor_id": f"act_{name}", "is_contested": False, "aliases": [name.upper()] if chance.random() < 0.3 else []}
            row |= {"gazetteer": "countries", "gazetteer_id": "NOR"} if name == "Norway" else {}
            row |= {"parent_actor_id": "act_Otto Varga"} if name == "Harbour Aid" and chance.random() < 0.5 else {}
            told.append(row)
            office = {"NOR": "finance minister", "CHL": "striker"}.get(country or "") if kind == "person" and chance.random() < 0.9 else None
            named += [{"document_id": document, "actor_id": row["actor_id"], "form": "name", "role_text": office}] * chance.randrange(1, 3)
    shape = pa.schema([("document_id", pa.string()), ("published_at", pa.timestamp("us", "UTC")), ("duplicate_of_document_id", pa.string())])
    return (
        pa.Table.from_pylist(told, schema=contracts.shape(DESCRIPTIONS["actor_descriptions"])),
        pa.Table.from_pylist(named, schema=pa.schema([(name, pa.string()) for name in MENTIONS])),
        pa.Table.from_pylist(documents, schema=shape),
    )


def batches(rows: pa.Table, size: int) -> list[pa.Table]:
    """The rows by document, so many documents at a time."""
    ids = sorted(set(rows["document_id"].to_pylist()))
    return [rows.filter(pc.is_in(rows["document_id"], value_set=pa.array(ids[n : n + size]))) for n in range(0, len(ids), size)]


def answer(found: ActorResolution) -> Sequence[Any]:
    return found.actors.to_pylist(), dict(found.actor_of), dict(found.actor_in), found.history.to_pylist()


@pytest.mark.parametrize("size", [1, 4, 100])
def test_batches_of_any_size_give_one_answer(size: int) -> None:
    rows = reports(40)
    parts = list(zip(*(batches(table, size) for table in rows), strict=True))
    random.Random(size).shuffle(parts)
    digest = ActorDigest.merged([ActorDigest.of(*part) for part in parts])
    whole = resolve_actors(*rows)
    assert whole.actor_in
    assert whole.actor_of
    assert answer(resolve_digest(digest, HeldReports(*rows))) == answer(whole)


def test_a_split_looks_up_its_documents() -> None:
    rows = reports(40)
    actor = resolve_actors(*rows).actors.filter(pc.field("name") == "Harbour Aid")["actor_id"][0].as_py()
    used = rows[0].filter(pc.field("name") == "Harbour Aid")["document_id"].to_pylist()
    corrections = Corrections((Correction("1", "split", (actor,), "the ferry", {actor: {"name": "Harbour Aid"}}, (used[0],), "Harbour Aid (ferry)"),))
    found = resolve_actors(*rows, corrections).actors.to_pylist()
    assert {r["name"]: r["document_count"] for r in found if r["name"].startswith("Harbour")}["Harbour Aid (ferry)"] == 1


def test_nothing_gives_nothing() -> None:
    empty = [table.slice(0, 0) for table in reports(1)]
    assert resolve_actors(*empty).actors.num_rows == 0
    assert ActorDigest.merged([]).descriptions.num_rows == 0
