"""Statements: every stretch of reported speech with its cue and its speaker.

What belongs here: joining cues, contents, quotations and speakers into rows. What does not: reading one cue (``pipelines.extract.speech``), pairing
quotation marks (``pipelines.extract.quotation``), and deciding who a mention is (``pipelines.extract.actors``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.model import ActorIndex, ActorMention, Statement, TimeExpression
from pipelines.extract.speech import content, facets, speakers
from pipelines.extract.speech.cues import CueLexicon, Hit, hits
from pipelines.extract.speech.edges import Part
from pipelines.extract.speech.layout import FINITE, Layout, Quoted, layout
from pipelines.extract.speech.papers import Papers
from pipelines.extract.speech.phrases import object_of
from pipelines.extract.speech.speakers import Speaker
from pipelines.ids import make_id

if TYPE_CHECKING:
    from pipelines.extract.times import TimeIndex

__all__ = ["CueLexicon", "statements"]

_VERSION = 1
#: Rules whose content is no words of anybody unless somebody is named.
_OWNED = frozenset(
    ("nominal", "noun_infinitive", "as", "predicative", "infinitive", "of_noun", "reason", "noun_phrase", "voiced", "measured", "short_answer")
)
#: Acts that are not done when their cue is negated, so that nothing is said.
_UNSAID = frozenset(("accuse", "describe", "condemn", "criticise", "praise", "apologise"))
#: How a participle cue may hang on the clause of the cue before it.
_JOINED = frozenset(("advcl", "acl", "dep", "xcomp", "conj", "ccomp"))
#: Kinds of actors that speak in a headline.
_SPEAKING = frozenset(("person", "government", "military", "armed_group", "police", "party", "intergovernmental", "ngo"))
#: Acts whose verbs also tell what things do ("the row threatens to spread", "the pictures reveal a hill").
_ACTS_OF_THINGS = frozenset(("threaten", "reveal", "confirm", "suggest"))
#: Verbs whose participle tells of deeds as well as words: "handed in the deeds, confirming the sale".
_SHOWN_BY_DEEDS = frozenset(("confirm", "explain", "reaffirm", "outline", "affirm", "reveal"))
#: Rules whose content is a noun phrase.
_NOUNS = frozenset(("nominal", "voiced"))
#: Tokens of "the women" at most.
_PEOPLE_ONLY = 3
#: Cues for what events show as well.
_SHOWN_UP = frozenset(("highlight", "underline", "underscore", "illustrate"))
#: Verbs of not doing something.
_AVOIDING = frozenset(("avoid", "refrain", "stop", "abstain", "desist"))
#: Participles of what somebody is asked.
_PUT = frozenset(("asked", "questioned", "pressed", "quizzed"))
#: Endings of nouns for what shows something rather than says it.
_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ing", "ance", "ence", "cy", "age", "ism", "ship")
#: Conjunctions before a present that is to come.
_ONCE = frozenset(("when", "once", "until", "before", "whenever"))
#: Determiners that take up what was told before.
_BACK = frozenset(("the", "this", "that", "these", "those"))
#: Verbs that do so with a noun phrase ("the fire points to neglect").
_SHOWING = frozenset(("point", "stress", "emphasise", "emphasize"))
#: Acts that with somebody as their object tell nothing of anything: "praise of the mayor".
_JUDGING = frozenset(("praise", "criticise", "condemn"))
#: Tokens of a quotation, marks among them, that is what a headline's speaker says.
_LEAST_QUOTED = 4
#: The same after a quotation and its tag, its stop among them.
_LEAST_RESUMED = 2
#: Tokens from the cue of a tag to the next ("said, and urged").
_TAG = 3
#: Tokens of "state radio reported on Friday".
_LONGEST_TAG = 8
#: Acts that want words of somebody who has not spoken yet.
_ASKING = frozenset(("demand", "request", "order", "urge"))
#: Modals under which no order has been given, no claim made.
_MAYBE = frozenset(("may", "might", "could", "should"))
_GLUED = re.compile(r"(?:said|says|added|told)\s+(?:the\s+)?")


@dataclass
class _Draft:
    """A statement on its way: one part of one cue's content."""

    start: int
    end: int
    rule: str
    hit: Hit | None
    speaker: Speaker | None
    #: Number of the utterance; parts of one share it.
    speech: int
    head: int | None = None
    relay: Speaker | None = None
    is_negated: bool = False
    dropped: bool = field(default=False)


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
    reported = _reported(drafts, actors, lexicon) if "report" in lay.lowers else ()
    papers = Papers(lay, actors, lexicon, sorted(reported, key=lambda at: at[0]))
    _cited(drafts, lay, actors, lexicon)
    _relay(drafts, actors, lexicon)
    _told(drafts, actors, lexicon)
    drafts = _distinct(_weighed(drafts))
    drafts += _continued(drafts, lay, actors)
    drafts += _headlines(drafts, lay, actors)
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


