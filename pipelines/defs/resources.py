"""The store as a Dagster resource, for runs that Dagster starts itself."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from pipelines.defs.store import Store, from_environment


@dg.resource(description="The warehouse, the inbox and the worker processes, from the environment.")
@contextmanager
def store_resource(_context: dg.InitResourceContext) -> Iterator[Store]:
    """The store of a run that Dagster starts."""
    found = from_environment(os.environ)
    try:
        yield found
    finally:
        found.workers.close()
