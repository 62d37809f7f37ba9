"""What the numbers of a document count: the noun of each, and which numbers are none.

What belongs here: numbers in the parse. What does not: reading them from words (``figures``), and what a number of people means for them (harm,
strength, size).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from spacy.tokens import Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.figures.lexicon import NumberLexicon
from pipelines.extract.figures.reader import YEARS, Number, bounds, numbers_at, openings_of, read_numbers
from pipelines.extract.model import Quantity

__all__ = ["NumberLexicon", "QuantityIndex", "bounds", "read_numbers"]

_WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
#: Adjectives between a number and its noun.
_ADJECTIVES = 3
#: Words whose "about" names a subject, and hedges no number.
_TOPICAL = frozenset(["information", "report", "news", "word", "question", "story", "detail", "complaint", "tip", "data"])


@dataclass(frozen=True)
class QuantityIndex:
    """All numbers of a document, in text order, and what they count."""

    quantities: tuple[Quantity, ...]
    #: Token index of each word of a number's core to the number.
    _by_core: Mapping[int, Quantity]
    #: Token index of a counted noun to the number.
    _by_head: Mapping[int, Quantity]

    @classmethod
    def of(cls, doc: AnnotatedDocument, lexicon: NumberLexicon) -> Self:
        """Read the numbers of a document.

        Args:
            doc: with tags and parse; left as it was.
            lexicon: the words of numbers.
        """
        found: list[Quantity] = []
        by_core: dict[int, Quantity] = {}
        by_head: dict[int, Quantity] = {}
        # most words of a text come more than once, and few can open a number
        distinct = set(doc.token_lowers)
        openers = {word for word in distinct if lexicon.opens(word)}
        blank = {word for word in distinct if word.isspace()}
        for sentence in doc.sentences:
            words = doc.token_lowers[sentence.start : sentence.end]
            if openers.isdisjoint(words):
                continue
            if not blank.isdisjoint(words):
                words = [word for word in words if word not in blank]
            openings = openings_of(words, openers, lexicon)
            if not openings:
                continue
            tokens = [token for token in sentence if not token.is_space]
            for number in numbers_at(words, openings, lexicon):
                core = tokens[number.core_start : number.core_end]
                if _is_no_number(core, tokens, number):
                    continue
                before = tokens[number.start - 1] if number.start else None
                is_topic = before is not None and before.pos_ == "NOUN" and before.lemma_.lower() in _TOPICAL
                if is_topic and number.qualifier == "about" and words[number.start] == "about":
                    # "information about three bodies" hedges nothing
                    number = replace(number, start=number.core_start, qualifier="exact", low=number.stated, high=number.stated)
                head = _head(core)
                sort = _sort_by_parse(number, core, head, tokens, lexicon)
                first, last = tokens[number.start], tokens[number.end - 1]
                start_char, end_char = first.idx, last.idx + len(last)
                quantity = Quantity(
                    start=first.i,
                    end=last.i + 1,
                    start_char=start_char,
                    end_char=end_char,
                    text=doc.surface(start_char, end_char),
                    stated=number.stated,
                    low=number.low,
                    high=number.high,
                    qualifier=number.qualifier,
                    head=head.i,
                    sort=sort,
                )
                found.append(quantity)
                for token in core:
                    by_core[token.i] = quantity
                if head in core and last.lower_ == "more":
                    # "wounded 30 more"
                    by_core[last.i] = quantity
                if head not in core and sort in ("count", "ordinal"):
                    known = by_head.get(head.i)
                    # "two of the 40 soldiers": the number beside the noun is the noun's
                    if known is None or head.i - quantity.end < head.i - known.end:
                        by_head[head.i] = quantity
        return cls(tuple(found), by_core, by_head)

    def at(self, token: Token) -> Quantity | None:
        """The number that the token is a word of."""
        return self._by_core.get(token.i)

    def counting(self, token: Token) -> Quantity | None:
        """The number that counts the noun, or that the token itself is a word of ("dozens of people", "32 were killed"); None without one."""
        return self._by_core.get(token.i) or self._by_head.get(token.i)


def _is_no_number(core: Sequence[Token], tokens: Sequence[Token], number: Number) -> bool:
    """Words that look like numbers and are none: the pronoun "one", the verb "scores", "second" of time."""
    token = core[0]
    if len(core) > 1:
        return False
    word = token.lower_
    follower = tokens[number.core_end].lower_ if number.core_end < len(tokens) else ""
    before = tokens[number.core_start - 1].lower_ if number.core_start else ""
    if word == "one":
        return follower in ("another", "'s") or (
            (before == "which" and token.dep_ != "nummod")
            or (
                before in ("the", "this", "that", "every", "any", "each", "another's", "only")
                and follower not in ("dead", "killed", "wounded", "injured")
            )
        )
    if word in ("scores", "dozens", "hundreds", "thousands"):
        return token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBZ", "VB")
    if word == "second":
        return token.tag_ == "NN" and before in ("a", "one", "per", "every", "split")
    return False


def _head(core: Sequence[Token]) -> Token:
    """The token that the number counts; a number that stands alone is its own head."""
    last = core[-1]
    inside = {t.i for t in core}
    token = last
    # up to the topmost word of the number itself
    while token.head.i in inside and token.head.i != token.i:
        token = token.head
    modifies = token.dep_ in ("nummod", "quantmod", "compound", "amod", "det", "npadvmod", "predet")
    # peoples are adjectives to the model, now and then: "three million Vietnamese"
    is_noun = token.head.pos_ in ("NOUN", "PROPN", "PRON") or (token.head.ent_type_ == "NORP" and token.dep_ == "nummod")
    if modifies and token.head.lower_ in ("hostage", "captive", "prisoner") and last.i < token.head.i - 1 and token.head.nbor(-1).tag_ == "NNS":
        # "took 130 prison guards hostage"
        return token.head.nbor(-1)
    counted = _beyond_dateline(core, token)
    if counted is not None:
        return counted
    if token.head.lower_ in _WEEKDAYS and token.dep_ == "nummod":
        # "rose to at least six Friday"
        return token
    is_glued = token.head.text[:1] in ("-", "–", "—") and len(token.head) > 1
    if modifies and token.head.i > token.i and is_noun and token.head.i - last.i < 9 and not is_glued:
        return token.head
    first = token.head
    if is_glued:
        # "kills at least 8 -official", where the source is glued to its dash
        return token
    if first.lower_ == "more" and token.dep_ == "npadvmod" and first.head.i > first.i and first.head.pos_ in ("NOUN", "PROPN"):
        # "10 more teachers"
        return first.head
    if token.dep_ == "conj" and first.tag_ == "CD" and first.head.i > token.i and first.head.pos_ in ("NOUN", "PROPN") and first.head.i - last.i < 3:
        # "rose to four and 15 others were hurt", where the parser joins the numbers
        return first.head
    for child in token.children:
        if child.lower_ == "of" and child.dep_ == "prep" and child.i > last.i:
            for obj in child.children:
                if obj.dep_ == "pobj":
                    return obj
    return token


def _beyond_dateline(core: Sequence[Token], token: Token) -> Token | None:
    """The plural behind a number that the parser hangs on a place before it: "EASTPORT/WESTPORT, Northland Eight Eastland soldiers were hurt"."""
    if token.dep_ not in ("conj", "appos", "nmod", "compound") or token.head.i > core[0].i or token.head.pos_ != "PROPN":
        return None
    doc, at = token.doc, core[-1].i + 1
    while at < len(doc) and at <= core[-1].i + _ADJECTIVES and doc[at].dep_ in ("amod", "compound", "nmod") and doc[at].head.i > at:
        at += 1
    noun = doc[at] if at < len(doc) else token
    if noun.tag_ != "NNS" or at == core[-1].i + 1 or any(c.dep_ == "nummod" for c in noun.lefts):
        return None
    return noun if doc[core[-1].i + 1].head == noun or doc[at - 1].head == noun else None


def _sort_by_parse(number: Number, core: Sequence[Token], head: Token, tokens: Sequence[Token], lexicon: NumberLexicon) -> str:
    """The sort, with what only the parse tells: years, ages behind a name, numbers of names ("Flight 370")."""
    last = core[-1]
    alone = head in core
    if number.sort == "year":
        return "count" if not alone and head.i > last.i and head.pos_ == "NOUN" and core[0].ent_type_ != "DATE" else "date"
    if number.sort != "count":
        return number.sort
    if core[0].ent_type_ == "PERCENT":
        return "percent"
    if core[0].ent_type_ == "MONEY" and not (not alone and head.ent_type_ != "MONEY" and head.pos_ in ("NOUN", "PROPN")):
        return "money"
    if number.qualifier == "exact" and core[0].text[:1].isdigit() and number.core_start >= 1:
        before = tokens[number.core_start - 1]
        follower = tokens[number.core_end] if number.core_end < len(tokens) else None
        if (
            before.text == ","
            and number.stated is not None
            and 0 < number.stated < 120
            and (follower is None or follower.text in (",", ".", ";", ")") or follower.lower_ in ("and", "who", "was", "from", "were"))
            and number.core_start >= 2
            and (tokens[number.core_start - 2].pos_ == "PROPN" or tokens[number.core_start - 2].lower_ in ("man", "woman", "boy", "girl"))
        ):
            return "age"
        if (
            before.text == "("
            and follower is not None
            and follower.text == ")"
            and number.core_start >= 2
            and tokens[number.core_start - 2].pos_ == "PROPN"
        ):
            return "age"
        if last.head == before and before.pos_ in ("PROPN", "NOUN") and last.dep_ in ("nummod", "appos"):
            return "other"
    if not alone and head.lower_ in lexicon.units:
        unit = lexicon.units[head.lower_]
        if unit in ("money", "percent", "duration", "measure", "time"):
            return "date" if unit == "time" else unit
    if core[0].ent_type_ in ("TIME",) and alone:
        return "date"
    if core[0].ent_type_ == "DATE" and alone and not (last.head.text[:1] in ("-", "–", "—") and len(last.head) > 1):
        link = tokens[number.start - 1].lower_ if number.start else ""
        if link in ("at", "to") and len(core) == 1 and number.stated not in YEARS and not lexicon.toll_words.isdisjoint(t.lower_ for t in tokens):
            # "put the toll at 74"
            return "count"
        return "date"
    return "count"