def _drafts(lay: Layout, actors: ActorIndex, lexicon: CueLexicon) -> list[_Draft]:
    found: list[_Draft] = []
    for number, hit in enumerate(hits(lay, lexicon)):
        if lay.in_quote(hit.token) or lay.paragraph_at[hit.token.i] < 0 or _is_idle(hit, lay, lexicon):
            continue
        parts = content.contents(hit, lay, lexicon)
        if parts and _is_to_come(hit, parts[0], found, lexicon):
            continue
        is_negated = bool(parts) and facets.is_negated(hit)
        if parts and is_negated and (hit.cue.act == "agree" or _is_question(parts[0], hit, lay)):
            # who does not accept "a pause" says nothing of the pause
            # "declined to say when": nothing is said
            continue
        if parts and is_negated and _is_unsaid(parts[0], hit):
            continue
        if not parts:
            continue
        speaker = _speaker(hit, lay, actors, lexicon, found)
        if speaker is not None and hit.token.lower_ == "citing" and hit.token.dep_ == "acl" and not _can_speak(speaker, actors):
            # "defended the rule, citing the law": the parse hangs the participle on the rule
            speaker = speakers.subject_above(speaker.head, lay, lexicon)
        if speaker is not None and hit.token.dep_ == "acl" and hit.token.tag_ == "VBG" and _is_occasion(speaker, actors, lexicon):
            # "issued a statement after the news conference saying": the parse hangs the participle on the occasion
            speaker = speakers.subject_above(speaker.head, lay, lexicon) or speaker
        if speaker is not None and hit.token.dep_ == "conj" and hit.token.tag_ == "VBD" and not _can_tell(speaker, actors, lexicon):
            # "claimed the raid was legal and accused the mayor of ...": whose raid it was does not speak
            outer = next((d for d in reversed(found) if d.start <= hit.token.head.i < d.end and d.hit is not None), None)
            speaker = outer.speaker if outer is not None and outer.start <= speaker.head.i < outer.end else speaker
        if speaker is None and hit.cue.pos == "verb":
            speaker = speakers.named_before(hit.token, lay, lexicon) or speakers.named_after(hit.token, lay)
            if speaker is None and parts[0].rule == "quoted_left":
                speaker = _stuck_speaker(parts[0], hit, found, lay, actors)
        if speaker is None and hit.token.dep_ == "pcomp" and hit.token.tag_ == "VBG":
            speaker = speakers.subject_after(hit.token, lay, lexicon)
            parts = [replace(p, end=speaker.start - 1) if speaker is not None and p.start < speaker.start < p.end else p for p in parts]
        if speaker is not None and hit.cue.pos == "verb":
            speaker = _with_title(speaker, parts, hit, lay)
            parts = list(_without(parts, speaker, hit, lay))
            if not parts:
                continue
        if speaker is not None and hit.cue.pos == "verb" and hit.cue.words[0] in lexicon.hinting and speaker.head.lemma_.lower() in lexicon.evidence:
            speaker = _researcher(speaker, lay, actors, lexicon)
            if speaker is None:
                continue
        if speaker is not None and _is_of_others(hit, parts[0], speaker, found):
            continue
        if speaker is not None and hit.cue.words[0] in lexicon.hinting and _is_no_teller(speaker, actors, lexicon):
            continue
        if hit.cue.words[0] in lexicon.finding and (speaker is None or not _inquires(speaker, hit, lexicon)):
            continue
        if parts[0].rule == "topic" and (hit.token.lemma_ != "ask" if speaker is None else not _can_tell(speaker, actors, lexicon)):
            continue
        judged = parts[0].rule == "noun_phrase" and hit.cue.act in _JUDGING
        if (judged or (parts[0].rule == "topic" and hit.token.lemma_ != "ask")) and _is_about_people(parts[0], lay, actors):
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
        if speaker is None and not accused and (parts[0].rule in _OWNED or (parts[0].rule == "object_infinitive" and hit.token.tag_ == "VBG")):
            continue
        if speaker is not None and _is_thing(speaker, parts[0], actors, lexicon):
            continue
        if parts[0].rule == "voiced" and _is_of_actor(parts[0], speaker, lay, actors):
            continue
        if _says_nothing(parts[0], hit, speaker, lay, actors, lexicon):
            continue
        if parts[0].rule == "nominal" and hit.cue.words[0] in ("recall", "cite") and _is_about_people(parts[0], lay, actors):
            # "recalled its diplomats", "citing the governor"
            continue
        if speaker is not None and hit.cue.act in _ACTS_OF_THINGS and parts[0].rule in _OWNED:
            able = _can_tell(speaker, actors, lexicon) if hit.cue.act == "reveal" else _can_speak(speaker, actors)
            if not able:
                continue
        if speaker is not None and parts[0].rule == "nominal" and _is_shown(parts[0], hit, lay, lexicon) and not _can_tell(speaker, actors, lexicon):
            continue
        if parts[0].rule == "voiced" and "summons" in hit.cue.frames:
            # "called a strike" announces, "called it a strike" describes
            hit = replace(hit, cue=replace(hit.cue, act="announce"))
        if _holds_ruling_cue(parts[0], hit, lexicon):
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
            if _is_tag(part, lay, lexicon) or _is_anonymity(hit, part, lay, lexicon):
                continue
            if hit.token.i in range(part.start, part.end):
                continue
            found.append(_Draft(part.start, part.end, part.rule, hit, speaker, number, part.head, relay, is_negated))
    return found


def _is_occasion(speaker: Speaker, actors: ActorIndex, lexicon: CueLexicon) -> bool:
    """Whether a speaker is what something was said at rather than somebody."""
    if facets.mention_of(speaker.head, actors) is not None:
        return False
    return lexicon.media.get(speaker.head.lemma_.lower()) in ("press_conference", "interview", "speech")


def _is_to_come(hit: Hit, part: Part, before: Sequence[_Draft], lexicon: CueLexicon) -> bool:
    """Whether words are announced, not said: "will be told by the mayor that", and in what somebody else says "would ask them to go"."""
    cue = hit.token
    if hit.cue.pos == "verb" and not part.rule.startswith("quoted") and (_is_prospect(cue, lexicon) or (part.rule in _NOUNS and _is_undated(cue))):
        return True
    if hit.cue.pos != "verb" or part.rule.startswith("quoted") or cue.tag_ not in ("VB", "VBN"):
        return False
    verb = cue.head if cue.dep_ == "conj" and cue.tag_ == "VB" and not any(c.dep_ in ("aux", "nsubj") for c in cue.lefts) else cue
    modal = next((c for c in verb.lefts if c.tag_ == "MD"), None)
    perfect = any(c.dep_ in ("aux", "neg") and c.lower_ in ("have", "not", "n't", "only") for c in verb.lefts)
    subject = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    if modal is None or perfect or (subject is not None and subject.lower_ in ("i", "we", "you")):
        return False
    if modal.lower_ in ("will", "'ll", "shall"):
        return True
    reported = any(d.start <= cue.i < d.end and d.hit is not None and d.hit.cue.pos == "verb" for d in before)
    return reported and modal.lower_ in ("would", "should", "may", "might", "could", "must")


def _is_prospect(cue: Token, lexicon: CueLexicon) -> bool:
    """Whether a cue is what somebody is yet to do: "is expected to announce", "plans to ask", "is due to call for"."""
    if not any(c.tag_ == "TO" for c in cue.lefts) or any(c.dep_ in ("nsubj", "nsubjpass") for c in cue.lefts) or cue.dep_ not in ("xcomp", "advcl"):
        return False
    above = cue.head
    if above.i >= cue.i:
        return False
    asked = any(c.act in _ASKING for c in lexicon.verbs.get(above.lemma_.lower(), ()))
    # "calls on firms to report whether", "ordered the bank to explain why"
    return asked or above.lemma_.lower() in lexicon.prospects or above.lower_ in lexicon.prospects


