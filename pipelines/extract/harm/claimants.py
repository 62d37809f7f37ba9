"""Who vouches for a harm, and on which side they stand.

What belongs here: the step from a word of harm to its claimant. What does not: finding statements.
"""

from __future__ import annotations

from spacy.tokens import Token

from pipelines.annotate.document import subtree_span
from pipelines.extract.harm.context import DOERS, Context, clause_of
from pipelines.extract.harm.lexicon import HarmLexicon
from pipelines.extract.harm.triggers import Harm
from pipelines.extract.model import Casualty, Statement

#: Words of those who speak for a body.
_VOICES = frozenset(["official", "spokesman", "spokeswoman", "source", "representative", "spokesperson"])
#: Kinds of actors that take sides.
_SIDED = frozenset(["military", "armed_group", "police", "government", "other"])
#: What judges a harm takes it for granted; its figure is the reporter's.
_JUDGING = frozenset(["praise", "condemn", "criticise", "demand", "urge", "request", "promise", "threaten", "order", "ask", "agree"])
#: What somebody feels at a harm or calls it: the harm itself is the reporter's.
_FEELINGS = frozenset(["disappointment", "regret", "shock", "sorrow", "sadness", "grief", "dismay", "outrage", "condolence", "concern", "sympathy"])
_REACTING = frozenset(
    ["describe", "call", "deplore", "lament", "mourn", "regret", "welcome", "hail", "applaud", "denounce", "term", "decry", "brand"]
)
#: Words that put a deed done down to somebody.
_BLAMING = frozenset(["blame", "blames", "blamed", "blaming"])
#: Words that take up a body told of before.
_BODILY = frozenset(["it", "the report", "the statement", "report", "statement"])
_BODIES = frozenset(
    ["military", "armed_group", "police", "government", "ministry", "media", "ngo", "intergovernmental", "company", "party", "other", "country"]
)
_COUNTS = frozenset(["count", "tally", "toll", "figure", "figures", "estimate"])
_SMALL_WORDS = frozenset(["the", "a", "an", "of", "its", "their", "his", "her", "some", "local"])


def statement_around(harm: Harm, context: Context) -> Statement | None:
    """The innermost statement whose content covers the word of harm."""
    around = [s for s in context.statements if s.start <= harm.trigger.i < s.end and not s.is_cue_negated]
    return min(around, key=lambda s: (s.end - s.start, -s.start), default=None)


def claimant_of(harm: Harm, statement: Statement | None, context: Context) -> tuple[str | None, str | None]:
    """Actor and words of who vouches for a claim; whoever denies does not vouch for what the denial takes for granted."""
    rejected = rejected_claim(harm.trigger, context.lexicon)
    if rejected is not None:
        owner = next((c for c in rejected.lefts if c.dep_ in ("poss", "compound", "amod")), None)
        actor = context.actors.actor_of(owner) if owner is not None else None
        return (actor.actor_id, context.doc.span_text(owner)) if actor is not None and owner is not None else (None, None)
    spoke = _speaker_of(harm.trigger, context)
    if spoke is not None:
        return spoke
    counted = _counter(harm, context)
    if counted is not None:
        return counted
    if statement is not None and (statement.act == "deny" or (statement.act in _JUDGING and _is_taken_for_granted(harm, statement))):
        return None, None
    if statement is not None and (_is_felt(harm, statement, context) or (statement.act == "accuse" and _is_behind(harm, statement))):
        return None, None
    if statement is not None and statement.form == "indirect" and (_is_avowed(harm, statement) or _is_occasion(harm, statement)):
        return None, None
    if statement is not None:
        body = _body_before(statement, context)
        if body is not None:
            return body, statement.speaker_text
        if statement.speaker_text is None and statement.relayed_by_text is None and statement.speaker_actor_id is None:
            # "an inquiry concluded": no speaker, yet it vouches
            return _teller(harm.trigger, context)
        return statement.speaker_actor_id or statement.relayed_by_actor_id, statement.speaker_text or statement.relayed_by_text
    clause = harm.trigger if harm.trigger.pos_ in ("VERB", "AUX") else clause_of(harm.trigger)
    if harm.rule == "toll" and clause.lemma_ in context.lexicon.counters:
        # "put the toll at 40"
        subject = next((c for c in clause.children if c.dep_ == "nsubj" and harm.trigger not in c.subtree), None)
        if subject is not None and subject.pos_ in ("NOUN", "PROPN", "PRON") and subject.lower_ not in ("which", "that", "who", "it", "this"):
            actor = context.actors.actor_of(subject)
            return actor.actor_id if actor is not None else None, context.doc.span_text(subtree_span(subject))
    if clause.lemma_ == "claim" and harm.trigger.lemma_ != "life" and harm.outcome != "detained":
        # "claimed 3,000 dead"
        subject = next((c for c in clause.children if c.dep_ == "nsubj"), None)
        actor = context.actors.actor_of(subject) if subject is not None else None
        if actor is not None and subject is not None:
            return actor.actor_id, context.doc.span_text(subject)
    if any(s.start <= harm.trigger.i < s.end for s in context.statements):
        # a statement that was not made
        return None, None
    recorder = _recorder(harm, context)
    if recorder is not None:
        return recorder
    told = _teller(harm.trigger, context)
    return told if told[1] is not None else _according(harm.trigger, context)


