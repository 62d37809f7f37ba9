import re

from pipelines.ids import make_id


def test_an_id_is_a_prefix_and_96_bits_of_hex():
    assert re.fullmatch(r"doc_[0-9a-f]{24}", make_id("doc", "a.txt", 3))


def test_fields_are_length_delimited():
    assert make_id("x", "ab", "c") != make_id("x", "a", "bc")


def test_a_null_is_no_empty_string():
    assert make_id("x", None) != make_id("x", "")


def test_the_same_fields_give_the_same_id_on_every_machine():
    assert make_id("doc", "a.txt") == "doc_ff9736c1046dffcbc0f72168"
