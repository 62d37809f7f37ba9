"""Where an act happens, and in which context.

What belongs here: the place of a clause or scene, and contexts from a paragraph's words. What does not: finding places or times in the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.acts.clause import VERBAL, clause_head
from pipelines.extract.acts.lexicon import EventLexicon
from pipelines.extract.model import PlaceIndex, PlaceMention

#: Chains longer than this are faults of the parse.
_DEPTH = 6
#: What it costs to reach a place, set by reading: from the act to its subject, to a verb that shares its subject, to one that shares its
#: auxiliary ("killed and four wounded"), to its aim, to a clause of the same
#: time, through a relative clause, through a preposition that is not of place, through one of direction; the most that may be spent, and the cost
#: from which a place is that of the scene.
_SUBJECT, _SHARED, _ELLIPTIC, _AIM, _CIRCUMSTANCE, _RELATIVE, _OTHER, _TOWARDS, _LIMIT, _NEARBY = 1.5, 1.5, 0.6, 1.2, 1.5, 1.2, 1.0, 0.3, 4.0, 1.6
#: What a broad place must be nearer by to be preferred to a narrow one.
_BREADTH = {"country": 1.2, "continent": 1.8, "admin1": 0.6, "region": 0.5, "water": 0.5}
#: What a place costs more that is named only as what another lies in.
_BEYOND = 0.8
_GOALS = frozenset({"to", "toward", "towards", "into"})
_NOT_OF_PLACE = frozenset({"according", "like", "unlike", "despite", "than", "about", "including", "since", "before", "until"})
_SAME_TIME = frozenset({"when", "while", "as", "after", "where"})
#: Prepositions between a happening and what it is part of or done to.
_LINKING = frozenset({"by", "with", "during", "against", "between", "among", "amid"})
#: How many steps of the parse a place stands from its act at most.
_FAR = 12
#: How many words further off a country is in effect, for its breadth.
_BROAD = 10.0
#: Prepositions with which a place tells the scene of a whole sentence.
_AT = frozenset({"in", "at", "near", "outside", "inside", "around", "across"})
#: Participles that tell how what a clause is about came about, somewhere else ("the truce, signed in X, was broken").
_SIGNING = frozenset({"agree", "broker", "conclude", "negotiate", "reach", "sign"})
#: Kinds of names that may be a place's.
_UNLISTED = frozenset({"GPE", "LOC", "FAC", "PERSON", ""})
#: Prepositions after which a continent is a scene.
_THROUGHOUT = _AT | {"throughout", "within", "over", "of"}
#: What is laid on a state that its capital stands for.
_LAID_ON = frozenset(
    {"impose", "sanction", "embargo", "pressure", "tariff", "ban", "blockade", "condition", "curb", "restriction", "place", "put", "slap"}
)
#: Nouns of time that tell how long after something is.
_SPELLS = frozenset({"minute", "hour", "day", "week", "month", "year", "decade"})
#: The sorts of place that a noun can refer back to; any but a country for the others.
_MEANT_BY = {
    **dict.fromkeys(("city", "town", "village", "capital", "neighbourhood", "neighborhood"), ("populated_place",)),
    **dict.fromkeys(("region", "territory", "enclave", "province", "district"), ("region", "admin1", "admin2", "terrain")),
    "country": ("country",),
    "island": ("terrain", "country", "region"),
}
#: By how much a place that is the act's object is nearer than one that stands beside it.
_OBJECT = 0.1
#: Nouns of what lies in a town.
_QUARTERS = frozenset({"area", "district", "neighbourhood", "neighborhood", "quarter", "suburb", "section", "sector", "ward", "borough", "region"})
#: How many words stand at most between the names of a place and of what it lies in.
_WITHIN = 6
#: Verbs that are done to persons, so that a place is never their object.
_OF_PERSONS = frozenset(
    {"kill", "shoot", "murder", "wound", "injure", "arrest", "detain", "kidnap", "abduct", "assassinate", "behead", "execute", "jail"}
)
#: Nouns of number and part, after which "of" leads to the thing itself.
_PARTS = frozenset({"rest", "half", "most", "all", "much", "number", "majority", "series", "dozen", "hundred", "thousand", "some", "one"})


@dataclass(frozen=True, slots=True)
class Setting:
    """A place mention and its code of place_precision; both None when no place is found.

    Attributes:
        mention: the place.
        precision: how near it is known.
        is_unlisted: whether the act's own clause names a place that the index does not have, so that no other may stand in for it.
    """

    mention: PlaceMention | None = None
    precision: str | None = None
    is_unlisted: bool = False


def locate(
    trigger: Token, own_words: Iterable[Token], places: PlaceIndex, lexicon: EventLexicon, *, is_of_words: bool = False, is_local: bool = False
) -> Setting:
    """The narrowest of the places that stand nearest to the act in its sentence.

    Args:
        trigger: the act's head word.
        own_words: heads of the arguments that belong to the act (its objects, a light verb's noun).
        places: the document's places.
        lexicon: for prepositions and nouns of place.
        is_of_words: whether the act is done by words ("denied abuse in X"); what they are about has its own place, which is not the act's.
        is_local: whether such an act is done where those are who do it, as an agreement is.
    """
    walk = _Walk(places, lexicon, trigger)
    if is_of_words:
        walk.words(trigger)
        if is_local and not walk.found:
            # "the authorities in X agreed"
            for c in trigger.children:
                if c.dep_ == "nsubj":
                    walk.noun(c, _SUBJECT)
        for word in own_words:
            if word.lemma_.lower() in lexicon.words["accords"]:
                # "signed a truce in X"
                walk.words(word)
    else:
        walk.clause(trigger, 0.0)
        for word in own_words:
            walk.noun(word, 0.0)
        if walk.is_unlisted and not walk.found:
            return Setting(is_unlisted=True)
        walk.up(trigger)
    if not walk.found:
        if is_of_words:
            return Setting()
        far = _elsewhere(trigger, places, lexicon)
        return Setting() if far is None else Setting(far, f"scene_{_scenic(_level(far, places, lexicon))}")
    cost, mention = min(walk.found, key=lambda f: (f[0] + _breadth(f[1], places), f[1].start))
    if cost >= _NEARBY and places.places[mention.place_id].feature == "continent":
        return Setting()
    mention = _narrowed(mention, trigger.doc, places, lexicon)
    level = _level(mention, places, lexicon)
    return Setting(mention, f"scene_{_scenic(level)}" if cost >= _NEARBY else level)


def scene(trigger: Token, document: AnnotatedDocument, places: PlaceIndex, lexicon: EventLexicon, *, anaphor: bool) -> Setting:
    """The place that the paragraph has set up before the clause: the last one told with a preposition of place.

    Args:
        trigger: the act's head word.
        document: for sentences and paragraphs.
        places: the document's places.
        lexicon: for prepositions of place.
        anaphor: the clause itself says "the region" or "the city", so that the place may lie further back.
    """
    sentence = document.sentence_of(trigger)
    start = sentence.start
    for paragraph in document.paragraphs:
        if paragraph.start <= trigger.i < paragraph.end:
            start = paragraph.start
            break
    noun = _anaphor(trigger, lexicon) if anaphor else None
    for mention in reversed(places.mentions):
        if mention.end > trigger.i:
            continue
        if noun is None and mention.start < start:
            break
        level = _level(mention, places, lexicon)
        if noun is not None:
            sorts = _MEANT_BY.get(noun.lemma_.lower(), ())
            fits = places.places[mention.place_id].feature in sorts if sorts else level != "country"
        else:
            fits = _sets_scene(mention, trigger, sentence.start, places, lexicon)
        if fits:
            return Setting(mention, f"scene_{_scenic(level)}")
    return Setting()


def _sets_scene(mention: PlaceMention, trigger: Token, sentence_start: int, places: PlaceIndex, lexicon: EventLexicon) -> bool:
    """Whether a name told with a preposition of place holds for what follows: not where something is only said, nor where somebody is from."""
    doc = trigger.doc
    if mention.start >= sentence_start:
        if not _is_scenic(mention, doc, lexicon):
            return False
        top = _told(trigger, lexicon)
        if not top.left_edge.i <= mention.start <= top.right_edge.i:
            return False
    elif places.places[mention.place_id].feature == "continent":
        return False
    at = doc[mention.head]
    if at.dep_ != "pobj" or not (
        at.head.lower_ in lexicon.words["place_prepositions"] or at.head.head.lemma_.lower() in lexicon.words["place_heads"]
    ):
        return False
    for _ in range(_FAR):
        head = at.head
        if head.i == at.i:
            return True
        if at.dep_ == "prep" and head.pos_ in VERBAL and head.lemma_.lower() in lexicon.words["reporting"]:
            # "said in X"
            return False
        if at.dep_ in ("nsubj", "nsubjpass") and head.i != trigger.i:
            # "people in X condemned"
            return False
        if (at.dep_ == "relcl" or (at.dep_ == "acl" and at.lemma_ in _SIGNING)) and not any(t.i == at.i for t in trigger.ancestors):
            return False
        at = head
    return True


def _told(trigger: Token, lexicon: EventLexicon) -> Token:
    """The head of what is told, or of what somebody is reported as saying, around an act."""
    top = trigger
    for _ in range(_FAR):
        head = top.head
        if head.i == top.i or (top.dep_ in ("ccomp", "parataxis") and head.lemma_.lower() in lexicon.words["reporting"]):
            break
        top = head
    return top


def _scenic(level: str) -> str:
    return "settlement" if level == "site" else level


def _elsewhere(trigger: Token, places: PlaceIndex, lexicon: EventLexicon) -> PlaceMention | None:
    """The nearest place that stands with a preposition of place in what is told or said, where the parse leads from the act to none."""
    top = _told(trigger, lexicon)
    low, high = top.left_edge.i, top.right_edge.i
    if top.lemma_.lower() in lexicon.words["reporting"]:
        return None
    near: list[tuple[float, PlaceMention]] = []
    for mention in places.mentions:
        if low <= mention.start <= high and _is_scenic(mention, top.doc, lexicon) and _belongs(mention, trigger):
            near.append((abs(mention.start - trigger.i) + _BROAD * _extent(mention, places), mention))
    return _narrowed(min(near, key=lambda n: (n[0], n[1].start))[1], top.doc, places, lexicon) if near else None


def _belongs(mention: PlaceMention, trigger: Token) -> bool:
    """Whether a name stands in the act's own clause, or in one that tells when or how it came about."""
    above, up = {trigger.i}, trigger
    while up.head.i != up.i and up.dep_ not in ("ccomp", "xcomp", "parataxis", "relcl", "acl", "advcl"):
        up = up.head
        above.add(up.i)
    at = trigger.doc[mention.head]
    for _ in range(_FAR):
        if at.i in above:
            return True
        if at.dep_ == "acl" and at.lemma_ in _SIGNING:
            return False
        if at.dep_ in ("ccomp", "xcomp", "parataxis", "relcl", "pcomp") or (
            at.dep_ in ("conj", "acl", "advcl") and at.pos_ in VERBAL and _has_own(at)
        ):
            return False
        at = at.head
    return False


def _has_own(verb: Token) -> bool:
    """Whether a clause tells something further: one with its own auxiliary, beside the act's, or with an infinitive."""
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod")}
    if verb.dep_ == "advcl" and marks & {"when", "while", "as", "after"}:
        return False
    return verb.dep_ == "advcl" or any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for c in verb.children)