def _counter(harm: Harm, context: Context) -> tuple[str | None, str] | None:
    """Whose count a running toll is: "bringing the toll to 40, according to a Medlink count", whoever announced the latest deaths."""
    if harm.rule != "toll":
        return None
    sentence = context.doc.sentence_of(harm.trigger)
    words = context.doc.token_lowers
    for at in range(harm.trigger.i + 1, sentence.end - 3):
        if words[at] == "according" and words[at + 1] == "to":
            count = next((t for t in context.doc.doc[at + 2 : min(at + 8, sentence.end)] if t.lower_ in _COUNTS), None)
            owner = next((c for c in count.lefts if c.dep_ in ("compound", "poss", "nmod")), None) if count is not None else None
            mention = context.actors.covering(owner) if owner is not None else None
            if count is not None and mention is not None:
                return mention.actor_id, context.doc.span_text(subtree_span(count))
    return None


def _is_occasion(harm: Harm, statement: Statement) -> bool:
    """Whether a named or described death is only what something else was about: "met the judge over the killing of Ana Ruiz, the office said"."""
    prep = harm.trigger.head
    if harm.rule != "noun" or harm.trigger.dep_ != "pobj" or prep.lower_ not in ("over", "about", "into") or prep.i < statement.start:
        return False
    return not any(t.dep_ == "nummod" for head in harm.heads for t in head.lefts)


def _is_avowed(harm: Harm, statement: Statement) -> bool:
    """Whether somebody only says that they did what killed: "said it was behind the attack, which killed nine"."""
    for token in (harm.trigger, *harm.trigger.ancestors):
        if token.dep_ == "relcl" and token.i >= statement.start:
            above = token.head
            return above.dep_ == "pobj" and (above.head.lower_ == "behind" or above.head.head.lower_ == "responsibility")
    return False


def _is_felt(harm: Harm, statement: Statement, context: Context) -> bool:
    """Whether somebody only tells what they feel at a harm or how they see it: "expressed dismay that Ana Ruiz died", "called the killing sad"."""
    if statement.form == "direct" or statement.cue_start_char is None:
        return False
    cue = next((t for t in context.doc.sentence_of(harm.trigger) if t.idx == statement.cue_start_char), None)
    if cue is None:
        return False
    if cue.lemma_ in ("express", "voice") or cue.lemma_.lower() in _FEELINGS:
        # "expressed dismay at the deaths", with the feeling as the noun above the harm
        return any(t.lemma_.lower() in _FEELINGS for t in (cue, *(c for c in cue.children if c.dep_ == "dobj"), *harm.trigger.ancestors))
    return cue.lemma_ in _REACTING and (harm.rule in ("noun", "counted") or cue.lemma_ not in ("describe", "call", "term", "brand"))


