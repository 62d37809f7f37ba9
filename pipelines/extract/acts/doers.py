"""Who does an act that its own words do not say: whose attack is told beside the harm, who is charged with it, who adopted the text.

What belongs here: sources from the clauses around a trigger. What does not: the slots of its predicate, which ``events`` asks first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spacy.tokens import Token

from pipelines.extract.acts.clause import VERBAL, child, claimant, holder, is_passive, subject, verb_slots
from pipelines.extract.acts.lexicon import EventLexicon
from pipelines.extract.acts.match import Trigger
from pipelines.extract.acts.roles import parties, role
from pipelines.extract.acts.status import verb_reality
from pipelines.extract.model import ActorIndex, ActorMention

_HARMING = frozenset({"hurt", "injure", "kill", "maim", "wound"})
#: Marks of the clause that tells what did the harm.
_WHEN = frozenset({"after", "as", "when"})
#: Verbs and their objects that tell the use of a weapon.
_THROWING = frozenset({"detonate", "fire", "hurl", "lob", "open", "plant", "set", "throw"})
_WEAPONS = frozenset({"bomb", "charge", "device", "explosive", "fire", "grenade", "mortar", "rocket", "shell", "shot"})
#: Fights of two sides, and verbs of fighting in which either side may do the harm.
_BATTLES = frozenset({"battle", "clash", "combat", "fighting", "firefight", "gunfight", "shootout", "skirmish"})
_MUTUAL = frozenset({"battle", "clash", "fight", "skirmish"})
#: Verbs of taking part.
_JOINING = frozenset({"engage", "involve", "join", "participate", "take"})
_SENTENCING = frozenset({"convict", "execute", "hang", "imprison", "jail", "sentence"})
_CHARGING = frozenset({"accuse", "charge", "indict", "interrogate", "investigate", "probe", "prosecute", "question", "suspect", "try"})
_SHARES = frozenset({"complicity", "involvement", "part", "participation", "role"})
_TERMS = frozenset({"bar", "death", "imprisonment", "jail", "life", "month", "prison", "term", "year"})
#: Acts in words that stand beside a verb of telling.
_TOLD = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "THREATEN"})
_MEASURES = frozenset({"ASSAULT", "COERCE", "SANCTION"})
#: Verbs of what somebody does with a measure that is theirs, of what may come of it, of keeping it up, and of ending what may be another's.
_RELEASING = frozenset({"ease", "extend", "lift", "loosen", "prolong", "relax", "renew", "scrap", "suspend", "tighten", "waive"})
_WEIGHING = frozenset({"consider", "contemplate", "mull", "plan", "prepare", "study", "weigh"})
#: Verbs of striking back, raids of one side, what is done to people in them, and kinds of those who raid.
_ANSWERING = frozenset({"answer", "reply", "respond", "retaliate"})
_RAIDS = frozenset({"incursion", "operation", "raid", "sweep", "swoop"})
_DOING_HARM = frozenset({"arrest", "capture", "detain", "injure", "kill", "seize", "shoot", "wound"})
_RAIDERS = frozenset({"armed_group", "country", "government", "military", "police"})
_ISSUING = frozenset({"express", "issue", "voice"})
_WIDENING = frozenset({"broaden", "deepen", "expand", "heighten", "increase", "ramp", "scale", "widen"})
#: Verbs of having parts.
_INCLUDING = frozenset({"comprise", "entail", "feature", "include", "involve"})
_ENDING = frozenset({"announce", "complete", "declare", "end", "finish", "halt", "have", "lift", "make", "stop", "suspend"})
#: Verbs of putting somebody out of a body, and kinds of bodies that do.
_EXCLUDING = frozenset({"exclude", "expel", "suspend"})
_EXCLUSIVE = frozenset({"intergovernmental", "party"})
#: Verbs of going after somebody.
_CHASING = frozenset({"chase", "intercept", "pursue", "raid", "search", "storm"})
#: Kinds of actors of which one that falls is likelier the attacker's own side than another's.
_FIGHTERS = frozenset({"armed_group", "military", "police"})
#: Nouns that an adjective of a state before them tells the doer of.
_KILLINGS = frozenset({"assassination", "beheading", "execution", "kidnapping", "killing", "murder", "shooting", "slaying"})


def doers(
    found: Trigger, event_type: str, status: str, by_token: Mapping[int, Trigger], actors: ActorIndex, lexicon: EventLexicon
) -> list[ActorMention]:
    """The doers that the clauses around an act tell.

    Args:
        found: the trigger, none of whose own slots names a doer.
        event_type: the type of the row.
        status: a code of event_status, as the clause gives it.
        by_token: all triggers of the document by the index of their token.
        actors: the document's actors.
        lexicon: the predicates and words.

    Returns:
        Mentions of the first reading that names an actor, possibly none.
    """
    if found.predicate.pos == "verb":
        if event_type in _TOLD and found.token.dep_ == "conj":
            return _teller(found.token, actors, lexicon)
        if event_type == "SANCTION" and found.token.dep_ == "acl" and found.token.tag_ == "VBN":
            return _lifters(found.token.head, actors, lexicon)
        if event_type in ("COERCE", "SANCTION") and not is_passive(found.token):
            return _adopters(found, actors, lexicon)
        if found.token.lemma_ in _EXCLUDING and is_passive(found.token):
            return _excluders(found, actors, lexicon)
        if event_type == "ASSAULT" and found.token.dep_ in ("acl", "relcl") and found.token.head in found.fused:
            # "was behind the raid that hit a patrol"
            noun = found.token.head
            who = claimant(noun)
            claimed = parties(who, actors, lexicon, inside=False) if who is not None else []
            return claimed or _behind(noun, actors, lexicon) or _claiming(noun, actors, lexicon)
        return _harmers(found, by_token, actors, lexicon) if event_type == "ASSAULT" and is_passive(found.token) else []
    if found.predicate.pos == "noun" and event_type == "ACCUSE":
        return _voicing(found.token, actors, lexicon)
    if found.predicate.pos == "noun" and event_type == "PROTEST":
        return _in_protest(found.token, actors, lexicon)
    if found.predicate.pos != "noun" or event_type not in _MEASURES:
        return []
    if event_type == "SANCTION":
        return _considering(found.token, status, actors, lexicon)
    return (
        _of_killing(found, actors)
        or _from_side(found, actors, lexicon)
        or _behind(found.token, actors, lexicon)
        or _participants(found.token, actors, lexicon)
        or _charged(found.token, status, actors, lexicon)
        or _claiming(found.token, actors, lexicon)
        or _laid_on(found.token, actors, lexicon)
        or _sides_that_fall(found.token, event_type, actors, lexicon, with_whom="with" in found.slots)
        or _carrying_out(found, actors, lexicon)
        or _of_whole(found.token, by_token, actors, lexicon)
    )


def _teller(verb: Token, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Who tells something and then does something in words, where the parser joins the second verb to what is told.

    "Claimed the arrest took place at home and accused X", "said the raid came at dawn and blamed it on X".
    """
    told = verb.head
    if told.dep_ != "ccomp" or told.i > verb.i or verb.tag_ != "VBD" or child(verb, "nsubj", "nsubjpass", "aux") is not None:
        return []
    what = child(told, "nsubj", "nsubjpass")
    above = told.head
    if what is None or what.pos_ != "NOUN" or actors.headed_by(what) is not None or above.pos_ not in VERBAL or above.i > told.i:
        return []
    who = subject(above)
    return parties(who, actors, lexicon) if who is not None and not is_passive(above) else []


