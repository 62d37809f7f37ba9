"""Validation: do tables keep their contract, and do their rows mean what they should?

What belongs here: expectations (structure from the contracts, meaning from ``expectations/``), relations between tables, and the quarantine of
rows that fail alone. What does not: repairing rows, and writing files.
"""
