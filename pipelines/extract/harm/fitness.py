"""Whether the victims are such as a word of harm takes, and their number theirs alone.

What belongs here: checks of one word of harm against one noun phrase. What does not: finding either.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from pipelines.extract.harm.causes import cause_of
from pipelines.extract.harm.context import Context, Found
from pipelines.extract.harm.lexicon import HarmLexicon
from pipelines.extract.harm.triggers import Harm
from pipelines.extract.model import Actor
from pipelines.extract.victims import Victims

#: Nouns that with a bare plural tell of a practice ("the arrest of dissidents"), not of harm done.
_STATES_OF_AFFAIRS = frozenset(["death", "arrest", "detention", "evacuation", "capture", "rescue"])
_DEFINITE = frozenset(["the", "these", "those", "some", "both"])
#: What a death is once it is called so.
_DEEDS = frozenset(["assassination", "murder", "killing", "killer", "murderer", "assassin"])
_PLACES = frozenset(["city", "town", "village", "capital", "hub", "base", "stronghold", "port", "province"])
#: What goes out to people whom a harm befell.
_COMFORT = frozenset(["sympathy", "condolence", "thought", "prayer", "heart"])
#: What people are held to, or held, without being kept.
_HELD_TO = frozenset(["responsible", "accountable", "liable", "back", "up", "aloft", "blameless", "guilty", "high", "together"])
#: People who are sent across a border when they flee.
_FOLK = frozenset(
    ["people", "person", "other", "civilian", "refugee", "resident", "villager", "family", "man", "woman", "child", "inhabitant", "more"]
)
_UNARMED = frozenset(["unspecified", "civilian", "child", "woman"])
_BODIES = frozenset(["body", "corpse"])
#: Words that make a shot a deadly one, or leave its outcome to others.
#: Words of harm in a sentence that tell why somebody is taken to hospital.
_BESIDE_HURT = frozenset(
    {"kill", "die", "wound", "injure", "dead", "death", "injury", "burn", "blast", "explosion", "bombing", "shooting", "attack", "clash"}
)
_DEADLY = frozenset(
    ["die", "kill", "dead", "death", "fatal", "fatally", "body", "suicide", "funeral", "bury", "victim", "murder", "survive", "himself", "herself"]
)
#: Tokens behind a sentence that are looked through, too: of many, and of one person, whose end is told later.
_SENTENCE = 30
_PARAGRAPHS = 150


def shares_number(victims: Victims, context: Context) -> bool:
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


def is_asked(trigger: Token) -> bool:
    """Whether a question asks for the harm itself; a noun of harm and a relative clause presuppose it."""
    if trigger.pos_ == "NOUN" and any(c.dep_ == "prep" and c.lower_ == "of" for c in trigger.children):
        return False
    return not any(t.dep_ == "relcl" for t in (trigger, *trigger.ancestors))


def is_negated_by_subject(harm: Harm, context: Context) -> bool:
    """No one, nobody, none: the number says the zero, and the clause itself is not negated twice."""
    for head in harm.heads:
        quantity = context.quantities.counting(head)
        if quantity is not None and quantity.stated == 0:
            return not any(c.dep_ == "aux" and c.lower_ in context.lexicon.modals for c in harm.trigger.children)
    return False


def is_of_another(harm: Harm, victims: Victims, context: Context) -> bool:
    """Whether a coordinated number has its own word of harm behind it: "15 killed and more than 100 wounded"."""
    if victims.token.i == harm.heads[0].i or victims.quantity is None:
        return False
    tokens = context.doc.doc
    at = victims.end
    while at < len(tokens) and at < victims.end + 3 and (tokens[at].pos_ == "ADV" or tokens[at].lower_ in ("were", "was", "others", "people")):
        at += 1
    return at < len(tokens) and at != harm.trigger.i and at > harm.trigger.i and tokens[at].lower_ in context.lexicon.states


def fits(harm: Harm, victims: Victims, context: Context) -> bool:
    """Whether the victims are such as the word of harm takes."""
    trigger = harm.trigger
    cause_told = harm.cause is not None or cause_of(harm, context, near_only=True) is not None or _is_blamed(trigger, context.lexicon)
    if victims.is_named and harm.named == "no":
        return False
    above = zip(range(4), trigger.ancestors, strict=False) if harm.named == "told" else ()
    if any(not context.lexicon.sought.isdisjoint((t.lemma_.lower(), t.lower_)) for _, t in above):
        # "a warrant for the arrest of Ana Ruiz"
        return False
    if trigger.lemma_ == "hold" and any(c.lower_ in _HELD_TO for c in trigger.children):
        # "have been held responsible", "guards held them back"
        return False
    sent = harm.outcome == "displaced" and trigger.lemma_ in ("send", "drive", "push", "force")
    if sent and (victims.category not in _UNARMED or (trigger.lemma_ == "send" and victims.noun.lemma_.lower() not in _FOLK)):
        # troops and envoys are sent across borders, too
        return False
    if victims.quantity is None and trigger.tag_ == "VBN" and _is_adjective_of_people(victims.noun, trigger):
        # "the Danish injured": of the hurt, not told how many
        return False
    if harm.outcome == "evacuated" and _is_freed(harm, context):
        return False
    if harm.outcome == "wounded" and trigger.lemma_ in ("shoot", "stab", "knife") and not _is_survived(trigger, victims, context):
        return False
    # patients in hospital may be ill
    if (
        trigger.lemma_ == "treat"
        and harm.last.lower_.startswith("hospital")
        and (victims.noun.lemma_.lower() == "patient" or cause_of(harm, context) in ("disease", "poisoning"))
    ):
        return False
    if trigger.lemma_ in ("hospitalise", "hospitalize") and not _is_beside_harm(trigger, context):
        # the ill are taken to hospital, too
        return False
    if harm.rule == "state" and trigger.lower_ in ("injured", "hurt") and trigger.dep_ == "amod" and victims.is_named:
        # "the injured Ruiz", of players; who was hurt before is told by another word
        return False
    if harm.rule == "noun":
        if harm.named == "caused" and not cause_told and victims.stated == 1 and victims.quantity is None:
            # "the death of a third protester" is one of several
            return any(c.ent_type_ == "ORDINAL" and c.lower_ != "first" for c in victims.noun.lefts)
        if victims.qualifier == "unstated" and trigger.head.head.lemma_ in ("result", "end", "lead") and trigger.head.head.tag_ in ("VBP", "VBZ"):
            # a practice: "now and then they end in the execution of a captive"
            return False
        if (
            victims.quantity is None
            and not victims.is_named
            and victims.qualifier == "unstated"
            and (
                trigger.lemma_.lower() in _STATES_OF_AFFAIRS
                or (trigger.lemma_.lower() not in _BODIES and not _is_definite(victims.noun) and not _is_blamed(trigger, context.lexicon))
            )
        ):
            return False
    if trigger.lemma_ == "die" and victims.quantity is None and any(t.lower_ == "natural" and t.head.lemma_ == "cause" for t in trigger.subtree):
        return False
    # somebody's dying of age or illness is no harm done unless its cause is told
    if (
        trigger.lemma_ in ("die", "succumb", "perish")
        and victims.stated == 1
        and victims.quantity is None
        # "another soldier died later": one more of those who were hurt
        and not any(c.lower_ == "another" for c in victims.noun.lefts)
        and not (cause_told or _is_hurt_before(trigger) or (_is_beside_wounds(trigger) and not _is_summed(harm, victims, context)))
    ):
        return False
    if (harm.rule != "toll" and _is_under_toll(victims.token, context)) or is_rate(max(victims.end, harm.last.i + 1), context) or _is_of_every(harm):
        return False
    if victims.qualifier == "unstated" and any(t.lower_ == "many" and t.nbor(-1).lower_ == "how" for t in victims.noun.lefts if t.i):
        return False
    if victims.qualifier == "unstated" and not context.doc.is_title(trigger):
        # the present tells of a practice: "guerrillas kill peasants", "people are being killed"
        present = any(c.dep_ in ("aux", "auxpass") and c.lower_ in ("is", "are", "'re") for c in trigger.children)
        if trigger.tag_ in ("VBP", "VBZ") or (present and trigger.tag_ in ("VBG", "VBN") and harm.outcome != "missing"):
            return False
    # "the families of murdered people": nobody is told to have been harmed
    if trigger.dep_ == "amod" and trigger.i < victims.noun.i and victims.quantity is None and not victims.is_named:
        return False
    behind = next((q for q in context.quantities.quantities if q.start == trigger.i + 1), None) if harm.rule == "verb" else None
    if behind is not None and any(t.tag_ == "VBG" and t.lemma_ in context.lexicon.verbs for t in context.doc.doc[behind.end : victims.noun.i]):
        # "killing seven and injuring scores", where the parser joins the two
        return False
    if victims.quantity is None and _is_comforted(trigger):
        # "our sympathies go out to the injured and their families"
        return False
    if victims.is_named and trigger.lemma_ == "capture" and any(c.dep_ == "appos" and c.lemma_.lower() in _PLACES for c in victims.noun.children):
        return False
    if victims.is_named and trigger.lemma_ == "capture" and _is_elsewhere_a_place(victims.noun):
        return False
    if trigger.lemma_ == "capture" and (victims.noun.lemma_.lower() in ("delegate", "voter", "vote") or trigger.tag_ in ("VBZ", "VBP")):
        # a candidate captures delegates, and a portrait somebody
        return False
    # one hurts a government's pride, or a country, without touching a person
    if trigger.lemma_ == "hurt" and victims.quantity is None and any(c.dep_ == "dobj" for c in trigger.children):
        return False
    # a force loses men; teams do, too
    if trigger.lemma_ == "lose" and harm.last.lower_ == "men" and (losing_force(trigger, context) is None or victims.quantity is None):
        return False
    # "the soldier who gives his life" is nobody
    if trigger.lemma_ in ("give", "lay", "sacrifice") and trigger.tag_ in ("VBZ", "VBP"):
        return False
    if trigger.lemma_ == "flee" and (victims.quantity is None or not (_is_flight(trigger, context) or trigger.head.lemma_ == "force")):
        return False
    return not (harm.outcome == "evacuated" and victims.quantity is None)


def _is_adjective_of_people(noun: Token, participle: Token) -> bool:
    """Whether a word names a people as the adjective of a bare participle does: "the Danish injured"; not "a Dane injured in the blast"."""
    if noun.ent_type_ != "NORP" or noun.tag_ not in ("JJ", "NNP") or participle.i != noun.i + 1 or [c.lower_ for c in noun.lefts] != ["the"]:
        return False
    return all(c.dep_ in ("cc", "conj", "punct") for c in participle.children)


def _is_comforted(trigger: Token) -> bool:
    """Whether words above, or the subject of one, are of sympathy."""
    above = [t for _, t in zip(range(4), trigger.ancestors, strict=False)]
    near = [*above, *(c for t in above if t.pos_ == "VERB" for c in t.lefts if c.dep_ == "nsubj")]
    return any(t.lemma_.lower() in _COMFORT for t in near)


def _is_freed(harm: Harm, context: Context) -> bool:
    """Whether the people who are rescued were held: captives are set free, and nobody is moved out of harm's way."""
    sentence = context.doc.sentence_of(harm.trigger)
    return not context.lexicon.captivity.isdisjoint(context.doc.token_lemmas[sentence.start : sentence.end])


