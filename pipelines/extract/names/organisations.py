"""Organisations that no list holds: the model's names, sorted by their words, and acronyms that the document explains.

What belongs here: names of organisations. What does not: listed ones (``listed``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from pipelines.annotate.gazetteer import fold, key
from pipelines.extract.names.lexicon import Entry
from pipelines.extract.names.page import Atom, Facts
from pipelines.extract.names.people import People
from pipelines.ids import make_id

#: Words that no name ends with.
_NO_END = frozenset({"'s", "'", "and", "of", "for", "the", "in"})
#: Heads that make a name with a state in it that of a state body.
_STATE_HEADS = frozenset({"agency", "authority", "bureau", "directorate", "department", "inspectorate"})
#: Words that make a council or board one of a part of a state.
_PARTS_OF_STATE = frozenset(
    {"County", "City", "Town", "District", "Borough", "Municipal", "Provincial", "Regional", "State", "Village", "Metropolitan"}
)
_BOARDS = frozenset({"council", "board", "commission", "committee", "authority"})
#: First words that make a committee or board one of the state, with its sector.
_OF_STATE = {
    **dict.fromkeys(("House", "Senate", "Congressional", "Parliamentary"), "LEG"),
    **dict.fromkeys(("National", "Federal", "Presidential"), "GOV"),
}
#: Words that make one of a party or of sportsmen.
_OF_MEMBERS = frozenset({"Working", "Executive", "Olympic"})
#: Labels under which the model has organisations.
_NAMED = frozenset({"ORG", "NORP", "FAC", "GPE"})
#: Kinds that a state before the name makes its own, and those of which most states have one of the same name.
_OF_STATES = frozenset({"military", "police", "government", "party", "company", "media", "ngo"})
_SHARED_NAMES = frozenset({"government", "military", "police"})
#: Sectors of schools and hospitals, which are of the state of the town in their name.
_OF_TOWNS = frozenset({"EDU", "MED"})
_AT = frozenset({"of", "in"})
#: What a name before it is the field of, and groups of offices that have one; tokens of a field.
_SQUADS = frozenset({"team", "squad", "side"})
_OF_FIELDS = frozenset({"minister", "official", "legislator"})
_FIELD = 4
#: Words that make a committee one of a party.
_PARTY_WORDS = frozenset({"CPC", "Party", "Politburo"})
#: Bodies that are parts of others.
_OF_BODIES = frozenset({"committee", "board", "bureau", "department", "commission", "council", "secretariat", "congress"})
#: Letters of a leader's surname that is hardly anything else.
_LEADER = 6
#: Tokens from an index to the points that it wins or loses.
_TO_POINTS = 8
#: Words between a nation's adjective and the class of a body.
_NATION_AT = 4
#: Letters up to which a firm's name may be a word or a surname as well.
_SHORT_FIRM = 4
#: Likeness (0..100) from which a name that the model cut short is the listed one whose acronym follows it.
_CUT_NAME = 85.0
#: Words of an outlet's short name, and of a name that a class of bodies introduces; those classes.
_SHORT_NAME, _INTRODUCED = 2, 4
_INTRODUCING = frozenset({"union", "federation", "confederation", "party", "newspaper", "daily", "charity", "company", "syndicate", "association"})
#: Nouns that explain the name before them, tags of the words before such a noun, and tokens from the comma to it at most.
_EXPLAINERS = _INTRODUCING | {
    "agency",
    "authority",
    "organisation",
    "organization",
    "watchdog",
    "militia",
    "group",
    "network",
    "alliance",
    "coalition",
}
_EXPLAINED_BY, _EXPLAINING = frozenset({"JJ", "NN", "NNS", "NNP", "NNPS", "HYPH", "POS", "VBN", "VBG", "JJS"}), 9
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_SITES = frozenset({"website", "site", "portal", "blog", "outlet"})
_ADDRESS = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,7}s?|[A-Z]{2,}(?:-[A-Z0-9]+)+")


class Organisations(People):
    """Marks the names of organisations."""

    def _mark_organisations(self) -> None:
        """The model's organisations, where no listed name or noun stands."""
        self._mark_outlet()
        self._mark_addresses()
        self._mark_introduced()
        self._mark_explained()
        self._mark_groups()
        heads = self.lexicon.words.organisation_heads
        for entity in self.named:
            if entity.label not in _NAMED or all(a is not None for a in self.atoms[entity.start : entity.end]):
                continue
            start, end = entity.start, entity.end
            while start < end and (self.tags[start] in ("DT", "PRP$", "IN", "CD") or not self.texts[start][0].isalnum()):
                start += 1
            first = self.atoms[start] if start < end else None
            if first is not None and first.sort == "name" and first.end < end - 1 and self.texts[first.end] == "and" and not self._is_state(first):
                start = first.end + 1
            if first is not None and first.sort == "name" and any(u.sense == "people" for u in first.uses) and 1 < end - first.end < _INTRODUCED:
                # "Britons A. B. and C. D."
                named = self._person(first.end, end, True) if all(self.texts[i].istitle() for i in range(first.end, end)) else None
                if named is not None:
                    self._mark(Atom(first.end, end, "person", actor=named))
                    continue
            # "the Royal Society (RS": a bracket ends a name
            end = next((i for i in range(start + 1, end) if self.texts[i] == "("), end)
            while end > start and (self.texts[end - 1] in _NO_END or not self.texts[end - 1][0].isalnum()):
                end -= 1
            if start >= end or any(self.atoms[i] is not None and self.atoms[i].sort == "person" for i in range(start, end)):  # type: ignore[union-attr]
                continue
            if not self.texts[start][0].isupper() and not self.texts[start][0].isdigit():
                continue
            if self._is_title_of_work(start, end) or self.texts[start] in self.lexicon.words.ships:
                continue
            if all(i in self.blocked for i in range(start, end)):
                continue
            is_known = fold(self.texts[end - 1]) in heads or bool(_ACRONYM.fullmatch(self.texts[start]))
            if not is_known and self._is_place(start, end, is_person=False):
                continue
            covered = [a for a in self.atoms[start:end] if a is not None]
            last = fold(self.texts[end - 1])
            facts = self._sorted_by_words(start, end)
            if entity.label in ("NORP", "FAC", "GPE") and (facts is None or end - start == 1):
                continue
            if (last not in heads and any(fold(t) in self.lexicon.words.contests for t in self.texts[start:end])) or (
                facts is not None and end - start == 1
            ):
                continue
            if facts is None and covered and covered[0].start == start and self._is_field(covered[0], end):
                continue
            if facts is None and self._is_before_noun(end):
                continue
            if self._mark_listed_part(start, end):
                continue
            end = self._past_whole(end)
            if covered and (all(a is not None for a in self.atoms[start:end]) or self._is_body_with_owner(covered)):
                continue
            if end - start == 1 and not covered:
                if not _ACRONYM.fullmatch(self.texts[start]) and (facts is None or facts[0] == "other") and entity.label != "ORG":
                    continue
                if fold(self.texts[start]) in self.lexicon.words.not_names or len(self.texts[start]) < 2 or self.texts[start].islower():
                    continue
                if self.tokens[start].idx < self.doc.title_end and not _ACRONYM.fullmatch(self.texts[start]):
                    continue
                if self.tokens[start].dep_ in ("compound", "amod") and not _ACRONYM.fullmatch(self.texts[start]):
                    continue
            if facts is None and self.tokens[start].idx < self.doc.title_end:
                continue
            if end - start == 1 and not covered and entity.label == "ORG" and self._mark_known_surname(start):
                continue
            if facts is None and not covered and entity.label == "ORG" and self._mark_named_person(start, end):
                continue
            normal = key(self.text(start, end))
            if normal in self.lexicon.cities:
                continue
            # a name that no word sorts is somebody only where it acts or is introduced by a noun
            before = self.atoms[start - 1] if start else None
            is_introduced = before is not None and before.sort == "noun"
            if facts is None and self._is_matter(start, end):
                # what its words mean by themselves is not meant here
                self.atoms[start:end] = [None if a is not None and a.sort == "noun" else a for a in self.atoms[start:end]]
                continue
            stands = facts is not None or covered or is_introduced
            if not stands and not self._acts_somewhere(normal):
                continue
            if facts is None and entity.label == "ORG" and self.doc.doc[start:end].root.head.lemma_ == "tell" and self._is_told(start, end):
                # whom somebody tells something is an outlet
                root = self.doc.doc[start:end].root
                facts = ("media", "JRN") if root.dep_ in ("dobj", "dative") else None
            if facts is None and end - start == 1 and "points" in self.doc.token_lowers[end : end + _TO_POINTS]:
                # an index of shares
                continue
            text = self.text(start, end)
            kind, sector = ("media", "JRN") if "news" in (fold(t) for t in self.texts[start:end]) else facts or ("other", None)
            if kind == "government" and any(fold(t) == "police" for t in self.texts[start:end]):
                kind, sector = "police", "COP"
            if kind in ("government", "other") and not _PARTY_WORDS.isdisjoint(self.texts[start:end]):
                kind, sector = "party", "PTY"
            if kind == "other" and self.texts[start] in _OF_STATE and self._is_board_of_state(start, end):
                kind, sector = "government", _OF_STATE[self.texts[start]]
            if kind == "other" and last in _BOARDS and not _PARTS_OF_STATE.isdisjoint(self.texts[start:end]):
                kind, sector = "government", "GOV"
            if kind == "other" and last in _STATE_HEADS and self._state_of_name(start, covered) is not None:
                kind, sector = "government", "GOV"
            state = self._state_of_name(start, covered) if kind in _OF_STATES else None
            if state is None and (kind in _SHARED_NAMES or sector in _OF_TOWNS):
                state = self._state_of_town_in(start, end, is_of_state=kind in _SHARED_NAMES)
            # states have ministries of one name: those are told apart by the state, or by the document that does not tell it
            actor = self._named_body(kind, normal, state)
            known = self.facts.setdefault(actor, Facts(text, kind, None, sector))
            if state is not None and known.country is None:
                known.country = state.country
                if kind in _SHARED_NAMES:
                    known.parent = self.entry_actor(state)
            self._mark(Atom(start, end, "name", actor=actor))
        self._learn_acronyms()

    def _mark_classed(self) -> None:
        """Clubs and firms that the model takes for persons: "Israeli side X", "carmaker Y", and names with a club's word in them."""
        words = self.lexicon.words
        for entity in self.named:
            start, end = entity.start, entity.end
            while end > start and self.texts[end - 1] in _NO_END:
                end -= 1
            if start >= end or entity.label not in ("PERSON", "ORG", "GPE") or not self.texts[start][0].isupper():
                continue
            if any(self.atoms[i] is not None for i in range(start, end)) or any(self.texts[i] in "(),;:" for i in range(start, end)):
                continue
            before = self.texts[start - 1] if start and not self.opening[start] else ""
            facts = words.classes.get(before) if self.tags[start - 1] in ("NN", "NNS") or before in ("daily", "weekly") else None
            if facts is None and entity.label == "PERSON" and end < len(self.texts) and self.texts[end] == ",":
                # "X, a software firm, said"
                apposed = (c for c in entity.span.root.children if c.dep_ == "appos" and c.i > end and self.texts[c.i - 1] != "'s")
                facts = next((words.classes[c.lower_] for c in apposed if c.lower_ in words.classes and c.tag_ == "NN"), None)
            if facts is None:
                is_club = not words.clubs.isdisjoint(self.texts[start:end]) or (end - start > 1 and self.texts[end - 1].lower() in words.club_endings)
                if not is_club or entity.label == "GPE" or (entity.label == "ORG" and not self._acts_somewhere(key(self.text(start, end)))):
                    continue
                facts = "other", "SOC"
            kind, sector = facts
            text = self.text(start, end)
            listed = next((u.entry for u in self.lexicon.names.get(text) if u.entry.kind == kind), None)
            actor = self.entry_actor(listed) if listed is not None else make_id("act", "name", kind, key(text))
            known = self.facts.setdefault(actor, Facts(text, kind, None, sector))
            if known.country is None and before in words.classes:
                known.country = self._nation_before(start - 1)
            self._mark(Atom(start, end, "name", actor=actor))
            if kind != "other" and len(text) > _SHORT_FIRM:
                self._mark_everywhere(self.texts[start:end], actor)

    def _nation_before(self, at: int) -> str | None:
        """The state whose adjective stands before a class of bodies ("Dutch electronics maker")."""
        first = at
        while first > 0 and at - first < _NATION_AT and self.tags[first - 1] in ("NN", "JJ", "HYPH", "NNS", "POS") and not self.opening[first]:
            atom = self.atoms[first - 1]
            if atom is not None and atom.sort == "name":
                break
            first -= 1
        atom = self.atoms[first - 1] if first > 0 else None
        senses = ("adjective", "name") if self.tags[first] == "POS" else ("adjective",)
        use = next((u for u in atom.uses if u.sense in senses and u.entry.kind == "country"), None) if atom is not None else None
        return None if use is None or any(self.opening[first : at + 1]) else use.entry.country

    def _mark_known_surname(self, at: int) -> bool:
        """Mark the surname of a person of the document, or of a leader of a state that it names, that the model takes for a body."""
        word = fold(self.texts[at])
        actor = self._close_surname(word)
        if actor is None and len(word) >= _LEADER and self.lexicon.leaders_by_surname.get(word, frozenset()) & self.named_states:
            actor = self._single(at, is_titled=True, is_new=True)
        if actor is None:
            return False
        self._mark(Atom(at, at + 1, "person", actor=actor))
        return True

    def _mark_named_person(self, start: int, end: int) -> bool:
        """Mark a person that the model takes for a body: by the given name, or by the office in apposition ("R. P., the party's chairman")."""
        if not 1 < end - start < _SHORT_NAME + 2 or not all(self.tags[i] == "NNP" and self.texts[i].istitle() for i in range(start, end)):
            return False
        root = self.doc.doc[start:end].root
        apposed = [self.atoms[c.i] for c in root.children if c.dep_ == "appos" and c.i > end and self.texts[end] == ","]
        is_holder = any(a is not None and any(n.sort == "role" and not n.is_plural for n in a.nouns) for a in apposed)
        if not is_holder and fold(self.texts[start]) not in self.lexicon.references.gender_of_name:
            return False
        if fold(self.texts[end - 1]) in self.lexicon.words.organisation_heads or not self._acts_somewhere(key(self.text(start, end))):
            return False
        actor = self._person(start, end, True)
        if actor is None:
            return False
        self._mark(Atom(start, end, "person", actor=actor))
        return True

    def _is_board_of_state(self, start: int, end: int) -> bool:
        """Whether a name tells a committee or board that is no party's."""
        return any(fold(t) in _BOARDS for t in self.texts[start:end]) and _OF_MEMBERS.isdisjoint(self.texts[start:end])

    def _is_before_noun(self, end: int) -> bool:
        """Whether a name is but the field of an office or team behind it: "National Hockey | team", "Rural Development | and Trade Minister"."""
        if end >= len(self.texts) or self.opening[end]:
            return False
        if self.texts[end] in _SQUADS:
            return not self.texts[end - 1].isupper()
        at = end
        while at < len(self.texts) and at - end < _FIELD and (self.texts[at] == "and" or (self.tags[at] == "NNP" and self.atoms[at] is None)):
            at += 1
        office = self.atoms[at] if at < len(self.atoms) else None
        return (
            office is not None
            and office.sort == "noun"
            and self.texts[at][0].isupper()
            and any(n.sort == "role" and n.office in _OF_FIELDS for n in office.nouns)
        )

    def _mark_listed_part(self, start: int, end: int) -> bool:
        """Mark the listed body behind its state: "US | Federal Reserve Board"."""
        use = None
        for first in range(start + 1, min(start + _SHORT_NAME + 1, end - 1)):
            states = {u.entry.country for u in self.lexicon.names.get(self.text(start, first)) if u.entry.kind == "country"}
            uses = self.lexicon.names.get(self.text(first, end)) if states else ()
            use = use or next((u for u in uses if u.entry.gazetteer == "organisations" and u.sense == "name" and u.entry.country in states), None)
        if use is None:
            return False
        self._mark(Atom(start, end, "name", actor=self.entry_actor(use.entry)))
        return True

    def _past_whole(self, end: int) -> int:
        """One past the body of which a committee is: "Central Committee | of the Dockers' League"."""
        if fold(self.texts[end - 1]) not in _OF_BODIES or end + 1 >= len(self.texts) or self.texts[end] != "of":
            return end
        at = end + 1 + (self.texts[end + 1].lower() == "the")
        last = at
        while last < len(self.texts) and (
            (self.tags[last] in ("NNP", "NNPS", "POS", "JJ") and (self.texts[last][0].isupper() or self.tags[last] == "POS"))
            or (self.texts[last] == "of" and last > at and last + 1 < len(self.texts) and self.texts[last + 1][0].isupper())
        ):
            last += 1
        while last > at and not self.texts[last - 1][0].isalpha():
            last -= 1
        is_body = last - at > 1 and fold(self.texts[last - 1]) in self.lexicon.words.organisation_heads
        is_person = any(a is not None and a.sort == "person" for a in self.atoms[at:last])
        return last if is_body and not is_person and not any(self.opening[end:last]) else end

    def _is_field(self, letters: Atom, end: int) -> bool:
        """Whether a body's letters and an office stand around a word: "EU Transport Commissioner"."""
        office = self.atoms[end] if end < len(self.atoms) else None
        return (
            bool(letters.uses)
            and all(u.sense == "acronym" for u in letters.uses)
            and office is not None
            and office.sort == "noun"
            and any(n.sort == "role" for n in office.nouns)
        )

    def _mark_addresses(self) -> None:
        """Outlets named by their address, that tell or that a class of media introduces: "the news site 24minuten.example reports"."""
        for i, text in enumerate(self.texts):
            if "." not in text[1:-2] or not _ADDRESS.fullmatch(text) or self.atoms[i] is not None:
                continue
            token = self.tokens[i]
            is_told = token.dep_ == "nsubj" and token.head.lemma_ in self.lexicon.references.speech_verbs
            if is_told or self._is_told(i, i + 1) or (i and (self._is_media(self.texts[i - 1]) or self.texts[i - 1] in _SITES)):
                actor = make_id("act", "name", "media", key(text))
                self.facts.setdefault(actor, Facts(text, "media", self._nation_before(i - 1) if i else None, "JRN"))
                self._mark(Atom(i, i + 1, "name", actor=actor))

    def _mark_outlet(self) -> None:
        """The outlet itself under its short name: "told Kestrel" in a report of Kestrel News Agency."""
        names = [self.doc.publisher or ""]
        names += [m[1] for s in self.doc.segments if s.kind == "dateline" for m in _IN_BRACKETS.finditer(self.doc.text, s.start_char, s.end_char)]
        for name in names:
            words = name.split()
            if len(words) > 1 and name == self.doc.publisher:
                self._mark_everywhere(words, self._outlet(name))
            at = next((i for i, word in enumerate(words) if self._is_media(word)), 0)
            short = words[:at]
            if not short or len(short) > _SHORT_NAME or self.lexicon.names.get(" ".join(short)):
                continue
            listed = next((u.entry for u in self.lexicon.names.get(name) if u.entry.kind == "media"), None)
            actor = self.entry_actor(listed) if listed is not None else make_id("act", "name", "media", key(name))
            is_used = False
            for i in [i for i, text in enumerate(self.texts) if text == short[0] and self.texts[i : i + at] == short]:
                atom, end = self.atoms[i], i + at
                if end < len(self.texts) and self.texts[end][0].isupper() and not self.opening[end] and self._is_media(self.texts[end]):
                    continue
                if (atom is None or atom.sort == "person") and self._is_told(i, end):
                    self._mark(Atom(i, end, "name", actor=actor))
                    is_used = True
            if is_used:
                self.facts.setdefault(actor, Facts(name, "media", None, "JRN"))

    def _outlet(self, name: str) -> str:
        """The actor of the outlet that publishes the document."""
        listed = next((u.entry for u in self.lexicon.names.get(name) if u.entry.kind == "media"), None)
        if listed is not None:
            return self.entry_actor(listed)
        actor = make_id("act", "name", "media", key(name))
        self.facts.setdefault(actor, Facts(name, "media", None, "JRN"))
        return actor

    def _mark_everywhere(self, words: Sequence[str], actor: str) -> None:
        """Mark all places where a name stands that nothing listed holds and that is no part of a longer name."""
        size = len(words)
        for at in [i for i, text in enumerate(self.texts) if text == words[0] and self.texts[i : i + size] == list(words)]:
            around, last = self.entities.get(at), at + size - 1
            is_longer = around is not None and (around.end > last + 2 or (around.start < at and self.tags[at - 1] in ("NNP", "NNPS")))
            if not is_longer and all(self.atoms[j] is None or self.atoms[j].sort == "person" for j in range(at, at + size)):  # type: ignore[union-attr]
                self._mark(Atom(at, at + size, "name", actor=actor))

    def _is_media(self, word: str) -> bool:
        return self.lexicon.words.organisation_heads.get(word.lower(), ("", None))[0] == "media"

    def _is_told(self, start: int, end: int) -> bool:
        """Whether a name is told something or tells it."""
        token = self.doc.doc[start:end].root
        if token.dep_ == "pobj":
            return token.head.lower_ == "to" and token.head.head.lemma_ in ("accord", "speak", "say", "talk", "according")
        return token.dep_ in ("dobj", "dative", "nsubj") and token.head.lemma_ in self.lexicon.references.speech_verbs

    def _mark_introduced(self) -> None:
        """Read "the tram drivers' union, Sutral, said": a name of capitals alone that a class of bodies introduces."""
        heads = self.lexicon.words.organisation_heads
        for i in range(1, len(self.texts) - 3):
            if self.texts[i + 1] != "," or self.tags[i] != "NN" or self.texts[i] not in _INTRODUCING:
                continue
            start = end = i + 2
            while end < len(self.texts) and end - start < _INTRODUCED and self.tags[end] in ("NNP", "NNPS") and self._is_unlisted(end):
                end += 1
            if end == start or end >= len(self.texts) or self.texts[end] != "," or end in self.dates or self.opening[start]:
                continue
            entity, introducing = self.entities.get(start), self.atoms[i]
            if (introducing is not None and introducing.sort == "name") or self.tags[i - 1] in ("NNP", "NNPS"):
                continue
            if entity is not None and entity.label == "PERSON" and end - start > 1:
                continue
            if start in self.blocked or fold(self.texts[start]) in self.lexicon.words.not_names:
                continue
            self.introduced.add(start)
            kind, sector = heads.get(self.texts[i], ("ngo", None))
            text = self.text(start, end)
            actor = self._named_body(kind, key(text), None)
            self.facts.setdefault(actor, Facts(text, kind, None, sector))
            for at in range(len(self.texts)):
                if self.texts[at : at + end - start] == self.texts[start:end] and all(self._is_unlisted(j) for j in range(at, at + end - start)):
                    self._mark(Atom(at, at + end - start, "name", actor=actor))

    def _mark_explained(self) -> None:
        """Read "Sutral, the Danish tram drivers' union, said", "Mercy, a charity that ...": a name that a class of bodies explains."""
        heads = self.lexicon.words.organisation_heads
        for i in range(1, len(self.texts) - 4):
            if self.texts[i] != "," or self.texts[i + 1].lower() not in ("a", "an", "the"):
                continue
            noun = i + 2
            while (
                noun < len(self.texts)
                and noun - i < _EXPLAINING
                and self.tags[noun] in _EXPLAINED_BY
                and not (self.texts[noun] in _EXPLAINERS and self.tags[noun + 1] not in ("NN", "NNS", "NNP"))
            ):
                noun += 1
            if noun + 1 >= len(self.texts) or self.texts[noun] not in _EXPLAINERS or self.tags[noun] != "NN":
                continue
            if self.texts[noun + 1] not in (",", "that", "which", "in", "for", "based", "working"):
                continue
            start = i - 1
            if self.tags[start] not in ("NNP", "NN") or not self.texts[start][0].isupper() or not self._is_unlisted(start):
                continue
            if (
                self.deps[start] not in ("nsubj", "nsubjpass", "pobj", "dobj", "appos", "conj", "npadvmod")
                or start in self.dates
                or start in self.blocked
            ):
                continue
            is_longer = start and self.tags[start - 1] in ("NNP", "NNPS") and not self.opening[start]
            entity = self.entities.get(start)
            if (
                is_longer
                or fold(self.texts[start]) in self.lexicon.words.not_names
                or (entity is not None and entity.label in ("GPE", "LOC", "NORP"))
            ):
                continue
            kind, sector = heads.get(self.texts[noun], ("ngo", None))
            text = self.texts[start]
            actor = self._named_body(kind, key(text), None)
            self.facts.setdefault(actor, Facts(text, kind, None, sector))
            for at, word in enumerate(self.texts):
                if word == text and self._is_unlisted(at) and self.tags[at] in ("NNP", "NN"):
                    self._mark(Atom(at, at + 1, "name", actor=actor))

    def _mark_groups(self) -> None:
        """Read "Ansar al-Haqq", "Jaysh al-Sabr": names of armed groups that begin with "helpers", "army", whatever the model takes them for."""
        for entity in self.named:
            start, end = entity.start, entity.end
            if (
                end - start < _SHORT_NAME
                or self.texts[start] not in self.lexicon.words.group_openings
                or entity.label not in ("PERSON", "ORG", "GPE")
            ):
                continue
            if any(a is not None and a.sort == "name" for a in self.atoms[start:end]):
                continue
            text = self.text(start, end)
            actor = self._named_body("armed_group", key(text), None)
            self.facts.setdefault(actor, Facts(text, "armed_group", None, "UAF"))
            self._mark(Atom(start, end, "name", actor=actor))

    def _is_unlisted(self, i: int) -> bool:
        """Whether no list knows a word, and at most the model takes it for a person's name."""
        atom = self.atoms[i]
        return atom is None or (atom.sort == "person" and atom.end - atom.start == 1)

    def _is_matter(self, start: int, end: int) -> bool:
        """Whether the head of a name is no actor's but a meeting's, a law's, a report's."""
        at = next((i for i in range(start + 1, end) if self.texts[i].lower() in ("of", "for", "on", "against", "to", "in")), end)
        return fold(self.texts[at - 1]) in self.lexicon.words.matters or not self.texts[end - 1][0].isalpha()

    def _named_body(self, kind: str, normal: str, state: Entry | None) -> str:
        """The actor of an unlisted name. States have ministries of one name: those are told apart by the state, else by the document."""
        if kind not in _SHARED_NAMES:
            return make_id("act", "name", kind, normal)
        known = self.named_bodies.setdefault((kind, normal), {})
        if state is None and known:
            return next(iter(known.values()))
        whose = self.doc.document_id if state is None else state.id
        return known.setdefault(whose, make_id("act", "name", kind, normal, whose))

    def _state_of_name(self, start: int, covered: Sequence[Atom]) -> Entry | None:
        """The state whose name or adjective is part of a name, or stands right before it ("China's Ministry of Science")."""
        before = start - 1 - (start > 0 and self.tags[start - 1] == "POS")
        atom = self.atoms[before] if before >= 0 and not any(self.opening[before + 1 : start + 1]) else None
        for known in (*covered, *((atom,) if atom is not None and atom.end == before + 1 else ())):
            for use in known.uses:
                if (
                    use.entry.gazetteer == "countries"
                    and use.sense in ("adjective", "name")
                    and (use.sense == "adjective" or known is not atom or before < start - 1)
                ):
                    entry: Entry = use.entry
                    return entry
                if known is not atom and use.entry.kind in _SHARED_NAMES and use.entry.country is not None:
                    return self.lexicon.entries.get(("countries", use.entry.country))
        return None

    def _state_of_town_in(self, start: int, end: int, *, is_of_state: bool) -> Entry | None:
        """The state of a town or province that is part of a name ("Lahore High Court") or follows it ("High Court in Lahore").

        Schools and hospitals bear the names of persons and small towns: of those a great city tells the state alone.
        """
        for first in range(start, end - 1):
            for last in range(end - 1, first, -1):
                name = key(self.text(first, last))
                is_great = is_of_state or name in self.lexicon.cities or name in self.lexicon.regions
                state = self._state_of_place(first, last) if is_great else None
                if state is not None:
                    return self.lexicon.entries.get(("countries", state))
        last = next((i for i in range(start + 1, end) if self.texts[i] == "of"), end)
        state = self._state_after(last, _AT)
        return None if state is None else self.lexicon.entries.get(("countries", state))

    def _sorted_by_words(self, start: int, end: int) -> tuple[str, str | None] | None:
        """Kind and sector by the last word of a name, else by the word before its first preposition."""
        heads = self.lexicon.words.organisation_heads
        if self._is_matter(start, end):
            return None
        known = (heads.get(fold(self.text(end - 2, end))) if end - start >= _SHORT_NAME else None) or heads.get(fold(self.texts[end - 1]))
        if known is not None and known[0] != "other":
            return known
        of = next((i for i in range(start + 1, end) if self.texts[i] in ("of", "for")), start)
        of_two = heads.get(fold(self.text(of - 2, of))) if of - start >= _SHORT_NAME else None
        known = of_two or known
        if known is not None:
            return known
        at = next((i for i in range(start + 1, end) if self.texts[i].lower() in ("of", "for", "on", "against", "to", "in")), None)
        if at is None:
            return None
        # "Chamber of Commerce and Industry": as much as a list has
        return heads.get(fold(self.text(at - 1, min(at + 2, end)))) or heads.get(fold(self.texts[at - 1]))

    def _is_body_with_owner(self, covered: Sequence[Atom]) -> bool:
        """Whether listed words alone make the name: an owner and a body."""
        bodies = [n for a in covered if a.sort == "noun" for n in a.nouns if n.sort == "body"]
        return any(n.kind in ("government", "military", "police", "armed_group") for n in bodies) and any(a.sort == "name" for a in covered)

    def _learn_acronyms(self) -> None:
        """Learn "the Sudan People's Liberation Army (SPLA)": the letters name it from there on; without brackets where all initials agree."""
        for i in range(1, len(self.texts) - 2):
            if self.texts[i] == "(" and self.texts[i + 2] == ")" and _ACRONYM.fullmatch(self.texts[i + 1]):
                actor = self._explained(i, self.texts[i + 1])
                if actor is not None:
                    self.acronyms[self.texts[i + 1]] = actor
            before = self.atoms[i - 1]
            if (
                self.texts[i] == "("
                and self.texts[i + 2] == ")"
                and before is not None
                and before.sort == "noun"
                and any(n.sort == "body" and n.term.endswith("ministry") for n in before.nouns)
                and _ACRONYM.fullmatch(self.texts[i + 1])
                and self._initials(before.start, before.end)[:1] == self.texts[i + 1][0]
            ):
                # "the Ministry of Mines (MOM)": the letters are another word for it
                for at in range(i + 1, len(self.texts)):
                    if self.texts[at] == self.texts[i + 1] and self.atoms[at] is None:
                        self._mark(Atom(at, at + 1, "noun", nouns=before.nouns))
        spelt: dict[str, set[str]] = {}
        written = [text for text in self.texts if len(text) > 2 and text.isupper()]
        if written:
            for atom in self.atoms:
                if atom is not None and atom.sort == "name" and atom.end - atom.start > 2:
                    actor = self._named_by(atom)
                    if actor is not None:
                        spelt.setdefault(self._initials(atom.start, atom.end), set()).add(actor)
        for text in dict.fromkeys(written):
            if text not in self.acronyms and len(spelt.get(text, ())) == 1:
                self.acronyms[text] = next(iter(spelt[text]))
        if self.acronyms:
            for i, text in enumerate(self.texts):
                atom = self.atoms[i]
                if text in self.acronyms and (atom is None or (atom.end - atom.start == 1 and atom.sort == "name" and not self._is_state(atom))):
                    self._mark(Atom(i, i + 1, "name", actor=self.acronyms[text]))

    @staticmethod
    def _is_state(atom: Atom) -> bool:
        return any(u.entry.kind == "country" for u in atom.uses)

    def _named_by(self, atom: Atom) -> str | None:
        """The actor of a stretch, where it is one's full name."""
        if atom.actor is not None:
            return atom.actor
        use = next((u for u in atom.uses if u.sense == "name" and u.entry.kind != "country"), None)
        return None if use is None else self.entry_actor(use.entry)

    def _initials(self, start: int, end: int) -> str:
        return "".join(text[0] for text in self.texts[start:end] if text[0].isupper())

    def _explained(self, bracket: int, letters: str) -> str | None:
        """The actor whose name stands before "(SPLA)"."""
        before = self.atoms[bracket - 1]
        if before is not None and before.sort == "name" and before.end == bracket and not self._is_state(before):
            actor = self._named_by(before)
            listed = [u for u in self.lexicon.names.get(letters) if u.sense == "acronym"]
            name = key(self.text(before.start, bracket))
            if before.actor is not None and len(listed) == 1 and fuzz.partial_ratio(key(listed[0].entry.name), name) > _CUT_NAME:
                actor = before.actor = self.entry_actor(listed[0].entry)
            initials = self._initials(before.start, before.end)
            fits = letters[0] == initials[:1] or sum(c in initials for c in letters) >= len(letters) - 1
            own = {self.entry_actor(u.entry) for u in listed}
            if actor is not None and fits and (not own or actor in own or (letters[0] == initials[:1] and len(initials) > 1)):
                return actor
        return self._spelt_before(bracket, letters)

    def _spelt_before(self, bracket: int, letters: str) -> str | None:
        """An organisation that no list and no model knows, by words whose initials are the letters in brackets behind them."""
        start, left = bracket, len(letters)
        while start > 0 and left > 0 and not self.opening[start]:
            start -= 1
            text = self.texts[start]
            if text[0].isupper() and text[0] == letters[left - 1]:
                left -= 1
            elif not (text.islower() and len(text) <= 4) and text != "-":
                return None
        if left > 0 or bracket - start < 3 or any(self.opening[start + 1 : bracket]):
            return None
        if any(a is not None and a.sort == "person" for a in self.atoms[start:bracket]):
            return None
        name = self.text(start, bracket)
        facts = self._sorted_by_words(start, bracket)
        if facts is None:
            # products, laws and regions are shortened too
            return None
        kind, sector = facts
        actor = make_id("act", "name", kind, key(name))
        self.facts.setdefault(actor, Facts(name, kind, None, sector))
        for i in range(start, bracket):
            atom = self.atoms[i]
            if atom is not None and (atom.start < start or atom.end > bracket):
                return None
        self._mark(Atom(start, bracket, "name", actor=actor))
        return actor
