"""Finding the predicate that a token tells: the lexicon's entries against the arguments of the clause.

What belongs here: which entry fits. What does not: who the arguments are, and whether the act is real.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from spacy.tokens import Token

from pipelines.extract.acts.clause import VERBAL, child, claimant, is_aided, is_passive, noun_slots, subject, verb_slots
from pipelines.extract.acts.lexicon import ACTOR, ANY, ARMED, NAME, NONE, OFFICIAL, OWN, PLACE, PLURAL, STATE, EventLexicon, Predicate
from pipelines.extract.acts.status import negated

Filler = Callable[[Token], bool]
Kinship = Callable[[Token, Sequence[Token]], bool]
_AGENT_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_AGENT_PRONOUNS = frozenset({"he", "she", "they", "we", "i", "who"})
#: Words that change a verb's meaning rather than open a complement.
_PARTICLES = frozenset({"aside", "away", "back", "dead", "down", "free", "home", "hostage", "in", "off", "out", "over", "up"})
#: Words that an entry may ask for though nothing hangs on them.
_PRESENT = _PARTICLES | {"ablaze", "ethnically", "forcibly", "here", "jointly"}
#: Slots whose clause brings slots of its own: "ccomp_subj" is the doer of what is said.
_CLAUSES = ("advcl_", "ccomp_", "xcomp_")
#: Words of a clause that are no arguments, by the relation in which they stand.
_CLAUSE_WORDS = frozenset({"aux", "expl", "mark", "neg"})
#: Relations in which a participle stands as a noun.
_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "ROOT"})
#: Prepositions that the parser often hangs on the object rather than on the verb: "expelled X from the council".
_FLOATING = frozenset({"from", "into", "to", "of", "against", "as", "with", "between"})
#: Acts that a report, letter or resolution may do.
_SPOKEN_TYPES = frozenset({"ACCUSE", "REQUEST", "SUPPORT", "THREATEN"})
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"})
#: Slots of a noun that are no verb's.
_OF_NOUNS = frozenset({"acl", "appos", "mod", "poss", "relcl", "xcomp"})
_ACTION_SLOTS = ("poss", "mod", "of", "by")


@dataclass(frozen=True, slots=True)
class Context:
    """What decides whether an argument fits.

    Attributes:
        lexicon: the predicates.
        words: the words of the sentence in lower case, as written and as lemmas; entries that need others are passed over unread.
        is_actor: whether an argument stands for an actor.
        is_place: whether an argument is a place.
        is_state: whether an argument stands for a state, its government or a body of states.
        is_armed: whether an argument stands for an army or an armed group.
        is_official: whether an argument stands for somebody who holds an office.
        is_own: whether an argument is on the side of one of the doers.
    """

    lexicon: EventLexicon
    words: AbstractSet[str]
    is_actor: Filler
    is_place: Filler
    is_state: Filler
    is_armed: Filler
    is_official: Filler
    is_own: Kinship


@dataclass(frozen=True, slots=True)
class Trigger:
    """A token that tells an act.

    Attributes:
        token: the verb, noun or adjective.
        predicate: the entry that fits.
        slots: the arguments, those of a light verb's noun among them.
        fused: the argument nouns that the entry names ("offensive" of "launch an offensive"); they are no triggers of their own.
    """

    token: Token
    predicate: Predicate
    slots: dict[str, list[Token]]
    fused: tuple[Token, ...]


def lexemes(token: Token) -> tuple[str, ...]:
    """The lemmas to look a token up by: with its hyphenated first part ("cease-fire"), then alone."""
    lemma = token.lemma_.lower()
    i = token.i
    if i >= 2 and token.doc[i - 1].orth_ in ("-", "–") and not token.doc[i - 1].whitespace_ and not token.doc[i - 2].whitespace_:
        return f"{token.doc[i - 2].lower_}-{lemma}", lemma
    return (lemma,)


def _verb(token: Token, lexicon: EventLexicon) -> str:
    """The lemma under which a verb is looked up, with its hyphenated first part where that makes a verb of its own ("test-fired")."""
    lemma = lexicon.verb(token)
    whole = lexemes(token)[0] if token.i and token.nbor(-1).orth_ == "-" else lemma
    return whole if whole in lexicon.verbs else lemma


def trigger(token: Token, context: Context) -> Trigger | None:
    """The act that a token tells, None if it tells none."""
    lexicon = context.lexicon
    pos = token.pos_
    if pos in VERBAL:
        if token.dep_ in ("aux", "auxpass"):
            return None
        if token.dep_ in ("amod", "compound"):
            clausal = _clausal(token)
            entries = _open(lexicon.verbs, lexicon.verb(token), context) if clausal else []
            fit = _fit(token, entries, clausal, context) if entries else None
            return fit if fit is not None else _adjective(token, context)
        if token.tag_ == "VBG" and _is_nominal(token):
            # "fighting between the clans", "there was shooting in the port", tagged as a verb
            entries = _open(lexicon.nouns, token.lower_, context)
            fit = _fit(token, entries, _noun(token, context), context) if entries else None
            if fit is not None:
                return fit
        entries = _open(lexicon.verbs, _verb(token, lexicon), context)
        if entries:
            slots = verb_slots(token)
            fit = _fit(token, entries, slots, context)
            if fit is not None:
                return fit
        return _adjective(token, context)
    if pos in ("NOUN", "PROPN"):
        if token.dep_ in ("compound", "nmod", "npadvmod"):
            return None
        if token.dep_ == "ROOT" and token.tag_ == "NNS":
            headline = _headline(token)
            entries = _open(lexicon.verbs, token.lemma_.lower(), context) if headline else []
            fit = _fit(token, entries, headline, context) if entries else None
            if fit is not None:
                return fit
        for lemma in lexemes(token):
            entries = _open(lexicon.nouns, lemma, context)
            if entries:
                fit = _fit(token, entries, _noun(token, context), context)
                if fit is not None:
                    return fit
        return None
    if pos == "ADJ":
        return _adjective(token, context)
    return None


def _is_nominal(participle: Token) -> bool:
    """Whether a participle stands as a noun, without a doer or an object."""
    if child(participle, "expl") is not None:
        return child(participle, "dobj", "nsubj") is None
    return participle.dep_ in _NOMINAL and child(participle, "dobj", "aux", "auxpass", "nsubj") is None


def _clausal(token: Token) -> dict[str, list[Token]]:
    """The arguments of a verb that the parser took for the adjective of its own object; empty for an adjective.

    "Rebels on Friday captured X", where the finite verb stands behind its subject, and "began by striking the positions of X".
    """
    noun = token.head
    if noun.i < token.i:
        return {}
    inside = [c for c in noun.children if c.i > token.i and c.i < noun.i]
    before = token.doc[token.i - 1] if token.i else token
    if token.tag_ == "VBG":
        if before.lower_ == "of" and noun.dep_ == "pobj" and noun.head.i == before.i:
            # "accused both sides of occupying homes"
            blamed = child(before.head, "dobj") if before.head.lemma_ == "accuse" else before.head
            is_blamed = blamed is not None and blamed.dep_ == "dobj" and blamed.head.lemma_ == "accuse"
            return {"obj": [noun], "subj": [blamed]} if is_blamed and blamed is not None else {}
        is_gerund = before.lower_ in ("by", "after", "before") and any(c.dep_ in ("det", "poss", "nummod") for c in inside)
        doer = subject(before.head) if is_gerund and before.head.pos_ in VERBAL else None
        return {"obj": [noun], "subj": [doer]} if doer is not None else {}
    if token.tag_ == "VBN" and before.lower_ in _DAYS and noun.dep_ == "appos" and noun.head.i < token.i and noun.head.pos_ in ("NOUN", "PROPN"):
        # "a court on Tuesday freed X", where the court becomes the head of all
        return {"obj": [noun], "subj": [noun.head]}
    if token.tag_ in ("VBN", "VBD") and before.lower_ in _DAYS and noun.dep_ == "pobj" and noun.head.lower_ == "on" and noun.head.i == before.i - 1:
        # "a union on Friday imposed sanctions", where all behind "on" becomes one phrase
        body = noun.head.head
        return {"obj": [noun], "subj": [body]} if body.pos_ in ("NOUN", "PROPN") and body.i == noun.head.i - 1 else {}
    if (
        token.tag_ in ("VBN", "VBD")
        and noun.dep_ == "ROOT"
        and before.pos_ in ("NOUN", "PROPN")
        and before.head in (noun, token)
        and not _has_finite(token)
    ):
        # "The bank earmarked funds for the clinic.", where the object becomes the head of all
        return {**{name: words for name, words in noun_slots(noun).items() if name not in _OF_NOUNS}, "obj": [noun], "subj": [before]}
    if token.tag_ != "VBD" or any(c.dep_ in ("det", "poss", "nummod") and c.i < token.i for c in noun.children):
        return {}
    slots = verb_slots(token)
    doers = slots.get("subj") or [c for c in noun.children if c.dep_ in ("nsubj", "compound", "nmod") and c.i < token.i]
    return {**slots, "obj": [noun], "subj": doers} if doers else {}


def _has_finite(token: Token) -> bool:
    """Whether another word of the sentence is a finite verb."""
    return any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in token.sent if t.i != token.i)


def _headline(token: Token) -> dict[str, list[Token]]:
    """The arguments of a verb in the present that the tagger took for a plural: "Northland arrests 40 in raids"; empty for a noun."""
    if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in token.sent):
        return {}
    doers = [c for c in token.children if c.i < token.i and c.dep_ in ("compound", "nmod", "nsubj", "npadvmod") and c.right_edge.i == token.i - 1]
    objects = [c for c in token.children if c.dep_ in ("npadvmod", "dobj", "appos", "nummod") and c.left_edge.i == token.i + 1]
    return {**noun_slots(token), "subj": doers, "obj": objects} if doers and objects else {}


def _open(table: Mapping[str, tuple[Predicate, ...]], lemma: str, context: Context) -> list[Predicate]:
    """The entries of a lemma whose other words the sentence has."""
    words = context.words
    return [e for e in table.get(lemma, ()) if not any(anchor.isdisjoint(words) for anchor in e.anchors)]


def _adjective(token: Token, context: Context) -> Trigger | None:
    for lemma in (token.lower_, *lexemes(token)):
        entries = _open(context.lexicon.adjectives, lemma, context)
        if not entries:
            continue
        slots = verb_slots(token)
        if token.dep_ in ("amod", "acl", "compound"):
            slots["subj"] = [token.head]
        elif "subj" not in slots and token.head.pos_ in VERBAL:
            of_verb = subject(token.head)
            if of_verb is not None:
                slots["subj"] = [of_verb]
        if token.head.i != token.i:
            slots["gov"] = [token.head]
            if token.head.pos_ in VERBAL and not is_passive(token.head):
                finder = subject(token.head)
                if finder is not None:
                    slots["holder"] = [finder]
        fit = _fit(token, entries, slots, context)
        if fit is not None:
            return fit
    return None


def _noun(token: Token, context: Context) -> dict[str, list[Token]]:
    """A noun's slots, with "gov" (what governs it) and "topic" (of whom a phrase like "under siege" is said)."""
    slots = noun_slots(token)
    head = token.head
    if head.i == token.i:
        return slots
    governors = [head]
    if head.pos_ == "ADP":
        governors.append(head.head)
        if head.head.pos_ in VERBAL:
            topic = subject(head.head)
            if topic is not None:
                slots["topic"] = [topic]
        elif head.head.pos_ == "NOUN":
            slots["topic"] = [head.head]
    elif head.pos_ in VERBAL and token.dep_ in ("dobj", "attr"):
        if head.lemma_.lower() in context.lexicon.words["doing"]:
            doer = subject(head)
            if doer is not None:
                slots["holder"] = [doer]
    elif head.pos_ in VERBAL and token.dep_ in ("nsubj", "nsubjpass") and head.lemma_.lower() in context.lexicon.words["doing"]:
        # "was launched by X", not "was condemned by X"
        for c in head.children:
            if c.dep_ == "agent":
                slots.setdefault("by", []).extend(d for d in c.children if d.dep_ == "pobj")
    if head.pos_ in VERBAL and token.dep_ in ("nsubj", "nsubjpass"):
        # "talks opened in X between Y and Z", where the parser hangs the parties on the verb
        for c in head.children:
            if c.dep_ == "prep" and c.i > token.i and c.lower_ == "between":
                slots.setdefault("between", []).extend(d for d in c.children if d.dep_ == "pobj")
    who = claimant(token)
    if who is not None:
        slots.setdefault("by", []).append(who)
    slots["gov"] = governors
    return slots


