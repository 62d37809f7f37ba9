"""The state that a report is set in.

What belongs here: which states a report names, its dateline and lead, and what they say of the state that it is about. What does not: which actors
are that state's (``settling``, ``reader``).
"""

from __future__ import annotations

import re

from pipelines.annotate.gazetteer import key
from pipelines.extract.names.lexicon import Entry
from pipelines.extract.names.persons import Persons

#: Mentions and share of all mentions with a country that make a state the one that "the government" and "police" belong to. By reading.
_MAIN_MENTIONS, _MAIN_SHARE = 3, 0.75
#: Share of all mentions of states that the one of the first paragraph needs to be where a report is set.
_HOME_SHARE = 0.34
#: Tokens of a paragraph that is no byline, and characters in which a dateline stands.
_LONG_ENOUGH, _HEAD = 12, 800
#: "BAMAKO, April 3 (XYZ) --", "EL FASHER, Sudan -" at the head of a line.
_DATELINE = re.compile(r"(?m)^[A-Z][A-Z'\u2019. -]{2,30}(?:, ?[A-Z][\w. ]{2,30})?(?:[,(][^\n\u2014]{0,30})?\s(?:\u2014|\u2013|--|-)(?=\s)")
#: Mentions that make a state the leading one where it is named more often than all others together.
_LEADING_MENTIONS = 2
#: What ends the place in "TRIPOLI, Lebanon, May 5 (XYZ) --".
_PLACES_OF_DATELINE = re.compile(r"[,(\d]|--")
_OF_STATES = frozenset({"country", "government", "military", "police"})
_NO_NATION_WITH = frozenset({"pan", "anti", "pro", "trans", "inter", "afro", "non"})
_LED = frozenset({"led", "backed", "brokered", "sponsored", "supported", "funded", "trained", "made", "built", "style", "educated", "bound", "born"})
_GROUPS_OF_STATES = frozenset({"armed_group", "party"})


