"""Measuring Wireledger: speed against the bare language model, and scorers as pure functions.

What belongs here: what a developer runs to see how good and how fast the pipeline is. What does not: anything that a run of the pipeline needs.
"""
