"""Whether a place that stands beyond an act's own clause holds for the act.

What belongs here: reading the parse between an act and a place of its sentence. What does not: finding places (``reach``) and choosing among them
(``setting``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from pipelines.extract.acts.clause import VERBAL
from pipelines.extract.acts.lexicon import EventLexicon
from pipelines.extract.acts.nesting import level, narrowed
from pipelines.extract.acts.reach import AFTERWARDS, AT, BLASTS, MATTERS, OF_PERSONS, PROTESTS
from pipelines.extract.model import PlaceIndex, PlaceMention

#: Prepositions through which an act is part of what governs it: "in a raid", "amid protests", "as bombings".
_PART_OF = frozenset({"in", "during", "by", "amid", "as", "with", "of", "while"})
#: Prepositions that lead from what governs an act to something else.
_ELSEWHERE = MATTERS | {"to", "from", "on", "with", "despite", "before", "since", "until", "of", "towards", "toward", "into", "against"}
#: With a country, the prepositions that tell where.
_THROUGHOUT = AT | {"throughout", "within"}
#: Participles of where somebody belongs.
_BELONGING = frozenset({"base", "bear", "headquarter", "live", "register", "station"})
#: Verbs of what somebody is said to have done elsewhere.
_ACCUSED = frozenset({"accuse", "acquit", "charge", "convict", "suspect"})
#: Nouns of what is talked of or planned, called after a place.
_MATTERS = frozenset(
    {"accord", "agreement", "crisis", "deal", "declaration", "issue", "meat", "pact", "plan", "process", "question", "roadmap", "round", "treaty"}
)
#: Labels of nouns below and above which an act is another's matter.
_MATTER = frozenset({"dobj", "attr", "pobj", "nsubj", "nsubjpass", "appos", "conj", "compound", "acl"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "agent"})
_MODIFIERS = frozenset({"compound", "nmod", "amod"})
#: How many verbs joined to one another make a list of separate acts.
_ITEMS = 3


def _upward(token: Token) -> list[Token]:
    chain = [token]
    while chain[-1].head.i != chain[-1].i:
        chain.append(chain[-1].head)
    return chain


def _way(trigger: Token, place: Token) -> tuple[list[Token], Token, list[Token]] | None:
    """The words from an act up to what it shares with a place, that word, and those from there down to the place."""
    above = _upward(trigger)
    at = {t.i: n for n, t in enumerate(above)}
    below: list[Token] = []
    for token in _upward(place):
        if token.i in at:
            return above[: at[token.i]], token, below[::-1]
        below.append(token)
    return None


def _is_that_clause(token: Token) -> bool:
    """Whether a clause tells what is said, feared or planned rather than what else takes place."""
    return token.dep_ == "ccomp" or (token.dep_ == "acl" and any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children))


def _is_item(verb: Token) -> bool:
    """Whether a verb is one of a list of three or more, each with an object of its own."""
    first = verb
    while first.dep_ == "conj" and first.head.pos_ in VERBAL:
        first = first.head
    items, at = [first], first
    while at is not None:
        following = next((c for c in at.children if c.dep_ == "conj" and c.pos_ in VERBAL), None)
        if following is None:
            break
        items.append(following)
        at = following
    return len(items) >= _ITEMS and verb.lemma_ not in OF_PERSONS and not any(t.lemma_ in OF_PERSONS for t in items)


def holds(trigger: Token, mention: PlaceMention, places: PlaceIndex, lexicon: EventLexicon) -> bool:
    """Whether a place beyond an act's own clause is where the act takes place.

    Never across what an act of words is about, a clause of what is feared, told or planned, a preposition that leads to another act, or a list of
    separate acts; a country only as where something stands or is done, as it is named for much else.

    Args:
        trigger: the act's head word.
        mention: the place.
        places: the document's places.
        lexicon: for nouns of place.
    """
    place = trigger.doc[mention.head]
    way = _way(trigger, place)
    if way is None:
        return False
    up, top, down = way
    if level(narrowed(mention, trigger.doc, places, lexicon), places, lexicon) == "country" and not _locates(trigger, up, down):
        return False
    if trigger.lemma_.lower() in PROTESTS and not up and down and down[0].dep_ == "dobj":
        # "protested a verdict on a murder in X"
        return False
    if any((t.dep_ in ("acl", "relcl") and t.lemma_ in _BELONGING) or (t.dep_ in ("xcomp", "advcl") and t.lemma_ in AFTERWARDS) for t in down):
        # "a sergeant stationed at X was arrested", "was released to be sent to X"
        return False
    if any(t.pos_ == "ADV" and any(c.dep_ == "npadvmod" for c in t.children) for t in down):
        # "seized a post, 60 miles south of X"
        return False
    if down and down[-1].dep_ in _MODIFIERS and (down[-1].head.lemma_.lower() in _MATTERS if not up else not _is_scenic(down[-1].head, lexicon)):
        # "discussed the Doha round"
        return False
    return not up or (_is_joined(up, top, place, lexicon) and _is_shared(up, down, lexicon))


def _locates(trigger: Token, up: Sequence[Token], down: Sequence[Token]) -> bool:
    """Whether a country stands with a preposition of place at the act, at what governs it, or at the act's own subject or object."""
    rest = list(down)
    while rest and rest[-1].dep_ in _MODIFIERS:
        rest.pop()
    if len(rest) > 1 and rest[-1].dep_ == "pobj" and rest[-2].lower_ == "of":
        # "in the south of X"
        del rest[-2:]
    is_harm = trigger.lemma_ in OF_PERSONS
    is_second = all(t.dep_ == "conj" and t.pos_ in VERBAL for t in up)
    # "staged an attack in X, killing two"
    is_outcome = is_harm and all(t.dep_ in ("advcl", "conj") and t.pos_ in VERBAL for t in up)
    if is_second or is_outcome:
        if not up and rest and rest[0].dep_ == "advcl" and is_harm:
            # "were killed when a mine exploded at a post in X"
            del rest[0]
        if rest and rest[0].dep_ in _ARGUMENTS and (is_outcome or not up or rest[0].dep_ == "nsubj"):
            del rest[: 2 if rest[0].dep_ == "agent" else 1]
    pairs = list(zip(rest[::2], rest[1::2], strict=False))
    is_local = all(p.dep_ == "prep" and (p.lower_ in AT | _THROUGHOUT or (p.lower_ == "into" and is_outcome)) and o.dep_ == "pobj" for p, o in pairs)
    return len(rest) % 2 == 0 and bool(pairs) and is_local


