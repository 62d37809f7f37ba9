"""The days of what a headline sums up.

What belongs here: which acts of the opening a headline tells as one, and between which days they lie. What does not: days that the text names
(``times``), those of the narrative and of the incident (``dates.narrative``, ``dates.incident``), and days carried on (``dates.carrying``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Token

from pipelines.extract.model import EventMention

if TYPE_CHECKING:
    from pipelines.extract.dates.incident import Clock

#: Days before publication of which a report tells as news.
_FRESH = dt.timedelta(days=6)
#: Sentences of the body whose acts a headline sums up.
_SUMMED = 4


def summed_up(clock: Clock, told: Sequence[tuple[Token, EventMention]]) -> Iterator[tuple[int, tuple[dt.date, dt.date], str | None]]:
    """The days of acts of a headline, which sums up what the first sentences tell.

    Args:
        clock: what days are read from.
        told: the head words of the document's acts with their rows, in text order.

    Yields:
        Position in ``told``, the first and the last day, and the precision.
    """
    first = clock.body.start
    for n, (token, row) in enumerate(told):
        here = clock.doc.sentence_index(token)
        if here >= first or row.date_start is not None or row.status != "occurred" or not clock.tells_as_done(token, here):
            continue
        days = {
            (other.date_start, other.date_end, other.date_precision)
            for word, other in told
            if other.event_type == row.event_type and other.status == "occurred" and first <= clock.doc.sentence_index(word) < first + _SUMMED
            if other.date_start is not None
        }
        if len(days) == 1:
            ((start, end, precision),) = days
            if start is not None and end is not None and end - start <= _FRESH:
                yield n, (start, end), precision
