"""The language of a report.

What belongs here: telling the language. What does not: what is done with a text that is not English; later stages read ``documents.language``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pipelines import lexicons

#: Characters that decide; more of them change nothing.
_ENOUGH = 2_000
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _english() -> frozenset[str]:
    return frozenset(lexicons.read("language")["english"])


@cache
def _identifier() -> Any:
    from py3langid.langid import LanguageIdentifier

    return LanguageIdentifier.from_model_file("data/model.npz.xz", norm_probs=True)


def identify(text: str) -> str | None:
    """The language of a text.

    A text with a fair share of English function words is English whatever its names look like: one sentence full of foreign names misleads the
    letter statistics, and an English report that is taken for another language is lost.

    Args:
        text: prose, any length.

    Returns:
        ISO 639-1 code, None when there are too few letters to tell.
    """
    sample = text[:_ENOUGH]
    if sample.isupper():
        sample = sample.lower()
    words = [word.casefold() for word in _WORD.findall(sample)]
    if not words:
        return None
    share = sum(word in _english() for word in words) / len(words)
    if share >= 0.25:
        return "en"
    language, probability = _identifier().classify(sample)
    if language == "en" or probability < 0.5 or (share >= 0.12 and len(words) < 60):
        return "en" if language == "en" or share >= 0.1 else None
    return str(language)


def is_read(language: str | None) -> bool:
    """Whether prose of that language goes on to annotation and extraction: English, and what is too short to tell."""
    return language in (None, "en")
