"""A document from its first run to its actors and mentions.

What belongs here: the order of reading, what references need, the result. What does not: any rule about a single stretch.
"""

from __future__ import annotations

from pipelines.extract.coreference import Reference, link, pronoun_references
from pipelines.extract.model import Actor, ActorIndex, ActorMention
from pipelines.extract.names.lexicon import Entry
from pipelines.extract.names.page import Atom, Owner
from pipelines.extract.names.persons import Persons
from pipelines.ids import make_id

VERSION = 1
#: Mentions and share of all mentions with a country that make a state the one that "the government" and "police" belong to. By reading.
_MAIN_MENTIONS, _MAIN_SHARE = 3, 0.75
#: Bodies that with "his" and "her" are times ("the rest of his presidency").
_TERMS_OF_OFFICE = frozenset({"presidency", "leadership", "administration"})


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
            if facts.country is None or noun.term not in self.lexicon.words.generic_government:
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

    def _is_of_the_state(self, reference: Reference) -> bool:
        """Whether nothing says that a body is another's: "enemy troops", "its troops", "our army"."""
        if reference.owner_pronoun is not None or (reference.start > 0 and self.tags[reference.start - 1] in ("PRP$", "POS")):
            return False
        words = self.lexicon.words
        if reference.note.partition(":")[2] in words.foreign_bodies or reference.noun in words.foreign_bodies:
            return False
        modifiers = {t.lower_ for t in self.tokens[reference.start : reference.head]} - set(reference.noun.split())
        return modifiers <= self.lexicon.words.of_any_state

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
            if self.main is not None and noun.kind in ("government", "military", "police") and self._is_of_the_state(reference):
                reference.rule = "only state of the report"
                return self.body_actor(noun, Owner(self.entry_actor(self.main), reference.start, self.main), reference.noun)
            return self.described_actor(reference.noun, noun.kind, noun.sector)
        return None

    def index(self) -> ActorIndex:
        """The actors and mentions found."""
        self.main = self.only_country()
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
