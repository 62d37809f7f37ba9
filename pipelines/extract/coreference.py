"""Who a pronoun or a description stands for, inside one document.

What belongs here: choosing an antecedent among the actors already found. What does not: finding names (``actors``), and joining documents
(``resolve.actors``). An unresolved reference is left out: no row is better than a wrong one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Self

from spacy.tokens import Token

from pipelines import lexicons
from pipelines.annotate.document import AnnotatedDocument
from pipelines.annotate.gazetteer import fold
from pipelines.extract.model import ActorIndex, ActorMention, Statement
from pipelines.ids import make_id

VERSION = 1
#: How far back an antecedent may lie, in sentences; news puts one sentence into a paragraph and keeps its speaker for several of them.
_REACH = 3
#: Salience of an antecedent's place in its clause, and what each sentence of distance costs. Set by reading agency reports.
_SUBJECT, _OBJECT, _POSSESSIVE, _OTHER = 40.0, 18.0, 14.0, 8.0
_FIRST = 28.0
_SENTENCE_COST = 16.0
_SPEAKER_BONUS = 22.0
_PARALLEL = 28.0
#: A choice is made only when the best antecedent leads the next actor by this much.
_MARGIN = 4.0
#: A lead that leaves no doubt: what the pronoun tells of gender holds for the rest of the document.
_SURE = 20.0
#: What a list of actors needs to be taken up by "they" without a rival.
_LIST_SCORE = 25.0
#: How far back, in sentences, the body may lie that "the group" or "the alliance" takes up.
_CLASS_REACH = 8
#: The lead over another person of the same sentence: "A told B that he" is left open, "A told B he" said of the only man is not.
_PERSON_MARGIN = 34.0
#: Prepositions under which a country is where something is, and not what "it" means.
_WHERE = frozenset({"in", "at", "from", "near", "across", "throughout", "around", "outside", "inside"})
_THING = "thing"
#: The form of actors side by side, which is no mention of its own.
_LIST = "list"
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
_OBJECTS = frozenset({"dobj", "dative", "iobj"})
#: Bodies that are others with a word before them: "the government" is not the provincial government.
_WHOLE = frozenset({"government", "governments", "parliament"})
#: How the content of a noun of saying hangs on it, and how its owner does.
_CONTENTS = frozenset({"acl", "ccomp", "relcl"})
_OWNING = frozenset({"poss", "compound", "nmod", "amod"})
#: Places in a clause from which a noun may be taken up again.
_PLACES_OF_BODIES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "dative", "poss"})
#: What behind or before a noun makes it another than the one spoken of.
_NARROWING = frozenset({"prep", "relcl", "acl", "appos", "poss", "amod", "compound", "nmod", "nummod"})
#: How a clause hangs on the one above it.
_EMBEDDED = frozenset({"ccomp", "xcomp", "conj", "advcl", "acl", "parataxis", "pcomp"})
_MARKS = frozenset({'"', "``", "''", ",", ":", ".", "!", "?", "--", "-", "..."})
_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "appos", "ROOT"})


@dataclass(frozen=True)
class Pronoun:
    """What a third-person form agrees with."""

    number: str
    gender: str | None
    sorts: frozenset[str]
    is_possessive: bool
    is_reflexive: bool


@dataclass(frozen=True)
class ReferenceLexicon:
    """Words of reference, from ``lexicons/references.yml`` and ``lexicons/given_names.yml``."""

    pronouns: Mapping[str, Pronoun]
    first_singular: frozenset[str]
    first_plural: frozenset[str]
    speech_verbs: frozenset[str]
    speech_nouns: frozenset[str]
    impersonal_verbs: frozenset[str]
    impersonal_participles: frozenset[str]
    #: Verbs whose object is what a possessive behind "for" is of ("thanked X for its help"), and whose own affairs an object is asked to see to.
    verdict_verbs: frozenset[str]
    own_affairs: frozenset[str]
    #: Verbs whose object's owner is not their subject.
    hostile_verbs: frozenset[str]
    #: What only an actor is: "it is ready to".
    personal_adjectives: frozenset[str]
    press: frozenset[str]
    obligations: frozenset[str]
    #: Things that say something: "the report ... it added".
    documents: frozenset[str]
    bodies: frozenset[str]
    #: Class nouns of bodies ("the group"), with the kinds of actor that each takes up again; of any kind one whose name has the word.
    class_nouns: Mapping[str, frozenset[str]]
    #: Plural nouns of which "the two" or "both" takes up two actors named before, with the sorts of these.
    pair_nouns: Mapping[str, frozenset[str]]
    gender_of_name: Mapping[str, str]

    @classmethod
    def load(cls) -> Self:
        """Read the lexicons."""
        return cls.of(lexicons.read("references"), lexicons.read("given_names"))

    @classmethod
    def of(cls, data: Mapping[str, Any], given_names: Mapping[str, Any]) -> Self:
        """Make it of the files' contents."""
        names = {fold(str(n)): "m" for n in given_names["male"]}
        for name in given_names["female"]:
            if names.get(fold(str(name))) == "m":
                del names[fold(str(name))]
            else:
                names[fold(str(name))] = "f"
        return cls(
            {
                form: Pronoun(p["number"], p["gender"], frozenset(p["sorts"]), p.get("is_possessive", False), p.get("is_reflexive", False))
                for form, p in data["pronouns"].items()
            },
            frozenset(data["first"]["singular"]),
            frozenset(data["first"]["plural"]),
            frozenset(data["speech_verbs"]),
            frozenset(data.get("speech_nouns", ())),
            frozenset(data["impersonal_verbs"]),
            frozenset(data["impersonal_participles"]),
            frozenset(data["verdict_verbs"]),
            frozenset(data["own_affairs"]),
            frozenset(data["hostile_verbs"]),
            frozenset(data["personal_adjectives"]),
            frozenset(data["press"]),
            frozenset(data["obligations"]),
            frozenset(data["documents"]),
            frozenset(data["bodies"]),
            {noun: frozenset(kinds) for noun, kinds in data["class_nouns"].items()},
            {noun: frozenset(sorts) for noun, sorts in data["pair_nouns"].items()},
            names,
        )


