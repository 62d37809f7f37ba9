"""For and against two mentions of one document telling one act.

What belongs here: contradictions and kinship of two tellings, or of one and those joined so far. What does not: which are joined (``retellings``).
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from pipelines.extract.model import Actor
from pipelines.extract.retelling.lexicon import are_alike
from pipelines.extract.retelling.telling import Telling

#: Types whose mentions are deeds that a noun takes up; words ("the charge") are taken up too loosely to be joined here.
DEEDS = frozenset(("ASSAULT", "COERCE", "PROTEST", "CONSULT", "settle", "MOBILIZE", "AID"))
_SETTLED = frozenset(("populated_place", "site"))
_STATE = frozenset(("country", "government", "military", "police"))
#: Sentences of a report's lead behind its headline.
LEAD = 3
#: An act dated to more days than this is a background, and no incident.
INCIDENT = 8


def contradict(one: Telling, two: Telling) -> bool:
    """Whether two mentions of a document cannot tell one act."""
    a, b = one.mention, two.mention
    if one.type_class != two.type_class or not are_alike(a.mode, b.mode) or one.is_aftermath != two.is_aftermath:
        return True
    if one.type_class not in DEEDS:
        return True
    if "hypothetical" in (a.status, b.status) or (a.status == "planned") != (b.status == "planned"):
        return True
    if max(one.days or 0, two.days or 0) > INCIDENT:
        return True
    if (
        a.date_start is not None
        and a.date_end is not None
        and b.date_start is not None
        and b.date_end is not None
        and (a.date_start > b.date_end or b.date_start > a.date_end)
    ):
        return True
    if one.is_placed and two.is_placed and a.place_id != b.place_id:
        if one.country is not None and two.country is not None and one.country != two.country:
            return True
        if one.feature in _SETTLED and two.feature in _SETTLED:
            return True
    if one.groups and two.groups and not one.groups & two.groups:
        return True
    if one.type_class in ("CONSULT", "settle"):
        return _strangers((*one.sources, *one.targets), (*two.sources, *two.targets))
    return _strangers(one.sources, two.sources) or _swapped(one, two) or _strangers(_named(one.targets), _named(two.targets))


def _named(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    return tuple(a for a in actors if a.gazetteer is not None or a.kind == "person")


def _strangers(ones: Sequence[Actor], twos: Sequence[Actor]) -> bool:
    """Whether both sides are told and no actor of one may be an actor of the other; "the fighters" may be any group's."""
    return bool(ones) and bool(twos) and not any(_akin(a, b) or _may_stand_for(a, b) or _may_stand_for(b, a) for a in ones for b in twos)


def _may_stand_for(unnamed: Actor, actor: Actor) -> bool:
    """Whether a common noun may mean an actor: soldiers are no rebels, but fighters may be any group's."""
    kinds = {unnamed.kind, actor.kind}
    return not _is_named(unnamed) and not (kinds & _STATE and "armed_group" in kinds)


def _is_named(actor: Actor) -> bool:
    return actor.gazetteer is not None or (actor.kind not in ("population", "other") and any(word[:1].isupper() for word in actor.name.split()[1:]))


def _akin(a: Actor, b: Actor) -> bool:
    if a.actor_id == b.actor_id or a.parent_actor_id == b.actor_id or b.parent_actor_id == a.actor_id:
        return True
    if (
        a.country is not None
        and a.country == b.country
        and a.kind != "population"
        and b.kind != "population"
        and "armed_group" not in (a.kind, b.kind)
    ):
        return True
    unnamed = a.gazetteer is None and b.gazetteer is None and a.kind == b.kind and a.kind != "person"
    return unnamed and bool(set(a.name.lower().split()) & set(b.name.lower().split()))


def _swapped(one: Telling, two: Telling) -> bool:
    """Whether a doer of one suffers the other: shots and shots returned."""
    doers, others = {a.actor_id for a in one.sources}, {a.actor_id for a in two.sources}
    return bool(doers & {a.actor_id for a in two.targets} - others) or bool(others & {a.actor_id for a in one.targets} - doers)


