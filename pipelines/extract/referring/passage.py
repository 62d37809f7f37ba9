"""What is known of one document while its references are resolved.

What belongs here: that state, who says each quotation, lists of actors. What does not: choosing an antecedent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.referring.clause import (
    SUBJECT,
    SUBJECTS,
    THING,
    WHERE,
    Reference,
    Told,
    is_pair,
    lift_first,
    narrows,
    place_in_clause,
    quote_depth,
    things,
)
from pipelines.extract.referring.lexicon import ReferenceLexicon

#: The form of actors side by side, which is no mention of its own.
LIST = "list"
#: What tells a list of two who meet from others.
MET = "met"
MARKS = frozenset({'"', "``", "''", ",", ":", ".", "!", "?", "--", "-", "..."})
#: Places in a clause from which a noun may be taken up again.
_PLACES_OF_BODIES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "dative", "poss"})


class Passage:
    """One document, its references, and what has been learned of its actors so far."""

    def __init__(
        self,
        doc: AnnotatedDocument,
        references: Iterable[Reference],
        lexicon: ReferenceLexicon,
        owned: Callable[[Reference, str], str | None],
        describe: Callable[[Reference], str | None],
        facts: Callable[[str], Told],
    ) -> None:
        self.doc, self.lexicon, self.owned, self.describe, self.facts = doc, lexicon, owned, describe, facts
        self.quotes = quote_depth(doc)
        given = list(references)
        heads = {r.head for r in given} | {i for r in given if r.form != "pronoun" for i in range(r.start, r.end)}
        self.ordered = sorted(
            [*given, *self._class_references(heads, self._titles(given)), *self._pair_references(heads), *self._land_references(heads)],
            key=lambda r: (r.start, -r.end),
        )
        for reference in self.ordered:
            place_in_clause(doc, reference, self.quotes, lexicon)
            governor = doc.tokens[reference.head].head
            if reference.sort == "person" and doc.token_deps[reference.head] == "poss" and governor.dep_ in SUBJECTS and governor.i not in heads:
                # "Koll's name was on the list": told of Koll
                reference.weight = max(reference.weight, SUBJECT + (4 if governor.head.dep_ == "ROOT" else -4))
        lift_first(self.ordered)
        #: How many sentences before each have words outside of quotations.
        self.told = [0]
        for sentence in range(len(doc.sentences)):
            self.told.append(self.told[-1] + (not self._is_said(sentence)))
        lowers = doc.token_lowers
        asking = {r.sentence for r in self.ordered if r.form == "pronoun" and lexicon.pronouns[lowers[r.start]].gender not in ("m", "f")}
        self.things = things(doc, heads, asking | {sentence - 1 for sentence in asking}, lexicon)
        for thing in self.things:
            place_in_clause(doc, thing, self.quotes, lexicon)
        #: Actors side by side ("Baku and Yerevan"), by the head of the last of them.
        self.lists = self._lists()
        self.history: list[Reference] = []
        #: Actors that are named.
        self.named = {r.actor for r in self.ordered if r.form == "name"}
        #: Heads of what has an actor.
        self.taken_up: set[int] = set()
        self.pronouns: dict[int, Reference] = {}
        #: Members of lists, by their first and past-last token: "they" are all of them.
        self.listed: set[tuple[int, int]] = set()
        #: Gender of actors that a pronoun has told.
        self.genders: dict[str, str] = {}
        #: Who says each quotation: the reference, whose actor may still be found; and where the quotation begins.
        self.speakers: dict[int, Reference] = {}
        self.begins: dict[int, int] = {}
        #: Persons named inside each quotation.
        self.names_said: dict[int, list[Reference]] = {}
        for reference in self.ordered:
            if reference.quote >= 0 and reference.form == "name" and reference.sort == "person":
                self.names_said.setdefault(reference.quote, []).append(reference)
        for i, quote in enumerate(self.quotes):
            if quote >= 0:
                self.begins.setdefault(quote, i)
        if self.begins:
            self._find_speakers()

    def _is_said(self, sentence: int) -> bool:
        """Whether nothing of a sentence stands outside of quotations."""
        span, texts = self.doc.sentences[sentence], self.doc.token_texts
        return all(self.quotes[i] >= 0 or texts[i] in MARKS for i in range(span.start, span.end))

    def _titles(self, given: Iterable[Reference]) -> set[str]:
        """Last words of the names of newspapers ("The Northern Post")."""
        lowers = self.doc.token_lowers
        return {
            lowers[r.end - 1]
            for r in given
            if r.form == "name" and r.end - r.start > 1 and r.actor is not None and self.facts(r.actor).kind == "media" and r.end - 1 == r.head
        }

    def _class_references(self, taken: set[int], titles: set[str]) -> list[Reference]:
        """Bare definite descriptions by a class of bodies ("the group", "the church") that nothing else has read."""
        found = []
        lowers, tags, deps, tokens = self.doc.token_lowers, self.doc.token_tags, self.doc.token_deps, self.doc.tokens
        for i, word in enumerate(lowers):
            is_title = word in titles and tags[i] == "NNP"
            if i in taken or i == 0 or not (is_title or word in self.lexicon.class_nouns or word in self.lexicon.modified_classes):
                continue
            is_bare = (is_title or word in self.lexicon.class_nouns) and lowers[i - 1] in ("the", "this", "that")
            is_modified = word in self.lexicon.modified_classes and deps[i] == "nsubj" and tokens[i].left_edge.lower_ == "the"
            if not is_bare and not is_modified:
                continue
            if tags[i] not in ("NN", "NNP") or deps[i] not in _PLACES_OF_BODIES or any(c.i > i and narrows(c, tokens[i]) for c in tokens[i].children):
                continue
            found.append(Reference(i, i + 1, i, "nominal", "body", "s", "n", None, "description", word, is_definite=True, note="class"))
        return found

    def _land_references(self, taken: set[int]) -> list[Reference]:
        """Descriptions of a state ("the country", "his country", "the oil-rich kingdom") that nothing else has read, but for those of where."""
        found = []
        lowers, tags, deps, tokens = self.doc.token_lowers, self.doc.token_tags, self.doc.token_deps, self.doc.tokens
        for i, word in enumerate(lowers):
            if (word not in self.lexicon.land_nouns and word != "state") or i in taken or tags[i] != "NN" or deps[i] not in _PLACES_OF_BODIES:
                continue
            token = tokens[i]
            if word == "state" and lowers[i - 1] not in self.lexicon.land_regions:
                continue
            first = token.left_edge.i
            if (deps[i] == "pobj" and token.head.lower_ in WHERE) or (deps[i] == "dobj" and token.head.lemma_ in self.lexicon.leaving_verbs):
                continue
            if deps[i] in ("attr", "conj") or any(c.i > i and narrows(c, token) for c in token.children):
                continue
            is_own = tags[first] == "PRP$" and first == i - 1
            if not is_own and (lowers[first] not in ("the", "this") or any(tags[j] not in ("JJ", "HYPH", "NN", "VBN") for j in range(first + 1, i))):
                continue
            found.append(
                Reference(i, i + 1, i, "nominal", "country", "s", "n", None, "description", word, True, first if is_own else None, note="country")
            )
        return found

    def _pair_references(self, taken: set[int]) -> list[Reference]:
        """Descriptions of two actors ("the two sides", "both countries") that nothing else has read."""
        found = []
        lowers, deps, tokens = self.doc.token_lowers, self.doc.token_deps, self.doc.tokens
        for i, word in enumerate(lowers):
            if word not in self.lexicon.pair_nouns or i in taken or i < 1 or not is_pair(lowers, i) or deps[i] not in _PLACES_OF_BODIES:
                continue
            if any(c.i > i and narrows(c, tokens[i]) for c in tokens[i].children):
                continue
            found.append(Reference(i, i + 1, i, "nominal", "body", "p", "n", None, "description", word, is_definite=True, note="pair"))
        return found

    def _lists(self) -> dict[int, list[int]]:
        """The heads of each list of nouns joined by "and", by the last of them."""
        found = {}
        tokens, deps, lowers = self.doc.tokens, self.doc.token_deps, self.doc.token_lowers
        for reference in self.ordered:
            i = reference.head
            if deps[i] == "conj" or (reference.form == "pronoun" and deps[i] == "poss"):
                continue
            heads = [i]
            for token in tokens[i].conjuncts:
                if token.i > i:
                    heads.append(token.i)
            if len(heads) > 1 and any(lowers[j] in ("and", "&") for j in range(heads[-2], heads[-1])):
                found[heads[-1]] = heads
        return found

    def _join(self, reference: Reference) -> None:
        """Put a list of single actors behind its last one, as what "they" and "the two" may stand for."""
        heads = self.lists.get(reference.head)
        if heads is None:
            return
        by_head = {r.head: r for r in self.history if r.sentence == reference.sentence and r.sort != THING and r.actor is not None}
        members = [by_head[i] for i in heads if i in by_head]
        if len(members) < len(heads) or any(m.number == "p" or m.others for m in members) or len({m.actor for m in members}) < len(members):
            return
        sorts = {m.sort for m in members}
        first = members[0]
        joined = replace(
            first,
            end=reference.end,
            form=LIST,
            sort=first.sort if len(sorts) == 1 else "body",
            number="p",
            gender=None,
            others=tuple(m.actor for m in members[1:] if m.actor is not None),
            start=first.start,
        )
        for member in members:
            self.listed.add((member.start, member.end))
        self.history.append(joined)

    def _meet(self, reference: Reference) -> None:
        """Put two who meet or talk behind the second of them, as what "they" may stand for: "Koll spoke with Rivas"."""
        token, deps = self.doc.tokens[reference.head], self.doc.token_deps
        dep = deps[reference.head]
        if reference.sort not in ("person", "country") or reference.number == "p" or reference.others or dep not in ("dobj", "pobj"):
            return
        verb = token.head if dep == "dobj" else token.head.head
        if verb.lemma_ not in self.lexicon.meeting_verbs or (dep == "pobj" and token.head.lower_ not in ("with", "to")):
            return
        subject = next((c.i for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), -1)
        first = next((k for k in reversed(self.history) if k.head == subject and k.sort == reference.sort and k.number != "p"), None)
        if first is None or first.others or first.actor in (None, reference.actor) or reference.actor is None:
            return
        joined = replace(reference, form=LIST, number="p", gender=None, actor=first.actor, others=(reference.actor,), weight=SUBJECT + 8, note=MET)
        self.history.append(joined)

    def _find_speakers(self) -> None:
        """Find the pronoun or name beside each quotation that says it: right behind its end, or before its beginning."""
        texts, quotes, limit = self.doc.token_texts, self.quotes, len(self.quotes)
        for reference in self.ordered:
            if not reference.is_speaker:
                continue
            verb = self.doc.tokens[reference.head].head.i
            i = min(reference.start, verb) - 1
            while i >= 0 and quotes[i] < 0 and (texts[i] in MARKS or (self.doc.token_pos[i] == "ADV" and min(reference.start, verb) - i < 3)):
                i -= 1
            before = quotes[i] if i >= 0 and i < min(reference.start, verb) - 1 else -1
            if before >= 0:
                self.speakers.setdefault(before, reference)
                if reference.form == "pronoun":
                    reference.speaks = before
            end = self.doc.sentences[reference.sentence].end
            i = max(reference.end, verb + 1)
            while i < end and quotes[i] < 0 and texts[i] not in MARKS:
                i += 1
            while i < limit and quotes[i] < 0 and texts[i] in MARKS and i <= end:
                i += 1
            if i < limit and quotes[i] >= 0:
                self.speakers.setdefault(quotes[i], reference)
