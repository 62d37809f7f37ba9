"""Whose an act is where the slots of its own predicate name nobody: who wrote the paper, gave the goods, brokered the deal, is blamed.

What belongs here: doers and brokers from the words of the act's own clause. What does not: other clauses, which ``doers`` asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.acts.act import STATES, VERBAL_TYPES
from pipelines.extract.acts.clause import VERBAL, child, holder, is_passive, noun_slots, subject, verb_slots
from pipelines.extract.acts.lexicon import EventLexicon
from pipelines.extract.acts.match import Trigger
from pipelines.extract.acts.roles import parties, role
from pipelines.extract.acts.status import noun_reality
from pipelines.extract.acts.weighing import sides
from pipelines.extract.model import ActorIndex, ActorMention, Statement

#: Harm that an attack does while it lasts.
_HARMING = frozenset({"injure", "kill", "wound"})
#: Kinds of actors that fight.
_FIGHTING = frozenset({"armed_group", "country", "government", "military", "police"})
#: Kinds of actors that tell what they did themselves, and what they do to their foes.
_FORCES = frozenset({"military", "police"})
_DOWNING = frozenset({"injure", "kill", "wound"})
_TAKING = frozenset({"apprehend", "arrest", "capture", "detain"})
_SAVING = frozenset({"evacuate", "free", "liberate", "rescue", "save"})
#: What is done in words by whoever tells of it: "had been warned", not "was accused".
_ADDRESSING = frozenset({"ask", "file", "instruct", "lodge", "notify", "order", "request", "submit", "summon", "tell", "urge", "warn"})
#: Deeds of forces within which their foes fall, and other clauses that may tell what killed somebody.
_OPERATIONS = frozenset(
    {"ambush", "battle", "clash", "counteroffensive", "encounter", "fight", "fighting", "firefight", "gunbattle", "gunfight"}
    | {"offensive", "operation", "raid", "shootout", "skirmish", "strike", "sweep"}
)
#: Those of them that two sides fight, and nouns of where they do.
_BATTLES = frozenset(
    {"battle", "clash", "combat", "encounter", "fight", "fighting", "firefight", "gunbattle", "gunfight", "shootout", "skirmish", "war"}
)
_GROUND = frozenset({"area", "city", "district", "east", "north", "province", "region", "south", "town", "village", "west"})
_BECAUSE = frozenset({"advcl", "agent", "csubj", "csubjpass"})
#: Nouns of death by force, and tokens behind one in which the attack may stand.
_DEATHS = frozenset({"assassination", "death", "killing", "murder", "wounding"})
_PHRASE = 16
#: Slots that only fighting between two has.
_MUTUAL = frozenset({"between", "with"})
_CONVENED = frozenset({"called", "chaired", "convened", "hosted", "organised", "organized", "requested"})
_LASTING = frozenset({"continue", "enter", "intensify", "rage"})
#: Verbs of how fights and talks go.
_GOING_ON = frozenset(
    {"begin", "break", "collapse", "continue", "erupt", "escalate", "flare", "intensify", "open", "rage", "resume", "stall", "start", "take"}
)


def speakers(token: Token, statement: Statement | None, doc: AnnotatedDocument, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Who says the words that the act is done with: "the claims are baseless, X said"."""
    if statement is not None and statement.speaker_token is not None:
        return parties(doc.doc[statement.speaker_token], actors, lexicon)
    at = token
    for _ in range(6):
        if at.dep_ == "ccomp" and at.head.lemma_.lower() in lexicon.words["reporting"]:
            speaker = subject(at.head)
            return parties(speaker, actors, lexicon) if speaker is not None else []
        if at.head.i == at.i:
            break
        at = at.head
    return []