def _is_undated(cue: Token) -> bool:
    """Whether a present tense after "when" is a day to come: "when the club announces its squad"."""
    return cue.tag_ in ("VBZ", "VBP") and any(c.dep_ in ("advmod", "mark") and c.lower_ in _ONCE for c in cue.lefts)


def _is_of_others(hit: Hit, part: Part, speaker: Speaker, before: Sequence[_Draft]) -> bool:
    """Whether a participle deep in what somebody says has nobody but that somebody for its speaker: "said they would spend the day praying
    and asking for help".
    """
    if hit.token.tag_ != "VBG" or part.rule.startswith("quoted") or hit.token.dep_ not in ("conj", "xcomp", "pcomp", "advcl", "acl"):
        return False
    outer = next((d for d in reversed(before) if d.start <= hit.token.i < d.end and d.hit is not None and d.hit.cue.pos == "verb"), None)
    if outer is None or outer.head is None or outer.start <= speaker.head.i < outer.end:
        return False
    above = hit.token
    while above.dep_ == "conj":
        above = above.head
    return above.i != outer.head and above.head.i != outer.head and hit.token.head.i != outer.head and _has_own_subject(hit.token, outer)


def _has_own_subject(token: Token, outer: _Draft) -> bool:
    """Whether a subject stands above a token within what somebody says."""
    for above in token.ancestors:
        if not outer.start <= above.i < outer.end:
            return False
        if any(c.dep_ in ("nsubj", "nsubjpass") and c.i >= outer.start for c in above.lefts):
            return True
    return False


def _is_unsaid(part: Part, hit: Hit) -> bool:
    """Whether a negated cue leaves nothing said: "did not accuse them of theft", "refused to call it a war", "would not ask them to go"."""
    if part.rule not in _OWNED and part.rule not in ("as", "gerund", "object_infinitive"):
        return False
    return part.rule in ("reason", "object_infinitive") or hit.cue.act in _UNSAID


def _researcher(speaker: Speaker, lay: Layout, actors: ActorIndex, lexicon: CueLexicon) -> Speaker | None:
    """Whose figures they are that suggest something: "released data that suggest", "the bank's research suggests"; None for all other evidence."""
    if speaker.head.lemma_.lower() not in lexicon.researches:
        return None
    maker = speakers.maker_of(speaker.head, lay, lexicon)
    found = None if maker is None else speakers.of_noun(maker, lay, lexicon, 3)
    return found if found is not None and facets.mention_of(found.head, actors) is not None else None


def _stuck_speaker(part: Part, hit: Hit, before: Sequence[_Draft], lay: Layout, actors: ActorIndex) -> Speaker | None:
    """The speaker that the tokeniser left stuck to the closing mark: '... home,"Moor said', '... home,"he added'."""
    last = part.end - 1
    start = lay.quotes[lay.quote_at[last]].quotation.end_char if lay.in_quote(last) else lay.doc.doc[last].idx + len(lay.doc.doc[last])
    word = lay.doc.text[start : hit.token.idx]
    if not word or word[0].isspace():
        return None
    word = word.strip()
    if word.lower() in ("he", "she", "they"):
        return next((d.speaker for d in reversed(before) if d.speaker is not None), None)
    named = next((m for m in reversed(actors.mentions) if m.end_char < start and word and m.text.split()[-1] == word), None)
    return None if named is None else Speaker(lay.doc.doc[named.head], named.start, named.end)


def _is_question(part: Part, hit: Hit, lay: Layout) -> bool:
    """Whether an indirect question is the content."""
    first = lay.doc.doc[part.start]
    return part.rule == "clausal" and hit.cue.act != "ask" and (first.tag_ in ("WRB", "WP") or first.lower_ in ("whether", "if"))


def _with_title(speaker: Speaker, parts: Sequence[Part], hit: Hit, lay: Layout) -> Speaker:
    """The speaker with the title before a name that the parse left to the content: "..., head of the board (EB) Ann Lee said"."""
    words = lay.doc.doc
    part = next((p for p in parts if p.end == speaker.start and p.end <= hit.token.i and not lay.in_quote(p.end - 1)), None)
    if part is None or words[speaker.start].pos_ != "PROPN":
        return speaker
    comma = next((i for i in range(part.end - 1, part.start, -1) if words[i].text == ","), None)
    if comma is None or any(t.tag_ in FINITE for t in words[comma : part.end]):
        return speaker
    return replace(speaker, start=comma + 1)


def _without(parts: Sequence[Part], speaker: Speaker, hit: Hit, lay: Layout) -> Iterator[Part]:
    """Content before a cue without the speaker that the parse drew into it."""
    for part in parts:
        inverted = part.start == speaker.start == hit.token.i + 1 and lay.texts[hit.token.i - 1] == ","
        if inverted and speaker.end + 1 < part.end and lay.texts[speaker.end] == ",":
            # "Before the halt, said Lee, most homes ..."
            yield replace(part, start=speaker.end + 1)
        elif part.start < speaker.start < part.end <= hit.token.i and lay.doc.doc[speaker.start - 1].text == ",":
            yield replace(part, end=speaker.start - 1)
        elif speaker.end > hit.token.i or part.start < speaker.start or part.start >= speaker.end:
            yield part


def _is_anonymity(hit: Hit, part: Part, lay: Layout, lexicon: CueLexicon) -> bool:
    """Whether a request is only that of not being named."""
    if hit.cue.act not in ("ask", "request"):
        return False
    words = " ".join(lay.lowers[hit.token.i : part.end])
    return any(words.startswith(phrase) for phrase in lexicon.anonymity)


def _is_thing(speaker: Speaker, part: Part, actors: ActorIndex, lexicon: CueLexicon) -> bool:
    """Whether what happened stands where a speaker should: "the protests demanded a vote"."""
    lemma = speaker.head.lemma_.lower()
    if (part.rule not in _OWNED and part.rule not in ("as", "gerund", "object_infinitive")) or part.rule == "short_answer":
        return False
    return speaker.head.pos_ == "NOUN" and lemma in lexicon.evidence and lemma not in lexicon.documents and not _can_speak(speaker, actors)


