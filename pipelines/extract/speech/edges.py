"""Where content starts and ends: tests of clauses, and the places at which the reporter takes over again."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Span, Token

from pipelines.extract.speech.cues import CueLexicon, Hit
from pipelines.extract.speech.layout import FINITE, Layout

SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))
COMMAS = frozenset((",", "--", "—", "–", "-"))
DASHES = frozenset(("--", "—", "–", "-"))
STOPS = frozenset((".", "!", "?"))
#: After a comma these open the reporter's comparison or comment.
#: What somebody says something in, at the end of what was said.
_MOVES = frozenset(("move", "step", "decision", "gesture", "setback"))
_REMARKS = frozenset(("comments", "remarks", "interview", "speech", "statement", "letter", "post", "message"))
_ASIDES = frozenset((("even", "as"), ("compared", "with"), ("compared", "to"), ("something", "that"), ("something", "which")))
#: After a comma these open the reporter's objection more often than the speaker's.
_CONCESSIONS = frozenset(("although", "though", "despite"))
#: Auxiliaries of reported speech after a past cue.
_BACKSHIFTED = frozenset(("had", "would", "could"))
_DESCRIPTIONS = frozenset(("oprd", "ccomp", "xcomp", "acomp", "attr"))
#: Prepositions before the piece of words that holds the content ("said in a statement that").
OCCASIONS = frozenset(("in", "by", "with", "through", "via", "during"))
#: What speakers do with further words.
_REFUSALS = frozenset(("decline", "refuse"))
#: What they do when they say no more, and of what: "gave no details".
_KEEPING = frozenset(("give", "make", "offer", "provide"))
#: Tokens of "a claim they deny", and what is done with a claim.
_LEAST_WEIGHED = 4
_WEIGHING = frozenset(("deny", "reject", "confirm", "condemn", "criticise"))
#: Acts of speech that a participle after a comma brings in.
_ACTS = frozenset(("accuse", "promise", "condemn", "demand", "criticise", "praise"))
_LOOSE = frozenset(("appos", "npadvmod", "attr", "dobj", "conj"))


@dataclass(frozen=True, slots=True)
class Part:
    """An unbroken stretch of content: token range [start, end), the rule that found it, and the head of its clause, if there is one."""

    start: int
    end: int
    rule: str
    head: int | None = None


def is_clause(token: Token) -> bool:
    """Whether a complement has a verb or a subject of its own."""
    if token.pos_ in ("VERB", "AUX") or token.tag_ in FINITE:
        return True
    return any(c.dep_ in ("nsubj", "nsubjpass", "cop", "aux", "expl") for c in token.lefts)


def is_finite(token: Token) -> bool:
    """Whether a verb is finite, by itself or by its auxiliary."""
    return token.tag_ in FINITE or any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in token.children)


def has_finite(words: Span, lay: Layout) -> bool:
    """Whether a stretch holds a finite verb outside quotations."""
    return any(lay.tags[i] in FINITE and lay.quote_at[i] < 0 for i in range(words.start, words.end))


def has_subject(verb: Token) -> bool:
    """Whether a subject stands before a verb."""
    return any(c.dep_ in SUBJECTS for c in verb.lefts)


def infinitive_mark(verb: Token) -> Token | None:
    """The "to" of an infinitive, be it simple, perfect or passive."""
    if verb.tag_ != "VB" and not any(c.tag_ == "VB" and c.dep_ in ("aux", "auxpass") for c in verb.lefts):
        return None
    return next((c for c in verb.lefts if c.tag_ == "TO"), None)


def governs_preposition(hit: Hit, lexicon: CueLexicon) -> bool:
    """Whether a cue has an object by preposition, and so no clause: "insisted on seeing it", "added to the calls"."""
    last = hit.tokens[-1]
    after = last.nbor(1) if last.i + 1 < len(last.doc) else None
    if after is None or after.dep_ not in ("prep", "dative") or any(c.ent_type_ in ("DATE", "TIME") for c in after.children):
        return False
    lemma = hit.token.lemma_.lower()
    if after.lower_ == "to":
        return lemma not in lexicon.saying_to
    if after.lower_ == "of":
        # "said of the plan that ..." against "complain of the noise"
        return lemma not in lexicon.saying_to or "of_np" in hit.cue.frames
    return after.lower_ in ("for", "about", "against", "with") or (after.lower_ == "on" and lemma == "insist")


def in_relative(token: Token) -> bool:
    """Whether a token stands in a relative or participial clause."""
    return any(t.dep_ in ("relcl", "acl") for t in (token, *(a for _, a in zip(range(6), token.ancestors, strict=False))))


def limit(head: Token, lay: Layout, lexicon: CueLexicon) -> int:
    """One past a complement: the end of its subtree, or the reporter's next words inside it."""
    end = head.right_edge.i + 1
    return boundary(head.i, end, lay, lexicon) or end


