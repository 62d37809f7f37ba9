"""Casualties: one row per claim of harm to people, as worded, with who claims it.

What belongs here: making rows of words of harm and their victims, and linking them to each other, to statements and to acts. What does not:
joining the claims of several documents; that is ``resolve.tolls``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.harm.claimants import claimant_of, rejected_claim
from pipelines.extract.harm.claims import is_taken_up, with_claims, without_doubles
from pipelines.extract.harm.context import Context, Found
from pipelines.extract.harm.doers import doer_of
from pipelines.extract.harm.fitness import fits, is_asked, is_negated_by_subject, is_of_another, is_repetition, retold_row, shares_number
from pipelines.extract.harm.kinds import with_kinds
from pipelines.extract.harm.lexicon import HarmLexicon
from pipelines.extract.harm.parts import among, breakdowns, elsewhere, identified, of_them, of_wholes, out_of
from pipelines.extract.harm.reality import reality
from pipelines.extract.harm.rows import by_name, counted_row, joined, of_toll, row_of
from pipelines.extract.harm.triggers import Harm, harms, trigger_indices
from pipelines.extract.model import ActorIndex, Casualty, EventMention, Participant, Statement
from pipelines.extract.numbers import QuantityIndex
from pipelines.extract.times import TimeIndex
from pipelines.extract.victims import Victims, is_person_noun, victims_of

__all__ = ["HarmLexicon", "casualties"]

#: Tokens from a number's end to the next that shares its noun: an adjective and "and", at most three adjectives.
_SHARED = 2
#: So many different nouns of sport make a document one about a game.
_SPORTING = 5


def casualties(
    doc: AnnotatedDocument,
    actors: ActorIndex,
    times: TimeIndex | None,
    quantities: QuantityIndex,
    statements: Sequence[Statement],
    acts: Sequence[tuple[EventMention, tuple[Participant, ...]]],
    lexicon: HarmLexicon,
) -> Iterator[Casualty]:
    """Find the claims of harm to people.

    Args:
        doc: the document, with tags, lemmas and parse.
        actors: its actors; victims, doers and claimants are looked up here.
        times: its dated expressions; None leaves the rows without dates.
        quantities: its numbers.
        statements: its reported speech; the innermost one around a claim tells who claims it.
        acts: its event mentions with their participants.
        lexicon: words of harm and words for people.

    Yields:
        Rows in text order. Harm that the text negates, plans or supposes is left out; harm that it fears has ``status`` feared; "no one was hurt" is
        a row whose ``count_stated`` is 0.

    Raises:
        MissingAnnotation: the doc has no sentence boundaries.
    """
    context = Context(doc, actors, times, quantities, tuple(statements or ()), tuple(acts or ()), lexicon)
    found: list[Found] = []
    spans: set[tuple[int, int, str, int | None]] = set()
    if not trigger_indices(doc, lexicon):
        return
    sport = _is_about_sport(doc, lexicon)
    for told in harms(doc, quantities, lexicon):
        harm = _as_arrest(told, context)
        if sport and harm.outcome in ("wounded", "missing"):
            continue
        for candidate in _of_harm(harm, context, found):
            key = (candidate.row.start, candidate.row.end, candidate.row.outcome, candidate.row.count_stated)
            if key not in spans:
                spans.add(key)
                found += by_name(candidate, context) or [candidate]
    found = without_doubles(found, doc)
    found = [f for f in found if not is_taken_up(f, found)]
    found += elsewhere(found, context)
    found += among(found, context)
    found += identified(found, context)
    found += out_of(found, context)
    found += of_them(found, context)
    found = of_wholes(found, context)
    found += breakdowns(found, context)
    retold = {f.row.casualty_id: f.same_as for f in found if f.same_as is not None}
    found = [_linked(f, retold) for f in found if f.same_as is None]
    found.sort(key=lambda f: (f.row.start_char, f.row.end_char, f.row.outcome))
    yield from with_claims([f.row for f in with_kinds(found, context)], actors.actors)


def _linked(found: Found, retold: Mapping[str, str]) -> Found:
    """A part of a row that only takes up another is a part of that one."""
    whole = found.row.part_of_casualty_id
    return found if whole is None or whole not in retold else replace(found, row=replace(found.row, part_of_casualty_id=retold[whole]))


def _as_arrest(harm: Harm, context: Context) -> Harm:
    """The harm itself, but for those whom the police captures, or whose capture is called an arrest: they are detained."""
    if harm.trigger.lemma_ == "hold" and harm.outcome == "detained" and not context.lexicon.captivity.isdisjoint(context.doc.token_lemmas):
        # "the 12 workers being held by rebels"; who holds a suspect of a kidnapping is not told apart
        return replace(harm, outcome="abducted")
    if harm.outcome != "abducted" or harm.trigger.lemma_.lower() != "capture":
        return harm
    doer = doer_of(harm, context)
    actor = context.actors.actor_of(doer) if doer is not None else None
    behind = context.doc.doc[harm.trigger.i + 1 : context.doc.sentence_of(harm.trigger).end]
    if any(t.lower_ == "arrest" and t.pos_ == "NOUN" and any(c.lower_ in ("his", "her", "their") for c in t.lefts) for t in behind):
        # "was captured in May, and his arrest"
        return replace(harm, outcome="detained")
    return replace(harm, outcome="detained") if actor is not None and actor.kind == "police" else harm


def _is_about_sport(doc: AnnotatedDocument, lexicon: HarmLexicon) -> bool:
    if len(lexicon.sport.intersection(doc.token_lemmas)) < _SPORTING:
        return False
    words = {t.lemma_.lower() for t in doc.doc if t.pos_ == "NOUN"}
    return len(words & lexicon.sport) >= _SPORTING


def _without_tellers(harm: Harm, context: Context) -> Harm:
    """The harm without those who tell it: the last of "wounding seven others, medics and witnesses said" puzzle the parser."""
    last = harm.heads[-1] if len(harm.heads) > 1 else None
    if last is None or last.i <= harm.trigger.i or last.i + 1 >= len(last.doc):
        return harm
    verb = last.nbor(1)
    if verb.tag_ not in ("VBD", "VBZ") or verb.lemma_ not in context.lexicon.tellers:
        return harm
    comma = max((t.i for t in last.doc[harm.trigger.i : last.i] if t.text == ","), default=None)
    kept = tuple(h for h in harm.heads if comma is None or h.i < comma)
    return replace(harm, heads=kept) if kept and comma is not None else harm


def _of_numbers(victims: Victims | None, context: Context) -> Iterator[Victims | None]:
    """The victims, parted where one noun has two numbers: "nine Danish and one Swedish tourists" are nine and one."""
    quantity = victims.quantity if victims is not None else None
    if victims is None or quantity is None or quantity.end > victims.noun.i or quantity.start < _SHARED:
        yield victims
        return
    tokens, words = context.doc.doc, context.lexicon.victims
    before = next((q for q in reversed(context.quantities.quantities) if q.sort == "count" and q.end < quantity.start), None)
    between: Sequence[Token] = tuple(tokens[before.end : quantity.start]) if before is not None else ()
    if before is None or not _SHARED <= len(between) <= 2 * _SHARED or between[-1].lower_ != "and":
        yield victims
        return
    first, second = _sort_of(between[-2], context), _sort_of(tokens[quantity.end], context)
    if first is None or first != second or any(t.i >= victims.noun.i for t in (between[-1], tokens[quantity.end])):
        yield victims
        return
    # each has an adjective of its own: "six army and two police officers"
    own = {t.lower_ for t in between}
    told = next((category for word, category in words.modifiers.items() if word in own), victims.category)
    figures = {"stated": before.stated, "low": before.low, "high": before.high, "qualifier": before.qualifier}
    yield replace(victims, quantity=before, start=before.start, category=told, **figures)  # type: ignore[arg-type]
    yield replace(victims, start=quantity.start)


def _sort_of(word: Token, context: Context) -> str | None:
    """What sort of quality a word before a noun of people is: a people, a force, or none that two numbers share a noun by."""
    if word.ent_type_ == "NORP" and word.tag_ == "JJ":
        return "people"
    if word.lower_ in context.lexicon.victims.modifiers and word.tag_ in ("NN", "JJ", "NNP") and not is_person_noun(word, context.lexicon.victims):
        return "force"
    return None


def _is_summed_up(read: Sequence[Victims | None]) -> bool:
    """Whether the first of listed victims is the sum of all others, whose words say nothing against it."""
    first, *others = read
    if len({v.noun.i for v in read if v is not None}) < max(len(read), 3) or first is None or first.stated is None:
        return False
    if any(v is None or v.stated is None for v in others):
        return False
    if sum(v.stated or 0 for v in others if v is not None) != first.stated:
        return False
    open_kinds = ("unspecified", "child", "woman", first.category)
    return first.category == "unspecified" or all(v.category in open_kinds for v in others if v is not None)


def _of_harm(harm: Harm, context: Context, before: Sequence[Found]) -> Iterator[Found]:
    """The rows of one word of harm, one for each noun phrase of victims."""
    lexicon = context.lexicon
    status = reality(harm.trigger, lexicon)
    if status == "none" and not is_negated_by_subject(harm, context):
        return
    rejected = rejected_claim(harm.trigger, lexicon)
    if rejected is not None and claimant_of(harm, None, context)[0] is None:
        return
    sentence = context.doc.sentence_of(harm.trigger)
    words = context.doc.token_lowers[sentence.start : sentence.end]
    # a film director is no figure of a film
    if not lexicon.fiction.isdisjoint(words) and any(t.lower_ in lexicon.fiction and t.dep_ != "compound" for t in sentence):
        return
    if sentence[-1].text == "?" and is_asked(harm.trigger):
        return
    harm = _without_tellers(harm, context)
    if not harm.heads:
        row = counted_row(harm, context, status)
        if row is not None:
            yield row
        return
    read = [victims_of(h, context.doc, context.actors, context.quantities, lexicon.victims, people=harm.people) for h in harm.heads]
    counted = context.quantities.counting(harm.trigger) if harm.rule == "noun" else None
    own = read[0]
    listed = all(v is not None and v.quantity is None and not v.is_named and v.qualifier == "unstated" for v in read) or len(read) == 1
    if counted is not None and counted.sort == "count" and own is not None and own.quantity is None and not own.is_named and listed:
        # "nine bodies of civilians", "dozens of killings of judges and editors"
        kinds = {(v.category, v.sex, v.age_group) for v in read if v is not None}
        category, sex, age_group = kinds.pop() if len(kinds) == 1 else ("unspecified", None, None)
        read = [
            replace(
                own,
                quantity=counted,
                stated=counted.stated,
                low=counted.low,
                high=counted.high,
                qualifier=counted.qualifier,
                category=category,
                is_backward=False,
                start=min(own.start, counted.start),
                sex=sex,
                age_group=age_group,
            )
        ]
    parted = [one for v in read for one in _of_numbers(v, context)]
    if len(parted) > len(read):
        # where the parser takes the first quality for a head of its own, its number comes twice
        named = {v.quantity.start: v.noun.i for v in parted if v is not None and v.quantity is not None}
        read = [v for v in parted if v is None or v.quantity is None or v.noun.i == named[v.quantity.start]]
    if _is_summed_up(read):
        # "Six pupils, five boys and a girl, died": the others are parts of the first
        read = read[:1]
    for victims in joined(read):
        if victims is None or not fits(harm, victims, context) or is_of_another(harm, victims, context) or shares_number(victims, context):
            continue
        if status == "none" and victims.stated != 0:
            continue
        if victims.is_backward and is_repetition(harm, victims, before):
            continue
        together = next((v for v in read if v is not None and v.noun.head == victims.noun and shares_number(v, context)), None)
        if together is not None and victims.quantity is not None:
            # "nine women and girls"
            category = victims.category if together.category == victims.category else "unspecified"
            sex = victims.sex if together.sex == victims.sex else None
            age_group = victims.age_group if together.age_group == victims.age_group else None
            victims = replace(victims, category=category, end=max(victims.end, together.end), sex=sex, age_group=age_group)
        if harm.rule == "toll":
            victims = of_toll(harm, victims, context)
        made = row_of(harm, victims, context, status if status != "none" else "asserted")
        told = retold_row(harm, victims, before)
        yield made if told is None else replace(made, same_as=told.same_as or told.row.casualty_id)
