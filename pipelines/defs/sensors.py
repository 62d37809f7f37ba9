"""The inbox sensor: new files become batches, each batch a run of the whole job."""

from __future__ import annotations

import os
from collections.abc import Iterator

import dagster as dg

from pipelines.defs import stages
from pipelines.defs.jobs import EVERYTHING
from pipelines.defs.partitions import BATCHES
from pipelines.defs.store import from_environment
from pipelines.errors import UsageError


@dg.sensor(job_name=EVERYTHING, minimum_interval_seconds=30, description="Looks for new or changed files in the inbox and runs what is new.")
def inbox(context: dg.SensorEvaluationContext) -> Iterator[dg.SensorResult | dg.SkipReason]:
    """Add a partition and ask for a run for every batch that is not read yet."""
    store = from_environment(os.environ)
    try:
        stages.plan_inbox(store)
    except UsageError as error:
        yield dg.SkipReason(str(error))
        return
    known = set(context.instance.get_dynamic_partitions(BATCHES.name or ""))
    waiting = [b for b in store.staging.batch_ids() if b not in known]
    yield dg.SensorResult(
        run_requests=[dg.RunRequest(run_key=b, partition_key=b) for b in waiting],
        dynamic_partitions_requests=[BATCHES.build_add_request(waiting)] if waiting else [],
        skip_reason=None if waiting else "nothing new in the inbox",
    )
