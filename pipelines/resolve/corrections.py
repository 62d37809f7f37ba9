"""What a person overruled: actors merged, split, renamed, or given another kind or country, from ``schemas/corrections/actors.yml``.

What belongs here: reading these corrections and working them into what was resolved. What does not: deciding who is the same (``actors``).

An entry names actors by id, under which it must find what it expects: where later reports changed what an id stands for, the run stops with the
place of the entry, so that no correction is ever applied to another actor than it was written for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from pipelines import contracts, paths
from pipelines.errors import ContractError, CorrectionError
from pipelines.ids import make_id

_EXPECTED = ("name", "kind", "country")


@dataclass(frozen=True)
class Correction:
    """One entry.

    Attributes:
        place: where it stands, as told to the user.
        act: merge, split, rename, set_kind or set_country.
        actors: ids that it is about; of a merge, the first stands for all.
        reason: why, as written.
        expect: id to what the actor must be called, or be of kind and country, before the correction.
        documents: of a split, the documents in which the id means somebody else.
        value: of a split and a rename the name, else the code; None for no country.
    """

    place: str
    act: str
    actors: tuple[str, ...]
    reason: str
    expect: Mapping[str, Mapping[str, str | None]]
    documents: tuple[str, ...] = ()
    value: str | None = None


@dataclass(frozen=True)
class Corrected:
    """What corrections make of a resolution.

    Attributes:
        actor_of: id in a document's description to the actor's id, where they differ.
        actor_in: (document_id, id in its description) to the actor's id, where a split says so.
        changes: actor_id to the columns of its row that are set.
        reasons: id to the words that tell why it stands for another, or exists.
        not_applied: entries that concern no actor there is.
    """

    actor_of: Mapping[str, str]
    actor_in: Mapping[tuple[str, str], str] = field(default_factory=dict)
    changes: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    not_applied: tuple[str, ...] = ()


@dataclass(frozen=True)
class Corrections:
    """All entries, in the order of the file."""

    entries: tuple[Correction, ...] = ()

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """Read the file.

        Args:
            path: another file than the packaged ``schemas/corrections/actors.yml``.

        Raises:
            CorrectionError: the file is no YAML or an entry is wrong; names the file, the place and the remedy.
        """
        path = paths.schemas() / "corrections" / "actors.yml" if path is None else path
        try:
            data = contracts.read_yaml(path, "corrections.actors")
            kinds, name = contracts.codes("actor_kind").codes, f"{path.parent.name}/{path.name}"
        except ContractError as error:
            raise CorrectionError(str(error)) from error
        return cls(tuple(_entry(f"{name}: corrections/{n}", item, kinds) for n, item in enumerate(data["corrections"])))

    def apply(self, found: Mapping[str, Mapping[str, Any]], actor_of: Mapping[str, str], described: Iterable[tuple[str, str]]) -> Corrected:
        """Work the entries into what was resolved, one after the other.

        Args:
            found: actor_id to name, kind and country of the actors as they were resolved.
            actor_of: id in a document's description to the actor's id, where they differ.
            described: (document_id, id in its description) of all descriptions; read only when an entry splits.

        Raises:
            CorrectionError: an entry finds another actor than it expects, or some of its actors are missing.
        """
        mapping = dict(actor_of)
        actor_in: dict[tuple[str, str], str] = {}
        changes: dict[str, dict[str, str | None]] = {}
        reasons: dict[str, str] = {}
        skipped: list[str] = []
        pairs: list[tuple[str, str]] | None = None
        for entry in self.entries:
            ids = [mapping.get(actor, actor) for actor in entry.actors]
            missing = [actor for actor, now in zip(entry.actors, ids, strict=True) if now not in found]
            if len(missing) == len(ids):
                skipped.append(f"{entry.place}: no report names {', '.join(entry.actors)}; the entry is passed over")
                continue
            if missing:
                raise CorrectionError(
                    f"{entry.place}: there is no actor {', '.join(missing)}; look its name up in the table actors, and mend the entry"
                )
            _require(entry, found, mapping)
            match entry.act:
                case "merge":
                    first = ids[0]
                    for now in dict.fromkeys(ids[1:]):
                        if now == first:
                            continue
                        for of in [of for of, to in mapping.items() if to == now]:
                            mapping[of] = first
                        mapping[now] = first
                        reasons[now] = f"merged by a correction: {entry.reason}"
                case "split":
                    new = make_id("act", "split", ids[0], entry.value)
                    pairs = list(described) if pairs is None else pairs
                    documents = frozenset(entry.documents)
                    parted = [(document, of) for document, of in pairs if document in documents and mapping.get(of, of) == ids[0]]
                    if not parted:
                        raise CorrectionError(f"{entry.place}: none of its documents names {entry.actors[0]}; give the documents of its mentions")
                    actor_in.update(dict.fromkeys(parted, new))
                    changes.setdefault(new, {})["name"] = entry.value
                    reasons[new] = f"split by a correction: {entry.reason}"
                case "rename":
                    changes.setdefault(ids[0], {})["name"] = entry.value
                case "set_kind":
                    changes.setdefault(ids[0], {})["kind"] = entry.value
                case "set_country":
                    changes.setdefault(ids[0], {})["country"] = entry.value
                case other:
                    raise CorrectionError(f"{entry.place}: {other!r} is no correction; see schemas/meta/corrections.actors.schema.json")
        # what was set for an actor holds for the one that it was merged into afterwards
        return Corrected(mapping, actor_in, {mapping.get(actor, actor): changed for actor, changed in changes.items()}, reasons, tuple(skipped))


def _entry(place: str, item: Mapping[str, Any], kinds: Mapping[str, Any]) -> Correction:
    (act,) = [name for name in ("merge", "split", "rename", "set") if name in item]
    given = item[act]
    expect = {actor: {"name": guard} if isinstance(guard, str) else dict(guard) for actor, guard in item["expect"].items()}
    actors: Sequence[str] = given if act == "merge" else [given["actor"]]
    unguarded = sorted(set(actors) - set(expect))
    if unguarded:
        raise CorrectionError(f"{place}: expect says nothing of {', '.join(unguarded)}; add what the actor is called now")
    documents: tuple[str, ...] = ()
    value: str | None = None
    if act == "split":
        documents, value = tuple(given["documents"]), given["name"]
    elif act == "rename":
        value = given["name"]
    elif act == "set":
        act, value = ("set_kind", given["kind"]) if "kind" in given else ("set_country", given["country"])
        if act == "set_kind" and value not in kinds:
            raise CorrectionError(f"{place}: {value!r} is no kind of actor; take one of {', '.join(kinds)}")
    return Correction(place, act, tuple(actors), item["reason"], expect, documents, value)


def _require(entry: Correction, found: Mapping[str, Mapping[str, Any]], mapping: Mapping[str, str]) -> None:
    """Check what an entry expects of its actors."""
    for actor, guard in entry.expect.items():
        now = found.get(mapping.get(actor, actor))
        if now is None:
            raise CorrectionError(f"{entry.place}: expect names the unknown actor {actor}; look its id up in the table actors, and mend the entry")
        for column in _EXPECTED:
            if column in guard and guard[column] != now[column]:
                raise CorrectionError(
                    f"{entry.place}: expects the {column} of {actor} to be {guard[column]!r}, and finds {now[column]!r}; "
                    f"see 'wireledger show {actor}', then mend the entry or take it out"
                )
