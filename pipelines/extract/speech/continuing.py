"""Quotations without a cue of their own: whose they are.

What belongs here: quotations that go on, and headlines that quote. What does not: quotations beside a cue (``content``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from pipelines.extract.model import ActorIndex
from pipelines.extract.speech import facets
from pipelines.extract.speech.draft import Draft, place_of
from pipelines.extract.speech.layout import FINITE, Layout, Quoted
from pipelines.extract.speech.speakers import Speaker

#: Kinds of actors that speak in a headline.
_SPEAKING = frozenset(("person", "government", "military", "armed_group", "police", "party", "intergovernmental", "ngo"))
#: Tokens of a quotation, marks among them, that is what a headline's speaker says.
_LEAST_QUOTED = 4
#: The same after a quotation and its tag, its stop among them.
_LEAST_RESUMED = 2
_GLUED = re.compile(r"(?:said|says|added|told)\s+(?:the\s+)?")


def continued(drafts: Sequence[Draft], lay: Layout, actors: ActorIndex) -> list[Draft]:
    """Utterances between quotation marks that no cue claims: they go on with the last speaker of the scene."""
    covered = [False] * len(lay.quotes)
    for n, quote in enumerate(lay.quotes):
        size = quote.end - quote.start
        covered[n] = any(min(d.end, quote.end) - max(d.start, quote.start) > 0.4 * size for d in drafts)
    found: list[Draft] = []
    ordered = sorted(drafts, key=lambda d: d.start)
    for n, quote in enumerate(lay.quotes):
        if covered[n] or not _is_said(quote, ordered, lay) or not _stands_alone(quote, lay):
            continue
        paragraph = lay.paragraph_at[quote.start]
        reach = (paragraph, paragraph - 1) if not _opens_paragraph(quote, lay) else range(paragraph - 3, paragraph + 1)
        before = [d for d in (*ordered, *found) if d.start < quote.start and place_of(d, lay) in reach and d.speaker is not None]
        previous = max(before, key=lambda d: _recency(d, quote, lay), default=None)
        speaker: Speaker | None = None
        relay: Speaker | None = None
        speech = -n - 1
        glued = _glued_speaker(quote, lay, actors)
        ahead = None if previous is not None and place_of(previous, lay) == paragraph else _cued_ahead(n, ordered, lay)
        introduced = None if previous is None else _introduced(quote, previous, lay, actors)
        if glued is not None:
            speaker = glued
        elif introduced is not None and ahead is None:
            speaker = introduced
        elif ahead is not None and not (quote.quotation.is_continuation and previous is not None):
            speaker, speech, relay = ahead.speaker, ahead.speech, ahead.relay
        elif previous is not None and place_of(previous, lay) >= paragraph - 1:
            speaker, speech, relay = previous.speaker, previous.speech, previous.relay
        elif quote.outer_start:
            subject = _subject_before(quote.outer_start - 1, lay)
            mention = None if subject is None else actors.headed_by(subject)
            if subject is not None and mention is not None:
                # somebody else has come in since: only a person goes on talking
                kind = actors.actors[mention.actor_id].kind
                speaker = Speaker(subject, subject.left_edge.i, subject.i + 1) if kind == "person" else None
            elif previous is not None:
                speaker, speech, relay = previous.speaker, previous.speech, previous.relay
        found.append(Draft(quote.start, quote.end, "continued", None, speaker, speech, relay=relay))
    return found


def _is_said(quote: Quoted, before: Sequence[Draft], lay: Layout) -> bool:
    """Whether a quotation is long enough to be one, or ends what a tag has just broken off: '"We buried it," she said. "With hymns."'."""
    size = quote.end - quote.start
    if quote.is_utterance and size >= _LEAST_QUOTED:
        return True
    if size < _LEAST_RESUMED or not quote.outer_start or lay.texts[quote.end - 1][-1:] not in ".?!":
        return False
    low, high = lay.host(quote.outer_start - 1)
    same = lay.paragraph_at[low] == lay.paragraph_at[quote.start]
    return same and any(d.rule == "quoted_left" and d.hit is not None and low <= d.hit.token.i < high for d in before)


def _introduced(quote: Quoted, previous: Draft, lay: Layout, actors: ActorIndex) -> Speaker | None:
    """Somebody else whom the sentence before a quotation brings in: '"...," Ann Lee said. Ed Moor was blunter. "..."'."""
    if not quote.outer_start or _opens_paragraph(quote, lay):
        return None
    low, high = lay.host(quote.outer_start - 1)
    at = previous.hit.token.i if previous.hit is not None else previous.start
    subject = _subject_before(quote.outer_start - 1, lay)
    if subject is None or low <= at < high or low <= previous.start < high or lay.paragraph_at[low] != lay.paragraph_at[quote.start]:
        return None
    mention = actors.headed_by(subject)
    if mention is None or mention.form != "name" or actors.actors[mention.actor_id].kind != "person":
        return None
    before = None if previous.speaker is None else facets.mention_of(previous.speaker.head, actors)
    if before is not None and before.actor_id == mention.actor_id:
        return None
    return Speaker(subject, mention.start, mention.end)


def _recency(draft: Draft, quote: Quoted, lay: Layout) -> tuple[int, bool, int, int]:
    """What tells the last speaker before a quotation: the nearest sentence and, before a quotation that opens a paragraph, the main clause in it."""
    at = draft.hit.token.i if draft.hit is not None and draft.rule != "continued" else draft.start
    if draft.rule in ("voiced", "measured"):
        # "..., she warned, as it denounced the raid": what is told in passing
        at = lay.host(at)[0]
    if draft.hit is None or not _opens_paragraph(quote, lay):
        return at, False, at, draft.start
    main = draft.hit.token.dep_ not in ("advcl", "relcl", "acl")
    return lay.host(at)[0], main, at, draft.start


def _cued_ahead(n: int, ordered: Sequence[Draft], lay: Layout) -> Draft | None:
    """The statement further on whose cue names this quotation's speaker: later in its paragraph, or where a quotation left open goes on."""
    quote = lay.quotes[n]
    last = lay.paragraph_at[quote.start]
    for following in lay.quotes[n + 1 :]:
        if following.quotation.is_continuation:
            last = lay.paragraph_at[following.start]
        elif lay.paragraph_at[following.start] > last:
            break
    later = (d for d in ordered if d.start >= quote.end and d.rule.startswith("quoted") and d.speaker is not None)
    return next((d for d in later if lay.paragraph_at[d.start] <= last), None)


