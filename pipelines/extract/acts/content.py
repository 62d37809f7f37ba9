"""What governs an act: the act or the saying whose content it is, and the name of the rule that this makes.

What belongs here: the way up from a trigger to what it is told in. What does not: tense, modality and negation of its own clause (``status``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from pipelines.extract.acts.clause import child, link
from pipelines.extract.acts.lexicon import EventLexicon, Predicate
from pipelines.extract.acts.match import Trigger
from pipelines.extract.acts.status import Reality
from pipelines.extract.model import Statement

#: Prepositions of time and circumstance: what they bring is no part of what the verb says.
_ADJUNCTS = frozenset({"because", "after", "amid", "before", "despite", "during", "following", "since", "until", "while"})
_JOURNEYS = frozenset({"tour", "trip", "visit"})
#: Nouns of what is asked for, told by the infinitive beside them.
_ASKING = frozenset({"appeal", "call", "demand", "plea", "proposal", "request"})
_CONTENT_STEPS = frozenset({"xcomp", "ccomp", "pcomp", "dobj", "pobj", "prep", "conj", "acl", "nsubjpass", "dative", "agent", "oprd", "nsubj"})


def content_of(token: Token, by_token: Mapping[int, Trigger], lexicon: EventLexicon) -> str:
    """What the act that governs this one makes of it: "own" when none does."""
    at = token
    clausal = False
    for _ in range(8):
        dep, head = link(at), at.head
        if dep == "advcl" and is_infinitive(at) and _rejects_asking(at, by_token):
            # "rejected calls to set a deadline", where the parser takes the infinitive for the purpose
            return "none"
        if dep == "advcl" and _is_asked(at, by_token):
            return by_token[head.i].predicate.content
        if dep not in _CONTENT_STEPS or head.i == at.i or (dep == "prep" and at.lower_ in _ADJUNCTS):
            return "own"
        if dep == "conj" and is_infinitive(at) and not is_infinitive(head) and head.i in by_token:
            # "called on X to meet Y and to agree": the parser hangs the second infinitive on the verb that governs the first
            return by_token[head.i].predicate.content
        if dep in ("xcomp", "ccomp", "pcomp", "acl"):
            if dep == "acl" and not any(c.dep_ in ("aux", "mark") for c in at.children) and at.tag_ != "VB":
                return "own"
            if dep == "pcomp" and (head.lower_ == "by" or (head.lower_ == "with" and child(at, "nsubj", "nsubjpass") is not None)):
                # "rejected the principle by agreeing to a quota", "the talks stalled with both sides agreeing": deeds of their own
                return "own"
            clausal = True
        if (dep in ("nsubj", "nsubjpass") and head.i not in by_token) or (
            dep == "ccomp" and at.i < head.i and head.lemma_.lower() not in lexicon.words["reporting"]
        ):
            return "own"
        if dep == "acl" and head.lemma_ in _ASKING and head.dep_ in ("dobj", "nsubjpass") and _is_turned_down(head, by_token):
            # "rejected calls to set a deadline"
            return "none"
        outer = by_token.get(head.i)
        if outer is not None and head.i != token.i and dep != "conj":
            if dep == "nsubj":
                return "own"
            content = outer.predicate.content
            if content == "none" and not clausal and dep == "prep" and (at.lower_ not in ("to", "for", "of", "on", "with") or _is_journey(at)):
                return "own"
            if content == "denied" and any(
                c.lemma_.lower() in ("claim", "allegation", "accusation", "report", "charge", "assertion") for c in (at, *at.children)
            ):
                return "disputed"
            return content
        at = head
    return "own"


def _is_journey(prep: Token) -> bool:
    """Whether a phrase tells on what journey something is said: "on a visit to X, called for talks"."""
    return prep.lower_ == "on" and any(c.dep_ == "pobj" and c.lemma_ in _JOURNEYS for c in prep.children)


def _is_turned_down(noun: Token, by_token: Mapping[int, Trigger]) -> bool:
    """Whether a noun of asking is what an act of refusal turns down."""
    outer = by_token.get(noun.head.i)
    return outer is not None and outer.predicate.event_type == "REJECT"


def _rejects_asking(clause: Token, by_token: Mapping[int, Trigger]) -> bool:
    """Whether an infinitive stands behind the noun of asking that its verb turns down."""
    asked = child(clause.head, "dobj", "nsubjpass")
    return asked is not None and asked.lemma_ in _ASKING and asked.i < clause.i and _is_turned_down(asked, by_token)


def _is_asked(clause: Token, by_token: Mapping[int, Trigger]) -> bool:
    """Whether an infinitive that the parser took for one of purpose is what is asked: "called on X on Monday to disarm"."""
    outer = by_token.get(clause.head.i)
    return (
        outer is not None
        and outer.predicate.event_type == "REQUEST"
        and outer.predicate.pos == "verb"
        and is_infinitive(clause)
        and child(clause.head, "xcomp", "ccomp", "dobj") is None
    )


def is_infinitive(verb: Token) -> bool:
    """Whether "to" stands before a verb."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def innermost(token: Token, statements: Sequence[Statement]) -> Statement | None:
    """The narrowest statement whose content a word stands in; None where it stands in none."""
    best: Statement | None = None
    for statement in statements:
        if statement.start <= token.i < statement.end and (best is None or statement.end - statement.start < best.end - best.start):
            best = statement
    return best


def is_reported(token: Token, lexicon: EventLexicon) -> bool:
    """Whether a word stands in a clause of a verb of reporting."""
    at = token
    for _ in range(6):
        if at.dep_ == "ccomp" and at.head.lemma_.lower() in lexicon.words["reporting"]:
            return True
        if at.head.i == at.i:
            return False
        at = at.head
    return False


def rule_of(
    token: Token, predicate: Predicate, by_token: Mapping[int, Trigger], lexicon: EventLexicon, reality: Reality, content: str, *, has_doer: bool
) -> str:
    """Name of the rule: the part of speech and where in the sentence it stands, and whether a verb of the main clause has a doer."""
    if content != "own":
        return f"{predicate.pos}_content"
    if reality.is_negated:
        return f"{predicate.pos}_negated"
    if reality.status == "hypothetical":
        return f"{predicate.pos}_hypothetical"
    level = "main"
    at = token
    for _ in range(10):
        dep, head = link(at), at.head
        if head.i == at.i:
            break
        if dep in ("advcl", "relcl", "acl", "pcomp"):
            level = "subordinate"
            break
        if (
            dep == "xcomp"
            and predicate.pos == "verb"
            and level == "main"
            and lexicon.embedding.get(head.lemma_.lower()) not in ("occurred", "ongoing")
        ):
            level = "infinitive"
        if dep == "ccomp" and head.i in by_token:
            level = "subordinate"
            break
        at = head
    if predicate.pos == "noun" and token.dep_ in ("pobj", "conj", "appos", "nmod", "compound"):
        level = "subordinate"
    if predicate.weak:
        return f"{predicate.pos}_{level}_weak"
    if predicate.pos == "verb" and level == "main" and not has_doer:
        return "verb_main_doerless"
    return f"{predicate.pos}_{level}"
