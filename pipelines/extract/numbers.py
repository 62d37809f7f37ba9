"""Numbers as worded: digits, words, hedges, ranges, vague words, and what they are numbers of.

Numbers are read once, here. ``read_numbers`` works on words alone; ``QuantityIndex`` adds, from the parse, which noun a number counts. What a
number of people means for them (harm, strength, size) is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from spacy.tokens import Token

from pipelines import lexicons
from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.model import Quantity

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|\.\d+")
_THOUSANDS_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_SUFFIXED = re.compile(r"([$£€]?)(\d+(?:[.,]\d+)*)(m|mn|mln|bn|bln|k|tn)")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?:[ap]\.?m\.?)?|\d{1,2}[ap]\.?m\.?")
_DECADE = re.compile(r"(?:\d{2}|\d{4})'?s")
_FRACTION = frozenset(["half", "third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth", "tenths", "fourths", "sixth", "eighth"])
#: Words whose "about" names a subject, and hedges no number.
_TOPICAL = frozenset(["information", "report", "news", "word", "question", "story", "detail", "complaint", "tip", "data"])
_DASHES = frozenset(["-", "–", "—", "--", "\u2011"])
#: A bare number of four digits in this range, with nothing that it counts, is a year.
_YEARS = range(1500, 2100)
_MAX_INT32 = 2**31 - 1


@dataclass(frozen=True)
class NumberLexicon:
    """The words of ``lexicons/numbers.yml``; phrases are tuples of words, hedges map the words of a phrase to a qualifier."""

    small: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    suffixes: Mapping[str, int]
    groups: Mapping[str, int]
    ordinals: Mapping[str, int]
    vague: Mapping[tuple[str, ...], tuple[int, int]]
    hedges: Mapping[tuple[str, ...], str]
    hedges_after: Mapping[tuple[str, ...], str]
    more: frozenset[str]
    #: Longest first: "a further" before "further".
    before_more: tuple[tuple[str, ...], ...]
    zero: frozenset[str]
    units: Mapping[str, str]
    before: Mapping[str, str]
    score_words: frozenset[str]
    toll_words: frozenset[str]
    #: Words behind a number that make it another figure than the one before the comma: "kills 12, 300 missing".
    parting: frozenset[str]

    @classmethod
    def load(cls) -> Self:
        """Read ``lexicons/numbers.yml``."""
        data = lexicons.read("numbers")
        return cls(
            small=data["small"],
            tens=data["tens"],
            scales=data["scales"],
            suffixes=data["suffixes"],
            groups=data["groups"],
            ordinals=data["ordinals"],
            vague={tuple(phrase.split()): (low, high) for phrase, (low, high) in data["vague"].items()},
            hedges={tuple(phrase.split()): qualifier for qualifier, phrases in data["hedges"].items() for phrase in phrases},
            hedges_after={tuple(phrase.split()): qualifier for qualifier, phrases in data["hedges_after"].items() for phrase in phrases},
            more=frozenset(data["more"]),
            before_more=tuple(sorted((tuple(phrase.split()) for phrase in data["before_more"]), key=lambda phrase: (-len(phrase), phrase))),
            zero=frozenset(data["zero"]),
            units={word: sort for sort, words in data["units"].items() for word in words},
            before={str(word): sort for sort, words in data["before"].items() for word in words},
            score_words=frozenset(data["score_words"]),
            toll_words=frozenset(data["toll_words"]),
            parting=frozenset(data["parting"]),
        )

    @cached_property
    def starters(self) -> frozenset[str]:
        """Words that can open a number, digits apart."""
        return frozenset(
            [
                *self.small,
                *self.tens,
                *self.scales,
                *self.groups,
                *self.ordinals,
                *self.zero,
                "half",
                "no",
                "a",
                "an",
                *(phrase[0] for phrase in self.vague),
            ]
        )

    @cached_property
    def seconds(self) -> Mapping[str, frozenset[str]]:
        """The words one of which must follow a small word for it to open a number: "a dozen", "no one"; all other starters open one alone."""
        articles = frozenset(["half", "dozen", *self.scales, *self.groups])
        found = {"a": articles, "an": articles, "no": frozenset(["one"])}
        longer = {word: {phrase[1] for phrase in self.vague if len(phrase) > 1 and phrase[0] == word} for word in found}
        return {word: seconds | longer[word] for word, seconds in found.items()}

    def opens(self, word: str) -> bool:
        """Whether a word in lower case can open a number."""
        return word in self.starters or word[0].isdigit() or (word[0] in ".$£€" and len(word) > 1 and word[-1].isalnum())

    @cached_property
    def vague_openers(self) -> frozenset[str]:
        """First words of the vague phrases."""
        return frozenset(phrase[0] for phrase in self.vague)

    @cached_property
    def hedge_ends(self) -> frozenset[str]:
        """Last words of what may stand before a number."""
        return frozenset(phrase[-1] for phrase in (*self.hedges, *self.before_more))

    @cached_property
    def openers_after(self) -> frozenset[str]:
        """First words of the hedges behind a number."""
        return frozenset(phrase[0] for phrase in self.hedges_after)

    @cached_property
    def longest_hedge(self) -> int:
        """Words of the longest hedge."""
        return max(len(phrase) for phrase in self.hedges)


@dataclass(frozen=True)
class Number:
    """A number among words. ``core_start`` and ``core_end`` leave out hedges and "more"; all ends are half-open word indices."""

    start: int
    end: int
    core_start: int
    core_end: int
    stated: int | None
    low: int | None
    high: int | None
    qualifier: str
    sort: str


@dataclass(frozen=True)
class _Value:
    end: int
    number: float | None
    low: int | None = None
    high: int | None = None
    sort: str = "count"


def bounds(qualifier: str, number: int) -> tuple[int | None, int | None]:
    """Least and greatest number that a hedged number allows; None is an open end.

    Args:
        qualifier: a code of ``qualifier`` that needs one number: exact, at_least, more_than, at_most, fewer_than, about.
        number: the number stated.

    Raises:
        ValueError: the qualifier needs more than one number, or is unknown.
    """
    match qualifier:
        case "exact":
            return number, number
        case "at_least":
            return number, None
        case "more_than":
            return number + 1, None
        case "at_most":
            return None, number
        case "fewer_than":
            return None, number - 1
        case "about":
            # tenths in integers: 0.9 * n and 1.1 * n in floats miss whole results by a hair
            return (9 * number) // 10, -((-11 * number) // 10)
        case _:
            raise ValueError(f"no bounds follow from {qualifier!r} and one number; use a qualifier of one number")


def read_numbers(words: Sequence[str], lexicon: NumberLexicon) -> Iterator[Number]:
    """Find the numbers among words.

    Args:
        words: the words and marks of a sentence, as a tokeniser cuts them ("twenty", "-", "five"); any case.
        lexicon: the words of numbers.

    Yields:
        Numbers in text order, not overlapping, with their hedges inside.
    """
    low = [word.lower() for word in words]
    yield from _numbers_at(low, _openings(low, {word for word in low if lexicon.opens(word)}, lexicon), lexicon)


def _openings(words: Sequence[str], openers: Set[str], lexicon: NumberLexicon) -> list[int]:
    """Where a number may begin: at an opener, which for "a" and its kin needs its second word."""
    seconds = lexicon.seconds
    return [i for i, word in enumerate(words) if word in openers and (word not in seconds or (i + 1 < len(words) and words[i + 1] in seconds[word]))]


def _numbers_at(words: Sequence[str], openings: Sequence[int], lexicon: NumberLexicon) -> Iterator[Number]:
    """The numbers that begin at some words in lower case, the first of any that overlap."""
    end = 0
    for i in openings:
        if i < end:
            continue
        found = _number_at(words, i, lexicon)
        if found is not None:
            yield found
            end = max(found.end, i + 1)


def _number_at(words: Sequence[str], i: int, lexicon: NumberLexicon) -> Number | None:
    value = _value(words, i, lexicon)
    if value is None:
        return None
    start, end = i, value.end
    qualifier = "exact" if value.low is None else "vague"
    stated, low, high, sort = value.number, value.low, value.high, value.sort
    upper: _Value | None = None
    if sort == "count" and stated is not None:
        upper = _range_end(words, i, value, lexicon)
    if upper is not None and upper.number is not None:
        end = upper.end
    core_start, core_end = start, end
    start, hedge = _hedge_before(words, start, lexicon)
    after = _hedge_after(words, end, lexicon)
    if after is not None and hedge is None:
        hedge, end = after[0], after[1]
    if upper is not None and stated is not None and upper.number is not None:
        if words[start - 1 : start] == ["between"] or words[start - 1 : start] == ["from"]:
            start -= 1
        factor = _shared_scale(words, value, upper, lexicon)
        qualifier, low, high, stated = "range", int(stated * factor), int(upper.number), None
    elif stated is not None and stated == int(stated) and sort == "count":
        qualifier = hedge or "exact"
        low, high = bounds(qualifier, int(stated))
    elif stated is not None and sort == "count":
        # 2.5 counts nothing, but may measure something
        sort = "fraction"
    elif qualifier == "vague" and hedge in ("at_least", "more_than"):
        high = None
    for phrase in lexicon.before_more:
        if tuple(words[max(0, start - len(phrase)) : start]) == phrase:
            start -= len(phrase)
            break
    if words[end : end + 1] and words[end] in ("more",):
        end += 1
    share = _share_of(words, end, lexicon) if sort == "count" and stated is not None else None
    if share is not None:
        end, is_rate = share
        sort = "fraction" if is_rate else sort
    number = int(stated) if stated is not None and stated == int(stated) and abs(stated) <= _MAX_INT32 else None
    if any(n is not None and n > _MAX_INT32 for n in (low, high)) or (stated is not None and number is None):
        low = high = None
        sort = "fraction" if sort == "count" else sort
    found = Number(start, end, core_start, core_end, number, low, high, qualifier, sort)
    return replace(found, sort=_sort(words, found, lexicon))


def _share_of(words: Sequence[str], end: int, lexicon: NumberLexicon) -> tuple[int, bool] | None:
    """Where the whole behind a number ends, and whether both make a rate: "two out of five", "one in three of", "nine out of every ten"."""
    if words[end : end + 2] == ["out", "of"]:
        at = end + 2
        is_rate = words[at : at + 1] in (["every"], ["each"])
        at += words[at : at + 1] in (["every"], ["each"], ["the"], ["a"], ["its"], ["their"])
        at += words[at : at + 2] == ["total", "of"] and 2
    elif words[end : end + 1] == ["in"]:
        at, is_rate = end + 1, True
    else:
        return None
    whole = _value(words, at, lexicon) if at < len(words) else None
    if whole is None or whole.number is None or whole.sort != "count" or (words[end] == "in" and words[whole.end : whole.end + 1] != ["of"]):
        return None
    return whole.end, is_rate


def _digits(word: str) -> float | None:
    if _DIGITS.fullmatch(word):
        return float(word.replace(",", ""))
    return None


def _value(words: Sequence[str], i: int, lexicon: NumberLexicon) -> _Value | None:
    """The number that starts at a word, without hedges."""
    word = words[i]
    for size in (4, 3, 2, 1) if word in lexicon.vague_openers else ():
        vague = lexicon.vague.get(tuple(words[i : i + size]))
        if vague is not None and len(words) >= i + size:
            end = i + size
            if size == 1 and words[end : end + 1] and words[end] in ("dozen", "hundred", "thousand", "million"):
                continue
            return _Value(end, None, vague[0], vague[1])
    if not word[0].isalpha():
        written = _in_digits(words, i, lexicon)
        if written is not None:
            return written
    if word in lexicon.zero or (word == "no" and words[i + 1 : i + 2] == ["one"]):
        return _Value(i + 1 + (word == "no"), 0.0)
    if word in ("a", "an", "half", *lexicon.groups):
        return _grouped(words, i, lexicon)
    return _spelled(words, i, lexicon)


def _in_digits(words: Sequence[str], i: int, lexicon: NumberLexicon) -> _Value | None:
    """The number that starts at a word written in digits, with the scale behind it."""
    word = words[i]
    if (match := _ORDINAL.fullmatch(word)) is not None:
        return _Value(i + 1, float(match.group(1)), sort="ordinal")
    if _DECADE.fullmatch(word):
        return _Value(i + 1, float(re.sub(r"\D", "", word)), sort="date")
    if _CLOCK.fullmatch(word) and (":" in word or word[-1] == "m"):
        return _Value(i + 1, float(re.match(r"\d+", word).group()), sort="date")  # type: ignore[union-attr]
    if (match := _SUFFIXED.fullmatch(word)) is not None:
        return _Value(i + 1, float(match.group(2).replace(",", "")) * lexicon.suffixes[match.group(3)], sort="money" if match.group(1) else "count")
    if word[0] in "$£€" and (number := _digits(word[1:])) is not None:
        return _Value(_scaled(words, i + 1, number, lexicon)[0], _scaled(words, i + 1, number, lexicon)[1], sort="money")
    if (number := _digits(word)) is not None:
        end = i + 1
        # 1 200 with a space between the groups
        while (
            len(word) <= 3
            and end < len(words)
            and re.fullmatch(r"\d{3}", words[end])
            and "." not in word
            and (end + 1 >= len(words) or not words[end + 1][0].isdigit())
        ):
            number = number * 1000 + float(words[end])
            end += 1
            break
        if words[end : end + 1] == [","] and len(word) <= 3 and word.isdigit() and _is_split(words, i, lexicon):
            # "56, 000", "2, 875 people", where a space has slipped in
            number, end = number * 1000 + float(words[end + 1]), end + 2
        end, number = _scaled(words, end, number, lexicon)
        return _Value(end, number)
    if _THOUSANDS_DOTTED.fullmatch(word):
        return _Value(i + 1, float(word.replace(".", "")))
    return None


def _is_split(words: Sequence[str], i: int, lexicon: NumberLexicon) -> bool:
    """Whether the digits behind a comma are the last three of one number: "2, 875 people"; not "on May 12, 150 people", "kills 12, 300 missing"."""
    group, follower = words[i + 2 : i + 3], words[i + 3 : i + 4]
    if group == ["000"]:
        return True
    before = words[i - 1] if i else ""
    # "has left 1, 204 people dead", "at least 2, 300 people missing" can be no two figures
    is_open = before in lexicon.hedge_ends or before in ("left", "leave", "leaves", "leaving", "of", "to")
    return (
        bool(group)
        and re.fullmatch(r"\d{3}", group[0]) is not None
        and bool(follower)
        and (follower[0].isalpha() or (follower[0] == "u.s." and words[i + 4 : i + 5] not in (["dollars"], ["dollar"])))
        and words[i] != "0"
        and lexicon.units.get(follower[0]) is None
        and before not in (*lexicon.before, *lexicon.units, ",", "and", "")
        and (is_open or lexicon.parting.isdisjoint(words[i + 3 : i + 7]))
    )


def _grouped(words: Sequence[str], i: int, lexicon: NumberLexicon) -> _Value | None:
    """A dozen, half a dozen, a hundred, a couple of, a pair of."""
    word, rest = words[i], words[i + 1 : i + 4]
    if word == "half":
        joined = [w for w in words[i + 1 : i + 6] if w not in _DASHES]
        if joined[:2] == ["a", "dozen"] or joined[:1] == ["dozen"]:
            end = i + 1
            while words[end] != "dozen":
                end += 1
            return _Value(end + 1, 6.0)
        return None
    if word in lexicon.groups:
        return _Value(i + 1, float(lexicon.groups[word])) if word == "dozen" and i > 0 and words[i - 1] not in ("the", "per") else None
    if not rest:
        return None
    if rest[0] in lexicon.scales:
        value = _spelled(["one", *words[i + 1 :]], 0, lexicon)
        return _Value(i + value.end, value.number) if value is not None else None
    if rest[0] == "dozen":
        return _Value(i + 2, 12.0)
    if rest[0] in lexicon.groups and rest[1:2] == ["of"]:
        if rest[0] == "couple" and rest[2:3] and rest[2] in lexicon.scales:
            scale = lexicon.scales[rest[2]]
            return _Value(i + 4, None, 2 * scale, 10 * scale - 1)
        return _Value(i + 3, float(lexicon.groups[rest[0]]))
    if rest[0] == "half" and rest[1:2] == ["dozen"]:
        return _Value(i + 3, 6.0)
    return None


def _scaled(words: Sequence[str], end: int, number: float, lexicon: NumberLexicon) -> tuple[int, float]:
    """Multiply by the scales, groups and suffixes behind digits."""
    while end < len(words):
        factor = lexicon.scales.get(words[end]) or (lexicon.suffixes.get(words[end]) if words[end] != "m" else None)
        if factor is None and words[end] == "dozen":
            factor = 12
        if factor is None:
            break
        number, end = number * factor, end + 1
    return end, round(number, 6)


def _spelled(words: Sequence[str], i: int, lexicon: NumberLexicon) -> _Value | None:
    """A number in words: twenty - five, one hundred and six, two dozen; an ordinal at its end makes it one."""
    total, current, end, seen = 0.0, 0.0, i, False
    sort = "count"
    while end < len(words):
        word = words[end]
        if seen and word in _DASHES and end + 1 < len(words) and current and current % 10 == 0 and current % 100 >= 20:
            follower = words[end + 1]
            if follower in lexicon.small and 0 < lexicon.small[follower] < 10:
                current, end = current + lexicon.small[follower], end + 2
                continue
            if follower in lexicon.ordinals and lexicon.ordinals[follower] < 10:
                return _Value(end + 2, total + current + lexicon.ordinals[follower], sort="ordinal")
            break
        if "-" in word and not seen:
            left, _, right = word.partition("-")
            if left in lexicon.tens and (right in lexicon.small or right in lexicon.ordinals):
                current += lexicon.tens[left] + (lexicon.small.get(right) or lexicon.ordinals.get(right) or 0)
                sort = "ordinal" if right in lexicon.ordinals else "count"
                end, seen = end + 1, True
                continue
            break
        if word == "and":
            follower = words[end + 1] if end + 1 < len(words) else ""
            if seen and current % 100 == 0 and (current or total) and (follower in lexicon.small or follower in lexicon.tens):
                end += 1
                continue
            break
        if word in lexicon.small:
            room = current % 100 == 0 if lexicon.small[word] >= 10 else current % 10 == 0 and (current % 100 == 0 or current % 100 >= 20)
            if seen and (not room or lexicon.small[word] == 0):
                break
            current += lexicon.small[word]
        elif word in lexicon.tens:
            if seen and current % 100 != 0:
                break
            current += lexicon.tens[word]
        elif word in lexicon.scales:
            if not seen:
                break
            factor = lexicon.scales[word]
            if factor == 100:
                current *= 100
            else:
                total, current = total + current * factor, 0.0
        elif word == "dozen" and seen:
            current *= 12
        elif word in lexicon.ordinals and (not seen or current % 100 == 0 or current % 10 == 0):
            if seen and lexicon.ordinals[word] >= 10 and current % 100 != 0:
                break
            return _Value(end + 1, total + current + lexicon.ordinals[word], sort="ordinal")
        else:
            break
        seen = True
        end += 1
    if not seen:
        return None
    while words[end - 1] == "and":
        end -= 1
    return _Value(end, total + current, sort=sort)


def _range_end(words: Sequence[str], i: int, value: _Value, lexicon: NumberLexicon) -> _Value | None:
    """The upper number of "10 to 15", "10-15", "10 or 15", "between 10 and 15"; None where the second number is no upper end."""
    at = value.end
    if at + 1 >= len(words):
        return None
    link = words[at]
    between = "between" in words[max(0, i - 3) : i]
    if not (link in _DASHES or link in ("to", "or") or (link == "and" and between)):
        return None
    upper = _value(words, at + 1, lexicon)
    if upper is None or upper.number is None or value.number is None or upper.sort != "count":
        return None
    lower = value.number
    if words[at + 1] in ("a", "an", "half", "no", *lexicon.zero):
        return None
    # "rose from 12 to 19" tells two figures, not one range
    if link == "to" and words[i - 1 : i] == ["from"]:
        return None
    if upper.number <= lower:
        return None
    if link == "or" and upper.number > 2 * lower * _shared_scale(words, value, upper, lexicon) + 1:
        return None
    if link in _DASHES and upper.number > 20 * max(1.0, lower):
        return None
    return upper


def _shared_scale(words: Sequence[str], lower: _Value, upper: _Value, lexicon: NumberLexicon) -> int:
    """What the upper number lends the lower: a million in "two to three million"."""
    last = words[upper.end - 1]
    factor = 12 if last == "dozen" else lexicon.scales.get(last, 1)
    if (
        lower.number is None
        or upper.number is None
        or words[lower.end - 1] == last
        or upper.end - lower.end != 3
        or lower.number >= upper.number / factor
    ):
        return 1
    return factor


def _hedge_before(words: Sequence[str], start: int, lexicon: NumberLexicon) -> tuple[int, str | None]:
    """Where the hedges before a number begin, and the qualifier they make; the outermost that is not "about" rules."""
    qualifier: str | None = None
    more = start > 0 and words[start - 1] in lexicon.hedge_ends
    while more:
        more = False
        for phrase in lexicon.before_more:
            # "at least another 20"
            if tuple(words[max(0, start - len(phrase)) : start]) == phrase and _hedge_before(words, start - len(phrase), lexicon)[1] is not None:
                start -= len(phrase)
        for size in range(min(lexicon.longest_hedge, start), 0, -1):
            phrase = tuple(words[start - size : start])
            hedge = lexicon.hedges.get(phrase)
            if hedge is None:
                continue
            if qualifier is None or hedge != "about":
                qualifier = hedge
            start -= size
            more = True
            break
    return start, qualifier


def _hedge_after(words: Sequence[str], end: int, lexicon: NumberLexicon) -> tuple[str, int] | None:
    if end >= len(words) or words[end] not in lexicon.openers_after:
        return None
    for size in (4, 3, 2, 1):
        hedge = lexicon.hedges_after.get(tuple(words[end : end + size]))
        if hedge is not None and len(words) >= end + size:
            return hedge, end + size
    return None


def _sort(words: Sequence[str], number: Number, lexicon: NumberLexicon) -> str:
    """What the number is of, as far as the words around it tell."""
    if number.sort not in ("count", "ordinal", "fraction"):
        return number.sort
    after = words[number.core_end] if number.core_end < len(words) else ""
    second = words[number.core_end + 1] if number.core_end + 1 < len(words) else ""
    third = words[number.core_end + 2] if number.core_end + 2 < len(words) else ""
    behind = [w for w in words[max(0, number.core_start - 4) : number.core_start] if w not in (".", "between", "of", "about", "around")]
    before = behind[-1] if behind and number.core_start else ""
    digits = words[number.core_start][:1].isdigit()
    if after in _DASHES and second:
        if second in ("year", "years", "month", "months", "day", "week") and "old" in (words[number.core_end + 3 : number.core_end + 5]):
            return "age"
        if second in lexicon.units:
            return lexicon.units[second] if lexicon.units[second] != "time" else "date"
        if number.stated is not None and digits and second[:1].isdigit():
            return "score"
        if second not in ("-", "–") and second.isalpha() and after == "-":
            # "a 300-strong force", "four-party talks", "the 1990-built hall"
            return "other"
    if before in _DASHES and number.core_start > 1 and after and number.sort == "count":
        left = words[number.core_start - 2]
        if left[:1].isdigit() or left in lexicon.before:
            return "score" if left[:1].isdigit() and digits else "other"
        if digits and left.isalpha():
            return "other"
    if number.sort == "ordinal" and after == "of" and lexicon.units.get(second) == "date":
        return "date"
    if number.sort == "ordinal":
        return (
            "date"
            if lexicon.units.get(after) == "date"
            or lexicon.before.get(before) == "date"
            or (before == "the" and after == "of" and lexicon.units.get(second) == "date")
            else "ordinal"
        )
    if number.qualifier == "range" and digits and words[number.core_start + 1] in _DASHES:
        near = set(words[max(0, number.start - 5) : number.start]) | set(words[number.core_end : number.core_end + 3])
        if near & lexicon.score_words:
            return "score"
    if after in ("years", "year", "months", "month") and second in ("old", "of") and (second == "old" or third == "age"):
        return "age"
    if lexicon.before.get(before) == "age":
        return "age"
    if before == "even" or words[max(0, number.start - 2) : number.start] == ["all", "but"]:
        # "all but one survived", "the death of even one man"
        return "other"
    if after == "per" and second == "cent":
        return "percent"
    unit = lexicon.units.get(after)
    is_day = digits and number.stated is not None and number.stated <= 31 and second not in ("have", "be", "not", "also", "yet", "still")
    if unit == "date" and after in ("may", "march") and not is_day:
        # "as many as 60 may have died"
        unit = None
    if unit == "other" and ((after == "run" and not digits) or (after == "out" and (not digits or second == "of"))):
        unit = None
    if unit is not None:
        return "date" if unit == "time" else unit
    if after in _FRACTION and number.stated is not None:
        return "other"
    known = lexicon.before.get(before)
    if before == "year" and number.stated not in _YEARS:
        # "last year 12 people died"
        known = None
    if known == "date":
        return "date" if digits and (number.stated is None or number.stated <= 31 or number.stated in _YEARS) else number.sort
    if known == "money":
        return "money"
    if known in ("other", "measure") and digits and (before != "no" or words[number.core_start - 1] == "."):
        return known
    if (
        number.qualifier == "exact"
        and digits
        and number.stated in _YEARS
        and "," not in words[number.core_start]
        and number.core_end - number.core_start == 1
    ):
        return "year"
    return "other" if number.sort == "fraction" else number.sort


@dataclass(frozen=True)
class QuantityIndex:
    """All numbers of a document, in text order, and what they count."""

    quantities: tuple[Quantity, ...]
    #: Token index of each word of a number's core to the number.
    _by_core: Mapping[int, Quantity]
    #: Token index of a counted noun to the number.
    _by_head: Mapping[int, Quantity]

    @classmethod
    def of(cls, doc: AnnotatedDocument, lexicon: NumberLexicon) -> Self:
        """Read the numbers of a document.

        Args:
            doc: with tags and parse; left as it was.
            lexicon: the words of numbers.
        """
        found: list[Quantity] = []
        by_core: dict[int, Quantity] = {}
        by_head: dict[int, Quantity] = {}
        # most words of a text come more than once, and few can open a number
        distinct = set(doc.token_lowers)
        openers = {word for word in distinct if lexicon.opens(word)}
        blank = {word for word in distinct if word.isspace()}
        for sentence in doc.sentences:
            words = doc.token_lowers[sentence.start : sentence.end]
            if openers.isdisjoint(words):
                continue
            if not blank.isdisjoint(words):
                words = [word for word in words if word not in blank]
            openings = _openings(words, openers, lexicon)
            if not openings:
                continue
            tokens = [token for token in sentence if not token.is_space]
            for number in _numbers_at(words, openings, lexicon):
                core = tokens[number.core_start : number.core_end]
                if _is_no_number(core, tokens, number):
                    continue
                before = tokens[number.start - 1] if number.start else None
                is_topic = before is not None and before.pos_ == "NOUN" and before.lemma_.lower() in _TOPICAL
                if is_topic and number.qualifier == "about" and words[number.start] == "about":
                    # "information about three bodies" hedges nothing
                    number = replace(number, start=number.core_start, qualifier="exact", low=number.stated, high=number.stated)
                head = _head(core)
                sort = _sort_by_parse(number, core, head, tokens, lexicon)
                first, last = tokens[number.start], tokens[number.end - 1]
                start_char, end_char = first.idx, last.idx + len(last)
                quantity = Quantity(
                    start=first.i,
                    end=last.i + 1,
                    start_char=start_char,
                    end_char=end_char,
                    text=doc.surface(start_char, end_char),
                    stated=number.stated,
                    low=number.low,
                    high=number.high,
                    qualifier=number.qualifier,
                    head=head.i,
                    sort=sort,
                )
                found.append(quantity)
                for token in core:
                    by_core[token.i] = quantity
                if head in core and last.lower_ == "more":
                    # "wounded 30 more"
                    by_core[last.i] = quantity
                if head not in core and sort in ("count", "ordinal"):
                    known = by_head.get(head.i)
                    # "two of the 40 soldiers": the number beside the noun is the noun's
                    if known is None or head.i - quantity.end < head.i - known.end:
                        by_head[head.i] = quantity
        return cls(tuple(found), by_core, by_head)

    def at(self, token: Token) -> Quantity | None:
        """The number that the token is a word of."""
        return self._by_core.get(token.i)

    def counting(self, token: Token) -> Quantity | None:
        """The number that counts the noun, or that the token itself is a word of ("dozens of people", "32 were killed"); None without one."""
        return self._by_core.get(token.i) or self._by_head.get(token.i)


def _is_no_number(core: Sequence[Token], tokens: Sequence[Token], number: Number) -> bool:
    """Words that look like numbers and are none: the pronoun "one", the verb "scores", "second" of time."""
    token = core[0]
    if len(core) > 1:
        return False
    word = token.lower_
    follower = tokens[number.core_end].lower_ if number.core_end < len(tokens) else ""
    before = tokens[number.core_start - 1].lower_ if number.core_start else ""
    if word == "one":
        return follower in ("another", "'s") or (
            (before == "which" and token.dep_ != "nummod")
            or (
                before in ("the", "this", "that", "every", "any", "each", "another's", "only")
                and follower not in ("dead", "killed", "wounded", "injured")
            )
        )
    if word in ("scores", "dozens", "hundreds", "thousands"):
        return token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBZ", "VB")
    if word == "second":
        return token.tag_ == "NN" and before in ("a", "one", "per", "every", "split")
    return False


def _head(core: Sequence[Token]) -> Token:
    """The token that the number counts; a number that stands alone is its own head."""
    last = core[-1]
    inside = {t.i for t in core}
    token = last
    # up to the topmost word of the number itself
    while token.head.i in inside and token.head.i != token.i:
        token = token.head
    modifies = token.dep_ in ("nummod", "quantmod", "compound", "amod", "det", "npadvmod", "predet")
    # peoples are adjectives to the model, now and then: "three million Vietnamese"
    is_noun = token.head.pos_ in ("NOUN", "PROPN", "PRON") or (token.head.ent_type_ == "NORP" and token.dep_ == "nummod")
    if modifies and token.head.lower_ in ("hostage", "captive", "prisoner") and last.i < token.head.i - 1 and token.head.nbor(-1).tag_ == "NNS":
        # "took 130 prison guards hostage"
        return token.head.nbor(-1)
    if modifies and token.head.i > token.i and is_noun and token.head.i - last.i < 9:
        return token.head
    first = token.head
    if first.lower_ == "more" and token.dep_ == "npadvmod" and first.head.i > first.i and first.head.pos_ in ("NOUN", "PROPN"):
        # "10 more teachers"
        return first.head
    if token.dep_ == "conj" and first.tag_ == "CD" and first.head.i > token.i and first.head.pos_ in ("NOUN", "PROPN") and first.head.i - last.i < 3:
        # "rose to four and 15 others were hurt", where the parser joins the numbers
        return first.head
    for child in token.children:
        if child.lower_ == "of" and child.dep_ == "prep" and child.i > last.i:
            for obj in child.children:
                if obj.dep_ == "pobj":
                    return obj
    return token


def _sort_by_parse(number: Number, core: Sequence[Token], head: Token, tokens: Sequence[Token], lexicon: NumberLexicon) -> str:
    """The sort, with what only the parse tells: years, ages behind a name, numbers of names ("Flight 370")."""
    last = core[-1]
    alone = head in core
    if number.sort == "year":
        return "count" if not alone and head.i > last.i and head.pos_ == "NOUN" and core[0].ent_type_ != "DATE" else "date"
    if number.sort != "count":
        return number.sort
    if core[0].ent_type_ == "PERCENT":
        return "percent"
    if core[0].ent_type_ == "MONEY" and not (not alone and head.ent_type_ != "MONEY" and head.pos_ in ("NOUN", "PROPN")):
        return "money"
    if number.qualifier == "exact" and core[0].text[:1].isdigit() and number.core_start >= 1:
        before = tokens[number.core_start - 1]
        follower = tokens[number.core_end] if number.core_end < len(tokens) else None
        if (
            before.text == ","
            and number.stated is not None
            and 0 < number.stated < 120
            and (follower is None or follower.text in (",", ".", ";", ")") or follower.lower_ in ("and", "who", "was", "from", "were"))
            and number.core_start >= 2
            and (tokens[number.core_start - 2].pos_ == "PROPN" or tokens[number.core_start - 2].lower_ in ("man", "woman", "boy", "girl"))
        ):
            return "age"
        if (
            before.text == "("
            and follower is not None
            and follower.text == ")"
            and number.core_start >= 2
            and tokens[number.core_start - 2].pos_ == "PROPN"
        ):
            return "age"
        if last.head == before and before.pos_ in ("PROPN", "NOUN") and last.dep_ in ("nummod", "appos"):
            return "other"
    if not alone and head.lower_ in lexicon.units:
        unit = lexicon.units[head.lower_]
        if unit in ("money", "percent", "duration", "measure", "time"):
            return "date" if unit == "time" else unit
    if core[0].ent_type_ in ("TIME",) and alone:
        return "date"
    if core[0].ent_type_ == "DATE" and alone:
        link = tokens[number.core_start - 1].lower_ if number.core_start else ""
        if link in ("at", "to") and len(core) == 1 and number.stated not in _YEARS and not lexicon.toll_words.isdisjoint(t.lower_ for t in tokens):
            # "put the toll at 74"
            return "count"
        return "date"
    return "count"
