"""From a document's characters to an annotated document: sentences, parse, names.

What belongs here: choosing what the model reads, running it, keeping and reading back what it found, and finding lexicon names in it. What
does not: any decision that makes a row; that is ``extract``.
"""