def _fit(token: Token, entries: Sequence[Predicate], slots: dict[str, list[Token]], context: Context) -> Trigger | None:
    as_parsed = slots
    for entry in entries:
        slots = as_parsed
        if entry.particle is not None and not _has_particle(token, entry.particle, slots):
            moved = _with_object(token, entry, slots)
            if moved is None:
                continue
            slots = moved
        fused: list[Token] = []
        inner: dict[str, list[Token]] = {}
        for slot, words in entry.need:
            if slot == "form":
                if token.tag_ not in words and token.lower_ not in words:
                    break
                continue
            if slot == "neg":
                # "WILL NOT accept": the refusal lies in the negation
                if not is_denied(token, words):
                    break
                continue
            if slot.startswith("noun_"):
                # what a light verb's noun brings along: "held JOINT exercises"
                if not inner:
                    inner = {name: tokens for noun in fused or slots.get("obj", []) for name, tokens in noun_slots(noun).items()}
                if _matching(inner.get(slot[5:], []), words, context) is None:
                    break
                continue
            if slot.startswith(_CLAUSES):
                # what is said of whom: "warned that it WILL close the strait"
                if not _in_clause(slots, slot, words, context):
                    break
                continue
            if slot.startswith("subj_"):
                # what the doer's noun brings along: "PEACEKEEPING troops arrived"
                if _matching(_of_doers(slots, slot), words, context) is None:
                    break
                continue
            if NONE in words:
                if slots.get(slot):
                    break
                continue
            if slot in _PRESENT and slot in slots and ANY in words:
                continue
            matched = _matching(slots.get(slot, []), words, context)
            if matched is None and slot in _FLOATING:
                matched = _matching([t for noun in slots.get("obj", []) for t in noun_slots(noun).get(slot, [])], words, context)
            if matched is None and slot == "subj" and ACTOR in words:
                # the doer of a deed in words may be no known actor; whether the row stands without one is the caller's matter
                matched = next((t for t in slots.get(slot, ()) if is_agent(t, context.lexicon) or _speaks(t, entry, context)), None)
            if matched is None:
                break
            if (
                slot not in ("mod", "gov", "poss")
                and not words <= {ANY, ACTOR, ARMED, NAME, OFFICIAL, PLACE, PLURAL, STATE}
                and (
                    slot != "subj" or (matched.lemma_.lower() in context.lexicon.nouns and not (entry.pos == "adjective" and entry.content == "own"))
                )
            ):
                fused.append(matched)
        else:
            if any(_refused(slot, words, slots, fused, context) for slot, words in entry.refuse):
                continue
            return Trigger(token, entry, _merged(slots, fused), tuple(fused))
    return None


