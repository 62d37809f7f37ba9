"""Times: the words that date things, the days they mean, and the clauses they date.

What belongs here: a grammar of English time expressions over tokens, their resolution against the day of publication, and the attachment of
expressions to clauses and nouns. What does not: hedged numbers (``numbers``), or what an event or statement does with its date.

Three steps, each usable alone. ``read_times`` finds expressions in a sequence of words and says what they mean without a calendar (``Sense``);
``resolve`` places a sense in the calendar; ``TimeIndex`` does both for a document and answers which expression dates a clause.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self, overload

from spacy.tokens import Doc, Span, Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.dates.lexicon import TimeLexicon
from pipelines.extract.dates.narrative import Narrative
from pipelines.extract.dates.placing import resolve, shifted
from pipelines.extract.dates.reader import read_times
from pipelines.extract.dates.sense import Found, Later, Linked, Nth, Weekday, Yearless
from pipelines.extract.model import TimeExpression

__all__ = ["TimeIndex", "TimeLexicon", "read_times", "resolve"]

_MODALS = frozenset(("will", "would", "'ll", "’ll", "shall", "may", "might", "could", "can", "must", "should", "wo", "ca", "'d"))
_TRAILING = frozenset(("in", "at", "from", "to", "near", "outside", "into", "on"))
_BOUNDS = {"by": "until", "before": "until", "after": "since"}
_CLAUSAL = frozenset(("VERB", "AUX"))
_PAST_HELPERS = frozenset(("was", "were", "had", "has", "have", "been"))
#: Days beyond which a date without its year is not meant to lie ahead of an act that has occurred.
_FAR = 90


@dataclass(frozen=True)
class TimeIndex:
    """All expressions of time of a document.

    Attributes:
        expressions: in text order, not overlapping. The days of "since X" run to the publication day and those of "until X" from it.
        published: the day that relative expressions are counted from.
    """

    expressions: tuple[TimeExpression, ...]
    published: dt.date | None
    _attached: Mapping[int, tuple[int, ...]]
    _linked: Mapping[int, TimeExpression]
    _lexicon: TimeLexicon

    @classmethod
    def of(cls, doc: AnnotatedDocument, lexicon: TimeLexicon) -> Self:
        """Read, place and attach the expressions of a document.

        Args:
            doc: with tags, lemmas, parse and names; ``published`` may be None, and then only absolute expressions are placed.
            lexicon: the words of time.
        """
        tokens = doc.doc
        found = list(read_times(doc.token_texts, lexicon, tags=_Lazy(tokens, "tag_"), types=_Lazy(tokens, "ent_type_")))
        expressions: list[TimeExpression] = []
        attached: dict[int, list[int]] = {}
        narrated: tuple[dt.date, dt.date] | None = None
        narrated_at = -9
        links: list[tuple[int, Found]] = []
        for item in found:
            head = _head(tokens, item, lexicon)
            ahead = _looks_ahead(
                tokens[item.start - 1].lower_ if item.start else "",
                item,
                head,
                doc.published,
                lexicon,
                is_title=doc.title_end > 0 and doc.is_title(tokens[item.start]),
            )
            away = doc.sentence_index(item.start) - narrated_at
            if isinstance(item.sense, Later) and item.sense.count == 0 and ahead:
                # "was expected later in the day": the day of the news
                near = (
                    (doc.published, doc.published)
                    if item.sense.unit == "day" and doc.published is not None and away > 0
                    else narrated
                    if away == 0
                    else None
                )
            else:
                near = narrated if away <= (1 if item.is_timed else 3) else None
            placed = resolve(item, doc.published, ahead=ahead, narrated=near)
            relation = item.relation
            if relation == "at" and head.pos_ in _CLAUSAL and item.start:
                # "by Friday" and "before 2020" give the last day, "after 2005" the first
                relation = _BOUNDS.get(tokens[item.start - 1].lower_, relation)
                item = item if relation == "at" else replace(item, start=item.start - 1)
            spanned = _spanned(placed, relation, doc.published)
            start_char, end_char = tokens[item.start].idx, tokens[item.end - 1].idx + len(tokens[item.end - 1])
            expression = TimeExpression(
                start=item.start,
                end=item.end,
                start_char=start_char,
                end_char=end_char,
                text=doc.surface(start_char, end_char),
                date_start=spanned[0] if spanned else None,
                date_end=spanned[1] if spanned else None,
                precision=spanned[2] if spanned else "unresolved",
                relation=relation,
            )
            if isinstance(item.sense, Linked | Nth):
                links.append((len(expressions), item))
            if (
                placed is not None
                and doc.published is not None
                and _is_to_come(tokens, item, placed, doc.published)
                and _is_plain_past(head, lexicon)
            ):
                # "booked a place in the final later this month": what is to come dates the noun, not the act
                head = _noun_before(tokens, item.start) or tokens[item.start]
            attached.setdefault(head.i, []).append(len(expressions))
            verb = _verb_behind(tokens, item, head) if relation == "at" else None
            if verb is not None:
                attached.setdefault(verb.i, []).append(len(expressions))
            expressions.append(expression)
            if placed is not None and relation == "at" and not ahead and placed[2] in ("day", "time", "week", "month", "year"):
                narrated = placed[0], placed[1]
                narrated_at = doc.sentence_index(item.start)
        index = cls(tuple(expressions), doc.published, {i: tuple(of) for i, of in attached.items()}, {}, lexicon)
        index = index._with_links(tokens, links, doc) if links else index
        taken_up = index._taken_up(doc)
        return replace(index, _linked={**taken_up, **index._linked}) if taken_up else index

    def of_clause(self, token: Token) -> TimeExpression | None:
        """The expression that dates the clause headed by, or around, a token; unresolved ones included, durations and frequencies not."""
        found = self._of(token, 0, frozenset())
        if found is None or found.date_start is None or self.published is None or found.date_start <= self.published:
            return found
        # what was done is not dated by what is to come
        return None if token.pos_ == "VERB" and token.tag_ == "VBD" and _is_plain_past(token, self._lexicon) else found

    def narrative(self, doc: AnnotatedDocument) -> Narrative | None:
        """The day that the report tells of, for acts that no expression dates."""
        return Narrative.of(doc, self, self._lexicon)

    def past(self, found: TimeExpression | None, token: Token) -> TimeExpression | None:
        """What dates an act that has occurred, placed in the past.

        Args:
            found: the expression that dates its clause.
            token: the act's verb or noun.

        Returns:
            A weekday of the week to come goes back a week, a date without its year that is far off goes back a year; None where the expression
            says itself that it lies ahead and the verb is in the past. Everything else as it was.
        """
        if found is None or self.published is None or found.date_start is None or found.date_end is None or found.date_start <= self.published:
            return found
        words = found.text.lower().split()
        away = found.date_start - self.published
        is_past = token.tag_ == "VBD" or (token.tag_ == "VBN" and any(c.lower_ in _PAST_HELPERS for c in token.children))
        is_open = not any(w.isdigit() and len(w) == 4 for w in words) and not any(
            w in self._lexicon.next_words or w in self._lexicon.this_words or w in self._lexicon.days_off for w in words
        )
        if is_open and is_past and away.days < 7 and words[-1] in self._lexicon.weekdays:
            back = dt.timedelta(days=7)
            return replace(found, date_start=found.date_start - back, date_end=found.date_end - back)
        if is_open and away.days > _FAR and any(w in self._lexicon.months for w in words):
            earlier = _a_year_back(found.date_start), _a_year_back(found.date_end)
            return None if earlier[0] is None or earlier[1] is None else replace(found, date_start=earlier[0], date_end=earlier[1])
        return None if is_past else found

    # --- looking around

    def _best(self, indices: Sequence[int]) -> TimeExpression | None:
        """Of the expressions attached to one token the one that dates it best."""
        chosen: TimeExpression | None = None
        for i in indices:
            expression = self.expressions[i]
            if expression.relation in ("duration", "frequency"):
                continue
            if chosen is None or _rank(expression) < _rank(chosen):
                chosen = expression
        return chosen

    def _own(self, token: Token) -> TimeExpression | None:
        """What is attached to the token itself or, of a verb, to the arguments that cannot carry a time of their own."""
        if token.i in self._linked:
            return self._linked[token.i]
        return self._best(self._attached.get(token.i, ()))

    def _of(self, token: Token, depth: int, seen: frozenset[int]) -> TimeExpression | None:
        if depth > 6 or token.i in seen:
            return None
        seen = seen | {token.i}
        own = self._own(token)
        if own is not None and own.date_start is not None:
            return own
        found = self._down(token, seen) if token.pos_ in _CLAUSAL else None
        if found is None:
            found = self._up(token, depth, seen)
        if found is None or (own is not None and found.date_start is None):
            return own if own is not None else found
        return found

    def _down(self, token: Token, seen: frozenset[int]) -> TimeExpression | None:
        """A verb's time from what depends on it."""
        lexicon = self._lexicon
        for child in token.children:
            if child.i in seen:
                continue
            # "are scheduled to begin on Thursday", "began to fire on Monday"
            if child.dep_ == "xcomp" and child.pos_ in _CLAUSAL and (token.lemma_ in lexicon.implicative or token.lower_ in lexicon.setting):
                found = self._own(child)
                if found is not None:
                    return found
            # "flew in to open the talks on Monday"
            if (
                child.dep_ in ("advcl", "xcomp")
                and child.tag_ == "VB"
                and token.tag_ == "VBD"
                and token.lemma_ not in lexicon.saying
                and token.lemma_ not in lexicon.ahead
            ):
                found = self._own(child)
                if (
                    found is not None
                    and found.date_start is not None
                    and found.start > child.i
                    and self.published is not None
                    and found.date_start <= self.published
                ):
                    return found
            # "rejected it, saying on Monday that": one act of speech
            if child.dep_ == "advcl" and child.tag_ in ("VBG", "VBN") and child.lemma_ in lexicon.answering and not _has_mark(child):
                found = self._own(child) or self._within_participle(child)
                if found is not None:
                    return found
            # "were killed as fighting went on for a third day"
            if child.dep_ == "advcl" and _mark(child) in lexicon.simultaneous and _same_tense(child, token):
                found = self._own(child)
                if found is not None:
                    return found
            # "Tuesday's attack killed five"; "held Friday's talks"
            if child.dep_ in ("nsubj", "nsubjpass", "dobj") and token.lemma_ in lexicon.happening:
                found = self._own(child)
                if found is not None:
                    return found
            # "were killed in Tuesday's attack"
            if child.dep_ in ("prep", "agent") and child.lower_ in ("in", "during", "by", "at") and token.lemma_ in lexicon.happening:
                for noun in child.children:
                    if noun.dep_ == "pobj":
                        found = self._own(noun)
                        if found is not None:
                            return found
            # "shot two dead and wounded three on Monday"
            if (
                child.dep_ == "conj"
                and child.pos_ in _CLAUSAL
                and child.tag_ == token.tag_
                and (not _has_subject(child) or {child.lemma_, token.lemma_} <= lexicon.happening)
            ):
                found = self._own(child) or (self._down(child, seen | {token.i}) if child.i not in seen else None)
                if found is not None and found.start > child.i:
                    return found
        if token.tag_ == "VBN" and token.lemma_ in lexicon.happening:
            found = self._beside(token)
            if found is not None:
                return found
        # "hit a bus carrying pupils on Friday": what goes on while it is done
        if token.tag_ == "VBD" and token.lemma_ not in lexicon.saying:
            found = self._meanwhile(token)
            if found is not None:
                return found
        # "walked out of the talks in November": a date after the last noun of a dateless clause dates the clause
        if token.tag_ in ("VBD", "VBN") and token.lemma_ not in lexicon.saying:
            return self._trailing(token)
        return None

    def _beside(self, token: Token) -> TimeExpression | None:
        """The time of a second count without its auxiliary, which the parser hangs elsewhere: "two were killed and five others hurt on Monday"."""
        joined = False
        for other in token.doc[token.i + 1 : min(token.sent.end, token.i + 8)]:
            joined = joined or other.lower_ == "and"
            if joined and other.tag_ == "VBN" and other.dep_ == "acl" and other.lemma_ in self._lexicon.happening and other.i in self._attached:
                found = self._own(other)
                return found if found is not None and found.start > other.i else None
        return None

    def _meanwhile(self, token: Token) -> TimeExpression | None:
        """A past day that the parser gave to the participle of a noun behind the verb, where the clause ends with it."""
        for child in token.children:
            if child.i < token.i:
                continue
            for noun in [child] if child.dep_ == "dobj" else child.children if child.dep_ == "prep" else ():
                if noun.dep_ not in ("dobj", "pobj"):
                    continue
                for participle in noun.children:
                    if participle.dep_ == "acl" and participle.tag_ == "VBG" and participle.lemma_ not in self._lexicon.saying:
                        found = self._own(participle)
                        if found is not None and found.relation == "at" and self._is_past_day(found) and found.start > participle.i:
                            return found
        return None

    def _trailing(self, token: Token) -> TimeExpression | None:
        """A date that the parser gave to the object or to the noun of a prepositional phrase behind the verb."""
        for child in token.children:
            if child.i < token.i:
                continue
            phrase = child.dep_ in ("prep", "agent") and (child.lower_ in _TRAILING or child.lower_ in ("by", "with"))
            for noun in [child] if child.dep_ == "dobj" else child.children if phrase else ():
                if noun.dep_ not in ("dobj", "pobj") or noun.i in self._linked:
                    continue
                found = self._own(noun)
                if found is None or found.date_start is None or found.start < noun.i:
                    continue
                if child.lower_ not in ("by", "with") or found.date_start == found.date_end or found.precision == "month":
                    return found
        return None

    def _within_participle(self, token: Token) -> TimeExpression | None:
        """The time of a participle of answering: "asked to respond to this at a briefing on Wednesday"."""
        for child in token.children:
            if child.dep_ in ("xcomp", "prep", "pobj"):
                found = self._own(child) or self._within_participle(child)
                if found is not None:
                    return found
        return None

    def _up(self, token: Token, depth: int, seen: frozenset[int]) -> TimeExpression | None:
        """A time inherited from the governing clause, where grammar makes the two simultaneous."""
        lexicon = self._lexicon
        head = token.head
        if head.i == token.i:
            return None
        dep = token.dep_
        if token.pos_ in _CLAUSAL:
            if dep == "conj":
                found = self._of(head, depth + 1, seen) if head.pos_ in _CLAUSAL else None
                if found is not None and (found.start < head.i or not _has_subject(token)) and _same_tense(token, head):
                    return found
                return None
            if dep == "advcl" and head.pos_ in _CLAUSAL:
                mark = _mark(token)
                if mark == "when" and (found := self._own(head)) is not None and token.left_edge.i - 1 <= found.end <= token.left_edge.i:
                    # "rose last month, when the council imposed a levy"
                    return found
                if mark == "while" and token.tag_ == "VBG" and not _has_subject(token):
                    # "while praising X, the envoy warned on Monday": one speech
                    return self._of(head, depth + 1, seen)
                if head.lemma_ in lexicon.saying and token.lemma_ not in lexicon.saying:
                    # "reaffirmed on Monday its pledge, expressing regret": one speech
                    is_uttered = mark is None and token.tag_ == "VBG" and token.i > head.i and token.lemma_ in lexicon.uttering
                    return self._of(head, depth + 1, seen) if is_uttered else None
                if (mark is None and token.tag_ in ("VBG", "VBN") and token.i > head.i) or (
                    mark in lexicon.simultaneous and _same_tense(token, head)
                ):
                    return self._of(head, depth + 1, seen)
                if mark == "before" or (mark is None and any(c.lower_ == "before" for c in token.children)):
                    found = self._of(head, depth + 1, seen)
                    return found if found is not None and found.precision == "year" and found.relation == "at" else None
                return None
            if dep == "acl" and token.tag_ == "VBG" and head.head.pos_ in _CLAUSAL and token.i > 0 and token.nbor(-1).text == ",":
                return self._of(head.head, depth + 1, seen)
            if dep == "xcomp" and head.lower_ in lexicon.setting:
                # "was due on Sunday to open the talks"
                return self._own(head)
            if dep == "xcomp" and head.lemma_ in lexicon.implicative and head.pos_ in _CLAUSAL:
                return self._of(head, depth + 1, seen)
            if dep == "pcomp" and head.dep_ == "prep" and head.head.pos_ in _CLAUSAL:
                if head.lower_ in ("by", "in", "while", "when") and (head.lower_ != "in" or head.head.lemma_ in lexicon.implicative):
                    return self._of(head.head, depth + 1, seen)
                return None
            if dep == "relcl" and head.pos_ in ("NOUN", "PROPN"):
                found = self._own(head)
                if found is not None and token.lemma_ in lexicon.happening and token.tag_ in ("VBD", "VBN"):
                    return found
                return None
            if dep in ("auxpass", "aux"):
                return self._of(head, depth + 1, seen)
            return None
        # nouns: the subject or object of a verb of happening takes the verb's time
        if (
            dep in ("nsubj", "nsubjpass", "dobj", "attr")
            and head.pos_ in _CLAUSAL
            and head.lemma_ in lexicon.happening
            and head.lemma_ not in lexicon.saying
        ):
            return self._of(head, depth + 1, seen)
        if dep in ("nsubj", "nsubjpass") and head.pos_ in _CLAUSAL and head.lemma_ in lexicon.ahead:
            return self._of(head, depth + 1, seen)
        if dep == "pobj" and head.lower_ in ("in", "during", "by") and head.head.pos_ in _CLAUSAL:
            # "on Friday pupils sang in a protest": what an indefinite noun tells, the clause tells anew
            told_anew = head.lower_ == "in" and head.head.tag_ == "VBD" and any(c.lower_ in ("a", "an") for c in token.lefts)
            if head.head.lemma_ in lexicon.happening or told_anew:
                return self._of(head.head, depth + 1, seen)
        if dep == "conj" and head.pos_ not in _CLAUSAL:
            return self._of(head, depth + 1, seen)
        if dep == "pobj" and head.lower_ == "of" and head.head.lemma_ in lexicon.series:
            # "a wave of attacks on Sunday"
            counted = head.head
            found = self._own(counted)
            if (
                found is None
                and counted.dep_ in ("dobj", "nsubj", "nsubjpass")
                and counted.head.tag_ == "VBD"
                and counted.head.lemma_ not in lexicon.saying
            ):
                found = self._of(counted.head, depth + 1, seen)
            return found
        if dep in ("compound", "amod", "poss") and head.pos_ not in _CLAUSAL:
            return self._own(head)
        return None

    def _day_of_the_news(self) -> dt.date | None:
        """The day of publication, where the text itself says that it tells of that day ("earlier on Wednesday")."""
        for expression in self.expressions:
            if expression.date_start == expression.date_end == self.published and expression.text.split()[0].lower() in ("earlier", "later"):
                return self.published
        return None

    def _with_links(self, tokens: Doc, links: Sequence[tuple[int, Found]], doc: AnnotatedDocument) -> Self:
        """Place "a day after X" by the clause it stands in or by X, and "a second day" by the day of the report."""
        expressions = list(self.expressions)
        linked: dict[int, TimeExpression] = {}
        for position, item in links:
            expression = expressions[position]
            if isinstance(item.sense, Linked):
                later, earlier = _ends(tokens, item)
                if later is None or earlier is None:
                    continue
                at_later = self._dated_without(later, position)
                at_earlier = self._dated_without(earlier, position)
                if at_later is None and at_earlier is None and doc.sentence_index(item.start) <= 2:
                    # the opening tells the news of the day
                    at_later = self._day_of_the_news()
                    if at_later is not None:
                        linked[later.i] = _redated(expression, (at_later, at_later, "day"))
                count = item.sense.count
                if at_later is not None:
                    other = shifted(item.sense.unit, -count, at_later)
                    linked[earlier.i] = _redated(expression, other)
                    expressions[position] = _redated(expression, (at_later, at_later, "day"))
                elif at_earlier is not None:
                    other = shifted(item.sense.unit, count, at_earlier)
                    linked[later.i] = expressions[position] = _redated(expression, other)
                    if other is not None:
                        linked[earlier.i] = _redated(expression, (at_earlier, at_earlier, "day"))
            elif isinstance(item.sense, Nth):
                teller = _teller(tokens[item.start], self._lexicon)
                found = self._of(teller, 0, frozenset()) if teller is not None else None
                if found is not None and found.date_start is not None and found.date_start == found.date_end and found.relation == "at":
                    expressions[position] = _redated(expression, (found.date_start, found.date_start, "day"))
        return replace(self, expressions=tuple(expressions), _linked={**self._linked, **linked})

    def _taken_up(self, doc: AnnotatedDocument) -> dict[int, TimeExpression]:
        """Verbs of dateless sentences that take up the time of the sentence before, by verb.

        Two ways of taking up are sure enough: "under this agreement" after a sentence that dates the agreement by its year, and a quotation that
        goes on ("..., it said") after a sentence in which the same speaker tells of one day.
        """
        found: dict[int, TimeExpression] = {}
        at = [e for e in self.expressions if e.relation == "at" and e.date_start is not None]
        if not at:
            return found
        by_sentence: dict[int, list[TimeExpression]] = {}
        for expression in at:
            by_sentence.setdefault(doc.sentence_index(expression.start), []).append(expression)
        timed = {doc.sentence_index(e.start) for e in self.expressions if e.relation != "frequency"}
        for k, told in by_sentence.items():
            if k + 1 >= len(doc.sentences) or k + 1 in timed:
                continue
            following = doc.sentences[k + 1]
            if told[-1].precision == "year":
                verb = _takes_up(following, self._lexicon)
                if verb is not None:
                    found[verb.i] = told[-1]
            elif len(told) == 1 and self._is_past_day(told[0]) and _goes_on(doc.sentences[k], following, told[0], self._lexicon):
                closing = next((t.i for t in following[1:] if t.text in ('"', "”")), following.end)
                found.update(
                    {
                        t.i: told[0]
                        for t in following
                        if t.i < closing and t.tag_ == "VBD" and t.pos_ == "VERB" and t.lemma_ not in self._lexicon.saying
                    }
                )
        return found

    def _is_past_day(self, expression: TimeExpression) -> bool:
        start = expression.date_start
        return expression.precision in ("day", "time") and start is not None and self.published is not None and start <= self.published

    def _dated_without(self, token: Token, position: int) -> dt.date | None:
        """The one day that dates a clause by other words than the expression at ``position``."""
        of = tuple(i for i in self._attached.get(token.i, ()) if i != position)
        found = self._best(of) or (self._down(token, frozenset({token.i})) or self._up(token, 0, frozenset({token.i})))
        if found is None or found.date_start is None or found.date_start != found.date_end or found.relation != "at":
            return None
        return found.date_start


