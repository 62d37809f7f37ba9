"""Joining event mentions: what is one event and what is not, shown on pairs of mentions written out here."""

from __future__ import annotations

import datetime as dt
import random
import time
from functools import cache
from typing import Any

import pyarrow as pa
import pytest

from pipelines import contracts
from pipelines.ids import make_id
from pipelines.resolve.events import EventResolution, RetellingLexicon, join_events

ACTORS: dict[str, dict[str, Any]] = {
    "Northland": {"kind": "country", "country": "NOR", "gazetteer": "countries"},
    "Northland defence ministry": {"kind": "government", "country": "NOR", "parent_actor_id": "Northland", "gazetteer": "states"},
    "Northland army": {"kind": "military", "country": "NOR", "parent_actor_id": "Northland", "gazetteer": "states"},
    "Southland": {"kind": "country", "country": "SWE", "gazetteer": "countries"},
    "Eastland": {"kind": "country", "country": "FIN", "gazetteer": "countries"},
    "Ada Berg": {"kind": "person", "country": "NOR"},
    "Carl Dahl": {"kind": "person", "country": "SWE"},
    "River Front": {"kind": "armed_group", "country": None, "gazetteer": "groups"},
    "Hill Brigade": {"kind": "armed_group", "country": None, "gazetteer": "groups"},
    "enclave authorities": {"kind": "government", "country": "NOR", "is_contested": True},
    "Enclave Army": {"kind": "military", "country": "NOR", "is_contested": True},
    "gunmen": {"kind": "other", "country": None},
    "villagers": {"kind": "population", "country": None},
    "officials": {"kind": "other", "country": None},
    "Eva Lind": {"kind": "person", "country": "NOR"},
    "Northland minister": {"kind": "person", "country": "NOR"},
    "investors": {"kind": "other", "country": None},
}
PLACES: dict[str, dict[str, Any]] = {
    "Port Alder": {"country": "NOR", "feature": "populated_place", "latitude": 60.0, "longitude": 10.0},
    "Mill Town": {"country": "NOR", "feature": "populated_place", "latitude": 60.5, "longitude": 10.5},
    "Far City": {"country": "SWE", "feature": "populated_place", "latitude": 59.0, "longitude": 18.0},
    "Marsh Valley": {"country": "NOR", "feature": "region", "latitude": 60.2, "longitude": 10.2},
    "Northland": {"country": "NOR", "feature": "country", "latitude": None, "longitude": None},
}


@cache
def lexicon() -> RetellingLexicon:
    return RetellingLexicon.load()


