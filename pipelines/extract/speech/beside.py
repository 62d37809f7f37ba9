"""Quotations that stand right beside a cue, whatever the parse makes of them."""

from __future__ import annotations

from spacy.tokens import Span, Token

from pipelines.extract.speech.clauses import parenthetical
from pipelines.extract.speech.cues import CueLexicon, Hit
from pipelines.extract.speech.edges import SUBJECTS, Part, has_finite, in_relative, is_clause
from pipelines.extract.speech.layout import FINITE, Layout, Quoted
from pipelines.extract.speech.speakers import quoting_verb

#: Tokens between a cue and its quotation at most: a speaker with a relative clause, or an addressee with a place and a day.
_REACH_BEFORE = 40
_REACH_AFTER = 24
#: Tokens of a speaker between a quotation without its comma and the cue at most.
_SHORT_TAG = 3
#: Parts of speech that open words going on with a quotation; a noun opens the speaker.
_GOING_ON = frozenset(("ADP", "SCONJ", "CCONJ", "ADV", "VERB", "AUX", "PART"))
_DETERMINERS = frozenset(("that", "the", "a", "an", "of", "as"))


def beside(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """The quotation before a cue, the one after it, or both."""
    left = _quote_before(hit, lay, lexicon)
    passive = any(c.dep_ == "auxpass" for c in hit.token.lefts)
    right = None if passive else _quote_after(hit, lay, lexicon)
    low, _ = lay.host(hit.token)
    words = lay.doc.doc
    found: list[Part] = []
    if left is not None:
        start = left.outer_start
        while start > low and (lay.in_quote(start - 1) or words[start - 1].is_punct or words[start - 1].is_space):
            start -= 1
        opening = words[low:start]
        if start > low and (_has_clause_after(hit.token) or hit.cue.frames & {"of_ger", "for_ger", "as", "oprd"}):
            # "Speaking on 'Good Day,' he admitted that ...": the content follows
            return []
        if start > low and has_finite(opening, lay):
            # "The plan was 'dead,' he said": the sentence up to the cue, unless another cue opens the quotation
            if any(_opens_quote(t, left.outer_start, lexicon) for t in opening):
                return []
            start = low
        elif start > low:
            # "Towns like this 'deserve better,' he said" against "In a statement, 'we deserve better,' he said"
            start = left.outer_start if left.is_utterance and words[left.outer_start - 1].is_punct else low
        found.append(Part(start, _with_tail(hit.token, left, lay), "quoted_left"))
    if right is not None:
        opened = words[right.start].text[:1].islower() or words[right.outer_start - 1].text == ":"
        if left is None and opened and hit.token.i > low:
            found += [p for p in parenthetical(hit, lay, lexicon, before_quote=True) if p.end <= hit.token.i and _has_main_clause(p, lay)]
        found.append(Part(right.start, right.end, "quoted_right" if not found else "quoted_resumed"))
    return found


def _has_main_clause(part: Part, lay: Layout) -> bool:
    """Whether words before a tag are more than how the speaker spoke: not "Clearly worried about what he saw, he said: ..."."""
    return any(t.tag_ in FINITE and not in_relative(t) for t in lay.doc.doc[part.start : part.end])


def _with_tail(cue: Token, left: Quoted, lay: Layout) -> int:
    """One past the quotation and the words that go on with it up to the speaker ("'... a new start,' like that of last year, said Marek")."""
    words = lay.doc.doc
    subject = next((c for c in cue.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    first = cue.i if subject is None else min(cue.i, subject.left_edge.i)
    tail = words[left.outer_end : first - 1]
    if first - 1 > left.outer_end and words[first - 1].text == "," and sum(not t.is_punct for t in tail) > 1 and tail[0].pos_ in _GOING_ON:
        return first - 1
    return left.outer_end


def _has_clause_after(cue: Token) -> bool:
    return any(c.dep_ in ("ccomp", "xcomp") and c.i > cue.i and is_clause(c) for c in cue.rights)


def _opens_quote(token: Token, quote_start: int, lexicon: CueLexicon) -> bool:
    return token.lemma_.lower() in lexicon.verbs and token.pos_ == "VERB" and quote_start - token.i <= 3


def _quote_before(hit: Hit, lay: Layout, lexicon: CueLexicon) -> Quoted | None:
    """The quotation that ends before the cue and its subject, closed by a comma or the like."""
    cue = hit.token
    words = lay.doc.doc
    low, _ = lay.host(cue)
    verb = quoting_verb(cue) or cue
    first = min([verb.i, *(c.i for c in verb.lefts if c.dep_ in ("aux", "auxpass"))])
    i = first - 1
    least = max(low, cue.i - _REACH_BEFORE)
    while i >= least and lay.quote_at[i] < 0:
        i -= 1
    if i < 0 or lay.quote_at[i] < 0:
        return None
    quote = lay.quotes[lay.quote_at[i]]
    if i < low:
        return quote if _is_tag(cue, lay) and lay.paragraph_at[i] == lay.paragraph_at[cue.i] else None
    last = words[quote.end - 1].text[-1:]
    after = words[quote.outer_end].text if quote.outer_end < len(words) else ""
    gap = words[quote.outer_end : first]
    if any(t.tag_ in ("WRB", "WDT", "WP") and t.head.i == verb.i for t in gap):
        # "..., where she was observed"
        return None
    if last not in ",?!—-…" and after != "," and not (quote.outer_start == low and _is_short_tag(hit, gap)):
        return None
    if not _is_clear(gap, lexicon) or (not quote.is_utterance and last != ","):
        return None
    return quote


def _is_short_tag(hit: Hit, gap: Span) -> bool:
    """Whether a quotation needs no comma before its tag: '"We are ready" the mayor said'."""
    cue = hit.token
    if hit.cue.act != "say" or cue.tag_ != "VBD" or not len(gap) <= _SHORT_TAG or any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in cue.rights):
        return False
    return all(t.pos_ in ("DET", "NOUN", "PROPN", "PRON", "ADJ") for t in gap)


def _is_tag(cue: Token, lay: Layout) -> bool:
    """Whether the sentence is no more than subject and cue, as after a quotation that ends in a full stop."""
    low, high = lay.host(cue)
    if high - low > 8 or cue.dep_ != "ROOT" or any(c.dep_ in ("ccomp", "dobj", "xcomp") for c in cue.children):
        return False
    rest = (t for t in lay.doc.doc[low:high] if t.i > cue.i)
    return any(c.dep_ == "nsubj" for c in cue.children) and all(t.dep_ in ("punct", "advmod", "npadvmod", "prep", "pobj", "det") for t in rest)


def _quote_after(hit: Hit, lay: Layout, lexicon: CueLexicon) -> Quoted | None:
    """The quotation that starts after the cue, its inverted subject, addressee and adverbials, and ends its clause."""
    cue = hit.token
    words = lay.doc.doc
    _, high = lay.host(cue)
    first = hit.tokens[-1].i + 1
    i = first
    most = min(high, first + _REACH_AFTER)
    while i < most and lay.quote_at[i] < 0:
        i += 1
    if i >= len(words) or i >= first + _REACH_AFTER or not lay.in_quote(i) or (i >= high and words[high - 1].text != ":"):
        return None
    quote = lay.quotes[lay.quote_at[i]]
    if lay.paragraph_at[quote.start] != lay.paragraph_at[cue.i]:
        return None
    gap = words[first : quote.outer_start]
    if not _is_clear(gap, lexicon) or (len(gap) and gap[-1].lower_ in _DETERMINERS):
        return None
    led_in = len(gap) > 0 and gap[-1].text == ":"
    if any((t.lower_ == "that" and t.dep_ == "mark") or (t.dep_ in SUBJECTS and lay.in_quote(t.head) and not led_in) for t in gap):
        # "said that after the vote 'nobody left'", "said the news 'looks bad'": the clause is the content
        return None
    if not quote.is_utterance and cue.lemma_.lower() not in lexicon.telling and any(t.dep_ == "dobj" and t.head.i == cue.i for t in gap):
        return None
    if any(t.tag_ in FINITE and _opens_quote(t, quote.outer_start, lexicon) for t in gap):
        # "a deal that calls for calm and said: '...'": the nearer cue's
        return None
    if len(gap) and (gap[-1].pos_ in ("ADP", "VERB", "DET", "ADJ") or gap[-1].lower_ == "because"):
        # "spoke about 'A New Start'", "a meeting entitled 'A New Start'"
        return None
    introduced = not len(gap) or gap[-1].text in (",", ":")
    if not introduced and not (quote.is_utterance and words[quote.start].text[:1].isupper()):
        return None
    following = words[quote.outer_end] if quote.outer_end < len(words) else None
    ends = following is None or quote.outer_end >= high or following.is_punct or following.is_space or following.dep_ == "cc"
    closes = words[quote.end - 1].text[-1:] in ".?!,…—"
    return quote if ends or (closes and quote.is_utterance) else None


def _is_clear(gap: Span, lexicon: CueLexicon) -> bool:
    """Whether nothing but a speaker, adverbials and an addressee stands between cue and quotation."""
    for token in gap:
        if token.text in (".", ";", "!", "?"):
            return False
        if token.tag_ in FINITE and not in_relative(token):
            return False
        if token.tag_ == "VBG" and token.lemma_.lower() in lexicon.verbs and token.dep_ != "amod":
            return False
    return True
