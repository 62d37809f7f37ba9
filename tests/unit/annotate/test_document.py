from pipelines.annotate.document import AnnotatedDocument, Segment
from tests.builders import parsed

TWO = """
The the DET DT 1 det
army army NOUN NN 2 nsubj
left leave VERB VBD 2 ROOT
+. . PUNCT . 2 punct
---
It it PRON PRP 1 nsubj
returned return VERB VBD 1 ROOT
+. . PUNCT . 1 punct
"""


def test_sentences_leave_out_the_blank_between_paragraphs():
    doc = parsed(TWO)
    assert [s.text for s in doc.sentences] == ["The army left.", "It returned."]
    assert doc.sentence_of(doc.doc[5]).text == "It returned."
    assert [p.text for p in doc.paragraphs] == ["The army left.", "It returned."]


def test_a_headline_is_told_from_the_body():
    doc = parsed(TWO, title=True)
    assert doc.is_title(doc.doc[1])
    assert not doc.is_title(doc.doc[5])


def test_surfaces_come_from_the_text_and_not_from_what_the_model_read():
    doc = parsed(TWO)
    loud = AnnotatedDocument("d", doc.text.upper(), None, None, (Segment("body", 0, len(doc.text)),), doc.doc)
    assert loud.span_text(doc.doc[1]) == "ARMY"
