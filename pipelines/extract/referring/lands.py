"""Which state "the country" and "his country" are.

What belongs here: the evidence that the sentences before give. What does not: bodies and offices of a state (``names``), places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipelines.extract.referring.clause import SUBJECTS, THING, Reference, are_coarguments, clause_of
from pipelines.extract.referring.offices import Offices

#: How far back, in sentences, the state may lie that "the country" takes up.
_LAND_REACH = 2
#: How much oftener a report names the state that it is about than any other that stands beside it.
_OFTENER = 2


class Lands(Offices):
    """Resolves descriptions of a state."""

    def _resolve_land(self, reference: Reference) -> None:
        """Read "the country": the state named last, if the sentence names no other, or the one that the report names far oftener."""
        if reference.owner_pronoun is not None:
            self._resolve_own_land(reference)
            return
        barred = self._others(reference)
        reach = _LAND_REACH - self._is_told_more(reference)
        for sentence in range(reference.sentence, reference.sentence - reach - 1, -1):
            here = [k for k in self.history if k.sentence == sentence and k.form in ("name", "nominal") and k.sort not in (THING, "person")]
            lands: dict[str, list[Reference]] = {}
            for known in here:
                land = self._land_of(known)
                if land is not None and land not in barred:
                    lands.setdefault(land, []).append(known)
            if lands:
                found = self._named_land(next(iter(lands)) if len(lands) == 1 else self._main_land(lands))
                if found is not None:
                    reference.actor, reference.rule = found.actor, f"same description: {self.doc.doc[found.start : found.end].text}"
                return
        if not barred:
            self._resolve_only_land(reference)

    def _resolve_seat(self, reference: Reference) -> None:
        """Read "Brussels said" of the body that sits there, where the report has named it and tells of no state whose capital it is."""
        names = self.lexicon.seats_of_bodies.get(self.doc.token_lowers[reference.head])
        if names is None or self.doc.token_deps[reference.head] not in SUBJECTS:
            return
        if any(k.actor == reference.actor and k.note != "capital" for k in self.ordered):
            return
        lowers = self.doc.token_lowers
        body = next((k for k in self.history if k.form == "name" and k.sort == "body" and " ".join(lowers[k.start : k.end]) in names), None)
        if body is not None:
            reference.actor, reference.sort, reference.rule = body.actor, body.sort, "seat for its body"

    def _resolve_only_land(self, reference: Reference) -> None:
        """Where the sentences before tell of no state: the only one of which the report has told so far."""
        lands = {land for k in self.history if k.sort != "person" and (land := self._land_of(k)) is not None}
        known = self._named_land(lands.pop()) if len(lands) == 1 else None
        if known is not None and known.start < reference.start:
            reference.actor, reference.rule = known.actor, f"same description: {self.doc.doc[known.start : known.end].text}"

    def _resolve_own_land(self, reference: Reference) -> None:
        """Read "his country": that of the person or people that the pronoun stands for."""
        owner = self.pronouns.get(reference.owner_pronoun or 0)
        if owner is None or owner.actor is None or owner.others:
            return
        if owner.sort == "person":
            reference.actor = self.owned(replace(reference, note="body:government"), owner.actor)
        elif owner.sort != "country":
            land = self.facts(owner.actor).country
            known = None if land is None else self._named_land(land)
            reference.actor = None if known is None else known.actor
        reference.rule = f"possessive: {self.doc.doc[owner.start].text}"

    def _others(self, reference: Reference) -> set[str]:
        """States that act on the one meant, in its own clause: "Latvia would help the country", "raised the Baltic country's fees"."""
        token = self.doc.tokens[reference.head]
        is_told_more = self._is_told_more(reference)
        verb = clause_of(token)
        found = set()
        for known in reversed(self.history):
            if known.sentence != reference.sentence:
                break
            land = self._land_of(known)
            if land is None or known.sort == "person":
                continue
            other = self.doc.tokens[known.head]
            if are_coarguments(token, other) or (is_told_more and token.dep_ not in SUBJECTS and other.dep_ in SUBJECTS and other.head == verb):
                found.add(land)
        return found

    def _is_told_more(self, reference: Reference) -> bool:
        """Whether a description tells what has not been said yet: "the Baltic country"."""
        return self.doc.tokens[reference.head].left_edge.i < reference.head - 1

    def _land_of(self, known: Reference) -> str | None:
        return None if known.actor is None or known.sort == THING else self.facts(known.actor).country

    def _named_land(self, land: str | None) -> Reference | None:
        return next((k for k in self.ordered if k.sort == "country" and k.actor is not None and self.facts(k.actor).country == land), None)

    def _main_land(self, lands: Mapping[str, Sequence[Reference]]) -> str | None:
        """The state that the report names far oftener than any other of these, if it is named by itself."""
        counts = Counter(land for k in self.ordered if k.sort != "person" and (land := self._land_of(k)) in lands)
        (first, most), (_, next_most) = counts.most_common(2)
        return first if most >= _OFTENER * next_most else None
