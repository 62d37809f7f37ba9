"""The parts of a report: headline, byline, dateline, credits, headings, boilerplate, and the prose between them.

What belongs here: rules of where things stand (the first line, before the first prose, after the last). What does not: what a sentence means. In
doubt a paragraph is body: prose that is lost costs more than a stray line that is read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.ingest.datelines import Surroundings, agency, dateline, day_of_notice, is_capital, is_day, is_line, is_place
from pipelines.ingest.marks import CLOSED, MARKDOWN_HEADING, STOP, byline, kind_by_words
from pipelines.ingest.paragraphs import Paragraph, paragraphs
from pipelines.ingest.segment_lexicon import SegmentLexicon, segment_lexicon

#: Paragraphs of the longest stretch of boilerplate that is marked off by its ends, and lines of the longest front matter.
_REGION = 25
_FRONT_MATTER = 40
#: Words of the longest headline of another report.
_LINK = 18
#: Paragraphs before the first prose among which a headline is looked for.
_HEAD = 12
_TURN = re.compile(r"[A-Z][A-Z .]{2,30}:\s")
_FIELD = re.compile(r"[A-Za-z_][\w -]{0,40}:(?:\s|$)|\s*-\s")
_OUTLET_AFTER = re.compile(r"\s+[|–—-]\s+([^|–—-]{2,40})\Z")
_FOLD = re.compile(r"[^\w]+")


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
        notice_date: the day that a line such as "Published 9 April 2024" gives, None unless it is complete with its year.
    """

    segments: tuple[Segment, ...]
    title: str | None
    author: str | None
    dateline_date: dt.date | None
    notice_date: dt.date | None


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
    held = paragraphs(text, words)
    around = Surroundings(words, publisher, is_capital(text), sum(1 for p in held if _TURN.match(p.text)) > 1)
    kinds = _kinds(text, held, title, around)
    found: list[Segment] = []
    author: str | None = None
    day: dt.date | None = None
    is_first = True
    for paragraph, kind in zip(held, kinds, strict=True):
        if kind is None:
            opened, told = _body(text, paragraph, around, is_first=is_first)
            found += opened
            day = day or told
            is_first = is_first and paragraph.words <= 20 and opened[0].kind == "body"
            continue
        if kind == "byline" and author is None:
            author = byline(paragraph.text, words)
        found += _headline(text, paragraph, around) if kind == "title" else [Segment(kind, paragraph.start, paragraph.end)]
    titles = [s for s in found if s.kind == "title"]
    written = " ".join(text[titles[0].start_char : titles[-1].end_char].split()) if titles else None
    return Parts(tuple(found), written, author, day, _notice_date(held, kinds, words))


def _notice_date(held: Sequence[Paragraph], kinds: Sequence[str | None], lexicon: SegmentLexicon) -> dt.date | None:
    """The day of the first line that says when the report was published; it may stand on the next line, or alone above the report's text."""
    prose = next((i for i, kind in enumerate(kinds) if kind is None), len(held))
    for i, paragraph in enumerate(held):
        if i < prose and is_day(paragraph.text):
            return day_of_notice(paragraph.text)
        if kinds[i] == "boilerplate" and lexicon.published.match(paragraph.text):
            day = day_of_notice(paragraph.text)
            if day is None and i + 1 < len(held) and kinds[i + 1] == "boilerplate" and paragraph.words <= 6:
                day = day_of_notice(held[i + 1].text)
            if day is not None:
                return day
    return None


def _headline(text: str, paragraph: Paragraph, around: Surroundings) -> list[Segment]:
    """A headline without the marks of Markdown before it and the outlet's name after it: "Troops leave valley | Reuters"."""
    mark = MARKDOWN_HEADING.match(text, paragraph.start, paragraph.end)
    start, end = mark.end() if mark else paragraph.start, paragraph.end
    outlet = _OUTLET_AFTER.search(text, start, end)
    if outlet is None:
        return [Segment("title", start, end)]
    name = outlet[1].casefold()
    is_known = name in around.lexicon.agencies or (around.publisher is not None and name == around.publisher.casefold())
    return [Segment("title", start, outlet.start()), Segment("agency", outlet.start(1), end)] if is_known else [Segment("title", start, end)]


