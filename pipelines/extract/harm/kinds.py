"""What sort of people the victims of a row are, where other words of the document tell it.

What belongs here: the role that a name has elsewhere, and whom "four others" are more of. What does not: what the noun phrase itself tells;
that is ``victims``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.extract.harm.context import Context, Found
from pipelines.extract.victims import category_of, is_person_noun

#: Sorts that tell what somebody does, not of which sex they are.
_ROLES = frozenset(["civilian", "military", "police", "armed_group", "journalist", "aid_worker", "medic", "official", "child"])
_MORE = frozenset(["others", "other", "more"])
#: Verbs of one's own end, which no passive before them is joined to.
_BEFALLING = frozenset(["die", "perish", "succumb", "drown", "vanish", "disappear", "flee"])
#: Tokens between people and those who are told of as more of them.
_NEAR = 16


def with_kinds(found: Sequence[Found], context: Context) -> list[Found]:
    """The rows, those whose own words leave the sort of their victims open with what the document tells of it."""
    done: list[Found] = []
    for one in found:
        one = _of_group(one, found, context)
        one = _of_fellow_doer(one, done)
        told = (_of_role(one, context) or _of_fellows(one, done, context)) if one.row.victim_category == "unspecified" else None
        done.append(one if told is None else replace(one, row=replace(one.row, victim_category=told)))
    return done


def _of_fellow_doer(found: Found, before: Sequence[Found]) -> Found:
    """The row of "others" beside a toll with who did the harm to the first: "the toll of the rebel raid rose to 12, with 30 others wounded"."""
    victims = found.victims
    if victims is None or found.row.perpetrator_actor_id is not None or victims.noun.lower_ not in _MORE or found.row.count_stated == 0:
        return found
    fellows = [f for f in before if f.row.sentence_start_char == found.row.sentence_start_char and f.row.start < found.row.start]
    last = fellows[-1] if fellows else None
    if last is None or last.row.perpetrator_actor_id is None or (last.row.cause not in (found.row.cause, None) and found.row.cause is not None):
        return found
    if not any(t.dep_ == "pcomp" and t.head.lower_ == "with" for t in (found.harm.trigger, *found.harm.trigger.ancestors)):
        return found
    if found.row.outcome not in ("killed", "wounded"):
        return found
    return replace(found, row=replace(found.row, perpetrator_actor_id=last.row.perpetrator_actor_id))


def _of_group(found: Found, rows: Sequence[Found], context: Context) -> Found:
    """A bare number out of people named before it: "Among the six soldiers who died, four were shot" tells of soldiers, some of the six."""
    victims = found.victims
    if victims is None or context.quantities.at(victims.noun) is None or found.row.part_of_casualty_id is not None:
        return found
    fronted = (c for c in found.harm.trigger.lefts if c.lower_ in ("among", "of") and c.dep_ == "prep" and c.i < victims.start)
    group = next((o for c in fronted for o in c.children if o.dep_ == "pobj"), None)
    if group is None or group.tag_ != "NNS" or not is_person_noun(group, context.lexicon.victims):
        return found
    category = category_of(group, context.actors, context.lexicon.victims)
    same = (f for f in rows if f.victims is not None and f.victims.noun == group and f.row.outcome == found.row.outcome)
    whole = next((f.row.casualty_id for f in same if f is not found), None)
    kept = category if found.row.victim_category == "unspecified" else found.row.victim_category
    return replace(found, row=replace(found.row, victim_category=kept, part_of_casualty_id=whole))


def _of_role(found: Found, context: Context) -> str | None:
    """The sort told of one person by another mention: "Ana Ruiz, an editor, ... Ruiz was killed", "a rebel ... He was shot dead"."""
    victims = found.victims
    if victims is None or victims.stated != 1 or found.row.victim_actor_id is None or not (victims.is_named or victims.noun.pos_ == "PRON"):
        return None
    actor = context.actors.actors.get(found.row.victim_actor_id)
    if actor is None or actor.kind not in ("person", "other"):
        return None
    for mention in context.actors.mentions:
        if mention.actor_id != actor.actor_id or mention.form not in ("name", "nominal"):
            continue
        head = context.doc.doc[mention.head]
        if head.tag_ in ("NN", "NNP"):
            category = category_of(head, context.actors, context.lexicon.victims)
            if category in _ROLES:
                return category
    return None


def _is_elliptic(found: Found) -> bool:
    """Whether a bare number leaves out the noun of the clause that it is joined to: "Two officers were killed and 30 wounded"."""
    trigger = found.harm.trigger
    assert found.victims is not None
    if (
        trigger.tag_ not in ("VBN", "VBD")
        or trigger.lemma_ in _BEFALLING
        or found.harm.rule not in ("verb", "state")
        or found.victims.end > trigger.i
    ):
        return False
    opening = found.victims.start - 1
    joined = ("and",) if any(c.dep_ in ("aux", "auxpass") for c in trigger.children) else ("and", "another", ",")
    return opening > 0 and trigger.doc[opening].lower_ in joined


def _opens_sentence(found: Found) -> bool:
    """Whether the number is the first word of its sentence, but for "another" and a connective."""
    assert found.victims is not None
    opening = found.harm.trigger.sent.start
    return found.victims.start - opening <= 1 and found.victims.noun.dep_ in ("nsubj", "nsubjpass")


def _is_next(last: Found, found: Found, context: Context) -> bool:
    """Whether the sentence of a row follows right upon that of another."""
    between = context.doc.doc[context.doc.sentence_of(last.harm.trigger).end : context.doc.sentence_of(found.harm.trigger).start]
    return all(t.is_space for t in between)


def _of_fellows(found: Found, before: Sequence[Found], context: Context) -> str | None:
    """The sort of those whom "others" are more of: "one soldier was killed and two others wounded", where the sentence tells of one sort only.

    Beside a child the others need not be children.
    """
    victims = found.victims
    if victims is None or victims.quantity is None:
        return None
    tokens = context.doc.doc
    behind = tokens[victims.end].lower_ if victims.end < len(tokens) else ""
    is_bare = context.quantities.at(victims.noun) is not None
    is_near = False
    opening = context.doc.token_lowers[victims.start]
    closing = context.doc.token_lowers[victims.end - 1]
    is_more = (is_bare and (opening == "another" or closing in _MORE)) or victims.noun.lower_ in _MORE or (is_bare and behind in _MORE)
    if not is_more and not (is_bare and _is_elliptic(found)):
        return None
    fellows = [f for f in before if f.row.sentence_start_char == found.row.sentence_start_char and f.row.start < found.row.start]
    if not fellows and is_more and _opens_sentence(found):
        # "Six soldiers were killed on Friday. Two more were wounded"
        last = next((f for f in reversed(before) if f.row.part_of_casualty_id is None and f.row.end <= found.row.start), None)
        if last is not None and _is_next(last, found, context):
            fellows = [f for f in before if f.row.sentence_start_char == last.row.sentence_start_char]
            is_near = True
    fellows = [f for f in fellows if f.row.part_of_casualty_id is None]
    if not fellows or (found.row.start - fellows[-1].row.end > _NEAR and not is_near):
        return None
    if any(f.victims is None or f.row.count_stated == 0 for f in fellows):
        return None
    words = context.lexicon.victims.categories
    if any(f.victims is not None and f.victims.is_named and f.victims.noun.lemma_.lower() not in words for f in fellows):
        return None
    categories = {f.row.victim_category for f in fellows}
    category = categories.pop()
    return category if not categories and category in _ROLES and category != "child" else None
