"""The only place where Dagster appears: assets, checks, jobs, the sensor, and the resources they share.

What belongs here: thin Dagster definitions that read, call the pure functions of a stage, and report. What does not: any decision about text,
rows or files; the stages make those.
"""