def _body(text: str, paragraph: Paragraph, around: Surroundings, *, is_first: bool) -> tuple[list[Segment], dt.date | None]:
    """A paragraph of prose without the dateline, outlet and credit at its ends, and the dateline's day."""
    found: list[Segment] = []
    day: dt.date | None = None
    start, end = paragraph.start, paragraph.end
    at_opening = is_first
    while True:
        cut = agency(text, start, end, around) if is_first and not any(s.kind == "agency" for s in found) else None
        if cut is not None and start < cut < end:
            found.append(Segment("agency", start, cut))
        else:
            opening = dateline(text, start, end, around, is_first=at_opening) if start < end else None
            if opening is None:
                break
            found.append(Segment("dateline", start, opening[0]))
            day = day or opening[1]
            at_opening = False
        start = _past_space(text, found[-1].end_char, end)
    found += _without_notices(text, start, end, around.lexicon)
    return found, day


def _without_notices(text: str, start: int, end: int, lexicon: SegmentLexicon) -> Iterator[Segment]:
    """The body of a paragraph, and what is set into it or after it: an advertisement's mark, a link's words, who reported it."""
    notice = next((m for p in (lexicon.credit_tail, lexicon.sign_off, lexicon.ending) if (m := p.search(text, start, end)) is not None), None)
    last = notice.start() if notice is not None and notice.start() > start else end
    for inset in lexicon.inline.finditer(text, start, last):
        yield Segment("body", start, inset.start())
        begin = _past_space(text, inset.start(), last)
        start = _past_space(text, inset.end(), last)
        yield Segment("boilerplate", begin, begin + len(text[begin:start].rstrip()))
    if start < last:
        yield Segment("body", start, last)
    if notice is not None and last < end:
        yield Segment("boilerplate" if notice.re is lexicon.ending else "credit", _past_space(text, last, end), end)


def _past_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


# --- kinds of paragraphs


def _kinds(text: str, held: Sequence[Paragraph], given: str | None, around: Surroundings) -> list[str | None]:
    """The kind of each paragraph, None for prose."""
    kinds = [kind_by_words(p.text, around.lexicon) for p in held]
    if len(held) == 1:
        return kinds if kinds[0] in ("boilerplate", "credit") else [None]
    for start, stop in _regions(text, held, around.lexicon):
        kinds[start : stop + 1] = ["boilerplate"] * (stop + 1 - start)
    prose = next((i for i, p in enumerate(held) if kinds[i] is None and _is_text(p, around)), len(held))
    for i, paragraph in enumerate(held):
        # a name and a place ("Jane Roe in Tripoli") are a byline only under a headline
        if kinds[i] == "byline" and byline(paragraph.text, around.lexicon) is None and not 0 < i < prose:
            kinds[i] = None
    _mark_repeats(held, kinds, prose)
    for i in range(min(prose, _HEAD)):
        name = held[i].text.casefold()
        if kinds[i] is None and (name in around.lexicon.agencies or (around.publisher is not None and name == around.publisher.casefold())):
            kinds[i] = "agency"
    prose = next((i for i, p in enumerate(held) if kinds[i] is None and _is_text(p, around)), len(held))
    headline = _title(held, kinds, given, prose, around)
    for i in headline:
        kinds[i] = "title"
    if headline:
        _mark_head(held, kinds, headline[-1] + 1, prose, around)
    for i in range(len(held)):
        if kinds[i] is None and _is_heading(i, held, kinds, around, after_title=bool(headline) and i == headline[-1] + 1):
            kinds[i] = "heading"
    _mark_links(held, kinds, around.lexicon)
    _mark_tail(held, kinds)
    return kinds


def _mark_repeats(held: Sequence[Paragraph], kinds: list[str | None], prose: int) -> None:
    """Mark paragraphs that say the same as the one before: a picture's text and caption at the head, a slip of the page below."""
    for i in range(1, len(held)):
        if held[i].text == held[i - 1].text and held[i].words >= 5:
            if i - 1 <= prose and kinds[i - 1] in (None, "caption") and held[i].is_closed:
                kinds[i - 1] = "caption"
            kinds[i] = "caption" if kinds[i - 1] == "caption" else "boilerplate"


