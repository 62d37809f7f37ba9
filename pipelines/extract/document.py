"""One document through all extractors, in the order in which they need each other."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.actors import ActorLexicon, find_actors
from pipelines.extract.acts.attribution import attribute
from pipelines.extract.acts.whereabouts import with_places
from pipelines.extract.casualties import HarmLexicon, casualties
from pipelines.extract.coreference import first_persons
from pipelines.extract.dates.carrying import with_days
from pipelines.extract.events import EventLexicon, event_mentions
from pipelines.extract.model import ActorIndex, Casualty, EventMention, Extraction, Participant, PlaceIndex, Statement
from pipelines.extract.numbers import NumberLexicon, QuantityIndex
from pipelines.extract.places import PlaceLexicon, find_places
from pipelines.extract.retelling.lexicon import RetellingLexicon
from pipelines.extract.retellings import attached, handed_on, retold
from pipelines.extract.speech.voices import voices
from pipelines.extract.statements import CueLexicon, statements
from pipelines.extract.times import TimeIndex, TimeLexicon

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Lexicons:
    """All word lists that extraction reads."""

    actors: ActorLexicon
    places: PlaceLexicon
    times: TimeLexicon
    numbers: NumberLexicon
    cues: CueLexicon
    events: EventLexicon
    harm: HarmLexicon
    retellings: RetellingLexicon

    @classmethod
    def load(cls, cache: Path | None = None) -> Self:
        """Read every lexicon; meant to be done once a process.

        Args:
            cache: a folder of the caller's in which the compact gazetteer is kept; without it, it is made afresh, which takes some seconds.
        """
        return cls(
            ActorLexicon.load(),
            PlaceLexicon.load(cache),
            TimeLexicon.load(),
            NumberLexicon.load(),
            CueLexicon.load(),
            EventLexicon.load(),
            HarmLexicon.load(),
            RetellingLexicon.load(),
        )


def extract_document(doc: AnnotatedDocument, lexicons: Lexicons) -> Extraction:
    """Read all rows out of one document.

    An extractor that fails on the document leaves its table empty for it and is named in ``faults``; the others go on with what there is.

    Args:
        doc: the annotated document; not changed.
        lexicons: from ``Lexicons.load``.

    Returns:
        The rows of every table, each in text order. Actors and places are those that the document mentions, once each.
    """
    faults: list[tuple[str, str]] = []

    def attempt[T](name: str, work: Callable[[], T], otherwise: T) -> T:
        try:
            return work()
        except Exception as error:
            log.warning("%s failed on document %s: %s", name, doc.document_id, error, exc_info=True)
            faults.append((name, f"{type(error).__name__}: {error}"))
            return otherwise

    actors = attempt("actors", lambda: find_actors(doc, lexicons.actors), ActorIndex({}, ()))
    places = attempt("places", lambda: find_places(doc, actors, lexicons.places), PlaceIndex({}, ()))
    times = attempt("times", lambda: TimeIndex.of(doc, lexicons.times), TimeIndex((), doc.published, {}, {}, lexicons.times))
    quantities = attempt("numbers", lambda: QuantityIndex.of(doc, lexicons.numbers), QuantityIndex((), {}, {}))
    said: tuple[Statement, ...] = attempt("statements", lambda: tuple(statements(doc, actors, times, lexicons.cues)), ())
    actors, said = attempt("voices", lambda: voices(doc, actors, said, lexicons.cues.voices), (actors, said))
    actors = attempt("coreference", lambda: first_persons(doc, actors, said), actors)
    actors = attempt("attribution", lambda: attribute(doc, actors, lexicons.actors, lexicons.events), actors)
    acts: tuple[tuple[EventMention, tuple[Participant, ...]], ...] = attempt(
        "events", lambda: tuple(event_mentions(doc, actors, places, times, said, lexicons.events)), ()
    )
    acts = attempt("retellings", lambda: retold(doc, actors, places, acts, lexicons.retellings), acts)
    acts = attempt("retellings", lambda: handed_on(doc, actors, places, said, acts, lexicons.retellings), acts)
    acts = attempt("days", lambda: with_days(doc, times, places, acts, lexicons.times), acts)
    acts, places = attempt("whereabouts", lambda: with_places(doc, actors, places, acts, lexicons.events, lexicons.places), (acts, places))
    harm: tuple[Casualty, ...] = attempt("casualties", lambda: tuple(casualties(doc, actors, times, quantities, said, acts, lexicons.harm)), ())
    harm = attempt("retellings", lambda: attached(doc, harm, acts, lexicons.retellings), harm)
    return Extraction(
        actors=tuple(actors.actors.values()),
        places=tuple(places.places.values()),
        actor_mentions=actors.mentions,
        place_mentions=places.mentions,
        statements=said,
        casualties=harm,
        event_mentions=tuple(act for act, _ in acts),
        event_participants=tuple(participant for _, participants in acts for participant in participants),
        faults=tuple(faults),
    )
