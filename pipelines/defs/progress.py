"""Progress for a person: a bar per stage on a terminal, plain lines otherwise."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text

from pipelines.defs.store import Reporter

#: Documents that take long enough to be announced.
_LONG = 200


class _Count(MofNCompleteColumn):
    """How many of how many, for stages that count documents."""

    def render(self, task: Task) -> Text:
        """Blank where nothing is counted."""
        return super().render(task) if task.total else Text("")


class _Bars:
    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def start(self, stage: str, total: int | None) -> None:
        """A bar for the stage, or a longer one where the stage began with an earlier batch."""
        if stage in self._tasks:
            task = self._progress.tasks[self._tasks[stage]]
            self._progress.update(task.id, total=None if total is None or task.total is None else task.total + total)
        else:
            self._tasks[stage] = self._progress.add_task(stage, total=total)

    def advance(self, stage: str, done: int) -> None:
        """Move the bar."""
        self._progress.advance(self._tasks[stage], done)

    def finish(self, stage: str) -> None:
        """Fill the bar."""
        task = self._progress.tasks[self._tasks[stage]]
        self._progress.update(task.id, total=task.total or 0)


class _Lines:
    def __init__(self, console: Console) -> None:
        self._console = console
        self._begun: dict[str, float] = {}
        self._done: dict[str, int] = {}

    def start(self, stage: str, total: int | None) -> None:
        """One line, where the work is long enough to be waited for."""
        self._begun[stage] = time.monotonic()
        self._done[stage] = 0
        if total is not None and total >= _LONG:
            self._console.print(f"{stage}: {total:,} documents to do", markup=False)

    def advance(self, stage: str, done: int) -> None:
        """Count."""
        self._done[stage] += done

    def finish(self, stage: str) -> None:
        """One line."""
        count = f"{self._done[stage]:,} documents, " if self._done[stage] else ""
        self._console.print(f"{stage}: {count}{time.monotonic() - self._begun[stage]:.1f} s", markup=False)


@contextmanager
def reporter(console: Console) -> Iterator[Reporter]:
    """A reporter for this console."""
    if not console.is_terminal:
        yield _Lines(console)
        return
    columns = (TextColumn("{task.description:9}"), BarColumn(), _Count(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        yield _Bars(progress)