def _is_scenic(mention: PlaceMention, doc: Doc, lexicon: EventLexicon) -> bool:
    """Whether a preposition of place stands before a name, with nothing between but what belongs to the name."""
    heads = lexicon.words["place_heads"]
    at = mention.start - 1
    while at > 0 and (doc[at].lower_ in ("the", "of", "a", "an") or doc[at].pos_ == "ADJ" or doc[at].lemma_.lower() in heads or doc[at].is_space):
        at -= 1
    return at >= 0 and doc[at].lower_ in _AT


def _narrowed(mention: PlaceMention, doc: Doc, places: PlaceIndex, lexicon: EventLexicon) -> PlaceMention:
    """The narrowest of places told one inside the other: "X village in the Y district of Z", "the Z village of X", "Z's capital, X"."""
    mentions = places.mentions
    at = next(n for n, m in enumerate(mentions) if m.place_mention_id == mention.place_mention_id)
    low = at
    while low > 0 and _lies_in(mentions[low - 1], mentions[low], doc, places, lexicon):
        low -= 1
    if low < at:
        return mentions[low]
    while at + 1 < len(mentions) and _holds(mentions[at], mentions[at + 1], doc, places, lexicon):
        at += 1
    return mentions[at]


def _between(first: PlaceMention, second: PlaceMention, doc: Doc) -> list[Token]:
    return [doc[i] for i in range(first.end, second.start) if not doc[i].is_space] if second.start - first.end <= _WITHIN else []


