"""From an annotated document to rows: pure functions, one module a table, shared ones for numbers, times, quotation and references.

What belongs here: everything decided from one document alone. What does not: files, clocks, Dagster, DuckDB, pandas, and anything that needs a
second document (``resolve``).
"""
