"""Who speaks a cue where its own clause does not tell, or tells more than the speaker.

What belongs here: speakers from the cues and quotations around. What does not: the subject of one cue (``speakers``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from pipelines.extract.model import ActorIndex
from pipelines.extract.speech import facets, speakers
from pipelines.extract.speech.cues import CueLexicon, Hit
from pipelines.extract.speech.draft import Draft
from pipelines.extract.speech.edges import Part
from pipelines.extract.speech.layout import FINITE, Layout
from pipelines.extract.speech.phrases import object_of
from pipelines.extract.speech.speakers import Speaker

#: How a participle cue may hang on the clause of the cue before it.
_JOINED = frozenset(("advcl", "acl", "dep", "xcomp", "conj", "ccomp"))
#: Tokens from the cue of a tag to the next ("said, and urged").
_TAG = 3


def researcher(speaker: Speaker, lay: Layout, actors: ActorIndex, lexicon: CueLexicon) -> Speaker | None:
    """Whose figures they are that suggest something: "released data that suggest", "the bank's research suggests"; None for all other evidence."""
    if speaker.head.lemma_.lower() not in lexicon.researches:
        return None
    maker = speakers.maker_of(speaker.head, lay, lexicon)
    found = None if maker is None else speakers.of_noun(maker, lay, lexicon, 3)
    return found if found is not None and facets.mention_of(found.head, actors) is not None else None


def stuck_speaker(part: Part, hit: Hit, before: Sequence[Draft], lay: Layout, actors: ActorIndex) -> Speaker | None:
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


def with_title(speaker: Speaker, parts: Sequence[Part], hit: Hit, lay: Layout) -> Speaker:
    """The speaker with the title before a name that the parse left to the content: "..., head of the board (EB) Ann Lee said"."""
    words = lay.doc.doc
    part = next((p for p in parts if p.end == speaker.start and p.end <= hit.token.i and not lay.in_quote(p.end - 1)), None)
    if part is None or words[speaker.start].pos_ != "PROPN":
        return speaker
    comma = next((i for i in range(part.end - 1, part.start, -1) if words[i].text == ","), None)
    if comma is None or any(t.tag_ in FINITE for t in words[comma : part.end]):
        return speaker
    return replace(speaker, start=comma + 1)


def without_speaker(parts: Sequence[Part], speaker: Speaker, hit: Hit, lay: Layout) -> Iterator[Part]:
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


def speaker_for(hit: Hit, lay: Layout, actors: ActorIndex, lexicon: CueLexicon, before: Sequence[Draft]) -> Speaker | None:
    """Who speaks a cue, whatever its part of speech; None where the text names nobody."""
    if hit.cue.pos == "prep":
        head = object_of(hit)
        return speakers.right_after(hit.tokens[-1], lay) if head is None else speakers.of_noun(head, lay, lexicon)
    if hit.cue.pos == "noun":
        return _claimant(hit, lay, actors, lexicon)
    return _outer_speaker(hit.token, lay, before) or speakers.speaker_of(hit.token, lay, lexicon)


def _outer_speaker(token: Token, lay: Layout, before: Sequence[Draft]) -> Speaker | None:
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


def named_speaker(speaker: Speaker, actors: ActorIndex) -> Speaker:
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


def without_day(speaker: Speaker, lay: Layout) -> Speaker:
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