def right_limit(cue: Token, clause: Token, lay: Layout, lexicon: CueLexicon) -> int:
    """One past the content after a cue: the clause and what follows it under the cue, up to the reporter's next words."""
    end = clause.right_edge.i + 1
    _, high = lay.host(clause)
    stop = boundary(clause.left_edge.i, end, lay, lexicon)
    if stop is not None:
        return stop
    for child in cue.rights:
        if child.i < clause.i or child.left_edge.i < end:
            continue
        if _breaks(child, cue, lexicon):
            break
        # "..., hours after ...": the reporter may take over with the first word
        stop = boundary(end - 2, child.right_edge.i + 1, lay, lexicon)
        if stop is not None:
            return stop
        end = child.right_edge.i + 1
    return min(end, high)


def _breaks(child: Token, cue: Token, lexicon: CueLexicon) -> bool:
    """Whether a dependent of the cue after its content is the reporter's again."""
    lemma = child.lemma_.lower()
    before = child.left_edge.nbor(-1).text
    if child.dep_ == "conj":
        if lemma in lexicon.mental or any(c.dep_ == "mark" and c.lower_ in ("that", "whether") for c in child.lefts):
            return False
        if cue.tag_ == "VBD" and not has_subject(child) and any(c.dep_ == "aux" and c.lower_ in _BACKSHIFTED for c in child.lefts):
            # "said she was worried and had spoken to both": reported like the clause before
            return False
        if lemma in lexicon.tellers:
            return True
        joined = next((c for c in reversed(list(cue.rights)) if c.dep_ == "cc" and c.i < child.i), None)
        if joined is None:
            return False
        # "X says A, but B": a new sentence of the reporter's
        return not has_subject(child) or (joined.lower_ == "but" and joined.nbor(-1).text == ",")
    if child.dep_ == "advcl":
        if child.tag_ == "VBG" and (lemma in lexicon.tellers or before == ","):
            return True
        mark = next((c for c in child.lefts if c.dep_ in ("mark", "advmod")), None)
        return mark is not None and (mark.lower_ in ("after", "before", "when", "while", "as") or mark.lower_ in _CONCESSIONS) and before == ","
    return child.dep_ == "prep" and (child.lower_ in lexicon.preps or (child.lower_ in _CONCESSIONS and before == ","))


def boundary(start: int, end: int, lay: Layout, lexicon: CueLexicon) -> int | None:
    """Token at which the reporter's own words resume inside a stretch that the parse gives to the content; None when they do not."""
    words = lay.doc.doc
    end = min(end, len(words))
    texts, quote_at = lay.texts, lay.quote_at
    for i in range(start + 2, end):
        if quote_at[i] >= 0:
            continue
        lower = lay.lowers[i]
        if lower == "according" and i + 1 < len(words) and lay.lowers[i + 1] == "to":
            return i
        after_comma = (texts[i - 1] in COMMAS and texts[i - 1] != "-") or quote_at[i - 1] >= 0
        if lower in ("and", "but") and i + 1 < end:
            verb = i + 1
            while verb < end - 1 and words[verb].dep_ in ("advmod", "aux", "neg"):
                verb += 1
            if _opens_new_words(words[verb], after_comma, lexicon) or _others_speak(words[i], lexicon):
                return i
        if (after_comma and resumes(words[i:end], lexicon)) or (lower == "in" and i > start + 2 and _is_occasion(words[i:end])):
            return i
    return None


