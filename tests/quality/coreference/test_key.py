"""The key of coreference, read with the model once: floors a little under what is measured, and the key is well-formed."""

from __future__ import annotations

import pytest

from pipelines.errors import ContractError
from pipelines.evaluate.coreference import DEFAULT_KEY, FORMS, Judged, form_of, measure, parse, read, score


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    return measure()


@pytest.mark.parametrize(
    ("part", "form", "precision", "recall"),
    [
        ("open", "all", 0.93, 0.84),
        ("open", "pronoun", 0.89, 0.78),
        ("open", "possessive", 0.95, 0.88),
        ("open", "description", 0.96, 0.79),
        ("open", "surname", 0.95, 0.93),
        ("open", "metonym", 0.95, 0.95),
        ("held-out", "all", 0.89, 0.84),
    ],
)
def test_references_are_read_well_enough(judged, part, form, precision, recall):
    scores = score(j for j in judged if j.document.part == part)
    assert scores[form]["precision"] >= precision
    assert scores[form]["recall"] >= recall


def test_the_key_is_large_and_of_all_forms():
    documents = read(DEFAULT_KEY)
    assert len(documents) >= 40
    assert len({d.document_id for d in documents}) == len(documents)
    assert {d.part for d in documents} == {"open", "held-out"}
    assert {e.form for d in documents for e in d.expected} == set(FORMS)
    assert all(d.text[e.start_char : e.end_char] == e.text for d in documents for e in d.expected)


@pytest.mark.parametrize(
    ("text", "answer", "form"),
    [
        ("her", "Marta Vidal", "possessive"),
        ("They", "miners", "pronoun"),
        ("we", "Marta Vidal", "first person"),
        ("The group", "Sons of the Hill", "description"),
        ("Vidal", "Marta Vidal", "surname"),
        ("SOH", "Sons of the Hill", "acronym"),
        ("Riga", "Latvia", "metonym"),
    ],
)
def test_words_tell_the_form(text, answer, form):
    assert form_of(text, [answer]) == form


def test_marks_are_taken_out():
    document = parse("a", "open", "{She = Marta Vidal / null} left; {they = A + B} saw {her:pronoun = null}.")
    assert document.text == "She left; they saw her."
    assert [e.form for e in document.expected] == ["pronoun", "pronoun", "pronoun"]
    assert [e.answers for e in document.expected] == [
        (frozenset({"Marta Vidal"}), frozenset()),
        (frozenset({"A", "B"}),),
        (frozenset(),),
    ]


def test_a_broken_mark_is_refused():
    with pytest.raises(ContractError, match="not well-formed"):
        parse("a", "open", "{she = Marta left.")