def _inquires(speaker: Speaker, hit: Hit, lexicon: CueLexicon) -> bool:
    """Whether it is somebody's office to find that something is so: "the inquiry found that", against "she found that the door was open"."""
    lemma = speaker.head.lemma_.lower()
    if hit.token.tag_ == "VB" or any(c.dep_ == "dobj" for c in hit.token.rights):
        # "was startled to find that", "found no proof that"
        return False
    return lemma in lexicon.inquirers or (speaker.head.pos_ == "NOUN" and lemma in lexicon.documents)


def _says_nothing(part: Part, hit: Hit, speaker: Speaker | None, lay: Layout, actors: ActorIndex, lexicon: CueLexicon) -> bool:
    """Whether a noun phrase words nothing that was said: "announced the plan", "denied him access", "welcomed her guests"."""
    if part.rule not in _NOUNS or part.head is None or hit.cue.pos != "verb":
        return False
    if hit.token.lemma_ == "deny" and part.rule == "nominal" and lay.lemmas[part.head] in lexicon.refused:
        return True
    denied = hit.token.lemma_ == "deny" and part.rule == "nominal" and part.end - part.start <= _PEOPLE_ONLY
    if denied and (sum(c.dep_ in ("dobj", "dative") for c in hit.token.rights) > 1 or _is_about_people(part, lay, actors)):
        # "denied women the right to vote"
        return True
    if part.rule == "nominal" and hit.cue.words[0] in _SHOWN_UP and speaker is not None and _is_event(speaker, actors, lexicon):
        # "the raid highlighted the need for talks"
        return True
    guest = actors.headed_by(lay.doc.doc[part.head]) if hit.token.lemma_ == "welcome" else None
    if guest is not None and guest.end >= part.end:
        return True
    if hit.cue.act == "announce" and hit.token.lemma_ == "declare" and lay.lemmas[part.head] in lexicon.performed:
        # "declared independence": done, not told
        return True
    size = part.end - part.start
    told = part.rule == "nominal" or lay.lemmas[part.head] in lexicon.rebutted
    if size == 2 and told and lay.lowers[part.start] in _BACK and lay.tags[part.end - 1] in ("NN", "NNS") and hit.cue.act != "deny":
        return True
    if hit.token.tag_ != "VBG" or part.rule != "nominal" or hit.token.lemma_ not in _SHOWN_BY_DEEDS:
        return False
    above = hit.token.head
    return speaker is None or not _can_tell(speaker, actors, lexicon) or (above.pos_ == "VERB" and above.lemma_.lower() not in lexicon.tellers)


def _is_event(speaker: Speaker, actors: ActorIndex, lexicon: CueLexicon) -> bool:
    """Whether a subject is a common noun for nobody who could speak: "the raid"."""
    lemma, nouns = speaker.head.lemma_.lower(), lexicon.voices
    known = any(lemma in words for words in (nouns.bodies, nouns.people, nouns.several, lexicon.laws, lexicon.papers))
    return speaker.head.pos_ == "NOUN" and not known and not _can_tell(speaker, actors, lexicon)


def _is_about_people(part: Part, lay: Layout, actors: ActorIndex) -> bool:
    if part.head is None or lay.lemmas[part.head] == "opposition":
        # "recalled her opposition to the law"
        return False
    return actors.headed_by(lay.doc.doc[part.head]) is not None


def _is_of_actor(part: Part, speaker: Speaker | None, lay: Layout, actors: ActorIndex) -> bool:
    """Whether an act of speech is about somebody rather than something, or done by a thing: "criticised the mayor", "the paper expresses doubt"."""
    about = None if part.head is None else facets.mention_of(lay.doc.doc[part.head], actors)
    return about is not None or speaker is None or not _can_speak(speaker, actors)


def _can_speak(speaker: Speaker, actors: ActorIndex) -> bool:
    """Whether a subject is an actor ("the row threatened to spread" is no threat)."""
    return speaker.head.pos_ in ("PRON", "PROPN") or facets.mention_of(speaker.head, actors) is not None


def _is_shown(part: Part, hit: Hit, lay: Layout, lexicon: CueLexicon) -> bool:
    """Whether a thing could show a noun phrase as well as somebody tell of it: "the fire points to neglect", against "stressed the need for calm"."""
    return hit.cue.words[0] in _SHOWING and part.head is not None and lay.lemmas[part.head] not in lexicon.stances


def _can_tell(speaker: Speaker, actors: ActorIndex, lexicon: CueLexicon) -> bool:
    """Whether a subject is an actor, a piece of words or an inquiry."""
    lemma = speaker.head.lemma_.lower()
    return _can_speak(speaker, actors) or lemma in lexicon.documents or lemma in lexicon.inquirers


def _is_no_teller(speaker: Speaker, actors: ActorIndex, lexicon: CueLexicon) -> bool:
    """Whether a subject shows rather than says something: "the seats won suggest that", "this indicates that"."""
    head = speaker.head
    if head.lower_ in ("this", "that", "these", "those", "which", "what", "another", "third", "second"):
        return True
    lemma = head.lemma_.lower()
    if head.pos_ != "NOUN" or not lemma.endswith(_ABSTRACT) or lemma in lexicon.voices.bodies or lemma in lexicon.papers:
        return False
    return not _can_tell(speaker, actors, lexicon)


def _holds_ruling_cue(part: Part, hit: Hit, lexicon: CueLexicon) -> bool:
    """Whether what stands before a cue holds the cue that it depends on."""
    if part.rule != "clausal_left":
        return False
    above = (t for t in hit.token.ancestors if part.start <= t.i < part.end)
    return any(t.lemma_.lower() in lexicon.tellers and t.pos_ == "VERB" and any(c.dep_ == "ccomp" and c.i > t.i for c in t.rights) for t in above)


def _is_tag(part: Part, lay: Layout, lexicon: CueLexicon) -> bool:
    """Whether a stretch is no content but another cue's tag: "the source added"."""
    words = lay.doc.doc
    if part.rule == "quoted_left" and words[part.start].tag_ == "VBN" and lay.lowers[part.start] in _PUT and not lay.in_quote(part.start):
        # "Asked when it would end, the envoy said ... but offered no details"
        return True
    if words[part.start - 1].text == "," and not lay.in_quote(part.start):
        # "They have not complained, the paper added, because of the vote"
        for i in range(part.start + 1, min(part.start + 6, part.end - 1)):
            if words[i].tag_ == "VBD" and words[i + 1].text == "," and lay.lemmas[i] in lexicon.verbs:
                return any(c.dep_ == "nsubj" and c.left_edge.i == part.start for c in words[i].lefts)
    if words[part.start - 1].text == "," and not lay.in_quote(part.start) and part.end - part.start <= _LONGEST_TAG:
        # "..., the inquiry found, state radio reported on Friday"
        verb = next((t for t in words[part.start : part.end] if t.tag_ in ("VBD", "VBZ")), None)
        if verb is not None and verb.lemma_.lower() in lexicon.relays and not any(c.dep_ in ("dobj", "ccomp", "attr") for c in verb.rights):
            return True
    last = words[part.end - 1]
    return part.end - part.start <= 6 and last.tag_ in ("VBD", "VBZ") and last.lemma_.lower() in lexicon.verbs and not lay.in_quote(last)


