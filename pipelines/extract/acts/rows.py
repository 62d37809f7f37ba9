"""Rows of ``event_mentions`` and ``event_participants`` out of acts.

What belongs here: the trigger phrase, date, place and participants as columns. What does not: whether there is an act (``events``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.acts.act import Act
from pipelines.extract.acts.clause import VERBAL, child, is_passive
from pipelines.extract.acts.lexicon import EventLexicon
from pipelines.extract.acts.setting import Setting, contexts, locate, place_anaphor, scene
from pipelines.extract.model import ActorIndex, ActorMention, EventMention, Participant, PlaceIndex, TimeExpression
from pipelines.ids import make_id

if TYPE_CHECKING:
    from pipelines.extract.dates.incident import Clock
    from pipelines.extract.dates.narrative import Narrative
    from pipelines.extract.times import TimeIndex

_VERSION = 1
#: Acts that are done by saying something of something else, which has a place of its own.
_OF_WORDS = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
#: How far a span may reach from its trigger, in tokens.
_REACH = 12
#: Status of what lies in the past.
_DONE = frozenset({"occurred", "alleged", "disputed"})
#: Sorts of place that are a scene, those that are one where no town is told, and the first sentences of a report in which one is told.
_SETTLED, _LANDS, _NEAR = frozenset({"populated_place", "site"}), frozenset({"admin1", "admin2", "region"}), 3


def trigger_span(act: Act) -> tuple[int, int]:
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


@dataclass(frozen=True, slots=True)
class Rows:
    """What the rows of one document are made of.

    Attributes:
        doc: the document.
        actors: its actors.
        places: its places; None leaves the place columns null.
        times: its expressions of time; None leaves the date columns null.
        lexicon: the predicates.
    """

    doc: AnnotatedDocument
    actors: ActorIndex
    places: PlaceIndex | None
    times: TimeIndex | None
    lexicon: EventLexicon
    _contexts: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _narratives: list[Narrative | None] = field(default_factory=list)

    def all(self, acts: Sequence[Act]) -> Iterator[tuple[EventMention, tuple[Participant, ...]]]:
        """The rows of the acts of a document, in their order; those without a day or place take that of the incident that they tell of."""
        rows = [self.of(act) for act in acts]
        told = [(act.found.token, mention) for act, (mention, _) in zip(acts, rows, strict=True)]
        if self.times is not None and any(mention.date_start is None or mention.place_id is None for _, mention in told):
            clock = self.times.clock(self.doc, self._narrative(self.times))
            for n, dated in clock.days(told).items():
                token, mention = told[n]
                told[n] = token, replace(mention, date_start=dated.day, date_end=dated.day, date_precision="day", date_text=dated.text)
            for n, days, precision in clock.recent(told):
                token, mention = told[n]
                told[n] = token, replace(mention, date_start=days[0], date_end=days[1], date_precision=precision)
            if self.places is not None:
                told = self._placed(told, clock, self.places)
        for (_, mention), (_, participants) in zip(told, rows, strict=True):
            yield mention, participants

    def _placed(self, told: Sequence[tuple[Token, EventMention]], clock: Clock, places: PlaceIndex) -> list[tuple[Token, EventMention]]:
        """The rows, those without a place with that of the incident, where the report names one for it and they go on with it."""
        settled = list(told)
        with_places = {self.doc.sentence_index(mention.start) for mention in places.mentions}
        for kind, day, first in clock.incidents(told):
            of_day = [(n, *pair) for n, pair in enumerate(told) if pair[1].event_type == kind and pair[1].date_start == day == pair[1].date_end]
            known = [(t, m) for _, t, m in of_day if m.place_id is not None and places.places[m.place_id].feature in _SETTLED | _LANDS]
            known = [(t, m) for t, m in known if m.place_id is not None and places.places[m.place_id].feature in _SETTLED] or known
            if len({m.place_id for _, m in known}) != 1:
                continue
            scene = known[0][1]
            how = "scene_settlement" if scene.place_id is not None and places.places[scene.place_id].feature in _SETTLED else "scene_region"
            at = self.doc.sentence_index(scene.trigger)
            if not first <= at <= first + _NEAR or clock.is_apart(known[0][0], day):
                continue
            for n, token, mention in of_day:
                here = self.doc.sentence_index(token)
                if mention.place_id is not None or here in with_places or first <= here < at or not clock.goes_on(token, at, day):
                    continue
                settled[n] = (
                    token,
                    replace(mention, place_id=scene.place_id, place_mention_id=scene.place_mention_id, place_precision=how),
                )
        return settled

    def of(self, act: Act) -> tuple[EventMention, tuple[Participant, ...]]:
        """The row of an act, and those of who has part in it or of what it is directed at."""
        doc, token = self.doc, act.found.token
        start, end = trigger_span(act)
        first, last = doc.doc[start], doc.doc[end - 1]
        start_char, end_char = first.idx, last.idx + len(last)
        sentence = doc.sentence_of(token)
        mention_id = make_id("evm", doc.document_id, start_char, end_char, token.idx, act.event_type)
        event_id = make_id("evt", mention_id)
        when, where = self._when(act), self._where(act)
        mention = EventMention(
            document_id=doc.document_id,
            start_char=start_char,
            end_char=end_char,
            sentence_start_char=sentence.start_char,
            sentence_end_char=sentence.end_char,
            text=doc.surface(start_char, end_char),
            origin=f"events.{act.rule}@{_VERSION}",
            confidence=self.lexicon.confidence_of(act.rule),
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
            contexts=self._contexts_of(token),
            start=start,
            end=end,
            trigger=token.i,
        )
        participants: dict[str, Participant] = {}
        for name, mentions in (("source", act.sources), ("target", act.targets), ("mediator", act.mediators)):
            for m in mentions:
                participant = _participant(_named(m, self.actors), name, mention)
                participants.setdefault(participant.participant_id, participant)
        if act.thing is not None and sentence.start <= act.thing[0] and act.thing[1] <= sentence.end:
            directed_at = _object(act.thing, mention, doc, self.lexicon)
            participants[directed_at.participant_id] = directed_at
        return mention, tuple(participants.values())

    def _when(self, act: Act) -> TimeExpression | None:
        times, token = self.times, act.found.token
        if times is None:
            return None
        when = times.of_clause(token)
        if when is None:
            when = next((told for word in act.found.fused if (told := times.of_clause(word)) is not None), None)
        if when is None and act.rule == "verb_modal":
            # "said on Tuesday that X must go": the saying asks
            when = times.of_clause(self._saying(act))
        if when is None and "speaker" in act.found.predicate.source and act.statement is not None and act.statement.cue_token is not None:
            # "the charges are baseless, X said on Tuesday": the words are the act
            when = times.of_clause(self.doc.doc[act.statement.cue_token])
        if when is None and act.event_type in _OF_WORDS:
            when = times.of_speech(token)
            cue = act.statement.cue_token if act.statement is not None else None
            if when is None and cue is not None and cue < token.i and act.reality.status == "occurred" and _is_of_will(token):
                # "told the envoy on Friday that they would not attend": the saying refuses
                when = times.of_clause(self.doc.doc[cue])
        if when is not None and when.relation == "frequency":
            when = None
        if act.reality.status in _DONE:
            # what has occurred lies in the past; without a day of its own it has that of the narrative
            when = times.past(when, token)
        if act.reality.status == "occurred":
            narrative = self._narrative(times) if when is None else None
            if narrative is not None:
                telling = self._saying(act) if act.rule == "verb_modal" else token
                when = narrative.day_of(telling, self.doc, is_spoken=act.event_type in _OF_WORDS and act.event_type != "AGREE")
        return when

    def _saying(self, act: Act) -> Token:
        """The verb by which somebody is said to ask."""
        cue = act.statement.cue_token if act.statement is not None else None
        return act.found.token.head if cue is None else self.doc.doc[cue]

    def _where(self, act: Act) -> Setting:
        places, token = self.places, act.found.token
        if places is None or not places.mentions:
            return Setting()
        is_of_words = act.event_type in _OF_WORDS
        where = locate(token, act.found.fused, places, self.lexicon, is_of_words=is_of_words, is_local=act.event_type == "AGREE")
        if where.mention is None and not where.is_unlisted:
            says_where = place_anaphor(token, self.lexicon)
            if says_where or not is_of_words:
                where = scene(token, self.doc, places, self.lexicon, anaphor=says_where)
        return where

    def _narrative(self, times: TimeIndex) -> Narrative | None:
        if not self._narratives:
            self._narratives.append(times.narrative(self.doc))
        return self._narratives[0]

    def _contexts_of(self, token: Token) -> tuple[str, ...]:
        texts, lemmas = self.doc.token_lowers, self.doc.token_lemmas
        for number, paragraph in enumerate(self.doc.paragraphs):
            if paragraph.start <= token.i < paragraph.end:
                if number not in self._contexts:
                    words = {*texts[paragraph.start : paragraph.end], *lemmas[paragraph.start : paragraph.end]}
                    self._contexts[number] = contexts(words, self.lexicon)
                return self._contexts[number]
        return ()


def _is_of_will(verb: Token) -> bool:
    """Whether a clause tells what somebody will do or must do."""
    return any(c.dep_ == "aux" and c.lower_ in ("will", "would", "wo", "must", "should") for c in verb.children)


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


def _participant(m: ActorMention, name: str, mention: EventMention) -> Participant:
    return Participant(
        document_id=mention.document_id,
        start_char=m.start_char,
        end_char=m.end_char,
        sentence_start_char=m.sentence_start_char,
        sentence_end_char=m.sentence_end_char,
        text=m.text,
        origin=mention.origin,
        confidence=mention.confidence,
        participant_id=make_id("prt", mention.event_mention_id, name, m.mention_id),
        event_mention_id=mention.event_mention_id,
        event_id=mention.event_id,
        actor_id=m.actor_id,
        mention_id=m.mention_id,
        role=name,
    )
