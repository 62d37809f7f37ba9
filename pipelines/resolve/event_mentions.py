"""Event mentions as the joining sees them: parties, place, time and words of an act, and the blocks in which it meets others.

What belongs here: reading the tables into what is compared. What does not: comparing (``event_evidence``) and joining (``events``).
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.extract.retelling.lexicon import RetellingLexicon, type_class
from pipelines.resolve.wording import About, Topics, Wording, names_in

SETTLED = frozenset(("populated_place", "site"))
DAY = dt.timedelta(days=1)
#: More than any toll.
ENDLESS = 10**9
#: Names of a sentence by which it meets others.
_BLOCK_NAMES = 8
_EPOCH = dt.date(1970, 1, 1)
_STATE = frozenset(("country", "government", "military", "police"))


@dataclass(frozen=True)
class Party:
    """An actor as a party of acts."""

    actor_id: str
    kind: str
    country: str | None
    #: Whether the actor is known beyond its document: its not being related to another counts as a contradiction.
    is_named: bool
    #: Whether its country tells on whose side it is.
    is_state: bool
    #: Whether it is a breakaway authority or a part of one.
    is_contested: bool
    ancestors: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True)
class Place:
    """Where an act took place."""

    place_id: str
    country: str | None
    feature: str
    latitude: float | None
    longitude: float | None
    #: The consonants of its name: what spellings of one name share ("Yunis", "Younis").
    skeleton: str


@dataclass(frozen=True)
class Mention:
    """What is compared of an event mention."""

    event_mention_id: str
    document_id: str
    start_char: int
    sentence_start_char: int
    sentence_end_char: int
    local_event_id: str
    event_type: str
    type_class: str
    mode: str | None
    status: str
    is_reported: bool
    start: dt.date | None
    end: dt.date | None
    precision: str | None
    date_text: str | None
    place: Place | None
    is_scene: bool
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    stems: frozenset[str]
    groups: frozenset[str]
    is_broad: bool
    is_aftermath: bool
    #: Whether it tells of many acts at once ("daily raids").
    is_habitual: bool
    #: Part of the day that its words of time name.
    day_part: str | None
    published: dt.date | None
    published_at: dt.datetime | None
    text_key: str
    confidence: float | None
    tolls: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    #: Whether its words name one act of force (False) or several ("the bombings", True); None when they do not tell.
    is_plural: bool | None = None
    #: Whether its words set its act apart from one told before ("the third car").
    is_set_apart: bool = False
    #: Persons by name whom the act kills or abducts, with which of the two it does: what happens to a person once.
    fates: frozenset[str] = frozenset()
    #: Persons by their full names whom the act arrests.
    held: frozenset[str] = frozenset()
    #: Whether it charges somebody by law.
    is_charge: bool = False
    #: First and last day that it has from what is told around it, where its own words name none: right less often, so no contradiction.
    carried: tuple[dt.date, dt.date] | None = None
    #: Words of its sentence, and names of its document; none where texts are not at hand.
    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    @cached_property
    def wording(self) -> tuple[str, int, int] | None:
        """What two prints of one sentence share: the trigger, where it stands in the sentence, and the sentence's length; None for a short one."""
        length = self.sentence_end_char - self.sentence_start_char
        return (self.text_key, self.start_char - self.sentence_start_char, length) if length >= 60 else None

    @cached_property
    def is_verbose(self) -> bool:
        """Whether its words are so many that no other act is told in the same ones."""
        return self.text_key.count(" ") >= 7

    @property
    def order(self) -> tuple[bool, dt.datetime, str, int, str]:
        """Earliest reported first; undated documents last."""
        at = self.published_at
        return (at is None, at or dt.datetime.max.replace(tzinfo=dt.UTC), self.document_id, self.start_char, self.event_mention_id)

    @cached_property
    def is_past(self) -> bool:
        """Whether it is dated to long before its report."""
        end = self.carried[1] if self.carried is not None else self.end
        return end is not None and self.published is not None and self.published - end > 31 * DAY

    @cached_property
    def days(self) -> int | None:
        """Length of the time it is dated to."""
        return None if self.start is None or self.end is None else (self.end - self.start).days + 1

    @cached_property
    def stance(self) -> tuple[Any, ...]:
        """All of it that can contradict another mention."""
        apart = self.document_id if self.is_set_apart or self.is_plural is not None or self.carried is not None else None
        tolls = tuple(sorted(self.tolls.items()))
        told = (self.type_class, self.mode, self.status, self.start, self.end, self.carried, self.groups, self.is_broad, self.fates)
        return *told, self.place, self.is_scene, self.sources, self.targets, tolls, self.is_plural, self.is_set_apart, apart