def _fits(narrow: PlaceMention, broad: PlaceMention, places: PlaceIndex) -> bool:
    """Whether one place can lie in another, by their countries."""
    inner, outer = places.places[narrow.place_id], places.places[broad.place_id]
    return inner.place_id != outer.place_id and (inner.country is None or outer.country is None or inner.country == outer.country)


def _extent(mention: PlaceMention, places: PlaceIndex) -> float:
    return _BREADTH.get(places.places[mention.place_id].feature, 0.0)


def _is_known(mention: PlaceMention, places: PlaceIndex) -> bool:
    return places.places[mention.place_id].gazetteer != "model"


def _lies_in(narrow: PlaceMention, broad: PlaceMention, doc: Doc, places: PlaceIndex, lexicon: EventLexicon) -> bool:
    """Whether the words between two names say that the first lies in the second: "in X district, also in Y", "the X area of Y"."""
    words = _between(narrow, broad, doc)
    if not words or not _fits(narrow, broad, places) or (narrow.start > 0 and doc[narrow.start - 1].lower_ == "from"):
        return False
    texts = [w.lower_ for w in words]
    heads = lexicon.words["place_heads"]
    if texts == [","]:
        return _extent(narrow, places) < _extent(broad, places)
    if "in" not in texts and "of" not in texts:
        return False
    if words[0].lemma_.lower() in _QUARTERS:
        # "the X quarter of Y" and "the Y quarter of X" are both written: what no list holds lies in what one holds
        if texts[1:2] == ["of"] and _is_known(narrow, places) and not _is_known(broad, places):
            return False
    elif _extent(narrow, places) > _extent(broad, places):
        return False
    return all(
        t in ("in", "of", "the", ",", "also") or w.pos_ == "ADJ" or w.lemma_.lower() in heads or (w.pos_ == "NOUN" and w.dep_ == "compound")
        for w, t in zip(words, texts, strict=True)
    )


