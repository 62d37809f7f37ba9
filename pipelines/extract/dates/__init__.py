"""Words of time: the lexicon, what they mean, how they are read and where they lie in the calendar. ``times`` is the way in."""