@dataclass(frozen=True)
class Tables:
    """The tables that mentions are read from, with the columns that are read."""

    mentions: pa.Table
    participants: pa.Table
    documents: pa.Table
    places: pa.Table
    actors: pa.Table
    casualties: pa.Table | None
    lexicon: RetellingLexicon
    wording: Wording | None = None

    def read(self, mention_ids: pa.Array) -> list[Mention]:
        """Some mentions, earliest reported first."""
        is_all = len(mention_ids) == self.mentions.num_rows

        def of(rows: pa.Table, column: str, ids: pa.Array) -> pa.Table:
            return rows if is_all else rows.filter(pc.is_in(rows[column], value_set=ids))

        mentions = of(self.mentions, "event_mention_id", mention_ids)
        participants = of(self.participants, "event_mention_id", mention_ids)
        actors = self.actors if is_all else _and_above(self.actors, pc.unique(participants["actor_id"]).drop_null())
        places = of(self.places, "place_id", pc.unique(mentions["place_id"]).drop_null())
        casualties = None if self.casualties is None else of(self.casualties, "event_mention_id", mention_ids)
        return _read(mentions, participants, self.documents, places, actors, self.lexicon, casualties, self.wording)


def _and_above(actors: pa.Table, ids: pa.Array) -> pa.Table:
    """The rows of some actors and of all that they are part of."""
    while True:
        rows = actors.filter(pc.is_in(actors["actor_id"], value_set=ids))
        wider = pc.unique(pa.chunked_array([*rows["actor_id"].chunks, *rows["parent_actor_id"].chunks], pa.string())).drop_null()
        if len(wider) <= rows.num_rows:
            return rows
        if pc.all(pc.is_in(wider, value_set=ids)).as_py():
            return rows
        ids = wider


def _read(
    mentions: pa.Table,
    participants: pa.Table,
    documents: pa.Table,
    places: pa.Table,
    actors: pa.Table,
    lexicon: RetellingLexicon,
    casualties: pa.Table | None,
    wording: Wording | None,
) -> list[Mention]:
    """The mentions with what they refer to, earliest reported first."""
    words_of, names_of = _worded(mentions, wording)
    actor_of = _actors(actors, lexicon)
    place_of = {row["place_id"]: _place(row) for row in places.to_pylist()}
    published = dict(zip(documents["document_id"].to_pylist(), documents["published_at"].to_pylist(), strict=True))
    roles: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for mention_id, role, actor_id in zip(*(participants[c].to_pylist() for c in ("event_mention_id", "role", "actor_id")), strict=True):
        if actor_id in actor_of and actor_id not in roles[mention_id][role]:
            roles[mention_id][role].append(actor_id)
    tolls = _tolls(casualties)
    found = []
    stems_of: dict[str, frozenset[str]] = {}
    for row in mentions.to_pylist():
        at = published.get(row["document_id"])
        stems = stems_of.get(row["text"])
        if stems is None:
            stems = stems_of[row["text"]] = lexicon.stems(row["text"])
        own = roles.get(row["event_mention_id"], {})
        named = [actor_of[i] for role in ("source", "target") for i in own.get(role, ())]
        # words that name the parties say nothing of the act
        act = stems - frozenset(word for actor in named for word in actor.words)
        found.append(
            Mention(
                event_mention_id=row["event_mention_id"],
                document_id=row["document_id"],
                start_char=row["start_char"],
                sentence_start_char=row["sentence_start_char"],
                sentence_end_char=row["sentence_end_char"],
                local_event_id=row["event_id"],
                event_type=row["event_type"],
                type_class=(wording.act(row["event_type"], stems) if wording else None) or type_class(row["event_type"], stems),
                mode=row["mode"],
                status=row["status"],
                is_reported=row["statement_id"] is not None,
                start=row["date_start"] if row["date_text"] else None,
                end=row["date_end"] if row["date_text"] else None,
                carried=(row["date_start"], row["date_end"]) if row["date_start"] and row["date_end"] and not row["date_text"] else None,
                precision=row["date_precision"],
                date_text=row["date_text"],
                place=place_of.get(row["place_id"]) if row["place_id"] else None,
                is_scene=(row["place_precision"] or "").startswith("scene"),
                sources=tuple(actor_of[i] for i in own.get("source", ())),
                targets=tuple(actor_of[i] for i in own.get("target", ())),
                stems=act,
                groups=lexicon.groups(act),
                is_broad=bool(act & lexicon.broad) and not lexicon.groups(act),
                is_aftermath=bool(act & lexicon.aftermath),
                is_habitual=bool(stems & lexicon.habitual),
                day_part=lexicon.day_part(row["date_text"]),
                published=at.date() if at is not None else None,
                published_at=at,
                text_key=row["text"],
                confidence=row["confidence"],
                tolls=tolls.get(row["event_mention_id"], {}),
                is_plural=lexicon.is_plural(row["text"]) if row["event_type"] == "ASSAULT" else None,
                is_set_apart=lexicon.is_set_apart(row["text"]),
                fates=_fates(row["event_type"], row["mode"], stems, [actor_of[i] for i in own.get("target", ())], lexicon),
                is_charge=row["event_type"] == "ACCUSE" and lexicon.is_charge(row["text"]),
                words=words_of.get((row["document_id"], row["sentence_start_char"], row["sentence_end_char"]), frozenset()),
                names=names_of.get(row["document_id"], frozenset()),
                held=_held(row["event_type"], row["mode"], stems, [actor_of[i] for i in own.get("target", ())], lexicon),
            )
        )
    return sorted(found, key=lambda m: m.order)


