"""Infinitives, gerunds, descriptions and noun phrases as content, and the content of nouns and prepositional cues."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipelines.extract.speech.cues import CueLexicon, Hit
from pipelines.extract.speech.edges import SUBJECTS, Part, boundary, has_subject, in_relative, infinitive_mark, limit, right_limit
from pipelines.extract.speech.layout import FINITE, Layout, Quoted
from pipelines.extract.speech.speakers import is_put

#: Prepositions that go on with a noun phrase rather than tell when or where it was said.
_OF_CONTENT = frozenset(
    ["of", "for", "with", "against", "between", "in", "into", "from", "over", "under", "as", "among", "towards", "toward", "because", "despite"]
)
#: Prepositions before the gerund of a cue whose words are not said, or told of by another.
_KEEPING = frozenset(("without", "from", "before", "of", "in", "for", "against", "about"))
#: Tokens that a clause after a source and its description has at least; shorter ones are tags.
_LEAST_CLAUSE = 5
#: Where speeches are made.
_OCCASIONS = frozenset(("speech", "address", "interview", "meeting", "conference", "statement", "letter", "briefing", "rally", "talk", "session"))
_ARTICLES = frozenset(("a", "an", "the", "one", "which", "who"))
#: Tokens that an addressee may have ("urged the leaders of the two parties in the north to talk").
_LONGEST_ADDRESSEE = 25
#: Tokens between a passive cue and its infinitive at most ("were ordered by the court on Friday to leave").
_LONGEST_OCCASION = 9
#: Tokens that the thing described may have before a quoted description.
_LONGEST_THING = 12


def infinitive(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """What the speaker is to do, or to have done: "promised to withdraw"; of predictions also what others will do: "forecast exports to rise"."""
    cue = hit.token
    if any(c.tag_ == "MD" for c in cue.lefts):
        return []
    thing = next((c for c in cue.rights if c.dep_ == "dobj"), None)
    for child in cue.rights:
        mark = infinitive_mark(child) if child.dep_ in ("xcomp", "advcl", "ccomp") else None
        if mark is None or child.left_edge.i <= cue.i:
            continue
        if hit.cue.act == "predict" and thing is not None and thing.i < mark.i:
            return [Part(thing.left_edge.i, limit(child, lay, lexicon), "infinitive", child.i)]
        whose = next((c for c in child.lefts if c.dep_ == "nsubj" and cue.i < c.i < mark.i), None)
        if whose is not None and hit.cue.act == "demand":
            # "demanded the council to act"
            return [Part(whose.left_edge.i, limit(child, lay, lexicon), "object_infinitive", child.i)]
        if mark.i - cue.i <= 5 and (thing is None or thing.i > mark.i):
            negated = mark.i > cue.i + 1 and mark.nbor(-1).dep_ == "neg"
            return [Part(mark.i - negated, limit(child, lay, lexicon), "infinitive", child.i)]
    return []


def object_infinitive(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """The addressee and what it is to do: "ordered [troops to leave]"."""
    cue = hit.token
    verb = next((v for v in _infinitives(cue)), None)
    mark = None if verb is None else infinitive_mark(verb)
    if verb is None or mark is None:
        return []
    if any(c.dep_ == "auxpass" for c in cue.lefts) or is_put(cue):
        direct = verb.head.i == cue.i and mark.i - cue.i <= _LONGEST_OCCASION
        return [Part(mark.i, limit(verb, lay, lexicon), "object_infinitive", verb.i)] if direct else []
    start = hit.tokens[-1].i + 1
    if not start <= mark.i <= start + _LONGEST_ADDRESSEE:
        return []
    if mark.i == start and cue.dep_ == "conj" and hit.cue.act in ("order", "urge"):
        # "was freed and ordered to pay", which the model takes for active
        return []
    return [Part(start, _before_result(verb, right_limit(cue, verb, lay, lexicon), lay), "object_infinitive", verb.i)]


def _before_result(verb: Token, end: int, lay: Layout) -> int:
    """The end of an infinitive before what the reporter says it comes to: "asked the crowd to kneel, | creating a scene that ..."."""
    for t in (verb, *(c for c in verb.rights if c.dep_ == "conj")):
        for child in t.rights:
            first = child.left_edge.i
            result = child.dep_ == "advcl" and child.tag_ == "VBG" and child.i == first and not any(c.dep_ == "conj" for c in child.rights)
            if result and verb.i < first < end and lay.texts[first - 1] == "," and lay.quote_at[first] < 0:
                return first - 1
    return end


def _infinitives(cue: Token) -> Iterator[Token]:
    """Infinitives of a cue, or of its object where the parse hung them there."""
    for child in cue.rights:
        if child.dep_ in ("xcomp", "ccomp", "advcl") and (mark := infinitive_mark(child)) is not None and mark.nbor(-1).lower_ != "order":
            yield child
        elif child.dep_ in ("dobj", "pobj", "prep"):
            for t in child.subtree:
                if t.i > child.i and t.dep_ in ("acl", "relcl", "xcomp") and infinitive_mark(t) is not None:
                    yield t


def prepositional(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """The object of a preposition: "accused them of lying", "warned of a famine", "described it as a sham", "called for talks to resume"."""
    cue = hit.token
    frames = hit.cue.frames
    if frames & {"as", "as_np"} and any(c.tag_ in ("WP", "WDT") for c in cue.lefts):
        # "what they describe as a sham" names, it does not report
        return []
    wanted: dict[str, str] = {}
    if frames & {"of_ger", "of_np"}:
        wanted |= dict.fromkeys(("of", "against", "about"), "of_np" if "of_np" in frames else "of_ger")
    if frames & {"for_ger", "for_np"}:
        wanted["for"] = "for_np" if "for_np" in frames else "for_ger"
    if "on_np" in frames:
        wanted["on"] = "on_np"
    if frames & {"as", "as_np"}:
        wanted["as"] = "as"
    if "as" in frames:
        clause = next((c for c in cue.rights if c.dep_ == "advcl" and c.tag_ == "VBG" and any(m.lower_ == "as" for m in c.lefts)), None)
        if clause is not None:
            # "described it as people helping themselves"
            return [Part(_from_object(cue, clause.left_edge.i), limit(clause, lay, lexicon), "as", clause.i)]
    objects = [
        (prep, child, wanted[prep.lower_]) for prep in _preps(cue) if prep.lower_ in wanted and not lay.in_quote(prep) for child in prep.rights
    ]
    for prep, child, kind in objects:
        gerund_after = child.dep_ == "pcomp" or child.tag_ == "VBG"
        if kind == "as" and any(c.dep_ == "prep" and c.i < prep.i <= c.right_edge.i for c in cue.rights):
            # "congratulated her on her election as head"
            continue
        if kind == "as" and (gerund_after or child.dep_ in ("pobj", "amod", "prep", "advcl")):
            return [Part(_from_object(cue, prep.i + 1), limit(child, lay, lexicon), "as", child.i)]
        if gerund_after:
            return [Part(prep.i + 1, limit(child, lay, lexicon), "gerund", child.i)]
    for prep, child, kind in objects:
        # the "of" of "accused the government of the province of neglect" that hangs on the verb
        if child.dep_ == "pobj" and kind == "of_np" and (prep.head.i == cue.i or (hit.cue.act == "accuse" and prep.head.head.i == cue.i)):
            end = child.right_edge.i + 1
            if end < len(child.doc) and child.doc[end].tag_ == "VBG" and not child.doc[end].left_edge.i > end:
                # "accused them of horse | stealing"
                return [Part(prep.i + 1, limit(child.doc[end], lay, lexicon), "gerund", end)]
            return [Part(prep.i + 1, limit(child, lay, lexicon), "of_noun", child.i)]
        if (
            kind in ("for_np", "on_np")
            and child.dep_ == "pobj"
            and child.ent_type_ not in ("DATE", "TIME")
            and (prep.head.i == cue.i or kind == "on_np")
        ):
            thing = next((c for c in cue.children if c.dep_ == "dobj" and c.i < prep.i), None)
            if (thing is None and hit.cue.act != "apologise") or is_to_come(cue) or is_kept_back(cue):
                return []
            # "criticised the mayor for the delay", "blamed the delay on the mayor"
            start = prep.i + 1 if kind == "for_np" or thing is None else thing.left_edge.i
            return [Part(start, limit(child, lay, lexicon), "reason", child.i)] if start > cue.i else []
    if "for_obj_inf" in frames:
        after = hit.tokens[-1]
        verb = next((t for t in cue.subtree if after.i < t.i < after.i + 15 and infinitive_mark(t) is not None), None)
        if verb is not None:
            return [Part(after.i + 1, limit(verb, lay, lexicon), "object_infinitive", verb.i)]
    return []


def _preps(cue: Token) -> Iterator[Token]:
    """Prepositions of a cue, or of its object where the parse hung them there."""
    for child in cue.rights:
        if child.dep_ in ("prep", "agent"):
            yield child
            if child.dep_ == "agent":
                # "was accused by the mayor of lying"
                yield from (t for who in child.rights for t in who.rights if t.dep_ == "prep")
        elif child.dep_ in ("dobj", "pobj"):
            for t in child.subtree:
                if t.dep_ == "prep" and t.i > child.i:
                    yield t


def _from_object(cue: Token, otherwise: int) -> int:
    """Where a description starts: at what is described, when it stands between cue and description."""
    thing = next((c for c in cue.rights if c.dep_ in ("dobj", "nsubj") and c.i < otherwise), None)
    return otherwise if thing is None else thing.left_edge.i


def gerund(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """What the speaker did, or is said to have done: "denied having met them"."""
    for child in hit.token.rights:
        perfect = child.tag_ == "VBN" and any(c.tag_ == "VBG" and c.dep_ == "aux" for c in child.lefts)
        if (
            child.dep_ not in ("xcomp", "ccomp", "advcl", "dobj")
            or not (perfect or child.tag_ == "VBG")
            or child.left_edge.i > hit.tokens[-1].i + 3
            or any(c.tag_ == "TO" for c in child.lefts)
            or child.lemma_.lower() in lexicon.relays
        ):
            continue
        # "confessed while testifying" and ", citing ..." are circumstances
        if child.left_edge.nbor(-1).text != "," and not any(c.dep_ in ("mark", "advmod") and c.tag_ in ("IN", "WRB") for c in child.lefts):
            return [Part(child.left_edge.i, limit(child, lay, lexicon), "gerund", child.i)]
    return []


def predicative(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """The description and what is described: "called [the vote a sham]"."""
    cue = hit.token
    if any(c.tag_ in ("WP", "WDT") for c in cue.lefts):
        # "what he calls a sham" names, it does not report
        return []
    for child in cue.rights:
        if child.dep_ in ("oprd", "ccomp", "xcomp", "attr", "acomp") and (
            child.pos_ in ("NOUN", "ADJ") or (child.text.islower() and child.pos_ == "PROPN") or child.lower_ in ("nothing", "something")
        ):
            start = max(cue.i + 1, _from_object(cue, child.left_edge.i))
            named = start < child.left_edge.i or any(c.dep_ == "nsubj" for c in child.lefts) or any(c.dep_ == "auxpass" for c in cue.lefts)
            if hit.cue.act == "announce" and start == child.i and child.pos_ == "ADJ" and child.i == child.right_edge.i:
                # "was declared dead by the doctors"
                return []
            if not named and (cue.dep_ == "relcl" or not lay.in_quote(child) or lay.in_quote(start)):
                # "called a strike", "a house they call their 'castle'": nothing is described
                return []
            return [Part(start, _to_closing_comma(start, limit(child, lay, lexicon), lay), "predicative", child.i)]
    return _quoted_predicate(hit, lay)


def _to_closing_comma(start: int, end: int, lay: Layout) -> int:
    """The end of a description, or of the quotation in it that closes with a comma: "called her a 'rebel,' | a dig at her past"."""
    for i in range(start, end):
        if lay.in_quote(i):
            quote = lay.quotes[lay.quote_at[i]]
            if quote.outer_end < end and lay.texts[quote.end - 1] == ",":
                return quote.outer_end
    return end


def _quoted_predicate(hit: Hit, lay: Layout) -> list[Part]:
    """An object and the quotation after it: "called [the show 'a disgrace']"."""
    words = lay.doc.doc
    start = hit.tokens[-1].i + 1
    _, high = lay.host(hit.token)
    end = next((i for i in range(start, min(high, start + _LONGEST_THING)) if lay.in_quote(i) or words[i].is_punct or words[i].tag_ in FINITE), start)
    if end == start or end >= high or not lay.in_quote(end) or words[start].pos_ in ("ADP", "ADV", "SCONJ"):
        return []
    closing = lay.quotes[lay.quote_at[end]].outer_end
    if hit.token.dep_ == "relcl" or (closing < high and words[closing].pos_ in ("NOUN", "PROPN")):
        # "a house they call their 'embassy'" names it; "called her 'very old' | car a wreck"
        return []
    if words[start].ent_type_ in ("DATE", "TIME") or any(t.lower_ == "for" for t in words[start:end]):
        # "called Thursday for a 'fresh start'"
        return []
    return [Part(start, lay.quotes[lay.quote_at[end]].outer_end, "predicative", None)]


def nominal(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """A noun phrase as content: "denied involvement", "called for a ceasefire", with clauses coordinated to it."""
    cue = hit.token
    last = hit.tokens[-1]
    words = lay.doc.doc
    if is_to_come(cue):
        return []
    if is_kept_back(cue):
        return []
    if cue.i and cue.nbor(-1).text == "," and not any(c.dep_ in ("nsubj", "nsubjpass") for c in cue.lefts) and cue.tag_ != "VBG":
        # ", announced the chairman": the noun speaks
        return []
    owner = last if last.i != cue.i and any(c.dep_ == "pobj" for c in last.rights) else cue
    for child in owner.rights:
        if child.dep_ not in ("dobj", "pobj") or child.i < last.i:
            continue
        if child.pos_ not in ("NOUN", "PROPN", "VERB", "NUM") and not ("np" in hit.cue.frames and _is_part(child, lexicon)):
            continue
        lemma = child.lemma_.lower()
        if hit.cue.act == "urge" and lemma in lexicon.urged and "np_of" in hit.cue.frames:
            return [Part(child.left_edge.i, limit(child, lay, lexicon), "nominal", child.i)]
        told = "np_of" in hit.cue.frames and (tells(child) or _is_remembered(child, hit))
        if "np" not in hit.cue.frames and lemma not in lexicon.stances and not told:
            return []
        if lemma in lexicon.nouns and not any(c.dep_ in ("acl", "prep", "relcl") for c in child.rights):
            # "denied the allegations": they have no words here
            return []
        piece = lemma in lexicon.documents and not (hit.cue.act == "order" and tells(child))
        if piece or lemma in lexicon.empty or child.ent_type_ in ("PERSON", "DATE", "TIME", "GPE"):
            return []
        if hit.cue.act != "deny" and (any(c.lower_ in ("no", "any") for c in child.lefts) or any(c.dep_ == "neg" for c in cue.lefts)):
            return []
        if any(c.dep_ == "appos" and c.ent_type_ == "PERSON" for c in child.rights):
            # "praised her partner, Ann Lee"
            return []
        if cue.lemma_.lower() == "cite" and (
            _is_source(child, lexicon) or any(c.dep_ == "prep" and c.lower_ == "as" and any(g.tag_ == "VBG" for g in c.children) for c in cue.rights)
        ):
            return []
        end = child.right_edge.i + 1
        for more in cue.rights:
            joined = more.i > child.i and more.dep_ == "conj" and any(m.dep_ == "mark" and m.lower_ == "that" for m in more.lefts)
            if "that" not in hit.cue.frames and more.dep_ == "ccomp" and more.left_edge.i == end and more.left_edge.lower_ == "that":
                # "described a scene | that ...": a relative clause, which the parse gives to the cue
                joined = True
            purpose = more.dep_ == "advcl" and more.left_edge.i == end and infinitive_mark(more) is not None
            occasion = any(c.lemma_.lower() in lexicon.documents for c in more.children)
            if joined or purpose or (more.dep_ == "prep" and not occasion and more.left_edge.i == end and more.lower_ in _OF_CONTENT):
                end = more.right_edge.i + 1
        end = boundary(child.i, end, lay, lexicon) or end
        if end < len(words) and words[end].tag_ in FINITE and not lay.in_quote(end - 1):
            # "reported the number of cases fell": a clause that the parse lost
            return []
        end = without_occasion(child, end, lexicon)
        return [Part(child.left_edge.i, end, "nominal", child.i)]
    return []


def without_occasion(noun: Token, end: int, lexicon: CueLexicon) -> int:
    """The end of a noun phrase before what tells when or where it was said: "announced a ceasefire | on Monday", "the raid | on Radio Delta"."""
    last = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ in ("on", "in", "at", "during") and c.right_edge.i == end - 1), None)
    return last.i if last is not None and _is_of_saying(last, lexicon) else end


def _is_of_saying(prep: Token, lexicon: CueLexicon) -> bool:
    for child in prep.children:
        if prep.lower_ in ("in", "at", "during") and (child.lemma_.lower() in _OCCASIONS) and any(c.dep_ in ("poss", "det") for c in child.lefts):
            return True
        if child.ent_type_ == "DATE" and prep.lower_ == "on":
            return True
        if child.pos_ == "PROPN" and any(t.lemma_.lower() in ("radio", "tv", "television", "twitter", "facebook", "telegram") for t in child.subtree):
            return True
        if prep.lower_ == "on" and child.lemma_.lower() in lexicon.media and child.lemma_.lower() in lexicon.outlets:
            return True
    return False


def is_to_come(cue: Token) -> bool:
    """Whether a cue stands after "to" or a modal: "will announce its plans" announces nothing yet."""
    return cue.tag_ == "VB" and any(c.tag_ in ("TO", "MD") for c in (*cue.lefts, *(cue.head.lefts if cue.dep_ == "conj" else ())))


def is_kept_back(cue: Token) -> bool:
    """Whether a cue tells what is not said, or not by its subject: "left without disclosing the price", "was accused of ordering the raid"."""
    if cue.dep_ != "pcomp":
        return False
    if cue.head.lower_ == "in" and cue.head.head.i > cue.i:
        # "In announcing the inquiry, the mayor ..."
        return False
    return cue.head.lower_ in _KEEPING or any(c.dep_ == "auxpass" for c in cue.head.head.lefts)


def _is_part(word: Token, lexicon: CueLexicon) -> bool:
    """Whether a word stands for part of what comes after its "of": "repeated many of the promises"."""
    return word.lower_ in lexicon.partitives and any(c.dep_ == "prep" and c.lower_ == "of" for c in word.rights)


def _is_remembered(noun: Token, hit: Hit) -> bool:
    """Whether a clause tells what is recalled: "recalled an evening that left her in tears"; not "recalled cars that had faults"."""
    if hit.cue.factive != "presupposes" or noun.tag_ != "NN" or not any(c.lower_ in ("a", "an") for c in noun.lefts):
        return False
    return any(t.dep_ == "relcl" for t in noun.subtree)


def _is_source(noun: Token, lexicon: CueLexicon) -> bool:
    """Whether a noun names whom or what a report leans on: "citing officials", "citing the daily"."""
    lemma = noun.lemma_.lower()
    if noun.ent_type_ in ("ORG", "PERSON", "NORP") or noun.pos_ == "PROPN":
        return True
    return lemma in lexicon.anonymous or lemma in lexicon.outlets or lemma in lexicon.spokespeople or lemma in lexicon.cited


def tells(noun: Token) -> bool:
    """Whether a noun phrase tells by itself what somebody did: it has a possessor, an of-phrase, an infinitive or a clause."""
    if any(c.dep_ == "poss" for c in noun.lefts):
        return True
    return any(c.dep_ == "acl" or (c.dep_ == "prep" and c.lower_ == "of") for c in noun.rights)


def _names_source(cue: Token, source: Token | None, lay: Layout, lexicon: CueLexicon) -> bool:
    """Whether "per" names who says so: "..., per the city's traffic office", against "per litre", "50 per cent"."""
    low, _ = lay.host(cue)
    if source is None or not (cue.i == low or lay.texts[cue.i - 1] == ",") or source.lemma_.lower() in lexicon.time_units:
        return False
    return source.pos_ == "PROPN" or any(c.lower_ in ("the", "a", "an") or c.dep_ == "poss" for c in source.lefts)


def of_preposition(hit: Hit, lay: Layout, lexicon: CueLexicon) -> list[Part]:
    """The clause that "according to X" modifies, before or after it."""
    cue = hit.token
    words = lay.doc.doc
    low, high = lay.host(cue)
    source = object_of(hit)
    if cue.lower_ == "per" and not _names_source(cue, source, lay, lexicon):
        return []
    if source is not None and source.lemma_.lower() in lexicon.standards and cue.i - low > 2 and lay.texts[cue.i - 1] != ",":
        # "chosen according to the world rankings"
        return []
    if source is not None and source.tag_ in ("WDT", "WP"):
        # "a rule according to which": the rule says so in the clause that follows
        return []
    end = _object_end(hit, lay)
    end = _past_apposition(end, lay, high, lexicon)
    quoted = _quote_after_object(hit, end, lay)
    if quoted is not None:
        return [Part(quoted.outer_start, quoted.outer_end, "according")]
    governor = cue.head.i if cue.head.pos_ in ("VERB", "AUX") else None
    if cue.i - low <= 2:
        start = end + 1 if end < high and words[end].text == "," else end
        if start < high and words[start].tag_ == "VBG":
            # ", citing officials,"
            start = next((i + 1 for i in range(start + 1, min(high, start + 12)) if words[i].text == ","), start)
        spoken = high - start >= 3 and any(t.tag_ in FINITE for t in words[start:high])
        return [Part(start, high, "according_front", governor)] if spoken else []
    before = words[cue.i - 1]
    joint = words[cue.i - 2] if before.text == "," and cue.i - 2 > low else before
    if joint.tag_ in ("WDT", "WP"):
        return []
    if not any(t.tag_ in FINITE for t in words[low : cue.i]):
        if words[low].pos_ in ("ADP", "ADV") and before.text == "," and not any(t.dep_ in SUBJECTS for t in words[low : cue.i]):
            # "At one point, according to the daily, she left": what it opens with is no more than when or where
            clause = end + 1 < high and words[end].text == "," and any(t.dep_ in SUBJECTS and t.i > end for t in words[end:high])
            return [Part(end + 1, high, "according_front", governor)] if clause and any(t.tag_ in FINITE for t in words[end:high]) else []
        # "Three men, according to the police, were held"
        broken = before.text == "," and end + 1 < high and words[end].text == "," and words[end + 1].tag_ in (*FINITE, "RB")
        whole = broken and any(t.dep_ in SUBJECTS for t in words[low : cue.i]) and any(t.tag_ in FINITE for t in words[end:high])
        return [Part(low, cue.i, "according", governor), Part(end + 1, high, "according", governor)] if whole else []
    if joint.dep_ == "cc" and end < high - 1 and words[end].text == "," and words[end + 1].tag_ in FINITE:
        # "They were freed and, according to a doctor, are unhurt"
        return [Part(end + 1, high, "according", governor)]
    if joint.pos_ == "CCONJ":
        # "It was signed, and according to two diplomats it includes a swap"
        return [Part(end, high, "according_front", governor)] if any(t.tag_ in FINITE for t in words[end:high]) else []
    if before.text != "," and not lay.in_quote(before) and end < high - 1 and cue.dep_ != "prep":
        return []
    colon = next((i for i in range(cue.i - 1, low, -1) if words[i].text in (";", ":") and not lay.in_quote(i)), low)
    if colon > low and any(t.tag_ in FINITE and has_subject(t) for t in words[colon : cue.i]):
        low = colon + 1
    parts = [Part(low, cue.i, "according", governor)]
    rest = words[end + 1 : high]
    # the clause goes on, unless what follows describes the source
    resumes = len(rest) > 2 and words[end].text == "," and rest[0].tag_ not in ("WDT", "WP", "VBG", "CC") and rest[0].lower_ != "while"
    if resumes and any(t.tag_ in FINITE and not in_relative(t) for t in rest):
        parts.append(Part(end + 1, high, "according", governor))
    return parts


def _quote_after_object(hit: Hit, end: int, lay: Layout) -> Quoted | None:
    """The quotation after "in the words of a diplomat," is the content."""
    if len(hit.cue.words) < 3:
        return None
    words = lay.doc.doc
    i = end + 1 if end < len(words) and words[end].text in (",", ":") else end
    return lay.quotes[lay.quote_at[i]] if i < len(words) and lay.in_quote(i) else None


def _object_end(hit: Hit, lay: Layout) -> int:
    """One past the object of a prepositional cue."""
    _, high = lay.host(hit.tokens[-1])
    head = object_of(hit)
    if head is None:
        return hit.tokens[-1].i + 1
    end = head.i + 1
    if end < high and lay.doc.doc[end].text in ("-", "("):
        # the object goes on where the parse broke it: "several ex-hostages,"
        return next((i for i in range(end, min(high, end + 15)) if lay.doc.doc[i].text == ","), end)
    while end < min(head.right_edge.i + 1, high) and lay.doc.doc[end].text not in (",", ";", ".", "—", "--"):
        end += 1
    return end


def _past_apposition(end: int, lay: Layout, high: int, lexicon: CueLexicon) -> int:
    """One past what describes the source between commas: "According to the Basin Trust, a charity, | the lake has shrunk"."""
    words = lay.doc.doc
    if end + 1 >= high or words[end].text != ",":
        return end
    closing = next((i for i in range(end + 1, high) if words[i].text == "," and not lay.in_quote(i)), high)
    named = words[end - 1].pos_ == "NOUN" and lay.lemmas[end - 1] not in lexicon.outlets and lay.lemmas[end - 1] not in lexicon.documents
    named = named and all(t.pos_ == "PROPN" for t in words[end + 1 : closing])
    if named and closing + 1 < high and words[closing + 1].pos_ in ("DET", "NUM", "PRON", "PROPN") and words[closing + 1].tag_ not in ("WDT", "WP"):
        # "According to the guard, Ed Moor, two men came"
        return closing
    if words[end + 1].lower_ not in _ARTICLES:
        return end
    between = words[end + 1 : closing]
    if closing + 2 >= high or any(t.tag_ in FINITE and not in_relative(t) for t in between):
        return end
    verb = next((t for t in words[closing + 1 : high] if t.tag_ in FINITE), None)
    if verb is None or high - closing <= _LEAST_CLAUSE:
        return end
    main = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    return closing if any(c.dep_ in SUBJECTS and c.left_edge.i > closing for c in main.lefts) else end


def object_of(hit: Hit) -> Token | None:
    """Head of the object of a prepositional cue."""
    return next((c for t in (hit.tokens[-1], hit.token) for c in t.rights if c.dep_ == "pobj"), None)