def _is_behind(harm: Harm, statement: Statement) -> bool:
    """Whether a harm is told in a clause of time or a relative one of an accusation: "accused them of a plot after an attack that hurt nine"."""
    above = [t for t in (harm.trigger, *harm.trigger.ancestors) if statement.start <= t.i < statement.end]
    if statement.form == "indirect" and statement.cue in _BLAMING and any(t.dep_ == "relcl" for t in above):
        # "blamed the rebels for the attack, which killed 40 people"
        return True
    after = any(t.lower_ in ("after", "since", "following") for t in above)
    return after and any(t.dep_ in ("relcl", "advcl", "acl") for t in above)


def _body_before(statement: Statement, context: Context) -> str | None:
    """The body that "it added" or "the report said" goes on from: the speaker of the statement before."""
    if statement.speaker_actor_id is not None or (statement.speaker_text or "").lower() not in _BODILY:
        return None
    before = [s for s in context.statements if s.start < statement.start and s.speaker_actor_id is not None]
    last = max(before, key=lambda s: s.start, default=None)
    actor = context.actors.actors.get(last.speaker_actor_id or "") if last is not None else None
    return actor.actor_id if actor is not None and actor.kind in _BODIES else None


def _according(trigger: Token, context: Context) -> tuple[str | None, str | None]:
    """Whose count ends a sentence without a verb: "204 killed and 90 injured, according to the rescue agency"."""
    sentence = context.doc.sentence_of(trigger)
    for at in range(trigger.i + 1, sentence.end - 2):
        token = context.doc.doc[at]
        if token.text == ";":
            break
        if token.lower_ == "according" and token.nbor(1).lower_ == "to" and token.nbor(-1).text == ",":
            source = next((o for c in (token, token.nbor(1)) for o in c.children if o.dep_ == "pobj"), None)
            if source is not None and source.pos_ in ("NOUN", "PROPN"):
                actor = context.actors.actor_of(source)
                return actor.actor_id if actor is not None else None, context.doc.span_text(subtree_span(source))
    return None, None


def _speaker_of(trigger: Token, context: Context) -> tuple[str | None, str] | None:
    """Who speaks of a harm: "the rebels spoke of slaying 70 soldiers", "talked about 40 dead"."""
    node = trigger
    for _ in range(4):
        parent = node.head
        if parent.i == node.i or node.dep_ not in ("pcomp", "pobj", "amod", "acl", "dobj", "nummod", "prep", "oprd"):
            return None
        if node.dep_ == "prep" and parent.lemma_ in context.lexicon.speakers and node.lower_ in ("of", "about"):
            subject = next((c for c in parent.children if c.dep_ == "nsubj"), parent.head if parent.dep_ == "acl" else None)
            actor = context.actors.actor_of(subject) if subject is not None else None
            if subject is None or actor is None or any(c.dep_ in ("neg", "aux") and c.lower_ not in ("had", "has", "have") for c in parent.children):
                return None
            whole = subject.pos_ != "PRON" and parent.dep_ != "acl"
            return actor.actor_id, context.doc.span_text(subtree_span(subject)) if whole else context.doc.span_text(subject)
        node = parent
    return None


