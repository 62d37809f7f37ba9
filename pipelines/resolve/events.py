"""One event out of many tellings: which event mentions, within and across documents, tell of the same act.

What belongs here: the evidence for and against two mentions being one event, the joining under constraints, and the row of ``events`` that the
mentions agree on. What does not: reading a mention (``extract.events``), and tolls (``resolve.tolls``).

Mentions meet only in blocks (type class, time, country or actor), so that the cost grows with the mentions and not with their pairs. A pair is
joined when nothing contradicts (``_conflict``) and its evidence reaches a bar (``_evidence``); pairs are taken from the strongest down, and a pair
whose clusters contradict each other is passed over, so that no chain of likenesses joins what differs.
"""

from __future__ import annotations

import datetime as dt
import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipelines import contracts
from pipelines.extract.retellings import RetellingLexicon, are_alike, type_class
from pipelines.ids import make_id
from pipelines.resolve.changes import OF_MENTION, OF_PARTICIPANT, EventState, fingerprints, part
from pipelines.resolve.pairing import Blocks, Flags, Numbers, key_of, touched

__all__ = ["EventResolution", "Link", "RetellingLexicon", "join_events"]

ORIGIN = "events.join@1"

#: Types whose parties have no direction.
_MUTUAL = frozenset(("CONSULT", "AGREE", "CONCEDE", "COOPERATE"))
#: Types that are words: without the same speaker they are another act.
_VERBAL = frozenset(("ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT"))
#: Types of which a pair of states has many a week; they need the same day and more than the same two names.
_COMMON = frozenset(("CONSULT", "AID", "COOPERATE", "MOBILIZE"))
#: Types whose parties reports list more and less fully.
_ACCRUING = frozenset(("COOPERATE",))
#: Groups of words for what goes on for months and is told of all the while.
_LONG = frozenset(("campaign", "war"))
#: Types of which there are several a day where there is one.
_RECURRENT = frozenset(("ASSAULT", "COERCE", "PROTEST", "MOBILIZE"))
_STATE = frozenset(("country", "government", "military", "police"))
_REAL = frozenset(("occurred", "ongoing", "alleged", "disputed", "denied"))
_SETTLED = frozenset(("populated_place", "site"))
#: Points that a pair needs; see ``_evidence`` for what gives them.
_BAR = 4.0
#: A block larger than this is read with a sliding window of this many neighbours, so that no block costs more than a multiple of its size.
_WINDOW = 48
_DAY = dt.timedelta(days=1)
#: More than any toll.
_ENDLESS = 10**9
_EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True)
class Link:
    """Why two mentions were joined."""

    event_mention_id: str
    other_event_mention_id: str
    points: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class EventResolution:
    """What is one event.

    Attributes:
        event_of: event_mention_id to event_id, for every mention.
        links: the pairs whose evidence joined clusters that were not settled before, in the order of joining.
        state: what the next resolution needs, with the rows of ``events`` and of ``event_id_history``, sorted: every id that an event had or could
            have had by fewer documents. An event has the id of its earliest reported mention; an earlier report that is read later gives it another.
    """

    event_of: Mapping[str, str]
    links: tuple[Link, ...]
    state: EventState

    @property
    def events(self) -> tuple[Mapping[str, Any], ...]:
        """The rows of ``events``, sorted by event_id."""
        return tuple(self.state.events.to_pylist())

    @property
    def history(self) -> tuple[Mapping[str, Any], ...]:
        """The rows of ``event_id_history``."""
        return tuple(self.state.history.to_pylist())


@dataclass(frozen=True)
class _Resolved:
    """What some mentions became."""

    event_of: Mapping[str, str]
    events: Sequence[Mapping[str, Any]]
    links: tuple[Link, ...]
    history: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class _Actor:
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
class _Place:
    place_id: str
    country: str | None
    feature: str
    latitude: float | None
    longitude: float | None
    #: The consonants of its name: what spellings of one name share ("Yunis", "Younis").
    skeleton: str


@dataclass(frozen=True)
class _Mention:
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
    place: _Place | None
    is_scene: bool
    sources: tuple[_Actor, ...]
    targets: tuple[_Actor, ...]
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
        return self.end is not None and self.published is not None and self.published - self.end > 31 * _DAY

    @cached_property
    def days(self) -> int | None:
        """Length of the time it is dated to."""
        return None if self.start is None or self.end is None else (self.end - self.start).days + 1

    @cached_property
    def stance(self) -> tuple[Any, ...]:
        """All of it that can contradict another mention."""
        apart = self.document_id if self.is_set_apart or self.is_plural is not None else None
        tolls = tuple(sorted(self.tolls.items()))
        told = (self.type_class, self.mode, self.status, self.start, self.end, self.groups, self.is_broad, self.fates)
        return *told, self.place, self.is_scene, self.sources, self.targets, tolls, self.is_plural, self.is_set_apart, apart


