"""The parts of the actor extractor; ``pipelines.extract.actors`` is its face.

What belongs here: finding names and descriptions of actors in one document. What does not: choosing antecedents (``coreference``), joining documents
(``resolve.actors``).
"""
