"""What a single line or paragraph is by its own words: credit, caption, byline, boilerplate.

What belongs here: kinds that need no neighbours. What does not: headlines, headings and datelines, which are told by where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.ingest.segment_lexicon import SegmentLexicon

#: The end of a sentence, and a full stop that is no ellipsis, at the end of a text.
CLOSED = re.compile(r"[.!?…][\"'”’»)\]]*$")
STOP = re.compile(r"(?<!\.)[.][\"'”’»)\]]*$")
MARKDOWN_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_NAME_WORD = re.compile(r"[^\W\d_a-z][\w.'’&-]*[,;]?$")
_EMPHASIS = "*_ "


def kind_by_words(text: str, lexicon: SegmentLexicon) -> str | None:
    """The kind that a paragraph's words give it, None when they give none; a line break in it stands as a space."""
    words = len(text.split())
    if words <= 30 and MARKDOWN_HEADING.match(text):
        return "heading"
    if text[0] in "*_":
        text = text.strip(_EMPHASIS) or text
    if words <= 60 and lexicon.boilerplate_whole.fullmatch(text):
        return "boilerplate"
    if words <= 60 and (lexicon.caption.match(text) or lexicon.caption_whole.fullmatch(text)):
        return "caption"
    if words <= 40 and _is_credit(text, words, lexicon):
        return "credit"
    if byline(text, lexicon) is not None or (words <= 10 and lexicon.byline_whole.fullmatch(text)):
        return "byline"
    if words <= lexicon.boilerplate_words and lexicon.boilerplate.match(text):
        return "boilerplate"
    if words <= (4 if CLOSED.search(text) else 20) and lexicon.boilerplate_short.match(text):
        return "boilerplate"
    return None


def is_marked(line: str, lexicon: SegmentLexicon) -> bool:
    """Whether a line is no prose by its words alone."""
    return len(line) <= 200 and kind_by_words(line, lexicon) is not None


def byline(text: str, lexicon: SegmentLexicon) -> str | None:
    """The author of a line such as "By Jane Roe in Tripoli", None when it is none."""
    text = text.strip(_EMPHASIS)
    opening = lexicon.byline.match(text)
    if opening is None:
        return None
    name = text[opening.end() :].strip()
    words = name.split()
    if not words or len(words) > 14 or len(name) > 120 or (CLOSED.search(name) and len(words) > 6):
        return None
    first = words[0].strip(",.;").casefold()
    if first in lexicon.not_names or (not _NAME_WORD.match(words[0]) and first not in lexicon.byline_titles):
        return None
    return name.rstrip(" .,;") if _are_names(words, lexicon) else None


def _is_credit(text: str, words: int, lexicon: SegmentLexicon) -> bool:
    if lexicon.credit_label.match(text):
        return words <= (14 if STOP.search(text) else 25)
    opening = lexicon.credit.match(text)
    if opening is not None:
        return text[0] in "([" or _are_names(text[opening.end() :].split(), lexicon)
    return lexicon.credit_whole.fullmatch(text) is not None


def _are_names(words: Sequence[str], lexicon: SegmentLexicon) -> bool:
    """Whether words are names, offices and what joins them."""
    joiners = lexicon.name_joiners | lexicon.byline_titles
    return len(words) <= 24 and all(_NAME_WORD.match(word) or word.casefold().strip(".,;:") in joiners for word in words)
