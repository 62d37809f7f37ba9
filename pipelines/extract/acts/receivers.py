"""Who receives an act: whom its clause is aimed at, whom its object is about, who is behind its complement.

What belongs here: the target of a trigger, in the order in which readings are tried. What does not: its source, which the predicate's own slots name,
and the step from a word to an actor, which is ``roles``'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spacy.tokens import Token

from pipelines.extract.acts.clause import VERBAL, child, is_passive, noun_slots, subject, verb_slots
from pipelines.extract.acts.lexicon import EventLexicon, Predicate
from pipelines.extract.acts.match import Trigger
from pipelines.extract.acts.roles import ATTRIBUTED, parties, role
from pipelines.extract.model import ActorIndex, ActorMention

#: Acts in which forces are what is sent or promised, not who receives.
_OWN_FORCES_TYPES = frozenset({"AGREE", "AID", "MOBILIZE", "REJECT"})
#: Acts whose object is often a plan, a deed or a text; they are aimed at whoever is behind it.
_TOPICAL_TYPES = frozenset({"ACCUSE", "SUPPORT", "REJECT", "CONCEDE", "SANCTION", "REQUEST"})
_TOPICAL_SLOTS = ("noun_against", "noun_with", "noun_of", "noun_for", "noun_to", "noun_on", "noun_into", "noun_about")
#: Where the receiver stands in a complement whose verb is not in the lexicon.
_COMPLEMENT_SLOTS = ("dat", "with", "to", "obj", "from", "against", "on", "for", "into", "of")
#: Acts in words that are aimed at whoever did a deed, not at whom it was done to, and where the deed stands.
_AIMED_AT_DOERS: Mapping[str, tuple[str, ...]] = {"ACCUSE": ("obj", "into", "noun_into"), "PROTEST": ("obj", "against", "over", "at")}
#: Where acts of a type name the receiver whatever the verb.
_FURTHER: Mapping[str, tuple[str, ...]] = {
    "ASSAULT": ("on", "against", "upon", "noun_on", "noun_against"),
    "COERCE": ("on", "against", "noun_on", "noun_against"),
    "SANCTION": ("on", "against", "noun_on", "noun_against", "to", "noun_to"),
    "AID": ("dat", "to", "noun_to", "for", "noun_for"),
    "SUPPORT": ("noun_of", "noun_for", "noun_to"),
    "THREATEN": ("against", "on", "noun_against", "noun_on", "noun_to"),
    "PROTEST": ("against", "noun_against"),
}
#: Verbs of taking ground and arms, and kinds of actors that hold them.
_SEIZING = frozenset({"capture", "occupy", "overrun", "seize", "take"})
_HOLDERS = frozenset({"armed_group", "government", "military", "police"})
#: Acts whose receivers a clause beside them may tell.
_FORCEFUL = frozenset({"ASSAULT", "COERCE", "SANCTION"})
#: Prepositions that lead from a thing given to whom it is for, and those whose object is who it is for.
_LEADING = frozenset({"of", "in", "for", "to", "worth", "toward", "towards"})
_TOWARD = frozenset({"for", "to", "toward", "towards"})
_GIVING = frozenset({"give", "grant", "hand", "lend", "offer", "send"})
#: Infinitives that tell what a gift is for.
_HELP = frozenset({"aid", "assist", "feed", "help", "protect", "rebuild", "relieve", "reward", "save", "support"})
#: What is brought before somebody against somebody else.
_LODGED = frozenset({"appeal", "case", "complaint", "lawsuit", "petition", "suit"})
#: Verbs whose object is a text, also where it is a pronoun.
_TEXTUAL = frozenset({"adopt", "approve", "endorse", "pass", "ratify", "repeal", "sign", "veto"})
#: Verbs of making: what they make receives nothing.
_MAKING = frozenset({"build", "create", "establish", "form", "found", "set"})
#: Nouns of action whose infinitive tells the act: "the refusal to meet X".
_WITH_INFINITIVE = frozenset({"AGREE", "REJECT", "THREATEN"})
#: Words that open the clause of what somebody is to do before an act ends or lest it come, by type of act.
_UNLESS: Mapping[str, frozenset[str]] = {"REJECT": frozenset({"unless", "until"}), "THREATEN": frozenset({"if", "unless", "until"})}
#: What is welcomed for whoever it comes to.
_HONOURS = frozenset({"appointment", "election", "inauguration", "nomination", "re-election", "reelection", "release", "victory", "win"})
_LOSSES = frozenset({"death", "defeat", "demise", "downfall", "fall", "ouster", "overthrow", "resignation"})
#: Verbs whose object, where an entry names it, is the act.
_VOICING = frozenset({"conduct", "convey", "express", "give", "mount", "reaffirm", "reiterate", "unleash", "voice", "wage"})
#: Verbs of keeping somebody from a deed.
_SHIELDING = frozenset({"defend", "guard", "protect", "save", "shield", "spare"})
#: Verbs of what forces are sent against.
_QUELLING = frozenset({"confront", "contain", "counter", "crush", "defeat", "deter", "quell", "shut", "stop", "subdue", "suppress"})
_FIGHTING = frozenset({"battle", "conflict", "fight", "operation", "war"})
#: Words that stand for more of those told before: "and wounded twelve more".
_MORE = frozenset({"dozen", "hundred", "more", "score", "thousand"})
#: What is shot, and prepositions before what it is shot at.
_AMMUNITION = frozenset(
    {"ammunition", "bullet", "canister", "cannon", "fire", "gas", "gun", "projectile", "round", "shot", "stone", "volley", "weapon"}
)
_AIMS = ("against", "at", "into", "on", "to", "toward", "towards", "upon", "noun_at", "noun_on", "noun_against", "noun_into")
#: Fighting in which those who fall may be of either side, and verbs of what an attack does to people.
_TWO_SIDED = frozenset({"battle", "clash", "conflict", "fight", "fighting", "firefight", "gunfight", "shootout", "skirmish", "violence", "war"})
_FALLING = frozenset({"injure", "kill", "maim", "wound"})
_LEFT = frozenset({"dead", "hurt", "injured", "killed", "wounded"})
#: What those who are asked are themselves to do.
_GOING = frozenset({"abdication", "departure", "impeachment", "ouster", "removal", "resignation", "retirement", "surrender"})
#: What is asked for of whoever is named before it: "asked for the union's help".
_HELPING = frozenset(
    {"assistance", "backing", "cooperation", "help", "intervention", "mediation", "permission", "protection", "restraint", "support"}
)
#: Verbs of shooting, and of using what is shot with, that may leave out at whom; and marks of the clause that tells who brought it about.
_SHOOTING = frozenset({"fire", "open", "shoot", "use", "lob", "launch", "throw", "hurl", "deploy", "discharge"})
_AFTER = frozenset({"after", "as", "because", "when", "while"})
_GUARDS = frozenset({"military", "police"})
_CROWDS = frozenset({"armed_group", "person", "population"})
_PEOPLE = frozenset({"armed_group", "military", "police", "population"})
#: Kinds of actors whom a rally that demands something is against.
_RULING = frozenset({"country", "government", "military"})
#: Verbs by which a rally tells whom it is against.
_DENOUNCING = frozenset({"condemn", "criticise", "criticize", "decry", "denounce", "oppose", "protest"})
#: Verbs of putting a measure on somebody.
_IMPOSING = frozenset({"impose", "introduce", "place", "put", "slap"})
#: Words for what was said before them, and the type of act they were said with.
_SAID: Mapping[str, str] = {
    **dict.fromkeys(("accusation", "allegation", "charge", "claim"), "ACCUSE"),
    **dict.fromkeys(("appeal", "call", "demand", "request"), "REQUEST"),
}
#: Kinds of bodies whose meetings are attended.
_CONVENING = frozenset({"government", "intergovernmental", "party"})
_TIES = frozenset({"connection", "contact", "link", "tie"})
_PENALTIES = frozenset({"embargo", "measure", "penalty", "restriction", "sanction"})


def receivers(
    found: Trigger,
    event_type: str,
    sources: Iterable[ActorMention],
    by_token: Mapping[int, Trigger],
    actors: ActorIndex,
    lexicon: EventLexicon,
) -> list[ActorMention]:
    """The actors that an act is aimed at.

    Args:
        found: the trigger with its slots.
        event_type: the type of the row, which a refusal may have changed from the predicate's.
        sources: its doers, whom no other word of the clause makes receivers.
        by_token: all triggers of the document by the index of their token.
        actors: the document's actors.
        lexicon: the predicates and words.

    Returns:
        Mentions of the first reading that names an actor, possibly none.
    """
    predicate = found.predicate
    doers = frozenset(m.actor_id for m in sources)
    targets = _aimed(found, doers, actors, lexicon) or _topical(found, event_type, doers, actors, lexicon)
    if event_type in ("AGREE", "CONSULT", "COOPERATE", "SUPPORT") and not targets:
        targets = _dealt_with(found, doers, actors, lexicon)
    if not targets and predicate.pos == "verb":
        targets = _of_those_named(found, doers, by_token, actors, lexicon)
    if event_type in _OWN_FORCES_TYPES:
        targets = [m for m in targets if not _is_sent(found.token.doc[m.head], lexicon)]
    if not targets and (predicate.pos != "noun" or event_type in _WITH_INFINITIVE) and _takes_complement(event_type, predicate):
        states = {actor.country for m in sources if (actor := actors.actors[m.actor_id]).country is not None}
        within = _of_complement(found, doers, by_token, actors, lexicon)
        # "the party is committed to ending Northland's exile": its own state receives nothing
        targets = [m for m in within if actors.actors[m.actor_id].kind != "country" or actors.actors[m.actor_id].country not in states]
    if not targets and predicate.pos == "verb":
        targets = _of_elided(found.token, found, by_token, actors, lexicon) or _of_count(found, by_token, actors, lexicon)
    if not targets and predicate.pos == "verb" and predicate.target:
        targets = _further(found, event_type, doers, actors, lexicon)
    if not targets and event_type in _FORCEFUL:
        targets = _targeted(found, doers, actors, lexicon) or _among(found, doers, actors, lexicon)
    if not targets and predicate.pos == "verb":
        targets = _of_neighbours(found, event_type, doers, by_token, actors, lexicon)
    if not targets:
        targets = _around(found, event_type, doers, actors, lexicon)
    if not targets and event_type == "REJECT":
        targets = _answered(found, doers, by_token, actors, lexicon)
    if not targets and event_type == "ASSAULT":
        targets = _fallen(found, doers, actors, lexicon) if predicate.pos == "noun" else _shot_at(found, doers, by_token, actors, lexicon)
    return targets


def _shot_at(found: Trigger, doers: frozenset[str], by_token: Mapping[int, Trigger], actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """At whom shots go where the verb of another clause tells it.

    "Threw a grenade and opened fire at X"; "opened fire, killing three men"; "fired live rounds after protesters ignored a warning".
    """
    token = found.token
    if token.lemma_ not in _SHOOTING or is_passive(token) or _names_thing(found, lexicon):
        return []
    for verb in token.conjuncts:
        told = by_token.get(verb.i)
        if told is None and verb.i > token.i and verb.lemma_ in _SHOOTING and child(verb, "nsubj", "nsubjpass") is None:
            # "throwing stones and hurling firecrackers at officers"
            targets = role(verb_slots(verb), _AIMS, actors, lexicon, without=doers)
            if targets:
                return targets
        if told is not None and verb.i > token.i and told.predicate.event_type == "ASSAULT" and child(verb, "nsubj", "nsubjpass") is None:
            targets = role(told.slots, told.predicate.target, actors, lexicon, without=doers)
            if targets:
                return targets
    for clause in token.children:
        if clause.dep_ != "advcl" or clause.i < token.i:
            continue
        told = by_token.get(clause.i)
        if clause.tag_ == "VBG" and clause.lemma_ in _FALLING and told is not None and child(clause, "nsubj", "mark") is None:
            return role(told.slots, ("obj",), actors, lexicon, without=doers)
        if any(c.dep_ in ("mark", "advmod") and c.lower_ in _AFTER and c.i < clause.i for c in clause.children) and not is_passive(clause):
            if not any(actors.actors[i].kind in _GUARDS for i in doers if i in actors.actors):
                continue
            who = child(clause, "nsubj")
            if who is None or who.pos_ not in ("NOUN", "PROPN"):
                continue
            targets = parties(who, actors, lexicon, inside=False, without=doers)
            if targets and all(actors.actors[m.actor_id].kind in _CROWDS for m in targets):
                return targets
    return []


def _names_thing(found: Trigger, lexicon: EventLexicon) -> bool:
    """Whether the clause tells what is shot at, even where that is no actor."""
    weapons = lexicon.weapons
    objects = [t for t in found.slots.get("obj", ()) if t not in found.fused and t.lemma_.lower() not in weapons and t.lemma_ not in _AMMUNITION]
    return bool(objects) or any(found.slots.get(name, ()) for name in _AIMS)


def is_carried(noun: Token, found: Trigger, lexicon: EventLexicon) -> bool:
    """Whether a noun tells the act that its verb only carries: "launched an inquiry", not "captured a town"."""
    lemma = found.predicate.lemma
    if found.predicate.pos != "verb" or noun not in found.fused:
        return False
    return lemma in _VOICING or (
        (
            noun.lemma_.lower() in lexicon.words["carried"]
            or any(e.event_type == found.predicate.event_type for e in lexicon.nouns.get(noun.lemma_.lower(), ()))
        )
        and (lemma in lexicon.words["doing"] or lemma in lexicon.words["carrying"])
    )


def _around(found: Trigger, event_type: str, doers: frozenset[str], actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Receivers that stand further off in the sentence: whose war troops are called up for, who is to give way before an act ends."""
    slots = found.slots
    verb = found.token.head.head
    if event_type in ("ASSAULT", "COERCE") and found.token.dep_ == "pobj" and found.token.head.lower_ in ("against", "from"):
        # "protect X from attacks"
        return role(verb_slots(verb), ("obj",), actors, lexicon, without=doers) if verb.lemma_ in _SHIELDING and verb.pos_ in VERBAL else []
    match event_type:
        case "REJECT" | "THREATEN":
            return _of_condition(found, event_type, doers, actors, lexicon)
        case "MOBILIZE":
            for clause in found.token.children:
                is_force = clause.lemma_ in _QUELLING or any(e.event_type in _FORCEFUL for e in lexicon.verbs.get(lexicon.verb(clause), ()))
                if clause.dep_ in ("advcl", "xcomp") and clause.tag_ == "VB" and is_force:
                    # "sent troops to shut down the station"
                    targets = role(verb_slots(clause), ("obj", "against"), actors, lexicon, without=doers)
                    if targets:
                        return [m for m in targets if not _is_sent(found.token.doc[m.head], lexicon)]
            for name in ("for", "noun_for", "noun_in"):
                for deed in slots.get(name, ()):
                    if deed.lemma_.lower() in _FIGHTING or _is_deed(deed, lexicon):
                        targets = role(noun_slots(deed), ("against", "on", "with"), actors, lexicon, without=doers)
                        if targets:
                            return targets
            return []
        case "CONSULT":
            if found.predicate.pos == "verb" and any(t.lemma_ in ("effort", "initiative", "bid", "mediation") for t in found.fused):
                # "launched an effort to end the rift between X and Y"
                between = [t for noun in found.fused for t in noun.subtree if t.dep_ == "pobj" and t.head.lower_ == "between"]
                return role({"between": between[:1]}, ("between",), actors, lexicon, without=doers)
            convening = role(slots, ("noun_of",), actors, lexicon, without=doers) if found.predicate.pos == "verb" else []
            return [m for m in convening if actors.actors[m.actor_id].kind in _CONVENING]
        case "PROTEST":
            told = role(_protested(found), ("at", "against", "over"), actors, lexicon, without=doers)
            return told or _denounced(found, doers, actors, lexicon)
        case "CONCEDE":
            # "lifted the sanctions that were imposed on X"
            for thing in (*slots.get("obj", ()), *found.fused):
                for clause in thing.children:
                    if clause.dep_ in ("acl", "relcl") and clause.lemma_ in _IMPOSING:
                        put = verb_slots(clause)
                        targets = role(put, ("on", "against"), actors, lexicon, without=doers)
                        # "imposed over the junta's conduct"
                        owned = [c for t in put.get("over", ()) for c in t.lefts if c.dep_ == "poss"]
                        targets = targets or role({"over": owned}, ("over",), actors, lexicon, without=doers)
                        if targets:
                            return targets
            return []
        case "AID":
            if found.predicate.target:
                return []
            # "took part in the peace mission in Northland"
            words = [w for name in ("in", "to", "on") for t in slots.get(name, ()) for w in t.subtree if w.dep_ == "pobj" and w.head.lower_ == "in"]
            states = [t for t in words if (a := actors.actor_of(t)) is not None and a.kind == "country"]
            return parties(states[0], actors, lexicon, inside=False, without=doers) if states else []
        case "REQUEST":
            # "repeated its demand that X should go"
            whom = [s for verb in slots.get("noun_xcomp", ()) if child(verb, "mark") is not None and (s := child(verb, "nsubj")) is not None]
            for thing in slots.get("for", ()):
                # "called for the council to meet"
                to_do = [
                    c for c in found.token.children if c.dep_ in ("advcl", "xcomp") and c.tag_ == "VB" and c.left_edge.i == thing.right_edge.i + 1
                ]
                is_new = any(c.lower_ in ("a", "an") for c in thing.lefts)
                if to_do and not is_new and (targets := parties(thing, actors, lexicon, inside=False, without=doers)):
                    return targets
            asked = [t for name in ("obj", "for", "noun_for", "of") for t in slots.get(name, ())]
            for thing in asked if not whom else ():
                if thing.lemma_ in _HELPING:
                    # "asked for the union's help", "urged Northland restraint"
                    targets = role(noun_slots(thing), ("poss", "mod", "from", "by"), actors, lexicon, without=doers)
                    if targets:
                        return targets
            going = [t for t in asked if t.lemma_ in _GOING]
            for deed in going if not whom else ():
                # "called for the resignation of X"
                targets = role(noun_slots(deed), ("of", "poss", "by"), actors, lexicon, without=doers)
                if targets:
                    return targets
            return [m for t in whom for m in parties(t, actors, lexicon, inside=False, without=doers)]
        case _:
            return []


