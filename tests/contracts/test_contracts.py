"""Nothing is declared twice, nothing is declared in vain, and one name means one thing in every place."""

import ast
import json
import re

import duckdb
import pytest

from pipelines import contracts, paths
from pipelines.land.layout import Layout
from pipelines.land.snapshot import Candidate
from pipelines.validate import quarantine
from pipelines.validate.relations import all_relations
from pipelines.validate.suites import suite

DICTIONARY = contracts.read_yaml(paths.schemas() / "columns.yml", "columns")
TABLES = contracts.tables()
ALL = (*TABLES, quarantine.contract())


def test_a_column_is_described_once():
    lines = (paths.schemas() / "columns.yml").read_text(encoding="utf-8").splitlines()
    names = [found[1] for line in lines if (found := re.match(r"([a-z][a-z0-9_]*):", line))]
    assert sorted(names) == sorted(set(names)), "schemas/columns.yml describes a column twice; YAML keeps the last without a word"
    assert set(names) == set(DICTIONARY)


def test_a_code_is_listed_once():
    for path in (paths.schemas() / "codes").glob("*.yml"):
        codes = re.findall(r"^  ([A-Za-z0-9_-]+):", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert sorted(codes) == sorted(set(codes)), path


def test_no_table_describes_a_column_itself():
    for path in (paths.schemas() / "tables").glob("*.yml"):
        data = contracts.read_yaml(path, "table")
        assert all(isinstance(column, str) for column in data["columns"]), path


def test_every_described_column_is_a_column_of_a_table():
    assert set(DICTIONARY) - {column.name for table in ALL for column in table.columns} == set()


def test_every_code_list_is_used():
    used = {column.codes.name for table in TABLES for column in table.columns if column.codes}
    assert {path.stem for path in (paths.schemas() / "codes").glob("*.yml")} - used == set()


@pytest.mark.parametrize("table", ALL, ids=lambda t: t.name)
def test_no_name_is_a_keyword(table):
    with duckdb.connect() as connection:
        found = connection.execute("SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category IN ('reserved', 'type_function')").fetchall()
    keywords = {name for (name,) in found}
    assert not keywords & {table.name, *(column.name for column in table.columns)}


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_names_follow_their_meaning(table):
    for column in table.columns:
        if column.name.endswith("_id"):
            assert column.type == "string", column.name
        if column.name.startswith(("is_", "has_")):
            assert column.type == "bool", column.name
        if column.name.endswith("_at"):
            assert column.type == "timestamp", column.name
        if column.name.endswith(("_count", "_char", "_low", "_high")):
            assert column.type == "int32", column.name


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_keys_and_references_hold_together(table):
    assert not [name for name in table.key if table.by_name[name].is_nullable]
    for column in table.columns:
        if column.references:
            parent, key = column.references
            assert contracts.table(parent).key == (key,), f"{table.name}.{column.name} refers to what is no key"
            assert contracts.table(parent).by_name[key].type == column.type


@pytest.mark.parametrize("table", contracts.tables("extract"), ids=lambda t: t.name)
def test_every_extracted_row_says_where_it_stands(table):
    evidence = {"document_id", "start_char", "end_char", "sentence_start_char", "sentence_end_char", "text", "origin", "confidence"}
    assert evidence <= set(table.by_name)
    for file in ("text_is_what_the_span_says", "span_lies_inside_document", "span_lies_inside_its_sentence", "rows_come_from_prose"):
        (relation,) = [r for r in all_relations() if r.name == file]
        assert table.name in relation.judges, f"expectations/relations/{file}.sql leaves {table.name} out"
    assert f"'{table.name}'" in (paths.warehouse_sql() / "views/evidence.sql").read_text(encoding="utf-8")


def test_one_name_in_every_place(tmp_path):
    names = set(contracts.table_names())
    suites = {path.stem for path in paths.expectations().glob("*.yml")}
    assert suites == names, f"expectations/ lacks {sorted(names - suites)} or has too many {sorted(suites - names)}"
    layout = Layout(tmp_path)
    with Candidate(layout) as candidate:
        candidate.publish()
    assert {folder.name for folder in layout.parquet.iterdir()} == names
    with duckdb.connect(str(layout.database), read_only=True) as connection:
        landed = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal").fetchall()}
        columns = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal ORDER BY table_oid, column_index"
        ).fetchall()
    assert landed == names | {"quarantine"}
    for table in ALL:
        assert [column for name, column in columns if name == table.name] == table.arrow.names


@pytest.mark.parametrize("name", contracts.table_names())
def test_every_suite_can_be_read(name):
    assert len(suite(name)) > len(contracts.table(name).structure()), f"expectations/{name}.yml says nothing of what its rows mean"


def test_meta_schemas_are_schemas():
    import jsonschema

    for path in (paths.schemas() / "meta").glob("*.schema.json"):
        jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))


def test_no_column_is_declared_in_python():
    """No second schema: pa.field, pa.schema of literals and CREATE TABLE occur where contracts become shapes, and nowhere else."""
    package = paths.lexicons().parent
    for path in package.rglob("*.py"):
        if path.name == "contracts.py" or "evaluate" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not re.search(r"\bCREATE TABLE [a-z_]+ \(", node.value), path
