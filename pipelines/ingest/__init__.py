"""Ingest: files of the inbox become documents and their parts.

What belongs here: listing the inbox, its manifest, the plan of batches, decoding, the parts of a report, its language and fingerprint, and the
refusals that say what could not be read. What does not: what the words of a report mean, and anything that looks at two documents at once.
"""
