"""Coding of acts: the lexicon of predicates, the arguments of a clause, who fills them, and how real the act is.

What belongs here: the parts that ``pipelines.extract.events`` puts together. What does not: merging acts across sentences or documents, which is
``pipelines.resolve``'s, and reading of times, places and speech, which have modules of their own.
"""
