"""Who did it, where no telling of an act says so: the attackers that the report is about, the police who make its arrests.

What belongs here: doers of acts of force out of other acts of the report, and of words for those who commit one. What does not: the tellings of one
event, which hand each other their parties (``handing``), and the doers that a clause or its neighbours name (``pipelines.extract.acts``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.model import Actor, ActorIndex, ActorMention, EventMention, Participant, PlaceIndex, Statement
from pipelines.extract.retelling.lexicon import RetellingLexicon, are_alike
from pipelines.extract.retelling.likeness import INCIDENT, LEAD, are_akin, is_named
from pipelines.extract.retelling.telling import Around, Telling, telling_of
from pipelines.ids import make_id

Act = tuple[EventMention, tuple[Participant, ...]]
_ORIGIN = "events.incident@1"
_TYPES = frozenset(("ASSAULT", "COERCE"))
_DONE = frozenset(("occurred", "ongoing", "alleged", "disputed"))
_TOLD = frozenset(("occurred", "ongoing", "alleged"))
_FORCES = frozenset(("country", "government", "military", "police", "intergovernmental"))
_STATES = frozenset(("country", "government", "military"))
#: Kinds of actors for whom a word for attackers may stand.
_ATTACKERS = frozenset(("armed_group", "other", "person", "population"))
#: Kinds of actors that are struck as a side of a conflict.
_SIDES = _FORCES | {"armed_group"}
#: Who fights whom in a conflict within a state.
_FOES: Mapping[str, frozenset[str]] = {
    "armed_group": frozenset(("military", "police")),
    "military": frozenset(("armed_group",)),
    "police": frozenset(("armed_group",)),
}
_FIGHT = frozenset(("war",))
_SETTLED = frozenset(("populated_place", "site"))
_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
#: Days before publication within which an act without a doer is one of the news.
_NEWS = 8
#: Sentences between an arrest and another that tells who makes arrests, and between it and the police, at most.
_NEAR, _BESIDE = 4, 2


@dataclass(frozen=True)
class _Deed:
    """An act of force, who has part in it, and what is compared of it."""

    n: int
    parts: tuple[Participant, ...]
    telling: Telling
    #: Who says so.
    speaker: str | None

    @property
    def mention(self) -> EventMention:
        """The mention itself."""
        return self.telling.mention


class _Report:
    """The acts of force of a document."""

    def __init__(
        self,
        acts: Sequence[Act],
        doc: AnnotatedDocument,
        actors: ActorIndex,
        places: PlaceIndex,
        said: Mapping[str, Statement],
        lexicon: RetellingLexicon,
    ) -> None:
        self.doc = doc
        self.actors = actors
        self.places = places
        self.lexicon = lexicon
        self.deeds: list[_Deed] = []
        around: dict[int, Around] = {}
        for n, (mention, parts) in enumerate(acts):
            if mention.event_type in _TYPES and mention.status in _DONE:
                i = doc.sentence_index(mention.trigger)
                here = around.setdefault(i, Around(doc.sentences[i], places, lexicon))
                statement = said.get(mention.statement_id) if mention.statement_id is not None else None
                speaker = statement.speaker_actor_id if statement is not None else None
                self.deeds.append(_Deed(n, parts, telling_of(doc, actors, places, mention, parts, here, lexicon), speaker))

    def doers(self, deed: _Deed) -> tuple[Participant | ActorMention, ...]:
        """Who did a deed that names no doer; nobody where it is not plain."""
        one = deed.telling
        if not self._may_begiven(one):
            return ()
        told = [d for d in self.deeds if d.telling.sources and d.telling.type_class == one.type_class and self._may_be_one(deed, d)]
        told.sort(key=lambda d: _far(d, deed))
        plain = self._of_one_side(told, one)
        if plain is None:
            return self._foes(deed) or (() if told else self._by_words(deed))
        if deed.mention.event_type == "COERCE" and _far(plain, deed)[0] > _NEAR:
            return self._by_words(deed)
        if not self._may_harm(plain.telling.sources, deed):
            return ()
        return tuple(p for p in plain.parts if p.role == "source" and p.actor_id is not None)

    def _of_one_side(self, told: Sequence[_Deed], one: Telling) -> _Deed | None:
        """The nearest of deeds that one side did: of all, else of those told in like words, done to the same or told beside."""
        victims = one.targets
        means = one.groups | self._means(one)
        for deeds in (
            told,
            [d for d in told if means & d.telling.groups],
            [d for d in told if any(are_akin(a, b) for a in victims for b in d.telling.targets)],
            [d for d in told if (one.is_result or one.is_definite) and _is_beside(one, d.telling)],
        ):
            if deeds and all(are_one_side(deeds[0].telling.sources, d.telling.sources) for d in deeds[1:]):
                return deeds[0]
        return None

    def _means(self, one: Telling) -> frozenset[str]:
        """Groups of the noun that does harm: "the strikes killed two"."""
        return frozenset(g for c in one.token.children if c.dep_ in ("nsubj", "agent") for g in self.lexicon.groups(self.lexicon.stems(c.lower_)))

    def receivers(self, deed: _Deed, doers: Sequence[Actor]) -> tuple[Participant | ActorMention, ...]:
        """Whom a deed that tells its doers and nothing that it struck is aimed at: the one side that they strike elsewhere in the report."""
        one = deed.telling
        if one.is_result or one.mention.event_type != "ASSAULT" or not doers or not self._may_begiven(one):
            return ()
        told = [d for d in self.deeds if d is not deed and are_one_side(doers, d.telling.sources) and self._may_be_one(deed, d)]
        struck = [(d, parts) for d in told if (parts := tuple(p for p in d.parts if p.role == "target" and self._is_party(p)))]
        struck.sort(key=lambda pair: _far(pair[0], deed))
        if not struck:
            return self._ground(deed, doers)
        foes = [tuple(self.actors.actors[p.actor_id] for p in parts if p.actor_id is not None) for _, parts in struck]
        if not foes or not all(are_one_side(foes[0], other) for other in foes[1:]) or not _may_face(doers, foes[0]):
            return ()
        return struck[0][1]

    def _ground(self, deed: _Deed, doers: Sequence[Actor]) -> tuple[ActorMention, ...]:
        """The state on whose ground another state strikes: "launched air strikes in the south of Northland"."""
        place = self.places.places.get(deed.mention.place_id) if deed.mention.place_id is not None and deed.telling.is_placed else None
        if place is None or place.country is None or any(a.kind not in _STATES or a.country in (None, place.country) for a in doers):
            return ()
        states = [m for m in self.actors.mentions if (a := self.actors.actors[m.actor_id]).kind == "country" and a.country == place.country]
        return (min(states, key=lambda m: abs(m.head - deed.mention.trigger)),) if states else ()

    def fighters(self, deed: _Deed) -> tuple[Participant, ...]:
        """The sides of a fight that names none: those of another fight of the report, else the two that strike each other in it."""
        one = deed.telling
        if one.groups != _FIGHT or one.token.pos_ != "NOUN" or one.token.lemma_ == "war" or one.mention.status not in _TOLD:
            return ()
        others = [d for d in self.deeds if d is not deed and d.mention.event_type == "ASSAULT" and self._is_here(one, d.telling)]
        others.sort(key=lambda d: _far(d, deed))
        for other in others:
            if other.telling.groups & _FIGHT:
                fighting = tuple(p for p in other.parts if p.role == "source" and p.actor_id is not None)
                if len(fighting) == 2:
                    return fighting
                both = _apart(tuple(p for p in other.parts if p.role in ("source", "target") and self._is_side(p)), self.actors)
                if len(both) == 2:
                    return both
        sides = _apart(tuple(p for d in others for p in d.parts if p.role in ("source", "target") and self._is_side(p)), self.actors)
        return sides if len(sides) == 2 else ()

    def _is_side(self, p: Participant) -> bool:
        return p.actor_id is not None and self.actors.actors[p.actor_id].kind in _SIDES

    def _foes(self, deed: _Deed) -> tuple[ActorMention, ...]:
        """Who fights those who fell, where the report speaks of one such party: rebels fall to the army, policemen to the rebels."""
        kinds = {a.kind for a in deed.telling.targets}
        foes = _FOES.get(next(iter(kinds))) if len(kinds) == 1 else None
        if foes is None or not deed.telling.is_result or deed.mention.event_type != "ASSAULT":
            return ()
        return self._only(deed, [m for m in self.actors.mentions if self.actors.actors[m.actor_id].kind in foes], LEAD)

    def _is_party(self, p: Participant) -> bool:
        """Whether a participant is a side with a name, or of a kind that needs none."""
        actor = self.actors.actors[p.actor_id] if p.actor_id is not None else None
        return actor is not None and self._is_side(p) and (is_named(actor) or actor.kind in ("armed_group", "country", "government"))

    def _by_words(self, deed: _Deed) -> tuple[ActorMention, ...]:
        """The attackers, or the police, where the report speaks of one party that words tell to be such."""
        is_assault = deed.mention.event_type == "ASSAULT"
        if not is_assault and deed.mention.mode != "arrest":
            return ()
        told = [m for m in self.actors.mentions if (self._is_culprit(m) if is_assault else self._is_police(m))]
        return () if any(self._only_suffers(m.actor_id) for m in told) else self._only(deed, told, LEAD if is_assault else _BESIDE)

    def _only_suffers(self, actor: str) -> bool:
        """Whether a party is struck and strikes nobody in the report: "four gunmen died in the air strike"."""
        roles = {p.role for d in self.deeds for p in d.parts if p.actor_id == actor}
        return "target" in roles and "source" not in roles

    def _only(self, deed: _Deed, told: Sequence[ActorMention], reach: int) -> tuple[ActorMention, ...]:
        """The mention nearest to a deed where all are of one side, stand near and may have done it."""
        if not told:
            return ()
        known = self.actors.actors
        near = min(told, key=lambda m: (abs(self.doc.sentence_index(m.head) - deed.telling.sentence), abs(m.head - deed.mention.trigger)))
        if not all(are_one_side((known[near.actor_id],), (known[m.actor_id],)) for m in told):
            return ()
        if abs(self.doc.sentence_index(near.head) - deed.telling.sentence) > reach or near.actor_id in {p.actor_id for p in deed.parts}:
            return ()
        return (near,) if self._may_harm((known[near.actor_id],), deed) else ()

    def _may_harm(self, doers: Sequence[Actor], deed: _Deed) -> bool:
        """Whether doers may have done a deed to those whom it names; a rebel is no target of rebels, whatever he is called."""
        spans = [span for p in deed.parts if p.role == "target" and (span := self.doc.doc.char_span(p.start_char, p.end_char)) is not None]
        inside = [self.actors.actors[m.actor_id] for span in spans for m in self.actors.within(span.start, span.end)]
        if any(a.kind == "population" and not self._is_suspect(a) for a in doers):
            return False
        return _may_face(doers, (*deed.telling.targets, *(a for a in inside if a.kind == "armed_group")))

    def _is_culprit(self, mention: ActorMention) -> bool:
        return (
            mention.form == "nominal"
            and self.doc.doc[mention.head].lemma_.lower() in self.lexicon.culprits
            and self.actors.actors[mention.actor_id].kind in _ATTACKERS
        )

    def _is_suspect(self, actor: Actor) -> bool:
        words = actor.name.lower().split()
        return bool(words) and words[-1].removesuffix("s") in self.lexicon.culprits | {"suspect"}

    def _is_police(self, mention: ActorMention) -> bool:
        return self.actors.actors[mention.actor_id].kind == "police"

    def _may_begiven(self, one: Telling) -> bool:
        """Whether an act is told as one deed of the news: no sum, habit or other incident, and if a noun one that is known or leads the report."""
        before = one.token.head if one.token.dep_ == "conj" else one.token
        is_another = any(d.lower_ in self.lexicon.further for c in before.lefts if c.dep_ in ("nsubj", "nsubjpass") for d in c.lefts)
        if one.mention.status not in _TOLD or one.is_apart or is_another or self._is_of_many(one):
            return False
        if any(t.lower_ in self.lexicon.apart_adverbs for t in one.around.sentence):
            return False
        published, day = self.doc.published, one.mention.date_end
        if (
            published is not None
            and day is not None
            and day < published - timedelta(days=_NEWS)
            and not any(d.telling is not one and d.mention.date_start is not None for d in self.deeds)
        ):
            return False
        if one.token.pos_ in ("NOUN", "PROPN"):
            is_known = any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in one.token.lefts)
            return is_known or (one.sentence <= LEAD and one.token.tag_ == "NN")
        return True

    def _is_of_many(self, one: Telling) -> bool:
        return one.around.is_summed or not self.lexicon.habitual.isdisjoint(one.around.words) or (one.days is not None and one.days > INCIDENT)

    def _may_be_one(self, deed: _Deed, other: _Deed) -> bool:
        """Whether nothing speaks against one incident: another day, place or means."""
        one, two = deed.telling, other.telling
        a, b = one.mention, two.mention
        if b.status not in ("occurred", "ongoing") and not self._is_believed(deed, other):
            return False
        if self._is_of_many(two) or not are_alike(a.mode, b.mode) or one.is_aftermath != two.is_aftermath:
            return False
        if a.date_start is not None and a.date_end is not None:
            if b.date_start is not None and b.date_end is not None:
                if a.date_start > b.date_end or b.date_start > a.date_end:
                    return False
            elif self.doc.published is not None and a.date_end < self.doc.published - timedelta(days=_NEWS):
                return False
        if one.is_placed and two.is_placed and a.place_id != b.place_id and one.feature in _SETTLED and two.feature in _SETTLED:
            return False
        if "suicide-attack" in (a.mode, b.mode) and any(x.kind in _FORCES for x in two.sources):
            return False
        return self._is_here(one, two)

    def _is_believed(self, deed: _Deed, other: _Deed) -> bool:
        """Whether what only somebody says holds for a deed: it is the same speaker's, or those who did it say so."""
        owners = {a.actor_id for a in other.telling.sources if a.kind == "armed_group"}
        return other.speaker is not None and (other.speaker == deed.speaker or other.speaker in owners)

    def _is_here(self, one: Telling, two: Telling) -> bool:
        """Whether a sentence names no place that neither the other's nor the first sentences name."""
        lead = self.doc.sentences[min(LEAD, len(self.doc.sentences) - 1)].end
        known = two.around.place_ids | {m.place_id for m in self.places.within(0, lead)}
        return one.around.place_ids <= known