def _of_whole(noun: Token, by_token: Mapping[int, Trigger], actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Who does that which an act is part of: "conducted a crackdown that included mass arrests"."""
    if noun.dep_ != "dobj" or noun.head.lemma_ not in _INCLUDING or noun.head.pos_ not in VERBAL or is_passive(noun.head):
        return []
    whole = subject(noun.head)
    told = by_token.get(whole.i) if whole is not None else None
    if told is None or told.predicate.pos != "noun" or told.predicate.event_type not in _MEASURES or whole == noun:
        return []
    return role(told.slots, told.predicate.source, actors, lexicon) or _carrying_out(told, actors, lexicon)


def _laid_on(noun: Token, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """On whom the next verb lays a deed: "said the attack happened at dawn and blamed it on the junta"."""
    if noun.dep_ not in ("nsubj", "nsubjpass"):
        return []
    told = [noun.head, *([noun.head.head] if noun.head.dep_ == "ccomp" else [])]
    for verb in (c for v in told for c in v.conjuncts):
        if verb.i > noun.i and verb.lemma_ == "blame" and (what := child(verb, "dobj")) is not None and what.lower_ in ("it", "them"):
            return role(verb_slots(verb), ("on",), actors, lexicon)
    return []


def _claiming(noun: Token, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Who claims an attack: "the group claimed the bombing", "an attack on a church claimed by the group", which the parser hangs on the church."""
    if noun.dep_ == "dobj" and noun.head.lemma_ == "claim" and not is_passive(noun.head):
        who = subject(noun.head)
        return parties(who, actors, lexicon, inside=False) if who is not None else []
    hit = [d for c in noun.children if c.dep_ == "prep" and c.lower_ in ("against", "at", "in", "on") for d in c.children if d.dep_ == "pobj"]
    agents = [a for t in hit for c in t.children if c.dep_ == "acl" and c.lower_ == "claimed" for a in c.children if a.dep_ == "agent"]
    return [m for a in agents for d in a.children if d.dep_ == "pobj" for m in parties(d, actors, lexicon, inside=False)]


def _sides_that_fall(noun: Token, event_type: str, actors: ActorIndex, lexicon: EventLexicon, *, with_whom: bool) -> list[ActorMention]:
    """The two sides of a fight in which men of both fall: "nine rebels and two soldiers were killed in fighting".

    Where the fight tells its other side, the one: "six soldiers were killed in clashes with militants".
    """
    if event_type != "ASSAULT" or noun.lemma_.lower() not in _BATTLES or noun.dep_ != "pobj" or noun.head.lower_ not in ("during", "in"):
        return []
    verb = noun.head.head
    if verb.lemma_ not in _HARMING or not is_passive(verb):
        return []
    fallen = [m for t in verb_slots(verb).get("obj", ()) for m in parties(t, actors, lexicon, inside=False)]
    if not fallen and verb.dep_ == "conj" and verb.head.lemma_ in _HARMING:
        # "four guards were shot and two hurt in clashes with smugglers"
        fallen = [m for t in verb_slots(verb.head).get("obj", ()) for m in parties(t, actors, lexicon, inside=False)]
    if with_whom:
        return fallen if len(fallen) == 1 and actors.actors[fallen[0].actor_id].kind in _FIGHTERS else []
    kinds = {"armed_group" if actors.actors[m.actor_id].kind == "armed_group" else "force" for m in fallen}
    is_armed = all(actors.actors[m.actor_id].kind in _FIGHTERS for m in fallen)
    return fallen if len(fallen) == 2 and len(kinds) == 2 and is_armed else []


def _lifters(measure: Token, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Who lifts, eases or renews a measure, which was theirs: "lifted sanctions imposed on the junta"."""
    verb = measure.head
    if measure.dep_ != "dobj" or verb.lemma_ not in _RELEASING or verb.pos_ not in VERBAL or is_passive(verb):
        return []
    who = subject(verb)
    return parties(who, actors, lexicon) if who is not None else []


def _meanwhile(noun: Token, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Who answers with an attack, or acts during a raid: "responded with air strikes", "was shot dead by soldiers during a raid"."""
    prep, verb = noun.head, noun.head.head
    if prep.lower_ == "with" and verb.lemma_ in _ANSWERING and verb.pos_ == "VERB":
        who = subject(verb)
        return parties(who, actors, lexicon) if who is not None and not is_passive(verb) else []
    is_one = any(c.lower_ in ("a", "an") for c in noun.lefts)
    if prep.lower_ not in ("during", "in") or noun.lemma_ not in _RAIDS or not is_one or verb.pos_ != "VERB" or verb.lemma_ not in _DOING_HARM:
        return []
    slots = verb_slots(verb)
    forces = role(slots, ("subj",), actors, lexicon) if slots.get("obj") else []
    return [m for m in forces if actors.actors[m.actor_id].kind in _RAIDERS]


def _voicing(noun: Token, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Who issues a condemnation: "a conference of ministers issued condemnation of the raid"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_ not in _ISSUING or is_passive(verb) or child(noun, "poss") is not None:
        return []
    who = subject(verb)
    return parties(who, actors, lexicon) if who is not None else []


def _in_protest(noun: Token, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Who does something in protest: "crowds gathered outside, in protest against the inquiry"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "in" or noun.lemma_ != "protest" or any(True for _ in noun.lefts) or noun.head.head.pos_ != "VERB":
        return []
    who = subject(noun.head.head)
    return parties(who, actors, lexicon, inside=False) if who is not None and not is_passive(noun.head.head) else []


def _considering(measure: Token, status: str, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Who considers a measure that may come: "the council to weigh sanctions against the junta"."""
    verb = measure.head
    if measure.dep_ != "dobj" or status not in ("hypothetical", "planned") or verb.lemma_ not in _WEIGHING or is_passive(verb):
        return []
    who = subject(verb)
    return parties(who, actors, lexicon) if who is not None else []


def _carrying_out(found: Trigger, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Who begins, widens or keeps up what a noun tells: "arrested ten people, intensifying a crackdown"; "shot ten men in a killing"."""
    noun = found.token
    verb = noun.head
    if noun.dep_ == "pobj":
        return role(found.slots, ("holder",), actors, lexicon) or _meanwhile(noun, actors, lexicon)
    if noun.dep_ != "dobj" or verb.pos_ not in VERBAL or verb.lemma_ in _ENDING or is_passive(verb) or child(noun, "poss") is not None:
        return []
    if verb.lemma_.lower() not in lexicon.words["doing"] and verb.lemma_ not in _WIDENING:
        return []
    who = subject(verb)
    return parties(who, actors, lexicon) if who is not None else []


def _adopters(found: Trigger, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Who adopts a text that imposes something: "the council adopted a resolution which imposes a ban"."""
    for word in found.slots.get("subj", ()):
        if word.lemma_.lower() in lexicon.words["documents"] and word.i < found.token.i and word.dep_ == "dobj":
            author = holder(word)
            return parties(author, actors, lexicon, inside=False) if author is not None else []
    return []


def _excluders(found: Trigger, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """The body that somebody is expelled from: "was expelled from the party"."""
    bodies = role(found.slots, ("from",), actors, lexicon)
    return [m for m in bodies if actors.actors[m.actor_id].kind in _EXCLUSIVE]


def _harmers(found: Trigger, by_token: Mapping[int, Trigger], actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Whose attack does the harm: "two people were killed when gunmen opened fire"."""
    harms = [t for t in (found.token, *found.token.conjuncts) if t.lemma_ in _HARMING]
    if found.token not in harms:
        return []
    harmed = {m.actor_id for t in found.slots.get("obj", ()) for m in parties(t, actors, lexicon, inside=False)}
    kinds = {actors.actors[i].kind for i in harmed}
    for clause in (c for harm in harms for c in harm.children):
        if clause.dep_ != "advcl" or clause.pos_ != "VERB" or is_passive(clause) or not _opens(clause):
            continue
        doer = child(clause, "nsubj")
        told = by_token.get(clause.i)
        is_attack = told is not None and told.predicate.event_type == "ASSAULT" and told.predicate.pos == "verb"
        if is_attack and clause.lemma_ in _MUTUAL:
            continue
        if doer is None or doer.pos_ == "PRON":
            continue
        if clause.lemma_ in _CHASING and kinds == {"armed_group"}:
            # "a militant was killed when troops chased his car"
            return [m for m in parties(doer, actors, lexicon, inside=False) if actors.actors[m.actor_id].kind in ("military", "police")]
        if not (is_attack or _uses_weapon(clause)):
            continue
        found_doers = parties(doer, actors, lexicon)
        if found_doers and not any(m.actor_id in harmed or actors.actors[m.actor_id].kind in kinds & _FIGHTERS for m in found_doers):
            return found_doers
    return []


def _opens(clause: Token) -> bool:
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in _WHEN and c.i < clause.i for c in clause.children)


def _uses_weapon(clause: Token) -> bool:
    return clause.lemma_ in _THROWING and any(c.dep_ == "dobj" and c.lemma_ in _WEAPONS for c in clause.children)


def _of_killing(found: Trigger, actors: ActorIndex) -> list[ActorMention]:
    """Whose adjective stands before a killing that tells its victim with "of": "the Northland assassination of a general"."""
    if found.token.lemma_ not in _KILLINGS or "of" not in found.slots:
        return []
    named = [m for t in found.slots.get("mod", ()) if t.dep_ == "amod" and (m := actors.headed_by(t)) is not None]
    return [m for m in named if actors.actors[m.actor_id].kind == "country"]


def _from_side(found: Trigger, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """From whose side fire comes: "shelling from the Northland side"."""
    sides = [t for t in found.slots.get("from", ()) if t.lemma_ in ("force", "position", "side", "soldier", "troop")]
    return [m for t in sides for m in parties(t, actors, lexicon)]


def _behind(noun: Token, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Who is said to be behind an attack."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "behind":
        return []
    verb = noun.head.head
    if verb.pos_ in ("NOUN", "PROPN"):
        # "the group behind the bombings"
        return parties(verb, actors, lexicon, inside=False)
    if verb.lemma_ != "be":
        return []
    who = child(verb, "nsubj")
    if who is None or verb_reality(verb, lexicon, in_speech=False).status != "occurred":
        return []
    return parties(who, actors, lexicon)


def _participants(noun: Token, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Who takes part in fighting."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "in":
        return []
    verb = noun.head.head
    if verb.dep_ == "dobj" and verb.lemma_ == "part":
        verb = verb.head
    elif verb.lemma_ == "take" and not any(c.dep_ == "dobj" and c.lemma_ == "part" for c in verb.children):
        return []
    if verb.pos_ not in VERBAL or verb.lemma_ not in _JOINING or (is_passive(verb) and verb.lemma_ not in ("engage", "involve")):
        return []
    if verb_reality(verb, lexicon, in_speech=False).status not in ("occurred", "ongoing"):
        # "suspected of being involved in violence"
        return []
    who = subject(verb)
    return parties(who, actors, lexicon, inside=False) if who is not None else []


def _charged(noun: Token, status: str, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Who is sentenced for an act or charged with it, which is then alleged: "was jailed for the attack", "charged with a role in the massacre"."""
    for at in _governors(noun):
        if at.pos_ != "VERB":
            continue
        if at.lemma_ not in _SENTENCING and (at.lemma_ not in _CHARGING or status != "alleged"):
            return []
        if status not in ("occurred", "alleged"):
            return []
        if is_passive(at) or (at.tag_ == "VBN" and at.dep_ == "acl"):
            who = subject(at)
            return parties(who, actors, lexicon, inside=False) if who is not None else []
        return role(verb_slots(at), ("obj",), actors, lexicon)
    return []


def _governors(noun: Token) -> Iterable[Token]:
    """The verb that a noun hangs on by "for", "of", "with" or "in", through what somebody's share in it or punishment is."""
    at = noun
    for _ in range(5):
        if at.dep_ != "pobj" or at.head.lower_ not in ("for", "in", "of", "over", "to", "with"):
            return
        at = at.head.head
        if at.pos_ == "VERB":
            yield at
            return
        if at.lemma_ not in _SHARES | _TERMS:
            return
