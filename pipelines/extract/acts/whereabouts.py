"""Whereabouts: the places of acts whose own clause names none, from what the report tells around them.

What belongs here: which place told elsewhere an act shares: that of the scene that the report goes on with, that of a spot taken up by its noun ("the
base"), that of the country it happens in. What does not: the places of the act's own clause and sentence (``setting``, ``scenes``), and places handed
on between mentions of one event (``retellings``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.acts.clause import VERBAL
from pipelines.extract.acts.lexicon import EventLexicon
from pipelines.extract.acts.nesting import level, scenic
from pipelines.extract.dates.hold import tense
from pipelines.extract.model import ActorIndex, EventMention, Participant, Place, PlaceIndex, PlaceMention
from pipelines.extract.toponyms.entries import listed_place
from pipelines.extract.toponyms.lexicon import PlaceLexicon

Act = tuple[EventMention, tuple[Participant, ...]]
#: Types of acts that are done somewhere, those among them that make a scene, and statuses of what was done.
_DEEDS = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT", "AID", "SANCTION"})
_SCENES = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
_DONE = frozenset({"occurred", "alleged", "disputed", "denied", "ongoing"})
#: Sorts of place that are a scene.
_SPOTS = frozenset({"populated_place", "site", "admin2", "admin1", "region", "terrain"})
_TOWNS = frozenset({"populated_place", "site"})
#: Sentences that a scene reaches, where the report names one for its day, and where it names several.
_REACH, _CLOSE = 5, 2
#: Places of deeds from which the country of a report is told.
_ENOUGH = 2
#: Mentions of a country and of what lies in it, and their share in all, from which it is that of a report.
_MANY, _SHARE = 4, 0.8
#: Words of a sentence that goes elsewhere.
_APART = frozenset({"elsewhere", "another", "separate", "separately", "nationwide", "countrywide", "worldwide", "overseas", "abroad", "meanwhile"})
#: Kinds of actors that act at home.
_AT_HOME = frozenset({"police", "government", "party", "population"})
_STEPS = 6
#: Prepositions of where something is.
_WHERE = frozenset({"of", "at", "in", "outside", "across", "around", "inside", "into", "near", "throughout"})
#: Nouns that take up a town.
_TOWN_NOUNS = frozenset({"city", "town", "village", "capital", "district", "neighbourhood", "neighborhood", "suburb"})
#: Words behind an act in which its place is looked for, prepositions that tell it, and what ends the clause before them.
_BEHIND = 18
_IN, _FINITE, _STOPS = (
    frozenset({"in", "at", "near", "outside", "inside", "across"}),
    frozenset({"VBD", "VBZ", "VBP", "MD"}),
    frozenset({";", ":", '"', "”", "since", "as"}),
)
#: Verbs of signing.
_SIGNING = frozenset({"sign", "initial", "ink", "seal"})
#: Verbs by which people are taken from where they are, and nouns of what strikes a place.
_TAKING = frozenset(
    {"abduct", "kidnap", "seize", "take", "withdraw", "evict", "expel", "evacuate", "free", "remove", "deport", "rescue", "pull", "retreat"}
)
_STRIKES = frozenset({"strike", "airstrike", "attack", "raid", "assault", "bombardment", "bombing", "shelling", "offensive"})


def with_places(
    doc: AnnotatedDocument, actors: ActorIndex, places: PlaceIndex, acts: Sequence[Act], lexicon: EventLexicon, lands: PlaceLexicon
) -> tuple[tuple[Act, ...], PlaceIndex]:
    """Acts with the places that the report around them tells; those that have one, and those whose place is not plain, as they were.

    Args:
        doc: tagged and parsed.
        actors: its actors.
        places: its places.
        acts: its event mentions with their participants, in text order and with their days.
        lexicon: for nouns of place.
        lands: for countries that the report tells only by who acts ("an Icelandic court").

    Returns:
        The acts in their order, and the places with those countries.
    """
    if all(mention.place_id is not None for mention, _ in acts):
        return tuple(acts), places
    found = dict(_Whereabouts.of(doc, actors, places, acts, lexicon, lands).all())
    more = {spot.place.place_id: spot.place for spot in found.values() if spot.place.place_id not in places.places}
    placed = tuple((_set(mention, found[n]) if n in found else mention, parts) for n, (mention, parts) in enumerate(acts))
    return placed, PlaceIndex({**places.places, **more}, places.mentions) if more else places


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place with its code of place_precision."""

    place: Place
    place_mention_id: str | None
    precision: str


def _set(mention: EventMention, spot: _Spot) -> EventMention:
    return replace(mention, place_id=spot.place.place_id, place_mention_id=spot.place_mention_id, place_precision=spot.precision)


