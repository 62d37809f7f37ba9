"""Events: who did what to whom, when, where, and is it so.

What belongs here: rows of ``event_mentions`` and ``event_participants`` from the triggers that ``acts`` finds. What does not: the parts of that
(``acts``), and joining mentions to events, which is ``pipelines.resolve.events``'s; until then each mention is an event of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from spacy.tokens import Span, Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.errors import MissingAnnotation
from pipelines.extract.acts.clause import VERBAL, child, holder, is_passive, link, noun_slots, subject, verb_slots
from pipelines.extract.acts.doers import doers as further_doers
from pipelines.extract.acts.lexicon import EventLexicon, Predicate
from pipelines.extract.acts.match import Context, Trigger, is_agent, trigger
from pipelines.extract.acts.objects import thing
from pipelines.extract.acts.receivers import receivers
from pipelines.extract.acts.roles import parties, role
from pipelines.extract.acts.setting import Setting, contexts, locate, place_anaphor, scene
from pipelines.extract.acts.status import Reality, negated, noun_reality, verb_reality
from pipelines.extract.model import Actor, ActorIndex, ActorMention, EventMention, Participant, PlaceIndex, Statement
from pipelines.ids import make_id

if TYPE_CHECKING:
    from pipelines.extract.dates.narrative import Narrative
    from pipelines.extract.times import TimeIndex

__all__ = ["EventLexicon", "event_mentions"]

_VERSION = 1
#: Acts done in words: their row needs somebody who speaks, or somebody spoken of in the passive.
_VERBAL_TYPES = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
#: Acts that are done by saying something of something else, which has a place of its own.
_OF_WORDS = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
#: Acts that a reporter tells without naming anybody: "a bomb went off", "dozens were arrested", "a strike began".
_UNNAMED_TYPES = frozenset({"ASSAULT", "PROTEST", "COERCE"})
#: Acts whose object, where it is an actor, undergoes them.
_SUFFERED_TYPES = frozenset({"ASSAULT", "COERCE"})
#: Acts that, refused for the future, are refusals, with the mode of the refusal.
_REFUSABLE: Mapping[str, str | None] = {
    "AGREE": None,
    "CONSULT": "meet",
    "SUPPORT": None,
    "COOPERATE": "assist",
    "AID": "assist",
    "CONCEDE": "yield",
    "RETREAT": "yield",
}
#: Kinds of actors that are parties to fighting; what one says of another's deeds is an allegation.
_FIGHTERS = frozenset({"armed_group", "country", "government", "military"})
#: Kinds of actors that ARMED of the lexicon stands for.
_ARMED = frozenset({"armed_group", "military"})
#: Kinds of actors that STATE of the lexicon stands for.
_STATES = frozenset({"country", "government", "intergovernmental"})
#: Acts that an infinitive of purpose repeats: "marched to protest", "gathered to demand", "summoned the envoy to protest".
_REPEATED: Mapping[str, frozenset[str]] = {
    "PROTEST": frozenset({"PROTEST", "REQUEST", "ACCUSE"}),
    "ACCUSE": frozenset({"PROTEST", "ACCUSE"}),
}
#: Kinds of actors that what others say they should do is asked of.
_BODIES = _FIGHTERS | {"intergovernmental", "party", "police"}
#: Dependencies in which a word of a part of speech tells no act.
_NO_TRIGGERS: Mapping[str, frozenset[str]] = {
    "VERB": frozenset({"aux", "auxpass"}),
    "AUX": frozenset({"aux", "auxpass"}),
    "NOUN": frozenset({"compound", "nmod", "npadvmod"}),
    "PROPN": frozenset({"compound", "nmod", "npadvmod"}),
}
#: The words, as written, with which somebody says what another has to do.
_MUSTS = frozenset({"must", "should", "Must", "Should"})
#: Harm that an attack does while it lasts.
_HARMING = frozenset({"injure", "kill", "wound"})
_INTENDING = frozenset({"agree", "decide", "hope", "intend", "plan", "prepare", "threaten", "try", "urge", "vow", "want"})
_REFLEXIVE = frozenset({"herself", "himself", "itself", "myself", "ourselves", "themselves"})
#: Pronouns that stand for the speaker's own side in what he says he will do.
_OWN_PRONOUNS = frozenset({"he", "i", "she", "we"})
_QUOTING = frozenset({"accuse", "brand", "call", "claim", "describe", "dismiss", "say", "tell"})
_BLASTS = frozenset({"blast", "explosion"})
_HURTING = frozenset({"hurt", "injure"})
#: Slots that only fighting between two has.
_MUTUAL = frozenset({"between", "with"})
_LASTING = frozenset({"continue", "enter", "intensify", "rage"})
#: What brings a vehicle down that has not only crashed.
_SHOT = frozenset({"shoot", "bomb", "missile", "rocket", "fire", "attack", "attacker", "bomber"})
_ATTACKS = frozenset({"assault", "attack", "operation", "raid", "storming"})
#: Acts that private people do every day without any politics in them.
_EVERYDAY_TYPES = _VERBAL_TYPES | {"COOPERATE", "AID"}
#: Those of them that serve both sides.
_GOODWILL_TYPES = frozenset({"AGREE", "AID", "CONSULT", "COOPERATE", "SUPPORT"})
_MISHAPS = frozenset({"accident", "collision", "crash", "derailment", "earthquake"})
#: Words of violence that politicians use of words.
_AMBIGUOUS = frozenset({"attack", "assault", "fire", "offensive", "onslaught", "broadside", "ambush"})
#: Verbs and nouns that say no more of how it was done.
_QUARRELSOME = frozenset({"assault", "attack", "come", "launch", "lead"})
#: Verbs of contests, elections and debates among them.
_CONTESTS = frozenset({"battle", "clash", "fight"})
#: Kinds of actors that fight with words when nothing tells otherwise.
_DEBATERS = frozenset({"company", "media", "party", "person"})
#: Those whom everybody meets and nobody consults.
_PRESS = frozenset({"journalist", "reporter"})
#: How far a span may reach from its trigger, in tokens.
_REACH = 12
#: Prepositions of time and circumstance: what they bring is no part of what the verb says.
_ADJUNCTS = frozenset({"because", "after", "amid", "before", "despite", "during", "following", "since", "until", "while"})
_CONTENT_STEPS = frozenset({"xcomp", "ccomp", "pcomp", "dobj", "pobj", "prep", "conj", "acl", "nsubjpass", "dative", "agent", "oprd", "nsubj"})


@dataclass(frozen=True, slots=True)
class _Act:
    """A trigger with everything read about it but its row."""

    found: Trigger
    event_type: str
    mode: str | None
    reality: Reality
    sources: tuple[ActorMention, ...]
    targets: tuple[ActorMention, ...]
    mediators: tuple[ActorMention, ...]
    rule: str
    statement: Statement | None
    #: Tokens [start, end) of what it is directed at, where that is no actor.
    thing: tuple[int, int] | None = None


def event_mentions(
    doc: AnnotatedDocument,
    actors: ActorIndex,
    places: PlaceIndex | None,
    times: TimeIndex | None,
    statements: Sequence[Statement],
    lexicon: EventLexicon,
) -> Iterator[tuple[EventMention, tuple[Participant, ...]]]:
    """Find the acts that a document tells.

    Args:
        doc: tagged, parsed and lemmatised; left as it was.
        actors: its actors; participants refer to their mentions.
        places: its places; None leaves the place columns null.
        times: its expressions of time; None leaves the date columns null.
        statements: its statements; they say who vouches for an act.
        lexicon: the predicates.

    Yields:
        A mention with its participants, in text order. Offsets are half-open code points in ``doc.text``; a doer or receiver that the clause does
        not name is no participant; dates and places that the clause or scene does not give are None.

    Raises:
        MissingAnnotation: the doc has no parse or no lemmas.
    """
    for layer in ("DEP", "LEMMA"):
        if not doc.doc.has_annotation(layer):
            raise MissingAnnotation(f"event_mentions reads {layer}; document {doc.document_id} has none")
    texts, lemmas = doc.token_lowers, doc.token_lemmas
    if _is_sport(lemmas, lexicon):
        return
    triggers = _triggers(doc, texts, lemmas, actors, places, lexicon)
    by_token = {t.token.i: t for t in triggers}
    fused = {word.i for t in triggers for word in t.fused if word.i != t.token.i}
    acts = [act for t in triggers if t.token.i not in fused and (act := _act(t, by_token, doc, actors, places, statements, lexicon)) is not None]
    requests = list(_modal_requests(doc, by_token, actors, statements, lexicon))
    asked = {act.found.token.i for act in requests}
    acts = [act for act in acts if act.found.token.i not in asked] + requests
    acts = _contested(acts, actors)
    acts.sort(key=lambda a: (_extent(a)[0], a.found.token.i))
    paragraph_contexts: dict[int, tuple[str, ...]] = {}
    narrative = cache(lambda: times.narrative(doc) if times is not None else None)
    for act in acts:
        yield _row(act, doc, actors, texts, lemmas, places, times, narrative, lexicon, paragraph_contexts)


def _is_sport(lemmas: Sequence[str], lexicon: EventLexicon) -> bool:
    """Whether the report is about sport, whose attacks, defeats and strikes are no acts: four of its words, and one in fifty of all."""
    sport = lexicon.words["sport"]
    return sum([lemma in sport for lemma in lemmas]) >= max(4, len(lemmas) / 50)


def _is_accident(token: Token, doc: AnnotatedDocument, lexicon: EventLexicon) -> bool:
    """Whether harm that nobody does comes of an accident or disaster: its words, and none of violence, stand in the sentence or before it."""
    sentence = doc.sentence_of(token)
    here = {t.lemma_.lower() for t in sentence}
    if any(t.dep_ == "pobj" and t.lemma_.lower() in _MISHAPS and t.head.lower_ == "in" for t in sentence):
        # "two soldiers were killed in a road accident"
        return True
    if here & lexicon.words["violence"]:
        return False
    if not lexicon.words["accident"].isdisjoint({*here, *(t.lower_ for t in sentence)}):
        return True
    before = {t.lemma_.lower() for t in doc.doc[max(0, sentence.start - 80) : sentence.start]}
    return bool(before & lexicon.words["accident"]) and not before & lexicon.words["violence"]


def _is_speech(found: Trigger, doer: ActorMention, actors: ActorIndex) -> bool:
    """Whether one person attacks a state by what a participle quotes: "launched an attack on Northland, calling it a threat"."""
    if actors.actors[doer.actor_id].kind != "person" or found.predicate.lemma not in _QUARRELSOME or found.predicate.pos != "verb":
        return False
    return any(c.dep_ == "advcl" and c.tag_ == "VBG" and c.lemma_.lower() in _QUOTING for c in found.token.children)


def _is_mishap(found: Trigger, doc: AnnotatedDocument, lexicon: EventLexicon) -> bool:
    """Whether a blast does the harm and what is told around it is an accident: "Blast kills four", and then of a boiler."""
    if not any(t.lemma_.lower() in _BLASTS for t in found.slots.get("subj", ())):
        return False
    sentence = doc.sentence_of(found.token)
    near = {t.lemma_.lower() for t in doc.doc[max(0, sentence.start - 80) : sentence.end + 80]}
    return bool(near & (lexicon.words["industry"] | lexicon.words["accident"])) and not near & lexicon.words["violence"]


def _is_violent(found: Trigger, doc: AnnotatedDocument, lexicon: EventLexicon) -> bool:
    """Whether violence, and no accident, is told in the sentence of the harm or shortly before it; that soldiers are harmed does not tell it."""
    sentence = doc.sentence_of(found.token)
    harmed = {t.i for t in found.slots.get("obj", ())}
    near = {t.lemma_.lower() for t in doc.doc[max(0, sentence.start - 40) : sentence.end] if t.i not in harmed}
    return bool(near & lexicon.words["violence"]) and not near & lexicon.words["accident"]


def _triggers(
    doc: AnnotatedDocument, texts: Sequence[str], lemmas: Sequence[str], actors: ActorIndex, places: PlaceIndex | None, lexicon: EventLexicon
) -> list[Trigger]:
    def is_actor(token: Token) -> bool:
        return bool(parties(token, actors, lexicon, inside=False))

    def is_place(token: Token) -> bool:
        return places is not None and places.covering(token) is not None

    def is_armed(token: Token) -> bool:
        return any(actors.actors[m.actor_id].kind in _ARMED for m in parties(token, actors, lexicon, inside=False))

    def is_state(token: Token) -> bool:
        return any(actors.actors[m.actor_id].kind in _STATES for m in parties(token, actors, lexicon, inside=False))

    def is_own(token: Token, doers: Sequence[Token]) -> bool:
        if token.lower_ == "it":
            # "the premier warned that it would take years"
            return all(d.ent_type_ != "PERSON" for d in doers)
        if token.lower_ in _OWN_PRONOUNS:
            return True
        if token.lower_ == "they":
            return any(d.tag_ in ("NNS", "NNPS") or d.lower_ == "they" for d in doers)
        sides = _sides([m.actor_id for d in doers for m in parties(d, actors, lexicon)], actors)
        return bool(sides & _sides([m.actor_id for m in parties(token, actors, lexicon, inside=False)], actors))

    # few words open an entry at all: those are looked up before anything is asked of the parse
    heads, none = lexicon.heads, frozenset[str]()
    candidates = []
    for i, (pos, dep) in enumerate(zip(doc.token_pos, doc.token_deps, strict=True)):
        if dep not in _NO_TRIGGERS.get(pos, none):
            known = heads.get(pos, none)
            if lemmas[i] in known or texts[i] in known:
                candidates.append(i)
    found: list[Trigger] = []
    context: Context
    sentence: Span | None = None
    for i in candidates:
        if sentence is None or i >= sentence.end:
            sentence = doc.sentence_of(i)
            words = {*texts[sentence.start : sentence.end], *lemmas[sentence.start : sentence.end]}
            context = Context(lexicon, words, is_actor, is_place, is_state, is_armed, is_own)
        fit = trigger(doc.doc[i], context)
        if fit is not None:
            found.append(fit)
    return found


def _act(
    found: Trigger,
    by_token: Mapping[int, Trigger],
    doc: AnnotatedDocument,
    actors: ActorIndex,
    places: PlaceIndex | None,
    statements: Sequence[Statement],
    lexicon: EventLexicon,
) -> _Act | None:
    token, predicate = found.token, found.predicate
    content = _content(token, by_token, lexicon)
    if content == "none":
        return None
    statement = _innermost(token, statements)
    in_speech = statement is not None or _is_reported(token, lexicon)
    if predicate.pos == "noun":
        reality = noun_reality(token, lexicon, in_speech=in_speech)
    else:
        reality = verb_reality(token, lexicon, in_speech=in_speech)
    for noun in found.fused:
        if negated(noun) and not reality.is_negated:
            # "will release no prisoners"
            reality = Reality("denied", True, is_refusal=reality.status == "planned" and predicate.pos == "verb")
    event_type, mode = predicate.event_type, predicate.mode
    if reality.is_negated and reality.status == "denied" and _is_withheld(token, lexicon):
        reality = replace(reality, is_refusal=True)
    if reality.is_negated and event_type in _VERBAL_TYPES and not (reality.is_refusal and event_type in _REFUSABLE):
        return None
    if reality.is_refusal and event_type in _REFUSABLE:
        event_type, mode, reality = "REJECT", _REFUSABLE[event_type], Reality("occurred")
    if event_type == "PROTEST" and reality.status == "planned" and _is_done_by(token):
        reality = Reality("occurred")
    if predicate.status is not None and reality.status in ("occurred", "ongoing"):
        reality = replace(reality, status=predicate.status)
    if content == "denied":
        if negated(token):
            return None
        reality = Reality("denied")
    elif content in ("alleged", "hypothetical", "disputed") and reality.status in ("occurred", "ongoing"):
        reality = Reality(content)
    elif content == "alleged" and reality.status == "planned" and predicate.pos == "noun" and token.head.lemma_ in ("order", "command"):
        # "charged with ordering the killing of X"
        reality = Reality(content)
    if _is_attitude(token, event_type) or (predicate.pos == "noun" and _is_reference(found)) or _is_comparison(token) or _is_question(token):
        return None
    if _is_left_undone(token) or (event_type == "ASSAULT" and (_is_family_crime(found, lexicon) or _is_suicide(found))):
        return None
    if predicate.pos == "verb" and _repeats(token, event_type, by_token):
        return None
    if predicate.pos == "noun" and event_type == "CONSULT" and _is_same_meeting(token, by_token):
        return None
    if event_type == "ASSAULT" and _is_nature(found, lexicon):
        return None
    if "speaker" in predicate.source and token.dep_ == "amod":
        return None
    if event_type == "THREATEN" and predicate.pos == "verb" and not _is_threatener(found, actors, lexicon):
        return None
    if mode == "release" and token.dep_ in ("acl", "relcl") and token.head.lemma_.lower() in _ATTACKS and _is_infinitive(token):
        # "the raid to free the hostages"
        event_type, mode = "AID", None
    sources = role(found.slots, predicate.source, actors, lexicon)
    if not sources:
        sources = (
            _author(found, actors, lexicon)
            or _raging(found, event_type, by_token, actors, lexicon)
            or _held_responsible(found, event_type, actors, lexicon)
            or _donor(found, event_type, actors)
        )
    if not sources and "speaker" in predicate.source:
        sources = _speaker(token, statement, doc, actors, lexicon)
    if predicate.pos == "verb" and event_type == "ASSAULT" and (deed := _of_deed(found, by_token)) is not None:
        sources = role(deed.slots, deed.predicate.source, actors, lexicon)
    if predicate.pos == "noun" and not sources and "by" in predicate.source:
        # "the rejection of the deal by X": the parser hangs X on the deal
        inner = [d for t in found.slots.get("of", ()) for c in t.children if c.dep_ == "prep" and c.lower_ == "by" for d in c.children]
        sources = [m for t in inner if t.dep_ == "pobj" for m in parties(t, actors, lexicon)]
    targets = receivers(found, event_type, sources, by_token, actors, lexicon)
    mediators = role(found.slots, predicate.mediator, actors, lexicon) or _brokers(found, actors, lexicon)
    if predicate.pos == "noun":
        hated = [m for m in sources if _is_opposed(doc.doc[m.head], token)]
        sources, targets = [m for m in sources if m not in hated], [*targets, *hated]
    if predicate.pos == "noun" and event_type in _UNNAMED_TYPES and places is not None:
        sources = [m for m in sources if not _names_scene(m, token, places, doc)]
    between = {m.actor_id for m in mediators}
    sources = [m for m in sources if m.actor_id not in between]
    taken = between | {m.actor_id for m in sources}
    targets = [m for m in targets if m.actor_id not in taken]
    if token.dep_ == "acl" and predicate.mediator and not sources:
        # "a deal brokered by X": the deal is the act
        return None
    if not _is_row(event_type, found, sources or mediators, targets, lexicon):
        return None
    if event_type == "PROTEST" and _is_campaigning(found, sources, actors):
        return None
    if predicate.pos == "noun" and event_type == "CONSULT":
        sources = [m for m in sources if not _is_forum(m, token, doc, actors)]
    if event_type == "MOBILIZE" and sources and all(actors.actors[m.actor_id].kind == "company" for m in sources):
        # "would beef up its presence in the market"
        return None
    if event_type in ("ACCUSE", "COERCE", "SANCTION") and _is_everyday_crime(found, lexicon) and all(_is_unnamed(m) for m in targets):
        return None
    if predicate.pos == "noun" and event_type in _UNNAMED_TYPES and not sources and not targets and _is_generic(found, places):
        return None
    if event_type == "ASSAULT" and not sources and token.lemma_.lower() in lexicon.words["harm"] and _is_accident(token, doc, lexicon):
        return None
    if event_type == "ASSAULT" and not sources and predicate.lemma in _HURTING and predicate.weak and not _is_violent(found, doc, lexicon):
        # "seven people were injured" is a deed only where violence is told
        return None
    if event_type == "ASSAULT" and not sources and _is_mishap(found, doc, lexicon):
        return None
    if event_type in _EVERYDAY_TYPES and sources and all(_is_private(m, doc, lexicon) for m in sources):
        return None
    if event_type in _EVERYDAY_TYPES and _is_business(event_type, [*sources, *targets, *mediators], actors):
        return None
    if event_type == "CONSULT" and any(_is_private(m, doc, lexicon) or doc.doc[m.head].lemma_ in _PRESS for m in (*sources, *targets)):
        return None
    is_two_sided = predicate.pos == "noun" or (bool(found.fused) and is_passive(token))
    if event_type == "CONSULT" and mode != "visit" and reality.status != "denied" and not sources and is_two_sided:
        # "talks with X opened": who talked to X is not told, and X talked too
        sources, targets = targets, []
    if event_type == "ASSAULT" and reality.status == "occurred" and _is_verbal(found, [*sources, *targets], doc, actors, lexicon):
        if predicate.lemma in _CONTESTS or (predicate.pos == "verb" and not targets):
            # "fought him for the nomination", "attacked down the left"
            return None
        event_type, mode = "ACCUSE", "disapprove"
    if event_type == "ASSAULT" and (mode is None or any(noun.lemma_ == "fire" for noun in found.fused)):
        # "artillery fire"
        mode = _weapon(found, lexicon) or mode
    if not sources:
        known = {m.actor_id for m in (*targets, *mediators)}
        sources = [m for m in further_doers(found, event_type, reality.status, by_token, actors, lexicon) if m.actor_id not in known]
    rule = _rule(token, predicate, by_token, lexicon, reality, content, has_doer=bool(sources))
    doers = frozenset(m.actor_id for m in (*sources, *mediators))
    directed_at = thing(found, event_type, doers, actors, lexicon) if not targets else None
    if directed_at is not None and event_type in _SUFFERED_TYPES:
        whom = actors.headed_by(doc.doc[directed_at[0] : directed_at[1]].root)
        if whom is not None and actors.actors[whom.actor_id].kind != "country":
            targets, directed_at = [whom], None
    return _Act(found, event_type, mode, reality, tuple(sources), tuple(targets), tuple(mediators), rule, statement, directed_at)


def _speaker(token: Token, statement: Statement | None, doc: AnnotatedDocument, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Who says the words that the act is done with: "the claims are baseless, X said"."""
    if statement is not None and statement.speaker_token is not None:
        return parties(doc.doc[statement.speaker_token], actors, lexicon)
    at = token
    for _ in range(6):
        if at.dep_ == "ccomp" and at.head.lemma_.lower() in lexicon.words["reporting"]:
            speaker = subject(at.head)
            return parties(speaker, actors, lexicon) if speaker is not None else []
        if at.head.i == at.i:
            break
        at = at.head
    return []


