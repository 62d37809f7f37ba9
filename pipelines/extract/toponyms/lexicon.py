"""The lists that places are found in: regions and sites, countries, first-level regions, populated places.

What belongs here: reading them, and which entries of two lists are one place. What does not: finding their names in a text (``stretches``), and
choosing among places of one name (``choice``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from pipelines import lexicons
from pipelines.annotate.gazetteer import City, CityGazetteer, PhraseTable, key
from pipelines.extract.toponyms.cues import PlaceWords

#: How far apart two records of one town lie at most.
_NEAR_DEGREES = 0.5


@dataclass(frozen=True)
class Listed:
    """A place of a list other than the populated places."""

    gazetteer: str
    id: str
    name: str
    feature: str
    country: str | None
    countries: tuple[str, ...]
    admin1: str | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True)
class PlaceLexicon:
    """Everything that the finding of places reads."""

    listed: PhraseTable[Listed]
    cities: CityGazetteer
    #: Folded name of a capital to its country, so that the usual one of several cities is known.
    capitals: Mapping[str, str]
    words: PlaceWords
    #: Folded adjectives of nations, regions and parts of the world, which name no place, with the one country that they are of.
    adjectives: Mapping[str, str | None]
    #: GeoNames id to the name that English texts use, where it is not the gazetteer's without its marks.
    english: Mapping[int, str]
    #: Rule to (right, read).
    confidence: Mapping[str, tuple[int, int]]
    #: Countries by their code.
    countries: Mapping[str, Listed] = field(default_factory=dict)

    @classmethod
    def load(cls, cache: Path | None = None) -> Self:
        """Read all lists.

        Args:
            cache: a folder of the caller's in which the compact gazetteer of populated places is kept; without it, it is made afresh, which
                takes some seconds.

        Raises:
            LexiconError: a list is missing or malformed.
        """
        data = {name: lexicons.read(name) for name in ("geography", "countries", "contested", "place_words", "confidence_places")}
        return cls.of(data, CityGazetteer.load(cache), _subdivisions(PlaceWords.of(data["place_words"])))

    @classmethod
    def of(cls, data: Mapping[str, Mapping[str, Any]], cities: CityGazetteer, subdivisions: Sequence[tuple[str, Listed]] = ()) -> Self:
        """Make it of the files' contents by their names."""
        listed: list[tuple[str, Listed]] = []
        capitals: dict[str, str] = {}
        english: dict[int, str] = {}
        for item in data["geography"]["entries"]:
            countries = tuple(item.get("countries") or ())
            place = Listed(
                "geography",
                item["id"],
                item["name"],
                item["feature"],
                countries[0] if len(countries) == 1 else None,
                countries,
                item.get("admin1"),
                item.get("latitude"),
                item.get("longitude"),
            )
            names = (item["name"], *(item.get("aliases") or []))
            city = _same_city(place, names, cities) if place.feature == "populated_place" else None
            if city is not None:
                english[city.geoname_id] = place.name
                place = Listed(
                    "geonames",
                    str(city.geoname_id),
                    place.name,
                    place.feature,
                    city.country,
                    (city.country,),
                    city.admin1,
                    city.latitude,
                    city.longitude,
                )
            listed += [(name, place) for name in names]
        for item in data["contested"]["entries"]:
            places = item.get("places") or []
            if places:
                place = Listed("contested", item["id"], places[0], "region", item["country"], (item["country"],), None, None, None)
                listed += [(name, place) for name in places]
        states: dict[str, Listed] = {}
        for item in data["countries"]["entries"]:
            country = item.get("successor", item["id"])
            place = Listed("countries", item["id"], item["name"], "country", country, (country,), None, None, None)
            if item["id"] == country:
                states[country] = place
            listed += [(name, place) for name in (item["name"], *(item.get("aliases") or []), *(item.get("acronyms") or []))]
            for capital in (item.get("capital"), *(item.get("capital_aliases") or [])):
                if capital:
                    capitals.setdefault(key(capital), country)
        for name, country in capitals.items():
            for item in data["countries"]["entries"]:
                if item.get("capital") and key(item["capital"]) == name:
                    city = next((c for c in cities.called(name) if c.country == country), None)
                    if city is not None:
                        english.setdefault(city.geoname_id, item["capital"])
        names_of_places = {key(name) for name, _ in listed}
        adjectives: dict[str, str | None] = {}
        for item in data["countries"]["entries"]:
            for word in (*(item.get("adjectives") or []), *(item.get("people") or [])):
                adjectives.setdefault(key(word), item.get("successor", item["id"]))
        for item in data["geography"]["entries"]:
            for word in item.get("adjectives") or []:
                lands = item.get("countries") or []
                adjectives.setdefault(key(word), lands[0] if len(lands) == 1 else None)
        return cls(
            PhraseTable.of([*listed, *subdivisions], close=True),
            cities,
            capitals,
            PlaceWords.of(data["place_words"]),
            {word: country for word, country in adjectives.items() if word not in names_of_places},
            english,
            {rule: (counts["right"], counts["read"]) for rule, counts in data.get("confidence_places", {}).get("rules", {}).items()},
            states,
        )

    def confidence_of(self, rule: str) -> float | None:
        """Measured share of right mentions of a rule; None when it was not read."""
        counts = self.confidence.get(rule)
        return None if counts is None or not counts[1] else round(counts[0] / counts[1], 3)


def _same_city(place: Listed, names: Sequence[str], cities: CityGazetteer) -> City | None:
    """The populated place of GeoNames that a listed one is: of one of its names, in its country, and near its point."""
    for name in names:
        for city in cities.called(key(name)):
            if city.country == place.country and (
                place.latitude is None
                or place.longitude is None
                or (abs(city.latitude - place.latitude) < _NEAR_DEGREES and abs(city.longitude - place.longitude) < _NEAR_DEGREES)
            ):
                return city
    return None


def _subdivisions(words: PlaceWords) -> tuple[tuple[str, Listed], ...]:
    """First-level regions of ISO 3166-2, by name without the word for their sort."""
    import pycountry

    alpha3 = {c.alpha_2: c.alpha_3 for c in pycountry.countries}
    found = []
    for region in pycountry.subdivisions:
        # the counties of the United Kingdom lie in England, Scotland, Wales and Northern Ireland
        is_first = region.parent_code is None or region.country_code == "GB"
        if not is_first or region.country_code not in alpha3 or len(region.name) < 4:
            continue
        country = alpha3[region.country_code]
        place = Listed("iso3166-2", region.code, region.name, "admin1", country, (country,), region.code, None, None)
        names = {region.name, region.name.split(",")[0]}
        for ending in (" oblast", "skaya oblast'", " Province", " oblysy", " Governorate", " Region"):
            names |= {n.removesuffix(ending) for n in names}
        found += [
            (name, place) for name in sorted(names) if len(name) >= 4 and key(name) not in words.not_places | words.features.keys() | words.compass
        ]
    return tuple(found)
