"""The day that a report tells of: what dates an act whose own sentence gives no day.

What belongs here: which day the lead opens with, how far it reaches, and which clauses are told in it. What does not: expressions of time and the
clauses that they date themselves (``times``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from spacy.tokens import Span, Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.model import TimeExpression

if TYPE_CHECKING:
    from pipelines.extract.dates.lexicon import TimeLexicon
    from pipelines.extract.times import TimeIndex

_CLAUSAL = frozenset(("VERB", "AUX"))
_QUOTES = frozenset(('"', "“", "”"))
_PERFECT = frozenset(("had", "has", "have", "'ve", "’ve", "having"))
#: Days between the day of the lead and that of publication.
_FRESH = dt.timedelta(days=1)
#: Sentences that the day of the lead reaches beyond its last mention: for what is done, and for what is said.
_REACH, _SPOKEN_REACH = 3, 8


@dataclass(frozen=True)
class Narrative:
    """The day told of, by sentence.

    Attributes:
        lead: the words that date the lead.
        is_report: whether they date no more than the telling ("police said Monday"), which is the day of what else is said, not of what was done.
        told: sentence number to the number of sentences since the day was last named; sentences after one that tells of another day have none.
        since_named: the same of every sentence, whatever stands between.
        turned: numbers of the sentences that tell of another day of the past.
        foreign: sentence number to its expressions of other times.
        words: those of the lead and of the sentence after it, in lower case.
        lexicon: the words of time.
    """

    lead: TimeExpression
    is_report: bool
    told: Mapping[int, int]
    since_named: Mapping[int, int]
    turned: frozenset[int]
    foreign: Mapping[int, tuple[TimeExpression, ...]]
    words: frozenset[str]
    lexicon: TimeLexicon

    @classmethod
    def of(cls, doc: AnnotatedDocument, times: TimeIndex, lexicon: TimeLexicon) -> Self | None:
        """Find the day of the lead and how far it reaches.

        Args:
            doc: tagged and parsed.
            times: its expressions of time.
            lexicon: the words of time.

        Returns:
            None where the first sentence of the body names no day of the news, or more than one.
        """
        body = [k for k, sentence in enumerate(doc.sentences) if sentence.start >= doc.title_end or not doc.is_title(sentence[0])]
        if not body or doc.published is None:
            return None
        by_sentence: dict[int, list[TimeExpression]] = {}
        for expression in times.expressions:
            by_sentence.setdefault(doc.sentence_index(expression.start), []).append(expression)
        lead, is_report = _lead(doc.sentences[body[0]], by_sentence.get(body[0], ()), times, doc.published, lexicon)
        if lead is None:
            return None
        told: dict[int, int] = {}
        since_named: dict[int, int] = {}
        foreign: dict[int, tuple[TimeExpression, ...]] = {}
        turned: set[int] = set()
        since: int | None = 0
        named_at = body[0]
        for k in body:
            here = by_sentence.get(k, ())
            foreign[k] = tuple(e for e in here if e.relation not in ("frequency", "duration") and not _is_of_day(e, lead))
            if any(_is_of_day(e, lead) for e in here):
                since, named_at = 0, k
            elif any(e.relation == "at" and _is_past(e, lead) and _is_main(doc.doc[e.start], doc.sentences[k]) for e in foreign[k]):
                # another day is told of from here on
                since = None
                turned.add(k)
            elif since is not None:
                since += 1
            since_named[k] = k - named_at
            if since is not None:
                told[k] = since
        return cls(
            lead, is_report, told, since_named, frozenset(turned), foreign, frozenset(t.lower_ for k in body[:2] for t in doc.sentences[k]), lexicon
        )

    def day_of(self, token: Token, doc: AnnotatedDocument, *, is_spoken: bool) -> TimeExpression | None:
        """The day of the narrative for an act that it tells, as a whole day.

        Args:
            token: the act's verb or noun; its clause has no time of its own.
            doc: the document.
            is_spoken: whether the act is one of words.
        """
        k = doc.sentence_index(token)
        is_spoken = is_spoken and token.pos_ in _CLAUSAL and token.lemma_ not in self.lexicon.happening
        away = self.told.get(k)
        if away is None and is_spoken and k - 2 in self.since_named and k not in self.turned and k - 1 not in self.turned:
            away = self.since_named[k]
        if away is None or away > (_SPOKEN_REACH if is_spoken else _REACH):
            return None
        if (self.is_report and not (is_spoken and self._is_teller(token))) or (k and _is_background(doc.sentences[k])):
            return None
        verb = self._told_by(token)
        if verb is None or self._is_elsewhere(verb, k) or _is_quoted(verb, doc.sentences[k]):
            return None
        return replace(self.lead, precision="day")

    def _told_by(self, token: Token) -> Token | None:
        """The verb in the simple past that tells an act: the act's own or the one above it, and not in a clause of its own time."""
        verb = token
        for _ in range(6):
            if verb.pos_ not in _CLAUSAL:
                above = verb.head
                if verb.dep_ == "pobj" and above.lower_ in ("in", "during") and above.head.lemma_ in self.lexicon.happening:
                    # "three were hurt in the attack"
                    if any(c.dep_ in ("relcl", "acl") for c in verb.children):
                        return None
                    verb = above.head
                    continue
                if verb.dep_ == "dobj" and above.lemma_ in self.lexicon.happening and above.pos_ in _CLAUSAL:
                    verb = above
                    continue
                return None
            if verb.dep_ in ("xcomp", "advcl") and verb.tag_ in ("VBG", "VB") and verb.head.pos_ in _CLAUSAL:
                if any(c.dep_ == "mark" or c.lower_ in ("after", "before", "since", "when") for c in verb.children):
                    return None
                if verb.dep_ == "xcomp" and verb.head.lemma_ not in self.lexicon.implicative:
                    return None
                if verb.tag_ == "VB" and verb.dep_ == "advcl":
                    return None
                verb = verb.head
                continue
            break
        if not _is_simple_past(verb):
            return None
        if verb.dep_ == "advcl" and verb.head.lemma_ in self.lexicon.happening and _is_simple_past(verb.head):
            # "one was killed when guards opened fire"
            mark = next((c for c in verb.children if c.dep_ in ("mark", "advmod") and c.lower_ in ("when", "as", "after")), None)
            if mark is not None and mark.i > verb.head.i and verb.doc[mark.i - 1].tag_ != "NNS":
                verb = verb.head
        return verb if _is_narrative(verb, self.lexicon) else None

    def _is_teller(self, token: Token) -> bool:
        """Whether the subject of a verb may be who speaks in the lead: a pronoun, or a name or noun of the opening, or one who does so too."""
        verb = token
        for _ in range(4):
            if any(child.lower_ == "also" for child in verb.children):
                return True
            for child in verb.children:
                if child.dep_ in ("nsubj", "nsubjpass"):
                    return child.lower_ in _PRONOUNS or child.lower_ in self.words
            if verb.dep_ not in ("conj", "advcl", "xcomp"):
                return False
            verb = verb.head
        return False

    def _is_elsewhere(self, verb: Token, k: int) -> bool:
        """Whether the clause, or words before it, speak of another time than that of the narrative."""
        for expression in self.foreign.get(k, ()):
            if expression.relation == "at" and (_is_past(expression, self.lead) or expression.text.lower().split()[-1] in self.lexicon.weekdays):
                return True
            if _clause(verb.doc[expression.start]).i == verb.i or expression.start < verb.i:
                return True
        return any(child.lower_ in _ELSEWHEN for child in verb.children) or any(t.lower_ in _ELSEWHEN_ANY for t in verb.sent)


