"""From tokens to stretches: listed names and nouns, then the model's names, and the runs that they stand in.

What belongs here: which stretch is known to which list. What does not: its sense in its place (``listed``, ``descriptions``, ``persons``).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.annotate.gazetteer import Match, fold
from pipelines.extract.names.lexicon import Noun, Use
from pipelines.extract.names.organisations import Organisations
from pipelines.extract.names.page import Atom

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
#: Tags of words that a listed noun phrase may begin with.
_OPENING = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "VBN", "VBG", "FW", "CD", "RB", "AFX", "VB", "VBP", "UH"})
_PREMODIFIERS = frozenset({"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "AFX", "FW", "HYPH"})
_INSIDE = _PREMODIFIERS | {"POS"}
_VERBAL = frozenset({"VBN", "VBG", "RB"})
_BEFORE_NOUNS = frozenset({"amod", "compound", "advmod", "npadvmod"})
#: What the two states of a divided land call one another.
_KOREAS = {"North": "PRK", "South": "KOR"}
#: Groups of occupations that are surnames too.
_TRADES = frozenset({"labour", "farm", "people", "sport", "arts", "business", "medic", "law", "journalist", "academic", "police", "officer", "aid"})
#: Words beside "coalition" that make it one of forces.
_ARMED_BEFORE = frozenset({"led", "military", "international", "multinational"})
_ARMED_AFTER = frozenset({"forces", "troops", "soldiers", "aircraft", "warplanes", "jets", "airstrike", "airstrikes", "strikes", "force"})
#: Words that a name may hold without a capital.
_SMALL_WORDS = frozenset({"and", "for", "the", "with", "without", "against"})


class Scan(Organisations):
    """Marks all stretches and cuts the text into runs."""

    def scan(self) -> None:
        """Mark the tokens of listed names and nouns and of the model's names."""
        lexicon = self.lexicon
        names: dict[int, Match[Use]] = {}
        i = 0
        for at in (n for n, is_capital in enumerate(self.capital) if is_capital):
            match = self._name_at(at) if at >= i else None
            if match is not None:
                if match.values[0].sense == "place":
                    self.blocked.update(range(match.start, match.end))
                elif not self._is_part_of_name(match) and not self._is_money(match):
                    names[at] = match
                i = match.end
        people = {i: e for e in self._person_entities() for i in range(e.start, e.end)}
        common = {i for i in lexicon.nouns.openings(self.words) if self.tags[i] in _OPENING}
        past = 0
        for i in sorted(common.union(names)):
            if i < past:
                continue
            match = names.get(i)
            noun = lexicon.nouns.at(self.words, i) if i in common else None
            if match is not None and noun is not None and noun.end > match.end:
                rest = lexicon.nouns.at(self.words, match.end)
                if rest is not None and rest.end == noun.end:
                    noun = None
            if noun is not None and (noun.end - 1 in self.blocked or any(self.opening[i + 1 : noun.end]) or not self._noun_stands(noun)):
                noun = None
            person = people.get(i)
            if match is not None and person is not None and person.end - person.start > 1 and match.end - match.start < person.end - person.start:
                match = None
            if match is not None and noun is not None and match.end == noun.end and self._is_owned(i, noun):
                match = None
            if match is not None and (noun is None or match.end >= noun.end):
                self._mark(Atom(match.start, match.end, "name", uses=match.values, is_close=match.is_close))
                past = match.end
            elif noun is not None and not (
                person is not None and self.texts[i][0].isupper() and person.end > noun.end and person.start <= i and not self._is_title(noun)
            ):
                self._mark(Atom(noun.start, self._past_stop(noun), "noun", nouns=self._as_written(noun)))
                past = noun.end
        for match in names.values():
            if len({u.entry.id for u in match.values}) == 1:
                use = match.values[0]
                if use.entry.gazetteer == "countries":
                    self.named_states.add(use.entry.id)
                elif use.sense == "name":
                    self.named_in_full.add(use.entry.id)
            for use in match.values:
                # a name swallowed by a longer noun phrase still counts for what it says about the document
                if use.entry.gazetteer == "contested" and use.entry.kind == "government" and use.entry not in self.contested:
                    self.contested.append(use.entry)
        self._mark_koreas()
        self._unmark_doubtful()
        self._mark_classed()
        self._mark_people()
        self._mark_organisations()

    def _mark_koreas(self) -> None:
        """Read "the North", "the South" where the document names North Korea, or that and South Korea."""
        if "PRK" not in self.named_states:
            return
        for i in range(1, len(self.texts) - 1):
            country = _KOREAS.get(self.texts[i])
            entry = self.lexicon.entries.get(("countries", country)) if country is not None else None
            if entry is None or country not in self.named_states or self.texts[i - 1].lower() != "the" or self.atoms[i] is not None:
                continue
            after = self.texts[i + 1]
            if after == "of" or (after[0].isupper() and not self.opening[i + 1]):
                continue
            self._mark(Atom(i, i + 1, "name", uses=(Use(entry, "name"),)))

    def _unmark_doubtful(self) -> None:
        """Forget letters that are a listed body's of a state of which the document does not speak."""
        for atom in {id(a): a for a in self.atoms if a is not None and a.uses}.values():
            if all(u.sense == "acronym" and u.entry.country is not None and self._is_doubtful(u) for u in atom.uses):
                self.blocked.update(range(atom.start, atom.end))
                self.atoms[atom.start : atom.end] = [None] * (atom.end - atom.start)

    def _is_doubtful(self, use: Use) -> bool:
        """Whether letters may mean somebody else: neither the country nor the full name of the listed body is in the document."""
        entry = use.entry
        if entry.country is None or (
            entry.kind not in ("government", "military", "police", "party", "armed_group", "ngo") and not entry.is_ambiguous
        ):
            return False
        if use.sense == "name" and entry.kind != "media":
            return False
        known = entry.country in self.named_states or entry.id in self.named_in_full
        return not known and use.letters not in self.lexicon.words.known_acronyms

    def _is_owned(self, i: int, noun: Match[Noun]) -> bool:
        """Whether a state's name or adjective stands right before a body ("Armenia's Security Council" is not that of the United Nations)."""
        if not any(n.sort == "body" for n in noun.values):
            return False
        at = i - 1 - (i > 0 and self.tags[i - 1] == "POS")
        before = self.atoms[at] if at >= 0 else None
        return before is not None and any(u.entry.gazetteer in ("countries", "contested") for u in before.uses)

    def _is_money(self, match: Match[Use]) -> bool:
        """Whether a currency follows: "US dollars"."""
        return match.end < len(self.tokens) and self.tokens[match.end].lemma_.lower() in self.lexicon.words.currencies

    def _is_part_of_name(self, match: Match[Use]) -> bool:
        """Whether a listed organisation is only the beginning or end of a longer capitalised name ("The Australian" Financial Review)."""
        if any(u.entry.gazetteer in ("countries", "contested") for u in match.values):
            return False
        entity = self.entities.get(match.start)
        if entity is None or entity.label != "ORG":
            return False
        if match.start == entity.start and self._before_office(match, entity.end):
            return False
        if match.end < entity.end and self.texts[match.end] == "and" and entity.start == match.start:
            # two bodies that the model takes for one
            return False
        rest = [i for i in range(entity.start, entity.end) if not match.start <= i < match.end and self.texts[i][0].isalpha()]
        return any(
            self.texts[i][0].isupper()
            and self.tags[i] in ("NNP", "NNPS")
            and self.texts[i] != "The"
            and self.lexicon.nouns.at(self.words, i) is None
            and self.lexicon.names.at(self.words, i) is None
            for i in rest
        )

    def _before_office(self, match: Match[Use], end: int) -> bool:
        """Whether what the model takes for a longer name is letters and somebody's field: "EU Transport Commissioner"."""
        office = self.lexicon.nouns.at(self.words, end) if end < len(self.texts) else None
        return (
            all(u.sense == "acronym" and u.entry.kind == "intergovernmental" for u in match.values)
            and fold(self.texts[end - 1]) not in self.lexicon.words.organisation_heads
            and office is not None
            and any(n.sort == "role" for n in office.values)
        )

    def _name_at(self, i: int) -> Match[Use] | None:
        text = self.texts[i]
        match = self.lexicon.names.at(self.words, i)
        if match is None or any(self.opening[i + 1 : match.end]):
            return None
        written = self.text(match.start, match.end)
        letters = written.replace(".", "").replace(" ", "").replace("-", "")
        # a headline in capitals must not turn words into acronyms, nor "us" into a country
        kept = tuple(u for u in match.values if u.letters is None or letters == u.letters.replace("-", ""))
        if text == "The" and match.end < len(self.tags) and self.tags[match.end] in ("NN", "NNS", "NNP", "NNPS", "JJ"):
            # "The Australian government" is no newspaper
            return None
        if any(t[0].islower() and len(t) > 3 and t not in _SMALL_WORDS for t in self.texts[match.start + 1 : match.end]):
            # "The national" at the head of a sentence is no newspaper; "Karabakh officials" and "US embassy" are what they seem
            opens = self.opening[i] or text in ("The", "A", "An")
            if opens and not self.lexicon.names.get(text):
                return None
        if match.end - match.start == 1 and len(text) > 1 and text.isupper() and len(text) <= 4:
            kept = tuple(u for u in kept if u.letters is not None) or kept
        return Match(match.start, match.end, kept, match.is_close) if kept else None

    def _past_stop(self, match: Match[Noun]) -> int:
        """One past the full stop of a shortened title before a name ("Msgr. Jean D.")."""
        end = match.end
        if end + 1 >= len(self.texts) or self.texts[end] != "." or not self.texts[end + 1][0].isupper() or not self._is_title(match):
            return end
        if any(n.term.endswith(".") for n in match.values):
            # the full stop of a title ends no sentence
            self.opening[end + 1] = False
        return end if self.opening[end + 1] else end + 1

    def _is_title(self, match: Match[Noun]) -> bool:
        return any(n.is_title for n in match.values)

    def _as_written(self, match: Match[Noun]) -> tuple[Noun, ...]:
        """The senses that the letters allow: "Father" may be a priest, "father" is none."""
        if self.texts[match.start].lower() == "coalition" and match.end == match.start + 1:
            is_armed = any(self._is_armed_coalition(i) for i, text in enumerate(self.texts) if text.lower() == "coalition")
            return tuple(n for n in match.values if (n.kind == "military") == is_armed) or match.values
        if self.texts[match.start][0].isupper():
            return match.values
        return tuple(n for n in match.values if n.office != "clergy" and not n.term[0].isupper()) or match.values

    def _is_armed_coalition(self, i: int) -> bool:
        """Whether "coalition" is here one of forces: "the X-led coalition", "coalition troops"."""
        after = self.texts[i + 1].lower() if i + 1 < len(self.texts) else ""
        return self.texts[i - 1].lower() in _ARMED_BEFORE or after in _ARMED_AFTER

    def _noun_stands(self, match: Match[Noun]) -> bool:
        """Whether the phrase is a noun here, and not a verb, an adverb or an hour of the same letters ("the forces", "it forces")."""
        if match.end - match.start == 1 and (match.start in self.hours or self.texts[match.start].endswith(".m.")):
            return False
        if match.end - match.start == 1 and self._is_surname(match):
            return False
        if match.start and self.tags[match.start - 1] == "TO" and self.tags[match.end - 1] == "NN" and self.tokens[match.end - 1].pos_ == "VERB":
            return False
        return (
            self.tags[match.end - 1] in _NOUNS
            or (match.end - match.start > 1)
            or (self.tags[match.end - 1] in ("JJ", "VBG") and self._heads(match.end - 1))
        )

    def _is_surname(self, match: Match[Noun]) -> bool:
        """Whether an occupation with a capital and without an article is a name ("Baker said"), and lower-case letters no title ("35 sen")."""
        at = match.start
        if self.texts[at].islower():
            return all(n.term.endswith(".") for n in match.values)
        return (
            self.tags[at] == "NNP"
            and self.texts[at].istitle()
            and all(n.sort == "role" and n.office in _TRADES and not n.is_title and not n.is_plural for n in match.values if n.sort != "group")
            and any(n.sort == "role" for n in match.values)
            and (at == 0 or self.tags[at - 1] not in ("DT", "PRP$", "JJ", "NNP", "NN"))
            and (at + 1 == len(self.tags) or self.tags[at + 1] not in ("NNP", "NN"))
        )

    def _heads(self, i: int) -> bool:
        return self.tokens[i].dep_ in ("nsubj", "nsubjpass", "dobj", "pobj") and self.tokens[i].pos_ in ("NOUN", "PROPN")

    def runs(self) -> Iterator[tuple[int, int]]:
        """Stretches with a mark, of words that can belong to one noun phrase: without articles, prepositions, commas and dates."""
        past = 0
        for i, atom in enumerate(self.atoms):
            if atom is None or i < past:
                continue
            start = i
            while start > past and not self.opening[start] and self._is_inside(start - 1):
                start -= 1
            past = i + 1
            while past < len(self.tokens) and not self.opening[past] and (self.atoms[past] is not None or self._is_inside(past)):
                past += 1
            yield start, past

    def _is_inside(self, i: int) -> bool:
        tag = self.tags[i]
        return (
            tag in _INSIDE
            or (
                tag in _VERBAL
                and self.deps[i] in _BEFORE_NOUNS
                and self.tokens[i].head.i > i
                # "the army later killed": an adverb of the verb is no part of the noun phrase
                and (tag != "RB" or self.deps[self.tokens[i].head.i] in _BEFORE_NOUNS or self.tags[self.tokens[i].head.i] in _INSIDE)
            )
            or self.texts[i] == "-"
        ) and i not in self.dates
