"""Casualties: one row per claim of harm to people, as worded, with who claims it.

What belongs here: making rows of words of harm and their victims, and linking them to each other, to statements and to acts. What does not:
joining the claims of several documents; that is ``resolve.tolls``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from spacy.tokens import Token

from pipelines.annotate.document import AnnotatedDocument, subtree_span
from pipelines.extract.harm import Harm, HarmLexicon, harms, is_list, reality, trigger_indices
from pipelines.extract.model import Actor, ActorIndex, Casualty, EventMention, Participant, Quantity, Statement
from pipelines.extract.numbers import QuantityIndex
from pipelines.extract.times import TimeIndex
from pipelines.extract.victims import Victims, category_of, is_person_noun, sex_and_age, victims_of
from pipelines.ids import make_id

__all__ = ["HarmLexicon", "casualties"]

_VERSION = 1
#: Outcomes that an act of force can have, and the types of such acts; help is no force, but evacuates.
_ACT_TYPES = {"evacuated": ("AID",), "detained": ("COERCE",)}
_FORCE = ("ASSAULT", "COERCE")
#: Doers are people and bodies that act; whatever else the subject of a verb of harm is (a blast, a flood) is a cause.
_DOERS = frozenset(
    [
        "person",
        "government",
        "military",
        "armed_group",
        "police",
        "party",
        "country",
        "population",
        "religious",
        "company",
        "ngo",
        "intergovernmental",
        "other",
    ]
)
#: Nouns that with a bare plural tell of a practice ("the arrest of dissidents"), not of harm done.
_STATES_OF_AFFAIRS = frozenset(["death", "arrest", "detention", "evacuation", "capture", "rescue"])
#: Verbs and nouns that name an accident without its vehicle.
_CRASHES = frozenset(["crash", "collide", "collision"])
#: Outcomes that somebody brings about, whatever the cause around them.
_TAKEN = frozenset(["detained", "abducted", "displaced", "evacuated"])
#: Words of those who speak for a body.
_VOICES = frozenset(["official", "spokesman", "spokeswoman", "source", "representative", "spokesperson"])
#: Kinds of actors that take sides.
_SIDED = frozenset(["military", "armed_group", "police", "government", "other"])
#: What judges a harm takes it for granted; its figure is the reporter's.
_JUDGING = frozenset(["praise", "condemn", "criticise", "demand", "urge", "request"])
_SMALL_WORDS = frozenset(["the", "a", "an", "of", "its", "their", "his", "her", "some", "local"])
_DEFINITE = frozenset(["the", "these", "those", "some", "both"])
#: What two sides do to each other.
_MUTUAL = frozenset(["fighting", "fight", "clash", "battle", "war", "conflict", "combat", "hostility", "skirmish", "exchange", "shootout"])
_NAMING = frozenset(["identified", "named", "were"])
_BODIES = frozenset(["body", "corpse"])
_INCLUDING = frozenset(["including", "include", "includes", "included", "among", "amongst"])
#: Up to this many persons, equal numbers of two sentences are no sign of one claim unless something else agrees.
_SMALL = 3
#: Tokens beyond which "they" is not looked for.
_FAR = 60
#: So many different nouns of sport make a document one about a game.
_SPORTING = 5


@dataclass(frozen=True)
class _Found:
    """A row in the making, with the tokens that later steps need."""

    row: Casualty
    harm: Harm
    victims: Victims | None
    doer: Token | None


@dataclass(frozen=True)
class _Context:
    doc: AnnotatedDocument
    actors: ActorIndex
    times: TimeIndex | None
    quantities: QuantityIndex
    statements: tuple[Statement, ...]
    acts: Sequence[tuple[EventMention, tuple[Participant, ...]]]
    lexicon: HarmLexicon

    @cached_property
    def by_trigger(self) -> Mapping[tuple[str, int], tuple[EventMention, tuple[Participant, ...]]]:
        """Event type and trigger token of an act to the act."""
        return {(mention.event_type, mention.trigger): (mention, parts) for mention, parts in self.acts}

    def act_at(self, token: int, types: Sequence[str]) -> tuple[EventMention, tuple[Participant, ...]] | None:
        """The act of one of some types whose trigger is the token."""
        return next((act for act in (self.by_trigger.get((event_type, token)) for event_type in types) if act is not None), None)


def casualties(
    doc: AnnotatedDocument,
    actors: ActorIndex,
    times: TimeIndex | None,
    quantities: QuantityIndex,
    statements: Sequence[Statement],
    acts: Sequence[tuple[EventMention, tuple[Participant, ...]]],
    lexicon: HarmLexicon,
) -> Iterator[Casualty]:
    """Find the claims of harm to people.

    Args:
        doc: the document, with tags, lemmas and parse.
        actors: its actors; victims, doers and claimants are looked up here.
        times: its dated expressions; None leaves the rows without dates.
        quantities: its numbers.
        statements: its reported speech; the innermost one around a claim tells who claims it.
        acts: its event mentions with their participants.
        lexicon: words of harm and words for people.

    Yields:
        Rows in text order. Harm that the text negates, plans or supposes is left out; harm that it fears has ``status`` feared; "no one was hurt" is
        a row whose ``count_stated`` is 0.

    Raises:
        MissingAnnotation: the doc has no sentence boundaries.
    """
    context = _Context(doc, actors, times, quantities, tuple(statements or ()), tuple(acts or ()), lexicon)
    found: list[_Found] = []
    spans: set[tuple[int, int, str]] = set()
    if not trigger_indices(doc, lexicon):
        return
    sport = _is_about_sport(doc, lexicon)
    for told in harms(doc, quantities, lexicon):
        harm = _as_arrest(told, context)
        if sport and harm.outcome in ("wounded", "missing"):
            continue
        for candidate in _of_harm(harm, context, found):
            key = (candidate.row.start, candidate.row.end, candidate.row.outcome)
            if key not in spans:
                spans.add(key)
                found += _by_name(candidate, context) or [candidate]
    found = _without_doubles(found, doc)
    found = [f for f in found if not _is_taken_up(f, found)]
    found += _among(found, context)
    found += _identified(found, context)
    found = _of_wholes(found, context)
    found += _breakdowns(found, context)
    found.sort(key=lambda f: (f.row.start_char, f.row.end_char, f.row.outcome))
    yield from _with_claims([f.row for f in found], actors.actors)


def _as_arrest(harm: Harm, context: _Context) -> Harm:
    """The harm itself, but for those whom the police captures: they are detained."""
    if harm.outcome != "abducted" or harm.trigger.lemma_.lower() != "capture":
        return harm
    doer = _doer(harm, context)
    actor = context.actors.actor_of(doer) if doer is not None else None
    return replace(harm, outcome="detained") if actor is not None and actor.kind == "police" else harm


def _is_about_sport(doc: AnnotatedDocument, lexicon: HarmLexicon) -> bool:
    if len(lexicon.sport.intersection(doc.token_lemmas)) < _SPORTING:
        return False
    words = {t.lemma_.lower() for t in doc.doc if t.pos_ == "NOUN"}
    return len(words & lexicon.sport) >= _SPORTING


def _joined(read: Sequence[Victims | None]) -> Iterator[Victims | None]:
    """The victims of coordinated noun phrases; a couple and their children are one group."""
    n = 0
    while n < len(read):
        one, other = read[n], read[n + 1] if n + 1 < len(read) else None
        if (
            one is not None
            and other is not None
            and one.noun.lemma_.lower() == "couple"
            and one.stated is not None
            and other.stated is not None
            and other.qualifier == "exact"
            and any(c.dep_ == "poss" and c.lower_ == "their" for c in other.noun.lefts)
        ):
            total = one.stated + other.stated
            yield replace(one, stated=total, low=total, high=total, category="unspecified", end=other.end, sex=None, age_group=None)
            n += 2
            continue
        yield one
        n += 1


def _is_taken_up(candidate: _Found, found: Sequence[_Found]) -> bool:
    """Whether a bare plural only takes up victims that an earlier row counts ("the killing of the priests", after "killed six priests")."""
    if candidate.row.qualifier != "unstated" or candidate.victims is None or candidate.row.part_of_casualty_id is not None:
        return False
    lemma = candidate.victims.noun.lemma_.lower()
    return any(
        earlier.row.start < candidate.row.start
        and earlier.row.outcome == candidate.row.outcome
        and earlier.victims is not None
        and earlier.row.count_stated not in (0, 1)
        and (lemma == earlier.victims.noun.lemma_.lower() or lemma in ("people", "person", "other"))
        for earlier in found
    )


def _among(found: Sequence[_Found], context: _Context) -> list[_Found]:
    """Rows for those who are said to be among the dead: "Among the wounded were two teachers", "The dead include a nurse"."""
    lexicon = context.lexicon
    more: list[_Found] = []
    taken = {f.victims.noun.i for f in found if f.victims is not None}
    for i, low in enumerate(context.doc.token_lowers):
        outcome = lexicon.states.get(low)
        if low == "victims":
            # of whatever befell the people told of last
            before = [f.row for f in found if f.row.start < i and f.row.part_of_casualty_id is None and f.row.count_stated != 0]
            outcome = before[-1].outcome if before and before[-1].outcome in ("killed", "wounded") and i - before[-1].start < _FAR else None
        if outcome is None:
            continue
        token = context.doc.doc[i]
        above = token.head
        if above.lower_ in ("among", "amongst") and above.head.dep_ == "ROOT" and above.head.pos_ == "NOUN":
            # a headline: "Three teenagers among dead in fire"
            named = [above.head]
        else:
            named = _named_among(token, lexicon) or _named_beside(token)
        for child in named:
            harm = Harm(token, token, outcome, "among", (child,), "known", None)
            if low == "victims" and child.ent_type_ == "PERSON":
                # names are read by ``_identified``
                continue
            for head in _listed(child):
                victims = victims_of(head, context.doc, context.actors, context.quantities, lexicon.victims, people="any")
                if victims is None or victims.noun.i in taken or victims.qualifier == "unstated":
                    continue
                taken.add(victims.noun.i)
                made = _row(harm, victims, context, "asserted")
                more.append(replace(made, row=replace(made.row, part_of_casualty_id=_whole_before(made, found))))
    return more


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


def _identified(found: Sequence[_Found], context: _Context) -> list[_Found]:
    """Rows for those of a group who are named after it: "They were identified as Ana Ruiz and Luis Paz", "The victims were ..."."""
    wholes = [f for f in found if f.victims is not None and f.row.part_of_casualty_id is None and (f.row.count_low or 0) > 1]
    more: list[_Found] = []
    if not wholes:
        return more
    taken = {f.victims.noun.i for f in found if f.victims is not None}
    tokens = context.doc.doc
    for i, low in enumerate(context.doc.token_lowers):
        if low not in _NAMING or (low == "were" and not (i + 1 < len(tokens) and tokens[i + 1].ent_type_ == "PERSON")):
            continue
        verb = tokens[i]
        links = [c for c in verb.children if c.lower_ == "as" and c.dep_ == "prep"] if verb.lower_ != "were" else [verb]
        roles = ("attr",) if verb.lower_ == "were" else ("pobj",)
        first = next((o for link in links for o in link.children if o.dep_ in roles and o.ent_type_ == "PERSON"), None)
        group = next(
            (c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "dobj") and c.i != verb.i and c.lower_ not in ("police", "it")), None
        )
        for child in verb.children:
            # "The army named them as ..."
            group = child if child.dep_ == "dobj" else group
        if first is None or group is None or reality(verb, context.lexicon) != "asserted":
            continue
        whole = _whole_of(group, verb, wholes)
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
            made = _make(
                harm,
                context,
                start=victims.start,
                end=victims.end,
                stated=1,
                low=1,
                high=1,
                qualifier="exact",
                quantity=None,
                noun=name,
                victims=victims,
                category=category,
                status=whole.row.status,
            )
            row = replace(
                made.row,
                part_of_casualty_id=whole.row.casualty_id,
                perpetrator_actor_id=whole.row.perpetrator_actor_id,
                cause=whole.row.cause,
                event_id=whole.row.event_id,
                event_mention_id=whole.row.event_mention_id,
            )
            more.append(replace(made, row=row))
    return more


def _whole_of(group: Token, verb: Token, wholes: Sequence[_Found]) -> _Found | None:
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


def _of_wholes(found: Sequence[_Found], context: _Context) -> list[_Found]:
    """Make "nine of the dead", "six of the abducted women" parts of the larger row before, and take what they are from "were soldiers"."""
    done: list[_Found] = []
    tokens = context.doc.doc
    for one in found:
        quantity = one.victims.quantity if one.victims is not None else None
        if quantity is not None and one.row.part_of_casualty_id is None and _is_out_of(quantity, context):
            one = replace(one, row=replace(one.row, part_of_casualty_id=_whole_before(one, done)))
            above = tokens[quantity.end - 1].head
            told = next((c for c in above.children if c.dep_ == "attr"), None) if above.lemma_ == "be" else None
            if told is not None and told.tag_ == "NNS" and one.row.victim_category == "unspecified":
                category = category_of(told, context.actors, context.lexicon.victims)
                one = replace(one, row=replace(one.row, victim_category=category))
        done.append(one)
    return done


def _is_out_of(quantity: Quantity, context: _Context) -> bool:
    """Whether "of the dead", "of the victims" or "of the abducted women" stands behind a number."""
    words = context.doc.token_lowers[quantity.end : quantity.end + 4]
    if len(words) < 3 or words[0] != "of" or words[1] not in ("the", "those", "these"):
        return False
    return words[2] == "victims" or words[2] in context.lexicon.states


def _named_among(token: Token, lexicon: HarmLexicon) -> list[Token]:
    """Heads of the noun phrases that a clause counts among "the dead" or "those killed"."""
    if not token.i or (not any(c.lower_ in ("the", "those") for c in (*token.lefts, *token.head.lefts)) and token.nbor(-1).lower_ != "those"):
        return []
    clause: Token | None = None
    above = token.head
    if token.dep_ in ("acl", "relcl") and above.lower_ == "those":
        above = above.head
    if above.lower_ in ("among", "amongst") and above.head.lemma_ == "be":
        clause = above.head
    elif token.dep_ == "nsubj" and above.lemma_ in ("be", "include"):
        clause = above
    elif token.dep_ in ("amod", "compound") and above.dep_ == "nsubj" and above.head.lemma_ in ("be", "include") and above.i > token.i:
        clause = above.head
    if clause is None or reality(clause, lexicon) != "asserted":
        return []
    return [
        child
        for child in clause.children
        if child.dep_ in ("nsubj", "attr", "dobj")
        and token not in child.subtree
        and not (clause.lemma_ == "be" and above.lower_ not in ("among", "amongst") and child.dep_ != "attr")
    ]


def _listed(first: Token) -> Iterator[Token]:
    """A noun and what is listed behind it; names in a row may hang as appositions."""
    yield first
    for child in first.children:
        if (child.dep_ == "conj" or (child.dep_ == "appos" and child.ent_type_ == "PERSON")) and child.i > first.i:
            yield from _listed(child)


def _whole_before(part: _Found, found: Sequence[_Found]) -> str | None:
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


def _of_harm(harm: Harm, context: _Context, before: Sequence[_Found]) -> Iterator[_Found]:
    """The rows of one word of harm, one for each noun phrase of victims."""
    lexicon = context.lexicon
    status = reality(harm.trigger, lexicon)
    if status == "none" and not _is_negated_by_subject(harm, context):
        return
    rejected = _rejected_claim(harm.trigger, lexicon)
    if rejected is not None and _claimant(harm, None, context)[0] is None:
        return
    sentence = context.doc.sentence_of(harm.trigger)
    words = context.doc.token_lowers[sentence.start : sentence.end]
    # a film director is no figure of a film
    if not lexicon.fiction.isdisjoint(words) and any(t.lower_ in lexicon.fiction and t.dep_ != "compound" for t in sentence):
        return
    if sentence[-1].text == "?" and _is_asked(harm.trigger):
        return
    if not harm.heads:
        row = _counted_row(harm, context, status)
        if row is not None:
            yield row
        return
    read = [victims_of(h, context.doc, context.actors, context.quantities, lexicon.victims, people=harm.people) for h in harm.heads]
    counted = context.quantities.counting(harm.trigger) if harm.rule == "noun" else None
    if (
        counted is not None
        and counted.sort == "count"
        and len(read) == 1
        and read[0] is not None
        and read[0].quantity is None
        and not read[0].is_named
    ):
        # "nine bodies of civilians"
        own = read[0]
        read = [
            replace(
                own,
                quantity=counted,
                stated=counted.stated,
                low=counted.low,
                high=counted.high,
                qualifier=counted.qualifier,
                is_backward=False,
                start=min(own.start, counted.start),
            )
        ]
    for victims in _joined(read):
        if victims is None or not _fits(harm, victims, context) or _is_of_another(harm, victims, context) or _shares_number(victims, context):
            continue
        if status == "none" and victims.stated != 0:
            continue
        if victims.is_backward and _is_repetition(harm, victims, before):
            continue
        together = next((v for v in read if v is not None and v.noun.head == victims.noun and _shares_number(v, context)), None)
        if together is not None and victims.quantity is not None:
            # "nine women and girls"
            category = victims.category if together.category == victims.category else "unspecified"
            sex = victims.sex if together.sex == victims.sex else None
            age_group = victims.age_group if together.age_group == victims.age_group else None
            victims = replace(victims, category=category, end=max(victims.end, together.end), sex=sex, age_group=age_group)
        if harm.rule == "toll":
            victims = _of_toll(harm, victims, context)
        yield _row(harm, victims, context, status if status != "none" else "asserted")


def _of_toll(harm: Harm, victims: Victims, context: _Context) -> Victims:
    """The victims of a toll with the people it counts: "the number of miners killed has risen to 28"."""
    if victims.quantity is not None and any(
        t.lower_ == "and" for t in context.doc.doc[victims.quantity.end : max(victims.noun.i, victims.quantity.end)]
    ):
        # "the toll rose to four and 15 others were hurt", where the parser joins the numbers
        number = context.doc.doc[victims.quantity.end - 1]
        victims = replace(victims, noun=number, category="unspecified", end=victims.quantity.end, sex=None, age_group=None)
    if context.quantities.at(victims.noun) is None:
        return victims
    for token in (harm.trigger, *harm.trigger.ancestors):
        if token.lemma_ in context.lexicon.tolls:
            for prep in token.rights:
                noun = next((o for o in prep.children if o.dep_ == "pobj"), None) if prep.lower_ == "of" else None
                if noun is not None and noun.pos_ in ("NOUN", "PROPN") and is_person_noun(noun, context.lexicon.victims):
                    sex, age_group = sex_and_age(noun, context.lexicon.victims)
                    return replace(
                        victims, noun=noun, category=category_of(noun, context.actors, context.lexicon.victims), sex=sex, age_group=age_group
                    )
            break
    return victims


def _shares_number(victims: Victims, context: _Context) -> bool:
    """Whether a bare plural behind "and" is counted together with the noun before it ("39 men and women"), or follows "himself"."""
    noun = victims.noun
    if (
        victims.qualifier != "unstated"
        or victims.quantity is not None
        or noun.dep_ not in ("conj", "appos")
        or any(c.dep_ == "det" for c in noun.lefts)
    ):
        return False
    first = noun.head
    return context.quantities.counting(first) is not None or first.lower_.endswith("selves") or first.lower_.endswith("self")


def _is_asked(trigger: Token) -> bool:
    """Whether a question asks for the harm itself; a noun of harm and a relative clause presuppose it."""
    if trigger.pos_ == "NOUN" and any(c.dep_ == "prep" and c.lower_ == "of" for c in trigger.children):
        return False
    return not any(t.dep_ == "relcl" for t in (trigger, *trigger.ancestors))


def _by_name(found: _Found, context: _Context) -> list[_Found]:
    """One row a name where names stand right behind a bare plural: "killed farmers Ana Ruiz and Luis Paz"."""
    victims = found.victims
    if victims is None or victims.quantity is not None or victims.qualifier != "unstated":
        return []
    tokens = context.doc.doc
    after = victims.noun.i + 1
    if after >= len(tokens) or tokens[after].tag_ != "NNP" or tokens[after].ent_type_ != "PERSON":
        return []
    heads = [e.root for e in context.doc.sentence_of(victims.noun).ents if e.label_ == "PERSON" and after <= e.start < after + 16]
    rows = []
    for head in heads:
        between = tokens[after : head.i]
        if any(t.pos_ in ("VERB", "AUX", "ADP", "SCONJ") for t in between):
            break
        named = victims_of(head, context.doc, context.actors, context.quantities, context.lexicon.victims, people="any")
        if named is not None and named.is_named:
            rows.append(_row(found.harm, replace(named, category=victims.category), context, found.row.status))
    return rows


def _is_negated_by_subject(harm: Harm, context: _Context) -> bool:
    """No one, nobody, none: the number says the zero, and the clause itself is not negated twice."""
    for head in harm.heads:
        quantity = context.quantities.counting(head)
        if quantity is not None and quantity.stated == 0:
            return not any(c.dep_ == "aux" and c.lower_ in context.lexicon.modals for c in harm.trigger.children)
    return False


def _is_of_another(harm: Harm, victims: Victims, context: _Context) -> bool:
    """Whether a coordinated number has its own word of harm behind it: "15 killed and more than 100 wounded"."""
    if victims.token.i == harm.heads[0].i or victims.quantity is None:
        return False
    tokens = context.doc.doc
    at = victims.end
    while at < len(tokens) and at < victims.end + 3 and (tokens[at].pos_ == "ADV" or tokens[at].lower_ in ("were", "was", "others", "people")):
        at += 1
    return at < len(tokens) and at != harm.trigger.i and at > harm.trigger.i and tokens[at].lower_ in context.lexicon.states


def _fits(harm: Harm, victims: Victims, context: _Context) -> bool:
    """Whether the victims are such as the word of harm takes."""
    trigger = harm.trigger
    cause_told = harm.cause is not None or _cause(harm, context, near_only=True) is not None or _is_blamed(trigger, context.lexicon)
    if victims.is_named and harm.named == "no":
        return False
    # patients in hospital may be ill
    if (
        trigger.lemma_ == "treat"
        and harm.last.lower_.startswith("hospital")
        and (victims.noun.lemma_.lower() == "patient" or _cause(harm, context) in ("disease", "poisoning"))
    ):
        return False
    if harm.rule == "noun":
        if harm.named == "caused" and not cause_told and victims.stated == 1 and victims.quantity is None:
            return False
        if (
            victims.quantity is None
            and not victims.is_named
            and victims.qualifier == "unstated"
            and (trigger.lemma_.lower() in _STATES_OF_AFFAIRS or (trigger.lemma_.lower() not in _BODIES and not _is_definite(victims.noun)))
        ):
            return False
    # somebody's dying of age or illness is no harm done unless its cause is told
    if trigger.lemma_ in ("die", "succumb", "perish") and victims.stated == 1 and victims.quantity is None and not cause_told:
        return False
    if (harm.rule != "toll" and _is_under_toll(victims.token, context)) or _is_rate(max(victims.end, harm.last.i + 1), context):
        return False
    if victims.qualifier == "unstated" and any(t.lower_ == "many" and t.nbor(-1).lower_ == "how" for t in victims.noun.lefts if t.i):
        return False
    if victims.qualifier == "unstated" and not context.doc.is_title(trigger):
        # the present tells of a practice: "guerrillas kill peasants", "people are being killed"
        present = any(c.dep_ in ("aux", "auxpass") and c.lower_ in ("is", "are", "'re") for c in trigger.children)
        if trigger.tag_ in ("VBP", "VBZ") or (present and trigger.tag_ in ("VBG", "VBN")):
            return False
    # "the families of murdered people": nobody is told to have been harmed
    if trigger.dep_ == "amod" and trigger.i < victims.noun.i and victims.quantity is None and not victims.is_named:
        return False
    behind = next((q for q in context.quantities.quantities if q.start == trigger.i + 1), None) if harm.rule == "verb" else None
    if behind is not None and any(t.tag_ == "VBG" and t.lemma_ in context.lexicon.verbs for t in context.doc.doc[behind.end : victims.noun.i]):
        # "killing seven and injuring scores", where the parser joins the two
        return False
    if victims.is_named and trigger.lemma_ == "capture" and _is_elsewhere_a_place(victims.noun):
        return False
    # one hurts a government's pride, or a country, without touching a person
    if trigger.lemma_ == "hurt" and victims.quantity is None and any(c.dep_ == "dobj" for c in trigger.children):
        return False
    # a force loses men; teams do, too
    if trigger.lemma_ == "lose" and harm.last.lower_ == "men" and (_losing_force(trigger, context) is None or victims.quantity is None):
        return False
    # "the soldier who gives his life" is nobody
    if trigger.lemma_ in ("give", "lay", "sacrifice") and trigger.tag_ in ("VBZ", "VBP"):
        return False
    if trigger.lemma_ == "flee" and (victims.quantity is None or not _is_flight(trigger, context)):
        return False
    return not (harm.outcome == "evacuated" and victims.quantity is None)


def _losing_force(trigger: Token, context: _Context) -> Actor | None:
    """The force that loses its own, for the verb "lose" and what shares its subject."""
    subject = next((c for c in trigger.children if c.dep_ == "nsubj"), None)
    if subject is None and trigger.dep_ == "conj":
        subject = next((c for c in trigger.head.children if c.dep_ == "nsubj"), None)
    actor = context.actors.actor_of(subject) if subject is not None else None
    return actor if actor is not None and actor.kind in ("armed_group", "military", "police") else None


def _is_elsewhere_a_place(name: Token) -> bool:
    """Whether the model takes a bare name for a place in another sentence of the document: rebels capture towns, too."""
    if any(t.dep_ == "compound" for t in name.lefts):
        return False
    return any(e.label_ in ("GPE", "LOC", "FAC") and e.text == name.text for e in name.doc.ents)


def _is_blamed(trigger: Token, lexicon: HarmLexicon) -> bool:
    """Whether the words above a noun of death make it somebody's deed: "blamed for the death of", "the investigation into the death of"."""
    if trigger.pos_ != "NOUN":
        return False
    return any(t.lemma_.lower() in lexicon.blamers for _, t in zip(range(4), trigger.ancestors, strict=False))


