"""For and against two event mentions being one event.

What belongs here: contradictions, points, and which kinds of evidence suffice. What does not: which pairs are looked at, and what sets they make
(``events``).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from pipelines.extract.retelling.lexicon import RetellingLexicon, are_alike
from pipelines.resolve.event_mentions import DAY, SETTLED, Mention, Party, Place
from pipelines.resolve.wording import IN_REPORT, IN_SENTENCE, About, Topics, likeness, names_in, on_other_days

#: Types whose parties have no direction.
_MUTUAL = frozenset(("CONSULT", "AGREE", "CONCEDE", "COOPERATE"))
#: Types that are words: without the same speaker they are another act.
_VERBAL = frozenset(("ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT"))
#: Types of which a pair of states has many a week; they need the same day and more than the same two names.
_COMMON = frozenset(("CONSULT", "AID", "COOPERATE", "MOBILIZE"))
#: Types whose parties reports list more and less fully.
_ACCRUING = frozenset(("COOPERATE",))
#: Groups of words for what goes on for months and is told of all the while.
_LONG = frozenset(("campaign", "war"))
#: Types of which there are several a day where there is one.
_RECURRENT = frozenset(("ASSAULT", "COERCE", "PROTEST", "MOBILIZE"))
#: A toll from which on two acts of these days in one town seldom share it.
_MANY = 5
#: Days within which reports tell of one story.
_NEWS = 14
#: Days that a carried day may be wrong by.
_NEAR = 7
#: Groups of words for what a person does once.
_SINGLE = frozenset(("bombing", "stabbing"))
_REAL = frozenset(("occurred", "ongoing", "alleged", "disputed", "denied"))
#: Points that a pair needs; see ``evidence`` for what gives them.
BAR = 4.0


def conflict(one: Mention, two: Mention) -> str | None:
    """What makes it impossible that two mentions tell one act; None when nothing does."""
    if one.type_class != two.type_class:
        return "type"
    if one.mode is not None and two.mode is not None and not are_alike(one.mode, two.mode):
        return "mode"
    if one.is_aftermath != two.is_aftermath:
        return "aftermath"
    if (one.status == "hypothetical") != (two.status == "hypothetical"):
        return "status"
    if (
        one.start is not None
        and one.end is not None
        and two.start is not None
        and two.end is not None
        and (one.start > two.end or two.start > one.end)
    ):
        return "date"
    if one.document_id == two.document_id and _days_between(one, two) > _NEAR:
        return "date"
    if one.document_id == two.document_id and one.day_part != two.day_part and None not in (one.day_part, two.day_part) and one.days == two.days == 1:
        return "part of the day"
    if one.is_habitual or two.is_habitual:
        return "many acts"
    if one.document_id == two.document_id:
        # two reports may call what happened on a day the bombing and the bombings
        if one.is_plural is not two.is_plural and None not in (one.is_plural, two.is_plural):
            return "one act and several"
        if one.event_type in _RECURRENT and one.is_set_apart != two.is_set_apart:
            return "set apart"
    if (one.status == "planned") != (two.status == "planned") and (one.start is None or two.start is None or max(one.days or 0, two.days or 0) > 8):
        return "status"
    if one.fates and two.fates and not one.fates & two.fates and not any(a.words & b.words for a in one.targets for b in two.targets):
        return "another victim"
    if not one.fates & two.fates and _apart(one, two):
        return "place"
    if one.groups and two.groups and not one.groups & two.groups and not (one.is_broad or two.is_broad) and not one.fates & two.fates:
        return "wording"
    if one.type_class in _MUTUAL or one.type_class == "settle" or one.event_type in _MUTUAL or one.groups & two.groups & {"war"}:
        left, right = (*one.sources, *one.targets), (*two.sources, *two.targets)
        if _strangers(left, right) or (one.type_class not in _ACCRUING and _other_party(left, right)):
            return "parties"
        if one.event_type == two.event_type == "SUPPORT" and (_third_party(left, right) or _third_party(right, left)):
            return "parties"
    else:
        if _strangers(one.sources, two.sources):
            return "source"
        if _strangers(one.targets, two.targets):
            return "target"
    for outcome in one.tolls.keys() & two.tolls.keys():
        (low, high), (other_low, other_high) = one.tolls[outcome], two.tolls[outcome]
        apart = low > other_high or other_low > high
        # tolls of one act differ between reports, but not within a report, and not fourfold; those of a week and of one of its days are two sums
        sums = one.days is not None and two.days is not None and one.days != two.days
        if apart and (sums or one.document_id == two.document_id or low > 4 * other_high or other_low > 4 * high):
            return "toll"
    return None


def _apart(one: Mention, two: Mention) -> bool:
    """Whether two mentions lie in places of which neither holds the other."""
    a, b = one.place, two.place
    if a is None or b is None or is_same_place(a, b) or one.is_scene or two.is_scene:
        return False
    if a.country is not None and b.country is not None and a.country != b.country:
        return True
    far = _kilometres(a, b)
    if a.feature in SETTLED and b.feature in SETTLED:
        # a square lies in its town, but a square that no gazetteer knows may lie in any
        return a.feature == b.feature or (far is not None and far > 20)
    return far is not None and "country" not in (a.feature, b.feature) and far > 300


def _kilometres(a: Place, b: Place) -> float | None:
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    north = math.radians(a.latitude - b.latitude)
    east = math.radians(a.longitude - b.longitude) * math.cos(math.radians((a.latitude + b.latitude) / 2))
    return 6371.0 * math.hypot(north, east)


def _kinship(a: Party, b: Party) -> float:
    """How near two actors are: 1 the same, 0 unrelated."""
    if a.actor_id == b.actor_id:
        return 1.0
    if a.actor_id in b.ancestors or b.actor_id in a.ancestors:
        return 0.8
    if a.is_state and b.is_state and a.country == b.country:
        return 0.8 if "country" in (a.kind, b.kind) else 0.5
    if a.ancestors & b.ancestors or (a.is_contested and b.is_contested and a.country == b.country):
        return 0.5
    if a.country is not None and a.country == b.country and ((a.kind == "person" and b.is_state) or (b.kind == "person" and a.is_state)):
        return 0.4
    if a.is_named and b.is_named and a.words and a.words == b.words and a.country == b.country:
        # one name that was read as two kinds of actor
        return 0.8
    if not (a.is_named and b.is_named) and a.words & b.words:
        # "a navy petty officer" in two reports
        return 0.8 if a.words == b.words and len(a.words) >= 3 else 0.4
    if a.kind == b.kind == "person" and a.is_named != b.is_named and a.country is not None and a.country == b.country:
        # "the Northland minister" may be the one whom another report names
        return 0.4
    return 0.0


def _nearest(ones: Sequence[Party], twos: Sequence[Party]) -> float:
    return max((_kinship(a, b) for a in ones for b in twos), default=0.0)


def _is_mutual(one: Mention, two: Mention) -> bool:
    """Whether the parties of both have no direction."""
    return one.event_type in _MUTUAL or (one.event_type == "SUPPORT" and one.type_class == "settle") or bool(one.groups & two.groups & {"war"})


def _strangers(ones: Sequence[Party], twos: Sequence[Party]) -> bool:
    """Whether both sides are named and no actor of one is near any of the other."""
    if not ones or not twos or not all(actor.is_named for actor in (*ones, *twos)):
        return False
    return _nearest(ones, twos) == 0 and not any(_may_belong(a, b) or _may_belong(b, a) for a in ones for b in twos)


def _may_belong(one: Party, group: Party) -> bool:
    """Whether a person may be one of a group's: the man who did it, and those who sent him."""
    return one.kind == "person" and group.kind == "armed_group" and (None in (one.country, group.country) or one.country == group.country)


