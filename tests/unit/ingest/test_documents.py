"""A batch becomes documents, segments, fingerprints and refusals; a bad item never stops the next."""

import datetime as dt
import gzip
import json
import time

import pytest

from pipelines import contracts
from pipelines.ids import make_id
from pipelines.ingest.catalogue import Catalogue
from pipelines.ingest.documents import ingest
from pipelines.ingest.plan import plan

FIRST = "Northland's army crossed the river on Monday, officials in the capital said."
SECOND = "Residents of Port Alder reported heavy shelling through the night, and the mayor asked for help."


def run(inbox, files):
    """Write files, plan and ingest them; the batches' documents by source path, their segments, and all refusals."""
    for name, content in files.items():
        path = inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    made = plan(inbox, Catalogue())
    told = [ingest(inbox, batch) for batch in made.batches]
    for answer in told:
        contracts.table("documents").collect(answer.documents)
        contracts.table("segments").collect(answer.segments)
    refusals = [*made.refusals, *(refusal for answer in told for refusal in answer.refusals)]
    return {d.source_path: d for answer in told for d in answer.documents}, [s for answer in told for s in answer.segments], refusals


def jsonl(*records):
    return "".join((record if isinstance(record, str) else json.dumps(record)) + "\n" for record in records)


def test_a_plain_text_file_keeps_every_character(tmp_path):
    text = f"\r\n Army  crosses river\r\n\r\n\r\n{FIRST}\t\r\n\r\n“Cafe\u0301” \x0c{SECOND}"
    documents, segments, refusals = run(tmp_path, {"a.txt": text})
    document = documents["a.txt"]
    assert (document.text, document.char_count, document.encoding, document.language) == (text, len(text), "utf-8", "en")
    assert document.document_id == make_id("doc", "a.txt", document.source_sha256)
    assert refusals == []
    assert {s.document_id for s in segments} == {document.document_id}


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("end", ["", "\n"], ids=["no-last-newline", "last-newline"])
def test_line_breaks_stay(tmp_path, newline, end):
    text = f"Army crosses river\n\n{FIRST}\n\n{SECOND}{end}".replace("\n", newline)
    document = run(tmp_path, {"a.txt": text})[0]["a.txt"]
    assert (document.text, document.title) == (text, "Army crosses river")


def test_the_manifest_wins_over_the_text(tmp_path):
    text = f"Army crosses river\n\nBy Jane Roe\n\nPORT ALDER, 4 FEB 90 (RADIO UNO) -- {FIRST}"
    manifest = "file,published,publisher,title,author\na.txt,1990-02-05T10:00:00-06:00,Valley Post,Guns at the river,John Doe\n"
    documents, _, _ = run(tmp_path, {"a.txt": text, "b.txt": text, "manifest.csv": manifest})
    told = documents["a.txt"]
    assert (told.title, told.author, told.publisher) == ("Guns at the river", "John Doe", "Valley Post")
    assert (told.published_at, told.published_precision, told.published_from) == (dt.datetime(1990, 2, 5, 16, tzinfo=dt.UTC), "time", "manifest")
    read = documents["b.txt"]
    assert (read.title, read.author, read.publisher) == ("Army crosses river", "Jane Roe", None)
    assert (read.published_at, read.published_precision, read.published_from) == (dt.datetime(1990, 2, 4, tzinfo=dt.UTC), "day", "dateline")


def test_without_a_date_nothing_is_guessed(tmp_path):
    document = run(tmp_path, {"2024-05-03.txt": f"PORT ALDER, May 3 (Agency) -- {FIRST}"})[0]["2024-05-03.txt"]
    assert (document.published_at, document.published_precision, document.published_from) == (None, None, "none")


def test_a_wrong_date_in_the_manifest_leaves_it_null(tmp_path):
    documents, _, refusals = run(tmp_path, {"a.txt": FIRST, "manifest.csv": "file,published,publisher\na.txt,soon,Valley Post\n"})
    assert (documents["a.txt"].published_at, documents["a.txt"].publisher) == (None, "Valley Post")
    [refusal] = refusals
    assert refusal.source_path == "a.txt"
    assert refusal.is_read


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b"\n \n", "no letters"),
    "binary.txt": (bytes(range(256)), "NUL"),
    "report.docx": (b"PK\x03\x04", ".docx files are not read"),
    "photo.jpg": (b"\xff\xd8\xff", ".jpg files are not read"),
    "pdf.txt": (b"%PDF-1.4\nx", "PDF"),
    "big.txt": (b"word " * 4_000_000, "too big"),
    "longish.txt": (b"word " * 250_000, "too big"),
    "bad.txt.gz": (b"no gzip", "damaged"),
    "bomb.txt.gz": (gzip.compress(b"a " * 20_000_000), "too big"),
    "ghost.txt": (None, "line 3 names a file that is not in the inbox"),
}


