"""What looks like an act and is none, or none that a coder of politics counts: accidents, private crime, attitudes, references, contests.

What belongs here: reasons why a trigger makes no row. What does not: how real an act is that does (``status``, ``content``, ``weighing``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from spacy.tokens import Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.acts.act import CONTESTS, UNNAMED_TYPES, VERBAL_TYPES
from pipelines.extract.acts.clause import VERBAL, child, claimant, is_passive
from pipelines.extract.acts.content import is_infinitive
from pipelines.extract.acts.lexicon import EventLexicon
from pipelines.extract.acts.match import Trigger, is_agent
from pipelines.extract.acts.roles import parties
from pipelines.extract.acts.status import negated
from pipelines.extract.model import ActorIndex, ActorMention, PlaceIndex

#: Acts that an infinitive of purpose repeats: "marched to protest", "gathered to demand", "summoned the envoy to protest".
_REPEATED: Mapping[str, frozenset[str]] = {
    "PROTEST": frozenset({"PROTEST", "REQUEST", "ACCUSE"}),
    "ACCUSE": frozenset({"PROTEST", "ACCUSE"}),
}
_INTENDING = frozenset({"agree", "decide", "hope", "intend", "plan", "prepare", "threaten", "try", "urge", "vow", "want"})
_REFLEXIVE = frozenset({"herself", "himself", "itself", "myself", "ourselves", "themselves"})
_QUOTING = frozenset({"accuse", "brand", "call", "claim", "describe", "dismiss", "say", "tell"})
_BLASTS = frozenset({"blast", "explosion"})
#: What brings a vehicle down that has not only crashed.
_SHOT = frozenset({"shoot", "bomb", "missile", "rocket", "fire", "attack", "attacker", "bomber"})
#: Those of them that serve both sides.
_GOODWILL_TYPES = frozenset({"AGREE", "AID", "CONSULT", "COOPERATE", "SUPPORT"})
_MISHAPS = frozenset({"accident", "collision", "crash", "derailment", "earthquake"})
#: Words of violence that politicians use of words.
_AMBIGUOUS = frozenset({"attack", "assault", "fire", "offensive", "onslaught", "broadside", "ambush"})
#: Verbs and nouns that say no more of how it was done.
_QUARRELSOME = frozenset({"assault", "attack", "come", "launch", "lead"})
#: Kinds of actors that fight with words when nothing tells otherwise.
_DEBATERS = frozenset({"company", "media", "party", "person"})
_HURTING = frozenset({"hurt", "injure"})
#: Words of violence around a harm beside which a word of accidents says nothing.
_MUCH = 3
#: Those whom everybody meets and nobody consults.
_PRESS = frozenset({"journalist", "reporter"})
#: Tags of verbs that tell a deed even where their subject is lost.
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
#: Pronouns of those who act and are not named.
_SOMEBODY = frozenset({"some", "many", "others", "several"})
#: Nouns of acts between states that are told without them.
_MEASURES = frozenset({"ceasefire", "cease-fire", "embargo", "sanction", "truce"})
#: Prepositions that tell what happens with, before or after a meeting that is held.
_AROUND = frozenset({"after", "at", "before", "during", "following", "in", "since"})
#: What becomes of talks.
_RUNNING = frozenset({"begin", "collapse", "conclude", "end", "fail", "founder", "kick", "open", "resume", "stall", "start"})
_TALKS = frozenset({"negotiation", "talk", "talks"})
#: Verbs of how an agreement comes about, which is told without the parties to it: "a deal was reached".
_CONCLUDING = frozenset({"agree", "clinch", "conclude", "reach", "seal", "sign", "strike"})
#: Verbs that tell what a deed led to.
_CAUSING = frozenset({"ignite", "provoke", "spark", "trigger"})
#: Verbs of ending a gathering.
_SCATTERING = frozenset({"break", "clear", "disperse", "scatter"})
#: Parts of talks that stand for them.
_SITTINGS = frozenset({"round", "series", "session"})
#: Acts that private people do every day without any politics in them.
_EVERYDAY_TYPES = VERBAL_TYPES | {"COOPERATE", "AID"}


def is_sport(lemmas: Sequence[str], lexicon: EventLexicon) -> bool:
    """Whether the report is about sport, whose attacks, defeats and strikes are no acts: four of its words, and one in fifty of all."""
    sport = lexicon.words["sport"]
    return sum([lemma in sport for lemma in lemmas]) >= max(4, len(lemmas) / 50)


def is_no_act(found: Trigger, event_type: str, by_token: Mapping[int, Trigger], actors: ActorIndex, lexicon: EventLexicon) -> bool:
    """Whether a trigger tells no act of its own, whoever has part in it: an attitude, a reference, a question, a crime within a family.

    Args:
        found: the trigger.
        event_type: the type that its row would have.
        by_token: all triggers of the document by the index of their token.
        actors: the document's actors.
        lexicon: the predicates and words.
    """
    token, predicate = found.token, found.predicate
    if _is_attitude(token, event_type) or (predicate.pos == "noun" and _is_reference(found)) or _is_comparison(token) or _is_question(token):
        return True
    if _is_left_undone(token) or (event_type == "ASSAULT" and (_is_family_crime(found, lexicon) or _is_suicide(found))):
        return True
    if predicate.pos == "verb" and _repeats(token, event_type, by_token):
        return True
    if predicate.pos == "noun" and event_type == "CONSULT" and _is_same_meeting(token, by_token):
        return True
    if event_type == "ASSAULT" and _is_nature(found, lexicon):
        return True
    if "speaker" in predicate.source and token.dep_ == "amod":
        return True
    return event_type == "THREATEN" and predicate.pos == "verb" and not _is_threatener(found, actors, lexicon)


def is_uncounted(
    found: Trigger,
    event_type: str,
    sources: Sequence[ActorMention],
    targets: Sequence[ActorMention],
    mediators: Sequence[ActorMention],
    doc: AnnotatedDocument,
    actors: ActorIndex,
    places: PlaceIndex | None,
    lexicon: EventLexicon,
) -> bool:
    """Whether an act is one that a coder of politics does not count, in view of who has part in it: business, accidents, private life, crime.

    Args:
        found: the trigger.
        event_type: the type that its row would have.
        sources: who did it.
        targets: who received it.
        mediators: who stood between.
        doc: the document.
        actors: its actors.
        places: its places; None where none are known.
        lexicon: the predicates and words.
    """
    token, predicate = found.token, found.predicate
    parties_to = [*sources, *targets, *mediators]
    if event_type == "MOBILIZE" and sources and all(actors.actors[m.actor_id].kind == "company" for m in sources):
        # "would beef up its presence in the market"
        return True
    if event_type in ("ACCUSE", "COERCE", "SANCTION") and _is_everyday_crime(found, lexicon) and all(_is_unnamed(m) for m in targets):
        return True
    if predicate.pos == "noun" and event_type in UNNAMED_TYPES | {"AID"} and not sources and not targets and _is_generic(found, places):
        return True
    if event_type == "ASSAULT" and not sources and token.lemma_.lower() in lexicon.words["harm"] and _is_accident(token, doc, lexicon):
        return True
    if event_type == "ASSAULT" and not sources and predicate.weak and _only_harms(found) and not _is_violent(found, doc, lexicon):
        # "seven people were injured" is a deed only where violence is told
        return True
    if event_type == "ASSAULT" and not sources and _is_mishap(found, doc, lexicon):
        return True
    if event_type in _EVERYDAY_TYPES and sources and all(_is_private(m, doc, lexicon) for m in sources):
        return True
    if event_type in _EVERYDAY_TYPES and (sources or predicate.lemma != "rescue") and _is_business(event_type, parties_to, actors):
        return True
    if event_type == "AID" and predicate.weak and predicate.lemma == "rescue" and not _is_violent(found, doc, lexicon):
        # pupils are rescued from captors; from floods and mines they are rescued by everybody
        return True
    return event_type == "CONSULT" and any(_is_private(m, doc, lexicon) or doc.doc[m.head].lemma_ in _PRESS for m in (*sources, *targets))


def _is_accident(token: Token, doc: AnnotatedDocument, lexicon: EventLexicon) -> bool:
    """Whether harm that nobody does comes of an accident or disaster: its words, and none of violence, stand in the sentence or before it."""
    sentence = doc.sentence_of(token)
    here = {t.lemma_.lower() for t in sentence}
    if any(t.dep_ == "pobj" and t.lemma_.lower() in _MISHAPS and t.head.lower_ == "in" for t in sentence):
        # "two soldiers were killed in a road accident"
        return True
    if here & lexicon.words["violence"]:
        return False
    if not lexicon.words["accident"].isdisjoint({*here, *(t.lower_ for t in sentence)}):
        return True
    before = {t.lemma_.lower() for t in doc.doc[max(0, sentence.start - 80) : sentence.start]}
    return bool(before & lexicon.words["accident"]) and not before & lexicon.words["violence"]


def _is_speech(found: Trigger, doer: ActorMention, actors: ActorIndex) -> bool:
    """Whether one person attacks a state by what a participle quotes: "launched an attack on Northland, calling it a threat"."""
    if actors.actors[doer.actor_id].kind != "person" or found.predicate.lemma not in _QUARRELSOME or found.predicate.pos != "verb":
        return False
    return any(c.dep_ == "advcl" and c.tag_ == "VBG" and c.lemma_.lower() in _QUOTING for c in found.token.children)


def _is_mishap(found: Trigger, doc: AnnotatedDocument, lexicon: EventLexicon) -> bool:
    """Whether a blast does the harm and what is told around it is an accident: "Blast kills four", and then of a boiler."""
    if not any(t.lemma_.lower() in _BLASTS for t in found.slots.get("subj", ())):
        return False
    sentence = doc.sentence_of(found.token)
    near = {t.lemma_.lower() for t in doc.doc[max(0, sentence.start - 80) : sentence.end + 80]}
    return bool(near & (lexicon.words["industry"] | lexicon.words["accident"])) and not near & lexicon.words["violence"]


def _only_harms(found: Trigger) -> bool:
    """Whether the words tell that people came to harm, and not that anybody harmed them."""
    return found.predicate.lemma in _HURTING or not found.predicate.source


def _is_violent(found: Trigger, doc: AnnotatedDocument, lexicon: EventLexicon) -> bool:
    """Whether violence, and no accident, is told in the sentence of the harm or shortly before it; that soldiers are harmed does not tell it."""
    sentence = doc.sentence_of(found.token)
    harmed = {t.i for t in found.slots.get("obj", ())}
    near = {t.lemma_.lower() for t in doc.doc[max(0, sentence.start - 40) : sentence.end] if t.i not in harmed}
    if found.predicate.pos == "noun":
        # the police come to every blast
        near.discard("police")
    told = near & lexicon.words["violence"]
    # where much of violence is told, what overturns or collapses does so by it
    return len(told) >= _MUCH or (bool(told) and not near & lexicon.words["accident"])


def is_forum(m: ActorMention, noun: Token, doc: AnnotatedDocument, actors: ActorIndex) -> bool:
    """Whether a body of states before a noun of talks names their forum, not a party to them: "WTO negotiations", but not "EU talks with X"."""
    head = doc.doc[m.head]
    if actors.actors[m.actor_id].kind != "intergovernmental" or head.head.i != noun.i or head.dep_ not in ("amod", "compound", "nmod"):
        return False
    return not any(c.dep_ == "prep" and c.lower_ in ("between", "with") for c in noun.children)


def is_withheld(token: Token, lexicon: EventLexicon) -> bool:
    """Whether not to do it is to refuse it: "did not give permission", but not "have not yet agreed"."""
    return token.lemma_.lower() in lexicon.words["withheld"] and not any(c.lower_ == "yet" for c in token.children)


def _is_threatener(found: Trigger, actors: ActorIndex, lexicon: EventLexicon) -> bool:
    """Whether somebody threatens, rather than something: "the crisis threatened to spill over"."""
    doers = found.slots.get("subj", ())
    return not doers or any(
        parties(t, actors, lexicon, inside=False) or is_agent(t, lexicon) or t.lemma_ in lexicon.words["documents"] for t in doers
    )


def _is_attitude(token: Token, event_type: str) -> bool:
    """Whether a verb tells a standing attitude, not an act: "people who reject the rule of X"."""
    if event_type not in VERBAL_TYPES or token.tag_ not in ("VBP", "VBZ", "VB"):
        return False
    at = token
    while at.dep_ == "conj" and at.head.pos_ in VERBAL:
        at = at.head
    return at.dep_ == "relcl" and not any(c.dep_ == "aux" for c in token.children)


def _is_comparison(token: Token) -> bool:
    """Whether the word only compares: "as opposed to"."""
    return token.lower_ == "opposed" and any(c.dep_ == "mark" and c.lower_ == "as" for c in token.children)


def _is_left_undone(token: Token) -> bool:
    """Whether a verb only tells what somebody did without doing: "left without meeting X"."""
    return token.dep_ == "pcomp" and token.head.lower_ == "without"


def _is_family_crime(found: Trigger, lexicon: EventLexicon) -> bool:
    """Whether violence is one between private people: "stabbed his wife"."""
    doers, victims = found.slots.get("subj", ()), (*found.slots.get("obj", ()), *found.slots.get("of", ()))
    if any(t.lemma_.lower() in lexicon.words["forces"] for t in doers):
        return False
    return any(_is_own(v, lexicon.words["family"]) for v in victims)


def _is_suicide(found: Trigger) -> bool:
    """Whether somebody harms nobody else: "killed himself", but not "blew himself up"."""
    return found.predicate.mode != "suicide-attack" and any(t.lower_ in _REFLEXIVE for t in found.slots.get("obj", ()))


def _is_everyday_crime(found: Trigger, lexicon: EventLexicon) -> bool:
    """Whether somebody is accused, arrested or sentenced for a crime of daily life: "charged with killing her husband", "arrested for theft"."""
    for name in ("for", "with", "of", "on", "over", "to"):
        for crime in (*found.slots.get(name, ()), *found.slots.get(f"noun_{name}", ())):
            if crime.lemma_.lower() in lexicon.words["everyday_crimes"]:
                return True
            if any(_is_own(t, lexicon.words["family"]) and t.dep_ in ("dobj", "pobj") for t in crime.subtree):
                return True
    return False


def _is_unnamed(mention: ActorMention) -> bool:
    """Whether a mention holds no name of anybody, nor of a nation: "a teenager", "He"."""
    return mention.form == "pronoun" or mention.text.islower()


def _is_own(noun: Token, family: Set[str]) -> bool:
    """Whether a noun of kinship or neighbourhood is told as somebody's own."""
    return noun.lemma_.lower() in family and any(c.dep_ == "poss" and c.lower_ in ("his", "her", "their") for c in noun.children)


