"""Choosing antecedents: what pronouns, descriptions of bodies and of two actors take up again.

What belongs here: the parts of ``extract.coreference``. What does not: finding names (``names``).
"""
