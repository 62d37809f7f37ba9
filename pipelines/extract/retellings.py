"""One act told several times in one report: which event mentions of a document are one event, and which of its claims of harm belong to it.

What belongs here: joining by the sentence ("exploded, killing twelve"), by a definite noun ("the attack") and by the headline, and hanging counted
harm on the act it tells of. What does not: reading acts and harm, and joining across documents (``resolve.events``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Self

from spacy.tokens import Span, Token

from pipelines import lexicons
from pipelines.annotate.document import AnnotatedDocument
from pipelines.errors import LexiconError
from pipelines.extract.model import Actor, ActorIndex, Casualty, EventMention, Participant, PlaceIndex

Act = tuple[EventMention, tuple[Participant, ...]]

#: Types that may tell one act: a truce is agreed, conceded, signed and kept.
_CLASS = {"AGREE": "settle", "CONCEDE": "settle", "RETREAT": "settle"}
#: Modes of one type that name the same thing more and less narrowly.
_ALIKE = (
    frozenset(("aerial", "drone")),
    frozenset(("aerial", "explosives")),
    frozenset(("heavy-weapons", "explosives")),
    frozenset(("aerial", "heavy-weapons")),
    frozenset(("explosives", "suicide-attack")),
    frozenset(("firearms", "targeted")),
    frozenset(("explosives", "targeted")),
    frozenset(("suicide-attack", "targeted")),
    frozenset(("demo", "riot")),
    frozenset(("demo", "obstruct")),
    frozenset(("visit", "multilateral")),
    frozenset(("third-party", "multilateral")),
    frozenset(("disarm", "withdraw")),
    frozenset(("disarm", "ceasefire")),
    frozenset(("withdraw", "ceasefire")),
)
#: Types whose mentions are deeds that a noun takes up; words ("the charge") are taken up too loosely to be joined here.
_DEEDS = frozenset(("ASSAULT", "COERCE", "PROTEST", "CONSULT", "settle", "MOBILIZE", "AID"))
_SETTLED = frozenset(("populated_place", "site"))
_STATE = frozenset(("country", "government", "military", "police"))
_DEFINITE = frozenset(("the", "this", "that"))
_ARTICLES = frozenset(("a", "an", "the", "this", "that", "these", "those", "its", "their", "his", "her"))
#: Sentences between a noun and the act that it takes up, at most.
_REACH = 4
#: Sentences of a report's lead behind its headline.
_LEAD = 3
#: Sentences between a bare count of victims and the act that it belongs to, at most.
_NEAR = 2
#: The same, where the document tells of one incident only.
_FAR = 6
_HARMED = frozenset(("killed", "wounded", "casualties", "missing"))
#: The latest acts of a document that a mention is compared with, so that the cost of a long document stays linear.
_WINDOW = 64
#: An act dated to more days than this is a background, and no incident.
_INCIDENT = 8


def type_class(event_type: str, stems: Iterable[str]) -> str:
    """The class of types among which an act may be told; signing a truce counts with agreeing it."""
    if event_type == "SUPPORT" and "sign" in stems:
        return "settle"
    return _CLASS.get(event_type, event_type)


def are_alike(mode: str | None, other: str | None) -> bool:
    """Whether two modes may tell one act: equal, unknown, or one narrower than the other."""
    return mode is None or other is None or mode == other or frozenset((mode, other)) in _ALIKE


@dataclass(frozen=True)
class RetellingLexicon:
    """The words of ``lexicons/retellings.yml``, by stem."""

    group_of: Mapping[str, frozenset[str]]
    broad: frozenset[str]
    aftermath: frozenset[str]
    empty: frozenset[str]
    results: frozenset[str]
    apart: frozenset[str]
    apart_adverbs: frozenset[str]
    sums: frozenset[str]
    lethal: frozenset[str]
    epithets: frozenset[str]
    endings: tuple[str, ...]
    habitual: frozenset[str]
    day_parts: Mapping[str, str]
    attempts: frozenset[str]
    deeds: frozenset[str]
    further: frozenset[str]
    counts: frozenset[str]
    #: Number words from "two" up, in digits.
    numbers: Mapping[str, str]

    @classmethod
    def load(cls) -> Self:
        """Read the packaged lexicon.

        Raises:
            LexiconError: a part is missing or not of its form.
        """
        data, numbers = lexicons.read("retellings"), lexicons.read("numbers")
        try:
            endings = tuple(str(ending) for ending in data["endings"])
            group_of: dict[str, set[str]] = defaultdict(set)
            for group, words in data["groups"].items():
                for word in words:
                    group_of[_stem(word, endings)].add(group)
            return cls(
                {stem: frozenset(groups) for stem, groups in group_of.items()},
                frozenset(_stem(word, endings) for word in data["broad"]),
                frozenset(_stem(word, endings) for word in data["aftermath"]),
                frozenset(_stem(word, endings) for word in data["empty"]),
                frozenset(_stem(word, endings) for word in data["results"]),
                frozenset(str(word) for word in data["apart"]),
                frozenset(str(word) for word in data["apart_adverbs"]),
                frozenset(str(word) for word in data["sums"]),
                frozenset(_stem(word, endings) for word in data["lethal"]),
                frozenset(_stem(word, endings) for word in data["epithets"]),
                endings,
                frozenset(_stem(word, endings) for word in data["habitual"]),
                {str(word): str(part) for word, part in data["day_parts"].items()},
                frozenset(_stem(word, endings) for word in data["attempts"]),
                frozenset(str(word) for word in data["deeds"]),
                frozenset(str(word) for word in data["further"]),
                frozenset(str(word) for word in data["counts"]),
                {str(word): str(value) for word, value in {**numbers["small"], **numbers["tens"]}.items() if value > 1},
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise LexiconError(f"lexicons/retellings.yml: {error!r}; compare it with RetellingLexicon") from error

    def stems(self, text: str) -> frozenset[str]:
        """Stems of the words that carry meaning."""
        return frozenset(_stem(word, self.endings) for word in re.findall(r"[a-z][a-z-]+", re.sub(r"['’]s?\b", " ", text.lower()))) - self.empty

    def day_part(self, text: str | None) -> str | None:
        """The part of the day that words of time name last ("Thursday night"); None when they name none."""
        named = [self.day_parts[word] for word in re.findall(r"[a-z]+", (text or "").lower()) if word in self.day_parts]
        return named[-1] if named else None

    def is_plural(self, text: str) -> bool | None:
        """Whether a noun of the words names several acts of force ("the bombings") or one; None when no noun does, or both are there."""
        words = re.findall(r"[a-z][a-z-]+", text.lower())
        found = set()
        for n, word in enumerate(words):
            # a verb has an object behind it, a noun ends the words or has an article or a number before it
            if n + 1 < len(words) and not (n and (words[n - 1] in _ARTICLES or words[n - 1] in self.counts)):
                continue
            if word in self.deeds:
                found.add(False)
            elif word.removesuffix("es") in self.deeds or word.removesuffix("s") in self.deeds:
                found.add(True)
        return found.pop() if len(found) == 1 else None

    def is_set_apart(self, text: str) -> bool:
        """Whether the words tell of another thing than one told before ("the third car"); "another seven" counts on in the same act."""
        words = re.findall(r"[a-z][a-z-]+|[0-9]+", text.lower())
        return any(word in self.further and not (after in self.counts or after.isdigit()) for word, after in pairwise(words))

    def groups(self, stems: Iterable[str]) -> frozenset[str]:
        """The groups that the stems belong to."""
        return frozenset(group for stem in stems for group in self.group_of.get(stem, ()))


def _stem(word: str, endings: tuple[str, ...]) -> str:
    """Cut a word's ending, leaving at least three letters; doubled last consonants become one."""
    if word.endswith(endings):
        for ending in endings:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                word = word[: -len(ending)]
                break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls" else word