def _is_question(token: Token) -> bool:
    """Whether "ask" brings a question, not a request: "asked whether", "asked by reporters"."""
    if token.lemma_ != "ask":
        return False
    for c in token.children:
        if c.dep_ == "ccomp" and any(d.lower_ in ("whether", "if") or d.tag_ in ("WRB", "WP", "WDT") for d in c.children):
            return True
        if c.dep_ == "agent" and any(d.lemma_ in ("reporter", "journalist") for d in c.children):
            return True
    return False


def _repeats(token: Token, event_type: str, by_token: Mapping[int, Trigger]) -> bool:
    """Whether an infinitive tells the purpose of an act that is of its kind: one act, not two."""
    if token.dep_ not in ("advcl", "xcomp") or not any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children):
        return False
    outer = by_token.get(token.head.i)
    if outer is not None and event_type == "COERCE" and outer.predicate.event_type == "ASSAULT" and token.lemma_ in _SCATTERING:
        # "fired tear gas to disperse the crowd", "opened fire to break up a rally"
        return True
    return outer is not None and event_type in _REPEATED.get(outer.predicate.event_type, ())


def is_done_by(token: Token) -> bool:
    """Whether a deed in the past is the protest that its purpose tells: "smashed barriers to protest the murder"."""
    return (
        token.lemma_ == "protest"
        and token.dep_ in ("advcl", "xcomp")
        and is_infinitive(token)
        and token.head.tag_ == "VBD"
        and not negated(token.head)
        and not any(c.dep_ == "auxpass" for c in token.head.children)
        and token.head.lemma_ not in _INTENDING
    )


