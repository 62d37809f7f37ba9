"""A statement on its way to its row."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from pipelines.extract.speech.cues import Hit
from pipelines.extract.speech.layout import Layout
from pipelines.extract.speech.speakers import Speaker


@dataclass
class Draft:
    """A statement on its way: one part of one cue's content."""

    start: int
    end: int
    rule: str
    hit: Hit | None
    speaker: Speaker | None
    #: Number of the utterance; parts of one share it.
    speech: int
    head: int | None = None
    relay: Speaker | None = None
    is_negated: bool = False
    dropped: bool = field(default=False)


def place_of(draft: Draft, lay: Layout) -> int:
    """The paragraph of a draft: that of its cue, or of its content where it has none."""
    return lay.paragraph_at[draft.hit.token.i if draft.hit is not None else draft.start]


def noun_range(head: Token) -> tuple[int, int]:
    """First token and one past the last of a noun with what stands before it."""
    end = head.i + 1
    start = head.left_edge.i
    return start, end
