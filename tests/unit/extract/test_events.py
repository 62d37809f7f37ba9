"""Events by construction: one short sentence each, as parsed in ``events.parses``; actors are the people named in it."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache

import pytest

from pipelines.annotate.document import AnnotatedDocument
from pipelines.errors import MissingAnnotation
from pipelines.extract.events import EventLexicon, event_mentions
from pipelines.extract.model import Actor, ActorIndex, ActorMention, EventMention, Participant, Place, PlaceIndex, PlaceMention, Statement
from pipelines.ids import make_id
from tests.builders import parsed, tables

PARSES = tables(__file__, by_sentence=True)
PEOPLE = frozenset(
    [
        "rebel",
        "soldier",
        "king",
        "emir",
        "prince",
        "envoy",
        "army",
        "militia",
        "premier",
        "minister",
        "general",
        "gunman",
        "policeman",
        "guard",
        "teacher",
        "navy",
        "protester",
        "police",
        "union",
        "bank",
        "student",
        "charity",
        "refugee",
        "editor",
        "court",
        "hostage",
        "bishop",
        "kofi",
        "people",
        "troop",
        "prisoner",
        "junta",
        "they",
        "he",
        "who",
        "his",
    ]
)

Row = tuple[EventMention, tuple[Participant, ...]]


@cache
def lexicon() -> EventLexicon:
    return EventLexicon.load()


def index(doc: AnnotatedDocument, people: AbstractSet[str] = PEOPLE) -> ActorIndex:
    """Every word of people is an actor of its own; the possessor of a noun is not part of it."""
    actors: dict[str, Actor] = {}
    mentions = []
    for token in doc.doc:
        if token.lemma_.lower() not in people or token.pos_ not in ("NOUN", "PROPN", "PRON") or token.tag_ in ("WP", "WDT"):
            continue
        actor_id = make_id("act", token.lemma_.lower())
        actors[actor_id] = Actor(
            document_id=doc.document_id,
            actor_id=actor_id,
            name=token.lemma_.lower(),
            kind="other",
            country=None,
            sector=None,
            parent_actor_id=None,
            aliases=(),
            gazetteer=None,
            gazetteer_id=None,
            is_contested=False,
            contested_note=None,
        )
        sentence = doc.sentence_of(token)
        mentions.append(
            ActorMention(
                document_id=doc.document_id,
                start_char=token.idx,
                end_char=token.idx + len(token),
                sentence_start_char=sentence.start_char,
                sentence_end_char=sentence.end_char,
                text=token.text,
                origin="actors.test@1",
                confidence=None,
                mention_id=make_id("men", doc.document_id, token.idx),
                actor_id=actor_id,
                form="name",
                role_text=None,
                resolved_by="test",
                start=token.i,
                end=token.i + 1,
                head=token.i,
            )
        )
    return ActorIndex(actors, tuple(mentions))


def place_index(doc: AnnotatedDocument, **features: str) -> PlaceIndex:
    places: dict[str, Place] = {}
    mentions = []
    for token in doc.doc:
        if token.text not in features:
            continue
        place_id = make_id("plc", token.text)
        places[place_id] = Place(
            place_id=place_id,
            name=token.text,
            country=None,
            admin1=None,
            latitude=None,
            longitude=None,
            feature=features[token.text],
            gazetteer="test",
            gazetteer_id=token.text,
        )
        sentence = doc.sentence_of(token)
        mentions.append(
            PlaceMention(
                document_id=doc.document_id,
                start_char=token.idx,
                end_char=token.idx + len(token),
                sentence_start_char=sentence.start_char,
                sentence_end_char=sentence.end_char,
                text=token.text,
                origin="places.test@1",
                confidence=None,
                place_mention_id=make_id("plm", token.idx),
                place_id=place_id,
                resolved_by="test",
                start=token.i,
                end=token.i + 1,
                head=token.i,
            )
        )
    return PlaceIndex(places, tuple(mentions))


def rows(sentence: str, statements: tuple[Statement, ...] = ()) -> list[Row]:
    doc = parsed(PARSES[sentence])
    return list(event_mentions(doc, index(doc), None, None, statements, lexicon()))


def told(row: Row) -> tuple[str, str, list[str], list[str]]:
    """Type, status, sources, targets."""
    mention, participants = row
    return (
        mention.event_type,
        mention.status,
        [p.text.lower() for p in participants if p.role == "source"],
        [p.text.lower() for p in participants if p.role == "target" and p.actor_id is not None],
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("Rebels attacked the outpost on Monday.", [("ASSAULT", "occurred", ["rebels"], [])], id="active"),
        pytest.param("Teacher arrested in the capital.", [("COERCE", "occurred", [], ["teacher"])], id="headline-without-auxiliary"),
        pytest.param("Soldiers killed and wounded dozens.", [("ASSAULT", "occurred", ["soldiers"], [])] * 2, id="no-headline"),
        pytest.param(
            "The charity put out a report accusing the army of torture.",
            [("ACCUSE", "occurred", ["charity"], ["army"])],
            id="who-publishes-a-report-says-what-it-says",
        ),
        pytest.param("The king would not meet the rebels.", [("REJECT", "occurred", ["king"], ["rebels"])], id="would-not-refuses"),
        pytest.param("The rebels stopped shelling the town.", [("RETREAT", "occurred", ["rebels"], [])], id="stopped-attacking"),
        pytest.param("The students staged a protest in the capital.", [("PROTEST", "occurred", ["students"], [])], id="faulty-lemma"),
        pytest.param("Soldiers gunned down a teacher.", [("ASSAULT", "occurred", ["soldiers"], ["teacher"])], id="particle-read-as-preposition"),
        pytest.param(
            "The ministry did not give permission to the charity.", [("REJECT", "occurred", [], ["charity"])], id="permission-withheld-is-refused"
        ),
        pytest.param("A letter demanded that the king resign.", [("REQUEST", "occurred", [], ["king"])], id="a-document-demands"),
        pytest.param(
            "The militia was responsible for the massacre, the general said.",
            [("ACCUSE", "occurred", ["general"], ["militia"])],
            id="who-says-somebody-is-responsible-accuses",
        ),
        pytest.param("Teachers walked off the job.", [("PROTEST", "occurred", ["teachers"], [])], id="walked-off"),
        pytest.param("An inmate started a hunger strike.", [("PROTEST", "occurred", [], [])], id="a-hunger-strike-is-no-attack"),
        pytest.param("The militia held people as human shields.", [("ASSAULT", "occurred", ["militia"], ["people"])], id="human-shields"),
        pytest.param("The king called on the army Monday to withdraw.", [("REQUEST", "occurred", ["king"], ["army"])], id="asked-after-a-day"),
        pytest.param("The two premiers met on Monday in the capital.", [("CONSULT", "occurred", ["premiers"], [])], id="several-meet"),
        pytest.param("The court found the bank liable for the spill.", [("ACCUSE", "occurred", ["court"], ["bank"])], id="found-liable"),
        pytest.param("The junta expelled the bank from the council.", [("SANCTION", "occurred", ["junta"], ["bank"])], id="phrase-on-the-object"),
        pytest.param("Fighting between rebels and soldiers went on.", [("ASSAULT", "occurred", ["rebels", "soldiers"], [])], id="noun-in-ing"),
        pytest.param("The town was shelled by soldiers.", [("ASSAULT", "occurred", ["soldiers"], [])], id="passive-with-agent"),
        pytest.param(
            "Soldiers loyal to the junta stormed the palace and arrested the premier.",
            [("ASSAULT", "occurred", ["soldiers"], []), ("COERCE", "occurred", ["soldiers"], ["premier"])],
            id="coordinated-verbs-share-their-subject",
        ),
        pytest.param(
            "The army launched an offensive against the rebels in the valley.",
            [("ASSAULT", "occurred", ["army"], ["rebels"])],
            id="light-verb-and-its-noun-are-one-act",
        ),
        pytest.param(
            "Soldiers shot and wounded a teacher.",
            [("ASSAULT", "occurred", ["soldiers"], ["teacher"])] * 2,
            id="coordinated-verbs-share-their-object",
        ),
        pytest.param("Kofi's offensive against the rebels began.", [("ASSAULT", "occurred", ["kofi"], ["rebels"])], id="possessor-of-a-noun"),
        pytest.param("Air strikes on the port by the navy continued.", [("ASSAULT", "occurred", ["navy"], [])], id="noun-with-by"),
        pytest.param("The withdrawal of troops from the valley began on Tuesday.", [("RETREAT", "occurred", ["troops"], [])], id="noun-with-of"),
        pytest.param("Dozens of protesters were arrested by police.", [("COERCE", "occurred", ["police"], ["protesters"])], id="quantity-of-people"),
        pytest.param(
            "The king's rejection of the offer surprised the emir.", [("REJECT", "occurred", ["king"], [])], id="possessor-of-a-nominalisation"
        ),
        pytest.param("The militia, backed by the emir, holds the valley.", [("SUPPORT", "occurred", ["emir"], ["militia"])], id="backed-by"),
        pytest.param(
            "The king, who met the emir, praised the envoy.",
            [("CONSULT", "occurred", ["king"], ["emir"]), ("SUPPORT", "occurred", ["king"], ["envoy"])],
            id="relative-pronoun-is-its-noun",
        ),
        pytest.param(
            "The rebels and the army held talks on Monday.", [("CONSULT", "occurred", ["rebels", "army"], [])], id="all-parties-of-talks-are-sources"
        ),
        pytest.param("The two navies shared intelligence with the army.", [("COOPERATE", "occurred", ["navies"], ["army"])], id="with"),
        pytest.param(
            "The court sentenced the editor to ten years.", [("SANCTION", "occurred", ["court"], ["editor"])], id="conviction-is-a-sanction"
        ),
        pytest.param("Hundreds were sentenced to death.", [("SANCTION", "occurred", [], [])], id="the-sentenced-are-a-number"),
        pytest.param("Police fired tear gas to disperse the crowd.", [("ASSAULT", "occurred", ["police"], [])], id="a-means-and-its-purpose-are-one"),
        pytest.param("The king warned that he would not hesitate to use force.", [("THREATEN", "occurred", ["king"], [])], id="would-not-hesitate"),
        pytest.param("The union imposed sanctions on the bank.", [("SANCTION", "occurred", ["union"], ["bank"])], id="target-behind-the-noun"),
        pytest.param("Students protested against the king in the capital.", [("PROTEST", "occurred", ["students"], ["king"])], id="against"),
        pytest.param("The charity provided food to refugees.", [("AID", "occurred", ["charity"], ["refugees"])], id="to"),
        pytest.param("The army sent troops to the border.", [("MOBILIZE", "occurred", ["army"], [])], id="forces-are-no-receiver"),
        pytest.param("The emir declared a ceasefire.", [("CONCEDE", "occurred", ["emir"], [])], id="declared-ceasefire-concedes"),
        pytest.param("The premier resigned on Sunday.", [("RETREAT", "occurred", ["premier"], [])], id="resignation"),
        pytest.param(
            "The bishop criticised the attack.",
            [("ACCUSE", "occurred", ["bishop"], []), ("ASSAULT", "occurred", [], [])],
            id="critic-is-not-the-doer",
        ),
        pytest.param("The army pulled out of the valley.", [("RETREAT", "occurred", ["army"], [])], id="verb-with-particle"),
        pytest.param("The enclave is under a blockade.", [("COERCE", "ongoing", [], [])], id="phrase-after-under"),
        pytest.param("A bomb went off near the market.", [("ASSAULT", "occurred", [], [])], id="nobody-is-named"),
        pytest.param(
            "The army began what it called a campaign against the rebels.", [("ASSAULT", "occurred", ["army"], ["rebels"])], id="what-it-called"
        ),
        pytest.param(
            "Police found two teachers murdered near the border.", [("ASSAULT", "occurred", [], ["teachers"])], id="participle-of-those-found"
        ),
        pytest.param(
            "The charity called on the union to help refugees and to agree on a plan.",
            [("REQUEST", "occurred", ["charity"], ["union"])],
            id="second-infinitive-of-a-request",
        ),
        pytest.param("The rebels were attacked while they slept.", [("ASSAULT", "occurred", [], ["rebels"])], id="passive-without-agent"),
        pytest.param(
            "Students marched to protest against the king.",
            [("PROTEST", "occurred", ["students"], ["king"])],
            id="purpose-of-the-same-act-is-one-act",
        ),
        pytest.param(
            "The minister summoned the envoy to protest the raid.",
            [("ACCUSE", "occurred", ["minister"], ["envoy"])],
            id="a-minister-protests-in-words",
        ),
        pytest.param(
            "The attack was condemned by the premier and the bishop.",
            [("ACCUSE", "occurred", ["premier", "bishop"], []), ("ASSAULT", "occurred", [], [])],
            id="who-condemns-in-the-passive-is-not-the-doer",
        ),
        pytest.param(
            "The rebels claimed responsibility on Tuesday for an attack on the port.",
            [("ASSAULT", "occurred", ["rebels"], [])],
            id="who-claims-responsibility-did-it",
        ),
        pytest.param(
            "Gunmen killed eight soldiers and wounded five.",
            [("ASSAULT", "occurred", ["gunmen"], ["soldiers"])] * 2,
            id="a-bare-number-counts-the-noun-before",
        ),
        pytest.param(
            "The union demanded an explanation from the minister.",
            [("REQUEST", "occurred", ["union"], ["minister"])],
            id="object-brings-the-receiver",
        ),
        pytest.param(
            "The bishop condemned threats made by the rebels.",
            [("ACCUSE", "occurred", ["bishop"], ["rebels"]), ("THREATEN", "occurred", ["rebels"], [])],
            id="who-made-what-is-condemned",
        ),
        pytest.param(
            "The bishop denounced the murder of a teacher.",
            [("ACCUSE", "occurred", ["bishop"], []), ("ASSAULT", "occurred", [], ["teacher"])],
            id="victim-is-not-condemned",
        ),
        pytest.param(
            "The court opened an inquiry into the death of the editor.", [("ACCUSE", "occurred", ["court"], [])], id="victim-is-not-investigated"
        ),
        pytest.param(
            "Soldiers launched a raid to free the hostages.",
            [("ASSAULT", "occurred", ["soldiers"], []), ("AID", "planned", ["soldiers"], ["hostages"])],
            id="raid-to-free-rescues",
        ),
        pytest.param("The premier visited the king on Monday.", [("CONSULT", "occurred", ["premier"], ["king"])], id="host-of-a-visit"),
        pytest.param("They were captured by soldiers in the hills.", [("ASSAULT", "occurred", ["soldiers"], ["they"])], id="a-pronoun-is-captured"),
        pytest.param("Soldiers patrolled the port.", [("MOBILIZE", "occurred", ["soldiers"], [])], id="patrol"),
        pytest.param(
            "Hundreds demonstrated outside the ministry, demanding their pay.", [("PROTEST", "occurred", [], [])], id="crowd-without-a-name"
        ),
        pytest.param("The army continued its assault on the rebels.", [("ASSAULT", "ongoing", ["army"], ["rebels"])], id="continued-assault"),
        pytest.param("The teacher was found guilty of fraud.", [("SANCTION", "occurred", [], ["teacher"])], id="found-guilty-by-nobody-named"),
        pytest.param("The premier met both sides on Sunday.", [("CONSULT", "occurred", ["premier"], [])], id="met-both-sides"),
        pytest.param("The bank refused to send troops to the king.", [("REJECT", "occurred", ["bank"], ["king"])], id="forces-sent-receive-nothing"),
        pytest.param("A soldier shot in the leg was taken away.", [("ASSAULT", "occurred", [], ["soldier"])], id="shot-is-a-participle"),
        pytest.param("Ten policemen were confirmed killed.", [("ASSAULT", "occurred", [], ["policemen"])], id="confirmed-killed"),
        pytest.param("The premier met the king for talks.", [("CONSULT", "occurred", ["premier"], ["king"])], id="met-for-talks-is-one-act"),
        pytest.param("The bishop's killing shocked the town.", [("ASSAULT", "occurred", [], ["bishop"])], id="whose-killing"),
        pytest.param(
            "Rebels shelled the barracks and seven soldiers were injured.",
            [("ASSAULT", "occurred", ["rebels"], []), ("ASSAULT", "occurred", [], ["soldiers"])],
            id="injured-amid-violence",
        ),
        pytest.param(
            "The union rejected the plan by refusing to meet the king.",
            [("REJECT", "occurred", ["union"], []), ("REJECT", "occurred", ["union"], ["king"])],
            id="the-means-is-a-deed-of-its-own",
        ),
        pytest.param(
            "Shops were shut after the blast and police have launched an inquiry into the bank.",
            [("ACCUSE", "occurred", ["police"], ["bank"])],
            id="subject-taken-for-the-clause-before",
        ),
        pytest.param("Army accused of torture.", [("ACCUSE", "occurred", [], ["army"])], id="accused-in-a-headline"),
        pytest.param("Soldiers shot down ninety of the drones.", [("ASSAULT", "occurred", ["soldiers"], [])], id="a-number-of-them"),
        pytest.param("Police arrests 40 in raids on rebels.", [("COERCE", "occurred", ["police"], [])], id="a-headline-s-verb-taken-for-a-plural"),
        pytest.param("The emir wants the army to attack the rebels.", [("REQUEST", "occurred", ["emir"], ["army"])], id="wants-others-to"),
        pytest.param("The bishop called for the rebels to be punished.", [("REQUEST", "occurred", ["bishop"], ["rebels"])], id="calls-for-clause"),
        pytest.param(
            "The general was sacked at the request of the minister.",
            [("SANCTION", "occurred", [], ["general"]), ("REQUEST", "occurred", ["minister"], [])],
            id="at-the-request-of",
        ),
        pytest.param("The rebels warned that they would shell the port.", [("THREATEN", "occurred", ["rebels"], [])], id="warned-of-own-deed"),
        pytest.param("Two aid convoys headed for the enclave.", [("AID", "occurred", [], [])], id="a-verb-hung-on-its-subject"),
        pytest.param("The bank earmarked funds for the teachers.", [("AID", "occurred", ["bank"], ["teachers"])], id="a-verb-hung-on-its-object"),
        pytest.param("Trucks carrying food reached the enclave.", [("AID", "occurred", [], [])], id="what-a-participle-carries"),
        pytest.param("The rebels warned there would be a third uprising.", [("THREATEN", "occurred", ["rebels"], [])], id="warned-there-would"),
        pytest.param("The rebels called off a ceasefire with the army.", [("REJECT", "occurred", ["rebels"], ["army"])], id="called-off-truce"),
        pytest.param("The teachers remain on strike.", [("PROTEST", "ongoing", ["teachers"], [])], id="remain-on-strike"),
        pytest.param("Striking teachers shut the port.", [("PROTEST", "occurred", ["teachers"], [])], id="striking-adjective"),
        pytest.param("The emir invited the president to visit the kingdom.", [("CONSULT", "planned", ["emir"], [])], id="invited-is-planned"),
        pytest.param("The rebels are ready to resume the war.", [("THREATEN", "occurred", ["rebels"], [])], id="ready-for-war"),
        pytest.param("The minister said he will release no prisoners.", [("REJECT", "occurred", ["he"], ["prisoners"])], id="releases-none"),
        pytest.param(
            "Gunmen shot at the bus and seven teachers died.",
            [("ASSAULT", "occurred", ["gunmen"], [])],
            id="a-bare-count-of-the-dead-is-no-act-of-its-own",
        ),
        pytest.param(
            "A meeting between the delegates of both islands ended on Friday.", [("CONSULT", "occurred", [], [])], id="unknown-parties-meet"
        ),
        pytest.param("The talks, which ended on Friday, dealt with fishing.", [("CONSULT", "occurred", [], [])], id="talks-that-ended"),
        pytest.param(
            "The talks stalled, with the two rebels agreeing to meet again.",
            [("AGREE", "occurred", ["rebels"], [])],
            id="agreeing-beside-what-stalled",
        ),
        pytest.param(
            "The king rejected calls to free the prisoners.", [("REJECT", "occurred", ["king"], [])], id="rejected-calls-stand-for-their-content"
        ),
        pytest.param("The navy test-fired a missile.", [("MOBILIZE", "occurred", ["navy"], [])], id="hyphenated-verb"),
        pytest.param("The truce was respected.", [("RETREAT", "occurred", [], [])], id="truce-of-nobody-named"),
        pytest.param("Two protests were lodged on Friday.", [("ACCUSE", "occurred", [], [])], id="protests-of-nobody-named"),
        pytest.param("The rebels claimed responsibility for the attack.", [("ASSAULT", "occurred", ["rebels"], [])], id="claimed-responsibility"),
        pytest.param("The envoy said the raid by the army was unacceptable.", [("ACCUSE", "occurred", ["envoy"], [])], id="speaker-disapproves"),
        pytest.param(
            "Gunmen held the pupils, and the students were rescued on Friday.", [("AID", "occurred", [], ["students"])], id="rescued-from-captors"
        ),
    ],
)
def test_the_clause_gives_type_and_roles(sentence, expected):
    assert [told(row) for row in rows(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "The minister agreed to suspend the operation.", [("AGREE", "occurred", ["minister"], [])], id="agreement-stands-for-its-content"
        ),
        pytest.param("The general threatened to attack the port.", [("THREATEN", "occurred", ["general"], [])], id="threat-stands-for-its-content"),
        pytest.param(
            "The envoy urged the king to withdraw his troops.", [("REQUEST", "occurred", ["envoy"], ["king"])], id="request-stands-for-its-content"
        ),
        pytest.param("The king failed to reach agreement with the emir.", [("REJECT", "occurred", ["king"], ["emir"])], id="failed-agreement"),
        pytest.param("The king will not release the prisoners.", [("REJECT", "occurred", ["king"], ["prisoners"])], id="refusal-for-the-future"),
        pytest.param(
            "The prince said that the king must free the prisoners.",
            [("REQUEST", "occurred", ["prince"], ["king"])],
            id="must-in-speech-is-a-request",
        ),
        pytest.param(
            "The premier accused the rebels of shelling the port.",
            [("ACCUSE", "occurred", ["premier"], ["rebels"]), ("ASSAULT", "alleged", ["rebels"], [])],
            id="accusation-and-what-it-alleges",
        ),
        pytest.param(
            "The rebels denied that they had shelled the port.",
            [("REJECT", "occurred", ["rebels"], []), ("ASSAULT", "denied", ["they"], [])],
            id="denial-and-what-it-denies",
        ),
        pytest.param(
            "The premier rejected the king's claims that soldiers had shelled the port.",
            [("REJECT", "occurred", ["premier"], ["king"]), ("ASSAULT", "disputed", ["soldiers"], [])],
            id="rejected-claim-is-disputed",
        ),
        pytest.param("The envoy called for an end to the war.", [("REQUEST", "occurred", ["envoy"], [])], id="call-for"),
        pytest.param("Such accusations are unfounded, the envoy said.", [("REJECT", "occurred", ["envoy"], [])], id="speaker-rejects"),
        pytest.param("The army did not shell the village.", [("ASSAULT", "denied", ["army"], [])], id="told-as-not-done"),
        pytest.param("The king and the emir did not meet.", [], id="words-not-said-are-no-row"),
        pytest.param(
            "If rebels attack the town, the army will retreat.",
            [("ASSAULT", "hypothetical", ["rebels"], []), ("RETREAT", "planned", ["army"], [])],
            id="if",
        ),
        pytest.param(
            "The union should take steps to crack down on the rebels.", [("COERCE", "hypothetical", [], ["rebels"])], id="steps-to-be-taken"
        ),
        pytest.param("A man was wanted for the murder of a policeman.", [("ASSAULT", "alleged", [], ["policeman"])], id="wanted-for"),
        pytest.param("The visit of the premier was cancelled.", [], id="cancelled-in-the-passive"),
        pytest.param("Gunmen tried to kidnap the envoy.", [("ASSAULT", "occurred", ["gunmen"], ["envoy"])], id="violence-that-was-tried"),
        pytest.param("The army foiled an attempt to capture the envoy.", [("ASSAULT", "denied", [], ["envoy"])], id="foiled"),
        pytest.param("Soldiers were shelling the village on Friday.", [("ASSAULT", "ongoing", ["soldiers"], [])], id="was-going-on"),
        pytest.param("The soldiers were shelling the village when the king arrived.", [("ASSAULT", "occurred", ["soldiers"], [])], id="broken-off"),
        pytest.param(
            "The prisoners could not have been killed without the knowledge of the army.",
            [("ASSAULT", "occurred", [], ["prisoners"])],
            id="could-not-have-been-without",
        ),
        pytest.param("The premier promised to veto the bill.", [("REJECT", "planned", ["premier"], [])], id="promised-veto"),
        pytest.param("The union called a stoppage.", [("PROTEST", "planned", ["union"], [])], id="stoppage-called"),
        pytest.param(
            "Gunmen demanded money before shooting the teacher.",
            [("REQUEST", "occurred", ["gunmen"], []), ("ASSAULT", "occurred", ["gunmen"], ["teacher"])],
            id="before-in-the-past",
        ),
        pytest.param(
            "The premier will visit the king, urging the rebels to disarm.",
            [("CONSULT", "planned", ["premier"], ["king"]), ("REQUEST", "planned", ["premier"], ["rebels"])],
            id="participle-shares-the-time",
        ),
        pytest.param("The island was free until it was annexed by the king.", [("COERCE", "occurred", ["king"], [])], id="until-in-the-past"),
        pytest.param(
            "The guard can be held after being arrested on Tuesday.", [("COERCE", "occurred", [], ["guard"])], id="what-came-before-is-real"
        ),
        pytest.param("The riots in the capital should be looked into.", [("PROTEST", "occurred", [], [])], id="what-is-only-spoken-of-is-real"),
        pytest.param(
            "Asked by reporters whether he would resign, the premier laughed.", [("RETREAT", "hypothetical", ["he"], [])], id="question-is-no-request"
        ),
        pytest.param("The general said people should forget the election.", [], id="advice-is-no-request"),
        pytest.param("Rebels may attack the port.", [("ASSAULT", "hypothetical", ["rebels"], [])], id="may"),
        pytest.param("The militia plans to attack the port.", [("ASSAULT", "planned", ["militia"], [])], id="plans-to"),
        pytest.param("The army is shelling the port.", [("ASSAULT", "ongoing", ["army"], [])], id="going-on"),
        pytest.param("Several planned attacks on the port were stopped.", [("ASSAULT", "planned", [], [])], id="planned-noun"),
        pytest.param(
            "Two soldiers were killed in an alleged attack by rebels.",
            [("ASSAULT", "occurred", [], ["soldiers"]), ("ASSAULT", "alleged", ["rebels"], ["soldiers"])],
            id="alleged-noun",
        ),
        pytest.param(
            "Talks between the king and the emir are scheduled to begin on Thursday.",
            [("CONSULT", "planned", ["king", "emir"], [])],
            id="scheduled-subject",
        ),
        pytest.param(
            "The general ordered the release of the editor.", [("RETREAT", "planned", ["general"], ["editor"])], id="ordered-release-is-to-come"
        ),
        pytest.param(
            "The rebels said they had released two hostages.", [("RETREAT", "occurred", ["they"], ["hostages"])], id="plain-saying-is-no-act"
        ),
        pytest.param(
            "The army launched an offensive on Friday to capture the port.",
            [("ASSAULT", "occurred", ["army"], []), ("ASSAULT", "planned", ["army"], [])],
            id="purpose-of-an-offensive",
        ),
        pytest.param("The army is being attacked by rebels.", [("ASSAULT", "ongoing", ["rebels"], ["army"])], id="is-being-attacked"),
        pytest.param("The killing of refugees will continue.", [("ASSAULT", "ongoing", [], ["refugees"])], id="what-will-continue-goes-on"),
        pytest.param("The attacks have not been claimed.", [("ASSAULT", "occurred", [], [])], id="not-claimed-yet-done"),
        pytest.param(
            "Students rushed at the barriers to protest the arrest of a teacher.",
            [("PROTEST", "occurred", ["students"], []), ("COERCE", "occurred", [], ["teacher"])],
            id="the-deed-is-the-protest",
        ),
        pytest.param("The minister suggested the two armies hold talks.", [("CONSULT", "planned", ["armies"], [])], id="suggested"),
        pytest.param("Peace talks will resume in May.", [("CONSULT", "planned", [], [])], id="talks-that-will-resume"),
        pytest.param("The general was right to order the 1997 invasion.", [("ASSAULT", "occurred", ["general"], [])], id="dated-by-a-year"),
        pytest.param("There was no proof that soldiers had shelled the port.", [("ASSAULT", "alleged", ["soldiers"], [])], id="no-proof"),
        pytest.param("The council meets tomorrow to discuss the raid.", [("CONSULT", "planned", [], [])], id="meets-tomorrow"),
        pytest.param(
            "A meeting scheduled for May between the king and the emir is about fishing.",
            [("CONSULT", "planned", ["king", "emir"], [])],
            id="scheduled-for",
        ),
        pytest.param("Reporters were told ahead of a meeting of ministers.", [("CONSULT", "planned", ["ministers"], [])], id="ahead-of"),
        pytest.param(
            "Talks between the king and the emir begin on Monday.", [("CONSULT", "planned", ["king", "emir"], [])], id="a-day-in-the-present"
        ),
        pytest.param("The bombing will not dissuade the king.", [("ASSAULT", "occurred", [], [])], id="what-dissuades-nobody-is-real"),
        pytest.param(
            "The army destroyed the port in an alleged attack.",
            [("ASSAULT", "occurred", ["army"], []), ("ASSAULT", "alleged", ["army"], [])],
            id="alleged-attack-beside-a-deed",
        ),
    ],
)
def test_status_comes_from_what_governs_the_act(sentence, expected):
    assert [told(row) for row in rows(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "The rebels said they would kill the hostage if the prisoners were not freed.",
            ["planned", "hypothetical"],
            id="negated-condition",
        ),
        pytest.param("The rebels have yet to release the hostages.", ["denied"], id="have-yet-to"),
        pytest.param("The general is said to have arrested two students.", ["alleged"], id="is-said-to-have"),
        pytest.param("Two students were reportedly arrested in the capital.", ["alleged"], id="reportedly"),
        pytest.param("The rebels will not accept the plan of the envoy.", ["occurred"], id="refusal-is-done"),
        pytest.param("The rebels are no longer committed to the truce.", ["occurred"], id="no-longer"),
        pytest.param("The general wants an apology before the rebels are released.", ["occurred", "hypothetical"], id="not-before"),
        pytest.param("The king has no plans to attack the rebels.", ["denied"], id="no-plans"),
        pytest.param("The army was not able to release the hostages.", ["denied"], id="not-able"),
        pytest.param("The court was told of an attack on the bank.", ["occurred"], id="told-of"),
        pytest.param("The guard was beaten before being released on Tuesday.", ["occurred", "occurred"], id="before-being"),
        pytest.param("The king would meet the emir on Monday.", ["planned"], id="would-on-a-day"),
        pytest.param("The teacher was arrested only to be released.", ["occurred", "occurred"], id="only-to"),
        pytest.param("Efforts to free the hostages failed.", ["denied"], id="efforts-failed"),
        pytest.param("Prosecutors charged the general with ordering the killing of a teacher.", ["alleged"], id="charged-with-ordering"),
        pytest.param("The king will meet the emir and praise the envoy.", ["planned", "planned"], id="will-is-shared"),
        pytest.param("Two officers died in an abortive attempt to overthrow the king.", ["denied"], id="abortive-attempt"),
        pytest.param("The killings must stop.", ["ongoing"], id="must-stop"),
        pytest.param("Did the army bomb the port?", ["hypothetical"], id="a-question"),
        pytest.param("The general was asked why the army shelled the rebels.", ["occurred"], id="what-a-question-takes-for-granted"),
        pytest.param("It was considered the worst attack since the war.", ["occurred"], id="considered-the-worst"),
    ],
)
def test_what_is_not_so_or_only_said_has_its_status(sentence, expected):
    assert [mention.status for mention, _ in rows(sentence)] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Two people were killed when a bus crashed.", id="accident"),
        pytest.param("Cars collided and the crash killed two people.", id="killed-by-a-crash"),
        pytest.param("Typhoon Asri killed thirty people.", id="nature"),
        pytest.param("Two earthquakes struck the island.", id="nature-strikes"),
        pytest.param("A gas explosion injured two people.", id="gas"),
        pytest.param("The explosion in a chemical plant killed two people.", id="accident-at-work"),
        pytest.param("A boy refused to meet the premier.", id="private-life"),
        pytest.param("Attacks have become common.", id="a-kind-of-act"),
        pytest.param("They talked about people who reject the king's rule.", id="standing-attitude"),
        pytest.param("The crisis threatened to destroy the bank.", id="what-threatens-is-nobody"),
        pytest.param("The army has not agreed to the plan of the envoy yet.", id="not-yet-is-no-refusal"),
        pytest.param("The raid was an outrage.", id="a-judgement-of-nobody"),
        pytest.param("The king is speaking by telephone from the capital.", id="a-call-with-nobody"),
        pytest.param("A guard asked not to be named.", id="anonymous"),
        pytest.param("The premier was released from the hospital.", id="from-hospital"),
        pytest.param("The army will not prevent the premier from visiting the rebels.", id="not-prevented"),
        pytest.param("Two soldiers were killed in a road accident.", id="soldiers-in-an-accident"),
        pytest.param("They said that we must help the teachers.", id="asked-of-oneself"),
        pytest.param("A teacher stabbed his wife.", id="family-crime"),
        pytest.param("An army helicopter crashed in the hills, killing five people.", id="a-crash-kills"),
        pytest.param("Police arrested a student on suspicion of beating his wife.", id="arrest-for-a-family-crime"),
        pytest.param("Police arrested a student for theft.", id="everyday-crime"),
        pytest.param("The minister left without meeting the rebels.", id="left-undone"),
        pytest.param("The ceasefire would enter effect on Monday, the minister said.", id="when-a-truce-is-to-begin"),
        pytest.param("The student killed himself.", id="killed-himself"),
        pytest.param("Seven soldiers were injured.", id="injured-with-no-violence-told"),
        pytest.param("The premier suffered a heart attack.", id="heart-attack"),
        pytest.param("The blast killed four people, and later a boiler was found to have exploded at the plant.", id="blast-of-a-boiler"),
        pytest.param("The tax is an attack on freedom.", id="attack-on-an-abstraction"),
        pytest.param("The minister's record came under fire.", id="a-record-under-fire"),
        pytest.param("The premier wants to kill the bill.", id="kill-a-bill"),
        pytest.param("Most people would agree with the premier.", id="whoever-agrees"),
        pytest.param("The minister warned that it would leave the poor without bread.", id="warned-that-it-would"),
        pytest.param("The bus left the road and seven teachers died.", id="died-in-an-accident"),
        pytest.param("The merger talks ended on Friday.", id="talks-of-firms"),
        pytest.param("The students were rescued from the river on Friday.", id="rescued-from-a-river"),
    ],
)
def test_these_are_no_acts(sentence):
    assert rows(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        pytest.param("Rebels Friday captured Sarbala, the last town of the valley.", "captured Sarbala", id="a-bare-name"),
        pytest.param("Rebels on Friday captured Sarbala.", "captured", id="verb-read-as-an-adjective"),
        pytest.param("The soldiers began the day by striking the positions of the militia.", "striking the positions", id="gerund"),
    ],
)
def test_ground_is_taken_and_struck(sentence, text):
    doc = parsed(PARSES[sentence])
    found = index(doc)
    armed = ActorIndex({key: replace(actor, kind="military") for key, actor in found.actors.items()}, found.mentions)
    ((mention, participants),) = event_mentions(doc, armed, None, None, (), lexicon())
    assert (mention.event_type, mention.text) == ("ASSAULT", text)
    assert [p.text for p in participants if p.role == "source"] == [doc.text.split(" ")[0] if text != "striking the positions" else "soldiers"]


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        pytest.param("The premier praised Sarbala, where the ministry says ten people were killed.", "Sarbala", id="where-somebody-says"),
        pytest.param("The siege of Sarbala lasted four years.", "Sarbala", id="siege-of"),
        pytest.param("Authorities in Sarbala accepted the offer of the king.", "Sarbala", id="where-those-are-who-agree"),
        pytest.param("The king and the emir signed a truce in Dorna.", "Dorna", id="truce-signed-in"),
        pytest.param("The king accepted the offer after a trip to Cairo.", None, id="a-trip-before-is-no-place-of-words"),
    ],
)
def test_the_place_of_an_act_is_its_own(sentence, place):
    doc = parsed(PARSES[sentence])
    acts = event_mentions(
        doc, index(doc), place_index(doc, Sarbala="populated_place", Dorna="populated_place", Cairo="populated_place"), None, (), lexicon()
    )
    found = [mention.place_id for mention, _ in acts if mention.event_type in ("ASSAULT", "AGREE")]
    assert found == [None if place is None else make_id("plc", place)]


def test_a_place_that_is_not_listed_is_not_replaced_by_another():
    doc = parsed(PARSES["Gunmen killed two policemen in the town of Dorna."] + "\n" + PARSES["Rebels attacked a post at Sarbala."])
    found = list(event_mentions(doc, index(doc), place_index(doc, Dorna="populated_place"), None, (), lexicon()))
    assert [m.place_precision for m, _ in found] == ["settlement", None]


def test_where_a_truce_is_signed_is_not_where_it_is_broken():
    doc = parsed(PARSES["The ceasefire between the army and the rebels, signed in Dorna in March, has been violated."])
    acts = list(event_mentions(doc, index(doc), place_index(doc, Dorna="populated_place"), None, (), lexicon()))
    assert [mention.place_precision for mention, _ in acts if mention.event_type == "ASSAULT"] == [None]


def test_a_clause_before_a_semicolon_has_a_time_of_its_own():
    told_first = [
        mention.status
        for mention, _ in rows("Abbot Leru met the rebels on Sunday; a second meeting is planned for Friday.")
        if mention.text.startswith("met")
    ]
    assert told_first == ["occurred"]


def test_a_firm_readies_no_force():
    doc = parsed(PARSES["The bank would beef up its presence in the port."])
    found = index(doc)
    firm = ActorIndex({key: replace(actor, kind="company") for key, actor in found.actors.items()}, found.mentions)
    assert list(event_mentions(doc, firm, None, None, (), lexicon())) == []


def test_a_day_before_the_verb_is_no_particle():
    assert all(mention.event_type != "REQUEST" for mention, _ in rows("On Monday the king called the emir a liar."))


def test_a_day_is_no_object_of_agree_on():
    ((mention, participants),) = rows("The king and the emir agreed on Tuesday to resume talks.")
    assert (mention.text, [p.text for p in participants if p.role == "source"]) == ("agreed", ["king", "emir"])


def test_an_adjective_stands_as_the_object_of_as():
    ((mention, participants),) = rows("The union described the trial by the junta as unfair.")
    assert (mention.event_type, [p.text for p in participants if p.role == "source"]) == ("ACCUSE", ["union"])


def test_a_comparison_is_no_opposition():
    assert [mention.event_type for mention, _ in rows("The king praised the treaty as opposed to the plan of the rebels.")] == ["SUPPORT"]


def test_a_relative_clause_in_the_past_makes_the_act_real():
    assert all(mention.status == "occurred" for mention, _ in rows("The king condemned the attacks that killed the soldiers."))


def test_who_brokers_a_deal_is_its_mediator():
    ((_, participants),) = rows("The king and the rebels signed a deal brokered by the emir.")
    assert [(p.role, p.text) for p in participants if p.actor_id] == [("source", "king"), ("source", "rebels"), ("mediator", "emir")]


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        pytest.param("The union began a 24-hour general strike.", "began a 24-hour general strike", id="hyphenated"),
        pytest.param("Soldiers gunned down a teacher.", "gunned down a teacher", id="object-of-a-particle"),
        pytest.param("The king on Tuesday called on the rebels to step down.", "called on", id="particle-after-the-verb"),
        pytest.param("Police launched an operation to detain two students.", "detain two students", id="operation-of-the-police"),
    ],
)
def test_the_span_holds_whole_words(sentence, text):
    assert [mention.text for mention, _ in rows(sentence)] == [text]


@pytest.mark.parametrize(
    ("sentence", "types"),
    [
        pytest.param("The king attacked the premier over the tax.", ["ACCUSE"], id="in-words"),
        pytest.param("The king fought the premier for the nomination.", [], id="for-votes"),
        pytest.param("Soldiers attacked the premier with rockets.", ["ASSAULT"], id="with-rockets"),
    ],
)
def test_people_fight_with_words_where_no_violence_is_told(sentence, types):
    doc = parsed(PARSES[sentence])
    found = index(doc)
    people = ActorIndex({key: replace(actor, kind="person") for key, actor in found.actors.items()}, found.mentions)
    assert [mention.event_type for mention, _ in event_mentions(doc, people, None, None, (), lexicon())] == types


def test_a_person_attacks_a_force_with_words_that_are_quoted():
    doc = parsed(PARSES["The premier launched an attack on the union, calling it a plague."])
    found = index(doc)
    kinds = {"premier": "person", "union": "intergovernmental"}
    actors = ActorIndex({key: replace(actor, kind=kinds.get(actor.name, "other")) for key, actor in found.actors.items()}, found.mentions)
    assert [mention.event_type for mention, _ in event_mentions(doc, actors, None, None, (), lexicon())] == ["ACCUSE"]


def test_what_is_fired_gives_the_mode():
    ((mention, _),) = rows("The rebels exchanged artillery fire with the army.")
    assert mention.mode == "heavy-weapons"


def test_who_brokers_talks_is_their_mediator():
    ((mention, participants),) = rows("The envoy brokered talks between the rebels and the army.")
    assert (mention.event_type, mention.mode) == ("CONSULT", "third-party")
    assert [(p.role, p.text) for p in participants] == [("source", "rebels"), ("source", "army"), ("mediator", "envoy")]


def test_the_span_is_the_words_of_the_act():
    doc = parsed(PARSES["Gunmen killed two policemen in the town of Dorna."])
    ((mention, participants),) = event_mentions(doc, index(doc), None, None, (), lexicon())
    assert mention.text == "killed two policemen"
    assert doc.text[mention.start_char : mention.end_char] == mention.text
    assert {p.event_mention_id for p in participants} == {mention.event_mention_id}
    assert mention.event_id == make_id("evt", mention.event_mention_id)


def test_the_place_of_the_clause_is_found_with_its_level():
    doc = parsed(PARSES["Gunmen killed two policemen in the town of Dorna."])
    ((mention, _),) = event_mentions(doc, index(doc), place_index(doc, Dorna="populated_place"), None, (), lexicon())
    assert (mention.place_id, mention.place_precision) == (make_id("plc", "Dorna"), "settlement")


def test_a_place_told_before_of_another_act_is_no_scene():
    doc = parsed(PARSES["Gunmen killed two policemen in the town of Dorna."] + "\n" + PARSES["Rebels attacked the outpost on Monday."])
    found = list(event_mentions(doc, index(doc), place_index(doc, Dorna="populated_place"), None, (), lexicon()))
    assert [m.place_precision for m, _ in found] == ["settlement", None]


def test_a_territory_that_is_fought_over_is_the_one_named_before():
    doc = parsed(PARSES["Officials in Brenmark accepted a truce on Wednesday, a day after Norway shelled the disputed territory."])
    found = list(event_mentions(doc, index(doc), place_index(doc, Brenmark="region"), None, (), lexicon()))
    assert [(m.text, m.place_precision) for m, _ in found if m.event_type == "ASSAULT"] == [("shelled the disputed territory", "scene_region")]


def statement_over(doc: AnnotatedDocument, speaker: str | None, act: str = "say") -> Statement:
    """A statement that covers the whole document."""
    end = len(doc.doc)
    return Statement(
        document_id=doc.document_id,
        start_char=0,
        end_char=len(doc.text),
        sentence_start_char=0,
        sentence_end_char=len(doc.text),
        text=doc.text,
        origin="statements.test@1",
        confidence=None,
        statement_id="stm_test",
        form="indirect",
        act=act,
        cue=None,
        cue_start_char=None,
        cue_end_char=None,
        is_cue_negated=False,
        speaker_actor_id=None if speaker is None else make_id("act", speaker),
        speaker_text=speaker,
        speaker_start_char=None,
        speaker_end_char=None,
        is_anonymous=False,
        on_behalf_of_actor_id=None,
        relayed_by_actor_id=None,
        relayed_by_text=None,
        addressee_actor_id=None,
        addressee_text=None,
        medium=None,
        speech_id="spc_test",
        said_date_start=None,
        said_date_end=None,
        said_date_precision=None,
        said_date_text=None,
        start=0,
        end=end,
        cue_token=None,
        speaker_token=None,
    )


@pytest.mark.parametrize(
    ("speaker", "status"),
    [
        pytest.param("rebel", "alleged", id="the-target-says-so"),
        pytest.param("army", "alleged", id="the-doer-says-so"),
        pytest.param("envoy", "occurred", id="a-third-party-says-so"),
        pytest.param(None, "occurred", id="nobody-is-named"),
    ],
)
def test_an_interested_party_alleges(speaker, status):
    doc = parsed(PARSES["The army launched an offensive against the rebels in the valley."])
    ((mention, _),) = event_mentions(doc, index(doc), None, None, (statement_over(doc, speaker),), lexicon())
    assert (mention.status, mention.statement_id) == (status, "stm_test")


def test_the_innermost_statement_vouches():
    doc = parsed(PARSES["Rebels attacked the outpost on Monday."])
    outer = statement_over(doc, "envoy")
    inner = replace(outer, statement_id="stm_inner", end=4)
    ((mention, _),) = event_mentions(doc, index(doc), None, None, (outer, inner), lexicon())
    assert mention.statement_id == "stm_inner"


def test_a_document_without_a_parse_is_refused():
    doc = parsed("Rebels rebel NOUN NNS 0 ROOT")
    bare = replace(doc, doc=type(doc.doc)(doc.doc.vocab, words=["Rebels"]))
    with pytest.raises(MissingAnnotation, match="DEP"):
        list(event_mentions(bare, ActorIndex({}, ()), None, None, (), lexicon()))


def test_a_known_rule_gives_its_measured_confidence():
    ((mention, _),) = rows("Rebels attacked the outpost on Monday.")
    assert mention.origin == "events.verb_main@1"
    assert mention.confidence == lexicon().confidence_of("verb_main")


@pytest.mark.parametrize(
    ("sentence", "event_type"),
    [
        pytest.param("Reservists were called up on Monday.", "MOBILIZE", id="troops-that-are-moved"),
        pytest.param("Heavy fighting was reported on Sunday.", "ASSAULT", id="told-to-have-been"),
    ],
)
def test_a_passive_without_a_doer_is_a_row(sentence, event_type):
    ((mention, _),) = rows(sentence)
    assert mention.event_type == event_type