@dataclass(slots=True)
class Reference:
    """A mention on its way to its actor.

    ``actor`` is None until the reference is resolved. ``sort`` is person, body, country, group or population; ``number`` "s", "p", or "e" for
    either; ``gender`` "m", "f", "n" or None when it cannot be told. ``noun`` is the head term of a description, to be met again by "the ...".
    """

    start: int
    end: int
    head: int
    form: str
    sort: str
    number: str
    gender: str | None
    actor: str | None
    rule: str
    noun: str = ""
    is_definite: bool = False
    owner_pronoun: int | None = None
    role_text: str | None = None
    sentence: int = 0
    quote: int = -1
    weight: float = 0.0
    is_speaker: bool = False
    #: Further actors that the mention stands for together with ``actor`` ("the two sides").
    others: tuple[str, ...] = ()
    #: The quotation that a pronoun's clause gives its speaker, -1 for none.
    speaks: int = -1
    note: str = ""


def quote_depth(doc: AnnotatedDocument) -> list[int]:
    """For each token the number of the direct quotation that it stands in, -1 outside of any.

    A quotation mark opens and closes by turns; a paragraph ends a quotation unless the next one opens with a mark again.
    """
    found = [-1] * len(doc.doc)
    texts = doc.token_texts
    if '"' not in texts and "``" not in texts and "''" not in texts:
        return found
    number = -1
    for paragraph in doc.paragraphs:
        inside = False
        for i in range(paragraph.start, paragraph.end):
            if texts[i] in ('"', "``", "''"):
                inside = not inside
                number += inside
            elif inside:
                found[i] = number
    return found


def pronoun_references(doc: AnnotatedDocument, lexicon: ReferenceLexicon) -> list[Reference]:
    """The third-person pronouns of a document that stand for something, unresolved."""
    found = []
    lowers, pos, tags = doc.token_lowers, doc.token_pos, doc.token_tags
    for i in [i for i, word in enumerate(lowers) if word in lexicon.pronouns]:
        if pos[i] != "PRON" and tags[i] not in ("PRP", "PRP$"):
            continue
        if lowers[i] == "it" and _is_impersonal(doc.tokens[i], lexicon):
            continue
        pronoun = lexicon.pronouns[lowers[i]]
        found.append(Reference(i, i + 1, i, "pronoun", "", pronoun.number, pronoun.gender, None, ""))
    return found


def _is_impersonal(token: Token, lexicon: ReferenceLexicon) -> bool:
    """Whether "it" stands for nothing ("it is expected that", "it seems", "make it clear that")."""
    verb = token.head
    if token.dep_ == "expl":
        return True
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    complements = [c for c in verb.children if c.dep_ in ("ccomp", "xcomp", "csubj", "advcl", "acl", "relcl")]
    if token.dep_ == "nsubjpass":
        return verb.lemma_ in lexicon.impersonal_participles and (not complements or any(c.dep_ in ("ccomp", "csubj", "advcl") for c in complements))
    if token.dep_ == "nsubj":
        if verb.lemma_ in lexicon.impersonal_verbs and (complements or verb.lemma_ in ("rain", "snow", "seem", "appear")):
            return True
        if verb.lemma_ == "be":
            if any(c.dep_ == "acomp" and c.lemma_ in lexicon.personal_adjectives for c in verb.children):
                return False
            named = [c for c in verb.children if c.dep_ in ("acomp", "attr", "prep", "advmod") and c.i > verb.i]
            if any(c.dep_ == "attr" and c.pos_ == "NOUN" and c.lemma_ not in lexicon.bodies for c in named):
                # "it is a pity", "it was the third attack"
                return True
            return bool(complements) or any(c.dep_ in ("ccomp", "xcomp", "relcl", "acl") for n in named for c in n.children) or not named
    if token.dep_ == "dobj" or (token.dep_ == "nsubj" and verb.dep_ == "ccomp"):
        return verb.lemma_ in ("make", "find", "think", "consider") and any(c.dep_ in ("acomp", "oprd", "ccomp") for c in verb.children)
    return False


