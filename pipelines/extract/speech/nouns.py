"""The content of nouns of saying: "claims that ...", "a threat to ...", "allegations of ...ing", "a call for ... to ..."."""

from __future__ import annotations

from spacy.tokens import Token

from pipelines.extract.speech.cues import CueLexicon, Hit
from pipelines.extract.speech.edges import OCCASIONS, Part, has_subject, infinitive_mark, is_finite, limit
from pipelines.extract.speech.layout import Layout
from pipelines.extract.speech.topics import question_about

#: What a verb has that lacks no object of its own.
_COMPLEMENTS = frozenset(("dobj", "attr", "acomp", "xcomp", "ccomp", "oprd"))


def of_noun(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """The content of a noun cue: "claims that ...", "a threat to ...", "allegations of ...ing", "a call for ... to ..."."""
    noun = hit.token
    frames = hit.cue.frames
    if noun.i and noun.lower_ in ("order", "charge") and noun.nbor(-1).lower_ == "in":
        return []
    occasion = noun.dep_ == "pobj" and noun.lemma_.lower() in lexicon.documents and noun.head.lower_ in OCCASIONS
    if occasion and noun.head.head.lemma_.lower() in lexicon.verbs:
        # "said in a statement that ...": the verb's content
        return []
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be" and "that" in frames and any(c.dep_ == "poss" for c in noun.lefts):
        # "his answer was that ..."
        clause = next((c for c in noun.head.rights if c.dep_ == "ccomp" and c.left_edge.lower_ == "that"), None)
        if clause is not None:
            return [Part(clause.left_edge.i + 1, limit(clause, lay, lexicon), "noun", clause.i)]
    if "wh" in frames and (asked := question_about(noun, lexicon)) is not None:
        return [Part(asked.left_edge.i, limit(asked, lay, lexicon), "noun", asked.i)]
    for child in (*noun.rights, *_loose_infinitives(noun)):
        if child.dep_ in ("acl", "relcl", "ccomp", "appos", "advcl", "xcomp"):
            if _is_bare(child, hit, lexicon) and "that" in frames:
                return [Part(child.left_edge.i, limit(child, lay, lexicon), "noun", child.i)]
            that = next((c for c in child.lefts if c.lower_ in ("that", "whether") and c.dep_ == "mark"), None)
            if that is not None and _carries(child, lexicon):
                # "the threat that the virus posed": no content
                return []
            if that is not None and that.i - noun.i <= 8 and frames & {"that", "wh"}:
                return [Part(that.i + 1, limit(child, lay, lexicon), "noun", child.i)]
            to = infinitive_mark(child)
            if to is not None and "inf" in frames and to.i - noun.i <= 3:
                return [Part(to.i, limit(child, lay, lexicon), "noun_infinitive", child.i)]
        elif child.dep_ == "prep" and child.lower_ == "of" and "of_ger" in frames:
            inner = next((c for c in child.children if c.dep_ == "pcomp" and c.tag_ == "VBG"), None)
            if inner is not None:
                return [Part(child.i + 1, limit(inner, lay, lexicon), "noun", inner.i)]
        elif child.dep_ == "prep" and child.lower_ in ("for", "on", "upon") and "for_obj_inf" in frames:
            verb = next((t for t in noun.subtree if child.i < t.i < child.i + 12 and infinitive_mark(t) is not None), None)
            if verb is not None:
                return [Part(child.i + 1, limit(verb, lay, lexicon), "noun_infinitive", verb.i)]
    if noun.dep_ == "pobj" and not any(c.dep_ in ("poss", "compound", "nmod") or c.ent_type_ in ("NORP", "GPE", "ORG") for c in noun.lefts):
        # "deals with the threat of a flood": whose threat is not told
        return []
    if noun.lemma_ == "demand" and noun.tag_ == "NN":
        # "the demand for oil" is no act of speech; "their demands for pay" are
        return []
    wanted = ("of", "for") if {"of_np", "for_np"} <= frames else ("of",) if "of_np" in frames else ("for",) if "for_np" in frames else ()
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in wanted and child.i - noun.i <= 2:
            inner = next((c for c in child.children if c.dep_ == "pobj" and c.ent_type_ not in ("DATE", "TIME", "PERSON", "GPE")), None)
            if inner is not None:
                return [Part(child.i + 1, limit(inner, lay, lexicon), "noun_phrase", inner.i)]
    return []


def _carries(clause: Token, lexicon: CueLexicon) -> bool:
    """Whether a clause with "that" tells what becomes of the words, its verb lacking the object that "that" stands for."""
    if clause.lemma_.lower() not in lexicon.carrying or any(c.dep_ in ("auxpass", "nsubjpass") for c in clause.lefts):
        return False
    return not any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in clause.rights)


def _loose_infinitives(noun: Token) -> list[Token]:
    """The infinitive of a noun that the parse hangs on the verb above: "renewed its call | to close the mine"."""
    if noun.dep_ != "dobj" or not any(c.dep_ == "poss" for c in noun.lefts):
        return []
    after = (c for c in noun.head.rights if c.dep_ in ("advcl", "xcomp") and c.left_edge.i == noun.i + 1)
    return [c for c in after if infinitive_mark(c) is not None]


def _is_bare(clause: Token, hit: Hit, lexicon: CueLexicon) -> bool:
    """Whether a clause without "that" is what a claim says: "claims it tortured prisoners", against "claims she made last week"."""
    if clause.left_edge.i != hit.token.i + 1 or hit.cue.words[0] not in lexicon.alleging or not is_finite(clause) or not has_subject(clause):
        return False
    if clause.lemma_.lower() in lexicon.carrying or clause.lemma_.lower() in lexicon.tellers:
        return False
    if any(c.tag_ in ("WDT", "WP", "WRB") or c.dep_ == "mark" for c in clause.lefts):
        return False
    return any(c.dep_ in _COMPLEMENTS for c in clause.rights) or any(c.dep_ == "auxpass" for c in clause.lefts)
