"""Names of states before a noun of action: "the Israeli raid", "the U.S.-led invasion", "Iran talks".

What belongs here: mentions of states that an act's noun attributes it to. What does not: any other mention, which ``extract.actors`` finds; an
adjective elsewhere ("French wine") names no actor.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.attrs import LEMMA, POS
from spacy.symbols import NOUN
from spacy.tokens import Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.annotate.gazetteer import Words
from pipelines.extract.actors import ActorLexicon, Entry
from pipelines.extract.acts.lexicon import EventLexicon
from pipelines.extract.acts.match import lexemes
from pipelines.extract.model import Actor, ActorIndex, ActorMention
from pipelines.ids import make_id

_HYPHENS = frozenset("-–")
_SENSES = frozenset({"adjective", "name", "acronym"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "npadvmod", "poss"})


def attribute(doc: AnnotatedDocument, actors: ActorIndex, names: ActorLexicon, lexicon: EventLexicon) -> ActorIndex:
    """Add the states that nouns of action are attributed to.

    Args:
        doc: tagged and parsed; left as it was.
        actors: the document's actors, from ``find_actors``.
        names: the lists of actors.
        lexicon: the nouns of action.

    Returns:
        An index with the further mentions, and with a state that no other words name as an actor of its own; the given one when there are none.
    """
    more: list[ActorMention] = []
    known = dict(actors.actors)
    for token in _acting_nouns(doc, lexicon):
        for modifier in _modifiers(token):
            if modifier.text[0].isupper() and actors.covering(modifier) is None:
                found = _state(modifier, doc.words, names)
                if found is not None:
                    entry, start, end = found
                    actor_id = make_id("act", "gazetteer", entry.gazetteer, entry.id)
                    known.setdefault(actor_id, _actor(doc, actor_id, entry))
                    more.append(_mention(doc, actor_id, start, end, modifier.i))
    if not more:
        return actors
    return ActorIndex(dict(sorted(known.items())), actors.with_mentions(more).mentions)


def _acting_nouns(doc: AnnotatedDocument, lexicon: EventLexicon) -> Iterator[Token]:
    """Nouns that tell an act or are attributed to whoever does one, in text order."""
    attributed = lexicon.words["attributed"]
    store, told = doc.doc.vocab.strings, dict[int, bool]()
    for i, (pos, number) in enumerate(doc.doc.to_array([POS, LEMMA]).tolist()):
        if pos != NOUN:
            continue
        if number not in told:
            lemma = store[number].lower()
            told[number] = lemma in lexicon.nouns or lemma in attributed
        is_compound = i >= 2 and doc.token_texts[i - 1] in _HYPHENS
        if told[number] or (is_compound and any(lemma in lexicon.nouns or lemma in attributed for lemma in lexemes(doc.doc[i]))):
            yield doc.doc[i]


def _modifiers(noun: Token) -> Iterator[Token]:
    for c in noun.children:
        if c.dep_ in _MODIFIERS and c.i < noun.i:
            yield c
            for d in c.children:
                if d.dep_ in _MODIFIERS:
                    yield d


def _state(token: Token, words: Words, names: ActorLexicon) -> tuple[Entry, int, int] | None:
    """The state that the words around a token name, with their token range."""
    for start in (token.i, token.i - 1):
        if start < 0:
            continue
        match = names.names.at(words, start)
        if match is None or not match.start <= token.i < match.end:
            continue
        for use in match.values:
            if use.entry.kind == "country" and use.sense in _SENSES:
                return use.entry, match.start, match.end
    return None


def _actor(doc: AnnotatedDocument, actor_id: str, entry: Entry) -> Actor:
    return Actor(
        document_id=doc.document_id,
        actor_id=actor_id,
        name=entry.name,
        kind=entry.kind,
        country=entry.country,
        sector=entry.sector,
        parent_actor_id=None,
        aliases=(),
        gazetteer=entry.gazetteer,
        gazetteer_id=entry.id,
        is_contested=entry.is_contested,
        contested_note=entry.note if entry.is_contested else None,
    )


def _mention(doc: AnnotatedDocument, actor_id: str, start: int, end: int, head: int) -> ActorMention:
    span = doc.doc[start:end]
    sentence = doc.sentence_of(head)
    return ActorMention(
        document_id=doc.document_id,
        start_char=span.start_char,
        end_char=span.end_char,
        sentence_start_char=sentence.start_char,
        sentence_end_char=sentence.end_char,
        text=doc.surface(span.start_char, span.end_char),
        origin="actors.attributed@1",
        confidence=None,
        mention_id=make_id("men", doc.document_id, span.start_char, span.end_char),
        actor_id=actor_id,
        form="name",
        role_text=None,
        resolved_by="attributed act",
        start=start,
        end=end,
        head=head,
    )
