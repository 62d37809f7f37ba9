"""The words by which the parts of a report are told: ``lexicons/segments.yml`` as compiled patterns.

What belongs here: reading the lexicon. What does not: where in a report a pattern may match; see ``segments`` and ``datelines``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

from pipelines import lexicons


@dataclass(frozen=True)
class SegmentLexicon:
    """``lexicons/segments.yml`` and the names of ``lexicons/media.yml``, compiled.

    Patterns match a paragraph from its start, those called whole all of it. ``agencies`` are the outlets and other senders in small letters;
    ``regions`` the first and last lines of stretches of boilerplate.
    """

    credit: re.Pattern[str]
    credit_label: re.Pattern[str]
    credit_whole: re.Pattern[str]
    credit_tail: re.Pattern[str]
    caption: re.Pattern[str]
    caption_whole: re.Pattern[str]
    byline: re.Pattern[str]
    byline_whole: re.Pattern[str]
    not_names: frozenset[str]
    name_joiners: frozenset[str]
    byline_titles: frozenset[str]
    boilerplate: re.Pattern[str]
    boilerplate_short: re.Pattern[str]
    boilerplate_whole: re.Pattern[str]
    boilerplate_words: int
    sign_off: re.Pattern[str]
    inline: re.Pattern[str]
    ending: re.Pattern[str]
    outlets: tuple[str, ...]
    agencies: frozenset[str]
    not_glued: frozenset[str]
    openers: frozenset[str]
    questions: frozenset[str]
    published: re.Pattern[str]
    link_heading: re.Pattern[str]
    regions: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]

    @classmethod
    def load(cls) -> Self:
        """Read the lexicon.

        Raises:
            LexiconError: the file is missing or lacks its head.
        """
        data = lexicons.read("segments")
        credit, label = _any(data["credit_openings"]), _any(data["credit_labels"])
        lines = _any(map(str, data["boilerplate_lines"]))
        outlets = _any(data["outlets"])
        return cls(
            credit=re.compile(rf"[(\[]?\s*{credit}\b", re.I),
            credit_label=re.compile(rf"[(\[]?{label}(?:\s*(?:/|&|and|,)\s*{label})*\s*[:|]\s*\S", re.I),
            credit_whole=_whole(data["credit_patterns"]),
            credit_tail=re.compile(
                rf"\s[(\[]{credit}\b[^()\[\]]{{0,300}}[)\]]\.?\s*$|(?<=[.!?\"”])\s+(?:image|photo|photograph|picture):\s(?-i:[A-Z])[^.]{{2,80}}\.\s*$",
                re.I,
            ),
            caption=re.compile(rf"(?:{_any(data['caption_labels'])})\s*:", re.I),
            caption_whole=_whole(data["caption_patterns"]),
            byline=re.compile(rf"(?:[-–•]\s*)?{_any(data['byline_openings'])}\s*:?\s+", re.I),
            byline_whole=_whole(data["byline_patterns"]),
            not_names=frozenset(data["not_names"]),
            name_joiners=frozenset(data["name_joiners"]),
            byline_titles=frozenset(data["byline_titles"]),
            boilerplate=re.compile(rf"{_any(data['boilerplate_openings'])}(?:(?<=\W)|(?!\w))", re.I),
            boilerplate_short=re.compile(rf"{_any(data['boilerplate_short'])}(?:(?<=\W)|(?!\w))", re.I),
            boilerplate_whole=re.compile("|".join([*(f"(?:{p})" for p in data["boilerplate_patterns"]), rf"{lines}[.:!]?"]), re.I | re.S),
            boilerplate_words=int(data["boilerplate_words"]),
            sign_off=re.compile(
                rf"(?<=[.!?…\"”’])\s*(?:(?:—|–|--|\s-)\s*{outlets}(?:/[\w .]{{2,40}})?|\s[(\[]{outlets}(?:/{outlets})*[)\]])\.?\s*\Z"
            ),
            inline=re.compile(rf"(?<=[.!?…\"”’])\s+(?-i:{_any(data['inline'])})\s+(?=[\"“‘]?[A-Z])"),
            ending=re.compile(rf"(?<=[.!?…\"”’])\s+(?-i:{_any(data['endings'])})\W*\Z"),
            outlets=tuple(sorted(map(str, data["outlets"]), key=lambda name: (-len(name), name))),
            agencies=frozenset(str(name).casefold() for name in (*data["outlets"], *data["senders"], *_media())),
            not_glued=frozenset(data["not_glued"]),
            openers=frozenset(data["openers"]),
            questions=frozenset(data["questions"]),
            published=re.compile(rf"{_any(data['publication_openings'])}(?!\w)", re.I),
            link_heading=re.compile(rf"{_any(data['link_headings'])}\s*[:»>]?", re.I),
            regions=tuple((re.compile(region["from"], re.I), re.compile(region["to"], re.I)) for region in data["regions"]),
        )


def _media() -> Iterator[str]:
    """The names of all media that the lexicon of actors knows."""
    for entry in lexicons.read("media")["entries"]:
        yield from (entry["name"], *entry["aliases"], *entry["acronyms"])


def _any(words: Any) -> str:
    """A group that matches any of the words, the longest first; a space matches any blank, an apostrophe either form."""
    ordered = sorted(map(str, words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]") for word in ordered) + ")"


def _whole(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.S)


@cache
def segment_lexicon() -> SegmentLexicon:
    """The packaged lexicon, read once."""
    return SegmentLexicon.load()