def _is_definite(noun: Token) -> bool:
    """Whether a plural means people already told of or known: "the priests", "these men"; "the murder of students" tells of a practice."""
    return any(c.dep_ == "det" and c.lower_ in _DEFINITE for c in noun.lefts)


def _is_under_toll(head: Token, context: _Context) -> bool:
    """The number of people killed is the toll's business."""
    return (
        head.dep_ == "pobj"
        and head.head.lower_ == "of"
        and head.head.head.lemma_ in (*context.lexicon.tolls, "percentage", "proportion", "rate", "share", "percent")
    )


def _is_rate(end: int, context: _Context) -> bool:
    """Whether the words behind a claim make it so many a day."""
    tokens = context.doc.doc
    one = tokens[end].lower_ if end < len(tokens) else ""
    two = f"{one} {tokens[end + 1].lower_}" if end + 1 < len(tokens) else ""
    if one == "on" and any(t.lower_ in ("daily", "weekly") for t in tokens[end : end + 3]):
        return True
    return one in context.lexicon.rates or two in context.lexicon.rates


def _is_flight(trigger: Token, context: _Context) -> bool:
    """Fleeing home, fighting or a country is displacement; fleeing a crime scene is not."""
    words = {t.lower_ for c in trigger.children if c.dep_ in ("dobj", "prep", "advmod") for t in c.subtree}
    return bool(words & context.lexicon.flight) and not words & {"scene", "custody", "jail", "prison"}


