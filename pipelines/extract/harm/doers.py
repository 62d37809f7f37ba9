"""Who did a harm, and by which coded act.

What belongs here: the step from a word of harm to its doer and its event. What does not: coding of acts.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from pipelines.extract.harm.context import DOERS, Context, clause_of
from pipelines.extract.harm.triggers import Harm
from pipelines.extract.model import EventMention, Participant

#: Outcomes that an act of force can have, and the types of such acts; help is no force, but evacuates.
_ACT_TYPES = {"evacuated": ("AID",), "detained": ("COERCE",)}
_FORCE = ("ASSAULT", "COERCE")
#: Countries whose adjective says of an attack from which people it comes, not that their government did it.
_STATELESS = frozenset(["PSE"])
#: What somebody says to have been behind.
_DEEDS = ("attack", "bombing", "blast", "assault", "ambush", "raid", "shooting", "explosion", "killing")
_AVOWED = frozenset((article, deed) for article in ("the", "an", "this") for deed in _DEEDS)
#: Tokens from a harm to "at the hands of" its doer.
_NEAR = 12
#: Determiners that take up an attack told before.
_TAKING_UP = frozenset(["the", "these", "those", "such"])
#: Prepositions behind an attack that tell only of place and time.
_BESIDE = frozenset(["in", "on", "between", "since", "during", "over", "across"])
_CRAFT = frozenset(["aircraft", "warplane", "plane", "jet", "helicopter", "gunship", "drone", "tank", "warship", "gunboat", "artillery"])
#: What two sides do to each other.
_MUTUAL = frozenset(["fighting", "fight", "clash", "battle", "war", "conflict", "combat", "hostility", "skirmish", "exchange", "shootout"])


def is_mutual(harm: Harm) -> bool:
    """Whether the subject is fighting between two: neither alone is told to have done the harm."""
    clause = harm.trigger if harm.trigger.pos_ in ("VERB", "AUX") else clause_of(harm.trigger)
    subject = next((c for c in clause.children if c.dep_ == "nsubj"), None)
    return subject is not None and subject.lemma_.lower() in _MUTUAL and any(c.lower_ == "between" for c in subject.rights)


def undergoes(participant: Participant, context: Context) -> bool:
    """Whether a doer is the subject of a verb of undergoing: a convoy that came under fire kills nobody."""
    span = context.doc.doc.char_span(participant.start_char, participant.end_char, alignment_mode="expand")
    if span is None:
        return False
    node = span.root
    while node.dep_ in ("compound", "nmod", "poss") and node.head.i > node.i:
        node = node.head
    if node.dep_ == "pobj" and node.head.lower_ == "of" and node.head.head.lemma_.lower() in ("bombing", "hijacking", "attack", "shelling"):
        # "the bombing of a Medlink plane"
        return True
    return span.root.dep_ == "nsubj" and span.root.head.lemma_ in context.lexicon.undergoers


def doer_of(harm: Harm, context: Context) -> Token | None:
    """The token whose actor did the harm, as the clause of the harm says it."""
    trigger = harm.trigger
    if trigger.lemma_ == "treat":
        return None
    after = trigger.doc[trigger.i + 1 : min(trigger.i + _NEAR, trigger.sent.end)]
    hands = next((t for t in after if t.lower_ == "hands" and t.dep_ == "pobj" and t.head.lower_ == "at"), None)
    if hands is not None and not any(t.pos_ in ("VERB", "AUX") for t in trigger.doc[trigger.i + 1 : hands.i]):
        # "deaths at the hands of the rebels"
        return _as_doer(next((o for c in hands.rights if c.lower_ == "of" for o in c.children if o.dep_ == "pobj"), None), context)
    if trigger.lemma_ == "flee":
        # whoever flees displaces nobody
        return _by_attack(trigger, context)
    clause = trigger if trigger.pos_ in ("VERB", "AUX") else None
    if clause is None:
        for prep in trigger.rights:
            if prep.dep_ in ("prep", "agent") and prep.lower_ == "by":
                return _as_doer(next((o for o in prep.children if o.dep_ == "pobj"), None), context)
        if harm.rule == "toll":
            toll = trigger.head if trigger.dep_ == "compound" else trigger
            told = _by_attack(toll, context)
            if told is not None:
                return told
        behind = _by_behind(harm, context)
        if behind is not None:
            return behind
        owner = next((c for c in trigger.lefts if c.dep_ == "poss"), None)
        if owner is not None and owner not in harm.heads and harm.rule == "noun":
            return _as_doer(owner, context)
        clause = clause_of(trigger)
        if clause.lemma_ in ("attribute", "ascribe", "blame") and trigger.dep_ == "dobj":
            # "attributed 40 deaths to the rebels"
            blamed = (o for c in clause.rights if c.lower_ in ("to", "on") for o in c.children if o.dep_ == "pobj")
            return _as_doer(next(blamed, None), context)
        if clause.lemma_ in ("make", "carry") and trigger.dep_ == "dobj" and trigger.head == clause:
            # "police made a dozen arrests"
            return _as_doer(next((c for c in clause.children if c.dep_ == "nsubj"), None), context)
        lives = clause.lemma_ == "claim" and trigger.lemma_ == "life"
        if (clause.lemma_ in ("leave", "inflict", "cause", "result") or lives) and not any(c.dep_ == "nsubjpass" for c in clause.children):
            subject = next((c for c in clause.children if c.dep_ == "nsubj"), None)
            if subject is not None and subject.lower_ in ("which", "that") and clause.dep_ == "relcl":
                # "the rebel raids last month that left nine villagers dead"
                return _antecedent_doer(clause, context)
            return _as_doer(subject, context)
        return _by_attack(clause, context)
    if harm.rule == "object" and clause.lemma_ == "lose":
        # whoever loses fighters has not killed them
        return None
    if harm.rule == "object":
        return _as_doer(next((c for c in clause.children if c.dep_ == "nsubj" and c not in harm.heads), None), context)
    for child in clause.children:
        if child.dep_ == "agent":
            return _as_doer(next((o for o in child.children if o.dep_ == "pobj"), None), context)
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in clause.children)
    subject = next((c for c in clause.children if c.dep_ == "nsubj" and c not in harm.heads), None)
    if not passive and subject is not None:
        if subject.lower_ in ("which", "that", "who") and subject.head.dep_ in ("relcl", "ccomp"):
            node = clause
            while node.dep_ == "ccomp":
                node = node.head
            return _antecedent_doer(node, context) if node.dep_ == "relcl" else None
        return _as_doer(subject, context)
    if not passive and clause.tag_ == "VBG" and clause.dep_ in ("advcl", "acl", "conj", "xcomp", "pcomp"):
        head = clause.head
        if clause.dep_ == "acl" and head.pos_ in ("NOUN", "PROPN"):
            return _as_doer(head, context)
        while clause.dep_ == "conj" and head.tag_ == "VBG" and head.dep_ in ("advcl", "conj") and not any(c.dep_ == "nsubj" for c in head.children):
            # "stormed it, killing six rebels and capturing a seventh"
            head = head.head
        while head.pos_ == "ADP":
            if head.lower_ in ("for", "of"):
                # "was jailed for killing", "accused of killing": whoever is judged did it, not who judges
                judged = next((c for c in head.head.children if c.dep_ in ("nsubjpass", "dobj")), None)
                return _as_doer(judged or (head.head.head if head.head.dep_ == "acl" else None), context)
            head = head.head
        for child in head.children:
            if child.dep_ == "agent":
                return _as_doer(next((o for o in child.children if o.dep_ == "pobj"), None), context)
        if head.lemma_ not in context.lexicon.undergoers and not any(c.dep_ == "nsubjpass" for c in head.children):
            return _as_doer(next((c for c in head.children if c.dep_ == "nsubj"), None), context)
        return None
    if clause.dep_ == "ccomp" and not passive:
        # a relative clause around a verb of saying: "a campaign, which officials said killed dozens"
        node = clause
        while node.dep_ == "ccomp":
            node = node.head
        if node.dep_ == "relcl":
            return _antecedent_doer(node, context)
    decided = clause.dep_ == "xcomp" and clause.tag_ == "VB" and clause.head.lemma_ in ("decide", "rule")
    if decided and not passive and harm.outcome == "detained":
        # "a court decided to keep three men in custody"
        return _as_doer(next((c for c in clause.head.children if c.dep_ == "nsubj"), None), context)
    if clause.dep_ == "conj" and not passive:
        first = clause.head
        while first.dep_ == "conj":
            first = first.head
        if any(c.dep_ in ("dobj", "nsubj") for c in first.children) and first.pos_ == "VERB" and any(c.dep_ == "dobj" for c in clause.children):
            return doer_of(replace(harm, trigger=first), context) if first != trigger else None
    return _by_attack(clause, context) or (_by_assault(clause, context) if passive else None)


def avowed(harm: Harm, context: Context) -> Token | None:
    """Who takes the harm of a sentence upon themselves: "... and the Front said it was behind the attack", "claimed responsibility for the blast"."""
    sentence = context.doc.sentence_of(harm.trigger)
    words = context.doc.token_lowers[sentence.start : sentence.end]
    for n, word in enumerate(words):
        token = context.doc.doc[sentence.start + n]
        verb = token.head
        claims = word == "responsibility" and token.dep_ == "dobj" and verb.lemma_ == "claim"
        owns = word == "behind" and verb.lemma_ == "be" and tuple(words[n + 1 : n + 3]) in _AVOWED
        if not claims and not owns:
            continue
        if any(c.dep_ == "neg" for c in verb.children):
            return None
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if subject is not None and subject.lower_ == "it" and verb.dep_ == "ccomp" and verb.head.lemma_ == "say":
            subject = next((c for c in verb.head.children if c.dep_ == "nsubj"), None)
        actor = context.actors.actor_of(subject) if subject is not None else None
        return subject if actor is not None and actor.kind in ("armed_group", "other", "military") else None
    return None


def _by_behind(harm: Harm, context: Context) -> Token | None:
    """The doer right behind the victims of a noun of harm, wherever the parser hangs it: "the killing of a fan by an officer"."""
    if harm.rule != "noun" or not harm.heads:
        return None
    last = max(harm.heads, key=lambda t: t.i)
    at = last.i + 1
    if at >= len(last.doc) or last.doc[at].lower_ != "by":
        return None
    return _as_doer(next((o for o in last.doc[at].children if o.dep_ == "pobj"), None), context)


def _by_assault(clause: Token, context: Context) -> Token | None:
    """The subject of a clause of attack that tells how it came: "were hurt when a rebel lobbed a grenade at them"."""
    for child in clause.children:
        if child.dep_ == "advcl" and child.lemma_ in context.lexicon.assaults and any(c.lower_ in ("when", "after", "as") for c in child.children):
            subject = next((c for c in child.children if c.dep_ == "nsubj"), None)
            if subject is not None and subject.pos_ in ("NOUN", "PROPN"):
                return _as_doer(subject, context)
    return None


def _antecedent_doer(relative: Token, context: Context) -> Token | None:
    """The doer that a relative clause goes back to: its antecedent, or the attack that stands before a place the parser took for it."""
    antecedent = relative.head
    above = antecedent.head.head if antecedent.dep_ == "pobj" else antecedent
    if above.pos_ == "NOUN" and above.lemma_.lower() in context.lexicon.attacks and antecedent.lemma_.lower() not in context.lexicon.attacks:
        # "the bombing of the headquarters that killed 22"
        return _owner(above, context)
    found = _as_doer(antecedent, context)
    if found is not None and antecedent.ent_type_ not in ("GPE", "LOC", "FAC"):
        return found
    node = antecedent
    while node.head.i != node.i and node.dep_ in ("pobj", "prep", "conj", "nmod", "compound"):
        node = node.head
        if node.pos_ == "NOUN" and node.lemma_.lower() in context.lexicon.attacks:
            return _owner(node, context)
    return None


def _by_attack(clause: Token, context: Context) -> Token | None:
    """The doer of an attack that the clause names: "in an Israeli raid", "as the rebel assault went on"."""
    clauses = [clause, *(c for c in clause.conjuncts if c.pos_ == "VERB")]
    for child in (c for one in clauses for c in one.children):
        # the campaign since whose beginning people died is not said to have killed them
        if any(t.lower_ in ("since", "until", "before") for t in (child, *child.children)):
            continue
        if child.dep_ in ("prep", "advcl", "agent"):
            for token in child.subtree:
                if token.lemma_.lower() in context.lexicon.attacks and token.pos_ == "NOUN" and token.i - child.i <= 8:
                    owner = _owner(token, context) or _told_owner(token, context)
                    if owner is not None:
                        return owner
    return None


def _as_doer(token: Token | None, context: Context) -> Token | None:
    """The token itself when it names an actor; of an attack, whoever owns or began it."""
    if token is None:
        return None
    if token.lemma_.lower() in context.lexicon.attacks and token.pos_ == "NOUN":
        return _owner(token, context) or _told_owner(token, context)
    actor = context.actors.actor_of(token)
    if actor is not None and token.lemma_.lower() in context.lexicon.vehicles and actor.kind not in ("military", "armed_group", "police"):
        # the bombing of an airline's plane is not the airline's
        return None
    if actor is not None and actor.kind in ("other", "company") and token.lemma_.lower() in context.lexicon.causes:
        # rockets have no will, whatever team is called so
        return None
    return token if actor is not None and actor.kind in DOERS else None


def _owner(attack: Token, context: Context) -> Token | None:
    """Who did an attack: its possessor, its adjective of nation or force, "by", or the subject of the verb that it is the object of."""
    for child in attack.children:
        if child.dep_ == "poss" and context.actors.actor_of(child) is not None:
            return child
        if child.dep_ == "acl" and child.tag_ == "VBN":
            child = next((c for c in child.children if c.dep_ == "agent"), child)
        if child.dep_ in ("prep", "agent") and child.lower_ == "by":
            obj = next((o for o in child.children if o.dep_ == "pobj"), None)
            if obj is not None and context.actors.actor_of(obj) is not None:
                return obj
            crew = _crew(obj, context) if obj is not None else None
            if crew is not None:
                return crew
    inner = [c for child in attack.lefts if child.dep_ == "compound" for c in child.lefts if c.dep_ in ("compound", "amod", "nmod")]
    # "US air strikes", where the parser joins the country to the air
    for child in (*attack.lefts, *inner):
        if child.dep_ in ("amod", "compound", "nmod"):
            mention = context.actors.covering(child)
            if mention is not None and mention.head != attack.i and child.i == mention.head:
                actor = context.actors.actors[mention.actor_id]
                return None if actor.kind == "country" and actor.country in _STATELESS else child
            nation = context.lexicon.nations.get(child.lower_)
            if nation in _STATELESS:
                return None
            if nation is not None:
                return _of_nation(nation, context)
    verb = attack.head
    if attack.dep_ == "dobj" and verb.lemma_ in context.lexicon.beginnings:
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if subject is not None and context.actors.actor_of(subject) is not None:
            return subject
    if attack.dep_ == "oprd" or (attack.dep_ in ("dobj", "ccomp", "attr") and verb.lemma_ == "call"):
        outer = verb.head
        while outer.dep_ in ("pcomp", "prep"):
            outer = outer.head
        subject = next((c for c in outer.children if c.dep_ == "nsubj"), None)
        if outer.lemma_ in ("begin", "launch", "start", "open") and subject is not None and context.actors.actor_of(subject) is not None:
            return subject
    return None


def _told_owner(attack: Token, context: Context) -> Token | None:
    """Who did "the strikes" or "such attacks", as the words before tell: by name of the same deed, all by one; for "such" of the sentence before."""
    words = {c.lower_ for c in attack.lefts if c.dep_ in ("det", "amod", "predet")}
    if words.isdisjoint(_TAKING_UP) or any(c.dep_ in ("compound", "nmod", "poss") for c in attack.lefts):
        return None
    if any(c.dep_ in ("prep", "relcl", "acl") and c.lower_ not in _BESIDE for c in attack.rights):
        return None
    doc = context.doc.doc
    if "such" in words:
        opening = attack.sent.start
        before = doc[opening - 1].sent if opening else None
        deeds = [t for t in before if t.pos_ == "NOUN" and t.lemma_.lower() in context.lexicon.attacks] if before is not None else []
    else:
        if attack.tag_ != "NNS":
            # one attack of many could be anybody's
            return None
        deeds = [t for t in doc[: attack.i] if t.pos_ == "NOUN" and t.lemma_.lower() == attack.lemma_.lower() and t.tag_ == "NNS"]
    owners = [owner for owner in (_owner(t, context) for t in deeds) if owner is not None]
    actors = {actor.actor_id for actor in map(context.actors.actor_of, owners) if actor is not None}
    return owners[-1] if len(actors) == 1 else None


def _crew(craft: Token, context: Context) -> Token | None:
    """The force whose craft does an attack: "strikes carried out by Northland army aircraft"."""
    if craft.lemma_.lower() not in _CRAFT:
        return None
    for child in reversed(list(craft.lefts)):
        actor = context.actors.actor_of(child) if child.dep_ in ("compound", "nmod", "amod", "poss") else None
        if actor is not None and actor.kind in ("military", "armed_group", "police", "country"):
            return child
        nation = context.lexicon.nations.get(child.lower_)
        if nation is not None and nation not in _STATELESS:
            return _of_nation(nation, context)
    return None


def _of_nation(code: str, context: Context) -> Token | None:
    """A token whose actor is the country itself, where the document names it."""
    for mention in context.actors.mentions:
        actor = context.actors.actors[mention.actor_id]
        if actor.kind == "country" and actor.country == code:
            return context.doc.doc[mention.head]
    return None


def act_of(harm: Harm, context: Context, cause: str | None) -> tuple[EventMention, tuple[Participant, ...]] | None:
    """The coded act that did the harm: the harm itself, else the attack of its clause."""
    if not context.acts:
        return None
    types = _ACT_TYPES.get(harm.outcome, _FORCE)
    itself = context.act_at(harm.trigger.i, types) or context.act_at(harm.last.i, types)
    if itself is not None:
        return itself
    if harm.outcome == "evacuated":
        return None
    # accidents and illness have causes, not acts
    if cause is not None and cause not in context.lexicon.violent:
        return None
    clause = harm.trigger if harm.trigger.pos_ in ("VERB", "AUX") else clause_of(harm.trigger)
    near: list[Token] = [clause]
    subject = next((c for c in clause.children if c.dep_ == "nsubj"), None)
    if subject is not None:
        near.append(subject)
    if clause.dep_ in ("advcl", "acl", "conj", "xcomp", "ccomp"):
        near.append(clause.head)
        near += [c for c in clause.head.children if c.dep_ == "nsubj" and clause.dep_ in ("advcl", "conj")]
    if clause.dep_ == "relcl":
        near.append(clause.head)
    for child in clause.children:
        # "12 died while the rebels spoke of killing 70"
        if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("while", "whereas", "although") for c in child.children):
            continue
        if child.dep_ in ("prep", "agent", "advcl"):
            near += [t for t in child.subtree if t.i - child.i <= 8]
    for token in near:
        found = context.act_at(token.i, types)
        if found is not None:
            return found
    return None
