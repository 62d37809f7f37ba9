"""Annotating a chunk of documents: the unit of parallel work."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotate import truecase
from pipelines.annotate.engine import Prose, annotate, load_model, model_version, pack

if TYPE_CHECKING:
    from spacy.language import Language

    from pipelines.annotate.truecase import Truecaser


@cache
def _model(name: str) -> tuple[Language, Truecaser]:
    """The model and its truecaser, loaded once a process."""
    nlp = load_model(name)
    truecaser = truecase.load(nlp)
    # what the model holds never goes: the collector need not walk it
    gc.collect()
    gc.freeze()
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
