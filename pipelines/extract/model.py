"""The values that extractors make and pass on. A row class holds every column of its table, and, after them, tokens for later extractors.

Offsets are half-open Unicode code points in the document's text; token indices refer to the annotated document's ``doc``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Token


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What every extracted row carries; columns of the same names."""

    document_id: str
    start_char: int
    end_char: int
    sentence_start_char: int
    sentence_end_char: int
    text: str
    origin: str
    confidence: float | None


#: Kinds that act for a state, and sectors of persons who do.
_OF_STATE = frozenset({"country", "government", "military", "police"})
_OFFICIAL = frozenset({"GOV", "MIL", "COP", "SPY"})


@dataclass(frozen=True, kw_only=True)
class Actor:
    """An actor as one document describes it; ``resolve`` makes the row of ``actors`` out of all of them.

    ``actor_id`` hashes what identifies it: the gazetteer key, or kind and normalised name, or, for a description that means nobody outside its
    document ("the gunmen"), the document too. ``aliases`` are the names used in the document, sorted, without ``name``.
    """

    document_id: str
    actor_id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    parent_actor_id: str | None
    aliases: tuple[str, ...]
    gazetteer: str | None
    gazetteer_id: str | None
    is_contested: bool
    contested_note: str | None

    @property
    def state(self) -> str | None:
        """The state for which the actor acts: its own, that of a body, a force or an official; None for others who only belong there."""
        return self.country if self.kind in _OF_STATE or (self.kind == "person" and self.sector in _OFFICIAL) else None

    @property
    def home(self) -> str | None:
        """The state with which the actor suffers: its own, unless it is a description ("people") that only the setting of the report places there."""
        return self.country if self.kind not in ("population", "other") or self.name[:1].isupper() else None


@dataclass(frozen=True, kw_only=True)
class ActorMention(Evidence):
    """A row of ``actor_mentions``."""

    mention_id: str
    actor_id: str
    form: str
    role_text: str | None
    resolved_by: str
    #: Token range [start, end) of the mention and the index of its syntactic head.
    start: int
    end: int
    head: int


@dataclass(frozen=True)
class ActorIndex:
    """All actors of a document and where they are mentioned.

    Attributes:
        actors: actor_id to actor.
        mentions: in text order; a mention may lie inside a longer one ("Russia" in "Russia's defense ministry").
    """

    actors: Mapping[str, Actor]
    mentions: tuple[ActorMention, ...]

    @cached_property
    def _joint(self) -> dict[int, tuple[ActorMention, ...]]:
        """The mentions of several actors by one and the same words, by their head."""
        spans: dict[tuple[int, int], list[ActorMention]] = {}
        for mention in self.mentions:
            if mention.form != "name":
                spans.setdefault((mention.start, mention.end), []).append(mention)
        return {found[0].head: tuple(found) for found in spans.values() if len(found) > 1}

    @cached_property
    def _by_head(self) -> dict[int, ActorMention]:
        found: dict[int, ActorMention] = {}
        for mention in self.mentions:
            if mention.head in self._joint:
                continue
            known = found.get(mention.head)
            if known is None or mention.end - mention.start > known.end - known.start:
                found[mention.head] = mention
        return found

    @cached_property
    def _outermost(self) -> dict[int, ActorMention]:
        found: dict[int, ActorMention] = {}
        for mention in self.mentions:
            if mention.head in self._joint:
                continue
            for i in range(mention.start, mention.end):
                known = found.get(i)
                if known is None or mention.end - mention.start > known.end - known.start:
                    found[i] = mention
        return found

    def headed_by(self, token: Token) -> ActorMention | None:
        """The longest mention whose syntactic head is the token: the actor that a clause's argument stands for."""
        return self._by_head.get(token.i)

    def together(self, token: Token) -> tuple[ActorMention, ...]:
        """The mentions of the actors that the token stands for all at once ("the two sides", "they"); ``headed_by`` has none of them."""
        return self._joint.get(token.i, ())

    def covering(self, token: Token) -> ActorMention | None:
        """The longest mention that covers the token, whatever its head."""
        return self._outermost.get(token.i)

    def of_argument(self, token: Token) -> tuple[ActorMention, ...]:
        """The mentions an argument stands for: the one headed by the token and those headed by its conjuncts, in text order."""
        heads = sorted({token, *token.conjuncts}, key=lambda t: t.i) if token.dep_ != "conj" else [token]
        return tuple(m for m in map(self.headed_by, heads) if m is not None)

    def actor_of(self, token: Token) -> Actor | None:
        """The actor of ``headed_by``, None when the token heads no mention."""
        mention = self.headed_by(token)
        return None if mention is None else self.actors[mention.actor_id]

    def within(self, start: int, end: int) -> tuple[ActorMention, ...]:
        """Mentions wholly inside a token range, in text order."""
        return tuple(m for m in self.mentions if start <= m.start and m.end <= end)

    def with_mentions(self, more: Iterable[ActorMention]) -> ActorIndex:
        """A new index with further mentions of known actors (a mention with the same tokens is replaced)."""
        extra = list(more)
        taken = {(m.start, m.end) for m in extra}
        kept = [m for m in self.mentions if (m.start, m.end) not in taken]
        return ActorIndex(self.actors, tuple(sorted(kept + extra, key=lambda m: (m.start, -m.end))))


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place of the gazetteer; the row of ``places`` without its counts."""

    place_id: str
    name: str
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    feature: str
    gazetteer: str
    gazetteer_id: str


@dataclass(frozen=True, kw_only=True)
class PlaceMention(Evidence):
    """A row of ``place_mentions``."""

    place_mention_id: str
    place_id: str
    resolved_by: str
    start: int
    end: int
    head: int


@dataclass(frozen=True)
class PlaceIndex:
    """All places of a document and where they are mentioned, in text order."""

    places: Mapping[str, Place]
    mentions: tuple[PlaceMention, ...]

    @cached_property
    def _covering(self) -> dict[int, PlaceMention]:
        return {i: m for m in self.mentions for i in range(m.start, m.end)}

    def covering(self, token: Token) -> PlaceMention | None:
        """The mention that covers the token."""
        return self._covering.get(token.i)

    def within(self, start: int, end: int) -> tuple[PlaceMention, ...]:
        """Mentions wholly inside a token range, in text order."""
        return tuple(m for m in self.mentions if start <= m.start and m.end <= end)


@dataclass(frozen=True, kw_only=True)
class TimeExpression:
    """Words that date something.

    ``date_start`` and ``date_end`` are None together when the words cannot be placed (``precision`` unresolved). ``relation`` tells how the words
    bind: "at" (on, in, bare), "since", "until", "duration" (for 44 days), "frequency" (every day; dates nothing).
    """

    start: int
    end: int
    start_char: int
    end_char: int
    text: str
    date_start: dt.date | None
    date_end: dt.date | None
    precision: str
    relation: str


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A number as worded, with its hedge.

    ``low`` and ``high`` are the bounds of ``gold`` usage (None is an open end), ``stated`` the number itself (None for vague words). ``head`` is
    the index of the token that the number counts or, when it stands alone ("32 were killed", "dozens"), of the number itself.
    """

    start: int
    end: int
    start_char: int
    end_char: int
    text: str
    stated: int | None
    low: int | None
    high: int | None
    qualifier: str
    head: int
    #: What the number is of: "count", "money", "percent", "age", "date", "duration", "measure", "ordinal", "score", "other".
    sort: str


