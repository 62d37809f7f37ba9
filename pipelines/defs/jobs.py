"""The jobs: everything for one batch; its parts for the command line, which reads many batches before it publishes once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from pipelines import contracts

if TYPE_CHECKING:
    # the type has no public name in Dagster 1.13
    from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

#: Readings of one batch by the first stage that has to be done.
READ = {"ingest": "read", "annotate": "read_from_annotation", "extract": "read_from_extraction"}
READ_FILES = "read_files"
PUBLISH = "publish"
EVERYTHING = "everything"


def jobs() -> list[UnresolvedAssetJobDefinition]:
    """All jobs."""

    def tables(stage: str) -> dg.AssetSelection:
        return dg.AssetSelection.assets(*(t.name for t in contracts.tables(stage)))

    def job(name: str, selection: dg.AssetSelection, description: str) -> UnresolvedAssetJobDefinition:
        return dg.define_asset_job(name, selection=selection, description=description)

    extract = tables("extract")
    annotate = dg.AssetSelection.assets("annotations") | extract
    publish = tables("resolve") | dg.AssetSelection.assets("warehouse")
    return [
        job(EVERYTHING, dg.AssetSelection.all(), "Read one batch, resolve it against all others, publish."),
        job(READ["ingest"], tables("ingest") | annotate, "Read one batch from its files."),
        job(READ_FILES, tables("ingest"), "Read the files of one batch again, to see whether anything that follows has to be done again."),
        job(READ["annotate"], annotate, "Annotate and extract one batch again."),
        job(READ["extract"], extract, "Extract one batch again from its kept annotation."),
        job(PUBLISH, publish, "Resolve all batches that were read, and publish."),
    ]
