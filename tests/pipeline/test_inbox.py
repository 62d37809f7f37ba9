"""Bad input, as a user meets it: a clear line that names file and remedy, the rest of the inbox processed, nothing lost."""

import pyarrow.parquet as pq
import pytest

REPORT = "Troops leave border town\n\nGovernment troops withdrew from a border town in northern Mali on Monday, the army said.\n"


@pytest.fixture(scope="module")
def mixed(tmp_path_factory, cli):
    inbox = tmp_path_factory.mktemp("mixed")
    (inbox / "good.txt").write_text(REPORT, encoding="utf-8")
    (inbox / "empty.txt").write_bytes(b"")
    (inbox / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (inbox / "latin1.txt").write_bytes(
        "Le président a quitté la ville de Gao\n\nThe president left the town of Gao on Monday, the café owner said.\n".encode("latin-1")
    )
    (inbox / "utf16.txt").write_bytes(REPORT.encode("utf-16"))
    (inbox / "huge.txt").write_bytes(b"The army said so. " * (20 * 1024 * 1024 // 18))
    (inbox / "picture.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (inbox / "records.jsonl").write_text(
        '{"id": "r1", "text": "Rebels freed two hostages in Jolo on Monday, the army said.", "published": "2024-05-01"}\n{"id": "r2", "te\n',
        encoding="utf-8",
    )
    (inbox / "manifest.csv").write_text(
        "file,published,publisher,title\ngood.txt,2024-05-14,The Test Wire,\nlatin1.txt,14th of Never,,\nmissing.txt,2024-05-14,,\n", encoding="utf-8"
    )
    warehouse = tmp_path_factory.mktemp("mixed_warehouse")
    return cli("run", inbox, "--warehouse", warehouse), warehouse


def test_the_rest_of_the_inbox_is_processed(mixed):
    done, warehouse = mixed
    assert done.returncode == 0, done.stderr
    documents = pq.read_table(warehouse / "parquet" / "documents").to_pylist()
    assert {d["source_path"] for d in documents} >= {"good.txt", "latin1.txt", "utf16.txt", "records.jsonl#r1"}
    texts = {d["source_path"]: d["text"] for d in documents}
    assert texts["good.txt"] == REPORT
    assert texts["utf16.txt"] == REPORT
    assert "président" in texts["latin1.txt"]


@pytest.mark.parametrize("name", ["empty.txt", "binary.txt", "huge.txt", "picture.jpg", "records.jsonl", "missing.txt"])
def test_what_is_refused_is_named_with_a_remedy_and_kept_in_the_quarantine(mixed, name):
    done, warehouse = mixed
    assert name in done.stderr
    rows = [r for r in pq.read_table(warehouse / "quarantine" / "documents").to_pylist() if name in (r["source_path"] or "") + (r["detail"] or "")]
    assert rows
    assert all(r["reason"] and r["remedy"] for r in rows)


def test_a_wrong_date_is_named_and_not_guessed(mixed):
    done, warehouse = mixed
    assert "14th of Never" in done.stderr
    documents = {d["source_path"]: d for d in pq.read_table(warehouse / "parquet" / "documents").to_pylist()}
    assert documents["latin1.txt"]["published_at"] is None
    assert documents["latin1.txt"]["published_from"] == "none"


def test_a_missing_inbox_is_wrong_use(cli, tmp_path):
    done = cli("run", tmp_path / "nowhere", "--warehouse", tmp_path / "w")
    assert done.returncode == 2
    assert "nowhere" in done.stderr


def test_a_file_is_no_inbox(cli, tmp_path):
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    assert cli("run", tmp_path / "a.txt", "--warehouse", tmp_path / "w").returncode == 2


def test_an_empty_inbox_lands_empty_tables_and_says_so(cli, tmp_path):
    (tmp_path / "inbox").mkdir()
    done = cli("run", tmp_path / "inbox", "--warehouse", tmp_path / "w")
    assert done.returncode == 0, done.stderr
    assert "holds no" in done.stderr
    assert pq.read_table(tmp_path / "w" / "parquet" / "statements").num_rows == 0


def test_an_unknown_model_is_wrong_use(cli, tmp_path):
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.txt").write_text(REPORT, encoding="utf-8")
    done = cli("run", tmp_path / "inbox", "--warehouse", tmp_path / "w", "--model", "no_such_model")
    assert done.returncode == 2
    assert "no_such_model" in done.stderr