def _other_party(ones: Sequence[Party], twos: Sequence[Party]) -> bool:
    """Whether each of two pairs of named parties has one that is near none of the other's: "A and B", "A and C"."""
    if len({a.actor_id for a in ones}) < 2 or len({a.actor_id for a in twos}) < 2:
        return False
    return any(a.is_named and not _nearest([a], twos) for a in ones) and any(b.is_named and not _nearest(ones, [b]) for b in twos)


def _third_party(ones: Sequence[Party], twos: Sequence[Party]) -> bool:
    """Whether one pact names somebody beside the two or more whom another names: what is signed with a third is another pact."""
    return len({a.actor_id for a in twos if a.is_named}) >= 2 and any(a.is_named and not _nearest([a], twos) for a in ones)


def evidence(one: Mention, two: Mention, topics: Topics, lexicon: RetellingLexicon) -> tuple[float, tuple[str, ...]]:
    """Points for two mentions that do not contradict each other, and what gave them."""
    points = 0.0
    reasons: list[str] = []

    def give(much: float, why: str) -> None:
        nonlocal points
        points += much
        reasons.append(why)

    mutual = _is_mutual(one, two)
    same_document = one.document_id == two.document_id
    gap = abs((one.published - two.published).days) if one.published is not None and two.published is not None else None
    if not same_document and one.wording is not None and one.wording == two.wording and (gap is None or gap <= 31):
        # an agency prints its sentences again in later versions of a report
        return 9.0, ("same sentence",)
    if not same_document and one.is_verbose and one.text_key == two.text_key and (gap is None or gap <= 4):
        return 9.0, ("same words",)
    if one.held & two.held and gap is not None and gap <= 31 and one.status == two.status == "occurred":
        return 9.0, ("held once",)
    if one.fates & two.fates:
        return 9.0, (f"{'; '.join(sorted(fate.split()[0] for fate in one.fates & two.fates))} once",)
    if _is_told_before(one, two) or _is_told_before(two, one):
        return 0.0, ()
    said = 0 if same_document else _said_alike(one, two)
    story = 0 if same_document or gap is None or gap > _NEWS else _one_story(topics[one.document_id], topics[two.document_id])
    # time
    dated = one.start is not None and two.start is not None
    same_day = dated and one.days == 1 and two.days == 1
    if same_day:
        give(2.0, "same day")
    elif dated:
        longest = max(one.days or 0, two.days or 0)
        give(1.5 if longest <= 8 else 1.0 if longest <= 31 else 0.5, "times overlap")
    elif same_document:
        give(0.5, "same document")
    elif _days_between(one, two) > _NEAR and said < 3:
        return 0.0, ()
    elif gap is not None and gap <= (31 if said == 3 else _NEWS if said and story else 4 if _is_one_charge(one, two) else 2):
        if gap > 2 and said < 2 and one.event_type in _RECURRENT and _days_apart(one, two) > 3 and not _is_of_one_hand(one, two):
            return 0.0, ()
        give(0.5, "published together")
    else:
        return 0.0, ()
    # parties
    left, right = ((*one.sources, *one.targets), (*two.sources, *two.targets)) if mutual else (one.sources, two.sources)
    source = _nearest(left, right)
    if source:
        give(2.0 * source, "source")
    target = 0.0
    if mutual:
        near = 0.4 if one.event_type == "SUPPORT" else 0.8
        shared = sum(1 for a in left if any(_kinship(a, b) >= near for b in right))
        if shared >= 2:
            target = 1.0
            give(1.5, "both parties")
    else:
        target = _nearest(one.targets, two.targets)
        if target:
            give(1.5 * target, "target")
        elif _nearest(one.sources, two.targets) >= 0.8 and _nearest(two.sources, one.targets) >= 0.8:
            return 0.0, ()
    # place
    where = 0.0
    if one.place is not None and two.place is not None:
        a, b = one.place, two.place
        if is_same_place(a, b):
            where = 2.0 if a.feature in SETTLED else 1.5 if a.feature not in ("country", "continent") else 0.5
        elif a.country is not None and a.country == b.country:
            where = 0.5
        if one.is_scene or two.is_scene:
            where /= 2
        if where:
            give(where, "place")
    # words
    common = one.stems & two.stems
    if one.groups & two.groups:
        give(1.0, "wording group")
    elif one.is_broad and two.is_broad:
        give(0.5, "wording group")
    if common:
        give(min(1.5, 0.75 * len(common)), "words " + " ".join(sorted(common)))
    if one.mode is not None and one.mode == two.mode:
        give(0.5, "mode")
    if dated and "war" in common and one.precision == two.precision == "year":
        # a background sentence names a war by its year alone, and reports on one matter mean the same one
        give(1.0, "war of the year")
    if said:
        give(float(said), "sentences alike")
    # matter
    if story == 2:
        give(1.0, "one story")
    about, other = topics[one.document_id].ids, topics[two.document_id].ids
    matter = len(about & other) / min(len(about), len(other)) if not same_document and min(len(about), len(other)) >= 3 else 0.0
    if matter >= 0.4:
        give(1.0 if matter >= 0.6 else 0.5, "matter")
    if _is_one_charge(one, two):
        give(1.5, "charged once")
    toll = 0
    for outcome in sorted(one.tolls.keys() & two.tolls.keys()):
        # "eight" and "at least eight"
        if one.tolls[outcome][0] == two.tolls[outcome][0]:
            # one man was killed here and one there
            toll = max(toll, one.tolls[outcome][0] if one.tolls[outcome][0] > 1 else 0)
            give(1.0, f"toll {outcome}")
    if _is_of_one_hand(one, two) and (same_document or story):
        give(2.0, "deed of one person")
        return points, tuple(reasons)
    is_near = same_day or not dated or max(one.days or 0, two.days or 0) <= 8
    is_like = said == 3 and (story > 0 or matter >= 0.4 or bool(names_in(one.words & two.words)))
    if (is_like or (said == 2 and (story or matter >= 0.4) and is_near)) and _is_retold(one, two, source, target, where, toll, said, story, lexicon):
        give(2.0 if is_like else 0.5, "told alike")
        return points, tuple(reasons)
    if story and toll and _is_one_toll(one, two, toll, story, said, where):
        give(2.0, "toll of one story")
        return points, tuple(reasons)
    if story == 2 and _is_one_blow(one, two, lexicon):
        give(1.0, "place of one story")
        return points, tuple(reasons)
    return (
        (points, tuple(reasons))
        if _suffices(one, two, source, target, where, matter, common, lexicon.broad, toll=toll, same_day=same_day, dated=dated)
        else (0.0, ())
    )


