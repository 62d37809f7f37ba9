"""Annotated documents built by hand, so that tests of extraction rules need no model.

A sentence is written as one token a line, ``word lemma POS TAG head dep [ENT]``: head is the number of the head's line within the sentence,
counted from 0, and ENT a spaCy label with IOB prefix. A blank line ends a sentence; a line ``---`` ends a paragraph as well. A word that takes
no space before it is written with a leading ``+``.

``python -m tests.builders "A sentence."`` prints what the model makes of a sentence, to be pasted into a test and corrected.
"""

from __future__ import annotations

import datetime as dt
import sys
from functools import cache
from pathlib import Path

import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipelines.annotate.document import AnnotatedDocument, Segment


@cache
def vocab() -> Vocab:
    return spacy.blank("en").vocab


def parsed(table: str, *, published: str | None = "2024-05-15", publisher: str | None = "The Test Wire", title: bool = False) -> AnnotatedDocument:
    """Build a document; with ``title`` its first paragraph is the headline."""
    words: list[str] = []
    spaces: list[bool] = []
    columns: dict[str, list[str]] = {"lemmas": [], "pos": [], "tags": [], "deps": [], "ents": []}
    heads: list[int] = []
    starts: list[bool] = []
    first = 0
    opening = True
    for line in [*table.strip().splitlines(), ""]:
        cells = line.split()
        if not cells or cells[0] == "---":
            first = len(words)
            opening = True
            if cells:
                words.append("\n\n")
                spaces[-1] = False
                spaces.append(False)
                for name, value in zip(columns, ("\n\n", "SPACE", "_SP", "dep", "O"), strict=True):
                    columns[name].append(value)
                heads.append(len(words) - 1)
                starts.append(False)
                first = len(words)
            continue
        word, lemma, pos, tag, head, dep, *ent = cells
        if word.startswith("+") and len(word) > 1:
            word = word[1:]
            spaces[-1] = False
        words.append(word)
        spaces.append(True)
        for name, value in zip(columns, (lemma, pos, tag, dep, ent[0] if ent else "O"), strict=True):
            columns[name].append(value)
        heads.append(first + int(head))
        starts.append(opening)
        opening = False
    spaces[-1] = False
    doc = Doc(vocab(), words=words, spaces=spaces, heads=heads, sent_starts=starts, **columns)  # type: ignore[arg-type]
    text = doc.text
    cut = text.find("\n\n") if title else -1
    segments = (Segment("body", 0, len(text)),) if cut < 0 else (Segment("title", 0, cut), Segment("body", cut, len(text)))
    return AnnotatedDocument("doc_test", text, dt.date.fromisoformat(published) if published else None, publisher, segments, doc)


def tables(test: str, *, by_sentence: bool = False) -> dict[str, str]:
    """The parses of the file beside a test module, ``test_x.py`` having ``x.parses``: blocks that open with ``# name: sentence`` or ``# sentence``.

    Args:
        test: ``__file__`` of the module.
        by_sentence: whether a block's whole heading is its key, instead of the name before the colon.
    """
    path = Path(test)
    blocks = ("\n" + path.with_name(path.stem.removeprefix("test_") + ".parses").read_text(encoding="utf-8")).split("\n# ")[1:]
    headed = (block.split("\n", 1) for block in blocks)
    return {heading if by_sentence else heading.partition(": ")[0]: table for heading, table in headed}


def dump(doc: Doc) -> str:
    """The notation of ``parsed`` for an annotated Doc."""
    lines: list[str] = []
    glued = False
    for sentence in doc.sents:
        words = [t for t in sentence if not t.is_space]
        number = {t.i: n for n, t in enumerate(words)}
        for token in words:
            ent = f" {token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else ""
            head = token.head
            while head.is_space and head.head != head:
                head = head.head
            cells = (token.text, token.lemma_, token.pos_, token.tag_, str(number.get(head.i, number[token.i])), token.dep_)
            lines.append(("+" if glued else "") + " ".join(cells) + ent)
            glued = not token.whitespace_
        lines.append("")
        glued = False
    return "\n".join(lines)


if __name__ == "__main__":
    from pipelines.annotate.engine import Prose, annotate, load_model

    given = " ".join(sys.argv[1:])
    print(dump(next(annotate(load_model(), [Prose("doc", given, (Segment("body", 0, len(given)),))]))))
