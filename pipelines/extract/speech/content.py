"""What a cue reports: the stretches of text that its complements cover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Span, Token

from pipelines.extract.speech.cues import CueLexicon, Hit
from pipelines.extract.speech.layout import FINITE, Layout, Quoted

_CLAUSAL = frozenset(("ccomp", "parataxis"))
_WH = frozenset(("whether", "how", "why", "what", "when", "where", "who", "which", "if", "whom"))
_REPORTERS_TIME = frozenset(["day", "days", "week", "weeks", "month", "months", "year", "years", "hour", "hours", "minute", "minutes"])
_EMPTY = frozenset(["something", "anything", "nothing", "everything", "thing", "things", "question", "questions", "same", "lot", "bit", "word", "words", "name", "names", "detail", "details"])
_OF_CONTENT = frozenset(["of", "for", "with", "against", "between", "in", "into", "from", "over", "under", "as", "among", "towards", "toward", "because", "despite"])
_CONDITIONS = frozenset("under without despite unlike given if because with although though unless while when after once since as".split())
_COMMAS = frozenset((",", "--", "—", "–"))
_LOOSE = frozenset(("appos", "npadvmod", "attr", "dobj", "conj"))
_TIME_OPENERS = frozenset("a an one two three four five six days hours weeks months years minutes several just shortly soon".split())
_OPENERS = frozenset(("that", ",", ":", ";", "-", "--", "—", "–"))


@dataclass(frozen=True, slots=True)
class Part:
    """An unbroken stretch of content: token range [start, end), the rule that found it, and the head of its clause, if there is one."""

    start: int
    end: int
    rule: str
    head: int | None = None


def contents(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """The content of a cue, in text order; empty when it reports nothing that is worded here."""
    if hit.cue.pos == "prep":
        found = _of_preposition(hit, lay, lexicon)
    elif hit.cue.pos == "noun":
        found = _of_noun(hit, lay, lexicon)
    else:
        found = _of_verb(hit, lay, lexicon)
    return [p for p in (_tidy(p, hit, lay) for p in found) if p is not None]


# --- verbs


def _of_verb(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    frames = hit.cue.frames
    token = hit.token
    passive = any(c.dep_ == "auxpass" for c in token.lefts)
    found = _beside(hit, lay, lexicon) if "quote" in frames else []
    if not found and frames & {"that", "bare", "wh"}:
        found = _clausal(hit, lay, lexicon)
    if not found and "inf" in frames and not passive:
        found = _infinitive(hit, lay, lexicon)
    if not found and "obj_inf" in frames:
        found = _object_infinitive(hit, lay, lexicon)
    if not found and frames & {"of_ger", "for_ger", "of_np", "as", "as_np", "for_obj_inf"}:
        found = _prepositional(hit, lay, lexicon)
    if not found and "ger" in frames:
        found = _gerund(hit, lay, lexicon)
    if not found and "oprd" in frames and not (passive and not _has_agent(token)) and not any(c.tag_ in ("WP", "WDT") for c in token.lefts):
        found = _predicative(hit, lay, lexicon)
    if not found and "np" in frames and not passive:
        found = _nominal(hit, lay, lexicon)
    return found


def _has_agent(token: Token) -> bool:
    return any(c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by") for c in token.rights)


def _clausal(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    cue = hit.token
    frames = hit.cue.frames
    left: Token | None = None
    right: Token | None = None
    first: Token | None = None
    relative = next((c for c in cue.lefts if c.tag_ in ("WDT", "WP") and c.dep_ in ("nsubj", "dobj", "nsubjpass", "pobj")), None)
    if relative is None:
        relative = next((t for c in cue.rights if c.dep_ == "ccomp" for t in c.lefts if t.tag_ in ("WDT", "WP") and t.i < cue.i), None)
    for child in cue.children:
        if child.dep_ not in ("ccomp", "parataxis") or not (_is_clause(child) or (child.dep_ == "ccomp" and relative is not None)):
            continue
        if child.i < cue.i:
            left = left or (None if relative is not None and relative.i > child.i else child)
        elif right is None or not (_fits(right, frames, cue) or relative is not None):
            first = first or child
            right = child
    found: list[Part] = []
    if left is not None and right is not None and not any(c.dep_ in ("nsubj", "nsubjpass") for c in cue.children) and _fits(right, frames, cue):
        # no speaker but in the clause before: the parse took the speaker's relative clause for content
        left = None
    if left is not None:
        start = min(left.left_edge.i, _fronted(left, cue))
        found.append(Part(start, _left_limit(left, cue, lay), "clausal_left", left.i))
    if right is None and left is None:
        # a clause that the parse calls something else, marked by "that"
        right = next(
            (
                c
                for c in cue.rights
                if c.dep_ in ("acl", "relcl", "advcl", "dep", "xcomp", "conj")
                and c.pos_ in ("VERB", "AUX")
                and not (c.dep_ == "conj" and any(o.dep_ == "dobj" for o in cue.rights))
                and any(m.lower_ == "that" and m.dep_ == "mark" for m in c.lefts)
            ),
            None,
        ) or _that_under_object(cue, lexicon)
    if right is not None and (_fits(right, frames, cue) or (relative is not None and "bare" in frames)):
        edge = right.left_edge.i if first is None else min(first.left_edge.i, right.left_edge.i)
        start = max(edge, hit.tokens[-1].i + 1 if hit.tokens[-1].i < right.i else cue.i + 1)
        start = _with_condition(start, hit, lay)
        start = _after_that(start, right, cue)
        rule = "clausal" if left is None else "clausal_resumed"
        found.append(Part(start, _right_limit(cue, right, lay, lexicon), rule, right.i))
    if not found:
        found = _as_told(hit, lay) or _parenthetical(hit, lay)
    if not found:
        found = _lost_that(hit, lay, lexicon)
    if not found and "bare" in frames:
        found = _lost_clause(hit, lay, lexicon)
    return found


def _as_told(hit: Hit, lay: Layout) -> list[Part]:
    """The main clause beside "as the paper noted"."""
    cue = hit.token
    if cue.dep_ != "advcl" or not any(c.dep_ == "mark" and c.lower_ == "as" for c in cue.lefts):
        return []
    if not any(c.dep_ == "nsubj" for c in cue.children) or any(c.dep_ in ("dobj", "ccomp", "xcomp", "acomp", "attr", "oprd") for c in cue.rights):
        return []
    words = lay.doc.doc
    low, high = lay.host(cue)
    start, end = cue.left_edge.i, cue.right_edge.i + 1
    if end < high and words[end].text == "," and cue.head.i > end and start - low <= 3:
        return [Part(end + 1, high, "as_told", cue.head.i)]
    if words[start - 1].text == "," and cue.head.i < start and (end >= high or words[end].text in (".", "!", "?")):
        return [Part(low, start - 1, "as_told", cue.head.i)]
    return []


def _lost_that(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """A clause with "that" after the cue and its adverbials, wherever the parse hangs it."""
    cue = hit.token
    words = lay.doc.doc
    _, high = lay.host(cue)
    first = hit.tokens[-1].i + 1
    for i in range(first, min(high - 2, first + 16)):
        word = words[i]
        if lay.in_quote(i) or word.text in (";", ".", ":") or (word.tag_ in FINITE) or word.tag_ == "VBG":
            return []
        if word.lower_ != "that":
            continue
        if word.tag_ not in ("IN", "WDT", "DT") or words[i - 1].pos_ in ("ADP", "PART", "CCONJ") or words[i - 1].lemma_.lower() in lexicon.nouns.keys() - lexicon.documents:
            return []
        body = words[i + 1 : high]
        verb = next((t for t in body if t.tag_ in FINITE), None)
        subject = next((t for t in body[:12] if t.dep_ in ("nsubj", "nsubjpass", "expl")), None)
        if verb is None or subject is None or verb.i - i > 15 or words[i + 1].tag_ in FINITE:
            return []
        end = cue.right_edge.i + 1 if cue.right_edge.i > verb.i else high
        return [Part(i + 1, _boundary(i + 1, min(end, high), lay, lexicon) or min(end, high), "clausal", None)]
    return []


def _that_under_object(cue: Token, lexicon: CueLexicon) -> Token | None:
    """The that-clause of "told reporters that ...", hung on the addressee or on the occasion by the parse."""
    for child in cue.rights:
        if child.dep_ not in ("dobj", "dative", "npadvmod", "prep"):
            continue
        for mark in child.subtree:
            clause = mark.head
            if mark.lower_ != "that" or mark.dep_ != "mark" or clause.dep_ not in ("acl", "ccomp", "relcl") or clause.i < child.i:
                continue
            noun = clause.head.lemma_.lower()
            # "commented on a warning that ...": the noun's content, not the verb's
            return clause if noun not in lexicon.nouns or noun in lexicon.documents else None
    return None


def _is_clause(token: Token) -> bool:
    if token.pos_ in ("VERB", "AUX") or token.tag_ in FINITE:
        return True
    return any(c.dep_ in ("nsubj", "nsubjpass", "cop", "aux", "expl") for c in token.lefts)


def _is_finite(token: Token) -> bool:
    if token.tag_ in FINITE:
        return True
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in token.children)


def _fits(clause: Token, frames: frozenset[str], cue: Token) -> bool:
    """Whether a complement after its cue has a form that the cue allows."""
    first = next((c for c in clause.lefts if c.dep_ == "mark" or c.tag_ in ("WRB", "WP", "WDT")), None)
    if first is not None and first.lower_ == "that":
        return bool(frames & {"that", "bare"})
    if (
        first is not None
        and first.lower_ in _WH
        and first.i < clause.i
        and not any(c.dep_ in ("nsubj", "nsubjpass") and c.i < first.i for c in clause.lefts)
    ):
        if "wh" in frames:
            return True
        # relative pronoun outside: "which officials said killed dozens"
        return first.i < cue.i
    if _is_finite(clause) and any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj", "attr") or (c.dep_ == "aux" and c.tag_ == "MD") for c in clause.lefts):
        return "bare" in frames or ("that" in frames and any(t.lower_ == "that" for t in clause.doc[cue.i + 1 : clause.left_edge.i + 1]))
    return False


def _with_condition(start: int, hit: Hit, lay: Layout) -> int:
    """Take in "under the plan," between cue and clause, which the parse hangs on the cue."""
    first = hit.tokens[-1].i + 1
    words = lay.doc.doc
    if first < start and words[first].lower_ in _CONDITIONS and words[start - 1].text == "," and words[first].head.i == hit.token.i:
        return first
    return start


def _fronted(left: Token, cue: Token) -> int:
    """Where content before its cue starts when the parse hangs its opening on the cue."""
    start = left.left_edge.i
    for child in cue.lefts:
        if child.i < start and child.dep_ not in ("cc",):
            start = min(start, child.left_edge.i)
    return start


def _left_limit(left: Token, cue: Token, lay: Layout) -> int:
    """One past the content before a cue: its clause's end, or the quotation's where the parse drew the speaker into the clause."""
    end = left.right_edge.i + 1
    words = lay.doc.doc
    i = end - 1
    while i > left.left_edge.i and not lay.in_quote(i):
        i -= 1
    if lay.in_quote(i) and i < end - 1:
        quote = lay.quotes[lay.quote_at[i]]
        rest = words[quote.outer_end : end]
        if words[quote.end - 1].text[-1:] in ",?!—…" and not any(t.tag_ in FINITE and not _in_relative(t) for t in rest):
            return quote.outer_end
    return end


def _after_that(start: int, clause: Token, cue: Token) -> int:
    """Skip what stands between cue and content: time and place of the speech, and "that"."""
    doc = clause.doc
    for mark in clause.lefts:
        if mark.lower_ == "that" and mark.dep_ in ("mark", "nsubj", "det", "dobj", "advmod") and mark.dep_ == "mark" and mark.i >= start:
            return mark.i + 1
    # "said Tuesday the army had ...": a date right after the cue belongs to the saying
    for child in clause.lefts:
        if child.left_edge.i != start or child.i - cue.i > 4:
            continue
        if (
            child.dep_ == "npadvmod"
            and child.ent_type_ in ("DATE", "TIME")
            and child.left_edge.i == cue.i + 1
            and doc[child.right_edge.i + 1].text != ","
        ) or (
            child.dep_ == "prep"
            and child.left_edge.i == cue.i + 1
            and child.lower_ in ("on", "in", "at")
            and any(c.ent_type_ in ("DATE", "TIME") for c in child.children)
        ):
            start = child.right_edge.i + 1
    return start


def _right_limit(cue: Token, clause: Token, lay: Layout, lexicon: CueLexicon) -> int:
    """One past the content after a cue: the clause and what follows it under the cue, up to the reporter's next words."""
    end = clause.right_edge.i + 1
    _, high = lay.host(clause)
    stop = _boundary(clause.left_edge.i, end, lay, lexicon)
    if stop is not None:
        return stop
    for child in cue.rights:
        if child.i < clause.i or child.left_edge.i < end:
            continue
        if _breaks(child, cue, lay, lexicon):
            break
        stop = _boundary(end, child.right_edge.i + 1, lay, lexicon)
        if stop is not None:
            return stop
        end = child.right_edge.i + 1
    return min(end, high)


