"""Wireledger: raw news reports in, tables that an analyst can trust out.

The stages are packages in the order of the data: ``ingest``, ``annotate``, ``extract``, ``resolve``, ``validate``, ``land``. They are
pure functions over plain values. ``defs`` puts Dagster assets over them and ``cli`` a command line; nothing else knows of either.
"""

__version__ = "0.1.0"
