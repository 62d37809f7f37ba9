"""The parts of the finding of places; ``pipelines.extract.places`` is its face.

What belongs here: finding names of places in one document, and choosing among places of one name. What does not: where an act happens
(``acts.setting``).
"""
