"""Every view, macro and example query has a comment, one name, and runs on a warehouse without rows."""

import duckdb
import pytest

from pipelines import contracts, paths
from pipelines.land.database import add_macros, add_views, build_database, split_comment
from pipelines.land.layout import Layout
from pipelines.land.query import sql
from pipelines.land.snapshot import Candidate

FOLDER = paths.warehouse_sql()


def files(folder):
    return sorted((FOLDER / folder).glob("*.sql"))


@pytest.fixture(scope="module")
def layout(tmp_path_factory):
    found = Layout(tmp_path_factory.mktemp("warehouse"))
    with Candidate(found) as candidate:
        candidate.publish()
    return found


@pytest.mark.parametrize("path", [*files("views"), *files("queries")], ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_a_file_opens_with_a_comment_that_says_what_a_row_is(path):
    comment, _ = split_comment(str(path), path.read_text(encoding="utf-8"))
    assert len(comment) > 40


@pytest.mark.parametrize("path", files("views"), ids=lambda p: p.stem)
def test_a_view_runs_on_an_empty_warehouse(layout, path):
    with sql(layout, f"SELECT * FROM {path.stem}") as result:
        assert list(result) == []


@pytest.mark.parametrize("path", files("views"), ids=lambda p: p.stem)
def test_a_view_has_its_comment_and_plain_column_names(layout, path):
    with sql(layout, f"SELECT comment FROM duckdb_views() WHERE view_name = '{path.stem}'") as result:
        assert list(result) == [(split_comment(str(path), path.read_text(encoding="utf-8"))[0],)]
    with sql(layout, f"SELECT * FROM {path.stem} LIMIT 0") as result:
        assert all(name.isidentifier() and name == name.lower() for name in result.columns), result.columns
        assert len(set(result.columns)) == len(result.columns)


@pytest.mark.parametrize("path", files("views"), ids=lambda p: p.stem)
def test_a_column_of_a_view_means_what_it_means_in_the_tables(layout, path):
    """A view's column that bears the name of a column of the dictionary has its type."""
    types = {"string": "VARCHAR", "int32": "INTEGER", "double": "DOUBLE", "bool": "BOOLEAN", "date": "DATE", "timestamp": "TIMESTAMP WITH TIME ZONE"}
    dictionary = contracts.read_yaml(paths.schemas() / "columns.yml", "columns")
    with sql(layout, f"SELECT * FROM {path.stem} LIMIT 0") as result:
        for name, found in zip(result.columns, result.types, strict=True):
            if name in dictionary and dictionary[name]["type"] in types:
                assert found == types[dictionary[name]["type"]] or (found, name.split("_")[-1]) == ("BIGINT", "count"), (
                    f"{path.stem}.{name} is {found}"
                )


@pytest.mark.parametrize("path", files("queries"), ids=lambda p: p.stem)
def test_a_query_runs_on_an_empty_warehouse(layout, path):
    with sql(layout, path.read_text(encoding="utf-8")) as result:
        list(result)


def test_the_macros_are_there(layout):
    with sql(layout, "SELECT words('Zoë said', 4, 8), marked('One. Two three.', 5, 15, 9, 14), actor_name('act_0'), place_name(NULL)") as result:
        assert list(result) == [("said", "Two [[three]].", None, None)]


def test_a_copy_of_the_database_under_another_name_has_working_views(layout, tmp_path):
    copy = tmp_path / "other name.duckdb"
    copy.write_bytes(layout.database.read_bytes())
    with duckdb.connect(str(copy), read_only=True) as connection:
        for path in files("views"):
            assert connection.execute(f"SELECT count(*) FROM {path.stem}").fetchone() == (0,), path.stem


def test_files_and_names_agree():
    with duckdb.connect() as connection:
        for table in contracts.tables():
            connection.execute(table.ddl()[0])
        add_macros(connection, {p.stem: p.read_text(encoding="utf-8") for p in files("macros")})
        add_views(connection, {p.stem: p.read_text(encoding="utf-8") for p in files("views")})
        made = {name for (name,) in connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()}
    assert made == {path.stem for path in files("views")}
    assert not made & set(contracts.table_names())


def test_an_old_release_can_open_the_file(tmp_path):
    build_database(tmp_path, tmp_path / "w.duckdb")
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{tmp_path / 'w.duckdb'}' AS w (READ_ONLY)")
        (tags,) = connection.execute("SELECT tags FROM duckdb_databases() WHERE database_name = 'w'").fetchone()
    assert tags["storage_version"].startswith("v1.2.0")