def join_events(
    mentions: pa.Table,
    participants: pa.Table,
    documents: pa.Table,
    places: pa.Table,
    actors: pa.Table,
    lexicon: RetellingLexicon,
    *,
    casualties: pa.Table | None = None,
    former: EventState | None = None,
) -> EventResolution:
    """Join event mentions to events.

    Of documents that are as they were only those mentions are compared again that stand close behind a new one; the answer is the same as without
    a former state.

    Args:
        mentions: rows of ``event_mentions``; mentions of one document that share an ``event_id`` are joined as they come.
        participants: rows of ``event_participants`` whose ``actor_id`` holds across documents.
        documents: ``document_id, published_at, publisher, duplicate_of_document_id``.
        places: ``place_id, country, feature``, and ``latitude, longitude`` where known.
        actors: ``actor_id, name, kind, country, parent_actor_id, gazetteer, is_contested``.
        lexicon: words that retell one act.
        casualties: rows of ``casualties``; where given, tolls that cannot both be true speak against joining.
        former: what a resolution by the same code handed on; None to compare everything.

    Returns:
        The event of every mention, the events, and why mentions were joined. The answer does not depend on the order of rows.
    """
    former = former or EventState.nothing(contracts.table("events").arrow, contracts.table("event_id_history").arrow)
    tables = _Tables(mentions.select(OF_MENTION), participants.select(OF_PARTICIPANT), documents, places, actors, casualties, lexicon)
    line = _Line.of(tables, former)
    known: dict[int, _Mention] = dict(zip(np.flatnonzero(line.is_new).tolist(), tables.read(line.ids(line.is_new)), strict=True))
    topics = {**_listed(line.former_topics()), **_topics([known[i] for i in sorted(known)])}
    keys, items = line.former_keys()
    fresh = [(key_of(key), i) for i in sorted(known) for key in _keys(known[i], topics)]
    blocks = Blocks.of(
        np.concatenate([keys, np.array([key for key, _ in fresh], np.uint64)]),
        np.concatenate([items, np.array([i for _, i in fresh], np.int64)]),
        _WINDOW,
    )
    is_behind = blocks.behind(line.is_new | line.is_gone) & ~line.is_gone
    standing = blocks.without(line.is_gone)
    scored, seeds = line.former_pairs(is_behind)
    for chunk in standing.pairs(is_behind):
        tables.add(known, line, np.unique(chunk))
        for a, b in chunk.tolist():
            one, two = known[a], known[b]
            if _conflict(one, two) is not None:
                continue
            points, reasons = _evidence(one, two, topics, lexicon)
            if points >= _BAR:
                scored.append((points, a, b, "; ".join(reasons)))
    is_open = touched([(a, b) for _, a, b, _ in scored], line.told_as_one(), seeds | is_behind) & ~line.is_gone
    opened = np.flatnonzero(is_open)
    tables.add(known, line, opened)
    place = {item: n for n, item in enumerate(opened.tolist())}
    told = [known[item] for item in place]
    clusters = _Clusters(told)
    for group in _told_as_one(told).values():
        for other in group[1:]:
            clusters.join(group[0], other)
    scored.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    links: list[Link] = []
    for points, a, b, why in scored:
        if is_open[a] and clusters.may_join(place[a], place[b]) and clusters.join(place[a], place[b]):
            links.append(Link(known[a].event_mention_id, known[b].event_mention_id, points, tuple(why.split("; "))))
    return line.resolution(_resolved(told, clusters, documents, links), opened, topics, standing, scored)


# --- reading the tables


@dataclass(frozen=True)
class _Tables:
    """The tables that mentions are read from, with the columns that are read."""

    mentions: pa.Table
    participants: pa.Table
    documents: pa.Table
    places: pa.Table
    actors: pa.Table
    casualties: pa.Table | None
    lexicon: RetellingLexicon

    def read(self, mention_ids: pa.Array) -> list[_Mention]:
        """Some mentions, earliest reported first."""
        is_all = len(mention_ids) == self.mentions.num_rows

        def of(rows: pa.Table, column: str, ids: pa.Array) -> pa.Table:
            return rows if is_all else rows.filter(pc.is_in(rows[column], value_set=ids))

        mentions = of(self.mentions, "event_mention_id", mention_ids)
        participants = of(self.participants, "event_mention_id", mention_ids)
        actors = self.actors if is_all else _and_above(self.actors, pc.unique(participants["actor_id"]).drop_null())
        places = of(self.places, "place_id", pc.unique(mentions["place_id"]).drop_null())
        casualties = None if self.casualties is None else of(self.casualties, "event_mention_id", mention_ids)
        return _read(mentions, participants, self.documents, places, actors, self.lexicon, casualties)

    def add(self, known: dict[int, _Mention], line: _Line, items: Numbers) -> None:
        """Read those of some items that are not known yet."""
        missing = [i for i in items.tolist() if i not in known]
        if missing:
            is_missing = np.zeros(len(line.is_new), np.bool_)
            is_missing[missing] = True
            known.update(zip(missing, self.read(line.ids(is_missing)), strict=True))


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