def _is_survived(trigger: Token, victims: Victims, context: Context) -> bool:
    """Whether nothing near says that who was shot died: "was shot in the leg"; not "was shot in the head and died"."""
    if not any(c.dep_ == "auxpass" for c in trigger.children):
        return False
    sentence = context.doc.sentence_of(trigger)
    following = context.doc.token_lemmas[sentence.start : sentence.end + (_PARAGRAPHS if victims.stated == 1 else _SENTENCE)]
    return _DEADLY.isdisjoint(following) and not any(c.lower_ in ("at", "down") and c.n_rights == 0 for c in trigger.children)


def _is_beside_harm(trigger: Token, context: Context) -> bool:
    """Whether the sentence tells of the dead or hurt by another word."""
    return any(t.lemma_.lower() in _BESIDE_HURT for t in context.doc.sentence_of(trigger) if t.i != trigger.i)


def _is_beside_wounds(trigger: Token) -> bool:
    """Whether the sentence tells of wounds, or of the blow before the death: "was shot and died", "a woman had died and two were hurt"."""
    before = trigger.head if trigger.dep_ == "conj" else None
    if before is not None and before.lemma_ in ("shoot", "stab", "hit", "beat", "strike", "poison", "burn"):
        return True
    return any(t.lemma_.lower() in ("wound", "injure", "injury", "burn") and t.pos_ in ("VERB", "NOUN") for t in trigger.sent)