def _breaks(child: Token, cue: Token, lay: Layout, lexicon: CueLexicon) -> bool:
    """Whether a dependent of the cue after its content is the reporter's again."""
    if child.dep_ == "punct" or child.dep_ == "cc":
        return child.text in (";", "—", "--", "–") and False
    lemma = child.lemma_.lower()
    if child.dep_ == "conj":
        own = any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in child.lefts)
        marked = any(c.dep_ == "mark" and c.lower_ in ("that", "whether") for c in child.lefts)
        if marked or lemma in lexicon.mental:
            return False
        if lemma in lexicon.verbs:
            return True
        joined = next((c for c in reversed(list(cue.rights)) if c.dep_ == "cc" and c.i < child.i), None)
        if joined is None:
            return False
        # "X says A, but B": a new sentence of the reporter's
        return not own or (joined.lower_ == "but" and lay.doc.doc[joined.i - 1].text == ",")
    if child.dep_ == "advcl":
        if child.tag_ == "VBG" and lemma in lexicon.verbs:
            return True
        mark = next((c for c in child.lefts if c.dep_ in ("mark", "advmod")), None)
        if mark is not None and mark.lower_ in ("after", "before", "when", "while", "as") and lay.doc.doc[child.left_edge.i - 1].text == ",":
            return True
        return child.tag_ == "VBG" and lay.doc.doc[child.left_edge.i - 1].text == ","
    return child.dep_ == "prep" and child.lower_ in lexicon.preps