@dataclass(frozen=True)
class _Around:
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
class _Telling:
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
    around: _Around

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
        start, end = self.mention.date_start, self.mention.date_end
        return None if start is None or end is None else (end - start).days + 1


def retold(doc: AnnotatedDocument, actors: ActorIndex, places: PlaceIndex, acts: Sequence[Act], lexicon: RetellingLexicon) -> tuple[Act, ...]:
    """Give mentions of a document that tell one act one ``event_id``.

    Args:
        doc: tagged, parsed and lemmatised.
        actors: its actors, by which doers are told apart.
        places: its places, by which scenes are told apart.
        acts: its event mentions with their participants, in text order.
        lexicon: words that retell one act.

    Returns:
        The acts in their order; those joined carry the ``event_id`` of the first of them in the text.
    """
    if len(acts) < 2:
        return tuple(acts)
    sentences: dict[int, _Around] = {}
    tellings = []
    for mention, participants in acts:
        n = doc.sentence_index(mention.trigger)
        around = sentences.setdefault(n, _Around(doc.sentences[n], places, lexicon))
        tellings.append(_telling(doc, actors, places, mention, participants, around, lexicon))
    clusters: list[list[_Telling]] = []
    for one in sorted(tellings, key=lambda t: (t.is_title, t.mention.trigger)):
        recent = clusters[-_WINDOW:]
        linked = [c for c in recent if any(_one_clause(one, other) for other in c) and not any(_contradict(one, other) for other in c)]
        if not linked and (along := _said_with(one, recent)) is not None:
            linked = [along]
        told_before = _taken_up(one, [c for c in recent if not any(c is other for other in linked)])
        homes = [*linked, *([told_before] if told_before is not None else [])]
        if not homes:
            clusters.append([one])
            continue
        home = homes[0]
        home.append(one)
        for more in homes[1:]:
            if not any(_contradict(a, b) for a in home for b in more):
                home += more
                clusters[:] = [c for c in clusters if c is not more]
    event_of = {t.mention.event_mention_id: min(c, key=lambda m: m.mention.trigger).mention.event_id for c in clusters for t in c}
    return tuple(
        (replace(mention, event_id=event_of[mention.event_mention_id]), tuple(replace(p, event_id=event_of[p.event_mention_id]) for p in parts))
        for mention, parts in acts
    )


