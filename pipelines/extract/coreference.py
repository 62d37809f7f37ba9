"""Who a pronoun or a description stands for, inside one document.

What belongs here: choosing an antecedent among the actors already found. What does not: finding names (``actors``), and joining documents
(``resolve.actors``). An unresolved reference is left out: no row is better than a wrong one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
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
#: A choice is made only when the best antecedent leads the next actor by this much.
_MARGIN = 4.0
#: The lead over another person of the same sentence: "A told B that he" is left open, "A told B he" said of the only man is not.
_PERSON_MARGIN = 34.0
#: Prepositions under which a country is where something is, and not what "it" means.
_WHERE = frozenset({"in", "at", "from", "near", "across", "throughout", "around", "outside", "inside"})
_THING = "thing"
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
_OBJECTS = frozenset({"dobj", "dative", "iobj"})
#: Bodies that are others with a word before them: "the government" is not the provincial government.
_WHOLE = frozenset({"government", "governments", "parliament"})
#: How the content of a noun of saying hangs on it, and how its owner does.
_CONTENTS = frozenset({"acl", "ccomp", "relcl"})
_OWNING = frozenset({"poss", "compound", "nmod", "amod"})
#: Places in a clause from which a noun may be taken up again.
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
    #: Several actors side by side ("Baku and Yerevan"): the place of their common head, else -1.
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
            named = [c for c in verb.children if c.dep_ in ("acomp", "attr", "prep", "advmod") and c.i > verb.i]
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
) -> list[Reference]:
    """Resolve what can be resolved, in text order.

    Args:
        doc: the document.
        references: names and descriptions with their actor where they have one, pronouns and definite descriptions without.
        lexicon: words of reference.
        owned: gives the actor of a body whose owner is a resolved pronoun ("its forces"), or None.
        describe: gives the actor of a description that refers to nothing said before, or None when there is none.

    Returns:
        The references that have an actor, in text order.
    """
    quotes = quote_depth(doc)
    ordered = sorted(references, key=lambda r: (r.start, -r.end))
    for reference in ordered:
        place_in_clause(doc, reference, quotes, lexicon)
    heads = {reference.head for reference in ordered} | {i for r in ordered if r.form != "pronoun" for i in range(r.start, r.end)}
    lowers = doc.token_lowers
    asking = {r.sentence for r in ordered if r.form == "pronoun" and lexicon.pronouns[lowers[r.start]].gender not in ("m", "f")}
    things = _things(doc, heads, asking | {sentence - 1 for sentence in asking})
    for thing in things:
        place_in_clause(doc, thing, quotes, lexicon)
    _lift_first(ordered)
    history: list[Reference] = []
    resolved_pronoun: dict[int, Reference] = {}
    # a pronoun inside a longer description ("its forces") is needed before it, so pronouns go by their own place
    for reference in sorted([*ordered, *things], key=lambda r: (r.head if r.form != "pronoun" else r.start, r.start)):
        if reference.sort == _THING:
            history.append(reference)
            continue
        if reference.form == "pronoun":
            _resolve_pronoun(doc, reference, history, lexicon)
            resolved_pronoun[reference.start] = reference
        elif reference.actor is None:
            if reference.owner_pronoun is not None:
                owner = resolved_pronoun.get(reference.owner_pronoun)
                if owner is not None and owner.actor is not None:
                    reference.actor = owned(reference, owner.actor)
                    reference.rule = f"possessive: {doc.doc[reference.owner_pronoun].text}"
            elif reference.is_definite:
                _resolve_description(doc, reference, history)
            if reference.actor is None:
                reference.actor = describe(reference)
        if reference.actor is not None:
            history.append(reference)
    return [r for r in ordered if r.actor is not None]


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


def _resolve_pronoun(doc: AnnotatedDocument, reference: Reference, history: Sequence[Reference], lexicon: ReferenceLexicon) -> None:
    token = doc.doc[reference.start]
    pronoun = lexicon.pronouns[token.lower_]
    verb = _clause(token)
    if token.dep_ in _SUBJECTS and verb.dep_ in _CONTENTS and verb.head.lemma_ in lexicon.speech_nouns and verb.head.pos_ == "NOUN":
        # "an army claim that it had taken the town": who claims it
        for known in reversed(history):
            other = doc.doc[known.head]
            if known.sentence == reference.sentence and other.head == verb.head and other.dep_ in _OWNING and _agrees(pronoun, known) and known.actor:
                reference.actor, reference.sort, reference.gender = known.actor, known.sort, known.gender
                reference.rule = f"pronoun: {doc.doc[known.start : known.end].text}"
                return
    is_speaker = reference.is_speaker
    scores: dict[str, tuple[float, Reference]] = {}
    for known in reversed(history):
        distance = reference.sentence - known.sentence
        if distance > _REACH:
            break
        # things, groups and bodies are taken up again at once, or as speakers
        if distance > 1 and pronoun.gender not in ("m", "f") and not (is_speaker and known.is_speaker):
            continue
        if not _agrees(pronoun, known) or known.start >= reference.start or (is_speaker and known.sort == _THING):
            continue
        # inside a quotation the words outside are another speaker's: only the one it was said about, never the one who says it
        if reference.quote >= 0 and known.quote != reference.quote and (known.is_speaker or distance > 1):
            continue
        if reference.quote < 0 <= known.quote:
            continue
        other = doc.doc[known.head]
        if known.sort == "country" and known.form == "name" and (other.dep_ == "appos" or (other.dep_ == "pobj" and other.head.lower_ in _WHERE)):
            continue
        if (
            pronoun.number == "p"
            and other.dep_ in _OBJECTS
            and other.head.lemma_ in lexicon.speech_verbs
            and other.head != token.head
            and other.head.is_ancestor(token)
        ):
            # what somebody is told is seldom about those who are told ("told reporters they would")
            continue
        if not pronoun.is_possessive and not pronoun.is_reflexive and distance == 0 and _are_coarguments(token, other):
            continue
        if not pronoun.is_possessive and not pronoun.is_reflexive and distance == 0 and _is_controller(token, other):
            continue
        if pronoun.is_reflexive and not _are_coarguments(token, other):
            continue
        score = known.weight - _SENTENCE_COST * distance
        if distance == 0:
            score += 12
            if pronoun.is_possessive and other.dep_ in _SUBJECTS and other.head == verb:
                score += 20
        if is_speaker and known.is_speaker:
            score += _SPEAKER_BONUS
        if known.form == "pronoun" and token.lower_ == doc.doc[known.start].lower_:
            score += 5
        if pronoun.gender is not None and known.gender == pronoun.gender and known.sort == "person":
            score += 6
        if known.actor is not None and (known.actor not in scores or scores[known.actor][0] < score):
            scores[known.actor] = (score, known)
    if not scores:
        return
    ranked = sorted(scores.items(), key=lambda item: (-item[1][0], -item[1][1].start))
    best = ranked[0][1]
    if best[1].sort == _THING:
        return
    if len(ranked) > 1 and best[0] - ranked[1][1][0] < _margin(doc, reference, token, best[1], ranked[1][1][1]):
        return
    reference.actor = ranked[0][0]
    reference.sort = best[1].sort
    reference.gender = best[1].gender or (pronoun.gender if pronoun.gender in ("m", "f") else None)
    reference.rule = f"pronoun: {doc.doc[best[1].start : best[1].end].text}"


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


def _agrees(pronoun: Pronoun, known: Reference) -> bool:
    if known.sort == _THING:
        return pronoun.gender not in ("m", "f") and known.number == pronoun.number
    if known.sort not in pronoun.sorts:
        return False
    if pronoun.number == "s" and known.number == "p":
        return False
    if pronoun.number == "p" and known.number == "s":
        return False
    return not (pronoun.gender in ("m", "f") and known.gender in ("m", "f") and known.gender != pronoun.gender)


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