def _protested(found: Trigger) -> dict[str, list[Token]]:
    """What a strike or march "in protest at" something is against."""
    return next((noun_slots(t) for name in ("in", "noun_in") for t in found.slots.get(name, ()) if t.lemma_ == "protest"), {})


def _denounced(found: Trigger, doers: frozenset[str], actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Whom a rally is held to denounce: "held a rally to condemn X"."""
    for noun in (found.token, *found.fused):
        for clause in noun.children:
            if clause.dep_ in ("acl", "advcl", "relcl", "xcomp") and clause.tag_ in ("VB", "VBG") and clause.lemma_ in _DENOUNCING:
                targets = role(verb_slots(clause), ("obj",), actors, lexicon, without=doers)
                if targets:
                    return targets
    for clause in found.token.children:
        if clause.dep_ in ("advcl", "xcomp") and clause.tag_ in ("VB", "VBG") and clause.lemma_ in ("call", "demand"):
            slots = verb_slots(clause)
            going = [t for name in ("for", "obj") for s in slots.get(name, ()) for t in (s, *s.conjuncts) if t.lemma_ in _GOING]
            for thing in going:
                # "took to the streets to demand the resignation of X"
                targets = role(noun_slots(thing), ("of", "poss", "by"), actors, lexicon, without=doers)
                if targets:
                    return targets
            asked = role(slots, ("on", "upon"), actors, lexicon, without=doers) if clause.lemma_ == "call" else []
            asked += [m for c in slots.get("ccomp", ()) if (s := child(c, "nsubj")) is not None for m in parties(s, actors, lexicon, without=doers)]
            return [m for m in asked if actors.actors[m.actor_id].kind in _RULING]
    return []


def _of_condition(found: Trigger, event_type: str, doers: frozenset[str], actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Who is to do something first: "will not lift the ban until X signs", "threatens to leave unless X pays"."""
    token = found.token
    verbs = [token, *(t for name in ("xcomp", "ccomp") for t in found.slots.get(name, ()) if t.pos_ in VERBAL)]
    verbs += [c for c in token.children if c.dep_ in ("acl", "relcl") and c.pos_ in VERBAL]
    for clause in (c for verb in verbs for c in verb.children if c.dep_ == "advcl"):
        if not any(c.dep_ in ("mark", "advmod") and c.lower_ in _UNLESS[event_type] for c in clause.children):
            continue
        agent = child(clause, "agent")
        doer = child(agent, "pobj") if agent is not None else child(clause, "nsubj") if not is_passive(clause) else None
        targets = parties(doer, actors, lexicon, without=doers) if doer is not None else []
        if targets:
            return targets
    return []


def _of_neighbours(
    found: Trigger, event_type: str, doers: frozenset[str], by_token: Mapping[int, Trigger], actors: ActorIndex, lexicon: EventLexicon
) -> list[ActorMention]:
    """Receivers that a clause of purpose or the clause above tells: "used tear gas to disperse X", "put sanctions on X, freezing their assets"."""
    token = found.token
    if event_type == "ASSAULT":
        for clause in token.children:
            inner = by_token.get(clause.i) if clause.dep_ in ("advcl", "xcomp") and clause.tag_ == "VB" else None
            if inner is not None and inner.predicate.event_type in _FORCEFUL:
                targets = role(inner.slots, inner.predicate.target, actors, lexicon, without=doers)
                if targets:
                    return targets
        if token.tag_ == "VBG" and token.dep_ == "advcl" and token.lemma_ in _SEIZING:
            # "stormed the army's posts, capturing two heights": they were the army's
            for t in reversed([t for t in token.head.subtree if t.i < token.i and t.i in by_token]):
                deed = by_token[t.i]
                if deed.predicate.event_type == "ASSAULT" and deed.predicate.pos == "verb" and t.lemma_ not in _SEIZING:
                    held = role(deed.slots, deed.predicate.target, actors, lexicon, without=doers)
                    return [m for m in held if actors.actors[m.actor_id].kind in _HOLDERS]
    above = by_token.get(token.head.i) if token.dep_ == "advcl" and token.tag_ == "VBG" else None
    if above is not None and above.predicate.event_type == event_type and event_type in _FORCEFUL:
        owned = any(c.tag_ == "PRP$" for thing in found.slots.get("obj", ()) for c in thing.lefts)
        return role(above.slots, above.predicate.target, actors, lexicon, without=doers) if owned else []
    return []


def _of_those_named(
    found: Trigger, doers: frozenset[str], by_token: Mapping[int, Trigger], actors: ActorIndex, lexicon: EventLexicon
) -> list[ActorMention]:
    """Those whom an act before it was done to, where a pronoun cannot be the doer: "put limits on women, barring them from parks"."""
    token = found.token
    them = [t for t in found.slots.get("obj", ()) if t.lower_ in ("them", "it", "him", "her") and t.head == token]
    mention = actors.headed_by(them[0]) if them else None
    if mention is None or mention.actor_id not in doers:
        return []
    for i in range(token.i - 1, token.sent.start - 1, -1):
        told = by_token.get(i)
        if told is not None:
            targets = role(told.slots, told.predicate.target, actors, lexicon, without=doers)
            if targets:
                is_person = them[0].lower_ in ("him", "her")
                is_many = them[0].lower_ == "them"
                kinds = {m.mention_id: actors.actors[m.actor_id].kind for m in targets}
                return [m for m in targets if (kinds[m.mention_id] in _PEOPLE if is_many else (kinds[m.mention_id] == "person") is is_person)]
    return []


def _among(found: Trigger, doers: frozenset[str], actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Who is among those that suffer: "among those killed was Kofi"."""
    token = found.token
    those = token.head
    if found.predicate.pos != "verb" or token.dep_ != "acl" or token.tag_ != "VBN" or those.dep_ != "pobj" or those.head.lower_ != "among":
        return []
    # the parser may hang "among" on the verb of saying in front
    verbs = [v for v in (those.head.head, *those.head.head.children) if v.lemma_ == "be" and v.i > token.i]
    named = [c for v in verbs for c in v.children if c.dep_ in ("attr", "nsubj") and c.i > v.i]
    return [m for c in named for m in parties(c, actors, lexicon, inside=False, without=doers)]


def _targeted(found: Trigger, doers: frozenset[str], actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Whom a participle says that an attack or measure is for: "launched a bombing campaign targeting priests"."""
    nouns = [found.token] if found.predicate.pos == "noun" else [t for t in (*found.fused, *found.slots.get("obj", ())) if t.pos_ == "NOUN"]
    for noun in nouns:
        for c in noun.children:
            if c.dep_ == "acl" and c.lower_ == "targeting" and c.i > noun.i:
                targets = role(verb_slots(c), ("obj",), actors, lexicon, without=doers)
                if targets:
                    return targets
    return []


def _dealt_with(found: Trigger, doers: frozenset[str], actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """The other side of a deal where more words stand between: "signed a contract worth a million with X"."""
    if found.predicate.pos == "verb" and not any(found.slots.get(name) for name in ("obj", "with", "to", "between")):
        for verb in found.token.children:
            if verb.dep_ == "conj" and verb.pos_ == "VERB" and verb.i > found.token.i and child(verb, "nsubj", "nsubjpass") is None:
                # "will cooperate and hold exchanges with X"
                slots = verb_slots(verb)
                inner = [t for noun in slots.get("obj", ()) for t in noun_slots(noun).get("with", ())]
                return role({"with": [*slots.get("with", ()), *inner]}, ("with",), actors, lexicon, without=doers)
    for deal in found.fused:
        if found.predicate.pos != "verb" or deal.pos_ != "NOUN":
            continue
        stack = [c for c in deal.children if c.i > deal.i and c.dep_ in ("prep", "amod", "npadvmod", "appos", "quantmod", "nummod")]
        while stack:
            at = stack.pop()
            if at.dep_ == "prep" and at.lower_ == "with":
                targets = [m for word in at.children if word.dep_ == "pobj" for m in parties(word, actors, lexicon, without=doers)]
                if targets:
                    return targets
            stack += [c for c in at.children if c.dep_ in ("prep", "pobj", "npadvmod", "quantmod", "nummod")]
    return []


def _is_sent(token: Token, lexicon: EventLexicon) -> bool:
    """Whether the word is of the forces that a clause sends or promises, its object rather than a preposition's, or of those that are the doer's."""
    if token.pos_ != "NOUN" or token.lemma_.lower() not in lexicon.words["forces"]:
        return False
    return token.dep_ in ("dobj", "nsubjpass", "conj") or any(c.lower_ in ("its", "their") for c in token.lefts)


def _of_elided(token: Token, found: Trigger, by_token: Mapping[int, Trigger], actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Those whom a bare number stands for: "killed eight soldiers and wounded five"."""
    first = by_token.get(token.head.i) if token.dep_ == "conj" else None
    objects = found.slots.get("obj", ())
    if first is None or not objects or any(any(c.dep_ == "prep" for c in t.children) for t in objects):
        return []
    if all(t.lemma_ in _MORE for t in objects):
        # "wounded twelve more", "wounded dozens": of the same
        if any(t.tag_ not in ("NNS", "NNPS") for t in first.slots.get("obj", ())) or any(actors.headed_by(t) is not None for t in objects):
            return []
    elif any(t.pos_ != "NUM" for t in objects):
        return []
    return role(first.slots, ("obj",), actors, lexicon)


def _of_count(found: Trigger, by_token: Mapping[int, Trigger], actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Those whom "another twelve" are more of: "six officers were killed and another twelve wounded", where the parser makes a noun of the number."""
    token = found.token
    count = token.head
    if token.dep_ != "acl" or token.tag_ != "VBN" or count.pos_ != "NUM" or count.dep_ != "conj" or child(count, "prep") is not None:
        return []
    first = by_token.get(count.head.i)
    if first is None or first.predicate.event_type != "ASSAULT" or not is_passive(first.token):
        return []
    return role(first.slots, ("obj",), actors, lexicon)


def _fallen(found: Trigger, doers: frozenset[str], actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Those who fall in an attack: "three officers were killed in the attack", "shootings that left three officers dead"."""
    token = found.token
    if token.lemma_.lower() in _TWO_SIDED or found.slots.keys() & {"between", "with"}:
        return []
    if token.dep_ == "pobj" and token.head.lower_ in ("by", "in") and token.head.head.pos_ == "VERB" and token.lemma_ != "gunfire":
        # "was killed by a rocket attack"
        verb = token.head.head
        if verb.lemma_ in _FALLING and is_passive(verb):
            return role(verb_slots(verb), ("obj",), actors, lexicon, without=doers)
        return []
    if token.dep_ == "nsubj" and token.head.lemma_ == "be" and (what := child(token.head, "attr")) is not None and what.pos_ in ("ADJ", "NOUN"):
        # "the attack was the deadliest against the army"
        struck = role(noun_slots(what), ("against", "on"), actors, lexicon, without=doers)
        if struck:
            return struck
    heads = [token]
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.pos_ == "NOUN":
        # "a round of shootings that left"
        heads.append(token.head.head)
    told = [c for head in heads for c in head.children if c.dep_ == "relcl"]
    if token.dep_ == "nsubj":
        told.append(token.head)
    is_aimed = any(found.slots.get(name) for name in ("on", "against", "at", "of", "upon"))
    for verb in told:
        if verb.lemma_ in _FALLING and not is_aimed and not is_passive(verb) and subject(verb) in heads:
            # "an attack that killed three soldiers", "the bombing killed them"
            targets = role(verb_slots(verb), ("obj",), actors, lexicon, without=doers)
            if targets:
                return targets
        if verb.lemma_ != "leave":
            continue
        for state in verb.children:
            if state.lower_ in _LEFT and state.dep_ in ("acomp", "ccomp", "oprd", "xcomp"):
                left = child(state, "nsubj", "nsubjpass") or child(verb, "dobj")
                return parties(left, actors, lexicon, inside=False, without=doers) if left is not None else []
    return []


def _answered(
    found: Trigger, doers: frozenset[str], by_token: Mapping[int, Trigger], actors: ActorIndex, lexicon: EventLexicon
) -> list[ActorMention]:
    """Who said what is rejected, where the clause before tells it: "X accuses Y of spying, a charge that Y denies"."""
    for word in found.slots.get("obj", ()):
        said = _SAID.get(word.lemma_.lower())
        is_beside = word.dep_ in ("appos", "conj", "dep", "npadvmod") or (word.dep_ == "dobj" and found.token.head == word)
        if said is None or not is_beside or found.predicate.pos != "verb":
            continue
        start = word.sent.start
        for i in range(word.i - 1, start - 1, -1):
            told = by_token.get(i)
            if told is not None and told.predicate.event_type == said and told.predicate.pos == "verb":
                return role(told.slots, told.predicate.source, actors, lexicon, without=doers)
    return []


def _takes_complement(event_type: str, predicate: Predicate) -> bool:
    """Whether the row stands for its complement too, so that the complement's receiver is its own; a request has its addressee or none."""
    return predicate.content == "none" and event_type != "REQUEST"


def _aimed(found: Trigger, doers: frozenset[str], actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Receivers in the slots of the predicate; whom a condemned deed was done to is not whom the condemnation is for."""
    slots = _without_texts(found)
    if _is_recall(found):
        # "recalled its envoy from X": X is punished, not the envoy
        return role(slots, ("noun_to", "from", "noun_from", "noun_in"), actors, lexicon, without=doers)
    names = found.predicate.target
    if any(is_carried(noun, found, lexicon) for noun in found.fused):
        # "conveyed Northland's support": whose it is does not receive it
        names = tuple(name for name in names if name != "noun_poss")
    if found.predicate.event_type == "SUPPORT" and any(t.lemma_ in _HONOURS for t in slots.get("obj", ())):
        # "welcomed the appointment of X by Y"
        names = ("noun_of", "noun_poss", *names)
    if found.predicate.event_type == "SUPPORT" and any(_is_misfortune(t, lexicon) for t in slots.get("obj", ())):
        # "welcomed the death of X": whoever brought it about is welcomed
        return role(slots, ("noun_by",), actors, lexicon, without=doers)
    if found.predicate.event_type == "REJECT":
        return _refused(slots, names, doers, actors, lexicon)
    targets = role(slots, names, actors, lexicon, without=doers)
    if found.predicate.event_type in _AIMED_AT_DOERS:
        # "launched a scathing attack on X" does no deed to X
        names = _AIMED_AT_DOERS[found.predicate.event_type]
        deeds = [t for name in names for t in found.slots.get(name, ()) if t not in found.fused and _is_deed(t, lexicon)]
        victims = _undergoers(deeds, actors, lexicon)
        left = [m for m in targets if m.mention_id not in victims]
        return left or [m for deed in deeds for m in parties(deed, actors, lexicon, without=doers) if m.mention_id not in victims]
    if found.predicate.event_type == "REQUEST":
        wished = [t for name in ("obj", "for", "on") for t in found.slots.get(name, ()) if t.lemma_.lower() in lexicon.words["undergone"]]
        spared = _undergoers(wished, actors, lexicon)
        return [m for m in targets if m.mention_id not in spared]
    return targets


def _is_misfortune(noun: Token, lexicon: EventLexicon) -> bool:
    """Whether a noun tells what somebody suffers: an arrest, a death."""
    lemma = noun.lemma_.lower()
    return noun.lemma_ not in _HONOURS and (lemma in _LOSSES or lemma in lexicon.words["undergone"] or _is_deed(noun, lexicon))


def _refused(
    slots: Mapping[str, list[Token]], names: tuple[str, ...], doers: frozenset[str], actors: ActorIndex, lexicon: EventLexicon
) -> list[ActorMention]:
    """Who is refused: who made a claim or an offer that a name before it tells, not whom it is about ("the X demand to sack Y")."""
    for thing in slots.get("obj", ()):
        if thing.lemma_.lower() in lexicon.words["attributed"] and not any(c.dep_ == "poss" for c in thing.lefts):
            made = [m for c in thing.lefts if c.dep_ in ("amod", "compound", "nmod") and (m := actors.headed_by(c)) is not None]
            made = [m for m in made if m.form == "name" and m.actor_id not in doers]
            if made:
                return made
    targets = role(slots, names, actors, lexicon, without=doers)
    about = [t for name in ("noun_for", "noun_of") for t in slots.get(name, ()) if t.lemma_.lower() in lexicon.words["undergone"]]
    spared = _undergoers(about, actors, lexicon) if about and targets else set()
    return [m for m in targets if m.mention_id not in spared]


def _is_recall(found: Trigger) -> bool:
    return found.predicate.mode == "withdraw" and found.predicate.event_type == "SANCTION" and found.predicate.pos == "verb"


def _without_texts(found: Trigger) -> Mapping[str, list[Token]]:
    """The slots without a pronoun that means a text: "vowed to veto it"."""
    texts = [found.token, *found.slots.get("xcomp", ())]
    if not any(verb.lemma_ in _TEXTUAL for verb in texts):
        return found.slots
    return {
        name: [t for t in tokens if not (name in ("obj", "inner_obj") and t.lower_ in ("it", "this", "that", "them"))]
        for name, tokens in found.slots.items()
    }


def _undergoers(deeds: Iterable[Token], actors: ActorIndex, lexicon: EventLexicon) -> set[str]:
    """Ids of the mentions of those to whom nouns of action say that something is done."""
    return {
        m.mention_id
        for deed in deeds
        for name, tokens in noun_slots(deed).items()
        if name in ("of", "on", "against", "for")
        for token in tokens
        for m in parties(token, actors, lexicon)
    }


def _is_deed(noun: Token, lexicon: EventLexicon) -> bool:
    lemma = noun.lemma_.lower()
    return lemma in ("death", "disappearance") or any(e.event_type in ("ASSAULT", "COERCE") for e in lexicon.nouns.get(lemma, ()))


def _topical(found: Trigger, event_type: str, doers: frozenset[str], actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Receivers of an act in words whose object is no actor: whom that object is about, or who made it."""
    if event_type == "SUPPORT" and any(_is_misfortune(t, lexicon) for t in found.slots.get("obj", ())):
        return []
    if event_type not in _TOPICAL_TYPES or found.predicate.pos != "verb" or not found.predicate.target or _is_recall(found):
        return []
    if event_type == "REQUEST" and any(
        t.lemma_.lower() in lexicon.words["undergone"] for name in ("obj", "for", "on") for t in found.slots.get(name, ())
    ):
        # "demanded the release of X": whoever holds X is asked
        return []
    if event_type == "ACCUSE" and any(t.lemma_.lower() in _LODGED for t in found.slots.get("obj", ())):
        # "lodged a complaint with the council": who hears it has done nothing
        return role(found.slots, ("noun_against", "noun_about", "noun_over"), actors, lexicon, without=doers)
    if event_type == "ACCUSE" and any(_is_deed(t, lexicon) for name in ("obj", "into", "noun_into") for t in found.slots.get(name, ())):
        return []
    if event_type == "REQUEST" and any(actors.headed_by(t) is not None for t in found.slots.get("obj", ())):
        # "demanded a new premier": who is wanted is not who is asked
        return []
    slots = _without_texts(found)
    if any(is_carried(noun, found, lexicon) for noun in found.fused):
        # "conveyed Northland's support"
        slots = {name: [t for t in tokens if name != "obj" or not is_carried(t, found, lexicon)] for name, tokens in slots.items()}
    return role(slots, ("obj", *_TOPICAL_SLOTS), actors, lexicon, about=True, without=doers)


def _of_complement(
    found: Trigger, doers: frozenset[str], by_token: Mapping[int, Trigger], actors: ActorIndex, lexicon: EventLexicon
) -> list[ActorMention]:
    """Receivers of the act that an agreement, refusal or threat is about: "agreed to lend money to X"."""
    for name in ("xcomp", "ccomp", "to", "of", "from"):
        for token in found.slots.get(name, ()):
            if token.pos_ not in VERBAL:
                continue
            inner = by_token.get(token.i)
            if inner is not None and not (token.lemma_ in _TEXTUAL and all(t.pos_ == "PRON" for t in inner.slots.get("obj", ()))):
                targets = role(inner.slots, inner.predicate.target, actors, lexicon, without=doers)
                if targets and not all(_is_sent(token.doc[m.head], lexicon) for m in targets):
                    return targets
            slots = verb_slots(token)
            for noun in slots.get("obj", ()) if token.lemma_ not in _MAKING else ():
                for inner_name, words in noun_slots(noun).items():
                    slots.setdefault(inner_name, []).extend(words)
            if token.lemma_ in _MAKING or (token.lemma_ in _TEXTUAL and all(t.pos_ == "PRON" for t in slots.get("obj", ()))):
                # "threatened to veto it": a text; "agreed to found an agency"
                slots.pop("obj", None)
            targets = role(slots, _COMPLEMENT_SLOTS, actors, lexicon, without=doers)
            if targets and not all(_is_sent(token.doc[m.head], lexicon) for m in targets):
                return targets
            for purpose in token.children:
                if purpose.dep_ in ("advcl", "xcomp") and purpose.tag_ == "VB" and purpose.lemma_ in _HELP:
                    # "offered to send troops to help X"
                    targets = role(verb_slots(purpose), ("obj",), actors, lexicon, without=doers)
                    if targets:
                        return targets
    return []


def _further(found: Trigger, event_type: str, doers: frozenset[str], actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Receivers where acts of a type name them whatever the verb: against whom force is used, what help is meant for."""
    targets = role(found.slots, _FURTHER.get(event_type, ()), actors, lexicon, without=doers)
    if not targets and event_type == "ASSAULT":
        # "launched an operation in the breakaway region"
        inside = [m for name in ("in", "into", "noun_in") for t in found.slots.get(name, ()) if (m := actors.headed_by(t)) is not None]
        states = {a.country for a in map(actors.actors.get, doers) if a is not None}
        targets = [m for m in inside if m.resolved_by == ATTRIBUTED and m.form == "nominal" and actors.actors[m.actor_id].country in states]
    if not targets and event_type == "SANCTION":
        targets = _penalised(found, doers, actors, lexicon)
    if not targets and event_type == "AID":
        targets = _helped(found, doers, actors, lexicon)
    if not targets and event_type == "ACCUSE":
        targets = _suspected(found, doers, actors, lexicon)
    return targets


def _penalised(found: Trigger, doers: frozenset[str], actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Whom penalties are put on where more words stand between: "imposed sanctions, including a freeze of assets, on X"."""
    for thing in (*found.slots.get("obj", ()), *found.fused):
        if thing.lemma_ not in _PENALTIES:
            continue
        for prep in thing.subtree:
            if prep.dep_ == "prep" and prep.lower_ in ("on", "against") and prep.i > thing.i:
                targets = [m for word in prep.children if word.dep_ == "pobj" for m in parties(word, actors, lexicon, without=doers)]
                if targets:
                    return targets
    return []


def _helped(found: Trigger, doers: frozenset[str], actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Whom money, goods or help are for: "a million in aid to X", "a shipment to assist X", "funds to build schools in X"."""
    things = [*found.slots.get("obj", ()), *found.fused]
    if found.token.lemma_ in _GIVING:
        for thing in things:
            for c in thing.lefts:
                if c.dep_ == "compound" and (actor := actors.actor_of(c)) is not None and actor.kind == "country":
                    # "gives Northland equipment": the parser takes the receiver for a part of the gift
                    return parties(c, actors, lexicon, without=doers)
    clauses = [c for t in (found.token, *things) for c in t.children if c.dep_ in ("acl", "advcl", "relcl", "xcomp") and c.tag_ == "VB"]
    for thing in things:
        targets = _handed(thing, doers, actors, lexicon, 0)
        if targets:
            return targets
    for clause in clauses:
        if clause.lemma_ in _HELP:
            targets = role(verb_slots(clause), ("obj",), actors, lexicon, without=doers)
            if targets:
                return targets
    for word in sorted({w for t in (*things, *clauses) for w in t.subtree if w.dep_ == "pobj" and w.head.lower_ == "in"}, key=lambda w: w.i):
        actor = actors.actor_of(word)
        if actor is not None and actor.kind == "country":
            return parties(word, actors, lexicon, inside=False, without=doers)
    return []


def _handed(thing: Token, doers: frozenset[str], actors: ActorIndex, lexicon: EventLexicon, depth: int) -> list[ActorMention]:
    """Whom a thing goes to by the phrases that follow one another: "a shipment of tents worth a million to X"."""
    for c in thing.children:
        if c.dep_ == "prep" and c.lower_ in _LEADING:
            for d in c.children:
                if d.dep_ == "pobj":
                    targets = parties(d, actors, lexicon, without=doers) if c.lower_ in _TOWARD else []
                    targets = targets or (_handed(d, doers, actors, lexicon, depth + 1) if depth < 3 else [])
                    if targets:
                        return targets
    return []


def _suspected(found: Trigger, doers: frozenset[str], actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Of whom an inquiry or complaint says that they did something: "an inquiry into claims that X took bribes", "a lawsuit accusing X"."""
    for name in ("for", "into", "noun_into"):
        for matter in found.slots.get(name, ()):
            if matter.lemma_ in _TIES:
                # "probed for ties between X and abroad"
                targets = role(noun_slots(matter), ("between", "of", "poss"), actors, lexicon, without=doers)
                if targets:
                    return targets[:1]
    for name in ("into", "noun_into", "obj", "of", "noun_of"):
        for matter in found.slots.get(name, ()):
            told = [matter] if matter.dep_ == "pcomp" else [c for c in matter.children if c.dep_ in ("acl", "ccomp", "pcomp")]
            for verb in told:
                if verb.pos_ not in VERBAL:
                    continue
                if any(p.event_type == "ACCUSE" for p in lexicon.verbs.get(verb.lemma_.lower(), ())):
                    targets = role(verb_slots(verb), ("obj",), actors, lexicon, without=doers)
                elif any(c.dep_ in ("mark", "nsubj", "nsubjpass") for c in verb.children):
                    who = subject(verb)
                    targets = parties(who, actors, lexicon, without=doers) if who is not None and who != matter else []
                else:
                    targets = []
                if targets:
                    return targets
    return []