def _worded(mentions: pa.Table, wording: Wording | None) -> tuple[dict[tuple[str, int, int], frozenset[str]], dict[str, frozenset[str]]]:
    """The words of the mentions' sentences, by document and place, and the names of their documents."""
    words: dict[tuple[str, int, int], frozenset[str]] = {}
    names: dict[str, frozenset[str]] = {}
    if wording is None:
        return words, names
    spans: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for document_id, start, end in zip(*(mentions[c].to_pylist() for c in ("document_id", "sentence_start_char", "sentence_end_char")), strict=True):
        spans[document_id].add((start, end))
    for document_id, text in wording.texts(sorted(spans)):
        names[document_id] = frozenset(wording.names(text))
        for start, end in spans[document_id]:
            words[document_id, start, end] = wording.words(text[start:end], names[document_id])
    return words, names


def _fates(event_type: str, mode: str | None, stems: frozenset[str], targets: Sequence[Party], lexicon: RetellingLexicon) -> frozenset[str]:
    """Persons by name whom an act kills or abducts; an attempt does neither."""
    if event_type != "ASSAULT" or stems & lexicon.attempts:
        return frozenset()
    fate = "abducted" if mode == "abduct" else "killed" if stems & lexicon.lethal or mode == "targeted" else None
    return frozenset(f"{fate} {actor.actor_id}" for actor in targets if fate is not None and actor.kind == "person" and actor.is_named)


def _held(event_type: str, mode: str | None, stems: frozenset[str], targets: Sequence[Party], lexicon: RetellingLexicon) -> frozenset[str]:
    """Persons whom an arrest names in full; who is arrested again was arrested before."""
    if event_type != "COERCE" or mode != "arrest" or stems & lexicon.again:
        return frozenset()
    return frozenset(f"held {actor.actor_id}" for actor in targets if actor.kind == "person" and actor.is_named and len(actor.words) > 1)


def _actors(table: pa.Table, lexicon: RetellingLexicon) -> dict[str, Party]:
    rows = {
        row["actor_id"]: row
        for row in table.select(["actor_id", "name", "kind", "country", "parent_actor_id", "gazetteer", "is_contested"]).to_pylist()
    }
    found = {}
    for actor_id, row in rows.items():
        ancestors: set[str] = set()
        above = row["parent_actor_id"]
        while above is not None and above in rows and above not in ancestors and above != actor_id:
            ancestors.add(above)
            above = rows[above]["parent_actor_id"]
        # the first word has a capital for its place in the sentence, too: "Gunmen", "A jihadist alliance"
        words = row["name"].split()
        named_alone = row["kind"] == "person" and len(words) == 1 and words[0][:1].isupper()
        capital = named_alone or any(word[:1].isupper() for word in words[1:]) or any(len(w) > 1 and w.isupper() for w in words)
        loose = row["kind"] in ("population", "other")
        found[actor_id] = Party(
            actor_id,
            row["kind"],
            row["country"],
            is_named=row["gazetteer"] is not None or (capital and not loose),
            is_state=row["kind"] in _STATE and not row["is_contested"] and row["country"] is not None,
            is_contested=bool(row["is_contested"]),
            ancestors=frozenset(ancestors),
            words=lexicon.stems(row["name"]),
        )
    return found


