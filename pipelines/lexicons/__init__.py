"""Words and rules that a linguist would change: YAML files, each with source and note, and the one way to read them.

What belongs here: data, and ``read``. What does not: what the words mean to an extractor; each extractor has its own frozen lexicon class that
it makes of ``read``'s answer.
"""

from __future__ import annotations

from typing import Any

from pipelines import paths
from pipelines.contracts import read_yaml
from pipelines.errors import LexiconError


def read(name: str) -> dict[str, Any]:
    """The content of ``lexicons/<name>.yml``: a mapping with ``lexicon``, ``note``, ``source``, ``licence`` and the lexicon's own parts.

    Raises:
        LexiconError: the file is missing or lacks its head.
        ContractError: it is no YAML.
    """
    path = paths.lexicons() / f"{name}.yml"
    if not path.is_file():
        raise LexiconError(f"{path} is missing; reinstall wireledger or restore the checkout")
    data: dict[str, Any] = read_yaml(path)
    for part in ("lexicon", "note", "source", "licence"):
        if part not in data:
            raise LexiconError(f"{path}: has no {part!r} at the top; say what the list is, where its facts come from and under which licence")
    return data
