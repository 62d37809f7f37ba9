"""A mention on its way to its actor, and where it stands: sentence, quotation, place in its clause.

What belongs here: what the parse tells of one or two mentions. What does not: choosing among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from spacy.tokens import Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.referring.lexicon import ReferenceLexicon

#: Salience of an antecedent's place in its clause, and what each sentence of distance costs. Set by reading agency reports.
SUBJECT, OBJECT, _POSSESSIVE, _OTHER = 40.0, 18.0, 14.0, 8.0
FIRST = 28.0
THING = "thing"
#: How far back an antecedent may lie, in sentences; news puts one sentence into a paragraph and keeps its speaker for several of them.
REACH = 3
#: Prepositions under which a country is where something is, and not what "it" means.
WHERE = frozenset({"in", "at", "from", "near", "across", "throughout", "around", "outside", "inside"})
#: What behind or before a noun makes it another than the one spoken of.
NARROWING = frozenset({"prep", "relcl", "acl", "appos", "poss", "amod", "compound", "nmod", "nummod"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
OBJECTS = frozenset({"dobj", "dative", "iobj"})
#: Verbs of speech that, with an object, tell what somebody does.
_DEEDS = frozenset({"conclude", "continue"})
#: Verbs whose object speaks: "quoted her as saying".
_PASSING_ON = frozenset({"quote", "cite"})
_PARTS = frozenset({"some", "many", "most", "all", "none", "several", "one", "both", "dozens", "hundreds", "scores", "half", "part"})
_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "appos", "ROOT"})


class Told(Protocol):
    """What a document tells about one actor; a description beside a name adds to it."""

    kind: str
    country: str | None
    parent: str | None


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
        if verb.lemma_ == "come" and any(c.dep_ == "prep" and c.lower_ == "to" for c in verb.children):
            # "when it comes to"
            return any(c.lower_ == "when" for c in verb.children)
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
    if reference.sort == "person" and reference.form == "name" and dep not in SUBJECTS and (found := _subject_beside(doc, reference)) is not None:
        token, dep = found, "nsubj"
    if dep == "pobj" and is_counted(token, lexicon):
        # "thousands of marchers said"
        token = token.head.head
        dep = deps[token.i]
    while dep == "conj" and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
        token = token.head
        dep = deps[token.i]
    if dep == "appos" and (reference.sort == "person" or reference.form == "name") and deps[token.head.i] in SUBJECTS:
        # "her lawyer, A. B., told", "the watchdog, the Northern Forum, said": the name is the subject
        token = token.head
        dep = deps[token.i]
    if dep == "pobj" and token.head.dep_ == "agent":
        reference.weight = SUBJECT - 6
    elif dep in SUBJECTS:
        verb = token.head if token.dep_ in SUBJECTS else token
        reference.weight = SUBJECT + (8 if verb.dep_ == "ROOT" else 0)
        # "concludes a visit" is no speech
        is_deed = verb.lemma_ in _DEEDS and any(c.dep_ == "dobj" for c in verb.children)
        is_deed = is_deed or any(c.dep_ == "dobj" and _is_quoted(c) for c in verb.children)
        reference.is_speaker = verb.lemma_ in lexicon.speech_verbs and reference.quote < 0 and not is_deed
    elif dep in OBJECTS and reference.sort == "person" and _is_quoted(token):
        reference.weight = SUBJECT
        reference.is_speaker = reference.quote < 0
    elif dep in OBJECTS:
        reference.weight = OBJECT
    elif dep == "poss":
        reference.weight = _POSSESSIVE + (10 if token.head.dep_ in SUBJECTS else 0)
    elif dep == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "according":
        reference.weight = SUBJECT
        reference.is_speaker = True
    elif dep == "appos":
        reference.weight = OBJECT
    else:
        reference.weight = _OTHER


def _subject_beside(doc: AnnotatedDocument, reference: Reference) -> Token | None:
    """The subject, or the verb that has none, right behind a person's name that the parser hangs elsewhere.

    "The chair of the panel on ports, A. B., said"; "During the fair in Lima B. seemed tired".
    """
    tokens, lowers = doc.tokens, doc.token_lowers
    is_set_off = reference.start > 0 and lowers[reference.start - 1] == ","
    at = reference.end + (is_set_off and reference.end < len(lowers) and lowers[reference.end] == ",")
    if at >= len(tokens) or tokens[at].tag_ not in ("VBD", "VBZ", "VBP") or tokens[at].pos_ not in ("VERB", "AUX"):
        return None
    verb, name = tokens[at], tokens[reference.head]
    if any(c.i > at and c.dep_ in SUBJECTS for c in verb.children):
        return None
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS and c.i < at), None)
    if subject is None:
        return verb if verb.dep_ == "ROOT" and name.dep_ == "pobj" else None
    return subject if is_set_off and name.dep_ == "appos" and subject.is_ancestor(name) else None


def _is_quoted(token: Token) -> bool:
    """Whether somebody's words are passed on: "the paper quoted her as saying"."""
    return token.head.lemma_ in _PASSING_ON and any(c.dep_ == "prep" and c.lower_ == "as" for c in token.head.children)