def _a_year_back(day: dt.date) -> dt.date | None:
    """The same day of the year before; None of 29 February. The last of February stays the last."""
    if (day.month, day.day) == (2, 29):
        return None
    return day.replace(year=day.year - 1)


class _Lazy(Sequence[str]):
    """One attribute of each token, read when it is asked for: few tokens are."""

    def __init__(self, tokens: Doc, name: str) -> None:
        self.tokens = tokens
        self.name = name

    def __len__(self) -> int:
        return len(self.tokens)

    @overload
    def __getitem__(self, i: int) -> str: ...

    @overload
    def __getitem__(self, i: slice) -> Sequence[str]: ...

    def __getitem__(self, i: int | slice) -> str | Sequence[str]:
        if isinstance(i, slice):
            return [getattr(token, self.name) for token in self.tokens[i]]
        return str(getattr(self.tokens[i], self.name))


_NARROWNESS = {"time": 0, "day": 0, "week": 1, "month": 2, "range": 2, "year": 3, "unresolved": 4}


def _rank(expression: TimeExpression) -> tuple[int, int, int]:
    """Resolved before unresolved, "at" before "since" and "until", narrow before wide."""
    return (expression.date_start is None, expression.relation != "at", _NARROWNESS[expression.precision])


def _spanned(placed: tuple[dt.date, dt.date, str] | None, relation: str, published: dt.date | None) -> tuple[dt.date, dt.date, str] | None:
    """The days that "since X" and "until X" date: from X to the day of publication, from that day to X."""
    if placed is None or relation not in ("since", "until"):
        return placed
    if published is None:
        return None
    start, end = (placed[0], published) if relation == "since" else (published, placed[1])
    return (start, end, "day" if start == end else "range") if start <= end else None


