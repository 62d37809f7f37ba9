"""Organisations that no list holds: the model's names, sorted by their words, and acronyms that the document explains.

What belongs here: names of organisations. What does not: listed ones (``listed``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from pipelines.annotate.gazetteer import fold, key
from pipelines.extract.names.page import Atom, Facts
from pipelines.extract.names.people import People
from pipelines.ids import make_id

#: Likeness (0..100) from which a name that the model cut short is the listed one whose acronym follows it.
_CUT_NAME = 85.0
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,7}s?|[A-Z]{2,}(?:-[A-Z0-9]+)+")


class Organisations(People):
    """Marks the names of organisations."""

    def _mark_organisations(self) -> None:
        """The model's organisations, where no listed name or noun stands."""
        heads = self.lexicon.words.organisation_heads
        for entity in self.named:
            if entity.label_ not in ("ORG", "NORP", "FAC", "GPE"):
                continue
            start, end = entity.start, entity.end
            while start < end and (self.tags[start] in ("DT", "PRP$", "IN", "CD") or not self.texts[start][0].isalnum()):
                start += 1
            while end > start and (self.texts[end - 1] in ("'s", "'") or not self.texts[end - 1][0].isalnum()):
                end -= 1
            if start >= end or any(self.atoms[i] is not None and self.atoms[i].sort == "person" for i in range(start, end)):  # type: ignore[union-attr]
                continue
            if not self.texts[start][0].isupper() and not self.texts[start][0].isdigit():
                continue
            if self._is_title_of_work(start, end):
                continue
            if key(self.text(start, end)) in self.lexicon.cities or all(i in self.blocked for i in range(start, end)):
                continue
            is_known = fold(self.texts[end - 1]) in heads or bool(_ACRONYM.fullmatch(self.texts[start]))
            if not is_known and self._is_place(start, end, is_person=False):
                continue
            covered = [a for a in self.atoms[start:end] if a is not None]
            last = fold(self.texts[end - 1])
            first = fold(self.texts[start])
            facts = heads.get(last) or (heads.get(first) if end - start > 1 and any(t == "of" for t in self.texts[start:end]) else None)
            if entity.label_ in ("NORP", "FAC", "GPE") and (facts is None or end - start == 1):
                continue
            if (last not in heads and any(fold(t) in self.lexicon.words.contests for t in self.texts[start:end])) or (
                facts is not None and end - start == 1
            ):
                continue
            if covered and (all(a is not None for a in self.atoms[start:end]) or self._is_body_with_owner(covered)):
                continue
            if end - start == 1 and not covered:
                if not _ACRONYM.fullmatch(self.texts[start]) and (facts is None or facts[0] == "other") and entity.label_ != "ORG":
                    continue
                if fold(self.texts[start]) in self.lexicon.words.not_names or len(self.texts[start]) < 2 or self.texts[start].islower():
                    continue
                if self.tokens[start].idx < self.doc.title_end and not _ACRONYM.fullmatch(self.texts[start]):
                    continue
                if self.tokens[start].dep_ in ("compound", "amod") and not _ACRONYM.fullmatch(self.texts[start]):
                    continue
            if facts is None and self.tokens[start].idx < self.doc.title_end:
                continue
            is_plain = facts is None and not covered and sum(t not in ("-", "Al", "al") for t in self.texts[start:end]) == 1
            if is_plain and not _ACRONYM.fullmatch(self.texts[start]) and not self._acts_somewhere(key(self.text(start, end))):
                continue
            text = self.text(start, end)
            kind, sector = ("media", "JRN") if "news" in (fold(t) for t in self.texts[start:end]) else facts or ("other", None)
            actor = make_id("act", "name", kind, key(text))
            known = self.facts.setdefault(actor, Facts(text, kind, None, sector))
            country = next(
                (u.entry.country for a in covered for u in a.uses if u.entry.gazetteer == "countries" and u.sense in ("adjective", "name")), None
            )
            if country is not None and kind in ("military", "police", "government", "party", "company", "media", "ngo"):
                known.country = country
            self._mark(Atom(start, end, "name", actor=actor))
        self._learn_acronyms()

    def _is_body_with_owner(self, covered: Sequence[Atom]) -> bool:
        """Whether listed words alone make the name: an owner and a body."""
        bodies = [n for a in covered if a.sort == "noun" for n in a.nouns if n.sort == "body"]
        return any(n.kind in ("government", "military", "police", "armed_group") for n in bodies) and any(a.sort == "name" for a in covered)

    def _learn_acronyms(self) -> None:
        """Learn "the Sudan People's Liberation Army (SPLA)": the letters name it from there on."""
        for i in range(1, len(self.texts) - 2):
            if self.texts[i] != "(" or self.texts[i + 2] != ")" or not _ACRONYM.fullmatch(self.texts[i + 1]):
                continue
            before = self.atoms[i - 1]
            if before is None or before.sort not in ("name",) or before.end != i:
                continue
            actor = before.actor
            listed = [u for u in self.lexicon.names.get(self.texts[i + 1]) if u.sense == "acronym"]
            if actor is not None and len(listed) == 1 and fuzz.partial_ratio(key(listed[0].entry.name), key(self.text(before.start, i))) > _CUT_NAME:
                actor = before.actor = self.entry_actor(listed[0].entry)
            if actor is None:
                use = next((u for u in before.uses if u.sense == "name"), None)
                actor = self.entry_actor(use.entry) if use is not None else None
            initials = "".join(t[0] for t in self.texts[before.start : before.end] if t[0].isupper())
            letters = self.texts[i + 1]
            if actor is not None and (letters[0] == initials[:1] or sum(c in initials for c in letters) >= len(letters) - 1):
                self.acronyms[letters] = actor
        if self.acronyms:
            for i, text in enumerate(self.texts):
                atom = self.atoms[i]
                if text in self.acronyms and (atom is None or (atom.actor is not None and atom.end - atom.start == 1)):
                    self._mark(Atom(i, i + 1, "name", actor=self.acronyms[text]))
