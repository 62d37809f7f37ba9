import pytest

from pipelines.annotate.document import Segment
from pipelines.annotate.prose import model_text


def test_what_is_no_prose_is_blank_and_offsets_stay():
    text = "Title here\n\nREUTERSThe army left.\n\nPhoto: someone\n\nIt came back."
    at = text.index("The army")
    parts = [
        Segment("title", 0, 10),
        Segment("agency", at - 7, at),
        Segment("body", at, at + 14),
        Segment("credit", text.index("Photo"), text.index("Photo") + 14),
        Segment("body", text.index("It came"), len(text)),
    ]
    read = model_text(text, parts)
    assert len(read) == len(text)
    assert read.split() == ["Title", "here", "The", "army", "left.", "It", "came", "back."]
    assert read.index("The army") == at


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("a line\nwrapped", "a line wrapped", id="one-break-is-a-space"),
        pytest.param("one\n\ntwo", "one\n\ntwo", id="a-blank-line-stays"),
        pytest.param("one\r\ntwo", "one  two", id="windows-breaks-keep-their-length"),
        pytest.param("“Yes,” it’s «said»", '"Yes," it\'s "said"', id="quote-marks-become-plain"),
    ],
)
def test_prose_is_smoothed_without_a_change_of_length(text, read):
    assert model_text(text, [Segment("body", 0, len(text))]) == read