def is_campaigning(found: Trigger, sources: Sequence[ActorMention], actors: ActorIndex) -> bool:
    """Whether one politician holds a rally for votes: "the senator held a rally in the port"; crowds and parties rally for other ends too."""
    words = {t.lemma_.lower() for t in (found.token, *found.fused)}
    if "rally" not in words or "against" in found.slots or "noun_against" in found.slots:
        return False
    return len(sources) == 1 and actors.actors[sources[0].actor_id].kind == "person"


def _is_same_meeting(noun: Token, by_token: Mapping[int, Trigger]) -> bool:
    """Whether a noun only says what a meeting told by its verb is for: "met X for talks", "hosted X for a summit"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "for":
        return False
    outer = by_token.get(noun.head.head.i)
    return outer is not None and outer.predicate.event_type == "CONSULT" and outer.predicate.pos == "verb"


def is_verbal(found: Trigger, parties_to: Sequence[ActorMention], doc: AnnotatedDocument, actors: ActorIndex, lexicon: EventLexicon) -> bool:
    """Whether people attack each other in words: "the senator came under fire", with nothing of violence in the sentence."""
    words = {t.lemma_.lower() for t in (found.token, *found.fused)}
    if not words & (_AMBIGUOUS | CONTESTS) or found.predicate.lemma not in _QUARRELSOME | CONTESTS or not parties_to:
        return False
    if any(actors.actors[m.actor_id].kind not in _DEBATERS for m in parties_to) and not _is_speech(found, parties_to[0], actors):
        return False
    own = {t.i for t in (found.token, *found.fused)}
    physical = lexicon.words["violence"] | lexicon.words["harm"] | lexicon.words["forces"]
    return not any(t.i not in own and t.lemma_.lower() in physical for t in doc.sentence_of(found.token))


def _is_nature(found: Trigger, lexicon: EventLexicon) -> bool:
    """Whether a storm, a quake or an accident does the harm: "Typhoon X killed 31 people"."""
    if found.predicate.pos != "verb":
        return False
    above = found.token.head
    if found.token.dep_ == "advcl" and found.token.tag_ == "VBG" and above.lemma_.lower() in lexicon.words["accident"] - {"storm"}:
        # "a helicopter crashed, killing five", but not "gunmen stormed the market, killing five"
        return not any(t.lemma_.lower() in _SHOT for t in found.token.sent if t.i < above.i)
    near: list[Token] = [c for c in found.token.children if c.dep_ == "npadvmod"]
    for word in (*found.slots.get("subj", ()), *(t for t in found.slots.get("in", ()) if t.lemma_.lower() in ("explosion", "blast", "fire"))):
        near += [word, *(c for c in word.children if c.dep_ in ("compound", "nmod", "appos"))]
        if word.lemma_.lower() in ("explosion", "blast", "fire"):
            # in a plant or a mine it is an accident until somebody says otherwise
            inside = [d for c in word.children if c.dep_ == "prep" and c.lower_ in ("in", "at") for d in c.children if d.dep_ == "pobj"]
            if any(w.lemma_.lower() in lexicon.words["industry"] for w in (*near, *inside)):
                return not any(w.lemma_.lower() in lexicon.words["violence"] for w in found.token.sent)
    return any(w.lemma_.lower() in lexicon.words["accident"] for w in near)


def is_opposed(name: Token, noun: Token) -> bool:
    """Whether a name before a noun is what the act is against: "anti-Israeli riots"."""
    i = name.i
    before = name.doc[max(0, i - 2) : i].text.lower()
    return i < noun.i and (name.lower_.startswith("anti-") or before in ("anti-", "anti -", "anti–"))


def _is_business(event_type: str, parties_to: Sequence[ActorMention], actors: ActorIndex) -> bool:
    """Whether only firms, or in deeds of goodwill only firms, doctors and scholars, have to do with each other."""
    who = [actors.actors[m.actor_id] for m in parties_to]
    common = {"EDU", "MED", "BUS", "MNC"} if event_type in _GOODWILL_TYPES else {"BUS", "MNC"}
    return bool(who) and all(a.kind == "company" or (a.sector in common and a.kind in ("other", "population")) for a in who)


def _is_private(mention: ActorMention, doc: AnnotatedDocument, lexicon: EventLexicon) -> bool:
    """Whether the doer is a private person told by a word of family or daily life."""
    return doc.doc[mention.head].pos_ == "NOUN" and doc.doc[mention.head].lemma_.lower() in lexicon.words["private"]


def _is_reference(found: Trigger) -> bool:
    """Whether a noun only points at an act told elsewhere: "such accusations", "away from the fighting"."""
    token = found.token
    who = claimant(token)
    if who is not None and not negated(who):
        # "claimed responsibility for the attack"
        return False
    # "after the blast and police have launched an inquiry": what the parser adds to a word that is often used otherwise says nothing of it
    bare = ("det", "punct", "case", "cc", "conj") if found.predicate.weak else ("det", "punct", "case", "cc")
    modifiers = [c for c in token.children if c.dep_ not in bare]
    if found.predicate.event_type in VERBAL_TYPES and any(c.lower_ in ("such", "this", "these", "those", "that") for c in token.children):
        return True
    return not modifiers and token.dep_ == "pobj" and token.tag_ in ("NN", "NNS") and any(c.lower_ in ("the", "this", "that") for c in token.children)


def _is_generic(found: Trigger, places: PlaceIndex | None) -> bool:
    """Whether a noun names a kind of act, not an act: no article, number, owner, time or place comes with it ("the fuelling of armed conflict")."""
    token = found.token
    for c in token.children:
        if c.dep_ in ("det", "expl", "poss", "nummod", "relcl", "acl", "npadvmod", "prep", "nmod") or c.pos_ in ("NUM", "PROPN") or c.ent_type_:
            return False
        if (c.dep_ == "amod" and c.tag_ != "JJ") or c.lower_ in ("several", "many", "more", "new", "further", "other", "fresh", "such", "renewed"):
            return False
    head = token.head
    if token.dep_ in ("nsubj", "nsubjpass", "dobj") and head.pos_ in VERBAL and (head.tag_ == "VBD" or _is_passive_past(head)):
        return False
    if token.dep_ == "dobj" and head.lemma_ in _CAUSING and head.tag_ == "VBG" and head.dep_ in ("advcl", "pcomp"):
        # "..., sparking protests", "left after sparking protests"
        return False
    return places is None or all(places.covering(t) is None for t in token.sent)


def _is_passive_past(verb: Token) -> bool:
    """Whether a passive tells what was: "heavy fighting was reported"."""
    return is_passive(verb) and any(c.dep_ == "auxpass" and c.tag_ == "VBD" for c in verb.children)


def is_row(event_type: str, found: Trigger, sources: Sequence[ActorMention], targets: Sequence[ActorMention], lexicon: EventLexicon) -> bool:
    """Whether enough is known of an act: somebody did it, or it is of a kind that is told without a doer."""
    predicate = found.predicate
    if "speaker" in predicate.source and not sources and (predicate.mode == "disapprove" or predicate.event_type == "REJECT"):
        # words that judge or refuse are an act of whoever says them; a reporter's own are none
        return False
    if not predicate.weak and all(name.startswith("noun_") for name in predicate.source):
        return True
    if event_type in VERBAL_TYPES:
        if sources:
            return not (predicate.weak and not targets)
        if predicate.pos == "noun":
            if predicate.mode == "investigate" and not predicate.weak and found.token.dep_ in ("nsubj", "nsubjpass"):
                # "an inquiry is under way"
                return True
            if event_type == "CONCEDE" and any(_is_formal(t, lexicon) for t in found.slots.get("of", ())):
                # "the lifting of the embargo"
                return True
            is_told = (event_type == "CONSULT" and _is_told_as_held(found, lexicon)) or (event_type == "AGREE" and _is_struck(found, lexicon))
            return bool(targets and not predicate.weak) or is_told
        if "subj" in found.slots and not predicate.weak and not (targets and _is_lent(found)):
            return any(
                is_agent(t, lexicon)
                or (t.lower_ in _SOMEBODY and is_passive(found.token))
                or t.lemma_.lower() in lexicon.words["documents"]
                or (targets and (t.lower_ == "it" or t.pos_ == "PROPN"))
                for t in found.slots["subj"]
            )
        if predicate.weak:
            return False
        if is_passive(found.token):
            return bool(targets) or any(_is_formal(noun, lexicon) for noun in found.fused)
        return bool(targets) and found.token.tag_ in _FINITE
    if not predicate.weak and (event_type in UNNAMED_TYPES or (event_type == "AID" and (predicate.pos == "noun" or not predicate.source))):
        # "the airlift went on", "an aid convoy entered the town"
        return True
    movers = (*found.slots.get("subj", ()), *(found.slots.get("obj", ()) if is_passive(found.token) else ()))
    if event_type == "MOBILIZE" and not predicate.weak and any(t.lemma_.lower() in lexicon.words["forces"] for t in movers):
        # "soldiers patrolled the port", "reservists were called up"
        return True
    if event_type == "SANCTION" and predicate.mode == "convict" and not predicate.weak and any(_is_people(t, lexicon) for t in movers):
        # "hundreds were sentenced to death"
        return True
    if not predicate.weak and any(noun.lemma_.lower() in _MEASURES for noun in found.fused):
        # "sanctions imposed in May", "the truce was respected"
        return True
    return bool(sources or targets) or (event_type == "ASSAULT" and not predicate.source)


def _is_people(noun: Token, lexicon: EventLexicon) -> bool:
    """Whether a word tells people by their number alone."""
    return noun.pos_ == "NUM" or noun.lemma_.lower() in lexicon.words["partitives"] or is_agent(noun, lexicon)


def _is_formal(noun: Token, lexicon: EventLexicon) -> bool:
    """Whether a noun names what states and parties do: "a truce", "a protest"; of talks and agreements only those of diplomats."""
    lemma = noun.lemma_.lower()
    if lemma in lexicon.words["formal"]:
        return True
    kinds = {c.lemma_.lower() for c in noun.children if c.dep_ in ("amod", "compound", "nmod")}
    if lemma in lexicon.words["accords"] and noun.dep_ == "nsubjpass" and noun.head.lemma_ in _CONCLUDING:
        return not {lemma, *kinds} & lexicon.words["bargaining"]
    return lemma in lexicon.words["diplomatic"] and bool(kinds & lexicon.words["diplomacy"])


def _is_struck(found: Trigger, lexicon: EventLexicon) -> bool:
    """Whether an agreement of states and parties is told of as one that exists: "the peace deal that ended the war"."""
    noun = found.token
    kinds = {t.lemma_.lower() for t in found.slots.get("mod", ())}
    if not (noun.lemma_.lower() in lexicon.words["formal"] or kinds & (lexicon.words["diplomacy"] | lexicon.words["formal"])):
        return False
    past = {"VBD", "VBN"}
    return (noun.dep_ in ("nsubj", "nsubjpass") and noun.head.tag_ in past) or any(
        c.dep_ in ("acl", "relcl") and c.tag_ in past for c in noun.children
    )


def _is_lent(found: Trigger) -> bool:
    """Whether a finite verb takes its subject from the clause before it, where the parser may have joined it to the wrong one.

    "The envoy said the arrest had taken place in the port and accused the kingdom": no arrest accuses.
    """
    token = found.token
    return token.tag_ in _FINITE and token.dep_ == "conj" and child(token, "nsubj", "nsubjpass") is None


def _said_of(noun: Token) -> Iterator[Token]:
    """The verb that a noun is the subject of, and those of its relative clauses."""
    if noun.dep_ == "nsubj":
        yield noun.head
    yield from (c for c in noun.children if c.dep_ == "relcl")


def _is_told_as_held(found: Trigger, lexicon: EventLexicon) -> bool:
    """Whether a meeting is told of though no known actor meets: between people of whatever name, or peace talks that begin, stall or end."""
    for name in ("between", "with"):
        if any(is_agent(t, lexicon) or t.pos_ == "PROPN" for t in found.slots.get(name, ())):
            return True
    noun = found.token
    kinds = {t.lemma_.lower() for t in found.slots.get("mod", ())}
    if any(t.lemma_.lower() in lexicon.words["accords"] for t in found.slots.get("about", ())):
        return True
    if noun.lemma_ in _TALKS and not kinds & lexicon.words["bargaining"] and any(v.lemma_ in _RUNNING and v.tag_ != "VB" for v in _said_of(noun)):
        # "the talks, which ended on Monday"
        return True
    if not kinds & lexicon.words["diplomacy"]:
        return False
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in _SITTINGS:
        noun = noun.head.head
    return noun.dep_ in ("nsubj", "nsubjpass", "dobj") or (noun.dep_ == "pobj" and noun.head.lower_ in _AROUND)


def names_scene(mention: ActorMention, noun: Token, places: PlaceIndex, doc: AnnotatedDocument) -> bool:
    """Whether a name before a noun of violence tells where rather than who: "the Kabul bombing"."""
    head = doc.doc[mention.head]
    if head.dep_ not in ("compound", "nmod") or head.head.i != noun.i:
        return False
    place = places.covering(head)
    return place is not None and places.places[place.place_id].feature in ("populated_place", "site", "admin1", "admin2")