def named(
    acts: Sequence[Act],
    doc: AnnotatedDocument,
    actors: ActorIndex,
    places: PlaceIndex,
    statements: Mapping[str, Statement],
    lexicon: RetellingLexicon,
) -> list[Act]:
    """Give acts of force that name no doer the one of the incident that the report tells of.

    Args:
        acts: the event mentions of a document, each with its participants, in text order.
        doc: the document.
        actors: its actors.
        places: its places.
        statements: its statements by id.
        lexicon: words that set acts apart.

    Returns:
        The acts in their order. A participant that is added keeps span, text and sentence of where it was read, and is of origin
        ``events.incident``.
    """
    report = _Report(acts, doc, actors, places, statements, lexicon)
    found = list(acts)
    for deed in report.deeds:
        mention, parts = found[deed.n]
        if not any(p.role in ("source", "target") for p in parts):
            parts = (*(given(p, mention, "source", lexicon) for p in report.fighters(deed)), *parts)
        if not any(p.role == "source" for p in parts):
            parts = (*(given(p, mention, "source", lexicon) for p in report.doers(deed)), *parts)
        if not any(p.role == "target" for p in parts):
            doers = [actors.actors[p.actor_id] for p in parts if p.role == "source" and p.actor_id is not None]
            parts = (*parts, *(given(p, mention, "target", lexicon) for p in report.receivers(deed, doers)))
        found[deed.n] = mention, parts
    return found