def _is_occasion(words: Span) -> bool:
    """Whether a stretch ends with where it was said: "... in remarks to the daily"."""
    noun = next((t for t in words[1:3] if t.lower_ in _REMARKS), None)
    if noun is None or len(words) <= noun.i - words.start + 1 or words[0].nbor(-1).lemma_ in ("be", "error", "mistake"):
        return False
    return words[noun.i - words.start + 1].lower_ in ("to", "on", "with", "before", "made", "published", "carried") and not _has_finite(words)


def _has_finite(words: Span) -> bool:
    """Whether a stretch holds a finite verb."""
    return any(t.tag_ in FINITE for t in words)


def resumes(words: Span, lexicon: CueLexicon) -> bool:
    """Whether the words after a comma are the reporter's."""
    word = words[0]
    if word.tag_ == "VBG":
        lemma = word.lemma_.lower()
        following = words[1].lower_ if len(words) > 1 else ""
        # "..., hinting at further cuts"
        phrase = any(len(c.words) == 2 and c.words[1] == following for c in lexicon.verbs.get(lemma, ()))
        stirs = lemma in lexicon.stirring and any(c.dep_ == "dobj" and c.lemma_.lower() in lexicon.reactions for c in word.rights)
        if phrase or stirs or lemma in lexicon.commenting or _is_new_cue(word, lexicon):
            return True
    if word.tag_ == "VBG" and _is_new_act(word, lexicon):
        return True
    if word.tag_ in ("WRB", "WDT") and len(words) > 2 and words[1].pos_ != "PRON" and _is_told_by_others(words, lexicon):
        return True
    if word.lower_ == "amid" and any(t.lemma_.lower() in lexicon.reactions for t in words[1:4]):
        return True
    if word.tag_ == "VBD" and word.dep_ in ("advcl", "conj", "dep") and word.lemma_.lower() in lexicon.tellers and not has_subject(word):
        # "suggested A, called it B and ...": a list of what the speaker did
        return True
    if word.lower_ in _CONCESSIONS and len(words) > 1 and words[1].text != ",":
        # not "... -- despite the rain -- ..."
        return word.nbor(-1).text == "," or not any(t.text in COMMAS and t.text != "," for t in words[1:])
    if word.lower_ == "when" and len(words) > 1 and words[1].lower_ in ("asked", "questioned", "pressed"):
        return True
    if word.lower_ == "while" and len(words) > 1 and words[1].tag_ == "VBG" and words[1].lemma_.lower() in lexicon.tellers:
        # "..., while praising the mayor for it"
        return True
    if word.lower_ == "while" and word.dep_ == "mark" and _has_other_speaker(word.head, lexicon):
        return True
    if _is_setting(words[:5], lexicon) or _is_aside(words) or _is_comment(words, lexicon):
        return True
    if takes_up(words, lexicon) or _is_meanwhile(words, lexicon):
        return True
    # "..., an admission that ...", "..., a move that ...": the reporter's comment
    comments = (t for t in words[1:3] if t.dep_ in _LOOSE)
    return word.lower_ in ("a", "an") and any(t.lemma_.lower() in lexicon.nouns or t.lower_ in _MOVES for t in comments)


def _is_new_act(word: Token, lexicon: CueLexicon) -> bool:
    """Whether a participle after a comma tells what else the speaker did in words: "..., blaming the rebels for it", "..., pledging an inquiry"."""
    lemma = word.lemma_.lower()
    if lemma not in lexicon.tellers or word.dep_ != "advcl" or any(c.dep_ in SUBJECTS for c in word.lefts):
        return False
    return any(c.act in _ACTS and len(c.words) == 1 for c in lexicon.verbs.get(lemma, ())) and any(c.dep_ == "dobj" for c in word.rights)


def _is_told_by_others(words: Span, lexicon: CueLexicon) -> bool:
    """Whether a relative clause after a comma reports what somebody else says: "..., where the council says people go hungry"."""
    verb = next((t for t in words[2:8] if t.tag_ in FINITE), None)
    if verb is None or verb.dep_ not in ("relcl", "advcl", "ccomp") or verb.lemma_.lower() not in lexicon.tellers:
        return False
    return has_subject(verb) and any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.rights)