def _author(found: Trigger, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Who published the document that says so: "X put out a report accusing Y"."""
    for word in found.slots.get("subj", ()):
        if found.predicate.event_type in _VERBAL_TYPES and word.lemma_.lower() in lexicon.words["documents"] and word.i < found.token.i:
            author = holder(word)
            return parties(author, actors, lexicon, inside=False) if author is not None else []
    return []


def _held_responsible(found: Trigger, event_type: str, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Whose deed a noun's clause says it is: "the attack was a reprisal by X", "blamed X for the deaths and other attacks"."""
    token = found.token
    if found.predicate.pos != "noun" or event_type not in ("ASSAULT", "COERCE"):
        return []
    if token.dep_ == "nsubj" and token.head.lemma_ == "be":
        what = child(token.head, "attr")
        names = ("by", "of") if what is not None and what.lemma_ in ("handiwork", "work") else ("by",)
        return role(noun_slots(what), names, actors, lexicon) if what is not None else []
    if token.dep_ == "pobj" and token.head.lower_ == "in" and token.head.head.lemma_ in _HARMING and is_passive(token.head.head):
        # "was killed in an attack by X": the parser may hang X on the verb
        return role(verb_slots(token.head.head), ("subj",), actors, lexicon)
    at = token
    for _ in range(4):
        if at.dep_ == "conj" or (at.dep_ == "pobj" and at.head.lower_ == "of" and at.head.head.lemma_.lower() in lexicon.words["partitives"]):
            # "blamed for a wave of attacks"
            at = at.head if at.dep_ == "conj" else at.head.head
    blaming = at.head.head if at.dep_ == "pobj" and at.head.lower_ == "for" else None
    if blaming is None or blaming.lemma_ != "blame" or blaming.pos_ not in VERBAL:
        return []
    return role(verb_slots(blaming), ("obj",), actors, lexicon)


def _of_deed(found: Trigger, by_token: Mapping[int, Trigger]) -> Trigger | None:
    """The deed that a relative clause tells the harm of, where the parser hangs it on what was hit: "the shelling of a camp which killed ten"."""
    place = found.token.head
    if found.token.dep_ != "relcl" or place.dep_ != "pobj" or place.pos_ != "NOUN" or found.slots.get("subj", ()) not in ([place], (place,)):
        return None
    deed = by_token.get(place.head.head.i) if place.head.lower_ in ("of", "on", "at", "against") else None
    return deed if deed is not None and deed.predicate.pos == "noun" and deed.predicate.event_type == "ASSAULT" else None


def _is_forum(m: ActorMention, noun: Token, doc: AnnotatedDocument, actors: ActorIndex) -> bool:
    """Whether a body of states before a noun of talks names their forum, not a party to them: "WTO negotiations", but not "EU talks with X"."""
    head = doc.doc[m.head]
    if actors.actors[m.actor_id].kind != "intergovernmental" or head.head.i != noun.i or head.dep_ not in ("amod", "compound", "nmod"):
        return False
    return not any(c.dep_ == "prep" and c.lower_ in ("between", "with") for c in noun.children)


def _donor(found: Trigger, event_type: str, actors: ActorIndex) -> list[ActorMention]:
    """Whose help is sent where nobody is told to send it: "Northland aid was flown to the port"."""
    if event_type != "AID" or found.predicate.pos != "verb" or not is_passive(found.token):
        return []
    gifts = {*found.slots.get("obj", ()), *found.fused}
    named = [m for gift in gifts for c in gift.children if c.dep_ in ("amod", "compound", "nmod", "poss") and (m := actors.headed_by(c)) is not None]
    return [m for m in named if m.form == "name" and actors.actors[m.actor_id].kind in _STATES]


def _raging(found: Trigger, event_type: str, by_token: Mapping[int, Trigger], actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Whose attack people are killed in while it goes on: "ten were killed as X's assault continued"."""
    if event_type != "ASSAULT" or found.predicate.pos != "verb" or found.token.lemma_ not in _HARMING or not is_passive(found.token):
        return []
    harms = [t for t in (found.token, *found.token.conjuncts) if t.lemma_ in _HARMING]
    for name in (d for harm in harms for c in harm.children if c.dep_ == "prep" and c.lower_ in ("during", "in") for d in c.children):
        # "ten were killed in an attack by X", "in an X air raid"
        named = by_token.get(name.i)
        if named is not None and named.predicate.event_type == "ASSAULT" and named.predicate.pos == "noun" and not named.slots.keys() & _MUTUAL:
            doers = role(named.slots, named.predicate.source, actors, lexicon)
            if doers and noun_reality(name, lexicon, in_speech=False).status in ("occurred", "ongoing"):
                return doers
    for clause in (c for harm in harms for c in harm.children):
        if clause.dep_ == "advcl" and clause.lemma_ in _LASTING and any(c.dep_ == "mark" and c.lower_ in ("as", "while") for c in clause.children):
            attack = subject(clause)
            told = by_token.get(attack.i) if attack is not None else None
            if told is not None and told.predicate.event_type == "ASSAULT" and told.predicate.pos == "noun":
                return role(told.slots, told.predicate.source, actors, lexicon)
    return []


def _is_withheld(token: Token, lexicon: EventLexicon) -> bool:
    """Whether not to do it is to refuse it: "did not give permission", but not "have not yet agreed"."""
    return token.lemma_.lower() in lexicon.words["withheld"] and not any(c.lower_ == "yet" for c in token.children)


def _is_threatener(found: Trigger, actors: ActorIndex, lexicon: EventLexicon) -> bool:
    """Whether somebody threatens, rather than something: "the crisis threatened to spill over"."""
    doers = found.slots.get("subj", ())
    return not doers or any(
        parties(t, actors, lexicon, inside=False) or is_agent(t, lexicon) or t.lemma_ in lexicon.words["documents"] for t in doers
    )


def _is_attitude(token: Token, event_type: str) -> bool:
    """Whether a verb tells a standing attitude, not an act: "people who reject the rule of X"."""
    if event_type not in _VERBAL_TYPES or token.tag_ not in ("VBP", "VBZ", "VB"):
        return False
    at = token
    while at.dep_ == "conj" and at.head.pos_ in VERBAL:
        at = at.head
    return at.dep_ == "relcl" and not any(c.dep_ == "aux" for c in token.children)


def _is_comparison(token: Token) -> bool:
    """Whether the word only compares: "as opposed to"."""
    return token.lower_ == "opposed" and any(c.dep_ == "mark" and c.lower_ == "as" for c in token.children)


def _is_left_undone(token: Token) -> bool:
    """Whether a verb only tells what somebody did without doing: "left without meeting X"."""
    return token.dep_ == "pcomp" and token.head.lower_ == "without"


def _is_family_crime(found: Trigger, lexicon: EventLexicon) -> bool:
    """Whether violence is one between private people: "stabbed his wife"."""
    doers, victims = found.slots.get("subj", ()), (*found.slots.get("obj", ()), *found.slots.get("of", ()))
    if any(t.lemma_.lower() in lexicon.words["forces"] for t in doers):
        return False
    return any(_is_own(v, lexicon.words["family"]) for v in victims)


def _is_suicide(found: Trigger) -> bool:
    """Whether somebody harms nobody else: "killed himself", but not "blew himself up"."""
    return found.predicate.mode != "suicide-attack" and any(t.lower_ in _REFLEXIVE for t in found.slots.get("obj", ()))


def _is_everyday_crime(found: Trigger, lexicon: EventLexicon) -> bool:
    """Whether somebody is accused, arrested or sentenced for a crime of daily life: "charged with killing her husband", "arrested for theft"."""
    for name in ("for", "with", "of", "on", "over", "to"):
        for crime in (*found.slots.get(name, ()), *found.slots.get(f"noun_{name}", ())):
            if crime.lemma_.lower() in lexicon.words["everyday_crimes"]:
                return True
            if any(_is_own(t, lexicon.words["family"]) and t.dep_ in ("dobj", "pobj") for t in crime.subtree):
                return True
    return False


def _is_unnamed(mention: ActorMention) -> bool:
    """Whether a mention holds no name of anybody, nor of a nation: "a teenager", "He"."""
    return mention.form == "pronoun" or mention.text.islower()


def _is_own(noun: Token, family: Set[str]) -> bool:
    """Whether a noun of kinship or neighbourhood is told as somebody's own."""
    return noun.lemma_.lower() in family and any(c.dep_ == "poss" and c.lower_ in ("his", "her", "their") for c in noun.children)


def _is_question(token: Token) -> bool:
    """Whether "ask" brings a question, not a request: "asked whether", "asked by reporters"."""
    if token.lemma_ != "ask":
        return False
    for c in token.children:
        if c.dep_ == "ccomp" and any(d.lower_ in ("whether", "if") or d.tag_ in ("WRB", "WP", "WDT") for d in c.children):
            return True
        if c.dep_ == "agent" and any(d.lemma_ in ("reporter", "journalist") for d in c.children):
            return True
    return False


def _repeats(token: Token, event_type: str, by_token: Mapping[int, Trigger]) -> bool:
    """Whether an infinitive tells the purpose of an act that is of its kind: one act, not two."""
    if token.dep_ not in ("advcl", "xcomp") or not any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children):
        return False
    outer = by_token.get(token.head.i)
    return outer is not None and event_type in _REPEATED.get(outer.predicate.event_type, ())


def _is_done_by(token: Token) -> bool:
    """Whether a deed in the past is the protest that its purpose tells: "smashed barriers to protest the murder"."""
    return (
        token.lemma_ == "protest"
        and token.dep_ in ("advcl", "xcomp")
        and _is_infinitive(token)
        and token.head.tag_ == "VBD"
        and not negated(token.head)
        and not any(c.dep_ == "auxpass" for c in token.head.children)
        and token.head.lemma_ not in _INTENDING
    )


def _is_campaigning(found: Trigger, sources: Sequence[ActorMention], actors: ActorIndex) -> bool:
    """Whether one politician holds a rally for votes: "the senator held a rally in the port"; crowds and parties rally for other ends too."""
    words = {t.lemma_.lower() for t in (found.token, *found.fused)}
    if "rally" not in words or "against" in found.slots or "noun_against" in found.slots:
        return False
    return len(sources) == 1 and actors.actors[sources[0].actor_id].kind == "person"


def _is_same_meeting(noun: Token, by_token: Mapping[int, Trigger]) -> bool:
    """Whether a noun only says what a meeting told by its verb is for: "met X for talks", "hosted X for a summit"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "for":
        return False
    outer = by_token.get(noun.head.head.i)
    return outer is not None and outer.predicate.event_type == "CONSULT" and outer.predicate.pos == "verb"


def _is_verbal(found: Trigger, parties_to: Sequence[ActorMention], doc: AnnotatedDocument, actors: ActorIndex, lexicon: EventLexicon) -> bool:
    """Whether people attack each other in words: "the senator came under fire", with nothing of violence in the sentence."""
    words = {t.lemma_.lower() for t in (found.token, *found.fused)}
    if not words & (_AMBIGUOUS | _CONTESTS) or found.predicate.lemma not in _QUARRELSOME | _CONTESTS or not parties_to:
        return False
    if any(actors.actors[m.actor_id].kind not in _DEBATERS for m in parties_to) and not _is_speech(found, parties_to[0], actors):
        return False
    own = {t.i for t in (found.token, *found.fused)}
    physical = lexicon.words["violence"] | lexicon.words["harm"] | lexicon.words["forces"]
    return not any(t.i not in own and t.lemma_.lower() in physical for t in doc.sentence_of(found.token))


def _is_nature(found: Trigger, lexicon: EventLexicon) -> bool:
    """Whether a storm, a quake or an accident does the harm: "Typhoon X killed 31 people"."""
    if found.predicate.pos != "verb":
        return False
    above = found.token.head
    if found.token.dep_ == "advcl" and found.token.tag_ == "VBG" and above.lemma_.lower() in lexicon.words["accident"] - {"storm"}:
        # "a helicopter crashed, killing five", but not "gunmen stormed the market, killing five"
        return not any(t.lemma_.lower() in _SHOT for t in found.token.sent if t.i < above.i)
    near: list[Token] = [c for c in found.token.children if c.dep_ == "npadvmod"]
    for word in (*found.slots.get("subj", ()), *(t for t in found.slots.get("in", ()) if t.lemma_.lower() in ("explosion", "blast", "fire"))):
        near += [word, *(c for c in word.children if c.dep_ in ("compound", "nmod", "appos"))]
        if word.lemma_.lower() in ("explosion", "blast", "fire"):
            # in a plant or a mine it is an accident until somebody says otherwise
            inside = [d for c in word.children if c.dep_ == "prep" and c.lower_ in ("in", "at") for d in c.children if d.dep_ == "pobj"]
            if any(w.lemma_.lower() in lexicon.words["industry"] for w in (*near, *inside)):
                return not any(w.lemma_.lower() in lexicon.words["violence"] for w in found.token.sent)
    return any(w.lemma_.lower() in lexicon.words["accident"] for w in near)


def _brokers(found: Trigger, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Who brokered what the act is about: "signed a deal brokered by X", "the X-mediated talks"."""
    for noun in (found.token, *found.fused, *found.slots.get("obj", ()), *found.slots.get("subj", ())):
        for c in noun.children:
            if c.lemma_.lower() in lexicon.words["brokering"] and c.dep_ in ("acl", "amod"):
                for d in c.children:
                    tokens = [e for e in d.children if e.dep_ == "pobj"] if d.dep_ == "agent" else [d] if d.dep_ in ("npadvmod", "compound") else []
                    for token in tokens:
                        mentions = parties(token, actors, lexicon, inside=False)
                        if mentions:
                            return mentions
            elif c.dep_ == "prep" and c.lower_ in ("under", "with", "through"):
                for d in c.children:
                    if d.dep_ == "pobj" and d.lemma_.lower() in ("mediation", "auspex", "auspices"):
                        return parties(d, actors, lexicon)
    return []


def _is_opposed(name: Token, noun: Token) -> bool:
    """Whether a name before a noun is what the act is against: "anti-Israeli riots"."""
    i = name.i
    before = name.doc[max(0, i - 2) : i].text.lower()
    return i < noun.i and (name.lower_.startswith("anti-") or before in ("anti-", "anti -", "anti–"))


def _is_business(event_type: str, parties_to: Sequence[ActorMention], actors: ActorIndex) -> bool:
    """Whether only firms, or in deeds of goodwill only firms, doctors and scholars, have to do with each other."""
    who = [actors.actors[m.actor_id] for m in parties_to]
    common = {"EDU", "MED", "BUS", "MNC"} if event_type in _GOODWILL_TYPES else {"BUS", "MNC"}
    return bool(who) and all(a.kind == "company" or (a.sector in common and a.kind in ("other", "population")) for a in who)


def _is_private(mention: ActorMention, doc: AnnotatedDocument, lexicon: EventLexicon) -> bool:
    """Whether the doer is a private person told by a word of family or daily life."""
    return doc.doc[mention.head].pos_ == "NOUN" and doc.doc[mention.head].lemma_.lower() in lexicon.words["private"]


def _is_reference(found: Trigger) -> bool:
    """Whether a noun only points at an act told elsewhere: "such accusations", "away from the fighting"."""
    token = found.token
    modifiers = [c for c in token.children if c.dep_ not in ("det", "punct", "case", "cc")]
    if found.predicate.event_type in _VERBAL_TYPES and any(c.lower_ in ("such", "this", "these", "those", "that") for c in token.children):
        return True
    return not modifiers and token.dep_ == "pobj" and token.tag_ in ("NN", "NNS") and any(c.lower_ in ("the", "this", "that") for c in token.children)


def _is_generic(found: Trigger, places: PlaceIndex | None) -> bool:
    """Whether a noun names a kind of act, not an act: no article, number, owner, time or place comes with it ("the fuelling of armed conflict")."""
    token = found.token
    for c in token.children:
        if c.dep_ in ("det", "poss", "nummod", "relcl", "acl", "npadvmod", "prep", "nmod") or c.pos_ in ("NUM", "PROPN") or c.ent_type_:
            return False
        if (c.dep_ == "amod" and c.tag_ != "JJ") or c.lower_ in ("several", "many", "more", "new", "further", "other", "fresh", "such", "renewed"):
            return False
    head = token.head
    if token.dep_ in ("nsubj", "nsubjpass", "dobj") and head.pos_ in VERBAL and head.tag_ == "VBD":
        return False
    return places is None or all(places.covering(t) is None for t in token.sent)


def _is_row(event_type: str, found: Trigger, sources: Sequence[ActorMention], targets: Sequence[ActorMention], lexicon: EventLexicon) -> bool:
    """Whether enough is known of an act: somebody did it, or it is of a kind that is told without a doer."""
    predicate = found.predicate
    if not predicate.weak and all(name.startswith("noun_") for name in predicate.source):
        return True
    if event_type in _VERBAL_TYPES:
        if sources:
            return not (predicate.weak and not targets)
        if predicate.pos == "noun":
            return bool(targets) and not predicate.weak
        if "subj" in found.slots and not predicate.weak:
            return any(
                is_agent(t, lexicon) or t.lemma_.lower() in lexicon.words["documents"] or (targets and (t.lower_ == "it" or t.pos_ == "PROPN"))
                for t in found.slots["subj"]
            )
        return bool(targets) and is_passive(found.token) and not predicate.weak
    if event_type in _UNNAMED_TYPES and not predicate.weak:
        return True
    if event_type == "MOBILIZE" and not predicate.weak and any(t.lemma_.lower() in lexicon.words["forces"] for t in found.slots.get("subj", ())):
        # "soldiers patrolled the port"
        return True
    return bool(sources or targets)


def _names_scene(mention: ActorMention, noun: Token, places: PlaceIndex, doc: AnnotatedDocument) -> bool:
    """Whether a name before a noun of violence tells where rather than who: "the Kabul bombing"."""
    head = doc.doc[mention.head]
    if head.dep_ not in ("compound", "nmod") or head.head.i != noun.i:
        return False
    place = places.covering(head)
    return place is not None and places.places[place.place_id].feature in ("populated_place", "site", "admin1", "admin2")


def _content(token: Token, by_token: Mapping[int, Trigger], lexicon: EventLexicon) -> str:
    """What the act that governs this one makes of it: "own" when none does."""
    at = token
    clausal = False
    for _ in range(8):
        dep, head = link(at), at.head
        if dep == "advcl" and _is_asked(at, by_token):
            return by_token[head.i].predicate.content
        if dep not in _CONTENT_STEPS or head.i == at.i or (dep == "prep" and at.lower_ in _ADJUNCTS):
            return "own"
        if dep == "conj" and _is_infinitive(at) and not _is_infinitive(head) and head.i in by_token:
            # "called on X to meet Y and to agree": the parser hangs the second infinitive on the verb that governs the first
            return by_token[head.i].predicate.content
        if dep in ("xcomp", "ccomp", "pcomp", "acl"):
            if dep == "acl" and not any(c.dep_ in ("aux", "mark") for c in at.children) and at.tag_ != "VB":
                return "own"
            if dep == "pcomp" and head.lower_ == "by":
                # "rejected the principle by agreeing to a quota": the means is a deed of its own
                return "own"
            clausal = True
        if (dep in ("nsubj", "nsubjpass") and head.i not in by_token) or (
            dep == "ccomp" and at.i < head.i and head.lemma_.lower() not in lexicon.words["reporting"]
        ):
            return "own"
        outer = by_token.get(head.i)
        if outer is not None and head.i != token.i and dep != "conj":
            if dep == "nsubj":
                return "own"
            content = outer.predicate.content
            if content == "none" and not clausal and dep == "prep" and at.lower_ not in ("to", "for", "of", "on", "with"):
                return "own"
            if content == "denied" and any(
                c.lemma_.lower() in ("claim", "allegation", "accusation", "report", "charge", "assertion") for c in (at, *at.children)
            ):
                return "disputed"
            return content
        at = head
    return "own"


def _is_asked(clause: Token, by_token: Mapping[int, Trigger]) -> bool:
    """Whether an infinitive that the parser took for one of purpose is what is asked: "called on X on Monday to disarm"."""
    outer = by_token.get(clause.head.i)
    return (
        outer is not None
        and outer.predicate.event_type == "REQUEST"
        and outer.predicate.pos == "verb"
        and _is_infinitive(clause)
        and child(clause.head, "xcomp", "ccomp", "dobj") is None
    )


def _is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _innermost(token: Token, statements: Sequence[Statement]) -> Statement | None:
    best: Statement | None = None
    for statement in statements:
        if statement.start <= token.i < statement.end and (best is None or statement.end - statement.start < best.end - best.start):
            best = statement
    return best


def _is_reported(token: Token, lexicon: EventLexicon) -> bool:
    at = token
    for _ in range(6):
        if at.dep_ == "ccomp" and at.head.lemma_.lower() in lexicon.words["reporting"]:
            return True
        if at.head.i == at.i:
            return False
        at = at.head
    return False


def _rule(
    token: Token, predicate: Predicate, by_token: Mapping[int, Trigger], lexicon: EventLexicon, reality: Reality, content: str, *, has_doer: bool
) -> str:
    """Name of the rule: the part of speech and where in the sentence it stands, and whether a verb of the main clause has a doer."""
    if content != "own":
        return f"{predicate.pos}_content"
    if reality.is_negated:
        return f"{predicate.pos}_negated"
    if reality.status == "hypothetical":
        return f"{predicate.pos}_hypothetical"
    level = "main"
    at = token
    for _ in range(10):
        dep, head = link(at), at.head
        if head.i == at.i:
            break
        if dep in ("advcl", "relcl", "acl", "pcomp"):
            level = "subordinate"
            break
        if (
            dep == "xcomp"
            and predicate.pos == "verb"
            and level == "main"
            and lexicon.embedding.get(head.lemma_.lower()) not in ("occurred", "ongoing")
        ):
            level = "infinitive"
        if dep == "ccomp" and head.i in by_token:
            level = "subordinate"
            break
        at = head
    if predicate.pos == "noun" and token.dep_ in ("pobj", "conj", "appos", "nmod", "compound"):
        level = "subordinate"
    if predicate.weak:
        return f"{predicate.pos}_{level}_weak"
    if predicate.pos == "verb" and level == "main" and not has_doer:
        return "verb_main_doerless"
    return f"{predicate.pos}_{level}"


def _weapon(found: Trigger, lexicon: EventLexicon) -> str | None:
    """The mode that a named weapon gives."""
    near: list[Token] = []
    for word in (found.token, *found.fused, *found.slots.get("subj", ())):
        near.append(word)
        for c in word.children:
            if c.dep_ in ("compound", "amod", "nsubj", "nmod", "npadvmod", "dobj"):
                near.append(c)
                near.extend(d for d in c.children if d.dep_ in ("compound", "amod", "conj", "nmod"))
            elif c.dep_ in ("prep", "agent") and c.lower_ in ("with", "by", "in", "using", "from"):
                for d in c.children:
                    if d.dep_ in ("pobj", "pcomp"):
                        near.append(d)
                        near.extend(e for e in d.children if e.dep_ in ("compound", "amod", "conj"))
            elif c.dep_ in ("conj", "advcl") and c.pos_ == "NOUN":
                near.append(c)
    near = [word for word in near if word.pos_ != "VERB" or word.i == found.token.i]
    # "a suicide bomber" is no bomber that flies
    near.sort(key=lambda word: word.lower_ != "suicide")
    for word in near:
        mode = lexicon.weapons.get(word.lemma_.lower())
        if mode is not None:
            return mode
    return None


def _modal_requests(
    doc: AnnotatedDocument, by_token: Mapping[int, Trigger], actors: ActorIndex, statements: Sequence[Statement], lexicon: EventLexicon
) -> Iterator[_Act]:
    """Requests in reported speech: "said that X must withdraw", "said that X should take steps to", ask X to."""
    for token in (doc.doc[i] for i, text in enumerate(doc.token_texts) if text in _MUSTS):
        if token.dep_ != "aux":
            continue
        verb = token.head
        if verb.dep_ != "ccomp" or verb.head.lemma_.lower() not in lexicon.words["reporting"] or verb.head.i in by_token:
            continue
        speaker, addressee = subject(verb.head), subject(verb)
        if speaker is None or addressee is None:
            continue
        sources = parties(speaker, actors, lexicon)
        targets = parties(addressee, actors, lexicon, inside=False)
        if token.lower_ == "should":
            # "people should forget it" is advice
            targets = [m for m in targets if actors.actors[m.actor_id].kind in _BODIES and verb.lemma_ not in ("be", "have")]
        if (
            addressee.lower_ in ("we", "i")
            or is_passive(verb)
            or not sources
            or not targets
            or _sides([m.actor_id for m in sources], actors) & _sides([m.actor_id for m in targets], actors)
        ):
            continue
        predicate = lexicon.verbs["demand"][0]
        yield _Act(
            Trigger(verb, predicate, {}, ()),
            "REQUEST",
            None,
            Reality("occurred"),
            tuple(sources),
            tuple(targets),
            (),
            "verb_modal",
            _innermost(verb, statements),
        )


def _is_claim(act: _Act, actors: ActorIndex, *, is_own: bool) -> bool:
    """Whether what a party tells of a deed is a claim of war: its force's success, what was done to its force, or what a named other did.

    Authorities that tell whom their police arrested, or that somebody shot two officers, are taken at their word.
    """
    if not is_own:
        among_forces = any(actors.actors[m.actor_id].kind in ("military", "armed_group") for m in act.targets)
        return act.event_type in ("ASSAULT", "COERCE", "MOBILIZE") and (among_forces or any(m.form == "name" for m in act.sources))
    kinds = {actors.actors[m.actor_id].kind for m in act.sources}
    match act.event_type:
        case "ASSAULT" | "MOBILIZE":
            return bool(kinds - {"police", "population", "person"})
        case "COERCE":
            return bool(kinds & {"military", "armed_group"})
        case _:
            return False


def _sides(actor_ids: Sequence[str], actors: ActorIndex, *, is_done_to: bool = False) -> set[str]:
    """What tells that two actors stand on one side: themselves, what they are part of, the state they act for; of sufferers where they belong."""
    found: set[str] = set()
    for actor_id in actor_ids:
        found.add(actor_id)
        actor: Actor | None = actors.actors.get(actor_id)
        if actor is not None:
            found.update(x for x in (actor.parent_actor_id, actor.home if is_done_to else actor.state) if x is not None)
    return found


def _is_medium(actor_id: str, actors: ActorIndex) -> bool:
    """Whether a speaker is a paper or broadcaster, which tells what others did, its own state too."""
    speaker: Actor | None = actors.actors.get(actor_id)
    return speaker is not None and speaker.kind == "media"


def _contested(acts: Sequence[_Act], actors: ActorIndex) -> list[_Act]:
    """Weigh who says so: an interested party's word is an allegation, and one that another denies is disputed."""
    weighed: list[_Act] = []
    fighters = {
        m.actor_id for a in acts if a.event_type == "ASSAULT" for m in (*a.sources, *a.targets) if actors.actors[m.actor_id].kind in _FIGHTERS
    }
    for act in acts:
        statement = act.statement
        if (
            statement is not None
            and act.reality.status in ("occurred", "ongoing")
            and statement.speaker_actor_id is not None
            and not _is_medium(statement.speaker_actor_id, actors)
        ):
            speaker = _sides([statement.speaker_actor_id], actors)
            doers = _sides([m.actor_id for m in act.sources], actors)
            sufferers = _sides([m.actor_id for m in act.targets], actors, is_done_to=True)
            if (speaker & (doers | sufferers) and _is_claim(act, actors, is_own=bool(speaker & doers))) or (
                (statement.act == "accuse" or (statement.speaker_actor_id in fighters and act.sources and not speaker & doers))
                and act.event_type not in _VERBAL_TYPES
            ):
                act = replace(act, reality=Reality("alleged"))
        weighed.append(act)
    alleged = {a.found.token.i for a in weighed if a.reality.status == "alleged"}
    for n, act in enumerate(weighed):
        # "killed eight soldiers and wounded five": one word vouches for both
        token = act.found.token
        if act.reality.status == "occurred" and act.event_type not in _VERBAL_TYPES and token.dep_ == "conj" and token.head.i in alleged:
            weighed[n] = replace(act, reality=Reality("alleged"))
    denied = [(a.event_type, {m.actor_id for m in a.sources}) for a in weighed if a.reality.status in ("denied", "disputed")]
    claimed = [(a.event_type, {m.actor_id for m in a.sources}) for a in weighed if a.reality.status == "alleged"]
    final = []
    for act in weighed:
        mine = {m.actor_id for m in act.sources}
        if (act.reality.status == "alleged" and any(t == act.event_type and s & mine for t, s in denied)) or (
            act.reality.status == "denied" and any(t == act.event_type and s & mine for t, s in claimed)
        ):
            act = replace(act, reality=Reality("disputed"))
        final.append(act)
    return final


def _extent(act: _Act) -> tuple[int, int]:
    """Token range of the trigger phrase: the word of action with its object, a passive's with its subject."""
    found = act.found
    token = found.token
    start = end = token.i
    words = list(found.fused)
    if token.pos_ in VERBAL and found.predicate.pos == "verb":
        if is_passive(token):
            own = child(token, "nsubjpass")
            if own is not None and token.i - own.left_edge.i <= _REACH:
                words.append(own.left_edge)
            elif own is not None and token.i - own.i <= _REACH:
                words.append(own)
        else:
            for c in token.children:
                if c.dep_ in ("dobj", "dative", "prt") and c.i > token.i:
                    words.append(c)
        particle = found.predicate.particle
        if particle is not None:
            words += [c for c in token.children if c.lower_ == particle and c.i > token.i]
            words += [t for t in found.slots.get("obj", ()) if t.head.lower_ == particle and t.head.head.i == token.i]
    elif found.predicate.pos == "adjective":
        words += [t for t in (token.head,) if token.dep_ in ("acomp", "amod")]
    elif found.predicate.pos == "noun":
        for c in token.children:
            if c.dep_ in ("amod", "compound", "poss", "nmod", "nummod"):
                # "24-hour" is one word
                hyphenated = c.i > 1 and c.nbor(-1).text in ("-", "–") and not c.nbor(-2).whitespace_
                words.append(c.nbor(-2) if hyphenated else c)
    for word in words:
        if abs(word.i - token.i) <= _REACH:
            start, end = min(start, word.i), max(end, word.i)
    return start, end + 1


def _row(
    act: _Act,
    doc: AnnotatedDocument,
    actors: ActorIndex,
    texts: Sequence[str],
    lemmas: Sequence[str],
    places: PlaceIndex | None,
    times: TimeIndex | None,
    narrative: Callable[[], Narrative | None],
    lexicon: EventLexicon,
    paragraph_contexts: dict[int, tuple[str, ...]],
) -> tuple[EventMention, tuple[Participant, ...]]:
    token = act.found.token
    start, end = _extent(act)
    first, last = doc.doc[start], doc.doc[end - 1]
    start_char, end_char = first.idx, last.idx + len(last)
    sentence = doc.sentence_of(token)
    mention_id = make_id("evm", doc.document_id, start_char, end_char, token.idx, act.event_type)
    event_id = make_id("evt", mention_id)
    when = times.of_clause(token) if times is not None else None
    if when is None and times is not None:
        for word in act.found.fused:
            when = times.of_clause(word)
            if when is not None:
                break
    if when is None and times is not None and act.rule == "verb_modal":
        # "said on Tuesday that X must go": the saying asks
        when = times.of_clause(token.head)
    if when is None and times is not None and "speaker" in act.found.predicate.source and act.statement is not None:
        # "the charges are baseless, X said on Tuesday": the words are the act
        when = times.of_clause(doc.doc[act.statement.cue_token]) if act.statement.cue_token is not None else None
    if when is not None and when.relation == "frequency":
        when = None
    if act.reality.status == "occurred" and times is not None:
        # what has occurred lies in the past; without a day of its own it has that of the narrative
        when = times.past(when, token)
        told = narrative() if when is None else None
        if told is not None:
            when = told.day_of(token, doc, is_spoken=act.event_type in _OF_WORDS and act.event_type != "AGREE")
    where = Setting()
    if places is not None and places.mentions:
        is_of_words = act.event_type in _OF_WORDS
        where = locate(token, act.found.fused, places, lexicon, is_of_words=is_of_words, is_local=act.event_type == "AGREE")
        if where.mention is None and not where.is_unlisted:
            says_where = place_anaphor(token, lexicon)
            if says_where or not is_of_words:
                where = scene(token, doc, places, lexicon, anaphor=says_where)
    origin = f"events.{act.rule}@{_VERSION}"
    confidence = lexicon.confidence_of(act.rule)
    mention = EventMention(
        document_id=doc.document_id,
        start_char=start_char,
        end_char=end_char,
        sentence_start_char=sentence.start_char,
        sentence_end_char=sentence.end_char,
        text=doc.surface(start_char, end_char),
        origin=origin,
        confidence=confidence,
        event_mention_id=mention_id,
        event_id=event_id,
        event_type=act.event_type,
        mode=act.mode,
        status=act.reality.status,
        statement_id=act.statement.statement_id if act.statement is not None else None,
        date_start=when.date_start if when is not None else None,
        date_end=when.date_end if when is not None else None,
        date_precision=when.precision if when is not None else None,
        date_text=when.text if when is not None else None,
        place_id=where.mention.place_id if where.mention is not None else None,
        place_mention_id=where.mention.place_mention_id if where.mention is not None else None,
        place_precision=where.precision,
        contexts=_contexts(token, doc, texts, lemmas, lexicon, paragraph_contexts),
        start=start,
        end=end,
        trigger=token.i,
    )
    participants: dict[str, Participant] = {}
    for name, mentions in (("source", act.sources), ("target", act.targets), ("mediator", act.mediators)):
        for m in mentions:
            participant = _participant(_named(m, actors), name, mention, origin, confidence)
            participants.setdefault(participant.participant_id, participant)
    if act.thing is not None and sentence.start <= act.thing[0] and act.thing[1] <= sentence.end:
        directed_at = _object(act.thing, mention, doc, lexicon)
        participants[directed_at.participant_id] = directed_at
    return mention, tuple(participants.values())


def _object(tokens: tuple[int, int], mention: EventMention, doc: AnnotatedDocument, lexicon: EventLexicon) -> Participant:
    """The row of what an act is directed at that is no actor."""
    first, last = doc.doc[tokens[0]], doc.doc[tokens[1] - 1]
    start_char, end_char = first.idx, last.idx + len(last)
    return Participant(
        document_id=mention.document_id,
        start_char=start_char,
        end_char=end_char,
        sentence_start_char=mention.sentence_start_char,
        sentence_end_char=mention.sentence_end_char,
        text=doc.surface(start_char, end_char),
        origin=f"events.object@{_VERSION}",
        confidence=lexicon.confidence_of("object"),
        participant_id=make_id("prt", mention.event_mention_id, "target", start_char, end_char),
        event_mention_id=mention.event_mention_id,
        event_id=mention.event_id,
        actor_id=None,
        mention_id=None,
        role="target",
    )


def _named(m: ActorMention, actors: ActorIndex) -> ActorMention:
    """The words that show who a pronoun is, where its own sentence has them before it: "the union said it had called a strike"."""
    if m.form != "pronoun":
        return m
    named: ActorMention | None = None
    for other in actors.mentions:
        if other.start >= m.start:
            break
        if other.actor_id == m.actor_id and other.sentence_start_char == m.sentence_start_char and other.form != "pronoun" and other.end <= m.start:
            named = other
    return named or m


def _participant(m: ActorMention, name: str, mention: EventMention, origin: str, confidence: float | None) -> Participant:
    return Participant(
        document_id=mention.document_id,
        start_char=m.start_char,
        end_char=m.end_char,
        sentence_start_char=m.sentence_start_char,
        sentence_end_char=m.sentence_end_char,
        text=m.text,
        origin=origin,
        confidence=confidence,
        participant_id=make_id("prt", mention.event_mention_id, name, m.mention_id),
        event_mention_id=mention.event_mention_id,
        event_id=mention.event_id,
        actor_id=m.actor_id,
        mention_id=m.mention_id,
        role=name,
    )


def _contexts(
    token: Token, doc: AnnotatedDocument, texts: Sequence[str], lemmas: Sequence[str], lexicon: EventLexicon, known: dict[int, tuple[str, ...]]
) -> tuple[str, ...]:
    for number, paragraph in enumerate(doc.paragraphs):
        if paragraph.start <= token.i < paragraph.end:
            if number not in known:
                known[number] = contexts({*texts[paragraph.start : paragraph.end], *lemmas[paragraph.start : paragraph.end]}, lexicon)
            return known[number]
    return ()
