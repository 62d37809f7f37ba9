"""Quotations and sentences of a document laid over its tokens."""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from spacy.attrs import IDX
from spacy.tokens import Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.quotation import Quotation, quotations

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_STOPS = frozenset((".", "!", "?", ";", "…", "..."))


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
        host_ends: one past the last token of each.
        paragraph_at: for each token its paragraph's number, -1 outside prose.
        texts: the tokens as the model read them.
        lowers: the same in lower case.
        lemmas: their lemmas in lower case.
        tags: their fine part-of-speech tags.
    """

    doc: AnnotatedDocument
    quotes: tuple[Quoted, ...]
    quote_at: list[int]
    host_starts: tuple[int, ...]
    host_ends: tuple[int, ...]
    paragraph_at: list[int]
    texts: list[str]
    lowers: list[str]
    lemmas: list[str]
    tags: list[str]

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
    starts: list[int] = doc.doc.to_array(IDX).tolist()
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
        quote_at[outer_start:outer_end] = [len(quotes)] * (outer_end - outer_start)
        quotes.append(Quoted(quotation, start, end, outer_start, outer_end, _is_utterance(doc, start, end)))
    paragraph_at = [-1] * size
    for n, paragraph in enumerate(doc.paragraphs):
        paragraph_at[paragraph.start : paragraph.end] = [n] * len(paragraph)
    host_starts, host_ends = _hosts(doc, quotes, quote_at, paragraph_at)
    return Layout(
        doc,
        tuple(quotes),
        quote_at,
        tuple(host_starts or (0,)),
        tuple(host_ends or (0,)),
        paragraph_at,
        doc.token_texts,
        doc.token_lowers,
        doc.token_lemmas,
        doc.token_tags,
    )


def _hosts(doc: AnnotatedDocument, quotes: list[Quoted], quote_at: list[int], paragraph_at: list[int]) -> tuple[list[int], list[int]]:
    """Starts and ends of host sentences."""
    words = doc.doc
    opened = {q.outer_start for q in quotes}
    # a quotation after a full stop opens a sentence, whatever the model says
    fresh = {i for i in opened if i == 0 or words[i - 1].text in _STOPS or words[i - 1].is_space or quote_at[i - 1] >= 0}
    starts: list[int] = []
    ends: list[int] = []
    for sentence in doc.sentences:
        bounds = sorted({sentence.start, *(i for i in fresh if sentence.start < i < sentence.end)})
        for start, end in zip(bounds, [*bounds[1:], sentence.end], strict=True):
            same = bool(starts) and (paragraph_at[starts[-1]] == paragraph_at[start] if start not in fresh else quote_at[start - 1] >= 0)
            if same and _goes_on(doc, start, quote_at, starts[-1]):
                ends[-1] = end
            else:
                starts.append(start)
                ends.append(end)
    return starts, ends


def _goes_on(doc: AnnotatedDocument, i: int, quote_at: list[int], host_start: int) -> bool:
    """Whether the sentence that the model starts at a token goes on with the one before."""
    words = doc.doc
    inside = quote_at[i]
    if i and inside >= 0 and quote_at[i - 1] == inside:
        return True
    if i == 0 or words[i - 1].is_space:
        return False
    # after a closing mark: "... again?" she asked.
    if quote_at[i - 1] < 0:
        return words[i].text[:1].islower() and words[i - 1].text not in _STOPS
    last = words[i - 1]
    while last.i > host_start and (last.is_quote or last.is_space or not last.text.strip("'\"’”»")):
        last = words[last.i - 1]
    return last.text == "," or words[i].text[:1].islower()


def _is_utterance(doc: AnnotatedDocument, start: int, end: int) -> bool:
    """Whether quoted tokens hold a finite clause, or close like a sentence of some length."""
    words = [t for t in doc.doc[start:end] if not t.is_punct and not t.is_space]
    if len(words) < 2:
        return False
    finite = any(t.tag_ in FINITE or (t.tag_ == "VB" and t.dep_ == "ROOT") for t in words)
    if finite and len(words) >= 3:
        return True
    return doc.doc[end - 1].text in (".", ",", "?", "!", "…", "...") and len(words) >= 4
