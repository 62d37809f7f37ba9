"""What the mentions of one event agree on: the rows of ``events``.

What belongs here: agreeing on type, date, place, parties and status, and the ids. What does not: which mentions are one event (``events``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from pipelines import contracts
from pipelines.ids import make_id
from pipelines.resolve.event_mentions import Mention

ORIGIN = "events.join@1"


@dataclass(frozen=True)
class Link:
    """Why two mentions were joined."""

    event_mention_id: str
    other_event_mention_id: str
    points: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Resolved:
    """What some mentions became."""

    event_of: Mapping[str, str]
    events: Sequence[Mapping[str, Any]]
    links: tuple[Link, ...]
    history: Sequence[Mapping[str, Any]]


def resolved(known: Sequence[Mention], clusters: Iterable[Sequence[int]], documents: pa.Table, links: Sequence[Link]) -> Resolved:
    """The events that sets of mentions make.

    Args:
        known: the mentions.
        clusters: the sets, as positions in ``known``; each mention is in one of them.
        documents: ``document_id, published_at, publisher, duplicate_of_document_id``.
        links: why mentions were joined.
    """
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
    for members in clusters:
        told = sorted((known[i] for i in members), key=lambda m: m.order)
        event_id = make_id("evt", told[0].event_mention_id)
        for mention in told:
            event_of[mention.event_mention_id] = event_id
            former = make_id("evt", mention.event_mention_id)
            if former != event_id:
                why = reasons.get(mention.event_mention_id, "told as one act within its document")
                history.append({"former_event_id": former, "event_id": event_id, "reason": why})
        events.append(_event(event_id, told, facts, quad))
    return Resolved(event_of, events, tuple(links), history)


def _event(event_id: str, told: Sequence[Mention], facts: Mapping[str, Mapping[str, Any]], quad: Mapping[str, str]) -> dict[str, Any]:
    """The row of an event out of its mentions, earliest first."""
    event_type = _most([m.event_type for m in told])
    own = [m for m in told if facts[m.document_id]["duplicate_of_document_id"] is None] or list(told)
    dated = _agreed_date(told)
    start, end = (None, None) if dated is None else dated.carried or (dated.start, dated.end)
    place = _agreed_place(told)
    reported = [m.published_at for m in own if m.published_at is not None]
    confidences = [m.confidence for m in told if m.confidence is not None]
    return {
        "event_id": event_id,
        "event_type": event_type,
        "mode": _most([m.mode for m in told if m.mode is not None and m.event_type == event_type]),
        "quad_class": quad[str(event_type)],
        "status": _agreed_status(told),
        "date_start": start,
        "date_end": end,
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


def _agreed_date(told: Sequence[Mention]) -> Mention | None:
    """The mention whose date the event takes: the narrowest, of these the commonest, of these the earliest told; own words before carried days."""
    dated = [m for m in told if m.days is not None]
    if not dated:
        carried = [(m.carried[1] - m.carried[0], m.carried) for m in told if m.carried is not None]
        shortest = min((length for length, _ in carried), default=None)
        days = _most([on for length, on in carried if length == shortest])
        return next((m for m in told if m.carried is not None and m.carried == days), None)
    narrowest = min(m.days or 0 for m in dated)
    best = [m for m in dated if m.days == narrowest]
    start = _most([m.start for m in best])
    return next(m for m in best if m.start == start)


def _agreed_place(told: Sequence[Mention]) -> str | None:
    """The narrowest place, those of the clause before those of the scene; the commonest of equals."""
    rank = {"site": 0, "populated_place": 1, "terrain": 2, "water": 2, "admin2": 2, "region": 3, "admin1": 3, "country": 4, "continent": 5}
    placed = [m for m in told if m.place is not None]
    if not placed:
        return None
    best = min((m.is_scene, rank[m.place.feature]) for m in placed if m.place is not None)
    return str(_most([m.place.place_id for m in placed if m.place is not None and (m.is_scene, rank[m.place.feature]) == best]))


def _agreed_status(told: Sequence[Mention]) -> str:
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
