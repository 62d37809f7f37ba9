"""Which of two places is the narrower, and whether one is told to lie in the other.

What belongs here: comparing places by sort and by the words between their names. What does not: finding the places of an act (``reach``).
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipelines.extract.acts.lexicon import EventLexicon
from pipelines.extract.model import PlaceIndex, PlaceMention

#: What a broad place must be nearer by to be preferred to a narrow one.
BREADTH = {"country": 1.2, "continent": 1.8, "admin1": 0.6, "admin2": 0.2, "region": 0.5, "water": 0.5}
#: The same of an area that no list holds.
_QUARTER = 0.25
#: Nouns of what lies in a town.
_QUARTERS = frozenset({"area", "district", "neighbourhood", "neighborhood", "quarter", "suburb", "section", "sector", "ward", "borough", "region"})
#: Words behind a name that tell which way from another it lies.
_DIRECTIONS = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"})
#: How many words stand at most between the names of a place and of what it lies in.
_WITHIN = 6


def narrowed(mention: PlaceMention, doc: Doc, places: PlaceIndex, lexicon: EventLexicon) -> PlaceMention:
    """The narrowest of places told one inside the other: "X village in the Y district of Z", "the Z village of X", "Z's capital, X"."""
    mentions = places.mentions
    at = next(n for n, m in enumerate(mentions) if m.place_mention_id == mention.place_mention_id)
    low = at
    while low > 0 and _lies_in(mentions[low - 1], mentions[low], doc, places, lexicon):
        low -= 1
    if low < at:
        return mentions[low]
    while at + 1 < len(mentions) and _holds(mentions[at], mentions[at + 1], doc, places, lexicon):
        at += 1
    return mentions[at]


def _between(first: PlaceMention, second: PlaceMention, doc: Doc) -> list[Token]:
    return [doc[i] for i in range(first.end, second.start) if not doc[i].is_space] if second.start - first.end <= _WITHIN else []


def _fits(narrow: PlaceMention, broad: PlaceMention, places: PlaceIndex) -> bool:
    """Whether one place can lie in another, by their countries."""
    inner, outer = places.places[narrow.place_id], places.places[broad.place_id]
    return inner.place_id != outer.place_id and (inner.country is None or outer.country is None or inner.country == outer.country)


def extent(mention: PlaceMention, places: PlaceIndex) -> float:
    """How broad a place is: what it must be nearer by to be preferred to a settlement or a site."""
    place = places.places[mention.place_id]
    # "the X area", which no list holds, is small
    return _QUARTER if place.gazetteer == "model" and place.feature == "region" else BREADTH.get(place.feature, 0.0)


def _is_known(mention: PlaceMention, places: PlaceIndex) -> bool:
    return places.places[mention.place_id].gazetteer != "model"


def _lies_in(narrow: PlaceMention, broad: PlaceMention, doc: Doc, places: PlaceIndex, lexicon: EventLexicon) -> bool:
    """Whether the words between two names say that the first lies in the second: "in X district, also in Y", "the X area of Y"."""
    words = _between(narrow, broad, doc)
    if not words or not _fits(narrow, broad, places) or (narrow.start > 0 and doc[narrow.start - 1].lower_ == "from"):
        return False
    texts = [w.lower_ for w in words]
    heads = lexicon.words["place_heads"]
    while len(texts) > 1 and texts[-1] == "," and words[0].lemma_.lower() in heads:
        # "X village, Y county"
        words, texts = words[1:], texts[1:]
    if texts == [","]:
        return extent(narrow, places) < extent(broad, places)
    if not {"in", "of", "on"} & set(texts):
        return False
    if words[0].lemma_.lower() in _QUARTERS:
        # "the X quarter of Y" and "the Y quarter of X" are both written: what no list holds lies in what one holds
        if texts[1:2] == ["of"] and _is_known(narrow, places) and (not _is_known(broad, places) or extent(narrow, places) > extent(broad, places)):
            return False
    elif extent(narrow, places) > extent(broad, places):
        return False
    return all(
        t in ("in", "of", "on", "the", ",", "also") or w.pos_ == "ADJ" or w.lemma_.lower() in heads or (w.pos_ == "NOUN" and w.dep_ == "compound")
        for w, t in zip(words, texts, strict=True)
    )


def _holds(broad: PlaceMention, narrow: PlaceMention, doc: Doc, places: PlaceIndex, lexicon: EventLexicon) -> bool:
    """Whether the words between two names say that the second lies in the first: "the X village of Y", "X's capital, Y"."""
    words = _between(broad, narrow, doc)
    if not words or not _fits(narrow, broad, places) or words[0].lower_ in _DIRECTIONS:
        # "X province north of Y"
        return False
    if words[0].lemma_.lower() in _QUARTERS:
        # "the X region of Y" lies in Y unless X is the broader
        if _is_known(narrow, places) and not (_is_known(broad, places) and extent(broad, places) > extent(narrow, places)):
            return False
    elif extent(narrow, places) > extent(broad, places):
        return False
    heads = lexicon.words["place_heads"]
    if words[0].tag_ == "POS":
        words = words[1:]
        if all(w.pos_ == "ADJ" for w in words):
            # "X's southern Y"
            return True
    while len(words) > 1 and words[0].pos_ in ("ADJ", "NOUN", "PROPN") and words[0].lemma_.lower() not in heads:
        words = words[1:]
    return len(words) == 2 and words[0].lemma_.lower() in heads and words[1].lower_ in ("of", ",")


def level(mention: PlaceMention, places: PlaceIndex, lexicon: EventLexicon) -> str:
    """The code of ``place_precision`` of a place that an act's own clause names."""
    feature = places.places[mention.place_id].feature
    for code in ("site", "settlement", "country"):
        if feature in lexicon.words[f"{code}_features"]:
            return code
    return "region"


def scenic(level: str) -> str:
    """The code of the same place as that of a scene, without its prefix."""
    return "settlement" if level == "site" else level
