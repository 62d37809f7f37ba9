"""Which places a document names, each with its entry in a gazetteer.

What belongs here: finding place names, and choosing among places of one name. What does not: which of them an event happened at (``events``),
and capitals that stand for governments (``actors``).

A country has no point: its coordinates are null, as are a region's unless the list of regions gives one. A name that only the model takes for a
place is kept with the gazetteer ``model``, without coordinates, and without a country unless the words beside it tell.
"""

from __future__ import annotations

import calendar
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from rapidfuzz.distance import OSA
from spacy.tokens import Span, Token

from pipelines import lexicons
from pipelines.annotate.document import AnnotatedDocument
from pipelines.annotate.gazetteer import GREAT_CITY, LETTERS, City, CityGazetteer, PhraseTable, fold, key, spellings
from pipelines.extract.model import ActorIndex, Place, PlaceIndex, PlaceMention
from pipelines.extract.toponyms import PlaceWords, follows_settlement, stands_as_place
from pipelines.ids import make_id

VERSION = 1
#: Least population of a place that is taken without its country being named, and of one that beats a region of the same name.
_KNOWN_CITY, _GREAT_CITY = 30_000, 300_000
_METROPOLIS, _GREAT_TOWN = 1_000_000, 150_000
#: Least population, and fewest letters, of a town that is taken because no other bears its name; fewest letters of a name in another spelling.
_TOWN, _TELLING, _SPELT = 5_000, 6, 4
#: The most letters of an acronym.
_LETTERS = 4
#: How far apart two records of one town lie at most.
_NEAR_DEGREES = 0.5
#: How many different words of games make a report one of sport.
_SPORT_WORDS = 2
#: The same for words that are used outside of games too.
_GAME_WORDS = 4
#: Long reports hold more of them by chance: one more is asked for every so many tokens.
_TOKENS_PER_WORD, _SHORT = 120, 250
#: Least similarity of a small town's further name to its usual one.
_RESEMBLANCE = 0.45
#: The same for names of few letters.
_SHORT_RESEMBLANCE = 0.75
#: Weights of the evidence for one of several places of a name; a power of ten of population counts 1. Set by reading.
_NAMED_COUNTRY, _COMMON_COUNTRY, _BESIDE, _USUAL_NAME = 2.5, 1.0, 8.0, 1.0
_ELSEWHERE = frozenset({"in", "at", "near", "from", "to", "into", "inside", "within", "across", "through", "throughout", "towards", "toward"})
_BORDERING = frozenset({"outside", "around", "over", "off", "via", "beyond", "along"})
#: Prepositions after which a report of games names a town as the place, and words of motion after which "to" does.
_GROUNDS = frozenset({"in", "at", "near", "outside", "inside", "around", "of"})
#: Nouns that, with a capital behind the name of a town, make the name of a street or its like.
_STREETS = frozenset({"street", "avenue", "road", "square"})
#: Nouns behind the name of a paper or a broadcaster.
_MEDIA = frozenset({"newspaper", "newspapers", "daily", "magazine", "weekly", "television", "radio", "agency"})
_TRIPS = frozenset({"come", "go", "travel", "return", "fly", "arrive", "trip", "move", "journey", "flight"})
_MOTION = frozenset({"visit", "leave", "enter", "reach", "invade", "flee", "tour", "cross", "quit", "border"})
#: Words inside a name.
#: Prepositions after which an organisation's name is its house.
_HOUSED = frozenset({"at", "outside", "inside", "near", "around"})
_ABBREVIATED = frozenset({"E.", "W.", "N.", "S.", "NE", "NW", "SE", "SW"})
_QUOTES = frozenset({'"', "``", "\u201c"})
_INNER = frozenset({"del", "de", "da", "do", "dos", "di"})
#: Articles of Arabic names that are English words, unless a hyphen follows.
_WORDS_TOO = frozenset({"at", "as", "an", "ash", "ad"})
#: Parts of speech of the words of names.
_NOMINAL = frozenset({"PROPN", "NOUN", "ADJ"})
_LINKS = frozenset({"-", "'", "al", "el", "de", "la", "as", "ash", "es", "an", "at", "ar", "az", "ad", "du", "des", "do", "da", "of"})


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
    #: Folded adjectives of nations and parts of the world, which name no place, with the nation's country.
    adjectives: Mapping[str, str | None]
    #: GeoNames id to the name that English texts use, where it is not the gazetteer's without its marks.
    english: Mapping[int, str]
    #: Rule to (right, read).
    confidence: Mapping[str, tuple[int, int]]

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
        for item in data["countries"]["entries"]:
            country = item.get("successor", item["id"])
            place = Listed("countries", item["id"], item["name"], "country", country, (country,), None, None, None)
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
                adjectives.setdefault(key(word), None)
        return cls(
            PhraseTable.of([*listed, *subdivisions], close=True),
            cities,
            capitals,
            PlaceWords.of(data["place_words"]),
            {word: country for word, country in adjectives.items() if word not in names_of_places},
            english,
            {rule: (counts["right"], counts["read"]) for rule, counts in data.get("confidence_places", {}).get("rules", {}).items()},
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


@dataclass(frozen=True)
class _Candidate:
    start: int
    end: int
    label: str


class _Finder:
    """Reads one document."""

    def __init__(self, doc: AnnotatedDocument, actors: ActorIndex, lexicon: PlaceLexicon) -> None:
        self.doc = doc
        self.tokens: list[Token] = doc.tokens
        self.texts = doc.token_texts
        self.lowers = doc.token_lowers
        self.pos = doc.token_pos
        self.lexicon = lexicon
        self.words = doc.words
        self.taken = self._taken(actors)
        self.labels = {i: e for e in doc.doc.ents for i in range(e.start, e.end)}
        self.countries = self._countries(actors)
        #: Last words of the full names of persons, by which they are called later on.
        self.surnames = {
            self.texts[m.end - 1]
            for m in actors.mentions
            if m.form == "name" and m.end - m.start > 1 and actors.actors[m.actor_id].kind == "person" and m.end <= len(self.texts)
        }
        self._cities: dict[str, tuple[City, ...]] = {}
        #: In reports of games, towns stand for their teams.
        self.is_sport = self._is_of_games()

    def _is_of_games(self) -> bool:
        """Whether the document is a report of games, by how many different words of games it uses for its length."""
        used = set(self.texts)
        sports, games = len(self.lexicon.words.sports & used), len(self.lexicon.words.games & used)
        size = len(self.texts)
        return (
            sports >= _SPORT_WORDS
            or games >= max(_GAME_WORDS, size // _TOKENS_PER_WORD)
            or (sports > 0 and sports + games > _SPORT_WORDS and size <= _SHORT)
        )

    def _taken(self, actors: ActorIndex) -> set[int]:
        """Tokens that name a person, an organisation, or a government by its capital."""
        taken: set[int] = set()
        for mention in actors.mentions:
            kind = actors.actors[mention.actor_id].kind
            rule = mention.resolved_by.partition(":")[0]
            tokens = range(mention.start, mention.end)
            if mention.form == "pronoun":
                continue
            if rule == "seat for its state" and self._is_housed(mention.start):
                continue
            if (
                (kind == "person" and mention.form == "name")
                or rule in ("capital for its state", "seat for its state", "territory for its authority", "name of the model")
                or (rule.startswith("listed name") and kind != "country")
            ):
                taken.update(tokens)
            elif rule == "body of an owner":
                for i in tokens:
                    if self.lowers[i] in ("in", "of", "for", "from"):
                        break
                    taken.add(i)
        return taken

    def _is_housed(self, start: int) -> bool:
        """Whether a seat of power is told as a building: "protested outside Downing Street"."""
        at = start - 1
        while at >= 0 and self.lowers[at] == "the":
            at -= 1
        return at >= 0 and self.lowers[at] in _HOUSED

    def _countries(self, actors: ActorIndex) -> Counter[str]:
        """Countries of the document's actors, and those that its adjectives name."""
        found: Counter[str] = Counter()
        for mention in actors.mentions:
            actor = actors.actors[mention.actor_id]
            if actor.country is not None and mention.form != "pronoun":
                found[actor.country] += 1
        for entity in self.doc.doc.ents:
            if entity.label_ in ("GPE", "LOC"):
                # a region tells its country as well as the country's name does
                for value in self.lexicon.listed.get(entity.text.removeprefix("the ")):
                    if value.gazetteer in ("geography", "contested") and value.country is not None and value.feature != "populated_place":
                        found[value.country] += 1
                        break
            elif entity.label_ == "NORP":
                country = self.lexicon.adjectives.get(fold(entity.root.text))
                if country is not None:
                    found[country] += 1
        return found

    def candidates(self) -> Iterator[_Candidate]:
        """Stretches that may name a place, longest listed name first, then the model's, then capitals after "in" and its kin."""
        at = 0
        for start in self._openings():
            if start < at:
                continue
            found = self._candidate_at(start)
            if found is None:
                continue
            yield found
            at = found.end
            entity = self.labels.get(found.start)
            if entity is not None and entity.label_ in ("GPE", "LOC") and entity.end > at and found.label == "listed":
                # "Xinjiang" of "Xinjiang Uygur Autonomous Region": the rest names nothing else
                while at < entity.end and self.texts[at] not in (",", "and", "-"):
                    at += 1

    def _openings(self) -> Iterator[int]:
        """Tokens at which a name can begin: written as one, and listed, known to the model, or a noun."""
        first, at, pieces = self.lexicon.listed.lengths, self.words.at, self.words.pieces
        for i, text in enumerate(self.texts):
            if text[0].isupper():
                if self.pos[i] in _NOMINAL or i in self.labels or (at[i] >= 0 and pieces[at[i]] in first):
                    yield i
            elif text in ("al", "el"):
                yield i

    def called(self, name: str) -> tuple[City, ...]:
        """The populated places of a name in the form of ``key``, each name looked up once a document."""
        found = self._cities.get(name)
        if found is None:
            found = self._cities[name] = self.lexicon.cities.called(name)
        return found

    def _candidate_at(self, i: int) -> _Candidate | None:
        text = self.texts[i]
        if i in self.taken:
            entity = self.labels.get(i)
            if entity is not None and self._opens(entity, i) and follows_settlement(self.tokens, i, self.lexicon.words):
                return _Candidate(i, entity.end, "cue")
            return self._building_at(i)
        match = self.lexicon.listed.at(self.words, i)
        if fold(text) in self.lexicon.adjectives:
            # "Saudi Arabia" begins with an adjective too
            is_longer = match is not None and not match.is_close and match.end > i + 1 and self.texts[match.end - 1][0].isupper()
            return _Candidate(i, match.end, "listed") if match is not None and is_longer else self._landmark_at(i)
        if self._is_cut(i):
            return None
        if text in ("al", "el") and i in self.labels and self._opens(self.labels[i], i) and follows_settlement(self.tokens, i, self.lexicon.words):
            # "the town of al-X", whoever else is called X
            return _Candidate(i, self.labels[i].end, "cue")
        end = self._run_end(i)
        if match is not None and match.end >= end and self._cased(match.start, match.end, match.values):
            return _Candidate(match.start, match.end, "listed")
        entity = self.labels.get(i)
        if entity is not None and self._opens(entity, i):
            bracket = next((j for j in range(i, entity.end) if self.texts[j] in ("(", "/", ",", "in")), entity.end)
            stop = bracket
            while stop > i and (
                self.texts[stop - 1] == "'s" or not self.texts[stop - 1][-1].isalnum() or self.tokens[stop - 1].tag_ in ("IN", "CC", "DT")
            ):
                stop -= 1
            if stop > i and not any(j in self.taken for j in range(i, stop)):
                if entity.label_ in ("GPE", "LOC", "FAC"):
                    if stop < end and self.called(key(self.doc.doc[i:end].text)):
                        # the model cuts "Cape Town" short
                        stop = end
                    return _Candidate(i, stop, entity.label_)
                if entity.label_ in ("PERSON", "ORG", "NORP", "PRODUCT", "EVENT"):
                    if entity.label_ != "NORP" and stands_as_place(self.tokens, i, stop, self.lexicon.words, is_person=entity.label_ == "PERSON"):
                        return _Candidate(i, stop, "cue")
                    if any(c.is_main and c.population >= GREAT_CITY for c in self.called(key(self.doc.doc[i:stop].text))):
                        return _Candidate(i, stop, "listed")
        if match is not None and self._cased(match.start, match.end, match.values) and self.texts[match.end : match.end + 1] != ["-"]:
            following = self.tokens[match.end] if match.end < len(self.tokens) else None
            if following is None or following.pos_ != "PROPN" or following.lower_ in self.lexicon.words.features:
                return _Candidate(match.start, match.end, "listed")
        if end > i and not any(j in self.taken for j in range(i, end)):
            if stands_as_place(self.tokens, i, end, self.lexicon.words, is_person=False) and self.tokens[i].pos_ == "PROPN":
                return _Candidate(i, end, "cue")
            if self._is_located(i):
                return _Candidate(i, end, "run")
        return None

    def _landmark_at(self, i: int) -> _Candidate | None:
        """A place called after a people: "the Turkmen Mountains"."""
        entity = self.labels.get(i)
        if entity is None or entity.label_ not in ("LOC", "FAC") or not self._opens(entity, i) or entity.end - i < 2:
            return None
        last = self.texts[entity.end - 1]
        return (
            _Candidate(i, entity.end, "LOC")
            if last[0].isupper() and self.lexicon.words.features.get(last.lower()) in ("terrain", "site", "water")
            else None
        )

    def _building_at(self, i: int) -> _Candidate | None:
        """An organisation's name that stands for its house: "at Port Alder Hospital", "outside the Greyford University"."""
        entity = self.labels.get(i)
        if entity is None or entity.label_ not in ("ORG", "FAC") or not self._opens(entity, i) or entity.end - i < 2:
            return None
        if self.lowers[entity.end - 1] not in self.lexicon.words.buildings:
            return None
        at = i - 1
        while at >= 0 and (self.lowers[at] in self.lexicon.words.compass or self.lowers[at] in ("the", "nearby")):
            at -= 1
        follows = self.tokens[entity.end].tag_ if entity.end < len(self.tokens) else ""
        return _Candidate(i, entity.end, "FAC") if at >= 0 and self.lowers[at] in _HOUSED and follows not in ("POS", "NN", "NNS") else None

    def _is_cut(self, i: int) -> bool:
        """Whether the name begins before the token: "Surigao del Norte", "Coordination Center", "West Ham"."""
        if i == 0:
            return False
        if self.lowers[i - 1] in _INNER:
            return i > 1 and self.pos[i - 2] == "PROPN"
        if self.pos[i - 1] != "PROPN":
            return False
        before = self.tokens[i - 1]
        if before.text.endswith("-") and len(before) > 1:
            return True
        if before.dep_ != "compound" or before.head.i != i or not before.text[0].isupper() or before.is_sent_start:
            return False
        folded = fold(before.text)
        if i - 1 in self.taken or folded in self.lexicon.adjectives or folded in self.lexicon.words.prefixes | self.lexicon.words.features.keys():
            return False
        entity = self.labels.get(i - 1)
        return entity is not None and entity.end > i

    def _opens(self, entity: Span, i: int) -> bool:
        """Whether a token is the first of the model's name, article and compass words aside."""
        first = entity.start
        if entity.label_ not in ("GPE", "LOC", "FAC"):
            return first == i or (first == i - 1 and self.lowers[first] in ("the", "a", "an"))
        return first == i or (first < i and all(w in ("the", "a", "an") or w in self.lexicon.words.compass for w in self.lowers[first:i]))

    def _cased(self, start: int, end: int, values: Sequence[Listed]) -> bool:
        if end - start > 1 or self.texts[start] not in ("US", "us", "Us", "UK", "GB"):
            return not (self.texts[start].isupper() and 1 < len(self.texts[start]) < 4 and end - start == 1) or any(
                v.gazetteer == "countries" for v in values
            )
        return self.texts[start].isupper()

    def _run_end(self, start: int) -> int:
        """One past the run of capitalised words that starts here."""
        i = end = start
        while i < len(self.texts) and i - start < 6 and i not in self.taken:
            text = self.texts[i]
            if i == start and text in ("al", "el"):
                pass
            elif text[0].isupper() and self.pos[i] in _NOMINAL and not (i > start and self.tokens[i].is_sent_start):
                entity = self.labels.get(i)
                if entity is not None and entity.label_ in ("DATE", "TIME", "NORP"):
                    break
                end = i + 1
            elif self.lowers[i] not in _LINKS or self.lowers[i] == "of" or (text in _WORDS_TOO and self.texts[i + 1 : i + 2] != ["-"]):
                break
            i += 1
        return end

    def _is_located(self, i: int) -> bool:
        """Whether a preposition of place stands before the words, with nothing but a compass word or a place noun between."""
        at = i - 1
        while at >= 0 and (
            self.lowers[at] in self.lexicon.words.compass
            or self.lowers[at] == "the"
            or self.texts[at].isspace()
            or self.lowers[at] in self.lexicon.words.features
        ):
            at -= 1
        if at < 0:
            return False
        word = self.lowers[at]
        if word == "of":
            return at > 0 and (
                self.lowers[at - 1] in self.lexicon.words.features
                or self.lowers[at - 1] in self.lexicon.words.compass
                or self.lowers[at - 1] in ("outskirts", "outside", "suburbs", "siege")
            )
        return word in _ELSEWHERE or word in ("around", "outside")

    def place(self, candidate: _Candidate) -> tuple[Place, str, int, int] | None:
        """The place of a candidate, why, and the tokens of its name."""
        start, end = candidate.start, candidate.end
        while start < end - 1 and (
            self.lowers[start] in self.lexicon.words.compass
            or self.texts[start] in _ABBREVIATED
            or self.lowers[start] in ("the", "and", "city", "town", "village", "province", "of", "state", "district", "mount")
        ):
            if self.lexicon.listed.get(self.doc.doc[start:end].text):
                break
            start += 1
        if end - start > 1 and self.texts[start] in calendar.month_name and self.texts[start] != "":
            # "in April X pulled out"
            start += 1
        feature = self._feature(start, end)
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
            if not is_town_itself and not is_adjective and not self.lexicon.listed.get(whole) and not self.called(key(whole)):
                end -= 1
                feature = self.lexicon.words.features[self.lowers[end]]
        if end + 1 < len(self.texts) and self.lowers[end] in _INNER and self.texts[end + 1][0].isupper() and self.pos[end - 1] == "PROPN":
            # "Agusan" of "Agusan del Sur"
            whole = self.doc.doc[start : end + 2].text
            if self.lexicon.listed.get(whole) or self.called(key(whole)):
                end += 2
        is_of_water = start >= 2 and self.lowers[start - 1] == "of" and features.get(self.lowers[start - 2]) in ("water", "terrain", "region")
        if is_of_water and self.lexicon.listed.get(self.doc.doc[start - 2 : end].text):
            # "the gulf of X" written small
            start -= 2
        name = self.doc.doc[start:end].text
        beside = self._beside(start, end)
        if end - start == 1 and name in self.surnames and key(name) not in self.lexicon.capitals and not self._is_inside(start):
            return None
        listed = self.lexicon.listed.get(name) or self._close(start, end)
        regions = [v for v in listed if v.gazetteer != "iso3166-2" and not (v.gazetteer == "countries" and v.feature == "country")]
        countries = [v for v in listed if v.gazetteer == "countries"]
        divisions = [v for v in listed if v.gazetteer == "iso3166-2"]
        if countries and not self._us_state(start, name, beside):
            return (_listed_place(countries[0]), "listed country", start, end) if self._country_locates(start, end) else None
        cities = self.called(key(name))
        if regions and all(v.gazetteer == "geonames" for v in regions):
            if feature == "admin1" and self._is_land(end):
                return self._land_of(regions[0], divisions, name), "region by its noun", start, end
            return _listed_place(regions[0]), "listed settlement", start, end
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
                return _city_place(great, self.lexicon), "city before its region", start, end
        if regions and beside is None and all(v.feature == "region" and v.country == "GBR" for v in regions) and self._is_team(candidate):
            # England, Scotland, Wales and Northern Ireland play under their names
            return None
        if regions:
            best = max(regions, key=lambda v: (any(c in self.countries for c in v.countries), v.gazetteer == "geography"))
            return _listed_place(best), "listed region", start, end
        if feature in ("admin1", "region") and divisions and not self._is_edge(start, end):
            division = self._division(divisions, beside)
            if division is not None:
                return _listed_place(division), "region by its noun", start, end
        following = self.lexicon.words.features.get(self.lowers[end]) if end < len(self.texts) else None
        # the Kota islands are not at the city of Kota
        is_land = following in ("terrain", "water") and key(name) not in self.lexicon.capitals
        city, why = (None, "") if is_land else self._city(cities, name, beside, candidate)
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
            or (city.country == division.country and feature not in ("admin1", "region") and not self._is_among_regions(start))
        ):
            if feature == "admin1" and self._is_land(end):
                return self._land_of(city, divisions, name), "region by its noun", start, end
            return _city_place(city, self.lexicon), why, start, end
        entity = self.labels.get(start)
        is_place = candidate.label in ("GPE", "LOC") or (entity is not None and entity.label_ in ("GPE", "LOC") and entity.end == end)
        if division is not None and (division.country in self.countries or division.country == "USA" or (is_place and city is None)):
            return _listed_place(division), "first-level region", start, end
        if city is not None:
            return _city_place(city, self.lexicon), why, start, end
        if not cities and not divisions and following not in ("terrain", "water", "admin1", "site") and feature in (None, "populated_place"):
            other = self._other_spelling(name, beside, candidate)
            if other is not None:
                return _city_place(other, self.lexicon), "another spelling", start, end
        return self._unlisted(candidate, start, end, name, beside, feature)

    def _is_edge(self, start: int, end: int) -> bool:
        """Whether the noun beside a name is of a part or an edge of it, so that it does not tell which sort the place is."""
        nouns = {*self.lowers[end : end + 1], *self.lowers[max(0, start - 2) : start]}
        return not nouns.isdisjoint(self.lexicon.words.edges)

    def _is_land(self, end: int) -> bool:
        """Whether "province" or its like follows a name, and is not itself before a noun ("X state television")."""
        if end >= len(self.texts) or self.lexicon.words.features.get(self.lowers[end]) != "admin1" or self.texts[end] == "State":
            return False
        return end + 1 >= len(self.texts) or self.pos[end + 1] not in ("NOUN", "PROPN") or self.tokens[end].dep_ != "compound"

    def _land_of(self, town: Listed | City, divisions: Sequence[Listed], name: str) -> Place:
        """The province that is called after a town: no point, and not the town."""
        division = next((d for d in divisions if d.country == town.country), None)
        return _listed_place(division) if division is not None else _unlisted_place(name, town.country, "admin1", town.admin1)

    def _is_great(self, name: str) -> bool:
        """Whether a town of the name is known without its country; with "City", a British one is a club."""
        return any(c.is_main and c.population >= GREAT_CITY and c.country != "GBR" for c in self.called(key(name))) or bool(
            [v for v in self.lexicon.listed.get(name) if v.gazetteer == "geonames"]
        )

    def _is_inside(self, start: int) -> bool:
        """Whether a name stands where no person's would: "in X", "the town of X"."""
        before = self.lowers[start - 1] if start else ""
        return before in ("in", "near", "inside", "outside", "within") or self._feature(start, start + 1) is not None

    def _is_new(self, start: int, end: int) -> bool:
        """Whether no list holds the name."""
        name = self.doc.doc[start:end].text
        return not self.lexicon.listed.get(name) and not any(c.is_main for c in self.called(key(name)))

    def _is_among_regions(self, start: int) -> bool:
        """Whether the sentence names regions in a row: "the provinces of X, Y and Z"."""
        return any(t.tag_ == "NNS" and self.lexicon.words.features.get(t.lower_) == "admin1" for t in self.tokens[start].sent)

    def _close(self, start: int, end: int) -> tuple[Listed, ...]:
        match = self.lexicon.listed.at(self.words, start)
        return match.values if match is not None and match.end == end and match.is_close else ()

    def _us_state(self, start: int, name: str, beside: str | None) -> bool:
        """Whether Georgia is the American one: "Georgia, USA", "Atlanta, Georgia"."""
        if name != "Georgia":
            return False
        if beside == "USA":
            return True
        if start < 2 or self.texts[start - 1] != ",":
            return False
        towns = self.called(key(self.texts[start - 2]))
        return bool(towns) and towns[0].admin1 == "US.GA"

    def _feature(self, start: int, end: int) -> str | None:
        """The sort of place that a noun beside the name tells: "Lachin corridor", "the city of Yevlakh"."""
        if end < len(self.texts) and self.lowers[end] in self.lexicon.words.features:
            return self.lexicon.words.features[self.lowers[end]]
        if start >= 2 and self.lowers[start - 1] == "of" and self.lowers[start - 2] in self.lexicon.words.features:
            return self.lexicon.words.features[self.lowers[start - 2]]
        if start >= 1 and self.lowers[start - 1] in self.lexicon.words.features:
            return self.lexicon.words.features[self.lowers[start - 1]]
        return None

    def _beside(self, start: int, end: int) -> str | None:
        """The country, or the region's code, that stands after a comma or "in", or before the noun: "Tripoli, Lebanon", "the Syrian town of X"."""
        told = self._owner(start)
        if told is not None:
            return told
        if end + 1 >= len(self.texts) or self.texts[end] not in (",", "in"):
            return None
        at = end + 1
        while at + 1 < len(self.texts) and at - end < 3 and self.lowers[at] in self.lexicon.words.compass:
            at += 1
        state = self.lexicon.words.us_states.get(fold(self.texts[at]))
        if state is not None and self.texts[end] == ",":
            return state
        match = self.lexicon.listed.at(self.words, at) if self.texts[at][0].isupper() else None
        if match is None:
            return None
        # in a list of countries or cities the next name says nothing about this one
        after = self.tokens[match.end] if match.end < len(self.texts) else None
        if self.texts[end] == "," and (self.tokens[at].dep_ == "conj" or (after is not None and after.lower_ in ("and", "or"))):
            return None
        if self.texts[end] == "," and self.tokens[match.end - 1].dep_ in ("nsubj", "nsubjpass"):
            # "at the meeting in X, Russia agreed"
            return None
        if after is not None and after.pos_ in ("NOUN", "PROPN") and self.tokens[match.end - 1].dep_ == "compound":
            # "X, the US military said"
            return None
        if self._us_state(at, self.texts[at], None):
            return "US-GA"
        for value in match.values:
            if value.gazetteer == "countries":
                return value.country
        for value in match.values:
            if value.gazetteer == "iso3166-2" and value.country in ("USA", "CAN", "AUS", "IND"):
                return value.id
            if value.feature == "admin1" and value.country is not None and value.admin1 is None:
                return value.country
        return None

    def _owner(self, start: int) -> str | None:
        """The country told before "city of" and its kin: "the West Bank town of X", "the northern Syrian city of X", "Lebanon's port of X"."""
        at = start - 2
        if at < 1 or self.lowers[start - 1] != "of" or self.lexicon.words.features.get(self.lowers[at]) != "populated_place":
            return None
        at -= 1
        while at > 0 and self.texts[at][0].islower() and self.pos[at] in ("ADJ", "NOUN", "VERB", "PUNCT"):
            at -= 1
        if self.lowers[at] == "'s":
            at -= 1
        country = self.lexicon.adjectives.get(fold(self.texts[at]))
        if country is not None:
            return country
        for first in range(max(0, at - 2), at + 1):
            match = self.lexicon.listed.at(self.words, first) if self.texts[first][0].isupper() else None
            if match is not None and match.end == at + 1:
                return next((v.country for v in match.values if v.gazetteer != "iso3166-2" and v.country is not None), None)
        return None

    def _division(self, divisions: Sequence[Listed], beside: str | None) -> Listed | None:
        if beside is not None:
            return next((d for d in divisions if d.country == beside), None)
        here = [d for d in divisions if d.country in self.countries]
        if len(divisions) == 1:
            return divisions[0]
        if here:
            return max(here, key=lambda d: (self.countries[d.country or ""], d.id))
        return None

    def _city(self, cities: Sequence[City], name: str, beside: str | None, candidate: _Candidate) -> tuple[City | None, str]:
        folded = key(name)
        cities = [c for c in cities if c.is_main or c.population >= _GREAT_CITY or _resembles(folded, c)]
        if not cities:
            return None, ""
        country = beside[:2] if beside is not None and "-" in beside else beside
        is_told = follows_settlement(self.tokens, candidate.start, self.lexicon.words)
        is_word = (folded in self.lexicon.words.not_places or len(folded) < 3) and not is_told
        capital = self.lexicon.capitals.get(folded)
        common = self.countries.most_common(1)[0][0] if self.countries else None

        has_great = cities[0].population >= _GREAT_TOWN

        def score(city: City) -> float:
            value = math.log10(city.population + 10) + _USUAL_NAME * city.is_main
            if country is not None:
                same = city.admin1 == (beside or "").replace("-", ".") if beside is not None and "-" in beside else city.country == country
                value += _BESIDE * same
            if city.country in self.countries:
                # a hamlet does not become likely because its country is named
                value += _NAMED_COUNTRY if city.population >= _KNOWN_CITY or not has_great else _COMMON_COUNTRY / 2
            if city.country == common:
                value += _COMMON_COUNTRY
            if capital is not None and city.country == capital:
                value += 2.0
            return value

        best = max(cities, key=lambda c: (score(c), -c.geoname_id))
        if country is None and self._is_team(candidate):
            return None, "team"
        if country is not None:
            same = best.country == country or (best.admin1 or "").startswith(f"{country}.")
            return (best, "its country beside it") if same else (None, "")
        if capital == best.country:
            return best, "capital as a place"
        if len(name) <= _LETTERS and name.isupper():
            # "(TSU)"
            return None, ""
        if is_word:
            return None, ""
        if best.country in self.countries:
            return best, "its country in the document"
        following = self.lexicon.words.features.get(self.lowers[candidate.end]) if candidate.end < len(self.texts) else None
        is_settlement = candidate.label == "GPE" and following in (None, "populated_place")
        is_only = sum(c.is_main for c in cities) == 1 and self._is_located(candidate.start)
        # a report of known countries means a smaller place of theirs rather than a town elsewhere, unless the name is that town's alone
        least = _KNOWN_CITY if is_only or not self.countries else GREAT_CITY
        if best.population >= least and (best.is_main or best.population >= _GREAT_TOWN) and candidate.label != "FAC":
            return best, "population"
        if is_only and best.is_main and best.population >= _TOWN and not self.countries and len(folded) >= _TELLING and is_settlement:
            return best, "only town of its name"
        return None, ""

    def _other_spelling(self, name: str, beside: str | None, candidate: _Candidate) -> City | None:
        """A town of the document's countries whose name is written in another way: "Qaim" for "Al-Qa'im", "Salqeen" for "Salqin"."""
        lands = {beside[:3]} if beside is not None and "-" not in beside else set(self.countries)
        folded = key(name)
        if not lands or len(folded) < _SPELT or candidate.label not in ("GPE", "LOC", "cue") or folded in self.lexicon.words.not_places:
            return None
        found = {
            c.geoname_id: c
            for spelling in spellings(folded)
            for c in self.called(spelling)
            if c.country in lands and (c.is_main or _resembles(folded, c)) and c.country in self.lexicon.words.respelt
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _is_team(self, candidate: _Candidate) -> bool:
        """Whether a town acts or is acted on in a report of games, or is the title of something in quote marks."""
        before = self.texts[candidate.start - 1] if candidate.start else ""
        after = self.texts[candidate.end] if candidate.end < len(self.texts) else ""
        if (before in _QUOTES and after in _QUOTES) or {before, after} & {"v", "vs", "vs."}:
            return True
        if not self.is_sport:
            return False
        name = self.doc.doc[candidate.start : candidate.end].root
        if name.dep_ == "compound" and name.head.i >= candidate.end and name.head.lower_ not in self.lexicon.words.features:
            # "the right of the X defence"
            return True
        at = candidate.start - 1
        while at >= 0 and (
            self.lowers[at] in self.lexicon.words.compass or self.lowers[at] == "the" or self.lowers[at] in self.lexicon.words.features
        ):
            at -= 1
        word = self.lowers[at] if at >= 0 else ""
        if word == "to":
            return self.tokens[at].head.lemma_.lower() not in _TRIPS
        return word not in _GROUNDS

    def _country_locates(self, start: int, end: int) -> bool:
        """Whether a country's name tells where, and not who."""
        token = self.doc.doc[start:end].root
        if start > 0 and (self.lowers[start - 1] in self.lexicon.words.compass or self.texts[start - 1] in _ABBREVIATED):
            return True
        while token.dep_ == "conj" and token.head.pos_ in ("PROPN", "NOUN") and token.head.i < token.i:
            token = token.head
        if token.dep_ == "pobj":
            preposition = token.head.lower_
            if preposition == "of":
                governor = token.head.head
                return (
                    governor.lower_ in self.lexicon.words.features
                    or governor.lower_ in self.lexicon.words.compass
                    or governor.lower_ in self.lexicon.words.done_to
                    or governor.lower_ in ("rest", "parts", "part", "half", "most", "outside", "inside", "out", "border", "borders")
                )
            return (
                preposition in _ELSEWHERE
                or preposition in _BORDERING
                or (preposition == "with" and self.lowers[token.head.i - 1] in ("border", "frontier"))
            )
        if token.dep_ in ("npadvmod", "conj", "appos", "nmod"):
            # "Tripoli, Lebanon", but not "the group of Britain, France and Lebanon"
            named = self.tokens[token.left_edge.i - 2] if token.left_edge.i > 1 else token
            return self.texts[token.left_edge.i - 1] in (",", "(") and named.pos_ == "PROPN"
        if token.dep_ == "poss":
            return (
                token.head.ent_type_ in ("GPE", "LOC")
                or token.head.lower_ in self.lexicon.words.features
                or token.head.lower_ in ("north", "south", "east", "west", "capital")
            )
        if token.dep_ == "compound" and token.head.dep_ == "pobj" and token.head.head.lower_ in _ELSEWHERE:
            return token.head.lower_ in ("capital", "border", "countryside", "coast")
        return token.dep_ == "dobj" and token.head.lemma_ in _MOTION

    def _is_business(self, start: int) -> bool:
        """Whether "in" follows money, games or belief: "a stake in X", "trading in X"."""
        at = start - 1
        if self.lowers[at] == "the":
            at -= 1
        return at > 0 and self.lowers[at] == "in" and self.tokens[at].head.lemma_.lower() in self.lexicon.words.not_governors

    def _unlisted(
        self, candidate: _Candidate, start: int, end: int, name: str, beside: str | None, feature: str | None
    ) -> tuple[Place, str, int, int] | None:
        if candidate.label not in ("GPE", "LOC", "FAC", "cue") or (end - start == 1 and self.texts[start].isupper()):
            return None
        folded = key(name)
        if (
            (fold(self.texts[end - 1]) in self.lexicon.words.no_heads and candidate.label != "FAC")
            or self.tokens[start].tag_ == "JJ"
            or fold(self.texts[start]) in self.lexicon.words.compass
        ):
            return None
        is_settlement = follows_settlement(self.tokens, candidate.start, self.lexicon.words)
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
        if self.texts[end - 1][-1] in "'\u2019" or (self.is_sport and self._is_team(candidate)):
            return None
        if any(p in words.not_in_names or (p.isdigit() and not is_site) for p in parts) or all(
            p in words.features or p in words.compass for p in parts
        ):
            return None
        if any(p in words.no_heads for p in parts) and candidate.label != "FAC":
            return None
        if parts[-1] in self.lexicon.adjectives or (start > 0 and self.texts[start - 1] in _QUOTES):
            return None
        if start > 0 and candidate.label in ("cue", "GPE") and self._is_business(start):
            return None
        is_told = feature is not None or self._is_located(candidate.start)
        has_noun = any(p in words.features for p in parts)
        if (
            candidate.label in ("GPE", "LOC", "FAC")
            and not is_told
            and not has_noun
            and not stands_as_place(self.tokens, start, end, self.lexicon.words, is_person=False)
        ):
            return None
        country = beside if beside is not None and "-" not in beside else None
        sort = (
            ("terrain" if parts[0] in ("mt", "mount") else None)
            or (words.features.get(parts[0]) if len(parts) > 2 and parts[1] == "of" else None)
            or words.features.get(parts[-1])
            or feature
            or {"GPE": "populated_place", "LOC": "region", "FAC": "site", "cue": "populated_place"}[candidate.label]
        )
        return _unlisted_place(name, country, sort), "name of the model", start, end


def _listed_place(listed: Listed) -> Place:
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


def _unlisted_place(name: str, country: str | None, feature: str, admin1: str | None = None) -> Place:
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


def _plain_letters(name: str) -> str:
    """A name in plain Latin letters, its case kept."""
    taken_apart = unicodedata.normalize("NFKD", name.translate(LETTERS))
    return "".join(c for c in taken_apart if not unicodedata.combining(c))


def _resembles(folded: str, city: City) -> bool:
    """Whether a further name of a town is a spelling of its usual one; a list of names holds quarters and former names too."""
    least = _RESEMBLANCE if len(folded) > _SPELT else _SHORT_RESEMBLANCE
    return max(OSA.normalized_similarity(part, folded) for part in (key(city.name), key(city.name).removeprefix("al "))) >= least


def _english(name: str) -> str:
    """A name without the marks of transliteration, as English texts print it: "Herat"."""
    plain = _plain_letters(name).replace("\u2019", "'")
    return plain.strip("'\u2018\u02bb\u02bc`").replace("\u2018", "").replace("`", "")


def _city_place(city: City, lexicon: PlaceLexicon) -> Place:
    return Place(
        place_id=make_id("plc", "geonames", city.geoname_id),
        name=lexicon.english.get(city.geoname_id) or _english(city.name),
        country=city.country,
        admin1=city.admin1,
        latitude=city.latitude,
        longitude=city.longitude,
        feature="populated_place",
        gazetteer="geonames",
        gazetteer_id=str(city.geoname_id),
    )


def find_places(doc: AnnotatedDocument, actors: ActorIndex, lexicon: PlaceLexicon) -> PlaceIndex:
    """Find the places that a document names.

    Args:
        doc: annotated with tags, parse, sentence starts and names; left as it was.
        actors: the document's actors; no part of a person's or organisation's name is a place, nor is a capital that acts.
        lexicon: from ``PlaceLexicon.load``.

    Returns:
        Places and their mentions in text order; mentions do not overlap.

    Raises:
        MissingAnnotation: the doc has no sentence boundaries.
    """
    finder = _Finder(doc, actors, lexicon)
    places: dict[str, Place] = {}
    mentions: list[PlaceMention] = []
    confidences: dict[str, float | None] = {}
    for candidate in finder.candidates():
        found = finder.place(candidate)
        if found is None:
            continue
        place, why, start, end = found
        places.setdefault(place.place_id, place)
        span = doc.doc[start:end]
        sentence = doc.sentence_of(start)
        rule = why.replace(" ", "_").replace("-", "_")
        if rule not in confidences:
            confidences[rule] = lexicon.confidence_of(rule)
        mentions.append(
            PlaceMention(
                document_id=doc.document_id,
                start_char=span.start_char,
                end_char=span.end_char,
                sentence_start_char=sentence.start_char,
                # a name does not end a sentence in its middle, whatever the parse says of "Tell el- Amar"
                sentence_end_char=max(sentence.end_char, span.end_char),
                text=doc.surface(span.start_char, span.end_char),
                origin=f"places.{rule}@{VERSION}",
                confidence=confidences[rule],
                place_mention_id=make_id("plm", doc.document_id, span.start_char, span.end_char),
                place_id=place.place_id,
                resolved_by=why,
                start=start,
                end=end,
                head=span.root.i,
            )
        )
    return PlaceIndex(places, tuple(mentions))
