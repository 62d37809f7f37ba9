"""Mentions by common nouns: bodies of an owner, offices, groups of people.

What belongs here: which actor a noun phrase describes. What does not: which earlier actor "the ministry" takes up again (``coreference``).
"""

from __future__ import annotations

from spacy.tokens import Token

from pipelines.annotate.gazetteer import fold, key
from pipelines.extract.names.lexicon import Noun
from pipelines.extract.names.listed import Listed
from pipelines.extract.names.page import Atom, Facts, Owner
from pipelines.ids import make_id

_PREMODIFIERS = frozenset({"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "AFX", "FW", "HYPH"})


#: What a noun is to a verb that tells what somebody becomes.
_PREDICATED = frozenset({"oprd", "attr", "xcomp", "acomp", "npadvmod", "advmod", "dep", "pobj", "dobj"})
#: Words inside the field of an office that have no capital, and tokens of a field.
_IN_FIELDS = frozenset({"of", "for", "and", "the", ",", "&", "on", "-", "'s"})
_FIELD = 14
_WITH_FIELDS = frozenset({"GOV", "LEG", "JUD", "COP", "MIL", "BUS"})
#: Tokens of modifiers between an article and its noun.
_NEAR = 6
#: How many mentions back a body may lie that "officers" are of.
_RECENT = 12
_SEXES_AND_AGES = frozenset({"woman", "man", "girl", "boy", "child", "youth"})
_OF_SEVERAL_STATES = frozenset(
    {"multinational force", "multinational forces", "multi national force", "international force", "international forces", "foreign forces"}
)
_POSTED = frozenset({"embassy", "consulate", "UN mission", "delegation"})
#: Groups of offices whose holders serve the members of a body of many states.
_OF_MEMBERS = frozenset({"minister", "executive", "monarchy", "legislator"})
#: Words for those of its members, whatever the noun of the list is.
_MEMBERS_OWN = frozenset(
    {"minister", "ministers", "member", "members", "state", "states", "counterpart", "counterparts", "leaders", "governments", "countries", "nations"}
)
_STATES_OF = frozenset({"of", "in", "into", "from"})


class Descriptions(Listed):
    """Turns common nouns into mentions."""

    def _noun_mention(self, atom: Atom, clean: int, run_end: int, owner: Owner | None) -> tuple[Owner | None, Atom | None]:
        end = atom.end
        following = self.atoms[end] if end < run_end else None
        head = self._head(atom.start, end)
        before = owner if owner is not None and self._owns(owner, atom.start) else None
        is_owned = self._determiner(self._modified_from(atom.start, clean))[1] is not None
        after, after_end = (None, end) if end < run_end or is_owned else self._owner_after(end, is_indefinite=self._is_indefinite(atom.start))
        bodies = [n for n in atom.nouns if n.sort == "body"]
        roles = [n for n in atom.nouns if n.sort == "role"]
        groups = [n for n in atom.nouns if n.sort == "group"]
        if end + 1 in self.introduced and end >= run_end:
            named = self.atoms[end + 1]
            if named is not None and named.actor is not None:
                actor, written = named.actor, key(self.text(atom.start, end))
                self._add(
                    atom.start,
                    end,
                    actor,
                    form="nominal",
                    sort=self._sort(self.facts[actor].kind),
                    number="s",
                    rule="description",
                    gender="n",
                    noun=written,
                )
                return owner, None
        if not roles and end >= run_end and (owner is None or (owner.is_adjective and bodies)) and self._is_apposed_to_name(atom):
            return owner, None
        if following is not None and following.sort == "person" and roles and not roles[0].is_plural:
            return owner, atom
        if following is not None and following.sort in ("person", "name") and bodies and bodies[0].kind in ("media", "company"):
            return owner, atom
        if bodies and (roles == [] or bodies[0].is_plural) and self._is_breakaway(atom.start, clean) and self._breakaway_body(atom, bodies[0], clean):
            return None, None
        is_last = end >= run_end or self.tags[end] == "POS"
        if after is not None and bodies and self.texts[end].lower() == "from" and self._comes_from(bodies[0], atom):
            # "withdrew troops from Chad": the preposition belongs to the verb
            after, after_end = None, end
        if after is not None and bodies and bodies[0].term in _POSTED and self.texts[end].lower() == "in":
            # an embassy in a state is another's
            after, after_end = None, end
        whose = before or after
        if bodies and whose is not None and (not roles or bodies[0].is_plural):
            if before is not None and is_last and self._is_narrowed(before, atom, bodies[0]):
                self._narrowed_mention(before, atom, bodies[0])
                return owner, None
            if self._takes_owner(atom, bodies[0], whose):
                return self._body_mention(atom, bodies[0], clean, before, after, after_end), None
            if not groups and (not roles or bodies[0].is_plural) and is_last:
                self._group_mention(atom, bodies[0], clean, whose, after_end if after is not None else end, head)
                return owner, None
        if not is_last:
            # "the foreign ministry spokesman": without an owner the ministry is nobody's, and the office tells it
            return owner, atom if roles or bodies else None
        if self.texts[atom.start : end] and key(self.text(atom.start, end)) in self.lexicon.words.not_actors:
            return owner, None
        if whose is None and key(self.text(atom.start, end)) in self.lexicon.words.not_alone and self._modified_from(atom.start, clean) == atom.start:
            return owner, None
        if roles and (groups == [] or not roles[0].is_plural):
            self._role_mention(atom, roles[0], clean, whose, after_end if after is not None else end, head)
            return owner, atom
        is_state_body = bool(bodies) and bodies[0].kind in ("government", "military", "police", "party")
        if groups and not is_state_body:
            self._group_mention(atom, groups[0], clean, whose, after_end if after is not None else end, head)
        elif bodies:
            self._loose_body(atom, bodies[0], clean)
        return owner, None

    def _comes_from(self, noun: Noun, atom: Atom) -> bool:
        """Whether "from" and a state may tell where somebody comes from or is sent from rather than whose it is."""
        written = key(self.text(atom.start, atom.end))
        return noun.kind in ("military", "armed_group", "population") or written in self.lexicon.words.leaders - {"officials"}

    def _is_apposed_to_name(self, atom: Atom) -> bool:
        """Read "the Unity Council, an exile administration, said": what stands in apposition to a body's name is that body."""
        token = self.tokens[atom.end - 1]
        named = self.atoms[token.head.i] if token.dep_ == "appos" and token.head.i < atom.start else None
        if named is None or named.sort != "name":
            named = self._name_before_comma(atom)
        if named is None or named.sort != "name":
            return False
        kind = self.facts[named.actor].kind if named.actor is not None else named.uses[0].entry.kind if named.uses else "country"
        if kind in ("country", "person", "population") or any(n.is_plural for n in atom.nouns):
            return False
        before = self.texts[named.end : atom.start]
        is_apposed = "," in before and not any(t.lower() in ("and", "or") for t in before)
        if is_apposed and named.actor is not None and kind == "other":
            # "Delta Wings, a private airline"
            told = next((n.kind for n in atom.nouns if n.sort == "body" and n.kind in ("company", "media")), kind)
            self.facts[named.actor].kind = told
        return is_apposed

    def _name_before_comma(self, atom: Atom) -> Atom | None:
        """The name in "the Unity Council (UC), an exile administration": with an indefinite article right behind the comma."""
        i = atom.start - 1
        while i > 1 and self.tags[i] in (*_PREMODIFIERS, "VBG", "VBN") and atom.start - i < _NEAR:
            i -= 1
        if i < 2 or self.texts[i - 1] != ",":
            return None
        if self.texts[i].lower() not in ("a", "an") and not (self.texts[i].lower() == "the" and i < atom.start - 1 and self._closes(atom.end)):
            return None
        i -= 2
        if i > 2 and self.texts[i] == ")" and self.texts[i - 2] == "(":
            i -= 3
        return self.atoms[i]

    def _closes(self, end: int) -> bool:
        """Whether an apposition may end here: at a mark or before an auxiliary."""
        return end < len(self.texts) and (self.texts[end] in (",", ".") or self.doc.token_pos[end] == "AUX")

    def _is_narrowed(self, owner: Owner, atom: Atom, noun: Noun) -> bool:
        """Whether words between a state and its leaders or forces make them others' ("British Christian leaders")."""
        words = self.lexicon.words
        if owner.entry is None or owner.entry.kind != "country":
            return False
        written = key(self.text(atom.start, atom.end))
        if noun.term not in words.leaders and written not in words.leaders:
            return False
        first = owner.start
        while first < atom.start and (own := self.atoms[first]) is not None and own.start == owner.start:
            first += 1
        between = [i for i in range(first, atom.start) if self.tags[i] in _PREMODIFIERS - {"CD", "HYPH", "AFX"}]
        return any(self.texts[i].lower() not in words.of_any_state for i in between)

    def _narrowed_mention(self, owner: Owner, atom: Atom, noun: Noun) -> None:
        """A part of a nation's people by its own words: no more of its state than its country."""
        actor = self.described_actor(
            self.text(owner.start, atom.end),
            "population" if noun.kind == "government" and noun.term == "leadership" else noun.kind,
            None,
            self.facts[owner.actor].country,
        )
        written = key(self.text(atom.start, atom.end))
        self._add(
            owner.start, atom.end, actor, form="nominal", sort="group", number="p", rule="group", noun=written, head=self._head(atom.start, atom.end)
        )

    def _takes_owner(self, atom: Atom, noun: Noun, owner: Owner) -> bool:
        """Whether owner and body make one actor of all documents: a people does with a state, "Chinese experts" do not, nor a firm's court."""
        kind = self.facts[owner.actor].kind
        if noun.kind == "population":
            return kind == "country" and key(self.text(atom.start, atom.end)) in self.lexicon.words.population_nouns
        if noun.kind in ("media", "company", "religious"):
            return kind == "country" and noun.term in self.lexicon.words.single_bodies
        if noun.kind == "military" and key(self.text(atom.start, atom.end)) in _OF_SEVERAL_STATES:
            # "the multinational force in Albania"
            return False
        if noun.sector == "LEG" and kind in ("party", "armed_group"):
            # "Likud lawmakers" are no parliament
            return False
        if noun.kind == "military" and kind in ("other", "ngo", "party"):
            # a firm's construction unit
            return False
        return kind not in ("person", "company", "media", "population", "religious")

    def _is_indefinite(self, start: int) -> bool:
        i = start - 1
        while i >= 0 and self.tags[i] in ("JJ", "VBN", "NN") and start - i < 4:
            i -= 1
        return i >= 0 and self.texts[i].lower() in ("a", "an", "any", "no")

    def _owns(self, owner: Owner, at: int) -> bool:
        """Whether only modifiers stand between the owner and the noun; "Azerbaijan-backed activists" are not Azerbaijan's."""
        if owner.start >= at:
            return False
        return not any(
            self.texts[i] == "-" and self.tags[i + 1] in ("VBN", "VBD", "VBG", "JJ") for i in range(owner.start + 1, at - 1) if self.atoms[i] is None
        )

    def _body_mention(self, atom: Atom, noun: Noun, clean: int, before: Owner | None, after: Owner | None, after_end: int) -> Owner:
        owner = before or after
        if owner is None:
            raise ValueError(f"a body needs an owner; {self.doc.document_id} token {atom.start} has none")
        start, end = (before.start, atom.end) if before is not None else (self._modified_from(atom.start, clean), after_end)
        written = key(self.text(atom.start, atom.end))
        head = self._head(atom.start, atom.end)
        if noun.kind == "population" and owner.entry is not None and owner.entry.kind == "country" and before is not None and not before.is_adjective:
            actor = self.population_actor(owner.entry, is_ethnic=False)
            self.facts[actor].names.add(self.text(start, end))
            self._add(start, end, actor, form="name", sort="population", number="p", rule="people of a nation", noun=written, head=head)
            return Owner(actor, start, None)
        if noun.kind == "population" and owner.entry is not None and owner.entry.kind == "country" and before is not None:
            ethnic = before.start > clean and fold(self.texts[before.start - 1]) == "ethnic"
            start -= ethnic
            whole, whole_end = self._owner_after(atom.end)
            elsewhere = whole is not None and whole.entry is not None and whole.entry.id != owner.entry.id
            possessed = start > 0 and self.tags[start - 1] == "POS"
            actor = self.population_actor(owner.entry, is_ethnic=ethnic or elsewhere or possessed)
            if elsewhere and not ethnic:
                end = whole_end
            self.facts[actor].names.add(self.text(start, end))
            self._add(start, end, actor, form="name", sort="population", number="p", rule="people of a nation", noun=written, head=head)
            return Owner(actor, start, None)
        if owner.is_adjective and before is not None and before.start > clean and fold(self.texts[before.start - 1]) == "ethnic":
            # "ethnic Armenian leaders" are not Armenia's
            actor = self.described_actor(self.text(before.start - 1, atom.end), noun.kind if noun.kind != "government" else "population", noun.sector)
            self._add(
                before.start - 1,
                atom.end,
                actor,
                form="nominal",
                sort="group",
                number="p" if noun.is_plural else "s",
                rule="description",
                noun=written,
            )
            return Owner(actor, start, None)
        actor = self.body_actor(noun, owner, written)
        facts = self.facts[actor]
        self.facts[actor].names.add(self.text(start, end))
        if self.lexicon.words.generic_forces and noun.term in self.lexicon.words.generic_forces and facts.kind == "country":
            facts = self.facts[actor]
        self._add(
            start,
            end,
            actor,
            form="name",
            sort=self._sort(facts.kind),
            number="e" if noun.is_plural else "s",
            rule="body of an owner",
            gender="n",
            noun=written,
            head=self._head(atom.start, atom.end),
        )
        return Owner(actor, start, None)

    def _modified_from(self, start: int, clean: int) -> int:
        """Where the modifiers of a noun begin: adjectives and nouns of the run, without numbers and possessives."""
        return self._unhyphened(self._leftmost_modifier(start, clean), start)

    def _unhyphened(self, start: int, limit: int) -> int:
        """Past the rest of a hyphenated number ("-member", "-time")."""
        while start < limit and self.texts[start] == "-":
            start = min(limit, start + 2)
        return start

    def _leftmost_modifier(self, start: int, clean: int) -> int:
        i = start
        while i > clean and self.tags[i - 1] in ("JJ", "NN", "NNP", "VBN", "HYPH") and i - 1 not in self.dates and self.texts[i - 1][0] not in "'\"":
            i -= 1
        return i

    def _determiner(self, start: int) -> tuple[bool, int | None]:
        """Whether "the", "this" stands before, and the token of a possessive pronoun if one does."""
        i = start - 1
        while i >= 0 and self.tags[i] in ("JJ", "VBN", "NN", "CD", "NNP", "RB", "HYPH", "JJS") and start - i < 5:
            i -= 1
        if i < 0:
            return False, None
        if self.tags[i] == "PRP$":
            return True, i
        return self.texts[i].lower() in ("the", "this", "that", "these", "those", "both"), None

    def _is_bare(self, atom: Atom, start: int, noun: Noun) -> bool:
        """Whether a noun in the singular stands alone, as names of matters do ("warned against division")."""
        if (
            noun.is_plural
            or start < atom.start
            or self.tags[atom.end - 1] != "NN"
            or noun.kind == "police"
            or noun.term in self.lexicon.words.unarticled
        ):
            return False
        return start == 0 or self.tags[start - 1] not in ("DT", "PRP$", "POS", "CD", "WP$", "PDT")

    def _is_breakaway(self, start: int, clean: int) -> bool:
        """Whether an adjective before a body says that few or no states recognise it."""
        if len(self.contested) != 1:
            return False
        first = self._modified_from(start, clean)
        joined = " ".join(self.texts[first:start]).replace(" - ", "-").lower()
        return any(word in joined.split() for word in self.lexicon.words.breakaway)

    def _breakaway_body(self, atom: Atom, noun: Noun, clean: int) -> bool:
        """Read "the breakaway government": the only breakaway authority that the document names."""
        if noun.kind not in ("government", "military", "armed_group"):
            return False
        entry = self.contested[0]
        owner = Owner(self.entry_actor(entry), atom.start, entry)
        written = key(self.text(atom.start, atom.end))
        actor = self.body_actor(noun, owner, written)
        start = atom.start
        while start > clean and self.texts[start - 1] != "-" and self.texts[start - 1].lower() not in self.lexicon.words.breakaway:
            start -= 1
        start = max(clean, start - 1)
        while start > clean and self.texts[start - 1] == "-":
            start -= 2
        start = max(clean, start)
        self.facts[actor].names.add(self.text(start, atom.end))
        self._add(
            start,
            atom.end,
            actor,
            form="nominal",
            sort=self._sort(noun.kind),
            number="p" if noun.is_plural else "s",
            rule="only breakaway authority named",
            gender="n",
            noun=written,
        )
        return True

    def _loose_body(self, atom: Atom, noun: Noun, clean: int) -> None:
        """A body without an owner in its phrase: "the ministry", "its forces"."""
        start = self._modified_from(atom.start, clean)
        definite, pronoun = self._determiner(start)
        if key(self.text(atom.start, atom.end)) in self.lexicon.words.needs_owner and pronoun is None and not definite:
            return
        if self._is_bare(atom, start, noun) or (noun.term in self.lexicon.words.buildings and self._locates(atom.start, atom.end)):
            return
        if not definite and noun.kind in ("media", "company", "religious"):
            return
        written = key(self.text(atom.start, atom.end))
        if pronoun is None and written in self.lexicon.words.equipment:
            return
        if pronoun is None and self._regional_mention(atom, noun, written):
            return
        if written == "officers":
            noun, written = self._officers(noun, written)
        if (
            start == atom.start
            and not definite
            and noun.kind == "government"
            and self.tags[atom.end - 1] == "NN"
            and self._preposition(start) in _STATES_OF
        ):
            # "the reins of government", "a decade in government"
            return
        if noun.sector == "OPP" and atom.end < len(self.texts) and self.texts[atom.end].lower() in ("to", "from", "within", "among"):
            # "despite opposition from several countries"
            return
        self._add(
            atom.start if pronoun is not None or definite else start,
            atom.end,
            None,
            form="nominal",
            sort=self._sort(noun.kind),
            number="p" if noun.is_plural else "s",
            rule="description",
            gender="n",
            noun=written,
            is_definite=definite,
            owner_pronoun=pronoun,
            note=f"body:{noun.term}",
        )

    def _regional_mention(self, atom: Atom, noun: Noun, written: str) -> bool:
        """Read "Tatarstan's interior ministry", "the Tatarstan health ministry": a ministry of a listed region is the region's."""
        last = atom.start - (self.tags[atom.start - 1] == "POS") if atom.start else 0
        if not noun.term.endswith("ministry") or not last or self.opening[atom.start] or self.atoms[last - 1] is not None:
            return False
        first = next((i for i in (last - 2, last - 1) if i >= 0 and self.capital[i] and key(self.text(i, last)) in self.lexicon.regions), None)
        state = None if first is None else self._state_of_place(first, last)
        entry = self.lexicon.entries.get(("countries", state)) if state is not None else None
        if first is None or entry is None:
            return False
        actor = self.described_actor(f"{self.text(first, last)} {written}", noun.kind, noun.sector, state, self.entry_actor(entry))
        self.facts[actor].names.add(self.text(first, atom.end))
        self._add(
            first,
            atom.end,
            actor,
            form="name",
            sort=self._sort(noun.kind),
            number="s",
            rule="body of an owner",
            gender="n",
            noun=written,
            head=self._head(atom.start, atom.end),
        )
        return True

    def _officers(self, noun: Noun, written: str) -> tuple[Noun, str]:
        """Whose "officers" are: those of the police where the text spoke of it last."""
        for known in reversed(self.references[-_RECENT:]):
            if known.noun == "police" or known.noun.startswith("police "):
                police = next((n for n in self.lexicon.nouns.get("police officers") if n.sort == "body"), noun)
                return police, "police officers"
            if known.note.startswith("body:") and known.sort == "group":
                break
        return noun, written

    def _role_mention(self, atom: Atom, noun: Noun, clean: int, owner: Owner | None, end: int, head: int) -> None:
        start = (
            self._modified_from(atom.start, clean)
            if owner is None
            else min(owner.start if owner.start < atom.start else atom.start, self._modified_from(atom.start, clean))
        )
        while start > clean and self.tags[start - 1] in ("JJ", "VBN") and start - 1 not in self.dates:
            start -= 1
        definite, pronoun = self._determiner(start)
        facts = self.facts[owner.actor] if owner is not None else None
        token = self.tokens[head]
        if token.dep_ in ("compound", "amod", "nmod") or (token.dep_ == "appos" and self._named_apposition(token)) or self._named_head(token):
            return
        if token.dep_ == "attr" and not noun.is_plural and (told_of := self._person_told_of(token)) is not None:
            if owner is not None:
                self.offices_by_apposition.setdefault(atom.start, (told_of, noun, owner.actor))
            else:
                self.told_offices[head] = told_of
        if (not noun.is_plural and self._is_predicate(token)) or self._is_said_of_others(token) or self._is_second_office(token):
            return
        written = key(self.text(atom.start, atom.end))
        text = self.text(start, atom.end)
        apposed = None if noun.is_plural else self._apposed_person(end if owner is not None and owner.start > atom.start else atom.end)
        if apposed is None and not noun.is_plural and (owner is None or owner.start < atom.start):
            apposed = self._apposed_person(self._past_domain(atom.end))
        if apposed is None and not noun.is_plural and noun.sector in _WITH_FIELDS and noun.office != "spokesperson":
            apposed = self._fielded_person(end if owner is not None and owner.start > atom.start else atom.end)
        if apposed is None and owner is None and self._is_no_bearer(atom, noun, start, definite):
            return
        if apposed is not None and pronoun is not None and owner is None:
            # "his agent, X"
            actor: str | None = apposed
        elif apposed is not None:
            self.offices_by_apposition.setdefault(atom.start, (apposed, noun, owner.actor if owner is not None else None))
            actor = apposed
        elif noun.is_plural:
            if owner is not None and facts is not None and facts.kind in ("country", "government", "intergovernmental") and noun.sector == "GOV":
                kind = "intergovernmental" if facts.kind == "intergovernmental" and written.split()[-1] not in _MEMBERS_OWN else "government"
                actor = self.described_actor(f"{facts.name} {noun.term}s", kind, noun.sector, facts.country, owner.actor)
            else:
                actor = (
                    None
                    if definite and owner is None
                    else self.described_actor(
                        text, self.kind_of_many(noun), noun.sector, facts.country if facts else None, owner.actor if owner else None
                    )
                )
        else:
            actor = None
            if owner is not None and facts is not None:
                actor = make_id("act", "description", self.doc.document_id, "office", owner.actor, noun.term)
                self.facts.setdefault(actor, Facts(text, "person", facts.country, self.sector_led(noun, owner.actor), owner.actor))
        self._add(
            start,
            end if owner is not None and owner.start > atom.start else atom.end,
            actor,
            form="nominal",
            sort="person",
            number="p" if noun.is_plural else "s",
            rule="office",
            gender=noun.gender or (self.gender.get(actor) if actor is not None else None),
            noun=written,
            is_definite=definite and owner is None,
            owner_pronoun=None,
            head=head,
            note=f"role:{noun.kind}:{noun.sector or ''}",
        )

    @staticmethod
    def _is_said_of_others(token: Token) -> bool:
        """Whether a plural tells what others are: "markets are sources", not "there are refugees"."""
        return token.dep_ == "attr" and token.tag_ in ("NNS", "NNPS") and all(c.dep_ != "expl" for c in token.head.children)

    def _person_told_of(self, token: Token) -> str | None:
        """The person named as subject of what a clause says somebody is: "Lt. Gen. A. B. is spokesman for the ministry"."""
        if token.head.lower_ not in ("is", "was"):
            return None
        named = next((self.atoms[c.i] for c in token.head.children if c.dep_ == "nsubj"), None)
        return named.actor if named is not None and named.sort == "person" else None

    def _is_second_office(self, token: Token) -> bool:
        """Whether an office is the second that stands in apposition to a name: "A. B., speaker and | president of the league"."""
        first = token
        while first.dep_ == "conj":
            first = first.head
        return first.i != token.i and first.dep_ == "appos" and self._named_apposition(first)

    def _is_predicate(self, token: Token) -> bool:
        """Whether an office or rank is what something named already is: "Italy is the partner", "as president", "Norway, a member"."""
        if token.dep_ == "attr":
            return True
        if token.dep_ == "pobj" and token.head.lower_ == "as":
            # "as an official said" is a clause
            return token.i + 1 == len(self.tags) or self.tags[token.i + 1] not in ("VBD", "VBZ", "VBP", "MD")
        named = self.atoms[token.head.i] if token.dep_ == "appos" and token.head.i < token.i else None
        return named is not None and named.sort == "name" and "," in self.texts[named.end : token.i]

    def _fielded_person(self, end: int) -> str | None:
        """The person named right behind the field of an office: "Minister of Trade, Mines and Water | A. B."."""
        if end + 2 >= len(self.texts) or self.texts[end] not in ("of", "for"):
            return None
        at = end + 1
        while at < len(self.texts) and at - end < _FIELD and not self.opening[at]:
            atom = self.atoms[at]
            if atom is not None and atom.sort == "person":
                return atom.actor if self.texts[at - 1][0].isupper() else None
            is_holder = atom is not None and any(n.sort == "role" and n.sector != "MIL" for n in atom.nouns)
            if is_holder or (not self.texts[at][0].isupper() and self.texts[at] not in _IN_FIELDS):
                # an aide of President X is not X
                return None
            at += 1
        return None

    def _past_domain(self, end: int) -> int:
        """One past the province or body of an office: "governor | of the Kara region |, Colonel A. B."."""
        if end >= len(self.texts) or self.texts[end] not in ("of", "for"):
            return end
        at = end + 1
        while at < len(self.texts) and at - end < 7 and (self.tags[at] in _PREMODIFIERS or self.tags[at] in ("DT", "POS") or self.texts[at] == "of"):
            at += 1
        return at

    def _is_no_bearer(self, atom: Atom, noun: Noun, start: int, definite: bool) -> bool:
        """Whether an office without article is what somebody becomes or is: "taken prisoner", "elected president", "sworn in as mayor"."""
        last = atom.end - 1
        if (
            noun.is_plural
            or definite
            or start != atom.start
            or self.tags[last] != "NN"
            or not self.texts[atom.start].islower()
            or self.opening[start]
        ):
            return False
        if self.tags[start - 1] in ("DT", "PRP$", "POS", "CD", "JJ", "WP$", "NNP", "NN", "CC", ","):
            return False
        return self.deps[last] in _PREDICATED or noun.term in self.lexicon.words.captivity

    def _apposed_person(self, end: int) -> str | None:
        """The person whose name stands after a comma: "the speaker, O. A.,"; "the caretaker president, deputy premier G. B.,"."""
        if end + 1 >= len(self.texts) or self.texts[end] != ",":
            return None
        at = end + 1
        while at < len(self.texts) and at - end < 8:
            atom = self.atoms[at]
            if atom is not None and atom.sort == "person":
                closes = atom.end >= len(self.texts) or self.texts[atom.end] in (",", ".", ";", "(") or self.tags[atom.end].startswith("VB")
                return atom.actor if closes else None
            if self.tags[at] not in _PREMODIFIERS and self.tags[at] != "POS":
                return None
            at += 1
        return None

    def _named_apposition(self, token: Token) -> bool:
        """Whether a description stands in apposition to a person's name."""
        head = token.head
        atom = self.atoms[head.i]
        return atom is not None and atom.sort == "person"

    def _named_head(self, token: Token) -> bool:
        """Whether a person's name stands right behind as apposition ("ombudsman G. S. said")."""
        after = self.atoms[token.i + 1] if token.i + 1 < len(self.atoms) else None
        return after is not None and after.sort == "person"

    def _is_for_them(self, atom: Atom, noun: Noun) -> bool:
        """Whether a noun only says whom something is made for: "the women's downhill", "a children's hospital"."""
        end = atom.end
        return (
            noun.term in _SEXES_AND_AGES
            and end + 1 < len(self.tags)
            and self.tags[end] == "POS"
            and self.tags[end + 1] in _PREMODIFIERS
            and self._determiner(atom.start)[1] is None
            and not (atom.start > 0 and (self.tags[atom.start - 1] in ("CD", "JJ") or self.texts[atom.start - 1].lower() in ("these", "those")))
        )

    def _group_mention(self, atom: Atom, noun: Noun, clean: int, owner: Owner | None, end: int, head: int) -> None:
        start = self._modified_from(atom.start, clean)
        if owner is not None and clean <= owner.start < atom.start:
            start = min(start, owner.start)
        while (
            start > clean and (self.tags[start - 1] in ("JJ", "VBN", "HYPH", "NNP") or self.texts[start - 1] == "-") and start - 1 not in self.dates
        ):
            start -= 1
        start = self._unhyphened(start, atom.start)
        token = self.tokens[head]
        if token.dep_ in ("compound", "amod") or self._is_bare(atom, start, noun) or self._is_for_them(atom, noun) or self._is_said_of_others(token):
            return
        if owner is None and key(self.text(atom.start, atom.end)) in self.lexicon.words.needs_owner:
            return
        if atom.start > 0 and self.texts[atom.start - 1] in self.lexicon.words.particles and self.texts[atom.start][0].isupper():
            return
        definite, _ = self._determiner(start)
        facts = self.facts[owner.actor] if owner is not None else None
        written = key(self.text(atom.start, atom.end))
        is_plural = noun.is_plural or self.tags[atom.end - 1] in ("NNS", "NNPS")
        actor = None
        if facts is not None and owner is not None:
            is_itself = owner.entry is not None and facts.kind == noun.kind and noun.kind in ("party", "ngo", "company", "media") and not is_plural
            is_itself = is_itself or (owner.entry is not None and facts.kind == "ngo" and noun.sector == facts.sector == "LAB" and not is_plural)
            if (facts.kind == "armed_group" and noun.kind == "armed_group") or (is_itself and self.tags[owner.start - 1] != "POS"):
                actor = owner.actor
            else:
                kind = noun.kind if is_plural or not noun.is_person else "person"
                if kind == "armed_group" and facts.kind in ("military", "police"):
                    # "army snipers"
                    kind = facts.kind
                text = self.text(start, atom.end)
                if facts.kind == "intergovernmental" and owner.start == start:
                    # "UN observers" are the United Nations observers
                    is_own = written.split()[-1] not in _MEMBERS_OWN and noun.office not in _OF_MEMBERS
                    kind = facts.kind if kind == "government" and is_own else kind
                    named = next((a.end for a in (self.atoms[start],) if a is not None), start + 1)
                    text = f"{facts.name} {self.text(named, atom.end)}" if named < atom.end and self.tags[named] != "POS" else text
                actor = self.described_actor(text, kind, noun.sector, facts.country, owner.actor if facts.kind != "person" else None)
        self._add(
            start,
            end if owner is not None and owner.start > atom.start else atom.end,
            actor,
            form="nominal",
            sort="group" if is_plural or not noun.is_person else "person",
            number="p" if is_plural else "s",
            rule="group",
            gender=noun.gender,
            noun=noun.term if not noun.is_person else written,
            is_definite=definite and owner is None,
            head=head,
            note=f"group:{noun.kind if is_plural or not noun.is_person else 'person'}:{noun.sector or ''}",
        )
