"""What a cue reports: the stretches of text that its complements cover."""

from __future__ import annotations

from spacy.tokens import Token

from pipelines.errors import LexiconError
from pipelines.extract.speech.beside import beside
from pipelines.extract.speech.clauses import as_told, clausal
from pipelines.extract.speech.cues import CueLexicon, Hit
from pipelines.extract.speech.edges import Part, boundary, has_finite, resumes
from pipelines.extract.speech.layout import FINITE, Layout
from pipelines.extract.speech.nouns import of_noun
from pipelines.extract.speech.phrases import gerund, infinitive, nominal, object_infinitive, of_preposition, predicative, prepositional
from pipelines.extract.speech.topics import left_out, short_answer, topic
from pipelines.extract.speech.voiced import dismissed_as, measured, object_voiced

_OPENERS = frozenset((",", ":", ";", "-", "--", "—", "–"))
#: Tokens of place, day and agency before the dash of a dateline.
_LONGEST_DATELINE = 14
#: Halves of the day, whose stop the parse takes for the sentence's.
_HALVES = frozenset(("a.m.", "p.m.", "am", "pm"))
#: Auxiliaries that show that a clause after a past cue is still reported.
_BACKSHIFTED = frozenset(("should", "would", "could", "might"))
_SUBJECTS = frozenset(("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"))
#: Tokens of ", state radio reported on Sunday" at most.
_LONGEST_TAG = 10
_CLOSERS = frozenset((",", ";", ":", ".", "—", "–", "--", "-", "!", "?"))


