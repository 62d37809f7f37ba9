"""The plan finds what is new, in batches that are the same on every machine."""

import gzip
import json
import os
import random
import string

import pytest

from pipelines.errors import UsageError
from pipelines.ingest import plan as planning
from pipelines.ingest.catalogue import Catalogue
from pipelines.ingest.plan import Batch, plan


def write(inbox, files):
    for name, content in files.items():
        path = inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def jsonl(*records):
    return "".join((record if isinstance(record, str) else json.dumps(record)) + "\n" for record in records)


def planned(made):
    return [item.source_path for batch in made.batches for item in batch.items]


def landed(inbox, catalogue=None):
    before = catalogue or Catalogue()
    return plan(inbox, before).catalogued(before)


def test_files_and_records_are_items_in_order_of_path(tmp_path):
    write(
        tmp_path,
        {"b.txt": "Army.", "a/wire.jsonl": jsonl({"id": "x", "text": "River."}, {"text": "Bridge."}, {"id": 7, "text": "Town."}), "A.md": "# Hill"},
    )
    assert planned(plan(tmp_path, Catalogue())) == ["A.md", "a/wire.jsonl#x", "a/wire.jsonl#2", "a/wire.jsonl#7", "b.txt"]


def test_an_item_of_a_record_points_to_its_bytes(tmp_path):
    content = jsonl({"id": "x", "text": "Café."}, {"id": "y", "text": "Bridge."}).encode()
    write(tmp_path, {"wire.jsonl": content})
    _, item = plan(tmp_path, Catalogue()).batches[0].items
    assert json.loads(content[item.start_byte : item.start_byte + item.length_bytes])["id"] == "y"
    assert item.line == 2


def test_an_empty_inbox_is_said_to_be_empty(tmp_path):
    made = plan(tmp_path, Catalogue())
    assert made.is_empty
    assert "holds no files" in made.notes[0]


@pytest.mark.parametrize("make", ["missing", "file"])
def test_an_inbox_that_is_no_folder_is_wrong_use(tmp_path, make):
    inbox = tmp_path / "inbox"
    if make == "file":
        inbox.write_text("x")
    with pytest.raises(UsageError, match="inbox"):
        plan(inbox, Catalogue())


@pytest.mark.parametrize("name", ["report.docx", "photo.jpg", "noname", "data.tar.gz", "a.csv", ".txt.gz"])
def test_other_kinds_of_file_are_refused_by_name_with_a_remedy(tmp_path, name):
    write(tmp_path, {name: "x", "a.txt": "Army."})
    made = plan(tmp_path, Catalogue())
    assert planned(made) == ["a.txt"]
    if not name.startswith("."):
        [refusal] = made.refusals
        assert refusal.source_path == name
        assert ".txt" in refusal.remedy


def test_suffixes_are_read_in_any_case(tmp_path):
    write(tmp_path, {"A.TXT": "Army.", "B.Md": "Hill.", "C.TXT.GZ": gzip.compress(b"River.")})
    assert planned(plan(tmp_path, Catalogue())) == ["A.TXT", "B.Md", "C.TXT.GZ"]


def test_a_manifest_line_without_its_file_is_refused(tmp_path):
    write(tmp_path, {"manifest.csv": "file,title\nghost.txt,Army\na.txt,River\n", "a.txt": "River."})
    made = plan(tmp_path, Catalogue())
    [refusal] = made.refusals
    assert (refusal.source_path, refusal.is_read) == ("ghost.txt", False)
    assert "line 2" in refusal.reason
    assert made.batches[0].items[0].metadata.title == "River"


def test_the_same_inbox_makes_the_same_batches_whatever_the_times(tmp_path):
    for name in ("one", "two"):
        write(tmp_path / name, {"a.txt": "Army.", "b/wire.jsonl": jsonl({"id": "x", "text": "River."})})
    os.utime(tmp_path / "two/a.txt", (1, 1))
    assert plan(tmp_path / "one", Catalogue()).batches == plan(tmp_path / "two", Catalogue()).batches