def _is_repetition(harm: Harm, victims: Victims, before: Sequence[_Found]) -> bool:
    """Whether "the soldier" or "they" takes up victims of a row before."""
    for earlier in before:
        if earlier.row.outcome != harm.outcome or earlier.victims is None:
            continue
        if victims.noun.pos_ == "PRON" and victims.low == 1 and earlier.row.count_stated == 1:
            continue
        if earlier.victims.noun.lemma_.lower() == victims.noun.lemma_.lower() or victims.qualifier == "unstated":
            return True
    return False


def _row(harm: Harm, victims: Victims, context: _Context, status: str) -> _Found:
    start = min(victims.start, harm.trigger.i, harm.last.i)
    end = max(victims.end, harm.last.i + 1, harm.trigger.i + 1)
    noun = victims.noun
    bare = victims.quantity is not None and context.quantities.at(noun) is not None
    category = victims.category
    return _make(
        harm,
        context,
        start=start,
        end=end,
        stated=victims.stated,
        low=victims.low,
        high=victims.high,
        qualifier=victims.qualifier,
        quantity=victims.quantity,
        noun=None if bare else noun,
        victims=victims,
        category=category,
        status=status,
    )


def _counted_row(harm: Harm, context: _Context, status: str) -> _Found | None:
    """The row of a noun that is counted itself: 12 deaths, no casualties."""
    trigger = harm.trigger
    quantity = context.quantities.counting(trigger)
    low: int | None
    if quantity is not None and quantity.sort == "count":
        stated, low, high, qualifier = quantity.stated, quantity.low, quantity.high, quantity.qualifier
    elif any(c.lower_ == "no" and c.dep_ == "det" for c in trigger.lefts):
        stated, low, high, qualifier = 0, 0, 0, "exact"
        quantity = None
    elif status == "none":
        return None
    else:
        stated, low, high, qualifier = None, 2, None, "unstated"
        quantity = None
    if status == "none" and stated != 0:
        return None
    if _is_rate(trigger.i + 1, context):
        return None
    category = category_of(trigger, context.actors, context.lexicon.victims)
    owner = next((c for c in trigger.children if c.dep_ in ("nsubj", "poss")), None)
    if category == "unspecified" and qualifier == "unstated" and trigger.head.lemma_ in ("have", "suffer", "take", "sustain"):
        owner = next((c for c in trigger.head.children if c.dep_ == "nsubj"), None)
        category = category_of(owner, context.actors, context.lexicon.victims) if owner is not None else category
    start = min(
        trigger.i,
        quantity.start if quantity is not None else trigger.i,
        *(c.i for c in trigger.lefts if c.dep_ in ("amod", "compound", "nummod", "det")),
        trigger.i,
    )
    return _make(
        harm,
        context,
        start=start,
        end=trigger.i + 1,
        stated=stated,
        low=low,
        high=high,
        qualifier=qualifier,
        quantity=quantity,
        noun=None,
        victims=None,
        category=category,
        status="asserted" if status == "none" else status,
    )


