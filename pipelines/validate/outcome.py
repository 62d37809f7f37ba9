"""What a check found, and what follows from it: nothing, a warning, rows in quarantine, or the end of the run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipelines.errors import ValidationFailed

#: Failing rows of one check that may go to quarantine before the check counts as a fault of the table: a share of the rows, or a few in a small
#: table. Above it a rule or a source is broken, and the rows that pass are not to be trusted either.
TOLERATED_SHARE = 0.02
TOLERATED_ROWS = 20

#: Failing rows that an outcome names; the rest are counted.
NAMED = 10_000


@dataclass(frozen=True)
class Fault:
    """One failing row: its key (parts joined by a comma), and the facts of the case."""

    row_id: str
    detail: str


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The answer to one check of one table.

    Attributes:
        table: the table whose rows were checked.
        check: name of the check, unique within its table; also the name of Dagster's asset check.
        severity: "critical" or "warning".
        scope: "row" when failing rows can be withheld alone, "table" when a failure concerns the table.
        why: why the check is made.
        remedy: what to do about a failure.
        checked: rows looked at.
        failed: rows that fail; 1 for a failing check that names no rows.
        about: "structure" (from the contract), "meaning" (from ``expectations/<table>.yml``) or "relation" (to other rows and tables).
        faults: the failing rows, at most ``NAMED``, by row id.
        observed: what was seen in place of the expected, for checks that name no rows.
    """

    table: str
    check: str
    severity: str
    scope: str
    why: str
    remedy: str
    checked: int
    failed: int
    about: str
    faults: tuple[Fault, ...] = ()
    observed: str | None = None

    @property
    def is_passed(self) -> bool:
        """Whether nothing failed."""
        return self.failed == 0

    @property
    def is_blocking(self) -> bool:
        """Whether the run has to stop: a critical fault of the table, or of more rows than can be withheld."""
        if self.is_passed or self.severity != "critical":
            return False
        return self.scope == "table" or self.failed > max(TOLERATED_ROWS, TOLERATED_SHARE * self.checked)

    @property
    def is_withholding(self) -> bool:
        """Whether the failing rows go to quarantine."""
        return not self.is_passed and self.severity == "critical" and not self.is_blocking

    def of_table(self) -> Outcome:
        """The same answer where no row can be withheld any more: a critical failure then stops the run."""
        return replace(self, scope="table")

    def line(self) -> str:
        """One line for people: what failed, where, and the first rows."""
        if self.is_passed:
            return f"{self.table}: {self.check} holds for {self.checked} rows"
        named = "; ".join(f"{fault.row_id}: {fault.detail}" if fault.detail else fault.row_id for fault in self.faults[:3])
        seen = named or self.observed or ""
        return f"{self.table}: {self.check} fails for {self.failed} of {self.checked} rows ({self.why}){': ' if seen else ''}{seen}; {self.remedy}"


def require(outcomes: Iterable[Outcome]) -> None:
    """Stop the run where an outcome is blocking.

    Raises:
        ValidationFailed: naming table, check and first failing rows of each such outcome.
    """
    blocking = [outcome.line() for outcome in outcomes if outcome.is_blocking]
    if blocking:
        raise ValidationFailed("nothing is published:\n" + "\n".join(blocking))