def _said_alike(one: Mention, two: Mention) -> int:
    """How much the sentences of two mentions share: 3 nearly all of what they tell, 2 half of it, 1 a part, 0 little."""
    shared, share = likeness(one.words, two.words, IN_SENTENCE)
    if shared < 4 or share < 0.3:
        return 0
    if on_other_days(one.words, two.words):
        return 1
    if shared >= 8 and share >= 0.7:
        return 3
    if (shared >= 6 and share >= 0.5) or (shared >= 5 and share >= 0.65):
        return 2
    return 1


def _one_story(about: About, other: About) -> int:
    """Whether two reports share the rare names of one story: 2 surely, 1 perhaps, 0 not."""
    shared, share = likeness(about.names, other.names, IN_REPORT)
    if shared >= 3.5 and share >= 0.3:
        return 2
    return 1 if shared >= 2 and share >= 0.2 else 0


def _is_retold(
    one: Mention, two: Mention, source: float, target: float, where: float, toll: int, said: int, story: int, lexicon: RetellingLexicon
) -> bool:
    """Whether two reports tell one act in like sentences."""
    common = one.stems & two.stems
    telling = common - lexicon.broad
    shared = bool(common) or bool(one.groups & two.groups)
    supported = source >= 0.4 or target >= 0.4 or where >= 1.0 or toll > 0
    if _VERBAL & {one.event_type, two.event_type}:
        # words are one act when one speaker says them to one hearer; a report may leave either out
        spoken = source >= 0.8 or not (one.sources and two.sources)
        heard = target > 0 or not (one.targets and two.targets)
        return bool(common) and spoken and heard and (said == 3 or source > 0 or target > 0)
    if one.event_type in _RECURRENT and said < 3 and _days_apart(one, two) > 3 and not toll and len(telling) < 2:
        # the same people do the same again
        return False
    if said == 3:
        return shared or ((one.is_broad or two.is_broad) and (toll > 0 or target >= 0.4 or where >= 1.0))
    if telling:
        return supported or story == 2
    return (shared and supported) or ((one.is_broad or two.is_broad) and (toll > 0 or target >= 0.4 or where >= 1.0))


