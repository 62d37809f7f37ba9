"""Who says so: an interested party's word is an allegation, and one that another party denies is disputed.

What belongs here: the reality of acts in view of their speakers and of each other. What does not: what their own words say of it (``status``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.extract.acts.act import FIGHTERS, VERBAL_TYPES, Act
from pipelines.extract.acts.status import Reality
from pipelines.extract.model import Actor, ActorIndex


def _is_claim(act: Act, actors: ActorIndex, *, is_own: bool) -> bool:
    """Whether what a party tells of a deed is a claim of war: its force's success, what was done to its force, or what a named other did.

    Authorities that tell whom their police arrested, or that somebody shot two officers, are taken at their word.
    """
    if not is_own:
        among_forces = any(actors.actors[m.actor_id].kind in ("military", "armed_group") for m in act.targets)
        return act.event_type in ("ASSAULT", "COERCE", "MOBILIZE") and (among_forces or any(m.form == "name" for m in act.sources))
    kinds = {actors.actors[m.actor_id].kind for m in act.sources}
    match act.event_type:
        case "ASSAULT" | "MOBILIZE":
            return bool(kinds - {"police", "population", "person"})
        case "COERCE":
            return bool(kinds & {"military", "armed_group"})
        case _:
            return False


def sides(actor_ids: Sequence[str], actors: ActorIndex, *, is_done_to: bool = False) -> set[str]:
    """What tells that two actors stand on one side: themselves, what they are part of, the state they act for; of sufferers where they belong."""
    found: set[str] = set()
    for actor_id in actor_ids:
        found.add(actor_id)
        actor: Actor | None = actors.actors.get(actor_id)
        if actor is not None:
            found.update(x for x in (actor.parent_actor_id, actor.home if is_done_to else actor.state) if x is not None)
    return found


def _is_medium(actor_id: str, actors: ActorIndex) -> bool:
    """Whether a speaker is a paper or broadcaster, which tells what others did, its own state too."""
    speaker: Actor | None = actors.actors.get(actor_id)
    return speaker is not None and speaker.kind == "media"


def weigh(acts: Sequence[Act], actors: ActorIndex) -> list[Act]:
    """Weigh who says so: an interested party's word is an allegation, and one that another denies is disputed."""
    weighed: list[Act] = []
    fighters = {m.actor_id for a in acts if a.event_type == "ASSAULT" for m in (*a.sources, *a.targets) if actors.actors[m.actor_id].kind in FIGHTERS}
    for act in acts:
        statement = act.statement
        if (
            statement is not None
            and act.reality.status in ("occurred", "ongoing")
            and statement.speaker_actor_id is not None
            and not _is_medium(statement.speaker_actor_id, actors)
        ):
            speaker = sides([statement.speaker_actor_id], actors)
            doers = sides([m.actor_id for m in act.sources], actors)
            sufferers = sides([m.actor_id for m in act.targets], actors, is_done_to=True)
            if (speaker & (doers | sufferers) and _is_claim(act, actors, is_own=bool(speaker & doers))) or (
                (statement.act == "accuse" or (statement.speaker_actor_id in fighters and act.sources and not speaker & doers))
                and act.event_type not in VERBAL_TYPES
            ):
                act = replace(act, reality=Reality("alleged"))
        weighed.append(act)
    alleged = {a.found.token.i for a in weighed if a.reality.status == "alleged"}
    for n, act in enumerate(weighed):
        # "killed eight soldiers and wounded five": one word vouches for both
        token = act.found.token
        if act.reality.status == "occurred" and act.event_type not in VERBAL_TYPES and token.dep_ == "conj" and token.head.i in alleged:
            weighed[n] = replace(act, reality=Reality("alleged"))
    denied = [(a.event_type, {m.actor_id for m in a.sources}) for a in weighed if a.reality.status in ("denied", "disputed")]
    claimed = [(a.event_type, {m.actor_id for m in a.sources}) for a in weighed if a.reality.status == "alleged"]
    final = []
    for act in weighed:
        mine = {m.actor_id for m in act.sources}
        if (act.reality.status == "alleged" and any(t == act.event_type and s & mine for t, s in denied)) or (
            act.reality.status == "denied" and any(t == act.event_type and s & mine for t, s in claimed)
        ):
            act = replace(act, reality=Reality("disputed"))
        final.append(act)
    return final
