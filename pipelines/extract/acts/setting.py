"""Where an act happens, and in which context.

What belongs here: the place of a clause or scene, and contexts from a paragraph's words. What does not: finding places or times in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.acts.clause import VERBAL, clause_head
from pipelines.extract.acts.lexicon import EventLexicon
from pipelines.extract.acts.nesting import extent, level, narrowed, scenic
from pipelines.extract.acts.reach import AFTERWARDS, AT, MATTERS, MEANS, NEARBY, PROTESTS, SUBJECT, Walk
from pipelines.extract.acts.scenes import holds
from pipelines.extract.model import PlaceIndex, PlaceMention

#: How many steps of the parse a place stands from its act at most.
_FAR = 12
#: How many words further off a country is in effect, for its breadth.
_BROAD = 10.0
#: Participles that tell how what a clause is about came about, somewhere else ("the truce, signed in X, was broken").
_SIGNING = frozenset({"agree", "broker", "conclude", "negotiate", "reach", "sign"})
#: The sorts of place that a noun can refer back to; any but a country for the others.
_MEANT_BY = {
    **dict.fromkeys(("city", "town", "village", "capital", "neighbourhood", "neighborhood"), ("populated_place",)),
    **dict.fromkeys(("region", "territory", "enclave", "province", "district"), ("region", "admin1", "admin2", "terrain")),
    **dict.fromkeys(("country", "nation"), ("country",)),
    "island": ("terrain", "country", "region"),
}
#: Prepositions through which a noun of place is looked for, and how many of them at most.
_AROUND, _NESTED = frozenset({"of", "on", "in", "outside", "near", "around"}), 2
#: Nouns of place that are understood without one told before: "across the border".
_OPEN = frozenset({"border", "frontier", "boundary"})
#: Adjectives that refer back as "the" does, and those of a place that is fought over, which tell of the one named before.
_SAME = frozenset({"aforementioned", "same", "latter"}) | {"besieged", "breakaway", "contested", "disputed", "restive", "separatist", "troubled"}
#: Nouns of acts that "the" refers back to, and of what people gather for.
_ACTS = frozenset({"attack", "blast", "explosion", "bombing", "shooting", "raid", "strike", "airstrike", "ambush", "assault", "clash"}) | {
    "shelling",
    "incident",
    "operation",
    "protest",
    "rally",
    "demonstration",
    "march",
    "funeral",
    "meeting",
    "ceremony",
}
#: Nouns of a state, which descriptions stand with of the one told of: "the small island nation".
_STATES = frozenset({"country", "nation"})
_DASHES = frozenset({"-", "--", "\u2013", "\u2014"})
#: Verbs that make one act with what follows them.
_MANAGED = frozenset({"manage", "begin", "start", "proceed", "continue", "help"})


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
    walk = Walk(places, lexicon, trigger)
    if is_of_words:
        walk.words(trigger)
        if is_local and not walk.found:
            # "the authorities in X agreed"
            for c in trigger.children:
                if c.dep_ == "nsubj":
                    walk.noun(c, SUBJECT)
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
    near = [f for f in walk.found if f[0] < NEARBY or holds(trigger, f[1], places, lexicon)]
    if not near:
        if is_of_words:
            return Setting()
        far = _elsewhere(trigger, places, lexicon)
        return Setting() if far is None else Setting(far, f"scene_{scenic(level(far, places, lexicon))}")
    cost, mention = min(near, key=lambda f: (f[0] + extent(f[1], places), f[1].start))
    if cost >= NEARBY and places.places[mention.place_id].feature == "continent":
        return Setting()
    mention = narrowed(mention, trigger.doc, places, lexicon)
    how = level(mention, places, lexicon)
    return Setting(mention, f"scene_{scenic(how)}" if cost >= NEARBY else how)


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
    is_same = noun is None and _same_act(trigger)
    for mention in reversed(places.mentions):
        if mention.end > trigger.i:
            continue
        if noun is None and mention.start < start:
            break
        how = level(mention, places, lexicon)
        if noun is not None:
            sorts = _MEANT_BY.get(noun.lemma_.lower(), ())
            fits = places.places[mention.place_id].feature in sorts if sorts else how != "country"
            if fits and noun.lemma_.lower() in _STATES and _is_described(noun):
                # of several states told of it may be any
                states = {m.place_id for m in places.mentions if places.places[m.place_id].feature == "country" and m.end <= trigger.i}
                fits = len(states) == 1
        else:
            fits = _sets_scene(mention, trigger, sentence.start, places, lexicon, is_same=is_same)
        if fits:
            narrow = mention if noun is not None else narrowed(mention, trigger.doc, places, lexicon)
            return Setting(narrow, f"scene_{scenic(level(narrow, places, lexicon))}")
    return Setting()


def _sets_scene(mention: PlaceMention, trigger: Token, sentence_start: int, places: PlaceIndex, lexicon: EventLexicon, *, is_same: bool) -> bool:
    """Whether a name told with a preposition of place holds for what follows: not where something is only said, nor where somebody is from."""
    doc = trigger.doc
    if mention.start >= sentence_start:
        if mention.text.isupper() and all(doc[i].is_upper or not doc[i].is_alpha for i in range(sentence_start, mention.end)):
            # "MEXICO CITY -- Troops seized": a heading within the sentence
            return any(t.text in _DASHES for t in doc[mention.end : mention.end + 2])
        if not _is_scenic(mention, doc, lexicon) or not (is_same or holds(trigger, mention, places, lexicon)):
            return False
        top = _told(trigger, lexicon)
        if not is_same and not top.left_edge.i <= mention.start <= top.right_edge.i:
            return False
    elif not is_same or places.places[mention.place_id].feature == "continent":
        # what the sentence before tells is most often another act
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
        if at.dep_ == "dobj" and head.i != trigger.i and head.lemma_ in MEANS and mention.start >= sentence_start:
            # "use bases in X to patrol"
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


def _elsewhere(trigger: Token, places: PlaceIndex, lexicon: EventLexicon) -> PlaceMention | None:
    """The nearest place that stands with a preposition of place in what is told or said, where the parse leads from the act to none."""
    top = _told(trigger, lexicon)
    low, high = top.left_edge.i, top.right_edge.i
    if top.lemma_.lower() in lexicon.words["reporting"]:
        return None
    near: list[tuple[float, PlaceMention]] = []
    for mention in places.mentions:
        if (
            low <= mention.start <= high
            and _is_scenic(mention, top.doc, lexicon)
            and _belongs(mention, trigger)
            and holds(trigger, mention, places, lexicon)
        ):
            near.append((abs(mention.start - trigger.i) + _BROAD * extent(mention, places), mention))
    return narrowed(min(near, key=lambda n: (n[0], n[1].start))[1], top.doc, places, lexicon) if near else None


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
        if (at.dep_ == "conj" and at.lemma_ in AFTERWARDS) or (at.dep_ == "dobj" and at.head.i != trigger.i and at.head.lemma_ in MEANS):
            return False
        if ((at.dep_ == "dobj") or (at.dep_ == "prep" and at.lower_ in MATTERS)) and at.head.lemma_.lower() in PROTESTS:
            # "protested outside the embassy against a killing in X"
            return False
        if at.dep_ == "xcomp" and at.head.lemma_ in _MANAGED:
            # "and managed to derail a train in X"
            at = at.head
            continue
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
    # "Kurds from across X"
    return at >= 0 and doc[at].lower_ in AT and (at == 0 or doc[at - 1].lower_ != "from")


def place_anaphor(trigger: Token, lexicon: EventLexicon) -> bool:
    """Whether the clause says "the region", "the town" and the like of its place."""
    return _anaphor(trigger, lexicon) is not None


def _anaphor(trigger: Token, lexicon: EventLexicon) -> Token | None:
    """That noun; one with a description of its own ("the Chinese border", "the city of X") refers to nothing before."""
    head = clause_head(trigger)
    for c in (*trigger.children, *head.children):
        if c.dep_ in ("prep", "nsubj", "nsubjpass", "dobj"):
            for word in _objects(c, lexicon.words["place_heads"]) if c.dep_ == "prep" else (c,):
                if word.lemma_.lower() in lexicon.words["place_nouns"] - _OPEN and word.tag_ != "NNS" and _is_definite(word):
                    return word
    return None


def _objects(prep: Token, heads: Set[str], depth: int = 0) -> Iterator[Token]:
    """What a preposition leads to: "town" in "at a rally on the outskirts of the town"."""
    for c in prep.children:
        if c.dep_ == "pobj":
            yield c
            if depth < _NESTED and (c.lemma_.lower() in heads or c.lemma_.lower() in _ACTS):
                for d in c.children:
                    if d.dep_ == "prep" and d.lower_ in _AROUND:
                        yield from _objects(d, heads, depth + 1)


def _is_definite(noun: Token) -> bool:
    """Whether "the", and nothing that tells which, stands before a noun."""
    of_it = {c.dep_: c for c in noun.children}
    det, adjective = of_it.get("det"), of_it.get("amod")
    if det is None or det.lower_ not in ("the", "this", "that") or of_it.keys() & {"compound", "poss", "prep", "appos"}:
        return False
    return adjective is None or adjective.lower_ in _SAME or noun.lemma_.lower() in _STATES


def _is_described(noun: Token) -> bool:
    return any(c.dep_ == "amod" and c.lower_ not in _SAME for c in noun.children)


def _same_act(trigger: Token) -> bool:
    """Whether the clause says "in the attack" or its like of an act told before."""
    return any(
        c.dep_ == "prep"
        and c.lower_ in ("in", "during")
        and any(d.dep_ == "pobj" and d.lemma_.lower() in _ACTS and _is_definite(d) for d in c.children)
        for t in (trigger, *(c for c in trigger.children if c.dep_ == "conj"))
        for c in t.children
    )


def contexts(words: Iterable[str], lexicon: EventLexicon) -> tuple[str, ...]:
    """PLOVER contexts that a paragraph's words call up, sorted."""
    found: set[str] = set()
    table = lexicon.contexts
    for word in words:
        codes = table.get(word)
        if codes is not None:
            found.update(codes)
    return tuple(sorted(found))