@dataclass(frozen=True)
class _Line:
    """All mentions in the order in which they are compared, with those of the former state that are gone; a mention is a place in this line.

    Attributes:
        rows: ``event_mention_id, document_id, published_at, start_char, event_id`` (the document's own), ``former`` (row number in the state, null
            of none).
        is_new: mentions of documents that are new or not what they were.
        is_gone: mentions of such documents as they were.
        documents: the documents with mentions, and their fingerprints.
        former: the state.
    """

    rows: pa.Table
    is_new: Flags
    is_gone: Flags
    documents: tuple[pa.Array, npt.NDArray[np.uint64]]
    former: EventState

    @classmethod
    def of(cls, tables: _Tables, former: EventState) -> _Line:
        names, prints = fingerprints(tables.mentions, tables.participants, tables.casualties, tables.places, tables.actors, tables.documents)
        at = pc.index_in(names, value_set=former.documents["document_id"].combine_chunks())
        stands = pc.fill_null(pc.equal(pc.take(former.documents["fingerprint"], at), pa.array(prints)), False)
        standing = names.filter(stands)
        columns = ["event_mention_id", "document_id", "published_at", "start_char", "event_id"]
        now = tables.mentions.select(["event_mention_id", "document_id", "start_char", "event_id"])
        published = pc.take(
            tables.documents["published_at"], pc.index_in(now["document_id"], value_set=tables.documents["document_id"].combine_chunks())
        )
        now = now.append_column("published_at", published).select(columns)
        is_former = pc.is_in(now["document_id"], value_set=standing)
        places = pc.index_in(now["event_mention_id"], value_set=former.mentions["event_mention_id"].combine_chunks())
        now = now.append_column("former", pc.if_else(is_former, places, pa.scalar(None, pa.int32())).cast(pa.int64()))
        now = now.append_column("is_gone", pa.array(np.zeros(now.num_rows, np.bool_)))
        gone = former.mentions.select(columns).append_column("former", pa.array(np.arange(former.mentions.num_rows), pa.int64()))
        gone = gone.filter(pc.invert(pc.is_in(gone["document_id"], value_set=standing)))
        gone = gone.append_column("is_gone", pa.array(np.ones(gone.num_rows, np.bool_)))
        rows = pa.concat_tables([now.cast(_LINE), gone.cast(_LINE)])
        order = [(name, "ascending") for name in ("published_at", "document_id", "start_char", "event_mention_id")]
        rows = rows.take(pc.sort_indices(rows, sort_keys=order)).combine_chunks()
        is_gone = rows["is_gone"].to_numpy()
        return cls(rows, pc.is_null(rows["former"]).to_numpy(), is_gone, (names, prints), former)

    def ids(self, chosen: Flags) -> pa.Array:
        """Ids of some mentions."""
        return self.rows["event_mention_id"].filter(pa.array(chosen)).combine_chunks()

    def _places(self) -> Numbers:
        """Place in the line by row number of the former state."""
        places = np.full(self.former.mentions.num_rows, -1, np.int64)
        was = pc.fill_null(self.rows["former"], -1).to_numpy()
        places[was[was >= 0]] = np.flatnonzero(was >= 0)
        return places

    def former_topics(self) -> pa.Table:
        """What the documents that are as they were are about."""
        names, prints = self.documents
        now = dict(zip(names.to_pylist(), prints.tolist(), strict=True))
        is_so = [now.get(d) == f for d, f in zip(*(self.former.documents[c].to_pylist() for c in ("document_id", "fingerprint")), strict=True)]
        return self.former.documents.filter(pa.array(is_so, pa.bool_()))

    def former_keys(self) -> tuple[npt.NDArray[np.uint64], Numbers]:
        """The blocks of the former state's mentions, by place in the line."""
        return self.former.keys["key"].to_numpy(), self._places()[self.former.keys["mention"].to_numpy()]

    def former_pairs(self, is_behind: Flags) -> tuple[list[tuple[float, int, int, str]], Flags]:
        """The former pairs that stand, and the mentions that lost one."""
        places, pairs = self._places(), self.former.pairs
        earlier, later = (places[pairs[name].to_numpy()] for name in ("earlier", "later"))
        stands = ~(self.is_gone[earlier] | self.is_gone[later] | is_behind[later])
        lost = np.zeros(len(self.is_gone), np.bool_)
        lost[earlier[~stands]] = lost[later[~stands]] = True
        kept = pairs.filter(pa.array(stands))
        points, reasons = kept["points"].to_pylist(), kept["reasons"].to_pylist()
        return list(zip(points, earlier[stands].tolist(), later[stands].tolist(), reasons, strict=True)), lost

    def told_as_one(self) -> Iterator[Sequence[int]]:
        """Mentions to which their document gives one event."""
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        documents, events = self.rows["document_id"].to_pylist(), self.rows["event_id"].to_pylist()
        for item in np.flatnonzero(~self.is_gone).tolist():
            found[documents[item], events[item]].append(item)
        return (group for group in found.values() if len(group) > 1)

    def resolution(
        self, anew: _Resolved, opened: Numbers, topics: Mapping[str, frozenset[str]], blocks: Blocks, scored: Sequence[tuple[float, int, int, str]]
    ) -> EventResolution:
        """The former answer with what was decided anew, and the state to hand on."""
        stands = np.flatnonzero(~self.is_gone)
        ids = self.rows["event_mention_id"].to_pylist()
        was = self.rows["former"].to_pylist()
        former = self.former.mentions["event_id"].to_pylist()
        is_open = np.zeros(len(self.is_gone), np.bool_)
        is_open[opened] = True
        became = [anew.event_of[ids[i]] if is_open[i] else former[was[i]] for i in stands.tolist()]
        kept = pa.array(sorted({event for i, event in zip(stands.tolist(), became, strict=True) if not is_open[i]}), pa.string())
        events = self.former.events.filter(pc.is_in(self.former.events["event_id"], value_set=kept))
        history = self.former.history.filter(pc.is_in(self.former.history["event_id"], value_set=kept))
        events = pa.concat_tables([events, contracts.table("events").collect(anew.events)]).sort_by("event_id")
        told = contracts.table("event_id_history").collect(anew.history)
        history = pa.concat_tables([history, told]).sort_by([("former_event_id", "ascending"), ("event_id", "ascending")])
        number = np.full(len(self.is_gone), -1, np.int64)
        number[stands] = np.arange(len(stands))
        names, prints = self.documents
        rows = self.rows.filter(pa.array(~self.is_gone))
        state = EventState(
            part("documents", [names, prints, [sorted(topics[d]) for d in names.to_pylist()]]),
            part("mentions", [rows["event_mention_id"], rows["document_id"], rows["published_at"], rows["start_char"], became]),
            part("keys", [blocks.key, number[blocks.item]]),
            part(
                "pairs",
                [[number[a] for _, a, _, _ in scored], [number[b] for _, _, b, _ in scored], [p for p, *_ in scored], [why for *_, why in scored]],
            ),
            events,
            history,
        )
        event_of = dict(sorted(zip((ids[i] for i in stands.tolist()), became, strict=True)))
        return EventResolution(event_of, anew.links, state)


