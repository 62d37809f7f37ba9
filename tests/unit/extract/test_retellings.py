"""Tellings of one act within a report, on short sentences parsed in ``retellings.parses``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.model import Actor, ActorIndex, Casualty, EventMention, Participant, PlaceIndex
from pipelines.extract.retelling.lexicon import RetellingLexicon
from pipelines.extract.retellings import Act, attached, handed_on, retold
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


FILLER = ("ministry",) * 6


@pytest.mark.parametrize(
    ("names", "told", "again"),
    [
        pytest.param(("station", "hitting"), "hit", "hitting", id="the-thing-that-was-struck"),
        pytest.param(("bomb", *FILLER, "said-12"), "killing", "killed", id="the-same-toll-far-behind"),
        pytest.param(("bomb", *FILLER, "mayor"), "exploded", "attack", id="what-the-report-is-about"),
        pytest.param(("market-claim",), "exploded", "attack", id="a-noun-behind-in-the-sentence"),
        pytest.param(("villages", "attacks-nine"), "launched", "attacks", id="several-acts-at-once"),
        pytest.param(("bomb", "victims"), "killing", "stabbed", id="the-victims"),
        pytest.param(("bomb", "those-killed"), "exploded", "killed", id="those-killed"),
        pytest.param(("air-raid", "union"), "raid", "bombing", id="a-raid-from-the-air-is-a-bombing"),
    ],
)
def test_an_act_is_taken_up(names: tuple[str, ...], told: str, again: str) -> None:
    doc = document(*names)
    modes = {"raid": "aerial", "bombing": "explosives"}
    acts = [act(doc, told, mode=modes.get(told)), act(doc, again, 1 if again == "attacks" else 0, mode=modes.get(again))]
    assert len(events(doc, acts)) == 1


def test_who_is_behind_the_attack_takes_it_up() -> None:
    doc = document("bomb", "behind")
    assert len(events(doc, [act(doc, "exploded"), act(doc, "was", text="was behind the attack")])) == 1


@pytest.mark.parametrize(
    ("names", "told", "again", "cells"),
    [
        pytest.param(("response",), "shelled", "attack", {}, id="what-an-act-answers-is-another"),
        pytest.param(("station", "attacks-nine"), "hit", "attacks", {}, id="several-acts-are-not-one"),
        pytest.param(("station", "died-in"), "hit", "died", {}, id="another-noun-takes-up-another-act"),
        pytest.param(("of-may", "claimed"), "killed", "attack", {"day": TUESDAY}, id="one-is-dated-otherwise"),
    ],
)
def test_an_act_is_not_taken_up(names: tuple[str, ...], told: str, again: str, cells: dict[str, Any]) -> None:
    doc = document(*names)
    acts = [act(doc, told, day=dt.date(2024, 5, 3) if cells else None), act(doc, again, **cells)]
    assert len(events(doc, acts)) == 2


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


def party(told: Act, role: str, actor_id: str) -> Act:
    """The act with one participant more, read in its sentence."""
    mention, parts = told
    return mention, (
        *parts,
        Participant(
            document_id=mention.document_id,
            start_char=mention.start_char,
            end_char=mention.end_char,
            sentence_start_char=mention.sentence_start_char,
            sentence_end_char=mention.sentence_end_char,
            text=mention.text,
            origin="tests@1",
            confidence=None,
            participant_id=f"prt_{mention.trigger}_{actor_id}",
            event_mention_id=mention.event_mention_id,
            event_id=mention.event_id,
            actor_id=actor_id,
            mention_id=f"men_{mention.trigger}_{actor_id}",
            role=role,
        ),
    )


def filled(doc: AnnotatedDocument, told: Act, again: Act, *persons: str, kind: str = "population") -> Act:
    """The second of two tellings of one event after handing on."""
    index = actors(doc, *persons)
    index = ActorIndex({name: replace(actor, kind=kind) for name, actor in index.actors.items()}, ())
    mention, parts = again
    joined = replace(mention, event_id=told[0].event_id), tuple(replace(p, event_id=told[0].event_id) for p in parts)
    return handed_on(doc, index, NOWHERE, (), (told, joined), LEXICON)[1]


def test_a_day_and_a_place_are_handed_on() -> None:
    doc = document("bomb", "mayor")
    told = act(doc, "exploded", day=TUESDAY, date_text="Tuesday", place_id="plc_1", place_mention_id="plm_1", place_precision="settlement")
    mention, _ = filled(doc, told, act(doc, "attack"))
    assert (mention.date_start, mention.date_end, mention.date_precision, mention.date_text) == (TUESDAY, TUESDAY, "day", "Tuesday")
    assert (mention.place_id, mention.place_mention_id, mention.place_precision) == ("plc_1", "plm_1", "retold_settlement")


@pytest.mark.parametrize(
    ("cells", "own"),
    [
        pytest.param({"place_precision": "scene_settlement"}, {}, id="of-a-place-nearby"),
        pytest.param({"status": "planned"}, {}, id="of-a-plan"),
        pytest.param({}, {"status": "hypothetical"}, id="to-what-is-supposed"),
        pytest.param({"date_start": None}, {"date_text": "that week"}, id="against-own-words"),
    ],
)
def test_what_is_not_handed_on(cells: dict[str, Any], own: dict[str, Any]) -> None:
    doc = document("bomb", "mayor")
    told = act(doc, "exploded", **{"day": TUESDAY, "place_id": "plc_1", "place_mention_id": "plm_1", "place_precision": "settlement"} | cells)
    mention, _ = filled(doc, told, act(doc, "attack", **own))
    if "place_precision" in cells:
        assert mention.place_id is None
    elif own.get("date_text"):
        assert mention.date_start is None
    else:
        assert (mention.place_id, mention.date_start) == (None, None)


def test_parties_are_handed_on_with_where_they_were_read() -> None:
    doc = document("bomb", "mayor")
    told = party(party(act(doc, "exploded"), "source", "gunmen"), "target", "traders")
    mention, parts = filled(doc, told, act(doc, "attack"), "gunmen", "traders")
    assert [(p.role, p.actor_id, p.origin, p.event_mention_id) for p in parts] == [
        ("source", "gunmen", "events.retold@1", mention.event_mention_id),
        ("target", "traders", "events.retold@1", mention.event_mention_id),
    ]
    assert {(p.start_char, p.text) for p in parts} == {(told[0].start_char, "exploded")}


@pytest.mark.parametrize(
    ("status", "other", "sources"),
    [
        pytest.param("occurred", "alleged", ["gunmen"], id="a-fact-to-a-charge"),
        pytest.param("alleged", "occurred", [], id="no-charge-to-a-fact"),
        pytest.param("alleged", "alleged", [], id="each-side-has-its-own-culprit"),
        pytest.param("occurred", "denied", [], id="nothing-to-a-denial"),
    ],
)
def test_who_did_it_is_handed_on_by_status(status: str, other: str, sources: list[str]) -> None:
    doc = document("bomb", "mayor")
    told = party(act(doc, "exploded", status=status), "source", "gunmen")
    _, parts = filled(doc, told, act(doc, "attack", status=other), "gunmen")
    assert [p.actor_id for p in parts] == sources


@pytest.mark.parametrize(("speaker", "sources"), [("front", ["front"]), ("minister", [])], ids=["a-claim-of-responsibility", "a-charge-by-another"])
def test_who_says_that_he_did_it_is_believed(speaker: str, sources: list[str]) -> None:
    doc = document("bomb", "mayor")
    told = party(act(doc, "attack", status="alleged", statement_id="stm_1"), "source", "front")
    lead = act(doc, "exploded")
    index = actors(doc, "front")
    index = ActorIndex({name: replace(actor, kind="armed_group") for name, actor in index.actors.items()}, ())
    statement: Any = SimpleNamespace(statement_id="stm_1", form="indirect", speaker_actor_id=speaker)
    joined = replace(told[0], event_id=lead[0].event_id), told[1]
    (_, parts), _ = handed_on(doc, index, NOWHERE, (statement,), (lead, joined), LEXICON)
    assert [p.actor_id for p in parts] == sources


def test_soldiers_hurt_in_a_raid_are_not_raided_by_their_own() -> None:
    doc = document("bomb", "wounded-in")
    told = party(act(doc, "exploded"), "source", "army")
    _, parts = filled(doc, told, party(act(doc, "wounded"), "target", "soldiers"), "army", "soldiers", kind="military")
    assert [p.actor_id for p in parts] == ["soldiers"]


def test_who_condemns_an_attack_is_against_the_attackers() -> None:
    doc = document("mayor")
    attack = party(act(doc, "attack"), "source", "gunmen")
    mention, parts = party(act(doc, "condemned", event_type="ACCUSE"), "source", "mayor")
    aimed = parts[0]
    thing = replace(aimed, participant_id="prt_thing", actor_id=None, mention_id=None, role="target", start_char=attack[0].start_char - 4)
    thing = replace(thing, end_char=attack[0].end_char)
    index = actors(doc, "gunmen", "mayor")
    found = handed_on(doc, index, NOWHERE, (), ((mention, (aimed, thing)), attack), LEXICON)[0][1]
    assert [(p.role, p.actor_id) for p in found] == [("source", "mayor"), ("target", "gunmen")]


def test_so_many_taken_of_one_group_are_one_arrest() -> None:
    doc = document("six-smugglers", "six-held")
    told = (
        act(doc, "arrested", to="smugglers", event_type="COERCE", mode="arrest", day=TUESDAY),
        act(doc, "arrested", 1, to="smugglers", event_type="COERCE", mode="arrest"),
    )
    assert len(events(doc, told, "smugglers")) == 1
