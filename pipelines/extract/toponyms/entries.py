"""What the lists tell of a place, as rows hold it.

What belongs here: making a ``Place`` of an entry of a list, of a town of GeoNames, or of a name alone. What does not: which of them a name means
(``choice``).
"""

from __future__ import annotations

import unicodedata

from rapidfuzz.distance import OSA

from pipelines.annotate.gazetteer import LETTERS, City, key
from pipelines.extract.model import Place
from pipelines.extract.toponyms.lexicon import Listed, PlaceLexicon
from pipelines.ids import make_id

#: Marks of transliteration: names of towns in other scripts have them, names in Latin scripts have others or fit the text without them.
_TRANSLITERATING = frozenset(
    {"COMBINING MACRON", "COMBINING DOT BELOW", "COMBINING CEDILLA", "COMBINING MACRON BELOW", "APOSTROPHE", "RIGHT SINGLE QUOTATION MARK"}
    | {"LEFT SINGLE QUOTATION MARK", "MODIFIER LETTER APOSTROPHE", "MODIFIER LETTER TURNED COMMA", "GRAVE ACCENT"}
)
#: Fewest letters of a name that is looked up in another spelling.
SPELT = 4
#: Least similarity of a small town's further name to its usual one.
_RESEMBLANCE = 0.45
#: The same for names of few letters.
_SHORT_RESEMBLANCE = 0.75


def listed_place(listed: Listed) -> Place:
    """The place of an entry."""
    return Place(
        place_id=make_id("plc", listed.gazetteer, int(listed.id) if listed.gazetteer == "geonames" else listed.id),
        name=_english(listed.name) if listed.gazetteer == "iso3166-2" else listed.name,
        country=listed.country,
        admin1=listed.admin1,
        latitude=listed.latitude,
        longitude=listed.longitude,
        feature=listed.feature,
        gazetteer=listed.gazetteer,
        gazetteer_id=listed.id,
    )


def unlisted_place(name: str, country: str | None, feature: str, admin1: str | None = None) -> Place:
    """A place that no list holds: without a point. Provinces are told apart from towns of their name."""
    gazetteer_id = f"{key(name)}{' province' if feature == 'admin1' else ''}/{country or ''}"
    return Place(
        place_id=make_id("plc", "model", gazetteer_id),
        name=name,
        country=country,
        admin1=admin1,
        latitude=None,
        longitude=None,
        feature=feature,
        gazetteer="model",
        gazetteer_id=gazetteer_id,
    )


def city_place(city: City, lexicon: PlaceLexicon, said: str | None = None) -> Place:
    """A populated place under its English name.

    Args:
        city: the place.
        lexicon: for the names that English texts use.
        said: how the text spells it; that stands where the list has no more than a transliteration ("Mek'ele").
    """
    return Place(
        place_id=make_id("plc", "geonames", city.geoname_id),
        name=lexicon.english.get(city.geoname_id) or (said if said is not None and _is_spelling(said, city) else _english(city.name)),
        country=city.country,
        admin1=city.admin1,
        latitude=city.latitude,
        longitude=city.longitude,
        feature="populated_place",
        gazetteer="geonames",
        gazetteer_id=str(city.geoname_id),
    )


def resembles(folded: str, city: City) -> bool:
    """Whether a further name of a town is a spelling of its usual one; a list of names holds quarters and former names too."""
    least = _RESEMBLANCE if len(folded) > SPELT else _SHORT_RESEMBLANCE
    return max(OSA.normalized_similarity(part, folded) for part in (key(city.name), key(city.name).removeprefix("al "))) >= least


def _is_spelling(said: str, city: City) -> bool:
    """Whether a text spells a town in plain letters that the list has in a transliteration, and otherwise than that without its marks."""
    marks = {unicodedata.name(c, "") for c in unicodedata.normalize("NFKD", city.name)}
    if not marks & _TRANSLITERATING or not said.isascii() or said.isupper() or not said[:1].isupper():
        return False
    return key(said) != key(_english(city.name)) and resembles(key(said), city)


def _english(name: str) -> str:
    """A name without the marks of transliteration, as English texts print it: "Herat"."""
    plain = _plain_letters(name).replace("\u2019", "'")
    return plain.strip("'\u2018\u02bb\u02bc`").replace("\u2018", "").replace("`", "")


def _plain_letters(name: str) -> str:
    """A name in plain Latin letters, its case kept."""
    taken_apart = unicodedata.normalize("NFKD", name.translate(LETTERS))
    return "".join(c for c in taken_apart if not unicodedata.combining(c))