def _is_beside(one: Telling, two: Telling) -> bool:
    """Whether two acts stand together and neither means nor victims tell them apart: those who kill rebels are not those who kill guests."""
    is_rebels = [{a.kind == "armed_group" for a in t.targets} for t in (one, two)]
    is_alike = not one.groups or not two.groups or bool(one.groups & two.groups)
    return abs(two.sentence - one.sentence) <= 1 and is_alike and not (all(is_rebels) and is_rebels[0].isdisjoint(is_rebels[1]))


def camps(acts: Sequence[Act], actors: ActorIndex) -> tuple[Participant, ...]:
    """One participant of each side of the fighting that a document tells; empty unless they are two."""
    told = (p for m, parts in acts if m.event_type == "ASSAULT" and m.status in _DONE for p in parts if p.role in ("source", "target"))
    found = _apart(tuple(p for p in told if p.actor_id is not None and actors.actors[p.actor_id].kind in _SIDES), actors)
    return found if len(found) == 2 else ()


def _apart(parts: Sequence[Participant], actors: ActorIndex) -> tuple[Participant, ...]:
    """One participant of each side."""
    found: list[Participant] = []
    for p in parts:
        if p.actor_id is None or actors.actors[p.actor_id].name.lower().split()[-1:] in (["parties"], ["sides"]):
            # "the warring parties" are both
            continue
        if not any(q.actor_id is not None and are_one_side((actors.actors[p.actor_id],), (actors.actors[q.actor_id],)) for q in found):
            found.append(p)
    return tuple(found)


