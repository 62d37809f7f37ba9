"""Which named person an office stands for: "the Latvian minister" of the minister whom the report names.

What belongs here: descriptions of one person by an office or by what sets him apart. What does not: bodies, pronouns.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.extract.referring.clause import REACH, SUBJECT, Reference
from pipelines.extract.referring.passage import Passage

_ARTICLES = frozenset({"the", "this", "that"})
#: Kinds of body whose holders of office are those of their state.
_OF_STATE = frozenset({"country", "government", "military", "police"})
#: Sentences from the beginning in which a report brings up somebody whom it names in the next ones.
_LEAD = 2


class Offices(Passage):
    """Resolves descriptions of one person that have an owner, or that set him apart from others."""

    def _resolve_office(self, reference: Reference) -> None:
        """Give "the Latvian minister" the only person whom the report names with that office in that state or body."""
        own = reference.actor
        if own is None or reference.number != "s" or own in self.named:
            return
        if not self._is_definite(reference):
            self._resolve_introduced(reference)
            return
        status = self._status(reference)
        holders = [k for k in self._holders(reference) if k.actor is not None]
        found = {k.actor: k for k in holders if k.actor is not None and self._has_owner(k.actor, own) and self._status(k) == status}
        if not found and len({k.actor for k in holders}) == 1 and holders[0].start < reference.start:
            # "spokesman A. B. said", then "the council spokesman"
            found = {k.actor: k for k in holders if k.actor is not None and self._is_nobodys(k.actor) and self._status(k) == status}
        if not found and not self._resolve_apart(reference):
            self._resolve_introduced(reference)
        if len(found) > 1:
            return
        for known in found.values():
            # one who is named later on only by the very office: "the Latvian foreign minister"
            if known.start < reference.start or (known.noun == reference.noun and reference.noun not in self.lexicon.plain_offices):
                self._stand_for(reference, known)

    def _resolve_apart(self, reference: Reference) -> bool:
        """Read "the former goalkeeper said": the only person who has spoken in the sentences before, if no other is the subject of one.

        Whether the description is one of these.
        """
        if not self._sets_apart(reference):
            return False
        spoken: dict[str, Reference] = {}
        for known in reversed(self.history):
            if reference.sentence - known.sentence > REACH:
                break
            if known.sort == "person" and known.number != "p" and known.quote < 0 and known.actor is not None and known.weight >= SUBJECT:
                spoken.setdefault(known.actor, known)
        if len(spoken) != 1:
            return False
        (known,) = spoken.values()
        if not known.is_speaker or known.actor not in self.named or not self._agree(reference, known):
            return False
        self._stand_for(reference, known)
        return True

    def _resolve_introduced(self, reference: Reference) -> None:
        """Read "A former minister said" of a first sentence: the person with that office who speaks in one of the next two, if only one does."""
        before = self.doc.token_lowers[reference.start - 1] if reference.start else ""
        if before not in ("a", "an") or not reference.is_speaker or reference.sentence >= _LEAD or reference.number != "s":
            return
        near = [k for k in self.ordered if reference.sentence < k.sentence <= reference.sentence + _LEAD and k.sort == "person" and k.is_speaker]
        named = {k.actor: k for k in near if k.form == "name" and k.role_text is not None}
        if len(named) != 1 or any(k.form == "nominal" for k in near):
            return
        (known,) = named.values()
        if self._holds(known, reference.noun) and self._status(known) == self._status(reference):
            self._stand_for(reference, known)

    def _stand_for(self, reference: Reference, known: Reference) -> None:
        reference.actor, reference.gender = known.actor, reference.gender or known.gender
        reference.rule = f"same description: {self.doc.doc[known.start : known.end].text}"

    def _is_definite(self, reference: Reference) -> bool:
        """Whether an article or a possessive makes a description one of somebody known: "the Latvian minister", "Latvia's minister"."""
        first, texts, tags = reference.start, self.doc.token_lowers, self.doc.token_tags
        if "POS" in tags[first : reference.head]:
            return True
        opening = self.doc.tokens[reference.head].left_edge.i
        return texts[opening] in _ARTICLES or (first > 0 and texts[first - 1] in _ARTICLES)

    def _holders(self, reference: Reference) -> Iterator[Reference]:
        """Names that stand with the office of a description."""
        for known in self.ordered:
            if known.form == "name" and known.sort == "person" and known.noun and self._holds(known, reference.noun):
                yield known

    def _holds(self, known: Reference, noun: str) -> bool:
        return known.noun == noun or known.noun.endswith(f" {noun}") or known.noun in self.lexicon.offices_under.get(noun, ())

    def _status(self, reference: Reference) -> frozenset[str]:
        """Words that make an office another: "former", "deputy"."""
        if reference.form == "name":
            words = (reference.role_text or "").lower().replace("-", " ").split()
        else:
            words = [w for token in self.doc.tokens[reference.head].children if token.i < reference.head for w in [token.lower_]]
            words += reference.noun.split()
        return frozenset(words) & self.lexicon.status_words

    def _has_owner(self, person: str, office: str) -> bool:
        """Whether a person is of the state or body that an office has."""
        his, its = self.facts(person), self.facts(office)
        if its.parent is None:
            return its.country is not None and his.country == its.country
        if self.facts(its.parent).kind != "country":
            return his.parent == its.parent
        return his.country == its.country and (his.parent is None or self.facts(his.parent).kind in _OF_STATE)

    def _is_nobodys(self, person: str) -> bool:
        facts = self.facts(person)
        return facts.parent is None and facts.country is None

    def _sets_apart(self, reference: Reference) -> bool:
        """Whether a description of who speaks tells of one already named what is not told yet: "the former ...", "the veteran ..."."""
        if not reference.is_speaker or reference.number != "s" or reference.sort != "person" or not self._is_definite(reference):
            return False
        head = self.doc.tokens[reference.head]
        said = self.doc.token_lowers[head.left_edge.i : reference.head + 1]
        return head.lemma_ in self.lexicon.apart_nouns or not self.lexicon.colouring.isdisjoint(said)

    def _agree(self, reference: Reference, known: Reference) -> bool:
        """Whether gender does not tell two persons apart, and nothing said of one contradicts the other's nation."""
        gender = known.gender or self.genders.get(known.actor or "")
        return reference.gender is None or gender is None or reference.gender == gender
