"""Asset checks out of the contracts and ``expectations/``: three a table, blocking where a fault would make wrong rows."""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg

from pipelines import contracts
from pipelines.defs import stages
from pipelines.defs.store import Store

#: Name of each check, whether it blocks what is downstream, and what it says.
CHECKS = {
    "structure": (True, "The rows fit the contract."),
    "meaning": (True, "The critical expectations hold."),
    "plausibility": (False, "The figures are in the usual range; a warning where not."),
}


def checks() -> list[dg.AssetChecksDefinition]:
    """The checks of all stages."""
    return [_stage_checks(stage) for stage in ("ingest", "extract", "resolve")]


def _stage_checks(stage: str) -> dg.AssetChecksDefinition:
    specs = [
        dg.AssetCheckSpec(name, asset=table.name, blocking=is_blocking, description=says)
        for table in contracts.tables(stage)
        for name, (is_blocking, says) in CHECKS.items()
    ]

    @dg.multi_asset_check(name=f"{stage}_checks", specs=specs)
    def check(context: dg.AssetCheckExecutionContext, store: dg.ResourceParam[Store]) -> Iterator[dg.AssetCheckResult]:
        partition = context.partition_key if context.has_partition_key and stage != "resolve" else None
        for report in stages.check(store, stage, partition):
            severity = dg.AssetCheckSeverity.ERROR if CHECKS[report.check][0] else dg.AssetCheckSeverity.WARN
            yield dg.AssetCheckResult(
                asset_key=report.table,
                check_name=report.check,
                passed=not report.failures,
                severity=severity,
                metadata={"expectations": report.expectations, "failures": dg.MetadataValue.md(report.markdown())},
            )

    return check