def _is_one_toll(one: Mention, two: Mention, toll: int, story: int, said: int, where: float) -> bool:
    """Whether two reports of one story, of the same days, count the same victims: many, or several in the same place or in like words."""
    alike = sum(one.tolls[o] == two.tolls[o] for o in one.tolls.keys() & two.tolls.keys())
    if _days_apart(one, two) > (3 if toll >= _MANY else 1) or one.is_set_apart or two.is_set_apart:
        return False
    if not (one.stems & two.stems or one.groups & two.groups or one.is_broad or two.is_broad):
        return False
    return toll >= 10 or alike > 1 or (toll >= _MANY and (story == 2 or said > 0 or where >= 1.0)) or (toll >= 3 and story == 2 and said > 0)


def _is_one_blow(one: Mention, two: Mention, lexicon: RetellingLexicon) -> bool:
    """Whether two reports of one story tell of force by the same means on one day, or on the day of a report and the day before.

    It is in one town, or one of them does not tell where, and they are of one day and share words that not all acts of force have.
    """
    if one.event_type not in _RECURRENT or one.mode is None or one.mode != two.mode or "planned" in (one.status, two.status):
        return False
    if not one.groups & two.groups or _days_apart(one, two) > 1 or one.is_set_apart or two.is_set_apart:
        return False
    if _is_one_town(one, two):
        return True
    if (one.place is not None and two.place is not None) or _days_apart(one, two) or one.is_plural or two.is_plural:
        return False
    # there is shooting in more places than one
    return len((one.stems & two.stems) - lexicon.broad) >= (2 if one.mode == "firearms" else 1)


