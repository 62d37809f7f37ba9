"""The parts of a report: headline, byline, dateline, credits, headings, boilerplate, and the prose between them.

What belongs here: rules of form (lines, blank lines, punctuation, capitals, the words of ``lexicons/segments.yml``). What does not: what a
sentence means. In doubt a paragraph is body: prose that is lost costs more than a stray line that is read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.ingest.datelines import Surroundings, agency, dateline, is_capital
from pipelines.ingest.segment_lexicon import SegmentLexicon, segment_lexicon


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a document; offsets are half-open code points in its text, ``kind`` a code of segment_kind."""

    kind: str
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class Parts:
    """What the form of a report tells.

    Attributes:
        segments: the parts in text order; they do not overlap, and white space between them belongs to none.
        title: the headline as written, None when the text has none.
        author: the byline without its "By", None when the text has none.
        dateline_date: the day in the dateline, None unless it is complete with its year.
    """

    segments: tuple[Segment, ...]
    title: str | None
    author: str | None
    dateline_date: dt.date | None


# --- lines and paragraphs


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


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Consecutive lines that belong together; ``blank_after`` tells whether a blank line (or the end) follows."""

    start: int
    end: int
    lines: int
    blank_before: bool
    blank_after: bool
    text: str
    words: int

    @property
    def is_closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_CLOSED.search(self.text[-12:]))

    @property
    def is_prose(self) -> bool:
        return (self.is_closed and self.words >= 8) or self.words >= 25


_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_CLOSED = re.compile(r"[.!?…][\"'”’»)\]]*$")
_STOP = re.compile(r"(?<!\.)[.][\"'”’»)\]]*$")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
#: Paragraphs of the longest stretch of boilerplate.
_REGION = 25
#: A wrapped line ends where the next word would not have fitted, give or take this many characters.
_SLACK = 8
#: No hard-wrapped text is wider than this.
_WIDEST = 132


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
    word = text[line.start : line.end].split(None, 1)
    return len(word[0]) if word else 0


def _is_wrapped(text: str, lines: Sequence[_Line]) -> int:
    """The width at which the text is hard-wrapped, 0 when its line breaks end paragraphs."""
    pairs = [(a, b) for a, b in pairwise(lines) if not a.is_blank and not b.is_blank]
    if not pairs:
        return 0
    widths = sorted(line.width for line in lines if not line.is_blank)
    width = widths[min(len(widths) - 1, int(len(widths) * 0.95))]
    if width > _WIDEST or width < 30:
        return 0
    full = sum(1 for a, b in pairs if b.indent <= a.indent + 1 and width - _SLACK < a.width + 1 + _first_word(text, b))
    return width if full >= 0.6 * len(pairs) else 0


def _paragraphs(text: str, lexicon: SegmentLexicon) -> list[_Paragraph]:
    """Paragraphs in text order: between blank lines; in a text that is not hard-wrapped each line is one, unless it goes on in mid-sentence."""
    lines = _lines(text)
    width = _is_wrapped(text, lines)
    groups: list[list[_Line]] = []
    blank_before: list[bool] = []
    previous: _Line | None = None
    for line in lines:
        if line.is_blank:
            previous = None
            continue
        joins = False
        if previous is not None:
            before = text[previous.start : previous.end]
            content = text[line.start : line.end]
            is_full = bool(width) and previous.width + 1 + _first_word(text, line) > width - _SLACK
            if not is_full and (_is_marked(before, lexicon) or _is_marked(content, lexicon)):
                joins = False
            elif width:
                deeper = line.indent > previous.indent + 1 and line.indent >= 2
                short = previous.width + 1 + _first_word(text, line) <= width * 0.7
                joins = not deeper and not (short and (_CLOSED.search(before) is not None or content[0].isupper()) and not content[0].islower())
            else:
                joins = content[0].islower() and _CLOSED.search(before) is None and not before.endswith((":", ";"))
        if joins:
            groups[-1].append(line)
        else:
            groups.append([line])
            blank_before.append(previous is None)
        previous = line
    found = []
    for i, group in enumerate(groups):
        start, end = group[0].start, group[-1].end
        after = i + 1 == len(groups) or blank_before[i + 1]
        content = _BREAK.sub(" ", text[start:end])
        found.append(_Paragraph(start, end, len(group), blank_before[i], after, content, len(content.split())))
    return found


def _is_marked(line: str, lexicon: SegmentLexicon) -> bool:
    """Whether a line is a credit, caption, byline or boilerplate by its words alone."""
    return len(line) <= 200 and _by_words(line, lexicon) is not None


def _by_words(text: str, lexicon: SegmentLexicon) -> str | None:
    """The kind that a paragraph's words give it, None when they give none."""
    words = len(text.split())
    if words <= 30 and _MARKDOWN_HEADING.match(text):
        return "heading"
    if lexicon.boilerplate_whole.fullmatch(text):
        return "boilerplate"
    if _is_credit(text, words, lexicon):
        return "credit"
    if words <= 60 and (lexicon.caption.match(text) or lexicon.caption_whole.fullmatch(text)):
        return "caption"
    if _byline(text, lexicon) is not None or (words <= 10 and lexicon.byline_whole.fullmatch(text)):
        return "byline"
    if words <= lexicon.boilerplate_words and lexicon.boilerplate.match(text):
        return "boilerplate"
    if words <= (4 if _CLOSED.search(text) else 14) and lexicon.boilerplate_short.match(text):
        return "boilerplate"
    return None