def _has_other_speaker(clause: Token, lexicon: CueLexicon) -> bool:
    """Whether somebody else speaks in a clause: "..., while the union called it a fraud", "..., while his rival won votes by saying that ..."."""
    subject = next((c for c in clause.lefts if c.dep_ in SUBJECTS), None)
    if subject is None or subject.pos_ == "PRON":
        return False
    if clause.lemma_.lower() in lexicon.tellers and clause.tag_ in FINITE:
        return True
    return any(t.dep_ == "pcomp" and t.head.lower_ == "by" and t.lemma_.lower() in lexicon.tellers for t in clause.subtree)


def _is_meanwhile(words: Span, lexicon: CueLexicon) -> bool:
    """Whether the speaker says something else at once: "..., as she accused the bank of neglect"."""
    if words[0].lower_ != "as" or len(words) < _LEAST_WEIGHED or words[1].lower_ not in ("he", "she", "they"):
        return False
    verb = words[2]
    return verb.tag_ in ("VBD", "VBZ") and verb.lemma_.lower() in lexicon.tellers and any(c.i == words[1].i for c in verb.lefts)


def _is_aside(words: Span) -> bool:
    """Whether the reporter compares or comments: "..., even as the talks go on"; not "..., even as he had been living quietly", which is reported."""
    if tuple(t.lower_ for t in words[:2]) not in _ASIDES:
        return False
    return not (len(words) > 3 and words[2].pos_ == "PRON" and words[3].lower_ in _BACKSHIFTED)


def takes_up(words: Span, lexicon: CueLexicon) -> bool:
    """Whether a noun takes up what was said, for somebody to weigh it: "an allegation officials deny"."""
    if words[0].lower_ not in ("a", "an") or len(words) < _LEAST_WEIGHED:
        return False
    noun = next((t for t in words[1:3] if t.lemma_.lower() in lexicon.nouns or t.lemma_.lower() in lexicon.rebutted), None)
    if noun is None or noun.nbor(1).pos_ not in ("DET", "NOUN", "PROPN", "PRON", "ADJ") or noun.nbor(1).tag_ == "WDT":
        return False
    verb = next((t for t in words[noun.i + 2 - words.start : noun.i + 10 - words.start] if t.pos_ == "VERB"), None)
    return verb is not None and any(c.act in _WEIGHING for c in lexicon.verbs.get(verb.lemma_.lower(), ()))


def _is_comment(words: Span, lexicon: CueLexicon) -> bool:
    """Whether the reporter comments on the speaking up to the end: "..., in defiance of the court", "..., without giving evidence"."""
    lowers = tuple(t.lower_ for t in words[:6])
    if lowers[0] == "in" and any(t.lower_ in lexicon.manners for t in words[1:4]):
        return words[0].dep_ == "prep"
    if lowers[0] == "without":
        return len(lowers) > 1 and lowers[1] in lexicon.giving and any(lower in lexicon.grounds for lower in lowers[2:])
    return False


def _is_setting(words: Span, lexicon: CueLexicon) -> bool:
    """Whether "a day after the rebels ..." starts here: the reporter's setting of time."""
    if words[0].lower_ in ("shortly", "just", "soon"):
        return len(words) > 1 and words[1].lower_ in ("after", "before")
    if words[0].pos_ not in ("DET", "NUM", "NOUN", "ADJ"):
        return False
    return any(a.lemma_.lower() in lexicon.time_units and b.lower_ in ("after", "before", "ahead") for a, b in pairwise(words))