def _is_text(paragraph: Paragraph, around: Surroundings) -> bool:
    """Whether a paragraph is where the report's text begins: prose for sure, or opened by a dateline."""
    if paragraph.is_prose:
        return True
    is_alone = is_line(paragraph.text, around.lexicon)
    return not is_alone and dateline(paragraph.text, 0, len(paragraph.text), around, is_first=True) is not None


def _regions(text: str, held: Sequence[Paragraph], lexicon: SegmentLexicon) -> Iterator[tuple[int, int]]:
    """First and last paragraph of the stretches of boilerplate that are marked off by their ends."""
    if held and held[0].text.rstrip() == "---":
        last = next((i for i, p in enumerate(held[1:_FRONT_MATTER], 1) if p.text.rstrip() == "---" and p.lines == 1), None)
        if last is not None and all(_FIELD.match(line) for p in held[1:last] for line in text[p.start : p.end].splitlines()):
            yield 0, last
    for opening, closing in lexicon.regions:
        for i, paragraph in enumerate(held):
            if paragraph.words <= 12 and opening.fullmatch(paragraph.text):
                last = next((j for j in range(i + 1, min(len(held), i + _REGION)) if closing.fullmatch(held[j].text)), None)
                if last is not None:
                    yield i, last


def _title(held: Sequence[Paragraph], kinds: Sequence[str | None], given: str | None, prose: int, around: Surroundings) -> list[int]:
    """Positions of the paragraphs that are the headline; none when the text has no headline."""
    if given and _folded(given):
        for i, paragraph in enumerate(held[:_HEAD]):
            if _folded(paragraph.text) == _folded(given):
                return [i]
    first = next((i for i, kind in enumerate(kinds) if kind in (None, "heading")), len(held))
    if first < len(held) and kinds[first] == "heading":
        return [first]
    if first + 1 >= len(held) or first >= _HEAD:
        return []
    head = held[first]
    # prose follows at once, or after the furniture of a web page
    following = [i for i in range(first + 1, len(held)) if kinds[i] is None][:3]
    has_furniture = any(kind not in (None, "heading") for kind in kinds[first + 1 : prose])
    is_before_prose = any(held[i].is_prose for i in following) or (has_furniture and first < prose < min(len(held), first + _HEAD))
    if not following or not is_before_prose or dateline(head.text, 0, len(head.text), around, is_first=True) is not None:
        return []
    second = first + 1
    if head.text.endswith(";") and not head.blank_after and held[second].blank_after and second + 1 < len(held) and head.words <= 20:
        return [first, second] if held[second].words <= 30 and kinds[second] is None else []
    after = held[following[0]]
    has_dateline = dateline(after.text, 0, len(after.text), around, is_first=True) is not None
    return [first] if _is_headline(head, after, has_dateline=has_dateline, has_furniture=has_furniture) else []


def _is_headline(head: Paragraph, following: Paragraph, *, has_dateline: bool, has_furniture: bool) -> bool:
    """Whether a first paragraph is worded as headlines are."""
    text = head.text
    if head.words > 30 or len(text) > 220 or head.words < 2 or text[0].islower() or text.endswith((",", ":", ";", "-", "–", "—")):
        return False
    if not head.blank_after and not has_furniture and (head.words > 20 or following.words < 2 * head.words):
        return False
    is_told_by_capitals = not is_capital(following.text)
    if STOP.search(text) and has_dateline and head.words <= 20:
        return True
    if STOP.search(text):
        return head.words >= 4 and is_told_by_capitals and _is_title_case(text, least=5, share=1.0) and following.is_prose
    return head.words <= 20 or (is_told_by_capitals and _is_title_case(text))


def _folded(text: str) -> str:
    return _FOLD.sub(" ", text.casefold()).strip()


def _is_title_case(text: str, *, least: int = 4, share: float = 0.85) -> bool:
    """Whether that share of the words of at least so many letters begin with a capital, and there are three of them."""
    long = [w for w in re.findall(r"[^\W\d_][\w'’-]*", text) if len(w) >= least]
    return len(long) >= 3 and sum(w[0].isupper() for w in long) >= share * len(long)


