"""Statements: every stretch of reported speech with its cue and its speaker.

What belongs here: joining cues, contents, quotations and speakers into rows. What does not: reading one cue, what is no statement, who relays
(``extract.speech``), pairing quotation marks (``extract.quotation``), and deciding who a mention is (``extract.actors``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.model import ActorIndex, ActorMention, Statement, TimeExpression
from pipelines.extract.speech import content, facets, speakers
from pipelines.extract.speech.continuing import continued, headlines
from pipelines.extract.speech.cues import CueLexicon, Hit, hits
from pipelines.extract.speech.draft import Draft, noun_range
from pipelines.extract.speech.exclusions import (
    OWNED,
    can_speak,
    can_tell,
    holds_ruling_cue,
    inquires,
    is_about_people,
    is_anonymity,
    is_idle,
    is_no_teller,
    is_occasion,
    is_of_actor,
    is_of_others,
    is_question,
    is_shown,
    is_tag,
    is_thing,
    is_to_come,
    is_unsaid,
    says_nothing,
)
from pipelines.extract.speech.layout import Layout, layout
from pipelines.extract.speech.papers import Papers
from pipelines.extract.speech.relays import cite_sources, is_publisher, note_told, press_behind, relay_outer, reported_by, text_of
from pipelines.extract.speech.speakers import Speaker
from pipelines.extract.speech.tellers import named_speaker, researcher, speaker_for, stuck_speaker, with_title, without_day, without_speaker
from pipelines.ids import make_id

if TYPE_CHECKING:
    from pipelines.extract.times import TimeIndex

__all__ = ["CueLexicon", "statements"]

_VERSION = 1
#: Acts whose verbs also tell what things do ("the row threatens to spread", "the pictures reveal a hill").
_ACTS_OF_THINGS = frozenset(("threaten", "reveal", "confirm", "suggest"))
#: Acts that with somebody as their object tell nothing of anything: "praise of the mayor".
_JUDGING = frozenset(("praise", "criticise", "condemn"))


def statements(doc: AnnotatedDocument, actors: ActorIndex, times: TimeIndex | None, lexicon: CueLexicon) -> Iterator[Statement]:
    """Find what was said, and by whom.

    Args:
        doc: annotated; not changed.
        actors: its actors, with pronouns resolved.
        times: its time expressions; None leaves the date of speaking null.
        lexicon: cues and their words.

    Yields:
        Statements in text order. A row may lie inside another one's content, when somebody reports what somebody else said. Speaker columns are null
        where the text names nobody; ``speaker_actor_id`` alone is null for people who are described but no known actor.

    Raises:
        MissingAnnotation: the document has no sentence boundaries.
    """
    lay = layout(doc)
    drafts = _drafts(lay, actors, lexicon)
    reported = reported_by(drafts, actors, lexicon) if "report" in lay.lowers else ()
    papers = Papers(lay, actors, lexicon, sorted(reported, key=lambda at: at[0]))
    cite_sources(drafts, lay, actors, lexicon)
    relay_outer(drafts, actors, lexicon)
    note_told(drafts, actors, lexicon)
    drafts = _distinct(_weighed(drafts))
    drafts += continued(drafts, lay, actors)
    drafts += headlines(drafts, lay, actors)
    drafts.sort(key=lambda d: (d.start, -d.end))
    seen: set[tuple[int, int]] = set()
    rows: list[Statement] = []
    for draft in drafts:
        row = _row(draft, lay, actors, times, lexicon, papers)
        if row is not None and (row.start_char, row.end_char) not in seen:
            seen.add((row.start_char, row.end_char))
            rows.append(row)
    # who is introduced as a spokesman once stays one ("he added")
    bodies = {r.speaker_actor_id: r.on_behalf_of_actor_id for r in reversed(rows) if r.on_behalf_of_actor_id is not None}
    for row in rows:
        body = bodies.get(row.speaker_actor_id) if row.speaker_actor_id is not None else None
        yield row if body is None or row.on_behalf_of_actor_id is not None else replace(row, on_behalf_of_actor_id=body)


def _drafts(lay: Layout, actors: ActorIndex, lexicon: CueLexicon) -> list[Draft]:
    found: list[Draft] = []
    for number, hit in enumerate(hits(lay, lexicon)):
        if lay.in_quote(hit.token) or lay.paragraph_at[hit.token.i] < 0 or is_idle(hit, lay, lexicon):
            continue
        parts = content.contents(hit, lay, lexicon)
        if parts and is_to_come(hit, parts[0], found, lexicon):
            continue
        is_negated = bool(parts) and facets.is_negated(hit)
        if parts and is_negated and (hit.cue.act == "agree" or is_question(parts[0], hit, lay)):
            # who does not accept "a pause" says nothing of the pause
            # "declined to say when": nothing is said
            continue
        if parts and is_negated and is_unsaid(parts[0], hit):
            continue
        if not parts:
            continue
        speaker = speaker_for(hit, lay, actors, lexicon, found)
        if speaker is not None and hit.token.lower_ == "citing" and hit.token.dep_ == "acl" and not can_speak(speaker, actors):
            # "defended the rule, citing the law": the parse hangs the participle on the rule
            speaker = speakers.subject_above(speaker.head, lay, lexicon)
        if speaker is not None and hit.token.dep_ == "acl" and hit.token.tag_ == "VBG" and is_occasion(speaker, actors, lexicon):
            # "issued a statement after the news conference saying": the parse hangs the participle on the occasion
            speaker = speakers.subject_above(speaker.head, lay, lexicon) or speaker
        if speaker is not None and hit.token.dep_ == "conj" and hit.token.tag_ == "VBD" and not can_tell(speaker, actors, lexicon):
            # "claimed the raid was legal and accused the mayor of ...": whose raid it was does not speak
            outer = next((d for d in reversed(found) if d.start <= hit.token.head.i < d.end and d.hit is not None), None)
            speaker = outer.speaker if outer is not None and outer.start <= speaker.head.i < outer.end else speaker
        if speaker is None and hit.cue.pos == "verb":
            speaker = speakers.named_before(hit.token, lay, lexicon) or speakers.named_after(hit.token, lay)
            if speaker is None and parts[0].rule == "quoted_left":
                speaker = stuck_speaker(parts[0], hit, found, lay, actors)
        if speaker is None and hit.token.dep_ == "pcomp" and hit.token.tag_ == "VBG":
            speaker = speakers.subject_after(hit.token, lay, lexicon)
            parts = [replace(p, end=speaker.start - 1) if speaker is not None and p.start < speaker.start < p.end else p for p in parts]
        if speaker is not None and hit.cue.pos == "verb":
            speaker = with_title(speaker, parts, hit, lay)
            parts = list(without_speaker(parts, speaker, hit, lay))
            if not parts:
                continue
        if speaker is not None and hit.cue.pos == "verb" and hit.cue.words[0] in lexicon.hinting and speaker.head.lemma_.lower() in lexicon.evidence:
            speaker = researcher(speaker, lay, actors, lexicon)
            if speaker is None:
                continue
        if speaker is not None and is_of_others(hit, parts[0], speaker, found):
            continue
        if speaker is not None and hit.cue.words[0] in lexicon.hinting and is_no_teller(speaker, actors, lexicon):
            continue
        if hit.cue.words[0] in lexicon.finding and (speaker is None or not inquires(speaker, hit, lexicon)):
            continue
        if parts[0].rule == "topic" and (hit.token.lemma_ != "ask" if speaker is None else not can_tell(speaker, actors, lexicon)):
            continue
        judged = parts[0].rule == "noun_phrase" and hit.cue.act in _JUDGING
        if (judged or (parts[0].rule == "topic" and hit.token.lemma_ != "ask")) and is_about_people(parts[0], lay, actors):
            continue
        if (
            parts[0].rule == "of_noun"
            and hit.token.lemma_ == "complain"
            and any(w in lexicon.ailments for w in lay.lemmas[parts[0].start : parts[0].end])
        ):
            # "complained of chest pains"
            continue
        accused = parts[0].rule == "of_noun" and hit.cue.act == "accuse" and speakers.is_passive(hit.token)
        if speaker is None and parts[0].rule == "object_infinitive" and speakers.is_put(hit.token):
            # "Asked to comment, she said": nothing is asked but to speak
            continue
        if speaker is None and not accused and (parts[0].rule in OWNED or (parts[0].rule == "object_infinitive" and hit.token.tag_ == "VBG")):
            continue
        if speaker is not None and is_thing(speaker, parts[0], actors, lexicon):
            continue
        if parts[0].rule == "voiced" and is_of_actor(parts[0], speaker, lay, actors):
            continue
        if says_nothing(parts[0], hit, speaker, lay, actors, lexicon):
            continue
        if parts[0].rule == "nominal" and hit.cue.words[0] in ("recall", "cite") and is_about_people(parts[0], lay, actors):
            # "recalled its diplomats", "citing the governor"
            continue
        if speaker is not None and hit.cue.act in _ACTS_OF_THINGS and parts[0].rule in OWNED:
            able = can_tell(speaker, actors, lexicon) if hit.cue.act == "reveal" else can_speak(speaker, actors)
            if not able:
                continue
        if speaker is not None and parts[0].rule == "nominal" and is_shown(parts[0], hit, lay, lexicon) and not can_tell(speaker, actors, lexicon):
            continue
        if parts[0].rule == "voiced" and "summons" in hit.cue.frames:
            # "called a strike" announces, "called it a strike" describes
            hit = replace(hit, cue=replace(hit.cue, act="announce"))
        if holds_ruling_cue(parts[0], hit, lexicon):
            # "claimed that, as they ran, they shouted: ...": no content of the inner cue
            parts = parts[1:]
        relay = speakers.quoter(hit.token, lay, lexicon)
        if not parts:
            continue
        tag = content.tag_after(parts[-1], hit, lay, lexicon)
        if tag is not None:
            # "said it was shelved, state radio reported"
            outlet = speakers.speaker_of(tag, lay, lexicon)
            opening = min(c.left_edge.i for c in tag.lefts if c.dep_ == "nsubj")
            parts = [*parts[:-1], replace(parts[-1], end=opening - 1)]
            relay = relay or outlet
        for part in parts:
            if is_tag(part, lay, lexicon) or is_anonymity(hit, part, lay, lexicon):
                continue
            if hit.token.i in range(part.start, part.end):
                continue
            found.append(Draft(part.start, part.end, part.rule, hit, speaker, number, part.head, relay, is_negated))
    return found


def _distinct(drafts: list[Draft]) -> list[Draft]:
    """Leave out dropped drafts, and of two with nearly the same content the one whose cue is the weaker witness."""
    kept: list[Draft] = []
    order = {"according": 1, "according_front": 1, "noun": 1, "parenthetical": 1, "quoted_left": 0, "quoted_right": 0}
    for draft in sorted((d for d in drafts if not d.dropped), key=lambda d: (order.get(d.rule, 0), d.start, -d.end)):
        rival = next((k for k in kept if _same(k, draft)), None)
        if rival is None:
            kept.append(draft)
        elif draft.rule.startswith("according") and rival.relay is None and _differ(draft.speaker, rival.speaker):
            rival.relay = draft.speaker
    return kept


def _weighed(drafts: list[Draft]) -> list[Draft]:
    """Leave out claims of nobody's that somebody weighs: "denied claims that ..." is what is denied."""
    heads = {d.head for d in drafts if d.rule in ("voiced", "as", "nominal") and d.speaker is not None}
    return [d for d in drafts if d.speaker is not None or d.rule != "noun" or d.hit is None or d.hit.token.i not in heads]