def is_denied(token: Token, auxiliaries: AbstractSet[str]) -> bool:
    """Whether a verb, its object or the verb of an adjective is negated, with one of the auxiliaries where not ANY will do."""
    verb = token.head if token.pos_ == "ADJ" and token.head.pos_ in VERBAL else token
    no_longer = any(c.lower_ == "longer" and any(d.lower_ == "no" for d in c.children) for t in (token, verb) for c in t.children)
    no_such = any(c.dep_ in ("attr", "dobj") and negated(c) for c in verb.children)
    if not (negated(token) or negated(verb) or no_longer or no_such) or any(c.lower_ == "yet" for t in (token, verb) for c in t.children):
        return False
    return ANY in auxiliaries or any(c.dep_ in ("aux", "auxpass") and c.lower_ in auxiliaries for c in verb.children)


def _speaks(token: Token, entry: Predicate, context: Context) -> bool:
    """Whether a document stands for those who wrote it, in an act of words."""
    return entry.event_type in _SPOKEN_TYPES and token.lemma_.lower() in context.lexicon.words["documents"]


def is_agent(token: Token, lexicon: EventLexicon) -> bool:
    """Whether a word can be a doer: a name, a person's pronoun, a noun of people or bodies."""
    return token.ent_type_ in _AGENT_ENTITIES or token.lower_ in _AGENT_PRONOUNS or token.lemma_.lower() in lexicon.words["agents"]