_LINE = pa.schema(
    [
        ("event_mention_id", pa.string()),
        ("document_id", pa.string()),
        ("published_at", pa.timestamp("us", "UTC")),
        ("start_char", pa.int64()),
        ("event_id", pa.string()),
        ("former", pa.int64()),
        ("is_gone", pa.bool_()),
    ]
)


def _listed(documents: pa.Table) -> dict[str, frozenset[str]]:
    return {d: frozenset(about) for d, about in zip(documents["document_id"].to_pylist(), documents["about"].to_pylist(), strict=True)}


def _read(
    mentions: pa.Table,
    participants: pa.Table,
    documents: pa.Table,
    places: pa.Table,
    actors: pa.Table,
    lexicon: RetellingLexicon,
    casualties: pa.Table | None,
) -> list[_Mention]:
    """The mentions with what they refer to, earliest reported first."""
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
            _Mention(
                event_mention_id=row["event_mention_id"],
                document_id=row["document_id"],
                start_char=row["start_char"],
                sentence_start_char=row["sentence_start_char"],
                sentence_end_char=row["sentence_end_char"],
                local_event_id=row["event_id"],
                event_type=row["event_type"],
                type_class=type_class(row["event_type"], stems),
                mode=row["mode"],
                status=row["status"],
                is_reported=row["statement_id"] is not None,
                start=row["date_start"],
                end=row["date_end"],
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
            )
        )
    return sorted(found, key=lambda m: m.order)


def _fates(event_type: str, mode: str | None, stems: frozenset[str], targets: Sequence[_Actor], lexicon: RetellingLexicon) -> frozenset[str]:
    """Persons by name whom an act kills or abducts; an attempt does neither."""
    if event_type != "ASSAULT" or stems & lexicon.attempts:
        return frozenset()
    fate = "abducted" if mode == "abduct" else "killed" if stems & lexicon.lethal or mode == "targeted" else None
    return frozenset(f"{fate} {actor.actor_id}" for actor in targets if fate is not None and actor.kind == "person" and actor.is_named)


