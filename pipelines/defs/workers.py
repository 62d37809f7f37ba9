"""Processes that work through chunks in parallel, keeping order and memory."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Any

#: Each process is one thread of the model; more threads than cores only slow each other.
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def _end_with(parent: int) -> None:
    """End this process once its parent is gone: one that is killed cannot tell its workers to stop."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(2)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


class Workers:
    """A pool that starts when there is more than one chunk to do, and is kept until ``close``.

    Args:
        count: processes; with 1 everything is done in this one.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self._pool: ProcessPoolExecutor | None = None

    def map[T](self, function: Callable[..., T], jobs: Iterable[tuple[Any, ...]]) -> Iterator[T]:
        """Apply a function of a module to each tuple of arguments; answers come in order, few chunks are held at once."""
        pending = iter(jobs)
        first = list(islice(pending, 2))
        if self.count == 1 or len(first) < 2:
            for job in first:
                yield function(*job)
            for job in pending:
                yield function(*job)
            return
        pool = self._started()
        running: deque[Future[T]] = deque(pool.submit(function, *job) for job in first)
        for job in pending:
            running.append(pool.submit(function, *job))
            if len(running) > 2 * self.count + 1:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            before = {name: os.environ.get(name) for name in _ONE_THREAD}
            os.environ.update(_ONE_THREAD)
            try:
                self._pool = ProcessPoolExecutor(
                    self.count, mp_context=multiprocessing.get_context("spawn"), initializer=_end_with, initargs=(os.getpid(),)
                )
                # the processes start with the first jobs, and inherit the environment as it is then
                for future in [self._pool.submit(os.getpid) for _ in range(self.count)]:
                    future.result()
            finally:
                for name, value in before.items():
                    if value is None:
                        os.environ.pop(name, None)
                    else:
                        os.environ[name] = value
        return self._pool

    @property
    def process_ids(self) -> tuple[int, ...]:
        """The running processes; none before the first chunk and after ``close``."""
        return () if self._pool is None else tuple(self._pool._processes)

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None
