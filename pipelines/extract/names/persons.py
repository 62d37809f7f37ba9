"""Mentions of persons by name, with the office beside the name and what it tells: country, sector, body, gender.

What belongs here: the words around a person's name. What does not: which person it is (``people``).
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.annotate.gazetteer import key
from pipelines.extract.names.descriptions import Descriptions
from pipelines.extract.names.lexicon import Noun
from pipelines.extract.names.page import Atom, Facts, Owner

#: Longest description kept as role_text, in tokens; longer ones are clauses that the parser misread.
_ROLE_TOKENS = 14
_OF_STATES = frozenset({"government", "military", "police"})
_SECRETARIES_GENERAL = frozenset({"secretary general", "secretary-general", "UN secretary-general"})
_UNITED_NATIONS = ("organisations", "united-nations")
#: Tokens of a name's last word and its letters in brackets.
_BRACKETED = 4
#: Words of a name and its number, and letters of such numbers.
_SHORT_NAME, _NUMERALS = 2, frozenset("IVX")
_LED_GROUPS = frozenset({"population", "ngo", "party", "company", "armed_group"})
_LED_SECTORS = frozenset({"LAB", "NGO", "PTY", "OPP", "BUS", "REB", "SOC"})
#: Groups of offices whose holders serve the state that the report is set in, if nothing tells another.
_AT_HOME = frozenset({"minister", "police", "court"})
#: Sectors of those who serve a town or province, and groups of offices whose holders come from elsewhere.
LOCAL_SECTORS = frozenset({"GOV", "COP", "LEG", "JUD"})
FROM_ELSEWHERE = frozenset({"diplomat", "spokesperson", "executive", "monarchy"})


class Persons(Descriptions):
    """Turns persons' names into mentions."""

    def _person_mention(self, atom: Atom, clean: int) -> None:
        if atom.actor is None:
            return
        actor, start, end = atom.actor, atom.start, atom.end
        facts = self.facts[actor]
        named_from = self._from_title(start, end)
        if named_from < start and facts.gazetteer is None and facts.name == self.text(start, end):
            facts.name = self.text(named_from, end)
        facts.names.add(self.text(named_from, end))
        role_start, role_end = self._role_before(start, clean)
        {id(a): a for a in self.atoms[role_start:role_end] if a is not None}
        if role_start == role_end:
            role_start, role_end, _atoms = self._role_beside(start, end)
        role_text = (
            self.doc.surface(self.tokens[role_start].idx, self.tokens[role_end - 1].idx + len(self.tokens[role_end - 1]))
            if role_end > role_start
            else None
        )
        if role_text is not None:
            explained = self._explained_before(role_start) if role_end == start else None
            self._describe(actor, [a for a in (explained, *self.atoms[role_start:role_end]) if a is not None])
            self._describe_further(actor, start, end, role_start, role_end)
            pronoun = next((i for i in range(max(0, role_start - 1), role_end) if self.tags[i] == "PRP$"), None)
            if pronoun is not None:
                self.owned_offices[actor] = pronoun
            title = self.atoms[role_start]
            if role_end == start and title is not None and (title.start, title.end) == (role_start, start) and self._is_office_of_state(title):
                self.in_office[start] = actor
            elif (
                not self._is_of_letters(role_start)
                and actor not in self.of_unknown_body
                and any(self._is_office_at_home(n) for a in self.atoms[role_start:role_end] if a is not None for n in a.nouns)
            ):
                self.at_home[start] = actor
        for i in (start - 1, start - 2):
            if i >= 0 and self.texts[i].lower().rstrip(".") in self.lexicon.words.courtesy:
                gender = self.lexicon.words.courtesy[self.texts[i].lower().rstrip(".")]
                if gender is not None:
                    self.gender[actor] = gender
        if end + 1 < len(self.texts) and self.texts[end].lower() == "of":
            owner, _ = self._owner_after(end)
            if owner is not None and owner.entry is not None and owner.entry.kind in ("country", "government", "intergovernmental"):
                facts.country = facts.country or owner.entry.country
                if role_text is not None:
                    facts.parent = facts.parent or owner.actor
        head = self._head(start, end)
        governor = self.tokens[head].head
        if self.tokens[head].dep_ == "appos" and governor.i == start - 1 and role_end == start:
            head = governor.i
        # "son of the late president" is no president
        last = next((i for i in range(role_start, role_end) if self.tags[i] == "IN"), role_end) if role_start >= end else role_end
        nouns = [n for a in self.atoms[role_start:last] if a is not None for n in a.nouns if n.sort == "role"]
        noun = nouns[-1].term if nouns else ""
        self._add(
            named_from,
            end,
            actor,
            form="name",
            sort="person",
            number="s",
            rule="name of a person",
            gender=self.gender.get(actor),
            noun=noun,
            role_text=role_text,
            head=head,
        )

    def _from_title(self, start: int, end: int) -> int:
        """Where a name begins that nobody writes without its title: a single name, or one with a number ("Pope Anselm", "King Oswin II")."""
        is_single = end - start == 1 or (end - start == _SHORT_NAME and set(self.texts[end - 1]) <= _NUMERALS)
        is_titled = start > 0 and self.texts[start - 1] in self.lexicon.words.titles_of_names and not self.opening[start]
        return start - 1 if is_single and is_titled else start

    @staticmethod
    def is_club(facts: Facts) -> bool:
        """Whether a body is a club, whose players and coaches are from anywhere."""
        return facts.kind == "other" and facts.sector == "SOC"

    def _explained_before(self, at: int) -> Atom | None:
        """The letters in brackets that an office follows: "European Union (EU) trade commissioner X"."""
        if at < _BRACKETED or self.texts[at - 1] != ")" or self.texts[at - 3] != "(" or self.opening[at]:
            return None
        atom = self.atoms[at - 2]
        return atom if atom is not None and atom.sort == "name" else None

    def _describe_further(self, actor: str, start: int, end: int, role_start: int, role_end: int) -> None:
        """What the apposition behind a titled name adds ("General X, commander of the navy"), and the town or province of an office."""
        facts = self.facts[actor]
        if facts.country is None and facts.parent is None and role_end == start:
            first, last, _ = self._role_beside(start, end)
            if first > end:
                self._describe(actor, [a for a in self.atoms[first:last] if a is not None])
                role_start, role_end = (first, last) if facts.country is None else (role_start, role_end)
        if facts.country is not None or facts.parent is not None:
            return
        for i in range(role_start, role_end):
            atom = self.atoms[i]
            if atom is not None and atom.start == i and atom.sort == "noun" and any(self._is_of_place(n) for n in atom.nouns):
                country = self._state_beside(atom.start, atom.end)
                if country is not None:
                    facts.country = country
                    entry = self.lexicon.entries.get(("countries", country))
                    if entry is not None and facts.sector in LOCAL_SECTORS:
                        facts.parent = self.entry_actor(entry)
                    return

    @staticmethod
    def _is_of_place(noun: Noun) -> bool:
        """Whether an office or body may be one of a town or province: a mayor's or its residents', not an ambassador's."""
        if noun.sort == "role":
            return (noun.sector in LOCAL_SECTORS or noun.office == "clergy") and noun.office not in FROM_ELSEWHERE
        return noun.term == "resident" or (noun.sort == "body" and noun.kind in ("government", "police"))

    @staticmethod
    def _is_posting(owner: Owner, atom: Atom) -> bool:
        """Whether a body of several states follows the state that sends somebody to it."""
        return owner.entry is not None and owner.entry.kind == "country" and any(u.entry.kind == "intergovernmental" for u in atom.uses)

    def _is_of_unknown_body(self, lead: Noun, atoms: Sequence[Atom]) -> bool:
        """Whether a name that no list knows stands right before an office that any body has ("Kone chairman")."""
        at = next((a.start for a in atoms if lead in a.nouns), 0) - 1
        return (
            at >= 0
            and (lead.term in self.lexicon.words.leads_any_body or lead.office == "spokesperson")
            and self.atoms[at] is None
            and self.tags[at] in ("NNP", "NNPS")
            and self._state_before(at + 1) is None
        )

    def _role_before(self, start: int, clean: int) -> tuple[int, int]:
        """The words before a name that tell its bearer's office: a stretch of the run with a listed noun in it."""
        first = clean
        while first < start and (self.tags[first] in ("POS", "HYPH", "RB") or self.texts[first] in ("-", "'s") or self._is_adverb(first)):
            first += 1
        has_noun = any(a is not None and a.sort == "noun" for a in self.atoms[first:start])
        courtesy = all(self.texts[i].lower().rstrip(".") in self.lexicon.words.courtesy for i in range(first, start))
        if first == start or courtesy or start - first > _ROLE_TOKENS:
            return start, start
        if not has_noun and not any(a is not None and a.uses for a in self.atoms[first:start]):
            return start, start
        # "Prime Minister of Armenia Nikol P." is read by _role_beside; a bare nation ("Armenian Nikol P.") is a description too
        return first, start

    def _is_office_of_state(self, atom: Atom) -> bool:
        return self.texts[atom.start][0].isupper() and any(n.term in self.lexicon.words.offices_of_state for n in atom.nouns)

    def _is_office_at_home(self, noun: Noun) -> bool:
        """Whether an office is one of a state, whatever stands beside it ("Senior Interior Ministry spokesman")."""
        words = self.lexicon.words
        if noun.sort == "role":
            return not noun.is_plural and (noun.office in _AT_HOME or noun.term in words.offices_of_state or noun.term in words.offices_at_home)
        return noun.sort == "body" and noun.kind in _OF_STATES

    def _is_of_letters(self, at: int) -> bool:
        """Whether an office is one of a body that only its letters name ("GPU president")."""
        return self.atoms[at] is None and self.texts[at].isupper() and len(self.texts[at]) > 1

    def _is_adverb(self, at: int) -> bool:
        """Whether a sentence opens with a word that belongs to no phrase ("Meanwhile Somali President ...")."""
        return bool(self.tokens[at].is_sent_start) and self.texts[at].lower() in (
            "meanwhile",
            "earlier",
            "later",
            "also",
            "however",
            "separately",
            "instead",
        )

    def _role_beside(self, start: int, end: int) -> tuple[int, int, dict[int, Atom]]:
        """An apposition after the name, or before it with a comma: "G. S., the ombudsman"; "the president of Armenia, V. H."."""
        empty: tuple[int, int, dict[int, Atom]] = (start, start, {})
        if end < len(self.texts) - 1 and self.texts[end] == ",":
            found = self._description(end + 1)
            if found is not None:
                return (*found, {})
            one = self._one_of(start - 1) if start >= 4 and self.texts[start - 1] == "," else None
            if one is not None:
                return one, start - 1, {}
        if start >= 2 and self.texts[start - 1] == ",":
            root = self.doc.doc[start:end].root
            if root.dep_ == "appos" and root.head.i < start - 1:
                head_atom = self.atoms[root.head.i]
                if head_atom is not None and head_atom.sort == "noun" and any(n.sort == "role" for n in head_atom.nouns):
                    first = root.head.left_edge.i
                    while first < root.head.i and self.tags[first] in ("DT", "PRP$", "IN", "``"):
                        first += 1
                    if start - 1 - first <= _ROLE_TOKENS:
                        return first, start - 1, {}
        return empty

    def _one_of(self, end: int) -> int | None:
        """Where "one of its commanders" begins that ends before the comma at ``end``, without the words of number."""
        atom = self.atoms[end - 1]
        if atom is None or not any(n.sort == "role" and n.is_plural for n in atom.nouns):
            return None
        of = next((i for i in range(atom.start - 1, max(0, atom.start - 5), -1) if self.texts[i] == "of"), None)
        return atom.start if of is not None and of > 0 and self.texts[of - 1].lower() == "one" else None

    def _description(self, at: int) -> tuple[int, int] | None:
        """A description that starts here and ends at a comma or full stop: [the] words with a listed role."""
        first = at
        while first < len(self.texts) and self.tags[first] in ("DT", "PRP$"):
            first += 1
        i = first
        role_at = last_in = -1
        while i < len(self.texts) and i - first <= _ROLE_TOKENS:
            if (self.texts[i] in (",", ".", ";", ":", '"', "(", ")", "-", "--") and self.texts[i] != "-") or (
                self.tags[i] in ("WP", "WDT", "WRB", "VBD", "VBZ", "VBP", "MD", "CC") and role_at >= 0
            ):
                break
            if self.tags[i] in ("VBD", "VBZ", "VBP", "MD", "PRP", "CC", "WP", "WDT", "WRB", "VB"):
                break
            if self.tags[i] == "IN":
                last_in = i
            atom = self.atoms[i]
            if atom is not None and atom.sort == "person":
                return None
            if role_at < 0 and atom is not None and atom.sort == "noun" and any(n.sort == "role" or n.is_person for n in atom.nouns):
                role_at = i
            elif role_at < 0 and (self.tags[i] == "IN" and self.texts[i].lower() not in ("of",)):
                return None
            i += 1
        if i < len(self.texts) and self.tags[i] == "CC" and last_in > role_at >= 0 and self.texts[last_in].lower() != "of":
            i = last_in
        return (first, i) if role_at >= 0 and i > first else None

    def _describe(self, actor: str, atoms: Sequence[Atom]) -> None:
        """Take country, sector, body and gender of a person from the words of the role."""
        facts = self.facts[actor]
        owner: Owner | None = None
        seen: set[int] = set()
        body: str | None = None
        lead: Noun | None = None
        has_role = False
        for atom in atoms:
            if id(atom) in seen:
                continue
            seen.add(id(atom))
            if (
                has_role
                and atom.sort == "name"
                and self._preposition(atom.start) in ("to", "in", "on", "with", "at", "from", "about", "against", "into")
            ):
                # an envoy to Sudan is not Sudan's
                continue
            has_role = has_role or any(n.sort == "role" for n in atom.nouns)
            if atom.sort == "name" and not has_role and owner is not None and self._is_posting(owner, atom):
                # "Russia's U.N. ambassador" is Russia's
                continue
            if atom.sort == "name":
                if atom.actor is not None:
                    owner = Owner(atom.actor, atom.start, None)
                    body = atom.actor
                else:
                    use = next((u for u in atom.uses if u.sense in ("adjective", "name", "acronym")), atom.uses[0])
                    if use.sense == "capital" or self._is_stance(atom.start):
                        # "Damascus critic", "anti-US president": neither is of that state
                        continue
                    owner = Owner(self.entry_actor(use.entry), atom.start, use.entry)
                    if use.entry.kind != "country":
                        body = owner.actor
            elif atom.sort == "noun":
                noun = atom.nouns[0]
                bodies = [n for n in atom.nouns if n.sort == "body"]
                roles = [n for n in atom.nouns if n.sort == "role" or n.is_person]
                if bodies and not roles and owner is not None:
                    body = self.body_actor(bodies[0], owner, key(self.text(atom.start, atom.end)))
                elif roles:
                    lead = lead or roles[0]
                    # "Brigadier General X, deputy police chief": a rank of the police
                    is_rank = facts.sector == "MIL" and roles[0].sector == "COP"
                    facts.sector = "COP" if is_rank else facts.sector or roles[0].sector
                    if roles[0].gender is not None:
                        self.gender.setdefault(actor, roles[0].gender)
                elif noun.sort == "group" and facts.sector is None:
                    facts.sector = noun.sector
                if (
                    lead is not None
                    and not roles
                    and noun.kind in _LED_GROUPS
                    and noun.sector in _LED_SECTORS
                    and facts.sector == lead.sector == "GOV"
                ):
                    # "the head of the dockers' union"
                    facts.sector = (
                        noun.sector if lead.office in ("official", "spokesperson") or lead.term in self.lexicon.words.leads_any_body else "GOV"
                    )
        whose = body or (owner.actor if owner is not None else None)
        if whose is None and lead is not None and lead.term in _SECRETARIES_GENERAL:
            # the one without a body is that of the United Nations, where the text names them
            whose = self.listed.get(_UNITED_NATIONS)
        if whose is None and lead is not None and facts.sector == lead.sector == "GOV" and self._is_of_unknown_body(lead, atoms):
            facts.sector = None
            self.of_unknown_body.add(actor)
        if whose is not None:
            known = self.facts[whose]
            if lead is not None and facts.sector == lead.sector:
                facts.sector = self.sector_led(lead, whose, is_opposition=any(n.sector == "OPP" for a in atoms for n in a.nouns))
            if known.country not in self.lexicon.words.uninhabited and not self.is_club(known):
                facts.country = facts.country or known.country
            facts.parent = facts.parent or whose
            if known.is_contested and known.kind == "government":
                facts.is_contested, facts.note = True, known.note