def _days_between(one: Mention, two: Mention) -> int:
    """Days between the times of two acts, told in words or carried from what is told around them; 0 where they overlap or one has none."""
    first, second = ((m.start, m.end) if m.start is not None and m.end is not None else m.carried for m in (one, two))
    if first is None or second is None:
        return 0
    return max((second[0] - first[1]).days, (first[0] - second[1]).days, 0)


def _days_apart(one: Mention, two: Mention) -> int:
    """Days between two acts, taken for acts of the day of their report where they have no date."""
    first, second = (m.start if m.start is not None and m.days == 1 else m.carried[0] if m.carried is not None else m.published for m in (one, two))
    return abs((first - second).days) if first is not None and second is not None else 0


def _is_of_one_hand(one: Mention, two: Mention) -> bool:
    """Whether one person of full name blows something up, or stabs somebody, in both."""
    if one.event_type != "ASSAULT" or not one.groups & two.groups & _SINGLE or one.is_past != two.is_past:
        return False
    return bool(_persons(one) & _persons(two))


def _persons(mention: Mention) -> set[str]:
    return {actor.actor_id for actor in mention.sources if actor.kind == "person" and actor.is_named}


def _is_told_before(one: Mention, two: Mention) -> bool:
    """Whether a report tells as done, without a day, what another dates to a later day; a day more for the time zones."""
    if one.start is not None or one.status == "planned" or one.published is None or two.start is None:
        return False
    return two.start > one.published + DAY


