"""Quotations and sentences of a document laid over its tokens."""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from spacy.tokens import Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.quotation import Quotation, quotations

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


@dataclass(frozen=True, slots=True)
class Quoted:
    """An outer quotation with its tokens, marks not included."""

    quotation: Quotation
    start: int
    end: int
    #: First token of the opening mark and one past the last of the closing mark.
    outer_start: int
    outer_end: int
    #: Whether it reads as something said, not as a name or a borrowed word.
    is_utterance: bool


@dataclass(frozen=True)
class Layout:
    """Where a document's outer quotations, host sentences and paragraphs lie.

    A host sentence is a sentence of the reporter: sentence ends inside a quotation do not count.

    Attributes:
        doc: the document.
        quotes: outer quotations in text order.
        quote_at: for each token the index of the quotation that holds it (marks included), -1 for none.
        host_starts: token index at which each host sentence starts, ascending.
        paragraph_at: for each token its paragraph's number, -1 outside prose.
    """

    doc: AnnotatedDocument
    quotes: tuple[Quoted, ...]
    quote_at: tuple[int, ...]
    host_starts: tuple[int, ...]
    host_ends: tuple[int, ...]
    paragraph_at: tuple[int, ...]

    def host(self, token: Token | int) -> tuple[int, int]:
        """Token range of the host sentence around a token."""
        i = token if isinstance(token, int) else token.i
        n = max(0, bisect.bisect_right(self.host_starts, i) - 1)
        return self.host_starts[n], self.host_ends[n]

    def in_quote(self, token: Token | int) -> bool:
        """Whether a token stands inside an outer quotation."""
        return self.quote_at[token if isinstance(token, int) else token.i] >= 0


def layout(doc: AnnotatedDocument) -> Layout:
    """Lay quotations, sentences and paragraphs over the tokens."""
    starts = [t.idx for t in doc.doc]
    size = len(starts)
    quotes: list[Quoted] = []
    quote_at = [-1] * size
    for quotation in quotations(doc):
        if quotation.depth:
            continue
        outer_start = max(0, bisect.bisect_right(starts, quotation.start_char) - 1)
        outer_end = bisect.bisect_left(starts, quotation.end_char)
        start = bisect.bisect_left(starts, quotation.inner_start_char)
        end = bisect.bisect_left(starts, quotation.inner_end_char)
        if start >= end or (quotes and outer_start < quotes[-1].outer_end):
            continue
        for i in range(outer_start, outer_end):
            quote_at[i] = len(quotes)
        quotes.append(Quoted(quotation, start, end, outer_start, outer_end, _is_utterance(doc, start, end)))
    paragraph_at = [-1] * size
    for n, paragraph in enumerate(doc.paragraphs):
        for i in range(paragraph.start, paragraph.end):
            paragraph_at[i] = n
    host_starts: list[int] = []
    host_ends: list[int] = []
    for sentence in doc.sentences:
        if host_starts and paragraph_at[host_starts[-1]] == paragraph_at[sentence.start] and _goes_on(doc, sentence.start, quote_at, host_starts[-1]):
            host_ends[-1] = sentence.end
        else:
            host_starts.append(sentence.start)
            host_ends.append(sentence.end)
    return Layout(doc, tuple(quotes), tuple(quote_at), tuple(host_starts or (0,)), tuple(host_ends or (0,)), tuple(paragraph_at))


def _goes_on(doc: AnnotatedDocument, i: int, quote_at: list[int], host_start: int) -> bool:
    """Whether the sentence that the model starts at a token goes on with the one before."""
    words = doc.doc
    inside = quote_at[i]
    if i and inside >= 0 and quote_at[i - 1] == inside:
        return True
    # after a closing mark: "... again?" she asked.
    k = i
    while k < len(words) and (words[k].is_quote or words[k].is_space) and quote_at[k] >= 0:
        k += 1
    if k >= len(words) or i == 0 or quote_at[i - 1] < 0:
        return inside < 0 and i > 0 and words[i].text[:1].islower() and words[i - 1].text not in (".", "!", "?", ";") and not words[i - 1].is_space
    last = words[i - 1]
    while last.i > host_start and (last.is_quote or last.is_space or not last.text.strip("'\"’”»")):
        last = words[last.i - 1]
    return last.text == "," or words[k].text[:1].islower()


def _is_utterance(doc: AnnotatedDocument, start: int, end: int) -> bool:
    """Whether quoted tokens hold a finite clause, or close like a sentence of some length."""
    words = [t for t in doc.doc[start:end] if not t.is_punct and not t.is_space]
    if len(words) < 2:
        return False
    finite = any(t.tag_ in FINITE or (t.tag_ == "VB" and t.dep_ == "ROOT") for t in words)
    if finite and len(words) >= 3:
        return True
    return doc.doc[end - 1].text in (".", ",", "?", "!", "…", "...") and len(words) >= 4