def _make(
    harm: Harm,
    context: _Context,
    *,
    start: int,
    end: int,
    stated: int | None,
    low: int | None,
    high: int | None,
    qualifier: str,
    quantity: Quantity | None,
    noun: Token | None,
    victims: Victims | None,
    category: str,
    status: str,
) -> _Found:
    doc = context.doc
    tokens = doc.doc
    sentence = doc.sentence_of(harm.trigger)
    start_char, end_char = tokens[start].idx, tokens[end - 1].idx + len(tokens[end - 1])
    cause = None if harm.outcome == "detained" else harm.cause or _cause(harm, context)
    doer = _doer(harm, context) if cause is None or cause in context.lexicon.violent or harm.outcome in _TAKEN else None
    perpetrator = context.actors.actor_of(doer) if doer is not None else None
    victim = context.actors.headed_by(noun) if noun is not None else None
    mention = _act(harm, context, cause)
    if perpetrator is None and mention is not None and (cause is None or cause in context.lexicon.violent or harm.outcome in _TAKEN):
        sources = [p for p in mention[1] if p.role == "source" and not _undergoes(p, context)] if not _is_mutual(harm) else []
        if len(sources) == 1 and sources[0].actor_id in context.actors.actors and harm.outcome != "evacuated":
            perpetrator = context.actors.actors[sources[0].actor_id]
    if perpetrator is not None and victim is not None and perpetrator.actor_id == victim.actor_id:
        perpetrator = None
    if harm.rule == "object" and harm.trigger.lemma_ == "lose":
        losing = _losing_force(harm.trigger, context)
        if losing is not None:
            category = losing.kind if category == "unspecified" else category
            perpetrator = None if perpetrator == losing else perpetrator
    statement = _statement(harm, context)
    claimant, claimant_text = _claimant(harm, statement, context)
    date = context.times.of_clause(harm.trigger) if context.times is not None else None
    victim_text = None
    if noun is not None:
        floor = max(
            [
                start,
                *((quantity.end,) if quantity is not None and quantity.end <= noun.i else ()),
                *(t.i + 1 for t in (harm.trigger, harm.last) if t.i < noun.i),
            ]
        )
        left = min([noun.i, *(max(t.left_edge.i, floor) for t in noun.lefts if t.i >= floor and t.dep_ in ("amod", "compound", "nmod", "poss"))])
        right = noun
        if victims is not None and victims.quantity is not None and victims.end > noun.i + 2 and tokens[noun.i + 1].lower_ == "and":
            # "eight women and children"
            right = tokens[victims.end - 1]
        victim_text = doc.surface(tokens[left].idx, right.idx + len(right))
    count_text = quantity.text if quantity is not None else None
    row = Casualty(
        document_id=doc.document_id,
        start_char=start_char,
        end_char=end_char,
        sentence_start_char=sentence.start_char,
        sentence_end_char=sentence.end_char,
        text=doc.surface(start_char, end_char),
        origin=f"casualties.{harm.rule}@{_VERSION}",
        confidence=context.lexicon.confidence.get(harm.rule),
        casualty_id=make_id("cas", doc.document_id, start_char, end_char, harm.outcome, stated),
        outcome=harm.outcome,
        count_stated=stated,
        count_low=low,
        count_high=high,
        count_text=count_text,
        qualifier=qualifier,
        victim_text=victim_text,
        victim_category=category,
        victim_actor_id=victim.actor_id if victim is not None else None,
        victim_sex=victims.sex if victims is not None else None,
        victim_age_group=victims.age_group if victims is not None else None,
        perpetrator_actor_id=perpetrator.actor_id if perpetrator is not None else None,
        part_of_casualty_id=None,
        status=status,
        cause=cause,
        claim_id="",
        claimed_by_actor_id=claimant,
        claimed_by_text=claimant_text,
        claimant_relation=None,
        statement_id=statement.statement_id if statement is not None else None,
        event_id=mention[0].event_id if mention is not None else None,
        event_mention_id=mention[0].event_mention_id if mention is not None else None,
        is_cumulative=harm.rule == "toll" or (high != 1 and stated != 0 and _is_cumulative(harm, context.lexicon)),
        date_start=date.date_start if date is not None else None,
        date_end=date.date_end if date is not None else None,
        date_precision=date.precision if date is not None else None,
        date_text=date.text if date is not None else None,
        start=start,
        end=end,
        harm_token=harm.trigger.i,
    )
    teller = context.actors.actors.get(claimant) if claimant is not None else None
    if teller is not None and teller.kind in ("armed_group", "military", "police") and category == "unspecified" and _is_own_loss(harm, noun):
        row = replace(row, victim_category=teller.kind)
    return _Found(replace(row, claimant_relation=_relation(row, context)), harm, victims, doer)


def _is_own_loss(harm: Harm, noun: Token | None) -> bool:
    """Whether a force admits to a bare number of dead: "the rebels acknowledged five dead", "the army put its losses at four dead"."""
    if noun is not None or harm.rule not in ("state", "counted"):
        return False
    above = list(harm.trigger.ancestors)[:4]
    if any(t.lemma_ in ("acknowledge", "admit", "concede") for t in above):
        return True
    return any(t.lemma_ in ("put", "give", "place") and any(c.lemma_ == "loss" and c.dep_ == "dobj" for c in t.children) for t in above)


def _is_mutual(harm: Harm) -> bool:
    """Whether the subject is fighting between two: neither alone is told to have done the harm."""
    clause = harm.trigger if harm.trigger.pos_ in ("VERB", "AUX") else _clause(harm.trigger)
    subject = next((c for c in clause.children if c.dep_ == "nsubj"), None)
    return subject is not None and subject.lemma_.lower() in _MUTUAL and any(c.lower_ == "between" for c in subject.rights)


def _undergoes(participant: Participant, context: _Context) -> bool:
    """Whether a doer is the subject of a verb of undergoing: a convoy that came under fire kills nobody."""
    span = context.doc.doc.char_span(participant.start_char, participant.end_char, alignment_mode="expand")
    return span is not None and span.root.dep_ == "nsubj" and span.root.head.lemma_ in context.lexicon.undergoers


