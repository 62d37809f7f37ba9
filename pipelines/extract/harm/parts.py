"""Rows that break down or name some of the victims of another row.

What belongs here: "including seven civilians", "among the dead were", "nine of the dead", "they were identified as". What does not: rows of
a word of harm of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from pipelines.extract.harm.context import Context, Found
from pipelines.extract.harm.fitness import shares_number
from pipelines.extract.harm.lexicon import HarmLexicon
from pipelines.extract.harm.patients import is_list
from pipelines.extract.harm.reality import reality
from pipelines.extract.harm.rows import row_of, row_of_part, row_of_victims
from pipelines.extract.harm.triggers import Harm
from pipelines.extract.model import Quantity
from pipelines.extract.victims import Victims, category_of, is_person_noun, sex_and_age, victims_of

_NAMING = frozenset(["identified", "named", "were", "are"])
_INCLUDING = frozenset(["including", "include", "includes", "included", "among", "amongst"])
#: Prepositions of places and days in a list.
_PLACING = frozenset(["in", "at", "near", "outside", "on"])
_DYING = frozenset({"died", "perished"})
#: Tokens between a fronted group and the number of some of them.
_NEAR = 3
#: Tokens beyond which "they" is not looked for.
_FAR = 60


def among(found: Sequence[Found], context: Context) -> list[Found]:
    """Rows for those who are said to be among the dead: "Among the wounded were two teachers", "The dead include a nurse"."""
    lexicon = context.lexicon
    more: list[Found] = []
    taken = {f.victims.noun.i for f in found if f.victims is not None}
    for i, low in enumerate(context.doc.token_lowers):
        outcome = lexicon.states.get(low)
        if low == "victims":
            # of whatever befell the people told of last
            before = [f.row for f in found if f.row.start < i and f.row.part_of_casualty_id is None and f.row.count_stated != 0]
            outcome = before[-1].outcome if before and before[-1].outcome in ("killed", "wounded") and i - before[-1].start < _FAR else None
        token = context.doc.doc[i]
        if low in _DYING and token.dep_ == "relcl" and token.head.lower_ == "those":
            # "two nurses were among those who died"
            outcome = "killed"
        if low in ("toll", "figure", "dead") and token.dep_ == "nsubj" and token.head.lemma_ == "include" and outcome is None:
            before = [f.row for f in found if f.row.start < i and f.row.part_of_casualty_id is None and (f.row.count_low or 0) > 1]
            outcome = before[-1].outcome if before and i - before[-1].start < _FAR else None
        if outcome is None:
            continue
        above = token.head
        if above.lower_ in ("among", "amongst") and above.head.dep_ == "ROOT" and above.head.pos_ == "NOUN":
            # a headline: "Three teenagers among dead in fire"
            named = [above.head]
        else:
            named = _named_among(token, lexicon) or _named_beside(token)
        for child in named:
            harm = Harm(token, token, outcome, "among", (child,), "known", None)
            if low == "victims" and child.ent_type_ == "PERSON":
                # names are read by ``identified``
                continue
            for head in _listed(child):
                victims = victims_of(head, context.doc, context.actors, context.quantities, lexicon.victims, people="any")
                if victims is None or victims.noun.i in taken or victims.qualifier == "unstated":
                    continue
                taken.add(victims.noun.i)
                if victims.is_named and victims.category == "unspecified" and token.dep_ == "amod":
                    # "the wounded reporters are ..."
                    victims = replace(victims, category=category_of(above, context.actors, lexicon.victims))
                made = row_of(harm, victims, context, "asserted")
                own = next((f for f in found if f.harm.trigger.i == i and f.row.outcome == outcome and f.row.start > victims.noun.i), None)
                whole = own.row.casualty_id if own is not None else _whole_before(made, found)
                more.append(replace(made, row=replace(made.row, part_of_casualty_id=whole)))
    return more


def out_of(found: Sequence[Found], context: Context) -> list[Found]:
    """Rows for those of a fronted group who are said to be of a sort: "Of the 35 people killed, 28 were civilians"."""
    tokens = context.doc.doc
    more: list[Found] = []
    for whole in found:
        group = whole.victims.noun if whole.victims is not None else None
        if group is None or group.head.lower_ not in ("of", "among") or group.head.i > group.sent.start + 1 or (whole.row.count_low or 0) < 2:
            continue
        for quantity in context.quantities.quantities:
            at = quantity.end
            if quantity.sort != "count" or not 0 < quantity.start - whole.row.end <= _NEAR or at >= len(tokens):
                continue
            if tokens[at].lower_ not in ("were", "are"):
                continue
            told = next((c for c in tokens[at].rights if c.dep_ == "attr" and c.tag_ == "NNS"), None)
            if told is None or not is_person_noun(told, context.lexicon.victims) or context.quantities.counting(told) is not None:
                continue
            if whole.row.count_high is not None and quantity.low is not None and quantity.low > whole.row.count_high:
                continue
            number = tokens[quantity.end - 1]
            figures = (quantity.stated, quantity.low, quantity.high, quantity.qualifier)
            category = category_of(told, context.actors, context.lexicon.victims)
            sexes = sex_and_age(told, context.lexicon.victims)
            part = Victims(number, told, quantity, *figures, category, False, False, quantity.start, told.i + 1, *sexes)
            more.append(row_of_part(replace(whole.harm, rule="part"), part, context, whole))
            break
    return more


def of_them(found: Sequence[Found], context: Context) -> list[Found]:
    """Rows for some of those whom the sentence before tells of: "Among them were 12 children", "At least 12 of them were children"."""
    tokens, lows = context.doc.doc, context.doc.token_lowers
    taken = {f.victims.noun.i for f in found if f.victims is not None}
    more: list[Found] = []
    for i, low in enumerate(lows):
        if low not in ("were", "was") or i < _NEAR:
            continue
        sentence = context.doc.sentence_of(tokens[i])
        opening = lows[sentence.start : i]
        fronted = opening[:1] in (["among"], ["amongst"]) and opening[1:] in (["them"], ["those"])
        number = None if fronted else next((q for q in context.quantities.quantities if q.start == sentence.start and q.end < i), None)
        if not fronted and (number is None or number.sort != "count" or lows[number.end : i] not in (["of", "them"], ["of", "the", "victims"])):
            continue
        whole = _only_row_before(sentence.start, found, context)
        told = [c for c in tokens[i].rights if c.dep_ in ("attr", "nsubj") and c.pos_ in ("NOUN", "PROPN")]
        if whole is None or not told or reality(tokens[i], context.lexicon) != "asserted":
            continue
        harm = replace(whole.harm, rule="part")
        for head in _listed(told[0]) if fronted else told[:1]:
            victims = victims_of(head, context.doc, context.actors, context.quantities, context.lexicon.victims, people="known")
            if victims is None or (fronted and victims.stated is None and victims.quantity is None) or victims.noun.i in taken:
                continue
            if number is not None:
                if victims.qualifier != "unstated" or victims.noun.tag_ != "NNS":
                    continue
                victims = replace(
                    victims,
                    quantity=number,
                    stated=number.stated,
                    low=number.low,
                    high=number.high,
                    qualifier=number.qualifier,
                    start=number.start,
                    is_backward=False,
                )
            if whole.row.count_high is not None and victims.low is not None and victims.low > whole.row.count_high:
                continue
            more.append(row_of_part(harm, victims, context, whole))
    return more


def _only_row_before(start: int, found: Sequence[Found], context: Context) -> Found | None:
    """The one row of several people in the sentence that ends before a token; None where there are two, which "them" could both be."""
    tokens = context.doc.doc
    before = [f for f in found if f.row.start < start and f.row.part_of_casualty_id is None and f.same_as is None]
    if not before:
        return None
    last = context.doc.sentence_of(tokens[max(f.harm.trigger.i for f in before)])
    rows = [f for f in before if last.start <= f.harm.trigger.i < last.end]
    near = not any(not t.is_space for t in tokens[last.end : start])
    return rows[0] if near and len(rows) == 1 and (rows[0].row.count_low or 0) > 1 else None


def _named_beside(token: Token) -> list[Token]:
    """Those told apart right behind "the injured": "The injured, among them a woman and a boy, were flown out", "The dead, including two nurses"."""
    doc, at = token.doc, token.i + 1
    if not token.i or token.nbor(-1).lower_ != "the" or at + 2 >= len(doc) or doc[at].text != ",":
        return []
    at += 1
    if doc[at].lower_ in ("among", "amongst") and doc[at + 1].lower_ in ("them", "whom"):
        at += 2
    elif doc[at].lower_ == "including":
        at += 1
    else:
        return []
    return [t for t in doc[at : at + 8] if t.pos_ in ("NOUN", "PROPN") and (t.left_edge.i in (at, token.i - 1)) and t.dep_ != "compound"][:1]


def identified(found: Sequence[Found], context: Context) -> list[Found]:
    """Rows for those of a group who are named after it: "They were identified as Ana Ruiz and Luis Paz", "The victims were ..."."""
    wholes = [f for f in found if f.victims is not None and f.row.part_of_casualty_id is None and (f.row.count_low or 0) > 1]
    more: list[Found] = []
    if not wholes:
        return more
    taken = {f.victims.noun.i for f in found if f.victims is not None}
    tokens = context.doc.doc
    for i, low in enumerate(context.doc.token_lowers):
        if low not in _NAMING:
            continue
        verb = tokens[i]
        linking = low in ("are", "were")
        links = [verb] if linking else [c for c in verb.children if c.lower_ == "as" and c.dep_ == "prep"]
        roles = ("attr",) if linking else ("pobj",)
        first = next((o for link in links for o in link.children if o.dep_ in roles and o.ent_type_ == "PERSON"), None)
        described = _described_names(verb, wholes) if first is None and linking else None
        if described is not None:
            first = described
        if first is None:
            continue
        group = next(
            (c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "dobj") and c.i != verb.i and c.lower_ not in ("police", "it")), None
        )
        for child in verb.children:
            # "The army named them as ..."
            group = child if child.dep_ == "dobj" else group
        if group is None or reality(verb, context.lexicon) != "asserted":
            continue
        whole = _whole_of(group if described is None else _attribute(verb), verb, wholes)
        names = [n for n in _listed(first) if n.ent_type_ == "PERSON" and n.i not in taken]
        if whole is None or len(names) < 2 or len(names) > (whole.row.count_high or len(names)):
            continue
        harm = Harm(verb, verb, whole.row.outcome, "among", (first,), "known", whole.row.cause)
        for name in names:
            victims = victims_of(name, context.doc, context.actors, context.quantities, context.lexicon.victims, people="any")
            if victims is None or not victims.is_named:
                continue
            taken.add(name.i)
            category = victims.category if victims.category != "unspecified" else whole.row.victim_category
            made = row_of_part(harm, replace(victims, category=category), context, whole)
            row = replace(made.row, event_id=whole.row.event_id, event_mention_id=whole.row.event_mention_id)
            more.append(replace(made, row=row))
    return more


def _attribute(verb: Token) -> Token:
    """What a linking verb says of its subject, else the verb."""
    return next((c for c in verb.children if c.dep_ == "attr"), verb)


def _described_names(verb: Token, wholes: Sequence[Found]) -> Token | None:
    """The first of names that stand beside a group told again by what it was: "The Danes -- Ana Ruiz and Luis Paz -- were teachers"."""
    told = _attribute(verb)
    group = next((c for c in verb.children if c.dep_ == "nsubj" and c.tag_ in ("NNS", "NNPS") and any(d.lower_ == "the" for d in c.lefts)), None)
    if group is None or told.tag_ != "NNS":
        return None
    first = next((c for c in group.rights if c.dep_ == "appos" and c.ent_type_ == "PERSON"), None)
    whole = _whole_of(told, verb, wholes) if first is not None else None
    if first is None or whole is None or len(list(_listed(first))) != whole.row.count_stated:
        return None
    return first


def _whole_of(group: Token, verb: Token, wholes: Sequence[Found]) -> Found | None:
    """The row that "they", "the victims" or the repeated noun takes up, not more than two sentences before."""
    lemma = group.lemma_.lower()
    before = [f for f in wholes if f.row.start < verb.i and verb.i - f.row.start < _FAR]
    for found in reversed(before):
        assert found.victims is not None
        if group.lower_ in ("they", "them", "victims", "deceased"):
            return found
        if lemma == found.victims.noun.lemma_.lower() or (group.lower_ == "dead" and found.row.outcome == "killed"):
            return found
    return None


def of_wholes(found: Sequence[Found], context: Context) -> list[Found]:
    """Make "nine of the dead", "six of the abducted women" parts of the larger row before, and take what they are from "were soldiers"."""
    done: list[Found] = []
    tokens = context.doc.doc
    for one in found:
        quantity = one.victims.quantity if one.victims is not None else None
        if quantity is not None and one.row.part_of_casualty_id is None and _is_out_of(quantity, context):
            inner = _inner(quantity, context)
            whole = next((f.row.casualty_id for f in found if inner is not None and f.victims is not None and f.victims.quantity == inner), None)
            one = replace(one, row=replace(one.row, part_of_casualty_id=whole or _whole_before(one, done)))
            one = _with_whole_doer(one, done)
            above = tokens[quantity.end - 1].head
            told = next((c for c in above.children if c.dep_ == "attr"), None) if above.lemma_ == "be" else None
            if told is not None and told.tag_ == "NNS" and one.row.victim_category == "unspecified":
                category = category_of(told, context.actors, context.lexicon.victims)
                one = replace(one, row=replace(one.row, victim_category=category))
        elif one.row.part_of_casualty_id is None and one.victims is not None and _is_included(one):
            rows = [f for f in done if f.row.sentence_start_char == one.row.sentence_start_char]
            one = replace(one, row=replace(one.row, part_of_casualty_id=_whole_before(one, rows)))
        done.append(one)
    return done


def _with_whole_doer(part: Found, rows: Sequence[Found]) -> Found:
    """A part whose own words leave the doer open with that of its whole."""
    whole = next((f.row for f in rows if f.row.casualty_id == part.row.part_of_casualty_id), None)
    if whole is None or part.row.perpetrator_actor_id is not None:
        return part
    return replace(part, row=replace(part.row, perpetrator_actor_id=whole.perpetrator_actor_id))


def _is_included(found: Found) -> bool:
    """Whether victims with a word of harm of their own hang on "including": "six bodies, including two killed by bullets"."""
    assert found.victims is not None
    node = found.victims.noun if found.victims.noun.i <= found.victims.token.i else found.victims.token
    while node.dep_ == "conj" and node.head.i < node.i:
        node = node.head
    if node.dep_ in ("pobj", "dobj") and node.head.lower_ == "including":
        return True
    return found.victims.start > 0 and found.harm.trigger.doc[found.victims.start - 1].lower_ == "including"


def _inner(quantity: Quantity, context: Context) -> Quantity | None:
    """The number of the group that a number is out of: the six of "three of the six"."""
    return next((q for q in context.quantities.quantities if q.start == quantity.end + 2 and q.sort == "count"), None)


def _is_out_of(quantity: Quantity, context: Context) -> bool:
    """Whether "of the dead", "of the victims" or "of the abducted women" stands behind a number."""
    words = context.doc.token_lowers[quantity.end : quantity.end + 4]
    if len(words) < 3 or words[0] != "of" or words[1] not in ("the", "those", "these"):
        return False
    inner = _inner(quantity, context)
    if inner is not None and inner.end < len(context.doc.doc):
        # "three of the six arrested gunmen"
        return context.doc.token_lowers[inner.end] in context.lexicon.states
    # "two of the soldiers killed" are of them, too
    noun = context.doc.doc[quantity.end + 2]
    return (
        words[2] == "victims"
        or words[2] in context.lexicon.states
        or (noun.tag_ == "NNS" and words[3:4] != [] and words[3] in context.lexicon.states)
    )


def _named_among(token: Token, lexicon: HarmLexicon) -> list[Token]:
    """Heads of the noun phrases that a clause counts among "the dead" or "those killed"."""
    if token.lower_ in ("toll", "figure") and token.head.lemma_ == "include" and reality(token.head, lexicon) == "asserted":
        return [c for c in token.head.children if c.dep_ == "dobj"]
    counted = token.i > 2 and token.nbor(-1).pos_ == "NUM" and token.nbor(-2).lower_ == "the" and token.nbor(-3).lower_ in ("among", "amongst")
    if counted and token.nbor(-3).head.lemma_ == "be" and reality(token.nbor(-3).head, lexicon) == "asserted":
        # "Two gunmen were among the seven killed"
        return [c for c in token.nbor(-3).head.children if c.dep_ == "nsubj"]
    if not token.i:
        return []
    is_of_those = token.nbor(-1).lower_ == "those" or (token.dep_ == "relcl" and token.head.lower_ == "those")
    if not is_of_those and not any(c.lower_ in ("the", "those") for c in (*token.lefts, *token.head.lefts)):
        return []
    clause: Token | None = None
    above = token.head
    if token.dep_ in ("acl", "relcl") and above.lower_ == "those":
        above = above.head
    if above.lower_ in ("among", "amongst") and above.head.lemma_ == "be":
        clause = above.head
    elif above.lower_ in ("among", "amongst") and token.i + 1 < len(token.doc) and token.nbor(1).lower_ in ("was", "were"):
        # "said among those killed was Ana Ruiz", wherever the parser hangs the first words
        clause = token.nbor(1)
    elif token.dep_ == "nsubj" and above.lemma_ in ("be", "include"):
        clause = above
    elif token.dep_ in ("amod", "compound") and above.dep_ == "nsubj" and above.head.lemma_ in ("be", "include") and above.i > token.i:
        clause = above.head
    if clause is None or reality(clause, lexicon) != "asserted":
        return []
    named = [
        child
        for child in clause.children
        if child.dep_ in ("nsubj", "attr", "dobj")
        and token not in child.subtree
        and not (clause.lemma_ == "be" and above.lower_ not in ("among", "amongst") and child.dep_ != "attr")
    ]
    if not named and clause.lemma_ == "be" and above.lower_ not in ("among", "amongst"):
        # "The wounded reporters are cameraman Luis Paz and ...", where the parser takes the office for a quality
        behind = [e.root for e in clause.sent.ents if e.label_ == "PERSON" and e.start > clause.i]
        named = [t for t in behind if not any(m.pos_ in ("VERB", "AUX", "ADP") for m in token.doc[clause.i + 1 : t.i])]
        named = named if named and named[0].left_edge.i <= clause.i + 4 else []
    return named


def _listed(first: Token) -> Iterator[Token]:
    """A noun and what is listed behind it; names in a row may hang as appositions."""
    yield first
    for child in first.children:
        if (child.dep_ == "conj" or (child.dep_ == "appos" and child.ent_type_ == "PERSON" and not _is_alias(child))) and child.i > first.i:
            yield from _listed(child)


def _is_alias(name: Token) -> bool:
    """Whether a name is another one of the person before it."""
    at = name.left_edge.i
    return any(t.lower_ in ("alias", "aka", "known", "nicknamed") for t in name.doc[max(at - 2, 0) : at + 1])


def _whole_before(part: Found, found: Sequence[Found]) -> str | None:
    """The row that a part belongs to: the nearest one before it with the same outcome that is large enough."""
    wholes = [
        f.row
        for f in found
        if f.row.outcome == part.row.outcome
        and f.row.start < part.row.start
        and f.row.part_of_casualty_id is None
        and f.row.count_stated != 0
        and (f.row.count_high is None or part.row.count_low is None or f.row.count_high > part.row.count_low)
    ]
    return wholes[-1].casualty_id if wholes else None


def breakdowns(found: Sequence[Found], context: Context) -> list[Found]:
    """Rows for the parts of a row: "including seven civilians", "two of them children"."""
    more: list[Found] = []
    taken = {(f.row.start, f.row.end) for f in found}
    nouns = {f.victims.noun.i for f in found if f.victims is not None}
    # of two rows of a sentence the nearer one is broken down: "killed two and wounded 20, including a nurse"
    wholes = [_with_noun(f, context) for f in found]
    for whole in sorted(wholes, key=lambda f: f.victims.noun.i if f.victims is not None else -1, reverse=True):
        if whole.victims is None or whole.row.count_stated == 0 or (whole.row.count_high is not None and whole.row.count_high < 2):
            continue
        for part in _parts(whole, context):
            if part.noun.lower_ in ("officer", "officers") and whole.row.victim_category == "military" and part.category == "police":
                part = replace(part, category="military")
            if part.noun.i in nouns or (part.start, part.end) in taken or part.stated == 0:
                continue
            if part.low is not None and whole.row.count_high is not None and part.low > whole.row.count_high:
                continue
            made = row_of_part(replace(whole.harm, rule="part"), part, context, whole)
            row = replace(
                made.row,
                claimed_by_actor_id=whole.row.claimed_by_actor_id,
                claimed_by_text=whole.row.claimed_by_text,
                claimant_relation=whole.row.claimant_relation,
                statement_id=whole.row.statement_id,
            )
            taken.add((part.start, part.end))
            nouns.add(part.noun.i)
            more.append(replace(made, row=row))
    return _nested(more, wholes)


def elsewhere(found: Sequence[Found], context: Context) -> list[Found]:
    """Rows of a list by place or day that says the harm once: "Five died in Eastport, three in Westport"."""
    tokens = context.doc.doc
    more: list[Found] = []
    for first in found:
        victims = first.victims
        if victims is None or victims.quantity is None or first.harm.rule not in ("verb", "state") or first.row.part_of_casualty_id is not None:
            continue
        placed = {c.lower_ for t in (first.harm.trigger, first.harm.last, victims.noun) for c in t.rights if c.dep_ == "prep"} & _PLACING
        above = {victims.noun.i, victims.token.i, first.harm.trigger.i}
        taken = {f.row.start for f in found}
        for quantity in context.quantities.quantities if placed else ():
            number = tokens[quantity.end - 1] if tokens[quantity.end - 1].pos_ == "NUM" else tokens[quantity.head]
            if not 0 < quantity.start - first.row.end < 20 or quantity.sort != "count" or quantity.end >= len(tokens) or quantity.start in taken:
                continue
            prep = tokens[quantity.end]
            if quantity.head >= quantity.end or number.head.i not in above or number.dep_ not in ("appos", "conj", "npadvmod"):
                continue
            if prep.dep_ != "prep" or prep.lower_ not in _PLACING or not any(o.dep_ == "pobj" and o.pos_ == "PROPN" for o in prep.children):
                continue
            above.add(number.i)
            part = replace(
                victims,
                token=number,
                noun=number,
                quantity=quantity,
                stated=quantity.stated,
                low=quantity.low,
                high=quantity.high,
                qualifier=quantity.qualifier,
                start=quantity.start,
                end=quantity.end,
            )
            made = row_of_victims(first.harm, part, context, first.row.status, quantity.start, quantity.end)
            row = replace(
                made.row,
                perpetrator_actor_id=first.row.perpetrator_actor_id,
                cause=first.row.cause,
                event_id=None,
                event_mention_id=None,
                date_start=None,
            )
            more.append(replace(made, row=replace(row, date_end=None, date_precision=None, date_text=None)))
    return more


def _nested(parts: Sequence[Found], wholes: Sequence[Found]) -> list[Found]:
    """The parts, those beyond their whole hung on the part before: of "40 people, including 12 boys and 28 adults, among them nine women"."""
    room = {f.row.casualty_id: f.row.count_high for f in (*wholes, *parts)}
    done: list[Found] = []
    for part in parts:
        whole, least = part.row.part_of_casualty_id, part.row.count_low or 0
        holders = [whole, *(p.row.casualty_id for p in reversed(done) if p.row.part_of_casualty_id == whole)]
        holder = next((h for h in holders if h is not None and ((left := room[h]) is None or left >= least)), None)
        if holder is None:
            # a second breakdown by another mark
            done.append(part)
            continue
        left = room[holder]
        room[holder] = None if left is None else left - least
        done.append(replace(part, row=replace(part.row, part_of_casualty_id=holder)))
    return done


def _with_noun(found: Found, context: Context) -> Found:
    """A row of a counted noun of harm with that noun for its victims, so that it can be broken down: "36 bodies, 11 of them children"."""
    row, noun = found.row, found.harm.trigger
    quantity = context.quantities.counting(noun)
    if found.victims is not None or found.harm.rule != "counted" or quantity is None or row.count_stated == 0 or row.outcome == "casualties":
        return found
    victims = Victims(
        noun, noun, quantity, row.count_stated, row.count_low, row.count_high, row.qualifier, row.victim_category, False, False, row.start, row.end
    )
    return replace(found, victims=victims)


def _parts(whole: Found, context: Context) -> Iterator[Victims]:
    """Noun phrases that break down the victims of a row, in the same sentence."""
    assert whole.victims is not None
    doc = context.doc.doc
    sentence = context.doc.sentence_of(whole.harm.trigger)
    heads = {whole.victims.token.i, whole.victims.noun.i}

    def read(token: Token) -> Victims | None:
        return victims_of(token, context.doc, context.actors, context.quantities, context.lexicon.victims, people="known")

    yield from _appositions(whole, context)
    stop = min(sentence.end, whole.row.end + 40)
    for at in range(whole.victims.noun.i + 1, stop):
        token = doc[at]
        low = token.lower_
        if (
            low in _INCLUDING
            and token.pos_ in ("VERB", "ADP", "SCONJ")
            and (at - max(whole.row.end, whole.victims.end) <= 12 or _is_closing(token, whole, context))
        ):
            if not _is_part_of(token, whole, heads) and not _is_closing(token, whole, context):
                continue
            objects = [c for c in token.children if c.dep_ in ("pobj", "dobj") and c.i > token.i]
            if low in ("among", "amongst"):
                word = doc[at + 1].lower_ if at + 1 < stop else ""
                objects = [] if word not in ("them", "whom") else [doc[q.head] for q in context.quantities.quantities if q.start == at + 2]
                if word in ("them", "whom") and not objects:
                    # "among them a senior commander"
                    objects = [t for t in doc[at + 2 : min(at + 10, stop)] if t.left_edge.i in (at, at + 2) and t.pos_ in ("NOUN", "PROPN")][-1:]
                    if not objects:
                        continue
            if not objects:
                objects = [doc[q.head] for q in context.quantities.quantities if q.start == at + 1]
            for obj in objects:
                queue = [obj]
                while queue:
                    item = queue.pop(0)
                    found = read(item)
                    if found is not None and (found.quantity is not None or found.stated == 1):
                        yield _with_shared(found, context)
                    queue += [c for c in item.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN", "NUM")]
            continue
        quantity = context.quantities.at(token)
        if quantity is None or quantity.sort != "count" or quantity.start != at:
            continue
        end = quantity.end
        if end + 1 < stop and doc[end].lower_ == "of" and doc[end + 1].lower_ in ("them", "whom", "these", "those"):
            for follower in doc[end + 2 : min(stop, end + 6)]:
                if follower.pos_ in ("NOUN", "PROPN") and is_person_noun(follower, context.lexicon.victims):
                    category = context.lexicon.victims.categories.get(follower.lemma_.lower(), "unspecified")
                    last = follower.i + 1
                    while follower.dep_ == "compound" and last < stop and doc[last].pos_ == "NOUN":
                        follower, last = doc[last], last + 1
                    yield Victims(
                        token,
                        follower,
                        quantity,
                        quantity.stated,
                        quantity.low,
                        quantity.high,
                        quantity.qualifier,
                        category,
                        False,
                        False,
                        quantity.start,
                        last,
                        *sex_and_age(follower, context.lexicon.victims),
                    )
                    break
                if follower.pos_ in ("VERB", "PUNCT"):
                    break


def _with_shared(victims: Victims, context: Context) -> Victims:
    """The victims with a bare plural that shares their number: "eight women and children"."""
    for noun in victims.noun.conjuncts if victims.quantity is not None else ():
        other = victims_of(noun, context.doc, context.actors, context.quantities, context.lexicon.victims, people="known")
        if other is not None and noun.head == victims.noun and shares_number(other, context):
            return replace(
                victims,
                category=victims.category if other.category == victims.category else "unspecified",
                end=max(victims.end, other.end),
                sex=victims.sex if other.sex == victims.sex else None,
                age_group=victims.age_group if other.age_group == victims.age_group else None,
            )
    return victims


def _appositions(whole: Found, context: Context) -> Iterator[Victims]:
    """Counted or named appositions that sum up to their noun: "three reporters, two Danes and a Swede", "two guards, Luis Paz and Juan Gil"."""
    assert whole.victims is not None
    for child in {c.i: c for token in (whole.victims.noun, whole.victims.token) for c in token.children}.values():
        if child.dep_ != "appos" or is_list(child):
            continue
        items = list(_listed(child))
        read = [victims_of(i, context.doc, context.actors, context.quantities, context.lexicon.victims, people="any") for i in items]
        parts = [v for v in read if v is not None and v.stated is not None]
        if len(parts) == len(items) and sum(v.stated or 0 for v in parts) == whole.row.count_stated and len(parts) > 1:
            yield from (replace(v, category=whole.row.victim_category) if v.is_named and v.category == "unspecified" else v for v in parts)
            return
    items = _counted_behind(whole.victims, context)
    read = [victims_of(i, context.doc, context.actors, context.quantities, context.lexicon.victims, people="strong") for i in items]
    parts = [v for v in read if v is not None and v.stated is not None]
    if len(parts) == len(items) > 1 and sum(v.stated or 0 for v in parts) == whole.row.count_stated:
        yield from (replace(v, category=whole.row.victim_category) if v.category == "unspecified" else v for v in parts)


def _counted_behind(victims: Victims, context: Context) -> list[Token]:
    """Heads of the counted nouns listed right behind a comma or dash, whatever the parse: "three reporters, two Danes and a Swede"."""
    tokens, at = context.doc.doc, victims.end
    if at >= len(tokens) or tokens[at].text not in (",", "--", "-", "–", "—", ":"):
        return []
    heads: list[Token] = []
    starts = {q.start: q for q in context.quantities.quantities if at < q.start < at + 30 and q.sort == "count"}
    at += 1
    while at < len(tokens):
        quantity = starts.get(at)
        if quantity is not None:
            head = tokens[quantity.head]
        elif tokens[at].lower_ in ("a", "an", "another"):
            head = tokens[at].head
        else:
            break
        if head.i <= at or head.i > at + 6 or head.pos_ not in ("NOUN", "PROPN", "ADJ"):
            break
        heads.append(head)
        at = head.i + 1
        if at < len(tokens) and tokens[at].text == ",":
            at += 1
        if at < len(tokens) and tokens[at].lower_ == "and":
            at += 1
    return heads


def _is_closing(word: Token, whole: Found, context: Context) -> bool:
    """Whether "including" follows the last words of the clause: "15 people drowned when a boat sank off Eastport, including six children"."""
    assert whole.victims is not None
    tokens = context.doc.doc
    first = tokens[word.i + 1 : word.i + 3].text
    if word.lower_ != "including" or word.i < 2 or tokens[word.i - 1].text != "," or not first:
        return False
    quantity = next((q for q in context.quantities.quantities if q.start == word.i + 1), None)
    if quantity is None and tokens[word.i + 1].lower_ not in ("a", "an", "at"):
        return False
    # whoever stands between may be those who are broken down
    between = tokens[max(whole.row.end, whole.victims.end) : word.i]
    return not any(
        t.pos_ in ("NOUN", "PROPN")
        and t.tag_ in ("NNS", "NNPS")
        and (is_person_noun(t, context.lexicon.victims) or (context.quantities.counting(t) is not None))
        for t in between
    ) and not any(t.lower_ in context.lexicon.states or t.lemma_ in context.lexicon.verbs for t in between if t.i != whole.harm.trigger.i)


def _is_part_of(word: Token, whole: Found, heads: set[int]) -> bool:
    """Whether "including" hangs on the victims of the row, or follows its words with no other row between."""
    assert whole.victims is not None
    node = word
    for _ in range(3):
        # "killed in attacks while strikes, including one here, hurt four"
        if node.head.i == node.i or node.dep_ == "advcl":
            break
        if node.head.i in heads or node.head.i == whole.harm.trigger.i:
            return True
        node = node.head
    return 0 <= word.i - whole.victims.end <= 2
