"""What the steps from words of harm to rows share.

What belongs here: the document's indexes in one place, a row in the making, the clause of a token. What does not: any step itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.harm.lexicon import HarmLexicon
from pipelines.extract.harm.triggers import Harm
from pipelines.extract.model import ActorIndex, Casualty, EventMention, Participant, Statement
from pipelines.extract.numbers import QuantityIndex
from pipelines.extract.times import TimeIndex
from pipelines.extract.victims import Victims

#: Doers are people and bodies that act; whatever else the subject of a verb of harm is (a blast, a flood) is a cause.
DOERS = frozenset(
    [
        "person",
        "government",
        "military",
        "armed_group",
        "police",
        "party",
        "country",
        "population",
        "religious",
        "company",
        "ngo",
        "intergovernmental",
        "other",
    ]
)


@dataclass(frozen=True)
class Found:
    """A row in the making, with the tokens that later steps need.

    Attributes:
        row: the row.
        harm: its word of harm.
        victims: their noun phrase, None where the word of harm is counted itself.
        doer: the token of who did it, None when not told.
        same_as: id of the row that this one only takes up; it stands in for it until parts are linked, and is no row of its own.
    """

    row: Casualty
    harm: Harm
    victims: Victims | None
    doer: Token | None
    same_as: str | None = None


@dataclass(frozen=True)
class Context:
    """The indexes of one document, and the words of harm."""

    doc: AnnotatedDocument
    actors: ActorIndex
    times: TimeIndex | None
    quantities: QuantityIndex
    statements: tuple[Statement, ...]
    acts: Sequence[tuple[EventMention, tuple[Participant, ...]]]
    lexicon: HarmLexicon

    @cached_property
    def by_trigger(self) -> Mapping[tuple[str, int], tuple[EventMention, tuple[Participant, ...]]]:
        """Event type and trigger token of an act to the act."""
        return {(mention.event_type, mention.trigger): (mention, parts) for mention, parts in self.acts}

    def act_at(self, token: int, types: Sequence[str]) -> tuple[EventMention, tuple[Participant, ...]] | None:
        """The act of one of some types whose trigger is the token."""
        return next((act for act in (self.by_trigger.get((event_type, token)) for event_type in types) if act is not None), None)


def clause_of(token: Token) -> Token:
    """The verb or other head of the clause around a token."""
    node = token
    while node.head.i != node.i and node.pos_ not in ("VERB", "AUX"):
        node = node.head
    return node
