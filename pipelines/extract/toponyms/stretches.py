"""Stretches of a text that may name a place: by a list, by the model, or by the words beside them.

What belongs here: where such a name starts and ends. What does not: whether it is a place after all, and which (``choice``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from pipelines.annotate.gazetteer import GREAT_CITY, fold, key
from pipelines.extract.toponyms.cues import follows_settlement, stands_as_place
from pipelines.extract.toponyms.lexicon import Listed
from pipelines.extract.toponyms.page import HOUSED, OnPage, Page
from pipelines.extract.toponyms.surroundings import Surroundings

#: Words inside a name.
INNER = frozenset({"del", "de", "da", "do", "dos", "di"})
#: Articles of Arabic names that are English words, unless a hyphen follows.
_WORDS_TOO = frozenset({"at", "as", "an", "ash", "ad"})
#: Parts of speech of the words of names.
_NOMINAL = frozenset({"PROPN", "NOUN", "ADJ"})
_LINKS = frozenset({"-", "'", "al", "el", "de", "la", "as", "ash", "es", "an", "at", "ar", "az", "ad", "du", "des", "do", "da", "of"})


@dataclass(frozen=True)
class Stretch:
    """Tokens [start, end) that may name a place; the label tells by what: a list, the model's label, a cue, or a run of capitals."""

    start: int
    end: int
    label: str