def test_batches_are_cut_by_number_and_by_size(tmp_path, monkeypatch):
    monkeypatch.setattr(planning, "MAX_DOCUMENTS", 3)
    monkeypatch.setattr(planning, "MAX_TEXT_BYTES", 100)
    write(tmp_path, {"wire.jsonl": jsonl(*({"id": i, "text": "x"} for i in range(7))), "z.txt": "y" * 400})
    assert [len(batch.items) for batch in plan(tmp_path, Catalogue()).batches] == [3, 3, 1, 1]


def test_a_batch_survives_json(tmp_path):
    write(tmp_path, {"a.txt": "Army.", "wire.jsonl": jsonl({"id": "é\n", "text": "x"}, "broken"), "manifest.csv": "file,title\na.txt,“Army”\n"})
    [batch] = plan(tmp_path, Catalogue()).batches
    assert Batch.from_json(batch.to_json()) == batch


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"batch_id": "bat_1", "items": [[1]]}', '{"batch_id": "bat_1", "items": []}'])
def test_a_damaged_batch_is_refused(text):
    with pytest.raises(UsageError, match="plan the inbox anew"):
        Batch.from_json(text)


def test_nothing_new_is_an_empty_plan_and_reads_no_file(tmp_path, monkeypatch):
    write(tmp_path, {"a.txt": "Army.", "wire.jsonl": jsonl({"id": "x", "text": "River."}, {"id": "y", "text": "Bridge."})})
    catalogue = landed(tmp_path)
    monkeypatch.setattr(planning, "opened", None)
    monkeypatch.setattr(planning, "file_sha256", None)
    made = plan(tmp_path, catalogue)
    assert (made.is_empty, made.unchanged) == (True, 3)


def test_a_touched_file_is_read_and_found_the_same(tmp_path):
    write(tmp_path, {"a.txt": "Army."})
    catalogue = landed(tmp_path)
    os.utime(tmp_path / "a.txt", (1, 1))
    made = plan(tmp_path, catalogue)
    assert made.is_empty
    assert made.catalogued(catalogue).state("a.txt").mtime_ns == 1_000_000_000


def test_a_changed_file_supersedes_its_former_document(tmp_path):
    write(tmp_path, {"a.txt": "Army.", "b.txt": "River."})
    first = plan(tmp_path, Catalogue())
    catalogue = first.catalogued(Catalogue())
    write(tmp_path, {"a.txt": "Army, corrected."})
    made = plan(tmp_path, catalogue)
    assert planned(made) == ["a.txt"]
    [gone] = made.superseded
    assert (gone.source_path, gone.document_id, gone.batch_id) == ("a.txt", first.batches[0].items[0].document_id, first.batches[0].batch_id)
    assert gone.by_batch_id == made.batches[0].batch_id
    assert plan(tmp_path, made.catalogued(catalogue)).is_empty


def test_a_changed_manifest_line_changes_the_item_but_not_the_document(tmp_path):
    write(tmp_path, {"a.txt": "Army.", "b.txt": "River."})
    catalogue = landed(tmp_path)
    write(tmp_path, {"manifest.csv": "file,title\na.txt,Army\n"})
    made = plan(tmp_path, catalogue)
    [item] = made.batches[0].items
    assert (item.source_path, item.metadata.title) == ("a.txt", "Army")
    assert made.superseded[0].document_id == item.document_id
    assert made.superseded[0].batch_id != made.batches[0].batch_id


def test_only_the_changed_and_new_records_of_a_file_are_new(tmp_path):
    write(tmp_path, {"wire.jsonl": jsonl({"id": "x", "text": "River."}, {"id": "y", "text": "Bridge."}, {"id": "z", "text": "Town."})})
    catalogue = landed(tmp_path)
    write(tmp_path, {"wire.jsonl": jsonl({"text": "River.", "id": "x"}, {"id": "y", "text": "Bridge, corrected."}, {"id": "w", "text": "Hill."})})
    made = plan(tmp_path, catalogue)
    assert planned(made) == ["wire.jsonl#y", "wire.jsonl#w"]
    assert [(s.source_path, s.by_batch_id is None) for s in made.superseded] == [("wire.jsonl#y", False), ("wire.jsonl#z", True)]
    after = made.catalogued(catalogue)
    assert sorted(after.entries("wire.jsonl")) == ["wire.jsonl#w", "wire.jsonl#x", "wire.jsonl#y"]
    assert plan(tmp_path, after).is_empty


