"""One act told several times in one report: which event mentions of a document are one event, and which of its claims of harm belong to it.

What belongs here: joining by the sentence ("exploded, killing twelve"), by a definite noun ("the attack") and by the headline, and hanging counted
harm on the act it tells of. What does not: reading acts and harm, and joining across documents (``resolve.events``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.model import ActorIndex, Casualty, EventMention, Participant, PlaceIndex
from pipelines.extract.retelling.handing import handed_on
from pipelines.extract.retelling.lexicon import RetellingLexicon
from pipelines.extract.retelling.likeness import (
    DEEDS,
    INCIDENT,
    LEAD,
    contradict,
    could_retell,
    distance,
    is_bare_result,
    is_described,
    is_introduced,
    is_lead,
    is_long,
    is_recount,
    is_same_noun,
    is_taking,
    is_weak,
    leads,
    likeness,
    one_clause,
    placed_in,
    same_arrest,
    same_thing,
    same_toll,
    same_victim,
    spells_out,
)
from pipelines.extract.retelling.telling import Around, Telling, telling_of

__all__ = ["attached", "handed_on", "retold"]

Act = tuple[EventMention, tuple[Participant, ...]]
#: Sentences between a noun and the act that it takes up, at most.
_REACH = 4
#: Sentences between a bare count of victims and the act that it belongs to, at most.
_NEAR = 2
#: The same, where the document tells of one incident only.
_FAR = 6
_HARMED = frozenset(("killed", "wounded", "casualties", "missing"))
#: The latest acts of a document that a mention is compared with, so that the cost of a long document stays linear.
_WINDOW = 64


def retold(doc: AnnotatedDocument, actors: ActorIndex, places: PlaceIndex, acts: Sequence[Act], lexicon: RetellingLexicon) -> tuple[Act, ...]:
    """Give mentions of a document that tell one act one ``event_id``.

    Args:
        doc: tagged, parsed and lemmatised.
        actors: its actors, by which doers are told apart.
        places: its places, by which scenes are told apart.
        acts: its event mentions with their participants, in text order.
        lexicon: words that retell one act.

    Returns:
        The acts in their order; those joined carry the ``event_id`` of the first of them in the text.
    """
    if len(acts) < 2:
        return tuple(acts)
    sentences: dict[int, Around] = {}
    tellings = []
    for mention, participants in acts:
        n = doc.sentence_index(mention.trigger)
        around = sentences.setdefault(n, Around(doc.sentences[n], places, lexicon))
        tellings.append(telling_of(doc, actors, places, mention, participants, around, lexicon))
    clusters: list[list[Telling]] = []
    for one in sorted(tellings, key=lambda t: (t.is_title, t.mention.trigger)):
        recent = clusters[-_WINDOW:]
        linked = [c for c in recent if any(one_clause(one, other) for other in c) and not any(contradict(one, other) for other in c)]
        if not linked and (along := _said_with(one, recent)) is not None:
            linked = [along]
        told_before = _taken_up(one, [c for c in recent if not any(c is other for other in linked)])
        homes = [*linked, *([told_before] if told_before is not None else [])]
        if not homes:
            clusters.append([one])
            continue
        home = homes[0]
        home.append(one)
        for more in homes[1:]:
            if not any(contradict(a, b) for a in home for b in more):
                home += more
                clusters[:] = [c for c in clusters if c is not more]
    event_of = {t.mention.event_mention_id: min(c, key=lambda m: m.mention.trigger).mention.event_id for c in clusters for t in c}
    return tuple(
        (replace(mention, event_id=event_of[mention.event_mention_id]), tuple(replace(p, event_id=event_of[p.event_mention_id]) for p in parts))
        for mention, parts in acts
    )


def _said_with(one: Telling, clusters: Sequence[list[Telling]]) -> list[Telling] | None:
    """The one act that a sentence tells before it tells what had come of it: "claimed the ambush and said its men had killed five"."""
    if not one.is_result or one.is_apart or one.is_title or not any(c.dep_ in ("aux", "auxpass") and c.lower_ == "had" for c in one.token.children):
        return None
    here = [c for c in clusters if any(m.sentence == one.sentence and m.type_class == one.type_class for m in c)]
    if len(here) != 1 or any(contradict(one, other) for other in here[0]) or all(m.is_plural or m.sentence != one.sentence for m in here[0]):
        return None
    return here[0]


def _taken_up(one: Telling, clusters: Sequence[list[Telling]]) -> list[Telling] | None:
    """The earlier act that a definite noun, a headline or a bare result takes up; None when there is none or it is not plain which."""
    if one.is_apart or one.type_class not in DEEDS:
        return None
    fitting = [c for c in clusters if not any(contradict(one, other) for other in c)]
    for cluster in fitting:
        if any(same_victim(one, other) for other in cluster):
            return cluster
    for is_same in (same_toll, same_arrest, same_thing, spells_out, is_recount):
        told = [c for c in fitting if is_same(one, c)]
        if len(told) == 1:
            return told[0]
    if one.is_title:
        first = [c for c in fitting if min(m.sentence for m in c) <= one.sentence + _REACH and (could_retell(one, c) or leads(one, c))]
        # what the lead does not tell is the headline's only where victims or places are the same
        first = [c for c in first if min(m.sentence for m in c) <= one.sentence + LEAD or any(likeness(one, c)[:2])]
        # whom it struck and how tell more than which comes first: "slain" is "shot dead", not "clashed"
        return max(first, key=lambda c: likeness(one, c), default=None)
    if one.is_definite:
        return _antecedent(one, fitting)
    if is_bare_result(one):
        deeds = [c for c in clusters if any(m.type_class == "ASSAULT" and not m.is_title for m in c)]
        if (
            len(deeds) == 1
            and deeds[0] in fitting
            and 0 < (distance(one, deeds[0]) or 0) <= _NEAR
            and one.around.place_ids <= placed_in(deeds[0])
            and not one.is_dated_apart
        ):
            return deeds[0]
    return None


def _antecedent(one: Telling, fitting: Sequence[list[Telling]]) -> list[Telling] | None:
    """The act that a definite noun takes up: the only one near by that it can mean, else the only one of the report."""
    meant = [(far, c) for c in fitting if (far := distance(one, c)) is not None and could_retell(one, c) and is_described(one, c)]
    # an attack is seldom a mere seizure or a whole war
    for is_seldom_meant in (is_weak, is_taking, is_long) if not one.groups else (is_weak,):
        meant = [(far, c) for far, c in meant if not is_seldom_meant(c)] or meant
    near = [(far, c) for far, c in meant if far <= _REACH]
    if not near:
        told = [c for _, c in meant if is_introduced(c)]
        told = [c for c in told if is_lead(c)] or [c for c in told if is_same_noun(one, c)]
        if len(told) > 1:
            told = _alike(one, told) or told
        if len(told) > 1:
            told = [c for c in told if any(m.is_placed and m.mention.place_id == one.mention.place_id for m in c)]
        return told[0] if len(told) == 1 else None
    if len(near) > 1:
        # several acts stand near: only the words can tell which
        alike = _alike(one, [c for _, c in near])
        near = [(far, c) for far, c in near if any(c is other for other in alike)]
    if len(near) > 1 and (named := _named_before(one, near)) is not None:
        return named
    return near[0][1] if len(near) == 1 else None


def _alike(one: Telling, clusters: Sequence[list[Telling]]) -> list[list[Telling]]:
    """The clusters told with words of one group, or else done by one means."""
    grouped = [c for c in clusters if any(one.groups & m.groups for m in c)]
    return grouped or [c for c in clusters if one.mention.mode is not None and any(m.mention.mode == one.mention.mode for m in c)]


def _named_before(one: Telling, near: Sequence[tuple[int, list[Telling]]]) -> list[Telling] | None:
    """The act whose nearest earlier mention is the same noun: "that strike" is the strike told last, whatever else was told."""
    told = [
        (far, c) for far, c in near if any(m.token.lemma_ == one.token.lemma_ and m.token.pos_ == "NOUN" and m.sentence < one.sentence for m in c)
    ]
    if one.token.pos_ != "NOUN" or not told:
        return None
    last = max(told, key=lambda pair: max(m.mention.trigger for m in pair[1] if m.token.lemma_ == one.token.lemma_ and m.sentence < one.sentence))
    return last[1]


def attached(doc: AnnotatedDocument, rows: Sequence[Casualty], acts: Sequence[Act], lexicon: RetellingLexicon) -> tuple[Casualty, ...]:
    """Hang claims of harm whose clause names no act on the act that they tell of.

    A part goes with its whole and a restatement with its claim. Any other claim goes to the act of force told in its sentence or the one before it
    (six in a report of one incident), when no other act of force stands within two sentences and neither date, cause nor the words speak against it.

    Args:
        doc: the document.
        rows: its casualties, in text order.
        acts: its event mentions after ``retold``.
        lexicon: words that set acts apart.

    Returns:
        The rows in their order, with ``event_id`` and ``event_mention_id`` where an act is found.
    """
    force = [
        mention
        for mention, _ in acts
        if mention.event_type == "ASSAULT"
        and mention.status not in ("hypothetical", "planned")
        and doc.doc[mention.trigger].tag_ != "NNS"
        and _is_incident(mention)
    ]
    placed: dict[str, tuple[str, str]] = {}
    claims: dict[str, tuple[str, str]] = {}
    for row in rows:
        if row.event_id is not None and row.event_mention_id is not None:
            placed[row.casualty_id] = claims[row.claim_id] = (row.event_id, row.event_mention_id)
    found: list[Casualty] = []
    for row in rows:
        home = placed.get(row.casualty_id) or (placed.get(row.part_of_casualty_id) if row.part_of_casualty_id is not None else None)
        home = home or claims.get(row.claim_id) or _home(doc, row, force, lexicon)
        if home is not None:
            placed[row.casualty_id] = home
            claims.setdefault(row.claim_id, home)
            row = replace(row, event_id=home[0], event_mention_id=home[1])
        found.append(row)
    return tuple(found)


def _is_incident(mention: EventMention) -> bool:
    """Whether an act is not dated to a year or an era."""
    return mention.date_start is None or mention.date_end is None or (mention.date_end - mention.date_start).days < INCIDENT


def _home(doc: AnnotatedDocument, row: Casualty, force: Sequence[EventMention], lexicon: RetellingLexicon) -> tuple[str, str] | None:
    if row.outcome not in _HARMED or row.is_cumulative or (row.cause is not None and row.origin.startswith("casualties.noun")):
        return None
    if row.count_stated == 1 and row.count_text is None:
        # "he died": one person without a number may be anybody
        return None
    token = doc.doc[row.harm_token]
    here = doc.sentence_index(token)
    sentence = doc.sentence_of(token)
    words = {t.lower_ for t in sentence}
    if words & (lexicon.sums | lexicon.apart_adverbs | (lexicon.apart - {"other", "others", "further"})):
        return None
    alone = len({m.event_id for m in force}) == 1
    near = [m for m in force if 0 <= here - doc.sentence_index(m.trigger) <= (_FAR if alone else _NEAR) and not doc.is_title(doc.doc[m.trigger])]
    if doc.is_title(token):
        near = [m for m in force if 0 <= doc.sentence_index(m.trigger) - here <= _NEAR]
    if len({m.event_id for m in near}) != 1 or (not alone and min(abs(here - doc.sentence_index(m.trigger)) for m in near) > 1):
        return None
    if any(
        m.date_start is not None
        and row.date_start is not None
        and row.date_end is not None
        and m.date_end is not None
        and (row.date_start > m.date_end or m.date_start > row.date_end)
        for m in near
    ):
        return None
    if row.date_start is not None and row.date_end is not None and (row.date_end - row.date_start).days >= INCIDENT:
        return None
    if row.date_start is not None and all(m.date_start is None for m in near):
        return None
    told = {t.text for m in near for t in doc.sentence_of(m.trigger)}
    if any(t.ent_type_ == "GPE" and t.text not in told for t in sentence):
        return None
    nearest = near[-1]
    return nearest.event_id, nearest.event_mention_id