def place_in_clause(doc: AnnotatedDocument, reference: Reference, quotes: Sequence[int], lexicon: ReferenceLexicon) -> None:
    """Fill in where a reference stands: sentence, quotation, salience."""
    token, deps = doc.tokens[reference.head], doc.token_deps
    reference.sentence = doc.sentence_index(reference.head)
    reference.quote = quotes[reference.head]
    dep = deps[reference.head]
    while dep == "conj" and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
        token = token.head
        dep = deps[token.i]
    if dep == "appos" and reference.sort == "person" and deps[token.head.i] in _SUBJECTS:
        # "her lawyer, A. B., told": the name is the subject
        token = token.head
        dep = deps[token.i]
    if dep == "pobj" and token.head.dep_ == "agent":
        reference.weight = _SUBJECT - 6
    elif dep in _SUBJECTS:
        verb = token.head
        reference.weight = _SUBJECT + (8 if verb.dep_ == "ROOT" else 0)
        reference.is_speaker = verb.lemma_ in lexicon.speech_verbs and reference.quote < 0
    elif dep in _OBJECTS:
        reference.weight = _OBJECT
    elif dep == "poss":
        reference.weight = _POSSESSIVE + (10 if token.head.dep_ in _SUBJECTS else 0)
    elif dep == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "according":
        reference.weight = _SUBJECT
        reference.is_speaker = True
    elif dep == "appos":
        reference.weight = _OBJECT
    else:
        reference.weight = _OTHER


def link(
    doc: AnnotatedDocument,
    references: Iterable[Reference],
    lexicon: ReferenceLexicon,
    owned: Callable[[Reference, str], str | None],
    describe: Callable[[Reference], str | None],
    kind_of: Callable[[str], str],
) -> list[Reference]:
    """Resolve what can be resolved, in text order.

    Args:
        doc: the document.
        references: names and descriptions with their actor where they have one, pronouns and definite descriptions without.
        lexicon: words of reference.
        owned: gives the actor of a body whose owner is a resolved pronoun ("its forces"), or None.
        describe: gives the actor of a description that refers to nothing said before, or None when there is none.
        kind_of: gives the kind of an actor.

    Returns:
        The references that have an actor, in text order.
    """
    return _Linker(doc, references, lexicon, owned, describe, kind_of).linked()