def _is_idle(hit: Hit, lay: Layout, lexicon: CueLexicon) -> bool:
    """Whether a cue reports nothing: "that is to say", "let's say", an if-clause."""
    token = hit.token
    if hit.cue.pos == "noun" and token.dep_ == "dobj" and any(c.tag_ == "MD" and c.lower_ in _MAYBE for c in token.head.lefts):
        # "may issue an order to"
        return True
    if hit.cue.pos != "verb":
        return False
    above = token.head.head if token.dep_ == "pcomp" and token.head.lower_ in ("from", "of") else token.head
    if token.tag_ == "VBG" and token.dep_ in ("xcomp", "pcomp") and above.lemma_ in _AVOIDING and not any(c.dep_ == "nsubj" for c in token.lefts):
        # "avoided calling for a strike", "stopped short of accusing them"
        return True
    if token.lemma_ == "accuse" and token.tag_ in ("VBD", "VBN") and lay.lowers[token.i + 1 : token.i + 2] == ["of"] and _is_reduced(token):
        # "said the driver accused of theft lived there"
        return True
    mark = next((c for c in token.lefts if c.dep_ == "mark"), None)
    if mark is not None and mark.lower_ in ("if", "unless"):
        return True
    if token.lemma_ == "say" and token.tag_ == "VB" and any(c.lower_ in ("let", "'s", "needless") for c in (token.head, *token.head.lefts)):
        return True
    if token.tag_ == "VBN" and speakers.is_past(token, lay) and "quote" in hit.cue.frames:
        return False
    bare = not any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for c in token.lefts)
    if bare and token.dep_ == "ROOT" and token.tag_ in ("VB", "VBN") and not any(c.dep_ == "nsubj" for c in token.rights):
        return not speakers.is_put(token)
    if token.dep_ == "pcomp" and token.head.lower_ in ("like", "than"):
        return True
    if hit.cue.act == "describe" and token.i and token.nbor(-1).text == "," and any(c.dep_ == "nsubj" and c.i == token.i - 2 for c in token.lefts):
        # "a blog, called ...": a name
        return True
    passed_on = (t for c in token.rights if c.dep_ == "prep" for t in c.children if speakers.quoting_verb(t) is not None)
    if any(t.lemma_.lower() in lexicon.verbs for t in passed_on):
        # "was quoted as saying": the saying is the cue
        return True
    passive = token.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass") for c in token.lefts)
    return passive and token.dep_ in ("amod", "acl", "advcl", "relcl") and token.lemma_ not in ("quote", "cite") and not speakers.is_put(token)


def _is_reduced(token: Token) -> bool:
    """Whether a participle without auxiliary and object stands behind the noun that it is about."""
    if any(c.dep_ in ("aux", "auxpass", "dobj", "dative") for c in token.children):
        return False
    return token.i > 0 and token.nbor(-1).pos_ in ("NOUN", "PROPN")


def _speaker(hit: Hit, lay: Layout, actors: ActorIndex, lexicon: CueLexicon, before: Sequence[_Draft]) -> Speaker | None:
    if hit.cue.pos == "prep":
        head = object_of(hit)
        return speakers.right_after(hit.tokens[-1], lay) if head is None else speakers.of_noun(head, lay, lexicon)
    if hit.cue.pos == "noun":
        return _claimant(hit, lay, actors, lexicon)
    return _outer_speaker(hit.token, lay, before) or speakers.speaker_of(hit.token, lay, lexicon)


def _outer_speaker(token: Token, lay: Layout, before: Sequence[_Draft]) -> Speaker | None:
    """The speaker of the cue that a participle goes on with: "X denied A, saying B", and of "suggested A, called it B"."""
    if token.tag_ not in ("VBG", "VBD") or any(c.dep_ == "nsubj" for c in token.lefts):
        return None
    low, _ = lay.host(token)
    if token.tag_ == "VBD" and token.i == low + 1 and lay.lowers[low] in ("but", "and") and low and before:
        # "But said there was no sign": a sentence without a subject goes on with who spoke in the one before
        last = before[-1]
        above = lay.doc.doc[low - 1]
        return last.speaker if last.hit is not None and lay.host(above)[0] <= last.hit.token.i < low else None
    if token.dep_ not in _JOINED:
        return None
    tag = before[-1] if before else None
    tagged = tag is not None and tag.hit is not None and tag.hit.token.i == token.i - _TAG and tag.end < tag.hit.token.i
    if tag is not None and tagged and token.tag_ == "VBD" and lay.texts[token.i - 2] == "," and lay.lowers[token.i - 1] in ("and", "but"):
        # "The road is closed, the bank said, and urged caution"
        return tag.speaker
    opener = lay.doc.doc[max(low, token.i - 1)]
    if opener.text not in (",", "—", "--") and not lay.in_quote(opener) and opener.lower_ not in ("and", "also", "while"):
        return None
    outer = next((d for d in reversed(before) if d.hit is not None and d.hit.cue.pos == "verb" and low <= d.hit.token.i < token.i), None)
    if outer is None or outer.hit is None:
        return None
    if token.tag_ == "VBD" and not (token.dep_ == "advcl" and outer.hit.token.tag_ == "VBD"):
        return None
    if token.dep_ == "acl" and token.head.i > outer.hit.token.i and opener.text != ",":
        return None
    return outer.speaker


