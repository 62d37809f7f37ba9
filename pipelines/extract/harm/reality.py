"""Whether a harm is told as done, feared, or not at all.

What belongs here: modals, negation, governors and conditions above a word of harm. What does not: who tells it; that is ``claimants``.
"""

from __future__ import annotations

from spacy.tokens import Token

from pipelines.extract.harm.lexicon import HarmLexicon
from pipelines.extract.harm.patients import SUBJECTS

_FINITE = frozenset(["VBZ", "VBD", "VBP"])
#: Verbs whose object and participle make one thing: "leave 12 people wounded".
_MAKING = frozenset(["leave", "have", "get", "see", "want", "find", "make", "result", "be"])
_CLAUSE_BREAKS = ("ccomp", "parataxis", "ROOT")
#: Prepositions behind which a noun of harm only dates or explains what is planned or stopped.
_BESIDES = frozenset(["until", "after", "since", "following", "during", "despite", "because", "amid", "over", "before"])
#: Verbs whose clausal object is no reported speech: "had him killed".
_CAUSATIVES = frozenset(["have", "get", "make", "let", "see", "want", "order"])


def reality(trigger: Token, lexicon: HarmLexicon) -> str:
    """How real the text makes a harm: "asserted", "feared", or "none" for planned, possible, negated and denied harm.

    The way up from the trigger stops where somebody's words begin: what governs "said that 12 died" does not unmake the deaths. A noun of harm
    ("the murder of X") presupposes it, whatever is done about it, but for verbs that would make it and nouns that plan it.
    """
    if trigger.dep_ == "amod" and trigger.lower_ in lexicon.states and trigger.i < trigger.head.i:
        # "could not find the eight missing men": they are missing whatever becomes of the search
        return "feared" if any(c.lower_ in lexicon.feared for c in trigger.children) else "asserted"
    is_noun = trigger.pos_ in ("NOUN", "PROPN") and trigger.lower_ not in lexicon.states and trigger.lemma_ not in lexicon.tolls
    if trigger.i and trigger.nbor(-1).lower_ in lexicon.feared and trigger.nbor(-1).tag_ == "VBN":
        return "feared"
    # an execution may be yet to come
    is_ordered = trigger.lemma_.lower() in lexicon.ordered
    node = trigger
    feared = inquired = False
    for step in range(9):
        inquired = inquired or (step > 0 and node.lemma_.lower() in lexicon.inquiries)
        presupposed = is_noun and step > 0 and node.pos_ in ("VERB", "AUX") and (inquired or not (node.lemma_ in lexicon.makers or is_ordered))
        verdict = "asserted" if presupposed else _of_clause(node, lexicon, is_trigger=step == 0)
        if verdict == "none":
            return "none"
        feared = feared or verdict == "feared"
        parent = node.head
        if parent.i == node.i or (presupposed and step > 1):
            break
        # "a man thought to have fled killed nine", where the parser takes the first verb for the main one
        reduced = node.dep_ == "ccomp" and node.tag_ == "VBD" and any(c.dep_ == "xcomp" and c.i < node.i for c in parent.rights)
        beside = node.dep_ in ("oprd", "acomp", "xcomp", "acl", "amod", "advmod", "ccomp") and not reduced
        feared = feared or (step <= 1 and parent.lower_ in lexicon.feared and beside)
        if _is_unmade(node, parent, lexicon, is_noun=is_noun, step=step):
            return "none"
        if node.dep_ in _CLAUSE_BREAKS and node.pos_ in ("VERB", "AUX") and parent.lemma_ not in _CAUSATIVES:
            break
        # a coordinated clause with a subject or a finite auxiliary of its own stands for itself
        if node.dep_ == "conj" and any(c.dep_ in SUBJECTS or (c.dep_ in ("aux", "auxpass") and c.tag_ in _FINITE) for c in node.children):
            break
        # what people protest against took place
        if node.dep_ == "advcl" and parent.lemma_ in lexicon.outcries:
            break
        # what somebody is tried for took place, whoever did it
        if node.dep_ == "pcomp" and parent.head.lemma_.lower() in lexicon.judgements:
            break
        if node.dep_ in ("nsubj", "nsubjpass") and parent.pos_ in ("VERB", "AUX") and step and not is_noun:
            break
        if node.dep_ in ("relcl", "advcl") and node.tag_ != "VBG":
            break
        # what a participle tells of its noun is so: "to help the 300 people displaced by floods"; not "could leave 300 people displaced"
        if node.dep_ == "acl" and node.tag_ in ("VBN", "VBD") and parent.head.lemma_ not in _MAKING and parent.dep_ != "nsubj":
            break
        node = parent
    return "feared" if feared else "asserted"


