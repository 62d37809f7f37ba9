"""What an act is directed at where that is no political actor: "captured three towns", "rejected the plan", "opened an inquiry into the crash".

What belongs here: the noun phrase that stands as the object of a trigger, and its extent. What does not: actors, which ``receivers`` finds first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from spacy.tokens import Token

from pipelines.extract.acts.clause import VERBAL, antecedent, child, is_passive, noun_slots, verb_slots
from pipelines.extract.acts.lexicon import EventLexicon
from pipelines.extract.acts.match import Trigger, is_agent
from pipelines.extract.acts.receivers import is_carried
from pipelines.extract.model import ActorIndex

#: Where acts of a type tell what they are directed at, in the order in which slots are tried; "obj" counts unless it only carries the act.
_SLOTS: Mapping[str, tuple[str, ...]] = {
    "ACCUSE": ("obj", "against", "noun_against", "into", "noun_into"),
    "AGREE": ("obj", "to", "on", "with"),
    "AID": ("to", "noun_to", "dat"),
    "ASSAULT": ("obj", "on", "against", "upon", "at", "noun_on", "noun_against", "noun_upon"),
    "COERCE": ("obj", "on", "noun_on", "against", "noun_against"),
    "CONCEDE": ("obj", "noun_on", "on", "noun_against", "to"),
    "CONSULT": ("with", "noun_with", "obj"),
    "COOPERATE": ("with", "noun_with"),
    "MOBILIZE": ("against", "to", "into", "along", "noun_along", "near", "at", "noun_at", "noun_to"),
    "PROTEST": ("obj", "against", "noun_against", "over"),
    "REJECT": ("obj", "to", "with"),
    "REQUEST": ("obj", "on", "to", "from"),
    "RETREAT": ("from", "noun_from", "of", "to"),
    "SANCTION": ("obj", "on", "noun_on", "against", "noun_against", "from", "noun_from", "to", "noun_to", "for", "noun_for", "with", "noun_with"),
    "SUPPORT": ("obj", "for", "noun_for", "with", "noun_with"),
    "THREATEN": ("obj", "against", "noun_against", "to", "for", "noun_for"),
}
#: The same of nouns of action.
_NOUN_SLOTS: Mapping[str, tuple[str, ...]] = {
    "ACCUSE": ("against", "into"),
    "AID": ("to",),
    "ASSAULT": ("on", "against", "upon"),
    "COERCE": ("on", "against"),
    "CONSULT": ("with",),
    "PROTEST": ("against", "over"),
    "REJECT": ("of", "to"),
    "RETREAT": ("from",),
    "SANCTION": ("on", "against"),
    "SUPPORT": ("for",),
    "THREATEN": ("against", "to"),
}
#: Nouns of action whose "of" tells whom or what it is done to.
_UNDERGOING = frozenset({"ASSAULT", "COERCE", "REJECT"})
#: Acts told of a complement's object: "agreed to open the border".
_COMPLEMENTED = frozenset({"AGREE", "CONCEDE", "REJECT", "THREATEN"})
#: Measures that hold in a territory, which is what they are directed at.
_TERRITORIAL = frozenset(
    {"aid", "armistice", "assistance", "ceasefire", "cease-fire", "cessation", "curfew", "delivery", "law", "lockdown", "siege", "state", "truce"}
)
#: Verbs whose object is what is used, given or opened, and where they tell for whom or on whom.
_ENTERING = frozenset({"enter", "guard", "patrol", "surround"})
_PROMISING = frozenset({"offer", "pledge", "promise"})
_SHOWING = frozenset({"carry", "chant", "hold", "shout", "stage", "take", "wave"})
_HURLING = frozenset({"drop", "exchange", "fire", "return", "trade", "hurl", "launch", "lob", "throw"})
_GIVING = frozenset({"extend", "give", "grant", "hand", "lend", "offer", "open", "provide", "send"})
_CONTROLLED = frozenset({"allow", "enable", "let", "permit"})
#: Clauses that end a phrase, and words that no phrase ends with.
_CLAUSES = frozenset({"acl", "advcl", "appos", "ccomp", "dep", "parataxis", "relcl", "xcomp"})
_LOOSE = frozenset({"cc", "case", "mark", "prep", "punct"})
_TIMES = frozenset({"DATE", "TIME"})
_TIME_NOUNS = frozenset({"day", "hour", "level", "moment", "month", "night", "time", "week", "weekend", "year"})
#: Words of manner and of yielding that name nothing.
_NOTHING = frozenset(
    {"bid", "case", "defeat", "effort", "end", "event", "force", "life", "line", "mistake", "office", "part", "place", "post", "protest", "way"}
)
#: Nouns that only tell, with their verb, that force was used, suffered or gained.
_MEANS = frozenset(
    {"advance", "arm", "battle", "blow", "casualty", "clash", "control", "damage", "fighting", "gain", "ground", "headway", "inroad", "life", "loss"}
    | {"power", "progress", "resistance", "throat", "toll", "violence", "war", "wound"}
)
#: What is sent or given, which is not what an act is directed at.
_SENT_TYPES = frozenset({"AID", "MOBILIZE"})
#: Longest phrase, in tokens.
_LONGEST = 24


def thing(found: Trigger, event_type: str, doers: frozenset[str], actors: ActorIndex, lexicon: EventLexicon) -> tuple[int, int] | None:
    """The phrase that tells what an act without any receiving actor is directed at.

    Args:
        found: the trigger with its slots.
        event_type: the type of the row.
        doers: ids of the doers, whose words are no object.
        actors: the document's actors.
        lexicon: the predicates and words.

    Returns:
        Token range [start, end) inside the trigger's sentence; None where the text tells of no such thing.
    """
    for head in _candidates(found, event_type, lexicon):
        if _is_told(head, found, event_type, doers, actors, lexicon):
            start, end = phrase(head)
            # "was held with the participation of X and Y"
            told = event_type == "CONSULT" and any(m.actor_id in doers for m in actors.within(start, end))
            if not told and not start <= found.token.i < end:
                return start, end
    return None


def _candidates(found: Trigger, event_type: str, lexicon: EventLexicon) -> Iterator[Token]:
    predicate, slots = found.predicate, found.slots
    if predicate.pos == "noun":
        names = ("to", "in") if predicate.mode == "visit" else _NOUN_SLOTS.get(event_type, ())
        if event_type in _UNDERGOING and "of" in predicate.target:
            names = (*names, "of")
        for name in names:
            yield from slots.get(name, ())
        if event_type in _COMPLEMENTED:
            yield from _complements(slots, lexicon)
        return
    if predicate.pos == "adjective":
        # "is opposed to early elections"
        if event_type in ("REJECT", "SUPPORT", "ACCUSE"):
            yield from (t for name in ("to", "of") if name in predicate.target for t in slots.get(name, ()))
        if event_type in _COMPLEMENTED:
            yield from _complements(slots, lexicon)
        return
    carried = {noun.i for noun in found.fused if is_carried(noun, found, lexicon)}
    names = _SLOTS.get(event_type, ()) if predicate.pos == "verb" else ()
    if event_type == "REQUEST":
        # "demanded a new premier": who is wanted is not who is asked
        names = tuple(name for name in names if name in predicate.target or (name == "obj" and "xcomp" in slots))
    elif event_type == "SANCTION" and predicate.mode == "withdraw":
        names = ("from", "noun_from")
    elif found.token.lemma_ in lexicon.words["leaving"]:
        # "withdrew its monitors from the border"
        names = ("from", "noun_from", *names)
    elif (
        (found.token.lemma_ in _HURLING and event_type == "ASSAULT")
        or (event_type == "AGREE" and found.token.lemma_ in _PROMISING)
        or (event_type == "PROTEST" and found.token.lemma_ in _SHOWING)
    ):
        names = tuple(name for name in names if name != "obj")
    elif event_type == "MOBILIZE" and found.token.lemma_ in _ENTERING:
        names = ("obj", *names)
    elif predicate.mode == "visit":
        yield from (
            t for name in ("obj", "to", "in", "noun_to", "noun_in") for t in slots.get(name, ()) if t.i not in carried and _is_ground(t, lexicon)
        )
        return
    for name in names:
        for token in slots.get(name, ()):
            if token.i not in carried:
                yield token
    if any(t.lemma_.lower() in _TERRITORIAL for t in (*found.fused, *slots.get("obj", ()))):
        yield from (t for name in ("noun_in", "in") for t in slots.get(name, ()) if _is_ground(t, lexicon))
    if event_type == "PROTEST":
        yield from (t for preposition in found.slots.get("in", ()) if preposition.lemma_ == "protest" for t in _said_of(preposition))
    if event_type == "ACCUSE" and any(noun.lemma_ in ("investigation", "inquiry", "probe", "review") for noun in found.fused):
        yield from slots.get("noun_of", ())
    if event_type in _COMPLEMENTED:
        yield from _complements(slots, lexicon)
    if event_type == "REQUEST":
        # "asked the troupe to stop", "demanded the firm stop"
        yield from (s for c in slots.get("ccomp", ()) if (s := child(c, "nsubj")) is not None)


def _complements(slots: Mapping[str, Iterable[Token]], lexicon: EventLexicon) -> Iterator[Token]:
    """The objects of the verbs that an agreement, refusal or threat is about, then the phrases that those verbs take."""
    for name in ("xcomp", "to", "of", "from"):
        for verb in slots.get(name, ()):
            if verb.pos_ not in VERBAL or is_passive(verb):
                continue
            inner = verb_slots(verb)
            objects = inner.get("obj", [])
            if verb.lemma_ in _GIVING:
                yield from inner.get("to", ())
            if verb.lemma_ in lexicon.words["leaving"]:
                yield from inner.get("from", ())
            for thing in objects:
                if thing.lemma_.lower() in lexicon.words["carried"]:
                    # "refused to lift the sanctions on X"
                    yield from (t for name in ("on", "against") for t in (*noun_slots(thing).get(name, ()), *inner.get(name, ())))
            yield from (t for t in objects if t.lemma_.lower() not in lexicon.words["forces"])
            if verb.lemma_ in _CONTROLLED:
                # "refused to let the plane land"
                yield from (s for c in inner.get("ccomp", ()) if (s := child(c, "nsubj")) is not None)
            for where in ("from", "to", "on", "against"):
                yield from inner.get(where, ())


def _said_of(noun: Token) -> Iterator[Token]:
    inner = noun_slots(noun)
    for name in ("at", "against", "over"):
        yield from inner.get(name, ())


def _is_ground(noun: Token, lexicon: EventLexicon) -> bool:
    """Whether a word names ground: a name, or a noun of places."""
    return noun.pos_ == "PROPN" or noun.lemma_.lower() in lexicon.words["place_nouns"] | lexicon.words["place_heads"]


def _is_told(head: Token, found: Trigger, event_type: str, doers: frozenset[str], actors: ActorIndex, lexicon: EventLexicon) -> bool:
    """Whether a word heads a phrase that tells something: no pronoun, time, sum, doer or what is only sent."""
    noun = antecedent(head)
    is_part = noun.pos_ in ("ADJ", "NUM") and noun.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj") and noun.ent_type_ not in ("MONEY", "PERCENT")
    # "the north of the city", "the seven, who were arrested", "killed eight and wounded five"
    is_part = is_part and (child(noun, "prep", "relcl") is not None or (noun.pos_ == "NUM" and event_type in ("ASSAULT", "COERCE")))
    if (noun.pos_ not in ("NOUN", "PROPN") and not is_part) or noun.ent_type_ in _TIMES or noun.sent.start != found.token.sent.start:
        return False
    if (
        noun.lemma_ in _TIME_NOUNS
        or (noun.lemma_.lower() in _NOTHING and not any(c.dep_ != "det" for c in noun.children))
        or any(t == noun or t.head == noun for t in found.fused if is_carried(t, found, lexicon))
    ):
        return False
    if any(noun == t for t in found.slots.get("subj", ())) or any(
        c.dep_ == "prep" and any(d in found.fused for d in c.children) for c in noun.children
    ):
        # "launched a wave of attacks"
        return False
    if event_type == "ASSAULT" and noun.head.lower_ in ("on", "at") and noun.head.lower_ not in found.predicate.target:
        return False
    if event_type in ("AGREE", "AID") and noun.ent_type_ == "MONEY":
        return False
    mention = actors.headed_by(noun)
    if mention is not None and mention.actor_id in doers:
        return False
    if event_type in _SENT_TYPES and noun.lemma_.lower() in lexicon.words["forces"]:
        return False
    if event_type == "CONSULT" and found.predicate.mode != "visit":
        return noun.dep_ == "pobj" or is_agent(noun, lexicon)
    if event_type == "ASSAULT" and (noun.lemma_.lower() in lexicon.weapons or (noun in found.fused and noun.lemma_ in _MEANS)):
        # "two bombs were set off", "took up arms", "lost their lives"
        return False
    if event_type == "REQUEST":
        is_known = noun.pos_ == "PROPN" or noun.tag_ == "NNS" or any(c.lower_ == "the" for c in noun.lefts)
        is_addressee = noun.dep_ == "dobj" and "xcomp" in found.slots and is_known
        return is_addressee or found.predicate.particle in ("on", "upon") or mention is not None or noun.dep_ == "nsubj" or is_agent(noun, lexicon)
    return True


def phrase(head: Token) -> tuple[int, int]:
    """The token range of a noun with its modifiers, up to a clause or an apposition."""
    noun = antecedent(head)
    start = max(noun.left_edge.i, noun.i - _LONGEST)
    end = noun.right_edge.i + 1
    doc = noun.doc
    for token in noun.subtree:
        if token.i > noun.i and token.dep_ in _CLAUSES and (token.dep_ != "appos" or doc[token.left_edge.i - 1].is_punct):
            # "the capital Alder" is one name, "the capital, a port," is not
            end = min(end, max(token.left_edge.i, noun.i + 1))
        elif token.dep_ == "pcomp" and token.head.i > noun.i:
            # "accused the inquiry of being a ploy"
            end = min(end, token.head.i)
    end = min(end, noun.i + _LONGEST)
    last = child(noun, "prep") if end > noun.i + 1 else None
    if last is not None:
        timed = [c for c in noun.children if c.dep_ == "prep" and any(d.ent_type_ in _TIMES for d in c.children if d.dep_ == "pobj")]
        end = min([end, *(c.i for c in timed if c.i > noun.i)])
    while end > noun.i + 1 and (doc[end - 1].dep_ in _LOOSE or doc[end - 1].pos_ in ("PUNCT", "ADP", "CCONJ", "DET")):
        end -= 1
    if end + 1 < len(doc) and doc[end].text == "-" and not doc[end].whitespace_ and not doc[end - 1].whitespace_:
        # "co-operation", which the parser cuts in two
        end += 2
    while start < noun.i and doc[start].pos_ in ("PUNCT", "CCONJ"):
        start += 1
    return start, end