def _redated(expression: TimeExpression, placed: tuple[dt.date, dt.date, str] | None) -> TimeExpression:
    if placed is None:
        return expression
    return replace(expression, date_start=placed[0], date_end=placed[1], precision=placed[2])


def _head(tokens: Doc, item: Found, lexicon: TimeLexicon) -> Token:
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
    relation, token = token.dep_, token.head
    while token.dep_ != "ROOT" and steps < 24:
        steps += 1
        if token.pos_ in ("ADP", "SCONJ") or token.dep_ == "prep":
            # "of May", "on Tuesday": the preposition's governor
            relation, token = "prep", token.head
        elif token.i in inside or (token.pos_ == "ADV" and token.head.pos_ in _CLAUSAL):
            relation, token = token.dep_, token.head
        elif (
            relation == "npadvmod"
            and token.pos_ in ("NOUN", "PROPN")
            and token.dep_ in ("pobj", "dobj", "nsubj", "attr", "appos", "nsubjpass", "conj")
            and token.i < item.start
        ):
            # "said in a statement Tuesday", "shot two men Tuesday": a bare day after a noun belongs to the verb
            verb = _verb_above(token)
            return token if verb is None else verb
        else:
            break
    teller = _teller_before(tokens, item, lexicon) if token.i >= item.end and token.pos_ in _CLAUSAL else None
    if teller is not None:
        return teller
    if (
        token.ent_type_ in ("GPE", "ORG", "PERSON", "NORP", "LOC")
        and token.i < item.start
        and item.end < len(tokens)
        and tokens[item.end].pos_ in _CLAUSAL
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
    if token.pos_ in _CLAUSAL:
        noun = _held_noun(tokens, item, token)
        if noun is not None:
            return noun
    return token


def _verb_behind(tokens: Doc, item: Found, noun: Token) -> Token | None:
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
            return noun
        if token.pos_ in ("NOUN", "PROPN") and (noun is None or token.dep_ == "pobj"):
            noun = token
        elif token.pos_ not in ("ADP", "DET", "ADJ", "PROPN", "NOUN", "PART", "NUM", "PRON"):
            return None
    return None


def _verb_above(token: Token) -> Token | None:
    steps = 0
    while token.pos_ not in _CLAUSAL and token.head.i != token.i and steps < 12:
        token, steps = token.head, steps + 1
    return token if token.pos_ in _CLAUSAL else None


def _looks_ahead(before: str, item: Found, head: Token, published: dt.date | None, lexicon: TimeLexicon, *, is_title: bool) -> bool | None:
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
    if head.pos_ not in _CLAUSAL:
        if head.lower_ in lexicon.ahead or head.lemma_ in lexicon.ahead:
            return True
        # "a planned rally on Friday"
        if any(child.dep_ == "amod" and (child.lemma_ in lexicon.ahead or child.lower_ in lexicon.coming) for child in head.children):
            return True
        # "ahead of Thursday's vote", "as of January"
        up = head
        steps = 0
        while up.pos_ not in _CLAUSAL and up.head.i != up.i and steps < 8:
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
        if up.pos_ in _CLAUSAL and not _is_report(up, lexicon) and not _is_present(up) and _is_future(up, lexicon, is_title=is_title):
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


def _is_to_come(tokens: Doc, item: Found, placed: tuple[dt.date, dt.date, str], published: dt.date) -> bool:
    """Whether an expression lies after publication."""
    return placed[0] > published or (tokens[item.start].lower_ == "later" and tokens[item.start + 1].lower_ == "this" and placed[1] > published)


def _is_plain_past(verb: Token, lexicon: TimeLexicon) -> bool:
    """Whether a verb tells what was done and nothing that lies ahead."""
    if verb.tag_ not in ("VBD", "VBN") or verb.lemma_ in lexicon.ahead or verb.lemma_ in lexicon.planning:
        return False
    return not any(child.lower_ in _MODALS or child.lower_ == "to" for child in verb.children if child.dep_ == "aux") and verb.dep_ not in (
        "acl",
        "relcl",
    )


def _noun_before(tokens: Doc, start: int) -> Token | None:
    """The noun right before an expression, over its preposition."""
    for token in reversed(tokens[max(0, start - 3) : start]):
        if token.pos_ in ("NOUN", "PROPN"):
            return token
        if token.pos_ not in ("ADP", "DET"):
            return None
    return None


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
            if verb.head.i != verb.i and verb.head.pos_ in _CLAUSAL:
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


def _mark(verb: Token) -> str | None:
    """The conjunction that opens a clause."""
    for child in verb.children:
        if child.i < verb.i and (child.dep_ == "mark" or (child.dep_ == "advmod" and child.lower_ in ("when", "while", "where"))):
            return child.lower_
    return None


def _has_mark(verb: Token) -> bool:
    return _mark(verb) is not None


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for child in verb.children)


