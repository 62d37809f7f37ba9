"""Times: the words that date a document's clauses, in the calendar.

What belongs here: ``TimeIndex``, which holds the expressions of a document and answers which of them dates a clause: its own, or one that grammar
hands down from, or up to, a clause beside it. What does not: reading expressions (``dates.reader``), placing them in the calendar
(``dates.placing``), finding the word that they are said of (``dates.attachment``), the days of clauses that no expression dates
(``dates.narrative``, ``dates.incident``, ``dates.carrying``), hedged numbers (``numbers``), or what an event or statement does with its date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self, overload

from spacy.tokens import Doc, Span, Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.dates.attachment import ends_of, head_of, noun_before, teller_of, verb_behind
from pipelines.extract.dates.incident import Clock
from pipelines.extract.dates.lexicon import TimeLexicon
from pipelines.extract.dates.narrative import Narrative
from pipelines.extract.dates.placing import resolve, shifted
from pipelines.extract.dates.reader import read_times
from pipelines.extract.dates.sense import Found, Later, Linked, Nth
from pipelines.extract.dates.tense import CLAUSAL, has_mark, has_subject, is_plain_past, is_to_come, looks_ahead, mark_of, same_tense, verb_above
from pipelines.extract.model import TimeExpression

__all__ = ["TimeIndex", "TimeLexicon", "read_times", "resolve"]

_TRAILING = frozenset(("in", "at", "from", "to", "near", "outside", "into", "on"))
_BOUNDS = {"by": "until", "before": "until", "after": "since"}
_PAST_HELPERS = frozenset(("was", "were", "had", "has", "have", "been"))
#: Days beyond which a date without its year is not meant to lie ahead of an act that has occurred.
_FAR = 90
_NARROWNESS = {"time": 0, "day": 0, "week": 1, "month": 2, "range": 2, "year": 3, "unresolved": 4}


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
            head = head_of(tokens, item, lexicon)
            ahead = looks_ahead(
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
            if relation == "at" and head.pos_ in CLAUSAL and item.start:
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
            if placed is not None and doc.published is not None and is_to_come(tokens, item, placed, doc.published) and is_plain_past(head, lexicon):
                # "booked a place in the final later this month": what is to come dates the noun, not the act
                head = noun_before(tokens, item.start) or tokens[item.start]
            attached.setdefault(head.i, []).append(len(expressions))
            verb = verb_behind(tokens, item, head) if relation == "at" else None
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
        return None if token.pos_ == "VERB" and token.tag_ == "VBD" and is_plain_past(token, self._lexicon) else found

    def narrative(self, doc: AnnotatedDocument) -> Narrative | None:
        """The day that the report tells of, for acts that no expression dates."""
        return Narrative.of(doc, self, self._lexicon)

    def clock(self, doc: AnnotatedDocument, narrative: Narrative | None) -> Clock:
        """What gives the day of the incident that the report tells of, for acts that neither an expression nor the narrative dates."""
        return Clock.of(doc, self.expressions, narrative, self._lexicon)

    def of_speech(self, token: Token) -> TimeExpression | None:
        """What dates the words that a participle behind a comma goes on with: "suspended the talks on Friday after it collapsed, accusing both"."""
        if token.tag_ != "VBG" or token.lemma_ not in self._lexicon.uttering or token.i == 0 or token.nbor(-1).text != "," or has_mark(token):
            return None
        root = token.sent.root
        if root.tag_ != "VBD" or root.i > token.i or any(c.dep_ == "aux" for c in token.children):
            return None
        return self._own(root)

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
        above = verb_above(token.head) if token.tag_ in ("VB", "VBG") else None
        is_past = (
            token.tag_ == "VBD"
            or (token.tag_ == "VBN" and any(c.lower_ in _PAST_HELPERS for c in token.children))
            # "called in a strike to dislodge them late Saturday"
            or (above is not None and is_plain_past(above, self._lexicon))
        )
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
        found = self._down(token, seen) if token.pos_ in CLAUSAL else None
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
            if child.dep_ == "xcomp" and child.pos_ in CLAUSAL and (token.lemma_ in lexicon.implicative or token.lower_ in lexicon.setting):
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
            if child.dep_ == "advcl" and child.tag_ in ("VBG", "VBN") and child.lemma_ in lexicon.answering and not has_mark(child):
                found = self._own(child) or self._within_participle(child)
                if found is not None:
                    return found
            # "were killed as fighting went on for a third day"
            if child.dep_ == "advcl" and mark_of(child) in lexicon.simultaneous and same_tense(child, token):
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
                and child.pos_ in CLAUSAL
                and child.tag_ == token.tag_
                # "opened fire in X, the governor said on Saturday", which the parser takes for one more deed
                and (child.lemma_ not in lexicon.saying or token.lemma_ in lexicon.saying or child.lemma_ in lexicon.happening)
                and (not has_subject(child) or {child.lemma_, token.lemma_} <= lexicon.happening)
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
        if token.pos_ in CLAUSAL:
            if dep == "conj":
                found = self._of(head, depth + 1, seen) if head.pos_ in CLAUSAL else None
                if found is not None and (found.start < head.i or not has_subject(token)) and same_tense(token, head):
                    return found
                return None
            if dep == "advcl" and head.pos_ in CLAUSAL:
                mark = mark_of(token)
                if mark == "when" and (found := self._own(head)) is not None and token.left_edge.i - 1 <= found.end <= token.left_edge.i:
                    # "rose last month, when the council imposed a levy"
                    return found
                if mark == "while" and token.tag_ == "VBG" and not has_subject(token):
                    # "while praising X, the envoy warned on Monday": one speech
                    return self._of(head, depth + 1, seen)
                if head.lemma_ in lexicon.saying and token.lemma_ not in lexicon.saying:
                    # "reaffirmed on Monday its pledge, expressing regret": one speech
                    is_uttered = mark is None and token.tag_ == "VBG" and token.i > head.i and token.lemma_ in lexicon.uttering
                    return self._of(head, depth + 1, seen) if is_uttered else None
                if (mark is None and token.tag_ in ("VBG", "VBN") and token.i > head.i) or (mark in lexicon.simultaneous and same_tense(token, head)):
                    return self._of(head, depth + 1, seen)
                if mark == "before" or (mark is None and any(c.lower_ == "before" for c in token.children)):
                    found = self._of(head, depth + 1, seen)
                    return found if found is not None and found.precision == "year" and found.relation == "at" else None
                return None
            if dep == "acl" and token.tag_ == "VBG" and head.head.pos_ in CLAUSAL and token.i > 0 and token.nbor(-1).text == ",":
                return self._of(head.head, depth + 1, seen)
            if dep == "xcomp" and head.lower_ in lexicon.setting:
                # "was due on Sunday to open the talks"
                return self._own(head)
            if dep == "xcomp" and head.lemma_ in lexicon.implicative and head.pos_ in CLAUSAL:
                return self._of(head, depth + 1, seen)
            if dep == "pcomp" and head.dep_ == "prep" and head.head.pos_ in CLAUSAL:
                if head.lower_ in ("by", "in", "while", "when") and (head.lower_ != "in" or head.head.lemma_ in lexicon.implicative):
                    return self._of(head.head, depth + 1, seen)
                return None
            if dep == "relcl" and head.pos_ in ("NOUN", "PROPN"):
                found = self._own(head)
                if found is not None and token.lemma_ in lexicon.happening and token.tag_ in ("VBD", "VBN"):
                    return found
                verb = verb_above(head)
                if token.tag_ == "VBD" and verb is not None and verb.tag_ == "VBD" and any(c.lower_ == "where" for c in token.children):
                    # "flew on Friday to the capital, where she met the premier"
                    return self._own(verb) if verb.lemma_ not in lexicon.saying else None
                return None
            if dep in ("auxpass", "aux"):
                return self._of(head, depth + 1, seen)
            return None
        # nouns: the subject or object of a verb of happening takes the verb's time
        if (
            dep in ("nsubj", "nsubjpass", "dobj", "attr")
            and head.pos_ in CLAUSAL
            and head.lemma_ in lexicon.happening
            and head.lemma_ not in lexicon.saying
        ):
            return self._of(head, depth + 1, seen)
        if dep in ("nsubj", "nsubjpass") and head.pos_ in CLAUSAL and head.lemma_ in lexicon.ahead:
            return self._of(head, depth + 1, seen)
        if dep == "pobj" and head.lower_ in ("in", "during", "by") and head.head.pos_ in CLAUSAL:
            # "on Friday pupils sang in a protest": what an indefinite noun tells, the clause tells anew
            told_anew = head.lower_ == "in" and head.head.tag_ == "VBD" and any(c.lower_ in ("a", "an") for c in token.lefts)
            if head.head.lemma_ in lexicon.happening or told_anew:
                return self._of(head.head, depth + 1, seen)
        if dep == "conj" and head.pos_ not in CLAUSAL:
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
        if dep in ("compound", "amod", "poss") and head.pos_ not in CLAUSAL:
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
                later, earlier = ends_of(tokens, item)
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
                teller = teller_of(tokens[item.start], self._lexicon)
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


def _takes_up(sentence: Span, lexicon: TimeLexicon) -> Token | None:
    """The past-tense verb of "under the terms of this agreement, X did": its time is that of the agreement."""
    for token in sentence:
        if token.lower_ in ("this", "that") and token.dep_ == "det" and token.head.lemma_ in lexicon.accords:
            verb = verb_above(token.head)
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
    while first.head.i != first.i and first.pos_ not in CLAUSAL:
        first = first.head
    return pronoun and first.i != before.root.i and first.tag_ not in ("MD",)
