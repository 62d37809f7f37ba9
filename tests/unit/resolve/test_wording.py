"""Words by which reports and sentences are known again, and what follows for events told in several reports."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import pyarrow as pa
import pytest

from pipelines import contracts
from pipelines.extract.retelling.lexicon import RetellingLexicon
from pipelines.ids import make_id
from pipelines.resolve.events import EventResolution, join_events
from pipelines.resolve.wording import IN_REPORT, IN_SENTENCE, About, Wording, likeness, names_in


@cache
def lexicon() -> RetellingLexicon:
    return RetellingLexicon.load()


def wording(texts: dict[str, str]) -> Wording:
    return Wording.load(lexicon(), lambda ids: ((document_id, texts[document_id]) for document_id in ids))


@cache
def bare() -> Wording:
    return wording({})


def test_names_leave_out_what_any_report_has() -> None:
    text = "The mayor of Ostrelle, Prime Minister Ada Brendholm, met French envoys and Hamas on Monday."
    assert bare().names(text) == ("~ostrelle", "~ada", "~brendholm", "+hamas")


def test_words_of_a_sentence() -> None:
    words = bare().words("Brendholm said 1,200 tents were burned in Ostrelle on Monday.", ("~ostrelle", "~brendholm"))
    assert words == {"~brendholm", "~ostrelle", "@monday", "1200", "tent", "burn"}
    assert names_in(words) == ["~brendholm", "~ostrelle"]


def test_names_weigh_more_in_a_sentence_and_listed_ones_less_in_a_report() -> None:
    assert likeness(frozenset(("~ostrelle", "tent")), frozenset(("~ostrelle", "burn", "field")), IN_SENTENCE) == (2.0, 2 / 3)
    assert likeness(frozenset(("+hamas", "~ostrelle")), frozenset(("+hamas",)), IN_REPORT) == (0.4, 1.0)
    assert likeness(frozenset(("tent",)), frozenset(("burn",)), IN_SENTENCE) == (0.0, 0.0)


def test_what_a_document_is_about_comes_back_from_its_list() -> None:
    about = About(frozenset(("act_1", "plc_2")), frozenset(("~ostrelle", "+hamas")))
    assert about.listed() == ["act_1", "plc_2", "+hamas", "~ostrelle"]
    assert About.of(about.listed()) == about


#: A second sentence by which both reports are of one story.
STORY = " The camp near Ostrelle is run by Brendholm, Tarvik, Quellmar and Osfeld of Vendhausen."
OTHER = " The dam at Kirrane was built by Molvang."


def told(
    sentence: str, trigger: str, event_type: str, day: str = "2024-05-15", story: str = STORY, **cells: Any
) -> tuple[str, str, str, str, dict[str, Any]]:
    return sentence + story, trigger, event_type, day, cells


def join(*reports: tuple[str, str, str, str, dict[str, Any]]) -> EventResolution:
    """Join what reports of one sentence tell; nothing is known of parties, places and dates beyond the cells."""
    rows, documents, texts = [], [], {}
    for number, (text, trigger, event_type, day, cells) in enumerate(reports):
        document = f"doc_{number}"
        texts[document] = text
        at = text.index(trigger)
        base: dict[str, Any] = dict.fromkeys(contracts.table("event_mentions").by_name)
        base |= {"status": "occurred", "contexts": [], "origin": "test@1", "start_char": at, "end_char": at + len(trigger), "text": trigger}
        base |= {"sentence_start_char": 0, "sentence_end_char": text.index(". ") + 1, "document_id": document, "event_type": event_type}
        mention = make_id("evm", document)
        rows.append(base | {"event_mention_id": mention, "event_id": mention, **cells})
        documents.append({"document_id": document, "published_at": dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC), "publisher": None})
        documents[-1]["duplicate_of_document_id"] = None
    shape = contracts.table("event_mentions").arrow
    about = [("document_id", pa.string()), ("published_at", pa.timestamp("us", "UTC")), ("publisher", pa.string())]
    return join_events(
        pa.Table.from_pylist(rows, schema=pa.schema([shape.field(i).with_nullable(True) for i in range(len(shape))])),
        pa.table({name: pa.array([], pa.string()) for name in ("event_mention_id", "role", "actor_id")}),
        pa.Table.from_pylist(documents, schema=pa.schema([*about, ("duplicate_of_document_id", pa.string())])),
        contracts.table("places").arrow.empty_table(),
        contracts.table("actors").arrow.empty_table(),
        lexicon(),
        wording=wording(texts),
    )


ONE = [
    pytest.param(
        told("The rebels agreed on Monday to let lorries with flour pass the bridge at Ostrelle.", "agreed", "AGREE"),
        told("Lorries with flour may pass the bridge at Ostrelle, as the rebels agreed.", "agreed", "AGREE", "2024-05-16"),
        id="like-sentences-of-one-story",
    ),
    pytest.param(
        told("The fishermen refused to take part in the harbour talks with the council of Ostrelle on mooring fees.", "refused", "REJECT"),
        told(
            "Talks about the harbour stalled, as the fishermen refused to take part in talks on mooring fees with the Ostrelle council.",
            "refused",
            "REJECT",
        ),
        id="words-of-one-speaker-who-is-not-told",
    ),
    pytest.param(
        told(
            "The flour depot burned down after the guards of Ostrelle mill were tied up and shot by raiders.",
            "shot",
            "ASSAULT",
            mode="firearms",
            story=OTHER,
        ),
        told(
            "The guards of the Ostrelle mill were tied up and shot before raiders burned the flour depot.",
            "shot",
            "ASSAULT",
            "2024-05-24",
            mode="firearms",
            story=" Kirrane has a dam that Molvang owns.",
        ),
        id="the-background-of-a-later-report-in-the-words-of-the-first",
    ),
]
TWO = [
    pytest.param(
        told("Police fired at a crowd of dockers near the customs house.", "fired", "ASSAULT"),
        told("Police fired at farmers who had gathered by the grain store.", "fired", "ASSAULT", "2024-05-20"),
        id="one-story-days-apart-in-other-words",
    ),
    pytest.param(
        told("On Tuesday a team of six was sent by the guild to look into the fire at the Ostrelle paper mill.", "sent", "AID"),
        told("On Friday a team of six was sent by the guild to look into the fire at the Ostrelle paper mill.", "sent", "AID", "2024-05-18"),
        id="the-same-words-of-another-day-of-the-week",
    ),
    pytest.param(
        told("The envoys agreed to repair the mill race and the old bridge.", "agreed", "AGREE", story=OTHER),
        told("Both ministries agreed to train forty pilots in the spring.", "agreed", "AGREE"),
        id="another-story",
    ),
]


@pytest.mark.parametrize(("one", "two"), ONE)
def test_one_event(one: Any, two: Any) -> None:
    assert len(set(join(one, two).event_of.values())) == 1


@pytest.mark.parametrize(("one", "two"), TWO)
def test_two_events(one: Any, two: Any) -> None:
    assert len(set(join(one, two).event_of.values())) == 2