def _recorder(harm: Harm, context: Context) -> tuple[str | None, str] | None:
    """Who counts the harm that is the object of a verb: "the clinic reported 12 deaths", "the UN has recorded 800 civilians killed"."""
    node = harm.trigger
    for _ in range(5):
        if node.dep_ not in ("dobj", "acl", "amod", "oprd", "nummod", "ccomp", "pobj", "prep", "conj"):
            return None
        if node.dep_ == "prep" and node.lower_ in ("on", "about", "for"):
            # "will report on the condition of the wounded"
            return None
        node = node.head
        if node.pos_ in ("VERB", "AUX"):
            break
    if node.i == harm.trigger.i or node.lemma_ not in context.lexicon.recorders or any(c.dep_ == "neg" for c in node.children):
        return None
    subject = next((c for c in node.children if c.dep_ == "nsubj"), None)
    actor = context.actors.actor_of(subject) if subject is not None else None
    if subject is None or actor is None or actor.kind not in DOERS | {"media"} or subject.i > harm.trigger.i:
        return None
    return actor.actor_id, context.doc.span_text(subtree_span(subject)) if subject.pos_ != "PRON" else subject.text


def _is_taken_for_granted(harm: Harm, statement: Statement) -> bool:
    """Whether an indirect statement names a harm by a noun or a relative clause, not by a clause of its own."""
    if statement.form != "indirect":
        return False
    if harm.rule in ("noun", "counted"):
        return True
    above = [t for t in (harm.trigger, *harm.trigger.ancestors) if statement.start <= t.i < statement.end]
    return any(t.dep_ in ("relcl", "acl") or (t.dep_ == "advcl" and any(c.lower_ in ("after", "since") for c in t.children)) for t in above)


def _teller(trigger: Token, context: Context) -> tuple[str | None, str | None]:
    """The subject of the verb of telling whose clause holds the harm, for telling that was not read as a statement ("medics and witnesses said")."""
    node = trigger
    while node.head.i != node.i:
        parent = node.head
        # "said among those killed was Ana Ruiz" hangs its first words on the telling
        is_told = node.dep_ == "ccomp" or (node.lower_ in ("among", "amongst") and node.i > parent.i)
        if is_told and parent.lemma_ in context.lexicon.tellers and not any(c.dep_ == "neg" for c in parent.children):
            subject = next((c for c in parent.children if c.dep_ == "nsubj"), None)
            if subject is None or subject.lower_ in ("which", "that", "who", "it"):
                return None, None
            if any(t.text == ";" for t in context.doc.doc[trigger.i : subject.i]):
                # "Blast kills 23; union says owner ignored warnings"
                return None, None
            actor = context.actors.actor_of(subject)
            tokens = [t for t in subject.subtree if not t.is_space]
            start, end = tokens[0], tokens[-1]
            whole = context.doc.surface(start.idx, end.idx + len(end)) if len(tokens) <= 12 else context.doc.span_text(subject)
            return actor.actor_id if actor is not None else None, whole
        if node.dep_ in ("relcl", "acl") and node.i != trigger.i:
            return None, None
        node = parent
    return _closing_teller(trigger, context)


def _closing_teller(trigger: Token, context: Context) -> tuple[str | None, str | None]:
    """Who stands between the last comma and a verb of telling that ends the sentence: ", medics and witnesses said." puzzles the parser."""
    sentence = context.doc.sentence_of(trigger)
    words = [t for t in sentence if not t.is_space and not t.is_punct]
    verb = next((t for t in words[-3:] if t.tag_ == "VBD" and t.lemma_ in context.lexicon.tellers), None)
    if verb is None or any(t.lower_ in ("that", "who", "which") for t in words[-5:]):
        return None, None
    if verb.lemma_ == "claim" and any(t.dep_ in ("dobj", "ccomp") for t in verb.rights):
        # "and the rebels claimed responsibility"
        return None, None
    comma = max((t.i for t in sentence if t.text == "," and t.i < verb.i), default=-1)
    speaker = context.doc.doc[comma + 1 : verb.i]
    if comma < trigger.i or not 1 <= len(speaker) <= 12 or any(t.pos_ in ("VERB", "AUX", "NUM") for t in speaker):
        return None, None
    if not any(t.pos_ in ("NOUN", "PROPN") for t in speaker):
        return None, None
    first = next((m for m in context.actors.within(comma + 1, verb.i) if m.start <= comma + 2), None)
    text = context.doc.surface(speaker[0].idx, speaker[-1].idx + len(speaker[-1]))
    return (context.actors.actors[first.actor_id].actor_id if first is not None else None), text


