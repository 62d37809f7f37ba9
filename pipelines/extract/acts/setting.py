"""Where an act happens, and in which context.

What belongs here: the place of a clause or scene, and contexts from a paragraph's words. What does not: finding places or times in the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.acts.clause import VERBAL, clause_head
from pipelines.extract.acts.lexicon import EventLexicon
from pipelines.extract.model import PlaceIndex, PlaceMention

_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Setting:
    """A place mention and its code of place_precision; both None when no place is found."""

    mention: PlaceMention | None = None
    precision: str | None = None


def locate(trigger: Token, own_words: Iterable[Token], places: PlaceIndex, lexicon: EventLexicon) -> Setting:
    """The narrowest place that the clause names, else that of the scene.

    Args:
        trigger: the act's head word.
        own_words: heads of the arguments that belong to the act (its objects, a light verb's noun).
        places: the document's places.
        lexicon: for prepositions and nouns of place.
    """
    origin = trigger.lemma_.lower() in lexicon.words["leaving"]
    found = _in_clause(trigger, own_words, places, lexicon, origin)
    if found:
        order = {m.place_mention_id: n for n, m in reversed(list(enumerate(found)))}
        best = min(found, key=lambda m: (_rank(m, places, lexicon), order[m.place_mention_id]))
        return Setting(best, _level(best, places, lexicon))
    return Setting()


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
    earlier = [m for m in places.mentions if m.end <= trigger.i and (anaphor or m.start >= start)]
    for mention in reversed(earlier):
        head = trigger.doc[mention.head]
        if anaphor or (
            head.dep_ == "pobj"
            and (head.head.lower_ in lexicon.words["place_prepositions"] or head.head.head.lemma_.lower() in lexicon.words["place_heads"])
        ):
            level = _level(mention, places, lexicon)
            if anaphor and level == "country":
                continue
            return Setting(mention, f"scene_{'settlement' if level == 'site' else level}")
    return Setting()


def _rank(mention: PlaceMention, places: PlaceIndex, lexicon: EventLexicon) -> int:
    return ("site", "settlement", "region", "country").index(_level(mention, places, lexicon))


def _level(mention: PlaceMention, places: PlaceIndex, lexicon: EventLexicon) -> str:
    feature = places.places[mention.place_id].feature
    for level in ("site", "settlement", "country"):
        if feature in lexicon.words[f"{level}_features"]:
            return level
    return "region"


def _in_clause(trigger: Token, own_words: Iterable[Token], places: PlaceIndex, lexicon: EventLexicon, origin: bool) -> list[PlaceMention]:
    prepositions = lexicon.words["place_prepositions"] | {"from"} if origin else lexicon.words["place_prepositions"]
    found: list[PlaceMention] = []
    stack: list[tuple[Token, int]] = [(trigger, 0), *((t, 1) for t in own_words)]
    at = trigger
    for _ in range(_DEPTH):
        # "began storming X in Y": what stands with the governing verb of one clause belongs to it
        if at.dep_ in ("xcomp", "pcomp", "prep", "dobj", "pobj", "attr", "acl", "nsubj", "nsubjpass", "ccomp", "conj") and at.head.i != at.i:
            if at.dep_ == "ccomp" and at.head.lemma_ in lexicon.words["reporting"]:
                break
            if at.dep_ == "conj" and at.head.pos_ in VERBAL and any(c.dep_ in ("nsubj", "nsubjpass") for c in at.children):
                break
            at = at.head
            stack.append((at, 2))
            if at.pos_ in VERBAL and at.dep_ not in ("xcomp", "pcomp", "conj"):
                break
        else:
            break
    seen: set[int] = set()
    later: list[tuple[Token, int]] = []
    while stack or (later and not found):
        if not stack:
            stack, later = later, []
        token, level = stack.pop(0)
        if token.i in seen:
            continue
        seen.add(token.i)
        for c in token.children:
            dep = c.dep_
            if dep in ("prep", "agent", "prt", "advmod") and (c.lower_ in prepositions or (c.lower_ == "against" and _of_place(c, lexicon))):
                for d in c.children:
                    if d.dep_ == "pobj":
                        found += _phrase(d, places, lexicon, prepositions, 0)
                        if level < 3 and d.pos_ == "NOUN":
                            stack.append((d, 3))
                    elif d.dep_ in ("prep", "pcomp"):
                        stack.append((c, level))
            elif dep == "prep" and level < 3:
                for d in c.children:
                    if d.dep_ in ("pobj", "pcomp") and d.pos_ in ("NOUN", "VERB", "PROPN"):
                        stack.append((d, 3))
            elif dep in ("acl", "advcl") and level == 3 and c.tag_ in ("VBG", "VBN"):
                # "shot a guard walking in X"
                stack.append((c, 4))
            elif (
                dep == "advcl"
                and level < 2
                and any(d.dep_ in ("advmod", "mark") and d.lower_ in ("when", "while", "as", "after") for d in c.children)
            ):
                later.append((c, 2))
            elif dep == "conj" and c.pos_ == "VERB" and level < 2 and not any(d.dep_ in ("nsubj", "nsubjpass") for d in c.children):
                later.insert(0, (c, 2))
            elif dep == "xcomp" and level == 2:
                # "are to begin in X"
                stack.append((c, 2))
            elif dep in ("dobj", "nsubjpass", "nsubj") and level < 2 and token.pos_ in VERBAL:
                mention = places.covering(c)
                if mention is not None and dep in ("dobj", "nsubjpass"):
                    found.append(mention)
                elif c.lemma_.lower() in lexicon.words["place_heads"] and dep in ("dobj", "nsubjpass"):
                    found += _phrase(c, places, lexicon, prepositions, 0)
                else:
                    stack.append((c, 3))
            elif dep in ("compound", "poss", "amod", "nmod") and level < 2 and token.pos_ in ("NOUN", "PROPN"):
                mention = places.covering(c)
                if mention is not None and dep != "poss" and c.tag_ != "JJ":
                    found.append(mention)
    return found


def _of_place(prep: Token, lexicon: EventLexicon) -> bool:
    return any(d.dep_ == "pobj" and d.lemma_.lower() in lexicon.words["place_heads"] for d in prep.children)


def _phrase(token: Token, places: PlaceIndex, lexicon: EventLexicon, prepositions: frozenset[str], depth: int) -> list[PlaceMention]:
    """Places in the object of a preposition of place: itself, its description ("the village of X", "X district"), what it lies in."""
    found: list[PlaceMention] = []
    mention = places.covering(token)
    if mention is not None:
        found.append(mention)
    if depth > 4 or token.lemma_.lower() in lexicon.words["distances"]:
        return found
    for c in token.children:
        dep = c.dep_
        if dep in ("compound", "poss", "appos", "nmod", "conj", "npadvmod"):
            found += _phrase(c, places, lexicon, prepositions, depth + 1)
        elif dep == "amod" and c.pos_ == "PROPN":
            inner = places.covering(c)
            if inner is not None:
                found.append(inner)
        elif dep == "prep" and (c.lower_ in prepositions or (c.lower_ == "of" and token.lemma_.lower() in lexicon.words["place_heads"])):
            for d in c.children:
                if d.dep_ == "pobj":
                    found += _phrase(d, places, lexicon, prepositions, depth + 1)
    return found


def place_anaphor(trigger: Token, lexicon: EventLexicon) -> bool:
    """Whether the clause says "the region", "the town" and the like of its place."""
    head = clause_head(trigger)
    for c in (*trigger.children, *head.children):
        if c.dep_ in ("prep", "nsubj", "nsubjpass", "dobj"):
            words = [c] if c.dep_ != "prep" else [d for d in c.children if d.dep_ == "pobj"]
            for word in words:
                if word.lemma_.lower() in lexicon.words["place_nouns"] and any(
                    d.lower_ in ("the", "this", "that") for d in word.children if d.dep_ == "det"
                ):
                    return True
    return False


def contexts(words: Iterable[str], lexicon: EventLexicon) -> tuple[str, ...]:
    """PLOVER contexts that a paragraph's words call up, sorted."""
    found: set[str] = set()
    table = lexicon.contexts
    for word in words:
        codes = table.get(word)
        if codes is not None:
            found.update(codes)
    return tuple(sorted(found))
