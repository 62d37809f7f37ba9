"""Making a row of a word of harm and its victims.

What belongs here: filling the columns of one row. What does not: linking rows to each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from pipelines.extract.harm.causes import cause_of
from pipelines.extract.harm.claimants import claimant_of, relation_of, statement_around
from pipelines.extract.harm.context import Context, Found, clause_of
from pipelines.extract.harm.doers import act_of, avowed, doer_of, is_mutual, undergoes
from pipelines.extract.harm.fitness import is_rate, losing_force
from pipelines.extract.harm.lexicon import HarmLexicon
from pipelines.extract.harm.triggers import Harm
from pipelines.extract.model import Casualty, Quantity
from pipelines.extract.victims import Victims, category_of, is_person_noun, sex_and_age, victims_of
from pipelines.ids import make_id

_VERSION = 1
#: Outcomes that somebody brings about, whatever the cause around them.
_TAKEN = frozenset(["detained", "abducted", "displaced", "evacuated"])


def joined(read: Sequence[Victims | None]) -> Iterator[Victims | None]:
    """The victims of coordinated noun phrases; a couple and their children are one group."""
    n = 0
    while n < len(read):
        one, other = read[n], read[n + 1] if n + 1 < len(read) else None
        if (
            one is not None
            and other is not None
            and one.noun.lemma_.lower() == "couple"
            and one.stated is not None
            and other.stated is not None
            and other.qualifier == "exact"
            and any(c.dep_ == "poss" and c.lower_ == "their" for c in other.noun.lefts)
        ):
            total = one.stated + other.stated
            yield replace(one, stated=total, low=total, high=total, category="unspecified", end=other.end, sex=None, age_group=None)
            n += 2
            continue
        yield one
        n += 1


def of_toll(harm: Harm, victims: Victims, context: Context) -> Victims:
    """The victims of a toll with the people it counts: "the number of miners killed has risen to 28"."""
    if victims.quantity is not None and any(
        t.lower_ == "and" for t in context.doc.doc[victims.quantity.end : max(victims.noun.i, victims.quantity.end)]
    ):
        # "the toll rose to four and 15 others were hurt", where the parser joins the numbers
        number = context.doc.doc[victims.quantity.end - 1]
        victims = replace(victims, noun=number, category="unspecified", end=victims.quantity.end, sex=None, age_group=None)
    if context.quantities.at(victims.noun) is None:
        return victims
    for token in (harm.trigger, *harm.trigger.ancestors):
        if token.lemma_ in context.lexicon.tolls:
            for prep in token.rights:
                noun = next((o for o in prep.children if o.dep_ == "pobj"), None) if prep.lower_ == "of" else None
                if noun is not None and noun.pos_ in ("NOUN", "PROPN") and is_person_noun(noun, context.lexicon.victims):
                    sex, age_group = sex_and_age(noun, context.lexicon.victims)
                    return replace(
                        victims, noun=noun, category=category_of(noun, context.actors, context.lexicon.victims), sex=sex, age_group=age_group
                    )
            break
    return victims


def by_name(found: Found, context: Context) -> list[Found]:
    """One row a name where names stand right behind a bare plural: "killed farmers Ana Ruiz and Luis Paz"."""
    victims = found.victims
    if victims is None or victims.quantity is not None or victims.qualifier != "unstated":
        return []
    tokens = context.doc.doc
    after = victims.noun.i + 1
    if after >= len(tokens) or tokens[after].tag_ != "NNP" or tokens[after].ent_type_ != "PERSON":
        return []
    heads = [e.root for e in context.doc.sentence_of(victims.noun).ents if e.label_ == "PERSON" and after <= e.start < after + 16]
    rows = []
    for head in heads:
        between = tokens[after : head.i]
        if any(t.pos_ in ("VERB", "AUX", "ADP", "SCONJ") for t in between):
            break
        named = victims_of(head, context.doc, context.actors, context.quantities, context.lexicon.victims, people="any")
        if named is not None and named.is_named:
            rows.append(row_of(found.harm, replace(named, category=victims.category), context, found.row.status))
    return rows


def row_of(harm: Harm, victims: Victims, context: Context, status: str) -> Found:
    """The row of a word of harm and one noun phrase of its victims."""
    start = min(victims.start, harm.trigger.i, harm.last.i)
    end = max(victims.end, harm.last.i + 1, harm.trigger.i + 1)
    return row_of_victims(harm, victims, context, status, start, end)


def row_of_part(harm: Harm, victims: Victims, context: Context, whole: Found) -> Found:
    """The row of some of the victims of another row, which shares its doer, cause and reality."""
    made = row_of_victims(harm, victims, context, whole.row.status, victims.start, victims.end)
    row = replace(made.row, part_of_casualty_id=whole.row.casualty_id, perpetrator_actor_id=whole.row.perpetrator_actor_id, cause=whole.row.cause)
    return replace(made, row=row)


def row_of_victims(harm: Harm, victims: Victims, context: Context, status: str, start: int, end: int) -> Found:
    """The row of a word of harm and its victims, over a range of tokens."""
    bare = victims.quantity is not None and context.quantities.at(victims.noun) is not None
    return make_row(
        harm,
        context,
        start=start,
        end=end,
        stated=victims.stated,
        low=victims.low,
        high=victims.high,
        qualifier=victims.qualifier,
        quantity=victims.quantity,
        noun=None if bare else victims.noun,
        victims=victims,
        category=victims.category,
        status=status,
    )


def counted_row(harm: Harm, context: Context, status: str) -> Found | None:
    """The row of a noun that is counted itself: 12 deaths, no casualties."""
    trigger = harm.trigger
    quantity = context.quantities.counting(trigger)
    low: int | None
    if quantity is not None and quantity.sort == "count":
        stated, low, high, qualifier = quantity.stated, quantity.low, quantity.high, quantity.qualifier
    elif any(c.lower_ == "no" and c.dep_ == "det" for c in trigger.lefts):
        stated, low, high, qualifier = 0, 0, 0, "exact"
        quantity = None
    elif status == "none":
        return None
    else:
        stated, low, high, qualifier = None, 2, None, "unstated"
        quantity = None
    if (status == "none" and stated != 0) or (stated == 0 and trigger.lower_ in ("bodies", "corpses", "body", "corpse")):
        return None
    if is_rate(trigger.i + 1, context):
        return None
    category = category_of(trigger, context.actors, context.lexicon.victims)
    if category == "unspecified":
        # "40 soldier deaths"
        whose = next((c for c in trigger.lefts if c.dep_ in ("compound", "nmod") and is_person_noun(c, context.lexicon.victims)), None)
        whose = whose or next((c for c in trigger.lefts if c.dep_ == "compound" and c.lower_ in ("force", "forces", "troop")), None)
        category = category_of(whose, context.actors, context.lexicon.victims) if whose is not None else category
    owner = next((c for c in trigger.children if c.dep_ in ("nsubj", "poss")), None)
    if category == "unspecified" and qualifier == "unstated" and trigger.head.lemma_ in ("have", "suffer", "take", "sustain"):
        owner = next((c for c in trigger.head.children if c.dep_ == "nsubj"), None)
        category = category_of(owner, context.actors, context.lexicon.victims) if owner is not None else category
    start = min(
        trigger.i,
        quantity.start if quantity is not None else trigger.i,
        *(c.i for c in trigger.lefts if c.dep_ in ("amod", "compound", "nummod", "det")),
        trigger.i,
    )
    return make_row(
        harm,
        context,
        start=start,
        end=trigger.i + 1,
        stated=stated,
        low=low,
        high=high,
        qualifier=qualifier,
        quantity=quantity,
        noun=None,
        victims=None,
        category=category,
        status="asserted" if status == "none" else status,
    )


def make_row(
    harm: Harm,
    context: Context,
    *,
    start: int,
    end: int,
    stated: int | None,
    low: int | None,
    high: int | None,
    qualifier: str,
    quantity: Quantity | None,
    noun: Token | None,
    victims: Victims | None,
    category: str,
    status: str,
) -> Found:
    """One row with all its columns but the links to other rows.

    Args:
        harm: the word of harm.
        context: the document.
        start: first token of the claim.
        end: token behind the last.
        stated: the figure, None without one.
        low: its lower bound, None when open.
        high: its upper bound, None when open.
        qualifier: a code of ``qualifier``.
        quantity: the number, None for a name or a bare plural.
        noun: what names the victims, None for a bare number.
        victims: their noun phrase, None where the word of harm is counted itself.
        category: a code of ``victim_category``.
        status: "asserted" or "feared".
    """
    doc = context.doc
    tokens = doc.doc
    sentence = doc.sentence_of(harm.trigger)
    start_char, end_char = tokens[start].idx, tokens[end - 1].idx + len(tokens[end - 1])
    cause = None if harm.outcome == "detained" else harm.cause or cause_of(harm, context)
    doer = doer_of(harm, context) if cause is None or cause in context.lexicon.violent or harm.outcome in _TAKEN else None
    perpetrator = context.actors.actor_of(doer) if doer is not None else None
    victim = context.actors.headed_by(noun) if noun is not None else None
    mention = act_of(harm, context, cause)
    if perpetrator is None and mention is not None and (cause is None or cause in context.lexicon.violent or harm.outcome in _TAKEN):
        sources = [p for p in mention[1] if p.role == "source" and not undergoes(p, context)] if not is_mutual(harm) else []
        if len(sources) == 1 and sources[0].actor_id is not None and sources[0].actor_id in context.actors.actors and harm.outcome != "evacuated":
            perpetrator = context.actors.actors[sources[0].actor_id]
    if perpetrator is None and harm.outcome in ("killed", "wounded", "casualties") and cause in context.lexicon.violent and not is_mutual(harm):
        doer = doer or avowed(harm, context)
        perpetrator = context.actors.actor_of(doer) if doer is not None else None
    if perpetrator is not None and victim is not None and perpetrator.actor_id == victim.actor_id:
        if doer is not None and noun is not None and noun.lower_ in ("him", "her", "them"):
            # nobody does it to themselves without "self": the pronoun means others
            victim, category = None, "unspecified"
        else:
            perpetrator = None
    if harm.trigger.lemma_ == "flee" and doer is None:
        # whoever flees has displaced nobody
        perpetrator = None
    if harm.rule == "object" and harm.trigger.lemma_ == "lose":
        losing = losing_force(harm.trigger, context)
        if losing is not None:
            category = losing.kind if category == "unspecified" else category
            perpetrator = None if perpetrator == losing else perpetrator
    statement = statement_around(harm, context)
    claimant, claimant_text = claimant_of(harm, statement, context)
    date = context.times.of_clause(harm.trigger) if context.times is not None else None
    victim_text = None
    if noun is not None:
        floor = max(
            [
                start,
                *((quantity.end,) if quantity is not None and quantity.end <= noun.i else ()),
                *(t.i + 1 for t in (harm.trigger, harm.last) if t.i < noun.i),
            ]
        )
        left = min([noun.i, *(max(t.left_edge.i, floor) for t in noun.lefts if t.i >= floor and t.dep_ in ("amod", "compound", "nmod", "poss"))])
        right = noun
        if victims is not None and victims.quantity is not None and victims.end > noun.i + 2 and tokens[noun.i + 1].lower_ == "and":
            # "eight women and children"
            right = tokens[victims.end - 1]
        victim_text = doc.surface(tokens[left].idx, right.idx + len(right))
    count_text = quantity.text if quantity is not None else None
    row = Casualty(
        document_id=doc.document_id,
        start_char=start_char,
        end_char=end_char,
        sentence_start_char=sentence.start_char,
        sentence_end_char=sentence.end_char,
        text=doc.surface(start_char, end_char),
        origin=f"casualties.{harm.rule}@{_VERSION}",
        confidence=context.lexicon.confidence.get(harm.rule),
        casualty_id=make_id("cas", doc.document_id, start_char, end_char, harm.outcome, stated),
        outcome=harm.outcome,
        count_stated=stated,
        count_low=low,
        count_high=high,
        count_text=count_text,
        qualifier=qualifier,
        victim_text=victim_text,
        victim_category=category,
        victim_actor_id=victim.actor_id if victim is not None else None,
        victim_sex=victims.sex if victims is not None else None,
        victim_age_group=victims.age_group if victims is not None else None,
        perpetrator_actor_id=perpetrator.actor_id if perpetrator is not None else None,
        part_of_casualty_id=None,
        status=status,
        cause=cause,
        claim_id="",
        claimed_by_actor_id=claimant,
        claimed_by_text=claimant_text,
        claimant_relation=None,
        statement_id=statement.statement_id if statement is not None else None,
        event_id=mention[0].event_id if mention is not None else None,
        event_mention_id=mention[0].event_mention_id if mention is not None else None,
        is_cumulative=harm.rule == "toll" or (high != 1 and stated != 0 and _is_cumulative(harm, context.lexicon)),
        date_start=date.date_start if date is not None else None,
        date_end=date.date_end if date is not None else None,
        date_precision=date.precision if date is not None else None,
        date_text=date.text if date is not None else None,
        start=start,
        end=end,
        harm_token=harm.trigger.i,
    )
    if category == "unspecified" and noun is None and harm.rule in ("state", "verb", "counted"):
        row = replace(row, victim_category=_losing_kind(harm, context) or category)
    teller = context.actors.actors.get(claimant) if claimant is not None else None
    if teller is not None and teller.kind in ("armed_group", "military", "police") and category == "unspecified" and _is_own_loss(harm, noun):
        row = replace(row, victim_category=teller.kind)
    return Found(replace(row, claimant_relation=relation_of(row, context)), harm, victims, doer)


def _losing_kind(harm: Harm, context: Context) -> str | None:
    """The sort of the force that a bare number of dead is said to be of: "the army suffered nine dead and 12 wounded"."""
    node = harm.trigger
    for _ in range(3):
        node = node.head
        if node.pos_ in ("VERB", "AUX"):
            break
    if node.lemma_ in ("suffer", "sustain") and harm.trigger.i > node.i:
        subject = next((c for c in node.children if c.dep_ == "nsubj"), None)
    elif node.lemma_ == "inflict":
        subject = next((o for t in (node, *node.children) for c in t.children if c.lower_ == "on" for o in c.children if o.dep_ == "pobj"), None)
    else:
        return None
    actor = context.actors.actor_of(subject) if subject is not None else None
    return actor.kind if actor is not None and actor.kind in ("armed_group", "military", "police") else None


def _is_own_loss(harm: Harm, noun: Token | None) -> bool:
    """Whether a force admits to a bare number of dead: "the rebels acknowledged five dead", "the army put its losses at four dead"."""
    if noun is not None or harm.rule not in ("state", "counted"):
        return False
    above = list(harm.trigger.ancestors)[:4]
    if any(t.lemma_ in ("acknowledge", "admit", "concede") for t in above):
        return True
    return any(t.lemma_ in ("put", "give", "place") and any(c.lemma_ == "loss" and c.dep_ == "dobj" for c in t.children) for t in above)


def _is_cumulative(harm: Harm, lexicon: HarmLexicon) -> bool:
    """Whether the words around say that the figure adds up what came before: "so far", "since", a toll in the same breath."""
    clause = harm.trigger if harm.trigger.pos_ in ("VERB", "AUX") else clause_of(harm.trigger)
    above = {t.lower_ for t in harm.trigger.ancestors if clause.i < t.i < harm.trigger.i}
    # "the toll rose to 35, with 12 more missing": only the dead are a running figure
    if "with" not in above and any(t.lemma_.lower() in ("toll", "total", "tally") and t.i < harm.trigger.i for t in clause.children):
        return True
    beside = {
        t.i
        for c in harm.trigger.children
        if c.dep_ in ("advcl", "conj", "ccomp", "parataxis") and c.pos_ in ("VERB", "AUX")
        for t in ([] if any(m.lower_ == "since" for m in (c.subtree if c.dep_ == "conj" else c.children)) else c.subtree)
    }
    # "since a bomb killed six": the mark of the clause itself tells of another
    words = [t.lower_ for t in harm.trigger.subtree if t.i not in beside and not (t.dep_ == "mark" and t.head == harm.trigger)]
    if (set(words) | {" ".join(pair) for pair in pairwise(words)}) & lexicon.cumulative:
        return True
    # beside a noun of harm the clause tells only with the perfect: "have caused 41 deaths so far"
    perfect = any(c.lower_ in ("have", "has", "had") for c in clause.children if c.dep_ == "aux")
    told = [t.lower_ for c in clause.children if c.dep_ in ("prep", "advmod", "npadvmod", "advcl") for t in c.subtree]
    return perfect and bool((set(told) | {" ".join(pair) for pair in pairwise(told)}) & lexicon.running)