def _holds(broad: PlaceMention, narrow: PlaceMention, doc: Doc, places: PlaceIndex, lexicon: EventLexicon) -> bool:
    """Whether the words between two names say that the second lies in the first: "the X village of Y", "X's capital, Y"."""
    words = _between(broad, narrow, doc)
    if not words or not _fits(narrow, broad, places):
        return False
    if words[0].lemma_.lower() in _QUARTERS:
        if _is_known(narrow, places):
            return False
    elif _extent(narrow, places) > _extent(broad, places):
        return False
    heads = lexicon.words["place_heads"]
    if words[0].tag_ == "POS":
        words = words[1:]
        if all(w.pos_ == "ADJ" for w in words):
            # "X's southern Y"
            return True
    while len(words) > 1 and words[0].pos_ in ("ADJ", "NOUN", "PROPN") and words[0].lemma_.lower() not in heads:
        words = words[1:]
    return len(words) == 2 and words[0].lemma_.lower() in heads and words[1].lower_ in ("of", ",")


def _is_beside(verb: Token) -> bool:
    """Whether a second verb shares the adjuncts of the first: "shot and wounded in X", "two killed and four wounded in X"."""
    deps = {c.dep_ for c in verb.children}
    is_elliptic = verb.tag_ == "VBN" or (verb.lemma_ in _OF_PERSONS and "dobj" not in deps)
    return not deps & {"aux", "auxpass"} and (is_elliptic or not deps & {"nsubj", "nsubjpass"})


