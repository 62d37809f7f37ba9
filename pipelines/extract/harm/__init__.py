"""The parts of the casualties extractor; ``pipelines.extract.casualties`` is its face.

What belongs here: words of harm, their victims, doers and claimants, and the rows made of them. What does not: claims of several documents; those
are joined in ``resolve.tolls``.
"""