def _is_cumulative(harm: Harm, lexicon: HarmLexicon) -> bool:
    """Whether the words around say that the figure adds up what came before: "so far", "since", a toll in the same breath."""
    clause = harm.trigger if harm.trigger.pos_ in ("VERB", "AUX") else _clause(harm.trigger)
    above = {t.lower_ for t in harm.trigger.ancestors if clause.i < t.i < harm.trigger.i}
    # "the toll rose to 35, with 12 more missing": only the dead are a running figure
    if "with" not in above and any(t.lemma_.lower() in ("toll", "total", "tally") and t.i < harm.trigger.i for t in clause.children):
        return True
    beside = {
        t.i
        for c in harm.trigger.children
        if c.dep_ in ("advcl", "conj", "ccomp", "parataxis") and c.pos_ in ("VERB", "AUX")
        for t in ([] if any(m.lower_ == "since" for m in (c.subtree if c.dep_ == "conj" else c.children)) else c.subtree)
    }
    # "since a bomb killed six": the mark of the clause itself tells of another
    words = [t.lower_ for t in harm.trigger.subtree if t.i not in beside and not (t.dep_ == "mark" and t.head == harm.trigger)]
    if (set(words) | {" ".join(pair) for pair in pairwise(words)}) & lexicon.cumulative:
        return True
    # beside a noun of harm the clause tells only with the perfect: "have caused 41 deaths so far"
    perfect = any(c.lower_ in ("have", "has", "had") for c in clause.children if c.dep_ == "aux")
    told = [t.lower_ for c in clause.children if c.dep_ in ("prep", "advmod", "npadvmod", "advcl") for t in c.subtree]
    return perfect and bool((set(told) | {" ".join(pair) for pair in pairwise(told)}) & lexicon.running)


def _clause(token: Token) -> Token:
    """The verb or other head of the clause around a token."""
    node = token
    while node.head.i != node.i and node.pos_ not in ("VERB", "AUX"):
        node = node.head
    return node


def _cause(harm: Harm, context: _Context, *, near_only: bool = False) -> str | None:
    """What did the harm: by the subject and the agent, then by the clause, then by the sentence."""
    lexicon = context.lexicon
    trigger = harm.trigger
    clause = trigger if trigger.pos_ == "VERB" else _clause(trigger)
    rings: list[list[Token]] = []
    subject = next((c for c in clause.children if c.dep_ == "nsubj" and c not in harm.heads), None)
    if clause.dep_ in ("advcl", "acl", "relcl", "conj") and subject is None:
        subject = next((c for c in clause.head.children if c.dep_ in ("nsubj", "nsubjpass")), None) if clause.dep_ != "relcl" else clause.head
    near: list[Token] = []
    if near_only and harm.rule == "noun":
        # what the clause around "the death of X" tells is something else
        return min(_told_causes(list(trigger.subtree), context), key=lambda c: lexicon.cause_rank[c], default=None)
    if subject is not None and subject not in harm.heads:
        near += [subject, *(t for t in subject.subtree if abs(t.i - subject.i) <= 4)]
    if clause.dep_ == "advcl" and clause.tag_ == "VBG":
        # "opened fire, wounding two"
        near += [clause.head, *(c for c in clause.head.children if c.dep_ in ("dobj", "prt", "prep"))]
        near += [t for c in clause.head.children if c.dep_ == "dobj" for t in c.subtree if 0 < t.i - c.i <= 4]
    for child in (*clause.children, *trigger.children):
        if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("while", "whereas", "although") for c in child.children):
            continue
        if child.dep_ in ("agent", "prep", "advcl", "pcomp", "npadvmod", "mark") or (child.dep_ == "conj" and child.pos_ == "VERB"):
            near += [t for t in child.subtree if t.i - child.i <= 12]
    rings.append(near)
    crash: str | None = None
    if not near_only:
        rings.append(list(clause.subtree))
        rings.append(list(context.doc.sentence_of(trigger)))
    for n, ring in enumerate(rings):
        told = _told_causes([t for t in ring if t.i not in {h.i for h in harm.heads}], context)
        if n:
            # a protest somewhere in the sentence killed nobody
            told = [c for c in told if c != "crowd"]
        if told == ["road_accident"] and any(t.lemma_.lower() in _CRASHES for t in ring):
            # a crash alone does not tell what crashed
            crash = "road_accident"
            continue
        if crash is not None:
            told = [c for c in told if c.endswith("_accident") and c != crash]
        if told:
            return min(told, key=lambda c: lexicon.cause_rank[c])
    if near_only or crash is not None:
        return crash
    if trigger.lemma_ in lexicon.causes:
        return lexicon.causes[trigger.lemma_]
    return None


def _told_causes(tokens: Sequence[Token], context: _Context) -> list[str]:
    """The causes that words tell; two words together outdo either ("heart attack", "air crash")."""
    lexicon = context.lexicon
    told: list[str] = []
    covered: set[int] = set()
    for token in tokens:
        if token.lower_ in lexicon.cause_openers and token.i + 1 < len(context.doc.doc):
            pair = f"{token.lower_} {context.doc.doc[token.i + 1].lower_}"
            if pair in lexicon.causes:
                told.append(lexicon.causes[pair])
                covered.update((token.i, token.i + 1))
    for token in tokens:
        # troops that storm a house are no weather
        if token.i not in covered and not (token.pos_ == "VERB" and token.lemma_ in ("storm", "train", "plant", "mine", "fire", "ship", "plague")):
            cause = lexicon.causes.get(token.lower_) or lexicon.causes.get(token.lemma_.lower())
            if token.lemma_ == "mine" and (token.head.lower_ in ("by", "on") or token.head.lemma_ in lexicon.igniters):
                # "killed by a mine", "hit a mine": none that coal comes from
                cause = "explosives"
                told.append(cause)
            elif cause is not None and not (token.lemma_.lower() in lexicon.vehicles and not _is_accident(token, context)):
                told.append(cause)
    if "road_accident" in told and any(c.endswith("_accident") and c != "road_accident" for c in told):
        # an aircraft that crashes meets with no accident of the road
        roads = [t for t in tokens if lexicon.causes.get(t.lower_, lexicon.causes.get(t.lemma_.lower())) == "road_accident"]
        if all(t.lemma_.lower() in _CRASHES for t in roads):
            told = [c for c in told if c != "road_accident"]
    # whoever opens fire from a vehicle has no accident
    if "firearms" in told:
        return [c for c in told if not c.endswith("_accident")]
    # a blast in a coal mine is an accident of the mine
    if "industrial_accident" in told and set(told) <= {"explosives", "industrial_accident", "fire", "chemical", "flood", "poisoning"}:
        return ["industrial_accident"]
    return told


def _is_accident(vehicle: Token, context: _Context) -> bool:
    """Whether the sentence tells what happened to a vehicle, a road or a mine; people are shot in cars, too."""
    sentence = context.doc.sentence_of(vehicle)
    return not context.lexicon.accidents.isdisjoint(
        [*context.doc.token_lowers[sentence.start : sentence.end], *context.doc.token_lemmas[sentence.start : sentence.end]]
    )


def _doer(harm: Harm, context: _Context) -> Token | None:
    """The token whose actor did the harm, as the clause of the harm says it."""
    trigger = harm.trigger
    if trigger.lemma_ == "treat":
        return None
    clause = trigger if trigger.pos_ in ("VERB", "AUX") else None
    if clause is None:
        for prep in trigger.rights:
            if prep.dep_ in ("prep", "agent") and prep.lower_ == "by":
                return _as_doer(next((o for o in prep.children if o.dep_ == "pobj"), None), context)
        owner = next((c for c in trigger.lefts if c.dep_ == "poss"), None)
        if owner is not None and owner not in harm.heads and harm.rule == "noun":
            return _as_doer(owner, context)
        clause = _clause(trigger)
        if clause.lemma_ in ("make", "carry") and trigger.dep_ == "dobj" and trigger.head == clause:
            # "police made a dozen arrests"
            return _as_doer(next((c for c in clause.children if c.dep_ == "nsubj"), None), context)
        lives = clause.lemma_ == "claim" and trigger.lemma_ == "life"
        if (clause.lemma_ in ("leave", "inflict", "cause") or lives) and not any(c.dep_ == "nsubjpass" for c in clause.children):
            return _as_doer(next((c for c in clause.children if c.dep_ == "nsubj"), None), context)
        return _by_attack(clause, context)
    if harm.rule == "object" and clause.lemma_ == "lose":
        # whoever loses fighters has not killed them
        return None
    if harm.rule == "object":
        return _as_doer(next((c for c in clause.children if c.dep_ == "nsubj" and c not in harm.heads), None), context)
    for child in clause.children:
        if child.dep_ == "agent":
            return _as_doer(next((o for o in child.children if o.dep_ == "pobj"), None), context)
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in clause.children)
    subject = next((c for c in clause.children if c.dep_ == "nsubj" and c not in harm.heads), None)
    if not passive and subject is not None:
        if subject.lower_ in ("which", "that", "who") and subject.head.dep_ in ("relcl", "ccomp"):
            node = clause
            while node.dep_ == "ccomp":
                node = node.head
            return _antecedent_doer(node, context) if node.dep_ == "relcl" else None
        return _as_doer(subject, context)
    if not passive and clause.tag_ == "VBG" and clause.dep_ in ("advcl", "acl", "conj", "xcomp", "pcomp"):
        head = clause.head
        if clause.dep_ == "acl" and head.pos_ in ("NOUN", "PROPN"):
            return _as_doer(head, context)
        while head.pos_ == "ADP":
            if head.lower_ in ("for", "of"):
                # "was jailed for killing", "accused of killing": whoever is judged did it, not who judges
                judged = next((c for c in head.head.children if c.dep_ in ("nsubjpass", "dobj")), None)
                return _as_doer(judged or (head.head.head if head.head.dep_ == "acl" else None), context)
            head = head.head
        for child in head.children:
            if child.dep_ == "agent":
                return _as_doer(next((o for o in child.children if o.dep_ == "pobj"), None), context)
        if head.lemma_ not in context.lexicon.undergoers and not any(c.dep_ == "nsubjpass" for c in head.children):
            return _as_doer(next((c for c in head.children if c.dep_ == "nsubj"), None), context)
        return None
    if clause.dep_ == "ccomp" and not passive:
        # a relative clause around a verb of saying: "a campaign, which officials said killed dozens"
        node = clause
        while node.dep_ == "ccomp":
            node = node.head
        if node.dep_ == "relcl":
            return _antecedent_doer(node, context)
    if clause.dep_ == "conj" and not passive:
        first = clause.head
        while first.dep_ == "conj":
            first = first.head
        if any(c.dep_ in ("dobj", "nsubj") for c in first.children) and first.pos_ == "VERB" and any(c.dep_ == "dobj" for c in clause.children):
            return _doer(replace(harm, trigger=first), context) if first != trigger else None
    return _by_attack(clause, context)


