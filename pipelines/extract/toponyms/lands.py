"""What the places of a document tell of one another: which of two of one name is meant, and the country of those that no list holds.

What belongs here: that, once all are found. What does not: what the words beside a name tell (``surroundings``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipelines.annotate.gazetteer import key
from pipelines.extract.model import Place
from pipelines.extract.toponyms.entries import unlisted_place
from pipelines.extract.toponyms.page import Page

#: Words that say that what is before them lies in what follows, and at most how many words stand between the two names.
_IN, _WITHIN = frozenset({"in", "of", "outside", "from"}), 12
_BETWEEN = frozenset(
    {"in", "of", "the", ",", "also", "'s", "city", "local", "government", "outside", "from", "about", "some", "around", "just", "(", ")"}
    | {"km", "kilometres", "kilometers", "miles", "mile", "kms"}
)
#: Least share of a country among those that a report tells by its actors and adjectives, to be the report's.
_SHARE = 0.75
#: How often it must be told.
_TOLD = 2


#: The rule of names whose country or region stands beside them, and those that it overrules.
_SAID = "its country beside it"
_GUESSED = frozenset({"its country in the document", "population", "only town of its name", "capital as a place", "first-level region"})


class Found(NamedTuple):
    """A place, by which rule it was found, and the tokens [start, end) of its name."""

    place: Place
    why: str
    start: int
    end: int


def at_one(found: Sequence[Found]) -> tuple[Found, ...]:
    """Give a name the place that it is said to be somewhere in the document: "Cairo, Illinois, ... in Cairo".

    Args:
        found: in text order.
    """
    said = {key(f.place.name): f.place for f in reversed(found) if f.why == _SAID}
    return tuple(f._replace(place=said[name]) if f.why in _GUESSED and (name := key(f.place.name)) in said else f for f in found)


def with_countries(found: Sequence[Found], page: Page) -> tuple[Found, ...]:
    """Give unlisted places the country of what they lie in, or of the whole report.

    Args:
        found: in text order.
        page: for the words between two names, and the countries of the actors.

    Returns:
        The same places in the same order. A name has one country in a document.
    """
    if all(f.place.gazetteer != "model" or f.place.country is not None for f in found):
        return tuple(found)
    told: dict[str, str] = {}
    for n in range(len(found) - 1, -1, -1):
        this = found[n]
        if this.place.gazetteer == "model":
            country = this.place.country
            if country is None and n + 1 < len(found) and _lies_in(this, found[n + 1], page):
                after = found[n + 1].place
                country = after.country or told.get(key(after.name))
            if country is not None:
                told.setdefault(key(this.place.name), country)
    common = _common(found, page)
    return tuple(
        f._replace(place=unlisted_place(f.place.name, country, f.place.feature))
        if f.place.gazetteer == "model"
        and f.place.country is None
        and f.place.feature != "water"
        and (country := told.get(key(f.place.name), common)) is not None
        else f
        for f in found
    )


def _lies_in(narrow: Found, broad: Found, page: Page) -> bool:
    """Whether the words between two names say so: "in X, a village of Y", "the X area in eastern Y"."""
    words = page.lowers[narrow.end : broad.start]
    if not 0 < len(words) <= _WITHIN or not (_IN & set(words) or words == [","]):
        return False
    known = page.lexicon.words
    return all(
        w in _BETWEEN or w in known.compass or w in known.features or page.pos[i] in ("ADJ", "DET", "NUM") or page.texts[i].isspace()
        for i, w in enumerate(words, narrow.end)
    )


def _common(found: Sequence[Found], page: Page) -> str | None:
    """The one country of a report: of all the places it names, and the one that its actors are of most."""
    told = [f.place.country for f in found if f.place.country is not None]
    named = set(told)
    if (
        len(named) != 1
        or len(told) < _TOLD
        or any(f.place.country is None and f.place.gazetteer != "model" and f.place.feature != "water" for f in found)
    ):
        return None
    (country,) = named
    return country if page.countries[country] >= _SHARE * page.countries.total() else None
