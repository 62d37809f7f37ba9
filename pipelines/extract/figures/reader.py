"""Numbers in a sequence of words, with hedge, bounds and sort.

What belongs here: where a number starts and ends and what it claims. What does not: its value alone (``values``), or the noun that it counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from pipelines.extract.figures.lexicon import NumberLexicon
from pipelines.extract.figures.values import DASHES, Value, range_end, shared_scale, value_at

_FRACTION = frozenset(["half", "third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth", "tenths", "fourths", "sixth", "eighth"])
#: A bare number of four digits in this range, with nothing that it counts, is a year.
YEARS = range(1500, 2100)
_MAX_INT32 = 2**31 - 1


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
    yield from numbers_at(low, openings_of(low, {word for word in low if lexicon.opens(word)}, lexicon), lexicon)


def openings_of(words: Sequence[str], openers: Set[str], lexicon: NumberLexicon) -> list[int]:
    """Where a number may begin: at an opener, which for "a" and its kin needs its second word."""
    seconds = lexicon.seconds
    return [i for i, word in enumerate(words) if word in openers and (word not in seconds or (i + 1 < len(words) and words[i + 1] in seconds[word]))]


def numbers_at(words: Sequence[str], openings: Sequence[int], lexicon: NumberLexicon) -> Iterator[Number]:
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
    value = value_at(words, i, lexicon)
    if value is None:
        return None
    start, end = i, value.end
    qualifier = "exact" if value.low is None else "vague"
    stated, low, high, sort = value.number, value.low, value.high, value.sort
    upper: Value | None = None
    if sort == "count" and stated is not None:
        upper = range_end(words, i, value, lexicon)
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
        factor = shared_scale(words, value, upper, lexicon)
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
    whole = value_at(words, at, lexicon) if at < len(words) else None
    if whole is None or whole.number is None or whole.sort != "count" or (words[end] == "in" and words[whole.end : whole.end + 1] != ["of"]):
        return None
    return whole.end, is_rate


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
    if after in DASHES and second:
        if second in ("year", "years", "month", "months", "day", "week") and "old" in (words[number.core_end + 3 : number.core_end + 5]):
            return "age"
        if second in lexicon.units:
            return lexicon.units[second] if lexicon.units[second] != "time" else "date"
        if number.stated is not None and digits and second[:1].isdigit():
            return "score"
        if second not in ("-", "–") and second.isalpha() and after == "-":
            # "a 300-strong force", "four-party talks", "the 1990-built hall"
            return "other"
    if before in DASHES and number.core_start > 1 and after and number.sort == "count":
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
    if number.qualifier == "range" and digits and words[number.core_start + 1] in DASHES:
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
    if before == "year" and number.stated not in YEARS:
        # "last year 12 people died"
        known = None
    if known == "date":
        return "date" if digits and (number.stated is None or number.stated <= 31 or number.stated in YEARS) else number.sort
    if known == "money":
        return "money"
    if known in ("other", "measure") and digits and (before != "no" or words[number.core_start - 1] == "."):
        return known
    if (
        number.qualifier == "exact"
        and digits
        and number.stated in YEARS
        and "," not in words[number.core_start]
        and number.core_end - number.core_start == 1
    ):
        return "year"
    return "other" if number.sort == "fraction" else number.sort
