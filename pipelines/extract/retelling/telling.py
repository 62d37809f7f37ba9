"""One mention of an act with what its sentence says around it.

What belongs here: what is compared. What does not: comparing (``likeness``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span, Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.model import Actor, ActorIndex, EventMention, Participant, PlaceIndex
from pipelines.extract.retelling.lexicon import RetellingLexicon, type_class

_DEFINITE = frozenset(("the", "this", "that"))


@dataclass(frozen=True)
class Around:
    """A sentence that tells acts; what is read of it is read when it is asked for, and once."""

    sentence: Span
    places: PlaceIndex
    lexicon: RetellingLexicon

    @cached_property
    def words(self) -> frozenset[str]:
        """Stems of its words."""
        return self.lexicon.stems(self.sentence.text)

    @cached_property
    def tokens(self) -> frozenset[str]:
        """Its words and numbers in small letters."""
        return frozenset(t.lower_ for t in self.sentence)

    @cached_property
    def place_ids(self) -> frozenset[str]:
        """Ids of the places that it names."""
        return frozenset(m.place_id for m in self.places.within(self.sentence.start, self.sentence.end))

    @cached_property
    def is_summed(self) -> bool:
        """Whether it sums up ("in all", "so far")."""
        return any(t.lower_ in self.lexicon.sums for t in self.sentence)

    @cached_property
    def is_beside(self) -> bool:
        """Whether it says "also"."""
        return any(t.lower_ == "also" for t in self.sentence)

    @cached_property
    def is_dated(self) -> bool:
        """Whether it names a day."""
        return any(t.ent_type_ == "DATE" for t in self.sentence)


@dataclass(frozen=True)
class Telling:
    """What is compared of a mention within its document."""

    mention: EventMention
    token: Token
    type_class: str
    stems: frozenset[str]
    groups: frozenset[str]
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    feature: str | None
    country: str | None
    sentence: int
    is_title: bool
    is_result: bool
    is_broad: bool
    is_aftermath: bool
    is_definite: bool
    is_plural: bool
    is_apart: bool
    #: Whether the noun is tied to a day by its own words ("Tuesday's strike").
    is_dated_noun: bool
    #: Whether the noun says whom the act struck ("the killing of a student").
    has_object: bool
    #: Words of persons' names by which the words behind the noun say which act it is ("the blast that killed Berg").
    persons_within: frozenset[str]
    #: The same of numbers ("the arrest of 64").
    numbers_within: frozenset[str]
    #: Stems of the noun's own modifiers that tell its act from others.
    epithets: frozenset[str]
    #: Whether a verb's subject is what strikes: a bomb, a blast, an attack.
    is_by_thing: bool
    #: Whether it says that somebody died by it.
    is_lethal: bool
    #: Lemma of the counted victims of a word of harm ("three soldiers"), and of those that an article makes known.
    victim: str | None
    the_victim: str | None
    #: The sentence that it stands in.
    around: Around

    @property
    def is_dated_apart(self) -> bool:
        """Whether its sentence sets it beside another act ("also") or names a day that its clause does not take."""
        return self.around.is_beside or (self.around.is_dated and self.mention.date_start is None)

    @property
    def is_placed(self) -> bool:
        """Whether its own clause places it."""
        return self.mention.place_id is not None and not (self.mention.place_precision or "").startswith("scene")

    @property
    def days(self) -> int | None:
        """How many days its date takes in; None where it has none."""
        start, end = self.mention.date_start, self.mention.date_end
        return None if start is None or end is None else (end - start).days + 1


def telling_of(
    doc: AnnotatedDocument,
    actors: ActorIndex,
    places: PlaceIndex,
    mention: EventMention,
    participants: Sequence[Participant],
    around: Around,
    lexicon: RetellingLexicon,
) -> Telling:
    """What is compared of a mention."""
    token = doc.doc[mention.trigger]
    sides = {
        role: tuple(actors.actors[p.actor_id] for p in participants if p.role == role and p.actor_id is not None and p.actor_id in actors.actors)
        for role in ("source", "target")
    }
    names = frozenset(stem for actor in (*sides["source"], *sides["target"]) for stem in lexicon.stems(actor.name))
    stems = lexicon.stems(mention.text) - names
    place = places.places.get(mention.place_id) if mention.place_id is not None else None
    noun = token.pos_ in ("NOUN", "PROPN")
    own = lexicon.stems(token.text)
    victim = next((c for c in token.children if c.dep_ in ("nsubjpass", "dobj") and c.pos_ == "NOUN" and c.tag_ == "NNS"), None)
    if victim is None and token.lemma_ in ("die", "perish"):
        victim = next((c for c in token.children if c.dep_ == "nsubj" and c.tag_ == "NNS"), None)
    return Telling(
        mention,
        token,
        type_class(mention.event_type, stems),
        stems,
        lexicon.groups(stems),
        sides["source"],
        sides["target"],
        place.feature if place is not None else None,
        place.country if place is not None else None,
        doc.sentence_index(token),
        doc.is_title(token),
        bool(own & lexicon.results),
        bool(stems & lexicon.broad) and not lexicon.groups(stems),
        bool(stems & lexicon.aftermath),
        (noun and any(_defines(c) for c in token.lefts)) or (bool(own & lexicon.results) and _is_done_in_the_act(token, lexicon)),
        noun and token.tag_ in ("NNS", "NNPS"),
        _is_apart(token, around.sentence, lexicon),
        noun and any(c.ent_type_ in ("DATE", "TIME") for c in token.lefts),
        noun and any(c.dep_ == "prep" and c.lower_ == "of" for c in token.rights),
        frozenset(t.lower_ for t in _words_within(token, "relcl", "prep") if noun and t.ent_type_ == "PERSON"),
        frozenset(t.lower_ for t in _words_within(token, "prep") if noun and t.like_num),
        frozenset(
            stem
            for c in token.lefts
            if noun and c.dep_ in ("compound", "amod") and not c.ent_type_
            for stem in lexicon.stems(c.lower_) - lexicon.broad - lexicon.epithets
            if stem not in lexicon.group_of
        ),
        not noun and token.dep_ == "relcl" and token.head.pos_ == "NOUN" and bool(lexicon.groups(lexicon.stems(token.head.lower_))),
        bool(own & lexicon.lethal),
        victim.lemma_.lower() if victim is not None else None,
        victim.lemma_.lower() if victim is not None and any(c.lower_ in _DEFINITE for c in victim.lefts) else None,
        around,
    )


def _words_within(noun: Token, *relations: str) -> Iterator[Token]:
    """The words of the clause or of the phrase with "of" that says which act a noun means."""
    for child in noun.rights:
        if child.dep_ in relations and (child.dep_ != "prep" or child.lower_ == "of"):
            yield from child.subtree


def _defines(word: Token) -> bool:
    """Whether a word before a noun makes it one that is known: an article, or the day ("Tuesday's strike")."""
    return word.lower_ in _DEFINITE or (word.dep_ == "poss" and word.ent_type_ in ("DATE", "TIME"))


def _is_done_in_the_act(verb: Token, lexicon: RetellingLexicon) -> bool:
    """Whether harm is done in an act that is known: "died in the strike"."""
    for prep in verb.children:
        if prep.dep_ in ("prep", "agent") and prep.lower_ in ("in", "by", "during", "from"):
            for noun in prep.children:
                stems = lexicon.stems(noun.lower_)
                if noun.dep_ == "pobj" and noun.tag_ == "NN" and any(_defines(c) for c in noun.lefts):
                    return bool(lexicon.groups(stems) | stems & lexicon.broad)
    return False


def _is_apart(token: Token, sentence: Span, lexicon: RetellingLexicon) -> bool:
    """Whether the words make an act another one than those told before: "a second bomb", "in a separate incident", "meanwhile"."""
    if any(word.lower_ in lexicon.apart for word in token.lefts if word.dep_ in ("amod", "det", "nummod", "advmod")):
        return True
    if any(word.lower_ in lexicon.apart_adverbs for word in sentence[:3]):
        return True
    for child in token.children:
        if child.dep_ == "advmod" and child.lower_ in lexicon.apart_adverbs:
            return True
        if child.dep_ in ("prep", "agent", "nsubj", "nsubjpass"):
            noun = next((c for c in child.children if c.dep_ == "pobj"), None) if child.dep_ in ("prep", "agent") else child
            # "another bomb killed two"; others who were hurt are victims of the same act
            if (
                noun is not None
                and noun.pos_ == "NOUN"
                and lexicon.groups(lexicon.stems(noun.lemma_))
                | (lexicon.stems(noun.lemma_) & lexicon.broad)
                | (lexicon.stems(noun.lemma_) & frozenset(("incident",)))
            ) and any(word.lower_ in lexicon.apart for word in noun.lefts):
                return True
    return False
