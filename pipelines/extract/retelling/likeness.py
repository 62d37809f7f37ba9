"""For and against two mentions of one document telling one act.

What belongs here: contradictions and kinship of two tellings, or of one and those joined so far. What does not: which are joined (``retellings``).
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from pipelines.extract.model import Actor
from pipelines.extract.retelling.lexicon import are_alike
from pipelines.extract.retelling.telling import LONG, Telling

#: Types whose mentions are deeds that a noun takes up; words ("the charge") are taken up too loosely to be joined here.
DEEDS = frozenset(("ASSAULT", "COERCE", "PROTEST", "CONSULT", "settle", "MOBILIZE", "AID"))
#: Groups of words that tell an attack from the air in turn.
_FROM_AFAR = frozenset(("bombing", "bombardment"))
_SETTLED = frozenset(("populated_place", "site"))
_STATE = frozenset(("country", "government", "military", "police"))
#: Sentences of a report's lead behind its headline.
LEAD = 3
#: Victims up to this number are told of many acts.
FEW = 7
#: Sentences between a lead and what spells it out, at most.
SOON = 2
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
    if one.day_part != two.day_part and None not in (one.day_part, two.day_part) and one.days == two.days == 1:
        return True
    if one.groups and two.groups and not one.groups & two.groups and not _is_blown_up(one, two):
        return True
    is_fight = one.sentence == two.sentence and "war" in one.groups | two.groups
    if one.type_class in ("CONSULT", "settle") or is_fight:
        # "six soldiers were killed in clashes with rebels": each side of a fight does and suffers
        return _strangers((*one.sources, *one.targets), (*two.sources, *two.targets))
    return _strangers(one.sources, two.sources) or _swapped(one, two) or _strangers(_named(one.targets), _named(two.targets))


def _is_blown_up(one: Telling, two: Telling) -> bool:
    """Whether a noun tells an act of bombs from above in other words: an air raid, "the bombing"."""
    return (one.is_definite or two.is_definite) and bool(one.groups & _FROM_AFAR) and bool(two.groups & _FROM_AFAR)


def _named(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    return tuple(a for a in actors if a.gazetteer is not None or a.kind == "person")


def _strangers(ones: Sequence[Actor], twos: Sequence[Actor]) -> bool:
    """Whether both sides are told and no actor of one may be an actor of the other; "the fighters" may be any group's."""
    return bool(ones) and bool(twos) and not any(are_akin(a, b) or _may_stand_for(a, b) or _may_stand_for(b, a) for a in ones for b in twos)


def _may_stand_for(unnamed: Actor, actor: Actor) -> bool:
    """Whether a common noun may mean an actor: soldiers are no rebels, but fighters may be any group's."""
    kinds = {unnamed.kind, actor.kind}
    return not is_named(unnamed) and not (kinds & _STATE and "armed_group" in kinds)


def is_named(actor: Actor) -> bool:
    """Whether an actor is known by a name."""
    return actor.gazetteer is not None or (actor.kind not in ("population", "other") and any(word[:1].isupper() for word in actor.name.split()[1:]))


