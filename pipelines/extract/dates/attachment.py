"""The verb or noun that an expression of time is said of.

What belongs here: the head of one expression, by the parse and the words beside it. What does not: which of several dates a clause.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipelines.extract.dates.lexicon import TimeLexicon
from pipelines.extract.dates.sense import Found, Weekday
from pipelines.extract.dates.tense import CLAUSAL, verb_above

#: Prepositions of what something answers or follows.
_CAUSES = frozenset(("for", "after", "following", "over", "about", "of", "with", "since", "to"))
_CAUSE_STEPS = 4
#: Hours of the day.
_HOURS = frozenset(("dawn", "dusk", "daybreak", "noon", "midday", "midnight", "nightfall", "sunrise", "sunset"))


def head_of(tokens: Doc, item: Found, lexicon: TimeLexicon) -> Token:
    """The verb or noun that an expression modifies: out of the expression, and through prepositions and bare nouns that hold it."""
    inside = range(item.start, item.end)
    token = tokens[item.start]
    steps = 0
    while token.head.i in inside and token.head.i != token.i and steps < 12:
        token, steps = token.head, steps + 1
    if token.head.i == token.i:
        return token
    before = tokens[item.start - 1] if item.start else None
    if (
        before is not None
        and isinstance(item.sense, Weekday)
        and item.end == item.start + 1
        and before.tag_ == "VBD"
        and before.pos_ == "VERB"
        and token.dep_ in ("compound", "nmod", "amod", "dobj")
        and token.head.i > before.i - 1
        and item.end < len(tokens)
        and tokens[item.end].lower_ not in ("'s", "’s", *lexicon.day_parts)
    ):
        # "defended Saturday the writer's right": the verb's day
        return before
    if before is not None and before.pos_ in ("NOUN", "PROPN") and item.end - item.start == 2 and tokens[item.start].lower_ in lexicon.last_words:
        # "in revenge for raids last month", "to avenge a leader's killing last month"
        cause = _cause_of(before, lexicon)
        if cause is not None:
            return cause
    if before is not None and before.pos_ == "NOUN" and before.lemma_ in lexicon.incidents and _is_closed(tokens, item.end):
        # "said the raid late Thursday, which left two dead, was": the raid's day
        return before
    relation, token = token.dep_, token.head
    while token.dep_ != "ROOT" and steps < 24:
        steps += 1
        if token.pos_ in ("ADP", "SCONJ") or token.dep_ == "prep":
            # "of May", "on Tuesday": the preposition's governor
            relation, token = "prep", token.head
        elif token.i in inside or (token.pos_ == "ADV" and token.head.pos_ in CLAUSAL):
            relation, token = token.dep_, token.head
        elif relation == "prep" and (token.lower_ in lexicon.day_parts or token.lower_ in _HOURS) and token.dep_ == "pobj":
            # "on the evening of Thursday", "before dawn on Monday"
            token = token.head
        elif (
            relation == "npadvmod"
            and token.pos_ in ("NOUN", "PROPN")
            and token.dep_ in ("pobj", "dobj", "nsubj", "attr", "appos", "nsubjpass", "conj")
            and token.i < item.start
        ):
            if token.i == item.start - 1 and tokens[item.start].lower_ in lexicon.this_words and (cause := _cause_of(token, lexicon)) is not None:
                return cause
            # "said in a statement Tuesday", "shot two men Tuesday": a bare day after a noun belongs to the verb
            verb = verb_above(token)
            return token if verb is None else verb
        else:
            break
    teller = _teller_before(tokens, item, lexicon) if token.i >= item.end and token.pos_ in CLAUSAL else None
    if teller is not None:
        return teller
    if (
        token.ent_type_ in ("GPE", "ORG", "PERSON", "NORP", "LOC")
        and token.i < item.start
        and item.end < len(tokens)
        and tokens[item.end].pos_ in CLAUSAL
    ):
        # "Northland on Saturday vetoed the draft": a name has no day
        verb = tokens[item.end].head if tokens[item.end].dep_ in ("aux", "auxpass") else tokens[item.end]
        if any(c.dep_ in ("nsubj", "nsubjpass") and c.left_edge.i <= token.i <= c.right_edge.i for c in verb.children):
            return verb
    if isinstance(item.sense, Weekday) and token.pos_ == "PROPN" and token.i < item.start and item.end < len(tokens):
        # "the minister, Nils Berg Saturday welcomed it": taken for an apposition
        following = tokens[item.end]
        if following.tag_ == "VBD" and any(c.dep_ in ("nsubj", "nsubjpass") and c.i <= token.i <= c.right_edge.i for c in following.children):
            return following
    if token.dep_ in ("acl", "relcl") and token.tag_ in ("VBG", "VBN") and item.end < len(tokens):
        # "the court trying him on Tuesday called a break": before the main verb stands the main verb's day
        following = tokens[item.end]
        if (
            following.tag_ == "VBD"
            and following.pos_ == "VERB"
            and any(c.dep_ in ("nsubj", "nsubjpass") and c.i <= token.head.i <= c.right_edge.i for c in following.children)
        ):
            return following
    # "since independence in 1957", "until the vote on Sunday": the noun's day, not the verb's
    if token.pos_ in CLAUSAL:
        noun = _held_noun(tokens, item, token)
        if noun is not None:
            return noun
    return token


def _cause_of(noun: Token, lexicon: TimeLexicon) -> Token | None:
    """The incident that something answers or follows, whose last word a noun is."""
    for _ in range(_CAUSE_STEPS):
        if noun.lemma_ in lexicon.incidents:
            is_answered = noun.dep_ == "dobj" and noun.head.lemma_ == "avenge"
            if is_answered or (noun.dep_ == "pobj" and noun.head.lower_ in _CAUSES - {"of"}):
                return noun
        if noun.dep_ != "pobj" or noun.head.lower_ not in ("of", "on", "against", "in") or noun.head.head.pos_ not in ("NOUN", "NUM", "PROPN"):
            return None
        noun = noun.head.head
    return None


def _is_closed(tokens: Doc, end: int) -> bool:
    """Whether a noun phrase ends at a token: a relative clause or the verb follows."""
    following = list(tokens[end : end + 2])
    if following and following[0].tag_ == "VBN":
        # "two bombings last year blamed on the sect"
        return True
    if len(following) == 2 and following[0].text == ",":
        return following[1].lower_ in ("which", "who", "whose")
    return bool(following) and following[0].pos_ in CLAUSAL and following[0].tag_ in ("VBD", "VBZ")


def verb_behind(tokens: Doc, item: Found, noun: Token) -> Token | None:
    """The verb that a day between it and its subject dates with the subject: "the ministry on Friday signed", "the strike on Friday closed"."""
    if noun.dep_ not in ("nsubj", "nsubjpass") or noun.pos_ != "NOUN" or not noun.i < item.start or item.end >= len(tokens):
        return None
    following = tokens[item.end]
    verb = following.head if following.dep_ in ("aux", "auxpass") else following
    return verb if verb.i == noun.head.i and verb.tag_ in ("VBD", "VBN") else None


def _teller_before(tokens: Doc, item: Found, lexicon: TimeLexicon) -> Token | None:
    """The verb of "said on Tuesday", "told reporters Tuesday", to which a day belongs even if the reported clause follows without "that"."""
    for token in reversed(tokens[max(0, item.start - 6) : item.start]):
        if token.tag_ in ("VBD", "VBZ") and token.lemma_ in lexicon.saying:
            return token
        if token.pos_ not in ("ADP", "DET", "NOUN", "PROPN", "ADJ", "ADV", "PRON"):
            return None
    return None


def _held_noun(tokens: Doc, item: Found, verb: Token) -> Token | None:
    """The noun that "since", "until", "after", "before", "ahead of", "following" holds, if only nominal words lie between it and the expression."""
    noun: Token | None = None
    for token in reversed(tokens[max(verb.i + 1, item.start - 8) : item.start]):
        if token.lower_ in ("since", "until", "after", "before", "following", "ahead"):
            # "closed in before dawn on Monday": an hour has no day of its own
            return noun if noun is None or noun.lower_ not in _HOURS else None
        if token.pos_ in ("NOUN", "PROPN") and (noun is None or token.dep_ == "pobj"):
            noun = token
        elif token.pos_ not in ("ADP", "DET", "ADJ", "PROPN", "NOUN", "PART", "NUM", "PRON"):
            return None
    return None


def noun_before(tokens: Doc, start: int) -> Token | None:
    """The noun right before an expression, over its preposition."""
    for token in reversed(tokens[max(0, start - 3) : start]):
        if token.pos_ in ("NOUN", "PROPN"):
            return token
        if token.pos_ not in ("ADP", "DET"):
            return None
    return None


def ends_of(tokens: Doc, item: Found) -> tuple[Token | None, Token | None]:
    """The verbs or nouns that "a day after" relates: the one that stands before it and the one it introduces."""
    joint = tokens[item.end - 1]
    later: Token | None = None
    first: Token | None = None
    for token in tokens[item.end : item.end + 9]:
        if token.is_sent_start or token.text in (",", "-", "–", "—", "--"):
            break
        if token.pos_ in CLAUSAL and token.dep_ not in ("aux", "auxpass") and token.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VBG"):
            first = token
            break
    if first is None and joint.dep_ in ("mark", "advmod") and joint.head.pos_ in CLAUSAL and joint.head.i > joint.i:
        # "a day after the rebels, backed by others, left": a comma stands before the verb
        first = joint.head
    if first is None:
        for child in joint.children:
            if child.dep_ in ("pobj", "pcomp"):
                first = child
    if first is None:
        return None, None
    apposed = _day_before(tokens, item)
    if apposed is not None:
        later = verb_above(apposed)
    elif first.pos_ in CLAUSAL:
        later = first.head if first.dep_ in ("advcl", "ccomp", "acl", "relcl", "pcomp") and first.head.i != first.i else None
        while later is not None and later.pos_ not in CLAUSAL and later.head.i != later.i:
            later = later.head
    else:
        later = verb_above(joint)
    if later is not None and later.i == first.i:
        later = None
    return later, first


def _day_before(tokens: Doc, item: Found) -> Token | None:
    """The weekday or date to which "a day after" is apposed: "on Thursday, a day after"."""
    before = tokens[item.start - 1] if item.start else None
    if before is not None and before.text in (",", "-", "–", "—", "--", "(") and item.start > 1 and tokens[item.start - 2].ent_type_ == "DATE":
        return tokens[item.start - 2]
    return None


def teller_of(token: Token, lexicon: TimeLexicon) -> Token | None:
    """The nearest dated verb of saying above a token."""
    steps = 0
    while token.head.i != token.i and steps < 15:
        token, steps = token.head, steps + 1
        if token.lemma_ in lexicon.saying and token.pos_ == "VERB" and token.tag_ in ("VBD", "VBN", "VBZ"):
            return token
    return None
