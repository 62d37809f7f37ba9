"""Clauses as content: before, after and around a cue."""

from __future__ import annotations

from spacy.tokens import Span, Token

from pipelines.extract.speech.cues import CueLexicon, Hit
from pipelines.extract.speech.edges import (
    COMMAS,
    DASHES,
    OCCASIONS,
    STOPS,
    SUBJECTS,
    Part,
    boundary,
    governs_preposition,
    has_finite,
    has_subject,
    in_relative,
    infinitive_mark,
    is_clause,
    is_finite,
    right_limit,
    takes_up,
)
from pipelines.extract.speech.layout import FINITE, Layout
from pipelines.extract.speech.speakers import TAGS, broken_in, is_put, whose

_WH = frozenset(("whether", "how", "why", "what", "when", "where", "who", "which", "if", "whom"))
_CONDITIONS = frozenset(
    [
        "under",
        "without",
        "despite",
        "unlike",
        "given",
        "if",
        "because",
        "with",
        "although",
        "though",
        "unless",
        "while",
        "when",
        "after",
        "once",
        "since",
        "as",
    ]
)
#: Dependents that the parse hangs on a cue when it means its that-clause.
_MISHUNG = frozenset(("acl", "relcl", "advcl", "dep", "xcomp", "conj"))
#: Words at the start of a sentence that the parse may cut off its first phrase ("Thirty | people died").
_LONGEST_STRAY = 3
#: Marks of a clause before the main one whose cue keeps its content: "While both sides say the truce holds, ...".
_OPENING = frozenset(("while", "although", "though", "as", "because", "since"))
#: Marks of a clause that opens what somebody says, before the tag: "If it holds, she said, ...".
_CONDITIONAL = frozenset(("if", "unless", "because", "although", "though"))
_NAMED = frozenset(("NOUN", "PROPN", "PRON"))
#: What a subject that the parse loses is made of, and its tokens at most.
_PHRASE = frozenset(("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "CCONJ", "ADV"))
_LONGEST_SUBJECT = 9
#: How the parse may hang a clause whose subject it has lost.
_LOST = frozenset(("ccomp", "conj"))
_NOMINATIVE = frozenset(("he", "she", "they", "we", "i", "it"))
#: Tokens between a cue and a "that" which the parse gives to something else.
_REACH_THAT = 16


def clausal(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """The clauses that a verb reports, before it, after it, or both."""
    cue = hit.token
    frames = hit.cue.frames
    broken = broken_in(cue, lay) if cue.lemma_ in TAGS and "bare" in frames else None
    if broken is not None:
        return _around(cue, broken[1], lay, lexicon)
    relative = _relative_of(cue)
    left, first, right = _complements(cue, frames, relative)
    if left is not None and (is_put(left) or _is_apart(left, cue, lay) or _is_taken_up(left, cue, lexicon) or whose(cue, lay) is not None):
        left = None
    if left is not None and (governs_preposition(hit, lexicon) or any(c.dep_ == "xcomp" and infinitive_mark(c) is not None for c in cue.rights)):
        # "A came first, both sides agreed to talk": two sentences
        left = None
    measured = any(c.dep_ == "nsubjpass" and c.pos_ != "PRON" and left is not None and c.i > left.i for c in cue.lefts)
    if measured and cue.lemma_.lower() not in lexicon.telling:
        # "The office said that, as of noon, the storm was estimated at ..."; but "the court was told"
        left = None
    if left is not None and right is not None and not any(c.dep_ in SUBJECTS for c in cue.children) and _fits(right, frames, cue):
        # no speaker but in the clause before: the parse took the speaker's relative clause for content
        left = None
    found: list[Part] = []
    if left is not None:
        found.append(Part(_fronted(left, cue, lay), _left_limit(left, cue, lay), "clausal_left", left.i))
    if right is None and left is None:
        right = _that_clause(cue, hit.cue.act, lexicon) or (_question(hit) if "wh" in frames else None)
    lost_subject = first is not None and first.dep_ == "ccomp" and has_subject(first) and right is not None and is_finite(right)
    lost_subject = lost_subject or (right is not None and relative is None and (_is_contact(right, cue) or _is_turned_round(right, cue)))
    if right is not None and (_fits(right, frames, cue) or ((relative is not None or lost_subject) and "bare" in frames)):
        edge = right.left_edge.i if first is None else min(first.left_edge.i, right.left_edge.i)
        if _is_turned_round(right, cue):
            edge = cue.i + 1
        start = max(edge, hit.tokens[-1].i + 1 if hit.tokens[-1].i < right.i else cue.i + 1)
        start = _after_that(_with_condition(start, hit, lay), right, cue)
        condition = _condition_before(cue, start, lay) if left is None else None
        if condition is not None:
            found.append(condition)
        end = right_limit(cue, right, lay, lexicon)
        if _is_contact(right, cue):
            # "... men it said were hurt but its claim ...": the next clause is the reporter's
            joint = next((c.i for c in right.rights if c.dep_ == "cc" and any(has_subject(o) for o in right.rights if o.dep_ == "conj")), end)
            end = min(end, joint)
        found.append(Part(start, end, "clausal" if not found else "clausal_resumed", right.i))
    if not found:
        found = as_told(hit, lay, lexicon) or parenthetical(hit, lay, lexicon) or _lost_that(hit, lay, lexicon)
    if not found and "wh" in frames:
        found = _put_question(hit, lay)
    if not found and "bare" in frames:
        found = _lost_clause(hit, lay, lexicon) or _lost_subject(hit, lay, lexicon) or _worded(hit, lay, lexicon)
    return found


def _is_contact(clause: Token, cue: Token) -> bool:
    """Whether a clause lacks the noun that the cue's own clause hangs on: "photos of men it said | were hurt there"."""
    return cue.dep_ == "relcl" and clause.left_edge.i == cue.i + 1 and clause.left_edge.tag_ in FINITE and has_subject(cue) and is_finite(clause)


def _is_turned_round(clause: Token, cue: Token) -> bool:
    """Whether a clause has its subject behind the verb: "said | among the dead was Ann Lee"."""
    if clause.lemma_ != "be" or clause.tag_ not in FINITE or has_subject(clause) or not any(c.dep_ == "attr" for c in clause.rights):
        return False
    opening = clause.doc[cue.i + 1]
    return opening.dep_ == "prep" and opening.lower_ == "among" and opening.head.i in (cue.i, clause.i) and clause.left_edge.i > cue.i


def _around(cue: Token, end: int, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """The clause that an inverted tag breaks, in two parts; a phrase that opens the sentence ("Before dawn, said Lee, ...") is left out."""
    words = lay.doc.doc
    low, high = lay.host(cue)
    rest = Part(end + 1, boundary(end + 1, high, lay, lexicon) or high, "parenthetical", None)
    split = words[end + 1].tag_ in (*FINITE, "RB") and any(t.pos_ in _NAMED for t in words[low : cue.i])
    return [Part(low, cue.i - 1, "parenthetical", None), rest] if split else [rest]


def _condition_before(cue: Token, start: int, lay: Layout) -> Part | None:
    """The condition in "If the road is cut, Marek said, the town will starve", which the parse hangs on the cue."""
    words = lay.doc.doc
    low, _ = lay.host(cue)
    if words[low].lower_ not in _CONDITIONAL or words[low].dep_ != "mark" or words[start - 1].text != "," or start - 1 <= cue.i:
        return None
    clause = words[low].head
    if clause.dep_ != "advcl" or clause.head.i != cue.i or clause.i > cue.i or words[clause.right_edge.i + 1].text != ",":
        return None
    return Part(low, clause.right_edge.i + 1, "clausal_left", clause.i)


def _is_apart(left: Token, cue: Token, lay: Layout) -> bool:
    """Whether a colon or semicolon parts a clause from the cue after it: "The mood was grim: the mayor said ..."."""
    first = min((c.left_edge.i for c in cue.lefts if c.dep_ in SUBJECTS and c.i > left.i), default=cue.i)
    return any(t.text in (";", ":") and not lay.in_quote(t) for t in lay.doc.doc[left.i + 1 : first])


def _is_taken_up(left: Token, cue: Token, lexicon: CueLexicon) -> bool:
    """Whether a noun between a clause and the cue takes the clause up: "Rivals want a new vote, a demand the mayor has rejected"."""
    between = [t for t in cue.lefts if t.i > left.i and t.dep_ in (*SUBJECTS, "dobj", "npadvmod", "appos")]
    subject = next((t for t in between if t.dep_ in SUBJECTS), None)
    if subject is not None and takes_up(cue.doc[subject.left_edge.i : cue.i + 1], lexicon):
        # the parse joins "a demand" and "Mayor Ann Lee"
        return True
    # the last one speaks
    return any(t.lemma_.lower() in lexicon.nouns and any(c.lower_ in ("a", "an") for c in t.lefts) for t in between[:-1])


def _relative_of(cue: Token) -> Token | None:
    """The relative pronoun whose clause the cue opens ("which officials said killed dozens")."""
    own = next((c for c in cue.lefts if c.tag_ in ("WDT", "WP") and c.dep_ in ("nsubj", "dobj", "nsubjpass", "pobj")), None)
    if own is not None:
        return own
    return next((t for c in cue.rights if c.dep_ == "ccomp" for t in c.lefts if t.tag_ in ("WDT", "WP") and t.i < cue.i), None)


def _complements(cue: Token, frames: frozenset[str], relative: Token | None) -> tuple[Token | None, Token | None, Token | None]:
    """The clause before the cue, the first after it if that does not fit, and the one after it that does (or the last)."""
    left: Token | None = None
    first: Token | None = None
    right: Token | None = None
    for child in cue.children:
        if child.dep_ == "xcomp" and child.tag_ == "VBG" and child.i > cue.i and right is None:
            # "said using it was wrong": the subject, taken for a complement
            first = child
        if child.dep_ not in ("ccomp", "parataxis") or not (is_clause(child) or (child.dep_ == "ccomp" and relative is not None)):
            continue
        if child.i < cue.i:
            if left is None and not (relative is not None and relative.i > child.i):
                left = child
        elif right is None:
            right = child
        elif relative is None and not _fits(right, frames, cue):
            first, right = first or right, child
    return left, first, right


def _fits(clause: Token, frames: frozenset[str], cue: Token) -> bool:
    """Whether a complement after its cue has a form that the cue allows."""
    first = next((c for c in clause.lefts if c.dep_ == "mark" or c.tag_ in ("WRB", "WP", "WDT")), None)
    edge = clause.left_edge
    if first is None and (edge.tag_ == "WRB" or (edge.lower_ in ("which", "whose", "what") and edge.head.dep_ in SUBJECTS)):
        # "how likely it was", "which fee was due"
        first = edge
    if first is not None and first.lower_ == "that":
        return bool(frames & {"that", "bare"})
    if first is not None and first.lower_ in _WH and not any(c.dep_ in SUBJECTS and c.i < first.i for c in clause.lefts):
        # a relative pronoun outside is no question: "which officials said killed dozens"
        return "wh" in frames or first.i < cue.i
    if not is_finite(clause):
        # "demanded the mayor resign"
        return "bare" in frames and clause.tag_ == "VB" and has_subject(clause) and all(c.dep_ != "aux" for c in clause.lefts)
    if not any(c.dep_ in SUBJECTS or c.dep_ == "attr" or (c.dep_ == "aux" and c.tag_ == "MD") for c in clause.lefts):
        return False
    return "bare" in frames or ("that" in frames and any(t.lower_ == "that" for t in clause.doc[cue.i + 1 : clause.left_edge.i + 1]))


def _that_clause(cue: Token, act: str, lexicon: CueLexicon) -> Token | None:
    """Head of a that-clause that the parse calls something else, or hangs on the addressee or the occasion."""
    has_object = any(c.dep_ == "dobj" for c in cue.rights)
    for child in cue.rights:
        if child.dep_ in _MISHUNG and child.pos_ in ("VERB", "AUX") and not (child.dep_ == "conj" and has_object) and _that_mark(child) is not None:
            return child
    for child in cue.rights:
        if child.dep_ not in ("dobj", "dative", "npadvmod", "prep") or child.lower_ == "about":
            continue
        if child.dep_ == "dobj" and act == "reject":
            # "rejected a plan that ..."
            continue
        for mark in child.subtree:
            clause = mark.head
            if mark.lower_ != "that" or mark.dep_ != "mark" or clause.dep_ not in ("acl", "ccomp", "relcl") or clause.i < child.i:
                continue
            noun = clause.head.lemma_.lower()
            if clause.head.pos_ not in ("NOUN", "PROPN", "PRON"):
                # "cited a report which says that ...": the inner verb's
                continue
            # "commented on a warning that ...": the noun's content, not the verb's; but "said in a statement that ..."
            occasion = noun in lexicon.documents and (child.dep_ != "prep" or child.lower_ in OCCASIONS)
            return clause if noun not in lexicon.nouns or occasion else None
    return None


def _question(hit: Hit) -> Token | None:
    """Head of "if he would go" or "how high it was" after "asked the mayor", which the parse takes for a condition or hangs on the mayor."""
    for child in hit.token.rights:
        if child.dep_ in ("dobj", "dative"):
            for clause in child.rights:
                opener = clause.left_edge
                if clause.dep_ in ("ccomp", "acl", "advcl") and opener.tag_ in ("WRB", "WP") and opener.i == child.i + 1 and is_finite(clause):
                    return clause
        mark = next((c for c in child.lefts if c.dep_ == "mark"), None) if child.dep_ == "advcl" else None
        if mark is not None and mark.lower_ in ("if", "whether") and mark.nbor(-1).text != "," and mark.i - hit.tokens[-1].i <= 5:
            return child
    return None


def _put_question(hit: Hit, lay: Layout) -> list[Part]:
    """What was asked in "Asked if it was fair, nine drivers said yes", up to the comma, where the parse loses the clause."""
    cue = hit.token
    words = lay.doc.doc
    low, high = lay.host(cue)
    start = cue.i + 1
    if cue.lower_ != "asked" or cue.tag_ != "VBN" or cue.i - low > 1 or start >= high or words[start].lower_ not in _WH:
        return []
    if cue.i > low and words[low].lower_ != "when":
        return []
    end = next((i for i in range(start + 2, high) if words[i].text == "," and not lay.in_quote(i)), start)
    return [Part(start, end, "clausal", None)] if any(t.tag_ in FINITE for t in words[start:end]) else []


def _that_mark(clause: Token) -> Token | None:
    return next((c for c in clause.lefts if c.lower_ == "that" and c.dep_ == "mark"), None)


def _fronted(left: Token, cue: Token, lay: Layout) -> int:
    """Where content before its cue starts, also when the parse hangs its opening on the cue or on nothing."""
    start = min((c.left_edge.i for c in cue.lefts if c.i <= left.i and c.dep_ != "cc"), default=left.left_edge.i)
    low, _ = lay.host(cue)
    stray = lay.doc.doc[low:start]
    return low if len(stray) <= _LONGEST_STRAY and all(t.pos_ in ("NUM", "DET", "ADJ", "NOUN", "PROPN") for t in stray) else start


def _left_limit(left: Token, cue: Token, lay: Layout) -> int:
    """One past the content before a cue: its clause's end, or the quotation's where the parse drew the speaker into the clause."""
    # "A shook the town but B held, the office said": both clauses may hang on the cue
    end = max(c.right_edge.i + 1 for c in (left, *cue.lefts) if c.i == left.i or (c.i > left.i and c.dep_ == "ccomp" and is_clause(c)))
    words = lay.doc.doc
    i = end - 1
    while i > left.left_edge.i and not lay.in_quote(i):
        i -= 1
    if lay.in_quote(i) and i < end - 1:
        quote = lay.quotes[lay.quote_at[i]]
        rest = words[quote.outer_end : end]
        if words[quote.end - 1].text[-1:] in ",?!—…" and not any(t.tag_ in FINITE and not in_relative(t) for t in rest):
            return quote.outer_end
    subject = next((c for c in cue.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    first = cue.i if subject is None else subject.left_edge.i
    if first - 1 > end and words[first - 1].text == "," and not has_finite(words[end : first - 1], lay):
        # "... begins at noon Friday, the mayor said": the day hangs on the cue in the parse, but stands in the content
        return first - 1
    return end


def _with_condition(start: int, hit: Hit, lay: Layout) -> int:
    """Take in "under the plan," between cue and clause, which the parse hangs on the cue."""
    first = hit.tokens[-1].i + 1
    words = lay.doc.doc
    if first < start and words[first].lower_ in _CONDITIONS and words[start - 1].text == "," and words[first].head.i == hit.token.i:
        return first
    return start


def _after_that(start: int, clause: Token, cue: Token) -> int:
    """Skip what stands between cue and content: the day of the speech, and "that"."""
    mark = _that_mark(clause)
    if mark is not None and mark.i >= start:
        return mark.i + 1
    # "said Tuesday the army had ...": a date right after the cue belongs to the saying
    for child in clause.lefts:
        if child.left_edge.i != start or child.left_edge.i != cue.i + 1:
            continue
        bare = child.dep_ == "npadvmod" and child.ent_type_ in ("DATE", "TIME") and child.right_edge.nbor(1).text != ","
        phrase = child.dep_ == "prep" and child.lower_ in ("on", "in", "at") and any(c.ent_type_ in ("DATE", "TIME") for c in child.children)
        if bare or phrase:
            start = child.right_edge.i + 1
    return start


def as_told(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """The main clause beside "as the paper noted"."""
    cue = hit.token
    if cue.dep_ != "advcl" or not any(c.dep_ == "mark" and c.lower_ == "as" for c in cue.lefts):
        return []
    if not any(c.dep_ == "nsubj" for c in cue.children):
        return []
    if any(c.dep_ in ("dobj", "ccomp", "xcomp", "acomp", "attr", "oprd") and c.i > hit.tokens[-1].i for c in cue.rights):
        return []
    if any(c.dep_ == "neg" for c in cue.lefts) or governs_preposition(hit, lexicon):
        return []
    words = lay.doc.doc
    low, high = lay.host(cue)
    start, end = cue.left_edge.i, cue.right_edge.i + 1
    while end > cue.i + 1 and words[end - 1].is_punct:
        end -= 1
    comma = next((i for i in range(cue.i + 1, min(end, cue.i + _REACH_THAT)) if words[i].text == ","), None)
    if comma is not None and all(c.dep_ in ("prt", "prep", "advmod", "npadvmod") for c in cue.rights if c.left_edge.i < comma and not c.is_punct):
        # "as the mayor points out in a letter, closing it would cost more": the parse drew the subject in
        end = comma
    if end < high and words[end].text == "," and cue.head.i > end and start - low <= 3 and not any(t.pos_ in _NAMED for t in words[low:start]):
        return [Part(end + 1, high, "as_told", cue.head.i)]
    if words[start - 1].text == "," and cue.head.i < start and (end >= high or words[end].text in STOPS):
        return [Part(low, start - 1, "as_told", cue.head.i)]
    between = words[start - 1].text == "," and end + 1 < high and words[end].text == "," and start > low + 1
    if between and words[end + 1].tag_ in (*FINITE, "RB", "VBN") and any(t.tag_ in FINITE for t in words[end:high]):
        # "The vote, as observers have noted, was close"
        return [Part(low, start - 1, "as_told", cue.head.i), Part(end + 1, high, "as_told", cue.head.i)]
    return []


def parenthetical(hit: Hit, lay: Layout, lexicon: CueLexicon, *, before_quote: bool = False) -> list[Part]:
    """The sentence around a cue that governs none of it: "the toll, they said, was higher".

    Args:
        hit: a verb cue.
        lay: the document's layout.
        lexicon: the cues.
        before_quote: the cue's complement is a quotation after it; look at what stands before.
    """
    cue = hit.token
    words = lay.doc.doc
    subjects = [c for c in cue.children if c.dep_ in ("nsubj", "nsubjpass")]
    reduced = _is_reduced(subjects, cue, lay)
    if reduced:
        subjects = subjects[1:]
    bound = cue.dep_ == "acl" or (cue.dep_ == "relcl" and not _is_tagged_on(cue, subjects))
    if not subjects or bound or (not before_quote and any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in cue.children)):
        return []
    if governs_preposition(hit, lexicon) or (subjects[0].i < cue.i and takes_up(words[subjects[0].left_edge.i : cue.i + 1], lexicon)):
        # "an allegation officials deny", where the parse makes one phrase of the first three words
        return []
    low, high = lay.host(cue)
    first = min(cue.i, *(c.left_edge.i for c in subjects))
    if words[cue.i - 1].text == "," and any(c.i > cue.i for c in subjects):
        first = cue.i
    last = cue.i
    for child in cue.rights:
        if child.dep_ in ("nsubj", "nsubjpass", "advmod", "prep", "npadvmod", "dative", "prt") and child.left_edge.i <= last + 1:
            last = child.right_edge.i
    if words[last].text == "," and last > cue.i:
        # the comma after "said the mayor, a doctor," that the parse gives to the mayor
        last -= 1
    if not any(t.is_punct or t.tag_ in FINITE for t in words[last + 1 : high - 1]) and words[high - 1].text in STOPS and not lay.in_quote(high - 1):
        # "..., the mayor said during a whistle | stop tour": where and when, though the parse makes a clause of it
        last = high - 2
    before, after = first - 1, last + 1
    if any(is_put(t) for t in words[low : low + 2]):
        # "Asked whether it would last, he said no"
        return []
    if before <= low or words[before].text not in COMMAS:
        return []
    if before_quote and after < high and words[after].text == ":":
        if words[low].tag_ in ("VBN", "VBG", "IN", "WRB") or words[low].dep_ in ("mark", "advcl"):
            # "Asked whether it holds, he said: ..."
            return []
        after = high
    opening = words[low:before]
    whole = Part(low, before, "clausal_left", cue.head.i if cue.head.i < first else None)
    if after >= high or words[after].text in STOPS:
        # the cue closes the sentence
        spoken = reduced or has_finite(opening, lay) or (lay.in_quote(before - 1) and cue.dep_ not in ("conj", "advcl"))
        return [whole] if spoken else []
    closing = words[after + 1 : high]
    if words[after].text not in COMMAS or not (reduced or any(t.tag_ in FINITE for t in closing) or any(t.tag_ in FINITE for t in opening)):
        return []
    complete = reduced or any(
        t.tag_ in FINITE and t.dep_ in ("ROOT", "ccomp", "conj", "aux", "auxpass") and not _is_condition(t, opening) for t in opening
    )
    if complete and _goes_on(opening, closing):
        return [whole, Part(after + 1, boundary(after + 1, high, lay, lexicon) or high, "parenthetical", None)]
    if not len(closing) or (len(closing) > 1 and closing[0].dep_ == "cc" and closing[1].tag_ in FINITE):
        # "..., the bank said, and urged caution"
        return [whole] if complete else []
    if complete and (closing[0].tag_ in ("VBG", "IN") or not any(t.tag_ in FINITE for t in closing)):
        return [whole]
    rest = Part(after + 1, boundary(after + 1, high, lay, lexicon) or high, "parenthetical", None)
    worded = any(t.pos_ in ("NOUN", "PROPN", "NUM", "VERB") for t in opening)
    if not worded or opening[0].tag_ in ("VBG", "VBN") or words[before - 1].tag_ in ("WDT", "WP", "CC", "IN"):
        # "Besides, he said, ..." has nothing before it, "Speaking in the capital, he said, ..." nothing of his; and of "guides who, they say, are
        # late" only what the pronoun opens is theirs
        return [rest]
    return [Part(low, before, "parenthetical", None), rest]


def _is_reduced(subjects: list[Token], cue: Token, lay: Layout) -> bool:
    """Whether the parse takes the verb of the clause before a tag for a participle: "A raid | killed six in the port, the mayor said"."""
    if len(subjects) != 2 or subjects[1].i > cue.i or cue.tag_ not in ("VBD", "VBZ"):
        return False
    thing, speaker = subjects
    if lay.texts[speaker.left_edge.i - 1] != "," or lay.in_quote(thing):
        return False
    return any(c.dep_ == "acl" and c.tag_ == "VBN" and c.i == thing.i + 1 for c in thing.rights) and thing.left_edge.i == lay.host(cue)[0]


def _is_condition(verb: Token, opening: Span) -> bool:
    """Whether a finite verb belongs to the clause with a conjunction that a sentence opens with: "If they come, ..."."""
    head = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    return head.dep_ == "advcl" and opening[0].dep_ == "mark" and opening[0].head.i == head.i


def _goes_on(opening: Span, closing: Span) -> bool:
    """Whether words after a cue complete the clause before: "It was, he said, | a mistake", "... stop the flood, she said, | but also the sand"."""
    if not len(closing):
        return False
    if len(opening) <= _LONGEST_STRAY and opening[-1].lemma_ == "be":
        return any(t.head.i == opening[-1].i and t.dep_ in ("attr", "acomp") for t in closing)
    joined = next((t for t in closing if opening.start <= t.head.i < opening.end and t.dep_ in ("conj", "dobj", "attr", "pobj")), None)
    return closing[0].dep_ == "cc" and joined is not None and joined.pos_ in ("NOUN", "PROPN", "NUM") and not has_subject(joined)


def _is_tagged_on(cue: Token, subjects: list[Token]) -> bool:
    """Whether "..., the mayor said on Friday" is a tag in truth, though the parse makes it a relative clause of the noun before."""
    if not subjects or cue.tag_ not in ("VBD", "VBZ", "VBP") or any(c.tag_ in ("WDT", "WP") for c in cue.lefts):
        return False
    first = min(c.left_edge.i for c in subjects)
    return 1 < first < cue.i and cue.doc[first - 1].text == "," and cue.head.i < first and not any(c.dep_ == "mark" for c in cue.lefts)


def _lost_that(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """A clause with "that" after the cue and its adverbials, wherever the parse hangs it."""
    cue = hit.token
    words = lay.doc.doc
    _, high = lay.host(cue)
    first = resumed = hit.tokens[-1].i + 1
    for i in range(first, min(high - 2, first + 2 * _REACH_THAT)):
        if i >= resumed + _REACH_THAT:
            return []
        word, before = words[i], words[i - 1]
        if i < resumed:
            continue
        closing = next((j for j in range(i + 1, min(high, i + _REACH_THAT)) if words[j].text in DASHES), None) if word.text in DASHES else None
        if closing is not None:
            # "argued firmly - naming names - that ..."
            resumed = closing + 1
            continue
        if lay.in_quote(i) or word.text in (";", ".", ":") or word.tag_ in FINITE or word.tag_ == "VBG":
            return []
        if word.lower_ != "that":
            continue
        noun = before.lemma_.lower()
        if (
            word.tag_ not in ("IN", "WDT", "DT")
            or before.pos_ in ("ADP", "PART", "CCONJ")
            or (noun in lexicon.nouns and noun not in lexicon.documents)
        ):
            return []
        body = words[i + 1 : high]
        verb = next((t for t in body if t.tag_ in FINITE), None)
        subject = next((t for t in body[:12] if t.dep_ in SUBJECTS), None)
        if verb is None or subject is None or verb.i - i > 15 or body[0].tag_ in FINITE or body[0].dep_ == "cc":
            return []
        end = min(high, cue.right_edge.i + 1 if cue.right_edge.i > verb.i else high)
        return [Part(i + 1, boundary(i + 1, end, lay, lexicon) or end, "clausal", None)]
    return []


def _lost_clause(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """A finite clause right after a plain cue that the parse hangs elsewhere: from its subject to the sentence's end."""
    cue = hit.token
    _, high = lay.host(cue)
    start = hit.tokens[-1].i + 1
    if cue.dep_ not in ("ROOT", "ccomp", "conj", "parataxis", "advcl") or start >= high or lay.in_quote(start):
        return []
    if lay.doc.doc[start].is_punct or lay.doc.doc[start].tag_ in ("WRB", "WP", "WDT"):
        return []
    opening = cue.dep_ == "advcl" and cue.tag_ != "VBG"
    if opening and not any(c.dep_ == "mark" and c.lower_ in _OPENING for c in cue.lefts):
        return []
    body = lay.doc.doc[start : min(high, start + 12)]
    subject = next((t for t in body if t.dep_ in SUBJECTS and t.head.i != cue.i), None)
    if subject is None or not is_finite(subject.head) or subject.head.i < cue.i or subject.left_edge.i > start + 1:
        return []
    if opening and not (start <= subject.head.i <= cue.head.i and (subject.head.i < cue.head.i or cue.head.dep_ in ("ccomp", "advcl"))):
        return []
    end = min(max(subject.head.right_edge.i + 1, start), high)
    return [Part(start, boundary(start, end, lay, lexicon) or end, "clausal", subject.head.i)]


def _worded(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """A clause read off the words right after a plain cue, whatever the parse makes of them: "research suggests younger voters might stay away",
    and of those that tell somebody "assured the mayor he was ready".
    """
    cue = hit.token
    words = lay.doc.doc
    start = hit.tokens[-1].i + 1
    _, high = lay.host(cue)
    if cue.tag_ not in ("VBD", "VBZ", "VBP") or start >= high or words[start].ent_type_ in ("DATE", "TIME"):
        return []
    i = start
    while i < min(high, start + _LONGEST_SUBJECT) and words[i].pos_ in _PHRASE and lay.tags[i] not in ("WP", "WDT", "WP$") and not lay.in_quote(i):
        if words[i].pos_ == "CCONJ" and words[i - 1].pos_ != "ADJ":
            return []
        i += 1
    if not start < i < high or lay.in_quote(i) or words[i].tag_ not in FINITE:
        return []
    if cue.lemma_.lower() in lexicon.telling:
        # the addressee ends before the pronoun
        if i - 1 == start or lay.lowers[i - 1] not in _NOMINATIVE:
            return []
        start = i - 1
    elif words[i].tag_ != "MD" and (cue.dep_ == "relcl" or words[i].lemma_ not in ("be", "have") or lay.tags[i - 1] == "CC"):
        # "the man who posted it was fined"
        return []
    verb = words[i].head if words[i].dep_ in ("aux", "auxpass") else words[i]
    if verb.i < i:
        return []
    end = min(max(verb.right_edge.i + 1, i + 1), high)
    return [Part(start, boundary(start, end, lay, lexicon) or end, "clausal", verb.i)]


def _lost_subject(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """A clause after a plain cue whose subject the parse takes for the cue's object: "said his brother and a friend, both doctors, found it"."""
    cue = hit.token
    start = hit.tokens[-1].i + 1
    if cue.tag_ in ("VB", "VBN") or lay.in_quote(start):
        return []
    thing = next((c for c in cue.rights if c.dep_ == "dobj" and c.left_edge.i == start), None)
    if cue.lemma_.lower() in lexicon.telling:
        # "told Ann Lee a defeat was likely": the subject, taken for an apposition of whom it was told to
        thing = None if thing is None else next((c for c in thing.rights if c.dep_ == "appos" and c.left_edge.i == thing.i + 1), None)
        start = start if thing is None else thing.left_edge.i
    verb = next((c for c in cue.rights if c.dep_ in _LOST and is_finite(c) and thing is not None and c.i > thing.right_edge.i), None)
    if verb is not None and verb.dep_ == "conj" and (verb.tag_ != "VB" or any(c.dep_ == "cc" and c.i < verb.i for c in cue.rights)):
        # "vowed revenge and would not rest"
        return []
    if verb is None or any(c.dep_ in SUBJECTS or c.dep_ == "mark" for c in verb.lefts):
        return []
    return [Part(start, right_limit(cue, verb, lay, lexicon), "clausal", verb.i)]
