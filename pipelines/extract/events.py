"""Events: who did what to whom, when, where, and is it so.

What belongs here: rows of ``event_mentions`` and ``event_participants`` from the triggers that ``acts`` finds. What does not: the parts of that
(``acts``), and joining mentions to events, which is ``pipelines.resolve.events``'s; until then each mention is an event of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Span, Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.errors import MissingAnnotation
from pipelines.extract.acts.act import CONTESTS, FIGHTERS, STATES, UNNAMED_TYPES, VERBAL_TYPES, Act
from pipelines.extract.acts.clause import child, is_passive, subject
from pipelines.extract.acts.content import content_of, innermost, is_infinitive, is_reported, rule_of
from pipelines.extract.acts.doers import doers as further_doers
from pipelines.extract.acts.exclusions import (
    is_campaigning,
    is_done_by,
    is_forum,
    is_no_act,
    is_opposed,
    is_row,
    is_sport,
    is_uncounted,
    is_verbal,
    is_withheld,
    names_scene,
)
from pipelines.extract.acts.lexicon import EventLexicon
from pipelines.extract.acts.match import Context, Trigger, trigger
from pipelines.extract.acts.objects import thing
from pipelines.extract.acts.receivers import receivers
from pipelines.extract.acts.roles import parties, role
from pipelines.extract.acts.rows import Rows, trigger_span
from pipelines.extract.acts.sources import (
    attackers,
    authors,
    blamed,
    brokers,
    deed_of,
    donors,
    met,
    of_matrix,
    of_subject,
    opponents,
    own_account,
    speakers,
)
from pipelines.extract.acts.status import Reality, attempted, negated, noun_reality, verb_reality
from pipelines.extract.acts.weighing import sides, weigh
from pipelines.extract.model import ActorIndex, ActorMention, EventMention, Participant, PlaceIndex, Statement

if TYPE_CHECKING:
    from pipelines.extract.times import TimeIndex

__all__ = ["EventLexicon", "event_mentions"]

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
#: Kinds of actors that ARMED of the lexicon stands for.
_ARMED = frozenset({"armed_group", "military"})
#: Sectors of persons whom OFFICIAL of the lexicon stands for.
_OFFICES = frozenset({"GOV", "IGO", "LEG", "MIL", "OPP", "PTY", "REB", "REL", "SPY"})
#: Kinds of actors that what others say they should do is asked of.
_BODIES = FIGHTERS | {"intergovernmental", "party", "police"}
#: Dependencies in which a word of a part of speech tells no act.
_NO_TRIGGERS: Mapping[str, frozenset[str]] = {
    "VERB": frozenset({"aux", "auxpass"}),
    "AUX": frozenset({"aux", "auxpass"}),
    "NOUN": frozenset({"compound", "nmod", "npadvmod"}),
    "PROPN": frozenset({"compound", "nmod", "npadvmod"}),
}
#: The words, as written, with which somebody says what another has to do.
_MUSTS = frozenset({"must", "should", "Must", "Should"})
_HAVING = frozenset({"has", "have", "needs", "need"})
#: Those that advise rather than demand; pronouns of whoever speaks; verbs of what a deed is to come to.
_ADVISING = frozenset({"needs", "need", "should"})
_ASKERS = frozenset({"i", "we"})
_ENDING = frozenset({"cease", "end", "halt", "stop"})
_MATTERS = frozenset({"all", "everything", "it", "that", "these", "this", "those"})
#: Pronouns that stand for the speaker's own side in what he says he will do.
_OWN_PRONOUNS = frozenset({"he", "i", "she", "we"})
#: Places of a noun that takes up a meeting told before.
_TAKING_UP = frozenset({"nsubj", "nsubjpass", "pobj"})
_KNOWN = frozenset({"the", "this", "these", "their", "his", "her", "its"})
#: Nouns of deeds that are no triggers.
_DEEDS = frozenset({"atrocity", "crime"})
_ATTACKS = frozenset({"assault", "attack", "operation", "raid", "storming"})
#: Verbs of the harm that a deed does.
_HARMS = frozenset({"claim", "cost", "damage", "destroy", "die", "hurt", "injure", "kill", "leave", "lose", "perish", "wound"})


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
    if is_sport(lemmas, lexicon):
        return
    triggers = _triggers(doc, texts, lemmas, actors, places, lexicon)
    by_token = {t.token.i: t for t in triggers}
    fused = {word.i for t in triggers for word in t.fused if word.i != t.token.i and not _is_cause(word, t)}
    acts = [act for t in triggers if t.token.i not in fused and (act := _act(t, by_token, doc, actors, places, statements, lexicon)) is not None]
    requests = [
        *_modal_requests(doc, by_token, actors, statements, lexicon),
        *_imperatives(doc, actors, statements, lexicon),
    ]
    asked = {act.found.token.i for act in requests}
    acts = [act for act in acts if act.found.token.i not in asked] + requests
    acts = weigh(acts, actors)
    acts.sort(key=lambda a: (trigger_span(a)[0], a.found.token.i))
    yield from Rows(doc, actors, places, times, lexicon).all(acts)


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
        return any(actors.actors[m.actor_id].kind in STATES for m in parties(token, actors, lexicon, inside=False))

    def is_official(token: Token) -> bool:
        who = [actors.actors[m.actor_id] for m in parties(token, actors, lexicon, inside=False)]
        return any(a.kind == "person" and a.sector in _OFFICES for a in who)

    def is_own(token: Token, doers: Sequence[Token]) -> bool:
        if token.lower_ == "it":
            # "the premier warned that it would take years"
            return all(d.ent_type_ != "PERSON" for d in doers)
        if token.lower_ in _OWN_PRONOUNS:
            return True
        if token.lower_ == "they":
            return any(d.tag_ in ("NNS", "NNPS") or d.lower_ == "they" for d in doers)
        own = sides([m.actor_id for d in doers for m in parties(d, actors, lexicon)], actors)
        return bool(own & sides([m.actor_id for m in parties(token, actors, lexicon, inside=False)], actors))

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
            context = Context(lexicon, words, is_actor, is_place, is_state, is_armed, is_official, is_own)
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
) -> Act | None:
    token, predicate = found.token, found.predicate
    content = content_of(token, by_token, lexicon)
    if content == "none":
        return None
    statement = innermost(token, statements)
    coded = _coded(found, content, lexicon, in_speech=statement is not None or is_reported(token, lexicon))
    if coded is None:
        return None
    event_type, mode, reality = coded
    if is_no_act(found, event_type, by_token, actors, lexicon):
        return None
    if mode == "release" and token.dep_ in ("acl", "relcl") and token.head.lemma_.lower() in _ATTACKS and is_infinitive(token):
        # "the raid to free the hostages"
        event_type, mode = "AID", None
    sources, targets, mediators = _parties(found, event_type, by_token, statement, doc, actors, places, lexicon)
    if not sources and event_type in VERBAL_TYPES:
        sources = of_matrix(token, actors, lexicon)
    if token.dep_ == "acl" and predicate.mediator and not sources:
        # "a deal brokered by X": the deal is the act
        return None
    if not is_row(event_type, found, sources or mediators, targets, lexicon) and not _is_retold_meeting(found, by_token):
        return None
    if event_type == "PROTEST" and is_campaigning(found, sources, actors):
        return None
    if predicate.pos == "noun" and event_type == "CONSULT":
        sources = [m for m in sources if not is_forum(m, token, doc, actors)]
    if is_uncounted(found, event_type, sources, targets, mediators, doc, actors, places, lexicon):
        return None
    is_two_sided = predicate.pos == "noun" or (bool(found.fused) and is_passive(token))
    if event_type == "CONSULT" and mode != "visit" and reality.status != "denied" and not sources and is_two_sided:
        # "talks with X opened": who talked to X is not told, and X talked too
        sources, targets = targets, []
    if event_type == "ASSAULT" and reality.status == "occurred" and is_verbal(found, [*sources, *targets], doc, actors, lexicon):
        if predicate.lemma in CONTESTS or (predicate.pos == "verb" and not targets):
            # "fought him for the nomination", "attacked down the left"
            return None
        event_type, mode = "ACCUSE", "disapprove"
    if event_type == "ASSAULT" and (mode is None or any(noun.lemma_ == "fire" for noun in found.fused)):
        # "artillery fire"
        mode = _weapon(found, lexicon) or mode
    if not sources:
        known = {m.actor_id for m in (*targets, *mediators)}
        further = further_doers(found, event_type, reality.status, by_token, actors, lexicon)
        further = further or own_account(found, event_type, targets, statement, doc, actors, lexicon)
        sources = [m for m in further if m.actor_id not in known]
    rule = rule_of(token, predicate, by_token, lexicon, reality, content, has_doer=bool(sources))
    doers = frozenset(m.actor_id for m in (*sources, *mediators))
    directed_at = thing(found, event_type, doers, actors, lexicon) if not targets else None
    if directed_at is not None and event_type in _SUFFERED_TYPES:
        whom = actors.headed_by(doc.doc[directed_at[0] : directed_at[1]].root)
        if whom is not None and actors.actors[whom.actor_id].kind != "country":
            targets, directed_at = [whom], None
    return Act(found, event_type, mode, reality, tuple(sources), tuple(targets), tuple(mediators), rule, statement, directed_at)


def _is_retold_meeting(found: Trigger, by_token: Mapping[int, Trigger]) -> bool:
    """Whether a noun takes up a meeting or visit that the report has told: "met the emir ... During their meeting"."""
    noun, predicate = found.token, found.predicate
    if predicate.event_type != "CONSULT" or predicate.pos != "noun" or not predicate.weak or noun.dep_ not in _TAKING_UP:
        return False
    if all(c.lower_ not in _KNOWN for c in noun.lefts) or any(
        c.dep_ in ("amod", "compound", "nummod") and all(t.text != "-" for t in c.subtree) for c in noun.lefts
    ):
        # "the stockholders' meeting", "the 18th meeting" are others; "the two-day visit" is not
        return False
    if (noun.tag_ == "NNS") != (noun.lemma_ == "talk"):
        return False
    told = (t.predicate for i, t in by_token.items() if i < noun.i)
    return any(p.event_type == "CONSULT" and not p.weak and (p.mode == predicate.mode) for p in told)


def _is_cause(noun: Token, found: Trigger) -> bool:
    """Whether a noun tells the deed that the harm comes of, which is an act of its own: "the raid left nine dead", "hurt in clashes on Friday"."""
    return found.token.lemma_ in _HARMS and (
        noun.dep_ in ("nsubj", "nsubjpass") or (noun.dep_ == "pobj" and noun.head.lower_ in ("by", "during", "in"))
    )


def _coded(found: Trigger, content: str, lexicon: EventLexicon, *, in_speech: bool) -> tuple[str, str | None, Reality] | None:
    """Type, mode and reality, in view of each other; None where what is denied is no act: "did not praise"."""
    token, predicate = found.token, found.predicate
    event_type, mode = predicate.event_type, predicate.mode
    if predicate.pos == "noun":
        reality = noun_reality(token, lexicon, in_speech=in_speech)
    else:
        reality = verb_reality(token, lexicon, in_speech=in_speech)
    if "speaker" in predicate.source and reality.status == "planned":
        # "it would violate the accord, X said": the saying accuses
        reality = Reality("occurred")
    for noun in found.fused:
        if negated(noun) and noun.lemma_ != "hesitate" and not reality.is_negated:
            # "will release no prisoners"
            reality = Reality("denied", True, is_refusal=reality.status == "planned" and predicate.pos == "verb")
        elif (
            reality.status == "occurred"
            and (noun.lemma_ in _DEEDS or noun.lemma_ in lexicon.nouns)
            and any(c.lower_ == "alleged" for c in noun.lefts)
        ):
            # "alleged war crimes committed by X"
            reality = Reality("alleged")
    if any(slot == "neg" for slot, _ in predicate.need):
        # "will not accept": the words refuse
        reality = Reality("hypothetical" if reality.status == "hypothetical" else "occurred")
    if reality.is_negated and reality.status == "denied" and is_withheld(token, lexicon):
        reality = replace(reality, is_refusal=True)
    if reality.is_negated and event_type in VERBAL_TYPES and not (reality.is_refusal and event_type in _REFUSABLE):
        return None
    if reality.is_refusal and event_type in _REFUSABLE:
        event_type, mode, reality = "REJECT", _REFUSABLE[event_type], Reality("occurred")
    if event_type == "PROTEST" and reality.status == "planned" and is_done_by(token):
        reality = Reality("occurred")
    if predicate.status is not None and reality.status in ("occurred", "ongoing"):
        reality = replace(reality, status=predicate.status)
    if content == "denied":
        return None if negated(token) else (event_type, mode, Reality("denied"))
    if event_type == "ASSAULT" and reality.status == "hypothetical" and predicate.pos == "verb":
        reality = attempted(token, lexicon, in_speech=in_speech) or reality
    if content in ("alleged", "hypothetical", "disputed") and reality.status in ("occurred", "ongoing"):
        reality = Reality(content)
    elif content == "alleged" and reality.status == "planned" and predicate.pos == "noun" and token.head.lemma_ in ("order", "command"):
        # "charged with ordering the killing of X"
        reality = Reality(content)
    return event_type, mode, reality


def _parties(
    found: Trigger,
    event_type: str,
    by_token: Mapping[int, Trigger],
    statement: Statement | None,
    doc: AnnotatedDocument,
    actors: ActorIndex,
    places: PlaceIndex | None,
    lexicon: EventLexicon,
) -> tuple[list[ActorMention], list[ActorMention], list[ActorMention]]:
    """Sources, targets and mediators; nobody is two of them."""
    token, predicate = found.token, found.predicate
    sources = role(found.slots, predicate.source, actors, lexicon)
    if not sources:
        sources = (
            authors(found, actors, lexicon)
            or attackers(found, event_type, by_token, actors, lexicon)
            or blamed(found, event_type, actors, lexicon)
            or donors(found, event_type, actors)
            or opponents(found, actors, lexicon)
            or of_subject(found, actors, lexicon)
        )
    if not sources and event_type == "CONSULT":
        sources = met(found, doc, actors, lexicon)
    if not sources and "speaker" in predicate.source:
        sources = speakers(token, statement, doc, actors, lexicon)
    if predicate.pos == "verb" and event_type == "ASSAULT" and (deed := deed_of(found, by_token)) is not None:
        sources = role(deed.slots, deed.predicate.source, actors, lexicon)
    if predicate.pos == "noun" and not sources and "by" in predicate.source:
        # "the rejection of the deal by X": the parser hangs X on the deal
        inner = [d for t in found.slots.get("of", ()) for c in t.children if c.dep_ == "prep" and c.lower_ == "by" for d in c.children]
        sources = [m for t in inner if t.dep_ == "pobj" for m in parties(t, actors, lexicon)]
        # "the crackdown on students by the army"
        struck = [t for name in ("on", "against") for t in found.slots.get(name, ()) if t.lemma_.lower() not in lexicon.nouns]
        inner = [d for t in struck for c in t.children if c.dep_ == "prep" and c.lower_ == "by" for d in c.children if d.dep_ == "pobj"]
        sources = sources or [m for t in inner for m in parties(t, actors, lexicon) if actors.actors[m.actor_id].kind in _BODIES]
    targets = receivers(found, event_type, sources, by_token, actors, lexicon)
    mediators = role(found.slots, predicate.mediator, actors, lexicon) or brokers(found, actors, lexicon)
    if predicate.pos == "noun":
        hated = [m for m in sources if is_opposed(doc.doc[m.head], token)]
        sources, targets = [m for m in sources if m not in hated], [*targets, *hated]
    if predicate.pos == "noun" and event_type in UNNAMED_TYPES and places is not None:
        sources = [m for m in sources if not names_scene(m, token, places, doc)]
    between = {m.actor_id for m in mediators}
    sources = [m for m in sources if m.actor_id not in between]
    taken = between | {m.actor_id for m in sources}
    return sources, [m for m in targets if m.actor_id not in taken], mediators


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
) -> Iterator[Act]:
    """Requests in what somebody says: "said that X must withdraw", "X has to open the road and lift the siege," Y said."""
    for modal in (doc.doc[i] for i, text in enumerate(doc.token_texts) if text in _MUSTS or text in _HAVING):
        first = modal.head if modal.dep_ == "aux" else child(modal, "xcomp") if modal.text in _HAVING and modal.pos_ == "VERB" else None
        if first is None or (modal.text in _MUSTS) != (modal.dep_ == "aux") or negated(modal):
            continue
        clause = first if modal.dep_ == "aux" else modal
        for verb in (first, *(c for c in first.conjuncts if c.i > first.i and c.tag_ == "VB" and child(c, "nsubj", "nsubjpass", "aux") is None)):
            statement = innermost(verb, statements)
            addressee = subject(clause)
            if addressee is None or addressee.lower_ in _ASKERS:
                continue
            sources = _asking(clause, statement, by_token, doc, actors, lexicon)
            targets = (
                _addressed(statement, doc, actors, lexicon)
                if addressee.lower_ == "you" and verb.lemma_ in lexicon.words["demanded"]
                else _asked(verb, modal, addressee, is_main=verb.i == first.i, is_direct=clause.dep_ != "ccomp", actors=actors, lexicon=lexicon)
            )
            if not sources or targets is None or sides([m.actor_id for m in sources], actors) & sides([m.actor_id for m in targets], actors):
                continue
            predicate = lexicon.verbs["demand"][0]
            yield Act(
                Trigger(verb, predicate, {}, ()), "REQUEST", None, Reality("occurred"), tuple(sources), tuple(targets), (), "verb_modal", statement
            )


def _imperatives(doc: AnnotatedDocument, actors: ActorIndex, statements: Sequence[Statement], lexicon: EventLexicon) -> Iterator[Act]:
    """Requests that open a quotation: "Release the hostages," said X."""
    for statement in statements:
        if statement.form == "indirect" or statement.speaker_token is None or statement.start >= statement.end:
            continue
        verb = next((t for t in doc.doc[statement.start : min(statement.start + 3, statement.end)] if t.pos_ not in ("PUNCT", "INTJ")), None)
        if verb is None or verb.tag_ != "VB" or verb.lemma_ not in lexicon.words["demanded"] or verb.dep_ not in ("ROOT", "ccomp"):
            continue
        sources = parties(doc.doc[statement.speaker_token], actors, lexicon)
        if not sources or child(verb, "nsubj", "nsubjpass", "aux", "auxpass") is not None:
            continue
        predicate = lexicon.verbs["demand"][0]
        targets = _addressed(statement, doc, actors, lexicon)
        yield Act(Trigger(verb, predicate, {}, ()), "REQUEST", None, Reality("occurred"), tuple(sources), tuple(targets), (), "verb_modal", statement)


def _addressed(statement: Statement | None, doc: AnnotatedDocument, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """To whom something is said: "told the refugees"."""
    cue = doc.doc[statement.cue_token] if statement is not None and statement.cue_token is not None else None
    told = child(cue, "dobj", "dative") if cue is not None else None
    return [] if told is None else [m for m in parties(told, actors, lexicon, inside=False) if actors.actors[m.actor_id].kind != "media"]


def _asking(
    clause: Token,
    statement: Statement | None,
    by_token: Mapping[int, Trigger],
    doc: AnnotatedDocument,
    actors: ActorIndex,
    lexicon: EventLexicon,
) -> list[ActorMention]:
    """Who says that somebody must do something; nobody where the saying is an act of its own."""
    if clause.dep_ == "ccomp" and clause.head.lemma_.lower() in lexicon.words["reporting"]:
        speaker = subject(clause.head)
        if clause.head.i in by_token or speaker is None:
            return []
        return parties(speaker, actors, lexicon)
    if statement is None or statement.speaker_token is None or clause.dep_ not in ("ROOT", "conj", "ccomp", "parataxis"):
        return []
    cue = by_token.get(statement.cue_token) if statement.cue_token is not None else None
    if cue is not None and cue.predicate.event_type == "REQUEST":
        return []
    return parties(doc.doc[statement.speaker_token], actors, lexicon)


def _asked(
    verb: Token, modal: Token, addressee: Token, *, is_main: bool, is_direct: bool, actors: ActorIndex, lexicon: EventLexicon
) -> list[ActorMention] | None:
    """Of whom something is asked, possibly nobody who is named; None where a verb of duty asks for nothing: "people should forget it"."""
    is_demand = verb.lemma_ in lexicon.words["demanded"]
    if is_passive(verb):
        # "the prisoners must be freed"
        return [] if is_demand and is_main and modal.lower_ not in _ADVISING else None
    if is_demand and verb.lemma_ in _ENDING and addressee.lemma_.lower() in lexicon.nouns:
        # "the killings must stop"
        return parties(addressee, actors, lexicon, without=frozenset())
    if is_demand and verb.lemma_ in _ENDING and (addressee.pos_ == "NUM" or addressee.lower_ in _MATTERS):
        # "all this must end"
        return []
    targets = parties(addressee, actors, lexicon, inside=False)
    if modal.lower_ in _ADVISING:
        targets = [m for m in targets if actors.actors[m.actor_id].kind in _BODIES and verb.lemma_ not in ("be", "have")]
    if (is_direct or modal.text in _HAVING or not is_main) and not is_demand:
        return None
    return targets or None