@dataclass(frozen=True)
class _Whereabouts:
    doc: AnnotatedDocument
    actors: ActorIndex
    places: PlaceIndex
    acts: Sequence[Act]
    lexicon: EventLexicon
    lands: PlaceLexicon
    #: Sentence number of each act.
    sentences: Sequence[int]
    #: Lemma of a noun to the place that it stands with.
    spots: Mapping[str, PlaceMention]
    #: First mention of each country.
    countries: Mapping[str, PlaceMention]
    #: The country that the report tells of.
    home: str | None

    @classmethod
    def of(
        cls, doc: AnnotatedDocument, actors: ActorIndex, places: PlaceIndex, acts: Sequence[Act], lexicon: EventLexicon, lands: PlaceLexicon
    ) -> _Whereabouts:
        countries: dict[str, PlaceMention] = {}
        for mention in places.mentions:
            place = places.places[mention.place_id]
            if place.feature == "country" and place.country is not None:
                countries.setdefault(place.country, mention)
        sentences = [doc.sentence_index(mention.trigger) for mention, _ in acts]
        spots = dict(_spots(doc, places, lexicon))
        return cls(doc, actors, places, acts, lexicon, lands, sentences, spots, countries, _home(places, acts))

    def all(self) -> Iterator[tuple[int, _Spot]]:
        """The spots of the acts that have none, by position."""
        found: dict[int, _Spot] = {}
        for n, (mention, _) in enumerate(self.acts):
            if mention.place_id is not None:
                continue
            if mention.status not in _DONE:
                if mention.event_type in _DEEDS and mention.status == "planned" and (spot := self._behind(n)) is not None:
                    found[n] = spot
                continue
            if mention.event_type not in _DEEDS:
                if self._is_met(n) and (spot := self._hosted(n) or self._behind(n)) is not None:
                    found[n] = spot
                continue
            spot = self._behind(n) or self._taken_up(n) or self._of_doers(n) or self._scene(n, found) or self._country(n)
            if spot is not None:
                found[n] = spot
        yield from found.items()

    def _is_met(self, n: int) -> bool:
        """Whether an act in words is one for which people come together somewhere: talks, or a signing."""
        row = self.acts[n][0]
        return row.event_type == "CONSULT" or self.doc.doc[row.trigger].lemma_.lower() in _SIGNING

    def _hosted(self, n: int) -> _Spot | None:
        """The country that holds talks: "Norway hosts a round"."""
        if self.doc.doc[self.acts[n][0].trigger].lemma_.lower() != "host":
            return None
        hosts = {
            self.actors.actors[p.actor_id].country
            for p in self.acts[n][1]
            if p.role == "source" and p.actor_id is not None and self.actors.actors[p.actor_id].kind == "country"
        } - {None}
        return self._land(next(iter(hosts)) or "") if len(hosts) == 1 else None

    def _of_doers(self, n: int) -> _Spot | None:
        """The town whose people or authorities act: "Utrecht police"."""
        token = self.doc.doc[self.acts[n][0].trigger]
        for subject in (c for c in token.children if c.dep_ == "nsubj" and c.pos_ == "NOUN"):
            for mention in self.places.within(subject.left_edge.i, subject.i):
                if (
                    self.doc.doc[mention.head].dep_ == "compound"
                    and mention.end == subject.i
                    and self._feature(mention.place_id) == "populated_place"
                ):
                    return self._spot(mention)
        return None

    def _feature(self, place_id: str) -> str:
        return self.places.places[place_id].feature

    def _behind(self, n: int) -> _Spot | None:
        """The place that the words right behind an act name, whatever the parse makes of them: "the killing of a chief, X, in a raid in Y"."""
        token = self.doc.doc[self.acts[n][0].trigger]
        sentence = self.doc.sentences[self.sentences[n]]
        for mention in self.places.within(token.i + 1, min(sentence.end, token.i + _BEHIND)):
            if any(t.tag_ in _FINITE or t.text in _STOPS for t in self.doc.doc[token.i + 1 : mention.start]):
                return None
            at = self.doc.doc[mention.head]
            if at.dep_ in ("compound", "nmod") and at.head.lemma_.lower() in self.lexicon.words["place_heads"]:
                at = at.head
            above = at.head if at.dep_ == "pobj" else None
            if above is None or self._feature(mention.place_id) == "continent":
                continue
            is_from = above.lower_ == "from" and token.lemma_.lower() in _TAKING and above.head.i in {token.i, *(c.i for c in token.children)}
            is_on = above.lower_ in ("on", "against") and above.head.lemma_.lower() in _STRIKES
            if above.lower_ in _IN or is_from or is_on:
                return self._spot(mention)
        return None

    def _taken_up(self, n: int) -> _Spot | None:
        """The place of a spot that a noun of the clause takes up: "at the base", after "the base of X"."""
        token = self.doc.doc[self.acts[n][0].trigger]
        for noun in _nouns(token):
            lemma = noun.lemma_.lower()
            mention = self._town_before(noun) if lemma in _TOWN_NOUNS else self.spots.get(lemma)
            if mention is not None and mention.start < noun.i and _is_definite(noun):
                return self._spot(mention)
        return None

    def _town_before(self, noun: Token) -> PlaceMention | None:
        """The town told last."""
        if any(c.dep_ in ("amod", "compound", "prep", "poss") for c in noun.children):
            return None
        before = (m for m in reversed(self.places.mentions) if m.end <= noun.i and self._feature(m.place_id) == "populated_place")
        return next(before, None)

    def _spot(self, mention: PlaceMention) -> _Spot:
        return _Spot(self.places.places[mention.place_id], mention.place_mention_id, f"scene_{scenic(level(mention, self.places, self.lexicon))}")

    def _scene(self, n: int, found: Mapping[int, _Spot]) -> _Spot | None:
        """The place that the report has told last for a deed of the same day, or will tell first for a headline or lead."""
        row, here = self.acts[n][0], self.sentences[n]
        token = self.doc.doc[row.trigger]
        is_taken_up = token.pos_ == "NOUN" and _is_definite(token)
        if row.event_type not in _SCENES or row.date_start is None or row.status == "ongoing":
            return None
        if row.date_start != row.date_end and not is_taken_up:
            return None
        if not is_taken_up and any(tense(t) in ("perfect", "present", "future") for t in (token, *_verbs_above(token))):
            # what has been done again and again, or goes on, is no part of one scene
            return None
        sentence = self.doc.sentences[here]
        if any(t.lower_ in _APART for t in sentence):
            return None
        scenes = [
            (m, place)
            for m, (other, _) in enumerate(self.acts)
            if other.event_type in _SCENES
            and other.status in _DONE
            and (other.date_start, other.date_end) == (row.date_start, row.date_end)
            and (place := self._told(m, found)) is not None
            and place.place.feature in _SPOTS
        ]
        scenes = [s for s in scenes if s[1].place.feature in _TOWNS] or scenes
        if not scenes:
            return None
        several = len({spot.place.admin1 or spot.place.place_id for _, spot in scenes}) > 1
        before = [s for s in scenes if s[0] < n and here - self.sentences[s[0]] <= (_CLOSE if several else _REACH)]
        if before:
            m, chosen = before[-1]
        elif not several and self.sentences[scenes[0][0]] - here <= _CLOSE:
            m, chosen = scenes[0]
        else:
            return None
        lower, upper = sorted((here, self.sentences[m]))
        if any(t.lower_ in _APART for k in range(lower + 1, upper + 1) for t in self.doc.sentences[k]):
            return None
        if self._is_elsewhere(sentence.start, sentence.end, chosen.place):
            return None
        how = scenic(chosen.precision.removeprefix("scene_").removeprefix("retold_"))
        return _Spot(chosen.place, chosen.place_mention_id, f"scene_{how}")

    def _told(self, m: int, found: Mapping[int, _Spot]) -> _Spot | None:
        """The place of another act."""
        other = self.acts[m][0]
        if other.place_id is None:
            return found.get(m)
        return _Spot(self.places.places[other.place_id], other.place_mention_id, other.place_precision or "region")

    def _is_elsewhere(self, start: int, end: int, place: Place) -> bool:
        """Whether a sentence names another place than one or what that lies in."""
        for mention in self.places.within(start, end):
            other = self.places.places[mention.place_id]
            if other.place_id == place.place_id or (other.feature == "country" and other.country == place.country):
                continue
            if other.feature == "admin1" and other.country == place.country and place.admin1 in (None, other.name, other.admin1):
                continue
            return True
        return False

    def _country(self, n: int) -> _Spot | None:
        """The country that an act happens in: that of both sides, or that of the report."""
        row, parts = self.acts[n]
        here = self.doc.sentences[self.sentences[n]]
        named = {self.places.places[m.place_id].country for m in self.places.within(here.start, here.end)} - {None}
        home = self._of_sides(row, parts)
        if home is None:
            home = self.home
            at_home = {self._country_of(p) for p in parts}
            if (
                home is None
                or (row.event_type == "SANCTION" and home not in at_home)
                or any(t.lower_ in ("worldwide", "overseas", "abroad") for t in here)
            ):
                return None
            if at_home - {home, None}:
                return None
        if named - {home}:
            return None
        return self._land(home)

    def _land(self, country: str) -> _Spot | None:
        mention = self.countries.get(country)
        if mention is not None:
            return _Spot(self.places.places[mention.place_id], mention.place_mention_id, "scene_country")
        listed = self.lands.countries.get(country)
        return None if listed is None else _Spot(listed_place(listed), None, "scene_country")

    def _country_of(self, participant: Participant) -> str | None:
        if participant.actor_id is None:
            return None
        return self.actors.actors[participant.actor_id].country

    def _of_sides(self, row: EventMention, parts: Sequence[Participant]) -> str | None:
        """The country of those who act at home, or of both sides."""
        sides: dict[str, set[str | None]] = {"source": set(), "target": set()}
        at_home: set[str | None] = set()
        for p in parts:
            if p.role in sides and p.actor_id is not None:
                actor = self.actors.actors[p.actor_id]
                sides[p.role].add(actor.country)
                if p.role == "source" and (actor.kind in _AT_HOME or (actor.kind == "person" and actor.state is not None)):
                    at_home.add(actor.country)
        known = {c for side in sides.values() for c in side} - {None}
        if len(known) != 1:
            return None
        is_domestic = (sides["source"] - {None} and sides["target"] - {None}) or (
            at_home - {None} and row.event_type in ("COERCE", "SANCTION", "PROTEST", "MOBILIZE")
        )
        return next(iter(known)) if is_domestic else None


