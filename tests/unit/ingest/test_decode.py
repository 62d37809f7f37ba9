"""Bytes become text unchanged, or are refused with a remedy."""

import codecs
import time

import pytest

from pipelines.errors import UnreadableDocument
from pipelines.ingest.decode import MAX_CHARS, check_text, decode

REPORT = "Soldiers of the café militia crossed the river on Monday – officials said “no”.\r\nThe mayor, Zoë Müller, asked for help.\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(REPORT.encode(), "utf-8", id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + REPORT.encode(), "utf-8", id="utf-8-with-mark"),
        pytest.param(codecs.BOM_UTF16_LE + REPORT.encode("utf-16-le"), "utf-16-le", id="utf-16-le"),
        pytest.param(codecs.BOM_UTF16_BE + REPORT.encode("utf-16-be"), "utf-16-be", id="utf-16-be"),
        pytest.param(codecs.BOM_UTF32_LE + REPORT.encode("utf-32-le"), "utf-32-le", id="utf-32-le"),
        pytest.param(codecs.BOM_UTF32_BE + REPORT.encode("utf-32-be"), "utf-32-be", id="utf-32-be"),
        pytest.param(REPORT.encode("utf-16-le"), "utf-16-le", id="utf-16-le-without-mark"),
        pytest.param(REPORT.encode("utf-16-be"), "utf-16-be", id="utf-16-be-without-mark"),
        pytest.param(REPORT.encode("windows-1252"), "windows-1252", id="windows-1252"),
    ],
)
def test_the_text_is_the_decoded_content_not_a_character_changed(data, encoding):
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (REPORT, encoding)


def test_latin_1_is_read_with_a_reservation():
    decoded = decode("Der Bürgermeister von Köln sagte, die Truppen zögen ab.".encode("latin-1"))
    assert decoded.text.startswith("Der Bürgermeister")
    assert decoded.warning is not None
    assert "Windows-1252" in decoded.warning


def test_utf_8_needs_no_reservation():
    assert decode(REPORT.encode()).warning is None


def test_composed_and_decomposed_characters_stay_as_they_are():
    text = "Cafe\u0301 and caf\u00e9 said no."
    assert decode(text.encode()).text == text


def test_a_few_bad_bytes_in_utf_8_do_not_garble_the_rest():
    data = ("“Nobody left the café,” he said. " * 20).encode() + b"\xe2\x80 end"
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert "“Nobody left the café,”" in decoded.text
    assert "�" in decoded.text
    assert decoded.warning is not None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \n\t \r\n", "no letters", id="white-space"),
        pytest.param(b"12 34 -- 56 ...", "no letters", id="digits"),
        pytest.param(b"Report\x00with a NUL in it, as binary files have", "NUL", id="nul"),
        pytest.param(bytes(range(256)) * 20, "NUL", id="all-bytes"),
        pytest.param(b"\x01\x02\x03\x04\x05 abc" * 50, "control characters", id="control-characters"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF", id="pdf"),
        pytest.param(b"PK\x03\x04\x14\x00\x06\x00word/document.xml", "Word", id="docx"),
        pytest.param(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "JPEG", id="jpeg"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG", id="png"),
        pytest.param("Войска перешли реку в понедельник.".encode("koi8-r"), "encoding", id="koi8-r"),
        pytest.param("軍隊は月曜日に川を渡った。".encode("shift-jis"), "encoding", id="shift-jis"),
        pytest.param(codecs.BOM_UTF16_LE + b"a\x00b", "byte order mark", id="half-a-utf-16-unit"),
        pytest.param(codecs.BOM_UTF16_LE, "no letters", id="mark-only"),
    ],
)
def test_what_is_no_text_is_refused_with_reason_and_remedy(data, reason):
    with pytest.raises(UnreadableDocument) as caught:
        decode(data)
    assert reason in caught.value.reason
    assert caught.value.remedy


def test_a_text_of_the_greatest_length_is_read():
    assert len(decode(b"a " * (MAX_CHARS // 2)).text) == MAX_CHARS


@pytest.mark.parametrize("data", [b"a" * (MAX_CHARS + 1), b"a" * 20_000_000], ids=["one-too-many", "20-megabytes"])
def test_a_text_past_the_limit_is_refused_quickly(data):
    start = time.perf_counter()
    with pytest.raises(UnreadableDocument, match="too big"):
        decode(data)
    assert time.perf_counter() - start < 0.5


def test_half_a_surrogate_pair_is_refused():
    with pytest.raises(UnreadableDocument, match="surrogate"):
        check_text("Soldiers \ud83d left")