def _opens_new_words(verb: Token, after_comma: bool, lexicon: CueLexicon) -> bool:
    """Whether "and" or "but" before a verb leads back to the speaker ("and added that", "but denied reports")."""
    if has_subject(verb):
        return False
    own = any(c.dep_ == "aux" and c.lower_ in ("did", "does", "do") for c in verb.lefts)
    if verb.tag_ == "VB" and not own and (verb.head.tag_ == "VB" or any(c.tag_ in ("MD", "TO") for c in verb.head.lefts)):
        # "that he will visit her and tell her of it", "had them come and tell her"
        return False
    if verb.tag_ == "VBG" and verb.head.tag_ == "VBG" and verb.head.dep_ == "xcomp" and verb.head.lemma_.lower() not in lexicon.tellers:
        # "where they spend the day waiting and asking for news"
        return False
    joined = verb.tag_ == "VBG" and verb.dep_ == "conj" and verb.nbor(-1).dep_ == "cc" and _is_lone_cue(verb, lexicon)
    if joined and (is_finite(verb.head) or (verb.head.pos_ == "NOUN" and any(c.dep_ == "dobj" for c in verb.rights))):
        # "telling them that it would last and accusing the press of ...", also where the parse joins it to a noun
        return True
    if verb.tag_ == "VBD" and verb.lemma_ in _KEEPING and verb.i + 2 < len(verb.doc) and verb.nbor(1).lower_ == "no":
        # "... and gave no details", "... and made no mention of losses"
        return verb.nbor(2).lemma_.lower() in lexicon.untold or verb.nbor(2).pos_ == "ADJ"
    if verb.lemma_.lower() in lexicon.withheld and any(c.dep_ == "neg" for c in verb.lefts) and any(c.dep_ == "aux" for c in verb.lefts):
        # "... and would not say how", "... but did not elaborate"
        return True
    if verb.tag_ in ("VBD", "VBZ") and verb.lemma_ in _REFUSALS:
        # "... but declined to give details"
        return True
    if verb.tag_ in ("VBD", "VBN") and verb.lemma_.lower() in lexicon.tellers and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "that":
        # "... and added that", whatever the parse makes of it
        return True
    if verb.dep_ != "conj":
        return False
    if _is_new_cue(verb, lexicon):
        return True
    if verb.tag_ != "VBD" or any(c.dep_ in ("aux", "auxpass") for c in verb.lefts):
        return False
    cues = [c for c in lexicon.verbs.get(verb.lemma_.lower(), ()) if len(c.words) == 1]
    if (
        not cues
        or verb.lemma_.lower() not in lexicon.tellers
        or (any("oprd" in c.frames for c in cues) and not any(c.dep_ in _DESCRIPTIONS or c.is_quote for c in verb.rights))
    ):
        # "... and called a friend"
        return False
    # a plain past beside a perfect or a modal runs parallel to the cue, not to the content
    return after_comma or any(c.dep_ in ("aux", "auxpass") for c in verb.head.lefts)


def _is_lone_cue(verb: Token, lexicon: CueLexicon) -> bool:
    lemma = verb.lemma_.lower()
    return lemma in lexicon.tellers and any(len(c.words) == 1 for c in lexicon.verbs[lemma])


def _others_speak(joint: Token, lexicon: CueLexicon) -> bool:
    """Whether "and" or "but" leads to a clause in which somebody else speaks: "said the polls were wrong and analysts agree that ..."."""
    clause = next((c for c in joint.head.rights if c.dep_ == "conj" and c.i > joint.i), None)
    told = clause is not None and (clause.tag_ in ("VBD", "VBZ", "VBP") or any(c.dep_ == "aux" and c.tag_ in ("VBZ", "VBP") for c in clause.lefts))
    if clause is None or not told or not has_subject(clause) or any(c.dep_ == "neg" for c in clause.lefts):
        return False
    entries = lexicon.verbs.get(clause.lemma_.lower(), ())
    return any("that" in c.frames for c in entries) and any(c.dep_ == "ccomp" and c.i > clause.i for c in clause.rights)


def _is_new_cue(word: Token, lexicon: CueLexicon) -> bool:
    """Whether a verb inside or after a content opens words of its own."""
    entries = lexicon.verbs.get(word.lemma_.lower())
    if not entries or word.lemma_.lower() not in lexicon.tellers or not any(c.frames & {"that", "quote"} for c in entries):
        return False
    for child in word.rights:
        if child.dep_ in ("ccomp", "xcomp") or (child.dep_ == "punct" and child.is_quote):
            return True
        if child.dep_ == "prep" and child.lower_ in ("of", "for", "as"):
            return True
    if word.i + 1 == len(word.doc):
        return False
    following = word.nbor(1)
    return following.is_quote or following.lower_ == "that" or following.text == ":"
