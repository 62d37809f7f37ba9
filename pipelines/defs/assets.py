"""One asset a table, grouped by stage; batches are partitions up to extraction, then all documents come together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import dagster as dg

from pipelines import contracts
from pipelines.contracts import Table
from pipelines.defs import stages
from pipelines.defs.partitions import BATCHES
from pipelines.defs.store import Store
from pipelines.land.staging import stage_version

_KINDS = {"ingest": {"python", "parquet"}, "extract": {"spacy", "parquet"}, "resolve": {"python", "parquet"}}


def column_schema(table: Table) -> dg.TableSchema:
    """A contract as Dagster shows it."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                c.name,
                c.type,
                description=c.description,
                constraints=dg.TableColumnConstraints(nullable=c.is_nullable, unique=table.key == (c.name,), other=_others(c)),
            )
            for c in table.columns
        ]
    )


def _others(column: contracts.Column) -> list[str]:
    found = [] if column.references is None else ["references " + ".".join(column.references)]
    return found if column.codes is None else [*found, f"a code of {column.codes.name}"]


def _spec(table: Table, deps: tuple[str, ...]) -> dg.AssetSpec:
    return dg.AssetSpec(
        table.name,
        deps=deps,
        group_name=table.stage,
        description=table.grain,
        kinds=_KINDS[table.stage],
        code_version=stage_version(table.stage),
        metadata={"dagster/column_schema": column_schema(table), "contract": f"schemas/tables/{table.name}.yml", "version": table.version},
    )


def _results(stage: str, counts: Mapping[str, int], facts: Mapping[str, object]) -> Iterator[dg.MaterializeResult[None]]:
    for table in contracts.tables(stage):
        yield dg.MaterializeResult(asset_key=table.name, metadata={"dagster/row_count": counts[table.name], **facts})


def assets() -> list[dg.AssetsDefinition]:
    """All assets."""
    ingested = tuple(t.name for t in contracts.tables("ingest"))
    extracted = tuple(t.name for t in contracts.tables("extract"))
    resolved = tuple(t.name for t in contracts.tables("resolve"))

    @dg.multi_asset(name="ingest", partitions_def=BATCHES, specs=[_spec(t, ()) for t in contracts.tables("ingest")])
    def ingest(context: dg.AssetExecutionContext, store: dg.ResourceParam[Store]) -> Iterator[dg.MaterializeResult[None]]:
        """Raw files to documents and their parts; what cannot be read goes to the quarantine with its reason."""
        counts = stages.ingest_batch(store, context.partition_key)
        store.staging.stamp(context.partition_key, "ingest", store.version("ingest"))
        yield from _results("ingest", counts, {"refused": counts["quarantine"]})

    @dg.asset(deps=ingested, partitions_def=BATCHES, group_name="annotate", kinds={"spacy"}, code_version=stage_version("annotate"))
    def annotations(context: dg.AssetExecutionContext, store: dg.ResourceParam[Store]) -> dg.MaterializeResult[None]:
        """Sentences, parse, names: what the language model found, kept so that extraction can run again without it."""
        count = stages.annotate_batch(store, context.partition_key)
        store.staging.stamp(context.partition_key, "annotate", store.version("annotate"))
        return dg.MaterializeResult(metadata={"documents": count, "model": store.model})

    @dg.multi_asset(name="extract", partitions_def=BATCHES, specs=[_spec(t, ("documents", "annotations")) for t in contracts.tables("extract")])
    def extract(context: dg.AssetExecutionContext, store: dg.ResourceParam[Store]) -> Iterator[dg.MaterializeResult[None]]:
        """Annotated documents to rows, each from one document alone."""
        counts = stages.extract_batch(store, context.partition_key)
        store.staging.stamp(context.partition_key, "extract", store.version("extract"))
        yield from _results("extract", counts, {"withheld": counts["quarantine"]})

    @dg.multi_asset(name="resolve", specs=[_spec(t, (*ingested, *extracted)) for t in contracts.tables("resolve")])
    def resolve(store: dg.ResourceParam[Store]) -> Iterator[dg.MaterializeResult[None]]:
        """Across documents: one actor, one place, one event."""
        yield from _results("resolve", stages.resolve_all(store), {})

    @dg.asset(
        deps=(*ingested, *extracted, *resolved),
        group_name="land",
        kinds={"parquet", "duckdb"},
        code_version=stage_version("resolve"),
        check_specs=[dg.AssetCheckSpec("relations", asset="warehouse", description="No row contradicts another table or its document's text.")],
    )
    def warehouse(store: dg.ResourceParam[Store]) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
        """A new snapshot beside the old one, checked across tables, then published by one atomic switch."""
        outcome = stages.land(store)
        yield dg.AssetCheckResult(check_name="relations", asset_key="warehouse", passed=True, metadata={"relations": outcome.relations})
        yield dg.MaterializeResult(
            asset_key="warehouse",
            metadata={
                "snapshot": outcome.snapshot_id,
                "rows": dg.TableMetadataValue(
                    [dg.TableRecord({"table": name, "rows": count}) for name, count in outcome.rows.items()],
                    dg.TableSchema([dg.TableColumn("table", "string"), dg.TableColumn("rows", "int")]),
                ),
                "path": dg.MetadataValue.path(str(store.layout.root)),
            },
        )

    return [ingest, annotations, extract, resolve, warehouse]