class Homes(Persons):
    """Knows the state that a report is set in."""

    def only_country(self) -> Entry | None:
        """The state that the report is about, where its actors are of one state, or nearly all."""
        counted: dict[str, int] = {}
        for reference in self.references:
            country = self.facts[reference.actor].country if reference.actor is not None else None
            if country is not None:
                counted[country] = counted.get(country, 0) + 1
        if not counted:
            return None
        best = max(sorted(counted), key=lambda c: counted[c])
        if counted[best] < _MAIN_MENTIONS or counted[best] < _MAIN_SHARE * sum(counted.values()) or self._is_divided():
            return None
        return self.lexicon.entries.get(("countries", best))

    def _named_states(self) -> dict[int, set[str]]:
        """The states named in each sentence, by name, adjective, people, capital or seat, or by a listed body of theirs."""
        if self.states is None:
            self.states = {}
            for i, atom in enumerate(self.atoms):
                if (
                    atom is not None
                    and atom.start == i
                    and atom.sort == "name"
                    and atom.uses
                    and not self._is_compounded(i)
                    and not self._is_stance(i)
                ):
                    countries = {u.entry.country for u in atom.uses if u.entry.kind in _OF_STATES}
                    if len(countries) == 1 and None not in countries:
                        country = countries.pop() or ""
                        sentence = self.doc.sentence_index(i)
                        self.states.setdefault(sentence, set()).add(country)
                        self.state_places.setdefault(sentence, []).append((i, country))
                        self.state_counts[country] = self.state_counts.get(country, 0) + 1
                    groups = {c for u in atom.uses if u.entry.kind in _GROUPS_OF_STATES and (c := self.country_of(u.entry)) is not None}
                    if len(groups) == 1:
                        (country,) = groups
                        self.group_counts[country] = self.group_counts.get(country, 0) + 1
        return self.states

    def _is_compounded(self, i: int) -> bool:
        """Whether a nation's word is the tail of another ("Pan-American") or only tells who leads what is said ("US-led forces")."""
        if i + 2 < len(self.texts) and self.texts[i + 1] == "-" and self.texts[i + 2].lower() in _LED:
            return True
        return i > 1 and self.texts[i - 1] == "-" and self.texts[i - 2].lower() in _NO_NATION_WITH

    def _leading_states(self) -> set[str]:
        """The state that is named in more than half of all mentions of states, and that of the dateline."""
        total = sum(self.state_counts.values())
        found = {c for c, count in self.state_counts.items() if count >= _LEADING_MENTIONS and 2 * count > total}
        return found | self._states_of_dateline()

    def _states_of_dateline(self) -> set[str]:
        """The states of the places that the dateline names."""
        lines = [self.doc.text[s.start_char : s.end_char] for s in self.doc.segments if s.kind == "dateline"]
        if not lines:
            found = _DATELINE.search(self.doc.text, 0, _HEAD)
            lines = [] if found is None else [found[0]]
        places = [place for line in lines for place in _PLACES_OF_DATELINE.split(line)[:2] if key(place) not in self.lexicon.words.seats_of_others]
        uses = [u for place in places for u in self.lexicon.names.get(place.strip(" -\u2014\u2013\n"))]
        found_states = {u.entry.country for u in uses if u.entry.kind == "country" and u.entry.country is not None and not u.is_second}
        if found_states or not places:
            return found_states
        # a town that is no capital: "KARACHI, May 5"
        of_town = self.lexicon.states_of_places.get(key(places[0].strip(" -\u2014\u2013\n")), frozenset())
        return set(of_town) if len(of_town) == 1 else set(of_town & self.named_states)

    def _home_state(self) -> Entry | None:
        """The state that the report is set in: that of its dateline and its first paragraph, where neither names another more often.

        Without a dateline it is the only state that headline and first paragraph name, when more than half of all mentions of states are its.
        """
        named, counts = self._named_states(), dict(self.state_counts)
        if self._is_divided():
            return None
        for country, count in self.group_counts.items():
            counts[country] = counts.get(country, 0) + count
        total, first = sum(counts.values()), self._lead_sentences()
        lead = {c for i in first for c in named.get(i, ())}
        dateline = self._states_of_dateline()
        best = ""
        if len(dateline) == 1:
            (best,) = dateline
            rival = max((n for c, n in counts.items() if c != best), default=0)
            if lead != {best} and ((lead and best not in lead) or counts.get(best, 0) < rival):
                return None
        elif len(lead) > 1 and not dateline:
            best = max(sorted(lead), key=lambda c: counts.get(c, 0))
            leads = next(c for i in first for _, c in self.state_places.get(i, ())) == best
            if not leads or counts[best] < _MAIN_MENTIONS or 2 * counts[best] <= total:
                return None
            self.is_home_shared = True
        elif len(lead) == 1 and not dateline:
            (best,) = lead
            rival = max((n for c, n in counts.items() if c != best), default=0)
            if counts[best] != total and (counts[best] < _LEADING_MENTIONS or counts[best] <= rival or counts[best] < _HOME_SHARE * total):
                return None
        return self.lexicon.entries.get(("countries", best))

    def _is_divided(self) -> bool:
        """Whether a breakaway authority with a land of its own is named; a shadow administration leaves the state's bodies the state's."""
        return any(entry.holds_land for entry in self.contested)

    def _lead_sentences(self) -> list[int]:
        """The sentences of the headline and of the first paragraph of some length."""
        found: list[int] = []
        for paragraph in self.doc.paragraphs:
            sentences = range(self.doc.sentence_index(paragraph.start), self.doc.sentence_index(paragraph.end - 1) + 1)
            found += sentences
            if paragraph.start_char >= self.doc.title_end and len(paragraph) >= _LONG_ENOUGH:
                break
        return found

    def _is_at_home(self, at: int) -> bool:
        """Whether a token is about the state that the report is set in: its sentence up to it, or the one before, names no other."""
        if self.home is None:
            return False
        named, own, sentence = self._named_states(), {self.home.country}, self.doc.sentence_index(at)
        here = {country for i, country in self.state_places.get(sentence, ()) if i < at}
        return here == own if here else (named.get(sentence - 1, own) & own) == own