def _has_particle(token: Token, particle: str, slots: dict[str, list[Token]]) -> bool:
    """Whether the particle or preposition stands after the verb; "on Monday he called" is no "call on"."""
    if particle not in slots:
        return False
    if particle in _PARTICLES:
        # "gave birth in September" is no "give in"
        return any(c.lower_ == particle and c.i > token.i and not any(d.dep_ == "pobj" for d in c.children) for c in token.children)
    if any(c.lower_ == particle and c.i > token.i for c in token.children):
        return True
    return any(t.i > token.i for t in slots[particle])


def _with_object(token: Token, entry: Predicate, slots: dict[str, list[Token]]) -> dict[str, list[Token]] | None:
    """The slots with the particle's object as the verb's: "gunned down the judge", where the parser makes a preposition of "down".

    None when there is no such object, or the entry takes none.
    """
    if entry.particle not in _PARTICLES or "obj" in slots or is_passive(token):
        return None
    named = [words for slot, words in entry.need if slot == "obj"]
    if not named and ("obj" not in entry.target or entry.particle == "in"):
        return None
    for c in token.children:
        if c.lower_ == entry.particle and c.i == token.i + 1:
            objects = [d for d in c.children if d.dep_ == "pobj"]
            return {**slots, "obj": objects} if objects else None
    return None


