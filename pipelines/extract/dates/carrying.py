"""Carrying the day on: the days of acts that no words of time date, from what is told beside and before them.

What belongs here: the day that a report tells of from sentence to sentence, and which acts go on with it. What does not: expressions of time
(``times``), how an act hangs in its sentence (``dates.hold``), the incident of a report (``dates.incident``), mentions joined as one event
(``retellings``).

A report tells its news first and goes on with it in the simple past until it names another time. So an act without a day has, in this order, that of
the clauses it hangs on, that of an act of its kind that it takes up, that of what was told last, or that of the lead; an opening that names no day
has that of publication. What a clause tells as long past, repeated, lasting or still to come keeps no day. A carried day has no words of its own
(``date_text`` is null).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.dates.hold import Hold, hold_of
from pipelines.extract.dates.lexicon import TimeLexicon
from pipelines.extract.dates.placing import shifted
from pipelines.extract.dates.sense import Days
from pipelines.extract.dates.tense import CLAUSAL, mark_of, verb_above
from pipelines.extract.model import EventMention, PlaceIndex, TimeExpression

if TYPE_CHECKING:
    from pipelines.extract.times import TimeIndex

#: Status of an act that has a day behind it.
_DONE = frozenset(("occurred", "alleged", "disputed", "denied", "ongoing"))
#: Acts in words.
_WORDS = frozenset(("ACCUSE", "REJECT", "SUPPORT", "REQUEST", "THREATEN"))
#: Types of acts of which others take up one told elsewhere.
_DEEDS = frozenset(("ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT", "AGREE", "CONSULT", "AID"))
#: Types of acts that a report tells in the perfect as its news anywhere.
_FORCE = frozenset(("ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT", "AID"))
#: Words with which a noun tells of other acts than one told.
_OTHERS = frozenset(("such", "any", "another", "other", "further", "future", "more", "new", "previous", "earlier", "no"))
#: Types of which a report most often tells one act.
_INCIDENTS = frozenset(("ASSAULT", "COERCE", "PROTEST"))
#: Days before publication after which a day is another than that of the news.
_NEW = dt.timedelta(days=2)
#: Days before publication of which a report tells as news, and sentences of the body in which it tells them first.
_FRESH, _LEAD = dt.timedelta(days=7), 4
#: Sentences that what is told of an older time reaches, and within which a noun takes it up by another word.
_OLD, _OLD_NEAR = 2, 3
#: Sentences in which the present tells news, and that the day of an aside reaches.
_NEWS, _ASIDE = 1, 1
#: Words behind a noun in which its time is looked for.
_BEHIND = 12
_DAYLONG = frozenset(("day", "time"))


@dataclass(frozen=True, slots=True)
class _Frame:
    """Days that a sentence tells of."""

    days: Days
    sentence: int


def carried(
    doc: AnnotatedDocument, times: TimeIndex, places: PlaceIndex, told: Sequence[EventMention], lexicon: TimeLexicon
) -> Iterator[tuple[int, Days]]:
    """The days of acts that have none.

    Args:
        doc: tagged and parsed.
        times: its expressions of time.
        places: its places; a noun takes up no act of another place.
        told: its event mentions in text order, with the days that the text names.
        lexicon: the words of time.

    Yields:
        Position in ``told`` and the days; acts whose day is not plain are left out.
    """
    if any(row.date_start is None for row in told):
        yield from _Carrying.of(doc, times, places, told, lexicon).all()


def with_days[T](
    doc: AnnotatedDocument, times: TimeIndex, places: PlaceIndex, acts: Sequence[tuple[EventMention, T]], lexicon: TimeLexicon
) -> tuple[tuple[EventMention, T], ...]:
    """Acts with the days that ``carried`` finds; the others as they were."""
    days = dict(carried(doc, times, places, [mention for mention, _ in acts], lexicon))
    return tuple(
        (replace(mention, date_start=on.start, date_end=on.end, date_precision=on.precision, date_text=None), parts)
        if (on := days.get(n)) is not None
        else (mention, parts)
        for n, (mention, parts) in enumerate(acts)
    )


@dataclass
class _Carrying:
    doc: AnnotatedDocument
    times: TimeIndex
    places: PlaceIndex
    told: Sequence[EventMention]
    lexicon: TimeLexicon
    holds: Sequence[Hold]
    by_token: dict[int, int]
    lead: Days | None
    #: Number of the first sentence behind the headline.
    first: int = 0
    frame: _Frame | None = None
    found: dict[int, Days] = field(default_factory=dict)

    @classmethod
    def of(cls, doc: AnnotatedDocument, times: TimeIndex, places: PlaceIndex, told: Sequence[EventMention], lexicon: TimeLexicon) -> _Carrying:
        by_token = {row.trigger: n for n, row in enumerate(told)}
        holds = [hold_of(doc.doc[row.trigger], doc, lexicon, by_token) for row in told]
        first = next((k for k, s in enumerate(doc.sentences) if not doc.is_title(s[0])), 0)
        carrying = cls(doc, times, places, told, lexicon, holds, by_token, None, first)
        carrying.lead = carrying._lead()
        return carrying

    def all(self) -> Iterator[tuple[int, Days]]:
        """Go through the acts sentence by sentence; nouns that take up what is told later come last."""
        here = -1
        late: list[int] = []
        for n, row in enumerate(self.told):
            hold = self.holds[n]
            for k in range(here + 1, hold.sentence + 1):
                self._open(k)
            here = max(here, hold.sentence)
            days = self._own(row)
            if days is None and row.status in _DONE:
                days = self._day(n)
                if days is not None:
                    self.found[n] = days
                else:
                    late.append(n)
            if days is not None and row.status in _DONE and hold.is_main:
                self.frame = _Frame(days, hold.sentence)
        for n in late:
            hold = self.holds[n]
            if hold.relation == "none" or not hold.is_noun or not (hold.is_definite or hold.is_title):
                continue
            if (days := self._taken_up(n, is_late=True)) is not None:
                self.found[n] = days
        yield from sorted(self.found.items())

    # --- what is known

    def _own(self, row: EventMention) -> Days | None:
        if row.date_start is None or row.date_end is None:
            return None
        return Days(row.date_start, row.date_end, row.date_precision or "day")

    def _days(self, n: int) -> Days | None:
        return self._own(self.told[n]) or self.found.get(n)

    def _is_fresh(self, days: Days) -> bool:
        return self.doc.published is None or days.end >= self.doc.published - _FRESH

    def _placed(self, expression: TimeExpression | None) -> Days | None:
        if expression is None or expression.relation != "at" or expression.date_start is None or expression.date_end is None:
            return None
        return Days(expression.date_start, expression.date_end, expression.precision)

    def _lead(self) -> Days | None:
        """The day of the news: that of the first act told in the opening that has one, else that of publication."""
        published = self.doc.published
        if published is None:
            return None
        first = self.first
        opening: list[tuple[bool, bool, int, Days]] = []
        for n, row in enumerate(self.told):
            days, hold = self._own(row), self.holds[n]
            if days is None or not first <= hold.sentence < first + _LEAD or row.status not in _DONE:
                continue
            if days.precision in _DAYLONG and days.start == days.end and published - _FRESH <= days.start <= published:
                opening.append((days.start < published - _NEW, not hold.is_main, n, days))
        if opening:
            return min(opening, key=lambda o: o[:3])[3]
        for expression in self.times.expressions:
            k = self.doc.sentence_index(expression.start)
            days = self._placed(expression)
            if first <= k < first + 2 and days is not None and days.precision in _DAYLONG and published - _FRESH <= days.start <= published:
                return Days(days.start, days.end, "day")
        return Days(published, published, "day")

    def _open(self, k: int) -> None:
        """Take in the days that a sentence names for its main clause."""
        sentence = self.doc.sentences[k]
        root = sentence.root
        told = [root, *(c for c in root.children if c.dep_ in ("ccomp", "conj") and c.pos_ in CLAUSAL)]
        for verb in told:
            days = self._placed(self.times.of_clause(verb)) if verb.pos_ in CLAUSAL else None
            if days is not None and (self.doc.published is None or days.start <= self.doc.published):
                self.frame = _Frame(days, k)
                return

    # --- what is carried

    def _day(self, n: int) -> Days | None:
        row, hold = self.told[n], self.holds[n]
        if hold.relation == "none":
            return None
        if hold.is_noun and (days := self._behind(n)) is not None:
            return days
        if ((hold.relation != "same" and hold.is_noun) or hold.is_title) and (days := self._taken_up(n, is_late=False)) is not None:
            return days
        if (above := self._above(n)) is not None:
            days, at = above
            return self._before(days, *hold.lag) if hold.lag is not None and at > hold.lag_at else days
        if hold.relation == "matter":
            return None
        if hold.is_noun and hold.is_definite and row.event_type in _DEEDS and (days := self._taken_up(n, is_late=False)) is not None:
            return days
        if row.date_text is not None and not row.date_text[:1].isdigit() and hold.lag is None:
            return None
        last = self._beside(n)
        if last is None and hold.lag is None and self._is_untold(hold.sentence):
            return None
        last = last or self._told_last(n)
        return self._before(last, *hold.lag) if last is not None and hold.lag is not None else last

    def _is_untold(self, k: int) -> bool:
        """Whether a sentence opens with words of time that cannot be placed: "a few weeks after the vote"."""
        start = self.doc.sentences[k].start
        return any(
            e.date_start is None and e.relation == "at" and e.start - start <= 1 and not e.text[:1].isdigit()
            for e in self.times.expressions
            if start <= e.start < start + 2
        )

    def _before(self, days: Days, unit: str, count: int | None) -> Days | None:
        """Days that lie some units before others; "days" are from two to six."""
        if unit == "hour":
            return days
        if count is None:
            if unit != "day":
                return None
            return Days(days.start - dt.timedelta(days=6), days.start - dt.timedelta(days=2), "range")
        placed = shifted(unit, -count, days.start)
        return None if placed is None else Days(*placed)

    def _above(self, n: int) -> tuple[Days, int] | None:
        """The days of the clauses and acts that an act hangs on, and how many steps up they stand."""
        hold = self.holds[n]
        for at, token in enumerate(hold.above):
            other = self.by_token.get(token.i)
            if other is not None and other != n and (days := self._days(other)) is not None:
                return days, at
            clauses = [token] if token.pos_ in CLAUSAL else []
            if token.i == hold.above[0].i and hold.is_noun:
                # "the last delivery to the town, which took place in May"
                clauses = [
                    c for c in token.subtree if c.dep_ == "relcl" and (c.head.i == token.i or c.lemma_ in ("take", "happen", "occur", "begin"))
                ]
            if hold.relation == "matter" and token.pos_ in CLAUSAL and token.i != hold.above[0].i:
                break
            for verb in clauses:
                days = self._placed(self.times.of_clause(verb))
                if days is not None and (self.doc.published is None or days.start <= self.doc.published):
                    return days, at
        beside = [
            m
            for m, other in enumerate(self.holds)
            if m != n
            and (other.sentence, other.clause, other.relation) == (hold.sentence, hold.clause, "same")
            and other.clause is not None
            and (other.is_main or not other.is_noun)
        ]
        return next(((days, 0) for m in beside if (days := self._days(m)) is not None), None) if hold.relation != "matter" else None

    def _behind(self, n: int) -> Days | None:
        """The older time that words behind a noun name, whatever the parse makes of them: "the attack on a mission in the port, on May 3, 2012"."""
        token = self.doc.doc[self.told[n].trigger]
        for expression in self.times.expressions:
            if token.i < expression.start <= token.i + _BEHIND and expression.start < token.sent.end:
                days = self._placed(expression)
                between = self.doc.doc[token.i + 1 : expression.start]
                if days is None or self._is_fresh(days) or any(t.pos_ in CLAUSAL or t.i in self.by_token for t in between):
                    return None
                return days
        return None

    def _beside(self, n: int) -> Days | None:
        """The day that the sentence names for what goes on meanwhile: "slept outside as marches went on for a sixth day on Friday"."""
        found: list[Days] = []
        for expression in self.times.expressions:
            if self.doc.sentence_index(expression.start) != self.holds[n].sentence:
                continue
            days = self._placed(expression)
            verb = verb_above(self.doc.doc[expression.start])
            if days is None and expression.date_start is None:
                continue
            if days is None or days.precision not in _DAYLONG or not self._is_fresh(days) or verb is None or self.doc.published is None:
                return None
            if days.start > self.doc.published or verb.tag_ != "VBD" or verb.dep_ != "advcl" or mark_of(verb) not in ("as", "when", "while"):
                return None
            found.append(days)
        return found[0] if len(found) == 1 else None

    def _taken_up(self, n: int, *, is_late: bool) -> Days | None:
        """The days of the act that another telling of it names."""
        row, token = self.told[n], self.doc.doc[self.told[n].trigger]
        if row.event_type not in _DEEDS or any(c.lower_ in _OTHERS for c in token.children):
            return None
        named = {m.place_id for m in self.places.within(token.left_edge.i, token.right_edge.i + 1)} if token.pos_ == "NOUN" else set()
        hold = self.holds[n]
        is_known = hold.is_definite or hold.is_title or not hold.is_noun
        best: tuple[tuple[bool, bool, bool, int], Days] | None = None
        for m, other in enumerate(self.told):
            days = self._days(m) if is_late else self._own(other)
            if m == n or days is None or other.event_type != row.event_type or other.status not in _DONE or (m < n and not is_known):
                continue
            word = self.doc.doc[other.trigger]
            is_same = word.lemma_ == token.lemma_
            if named and other.place_id is not None and other.place_id not in named:
                continue
            is_there = bool(named) and other.place_id in named
            away = abs(self.holds[m].sentence - hold.sentence)
            if not self._is_fresh(days) and away > _OLD_NEAR and not (is_there or (is_same and not named)):
                # of what is long past many acts may be told
                continue
            if is_same and not is_known and not (is_there or row.event_type in _INCIDENTS):
                continue
            if not is_same and not (other.event_type == "ASSAULT" and ((is_known and hold.is_noun) or is_there)):
                continue
            rank = (not is_same, days.precision not in _DAYLONG, m > n, abs(self.holds[m].sentence - hold.sentence))
            if best is None or rank < best[0]:
                best = rank, days
        return best[1] if best is not None else None

    def _told_last(self, n: int) -> Days | None:
        """The days of what the report has told last, or those of its lead."""
        row, hold = self.told[n], self.holds[n]
        if (hold.is_long and hold.lag is None) or hold.relation == "none" or (hold.lag is None and self._is_timed_otherwise(n)):
            return None
        frame = self.frame
        is_old = frame is not None and self.lead is not None and frame.days.end < self.lead.start
        if is_old and frame is not None and (row.event_type in _WORDS or hold.sentence - frame.sentence > self._reach(frame)):
            # who answers what was told of an older time does so today
            frame, is_old = None, False
        if frame is not None and self.lead is not None and frame.days.start <= self.lead.start <= self.lead.end <= frame.days.end:
            # of a week or month that is told of the day of the news is the likeliest
            frame = _Frame(self.lead, frame.sentence)
        behind = hold.sentence - self.first
        match hold.form:
            case "past" | "open" | "nominal":
                return frame.days if frame is not None else self.lead
            case "pluperfect":
                if is_old and frame is not None:
                    return frame.days
                return (frame.days if frame is not None else self.lead) if hold.is_reported else None
            case "perfect" if behind >= (_LEAD if row.event_type in _FORCE else _NEWS):
                # what has been done at some time or other
                return None
            case "present" if hold.is_noun or (hold.is_within and not hold.is_reported and row.status != "ongoing"):
                return None
            case "present" if behind >= _NEWS and not self._speaks(n):
                # what goes on, or is so
                return None
            case "perfect" | "present" | "title":
                return frame.days if frame is not None and not is_old and row.event_type not in _WORDS and hold.form != "title" else self.lead
            case _:
                return None

    def _speaks(self, n: int) -> bool:
        """Whether somebody does an act in words by its verb: "he condemns it"; not "they are recognised by the league"."""
        token = self.doc.doc[self.told[n].trigger]
        return self.told[n].event_type in _WORDS | {"AGREE"} and token.pos_ == "VERB" and all(c.dep_ != "auxpass" for c in token.children)

    def _reach(self, frame: _Frame) -> int:
        """Sentences that an older day reaches: what is long past goes on longer than an aside on the day before."""
        is_past = self.doc.published is not None and frame.days.end < self.doc.published - _NEW
        return _OLD if is_past else _ASIDE

    def _is_timed_otherwise(self, n: int) -> bool:
        """Whether the clause of an act has words of an older time that do not date it: "the pact both signed in 1995, in which both agreed"."""
        hold = self.holds[n]
        span = self.doc.sentences[hold.sentence]
        for expression in self.times.expressions:
            if not span.start <= expression.start < span.end:
                continue
            days = self._placed(expression)
            if days is not None and self._is_fresh(days):
                continue
            verb = verb_above(self.doc.doc[expression.start])
            if verb is None or hold.clause is None:
                continue
            if verb.i == hold.clause.i or verb.i in {t.i for t in hold.above} or hold.clause.i in {t.i for t in verb.subtree if not hold.is_main}:
                return True
        return False