def headlines(drafts: Sequence[Draft], lay: Layout, actors: ActorIndex) -> list[Draft]:
    """Headlines with their speaker before or after a colon: "Army: base is safe", "Base is safe: army"."""
    words = lay.doc.doc
    found: list[Draft] = []
    for low, high in zip(lay.host_starts, lay.host_ends, strict=True):
        if low >= high or not lay.doc.is_title(words[low]):
            continue
        colons = [i for i in range(low, high) if words[i].text == ":" and not lay.in_quote(i)]
        if len(colons) != 1 or any(low <= d.start < high for d in drafts):
            continue
        (colon,) = colons
        for name, start, end in (((low, colon), colon + 1, high), ((colon + 1, high), low, colon)):
            mention = next((m for m in actors.within(*name) if m.start - name[0] <= 1 and m.end >= name[1] - 1), None)
            quoted = end - start > _LEAST_QUOTED and lay.in_quote(start) and lay.quote_at[start] == lay.quote_at[end - 1]
            spoken = quoted or any(t.tag_ in FINITE or t.tag_ in ("VBN", "VBG") for t in words[start:end])
            # a country before a colon is where it happened, not who says so
            if mention is None or not spoken or actors.actors[mention.actor_id].kind not in _SPEAKING:
                continue
            while end > start and words[end - 1].is_punct and not lay.in_quote(end - 1):
                end -= 1
            found.append(Draft(start, end, "headline", None, Speaker(words[mention.head], mention.start, mention.end), -low - len(lay.quotes) - 1))
            break
    return found


def _subject_before(i: int, lay: Layout) -> Token | None:
    """The subject of the sentence before a quotation."""
    words = lay.doc.doc
    while i > 0 and words[i].is_space:
        i -= 1
    low, high = lay.host(i)
    return next((t for t in words[low:high] if t.dep_ == "nsubj" and t.head.dep_ == "ROOT" and not lay.in_quote(t)), None)


def _opens_paragraph(quote: Quoted, lay: Layout) -> bool:
    return quote.outer_start == 0 or lay.paragraph_at[quote.outer_start - 1] != lay.paragraph_at[quote.outer_start]


def _glued_speaker(quote: Quoted, lay: Layout, actors: ActorIndex) -> Speaker | None:
    """The speaker of a cue written without a blank after the closing mark ("... home."said Marek), which the tokeniser leaves in one piece."""
    match = _GLUED.match(lay.doc.text, quote.quotation.end_char)
    if match is None:
        return None
    near = next((m for m in actors.mentions if match.end() <= m.start_char <= match.end() + 4), None)
    return None if near is None else Speaker(lay.doc.doc[near.head], near.start, near.end)


def _stands_alone(quote: Quoted, lay: Layout) -> bool:
    """Whether a quotation is a sentence of its own: nothing of the reporter's in its host sentence but marks."""
    words = lay.doc.doc
    low, high = lay.host(quote.start)
    rest = [t for t in words[low:high] if not lay.in_quote(t) and not t.is_punct and not t.is_space]
    return len(rest) <= 2