def _far(one: _Deed, two: _Deed) -> tuple[int, int]:
    return abs(one.telling.sentence - two.telling.sentence), abs(one.mention.trigger - two.mention.trigger)


def are_one_side(ones: Sequence[Actor], twos: Sequence[Actor]) -> bool:
    """Whether two groups of actors may act on one side: akin, or attackers of whom one has no name."""
    return any(are_akin(a, b) or _may_mean(a, b) or _may_mean(b, a) for a in ones for b in twos)


def _may_mean(unnamed: Actor, actor: Actor) -> bool:
    """Whether a common noun for attackers may mean another attacker of the report."""
    return not is_named(unnamed) and unnamed.kind in _ATTACKERS and actor.kind in _ATTACKERS


def may_face(a: Actor, b: Actor) -> bool:
    """Whether two actors may be at odds: not one and the same, a body and its part, forces of one state, two armed groups."""
    if a.actor_id in (b.actor_id, b.parent_actor_id) or b.actor_id == a.parent_actor_id:
        return False
    if a.kind in _FORCES and b.kind in _FORCES and (a.country == b.country or None in (a.country, b.country)):
        return False
    return not a.kind == b.kind == "armed_group"


def _may_face(doers: Sequence[Actor], victims: Sequence[Actor]) -> bool:
    return all(all(may_face(a, b) for b in victims) for a in doers)


def given(p: Participant | ActorMention, mention: EventMention, role: str, lexicon: RetellingLexicon) -> Participant:
    """A participant of an act, with span, text and sentence of where it was read."""
    return Participant(
        document_id=mention.document_id,
        start_char=p.start_char,
        end_char=p.end_char,
        sentence_start_char=p.sentence_start_char,
        sentence_end_char=p.sentence_end_char,
        text=p.text,
        origin=_ORIGIN,
        confidence=lexicon.incident_confidence,
        participant_id=make_id("prt", mention.event_mention_id, role, p.mention_id or ""),
        event_mention_id=mention.event_mention_id,
        event_id=mention.event_id,
        actor_id=p.actor_id,
        mention_id=p.mention_id,
        role=role,
    )
