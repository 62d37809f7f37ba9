"""Landing: tables become Parquet and a DuckDB file, in a new snapshot beside the old, and one atomic switch publishes them.

What belongs here: the warehouse's layout, files that are the same on every machine, snapshots, the database, reading it back. What does not:
deciding whether rows are right (``pipelines.validate``), and anything of Dagster or of the command line.
"""
