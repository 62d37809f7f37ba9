"""Whether the words beside a name tell that it names a place, whatever the model calls it.

What belongs here: the cues alone. What does not: which place it is (``choice``), and who acts (``actors``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from spacy.tokens import Token

from pipelines import lexicons
from pipelines.annotate.gazetteer import fold


@dataclass(frozen=True)
class PlaceWords:
    """The lists of ``lexicons/place_words.yml``."""

    features: Mapping[str, str]
    strong: frozenset[str]
    no_heads: frozenset[str]
    prefixes: frozenset[str]
    within: frozenset[str]
    taken: frozenset[str]
    stormed: frozenset[str]
    not_places: frozenset[str]
    compass: frozenset[str]
    sides: frozenset[str]
    sports: frozenset[str]
    games: frozenset[str]
    buildings: frozenset[str]
    not_in_names: frozenset[str]
    not_governors: frozenset[str]
    done_to: frozenset[str]
    respelt: frozenset[str]
    edges: frozenset[str]
    us_states: Mapping[str, str]
    georgia_state: frozenset[str]
    georgia_country: frozenset[str]

    @classmethod
    def load(cls) -> Self:
        """Read the lexicon."""
        return cls.of(lexicons.read("place_words"))

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """Make it of the file's content; nouns are known in singular and plural."""
        features = {**{_plural(noun): sort for noun, sort in data["features"].items()}, **data["features"]}
        return cls(
            features,
            frozenset({*data["strong"], *map(_plural, data["strong"])}),
            frozenset(data["no_heads"]),
            frozenset(data["prefixes"]),
            frozenset(data["within"]),
            frozenset(data["taken"]),
            frozenset(data["stormed"]),
            frozenset(str(w) for w in data["not_places"]),
            frozenset(data["compass"]),
            frozenset(data["sides"]),
            frozenset(data["sports"]),
            frozenset(data["games"]),
            frozenset(data["buildings"]),
            frozenset(data["not_in_names"]),
            frozenset(data["not_governors"]),
            frozenset(data["done_to"]),
            frozenset(data["respelt"]),
            frozenset(data["edges"]),
            {fold(k): v for k, v in data["us_states"].items()},
            frozenset(data["georgia_state"]),
            frozenset(data["georgia_country"]),
        )


def _is_caught(tokens: Sequence[Token], start: int, end: int, words: PlaceWords) -> bool:
    """Whether an unknown name after "captured" is a person's: one with an office, with "Abu", or with "in" and a country right behind it."""
    if fold(tokens[start].text) in ("abu", "bin", "ibn"):
        return True
    appositions = [c for t in tokens[start:end] for c in t.children if c.dep_ == "appos" and c.i >= end and c.pos_ == "NOUN"]
    if any(c.lower_ not in words.features for c in appositions):
        return True
    return end + 1 < len(tokens) and tokens[end].lower_ == "in" and tokens[end + 1].pos_ == "PROPN"


def _is_before_sort(tokens: Sequence[Token], start: int, end: int, words: PlaceWords, *, is_person: bool) -> bool:
    """Whether "district" or its like follows a name; "Camp" is a surname too, and candidates have camps."""
    if end >= len(tokens) or tokens[end].lower_ not in words.strong or tokens[end].pos_ not in ("NOUN", "PROPN"):
        return False
    if is_person and tokens[end].text[0].isupper() and tokens[end - 1].head.i == end:
        return False
    if tokens[end].lower_ in ("camp", "camps"):
        at = start - 1
        while at > 0 and (tokens[at].lower_ == "the" or tokens[at].pos_ == "ADJ"):
            at -= 1
        return at >= 0 and (tokens[at].lower_ in words.within or tokens[at].lower_ in ("at", "from", "of", "to"))
    return True


def _is_sort(noun: Token, words: PlaceWords) -> bool:
    """Whether a noun says of a name before it what place it is."""
    return words.features.get(noun.lower_) == "populated_place" or (noun.lower_ in _LANDS and noun.dep_ == "appos")


#: Nouns of land that say what a name before them is: "X, the main island".
_LANDS = frozenset({"island", "province", "district", "region", "peninsula", "valley", "suburb"})
#: What opens names of persons only.
_TITLES = frozenset({"Mr.", "Mrs.", "Ms.", "Mr", "Mrs", "Ms", "Dr.", "Dr", "Sen.", "Rep.", "Gov.", "Gen.", "Col.", "Prof.", "Rev."})
#: Prepositions of place after which persons stand too: "rallied around X".
_ABOUT_PERSONS = frozenset({"around", "into", "within", "across", "throughout"})
#: Verbs that are done to persons as often as to places.
_OF_PERSONS_TOO = frozenset({"capture", "seize"})
_TOWARDS = frozenset({"to", "at", "from", "on"})


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "sh", "ch")) else f"{noun}s"