def _is_later(clause: Token) -> bool:
    """Whether a clause of time is some time off: "a day after", "two weeks before"."""
    return any(c.dep_ in ("mark", "advmod") and c.i > 0 and clause.doc[c.i - 1].lemma_.lower() in _SPELLS for c in clause.children)


def _breadth(mention: PlaceMention, places: PlaceIndex) -> float:
    return _BREADTH.get(places.places[mention.place_id].feature, 0.0)


def _level(mention: PlaceMention, places: PlaceIndex, lexicon: EventLexicon) -> str:
    feature = places.places[mention.place_id].feature
    for level in ("site", "settlement", "country"):
        if feature in lexicon.words[f"{level}_features"]:
            return level
    return "region"


class _Walk:
    """Places around an act, with what it costs to reach each: the further from the act's own arguments, the more."""

    def __init__(self, places: PlaceIndex, lexicon: EventLexicon, trigger: Token) -> None:
        self.places = places
        self.lexicon = lexicon
        self.locative = lexicon.words["place_prepositions"]
        self.heads = lexicon.words["place_heads"]
        self.leaving = trigger.lemma_.lower() in lexicon.words["leaving"]
        self.seen: dict[int, float] = {}
        self.found: list[tuple[float, PlaceMention]] = []
        self.is_unlisted = False

    def _enter(self, token: Token, cost: float) -> bool:
        """Whether to look at a token: never twice at the same or a higher cost, and not beyond the limit."""
        if cost > _LIMIT or self.seen.get(token.i, _LIMIT + 1) <= cost:
            return False
        self.seen[token.i] = cost
        return True

    def _take(self, token: Token, cost: float) -> bool:
        mention = self.places.covering(token)
        if mention is None or token.tag_ == "JJ":
            return False
        if token.dep_ == "pobj":
            word = token.head.lower_
            if self.places.places[mention.place_id].feature == "continent" and word not in _THROUGHOUT:
                # "aid to Africa" is no scene
                return False
            if word == "on" and mention.resolved_by == "capital as a place" and token.head.head.lemma_.lower() in _LAID_ON:
                # "imposed sanctions on Moscow": the capital stands for its state
                return False
        self.found.append((cost, mention))
        return True

    def _before(self, token: Token, cost: float) -> bool:
        """Take a name before a noun; a country's or continent's only tells what sort it is ("the Middle East war")."""
        mention = self.places.covering(token)
        return mention is not None and _level(mention, self.places, self.lexicon) != "country" and self._take(token, cost)

    def clause(self, verb: Token, cost: float, *, is_shared: bool = False) -> None:
        """Places of the arguments and adjuncts of a verb, or of a noun of action; of a verb beside the act's only its places, not its goals."""
        if not self._enter(verb, cost):
            return
        if verb.pos_ not in VERBAL:
            self._modifiers(verb, cost, is_place=False)
            if verb.lemma_.lower() in self.lexicon.words["onslaughts"]:
                # "the siege of X"
                for c in verb.children:
                    if c.dep_ == "prep" and c.lower_ == "of":
                        for d in c.children:
                            if d.dep_ == "pobj":
                                self.phrase(d, cost)
        for c in verb.children:
            dep = c.dep_
            if dep in ("prep", "agent", "prt", "advmod", "dative"):
                if not (is_shared and c.lower_ in _GOALS):
                    self.preposition(c, cost)
            elif dep in ("dobj", "nsubjpass"):
                if verb.lemma_ in _OF_PERSONS or self.places.covering(c) is None:
                    # "in X, soldiers raided the village of Y"
                    self.noun(c, cost - (_OBJECT if c.lemma_.lower() in self.heads else 0.0))
                else:
                    self.phrase(c, cost - _OBJECT)
            elif dep == "conj" and c.pos_ == "VERB" and _is_beside(c):
                self.clause(c, cost + (0.2 if is_shared else _ELLIPTIC if c.tag_ == "VBN" else _SHARED), is_shared=True)
            elif is_shared and not (dep == "advcl" and verb.tag_ == "VBN"):
                continue
            elif dep in ("nsubj", "attr"):
                self.noun(c, cost + _SUBJECT)
            elif dep == "xcomp" or (dep == "advcl" and c.tag_ == "VB"):
                # "are to begin in X", "launched an offensive to capture X"
                self.clause(c, cost + _AIM)
            elif dep == "advcl":
                marks = [d.lower_ for d in c.children if d.dep_ in ("advmod", "mark")]
                if (any(m in _SAME_TIME for m in marks) and not _is_later(c)) or (c.tag_ in ("VBG", "VBN") and not marks):
                    self.clause(c, cost + _CIRCUMSTANCE)
            elif dep in ("acl", "relcl") and verb.pos_ not in VERBAL:
                self.clause(c, cost + _RELATIVE)

    def words(self, trigger: Token) -> None:
        """Places of an act of words: those that stand with it, or with a verb that it serves, by a preposition of their own."""
        at, cost = trigger, 0.0
        for _ in range(_DEPTH):
            for c in at.children:
                if c.dep_ == "prep" and c.lower_ in _AT and c.i not in self.seen:
                    self.seen[c.i] = cost
                    self.preposition(c, cost)
            if at.dep_ not in ("xcomp", "dobj", "pobj", "prep", "pcomp", "attr") and not (at.dep_ == "advcl" and at.tag_ == "VB"):
                return
            at, cost = at.head, cost + _AIM
            if at.pos_ not in VERBAL and at.dep_ not in ("prep", "pobj", "pcomp"):
                return

    def preposition(self, prep: Token, cost: float) -> None:
        """Places that a preposition leads to."""
        word = prep.lower_
        if word in _NOT_OF_PLACE:
            return
        objects = [d for d in prep.children if d.dep_ in ("pobj", "pcomp")]
        is_place = word in self.locative or (word == "from" and self.leaving)
        if word in ("against", "by", "over"):
            is_place = any(d.lemma_.lower() in self.heads or (self.places.covering(d) is not None and d.pos_ == "PROPN") for d in objects)
        if word in _GOALS:
            cost += _TOWARDS
        for d in objects:
            if d.dep_ == "pcomp" and d.pos_ in VERBAL:
                self.clause(d, cost + _AIM)
            elif is_place:
                if word in _AT and d.pos_ == "PROPN" and d.ent_type_ in _UNLISTED and self.places.covering(d) is None:
                    self.is_unlisted = self.is_unlisted or not any(c.dep_ == "conj" for c in d.children)
                self.phrase(d, cost)
                if d.pos_ in ("NOUN", "PROPN") and self.places.covering(d) is None:
                    self.noun(d, cost + 0.5)
            elif d.pos_ in ("NOUN", "VERB", "PROPN") and word not in ("from", "including"):
                self.noun(d, cost + _OTHER)
        for d in prep.children:
            if word == "out" and self.leaving and d.lower_ == "of":
                # "pulling troops out of X"
                for e in d.children:
                    if e.dep_ == "pobj":
                        self.phrase(e, cost + _TOWARDS)
            elif d.dep_ == "prep" or (d.dep_ in ("advmod", "amod", "conj") and d.lower_ in self.locative):
                self.preposition(d, cost)

    def noun(self, noun: Token, cost: float) -> None:
        """Places that say where a thing, a person or a happening is: "a checkpoint near X", "clashes in X", "raids that hit X"."""
        if not self._enter(noun, cost):
            return
        is_place = noun.lemma_.lower() in self.heads
        self._modifiers(noun, cost, is_place=is_place)
        for c in noun.children:
            dep = c.dep_
            if dep == "prep":
                word = c.lower_
                if word == "of":
                    for d in c.children:
                        if d.dep_ == "pobj":
                            self._of(noun, d, cost + (0.0 if is_place else 0.3))
                elif word in self.locative:
                    self.preposition(c, cost + 0.2)
                elif word in _LINKING:
                    self.preposition(c, cost + 0.5)
            elif dep == "advmod" and c.lower_ in self.locative:
                # "villages south of X"
                self.preposition(c, cost + 0.3)
            elif dep == "acl" or (dep == "relcl" and c.pos_ in VERBAL):
                if noun.lemma_.lower() not in self.lexicon.words["accords"]:
                    # where a truce was signed is not where it is broken
                    self.clause(c, cost + _RELATIVE)
            elif dep in ("conj", "appos"):
                self.noun(c, cost + 0.6)

    def _modifiers(self, noun: Token, cost: float, *, is_place: bool) -> None:
        """Names before a noun: "the X district", "an X hotel room"; possessors count as places of places only."""
        for c in noun.children:
            if c.dep_ in ("compound", "nmod", "amod"):
                self._before(c, cost + (0.1 if is_place else 0.8))
            elif c.dep_ == "poss" and is_place:
                self._take(c, cost + 0.5)

    def _of(self, noun: Token, token: Token, cost: float) -> None:
        mention = self.places.covering(token)
        broad = mention is not None and _level(mention, self.places, self.lexicon) == "country"
        if mention is None or not broad or noun.lemma_.lower() in self.heads | _PARTS:
            if mention is None and noun.lemma_.lower() not in self.heads and noun.lemma_.lower() not in _PARTS:
                self.noun(token, cost + 0.5)
            else:
                self.phrase(token, cost)

    def phrase(self, token: Token, cost: float, depth: int = 0) -> None:
        """The object of a preposition of place: itself, its description ("the village of X", "X district"), and then what it lies in."""
        if depth > _DEPTH:
            return
        if token.lemma_.lower() in self.lexicon.words["distances"]:
            # "20 km south of X" is not at X, "X town south of Y" is at X
            for c in token.children:
                if c.dep_ == "compound":
                    self.phrase(c, cost, depth + 1)
            return
        is_named = self._take(token, cost)
        is_place = token.lemma_.lower() in self.heads
        for c in () if is_named else token.children:
            if c.dep_ in ("compound", "nmod", "amod"):
                if self.places.covering(c) is not None:
                    is_named = self._before(c, cost + (0.0 if is_place else 0.2)) or is_named
                elif c.pos_ == "NOUN":
                    self.phrase(c, cost, depth + 1)
        following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
        if is_place and not is_named and following is not None and following.pos_ == "PROPN":
            # "in the capital X Saturday": the parser hangs the name on the day
            is_named = self._take(following, cost)
        # what a named place lies in is never narrower than it
        beyond = _BEYOND if is_named else 0.0
        for c in token.children:
            dep = c.dep_
            if dep == "poss":
                self.phrase(c, cost + 0.5 + beyond, depth + 1)
            elif dep in ("appos", "conj", "npadvmod"):
                self.phrase(c, cost + 0.4, depth + 1)
            elif dep == "prep":
                word = c.lower_
                for d in c.children:
                    if d.dep_ == "pobj":
                        if word == "of":
                            self._within(token, d, cost + beyond + (0.05 if is_place else 0.3), depth)
                        elif word in self.locative:
                            self.phrase(d, cost + beyond + 0.3, depth + 1)
                    elif d.dep_ == "prep" and d.lower_ in self.locative | {"of"}:
                        for e in d.children:
                            if e.dep_ == "pobj":
                                self.phrase(e, cost + beyond + 0.4, depth + 1)

    def _within(self, noun: Token, token: Token, cost: float, depth: int) -> None:
        """What follows "of" after the object of a preposition of place: "in the heart of X", "in front of a shop in X"."""
        mention = self.places.covering(token)
        if mention is not None and noun.lemma_.lower() not in self.heads and _level(mention, self.places, self.lexicon) == "country":
            return
        self.phrase(token, cost, depth + 1)

    def up(self, trigger: Token) -> None:
        """What stands with the words that govern the act: "began storming X in Y", "an attack was launched in Y", "hit X, killing two"."""
        at, cost = trigger, 0.0
        for _ in range(_DEPTH):
            head, dep = at.head, at.dep_
            if head.i == at.i or (dep in ("ccomp", "parataxis", "ROOT") and head.lemma_ in self.lexicon.words["reporting"]):
                if head.dep_ == "relcl" and any(c.lower_ == "where" for c in (*head.children, *at.children)):
                    # "in X, where the ministry says two were shot"
                    self.phrase(head.head, cost)
                return
            if dep == "relcl":
                if any(c.lower_ == "where" or (c.dep_ == "prep" and any(d.lower_ == "which" for d in c.children)) for c in at.children):
                    # "in X, where two were shot"
                    self.phrase(head, cost)
                    return
                cost += _NEARBY
            elif dep == "conj" and head.pos_ in VERBAL:
                if any(c.dep_ in ("nsubj", "nsubjpass") for c in at.children):
                    return
                cost += _SHARED
            elif dep == "advcl":
                marks = [d.lower_ for d in at.children if d.dep_ in ("advmod", "mark")]
                if marks and not any(m in _SAME_TIME for m in marks):
                    return
                cost += _NEARBY
            elif dep in ("acl", "ccomp"):
                cost += 1.0
            elif dep in ("xcomp", "pcomp", "prep", "dobj", "pobj", "attr", "nsubj", "nsubjpass", "conj", "agent", "appos", "compound", "amod"):
                cost += 0.5
            else:
                return
            at = head
            if at.pos_ in VERBAL:
                self.clause(at, cost)
            elif at.pos_ in ("NOUN", "PROPN"):
                self.noun(at, cost)