def authors(found: Trigger, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Who published the document that says so: "X put out a report accusing Y"."""
    for word in found.slots.get("subj", ()):
        if found.predicate.event_type in VERBAL_TYPES and word.lemma_.lower() in lexicon.words["documents"] and word.i < found.token.i:
            author = holder(word)
            return parties(author, actors, lexicon, inside=False) if author is not None else []
    return []


def blamed(found: Trigger, event_type: str, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Whose deed a noun's clause says it is: "the attack was a reprisal by X", "blamed X for the deaths and other attacks"."""
    token = found.token
    if found.predicate.pos != "noun" or event_type not in ("ASSAULT", "COERCE"):
        return []
    if token.dep_ == "nsubj" and token.head.lemma_ == "be":
        what = child(token.head, "attr")
        names = ("by", "of") if what is not None and what.lemma_ in ("handiwork", "work") else ("by",)
        return role(noun_slots(what), names, actors, lexicon) if what is not None else []
    if token.dep_ == "pobj" and token.head.lower_ == "in" and token.head.head.lemma_ in _HARMING and is_passive(token.head.head):
        # "was killed in an attack by X": the parser may hang X on the verb
        return role(verb_slots(token.head.head), ("subj",), actors, lexicon)
    at = token
    for _ in range(4):
        if at.dep_ == "conj" or (at.dep_ == "pobj" and at.head.lower_ == "of" and at.head.head.lemma_.lower() in lexicon.words["partitives"]):
            # "blamed for a wave of attacks"
            at = at.head if at.dep_ == "conj" else at.head.head
    blaming = at.head.head if at.dep_ == "pobj" and at.head.lower_ == "for" else None
    if blaming is None or blaming.lemma_ != "blame" or blaming.pos_ not in VERBAL:
        return []
    return role(verb_slots(blaming), ("obj",), actors, lexicon)


def deed_of(found: Trigger, by_token: Mapping[int, Trigger]) -> Trigger | None:
    """The deed that a relative clause tells the harm of, where the parser hangs it on what was hit: "the shelling of a camp which killed ten"."""
    place = found.token.head
    if found.token.dep_ != "relcl" or place.dep_ != "pobj" or place.pos_ != "NOUN" or found.slots.get("subj", ()) not in ([place], (place,)):
        return None
    deed = by_token.get(place.head.head.i) if place.head.lower_ in ("of", "on", "at", "against") else None
    return deed if deed is not None and deed.predicate.pos == "noun" and deed.predicate.event_type == "ASSAULT" else None


def donors(found: Trigger, event_type: str, actors: ActorIndex) -> list[ActorMention]:
    """Whose help is sent where nobody is told to send it: "Northland aid was flown to the port"."""
    if event_type != "AID" or found.predicate.pos != "verb" or not is_passive(found.token):
        return []
    gifts = {*found.slots.get("obj", ()), *found.fused}
    named = [m for gift in gifts for c in gift.children if c.dep_ in ("amod", "compound", "nmod", "poss") and (m := actors.headed_by(c)) is not None]
    return [m for m in named if m.form == "name" and actors.actors[m.actor_id].kind in STATES]


def attackers(found: Trigger, event_type: str, by_token: Mapping[int, Trigger], actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Whose attack people are killed in while it goes on: "ten were killed as X's assault continued"."""
    if event_type == "ASSAULT" and found.predicate.pos == "noun" and found.token.lemma_ in _DEATHS:
        return _means(found.token, by_token, actors, lexicon)
    if event_type != "ASSAULT" or found.predicate.pos != "verb" or found.token.lemma_ not in _HARMING or not is_passive(found.token):
        return []
    harms = [t for t in (found.token, *found.token.conjuncts) if t.lemma_ in _HARMING]
    for name in (d for harm in harms for c in harm.children if c.dep_ == "prep" and c.lower_ in ("during", "in") for d in c.children):
        # "ten were killed in an attack by X", "in an X air raid"
        named = by_token.get(name.i)
        if named is None or named.predicate.event_type != "ASSAULT" or named.predicate.pos != "noun":
            continue
        if "with" in named.slots and "between" not in named.slots and named.token.lemma_ in _BATTLES:
            # "six soldiers were killed in clashes with militants"
            fallen = role(found.slots, ("obj",), actors, lexicon)
            others = role(named.slots, ("with",), actors, lexicon, without=frozenset(m.actor_id for m in fallen))
            if others and all(actors.actors[m.actor_id].kind in _FIGHTING for m in others):
                return others
        elif "between" in named.slots:
            # "two soldiers were killed in a clash between the army and the rebels"
            others = _foes(role(found.slots, ("obj",), actors, lexicon), role(named.slots, ("between",), actors, lexicon), actors)
            if others:
                return others
        elif not named.slots.keys() & _MUTUAL:
            doers = role(named.slots, named.predicate.source, actors, lexicon)
            if doers and noun_reality(name, lexicon, in_speech=False).status in ("occurred", "ongoing"):
                return doers
    for clause in (c for harm in harms for c in harm.children):
        if clause.dep_ == "advcl" and clause.lemma_ in _LASTING and any(c.dep_ == "mark" and c.lower_ in ("as", "while") for c in clause.children):
            attack = subject(clause)
            told = by_token.get(attack.i) if attack is not None else None
            if told is not None and told.predicate.event_type == "ASSAULT" and told.predicate.pos == "noun":
                return role(told.slots, told.predicate.source, actors, lexicon)
    return []


def _means(noun: Token, by_token: Mapping[int, Trigger], actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Whose attack a killing was done in: "the killing of its founder, a general, in a Northland air raid"."""
    for prep in noun.doc[noun.i + 1 : min(noun.i + _PHRASE, noun.sent.end)]:
        if prep.pos_ in VERBAL:
            break
        if prep.dep_ != "prep" or prep.lower_ not in ("by", "during", "in"):
            continue
        for name in prep.children:
            told = by_token.get(name.i)
            if name.dep_ == "pobj" and told is not None and told.predicate.event_type == "ASSAULT" and not told.slots.keys() & _MUTUAL:
                return role(told.slots, told.predicate.source, actors, lexicon)
    return []


def _foes(fallen: Sequence[ActorMention], sides: Sequence[ActorMention], actors: ActorIndex) -> list[ActorMention]:
    """Of two sides of a fight the one that those who fell in it do not belong to; none where both have fallen or it is not plain."""
    is_rebel = {actors.actors[m.actor_id].kind == "armed_group" for m in fallen}
    if len(sides) != 2 or len(is_rebel) != 1 or any(actors.actors[m.actor_id].kind not in _FIGHTING - {"country"} for m in (*fallen, *sides)):
        return []
    others = [m for m in sides if (actors.actors[m.actor_id].kind == "armed_group") not in is_rebel]
    return others if len(others) == 1 else []


def own_account(
    found: Trigger,
    event_type: str,
    targets: Sequence[ActorMention],
    statement: Statement | None,
    doc: AnnotatedDocument,
    actors: ActorIndex,
    lexicon: EventLexicon,
) -> list[ActorMention]:
    """Forces that tell what became of their foes: "ten rebels were killed in an operation, the army said"; "two men were arrested, police said"."""
    token = found.token
    if statement is None or statement.speaker_token is None or found.predicate.pos != "verb" or not is_passive(token) or not targets:
        return []
    if token.lemma_ in _ADDRESSING and event_type in ("ACCUSE", "REQUEST", "THREATEN"):
        return _own_word(token, targets, statement.speaker_token, doc, actors, lexicon)
    is_killing = event_type == "ASSAULT" and token.lemma_ in _DOWNING
    is_saving = event_type == "AID" and token.lemma_ in _SAVING
    if not is_killing and not is_saving and not (event_type == "COERCE" and token.lemma_ in _TAKING):
        return []
    if any(c.dep_ in _BECAUSE or (c.dep_ == "prep" and c.lower_ == "by") for c in token.children):
        return []
    speaking = parties(doc.doc[statement.speaker_token], actors, lexicon, inside=False)
    if len(speaking) != 1 or actors.actors[speaking[0].actor_id].kind not in _FORCES:
        return []
    kinds = {actors.actors[m.actor_id].kind for m in targets}
    within = [d for c in token.children if c.dep_ == "prep" and c.lower_ in ("during", "in") for d in c.children if d.dep_ == "pobj"]
    if any(c.lower_ == "by" for t in within for c in t.children):
        return []
    if not is_killing:
        return [] if kinds & _FORCES else speaking
    deeds = [t for t in within if t.lemma_.lower() in lexicon.nouns or t.lemma_ in _OPERATIONS]
    return speaking if kinds == {"armed_group"} and deeds and all(t.lemma_ in _OPERATIONS for t in deeds) else []


def _own_word(
    verb: Token, targets: Sequence[ActorMention], speaker: int, doc: AnnotatedDocument, actors: ActorIndex, lexicon: EventLexicon
) -> list[ActorMention]:
    """Authorities that tell what was said in their name: "two protests had been lodged, the ministry said"."""
    if child(verb, "agent") is not None:
        return []
    speaking = parties(doc.doc[speaker], actors, lexicon, inside=False)
    addressed = sides([m.actor_id for m in targets], actors)
    if len(speaking) != 1 or sides([speaking[0].actor_id], actors) & addressed:
        return []
    actor = actors.actors[speaking[0].actor_id]
    is_official = actor.kind in STATES | _FORCES or (actor.kind == "person" and actor.sector in ("GOV", "MIL", "COP", "LEG"))
    return speaking if is_official else []


def of_subject(found: Trigger, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Whose fight or attack it is that leaves people dead: "clashes between X and Y have left nine dead"."""
    if found.predicate.pos != "verb" or found.predicate.event_type != "ASSAULT" or is_passive(found.token):
        return []
    for deed in found.slots.get("subj", ()):
        is_deed = any(e.event_type in ("ASSAULT", "COERCE") for e in lexicon.nouns.get(deed.lemma_.lower(), ()))
        if deed in found.fused or (is_deed and found.token.lemma_ in _DOWNING | {"leave"}):
            # "the Northland war" is fought by others too
            names = ("between", "by", "poss") if deed.lemma_ in _BATTLES else ("between", "by", "poss", "mod")
            return role(noun_slots(deed), names, actors, lexicon)
    return []


def _is_scene(noun: Token) -> bool:
    return noun.dep_ == "pobj" and (noun.lemma_ in _GROUND or noun.ent_type_ in ("DATE", "FAC", "GPE", "LOC", "TIME"))


def opponents(found: Trigger, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """The parties that the verb of a fight or of talks names: "fighting resumed between X and Y"."""
    token = found.token
    noun = token if found.predicate.pos == "noun" else next((t for t in found.slots.get("subj", ()) if t in found.fused), None)
    if noun is None or found.predicate.event_type not in ("ASSAULT", "CONSULT"):
        return []
    if noun.dep_ == "dobj" and noun.head.pos_ in VERBAL and noun.lemma_ in _BATTLES and "between" not in found.slots:
        # "the day has seen clashes in past years between X and Y"
        behind = [d for t in noun.head.subtree if t.lower_ == "between" and t.i > noun.i for d in t.children if d.dep_ == "pobj"]
        return role({"between": behind[:1]}, ("between",), actors, lexicon)
    if noun.dep_ != "nsubj" or noun.head.lemma_ not in _GOING_ON:
        return []
    named = verb_slots(noun.head).get("between", [])
    if not named:
        # "battles raged in the east between X and Y"
        named = [d for t in noun.head.subtree if t.lower_ == "between" and _is_scene(t.head) and t.i > noun.head.i for d in t.children][:1]
    return role({"between": named}, ("between",), actors, lexicon)


def met(found: Trigger, doc: AnnotatedDocument, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Who is ready for talks, or speaks after them where the parser takes the speaker for an apposition: "after talks with X, the envoy, Y, said"."""
    convened = [a for c in found.token.children if c.dep_ == "acl" and c.lower_ in _CONVENED for a in c.children if a.dep_ == "agent"]
    if found.predicate.pos == "noun" and convened:
        # "a meeting called by X"
        return [m for a in convened for t in a.children if t.dep_ == "pobj" for m in parties(t, actors, lexicon, inside=False)]
    prep = found.token.head
    if (
        found.predicate.pos == "noun"
        and prep.lower_ in ("for", "to")
        and prep.head.lemma_ in ("open", "prepared", "ready")
        and prep.head.pos_ == "ADJ"
    ):
        # "said Northland was ready for talks with X"
        who = child(prep.head.head, "nsubj") if prep.head.dep_ == "acomp" else None
        return parties(who, actors, lexicon, inside=False) if who is not None and found.slots.get("with") else []
    if found.predicate.pos != "noun" or found.token.dep_ != "pobj" or prep.lower_ not in ("after", "during", "following"):
        return []
    verb = prep.head
    if verb.pos_ != "VERB" or verb.i < 2 or verb.nbor(-1).text != "," or prep.i > verb.i or subject(verb) is not None:
        return []
    last = verb.nbor(-2)
    mention = actors.headed_by(last) if last.dep_ == "appos" else None
    is_other = mention is not None and doc.tokens[mention.start - 1].text == ","
    return [mention] if mention is not None and is_other and mention.form == "name" else []


def of_matrix(token: Token, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Who says it, of a participle that the parser hangs on what is said: "said the raid had failed, pledging an inquiry"."""
    if token.tag_ != "VBG" or token.dep_ != "advcl" or token.i == 0 or token.nbor(-1).text != "," or token.head.dep_ != "ccomp":
        return []
    if token.head.i > token.i or token.head.head.pos_ not in VERBAL:
        return []
    who = subject(token.head.head)
    return parties(who, actors, lexicon, inside=False) if who is not None else []


def brokers(found: Trigger, actors: ActorIndex, lexicon: EventLexicon) -> list[ActorMention]:
    """Who brokered what the act is about: "signed a deal brokered by X", "the X-mediated talks"."""
    for noun in (found.token, *found.fused, *found.slots.get("obj", ()), *found.slots.get("subj", ())):
        for c in noun.children:
            if c.lemma_.lower() in lexicon.words["brokering"] and c.dep_ in ("acl", "amod"):
                for d in c.children:
                    tokens = [e for e in d.children if e.dep_ == "pobj"] if d.dep_ == "agent" else [d] if d.dep_ in ("npadvmod", "compound") else []
                    for token in tokens:
                        mentions = parties(token, actors, lexicon, inside=False)
                        if mentions:
                            return mentions
            elif c.dep_ == "prep" and c.lower_ in ("under", "with", "through"):
                for d in c.children:
                    if d.dep_ == "pobj" and d.lemma_.lower() in ("mediation", "auspex", "auspices"):
                        return parties(d, actors, lexicon)
    return []
