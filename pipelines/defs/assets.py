"""One asset a table, grouped by stage; batches are partitions up to extraction, then all documents come together."""

# Dagster reads the annotations of contexts and resources when it builds an asset: they must be the types themselves, not their names.

from collections.abc import Iterator

import dagster as dg

from pipelines import contracts
from pipelines.contracts import Table
from pipelines.defs import checks, stages
from pipelines.defs.partitions import BATCHES
from pipelines.defs.store import Store
from pipelines.land.staging import stage_version

type Result = dg.MaterializeResult[None] | dg.AssetCheckResult

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


def _results(stage: str, staged: stages.Staged) -> Iterator[Result]:
    for table in contracts.tables(stage):
        yield dg.MaterializeResult(
            asset_key=table.name, metadata={"dagster/row_count": staged.counts[table.name], "refused in this step": staged.refused}
        )
    yield from checks.results(stage, staged.outcomes)


def _specs(stage: str, deps: tuple[str, ...]) -> list[dg.AssetSpec]:
    return [_spec(table, deps) for table in contracts.tables(stage)]


def _published(store: Store, landed: stages.Landed) -> dict[str, dg.MetadataValue]:
    columns = dg.TableSchema([dg.TableColumn("table", "string"), dg.TableColumn("rows", "int")])
    return {
        "snapshot": dg.MetadataValue.text(landed.snapshot_id),
        "rows": dg.MetadataValue.table([dg.TableRecord({"table": name, "rows": count}) for name, count in landed.rows.items()], columns),
        "path": dg.MetadataValue.path(str(store.layout.root)),
    }


def assets() -> list[dg.AssetsDefinition]:
    """All assets."""
    ingested = tuple(t.name for t in contracts.tables("ingest"))
    extracted = tuple(t.name for t in contracts.tables("extract"))
    read = ("documents", "annotations")
    resolved = tuple(t.name for t in contracts.tables("resolve"))

    @dg.multi_asset(name="ingest", partitions_def=BATCHES, specs=_specs("ingest", ()), check_specs=checks.specs("ingest"))
    def ingest(context: dg.AssetExecutionContext, store: dg.ResourceParam[Store]) -> Iterator[Result]:
        """Raw files to documents and their parts; what cannot be read goes to the quarantine with its reason."""
        staged = stages.ingest_batch(store, context.partition_key)
        store.done(context.partition_key, "ingest", staged.outcomes, is_unchanged=staged.is_unchanged)
        yield from _results("ingest", staged)

    @dg.asset(deps=ingested, partitions_def=BATCHES, group_name="annotate", kinds={"spacy"}, code_version=stage_version("annotate"))
    def annotations(context: dg.AssetExecutionContext, store: dg.ResourceParam[Store]) -> dg.MaterializeResult[None]:
        """Sentences, parse, names: what the language model found, kept so that extraction can run again without it."""
        count = stages.annotate_batch(store, context.partition_key)
        store.done(context.partition_key, "annotate", ())
        return dg.MaterializeResult(metadata={"documents": count, "model": store.model})

    @dg.multi_asset(name="extract", partitions_def=BATCHES, specs=_specs("extract", read), check_specs=checks.specs("extract"))
    def extract(context: dg.AssetExecutionContext, store: dg.ResourceParam[Store]) -> Iterator[Result]:
        """Annotated documents to rows, each from one document alone."""
        staged = stages.extract_batch(store, context.partition_key)
        store.done(context.partition_key, "extract", staged.outcomes)
        yield from _results("extract", staged)

    @dg.multi_asset(name="resolve", specs=_specs("resolve", (*ingested, *extracted)), check_specs=checks.specs("resolve"))
    def resolve(store: dg.ResourceParam[Store]) -> Iterator[Result]:
        """Across documents: one actor, one place, one event."""
        yield from _results("resolve", stages.resolve_all(store))

    @dg.asset(
        deps=(*ingested, *extracted, *resolved),
        group_name="land",
        kinds={"parquet", "duckdb"},
        code_version=stage_version("resolve"),
        check_specs=[dg.AssetCheckSpec("relations", asset="warehouse", description="No row contradicts another table or its document's text.")],
    )
    def warehouse(store: dg.ResourceParam[Store]) -> Iterator[Result]:
        """A new snapshot beside the old one, checked across tables, then published by one atomic switch."""
        landed = stages.land(store)
        yield dg.MaterializeResult(asset_key="warehouse", metadata=_published(store, landed))
        failed = [o.line() for o in landed.outcomes if not o.is_passed]
        yield dg.AssetCheckResult(
            check_name="relations",
            asset_key="warehouse",
            passed=not failed,
            severity=dg.AssetCheckSeverity.WARN,
            metadata={"relations": len(landed.outcomes), "failed": failed},
        )

    return [ingest, annotations, extract, resolve, warehouse]