def _is_summed(harm: Harm, victims: Victims, context: Context) -> bool:
    """Whether a later head only ends a list that sums up the first: "Six pupils, five boys and a girl, died"."""
    first = harm.heads[0]
    between = (q for q in context.quantities.quantities if first.i < q.start < victims.start and q.sort == "count")
    return victims.token.i > first.i and any(q.head not in {h.i for h in harm.heads} for q in between)


def _is_hurt_before(trigger: Token) -> bool:
    """Whether the words behind a death tell how it came: "died on Monday, two days after an ambush in which she was wounded"."""
    if any(o.lemma_ in ("wound", "injury", "burn") for c in trigger.rights if c.lower_ in ("of", "from") for o in c.children):
        return True
    behind = [t for t in trigger.sent if trigger.i < t.i <= trigger.i + 20]
    after = next((t.i for t in behind if t.lower_ == "after"), None)
    return after is not None and any(
        t.i > after
        and t.lemma_ in ("wound", "injure", "shoot", "stab", "hit", "poison", "beat")
        and any(c.dep_ == "nsubjpass" and c.lower_ in ("he", "she") for c in t.children)
        for t in behind
    )


def losing_force(trigger: Token, context: Context) -> Actor | None:
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
    if trigger.lemma_ == "death" and any(
        t.i > trigger.i and t.lemma_.lower() in _DEEDS and any(c.lower_ in ("his", "her", "their") for c in t.lefts) for t in trigger.sent
    ):
        # "the death of Ana Ruiz ... her assassination"
        return True
    return any(t.lemma_.lower() in lexicon.blamers for _, t in zip(range(4), trigger.ancestors, strict=False))