def _actors(table: pa.Table, lexicon: RetellingLexicon) -> dict[str, _Actor]:
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
        found[actor_id] = _Actor(
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


def _place(row: Mapping[str, Any]) -> _Place:
    plain = unicodedata.normalize("NFKD", (row.get("name") or "").lower())
    skeleton = "".join(letter for letter in plain if letter.isalpha() and letter not in "aeiou")
    return _Place(row["place_id"], row["country"], row["feature"], row.get("latitude"), row.get("longitude"), skeleton)


def _is_same_place(a: _Place, b: _Place) -> bool:
    """Whether two places are one: by id, or one is a name that no gazetteer could place and is spelled much like the other."""
    if a.place_id == b.place_id:
        return True
    unplaced = (a.latitude is None and a.country is None) or (b.latitude is None and b.country is None)
    return unplaced and a.feature in _SETTLED and b.feature in _SETTLED and len(a.skeleton) >= 4 and a.skeleton == b.skeleton


def _tolls(casualties: pa.Table | None) -> dict[str, dict[str, tuple[int, int]]]:
    """The plain counts that a mention's casualties give, by outcome: least and greatest, the latter ``_ENDLESS`` after "at least"."""
    found: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    if casualties is None:
        return found
    columns = ("event_mention_id", "outcome", "count_low", "count_high", "part_of_casualty_id")
    for mention_id, outcome, low, high, part_of in zip(*(casualties[c].to_pylist() for c in columns), strict=True):
        if mention_id is None or part_of is not None or low is None:
            continue
        high = _ENDLESS if high is None else high
        known = found[mention_id].get(outcome, (low, high))
        found[mention_id][outcome] = (min(known[0], low), max(known[1], high))
    return found


def _topics(known: Sequence[_Mention]) -> dict[str, frozenset[str]]:
    """What each document is about: the named actors and the places of its mentions."""
    found: dict[str, set[str]] = defaultdict(set)
    for mention in known:
        about = found[mention.document_id]
        about.update(actor.actor_id for actor in (*mention.sources, *mention.targets) if actor.is_named)
        if mention.place is not None:
            about.add(mention.place.place_id)
    return {document_id: frozenset(about) for document_id, about in found.items()}


def _told_as_one(known: Sequence[_Mention]) -> dict[tuple[str, str], list[int]]:
    """Mentions that the extractor gave one event within their document."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, mention in enumerate(known):
        found[mention.document_id, mention.local_event_id].append(i)
    return found


# --- which pairs are looked at


def _cycle(day: dt.date) -> int:
    """The number of the three days that a day belongs to."""
    return (day - _EPOCH).days // 3


def _keys(mention: _Mention, topics: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, ...]]:
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
        if mention.place.feature in _SETTLED:
            who.add(mention.place.place_id)
    if not who:
        who.update(sorted(topics[mention.document_id])[:24])
    when: set[str] = set()
    if mention.start is not None and mention.end is not None and mention.days is not None:
        if mention.days <= 8:
            when.update(str(mention.start + n * _DAY) for n in range(mention.days))
        if mention.days > 1:
            when.update(f"{mention.start.year}-{mention.start.month:02}" for _ in (0,) if mention.days <= 31)
            when.add(str(mention.start.year))
        # an old act is retold with less and less of its date
        if mention.published is not None and mention.published - mention.end > 7 * _DAY:
            when.add(f"{mention.start.year}-{mention.start.month:02}")
            when.add(str(mention.start.year))
    if mention.published is not None:
        recent = mention.start is None or mention.end is None or (mention.start - 8 * _DAY <= mention.published <= mention.end + 8 * _DAY)
        if recent:
            cycle = _cycle(mention.published)
            when.update((f"p{cycle}", f"p{cycle + 1}"))
    for fate in mention.fates:
        yield "fate", fate
    yield f"d{mention.document_id}", mention.type_class
    if mention.is_verbose:
        yield "words", mention.type_class, mention.text_key
    if mention.wording is not None:
        yield "sentence", mention.type_class, *(str(part) for part in mention.wording)
    for time in sorted(when):
        for party in sorted(who):
            yield time, mention.type_class, party


# --- for and against


def _conflict(one: _Mention, two: _Mention) -> str | None:
    """What makes it impossible that two mentions tell one act; None when nothing does."""
    if one.type_class != two.type_class:
        return "type"
    if one.mode is not None and two.mode is not None and not are_alike(one.mode, two.mode):
        return "mode"
    if one.is_aftermath != two.is_aftermath:
        return "aftermath"
    if (one.status == "hypothetical") != (two.status == "hypothetical"):
        return "status"
    if (
        one.start is not None
        and one.end is not None
        and two.start is not None
        and two.end is not None
        and (one.start > two.end or two.start > one.end)
    ):
        return "date"
    if one.document_id == two.document_id and one.day_part != two.day_part and None not in (one.day_part, two.day_part) and one.days == two.days == 1:
        return "part of the day"
    if one.is_habitual or two.is_habitual:
        return "many acts"
    if one.document_id == two.document_id:
        # two reports may call what happened on a day the bombing and the bombings
        if one.is_plural is not two.is_plural and None not in (one.is_plural, two.is_plural):
            return "one act and several"
        if one.event_type in _RECURRENT and one.is_set_apart != two.is_set_apart:
            return "set apart"
    if (one.status == "planned") != (two.status == "planned") and (one.start is None or two.start is None or max(one.days or 0, two.days or 0) > 8):
        return "status"
    if one.fates and two.fates and not one.fates & two.fates and not any(a.words & b.words for a in one.targets for b in two.targets):
        return "another victim"
    if not one.fates & two.fates and _apart(one, two):
        return "place"
    if one.groups and two.groups and not one.groups & two.groups and not (one.is_broad or two.is_broad) and not one.fates & two.fates:
        return "wording"
    if one.type_class in _MUTUAL or one.type_class == "settle" or one.event_type in _MUTUAL or one.groups & two.groups & {"war"}:
        left, right = (*one.sources, *one.targets), (*two.sources, *two.targets)
        if _strangers(left, right) or (one.type_class not in _ACCRUING and _other_party(left, right)):
            return "parties"
        if one.event_type == two.event_type == "SUPPORT" and (_third_party(left, right) or _third_party(right, left)):
            return "parties"
    else:
        if _strangers(one.sources, two.sources):
            return "source"
        if _strangers(one.targets, two.targets):
            return "target"
    for outcome in one.tolls.keys() & two.tolls.keys():
        (low, high), (other_low, other_high) = one.tolls[outcome], two.tolls[outcome]
        apart = low > other_high or other_low > high
        # tolls of one act differ between reports, but not within a report, and not fourfold; those of a week and of one of its days are two sums
        sums = one.days is not None and two.days is not None and one.days != two.days
        if apart and (sums or one.document_id == two.document_id or low > 4 * other_high or other_low > 4 * high):
            return "toll"
    return None


def _apart(one: _Mention, two: _Mention) -> bool:
    """Whether two mentions lie in places of which neither holds the other."""
    a, b = one.place, two.place
    if a is None or b is None or _is_same_place(a, b) or one.is_scene or two.is_scene:
        return False
    if a.country is not None and b.country is not None and a.country != b.country:
        return True
    far = _kilometres(a, b)
    if a.feature in _SETTLED and b.feature in _SETTLED:
        # a square lies in its town, but a square that no gazetteer knows may lie in any
        return a.feature == b.feature or (far is not None and far > 20)
    return far is not None and "country" not in (a.feature, b.feature) and far > 300


def _kilometres(a: _Place, b: _Place) -> float | None:
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    north = math.radians(a.latitude - b.latitude)
    east = math.radians(a.longitude - b.longitude) * math.cos(math.radians((a.latitude + b.latitude) / 2))
    return 6371.0 * math.hypot(north, east)


def _kinship(a: _Actor, b: _Actor) -> float:
    """How near two actors are: 1 the same, 0 unrelated."""
    if a.actor_id == b.actor_id:
        return 1.0
    if a.actor_id in b.ancestors or b.actor_id in a.ancestors:
        return 0.8
    if a.is_state and b.is_state and a.country == b.country:
        return 0.8 if "country" in (a.kind, b.kind) else 0.5
    if a.ancestors & b.ancestors or (a.is_contested and b.is_contested and a.country == b.country):
        return 0.5
    if a.country is not None and a.country == b.country and ((a.kind == "person" and b.is_state) or (b.kind == "person" and a.is_state)):
        return 0.4
    if not (a.is_named and b.is_named) and a.words & b.words:
        # "a navy petty officer" in two reports
        return 0.8 if a.words == b.words and len(a.words) >= 3 else 0.4
    if a.kind == b.kind == "person" and a.is_named != b.is_named and a.country is not None and a.country == b.country:
        # "the Northland minister" may be the one whom another report names
        return 0.4
    return 0.0


def _nearest(ones: Sequence[_Actor], twos: Sequence[_Actor]) -> float:
    return max((_kinship(a, b) for a in ones for b in twos), default=0.0)


def _is_mutual(one: _Mention, two: _Mention) -> bool:
    """Whether the parties of both have no direction."""
    return one.event_type in _MUTUAL or (one.event_type == "SUPPORT" and one.type_class == "settle") or bool(one.groups & two.groups & {"war"})


def _strangers(ones: Sequence[_Actor], twos: Sequence[_Actor]) -> bool:
    """Whether both sides are named and no actor of one is near any of the other."""
    if not ones or not twos or not all(actor.is_named for actor in (*ones, *twos)):
        return False
    return _nearest(ones, twos) == 0


def _other_party(ones: Sequence[_Actor], twos: Sequence[_Actor]) -> bool:
    """Whether each of two pairs of named parties has one that is near none of the other's: "A and B", "A and C"."""
    if len({a.actor_id for a in ones}) < 2 or len({a.actor_id for a in twos}) < 2:
        return False
    return any(a.is_named and not _nearest([a], twos) for a in ones) and any(b.is_named and not _nearest(ones, [b]) for b in twos)


def _third_party(ones: Sequence[_Actor], twos: Sequence[_Actor]) -> bool:
    """Whether one pact names somebody beside the two or more whom another names: what is signed with a third is another pact."""
    return len({a.actor_id for a in twos if a.is_named}) >= 2 and any(a.is_named and not _nearest([a], twos) for a in ones)


def _evidence(one: _Mention, two: _Mention, topics: Mapping[str, frozenset[str]], lexicon: RetellingLexicon) -> tuple[float, tuple[str, ...]]:
    """Points for two mentions that do not contradict each other, and what gave them."""
    points = 0.0
    reasons: list[str] = []

    def give(much: float, why: str) -> None:
        nonlocal points
        points += much
        reasons.append(why)

    mutual = _is_mutual(one, two)
    same_document = one.document_id == two.document_id
    gap = abs((one.published - two.published).days) if one.published is not None and two.published is not None else None
    if not same_document and one.wording is not None and one.wording == two.wording and (gap is None or gap <= 31):
        # an agency prints its sentences again in later versions of a report
        return 9.0, ("same sentence",)
    if not same_document and one.is_verbose and one.text_key == two.text_key and (gap is None or gap <= 4):
        return 9.0, ("same words",)
    if one.fates & two.fates:
        return 9.0, (f"{'; '.join(sorted(fate.split()[0] for fate in one.fates & two.fates))} once",)
    # time
    dated = one.start is not None and two.start is not None
    same_day = dated and one.days == 1 and two.days == 1
    if same_day:
        give(2.0, "same day")
    elif dated:
        longest = max(one.days or 0, two.days or 0)
        give(1.5 if longest <= 8 else 1.0 if longest <= 31 else 0.5, "times overlap")
    elif same_document:
        give(0.5, "same document")
    elif gap is not None and gap <= 2:
        give(0.5, "published together")
    else:
        return 0.0, ()
    # parties
    left, right = ((*one.sources, *one.targets), (*two.sources, *two.targets)) if mutual else (one.sources, two.sources)
    source = _nearest(left, right)
    if source:
        give(2.0 * source, "source")
    target = 0.0
    if mutual:
        near = 0.4 if one.event_type == "SUPPORT" else 0.8
        shared = sum(1 for a in left if any(_kinship(a, b) >= near for b in right))
        if shared >= 2:
            target = 1.0
            give(1.5, "both parties")
    else:
        target = _nearest(one.targets, two.targets)
        if target:
            give(1.5 * target, "target")
        elif _nearest(one.sources, two.targets) >= 0.8 and _nearest(two.sources, one.targets) >= 0.8:
            return 0.0, ()
    # place
    where = 0.0
    if one.place is not None and two.place is not None:
        a, b = one.place, two.place
        if _is_same_place(a, b):
            where = 2.0 if a.feature in _SETTLED else 1.5 if a.feature not in ("country", "continent") else 0.5
        elif a.country is not None and a.country == b.country:
            where = 0.5
        if one.is_scene or two.is_scene:
            where /= 2
        if where:
            give(where, "place")
    # words
    common = one.stems & two.stems
    if one.groups & two.groups:
        give(1.0, "wording group")
    elif one.is_broad and two.is_broad:
        give(0.5, "wording group")
    if common:
        give(min(1.5, 0.75 * len(common)), "words " + " ".join(sorted(common)))
    if one.mode is not None and one.mode == two.mode:
        give(0.5, "mode")
    if dated and "war" in common and one.precision == two.precision == "year":
        # a background sentence names a war by its year alone, and reports on one matter mean the same one
        give(1.0, "war of the year")
    # matter
    about, other = topics[one.document_id], topics[two.document_id]
    matter = len(about & other) / min(len(about), len(other)) if not same_document and min(len(about), len(other)) >= 3 else 0.0
    if matter >= 0.4:
        give(1.0 if matter >= 0.6 else 0.5, "matter")
    counted = False
    for outcome in sorted(one.tolls.keys() & two.tolls.keys()):
        if one.tolls[outcome] == two.tolls[outcome]:
            # one man was killed here and one there
            counted = counted or one.tolls[outcome][0] > 1
            give(1.0, f"toll {outcome}")
    return (
        (points, tuple(reasons))
        if _suffices(one, two, source, target, where, matter, common, lexicon.broad, counted=counted, same_day=same_day, dated=dated)
        else (0.0, ())
    )


def _suffices(
    one: _Mention,
    two: _Mention,
    source: float,
    target: float,
    where: float,
    matter: float,
    common: frozenset[str],
    broad: frozenset[str],
    *,
    counted: bool,
    same_day: bool,
    dated: bool,
) -> bool:
    """Whether the evidence is of the right kinds, whatever its sum."""
    same_document = one.document_id == two.document_id
    worded = bool(one.groups & two.groups) or bool(common)
    longest = max(one.days or 0, two.days or 0)
    if longest > 366:
        # "over the past fifty years": no single act
        return False
    if same_document and not same_day and one.sentence_start_char == two.sentence_start_char:
        # "killed thirteen before killing themselves": what one sentence tells twice the extractor has joined by its grammar
        return False
    is_denied = (one.status == "denied") != (two.status == "denied")
    if is_denied and not dated and one.event_type in _COMMON and len(common - broad) < 2:
        # "denied that troops were being sent", and police had been sent
        return False
    if one.event_type in _VERBAL:
        # words are one act when one speaker says them to one hearer in one news cycle
        heard = target > 0 or (not one.targets and not two.targets)
        told = same_day or (not dated and not same_document and (matter >= 0.4 or len(common) >= (2 if target > 0 else 3) or _of_a_person(one, two)))
        return source == 1.0 and heard and bool(common) and told
    if one.event_type in _COMMON or two.event_type in _COMMON:
        if not dated and not same_document:
            return source >= 0.8 and target >= 0.8 and where >= 1.0 and bool(common)
        if same_day and where >= 1.0 and _is_one_town(one, two) and worded and matter >= 0.4:
            # one day and one town: parties told as "officials" and by name may be the same
            return True
        if dated and longest <= 8 and where >= 2.0 and source >= 0.8 and target > 0 and worded:
            # "next week" and "on April 9", of the same parties in the same town
            return True
        if same_day and one.mode == two.mode == "visit" and source >= 0.4 and _is_one_town(one, two):
            # the minister of a state and whoever comes with him
            return True
        alike = bool(common) or (one.mode is not None and one.mode == two.mode)
        if not same_day and bool(one.targets) != bool(two.targets) and not target:
            # "attend the meeting", "meet investors"
            return False
        return source >= 0.8 and (target > 0 or where >= 1.0) and worded and (same_day or (same_document and alike))
    if same_day and not same_document and where >= 1.0 and _is_one_town(one, two) and one.mode is not None and one.mode == two.mode:
        # one day, one town, one means: reports word the rest as they like
        return True
    if not worded and not (one.is_broad or two.is_broad):
        return False
    telling = common - broad
    if one.event_type in ("AGREE", "CONCEDE") and "truce" not in one.groups & two.groups:
        # "agreed", "is ready to": anybody's words on any matter
        return source >= 0.8 and bool(telling) and (target > 0 or not (one.targets or two.targets)) and (same_day or len(telling) >= 2)
    if one.event_type == "SUPPORT" and one.type_class == "settle":
        # a pact is between two; whoever signs one signs others with others
        alone = max(len(m.sources) + len(m.targets) for m in (one, two)) < 2
        return source >= 0.8 and bool(telling) and (target > 0 or alone) and (same_day or len(telling) >= 2)
    long = bool(one.groups & two.groups & _LONG) and one.status == two.status
    fought = source >= 0.8 and target >= 0.8
    if (
        one.event_type in _RECURRENT
        and ((one.is_past and two.start is None) or (two.is_past and one.start is None))
        and len(telling) < 2
        and not (long and same_document)
    ):
        # what has no date is of these days
        return False
    if not dated and not same_document:
        # without dates the wording must be particular, and the parties or the place agree
        alike = len(telling) >= 2 and (fought or long)
        repeats = one.start is None and two.start is None and one.published != two.published and one.event_type in _RECURRENT
        if repeats and not (counted or alike or (long and fought)):
            # "fired a missile at", today and the day before yesterday
            return False
        particular = len(common) >= 2 or (source >= 0.8 and target >= 0.8) if not (one.start or two.start) else bool(telling)
        if one.event_type == "SANCTION" and not target and len(telling) < 2:
            # "the sanctions": whose, and on whom?
            return False
        if not target and not where and matter < 0.4 and len(telling) < 3 and not _of_a_person(one, two):
            # "crack down", "investigate": states do so every week
            return False
        return (
            particular and (bool(common) or (long and fought)) and (source >= 0.8 or where >= 1.0 or target >= 0.8 or (source >= 0.4 and where > 0))
        )
    if not dated and one.event_type == "ASSAULT":
        # one report of two acts of force uses the same words for both
        # who denies a deed denies what was told before
        nouns = source >= 0.8 and bool(telling) and (long or is_denied or (one.is_plural is False and two.is_plural is False))
        named = nouns or (len(telling) >= 2 and (source >= 0.8 or where >= 1.0))
        return bool(common) and (counted or named or (bool(telling) and source >= 0.8 and where >= 1.5) or (target >= 0.8 and where >= 1.0))
    if not dated and counted and worded and (source > 0 or target > 0):
        return True
    if not dated:
        return bool(common) and ((counted and len(common) >= 2) or source >= 0.8 or where >= 1.0 or (source >= 0.4 and where > 0))
    if not same_day and longest <= 8 and not (len(telling) >= 2 or one.groups & two.groups or (where >= 1.5 and (common or counted))):
        return False
    if not same_day and longest > 8:
        if long and fought:
            return True
        return bool(common) and (source > 0 or where > 0 or not (one.sources or two.sources))
    return source > 0 or where >= 1.0 or target >= 0.8


def _of_a_person(one: _Mention, two: _Mention) -> bool:
    """Whether both are acts of a named person, who does the same less often than a body does."""
    return all(any(a.kind == "person" and a.is_named for a in m.sources) for m in (one, two))


def _is_one_town(one: _Mention, two: _Mention) -> bool:
    """Whether both are placed in the same town or site."""
    return one.place is not None and two.place is not None and one.place.feature in _SETTLED and _is_same_place(one.place, two.place)


# --- joining under constraints


class _Clusters:
    """Union-find that knows the members of each cluster."""

    def __init__(self, known: Sequence[_Mention]) -> None:
        self.known = known
        self.parent = list(range(len(known)))
        self.members: dict[int, list[int]] = {i: [i] for i in range(len(known))}

    def root(self, i: int) -> int:
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, a: int, b: int) -> bool:
        """Join two clusters; False if they are one already."""
        a, b = self.root(a), self.root(b)
        if a == b:
            return False
        if len(self.members[a]) < len(self.members[b]) or (len(self.members[a]) == len(self.members[b]) and b < a):
            a, b = b, a
        self.parent[b] = a
        self.members[a] += self.members.pop(b)
        return True

    def may_join(self, a: int, b: int) -> bool:
        """Whether no member of one cluster contradicts a member of the other."""
        a, b = self.root(a), self.root(b)
        if a == b:
            return True
        ones, twos = self._tellings(a), self._tellings(b)
        return not any(_conflict(one, two) for one in ones for two in twos)

    def _tellings(self, root: int) -> list[_Mention]:
        """The members that differ in what can contradict."""
        found: dict[tuple[Any, ...], _Mention] = {}
        for i in self.members[root]:
            m = self.known[i]
            found.setdefault(m.stance, m)
        return list(found.values())