def _boundary(start: int, end: int, lay: Layout, lexicon: CueLexicon) -> int | None:
    """Token at which the reporter's own words resume inside a stretch that the parse gives to the content."""
    words = lay.doc.doc
    end = min(end, len(words))
    for i in range(start + 2, end):
        if lay.in_quote(i):
            continue
        word = words[i]
        lower = word.lower_
        if lower == "according" and i + 1 < len(words) and words[i + 1].lower_ == "to":
            return i
        after_comma = words[i - 1].text in _COMMAS or lay.in_quote(i - 1)
        if lower in ("and", "but") and i + 1 < end:
            verb = i + 1
            while verb < end - 1 and words[verb].dep_ in ("advmod", "aux", "neg"):
                verb += 1
            if _opens_new_words(words[verb], after_comma, lexicon):
                return i
        if not after_comma:
            continue
        if word.tag_ == "VBG" and _is_new_cue(word, lexicon):
            return i
        if word.tag_ == "VBD" and word.dep_ in ("advcl", "conj", "dep") and word.lemma_.lower() in lexicon.verbs and not _has_subject(word):
            # "suggested A, called it B and ...": a list of what the speaker did
            return i
        if lower in _TIME_OPENERS and _is_reporters_time(words[i : min(i + 5, end)]):
            return i
        if lower in ("a", "an") and any(t.lemma_.lower() in lexicon.nouns and t.dep_ in _LOOSE for t in words[i + 1 : min(i + 3, end)]):
            # "..., an admission that ...": the reporter's comment
            return i
    return None


