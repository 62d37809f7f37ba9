"""Annotating a chunk of documents: the unit of parallel work."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotate import truecase
from pipelines.annotate.engine import Prose, annotate, load_model, model_version, pack

if TYPE_CHECKING:
    from spacy.language import Language

    from pipelines.annotate.truecase import Truecaser


def keep_for_good() -> None:
    """Tell the collector to leave what is held now alone until the process ends.

    It would walk the model and a million words of the lexicons again and again, and none of them ever goes.
    """
    gc.collect()
    gc.freeze()
    # at the end extension modules look whether all that they made is gone, and complain on the terminal where it is not
    atexit.register(gc.unfreeze)


@cache
def _model(name: str) -> tuple[Language, Truecaser]:
    """The model and its truecaser, loaded once a process."""
    nlp = load_model(name)
    truecaser = truecase.load(nlp)
    keep_for_good()
    return nlp, truecaser


def annotate_chunk(chunk: Sequence[Prose], model: str) -> bytes:
    """Annotate some documents.

    Args:
        chunk: a few dozen documents; the annotation of all of them is held at once.
        model: name of the model.

    Returns:
        The annotation, for ``unpack``; one Doc a document, in order.
    """
    nlp, truecaser = _model(model)
    return pack(annotate(nlp, chunk, truecaser))


def version_of_model(model: str) -> str:
    """Name and version of the model, as recorded with what it read."""
    return model_version(_model(model)[0])
