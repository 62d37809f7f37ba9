"""Across documents: one actor, one place, one event; which report repeats another; how tolls are told apart.

What belongs here: decisions that need more than one document, as pure functions over the staged tables. What does not: reading text
(``extract``), and files (``land``).
"""
