"""Which words are a person's name, and which person of the document it is.

What belongs here: full names, surnames, names after a title. What does not: offices and what they tell (``persons``).
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from pipelines.annotate.gazetteer import fold, key
from pipelines.extract.names.locating import Locating
from pipelines.extract.names.page import Atom, Facts, Name
from pipelines.ids import make_id

_NAME_ENDINGS = frozenset({"ii", "iii", "iv", "vi", "vii", "xvi", "jr", "sr"})
_MONTH_NAMES = frozenset({"may", "june", "august", "april", "march", "friday"})
#: Words that make a title before them part of another name ("Premier League", "President House").
_NO_BEARERS = frozenset({"league", "house", "office", "division", "cup"})
#: Words that join two names of one person, and what may stand before them.
_KNOWN = frozenset({"known", "alias"})
_BEFORE_KNOWN = frozenset({",", "(", "better", "also", "widely", "popularly", "commonly", "who", "is", "was", "universally", "locally"})
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
#: Words of a name that may lack its last one, and what stands behind a whole one.
_NAMES = 2
_BEHIND_NAMES = frozenset({"POS", ",", ".", "VBD", "VBZ", "VBP", "IN", "CC", "MD"})
#: Prepositions before a place, and verbs of moving to one.
_INSIDE = frozenset({"in", "near", "outside", "inside"})
_MOVED = frozenset({"go", "send", "travel", "fly", "flee", "move", "return", "come", "drive", "deploy", "march", "retreat"})
_SUFFIXES = frozenset({"era", "style", "like", "aide", "day", "year", "man", "time", "trip"})


_DASHES = frozenset({"--", "–", "—"})
#: Letters of a surname that may be spelt in several ways; likeness (0..100) from which two spellings are one: of any two, of two of one sound.
_SPELT, _CLOSE_SURNAME, _LIKE_SOUND = 6, 88.0, 50.0
#: Letters of a surname that stands alone, and its likeness (0..100) to one of the document, for which no model need know it.
_LONG, _SLIP = 7, 90.0
#: Letters by which the same sound is written, longer ones first.
_SOUNDS = (
    ("sch", "s"),
    ("tch", "s"),
    ("kh", "k"),
    ("gh", "k"),
    ("dh", "d"),
    ("th", "d"),
    ("sh", "s"),
    ("ch", "s"),
    ("zh", "s"),
    ("ph", "f"),
    ("ts", "s"),
)
_LETTERS = str.maketrans({"q": "k", "g": "k", "c": "k", "t": "d", "z": "s", "j": "s", "w": "v", "b": "b", "p": "b"} | dict.fromkeys("aeiouyh'-", ""))


def _is_other_name(first: str, second: str) -> bool:
    """Whether an ending makes two names of what looks like one: "Ivanov" and "Ivanova", "William" and "Williams"."""
    shorter, longer = sorted((first, second), key=len)
    return longer in (shorter + "a", shorter + "s")


def _sound(name: str) -> str:
    """The consonants of a name, alike for letters that transcriptions use for one another."""
    for letters, sound in _SOUNDS:
        name = name.replace(letters, sound)
    sounds = name.translate(_LETTERS)
    return "".join(c for i, c in enumerate(sounds) if i == 0 or c != sounds[i - 1])


class People(Locating):
    """Marks the names of persons."""

    def _person_entities(self) -> list[Name]:
        return [e for e in self.named if e.label == "PERSON"]

    def _name_tokens(self, start: int, end: int) -> tuple[int, int] | None:
        """The stretch of a model's name that can be a person's: titles, listed words and marks cut off; None when nothing is left."""
        while start < end and (
            self.texts[start].lower().rstrip(".") in self.lexicon.words.courtesy
            or not self.texts[start][0].isalpha()
            or self._is_stripped(start, end)
            or self.tags[start] in ("DT", "IN", "PRP$", "CC")
            or (start + 1 < end and self.texts[start].lower() in _WEEKDAYS)
            or (start + 1 < end and self.opening[start] and self.tags[start] == "VBG")
        ):
            start += 1
        end = next((i for i in range(start + 1, end) if self.texts[i] in _DASHES), end)
        while end > start and (
            self.texts[end - 1] in ("'s", "'", "’s")
            or not (self.texts[end - 1][0].isalpha())
            or (self.atoms[end - 1] is not None and end - start > 1 and self.atoms[end - 1].sort == "noun" and self.texts[end - 1][0].islower())  # type: ignore[union-attr]
            or end - 1 in self.dates
        ):
            end -= 1
        if start >= end:
            return None
        start = self._from_given(start, end)
        end = self._past_surname(start, self._past_particles(end))
        for i in range(start, end):
            text = self.texts[i]
            if text in ("-", "'", "’"):
                continue
            if text in (",", ";", ":", "(", ")", '"', "/") or text[0].isdigit():
                return None
            is_syllable = i - 1 > start and i == end - 1 and self.texts[i - 1] == "-" and not self.tokens[i - 1].whitespace_
            if text[0].islower() and text not in self.lexicon.words.particles and not is_syllable:
                return None
            if fold(text) in self.lexicon.words.not_names and end - start == 1:
                return None
        if fold(self.texts[end - 1]) in self.lexicon.words.not_names - _MONTH_NAMES:
            return None
        if self._is_syllable(start, end):
            # "Kim | Gye-gwan": the model has the surname alone
            end += 1
        if (
            end - start > 1
            and end + 1 < len(self.texts)
            and self.texts[end] == "-"
            and not self.tokens[end - 1].whitespace_
            and not self.tokens[end].whitespace_
        ):
            # "Ban Ki-moon": the second syllable of a Korean or Chinese given name may be written small
            after = self.texts[end + 1]
            is_name = self.tags[end + 1] in ("NN", "NNP", "FW", "JJ", "NNS") or after == "in"
            if after.islower() and len(after) <= 5 and is_name and after not in _SUFFIXES:
                end += 2
        return (start, end) if self.texts[start][0].isupper() else None

    def _is_syllable(self, start: int, end: int) -> bool:
        """Whether the given name of two syllables follows a surname."""
        if end - start != 1 or end + 2 >= len(self.texts) or self.texts[end + 1] != "-" or self.opening[end]:
            return False
        is_free = self.atoms[end] is None and self.tags[end] == "NNP" and end not in self.entities
        return is_free and self.texts[end + 2].islower() and not self.tokens[end].whitespace_ and len(self.texts[end]) < len("syllab")

    def _from_given(self, start: int, end: int) -> int:
        """Where a name begins of which the model has the surname alone: "Tore | Vik" in a list."""
        before = start - 1
        if before < 0 or self.opening[start] or self.tags[before] != "NNP" or before in self.entities:
            return start
        is_given = self.deps[before] == "compound" and self.tokens[before].head.i in range(start, end) and self.texts[before].istitle()
        if end - start > 1 and fold(self.texts[before]) not in self.lexicon.origins.given.keys() | self.lexicon.references.gender_of_name.keys():
            return start
        words, given = self.lexicon.words, fold(self.texts[before])
        is_free = self.atoms[before] is None and given not in words.courtesy and given not in words.not_names
        token = self.tokens[start]
        is_located = token.dep_ == "pobj" and token.head.lower_ in _INSIDE | {"at"}
        is_quoted = before > 0 and self.texts[before - 1] in ('"', "``")
        return before if is_given and is_free and not is_located and not is_quoted else start

    def _past_surname(self, start: int, end: int) -> int:
        """One past a surname that the model left out of a name behind a title ("President Susilo Bambang | Yudhoyono's visit")."""
        if end + 1 >= len(self.texts) or end - start < _NAMES or not self._titled(start) or self.opening[end] or not self.tokens[end - 1].whitespace_:
            return end
        is_free = self.tags[end] == "NNP" and self.atoms[end] is None and end not in self.entities and self.texts[end].istitle()
        return end + 1 if is_free and self.tags[end + 1] in _BEHIND_NAMES and fold(self.texts[end]) not in self.lexicon.words.not_names else end

    def _past_particles(self, end: int) -> int:
        """One past a name that goes on behind a particle where the model broke it off ("Abdel Fattah | el-Sisi")."""
        while end + 1 < len(self.texts) and self.texts[end] in self.lexicon.words.particles and self.tokens[end - 1].whitespace_:
            following = end + 2 if self.texts[end + 1] == "-" else end + 1
            if following >= len(self.texts) or self.tags[following] not in ("NNP", "NNPS") or not self.texts[following][0].isupper():
                break
            end = following + 1
        return end

    def _is_stripped(self, start: int, end: int) -> bool:
        """Whether a listed word opens what the model takes for a person's name: an office, a nation, but not the given name of "Salvador A."."""
        atom = self.atoms[start]
        if atom is None or atom.sort == "person":
            return False
        return atom.sort == "noun" or end - atom.end > 1 or any(u.sense in ("adjective", "acronym") for u in atom.uses)

    def _mark_people(self) -> None:
        spans: list[tuple[int, int, bool]] = []
        located = self._located()
        for entity in self._person_entities():
            if located and key(self.text(entity.start, entity.end).removesuffix("'s")) in located and not self._titled(entity.start):
                continue
            following = self.atoms[entity.end] if entity.end < len(self.atoms) else None
            if following is not None and self.texts[entity.end] == "police" and not self._titled(entity.start):
                # "the Bajo Cauca police"
                continue
            name = self._name_tokens(entity.start, entity.end)
            if name is None or self._is_title_of_work(*name) or self._is_of_region(name[0]):
                continue
            if self._titled(name[0]) or not (self._is_place(*name, is_person=True) or self._is_reached(*name)):
                spans.append((*name, False))
        spans += self._unseen_people()
        taken = {i for s, e, _ in spans for i in range(s, e)}
        courtesy = self.lexicon.words.courtesy
        for i, (atom, is_capital) in enumerate(zip(self.atoms, self.capital, strict=True)):
            if atom is None and not is_capital:
                continue
            # a title and unknown capitalised words: a person, whatever the model says
            is_title = (
                atom is not None
                and atom.sort == "noun"
                and atom.start == i
                and any(n.sort == "role" and n.is_title and not n.is_plural for n in atom.nouns)
            )
            is_courtesy = is_capital and self.texts[i].lower().rstrip(".") in courtesy and self.texts[i][0].isupper()
            if not is_title and not is_courtesy:
                continue
            start = atom.end if is_title and atom is not None else i + 1
            if start < len(self.texts) and self.texts[start] == ".":
                start += 1
            end = self._capitals_from(start)
            if end > start and not any(j in taken for j in range(start, end)) and end - start <= 5:
                if is_title and not is_courtesy and (self._is_organisation(start, end) or fold(self.texts[start]) in _NO_BEARERS):
                    continue
                spans.append((start, end, True))
                taken.update(range(start, end))
        known_titles = {s for s, _, titled in spans if titled}
        for start, end, titled in sorted(spans, key=lambda s: (self.starts[s[0]] < self.doc.title_end, -(s[1] - s[0]), s[0])):
            words = [t for t in self.texts[start:end] if t not in ("-", "'")]
            is_titled = titled or start in known_titles or self._titled(start)
            if all(self.atoms[i] is not None for i in range(start, end)) and (not (is_titled and len(words) > 1) or self._is_group(start, end)):
                continue
            actor = self._person(start, end, is_titled)
            if actor is not None:
                if self._is_in_office(start):
                    self.titled.add(actor)
                self._mark(Atom(start, end, "person", actor=actor))
        self._join_other_names()
        if self.full_names:
            for i, text in enumerate(self.texts):
                if not self.capital[i] or not text[0].isupper() or self.tags[i] not in ("NNP", "NNPS", "NN"):
                    continue
                if self.atoms[i] is not None and not self._is_surname_alone(i):
                    continue
                if (
                    self.deps[i] == "nsubj"
                    and self.tags[i] == "NNP"
                    and i not in self.entities
                    and len(text) > _LONG
                    and fold(text) not in self.by_surname
                ):
                    slip = self._close_surname(fold(text))
                    if slip is not None and fuzz.ratio(fold(text), fold(self.facts[slip].name).split()[-1]) >= _SLIP:
                        self._mark(Atom(i, i + 1, "person", actor=slip))
                        continue
                is_given = fold(text) in self.by_given and self.tags[i] == "NNP" and self._stands_alone(i)
                if fold(text) in self.by_surname or is_given:
                    actor = self._single(i, is_new=is_given, is_known=True)
                    if actor is not None:
                        self._mark(Atom(i, i + 1, "person", actor=actor))

    def _is_group(self, start: int, end: int) -> bool:
        """Whether words are the listed name of a group or party, and of nothing else: "the radical | Al-Nur | said"."""
        atom = self.atoms[start]
        is_whole = atom is not None and (atom.start, atom.end) == (start, end)
        return is_whole and atom is not None and bool(atom.uses) and all(u.entry.kind in ("armed_group", "party") for u in atom.uses)

    def _unseen_people(self) -> list[tuple[int, int, bool]]:
        """Names that the model passes over, of subjects in apposition to an office: "A. B., the governor of X, said"."""
        found = []
        for i in range(1, len(self.texts) - 2):
            if self.texts[i + 1] != "," or self.tags[i] != "NNP" or self.tags[i - 1] != "NNP" or self.deps[i] != "nsubj" or self.opening[i]:
                continue
            if any(j in self.entities or self.atoms[j] is not None or not self.texts[j].istitle() for j in (i - 1, i)):
                continue
            if (i > 1 and self.tags[i - 2] == "NNP" and not self.opening[i - 1]) or fold(self.texts[i]) in self.lexicon.words.organisation_heads:
                continue
            apposed = [self.atoms[c.i] for c in self.tokens[i].children if c.dep_ == "appos" and c.i > i]
            if any(a is not None and any(n.sort == "role" and not n.is_plural for n in a.nouns) for a in apposed):
                found.append((i - 1, i + 1, False))
        return found

    def _stands_alone(self, i: int) -> bool:
        """Whether a word is a name by itself: the model says so, or it is a subject and no capital stands beside it."""
        around = self.entities.get(i)
        if around is not None:
            return around.end - around.start == 1
        beside = self.texts[i + 1 : i + 2] + ([] if self.opening[i] else self.texts[i - 1 : i])
        return self.tokens[i].dep_ in ("nsubj", "nsubjpass") and not any(t[0].isupper() for t in beside)

    def _is_surname_alone(self, i: int) -> bool:
        """Whether what is an office elsewhere is the surname of somebody named in full: "King said" of Martha King."""
        atom, texts = self.atoms[i], self.texts
        if atom is None or atom.sort != "noun" or atom.end - atom.start != 1 or self.tags[i] != "NNP" or not texts[i].istitle():
            return False
        if fold(texts[i]) not in self.by_surname or self.deps[i] not in ("nsubj", "nsubjpass", "poss"):
            return False
        before = texts[i - 1] if i and not self.opening[i] and not self.tokens[i].is_sent_start else ""
        after = texts[i + 1] if i + 1 < len(texts) else ""
        return before.lower() not in ("the", "a", "an") and not before.istitle() and not after[:1].isupper() and after != "of"

    def _is_of_region(self, start: int) -> bool:
        """Whether a class of places stands right before a name: "the border province X"."""
        before = self.texts[start - 1] if start and not self.opening[start] else ""
        return before in self.lexicon.words.region_nouns and self.tags[start - 1] == "NN" and before not in ("state", "county", "city")

    def _located(self) -> set[str]:
        """Names that the model takes for persons', of listed towns and provinces that something is in, or that are called towns."""
        nouns = self.lexicon.words.region_nouns
        places = {key(self.text(e.start, e.end).removesuffix("'s")) for e in self.named if e.label == "GPE"}
        found = places & self.lexicon.states_of_places.keys()
        for entity in self._person_entities():
            name = key(self.text(entity.start, entity.end).removesuffix("'s"))
            if name not in self.lexicon.states_of_places or entity.start == 0:
                continue
            before = self.texts[entity.start - 1].lower()
            is_called = before == "of" and entity.start > 1 and self.texts[entity.start - 2].lower() in nouns
            if before in _INSIDE or is_called or (before == "to" and self.tokens[entity.start - 1].head.lemma_ in _MOVED):
                found.add(name)
        return found

    def _is_reached(self, start: int, end: int) -> bool:
        """Whether a name is where something is: "to X, where", "reached X"."""
        if end + 1 < len(self.texts) and self.texts[end] == "," and self.texts[end + 1].lower() == "where":
            return True
        root = self.doc.doc[start:end].root
        return root.dep_ == "dobj" and end - start > 1 and root.head.lemma_ in self.lexicon.words.reached_verbs

    def _join_other_names(self) -> None:
        """Read "A. B., known as C": one person under both names."""
        for i in range(1, len(self.texts) - 2):
            if self.texts[i] not in _KNOWN or (self.texts[i] != "alias" and self.texts[i + 1] != "as"):
                continue
            at, before = i + 1 + (self.texts[i] != "alias"), i - 1
            while before > 0 and self.texts[before].lower() in _BEFORE_KNOWN:
                before -= 1
            person = self.atoms[before]
            while at + 1 < len(self.texts) and self.texts[at].lower() in ('"', "``", "'", "the"):
                at += 1
            if person is None or person.sort != "person" or person.actor is None or at >= len(self.texts) or self.opening[at]:
                continue
            known = self.atoms[at]
            end = self._capitals_from(at) if known is None else known.end
            if known is not None and (known.sort != "person" or known.actor is None):
                continue
            if end == at or (known is None and self.texts[at].isupper()):
                continue
            names = [fold(t) for t in self.texts[at:end] if t not in ("-", "'")]
            if known is not None:
                other = known.actor
                for atom in self.atoms:
                    if atom is not None and atom.actor == other:
                        atom.actor = person.actor
            else:
                self._mark(Atom(at, end, "person", actor=person.actor))
            self.full_names[key(self.text(at, end))] = person.actor
            self.by_surname[names[-1]] = [person.actor]

    def _titled(self, start: int) -> bool:
        before = self.atoms[start - 1] if start else None
        if start and self.texts[start - 1].lower().rstrip(".") in self.lexicon.words.courtesy:
            return True
        return before is not None and before.sort == "noun" and any(n.sort == "role" and not n.is_plural for n in before.nouns)

    def _is_organisation(self, start: int, end: int) -> bool:
        return fold(self.texts[end - 1]) in self.lexicon.words.organisation_heads and end - start > 1

    def _capitals_from(self, start: int) -> int:
        """One past the last token of a run of unlisted capitalised words."""
        end, i = start, start
        while i < len(self.tokens) and i - start < 6:
            text = self.texts[i]
            if self.atoms[i] is not None or i in self.dates or (self.opening[i] and i > start):
                break
            if text[0].isupper() and text[0].isalpha() and self.tags[i] in ("NNP", "NNPS", "NN", "JJ", "FW", "VBG", "VBN", "VBZ", "NNS"):
                if fold(text) in self.lexicon.words.not_names:
                    break
                end = i + 1
            elif (
                text not in ("-", "'")
                and not (text in self.lexicon.words.particles and end > start)
                and text not in ("al", "el", "bin", "de", "van", "von")
            ):
                break
            i += 1
        return end

    def _person(self, start: int, end: int, is_titled: bool) -> str | None:
        words = [t for t in self.texts[start:end] if t not in ("-", "'")]
        normal = key(self.text(start, end))
        is_al = words[0].lower() in ("al", "el") and len(words) == 2 and fold(words[1]) not in self.by_surname
        # "Al-Bab" is a town as often as a person
        if is_al and not is_titled and not self._acts_somewhere(normal):
            return None
        if not is_titled and all(i in self.blocked for i in range(start, end)):
            return None
        if not is_titled and normal in self.lexicon.cities and normal not in self.by_surname:
            return None
        if len(words) == 1:
            return self._single(start, is_titled=is_titled, is_new=True)
        if self.lexicon.names.get(self.text(start, end)) and not is_titled:
            return None
        in_title = self.tokens[start].idx < self.doc.title_end
        is_known = normal in self.full_names or bool(self.by_surname.get(fold(words[-1])))
        # in a headline every word may have a capital
        if in_title and not is_titled and not is_known and any(t[0].isupper() for t in self.texts[end : end + 1]):
            return None
        if normal in self.full_names:
            return self.full_names[normal]
        # "Pashinyan Nikol" or a longer form of a known name
        for known, actor in self.full_names.items():
            a, b = set(known.split()), set(normal.split())
            if (a <= b or b <= a) and len(a & b) > 1:
                self._learn(normal, actor, words)
                return actor
        actor = make_id("act", "person", normal)
        self.facts.setdefault(actor, Facts(self.text(start, end), "person"))
        self.full_names[normal] = actor
        self._learn(normal, actor, words)
        return actor

    def _is_in_office(self, start: int) -> bool:
        """Whether the title of an office stands before a name."""
        before = self.atoms[start - 1] if start else None
        return before is not None and before.sort == "noun" and any(n.sort == "role" and n.is_title and not n.is_plural for n in before.nouns)

    def _learn(self, normal: str, actor: str, words: Sequence[str]) -> None:
        self.full_names[normal] = actor
        while len(words) > 2 and fold(words[-1]) in _NAME_ENDINGS:
            words = words[:-1]
        for table, word in ((self.by_surname, words[-1]), (self.by_given, words[0])):
            known = table.setdefault(fold(word), [])
            if actor not in known:
                known.append(actor)
        if len(words) > 2:
            known = self.by_given.setdefault(fold(words[-2]), [])
            if actor not in known:
                known.append(actor)
        gender = self.lexicon.references.gender_of_name.get(fold(words[0]))
        if gender is not None:
            self.gender.setdefault(actor, gender)

    def _close_surname(self, word: str) -> str | None:
        """The only person of the document whose surname is another spelling, or a slip, of a word: "Gadhafi" and "Qaddafi"."""
        if len(word) < _SPELT:
            return None
        sound = _sound(word)
        found = set()
        for name, actors in self.by_surname.items():
            if len(actors) != 1 or len(name) < _SPELT or _is_other_name(name, word):
                continue
            is_like = fuzz.ratio(name, word)
            if (is_like >= _CLOSE_SURNAME and name[0] == word[0]) or (is_like >= _LIKE_SOUND and _sound(name) == sound):
                found.add(actors[0])
        return found.pop() if len(found) == 1 else None

    def _single(self, i: int, *, is_titled: bool = False, is_new: bool = False, is_known: bool = False) -> str | None:
        """A person by one name: the only one of the document with that surname or given name, else, if the text shows it, a new one."""
        word = fold(self.texts[i])
        # "Prince Karl" is not Karl Brandt
        is_noble = i > 0 and self.texts[i - 1] in self.lexicon.words.titles_of_names
        for table in (self.by_surname, self.by_given) if is_new and not is_noble else (self.by_surname,):
            known = table.get(word, [])
            if len(known) == 1:
                return known[0]
            if len(known) > 1:
                # "President A. Bush ... his wife L. Bush ... Bush said": the one whose office the report tells
                principal = [actor for actor in known if actor in self.titled]
                return principal[0] if len(principal) == 1 else None
        if not is_new or is_known:
            return None
        close = self._close_surname(word)
        if close is not None:
            return close
        if self.lexicon.names.get(self.texts[i]) and not is_titled:
            return None
        token = self.tokens[i]
        if not is_titled:
            if len(word) < 3 or token.idx < self.doc.title_end or self.tags[i] not in ("NNP", "NNPS"):
                return None
            if token.dep_ == "pobj" and token.head.lower_ in (
                "in",
                "at",
                "near",
                "to",
                "from",
                "outside",
                "around",
                "into",
                "through",
                "across",
                "of",
            ):
                return None
            if token.dep_ in ("compound", "amod", "nmod"):
                return None
        # a surname alone is somebody of this document until other documents tell
        actor = make_id("act", "person", word, self.doc.document_id)
        self.facts.setdefault(actor, Facts(self.texts[i], "person"))
        self.by_surname.setdefault(word, []).append(actor)
        return actor
