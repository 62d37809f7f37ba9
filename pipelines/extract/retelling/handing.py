"""Handing on: what one telling of an event says and another leaves open.

What belongs here: which telling a mention takes its day, its place and its parties from, and when it takes none. What does not: which mentions are
one event (``pipelines.extract.retellings``), and the agreement of an event's mentions across documents (``pipelines.resolve``).

Status is never handed on, and what only one side says is not handed to a mention that the report tells as a fact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.model import ActorIndex, EventMention, Participant, PlaceIndex, Statement
from pipelines.extract.retelling.addressees import aimed
from pipelines.extract.retelling.culprits import may_face, named
from pipelines.extract.retelling.lexicon import RetellingLexicon
from pipelines.extract.retelling.telling import is_dated_by_noun
from pipelines.ids import make_id

Act = tuple[EventMention, tuple[Participant, ...]]
_ORIGIN = "events.retold@1"
#: Statuses of acts that the report holds to have been done.
_TOLD_AS_FACT = frozenset(("occurred", "ongoing"))
#: Statuses of acts that were done, as the report or somebody in it says.
_DONE = _TOLD_AS_FACT | {"alleged", "disputed", "denied"}
#: Types whose parties have a direction and whose tellings name the same ones.
_DIRECTED = frozenset(("ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "AID"))
#: Nouns of those who protest, and within how many sentences of a protest they are told.
_PROTESTERS = frozenset(("demonstrator", "marcher", "protester", "protestor", "striker"))
_BESIDE = 1
#: Settlements and what lies in them.
_NARROW = frozenset(("site", "settlement"))


@dataclass(frozen=True)
class Told:
    """A telling of an event with where it stands."""

    act: Act
    sentence: int
    #: Whether it stands in quotation marks.
    is_quoted: bool
    #: Who says so.
    speaker: str | None
    #: Whether those who did it say so.
    is_owned: bool
    #: Whether its sentence sums up, or tells of what happens again and again.
    is_of_many: bool
    #: Whether it is a verb of harm.
    is_result: bool

    @property
    def mention(self) -> EventMention:
        """The mention itself."""
        return self.act[0]

    @property
    def is_blaming(self) -> bool:
        """Whether it names who did it, in the words of others."""
        return not self.is_owned and any(p.role == "source" for p in self.act[1])

    def sides(self, role: str) -> tuple[Participant, ...]:
        """Those who have a part in it."""
        return tuple(p for p in self.act[1] if p.role == role)


def handed_on(
    doc: AnnotatedDocument,
    actors: ActorIndex,
    places: PlaceIndex,
    statements: Sequence[Statement],
    acts: Sequence[Act],
    lexicon: RetellingLexicon,
) -> tuple[Act, ...]:
    """Give tellings of one event what they leave open and another one has.

    Args:
        doc: the document.
        actors: its actors.
        places: its places.
        statements: its statements.
        acts: its event mentions with their participants after ``retold``, in text order.
        lexicon: the measured share of right values.

    Returns:
        The acts in their order. A day keeps the words that give it, a place its mention; a participant keeps span, text and sentence of where it was
        read, and is of origin ``events.retold``.
    """
    events: dict[str, list[int]] = defaultdict(list)
    for n, (mention, _) in enumerate(acts):
        events[mention.event_id].append(n)
    said = {s.statement_id: s for s in statements}
    found = list(acts)
    for members in events.values():
        if len(members) < 2:
            continue
        told = [_told(acts[n], doc, actors, said, lexicon) for n in members]
        for n, one in zip(members, told, strict=True):
            if one.mention.status in _DONE and not one.is_of_many:
                donors = sorted((t for t in told if t is not one and t.mention.status in _DONE and not t.is_of_many), key=lambda t: _far(one, t))
                found[n] = _filled(one, donors, doc, places, actors, lexicon)
    return tuple(aimed(named([*_marched(found, actors, doc)], doc, actors, places, said, lexicon), doc, actors, lexicon))


def _marched(acts: Sequence[Act], actors: ActorIndex, doc: AnnotatedDocument) -> Iterator[Act]:
    """Protests that name nobody, with the protesters told of beside them."""
    crowds = [m for m in actors.mentions if m.form == "nominal" and doc.doc[m.head].lemma_.lower() in _PROTESTERS]
    told = [doc.sentence_index(mention.trigger) for mention, _ in acts if mention.event_type == "PROTEST"]
    for mention, participants in acts:
        if mention.event_type != "PROTEST" or mention.status not in _TOLD_AS_FACT or any(p.role == "source" for p in participants):
            yield mention, participants
            continue
        here = doc.sentence_index(mention.trigger)
        near = [m for m in crowds if abs(doc.sentence_index(m.head) - here) <= _BESIDE]
        near = [m for m in near if doc.sentence_index(m.head) == here] or near
        taken = {p.actor_id for p in participants}
        # where a sentence tells of several protests, not all are theirs
        if told.count(here) > 1 or len({m.actor_id for m in near}) != 1 or near[0].actor_id in taken:
            yield mention, participants
            continue
        m = min(near, key=lambda m: abs(m.head - mention.trigger))
        yield (
            mention,
            (
                Participant(
                    document_id=mention.document_id,
                    start_char=m.start_char,
                    end_char=m.end_char,
                    sentence_start_char=m.sentence_start_char,
                    sentence_end_char=m.sentence_end_char,
                    text=m.text,
                    origin=_ORIGIN,
                    confidence=None,
                    participant_id=make_id("prt", mention.event_mention_id, "source", m.mention_id),
                    event_mention_id=mention.event_mention_id,
                    event_id=mention.event_id,
                    actor_id=m.actor_id,
                    mention_id=m.mention_id,
                    role="source",
                ),
                *participants,
            ),
        )


def _told(act: Act, doc: AnnotatedDocument, actors: ActorIndex, said: Mapping[str, Statement], lexicon: RetellingLexicon) -> Told:
    mention = act[0]
    statement = said.get(mention.statement_id) if mention.statement_id is not None else None
    is_quoted = statement is not None and statement.form == "direct"
    speaker = statement.speaker_actor_id if statement is not None else None
    # the claim of responsibility of a group, not an officer's on a battle of his troops
    doers = {p.actor_id for p in act[1] if p.role == "source" and p.actor_id is not None and actors.actors[p.actor_id].kind == "armed_group"}
    is_owned = mention.status != "denied" and speaker is not None and speaker in doers
    sentence = doc.sentence_of(doc.doc[mention.trigger])
    words = {t.lower_ for t in sentence}
    is_of_many = bool(words & lexicon.sums) or not lexicon.habitual.isdisjoint(lexicon.stems(sentence.text))
    trigger = doc.doc[mention.trigger]
    is_result = trigger.pos_ == "VERB" and bool(lexicon.stems(trigger.lower_) & lexicon.results)
    return Told(act, doc.sentence_index(mention.trigger), is_quoted, speaker, is_owned, is_of_many, is_result)


def _far(one: Told, two: Told) -> tuple[int, int]:
    """How far one telling stands from another, in sentences and words."""
    return abs(one.sentence - two.sentence), abs(one.mention.trigger - two.mention.trigger)


def _filled(one: Told, donors: Sequence[Told], doc: AnnotatedDocument, places: PlaceIndex, actors: ActorIndex, lexicon: RetellingLexicon) -> Act:
    mention, participants = one.act
    if (
        mention.date_start is None
        and mention.date_text is None
        and not is_dated_by_noun(doc.doc[mention.trigger])
        and (dated := _dated(donors)) is not None
    ):
        mention = replace(
            mention,
            date_start=dated.date_start,
            date_end=dated.date_end,
            date_precision=dated.date_precision,
            date_text=dated.date_text,
        )
    if mention.place_id is None and (placed := _placed(one, donors, doc, places)) is not None:
        mention = replace(
            mention,
            place_id=placed.place_id,
            place_mention_id=placed.place_mention_id,
            place_precision=f"retold_{placed.place_precision}",
        )
    return mention, (*participants, *_parties(one, donors, actors, lexicon))


def _dated(donors: Iterable[Told]) -> EventMention | None:
    """The nearest telling with a day."""
    return next((t.mention for t in donors if t.mention.date_start is not None), None)


def _placed(one: Told, donors: Sequence[Told], doc: AnnotatedDocument, places: PlaceIndex) -> EventMention | None:
    """The nearest telling whose clause names a place, a settlement before a region; None where the sentence speaks of another place."""
    placed = [t.mention for t in donors if t.mention.place_id is not None and not (t.mention.place_precision or "").startswith("scene")]
    if not placed:
        return None
    best = next((m for m in placed if m.place_precision in _NARROW), placed[0])
    sentence = doc.sentence_of(doc.doc[one.mention.trigger])
    named = {m.place_id for m in places.within(sentence.start, sentence.end)}
    return None if named and best.place_id not in named else best


def _parties(one: Told, donors: Sequence[Told], actors: ActorIndex, lexicon: RetellingLexicon) -> Iterator[Participant]:
    """The parties of the nearest tellings that have some, by role."""
    if one.mention.event_type not in _DIRECTED:
        return
    taken = {p.actor_id for p in one.act[1]}
    spoken = {p.mention_id for p in one.act[1]}
    is_contested = any(t.mention.status in ("denied", "disputed") or (t.mention.status == "alleged" and t.is_blaming) for t in (one, *donors))
    for role in ("source", "target"):
        if one.sides(role) or (role == "target" and one.is_result):
            # a word of harm has its own victims, whether they are read or not
            continue
        for donor in donors:
            # who says that he did it may be believed
            status = "occurred" if role == "source" and donor.is_owned else donor.mention.status
            if not _may_hand(role, status, one.mention.status, is_contested=is_contested):
                continue
            if role == "source" and status == "alleged" and (donor.speaker is None or donor.speaker != one.speaker):
                # each side has its own culprit
                continue
            if role == "source" and donor.is_quoted and not donor.is_owned and donor.mention.statement_id != one.mention.statement_id:
                # whom a speaker blames in words of his own
                continue
            parties = [p for p in donor.sides(role) if p.actor_id is not None]
            if not parties:
                continue
            if parties and not any(p.actor_id in taken or p.mention_id in spoken for p in parties) and _may_face(role, parties, one, actors):
                for p in parties:
                    taken.add(p.actor_id)
                    spoken.add(p.mention_id)
                    yield replace(
                        p,
                        participant_id=make_id("prt", one.mention.event_mention_id, role, p.mention_id or ""),
                        event_mention_id=one.mention.event_mention_id,
                        event_id=one.mention.event_id,
                        origin=_ORIGIN,
                        confidence=lexicon.confidence,
                    )
            if parties:
                break


def _may_face(role: str, parties: Sequence[Participant], one: Told, actors: ActorIndex) -> bool:
    """Whether those handed on may be at odds with those whom a telling names: soldiers who are hurt in a raid of the army are no targets of it."""
    for p in parties:
        for q in one.act[1]:
            if p.actor_id is None or q.actor_id is None or q.role == role or q.role not in ("source", "target"):
                continue
            if not may_face(actors.actors[p.actor_id], actors.actors[q.actor_id]):
                return False
    return True


def _may_hand(role: str, status: str, other: str, *, is_contested: bool) -> bool:
    """Whether a telling of one status may name the parties of one of another: whom an act struck is seldom in dispute, who did it is."""
    if role == "target":
        return status == other or (status in _TOLD_AS_FACT and other != "denied")
    if status == other and status not in _TOLD_AS_FACT:
        return True
    return status in _TOLD_AS_FACT and other in _TOLD_AS_FACT | {"alleged"} and not is_contested