class _Linker:
    """Resolves the references of one document, with what it has learned of its actors on the way."""

    def __init__(
        self,
        doc: AnnotatedDocument,
        references: Iterable[Reference],
        lexicon: ReferenceLexicon,
        owned: Callable[[Reference, str], str | None],
        describe: Callable[[Reference], str | None],
        kind_of: Callable[[str], str],
    ) -> None:
        self.doc, self.lexicon, self.owned, self.describe, self.kind_of = doc, lexicon, owned, describe, kind_of
        self.quotes = quote_depth(doc)
        given = list(references)
        heads = {r.head for r in given} | {i for r in given if r.form != "pronoun" for i in range(r.start, r.end)}
        self.ordered = sorted([*given, *self._class_references(heads), *self._pair_references(heads)], key=lambda r: (r.start, -r.end))
        for reference in self.ordered:
            place_in_clause(doc, reference, self.quotes, lexicon)
        _lift_first(self.ordered)
        lowers = doc.token_lowers
        asking = {r.sentence for r in self.ordered if r.form == "pronoun" and lexicon.pronouns[lowers[r.start]].gender not in ("m", "f")}
        self.things = _things(doc, heads, asking | {sentence - 1 for sentence in asking})
        for thing in self.things:
            place_in_clause(doc, thing, self.quotes, lexicon)
        #: Actors side by side ("Baku and Yerevan"), by the head of the last of them.
        self.lists = self._lists()
        self.history: list[Reference] = []
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

    def linked(self) -> list[Reference]:
        """The references that have an actor, in text order."""
        for reference in sorted([*self.ordered, *self.things], key=self._turn):
            if reference.sort == _THING:
                if reference.head not in self.taken_up:
                    self.history.append(reference)
                continue
            if reference.form == "pronoun":
                self._resolve_pronoun(reference)
                self.pronouns[reference.start] = reference
            elif reference.actor is None:
                self._resolve_nominal(reference)
            if reference.actor is not None:
                self.history.append(reference)
                self.taken_up.add(reference.head)
                self._join(reference)
        return [r for r in self.ordered if r.actor is not None]

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
        by_head = {r.head: r for r in self.history if r.sentence == reference.sentence and r.sort != _THING and r.actor is not None}
        members = [by_head[i] for i in heads if i in by_head]
        if len(members) < len(heads) or any(m.number == "p" or m.others for m in members) or len({m.actor for m in members}) < len(members):
            return
        sorts = {m.sort for m in members}
        first = members[0]
        joined = replace(
            first,
            end=reference.end,
            form=_LIST,
            sort=first.sort if len(sorts) == 1 else "body",
            number="p",
            gender=None,
            others=tuple(m.actor for m in members[1:] if m.actor is not None),
            start=first.start,
        )
        for member in members:
            self.listed.add((member.start, member.end))
        self.history.append(joined)

    def _pair_references(self, taken: set[int]) -> list[Reference]:
        """Descriptions of two actors ("the two sides", "both countries") that nothing else has read."""
        found = []
        lowers, deps, tokens = self.doc.token_lowers, self.doc.token_deps, self.doc.tokens
        for i, word in enumerate(lowers):
            if word not in self.lexicon.pair_nouns or i in taken or i < 1 or not _is_pair(lowers, i) or deps[i] not in _PLACES_OF_BODIES:
                continue
            if any(c.i > i and c.dep_ in _NARROWING for c in tokens[i].children):
                continue
            found.append(Reference(i, i + 1, i, "nominal", "body", "p", "n", None, "description", word, is_definite=True, note="pair"))
        return found

    def _resolve_pair(self, reference: Reference) -> None:
        """Read "the two sides": the list of two named last, else the only two of their sort that were spoken of of late."""
        sorts = self.lexicon.pair_nouns.get(self.doc.token_lowers[reference.head])
        if sorts is None or not _is_pair(self.doc.token_lowers, reference.head):
            return
        single: dict[str, Reference] = {}
        for known in reversed(self.history):
            if reference.sentence - known.sentence > _CLASS_REACH or len(single) > 2:
                break
            if known.sort not in sorts or known.actor is None:
                continue
            if len(known.others) == 1 and not (set(single) - {known.actor, *known.others}):
                reference.actor, reference.others, reference.sort = known.actor, known.others, known.sort
                reference.rule = f"same description: {self.doc.doc[known.start : known.end].text}"
                return
            if known.form == "name" and known.number != "p" and not known.others and not self._locates(known):
                single.setdefault(known.actor, known)
        if len(single) == 2:
            first, second = sorted(single.values(), key=lambda k: k.start)
            if first.actor is not None and second.actor is not None:
                reference.actor, reference.others, reference.sort = first.actor, (second.actor,), first.sort
                reference.rule = f"same description: {self.doc.doc[first.start : first.end].text}, {self.doc.doc[second.start : second.end].text}"

    def _locates(self, known: Reference) -> bool:
        """Whether a state is named as where something is."""
        token = self.doc.tokens[known.head]
        return known.sort == "country" and token.dep_ == "pobj" and token.head.lower_ in _WHERE

    def _turn(self, reference: Reference) -> tuple[float, int]:
        """When a reference is resolved: a pronoun inside a longer description before it, who says a quotation before what is said in it."""
        if reference.form != "pronoun":
            return reference.head, reference.start
        quote = reference.speaks
        return (reference.start if quote < 0 else self.begins[quote] - 0.5), reference.start

    def _find_speakers(self) -> None:
        """Find the pronoun or name beside each quotation that says it: right behind its end, or before its beginning."""
        texts, quotes, limit = self.doc.token_texts, self.quotes, len(self.quotes)
        for reference in self.ordered:
            if not reference.is_speaker:
                continue
            verb = self.doc.tokens[reference.head].head.i
            i = min(reference.start, verb) - 1
            while i >= 0 and quotes[i] < 0 and (texts[i] in _MARKS or (self.doc.token_pos[i] == "ADV" and min(reference.start, verb) - i < 3)):
                i -= 1
            before = quotes[i] if i >= 0 and i < min(reference.start, verb) - 1 else -1
            if before >= 0:
                self.speakers.setdefault(before, reference)
                if reference.form == "pronoun":
                    reference.speaks = before
            end = self.doc.sentences[reference.sentence].end
            i = max(reference.end, verb + 1)
            while i < end and quotes[i] < 0 and texts[i] not in _MARKS:
                i += 1
            while i < limit and quotes[i] < 0 and texts[i] in _MARKS and i <= end:
                i += 1
            if i < limit and quotes[i] >= 0:
                self.speakers.setdefault(quotes[i], reference)

    def _class_references(self, taken: set[int]) -> list[Reference]:
        """Bare definite descriptions by a class of bodies ("the group", "the church") that nothing else has read."""
        found = []
        lowers, tags, deps, tokens = self.doc.token_lowers, self.doc.token_tags, self.doc.token_deps, self.doc.tokens
        for i, word in enumerate(lowers):
            if word not in self.lexicon.class_nouns or i in taken or i == 0 or lowers[i - 1] not in ("the", "this", "that"):
                continue
            if tags[i] not in ("NN", "NNP") or deps[i] not in _PLACES_OF_BODIES or any(c.i > i and c.dep_ in _NARROWING for c in tokens[i].children):
                continue
            found.append(Reference(i, i + 1, i, "nominal", "body", "s", "n", None, "description", word, is_definite=True, note="class"))
        return found

    def _resolve_nominal(self, reference: Reference) -> None:
        if reference.owner_pronoun is not None:
            owner = self.pronouns.get(reference.owner_pronoun)
            if owner is not None and owner.actor is not None:
                reference.actor = self.owned(reference, owner.actor)
                reference.rule = f"possessive: {self.doc.doc[reference.owner_pronoun].text}"
        elif reference.is_definite:
            if reference.number == "p":
                self._resolve_pair(reference)
            if reference.actor is None and reference.note not in ("class", "pair"):
                _resolve_description(self.doc, reference, self.history)
            if reference.actor is None:
                self._resolve_class(reference)
        if reference.actor is None:
            reference.actor = self.describe(reference)

    def _resolve_class(self, reference: Reference) -> None:
        """Read "the group", "the alliance", "the court": the only body of that kind, or with that word in its name, that was spoken of of late."""
        lowers = self.doc.token_lowers
        kinds = self.lexicon.class_nouns.get(lowers[reference.head])
        if kinds is None or reference.head != reference.end - 1 or self._is_modified(reference):
            return
        first = self.doc.sentences[max(0, reference.sentence - _REACH)].start
        if any(lowers[i] == reference.noun and self._is_another(i) for i in range(first, reference.head)):
            return
        fitting: list[Reference] = []
        for known in reversed(self.history):
            if reference.sentence - known.sentence > _CLASS_REACH:
                break
            if known.actor is None or known.form == "pronoun" or known.sort in (_THING, "person", "country") or known.others:
                continue
            if known.number == "p" and known.form != "name":
                continue
            if known.actor in {f.actor for f in fitting} or not self._fits_class(reference.noun, kinds, known):
                continue
            fitting.append(known)
        if not fitting or (len(fitting) > 1 and fitting[1].sentence >= fitting[0].sentence - 1):
            return
        reference.actor, reference.sort = fitting[0].actor, fitting[0].sort
        reference.rule = f"same description: {self.doc.doc[fitting[0].start : fitting[0].end].text}"

    def _fits_class(self, noun: str, kinds: Set[str], known: Reference) -> bool:
        if known.actor is None:
            return False
        if known.form != "name":
            return known.noun == noun or known.noun.endswith(f" {noun}")
        words = self.doc.token_lowers[known.start : known.end]
        return noun in words or (self.kind_of(known.actor) in kinds and "party" not in words)

    def _is_another(self, i: int) -> bool:
        """Whether a noun brings one up that is not named: "a group of actors", "the group behind it"."""
        token = self.doc.tokens[i]
        if token.tag_ != "NN" or i in self.taken_up or token.dep_ in ("compound", "nmod", "appos", "attr"):
            return False
        return any(c.lower_ in ("a", "an", "another", "one") or c.dep_ == "prep" for c in token.children)

    def _is_modified(self, reference: Reference) -> bool:
        """Whether words beside the article narrow a description ("the ruling party", "the group of eight")."""
        head = self.doc.tokens[reference.head]
        return any(c.dep_ in _NARROWING or (c.i < head.i and c.dep_ != "det" and c.pos_ != "PUNCT") for c in head.children)

    def _resolve_pronoun(self, reference: Reference) -> None:
        """Choose the antecedent of a third-person pronoun: the best of those that agree and lie within reach, if it leads the next."""
        doc, lexicon = self.doc, self.lexicon
        token = doc.tokens[reference.start]
        pronoun = lexicon.pronouns[token.lower_]
        if token.tag_ == "PRP$" and not pronoun.is_possessive:
            # "her" is both
            pronoun = replace(pronoun, is_possessive=True)
        verb = _clause(token)
        if token.dep_ in _SUBJECTS and verb.dep_ in _CONTENTS and verb.head.lemma_ in lexicon.speech_nouns and verb.head.pos_ == "NOUN":
            # "an army claim that it had taken the town": who claims it
            for known in reversed(self.history):
                other = doc.doc[known.head]
                if (
                    known.sentence == reference.sentence
                    and other.head == verb.head
                    and other.dep_ in _OWNING
                    and known.actor
                    and self._agrees(pronoun, known)
                ):
                    self._take(reference, known, pronoun)
                    return
        if pronoun.is_possessive and token.head.dep_ == "conj":
            # "her sister and her mother": one owner
            twin = next((self.pronouns.get(c.i) for c in token.head.head.children if c.dep_ == "poss" and c.lower_ == token.lower_), None)
            if twin is not None and twin.actor is not None:
                reference.actor, reference.others, reference.sort, reference.gender = twin.actor, twin.others, twin.sort, twin.gender
                reference.rule = twin.rule
                return
        scores = self._scores(reference, token, pronoun, verb)
        if not scores:
            return
        ranked = sorted(scores.items(), key=lambda item: (-item[1][0], -item[1][1].start))
        best = ranked[0][1]
        if best[1].sort == _THING:
            return
        lead = best[0] - ranked[1][1][0] if len(ranked) > 1 else _SURE
        if len(ranked) > 1 and lead < _margin(doc, reference, token, best[1], ranked[1][1][1]):
            return
        self._take(reference, best[1], pronoun)
        is_near = reference.sentence - best[1].sentence <= 1 and best[1].weight >= _SUBJECT
        if lead >= _SURE and is_near and pronoun.gender in ("m", "f") and best[1].sort == "person" and best[1].actor is not None:
            self.genders.setdefault(best[1].actor, pronoun.gender)

    def _take(self, reference: Reference, known: Reference, pronoun: Pronoun) -> None:
        reference.actor, reference.others, reference.sort = known.actor, known.others, known.sort
        reference.gender = known.gender or (pronoun.gender if pronoun.gender in ("m", "f") else None)
        reference.rule = f"pronoun: {self.doc.doc[known.start : known.end].text}"

    def _agrees(self, pronoun: Pronoun, known: Reference) -> bool:
        if known.sort == _THING:
            return pronoun.gender not in ("m", "f") and known.number == pronoun.number
        if known.others and pronoun.number == "p":
            return True
        if known.sort not in pronoun.sorts:
            return False
        if pronoun.number == "s" and known.number == "p":
            return False
        if pronoun.number == "p" and known.number == "s":
            return False
        if pronoun.gender not in ("m", "f") or known.sort != "person":
            return True
        return known.gender not in ("m", "f") or known.gender == pronoun.gender

    def _scores(self, reference: Reference, token: Token, pronoun: Pronoun, verb: Token) -> dict[str, tuple[float, Reference]]:
        """The salience of each actor and thing that the pronoun may stand for, with the mention that has it."""
        doc, lexicon, tokens = self.doc, self.lexicon, self.doc.tokens
        is_speaker, is_free = reference.is_speaker, not pronoun.is_possessive and not pronoun.is_reflexive
        # who says a quotation is spoken of by those before it: they are as near as its beginning
        sentence = reference.sentence if reference.speaks < 0 else doc.sentence_index(self.begins[reference.speaks])
        speaker = self.speakers.get(reference.quote) if reference.quote >= 0 else None
        barred: set[str | None] = {speaker.actor} if speaker is not None and pronoun.gender in ("m", "f") else set()
        if reference.speaks >= 0:
            # nobody speaks of himself by name
            barred |= {r.actor for r in self.names_said.get(reference.speaks, ())}
        is_tag = is_speaker and doc.token_texts[min(token.i, verb.i) - 1] == ","
        told = {t.i for c in verb.children if c.dep_ == "ccomp" and c.i < token.i for t in c.subtree} if is_tag else set()
        is_object = token.dep_ in _OBJECTS or token.dep_ == "pobj"
        command = None if is_speaker else self._commander(reference, token, pronoun, verb)
        scores: dict[str, tuple[float, Reference]] = {}
        for known in reversed(self.history):
            distance = sentence - known.sentence
            if distance > _REACH:
                break
            other = tokens[known.head]
            if is_free and distance == 0 and known.sort != _THING and (_are_coarguments(token, other) or _is_controller(token, other)):
                # whatever it is called: "the minister said she backed him"
                barred |= {known.actor, *known.others}
                scores.pop(known.actor or "", None)
                continue
            # things, groups and bodies are taken up again at once, or as speakers
            if distance > 1 and pronoun.gender not in ("m", "f") and not (is_speaker and known.is_speaker):
                continue
            if pronoun.gender not in ("m", "f") and known.number != "p" and (known.start, known.end) in self.listed and not pronoun.is_possessive:
                continue
            if not self._agrees(pronoun, known) or known.start >= reference.start or known.actor in barred:
                continue
            if is_speaker and known.sort == _THING and other.lemma_ not in lexicon.documents:
                continue
            # inside a quotation the words outside are another speaker's: only the one it was said about, never the one who says it
            if reference.quote >= 0 and known.quote != reference.quote and (known.is_speaker or distance > 1):
                continue
            if reference.quote < 0 <= known.quote:
                continue
            if known.head in told and known.form == "name":
                # "Marx was right, he tells the class": not Marx
                barred |= {known.actor, *known.others}
                scores.pop(known.actor or "", None)
                continue
            if is_speaker and pronoun.gender == "n" and distance > 0 and not known.is_speaker and known.weight <= _SUBJECT:
                # what "it" that speaks is has spoken, or is what the sentence before is about
                continue
            if known.sort == "person" and other.dep_ == "attr":
                # "he had been a clerk": no other person
                continue
            learned = self.genders.get(known.actor or "") if pronoun.gender in ("m", "f") and known.gender is None else None
            if learned not in (None, pronoun.gender) and not (distance == 0 and other.dep_ in _SUBJECTS and other.head.is_ancestor(token)):
                continue
            if known.sort == "country" and known.form == "name" and (other.dep_ == "appos" or (other.dep_ == "pobj" and other.head.lower_ in _WHERE)):
                continue
            if (
                pronoun.number == "p"
                and other.dep_ in _OBJECTS
                and other.head.lemma_ in lexicon.speech_verbs
                and other.head != token.head
                and other.head.is_ancestor(token)
                and not self._is_obliged(token, other)
            ):
                # what somebody is told is seldom about those who are told ("told reporters they would")
                continue
            if pronoun.is_reflexive and not _are_coarguments(token, other):
                continue
            score = known.weight - _SENTENCE_COST * distance
            if distance == 0:
                score += 12
                if command is not None:
                    score += (20 if other.dep_ in _SUBJECTS else 60) if other == command else 0
                elif pronoun.is_possessive and other.dep_ in _SUBJECTS and other.head == verb:
                    score += 20
            if is_object and known.sort == _THING and known.weight <= _OBJECT:
                # "found a launcher ... blew it up"
                score += _PARALLEL
            if is_speaker and known.is_speaker:
                score += _SPEAKER_BONUS
            if known.form == "pronoun" and token.lower_ == doc.token_lowers[known.start]:
                score += 5
            if pronoun.gender is not None and known.gender == pronoun.gender and known.sort == "person":
                score += 6
            if known.actor is None or (known.others and score < _LIST_SCORE):
                continue
            whom = "+".join((known.actor, *known.others))
            if whom not in scores or scores[whom][0] < score:
                scores[whom] = (score, known)
        return scores

    def _is_obliged(self, token: Token, told: Token) -> bool:
        """Whether a pronoun is the subject of what those who are told are to do ("told residents they must leave")."""
        if token.dep_ not in _SUBJECTS or told.lemma_ in self.lexicon.press:
            return False
        verb = token.head
        return verb.lemma_ in self.lexicon.obligations or any(c.dep_ == "aux" and c.lemma_ in self.lexicon.obligations for c in verb.children)

    def _commander(self, reference: Reference, token: Token, pronoun: Pronoun, verb: Token) -> Token | None:
        """The noun that governs a pronoun: who is judged or asked for what is his own, else the nearest subject above that it agrees with.

        "Oslo thanked Rome for its help", "Lima asked Quito to use its influence", "Baku insists that its prisoners": Rome, Quito, Baku. None where
        the clauses above tell nothing, and of persons who are neither judged nor asked: there the choice is left to salience.
        """
        if pronoun.is_reflexive:
            return None
        if pronoun.is_possessive:
            above = token.head.head
            if token.head.dep_ == "pobj" and above.lower_ in ("for", "over") and above.head.lemma_ in self.lexicon.verdict_verbs:
                judged = next((c for c in above.head.children if c.dep_ in _OBJECTS or c.dep_ == "nsubjpass"), None)
                if judged is not None:
                    return judged
            if verb.dep_ == "xcomp" and verb.lemma_ in self.lexicon.own_affairs:
                asked = next((c for c in verb.head.children if c.dep_ in _OBJECTS), None)
                if asked is not None:
                    return asked
        elif verb.dep_ == "ccomp" and verb.head.lemma_ == "ask" and any(c.dep_ == "mark" and c.lower_ in ("whether", "if") for c in verb.children):
            asked = next((c for c in verb.head.children if c.dep_ in _OBJECTS), None)
            if asked is not None and token.head == verb and token.dep_ in _SUBJECTS:
                return asked
        elif verb.dep_ == "ccomp" and token.head == verb and verb.head.lemma_ in self.lexicon.speech_verbs:
            told = next((c for c in verb.head.children if c.dep_ in _OBJECTS), None)
            if told is not None and self._is_obliged(token, told):
                return told
        if pronoun.gender in ("m", "f"):
            return None
        if pronoun.is_possessive and token.head.dep_ == "dobj" and verb.lemma_ in self.lexicon.hostile_verbs:
            # "rebels said troops had attacked their camp": not the troops'
            verb = _clause(verb.head) if verb.dep_ in _EMBEDDED else verb
        here = {k.head for k in self.history if k.sentence == reference.sentence and k.start < reference.start and self._agrees(pronoun, k)}
        while here:
            found = next((c for c in verb.children if c.dep_ in _SUBJECTS and c.i in here and c != token), None)
            if found is not None:
                return found
            above = _clause(verb.head)
            if above == verb or verb.dep_ not in _EMBEDDED or above.pos_ not in ("VERB", "AUX"):
                break
            verb = above
        return None