def _opens_new_words(verb: Token, after_comma: bool, lexicon: CueLexicon) -> bool:
    """Whether "and" or "but" before a verb leads back to the speaker ("and added that", "but denied reports")."""
    if verb.dep_ != "conj" or _has_subject(verb):
        return False
    if _is_new_cue(verb, lexicon):
        return True
    if verb.tag_ != "VBD" or verb.lemma_.lower() not in lexicon.verbs or any(c.dep_ in ("aux", "auxpass") for c in verb.lefts):
        return False
    # a plain past beside a perfect or a modal runs parallel to the cue, not to the content
    return after_comma or any(c.dep_ in ("aux", "auxpass") for c in verb.head.lefts)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.lefts)


def _is_new_cue(word: Token, lexicon: CueLexicon) -> bool:
    """Whether a verb inside or after a content opens words of its own."""
    entries = lexicon.verbs.get(word.lemma_.lower())
    if not entries or not any(c.frames & {"that", "quote"} for c in entries):
        return False
    for child in word.rights:
        if child.dep_ in ("ccomp", "xcomp") or (child.dep_ == "punct" and child.is_quote):
            return True
        if child.dep_ == "prep" and child.lower_ in ("of", "for", "as"):
            return True
    if word.i + 1 == len(word.doc):
        return False
    following = word.nbor(1)
    return following.is_quote or following.lower_ == "that" or following.text == ":"


def _is_reporters_time(words: Span) -> bool:
    """Whether "a day after the rebels ..." starts here: the reporter's setting of time."""
    if words[0].lower_ in ("shortly", "just", "soon"):
        return len(words) > 1 and words[1].lower_ in ("after", "before")
    return any(a.lower_ in _REPORTERS_TIME and b.lower_ in ("after", "before", "ahead") for a, b in pairwise(words))


def _parenthetical(hit: Hit, lay: Layout, *, before_quote: bool = False) -> list[Part]:
    """The sentence around a cue with no complement of its own: "the toll, they said, was higher"."""
    cue = hit.token
    words = lay.doc.doc
    if not any(c.dep_ in ("nsubj", "nsubjpass") for c in cue.children):
        return []
    if not before_quote and any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in cue.children):
        return []
    low, high = lay.host(cue)
    first = min(c.left_edge.i for c in cue.children if c.dep_ in ("nsubj", "nsubjpass"))
    first = min(first, cue.i)
    if words[cue.i - 1].text == "," and any(c.dep_ == "nsubj" for c in cue.rights):
        first = cue.i
    last = cue.i
    for child in cue.rights:
        if child.dep_ in ("nsubj", "nsubjpass", "advmod", "prep", "npadvmod", "dative", "prt") and child.left_edge.i <= last + 1:
            last = child.right_edge.i
    before = first - 1
    if before <= low or words[before].text not in (",", "--", "—", "–", "-"):
        return []
    after = last + 1
    clause = cue.head
    if cue.dep_ in ("relcl", "acl"):
        return []
    if after >= high or words[after].text in (".", "!", "?"):
        # the cue closes the sentence
        if cue.dep_ in ("conj", "advcl", "ROOT") and cue.dep_ != "ROOT" and not any(t.tag_ in FINITE for t in words[low:before]):
            return []
        if not any(t.tag_ in FINITE and not lay.in_quote(t) for t in words[low:before]) and not lay.in_quote(before - 1):
            return []
        return [Part(low, before, "clausal_left", clause.i if clause.i < first else None)]
    if words[after].text not in (",", "--", "—", "–", "-"):
        return []
    if not any(t.tag_ in FINITE for t in words[after:high]) and not any(t.tag_ in FINITE for t in words[low:before]):
        return []
    rest = Part(after + 1, high, "parenthetical", None)
    complete = any(t.tag_ in FINITE and not lay.in_quote(t) and t.dep_ in ("ROOT", "ccomp", "conj", "aux", "auxpass") for t in words[low:before])
    if complete and (words[after + 1].tag_ in ("VBG", "IN") or not any(t.tag_ in FINITE for t in words[after + 1 : high])):
        return [Part(low, before, "clausal_left", clause.i if clause.i < first else None)]
    if not any(t.pos_ in ("NOUN", "PROPN", "NUM", "VERB") for t in words[low:before]):
        return [rest]
    if words[before - 1].tag_ in ("WDT", "WP", "CC", "IN"):
        # "tour guides who, they say, are ...": only what the relative pronoun opens is theirs
        return [rest]
    return [Part(low, before, "parenthetical", None), rest]


