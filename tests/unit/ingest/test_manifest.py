"""Every line of the manifest is used or refused, and a bad one costs only itself."""

import os

import pytest

from pipelines.ingest.manifest import Metadata, read_manifest


def write(inbox, data):
    (inbox / "manifest.csv").write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_manifest(inbox)


def test_without_a_manifest_nothing_is_known(tmp_path):
    manifest = read_manifest(tmp_path)
    assert manifest.of("a.txt") == Metadata()
    assert manifest.refusals == ()


def test_the_fields_of_a_row(tmp_path):
    manifest = write(tmp_path, 'file,published,publisher,title,author\nwire/a.txt,2024-05-03,Valley Post,"Army, river",Jane Roe\n')
    assert manifest.of("wire/a.txt") == Metadata("2024-05-03", "Valley Post", "Army, river", "Jane Roe")
    assert manifest.refusals == ()


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("FILE , Publisher", id="case-and-blanks"),
        pytest.param("\ufefffile,publisher", id="byte-order-mark"),
        pytest.param("publisher,file", id="other-order"),
    ],
)
def test_forgiven_headers(tmp_path, header):
    row = "a.txt,Valley Post" if header.strip("\ufeff").casefold().startswith("file") else "Valley Post,a.txt"
    manifest = write(tmp_path, f"{header}\n{row}\n")
    assert manifest.of("a.txt").publisher == "Valley Post"
    assert manifest.refusals == ()


@pytest.mark.parametrize("data", ["file,publisher\r\na.txt,Valley Post\r\n".encode(e) for e in ("utf-8-sig", "utf-16")], ids=["utf-8-sig", "utf-16"])
def test_marked_encodings(tmp_path, data):
    assert write(tmp_path, data).of("a.txt").publisher == "Valley Post"


@pytest.mark.parametrize("name", ["./wire/a.txt", "wire\\a.txt"], ids=["leading-dot", "backslash"])
def test_other_ways_to_write_a_path(tmp_path, name):
    assert write(tmp_path, f"file,title\n{name},Army\n").of("wire/a.txt").title == "Army"


def test_composed_and_decomposed_names_are_the_same(tmp_path):
    assert write(tmp_path, "file,title\ncafe\u0301.txt,Army\n").of("caf\u00e9.txt").title == "Army"


def test_a_line_break_within_quotes_counts(tmp_path):
    manifest = write(tmp_path, 'file,published,title\na.txt,2024-05-03,"Army\nriver"\nb.txt,soon,River\n')
    assert manifest.of("a.txt").title == "Army\nriver"
    [refusal] = manifest.refusals
    assert "line 4" in refusal.reason


@pytest.mark.parametrize(
    ("data", "path", "reason", "left"),
    [
        pytest.param(
            "file,published,title\na.txt,2024-13-03,Army\n",
            "a.txt",
            "line 2 has the publication date '2024-13-03'",
            Metadata(title="Army"),
            id="wrong-date",
        ),
        pytest.param(
            "file,title,mood\na.txt,Army,grim\n", "manifest.csv", "line 1 has an unknown column 'mood'", Metadata(title="Army"), id="unknown-column"
        ),
        pytest.param("name;title\na.txt;Army\n", "manifest.csv", "line 1 has no column called file", Metadata(), id="no-file-column"),
        pytest.param(
            "file,title,title\na.txt,Army,Navy\n", "manifest.csv", "line 1 has the column 'title' twice", Metadata(title="Army"), id="column-twice"
        ),
        pytest.param(
            "file,title\na.txt,Army\na.txt,Army\n",
            "a.txt",
            "line 3 names a file again that line 2 names",
            Metadata(title="Army"),
            id="same-row-twice",
        ),
        pytest.param(
            "file,title,author\na.txt,Army,Roe\n./a.txt,Navy,Roe\n",
            "./a.txt",
            "line 3 names a file again",
            Metadata(author="Roe"),
            id="rows-that-differ",
        ),
        pytest.param("file,title\n,Army\na.txt,River\n", "manifest.csv", "line 2 names no file", Metadata(title="River"), id="no-file"),
        pytest.param("file,title\na.txt,Army, river\n", "a.txt", "line 2 has more fields", Metadata(title="Army"), id="unquoted-comma"),
        pytest.param("file,title\n../a.txt,Army\na.txt,River\n", "../a.txt", "outside the inbox", Metadata(title="River"), id="outside"),
        pytest.param("file,title\n/a.txt,Army\na.txt,River\n", "/a.txt", "outside the inbox", Metadata(title="River"), id="absolute"),
        pytest.param(
            b"file,title,author\na.txt,Caf\xe9,Roe\n", "a.txt", "line 2 has a title that is not in UTF-8", Metadata(author="Roe"), id="latin-1-title"
        ),
        pytest.param(
            b"file,title\ncaf\xe9.txt,Army\na.txt,River\n", "manifest.csv", "line 2 is not in UTF-8", Metadata(title="River"), id="latin-1-name"
        ),
        pytest.param(b"file,title\na.txt,Army\x00\n", "manifest.csv", "NUL", Metadata(), id="nul"),
        pytest.param(
            "file,title\n" + "b.txt," + "x" * 200_000 + "\na.txt,River\n",
            "manifest.csv",
            "line 2 is no CSV",
            Metadata(title="River"),
            id="huge-field",
        ),
    ],
)
def test_a_line_that_cannot_be_used_is_refused_by_file_line_and_remedy(tmp_path, data, path, reason, left):
    manifest = write(tmp_path, data)
    [refusal] = manifest.refusals
    assert (refusal.source_path, manifest.of("a.txt")) == (path, left)
    assert reason in refusal.reason
    assert refusal.remedy
    assert "\n" not in refusal.line


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_manifest_that_cannot_be_opened(tmp_path):
    (tmp_path / "manifest.csv").write_text("file,title\na.txt,Army\n")
    (tmp_path / "manifest.csv").chmod(0)
    [refusal] = read_manifest(tmp_path).refusals
    assert "cannot be opened" in refusal.reason


def test_an_empty_manifest_says_nothing(tmp_path):
    assert write(tmp_path, "").refusals == ()