def test_a_file_that_is_gone_keeps_its_documents(tmp_path):
    write(tmp_path, {"a.txt": "Army.", "b.txt": "River."})
    catalogue = landed(tmp_path)
    (tmp_path / "a.txt").unlink()
    made = plan(tmp_path, catalogue)
    assert (made.is_empty, made.gone) == (True, ("a.txt",))


def test_a_run_that_stopped_between_batches_goes_on_with_the_rest(tmp_path, monkeypatch):
    monkeypatch.setattr(planning, "MAX_DOCUMENTS", 2)
    write(tmp_path, {"wire.jsonl": jsonl(*({"id": i, "text": "x"} for i in range(5)))})
    made = plan(tmp_path, Catalogue())
    catalogue = made.catalogued(Catalogue(), done=[made.batches[0].batch_id])
    rest = plan(tmp_path, catalogue)
    assert planned(rest) == ["wire.jsonl#2", "wire.jsonl#3", "wire.jsonl#4"]
    assert rest.unchanged == 2
    assert plan(tmp_path, rest.catalogued(catalogue)).is_empty


def test_a_superseded_document_is_remembered_until_its_successor_is_done(tmp_path):
    write(tmp_path, {"a.txt": "Army."})
    catalogue = landed(tmp_path)
    write(tmp_path, {"a.txt": "Army, corrected."})
    made = plan(tmp_path, catalogue)
    assert plan(tmp_path, made.catalogued(catalogue, done=[])).superseded == made.superseded


def test_the_catalogue_survives_the_disk(tmp_path):
    write(tmp_path / "inbox", {"a.txt": "Army.", "wire.jsonl": jsonl({"id": "x", "text": "River."})})
    catalogue = landed(tmp_path / "inbox")
    catalogue.write(tmp_path / "state/catalogue.parquet")
    again = Catalogue.read(tmp_path / "state/catalogue.parquet")
    assert again.items.equals(catalogue.items)
    assert plan(tmp_path / "inbox", again).is_empty


def test_a_missing_catalogue_is_empty_and_a_damaged_one_is_refused(tmp_path):
    assert Catalogue.read(tmp_path / "none.parquet").items.num_rows == 0
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 no")
    with pytest.raises(UsageError, match="delete it"):
        Catalogue.read(tmp_path / "bad.parquet")


def test_a_file_that_cannot_be_opened_is_refused_and_the_rest_goes_on(tmp_path, monkeypatch):
    write(tmp_path, {"a.txt": "Army.", "b.txt": "River."})
    opener = planning.Path.open

    def forbidding(self, *args, **kwargs):
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return opener(self, *args, **kwargs)

    monkeypatch.setattr(planning.Path, "open", forbidding)
    made = plan(tmp_path, Catalogue())
    assert planned(made) == ["b.txt"]
    assert "Permission denied" in made.refusals[0].reason


def test_repeated_ids_are_told_apart(tmp_path):
    write(tmp_path, {"wire.jsonl": jsonl(*({"id": i, "text": str(n)} for n, i in enumerate(["x", "x", "x~2", "x", "2"])))})
    assert planned(plan(tmp_path, Catalogue())) == [f"wire.jsonl#{name}" for name in ("x", "x~2", "x~2~2", "x~3", "2")]


def test_any_file_of_records_is_planned_without_an_error(tmp_path):
    lottery = random.Random(7)
    lines = ["".join(lottery.choices(string.printable, k=lottery.randrange(80))) for _ in range(300)]
    write(tmp_path, {"wire.jsonl": "\n".join(lines)})
    made = plan(tmp_path, Catalogue())
    assert len(planned(made)) == len(set(planned(made))) == sum(1 for line in "\n".join(lines).encode().split(b"\n") if line.strip())
