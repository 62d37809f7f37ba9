"""The parts of statement extraction: cues, the content they govern, and who speaks.

What belongs here: reading one cue at a time off the parse. What does not: putting statements together (``pipelines.extract.statements``) and
pairing quotation marks (``pipelines.extract.quotation``).
"""
