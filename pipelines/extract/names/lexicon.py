"""The lists that the finding of actors reads, in the form in which it asks them.

What belongs here: entries, nouns, word lists and their loading. What does not: any reading of a text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from pipelines import lexicons
from pipelines.annotate.gazetteer import PhraseTable, key, states_of_places
from pipelines.extract.coreference import ReferenceLexicon
from pipelines.extract.names.origins import NameOrigins
from pipelines.extract.toponyms.cues import PlaceWords
from pipelines.ids import make_id

_LISTS = ("countries", "contested", "organisations", "armed_groups", "parties", "media")
_WORDS = ("geography", "roles", "actor_words", "place_words", "references", "given_names", "leaders", "confidence_actors", "name_origins")


@dataclass(frozen=True)
class Entry:
    """One listed actor."""

    gazetteer: str
    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    parent: str | None
    is_contested: bool
    note: str | None
    adjective: str | None
    #: Whether another entry has the first right to a name or acronym of this one, and whether the name is also a place.
    is_ambiguous: bool = False
    is_place: bool = False
    #: Whether a contested authority holds a land of its own name, so that its neighbours' forces and bodies may be meant as well.
    holds_land: bool = False

    @cached_property
    def actor_id(self) -> str:
        """The same in every document."""
        return make_id("act", "gazetteer", self.gazetteer, self.id)


@dataclass(frozen=True)
class Use:
    """A phrase that means an entry.

    ``sense``: name, acronym (case counts), adjective, people, capital, seat, territory (a contested authority's land) or forces (its army).
    ``letters`` are an acronym's own, without full stops.
    """

    entry: Entry
    sense: str
    letters: str | None = None
    #: Whether the name belongs first to another entry ("Dominican").
    is_second: bool = False


@dataclass(frozen=True)
class Noun:
    """A common noun for an actor: ``sort`` role (an office), body (takes an owner) or group (people without a name)."""

    sort: str
    term: str
    kind: str
    sector: str | None
    office: str | None = None
    gender: str | None = None
    is_title: bool = False
    is_plural: bool = False
    is_person: bool = False


@dataclass(frozen=True)
class WordLists:
    """The lists of ``lexicons/actor_words.yml``."""

    organisation_heads: Mapping[str, tuple[str, str | None]]
    courtesy: Mapping[str, str | None]
    gendered: Mapping[str, str]
    particles: frozenset[str]
    not_names: frozenset[str]
    locating_verbs: frozenset[str]
    addressed_verbs: frozenset[str]
    addressed_nouns: frozenset[str]
    city_nouns: frozenset[str]
    route_nouns: frozenset[str]
    breakaway: frozenset[str]
    population_nouns: frozenset[str]
    region_nouns: frozenset[str]
    generic_government: frozenset[str]
    generic_forces: frozenset[str]
    not_actors: frozenset[str]
    contests: frozenset[str]
    currencies: frozenset[str]
    buildings: frozenset[str]
    several: frozenset[str]
    needs_owner: frozenset[str]
    single_bodies: frozenset[str]
    unarticled: frozenset[str]
    of_any_state: frozenset[str]
    offices_of_state: frozenset[str]
    offices_at_home: frozenset[str]
    bodies_at_home: frozenset[str]
    seats_of_others: frozenset[str]
    leads_any_body: frozenset[str]
    not_alone: frozenset[str]
    captivity: frozenset[str]
    games: frozenset[str]
    reached_verbs: frozenset[str]
    equipment: frozenset[str]
    indexes: frozenset[str]
    matters: frozenset[str]
    ships: frozenset[str]
    group_openings: frozenset[str]
    of_a_part_of_state: frozenset[str]
    no_nations: frozenset[str]
    one_body: frozenset[str]
    leaders: frozenset[str]
    uninhabited: frozenset[str]
    foreign_bodies: frozenset[str]
    known_acronyms: frozenset[str]
    classes: Mapping[str, tuple[str, str | None]]
    clubs: frozenset[str]
    club_endings: frozenset[str]
    of_many_states: frozenset[str]
    of_several_states: frozenset[str]
    from_elsewhere: frozenset[str]
    of_others_at_home: frozenset[str]
    of_trades: frozenset[str]
    titles_of_names: frozenset[str]
    sporting_codes: Mapping[str, str]
    before_founding: Mapping[str, tuple[dt.date, str]]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """Make it of the file's content."""

        def words(name: str) -> frozenset[str]:
            return frozenset(str(word) for word in data[name])

        return cls(
            {word: (facts["kind"], facts["sector"]) for word, facts in data["organisation_heads"].items()},
            data["courtesy"],
            data["gendered"],
            words("particles"),
            words("not_names"),
            words("locating_verbs"),
            words("addressed_verbs"),
            words("addressed_nouns"),
            words("city_nouns"),
            words("route_nouns"),
            words("breakaway"),
            words("population_nouns"),
            words("region_nouns"),
            words("generic_government"),
            words("generic_forces"),
            words("not_actors"),
            words("contests"),
            words("currencies"),
            words("buildings"),
            words("several"),
            words("needs_owner"),
            words("single_bodies"),
            words("unarticled"),
            words("of_any_state"),
            words("offices_of_state"),
            words("offices_at_home"),
            words("bodies_at_home"),
            words("seats_of_others"),
            words("leads_any_body"),
            words("not_alone"),
            words("captivity"),
            words("games"),
            words("reached_verbs"),
            words("equipment"),
            words("indexes"),
            words("matters"),
            words("ships"),
            words("group_openings"),
            words("of_a_part_of_state"),
            words("no_nations"),
            words("one_body"),
            words("leaders"),
            words("uninhabited"),
            words("foreign_bodies"),
            words("known_acronyms"),
            {word: (facts["kind"], facts["sector"]) for word, facts in data["classes"].items()},
            words("clubs"),
            words("club_endings"),
            words("of_many_states"),
            words("of_several_states"),
            words("from_elsewhere"),
            words("of_others_at_home"),
            words("of_trades"),
            words("titles_of_names"),
            data["sporting_codes"],
            {state: (facts["founded"], facts["before"]) for state, facts in data["before_founding"].items()},
        )


@dataclass(frozen=True)
class ActorLexicon:
    """Everything that the finding of actors reads."""

    names: PhraseTable[Use]
    nouns: PhraseTable[Noun]
    entries: Mapping[tuple[str, str], Entry]
    #: Entry of a parent given as a bare id: an ISO code or an id of any list.
    by_id: Mapping[str, Entry]
    #: The listed army of a state or authority, by (list, id) of the owner.
    army_of: Mapping[tuple[str, str], Entry]
    #: The listed body of a state, by the state's id and the body's noun: "French foreign ministry" is one actor under all its names.
    body_of: Mapping[tuple[str, str], Entry]
    words: WordLists
    place_words: PlaceWords
    #: Measured share of right mentions, by rule.
    confidence: Mapping[str, float]
    #: Names of great cities: what the model takes for an organisation or person of that name is the city.
    cities: frozenset[str]
    references: ReferenceLexicon
    #: States of known leaders, by ISO code: of their full names, and of their last names.
    leaders: Mapping[str, str]
    leaders_by_surname: Mapping[str, frozenset[str]]
    #: States that have a town, province or region of a name, by ``key``.
    states_of_places: Mapping[str, frozenset[str]]
    #: Names and adjectives of listed regions.
    regions: frozenset[str]
    origins: NameOrigins

    @classmethod
    def load(cls) -> Self:
        """Read all lists; takes about a second.

        Raises:
            LexiconError: a list is missing or malformed.
        """
        states, cities = states_of_places()
        return cls.of({name: lexicons.read(name) for name in (*_LISTS, *_WORDS)}, cities, states)

    @classmethod
    def of(
        cls,
        data: Mapping[str, Mapping[str, Any]],
        cities: frozenset[str] = frozenset(),
        places: Mapping[str, frozenset[str]] | None = None,
    ) -> Self:
        """Make it of the files' contents by their names, the names of great cities and the states of places; lists of actors may be left out."""
        entries: dict[tuple[str, str], Entry] = {}
        by_id: dict[str, Entry] = {}
        army_of: dict[tuple[str, str], Entry] = {}
        names: list[tuple[str, Use]] = []
        for gazetteer in _LISTS:
            for item in data.get(gazetteer, {"entries": []})["entries"]:
                entry = _entry(gazetteer, item)
                entries[gazetteer, entry.id] = entry
                by_id.setdefault(entry.id, entry)
                names += _uses(entry, item)
                if item.get("forces"):
                    army = Entry(
                        "contested", f"{entry.id}/forces", item["forces"][0], "military", entry.country, "MIL", entry.id, True, entry.note, None
                    )
                    entries["contested", army.id] = army
                    army_of[gazetteer, entry.id] = army
                    names += [(phrase, Use(army, "name")) for phrase in item["forces"]]
        for entry in list(entries.values()):
            if entry.gazetteer == "organisations" and entry.kind == "military" and entry.parent in by_id:
                owner = by_id[entry.parent]
                army_of.setdefault((owner.gazetteer, owner.id), entry)
        nouns = PhraseTable.of(_nouns(data["roles"], WordLists.of(data["actor_words"])))
        words = WordLists.of(data["actor_words"])
        place_words = PlaceWords.of(data["place_words"])
        nowhere = Entry("geography", "", "", "other", None, None, None, False, None, None)
        regions = [n for item in data.get("geography", {"entries": []})["entries"] for n in (item["name"], *(item.get("aliases") or []))]
        known = {key(name) for name, _ in names}
        names += [(name, Use(nowhere, "place")) for name in (*regions, *sorted(words.no_nations)) if key(name) not in known]
        return cls(
            PhraseTable.of(names, close=True),
            nouns,
            entries,
            by_id,
            army_of,
            _bodies_of_states(names, nouns, data),
            words,
            place_words,
            {rule: row["right"] / row["read"] for rule, row in data.get("confidence_actors", {"rules": {}})["rules"].items()},
            cities - place_words.not_places,
            ReferenceLexicon.of(data["references"], data.get("given_names", {"female": [], "male": []})),
            *_leaders(data.get("leaders", {"entries": {}})["entries"]),
            {**(places or {}), **(listed_regions := _regions(data.get("geography", {"entries": []})["entries"]))},
            frozenset(listed_regions),
            NameOrigins.of(data.get("name_origins", {"open": [], "entries": []})),
        )


def _leaders(entries: Mapping[str, Sequence[str]]) -> tuple[Mapping[str, str], Mapping[str, frozenset[str]]]:
    """States by full name and by last name."""
    full = {key(name): country for country, names in entries.items() for name in names}
    last: dict[str, set[str]] = {}
    for name, country in full.items():
        last.setdefault(name.split()[-1], set()).add(country)
    return full, {name: frozenset(countries) for name, countries in last.items()}


def _regions(entries: Iterable[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    """States of the listed places that lie in one, by name and adjective."""
    return {
        key(name): frozenset(item["countries"])
        for item in entries
        if len(item.get("countries") or []) == 1
        for name in (item["name"], *(item.get("aliases") or []), *(item.get("adjectives") or []))
    }


def _bodies_of_states(
    names: Sequence[tuple[str, Use]], nouns: PhraseTable[Noun], data: Mapping[str, Mapping[str, Any]]
) -> dict[tuple[str, str], Entry]:
    """Listed state bodies with a name that is made of their state's and a common noun ("French foreign ministry")."""
    words_of: dict[str, set[str]] = {}
    for item in data.get("countries", {"entries": []})["entries"]:
        words_of[item["id"]] = {
            key(w) for w in (item["name"], *(item.get("aliases") or []), *(item.get("acronyms") or []), *(item.get("adjectives") or []))
        }
    found: dict[tuple[str, str], Entry] = {}
    for phrase, use in names:
        entry = use.entry
        if entry.gazetteer != "organisations" or entry.country is None or entry.kind not in ("government", "military", "police"):
            continue
        written = key(phrase)
        for word in words_of.get(entry.country, ()):
            if written.startswith(f"{word} "):
                for noun in nouns.values.get(written[len(word) + 1 :], ()):
                    if noun.sort == "body" and noun.kind == entry.kind:
                        # one ministry under all its names; of forces and the rest only the very words, as a state has several of them
                        found.setdefault((entry.country, noun.term if "ministry" in noun.term else written[len(word) + 1 :]), entry)
    return found


def _entry(gazetteer: str, item: Mapping[str, Any]) -> Entry:
    is_state = gazetteer == "countries"
    country = item.get("successor", item["id"]) if is_state else item.get("country")
    adjectives = item.get("adjectives") or [None]
    return Entry(
        gazetteer,
        item["id"],
        item["name"],
        "country" if is_state else item["kind"],
        country,
        "GOV" if is_state else item.get("sector"),
        None if is_state else item.get("parent"),
        bool(item.get("contested", gazetteer == "contested")),
        item.get("note") if item.get("contested", gazetteer == "contested") else None,
        adjectives[0],
        item.get("ambiguous") is True,
        bool(item.get("place")),
        bool(item.get("places") or item.get("people") or item.get("adjectives")),
    )


def _uses(entry: Entry, item: Mapping[str, Any]) -> Iterator[tuple[str, Use]]:
    names = [item["name"], *(item.get("aliases") or [])]
    second = item["ambiguous"] if isinstance(item.get("ambiguous"), list) else ()
    for name in names:
        yield name, Use(entry, "name")
    for name in item.get("acronyms") or []:
        yield name, Use(entry, "acronym", name.replace(".", "").replace(" ", ""))
    for sense, part in (("adjective", "adjectives"), ("people", "people"), ("seat", "seats"), ("territory", "places")):
        for name in item.get(part) or []:
            letters = name.replace(".", "") if name.replace(".", "").isupper() else None
            yield name, Use(entry, sense, letters, name in second)
    if item.get("capital"):
        for name in (item["capital"], *(item.get("capital_aliases") or [])):
            if name not in names:
                yield name, Use(entry, "capital")


def _plural(term: str) -> str:
    if term.endswith("man"):
        return f"{term[:-3]}men"
    if term.endswith("y") and term[-2:-1] not in "aeiou":
        return f"{term[:-1]}ies"
    if term.endswith(("s", "x", "ch", "sh")):
        return f"{term}es"
    if term.endswith("child"):
        return f"{term}ren"
    return f"{term}s"


def _nouns(roles: Mapping[str, Any], words: WordLists) -> Iterator[tuple[str, Noun]]:
    for item in roles["entries"]:
        term = item["term"]
        gender = item.get("gender") or words.gendered.get(term.rsplit(" ", 1)[-1].lower())
        facts = ("role", term.lower(), item["kind"], item.get("sector"), item.get("office"), gender, bool(item.get("title")))
        for name in (term, *(item.get("aliases") or [])):
            yield name, Noun(*facts, is_person=True)
        yield item.get("plural") or _plural(term), Noun(*facts, is_plural=True, is_person=True)
    for item in roles["bodies"]:
        for name in (item["term"], *(item.get("aliases") or [])):
            is_plural = (name.endswith("s") and not name.endswith("ss")) or name.endswith(("men", "people", "police", "military"))
            yield name, Noun("body", item["term"], item["kind"], item.get("sector"), is_plural=is_plural)
    for item in roles["groups"]:
        term = item["term"]
        is_person = bool(item.get("person_noun"))
        gender = words.gendered.get(term.rsplit(" ", 1)[-1].lower())
        for name in (term, *(item.get("aliases") or [])):
            yield name, Noun("group", term, item["kind"], item.get("sector"), gender=gender, is_person=is_person)
        yield item.get("plural") or _plural(term), Noun("group", term, item["kind"], item.get("sector"), is_plural=True, is_person=is_person)


def contested_entries(lexicon: ActorLexicon) -> Iterable[Entry]:
    """The listed breakaway authorities."""
    return (entry for (gazetteer, _), entry in lexicon.entries.items() if gazetteer == "contested")