def _is_credit(text: str, words: int, lexicon: SegmentLexicon) -> bool:
    if words > 40:
        return False
    if lexicon.credit_label.match(text):
        return words <= (14 if _STOP.search(text) else 25)
    opening = lexicon.credit.match(text)
    if opening is not None:
        return text[0] in "([" or _are_names(text[opening.end() :].split(), lexicon)
    return lexicon.credit_whole.fullmatch(text) is not None


def _are_names(words: Sequence[str], lexicon: SegmentLexicon) -> bool:
    """Whether words are names, offices and what joins them."""
    joiners = lexicon.name_joiners | lexicon.byline_titles
    return len(words) <= 24 and all(_NAME_WORD.match(word) or word.casefold().strip(".,;:") in joiners for word in words)


_NAME_WORD = re.compile(r"[^\W\d_a-z][\w.'’&-]*[,;]?$")


def _byline(text: str, lexicon: SegmentLexicon) -> str | None:
    """The author of a line such as "By Jane Roe in Tripoli", None when it is none."""
    opening = lexicon.byline.match(text)
    if opening is None:
        return None
    name = text[opening.end() :].strip()
    words = name.split()
    if not words or len(words) > 14 or len(name) > 120 or (_CLOSED.search(name) and len(words) > 6):
        return None
    first = words[0].strip(",.;").casefold()
    if first in lexicon.not_names or (not _NAME_WORD.match(words[0]) and first not in lexicon.byline_titles):
        return None
    if not _are_names(words, lexicon):
        return None
    return name.rstrip(" .,;")


# --- the parts


def segments(text: str, title: str | None = None, publisher: str | None = None) -> Iterator[Segment]:
    """The parts of a report.

    Args:
        text: the document's text, as written; any length.
        title: the headline as the manifest gives it; marked where it stands in the text.
        publisher: the outlet as the manifest gives it; its name may be glued to the first word.

    Yields:
        Segments in text order. They do not overlap, and white space between paragraphs belongs to none. Each paragraph of prose is one body segment.
    """
    yield from parts(text, title, publisher).segments