def _refused(slot: str, words: frozenset[str], slots: dict[str, list[Token]], fused: list[Token], context: Context) -> bool:
    if slot.startswith("noun_"):
        return any(_matching(noun_slots(noun).get(slot[5:], []), words, context) is not None for noun in fused)
    if slot.startswith("subj_"):
        return _matching(_of_doers(slots, slot), words, context) is not None
    if slot.startswith(_CLAUSES):
        return _in_clause(slots, slot, words, context)
    if ANY in words and slot in slots:
        return True
    return _matching(slots.get(slot, []), words, context) is not None


def _of_doers(slots: Mapping[str, list[Token]], slot: str) -> list[Token]:
    """The arguments of the doers' nouns in a slot named after them: "subj_mod", "subj_of"; "subj_acl_obj" is what a participle beside them has."""
    part = slot[5:]
    if part.startswith("acl_"):
        return [t for noun in slots.get("subj", ()) for verb in noun_slots(noun).get("acl", ()) for t in verb_slots(verb).get(part[4:], ())]
    found = [t for noun in slots.get("subj", ()) for t in noun_slots(noun).get(part, ())]
    return [*found, *(noun.head for noun in slots.get("subj", ()) if is_aided(noun))] if part == "mod" else found


def _in_clause(slots: Mapping[str, list[Token]], slot: str, words: frozenset[str], context: Context) -> bool:
    """Whether the clause in a slot has one of the words, in the place that the slot's last part names.

    "ccomp_subj" is the grammatical subject of what is said, "ccomp_verb" its verb, which tells an act of its own where it is one, "ccomp_aux",
    "ccomp_mark", "ccomp_neg" and "ccomp_expl" its words of grammar, "ccomp_form" its tag where no auxiliary stands with it; any other part is one of
    its arguments.
    """
    outer, _, part = slot.partition("_")
    for clause in slots.get(outer, ()):
        if part == "form":
            if clause.tag_ in words and not any(c.dep_ in ("aux", "auxpass") for c in clause.children):
                return True
        elif part == "verb":
            if clause.lemma_.lower() in words:
                return True
        elif part in _CLAUSE_WORDS:
            if any(c.dep_ == part and (c.lower_ in words or ANY in words) for c in clause.children):
                return True
        elif part == "subj":
            doer = subject(clause)
            if doer is not None and (OWN in words and context.is_own(doer, slots.get("subj", ()))):
                return True
            if doer is not None and _matching([doer], words, context) is not None:
                return True
        elif _matching(verb_slots(clause).get(part, []), words, context) is not None:
            return True
    return False


