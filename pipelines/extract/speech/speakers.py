"""Who speaks a cue: its subject, agent, owner or object, read off the parse with the words around as back-up."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from pipelines.extract.speech.cues import CueLexicon
from pipelines.extract.speech.layout import Layout

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X")


_NAMING = ("NOUN", "PROPN")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
#: What a noun phrase starts after, and the parts of speech that it starts with.
_EDGES = frozenset((",", ";", ":", "--", "—", "–", "(", ")"))
_PHRASES = frozenset(("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM", "VERB"))
_LONGEST_NAME = 18
#: Tokens of a role after "whose" at most.
_LONGEST_ROLE = 6
#: Conjunctions that a new subject stands behind.
_JOINTS = frozenset(("as", "while", "after", "because", "although", "though", "since", "when", "whereas"))
#: Cues that break a clause with their subject after them.
TAGS = frozenset(("say", "add", "explain", "note", "warn", "argue", "write"))
#: Prepositions of when it was said, which no name takes.
_TIMES = frozenset(("after", "before", "during", "following", "since", "until", "amid", "ahead"))
#: Conjunctions that the parse takes for prepositions.
_AFTER = frozenset(("after", "before", "since", "until", "as"))


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
    passive = is_passive(cue) or is_put(cue)
    if passive and cue.lemma_ == "quote":
        # "he was quoted by the daily": he speaks, the daily passes it on
        return _subject_of_verb(cue, lay, lexicon, depth + 1) if _subject(cue, lay) is not None else None
    if passive and not any(c.dep_ == "nsubj" for c in cue.lefts):
        agent = next((c for c in cue.rights if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")), None)
        who = None if agent is None else next((c for c in agent.children if c.dep_ == "pobj"), None)
        return None if who is None else of_noun(who, lay, lexicon, depth)
    named = whose(cue, lay)
    if named is not None:
        return named
    broken = broken_in(cue, lay) if cue.lemma_ in TAGS else None
    if broken is not None:
        return broken[0]
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
            # "the union, whose members have left, said": both subjects hang on the verb before
            others = (c for c in before.lefts if c.dep_ in _SUBJECTS and c.i < drawn.i)
            owner = next(others, None) if any(c.tag_ == "WP$" for c in drawn.lefts) else None
            return of_noun(owner or drawn, lay, lexicon, depth)
    head = cue.head
    if cue.tag_ in ("VBD", "VBZ", "VBP") and head.i < cue.i and cue.i and cue.nbor(-1).pos_ in _NAMING:
        low = max(head.i, cue.i - _LONGEST_NAME)
        if any(t.lower_ in _AFTER and t.dep_ == "prep" and t.right_edge.i == cue.i - 1 for t in cue.doc[low : cue.i]):
            # "after a probe by two groups concluded that": the subject, which the parse gave to "after"
            return None
    near = _just_before(cue, lay)
    if near is not None:
        return near
    if cue.dep_ == "conj":
        return _of_first(cue, lay, lexicon, depth) if head.pos_ in ("VERB", "AUX") or any(c.dep_ == "aux" for c in head.lefts) else None
    if cue.dep_ == "acl" and head.pos_ in ("NOUN", "PROPN", "PRON") and cue.tag_ == "VBG":
        return of_noun(head, lay, lexicon, depth)
    if cue.dep_ == "pcomp" and head.head.pos_ in ("VERB", "AUX"):
        # "was quoted as saying": the passive subject speaks; "quoted her as saying": the object; "ended by saying": the active subject
        quoted = next((c for c in head.head.rights if c.dep_ == "dobj" and c.i < cue.i), None)
        if head.lower_ == "as" and quoted is not None:
            return of_noun(quoted, lay, lexicon, depth)
        return _subject_of_verb(head.head, lay, lexicon, depth)
    if cue.dep_ == "pcomp" and head.head.pos_ == "NOUN":
        # "his habit of saying": the possessor; "was back to boasting": the subject above
        owner = next((c for c in head.head.lefts if c.dep_ == "poss"), None)
        if owner is not None:
            return of_noun(owner, lay, lexicon, depth)
    if cue.dep_ == "pcomp" and head.head.pos_ == "ADV" and head.head.head.pos_ in ("VERB", "AUX"):
        return _subject_of_verb(head.head.head, lay, lexicon, depth)
    if cue.dep_ in ("advcl", "xcomp", "ccomp", "dep", "parataxis", "prep", "pcomp", "ROOT", "acl") and head.i != cue.i:
        if head.pos_ in ("VERB", "AUX"):
            return _subject_of_verb(head, lay, lexicon, depth)
        if head.pos_ in ("NOUN", "PROPN", "PRON", "ADJ"):
            return _subject_of_verb(head.head, lay, lexicon, depth) if head.head.pos_ in ("VERB", "AUX") else of_noun(head, lay, lexicon, depth)
    return None


def _just_before(cue: Token, lay: Layout) -> Speaker | None:
    """The name between a conjunction and a finite cue that the parse gives no subject: "was put off as | Northport | then argued"."""
    low, _ = lay.host(cue)
    if cue.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    end = cue.i
    while end > low and lay.tags[end - 1] == "RB":
        end -= 1
    start = end
    while start > low and lay.tags[start - 1] in ("NNP", "NNPS") and end - start < _LONGEST_ROLE:
        start -= 1
    if start == end or start <= low or lay.lowers[start - 1] not in _JOINTS or lay.in_quote(start):
        return None
    return Speaker(lay.doc.doc[end - 1], start, end)


def whose(cue: Token, lay: Layout) -> Speaker | None:
    """The name in "the baker, whose lawyer, Ann Lee, told", which the parse takes for an apposition to the baker."""
    words = lay.doc.doc
    low, _ = lay.host(cue)
    if cue.tag_ not in ("VBD", "VBZ", "VBP") or cue.i - 1 <= low or words[cue.i - 1].text != ",":
        return None
    opening = next((i for i in range(cue.i - 2, max(low, cue.i - _LONGEST_NAME), -1) if words[i].text == ","), None)
    if opening is None or opening + 1 >= cue.i - 1 or not all(t.pos_ == "PROPN" for t in words[opening + 1 : cue.i - 1]):
        return None
    owner = next((t for t in words[max(low, opening - _LONGEST_ROLE) : opening] if t.tag_ == "WP$"), None)
    if owner is None or any(t.tag_ in _FINITE or t.text == "," for t in words[owner.i : opening]):
        return None
    return Speaker(words[cue.i - 2], opening + 1, cue.i - 1)


def quoting_verb(cue: Token) -> Token | None:
    """The "quoted" of "was quoted as saying", for its "saying"."""
    if cue.dep_ != "pcomp" or cue.head.lower_ != "as":
        return None
    verb = cue.head.head
    return verb if verb.lemma_ in ("quote", "cite") and verb.i < cue.i else None


def quoter(cue: Token, lay: Layout, lexicon: CueLexicon) -> Speaker | None:
    """Who passes on the words of "quoted her as saying" and "was quoted by the daily as saying"."""
    verb = quoting_verb(cue)
    if verb is None:
        verb = cue if cue.lemma_ == "quote" and is_passive(cue) else _quoting_object(cue)
    if verb is None:
        return None
    if not is_passive(verb):
        return _subject_of_verb(verb, lay, lexicon, 1)
    agent = next((c for t in (verb, cue) for c in t.rights if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")), None)
    who = None if agent is None else next((c for c in agent.children if c.dep_ == "pobj"), None)
    return None if who is None else of_noun(who, lay, lexicon, 1)


def _quoting_object(cue: Token) -> Token | None:
    """The "quoted" of "quoted witnesses saying", for its "saying"."""
    if cue.tag_ != "VBG" or cue.dep_ not in ("acl", "ccomp", "xcomp", "advcl"):
        return None
    verb = cue.head.head if cue.dep_ == "acl" and cue.head.dep_ == "dobj" else cue.head
    # "quoted witnesses | saying": nothing but what is quoted between them
    between = cue.doc[verb.i + 1 : cue.i]
    return verb if verb.lemma_ == "quote" and len(between) > 0 and not any(t.text == "," or t.pos_ == "VERB" for t in between) else None


def subject_above(noun: Token, lay: Layout, lexicon: CueLexicon) -> Speaker | None:
    """The subject of the verb that a noun depends on, however deep."""
    above = noun.head
    for _ in range(4):
        if above.pos_ in ("VERB", "AUX"):
            return _subject_of_verb(above, lay, lexicon, 1)
        above = above.head
    return None


def subject_after(cue: Token, lay: Layout, lexicon: CueLexicon) -> Speaker | None:
    """The subject of the main clause after a phrase that opens the sentence: "In calling it a gift, the mayor ..."."""
    low, high = lay.host(cue)
    if cue.i - low > 2:
        return None
    comma = next((i for i in range(cue.i + 1, high) if lay.texts[i] == "," and lay.quote_at[i] < 0), high)
    subject = next((t for t in lay.doc.doc[comma:high] if t.dep_ in _SUBJECTS), None)
    return of_noun(subject, lay, lexicon) if subject is not None and subject.left_edge.i == comma + 1 else None


def is_passive(cue: Token) -> bool:
    """Whether a cue is passive, by its own auxiliary or that of the verb it is coordinated with ("was sacked and accused of neglect")."""
    if any(c.dep_ == "auxpass" for c in cue.lefts):
        return True
    joined = cue.dep_ == "conj" and cue.tag_ == "VBN" and not any(c.dep_ in ("aux", *_SUBJECTS) for c in cue.lefts)
    return joined and any(c.dep_ == "auxpass" for c in cue.head.lefts)


def is_past(cue: Token, lay: Layout) -> bool:
    """Whether a cue is finite; right after a quotation a past participle is a past tense that the model took for one ('..., ' warned Ann Lee)."""
    if cue.tag_ in ("VBD", "VBZ", "VBP"):
        return True
    return cue.tag_ == "VBN" and cue.i > 0 and lay.in_quote(cue.i - 1) and not is_passive(cue)


def is_put(cue: Token) -> bool:
    """Whether a cue is a participle that tells what somebody was asked: "Asked if he would go, ..."."""
    if cue.lower_ != "asked" or any(c.dep_ in (*_SUBJECTS, "aux", "auxpass") for c in cue.lefts):
        return False
    if cue.tag_ == "VBN" and (cue.i == 0 or cue.is_sent_start or cue.nbor(-1).lower_ == "when"):
        # "Asked if it was fair, nine drivers said yes", also where it is taken for the main clause
        return True
    if cue.dep_ not in ("advcl", "acl", "ccomp", "dep", "pcomp") or any(c.dep_ in _SUBJECTS for c in cue.rights):
        return False
    for child in cue.rights:
        if child.dep_ in ("ccomp", "advcl") and (child.left_edge.tag_ in ("WRB", "WP") or child.left_edge.lower_ in ("if", "whether")):
            return True
        if (child.dep_ == "prep" and child.lower_ == "about") or (child.dep_ == "xcomp" and any(c.tag_ == "TO" for c in child.lefts)):
            # "Asked about the vote, ...", "Asked by a reader to explain it, ..."
            return True
    return False


def named_before(cue: Token, lay: Layout, lexicon: CueLexicon) -> Speaker | None:
    """The noun phrase that ends right before a finite cue, read off the words where the parse gives the cue no subject.

    Days and adverbs before the cue are passed over, and so is an apposition between commas. None when no comma, mark or start of a sentence shows
    where the phrase begins.
    """
    words = lay.doc.doc
    low, _ = lay.host(cue)
    if cue.tag_ not in ("VBD", "VBZ", "VBP") or any(c.dep_ in ("auxpass", "expl", "aux") for c in cue.lefts):
        return None
    end = cue.i
    while (
        end > low
        and words[end - 1].lower_ != "old"
        and words[end - 1].lower_ not in lexicon.outlets
        and (words[end - 1].ent_type_ in ("DATE", "TIME") or words[end - 1].pos_ == "ADV" or words[end - 1].lower_ == "on")
    ):
        end -= 1
    if end == cue.i and words[end - 1].text == ",":
        opening = next((i for i in range(end - 2, max(low, end - 20), -1) if words[i].text == ","), None)
        if opening is None or any(t.tag_ in _FINITE or lay.in_quote(t) for t in words[opening:end]):
            return None
        end = opening
    return _phrase(end, low, lay)


def named_after(cue: Token, lay: Layout) -> Speaker | None:
    """The noun phrase right after a finite cue that follows a comma or a quotation: "..., said a shopkeeper who ..."."""
    words = lay.doc.doc
    _, high = lay.host(cue)
    start = cue.i + 1
    if not is_past(cue, lay) or not cue.i or not (words[cue.i - 1].text == "," or lay.in_quote(cue.i - 1)) or start >= high:
        return None
    end = start
    while end < high and words[end].text not in _EDGES and not lay.in_quote(end) and words[end].tag_ not in (*_FINITE, "WDT", "WP", "VBN", "VBG"):
        end += 1
    while end > start and (words[end - 1].is_punct or words[end - 1].ent_type_ in ("DATE", "TIME") or words[end - 1].pos_ in ("ADP", "ADV", "AUX")):
        end -= 1
    return _phrase(end, start, lay) if end > start else None


def broken_in(cue: Token, lay: Layout) -> tuple[Speaker, int] | None:
    """Who speaks where an inverted tag breaks a clause, whose subject the parse gives to the cue: "The bridge, said the mayor, will open".

    Returns:
        The speaker, and the comma after it and its apposition; None when the cue is no such tag.
    """
    words = lay.doc.doc
    low, high = lay.host(cue)
    if cue.tag_ not in ("VBD", "VBZ") or cue.i - 1 <= low or lay.texts[cue.i - 1] != "," or lay.in_quote(cue.i - 2):
        return None
    if words[cue.i + 1].pos_ not in ("DET", "NOUN", "PROPN", "ADJ"):
        return None
    if any(lay.tags[i] in _FINITE or lay.texts[i] == "," for i in range(low, cue.i - 1)):
        # "Ann Lee, the mayor, said Ed Moor, who ...": the comma closes an apposition
        return None
    found = named_after(cue, lay)
    if found is None or found.end >= high or lay.texts[found.end] != ",":
        return None
    if lay.lowers[found.end + 1] in ("a", "an", "the") or words[found.end + 1].tag_ == "NN":
        # its apposition
        closing = next((i for i in range(found.end + 1, high) if lay.texts[i] == ","), high)
        if closing < high - 1 and not any(lay.tags[i] in _FINITE for i in range(found.end, closing)):
            return found, closing
    return (found, found.end) if any(lay.tags[i] in _FINITE for i in range(found.end, high)) else None


def right_after(cue: Token, lay: Layout) -> Speaker | None:
    """The noun phrase after "according to" that the parse gives no object."""
    words = lay.doc.doc
    _, high = lay.host(cue)
    start = end = cue.i + 1
    while end < high and words[end].text not in _EDGES and not lay.in_quote(end) and words[end].tag_ not in (*_FINITE, "WDT", "WP", "."):
        end += 1
    return _phrase(end, start, lay) if end > start else None


def _phrase(end: int, low: int, lay: Layout) -> Speaker | None:
    """The noun phrase that ends at a token, back to a comma, a mark or the limit."""
    words = lay.doc.doc
    start = end
    while start > low and words[start - 1].text not in _EDGES and not lay.in_quote(start - 1) and words[start - 1].tag_ not in _FINITE:
        start -= 1
    if start > low and words[start - 1].tag_ in _FINITE:
        return None
    while start < end and words[start].dep_ in ("cc", "advmod"):
        start += 1
    phrase = words[start:end]
    if (
        not 0 < len(phrase) <= _LONGEST_NAME
        or phrase[0].pos_ not in _PHRASES
        or any(t.tag_ in ("WDT", "WP", "WRB") or t.dep_ == "mark" for t in phrase)
    ):
        return None
    core = next((i for i in range(start + 1, end) if words[i].pos_ == "ADP" or words[i].tag_ in ("TO", "VBG")), end)
    head = words[core - 1]
    if head.pos_ == "ADV" and core - 2 >= start and words[core - 2].pos_ == "PROPN":
        # "the Morning Star daily", which the model takes for an adverb
        head = words[core - 2]
    if head.pos_ not in (*_NAMING, "PRON", "NUM", "ADJ", "ADV") or any(_is_verb(t, end) for t in phrase):
        return None
    return Speaker(head, start, end)


def _is_verb(token: Token, end: int) -> bool:
    """Whether a token of a phrase that ends at a given one is a verb; before a name a bare form is a title: "Bears | goalkeeper | Ann Lee"."""
    if token.pos_ != "VERB" or token.tag_ not in ("VB", "VBZ", "VBP"):
        return False
    return token.tag_ == "VBZ" or token.i + 1 >= end or token.nbor(1).pos_ != "PROPN"


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
    if cue.i == 0 or not (cue.nbor(-1).text == "," or lay.in_quote(cue.i - 1)) or cue.tag_ not in ("VBD", "VBZ", "VBP"):
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
            # "'...', Ann Lee said, reported the daily": she has a verb of her own
            return None if token.dep_ in _SUBJECTS and token.head.pos_ == "VERB" and i < token.head.i < cue.i else token
    return None


def _inverted(cue: Token, lay: Layout) -> Token | None:
    """The subject after its verb ("said the minister"), also where the parse calls it something else."""
    for child in cue.rights:
        if child.dep_ in _SUBJECTS and not lay.in_quote(child) and child.i - cue.i < 12:
            return child
    if not is_past(cue, lay):
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
        if maker is not None and not noun.left_edge.i <= maker.i <= noun.right_edge.i:
            # "The bank issued a statement saying": it is named elsewhere
            return Speaker(maker, *_extent(maker, maker.i + 1, lay, lexicon))
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
        teller = next((t for t in (verb.head, verb.head.head) if t.lemma_.lower() in lexicon.tellers), verb.head)
        # "said that sales had risen in a report that ...": who said it, not the sales
        speaker = speaker_of(teller, lay, lexicon, 3)
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
            if child.dep_ == "prep" and child.lower_ in _TIMES:
                break
            if child.dep_ == "prep" and any(
                c.dep_ == "pcomp" or c.ent_type_ in ("DATE", "TIME") or c.lemma_.lower() in lexicon.documents for c in child.children
            ):
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