def told(
    text: str,
    event_type: str = "ASSAULT",
    *,
    doc: str = "a",
    date: str | None = "2024-05-14",
    by: str = "",
    to: str = "",
    at: str | None = None,
    **cells: Any,
) -> dict[str, Any]:
    """A mention: ``by`` and ``to`` are sources and targets with semicolons between; a date is a day, ``2024-05`` a month, ``2020`` a year."""
    start = end = None
    precision = None
    if date is not None:
        parts = [int(part) for part in date.split("-")]
        start = dt.date(*[*parts, 1, 1][:3])
        end = (
            start
            if len(parts) == 3
            else dt.date(start.year, 12, 31)
            if len(parts) == 1
            else (start.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
        )
        precision = ("year", "month", "day")[len(parts) - 1]
    return {
        "text": text,
        "event_type": event_type,
        "document_id": f"doc_{doc}",
        "date_start": start,
        "date_end": end,
        "date_precision": precision,
        "date_text": date,
        "place_id": at,
        "by": [name for name in by.split("; ") if name],
        "to": [name for name in to.split("; ") if name],
        **cells,
    }


def join(
    *mentions: dict[str, Any], published: dict[str, str] | None = None, copies: dict[str, str] | None = None, tolls: dict[int, int] | None = None
) -> EventResolution:
    """Join mentions; ``published`` gives a document's day (2024-05-15 otherwise), ``tolls`` a mention's dead by its number."""
    rows, parts, casualties = [], [], []
    for number, mention in enumerate(mentions):
        mention = dict(mention)
        mention_id = make_id("evm", mention["document_id"], number)
        for role, side in (("source", "by"), ("target", "to")):
            parts += [{"event_mention_id": mention_id, "role": role, "actor_id": name} for name in mention.pop(side)]
        base: dict[str, Any] = {c.name: None for c in contracts.table("event_mentions").columns}
        base |= {
            "status": "occurred",
            "contexts": [],
            "origin": "test@1",
            "start_char": number * 100,
            "end_char": number * 100 + 10,
            "sentence_start_char": number * 100,
        }
        base |= {"sentence_end_char": number * 100 + 70 + number, "event_mention_id": mention_id, "event_id": mention_id, **mention}
        rows.append(base)
        if tolls and number in tolls:
            casualties.append(
                {
                    "event_mention_id": mention_id,
                    "outcome": "killed",
                    "count_low": tolls[number],
                    "count_high": tolls[number],
                    "part_of_casualty_id": None,
                }
            )
    documents = sorted({row["document_id"] for row in rows})
    days = {f"doc_{name}": day for name, day in (published or {}).items()}
    shape = contracts.table("event_mentions").arrow
    return join_events(
        pa.Table.from_pylist(rows, schema=pa.schema([shape.field(i).with_nullable(True) for i in range(len(shape))])),
        pa.Table.from_pylist(parts, schema=pa.schema([("event_mention_id", pa.string()), ("role", pa.string()), ("actor_id", pa.string())])),
        pa.table(
            {
                "document_id": documents,
                "published_at": [dt.datetime.fromisoformat(days.get(d, "2024-05-15")).replace(tzinfo=dt.UTC) for d in documents],
                "publisher": [f"paper {d}" for d in documents],
                "duplicate_of_document_id": pa.array(
                    [f"doc_{copies[d[4:]]}" if copies and d[4:] in copies else None for d in documents], pa.string()
                ),
            }
        ),
        pa.Table.from_pylist([{"place_id": name, **facts} for name, facts in PLACES.items()]),
        pa.Table.from_pylist(
            [
                {"actor_id": name, "name": name, "parent_actor_id": None, "gazetteer": None, "is_contested": False, **facts}
                for name, facts in ACTORS.items()
            ]
        ),
        lexicon(),
        casualties=pa.Table.from_pylist(
            casualties,
            schema=pa.schema(
                [
                    ("event_mention_id", pa.string()),
                    ("outcome", pa.string()),
                    ("count_low", pa.int32()),
                    ("count_high", pa.int32()),
                    ("part_of_casualty_id", pa.string()),
                ]
            ),
        ),
    )


ONE = [
    pytest.param(
        told("launched an offensive", by="Northland", at="Marsh Valley"),
        told("began a military campaign", doc="b", by="Northland", at="Marsh Valley"),
        id="an-offensive-and-a-campaign-of-one-day-and-region",
    ),
    pytest.param(
        told("accepted a truce", "AGREE", by="enclave authorities", at="Marsh Valley"),
        told("agreed to a ceasefire proposal", "CONCEDE", doc="b", by="enclave authorities", at="Marsh Valley"),
        id="agreeing-and-conceding-a-truce",
    ),
    pytest.param(
        told("shelled the harbour", by="Northland army", to="villagers", at="Port Alder"),
        told("the shelling of the harbour", doc="b", by="Northland", at="Port Alder"),
        id="verb-and-noun-army-and-state",
    ),
    pytest.param(
        told("met envoys", "CONSULT", by="Northland; Southland", at="Far City"),
        told("talks", "CONSULT", doc="b", by="Northland; Southland", at="Far City"),
        id="talks-of-the-same-parties-on-one-day",
    ),
    pytest.param(
        told("will meet officials", "CONSULT", by="Northland", date="2024-05-16", at="Far City", status="planned"),
        told("talks", "CONSULT", doc="b", by="Northland", date="2024-05-16", at="Far City", status="occurred"),
        id="planned-talks-that-took-place-on-the-day",
    ),
    pytest.param(
        told("the 2019 war", by="Northland", date="2019"),
        told("the war broke out", doc="b", by="Northland", date="2019"),
        id="a-war-named-by-its-year",
    ),
    pytest.param(
        told("bombing of the market", by="River Front", at="Port Alder", date=None),
        told("bombed the market", doc="b", by="River Front", at="Port Alder"),
        id="undated-but-worded-alike-in-one-news-cycle",
    ),
    pytest.param(
        told("accused the front of treason", "ACCUSE", by="Ada Berg", to="River Front"),
        told("accused the front", "ACCUSE", doc="b", by="Ada Berg", to="River Front"),
        id="one-speaker-one-hearer-one-day",
    ),
    pytest.param(
        told("attacked the barracks", by="River Front", to="Northland army", date="2024-05-13", at="Mill Town"),
        told("the attack on the barracks", by="River Front", date=None, at="Mill Town"),
        id="a-noun-that-takes-up-a-verb-of-its-report",
    ),
    pytest.param(
        told("killed in a bombing", at="Port Alder", date="2024-05-13"),
        told("an explosion ripped through a bus", doc="b", at="Port Alder", date="2024-05-13"),
        id="a-bombing-without-parties-in-one-town-on-one-day",
    ),
    pytest.param(
        told("exploded", doc="a", at="Port Alder", mode="explosives"),
        told("tore", doc="b", at="Port Alder", mode="explosives"),
        id="one-day-one-town-one-means",
    ),
    pytest.param(
        told("hold talks", "CONSULT", by="Northland; Southland", at="Port Alder", status="planned", date="2024-05-20"),
        told("meet", "CONSULT", doc="b", by="Northland; Southland", at="Port Alder", status="planned", date="2024-05-20"),
        id="talks-planned-in-one-town",
    ),
    pytest.param(
        told("the murder", to="Ada Berg", date=None),
        told("shot dead", doc="b", to="Ada Berg", date="2024-05-01", at="Port Alder", mode="firearms"),
        id="a-person-is-killed-once",
    ),
    pytest.param(
        told("captured", to="Ada Berg", date="2024-04", mode="abduct"),
        told("was kidnapped", doc="b", to="Ada Berg", date=None, mode="abduct"),
        id="a-person-is-abducted-once",
    ),
    pytest.param(
        told("arrived on a visit", "CONSULT", by="Ada Berg", at="Far City", mode="visit"),
        told("the visit", "CONSULT", doc="b", by="Northland minister", at="Far City", mode="visit"),
        id="a-visitor-by-name-and-by-office",
    ),
    pytest.param(
        told("the invasion", by="Northland", to="Southland", date=None),
        told("the Northland-led invasion", by="Northland", date="2019-03"),
        id="a-campaign-of-years-ago-taken-up-in-its-report",
    ),
    pytest.param(
        told("the bombing at the fair", at="Port Alder", mode="explosives"),
        told("the bombings at the fair", doc="b", at="Port Alder", mode="explosives"),
        id="two-reports-count-the-bombs-as-they-like",
    ),
    pytest.param(
        told("signed a trade agreement", "SUPPORT", by="Northland; Southland", date=None),
        told("the trade agreement signed", "SUPPORT", doc="b", by="Northland; Southland"),
        id="a-pact-of-the-same-two",
    ),
    pytest.param(
        told("shelling", by="River Front", at="Port Alder", mode="heavy-weapons"),
        told("shelling the city", by="River Front", date=None, status="denied", mode="heavy-weapons"),
        id="who-denies-a-deed-denies-what-was-told",
    ),
    pytest.param(
        told("were arrested", "COERCE", by="Northland army", to="Ada Berg", mode="arrest"),
        told("the arrest", "COERCE", doc="b", to="Ada Berg", date=None, mode="arrest"),
        id="a-person-is-arrested-once-a-month",
    ),
    pytest.param(
        told("charged Ada Berg", "ACCUSE", by="Northland", to="Ada Berg", date=None),
        told("Berg is charged", "ACCUSE", doc="b", to="Ada Berg", date=None),
        id="a-person-is-charged-once",
    ),
    pytest.param(
        told("the bombing", by="Carl Dahl", at="Port Alder", mode="explosives"),
        told("the bombing", doc="b", by="River Front", at="Port Alder", mode="explosives"),
        id="the-bomber-and-those-who-sent-him",
    ),
]


@pytest.mark.parametrize(("one", "two"), ONE)
def test_one_event(one: dict[str, Any], two: dict[str, Any]) -> None:
    assert len(join(one, two).events) == 1


TWO = [
    pytest.param(
        told("shelled the harbour", by="Northland army", at="Port Alder", date="2024-05-13"),
        told("shelled the harbour", doc="b", by="Northland army", at="Port Alder", date="2024-05-14"),
        id="another-day",
    ),
    pytest.param(
        told("shelled the harbour", by="Northland army", at="Port Alder"),
        told("shelled the harbour", doc="b", by="Northland army", at="Mill Town"),
        id="another-town",
    ),
    pytest.param(
        told("attacked the barracks", by="River Front", at="Port Alder"),
        told("attacked the barracks", doc="b", by="Hill Brigade", at="Port Alder"),
        id="another-doer",
    ),
    pytest.param(
        told("attacked", by="River Front", to="Northland army"),
        told("attacked", doc="b", by="Northland army", to="River Front"),
        id="doer-and-victim-changed-places",
    ),
    pytest.param(
        told("talks", "CONSULT", by="Northland; Southland", date="2024-05-13"),
        told("talks", "CONSULT", doc="b", by="Northland; Southland", date="2024-05-14"),
        id="talks-of-the-same-states-another-day",
    ),
    pytest.param(
        told("talks", "CONSULT", by="Northland; Southland", date=None),
        told("talks", "CONSULT", doc="b", by="Northland; Southland", date=None),
        id="undated-talks-of-the-same-states",
    ),
    pytest.param(
        told("telephoned", "CONSULT", by="Ada Berg; Carl Dahl", mode="phone"),
        told("visited", "CONSULT", doc="b", by="Ada Berg; Carl Dahl", mode="visit"),
        id="a-call-and-a-visit",
    ),
    pytest.param(
        told("bombing", by="River Front", at="Port Alder"),
        told("shot dead", doc="b", by="River Front", at="Port Alder"),
        id="a-bombing-and-a-shooting-in-one-town",
    ),
    pytest.param(
        told("the attack on the mosque", by="River Front", at="Port Alder", date=None),
        told("the funeral of those killed in the attack", doc="b", by="River Front", at="Port Alder", date=None),
        id="a-funeral-is-not-the-attack",
    ),
    pytest.param(
        told("demanded that it withdraw", "REQUEST", by="Ada Berg", to="Southland"),
        told("demanded that it withdraw", "REQUEST", doc="b", by="Carl Dahl", to="Northland"),
        id="words-of-another-speaker",
    ),
    pytest.param(
        told("will strike", by="Northland", to="Southland", status="planned", date=None),
        told("struck", doc="b", by="Northland", to="Southland"),
        id="a-plan-without-a-date-is-not-the-deed",
    ),
    pytest.param(
        told("would attack", by="Northland", to="Southland", status="hypothetical"),
        told("attacked", doc="b", by="Northland", to="Southland"),
        id="a-possible-attack-is-not-the-deed",
    ),
    pytest.param(
        told("attacked a convoy", by="River Front", date="2024"),
        told("attacked a village", doc="b", by="River Front", date="2024"),
        id="two-acts-of-one-year",
    ),
    pytest.param(
        told("arrested two men", "COERCE", by="Northland"),
        told("shelled the harbour", "ASSAULT", doc="b", by="Northland"),
        id="another-type",
    ),
    pytest.param(
        told("signed a pact", "SUPPORT", by="Northland; Southland"),
        told("signed a pact", "SUPPORT", doc="b", by="Northland; Eastland"),
        id="a-pact-with-another",
    ),
    pytest.param(
        told("met officials", "CONSULT", by="Northland; Southland", at="Port Alder"),
        told("met", "CONSULT", by="Northland; Eastland", at="Port Alder"),
        id="meeting-another",
    ),
    pytest.param(
        told("cracked down", "COERCE", by="Northland", date=None),
        told("crack down", "COERCE", doc="b", by="Northland", date=None),
        id="what-states-do-every-week",
    ),
    pytest.param(
        told("the daily raids", by="Northland army", at="Port Alder"),
        told("a raid", doc="b", by="Northland army", at="Port Alder"),
        id="many-acts-are-no-single-one",
    ),
    pytest.param(
        told("shelled the harbour", by="Northland army", at="Port Alder", date_text="Tuesday morning"),
        told("shelled the harbour", by="Northland army", at="Port Alder", date_text="Tuesday night"),
        id="two-parts-of-a-day",
    ),
    pytest.param(
        told("agreed", "AGREE", by="Northland", to="Southland"),
        told("agreed", "AGREE", doc="b", by="Northland", to="Eastland"),
        id="agreeing-with-another",
    ),
    pytest.param(
        told("killed four fighters", by="Northland army", at="Northland"),
        told(
            "killed thirty fighters",
            doc="b",
            by="Northland army",
            at="Northland",
            date_start=dt.date(2024, 5, 13),
            date_end=dt.date(2024, 5, 19),
            date_precision="week",
        ),
        id="killings-of-one-week",
    ),
    pytest.param(
        told("killed", date=None),
        told("killed", doc="b", date=None),
        id="killings-with-nothing-in-common",
    ),
    pytest.param(
        told("assassinated", to="Ada Berg", at="Port Alder", mode="firearms"),
        told("shot dead", doc="b", to="Eva Lind", at="Port Alder", mode="firearms"),
        id="two-people-killed-in-one-town",
    ),
    pytest.param(
        told("an attempt to kill", to="Ada Berg", date=None),
        told("killed", doc="b", to="Ada Berg", date=None),
        id="an-attempt-is-not-the-killing",
    ),
    pytest.param(
        told("fired one missile at", by="Northland army", date=None, at="Mill Town", doc="a", mode="heavy-weapons"),
        told("fired one missile at", by="Northland army", date=None, at="Mill Town", doc="c", mode="heavy-weapons"),
        id="undated-shots-told-of-on-two-days",
    ),
    pytest.param(
        told("targeted a group", by="Northland army", at="Mill Town", date=None, mode="aerial"),
        told("targeted a car", by="Northland army", at="Northland", date=None, mode="aerial"),
        id="one-report-of-two-raids",
    ),
    pytest.param(
        told("the bombing of the court", at="Port Alder"),
        told("the bombings", at="Port Alder", date=None),
        id="one-bombing-and-all-of-them-in-one-report",
    ),
    pytest.param(
        told("seized two lorries", "COERCE", by="Northland army", at="Port Alder", mode="seize"),
        told("the third lorry was seized", "COERCE", by="Northland army", at="Port Alder", date=None, mode="seize"),
        id="the-third-is-not-the-first-two",
    ),
    pytest.param(
        told("attend the meeting", "CONSULT", by="Ada Berg", at="Far City", date=None, status="planned"),
        told("meet investors", "CONSULT", by="Ada Berg", to="investors", at="Far City", date=None, status="planned"),
        id="a-meeting-and-a-meeting-with-somebody",
    ),
    pytest.param(
        told("signed a trade agreement", "SUPPORT", by="Northland; Southland"),
        told("sign agreement", "SUPPORT", doc="b", by="Northland", date=None),
        id="a-pact-of-two-and-one-with-nobody-told",
    ),
    pytest.param(
        told("accused", "ACCUSE", by="Northland", to="Southland", date=None),
        told("accused", "ACCUSE", doc="b", by="Northland", to="Southland", date=None),
        id="two-charges-of-one-state-against-another",
    ),
    pytest.param(
        told("the incursion", by="Northland", at="Mill Town", date_start=dt.date(2024, 5, 8), date_end=dt.date(2024, 5, 14), date_precision="range"),
        told("killed villagers", doc="b", by="Northland army", to="villagers", at="Mill Town"),
        id="a-week-of-fighting-and-what-was-done-on-one-of-its-days",
    ),
    pytest.param(
        told("murdered", to="villagers", at="Mill Town", date="2019-04"),
        told("murdered", to="villagers", at="Mill Town", date=None),
        id="what-has-no-date-is-not-of-years-ago",
    ),
    pytest.param(
        told("the sanctions", "SANCTION", by="Northland", date=None),
        told("imposed sanctions", "SANCTION", doc="b", by="Northland", to="Southland", date=None),
        id="sanctions-on-nobody-told",
    ),
    pytest.param(
        told("signed a bilateral accord", "SUPPORT", by="Northland; Southland"),
        told("sign bilateral accords", "SUPPORT", doc="b", by="Northland", to="Southland; Eastland", date=None),
        id="a-pact-with-a-third",
    ),
    pytest.param(
        told("forces were sent to", "MOBILIZE", by="Northland army", at="Northland", status="denied", date=None, mode="troops"),
        told("sent police to", "MOBILIZE", by="Northland army", at="Northland", mode="troops"),
        id="what-is-denied-and-what-was-done",
    ),
]


@pytest.mark.parametrize(("one", "two"), TWO)
def test_two_events(one: dict[str, Any], two: dict[str, Any]) -> None:
    assert len(join(one, two, published={"c": "2024-05-16"}).events) == 2


def test_a_sentence_printed_again_in_a_later_version_tells_the_same() -> None:
    one = told("killed", date=None, start_char=300, sentence_start_char=290, sentence_end_char=420)
    assert len(join(one, {**one, "document_id": "doc_b"}).events) == 1
    assert len(join(one, {**one, "document_id": "doc_b", "sentence_end_char": 430}).events) == 2


def test_many_words_printed_again_tell_the_same_whoever_said_them() -> None:
    words = "headmasters who let their schools fall behind again would be demoted"
    one = told(words, "SANCTION", to="officials", date=None, status="planned")
    two = {**one, "document_id": "doc_b", "sentence_end_char": 190}
    assert len(join(one, two).events) == 1
    assert len(join(one, {**two, "text": words.removesuffix(" demoted")}).events) == 2
    assert len(join(one, two, published={"b": "2024-05-25"}).events) == 2


def test_an_undated_war_long_after_its_report_is_left_alone() -> None:
    one = told("shelled the harbour", by="Northland", at="Port Alder", date=None)
    assert len(join(one, {**one, "document_id": "doc_b"}, published={"a": "2024-05-15", "b": "2024-07-01"}).events) == 2


def test_tolls_that_cannot_both_be_true_keep_bombings_of_one_day_apart() -> None:
    one = told("bombing", at="Port Alder", date="2024-05-13")
    two = {**one, "document_id": "doc_b"}
    assert len(join(one, two, tolls={0: 3, 1: 4}).events) == 1
    assert len(join(one, two, tolls={0: 3, 1: 60}).events) == 2
    assert len(join(one, {**one, "text": "second bombing"}, tolls={0: 3, 1: 4}).events) == 2


def test_a_town_and_a_great_toll_tell_an_undated_act_and_a_dated_one_together() -> None:
    one, two = told("killed people", at="Port Alder"), told("people died", doc="b", at="Port Alder", date=None)
    assert len(join(one, two, tolls={0: 9, 1: 9}).events) == 1
    assert len(join(one, two, tolls={0: 3, 1: 3}).events) == 2


def test_what_was_told_before_the_day_is_another_act() -> None:
    fired = [
        told("fired a missile at the camp", doc="a", by="Northland army", at="Port Alder", date=None),
        told("fired a missile at the camp", doc="b"),
    ]
    fired[1] |= {"by": ["Northland army"], "place_id": "Port Alder"}
    assert len(join(*fired, published={"a": "2024-05-14", "b": "2024-05-14"}).events) == 1
    assert len(join(*fired, published={"a": "2024-05-12", "b": "2024-05-14"}).events) == 2


def test_a_day_that_is_not_told_in_words_is_no_contradiction_and_dates_the_event_where_no_other_is() -> None:
    one = told("the shelling of the harbour", by="Northland army", to="villagers", at="Port Alder", date_text=None)
    two = told("shelled the harbour", doc="b", by="Northland army", to="villagers", at="Port Alder")
    later = told("shelled the harbour", doc="b", by="Northland army", to="villagers", at="Port Alder", date="2024-05-15", date_text=None)
    (event,) = join(one, two | {"date_start": dt.date(2024, 5, 13), "date_end": dt.date(2024, 5, 13)}).events
    assert event["date_start"] == dt.date(2024, 5, 13)
    (event,) = join(one, later).events
    assert (event["date_start"], event["date_text"]) == (dt.date(2024, 5, 14), None)


def test_a_person_may_be_arrested_again() -> None:
    arrests = [told("the arrest", "COERCE", doc=doc, to="Ada Berg", date=None, mode="arrest") for doc in "ab"]
    assert len(join(*arrests, published={"a": "2024-01-10"}).events) == 2


def test_the_toll_of_a_week_is_not_that_of_one_of_its_days() -> None:
    week: dict[str, Any] = {"date_start": dt.date(2024, 5, 8), "date_end": dt.date(2024, 5, 14), "date_precision": "range"}
    one = told("attack on the market", by="Northland army", at="Mill Town", **week)
    two = told("attack on the market", doc="b", by="Northland army", at="Mill Town")
    assert len(join(one, two, tolls={0: 9, 1: 9}).events) == 1
    assert len(join(one, two, tolls={0: 9, 1: 8}).events) == 2


def test_one_man_killed_here_and_one_there() -> None:
    one = told("killed", by="gunmen", date=None)
    assert len(join(one, one, tolls={0: 1, 1: 1}).events) == 2


def test_no_chain_joins_what_differs() -> None:
    """An undated telling fits the acts of two days; it joins one of them and they stay apart."""
    monday = told("shelled the harbour", by="Northland army", at="Port Alder", date="2024-05-13")
    tuesday = told("shelled the harbour", doc="b", by="Northland army", at="Port Alder", date="2024-05-14")
    undated = told("shelled the harbour", doc="c", by="Northland army", at="Port Alder", date=None)
    assert len(join(monday, tuesday, undated).events) == 2


def test_mentions_that_the_extractor_made_one_stay_one() -> None:
    one = told("attacked", by="River Front", event_id="evt_local")
    two = told("the violence", date=None, event_id="evt_local")
    assert len(join(one, two).events) == 1


def test_the_row_agrees_on_the_narrowest_and_the_commonest() -> None:
    resolution = join(
        told("launched an offensive", by="Northland", to="River Front", at="Marsh Valley"),
        told("the offensive", doc="b", by="Northland", date="2024-05", at="Marsh Valley", status="alleged"),
        told("launched a military offensive", doc="c", by="Northland army", at="Port Alder", status="alleged", statement_id="stm_1"),
        published={"a": "2024-05-15", "b": "2024-05-17", "c": "2024-05-14"},
    )
    (event,) = resolution.events
    assert event["event_id"] == make_id("evt", make_id("evm", "doc_c", 2))
    assert (event["event_type"], event["quad_class"], event["status"]) == ("ASSAULT", "material_conflict", "occurred")
    assert (event["date_start"], event["date_end"], event["date_precision"]) == (dt.date(2024, 5, 14), dt.date(2024, 5, 14), "day")
    assert event["place_id"] == "Port Alder"
    assert event["source_actor_ids"] == ["Northland", "Northland army"]
    assert event["target_actor_ids"] == ["River Front"]
    assert (event["mention_count"], event["document_count"], event["publisher_count"]) == (3, 3, 3)
    assert (event["first_reported_at"].day, event["last_reported_at"].day) == (14, 17)
    contracts.table("events").collect(resolution.events)


def test_copies_add_no_reports() -> None:
    one = told("launched an offensive", by="Northland", at="Marsh Valley")
    (event,) = join(one, {**one, "document_id": "doc_b"}, copies={"b": "a"}).events
    assert (event["mention_count"], event["document_count"], event["publisher_count"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("statuses", "agreed"),
    [
        (("alleged", "occurred"), "occurred"),
        (("alleged", "denied"), "disputed"),
        (("alleged", "alleged"), "alleged"),
        (("ongoing", "alleged"), "ongoing"),
        (("planned", "occurred"), "occurred"),
        (("denied", "denied"), "denied"),
        (("planned", "planned"), "planned"),
    ],
    ids=lambda value: "-and-".join(value) if isinstance(value, tuple) else value,
)
def test_how_real_an_event_is(statuses: tuple[str, str], agreed: str) -> None:
    one, two = (
        told("launched an offensive", doc=doc, by="Northland", at="Marsh Valley", status=status) for doc, status in zip("ab", statuses, strict=True)
    )
    (event,) = join(one, two).events
    assert event["status"] == agreed


def test_the_order_of_rows_does_not_matter() -> None:
    made = [told("shelled the harbour", doc=str(n), by="Northland army", at="Port Alder", date=f"2024-05-{10 + n // 3}") for n in range(12)]
    mentions = [{**m, "event_mention_id": f"evm_{n:024x}", "event_id": f"evm_{n:024x}", "start_char": n} for n, m in enumerate(made)]
    names = [m["event_mention_id"] for m in mentions]

    def groups(order: list[int]) -> dict[str, str]:
        rows = [mentions[n] for n in order]
        return {name: event for name, event in _joined(rows).items() if name in names}

    first = groups(list(range(12)))
    shuffled = list(range(12))
    random.Random(1).shuffle(shuffled)
    assert groups(shuffled) == first
    assert len(set(first.values())) == 4


def _joined(rows: list[dict[str, Any]]) -> dict[str, str]:
    """``join`` takes ids from positions; here the parties have to follow the given ids."""
    shape = contracts.table("event_mentions").arrow
    parts, full = [], []
    for row in rows:
        row = dict(row)
        for role, side in (("source", "by"), ("target", "to")):
            parts += [{"event_mention_id": row["event_mention_id"], "role": role, "actor_id": name} for name in row.pop(side)]
        base: dict[str, Any] = {c.name: None for c in contracts.table("event_mentions").columns}
        full.append(
            base | {"status": "occurred", "contexts": [], "origin": "test@1", "end_char": 1, "sentence_start_char": 0, "sentence_end_char": 9} | row
        )
    documents = sorted({row["document_id"] for row in full})
    resolution = join_events(
        pa.Table.from_pylist(full, schema=pa.schema([shape.field(i).with_nullable(True) for i in range(len(shape))])),
        pa.Table.from_pylist(parts),
        pa.table(
            {
                "document_id": documents,
                "published_at": [dt.datetime(2024, 5, 15, tzinfo=dt.UTC)] * len(documents),
                "publisher": documents,
                "duplicate_of_document_id": pa.nulls(len(documents), pa.string()),
            }
        ),
        pa.Table.from_pylist([{"place_id": name, **facts} for name, facts in PLACES.items()]),
        pa.Table.from_pylist(
            [
                {"actor_id": name, "name": name, "parent_actor_id": None, "gazetteer": None, "is_contested": False, **facts}
                for name, facts in ACTORS.items()
            ]
        ),
        lexicon(),
    )
    return dict(resolution.event_of)


def test_an_id_that_an_earlier_report_replaces_still_leads_to_the_event() -> None:
    late = told("shelled the harbour", by="Northland army", at="Port Alder")
    early = told("shelled the harbour", doc="b", by="Northland army", at="Port Alder")
    (before,) = join(late).events
    after = join(late, early, published={"b": "2024-05-14"})
    (event,) = after.events
    assert event["event_id"] != before["event_id"]
    ((former, event_id, reason),) = [(row["former_event_id"], row["event_id"], row["reason"]) for row in after.history]
    assert (former, event_id) == (before["event_id"], event["event_id"])
    assert reason
    assert not join(late).history


def test_no_mentions_make_no_events() -> None:
    shape = contracts.table("event_mentions").arrow
    empty = join_events(
        shape.empty_table(),
        contracts.table("event_participants").arrow.empty_table(),
        contracts.table("documents").arrow.empty_table(),
        contracts.table("places").arrow.empty_table(),
        contracts.table("actors").arrow.empty_table(),
        lexicon(),
        casualties=contracts.table("casualties").arrow.empty_table(),
    )
    assert (empty.event_of, empty.events, empty.links) == ({}, (), ())


def test_cost_grows_with_the_mentions_and_not_with_their_pairs() -> None:
    """Raids of three armies on three places, on ever more days."""
    places = ("Port Alder", "Mill Town", "Far City")
    armies = ("Northland army", "River Front", "Hill Brigade")
    first = dt.date(2020, 1, 1)

    def seconds(count: int) -> float:
        days = [str(first + dt.timedelta(days=n // 9)) for n in range(count)]
        made = [told("raided the depot", doc=str(n), by=armies[n % 3], at=places[n // 3 % 3], date=day) for n, day in enumerate(days)]
        began = time.process_time()
        assert len(join(*made, published={str(n): day for n, day in enumerate(days)}).events) == count
        return time.process_time() - began

    seconds(90)
    assert seconds(1800) < 10 * max(seconds(450), 0.1)
