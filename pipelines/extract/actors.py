"""Who is named or described in a document: persons, bodies, forces, groups, peoples, states.

What belongs here: finding names and descriptions, and what each tells about its actor (kind, country, sector, what it is part of, role). What
does not: choosing the antecedent of a pronoun (``coreference``), joining documents (``resolve.actors``), places (``places``).

The listed names decide first, then the model's names. A run of words such as "Armenian defence ministry spokesman Artsrun H." is read from left
to right: each listed word takes what stands before it as its owner.
"""

from __future__ import annotations

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.model import ActorIndex
from pipelines.extract.names.lexicon import ActorLexicon, Entry, contested_entries
from pipelines.extract.names.reader import Reader

__all__ = ["ActorLexicon", "Entry", "contested_entries", "find_actors"]


def find_actors(doc: AnnotatedDocument, lexicon: ActorLexicon) -> ActorIndex:
    """Find who is named, described and referred to in a document.

    Args:
        doc: annotated with tags, parse, sentence starts and names; left as it was.
        lexicon: from ``ActorLexicon.load``.

    Returns:
        The actors, with those they are part of, and their mentions in text order. The text of a mention is its name or description without
        article; a person's office is ``role_text``. A reference that cannot be resolved is left out.

    Raises:
        MissingAnnotation: the doc has no sentence boundaries.
    """
    reader = Reader(doc, lexicon)
    reader.read()
    return reader.index()
