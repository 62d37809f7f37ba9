"""Which place a stretch of words names, if any.

What belongs here: choosing among the places of one name, and what is done with a name that no list holds. What does not: reading the words around
it (``surroundings``), and finding the stretch (``stretches``).
"""

from __future__ import annotations

import calendar
import math
from collections.abc import Sequence

from pipelines.annotate.gazetteer import GREAT_CITY, City, fold, key, spellings
from pipelines.extract.model import Place
from pipelines.extract.toponyms.cues import follows_settlement, stands_as_place
from pipelines.extract.toponyms.entries import SPELT, city_place, listed_place, resembles, unlisted_place
from pipelines.extract.toponyms.lexicon import Listed
from pipelines.extract.toponyms.page import OnPage, Page
from pipelines.extract.toponyms.stretches import INNER, Stretch
from pipelines.extract.toponyms.surroundings import ABBREVIATED, QUOTES, Surroundings

#: Least population of a place that is taken without its country being named, and of one that beats a region of the same name.
_KNOWN_CITY, _GREAT_CITY = 30_000, 300_000
_METROPOLIS, _GREAT_TOWN = 1_000_000, 150_000
#: Least population, and fewest letters, of a town that is taken because no other bears its name.
_TOWN, _TELLING = 5_000, 6
#: The most people of a village.
_VILLAGE = 30_000
#: The most letters of an acronym.
_LETTERS = 4
#: Weights of the evidence for one of several places of a name; a power of ten of population counts 1. Set by reading.
_NAMED_COUNTRY, _NEIGHBOUR, _COMMON_COUNTRY, _BESIDE, _USUAL_NAME = 2.5, 2.0, 1.0, 8.0, 1.0
#: Nouns that, with a capital behind the name of a town, make the name of a street or its like.
_STREETS = frozenset({"street", "avenue", "road", "square"})
#: Nouns behind the name of a paper or a broadcaster.
_MEDIA = frozenset({"newspaper", "newspapers", "daily", "magazine", "weekly", "television", "radio", "agency"})
#: Nouns of what is called after a place near it.
_SITES = frozenset({"checkpoint", "crossing", "bridge", "dam", "prison", "barracks", "roundabout", "junction", "airport", "airbase", "base", "camp"})
#: Words that open names of persons and of places alike: "Abu Ghraib".
_PARTICLES = frozenset({"abu", "ibn", "bin"})


