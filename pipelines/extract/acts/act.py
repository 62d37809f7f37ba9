"""An act with all that is read about it before it is a row, and the sorts of acts that rules tell apart.

What belongs here: what the modules of this package hand each other. What does not: reading it from a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.extract.acts.match import Trigger
from pipelines.extract.acts.status import Reality
from pipelines.extract.model import ActorMention, Statement

#: Acts done in words: their row needs somebody who speaks, or somebody spoken of in the passive.
VERBAL_TYPES = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
#: Acts that a reporter tells without naming anybody: "a bomb went off", "dozens were arrested", "a strike began", "the pullout has begun".
UNNAMED_TYPES = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT"})
#: Kinds of actors that are parties to fighting; what one says of another's deeds is an allegation.
FIGHTERS = frozenset({"armed_group", "country", "government", "military"})
#: Kinds of actors that STATE of the lexicon stands for.
STATES = frozenset({"country", "government", "intergovernmental"})
#: Verbs of contests, elections and debates among them.
CONTESTS = frozenset({"battle", "clash", "fight"})


@dataclass(frozen=True, slots=True)
class Act:
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
