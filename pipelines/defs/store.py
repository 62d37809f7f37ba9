"""What the assets share: the warehouse, the inbox, the worker processes, and somebody to tell how far the work is."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pipelines import paths
from pipelines.annotate.engine import DEFAULT_MODEL
from pipelines.defs.workers import Workers
from pipelines.land.layout import Layout
from pipelines.land.staging import Staging, stage_version
from pipelines.validate.outcome import Outcome

INBOX = "WIRELEDGER_INBOX"
WAREHOUSE = "WIRELEDGER_WAREHOUSE"
WORKERS = "WIRELEDGER_WORKERS"
MODEL = "WIRELEDGER_MODEL"


class Reporter(Protocol):
    """Somebody who is told of progress."""

    def start(self, stage: str, total: int | None) -> None:
        """A stage begins; ``total`` documents are to be done, None if it is not known."""

    def advance(self, stage: str, done: int) -> None:
        """So many more documents of the stage are done."""

    def finish(self, stage: str) -> None:
        """The stage is done."""


class Silent:
    """A reporter that tells nobody."""

    def start(self, stage: str, total: int | None) -> None:
        """Nothing."""

    def advance(self, stage: str, done: int) -> None:
        """Nothing."""

    def finish(self, stage: str) -> None:
        """Nothing."""


def default_workers() -> int:
    """One process a core that this process may use."""
    return os.process_cpu_count() or 1 if hasattr(os, "process_cpu_count") else os.cpu_count() or 1


@dataclass(frozen=True)
class Store:
    """The warehouse and the means to fill it.

    Attributes:
        layout: paths of the warehouse.
        inbox: folder of the raw reports.
        workers: processes for annotation and extraction.
        model: name of the language model.
        reporter: is told of progress.
    """

    layout: Layout
    inbox: Path
    workers: Workers
    model: str
    reporter: Reporter

    @property
    def staging(self) -> Staging:
        """The staged files of the warehouse."""
        return Staging(self.layout.work)

    @property
    def cache(self) -> Path | None:
        """The folder for what is kept between runs whatever the warehouse; None where it cannot be made."""
        folder = paths.cache()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return None
        return folder if os.access(folder, os.W_OK) else None

    def version(self, stage: str) -> str:
        """The version of a stage as it is stamped on what it made."""
        return f"{stage_version(stage)} {self.model}" if stage == "annotate" else stage_version(stage)

    def done(self, batch_id: str, stage: str, outcomes: Iterable[Outcome], *, is_unchanged: bool = False) -> None:
        """Stamp a stage of a batch as done, unless a blocking check failed: it then stays to be done.

        Later stages are to be done again, unless the stage's answer is what it was.
        """
        if not any(outcome.is_blocking for outcome in outcomes):
            self.staging.stamp(batch_id, stage, self.version(stage), keep_later=is_unchanged)

    def stale_stages(self, batch_id: str) -> list[str]:
        """The stages of a batch that have to be done, first one first: the first that is not up to date and all after it."""
        stamps = self.staging.stamps(batch_id)
        stages = ("ingest", "annotate", "extract")
        for number, stage in enumerate(stages):
            if stamps.get(stage) != self.version(stage):
                return list(stages[number:])
        return []


def store(inbox: Path, warehouse: Path, *, workers: int | None = None, model: str = DEFAULT_MODEL, reporter: Reporter | None = None) -> Store:
    """A store on a warehouse folder, which is made if it is missing."""
    layout = Layout(warehouse.absolute())
    layout.prepare()
    return Store(layout, inbox.absolute(), Workers(workers or default_workers()), model, reporter or Silent())


def from_environment(environment: Mapping[str, str]) -> Store:
    """The store that the variables ``WIRELEDGER_*`` name; the bundled samples and ``warehouse/build`` without them."""
    return store(
        Path(environment.get(INBOX) or paths.samples()),
        Path(environment.get(WAREHOUSE) or paths.default_warehouse()),
        workers=int(environment.get(WORKERS) or 0) or None,
        model=environment.get(MODEL) or DEFAULT_MODEL,
    )
