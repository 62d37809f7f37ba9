"""Retellings: what two mentions of acts say of each other.

What belongs here: the parts that ``pipelines.extract.retellings`` puts together. What does not: joining across documents (``pipelines.resolve``).
"""
