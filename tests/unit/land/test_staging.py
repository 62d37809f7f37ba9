import pyarrow as pa
import pytest

from pipelines.errors import LandingError
from pipelines.land.staging import Staging, stage_version


@pytest.fixture
def staging(tmp_path):
    found = Staging(tmp_path)
    found.plan("bat_1", "{}")
    return found


def test_a_planned_batch_is_listed_and_read_back(staging):
    assert staging.batch_ids() == ["bat_1"]
    assert staging.planned("bat_1") == "{}"


def test_a_batch_that_was_never_planned_is_named(staging):
    with pytest.raises(LandingError, match="bat_2"):
        staging.planned("bat_2")


def test_a_stage_makes_what_follows_stale(staging):
    for stage in ("ingest", "annotate", "extract"):
        staging.stamp("bat_1", stage, "1")
    staging.stamp("bat_1", "ingest", "2")
    assert staging.stamps("bat_1") == {"ingest": "2"}


def test_a_stage_that_answers_as_before_leaves_what_follows(staging):
    for stage in ("ingest", "annotate", "extract"):
        staging.stamp("bat_1", stage, "1")
    staging.stamp("bat_1", "ingest", "2", keep_later=True)
    assert staging.stamps("bat_1") == {"ingest": "2", "annotate": "1", "extract": "1"}


def test_annotations_come_back_in_their_chunks(staging):
    chunks = [(["doc_1", "doc_2"], b"one"), (["doc_3"], b"two")]
    assert staging.write_annotations("bat_1", chunks) == 3
    assert list(staging.annotations("bat_1")) == chunks


def test_a_table_that_was_not_staged_is_named_with_the_remedy(staging):
    with pytest.raises(LandingError, match="materialise"):
        staging.read("bat_1", "documents")
    staging.write("bat_1", "documents", pa.table({"document_id": ["doc_1"]}))
    assert staging.read("bat_1", "documents").num_rows == 1


@pytest.mark.parametrize("stage", ["ingest", "annotate", "extract", "resolve"])
def test_every_stage_has_a_version_of_its_code(stage):
    assert len(stage_version(stage)) == 16
