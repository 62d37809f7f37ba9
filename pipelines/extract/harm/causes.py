"""What did a harm: weapon, accident or illness.

What belongs here: causes, by the words around a harm. What does not: people who did it; those are ``doers``.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from pipelines.extract.harm.context import Context, clause_of
from pipelines.extract.harm.triggers import Harm

#: Verbs and nouns that name an accident without its vehicle.
_CRASHES = frozenset(["crash", "collide", "collision"])


def cause_of(harm: Harm, context: Context, *, near_only: bool = False) -> str | None:
    """What did the harm: by the subject and the agent, then by the clause, then by the sentence."""
    lexicon = context.lexicon
    trigger = harm.trigger
    clause = trigger if trigger.pos_ == "VERB" else clause_of(trigger)
    rings: list[list[Token]] = []
    subject = next((c for c in clause.children if c.dep_ == "nsubj" and c not in harm.heads), None)
    if clause.dep_ in ("advcl", "acl", "relcl", "conj") and subject is None:
        subject = next((c for c in clause.head.children if c.dep_ in ("nsubj", "nsubjpass")), None) if clause.dep_ != "relcl" else clause.head
    near: list[Token] = []
    if near_only and harm.rule == "noun":
        # what the clause around "the death of X" tells is something else
        return min(_told_causes(list(trigger.subtree), context), key=lambda c: lexicon.cause_rank[c], default=None)
    if subject is not None and subject not in harm.heads:
        near += [subject, *(t for t in subject.subtree if abs(t.i - subject.i) <= 4)]
    if clause.dep_ == "advcl" and clause.tag_ == "VBG":
        # "opened fire, wounding two"
        near += [clause.head, *(c for c in clause.head.children if c.dep_ in ("dobj", "prt", "prep"))]
        near += [t for c in clause.head.children if c.dep_ == "dobj" for t in c.subtree if 0 < t.i - c.i <= 4]
    for child in (*clause.children, *trigger.children):
        if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("while", "whereas", "although") for c in child.children):
            continue
        if child.lower_ in ("without", "despite"):
            # "died before any trial for the murders"
            continue
        if child.dep_ in ("agent", "prep", "advcl", "pcomp", "npadvmod", "mark") or (child.dep_ == "conj" and child.pos_ == "VERB"):
            near += [t for t in child.subtree if t.i - child.i <= 12]
    rings.append(near)
    crash: str | None = None
    if not near_only:
        rings.append(list(clause.subtree))
        rings.append(list(context.doc.sentence_of(trigger)))
    for n, ring in enumerate(rings):
        told = _told_causes([t for t in ring if t.i not in {h.i for h in harm.heads}], context)
        if n:
            # a protest somewhere in the sentence killed nobody
            told = [c for c in told if c != "crowd"]
        if told == ["road_accident"] and any(t.lemma_.lower() in _CRASHES for t in ring):
            # a crash alone does not tell what crashed
            crash = "road_accident"
            continue
        if crash is not None:
            told = [c for c in told if c.endswith("_accident") and c != crash]
        if told:
            return min(told, key=lambda c: lexicon.cause_rank[c])
    if near_only or crash is not None:
        return crash
    if trigger.lemma_ in lexicon.causes:
        return lexicon.causes[trigger.lemma_]
    return None


def _told_causes(tokens: Sequence[Token], context: Context) -> list[str]:
    """The causes that words tell; two words together outdo either ("heart attack", "air crash")."""
    lexicon = context.lexicon
    told: list[str] = []
    covered: set[int] = set()
    for token in tokens:
        if token.lower_ in lexicon.cause_openers and token.i + 1 < len(context.doc.doc):
            pair = f"{token.lower_} {context.doc.doc[token.i + 1].lower_}"
            if pair in lexicon.causes:
                told.append(lexicon.causes[pair])
                covered.update((token.i, token.i + 1))
    for token in tokens:
        # troops that storm a house are no weather
        if token.i not in covered and not (token.pos_ == "VERB" and token.lemma_ in ("storm", "train", "plant", "mine", "fire", "ship", "plague")):
            cause = lexicon.causes.get(token.lower_) or lexicon.causes.get(token.lemma_.lower())
            if token.lemma_ == "mine" and (token.head.lower_ in ("by", "on") or token.head.lemma_ in lexicon.igniters):
                # "killed by a mine", "hit a mine": none that coal comes from
                cause = "explosives"
                told.append(cause)
            elif cause is not None and not (token.lemma_.lower() in lexicon.vehicles and not _is_accident(token, context)):
                told.append(cause)
    if "road_accident" in told and any(c.endswith("_accident") and c != "road_accident" for c in told):
        # an aircraft that crashes meets with no accident of the road
        roads = [t for t in tokens if lexicon.causes.get(t.lower_, lexicon.causes.get(t.lemma_.lower())) == "road_accident"]
        if all(t.lemma_.lower() in _CRASHES for t in roads):
            told = [c for c in told if c != "road_accident"]
    # whoever opens fire from a vehicle has no accident
    if "firearms" in told:
        return [c for c in told if not c.endswith("_accident")]
    # a blast in a coal mine is an accident of the mine
    if "industrial_accident" in told and set(told) <= {"explosives", "industrial_accident", "fire", "chemical", "flood", "poisoning"}:
        return ["industrial_accident"]
    return told


def _is_accident(vehicle: Token, context: Context) -> bool:
    """Whether the sentence tells what happened to a vehicle, a road or a mine; people are shot in cars, too."""
    sentence = context.doc.sentence_of(vehicle)
    return not context.lexicon.accidents.isdisjoint(
        [*context.doc.token_lowers[sentence.start : sentence.end], *context.doc.token_lemmas[sentence.start : sentence.end]]
    )
