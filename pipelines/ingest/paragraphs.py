"""Lines and paragraphs of a text, hard-wrapped or not.

What belongs here: which lines belong together. What does not: what a paragraph is; see ``marks`` and ``segments``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pipelines.ingest.marks import CLOSED, is_marked
from pipelines.ingest.segment_lexicon import SegmentLexicon

#: Text is wrapped at plain blanks only.
_WORD = re.compile(r"[^ \t]+")
_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029]")
#: A wrapped line ends where the next word would not have fitted, give or take this many characters.
_SLACK = 8
#: No hard-wrapped text is wider than this, or narrower.
_WIDEST, _NARROWEST = 132, 30


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together.

    Attributes:
        start: offset of its first character that is no white space.
        end: one past its last.
        lines: how many lines it has.
        blank_before: whether a blank line, or nothing, stands before it.
        blank_after: whether a blank line, or nothing, follows.
        text: its words, line breaks as spaces.
        words: how many words it has.
    """

    start: int
    end: int
    lines: int
    blank_before: bool
    blank_after: bool
    text: str
    words: int

    @cached_property
    def is_closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return CLOSED.search(self.text[-12:]) is not None

    @cached_property
    def is_prose(self) -> bool:
        """Whether it is long enough to be prose for sure."""
        return (self.is_closed and self.words >= 8) or self.words >= 25


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its break: offsets of its content without white space at its ends, its indent, and its full width."""

    start: int
    end: int
    indent: int
    width: int

    @property
    def is_blank(self) -> bool:
        return self.start >= self.end


def paragraphs(text: str, lexicon: SegmentLexicon) -> list[Paragraph]:
    """Paragraphs in text order.

    Blank lines part them. In a hard-wrapped text so do indents and lines that end early; in any other each line is a paragraph, unless it goes on in
    mid-sentence. A line that is a credit, a byline or the like by its words stands alone.
    """
    lines = _lines(text)
    width = _wrap(text, lines)
    margin = Counter(line.indent for line in lines if not line.is_blank).most_common(1)[0][0] if width else 0
    groups: list[list[_Line]] = []
    blank_before: list[bool] = []
    previous: _Line | None = None
    for line in lines:
        if line.is_blank:
            previous = None
            continue
        if previous is not None and _joins(text, previous, line, width, margin, lexicon):
            groups[-1].append(line)
        else:
            groups.append([line])
            blank_before.append(previous is None)
        previous = line
    found = []
    for i, group in enumerate(groups):
        start, end = group[0].start, group[-1].end
        content = _BREAK.sub(" ", text[start:end])
        blank_after = i + 1 == len(groups) or blank_before[i + 1]
        found.append(Paragraph(start, end, len(group), blank_before[i], blank_after, content, len(content.split())))
    return found


def _joins(text: str, previous: _Line, line: _Line, width: int, margin: int, lexicon: SegmentLexicon) -> bool:
    """Whether a line goes on with the paragraph of the one before."""
    before, content = text[previous.start : previous.end], text[line.start : line.end]
    reach = previous.width + 1 + _first_word(text, line)
    is_full = bool(width) and reach > width - _SLACK
    if not is_full and (is_marked(before, lexicon) or is_marked(content, lexicon)):
        return False
    if not width:
        return content[0].islower() and CLOSED.search(before) is None and not before.endswith((":", ";"))
    is_indented = line.indent >= 2 and (line.indent > previous.indent + 1 or line.indent > margin + 1)
    ends_early = reach <= width * 0.7 and not content[0].islower() and (CLOSED.search(before) is not None or content[0].isupper())
    return not is_indented and not ends_early


def _lines(text: str) -> list[_Line]:
    found = []
    at = 0
    for stop in [*((m.start(), m.end()) for m in _BREAK.finditer(text)), (len(text), len(text))]:
        raw = text[at : stop[0]]
        content = raw.strip()
        indent = len(raw) - len(raw.lstrip())
        found.append(_Line(at + indent, at + indent + len(content), indent, len(raw.rstrip())))
        at = stop[1]
    return found


def _first_word(text: str, line: _Line) -> int:
    """Length of a line's first word."""
    word = _WORD.match(text, line.start, line.end)
    return len(word[0]) if word else 0


def _wrap(text: str, lines: Sequence[_Line]) -> int:
    """The width at which the text is hard-wrapped, 0 when its line breaks end paragraphs."""
    least = min((line.indent for line in lines if not line.is_blank), default=0)
    pairs = [(a, b) for a, b in pairwise(lines) if not a.is_blank and not b.is_blank and b.indent <= least + 1]
    if not pairs:
        return 0
    widths = sorted(line.width for line in lines if not line.is_blank)
    width = widths[min(len(widths) - 1, int(len(widths) * 0.95))]
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    full = sum(1 for a, b in pairs if width - _SLACK < a.width + 1 + _first_word(text, b))
    return width if full >= 0.6 * len(pairs) else 0