# --- what the mentions agree on


def _resolved(known: Sequence[_Mention], clusters: _Clusters, documents: pa.Table, links: Sequence[Link]) -> _Resolved:
    facts = {
        row["document_id"]: row for row in documents.select(["document_id", "published_at", "publisher", "duplicate_of_document_id"]).to_pylist()
    }
    quad = {code: str(about["quad_class"]) for code, about in contracts.codes("event_type").codes.items()}
    event_of: dict[str, str] = {}
    events: list[dict[str, Any]] = []
    history: list[dict[str, Any]] = []
    reasons: dict[str, str] = {}
    for link in links:
        for mention_id in (link.event_mention_id, link.other_event_mention_id):
            reasons.setdefault(mention_id, "; ".join(link.reasons))
    for members in clusters.members.values():
        told = sorted((known[i] for i in members), key=lambda m: m.order)
        event_id = make_id("evt", told[0].event_mention_id)
        for mention in told:
            event_of[mention.event_mention_id] = event_id
            former = make_id("evt", mention.event_mention_id)
            if former != event_id:
                why = reasons.get(mention.event_mention_id, "told as one act within its document")
                history.append({"former_event_id": former, "event_id": event_id, "reason": why})
        events.append(_event(event_id, told, facts, quad))
    return _Resolved(event_of, events, tuple(links), history)