def _matching(tokens: list[Token], words: frozenset[str], context: Context) -> Token | None:
    for token in tokens:
        if ANY in words:
            return token
        if any(lemma in words for lemma in lexemes(token)) or token.lower_ in words:
            return token
        if ACTOR in words and context.is_actor(token):
            return token
        if ARMED in words and context.is_armed(token):
            return token
        if NAME in words and token.pos_ == "PROPN":
            return token
        if PLURAL in words and _is_several(token, context):
            return token
        if PLACE in words and context.is_place(token):
            return token
        if STATE in words and context.is_state(token):
            return token
        if OFFICIAL in words and context.is_official(token):
            return token
        if "NUM" in words and token.pos_ == "NUM":
            return token
        for other in token.conjuncts:
            if other.i > token.i and other.lemma_.lower() in words:
                return other
        if token.pos_ == "NUM" or token.lemma_.lower() in context.lexicon.words["partitives"]:
            # "some of its troops", "dozens of prisoners"
            for c in token.children:
                if c.dep_ == "prep" and c.lower_ == "of":
                    inner = _matching([d for d in c.children if d.dep_ == "pobj"], words, context)
                    if inner is not None:
                        return inner
    return None


def _is_several(token: Token, context: Context) -> bool:
    """Whether the word stands for more than one doer: a plural, or one who is named with others."""
    is_many = token.tag_ in ("NNS", "NNPS") or token.lower_ in ("they", "we") or any(c.dep_ == "conj" for c in token.children)
    return is_many and (context.is_actor(token) or is_agent(token, context.lexicon))


def _merged(slots: dict[str, list[Token]], fused: list[Token]) -> dict[str, list[Token]]:
    """A verb's slots with those of the nouns that the entry names: "launched an attack on X" has an "on"."""
    clauses = [t for name in ("xcomp", "ccomp", "advcl") for t in slots.get(name, ()) if t.pos_ in VERBAL and t not in fused and _is_inner(t)]
    things = [t for t in slots.get("obj", ()) if t.pos_ == "NOUN" and t not in fused]
    if not fused and not clauses and not things:
        return slots
    merged = {name: list(tokens) for name, tokens in slots.items()}
    for clause in clauses:
        for name, tokens in verb_slots(clause).items():
            merged.setdefault(f"inner_{name}", []).extend(tokens)
    for noun in things:
        # "demanded an explanation from X": the object brings its own arguments, whether the entry names it or not
        for name, tokens in noun_slots(noun).items():
            merged.setdefault(f"noun_{name}", []).extend(tokens)
    for noun in fused:
        if noun.pos_ not in ("NOUN", "PROPN"):
            inner = verb_slots(noun)
            for name, tokens in inner.items():
                merged.setdefault(f"inner_{name}", []).extend(tokens)
            continue
        for name, tokens in noun_slots(noun).items():
            merged.setdefault(f"noun_{name}", []).extend(tokens)
            if name not in _ACTION_SLOTS:
                merged.setdefault(name, []).extend(tokens)
    return merged


def _is_inner(clause: Token) -> bool:
    """Whether a clause is what the verb is about: a complement, or an infinitive of purpose."""
    return clause.dep_ != "advcl" or any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)