@dataclass(frozen=True, kw_only=True)
class Statement(Evidence):
    """A row of ``statements``."""

    statement_id: str
    form: str
    act: str
    cue: str | None
    cue_start_char: int | None
    cue_end_char: int | None
    is_cue_negated: bool
    speaker_actor_id: str | None
    speaker_text: str | None
    speaker_start_char: int | None
    speaker_end_char: int | None
    is_anonymous: bool
    on_behalf_of_actor_id: str | None
    relayed_by_actor_id: str | None
    relayed_by_text: str | None
    addressee_actor_id: str | None
    addressee_text: str | None
    medium: str | None
    speech_id: str
    #: Given when documents are brought together.
    statement_cluster_id: str | None = None
    said_date_start: dt.date | None
    said_date_end: dt.date | None
    said_date_precision: str | None
    said_date_text: str | None
    #: Token range [start, end) of the content; token index of the cue's head word and of the speaker's head, where there are any.
    start: int
    end: int
    cue_token: int | None
    speaker_token: int | None


@dataclass(frozen=True, kw_only=True)
class Casualty(Evidence):
    """A row of ``casualties``. ``event_id`` and ``event_mention_id`` are those of the act that did the harm, where one was coded."""

    casualty_id: str
    outcome: str
    count_stated: int | None
    count_low: int | None
    count_high: int | None
    count_text: str | None
    qualifier: str
    victim_text: str | None
    victim_category: str
    victim_actor_id: str | None
    victim_sex: str | None = None
    victim_age_group: str | None = None
    perpetrator_actor_id: str | None
    part_of_casualty_id: str | None
    status: str
    cause: str | None
    claim_id: str
    claimed_by_actor_id: str | None
    claimed_by_text: str | None
    claimant_relation: str | None
    statement_id: str | None
    event_id: str | None
    event_mention_id: str | None
    is_cumulative: bool
    date_start: dt.date | None
    date_end: dt.date | None
    date_precision: str | None
    date_text: str | None
    start: int
    end: int
    #: Token index of the word of harm.
    harm_token: int


@dataclass(frozen=True, kw_only=True)
class EventMention(Evidence):
    """A row of ``event_mentions``. ``event_id`` is that of the act within its document until ``resolve`` joins documents."""

    event_mention_id: str
    event_id: str
    event_type: str
    mode: str | None
    status: str
    statement_id: str | None
    date_start: dt.date | None
    date_end: dt.date | None
    date_precision: str | None
    date_text: str | None
    place_id: str | None
    place_mention_id: str | None
    place_precision: str | None
    contexts: tuple[str, ...]
    start: int
    end: int
    #: Token index of the trigger's head word.
    trigger: int


@dataclass(frozen=True, kw_only=True)
class Participant(Evidence):
    """A row of ``event_participants``; ``actor_id`` and ``mention_id`` are None together, of what an act is directed at that is no actor."""

    participant_id: str
    event_mention_id: str
    event_id: str
    actor_id: str | None
    mention_id: str | None
    role: str


@dataclass(frozen=True)
class Extraction:
    """Everything read from one document."""

    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    actor_mentions: tuple[ActorMention, ...] = ()
    place_mentions: tuple[PlaceMention, ...] = ()
    statements: tuple[Statement, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    event_mentions: tuple[EventMention, ...] = ()
    event_participants: tuple[Participant, ...] = ()
    #: What went wrong in which extractor; the other tables of the document stand.
    faults: tuple[tuple[str, str], ...] = field(default=())
