"""Who is named or described in a document: persons, bodies, forces, groups, peoples, states.

What belongs here: finding names and descriptions, and what each tells about its actor (kind, country, sector, what it is part of, role). What
does not: choosing the antecedent of a pronoun (``coreference``), joining documents (``resolve.actors``), places (``places``).

The listed names decide first, then the model's names. A run of words such as "Armenian defence ministry spokesman Artsrun H." is read from left
to right: each listed word takes what stands before it as its owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from rapidfuzz import fuzz
from spacy.tokens import Doc, Span, Token

from pipelines import lexicons
from pipelines.annotate.document import AnnotatedDocument
from pipelines.annotate.gazetteer import Match, PhraseTable, Words, fold, great_cities, key
from pipelines.extract.coreference import Reference, ReferenceLexicon, link, pronoun_references
from pipelines.extract.model import Actor, ActorIndex, ActorMention
from pipelines.extract.toponyms import PlaceWords, stands_as_place
from pipelines.ids import make_id

VERSION = 1
_LISTS = ("countries", "contested", "organisations", "armed_groups", "parties", "media")
_WORDS = ("geography", "roles", "actor_words", "place_words", "references", "given_names", "confidence_actors")
#: Longest description kept as role_text, in tokens; longer ones are clauses that the parser misread.
_ROLE_TOKENS = 14
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
#: Tags of words that a listed noun phrase may begin with.
_OPENING = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "VBN", "VBG", "FW", "CD", "RB", "AFX", "VB", "VBP", "UH"})
_PREMODIFIERS = frozenset({"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "AFX", "FW", "HYPH"})
#: Mentions and share of all mentions with a country that make a state the one that "the government" and "police" belong to. By reading.
_MAIN_MENTIONS, _MAIN_SHARE = 3, 0.75
#: Likeness (0..100) from which a name that the model cut short is the listed one whose acronym follows it.
_CUT_NAME = 85.0
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,7}s?|[A-Z]{2,}(?:-[A-Z0-9]+)+")
#: Words that a name may hold without a capital.
_SMALL_WORDS = frozenset({"and", "for", "the", "with", "without", "against"})
#: Bodies that with "his" and "her" are times ("the rest of his presidency").
_TERMS_OF_OFFICE = frozenset({"presidency", "leadership", "administration"})
_NAME_ENDINGS = frozenset({"ii", "iii", "iv", "vi", "vii", "xvi", "jr", "sr"})
_MONTH_NAMES = frozenset({"may", "june", "august", "april", "march", "friday"})
_SUFFIXES = frozenset({"era", "style", "like", "aide", "day", "year", "man", "time", "trip"})
_STANDING_FOR_STATES = frozenset({"capital", "seat"})


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


@dataclass(frozen=True)
class Use:
    """A phrase that means an entry.

    ``sense``: name, acronym (case counts), adjective, people, capital, seat, territory (a contested authority's land) or forces (its army).
    ``letters`` are an acronym's own, without full stops.
    """

    entry: Entry
    sense: str
    letters: str | None = None


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
    no_nations: frozenset[str]

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
            words("no_nations"),
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

    @classmethod
    def load(cls) -> Self:
        """Read all lists; takes about a second.

        Raises:
            LexiconError: a list is missing or malformed.
        """
        return cls.of({name: lexicons.read(name) for name in (*_LISTS, *_WORDS)}, great_cities())

    @classmethod
    def of(cls, data: Mapping[str, Mapping[str, Any]], cities: frozenset[str] = frozenset()) -> Self:
        """Make it of the files' contents by their names, and the names of great cities; lists of actors may be left out."""
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
        )


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
    )


def _uses(entry: Entry, item: Mapping[str, Any]) -> Iterator[tuple[str, Use]]:
    names = [item["name"], *(item.get("aliases") or [])]
    for name in names:
        yield name, Use(entry, "name")
    for name in item.get("acronyms") or []:
        yield name, Use(entry, "acronym", name.replace(".", "").replace(" ", ""))
    for sense, part in (("adjective", "adjectives"), ("people", "people"), ("seat", "seats"), ("territory", "places")):
        for name in item.get(part) or []:
            letters = name.replace(".", "") if name.replace(".", "").isupper() else None
            yield name, Use(entry, sense, letters)
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


@dataclass(slots=True)
class _Facts:
    """What a document tells about one actor, gathered while reading."""

    name: str
    kind: str
    country: str | None = None
    sector: str | None = None
    parent: str | None = None
    gazetteer: str | None = None
    gazetteer_id: str | None = None
    is_contested: bool = False
    note: str | None = None
    names: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Atom:
    """A stretch of tokens that a list or the model knows: ``sort`` is name, noun or person."""

    start: int
    end: int
    sort: str
    uses: tuple[Use, ...] = ()
    nouns: tuple[Noun, ...] = ()
    actor: str | None = None
    is_close: bool = False


@dataclass(slots=True)
class _Owner:
    """Whose something is: the actor, where its name starts, and the entry or facts behind it."""

    actor: str
    start: int
    entry: Entry | None
    is_adjective: bool = False


