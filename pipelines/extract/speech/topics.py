"""What speech is about where its words are not told: "spoke about how they met", "asked about reports that it closed", "said the same"."""

from __future__ import annotations

from spacy.tokens import Token

from pipelines.extract.speech.cues import CueLexicon, Hit
from pipelines.extract.speech.edges import Part, boundary, has_finite, limit
from pipelines.extract.speech.layout import Layout
from pipelines.extract.speech.phrases import is_kept_back, is_to_come, tells, without_occasion

_QUESTIONS = frozenset(("WRB", "WP", "WDT", "WP$"))
#: Prepositions of topics; all but "about" before an indirect question only.
_TOPICS = frozenset(("about", "on", "over"))
NOTHING = frozenset(("nothing", "little"))
_ANSWERS = frozenset(("yes", "no"))
#: Prepositions before the clause that words a question: "the question of whether it would last".
_ON = frozenset(("of", "about", "on", "over", "as"))


def topic(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """The object of "about", when it tells something by itself: a question, a gerund, an act of somebody's, a claim."""
    cue = hit.token
    if is_to_come(cue) or is_kept_back(cue) or any(c.dep_ == "neg" for c in cue.lefts):
        return []
    words = lay.doc.doc
    for prep in _about(cue, hit.tokens[-1].i):
        if prep.lower_ != "about":
            clause = next((c for c in prep.rights if c.dep_ == "pcomp" and asks(c)), None)
            if clause is not None:
                return [Part(clause.left_edge.i, limit(clause, lay, lexicon), "topic", clause.i)]
            continue
        start = prep.i + 1
        if not any(c.dep_ in ("pcomp", "pobj") for c in prep.rights) and words[start].tag_ in ("WRB", "WP"):
            # "about how in those years they lived": the clause hangs on the cue
            end = min(cue.right_edge.i + 1, lay.host(cue)[1])
            return [Part(start, boundary(start, end, lay, lexicon) or end, "topic", None)] if has_finite(words[start:end], lay) else []
        for child in prep.rights:
            if child.dep_ == "pcomp" and (child.tag_ == "VBG" or asks(child)):
                return [Part(child.left_edge.i, limit(child, lay, lexicon), "topic", child.i)]
            if child.dep_ == "pobj" and child.pos_ == "NOUN" and child.ent_type_ == "" and _has_words(child, lexicon):
                return [Part(child.left_edge.i, without_occasion(child, limit(child, lay, lexicon), lexicon), "topic", child.i)]
    return []


def left_out(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """What nothing was said about: "said nothing about when it would open"."""
    nothing = next((c for c in hit.token.rights if c.dep_ == "dobj" and c.lower_ in NOTHING), None)
    if nothing is None:
        return []
    preps = (t for n in (hit.token, nothing) for t in n.rights if t.dep_ == "prep" and t.lower_ == "about" and t.i == nothing.i + 1)
    thing = next((c for prep in preps for c in prep.rights if c.dep_ in ("pobj", "pcomp") and c.pos_ != "PRON"), None)
    return [] if thing is None or thing.left_edge.i == thing.right_edge.i else [Part(thing.left_edge.i, limit(thing, lay, lexicon), "topic", thing.i)]


def _about(cue: Token, last: int) -> list[Token]:
    """The preposition of a cue's topic, or of its addressee where the parse hung it there."""
    own = [c for c in cue.rights if c.dep_ == "prep" and c.i >= last]
    below = [t for c in (*own, *(c for c in cue.rights if c.dep_ in ("dobj", "agent"))) for n in (c, *c.rights) for t in n.rights if t.dep_ == "prep"]
    return [t for t in (*own, *below) if t.lower_ in _TOPICS]


def _has_words(noun: Token, lexicon: CueLexicon) -> bool:
    lemma = noun.lemma_.lower()
    if lemma in lexicon.empty or lemma in lexicon.anonymous or lemma in lexicon.spokespeople:
        return False
    return tells(noun) or lemma in lexicon.nouns or lemma in lexicon.rebutted


def asks(clause: Token) -> bool:
    """Whether a clause is an indirect question."""
    opener = clause.left_edge
    return opener.lower_ in ("whether", "if") or (opener.tag_ in _QUESTIONS and opener.lower_ != "that")


def question_about(noun: Token, lexicon: CueLexicon) -> Token | None:
    """Head of the clause in "a question about whether it would last", where somebody puts or takes the question."""
    verb = noun.head
    if not (noun.dep_ == "dobj" and verb.lemma_.lower() in lexicon.questioning) and not any(c.dep_ == "poss" for c in noun.lefts):
        return None
    clauses = (c for prep in noun.rights if prep.dep_ == "prep" and prep.lower_ in _ON for c in prep.rights)
    return next((c for c in clauses if c.dep_ == "pcomp" and asks(c)), None)


def short_answer(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """The answer that stands for a clause: "said yes", "say the same of the mayor"."""
    for child in hit.token.rights:
        if child.dep_ in ("intj", "dobj", "advmod") and child.lower_ in _ANSWERS and child.i <= hit.token.i + 2:
            if lay.lowers[child.i + 1 : child.i + 2] == ["to"]:
                # "said yes to talks": agreed
                return []
            return [Part(child.i, child.i + 1, "short_answer", child.i)]
        if child.dep_ in ("dobj", "npadvmod") and child.lower_ == "same" and any(c.lower_ == "the" for c in child.lefts):
            return [Part(child.left_edge.i, limit(child, lay, lexicon), "short_answer", child.i)]
    return []
