"""The model as it is loaded here reads what the model as spaCy loads it reads."""

import spacy

from pipelines import paths
from pipelines.annotate.engine import DEFAULT_MODEL, find_model, load_model


def test_the_quicker_model_reads_the_same():
    texts = [f.read_text(encoding="utf-8") for f in sorted(paths.samples().glob("*.txt"))[:8]]

    def read(nlp):
        return [[(t.text, t.tag_, t.pos_, t.dep_, t.head.i, t.lemma_, t.ent_type_, str(t.morph)) for t in doc] for doc in nlp.pipe(texts)]

    assert read(load_model()) == read(spacy.load(find_model(DEFAULT_MODEL)))
