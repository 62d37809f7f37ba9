"""What an act of speech is about where no clause words it: "denounced the coup", "voiced concern over the arrests", "put the toll at 17"."""

from __future__ import annotations

from spacy.tokens import Token

from pipelines.extract.speech.cues import CueLexicon, Hit
from pipelines.extract.speech.edges import Part, boundary, infinitive_mark, limit
from pipelines.extract.speech.layout import Layout
from pipelines.extract.speech.phrases import is_kept_back, is_to_come

#: Verbs of the speaker's own name for a thing: "condemned what he called a crime".
_NAMING = frozenset(("call", "describe", "term", "label", "deem"))
#: Entities that somebody speaks of or to, rather than of what they do.
_ACTORS = frozenset(("PERSON", "ORG", "GPE", "NORP", "DATE", "TIME", "FAC", "LOC", "WORK_OF_ART", "PRODUCT"))
#: Prepositions that tell what is felt, or answered for, rather than where or when.
_ON = frozenset(("for", "over", "about", "against", "at", "with", "of", "to", "towards", "toward"))
#: Complements that tell what a feeling is about.
_ABOUT = frozenset(("prep", "dative", "acl"))
#: Tokens between the thing measured and its measure at most.
_LONGEST_THING = 16


def object_voiced(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """The object of condemning, rejecting or expressing."""
    cue = hit.token
    if is_to_come(cue) or is_kept_back(cue) or any(c.dep_ == "neg" for c in cue.lefts):
        return []
    for child in cue.rights:
        if child.i < hit.tokens[-1].i or child.dep_ not in ("dobj", "ccomp"):
            continue
        if "act_np" in hit.cue.frames and child.left_edge.lower_ == "what":
            return _named(child, lay, lexicon)
        if child.dep_ != "dobj" or child.pos_ != "NOUN" or child.ent_type_ in _ACTORS or not _fits(child, hit, lexicon):
            return []
        return [Part(child.left_edge.i, _with_rest(_end(child, lay, lexicon), hit), "voiced", child.i)]
    return []


def _fits(noun: Token, hit: Hit, lexicon: CueLexicon) -> bool:
    """Whether a noun is something that the cue can be about."""
    lemma = noun.lemma_.lower()
    if "attitude" in hit.cue.frames:
        about = (*noun.rights, *(c for c in hit.token.rights if c.left_edge.i == noun.i + 1 and c.lower_ in _ON))
        return lemma in lexicon.attitudes and any(c.dep_ in _ABOUT for c in about)
    if "rebuttal" in hit.cue.frames:
        return lemma in lexicon.rebutted
    if "summons" in hit.cue.frames:
        # not "called off the strike", nor "asked that he call a vote"
        return lemma in lexicon.summoned and hit.token.tag_ != "VB" and not any(c.dep_ == "prt" for c in hit.token.rights)
    if "defence" in hit.cue.frames:
        return lemma in lexicon.defended
    return lemma not in lexicon.empty and lemma not in lexicon.anonymous and lemma not in lexicon.spokespeople


def _end(noun: Token, lay: Layout, lexicon: CueLexicon) -> int:
    """One past a noun phrase, up to a comma after which the reporter describes it."""
    end = limit(noun, lay, lexicon)
    closing = next((i for i in range(noun.i + 1, end - 1) if lay.texts[i] == "," and lay.tags[i + 1] in ("WDT", "WP", "WRB")), end)
    if closing < end and lay.doc.doc[closing + 1].head.right_edge.i + 2 < end:
        # "his view that the visits, which rivals dislike, are private" goes on
        closing = end
    return boundary(noun.i, closing, lay, lexicon) or closing


def _with_rest(end: int, hit: Hit) -> int:
    """The end of a noun phrase with what goes on with it but hangs on the cue: "rejected calls | to resign", "voiced anger | at the delay"."""
    for more in hit.token.rights:
        goes_on = more.dep_ in ("xcomp", "advcl", "ccomp", "acl") and infinitive_mark(more) is not None
        about = more.dep_ in ("prep", "dative") and more.lower_ in _ON and "attitude" in hit.cue.frames
        if more.left_edge.i == end and (goes_on or about):
            end = more.right_edge.i + 1
    return end


def _named(clause: Token, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """The speaker's own name for what is condemned: "what he called | a crime"."""
    verb = next((t for t in (clause, *clause.rights) if t.lemma_.lower() in _NAMING), None)
    if verb is None:
        return []
    end = limit(clause, lay, lexicon)
    start = verb.i + 2 if verb.i + 1 < end and lay.lowers[verb.i + 1] == "as" else verb.i + 1
    return [Part(start, end, "voiced", None)] if end > start else []


def dismissed_as(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """What is rejected together with what the speaker says it is: "dismissed [the claim as nonsense]"."""
    cue = hit.token
    thing = next((c for c in cue.rights if c.dep_ == "dobj"), None)
    if thing is None or is_to_come(cue):
        return []
    prep = next((t for t in (*cue.rights, *thing.rights) if t.dep_ == "prep" and t.lower_ == "as" and t.i > thing.i), None)
    said = None if prep is None else next((c for c in prep.rights if not c.is_punct), None)
    if prep is None or said is None:
        return []
    judged = said.pos_ == "ADJ" or lay.in_quote(said) or any(c.lower_ in ("a", "an", "mere", "nothing") for c in said.lefts)
    claimed = thing.lemma_.lower() in lexicon.rebutted
    # "dismissed Kovac as head of the bank", "dismissed her as a minister": posts are lost
    about_people = thing.ent_type_ in _ACTORS or thing.lower_ in ("him", "her")
    if not claimed and (about_people or not judged):
        return []
    return [Part(thing.left_edge.i, max(limit(said, lay, lexicon), prep.i + 2), "as", said.i)]


def measured(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """A thing and its measure: "put [the toll at 17, including two children]"."""
    cue = hit.token
    clause = next((c for c in cue.rights if c.dep_ == "ccomp" and c.lower_ == "be"), None)
    counted = None if clause is None else next((c for c in clause.lefts if c.dep_ == "nsubj"), None)
    if clause is not None and counted is not None and _counts(counted, lexicon) and not is_to_come(cue):
        # "estimated the toll to be as high as 17"
        return [Part(counted.left_edge.i, limit(clause, lay, lexicon), "measured", clause.i)]
    thing = next((c for c in cue.rights if c.dep_ == "dobj"), None)
    if thing is None or thing.i - cue.i > _LONGEST_THING or not _counts(thing, lexicon) or is_to_come(cue):
        return []
    for prep in (*cue.rights, *(t for t in thing.subtree if t.dep_ == "prep")):
        if prep.lower_ != "at" or prep.i < thing.i:
            continue
        end = limit(prep, lay, lexicon)
        if not any(t.like_num or t.tag_ == "CD" for t in lay.doc.doc[prep.i + 1 : end]):
            continue
        part = next((c for c in cue.rights if c.i in (end, end + 1) and c.lower_ == "including"), None)
        return [Part(thing.left_edge.i, end if part is None else limit(part, lay, lexicon), "measured", prep.i)]
    return []


def _counts(noun: Token, lexicon: CueLexicon) -> bool:
    """Whether a noun is a count or an amount."""
    return noun.lemma_.lower() in lexicon.measures