_COUNTS = frozenset(("toll", "number", "count", "tally"))
_PRONOUNS = frozenset(("he", "she", "they", "it"))
_MEDIA = frozenset(
    (
        *("report", "newspaper", "paper", "agency", "media", "medium", "daily", "press", "radio", "television", "tv", "channel", "magazine"),
        *("source", "weekly", "network", "observer", "analyst"),
    )
)
_UNDERTAKING = frozenset(("move", "begin", "start", "continue", "go", "agree", "refuse", "decide", "manage", "fail", "try", "force", "rush"))
#: Adverbs of a clause, and words anywhere in its sentence, that speak of another time than that of the narrative.
_ELSEWHEN = frozenset(
    (
        *(
            "earlier",
            "previously",
            "recently",
            "already",
            "once",
            "ever",
            "never",
            "often",
            "always",
            "repeatedly",
            "before",
            "since",
            "formerly",
            "long",
        ),
        *("originally", "then", "until", "ago", "first", "later", "again", "still", "lately", "times"),
    )
)
_ELSEWHEN_ANY = frozenset(
    ("ago", "earlier", "previously", "recently", "formerly", "previous", "decade", "decades", "years", "months", "history", "recent", "past")
)


def _lead(
    sentence: Span, expressions: Collection[TimeExpression], times: TimeIndex, published: dt.date, lexicon: TimeLexicon
) -> tuple[TimeExpression | None, bool]:
    """The words that date the main clause of the lead, and whether that is no more than a report of it; None without one fresh day."""
    days = [
        e
        for e in expressions
        if e.relation == "at"
        and e.precision in ("day", "time")
        and e.date_start is not None
        and e.date_start <= published
        and any(w in lexicon.weekdays or w in lexicon.months or w in lexicon.days_off for w in e.text.lower().split())
    ]
    if len({e.date_start for e in days}) != 1:
        return None, False
    first = days[0]
    if first.date_start is None or published - first.date_start > _FRESH:
        return None, False
    if sentence.root.lemma_ in lexicon.tolling and any(c.dep_ == "nsubj" and c.lemma_ in _COUNTS for c in sentence.root.children):
        # "the toll rose on Friday" tells of a count; when the dead were killed the lead does not tell
        return None, False
    before = sentence.doc[first.start - 1].lower_ if first.start > sentence.start else ""
    if before in ("of", "since", "until"):
        return None, False
    root = sentence.root
    clause = _clause(sentence.doc[first.start])
    told = [root, *(t for t in sentence if t.dep_ == "ccomp" and t.head.i == root.i)]
    for verb in told:
        found = times.of_clause(verb)
        if found is None or found.start != first.start:
            # "moved to tighten controls on Friday", "went off on Friday, killing three"
            inner = clause.head.i == verb.i and (
                (clause.dep_ == "xcomp" and verb.lemma_ in _UNDERTAKING) or (clause.dep_ in ("advcl", "conj") and clause.tag_ in ("VBG", "VBD"))
            )
            if not inner or _is_subordinate(clause):
                continue
        # "police said Monday" dates the telling, whatever the parser takes for the root
        is_report = clause.lemma_ in lexicon.saying
        if is_report and any(t.lemma_.lower() in _MEDIA for c in clause.children if c.dep_ == "nsubj" for t in c.subtree):
            # "a daily reported on Monday": when it was done or said the lead does not tell
            return None, False
        return first, is_report
    return None, False