def follows_settlement(tokens: Sequence[Token], start: int, words: PlaceWords) -> bool:
    """Whether "the village of" or its like stands before a name, so that it is a place whoever else bears it."""
    if start < 2 or tokens[start - 1].lower_ != "of":
        return False
    noun = tokens[start - 2].lower_
    return noun in words.strong and (words.features.get(noun) == "populated_place" or noun in words.edges)


def stands_as_place(tokens: Sequence[Token], start: int, end: int, words: PlaceWords, *, is_person: bool) -> bool:
    """Whether a capitalised name stands where only a place can.

    Args:
        tokens: the document's.
        start: first token of the name.
        end: one past its last.
        words: lists of cues.
        is_person: whether the model takes it for a person; then fewer prepositions tell.

    Returns:
        True for "the towns of X and Y", "X District", "inside X", "X, a town north of", "stormed Tell X".
    """
    if tokens[start].text in _TITLES:
        return False
    is_named = _is_before_sort(tokens, start, end, words, is_person=is_person)
    if fold(tokens[end - 1].text) in words.no_heads or (tokens[start].tag_ == "JJ" and not (is_named and tokens[start].ent_type_ == "GPE")):
        return False
    if fold(tokens[start].text) in words.prefixes and end - start > 1:
        return True
    if end - start > 1 and tokens[end - 1].lower_ in words.strong and not (is_person and tokens[end - 1].lower_.endswith("s")):
        # Rivers, Banks and Hills are surnames
        return True
    if is_named:
        return True
    if end + 1 < len(tokens) and tokens[end].text == ",":
        at = end + 1
        while at < len(tokens) and tokens[at].pos_ in ("DET", "ADJ") and at - end < 5 and tokens[at].tag_ != "WP$":
            at += 1
        while at + 1 < len(tokens) and tokens[at].dep_ == "compound" and tokens[at].head.i == at + 1 and tokens[at].pos_ == "NOUN":
            # "X, a border town"
            at += 1
        if at < len(tokens) and at > end + 1 and tokens[at].dep_ != "compound" and _is_sort(tokens[at], words):
            return True
    at = start - 1
    while at >= 0 and (tokens[at].lower_ in words.compass or tokens[at].lower_ == "the" or tokens[at].is_space):
        at -= 1
    if at < 0:
        return False
    before = tokens[at].lower_
    if before == "nearby":
        return True
    if before in _TOWARDS and end + 1 < len(tokens) and tokens[end].lower_ == "in" and tokens[end + 1].lower_ in words.compass:
        # "marched to X in southern Y"
        return tokens[at - 1].lower_ != "according"
    if before == "of" and at > 0 and tokens[at - 1].lower_ in words.sides:
        return True
    if before == "of":
        if end < len(tokens) and tokens[end - 1].dep_ == "compound" and tokens[end].pos_ == "NOUN" and tokens[end].lower_ not in words.features:
            # "the centre of the X scandal"
            return False
        return (
            at > 0
            and tokens[at - 1].lower_ in words.features
            and tokens[at - 1].lower_ not in ("state", "department", "station", "capital", "quarter")
            # "the tomb of X", "the temple of X"
            and (words.features[tokens[at - 1].lower_] != "site" or tokens[at - 1].lower_ in words.strong)
        )
    if before in words.within:
        # a person's name stands after "in" only as somebody's work or body ("in Blair's view")
        return (end >= len(tokens) or tokens[end].tag_ != "POS") and not (is_person and before in _ABOUT_PERSONS)
    if not is_person and before in ("at", "from", "to"):
        return (
            end < len(tokens)
            and tokens[end].text == ","
            and end + 1 < len(tokens)
            and (
                tokens[end + 1].lower_ in ("in", "near", "north", "south", "east", "west")
                or (
                    tokens[end + 1].lower_ == "a"
                    and any(t.lower_ in words.features for t in (tokens[start], tokens[end - 1], *tokens[end + 2 : end + 5]))
                )
            )
        )
    if before == "as" and at > 1 and tokens[at - 1].lower_ == "known" and tokens[at - 2].lower_ in words.features:
        return True
    if tokens[at].lemma_ in words.taken and tokens[at].pos_ == "VERB":
        # people are seized and captured too; only places are stormed, and what is stormed and captured
        verb = tokens[at]
        if verb.lemma_ in _OF_PERSONS_TOO and _is_caught(tokens, start, end, words):
            return False
        return (
            not is_person or verb.lemma_ in words.stormed or (verb.dep_ == "conj" and verb.head.lemma_ in words.stormed and verb.i - verb.head.i <= 2)
        )
    root = next((t for t in tokens[start:end] if not start <= t.head.i < end), tokens[start])
    if root.dep_ == "conj" and root.head.i < start and root.head.pos_ == "PROPN":
        first = root.head.left_edge.i
        while first < root.head.i and tokens[first].pos_ not in ("PROPN",):
            first += 1
        return stands_as_place(tokens, first, root.head.i + 1, words, is_person=is_person)
    return False
