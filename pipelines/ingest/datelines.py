"""Datelines and outlets' names that open a report: "KABUL, May 3 (Agency) --", "CNNAuthorities".

What belongs here: finding where such an opening ends, and the day that it gives. What does not: where in a report to look for one; see ``segments``.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from pipelines.ingest.segment_lexicon import SegmentLexicon

DASH = r"(?:\s*(?:--+|[—–―])\s*|\s+-\s+)"
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_YEAR = r"(?P<year>(?:19|20)\d\d|\d\d)\b"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_DATE = (
    rf"(?:{_WEEKDAY}(?:(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month1>{_MONTH})\.?|(?P<month2>{_MONTH})\.?\s*(?P<day2>\d{{1,2}}))(?:st|nd|rd|th)?"
    rf"(?:,?\s+{_YEAR})?|no\s+date)"
)
_CAPITALISED = r"(?:(?-i:[^\W\d_a-z])[\w.'’/-]*|d['’](?-i:[A-Z])\w+)"
_PLACE = rf"{_CAPITALISED}(?:\s+(?:(?:de|del|la|el|al|of|and|the|du|des|upon|on|sur)\s+)*{_CAPITALISED}){{0,4}}"
_PLACE_ALONE = rf"(?P<place>{_CAPITALISED}(?:\s+{_CAPITALISED}){{0,2}})(?:\s*,\s*{_CAPITALISED}(?:\s+{_CAPITALISED})?)?"
_HEAD = rf"(?P<place>{_PLACE})(?:\s*,\s*{_PLACE}|\s*\([^()]{{2,40}}\)|\s*\[[^\[\]]{{2,40}}\]){{0,3}}?"
_SOURCE = r"\((?P<agency>[^()\d]{2,60}?\d{0,2})\)"
_START = r"(?=[\"'“‘(]?(?-i:[^\W_a-z]))"
#: A dash, also one that is glued to the first word as some feeds have it: "(Agency) -The".
_DASH_OR_GLUED = rf"(?:{DASH}|\s+-{_START})"


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of dateline.

    Attributes:
        pattern: matches it from a paragraph's start.
        evidence: what makes sure that it is none of prose, any one of them: ``capitals`` (the place is in capitals, in a report that is not),
            ``agency`` (an agency is named), ``known`` (a known one), ``year`` (the date has its year), ``date`` (a date, in a report in capitals),
            ``day`` (a day and a month, where the form admits no prose), ``both`` (capitals and a known agency).
    """

    pattern: re.Pattern[str]
    evidence: frozenset[str]


def _form(pattern: str, *evidence: str) -> _Form:
    return _Form(re.compile(pattern, re.I), frozenset(evidence))