def _differ(a: Speaker | None, b: Speaker | None) -> bool:
    return a is not None and b is not None and a.head.i != b.head.i


def _same(a: Draft, b: Draft) -> bool:
    inter = min(a.end, b.end) - max(a.start, b.start)
    union = max(a.end, b.end) - min(a.start, b.start)
    if inter <= 0:
        return False
    if "noun" in (a.rule, b.rule) and "voiced" in (a.rule, b.rule) and _differ(a.speaker, b.speaker):
        # "rejected the council's demand that ...": both have spoken
        return False
    if a.hit is not None and b.hit is not None and (a.start <= b.hit.token.i < a.end or b.start <= a.hit.token.i < b.end):
        return inter / union > 0.9
    return inter / union > 0.6 or (
        inter / min(a.end - a.start, b.end - b.start) > 0.9 and not (a.rule.startswith("noun") or b.rule.startswith("noun"))
    )


def _row(draft: Draft, lay: Layout, actors: ActorIndex, times: TimeIndex | None, lexicon: CueLexicon, papers: Papers) -> Statement | None:
    doc = lay.doc
    words = doc.doc
    start_char, end_char = _extent(draft, lay)
    if end_char - start_char < 3:
        return None
    hit = draft.hit
    speaker = None if draft.speaker is None else named_speaker(without_day(draft.speaker, lay), actors)
    mention = None if speaker is None else facets.mention_of(speaker.head, actors) or papers.voice(speaker.head)
    relay_mention: ActorMention | None = None
    relay_text: str | None = None
    addressee = None if hit is None else facets.addressee_of(hit, lexicon)
    to = None if addressee is None else facets.mention_of(addressee, actors)
    if draft.relay is not None:
        relay_mention = facets.outlet_mention(draft.relay.head, actors) or press_behind(draft.relay.head, actors, papers)
        relay_text = text_of(doc, draft.relay.start, draft.relay.end)
    if is_publisher(relay_text, relay_mention, actors, doc):
        relay_mention = relay_text = None
    dated = None if times is None or hit is None else _dated(hit, draft, times, lay)
    sentence = doc.sentence_of(draft.start)
    cue_chars = (None, None) if hit is None else (hit.tokens[0].idx, hit.tokens[-1].idx + len(hit.tokens[-1]))
    speaker_chars = (None, None) if speaker is None else (words[speaker.start].idx, words[speaker.end - 1].idx + len(words[speaker.end - 1]))
    return Statement(
        document_id=doc.document_id,
        start_char=start_char,
        end_char=end_char,
        sentence_start_char=sentence.start_char,
        sentence_end_char=max(sentence.end_char, end_char),
        text=doc.surface(start_char, end_char),
        origin=f"statements.{draft.rule}@{_VERSION}",
        confidence=lexicon.confidence.get(draft.rule),
        statement_id=make_id("stm", doc.document_id, start_char, end_char, cue_chars[0]),
        form=_form(draft, lay),
        act="say" if hit is None else hit.cue.act,
        cue=None if hit is None else doc.surface(hit.tokens[0].idx, hit.tokens[-1].idx + len(hit.tokens[-1])),
        cue_start_char=cue_chars[0],
        cue_end_char=cue_chars[1],
        is_cue_negated=draft.is_negated,
        speaker_actor_id=None if mention is None else mention.actor_id,
        speaker_text=None if speaker is None else doc.surface(speaker_chars[0] or 0, speaker_chars[1] or 0),
        speaker_start_char=speaker_chars[0],
        speaker_end_char=speaker_chars[1],
        is_anonymous=facets.is_anonymous(speaker, mention, actors, lay, lexicon),
        on_behalf_of_actor_id=facets.behalf_of(speaker, mention, actors, lay, lexicon),
        relayed_by_actor_id=None if relay_mention is None else relay_mention.actor_id,
        relayed_by_text=relay_text,
        addressee_actor_id=None if to is None else to.actor_id,
        addressee_text=None if addressee is None else text_of(doc, *noun_range(addressee)),
        medium=None if hit is None else facets.medium_of(hit, (draft.start, draft.end), lay, lexicon),
        speech_id=make_id("spc", doc.document_id, draft.speech),
        said_date_start=None if dated is None else dated.date_start,
        # undated words were spoken by the day of the report
        said_date_end=doc.published if dated is None else dated.date_end,
        said_date_precision=None if dated is None else dated.precision,
        said_date_text=None if dated is None else dated.text,
        start=draft.start,
        end=draft.end,
        cue_token=None if hit is None else hit.token.i,
        speaker_token=None if speaker is None else speaker.head.i,
    )