def _event(event_id: str, told: Sequence[_Mention], facts: Mapping[str, Mapping[str, Any]], quad: Mapping[str, str]) -> dict[str, Any]:
    """The row of an event out of its mentions, earliest first."""
    event_type = _most([m.event_type for m in told])
    own = [m for m in told if facts[m.document_id]["duplicate_of_document_id"] is None] or list(told)
    dated = _agreed_date(told)
    place = _agreed_place(told)
    reported = [m.published_at for m in own if m.published_at is not None]
    confidences = [m.confidence for m in told if m.confidence is not None]
    return {
        "event_id": event_id,
        "event_type": event_type,
        "mode": _most([m.mode for m in told if m.mode is not None and m.event_type == event_type]),
        "quad_class": quad[str(event_type)],
        "status": _agreed_status(told),
        "date_start": dated.start if dated else None,
        "date_end": dated.end if dated else None,
        "date_precision": dated.precision if dated else told[0].precision,
        "date_text": dated.date_text if dated else told[0].date_text,
        "place_id": place,
        "source_actor_ids": _by_agreement([actor.actor_id for m in told for actor in m.sources]),
        "target_actor_ids": _by_agreement([actor.actor_id for m in told for actor in m.targets]),
        "mention_count": len(own),
        "document_count": len({m.document_id for m in own}),
        "publisher_count": len({facts[m.document_id]["publisher"] for m in own} - {None}),
        "first_reported_at": min(reported, default=None),
        "last_reported_at": max(reported, default=None),
        "origin": ORIGIN,
        "confidence": max(confidences, default=None),
    }