#: Place, date and agency together, or a place in capitals and a known agency: a dateline wherever it stands.
_FULL = (
    # KABUL, May 3 (Agency) -- | YEREVAN. May 3 (Agency) - | Yerevan [Armenia], May 3 (ANI):
    _form(rf"{_HEAD}\s*[,.]\s*{_DATE}\.?\s*{_SOURCE}\s*(?:{_DASH_OR_GLUED}|:\s+)", "agency"),
    # Guwahati, India (AFP) May 3, 2024 -
    _form(rf"{_HEAD}\s*{_SOURCE}\s*,?\s*{_DATE}(?:\s*{DASH}|\s*$)", "agency"),
    # Abidjan, (APP - 3rd May, 2024 ) :
    _form(rf"{_HEAD}\s*,?\s*\((?P<agency>[^()\d]{{2,60}}?)[\s,-]+{_DATE}\s*\)\s*(?:{DASH}|:\s*)", "agency"),
    # New Delhi, May 3 (PTI) The
    _form(rf"{_HEAD}\s*[,.]\s*{_DATE}\.?\s*{_SOURCE}\s+{_START}", "known"),
    # MOSCOW, May 3. /TASS/.
    _form(rf"{_HEAD}\s*[,.]\s*{_DATE}[.,]?\s*/(?P<agency>[^/\d]{{2,40}})/(?:\.|{DASH})?\s*", "agency"),
    # YEREVAN, MAY 3, ARMENPRESS. | TOKYO, May 3, Kyodo -
    _form(rf"{_HEAD}\s*[,.]\s*{_DATE}\s*,\s*(?P<agency>{_CAPITALISED}(?: {_CAPITALISED})?)(?:(?<=\.)\s+|\.\s+|{DASH}){_START}", "known"),
    # KABUL, Afghanistan (Agency) - ; a caption may stand before it
    _form(rf"{_HEAD}\s*{_SOURCE}{_DASH_OR_GLUED}", "both"),
)
_FIRST = (
    # GUATEMALA CITY, 4 FEB 90 --
    _form(rf"{_HEAD}\s*[,.]\s*{_DATE}\s*(?:{DASH}|:\s+)", "capitals", "year", "date"),
    # BAKU, Azerbaijan, May 3. The
    _form(rf"{_HEAD}\s*,\s*{_DATE}\.\s+{_START}", "capitals"),
    # (Berlin, May 3, 2024) – | GENEVA (3 May 2024) –
    _form(rf"\(?{_HEAD},?\s*\(?{_DATE}\){DASH}", "year"),
    # Port Alder, May 3: The
    _form(rf"{_PLACE_ALONE}\s*,\s*{_DATE}(?:{DASH}|:\s+){_START}", "day"),
    # KABUL (Agency) -
    _form(rf"{_HEAD}\s*{_SOURCE}{_DASH_OR_GLUED}", "capitals", "known"),
    # Tehran, IRNA –
    _form(rf"{_HEAD}\s*,\s*(?P<agency>{_CAPITALISED}(?: {_CAPITALISED})?){DASH}{_START}", "known"),
    # May 3 (Agency) -
    _form(rf"{_DATE}\s*{_SOURCE}{DASH}", "known"),
)
#: A place in capitals and a dash or colon, without date or agency: only where the report itself is not in capitals.
_CAPITAL = re.compile(
    rf"(?P<place>[^\W\d_a-z][^\Wa-z\d_]+(?:[ '’.-]+[^\W\d_a-z]{{2,}}){{0,4}}(?:\s*,\s*{_PLACE}\.?){{0,3}})"
    rf"(?:{DASH}|(?P<colon>:\s+))(?=[\"'“‘(]?[^\W_])"
)
#: A town and its country with a long dash: "Gaza City, Gaza – ".
_TOWN = re.compile(rf"(?P<place>{_PLACE}\s*,\s*{_PLACE})\s+[—–]\s+(?=[\"'“‘(]?[A-Z])")
#: A town in capitals with nothing after it, where the next word opens a sentence: "PORT ALDER The".
_BARE = re.compile(r"(?P<place>[^\W\d_a-z][^\Wa-z\d_]{3,}(?: [^\W\d_a-z]{2,}){0,2})\s+(?P<next>[A-Z][a-z]+|A)\s")
#: A line of its own with a town and an outlet: "Port Alder, Northland – Agency".
_LINE = re.compile(rf"{_PLACE}(?:\s*,\s*{_PLACE})?(?:{DASH}|\s*\()(?P<agency>[^()\d]{{2,40}})\)?", re.I)
_BRACKETS = re.compile(r"\s*\[[^\[\]]{1,400}\]")
_UPPER, _LOWER = re.compile(r"[A-ZÀ-ÖØ-Þ]"), re.compile(r"[a-zß-öø-ÿ]")
_MONTHS = {name: number for number, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}
#: Words that, with a capital, open a sentence: no name goes on with them.
_OPENING = frozenset({"A", "After", "An", "At", "In", "On", "The", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"})
#: No dateline is longer.
_LONGEST = 240


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the report around a paragraph tells.

    Attributes:
        lexicon: the words.
        publisher: the outlet as the manifest gives it, None if it does not.
        is_capital: whether the whole report is in capitals, so that a place is not told by them.
        has_turns: whether several paragraphs open with capitals and a colon, as the turns of a transcript do.
    """

    lexicon: SegmentLexicon
    publisher: str | None
    is_capital: bool
    has_turns: bool


def dateline(text: str, start: int, end: int, around: Surroundings, *, is_first: bool) -> tuple[int, dt.date | None] | None:
    """Where a dateline that opens ``text[start:end]`` ends, without white space, and its day.

    Args:
        text: the whole text.
        start: where the paragraph starts.
        end: where it ends.
        around: what the rest of the report tells.
        is_first: whether it is the first paragraph of prose; elsewhere only what names an agency is a dateline.

    Returns:
        The end, and the day if the dateline is complete with its year; None when no dateline opens the paragraph.
    """
    head = text[start : min(end, start + _LONGEST)]
    for form in (*_FULL, *_FIRST) if is_first else _FULL:
        match = form.pattern.match(head)
        if match is not None and form.evidence & _evidence(match, around):
            return _past(text, start, start + match.end(), end), _day(match)
    if not is_first or around.is_capital:
        return None
    match = _CAPITAL.match(head)
    if match is not None and not (match["colon"] and around.has_turns) and _is_short(match["place"].split(",")[0]):
        return _past(text, start, start + match.end(), end), None
    match = _TOWN.match(head)
    if match is not None and len(match["place"].split()) <= 5:
        return _past(text, start, start + match.end(), end), None
    match = _BARE.match(head)
    if match is not None and match["next"] in _OPENING:
        return start + match.end("place"), None
    return None


def is_line(line: str, lexicon: SegmentLexicon) -> bool:
    """Whether a line of its own is a dateline: a town and a known outlet, and no more."""
    match = _LINE.fullmatch(line)
    return match is not None and match["agency"].strip(" .").casefold() in lexicon.agencies


def _is_short(place: str) -> bool:
    """Whether words in capitals are few enough to be a town rather than a headline."""
    return len(place) >= 3 and len(place.split()) <= 3


def _evidence(match: re.Match[str], around: Surroundings) -> set[str]:
    """What in a match speaks for a dateline; the words are explained at ``_Form``."""
    groups = match.groupdict()
    place, agency = groups.get("place") or "", groups.get("agency")
    found = set()
    if is_capital(place) and not around.is_capital and (agency is None or _is_named(agency)):
        found.add("capitals")
    if around.is_capital and agency is not None:
        found.add("capitals")
    if groups.get("year"):
        found.add("year")
    if around.is_capital and (groups.get("month1") or groups.get("month2") or "DATE" in match[0]):
        found.add("date")
    if groups.get("day1") or groups.get("day2"):
        found.add("day")
    if agency is not None:
        name = agency.strip(" .").casefold()
        if name in around.lexicon.agencies or (around.publisher is not None and name == around.publisher.casefold()):
            found |= {"known", "agency"}
        if _is_named(agency):
            found.add("agency")
    if found >= {"capitals", "known"}:
        found.add("both")
    return found


def _past(text: str, start: int, at: int, end: int) -> int:
    """The end of a dateline: past the notes in square brackets that follow it, without white space."""
    while (note := _BRACKETS.match(text, at, end)) is not None:
        at = note.end()
    while at > start and text[at - 1].isspace():
        at -= 1
    return at


def is_capital(words: str) -> bool:
    """Whether nearly all letters are capitals."""
    sample = words[:4_000]
    upper = len(_UPPER.findall(sample))
    return upper > 0 and upper >= 0.8 * (upper + len(_LOWER.findall(sample)))


_PLACE_LINE = re.compile(rf"{_PLACE}(?:\s*,\s*{_PLACE}){{0,2}}", re.I)


def is_place(line: str) -> bool:
    """Whether a line has the form of a place: "Port Alder, Northland"."""
    return _PLACE_LINE.fullmatch(line) is not None


def _is_named(words: str) -> bool:
    """Whether no word begins with a small letter."""
    return not any(word[0].islower() for word in words.split())


def _day(match: re.Match[str]) -> dt.date | None:
    """The day of a dateline, None unless day, month and year are there; a year of two digits is one of 1970 to 2069."""
    groups = match.groupdict()
    month, day, year = groups.get("month1") or groups.get("month2"), groups.get("day1") or groups.get("day2"), groups.get("year")
    if not (month and day and year):
        return None
    number = int(year)
    if number < 100:
        number += 1900 if number >= 70 else 2000
    try:
        return dt.date(number, _MONTHS[month[:3].lower()], int(day))
    except ValueError:
        return None


_DAY_AND_YEAR = re.compile(_DATE, re.I)
_ISO = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")


def day_of_notice(line: str) -> dt.date | None:
    """The day in a line such as "Published 6:12 PM, Tue April 9, 2024" or "Posted: 2024-04-09"; None without day, month and year."""
    iso = _ISO.search(line)
    if iso is not None:
        try:
            return dt.date.fromisoformat(iso[0])
        except ValueError:
            return None
    return next((day for match in _DAY_AND_YEAR.finditer(line) if (day := _day(match)) is not None), None)


def is_day(line: str) -> bool:
    """Whether a line holds a complete day and nothing else: "Tuesday, February 1, 2005"."""
    match = _ISO.fullmatch(line.strip()) or _DAY_AND_YEAR.fullmatch(line.strip(" ."))
    return match is not None and day_of_notice(line) is not None


def agency(text: str, start: int, end: int, around: Surroundings) -> int | None:
    """The end of an outlet's name set before the report's first word, None when there is none."""
    lexicon, publisher = around.lexicon, around.publisher
    names = lexicon.outlets if not publisher else (publisher, *lexicon.outlets)
    head = text[start : min(end, start + 200)]
    for name in names:
        for form in (name, f"({name})"):
            if not head.startswith(form):
                continue
            rest = head[len(form) :]
            dash = re.match(rf"{DASH}(?=[\"'“‘]?[A-Z])", rest)
            if dash is not None:
                return start + len(form) + len(dash.group().rstrip())
            if form != name and re.match(r"\s*[\"'“‘]?[A-Z]", rest):
                return start + len(form)
            blank = re.match(r"\s+", rest)
            if form == name and blank is not None and dateline(text, start + len(name) + blank.end(), end, around, is_first=True) is not None:
                return start + len(name)
            word = re.match(r"[\"'“‘]?([A-Z][a-z]+[\w'’-]*|[AI])[\s,]", rest)
            if form != name or word is None or word[1] in lexicon.not_glued:
                continue
            # a name that ends in a small letter grows into longer names (Sky, SkyTeam) more often than it is glued
            if name[-1].isupper() or name == publisher or word[1] in lexicon.openers:
                return start + len(form)
    glued = re.match(r"[A-Z]{2,6}(?=[A-Z][a-z])", head)
    while glued is not None:
        word = re.match(r"[A-Z][a-z]+\b", head[glued.end() :])
        if word is not None and word[0] in lexicon.openers:
            return start + glued.end()
        glued = re.match(rf"[A-Z]{{2,{glued.end() - 1}}}(?=[A-Z])", head) if glued.end() > 2 else None
    return None
