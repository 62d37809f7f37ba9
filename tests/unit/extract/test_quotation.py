"""Pairing of quotation marks; only the text is read, so no sentence needs a parse."""

import pytest
import spacy

from pipelines.annotate.document import AnnotatedDocument, Segment
from pipelines.extract.quotation import Quotation, quotations


def found(text: str) -> tuple[Quotation, ...]:
    doc = spacy.blank("en")(text)
    return quotations(AnnotatedDocument("doc_test", text, None, None, (Segment("body", 0, len(text)),), doc))


def inner(text: str) -> list[str]:
    return [text[q.inner_start_char : q.inner_end_char] for q in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('He said "we are here" and left.', ["we are here"], id="straight"),
        pytest.param("He said “we are here” and left.", ["we are here"], id="curly"),
        pytest.param("He said „we are here“ and left.", ["we are here"], id="low-high"),
        pytest.param("He said «we are here» and left.", ["we are here"], id="guillemets"),
        pytest.param("He said ``we are here'' and left.", ["we are here"], id="back-ticks"),
        pytest.param("He said ''we are here'' and left.", ["we are here"], id="doubled-single"),
        pytest.param("He said ‘we are here,’ and left.", ["we are here,"], id="single-curly"),
        pytest.param("He said 'we are here,' and left.", ["we are here,"], id="single-straight"),
        pytest.param('He said “we are here" and left.', ["we are here"], id="mismatched"),
        pytest.param('"We won," he said. "They lost."', ["We won,", "They lost."], id="two-in-a-sentence"),
        pytest.param('"We won."said Marek.', ["We won."], id="no-blank-after"),
        pytest.param("The soldiers' families don't know.", [], id="apostrophes"),
        pytest.param("It was the soldiers' fault, and the rebels' too.", [], id="possessive-plurals"),
        pytest.param("Rock 'n' roll of the '90s.", [], id="elisions"),
        pytest.param('He wrote: "I met the soldiers\' families."', ["I met the soldiers' families."], id="apostrophe-inside"),
        pytest.param('"It is over, he said. "It fell."', ["It is over,", "It fell."], id="never-closed-before-the-next"),
        pytest.param("“We did not fire, the army spokesman said. He left.", ["We did not fire,"], id="never-closed-before-a-tag"),
        pytest.param('"We told them, he said no, and they left."', ["We told them, he said no, and they left."], id="a-tag-inside-a-closed-one"),
        pytest.param("No marks at all.", [], id="none"),
        pytest.param("", [], id="empty"),
        pytest.param('"', [], id="a-mark-alone"),
    ],
)
def test_marks_of_all_kinds_are_paired(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_a_quotation_inside_another_is_deeper() -> None:
    text = "“He told me, ‘Stay home,’ and I did,” she said."
    assert [(text[q.inner_start_char : q.inner_end_char], q.depth) for q in found(text)] == [
        ("He told me, ‘Stay home,’ and I did,", 0),
        ("Stay home,", 1),
    ]


def test_a_stray_mark_costs_its_paragraph_only() -> None:
    text = 'The 6" pipe broke.\n\n"We fixed it," he said.'
    assert "We fixed it," in inner(text)


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    text = 'He said: "We are tired. We want peace.\n\nThe talks go on.'
    (quotation,) = found(text)
    assert (text[quotation.inner_start_char : quotation.inner_end_char], quotation.is_closed) == ("We are tired. We want peace.", False)


def test_a_quotation_over_paragraphs_is_continued() -> None:
    text = '"We are tired.\n\n"We want peace," he said.'
    first, second = found(text)
    assert (first.is_closed, first.is_continuation) == (False, False)
    assert (second.is_closed, second.is_continuation) == (True, True)


def test_a_missing_opening_mark_is_supplied() -> None:
    text = 'We want peace," he said.'
    (quotation,) = found(text)
    assert (text[quotation.inner_start_char : quotation.inner_end_char], quotation.is_opened) == ("We want peace,", False)


def test_offsets_hold_the_marks() -> None:
    text = 'He said "yes, now" twice.'
    (quotation,) = found(text)
    assert text[quotation.start_char : quotation.end_char] == '"yes, now"'
