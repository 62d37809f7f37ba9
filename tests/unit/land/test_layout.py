"""Paths and links of a warehouse."""

import os
import shutil

import pytest

from pipelines.errors import LandingError
from pipelines.land.layout import Layout


def test_links_are_relative_and_made_once(tmp_path):
    layout = Layout(tmp_path / "warehouse")
    layout.prepare()
    layout.prepare()
    assert os.readlink(layout.parquet) == "current/parquet"
    assert os.readlink(layout.database) == "current/warehouse.duckdb"
    assert os.readlink(layout.quarantine) == "current/quarantine"


def test_nothing_is_published_at_first(tmp_path):
    layout = Layout(tmp_path)
    assert layout.current_id() is None
    with pytest.raises(LandingError, match="no published snapshot; run the pipeline"):
        layout.published()


def test_a_foreign_folder_is_not_taken_over(tmp_path):
    (tmp_path / "parquet").mkdir()
    with pytest.raises(LandingError, match="parquet is no link of this warehouse; move it away"):
        Layout(tmp_path).prepare()


def test_a_warehouse_can_be_moved(tmp_path):
    layout = Layout(tmp_path / "old")
    layout.prepare()
    (layout.snapshots / "000001-000000000000" / "parquet").mkdir(parents=True)
    layout.current.symlink_to("snapshots/000001-000000000000")
    shutil.move(tmp_path / "old", tmp_path / "new")
    assert Layout(tmp_path / "new").parquet.is_dir()


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(LandingError, match=r"file/snapshots: .*choose a warehouse in a folder that may be written to"):
        Layout(tmp_path / "file").prepare()
