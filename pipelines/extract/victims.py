"""Who is harmed: whether a noun means people, how many of them, and what sort.

What belongs here: reading one noun phrase. What does not: what befell the people; that is ``harm`` and ``casualties``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from spacy.tokens import Token

from pipelines import lexicons
from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.model import ActorIndex, Quantity
from pipelines.extract.numbers import QuantityIndex

_SINGULAR_DETERMINERS = frozenset(["a", "an", "another", "one"])
_BACKWARD_DETERMINERS = frozenset(["the", "this", "that", "these", "those", "both", "such"])
_HUMAN_PRONOUNS = frozenset(["he", "she", "him", "her", "i", "me"])
#: Words of a force whose guards are no private ones.
_ARMS = frozenset(["force", "forces", "army", "military", "national", "border", "presidential", "revolutionary"])
#: People who serve somebody in office.
_AIDES = frozenset(["adviser", "advisor", "aide", "secretary", "counsellor"])
_OFFICES = frozenset(["government", "presidential", "ministerial", "cabinet", "presidency", "ministry", "mayoral"])
#: Words of craft whose pilots are soldiers.
_WARPLANES = frozenset(["shootdown", "warplane", "warplanes", "f-16", "f-15", "mig-29", "su-25", "bomber", "bombers", "squadron"])
_RELATIVES = frozenset(["who", "whom", "which", "that"])
#: Words for people of a force, whose owner tells which.
_RANKS = frozenset(["commander", "leader", "member", "chief", "fighter", "man", "operative", "officer", "cadre", "force", "head"])
#: Words for people who are of no force unless they bear arms.
_UNTOLD = frozenset(["man", "woman", "person", "people", "youth", "individual", "civilian", "villager", "supporter", "assailant"])
_OTHERS = frozenset(["other", "others", "more", "another", "rest"])
#: An age group that the noun tells; everything else is not told.
_MAX_COMPLEMENTS = 3
_FORMER = frozenset(["former", "ex", "retired", "onetime"])
#: Tokens of a title and a name.
_TITLE = 7
#: Sorts of people by an office or membership that ends.
_HELD = frozenset(["official", "military", "police", "armed_group"])
_TEENS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"]
_TEENS += ["sixteen", "seventeen", "eighteen", "nineteen"]
_YEARS_OLD = re.compile(rf"\b(\d{{1,3}}|{'|'.join(_TEENS)})[- ]+years?[- ]+old\b", re.IGNORECASE)
#: Years from which a person is an adult, and old.
_OF_AGE, _OLD = 18, 65


@dataclass(frozen=True)
class VictimLexicon:
    """The words of ``lexicons/victims.yml``."""

    categories: Mapping[str, str]
    modifiers: Mapping[str, str]
    vague_heads: frozenset[str]
    people: frozenset[str]
    groups: frozenset[str]
    person_endings: tuple[str, ...]
    #: Words of ships, aircraft and teams, whose captains are no soldiers.
    craft: frozenset[str]
    not_people: frozenset[str]
    #: First names, lower case; a name that the model takes for a place or a body is a person's behind one of them.
    given_names: frozenset[str] = frozenset()
    #: Words of bodies whose heads hold a public office.
    public_bodies: frozenset[str] = frozenset()
    sexes: Mapping[str, str] = field(default_factory=dict)
    ages: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Self:
        """Read ``lexicons/victims.yml``."""
        data = lexicons.read("victims")
        categories = {word: category for category, words in data["categories"].items() for word in words.split()}
        return cls(
            categories=categories,
            modifiers={word: category for category, words in data["modifiers"].items() for word in words},
            vague_heads=frozenset(data["vague_heads"]),
            people=frozenset(data["people"].split()),
            groups=frozenset(data["groups"]),
            craft=frozenset(data["craft"].split()),
            public_bodies=frozenset(data["public_bodies"].split()),
            person_endings=tuple(data["person_endings"]),
            not_people=frozenset(data["not_people"].split()),
            sexes={word: sex for sex, words in data["sexes"].items() for word in words.split()},
            ages={word: age for age, words in data["ages"].items() for word in words.split()},
            given_names=frozenset(name.lower() for part in ("female", "male") for name in lexicons.read("given_names")[part]),
        )


@dataclass(frozen=True)
class Victims:
    """The people of one noun phrase.

    Attributes:
        token: the head of the phrase, the argument of the word of harm.
        noun: the noun that names them; the number itself when no noun does.
        quantity: the number, None for "a man", names and bare plurals.
        stated, low, high, qualifier: as in ``casualties``.
        category: a code of ``victim_category``.
        is_named: a person by name.
        is_backward: the words point back ("the soldier", "they").
        start, end: token range of the words that name and count them, without what follows the noun.
        sex, age_group: codes of those names, None where the words do not tell.
    """

    token: Token
    noun: Token
    quantity: Quantity | None
    stated: int | None
    low: int | None
    high: int | None
    qualifier: str
    category: str
    is_named: bool
    is_backward: bool
    start: int
    end: int
    sex: str | None = None
    age_group: str | None = None


def is_person_noun(token: Token, lexicon: VictimLexicon) -> bool:
    """Whether the noun is known to mean people."""
    # the model keeps the plural in the lemma of a name
    lemma, low = token.lemma_.lower().removesuffix("s") if token.tag_ == "NNPS" else token.lemma_.lower(), token.lower_
    if low in lexicon.not_people or lemma in lexicon.not_people:
        return False
    if lemma in lexicon.categories or low in lexicon.categories or lemma in lexicon.people or low in lexicon.people or _is_year_old(token):
        return True
    if token.ent_type_ in ("PERSON", "NORP") and token.pos_ in ("PROPN", "NOUN", "ADJ"):
        return True
    return (len(low) > 5 and low.endswith(lexicon.person_endings)) or _passes_by(token)


def _passes_by(token: Token) -> bool:
    """Whether the token begins "passers-by" in three."""
    return token.lower_ in ("passer", "passers") and token.i + 2 < len(token.doc) and token.nbor(2).lower_ == "by"


def _is_year_old(token: Token) -> bool:
    """Whether the token ends "a 17-year-old", who is a person."""
    return token.lower_ == "old" and token.i > 2 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ == "year"


def category_of(noun: Token, actors: ActorIndex, lexicon: VictimLexicon) -> str:
    """The sort of victims that the words of a noun phrase tell; a former soldier is none."""
    category = _category_of(noun, actors, lexicon)
    return "unspecified" if category in _HELD and _is_former(noun) else category


def _is_former(noun: Token) -> bool:
    """Whether "former" stands before the noun or before the title of a name."""
    at = noun.i - 1
    while at >= max(0, noun.i - _TITLE) and noun.doc[at].pos_ in ("NOUN", "PROPN", "ADJ") and noun.doc[at].lower_ not in _FORMER:
        at -= 1
    return at >= 0 and noun.i - at <= _TITLE and noun.doc[at].lower_ in _FORMER


def _category_of(noun: Token, actors: ActorIndex, lexicon: VictimLexicon) -> str:
    """What the noun, its modifiers, its title and its actor tell."""
    lemma, low = noun.lemma_.lower().removesuffix("s") if noun.tag_ == "NNPS" else noun.lemma_.lower(), noun.lower_
    modifiers = [t for t in noun.lefts if t.dep_ in ("compound", "amod", "nmod", "poss") or t.pos_ in ("NOUN", "PROPN", "ADJ")]
    near = {w for t in modifiers for w in (t.lower_, t.lemma_.lower())}
    for t in modifiers:
        near.update(w for c in t.lefts if c.dep_ in ("compound", "amod") for w in (c.lower_,))
    for prep in noun.rights:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "from") and lemma in lexicon.vague_heads:
            for obj in prep.children:
                if obj.dep_ == "pobj":
                    near.update(word for t in (*obj.lefts, obj) for word in (t.lower_, t.lemma_.lower().removesuffix("s")))
                    # "of the aid group Medlink"
                    near.update(c.lower_ for t in obj.lefts if t.dep_ == "compound" for c in t.lefts if c.dep_ in ("compound", "amod"))
                    # "of the Northland Workers' Party (NWP)"
                    near.update(c.lower_ for c in obj.rights if c.dep_ == "appos" and c.tag_ == "NNP")
                    # "a commander of the armed wing of the rebels"
                    inner = (c for c in obj.rights if c.dep_ == "prep" and c.lower_ == "of")
                    near.update(word for c in inner for o in c.children if o.dep_ == "pobj" for word in (o.lower_, o.lemma_.lower()))
    if "civilian" in near or "civilians" in near:
        return "civilian"
    if lemma == "guard" and "security" in near and near.isdisjoint(_ARMS):
        return "unspecified"
    if lemma in _RANKS:
        force = _force_of(noun, actors)
        if force is not None:
            return force
    own = lexicon.categories.get(lemma) or lexicon.categories.get(low)
    if _passes_by(noun):
        return "civilian"
    if lemma in ("maker", "planter", "layer") and not near.isdisjoint(("bomb", "mine", "ied")):
        return "armed_group"
    if "armed" in near and lemma in _UNTOLD:
        # without a force of its own
        return "armed_group"
    if lemma == "captain" and own == "military" and not lexicon.craft.isdisjoint(t.lower_ for t in noun.doc):
        # of a ferry
        own = "civilian"
    if lemma in lexicon.vague_heads or low in lexicon.vague_heads or own is None:
        for category in ("journalist", "medic", "aid_worker", "police", "armed_group", "military", "official", "civilian"):
            words = {w for w, c in lexicon.modifiers.items() if c == category}
            if near & words and (lemma in lexicon.vague_heads or low in lexicon.vague_heads):
                if category == "official" and lemma in ("force", "troop"):
                    return "military"
                return category
        for t in modifiers:
            told = lexicon.categories.get(t.lemma_.lower())
            if told is not None and t.dep_ in ("compound", "amod", "nmod") and (own is None or lemma in lexicon.vague_heads):
                return told
    if lemma == "officer" and own is None and any(t.ent_type_ == "NORP" for t in modifiers) and near.isdisjoint(lexicon.modifiers):
        return "unspecified"
    if lemma == "officer" and own is None and any(lexicon.categories.get(c.lemma_.lower()) == "military" for c in noun.conjuncts):
        # "three officers and seven soldiers"
        return "military"
    if lemma == "officer" and own is None:
        return "police" if not near & {"army", "military", "intelligence", "navy"} else "military"
    if own == "military":
        # a police captain is no soldier, and a rebel commander none of a state
        for category in ("police", "armed_group"):
            if near & {w for w, c in lexicon.modifiers.items() if c == category and w not in ("prison", "customs", "traffic", "suicide", "is")}:
                return category
    if lemma == "deputy" and noun.dep_ == "conj" and any(c.tag_ == "PRP$" for c in noun.lefts):
        # "a commander and his deputy"
        return _category_of(noun.head, actors, lexicon)
    if own is None and lemma in _AIDES and _serves_office(noun, lexicon):
        return "official"
    if own is None and lemma in ("pilot", "copilot", "co-pilot", "navigator") and not _WARPLANES.isdisjoint(t.lower_ for t in noun.doc):
        return "military"
    if own is not None:
        return own
    owner = next((actors.actor_of(c) for c in noun.lefts if c.dep_ == "poss"), None) if lemma in _RANKS else None
    if owner is not None and owner.kind in ("armed_group", "military", "police"):
        # "one of its commanders"
        return owner.kind
    actor = actors.actor_of(noun)
    mention = actors.headed_by(noun)
    if actor is not None:
        if mention is not None and mention.role_text and _FORMER.isdisjoint(mention.role_text.lower().replace("-", " ").split()):
            for word in mention.role_text.lower().replace("-", " ").split():
                told = lexicon.categories.get(word)
                if told is not None and told not in ("child", "woman"):
                    return told
        known = noun.pos_ != "PROPN" and (lemma in lexicon.people or low in lexicon.people)
        match actor.kind if not known else "":
            case "armed_group":
                return "armed_group"
            case "military":
                return "military"
            case "police":
                return "police"
            case _:
                pass
    return _of_title(noun, lexicon)


def _serves_office(noun: Token, lexicon: VictimLexicon) -> bool:
    """Whether an adviser or aide is of somebody in office: "the president's adviser", "an aide in a ministry"."""
    behind = (c for c in noun.rights if c.dep_ == "prep" and c.lower_ in ("to", "of", "in", "for"))
    near = [*noun.lefts, *(o for c in behind for o in c.children if o.dep_ == "pobj")]
    words = {t.lemma_.lower() for one in near for t in (one, *(s for s in one.subtree if s.i < one.i))}
    return any(lexicon.categories.get(w) == "official" or w in _OFFICES for w in words)


def _force_of(noun: Token, actors: ActorIndex) -> str | None:
    """The sort of the force that people are members of: "members of the Northland Liberation Army", "two Northland Front fighters"."""
    inside = [c for c in noun.lefts if c.dep_ in ("compound", "nmod", "amod") and c.tag_ in ("NNP", "NNPS")]
    behind = [o for c in noun.rights if c.dep_ == "prep" and c.lower_ in ("of", "from") for o in c.children if o.dep_ == "pobj"]
    for token in (*inside, *behind):
        mention = actors.covering(token)
        actor = actors.actors.get(mention.actor_id) if mention is not None and mention.head != noun.i else None
        if actor is not None and actor.kind in ("armed_group", "military", "police"):
            return actor.kind
    return None


def sex_and_age(noun: Token, lexicon: VictimLexicon) -> tuple[str | None, str | None]:
    """Sex and age group that the words of a noun phrase tell: of the noun, its modifiers and a stated age."""
    lemma = noun.lemma_.lower()
    sex = lexicon.sexes.get(lemma) or lexicon.sexes.get(noun.lower_)
    age_group = lexicon.ages.get(lemma) or lexicon.ages.get(noun.lower_)
    for word in noun.lefts:
        if word.dep_ in ("amod", "compound", "nmod") or word.tag_ == "NNS":
            sex = sex or (
                lexicon.sexes.get(word.lower_) if word.lower_ in ("female", "male") or word.lemma_.lower() in ("woman", "girl", "boy") else None
            )
            told = lexicon.ages.get(word.lower_)
            if told in ("elderly", "child") and word.pos_ in ("ADJ", "NOUN") and word.lower_ not in ("minor", "baby"):
                age_group = told
    opening = min([noun.i, *(t.left_edge.i for t in noun.lefts)])
    stated = _YEARS_OLD.search(noun.doc[opening : noun.i + 1].text) if noun.tag_ in ("NN", "NNP") or _is_year_old(noun) else None
    if stated is not None:
        years = stated.group(1).lower()
        age = int(years) if years.isdigit() else _TEENS.index(years) + 1
        age_group = "child" if age < _OF_AGE else "elderly" if age >= _OLD else "adult"
    return sex, age_group


def _is_titled(noun: Token, lexicon: VictimLexicon) -> bool:
    """Whether a word for a person stands before the name: "student leader Ana Ruiz"."""
    if noun.tag_ != "NNP" or noun.ent_type_ in ("GPE", "LOC", "FAC", "NORP", "DATE"):
        return False
    return any(
        t.dep_ == "compound" and t.tag_ in ("NN", "NNP") and (t.lemma_.lower() in lexicon.categories or t.lemma_.lower() in lexicon.people)
        for t in noun.lefts
    )


def _is_described(noun: Token, lexicon: VictimLexicon) -> bool:
    """Whether a name that the model leaves unexplained is a person's by what stands behind it: "Ruiz, leader of the union"."""
    if noun.tag_ != "NNP" or noun.ent_type_:
        return False
    return any(c.dep_ == "appos" and c.tag_ == "NN" and is_person_noun(c, lexicon) for c in noun.rights)


