"""Where things lie: the project's own resources. The warehouse's layout is in ``pipelines.land.layout``."""

import os
from pathlib import Path

from pipelines.errors import ContractError

_PACKAGE = Path(__file__).resolve().parent


def _resource(name: str) -> Path:
    """A top-level resource folder: inside the package in an installed distribution, beside it in a checkout."""
    for folder in (_PACKAGE / "_resources" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise ContractError(f"the folder {name}/ is missing beside {_PACKAGE}; reinstall wireledger or restore the checkout")


def schemas() -> Path:
    """The folder of the contracts."""
    return _resource("schemas")


def expectations() -> Path:
    """The folder of the hand-written expectations."""
    return _resource("expectations")


def warehouse_sql() -> Path:
    """The folder of the views, macros and example queries."""
    return _resource("warehouse")


def lexicons() -> Path:
    """The folder of the lexicons."""
    return _PACKAGE / "lexicons"


def samples() -> Path:
    """The bundled sample inbox."""
    return _PACKAGE / "samples"


def default_warehouse() -> Path:
    """``warehouse/build`` of the checkout, or of the working directory where the package is installed without one."""
    checkout = _PACKAGE.parent
    return (checkout if (checkout / "pyproject.toml").is_file() else Path.cwd()) / "warehouse" / "build"


def cache() -> Path:
    """The folder for what is made once from packaged data and kept between runs; it can be deleted at any time.

    ``WIRELEDGER_CACHE`` names it; without that it is ``wireledger`` in the user's cache folder.
    """
    named = os.environ.get("WIRELEDGER_CACHE")
    return Path(named) if named else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "wireledger"