def lift_first(references: Sequence[Reference]) -> None:
    """The first person of a sentence is salient however the parser hangs the name."""
    seen: set[int] = set()
    for reference in references:
        if reference.sort == "person" and reference.form == "name" and reference.sentence not in seen:
            seen.add(reference.sentence)
            reference.weight = max(reference.weight, FIRST)


def is_counted(token: Token, lexicon: ReferenceLexicon) -> bool:
    """Whether a noun stands behind one that only counts it: "thousands of marchers", "a total of 80 refugees"."""
    return token.head.lower_ == "of" and token.head.head.lower_ in lexicon.quantities


def things(doc: AnnotatedDocument, taken: set[int], sentences: Iterable[int], lexicon: ReferenceLexicon) -> list[Reference]:
    """Nouns of these sentences that are no actors: they compete for "it" and "they", and when one wins, the pronoun stands for no actor."""
    pos, deps, tags = doc.token_pos, doc.token_deps, doc.token_tags
    return [
        Reference(i, i + 1, i, "nominal", THING, "p" if tags[i] in ("NNS", "NNPS") else "s", "n", f"{THING}{i}", "")
        for sentence in sorted(sentences)
        if sentence >= 0
        for i in range(doc.sentences[sentence].start, doc.sentences[sentence].end)
        if pos[i] in ("NOUN", "PROPN")
        and i not in taken
        and deps[i] in _PLACES
        and doc.tokens[i].ent_type_ not in ("DATE", "TIME", "PERSON")
        and not any(c.dep_ == "appos" and c.i in taken for c in doc.tokens[i].children)
        and not (doc.token_lowers[i] in lexicon.quantities and any(c.i in taken for p in doc.tokens[i].children for c in p.children))
    ]


def narrows(child: Token, head: Token) -> bool:
    """Whether what hangs on a noun makes it another than the one spoken of: a relative clause behind a comma does not ("the group, which")."""
    if child.dep_ in ("relcl", "acl") and child.i > head.i:
        return child.left_edge.i == 0 or child.nbor(child.left_edge.i - child.i - 1).text != ","
    return child.dep_ in NARROWING


def is_pair(lowers: Sequence[str], i: int) -> bool:
    """Whether "the two" or "both" stands before a noun, with at most one word between."""
    before = lowers[max(0, i - 3) : i]
    return "both" in before[-2:] or ("two" in before[-2:] and any(w in ("the", "these", "those") for w in before))


def clause_of(token: Token) -> Token:
    """The verb of the clause that a token stands in."""
    while token.head != token and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    return token


def are_coarguments(token: Token, other: Token) -> bool:
    """Whether two nouns are arguments of one verb, directly or through a preposition."""

    def governor(t: Token) -> Token:
        while t.dep_ == "conj" or (t.dep_ == "appos" and t.head.dep_ in SUBJECTS):
            t = t.head
        head = t.head
        if head.lower_ == "of" and head.head.dep_ in OBJECTS and (head.head.pos_ in ("NUM", "DET", "PRON") or head.head.lower_ in _PARTS):
            # "killed ten of them"
            head = head.head.head
        return head.head if head.pos_ == "ADP" else head

    return governor(token) == governor(other) and token.head != other


def is_controller(token: Token, other: Token) -> bool:
    """Whether a noun is the unspoken subject of the verb whose object a pronoun is ("police seek to persuade them")."""
    is_agent = token.dep_ == "pobj" and token.head.dep_ == "agent"
    if token.dep_ not in OBJECTS and not is_agent:
        return False
    verb = token.head.head if is_agent else token.head
    while verb.dep_ in ("xcomp", "acl", "advcl", "conj") and not any(c.dep_ in SUBJECTS for c in verb.children):
        above = clause_of(verb.head)
        if above == verb or above.pos_ not in ("VERB", "AUX"):
            return False
        verb = above
    while (other.dep_ == "conj" and other.head.pos_ in ("NOUN", "PROPN")) or (other.dep_ == "appos" and other.head.dep_ in SUBJECTS):
        other = other.head
    return verb != token.head and other.dep_ in ("nsubj", "csubj") and other.head == verb
