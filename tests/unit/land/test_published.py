"""The contracts as other tools read them."""

import json

import pytest
import yaml

from pipelines import contracts
from pipelines.land.layout import Layout
from pipelines.land.published import datapackage, files, odcs
from pipelines.land.snapshot import Candidate
from tests.unit.land.rows import tables

PARTS = {name: ["b2", "b1"] for name in contracts.table_names()}


def test_a_contract_has_all_columns_keys_references_and_codes():
    made = odcs(contracts.table("casualties"))
    (table,) = made["schema"]
    by_name = {column["name"]: column for column in table["properties"]}
    assert list(by_name) == contracts.table("casualties").arrow.names
    assert (by_name["casualty_id"]["primaryKey"], by_name["casualty_id"]["primaryKeyPosition"]) == (True, 1)
    assert by_name["event_id"]["relationships"] == [{"type": "foreignKey", "to": "events.event_id"}]
    assert by_name["outcome"]["quality"][0]["arguments"]["validValues"] == list(contracts.codes("outcome").codes)
    assert (by_name["count_low"]["logicalType"], by_name["count_low"]["required"]) == ("integer", False)


def test_lists_say_what_they_hold():
    (table,) = odcs(contracts.table("event_mentions"))["schema"]
    (contexts,) = [column for column in table["properties"] if column["name"] == "contexts"]
    assert contexts["logicalType"] == "array"
    assert contexts["items"]["logicalType"] == "string"
    assert "military" in contexts["items"]["quality"][0]["arguments"]["validValues"]


@pytest.mark.parametrize("name", contracts.table_names())
def test_a_resource_names_its_files_in_order(name):
    (resource,) = [r for r in datapackage(PARTS)["resources"] if r["name"] == name]
    assert (resource["path"], resource["extrapaths"]) == (f"parquet/{name}/b1.parquet", [f"parquet/{name}/b2.parquet"])
    assert resource["schema"]["primaryKey"] == list(contracts.table(name).key)


def test_a_reference_to_the_table_itself_is_an_empty_name():
    (resource,) = [r for r in datapackage(PARTS)["resources"] if r["name"] == "actors"]
    assert resource["schema"]["foreignKeys"] == [{"fields": ["parent_actor_id"], "reference": {"resource": "", "fields": ["actor_id"]}}]


def test_files_read_back():
    made = files(PARTS)
    assert set(made) == {"datapackage.json", *(f"contracts/{name}.odcs.yaml" for name in contracts.table_names())}
    assert json.loads(made["datapackage.json"]) == datapackage(PARTS)
    assert yaml.safe_load(made["contracts/actors.odcs.yaml"]) == odcs(contracts.table("actors"))


def test_they_are_published_with_each_snapshot(tmp_path):
    layout = Layout(tmp_path)
    with Candidate(layout) as candidate:
        for name, rows in tables().items():
            candidate.put(name, "b1", rows)
        candidate.publish()
    package = json.loads((tmp_path / "datapackage.json").read_text())
    assert all((tmp_path / resource["path"]).is_file() for resource in package["resources"])
    assert (tmp_path / "contracts/actors.odcs.yaml").is_file()
