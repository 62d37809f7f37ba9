"""The whole graph: assets with their checks, jobs, the sensor and what they share."""

import dagster as dg

from pipelines.defs.assets import assets
from pipelines.defs.jobs import jobs
from pipelines.defs.resources import store_resource
from pipelines.defs.sensors import inbox


def graph() -> dg.Definitions:
    """All assets, checks, jobs, sensors and resources."""
    return dg.Definitions(
        assets=assets(),
        jobs=jobs(),
        sensors=[inbox],
        resources={"store": store_resource},
        executor=dg.in_process_executor,
    )