def _is_pair(lowers: Sequence[str], i: int) -> bool:
    """Whether "the two" or "both" stands before a noun, with at most one word between."""
    before = lowers[max(0, i - 3) : i]
    return "both" in before[-2:] or ("two" in before[-2:] and any(w in ("the", "these", "those") for w in before))


def _lift_first(references: Sequence[Reference]) -> None:
    """The first person of a sentence is salient however the parser hangs the name."""
    seen: set[int] = set()
    for reference in references:
        if reference.sort == "person" and reference.form == "name" and reference.sentence not in seen:
            seen.add(reference.sentence)
            reference.weight = max(reference.weight, _FIRST)


def _things(doc: AnnotatedDocument, taken: set[int], sentences: Iterable[int]) -> list[Reference]:
    """Nouns of these sentences that are no actors: they compete for "it" and "they", and when one wins, the pronoun stands for no actor."""
    pos, deps, tags = doc.token_pos, doc.token_deps, doc.token_tags
    return [
        Reference(i, i + 1, i, "nominal", _THING, "p" if tags[i] in ("NNS", "NNPS") else "s", "n", f"{_THING}{i}", "")
        for sentence in sorted(sentences)
        if sentence >= 0
        for i in range(doc.sentences[sentence].start, doc.sentences[sentence].end)
        if pos[i] in ("NOUN", "PROPN") and i not in taken and deps[i] in _PLACES and doc.tokens[i].ent_type_ not in ("DATE", "TIME", "PERSON")
    ]