def one_clause(one: Telling, two: Telling) -> bool:
    """Whether the grammar of a sentence makes one mention the cause, manner or result of the other."""
    if one.sentence != two.sentence or one.type_class not in DEEDS:
        return False
    a, b = (one, two) if two.token.is_ancestor(one.token) else (two, one)
    # a is the lower of the two
    if not b.token.is_ancestor(a.token) or a.is_apart:
        return False
    low, high = a.token, b.token
    kin = bool(a.groups & b.groups)
    if high.pos_ == "NOUN" or high.pos_ == "PROPN":
        if low.head.i == high.i and low.dep_ in ("compound", "amod", "appos"):
            return True
        # "a blast that killed 15", "a blast killing 15"
        return low.dep_ in ("relcl", "acl") and low.head.i == high.i and a.is_result
    if low.pos_ in ("VERB", "AUX"):
        if low.dep_ == "relcl" and low.head.head.i == high.i:
            # "carried out the attack, which killed 57"; "a bomb that tore through a market killed 19"
            return (low.head.dep_ == "dobj" and a.is_result) or (low.head.dep_ == "nsubj" and b.is_result and a.is_by_thing)
        if low.dep_ in ("conj", "advcl", "xcomp", "acl") and _chain(low.head).i == _chain(high).i:
            own = any(c.dep_ in ("nsubj",) for c in low.children)
            if low.tag_ == "VBG" and not own and low.dep_ in ("advcl", "conj", "xcomp", "acl"):
                return a.is_result
            if low.dep_ == "conj" and a.is_result:
                # "killed eight and wounded five"; "stormed the post, killing two": the doer is told once
                return b.is_result or not own
            if low.dep_ == "advcl":
                mark = next((c.lower_ for c in low.children if c.dep_ in ("mark", "advmod") and c.i < low.i), "")
                return mark in ("when", "as", "after") and (a.is_result or b.is_result) and "taking" not in a.groups | b.groups
        return low.dep_ == "pcomp" and low.head.head.i == high.i and low.head.lower_ in ("after", "by", "in") and (a.is_result or b.is_result)
    if low.pos_ not in ("NOUN", "PROPN"):
        return False
    if low.dep_ in ("nsubj", "nsubjpass") and low.head.i == high.i:
        return b.is_result or kin
    if (
        low.dep_ == "pobj"
        and low.head.lower_ in ("in", "by", "during", "from", "after", "with", "when")
        and _chain(low.head.head).i == _chain(high).i
    ):
        return b.is_result or kin
    return low.dep_ in ("dobj", "npadvmod") and low.head.i == high.i and kin


def _chain(token: Token) -> Token:
    """The first of coordinated verbs and of the participles that hang on them."""
    while token.dep_ == "conj" and token.head.i != token.i and token.head.pos_ in ("VERB", "AUX"):
        token = token.head
    return token


def leads(one: Telling, cluster: Sequence[Telling]) -> bool:
    """Whether the first paragraphs tell a headline's act in other words: the same doer strikes in a place that both name."""
    here = [m for m in cluster if m.sentence <= one.sentence + LEAD]
    doers = any(_akin(a, b) for a in one.sources for m in here for b in m.sources)
    return one.type_class == "ASSAULT" and doers and bool(one.around.place_ids & placed_in(here))


def likeness(one: Telling, cluster: Sequence[Telling]) -> tuple[bool, bool, bool, bool]:
    """How much more than its kind a headline shares with an act: whom it struck, the places named, the doers, the words."""
    return (
        any(_akin(a, b) for a in one.targets for m in cluster for b in m.targets),
        bool(one.around.place_ids & placed_in(cluster)),
        any(_akin(a, b) for a in one.sources for m in cluster for b in m.sources),
        bool(one.groups & frozenset(g for m in cluster for g in m.groups)),
    )


def same_victim(one: Telling, two: Telling) -> bool:
    """Whether both tell the killing of one person, which happens once, or the later takes up victims counted before ("the three soldiers died")."""
    if one.is_lethal and two.is_lethal:
        persons = {a.actor_id for a in one.targets if a.kind == "person"}
        if persons & {a.actor_id for a in two.targets}:
            return True
    return one.is_result and two.is_result and one.the_victim is not None and one.the_victim == two.victim and two.sentence < one.sentence


def is_bare_result(one: Telling) -> bool:
    """Whether a verb only tells of victims: "twelve people were killed", with no doer, place, or sum over a time."""
    if one.type_class != "ASSAULT" or not one.is_result or one.around.is_summed or one.sources or one.token.pos_ != "VERB":
        return False
    return one.token.tag_ in ("VBD", "VBN") and one.mention.mode != "abduct"


def _is_dated_alike(one: Telling, cluster: Sequence[Telling]) -> bool:
    """Whether a result brings no day of its own."""
    return one.days is None or any(m.days is not None for m in cluster)


def placed_in(cluster: Sequence[Telling]) -> frozenset[str]:
    """Every place that the sentences of a cluster name."""
    return frozenset(place for m in cluster for place in m.around.place_ids)


def is_described(one: Telling, cluster: Sequence[Telling]) -> bool:
    """Whether what a noun says of its act fits a cluster: "the campus attack" takes up an act whose sentence speaks of a campus."""
    if one.has_object and not any(_akin(a, b) for a in one.targets for m in cluster for b in m.targets):
        return False
    words = frozenset(word for m in cluster for word in m.around.tokens)
    if (one.persons_within and not one.persons_within & words) or not one.numbers_within <= words:
        return False
    if one.mention.mode is not None and any(m.mention.mode == one.mention.mode for m in cluster):
        return True
    return one.epithets <= frozenset(stem for m in cluster for stem in m.around.words)


def distance(one: Telling, cluster: Sequence[Telling]) -> int | None:
    """Sentences back to the last mention of a cluster in an earlier sentence; None when there is none."""
    return min((one.sentence - m.sentence for m in cluster if m.sentence < one.sentence), default=None)


def could_retell(one: Telling, cluster: Sequence[Telling]) -> bool:
    """Whether the words of a mention can retell an act: of one group, or one of them says no more than that there was violence."""
    if all(m.is_plural for m in cluster):
        return False
    groups = frozenset(g for m in cluster for g in m.groups)
    if one.groups & groups:
        return True
    if one.type_class != "ASSAULT":
        return False
    if one.is_broad or (one.mention.mode is not None and one.mention.mode in {m.mention.mode for m in cluster}):
        return True
    # "the rocket attack" takes up "killed five" only where the telling of the killing spoke of rockets
    return not groups and any(one.stems & m.around.words - m.stems for m in cluster)
