"""What is known of a document before its places are: its words, who is named, which countries, whether it tells of games.

What belongs here: what the reading of stretches and the choice of places share. What does not: deciding what a stretch of words means.
"""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.annotate.gazetteer import City, fold, key
from pipelines.extract.model import ActorIndex
from pipelines.extract.toponyms.lexicon import PlaceLexicon

#: How many different words of games make a report one of sport.
_SPORT_WORDS = 2
#: The same for words that are used outside of games too.
_GAME_WORDS = 4
#: Long reports hold more of them by chance: one more is asked for every so many tokens.
_TOKENS_PER_WORD, _SHORT = 120, 250
#: Least population of a town that tells its country by itself, and how many times smaller its namesakes elsewhere are.
_SETTLED, _NAMESAKE = 50_000, 20
#: Prepositions after which an organisation's name is its house.
HOUSED = frozenset({"at", "outside", "inside", "near", "around"})


class Page:
    """One document with its actors."""

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
        #: Countries of capitals and of towns whose names no other land has, each with these names.
        self.neighbours = self._neighbours()
        #: In reports of games, towns stand for their teams.
        self.is_sport = self._is_of_games()

    def called(self, name: str) -> tuple[City, ...]:
        """The populated places of a name in the form of ``key``, each name looked up once a document."""
        found = self._cities.get(name)
        if found is None:
            found = self._cities[name] = self.lexicon.cities.called(name)
        return found

    def _neighbours(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for name in {key(e.text) for e in self.doc.doc.ents if e.label_ == "GPE" and not e.text.isupper()}:
            capital = self.lexicon.capitals.get(name)
            if capital is not None:
                found.setdefault(capital, set()).add(name)
            elif name and name not in self.lexicon.words.not_places and self._is_of_towns(name):
                lands = {c.country: c.population for c in reversed(self.called(name)) if c.is_main}
                greatest = max(lands.values(), default=0)
                if greatest >= _SETTLED and all(land == greatest or land * _NAMESAKE < greatest for land in lands.values()):
                    found.setdefault(max(lands, key=lambda land: lands[land]), set()).add(name)
        return found

    def _is_of_towns(self, name: str) -> bool:
        """Whether no list but that of first-level regions, which are called after their towns, holds a name."""
        return all(v.gazetteer == "iso3166-2" for v in self.lexicon.listed.values.get(name, ()))

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
        return at >= 0 and self.lowers[at] in HOUSED

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


class OnPage:
    """What reads a page: its words, under their names."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.doc = page.doc
        self.tokens = page.tokens
        self.texts = page.texts
        self.lowers = page.lowers
        self.pos = page.pos
        self.lexicon = page.lexicon
        self.words = page.words
