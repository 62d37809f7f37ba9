"""Whom acts are aimed at, by construction: one short sentence each, as parsed in ``receivers.parses``."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from pipelines.extract.actors import ActorLexicon
from pipelines.extract.acts.attribution import attribute
from pipelines.extract.acts.clause import noun_slots, subject
from pipelines.extract.events import event_mentions
from pipelines.extract.model import ActorIndex
from tests.builders import parsed, tables
from tests.unit.extract.test_events import PEOPLE, index, lexicon

PARSES = tables(__file__, by_sentence=True)
#: Words that stand for another actor of their sentence.
PRONOUNS = {"it": "junta", "their": "rebel", "his": "king"}


@cache
def names() -> ActorLexicon:
    return ActorLexicon.load()


def resolved(sentence: str, event_type: str | None = None) -> tuple[list[str], list[str]]:
    """Sources and targets, as written, of the first act of a sentence (of a type); its pronouns are resolved."""
    doc = parsed(PARSES[sentence])
    found = index(doc, PEOPLE | {"mayor", "it", "their"})
    by_name = {actor.name: actor_id for actor_id, actor in found.actors.items()}
    mentions = tuple(
        replace(m, actor_id=by_name[PRONOUNS[m.text.lower()]], form="pronoun") if m.text.lower() in PRONOUNS else m for m in found.mentions
    )
    compounds = frozenset(i for i, token in enumerate(doc.doc) if token.dep_ in ("compound", "npadvmod"))
    actors = ActorIndex(found.actors, tuple(m for m in mentions if m.head not in compounds))
    actors = attribute(doc, actors, names(), lexicon())
    acts = event_mentions(doc, actors, None, None, (), lexicon())
    participants = next(participants for act, participants in acts if event_type in (None, act.event_type))
    return [p.text for p in participants if p.role == "source"], [p.text for p in participants if p.role == "target" and p.actor_id is not None]


@pytest.mark.parametrize(
    ("sentence", "sources", "targets"),
    [
        pytest.param("The mayor launched a scathing attack on the bishops.", ["mayor"], ["bishops"], id="an-attack-in-words-does-no-deed"),
        pytest.param("The rebels launched their attack on the soldiers.", ["rebels"], ["soldiers"], id="a-doer-is-no-receiver"),
        pytest.param("The king voiced his support of the premier.", ["king"], ["premier"], id="the-doer-of-a-noun-is-no-receiver"),
        pytest.param("Gunmen stormed an army base.", ["Gunmen"], ["army"], id="force-behind-its-post"),
        pytest.param("Soldiers shelled a rebel-held village.", ["Soldiers"], ["rebel"], id="force-that-holds-a-place"),
        pytest.param("The bank provided two million dollars in aid to the charity.", ["bank"], ["charity"], id="gift-by-phrases-in-a-row"),
        pytest.param("The bank donated tents to help refugees.", ["bank"], ["refugees"], id="gift-by-its-purpose"),
        pytest.param("Police opened an inquiry into claims that two soldiers beat a student.", ["Police"], ["soldiers"], id="suspects-of-an-inquiry"),
        pytest.param("The junta said it had banned the union.", ["junta"], ["union"], id="pronoun-shown-by-the-name-in-its-sentence"),
    ],
)
def test_receivers_of_acts(sentence: str, sources: list[str], targets: list[str]) -> None:
    assert resolved(sentence) == (sources, targets)


@pytest.mark.parametrize(
    ("sentence", "event_type", "sources", "targets"),
    [
        pytest.param(
            "Kofi cautioned that the king had signed the pact but had been accused of abuse.",
            "ACCUSE",
            [],
            ["king"],
            id="auxiliaries-tell-whose-verb-it-is",
        ),
        pytest.param(
            "The junta said its soldiers had struck the depot and denied shelling the town.",
            "REJECT",
            ["junta"],
            [],
            id="a-verb-of-speech-behind-a-told-deed-is-the-speaker's",
        ),
        pytest.param("Teachers blamed the attack on the rebels.", "ASSAULT", ["rebels"], [], id="who-is-blamed-did-it"),
        pytest.param("Teachers blamed the attack on the rebels.", "ACCUSE", ["Teachers"], ["rebels"], id="who-is-blamed-is-accused"),
        pytest.param("The envoy spoke after a meeting with the emir.", "CONSULT", ["envoy"], ["emir"], id="the-other-side-of-a-meeting"),
        pytest.param("Rebels telephoned the editor to warn of strikes.", "THREATEN", ["Rebels"], [], id="whoever-calls-somebody-to-warn-warns"),
        pytest.param(
            "The king, whose arrest of the bishops angered the envoy, left.", "COERCE", ["king"], ["bishops"], id="whose-stands-for-its-noun"
        ),
        pytest.param("Kofi was flogged and beaten by guards.", "ASSAULT", ["guards"], ["Kofi"], id="an-agent-of-two-passives"),
        pytest.param(
            "Forces of the junta, led by the general, detained Kofi.", "COERCE", ["junta"], ["Kofi"], id="an-object-taken-for-something-else"
        ),
        pytest.param("The union demanded the release of the editor.", "REQUEST", ["union"], [], id="whoever-is-to-be-freed-is-not-asked"),
        pytest.param("The union demanded the resignation of the premier.", "REQUEST", ["union"], ["premier"], id="whoever-is-to-resign-is-asked"),
        pytest.param(
            "Students protested against the killing of a teacher by police.", "PROTEST", ["Students"], ["police"], id="a-protest-is-against-the-doer"
        ),
        pytest.param("Students demanded a new premier.", "REQUEST", ["Students"], [], id="whoever-is-wanted-is-not-asked"),
        pytest.param("The king spoke to visiting premier Kofi.", "CONSULT", ["Kofi"], [], id="a-visitor-visits"),
        pytest.param("Two guards slain as miners strike.", "ASSAULT", [], ["guards"], id="a-headline-leaves-out-the-passive"),
        pytest.param("An envoy, two guards slain.", "ASSAULT", [], ["envoy", "guards"], id="a-headline-lists-without-and"),
        pytest.param("The army used tear gas to disperse the protesters.", "ASSAULT", ["army"], ["protesters"], id="the-dispersed"),
        pytest.param("The king imposed sanctions on the mayor, freezing his assets.", "SANCTION", ["king"], ["mayor"], id="whose-assets-are-frozen"),
        pytest.param(
            "Ten people were killed as the army's bombardment continued.", "ASSAULT", ["army"], ["people"], id="whose-attack-goes-on-has-killed"
        ),
        pytest.param("The junta decided to veto it.", "REJECT", ["junta"], [], id="what-is-vetoed-is-a-text"),
        pytest.param("The king recalled his envoy.", "SANCTION", ["king"], [], id="an-envoy-recalled-is-not-punished"),
        pytest.param("Rebels overran a base, the mayor said, killing soldiers.", "ASSAULT", ["Rebels"], [], id="a-clause-broken-by-its-teller"),
        pytest.param("The king lodged a complaint with the union.", "ACCUSE", ["king"], [], id="who-hears-a-complaint-is-not-accused"),
        pytest.param("The junta answered a bombing that it blamed on the army.", "ASSAULT", ["army"], [], id="the-blamed-did-it"),
        pytest.param("The king offered to send troops to help the emir.", "AGREE", ["king"], ["emir"], id="whom-troops-are-to-help"),
    ],
)
def test_arguments_that_the_parser_hangs_elsewhere(sentence: str, event_type: str, sources: list[str], targets: list[str]) -> None:
    assert resolved(sentence, event_type) == (sources, targets)


@pytest.mark.parametrize(
    ("sentence", "objects"),
    [
        pytest.param("Rebels captured three towns west of the port that miners had built.", ["three towns west of the port"], id="up-to-a-clause"),
        pytest.param("The king rejected the plan for a second harbour.", ["the plan for a second harbour"], id="a-plan"),
        pytest.param("Police opened an inquiry into the death of a miner.", ["the death of a miner"], id="behind-a-noun-that-is-the-act"),
        pytest.param("The junta imposed a curfew on the port.", ["the port"], id="a-measure-on-a-place"),
        pytest.param("The king agreed to open the harbour.", ["the harbour"], id="of-a-complement"),
        pytest.param("The king withdrew his monitors from the border.", ["the border"], id="not-whoever-is-sent-home"),
        pytest.param("The junta declared a ceasefire in the region.", ["the region"], id="a-ceasefire-on-ground"),
        pytest.param("The union refused to let the ship dock.", ["the ship"], id="of-a-clause-inside-a-complement"),
        pytest.param("Soldiers launched a wave of attacks.", [], id="not-the-act-itself"),
        pytest.param("The king lodged a complaint with the union.", [], id="not-what-is-lodged"),
        pytest.param("The mayor launched a scathing attack on the bishops.", [], id="not-beside-an-actor"),
        pytest.param("The king paid a visit to the town of Alder.", ["the town of Alder"], id="a-place-that-is-visited"),
        pytest.param("The king ordered the mines to close.", ["the mines"], id="whatever-is-told-what-to-do"),
        pytest.param("The army entered the village.", ["the village"], id="ground-that-is-entered"),
        pytest.param("Soldiers waged their battles.", [], id="not-a-deed-that-its-verb-only-carries"),
        pytest.param("The soldier returned fire.", [], id="not-what-is-fired"),
        pytest.param("The union is opposed to early elections.", ["early elections"], id="of-an-adjective"),
        pytest.param("The king expressed satisfaction with the harvest.", ["the harvest"], id="not-what-is-voiced"),
        pytest.param("Police searched for the seven, who were arrested on Monday.", ["the seven"], id="a-number-for-people"),
    ],
)
def test_what_an_act_is_directed_at_that_is_no_actor(sentence: str, objects: list[str]) -> None:
    doc = parsed(PARSES[sentence])
    acts = list(event_mentions(doc, index(doc, PEOPLE | {"mayor"}), None, None, (), lexicon()))
    participants = [p for p in acts[0][1] if p.actor_id is None]
    assert [(p.text, p.role, p.mention_id) for p in participants] == [(text, "target", None) for text in objects]
    assert all(doc.text[p.start_char : p.end_char] == p.text for p in participants)


@pytest.mark.parametrize(
    ("sentence", "event_type", "sources", "targets"),
    [
        pytest.param("The king conveyed the junta's support to the union.", "SUPPORT", ["king"], ["union"], id="whose-support-it-is-gets-none"),
        pytest.param("The union will not end the strike until the king pays.", "REJECT", ["union"], ["king"], id="who-is-to-act-first"),
        pytest.param("The king mobilised troops for the war against the rebels.", "MOBILIZE", ["king"], ["rebels"], id="whose-war-troops-are-for"),
        pytest.param("The junta joined the king for a meeting.", "CONSULT", ["junta"], ["king"], id="whoever-is-joined-for-a-meeting"),
        pytest.param(
            "The envoy launched a mediation effort to end the rift between the king and the rebels.",
            "CONSULT",
            ["envoy"],
            ["king", "rebels"],
            id="those-to-be-reconciled",
        ),
        pytest.param(
            "The king rejected the union demand for the release of the mayor.", "REJECT", ["king"], ["union"], id="who-demands-not-who-is-held"
        ),
        pytest.param("The junta's refusal to meet the union angered miners.", "REJECT", ["junta"], ["union"], id="of-a-noun's-infinitive"),
        pytest.param("The king agreed to found an agency.", "AGREE", ["king"], [], id="what-is-founded-receives-nothing"),
        pytest.param(
            "The rebels repeated their demand that the king should resign.", "REQUEST", ["rebels"], ["king"], id="of-whom-a-demand-tells-what-to-do"
        ),
        pytest.param("Soldiers searched the port after an attack blamed on the rebels.", "ASSAULT", ["rebels"], [], id="whom-an-attack-is-blamed-on"),
        pytest.param("The emir flew to the port for talks with the rebels.", "CONSULT", ["emir"], ["rebels"], id="whoever-comes-for-talks"),
        pytest.param("The attack was a reprisal by rebels.", "ASSAULT", ["rebels"], [], id="whose-deed-it-is-said-to-be"),
        pytest.param("Students blamed the rebels for a death and other attacks.", "ASSAULT", ["rebels"], [], id="who-is-blamed-for-two-deeds"),
        pytest.param("The resistance (the Eastern Front) shelled the soldiers.", "ASSAULT", ["Front"], ["soldiers"], id="a-name-beside-a-noun"),
        pytest.param(
            "The king sent a letter to the emir voicing support for the union.", "SUPPORT", ["king"], ["union"], id="a-message-speaks-for-its-sender"
        ),
        pytest.param(
            "The king got the guards to open the door and to arrest the editor.",
            "COERCE",
            ["guards"],
            ["editor"],
            id="two-things-one-is-got-to-do",
        ),
        pytest.param("The king was interested in capturing the rebels.", "ASSAULT", ["king"], ["rebels"], id="the-doer-of-what-one-wants"),
        pytest.param("The rebels were blamed for a wave of attacks on guards.", "ASSAULT", ["rebels"], ["guards"], id="who-is-blamed-for-many"),
        pytest.param(
            "The army's shelling of a school which killed ten pupils angered the king.",
            "ASSAULT",
            ["army"],
            [],
            id="a-place-that-is-hit-kills-nobody",
        ),
        pytest.param("The emir welcomed the nomination of Kofi by the junta.", "SUPPORT", ["emir"], ["Kofi"], id="who-is-nominated-is-welcomed"),
        pytest.param("Soldiers were stationed in the valley.", "MOBILIZE", ["Soldiers"], [], id="who-is-stationed"),
        pytest.param("The junta announced an end to talks with the rebels.", "CONSULT", ["junta"], ["rebels"], id="who-ends-talks-has-talked"),
        pytest.param("The king told a meeting with teachers that taxes would fall.", "CONSULT", ["king"], ["teachers"], id="who-speaks-to-a-meeting"),
        pytest.param("The rejection of the deal by the union angered the king.", "REJECT", ["union"], [], id="a-doer-hung-on-the-matter"),
        pytest.param("Two guards were killed in an attack by rebels.", "ASSAULT", ["rebels"], ["guards"], id="a-doer-of-harm-and-attack"),
        pytest.param("The king demanded custody of the editor.", "REQUEST", ["king"], [], id="whoever-is-wanted-in-custody-is-not-asked"),
        pytest.param("The junta gave agencies on the coast a deadline to leave.", "THREATEN", ["junta"], ["agencies"], id="two-objects-of-giving"),
    ],
)
def test_receivers_further_off(sentence: str, event_type: str, sources: list[str], targets: list[str]) -> None:
    doc = parsed(PARSES[sentence])
    people = PEOPLE | {"mayor", "agency", "front"}
    _, participants = next(act for act in event_mentions(doc, index(doc, people), None, None, (), lexicon()) if act[0].event_type == event_type)
    by_role = {role: [p.text for p in participants if p.role == role and p.actor_id is not None] for role in ("source", "target")}
    assert (by_role["source"], by_role["target"]) == (sources, targets)


def test_two_states_share_a_noun_of_their_people() -> None:
    doc = parsed(PARSES["French and Japanese soldiers met the rebels."])
    found = index(doc)
    soldiers = next(m for m in found.mentions if m.text == "soldiers")
    known = {**found.actors, soldiers.actor_id: replace(found.actors[soldiers.actor_id], kind="military")}
    whole = replace(soldiers, start=soldiers.start - 1, start_char=doc.doc[soldiers.start - 1].idx)
    actors = attribute(doc, ActorIndex(known, tuple(whole if m is soldiers else m for m in found.mentions)), names(), lexicon())
    ((_, participants),) = event_mentions(doc, actors, None, None, (), lexicon())
    assert [actors.actors[p.actor_id].country for p in participants if p.role == "source" and p.actor_id is not None] == ["FRA", None]


def test_force_behind_a_post_is_an_actor_of_its_own_kind() -> None:
    doc = parsed(PARSES["Gunmen stormed an army base."])
    actors = attribute(doc, ActorIndex({}, ()), names(), lexicon())
    assert [(a.name, a.kind, a.sector) for a in actors.actors.values()] == [("army", "military", "MIL")]
    assert [(m.text, m.form) for m in actors.mentions] == [("army", "nominal")]


def test_a_name_of_two_words_before_an_act_is_one_mention() -> None:
    doc = parsed(PARSES["A round of North Korean missile talks opened."])
    actors = attribute(doc, ActorIndex({}, ()), names(), lexicon())
    assert [(m.text, actors.actors[m.actor_id].country) for m in actors.mentions] == [("North Korean", "PRK")]


def test_whoever_is_asked_is_to_do_it() -> None:
    doc = parsed(PARSES["Kofi asked the soldiers to arrest the editor."])
    doer = subject(next(token for token in doc.doc if token.text == "arrest"))
    assert doer is not None
    assert doer.text == "soldiers"


def test_a_noun_that_tells_the_act_of_its_clause_has_its_doer() -> None:
    doc = parsed(PARSES["Soldiers stormed the house in an operation that killed two students."])
    acts = list(event_mentions(doc, index(doc), None, None, (), lexicon()))
    sources = {act.text.split()[0]: [p.text for p in parts if p.role == "source"] for act, parts in acts}
    assert sources["stormed"] == ["Soldiers"]
    assert sources["killed"] == ["Soldiers"]


def test_whoever_speaks_on_a_visit_visits() -> None:
    doc = parsed(PARSES["Speaking on a visit to the valley, the emir praised the editor."])
    visit = next(token for token in doc.doc if token.text == "visit")
    assert [token.text for token in noun_slots(visit)["by"]] == ["emir"]


def test_a_deed_told_again_has_the_doer_of_its_clause() -> None:
    doc = parsed(PARSES["The militia seized the editor in a raid."])
    raid = next(token for token in doc.doc if token.text == "raid")
    assert [token.text for token in noun_slots(raid)["holder"]] == ["militia"]


def test_a_headline_lists_states_without_and() -> None:
    doc = parsed(PARSES["Northland, Southland to hold talks"])
    found = index(doc, frozenset({"northland", "southland"}))
    actors = ActorIndex({i: replace(actor, kind="country") for i, actor in found.actors.items()}, found.mentions)
    (_, participants), *_ = event_mentions(doc, actors, None, None, (), lexicon())
    assert [(p.role, p.text) for p in participants] == [("source", "Northland"), ("source", "Southland")]


def told_of(kinds: dict[str, dict[str, Any]], sentence: str, trigger: str) -> tuple[list[str], list[str]]:
    """Sources and targets of the act of a trigger, where the words of ``kinds`` are actors with those cells and an authority was told of before."""
    doc = parsed(PARSES[sentence])
    found = index(doc, frozenset(kinds))
    named = {a.actor_id: replace(a, **kinds[doc.doc[m.head].lemma_]) for m in found.mentions for a in (found.actors[m.actor_id],)}
    authority = replace(next(iter(named.values())), actor_id="act_isle", kind="government", country="NTH", is_contested=True, gazetteer_id="isle")
    before = replace(found.mentions[0], mention_id="men_isle", actor_id="act_isle", start=-1, end=0, head=-1)
    actors = attribute(
        doc, ActorIndex({**named, "act_isle": authority}, (before, *(replace(m, form="nominal") for m in found.mentions))), names(), lexicon()
    )
    parts = next(parts for act, parts in event_mentions(doc, actors, None, None, (), lexicon()) if doc.doc[act.trigger].text == trigger)
    return [p.text for p in parts if p.role == "source"], [p.text for p in parts if p.role == "target"]


def test_a_breakaway_region_stands_for_its_authority_before_its_state() -> None:
    sentence = "The army launched an operation in the breakaway region."
    assert told_of({"army": {"kind": "military", "country": "NTH"}}, sentence, "launched") == (["army"], ["region"])
    assert told_of({"army": {"kind": "military", "country": "STH"}}, sentence, "launched") == (["army"], [])


def test_officials_act_for_the_state_that_speaks_of_them() -> None:
    sentence = "The king said officials would meet the rebels."
    people = {"official": {"kind": "government"}, "rebel": {"kind": "armed_group"}}
    assert told_of({"king": {"kind": "country"}, **people}, sentence, "meet") == (["king"], ["rebels"])
    assert told_of({"king": {"kind": "person"}, **people}, sentence, "meet") == (["officials"], ["rebels"])


def test_ground_taken_in_an_attack_was_of_those_attacked() -> None:
    kinds = {"rebel": {"kind": "armed_group"}, "soldier": {"kind": "military"}}
    assert told_of(kinds, "Rebels attacked soldiers near the town, capturing two hills.", "capturing") == (["Rebels"], ["soldiers"])


def test_whom_somebody_takes_hostage_is_taken() -> None:
    assert told_of({"rebel": {"kind": "armed_group"}}, "Rebels took ten soldiers hostage.", "took") == (["Rebels"], ["soldiers"])