def test_each_bad_input_has_its_line_and_the_rest_is_read(tmp_path):
    files = {name: data for name, (data, _) in BAD.items() if data is not None}
    files |= {
        "good.txt": FIRST.encode(),
        "latin.txt": "Der Bürgermeister sagte, die Truppen zögen ab.".encode("latin-1"),
        "wide.txt": FIRST.encode("utf-16"),
        "manifest.csv": b"file,published\ngood.txt,2024-02-30\nghost.txt,2024-02-01\n",
    }
    start = time.perf_counter()
    documents, _, refusals = run(tmp_path, files)
    assert time.perf_counter() - start < 5
    assert set(documents) == {"good.txt", "latin.txt", "wide.txt"}
    assert (documents["wide.txt"].text, documents["wide.txt"].encoding) == (FIRST, "utf-16-le")
    assert documents["latin.txt"].text == "Der Bürgermeister sagte, die Truppen zögen ab."
    told = {refusal.source_path: refusal for refusal in refusals}
    assert set(told) == set(BAD) | {"good.txt", "latin.txt", "wide.txt"}
    for name, (_, reason) in BAD.items():
        assert reason in told[name].reason
        assert not told[name].is_read
    assert all(refusal.is_read for name, refusal in told.items() if name not in BAD)
    for refusal in refusals:
        assert refusal.line.startswith(f"{refusal.source_path}: ")
        assert refusal.remedy in refusal.line


def test_the_fields_of_a_record(tmp_path):
    record = {
        "id": "x",
        "body": FIRST,
        "title": "Army",
        "date": "2024-05",
        "source": "Valley Post",
        "author": ["Jane Roe", "John Doe"],
        "mood": {"a": [1]},
    }
    document = run(tmp_path, {"wire.jsonl": jsonl(record)})[0]["wire.jsonl#x"]
    assert (document.text, document.title, document.publisher, document.author) == (FIRST, "Army", "Valley Post", "Jane Roe, John Doe")
    assert (document.published_precision, document.published_from) == ("month", "manifest")


def test_the_manifest_wins_over_the_record(tmp_path):
    files = {"wire.jsonl": jsonl({"id": "x", "text": FIRST, "publisher": "Wire"}), "manifest.csv": "file,publisher\nwire.jsonl,Valley Post\n"}
    assert run(tmp_path, files)[0]["wire.jsonl#x"].publisher == "Valley Post"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param('{"id": "x", "text": "cut sho', "no JSON object", id="cut-short"),
        pytest.param('["text"]', "no JSON object", id="list"),
        pytest.param('"text"', "no JSON object", id="string"),
        pytest.param("null", "no JSON object", id="null"),
        pytest.param(b'{"text": "caf\xe9"}', "no JSON object", id="latin-1"),
        pytest.param("[" * 200_000, "no JSON object", id="nested"),
        pytest.param('{"a":' * 100_000 + "1" + "}" * 100_000, "no JSON object", id="nested-objects"),
        pytest.param('{"id": "x"}', "neither text nor body", id="no-text"),
        pytest.param('{"text": null, "body": null}', "neither text nor body", id="null-text"),
        pytest.param('{"text": 12}', "no string", id="number-for-text"),
        pytest.param('{"text": ""}', "empty", id="empty-text"),
        pytest.param('{"text": "12 34"}', "no letters", id="no-letters"),
        pytest.param('{"text": "a\\u0000b is binary"}', "NUL", id="nul"),
        pytest.param('{"text": "half a \\ud83d pair"}', "surrogate", id="lone-surrogate"),
        pytest.param('{"text": "' + "word " * 250_000 + '"}', "too big", id="too-long"),
        pytest.param('{"text": "' + "x" * 17_000_000 + '"}', "longer than", id="huge-line"),
    ],
)
def test_a_bad_record_is_refused_by_its_line_and_the_rest_goes_on(tmp_path, line, reason):
    raw = line if isinstance(line, bytes) else line.encode()
    good = jsonl({"id": "good", "text": FIRST}).encode()
    documents, _, refusals = run(tmp_path, {"wire.jsonl": good + raw + b"\n" + jsonl({"text": SECOND}).encode()})
    assert [d.text for d in documents.values()] == [FIRST, SECOND]
    [refusal] = refusals
    assert reason in refusal.reason
    assert refusal.detail == "wire.jsonl line 2"
    assert not refusal.is_read


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        pytest.param('"published": "soon"', "the field published cannot be used", id="wrong-date"),
        pytest.param('"published": 1e400', "the field published cannot be used", id="infinite-date"),
        pytest.param('"published": 1684108800', "the field published cannot be used", id="seconds-since-1970"),
        pytest.param('"title": ["a"]', "the field title cannot be used", id="list-for-title"),
        pytest.param('"title": "half \\ud83d"', "the field title cannot be used", id="lone-surrogate"),
        pytest.param('"id": {"a": 1}', "the field id is no", id="object-for-id"),
        pytest.param('"id": "half \\ud83d"', "the field id is no", id="lone-surrogate-in-id"),
        pytest.param('"count": ' + "9" * 5_000, None, id="huge-number"),
        pytest.param('"count": NaN', None, id="not-a-number"),
        pytest.param('"mood": "\\ud83d"', None, id="lone-surrogate-in-an-unknown-field"),
    ],
)
def test_a_bad_field_is_null_and_the_record_is_read(tmp_path, fields, reason):
    documents, _, refusals = run(tmp_path, {"wire.jsonl": f'{{"text": "{FIRST}", {fields}}}\n'})
    assert [d.text for d in documents.values()] == [FIRST]
    assert [refusal.is_read for refusal in refusals] == ([] if reason is None else [True])
    assert reason is None or reason in refusals[0].reason