def _is_joined(up: Sequence[Token], top: Token, place: Token, lexicon: EventLexicon) -> bool:
    """Whether each step from an act to what governs it keeps to one place."""
    is_beside = place.i < top.i and (up[0].i < place.i or up[0].lemma_ in OF_PERSONS)
    for token in up:
        if _is_that_clause(token) and not (token.head.i == top.i and is_beside and top.lemma_.lower() in lexicon.words["reporting"]):
            # "two were hurt as a mine went off in X, police said", where the parser hangs the mine on the saying
            return False
        if (token.dep_ == "prep" and token.lower_ not in _PART_OF) or (token.i != up[0].i and token.lemma_ in _ACCUSED):
            return False
        if token.dep_ == "conj" and token.pos_ in VERBAL and _is_item(token):
            return False
        if token.dep_ == "relcl" and token.head.dep_ == "dobj" and token.head.head.i == top.i:
            # "bought the goods in X, which would free him"
            return False
    # of "the history of X and the invasion" each is another matter
    return not (up[-1].dep_ == "conj" and up[-1].pos_ not in VERBAL)


def _is_shared(up: Sequence[Token], down: Sequence[Token], lexicon: EventLexicon) -> bool:
    """Whether what stands with the words that govern an act holds for it too."""
    if not down:
        return True
    is_matter = any(t.dep_ in _MATTER and not (t.dep_ == "conj" and t.pos_ in VERBAL) for t in up)
    if is_matter and down[0].dep_ in ("nsubj", "nsubjpass", "agent"):
        # "talks in X are part of the round", "a group in X claimed the attacks"
        return False
    if up[-1].dep_ == "relcl" and down[0].lower_ == "for":
        # "the commander for X, who was jailed"
        return False
    return not (is_matter and _leads_off(down, lexicon))


def _is_scenic(noun: Token, lexicon: EventLexicon) -> bool:
    word = noun.lemma_.lower()
    return noun.pos_ == "PROPN" or word in lexicon.words["place_heads"] or word in BLASTS or word in lexicon.words["onslaughts"]


def _leads_off(down: Iterable[Token], lexicon: EventLexicon) -> bool:
    heads = lexicon.words["place_heads"]
    return any(
        t.dep_ == "prep" and t.lower_ in _ELSEWHERE and not (t.lower_ == "of" and (t.head.pos_ == "ADV" or t.head.lemma_.lower() in heads))
        for t in down
    )