def _resolve_description(doc: AnnotatedDocument, reference: Reference, history: Sequence[Reference]) -> None:
    """Read "the ministry", "the spokesman": the latest mention with the same noun, or one whose noun ends with it."""
    noun = reference.noun
    for known in reversed(history):
        if known.form == "pronoun" or known.sort == _THING or not known.noun or known.number != reference.number:
            continue
        if known.noun == noun or (known.noun.endswith(f" {noun}") and noun not in _WHOLE) or known.noun.startswith((f"{noun} of ", f"{noun} for ")):
            if not _compatible(doc, reference, known):
                continue
            if reference.sentence - known.sentence > 4 * _REACH:
                return
            reference.actor = known.actor
            reference.gender = reference.gender or known.gender
            reference.rule = f"same description: {doc.doc[known.start : known.end].text}"
            return


def _compatible(doc: AnnotatedDocument, reference: Reference, known: Reference) -> bool:
    """Whether the modifiers of a description ("the caretaker president") are among the words that introduced the antecedent."""
    said = {t.lower_ for t in doc.doc[reference.start : reference.head] if t.pos_ in ("ADJ", "NOUN", "PROPN") and t.i >= reference.start}
    said -= set(reference.noun.split())
    introduced = {t.lower_ for t in doc.doc[known.start : known.end]} | {w.lower() for w in (known.role_text or "").split()}
    return said <= introduced


