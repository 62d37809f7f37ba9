"""Which rows of a document tell one claim.

What belongs here: rows that restate or repeat another. What does not: claims of several documents; those are joined in ``resolve.tolls``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.harm.claimants import is_shortened
from pipelines.extract.harm.context import Found
from pipelines.extract.model import Actor, Casualty
from pipelines.ids import make_id

#: Up to this many persons, equal numbers of two sentences are no sign of one claim unless something else agrees.
_SMALL = 3


def is_taken_up(candidate: Found, found: Sequence[Found]) -> bool:
    """Whether a bare plural only takes up victims that an earlier row counts ("the killing of the priests", after "killed six priests")."""
    if candidate.harm.rule == "noun" and candidate.row.victim_actor_id is not None and candidate.victims is not None and candidate.victims.is_named:
        # "the killing of Ana Ruiz", said again
        return any(
            f.row.start < candidate.row.start and f.row.outcome == candidate.row.outcome and f.row.victim_actor_id == candidate.row.victim_actor_id
            for f in found
        )
    if candidate.harm.rule == "noun" and candidate.victims is not None and candidate.row.count_stated == 1 and _owner(candidate) is not None:
        # "the killing of his wife", after "murdered his wife"
        noun = candidate.victims.noun.lemma_.lower()
        same = (f for f in found if f.victims is not None and f.row.start < candidate.row.start and f.row.outcome == candidate.row.outcome)
        return any(f.row.count_stated == 1 and f.victims.noun.lemma_.lower() == noun and _owner(f) is not None for f in same if f.victims is not None)
    if candidate.row.qualifier != "unstated" or candidate.victims is None or candidate.row.part_of_casualty_id is not None:
        return False
    lemma = candidate.victims.noun.lemma_.lower()
    bare = candidate.harm.rule == "verb" and candidate.row.statement_id is not None and not candidate.victims.is_backward
    bare = bare and not any(c.dep_ in ("det", "poss") for c in candidate.victims.noun.lefts)
    return any(
        not (bare and earlier.row.qualifier == "unstated" and earlier.row.statement_id != candidate.row.statement_id)
        and earlier.row.start < candidate.row.start
        and earlier.row.outcome == candidate.row.outcome
        and earlier.victims is not None
        and earlier.row.count_stated not in (0, 1)
        and (lemma == earlier.victims.noun.lemma_.lower() or lemma in ("people", "person", "other"))
        for earlier in found
    )


def _owner(found: Found) -> Token | None:
    """The "his" of "his wife"."""
    return next((c for c in found.victims.noun.lefts if c.tag_ == "PRP$"), None) if found.victims is not None else None


def without_doubles(found: Sequence[Found], doc: AnnotatedDocument) -> list[Found]:
    """Drop what tells one harm twice: two words of harm with the same victims ("shot and killed"), the weaker outcome."""
    kept: list[Found] = []
    for candidate in found:
        double = False
        for n, other in enumerate(kept):
            if other.victims is None or candidate.victims is None:
                named, counted = (other, candidate) if candidate.victims is None else (candidate, other)
                if named.victims is not None and named.victims.noun.i == counted.harm.trigger.i and named.row.outcome == counted.row.outcome:
                    # "holding 40 hostages" tells of them by its verb, too
                    kept[n] = named
                    double = True
                    break
                continue
            is_one_number = other.victims.quantity is not None and other.victims.quantity == candidate.victims.quantity
            if other.victims.noun.i != candidate.victims.noun.i and not is_one_number:
                continue
            if _share_noun(other, candidate):
                continue
            pair = {other.row.outcome, candidate.row.outcome}
            if len(pair) == 1:
                double = True
            elif pair == {"killed", "wounded"} and "state" in (candidate.harm.rule, other.harm.rule):
                # "three wounded people died": the weaker outcome is past
                if other.row.outcome == "wounded":
                    kept[n] = candidate
                double = True
            elif pair == {"killed", "wounded"}:
                joined = _joint(other, candidate, doc)
                if joined is not None:
                    kept[n] = joined
                    double = True
            if double:
                break
        if not double:
            kept.append(candidate)
    return kept


def _share_noun(one: Found, other: Found) -> bool:
    """Whether one word of harm has two numbers of the same noun: "killed nine Danish and one Swedish tourists"."""
    assert one.victims is not None
    assert other.victims is not None
    first, second = sorted((one.victims.quantity, other.victims.quantity), key=lambda q: q.start if q is not None else -1)
    if first is None or second is None or one.harm.trigger.i != other.harm.trigger.i:
        # "keep three of the six arrested men in custody": of those arrested
        return first is not None and second is not None and one.harm.trigger.doc[first.end].lower_ == "of" and first.end + 2 == second.start
    return one.harm.trigger.i == other.harm.trigger.i and first is not None and second is not None and first.end <= second.start


def _joint(one: Found, other: Found, doc: AnnotatedDocument) -> Found | None:
    """Killed or wounded together, not told apart: one row of casualties."""
    first, second = sorted((one, other), key=lambda f: f.harm.trigger.i)
    a, b = first.harm.trigger, second.harm.trigger
    between = {t.lower_ for t in a.doc[a.i + 1 : b.i]}
    if not between & {"or", "and"} or b.i - a.i > 3 or (first.row.count_high == 1):
        return None
    tokens = a.doc
    start, end = min(first.row.start, second.row.start), max(first.row.end, second.row.end)
    start_char, end_char = tokens[start].idx, tokens[end - 1].idx + len(tokens[end - 1])
    row = replace(
        first.row,
        outcome="casualties",
        start=start,
        end=end,
        start_char=start_char,
        end_char=end_char,
        text=doc.surface(start_char, end_char),
        casualty_id=make_id("cas", first.row.document_id, start_char, end_char, "casualties", first.row.count_stated),
    )
    return replace(first, row=row)


def with_claims(rows: Sequence[Casualty], actors: Mapping[str, Actor]) -> Iterator[Casualty]:
    """Give each row the id of its claim; rows that restate one share it."""
    claims: list[tuple[str, Casualty]] = []
    for row in rows:
        claim = next((claim for claim, earlier in claims if _restates(row, earlier, actors)), None)
        if claim is None:
            claim = make_id("clm", row.casualty_id)
        claims.append((claim, row))
        yield replace(row, claim_id=claim)


def _restates(row: Casualty, earlier: Casualty, actors: Mapping[str, Actor]) -> bool:
    if row.outcome != earlier.outcome or row.status != earlier.status or (row.part_of_casualty_id is None) != (earlier.part_of_casualty_id is None):
        return False
    if (row.count_stated, row.count_low, row.count_high) != (earlier.count_stated, earlier.count_low, earlier.count_high):
        return False
    if not is_same_claimant(row, earlier, actors):
        return False
    if row.count_stated == 0:
        # that nobody was hurt is said of each act by itself
        return row.event_id is not None and row.event_id == earlier.event_id
    if row.event_id is not None and earlier.event_id is not None and row.event_id != earlier.event_id and not is_retold(row, earlier):
        return False
    categories = {row.victim_category, earlier.victim_category} - {"unspecified"}
    if len(categories) > 1:
        return False
    same_victim = row.victim_actor_id is not None and row.victim_actor_id == earlier.victim_actor_id
    if row.count_high == 1 and not same_victim:
        return False
    if row.count_stated is not None and row.count_stated <= _SMALL and not same_victim:
        same_words = (row.victim_text or "").lower() == (earlier.victim_text or "").lower()
        return same_words or (earlier.start_char < earlier.sentence_end_char <= row.sentence_start_char and earlier.start_char == 0)
    return True


def is_same_claimant(row: Casualty, earlier: Casualty, actors: Mapping[str, Actor]) -> bool:
    """Whether the claimants of two rows may be one: the same or a part of it, shortened ("the ministry"), or not told for one of the rows."""
    own, told = row.claimed_by_text, earlier.claimed_by_text
    if own is None or told is None or (row.claimed_by_actor_id is not None and row.claimed_by_actor_id == earlier.claimed_by_actor_id):
        return True
    one, other = (actors.get(r.claimed_by_actor_id) if r.claimed_by_actor_id is not None else None for r in (row, earlier))
    if one is not None and other is not None and (one.actor_id == other.parent_actor_id or other.actor_id == one.parent_actor_id):
        return True
    return is_shortened(own, told)


def is_retold(row: Casualty, earlier: Casualty) -> bool:
    """Whether a claim of another act must be one told before: the same large figure of the same sort of people, and no word of addition."""
    if row.count_stated is None or row.count_stated <= _SMALL or row.victim_text is None or earlier.victim_text is None:
        return False
    if {"another", "other", "others", "more", "further"} & {word.lower() for word in row.text.split()}:
        return False
    if row.date_start is not None and earlier.date_end is not None and row.date_start > earlier.date_end:
        return False
    return row.victim_text.lower().split()[-1] == earlier.victim_text.lower().split()[-1]
