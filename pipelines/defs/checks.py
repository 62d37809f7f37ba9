"""Asset checks out of the contracts and ``expectations/``: three a table, blocking where a fault would make wrong rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import dagster as dg

from pipelines import contracts
from pipelines.validate.outcome import Outcome

#: Name of each check, whether it blocks what is downstream, and what it says.
CHECKS = {
    "structure": (True, "The rows fit the contract: columns, keys, codes, nulls, order of bounds."),
    "meaning": (True, "The critical expectations and the relations inside the batch hold; single rows that fail are withheld."),
    "plausibility": (False, "The rows look as usual; a warning where they do not."),
}


def specs(stage: str) -> list[dg.AssetCheckSpec]:
    """The checks of a stage's tables."""
    return [
        dg.AssetCheckSpec(name, asset=table.name, blocking=is_blocking, description=says)
        for table in contracts.tables(stage)
        for name, (is_blocking, says) in CHECKS.items()
    ]


def results(stage: str, outcomes: Iterable[Outcome]) -> Iterator[dg.AssetCheckResult]:
    """What the outcomes of a stage mean for each of its checks; rows that were withheld are a warning."""
    found = list(outcomes)
    for table in contracts.tables(stage):
        for name in CHECKS:
            mine = [o for o in found if o.table == table.name and _check(o) == name]
            failed = [o for o in mine if not o.is_passed]
            blocking = any(o.is_blocking for o in failed)
            yield dg.AssetCheckResult(
                asset_key=table.name,
                check_name=name,
                passed=not failed,
                severity=dg.AssetCheckSeverity.ERROR if blocking else dg.AssetCheckSeverity.WARN,
                description="; ".join(o.line() for o in failed[:5]) or None,
                metadata={"expectations": len(mine), "failed": len(failed), "report": dg.MetadataValue.md(_report(mine))},
            )


def _check(outcome: Outcome) -> str:
    """The check that an outcome belongs to."""
    if outcome.severity == "warning":
        return "plausibility"
    return "structure" if outcome.about == "structure" else "meaning"


def _report(outcomes: list[Outcome]) -> str:
    lines = ["| expectation | rows | failed | why |", "|---|---:|---:|---|"]
    return "\n".join([*lines, *(f"| {o.check} | {o.checked} | {o.failed} | {o.why} |" for o in outcomes)])