def _claimant(hit: Hit, lay: Layout, actors: ActorIndex, lexicon: CueLexicon) -> Speaker | None:
    """Owner of a noun cue: possessor, author, national adjective, or the subject of its verb."""
    noun = hit.token
    maker = speakers.maker_of(noun, lay, lexicon)
    if maker is None:
        for child in noun.lefts:
            if child.dep_ in ("amod", "compound", "nmod") and child.pos_ in ("PROPN", "ADJ", "NOUN") and actors.headed_by(child) is not None:
                maker = child
    if maker is None and noun.dep_ == "ROOT" and noun.i and noun.nbor(-1).tag_ in ("NNS", "NNPS"):
        # "Local papers report that", which the model takes for one noun
        return Speaker(noun.nbor(-1), noun.left_edge.i, noun.i)
    if maker is None:
        return None
    found = speakers.of_noun(maker, lay, lexicon, 3)
    return found or Speaker(maker, maker.i, maker.i + 1)


def _relay(drafts: list[_Draft], actors: ActorIndex, lexicon: CueLexicon) -> None:
    """Turn an outer report of a report into its relay: "..., the agency reported", "..., according to the daily"."""
    for outer in drafts:
        if outer.hit is None or outer.speaker is None:
            continue
        lemma = outer.hit.token.lemma_.lower()
        by_phrase = outer.hit.cue.pos == "prep"
        if not by_phrase and lemma not in lexicon.relays:
            continue
        mention = facets.mention_of(outer.speaker.head, actors)
        actor = None if mention is None else actors.actors[mention.actor_id]
        if not by_phrase and not facets.is_outlet(outer.speaker.head, actor, lexicon):
            continue
        inner = [
            d
            for d in drafts
            if d is not outer
            and d.hit is not None
            and outer.start <= d.hit.token.i < outer.end
            and d.speaker is not None
            and d.hit.cue.pos == "verb"
            and _governs(d, outer)
        ]
        for d in inner:
            d.relay = d.relay or outer.speaker
        # "X met Y and told them that A, according to Z" also reports the meeting
        # and "X denounced Y, Z reported" words what Z says, not what X said
        if any(d.rule != "voiced" and (not by_phrase or (d.hit is not None and d.hit.token.dep_ != "conj")) for d in inner):
            outer.dropped = True


def _cited(drafts: Sequence[_Draft], lay: Layout, actors: ActorIndex, lexicon: CueLexicon) -> None:
    """Give what an outlet reports to the source it cites: "..., the daily said, citing the statistics office"."""
    if "citing" not in lay.lowers and "quoting" not in lay.lowers:
        return
    for draft in drafts:
        if draft.hit is None or draft.speaker is None or draft.relay is not None or draft.hit.token.lemma_.lower() not in lexicon.relays:
            continue
        citing = next((c for c in draft.hit.token.children if c.tag_ == "VBG" and c.lemma_.lower() in ("cite", "quote")), None)
        source = None if citing is None else next((c for c in citing.rights if c.dep_ == "dobj"), None)
        mention = facets.mention_of(draft.speaker.head, actors)
        actor = None if mention is None else actors.actors[mention.actor_id]
        if source is None or lay.in_quote(source) or not facets.is_outlet(draft.speaker.head, actor, lexicon):
            continue
        if facets.mention_of(source, actors) is not None or source.lemma_.lower() in lexicon.anonymous:
            draft.relay, draft.speaker = draft.speaker, speakers.of_noun(source, lay, lexicon)


def _told(drafts: Sequence[_Draft], actors: ActorIndex, lexicon: CueLexicon) -> None:
    """Note the outlet that words were said to, which passes them on: "told the daily", "said in a statement to the agency"."""
    for draft in drafts:
        if draft.relay is not None or draft.hit is None or draft.hit.cue.pos != "verb":
            continue
        outlet = facets.outlet_told(draft.hit, facets.addressee_of(draft.hit, lexicon), actors, lexicon)
        if outlet is not None:
            draft.relay = Speaker(outlet, *_noun_range(outlet))


def _reported(drafts: Sequence[_Draft], actors: ActorIndex, lexicon: CueLexicon) -> Iterator[tuple[int, ActorMention]]:
    """Where an outlet reports something, and the outlet: "the daily reported", "according to the daily"."""
    for draft in drafts:
        if draft.hit is None or draft.speaker is None or not (draft.hit.cue.pos == "prep" or draft.hit.token.lemma_.lower() in lexicon.relays):
            continue
        mention = facets.mention_of(draft.speaker.head, actors)
        if mention is not None and facets.is_outlet(draft.speaker.head, actors.actors[mention.actor_id], lexicon):
            yield draft.hit.token.i, mention


def _governs(inner: _Draft, outer: _Draft) -> bool:
    """Whether the inner cue is the main verb of the outer content rather than a detail of it."""
    if outer.head is not None and inner.hit is not None and inner.hit.token.i == outer.head:
        return True
    if outer.head is not None and not outer.rule.startswith("according"):
        return False
    covered = min(inner.end, outer.end) - max(inner.start, outer.start)
    return covered > 0.5 * (outer.end - outer.start) or (inner.start <= outer.start and inner.end >= outer.start)


def _distinct(drafts: list[_Draft]) -> list[_Draft]:
    """Leave out dropped drafts, and of two with nearly the same content the one whose cue is the weaker witness."""
    kept: list[_Draft] = []
    order = {"according": 1, "according_front": 1, "noun": 1, "parenthetical": 1, "quoted_left": 0, "quoted_right": 0}
    for draft in sorted((d for d in drafts if not d.dropped), key=lambda d: (order.get(d.rule, 0), d.start, -d.end)):
        rival = next((k for k in kept if _same(k, draft)), None)
        if rival is None:
            kept.append(draft)
        elif draft.rule.startswith("according") and rival.relay is None and _differ(draft.speaker, rival.speaker):
            rival.relay = draft.speaker
    return kept


def _weighed(drafts: list[_Draft]) -> list[_Draft]:
    """Leave out claims of nobody's that somebody weighs: "denied claims that ..." is what is denied."""
    heads = {d.head for d in drafts if d.rule in ("voiced", "as", "nominal") and d.speaker is not None}
    return [d for d in drafts if d.speaker is not None or d.rule != "noun" or d.hit is None or d.hit.token.i not in heads]


def _differ(a: Speaker | None, b: Speaker | None) -> bool:
    return a is not None and b is not None and a.head.i != b.head.i


def _same(a: _Draft, b: _Draft) -> bool:
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


