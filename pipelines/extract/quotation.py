"""Finding quotation marks and pairing them.

What belongs here: which stretches of a text stand between quotation marks. What does not: whether they are speech, and whose; see ``statements``.

Marks are paired a paragraph at a time on the text as written, so that a stray mark costs one paragraph at most. Curly and straight double marks,
guillemets, low-high pairs, doubled single marks and back-ticks count as double marks; single marks count where they cannot be apostrophes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipelines.annotate.document import AnnotatedDocument


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks.

    Attributes:
        start_char: first character of the opening mark, or of the content when the opening mark is missing.
        end_char: one past the closing mark, or past the content when the closing mark is missing.
        inner_start_char: first character of the content.
        inner_end_char: one past the last character of the content.
        depth: 0 for an outer quotation, 1 for one inside another.
        is_opened: whether the opening mark is there.
        is_closed: whether the closing mark is there.
        is_continuation: whether the quotation of the paragraph before was left open and goes on here.
    """

    start_char: int
    end_char: int
    inner_start_char: int
    inner_end_char: int
    depth: int = 0
    is_opened: bool = True
    is_closed: bool = True
    is_continuation: bool = False


#: What a mark starts with.
_SIGN = re.compile(r"[`'‘’‛“”„‟\"«»＂]")
#: A double mark of any kind, longest first; the second group are single marks, apostrophes among them.
_MARK = re.compile(r"(``|''|‘‘|’’|[“”„‟\"«»＂])|([`‘’‛'])")
_OPENING = "“„‟«"
_CLOSING = "”»"
_OPENS_AFTER = re.compile(r"[\s(\[{—–\-/:]|[“”\"«„]")
#: A comma and "he said", "the mayor said", "said Marek": what tells that a quotation without its closing mark is over.
_TAG = re.compile(
    r",(?=\s+(?:(?:he|she|it|they)\s+(?:\w+ly\s+)?(?:said|says|added|told)|(?:the|a|an|[A-Z]\w*)\s(?:[\w.'’-]+\s){0,6}?(?:said|says|added|told)"
    r"|(?:said|says|added)\s+(?:the|a|an|[A-Z]\w*))\b)"
)
#: A tag stuck to a closing mark: '"It is over."She said', '"It is over."The mayor told'.
_STUCK_TAG = re.compile(r"(?:[\w.'’-]+\s){0,6}?(?:said|says|added|told|asked|replied)\b")
_ELISION = re.compile(r"[‘’'](?:\d\ds?\b|(?i:tis|twas|em|til|cause|n|round)\b)")


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    #: What the surroundings allow.
    can_open: bool
    can_close: bool


def quotations(doc: AnnotatedDocument) -> tuple[Quotation, ...]:
    """Pair the quotation marks of a document's prose.

    Args:
        doc: any annotated document; only text and paragraphs are read.

    Returns:
        Quotations in text order, an outer one before those inside it. An outer quotation never crosses a paragraph: one that runs over several
        paragraphs gives one a paragraph, marked ``is_continuation`` from the second on.
    """
    found: list[Quotation] = []
    left_open = False
    paragraphs = doc.paragraphs
    for n, paragraph in enumerate(paragraphs):
        outer = list(_paired(doc.text, paragraph.start_char, paragraph.end_char, left_open))
        following = paragraphs[n + 1].start_char if n + 1 < len(paragraphs) else len(doc.text)
        if outer and not outer[-1].is_closed and not _MARK.match(doc.text, following):
            # never closed: where a tag follows inside, the reporter has taken over there
            outer[-1] = _up_to_tag(doc.text, outer[-1])
        found += outer
        left_open = bool(outer) and not outer[-1].is_closed and outer[-1].end_char >= paragraph.end_char - 1
    return tuple(sorted((q for q in found if q.inner_start_char < q.inner_end_char), key=lambda q: (q.start_char, -q.end_char)))


def _paired(text: str, start: int, end: int, left_open: bool) -> Iterator[Quotation]:
    doubles, singles = _marks(text, start, end)
    outer = list(_outer(text, doubles, start, end, left_open))
    yield from outer
    taken = [(q.inner_start_char, q.inner_end_char) for q in outer]
    yield from _singles(text, singles, taken)


def _marks(text: str, start: int, end: int) -> tuple[list[_Mark], list[_Mark]]:
    doubles: list[_Mark] = []
    singles: list[_Mark] = []
    b = start
    for found in _SIGN.finditer(text, start, end):
        a = found.start()
        if a < b or (start < a < end - 1 and text[a] in "'’" and text[a - 1].isalnum() and text[a + 1].isalnum()):
            # the second half of a double mark, or an apostrophe
            continue
        match = _MARK.match(text, a, end)
        if match is None:
            continue
        b = match.end()
        before = text[a - 1] if a > start else " "
        after = text[b] if b < end else " "
        sign = match.group()
        opens = bool(_OPENS_AFTER.match(before)) and not after.isspace()
        closes = not before.isspace() and not (after.isalnum() and before not in ".,!?")
        if match.group(1):
            if sign in ("``", "‘‘") or sign in _OPENING:
                # "„so“": the high mark closes where a word ends before it and none begins after it
                closes = sign in "“‟" and not before.isspace() and before not in "([{—–-:" and not after.isalnum()
                opens = not closes
            elif sign == "’’" or sign in _CLOSING:
                # a curly closing mark at the start of a word is a slip for an opening one
                opens, closes = (before.isspace() and after.isalnum()), not (before.isspace() and after.isalnum())
            elif not opens and not closes:
                opens = closes = True
            doubles.append(_Mark(a, b, opens, closes))
        else:
            if before.isalnum() and after.isalnum():
                continue
            if opens and _ELISION.match(text, a):
                opens = False
            if sign in "‘`‛":
                closes = False
            elif sign == "’":
                opens = False
            if opens or closes:
                singles.append(_Mark(a, b, opens, closes))
    return doubles, singles