def _lost_clause(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """A finite clause right after the cue that the parse hangs elsewhere: subject and finite verb up to the sentence's end."""
    cue = hit.token
    if cue.tag_ not in ("VBD", "VBZ", "VBP", "VBG", "VB", "VBN") or cue.lemma_.lower() not in ("say", "add", "claim", "state", "argue", "tell"):
        return []
    words = lay.doc.doc
    low, high = lay.host(cue)
    i = hit.tokens[-1].i + 1
    if i >= high or lay.in_quote(i):
        return []
    start = i
    if words[i].lower_ == "that":
        start = i + 1
    subject = next(
        (t for t in words[start : min(high, start + 12)] if t.dep_ in ("nsubj", "nsubjpass", "expl") and t.i > cue.i and t.head.i != cue.i), None
    )
    if subject is None or not _is_finite(subject.head) or subject.head.i < cue.i or subject.left_edge.i > start + 1:
        return []
    clause = subject.head
    if cue.is_ancestor(clause) or words[i].lower_ == "that" or clause.i > cue.i:
        end = max(clause.right_edge.i + 1, start)
        stop = _boundary(start, min(end, high), lay, lexicon)
        return [Part(start, stop or min(end, high), "clausal", clause.i)]
    return []


def _limit(cue: Token, head: Token, lay: Layout, lexicon: CueLexicon) -> int:
    """Right limit of a non-finite complement."""
    end = head.right_edge.i + 1
    return _boundary(head.i, end, lay, lexicon) or end


def _infinitive(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    for child in hit.token.rights:
        if child.dep_ in ("xcomp", "advcl", "ccomp") and child.tag_ == "VB":
            to = next((c for c in child.lefts if c.tag_ == "TO"), None)
            if to is not None and child.left_edge.i >= hit.token.i + 1 and to.i - hit.token.i <= 5:
                return [Part(to.i, _limit(hit.token, child, lay, lexicon), "infinitive", child.i)]
    return []


def _object_infinitive(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """The addressee and what it is to do: "ordered [troops to leave]"."""
    cue = hit.token
    verb: Token | None = None
    for child in cue.rights:
        if child.dep_ in ("xcomp", "ccomp", "advcl") and child.tag_ == "VB" and any(c.tag_ == "TO" for c in child.lefts):
            verb = child
            break
        if child.dep_ in ("dobj", "pobj", "prep"):
            nested = next(
                (
                    t
                    for t in child.subtree
                    if t.dep_ in ("acl", "relcl", "xcomp") and t.tag_ == "VB" and any(c.tag_ == "TO" for c in t.lefts) and t.i > child.i
                ),
                None,
            )
            if nested is not None:
                verb = nested
                break
    if verb is None:
        return []
    start = hit.tokens[-1].i + 1
    to = next(c for c in verb.lefts if c.tag_ == "TO")
    if any(c.dep_ == "auxpass" for c in cue.lefts):
        return [Part(to.i, _limit(cue, verb, lay, lexicon), "object_infinitive", verb.i)]
    if to.i - start > 25 or to.i < start:
        return []
    return [Part(start, _right_limit(cue, verb, lay, lexicon), "object_infinitive", verb.i)]


def _prepositional(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    cue = hit.token
    frames = hit.cue.frames
    wanted: dict[str, str] = {}
    if frames & {"of_ger", "of_np"}:
        wanted["of"] = "of_np" if "of_np" in frames else "of_ger"
        wanted["against"] = wanted["of"]
    if "for_ger" in frames:
        wanted["for"] = "for_ger"
    if frames & {"as", "as_np"}:
        wanted["as"] = "as"
    if "as_np" in frames:
        wanted["to"] = "skip"
    for prep in _preps(cue):
        kind = wanted.get(prep.lower_)
        if kind is None or kind == "skip" or prep.i < cue.i:
            continue
        for child in prep.children:
            if child.i < prep.i or lay.in_quote(prep):
                continue
            gerund = child.dep_ == "pcomp" or child.tag_ == "VBG"
            if kind == "as" and (gerund or child.dep_ in ("pobj", "amod", "prep", "advcl")):
                return [Part(_from_object(cue, prep.i + 1), _limit(cue, child, lay, lexicon), "as", child.i)]
            if gerund:
                return [Part(prep.i + 1, _limit(cue, child, lay, lexicon), "gerund", child.i)]
            if child.dep_ == "pobj" and kind == "of_np":
                return [Part(prep.i + 1, _limit(cue, child, lay, lexicon), "of_noun", child.i)]
    if "for_obj_inf" in frames:
        after = hit.tokens[-1]
        verb = next((t for t in cue.subtree if t.tag_ == "VB" and t.i > after.i and any(c.tag_ == "TO" for c in t.lefts)), None)
        if verb is not None and verb.i - after.i < 15:
            return [Part(after.i + 1, _limit(cue, verb, lay, lexicon), "object_infinitive", verb.i)]
    return []


def _from_object(cue: Token, otherwise: int) -> int:
    """Where a description starts: at what is described, when it stands between cue and description."""
    thing = next((c for c in cue.rights if c.dep_ in ("dobj", "nsubj") and c.i < otherwise), None)
    return otherwise if thing is None else thing.left_edge.i


def _preps(cue: Token) -> Iterator[Token]:
    """Prepositions of a cue, or of its object where the parse hung them there."""
    for child in cue.rights:
        if child.dep_ in ("prep", "agent"):
            yield child
        elif child.dep_ in ("dobj", "pobj"):
            for t in child.subtree:
                if t.dep_ == "prep" and t.i > child.i:
                    yield t


def _gerund(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    for child in hit.token.rights:
        if (
            child.dep_ in ("xcomp", "ccomp", "advcl", "dobj")
            and child.tag_ == "VBG"
            and child.left_edge.i <= hit.tokens[-1].i + 3
            and child.i > hit.token.i
        ):
            if lay.doc.doc[child.left_edge.i - 1].text == "," or any(c.dep_ in ("mark", "advmod") and c.lower_ in ("while", "when", "after", "before") for c in child.lefts):
                continue
            return [Part(child.left_edge.i, _limit(hit.token, child, lay, lexicon), "gerund", child.i)]
    return []


def _predicative(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """Called the vote a sham": the description, with what is described when that is no pronoun."""
    for child in hit.token.rights:
        if child.dep_ in ("oprd", "ccomp", "xcomp", "attr", "acomp") and child.pos_ in ("NOUN", "ADJ") and child.i > hit.token.i:
            start = max(hit.token.i + 1, _from_object(hit.token, child.left_edge.i))
            return [Part(start, _limit(hit.token, child, lay, lexicon), "predicative", child.i)]
    return []


def _nominal(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """A noun phrase as content: "denied involvement", "called for a ceasefire", with clauses coordinated to it."""
    cue = hit.token
    last = hit.tokens[-1]
    if cue.tag_ == "VB" and any(c.tag_ in ("TO", "MD") for c in cue.lefts):
        return []
    owner = last if last.dep_ in ("prep", "prt") and any(c.dep_ == "pobj" for c in last.rights) else cue
    for child in owner.rights:
        if child.dep_ not in ("dobj", "pobj") or child.pos_ not in ("NOUN", "PROPN", "VERB", "NUM") or child.i < last.i:
            continue
        if child.lemma_.lower() in lexicon.documents or child.ent_type_ in ("PERSON", "DATE", "TIME", "GPE") or child.lower_ in _EMPTY:
            return []
        if any(c.lower_ in ("no", "any") for c in child.lefts) and cue.lemma_ != "deny":
            return []
        end = child.right_edge.i + 1
        for more in cue.rights:
            if (more.i > child.i and more.dep_ == "conj" and any(m.dep_ == "mark" and m.lower_ == "that" for m in more.lefts)) or (more.dep_ == "prep" and more.left_edge.i == end and more.lower_ in _OF_CONTENT):
                end = more.right_edge.i + 1
        end = _boundary(child.i, end, lay, lexicon) or end
        return [Part(child.left_edge.i, end, "nominal", child.i)]
    return []


def _beside(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """The quotations that stand right beside a cue, whatever the parse makes of them."""
    left = _quote_before(hit, lay, lexicon)
    right = _quote_after(hit, lay, lexicon)
    found: list[Part] = []
    low, _ = lay.host(hit.token)
    words = lay.doc.doc
    if left is not None:
        start = left.outer_start
        while start > low and (lay.in_quote(start - 1) or words[start - 1].is_punct or words[start - 1].is_space):
            start -= 1
        if start > low and (_has_clause_after(hit.token) or hit.cue.frames & {"of_ger", "for_ger", "as", "oprd"}):
            # "Speaking on 'Good Day,' he admitted that ...": the content follows
            return []
        if start > low and any(t.tag_ in FINITE and not lay.in_quote(t) for t in words[low:start]):
            # "The plan was 'dead,' he said": the sentence up to the cue, unless another cue already opens the quotation
            if any(_opens_quote(t, left.outer_start, lexicon) for t in words[low:start]):
                return []
            start = low
        elif start > low and not left.is_utterance:
            start = low
        else:
            start = left.outer_start if start > low else low
        found.append(Part(start, left.outer_end, "quoted_left"))
    if right is not None:
        if left is None and words[right.start].text[:1].islower() and hit.token.i > low:
            found += [p for p in _parenthetical(hit, lay, before_quote=True) if p.end <= hit.token.i]
        found.append(Part(right.start, right.end, "quoted_right" if not found else "quoted_resumed"))
    return found


def _has_clause_after(cue: Token) -> bool:
    return any(c.dep_ in ("ccomp", "xcomp") and c.i > cue.i and _is_clause(c) for c in cue.rights)


def _opens_quote(token: Token, quote_start: int, lexicon: CueLexicon) -> bool:
    entries = lexicon.verbs.get(token.lemma_.lower())
    return bool(entries) and token.pos_ == "VERB" and quote_start - token.i <= 3


def _quote_before(hit: Hit, lay: Layout, lexicon: CueLexicon) -> Quoted | None:
    """The quotation that ends before the cue and its subject, closed by a comma or the like."""
    cue = hit.token
    words = lay.doc.doc
    low, _ = lay.host(cue)
    i = cue.i - 1
    while i >= low and cue.i - i <= 40 and not lay.in_quote(i):
        i -= 1
    if i < low and _is_tag(cue, lay) and lay.in_quote(i) and lay.paragraph_at[i] == lay.paragraph_at[cue.i]:
        return lay.quotes[lay.quote_at[i]]
    if i < low or not lay.in_quote(i):
        return None
    quote = lay.quotes[lay.quote_at[i]]
    last = words[quote.end - 1].text
    after = words[quote.outer_end].text if quote.outer_end < len(words) else ""
    if last[-1:] not in ",?!—-…" and after != ",":
        return None
    gap = words[quote.outer_end : cue.i]
    if not _clear(gap, lexicon) or (not quote.is_utterance and last[-1:] != ","):
        return None
    return quote


def _is_tag(cue: Token, lay: Layout) -> bool:
    """Whether the sentence is no more than "Marek said." """
    low, high = lay.host(cue)
    if high - low > 8 or cue.dep_ != "ROOT" or any(c.dep_ in ("ccomp", "dobj", "xcomp") for c in cue.children):
        return False
    return any(c.dep_ == "nsubj" for c in cue.children) and all(t.i <= cue.i or t.dep_ in ("punct", "advmod", "npadvmod", "prep", "pobj", "det") for t in lay.doc.doc[low:high])


def _quote_after(hit: Hit, lay: Layout, lexicon: CueLexicon) -> Quoted | None:
    """The quotation that starts after the cue, its inverted subject, addressee and adverbials, and ends its clause."""
    cue = hit.token
    words = lay.doc.doc
    _, high = lay.host(cue)
    first = hit.tokens[-1].i + 1
    i = first
    while i < min(high, first + 24) and not lay.in_quote(i):
        i += 1
    if i >= len(words) or i >= first + 24 or not lay.in_quote(i):
        return None
    if i >= high and words[high - 1].text != ":":
        return None
    quote = lay.quotes[lay.quote_at[i]]
    if lay.paragraph_at[quote.start] != lay.paragraph_at[cue.i]:
        return None
    gap = words[first : quote.outer_start]
    if not _clear(gap, lexicon) or any(t.lower_ in ("that", "the", "a", "an", "of", "as") and t.i == quote.outer_start - 1 for t in gap):
        return None
    introduced = not len(gap) or gap[-1].text in (",", ":")
    if not introduced and not (quote.is_utterance and words[quote.start].text[:1].isupper()):
        return None
    closes = words[quote.end - 1].text[-1:] in ".?!,…—"
    following = words[quote.outer_end] if quote.outer_end < len(words) else None
    ends = following is None or quote.outer_end >= high or following.is_punct or following.is_space or following.dep_ == "cc"
    if not (closes or ends) or (not quote.is_utterance and not ends):
        return None
    return quote


def _clear(gap: Span, lexicon: CueLexicon) -> bool:
    """Whether nothing but a speaker, adverbials and an addressee stands between cue and quotation."""
    for token in gap:
        if token.text in (".", ";", "!", "?"):
            return False
        if token.tag_ in FINITE and not _in_relative(token):
            return False
        if token.tag_ == "VBG" and token.lemma_.lower() in lexicon.verbs and token.dep_ != "amod":
            return False
    return True


def _in_relative(token: Token) -> bool:
    return any(t.dep_ in ("relcl", "acl") for t in (token, *(a for _, a in zip(range(6), token.ancestors, strict=False))))


# --- nouns and prepositions


def _of_noun(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    noun = hit.token
    frames = hit.cue.frames
    if noun.i and noun.nbor(-1).lower_ == "in" and noun.lower_ == "order":
        return []
    if noun.dep_ == "pobj" and noun.head.head.lemma_.lower() in lexicon.verbs and noun.lemma_.lower() in lexicon.documents:
        # "said in a statement that ...": the verb's content
        return []
    for child in noun.rights:
        if child.dep_ in ("acl", "relcl", "ccomp", "appos") and child.i > noun.i:
            mark = next((c for c in child.lefts if c.lower_ in ("that", "whether") and c.dep_ == "mark"), None)
            if mark is not None and mark.i - noun.i <= 8 and ("that" in frames or "wh" in frames):
                return [Part(mark.i + 1, _limit(noun, child, lay, lexicon), "noun", child.i)]
            to = next((c for c in child.lefts if c.tag_ == "TO"), None)
            if to is not None and "inf" in frames and to.i - noun.i <= 3:
                return [Part(to.i, _limit(noun, child, lay, lexicon), "noun_infinitive", child.i)]
        if child.dep_ == "prep" and child.lower_ == "of" and "of_ger" in frames:
            for inner in child.children:
                if inner.dep_ == "pcomp" and inner.tag_ == "VBG":
                    return [Part(child.i + 1, _limit(noun, inner, lay, lexicon), "noun", inner.i)]
        if child.dep_ == "prep" and child.lower_ in ("for", "on", "upon") and "for_obj_inf" in frames:
            verb = next((t for t in noun.subtree if t.tag_ == "VB" and t.i > child.i and any(c.tag_ == "TO" for c in t.lefts)), None)
            if verb is not None and verb.i - child.i < 12:
                return [Part(child.i + 1, _limit(noun, verb, lay, lexicon), "noun_infinitive", verb.i)]
    return []


def _of_preposition(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """The clause that "according to X" modifies, before or after it."""
    cue = hit.token
    words = lay.doc.doc
    low, high = lay.host(cue)
    end = object_end(hit, lay)
    quoted = _quote_after_object(hit, end, lay)
    if quoted is not None:
        return [Part(quoted.outer_start, quoted.outer_end, "according")]
    governor = cue.head.i if cue.head.pos_ in ("VERB", "AUX") else None
    if cue.i - low <= 2:
        start = end
        if start < high and words[start].text == ",":
            start += 1
        if start < high and words[start].tag_ == "VBG" and (skip := _participle_end(words[start], high, lay)) is not None:
            start = skip
        stop = high
        if stop - start < 3 or not any(t.tag_ in FINITE for t in words[start:stop]):
            return []
        return [Part(start, stop, "according_front", governor)]
    if words[cue.i - 1].tag_ in ("WDT", "WP"):
        return []
    if words[cue.i - 1].text == "," or lay.in_quote(cue.i - 1) or end >= high - 1 or cue.dep_ == "prep":
        start = low
        # the clause starts after an earlier clause's end only where the parse says so
        if not any(t.tag_ in FINITE for t in words[start : cue.i]):
            return []
        parts = [Part(start, cue.i, "according", governor)]
        if end < high - 2 and words[end].text == "," and words[end + 1].tag_ not in ("WDT", "WP", "VBG", "CC") and any(t.tag_ in FINITE for t in words[end:high]):
            parts.append(Part(end + 1, high, "according", governor))
        return parts
    return []


def _participle_end(token: Token, high: int, lay: Layout) -> int | None:
    """One past the comma that ends ", citing officials,"."""
    return next((i + 1 for i in range(token.i + 1, min(high, token.i + 12)) if lay.doc.doc[i].text == ","), None)


def _quote_after_object(hit: Hit, end: int, lay: Layout) -> Quoted | None:
    """ "In the words of a diplomat, 'a frozen war'": the quotation after the phrase is the content."""
    if len(hit.cue.words) < 3:
        return None
    words = lay.doc.doc
    i = end + 1 if end < len(words) and words[end].text in (",", ":") else end
    return lay.quotes[lay.quote_at[i]] if i < len(words) and lay.in_quote(i) else None


def object_end(hit: Hit, lay: Layout) -> int:
    """One past the object of a prepositional cue."""
    last = hit.tokens[-1]
    low, high = lay.host(last)
    words = lay.doc.doc
    head = object_of(hit)
    if head is None:
        return last.i + 1
    end = head.i + 1
    limit = min(head.right_edge.i + 1, high)
    while end < limit and words[end].text not in (",", ";", ".", "—", "--"):
        end += 1
    return end


def object_of(hit: Hit) -> Token | None:
    """Head of the object of a prepositional cue."""
    last = hit.tokens[-1]
    found = next((c for c in last.rights if c.dep_ == "pobj"), None)
    if found is None:
        found = next((c for c in hit.token.rights if c.dep_ == "pobj"), None)
    return found


# --- edges


def _tidy(part: Part, hit: Hit, lay: Layout) -> Part | None:
    """Trim punctuation, "that" and conjunctions at the edges, and take in a quotation that the part touches."""
    words = lay.doc.doc
    start, end = part.start, part.end
    end = min(end, len(words))
    while (
        start < end
        and not lay.in_quote(start)
        and (words[start].is_space or words[start].text in _OPENERS or (words[start].lower_ == "that" and words[start].dep_ == "mark"))
    ):
        start += 1
    if start >= end:
        return None
    # quotations are atoms
    first, last = lay.quote_at[start], lay.quote_at[end - 1]
    if first >= 0:
        quote = lay.quotes[first]
        if quote.outer_start < start and not quote.outer_start <= hit.token.i < quote.outer_end:
            start = quote.outer_start
    if last >= 0:
        quote = lay.quotes[last]
        if not quote.outer_start <= hit.token.i < quote.outer_end:
            end = max(end, quote.outer_end)
    while (
        end > start
        and not lay.in_quote(end - 1)
        and (words[end - 1].is_space or words[end - 1].text in (",", ";", ":", ".", "—", "–", "--", "-", "!", "?") or words[end - 1].dep_ == "cc")
    ):
        end -= 1
    if end <= start:
        return None
    return Part(start, end, part.rule, part.head)