def _margin(doc: AnnotatedDocument, reference: Reference, token: Token, best: Reference, other: Reference) -> float:
    """The lead that the best antecedent needs over the next."""
    if best.sort != "person" or other.sort != "person" or other.sentence != reference.sentence or reference.is_speaker:
        return _MARGIN
    if best.gender == "f" or (best.form == "pronoun" and best.sentence == reference.sentence):
        return _MARGIN
    governor = doc.doc[best.head]
    # "A met B in his office": the subject of the pronoun's own clause
    owns = token.tag_ == "PRP$" and governor.dep_ in _SUBJECTS and governor.head == _clause(token)
    return _MARGIN if owns else _PERSON_MARGIN


def _clause(token: Token) -> Token:
    """The verb of the clause that a token stands in."""
    while token.head != token and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    return token


def _are_coarguments(token: Token, other: Token) -> bool:
    """Whether two nouns are arguments of one verb, directly or through a preposition."""

    def governor(t: Token) -> Token:
        while t.dep_ == "conj" or (t.dep_ == "appos" and t.head.dep_ in _SUBJECTS):
            t = t.head
        head = t.head
        return head.head if head.pos_ == "ADP" else head

    return governor(token) == governor(other) and token.head != other


def _is_controller(token: Token, other: Token) -> bool:
    """Whether a noun is the unspoken subject of the verb whose object a pronoun is ("police seek to persuade them")."""
    if token.dep_ not in _OBJECTS:
        return False
    verb = token.head
    while verb.dep_ in ("xcomp", "acl", "advcl", "conj") and not any(c.dep_ in _SUBJECTS for c in verb.children):
        above = _clause(verb.head)
        if above == verb or above.pos_ not in ("VERB", "AUX"):
            return False
        verb = above
    while other.dep_ == "conj" and other.head.pos_ in ("NOUN", "PROPN"):
        other = other.head
    return verb != token.head and other.dep_ in ("nsubj", "csubj") and other.head == verb


