"""The inbox is listed in one order, and odd files are refused by name."""

import gzip
import os

import pytest

from pipelines.errors import UnreadableDocument, UsageError
from pipelines.ingest.inbox import Found, check_inbox, listed, opened
from pipelines.ingest.refusals import Refusal


def fill(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Soldiers crossed the river.")


def paths(inbox):
    return [entry.path for entry in listed(inbox) if isinstance(entry, Found)]


def refused(inbox):
    return {entry.source_path: entry.reason for entry in listed(inbox) if isinstance(entry, Refusal)}


def test_files_of_sub_folders_are_listed_in_order(tmp_path):
    fill(tmp_path, "b.txt", "a/z.txt", "a/b/c.txt", "A.txt", "c.docx")
    assert paths(tmp_path) == ["A.txt", "a/b/c.txt", "a/z.txt", "b.txt", "c.docx"]


def test_hidden_files_and_the_manifest_are_no_documents(tmp_path):
    fill(tmp_path, ".hidden.txt", ".git/config.txt", "manifest.csv", "a.txt")
    assert paths(tmp_path) == ["a.txt"]
    assert refused(tmp_path) == {}


def test_a_manifest_in_a_sub_folder_is_pointed_out(tmp_path):
    fill(tmp_path, "wire/manifest.csv")
    assert "root only" in refused(tmp_path)["wire/manifest.csv"]


@pytest.mark.parametrize("name", ["two\nlines.txt", "Ωmega #1.txt", "a#b.txt", "tab\there.txt", "emoji 🙂.txt", "-rf.txt", "quote'\".txt"])
def test_odd_names_are_names(tmp_path, name):
    fill(tmp_path, name)
    assert paths(tmp_path) == [name]


def test_a_name_that_is_no_utf_8_is_refused_printably(tmp_path):
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    assert refused(tmp_path) == {"caf\\xe9.txt": "its name is not in UTF-8"}


def test_a_folder_with_a_files_name_is_a_folder(tmp_path):
    fill(tmp_path, "x.txt/y.txt")
    assert paths(tmp_path) == ["x.txt/y.txt"]


def test_a_circle_of_links_ends(tmp_path):
    fill(tmp_path, "wire/a.txt")
    (tmp_path / "wire/up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "gone")
    assert paths(tmp_path) == ["wire/a.txt"]
    assert set(refused(tmp_path)) == {"wire/up", "self", "nowhere.txt"}


def test_a_link_to_a_file_is_followed(tmp_path):
    inbox = tmp_path / "inbox"
    fill(tmp_path, "a.txt", "inbox/b.txt")
    (inbox / "c.txt").symlink_to(tmp_path / "a.txt")
    assert paths(inbox) == ["b.txt", "c.txt"]


def test_a_pipe_is_refused_and_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert "no regular file" in refused(tmp_path)["pipe.txt"]


def test_a_folder_that_cannot_be_opened_costs_only_itself(tmp_path, monkeypatch):
    fill(tmp_path, "shut/a.txt", "b.txt")
    scandir = os.scandir

    def forbidding(path):
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", forbidding)
    assert paths(tmp_path) == ["b.txt"]
    assert "Permission denied" in refused(tmp_path)["shut"]


@pytest.mark.parametrize(
    ("make", "word"), [(None, "does not exist"), ("file", "is a file"), ("loop", "does not exist|cannot be opened")], ids=["missing", "file", "loop"]
)
def test_an_inbox_that_is_no_folder_is_wrong_use(tmp_path, make, word):
    inbox = tmp_path / "inbox"
    if make == "file":
        inbox.write_text("x")
    if make == "loop":
        inbox.symlink_to(inbox)
    with pytest.raises(UsageError, match=word):
        check_inbox(inbox)


def test_an_inbox_that_cannot_be_opened_is_wrong_use(tmp_path, monkeypatch):
    def forbidding(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", forbidding)
    with pytest.raises(UsageError, match="Permission denied"):
        check_inbox(tmp_path)


def test_a_compressed_file_is_read_decompressed(tmp_path):
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"Soldiers crossed the river."))
    with opened(tmp_path, "a.txt.gz") as stream:
        assert stream.read() == b"Soldiers crossed the river."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(gzip.compress(b"Soldiers crossed the river.")[:-9], "damaged", id="cut-short"),
        pytest.param(b"no gzip at all", "damaged", id="no-gzip"),
        pytest.param(b"", None, id="empty"),
        pytest.param(gzip.compress(bytes(80 * 1024 * 1024)), "decompresses to far more", id="bomb"),
    ],
)
def test_damaged_and_dangerous_compressed_files(tmp_path, data, reason):
    (tmp_path / "a.jsonl.gz").write_bytes(data)
    with opened(tmp_path, "a.jsonl.gz") as stream:
        if reason is None:
            assert stream.read() == b""
        else:
            with pytest.raises(UnreadableDocument, match=reason):
                list(iter(lambda: stream.read(1 << 20), b""))


def test_a_file_that_went_away_is_refused(tmp_path):
    with pytest.raises(UnreadableDocument, match="cannot be opened"), opened(tmp_path, "gone.txt"):
        pass
