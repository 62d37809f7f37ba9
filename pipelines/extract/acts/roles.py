"""Which actors an argument stands for.

What belongs here: the step from a token in a slot to the mentions of actors. What does not: finding slots, or making mentions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spacy.tokens import Token

from pipelines.extract.acts.clause import VERBAL, antecedent, child, holder, is_passive, subject
from pipelines.extract.acts.lexicon import EventLexicon
from pipelines.extract.model import ActorIndex, ActorMention

#: Inside a noun phrase the actor behind it: its owner, its doer, its description, then what it belongs to or is about.
_INSIDE = ("poss", "nmod", "compound", "amod")
_BEHIND = ("by", "of", "from", "against", "on", "to", "with")
#: Participles that tell whose ground a place is.
HELD = frozenset({"hold", "held", "control", "controlled", "run", "lead", "led"})
#: What a thing that is condemned, asked for or refused may be about, besides.
_ABOUT = ("for", "into", "about", "between", "toward", "towards", "among", "over")


#: How a mention that an act's noun gives was found.
ATTRIBUTED = "attributed act"
#: People of a force, besides those whose words are of the lexicon.
_MEMBERS = frozenset({"commando", "fighter", "guard", "militant"})
#: Kinds of a force whose name no list knows.
_UNSORTED = frozenset({"other", "party"})
_OWN_MEMBERS = frozenset({"man", "member"})
#: Verbs of using a weapon on somebody.
_SETTING_OFF = frozenset({"detonate", "drop", "fire", "fly", "launch", "lay", "plant", "throw"})
#: Bodies whose name a participle tells.
_NAMED = frozenset({"faction", "group", "militia", "movement", "network", "organisation", "organization", "party"})
#: Kinds of actors that their machines stand for: "Northland's jets".
_FORCES = frozenset({"armed_group", "military", "police"})

#: Those who act for whoever speaks of them without saying whose they are, and verbs of doing so.
_AGENTS = frozenset({"delegate", "diplomat", "negotiator", "official"})
_SAYING = frozenset({"announce", "confirm", "declare", "say"})
_NOBODY: frozenset[str] = frozenset()
#: Kinds of actors whose people stand for a state or union.
_STATELY = frozenset({"country", "government", "intergovernmental", "military", "police"})
_PLURALS = frozenset({"NNS", "NNPS"})
#: Plural nouns of states.
_GROUPS = frozenset({"country", "government", "nation", "power", "state"})
#: Bodies that a state does not stand for where "of" tells where they are from.
_BODIES = frozenset({"alliance", "coalition", "faction", "group"})


def parties(
    token: Token, actors: ActorIndex, lexicon: EventLexicon, *, inside: bool = True, about: bool = False, without: frozenset[str] | None = None
) -> list[ActorMention]:
    """The actors that an argument stands for, coordinated ones included, in text order.

    Args:
        token: the argument's head.
        actors: the document's actors.
        lexicon: for words of quantity and of groups.
        inside: whether an argument that is itself no actor stands for one named inside it ("Baku's claims", "Israeli warplanes").
        about: whether one that it is about will do ("the plan for Gaza", "proposals made by the union").
        without: ids of actors that it does not stand for: the doers, of an argument that is a receiver ("pressed its attack on the port"). None for
            a doer, which may be told by the verb that a noun of action is the object of.

    Returns:
        Mentions, possibly none.
    """
    found: list[ActorMention] = []
    heads = [token, *(c for c in token.conjuncts if c.i > token.i)] if token.dep_ != "conj" else [token]
    for head in heads:
        found += _one(antecedent(head), actors, lexicon, inside, about, without, 0)
        found += [m for m in _listed_beside(head, actors) if m.actor_id not in (without or _NOBODY)]
        if head.tag_ in _PLURALS and found:
            found = sorted(found + _shared_with(head, found, actors, without or _NOBODY), key=lambda m: m.start)
    seen: set[str] = set()
    unique = []
    for mention in found:
        if mention.mention_id not in seen:
            seen.add(mention.mention_id)
            unique.append(mention)
    return unique


def sharing(head: Token) -> list[Token]:
    """The modifiers before "and" of a plural noun that the modifier behind it has too: "Northland and Southland officials" are of two states."""
    return [
        c
        for c in head.children
        if c.i < head.i
        and c.dep_ in _INSIDE
        and any(d.dep_ == "conj" and c.i < d.i < head.i for d in c.children)
        and any(d.dep_ == "cc" and d.lower_ in ("and", "&") for d in c.children)
    ]


def _shared_with(head: Token, found: list[ActorMention], actors: ActorIndex, without: frozenset[str]) -> list[ActorMention]:
    """The actors that share their plural noun with the one that the noun stands for."""
    own = actors.headed_by(head)
    if own is None:
        return []
    named = []
    if actors.actors[own.actor_id].kind in _STATELY:
        named = [m for c in sharing(head) if c.i < own.start and (m := actors.headed_by(c)) is not None]
        # "the leaders of X and Y": the mention may end with the first of them
        behind = [d for c in head.rights if c.dep_ == "prep" and c.lower_ == "of" for d in c.children if d.dep_ == "pobj" and d.i < own.end]
        beside = [m for d in behind for e in d.conjuncts if e.i >= own.end and (m := actors.headed_by(e)) is not None]
        named += [m for m in beside if actors.actors[m.actor_id].kind == "country"]
    for prep in head.rights:
        # "leaders of the Reds and Blues movements": the mention may end with the first of them
        if prep.dep_ == "prep" and prep.lower_ == "of" and own.form == "name":
            for noun in prep.children:
                if noun.tag_ in _PLURALS and any(own.start <= c.i < own.end for c in sharing(noun)):
                    named += [m for c in sharing(noun) for d in c.conjuncts if d.i >= own.end and (m := actors.headed_by(d)) is not None]
    known = {m.actor_id for m in found}
    return [m for m in named if m.actor_id not in known and m.actor_id not in without]


def _listed_beside(token: Token, actors: ActorIndex) -> list[ActorMention]:
    """A second state that a headline lists without "and", which the parser takes for an apposition: "Northland, Southland to hold talks"."""
    own = actors.actor_of(token)
    if own is None or own.kind != "country" or token.dep_ != "nsubj":
        return []
    beside = [m for c in token.children if c.dep_ == "appos" and (m := actors.headed_by(c)) is not None]
    return [m for m in beside if actors.actors[m.actor_id].kind == "country" and m.actor_id != own.actor_id]


def _one(
    token: Token, actors: ActorIndex, lexicon: EventLexicon, inside: bool, about: bool, without: frozenset[str] | None, depth: int
) -> list[ActorMention]:
    several = actors.together(token)
    if several:
        return [m for m in several if m.actor_id not in (without or _NOBODY)]
    mention = actors.headed_by(token)
    if mention is not None and (body := _body_of(token, mention, actors, lexicon)) is not None:
        mention = body
    if (mention is None or mention.form == "nominal") and (some := _members_of(token, mention, actors)):
        return [m for m in some if m.actor_id not in (without or _NOBODY)]
    if mention is not None and mention.form == "nominal" and token.lemma_ in _AGENTS and (whose := _speaking_of(token, actors)) is not None:
        return [whose] if whose.actor_id not in (without or _NOBODY) else []
    if mention is not None and mention.form == "nominal" and depth < 2 and token.lemma_.lower() in lexicon.words["representing"]:
        # "met representatives of the union": the union is met
        behind = [d for c in token.children if c.dep_ == "prep" and c.lower_ in ("of", "from") for d in c.children if d.dep_ == "pobj"]
        represented = [m for d in behind for m in _one(d, actors, lexicon, False, about, without, depth + 1)]
        if represented:
            return represented
    if mention is not None and (
        mention.resolved_by == ATTRIBUTED or actors.actors[mention.actor_id].kind in _FORCES or not _is_thing(token, lexicon)
    ):
        return [mention] if mention.actor_id not in (without or _NOBODY) else []
    if depth > (3 if about else 2):
        return []
    if token.dep_ == "appos":
        # "Kofi, the union's first chairman, taking part": the name in front is meant, not who is named inside the description
        named = actors.headed_by(token.head)
        if named is not None and named.form == "name" and actors.actors[named.actor_id].kind == "person":
            return [named] if named.actor_id not in (without or _NOBODY) else []
    if token.lemma_ in _BODIES and token.tag_ == "NN" and _is_native(token, actors):
        return []
    if token.like_num and (listed := _spelled_out(token, actors)):
        return [m for m in listed if m.actor_id not in (without or _NOBODY)]
    if token.lemma_.lower() in lexicon.words["partitives"] or token.pos_ == "NUM":
        for c in token.children:
            if c.dep_ == "prep" and c.lower_ in ("of", "from", "among"):
                for d in c.children:
                    if d.dep_ == "pobj":
                        return _one(d, actors, lexicon, inside, about, without, depth + 1) + [
                            m for e in d.conjuncts if e.i > d.i for m in _one(e, actors, lexicon, inside, about, without, depth + 1)
                        ]
    if not inside:
        return []
    called = [c for c in token.children if c.dep_ == "acl" and c.lower_ in ("called", "known", "named")]
    for clause in called if token.lemma_ in _NAMED else ():
        # "a group known as the Red Front"
        behind = [clause, *(c for c in clause.children if c.dep_ == "prep" and c.lower_ == "as")]
        words = [d for c in behind for d in c.children]
        here = [m for d in words if d.dep_ in ("oprd", "pobj") and (m := actors.headed_by(d)) is not None and m.form == "name"]
        if here:
            return [m for m in here if m.actor_id not in (without or _NOBODY)]
    if token.pos_ == "NOUN" and token.lemma_.lower() in lexicon.words["agents"]:
        # "the resistance (Eastern Front)"
        beside = [d for c in token.children if c.dep_ == "appos" for d in (c, *c.conjuncts)]
        here = [m for d in beside if (m := actors.headed_by(d)) is not None and m.form == "name"]
        if here:
            return [m for m in here if m.actor_id not in (without or _NOBODY)]
    for dep in _INSIDE:
        here = [m for c in token.children if c.dep_ == dep for m in _one(c, actors, lexicon, dep == "poss", about, without, depth + 1)]
        if without is not None and token.lemma_.lower() in lexicon.nouns:
            # "stepped up rebel attacks": the rebels attack
            here = [m for m in here if m.resolved_by != ATTRIBUTED or m.form != "nominal"]
        if here:
            return _narrowest(here, actors)
    for c in token.children:
        if c.dep_ == "amod" and c.lemma_ in HELD:
            # "a rebel-held town": who holds it is hit
            here = [m for d in c.lefts for m in _one(d, actors, lexicon, False, about, without, depth + 1)]
            if here:
                return here
    for name in (*_BEHIND, *_ABOUT) if about else _BEHIND:
        for c in token.children:
            if c.dep_ in ("prep", "agent") and c.lower_ == name:
                here = [
                    m
                    for d in c.children
                    if d.dep_ == "pobj"
                    for e in [d, *d.conjuncts]
                    if e.i >= d.i
                    for m in _one(e, actors, lexicon, True, about, without, depth + 1)
                ]
                if here:
                    return here
    if about or token.lemma_.lower() in lexicon.weapons:
        # "the plan backed by the union", "a bomb planted by the rebels"
        for c in token.children:
            if c.dep_ == "acl" and c.tag_ == "VBN" and (about or c.lemma_ in _SETTING_OFF):
                for d in c.children:
                    if d.dep_ == "agent":
                        here = [m for e in d.children if e.dep_ == "pobj" for m in _one(e, actors, lexicon, True, about, without, depth + 1)]
                        if here:
                            return here
    if without is None and _is_told_within(token, lexicon):
        doer = subject(token.head.head)
        if doer is not None and doer != token:
            return _one(doer, actors, lexicon, True, False, without, depth + 1)
    if without is None and token.lemma_.lower() in lexicon.nouns and token.head.lemma_.lower() in lexicon.words["doing"]:
        doer = holder(token)
        if doer is not None and doer != token:
            return _one(doer, actors, lexicon, True, False, without, depth + 1)
    return []


def _spelled_out(count: Token, actors: ActorIndex) -> list[ActorMention]:
    """Those whom a list behind a count names: "nine of them - X, Y and Z - urged"."""
    listed = [d for c in count.children if c.dep_ == "appos" and c.i > count.i for d in (c, *c.conjuncts) if d.i > count.i]
    named = [m for d in listed if (m := actors.headed_by(d)) is not None and m.form == "name"]
    return named if len(named) > 1 and len(named) == len(listed) else []


def _members_of(token: Token, mention: ActorMention | None, actors: ActorIndex) -> list[ActorMention]:
    """The states named of a group that nothing else tells: "countries including X and Y", "countries such as X"."""
    if token.lemma_ not in _GROUPS or token.tag_ != "NNS" or (mention is not None and actors.actors[mention.actor_id].gazetteer is not None):
        return []
    if child(token, "nummod") is not None:
        # "ninety countries including X": it was not X's alone
        return []
    for prep in token.rights:
        if prep.dep_ == "prep" and (prep.lower_ in ("including", "like") or (prep.lower_ == "as" and child(prep, "amod") is not None)):
            named = [m for c in prep.children if c.dep_ == "pobj" for d in (c, *c.conjuncts) if (m := actors.headed_by(d)) is not None]
            return named if all(m.form == "name" and actors.actors[m.actor_id].kind in _STATELY for m in named) else []
    return []


def _body_of(token: Token, mention: ActorMention, actors: ActorIndex, lexicon: EventLexicon) -> ActorMention | None:
    """The force whose people a description is of: "one of its officers", "their fighters", "Red Front commandos"."""
    actor = actors.actors[mention.actor_id]
    if actor.kind not in _FORCES or actor.gazetteer is not None or token.tag_ not in _PLURALS:
        return None
    lemma = token.lemma_.lower()
    if lemma not in lexicon.words["forces"] and lemma not in _MEMBERS | _OWN_MEMBERS:
        return None
    relations = ("poss",) if lemma in _OWN_MEMBERS else ("poss", "compound", "nmod")
    for c in token.lefts:
        owner = actors.headed_by(c) if c.dep_ in relations else None
        if owner is not None and owner.actor_id != mention.actor_id:
            kind = actors.actors[owner.actor_id].kind
            if kind == "armed_group" or (c.dep_ == "poss" and (kind in _FORCES or (actor.kind == "armed_group" and kind in _UNSORTED))):
                return owner
    return None


def _is_native(token: Token, actors: ActorIndex) -> bool:
    """Whether a body is told with the one state that it is from, and of what sort it is: "a pro-democracy group of Northland"."""
    states = [d for c in token.children if c.dep_ == "prep" and c.lower_ in ("of", "from") for d in c.children if d.dep_ == "pobj"]
    if len(states) != 1 or any(True for _ in states[0].conjuncts) or not any(c.dep_ in ("amod", "compound") for c in token.lefts):
        return False
    mention = actors.headed_by(states[0])
    return mention is not None and mention.form == "name" and actors.actors[mention.actor_id].kind == "country"


def _speaking_of(token: Token, actors: ActorIndex) -> ActorMention | None:
    """The state or body that says what its people do: "Northland said officials would meet the rebels"; None for officials who are told apart."""
    verb = token.head
    if token.dep_ != "nsubj" or verb.dep_ != "ccomp" or verb.head.lemma_ not in _SAYING or any(True for _ in token.children):
        return None
    speaker = subject(verb.head)
    mention = actors.headed_by(speaker) if speaker is not None and speaker.i < token.i else None
    return mention if mention is not None and actors.actors[mention.actor_id].kind in ("country", "government") else None


def _narrowest(mentions: list[ActorMention], actors: ActorIndex) -> list[ActorMention]:
    """Without a state beside one of its bodies: "a Northland army truck" is the army's."""
    bodies = {actors.actors[m.actor_id].country for m in mentions if actors.actors[m.actor_id].kind != "country"} - {None}
    return [m for m in mentions if actors.actors[m.actor_id].kind != "country" or actors.actors[m.actor_id].country not in bodies]