def _home(places: PlaceIndex, acts: Sequence[Act]) -> str | None:
    """The country in which the report places its deeds or, where it places too few, most of what it names; None where there are several."""
    told = Counter(
        country
        for mention, _ in acts
        if mention.place_id is not None and mention.event_type in _DEEDS and (country := places.places[mention.place_id].country) is not None
    )
    if sum(told.values()) >= _ENOUGH:
        return next(iter(told)) if len(told) == 1 else None
    named = Counter(country for m in places.mentions if (country := places.places[m.place_id].country) is not None)
    (country, count), *_ = named.most_common(1) or [("", 0)]
    return country if count >= _MANY and count >= _SHARE * sum(named.values()) and set(told) <= {country} else None


def _spots(doc: AnnotatedDocument, places: PlaceIndex, lexicon: EventLexicon) -> Iterator[tuple[str, PlaceMention]]:
    """Nouns of the text with the place that they stand with, where they stand with one only."""
    found: dict[str, dict[str, PlaceMention]] = {}
    for mention in places.mentions:
        if places.places[mention.place_id].feature not in _TOWNS | {"terrain"}:
            continue
        at = doc.doc[mention.head]
        noun = None
        if at.dep_ in ("compound", "nmod") and at.head.pos_ == "NOUN":
            noun = at.head
        elif at.dep_ == "pobj" and at.head.lower_ in ("in", "at", "of", "near") and at.head.head.pos_ == "NOUN":
            noun = at.head.head
        if noun is not None and noun.i not in range(mention.start, mention.end) and noun.lemma_.lower() in lexicon.words["spots"]:
            found.setdefault(noun.lemma_.lower(), {}).setdefault(mention.place_id, mention)
    for lemma, stood in found.items():
        if len(stood) == 1:
            yield lemma, next(iter(stood.values()))