def _is_name(noun: Token) -> bool:
    """Whether the token ends a name of two words or more."""
    return any(t.dep_ == "compound" and t.tag_ == "NNP" for t in noun.lefts) and not noun.text.isupper()


def _of_title(noun: Token, lexicon: VictimLexicon) -> str:
    """The sort told by a title before a name or an apposition behind it."""
    # an apposition to a number of people tells of some of them ("40 people, many of them women")
    behind = [c for c in noun.rights if c.dep_ == "appos" and not any(g.dep_ == "nummod" for g in c.lefts)] if noun.tag_ in ("NN", "NNP") else []
    for t in [*noun.lefts, *behind]:
        if t.dep_ == "appos" and _is_former(t):
            continue
        if t.dep_ == "appos" and t.lemma_.lower() in ("director", "officer", "head", "chief", "warden"):
            held = _of_office(t, lexicon)
            if held is not None:
                return held
        if t.dep_ == "appos" and t.lemma_.lower() in _AIDES and _serves_office(t, lexicon):
            return "official"
        if t.lower_ == "general" and t.dep_ == "compound" and t.tag_ == "NNP" and (not t.i or t.nbor(-1).tag_ not in ("NNP", "NN", "HYPH")):
            # no attorney general, no secretary-general
            return "military"
        told = lexicon.categories.get(t.lemma_.lower()) if t.dep_ in ("compound", "appos", "nmod") else None
        if told is not None:
            return told
    return "unspecified"