def _is_definite(noun: Token) -> bool:
    """Whether a plural means people already told of or known: "the priests", "these men"; "the murder of students" tells of a practice."""
    return any(c.dep_ == "det" and c.lower_ in _DEFINITE for c in noun.lefts)


def _is_under_toll(head: Token, context: Context) -> bool:
    """The number of people killed is the toll's business."""
    return (
        head.dep_ == "pobj"
        and head.head.lower_ == "of"
        and head.head.head.lemma_ in (*context.lexicon.tolls, "percentage", "proportion", "rate", "share", "percent")
    )


def is_rate(end: int, context: Context) -> bool:
    """Whether the words behind a claim make it so many a day."""
    tokens = context.doc.doc
    one = tokens[end].lower_ if end < len(tokens) else ""
    two = f"{one} {tokens[end + 1].lower_}" if end + 1 < len(tokens) else ""
    if one == "on" and any(t.lower_ in ("daily", "weekly") for t in tokens[end : end + 3]):
        return True
    return one in context.lexicon.rates or two in context.lexicon.rates


def _is_of_every(harm: Harm) -> bool:
    """Whether the clause tells of every year or day: "claims a million lives in the region every year"."""
    beside = [c for t in {harm.trigger, harm.last, *harm.heads} for c in t.children if c.dep_ == "npadvmod"]
    return any(c.lower_ in ("year", "month", "week", "day", "hour") and any(d.lower_ in ("every", "each") for d in c.lefts) for c in beside)


def retold_row(harm: Harm, victims: Victims, before: Sequence[Found]) -> Found | None:
    """The row whose victims the words take up with their number: "the four people killed", "the death of the six priests"."""
    quantity = victims.quantity
    is_named_so = harm.rule == "noun" or harm.trigger.dep_ in ("acl", "relcl", "amod") or (harm.rule == "state" and harm.trigger in harm.heads)
    if quantity is None or victims.stated is None or not is_named_so:
        return None
    tokens = victims.noun.doc
    if quantity.end > victims.noun.i or quantity.start == 0 or tokens[quantity.end].lower_ in ("other", "more"):
        return None
    if tokens[quantity.start - 1].lower_ not in ("the", "these", "those"):
        return None
    same = (e for e in before if e.row.outcome == harm.outcome and e.row.count_stated == victims.stated and e.row.start < victims.start)
    return next((e for e in same if e.row.qualifier == victims.qualifier), None)


def _is_flight(trigger: Token, context: Context) -> bool:
    """Fleeing home, fighting or a country is displacement; fleeing a crime scene is not."""
    words = {t.lower_ for c in trigger.children if c.dep_ in ("dobj", "prep", "advmod") for t in c.subtree}
    return bool(words & context.lexicon.flight) and not words & {"scene", "custody", "jail", "prison"}


def is_repetition(harm: Harm, victims: Victims, before: Sequence[Found]) -> bool:
    """Whether "the soldier" or "they" takes up victims of a row before."""
    for earlier in before:
        if earlier.row.outcome != harm.outcome or earlier.victims is None:
            continue
        if victims.noun.pos_ == "PRON" and victims.low == 1 and earlier.row.count_stated == 1:
            continue
        if earlier.victims.noun.lemma_.lower() == victims.noun.lemma_.lower() or victims.qualifier == "unstated":
            return True
    return False