def _continued(drafts: Sequence[_Draft], lay: Layout, actors: ActorIndex) -> list[_Draft]:
    """Utterances between quotation marks that no cue claims: they go on with the last speaker of the scene."""
    covered = [False] * len(lay.quotes)
    for n, quote in enumerate(lay.quotes):
        size = quote.end - quote.start
        covered[n] = any(min(d.end, quote.end) - max(d.start, quote.start) > 0.4 * size for d in drafts)
    found: list[_Draft] = []
    ordered = sorted(drafts, key=lambda d: d.start)
    for n, quote in enumerate(lay.quotes):
        if covered[n] or not _is_said(quote, ordered, lay) or not _stands_alone(quote, lay):
            continue
        paragraph = lay.paragraph_at[quote.start]
        reach = (paragraph, paragraph - 1) if not _opens_paragraph(quote, lay) else range(paragraph - 3, paragraph + 1)
        before = [d for d in (*ordered, *found) if d.start < quote.start and _place(d, lay) in reach and d.speaker is not None]
        previous = max(before, key=lambda d: _recency(d, quote, lay), default=None)
        speaker: Speaker | None = None
        relay: Speaker | None = None
        speech = -n - 1
        glued = _glued_speaker(quote, lay, actors)
        ahead = None if previous is not None and _place(previous, lay) == paragraph else _cued_ahead(n, ordered, lay)
        introduced = None if previous is None else _introduced(quote, previous, lay, actors)
        if glued is not None:
            speaker = glued
        elif introduced is not None and ahead is None:
            speaker = introduced
        elif ahead is not None and not (quote.quotation.is_continuation and previous is not None):
            speaker, speech, relay = ahead.speaker, ahead.speech, ahead.relay
        elif previous is not None and _place(previous, lay) >= paragraph - 1:
            speaker, speech, relay = previous.speaker, previous.speech, previous.relay
        elif quote.outer_start:
            subject = _subject_before(quote.outer_start - 1, lay)
            mention = None if subject is None else actors.headed_by(subject)
            if subject is not None and mention is not None:
                # somebody else has come in since: only a person goes on talking
                kind = actors.actors[mention.actor_id].kind
                speaker = Speaker(subject, subject.left_edge.i, subject.i + 1) if kind == "person" else None
            elif previous is not None:
                speaker, speech, relay = previous.speaker, previous.speech, previous.relay
        found.append(_Draft(quote.start, quote.end, "continued", None, speaker, speech, relay=relay))
    return found


def _is_said(quote: Quoted, before: Sequence[_Draft], lay: Layout) -> bool:
    """Whether a quotation is long enough to be one, or ends what a tag has just broken off: '"We buried it," she said. "With hymns."'."""
    size = quote.end - quote.start
    if quote.is_utterance and size >= _LEAST_QUOTED:
        return True
    if size < _LEAST_RESUMED or not quote.outer_start or lay.texts[quote.end - 1][-1:] not in ".?!":
        return False
    low, high = lay.host(quote.outer_start - 1)
    same = lay.paragraph_at[low] == lay.paragraph_at[quote.start]
    return same and any(d.rule == "quoted_left" and d.hit is not None and low <= d.hit.token.i < high for d in before)


def _introduced(quote: Quoted, previous: _Draft, lay: Layout, actors: ActorIndex) -> Speaker | None:
    """Somebody else whom the sentence before a quotation brings in: '"...," Ann Lee said. Ed Moor was blunter. "..."'."""
    if not quote.outer_start or _opens_paragraph(quote, lay):
        return None
    low, high = lay.host(quote.outer_start - 1)
    at = previous.hit.token.i if previous.hit is not None else previous.start
    subject = _subject_before(quote.outer_start - 1, lay)
    if subject is None or low <= at < high or low <= previous.start < high or lay.paragraph_at[low] != lay.paragraph_at[quote.start]:
        return None
    mention = actors.headed_by(subject)
    if mention is None or mention.form != "name" or actors.actors[mention.actor_id].kind != "person":
        return None
    before = None if previous.speaker is None else facets.mention_of(previous.speaker.head, actors)
    if before is not None and before.actor_id == mention.actor_id:
        return None
    return Speaker(subject, mention.start, mention.end)


def _recency(draft: _Draft, quote: Quoted, lay: Layout) -> tuple[int, bool, int, int]:
    """What tells the last speaker before a quotation: the nearest sentence and, before a quotation that opens a paragraph, the main clause in it."""
    at = draft.hit.token.i if draft.hit is not None and draft.rule != "continued" else draft.start
    if draft.rule in ("voiced", "measured"):
        # "..., she warned, as it denounced the raid": what is told in passing
        at = lay.host(at)[0]
    if draft.hit is None or not _opens_paragraph(quote, lay):
        return at, False, at, draft.start
    main = draft.hit.token.dep_ not in ("advcl", "relcl", "acl")
    return lay.host(at)[0], main, at, draft.start


def _cued_ahead(n: int, ordered: Sequence[_Draft], lay: Layout) -> _Draft | None:
    """The statement further on whose cue names this quotation's speaker: later in its paragraph, or where a quotation left open goes on."""
    quote = lay.quotes[n]
    last = lay.paragraph_at[quote.start]
    for following in lay.quotes[n + 1 :]:
        if following.quotation.is_continuation:
            last = lay.paragraph_at[following.start]
        elif lay.paragraph_at[following.start] > last:
            break
    later = (d for d in ordered if d.start >= quote.end and d.rule.startswith("quoted") and d.speaker is not None)
    return next((d for d in later if lay.paragraph_at[d.start] <= last), None)


def _headlines(drafts: Sequence[_Draft], lay: Layout, actors: ActorIndex) -> list[_Draft]:
    """Headlines with their speaker before or after a colon: "Army: base is safe", "Base is safe: army"."""
    words = lay.doc.doc
    found: list[_Draft] = []
    for low, high in zip(lay.host_starts, lay.host_ends, strict=True):
        if low >= high or not lay.doc.is_title(words[low]):
            continue
        colons = [i for i in range(low, high) if words[i].text == ":" and not lay.in_quote(i)]
        if len(colons) != 1 or any(low <= d.start < high for d in drafts):
            continue
        (colon,) = colons
        for name, start, end in (((low, colon), colon + 1, high), ((colon + 1, high), low, colon)):
            mention = next((m for m in actors.within(*name) if m.start - name[0] <= 1 and m.end >= name[1] - 1), None)
            quoted = end - start > _LEAST_QUOTED and lay.in_quote(start) and lay.quote_at[start] == lay.quote_at[end - 1]
            spoken = quoted or any(t.tag_ in FINITE or t.tag_ in ("VBN", "VBG") for t in words[start:end])
            # a country before a colon is where it happened, not who says so
            if mention is None or not spoken or actors.actors[mention.actor_id].kind not in _SPEAKING:
                continue
            while end > start and words[end - 1].is_punct and not lay.in_quote(end - 1):
                end -= 1
            found.append(_Draft(start, end, "headline", None, Speaker(words[mention.head], mention.start, mention.end), -low - len(lay.quotes) - 1))
            break
    return found