def _antecedent_doer(relative: Token, context: _Context) -> Token | None:
    """The doer that a relative clause goes back to: its antecedent, or the attack that stands before a place the parser took for it."""
    antecedent = relative.head
    above = antecedent.head.head if antecedent.dep_ == "pobj" else antecedent
    if above.pos_ == "NOUN" and above.lemma_.lower() in context.lexicon.attacks and antecedent.lemma_.lower() not in context.lexicon.attacks:
        # "the bombing of the headquarters that killed 22"
        return _owner(above, context)
    found = _as_doer(antecedent, context)
    if found is not None and antecedent.ent_type_ not in ("GPE", "LOC", "FAC"):
        return found
    node = antecedent
    while node.head.i != node.i and node.dep_ in ("pobj", "prep", "conj", "nmod", "compound"):
        node = node.head
        if node.pos_ == "NOUN" and node.lemma_.lower() in context.lexicon.attacks:
            return _owner(node, context)
    return None


def _by_attack(clause: Token, context: _Context) -> Token | None:
    """The doer of an attack that the clause names: "in an Israeli raid", "as the rebel assault went on"."""
    clauses = [clause, *(c for c in clause.conjuncts if c.pos_ == "VERB")]
    for child in (c for one in clauses for c in one.children):
        # the campaign since whose beginning people died is not said to have killed them
        if any(t.lower_ in ("since", "until", "before") for t in (child, *child.children)):
            continue
        if child.dep_ in ("prep", "advcl", "agent"):
            for token in child.subtree:
                if token.lemma_.lower() in context.lexicon.attacks and token.pos_ == "NOUN" and token.i - child.i <= 8:
                    owner = _owner(token, context)
                    if owner is not None:
                        return owner
    return None


def _as_doer(token: Token | None, context: _Context) -> Token | None:
    """The token itself when it names an actor; of an attack, whoever owns or began it."""
    if token is None:
        return None
    if token.lemma_.lower() in context.lexicon.attacks and token.pos_ == "NOUN":
        return _owner(token, context)
    actor = context.actors.actor_of(token)
    return token if actor is not None and actor.kind in _DOERS else None


def _owner(attack: Token, context: _Context) -> Token | None:
    """Who did an attack: its possessor, its adjective of nation or force, "by", or the subject of the verb that it is the object of."""
    for child in attack.children:
        if child.dep_ == "poss" and context.actors.actor_of(child) is not None:
            return child
        if child.dep_ == "acl" and child.tag_ == "VBN":
            child = next((c for c in child.children if c.dep_ == "agent"), child)
        if child.dep_ in ("prep", "agent") and child.lower_ == "by":
            obj = next((o for o in child.children if o.dep_ == "pobj"), None)
            if obj is not None and context.actors.actor_of(obj) is not None:
                return obj
    for child in attack.lefts:
        if child.dep_ in ("amod", "compound", "nmod"):
            mention = context.actors.covering(child)
            if mention is not None and mention.head != attack.i and child.i == mention.head:
                return child
            nation = context.lexicon.nations.get(child.lower_)
            if nation is not None:
                return _of_nation(nation, context)
    verb = attack.head
    if attack.dep_ == "dobj" and verb.lemma_ in context.lexicon.beginnings:
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if subject is not None and context.actors.actor_of(subject) is not None:
            return subject
    if attack.dep_ == "oprd" or (attack.dep_ in ("dobj", "ccomp", "attr") and verb.lemma_ == "call"):
        outer = verb.head
        while outer.dep_ in ("pcomp", "prep"):
            outer = outer.head
        subject = next((c for c in outer.children if c.dep_ == "nsubj"), None)
        if outer.lemma_ in ("begin", "launch", "start", "open") and subject is not None and context.actors.actor_of(subject) is not None:
            return subject
    return None


def _of_nation(code: str, context: _Context) -> Token | None:
    """A token whose actor is the country itself, where the document names it."""
    for mention in context.actors.mentions:
        actor = context.actors.actors[mention.actor_id]
        if actor.kind == "country" and actor.country == code:
            return context.doc.doc[mention.head]
    return None


def _act(harm: Harm, context: _Context, cause: str | None) -> tuple[EventMention, tuple[Participant, ...]] | None:
    """The coded act that did the harm: the harm itself, else the attack of its clause."""
    if not context.acts:
        return None
    types = _ACT_TYPES.get(harm.outcome, _FORCE)
    itself = context.act_at(harm.trigger.i, types) or context.act_at(harm.last.i, types)
    if itself is not None:
        return itself
    if harm.outcome == "evacuated":
        return None
    # accidents and illness have causes, not acts
    if cause is not None and cause not in context.lexicon.violent:
        return None
    clause = harm.trigger if harm.trigger.pos_ in ("VERB", "AUX") else _clause(harm.trigger)
    near: list[Token] = [clause]
    subject = next((c for c in clause.children if c.dep_ == "nsubj"), None)
    if subject is not None:
        near.append(subject)
    if clause.dep_ in ("advcl", "acl", "conj", "xcomp", "ccomp"):
        near.append(clause.head)
        near += [c for c in clause.head.children if c.dep_ == "nsubj" and clause.dep_ in ("advcl", "conj")]
    if clause.dep_ == "relcl":
        near.append(clause.head)
    for child in clause.children:
        # "12 died while the rebels spoke of killing 70"
        if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("while", "whereas", "although") for c in child.children):
            continue
        if child.dep_ in ("prep", "agent", "advcl"):
            near += [t for t in child.subtree if t.i - child.i <= 8]
    for token in near:
        found = context.act_at(token.i, types)
        if found is not None:
            return found
    return None


def _statement(harm: Harm, context: _Context) -> Statement | None:
    """The innermost statement whose content covers the word of harm."""
    around = [s for s in context.statements if s.start <= harm.trigger.i < s.end and not s.is_cue_negated]
    return min(around, key=lambda s: (s.end - s.start, -s.start), default=None)


def _claimant(harm: Harm, statement: Statement | None, context: _Context) -> tuple[str | None, str | None]:
    """Actor and words of who vouches for a claim; whoever denies does not vouch for what the denial takes for granted."""
    rejected = _rejected_claim(harm.trigger, context.lexicon)
    if rejected is not None:
        owner = next((c for c in rejected.lefts if c.dep_ in ("poss", "compound", "amod")), None)
        actor = context.actors.actor_of(owner) if owner is not None else None
        return (actor.actor_id, context.doc.span_text(owner)) if actor is not None and owner is not None else (None, None)
    spoke = _speaker_of(harm.trigger, context)
    if spoke is not None:
        return spoke
    if statement is not None and (statement.act == "deny" or (statement.act in _JUDGING and _is_taken_for_granted(harm, statement))):
        return None, None
    if statement is not None:
        return statement.speaker_actor_id or statement.relayed_by_actor_id, statement.speaker_text or statement.relayed_by_text
    clause = harm.trigger if harm.trigger.pos_ in ("VERB", "AUX") else _clause(harm.trigger)
    if harm.rule == "toll" and clause.lemma_ in context.lexicon.counters:
        # "put the toll at 40"
        subject = next((c for c in clause.children if c.dep_ == "nsubj" and harm.trigger not in c.subtree), None)
        if subject is not None and subject.pos_ in ("NOUN", "PROPN", "PRON") and subject.lower_ not in ("which", "that", "who", "it", "this"):
            actor = context.actors.actor_of(subject)
            return actor.actor_id if actor is not None else None, context.doc.span_text(subtree_span(subject))
    if clause.lemma_ == "claim" and harm.trigger.lemma_ != "life" and harm.outcome != "detained":
        # "claimed 3,000 dead"
        subject = next((c for c in clause.children if c.dep_ == "nsubj"), None)
        actor = context.actors.actor_of(subject) if subject is not None else None
        if actor is not None and subject is not None:
            return actor.actor_id, context.doc.span_text(subject)
    if any(s.start <= harm.trigger.i < s.end for s in context.statements):
        # a statement that was not made
        return None, None
    recorder = _recorder(harm, context)
    if recorder is not None:
        return recorder
    told = _teller(harm.trigger, context)
    return told if told[1] is not None else _according(harm.trigger, context)


