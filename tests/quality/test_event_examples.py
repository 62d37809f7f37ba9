"""Every predicate of the lexicon codes its own example, as the model parses it."""

from __future__ import annotations

import pytest

from pipelines.annotate.document import AnnotatedDocument, Segment
from pipelines.annotate.engine import Prose, annotate, load_model
from pipelines.extract.acts.lexicon import EventLexicon, Predicate
from pipelines.extract.events import event_mentions
from tests.unit.extract.test_events import index, place_index

#: Nouns of the examples that stand for places, besides actors of that name.
LANDS = "kingdom republic island islands emirate capital town enclave region valley desert"
#: Nouns of the examples that are neither deeds nor people.
INANIMATE = frozenset(
    [
        "food",
        "medicine",
        "troop",
        "money",
        "troops",
        "border",
        "market",
        "depot",
        "port",
        "outpost",
        "palace",
        "house",
        "road",
        "shop",
        "arm",
        "weapon",
        "gun",
        "prison",
        "hour",
        "day",
    ]
)
#: Share of the examples whose parse the model gets wrong, so that the act cannot be read off it.
MISPARSED = 0.04


@pytest.fixture(scope="module")
def lexicon() -> EventLexicon:
    return EventLexicon.load()


@pytest.fixture(scope="module")
def told(lexicon: EventLexicon) -> list[tuple[Predicate, set[tuple[str, str]]]]:
    """Each predicate with the (type, lemma) of every act coded in its example."""
    examples = [Prose(p.key, p.example, (Segment("body", 0, len(p.example)),)) for p in lexicon.predicates]
    found = []
    for predicate, prose, doc in zip(lexicon.predicates, examples, annotate(load_model(), examples), strict=True):
        document = AnnotatedDocument(prose.document_id, prose.text, None, None, prose.segments, doc)
        actors = index(document, {t.lemma_.lower() for t in doc} - lexicon.words["things"] - lexicon.nouns.keys() - INANIMATE)
        places = place_index(document, **dict.fromkeys(LANDS.split(), "region"))
        acts = event_mentions(document, actors, places, None, (), lexicon)
        found.append((predicate, {(mention.event_type, doc[mention.trigger].lemma_.lower()) for mention, _ in acts}))
    return found


def test_the_examples_are_coded_as_their_entries_say(told):
    wrong = [f"{p.key} {p.lemma}: {p.example} -> {sorted(acts)}" for p, acts in told if p.event_type not in {t for t, _ in acts}]
    assert len(wrong) <= MISPARSED * len(told), "\n".join(wrong)