def rejected_claim(trigger: Token, lexicon: HarmLexicon) -> Token | None:
    """The noun of saying around a harm that somebody rejects: the "claims" of "denied claims that six soldiers were killed"."""
    node = trigger
    for _ in range(4):
        parent = node.head
        if parent.i == node.i or (trigger.pos_ == "NOUN" and parent.pos_ in ("VERB", "AUX")):
            return None
        if parent.lemma_.lower() in lexicon.claims and parent.pos_ == "NOUN" and node.dep_ in ("acl", "ccomp", "relcl", "pobj", "prep"):
            above = parent.head
            if above.lemma_ == "be" and parent.dep_ == "nsubj":
                return parent if any(c.dep_ == "acomp" and c.lower_ in lexicon.untrue for c in above.children) else None
            return parent if above.lemma_ in lexicon.rejecters and parent.dep_ in ("dobj", "nsubjpass", "pobj") else None
        node = parent
    return None


def relation_of(row: Casualty, context: Context) -> str | None:
    """Where the claimant stands; null without a claimant."""
    if row.claimed_by_actor_id is None:
        return None
    claimant = context.actors.actors.get(row.claimed_by_actor_id)

    def sides(actor_id: str | None, *, is_done_to: bool = False) -> set[str]:
        actor = context.actors.actors.get(actor_id) if actor_id is not None else None
        if actor is None:
            return set()
        # the side of rebels and parties is not that of their country; who only lives there suffers with it, and does nothing for it
        land = None if actor.kind in ("armed_group", "party") else actor.home if is_done_to else actor.state
        return {part for part in (actor.actor_id, actor.parent_actor_id, land) if part is not None}

    statement = next((s for s in context.statements if s.statement_id == row.statement_id), None)
    is_accuser = statement is not None and statement.act in ("accuse", "condemn", "criticise", "deny")
    own, with_victims = sides(row.claimed_by_actor_id), sides(row.claimed_by_actor_id, is_done_to=True)
    doer, victim = sides(row.perpetrator_actor_id), sides(row.victim_actor_id, is_done_to=True)
    if claimant is not None:
        for side, actor_id in ((doer, row.perpetrator_actor_id), (victim, row.victim_actor_id)):
            other = context.actors.actors.get(actor_id) if actor_id is not None else None
            if other is None or is_accuser or claimant.kind != other.kind or claimant.kind not in _SIDED:
                # whoever accuses rebels is another rebel
                continue
            if is_shortened(claimant.name, other.name):
                # "the coalition" and "the US-led coalition"
                side.add(claimant.actor_id)
        if not victim and claimant.kind == row.victim_category and (row.victim_text or "").islower():
            # an army that tells of "soldiers" tells of its own
            victim.add(claimant.actor_id)
    if own & doer and not with_victims & victim:
        return "perpetrator_side"
    if with_victims & victim and not own & doer:
        return "victim_side"
    if claimant is not None and claimant.kind in ("intergovernmental", "ngo", "media"):
        return "third_party"
    countries = [
        context.actors.actors[i].country for i in (row.perpetrator_actor_id, row.victim_actor_id) if i is not None and i in context.actors.actors
    ]
    if len(countries) == 2 and None not in countries and claimant is not None and claimant.country is not None and claimant.country not in countries:
        return "third_party"
    return "unknown"


def is_shortened(one: str, other: str) -> bool:
    """Whether the words of one name are among those of the other: "the ministry" and "Defence Ministry"."""
    words, more = ({w.strip(".,'\"").removesuffix("s") for w in text.lower().split() if w not in _SMALL_WORDS} for text in (one, other))
    # "ministry officials" speak for the ministry
    words, more = (said - _VOICES or said for said in (words, more))
    return bool(words and more) and (words <= more or more <= words)