def _nouns(token: Token) -> Iterator[Token]:
    """Nouns that an act's clause is about: its arguments and what its prepositions hold, and those of the clause that it goes with."""
    tops = [token]
    up = token
    for _ in range(_STEPS):
        if up.dep_ not in ("advcl", "xcomp", "conj", "dobj", "nsubj") or up.head.i == up.i:
            break
        up = up.head
        tops.append(up)
    for top in tops:
        for c in top.children:
            if c.dep_ in ("dobj", "nsubjpass", "pobj") and c.pos_ == "NOUN":
                yield c
                yield from (e for d in c.children if d.dep_ == "prep" and d.lower_ in _WHERE for e in d.children if e.pos_ == "NOUN")
            elif c.dep_ == "prep" and c.lower_ not in ("from", "about", "over", "for", "after", "before", "of"):
                yield from (d for d in c.children if d.dep_ == "pobj" and d.pos_ == "NOUN")
        if top.pos_ in VERBAL and top.i != token.i and top.tag_ not in ("VBG", "VBN", "VBD", "VB"):
            break


def _verbs_above(token: Token) -> Iterator[Token]:
    """The verbs that an act is told with, up to one by which somebody says so."""
    for _ in range(_STEPS):
        if token.head.i == token.i or token.dep_ == "ccomp":
            return
        token = token.head
        if token.pos_ in VERBAL:
            yield token


def _is_definite(noun: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in noun.children)
