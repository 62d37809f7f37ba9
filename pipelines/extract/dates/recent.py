"""The last days, for what a report of a known day tells as its news without saying when.

What belongs here: which undated acts a headline, a lead or those who answer it tell as new, and between which days they lie. What does not: days that
the text names (``times``), those of the narrative and of the incident (``dates.narrative``, ``dates.incident``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Span, Token

from pipelines.extract.model import EventMention

if TYPE_CHECKING:
    from pipelines.extract.dates.incident import Clock

#: Days before publication of which a report tells as news.
_FRESH = dt.timedelta(days=6)
#: Sentences of the lead, those in which others answer it, and those whose acts a headline sums up.
_LEAD, _ANSWERS, _TOLD, _SUMMED = 1, 8, 5, 4
#: Tokens of a sentence at least.
_SENTENCE = 5
_STEPS = 6
_CLAUSAL = frozenset({"VERB", "AUX"})
_WORDS = frozenset({"ACCUSE", "REJECT", "SUPPORT", "REQUEST", "THREATEN"})
_PERFECT, _PAST = frozenset({"has", "have", "'s", "’s", "'ve", "’ve"}), frozenset({"was", "were"})
_QUOTES = frozenset({'"', "“", "”"})
#: Words of a sentence that tell what has been for long, comes again or is over.
_LONG = frozenset(
    (
        *(
            "since",
            "ever",
            "never",
            "always",
            "often",
            "repeatedly",
            "regularly",
            "frequently",
            "consistently",
            "routinely",
            "usually",
            "once",
            "then",
        ),
        *("when", "after", "before", "until", "during", "while", "previously", "earlier", "formerly", "already", "originally", "initially"),
    )
)
_LONG_OF_LEAD = _LONG - {"when", "after", "before", "during", "while"}


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


def lately(clock: Clock, told: Sequence[tuple[Token, EventMention]], published: dt.date) -> Iterator[tuple[int, tuple[dt.date, dt.date]]]:
    """The last days, for acts that are told as news.

    Args:
        clock: what days are read from.
        told: the head words of the document's acts with their rows, in text order.
        published: day of publication.

    Yields:
        Position in ``told``, the first and the last day.
    """
    # a place alone ("GENEVA") is taken for a sentence
    first = next((k for k in clock.body if len(clock.doc.sentences[k]) >= _SENTENCE), clock.body.start)
    week = published - _FRESH, published
    for n, (token, row) in enumerate(told):
        if row.date_start is not None or row.date_text is not None or row.status != "occurred" or token.pos_ not in _CLAUSAL:
            continue
        here = clock.doc.sentence_index(token)
        sentence = clock.doc.sentences[here]
        if here < clock.body.start:
            if token.dep_ in ("ROOT", "ccomp") and clock.tells_as_done(token, here):
                yield n, week
            continue
        is_lead = here - first <= _LEAD
        if here - first > (_ANSWERS if row.event_type in _WORDS else _TOLD):
            continue
        if not is_lead and row.event_type not in _WORDS and any(clock.expressions.get(k) for k in range(first, here)):
            # what follows words of time is told of that time or of another
            continue
        if (clock.expressions.get(here) and not (is_lead and clock.dates_the_telling(here))) or any(
            t.lower_ in (_LONG_OF_LEAD if is_lead else _LONG) for t in sentence
        ):
            continue
        if clock.is_set_apart(sentence) or not _is_told(token, sentence, clock, is_perfect=is_lead):
            continue
        if all(clock.is_fresh(k, published - _FRESH) for k in range(first, here)):
            yield n, week


def _is_told(token: Token, sentence: Span, clock: Clock, *, is_perfect: bool) -> bool:
    """Whether a verb tells in the main clause, or in one that its teller follows, what was done, in the simple past or, in a lead, the perfect."""
    verb, is_first = token, True
    for _ in range(_STEPS):
        helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
        if is_first and any(c.dep_ == "neg" for c in verb.children):
            return False
        is_done = (verb.tag_ == "VBD" and not helpers) or (verb.tag_ == "VBN" and bool(helpers & _PAST) and not helpers & (_PERFECT | {"had"}))
        is_recent = is_perfect and verb.tag_ == "VBN" and bool(helpers & _PERFECT) and verb.lemma_ != "be" and helpers <= _PERFECT | {"been"}
        if not is_done and not is_recent and not (verb.dep_ == "conj" and verb.tag_ == "VBN" and is_first):
            return False
        is_first = False
        if verb.dep_ == "ROOT":
            return not _is_within_quotes(token, sentence)
        head = verb.head
        if verb.dep_ == "conj" and head.pos_ in _CLAUSAL:
            verb = head
            continue
        if verb.dep_ == "ccomp" and verb.i < head.i and head.lemma_ in clock.lexicon.saying and not any(c.dep_ == "mark" for c in verb.children):
            return not _is_within_quotes(token, sentence)
        return False
    return False


def _is_within_quotes(token: Token, sentence: Span) -> bool:
    before = sum(1 for t in sentence if t.i < token.i and t.text in _QUOTES)
    after = sum(1 for t in sentence if t.i > token.i and t.text in _QUOTES)
    return before % 2 == 1 or (before == 0 and after % 2 == 1)