def _place(row: Mapping[str, Any]) -> Place:
    plain = unicodedata.normalize("NFKD", (row.get("name") or "").lower())
    skeleton = "".join(letter for letter in plain if letter.isalpha() and letter not in "aeiou")
    return Place(row["place_id"], row["country"], row["feature"], row.get("latitude"), row.get("longitude"), skeleton)


def _tolls(casualties: pa.Table | None) -> dict[str, dict[str, tuple[int, int]]]:
    """The plain counts that a mention's casualties give, by outcome: least and greatest, the latter ``ENDLESS`` after "at least"."""
    found: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    if casualties is None:
        return found
    columns = ("event_mention_id", "outcome", "count_low", "count_high", "part_of_casualty_id")
    for mention_id, outcome, low, high, part_of in zip(*(casualties[c].to_pylist() for c in columns), strict=True):
        if mention_id is None or part_of is not None or low is None:
            continue
        high = ENDLESS if high is None else high
        known = found[mention_id].get(outcome, (low, high))
        found[mention_id][outcome] = (min(known[0], low), max(known[1], high))
    return found


def topics_of(known: Sequence[Mention]) -> dict[str, About]:
    """What each document is about: the named actors and the places of its mentions, and the names of its text."""
    found: dict[str, set[str]] = defaultdict(set)
    names = {mention.document_id: mention.names for mention in known}
    for mention in known:
        about = found[mention.document_id]
        about.update(actor.actor_id for actor in (*mention.sources, *mention.targets) if actor.is_named)
        if mention.place is not None:
            about.add(mention.place.place_id)
    return {document_id: About(frozenset(about), names[document_id]) for document_id, about in found.items()}


def told_as_one(known: Sequence[Mention]) -> dict[tuple[str, str], list[int]]:
    """Mentions that the extractor gave one event within their document."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, mention in enumerate(known):
        found[mention.document_id, mention.local_event_id].append(i)
    return found


def _cycle(day: dt.date) -> int:
    """The number of the three days that a day belongs to."""
    return (day - _EPOCH).days // 3


def _week(day: dt.date) -> int:
    """The number of the eight days that a day belongs to."""
    return (day - _EPOCH).days // 8


def keys_of(mention: Mention, topics: Topics) -> Iterator[tuple[str, ...]]:
    """The blocks of a mention: its class with each of its times and each of its whereabouts or parties."""
    who: set[str] = set()
    for actor in (*mention.sources, *mention.targets):
        if actor.is_named:
            who.add(actor.actor_id)
            who.update(actor.ancestors)
        if actor.country is not None:
            who.add(actor.country)
    if mention.place is not None:
        who.add(mention.place.country or mention.place.place_id)
        if mention.place.feature in SETTLED:
            who.add(mention.place.place_id)
    if not who:
        who.update(sorted(topics[mention.document_id].ids)[:24])
    when: set[str] = set()
    if mention.start is not None and mention.end is not None and mention.days is not None:
        if mention.days <= 8:
            when.update(str(mention.start + n * DAY) for n in range(mention.days))
        if mention.days > 1:
            when.update(f"{mention.start.year}-{mention.start.month:02}" for _ in (0,) if mention.days <= 31)
            when.add(str(mention.start.year))
        # an old act is retold with less and less of its date
        if mention.published is not None and mention.published - mention.end > 7 * DAY:
            when.add(f"{mention.start.year}-{mention.start.month:02}")
            when.add(str(mention.start.year))
    if mention.published is not None:
        recent = mention.start is None or mention.end is None or (mention.start - 8 * DAY <= mention.published <= mention.end + 8 * DAY)
        if recent:
            cycle = _cycle(mention.published)
            when.update((f"p{cycle}", f"p{cycle + 1}"))
    for fate in (*mention.fates, *mention.held):
        yield "fate", fate
    yield f"d{mention.document_id}", mention.type_class
    if mention.is_verbose:
        yield "words", mention.type_class, mention.text_key
    if mention.wording is not None:
        yield "sentence", mention.type_class, *(str(part) for part in mention.wording)
    if mention.published is not None:
        week = _week(mention.published)
        for name in names_in(mention.words)[:_BLOCK_NAMES]:
            yield f"w{week}", mention.type_class, name
            yield f"w{week + 1}", mention.type_class, name
    for time in sorted(when):
        for party in sorted(who):
            yield time, mention.type_class, party
