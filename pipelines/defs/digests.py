"""The digests of batches, kept beside them, and the staged rows behind them.

What belongs here: when a kept digest still holds, and looking up single reports. What does not: what a digest is made of (``resolve.digests``).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from pipelines import contracts
from pipelines.defs.store import Store
from pipelines.resolve.digests import DESCRIBED, MENTIONED, PARTS, PUBLISHED, ActorDigest

_KEY = b"digest"


@dataclass(frozen=True)
class StagedReports:
    """The staged rows of all batches, for lookup by actor.

    Attributes:
        store: where the batches are.
        batches: their ids.
        kept: the documents that stand, by batch.
        copies: a document that repeats another, to that one.
    """

    store: Store
    batches: Sequence[str]
    kept: Mapping[str, pa.Array]
    copies: Mapping[str, str]

    def of(self, actor_ids: Collection[str]) -> tuple[pa.Table, pa.Table, pa.Table]:
        """As ``resolve.digests.Reports`` has it; every batch is read once."""
        wanted = pa.array(sorted(actor_ids), pa.string())
        told, named, documents = ([_empty(columns)] for columns in (DESCRIBED, MENTIONED, PUBLISHED))
        for batch in self.batches:
            for parts, name, columns in ((told, "actor_descriptions", DESCRIBED), (named, "actor_mentions", MENTIONED)):
                rows = self.store.staging.read(batch, name, list(columns))
                here = rows.filter(pc.is_in(rows["actor_id"], value_set=wanted))
                parts.append(here.filter(pc.is_in(here["document_id"], value_set=self.kept[batch])).cast(_empty(columns).schema))
            documents.append(self.documents(batch))
        return pa.concat_tables(told), pa.concat_tables(named), pa.concat_tables(documents)

    def documents(self, batch: str) -> pa.Table:
        """The documents of a batch that stand, with ``PUBLISHED``."""
        rows = self.store.staging.read(batch, "documents", ["document_id", "published_at"])
        rows = rows.filter(pc.is_in(rows["document_id"], value_set=self.kept[batch]))
        copies = pa.array([self.copies.get(d) for d in rows["document_id"].to_pylist()], pa.string())
        return rows.append_column("duplicate_of_document_id", copies).cast(_empty(PUBLISHED).schema)

    def digest(self) -> ActorDigest:
        """What all batches tell of actors; of a batch that did not change it is read from its former digest."""
        return ActorDigest.merged([self._digest_of(batch) for batch in self.batches])

    def _digest_of(self, batch: str) -> ActorDigest:
        staging = self.store.staging
        here = self.kept[batch].to_pylist()
        depends = [
            staging.stamps(batch),
            self.store.version("resolve"),
            sorted(here),
            [[d, self.copies[d]] for d in sorted(here) if d in self.copies],
        ]
        key = hashlib.blake2b(json.dumps(depends, sort_keys=True).encode(), digest_size=16).hexdigest().encode()
        if all(staging.has(batch, f"digest_{part}") for part in PARTS):
            former = {part: staging.read(batch, f"digest_{part}") for part in PARTS}
            if all((table.schema.metadata or {}).get(_KEY) == key for table in former.values()):
                return ActorDigest.from_tables({part: table.replace_schema_metadata(None) for part, table in former.items()})
        rows = [staging.read(batch, name, list(columns)) for name, columns in (("actor_descriptions", DESCRIBED), ("actor_mentions", MENTIONED))]
        told, named = (table.filter(pc.is_in(table["document_id"], value_set=self.kept[batch])) for table in rows)
        digest = ActorDigest.of(told, named, self.documents(batch))
        for part, table in digest.tables().items():
            staging.write(batch, f"digest_{part}", table.replace_schema_metadata({_KEY: key}))
        return digest


def _empty(columns: Sequence[str]) -> pa.Table:
    return contracts.shape(tuple(columns)).empty_table()