def _suffices(
    one: Mention,
    two: Mention,
    source: float,
    target: float,
    where: float,
    matter: float,
    common: frozenset[str],
    broad: frozenset[str],
    *,
    toll: int,
    same_day: bool,
    dated: bool,
) -> bool:
    """Whether the evidence is of the right kinds, whatever its sum."""
    same_document = one.document_id == two.document_id
    counted = toll > 0
    worded = bool(one.groups & two.groups) or bool(common)
    longest = max(one.days or 0, two.days or 0)
    if longest > 366:
        # "over the past fifty years": no single act
        return False
    if same_document and not same_day and one.sentence_start_char == two.sentence_start_char:
        # "killed thirteen before killing themselves": what one sentence tells twice the extractor has joined by its grammar
        return False
    is_denied = (one.status == "denied") != (two.status == "denied")
    if is_denied and not dated and one.event_type in _COMMON and len(common - broad) < 2:
        # "denied that troops were being sent", and police had been sent
        return False
    if _is_one_charge(one, two):
        return source > 0 or not (one.sources and two.sources)
    if _VERBAL & {one.event_type, two.event_type}:
        # words are one act when one speaker says them to one hearer in one news cycle
        heard = target > 0 or (not one.targets and not two.targets)
        told = same_day or (not dated and not same_document and (matter >= 0.4 or len(common) >= (2 if target > 0 else 3) or _of_a_person(one, two)))
        return source == 1.0 and heard and bool(common) and told
    if one.event_type in _COMMON or two.event_type in _COMMON:
        if not dated and not same_document:
            return source >= 0.8 and target >= 0.8 and where >= 1.0 and bool(common)
        if same_day and where >= 1.0 and _is_one_town(one, two) and worded and matter >= 0.4:
            # one day and one town: parties told as "officials" and by name may be the same
            return True
        if dated and longest <= 8 and where >= 2.0 and source >= 0.8 and target > 0 and worded:
            # "next week" and "on April 9", of the same parties in the same town
            return True
        if same_day and one.mode == two.mode == "visit" and source >= 0.4 and _is_one_town(one, two):
            # the minister of a state and whoever comes with him
            return True
        alike = bool(common) or (one.mode is not None and one.mode == two.mode)
        if not same_day and bool(one.targets) != bool(two.targets) and not target:
            # "attend the meeting", "meet investors"
            return False
        return source >= 0.8 and (target > 0 or where >= 1.0) and worded and (same_day or (same_document and alike))
    if same_day and not same_document and where >= 1.0 and _is_one_town(one, two) and one.mode is not None and one.mode == two.mode:
        # one day, one town, one means: reports word the rest as they like
        return True
    if not worded and not (one.is_broad or two.is_broad):
        return False
    telling = common - broad
    if one.event_type in ("AGREE", "CONCEDE") and "truce" not in one.groups & two.groups:
        # "agreed", "is ready to": anybody's words on any matter
        return source >= 0.8 and bool(telling) and (target > 0 or not (one.targets or two.targets)) and (same_day or len(telling) >= 2)
    if one.event_type == "SUPPORT" and one.type_class == "settle":
        # a pact is between two; whoever signs one signs others with others
        alone = max(len(m.sources) + len(m.targets) for m in (one, two)) < 2
        return source >= 0.8 and bool(telling) and (target > 0 or alone) and (same_day or len(telling) >= 2)
    long = bool(one.groups & two.groups & _LONG) and one.status == two.status
    fought = source >= 0.8 and target >= 0.8
    if (
        one.event_type in _RECURRENT
        and ((one.is_past and two.start is None) or (two.is_past and one.start is None))
        and len(telling) < 2
        and not (long and same_document)
    ):
        # what has no date is of these days
        return False
    if not dated and not same_document and toll >= _MANY and where >= 2.0:
        # so many at once in one town within two days
        return True
    if not dated and not same_document:
        # without dates the wording must be particular, and the parties or the place agree
        alike = len(telling) >= 2 and (fought or long)
        repeats = one.start is None and two.start is None and one.published != two.published and one.event_type in _RECURRENT
        if repeats and not (counted or alike or (long and fought)):
            # "fired a missile at", today and the day before yesterday
            return False
        particular = len(common) >= 2 or (source >= 0.8 and target >= 0.8) if not (one.start or two.start) else bool(telling)
        if one.event_type == "SANCTION" and not target and len(telling) < 2:
            # "the sanctions": whose, and on whom?
            return False
        if not target and not where and matter < 0.4 and len(telling) < 3 and not _of_a_person(one, two):
            # "crack down", "investigate": states do so every week
            return False
        return (
            particular and (bool(common) or (long and fought)) and (source >= 0.8 or where >= 1.0 or target >= 0.8 or (source >= 0.4 and where > 0))
        )
    if not dated and one.event_type == "ASSAULT":
        # one report of two acts of force uses the same words for both
        # who denies a deed denies what was told before
        nouns = source >= 0.8 and bool(telling) and (long or is_denied or (one.is_plural is False and two.is_plural is False))
        named = nouns or (len(telling) >= 2 and (source >= 0.8 or where >= 1.0))
        return bool(common) and (counted or named or (bool(telling) and source >= 0.8 and where >= 1.5) or (target >= 0.8 and where >= 1.0))
    if not dated and counted and worded and (source > 0 or target > 0):
        return True
    if not dated:
        return bool(common) and ((counted and len(common) >= 2) or source >= 0.8 or where >= 1.0 or (source >= 0.4 and where > 0))
    if not same_day and longest <= 8 and not (len(telling) >= 2 or one.groups & two.groups or (where >= 1.5 and (common or counted))):
        return False
    if not same_day and longest > 8:
        if long and fought:
            return True
        return bool(common) and (source > 0 or where > 0 or not (one.sources or two.sources))
    return source > 0 or where >= 1.0 or target >= 0.8


def _is_one_charge(one: Mention, two: Mention) -> bool:
    """Whether both tell that a person is charged by law, as happens once for a deed."""
    whom = {a.actor_id for a in one.targets if a.kind == "person" and a.is_named} & {a.actor_id for a in two.targets}
    return bool(whom) and one.is_charge and two.is_charge and one.status == two.status and bool(one.stems & two.stems)


def _of_a_person(one: Mention, two: Mention) -> bool:
    """Whether both are acts of a named person, who does the same less often than a body does."""
    return all(any(a.kind == "person" and a.is_named for a in m.sources) for m in (one, two))


def _is_one_town(one: Mention, two: Mention) -> bool:
    """Whether both are placed in the same town or site."""
    return one.place is not None and two.place is not None and one.place.feature in SETTLED and is_same_place(one.place, two.place)


def is_same_place(a: Place, b: Place) -> bool:
    """Whether two places are one: by id, or one is a name that no gazetteer could place and is spelled much like the other."""
    if a.place_id == b.place_id:
        return True
    unplaced = (a.latitude is None and a.country is None) or (b.latitude is None and b.country is None)
    return unplaced and a.feature in SETTLED and b.feature in SETTLED and len(a.skeleton) >= 4 and a.skeleton == b.skeleton