def _outer(text: str, marks: list[_Mark], start: int, end: int, left_open: bool) -> Iterator[Quotation]:
    opening: _Mark | None = None
    first = True
    continuation = False
    last_end = start
    for i, mark in enumerate(marks):
        if opening is None:
            if mark.can_open and not (mark.can_close and not mark.can_open):
                opening = mark
                continuation = left_open and first and not text[start : mark.start].strip()
            elif _is_glued(marks, i, text):
                # 'takes two months."Then it is over," she said'
                opening = mark
                continuation = False
            elif first and mark.can_close:
                # the opening mark is missing: the quotation runs from the start of the paragraph or goes on from the one before
                yield Quotation(last_end, mark.end, last_end, mark.start, is_opened=False, is_continuation=left_open)
                last_end = mark.end
        elif mark.can_close and not (mark.can_open and _is_inside(marks, i, text)):
            yield Quotation(opening.start, mark.end, opening.end, mark.start, is_continuation=continuation)
            opening = None
            last_end = mark.end
        elif mark.can_open and (tag := _TAG.search(text, opening.end, mark.start)) is not None and tag.start() > opening.end:
            # "It is over, he said. "It ..." : the first was never closed
            yield Quotation(opening.start, tag.start() + 1, opening.end, tag.start() + 1, is_closed=False, is_continuation=continuation)
            opening = mark
            continuation = False
        elif mark.can_open and i + 1 < len(marks) and not marks[i + 1].can_close:
            # two openings in a row: the first was never closed
            opening = mark
        first = False
    if opening is not None:
        stop = end
        while stop > opening.end and text[stop - 1].isspace():
            stop -= 1
        yield Quotation(opening.start, stop, opening.end, stop, is_closed=False, is_continuation=continuation)


def _is_glued(marks: list[_Mark], i: int, text: str) -> bool:
    """Whether a mark without a blank between two sentences opens a quotation: the next mark closes one, and no tag follows this one."""
    mark = marks[i]
    if i + 1 >= len(marks) or mark.start == 0 or text[mark.start - 1] not in ".!?" or not text[mark.end : mark.end + 1].isupper():
        return False
    following = marks[i + 1]
    return following.can_close and not following.can_open and _STUCK_TAG.match(text, mark.end) is None


def _up_to_tag(text: str, quotation: Quotation) -> Quotation:
    tag = _TAG.search(text, quotation.inner_start_char, quotation.inner_end_char)
    if tag is None or tag.start() <= quotation.inner_start_char:
        return quotation
    return replace(quotation, end_char=tag.start() + 1, inner_end_char=tag.start() + 1)


def _is_inside(marks: list[_Mark], i: int, text: str) -> bool:
    """Whether an ambiguous mark opens a quotation inside another: a blank before it and a letter after it."""
    mark = marks[i]
    return mark.start > 0 and text[mark.start - 1].isspace() and not mark.can_close


def _singles(text: str, marks: list[_Mark], taken: list[tuple[int, int]]) -> Iterator[Quotation]:
    opening: _Mark | None = None
    for i, mark in enumerate(marks):
        within = next((t for t in taken if t[0] <= mark.start and mark.end <= t[1]), None)
        if opening is not None:
            inside = next((t for t in taken if t[0] <= opening.start and opening.end <= t[1]), None)
            if inside != within:
                # a double quotation in between is fine at depth 0; leaving or entering one is not
                if inside is not None:
                    opening = None
                else:
                    continue
        if opening is None:
            if mark.can_open:
                opening = mark
            continue
        if mark.can_close and _closes(text, marks, i):
            yield Quotation(opening.start, mark.end, opening.end, mark.start, depth=int(within is not None))
            opening = None
        elif mark.can_open and not mark.can_close:
            opening = mark


def _closes(text: str, marks: list[_Mark], i: int) -> bool:
    """Whether a single mark closes, rather than marking the possessive of a plural ("the soldiers' families")."""
    mark = marks[i]
    before = text[mark.start - 1]
    after = text[mark.end : mark.end + 2]
    if before in ".,!?…)" or not after or not after[0].isspace() or before != "s":
        return True
    # after "s" and before a blank: a possessive, unless no later mark could close before the next opening one
    return not any(m.can_close for m in marks[i + 1 : i + 2] if not m.can_open)
