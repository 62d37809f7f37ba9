"""The state of a town or province that stands beside a description: "the mayor of Cusco", "Antioquia police".

What belongs here: looking such names up. What does not: mentions of places (``extract.places``) and the state that a report is set in (``reader``).
"""

from __future__ import annotations

from pipelines.annotate.gazetteer import key
from pipelines.extract.names.page import Page

#: Tokens of a place's name, and modifiers between it and the noun.
_NAME_TOKENS, _MODIFIERS_BETWEEN = 4, 4
_MODIFYING = frozenset({"JJ", "JJS", "NN", "VBN", "HYPH", "CD"})
_IN_NAMES = frozenset({"NNP", "NNPS", "JJ"})
_LEADING_TO_PLACE = frozenset({"of", "in", "for", "from", "at", "near"})


class Locating(Page):
    """Knows the states of towns and provinces."""

    def _state_of_place(self, start: int, end: int) -> str | None:
        """The state that has a place of this name; of several the only one that the document names."""
        if self.tags[end - 1] == "JJ" and not self._is_region(end - 1):
            # "Liberal minority government" is not that of Liberal, Kansas
            return None
        name = key(self.text(start, end))
        states = self.lexicon.states_of_places.get(name, frozenset())
        if name in self.lexicon.place_words.not_places:
            # "Federal" is a town too
            return None
        if len(states) > 1:
            states = states & self.named_states
        return next(iter(states)) if len(states) == 1 else None

    def _state_beside(self, start: int, end: int, prepositions: frozenset[str] = _LEADING_TO_PLACE) -> str | None:
        """The ISO code of the state of the place that owns, precedes or follows the words [start, end); None where there is none."""
        return self._state_before(start) or self._state_after(end, prepositions)

    def _state_before(self, at: int) -> str | None:
        last = at
        while last > 0 and at - last < _MODIFIERS_BETWEEN and self.tags[last - 1] in _MODIFYING and self.texts[last - 1].islower():
            last -= 1
        if last > 0 and self.tags[last - 1] == "POS":
            last -= 1
        first = last
        while first > 0 and last - first < _NAME_TOKENS and not self.opening[first] and self._may_name_place(first - 1):
            first -= 1
        return next((state for i in range(first, last) if (state := self._state_of_place(i, last)) is not None), None)

    def _state_after(self, at: int, prepositions: frozenset[str]) -> str | None:
        if at + 1 >= len(self.texts) or self.texts[at].lower() not in prepositions:
            return None
        first, nouns = at + 1, self.lexicon.words.region_nouns | self.lexicon.words.city_nouns
        while first < len(self.texts) and (
            self.tags[first] == "DT"
            or (self.texts[first].islower() and (self.tags[first] in _MODIFYING or self.texts[first] == "of"))
            or self.texts[first].lower() in nouns
        ):
            first += 1
        last = first
        while last < len(self.texts) and last - first < _NAME_TOKENS and self._may_name_place(last) and not (last > first and self.opening[last]):
            last += 1
        if last + 1 < len(self.texts) and self.texts[last] == "," and last > first:
            # "in Tripoli, Lebanon"
            named = self.atoms[last + 1]
            state = (
                next((u.entry.country for u in named.uses if u.sense == "name" and u.entry.kind == "country"), None) if named is not None else None
            )
            if state is not None:
                return state
        return next((state for i in range(last, first, -1) if (state := self._state_of_place(first, i)) is not None), None)

    def _is_region(self, i: int) -> bool:
        """Whether a nation's word is that of a listed region ("Chechen", "Catalan")."""
        return key(self.texts[i]) in self.lexicon.regions

    def _may_name_place(self, i: int) -> bool:
        atom = self.atoms[i]
        return (
            self.tags[i] in _IN_NAMES
            and self.texts[i][0].isupper()
            and ((entity := self.entities.get(i)) is None or entity.label != "NORP" or (atom is None and self._is_region(i)))
            and (atom is None or (atom.sort == "name" and any(u.sense == "capital" for u in atom.uses)))
            and i not in self.dates
        )
