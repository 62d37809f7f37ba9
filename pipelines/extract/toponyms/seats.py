"""Capitals that are told by their nation: "in the Chadian capital".

What belongs here: that description as a place. What does not: capitals by name (``choice``), and capitals that act for their state (``actors``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pipelines.annotate.gazetteer import City, fold
from pipelines.extract.toponyms.entries import city_place
from pipelines.extract.toponyms.lands import Found
from pipelines.extract.toponyms.page import Page

#: Prepositions that lead to a place.
_TO_PLACE = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "to", "from", "into", "of", "on", "over", "through"})
_WHY = "capital of a nation"


def seats(page: Page, taken: Collection[int]) -> Iterator[Found]:
    """Find capitals that only their nation's adjective tells.

    Args:
        page: the document.
        taken: tokens of the places found by name.

    Yields:
        The capital, over the adjective and its noun, in text order. One whose name follows is found by its name.
    """
    for i, word in enumerate(page.lowers):
        if word != "capital" or i < 2 or page.pos[i] != "NOUN" or i - 1 in taken:
            continue
        country = page.lexicon.adjectives.get(fold(page.texts[i - 1]))
        if country is None or not page.texts[i - 1][:1].isupper() or page.lowers[i - 2] != "the" or _is_named(page, i):
            continue
        at = page.tokens[i]
        if at.dep_ != "pobj" or at.head.lower_ not in _TO_PLACE:
            continue
        city = _capital(page, country)
        if city is not None:
            yield Found(city_place(city, page.lexicon), _WHY, i - 1, i + 1)


def _is_named(page: Page, i: int) -> bool:
    """Whether the capital's name follows it, or it is of something else ("the French capital markets", "the Swiss capital of banking")."""
    following = [(page.texts[k], page.pos[k]) for k in range(i + 1, min(i + 3, len(page.texts)))]
    if not following:
        return False
    (text, pos), rest = following[0], following[1:]
    return pos in ("NOUN", "PROPN") or text in ("of", "(") or (text in (",", "-", "–", "—") and bool(rest) and rest[0][1] == "PROPN")


def _capital(page: Page, country: str) -> City | None:
    """The populated place that is a country's capital."""
    for name, of in page.lexicon.capitals.items():
        if of == country:
            for city in page.called(name):
                if city.country == country:
                    return city
    return None