def _is_told_within(token: Token, lexicon: EventLexicon) -> bool:
    """Whether a noun tells the very act of its clause: "stormed the house in an operation that killed two"."""
    head = token.head
    verb = head.head
    if token.dep_ != "pobj" or head.lower_ != "in" or verb.pos_ not in VERBAL or is_passive(verb):
        return False
    if not any(c.lower_ in ("a", "an") for c in token.lefts):
        return False
    told = {e.event_type for e in lexicon.verbs.get(verb.lemma_.lower(), ())} & {"ASSAULT", "COERCE"}
    return bool(told) and (token.lemma_ == "operation" or any(e.event_type in told for e in lexicon.nouns.get(token.lemma_.lower(), ())))


def _is_thing(token: Token, lexicon: EventLexicon) -> bool:
    """Whether the word names a deed or a thing, whatever the index of actors took it for."""
    return token.pos_ == "NOUN" and token.lemma_.lower() in lexicon.words["things"]


def role(
    slots: Mapping[str, list[Token]],
    names: Iterable[str],
    actors: ActorIndex,
    lexicon: EventLexicon,
    *,
    about: bool = False,
    without: frozenset[str] | None = None,
) -> list[ActorMention]:
    """The mentions of the first slot that names an actor, in the order of ``names``; ``about`` and ``without`` as for ``parties``."""
    for name in names:
        optional_inside = name not in ("mod",)
        found: list[ActorMention] = []
        for token in slots.get(name, ()):
            if name == "between":
                found += [m for m in _both(token, actors) if m.actor_id not in (without or _NOBODY)]
            else:
                found += parties(token, actors, lexicon, inside=optional_inside, about=about, without=without)
        if name == "subj" and not found and any(t.pos_ != "NOUN" or t.lemma_.lower() not in lexicon.nouns for t in slots.get(name, ())):
            # somebody did it whom the text does not tell: no other word stands in for the subject
            return []
        if found:
            return list({m.mention_id: m for m in found}.values())
    return []


def _both(token: Token, actors: ActorIndex) -> list[ActorMention]:
    """The parties of "between A and B": the parser often hangs A on B, so every outermost mention of the phrase's own level counts."""
    several = actors.together(token)
    if several:
        # "talks between the two countries"
        return list(several)
    stack = [token]
    heads: list[Token] = []
    while stack:
        at = stack.pop()
        heads.append(at)
        stack.extend(c for c in at.children if c.dep_ in ("conj", "nmod", "appos", "compound", "amod", "poss"))
    for at in list(heads):
        own = actors.headed_by(at)
        if own is not None:
            # "between the government of X and the Y": the parser hangs Y on X
            behind = [d for c in at.rights if c.dep_ == "prep" and c.lower_ == "of" for d in c.children if d.dep_ == "pobj" and d.i < own.end]
            heads += [e for d in behind for e in d.conjuncts if e.i >= own.end]
    mentions = [m for m in map(actors.headed_by, sorted(set(heads), key=lambda t: t.i)) if m is not None]
    return [m for m in mentions if not any(o is not m and o.start <= m.start and m.end <= o.end for o in mentions)]