class Choice(OnPage):
    """Chooses the places of one document."""

    def __init__(self, page: Page, around: Surroundings) -> None:
        super().__init__(page)
        self.around = around
        self.labels = page.labels
        self.countries = page.countries
        self.surnames = page.surnames
        self.is_sport = page.is_sport

    def place(self, stretch: Stretch) -> tuple[Place, str, int, int] | None:
        """The place that a stretch names, why, and the tokens of its name; None when it names none."""
        start, end = stretch.start, stretch.end
        while start < end - 1 and (
            self.lowers[start] in self.lexicon.words.compass
            or self.texts[start] in ABBREVIATED
            or self.lowers[start] in ("the", "and", "city", "town", "village", "province", "of", "state", "district", "mount")
        ):
            if self.lexicon.listed.get(self.doc.doc[start:end].text) or self._is_town_of(start, end):
                break
            start += 1
        if end - start > 1 and self.texts[start] in calendar.month_name and self.texts[start] != "":
            # "in April X pulled out"
            start += 1
        feature = self.around.feature(start, end)
        features = self.lexicon.words.features
        if (
            end < len(self.texts)
            and self.texts[end][0].isupper()
            and features.get(self.lowers[end]) == "site"
            and (self.lowers[end] in _STREETS or self._is_new(start, end))
        ):
            # the model cuts "Tirana International Airport" short
            end += 1
            feature = "site"
        elif end - start > 1 and self.lowers[end - 1] in features and features[self.lowers[end - 1]] != "site":
            # "Tel Afar District" is looked up as Tel Afar where the whole is not listed
            whole = self.doc.doc[start:end].text
            is_adjective = fold(self.texts[end - 2]) in self.lexicon.adjectives
            is_town_itself = self.texts[end - 1] == "City" and not self._is_great(self.doc.doc[start : end - 1].text)
            if not is_town_itself and not is_adjective and not self.lexicon.listed.get(whole) and not self.page.called(key(whole)):
                end -= 1
                feature = self.lexicon.words.features[self.lowers[end]]
        if end + 1 < len(self.texts) and self.lowers[end] in INNER and self.texts[end + 1][0].isupper() and self.pos[end - 1] == "PROPN":
            # "Agusan" of "Agusan del Sur"
            whole = self.doc.doc[start : end + 2].text
            if self.lexicon.listed.get(whole) or self.page.called(key(whole)):
                end += 2
        is_of_water = start >= 2 and self.lowers[start - 1] == "of" and features.get(self.lowers[start - 2]) in ("water", "terrain", "region")
        if is_of_water and self.lexicon.listed.get(self.doc.doc[start - 2 : end].text):
            # "the gulf of X" written small
            start -= 2
        name = self.doc.doc[start:end].text
        beside = self.around.beside(start, end)
        if end - start == 1 and name in self.surnames and key(name) not in self.lexicon.capitals and not self.around.is_inside(start):
            return None
        listed = self.lexicon.listed.get(name) or self._close(start, end)
        regions = [v for v in listed if v.gazetteer != "iso3166-2" and not (v.gazetteer == "countries" and v.feature == "country")]
        if self.lowers[start] in self.lexicon.words.compass:
            # many lands have western mountains
            regions = [v for v in regions if key(v.name) in key(name) or v.country is None or v.country in self.countries]
        countries = [v for v in listed if v.gazetteer == "countries"]
        divisions = [v for v in listed if v.gazetteer == "iso3166-2"]
        if countries and not self.around.is_us_state(start, name, beside):
            return (listed_place(countries[0]), "listed country", start, end) if self.around.country_locates(start, end) else None
        cities = self.page.called(key(name))
        if regions and all(v.gazetteer == "geonames" for v in regions):
            if feature == "admin1" and self.around.is_land(end):
                return self._land_of(regions[0], divisions, name), "region by its noun", start, end
            return listed_place(regions[0]), "listed settlement", start, end
        if regions and all(v.feature == "admin1" for v in regions) and feature is None:
            # "New York" is the city unless its state is said
            great = next(
                (
                    c
                    for c in cities
                    if c.population >= _METROPOLIS
                    and any(c.country == v.country for v in regions)
                    and (c.is_main or key(c.name).startswith(f"{key(name)} "))
                ),
                None,
            )
            if great is not None:
                return city_place(great, self.lexicon), "city before its region", start, end
        if (
            regions
            and beside is None
            and all(v.feature == "region" and v.country == "GBR" for v in regions)
            and self.around.is_team(stretch.start, stretch.end)
        ):
            # England, Scotland, Wales and Northern Ireland play under their names
            return None
        if regions and all(v.feature == "continent" for v in regions) and self.around.is_imagined(start, end):
            return None
        if regions:
            best = max(regions, key=lambda v: (any(c in self.countries for c in v.countries), v.gazetteer == "geography"))
            return listed_place(best), "listed region", start, end
        if feature in ("admin1", "region") and divisions and not self.around.is_edge(start, end):
            division = self._division(divisions, beside)
            if division is not None:
                return listed_place(division), "region by its noun", start, end
        following = self.lexicon.words.features.get(self.lowers[end]) if end < len(self.texts) else None
        # the Kota islands are not at the city of Kota
        is_land = following in ("terrain", "water") and key(name) not in self.lexicon.capitals
        city, why = (None, "") if is_land else self._city(cities, name, beside, stretch)
        if why == "team":
            return None
        if why == "population" and feature == "admin1":
            # "the state of Delta" is no town
            city = None
        division = self._division(divisions, beside) if divisions else None
        if city is not None and (
            division is None
            or city.population >= _GREAT_CITY
            or beside is not None
            or key(name) in self.lexicon.capitals
            or (city.country == division.country and feature not in ("admin1", "region") and not self.around.is_among_regions(start))
        ):
            if feature == "admin1" and self.around.is_land(end):
                return self._land_of(city, divisions, name), "region by its noun", start, end
            if self.lowers[end : end + 1] == ["county"] and self.around.is_land(end, "admin2"):
                # a county has its own bounds, and no point of its seat
                return unlisted_place(f"{name} County", city.country, "admin2", city.admin1), "region by its noun", start, end
            return city_place(city, self.lexicon, name), why, start, end
        entity = self.labels.get(start)
        is_place = stretch.label in ("GPE", "LOC") or (entity is not None and entity.label_ in ("GPE", "LOC") and entity.end == end)
        if division is not None and (division.country in self.countries or division.country == "USA" or (is_place and city is None)):
            return listed_place(division), "first-level region", start, end
        if city is not None:
            return city_place(city, self.lexicon, name), why, start, end
        if not cities and not divisions and following not in ("terrain", "water", "admin1", "site") and feature in (None, "populated_place"):
            other = self._other_spelling(name, beside, stretch)
            if other is not None:
                return city_place(other, self.lexicon, name), "another spelling", start, end
        return self._unlisted(stretch, start, end, name, beside, feature)

    def _city(self, cities: Sequence[City], name: str, beside: str | None, stretch: Stretch) -> tuple[City | None, str]:
        folded = key(name)
        cities = [c for c in cities if c.is_main or c.population >= _GREAT_CITY or resembles(folded, c)]
        if not cities:
            return None, ""
        country = beside[:2] if beside is not None and "-" in beside else beside
        is_told = follows_settlement(self.tokens, stretch.start, self.lexicon.words)
        is_word = (folded in self.lexicon.words.not_places or len(folded) < 3) and not is_told
        capital = self.lexicon.capitals.get(folded)
        common = self.countries.most_common(1)[0][0] if self.countries else None

        has_great = cities[0].population >= _GREAT_TOWN
        beyond = {land for land, names in self.page.neighbours.items() if names != {folded}}

        def score(city: City) -> float:
            value = math.log10(city.population + 10) + _USUAL_NAME * city.is_main
            if country is not None:
                same = city.admin1 == (beside or "").replace("-", ".") if beside is not None and "-" in beside else city.country == country
                value += _BESIDE * same
            if city.country in self.countries:
                # a hamlet does not become likely because its country is named
                value += _NAMED_COUNTRY if city.population >= _KNOWN_CITY or not has_great else _COMMON_COUNTRY / 2
            elif city.country in beyond:
                value += _NEIGHBOUR if city.population >= _KNOWN_CITY or not has_great else 0.0
            if city.country == common:
                value += _COMMON_COUNTRY
            if capital is not None and city.country == capital:
                value += 2.0
            return value

        best = max(cities, key=lambda c: (score(c), -c.geoname_id))
        if country is None and self.around.is_team(stretch.start, stretch.end):
            return None, "team"
        if best.population > _VILLAGE and self.around.is_village(stretch.start, stretch.end):
            return None, ""
        if country is not None:
            same = best.country == country or (best.admin1 or "").startswith(f"{country}.")
            return (best, "its country beside it") if same else (None, "")
        if stretch.label == "FAC" and best.is_main and best.population >= GREAT_CITY and self.around.is_located(stretch.start):
            return best, "population"
        if capital == best.country:
            return best, "capital as a place"
        if len(name) <= _LETTERS and name.isupper():
            # "(TSU)"
            return None, ""
        if is_word:
            return None, ""
        if best.country in self.countries:
            return best, "its country in the document"
        least = _TOWN if len(self.page.neighbours.get(best.country, ())) > 1 else _KNOWN_CITY
        is_owner = stretch.end < len(self.tokens) and self.tokens[stretch.end].tag_ == "POS"
        if best.country in beyond and best.is_main and best.population >= least and not is_owner and stretch.label in ("GPE", "cue", "listed"):
            return best, "its country in the document"
        following = self.lexicon.words.features.get(self.lowers[stretch.end]) if stretch.end < len(self.texts) else None
        is_settlement = stretch.label == "GPE" and following in (None, "populated_place")
        is_only = sum(c.is_main for c in cities) == 1 and self.around.is_located(stretch.start)
        # a report of known countries means a smaller place of theirs rather than a town elsewhere, unless the name is that town's alone
        least = _KNOWN_CITY if is_only or not self.countries else GREAT_CITY
        if best.population >= least and (best.is_main or best.population >= _GREAT_TOWN) and stretch.label != "FAC":
            return best, "population"
        if is_only and best.is_main and best.population >= _TOWN and not self.countries and len(folded) >= _TELLING and is_settlement:
            return best, "only town of its name"
        return None, ""

    def _other_spelling(self, name: str, beside: str | None, stretch: Stretch) -> City | None:
        """A town of the document's countries whose name is written in another way: "Qaim" for "Al-Qa'im", "Salqeen" for "Salqin"."""
        lands = {beside[:3]} if beside is not None and "-" not in beside else set(self.countries)
        folded = key(name)
        if not lands or len(folded) < SPELT or stretch.label not in ("GPE", "LOC", "cue") or folded in self.lexicon.words.not_places:
            return None
        found = {
            c.geoname_id: c
            for spelling in spellings(folded)
            for c in self.page.called(spelling)
            if c.country in lands and (c.is_main or resembles(folded, c)) and c.country in self.lexicon.words.respelt
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _division(self, divisions: Sequence[Listed], beside: str | None) -> Listed | None:
        if beside is not None:
            return next((d for d in divisions if d.country == beside), None)
        here = [d for d in divisions if d.country in self.countries]
        if len(divisions) == 1:
            return divisions[0]
        if here:
            return max(here, key=lambda d: (self.countries[d.country or ""], d.id))
        return None

    def _land_of(self, town: Listed | City, divisions: Sequence[Listed], name: str) -> Place:
        """The province that is called after a town: no point, and not the town."""
        division = next((d for d in divisions if d.country == town.country), None)
        return listed_place(division) if division is not None else unlisted_place(name, town.country, "admin1", town.admin1)

    def _close(self, start: int, end: int) -> tuple[Listed, ...]:
        match = self.lexicon.listed.at(self.words, start)
        return match.values if match is not None and match.end == end and match.is_close else ()

    def _is_town_of(self, start: int, end: int) -> bool:
        """Whether a compass word belongs to the name of a town: "North Baltimore, Ohio"."""
        if not self.texts[start][0].isupper() or self.lowers[start] not in self.lexicon.words.compass:
            return False
        towns = [c for c in self.page.called(key(self.doc.doc[start:end].text)) if c.is_main]
        beside = self.around.beside(start, end)
        return any(c.country in self.countries or (beside is not None and c.country == (beside if "-" not in beside else "USA")) for c in towns)

    def _is_great(self, name: str) -> bool:
        """Whether a town of the name is known without its country; with "City", a British one is a club."""
        return any(c.is_main and c.population >= GREAT_CITY and c.country != "GBR" for c in self.page.called(key(name))) or bool(
            [v for v in self.lexicon.listed.get(name) if v.gazetteer == "geonames"]
        )

    def _is_new(self, start: int, end: int) -> bool:
        """Whether no list holds the name."""
        name = self.doc.doc[start:end].text
        return not self.lexicon.listed.get(name) and not any(c.is_main for c in self.page.called(key(name)))

    def _unlisted(
        self, stretch: Stretch, start: int, end: int, name: str, beside: str | None, feature: str | None
    ) -> tuple[Place, str, int, int] | None:
        if stretch.label not in ("GPE", "LOC", "FAC", "cue") or (end - start == 1 and self.texts[start].isupper()):
            return None
        folded = key(name)
        is_site_name = stretch.label in ("FAC", "LOC") and self.lexicon.words.features.get(self.lowers[end - 1]) == "site"
        if (
            (fold(self.texts[end - 1]) in self.lexicon.words.no_heads and stretch.label != "FAC" and not is_site_name)
            or (self.tokens[start].tag_ == "JJ" and (stretch.label != "GPE" or feature is None or folded in self.lexicon.adjectives))
            or fold(self.texts[start]) in self.lexicon.words.compass
        ):
            return None
        is_settlement = follows_settlement(self.tokens, stretch.start, self.lexicon.words)
        if not folded or (folded in self.lexicon.words.not_places and not is_settlement) or self.tokens[start].idx < self.doc.title_end:
            return None
        parts = folded.split()
        words = self.lexicon.words
        is_site = words.features.get(parts[-1]) == "site"
        if name[:2] in ("N.", "S.", "E.", "W.") or (fold(self.texts[end - 1]) in words.compass and self.pos[end : end + 1] == ["PROPN"]):
            # "E.China", and the "Brent North" of "Brent North Sea crude"
            return None
        if self.lowers[end : end + 1] and self.lowers[end] in _MEDIA:
            return None
        if (
            start >= 2
            and self.lowers[start - 1] == "of"
            and self.texts[start - 2][0].isupper()
            and words.features.get(self.lowers[start - 2]) == "site"
        ):
            # the model cuts "Temple of X" short
            start -= 2
            name = self.doc.doc[start:end].text
            folded, parts = key(name), key(name).split()
        if "-" in (self.texts[start - 1] if start else "", self.texts[end] if end < len(self.texts) else ""):
            # a part of "Sar-i-Pul"
            return None
        if self.texts[end - 1][-1] in "'\u2019" or (self.is_sport and self.around.is_team(stretch.start, stretch.end)):
            return None
        if any((p in words.not_in_names and not is_site_name) or (p.isdigit() and not is_site) for p in parts) or all(
            p in words.features or p in words.compass for p in parts
        ):
            return None
        if any(p in words.no_heads and p not in _PARTICLES for p in parts) and stretch.label != "FAC" and not is_site_name:
            return None
        if (parts[-1] in self.lexicon.adjectives and not is_settlement) or (start > 0 and self.texts[start - 1] in QUOTES):
            return None
        if start > 0 and stretch.label in ("cue", "GPE") and self.around.is_business(start):
            return None
        is_told = feature is not None or self.around.is_located(stretch.start)
        has_noun = any(p in words.features for p in parts)
        if (
            stretch.label in ("GPE", "LOC", "FAC")
            and not is_told
            and not has_noun
            and not stands_as_place(self.tokens, start, end, self.lexicon.words, is_person=False)
        ):
            return None
        if end < len(self.texts) and end - stretch.start > 0 and self.texts[end] in _SITES and self.tokens[end].dep_ != "compound":
            # "X checkpoint" is not X
            end += 1
            name = self.doc.doc[start:end].text
            parts = [*parts, self.lowers[end - 1]]
        country = beside if beside is not None and "-" not in beside else None
        sort = (
            ("terrain" if parts[0] in ("mt", "mount") else None)
            or (words.features.get(parts[0]) if len(parts) > 2 and parts[1] == "of" else None)
            or words.features.get(parts[-1])
            or (feature if not self.around.is_edge(start, end) else None)
            or {"GPE": "populated_place", "LOC": "region", "FAC": "site", "cue": "populated_place"}[stretch.label]
        )
        return unlisted_place(name, country, sort), "name of the model", start, end
