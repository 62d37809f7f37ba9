"""Fixtures that several folders share; nothing here is made unless a test asks for it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest


def wireledger(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user would, in a process of its own."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("WIRELEDGER_", "DAGSTER_"))}
    return subprocess.run(
        [sys.executable, "-m", "pipelines.cli", *map(str, arguments)], capture_output=True, text=True, env=environment, check=False, timeout=600
    )


@pytest.fixture(scope="session")
def cli() -> Callable[..., subprocess.CompletedProcess[str]]:
    return wireledger


@pytest.fixture(scope="session")
def samples(tmp_path_factory) -> Path:
    """A warehouse of the bundled samples."""
    warehouse = tmp_path_factory.mktemp("samples")
    done = wireledger("run", "--warehouse", warehouse)
    assert done.returncode == 0, done.stderr
    return warehouse
