"""Who did it to whom, where other words of the sentence than the act's own tell it: one short sentence each, as parsed in ``roles.parses``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from pipelines.extract.acts.attribution import attribute
from pipelines.extract.events import event_mentions
from pipelines.extract.model import ActorIndex
from tests.builders import parsed, tables
from tests.unit.extract.test_events import index, lexicon, told
from tests.unit.extract.test_receivers import names

PARSES = tables(__file__, by_sentence=True)
#: The actors of the sentences with their kinds.
KINDS: Mapping[str, str] = {
    **dict.fromkeys(("villager", "farmer", "student", "officer", "driver", "nurse", "people", "woman", "priest"), "population"),
    **dict.fromkeys(("marta", "kofi", "premier", "minister", "envoy"), "person"),
    **dict.fromkeys(("rebel", "gunman", "front", "fighter"), "armed_group"),
    **dict.fromkeys(("police", "guard"), "police"),
    **dict.fromkeys(("army", "soldier"), "military"),
    **dict.fromkeys(("junta", "council"), "government"),
    **dict.fromkeys(("union", "party"), "party"),
    **dict.fromkeys(("northland", "southland"), "country"),
}


def acts(sentence: str, **same: str) -> list[tuple[str, str, list[str], list[str]]]:
    """Type, status, sources and targets of the acts of a sentence; words of ``same`` stand for the actor of another word."""
    doc = parsed(PARSES[sentence])
    found = index(doc, {*KINDS, *same, *(("they",) if same else ())})
    by_name = {actor.name: actor_id for actor_id, actor in found.actors.items()}
    known = {i: replace(actor, kind=KINDS.get(actor.name, "population")) for i, actor in found.actors.items()}
    mentions = tuple(
        replace(m, actor_id=by_name[same[word]], form="pronoun")
        if (word := m.text.lower()) in same
        else m
        if doc.doc[m.head].pos_ == "PROPN"
        else replace(m, form="nominal")
        for m in found.mentions
    )
    actors = attribute(doc, ActorIndex(known, mentions), names(), lexicon())
    return [told(row) for row in event_mentions(doc, actors, None, None, (), lexicon())]


def parts(sentence: str, event_type: str, **same: str) -> tuple[list[str], list[str]]:
    """Sources and targets of the first act of a type."""
    return next((sources, targets) for kind, _, sources, targets in acts(sentence, **same) if kind == event_type)


@pytest.mark.parametrize(
    ("sentence", "sources", "targets"),
    [
        pytest.param(
            "Police fired live rounds after villagers ignored a warning.", ["police"], ["villagers"], id="who-is-shot-at-did-something-before"
        ),
        pytest.param("Police fired tear gas after the match.", ["police"], [], id="nobody-is-told"),
        pytest.param("Gunmen opened fire, killing three farmers.", ["gunmen"], ["farmers"], id="whom-the-shots-killed"),
        pytest.param("Gunmen threw a grenade and opened fire at soldiers.", ["gunmen"], ["soldiers"], id="at-whom-the-next-verb-tells"),
        pytest.param("A rocket attack killed three nurses.", [], ["nurses"], id="whom-an-attack-killed"),
        pytest.param("A nurse was killed by a rocket attack.", [], ["nurse"], id="killed-by-an-attack"),
        pytest.param("Six farmers were killed and another 12 wounded.", [], ["farmers"], id="another-twelve"),
        pytest.param("Among those wounded were two drivers.", [], ["drivers"], id="among-those-wounded"),
        pytest.param("The rebels launched a bombing campaign targeting priests.", ["rebels"], ["priests"], id="whom-a-campaign-targets"),
        pytest.param("Gunmen shot at a police car.", ["gunmen"], ["police"], id="whose-car-it-is"),
        pytest.param(
            "A priest from the Coptic Church and police officers were slain in the attack.",
            [],
            ["priest", "officers"],
            id="a-plural-verb-has-another-subject",
        ),
        pytest.param("The Front claimed the bombing.", ["front"], [], id="claims-it"),
        pytest.param("An attack on a church claimed by the Front shocked the town.", ["front"], [], id="claimed-by-hung-on-the-church"),
        pytest.param("The Front claimed responsibility on Monday for the raid on a church.", ["front"], [], id="claims-it-on-a-day"),
        pytest.param("The union said the attack happened at dawn and blamed it on the junta.", ["junta"], [], id="on-whom-the-next-verb-lays-it"),
        pytest.param("Fighting resumed between the army and the rebels.", ["army", "rebels"], [], id="between-hung-on-the-verb"),
        pytest.param("Southland tank shells struck houses, killing two farmers.", ["southland"], [], id="whose-shells-they-are"),
        pytest.param("The army responded with air strikes that killed ten farmers.", ["army"], ["farmers"], id="who-answers-with-it"),
        pytest.param("Three farmers were shot dead by soldiers during a raid on the camp.", ["soldiers"], ["farmers"], id="shot-in-a-raid"),
        pytest.param("The attack was the deadliest against the army since May.", [], ["army"], id="deadliest-against-whom"),
        pytest.param("Two farmers were killed by a roadside bomb planted by the Front.", ["front"], ["farmers"], id="who-planted-the-bomb"),
        pytest.param("The bank was hit by mortar attacks from Northland positions.", ["northland"], [], id="from-whose-side"),
        pytest.param("Red Front fighters shelled the guards.", ["front"], ["guards"], id="a-force-before-its-fighters"),
    ],
)
def test_force_and_who_uses_it_on_whom(sentence: str, sources: list[str], targets: list[str]) -> None:
    assert parts(sentence, "ASSAULT") == (sources, targets)


@pytest.mark.parametrize(
    ("sentence", "event_type", "sources", "targets"),
    [
        pytest.param("Marta has now been expelled from the Party.", "SANCTION", ["party"], ["marta"], id="the-body-that-one-is-expelled-from"),
        pytest.param("The crackdown on students by police continued.", "COERCE", ["police"], ["students"], id="by-hung-on-the-sufferers"),
        pytest.param("Northland to consider sanctions against the junta", "SANCTION", ["northland"], ["junta"], id="a-headline-s-infinitive"),
        pytest.param("Northland lifted sanctions imposed on the junta.", "SANCTION", ["northland"], ["junta"], id="who-lifts-them-put-them-on"),
        pytest.param(
            "Northland lifted the sanctions that had been imposed on the junta.", "CONCEDE", ["northland"], ["junta"], id="from-whom-they-are-lifted"
        ),
        pytest.param("Kofi called for the council to strengthen the mandate.", "REQUEST", ["kofi"], ["council"], id="for-whom-to-do-it"),
        pytest.param("Students called for the ouster of the premier.", "REQUEST", ["students"], ["premier"], id="who-is-to-be-ousted"),
        pytest.param("Northland accused the rebels of looting shops, shelling a bank.", "ASSAULT", ["rebels"], [], id="accused-of-two-deeds"),
        pytest.param("Kofi asked for the envoy's help.", "REQUEST", ["kofi"], ["envoy"], id="whose-help-is-asked-for"),
        pytest.param("Marta is the first minister to visit Southland.", "CONSULT", ["marta"], ["southland"], id="the-first-to-do-it"),
        pytest.param(
            "After a meeting with Kofi, the envoy, Marta, said talks would go on.", "CONSULT", ["marta"], ["kofi"], id="who-speaks-after-it"
        ),
        pytest.param("The European Union on Friday imposed sanctions on the junta.", "SANCTION", ["union"], ["junta"], id="a-day-before-the-verb"),
        pytest.param("The minister said Northland was ready for talks with Southland.", "CONSULT", ["northland"], ["southland"], id="who-is-ready"),
        pytest.param("Students took to the streets to demand the resignation of Kofi.", "PROTEST", ["students"], ["kofi"], id="who-is-to-resign"),
        pytest.param(
            "Students marched in the port demanding that Northland withdraw its troops.", "PROTEST", ["students"], ["northland"], id="of-whom"
        ),
        pytest.param(
            "Northland soldiers retreated from the port after Southland rebels, backed by Kofi, seized the city.",
            "ASSAULT",
            ["rebels"],
            [],
            id="no-and-before-the-verb",
        ),
        pytest.param("The union held a rally to denounce the junta.", "PROTEST", ["union"], ["junta"], id="whom-a-rally-denounces"),
        pytest.param(
            "The junta denied it, saying the army targeted depots and accused the rebels of lying.",
            "ACCUSE",
            ["junta"],
            ["rebels"],
            id="who-says-so-accuses",
        ),
        pytest.param("A conference of the union issued condemnation of the junta.", "ACCUSE", ["union"], ["junta"], id="who-issues-it"),
        pytest.param("Officers were probing for ties between the gunmen and the union.", "ACCUSE", ["officers"], ["gunmen"], id="ties-of-whom"),
    ],
)
def test_measures_and_words_and_whom_they_are_for(sentence: str, event_type: str, sources: list[str], targets: list[str]) -> None:
    assert parts(sentence, event_type) == (sources, targets)


def test_a_crackdown_that_is_widened_is_whoever_s_widens_it() -> None:
    sentence = "Police arrested ten farmers, widening a crackdown on the union."
    assert [(sources, targets) for _, _, sources, targets in acts(sentence)] == [(["police"], ["farmers"]), (["police"], ["union"])]


def test_who_does_it_is_not_who_suffers_it() -> None:
    sentence = "Guards have imposed a number of restrictions on farmers, barring them from parks."
    assert parts(sentence, "REJECT", them="guard") == (["guards"], ["farmers"])


def test_a_force_loses_its_own_people() -> None:
    sentence = "The rebels said two of their fighters were killed."
    assert parts(sentence, "ASSAULT", their="rebel") == ([], ["rebels"])


def test_a_raid_in_which_somebody_is_shot_is_the_shooters() -> None:
    sentence = "Three farmers were shot dead by soldiers during a raid on the camp."
    assert [sources for _, _, sources, _ in acts(sentence)] == [["soldiers"], ["soldiers"]]


def test_leaders_of_two_states_act_for_both() -> None:
    doc = parsed(PARSES["The leaders of Northland and Southland condemned the junta."])
    found = index(doc, frozenset(KINDS))
    first = next(m for m in found.mentions if m.text == "Northland")
    known = {i: replace(actor, kind=KINDS[actor.name]) for i, actor in found.actors.items()}
    leaders = replace(first, mention_id="men_leaders", start=first.start - 2, head=first.start - 2)
    actors = ActorIndex(known, tuple(sorted((leaders, *found.mentions), key=lambda m: (m.start, -m.end))))
    ((_, participants),) = event_mentions(doc, actors, None, None, (), lexicon())
    assert [known[p.actor_id].name for p in participants if p.role == "source" and p.actor_id is not None] == ["northland", "southland"]


def test_whoever_is_charged_with_a_deed_is_its_doer() -> None:
    assert parts("Police charged Kofi with trying to kill a nurse.", "ASSAULT") == (["kofi"], ["nurse"])
