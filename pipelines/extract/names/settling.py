"""The state of an actor that no word of its own name or office tells.

What belongs here: what stands around a description or an unlisted name and tells its state: a modifier, a place, the group, the
setting of the report.
What does not: which state a report is set in (``homes``), and what a name or office tells itself (``listed``, ``persons``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Token

from pipelines.annotate.gazetteer import fold, key
from pipelines.extract.coreference import Reference
from pipelines.extract.names.homes import Homes
from pipelines.extract.names.lexicon import Entry

#: Kinds that have no state, or one of their own.
_NO_STATE = frozenset({"intergovernmental", "country", "religious"})
#: Kinds of which those in a place are of that place: soldiers, firms and outlets are elsewhere too.
_OF_THEIR_PLACE = frozenset({"population", "person", "police", "armed_group"})
_IN_CLAUSE = frozenset({"in", "at", "near", "across", "throughout", "inside", "around", "outside"})
_OF = frozenset({"of", "from"})
_OF_PHRASE = _IN_CLAUSE | _OF
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss"})
_BODIES_OF_STATE = frozenset({"government", "military", "police"})
#: Kinds of bodies of which a state has one at a time, and sectors of those who lead a state.
_LED_KINDS, _LEADING = frozenset({"government", "party", "police"}), frozenset({"GOV", "LEG", "MIL"})
#: Sectors of persons who serve a state.
_SERVING = frozenset({"GOV", "LEG", "JUD", "COP", "MIL"})
#: Kinds and sectors of those who are no part of their state.
_PRIVATE = frozenset({"person", "population", "company", "media", "ngo", "religious", "armed_group", "other"})
_PRIVATE_SECTORS = frozenset({"CVL", "BUS", "LAB", "AGR", "EDU", "MED", "JRN", "SOC", "REL", "REF", "NGO", "REB", "CRM", "UAF", "IMG", "PRM"})
#: Words of names of firms and outlets that are the state's.
_OF_THE_STATE = frozenset({"state", "national", "official", "government"})
#: Sectors of those who lead or speak for a group, where nothing tells that they are the group's.
_COMMANDING = frozenset({None, "GOV", "MIL"})
_FORCES = frozenset({"military", "police", "armed_group"})
_MEMBERS = frozenset({"member", "man", "fighter"})
#: Bodies in the plural that are those of several states, or of one at several times.
_SEVERAL = frozenset({"government", "regime", "administration", "cabinet", "parliament"})
#: Kinds whose name before "'s" tells whose somebody is.
_POSSESSING = frozenset({"person", "party", "armed_group"})
#: Who is of another state than a state whose they are, and than anybody.
_OTHERS = frozenset({"ally", "rival", "partner", "friend", "neighbour", "neighbor", "enemy", "foe", "opponent"})
_ABROAD_AS_RULE = frozenset({"counterpart", "host", "guest"})
#: Prepositional phrases inside one another that are followed ("in a village of the province of X").
_DEPTH = 3
_TWICE = 2
#: Sentences back to the one that tells where something is.
_BACK = 3
_COMPASS = frozenset({"northern", "southern", "eastern", "western", "central"})
#: Houses of one state in another, and words behind a noun that tell whose it is.
_POSTS = frozenset({"embassy", "consulate", "mission", "delegation", "base"})
_OF_WHOM = frozenset({"of", "at", "from", "with"})
_WHERE_FROM = _OF_WHOM | {"in", "around", "across"}
_WORLDWIDE = frozenset({"world", "worldwide", "globe", "globally", "continent", "planet"})
_ABROAD = frozenset({"world", "countries", "nations", "economies", "abroad", "continent", "globe"})
#: Tokens behind "of" and the like among which the name of an unknown owner stands.
_OWNER = 5
#: Tokens from the heading of a list to a name in it.
_LISTED = 80
#: Tags of what stands between a region and the name of somebody of it.
_CALLED = frozenset({"NN", "JJ", "HYPH"})
#: Kinds and sectors of named bodies that are of the state they are in, and words that their names begin with.
_OWN_KINDS = frozenset({"party", "government", "military", "police"})
_OWN_SECTORS = frozenset({"EDU", "MED", "LEG", "JUD"})
_OF_THE_NATION = frozenset({"national", "federal", "state"})
#: Kinds of unlisted bodies that are as a rule of the only state that a report names; firms are from anywhere.
_HOME_GROWN = frozenset({"ngo", "media", "armed_group", "religious"})
#: Nouns of a government.
_GOVERNING = frozenset({"government", "regime", "junta", "authorities"})
#: What a state in the middle of a name follows.
_IN_NAME_AFTER = frozenset({"of", "'s", "the", "-", "(", "and"})


class Settling(Homes):
    """Gives actors without a state the one that the words around them leave no doubt about."""

    def settle(self, linked: Sequence[Reference]) -> None:
        """Fill in the states of described and unlisted actors.

        Args:
            linked: all mentions in text order, with their actors.
        """
        self.states_of = self._states_by_sentence()
        self.possessors = {
            r.start if r.form == "pronoun" else r.head: r.actor
            for r in linked
            if r.actor is not None and not r.others and (r.form == "pronoun" or self.facts[r.actor].kind in _POSSESSING)
        }
        self.leaders_of = self._leaders_by_sentence(linked)
        self.governments = {r.head: r.actor for r in linked if r.actor is not None and r.noun in _GOVERNING and not r.others}
        mentions: dict[str, list[Reference]] = {}
        for reference in linked:
            if reference.actor is not None and reference.form != "pronoun" and not reference.others:
                mentions.setdefault(reference.actor, []).append(reference)
        if self.home is None and not self._is_divided():
            self.home = self._state_of_places()
        counts = Counter(state for states in self.states_of.values() for state in states) + Counter(self.group_counts)
        best = max(sorted(counts), key=lambda state: counts[state], default="")
        self.leading = best if counts[best] >= _TWICE and _TWICE * counts[best] >= sum(counts.values()) and not self._is_divided() else None
        self.is_only_home = self.home is not None and all(states <= {self.home.country} for states in self.states_of.values())
        for actor, references in mentions.items():
            facts = self.facts[actor]
            if facts.country is not None or facts.gazetteer is not None or facts.is_contested or facts.kind in _NO_STATE:
                continue
            named = next((r for r in references if r.form == "name"), None)
            if named is None:
                country = self._state_of_description(actor, references)
            else:
                country = self._state_of_group(actor) or self._state_in_name(named, facts.kind)
                if facts.kind == "person":
                    country = country or self._state_in_list(references) or self._state_of_region(references)
                country = country or self._state_of_named(actor, references)
            if country is not None:
                self._settle_in(actor, country)
        for actor, references in mentions.items():
            self._set_free(actor)
            if self.is_on_games:
                self._unrank(actor)
            self._take_sides(actor, references)

    def _take_sides(self, actor: str, references: Sequence[Reference]) -> None:
        """Make commanders and members of a group or force what it is itself."""
        facts = self.facts[actor]
        if facts.parent is None or facts.parent == actor or facts.gazetteer is not None:
            return
        body = self.facts[facts.parent]
        if facts.kind == "person" and body.kind == "armed_group" and facts.sector in _COMMANDING:
            facts.sector = body.sector or facts.sector
        if facts.kind == "population" and body.kind in _FORCES and self.tokens[references[0].head].lemma_.lower() in _MEMBERS:
            facts.kind, facts.sector = body.kind, body.sector or facts.sector

    def _unrank(self, actor: str) -> None:
        """In a report on games captains and guards are players."""
        facts = self.facts[actor]
        whose = self.facts[facts.parent].kind if facts.parent is not None else "country"
        if facts.kind == "person" and facts.gazetteer is None and facts.sector in ("MIL", "COP") and whose == "country":
            facts.sector, facts.parent = "CVL", None

    def _set_free(self, actor: str) -> None:
        """Take private persons, firms and rebels out of their state: they are from it and no part of it."""
        facts = self.facts[actor]
        if facts.parent is None or facts.gazetteer is not None or facts.is_contested or self.facts[facts.parent].kind != "country":
            return
        if not _OF_THE_STATE.isdisjoint(facts.name.lower().replace("-", " ").split()):
            return
        if facts.kind in _PRIVATE and (facts.sector is None or facts.sector in _PRIVATE_SECTORS):
            facts.parent = None

    def _state_of_places(self) -> Entry | None:
        """The state of a report that names it by its towns and provinces, or outside of its lead: the only one of the lead or of all."""
        counts = Counter(state for states in self.states_of.values() for state in states)
        lead = {state for i in self._lead_sentences() for state in self.states_of.get(i, ())}
        if len(lead) > 1 or not counts:
            return None
        best = next(iter(lead)) if lead else max(sorted(counts), key=lambda state: counts[state])
        others = sum(counts.values()) - counts[best]
        if not any(e.label == "GPE" and self._state_named(self.tokens[e.end - 1]) == best for e in self.named):
            # "at the Japanese ambassador's residence"
            return None
        if (lead and counts[best] <= others) or (not lead and (others or counts[best] < _TWICE)) or self._states_of_dateline() - {best}:
            return None
        return self.lexicon.entries.get(("countries", best))

    def _settle_in(self, actor: str, country: str) -> None:
        """Make a state the actor's; its forces and officials are part of it."""
        if country in self.lexicon.words.uninhabited:
            return
        facts, entry = self.facts[actor], self.lexicon.entries.get(("countries", country))
        facts.country = country
        is_of_state = facts.kind in _BODIES_OF_STATE or (facts.kind == "person" and facts.sector in _SERVING)
        if is_of_state and facts.parent is None and entry is not None:
            facts.parent = self.entry_actor(entry)

    def _state_of_group(self, actor: str) -> str | None:
        """The state of what somebody belongs to."""
        parent = self.facts[actor].parent
        if parent is None or parent == actor:
            return None
        facts = self.facts[parent]
        if self.facts[actor].kind == "person" and self.is_club(facts):
            return None
        return facts.country if facts.kind != "intergovernmental" and not facts.is_contested else None

    def _state_in_name(self, reference: Reference, kind: str) -> str | None:
        """The only state in a body's name, by name, adjective, province or great city: "Vietnam Chamber of Commerce"."""
        if kind == "person":
            return None
        found: set[str] = set()
        i = reference.start
        while i < reference.end:
            match = self.lexicon.names.at(self.words, i) if self.capital[i] else None
            states: set[str | None] = set()
            end = i + 1
            if match is not None and match.end <= reference.end and not self._is_great_place(match.start, match.end):
                end = match.end
                states = {u.entry.country for u in match.values if u.entry.kind == "country" and not u.is_second}
            elif self.capital[i]:
                end = next((e for e in (min(i + 2, reference.end), i + 1) if self._is_great_place(i, e)), i)
                states = {self._state_of_place(i, end)} if end > i else set()
                end = max(end, i + 1)
            named = {s for s in states if s is not None}
            if len(named) == 1:
                if i > reference.start and self.texts[i - 1].lower() not in _IN_NAME_AFTER and not self.texts[i - 1][0].isupper():
                    return None
                found |= named
            i = end
        return next(iter(found)) if len(found) == 1 else None

    def _is_great_place(self, start: int, end: int) -> bool:
        """Whether words name a great city, or a place of a state that the report names."""
        state = self._state_of_place(start, end)
        name = key(self.text(start, end))
        return state is not None and (
            name in self.lexicon.cities or name in self.lexicon.regions or (self.home is not None and state == self.home.country)
        )

    def _state_of_named(self, actor: str, references: Sequence[Reference]) -> str | None:
        """The state of a report that names no other, for the persons and bodies that it names."""
        home, facts, first = self.home, self.facts[actor], references[0]
        is_player = facts.parent is not None and self.is_club(self.facts[facts.parent])
        if self.is_on_games or is_player:
            return None
        is_only_home = home is not None and self.is_only_home and not self.is_home_shared
        if facts.kind == "person":
            # somebody of a firm or a charity may be here from anywhere
            is_own = facts.sector != "IGO" and (facts.parent is None or self.facts[facts.parent].kind in _OWN_KINDS)
            is_own = is_own and not self._is_among_states(first.sentence)
        else:
            opening = self.texts[first.start].lower()
            is_own = facts.kind in _OWN_KINDS or facts.sector in _OWN_SECTORS or opening in _OF_THE_NATION
            is_own = is_own or (is_only_home and facts.kind in _HOME_GROWN and opening not in self.lexicon.words.from_elsewhere)
            is_own = is_own and (facts.parent is None or self.facts[facts.parent].kind != "intergovernmental")
        if not is_own:
            return None
        found = home.country if home is not None and is_only_home else self._state_nearby(first.sentence)
        if facts.kind == "person" and found is not None and not self._may_be_of(facts.name, found):
            return None
        return found

    def _state_in_list(self, references: Sequence[Reference]) -> str | None:
        """The state in brackets behind a name, or that heads the list in which it stands: "X (Norway)", "Chad: Y, Z"."""
        for reference in references:
            state = self._state_in_brackets(reference.end) or self._state_of_heading(reference)
            if state is not None:
                return state
        return None

    def _state_in_brackets(self, end: int) -> str | None:
        if end + 2 >= len(self.texts) or self.texts[end] != "(" or self.texts[end + 2] not in (")", ","):
            return None
        letters = self.texts[end + 1]
        code = self.lexicon.words.sporting_codes.get(letters, letters)
        if ("countries", code) in self.lexicon.entries and letters.isupper():
            return code
        return self._state_or_region(end + 1)

    def _state_of_heading(self, reference: Reference) -> str | None:
        first = max(self.doc.sentences[reference.sentence].start, reference.start - _LISTED)
        for i in range(reference.start - 1, first, -1):
            if self.texts[i] == ":":
                return self._state_or_region(i - 1) if i - 1 == first or self.opening[i - 1] or not self.tags[i - 2].startswith(("N", "J")) else None
            if self.tags[i].startswith("V") and self.deps[i] == "ROOT":
                return None
        return None

    def _state_or_region(self, i: int) -> str | None:
        """The state that a word names, or that the region lies in which it names."""
        atom = self.atoms[i]
        if atom is not None:
            states = {u.entry.country for u in atom.uses if u.entry.kind == "country" and u.sense == "name"} if atom.sort == "name" else set()
            return next(iter(states)) if len(states) == 1 else None
        if key(self.texts[i]) not in self.lexicon.regions:
            return None
        around = self.lexicon.states_of_places.get(key(self.texts[i]), frozenset())
        return next(iter(around)) if len(around) == 1 else None

    def _state_of_region(self, references: Sequence[Reference]) -> str | None:
        """The state of the region that somebody is called after: "Scotland captain X"."""
        for reference in references:
            last = reference.start
            while last > 0 and reference.start - last < _OWNER and self.tags[last - 1] in _CALLED and self.texts[last - 1].islower():
                last -= 1
            if last > 0 and not self.opening[last] and self.atoms[last - 1] is None and self.tags[last - 1] in ("NNP", "JJ"):
                state = self._state_or_region(last - 1)
                if state is not None:
                    return state
        return None

    def _may_be_of(self, name: str, state: str) -> bool:
        """Whether nothing in a person's name speaks against the only state of a report; no name speaks for one."""
        origins = self.lexicon.origins
        states = origins.states([fold(word) for word in name.split()])
        return not states or state in states or state in origins.open

    def _state_of_description(self, actor: str, references: Sequence[Reference]) -> str | None:
        """The state of somebody described, by whose it is, the report, the words themselves or the text around."""
        parent = self.facts[actor].parent
        if parent is not None and self.facts[parent].kind == "intergovernmental":
            return None
        if self._possessive(references[0]) is not None:
            return self._state_of_owner(references[0]) or self._state_at_home(references) or self._state_told(actor, references)
        found = self._state_of_foe(actor, references) or self._state_at_home(references) or self._state_told(actor, references)
        around = references if self.facts[actor].kind == "armed_group" else references[:1]
        return found or next((state for r in around if (state := self._state_around_description(actor, r)) is not None), None)

    def _state_of_foe(self, actor: str, references: Sequence[Reference]) -> str | None:
        """The state of rebels told of side by side with its government: "the Chadian government and rebels", "talks between the two"."""
        if self.facts[actor].kind != "armed_group" or self.facts[actor].parent is not None:
            return None
        for reference in references:
            token = self.tokens[reference.head]
            beside = token.head.i if token.dep_ == "conj" else next((c.i for c in token.children if c.dep_ == "conj"), -1)
            of = self.tokens[beside].head if beside >= 0 else token
            # "the government of Chad and rebels"
            government = self.governments.get(beside) or (self.governments.get(of.head.i) if of.lower_ == "of" else None)
            if government is not None and not any(c.tag_ in ("NNP", "PRP$") for c in token.children):
                return self.facts[government].country
        return None

    def _state_around_description(self, actor: str, reference: Reference) -> str | None:
        """The state that the text around a description is about, where it may be one of any state."""
        facts = self.facts[actor]
        if self.is_on_games or facts.parent is not None or facts.kind == "military":
            return None
        if self._is_of_many_states(reference) or self._is_from_elsewhere(reference, is_nearby=True) or self._is_of_somebody(reference):
            return None
        if facts.kind == "armed_group" and self.states_of.get(reference.sentence):
            # beside "US troops" attackers are somebody else's
            return None
        if self._is_worldwide(reference):
            return None
        found = self._state_nearby(reference.sentence)
        return found or (self._state_led_here(reference.sentence) if reference.number == "s" and facts.kind in _LED_KINDS else None)

    def _state_led_here(self, sentence: int) -> str | None:
        """The only state of a sentence, or else of the one before, that is named there itself or by its leaders and parties."""
        for at in (sentence, sentence - 1):
            states = self.states_of.get(at, set()) | self.leaders_of.get(at, set())
            if states:
                return next(iter(states)) if len(states) == 1 else None
        return None

    def _is_worldwide(self, reference: Reference) -> bool:
        """Whether a sentence speaks of the people of the world."""
        span = self.doc.sentences[reference.sentence]
        if self.facts[reference.actor or ""].kind != "population":
            return False
        # "World" with a capital is part of a name
        return not _WORLDWIDE.isdisjoint(self.texts[span.start : span.end])

    def _state_of_owner(self, reference: Reference) -> str | None:
        """The state of a possessor: of whom "his" or "its" stands for ("its present population"), or of a person ("Lindqvist's cabinet")."""
        possessor = self._possessive(reference)
        owner = self.facts[self.possessors[possessor]] if possessor in self.possessors else None
        noun = self.tokens[reference.head].lemma_.lower()
        if owner is None or owner.is_contested or noun in _ABROAD_AS_RULE or (owner.kind != "person" and noun in _OTHERS):
            return None
        return owner.country

    def _possessive(self, reference: Reference) -> int | None:
        """The possessive pronoun of a description, or the head of the person's name that owns it."""
        return next(
            (
                c.i
                for c in self.tokens[reference.head].children
                if c.i < reference.head and (c.tag_ == "PRP$" or (c.dep_ == "poss" and c.i in self.possessors))
            ),
            None,
        )

    def _state_nearby(self, sentence: int) -> str | None:
        """The only state of a sentence and the one before it that names any, where it is the one that most sentences of the report name."""
        here = self.states_of.get(sentence, set())
        before = next((states for back in range(1, _BACK + 1) if (states := self.states_of.get(sentence - back))), set())
        around = here | before if len(here | before) == 1 else set()
        if not around or (state := next(iter(around))) != self.leading:
            return None
        return state

    def _is_among_states(self, sentence: int) -> bool:
        """Whether a sentence names a body of several states."""
        span = self.doc.sentences[sentence]
        return any(atom is not None and any(u.entry.kind == "intergovernmental" for u in atom.uses) for atom in self.atoms[span.start : span.end])

    def _state_told(self, actor: str, references: Sequence[Reference]) -> str | None:
        """The state of a group that somebody belongs to, of a modifier, or of a place beside the words or in their clause."""
        facts = self.facts[actor]
        if facts.parent is not None and facts.parent != actor:
            return self._state_of_group(actor)
        for reference in references:
            token = self.tokens[reference.head]
            if self._is_from_elsewhere(reference):
                continue
            is_there = not self._is_of_many_states(reference) and reference.owner_pronoun is None
            found = self._state_of_modifiers(token) or (
                self._state_of_phrase(token, _OF_PHRASE if is_there else _OF) if facts.kind != "military" and self._is_of_one_state(token) else None
            )
            if found is None and facts.kind in _OF_THEIR_PLACE and is_there:
                found = self._state_of_clause(token)
            if found is not None:
                return found
        return None

    def _state_at_home(self, references: Sequence[Reference]) -> str | None:
        """The state that the report is set in, where the sentence and the one before name no other."""
        home = self.home
        if home is None or home.country is None or self.is_home_shared or self.is_on_games:
            return None
        reference = references[0]
        if self._is_of_many_states(reference) or self._is_from_elsewhere(reference):
            return None
        if self.is_only_home:
            return None if self._is_worldwide(reference) else home.country
        if self._is_of_several_states(reference) or self._is_of_somebody(reference):
            return None
        for sentence in (reference.sentence, reference.sentence - 1):
            if self.states_of.get(sentence, set()) - {home.country}:
                return None
        return home.country

    def _is_of_somebody(self, reference: Reference) -> bool:
        """Whether "of", "at", "from" or "with" and a name follow, of which nothing tells that it is at home."""
        end = reference.end
        if reference.number == "p" and end + 2 < len(self.texts) and self.texts[end] == "and" and self.texts[end + 2] in _OF:
            end += 2
        if end >= len(self.texts) or self.texts[end].lower() not in _OF_WHOM:
            return False
        for i in range(end + 1, min(end + _OWNER, len(self.texts))):
            if self.texts[i][0].isupper():
                return self.home is not None and self._state_named(self.tokens[i]) != self.home.country
            if self.tags[i].startswith("V") or self.texts[i] in (",", ".", ";"):
                break
        return False

    def _is_of_many_states(self, reference: Reference) -> bool:
        noun = self.tokens[reference.head].lemma_.lower()
        words = self.lexicon.words.of_many_states
        if self.is_only_home and (noun in self.lexicon.words.of_trades or noun in _SEVERAL):
            return False
        return noun in words or reference.noun in words or (reference.number == "p" and noun in _SEVERAL)

    def _is_of_several_states(self, reference: Reference) -> bool:
        words = self.lexicon.words.of_several_states
        return self.tokens[reference.head].lemma_.lower() in words or reference.noun in words

    def _is_from_elsewhere(self, reference: Reference, *, is_nearby: bool = False) -> bool:
        """Whether a modifier says that somebody is from another state, or from none; peoples and faiths only where nothing nearby tells one."""
        token = self.tokens[reference.head]
        first = min(reference.start, token.left_edge.i)
        words = self.lexicon.words
        if any(self.texts[i].lower() in words.from_elsewhere for i in range(first, reference.head)):
            return not self.is_only_home or any(
                self.texts[i].lower() in words.from_elsewhere - words.of_others_at_home for i in range(first, reference.head)
            )
        if reference.sort == "group" and not reference.note.startswith("group:armed_group") and not is_nearby:
            # "Hasidic Jews" are a people of many states
            if any(self.texts[i][0].isupper() and not self.opening[i] and self.atoms[i] is None for i in range(first, reference.head)):
                return True
            if self.capital[reference.head] and not self.opening[reference.head]:
                return True
        end = reference.end
        if end < len(self.texts) and self.texts[end].lower() in _WHERE_FROM:
            return any(self.texts[i].lower() in _ABROAD for i in range(end + 1, min(end + _OWNER, len(self.texts))))
        return False

    def _is_of_one_state(self, token: Token) -> bool:
        """Whether the phrases behind a word name no second state, and no house of one state in another."""
        states = set()
        for i in range(token.i + 1, token.right_edge.i + 1):
            if self.texts[i].lower() in _POSTS:
                return False
            state = self._state_named(self.tokens[i]) if self.capital[i] else None
            if state is not None:
                states.add(state)
        return len(states) < _TWICE

    def _state_of_modifiers(self, token: Token) -> str | None:
        for child in token.children:
            if child.dep_ in _MODIFIERS and child.i < token.i:
                state = self._state_named(child)
                if state is not None:
                    return state
        return None

    def _state_of_phrase(self, token: Token, prepositions: frozenset[str], depth: int = _DEPTH) -> str | None:
        """The state of the place in a prepositional phrase of a word."""
        if not depth:
            return None
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in prepositions:
                for place in child.children:
                    if place.dep_ == "pobj":
                        state = self._state_named(place) or self._state_of_phrase(place, _OF_PHRASE, depth - 1)
                        if state is not None:
                            return state
        return None

    def _state_of_clause(self, token: Token) -> str | None:
        """The state of the place where the clause says that something was done by or to somebody."""
        while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
            token = token.head
        if token.dep_ == "pobj" and token.head.dep_ == "agent":
            token = token.head
        elif token.dep_ not in _ARGUMENTS:
            return None
        return self._state_of_phrase(token.head, _IN_CLAUSE)

    def _state_named(self, token: Token) -> str | None:
        """The state that a word names, or in which the place lies that it names."""
        i = token.i
        atom = self.atoms[i]
        if atom is not None:
            if atom.sort != "name":
                return None
            states = {u.entry.country for u in atom.uses if u.entry.kind == "country" and not u.is_second}
            return next(iter(states)) if len(states) == 1 else None
        entity = self.entities.get(i)
        if entity is None or entity.label not in ("GPE", "LOC"):
            return None
        start, end = entity.start, entity.end
        while start < end - 1 and (self.tags[start] == "DT" or fold(self.texts[start]) in _COMPASS):
            start += 1
        while end > start + 1 and fold(self.texts[end - 1]) in self.lexicon.words.region_nouns | self.lexicon.words.city_nouns:
            end -= 1
        return self._state_of_place(start, end)

    def _leaders_by_sentence(self, linked: Sequence[Reference]) -> dict[int, set[str]]:
        """The states whose officials or parties each sentence names."""
        found: dict[int, set[str]] = {}
        for reference in linked:
            if reference.form != "name" or reference.actor is None:
                continue
            facts = self.facts[reference.actor]
            is_leader = facts.kind == "party" or (facts.kind == "person" and facts.sector in _LEADING)
            if is_leader and facts.country is not None:
                found.setdefault(reference.sentence, set()).add(facts.country)
        return found

    def _states_by_sentence(self) -> dict[int, set[str]]:
        """The states that each sentence names, and those of the towns and provinces in it."""
        found = {sentence: set(states) for sentence, states in self._named_states().items()}
        for entity in self.named:
            if entity.label in ("GPE", "LOC") and self.atoms[entity.start] is None:
                state = self._state_named(self.tokens[entity.end - 1])
                if state is not None:
                    found.setdefault(self.doc.sentence_index(entity.start), set()).add(state)
        return found
