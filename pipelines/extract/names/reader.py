"""A document from its first run to its actors and mentions.

What belongs here: the order of reading, what references need, the result. What does not: any rule about a single stretch.
"""

from __future__ import annotations

import re

from pipelines.extract.coreference import Reference, link, pronoun_references
from pipelines.extract.model import Actor, ActorIndex, ActorMention
from pipelines.extract.names.lexicon import Entry, Noun
from pipelines.extract.names.page import Atom, Owner
from pipelines.extract.names.persons import Persons
from pipelines.ids import make_id

VERSION = 1
#: Mentions and share of all mentions with a country that make a state the one that "the government" and "police" belong to. By reading.
_MAIN_MENTIONS, _MAIN_SHARE = 3, 0.75
#: Mentions that make a state the leading one where it is named more often than all others together.
_LEADING_MENTIONS = 2
#: What ends the place in "TRIPOLI, Lebanon, May 5 (XYZ) --".
_PLACES_OF_DATELINE = re.compile(r"[,(\d]|--")
#: Bodies that with "his" and "her" are times ("the rest of his presidency").
_TERMS_OF_PERSONS = frozenset({"presidency", "leadership"})
_TERMS_OF_OFFICE = frozenset({"presidency", "leadership", "administration"})


_OF_STATES = frozenset({"country", "government", "military", "police"})
_MODIFYING = frozenset({"JJ", "JJR", "JJS", "NN", "NNP", "VBN", "CD", "HYPH"})
#: Words before a body that leave open which one it is, and words behind it that tell whose it is.
_NOT_OF_A_STATE = frozenset({"a", "an", "any", "every", "no", "each", "some", "other", "another", "several", "many", "all"})
_OF_WHOM = frozenset({"at", "from", "with", "working"})


