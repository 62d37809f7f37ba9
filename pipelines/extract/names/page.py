"""What is known while a document is read: its words, the actors so far, the stretches that a list or the model knows, the references.

What belongs here: that state and what changes it. What does not: deciding what a stretch of words means.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from spacy.attrs import IDX, SENT_START, SPACY
from spacy.tokens import Span, Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.annotate.gazetteer import key
from pipelines.extract.coreference import Reference
from pipelines.extract.names.lexicon import ActorLexicon, Entry, Noun, Use
from pipelines.extract.toponyms.cues import stands_as_place
from pipelines.ids import make_id

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
#: What states call their parliament: lawmakers are of it whatever its name.
_PARLIAMENTS = ("congress", "national assembly")
#: Kinds of bodies whose leaders are no officials of a state.
LED_BODIES = frozenset({"military", "party", "ngo", "intergovernmental", "armed_group", "company", "media", "religious"})
#: Kinds of bodies whose offices and delegations are of no state.
_WITH_OFFICIALS = frozenset({"party", "ngo", "intergovernmental", "armed_group"})
#: Groups of offices that make several of their holders a body of the state.
_STATE_OFFICES = frozenset({"official", "officer", "minister", "court", "legislator", "police", "executive", "diplomat", "intelligence"})
_KINDS_OF_SERVING = {"GOV": "government", "LEG": "government", "JUD": "government", "COP": "police", "MIL": "military"}
_FIGURES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL"})


@dataclass(slots=True)
class Facts:
    """What a document tells about one actor, gathered while reading."""

    name: str
    kind: str
    country: str | None = None
    sector: str | None = None
    parent: str | None = None
    gazetteer: str | None = None
    gazetteer_id: str | None = None
    is_contested: bool = False
    note: str | None = None
    names: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Atom:
    """A stretch of tokens that a list or the model knows: ``sort`` is name, noun or person."""

    start: int
    end: int
    sort: str
    uses: tuple[Use, ...] = ()
    nouns: tuple[Noun, ...] = ()
    actor: str | None = None
    is_close: bool = False


@dataclass(slots=True)
class Owner:
    """Whose something is: the actor, where its name starts, and the entry or facts behind it."""

    actor: str
    start: int
    entry: Entry | None
    is_adjective: bool = False


def with_apostrophes(words: str) -> str:
    """A phrase in the form of ``key`` as it is written: "ombudsman s office", "anti drug police"."""
    return words.replace(" s ", "'s ").replace("anti ", "anti-")


class Name(NamedTuple):
    """A name as the model marks it: its label and token range, read once."""

    label: str
    start: int
    end: int
    span: Span


class Page:
    """One document and what has been gathered of it so far."""

    def __init__(self, doc: AnnotatedDocument, lexicon: ActorLexicon) -> None:
        self.doc = doc
        self.tokens: list[Token] = doc.tokens
        self.tags: list[str] = doc.token_tags
        self.texts: list[str] = doc.token_texts
        self.deps: list[str] = doc.token_deps
        self.starts, self.spaces, starts = doc.doc.to_array([IDX, SPACY, SENT_START]).T.tolist()
        self.lexicon = lexicon
        self.words = doc.words
        self.atoms: list[Atom | None] = [None] * len(self.tokens)
        self.facts: dict[str, Facts] = {}
        self.listed: dict[tuple[str, str], str] = {}
        self.references: list[Reference] = []
        self.full_names: dict[str, str] = {}
        self.by_surname: dict[str, list[str]] = {}
        self.by_given: dict[str, list[str]] = {}
        #: Persons before whose names the title of an office stands.
        self.titled: set[str] = set()
        self.gender: dict[str, str] = {}
        self.acronyms: dict[str, str] = {}
        #: Unlisted bodies by kind and name, then by their state or document.
        self.named_bodies: dict[tuple[str, str], dict[str, str]] = {}
        self.contested: list[Entry] = []
        self.main: Entry | None = None
        self.blocked: set[int] = set()
        self.acting: set[str] | None = None
        #: Persons by the token after an office of state without a state ("President", "Foreign Minister").
        self.in_office: dict[int, str] = {}
        #: Persons by the token after an office that the state the report is set in has.
        self.at_home: dict[int, str] = {}
        self.placed: list[int] = []
        self.home: Entry | None = None
        #: Whether the first paragraph names other states besides: soldiers and officials may be theirs.
        self.is_home_shared = False
        #: Whether the report is one on games, where persons and teams of many states meet.
        self.is_on_games = False
        self.states: dict[int, set[str]] | None = None
        #: First tokens of names that a class of bodies introduces.
        self.introduced: set[int] = set()
        #: The state that most sentences which name one name, if it is in at least half of them.
        self.leading: str | None = None
        #: States whose leaders or parties a sentence names.
        self.leaders_of: dict[int, set[str]] = {}
        #: Governments, by the head of what names them.
        self.governments: dict[int, str] = {}
        #: Who may own something, by the token of the pronoun or of the head of the name.
        self.possessors: dict[int, str] = {}
        self.state_places: dict[int, list[tuple[int, str]]] = {}
        self.group_counts: dict[str, int] = {}
        #: Where the office of a person stands, first and past-last token, where a pronoun owns it ("its head, X").
        self.owned_offices: dict[str, int] = {}
        #: Persons with an office in a body that no list knows.
        self.of_unknown_body: set[str] = set()
        self.offices_by_apposition: dict[int, tuple[str, Noun, str | None]] = {}
        #: Persons of whom a clause says what office they hold, by the office's noun.
        self.told_offices: dict[int, str] = {}
        self.state_counts: dict[str, int] = {}
        self.named_in_full: set[str] = set()
        self.named_states: set[str] = set()
        self.named: list[Name] = [Name(e.label_, e.start, e.end, e) for e in doc.doc.ents]
        self.hours = {i for e in self.named if e.label == "TIME" for i in range(e.start, e.end)}
        self.entities = {i: e for e in self.named for i in range(e.start, e.end)}
        self.dates = {i for e in self.named if e.label in _FIGURES for i in range(e.start, e.end)}
        #: Whether a listed name may begin here: with a capital, a digit or an Arabic article.
        begins = {text: text[0].isupper() or text[0].isdigit() or text[:2] == "al" for text in set(self.texts)}
        self.capital: list[bool] = [begins[text] for text in self.texts]
        self.opening: list[bool] = [start == 1 for start in starts]

    def text(self, start: int, end: int) -> str:
        """The words of a token range, as the model read them."""
        last = end - 1
        if start == last:
            return self.texts[start]
        parts = [f"{text} " if space else text for text, space in zip(self.texts[start:last], self.spaces[start:last], strict=True)]
        return "".join(parts) + self.texts[last]

    def entry_actor(self, entry: Entry) -> str:
        """The actor of a listed entry; its parents become known too."""
        known = self.listed.get((entry.gazetteer, entry.id))
        if known is not None:
            return known
        actor = self.listed[(entry.gazetteer, entry.id)] = entry.actor_id
        if actor not in self.facts:
            self.facts[actor] = facts = Facts(
                entry.name, entry.kind, self.country_of(entry), entry.sector, None, entry.gazetteer, entry.id, entry.is_contested, entry.note
            )
            parent = None
            if entry.parent is not None:
                parent = self.lexicon.by_id.get(entry.parent)
            elif entry.kind in ("military", "government", "police") and entry.gazetteer != "contested" and entry.country is not None:
                parent = self.lexicon.entries.get(("countries", entry.country))
            if parent is not None and parent is not entry:
                facts.parent = self.entry_actor(parent)
        return actor

    def country_of(self, entry: Entry) -> str | None:
        """The state of a listed actor; before a state was founded its groups were of the one that had its land."""
        known = self.lexicon.words.before_founding.get(entry.country or "")
        if known is None or entry.kind == "country" or self.doc.published is None or self.doc.published >= known[0]:
            return entry.country
        return known[1]

    def body_actor(self, noun: Noun, owner: Owner, written: str) -> str:
        """The actor of an owner's body: "Russia" and "defence ministry"."""
        entry, words = owner.entry, self.lexicon.words
        if entry is not None:
            if noun.kind == "government" and (noun.term in words.generic_government or written in words.generic_government):
                if entry.kind in ("country", "government"):
                    return owner.actor
                if entry.kind == "intergovernmental":
                    return owner.actor
            if noun.kind in ("military", "armed_group") and entry.gazetteer == "contested":
                army = self.lexicon.army_of.get((entry.gazetteer, entry.id))
                if army is not None:
                    return self.entry_actor(army)
            if noun.term in words.generic_forces and entry.kind == "country":
                army = self.lexicon.army_of.get((entry.gazetteer, entry.id))
                if army is not None:
                    return self.entry_actor(army)
            if entry.kind in ("armed_group", "party", "ngo") and written in words.leaders:
                return owner.actor
            if entry.kind in ("armed_group", "party", "media") and (
                noun.kind in ("armed_group", "media", "party") or noun.term in words.generic_forces
            ):
                return owner.actor
            if entry.kind == "military" and (noun.kind == "armed_group" or noun.term in words.generic_forces or noun.term == "peacekeepers"):
                return owner.actor
        if entry is not None and entry.kind == "country":
            terms = (noun.term, written, *(_PARLIAMENTS if noun.term == "parliament" else ()))
            listed = next((found for term in terms if (found := self.lexicon.body_of.get((entry.id, term))) is not None), None)
            if listed is not None:
                return self.entry_actor(listed)
        base = self.facts[owner.actor]
        # a state has one army and many courts: those are told apart by their document at least
        of_document = self.doc.document_id if noun.term in words.several else None
        # one ministry under all its names; "fishermen" listed with "farmers" are not the farmers
        term = noun.term if noun.term in words.one_body or noun.term.endswith("ministry") else written
        actor = make_id("act", "body", base.gazetteer or owner.actor, base.gazetteer_id, term, of_document)
        if actor not in self.facts:
            whose = (entry.adjective if entry is not None and entry.kind == "country" else None) or base.name
            name = f"{whose} {with_apostrophes(term)}"
            kind, sector = noun.kind, noun.sector
            is_court = base.kind == "intergovernmental" and noun.sector == "JUD"
            if is_court:
                kind = base.kind
            elif kind == "government" and base.kind in _WITH_OFFICIALS and noun.sector == "GOV" and noun.term not in ("government", "leadership"):
                # a party's delegation, an agency's mission
                kind, sector = base.kind, base.sector
            self.facts[actor] = Facts(
                name, kind, base.country, sector, owner.actor, is_contested=base.is_contested, note=base.note if base.is_contested else None
            )
        return actor

    def population_actor(self, entry: Entry, *, is_ethnic: bool) -> str:
        """A people: "Armenians", or, apart from its state, "ethnic Armenians"."""
        actor = make_id("act", "population", entry.gazetteer, entry.id, "ethnic" if is_ethnic else None)
        if actor not in self.facts:
            name = entry.adjective or entry.name
            self.facts[actor] = Facts(f"ethnic {name}s" if is_ethnic else f"{name} people", "population", None if is_ethnic else entry.country, "CVL")
        return actor

    def sector_led(self, noun: Noun, body: str, *, is_opposition: bool = False) -> str | None:
        """The sector of who leads or speaks for a body: its own for "head", "president", "spokesman", else the office's."""
        facts = self.facts[body]
        if facts.kind == "armed_group" and noun.sector == "MIL":
            return facts.sector or noun.sector
        if facts.kind == "intergovernmental" and noun.sector == "GOV" and noun.office in ("official", "executive") and "minister" not in noun.term:
            return "IGO"
        is_any = noun.sector == "GOV" and (noun.office in ("official", "spokesperson") or noun.term in self.lexicon.words.leads_any_body)
        if not is_any or facts.kind not in LED_BODIES:
            return noun.sector
        if facts.kind == "party" and is_opposition:
            return "OPP"
        return "IGO" if facts.kind == "intergovernmental" else facts.sector or noun.sector

    def kind_of_many(self, noun: Noun) -> str:
        """The kind of several holders of an office: "court officials" are the state's, "customs officers" too, "directors" are people."""
        if noun.term in self.lexicon.words.leads_any_body or noun.office not in _STATE_OFFICES:
            return "population"
        return _KINDS_OF_SERVING.get(noun.sector or "", "population")

    def described_actor(
        self, words: str, kind: str, sector: str | None, country: str | None = None, parent: str | None = None, *, at: int | None = None
    ) -> str:
        """An actor that nothing outside its document names; with ``at``, nothing outside its place in the document."""
        actor = make_id("act", "description", self.doc.document_id, key(words), country, at)
        self.facts.setdefault(actor, Facts(words, kind, country, sector, parent))
        return actor

    def _is_stance(self, start: int) -> bool:
        """Whether "anti-" or "pro-" stands before a name: what it describes is no part of what is named."""
        before = self.texts[start - 1].lower() if start else ""
        return before in ("anti", "pro", "anti-", "pro-") or (before == "-" and start > 1 and self.texts[start - 2].lower() in ("anti", "pro"))

    def _mark(self, atom: Atom) -> None:
        for i in range(atom.start, atom.end):
            self.atoms[i] = atom

    def _head(self, start: int, end: int) -> int:
        if end - start == 1:
            return start
        root = int(self.doc.doc[start:end].root.i)
        if self.tags[root] in _NOUNS:
            return root
        # a name that the parser broke: its last noun before a preposition
        nouns = [i for i in range(start, end) if self.tags[i] in _NOUNS]
        before = [i for i in nouns if all(self.tags[j] != "IN" for j in range(start, i))]
        return (before or nouns or [root])[-1]

    def _add(
        self,
        start: int,
        end: int,
        actor: str | None,
        *,
        form: str,
        sort: str,
        number: str,
        rule: str,
        gender: str | None = None,
        noun: str = "",
        is_definite: bool = False,
        owner_pronoun: int | None = None,
        role_text: str | None = None,
        head: int | None = None,
        note: str = "",
    ) -> None:
        at = self._head(start, end) if head is None else head
        self.references.append(
            Reference(start, end, at, form, sort, number, gender, actor, rule, noun, is_definite, owner_pronoun, role_text, note=note)
        )

    @staticmethod
    def _sort(kind: str) -> str:
        if kind == "person":
            return "person"
        if kind == "country":
            return "country"
        return "group" if kind in ("military", "armed_group", "population", "police") else "body"

    @staticmethod
    def _class_noun(kind: str) -> str:
        return {"media": "agency", "armed_group": "group", "party": "party", "company": "company", "country": "country"}.get(kind, "organisation")

    def _owner_after(self, end: int, *, is_indefinite: bool = False) -> tuple[Owner | None, int]:
        """The owner in "armed forces of Armenia", "authorities in Nagorno-Karabakh", with the end of its name."""
        if end + 1 >= len(self.texts) or self.texts[end].lower() not in ("of", "in", "for", "from"):
            return None, end
        at = end + 1
        while at < len(self.texts) and (self.tags[at] == "DT" or (self.tags[at] in ("JJ", "VBN") and self.atoms[at] is None)):
            at += 1
        atom = self.atoms[at] if at < len(self.atoms) else None
        if atom is None or atom.start != at or atom.sort != "name":
            return None, end
        if atom.actor is not None:
            return (Owner(atom.actor, at, None), atom.end) if self.texts[end].lower() in ("of", "for") else (None, end)
        use = next((u for u in atom.uses if u.sense in ("name", "acronym", "territory", "capital")), None)
        if use is None or (atom.end < len(self.tags) and self.tags[atom.end] == "POS"):
            return None, end
        if self.texts[end].lower() in ("in", "from") and (use.entry.kind not in ("country", "government") or use.sense == "capital"):
            return None, end
        if use.sense == "capital" and self.texts[end].lower() != "of":
            return None, end
        if is_indefinite and self.texts[end].lower() in ("in", "from"):
            return None, end
        return Owner(self.entry_actor(use.entry), at, use.entry), atom.end

    def _acts_somewhere(self, name: str) -> bool:
        """Whether a name of one word is, anywhere in the document, what only somebody can be: a subject, an owner, somebody addressed."""
        if self.acting is None:
            self.acting = {key(self.text(e.start, e.end).removeprefix("the ").removesuffix("'s")) for e in self.named if self._acts_here(e.span)}
        return name in self.acting

    def _acts_here(self, span: Span) -> bool:
        root = span.root
        while root.dep_ == "conj" and root.head.pos_ == "PROPN":
            root = root.head
        if root.dep_ == "nsubj":
            return root.head.lemma_ not in self.lexicon.words.locating_verbs
        if root.dep_ == "pobj":
            return root.head.dep_ == "agent" or root.head.head.lower_ == "according"
        return root.dep_ == "poss" or (root.dep_ in ("dobj", "nsubjpass") and root.head.lemma_ in self.lexicon.words.addressed_verbs)

    def _is_place(self, start: int, end: int, *, is_person: bool) -> bool:
        return stands_as_place(self.tokens, start, end, self.lexicon.place_words, is_person=is_person)

    def _is_title_of_work(self, start: int, end: int) -> bool:
        """Whether nothing but the name stands between quotation marks: a film, a book, a ship, a nickname."""
        after = end + (end < len(self.texts) and self.texts[end] in (",", "."))
        return start > 0 and self.texts[start - 1] in ('"', "``", "'") and after < len(self.texts) and self.texts[after] in ('"', "''", "'")

    def _preposition(self, at: int) -> str:
        """The word before a name, articles and adjectives aside, in lower case."""
        i = at - 1
        while i >= 0 and (self.tags[i] in ("DT", "JJ") or self.texts[i].lower() in ("the", "a", "an")):
            i -= 1
        return self.texts[i].lower() if i >= 0 else ""
