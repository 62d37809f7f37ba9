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
#: Groups of words for what goes on for months.
LONG = frozenset(("campaign", "war"))
#: Words before a relative pronoun in which the noun's day is looked for.
_NEAR = 4
_POINTING = frozenset(("it", "this", "that"))
_FROM_ABOVE = frozenset(("aerial", "drone"))


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
    #: The word by which it takes up an act that is known: a definite noun, or a verb's by which it tells of victims or of the act itself.
    anaphor: Token | None
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

    @cached_property
    def toll(self) -> tuple[str, str] | None:
        """What is done to the victims that it counts, and their number in digits ("killing 52"); None where no number from two up is told."""
        return _toll(self.token, self.around.lexicon)

    @cached_property
    def _struck(self) -> tuple[Token, ...]:
        return tuple(c for c in _things(self.token, self.around.lexicon) if c.pos_ in ("NOUN", "PROPN") and not c.ent_type_)

    @cached_property
    def things(self) -> frozenset[str]:
        """Lemmas of what it strikes or strikes with ("hit a station", "the attack on the station", "the bomb was set off")."""
        return frozenset(c.lemma_.lower() for c in self._struck) - self.around.lexicon.victims

    @cached_property
    def the_things(self) -> frozenset[str]:
        """The same of those that an article makes known."""
        known = (c for c in self._struck if any(d.lower_ in _DEFINITE for d in c.lefts))
        return frozenset(c.lemma_.lower() for c in known) - self.around.lexicon.victims

    @cached_property
    def is_many(self) -> bool:
        """Whether it names several acts of force ("launched attacks")."""
        return any(c.tag_ == "NNS" and c.lemma_.lower() in self.around.lexicon.deeds for c in (self.token, *self.token.children))

    @cached_property
    def day_part(self) -> str | None:
        """Part of the day that its words of time name."""
        return self.around.lexicon.day_part(self.mention.date_text)

    @cached_property
    def is_dated_by_noun(self) -> bool:
        """Whether its clause hangs on a noun that has a day of its own: "the blasts on May 3 that killed five"."""
        return is_dated_by_noun(self.token)

    @cached_property
    def is_sequel(self) -> bool:
        """Whether it is told as what came before or after another act ("after his lawyer was shot")."""
        return _is_sequel(self.token, self.around.lexicon)

    @cached_property
    def is_answered(self) -> bool:
        """Whether the noun is what another act answers ("in retaliation for the attack", "after the raid")."""
        return self.token.pos_ in ("NOUN", "PROPN") and _is_answered(self.token, self.around.lexicon)

    @property
    def is_definite(self) -> bool:
        """Whether it takes up an act that is known."""
        return self.anaphor is not None

    @cached_property
    def taken_up(self) -> frozenset[str]:
        """Groups of the noun by which a verb takes up an act ("died in the blast"); none where the verb itself does, or the noun says no more."""
        if self.anaphor is None or self.anaphor.i == self.token.i:
            return frozenset()
        return self.around.lexicon.groups(self.around.lexicon.stems(self.anaphor.lower_))

    @property
    def is_of_victims(self) -> bool:
        """Whether it takes up those whom a known act harmed."""
        return self.anaphor is not None and self.anaphor.i == self.token.i and self.token.pos_ == "VERB"

    @property
    def is_weak(self) -> bool:
        """Whether its word is often used otherwise."""
        return "_weak@" in self.mention.origin

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
    anaphor = _anaphor(token, own, lexicon) if noun or mention.event_type == "ASSAULT" else None
    groups = lexicon.groups(stems)
    if mention.mode in _FROM_ABOVE and "raid" in groups:
        # an air raid is no raid of police
        groups = groups - {"raid"} | {"bombardment"}
    return Telling(
        mention,
        token,
        type_class(mention.event_type, stems),
        stems,
        groups,
        sides["source"],
        sides["target"],
        place.feature if place is not None else None,
        place.country if place is not None else None,
        doc.sentence_index(token),
        doc.is_title(token),
        bool(own & lexicon.results),
        bool(stems & lexicon.broad) and not groups,
        bool(stems & lexicon.aftermath),
        anaphor,
        (anaphor or token).tag_ in ("NNS", "NNPS") and (noun or (anaphor is not None and anaphor.i != token.i)),
        _is_apart(token, around.sentence, lexicon),
        noun and any(c.ent_type_ in ("DATE", "TIME") for c in token.lefts),
        noun and any(c.dep_ == "prep" and c.lower_ == "of" for c in token.rights),
        frozenset(
            t.lower_
            for t in _words_within(token, "relcl", "prep")
            if noun and (t.ent_type_ == "PERSON" or (t.pos_ == "PROPN" and t.ent_type_ in ("", "ORG")))
        ),
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


def _things(token: Token, lexicon: RetellingLexicon) -> Iterator[Token]:
    """What an act strikes, and what it strikes with."""
    noun = token.pos_ in ("NOUN", "PROPN")
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in (("on", "against", "at", "of") if noun else ("on", "at", "into")):
            yield from (c for c in child.children if c.dep_ == "pobj")
        elif not noun and (child.dep_ in ("dobj", "nsubjpass") or (child.dep_ == "nsubj" and lexicon.groups(lexicon.stems(child.lower_)))):
            yield child
    if token.dep_ == "relcl" and token.head.pos_ == "NOUN" and any(c.dep_ == "nsubjpass" for c in token.children):
        yield token.head


def _anaphor(token: Token, own: frozenset[str], lexicon: RetellingLexicon) -> Token | None:
    """The word by which a mention takes up an act that is known: a definite noun, those whom it harmed, the act in which harm was done."""
    if token.pos_ in ("NOUN", "PROPN"):
        if token.dep_ == "attr" and any(c.dep_ == "nsubj" and c.lower_ in _POINTING for c in token.head.children):
            # "it was a cowardly attack"
            return token
        return token if token.dep_ != "appos" and any(_defines(c) for c in token.lefts) else None
    if not own & lexicon.broad and not lexicon.groups(own):
        objects = [c for c in token.children if c.dep_ in ("dobj", "nsubjpass")]
        # "the strike was carried out", "was behind the attack", "claimed responsibility for the blast"
        objects += [c for p in token.children if p.lower_ == "behind" for c in p.children if c.dep_ == "pobj"]
        objects += [c for o in objects if o.lemma_ == "responsibility" for p in o.children if p.lower_ == "for" for c in p.children]
        done = (c for c in objects if c.tag_ in ("NN", "NNS") and any(_defines(d) for d in c.lefts))
        return next((c for c in done if _is_one_act(c, lexicon)), None)
    if token.dep_ == "acl" and token.head.lower_ == "those":
        return token
    is_described = token.dep_ in ("relcl", "acl") and token.head.tag_ == "NN" and any(_defines(c) for c in token.head.lefts)
    if is_described and _is_one_act(token.head, lexicon):
        # "the attack which targeted a convoy"
        return token.head
    for child in token.children:
        whom = next((c for p in child.rights if p.dep_ == "prep" and p.lower_ == "of" for c in p.children if c.dep_ == "pobj"), child)
        if child.dep_ == "nsubjpass" and whom.tag_ == "NNS" and whom.lower_ in lexicon.victims and any(c.lower_ == "the" for c in whom.lefts):
            return token
    return _done_in(token, lexicon)


def _toll(token: Token, lexicon: RetellingLexicon) -> tuple[str, str] | None:
    """What a word of harm does to its victims and how many they are."""
    own = lexicon.stems(token.text)
    if not own & lexicon.results or token.pos_ not in ("VERB", "AUX"):
        return None
    relations = ("nsubj",) if token.lemma_ in ("die", "perish") else ("nsubjpass", "dobj")
    for victims in token.children:
        if victims.dep_ not in relations:
            continue
        counting = next((c for c in (victims, *victims.lefts) if c.like_num and c.ent_type_ not in ("DATE", "TIME")), None)
        if counting is not None:
            number = lexicon.numbers.get(counting.lower_, counting.text.replace(",", ""))
            if number.isdigit() and int(number) > 1:
                return ("killed" if own & lexicon.lethal else token.lemma_.lower()), number
    return None


def is_dated_by_noun(verb: Token) -> bool:
    """Whether a clause hangs on a noun that has a day of its own: "the blasts on May 3 that killed five"."""
    first = verb.left_edge.i
    if first < verb.i and verb.doc[first].lower_ in ("which", "that"):
        return any(t.ent_type_ == "DATE" for t in verb.doc[max(first - _NEAR, 0) : first])
    return verb.dep_ in ("relcl", "acl") and any(t.ent_type_ == "DATE" for t in verb.doc[verb.head.i : max(verb.head.i, first)])


def _is_sequel(token: Token, lexicon: RetellingLexicon) -> bool:
    """Whether the clause or phrase of an act begins with a word of what came before or behind it."""
    for word in (token, *token.ancestors):
        if word.dep_ == "advcl":
            return any(c.lower_ in lexicon.sequels for c in word.lefts if c.dep_ in ("mark", "advmod", "prep"))
        if word.dep_ in ("pobj", "pcomp"):
            if word.head.lower_ in lexicon.sequels:
                return True
        elif word.dep_ in ("ROOT", "conj", "ccomp", "relcl"):
            return False
    return False


def _is_answered(noun: Token, lexicon: RetellingLexicon) -> bool:
    """Whether what stands before a noun makes it the cause or the time of another act."""
    before = noun.head
    if noun.dep_ != "pobj" or before.dep_ not in ("prep", "pcomp", "mark", "advmod"):
        return noun.dep_ == "dobj" and before.lemma_.lower() in lexicon.answers
    return before.lower_ in lexicon.sequels or any(t.lemma_.lower() in lexicon.answers for t in (before.head, before.head.head))


def _words_within(noun: Token, *relations: str) -> Iterator[Token]:
    """The words of the clause or of the phrase with "of" that says which act a noun means."""
    for child in noun.rights:
        if child.dep_ in relations and (child.dep_ != "prep" or child.lower_ == "of"):
            yield from child.subtree


def _defines(word: Token) -> bool:
    """Whether a word before a noun makes it one that is known: an article, or the day ("Tuesday's strike")."""
    return word.lower_ in _DEFINITE or (word.dep_ == "poss" and word.ent_type_ in ("DATE", "TIME"))


def _is_one_act(noun: Token, lexicon: RetellingLexicon) -> bool:
    """Whether a noun names an act of force, and no war or campaign, in which there are many."""
    stems = lexicon.stems(noun.lower_)
    groups = lexicon.groups(stems)
    return bool(groups - LONG) or bool(stems & lexicon.broad)


def _done_in(verb: Token, lexicon: RetellingLexicon) -> Token | None:
    """The known act in which harm is done: "died in the strike"."""
    for prep in verb.children:
        if prep.dep_ in ("prep", "agent") and prep.lower_ in ("in", "by", "during", "from"):
            for noun in prep.children:
                if noun.dep_ == "pobj" and noun.pos_ == "NOUN" and any(_defines(c) for c in noun.lefts):
                    return noun if _is_one_act(noun, lexicon) else None
    return None


def _is_apart(token: Token, sentence: Span, lexicon: RetellingLexicon) -> bool:
    """Whether the words make an act another one than those told before: "a second bomb", "in a separate incident", "meanwhile"."""
    for word in token.lefts:
        if word.lower_ in lexicon.apart and word.dep_ in ("amod", "det", "nummod", "advmod") and not word.nbor(1).like_num:
            # "another twelve wounded" counts on
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
