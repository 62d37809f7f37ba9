"""Mentions of listed names: states and their adjectives, peoples, capitals and seats that stand for governments.

What belongs here: the sense of a name in its place. What does not: bodies and groups that a name owns (``descriptions``).
"""

from __future__ import annotations

from spacy.tokens import Token

from pipelines.annotate.gazetteer import fold, key
from pipelines.extract.names.lexicon import Entry, Noun, Use
from pipelines.extract.names.page import Atom, Owner
from pipelines.extract.names.scan import Scan

_PREMODIFIERS = frozenset({"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "AFX", "FW", "HYPH"})
#: Kinds that a common noun beside an unlisted name gives it.
_DESCRIBING = frozenset({"company", "media", "ngo", "party", "armed_group", "military", "police", "government", "religious", "intergovernmental"})
_BROADCASTING = frozenset({"Radio", "Television", "TV", "Channel"})
_STANDING_FOR_STATES = frozenset({"capital", "seat"})


class Listed(Scan):
    """Turns listed names into mentions."""

    def _name_mention(self, atom: Atom, run_start: int, run_end: int, owner: Owner | None, role: Atom | None) -> Owner | None:
        start, end = atom.start, atom.end
        rule = "listed name with a slip" if atom.is_close else "listed name"
        if atom.actor is not None:
            facts = self.facts[atom.actor]
            descriptor = self._descriptor(start, end, role) if facts.gazetteer is None and facts.kind == "other" and facts.sector is None else None
            if descriptor is not None:
                facts.kind, facts.sector = descriptor.kind, descriptor.sector
                if owner is not None and owner.entry is not None and facts.country is None:
                    facts.country = owner.entry.country
            self._add(
                start,
                end,
                atom.actor,
                form="name",
                sort="body",
                number="s",
                rule="acronym of the text" if self.texts[start] in self.acronyms and end - start == 1 else "name of the model",
                gender="n",
                noun=self._class_noun(facts.kind),
            )
            return Owner(atom.actor, start, None)
        use = self._choose(atom, run_end)
        if use is None or self._is_stance(start):
            return None
        entry = use.entry
        if (use.sense == "acronym" or entry.is_ambiguous) and self._is_doubtful(use):
            return None
        if entry.is_place and self._locates(start, end):
            return None
        if key(self.text(start, end)) in self.lexicon.words.indexes and not self._speaks(start, end):
            return None
        actor = self.entry_actor(entry)
        follows = end < run_end
        is_owner = follows and (self.tags[end] == "POS" or self.atoms[end] is not None or self.tags[end] in _PREMODIFIERS)
        if use.sense == "adjective" and not self._is_nominal(end, run_end):
            return Owner(actor, start, entry, is_adjective=True)
        if use.sense in ("adjective", "people"):
            if follows and self.tags[end] != "POS" and not self.texts[end - 1].endswith("s"):
                return Owner(actor, start, entry, is_adjective=True)
            self._people_mention(atom, entry, run_start)
            return Owner(actor, start, entry, is_adjective=True)
        if use.sense in ("capital", "territory") and not self.acts(start, end, is_territory=use.sense == "territory"):
            return Owner(actor, start, entry)
        if use.sense == "seat" and self._locates(start, end):
            return Owner(actor, start, entry)
        if use.sense == "territory" and is_owner and self.tags[end] != "POS":
            return Owner(actor, start, entry)
        if entry.kind == "country" and is_owner and self.tags[end] != "POS" and self._has_adjective(atom):
            return Owner(actor, start, entry, is_adjective=True)
        if use.sense == "territory":
            rule = "territory for its authority"
        elif use.sense in _STANDING_FOR_STATES:
            rule = f"{use.sense} for its state"
        self.facts[actor].names.add(self.text(start, end))
        if entry.kind == "media" and start and self.texts[start - 1] in _BROADCASTING and not self.opening[start]:
            # "Radio X" under its whole name
            start -= 1
        stop = end
        if follows and entry.gazetteer in ("organisations", "armed_groups", "parties", "media") and self._class_follows(end, run_end):
            stop = end + 1
        self._add(
            start,
            stop,
            actor,
            form="name",
            sort="country" if entry.kind == "country" else "group" if entry.kind in ("armed_group", "population", "military") else "body",
            number="e" if use.sense == "name" and entry.kind not in ("country", "media") else "s",
            rule=rule,
            gender="n",
            noun=self._class_noun(entry.kind),
            note=use.sense,
        )
        return Owner(actor, start, entry)

    def _descriptor(self, start: int, end: int, role: Atom | None) -> Noun | None:
        """The noun that says what an unlisted name is of: before it ("newspaper X"), or in apposition behind it ("X, a computer maker")."""
        nouns = [*role.nouns] if role is not None else []
        if end < len(self.texts) and self.texts[end] == ",":
            for child in self.tokens[self._head(start, end)].children:
                apposed = self.atoms[child.i] if child.dep_ == "appos" and child.i > end else None
                if apposed is not None:
                    nouns += apposed.nouns
        return next((n for n in nouns if n.kind in _DESCRIBING), None)

    def _class_follows(self, at: int, end: int) -> bool:
        """Whether "agency", "newspaper", "movement" follows a name and ends the phrase."""
        word = self.texts[at]
        atom = self.atoms[at]
        if at + 1 < end and (self.atoms[at + 1] is not None or self.tags[at + 1] in _PREMODIFIERS):
            return False
        return word.islower() and word in self.lexicon.words.organisation_heads and (atom is None or atom.end == at + 1)

    def _has_adjective(self, atom: Atom) -> bool:
        return any(u.sense == "adjective" for u in atom.uses)

    def _choose(self, atom: Atom, run_end: int) -> Use | None:
        """The sense that the place of the words asks for, where a phrase has several."""
        if len(atom.uses) == 1:
            return atom.uses[0]
        if any(u.is_second for u in atom.uses):
            first = [u for u in atom.uses if not u.is_second]
            second = [u for u in atom.uses if u.is_second and u.entry.id in self.named_states]
            chosen = second if second and not any(u.entry.id in self.named_states for u in first) else first
            if chosen and len(chosen) < len(atom.uses):
                atom.uses = tuple(chosen)
                return self._choose(atom, run_end)
        if atom.uses[0].sense in ("acronym", "name") and len({u.entry.id for u in atom.uses if u.sense in ("acronym", "name")}) > 1:
            named = [u for u in atom.uses if u.sense in ("acronym", "name")]
            if all(u.sense == "acronym" and self._fit(u, atom) == 0 for u in named):
                return None
            return min(named, key=lambda u: (-self._fit(u, atom), u.entry.gazetteer, u.entry.id))
        follows = atom.end < run_end and self.tags[atom.end] != "POS" and self.texts[atom.end] != "-"
        order = (
            ("adjective", "people", "name", "acronym", "territory", "seat", "capital")
            if follows
            else (("people", "name", "acronym", "territory", "seat", "capital", "adjective"))
        )
        if self.tags[atom.end - 1] in ("JJ",) and follows:
            return next((u for u in atom.uses if u.sense == "adjective"), atom.uses[0])
        countries = [u for u in atom.uses if u.entry.gazetteer == "countries"]
        ranked = sorted(
            atom.uses, key=lambda u: (order.index(u.sense) if u.sense in order else 9, u.entry.gazetteer != "contested", u not in countries)
        )
        return ranked[0]

    def _fit(self, use: Use, atom: Atom) -> int:
        """How well one of several actors of a name fits the document: named in full, of a state that is named, heard of as media are."""
        entry = use.entry
        fit = 8 * (entry.id in self.named_in_full) + 3 * (entry.country is not None and entry.country in self.named_states)
        if entry.kind == "media":
            governor = self.doc.doc[atom.start : atom.end].root
            fit += 4 * (governor.dep_ in ("dobj", "dative") and governor.head.lemma_ in ("tell", "inform")) + 2
            fit += 4 * (atom.start > 0 and self.texts[atom.start - 1].lower() in ("agency", "newspaper", "daily", "television", "radio"))
        return fit

    def _is_nominal(self, end: int, run_end: int) -> bool:
        """Whether an adjective of nationality is a noun here: a plural, or the head of its phrase."""
        last = self.tokens[end - 1]
        if self.tags[end - 1] == "NNPS":
            return True
        return (
            end == run_end
            and last.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "agent")
            and last.text.endswith("s")
            and last.pos_ in ("PROPN", "NOUN")
        )

    def _people_mention(self, atom: Atom, entry: Entry, run_start: int) -> None:
        start, end = atom.start, atom.end
        last = self.tokens[end - 1]
        is_plural = last.text.endswith("s") or last.tag_ == "NNPS"
        if not is_plural:
            return
        is_ethnic = start > run_start and fold(self.texts[start - 1]) == "ethnic"
        if is_ethnic:
            start -= 1
        actor = self.population_actor(entry, is_ethnic=is_ethnic or self._elsewhere(end, entry))
        self.facts[actor].names.add(self.text(start, end))
        self._add(start, end, actor, form="name", sort="population", number="p", rule="listed people", noun=key(last.text), note="people")

    def _elsewhere(self, end: int, entry: Entry) -> bool:
        """Whether "in" and another land follow: the people apart from its state."""
        if end + 1 >= len(self.texts) or self.texts[end].lower() not in ("in", "of", "from", "inside"):
            return False
        at = end + 1
        while at < len(self.texts) and self.tags[at] == "DT":
            at += 1
        atom = self.atoms[at] if at < len(self.atoms) else None
        return atom is not None and any(u.sense in ("name", "territory") and u.entry.id != entry.id for u in atom.uses)

    def acts(self, start: int, end: int, *, is_territory: bool = False) -> bool:
        """Whether a capital or territory stands for its government here."""
        words, token = self.lexicon.words, self.doc.doc[start:end].root
        while token.dep_ == "conj" and token.head.pos_ in ("PROPN", "NOUN") and token.head.i < token.i:
            token = token.head
        if "capital" in (self.texts[i].lower() for i in range(max(0, start - 2), start)):
            return False
        head = token.head
        if token.dep_ == "nsubj":
            if head.lemma_ in words.locating_verbs and not any(c.dep_ in ("ccomp", "xcomp") for c in head.children):
                return head.lemma_ == "be" and any(c.dep_ == "prep" and c.lower_ in ("in", "on") and _in_talks(c) for c in head.children)
            return head.pos_ in ("VERB", "AUX")
        if token.dep_ == "pobj":
            preposition = head.lower_
            governor = head.head
            if head.dep_ == "agent" or (preposition == "by" and (governor.tag_ == "VBN" or governor.pos_ == "NOUN")):
                return True
            if preposition == "to" and governor.text.lower() == "according":
                return True
            if preposition in ("with", "against"):
                return governor.lemma_ not in words.route_nouns
            if preposition == "between":
                return governor.lemma_ not in words.route_nouns and governor.pos_ in ("NOUN", "PROPN", "VERB")
            if preposition in ("from", "to", "on", "of", "toward", "towards", "for"):
                return not is_territory and (
                    governor.pos_ == "NOUN"
                    and governor.lemma_ in words.addressed_nouns
                    and not (preposition == "of" or (preposition == "on" and governor.lemma_ == "war"))
                )
            return False
        if token.dep_ in ("dobj", "dative"):
            return head.lemma_ in words.addressed_verbs
        if token.dep_ == "nsubjpass":
            return head.lemma_ in words.addressed_verbs or any(c.dep_ in ("xcomp", "ccomp") for c in head.children)
        if token.dep_ == "poss":
            return (
                head.tag_ in ("NN", "NNS")
                and head.lemma_ not in words.city_nouns
                and not any(c.lemma_ in words.city_nouns for c in head.lefts if c.i > token.i)
            )
        if token.dep_ == "npadvmod" and head.tag_ == "VBN":
            return head.lemma_ != "base"
        if token.dep_ in ("compound", "nmod", "amod"):
            following = self.atoms[end] if end < len(self.atoms) else None
            if end < len(self.tags) and self.texts[end] == "-" and end + 1 < len(self.tags) and self.tags[end + 1] == "VBN":
                return self.tokens[end + 1].lemma_ != "base"
            if token.dep_ == "nmod" and any(t.dep_ == "cc" for t in token.children) and token.head.head.lower_ in ("between", "with", "against"):
                return True
            return following is not None and following.sort == "noun" and any(n.term in words.generic_government for n in following.nouns)
        return False

    def _speaks(self, start: int, end: int) -> bool:
        """Whether a name is the subject of speech, is told something, or is named as the source."""
        token = self.doc.doc[start:end].root
        if token.dep_ == "pobj":
            return token.head.head.lower_ == "according" or token.head.dep_ == "agent"
        return token.dep_ in ("nsubj", "dobj", "dative") and token.head.lemma_ in self.lexicon.references.speech_verbs

    def _locates(self, start: int, end: int) -> bool:
        token = self.doc.doc[start:end].root
        return (
            token.dep_ == "pobj"
            and token.head.lower_ in ("in", "at", "near", "outside", "inside", "around", "to", "into", "from")
            and (token.head.head.lemma_ not in self.lexicon.words.addressed_nouns)
        )


def _in_talks(preposition: Token) -> bool:
    """Tell "is in dialogue", "is in talks": the subject acts."""
    return any(
        c.dep_ == "pobj" and c.lemma_ in ("dialogue", "talk", "contact", "process", "negotiation", "consultation", "favour", "favor")
        for c in preposition.children
    )