def parts(text: str, title: str | None = None, publisher: str | None = None, lexicon: SegmentLexicon | None = None) -> Parts:
    """The parts of a report and what they tell of it; arguments as for ``segments``, ``lexicon`` the packaged one if None."""
    words = lexicon or segment_lexicon()
    paragraphs = _paragraphs(text, words)
    kinds: list[str | None] = [_by_words(p.text, words) for p in paragraphs]
    for start, stop in _regions(paragraphs, words):
        kinds[start : stop + 1] = ["boilerplate"] * (stop + 1 - start)
    if len(paragraphs) == 1 and kinds[0] not in ("boilerplate", "credit"):
        kinds[0] = None
    has_turns = sum(1 for p in paragraphs if re.match(r"[A-Z][A-Z .]{2,30}:\s", p.text)) > 1
    around = Surroundings(words, publisher, is_capital(text), has_turns)
    headline = _title(paragraphs, kinds, title, around)
    for i in headline:
        kinds[i] = "title"
    for i in range(len(paragraphs)):
        after_title = bool(headline) and i == headline[-1] + 1
        if kinds[i] is None and _is_heading(i, paragraphs, kinds, around, after_title=after_title):
            kinds[i] = "heading"
    found: list[Segment] = []
    author: str | None = None
    day: dt.date | None = None
    is_first = True
    for paragraph, kind in zip(paragraphs, kinds, strict=True):
        start, end = paragraph.start, paragraph.end
        opening_start = start
        if kind == "byline" and author is None:
            author = _byline(paragraph.text, words)
        if kind is not None:
            mark = _MARKDOWN_HEADING.match(text, start, end) if kind == "title" else None
            found.append(Segment(kind, mark.end() if mark else start, end))
            continue
        if is_first:
            start = _without_agency(text, start, end, around, found)
        opening = dateline(text, start, end, around, is_first=is_first)
        while opening is not None and opening[0] < end:
            found.append(Segment("dateline", start, opening[0]))
            day = day or opening[1]
            start = _past_space(text, opening[0], end)
            opening = dateline(text, start, end, around, is_first=False)
        if is_first and start > opening_start:
            start = _without_agency(text, start, end, around, found)
        tail = words.credit_tail.search(text, start, end)
        if tail is not None and tail.start() > start:
            found.append(Segment("body", start, tail.start()))
            start = _past_space(text, tail.start(), end)
            found.append(Segment("credit", start, end))
        elif start < end:
            found.append(Segment("body", start, end))
        is_first = is_first and paragraph.words <= 20 and opening_start == start
    titles = [s for s in found if s.kind == "title"]
    written = " ".join(text[titles[0].start_char : titles[-1].end_char].split()) if titles else None
    return Parts(tuple(found), written, author, day)


def _regions(paragraphs: Sequence[_Paragraph], lexicon: SegmentLexicon) -> Iterator[tuple[int, int]]:
    """First and last paragraph of the stretches of boilerplate that are marked off by their ends."""
    for opening, closing in lexicon.regions:
        for i, paragraph in enumerate(paragraphs):
            if paragraph.words <= 12 and opening.fullmatch(paragraph.text):
                last = next((j for j in range(i + 1, min(len(paragraphs), i + _REGION)) if closing.fullmatch(paragraphs[j].text)), None)
                if last is not None:
                    yield i, last


def _without_agency(text: str, start: int, end: int, around: Surroundings, found: list[Segment]) -> int:
    """Where the paragraph goes on after an outlet's name; its segment is appended to ``found``."""
    cut = agency(text, start, end, around)
    if cut is None or cut >= end:
        return start
    found.append(Segment("agency", start, cut))
    return _past_space(text, cut, end)


def _past_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


_FOLD = re.compile(r"[^\w]+")


def _folded(text: str) -> str:
    return _FOLD.sub(" ", text.casefold()).strip()