def _same_tense(a: Token, b: Token) -> bool:
    def finite(token: Token) -> str:
        if any(child.lower_ in _MODALS for child in token.children if child.dep_ == "aux"):
            return "future"
        if any(child.lower_ in ("had", "has", "have") for child in token.children if child.dep_ == "aux"):
            return "perfect"
        return "past" if token.tag_ in ("VBD", "VBN") else token.tag_

    return finite(a) == finite(b)


def _takes_up(sentence: Span, lexicon: TimeLexicon) -> Token | None:
    """The past-tense verb of "under the terms of this agreement, X did": its time is that of the agreement."""
    for token in sentence:
        if token.lower_ in ("this", "that") and token.dep_ == "det" and token.head.lemma_ in lexicon.accords:
            verb = _verb_above(token.head)
            opening = sentence[0].lower_ in ("under", "as")
            if opening and verb is not None and verb.tag_ == "VBD" and token.i < verb.i and verb.lemma_ not in lexicon.saying:
                return verb
    return None


def _goes_on(before: Span, sentence: Span, told: TimeExpression, lexicon: TimeLexicon) -> bool:
    """Whether a sentence is a quotation by the speaker of the sentence before, told of by a pronoun, and the day there is not that of the saying."""
    if sentence[0].text not in ('"', "“") or before.root.lemma_ not in lexicon.saying or before.root.tag_ != "VBD":
        return False
    speaking = [t for t in sentence if t.lemma_ in ("say", "add") and t.tag_ == "VBD"]
    pronoun = any(c.dep_ == "nsubj" and c.lower_ in ("it", "he", "she", "they") for t in speaking for c in t.children)
    first = before.doc[told.start]
    while first.head.i != first.i and first.pos_ not in _CLAUSAL:
        first = first.head
    return pronoun and first.i != before.root.i and first.tag_ not in ("MD",)


