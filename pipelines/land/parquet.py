"""Parquet files that are the same, byte for byte, for the same rows on every machine, and that are whole or absent."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.contracts import Table
from pipelines.errors import LandingError

#: Rows per row group: the size that DuckDB and Spark read in parallel, small enough that one group of texts fits in memory.
ROW_GROUP = 100_000


def conform(rows: pa.Table, contract: Table) -> pa.Table:
    """Put rows into the shape of a contract: its schema with descriptions, its order of rows. Never coerces a type.

    Args:
        rows: has exactly the contract's columns, in any order.
        contract: of the table.

    Returns:
        One contiguous table, sorted by the contract's ``sort`` and then its key, nulls first.

    Raises:
        LandingError: a column is missing, too many, of another type, or null where it may not be.
    """
    surplus = set(rows.column_names) ^ set(contract.arrow.names)
    if surplus:
        raise LandingError(f"{contract.name}: the rows differ from the contract in the columns {sorted(surplus)}; make them with Table.collect")
    columns = []
    for field in contract.arrow:
        column = rows.column(field.name).combine_chunks()
        if column.type != field.type and not column.type.equals(field.type):
            raise LandingError(f"{contract.name}.{field.name} is of type {column.type}, not {field.type}; make the rows with Table.collect")
        if not field.nullable and column.null_count:
            raise LandingError(f"{contract.name}.{field.name} is null in {column.null_count} rows, and may not be; validate before landing")
        columns.append(column)
    table = pa.Table.from_arrays(columns, schema=contract.arrow)
    keys = [(name, "ascending", "at_start") for name in dict.fromkeys((*contract.sort, *contract.key))]
    return table.take(pc.sort_indices(table, sort_keys=keys)).combine_chunks()


def write_table(rows: pa.Table, path: Path, contract: Table) -> pa.Table:
    """Write rows as one Parquet file; killed half-way, the file is absent.

    Args:
        rows: has exactly the contract's columns; may be empty, the file then holds the schema.
        path: the file to make or replace; its folder is made.
        contract: of the table.

    Returns:
        The rows as written: conformed and sorted.

    Raises:
        LandingError: the rows do not fit the contract, or the disk refuses.
    """
    table = conform(rows, contract)
    with replacing(path) as temporary:
        pq.write_table(
            table,
            temporary,
            row_group_size=ROW_GROUP,
            compression="zstd",
            compression_level=3,
            write_statistics=True,
            write_page_index=True,
            use_dictionary=True,
            version="2.6",
            coerce_timestamps="us",
        )
    return table


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path beside ``path``; on leaving, flush it to disk and rename it into place. On an error the temporary file is removed.

    Raises:
        LandingError: the disk refuses.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    try:
        yield temporary
        sync(temporary)
        temporary.replace(path)
    except OSError as error:
        raise LandingError(f"{path}: {error}; free space or correct the folder's rights, then run again") from error
    finally:
        temporary.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Flush a file or folder to disk, so that a rename that follows cannot outlive its content."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
