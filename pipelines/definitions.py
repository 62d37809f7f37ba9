"""What Dagster loads: ``dg dev``, ``dg check defs`` and the UI start here."""

import dagster as dg

from pipelines.defs.graph import graph


@dg.definitions
def defs() -> dg.Definitions:
    """The whole graph."""
    return graph()