class Reader(Persons):
    """Reads one document; a pass from left to right with what it has gathered so far."""

    def read(self) -> None:
        """Turn every run into mentions."""
        self.scan()
        for start, end in self.runs():
            self._run(start, end)

    def _run(self, start: int, end: int) -> None:
        owner: Owner | None = None
        clean = start
        i = start
        role: Atom | None = None
        while i < end:
            atom = self.atoms[i]
            if atom is None:
                if self.texts[i] == "'s" or self.tags[i] == "POS":
                    pass
                i += 1
                continue
            stop = min(atom.end, end)
            if atom.sort == "person" and atom.actor is not None:
                self._person_mention(atom, clean)
                owner = Owner(atom.actor, atom.start, None)
                clean, role = stop, None
            elif atom.sort == "name":
                found = self._name_mention(atom, start, end, owner, role)
                if found is not None:
                    owner = found
                role = None
            elif atom.sort == "noun":
                owner, role = self._noun_mention(atom, clean, end, owner)
            i = stop

    def owned(self, reference: Reference, owner_actor: str) -> str | None:
        """The actor of "its forces", "his government"."""
        facts = self.facts[owner_actor]
        if not reference.note.startswith("body:"):
            return None
        noun = next((n for n in self.lexicon.nouns.get(reference.note[5:]) if n.sort == "body"), None)
        if noun is None:
            return None
        if facts.kind == "person":
            if facts.country is None or noun.term not in self.lexicon.words.generic_government or noun.term in _TERMS_OF_PERSONS:
                return None
            entry = self.lexicon.entries.get(("countries", facts.country))
            return None if entry is None or facts.is_contested else self.entry_actor(entry)
        if facts.kind in ("country", "armed_group", "party") or (facts.gazetteer == "contested"):
            entry = self.lexicon.entries.get((facts.gazetteer or "", facts.gazetteer_id or ""))
            return self.body_actor(noun, Owner(owner_actor, reference.start, entry), reference.noun)
        if facts.kind in ("government", "military", "police") and facts.country is not None and noun.kind in ("military", "police"):
            entry = self.lexicon.entries.get(("countries", facts.country))
            if entry is not None and not facts.is_contested:
                return self.body_actor(noun, Owner(self.entry_actor(entry), reference.start, entry), reference.noun)
        return None

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
        if counted[best] < _MAIN_MENTIONS or counted[best] < _MAIN_SHARE * sum(counted.values()) or self.contested:
            return None
        return self.lexicon.entries.get(("countries", best))

    def _state_around(self, reference: Reference) -> Entry | None:
        """The state of a body that the words around leave no doubt about.

        It is the one that the report names most, or that its dateline is from, and the only one in the sentence; of police, where the sentence names
        none, in the one before.
        """
        named, leading = self._named_states(), self._leading_states()
        around = named.get(reference.sentence)
        if around is None and reference.note in ("body:police", "body:security forces"):
            around = named.get(reference.sentence - 1)
        if around is None or len(around) > 1:
            return None
        (country,) = around
        return self.lexicon.entries.get(("countries", country)) if country in leading and not self.contested else None

    def _named_states(self) -> dict[int, set[str]]:
        """The states named in each sentence, by name, adjective, people, capital or seat, or by a listed body of theirs."""
        if self.states is None:
            self.states = {}
            for i, atom in enumerate(self.atoms):
                if atom is not None and atom.start == i and atom.sort == "name" and atom.uses:
                    countries = {u.entry.country for u in atom.uses if u.entry.kind in _OF_STATES}
                    if len(countries) == 1 and None not in countries:
                        country = countries.pop() or ""
                        self.states.setdefault(self.doc.sentence_index(i), set()).add(country)
                        self.state_counts[country] = self.state_counts.get(country, 0) + 1
        return self.states

    def _leading_states(self) -> set[str]:
        """The state that is named in more than half of all mentions of states, and that of the dateline."""
        total = sum(self.state_counts.values())
        found = {c for c, count in self.state_counts.items() if count >= _LEADING_MENTIONS and 2 * count > total}
        for segment in self.doc.segments:
            if segment.kind == "dateline":
                for place in _PLACES_OF_DATELINE.split(self.doc.text[segment.start_char : segment.end_char])[:2]:
                    found |= {u.entry.country for u in self.lexicon.names.get(place) if u.entry.kind == "country" and u.entry.country is not None}
        return found

    def _is_of_the_state(self, reference: Reference, state: Entry) -> bool:
        """Whether nothing says that a body is another's or nobody's yet: "enemy troops", "its troops", "a government", "in government"."""
        if reference.owner_pronoun is not None:
            return False
        words, term = self.lexicon.words, reference.note.partition(":")[2]
        if (term in words.foreign_bodies or reference.noun in words.foreign_bodies) and (state.id, reference.noun) not in self.lexicon.body_of:
            return False
        first = self._first_modifier(reference)
        before = self.texts[first - 1].lower() if first else ""
        if (
            before in _NOT_OF_A_STATE
            or (first and self.tags[first - 1] in ("PRP$", "POS", "WP$"))
            or (before == "in" and self._is_bare_name(reference))
        ):
            return False
        after = self.texts[reference.end].lower() if reference.end < len(self.texts) else ""
        if (
            after == "of"
            or (after in _OF_WHOM and reference.number == "p")
            or (before == "and" and first > 1 and self.texts[first - 2].lower() == "state")
        ):
            return False
        return self._modifiers(first, reference) <= words.of_any_state

    def _place_officials(self) -> None:
        """Give "President X", "Foreign Minister Y" the state that the report is about, where it names no other in the sentence."""
        if self.main is None or self.main.country is None:
            return
        for at, actor in self.in_office.items():
            facts = self.facts[actor]
            if facts.country is None and facts.parent is None and self._named_states().get(self.doc.sentence_index(at), set()) <= {self.main.country}:
                facts.country, facts.parent = self.main.country, self.entry_actor(self.main)
                self.placed.append(at)

    def _is_bare_name(self, reference: Reference) -> bool:
        return reference.end - reference.start == 1 and not reference.is_definite

    def _first_modifier(self, reference: Reference) -> int:
        first = reference.start
        while first > 0 and self.tags[first - 1] in _MODIFYING and not self.opening[first] and first - 1 not in self.dates:
            first -= 1
        return first

    def _modifiers(self, first: int, reference: Reference) -> set[str]:
        return {text.lower() for text in self.texts[first : reference.head] if text[0].isalnum()} - set(reference.noun.split())

    def _body_of(self, noun: Noun, state: Entry, reference: Reference) -> str:
        """The body of a state; of its provinces and towns one of the document's own in that state."""
        owner = Owner(self.entry_actor(state), reference.start, state)
        words = self.lexicon.words
        is_part = self._modifiers(self._first_modifier(reference), reference) & words.of_a_part_of_state
        if is_part and (noun.kind == "government" or noun.term in words.several):
            text = self.text(self._first_modifier(reference), reference.end)
            return self.described_actor(text, noun.kind, noun.sector, self.facts[owner.actor].country, owner.actor)
        return self.body_actor(noun, owner, reference.noun)

    def describe(self, reference: Reference) -> str | None:
        """An actor of the document's own for a description that met no antecedent."""
        sort, _, rest = reference.note.partition(":")
        text = self.text(reference.start, reference.end)
        single = None if reference.is_definite else reference.start
        if sort == "role":
            kind, _, sector = rest.partition(":")
            if reference.number == "p":
                return self.described_actor(text, "other", sector or None)
            return self.described_actor(text, "person", sector or None, at=single)
        if sort == "group":
            kind, _, sector = rest.partition(":")
            return self.described_actor(text, kind, sector or None, at=single if kind == "person" else None)
        if sort == "body":
            noun = next((n for n in self.lexicon.nouns.get(rest) if n.sort == "body"), None)
            if noun is None or noun.kind in ("media", "company") or (noun.term in _TERMS_OF_OFFICE and reference.owner_pronoun is not None):
                return None
            if noun.kind in ("government", "military", "police"):
                for state, rule in ((self.main, "only state of the report"), (self._state_around(reference), "state of the sentence")):
                    if state is not None and self._is_of_the_state(reference, state):
                        reference.rule = rule
                        return self._body_of(noun, state, reference)
            return self.described_actor(reference.noun, noun.kind, noun.sector)
        return None

    def index(self) -> ActorIndex:
        """The actors and mentions found."""
        self.main = self.only_country()
        self._place_officials()
        references = [*self.references, *pronoun_references(self.doc, self.lexicon.references)]
        bounds = [(s.start_char, s.end_char) for s in self.doc.sentences]
        linked = link(self.doc, references, self.lexicon.references, self.owned, self.describe)
        mentions = []
        used: set[str] = set()
        seen: set[tuple[int, int]] = set()
        for reference in linked:
            if reference.actor is None or (reference.start, reference.end) in seen:
                continue
            seen.add((reference.start, reference.end))
            used.add(reference.actor)
            mentions.append(self._mention(reference, *bounds[reference.sentence]))
        for actor in list(used):
            parent = self.facts[actor].parent
            while parent is not None and parent not in used:
                used.add(parent)
                parent = self.facts[parent].parent
        actors = {actor: self._actor(actor) for actor in sorted(used)}
        return ActorIndex(actors, tuple(sorted(mentions, key=lambda m: (m.start, -m.end))))

    def _mention(self, reference: Reference, sentence_start: int, sentence_end: int) -> ActorMention:
        if reference.actor is None:
            raise ValueError(f"document {self.doc.document_id}: the reference at token {reference.start} has no actor")
        start, end = self.starts[reference.start], self.starts[reference.end - 1] + len(self.texts[reference.end - 1])
        rule = reference.rule.partition(":")[0].replace(" ", "_")
        return ActorMention(
            document_id=self.doc.document_id,
            start_char=start,
            end_char=end,
            sentence_start_char=sentence_start,
            sentence_end_char=sentence_end,
            text=self.doc.text[start:end],
            origin=f"actors.{rule}@{VERSION}",
            confidence=self.lexicon.confidence.get(rule),
            mention_id=make_id("men", self.doc.document_id, start, end),
            actor_id=reference.actor,
            form=reference.form,
            role_text=reference.role_text,
            resolved_by=reference.rule,
            start=reference.start,
            end=reference.end,
            head=reference.head,
        )

    def _actor(self, actor: str) -> Actor:
        facts = self.facts[actor]
        name = facts.name
        return Actor(
            document_id=self.doc.document_id,
            actor_id=actor,
            name=name,
            kind=facts.kind,
            country=facts.country,
            sector=facts.sector,
            parent_actor_id=facts.parent if facts.parent != actor else None,
            aliases=tuple(sorted(facts.names - {name})),
            gazetteer=facts.gazetteer,
            gazetteer_id=facts.gazetteer_id,
            is_contested=facts.is_contested,
            contested_note=facts.note,
        )