@cache
def _packaged() -> ReferenceLexicon:
    return ReferenceLexicon.load()


def first_persons(doc: AnnotatedDocument, actors: ActorIndex, statements: Sequence[Statement], lexicon: ReferenceLexicon | None = None) -> ActorIndex:
    """Add the first-person pronouns of direct quotations as mentions of their speakers.

    "I" is the speaker, "we" the body that the speaker speaks for, else the speaker.

    Args:
        doc: the document.
        actors: what ``find_actors`` found.
        statements: the document's statements; only those that quote directly and have a speaker count.
        lexicon: words of reference; read from the package when left out.

    Returns:
        The index with these mentions added.
    """
    forms = lexicon or _packaged()
    quotes = quote_depth(doc)
    added: dict[int, ActorMention] = {}
    for statement in statements:
        if statement.form not in ("direct", "mixed") or statement.speaker_actor_id is None:
            continue
        for token in doc.doc[statement.start : statement.end]:
            if quotes[token.i] < 0 or token.i in added:
                continue
            if token.lower_ in forms.first_singular:
                actor, rule = statement.speaker_actor_id, "speaker"
            elif token.lower_ in forms.first_plural and not (token.text == "US" or (token.lower_ == "us" and token.pos_ == "PROPN")):
                actor, rule = statement.on_behalf_of_actor_id or statement.speaker_actor_id, "speaker's side"
            else:
                continue
            if actor not in actors.actors:
                continue
            sentence = doc.sentence_of(token)
            added[token.i] = ActorMention(
                document_id=doc.document_id,
                start_char=token.idx,
                end_char=token.idx + len(token),
                sentence_start_char=sentence.start_char,
                sentence_end_char=sentence.end_char,
                text=doc.surface(token.idx, token.idx + len(token)),
                origin=f"coreference.first_person@{VERSION}",
                confidence=None,
                mention_id=make_id("men", doc.document_id, token.idx, token.idx + len(token)),
                actor_id=actor,
                form="pronoun",
                role_text=None,
                resolved_by=f"{rule}: {statement.speaker_text or statement.cue or 'quotation'}",
                start=token.i,
                end=token.i + 1,
                head=token.i,
            )
    return actors.with_mentions(added.values())
