"""Who speaks a cue: its subject, agent, owner or object, read off the parse with the words around as back-up."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from pipelines.extract.speech.cues import CueLexicon
from pipelines.extract.speech.layout import Layout

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X")


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words that name a speaker.

    Attributes:
        head: head token; its mention, if any, is the speaker.
        start: first token.
        end: one past the last token.
    """

    head: Token
    start: int
    end: int


def speaker_of(cue: Token, lay: Layout, lexicon: CueLexicon, depth: int = 0) -> Speaker | None:
    """The speaker of a verb cue; None when the text names nobody."""
    if depth > 4:
        return None
    passive = any(c.dep_ == "auxpass" for c in cue.lefts)
    if passive and not any(c.dep_ == "nsubj" for c in cue.lefts):
        agent = next((c for c in cue.rights if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")), None)
        who = None if agent is None else next((c for c in agent.children if c.dep_ == "pobj"), None)
        return None if who is None else of_noun(who, lay, lexicon, depth)
    subject = _after_comma(cue, lay) or _subject(cue, lay) or _between(cue, lay) or _inverted(cue, lay)
    if subject is not None:
        if subject.lower_ in _RELATIVE and subject.pos_ in ("PRON", "DET", "SCONJ", "ADP"):
            return _antecedent(cue, lay, lexicon, depth)
        if subject.dep_ == "expl":
            return None
        return of_noun(subject, lay, lexicon, depth)
    if any(c.dep_ == "ccomp" and c.i > cue.i for c in cue.rights):
        before = next((c for c in cue.lefts if c.dep_ == "ccomp"), None)
        if before is not None and (drawn := _subject(before, lay)) is not None:
            return of_noun(drawn, lay, lexicon, depth)
    head = cue.head
    if cue.dep_ == "conj":
        return _of_first(cue, lay, lexicon, depth) if head.pos_ in ("VERB", "AUX") else None
    if cue.dep_ == "acl" and head.pos_ in ("NOUN", "PROPN", "PRON") and cue.tag_ == "VBG":
        return of_noun(head, lay, lexicon, depth)
    if cue.dep_ == "pcomp" and head.head.pos_ in ("VERB", "AUX"):
        # "was quoted as saying": the passive subject speaks; "quoted her as saying": the object; "ended by saying": the active subject
        quoted = next((c for c in head.head.rights if c.dep_ == "dobj" and c.i < cue.i), None)
        if head.lower_ == "as" and quoted is not None:
            return of_noun(quoted, lay, lexicon, depth)
        return _subject_of_verb(head.head, lay, lexicon, depth)
    if cue.dep_ in ("advcl", "xcomp", "ccomp", "dep", "parataxis", "prep", "pcomp", "ROOT", "acl") and head.i != cue.i:
        if head.pos_ in ("VERB", "AUX"):
            return _subject_of_verb(head, lay, lexicon, depth)
        if head.pos_ in ("NOUN", "PROPN", "PRON", "ADJ"):
            return _subject_of_verb(head.head, lay, lexicon, depth) if head.head.pos_ in ("VERB", "AUX") else of_noun(head, lay, lexicon, depth)
    return None


def _of_first(cue: Token, lay: Layout, lexicon: CueLexicon, depth: int) -> Speaker | None:
    """The speaker of a cue coordinated with another verb: that verb's subject, or, where the parse took the cue into what somebody else
    said, that somebody: "He said it should go and announced ..." (a plain past beside a modal, a perfect or a copula).
    """
    head = cue.head
    compound = head.lemma_ == "be" or any(c.dep_ in ("aux", "auxpass") for c in head.lefts)
    if cue.tag_ == "VBD" and compound and not any(c.dep_ in ("aux", "auxpass") for c in cue.lefts):
        above = head
        for _ in range(4):
            above = above.head
            if above.tag_ == "VBD" and above.lemma_.lower() in lexicon.verbs and above.i < head.i:
                return speaker_of(above, lay, lexicon, depth + 1)
    return _subject_of_verb(head, lay, lexicon, depth + 1)


def _subject(verb: Token, lay: Layout) -> Token | None:
    """The subject before a verb; of two the one that is no relative pronoun ("which officials said killed ...")."""
    found = [c for c in verb.lefts if c.dep_ in _SUBJECTS and not lay.in_quote(c)]
    return next((c for c in reversed(found) if c.lower_ not in _RELATIVE), found[-1] if found else None)


def _subject_of_verb(verb: Token, lay: Layout, lexicon: CueLexicon, depth: int) -> Speaker | None:
    subject = _subject(verb, lay)
    if subject is not None and subject.lower_ not in _RELATIVE:
        return of_noun(subject, lay, lexicon, depth)
    if subject is not None:
        return _antecedent(verb, lay, lexicon, depth)
    return speaker_of(verb, lay, lexicon, depth + 1)


def _antecedent(verb: Token, lay: Layout, lexicon: CueLexicon, depth: int) -> Speaker | None:
    while verb.dep_ == "conj" and verb.head.i != verb.i:
        verb = verb.head
    if verb.dep_ == "relcl" and verb.head.i != verb.i:
        return of_noun(verb.head, lay, lexicon, depth)
    # the relative clause is attached elsewhere: the noun before its pronoun
    before = verb.left_edge.i - 1
    while before >= 0 and lay.doc.doc[before].is_punct:
        before -= 1
    noun = lay.doc.doc[before] if before >= 0 else None
    return of_noun(noun, lay, lexicon, depth) if noun is not None and noun.pos_ in ("NOUN", "PROPN") else None


def _after_comma(cue: Token, lay: Layout) -> Token | None:
    """The subject of ", said the mayor," even where the parse gives the verb another one before the comma."""
    if cue.i == 0 or cue.nbor(-1).text != "," or cue.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    return next((c for c in cue.rights if c.dep_ == "nsubj" and not lay.in_quote(c) and c.left_edge.i == cue.i + 1), None)


def _between(cue: Token, lay: Layout) -> Token | None:
    """The noun between a closing quotation mark and the cue, where the parse drew it into the quotation."""
    if cue.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    words = lay.doc.doc
    low, _ = lay.host(cue)
    i = cue.i - 1
    while i >= low and cue.i - i <= 30 and not lay.in_quote(i):
        i -= 1
    if i < low or not lay.in_quote(i):
        return None
    gap = words[i + 1 : cue.i]
    for token in gap:
        if (
            token.pos_ in ("NOUN", "PROPN", "PRON")
            and token.dep_ not in ("compound", "amod", "nmod", "poss", "pobj", "nummod")
            and token.ent_type_ not in ("DATE", "TIME")
        ):
            return token
    return None


def _inverted(cue: Token, lay: Layout) -> Token | None:
    """The subject after its verb ("said the minister"), also where the parse calls it something else."""
    for child in cue.rights:
        if child.dep_ in _SUBJECTS and not lay.in_quote(child) and child.i - cue.i < 12:
            return child
    if cue.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    words = lay.doc.doc
    before = cue.i - 1
    while before >= 0 and words[before].is_space:
        before -= 1
    if before < 0 or not (words[before].is_punct or lay.in_quote(before)):
        return None
    for child in cue.rights:
        if (
            child.dep_ in ("dobj", "attr", "oprd", "dep", "npadvmod", "appos", "dative", "ccomp")
            and child.pos_ in ("PROPN", "NOUN", "PRON")
            and not lay.in_quote(child)
        ):
            near = child.left_edge.i - cue.i <= 2
            if near and child.ent_type_ not in ("DATE", "TIME"):
                return child
    return None


def of_noun(noun: Token, lay: Layout, lexicon: CueLexicon, depth: int = 0) -> Speaker | None:
    """The noun phrase of a speaker; for a piece of words its maker ("a statement by the ministry said"), if it is named."""
    if noun.pos_ not in _NOMINAL or (noun.ent_type_ in ("DATE", "TIME") and noun.pos_ != "PRON"):
        return None
    if noun.lower_ in lexicon.partitives and noun.pos_ in ("DET", "PRON", "NUM", "NOUN", "ADJ"):
        of = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
        whole = None if of is None else next((c for c in of.children if c.dep_ == "pobj"), None)
        if whole is not None:
            return Speaker(whole, *_extent(noun, whole.i + 1, lay, lexicon))
    if noun.lemma_.lower() in lexicon.documents and depth < 3:
        maker = maker_of(noun, lay, lexicon)
        if maker is not None:
            return Speaker(maker, *_extent(noun, max(noun.i, maker.i) + 1, lay, lexicon))
    return Speaker(noun, *_extent(noun, noun.i + 1, lay, lexicon))


def maker_of(noun: Token, lay: Layout, lexicon: CueLexicon) -> Token | None:
    """Who made a piece of words or a claim: possessor, "by" or "from" phrase, or subject of the verb that puts it into the world."""
    for child in noun.lefts:
        if child.dep_ == "poss":
            return None if child.lower_ == "its" and noun.head.i == noun.i else child
    for child in noun.rights:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            who = next((c for c in child.children if c.dep_ == "pobj"), None)
            if who is not None and who.ent_type_ not in ("DATE", "TIME", "CARDINAL"):
                return who
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in lexicon.issuing:
        speaker = speaker_of(verb, lay, lexicon, 3)
        return None if speaker is None else speaker.head
    if noun.dep_ == "pobj" and verb.lower_ in ("in", "with") and verb.head.pos_ == "VERB":
        speaker = speaker_of(verb.head, lay, lexicon, 3)
        return None if speaker is None else speaker.head
    for child in noun.rights:
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_.lower() in lexicon.issuing:
            by = next((c for c in child.children if c.dep_ == "agent"), None)
            who = None if by is None else next((c for c in by.children if c.dep_ == "pobj"), None)
            if who is not None:
                return who
    return None


def _extent(head: Token, least: int, lay: Layout, lexicon: CueLexicon) -> tuple[int, int]:
    """Token range of a noun phrase without what follows its first comma or a clause."""
    start = head.left_edge.i
    words = lay.doc.doc
    while start < head.i and (words[start].is_punct or words[start].is_space or lay.in_quote(start)):
        start += 1
    end = max(least, head.i + 1)
    for child in head.rights:
        if child.dep_ in ("prep", "appos", "conj", "cc", "case", "nmod", "compound", "nummod", "flat") and child.left_edge.i <= end + 1:
            if words[end].is_punct and child.left_edge.i > end and child.dep_ != "conj":
                break
            if child.dep_ == "prep" and any(c.ent_type_ in ("DATE", "TIME") or c.lemma_.lower() in lexicon.documents for c in child.children):
                break
            stop = child.right_edge.i + 1
            for i in range(child.left_edge.i, stop):
                if (words[i].is_punct and words[i].text in (",", ";", ":", "(", "—", "–")) or words[i].dep_ == "relcl" or lay.in_quote(i):
                    stop = i
                    break
            end = max(end, stop)
            if stop <= child.right_edge.i:
                break
        elif child.i >= end and child.dep_ in ("acl", "relcl", "punct"):
            break
    while end > start + 1 and (words[end - 1].is_punct or words[end - 1].dep_ == "cc" or words[end - 1].tag_ in ("WDT", "WP")):
        end -= 1
    return start, end