def _according(trigger: Token, context: _Context) -> tuple[str | None, str | None]:
    """Whose count ends a sentence without a verb: "204 killed and 90 injured, according to the rescue agency"."""
    sentence = context.doc.sentence_of(trigger)
    for at in range(trigger.i + 1, sentence.end - 2):
        token = context.doc.doc[at]
        if token.text == ";":
            break
        if token.lower_ == "according" and token.nbor(1).lower_ == "to" and token.nbor(-1).text == ",":
            source = next((o for c in (token, token.nbor(1)) for o in c.children if o.dep_ == "pobj"), None)
            if source is not None and source.pos_ in ("NOUN", "PROPN"):
                actor = context.actors.actor_of(source)
                return actor.actor_id if actor is not None else None, context.doc.span_text(subtree_span(source))
    return None, None


def _speaker_of(trigger: Token, context: _Context) -> tuple[str | None, str] | None:
    """Who speaks of a harm: "the rebels spoke of slaying 70 soldiers", "talked about 40 dead"."""
    node = trigger
    for _ in range(4):
        parent = node.head
        if parent.i == node.i or node.dep_ not in ("pcomp", "pobj", "amod", "acl", "dobj", "nummod", "prep", "oprd"):
            return None
        if node.dep_ == "prep" and parent.lemma_ in context.lexicon.speakers and node.lower_ in ("of", "about"):
            subject = next((c for c in parent.children if c.dep_ == "nsubj"), parent.head if parent.dep_ == "acl" else None)
            actor = context.actors.actor_of(subject) if subject is not None else None
            if subject is None or actor is None or any(c.dep_ in ("neg", "aux") and c.lower_ not in ("had", "has", "have") for c in parent.children):
                return None
            whole = subject.pos_ != "PRON" and parent.dep_ != "acl"
            return actor.actor_id, context.doc.span_text(subtree_span(subject)) if whole else context.doc.span_text(subject)
        node = parent
    return None


def _recorder(harm: Harm, context: _Context) -> tuple[str | None, str] | None:
    """Who counts the harm that is the object of a verb: "the clinic reported 12 deaths", "the UN has recorded 800 civilians killed"."""
    node = harm.trigger
    for _ in range(3):
        if node.dep_ not in ("dobj", "acl", "amod", "oprd", "nummod", "ccomp", "pobj", "prep", "conj"):
            return None
        node = node.head
        if node.pos_ in ("VERB", "AUX"):
            break
    if node.i == harm.trigger.i or node.lemma_ not in context.lexicon.recorders or any(c.dep_ == "neg" for c in node.children):
        return None
    subject = next((c for c in node.children if c.dep_ == "nsubj"), None)
    actor = context.actors.actor_of(subject) if subject is not None else None
    if subject is None or actor is None or actor.kind not in _DOERS | {"media"} or subject.i > harm.trigger.i:
        return None
    return actor.actor_id, context.doc.span_text(subtree_span(subject)) if subject.pos_ != "PRON" else subject.text


def _is_taken_for_granted(harm: Harm, statement: Statement) -> bool:
    """Whether an indirect statement names a harm by a noun or a relative clause, not by a clause of its own."""
    if statement.form != "indirect":
        return False
    if harm.rule in ("noun", "counted"):
        return True
    return any(t.dep_ in ("relcl", "acl") and statement.start <= t.i < statement.end for t in (harm.trigger, *harm.trigger.ancestors))


def _teller(trigger: Token, context: _Context) -> tuple[str | None, str | None]:
    """The subject of the verb of telling whose clause holds the harm, for telling that was not read as a statement ("medics and witnesses said")."""
    node = trigger
    while node.head.i != node.i:
        parent = node.head
        if node.dep_ == "ccomp" and parent.lemma_ in context.lexicon.tellers and not any(c.dep_ == "neg" for c in parent.children):
            subject = next((c for c in parent.children if c.dep_ == "nsubj"), None)
            if subject is None or subject.lower_ in ("which", "that", "who", "it"):
                return None, None
            if any(t.text == ";" for t in context.doc.doc[trigger.i : subject.i]):
                # "Blast kills 23; union says owner ignored warnings"
                return None, None
            actor = context.actors.actor_of(subject)
            tokens = [t for t in subject.subtree if not t.is_space]
            start, end = tokens[0], tokens[-1]
            whole = context.doc.surface(start.idx, end.idx + len(end)) if len(tokens) <= 12 else context.doc.span_text(subject)
            return actor.actor_id if actor is not None else None, whole
        if node.dep_ in ("relcl", "acl") and node.i != trigger.i:
            return None, None
        node = parent
    return _closing_teller(trigger, context)


def _closing_teller(trigger: Token, context: _Context) -> tuple[str | None, str | None]:
    """Who stands between the last comma and a verb of telling that ends the sentence: ", medics and witnesses said." puzzles the parser."""
    sentence = context.doc.sentence_of(trigger)
    words = [t for t in sentence if not t.is_space and not t.is_punct]
    verb = next((t for t in words[-3:] if t.tag_ == "VBD" and t.lemma_ in context.lexicon.tellers), None)
    if verb is None or any(t.lower_ in ("that", "who", "which") for t in words[-5:]):
        return None, None
    comma = max((t.i for t in sentence if t.text == "," and t.i < verb.i), default=-1)
    speaker = context.doc.doc[comma + 1 : verb.i]
    if comma < trigger.i or not 1 <= len(speaker) <= 12 or any(t.pos_ in ("VERB", "AUX", "NUM") for t in speaker):
        return None, None
    if not any(t.pos_ in ("NOUN", "PROPN") for t in speaker):
        return None, None
    first = next((m for m in context.actors.within(comma + 1, verb.i) if m.start <= comma + 2), None)
    text = context.doc.surface(speaker[0].idx, speaker[-1].idx + len(speaker[-1]))
    return (context.actors.actors[first.actor_id].actor_id if first is not None else None), text


def _rejected_claim(trigger: Token, lexicon: HarmLexicon) -> Token | None:
    """The noun of saying around a harm that somebody rejects: the "claims" of "denied claims that six soldiers were killed"."""
    node = trigger
    for _ in range(4):
        parent = node.head
        if parent.i == node.i or (trigger.pos_ == "NOUN" and parent.pos_ in ("VERB", "AUX")):
            return None
        if parent.lemma_.lower() in lexicon.claims and parent.pos_ == "NOUN" and node.dep_ in ("acl", "ccomp", "relcl", "pobj", "prep"):
            above = parent.head
            if above.lemma_ == "be" and parent.dep_ == "nsubj":
                return parent if any(c.dep_ == "acomp" and c.lower_ in lexicon.untrue for c in above.children) else None
            return parent if above.lemma_ in lexicon.rejecters and parent.dep_ in ("dobj", "nsubjpass", "pobj") else None
        node = parent
    return None


def _relation(row: Casualty, context: _Context) -> str | None:
    """Where the claimant stands; null without a claimant."""
    if row.claimed_by_actor_id is None:
        return None
    claimant = context.actors.actors.get(row.claimed_by_actor_id)

    def sides(actor_id: str | None) -> set[str]:
        actor = context.actors.actors.get(actor_id) if actor_id is not None else None
        if actor is None:
            return set()
        # the side of rebels and parties is not that of their country
        land = None if actor.kind in ("armed_group", "party") else actor.country
        return {part for part in (actor.actor_id, actor.parent_actor_id, land) if part is not None}

    statement = next((s for s in context.statements if s.statement_id == row.statement_id), None)
    is_accuser = statement is not None and statement.act in ("accuse", "condemn", "criticise", "deny")
    own = sides(row.claimed_by_actor_id)
    doer, victim = sides(row.perpetrator_actor_id), sides(row.victim_actor_id)
    if claimant is not None:
        for side, actor_id in ((doer, row.perpetrator_actor_id), (victim, row.victim_actor_id)):
            other = context.actors.actors.get(actor_id) if actor_id is not None else None
            if other is None or is_accuser or claimant.kind != other.kind or claimant.kind not in _SIDED:
                # whoever accuses rebels is another rebel
                continue
            if _is_shortened(claimant.name, other.name):
                # "the coalition" and "the US-led coalition"
                side.add(claimant.actor_id)
        if not victim and claimant.kind == row.victim_category and (row.victim_text or "").islower():
            # an army that tells of "soldiers" tells of its own
            victim.add(claimant.actor_id)
    if own & doer and not own & victim:
        return "perpetrator_side"
    if own & victim and not own & doer:
        return "victim_side"
    if claimant is not None and claimant.kind in ("intergovernmental", "ngo", "media"):
        return "third_party"
    countries = [
        context.actors.actors[i].country for i in (row.perpetrator_actor_id, row.victim_actor_id) if i is not None and i in context.actors.actors
    ]
    if len(countries) == 2 and None not in countries and claimant is not None and claimant.country is not None and claimant.country not in countries:
        return "third_party"
    return "unknown"


