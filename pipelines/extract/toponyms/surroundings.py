"""What the words around a name tell of it: that it is a place, of which sort, in which country, or that it is a club.

What belongs here: reading those words. What does not: which place the name means (``choice``).
"""

from __future__ import annotations

from functools import cached_property

from pipelines.annotate.gazetteer import fold, key
from pipelines.extract.toponyms.page import OnPage, Page

_ELSEWHERE = frozenset({"in", "at", "near", "from", "to", "into", "inside", "within", "across", "through", "throughout", "towards", "toward"})
_BORDERING = frozenset({"outside", "around", "over", "off", "via", "beyond", "along"})
#: Prepositions after which a report of games names a town as the place, and words of motion after which "to" does.
_GROUNDS = frozenset({"in", "at", "near", "outside", "inside", "around", "of"})
_TRIPS = frozenset({"come", "go", "travel", "return", "fly", "arrive", "trip", "move", "journey", "flight"})
_MOTION = frozenset({"visit", "leave", "enter", "reach", "invade", "flee", "tour", "cross", "quit", "border"})
ABBREVIATED = frozenset({"E.", "W.", "N.", "S.", "NE", "NW", "SE", "SW"})
QUOTES = frozenset({'"', "``", "\u201c"})

_VILLAGES = frozenset({"village", "hamlet", "villages", "hamlets"})