def _mark_head(held: Sequence[Paragraph], kinds: list[str | None], start: int, prose: int, around: Surroundings) -> None:
    """Mark what stands between a headline and the first prose: sub-headlines, a place and an outlet on lines of their own."""
    if prose >= len(held) or prose - start > _HEAD:
        return
    for i in range(start, prose):
        paragraph = held[i]
        if kinds[i] == "agency" and i > start and kinds[i - 1] == "heading" and is_place(held[i - 1].text):
            kinds[i - 1] = "dateline"
        if kinds[i] is None and is_line(paragraph.text, around.lexicon):
            kinds[i] = "dateline"
        if kinds[i] is not None or paragraph.is_closed or paragraph.words > 14 or paragraph.text.endswith(":"):
            continue
        is_outlet = paragraph.text.casefold().split(",")[0] in around.lexicon.agencies
        kinds[i] = "byline" if is_outlet else "heading"


def _mark_links(held: Sequence[Paragraph], kinds: list[str | None], lexicon: SegmentLexicon) -> None:
    """Mark the other reports' headlines that stand in the middle of one: the short lines without a stop below "Related stories"."""
    is_list = False
    for i, paragraph in enumerate(held):
        if lexicon.link_heading.fullmatch(paragraph.text):
            kinds[i], is_list = "boilerplate", True
        elif is_list and kinds[i] in (None, "heading", "byline") and not paragraph.is_closed and paragraph.words <= _LINK and not paragraph.is_prose:
            kinds[i] = "boilerplate"
        elif kinds[i] != "boilerplate":
            is_list = False


def _mark_tail(held: Sequence[Paragraph], kinds: list[str | None]) -> None:
    """Mark the other reports' headlines that a page ends with: short lines after boilerplate, with no prose after them."""
    last = max((i for i, p in enumerate(held) if kinds[i] is None and p.is_prose), default=len(held))
    is_after = False
    for i in range(last + 1, len(held)):
        paragraph = held[i]
        if kinds[i] == "boilerplate":
            is_after = True
        elif kinds[i] in (None, "heading") and is_after and (not paragraph.is_closed or paragraph.text.endswith("?")):
            kinds[i] = "boilerplate"


def _is_heading(i: int, held: Sequence[Paragraph], kinds: Sequence[str | None], around: Surroundings, *, after_title: bool) -> bool:
    """Whether a short line stands as a heading between paragraphs of prose; a picture or notice may stand after it."""
    here = held[i]
    if i == 0 or here.words > 10 or len(here.text) > 80 or here.lines > 1 or not _has_form_of_heading(here, around):
        return False
    after = next((held[j] for j in range(i + 1, min(len(held), i + 4)) if kinds[j] is None), None)
    if after is None or not (after.is_prose or (after.is_closed and after.words >= 5 and after.text[0].isupper())):
        return False
    before = next((held[j] for j in range(i - 1, -1, -1) if kinds[j] is None), None)
    return after_title or before is None or before.is_prose or (before.is_closed and before.words >= 3)


def _has_form_of_heading(here: Paragraph, around: Surroundings) -> bool:
    """Whether a short line is worded as headings are: a phrase, a question or a quotation of a few words, without a stop."""
    text = here.text
    quoted = re.fullmatch(r"([\"'“‘])(.+)[\"'”’]", text)
    if quoted is not None:
        return here.words <= 7 and CLOSED.search(quoted[2]) is None and not quoted[2].endswith((",", ":")) and quoted[2][0].isupper()
    if not text[0].isalnum() or text[0].islower():
        return False
    if text.endswith("?"):
        return text.split()[0].casefold() in around.lexicon.questions
    if here.is_closed:
        return is_capital(text) and not around.is_capital and here.words <= 4 and text[0].isalpha()
    if text.endswith((":", ",", ";", "-", "–", "—", '"', "”", "’")) or len(re.findall(r"\d+", text)) > 1:
        return False
    return re.match(r"[A-Z][A-Z .]+:", text) is None