def place_anaphor(trigger: Token, lexicon: EventLexicon) -> bool:
    """Whether the clause says "the region", "the town" and the like of its place."""
    return _anaphor(trigger, lexicon) is not None


def _anaphor(trigger: Token, lexicon: EventLexicon) -> Token | None:
    """That noun; one with a description of its own ("the Chinese border", "the city of X") refers to nothing before."""
    head = clause_head(trigger)
    for c in (*trigger.children, *head.children):
        if c.dep_ in ("prep", "nsubj", "nsubjpass", "dobj"):
            words = [c] if c.dep_ != "prep" else [d for d in c.children if d.dep_ == "pobj"]
            for word in words:
                if word.lemma_.lower() in lexicon.words["place_nouns"] and word.tag_ != "NNS":
                    of_it = {d.dep_: d for d in word.children}
                    det = of_it.get("det")
                    if det is not None and det.lower_ in ("the", "this", "that") and not of_it.keys() & {"amod", "compound", "poss", "prep", "appos"}:
                        return word
    return None


def contexts(words: Iterable[str], lexicon: EventLexicon) -> tuple[str, ...]:
    """PLOVER contexts that a paragraph's words call up, sorted."""
    found: set[str] = set()
    table = lexicon.contexts
    for word in words:
        codes = table.get(word)
        if codes is not None:
            found.update(codes)
    return tuple(sorted(found))