def contents(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """The content of a cue, in text order; empty when it reports nothing that is worded here.

    Raises:
        LexiconError: the cue is of no known part of speech.
    """
    if hit.cue.pos == "prep":
        found = of_preposition(hit, lay, lexicon)
    elif hit.cue.pos == "noun":
        found = of_noun(hit, lay, lexicon)
    elif hit.cue.pos == "verb":
        found = _of_verb(hit, lay, lexicon)
    else:
        raise LexiconError(f"lexicons/cues.yml: cue {' '.join(hit.cue.words)!r} has pos {hit.cue.pos!r}; use verb, noun or prep")
    found = _with_second_half(_past_semicolon(found, hit, lay, lexicon), hit, lay, lexicon)
    tidied = [p for p in (_tidy(p, hit, lay) for p in found) if p is not None]
    # "..., the ministry said, hours after ...": the reporter goes on
    return [p for p in tidied if p is tidied[0] or not _is_comment(p, hit, lay, lexicon)]


def _past_semicolon(parts: list[Part], hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """The content with what goes on after a semicolon, where nobody else speaks: "said the problem was not the fee; it was the queue"."""
    if not parts or hit.cue.pos != "verb" or parts[-1].rule not in ("clausal", "clausal_left") or hit.token.tag_ == "VBG":
        return parts
    last = parts[-1]
    _, high = lay.host(hit.token)
    texts, low = lay.texts, max(last.end, hit.token.i)
    if last.end > hit.token.i:
        joint = last.end if last.end < high and texts[last.end] == ";" else None
    else:
        joint = next((i for i in range(low, high) if texts[i] in (";", ",")), None)
    if joint is None or texts[joint] != ";" or lay.in_quote(joint):
        return parts
    end = next((i for i in range(joint + 1, high) if texts[i] == ";"), high)
    words = lay.doc.doc[joint + 1 : end]
    if not has_finite(words, lay) or any(lay.in_quote(t) or t.lower_ == "according" or _tells(t, lexicon) for t in words):
        return parts
    if last.end > hit.token.i:
        return [*parts[:-1], Part(last.start, end, last.rule, last.head)]
    return [*parts, Part(joint + 1, end, "clausal_resumed", None)]


def _with_second_half(parts: list[Part], hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """The content with the second clause of "said she felt at ease and people should wait", and of "described A as X, and B as Y"."""
    if not parts or hit.cue.pos != "verb" or parts[-1].rule not in ("clausal", "as"):
        return parts
    last = parts[-1]
    _, high = lay.host(hit.token)
    joint = last.end + 1 if last.end < high and lay.texts[last.end] == "," else last.end
    if last.end <= hit.token.i or joint + 2 >= high or lay.lowers[joint] not in ("and", "but") or lay.in_quote(joint):
        return parts
    words = lay.doc.doc
    if last.rule == "as":
        after = [c for top in hit.token.rights for c in (top, *(top.rights if top.dep_ == "conj" else ()))]
        other = next((c for c in after if c.i > joint and c.dep_ == "prep" and c.lower_ == "as"), None)
        if other is None or has_finite(words[joint : other.i], lay) or any(t.text == "," for t in words[joint : other.i]):
            return parts
        return [*parts[:-1], Part(last.start, other.right_edge.i + 1, last.rule, last.head)]
    if hit.token.tag_ != "VBD":
        return parts
    verb = next((t for t in words[joint + 1 : high] if t.tag_ in FINITE or t.text in (",", ";") or lay.in_quote(t)), None)
    if verb is None or verb.lower_ not in _BACKSHIFTED or verb.i == joint + 1 or words[joint + 1].pos_ not in _SUBJECTS:
        return parts
    main = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    if main.lemma_.lower() in lexicon.tellers or main.i < joint:
        return parts
    end = main.right_edge.i + 1
    while end > main.i and lay.texts[end - 1] in _CLOSERS:
        end -= 1
    end = boundary(joint + 1, end, lay, lexicon) or end
    if any(_tells(t, lexicon) for t in words[joint:end]):
        return parts
    return [*parts[:-1], Part(last.start, end, last.rule, last.head)]


def tag_after(part: Part, hit: Hit, lay: Layout, lexicon: CueLexicon) -> Token | None:
    """The verb of another tag that closes a sentence after a content: "said it was shelved, | state radio reported on Sunday"; else None."""
    if part.rule not in ("clausal", "infinitive", "nominal", "object_infinitive") or part.end <= hit.token.i or lay.in_quote(part.end - 1):
        return None
    words = lay.doc.doc
    _, high = lay.host(hit.token)
    if part.end < high - 1:
        return None
    comma = next((i for i in range(part.end - 1, part.start, -1) if lay.texts[i] == "," and not lay.in_quote(i)), part.start)
    if comma == part.start or part.end - comma > _LONGEST_TAG:
        return None
    verb = next((t for t in words[comma + 2 : part.end] if t.tag_ in FINITE), None)
    if verb is None or verb.tag_ not in ("VBD", "VBZ") or verb.lemma_.lower() not in lexicon.relays:
        return None
    if any(c.dep_ in ("dobj", "ccomp", "attr", "xcomp") for c in verb.rights):
        return None
    return verb if any(c.dep_ == "nsubj" and c.left_edge.i == comma + 1 for c in verb.lefts) else None


def _tells(token: Token, lexicon: CueLexicon) -> bool:
    return token.pos_ == "VERB" and token.lemma_.lower() in lexicon.tellers


def _is_comment(part: Part, hit: Hit, lay: Layout, lexicon: CueLexicon) -> bool:
    """Whether what follows a cue between commas is the reporter's."""
    if part.start <= hit.token.i or lay.in_quote(part.start) or lay.texts[part.start - 1] != ",":
        return False
    return resumes(lay.doc.doc[part.start : part.end], lexicon)


def _of_verb(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """The first kind of complement that the cue allows and has."""
    frames = hit.cue.frames
    if "clause" in frames:
        return as_told(hit, lay, lexicon)
    passive = any(c.dep_ == "auxpass" for c in hit.token.lefts)
    found = beside(hit, lay, lexicon) if "quote" in frames else []
    if not found and "about" in frames and lay.lowers[hit.tokens[-1].i + 1 : hit.tokens[-1].i + 2] == ["about"]:
        # "asked about a plan that ...": the plan
        found = topic(hit, lay, lexicon)
    if not found and frames & {"that", "bare", "wh"}:
        found = clausal(hit, lay, lexicon)
    if "attitude" in frames and "quote" not in frames:
        # "Ann Lee, on behalf of the board, expressed regret": no clause before it
        found = [part for part in found if part.rule == "clausal"]
    if found and "obj_inf" in frames and "bare" not in frames and all(p.rule == "clausal_left" for p in found):
        # "Only now, would you believe it, she urged them to leave"
        found = object_infinitive(hit, lay, lexicon) or found
    if not found and "inf" in frames and not passive:
        found = infinitive(hit, lay, lexicon)
    if not found and "obj_inf" in frames:
        found = object_infinitive(hit, lay, lexicon)
    if not found and frames & {"of_ger", "for_ger", "of_np", "for_np", "on_np", "as", "as_np", "for_obj_inf"}:
        found = prepositional(hit, lay, lexicon)
    if not found and "ger" in frames:
        found = gerund(hit, lay, lexicon)
    if not found and "oprd" in frames and (not passive or _has_agent(hit.token)):
        found = predicative(hit, lay, lexicon)
    if not found and frames & {"np", "np_of", "stance"} and not passive:
        found = nominal(hit, lay, lexicon)
    if not found and "about" in frames:
        found = topic(hit, lay, lexicon)
    if not found and "same" in frames:
        found = short_answer(hit, lay, lexicon) or left_out(hit, lay, lexicon)
    return found if found or passive else _voiced(hit, lay, lexicon)


def _voiced(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """What an act of speech is about, where nothing words it."""
    frames = hit.cue.frames
    if "measure" in frames:
        return measured(hit, lay, lexicon)
    found = dismissed_as(hit, lay, lexicon) if "rebuttal" in frames else []
    if not found and frames & {"act_np", "rebuttal", "attitude", "defence", "summons"}:
        found = object_voiced(hit, lay, lexicon)
    return found


def _has_agent(token: Token) -> bool:
    return any(c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by") for c in token.rights)


def _tidy(part: Part, hit: Hit, lay: Layout) -> Part | None:
    """Trim punctuation, "that" and conjunctions at the edges, and take in whole every quotation that the part touches."""
    words = lay.doc.doc
    start, end = part.start, min(part.end, len(words))
    while start < end and not lay.in_quote(start) and _is_opener(words[start]):
        start += 1
    if part.rule == "clausal_left" and end - start > 2 and lay.lowers[start] == "but" and not lay.in_quote(start) and hit.token.i >= end:
        # "But six died, said the mayor"
        start += 1
    if start < end and words[start].lower_ == "that" and words[start].tag_ == "WDT" and part.rule == "clausal" and start > hit.token.i + 1:
        # "told a local paper | that he left": the parse takes it for a relative pronoun
        start += 1
    start = _after_dateline(start, end, lay)
    if start >= end:
        return None
    for edge in (start, end - 1):
        if lay.in_quote(edge):
            quote = lay.quotes[lay.quote_at[edge]]
            if not quote.outer_start <= hit.token.i < quote.outer_end:
                start, end = min(start, quote.outer_start), max(end, quote.outer_end)
    if end < len(words) and hit.token.i < start and words[end].tag_ in FINITE and not lay.in_quote(end - 1):
        # "asked if it would last, the envoy said": the parse drew the next subject in
        comma = next((i for i in range(end - 1, start, -1) if words[i].text == "," and not lay.in_quote(i)), start)
        if comma > start and not any(t.tag_ in FINITE for t in words[comma:end]):
            end = comma
    while end > start and not lay.in_quote(end - 1) and (words[end - 1].is_space or words[end - 1].text in _CLOSERS or words[end - 1].dep_ == "cc"):
        end -= 1
    if end < len(words) and words[end].lower_ in _HALVES and words[end - 1].like_num:
        end += 1
    while start < end < len(words) - 1 and words[end].text == "-" and not words[end - 1].whitespace_ and not words[end].whitespace_:
        # "his re|-election"
        end += 2
    return Part(start, end, part.rule, part.head) if end > start else None


def _after_dateline(start: int, end: int, lay: Layout) -> int:
    """Past "Nov. 3 (Agency) --", when a stretch opens with it."""
    for i in range(start, min(end - 1, start + _LONGEST_DATELINE)):
        if lay.tags[i] in FINITE or lay.quote_at[i] >= 0:
            return start
        if lay.texts[i] == ")" and lay.texts[i + 1] in ("--", "-", "—", "–"):
            return i + 2
    return start


def _is_opener(word: Token) -> bool:
    return word.is_space or word.text in _OPENERS or (word.lower_ == "that" and (word.dep_ == "mark" or word.tag_ == "IN"))