def _most(values: Sequence[Any]) -> Any:
    """The commonest value, the earliest of equals; None of nothing."""
    return max(Counter(values).items(), key=lambda pair: (pair[1], -values.index(pair[0])))[0] if values else None


def _by_agreement(actor_ids: Sequence[str]) -> list[str]:
    """Actors named by most mentions first, then by id."""
    return [actor_id for actor_id, _ in sorted(Counter(actor_ids).items(), key=lambda pair: (-pair[1], pair[0]))]


def _agreed_date(told: Sequence[_Mention]) -> _Mention | None:
    """The mention whose date the event takes: the narrowest, of these the commonest, of these the earliest told."""
    dated = [m for m in told if m.days is not None]
    if not dated:
        return None
    narrowest = min(m.days or 0 for m in dated)
    best = [m for m in dated if m.days == narrowest]
    start = _most([m.start for m in best])
    return next(m for m in best if m.start == start)


def _agreed_place(told: Sequence[_Mention]) -> str | None:
    """The narrowest place, those of the clause before those of the scene; the commonest of equals."""
    rank = {"site": 0, "populated_place": 1, "terrain": 2, "water": 2, "admin2": 2, "region": 3, "admin1": 3, "country": 4, "continent": 5}
    placed = [m for m in told if m.place is not None]
    if not placed:
        return None
    best = min((m.is_scene, rank[m.place.feature]) for m in placed if m.place is not None)
    return str(_most([m.place.place_id for m in placed if m.place is not None and (m.is_scene, rank[m.place.feature]) == best]))


def _agreed_status(told: Sequence[_Mention]) -> str:
    """How real an event is.

    Told as done by the report itself or by a source that the extractor holds to be uninterested, it occurred; else it goes on if told so; else it is
    disputed when one asserts what another denies; else alleged, denied, planned, hypothetical, in that order.
    """
    statuses = {m.status for m in told}
    if "occurred" in statuses:
        return "occurred"
    if "ongoing" in statuses:
        return "ongoing"
    if "disputed" in statuses or {"alleged", "denied"} <= statuses:
        return "disputed"
    for status in ("alleged", "denied", "planned"):
        if status in statuses:
            return status
    return "hypothetical"
