"""A document from its first run to its actors and mentions.

What belongs here: the order of reading, what references need, the result. What does not: any rule about a single stretch.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.annotate.gazetteer import fold, key
from pipelines.extract.coreference import Reference, link, pronoun_references
from pipelines.extract.model import Actor, ActorIndex, ActorMention
from pipelines.extract.names.lexicon import Entry, Noun
from pipelines.extract.names.page import LED_BODIES, Atom, Facts, Owner, with_apostrophes
from pipelines.extract.names.persons import FROM_ELSEWHERE, LOCAL_SECTORS
from pipelines.extract.names.settling import Settling
from pipelines.ids import make_id

VERSION = 1
#: Bodies that with "his" and "her" are times ("the rest of his presidency").
_TERMS_OF_PERSONS = frozenset({"presidency", "leadership"})
_TERMS_OF_OFFICE = frozenset({"presidency", "leadership", "administration"})
#: Armed men who may be anybody's.
_NO_FORCE_OF_STATE = "militias"
#: Words of a name that is no mere noun with its state, and those of a name without a capital.
_SHORT, _SMALL = 2, frozenset({"of", "for", "and", "the", "on"})
_UNLISTED = frozenset({"government", "military", "police", "party"})
#: Different words of games, and their share of all words, that make a report one on games. By reading.
_GAME_WORDS, _GAME_SHARE = 3, 0.012
#: Share of words of games from which a report speaks of nothing else.
_GAME_FULL = 0.03
#: Bodies that are none of the state but one of a kind in it.
_ONE_OF_A_STATE = frozenset({"opposition", "ruling party"})
#: Words before an office that leave it one of the state at hand.
_PLAIN = frozenset(
    {"senior", "top", "former", "new", "young", "current", "local", "high", "ranking", "female", "male", "retired", "cabinet", "first"}
)
#: Bodies inside one another that stand behind an office ("of a unit of the guards of X").
_DEPTH_OF_BODY = 3
#: Letters of a surname up to which it is likely that others bear it too.
_SHARED_SURNAME = 5
#: Bodies of which a state has several: alone, such a word is one of the document's own.
_OF_MANY = frozenset({"ministry", "department"})
#: Bodies that a state sends elsewhere.
_SENT = frozenset({"embassy", "consulate", "delegation", "UN mission", "diplomats"})
_MODIFYING = frozenset({"JJ", "JJR", "JJS", "NN", "NNP", "VBN", "CD", "HYPH"})
#: Rebels by whatever noun.
_REBELS, _REBEL_FORCES = "rebels", frozenset({"rebel forces", "rebel fighters", "rebel troops", "rebel soldiers", "rebel groups"})
#: Words before a body that leave open which one it is, and words behind it that tell whose it is.
_NOT_OF_A_STATE = frozenset({"a", "an", "any", "every", "no", "each", "some", "other", "another", "several", "many", "all"})
_OF_WHOM = frozenset({"at", "from", "with", "working"})


def _is_score(text: str) -> bool:
    """Whether a token is the result of a game: "2-0"."""
    first, _, second = text.partition("-")
    return first.isdigit() and second.isdigit() and len(first) < 4 and len(second) < 4


class Reader(Settling):
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
        return self.lexicon.entries.get(("countries", country)) if country in leading and not self._is_divided() else None

    def _is_of_the_state(self, reference: Reference, state: Entry, *, is_home: bool = False) -> bool:
        """Whether nothing says that a body is another's or nobody's yet: "enemy troops", "its troops", "a government", "in government"."""
        if reference.owner_pronoun is not None:
            return False
        words, term = self.lexicon.words, reference.note.partition(":")[2]
        foreign = words.foreign_bodies - words.bodies_at_home if is_home else words.foreign_bodies
        if (term in foreign or reference.noun in foreign) and (state.id, reference.noun) not in self.lexicon.body_of:
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
        if after == "(" and reference.noun == "congress":
            # a party: "Congress (I)"
            return False
        if (
            after == "of"
            or (after in _OF_WHOM and reference.number == "p")
            or (before == "and" and first > 1 and self.texts[first - 2].lower() == "state")
        ):
            return False
        return self._modifiers(first, reference) <= words.of_any_state

    def _place_bodies(self) -> None:
        """Give parties and bodies of state that no list holds the state that the report is set in."""
        if self.home is None or self.home.country is None:
            return
        for i, atom in enumerate(self.atoms):
            if atom is None or atom.start != i or atom.sort != "name" or atom.actor is None:
                continue
            facts = self.facts[atom.actor]
            if (
                facts.gazetteer is None
                and facts.country is None
                and facts.kind in _UNLISTED
                and facts.parent is None
                and not (self.is_home_shared and facts.kind == "military")
                and self._is_at_home(i)
                and not self._names_many_states(atom)
            ):
                facts.country = self.home.country
                if facts.kind != "party":
                    facts.parent = self.entry_actor(self.home)

    def _names_many_states(self, atom: Atom) -> bool:
        """Whether a body of several states is part of a name ("UN Integrated Office")."""
        found = (self.lexicon.names.at(self.words, i) for i in range(atom.start, atom.end))
        return any(u.entry.kind == "intergovernmental" for match in found if match is not None for u in match.values)

    def _place_officials(self) -> None:
        """Give "President X", "Foreign Minister Y" the state that the report is about, where it names no other in the sentence.

        Known leaders have their own.
        """
        for name, actor in self.full_names.items():
            country = self.lexicon.leaders.get(name)
            facts = self.facts[actor]
            if country is not None and facts.country is None and facts.sector != "IGO":
                self._serve(actor, country)
        for name, actors in self.by_surname.items():
            # "Gadhafi" alone in a report on Libya
            states = self.lexicon.leaders_by_surname.get(name, frozenset()) & set(self.state_counts)
            facts = self.facts[actors[0]]
            is_unplaced = facts.country is None and facts.parent is None and facts.sector in (None, "GOV")
            if is_unplaced and len(actors) == len(states) == 1 and len(name) > _SHARED_SURNAME and fold(self._untitled(facts.name)) == name:
                self._serve(actors[0], *states)
        for at, (actor, noun, owner) in self.offices_by_apposition.items():
            facts = self.facts[actor]
            if facts.sector is None or facts.sector == noun.sector:
                facts.sector = noun.sector if owner is None else self.sector_led(noun, owner)
            if owner is not None and owner != actor:
                facts.parent, facts.country = facts.parent or owner, facts.country or self.facts[owner].country
            elif self._is_office_at_home(noun):
                self.at_home.setdefault(at, actor)
        for at, actor in (*self.in_office.items(), *self.at_home.items()):
            facts, sentence = self.facts[actor], self.doc.sentence_index(at)
            if facts.country is not None or facts.parent is not None or actor in self.owned_offices:
                continue
            name = self._untitled(facts.name)
            known = self.lexicon.leaders_by_surname.get(key(name)) if at in self.in_office else None
            if known is not None:
                among = (known & set(self.state_counts)) or (known if len(name) > _SHARED_SURNAME else frozenset())
                if len(among) == 1:
                    self._serve(actor, *among)
                    continue
            is_main = at in self.in_office and self.main is not None and self._named_states().get(sentence, set()) <= {self.main.country}
            capital = self._capital_of_spokesman(at) if at in self.at_home else None
            if capital is not None:
                self._serve(actor, capital)
                continue
            state = self.main if is_main else self.home if self._is_at_home(at) and not self.is_home_shared else None
            if state is not None and state.country is not None:
                self._serve(actor, state.country)
                self.placed.append(at)

    def _untitled(self, name: str) -> str:
        """A person's name without a title that belongs to it ("King Oswin")."""
        title, _, rest = name.partition(" ")
        return rest if rest and title in self.lexicon.words.titles_of_names else name

    def _capital_of_spokesman(self, at: int) -> str | None:
        """The state whose foreign ministry's or government's spokesman speaks in its capital ("told reporters in Beijing")."""
        before = self.atoms[at - 1]
        if before is None or not any(n.office == "spokesperson" for n in before.nouns):
            return None
        sentence = self.doc.sentence_index(at)
        states = self.state_places.get(sentence, [])
        if len({country for _, country in states}) != 1:
            return None
        i, country = states[0]
        atom = self.atoms[i]
        is_seat = atom is not None and any(u.sense == "capital" for u in atom.uses) and self.texts[i - 1].lower() == "in"
        return country if is_seat and key(self.texts[i]) not in self.lexicon.words.seats_of_others else None

    def _drop_teams(self) -> None:
        """In a report on games states are teams: where a sentence speaks of the game, they are no actors."""
        lowers = self.doc.token_lowers
        played = [i for i, word in enumerate(lowers) if word in self.lexicon.words.games]
        if len({lowers[i] for i in played}) < _GAME_WORDS or len(played) < _GAME_SHARE * len(lowers):
            return
        self.is_on_games = True
        is_full = len(played) >= _GAME_FULL * len(lowers)
        sentences = {self.doc.sentence_index(i) for i in played} | {
            self.doc.sentence_index(i) for i, text in enumerate(self.texts) if _is_score(text)
        }
        self.references = [
            r
            for r in self.references
            if r.sort != "country" or r.note in ("capital", "seat") or (not is_full and self.doc.sentence_index(r.start) not in sentences)
        ]

    def _serve(self, actor: str, country: str) -> None:
        """Make a person one of a state's."""
        facts, entry = self.facts[actor], self.lexicon.entries.get(("countries", country))
        facts.country = country
        if facts.parent is None and facts.sector == "GOV" and entry is not None:
            facts.parent = self.entry_actor(entry)

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
        if reference.noun in _OF_MANY:
            return self.described_actor(f"{state.adjective or state.name} {reference.noun}", noun.kind, noun.sector, state.country, owner.actor)
        return self.body_actor(noun, owner, reference.noun)

    def describe(self, reference: Reference) -> str | None:
        """An actor of the document's own for a description that met no antecedent."""
        sort, _, rest = reference.note.partition(":")
        text = self.text(reference.start, reference.end)
        single = None if reference.is_definite else reference.start
        if sort == "role":
            kind, _, sector = rest.partition(":")
            if reference.number == "p":
                roles = [n for n in self.lexicon.nouns.get(reference.noun) if n.sort == "role"]
                return self.described_actor(text, self.kind_of_many(roles[0]) if roles else "other", sector or None)
            if reference.is_definite and reference.noun in self.lexicon.words.offices_of_state and self._is_unowned_office(reference):
                return self._office_of_state(reference)
            country = self._state_beside(reference.head, reference.end) if self._is_local_office(reference, sector) else None
            country = country or self._state_of_officer(reference)
            return self.described_actor(text, "person", sector or None, country, self._state_actor(country), at=single)
        if sort == "group":
            kind, _, sector = rest.partition(":")
            text = _REBELS if text.lower() in _REBEL_FORCES else text
            return self.described_actor(text, kind, sector or None, at=single if kind == "person" else None)
        if sort == "body":
            noun = next((n for n in self.lexicon.nouns.get(rest) if n.sort == "body"), None)
            if noun is None or noun.kind in ("media", "company") or (noun.term in _TERMS_OF_OFFICE and reference.owner_pronoun is not None):
                return None
            place = self._place_of_body(noun, reference)
            if place is not None:
                return self._body_at_place(noun, reference, place)
            if noun.kind in ("government", "military", "police") or (noun.term in _ONE_OF_A_STATE and reference.is_definite):
                for state, rule in ((self.main, "only state of the report"), (self._state_around(reference), "state of the sentence")):
                    if state is not None and self._is_of_the_state(reference, state):
                        reference.rule = rule
                        return self._body_of(noun, state, reference)
                is_official = noun.term != _NO_FORCE_OF_STATE and not (self.is_home_shared and noun.kind == "military")
                if (
                    is_official
                    and self.home is not None
                    and self._is_at_home(reference.start)
                    and self._is_of_the_state(reference, self.home, is_home=True)
                ):
                    reference.rule = "state of the report"
                    return self._body_of(noun, self.home, reference)
            return self.described_actor(with_apostrophes(reference.noun), noun.kind, noun.sector)
        return None

    def _is_local_office(self, reference: Reference, sector: str) -> bool:
        """Whether an office may be one of the town or province that stands beside it: a mayor, no ambassador in a capital."""
        return (
            reference.owner_pronoun is None
            and sector in LOCAL_SECTORS
            and not any(n.office in FROM_ELSEWHERE for n in self.lexicon.nouns.get(reference.noun))
        )

    def _state_of_officer(self, reference: Reference) -> str | None:
        """The only state of the report, of which "a minister", "a police officer" is."""
        if self.main is None or reference.owner_pronoun is not None:
            return None
        nouns = [n for n in self.lexicon.nouns.get(reference.noun) if n.sort == "role"]
        if not any(self._is_office_at_home(n) and n.office not in FROM_ELSEWHERE for n in nouns):
            return None
        after = self.texts[reference.end].lower() if reference.end < len(self.texts) else ""
        is_alone = after not in ("of", "for", "at", "from", "in", "with") and self._modifiers(self._first_modifier(reference), reference) <= _PLAIN
        others = self._named_states().get(reference.sentence, set()) - {self.main.country}
        return self.main.country if is_alone and not others else None

    def _state_actor(self, country: str | None) -> str | None:
        entry = self.lexicon.entries.get(("countries", country)) if country is not None else None
        return None if entry is None else self.entry_actor(entry)

    def _body_at_place(self, noun: Noun, reference: Reference, country: str) -> str:
        """A body of a town or province: police and soldiers there are the state's, its council is one of the document's own."""
        entry = self.lexicon.entries.get(("countries", country))
        is_of_state = noun.kind in ("military", "police") and noun.term not in self.lexicon.words.several
        if noun.term.endswith("ministry") and noun.term != "ministry" and self._is_in_capital(reference.end, country):
            is_of_state = True
        if entry is not None and is_of_state and self._is_of_the_state(reference, entry, is_home=True):
            reference.rule = "state of the place"
            return self.body_actor(noun, Owner(self.entry_actor(entry), reference.start, entry), reference.noun)
        first = self._first_modifier(reference)
        name = self.text(first, reference.end)
        if self.opening[first] and self.tags[first] not in ("NNP", "NNPS"):
            name = name[0].lower() + name[1:]
        return self.described_actor(name, noun.kind, noun.sector, country, self._state_actor(country))

    def _is_in_capital(self, at: int, country: str) -> bool:
        """Whether "in" and the capital of a state follow ("the interior ministry in Tallinn")."""
        atom = self.atoms[at + 1] if at + 1 < len(self.atoms) and self.texts[at].lower() == "in" else None
        return atom is not None and any(u.sense == "capital" and u.entry.id == country for u in atom.uses)

    def _place_of_body(self, noun: Noun, reference: Reference) -> str | None:
        """The state of the town or province that a body is of: troops and missions may be there and of another."""
        if noun.kind not in _UNLISTED or reference.owner_pronoun is not None or noun.term in _SENT:
            return None
        if noun.kind == "military":
            return self._state_before(reference.head)
        return self._state_beside(reference.head, reference.end)

    def _is_unowned_office(self, reference: Reference) -> bool:
        """Whether "the president" is nobody else's: not "the president of the club"."""
        after = self.texts[reference.end].lower() if reference.end < len(self.texts) else ""
        return self._is_at_home(reference.start) and reference.start == reference.head and after not in ("of", "for", "at", "-", ",")

    def _office_of_state(self, reference: Reference) -> str:
        """The holder of an office of the state that the report is set in."""
        state = self.home
        if state is None:
            raise ValueError(f"document {self.doc.document_id}: token {reference.start} is an office of no state")
        reference.rule = "state of the report"
        owner = self.entry_actor(state)
        actor = make_id("act", "description", self.doc.document_id, "office", owner, reference.noun)
        self.facts.setdefault(actor, Facts(f"{state.adjective or state.name} {reference.noun}", "person", state.country, "GOV", owner))
        return actor

    def index(self) -> ActorIndex:
        """The actors and mentions found."""
        self.main, self.home = self.only_country(), self._home_state()
        self._place_bodies()
        self._place_officials()
        self._drop_teams()
        references = [*self.references, *pronoun_references(self.doc, self.lexicon.references)]
        bounds = [(s.start_char, s.end_char) for s in self.doc.sentences]
        linked = link(self.doc, references, self.lexicon.references, self.owned, self.describe, self.facts.__getitem__)
        self._join_owned_offices(linked)
        self._join_told_offices(linked)
        self.settle(linked)
        mentions = []
        used: set[str] = set()
        seen: set[tuple[int, int]] = set()
        for reference in linked:
            if reference.actor is None or (reference.start, reference.end) in seen:
                continue
            seen.add((reference.start, reference.end))
            for actor in (reference.actor, *reference.others):
                used.add(actor)
                mentions.append(self._mention(reference, actor, *bounds[reference.sentence]))
        for actor in list(used):
            parent = self.facts[actor].parent
            while parent is not None and parent not in used:
                used.add(parent)
                parent = self.facts[parent].parent
        actors = {actor: self._actor(actor) for actor in sorted(used)}
        return ActorIndex(actors, tuple(sorted(mentions, key=lambda m: (m.start, -m.end))))

    def _join_owned_offices(self, linked: Sequence[Reference]) -> None:
        """Give "its head, X" the body that the pronoun stands for."""
        if not self.owned_offices:
            return
        owners = {r.start: r.actor for r in linked if r.form == "pronoun"}
        for actor, pronoun in self.owned_offices.items():
            facts, owner = self.facts[actor], owners.get(pronoun)
            if owner is None or owner == actor or facts.parent is not None or self.facts[owner].kind in ("person", "population", "country"):
                continue
            body = self.facts[owner]
            facts.parent, facts.country = owner, facts.country or body.country
            if (facts.sector == "GOV" and body.kind in LED_BODIES) or (facts.sector == "MIL" and body.kind == "armed_group"):
                facts.sector = "IGO" if body.kind == "intergovernmental" else body.sector or facts.sector

    def _join_told_offices(self, linked: Sequence[Reference]) -> None:
        """Give X of "X is spokesman for the Dutch ministry", "X was commander of a unit of the Northern Front" the body that is named."""
        owners = {r.head: r.actor for r in linked if r.form != "pronoun" and not r.others}
        for head, actor in self.told_offices.items():
            facts, token, owner = self.facts[actor], self.tokens[head], None
            for _ in range(_DEPTH_OF_BODY):
                prep = next((c for c in token.rights if c.dep_ == "prep" and c.lower_ in ("of", "for", "at", "in")), None)
                token = next((c for c in prep.children if c.dep_ == "pobj"), token) if prep is not None else token
                owner = owners.get(token.i) if prep is not None else None
                whose = next((owners[c.i] for c in token.children if c.dep_ == "poss" and c.i in owners), None)
                owner = owner or whose
                if owner is not None or prep is None:
                    break
            if owner is None or owner == actor or self.facts[owner].kind in ("person", "population") or facts.parent is not None:
                continue
            body = self.facts[owner]
            if facts.country is None or body.country in (None, facts.country):
                facts.parent, facts.country = owner, facts.country or (None if body.kind == "intergovernmental" else body.country)

    def _mention(self, reference: Reference, actor: str, sentence_start: int, sentence_end: int) -> ActorMention:
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
            # of "the two sides" each has a mention of its own
            mention_id=make_id("men", self.doc.document_id, start, end, *([actor] if reference.others else ())),
            actor_id=actor,
            form=reference.form,
            role_text=reference.role_text,
            resolved_by=reference.rule,
            start=reference.start,
            end=reference.end,
            head=reference.head,
        )

    def _proper_name(self, facts: Facts) -> str | None:
        """The name of its own under which the text has a state's body ("Reserve Bank of Arcadia"); None for a mere description."""
        state = self.facts[facts.parent] if facts.parent is not None else None
        if facts.gazetteer is not None or facts.kind != "government" or state is None or state.kind != "country":
            return None
        told = [name for name in facts.names if len(words := name.split()) > _SHORT and self._is_capital(words) and "'" not in name]
        # with the state in it, the name is one of its own
        own = [name for name in told if any(part in name for part in state.names | {state.name}) or " National " in name]
        return max(sorted(own), key=len) if own else None

    @staticmethod
    def _is_capital(words: Sequence[str]) -> bool:
        return words[0][0].isupper() and all(word[0].isupper() or word in _SMALL for word in words)

    def _actor(self, actor: str) -> Actor:
        facts = self.facts[actor]
        name = self._proper_name(facts) or facts.name
        return Actor(
            document_id=self.doc.document_id,
            actor_id=actor,
            name=name,
            kind=facts.kind,
            country=facts.country,
            sector=facts.sector,
            parent_actor_id=facts.parent if facts.parent != actor else None,
            aliases=tuple(sorted((facts.names | {facts.name}) - {name})) if name != facts.name else tuple(sorted(facts.names - {name})),
            gazetteer=facts.gazetteer,
            gazetteer_id=facts.gazetteer_id,
            is_contested=facts.is_contested,
            contested_note=facts.note,
        )
