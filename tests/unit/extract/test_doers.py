"""Status, doers and receivers that the clauses around an act tell: one short sentence each, as parsed in ``doers.parses``."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.extract.acts.attribution import attribute
from pipelines.extract.events import event_mentions
from pipelines.extract.model import ActorIndex
from tests.builders import parsed, tables
from tests.unit.extract.test_events import PEOPLE, index, lexicon, told
from tests.unit.extract.test_receivers import names

PARSES = tables(__file__, by_sentence=True)


def acts(sentence: str) -> list[tuple[str, str, list[str], list[str]]]:
    """Type, status, sources and targets of the acts of a sentence."""
    doc = parsed(PARSES[sentence])
    actors = attribute(doc, index(doc, PEOPLE | {"council"}), names(), lexicon())
    return [told(row) for row in event_mentions(doc, actors, None, None, (), lexicon())]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "The junta welcomed next month's withdrawal of the army.",
            [("SUPPORT", "occurred", ["junta"], ["army"]), ("RETREAT", "planned", ["army"], [])],
            id="time-that-owns-the-act",
        ),
        pytest.param(
            "While the ministers hold talks, the king will sail to the port.",
            [("CONSULT", "planned", ["ministers"], [])],
            id="told-while-another-will-be",
        ),
        pytest.param(
            "The army will leave the port after the rebels release the hostages.",
            [("RETREAT", "planned", ["army"], []), ("RETREAT", "planned", ["rebels"], ["hostages"])],
            id="after-which-another-will-be",
        ),
        pytest.param("The king made a speech before he steps down on Friday.", [("RETREAT", "planned", ["he"], [])], id="before-a-day"),
        pytest.param(
            "The union rejected a proposal for talks with the junta.",
            [("REJECT", "occurred", ["union"], ["junta"]), ("CONSULT", "hypothetical", ["junta"], [])],
            id="proposal-turned-down",
        ),
        pytest.param("The king said he would answer, possibly demanding sanctions.", [("REQUEST", "hypothetical", ["he"], [])], id="perhaps"),
        pytest.param("The general had not expected the attack.", [("ASSAULT", "occurred", [], [])], id="not-foreseen"),
        pytest.param(
            "The soldiers fighting the rebels wanted more money.", [("ASSAULT", "ongoing", ["soldiers"], ["rebels"])], id="participle-of-fighting"
        ),
        pytest.param(
            "The junta blocked a resolution criticising the army.",
            [("REJECT", "occurred", ["junta"], []), ("ACCUSE", "hypothetical", [], ["army"])],
            id="text-not-adopted",
        ),
        pytest.param(
            "The king denied the soldiers planned to attack the port.",
            [("REJECT", "occurred", ["king"], []), ("ASSAULT", "denied", ["soldiers"], [])],
            id="plan-denied",
        ),
        pytest.param(
            "Two students were killed when gunmen opened fire.",
            [("ASSAULT", "occurred", ["gunmen"], ["students"]), ("ASSAULT", "occurred", ["gunmen"], [])],
            id="killed-when-somebody-opened-fire",
        ),
        pytest.param(
            "Two students were wounded when gunmen threw grenades into a cafe.",
            [("ASSAULT", "occurred", ["gunmen"], ["students"]), ("ASSAULT", "occurred", ["gunmen"], [])],
            id="wounded-when-somebody-threw-grenades",
        ),
        pytest.param(
            "Two soldiers were killed when police clashed with students.",
            [("ASSAULT", "occurred", [], ["soldiers"]), ("ASSAULT", "occurred", ["police"], ["students"])],
            id="a-clash-has-two-sides",
        ),
        pytest.param(
            "The soldiers have taken part in fighting near the port.", [("ASSAULT", "occurred", ["soldiers"], [])], id="taking-part-in-fighting"
        ),
        pytest.param(
            "The council adopted a resolution which imposes sanctions on the junta.",
            [("SUPPORT", "occurred", ["council"], []), ("SANCTION", "occurred", ["council"], ["junta"])],
            id="who-adopts-a-text",
        ),
        pytest.param("The rebels were behind the attack on the port.", [("ASSAULT", "occurred", ["rebels"], [])], id="behind-an-attack"),
        pytest.param(
            "The general was jailed for the massacre of students.",
            [("COERCE", "occurred", [], ["general"]), ("ASSAULT", "occurred", ["general"], ["students"])],
            id="sentenced-for-it",
        ),
        pytest.param(
            "The general was charged with involvement in the massacre of students.",
            [("ACCUSE", "occurred", [], ["general"]), ("ASSAULT", "alleged", ["general"], ["students"])],
            id="charged-with-a-share-in-it",
        ),
        pytest.param("Three students were killed in the attack.", [("ASSAULT", "occurred", [], ["students"])], id="killed-in-it"),
        pytest.param("Three soldiers were killed in clashes.", [("ASSAULT", "occurred", [], ["soldiers"])], id="clashes-kill-either-side"),
        pytest.param(
            "Gunmen killed ten soldiers and wounded twelve more.",
            [("ASSAULT", "occurred", ["gunmen"], ["soldiers"]), ("ASSAULT", "occurred", ["gunmen"], ["soldiers"])],
            id="more-of-the-same",
        ),
        pytest.param(
            "The union called for the resignation of the premier.", [("REQUEST", "occurred", ["union"], ["premier"])], id="who-is-to-resign"
        ),
        pytest.param(
            "The junta accused the rebels of spying, a charge rejected by the rebels.",
            [("ACCUSE", "occurred", ["junta"], ["rebels"]), ("REJECT", "occurred", ["rebels"], ["junta"])],
            id="a-charge-is-the-accuser-s",
        ),
        pytest.param(
            "The Norwegian assassination of a general angered the rebels.",
            [("ASSAULT", "occurred", ["norwegian"], ["general"])],
            id="adjective-of-a-killing",
        ),
        pytest.param("Protests triggered by the king went on.", [("PROTEST", "occurred", [], [])], id="who-sets-it-off-does-not-do-it"),
        pytest.param(
            "Clashes between the rebels and the army have left nine people dead.",
            [("ASSAULT", "occurred", ["rebels", "army"], []), ("ASSAULT", "occurred", ["rebels", "army"], ["people"])],
            id="clashes-that-leave-people-dead",
        ),
        pytest.param(
            "The rebels gathered outside, in protest against the inquiry.", [("PROTEST", "occurred", ["rebels"], [])], id="gathered-in-protest"
        ),
        pytest.param(
            "The shelling by the army killed ten people.",
            [("ASSAULT", "occurred", ["army"], ["people"]), ("ASSAULT", "occurred", ["army"], ["people"])],
            id="deed-that-kills",
        ),
    ],
)
def test_acts_with_what_is_told_around_them(sentence: str, expected: list[tuple[str, str, list[str], list[str]]]) -> None:
    assert acts(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "kinds", "expected"),
    [
        pytest.param(
            "Six soldiers were killed in clashes with the rebels.",
            {"soldier": "military", "rebel": "armed_group"},
            [("ASSAULT", "occurred", ["rebels"], ["soldiers"]), ("ASSAULT", "occurred", ["soldiers"], ["rebels"])],
            id="clashes-with",
        ),
        pytest.param(
            "Two soldiers were killed in a clash between the army and the rebels.",
            {"soldier": "military", "army": "military", "rebel": "armed_group"},
            [("ASSAULT", "occurred", ["rebels"], ["soldiers"]), ("ASSAULT", "occurred", ["army", "rebels"], [])],
            id="clash-between",
        ),
        pytest.param(
            "The junta sentenced to death Kofi and Kwame.",
            {"junta": "government", "kofi": "person", "kwame": "person"},
            [("SANCTION", "occurred", ["junta"], ["kofi", "kwame"])],
            id="names-behind-the-sentence",
        ),
        pytest.param(
            "Countries including Togo and Benin urged the union to act.",
            {"togo": "country", "benin": "country", "union": "intergovernmental"},
            [("REQUEST", "occurred", ["togo", "benin"], ["union"])],
            id="members-of-a-group",
        ),
        pytest.param(
            "Nine of them, Togo, Benin and Ghana, urged the union to act.",
            {"togo": "country", "benin": "country", "ghana": "country", "union": "intergovernmental"},
            [("REQUEST", "occurred", ["togo", "benin", "ghana"], ["union"])],
            id="list-behind-a-count",
        ),
        pytest.param(
            "A radio station said the raid came at dawn and accused the junta.",
            {"station": "media", "junta": "government"},
            [("ACCUSE", "occurred", ["station"], ["junta"])],
            id="who-tells-and-accuses",
        ),
        pytest.param(
            "The army launched a crackdown that included mass arrests.",
            {"army": "military"},
            [("COERCE", "occurred", ["army"], []), ("COERCE", "occurred", ["army"], [])],
            id="part-of-a-crackdown",
        ),
        pytest.param(
            "A rebel attack killed three soldiers.",
            {"soldier": "military"},
            [("ASSAULT", "occurred", ["rebel"], ["soldiers"]), ("ASSAULT", "occurred", ["rebel"], ["soldiers"])],
            id="word-for-a-force-before-the-act",
        ),
        pytest.param(
            "The holiday has seen clashes for years between the police and the rebels.",
            {"police": "police", "rebel": "armed_group"},
            [("ASSAULT", "occurred", ["police", "rebels"], [])],
            id="clashes-seen-between",
        ),
        pytest.param(
            "Six soldiers were questioned over the alleged torture of a priest.",
            {"soldier": "military", "priest": "person"},
            [("ACCUSE", "occurred", [], ["soldiers"]), ("ASSAULT", "alleged", ["soldiers"], ["priest"])],
            id="questioned-over",
        ),
        pytest.param(
            "The minister asked the networks to stop.",
            {"minister": "person"},
            [("REQUEST", "occurred", ["minister"], ["networks"])],
            id="a-body-that-is-asked",
        ),
    ],
)
def test_parties_by_kind(sentence: str, kinds: dict[str, str], expected: list[tuple[str, str, list[str], list[str]]]) -> None:
    doc = parsed(PARSES[sentence])
    plain = index(doc, (PEOPLE - {"them"}) | set(kinds))
    actors = ActorIndex({i: replace(a, kind=kinds.get(a.name, a.kind)) for i, a in plain.actors.items()}, plain.mentions)
    assert [told(row) for row in event_mentions(doc, attribute(doc, actors, names(), lexicon()), None, None, (), lexicon())] == expected