def _subject_before(i: int, lay: Layout) -> Token | None:
    """The subject of the sentence before a quotation."""
    words = lay.doc.doc
    while i > 0 and words[i].is_space:
        i -= 1
    low, high = lay.host(i)
    return next((t for t in words[low:high] if t.dep_ == "nsubj" and t.head.dep_ == "ROOT" and not lay.in_quote(t)), None)


def _opens_paragraph(quote: Quoted, lay: Layout) -> bool:
    return quote.outer_start == 0 or lay.paragraph_at[quote.outer_start - 1] != lay.paragraph_at[quote.outer_start]


def _glued_speaker(quote: Quoted, lay: Layout, actors: ActorIndex) -> Speaker | None:
    """The speaker of a cue written without a blank after the closing mark ("... home."said Marek), which the tokeniser leaves in one piece."""
    match = _GLUED.match(lay.doc.text, quote.quotation.end_char)
    if match is None:
        return None
    near = next((m for m in actors.mentions if match.end() <= m.start_char <= match.end() + 4), None)
    return None if near is None else Speaker(lay.doc.doc[near.head], near.start, near.end)


def _place(draft: _Draft, lay: Layout) -> int:
    return lay.paragraph_at[draft.hit.token.i if draft.hit is not None else draft.start]


def _stands_alone(quote: Quoted, lay: Layout) -> bool:
    """Whether a quotation is a sentence of its own: nothing of the reporter's in its host sentence but marks."""
    words = lay.doc.doc
    low, high = lay.host(quote.start)
    rest = [t for t in words[low:high] if not lay.in_quote(t) and not t.is_punct and not t.is_space]
    return len(rest) <= 2


# --- rows


def _row(draft: _Draft, lay: Layout, actors: ActorIndex, times: TimeIndex | None, lexicon: CueLexicon, papers: Papers) -> Statement | None:
    doc = lay.doc
    words = doc.doc
    start_char, end_char = _extent(draft, lay)
    if end_char - start_char < 3:
        return None
    hit = draft.hit
    speaker = None if draft.speaker is None else _named(_undated(draft.speaker, lay), actors)
    mention = None if speaker is None else facets.mention_of(speaker.head, actors) or papers.voice(speaker.head)
    relay_mention: ActorMention | None = None
    relay_text: str | None = None
    addressee = None if hit is None else facets.addressee_of(hit, lexicon)
    to = None if addressee is None else facets.mention_of(addressee, actors)
    if draft.relay is not None:
        relay_mention = facets.outlet_mention(draft.relay.head, actors) or _press_behind(draft.relay.head, actors, papers)
        relay_text = _text(doc, draft.relay.start, draft.relay.end)
    if _is_publisher(relay_text, relay_mention, actors, doc):
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
        addressee_text=None if addressee is None else _text(doc, *_noun_range(addressee)),
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


def _press_behind(head: Token, actors: ActorIndex, papers: Papers) -> ActorMention | None:
    """The outlet behind a report: "Norwegian media reports"; nobody else passes words on."""
    found = papers.voice(head)
    return found if found is not None and actors.actors[found.actor_id].kind == "media" else None


def _named(speaker: Speaker, actors: ActorIndex) -> Speaker:
    """The speaker by name where two titles joined by "and" stand before it: "lobbyist and party chairman | Ed Moor"."""
    head = speaker.head
    title = actors.headed_by(head)
    if head.tag_ not in ("NN", "NNP") or any(c.dep_ == "det" for c in head.lefts) or (title is not None and title.form == "name"):
        return speaker
    for name in head.rights:
        mention = actors.headed_by(name) if name.dep_ == "conj" else None
        if mention is None or mention.form != "name" or actors.actors[mention.actor_id].kind != "person" or name.i >= speaker.end:
            continue
        if mention.role_text is not None or name.left_edge.i < mention.start:
            return replace(speaker, head=name)
    return speaker


def _undated(speaker: Speaker, lay: Layout) -> Speaker:
    """A speaker without the day of speaking at its end: "the minister Tuesday | said"."""
    words = lay.doc.doc
    end = speaker.end
    while end > speaker.head.i + 1 and words[end - 1].is_alpha and words[end - 1].ent_type_ in ("DATE", "TIME"):
        end -= 1
    if end == speaker.end or lay.tags[end - 1] == "VBN":
        # "a report released Thursday"
        return speaker
    while end > speaker.head.i + 1 and lay.tags[end - 1] in ("IN", "RB"):
        end -= 1
    return replace(speaker, end=end)


def _extent(draft: _Draft, lay: Layout) -> tuple[int, int]:
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


def _form(draft: _Draft, lay: Layout) -> str:
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


def _noun_range(head: Token) -> tuple[int, int]:
    end = head.i + 1
    start = head.left_edge.i
    return start, end


def _text(doc: AnnotatedDocument, start: int, end: int) -> str:
    last = doc.doc[end - 1]
    return doc.surface(doc.doc[start].idx, last.idx + len(last))


def _is_publisher(text: str | None, mention: ActorMention | None, actors: ActorIndex, doc: AnnotatedDocument) -> bool:
    if doc.publisher is None or text is None:
        return False
    own = doc.publisher.lower().removeprefix("the ")
    names = {text.lower()}
    if mention is not None:
        actor = actors.actors[mention.actor_id]
        names |= {actor.name.lower(), *(a.lower() for a in actor.aliases)}
    return any(own == name.removeprefix("the ") or f" {own} " in f" {name} " for name in names)


def _dated(hit: Hit, draft: _Draft, times: TimeIndex, lay: Layout) -> TimeExpression | None:
    """The expression that dates the speaking: bound to the cue and outside of the content."""
    found = times.of_clause(hit.token)
    if found is None or draft.start <= found.start < draft.end or found.relation != "at" or lay.in_quote(found.start):
        return None
    return found