def _extent(draft: Draft, lay: Layout) -> tuple[int, int]:
    """Characters of the content: the inside of a lone quotation, else from first to last word with the marks that belong to them."""
    words = lay.doc.doc
    text = lay.doc.text
    first, last = lay.quote_at[draft.start], lay.quote_at[draft.end - 1]
    start_char = words[draft.start].idx
    end_char = words[draft.end - 1].idx + len(words[draft.end - 1])
    if first >= 0 and first == last:
        quotation = lay.quotes[first].quotation
        if start_char <= quotation.inner_start_char and end_char >= quotation.inner_end_char:
            start_char, end_char = quotation.inner_start_char, quotation.inner_end_char
    while end_char > start_char and (text[end_char - 1].isspace() or text[end_char - 1] in ",;:"):
        end_char -= 1
    while start_char < end_char and text[start_char].isspace():
        start_char += 1
    return start_char, end_char


def _form(draft: Draft, lay: Layout) -> str:
    words = lay.doc.doc
    inside = outside = False
    for i in range(draft.start, draft.end):
        if lay.quote_at[i] >= 0:
            inside = inside or _is_word(words[i])
        else:
            outside = outside or _is_word(words[i])
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"


def _is_word(token: Token) -> bool:
    return not (token.is_punct or token.is_space or token.is_quote)


def _dated(hit: Hit, draft: Draft, times: TimeIndex, lay: Layout) -> TimeExpression | None:
    """The expression that dates the speaking: bound to the cue and outside of the content."""
    found = times.of_clause(hit.token)
    if found is None or draft.start <= found.start < draft.end or found.relation != "at" or lay.in_quote(found.start):
        return None
    return found
