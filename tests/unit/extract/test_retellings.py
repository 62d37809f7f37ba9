"""Tellings of one act within a report, on short sentences parsed in ``retellings.parses``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.model import Actor, ActorIndex, Casualty, EventMention, Participant, PlaceIndex
from pipelines.extract.retelling.lexicon import RetellingLexicon
from pipelines.extract.retellings import Act, attached, retold
from tests.builders import parsed, tables

TABLES = tables(__file__)
NOWHERE = PlaceIndex({}, ())
LEXICON = RetellingLexicon.load()
TUESDAY, WEDNESDAY = dt.date(2024, 5, 14), dt.date(2024, 5, 15)


def document(*names: str, title: bool = False) -> AnnotatedDocument:
    """The named sentences as one document; with ``title`` the first is the headline."""
    tables = [TABLES[name] for name in names]
    return parsed("\n\n".join(tables) if not title else tables[0] + "\n---\n" + "\n\n".join(tables[1:]), title=title)


def act(doc: AnnotatedDocument, word: str, nth: int = 0, to: str | None = None, **cells: Any) -> Act:
    """The mention whose trigger is the word, with one target if asked."""
    token = [t for t in doc.doc if t.text == word][nth]
    sentence = doc.sentence_of(token)
    day = cells.pop("day", None)
    made: dict[str, Any] = {
        "document_id": doc.document_id,
        "start_char": token.idx,
        "end_char": token.idx + len(token),
        "sentence_start_char": sentence.start_char,
        "sentence_end_char": sentence.end_char,
        "text": token.text,
        "origin": "tests@1",
        "confidence": None,
        "event_mention_id": f"evm_{token.i}",
        "event_id": f"evt_{token.i}",
        "event_type": "ASSAULT",
        "mode": None,
        "status": "occurred",
        "statement_id": None,
        "date_start": day,
        "date_end": day,
        "date_precision": "day" if day else None,
        "date_text": None,
        "place_id": None,
        "place_mention_id": None,
        "place_precision": None,
        "contexts": (),
        "start": token.i,
        "end": token.i + 1,
        "trigger": token.i,
    }
    mention = EventMention(**made | cells)
    parts: tuple[Participant, ...] = ()
    if to is not None:
        span = {
            key: made[key]
            for key in ("document_id", "start_char", "end_char", "sentence_start_char", "sentence_end_char", "text", "origin", "confidence")
        }
        parts = (
            Participant(
                **span,
                participant_id=f"prt_{token.i}",
                event_mention_id=mention.event_mention_id,
                event_id=mention.event_id,
                actor_id=to,
                mention_id="men_1",
                role="target",
            ),
        )
    return mention, parts


def actors(doc: AnnotatedDocument, *names: str) -> ActorIndex:
    return ActorIndex(
        {
            name: Actor(
                document_id=doc.document_id,
                actor_id=name,
                name=name,
                kind="person",
                country=None,
                sector=None,
                parent_actor_id=None,
                aliases=(),
                gazetteer=None,
                gazetteer_id=None,
                is_contested=False,
                contested_note=None,
            )
            for name in names
        },
        (),
    )


def events(doc: AnnotatedDocument, acts: Sequence[Act], *persons: str) -> list[set[str]]:
    """The trigger words by event, in text order."""
    found: dict[str, set[str]] = {}
    for mention, parts in retold(doc, actors(doc, *persons), NOWHERE, acts, LEXICON):
        found.setdefault(mention.event_id, set()).add(mention.text)
        assert all(p.event_id == mention.event_id for p in parts)
    return list(found.values())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("bomb", ("exploded", "killing", "wounding"), id="participles-tell-the-result"),
        pytest.param("when", ("killed", "blew"), id="killed-when-a-mine-blew-up"),
        pytest.param("died-in", ("died", "blast"), id="died-in-the-blast"),
        pytest.param("that-tore", ("tore", "killed"), id="a-bomb-that-tore-killed"),
        pytest.param("headline", ("blast", "kills"), id="the-subject-is-the-act"),
        pytest.param("ambush", ("ambush", "killed"), id="what-had-come-of-the-act-just-told"),
    ],
)
def test_a_sentence_tells_one_act(name: str, words: tuple[str, ...]) -> None:
    doc = document(name)
    assert events(doc, [act(doc, word) for word in words]) == [set(words)]


def test_a_definite_noun_takes_up_the_act_before() -> None:
    doc = document("bomb", "claimed")
    assert events(doc, [act(doc, "exploded"), act(doc, "attack")]) == [{"exploded", "attack"}]


def test_two_acts_before_leave_a_definite_noun_alone() -> None:
    doc = document("bomb", "strike", "claimed")
    acts = [act(doc, "exploded", day=TUESDAY), act(doc, "strike", day=WEDNESDAY), act(doc, "attack")]
    assert events(doc, acts) == [{"exploded"}, {"strike"}, {"attack"}]


def test_the_same_noun_takes_up_its_nearest_telling() -> None:
    doc = document("strike", "tuesday", "that-strike")
    acts = [act(doc, "strike", day=WEDNESDAY), act(doc, "strike", 1, day=TUESDAY), act(doc, "strike", 2)]
    joined = retold(doc, actors(doc), NOWHERE, acts, LEXICON)
    assert joined[2][0].event_id == joined[1][0].event_id != joined[0][0].event_id


def test_a_second_bomb_is_another_act() -> None:
    doc = document("bomb", "second")
    assert events(doc, [act(doc, "exploded"), act(doc, "killed")]) == [{"exploded"}, {"killed"}]


def test_the_noun_says_which_act_it_takes_up() -> None:
    doc = document("bomb", "campus")
    assert events(doc, [act(doc, "exploded"), act(doc, "attack")]) == [{"exploded"}, {"attack"}]


@pytest.mark.parametrize(
    ("first", "told", "then", "noun", "cells"),
    [
        pytest.param("six-smugglers", "arrested", "of-64", "arrest", {"event_type": "COERCE", "to": "smugglers"}, id="how-many"),
        pytest.param("bomb", "exploded", "that-killed-berg", "blast", {}, id="whom-it-killed"),
    ],
)
def test_the_words_behind_a_noun_say_which_act_it_means(first: str, told: str, then: str, noun: str, cells: dict[str, Any]) -> None:
    doc = document(first, then)
    assert events(doc, [act(doc, told, **cells), act(doc, noun, **cells)], "smugglers") == [{told}, {noun}]


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("the bombings", True),
        ("two raids on", True),
        ("the bombing of the court", False),
        ("led the ambush", False),
        ("killed five", None),
        ("attacks the town", None),
        ("the attack after the bombings", None),
    ],
)
def test_whether_a_noun_means_one_act_or_several(text: str, several: bool | None) -> None:
    assert LEXICON.is_plural(text) is several


@pytest.mark.parametrize(
    ("text", "is_apart"),
    [
        ("the third car was seized", True),
        ("another bomb", True),
        ("another seven were hurt", False),
        ("for the second time", False),
        ("attacked", False),
    ],
)
def test_whether_words_set_an_act_apart(text: str, is_apart: bool) -> None:
    assert LEXICON.is_set_apart(text) is is_apart


def test_the_headline_retells_the_lead() -> None:
    doc = document("headline", "bomb", title=True)
    assert events(doc, [act(doc, "blast"), act(doc, "kills"), act(doc, "exploded")]) == [{"blast", "kills", "exploded"}]


def test_the_headline_retells_the_act_with_its_victims() -> None:
    doc = document("headline", "second", "when", title=True)
    acts = [act(doc, "kills", to="Ada Berg"), act(doc, "killed", to="Kofi Mensah"), act(doc, "killed", 1, to="Ada Berg")]
    joined = retold(doc, actors(doc, "Ada Berg", "Kofi Mensah"), NOWHERE, acts, LEXICON)
    assert joined[0][0].event_id == joined[2][0].event_id != joined[1][0].event_id


def test_a_person_is_killed_once() -> None:
    doc = document("berg", "strike", "murder")
    acts = [act(doc, "killed", to="Ada Berg"), act(doc, "strike", mode="aerial"), act(doc, "murder", to="Ada Berg")]
    assert events(doc, acts, "Ada Berg") == [{"killed", "murder"}, {"strike"}]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param({"day": TUESDAY}, {"day": WEDNESDAY}, id="day"),
        pytest.param({"status": "occurred"}, {"status": "hypothetical"}, id="status"),
        pytest.param({"mode": "explosives"}, {"mode": "firearms"}, id="mode"),
        pytest.param({"event_type": "ASSAULT"}, {"event_type": "COERCE"}, id="type"),
    ],
)
def test_what_contradicts_is_not_joined(one: dict[str, Any], two: dict[str, Any]) -> None:
    doc = document("bomb", "claimed")
    assert events(doc, [act(doc, "exploded", **one), act(doc, "attack", **two)]) == [{"exploded"}, {"attack"}]


def claim(doc: AnnotatedDocument, word: str, **cells: Any) -> Casualty:
    """A claim of people killed by the word of harm."""
    token = next(t for t in doc.doc if t.text == word)
    made: dict[str, Any] = dict.fromkeys(Casualty.__dataclass_fields__)
    made |= {
        "document_id": doc.document_id,
        "origin": "casualties.subject@1",
        "casualty_id": f"cas_{token.i}",
        "claim_id": f"clm_{token.i}",
        "outcome": "killed",
        "is_cumulative": False,
        "harm_token": token.i,
    }
    return Casualty(**made | cells)


def test_a_claim_without_an_act_hangs_on_the_act_told_before() -> None:
    doc = document("bomb", "ministry")
    rows = attached(doc, [claim(doc, "died")], [act(doc, "exploded")], LEXICON)
    assert [(r.event_id, r.event_mention_id) for r in rows] == [("evt_2", "evm_2")]


def test_a_part_goes_with_its_whole() -> None:
    doc = document("bomb", "ministry")
    whole = claim(doc, "killing", event_id="evt_2", event_mention_id="evm_2")
    part = claim(doc, "died", part_of_casualty_id=whole.casualty_id)
    assert [r.event_id for r in attached(doc, [whole, part], [], LEXICON)] == ["evt_2", "evt_2"]


@pytest.mark.parametrize(
    ("names", "words", "cells"),
    [
        pytest.param(("bomb", "strike", "ministry"), ("exploded", "strike"), {}, id="two-acts-before"),
        pytest.param(("bomb", "ministry"), ("exploded",), {"is_cumulative": True}, id="a-running-toll"),
        pytest.param(("bomb", "ministry"), ("exploded",), {"outcome": "detained"}, id="no-harm-of-force"),
    ],
)
def test_a_claim_that_may_be_of_another_act_hangs_on_none(names: tuple[str, ...], words: tuple[str, ...], cells: dict[str, Any]) -> None:
    doc = document(*names)
    rows = attached(doc, [claim(doc, "died", **cells)], [act(doc, word) for word in words], LEXICON)
    assert [r.event_id for r in rows] == [None]