@pytest.mark.parametrize("name", ["a#b.jsonl", "two\nlines.jsonl", "x.txt/wire.jsonl"])
def test_odd_names_and_ids_are_kept(tmp_path, name):
    documents, _, _ = run(tmp_path, {name: jsonl({"id": "Ω #1\n2", "text": FIRST})})
    assert list(documents) == [f"{name}#Ω #1\n2"]


def test_a_repeated_id_is_read_with_a_reservation(tmp_path):
    documents, _, refusals = run(tmp_path, {"wire.jsonl": jsonl({"id": "x", "text": FIRST}, {"id": "x", "text": SECOND})})
    assert list(documents) == ["wire.jsonl#x", "wire.jsonl#x~2"]
    assert refusals[0].is_read


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "no record", id="empty"),
        pytest.param(b"\n \n\n", "no record", id="blank-lines"),
        pytest.param(b"\xef\xbb\xbf", "no record", id="mark-only"),
    ],
)
def test_a_file_without_records_is_refused(tmp_path, content, reason):
    documents, _, refusals = run(tmp_path, {"wire.jsonl": content})
    assert documents == {}
    assert reason in refusals[0].reason
    assert refusals[0].source_path == "wire.jsonl"


def test_a_byte_order_mark_and_windows_lines_in_a_file_of_records(tmp_path):
    content = b"\xef\xbb\xbf" + jsonl({"id": "x", "text": FIRST}, {"id": "y", "text": SECOND}).replace("\n", "\r\n").encode()
    documents, _, refusals = run(tmp_path, {"wire.jsonl": content})
    assert (list(documents), refusals) == (["wire.jsonl#x", "wire.jsonl#y"], [])


def test_compressed_files_read_like_plain_ones(tmp_path):
    records = jsonl({"id": "x", "text": FIRST}, "broken", {"id": "y", "text": SECOND}).encode()
    documents, _, refusals = run(tmp_path, {"a.txt.gz": gzip.compress(FIRST.encode()), "wire.jsonl.gz": gzip.compress(records)})
    assert {path: d.text for path, d in documents.items()} == {"a.txt.gz": FIRST, "wire.jsonl.gz#x": FIRST, "wire.jsonl.gz#y": SECOND}
    assert [refusal.detail for refusal in refusals] == ["wire.jsonl.gz line 2"]


def test_a_compressed_file_that_is_cut_short_gives_what_it_holds(tmp_path):
    records = b"".join(jsonl({"id": i, "text": f"{FIRST} {i * 7919}"}).encode() for i in range(3000))
    documents, _, refusals = run(tmp_path, {"wire.jsonl.gz": gzip.compress(records)[:-2000]})
    assert 0 < len(documents) < 3000
    assert "damaged" in refusals[0].reason


def test_a_file_that_changes_after_the_plan_is_refused(tmp_path):
    (tmp_path / "a.txt").write_text(FIRST)
    (tmp_path / "wire.jsonl").write_text(jsonl({"id": "x", "text": FIRST}))
    (tmp_path / "gone.txt").write_text(FIRST)
    [batch] = plan(tmp_path, Catalogue()).batches
    (tmp_path / "a.txt").write_text(SECOND)
    (tmp_path / "wire.jsonl").write_text(jsonl({"id": "x", "text": SECOND}))
    (tmp_path / "gone.txt").unlink()
    told = ingest(tmp_path, batch)
    assert told.documents == ()
    assert ["changed" in refusal.reason for refusal in told.refusals] == [True, False, True]


def test_a_report_in_another_language_is_kept_and_told(tmp_path):
    text = "El presidente dijo que las tropas se retiraron de la ciudad y que no hubo víctimas entre la población."
    assert run(tmp_path, {"a.txt": text})[0]["a.txt"].language == "es"


def test_the_title_is_the_manifests_where_the_text_has_another_form(tmp_path):
    files = {"a.txt": f"Guns “fell silent” overnight.\n\n{FIRST}", "manifest.csv": "file,title\na.txt,Guns 'fell silent' overnight\n"}
    documents, segments, _ = run(tmp_path, files)
    assert documents["a.txt"].title == "Guns 'fell silent' overnight"
    assert [s.kind for s in segments] == ["title", "body"]


def test_two_runs_give_the_same_rows(tmp_path):
    files = {"a.txt": FIRST, "wire.jsonl": jsonl({"id": "x", "text": SECOND})}
    assert run(tmp_path / "one", files) == run(tmp_path / "two", files)