def _of_office(noun: Token, lexicon: VictimLexicon) -> str | None:
    """The sort of those who head or serve a public body: "director of the central prison", "an officer in the intelligence service"."""
    bodies = {
        t.lemma_.lower()
        for prep in noun.rights
        if prep.dep_ == "prep" and prep.lower_ in ("of", "in", "at", "with")
        for obj in prep.children
        if obj.dep_ == "pobj"
        for t in (*obj.lefts, obj)
    }
    if bodies.isdisjoint(lexicon.public_bodies):
        return None
    if noun.lemma_.lower() != "officer":
        return "official"
    return "military" if not bodies.isdisjoint(["intelligence", "army", "navy"]) else None


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; the token itself when it is none."""
    if token.lower_ not in _RELATIVES:
        return token
    clause = token.head
    if token.lower_ == "whom" and clause.lower_ == "of" and clause.head.left_edge.i > 1 and clause.head.left_edge.nbor(-1).text == ",":
        # "her children, one of whom was hurt": whatever the parser makes of the clause, the people stand before the comma
        before = clause.head.left_edge.nbor(-2)
        while before.dep_ in ("pobj", "prep", "compound") and before.tag_ != "NNS" and before.head.i < before.i:
            before = before.head
        if before.tag_ in ("NNS", "NNPS"):
            return before
    for _ in range(4):
        if clause.dep_ == "relcl":
            return clause.head
        if clause.head == clause:
            return token
        clause = clause.head
    return token


def victims_of(
    token: Token, doc: AnnotatedDocument, actors: ActorIndex, quantities: QuantityIndex, lexicon: VictimLexicon, *, people: str
) -> Victims | None:
    """Read a noun phrase as harmed people.

    Args:
        token: head of the phrase.
        doc: the document.
        actors: for names and pronouns.
        quantities: for numbers.
        lexicon: words for people.
        people: "known": only nouns known to mean people; "any": a counted noun is people unless it is known to be something
            else; "strong": a name, too, is a person unless it is known to be something else; "counted": known and counted.

    Returns:
        None when the phrase is not of people, or counts none of them.
    """
    token = antecedent(token)
    above = token.head.head
    if token.dep_ == "pobj" and token.head.lower_ == "of" and above.tag_ == "CD" and above.dep_ == "pobj" and above.head.lower_ == "with":
        # "with 12 of the first 40 patients dying"
        token = above if any(c.dep_ == "acl" and c.tag_ == "VBG" for c in token.rights) else token
    if token.lower_ == "another" and token.pos_ in ("DET", "PRON"):
        return _one_more(token, actors, lexicon)
    if token.lower_ == "more" and token.i and token.nbor(-1).lower_ == "many" and token.dep_ in ("nsubj", "nsubjpass", "dobj"):
        # "and many more were wounded"
        return Victims(token, token, None, None, 2, None, "unstated", "unspecified", False, False, token.i - 1, token.i + 1)
    if token.lower_ in _RELATIVES or token.pos_ in ("VERB", "AUX", "PUNCT", "ADP"):
        return None
    quantity = quantities.counting(token)
    if quantity is not None and quantity.sort not in ("count", "ordinal"):
        if quantity.sort in ("age", "date", "duration") and quantity.head != token.i:
            quantity = None
        else:
            return None
    noun = token
    if quantity is not None and quantities.at(token) is not None and quantity.head != token.i:
        noun = antecedent(doc.doc[quantity.head])
    elif (
        quantity is None and token.lemma_.lower() in ("number", "total", "majority", "score", "rest", "most", "some", "all", "many", "one", "lot")
    ) or token.lower_ in ("several", "many"):
        for prep in token.rights:
            if prep.lower_ == "of" and prep.dep_ == "prep":
                noun = antecedent(next((o for o in prep.children if o.dep_ == "pobj"), noun))
        inner = quantities.counting(noun) if noun is not token else None
        if token.lemma_.lower() in ("total", "all") and inner is not None and inner.sort == "count":
            quantity = inner
    if quantity is not None and quantity.head < quantity.end and " out of " in quantity.text and quantity.end < len(doc.doc):
        # "53 out of 101 birds died"
        whole = doc.doc[quantity.end]
        noun = whole if whole.pos_ == "NOUN" and noun.i < quantity.end else noun
    return _read(token, noun, quantity, doc, actors, quantities, lexicon, people)


def _one_more(token: Token, actors: ActorIndex, lexicon: VictimLexicon) -> Victims | None:
    """The bare "another" of "killed one soldier and wounded another": one of the sort named last in the sentence."""
    before = (t for t in reversed(token.doc[max(token.sent.start, token.i - 12) : token.i]) if t.pos_ in ("NOUN", "PROPN"))
    noun = next((t for t in before if is_person_noun(t, lexicon) and t.dep_ in ("dobj", "nsubjpass", "nsubj", "conj", "pobj")), None)
    if noun is None:
        return None
    category = category_of(noun, actors, lexicon)
    return Victims(token, token, None, 1, 1, 1, "exact", category, False, False, token.i, token.i + 1, *sex_and_age(noun, lexicon))


def _read(
    token: Token,
    noun: Token,
    quantity: Quantity | None,
    doc: AnnotatedDocument,
    actors: ActorIndex,
    quantities: QuantityIndex,
    lexicon: VictimLexicon,
    people: str,
) -> Victims | None:
    low, lemma = noun.lower_, noun.lemma_.lower()
    bare_number = quantity is not None and quantities.at(noun) is not None
    actor = actors.actor_of(noun)
    first_names = [t for t in noun.lefts if t.dep_ == "compound" and t.tag_ == "NNP" and t.lower_ in lexicon.given_names]
    is_person = noun.ent_type_ == "PERSON" and (noun.pos_ == "PROPN" or bool(first_names))
    if actor is not None and noun.pos_ == "PROPN":
        is_person = actor.kind == "person"
    elif noun.pos_ == "PROPN" and not is_person:
        is_person = _is_titled(noun, lexicon) or (
            noun.tag_ == "NNP"
            and ((people == "strong" and noun.ent_type_ in ("", "ORG", "WORK_OF_ART", "PRODUCT")) or (noun.ent_type_ == "GPE" and bool(first_names)))
            and _is_name(noun)
        )
        is_person = is_person or _is_described(noun, lexicon)
    pronoun = noun.pos_ == "PRON" and not bare_number
    # only people are murdered and arrested, so the verb vouches for its noun
    vouched = people == "strong" and noun.pos_ == "NOUN" and noun.ent_type_ not in ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY")
    known = (
        vouched
        or is_person
        or bare_number
        or is_person_noun(noun, lexicon)
        or (
            pronoun and quantity is not None and low in ("those", "these") and (quantity.stated != 1 or not any(c.dep_ == "acl" for c in noun.rights))
        )
        or (pronoun and low in (*_HUMAN_PRONOUNS, "them", "they", "us", "we", "others", "everyone", "anyone"))
    )
    if low in lexicon.not_people or lemma in lexicon.not_people:
        return None
    if lemma in ("fighter", "bomber") and any(any(c.isdigit() for c in t.text) and t.text[:1].isalpha() for t in noun.lefts):
        # an F-16 fighter is an aircraft
        return None
    if people in ("known", "counted") and not known:
        return None
    if people == "counted" and quantity is None:
        return None
    if not known and quantity is None and not (noun.tag_ == "NN" and lemma in lexicon.groups):
        return None
    if not known and noun.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"):
        return None
    if low.endswith(("self", "selves")) or (low == "other" and any(t.lower_ == "each" for t in noun.lefts)):
        return None
    opening = min([noun.i, *(t.i for t in noun.lefts)])
    if "not" in (doc.doc[opening].lower_, doc.doc[max(opening - 1, 0)].lower_) and not (quantity is not None and quantity.start < opening):
        # "not a single person"
        return None
    category = category_of(noun, actors, lexicon) if not bare_number else "unspecified"
    determiner = next((t.lower_ for t in noun.lefts if t.dep_ in ("det", "predet")), "")
    if not determiner and noun.tag_ == "NN" and noun.dep_ == "conj" and noun.head.tag_ == "NN":
        # "a father, mother and their four children"
        determiner = next((t.lower_ for t in noun.head.lefts if t.dep_ == "det" and t.lower_ in _SINGULAR_DETERMINERS), "")
    backward = determiner in _BACKWARD_DETERMINERS and quantity is None
    left = min([noun.i, *(t.i for t in noun.lefts if t.dep_ not in ("punct", "cc", "prep", "relcl", "advmod", "conj"))])
    if quantity is not None and left < quantity.start <= noun.i and any(t.lower_ in ("and", ",", "/") for t in doc.doc[left : quantity.start]):
        left = quantity.start
    first = min(left, quantity.start) if quantity is not None else left
    if token is not noun:
        first = min(first, token.i) if quantity is None else min(quantity.start, token.i)
        if quantity is not None and noun.i < quantity.start:
            # "her children, one of whom"
            first = quantity.start
    last = max(noun.i, token.i) + 1
    if quantity is not None:
        last = max(last, quantity.end)
    stated: int | None
    lower: int | None
    upper: int | None
    if quantity is not None and quantity.sort == "ordinal":
        determined = any(t.lower_ == "a" for t in noun.lefts) and not any(t.lower_ == "of" for t in noun.rights)
        # "a third was wounded", "killing two rebels and capturing a third"
        if noun.tag_ not in ("NN", "NNP", "JJ") or (bare_number and not (determined and noun.dep_ in ("nsubjpass", "dobj"))):
            return None
        fellow = _one_more(token, actors, lexicon) if bare_number else None
        if fellow is not None:
            return replace(fellow, start=noun.left_edge.i)
        stated, lower, upper, qualifier = 1, 1, 1, "exact"
        quantity = None
    elif quantity is not None:
        if (
            quantity.stated == 1
            and bare_number
            and low == "one"
            and noun.head.pos_ == "NOUN"
            and noun.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "attr", "appos", "ROOT")
        ):
            return None
        stated, lower, upper, qualifier = quantity.stated, quantity.low, quantity.high, quantity.qualifier
        if lemma in ("family", "household") and noun.tag_ == "NNS" and stated is not None and lower is not None:
            # so many families are at least so many persons
            upper, qualifier = None, "at_least" if qualifier == "exact" else qualifier
        elif lemma in lexicon.groups and noun.tag_ == "NNS" and lemma not in ("staff", "personnel", "police"):
            stated, lower, upper, qualifier = None, 2, None, "unstated"
        if low == "couple" and quantity.stated == 1:
            stated, lower, upper = 2, 2, 2
    elif determiner == "no":
        stated, lower, upper, qualifier = 0, 0, 0, "exact"
    elif lemma in lexicon.groups and noun.tag_ in ("NN", "NNP"):
        size = _size(noun, quantities)
        children = _accompanied(noun, quantities) if size is None and lemma == "couple" else None
        if children is not None and children.stated is not None:
            stated = lower = upper = children.stated + 2
            qualifier = "exact"
            last = max(last, children.end)
        elif size is None and lemma == "couple":
            stated, lower, upper, qualifier = 2, 2, 2, "exact"
        elif size is None:
            if determiner not in _SINGULAR_DETERMINERS and lemma not in ("family", "crew"):
                return None
            stated, lower, upper, qualifier = None, 2, None, "unstated"
        else:
            quantity = size
            stated, lower, upper, qualifier = size.stated, size.low, size.high, size.qualifier
            last = max(last, size.end)
    elif token.lower_ == "one" and token is not noun and noun.tag_ in ("NNS", "NNPS"):
        # "one of the prime minister's guards"
        stated, lower, upper, qualifier = 1, 1, 1, "exact"
    elif is_person or low in _HUMAN_PRONOUNS:
        stated, lower, upper, qualifier = 1, 1, 1, "exact"
    elif pronoun:
        if low == "both":
            stated, lower, upper, qualifier = 2, 2, 2, "exact"
        else:
            return None
    elif determiner in _SINGULAR_DETERMINERS or (noun.tag_ in ("NN", "NNP") and low not in ("people", "police", "staff", "personnel")):
        if determiner in ("any", "every", "each", "either", "neither"):
            return None
        if (
            determiner == ""
            and not any(t.dep_ == "poss" for t in noun.lefts)
            and not doc.is_title(noun)
            and noun.tag_ == "NN"
            and not any(t.dep_ == "appos" for t in noun.rights)
        ):
            return None
        stated, lower, upper, qualifier = 1, 1, 1, "exact"
    else:
        if determiner in ("any",):
            return None
        if low in ("staff", "personnel", "lives", "thousands", "life"):
            return None
        if low == "police" and not (doc.is_title(noun) and noun.dep_ in ("dobj", "nsubjpass")):
            return None
        stated, lower, upper, qualifier = None, 2, None, "unstated"
        if determiner == "both":
            stated, lower, upper, qualifier = 2, 2, 2, "exact"
    sex, age_group = (None, None) if bare_number else sex_and_age(noun, lexicon)
    ages = _ages(noun) if not bare_number else []
    if len(ages) > 1 and qualifier == "unstated" and noun.tag_ in ("NNS", "NNPS"):
        # "her sons, aged 10 and 12"
        stated = lower = upper = len(ages)
        qualifier = "exact"
    if ages and age_group is None and (len(ages) == stated or stated is None):
        grown = {"child" if age < _OF_AGE else "elderly" if age >= _OLD else "adult" for age in ages}
        age_group = grown.pop() if len(grown) == 1 else None
        if age_group == "child" and category in ("woman", "civilian"):
            category = "child"
    if bare_number and category == "unspecified" and low in ("one", "two", "three", "four", "five", "both", "some", "several"):
        # "one of its commanders"
        group = next((o for c in noun.rights if c.lower_ == "of" and c.dep_ == "prep" for o in c.children if o.dep_ == "pobj"), None)
        if group is not None and group.pos_ != "PRON" and is_person_noun(group, lexicon):
            category = category_of(group, actors, lexicon)
            sex, age_group = sex_and_age(group, lexicon)
    if age_group == "child" and category == "unspecified":
        category = "child"
    return Victims(
        token,
        noun,
        quantity,
        stated,
        lower,
        upper,
        qualifier,
        category,
        is_person,
        backward or (pronoun and quantity is None),
        first,
        last,
        sex,
        age_group,
    )


def _accompanied(noun: Token, quantities: QuantityIndex) -> Quantity | None:
    """The number of those who are with a couple: "a couple with three children"."""
    for prep in noun.rights:
        if prep.dep_ == "prep" and prep.lower_ in ("with", "and") and prep.i == noun.i + 1:
            for obj in prep.children:
                found = quantities.counting(obj)
                if obj.dep_ == "pobj" and found is not None and found.sort == "count" and found.qualifier == "exact" and found.start <= noun.i + 3:
                    return found
    return None


def _ages(noun: Token) -> list[int]:
    """The ages behind a noun: "her sons, aged 10 and 12", "a girl, 9,", "two boys aged eight and 14"."""
    tokens = noun.doc
    at = noun.i + 1
    comma = at < len(tokens) and tokens[at].text == ","
    at += comma
    if at < len(tokens) and tokens[at].lower_ == "both":
        at += 1
    told = at < len(tokens) and tokens[at].lower_ in ("aged", "ages")
    if not told and not (comma and noun.tag_ in ("NN", "NNS", "NNP") and at < len(tokens)):
        return []
    at += told
    ages: list[int] = []
    while at < len(tokens):
        word = tokens[at].lower_
        if word.isdigit() and len(word) <= 3:
            ages.append(int(word))
        elif word in _TEENS:
            ages.append(_TEENS.index(word) + 1)
        elif not (
            ages and word in (",", "and") and at + 1 < len(tokens) and (tokens[at + 1].text.isdigit() or tokens[at + 1].lower_ in (*_TEENS, "and"))
        ):
            break
        at += 1
    # without "aged" the numbers must stand between marks: "Ana Ruiz, 9, and"
    closed = at >= len(tokens) or tokens[at].text in (",", ".", ";", ")") or (told and tokens[at].lower_ not in ("to", "-", "–"))
    return ages if closed and all(0 < age < 120 for age in ages) else []


def _size(noun: Token, quantities: QuantityIndex) -> Quantity | None:
    """The number behind a group: a family of five, a crew of 12."""
    for prep in noun.rights:
        if prep.dep_ == "prep" and prep.lower_ == "of":
            for obj in prep.children:
                found = quantities.counting(obj)
                if obj.dep_ == "pobj" and found is not None and found.sort == "count":
                    return found
    return None