def are_akin(a: Actor, b: Actor) -> bool:
    """Whether two actors may be one, or act on one side."""
    if a.actor_id == b.actor_id or a.parent_actor_id == b.actor_id or b.parent_actor_id == a.actor_id:
        return True
    if (
        a.country is not None
        and a.country == b.country
        and "population" not in (a.kind, b.kind)
        and not a.kind == b.kind == "person"
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
    if one.anaphor is not None and two.anaphor is not None and one.anaphor.i == two.anaphor.i:
        # "was behind the raid, which hit a patrol"
        return True
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
            own = any(c.dep_ in ("nsubj", "nsubjpass") for c in low.children)
            if low.tag_ == "VBG" and not own and low.dep_ in ("advcl", "conj", "xcomp", "acl"):
                return a.is_result
            if low.dep_ == "conj" and a.is_result:
                # "killed eight and wounded five"; "stormed the post, killing two": the doer is told once
                return b.is_result or not own
            if low.dep_ == "advcl":
                mark = next((c.lower_ for c in low.children if c.dep_ in ("mark", "advmod") and c.i < low.i), "")
                return mark in ("when", "as", "after") and (a.is_result or b.is_result) and "taking" not in a.groups | b.groups
        if low.dep_ == "pcomp" and low.head.head.i == high.i and low.head.lower_ == "before":
            # "stormed the inn before killing nine"
            return a.is_result
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
    doers = any(are_akin(a, b) for a in one.sources for m in here for b in m.sources)
    return one.type_class == "ASSAULT" and doers and bool(one.around.place_ids & placed_in(here))


def likeness(one: Telling, cluster: Sequence[Telling]) -> tuple[bool, bool, bool, bool]:
    """How much more than its kind a headline shares with an act: whom it struck, the places named, the doers, the words."""
    return (
        any(are_akin(a, b) for a in one.targets for m in cluster for b in m.targets),
        bool(one.around.place_ids & placed_in(cluster)),
        any(are_akin(a, b) for a in one.sources for m in cluster for b in m.sources),
        bool(one.groups & frozenset(g for m in cluster for g in m.groups)),
    )


def same_victim(one: Telling, two: Telling) -> bool:
    """Whether both tell the killing of one person, which happens once, or the later takes up victims counted before ("the three soldiers died")."""
    if one.is_lethal and two.is_lethal:
        persons = {a.actor_id for a in one.targets if a.kind == "person"}
        if persons & {a.actor_id for a in two.targets}:
            return True
    return one.is_result and two.is_result and one.the_victim is not None and one.the_victim == two.victim and two.sentence < one.sentence


def same_toll(one: Telling, cluster: Sequence[Telling]) -> bool:
    """Whether both tell that so many were killed or hurt; one or two are a toll of many acts."""
    if one.toll is None or not any(m.toll == one.toll for m in cluster):
        return False
    return int(one.toll[1]) > FEW or (is_bare_result(one) and not one.is_dated_apart and _is_particular(one, cluster))


def same_arrest(one: Telling, cluster: Sequence[Telling]) -> bool:
    """Whether both tell that so many of one group were taken: "the army detained three Togolese", "three Togolese had been detained"."""
    if one.mention.mode != "arrest" or one.around.is_summed or not _brings_no_day(one, cluster) or (number := _taken(one)) is None:
        return False
    ids = {a.actor_id for a in one.targets}
    return any(m.mention.mode == "arrest" and _taken(m) == number and ids and ids == {a.actor_id for a in m.targets} for m in cluster)


def _taken(one: Telling) -> str | None:
    """How many a verb says are taken; None for one, of whom there are many, and where no number stands."""
    for whom in one.token.children:
        if whom.dep_ in ("dobj", "nsubjpass"):
            counting = next((c.lower_ for c in whom.lefts if c.like_num), None)
            number = one.around.lexicon.numbers.get(counting, counting) if counting is not None else None
            return number if number is not None and number.isdigit() and int(number) > 1 else None
    return None


def _is_particular(one: Telling, cluster: Sequence[Telling]) -> bool:
    """Whether both count the same victims, whom a word tells from others: officers, nurses."""
    if one.victim is None or one.victim in one.around.lexicon.anybody:
        return False
    return any(m.victim == one.victim and m.toll == one.toll for m in cluster)


def _brings_no_day(one: Telling, cluster: Sequence[Telling]) -> bool:
    """Whether a mention is dated as a cluster is, or not at all."""
    return one.mention.date_start is None or any(m.mention.date_start == one.mention.date_start for m in cluster)


def is_recount(one: Telling, cluster: Sequence[Telling]) -> bool:
    """Whether a speaker counts anew how many were taken in the act that the report is about."""
    if one.mention.statement_id is None or one.token.tag_ != "VBN" or one.sources or one.around.is_summed or not _brings_no_day(one, cluster):
        return False
    is_counting = any(c.dep_ == "nsubjpass" and any(t.like_num for t in c.lefts) for c in one.token.children)
    return is_counting and one.mention.mode == "abduct" and is_lead(cluster) and any(m.mention.mode == "abduct" for m in cluster)


def same_thing(one: Telling, cluster: Sequence[Telling]) -> bool:
    """Whether a verb strikes what the act told before struck: "hit a station", "hitting the station".

    Without an article it is the same thing in the words of a speaker on what the report takes up, too.
    """
    if one.type_class != "ASSAULT" or one.token.pos_ != "VERB" or not could_retell(one, cluster):
        return False
    is_told_of = one.mention.statement_id is not None and any(m.is_definite for m in cluster)
    things = (one.things if is_told_of else one.the_things) - one.around.lexicon.anybody
    return any(m.things & things and m.sentence < one.sentence and _same_targets(one, m) for m in cluster)


def _same_targets(one: Telling, two: Telling) -> bool:
    """Whether both name the same actors as struck, or one names none."""
    return not (one.targets and two.targets) or {a.actor_id for a in one.targets} == {a.actor_id for a in two.targets}


def spells_out(one: Telling, cluster: Sequence[Telling]) -> bool:
    """Whether a verb tells in full the one act that the lead has named with a noun: "died in a shooting in Dorna. Two men shot ..."."""
    if one.type_class != "ASSAULT" or one.token.pos_ != "VERB" or one.around.is_beside or one.around.is_summed or not _brings_no_day(one, cluster):
        return False
    far = distance(one, cluster)
    if far is None or far > SOON or min(m.sentence for m in cluster) > LEAD or not one.around.place_ids <= placed_in(cluster):
        return False
    nouns = [m for m in cluster if m.token.tag_ == "NN" and not m.is_definite and not m.is_sequel]
    return any(one.groups & m.groups and one.mention.mode == m.mention.mode is not None for m in nouns)


def is_weak(cluster: Sequence[Telling]) -> bool:
    """Whether all words of a cluster are often used otherwise."""
    return all(m.is_weak for m in cluster)


def is_taking(cluster: Sequence[Telling]) -> bool:
    """Whether somebody or something is only taken, which reports call an attack where nothing else is told."""
    return all(m.mention.mode == "abduct" or "taking" in m.groups for m in cluster)


def is_long(cluster: Sequence[Telling]) -> bool:
    """Whether a cluster is a war or a campaign, which is more than an attack."""
    return all(m.groups and m.groups <= LONG for m in cluster)


def is_introduced(cluster: Sequence[Telling]) -> bool:
    """Whether a cluster holds more than nouns that take up what is told elsewhere, and plain words."""
    return any(not m.is_weak and (not m.is_definite or m.is_result) for m in cluster)


def is_lead(cluster: Sequence[Telling]) -> bool:
    """Whether a cluster is what the report is about: told at its head, and not only as what came before or after."""
    return any(m.sentence <= LEAD and not m.is_sequel for m in cluster)


def is_same_noun(one: Telling, cluster: Sequence[Telling]) -> bool:
    """Whether a mention is a noun by which a cluster was told."""
    return one.token.pos_ == "NOUN" and any(m.token.lemma_ == one.token.lemma_ for m in cluster)


def is_bare_result(one: Telling) -> bool:
    """Whether a verb only tells of victims: "twelve people were killed", with no doer, place, or sum over a time."""
    if one.type_class != "ASSAULT" or not one.is_result or one.around.is_summed or one.sources or one.token.pos_ != "VERB":
        return False
    if any(c.lower_ in ("is", "are") for c in one.token.children if c.dep_ in ("aux", "auxpass")):
        # "a hundred are killed every day"
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
    if one.has_object and not any(are_akin(a, b) for a in one.targets for m in cluster for b in m.targets):
        return False
    words = frozenset(word for m in cluster for word in m.around.tokens)
    if one.is_dated_noun and any(m.is_dated_by_noun for m in cluster) and not any(m.mention.date_start is not None for m in cluster):
        # "Friday's attack" is not the one of another day
        return False
    if one.is_dated_noun and any((m.days or 1) > 1 for m in cluster):
        # nor one of the three days whose acts are summed up
        return False
    victims = [a for m in cluster for a in m.targets if a.kind == "person" and is_named(a)]
    if one.persons_within and victims and not any(one.persons_within & frozenset(a.name.lower().split()) for a in victims):
        return False
    if (one.persons_within and not one.persons_within & words) or not one.numbers_within <= words:
        return False
    if one.mention.mode is not None and any(m.mention.mode == one.mention.mode for m in cluster):
        return True
    return one.epithets <= frozenset(stem for m in cluster for stem in m.around.words)


def distance(one: Telling, cluster: Sequence[Telling]) -> int | None:
    """Sentences back to the last mention of a cluster that is told before; None when there is none."""
    return min((one.sentence - m.sentence for m in cluster if m.sentence < one.sentence or _is_told_first(m, one)), default=None)


def _is_told_first(one: Telling, two: Telling) -> bool:
    """Whether a sentence tells an act and then takes it up with a noun: "a bomb went off, and a group claimed the attack"."""
    if one.sentence != two.sentence or one.mention.trigger > two.mention.trigger or two.is_answered or two.is_sequel:
        return False
    noun = two.anaphor
    return noun is not None and noun.pos_ == "NOUN" and not one.is_definite and not noun.is_ancestor(one.token) and not one.is_sequel


def could_retell(one: Telling, cluster: Sequence[Telling]) -> bool:
    """Whether the words of a mention can retell an act: of one group, or one of them says no more than that there was violence."""
    if one.is_of_victims:
        return True
    if one.is_definite and one.is_plural:
        if one.days is not None and any(m.days is not None and m.mention.date_start != one.mention.date_start for m in cluster):
            # several acts of three days, and those of one of them
            return False
        is_kin = one.is_broad or any(one.groups & m.groups or one.stems & m.stems for m in cluster)
        return is_kin and any(m.is_many and not m.is_apart for m in cluster)
    if all(m.is_plural or m.is_many for m in cluster):
        return False
    groups = frozenset(g for m in cluster for g in m.groups)
    if one.taken_up and not one.taken_up & frozenset(g for m in cluster for g in m.around.lexicon.groups(m.around.words)):
        return False
    if one.groups & groups or (one.is_definite and one.groups & _FROM_AFAR and groups & _FROM_AFAR):
        return True
    if one.type_class != "ASSAULT":
        return False
    if one.is_broad or (one.mention.mode is not None and one.mention.mode in {m.mention.mode for m in cluster}):
        return True
    # "the rocket attack" takes up "killed five" only where the telling of the killing spoke of rockets
    return not groups and any(one.stems & m.around.words - m.stems for m in cluster)