def _telling(
    doc: AnnotatedDocument,
    actors: ActorIndex,
    places: PlaceIndex,
    mention: EventMention,
    participants: Sequence[Participant],
    around: _Around,
    lexicon: RetellingLexicon,
) -> _Telling:
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
    return _Telling(
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


# --- what speaks against


def _contradict(one: _Telling, two: _Telling) -> bool:
    """Whether two mentions of a document cannot tell one act."""
    a, b = one.mention, two.mention
    if one.type_class != two.type_class or not are_alike(a.mode, b.mode) or one.is_aftermath != two.is_aftermath:
        return True
    if one.type_class not in _DEEDS:
        return True
    if "hypothetical" in (a.status, b.status) or (a.status == "planned") != (b.status == "planned"):
        return True
    if max(one.days or 0, two.days or 0) > _INCIDENT:
        return True
    if (
        a.date_start is not None
        and a.date_end is not None
        and b.date_start is not None
        and b.date_end is not None
        and (a.date_start > b.date_end or b.date_start > a.date_end)
    ):
        return True
    if one.is_placed and two.is_placed and a.place_id != b.place_id:
        if one.country is not None and two.country is not None and one.country != two.country:
            return True
        if one.feature in _SETTLED and two.feature in _SETTLED:
            return True
    if one.groups and two.groups and not one.groups & two.groups:
        return True
    if one.type_class in ("CONSULT", "settle"):
        return _strangers((*one.sources, *one.targets), (*two.sources, *two.targets))
    return _strangers(one.sources, two.sources) or _swapped(one, two) or _strangers(_named(one.targets), _named(two.targets))


def _named(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    return tuple(a for a in actors if a.gazetteer is not None or a.kind == "person")


def _strangers(ones: Sequence[Actor], twos: Sequence[Actor]) -> bool:
    """Whether both sides are told and no actor of one may be an actor of the other; "the fighters" may be any group's."""
    return bool(ones) and bool(twos) and not any(_akin(a, b) or _may_stand_for(a, b) or _may_stand_for(b, a) for a in ones for b in twos)


def _may_stand_for(unnamed: Actor, actor: Actor) -> bool:
    """Whether a common noun may mean an actor: soldiers are no rebels, but fighters may be any group's."""
    kinds = {unnamed.kind, actor.kind}
    return not _is_named(unnamed) and not (kinds & _STATE and "armed_group" in kinds)


def _is_named(actor: Actor) -> bool:
    return actor.gazetteer is not None or (actor.kind not in ("population", "other") and any(word[:1].isupper() for word in actor.name.split()[1:]))


def _akin(a: Actor, b: Actor) -> bool:
    if a.actor_id == b.actor_id or a.parent_actor_id == b.actor_id or b.parent_actor_id == a.actor_id:
        return True
    if (
        a.country is not None
        and a.country == b.country
        and a.kind != "population"
        and b.kind != "population"
        and "armed_group" not in (a.kind, b.kind)
    ):
        return True
    unnamed = a.gazetteer is None and b.gazetteer is None and a.kind == b.kind and a.kind != "person"
    return unnamed and bool(set(a.name.lower().split()) & set(b.name.lower().split()))


def _swapped(one: _Telling, two: _Telling) -> bool:
    """Whether a doer of one suffers the other: shots and shots returned."""
    doers, others = {a.actor_id for a in one.sources}, {a.actor_id for a in two.sources}
    return bool(doers & {a.actor_id for a in two.targets} - others) or bool(others & {a.actor_id for a in one.targets} - doers)


# --- what speaks for


def _one_clause(one: _Telling, two: _Telling) -> bool:
    """Whether the grammar of a sentence makes one mention the cause, manner or result of the other."""
    if one.sentence != two.sentence or one.type_class not in _DEEDS:
        return False
    a, b = (one, two) if two.token.is_ancestor(one.token) else (two, one)
    # a is the lower of the two
    if not b.token.is_ancestor(a.token) or a.is_apart:
        return False
    low, high = a.token, b.token
    kin = bool(a.groups & b.groups)
    if high.pos_ == "NOUN" or high.pos_ == "PROPN":
        if low.head.i == high.i and low.dep_ in ("compound", "amod", "appos"):
            return True
        # "a blast that killed 15", "a blast killing 15"
        return low.dep_ in ("relcl", "acl") and low.head.i == high.i and a.is_result
    if low.pos_ in ("VERB", "AUX"):
        if low.dep_ == "relcl" and low.head.head.i == high.i:
            # "carried out the attack, which killed 57"; "a bomb that tore through a market killed 19"
            return (low.head.dep_ == "dobj" and a.is_result) or (low.head.dep_ == "nsubj" and b.is_result and a.is_by_thing)
        if low.dep_ in ("conj", "advcl", "xcomp", "acl") and _chain(low.head).i == _chain(high).i:
            own = any(c.dep_ in ("nsubj",) for c in low.children)
            if low.tag_ == "VBG" and not own and low.dep_ in ("advcl", "conj", "xcomp", "acl"):
                return a.is_result
            if low.dep_ == "conj" and a.is_result:
                # "killed eight and wounded five"; "stormed the post, killing two": the doer is told once
                return b.is_result or not own
            if low.dep_ == "advcl":
                mark = next((c.lower_ for c in low.children if c.dep_ in ("mark", "advmod") and c.i < low.i), "")
                return mark in ("when", "as", "after") and (a.is_result or b.is_result) and "taking" not in a.groups | b.groups
        return low.dep_ == "pcomp" and low.head.head.i == high.i and low.head.lower_ in ("after", "by", "in") and (a.is_result or b.is_result)
    if low.pos_ not in ("NOUN", "PROPN"):
        return False
    if low.dep_ in ("nsubj", "nsubjpass") and low.head.i == high.i:
        return b.is_result or kin
    if (
        low.dep_ == "pobj"
        and low.head.lower_ in ("in", "by", "during", "from", "after", "with", "when")
        and _chain(low.head.head).i == _chain(high).i
    ):
        return b.is_result or kin
    return low.dep_ in ("dobj", "npadvmod") and low.head.i == high.i and kin


def _said_with(one: _Telling, clusters: Sequence[list[_Telling]]) -> list[_Telling] | None:
    """The one act that a sentence tells before it tells what had come of it: "claimed the ambush and said its men had killed five"."""
    if not one.is_result or one.is_apart or one.is_title or not any(c.dep_ in ("aux", "auxpass") and c.lower_ == "had" for c in one.token.children):
        return None
    here = [c for c in clusters if any(m.sentence == one.sentence and m.type_class == one.type_class for m in c)]
    if len(here) != 1 or any(_contradict(one, other) for other in here[0]) or all(m.is_plural or m.sentence != one.sentence for m in here[0]):
        return None
    return here[0]


def _chain(token: Token) -> Token:
    """The first of coordinated verbs and of the participles that hang on them."""
    while token.dep_ == "conj" and token.head.i != token.i and token.head.pos_ in ("VERB", "AUX"):
        token = token.head
    return token


def _taken_up(one: _Telling, clusters: Sequence[list[_Telling]]) -> list[_Telling] | None:
    """The earlier act that a definite noun, a headline or a bare result takes up; None when there is none or it is not plain which."""
    if one.is_apart or one.type_class not in _DEEDS:
        return None
    fitting = [c for c in clusters if not any(_contradict(one, other) for other in c)]
    for cluster in fitting:
        if any(_same_victim(one, other) for other in cluster):
            return cluster
    if one.is_title:
        first = [c for c in fitting if min(m.sentence for m in c) <= one.sentence + _REACH and (_could_retell(one, c) or _leads(one, c))]
        # what the lead does not tell is the headline's only where victims or places are the same
        first = [c for c in first if min(m.sentence for m in c) <= one.sentence + _LEAD or any(_likeness(one, c)[:2])]
        # whom it struck and how tell more than which comes first: "slain" is "shot dead", not "clashed"
        return max(first, key=lambda c: _likeness(one, c), default=None)
    if one.is_definite and not one.is_plural:
        near = [
            (far, c) for c in fitting if (far := _distance(one, c)) is not None and far <= _REACH and _could_retell(one, c) and _is_described(one, c)
        ]
        if len(near) > 1:
            # several acts stand near: only the words can tell which
            near = [(far, c) for far, c in near if one.groups & frozenset(g for m in c for g in m.groups)]
        if len(near) > 1 and (named := _named_before(one, near)) is not None:
            return named
        return near[0][1] if len(near) == 1 else None
    if _is_bare_result(one):
        deeds = [c for c in clusters if any(m.type_class == "ASSAULT" and not m.is_title for m in c)]
        if (
            len(deeds) == 1
            and deeds[0] in fitting
            and 0 < (_distance(one, deeds[0]) or 0) <= _NEAR
            and one.around.place_ids <= _placed(deeds[0])
            and not one.is_dated_apart
        ):
            return deeds[0]
    return None


def _named_before(one: _Telling, near: Sequence[tuple[int, list[_Telling]]]) -> list[_Telling] | None:
    """The act whose nearest earlier mention is the same noun: "that strike" is the strike told last, whatever else was told."""
    told = [
        (far, c) for far, c in near if any(m.token.lemma_ == one.token.lemma_ and m.token.pos_ == "NOUN" and m.sentence < one.sentence for m in c)
    ]
    if one.token.pos_ != "NOUN" or not told:
        return None
    last = max(told, key=lambda pair: max(m.mention.trigger for m in pair[1] if m.token.lemma_ == one.token.lemma_ and m.sentence < one.sentence))
    return last[1]


def _leads(one: _Telling, cluster: Sequence[_Telling]) -> bool:
    """Whether the first paragraphs tell a headline's act in other words: the same doer strikes in a place that both name."""
    here = [m for m in cluster if m.sentence <= one.sentence + _LEAD]
    doers = any(_akin(a, b) for a in one.sources for m in here for b in m.sources)
    return one.type_class == "ASSAULT" and doers and bool(one.around.place_ids & _placed(here))


def _likeness(one: _Telling, cluster: Sequence[_Telling]) -> tuple[bool, bool, bool, bool]:
    """How much more than its kind a headline shares with an act: whom it struck, the places named, the doers, the words."""
    return (
        any(_akin(a, b) for a in one.targets for m in cluster for b in m.targets),
        bool(one.around.place_ids & _placed(cluster)),
        any(_akin(a, b) for a in one.sources for m in cluster for b in m.sources),
        bool(one.groups & frozenset(g for m in cluster for g in m.groups)),
    )


def _same_victim(one: _Telling, two: _Telling) -> bool:
    """Whether both tell the killing of one person, which happens once, or the later takes up victims counted before ("the three soldiers died")."""
    if one.is_lethal and two.is_lethal:
        persons = {a.actor_id for a in one.targets if a.kind == "person"}
        if persons & {a.actor_id for a in two.targets}:
            return True
    return one.is_result and two.is_result and one.the_victim is not None and one.the_victim == two.victim and two.sentence < one.sentence


def _is_bare_result(one: _Telling) -> bool:
    """Whether a verb only tells of victims: "twelve people were killed", with no doer, place, or sum over a time."""
    if one.type_class != "ASSAULT" or not one.is_result or one.around.is_summed or one.sources or one.token.pos_ != "VERB":
        return False
    return one.token.tag_ in ("VBD", "VBN") and one.mention.mode != "abduct"


def _is_dated_alike(one: _Telling, cluster: Sequence[_Telling]) -> bool:
    """Whether a result brings no day of its own."""
    return one.days is None or any(m.days is not None for m in cluster)


def _placed(cluster: Sequence[_Telling]) -> frozenset[str]:
    """Every place that the sentences of a cluster name."""
    return frozenset(place for m in cluster for place in m.around.place_ids)


def _is_described(one: _Telling, cluster: Sequence[_Telling]) -> bool:
    """Whether what a noun says of its act fits a cluster: "the campus attack" takes up an act whose sentence speaks of a campus."""
    if one.has_object and not any(_akin(a, b) for a in one.targets for m in cluster for b in m.targets):
        return False
    words = frozenset(word for m in cluster for word in m.around.tokens)
    if (one.persons_within and not one.persons_within & words) or not one.numbers_within <= words:
        return False
    if one.mention.mode is not None and any(m.mention.mode == one.mention.mode for m in cluster):
        return True
    return one.epithets <= frozenset(stem for m in cluster for stem in m.around.words)


def _distance(one: _Telling, cluster: Sequence[_Telling]) -> int | None:
    """Sentences back to the last mention of a cluster in an earlier sentence; None when there is none."""
    return min((one.sentence - m.sentence for m in cluster if m.sentence < one.sentence), default=None)


def _could_retell(one: _Telling, cluster: Sequence[_Telling]) -> bool:
    """Whether the words of a mention can retell an act: of one group, or one of them says no more than that there was violence."""
    if all(m.is_plural for m in cluster):
        return False
    groups = frozenset(g for m in cluster for g in m.groups)
    if one.groups & groups:
        return True
    if one.type_class != "ASSAULT":
        return False
    if one.is_broad or (one.mention.mode is not None and one.mention.mode in {m.mention.mode for m in cluster}):
        return True
    # "the rocket attack" takes up "killed five" only where the telling of the killing spoke of rockets
    return not groups and any(one.stems & m.around.words - m.stems for m in cluster)


# --- harm told of an act


def attached(doc: AnnotatedDocument, rows: Sequence[Casualty], acts: Sequence[Act], lexicon: RetellingLexicon) -> tuple[Casualty, ...]:
    """Hang claims of harm whose clause names no act on the act that they tell of.

    A part goes with its whole and a restatement with its claim. Any other claim goes to the act of force told in its sentence or the one before it
    (six in a report of one incident), when no other act of force stands within two sentences and neither date, cause nor the words speak against it.

    Args:
        doc: the document.
        rows: its casualties, in text order.
        acts: its event mentions after ``retold``.
        lexicon: words that set acts apart.

    Returns:
        The rows in their order, with ``event_id`` and ``event_mention_id`` where an act is found.
    """
    force = [
        mention
        for mention, _ in acts
        if mention.event_type == "ASSAULT"
        and mention.status not in ("hypothetical", "planned")
        and doc.doc[mention.trigger].tag_ != "NNS"
        and _is_incident(mention)
    ]
    placed: dict[str, tuple[str, str]] = {}
    claims: dict[str, tuple[str, str]] = {}
    for row in rows:
        if row.event_id is not None and row.event_mention_id is not None:
            placed[row.casualty_id] = claims[row.claim_id] = (row.event_id, row.event_mention_id)
    found: list[Casualty] = []
    for row in rows:
        home = placed.get(row.casualty_id) or (placed.get(row.part_of_casualty_id) if row.part_of_casualty_id is not None else None)
        home = home or claims.get(row.claim_id) or _home(doc, row, force, lexicon)
        if home is not None:
            placed[row.casualty_id] = home
            claims.setdefault(row.claim_id, home)
            row = replace(row, event_id=home[0], event_mention_id=home[1])
        found.append(row)
    return tuple(found)


def _is_incident(mention: EventMention) -> bool:
    """Whether an act is not dated to a year or an era."""
    return mention.date_start is None or mention.date_end is None or (mention.date_end - mention.date_start).days < _INCIDENT


def _home(doc: AnnotatedDocument, row: Casualty, force: Sequence[EventMention], lexicon: RetellingLexicon) -> tuple[str, str] | None:
    if row.outcome not in _HARMED or row.is_cumulative or (row.cause is not None and row.origin.startswith("casualties.noun")):
        return None
    if row.count_stated == 1 and row.count_text is None:
        # "he died": one person without a number may be anybody
        return None
    token = doc.doc[row.harm_token]
    here = doc.sentence_index(token)
    sentence = doc.sentence_of(token)
    words = {t.lower_ for t in sentence}
    if words & (lexicon.sums | lexicon.apart_adverbs | (lexicon.apart - {"other", "others", "further"})):
        return None
    alone = len({m.event_id for m in force}) == 1
    near = [m for m in force if 0 <= here - doc.sentence_index(m.trigger) <= (_FAR if alone else _NEAR) and not doc.is_title(doc.doc[m.trigger])]
    if doc.is_title(token):
        near = [m for m in force if 0 <= doc.sentence_index(m.trigger) - here <= _NEAR]
    if len({m.event_id for m in near}) != 1 or (not alone and min(abs(here - doc.sentence_index(m.trigger)) for m in near) > 1):
        return None
    if any(
        m.date_start is not None
        and row.date_start is not None
        and row.date_end is not None
        and m.date_end is not None
        and (row.date_start > m.date_end or m.date_start > row.date_end)
        for m in near
    ):
        return None
    if row.date_start is not None and row.date_end is not None and (row.date_end - row.date_start).days >= _INCIDENT:
        return None
    if row.date_start is not None and all(m.date_start is None for m in near):
        return None
    told = {t.text for m in near for t in doc.sentence_of(m.trigger)}
    if any(t.ent_type_ == "GPE" and t.text not in told for t in sentence):
        return None
    nearest = near[-1]
    return nearest.event_id, nearest.event_mention_id