def _ends(tokens: Doc, item: Found) -> tuple[Token | None, Token | None]:
    """The verbs or nouns that "a day after" relates: the one that stands before it and the one it introduces."""
    joint = tokens[item.end - 1]
    later: Token | None = None
    first: Token | None = None
    for token in tokens[item.end : item.end + 9]:
        if token.is_sent_start or token.text in (",", "-", "–", "—", "--"):
            break
        if token.pos_ in _CLAUSAL and token.dep_ not in ("aux", "auxpass") and token.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VBG"):
            first = token
            break
    if first is None and joint.dep_ in ("mark", "advmod") and joint.head.pos_ in _CLAUSAL and joint.head.i > joint.i:
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
        later = _verb_above(apposed)
    elif first.pos_ in _CLAUSAL:
        later = first.head if first.dep_ in ("advcl", "ccomp", "acl", "relcl", "pcomp") and first.head.i != first.i else None
        while later is not None and later.pos_ not in _CLAUSAL and later.head.i != later.i:
            later = later.head
    else:
        later = _verb_above(joint)
    if later is not None and later.i == first.i:
        later = None
    return later, first


def _day_before(tokens: Doc, item: Found) -> Token | None:
    """The weekday or date to which "a day after" is apposed: "on Thursday, a day after"."""
    before = tokens[item.start - 1] if item.start else None
    if before is not None and before.text in (",", "-", "–", "—", "--", "(") and item.start > 1 and tokens[item.start - 2].ent_type_ == "DATE":
        return tokens[item.start - 2]
    return None


def _teller(token: Token, lexicon: TimeLexicon) -> Token | None:
    """The nearest dated verb of saying above a token."""
    steps = 0
    while token.head.i != token.i and steps < 15:
        token, steps = token.head, steps + 1
        if token.lemma_ in lexicon.saying and token.pos_ == "VERB" and token.tag_ in ("VBD", "VBN", "VBZ"):
            return token
    return None
