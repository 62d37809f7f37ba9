"""The day of the incident that a report tells of, for its acts that neither their clause nor the narrative dates.

What belongs here: which acts of one kind open a report, their day, and which other tellings share it by the grammar of the telling. What does not:
expressions of time (``times``), the narrative of the lead (``dates.narrative``), and mentions joined as one event (``retellings``).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Self

from spacy.tokens import Span, Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.dates.headline import summed_up
from pipelines.extract.dates.lexicon import TimeLexicon
from pipelines.extract.dates.narrative import Narrative
from pipelines.extract.model import EventMention, TimeExpression

#: Types of which a report most often tells one incident.
_KINDS = ("ASSAULT", "COERCE", "PROTEST")
#: Types of acts of words by which others answer an incident.
_WORDS = frozenset({"ACCUSE", "REJECT", "SUPPORT"})
#: Status of an act that has a day behind it.
_DONE = frozenset({"occurred", "alleged", "disputed", "denied"})
#: Sentences of the report in which its incident is told first, and those whose days must agree.
_OPENING, _LEADING = 4, 8
#: Sentences between the last telling of the incident and a clause that goes on with it, one that somebody says of it, or a noun that takes it up.
_NEAR, _FAR, _WIDE = 3, 8, 20
#: Days between an incident and its report at most.
_FRESH = dt.timedelta(days=7)
#: Days after which a year that is told of is history.
_OLD = dt.timedelta(days=7)
_STEPS = 8
_CLAUSAL = frozenset({"VERB", "AUX"})
_HAD, _WAS = frozenset({"had", "'d", "’d"}), frozenset({"was", "were", "been", "being"})
_PERFECT = frozenset({"has", "have", "'ve", "’ve"})
#: Helpers of what is not told as done on one day of the past.
_OPEN = frozenset({"to", "will", "would", "could", "can", "may", "might", "must", "should", "shall", "'ll", "’ll"}) | _PERFECT
#: Conjunctions of what goes on meanwhile, and those of what came before or after it.
_MEANWHILE, _BESIDE = frozenset({"when", "as", "while", "where"}), frozenset({"before", "after", "until", "since", "once", "if", "because"})
_DEFINITE = frozenset({"the", "this", "that"})
_QUOTES = frozenset({'"', "“", "”"})


@dataclass(frozen=True, slots=True)
class Dated:
    """A day and the words that give it."""

    day: dt.date
    text: str | None


@dataclass(frozen=True)
class Clock:
    """What the day of an incident is read from.

    Attributes:
        doc: the document.
        lexicon: the words of time.
        expressions: sentence number to its expressions of time.
        body: numbers of the sentences behind the headline.
        narrative: the day of the lead, None where it has none.
    """

    doc: AnnotatedDocument
    lexicon: TimeLexicon
    expressions: Mapping[int, Sequence[TimeExpression]]
    body: range
    narrative: Narrative | None

    @classmethod
    def of(cls, doc: AnnotatedDocument, expressions: Sequence[TimeExpression], narrative: Narrative | None, lexicon: TimeLexicon) -> Self:
        """Sort the expressions of a document by sentence."""
        by_sentence: dict[int, list[TimeExpression]] = {}
        for expression in expressions:
            by_sentence.setdefault(doc.sentence_index(expression.start), []).append(expression)
        first = next((k for k, sentence in enumerate(doc.sentences) if not doc.is_title(sentence[0])), len(doc.sentences))
        return cls(doc, lexicon, by_sentence, range(first, len(doc.sentences)), narrative)

    def days(self, told: Sequence[tuple[Token, EventMention]]) -> dict[int, Dated]:
        """The days of acts without one.

        Args:
            told: the head words of the document's acts with their rows, in text order.

        Returns:
            Position in ``told`` to the day; acts whose day is not plain are left out.
        """
        found: dict[int, Dated] = {}
        published = self.doc.published
        if published is None or not self.body:
            return found
        for kind in _KINDS:
            of_kind = [(n, *pair) for n, pair in enumerate(told) if pair[1].event_type == kind and pair[1].status in _DONE]
            if any(row.date_start is None for _, _, row in of_kind):
                found |= self._of_kind(of_kind, published)
        found |= {n: dated for n, dated in _counted_alike(told) if n not in found}
        today = {
            n
            for n, (token, row) in enumerate(told)
            if published in (row.date_start, found[n].day if n in found else None) and row.event_type in _KINDS
        }
        if today:
            found |= self._answers(told, today, published)
        return found

    def recent(self, told: Sequence[tuple[Token, EventMention]]) -> Iterator[tuple[int, tuple[dt.date, dt.date], str]]:
        """The days of acts that the headline sums up.

        Args:
            told: the head words of the document's acts with their rows, which have their days where the text tells them.

        Yields:
            Position in ``told``, the first and the last day, and the precision.
        """
        if self.doc.published is not None and self.body:
            yield from ((n, days, precision or "range") for n, days, precision in summed_up(self, told))

    def tells_as_done(self, token: Token, here: int) -> bool:
        """Whether a headline tells an act as done."""
        return self._is_headline(token, here)

    def incidents(self, told: Sequence[tuple[Token, EventMention]]) -> Iterator[tuple[str, dt.date, int]]:
        """The kinds of act of which the report opens with one day: the kind, the day and the number of the body's first sentence.

        Args:
            told: the head words of the document's acts with their rows, which have their days.
        """
        first = self.body.start
        for kind in _KINDS:
            days = {
                (row.date_start, row.date_end)
                for token, row in told
                if row.event_type == kind and row.date_start is not None and first <= self.doc.sentence_index(token) < first + _LEADING
            }
            if len(days) == 1:
                ((start, end),) = days
                if start is not None and start == end:
                    yield kind, start, first

    def is_apart(self, token: Token, day: dt.date) -> bool:
        """Whether the clause of an act speaks of another act or time than those of the day."""
        return self._telling(token, self.doc.sentence_index(token), Dated(day, None), is_lead=False) == "apart"

    def goes_on(self, token: Token, since: int, day: dt.date) -> bool:
        """Whether an act is told as part of an incident.

        Args:
            token: its head word.
            since: number of a sentence that tells of the incident.
            day: that of the incident.
        """
        here, incident = self.doc.sentence_index(token), Dated(day, None)
        if here < self.body.start:
            return self._is_headline(token, here)
        apart, turned = self._turned(incident)
        if any(k in apart or k in turned for k in range(min(since, here) + 1, max(since, here) + 1)):
            return False
        how = self._telling(token, here, incident, is_lead=here - self.body.start <= 1)
        return how == "noun" or (how in ("told", "said") and here - since <= _FAR and self.doc.sentences[here][0].lower_ != "meanwhile")

    def _answers(self, told: Sequence[tuple[Token, EventMention]], today: Set[int], published: dt.date) -> dict[int, Dated]:
        """The day of words about an incident of the day of publication: they can have been said on no other."""
        found: dict[int, Dated] = {}
        nouns = {told[n][0].i for n in today}
        for n, (token, row) in enumerate(told):
            if row.event_type not in _WORDS or row.date_start is not None or row.status != "occurred" or token.pos_ not in _CLAUSAL:
                continue
            if any(t.i in nouns and t.i > token.i and t.pos_ == "NOUN" for t in token.subtree) and not self._at(self.doc.sentence_index(token)):
                found[n] = Dated(published, None)
        return found

    def _of_kind(self, told: Sequence[tuple[int, Token, EventMention]], published: dt.date) -> dict[int, Dated]:
        """The days of the undated among acts of one kind."""
        found: dict[int, Dated] = {}
        first = self.body.start
        sentence_of = {n: self.doc.sentence_index(token) for n, token, _ in told}
        own = {
            n: Dated(row.date_start, row.date_text)
            for n, _, row in told
            if row.date_start is not None
            and row.date_start == row.date_end
            and sentence_of[n] >= first
            and published - _FRESH <= row.date_start <= published
        }
        opening = [n for n in sorted(own) if sentence_of[n] - first < _LEADING]
        if opening and sentence_of[opening[0]] - first < _OPENING:
            incident, told_first = own[opening[0]], sentence_of[opening[0]]
            if len({own[n].day for n in opening}) != 1:
                return found
        else:
            at = frozenset(sentence_of.values())
            anchor = None if opening else self._anchor(published, at, is_force=told[0][2].event_type == "ASSAULT") or self._of_report(at)
            if anchor is None:
                return found
            incident, told_first = anchor
            if told[0][2].event_type != "ASSAULT":
                told = [each for each in told if sentence_of[each[0]] >= told_first]
        apart, turned = self._turned(incident)
        is_only = all(
            row.date_start is None
            or row.date_end is None
            or row.date_start <= incident.day <= row.date_end
            or sentence_of[n] < first
            or (row.date_precision == "year" and row.date_end < published - _OLD)
            for n, _, row in told
        )
        told_at: int | None = told_first
        opening_noun = next((token for n, token, _ in told if n in own and sentence_of[n] == told_first), None)
        for n, token, row in told:
            here = sentence_of[n]
            if row.date_start is not None:
                if n in own:
                    # after another day nothing is the incident's until that is told of again
                    told_at = max(told_at or 0, here) if own[n].day == incident.day else None
                continue
            if here < first:
                if told_first - first <= 2 and self._is_headline(token, here):
                    found[n] = incident
                continue
            if told_at is None:
                continue
            if here < told_first and (_is_named_later(token, opening_noun) or self._is_followed(token, here, told_first)):
                found[n] = incident
                continue
            how = self._telling(token, here, incident, is_lead=here - first <= 1)
            if how == "apart" or any(k in apart or (k in turned and how != "noun") for k in range(told_at + 1, here)):
                told_at = None
                continue
            if (
                how is not None
                and here - told_at <= (_NEAR if how == "told" or not is_only else _FAR if how == "said" else _WIDE)
                and (how != "noun" or (is_only and (own or found)))
            ):
                told_at = max(told_at, here)
                found[n] = incident
        return found

    def _anchor(self, published: dt.date, told: Container[int], *, is_force: bool) -> tuple[Dated, int] | None:
        """The day on which something was done by one of the first sentences that tells of an act or an incident, and its number."""
        subordinate: tuple[Dated, int] | None = None
        for here in self.body[:_LEADING]:
            if here - self.body.start >= _OPENING or here not in told:
                # "the incident saw two wounded on Friday"
                named = [
                    t
                    for t in self.doc.sentences[here]
                    if t.dep_ == "nsubj" and t.lemma_ in self.lexicon.happenings and (_is_definite(t) or any(c.dep_ == "poss" for c in t.children))
                ]
                if not is_force or not named:
                    continue
            for e in self._at(here):
                if e.date_start is None or e.date_start != e.date_end or not published - _FRESH <= e.date_start <= published:
                    continue
                verb = _verb_above(self.doc.doc[e.start])
                if verb is None or verb.lemma_ in self.lexicon.saying or verb.lemma_ in self.lexicon.tolling or not _is_past(verb):
                    # "the toll rose on Friday": the day of the count, not that of the deed
                    continue
                dated = Dated(e.date_start, e.text)
                if verb.dep_ in ("ROOT", "conj", "ccomp"):
                    return dated, here
                if verb.dep_ == "relcl" and (verb.head.lemma_ in self.lexicon.incidents or any(c.lower_ in ("where", "when") for c in verb.children)):
                    subordinate = subordinate or (dated, here)
        return subordinate

    def _of_report(self, told: Container[int]) -> tuple[Dated, int] | None:
        """The day on which the lead is told: "six were killed, police said Monday"; None where the report names any other time of the past."""
        lead = self.narrative.lead if self.narrative is not None and self.narrative.is_report else None
        if lead is None or lead.date_start is None or lead.date_start != self.doc.published:
            return None
        here = self.doc.sentence_index(lead.start)
        verb = _verb_above(self.doc.doc[lead.start])
        if here not in told or verb is None or verb.tag_ != "VBD" or any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
            return None
        is_other = any(e.date_start is None or e.date_start < lead.date_start for k in self.body[:_LEADING] for e in self._at(k))
        is_back = any(c.lower_ in _HAD | _PERFECT and c.dep_ in ("aux", "auxpass") for c in verb.subtree)
        return None if is_other or is_back else (Dated(lead.date_start, lead.text), here)

    def _turned(self, incident: Dated) -> tuple[frozenset[int], frozenset[int]]:
        """Numbers of the sentences that tell of another act, and of those that tell of another time of the past."""
        apart = frozenset(k for k in self.body if any(t.lower_ in _SEPARATE for t in self.doc.sentences[k]))
        turned = set()
        for here in self.body:
            for e in self._at(here):
                verb = _verb_above(self.doc.doc[e.start])
                if e.relation == "at" and (e.date_end is None or e.date_end < incident.day) and verb is not None and _is_past(verb):
                    turned.add(here)
        return apart, frozenset(turned)

    def _at(self, here: int) -> list[TimeExpression]:
        """The expressions of a sentence that tell when; a time of day alone ("at 5 p.m.") is no other day."""
        return [
            e
            for e in self.expressions.get(here, ())
            if e.relation not in ("frequency", "duration") and not (e.date_start is None and _CLOCK.search(e.text.lower()))
        ]

    def _is_apart(self, words: Iterable[Token]) -> bool:
        """Whether words speak of another time or of another act; "another 12 hurt" counts on within one."""
        for word in words:
            if word.lower_ in self.lexicon.apart:
                following = word.nbor(1) if word.i + 1 < len(word.doc) else None
                if word.lower_ != "another" or following is None or following.tag_ != "CD":
                    return True
        return False

    def _is_headline(self, token: Token, here: int) -> bool:
        """Whether a headline tells an act as done."""
        if self._at(here) or self._is_apart(self.doc.sentences[here]) or _is_counted(self.doc.sentences[here], self.lexicon):
            return False
        return token.pos_ not in _CLAUSAL or (token.tag_ != "VB" and not _helpers(token) & (_OPEN | _HAD))

    def _telling(self, token: Token, here: int, incident: Dated, *, is_lead: bool) -> str | None:
        """How an act tells of the incident.

        Returns:
            "noun": a definite noun takes it up; "said": a clause tells in whose words or "in the attack" it was done; "told": a clause of the
            narrative; "apart": it tells of another time or act; None: none of these.
        """
        if token.pos_ not in _CLAUSAL:
            verb = _verb_above(token)
            around = {token.i, *((verb.i,) if verb is not None else ())}
            if self._is_apart((token, *token.children)) or self._is_other_time(around, here, incident):
                return None
            return "noun" if self._takes_up(token, here) else None
        chain, form = self._climb(token, here, is_lead=is_lead)
        if _is_counted(self.doc.sentences[here], self.lexicon):
            return None
        opening = [t.lower_ for t in self.doc.sentences[here][:2]]
        if opening[0] in _BESIDE and opening[1:] in (["that"], ["this"]):
            return "apart"
        if opening[0] == "meanwhile" and form != "said":
            return "apart"
        own = [t for t in self.doc.sentences[here] if (above := _verb_above(t)) is not None and above.i in chain]
        if self._is_apart(own) or self._is_other_time(chain, here, incident):
            return None if form is None else "apart"
        return form

    def _is_other_time(self, chain: Container[int], here: int, incident: Dated) -> bool:
        """Whether a sentence names another time for clauses than that of the incident; the day on which it is told is none."""
        start = self.doc.sentences[here].start
        for e in self._at(here):
            if e.date_start == e.date_end == incident.day:
                continue
            verb = _verb_above(self.doc.doc[e.start])
            if verb is not None and verb.lemma_ in self.lexicon.saying and e.date_start is not None and e.date_start >= incident.day:
                continue
            if verb is None or verb.i in chain or e.start - start <= 2:
                return True
        return False

    def _climb(self, token: Token, here: int, *, is_lead: bool) -> tuple[set[int], str | None]:
        """The clauses that an act is told in, and how: in the simple past, or in the pluperfect of what somebody says had been done."""
        is_quoted = _is_quoted(token, self.doc.sentences[here])
        beside = (token, *(c for c in token.children if c.dep_ == "conj"), *((token.head,) if token.dep_ == "conj" else ()))
        in_attack = any(self._is_in_attack(v) for v in beside)
        verb, is_back, chain = token, False, {token.i}
        for _ in range(_STEPS):
            helpers, dep, head = _helpers(verb), verb.dep_, verb.head
            if helpers & (_OPEN - _PERFECT if in_attack or is_lead else _OPEN) or any(c.dep_ == "neg" for c in verb.children):
                return chain, None
            is_back = is_back or bool(helpers & _HAD)
            above = _told_with(verb)
            if above is not None:
                verb = above
                chain.add(verb.i)
                continue
            if not _is_past(verb) and not ((in_attack or is_lead) and verb.tag_ == "VBN" and helpers & _PERFECT):
                return chain, None
            if dep == "relcl":
                is_told = any((n.lemma_ in self.lexicon.incidents or is_lead) and _is_definite(n) for n in _before(verb))
                return chain, "said" if is_told and not is_quoted and not is_back else None
            is_said = dep in ("ccomp", "parataxis") and head.lemma_ in self.lexicon.saying and _is_speech(head) and head.dep_ in _FINITE
            if is_said:
                chain.add(head.i)
            elif dep != "ROOT" or is_back:
                return chain, None
            if is_quoted and not in_attack and not (is_said and _is_plainly_quoted(verb)):
                return chain, None
            return chain, "said" if is_said or in_attack else "told"
        return chain, None

    def _is_in_attack(self, verb: Token) -> bool:
        """Whether a clause says "in the attack" or "as a result of the attack"."""
        for c in verb.children:
            if c.dep_ == "prep" and c.lower_ in ("in", "during", "as", "by"):
                nouns = [d for d in c.children if d.dep_ == "pobj"]
                nouns += [e for d in nouns if d.lower_ == "result" for p in d.children if p.dep_ == "prep" for e in p.children if e.dep_ == "pobj"]
                if any(d.lemma_ in self.lexicon.incidents and _is_definite(d) for d in nouns):
                    return True
        return False

    def _takes_up(self, token: Token, here: int) -> bool:
        """Whether a noun takes up the incident: "the attack", with no name that was not told before."""
        if token.pos_ != "NOUN" or not _is_definite(token) or token.lemma_ not in self.lexicon.incidents:
            return False
        is_named = token.tag_ == "NNS" or token.lemma_ not in self.lexicon.happenings
        if is_named and not any(self._is_such(t, token) for k in range(min(here, self.body.start + 2)) for t in self.doc.sentences[k]):
            return False
        before = {t.lower_ for k in range(here) for t in self.doc.sentences[k] if t.pos_ == "PROPN"}
        return all(word.pos_ != "PROPN" or word.lower_ in before for word in token.subtree)

    def _is_followed(self, token: Token, here: int, told_first: int) -> bool:
        """Whether the lead tells of what came after an incident that the next sentences date: "was recalled after a raid that killed three"."""
        noun = token.head if token.dep_ == "relcl" and token.tag_ == "VBD" else token
        if noun.pos_ != "NOUN" or noun.lemma_ not in self.lexicon.happenings | self.lexicon.incidents or here != self.body.start:
            return False
        chain = [noun]
        while chain[-1].dep_ in ("nsubj", "nmod", "compound") and len(chain) < _STEPS:
            # "after clashes between X and Y left two dead"
            chain.append(chain[-1].head)
        top = chain[-1]
        is_after = (top.dep_ == "pobj" and top.head.lower_ in ("after", "following")) or (
            top.dep_ in ("advcl", "pcomp", "ccomp") and any(c.lower_ in ("after", "following") for c in (*top.children, top.head))
        )
        is_plain = not any(c.dep_ in ("nummod", "poss") or c.lower_ in self.lexicon.apart for c in noun.children)
        return is_after and is_plain and told_first - here <= 2 and not _is_counted(self.doc.sentences[here], self.lexicon)

    def _is_such(self, told: Token, taking_up: Token) -> bool:
        """Whether a word told first can be taken up by a noun: the same, or of several attacks any word of several."""
        names = self.lexicon.happenings
        return told.lower_ == taking_up.lower_ or (told.tag_ == "NNS" == taking_up.tag_ and told.lemma_ in names and taking_up.lemma_ in names)


#: Words of a sentence that goes over to another act.
_SEPARATE = frozenset({"separate", "separately", "elsewhere"})
#: A time of day.
_CLOCK = re.compile(r"\d ?[ap]\.?m|\d[:.]\d\d|gmt|o.clock")
_FINITE = frozenset({"ROOT", "conj", "advcl", "acl"})


def _is_named_later(noun: Token, dated: Token | None) -> bool:
    """Whether a noun brings in what one that has a day then takes up: "a powerful bombing", "the bombing late Thursday"."""
    if dated is None or noun.pos_ != "NOUN" or dated.pos_ != "NOUN" or noun.lemma_ != dated.lemma_ or not _is_definite(dated):
        return False
    return noun.tag_ == dated.tag_ == "NN" and not any(c.dep_ == "nummod" or c.lower_ in ("another", "previous", "earlier") for c in noun.children)


def _counted_alike(told: Sequence[tuple[Token, EventMention]]) -> Iterator[tuple[int, Dated]]:
    """The day of undated acts that are told with the number and noun of others which have one: "two bombings", "two bombings on Thursday"."""
    days: dict[tuple[str, str], set[Dated | None]] = {}
    for token, row in told:
        number = _number_of(token)
        if number is not None and row.date_start is not None:
            day = Dated(row.date_start, row.date_text) if row.date_start == row.date_end else None
            days.setdefault((number, token.lower_), set()).add(day)
    for n, (token, row) in enumerate(told):
        number = _number_of(token)
        if number is not None and row.date_start is None and row.date_text is None and row.status in _DONE:
            dated = days.get((number, token.lower_), set())
            if len(dated) == 1 and (only := next(iter(dated))) is not None:
                yield n, only


def _number_of(noun: Token) -> str | None:
    """The number that counts a plural noun of an act."""
    return next((c.lower_ for c in noun.children if c.dep_ == "nummod"), None) if noun.tag_ == "NNS" else None


def _told_with(verb: Token) -> Token | None:
    """The verb that a clause goes with: one coordinated, a participle, or what went on meanwhile."""
    head, dep = verb.head, verb.dep_
    if dep == "conj" and head.pos_ in _CLAUSAL:
        return head
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod") and c.i < verb.i}
    if verb.tag_ == "VBG" and not _helpers(verb):
        if dep == "pcomp" and head.head.pos_ in _CLAUSAL and head.lower_ in ("before", "after", "by"):
            above = head.head
            # "shouted 'X is great' before opening fire": the parser hangs it on what is shouted
            return above.head if above.tag_ in ("VBZ", "VBP") and above.dep_ == "ccomp" else above
        return head if dep == "advcl" and head.pos_ in _CLAUSAL and not marks & _BESIDE else None
    return head if dep == "advcl" and head.pos_ in _CLAUSAL and marks & _MEANWHILE else None


def _before(verb: Token) -> list[Token]:
    """The noun that a relative clause hangs on, and the one that stands before it."""
    near = verb.doc[max(0, verb.left_edge.i - 1)]
    near = near.nbor(-1) if near.is_punct and near.i else near
    return [noun for noun in (verb.head, near) if noun.pos_ == "NOUN"]


def _is_counted(sentence: Span, lexicon: TimeLexicon) -> bool:
    """Whether several incidents are told at once: "two attacks"."""
    return any(t.tag_ == "NNS" and t.lemma_ in lexicon.incidents and any(c.dep_ == "nummod" for c in t.children) for t in sentence)


def _helpers(verb: Token) -> set[str]:
    return {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}


def _is_past(verb: Token) -> bool:
    """Whether a verb is finite and in the past."""
    helpers = _helpers(verb)
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and bool(helpers & (_WAS | _HAD)) and not helpers & _PERFECT)


def _is_plainly_quoted(verb: Token) -> bool:
    """Whether a quoted clause tells in the simple past what others did: "The gunman rammed the gate", the mayor said."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return verb.i < verb.head.i and verb.tag_ in ("VBD", "VBN") and subject is not None and _is_definite(subject)


def _is_speech(verb: Token) -> bool:
    """Whether somebody says or said it, rather than is to say it."""
    return verb.tag_ != "VB" and not _helpers(verb) & (_OPEN - _PERFECT)


def _is_definite(noun: Token) -> bool:
    determiner = next((c for c in noun.children if c.dep_ == "det"), None)
    return determiner is not None and determiner.lower_ in _DEFINITE


def _verb_above(token: Token) -> Token | None:
    """The verb of the clause that a token stands in."""
    for _ in range(_STEPS):
        if token.pos_ in _CLAUSAL and token.dep_ not in ("aux", "auxpass"):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _is_quoted(verb: Token, sentence: Span) -> bool:
    """Whether a verb stands inside quotation marks of its sentence, or in a sentence that one closes unopened."""
    before = sum(1 for t in sentence if t.i < verb.i and t.text in _QUOTES)
    after = sum(1 for t in sentence if t.i > verb.i and t.text in _QUOTES)
    return before % 2 == 1 or (before == 0 and after % 2 == 1)
