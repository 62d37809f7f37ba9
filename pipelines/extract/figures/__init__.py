"""Figures as worded: the words that make up numbers, and what they say.

What belongs here: reading numbers from words alone. What does not: which noun of a parsed sentence a number counts, which is ``numbers``'s.
"""
