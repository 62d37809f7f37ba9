"""One run from the command line: plan the inbox, read what is new, publish; through the same jobs that the UI starts."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.defs import stages
from pipelines.defs.store import Store
from pipelines.errors import ValidationFailed
from pipelines.land.layout import Layout

if TYPE_CHECKING:
    # Dagster takes most of a second to import, and a run without news does not need it
    import dagster as dg

#: The command line reports for itself; Dagster's own lines go to its event log.
_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
_INSTANCE = "telemetry: {enabled: false}\nnux: {enabled: false}\n"


@dataclass(frozen=True)
class Summary:
    """What a run did.

    Attributes:
        is_new: whether a new snapshot was published.
        snapshot_id: the published snapshot.
        rows: rows per table.
        remarks: what of the inbox was refused, or read with a reservation, in this run.
        quarantined: rows and files in the quarantine of the snapshot.
        notes: what else the user should know.
        seconds: wall time.
    """

    is_new: bool
    snapshot_id: str
    rows: Mapping[str, int]
    remarks: tuple[stages.Remark, ...]
    quarantined: int
    notes: tuple[str, ...]
    seconds: float


def open_instance(layout: Layout) -> dg.DagsterInstance:
    """The Dagster instance of a warehouse: run history in ``dagster/``, no telemetry."""
    import dagster as dg

    config = layout.dagster / "dagster.yaml"
    if not config.is_file():
        config.write_text(_INSTANCE, encoding="utf-8")
    return dg.DagsterInstance.from_config(str(layout.dagster))


def run(store: Store, *, force: bool = False) -> Summary:
    """Bring the warehouse up to date with its inbox.

    Args:
        store: warehouse, inbox, workers.
        force: read everything again, whatever was read before.

    Raises:
        UsageError: the inbox cannot be read.
        ValidationFailed: a blocking check or a critical expectation failed; nothing was published.
    """
    begun = time.monotonic()
    plan = stages.plan_inbox(store)
    todo = {batch: (["ingest", "annotate", "extract"] if force else store.stale_stages(batch)) for batch in stages.batches(store)}
    todo = {batch: stale for batch, stale in todo.items() if stale}
    if not todo and stages.is_published(store):
        return _summary(store, is_new=False, plan=plan, read=(), begun=begun)
    from pipelines.defs.jobs import PUBLISH, READ, READ_FILES
    from pipelines.defs.partitions import BATCHES

    logging.getLogger("dagster").setLevel(logging.CRITICAL)
    before = stages.published_id(store)
    with open_instance(store.layout) as instance:
        known = set(instance.get_dynamic_partitions(BATCHES.name or ""))
        instance.add_dynamic_partitions(BATCHES.name or "", [b for b in stages.batches(store) if b not in known])
        for batch, stale in todo.items():
            left = stale
            if stale[0] == "ingest" and store.staging.has(batch, "documents") and not force:
                _execute(READ_FILES, store, instance, partition_key=batch)
                left = store.stale_stages(batch)
            if left:
                _execute(READ[left[0]], store, instance, partition_key=batch)
        _execute(PUBLISH, store, instance)
    read = [batch for batch, stale in todo.items() if "ingest" in stale]
    return _summary(store, is_new=stages.published_id(store) != before, plan=plan, read=read, begun=begun)


def _execute(job: str, store: Store, instance: dg.DagsterInstance, partition_key: str | None = None) -> None:
    from pipelines.defs.graph import graph

    definition = graph().resolve_job_def(job)
    result = definition.execute_in_process(
        instance=instance, partition_key=partition_key, resources={"store": store}, run_config=_QUIET, raise_on_error=False
    )
    if result.success:
        return
    failed = [event.step_key for event in result.all_events if event.is_step_failure]
    causes = []
    for event in result.all_events:
        if event.is_step_failure and event.step_failure_data.error is not None:
            error = event.step_failure_data.error
            causes.append((error.cause or error).message.strip())
    raise ValidationFailed(
        f"{job}{f' of batch {partition_key}' if partition_key else ''} stopped at {', '.join(map(str, failed))}; nothing was published.\n"
        + "\n".join(causes)
    )


def _summary(store: Store, *, is_new: bool, plan: stages.Planned, read: Iterable[str], begun: float) -> Summary:
    rows, quarantined = stages.published_rows(store)
    remarks = (*plan.remarks, *(remark for batch in read for remark in stages.remarks_of(store, batch)))
    notes = (*plan.notes, *(stages.notes_of_resolution(store) if is_new else ()))
    return Summary(is_new, stages.published_id(store) or "", rows, remarks, quarantined, notes, time.monotonic() - begun)


def ui(store: Store, port: int) -> list[str]:
    """The command that serves the Dagster UI of a warehouse on 127.0.0.1."""
    import sys

    open_instance(store.layout).dispose()
    return [str(Path(sys.executable)), "-m", "dagster", "dev", "-m", "pipelines.definitions", "-h", "127.0.0.1", "-p", str(port)]