def _is_of_day(expression: TimeExpression, lead: TimeExpression) -> bool:
    return expression.relation == "at" and expression.date_start == expression.date_end == lead.date_start


def _is_past(expression: TimeExpression, lead: TimeExpression) -> bool:
    return expression.date_start is None or lead.date_start is None or expression.date_start < lead.date_start


def _clause(token: Token) -> Token:
    """The verb of the clause that holds a token."""
    steps = 0
    while token.head.i != token.i and steps < 20 and (token.pos_ not in _CLAUSAL or token.dep_ in ("aux", "auxpass")):
        token, steps = token.head, steps + 1
    return token


def _is_main(token: Token, sentence: Span) -> bool:
    """Whether a token stands in the main clause of its sentence or before it."""
    clause = _clause(token)
    return clause.i == sentence.root.i or token.i - sentence.start <= 3 or (clause.dep_ in ("ccomp", "conj") and clause.head.i == sentence.root.i)


def _is_background(sentence: Span) -> bool:
    """Whether a sentence tells what had been before: past or present perfect."""
    return any(c.dep_ in ("aux", "auxpass") and c.lower_ in ("had", "has", "have") for c in sentence.root.children)


def _is_subordinate(verb: Token) -> bool:
    return any(c.dep_ == "mark" or c.tag_ in ("WRB", "WP", "WDT") for c in verb.children)


def _is_simple_past(verb: Token) -> bool:
    helpers = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(word in _PERFECT for word in helpers) or any(c.dep_ == "neg" for c in verb.children):
        return False
    if verb.tag_ == "VBD":
        return True
    return verb.tag_ == "VBN" and ("was" in helpers or "were" in helpers or (verb.dep_ == "conj" and _is_simple_past(verb.head)))


def _is_narrative(verb: Token, lexicon: TimeLexicon) -> bool:
    """Whether a finite verb heads the main clause, one coordinated with it, or one that its teller follows: "two were killed, police said"."""
    steps = 0
    while steps < 5:
        steps += 1
        if verb.dep_ == "ROOT":
            return verb.lemma_ != "be"
        head = verb.head
        if verb.dep_ == "conj" and head.pos_ in _CLAUSAL:
            verb = head
            continue
        if verb.dep_ == "ccomp" and verb.i < head.i and head.lemma_ in lexicon.saying and not any(c.dep_ == "mark" for c in verb.children):
            verb = head
            continue
        return False
    return False


def _is_quoted(verb: Token, sentence: Span) -> bool:
    """Whether a verb stands inside quotation marks of its sentence, or in a sentence that one closes unopened."""
    before = sum(1 for t in sentence if t.i < verb.i and t.text in _QUOTES)
    after = sum(1 for t in sentence if t.i > verb.i and t.text in _QUOTES)
    return before % 2 == 1 or (before == 0 and after % 2 == 1)