class Stretches(OnPage):
    """Finds the stretches of one document."""

    def __init__(self, page: Page, around: Surroundings) -> None:
        super().__init__(page)
        self.around = around
        self.taken = page.taken
        self.labels = page.labels

    def read(self) -> Iterator[Stretch]:
        """Stretches that may name a place, longest listed name first, then the model's, then capitals after "in" and its kin."""
        at = 0
        for start in self._openings():
            if start < at:
                continue
            found = self._stretch_at(start)
            if found is None:
                continue
            yield found
            at = found.end
            entity = self.labels.get(found.start)
            if entity is not None and entity.label_ in ("GPE", "LOC") and entity.end > at and found.label == "listed":
                # "Xinjiang" of "Xinjiang Uygur Autonomous Region": the rest names nothing else
                while at < entity.end and self.texts[at] not in (",", "and", "-"):
                    at += 1

    def _openings(self) -> Iterator[int]:
        """Tokens at which a name can begin: written as one, and listed, known to the model, or a noun."""
        first, at, pieces = self.lexicon.listed.lengths, self.words.at, self.words.pieces
        for i, text in enumerate(self.texts):
            if text[0].isupper():
                if self.pos[i] in _NOMINAL or i in self.labels or (at[i] >= 0 and pieces[at[i]] in first):
                    yield i
            elif text in ("al", "el"):
                yield i

    def _stretch_at(self, i: int) -> Stretch | None:
        text = self.texts[i]
        if i in self.taken:
            entity = self.labels.get(i)
            if entity is not None and self._opens(entity, i) and follows_settlement(self.tokens, i, self.lexicon.words):
                return Stretch(i, entity.end, "cue")
            return self._building_at(i)
        match = self.lexicon.listed.at(self.words, i)
        if fold(text) in self.lexicon.adjectives:
            # "Saudi Arabia" begins with an adjective too
            is_longer = match is not None and not match.is_close and match.end > i + 1 and self.texts[match.end - 1][0].isupper()
            return Stretch(i, match.end, "listed") if match is not None and is_longer else self._landmark_at(i)
        if self._is_cut(i):
            return None
        if text in ("al", "el") and i in self.labels and self._opens(self.labels[i], i) and follows_settlement(self.tokens, i, self.lexicon.words):
            # "the town of al-X", whoever else is called X
            return Stretch(i, self.labels[i].end, "cue")
        end = self._run_end(i)
        if match is not None and match.end >= end and self._cased(match.start, match.end, match.values):
            return Stretch(match.start, match.end, "listed")
        entity = self.labels.get(i)
        if entity is not None and self._opens(entity, i):
            bracket = next((j for j in range(i, entity.end) if self.texts[j] in ("(", "/", ",", "in") or "\n" in self.texts[j]), entity.end)
            stop = bracket
            while stop > i and (
                self.texts[stop - 1] == "'s" or not self.texts[stop - 1][-1].isalnum() or self.tokens[stop - 1].tag_ in ("IN", "CC", "DT")
            ):
                stop -= 1
            if stop > i and not any(j in self.taken for j in range(i, stop)):
                if entity.label_ in ("GPE", "LOC", "FAC"):
                    if stop < end and self.page.called(key(self.doc.doc[i:end].text)):
                        # the model cuts "Cape Town" short
                        stop = end
                    return Stretch(i, stop, entity.label_)
                if entity.label_ in ("PERSON", "ORG", "NORP", "PRODUCT", "EVENT"):
                    is_people = entity.label_ == "NORP" and not self._is_before_land(stop)
                    if not is_people and stands_as_place(self.tokens, i, stop, self.lexicon.words, is_person=entity.label_ == "PERSON"):
                        return Stretch(i, stop, "cue")
                    if any(c.is_main and c.population >= GREAT_CITY for c in self.page.called(key(self.doc.doc[i:stop].text))):
                        return Stretch(i, stop, "listed")
        if match is not None and self._cased(match.start, match.end, match.values) and self.texts[match.end : match.end + 1] != ["-"]:
            following = self.tokens[match.end] if match.end < len(self.tokens) else None
            if following is None or following.pos_ != "PROPN" or following.lower_ in self.lexicon.words.features:
                return Stretch(match.start, match.end, "listed")
        if end > i and not any(j in self.taken for j in range(i, end)):
            if stands_as_place(self.tokens, i, end, self.lexicon.words, is_person=False) and self.tokens[i].pos_ == "PROPN":
                return Stretch(i, end, "cue")
            if self.around.is_located(i):
                return Stretch(i, end, "run")
        return None

    def _is_before_land(self, i: int) -> bool:
        """Whether "village" or its like is the token."""
        return i < len(self.texts) and self.lowers[i] in self.lexicon.words.strong and self.pos[i] in ("NOUN", "PROPN")

    def _landmark_at(self, i: int) -> Stretch | None:
        """A place called after a people: "the Turkmen Mountains"."""
        entity = self.labels.get(i)
        if entity is None or entity.label_ not in ("LOC", "FAC") or not self._opens(entity, i) or entity.end - i < 2:
            return None
        last = self.texts[entity.end - 1]
        return (
            Stretch(i, entity.end, "LOC")
            if last[0].isupper() and self.lexicon.words.features.get(last.lower()) in ("terrain", "site", "water")
            else None
        )

    def _building_at(self, i: int) -> Stretch | None:
        """An organisation's name that stands for its house: "at Port Alder Hospital", "outside the Greyford University"."""
        entity = self.labels.get(i)
        if entity is None or entity.label_ not in ("ORG", "FAC") or not self._opens(entity, i) or entity.end - i < 2:
            return None
        if self.lowers[entity.end - 1] not in self.lexicon.words.buildings:
            return None
        at = i - 1
        while at >= 0 and (self.lowers[at] in self.lexicon.words.compass or self.lowers[at] in ("the", "nearby")):
            at -= 1
        follows = self.tokens[entity.end].tag_ if entity.end < len(self.tokens) else ""
        return Stretch(i, entity.end, "FAC") if at >= 0 and self.lowers[at] in HOUSED and follows not in ("POS", "NN", "NNS") else None

    def _is_cut(self, i: int) -> bool:
        """Whether the name begins before the token: "Surigao del Norte", "Coordination Center", "West Ham"."""
        if i == 0:
            return False
        if self.lowers[i - 1] in INNER:
            return i > 1 and self.pos[i - 2] == "PROPN"
        if self.pos[i - 1] != "PROPN":
            return False
        before = self.tokens[i - 1]
        if before.text.endswith("-") and len(before) > 1:
            return True
        if before.dep_ != "compound" or before.head.i != i or not before.text[0].isupper() or before.is_sent_start:
            return False
        folded = fold(before.text)
        if i - 1 in self.taken or folded in self.lexicon.adjectives or folded in self.lexicon.words.prefixes | self.lexicon.words.features.keys():
            return False
        entity = self.labels.get(i - 1)
        return entity is not None and entity.end > i

    def _opens(self, entity: Span, i: int) -> bool:
        """Whether a token is the first of the model's name, article and compass words aside."""
        first = entity.start
        if entity.label_ not in ("GPE", "LOC", "FAC"):
            return first == i or (first == i - 1 and self.lowers[first] in ("the", "a", "an"))
        return first == i or (first < i and all(w in ("the", "a", "an") or w in self.lexicon.words.compass for w in self.lowers[first:i]))

    def _cased(self, start: int, end: int, values: Sequence[Listed]) -> bool:
        if end - start > 1 or self.texts[start] not in ("US", "us", "Us", "UK", "GB"):
            return not (self.texts[start].isupper() and 1 < len(self.texts[start]) < 4 and end - start == 1) or any(
                v.gazetteer == "countries" for v in values
            )
        return self.texts[start].isupper()

    def _run_end(self, start: int) -> int:
        """One past the run of capitalised words that starts here."""
        i = end = start
        while i < len(self.texts) and i - start < 6 and i not in self.taken:
            text = self.texts[i]
            if i == start and text in ("al", "el"):
                pass
            elif text[0].isupper() and self.pos[i] in _NOMINAL and not (i > start and self.tokens[i].is_sent_start):
                entity = self.labels.get(i)
                if entity is not None and entity.label_ in ("DATE", "TIME", "NORP"):
                    break
                end = i + 1
            elif self.lowers[i] not in _LINKS or self.lowers[i] == "of" or (text in _WORDS_TOO and self.texts[i + 1 : i + 2] != ["-"]):
                break
            i += 1
        return end
