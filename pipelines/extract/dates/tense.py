"""Whether the clause of an expression of time tells what was, is or will be.

What belongs here: tense, modality and reports of plans as far as they choose between two days. What does not: how real an act is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipelines.extract.dates.lexicon import TimeLexicon
from pipelines.extract.dates.sense import Found, Weekday, Yearless

_MODALS = frozenset(("will", "would", "'ll", "’ll", "shall", "may", "might", "could", "can", "must", "should", "wo", "ca", "'d"))
CLAUSAL = frozenset(("VERB", "AUX"))


def verb_above(token: Token) -> Token | None:
    """The verb that a word is said with; None where none is above it."""
    steps = 0
    while token.pos_ not in CLAUSAL and token.head.i != token.i and steps < 12:
        token, steps = token.head, steps + 1
    return token if token.pos_ in CLAUSAL else None


def looks_ahead(before: str, item: Found, head: Token, published: dt.date | None, lexicon: TimeLexicon, *, is_title: bool) -> bool | None:
    """Whether the words around an expression speak of the future, so that "Thursday" is the next one; None where grammar does not tell.

    Args:
        before: the word before the expression.
        item: the expression.
        head: what it modifies.
        published: day of publication.
        lexicon: the words of time.
        is_title: whether it stands in the headline, where the present tense tells the past.
    """
    if item.relation == "since":
        return False
    if item.relation == "until":
        return True
    if head.pos_ not in CLAUSAL:
        if head.lower_ in lexicon.ahead or head.lemma_ in lexicon.ahead:
            return True
        # "a planned rally on Friday"
        if any(child.dep_ == "amod" and (child.lemma_ in lexicon.ahead or child.lower_ in lexicon.coming) for child in head.children):
            return True
        # "ahead of Thursday's vote", "as of January"
        up = head
        steps = 0
        while up.pos_ not in CLAUSAL and up.head.i != up.i and steps < 8:
            up, steps = up.head, steps + 1
            if up.lower_ == "ahead":
                return True
            if up.lower_ in ("after", "following") and steps == 1 and isinstance(item.sense, Weekday) and head.lemma_ not in lexicon.appointed:
                # "called on them to keep calm after a clash Wednesday"
                return None
        if (
            head.lemma_ in lexicon.appointed
            and published is not None
            and not (head.dep_ == "pobj" and head.head.lower_ in ("in", "during", "at", "since", "after"))
        ):
            return (item.sense.day - published.isoweekday()) % 7 <= 3 if isinstance(item.sense, Weekday) else None
        if up.pos_ in CLAUSAL and not _is_report(up, lexicon) and not _is_present(up) and _is_future(up, lexicon, is_title=is_title):
            # "will punish those behind the May 3 killing", "the October accord": a date before its noun is the nearer one
            return None if isinstance(item.sense, Yearless) and head.i >= item.end else True
        return False if isinstance(item.sense, Yearless) and item.sense.first is None else None
    if head.tag_ in ("VBD", "VBN") and (before in ("from", "by", "effective") or head.lemma_ in lexicon.planning):
        return _is_future(head, lexicon, is_title=is_title) or None
    if not _is_future(head, lexicon, is_title=is_title):
        is_day = isinstance(item.sense, Yearless) and item.sense.first is not None
        return None if is_day and head.tag_ not in ("VBD", "VBN") else False
    if isinstance(item.sense, Yearless) and not any(child.lower_ in _MODALS for child in head.children):
        # "decided to cut output from November", "meets in June": the nearer one
        return None
    return None if head.tag_ == "VBP" and head.lower_ in lexicon.same_form else True


def _is_present(verb: Token) -> bool:
    """Whether a verb is in the simple or progressive present, which sets no time for the nouns beside it."""
    helpers = [child.lower_ for child in verb.children if child.dep_ == "aux"]
    if verb.tag_ == "VBG":
        return "to" not in helpers and not any(word in _MODALS for word in helpers)
    return verb.tag_ in ("VBZ", "VBP") and not helpers and not any(child.dep_ == "xcomp" for child in verb.children)


def is_to_come(tokens: Doc, item: Found, placed: tuple[dt.date, dt.date, str], published: dt.date) -> bool:
    """Whether an expression lies after publication."""
    return placed[0] > published or (tokens[item.start].lower_ == "later" and tokens[item.start + 1].lower_ == "this" and placed[1] > published)


def is_plain_past(verb: Token, lexicon: TimeLexicon) -> bool:
    """Whether a verb tells what was done and nothing that lies ahead."""
    if verb.tag_ not in ("VBD", "VBN") or verb.lemma_ in lexicon.ahead or verb.lemma_ in lexicon.planning:
        return False
    return not any(child.lower_ in _MODALS or child.lower_ == "to" for child in verb.children if child.dep_ == "aux") and verb.dep_ not in (
        "acl",
        "relcl",
    )


def _is_report(verb: Token, lexicon: TimeLexicon) -> bool:
    return verb.lemma_ in lexicon.saying and verb.tag_ in ("VBD", "VBN")


def _is_future(verb: Token, lexicon: TimeLexicon, *, is_title: bool) -> bool:
    """Whether a verb looks ahead by its form or its governor."""
    steps = 0
    climbed = False
    while steps < 6:
        steps += 1
        helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
        lower = [child.lower_ for child in helpers]
        if any(word in _MODALS for word in lower) and not any(word in ("have", "had") for word in lower):
            return True
        if "to" in lower:
            if "have" in lower:
                return False
            governor = verb.head
            if verb.dep_ in ("xcomp", "ccomp", "advcl", "acl", "relcl", "advmod", "attr") and governor.i != verb.i:
                if governor.lemma_ == "be" or governor.lemma_ in lexicon.ahead or governor.lower_ in lexicon.ahead:
                    return True
                if (
                    governor.lemma_ in lexicon.implicative
                    and verb.dep_ in ("xcomp", "ccomp")
                    and not (governor.lemma_ == "be" and governor.tag_ in ("VBZ", "VBP"))
                ):
                    verb = governor
                    continue
                return governor.tag_ not in ("VBD", "VBN") or governor.lemma_ in ("be", "have")
            return True
        if (verb.lemma_ in lexicon.ahead and verb.tag_ == "VBN" and lower and not _is_report_of_plan(verb, lower)) or verb.lower_ in (
            "due",
            "scheduled",
            "slated",
            "poised",
        ):
            return True
        if verb.tag_ in ("VBD", "VBN"):
            return False
        if verb.tag_ == "VBG":
            if any(word in ("is", "are", "'s", "'re", "am", "’s", "’re") for word in lower):
                return not is_title
            if any(word in ("was", "were", "been") for word in lower):
                return False
            if verb.head.i != verb.i and verb.head.pos_ in CLAUSAL:
                verb, climbed = verb.head, True
                continue
            return False
        if verb.tag_ in ("VBZ", "VBP"):
            return (
                not is_title
                and not climbed
                and verb.lemma_ not in lexicon.backward
                and verb.lemma_ not in lexicon.saying
                and not any(child.lower_ in ("has", "have") for child in verb.children if child.dep_ == "aux")
            )
        if verb.tag_ == "VB":
            return "did" not in lower
        return False
    return False


def _is_report_of_plan(verb: Token, helpers: Sequence[str]) -> bool:
    """Whether the day belongs to the planning rather than to the plan: "had planned", "was announced", "was told"."""
    return (
        verb.lemma_
        in ("announce", "tell", "ask", "order", "urge", "invite", "call", "agree", "offer", "propose", "instruct", "direct", "decide", "warn")
        or "had" in helpers
        or "has" in helpers
        or "have" in helpers
    )


def mark_of(verb: Token) -> str | None:
    """The conjunction that opens a clause."""
    for child in verb.children:
        if child.i < verb.i and (child.dep_ == "mark" or (child.dep_ == "advmod" and child.lower_ in ("when", "while", "where"))):
            return child.lower_
    return None


def has_mark(verb: Token) -> bool:
    """Whether a conjunction opens the clause of a verb."""
    return mark_of(verb) is not None


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(child.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for child in verb.children)


def same_tense(a: Token, b: Token) -> bool:
    """Whether two verbs stand in one tense."""

    def finite(token: Token) -> str:
        if any(child.lower_ in _MODALS for child in token.children if child.dep_ == "aux"):
            return "future"
        if any(child.lower_ in ("had", "has", "have") for child in token.children if child.dep_ == "aux"):
            return "perfect"
        return "past" if token.tag_ in ("VBD", "VBN") else token.tag_

    return finite(a) == finite(b)
