"""Identifiers: short hashes of few raw stable fields, the same on every machine.

What belongs here: making ids. What does not: deciding which fields make a thing the same thing; that is each stage's business.
"""

import hashlib

#: Bytes of the digest kept: 96 bits, so that ten million rows of a table collide with a chance below one in 10**14.
_BYTES = 12


def make_id(prefix: str, *fields: str | int | None) -> str:
    """Hash fields into an id such as ``doc_3f0c...``.

    Fields are length-delimited, so that ("ab", "c") and ("a", "bc") differ, and None differs from "".

    Args:
        prefix: three or four lower-case letters that tell the kind of id.
        fields: the raw values, in a fixed order.

    Returns:
        The prefix, an underscore and 24 lower-case hex digits.
    """
    parts: list[str] = []
    for field in fields:
        if field is None:
            parts.append("-")
            continue
        text = str(field)
        parts.append(f"{len(text) if text.isascii() else len(text.encode('utf-8', 'surrogatepass'))}:{text}")
    return f"{prefix}_{hashlib.blake2b(''.join(parts).encode('utf-8', 'surrogatepass'), digest_size=_BYTES).hexdigest()}"