def _without_doubles(found: Sequence[_Found], doc: AnnotatedDocument) -> list[_Found]:
    """Drop what tells one harm twice: two words of harm with the same victims ("shot and killed"), the weaker outcome."""
    kept: list[_Found] = []
    for candidate in found:
        double = False
        for n, other in enumerate(kept):
            if other.victims is None or candidate.victims is None:
                continue
            is_one_number = other.victims.quantity is not None and other.victims.quantity == candidate.victims.quantity
            if other.victims.noun.i != candidate.victims.noun.i and not is_one_number:
                continue
            pair = {other.row.outcome, candidate.row.outcome}
            if len(pair) == 1:
                double = True
            elif pair == {"killed", "wounded"} and "state" in (candidate.harm.rule, other.harm.rule):
                # "three wounded people died": the weaker outcome is past
                if other.row.outcome == "wounded":
                    kept[n] = candidate
                double = True
            elif pair == {"killed", "wounded"}:
                joined = _joint(other, candidate, doc)
                if joined is not None:
                    kept[n] = joined
                    double = True
            if double:
                break
        if not double:
            kept.append(candidate)
    return kept


def _joint(one: _Found, other: _Found, doc: AnnotatedDocument) -> _Found | None:
    """Killed or wounded together, not told apart: one row of casualties."""
    first, second = sorted((one, other), key=lambda f: f.harm.trigger.i)
    a, b = first.harm.trigger, second.harm.trigger
    between = {t.lower_ for t in a.doc[a.i + 1 : b.i]}
    if not between & {"or", "and"} or b.i - a.i > 3 or (first.row.count_high == 1):
        return None
    tokens = a.doc
    start, end = min(first.row.start, second.row.start), max(first.row.end, second.row.end)
    start_char, end_char = tokens[start].idx, tokens[end - 1].idx + len(tokens[end - 1])
    row = replace(
        first.row,
        outcome="casualties",
        start=start,
        end=end,
        start_char=start_char,
        end_char=end_char,
        text=doc.surface(start_char, end_char),
        casualty_id=make_id("cas", first.row.document_id, start_char, end_char, "casualties", first.row.count_stated),
    )
    return replace(first, row=row)


def _breakdowns(found: Sequence[_Found], context: _Context) -> list[_Found]:
    """Rows for the parts of a row: "including seven civilians", "two of them children"."""
    more: list[_Found] = []
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
            harm = replace(whole.harm, rule="part")
            made = _make(
                harm,
                context,
                start=part.start,
                end=part.end,
                stated=part.stated,
                low=part.low,
                high=part.high,
                qualifier=part.qualifier,
                quantity=part.quantity,
                noun=None if context.quantities.at(part.noun) is not None else part.noun,
                victims=part,
                category=part.category,
                status=whole.row.status,
            )
            row = replace(
                made.row,
                part_of_casualty_id=whole.row.casualty_id,
                perpetrator_actor_id=whole.row.perpetrator_actor_id,
                cause=whole.row.cause,
                claimed_by_actor_id=whole.row.claimed_by_actor_id,
                claimed_by_text=whole.row.claimed_by_text,
                claimant_relation=whole.row.claimant_relation,
                statement_id=whole.row.statement_id,
            )
            taken.add((part.start, part.end))
            nouns.add(part.noun.i)
            more.append(replace(made, row=row))
    return more


def _with_noun(found: _Found, context: _Context) -> _Found:
    """A row of a counted noun of harm with that noun for its victims, so that it can be broken down: "36 bodies, 11 of them children"."""
    row, noun = found.row, found.harm.trigger
    quantity = context.quantities.counting(noun)
    if found.victims is not None or found.harm.rule != "counted" or quantity is None or row.count_stated == 0 or row.outcome == "casualties":
        return found
    victims = Victims(
        noun, noun, quantity, row.count_stated, row.count_low, row.count_high, row.qualifier, row.victim_category, False, False, row.start, row.end
    )
    return replace(found, victims=victims)


def _parts(whole: _Found, context: _Context) -> Iterator[Victims]:
    """Noun phrases that break down the victims of a row, in the same sentence."""
    assert whole.victims is not None
    doc = context.doc.doc
    sentence = context.doc.sentence_of(whole.harm.trigger)
    heads = {whole.victims.token.i, whole.victims.noun.i}

    def read(token: Token) -> Victims | None:
        return victims_of(token, context.doc, context.actors, context.quantities, context.lexicon.victims, people="known")

    yield from _appositions(whole, context)
    stop = min(sentence.end, whole.row.end + 25)
    for at in range(whole.victims.noun.i + 1, stop):
        token = doc[at]
        low = token.lower_
        if low in _INCLUDING and token.pos_ in ("VERB", "ADP", "SCONJ") and at - max(whole.row.end, whole.victims.end) <= 12:
            if not _is_part_of(token, whole, heads):
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
                if follower.pos_ in ("NOUN", "PROPN") and follower.lemma_.lower() in context.lexicon.victims.categories:
                    category = context.lexicon.victims.categories[follower.lemma_.lower()]
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


def _with_shared(victims: Victims, context: _Context) -> Victims:
    """The victims with a bare plural that shares their number: "eight women and children"."""
    for noun in victims.noun.conjuncts if victims.quantity is not None else ():
        other = victims_of(noun, context.doc, context.actors, context.quantities, context.lexicon.victims, people="known")
        if other is not None and noun.head == victims.noun and _shares_number(other, context):
            return replace(
                victims,
                category=victims.category if other.category == victims.category else "unspecified",
                end=max(victims.end, other.end),
                sex=victims.sex if other.sex == victims.sex else None,
                age_group=victims.age_group if other.age_group == victims.age_group else None,
            )
    return victims


def _appositions(whole: _Found, context: _Context) -> Iterator[Victims]:
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


def _is_part_of(word: Token, whole: _Found, heads: set[int]) -> bool:
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


def _with_claims(rows: Sequence[Casualty], actors: Mapping[str, Actor]) -> Iterator[Casualty]:
    """Give each row the id of its claim; rows that restate one share it."""
    claims: list[tuple[str, Casualty]] = []
    for row in rows:
        claim = next((claim for claim, earlier in claims if _restates(row, earlier, actors)), None)
        if claim is None:
            claim = make_id("clm", row.casualty_id)
        claims.append((claim, row))
        yield replace(row, claim_id=claim)


def _restates(row: Casualty, earlier: Casualty, actors: Mapping[str, Actor]) -> bool:
    if row.outcome != earlier.outcome or row.status != earlier.status or (row.part_of_casualty_id is None) != (earlier.part_of_casualty_id is None):
        return False
    if (row.count_stated, row.count_low, row.count_high) != (earlier.count_stated, earlier.count_low, earlier.count_high):
        return False
    if not _is_same_claimant(row, earlier, actors):
        return False
    if row.count_stated == 0:
        # that nobody was hurt is said of each act by itself
        return row.event_id is not None and row.event_id == earlier.event_id
    if row.event_id is not None and earlier.event_id is not None and row.event_id != earlier.event_id and not _is_retold(row, earlier):
        return False
    categories = {row.victim_category, earlier.victim_category} - {"unspecified"}
    if len(categories) > 1:
        return False
    same_victim = row.victim_actor_id is not None and row.victim_actor_id == earlier.victim_actor_id
    if row.count_high == 1 and not same_victim:
        return False
    if row.count_stated is not None and row.count_stated <= _SMALL and not same_victim:
        same_words = (row.victim_text or "").lower() == (earlier.victim_text or "").lower()
        return same_words or (earlier.start_char < earlier.sentence_end_char <= row.sentence_start_char and earlier.start_char == 0)
    return True


def _is_same_claimant(row: Casualty, earlier: Casualty, actors: Mapping[str, Actor]) -> bool:
    """Whether the claimants of two rows may be one: the same or a part of it, shortened ("the ministry"), or not told for one of the rows."""
    own, told = row.claimed_by_text, earlier.claimed_by_text
    if own is None or told is None or (row.claimed_by_actor_id is not None and row.claimed_by_actor_id == earlier.claimed_by_actor_id):
        return True
    one, other = (actors.get(r.claimed_by_actor_id) if r.claimed_by_actor_id is not None else None for r in (row, earlier))
    if one is not None and other is not None and (one.actor_id == other.parent_actor_id or other.actor_id == one.parent_actor_id):
        return True
    return _is_shortened(own, told)


def _is_shortened(one: str, other: str) -> bool:
    """Whether the words of one name are among those of the other: "the ministry" and "Defence Ministry"."""
    words, more = ({w.strip(".,'\"").removesuffix("s") for w in text.lower().split() if w not in _SMALL_WORDS} for text in (one, other))
    # "ministry officials" speak for the ministry
    words, more = (said - _VOICES or said for said in (words, more))
    return bool(words and more) and (words <= more or more <= words)


def _is_retold(row: Casualty, earlier: Casualty) -> bool:
    """Whether a claim of another act must be one told before: the same large figure of the same sort of people, and no word of addition."""
    if row.count_stated is None or row.count_stated <= _SMALL or row.victim_text is None or earlier.victim_text is None:
        return False
    if {"another", "other", "others", "more", "further"} & {word.lower() for word in row.text.split()}:
        return False
    if row.date_start is not None and earlier.date_end is not None and row.date_start > earlier.date_end:
        return False
    return row.victim_text.lower().split()[-1] == earlier.victim_text.lower().split()[-1]
