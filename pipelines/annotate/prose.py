"""What the model reads: the document's text with everything but prose blanked, character for character.

The result has the length of the source, so that every offset of the model is an offset of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelines.annotate.document import Segment
from pipelines.annotate.truecase import Truecaser

_PROSE = ("title", "body")
#: One line break inside a paragraph: hard-wrapped text. A blank line keeps its breaks.
_WRAP = re.compile(r"(?<=[^\n\r])\r?\n(?=[ \t]{0,3}[^\s])")
#: The line break of old Macintosh files.
_LONE_RETURN = re.compile(r"\r(?!\n)")
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "\u00a0": " ", "\u2011": "-", "\t": " "}
)
_BLANK = re.compile(r"[^\n]")


def model_text(text: str, segments: Iterable[Segment], truecaser: Truecaser | None = None) -> str:
    """Blank what is no prose and smooth what is.

    Args:
        text: the document's text.
        segments: its parts, in text order.
        truecaser: lowers texts in capitals; None leaves them.

    Returns:
        A text of the same length. Title and body keep their words; typographic quote marks become plain ones, a line break within a paragraph a
        space; all other segments, and what no segment covers, become blanks (line breaks stay).
    """
    pieces: list[str] = []
    at = 0
    for segment in segments:
        pieces.append(_BLANK.sub(" ", text[at : segment.start_char]))
        part = text[segment.start_char : segment.end_char]
        if segment.kind in _PROSE:
            part = _WRAP.sub(lambda m: " " * len(m.group()), _LONE_RETURN.sub("\n", part).translate(_PLAIN))
            if truecaser is not None:
                part = truecaser.restore(part)
        else:
            part = _BLANK.sub(" ", part)
        pieces.append(part)
        at = segment.end_char
    pieces.append(_BLANK.sub(" ", text[at:]))
    return "".join(pieces)
