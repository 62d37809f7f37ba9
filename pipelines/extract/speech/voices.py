"""Who speaks where none of the report's actors heads the words for the speaker: "it said", "Moor said", "the club said".

What belongs here: the antecedent of such words among those who have spoken and those who are spoken of, and an actor of the report's own for people
and bodies that nothing names. What does not: the words that name the speaker (``pipelines.extract.speech.speakers``), and who speaks through a
report or a statement (``pipelines.extract.speech.papers``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Self

from spacy.tokens import Span, Token

from pipelines import lexicons
from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.model import Actor, ActorIndex, ActorMention, Statement
from pipelines.ids import make_id

_VERSION = 1
#: Tokens back to the last words of who is taken up by a pronoun, by a description.
_REACH = 260
_NEAR = 130
#: Tokens around who speaks in which the piece of words is named that goes on.
_BESIDE = 16
_HE = frozenset(("he", "she", "him", "her"))
_NAMES = ("NNP", "NNPS")
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_SUBJECTS = ("nsubj", "nsubjpass")
#: What the model's names of places and peoples are called: capitals and teams that spoke were left out of the actors on purpose.
_NO_BEARERS = frozenset(("GPE", "LOC", "NORP", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT", "FAC"))
_PEOPLE = frozenset(("person", "population"))
#: Offices that are another's with another word before them: "press secretary".
_OF_SOMETHING = frozenset(("secretary", "minister", "officer"))
#: Kinds whose name before a piece of words is who wrote it.
_WRITERS = frozenset(("government", "military", "police", "party", "intergovernmental", "ngo", "media"))
#: What the press itself writes, and words about a body before what it wrote.
_COVERAGE = frozenset(("report", "reports", "account", "accounts", "comment", "comments", "coverage"))
_OF_BODIES = frozenset(("local", "foreign", "national", "international", "regional", "provincial", "federal"))
#: What only a court, a council or a ruler gives, and nobody goes on in.
_RULINGS = frozenset(("ruling", "verdict", "resolution", "decree"))
#: Kinds that "they" stands for.
_COLLECTIVE = frozenset(("other", "intergovernmental", "ngo", "media", "company", "party", "government", "armed_group"))
_ALL_OUTLETS = frozenset(("media", "press"))
#: Parts of a body, of the body's own kind.
_PARTS = frozenset(("branch", "wing", "arm", "unit", "chapter", "division", "subsidiary"))
#: Cues of outlets, and last words of their names.
_REPORTED = frozenset(("reported", "reports", "report"))
_TITLES = frozenset(("news", "times", "post", "herald", "gazette", "tribune", "star", "telegraph", "guardian", "mail", "express", "journal"))
#: Cues of persons as a rule.
_PERSONAL = frozenset(("said", "told", "added", "admitted", "explained", "recalled", "insisted", "noted", "stressed", "saying", "adding"))
_WHERE = frozenset(("in", "at", "near", "from", "In", "At", "From"))
_TIMES = frozenset(("DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT"))
#: Tokens of what somebody is the head of, at most, with the preposition.
_PHRASE = 8
#: Names of a person have so many words at most.
_LONGEST_PERSON = 3


class Body(NamedTuple):
    """What a noun for a body tells: its kind and sector, and the kinds of the named actors that it may take up."""

    kind: str
    sector: str | None
    takes: frozenset[str]


@dataclass(frozen=True)
class VoiceLexicon:
    """The lists of ``lexicons/voices.yml``."""

    bodies: dict[str, Body]
    people: frozenset[str]
    several: frozenset[str]
    anaphors: frozenset[str]
    nationals: frozenset[str]
    unspoken: frozenset[str]
    issued: frozenset[str]
    written: frozenset[str]
    others: frozenset[str]
    offices: tuple[frozenset[str], ...]

    @classmethod
    def load(cls) -> Self:
        """Read the package's lists.

        Raises:
            LexiconError: the file is missing or lacks its head.
        """
        data = lexicons.read("voices")
        bodies = {noun: Body(row["kind"], row["sector"], frozenset(row["takes"])) for row in reversed(data["bodies"]) for noun in row["nouns"]}
        offices = tuple(frozenset(alike) for alike in data["offices"])
        words = {name: frozenset(data[name]) for name in ("people", "several", "anaphors", "nationals", "unspoken", "issued", "written", "others")}
        return cls(bodies=bodies, offices=offices, **words)


def voices(doc: AnnotatedDocument, actors: ActorIndex, said: Sequence[Statement], lexicon: VoiceLexicon) -> tuple[ActorIndex, tuple[Statement, ...]]:
    """Give statements whose speaker is no actor yet the one who speaks.

    Args:
        doc: the document.
        actors: its actors.
        said: its statements in text order.
        lexicon: nouns for those who speak.

    Returns:
        The actors with those that only their words make known and a mention of each, and the statements with their speakers. A speaker stays null
        where the words name nobody: a source, a law, a report of unknown origin.
    """
    if not said:
        return actors, ()
    scene = _Scene(doc, actors, lexicon)
    return scene.told(said)


class _Spoken(NamedTuple):
    """Somebody who has spoken: the token, the actor (None of a piece of words whose maker is unknown), and whether several do at once."""

    at: int
    actor_id: str | None
    is_several: bool
    #: Whether it was a piece of words that spoke.
    is_written: bool


@dataclass
class _Scene:
    """The speakers of one document, in their order."""

    doc: AnnotatedDocument
    index: ActorIndex
    lexicon: VoiceLexicon
    made: dict[str, Actor] = field(default_factory=dict)
    mentions: list[ActorMention] = field(default_factory=list)
    decided: dict[int, str | None] = field(default_factory=dict)
    spoken: list[_Spoken] = field(default_factory=list)
    #: The statements so far.
    told_before: list[Statement] = field(default_factory=list)

    def told(self, said: Sequence[Statement]) -> tuple[ActorIndex, tuple[Statement, ...]]:
        """The index and the statements with who speaks in them."""
        speakers: dict[str, str] = {}
        for row in sorted(said, key=_speaks_at):
            at = row.speaker_token
            if at is None:
                continue
            head = self.doc.tokens[at]
            if row.speaker_actor_id is None and not row.is_anonymous:
                if at not in self.decided:
                    self.decided[at] = self._voice(head, row)
                found = self.decided[at]
                if found is not None:
                    speakers[row.statement_id] = found
            else:
                found = row.speaker_actor_id
                if found is not None and not row.is_anonymous and head.tag_ == "NN" and not self._actor(found).name[-1:].isupper():
                    if at not in self.decided:
                        self.decided[at] = self._renamed(head, row, found)
                    found = speakers[row.statement_id] = self.decided[at] or found
            self.told_before.append(row)
            is_several = head.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in head.rights)
            is_written = head.lemma_.lower() in self.lexicon.issued or head.lemma_.lower() in self.lexicon.written
            self.spoken.append(_Spoken(_speaks_at(row), found, is_several, is_written))
        outlets = {s.statement_id: found for s in said if (found := self._outlet(s)) is not None}
        rows = tuple(
            replace(
                s,
                speaker_actor_id=speakers.get(s.statement_id, s.speaker_actor_id),
                relayed_by_actor_id=outlets.get(s.statement_id, s.relayed_by_actor_id),
            )
            for s in said
        )
        if not self.mentions:
            return self.index, rows
        return ActorIndex({**self.index.actors, **self.made}, self.index.mentions).with_mentions(self.mentions), rows

    def _actor(self, actor_id: str) -> Actor:
        return self.made[actor_id] if actor_id in self.made else self.index.actors[actor_id]

    def _outlet(self, row: Statement) -> str | None:
        """An actor for an outlet that passes words on, where none stands for it: "Norwegian media reports say the suspect told officers"."""
        text = row.relayed_by_text
        if row.relayed_by_actor_id is not None or text is None:
            return None
        at = max(self.doc.text.rfind(text, 0, row.start_char), self.doc.text.find(text, row.start_char))
        span = self.doc.doc.char_span(at, at + len(text))
        if span is None:
            return None
        head: Token = span.root
        first = head.left_edge.i
        if head.lower_ in _COVERAGE:
            head = next((c for c in head.lefts if c.lower_ in _ALL_OUTLETS), head)
        if head.i not in self.decided:
            body = self.lexicon.bodies.get(head.lemma_.lower()) or self.lexicon.bodies.get(head.lower_)
            if head.lower_ in _ALL_OUTLETS or (body is not None and body.kind == "media" and head.tag_ not in _NAMES):
                self.decided[head.i] = self._described(head, "media", "JRN", first=first)
            elif head.tag_ in _NAMES:
                self.decided[head.i] = self._make(head, _without_article(span), span.end, "media", "JRN", None, None, form="name")
            else:
                return None
        return self.decided[head.i]

    # --- who it is

    def _voice(self, head: Token, row: Statement) -> str | None:
        lower = head.lower_
        if head.tag_ in ("PRP", "PRP$"):
            return self._pronoun(head, row) if _speaks(head, row) else None
        named = self._named_within(head, row)
        if named is not None:
            return named
        lemma = head.lemma_.lower()
        is_national = (head.tag_ in _NAMES and head.ent_type_ == "NORP" and lower not in self.lexicon.bodies) or lower in self.lexicon.nationals
        if is_national and (_is_definite(head) or any(c.dep_ == "poss" for c in head.lefts)):
            return self._person_taken_up(head, row)
        if head.tag_ in _NAMES and lower not in self.lexicon.bodies:
            return self._bearer(head, row)
        if lemma in self.lexicon.anaphors and _is_definite(head):
            return self._person_taken_up(head, row)
        if head.tag_ not in _NOUNS:
            return None
        if lemma in self.lexicon.issued or lemma in self.lexicon.written:
            return self._whose(head, row) or self._issuer(head)
        if head.tag_ in ("NN", "NNP") and lemma in self.lexicon.people and lemma not in self.lexicon.bodies:
            taken = self._person_taken_up(head, row) if _is_definite(head) else None
            return taken or self._described(head, "person", None)
        body = self.lexicon.bodies.get(lemma) or self.lexicon.bodies.get(lower)
        if body is not None and body.kind in ("media", "other") and (called := self._called(head, body)) is not None:
            return called
        if body is not None and (head.tag_ in ("NN", "NNP") or lemma in ("media", "medium", "press", "police")):
            taken = self._body_taken_up(head, body, row) if _is_definite(head) else None
            return taken or self._described(head, body.kind, body.sector)
        if lower in ("media", "press"):
            return self._described(head, "media", "JRN")
        if head.tag_ in ("NNS", "NNPS") and (lemma in self.lexicon.several or body is not None):
            return self._described(head, body.kind if body is not None else "population", body.sector if body is not None else None)
        return None

    def _pronoun(self, head: Token, row: Statement) -> str | None:
        """Who has spoken last, or is spoken of nearer by."""
        lower = head.lower_
        if lower in _HE:
            return self._beside(head, row, is_person=True) or self._last(head.i, is_person=True) or self._only_person(head.i)
        if lower == "it":
            return self._beside(head, row, is_person=False) or self._last(head.i, is_person=False)
        if lower in ("they", "them"):
            joint = self.index.together(head)
            if joint:
                return joint[0].actor_id
            return self._those(head)
        return None

    def _those(self, head: Token) -> str | None:
        """Who spoke last, if they were several, or a body that spoke in this sentence or the one before."""
        last = self._before(head.i)
        if last is None or last.actor_id is None or last.is_several:
            return None if last is None else last.actor_id
        start = self.doc.sentence_of(head).start
        first = self.doc.sentence_of(start - 1).start if start else 0
        kind = self._actor(last.actor_id).kind
        return last.actor_id if last.at >= (start if kind == "media" else first) and kind in _COLLECTIVE else None

    def _fits(self, actor_id: str, *, is_person: bool) -> bool:
        kind = self._actor(actor_id).kind
        return kind == "person" if is_person else kind not in _PEOPLE

    def _before(self, at: int) -> _Spoken | None:
        return next((s for s in reversed(self.spoken) if s.at < at and at - s.at <= _REACH), None)

    def _last(self, at: int, *, is_person: bool) -> str | None:
        """The person, or the body, that has spoken last."""
        for spoken in reversed(self.spoken):
            if spoken.at >= at:
                continue
            if at - spoken.at > _REACH:
                return None
            if spoken.actor_id is None:
                if not is_person:
                    return None
                continue
            if self._fits(spoken.actor_id, is_person=is_person):
                return spoken.actor_id
        return None

    def _beside(self, head: Token, row: Statement, *, is_person: bool) -> str | None:
        """The subject before a pronoun in its own sentence, or of a sentence that has come between: "The mill shut. It said ..."."""
        sentence = self.doc.sentence_of(head)
        subjects = [i for i in range(sentence.start, head.i) if self._subject(i, row, is_person=is_person) is not None]
        if subjects:
            main = [i for i in subjects if self.doc.tokens[i].head.dep_ == "ROOT"]
            return self._subject((main or subjects)[-1], row, is_person=is_person)
        last = self._before(head.i)
        for i in range(head.i - 1, -1 if last is None else max(last.at, head.i - _NEAR), -1):
            token = self.doc.tokens[i]
            if token.dep_ in _SUBJECTS and token.head.lemma_ == "say" and token.pos_ == "PROPN":
                # whose words were no statement: a quotation without its closing mark
                return self._subject(i, row, is_person=is_person)
        first = min(sentence.start, row.start)
        if first == 0 or (row.start < head.i and not is_person):
            # a tag goes on with who has spoken
            return None
        before = self.doc.sentence_of(first - 1)
        if (last is not None and last.at >= before.start) or any(s.start <= before.start < s.end for s in self.told_before):
            return None
        for i in range(before.start, before.end):
            token = self.doc.tokens[i]
            if token.dep_ in _SUBJECTS and token.head.dep_ == "ROOT" and (row.start > head.i or token.pos_ == "PROPN"):
                return self._subject(i, row, is_person=is_person)
        return None

    def _subject(self, i: int, row: Statement, *, is_person: bool) -> str | None:
        token = self.doc.tokens[i]
        if row.start <= i < row.end or token.dep_ not in _SUBJECTS:
            return None
        mention = self.index.headed_by(token)
        found = self.decided.get(i) if mention is None else mention.actor_id
        return found if found is not None and self._fits(found, is_person=is_person) else None

    def _is_unknown_subject(self, i: int, row: Statement) -> bool:
        token = self.doc.tokens[i]
        is_told = row.start <= i < row.end
        return token.dep_ in _SUBJECTS and token.pos_ == "PROPN" and not is_told and i not in self.decided and self.index.covering(token) is None

    def _only_person(self, at: int) -> str | None:
        """The only person that the text has named so far."""
        people = {m.actor_id for m in self.index.mentions if m.start < at and m.form == "name" and self._actor(m.actor_id).kind == "person"}
        return people.pop() if len(people) == 1 else None

    def _named_within(self, head: Token, row: Statement) -> str | None:
        """The person whose name closes the words for the speaker: "head of the relief council | Ann Lee"."""
        start, end = row.speaker_start_char or 0, row.speaker_end_char or 0
        for mention in self.index.mentions:
            if mention.end_char == end and start <= mention.start_char and mention.form == "name" and mention.head > head.i:
                before = self.doc.tokens[mention.start - 1]
                if self._actor(mention.actor_id).kind == "person" and before.pos_ in ("NOUN", "PROPN"):
                    return mention.actor_id
        return None

    def _called(self, head: Token, body: Body) -> str | None:
        """Whose name stands behind its noun: "private news agency | NPW", "local media | The Lantern", "the relief group | Clear Water"."""
        tokens = self.doc.tokens
        start = head.i + 1
        if _has_article(head) and (start >= len(tokens) or tokens[start].ent_type_ not in ("", "ORG") or tokens[start].tag_ not in _NAMES):
            return None
        if start >= len(tokens) or tokens[start].tag_ not in (*_NAMES, "DT") or not tokens[start].text[0].isupper() or tokens[start].is_sent_start:
            return None
        known = self.index.covering(tokens[start]) or (self.index.covering(tokens[start + 1]) if tokens[start].tag_ == "DT" else None)
        if known is not None:
            return known.actor_id if self._actor(known.actor_id).kind not in ("person", "country", "population") else None
        end = start + 1
        while end < len(tokens) and tokens[end].tag_ in _NAMES and not tokens[end].is_sent_start:
            end += 1
        kind, sector = ("media", "JRN") if body.kind == "media" else (body.kind, body.sector)
        return self._make(tokens[end - 1], start, end, kind, sector, None, None, form="name") if tokens[end - 1].tag_ in _NAMES else None

    # --- names

    def _bearer(self, head: Token, row: Statement) -> str | None:
        """Whose name it is: that of a person known by a longer one, else an actor of the report's own."""
        text = head.text
        if len(text) < 2 or not text[0].isupper() or (not head.is_alpha and "'" not in text and "-" not in text):
            return None
        earlier = None if _has_article(head) else self._earlier(head)
        if earlier is not None and (known := self.index.covering(self.doc.tokens[earlier])) is not None and known.form == "name":
            return known.actor_id if self._actor(known.actor_id).kind not in ("country", "population") else None
        if earlier is None and not _has_article(head) and (person := self._known(text)) is not None:
            return person
        if earlier is not None and earlier in self.decided:
            return self.decided[earlier]
        is_outlet = (row.cue or "") in _REPORTED
        if row.act == "threaten" or head.dep_ == "poss" or (head.ent_type_ in _TIMES) or self._is_place(text):
            return None
        is_personal = (row.cue or "") in _PERSONAL and head.ent_type_ != "NORP" and not _has_article(head)
        is_titled = text.lower() in _TITLES and _has_article(head)
        if head.ent_type_ in _NO_BEARERS and not (is_outlet or is_personal or is_titled):
            # of a town, a team or a storm that the model takes for one
            return None
        first, last = self._run(head.i if earlier is None else earlier)
        own = self._run(head.i)
        if last - first <= own[1] - own[0] or last - first > _LONGEST_PERSON:
            first, last = own
        start = own[0]
        called = " ".join(self.doc.surface(self.doc.tokens[first].idx, self.doc.tokens[last - 1].idx + len(self.doc.tokens[last - 1])).split())
        is_outlet = is_outlet or text.lower() in _TITLES
        is_person = head.i + 1 - start <= _LONGEST_PERSON and head.ent_type_ != "ORG" and not _has_article(head) and not text.isupper()
        kind = "media" if is_outlet else "person" if is_person else "other"
        return self._make(head, start, head.i + 1, kind, None, None, None, form="name", name=called)

    def _is_place(self, text: str) -> bool:
        """Whether a name stands behind a preposition of place somewhere."""
        texts = self.doc.token_texts
        return any(texts[i] == text and texts[i - 1] in _WHERE for i in range(1, len(texts)))

    def _earlier(self, head: Token) -> int | None:
        """Where the same word stood last."""
        lowers = self.doc.token_texts
        return next((i for i in range(head.i - 1, -1, -1) if lowers[i] == head.text and self.doc.token_tags[i] in _NAMES), None)

    def _run(self, i: int) -> tuple[int, int]:
        """The capitalised words around a token that are one name with it."""
        tags, texts = self.doc.token_tags, self.doc.token_texts
        start, end = i, i + 1
        while start and tags[start - 1] in _NAMES and texts[start - 1][0].isupper() and not self.doc.tokens[start].is_sent_start:
            start -= 1
        while end < len(tags) and tags[end] in _NAMES and texts[end][0].isupper() and not self.doc.tokens[end].is_sent_start:
            end += 1
        while end - start > 1 and start < i and self.index.covering(self.doc.tokens[start]) is not None:
            start += 1
        return start, end

    def _known(self, name: str) -> str | None:
        """The person whose first or last name it is: of several the one named last."""
        for mention in sorted((m for m in self.index.mentions if m.form == "name"), key=lambda m: -m.start):
            actor = self._actor(mention.actor_id)
            if actor.kind == "person" and name in {word for full in (actor.name, *actor.aliases) for word in full.split()}:
                return mention.actor_id
        for actor in self.made.values():
            if actor.kind == "person" and name in actor.name.split():
                return actor.actor_id
        return None

    # --- descriptions

    def _person_taken_up(self, head: Token, row: Statement) -> str | None:
        """The person whom "the Croatian", "the 35-year-old", "the goalkeeper" takes up: the subject just before, or who has spoken last."""
        if any(c.dep_ in ("prep", "relcl") or (c.dep_ == "poss" and head.tag_ not in _NAMES) for c in head.children):
            return None
        found = self._beside(head, row, is_person=True)
        if found is None:
            last = self._before(head.i)
            found = last.actor_id if last is not None and last.actor_id is not None and head.i - last.at <= _NEAR else None
        return found if found is not None and self._fits(found, is_person=True) and self._is_of_nation(head, found) else None

    def _body_taken_up(self, head: Token, body: Body, row: Statement, *, is_known: bool = False) -> str | None:
        """The body that "the club" takes up: one with the noun in its name, who has spoken last, or the only one of its kind nearby."""
        if any(c.dep_ in ("prep", "relcl", "poss", "acl") for c in head.children):
            return None
        noun = head.lower_
        if noun in _ALL_OUTLETS:
            return None
        near = [m for m in self.index.mentions if m.start < head.i and head.i - m.start <= _REACH]
        near = [m for m in near if self._actor(m.actor_id).kind in body.takes and self._is_of_nation(head, m.actor_id)]
        named = {t.lower_ for t in head.lefts if t.pos_ == "PROPN" and t.ent_type_ not in ("NORP", "GPE", "LOC")}
        if named:
            # "the Morning Star newspaper"
            near = [m for m in near if named & self._words_of(m.actor_id)]
        called = [m for m in near if m.form == "name" and noun in {w.lower() for w in self._actor(m.actor_id).name.split()}]
        fitting = [m for m in near if not row.start <= m.start < row.end]
        if called:
            return called[-1].actor_id if _is_bare(head) or len({m.actor_id for m in called}) == 1 else None
        if any(self._is_unknown_subject(i, row) for i in range(self.doc.sentence_of(head).start, head.i)):
            # "Northport Rovers fell after the club said ...": of a name that is no actor
            return None
        last = self._before(head.i)
        if last is not None and last.actor_id is not None and any(m.actor_id == last.actor_id for m in fitting):
            return last.actor_id
        subject = self._beside(head, row, is_person=False)
        if subject is not None and any(m.actor_id == subject for m in fitting):
            return subject
        names = {m.actor_id for m in fitting if m.form == "name" and head.i - m.start <= _NEAR} if not is_known else set()
        return names.pop() if len(names) == 1 else None

    def _renamed(self, head: Token, row: Statement, own: str) -> str | None:
        """Who by name a description of its own stands for: "the rebel leader", "the military", "the home furnishings retailer"."""
        actor = self._actor(own)
        if actor.gazetteer is not None or actor.name.split()[-1][:1].isupper() or not _is_definite(head):
            return None
        first = next(m for m in self.index.mentions if m.actor_id == own)
        if first.start and self.doc.token_lowers[first.start - 1] in ("a", "an", "one", "another"):
            return None
        if any(c.dep_ in ("prep", "relcl", "poss", "acl", "appos") for c in head.children):
            return None
        body = self.lexicon.bodies.get(head.lower_)
        if body is not None and body.kind != "government" and (actor.country is None or actor.kind not in ("military", "police")):
            found = self._body_taken_up(head, body, row, is_known=True)
        elif body is None and actor.kind == "person":
            found = self._holder(head, row)
        else:
            return None
        if found is None or self._actor(found).name.split()[-1].islower():
            return None
        return found if None in (actor.country, self._actor(found).country) or actor.country == self._actor(found).country else None

    def _holder(self, head: Token, row: Statement) -> str | None:
        """The person named with the office of a description: the only one with its very noun, else who is spoken of and holds one like it."""
        noun = head.lemma_.lower()
        before = {t.lower_ for t in head.lefts if t.dep_ != "det"}
        alike = frozenset((noun,)).union(*(office for office in self.lexicon.offices if noun in office))
        exact: set[str] = set()
        like: set[str] = set()
        for mention in self.index.mentions:
            if mention.start >= head.i:
                break
            actor = self._actor(mention.actor_id)
            if mention.role_text is None or actor.kind != "person" or actor.name.split()[-1].islower():
                continue
            words = {w for word in mention.role_text.lower().split() for w in (word, *word.split("-"))}
            if before & self.lexicon.others != words & self.lexicon.others & (before | {"former", "deputy", "vice"}):
                continue
            if not self._is_of_nation(head, mention.actor_id) or (noun in _OF_SOMETHING and not before <= words | self.lexicon.others):
                continue
            if noun in words:
                exact.add(mention.actor_id)
            if words & alike:
                like.add(mention.actor_id)
        if len(exact) == 1:
            return exact.pop()
        found = self._beside(head, row, is_person=True)
        last = self._before(head.i)
        found = found or (last.actor_id if last is not None and head.i - last.at <= _NEAR else None)
        return found if found in like else None

    def _whose(self, head: Token, row: Statement) -> str | None:
        """The body before or behind a piece of words: "the commission | report", "local media | reports", "a statement on the club's website"."""
        maker = next((c for c in head.lefts if c.dep_ in ("compound", "nmod", "amod") and c.i == head.i - 1), None)
        if maker is not None and maker.lower_ == "press" and head.lower_ not in _COVERAGE:
            # "a coalition press release"
            maker = next((c for c in head.lefts if c.i == head.i - 2 and c.pos_ in ("NOUN", "PROPN")), None)
        body = None if maker is None else self.lexicon.bodies.get(maker.lower_)
        if maker is not None and body is not None:
            first = maker.i
            while first > head.left_edge.i and self._is_of(self.doc.tokens[first - 1], maker):
                first -= 1
            taken = self._body_taken_up(maker, body, row) if first == maker.i and maker.tag_ == "NN" else None
            return taken or self._described(maker, body.kind, body.sector, first=first)
        for mention in self._around(head.left_edge.i, head.i):
            if mention.form == "name" and self._actor(mention.actor_id).kind in _WRITERS:
                return mention.actor_id
        for link in head.rights:
            if link.lower_ == "on":
                page = next((c for c in link.children if c.lower_ in ("website", "site", "page")), None)
                owner = None if page is None else next((c for c in page.lefts if c.dep_ == "poss"), None)
                known = None if owner is None else self.index.headed_by(owner)
                if known is not None:
                    return known.actor_id
        return None

    @staticmethod
    def _is_of(token: Token, maker: Token) -> bool:
        """Whether a word before the body is about the body and not about what it wrote."""
        if token.tag_ in _NAMES or token.ent_type_ == "NORP" or token.lower_ in _OF_BODIES:
            return True
        return token.head.i == maker.i and token.tag_ in ("NN", "JJ") and (token.i == 0 or token.nbor(-1).text != "-")

    def _issuer(self, head: Token) -> str | None:
        """The body that has just spoken, where a piece of words goes on for it: "the bank said ... the statement said"."""
        plain = all(c.dep_ in ("det", "compound", "amod") and not c.ent_type_ for c in head.lefts)
        last = self._before(head.i)
        if head.tag_ != "NN" or not plain or last is None or last.actor_id is None or head.i - last.at > _NEAR:
            return None
        if any(c.dep_ in ("prep", "relcl", "poss", "acl") for c in head.children) or not _has_article(head):
            return None
        kind, noun = self._actor(last.actor_id).kind, head.lemma_.lower()
        goes_on = noun in self.lexicon.issued or last.is_written or (noun == "report" and kind == "media")
        if last.is_written and noun in _RULINGS:
            return None
        if not goes_on or (not _is_definite(head) and (noun not in self.lexicon.issued or head.i - last.at > _NEAR // 2)):
            return None
        if kind in ("population", "person") and not last.is_written:
            # "in a joint statement, the experts said ... the statement said"
            return last.actor_id if noun in self.doc.token_lemmas[max(0, last.at - _BESIDE) : min(last.at + _BESIDE, head.i)] else None
        return last.actor_id if kind != "country" else None

    def _words_of(self, actor_id: str) -> set[str]:
        """The words of an actor's names, in lower case."""
        actor = self._actor(actor_id)
        return {word.lower() for name in (actor.name, *actor.aliases) for word in name.split()}

    def _is_of_nation(self, head: Token, actor_id: str) -> bool:
        """Whether what stands before the noun names no other state than the actor's."""
        country = self._actor(actor_id).country
        words = self._around(head.left_edge.i, head.i)
        told = {self._actor(m.actor_id).country for m in words if self._actor(m.actor_id).kind in ("country", "population")}
        return not told or country is None or country in told

    def _around(self, start: int, end: int) -> Iterator[ActorMention]:
        return (m for m in self.index.mentions if start <= m.start and m.end <= end)

    def _described(self, head: Token, kind: str, sector: str | None, *, first: int | None = None) -> str | None:
        """An actor of the report's own, with the country and the body that stand before or behind its noun."""
        start = head.left_edge.i if first is None else first
        tokens = self.doc.tokens
        while start < head.i and (tokens[start].pos_ in ("DET", "PUNCT", "SPACE", "ADV", "CCONJ") or tokens[start].dep_ in ("cc", "predet", "mark")):
            start += 1
        if any(tokens[i].lower_ in self.lexicon.unspoken or tokens[i].tag_ in ("VBD", "VBZ", "VBP", "WDT") for i in range(start, head.i)):
            return None
        end = head.i + 1
        place = next((c for c in head.rights if c.dep_ == "prep" and c.lower_ in ("of", "for", "in", "from") and c.i == end), None)
        if place is not None and all(tokens[i].tag_ in (*_NAMES, "IN", "DT") for i in range(place.i, place.right_edge.i + 1)):
            end = place.right_edge.i + 1
        elif kind == "person" and place is not None and place.lower_ == "of" and self._is_phrase(place):
            # "the head of the valley's only hospital" is no "head"
            end = place.right_edge.i + 1
        owner = next((m for m in self._around(start, end) if m.head != head.i), None)
        if owner is None and start and tokens[head.left_edge.i].tag_ == "PRP$":
            owner = self.index.headed_by(tokens[head.left_edge.i])
        if tokens[start].tag_ == "PRP$":
            start += 1
            if owner is None:
                return None
        country = parent = None
        if owner is None and head.lower_ in _PARTS:
            whole = next((c for of in head.rights if of.lower_ == "of" for c in of.children), None)
            owner = None if whole is None else self.index.headed_by(whole)
            end = end if whole is None or owner is None else whole.i + 1
        if owner is not None and head.lower_ in _PARTS and self._actor(owner.actor_id).kind not in ("person", "country", "population"):
            kind, sector = self._actor(owner.actor_id).kind, self._actor(owner.actor_id).sector
        if owner is not None:
            country = self._actor(owner.actor_id).country
            parent = owner.actor_id if self._actor(owner.actor_id).kind not in _PEOPLE and kind != "country" else None
        return self._make(head, start, end, kind, sector, country, parent, form="nominal", owner=owner)

    @staticmethod
    def _is_phrase(preposition: Token) -> bool:
        """Whether a few nouns with what is theirs, and no clause, stand behind a preposition."""
        inside = list(preposition.subtree)
        return 1 < len(inside) <= _PHRASE and all(t.pos_ not in ("VERB", "AUX", "PRON", "PUNCT") for t in inside)

    def _is_proper(self, token: Token) -> bool:
        """Whether a word has its capital by itself: a name or a nation's adjective."""
        if token.lower_ in self.lexicon.bodies:
            return False
        return token.pos_ == "PROPN" or token.ent_type_ in ("NORP", "GPE", "ORG") or self.index.covering(token) is not None

    def _make(
        self,
        head: Token,
        start: int,
        end: int,
        kind: str,
        sector: str | None,
        country: str | None,
        parent: str | None,
        *,
        form: str,
        owner: ActorMention | None = None,
        name: str | None = None,
    ) -> str:
        tokens = self.doc.tokens
        start_char, end_char = tokens[start].idx, tokens[end - 1].idx + len(tokens[end - 1])
        text = " ".join(self.doc.surface(start_char, end_char).split())
        name = name or text
        if owner is not None and owner.form == "pronoun":
            name = f"{self._actor(owner.actor_id).name}'s {text}"
        elif form == "nominal" and tokens[start].is_sent_start and not self._is_proper(tokens[start]) and not text.isupper():
            name = text[0].lower() + text[1:]
        actor_id = make_id("act", "description", self.doc.document_id, "voice", name.lower())
        if actor_id not in self.made:
            self.made[actor_id] = Actor(
                document_id=self.doc.document_id,
                actor_id=actor_id,
                name=name,
                kind=kind,
                country=country,
                sector=sector,
                parent_actor_id=parent,
                aliases=(),
                gazetteer=None,
                gazetteer_id=None,
                is_contested=False,
                contested_note=None,
            )
        sentence = self.doc.sentence_of(head)
        self.mentions.append(
            ActorMention(
                document_id=self.doc.document_id,
                start_char=start_char,
                end_char=end_char,
                sentence_start_char=sentence.start_char,
                sentence_end_char=sentence.end_char,
                text=self.doc.surface(start_char, end_char),
                origin=f"actors.voice@{_VERSION}",
                confidence=None,
                mention_id=make_id("men", self.doc.document_id, start_char, end_char),
                actor_id=actor_id,
                form=form,
                role_text=None,
                resolved_by="speaker",
                start=start,
                end=end,
                head=head.i,
            )
        )
        return actor_id


def _speaks_at(row: Statement) -> int:
    """The token at which a statement's speaker speaks."""
    if row.speaker_token is None or row.cue_token is None:
        return row.start
    return row.speaker_token


def _speaks(head: Token, row: Statement) -> bool:
    """Whether a pronoun is the subject of somebody's saying: not the "it" of "it was right to say that"."""
    return not (head.lower_ == "it" and head.dep_ in _SUBJECTS and row.cue_token is not None and _is_far(head, head.doc[row.cue_token]))


def _is_far(head: Token, cue: Token) -> bool:
    verb = cue
    while verb.dep_ in ("conj", "advcl") and verb.head.i != verb.i:
        if verb.i == head.head.i:
            return False
        verb = verb.head
    return verb.i != head.head.i and head.head.lemma_ == "be"


def _is_definite(head: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in head.lefts)


def _has_article(head: Token) -> bool:
    return any(c.dep_ == "det" for c in head.lefts) or (head.left_edge.lower_ == "the")


def _is_bare(head: Token) -> bool:
    return all(c.dep_ == "det" for c in head.lefts)


def _without_article(span: Span) -> int:
    """The first token of a name and the words before it that describe it: "the | French website Ici"."""
    return next((t.i for t in span if t.tag_ in _NAMES), span.start)