def _title(paragraphs: Sequence[_Paragraph], kinds: Sequence[str | None], given: str | None, around: Surroundings) -> list[int]:
    """Positions of the paragraphs that are the headline; none when the text has no headline."""
    if len(paragraphs) < 2:
        return []
    if given and _folded(given):
        for i, paragraph in enumerate(paragraphs[:6]):
            if _folded(paragraph.text) == _folded(given):
                return [i]
    first = next((i for i, kind in enumerate(kinds) if kind in (None, "heading")), None)
    if first is not None and kinds[first] == "heading":
        return [first]
    if first is None or first > 5 or any(p.is_prose for p in paragraphs[:first]):
        return []
    head, rest = paragraphs[first], [p for p, kind in zip(paragraphs[first + 1 :], kinds[first + 1 :], strict=True) if kind is None]
    if not rest or not any(p.is_prose for p in rest[:3]):
        return []
    second = first + 1
    if head.text.endswith(";") and not head.blank_after and paragraphs[second].blank_after and second + 1 < len(paragraphs) and head.words <= 20:
        return [first, second] if paragraphs[second].words <= 30 and kinds[second] is None else []
    if dateline(head.text, 0, len(head.text), around, is_first=True) is not None:
        return []
    has_dateline = rest[0].blank_before and dateline(rest[0].text, 0, len(rest[0].text), around, is_first=True) is not None
    return [first] if _is_headline(head, rest[0], has_dateline=has_dateline) else []


def _is_headline(head: _Paragraph, following: _Paragraph, *, has_dateline: bool) -> bool:
    text = head.text
    if head.words > 30 or len(text) > 220 or head.words < 2 or text[0].islower() or text.endswith((",", ":", ";", "-", "–", "—")):
        return False
    if not head.blank_after and (head.words > 20 or following.words < 2 * head.words):
        return False
    is_told_by_capitals = not is_capital(following.text)
    if _STOP.search(text) and has_dateline and head.words <= 20:
        return True
    if _STOP.search(text):
        return head.words >= 4 and is_told_by_capitals and _is_title_case(text, least=5, share=1.0) and following.is_prose
    return head.words <= 20 or (is_told_by_capitals and _is_title_case(text))


def _is_title_case(text: str, *, least: int = 4, share: float = 0.85) -> bool:
    """Whether that share of the words of at least so many letters begin with a capital, and there are three of them."""
    long = [w for w in re.findall(r"[^\W\d_][\w'’-]*", text) if len(w) >= least]
    return len(long) >= 3 and sum(w[0].isupper() for w in long) >= share * len(long)


def _is_heading(i: int, paragraphs: Sequence[_Paragraph], kinds: Sequence[str | None], around: Surroundings, *, after_title: bool) -> bool:
    """Whether a short line stands as a heading between paragraphs of prose."""
    if i + 1 >= len(paragraphs) or i == 0:
        return False
    here, after = paragraphs[i], paragraphs[i + 1]
    if here.words > 10 or len(here.text) > 80 or here.lines > 1 or not _has_form_of_heading(here, around):
        return False
    before = next((paragraphs[j] for j in range(i - 1, -1, -1) if kinds[j] is None), None)
    is_before_prose = kinds[i + 1] is None and (after.is_prose or (after.is_closed and after.words >= 5 and after.text[0].isupper()))
    return is_before_prose and (after_title or before is None or before.is_prose or (before.is_closed and before.words >= 3))


def _has_form_of_heading(here: _Paragraph, around: Surroundings) -> bool:
    """Whether a short line is worded as headings are: a phrase, a question or a quotation of a few words, without a stop."""
    text = here.text
    quoted = re.fullmatch(r"([\"'“‘])(.+)[\"'”’]", text)
    if quoted is not None:
        return here.words <= 7 and _CLOSED.search(quoted[2]) is None and not quoted[2].endswith((",", ":")) and quoted[2][0].isupper()
    if not text[0].isalnum() or text[0].islower():
        return False
    if text.endswith("?"):
        return text.split()[0].casefold() in around.lexicon.questions
    if here.is_closed:
        return is_capital(text) and not around.is_capital and here.words <= 4 and text[0].isalpha()
    if text.endswith((":", ",", ";", "-", "–", "—", '"', "”", "’")) or len(re.findall(r"\d+", text)) > 1:
        return False
    return re.match(r"[A-Z][A-Z .]+:", text) is None