class _Reader:
    """Reads one document; a pass from left to right with what it has gathered so far."""

    def __init__(self, doc: AnnotatedDocument, lexicon: ActorLexicon) -> None:
        self.doc = doc
        self.tokens: list[Token] = list(doc.doc)
        self.tags: list[str] = [t.tag_ for t in self.tokens]
        self.texts: list[str] = [t.text for t in self.tokens]
        self.lexicon = lexicon
        self.words = Words.of(doc.doc)
        self.atoms: list[_Atom | None] = [None] * len(self.tokens)
        self.facts: dict[str, _Facts] = {}
        self.references: list[Reference] = []
        self.full_names: dict[str, str] = {}
        self.by_surname: dict[str, list[str]] = {}
        self.by_given: dict[str, list[str]] = {}
        self.gender: dict[str, str] = {}
        self.acronyms: dict[str, str] = {}
        self.contested: list[Entry] = []
        self.main: Entry | None = None
        self.blocked: set[int] = set()
        self.acting: set[str] | None = None
        self.named_in_full: set[str] = set()
        self.named_states: set[str] = set()
        self.hours = {i for e in doc.doc.ents if e.label_ == "TIME" for i in range(e.start, e.end)}
        self.entities = {i: e for e in doc.doc.ents for i in range(e.start, e.end)}
        self.dates = {i for e in doc.doc.ents if e.label_ in ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL") for i in range(e.start, e.end)}

    # -- actors

    def entry_actor(self, entry: Entry) -> str:
        """The actor of a listed entry; its parents become known too."""
        actor = make_id("act", "gazetteer", entry.gazetteer, entry.id)
        if actor not in self.facts:
            self.facts[actor] = facts = _Facts(
                entry.name, entry.kind, entry.country, entry.sector, None, entry.gazetteer, entry.id, entry.is_contested, entry.note
            )
            parent = None
            if entry.parent is not None:
                parent = self.lexicon.by_id.get(entry.parent)
            elif entry.kind in ("military", "government", "police") and entry.gazetteer != "contested" and entry.country is not None:
                parent = self.lexicon.entries.get(("countries", entry.country))
            if parent is not None and parent is not entry:
                facts.parent = self.entry_actor(parent)
        return actor

    def body_actor(self, noun: Noun, owner: _Owner, written: str) -> str:
        """The actor of an owner's body: "Russia" and "defence ministry"."""
        entry, words = owner.entry, self.lexicon.words
        if entry is not None:
            if noun.kind == "government" and (noun.term in words.generic_government or written in words.generic_government):
                if entry.kind in ("country", "government"):
                    return owner.actor
                if entry.kind == "intergovernmental":
                    return owner.actor
            if noun.kind in ("military", "armed_group") and entry.gazetteer == "contested":
                army = self.lexicon.army_of.get((entry.gazetteer, entry.id))
                if army is not None:
                    return self.entry_actor(army)
            if noun.term in words.generic_forces and entry.kind == "country":
                army = self.lexicon.army_of.get((entry.gazetteer, entry.id))
                if army is not None:
                    return self.entry_actor(army)
            if entry.kind in ("armed_group", "party", "media") and (
                noun.kind in ("armed_group", "media", "party") or noun.term in words.generic_forces
            ):
                return owner.actor
        if entry is not None and entry.kind == "country":
            listed = self.lexicon.body_of.get((entry.id, noun.term)) or self.lexicon.body_of.get((entry.id, written))
            if listed is not None:
                return self.entry_actor(listed)
        base = self.facts[owner.actor]
        # a state has one army and many courts: those are told apart by their document at least
        of_document = self.doc.document_id if noun.term in words.several else None
        actor = make_id("act", "body", base.gazetteer or owner.actor, base.gazetteer_id, noun.term, of_document)
        if actor not in self.facts:
            whose = (entry.adjective if entry is not None and entry.kind == "country" else None) or base.name
            name = f"{whose} {noun.term}"
            self.facts[actor] = _Facts(
                name, noun.kind, base.country, noun.sector, owner.actor, is_contested=base.is_contested, note=base.note if base.is_contested else None
            )
        return actor

    def population_actor(self, entry: Entry, *, is_ethnic: bool) -> str:
        """A people: "Armenians", or, apart from its state, "ethnic Armenians"."""
        actor = make_id("act", "population", entry.gazetteer, entry.id, "ethnic" if is_ethnic else None)
        if actor not in self.facts:
            name = entry.adjective or entry.name
            self.facts[actor] = _Facts(
                f"ethnic {name}s" if is_ethnic else f"{name} people", "population", None if is_ethnic else entry.country, "CVL"
            )
        return actor

    def described_actor(
        self, words: str, kind: str, sector: str | None, country: str | None = None, parent: str | None = None, *, at: int | None = None
    ) -> str:
        """An actor that nothing outside its document names; with ``at``, nothing outside its place in the document."""
        actor = make_id("act", "description", self.doc.document_id, key(words), country, at)
        self.facts.setdefault(actor, _Facts(words, kind, country, sector, parent))
        return actor

    # -- atoms

    def scan(self) -> None:
        """Mark the tokens of listed names and nouns and of the model's names."""
        doc, lexicon = self.doc.doc, self.lexicon
        names: list[Match[Use] | None] = [None] * len(self.tokens)
        i = 0
        while i < len(self.tokens):
            match = self._name_at(i)
            if match is not None:
                if match.values[0].sense == "place":
                    self.blocked.update(range(match.start, match.end))
                elif not self._is_part_of_name(match) and not self._is_money(match):
                    names[i] = match
                i = match.end
            else:
                i += 1
        people = {i: e for e in self._person_entities() for i in range(e.start, e.end)}
        i = 0
        while i < len(self.tokens):
            match = names[i]
            noun = lexicon.nouns.at(self.words, i) if self.tags[i] in _OPENING else None
            if match is not None and noun is not None and noun.end > match.end:
                rest = lexicon.nouns.at(self.words, match.end)
                if rest is not None and rest.end == noun.end:
                    noun = None
            if noun is not None and (noun.end - 1 in self.blocked or not self._noun_stands(noun)):
                noun = None
            person = people.get(i)
            if match is not None and person is not None and person.end - person.start > 1 and match.end - match.start < person.end - person.start:
                match = None
            if match is not None and noun is not None and match.end == noun.end and self._is_owned(i, noun):
                match = None
            if match is not None and (noun is None or match.end >= noun.end):
                self._mark(_Atom(match.start, match.end, "name", uses=match.values, is_close=match.is_close))
                i = match.end
            elif noun is not None and not (
                person is not None and self.texts[i][0].isupper() and person.end > noun.end and person.start <= i and not self._is_title(noun)
            ):
                self._mark(_Atom(noun.start, noun.end, "noun", nouns=noun.values))
                i = noun.end
            else:
                i += 1
        for match in names:
            if match is not None and len({u.entry.id for u in match.values}) == 1:
                use = match.values[0]
                if use.entry.gazetteer == "countries":
                    self.named_states.add(use.entry.id)
                elif use.sense == "name":
                    self.named_in_full.add(use.entry.id)
            for use in match.values if match is not None else ():
                # a name swallowed by a longer noun phrase still counts for what it says about the document
                if use.entry.gazetteer == "contested" and use.entry.kind == "government" and use.entry not in self.contested:
                    self.contested.append(use.entry)
        self._mark_people()
        self._mark_organisations(doc)

    def _is_owned(self, i: int, noun: Match[Noun]) -> bool:
        """Whether a state's name or adjective stands right before a body ("Armenia's Security Council" is not that of the United Nations)."""
        if not any(n.sort == "body" for n in noun.values):
            return False
        at = i - 1 - (i > 0 and self.tags[i - 1] == "POS")
        before = self.atoms[at] if at >= 0 else None
        return before is not None and any(u.entry.gazetteer in ("countries", "contested") for u in before.uses)

    def _mark(self, atom: _Atom) -> None:
        for i in range(atom.start, atom.end):
            self.atoms[i] = atom

    def _is_money(self, match: Match[Use]) -> bool:
        """Whether a currency follows: "US dollars"."""
        return match.end < len(self.tokens) and self.tokens[match.end].lemma_.lower() in self.lexicon.words.currencies

    def _is_part_of_name(self, match: Match[Use]) -> bool:
        """Whether a listed organisation is only the beginning or end of a longer capitalised name ("The Australian" Financial Review)."""
        if any(u.entry.gazetteer in ("countries", "contested") for u in match.values):
            return False
        entity = self.entities.get(match.start)
        if entity is None or entity.label_ != "ORG":
            return False
        rest = [i for i in range(entity.start, entity.end) if not match.start <= i < match.end and self.texts[i][0].isalpha()]
        return any(
            self.texts[i][0].isupper()
            and self.tags[i] in ("NNP", "NNPS")
            and self.texts[i] != "The"
            and self.lexicon.nouns.at(self.words, i) is None
            and self.lexicon.names.at(self.words, i) is None
            for i in rest
        )

    def _name_at(self, i: int) -> Match[Use] | None:
        text = self.texts[i]
        if not (text[0].isupper() or text[0].isdigit() or text[:2] == "al"):
            return None
        match = self.lexicon.names.at(self.words, i)
        if match is None:
            return None
        written = self.doc.doc[match.start : match.end].text
        letters = written.replace(".", "").replace(" ", "").replace("-", "")
        # a headline in capitals must not turn words into acronyms, nor "us" into a country
        kept = tuple(u for u in match.values if u.letters is None or letters == u.letters.replace("-", ""))
        if text == "The" and match.end < len(self.tags) and self.tags[match.end] in ("NN", "NNS", "NNP", "NNPS", "JJ"):
            # "The Australian government" is no newspaper
            return None
        if any(t[0].islower() and len(t) > 3 and t not in _SMALL_WORDS for t in self.texts[match.start + 1 : match.end]):
            # "The national" at the head of a sentence is no newspaper; "Karabakh officials" and "US embassy" are what they seem
            opens = self.tokens[i].is_sent_start or text in ("The", "A", "An")
            if opens and not self.lexicon.names.get(text):
                return None
        if match.end - match.start == 1 and len(text) > 1 and text.isupper() and len(text) <= 4:
            kept = tuple(u for u in kept if u.letters is not None) or kept
        return Match(match.start, match.end, kept, match.is_close) if kept else None

    def _is_title(self, match: Match[Noun]) -> bool:
        return any(n.is_title for n in match.values)

    def _noun_stands(self, match: Match[Noun]) -> bool:
        """Whether the phrase is a noun here, and not a verb, an adverb or an hour of the same letters ("the forces", "it forces")."""
        if match.end - match.start == 1 and (match.start in self.hours or self.texts[match.start].endswith(".m.")):
            return False
        return (
            self.tags[match.end - 1] in _NOUNS
            or (match.end - match.start > 1)
            or (self.tags[match.end - 1] in ("JJ", "VBG") and self._heads(match.end - 1))
        )

    def _heads(self, i: int) -> bool:
        return self.tokens[i].dep_ in ("nsubj", "nsubjpass", "dobj", "pobj") and self.tokens[i].pos_ in ("NOUN", "PROPN")

    def _person_entities(self) -> list[Span]:
        return [e for e in self.doc.doc.ents if e.label_ == "PERSON"]

    def _name_tokens(self, start: int, end: int) -> tuple[int, int] | None:
        """The stretch of a model's name that can be a person's: titles, listed words and marks cut off; None when nothing is left."""
        while start < end and (
            self.texts[start].lower().rstrip(".") in self.lexicon.words.courtesy
            or not self.texts[start][0].isalpha()
            or self._is_stripped(start, end)
            or self.tags[start] in ("DT", "IN", "PRP$", "CC")
        ):
            start += 1
        while end > start and (
            self.texts[end - 1] in ("'s", "'", "’s")
            or not (self.texts[end - 1][0].isalpha())
            or (self.atoms[end - 1] is not None and end - start > 1 and self.atoms[end - 1].sort == "noun" and self.texts[end - 1][0].islower())  # type: ignore[union-attr]
            or end - 1 in self.dates
        ):
            end -= 1
        if start >= end:
            return None
        for i in range(start, end):
            text = self.texts[i]
            if text in ("-", "'", "’"):
                continue
            if text in (",", ";", ":", "(", ")", '"', "/") or text[0].isdigit():
                return None
            if text[0].islower() and text not in self.lexicon.words.particles:
                return None
            if fold(text) in self.lexicon.words.not_names and end - start == 1:
                return None
        if fold(self.texts[end - 1]) in self.lexicon.words.not_names - _MONTH_NAMES:
            return None
        if (
            end - start > 1
            and end + 1 < len(self.texts)
            and self.texts[end] == "-"
            and not self.tokens[end - 1].whitespace_
            and not self.tokens[end].whitespace_
        ):
            # "Ban Ki-moon": the second syllable of a Korean or Chinese given name may be written small
            after = self.texts[end + 1]
            if after.islower() and len(after) <= 5 and self.tags[end + 1] in ("NN", "NNP", "FW", "JJ", "NNS") and after not in _SUFFIXES:
                end += 2
        return (start, end) if self.texts[start][0].isupper() else None

    def _is_stripped(self, start: int, end: int) -> bool:
        """Whether a listed word opens what the model takes for a person's name: an office, a nation, but not the given name of "Salvador A."."""
        atom = self.atoms[start]
        if atom is None or atom.sort == "person":
            return False
        return atom.sort == "noun" or end - atom.end > 1 or any(u.sense in ("adjective", "acronym") for u in atom.uses)

    def _mark_people(self) -> None:
        spans: list[tuple[int, int, bool]] = []
        for entity in self._person_entities():
            name = self._name_tokens(entity.start, entity.end)
            if name is not None and not self._is_title_of_work(*name) and not (self._is_place(*name, is_person=True) and not self._titled(name[0])):
                spans.append((*name, False))
        taken = {i for s, e, _ in spans for i in range(s, e)}
        for i, atom in enumerate(self.atoms):
            # a title and unknown capitalised words: a person, whatever the model says
            is_title = (
                atom is not None
                and atom.sort == "noun"
                and atom.start == i
                and any(n.sort == "role" and n.is_title and not n.is_plural for n in atom.nouns)
            )
            is_courtesy = self.texts[i].lower().rstrip(".") in self.lexicon.words.courtesy and self.texts[i][0].isupper()
            if not is_title and not is_courtesy:
                continue
            start = atom.end if is_title and atom is not None else i + 1
            if start < len(self.texts) and self.texts[start] == ".":
                start += 1
            end = self._capitals_from(start)
            if end > start and not any(j in taken for j in range(start, end)) and end - start <= 5:
                if is_title and not is_courtesy and self._is_organisation(start, end):
                    continue
                spans.append((start, end, True))
                taken.update(range(start, end))
        known_titles = {s for s, _, titled in spans if titled}
        for start, end, titled in sorted(spans, key=lambda s: (self.tokens[s[0]].idx < self.doc.title_end, -(s[1] - s[0]), s[0])):
            words = [t for t in self.texts[start:end] if t not in ("-", "'")]
            is_titled = titled or start in known_titles or self._titled(start)
            if all(self.atoms[i] is not None for i in range(start, end)) and not (is_titled and len(words) > 1):
                continue
            actor = self._person(start, end, is_titled)
            if actor is not None:
                self._mark(_Atom(start, end, "person", actor=actor))
        if self.full_names:
            for i, text in enumerate(self.texts):
                if self.atoms[i] is not None or not text[0].isupper() or self.tags[i] not in ("NNP", "NNPS", "NN"):
                    continue
                around = self.entities.get(i)
                is_given = fold(text) in self.by_given and around is not None and around.end - around.start == 1 and self.tags[i] == "NNP"
                if fold(text) in self.by_surname or is_given:
                    actor = self._single(i, is_new=is_given, is_known=True)
                    if actor is not None:
                        self._mark(_Atom(i, i + 1, "person", actor=actor))

    def _titled(self, start: int) -> bool:
        before = self.atoms[start - 1] if start else None
        if start and self.texts[start - 1].lower().rstrip(".") in self.lexicon.words.courtesy:
            return True
        return before is not None and before.sort == "noun" and any(n.sort == "role" and not n.is_plural for n in before.nouns)

    def _is_organisation(self, start: int, end: int) -> bool:
        return fold(self.texts[end - 1]) in self.lexicon.words.organisation_heads and end - start > 1

    def _capitals_from(self, start: int) -> int:
        """One past the last token of a run of unlisted capitalised words."""
        end, i = start, start
        while i < len(self.tokens) and i - start < 6:
            text = self.texts[i]
            if self.atoms[i] is not None or i in self.dates or (self.tokens[i].is_sent_start and i > start):
                break
            if text[0].isupper() and text[0].isalpha() and self.tags[i] in ("NNP", "NNPS", "NN", "JJ", "FW", "VBG", "VBN", "VBZ", "NNS"):
                if fold(text) in self.lexicon.words.not_names:
                    break
                end = i + 1
            elif (
                text not in ("-", "'")
                and not (text in self.lexicon.words.particles and end > start)
                and text not in ("al", "el", "bin", "de", "van", "von")
            ):
                break
            i += 1
        return end

    def _person(self, start: int, end: int, is_titled: bool) -> str | None:
        words = [t for t in self.texts[start:end] if t not in ("-", "'")]
        normal = key(self.doc.doc[start:end].text)
        is_al = words[0].lower() in ("al", "el") and len(words) == 2 and fold(words[1]) not in self.by_surname
        # "Al-Bab" is a town as often as a person
        if is_al and not is_titled and not self._acts_somewhere(normal):
            return None
        if not is_titled and all(i in self.blocked for i in range(start, end)):
            return None
        if not is_titled and normal in self.lexicon.cities and normal not in self.by_surname:
            return None
        if len(words) == 1:
            return self._single(start, is_titled=is_titled, is_new=True)
        if self.lexicon.names.get(self.doc.doc[start:end].text) and not is_titled:
            return None
        in_title = self.tokens[start].idx < self.doc.title_end
        is_known = normal in self.full_names or bool(self.by_surname.get(fold(words[-1])))
        # in a headline every word may have a capital
        if in_title and not is_titled and not is_known and any(t[0].isupper() for t in self.texts[end : end + 1]):
            return None
        if normal in self.full_names:
            return self.full_names[normal]
        # "Pashinyan Nikol" or a longer form of a known name
        for known, actor in self.full_names.items():
            a, b = set(known.split()), set(normal.split())
            if (a <= b or b <= a) and len(a & b) > 1:
                self._learn(normal, actor, words)
                return actor
        actor = make_id("act", "person", normal)
        self.facts.setdefault(actor, _Facts(self.doc.doc[start:end].text, "person"))
        self.full_names[normal] = actor
        self._learn(normal, actor, words)
        return actor

    def _learn(self, normal: str, actor: str, words: Sequence[str]) -> None:
        self.full_names[normal] = actor
        while len(words) > 2 and fold(words[-1]) in _NAME_ENDINGS:
            words = words[:-1]
        for table, word in ((self.by_surname, words[-1]), (self.by_given, words[0])):
            known = table.setdefault(fold(word), [])
            if actor not in known:
                known.append(actor)
        if len(words) > 2:
            known = self.by_given.setdefault(fold(words[-2]), [])
            if actor not in known:
                known.append(actor)
        gender = self.lexicon.references.gender_of_name.get(fold(words[0]))
        if gender is not None:
            self.gender.setdefault(actor, gender)

    def _single(self, i: int, *, is_titled: bool = False, is_new: bool = False, is_known: bool = False) -> str | None:
        """A person by one name: the only one of the document with that surname or given name, else, if the text shows it, a new one."""
        word = fold(self.texts[i])
        for table in (self.by_surname, self.by_given) if is_new else (self.by_surname,):
            known = table.get(word, [])
            if len(known) == 1:
                return known[0]
            if len(known) > 1:
                return None
        if not is_new or is_known:
            return None
        if self.lexicon.names.get(self.texts[i]) and not is_titled:
            return None
        token = self.tokens[i]
        if not is_titled:
            if len(word) < 3 or token.idx < self.doc.title_end or self.tags[i] not in ("NNP", "NNPS"):
                return None
            if token.dep_ == "pobj" and token.head.lower_ in (
                "in",
                "at",
                "near",
                "to",
                "from",
                "outside",
                "around",
                "into",
                "through",
                "across",
                "of",
            ):
                return None
            if token.dep_ in ("compound", "amod", "nmod"):
                return None
        # a surname alone is somebody of this document until other documents tell
        actor = make_id("act", "person", word, self.doc.document_id)
        self.facts.setdefault(actor, _Facts(self.texts[i], "person"))
        self.by_surname.setdefault(word, []).append(actor)
        return actor

    def _mark_organisations(self, doc: Doc) -> None:
        """The model's organisations, where no listed name or noun stands."""
        heads = self.lexicon.words.organisation_heads
        for entity in doc.ents:
            if entity.label_ not in ("ORG", "NORP", "FAC", "GPE"):
                continue
            start, end = entity.start, entity.end
            while start < end and (self.tags[start] in ("DT", "PRP$", "IN", "CD") or not self.texts[start][0].isalnum()):
                start += 1
            while end > start and (self.texts[end - 1] in ("'s", "'") or not self.texts[end - 1][0].isalnum()):
                end -= 1
            if start >= end or any(self.atoms[i] is not None and self.atoms[i].sort == "person" for i in range(start, end)):  # type: ignore[union-attr]
                continue
            if not self.texts[start][0].isupper() and not self.texts[start][0].isdigit():
                continue
            if self._is_title_of_work(start, end):
                continue
            if key(self.doc.doc[start:end].text) in self.lexicon.cities or all(i in self.blocked for i in range(start, end)):
                continue
            is_known = fold(self.texts[end - 1]) in heads or bool(_ACRONYM.fullmatch(self.texts[start]))
            if not is_known and self._is_place(start, end, is_person=False):
                continue
            covered = [a for a in self.atoms[start:end] if a is not None]
            last = fold(self.texts[end - 1])
            first = fold(self.texts[start])
            facts = heads.get(last) or (heads.get(first) if end - start > 1 and any(t == "of" for t in self.texts[start:end]) else None)
            if entity.label_ in ("NORP", "FAC", "GPE") and (facts is None or end - start == 1):
                continue
            if (last not in heads and any(fold(t) in self.lexicon.words.contests for t in self.texts[start:end])) or (
                facts is not None and end - start == 1
            ):
                continue
            if covered and (all(a is not None for a in self.atoms[start:end]) or self._is_body_with_owner(covered)):
                continue
            if end - start == 1 and not covered:
                if not _ACRONYM.fullmatch(self.texts[start]) and (facts is None or facts[0] == "other") and entity.label_ != "ORG":
                    continue
                if fold(self.texts[start]) in self.lexicon.words.not_names or len(self.texts[start]) < 2 or self.texts[start].islower():
                    continue
                if self.tokens[start].idx < self.doc.title_end and not _ACRONYM.fullmatch(self.texts[start]):
                    continue
                if self.tokens[start].dep_ in ("compound", "amod") and not _ACRONYM.fullmatch(self.texts[start]):
                    continue
            if facts is None and self.tokens[start].idx < self.doc.title_end:
                continue
            is_plain = facts is None and not covered and sum(t not in ("-", "Al", "al") for t in self.texts[start:end]) == 1
            if is_plain and not _ACRONYM.fullmatch(self.texts[start]) and not self._acts_somewhere(key(doc[start:end].text)):
                continue
            text = doc[start:end].text
            kind, sector = ("media", "JRN") if "news" in (fold(t) for t in self.texts[start:end]) else facts or ("other", None)
            actor = make_id("act", "name", kind, key(text))
            known = self.facts.setdefault(actor, _Facts(text, kind, None, sector))
            country = next(
                (u.entry.country for a in covered for u in a.uses if u.entry.gazetteer == "countries" and u.sense in ("adjective", "name")), None
            )
            if country is not None and kind in ("military", "police", "government", "party", "company", "media", "ngo"):
                known.country = country
            self._mark(_Atom(start, end, "name", actor=actor))
        self._learn_acronyms()

    def _acts_somewhere(self, name: str) -> bool:
        """Whether a name of one word is, anywhere in the document, what only somebody can be: a subject, an owner, somebody addressed."""
        if self.acting is None:
            self.acting = {
                key(self.doc.doc[e.start : e.end].text.removeprefix("the ").removesuffix("'s")) for e in self.doc.doc.ents if self._acts_here(e)
            }
        return name in self.acting

    def _acts_here(self, span: Span) -> bool:
        root = span.root
        while root.dep_ == "conj" and root.head.pos_ == "PROPN":
            root = root.head
        if root.dep_ == "nsubj":
            return root.head.lemma_ not in self.lexicon.words.locating_verbs
        if root.dep_ == "pobj":
            return root.head.dep_ == "agent" or root.head.head.lower_ == "according"
        return root.dep_ == "poss" or (root.dep_ in ("dobj", "nsubjpass") and root.head.lemma_ in self.lexicon.words.addressed_verbs)

    def _is_place(self, start: int, end: int, *, is_person: bool) -> bool:
        return stands_as_place(self.tokens, start, end, self.lexicon.place_words, is_person=is_person)

    def _is_title_of_work(self, start: int, end: int) -> bool:
        """Whether nothing but the name stands between quotation marks: a film, a book, a ship, a nickname."""
        after = end + (end < len(self.texts) and self.texts[end] in (",", "."))
        return start > 0 and self.texts[start - 1] in ('"', "``", "'") and after < len(self.texts) and self.texts[after] in ('"', "''", "'")

    def _is_body_with_owner(self, covered: Sequence[_Atom]) -> bool:
        """Whether listed words alone make the name: an owner and a body."""
        bodies = [n for a in covered if a.sort == "noun" for n in a.nouns if n.sort == "body"]
        return any(n.kind in ("government", "military", "police", "armed_group") for n in bodies) and any(a.sort == "name" for a in covered)

    def _learn_acronyms(self) -> None:
        """Learn "the Sudan People's Liberation Army (SPLA)": the letters name it from there on."""
        for i in range(1, len(self.texts) - 2):
            if self.texts[i] != "(" or self.texts[i + 2] != ")" or not _ACRONYM.fullmatch(self.texts[i + 1]):
                continue
            before = self.atoms[i - 1]
            if before is None or before.sort not in ("name",) or before.end != i:
                continue
            actor = before.actor
            listed = [u for u in self.lexicon.names.get(self.texts[i + 1]) if u.sense == "acronym"]
            if (
                actor is not None
                and len(listed) == 1
                and fuzz.partial_ratio(key(listed[0].entry.name), key(self.doc.doc[before.start : i].text)) > _CUT_NAME
            ):
                actor = before.actor = self.entry_actor(listed[0].entry)
            if actor is None:
                use = next((u for u in before.uses if u.sense == "name"), None)
                actor = self.entry_actor(use.entry) if use is not None else None
            initials = "".join(t[0] for t in self.texts[before.start : before.end] if t[0].isupper())
            letters = self.texts[i + 1]
            if actor is not None and (letters[0] == initials[:1] or sum(c in initials for c in letters) >= len(letters) - 1):
                self.acronyms[letters] = actor
        if self.acronyms:
            for i, text in enumerate(self.texts):
                atom = self.atoms[i]
                if text in self.acronyms and (atom is None or (atom.actor is not None and atom.end - atom.start == 1)):
                    self._mark(_Atom(i, i + 1, "name", actor=self.acronyms[text]))

    # -- runs

    def runs(self) -> Iterator[tuple[int, int]]:
        """Stretches of words that can belong to one noun phrase, without articles, prepositions, commas and dates."""
        start: int | None = None
        for i, token in enumerate(self.tokens):
            atom = self.atoms[i]
            inside = atom is not None or (
                i not in self.dates
                and (
                    self.tags[i] in _PREMODIFIERS
                    or self.tags[i] == "POS"
                    or self.texts[i] == "-"
                    or (self.tags[i] in ("VBN", "VBG", "RB") and token.dep_ in ("amod", "compound", "advmod", "npadvmod") and token.head.i > i)
                )
            )
            fresh = token.is_sent_start and start is not None and start < i
            if fresh and start is not None:
                yield start, i
                start = None
            if inside and start is None:
                start = i
            elif not inside and start is not None:
                yield start, i
                start = None
        if start is not None:
            yield start, len(self.tokens)

    def read(self) -> None:
        """Turn every run into mentions."""
        self.scan()
        for start, end in self.runs():
            self._run(start, end)

    def _run(self, start: int, end: int) -> None:
        owner: _Owner | None = None
        clean = start
        i = start
        role: _Atom | None = None
        while i < end:
            atom = self.atoms[i]
            if atom is None:
                if self.texts[i] == "'s" or self.tags[i] == "POS":
                    pass
                i += 1
                continue
            stop = min(atom.end, end)
            if atom.sort == "person" and atom.actor is not None:
                self._person_mention(atom, clean)
                owner = _Owner(atom.actor, atom.start, None)
                clean, role = stop, None
            elif atom.sort == "name":
                found = self._name_mention(atom, start, end, owner, role)
                if found is not None:
                    owner = found
                role = None
            elif atom.sort == "noun":
                owner, role = self._noun_mention(atom, clean, end, owner)
            i = stop

    def _head(self, start: int, end: int) -> int:
        root = int(self.doc.doc[start:end].root.i)
        if self.tags[root] in _NOUNS or end - start == 1:
            return root
        # a name that the parser broke: its last noun before a preposition
        nouns = [i for i in range(start, end) if self.tags[i] in _NOUNS]
        before = [i for i in nouns if all(self.tags[j] != "IN" for j in range(start, i))]
        return (before or nouns or [root])[-1]

    def _add(
        self,
        start: int,
        end: int,
        actor: str | None,
        *,
        form: str,
        sort: str,
        number: str,
        rule: str,
        gender: str | None = None,
        noun: str = "",
        is_definite: bool = False,
        owner_pronoun: int | None = None,
        role_text: str | None = None,
        head: int | None = None,
        note: str = "",
    ) -> None:
        at = self._head(start, end) if head is None else head
        self.references.append(
            Reference(start, end, at, form, sort, number, gender, actor, rule, noun, is_definite, owner_pronoun, role_text, note=note)
        )

    def _name_mention(self, atom: _Atom, run_start: int, run_end: int, owner: _Owner | None, role: _Atom | None) -> _Owner | None:
        start, end = atom.start, atom.end
        rule = "listed name with a slip" if atom.is_close else "listed name"
        if atom.actor is not None:
            facts = self.facts[atom.actor]
            if role is not None and facts.gazetteer is None and facts.kind == "other":
                descriptor = role.nouns[0]
                facts.kind, facts.sector = descriptor.kind if descriptor.kind != "person" else "other", descriptor.sector
                if owner is not None and owner.entry is not None and facts.country is None:
                    facts.country = owner.entry.country
            self._add(
                start, end, atom.actor, form="name", sort="body", number="s", rule="name of the model", gender="n", noun=self._class_noun(facts.kind)
            )
            return _Owner(atom.actor, start, None)
        use = self._choose(atom, run_end)
        if use is None:
            return None
        entry = use.entry
        actor = self.entry_actor(entry)
        follows = end < run_end
        is_owner = follows and (self.tags[end] == "POS" or self.atoms[end] is not None or self.tags[end] in _PREMODIFIERS)
        if use.sense == "adjective" and not self._is_nominal(end, run_end):
            return _Owner(actor, start, entry, is_adjective=True)
        if use.sense in ("adjective", "people"):
            if follows and self.tags[end] != "POS" and not self.texts[end - 1].endswith("s"):
                return _Owner(actor, start, entry, is_adjective=True)
            self._people_mention(atom, entry, run_start)
            return _Owner(actor, start, entry, is_adjective=True)
        if use.sense in ("capital", "territory") and not self.acts(start, end, is_territory=use.sense == "territory"):
            return _Owner(actor, start, entry)
        if use.sense == "seat" and self._locates(start, end):
            return _Owner(actor, start, entry)
        if use.sense == "territory" and is_owner and self.tags[end] != "POS":
            return _Owner(actor, start, entry)
        if entry.kind == "country" and is_owner and self.tags[end] != "POS" and self._has_adjective(atom):
            return _Owner(actor, start, entry, is_adjective=True)
        if use.sense == "territory":
            rule = "territory for its authority"
        elif use.sense in _STANDING_FOR_STATES:
            rule = f"{use.sense} for its state"
        self.facts[actor].names.add(self.doc.doc[start:end].text)
        stop = end
        if follows and entry.gazetteer in ("organisations", "armed_groups", "parties", "media") and self._class_follows(end, run_end):
            stop = end + 1
        self._add(
            start,
            stop,
            actor,
            form="name",
            sort="country" if entry.kind == "country" else "group" if entry.kind in ("armed_group", "population", "military") else "body",
            number="e" if use.sense == "name" and entry.kind != "country" else "s",
            rule=rule,
            gender="n",
            noun=self._class_noun(entry.kind),
            note=use.sense,
        )
        return _Owner(actor, start, entry)

    def _class_follows(self, at: int, end: int) -> bool:
        """Whether "agency", "newspaper", "movement" follows a name and ends the phrase."""
        word = self.texts[at]
        atom = self.atoms[at]
        if at + 1 < end and (self.atoms[at + 1] is not None or self.tags[at + 1] in _PREMODIFIERS):
            return False
        return word.islower() and word in self.lexicon.words.organisation_heads and (atom is None or atom.end == at + 1)

    @staticmethod
    def _class_noun(kind: str) -> str:
        return {"media": "agency", "armed_group": "group", "party": "party", "company": "company", "country": "country"}.get(kind, "organisation")

    def _has_adjective(self, atom: _Atom) -> bool:
        return any(u.sense == "adjective" for u in atom.uses)

    def _choose(self, atom: _Atom, run_end: int) -> Use | None:
        """The sense that the place of the words asks for, where a phrase has several."""
        if len(atom.uses) == 1:
            return atom.uses[0]
        if atom.uses[0].sense in ("acronym", "name") and len({u.entry.id for u in atom.uses if u.sense in ("acronym", "name")}) > 1:
            named = [u for u in atom.uses if u.sense in ("acronym", "name")]
            return min(named, key=lambda u: (-self._fit(u, atom), u.entry.gazetteer, u.entry.id))
        follows = atom.end < run_end and self.tags[atom.end] != "POS" and self.texts[atom.end] != "-"
        order = (
            ("adjective", "people", "name", "acronym", "territory", "seat", "capital")
            if follows
            else (("people", "name", "acronym", "territory", "seat", "capital", "adjective"))
        )
        if self.tags[atom.end - 1] in ("JJ",) and follows:
            return next((u for u in atom.uses if u.sense == "adjective"), atom.uses[0])
        countries = [u for u in atom.uses if u.entry.gazetteer == "countries"]
        ranked = sorted(
            atom.uses, key=lambda u: (order.index(u.sense) if u.sense in order else 9, u.entry.gazetteer != "contested", u not in countries)
        )
        return ranked[0]

    def _fit(self, use: Use, atom: _Atom) -> int:
        """How well one of several actors of a name fits the document: named in full, of a state that is named, heard of as media are."""
        entry = use.entry
        fit = 8 * (entry.id in self.named_in_full) + 3 * (entry.country is not None and entry.country in self.named_states)
        if entry.kind == "media":
            governor = self.doc.doc[atom.start : atom.end].root
            fit += 4 * (governor.dep_ in ("dobj", "dative") and governor.head.lemma_ in ("tell", "inform")) + 2
            fit += 4 * (atom.start > 0 and self.texts[atom.start - 1].lower() in ("agency", "newspaper", "daily", "television", "radio"))
        return fit

    def _is_nominal(self, end: int, run_end: int) -> bool:
        """Whether an adjective of nationality is a noun here: a plural, or the head of its phrase."""
        last = self.tokens[end - 1]
        if self.tags[end - 1] == "NNPS":
            return True
        return (
            end == run_end
            and last.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "agent")
            and last.text.endswith("s")
            and last.pos_ in ("PROPN", "NOUN")
        )

    def _people_mention(self, atom: _Atom, entry: Entry, run_start: int) -> None:
        start, end = atom.start, atom.end
        last = self.tokens[end - 1]
        is_plural = last.text.endswith("s") or last.tag_ == "NNPS"
        if not is_plural:
            return
        is_ethnic = start > run_start and fold(self.texts[start - 1]) == "ethnic"
        if is_ethnic:
            start -= 1
        actor = self.population_actor(entry, is_ethnic=is_ethnic or self._elsewhere(end, entry))
        self.facts[actor].names.add(self.doc.doc[start:end].text)
        self._add(start, end, actor, form="name", sort="population", number="p", rule="listed people", noun=key(last.text), note="people")

    def _elsewhere(self, end: int, entry: Entry) -> bool:
        """Whether "in" and another land follow: the people apart from its state."""
        if end + 1 >= len(self.texts) or self.texts[end].lower() not in ("in", "of", "from", "inside"):
            return False
        at = end + 1
        while at < len(self.texts) and self.tags[at] == "DT":
            at += 1
        atom = self.atoms[at] if at < len(self.atoms) else None
        return atom is not None and any(u.sense in ("name", "territory") and u.entry.id != entry.id for u in atom.uses)

    # -- metonyms

    def acts(self, start: int, end: int, *, is_territory: bool = False) -> bool:
        """Whether a capital or territory stands for its government here."""
        words, token = self.lexicon.words, self.doc.doc[start:end].root
        while token.dep_ == "conj" and token.head.pos_ in ("PROPN", "NOUN") and token.head.i < token.i:
            token = token.head
        if "capital" in (self.texts[i].lower() for i in range(max(0, start - 2), start)):
            return False
        head = token.head
        if token.dep_ == "nsubj":
            if head.lemma_ in words.locating_verbs and not any(c.dep_ in ("ccomp", "xcomp") for c in head.children):
                return head.lemma_ == "be" and any(c.dep_ == "prep" and c.lower_ in ("in", "on") and _in_talks(c) for c in head.children)
            return head.pos_ in ("VERB", "AUX")
        if token.dep_ == "pobj":
            preposition = head.lower_
            governor = head.head
            if head.dep_ == "agent" or (preposition == "by" and (governor.tag_ == "VBN" or governor.pos_ == "NOUN")):
                return True
            if preposition == "to" and governor.text.lower() == "according":
                return True
            if preposition in ("with", "against"):
                return governor.lemma_ not in words.route_nouns
            if preposition == "between":
                return governor.lemma_ not in words.route_nouns and governor.pos_ in ("NOUN", "PROPN", "VERB")
            if preposition in ("from", "to", "on", "of", "toward", "towards", "for"):
                return not is_territory and (
                    governor.pos_ == "NOUN"
                    and governor.lemma_ in words.addressed_nouns
                    and not (preposition == "of" or (preposition == "on" and governor.lemma_ == "war"))
                )
            return False
        if token.dep_ in ("dobj", "dative"):
            return head.lemma_ in words.addressed_verbs
        if token.dep_ == "nsubjpass":
            return head.lemma_ in words.addressed_verbs or any(c.dep_ in ("xcomp", "ccomp") for c in head.children)
        if token.dep_ == "poss":
            return (
                head.tag_ in ("NN", "NNS")
                and head.lemma_ not in words.city_nouns
                and not any(c.lemma_ in words.city_nouns for c in head.lefts if c.i > token.i)
            )
        if token.dep_ == "npadvmod" and head.tag_ == "VBN":
            return head.lemma_ != "base"
        if token.dep_ in ("compound", "nmod", "amod"):
            following = self.atoms[end] if end < len(self.atoms) else None
            if end < len(self.tags) and self.texts[end] == "-" and end + 1 < len(self.tags) and self.tags[end + 1] == "VBN":
                return self.tokens[end + 1].lemma_ != "base"
            if token.dep_ == "nmod" and any(t.dep_ == "cc" for t in token.children) and token.head.head.lower_ in ("between", "with", "against"):
                return True
            return following is not None and following.sort == "noun" and any(n.term in words.generic_government for n in following.nouns)
        return False

    def _locates(self, start: int, end: int) -> bool:
        token = self.doc.doc[start:end].root
        return (
            token.dep_ == "pobj"
            and token.head.lower_ in ("in", "at", "near", "outside", "inside", "around", "to", "into", "from")
            and (token.head.head.lemma_ not in self.lexicon.words.addressed_nouns)
        )

    # -- nouns

    def _noun_mention(self, atom: _Atom, clean: int, run_end: int, owner: _Owner | None) -> tuple[_Owner | None, _Atom | None]:
        end = atom.end
        following = self.atoms[end] if end < run_end else None
        head = self._head(atom.start, end)
        before = owner if owner is not None and self._owns(owner, atom.start) else None
        is_owned = self._determiner(self._modified_from(atom.start, clean))[1] is not None
        after, after_end = (None, end) if end < run_end or is_owned else self._owner_after(end, is_indefinite=self._is_indefinite(atom.start))
        bodies = [n for n in atom.nouns if n.sort == "body"]
        roles = [n for n in atom.nouns if n.sort == "role"]
        groups = [n for n in atom.nouns if n.sort == "group"]
        if following is not None and following.sort == "person" and roles and not roles[0].is_plural:
            return owner, atom
        if following is not None and following.sort in ("person", "name") and bodies and bodies[0].kind in ("media", "company"):
            return owner, atom
        if bodies and (roles == [] or bodies[0].is_plural) and self._is_breakaway(atom.start, clean) and self._breakaway_body(atom, bodies[0], clean):
            return None, None
        is_last = end >= run_end or self.tags[end] == "POS"
        if after is not None and bodies and bodies[0].kind != "population" and self.texts[end].lower() == "from":
            # "withdrew troops from Chad": the preposition belongs to the verb
            after, after_end = None, end
        whose = before or after
        if bodies and whose is not None and (not roles or bodies[0].is_plural):
            if self._takes_owner(atom, bodies[0], whose):
                return self._body_mention(atom, bodies[0], clean, before, after, after_end), None
            if not groups and not roles and is_last:
                self._group_mention(atom, bodies[0], clean, whose, after_end if after is not None else end, head)
                return owner, None
        if not is_last:
            # "the foreign ministry spokesman": without an owner the ministry is nobody's, and the office tells it
            return owner, atom if roles or bodies else None
        if self.texts[atom.start : end] and key(self.doc.doc[atom.start : end].text) in self.lexicon.words.not_actors:
            return owner, None
        if roles and (groups == [] or not roles[0].is_plural):
            self._role_mention(atom, roles[0], clean, whose, after_end if after is not None else end, head)
            return owner, atom
        is_state_body = bool(bodies) and bodies[0].kind in ("government", "military", "police", "party")
        if groups and not is_state_body:
            self._group_mention(atom, groups[0], clean, whose, after_end if after is not None else end, head)
        elif bodies:
            self._loose_body(atom, bodies[0], clean)
        return owner, None

    def _takes_owner(self, atom: _Atom, noun: Noun, owner: _Owner) -> bool:
        """Whether owner and body make one actor of all documents: a people does with a state, "Chinese experts" do not, nor a firm's court."""
        kind = self.facts[owner.actor].kind
        if noun.kind == "population":
            return kind == "country" and key(self.doc.doc[atom.start : atom.end].text) in self.lexicon.words.population_nouns
        if noun.kind in ("media", "company", "religious"):
            return kind == "country" and noun.term in self.lexicon.words.single_bodies
        return kind not in ("person", "company", "media", "population", "religious")

    def _is_indefinite(self, start: int) -> bool:
        i = start - 1
        while i >= 0 and self.tags[i] in ("JJ", "VBN", "NN") and start - i < 4:
            i -= 1
        return i >= 0 and self.texts[i].lower() in ("a", "an", "any", "no")

    def _owns(self, owner: _Owner, at: int) -> bool:
        """Whether only modifiers stand between the owner and the noun; "Azerbaijan-backed activists" are not Azerbaijan's."""
        if owner.start >= at:
            return False
        return not any(
            self.texts[i] == "-" and self.tags[i + 1] in ("VBN", "VBD", "VBG", "JJ") for i in range(owner.start + 1, at - 1) if self.atoms[i] is None
        )

    def _owner_after(self, end: int, *, is_indefinite: bool = False) -> tuple[_Owner | None, int]:
        """The owner in "armed forces of Armenia", "authorities in Nagorno-Karabakh", with the end of its name."""
        if end + 1 >= len(self.texts) or self.texts[end].lower() not in ("of", "in", "for", "from"):
            return None, end
        at = end + 1
        while at < len(self.texts) and (self.tags[at] == "DT" or (self.tags[at] in ("JJ", "VBN") and self.atoms[at] is None)):
            at += 1
        atom = self.atoms[at] if at < len(self.atoms) else None
        if atom is None or atom.start != at or atom.sort != "name":
            return None, end
        if atom.actor is not None:
            return (_Owner(atom.actor, at, None), atom.end) if self.texts[end].lower() in ("of", "for") else (None, end)
        use = next((u for u in atom.uses if u.sense in ("name", "acronym", "territory", "capital")), None)
        if use is None or (atom.end < len(self.tags) and self.tags[atom.end] == "POS"):
            return None, end
        if self.texts[end].lower() in ("in", "from") and (use.entry.kind not in ("country", "government") or use.sense == "capital"):
            return None, end
        if use.sense == "capital" and self.texts[end].lower() != "of":
            return None, end
        if is_indefinite and self.texts[end].lower() in ("in", "from"):
            return None, end
        return _Owner(self.entry_actor(use.entry), at, use.entry), atom.end

    def _body_mention(self, atom: _Atom, noun: Noun, clean: int, before: _Owner | None, after: _Owner | None, after_end: int) -> _Owner:
        owner = before or after
        if owner is None:
            raise ValueError(f"a body needs an owner; {self.doc.document_id} token {atom.start} has none")
        start, end = (before.start, atom.end) if before is not None else (self._modified_from(atom.start, clean), after_end)
        written = key(self.doc.doc[atom.start : atom.end].text)
        head = self._head(atom.start, atom.end)
        if noun.kind == "population" and owner.entry is not None and owner.entry.kind == "country" and before is not None and not before.is_adjective:
            actor = self.population_actor(owner.entry, is_ethnic=False)
            self.facts[actor].names.add(self.doc.doc[start:end].text)
            self._add(start, end, actor, form="name", sort="population", number="p", rule="people of a nation", noun=written, head=head)
            return _Owner(actor, start, None)
        if noun.kind == "population" and owner.entry is not None and owner.entry.kind == "country" and before is not None:
            ethnic = before.start > clean and fold(self.texts[before.start - 1]) == "ethnic"
            start -= ethnic
            whole, whole_end = self._owner_after(atom.end)
            elsewhere = whole is not None and whole.entry is not None and whole.entry.id != owner.entry.id
            possessed = start > 0 and self.tags[start - 1] == "POS"
            actor = self.population_actor(owner.entry, is_ethnic=ethnic or elsewhere or possessed)
            if elsewhere and not ethnic:
                end = whole_end
            self.facts[actor].names.add(self.doc.doc[start:end].text)
            self._add(start, end, actor, form="name", sort="population", number="p", rule="people of a nation", noun=written, head=head)
            return _Owner(actor, start, None)
        if owner.is_adjective and before is not None and before.start > clean and fold(self.texts[before.start - 1]) == "ethnic":
            # "ethnic Armenian leaders" are not Armenia's
            actor = self.described_actor(
                self.doc.doc[before.start - 1 : atom.end].text, noun.kind if noun.kind != "government" else "population", noun.sector
            )
            self._add(
                before.start - 1,
                atom.end,
                actor,
                form="nominal",
                sort="group",
                number="p" if noun.is_plural else "s",
                rule="description",
                noun=written,
            )
            return _Owner(actor, start, None)
        actor = self.body_actor(noun, owner, written)
        facts = self.facts[actor]
        self.facts[actor].names.add(self.doc.doc[start:end].text)
        if self.lexicon.words.generic_forces and noun.term in self.lexicon.words.generic_forces and facts.kind == "country":
            facts = self.facts[actor]
        self._add(
            start,
            end,
            actor,
            form="name",
            sort=self._sort(facts.kind),
            number="e" if noun.is_plural else "s",
            rule="body of an owner",
            gender="n",
            noun=written,
            head=self._head(atom.start, atom.end),
        )
        return _Owner(actor, start, None)

    @staticmethod
    def _sort(kind: str) -> str:
        if kind == "person":
            return "person"
        if kind == "country":
            return "country"
        return "group" if kind in ("military", "armed_group", "population", "police") else "body"

    def _modified_from(self, start: int, clean: int) -> int:
        """Where the modifiers of a noun begin: adjectives and nouns of the run, without numbers and possessives."""
        return self._unhyphened(self._leftmost_modifier(start, clean), start)

    def _unhyphened(self, start: int, limit: int) -> int:
        """Past the rest of a hyphenated number ("-member", "-time")."""
        while start < limit and self.texts[start] == "-":
            start = min(limit, start + 2)
        return start

    def _leftmost_modifier(self, start: int, clean: int) -> int:
        i = start
        while i > clean and self.tags[i - 1] in ("JJ", "NN", "NNP", "VBN", "HYPH") and i - 1 not in self.dates and self.texts[i - 1][0] not in "'\"":
            i -= 1
        return i

    def _determiner(self, start: int) -> tuple[bool, int | None]:
        """Whether "the", "this" stands before, and the token of a possessive pronoun if one does."""
        i = start - 1
        while i >= 0 and self.tags[i] in ("JJ", "VBN", "NN", "CD", "NNP", "RB", "HYPH", "JJS") and start - i < 5:
            i -= 1
        if i < 0:
            return False, None
        if self.tags[i] == "PRP$":
            return True, i
        return self.texts[i].lower() in ("the", "this", "that", "these", "those", "both"), None

    def _is_bare(self, atom: _Atom, start: int, noun: Noun) -> bool:
        """Whether a noun in the singular stands alone, as names of matters do ("warned against division")."""
        if (
            noun.is_plural
            or start < atom.start
            or self.tags[atom.end - 1] != "NN"
            or noun.kind == "police"
            or noun.term in self.lexicon.words.unarticled
        ):
            return False
        return start == 0 or self.tags[start - 1] not in ("DT", "PRP$", "POS", "CD", "WP$", "PDT")

    def _is_breakaway(self, start: int, clean: int) -> bool:
        """Whether an adjective before a body says that few or no states recognise it."""
        if len(self.contested) != 1:
            return False
        first = self._modified_from(start, clean)
        joined = " ".join(self.texts[first:start]).replace(" - ", "-").lower()
        return any(word in joined.split() for word in self.lexicon.words.breakaway)

    def _breakaway_body(self, atom: _Atom, noun: Noun, clean: int) -> bool:
        """Read "the breakaway government": the only breakaway authority that the document names."""
        if noun.kind not in ("government", "military", "armed_group"):
            return False
        entry = self.contested[0]
        owner = _Owner(self.entry_actor(entry), atom.start, entry)
        written = key(self.doc.doc[atom.start : atom.end].text)
        actor = self.body_actor(noun, owner, written)
        start = atom.start
        while start > clean and self.texts[start - 1] != "-" and self.texts[start - 1].lower() not in self.lexicon.words.breakaway:
            start -= 1
        start = max(clean, start - 1)
        while start > clean and self.texts[start - 1] == "-":
            start -= 2
        start = max(clean, start)
        self.facts[actor].names.add(self.doc.doc[start : atom.end].text)
        self._add(
            start,
            atom.end,
            actor,
            form="nominal",
            sort=self._sort(noun.kind),
            number="p" if noun.is_plural else "s",
            rule="only breakaway authority named",
            gender="n",
            noun=written,
        )
        return True

    def _loose_body(self, atom: _Atom, noun: Noun, clean: int) -> None:
        """A body without an owner in its phrase: "the ministry", "its forces"."""
        start = self._modified_from(atom.start, clean)
        definite, pronoun = self._determiner(start)
        if key(self.doc.doc[atom.start : atom.end].text) in self.lexicon.words.needs_owner and pronoun is None and not definite:
            return
        if self._is_bare(atom, start, noun) or (noun.term in self.lexicon.words.buildings and self._locates(atom.start, atom.end)):
            return
        if not definite and noun.kind in ("media", "company", "religious"):
            return
        self._add(
            atom.start if pronoun is not None or definite else start,
            atom.end,
            None,
            form="nominal",
            sort=self._sort(noun.kind),
            number="p" if noun.is_plural else "s",
            rule="description",
            gender="n",
            noun=key(self.doc.doc[atom.start : atom.end].text),
            is_definite=definite,
            owner_pronoun=pronoun,
            note=f"body:{noun.term}",
        )

    def _role_mention(self, atom: _Atom, noun: Noun, clean: int, owner: _Owner | None, end: int, head: int) -> None:
        start = (
            self._modified_from(atom.start, clean)
            if owner is None
            else min(owner.start if owner.start < atom.start else atom.start, self._modified_from(atom.start, clean))
        )
        while start > clean and self.tags[start - 1] in ("JJ", "VBN") and start - 1 not in self.dates:
            start -= 1
        definite, _pronoun = self._determiner(start)
        facts = self.facts[owner.actor] if owner is not None else None
        token = self.tokens[head]
        if token.dep_ in ("compound", "amod", "nmod") or (token.dep_ == "appos" and self._named_apposition(token)) or self._named_head(token):
            return
        written = key(self.doc.doc[atom.start : atom.end].text)
        text = self.doc.doc[start : atom.end].text
        apposed = None if noun.is_plural else self._apposed_person(end if owner is not None and owner.start > atom.start else atom.end)
        if apposed is not None:
            actor: str | None = apposed
        elif noun.is_plural:
            if owner is not None and facts is not None and facts.kind in ("country", "government", "intergovernmental") and noun.sector == "GOV":
                actor = self.described_actor(f"{facts.name} {noun.term}s", "government", noun.sector, facts.country, owner.actor)
            else:
                actor = (
                    None
                    if definite and owner is None
                    else self.described_actor(text, "other", noun.sector, facts.country if facts else None, owner.actor if owner else None)
                )
        else:
            actor = None
            if owner is not None and facts is not None:
                actor = make_id("act", "description", self.doc.document_id, "office", owner.actor, noun.term)
                self.facts.setdefault(actor, _Facts(text, "person", facts.country, noun.sector, owner.actor))
        self._add(
            start,
            end if owner is not None and owner.start > atom.start else atom.end,
            actor,
            form="nominal",
            sort="person",
            number="p" if noun.is_plural else "s",
            rule="office",
            gender=noun.gender,
            noun=written,
            is_definite=definite and owner is None,
            owner_pronoun=None,
            head=head,
            note=f"role:{noun.kind}:{noun.sector or ''}",
        )

    def _apposed_person(self, end: int) -> str | None:
        """The person whose name stands after a comma: "the speaker, O. A.,"; "the caretaker president, deputy premier G. B.,"."""
        if end + 1 >= len(self.texts) or self.texts[end] != ",":
            return None
        at = end + 1
        while at < len(self.texts) and at - end < 8:
            atom = self.atoms[at]
            if atom is not None and atom.sort == "person":
                closes = atom.end >= len(self.texts) or self.texts[atom.end] in (",", ".", ";", "(") or self.tags[atom.end].startswith("VB")
                return atom.actor if closes else None
            if self.tags[at] not in _PREMODIFIERS and self.tags[at] != "POS":
                return None
            at += 1
        return None

    def _named_apposition(self, token: Token) -> bool:
        """Whether a description stands in apposition to a person's name."""
        head = token.head
        atom = self.atoms[head.i]
        return atom is not None and atom.sort == "person"

    def _named_head(self, token: Token) -> bool:
        """Whether a person's name stands right behind as apposition ("ombudsman G. S. said")."""
        after = self.atoms[token.i + 1] if token.i + 1 < len(self.atoms) else None
        return after is not None and after.sort == "person"

    def _group_mention(self, atom: _Atom, noun: Noun, clean: int, owner: _Owner | None, end: int, head: int) -> None:
        start = self._modified_from(atom.start, clean)
        if owner is not None and clean <= owner.start < atom.start:
            start = min(start, owner.start)
        while (
            start > clean and (self.tags[start - 1] in ("JJ", "VBN", "HYPH", "NNP") or self.texts[start - 1] == "-") and start - 1 not in self.dates
        ):
            start -= 1
        start = self._unhyphened(start, atom.start)
        token = self.tokens[head]
        if token.dep_ in ("compound", "amod") or self._is_bare(atom, start, noun):
            return
        if owner is None and key(self.doc.doc[atom.start : atom.end].text) in self.lexicon.words.needs_owner:
            return
        if atom.start > 0 and self.texts[atom.start - 1] in self.lexicon.words.particles and self.texts[atom.start][0].isupper():
            return
        definite, _ = self._determiner(start)
        facts = self.facts[owner.actor] if owner is not None else None
        written = key(self.doc.doc[atom.start : atom.end].text)
        is_plural = noun.is_plural or self.tags[atom.end - 1] in ("NNS", "NNPS")
        actor = None
        if facts is not None and owner is not None:
            if facts.kind == "armed_group" and noun.kind == "armed_group":
                actor = owner.actor
            else:
                kind = noun.kind if is_plural or not noun.is_person else "person"
                actor = self.described_actor(
                    self.doc.doc[start : atom.end].text, kind, noun.sector, facts.country, owner.actor if facts.kind != "person" else None
                )
        self._add(
            start,
            end if owner is not None and owner.start > atom.start else atom.end,
            actor,
            form="nominal",
            sort="group" if is_plural or not noun.is_person else "person",
            number="p" if is_plural else "s",
            rule="group",
            gender=noun.gender,
            noun=noun.term if not noun.is_person else written,
            is_definite=definite and owner is None,
            head=head,
            note=f"group:{noun.kind if is_plural or not noun.is_person else 'person'}:{noun.sector or ''}",
        )

    # -- persons

    def _person_mention(self, atom: _Atom, clean: int) -> None:
        if atom.actor is None:
            return
        actor, start, end = atom.actor, atom.start, atom.end
        facts = self.facts[actor]
        text = self.doc.doc[start:end].text
        facts.names.add(text)
        role_start, role_end = self._role_before(start, clean)
        {id(a): a for a in self.atoms[role_start:role_end] if a is not None}
        if role_start == role_end:
            role_start, role_end, _atoms = self._role_beside(start, end)
        role_text = (
            self.doc.surface(self.tokens[role_start].idx, self.tokens[role_end - 1].idx + len(self.tokens[role_end - 1]))
            if role_end > role_start
            else None
        )
        if role_text is not None:
            self._describe(actor, [a for a in self.atoms[role_start:role_end] if a is not None])
        for i in (start - 1, start - 2):
            if i >= 0 and self.texts[i].lower().rstrip(".") in self.lexicon.words.courtesy:
                gender = self.lexicon.words.courtesy[self.texts[i].lower().rstrip(".")]
                if gender is not None:
                    self.gender[actor] = gender
        if role_text is not None and end + 1 < len(self.texts) and self.texts[end].lower() == "of":
            owner, _ = self._owner_after(end)
            if owner is not None and owner.entry is not None and owner.entry.kind in ("country", "government", "intergovernmental"):
                facts.country = facts.country or owner.entry.country
                facts.parent = facts.parent or owner.actor
        head = self._head(start, end)
        governor = self.tokens[head].head
        if self.tokens[head].dep_ == "appos" and governor.i == start - 1 and role_end == start:
            head = governor.i
        nouns = [n for a in self.atoms[role_start:role_end] if a is not None for n in a.nouns if n.sort == "role"] if role_end > role_start else []
        noun = nouns[-1].term if nouns else ""
        self._add(
            start,
            end,
            actor,
            form="name",
            sort="person",
            number="s",
            rule="name of a person",
            gender=self.gender.get(actor),
            noun=noun,
            role_text=role_text,
            head=head,
        )

    def _role_before(self, start: int, clean: int) -> tuple[int, int]:
        """The words before a name that tell its bearer's office: a stretch of the run with a listed noun in it."""
        first = clean
        while first < start and (self.tags[first] in ("POS", "HYPH", "RB") or self.texts[first] in ("-", "'s") or self._is_adverb(first)):
            first += 1
        has_noun = any(a is not None and a.sort == "noun" for a in self.atoms[first:start])
        courtesy = all(self.texts[i].lower().rstrip(".") in self.lexicon.words.courtesy for i in range(first, start))
        if first == start or courtesy or start - first > _ROLE_TOKENS:
            return start, start
        if not has_noun and not any(a is not None and a.uses for a in self.atoms[first:start]):
            return start, start
        # "Prime Minister of Armenia Nikol P." is read by _role_beside; a bare nation ("Armenian Nikol P.") is a description too
        return first, start

    def _is_adverb(self, at: int) -> bool:
        """Whether a sentence opens with a word that belongs to no phrase ("Meanwhile Somali President ...")."""
        return bool(self.tokens[at].is_sent_start) and self.texts[at].lower() in (
            "meanwhile",
            "earlier",
            "later",
            "also",
            "however",
            "separately",
            "instead",
        )

    def _role_beside(self, start: int, end: int) -> tuple[int, int, dict[int, _Atom]]:
        """An apposition after the name, or before it with a comma: "G. S., the ombudsman"; "the president of Armenia, V. H."."""
        empty: tuple[int, int, dict[int, _Atom]] = (start, start, {})
        if end < len(self.texts) - 1 and self.texts[end] == ",":
            found = self._description(end + 1)
            if found is not None:
                return (*found, {})
        if start >= 2 and self.texts[start - 1] == ",":
            root = self.doc.doc[start:end].root
            if root.dep_ == "appos" and root.head.i < start - 1:
                head_atom = self.atoms[root.head.i]
                if head_atom is not None and head_atom.sort == "noun" and any(n.sort == "role" for n in head_atom.nouns):
                    first = root.head.left_edge.i
                    while first < root.head.i and self.tags[first] in ("DT", "PRP$", "IN", "``"):
                        first += 1
                    if start - 1 - first <= _ROLE_TOKENS:
                        return first, start - 1, {}
        return empty

    def _description(self, at: int) -> tuple[int, int] | None:
        """A description that starts here and ends at a comma or full stop: [the] words with a listed role."""
        first = at
        while first < len(self.texts) and self.tags[first] in ("DT", "PRP$"):
            first += 1
        i = first
        role_at = last_in = -1
        while i < len(self.texts) and i - first <= _ROLE_TOKENS:
            if (self.texts[i] in (",", ".", ";", ":", '"', "(", ")", "-", "--") and self.texts[i] != "-") or (
                self.tags[i] in ("WP", "WDT", "VBD", "VBZ", "VBP", "MD", "CC") and role_at >= 0
            ):
                break
            if self.tags[i] in ("VBD", "VBZ", "VBP", "MD", "PRP", "CC", "WP", "WDT", "VB"):
                break
            if self.tags[i] == "IN":
                last_in = i
            atom = self.atoms[i]
            if atom is not None and atom.sort == "person":
                return None
            if role_at < 0 and atom is not None and atom.sort == "noun" and any(n.sort == "role" or n.is_person for n in atom.nouns):
                role_at = i
            elif role_at < 0 and (self.tags[i] == "IN" and self.texts[i].lower() not in ("of",)):
                return None
            i += 1
        if i < len(self.texts) and self.tags[i] == "CC" and last_in > role_at >= 0 and self.texts[last_in].lower() != "of":
            i = last_in
        return (first, i) if role_at >= 0 and i > first else None

    def _describe(self, actor: str, atoms: Sequence[_Atom]) -> None:
        """Take country, sector, body and gender of a person from the words of the role."""
        facts = self.facts[actor]
        owner: _Owner | None = None
        seen: set[int] = set()
        body: str | None = None
        has_role = False
        for atom in atoms:
            if id(atom) in seen:
                continue
            seen.add(id(atom))
            if (
                has_role
                and atom.sort == "name"
                and self._preposition(atom.start) in ("to", "in", "on", "with", "at", "from", "about", "against", "into")
            ):
                # an envoy to Sudan is not Sudan's
                continue
            has_role = has_role or any(n.sort == "role" for n in atom.nouns)
            if atom.sort == "name":
                if atom.actor is not None:
                    owner = _Owner(atom.actor, atom.start, None)
                    body = atom.actor
                else:
                    use = next((u for u in atom.uses if u.sense in ("adjective", "name", "acronym")), atom.uses[0])
                    owner = _Owner(self.entry_actor(use.entry), atom.start, use.entry)
                    if use.entry.kind != "country":
                        body = owner.actor
            elif atom.sort == "noun":
                noun = atom.nouns[0]
                bodies = [n for n in atom.nouns if n.sort == "body"]
                roles = [n for n in atom.nouns if n.sort == "role" or n.is_person]
                if bodies and not roles and owner is not None:
                    body = self.body_actor(bodies[0], owner, key(self.doc.doc[atom.start : atom.end].text))
                elif roles:
                    facts.sector = facts.sector or roles[0].sector
                    if roles[0].gender is not None:
                        self.gender.setdefault(actor, roles[0].gender)
                elif noun.sort == "group" and facts.sector is None:
                    facts.sector = noun.sector
        whose = body or (owner.actor if owner is not None else None)
        if whose is not None:
            known = self.facts[whose]
            facts.country = facts.country or known.country
            facts.parent = facts.parent or whose
            if known.is_contested and known.kind == "government":
                facts.is_contested, facts.note = True, known.note

    def _preposition(self, at: int) -> str:
        """The word before a name, articles and adjectives aside, in lower case."""
        i = at - 1
        while i >= 0 and (self.tags[i] in ("DT", "JJ") or self.texts[i].lower() in ("the", "a", "an")):
            i -= 1
        return self.texts[i].lower() if i >= 0 else ""

    # -- what references need

    def owned(self, reference: Reference, owner_actor: str) -> str | None:
        """The actor of "its forces", "his government"."""
        facts = self.facts[owner_actor]
        if not reference.note.startswith("body:"):
            return None
        noun = next((n for n in self.lexicon.nouns.get(reference.note[5:]) if n.sort == "body"), None)
        if noun is None:
            return None
        if facts.kind == "person":
            if facts.country is None or noun.term not in self.lexicon.words.generic_government:
                return None
            entry = self.lexicon.entries.get(("countries", facts.country))
            return None if entry is None or facts.is_contested else self.entry_actor(entry)
        if facts.kind in ("country", "armed_group", "party") or (facts.gazetteer == "contested"):
            entry = self.lexicon.entries.get((facts.gazetteer or "", facts.gazetteer_id or ""))
            return self.body_actor(noun, _Owner(owner_actor, reference.start, entry), reference.noun)
        if facts.kind in ("government", "military", "police") and facts.country is not None and noun.kind in ("military", "police"):
            entry = self.lexicon.entries.get(("countries", facts.country))
            if entry is not None and not facts.is_contested:
                return self.body_actor(noun, _Owner(self.entry_actor(entry), reference.start, entry), reference.noun)
        return None

    def only_country(self) -> Entry | None:
        """The state that the report is about, where its actors are of one state, or nearly all."""
        counted: dict[str, int] = {}
        for reference in self.references:
            country = self.facts[reference.actor].country if reference.actor is not None else None
            if country is not None:
                counted[country] = counted.get(country, 0) + 1
        if not counted:
            return None
        best = max(sorted(counted), key=lambda c: counted[c])
        if counted[best] < _MAIN_MENTIONS or counted[best] < _MAIN_SHARE * sum(counted.values()) or self.contested:
            return None
        return self.lexicon.entries.get(("countries", best))

    def _is_of_the_state(self, reference: Reference) -> bool:
        """Whether nothing says that a body is another's: "enemy troops", "its troops", "our army"."""
        if reference.owner_pronoun is not None or (reference.start > 0 and self.tags[reference.start - 1] in ("PRP$", "POS")):
            return False
        modifiers = {t.lower_ for t in self.tokens[reference.start : reference.head]} - set(reference.noun.split())
        return modifiers <= self.lexicon.words.of_any_state

    def describe(self, reference: Reference) -> str | None:
        """An actor of the document's own for a description that met no antecedent."""
        sort, _, rest = reference.note.partition(":")
        text = self.doc.doc[reference.start : reference.end].text
        single = None if reference.is_definite else reference.start
        if sort == "role":
            kind, _, sector = rest.partition(":")
            if reference.number == "p":
                return self.described_actor(text, "other", sector or None)
            return self.described_actor(text, "person", sector or None, at=single)
        if sort == "group":
            kind, _, sector = rest.partition(":")
            return self.described_actor(text, kind, sector or None, at=single if kind == "person" else None)
        if sort == "body":
            noun = next((n for n in self.lexicon.nouns.get(rest) if n.sort == "body"), None)
            if noun is None or noun.kind in ("media", "company") or (noun.term in _TERMS_OF_OFFICE and reference.owner_pronoun is not None):
                return None
            if self.main is not None and noun.kind in ("government", "military", "police") and self._is_of_the_state(reference):
                reference.rule = "only state of the report"
                return self.body_actor(noun, _Owner(self.entry_actor(self.main), reference.start, self.main), reference.noun)
            return self.described_actor(reference.noun, noun.kind, noun.sector)
        return None

    # -- result

    def index(self) -> ActorIndex:
        """The actors and mentions found."""
        self.main = self.only_country()
        references = [*self.references, *pronoun_references(self.doc, self.lexicon.references)]
        linked = link(self.doc, references, self.lexicon.references, self.owned, self.describe)
        mentions = []
        used: set[str] = set()
        seen: set[tuple[int, int]] = set()
        for reference in linked:
            if reference.actor is None or (reference.start, reference.end) in seen:
                continue
            seen.add((reference.start, reference.end))
            used.add(reference.actor)
            mentions.append(self._mention(reference))
        for actor in list(used):
            parent = self.facts[actor].parent
            while parent is not None and parent not in used:
                used.add(parent)
                parent = self.facts[parent].parent
        actors = {actor: self._actor(actor) for actor in sorted(used)}
        return ActorIndex(actors, tuple(sorted(mentions, key=lambda m: (m.start, -m.end))))

    def _mention(self, reference: Reference) -> ActorMention:
        if reference.actor is None:
            raise ValueError(f"document {self.doc.document_id}: the reference at token {reference.start} has no actor")
        span = self.doc.doc[reference.start : reference.end]
        sentence = self.doc.sentence_of(reference.head)
        start, end = span.start_char, span.end_char
        rule = reference.rule.partition(":")[0].replace(" ", "_")
        return ActorMention(
            document_id=self.doc.document_id,
            start_char=start,
            end_char=end,
            sentence_start_char=sentence.start_char,
            sentence_end_char=sentence.end_char,
            text=self.doc.surface(start, end),
            origin=f"actors.{rule}@{VERSION}",
            confidence=self.lexicon.confidence.get(rule),
            mention_id=make_id("men", self.doc.document_id, start, end),
            actor_id=reference.actor,
            form=reference.form,
            role_text=reference.role_text,
            resolved_by=reference.rule,
            start=reference.start,
            end=reference.end,
            head=reference.head,
        )

    def _actor(self, actor: str) -> Actor:
        facts = self.facts[actor]
        name = facts.name
        return Actor(
            document_id=self.doc.document_id,
            actor_id=actor,
            name=name,
            kind=facts.kind,
            country=facts.country,
            sector=facts.sector,
            parent_actor_id=facts.parent if facts.parent != actor else None,
            aliases=tuple(sorted(facts.names - {name})),
            gazetteer=facts.gazetteer,
            gazetteer_id=facts.gazetteer_id,
            is_contested=facts.is_contested,
            contested_note=facts.note,
        )


def _in_talks(preposition: Token) -> bool:
    """Tell "is in dialogue", "is in talks": the subject acts."""
    return any(
        c.dep_ == "pobj" and c.lemma_ in ("dialogue", "talk", "contact", "process", "negotiation", "consultation", "favour", "favor")
        for c in preposition.children
    )


def find_actors(doc: AnnotatedDocument, lexicon: ActorLexicon) -> ActorIndex:
    """Find who is named, described and referred to in a document.

    Args:
        doc: annotated with tags, parse, sentence starts and names; left as it was.
        lexicon: from ``ActorLexicon.load``.

    Returns:
        The actors, with those they are part of, and their mentions in text order. The text of a mention is its name or description without
        article; a person's office is ``role_text``. A reference that cannot be resolved is left out.

    Raises:
        MissingAnnotation: the doc has no sentence boundaries.
    """
    reader = _Reader(doc, lexicon)
    reader.read()
    return reader.index()


def contested_entries(lexicon: ActorLexicon) -> Iterable[Entry]:
    """The listed breakaway authorities."""
    return (entry for (gazetteer, _), entry in lexicon.entries.items() if gazetteer == "contested")