def _is_unmade(node: Token, parent: Token, lexicon: HarmLexicon, *, is_noun: bool, step: int) -> bool:
    """Whether the governing word makes what it governs a plan, a threat, a wish, or untrue."""
    lemma = parent.lemma_.lower()
    if lemma in lexicon.deniers and node.dep_ in ("ccomp", "xcomp", "dobj", "pcomp", "nsubjpass", "prep"):
        return not is_noun or step == 0
    if lemma not in lexicon.governors:
        return False
    if is_noun and node.dep_ == "prep" and node.lower_ in ("for", "over") and lemma in lexicon.judgements:
        # "will be tried over the deaths of 16 men"
        return False
    if (
        is_noun
        and lemma in ("order", "authorize", "authorise")
        and parent.dep_ == "pcomp"
        and not {t.lemma_.lower() for t in (parent.head.head, parent.head.head.head)}.isdisjoint(lexicon.judgements)
    ):
        # "convicted of ordering the deaths of 148 men"
        return False
    if lemma in lexicon.averters and node.dep_ in ("ccomp", "parataxis"):
        # "200 girls were abducted; 24 escaped"
        return False
    if lemma in lexicon.averters and parent.pos_ in ("VERB", "AUX"):
        # "failed to prevent the massacre": it took place
        failed = parent.head.lemma_ in ("fail", "unable", "able") or any(c.dep_ == "neg" for c in parent.children)
        return not failed
    if is_noun and (step > 1 or (step == 1 and (node.pos_ in ("VERB", "AUX") or node.lower_ in _BESIDES))):
        return False
    if node.dep_ == "ccomp":
        return lemma in lexicon.supposers
    if node.dep_ == "dobj" and parent.pos_ == "VERB" and lemma in ("allow", "expect", "ask", "tell", "help", "convince", "persuade", "refuse"):
        return False
    return node.dep_ in ("xcomp", "dobj", "pcomp", "acl", "pobj", "prep", "amod", "compound")


def _of_clause(node: Token, lexicon: HarmLexicon, *, is_trigger: bool) -> str:
    """What the auxiliaries, the negation and the mark of one word say."""
    if node.pos_ not in ("VERB", "AUX", "ADJ", "NOUN", "NUM", "PROPN"):
        return "asserted"
    words = [c for c in node.children if c.dep_ in ("aux", "neg", "mark", "advmod", "auxpass", "det", "preconj")]
    perfect = any(c.lower_ in ("have", "has", "had") for c in words) or any(c.lower_ == "have" for c in node.children)
    if any(c.dep_ == "neg" and c.lower_ != "only" for c in words):
        # before its modals: "could not have been killed"
        return "none"
    for child in words:
        low = child.lower_
        if (child.dep_ == "aux" and low == "may") or (low in lexicon.feared_modals and child.dep_ == "aux" and perfect):
            return "feared" if perfect else "none"
        if child.dep_ == "aux" and low in lexicon.modals:
            return "none"
        if child.dep_ == "aux" and low == "to" and not perfect and not _is_realised(node):
            return "none"
        if child.dep_ == "mark" and low in lexicon.marks:
            return "none"
        if (
            child.dep_ == "advmod"
            and low in ("possibly", "probably", "reportedly-not", "never", "potentially", "nearly", "almost", "hardly", "narrowly")
            and child.i < node.i
            and is_trigger
            and node.pos_ == "VERB"
        ):
            if low in ("nearly", "almost", "narrowly"):
                # "was almost killed"; not "killed almost 20", where the word belongs to the number
                return "none" if child.i == node.i - 1 else "asserted"
            return "none" if low in ("never", "potentially", "hardly") else "feared" if low in ("possibly", "probably") else "asserted"
    return "asserted"


def _is_realised(infinitive: Token) -> bool:
    """Whether an infinitive tells a deed done: "was the first to die", "lived to see", "went on to kill", "appears to be dead"."""
    head = infinitive.head
    moved = head.head if infinitive.dep_ == "acl" and head.dep_ == "dobj" else head
    if infinitive.dep_ in ("xcomp", "advcl", "ccomp", "acl") and moved.lemma_ in ("prompt", "cause", "lead", "compel", "force", "oblige"):
        # "the blast prompted guards to open fire"
        return True
    if infinitive.dep_ in ("xcomp", "advcl") and head.lemma_ in (
        "go",
        "appear",
        "seem",
        "happen",
        "manage",
        "continue",
        "prove",
        "know",
        "believe",
        "say",
        "report",
        "help",
        "begin",
        "start",
        "turn",
        "understand",
    ):
        return True
    if infinitive.lemma_ == "be" and infinitive.dep_ in ("ccomp", "xcomp") and head.lemma_ in ("estimate", "think", "consider"):
        # "estimated the toll to be 40"
        return True
    if infinitive.dep_ == "xcomp" and head.lemma_ in ("decide", "rule") and infinitive.lemma_ in ("keep", "remand", "place", "hold", "jail"):
        # what a court decides is done
        return any(c.dep_ == "nsubj" and c.lemma_.lower() in ("court", "judge", "tribunal", "magistrate") for c in head.children)
    return infinitive.dep_ in ("acl", "relcl") and any(
        c.lower_ in ("first", "second", "third", "last", "latest", "only") or c.tag_ == "JJS" for c in head.children
    )
