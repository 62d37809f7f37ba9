"""What a run of digits or number words amounts to: "1,200", "3.5 million", "two dozen", "ten to fifteen".

What belongs here: the value and where its words end. What does not: hedges, bounds and what sort of number it is (``reader``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extract.figures.lexicon import NumberLexicon

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|\.\d+")
_THOUSANDS_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_SUFFIXED = re.compile(r"([$£€]?)(\d+(?:[.,]\d+)*)(m|mn|mln|bn|bln|k|tn)")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?:[ap]\.?m\.?)?|\d{1,2}[ap]\.?m\.?")
_DECADE = re.compile(r"(?:\d{2}|\d{4})'?s")
#: Nobody halves a hundred without an article.
_HUNDRED = 100
DASHES = frozenset(["-", "–", "—", "--", "\u2011"])


@dataclass(frozen=True)
class Value:
    """What a run of words amounts to, and the index behind its last word."""

    end: int
    number: float | None
    low: int | None = None
    high: int | None = None
    sort: str = "count"


def _digits(word: str) -> float | None:
    if _DIGITS.fullmatch(word):
        return float(word.replace(",", ""))
    return None


def value_at(words: Sequence[str], i: int, lexicon: NumberLexicon) -> Value | None:
    """The number that starts at a word, without hedges."""
    word = words[i]
    for size in (4, 3, 2, 1) if word in lexicon.vague_openers else ():
        vague = lexicon.vague.get(tuple(words[i : i + size]))
        if vague is not None and len(words) >= i + size:
            end = i + size
            if size == 1 and words[end : end + 1] and words[end] in ("dozen", "hundred", "thousand", "million"):
                continue
            return Value(end, None, vague[0], vague[1])
    if not word[0].isalpha():
        written = _in_digits(words, i, lexicon)
        if written is not None:
            return written
    if word in lexicon.zero or (word == "no" and words[i + 1 : i + 2] == ["one"]):
        return Value(i + 1 + (word == "no"), 0.0)
    if word in ("a", "an", "half", *lexicon.groups):
        return _grouped(words, i, lexicon)
    return _spelled(words, i, lexicon)


def _in_digits(words: Sequence[str], i: int, lexicon: NumberLexicon) -> Value | None:
    """The number that starts at a word written in digits, with the scale behind it."""
    word = words[i]
    if (match := _ORDINAL.fullmatch(word)) is not None:
        return Value(i + 1, float(match.group(1)), sort="ordinal")
    if _DECADE.fullmatch(word):
        return Value(i + 1, float(re.sub(r"\D", "", word)), sort="date")
    if _CLOCK.fullmatch(word) and (":" in word or word[-1] == "m"):
        return Value(i + 1, float(re.match(r"\d+", word).group()), sort="date")  # type: ignore[union-attr]
    if (match := _SUFFIXED.fullmatch(word)) is not None:
        return Value(i + 1, float(match.group(2).replace(",", "")) * lexicon.suffixes[match.group(3)], sort="money" if match.group(1) else "count")
    if word[0] in "$£€" and (number := _digits(word[1:])) is not None:
        return Value(_scaled(words, i + 1, number, lexicon)[0], _scaled(words, i + 1, number, lexicon)[1], sort="money")
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
        return Value(end, number)
    if _THOUSANDS_DOTTED.fullmatch(word):
        return Value(i + 1, float(word.replace(".", "")))
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


def _grouped(words: Sequence[str], i: int, lexicon: NumberLexicon) -> Value | None:
    """A dozen, half a dozen, a hundred, a couple of, a pair of."""
    word, rest = words[i], words[i + 1 : i + 4]
    if word == "half":
        joined = [w for w in words[i + 1 : i + 6] if w not in DASHES]
        if joined[:2] == ["a", "dozen"] or joined[:1] == ["dozen"]:
            end = i + 1
            while words[end] != "dozen":
                end += 1
            return Value(end + 1, 6.0)
        return _half(words, i, lexicon)
    if rest[:2] == ["quarter", "of"] or rest[:2] == ["quarter", "-"]:
        # "a quarter of a million people"
        at = i + 3 + (words[i + 3 : i + 4] in (["a"], ["one"]))
        scale = lexicon.scales.get(words[at], 0) if at < len(words) else 0
        return Value(at + 1, scale / 4) if scale > _HUNDRED else None
    if word in lexicon.groups:
        return Value(i + 1, float(lexicon.groups[word])) if word == "dozen" and i > 0 and words[i - 1] not in ("the", "per") else None
    if not rest:
        return None
    if rest[0] in lexicon.scales:
        value = _spelled(["one", *words[i + 1 :]], 0, lexicon)
        return Value(i + value.end, value.number) if value is not None else None
    if rest[0] == "dozen":
        return Value(i + 2, 12.0)
    if rest[0] in lexicon.groups and rest[1:2] == ["of"]:
        if rest[0] == "couple" and rest[2:3] and rest[2] in lexicon.scales:
            scale = lexicon.scales[rest[2]]
            return Value(i + 4, None, 2 * scale, 10 * scale - 1)
        return Value(i + 3, float(lexicon.groups[rest[0]]))
    if rest[0] == "half" and rest[1:2] == ["dozen"]:
        return Value(i + 3, 6.0)
    return None


def _half(words: Sequence[str], i: int, lexicon: NumberLexicon) -> Value | None:
    """Half a million, half-million, half of a million."""
    at = i + 1
    while at < len(words) and at < i + 4 and words[at] in (*DASHES, "of", "a", "one"):
        at += 1
    scale = lexicon.scales.get(words[at], 0) if at < len(words) else 0
    return Value(at + 1, scale / 2) if (scale > 1 and at > i + 1) or scale > _HUNDRED else None


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


def _spelled(words: Sequence[str], i: int, lexicon: NumberLexicon) -> Value | None:
    """A number in words: twenty - five, one hundred and six, two dozen; an ordinal at its end makes it one."""
    total, current, end, seen = 0.0, 0.0, i, False
    sort = "count"
    while end < len(words):
        word = words[end]
        if seen and word in DASHES and end + 1 < len(words) and current and current % 10 == 0 and current % 100 >= 20:
            follower = words[end + 1]
            if follower in lexicon.small and 0 < lexicon.small[follower] < 10:
                current, end = current + lexicon.small[follower], end + 2
                continue
            if follower in lexicon.ordinals and lexicon.ordinals[follower] < 10:
                return Value(end + 2, total + current + lexicon.ordinals[follower], sort="ordinal")
            break
        if "-" in word and not seen:
            left, _, right = word.partition("-")
            if left in lexicon.tens and (right in lexicon.small or right in lexicon.ordinals):
                current += lexicon.tens[left] + (lexicon.small.get(right) or lexicon.ordinals.get(right) or 0)
                sort = "ordinal" if right in lexicon.ordinals else "count"
                end, seen = end + 1, True
                continue
            break
        if (
            seen
            and tuple(words[end : end + 3]) == ("and", "a", "half")
            and lexicon.scales.get(words[end + 3] if end + 3 < len(words) else "", 0) > _HUNDRED
        ):
            # "two and a half million"
            current, end = current + 0.5, end + 3
            continue
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
            return Value(end + 1, total + current + lexicon.ordinals[word], sort="ordinal")
        else:
            break
        seen = True
        end += 1
    if not seen:
        return None
    while words[end - 1] == "and":
        end -= 1
    return Value(end, total + current, sort=sort)


def range_end(words: Sequence[str], i: int, value: Value, lexicon: NumberLexicon) -> Value | None:
    """The upper number of "10 to 15", "10-15", "10 or 15", "between 10 and 15"; None where the second number is no upper end."""
    at = value.end
    if at + 1 >= len(words):
        return None
    link = words[at]
    between = "between" in words[max(0, i - 3) : i]
    if not (link in DASHES or link in ("to", "or") or (link == "and" and between)):
        return None
    upper = value_at(words, at + 1, lexicon)
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
    if link == "or" and upper.number > 2 * lower * shared_scale(words, value, upper, lexicon) + 1:
        return None
    if link in DASHES and upper.number > 20 * max(1.0, lower):
        return None
    return upper


def shared_scale(words: Sequence[str], lower: Value, upper: Value, lexicon: NumberLexicon) -> int:
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
