"""Which places a document names, each with its entry in a gazetteer.

What belongs here: finding place names, and choosing among places of one name. What does not: which of them an event happened at (``events``),
and capitals that stand for governments (``actors``).

A country has no point: its coordinates are null, as are a region's unless the list of regions gives one. A name that only the model takes for a
place is kept with the gazetteer ``model``, without coordinates, and without a country unless the words beside it tell.
"""

from __future__ import annotations

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.model import ActorIndex, Place, PlaceIndex, PlaceMention
from pipelines.extract.toponyms.choice import Choice
from pipelines.extract.toponyms.lands import Found, at_one, with_countries
from pipelines.extract.toponyms.lexicon import PlaceLexicon
from pipelines.extract.toponyms.page import Page
from pipelines.extract.toponyms.seats import seats
from pipelines.extract.toponyms.stretches import Stretches
from pipelines.extract.toponyms.surroundings import Surroundings
from pipelines.ids import make_id

__all__ = ["PlaceLexicon", "find_places"]

VERSION = 1


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
    page = Page(doc, actors, lexicon)
    around = Surroundings(page)
    choice = Choice(page, around)
    places: dict[str, Place] = {}
    mentions: list[PlaceMention] = []
    confidences: dict[str, float | None] = {}
    found = [Found(*chosen) for stretch in Stretches(page, around).read() if (chosen := choice.place(stretch)) is not None]
    named = with_countries(at_one(found), page)
    told = seats(page, {i for _, _, start, end in named for i in range(start, end)})
    for place, why, start, end in sorted((*named, *told), key=lambda each: each.start):
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
