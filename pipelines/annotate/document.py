"""The annotated document: what every extractor reads."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.attrs import DEP, LEMMA, ORTH, POS, TAG
from spacy.tokens import Doc, Span, Token

from pipelines.annotate.gazetteer import Words
from pipelines.errors import MissingAnnotation
from pipelines.ingest.segments import Segment as Segment


@dataclass(frozen=True)
class AnnotatedDocument:
    """A document with the model's annotation.

    ``doc`` reads a text of exactly the length of ``text`` in which everything but title and body is blank, line breaks inside a paragraph are
    spaces, typographic quote marks are plain, and capitals may be truecased. So a token's ``idx`` is its offset in ``text``, but its letters need
    not be: take surfaces from ``text`` with ``surface``.

    Attributes:
        document_id: id of the document.
        text: the document's text, as in ``documents.text``.
        published: day of publication, None if it is not known.
        publisher: outlet, None if it is not known.
        segments: the parts, in text order, not overlapping.
        doc: the spaCy Doc with tags, lemmas, parse, sentence starts and names.
    """

    document_id: str
    text: str
    published: dt.date | None
    publisher: str | None
    segments: tuple[Segment, ...]
    doc: Doc

    def surface(self, start_char: int, end_char: int) -> str:
        """The words as written."""
        return self.text[start_char:end_char]

    def span_text(self, span: Span | Token) -> str:
        """The words of a span or token as written."""
        start, end = extent(span)
        return self.text[start:end]

    @cached_property
    def token_texts(self) -> list[str]:
        """The text of every token as the model read it; to be looked at, not changed."""
        return strings(self.doc, ORTH)

    @cached_property
    def token_lowers(self) -> list[str]:
        """The same in lower case."""
        return [text.lower() for text in self.token_texts]

    @cached_property
    def token_lemmas(self) -> list[str]:
        """The lemma of every token in lower case; to be looked at, not changed."""
        return [lemma.lower() for lemma in strings(self.doc, LEMMA)]

    @cached_property
    def token_tags(self) -> list[str]:
        """The fine part-of-speech tag of every token; to be looked at, not changed."""
        return strings(self.doc, TAG)

    @cached_property
    def token_pos(self) -> list[str]:
        """The coarse part of speech of every token; to be looked at, not changed."""
        return strings(self.doc, POS)

    @cached_property
    def token_deps(self) -> list[str]:
        """The relation of every token to its head; to be looked at, not changed."""
        return strings(self.doc, DEP)

    @cached_property
    def tokens(self) -> list[Token]:
        """The tokens as objects; to be looked at, not changed."""
        return list(self.doc)

    @cached_property
    def words(self) -> Words:
        """The words in the form in which listed names are looked up."""
        return Words.of(self.token_texts)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences in text order, without white space at their ends; blank ones are left out.

        Raises:
            MissingAnnotation: the doc has no sentence boundaries.
        """
        if not self.doc.has_annotation("SENT_START"):
            raise MissingAnnotation(f"document {self.document_id} has no sentence boundaries; annotate it with a model that has a parser")
        found = []
        for sentence in self.doc.sents:
            start, end = sentence.start, sentence.end
            while start < end and self.doc[start].is_space:
                start += 1
            while end > start and self.doc[end - 1].is_space:
                end -= 1
            if start < end:
                found.append(self.doc[start:end])
        return tuple(found)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_of(self, token: Token | int) -> Span:
        """The sentence that holds a token (or token index)."""
        i = token if isinstance(token, int) else token.i
        return self.sentences[max(0, bisect.bisect_right(self._sentence_starts, i) - 1)]

    def sentence_index(self, token: Token | int) -> int:
        """Position of that sentence among ``sentences``."""
        i = token if isinstance(token, int) else token.i
        return max(0, bisect.bisect_right(self._sentence_starts, i) - 1)

    @cached_property
    def title_end(self) -> int:
        """One past the last character of the title segment, 0 when there is none."""
        return max((s.end_char for s in self.segments if s.kind == "title"), default=0)

    def is_title(self, token: Token) -> bool:
        """Whether the token stands in the headline."""
        return any(s.kind == "title" and s.start_char <= token.idx < s.end_char for s in self.segments)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Stretches of prose between blank lines, as token spans in text order; a title is a paragraph of its own."""
        bounds: list[tuple[int, int]] = []
        for segment in self.segments:
            if segment.kind in ("title", "body"):
                bounds += list(_paragraphs(self.text, segment.start_char, segment.end_char))
        found = []
        for start, end in bounds:
            span = self.doc.char_span(start, end, alignment_mode="expand")
            if span is not None and len(span):
                found.append(span)
        return tuple(found)


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between blank lines, trimmed of white space."""
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        following = stop
        # a paragraph ends at a line break with nothing but white space up to the next one
        while following != -1:
            probe = following + 1
            while probe < end and text[probe] in " \t\r\f\v\u00a0":
                probe += 1
            if probe >= end or text[probe] == "\n":
                break
            following = text.find("\n", probe, end)
        stop = end if following == -1 else following
        left, right = at, stop
        while left < right and text[left].isspace():
            left += 1
        while right > left and text[right - 1].isspace():
            right -= 1
        if left < right:
            yield left, right
        at = stop + 1


def strings(doc: Doc, attribute: int) -> list[str]:
    """A text attribute of all tokens (``spacy.attrs.TAG``, ``DEP`` ...), read at once: many times as fast as token by token."""
    hashes = doc.to_array(attribute).tolist()
    store = doc.vocab.strings
    names = {number: store[number] for number in set(hashes)}
    return list(map(names.__getitem__, hashes))


def extent(span: Span | Token) -> tuple[int, int]:
    """Half-open character offsets of a span or token."""
    if isinstance(span, Token):
        return span.idx, span.idx + len(span)
    return span.start_char, span.end_char


def subtree_span(token: Token) -> Span:
    """The contiguous span from the leftmost to the rightmost token of a subtree."""
    return token.doc[token.left_edge.i : token.right_edge.i + 1]
