"""Who passes words on: agencies, papers, and sources that they cite.

What belongs here: telling the one who speaks from the one who reports it. What does not: reading one cue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.model import ActorIndex, ActorMention
from pipelines.extract.speech import facets, speakers
from pipelines.extract.speech.cues import CueLexicon
from pipelines.extract.speech.draft import Draft, noun_range
from pipelines.extract.speech.layout import Layout
from pipelines.extract.speech.papers import Papers
from pipelines.extract.speech.speakers import Speaker


def relay_outer(drafts: list[Draft], actors: ActorIndex, lexicon: CueLexicon) -> None:
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


def cite_sources(drafts: Sequence[Draft], lay: Layout, actors: ActorIndex, lexicon: CueLexicon) -> None:
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


def note_told(drafts: Sequence[Draft], actors: ActorIndex, lexicon: CueLexicon) -> None:
    """Note the outlet that words were said to, which passes them on: "told the daily", "said in a statement to the agency"."""
    for draft in drafts:
        if draft.relay is not None or draft.hit is None or draft.hit.cue.pos != "verb":
            continue
        outlet = facets.outlet_told(draft.hit, facets.addressee_of(draft.hit, lexicon), actors, lexicon)
        if outlet is not None:
            draft.relay = Speaker(outlet, *noun_range(outlet))


def reported_by(drafts: Sequence[Draft], actors: ActorIndex, lexicon: CueLexicon) -> Iterator[tuple[int, ActorMention]]:
    """Where an outlet reports something, and the outlet: "the daily reported", "according to the daily"."""
    for draft in drafts:
        if draft.hit is None or draft.speaker is None or not (draft.hit.cue.pos == "prep" or draft.hit.token.lemma_.lower() in lexicon.relays):
            continue
        mention = facets.mention_of(draft.speaker.head, actors)
        if mention is not None and facets.is_outlet(draft.speaker.head, actors.actors[mention.actor_id], lexicon):
            yield draft.hit.token.i, mention


def _governs(inner: Draft, outer: Draft) -> bool:
    """Whether the inner cue is the main verb of the outer content rather than a detail of it."""
    if outer.head is not None and inner.hit is not None and inner.hit.token.i == outer.head:
        return True
    if outer.head is not None and not outer.rule.startswith("according"):
        return False
    covered = min(inner.end, outer.end) - max(inner.start, outer.start)
    return covered > 0.5 * (outer.end - outer.start) or (inner.start <= outer.start and inner.end >= outer.start)


def press_behind(head: Token, actors: ActorIndex, papers: Papers) -> ActorMention | None:
    """The outlet behind a report: "Norwegian media reports"; nobody else passes words on."""
    found = papers.voice(head)
    return found if found is not None and actors.actors[found.actor_id].kind == "media" else None


def text_of(doc: AnnotatedDocument, start: int, end: int) -> str:
    """The characters of some tokens."""
    last = doc.doc[end - 1]
    return doc.surface(doc.doc[start].idx, last.idx + len(last))


def is_publisher(text: str | None, mention: ActorMention | None, actors: ActorIndex, doc: AnnotatedDocument) -> bool:
    """Whether an outlet is the one that published the document: it relays nothing to itself."""
    if doc.publisher is None or text is None:
        return False
    own = doc.publisher.lower().removeprefix("the ")
    names = {text.lower()}
    if mention is not None:
        actor = actors.actors[mention.actor_id]
        names |= {actor.name.lower(), *(a.lower() for a in actor.aliases)}
    return any(own == name.removeprefix("the ") or f" {own} " in f" {name} " for name in names)