class Surroundings(OnPage):
    """Reads the words around the names of one document."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.is_sport = page.is_sport

    @cached_property
    def used(self) -> frozenset[str]:
        """The words of the document."""
        return frozenset(self.texts)

    def is_located(self, i: int) -> bool:
        """Whether a preposition of place stands before the words, with nothing but a compass word or a place noun between."""
        at = i - 1
        while at >= 0 and (
            self.lowers[at] in self.lexicon.words.compass
            or self.lowers[at] == "the"
            or self.texts[at].isspace()
            or self.lowers[at] in self.lexicon.words.features
        ):
            at -= 1
        if at < 0:
            return False
        word = self.lowers[at]
        if word == "of":
            return at > 0 and (
                self.lowers[at - 1] in self.lexicon.words.features
                or self.lowers[at - 1] in self.lexicon.words.compass
                or self.lowers[at - 1] in ("outskirts", "outside", "suburbs", "siege")
            )
        return word in _ELSEWHERE or word in ("around", "outside")

    def is_inside(self, start: int) -> bool:
        """Whether a name stands where no person's would: "in X", "the town of X"."""
        before = self.lowers[start - 1] if start else ""
        return before in ("in", "near", "inside", "outside", "within") or self.feature(start, start + 1) is not None

    def is_village(self, start: int, end: int) -> bool:
        """Whether the noun beside a name says that it is a village."""
        before = self.texts[start - 2] if start >= 2 and self.lowers[start - 1] == "of" else ""
        return before in _VILLAGES or (end < len(self.lowers) and self.lowers[end] in _VILLAGES)

    def is_edge(self, start: int, end: int) -> bool:
        """Whether the noun beside a name is of a part or an edge of it, so that it does not tell which sort the place is."""
        nouns = {*self.lowers[end : end + 1], *self.lowers[max(0, start - 2) : start]}
        return not nouns.isdisjoint(self.lexicon.words.edges)

    def is_land(self, end: int, sort: str = "admin1") -> bool:
        """Whether "province", or with the sort ``admin2`` "county", follows a name, and is not itself before a noun ("X state television")."""
        if end >= len(self.texts) or self.lexicon.words.features.get(self.lowers[end]) != sort or self.texts[end] == "State":
            return False
        return end + 1 >= len(self.texts) or self.pos[end + 1] not in ("NOUN", "PROPN") or self.tokens[end].dep_ != "compound"

    def is_imagined(self, start: int, end: int) -> bool:
        """Whether a continent is one of several that might be: "the strong X that we need"."""
        children = list(self.doc.doc[start:end].root.children)
        adjectives = [c.lower_ for c in children if c.dep_ == "amod"]
        return (
            any(c.dep_ == "det" for c in children)
            and any(c.dep_ == "relcl" for c in children)
            and bool(adjectives)
            and not self.lexicon.words.compass & set(adjectives)
        )

    def is_among_regions(self, start: int) -> bool:
        """Whether the sentence names regions in a row: "the provinces of X, Y and Z"."""
        return any(t.tag_ == "NNS" and self.lexicon.words.features.get(t.lower_) == "admin1" for t in self.tokens[start].sent)

    def feature(self, start: int, end: int) -> str | None:
        """The sort of place that a noun beside the name tells: "Lachin corridor", "the city of Yevlakh"."""
        if end < len(self.texts) and self.lowers[end] in self.lexicon.words.features:
            return self.lexicon.words.features[self.lowers[end]]
        if start >= 2 and self.lowers[start - 1] == "of" and self.lowers[start - 2] in self.lexicon.words.features:
            return self.lexicon.words.features[self.lowers[start - 2]]
        if start >= 1 and self.lowers[start - 1] in self.lexicon.words.features:
            return self.lexicon.words.features[self.lowers[start - 1]]
        return None

    def beside(self, start: int, end: int) -> str | None:
        """The country, or the region's code, that stands after a comma or "in", or before the noun: "Tripoli, Lebanon", "the Syrian town of X"."""
        told = self._owner(start)
        if told is not None:
            return told
        if end + 1 >= len(self.texts) or self.texts[end] not in (",", "in"):
            return None
        at = end + 1
        while at + 1 < len(self.texts) and at - end < 3 and self.lowers[at] in self.lexicon.words.compass:
            at += 1
        state = self.lexicon.words.us_states.get(fold(self.texts[at]))
        if state is not None and self.texts[end] == ",":
            return state
        match = self.lexicon.listed.at(self.words, at) if self.texts[at][0].isupper() else None
        if match is None:
            return None
        # in a list of countries or cities the next name says nothing about this one
        after = self.tokens[match.end] if match.end < len(self.texts) else None
        if self.texts[end] == "," and (self.tokens[at].dep_ == "conj" or (after is not None and after.lower_ in ("and", "or"))):
            return None
        if self.texts[end] == "," and self.tokens[match.end - 1].dep_ in ("nsubj", "nsubjpass"):
            # "at the meeting in X, Russia agreed"
            return None
        if after is not None and after.pos_ in ("NOUN", "PROPN") and self.tokens[match.end - 1].dep_ == "compound":
            # "X, the US military said"
            return None
        if self.is_us_state(at, self.texts[at], None):
            return "US-GA"
        for value in match.values:
            if value.gazetteer == "countries":
                return value.country
        for value in match.values:
            if value.gazetteer == "iso3166-2" and value.country in ("USA", "CAN", "AUS", "IND"):
                return value.id
        for value in match.values:
            if value.feature == "admin1" and value.country is not None and value.admin1 is None:
                return value.country
        return None

    def _owner(self, start: int) -> str | None:
        """The country told before "city of" and its kin: "the West Bank town of X", "the northern Syrian city of X", "Lebanon's port of X"."""
        at = start - 2
        if at < 1 or self.lowers[start - 1] != "of" or self.lexicon.words.features.get(self.lowers[at]) != "populated_place":
            return None
        at -= 1
        while at > 0 and self.texts[at][0].islower() and self.pos[at] in ("ADJ", "NOUN", "VERB", "PUNCT"):
            at -= 1
        if self.lowers[at] == "'s":
            at -= 1
        if "occupied" in self.lowers[at + 1 : start]:
            # "the Israeli-occupied town of X"
            return None
        adjectives = self.lexicon.adjectives
        country = adjectives.get(key(f"{self.texts[at - 1]} {self.texts[at]}")) or adjectives.get(fold(self.texts[at]))
        if country is not None:
            return country
        for first in range(max(0, at - 2), at + 1):
            match = self.lexicon.listed.at(self.words, first) if self.texts[first][0].isupper() else None
            if match is not None and match.end == at + 1:
                return next((v.country for v in match.values if v.gazetteer != "iso3166-2" and v.country is not None), None)
        return None

    def is_us_state(self, start: int, name: str, beside: str | None) -> bool:
        """Whether Georgia is the American one: "Georgia, USA", "Atlanta, Georgia"."""
        if name != "Georgia":
            return False
        if beside == "USA" or (self.lexicon.words.georgia_state & self.used and not self.lexicon.words.georgia_country & self.used):
            return True
        if start < 2 or self.texts[start - 1] != ",":
            return False
        towns = self.page.called(key(self.texts[start - 2]))
        return bool(towns) and towns[0].admin1 == "US.GA"

    def is_team(self, start: int, end: int) -> bool:
        """Whether a town acts or is acted on in a report of games, or is the title of something in quote marks."""
        before = self.texts[start - 1] if start else ""
        after = self.texts[end] if end < len(self.texts) else ""
        if (before in QUOTES and after in QUOTES) or {before, after} & {"v", "vs", "vs."}:
            return True
        if not self.is_sport:
            return False
        name = self.doc.doc[start:end].root
        if name.dep_ == "compound" and name.head.i >= end and name.head.lower_ not in self.lexicon.words.features:
            # "the right of the X defence"
            return True
        at = start - 1
        while at >= 0 and (
            self.lowers[at] in self.lexicon.words.compass or self.lowers[at] == "the" or self.lowers[at] in self.lexicon.words.features
        ):
            at -= 1
        word = self.lowers[at] if at >= 0 else ""
        if word == "to":
            return self.tokens[at].head.lemma_.lower() not in _TRIPS
        return word not in _GROUNDS

    def country_locates(self, start: int, end: int) -> bool:
        """Whether a country's name tells where, and not who."""
        token = self.doc.doc[start:end].root
        if start > 0 and (self.lowers[start - 1] in self.lexicon.words.compass or self.texts[start - 1] in ABBREVIATED):
            return True
        while token.dep_ == "conj" and token.head.pos_ in ("PROPN", "NOUN") and token.head.i < token.i:
            token = token.head
        if token.dep_ == "pobj":
            preposition = token.head.lower_
            if preposition == "of":
                governor = token.head.head
                return (
                    governor.lower_ in self.lexicon.words.features
                    or governor.lower_ in self.lexicon.words.compass
                    or governor.lower_ in self.lexicon.words.done_to
                    or governor.lower_ in ("rest", "parts", "part", "half", "most", "outside", "inside", "out", "border", "borders")
                )
            return (
                preposition in _ELSEWHERE
                or preposition in _BORDERING
                or (preposition == "with" and self.lowers[token.head.i - 1] in ("border", "frontier"))
            )
        if token.dep_ in ("npadvmod", "conj", "appos", "nmod"):
            # "Tripoli, Lebanon", but not "the group of Britain, France and Lebanon"
            named = self.tokens[token.left_edge.i - 2] if token.left_edge.i > 1 else token
            return self.texts[token.left_edge.i - 1] in (",", "(") and named.pos_ == "PROPN"
        if token.dep_ == "poss":
            return (
                token.head.ent_type_ in ("GPE", "LOC")
                or token.head.lower_ in self.lexicon.words.features
                or token.head.lower_ in ("north", "south", "east", "west", "capital", "belt")
            )
        if token.dep_ == "compound" and token.head.dep_ == "pobj" and token.head.head.lower_ in _ELSEWHERE:
            return token.head.lower_ in ("capital", "border", "countryside", "coast")
        return token.dep_ == "dobj" and token.head.lemma_ in _MOTION

    def is_business(self, start: int) -> bool:
        """Whether "in" follows money, games or belief: "a stake in X", "trading in X"."""
        at = start - 1
        if self.lowers[at] == "the":
            at -= 1
        if at <= 0 or self.lowers[at] != "in":
            return False
        governor = self.tokens[at].head
        # "crossings in X" are of its shares, unless they are of a border
        is_many = governor.lower_ in self.lexicon.words.not_governors and not any(c.dep_ in ("compound", "amod") for c in governor.children)
        return is_many or governor.lemma_.lower() in self.lexicon.words.not_governors
