"""Every error that Wireledger raises on purpose. A message names the file or span, the value and the remedy."""


class WireledgerError(Exception):
    """Root of all errors of this package."""


class UsageError(WireledgerError):
    """The command, an option or the inbox cannot be used as given."""


class ContractError(WireledgerError):
    """A contract under ``schemas/`` is malformed, or rows do not fit it."""


class CorrectionError(WireledgerError):
    """A file under ``schemas/corrections/`` is malformed, or an entry finds something else than it expects."""


class LexiconError(WireledgerError):
    """A lexicon under ``pipelines/lexicons/`` is malformed."""


class UnreadableDocument(WireledgerError):
    """A file or record of the inbox cannot become a document.

    Args:
        reason: what is wrong, in a few words.
        remedy: what the user can do about it.
    """

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason}; {remedy}")
        self.reason = reason
        self.remedy = remedy


class ManifestError(WireledgerError):
    """A manifest line cannot be used."""


class ModelError(WireledgerError):
    """The language model is missing or does not fit."""


class MissingAnnotation(WireledgerError):
    """A document lacks a layer that an extractor reads."""


class ValidationFailed(WireledgerError):
    """Tables break their contract or a critical expectation; nothing was published."""


class LandingError(WireledgerError):
    """A snapshot cannot be written, switched to or put back."""
