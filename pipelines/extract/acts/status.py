"""How real an act is: tense, modality, negation, conditions and what governs the words that tell it.

What belongs here: status as the clause gives it. What does not: who says so, which ``events`` weighs with the document's statements.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from spacy.tokens import Token

from pipelines.extract.acts.clause import VERBAL, blaming, child, link
from pipelines.extract.acts.lexicon import EventLexicon

_DEPTH = 8
#: Verbs whose object is a beginning: what it is to lead to has not happened yet.
_OPENING = frozenset({"begin", "carry", "conduct", "launch", "stage", "start"})
#: Verbs that say of an act, their subject, that it goes on no longer.
_ENDING = frozenset({"cease", "end", "stop"})
#: Nouns whose lack leaves open what the clause beside them tells.
_PROOFS = frozenset({"confirmation", "evidence", "indication", "proof", "sign"})
#: Participles of what is to come.
_SCHEDULING = frozenset({"plan", "schedule", "set", "slat", "slate"})
_BEGINNING = frozenset({"begin", "convene", "open", "resume", "start"})
#: Meetings and what else comes about on a day set before.
_APPOINTED = frozenset({"conference", "election", "meeting", "negotiation", "referendum", "summit", "talk", "visit"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_TRYING = frozenset({"attempt", "try"})
_PROPOSING = frozenset({"demand", "insist", "propose", "recommend", "suggest"})
_GOING_ON = frozenset({"continue", "persist"})
#: Verbs that bring to nothing what an attempt or a plan, their object, was to do.
_THWARTING = frozenset({"avert", "defeat", "foil", "frustrate", "prevent", "repel", "repulse", "stop", "thwart"})
#: What is said of an attempt that did not succeed.
_IN_VAIN = frozenset({"abortive", "botched", "failed", "foiled", "thwarted", "unsuccessful", "vain"})
_PLANNED_AUX = frozenset({"will", "shall", "'ll", "wo", "’ll"})
_UNSURE = frozenset({"may", "might"})
_HYPOTHETICAL_AUX = frozenset({"may", "might", "could", "can", "ca"})
_TELLING = frozenset({"ask", "instruct", "tell"})
_TIMES = frozenset({"DATE", "TIME"})
_RANKS = frozenset({"first", "second", "third", "last", "latest", "only"})
_OBLIGATION_AUX = frozenset({"must", "should", "ought"})
_CONDITION_MARKS = frozenset({"if", "unless", "whether", "lest", "until"})
#: Auxiliaries that, set before the subject, open a condition: "had they attacked".
_INVERTED = frozenset({"had", "should", "were"})
#: Marks of clauses of time: what they tell is as far off as what it is told with.
_MEANWHILE = frozenset({"after", "as", "before", "once", "when", "while"})
_PERIODS = frozenset({"fortnight", "month", "summer", "week", "weekend", "winter", "year"})
_PERHAPS = frozenset({"maybe", "perhaps", "possibly"})
#: Verbs of what was not foreseen and happened all the same.
_FORESEEING = frozenset({"anticipate", "expect", "foresee"})
_DEFINITE = frozenset({"such", "that", "the", "these", "this", "those"})
#: Verbs that ask for the act, their noun, with "on".
_URGING = frozenset({"insist", "push", "press"})
#: Fighting that a participle tells of whoever is at it: "the troops fighting the rebels".
_COMBAT = frozenset({"battle", "combat", "fight"})
#: Texts that say nothing before they are adopted.
_MOTIONS = frozenset({"bill", "draft", "motion", "resolution"})
_PENDING = frozenset(
    {"block", "circulate", "consider", "debate", "defeat", "draft", "introduce", "oppose", "prepare", "propose", "sponsor", "submit"}
)
#: Dependencies through which a verb's meaning reaches the act: its complements, not its subject.
_GOVERNED = frozenset({"xcomp", "dobj", "prep", "ccomp", "oprd", "acomp", "attr", "agent"})
#: Prepositions whose act has happened, whatever becomes of the verb ("may be held after being arrested").
_AFTERWARDS = frozenset({"after", "since", "following", "despite", "besides"})
#: Prepositions whose act stands beside that of a verb in the past ("demanded money before shooting X"), whatever the verb makes of others.
_BESIDE = frozenset({"before", "by", "while"})
#: Verbs whose subject, an act, is as real as they are; the others only say something of it.
_HAPPENING = frozenset({"be", "begin", "come", "end", "follow", "go", "happen", "last", "occur", "start", "take"})
#: Verbs that say something of an act that has happened.
_COMMENTING = frozenset({"claim", "condemn", "denounce", "praise", "report", "say", "see"})
_MATERIALISING = frozenset({"appear", "arise", "emerge", "erupt", "materialise", "materialize", "proceed", "succeed"})
#: Prepositions of a complement; the others open an adjunct.
_TRANSPARENT = frozenset({"against", "of", "for", "to", "with", "on", "from", "about", "into", "upon"})
_COMPLEMENT = frozenset({"xcomp", "ccomp", "pcomp", "dobj", "pobj", "nsubj", "nsubjpass", "attr", "conj", "prep", "acl", "agent", "oprd", "acomp"})


@dataclass(frozen=True, slots=True)
class Reality:
    """What the clause says of an act.

    Attributes:
        status: a code of event_status.
        is_negated: whether it is told as not done, or not to be done.
        is_refusal: negated and in the future, so that the words refuse.
    """

    status: str
    is_negated: bool = False
    is_refusal: bool = False


def negated(token: Token) -> bool:
    """Whether "not", "never" or "no" belongs to the word."""
    return any(c.dep_ == "neg" or (c.dep_, c.lower_) in (("det", "no"), ("preconj", "neither")) for c in token.children)


def _auxiliaries(verb: Token) -> list[str]:
    return [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]


def verb_reality(verb: Token, lexicon: EventLexicon, *, in_speech: bool) -> Reality:
    """Status of an act that a verb tells.

    Args:
        verb: the trigger.
        lexicon: for governing words.
        in_speech: whether the clause is reported speech, where "would" is a future in the past.
    """
    is_negated = negated(verb)
    auxiliaries = _auxiliaries(verb)
    shared = verb
    for _ in range(_DEPTH):
        # "will meet X and sign a deal": a coordinated verb without its own auxiliaries or subject shares those of the first
        if (
            shared.dep_ == "conj"
            and shared.head.pos_ in VERBAL
            and not auxiliaries
            and (verb.tag_ in ("VB", "VBN", "VBG") or (verb.tag_ == "VBP" and shared.head.tag_ == "VB"))
            and child(shared, "nsubj", "nsubjpass") is None
        ):
            shared = shared.head
            auxiliaries = _auxiliaries(shared)
            continue
        break
    own = _own(verb, auxiliaries, shared, in_speech, lexicon.words["hearsay_adverbs"])
    governed = governed_reality(shared, lexicon, is_verb=True, in_speech=in_speech)
    is_negated = is_negated or governed.is_negated
    status = governed.status if own == "occurred" or (governed.status != "occurred" and own == "ongoing") else own
    if status == "planned" and any(t.lower_ in _PERHAPS for t in verb.doc[max(verb.sent.start, verb.i - 2) : verb.i]):
        # "will respond, possibly demanding sanctions"
        status = "hypothetical"
    if is_negated:
        if _is_condition(shared):
            # "will attack if the prisoners are not freed"
            return Reality("hypothetical", True)
        if own == "hypothetical" and negated(verb):
            if any(w in _UNSURE for w in auxiliaries):
                # "may not attend"
                return Reality("hypothetical", True)
            if "have" in auxiliaries and any(c.dep_ == "prep" and c.lower_ == "without" for c in verb.children):
                # "could not have been killed without X": they were
                return Reality("occurred")
        refusal = own == "planned" or (governed.is_refusal and own == "occurred") or ("would" in auxiliaries and "have" not in auxiliaries)
        return Reality("denied", True, refusal)
    return Reality(status)


def attempted(verb: Token, lexicon: EventLexicon, *, in_speech: bool) -> Reality | None:
    """What becomes of violence that was tried: the attempt is a deed, whatever came of it; None where none was made."""
    head = verb.head
    if verb.dep_ != "xcomp" or head.lemma_ not in _TRYING or negated(verb) or (head.tag_ == "VB" and head.dep_ != "ccomp"):
        return None
    tried = verb_reality(head, lexicon, in_speech=in_speech)
    return tried if tried.status in ("occurred", "ongoing", "alleged") else None


def _is_asked(verb: Token) -> bool:
    """Whether a clause asks whether an act took place: "did the army bomb the port?"; "why did it bomb the port?" takes it for granted."""
    subject = child(verb, "nsubj", "nsubjpass")
    if subject is None or (verb.sent[-1].text != "?" and (len(verb.sent) < 2 or verb.sent[-2].text != "?")):
        return False
    is_inverted = any(c.dep_ in ("aux", "auxpass") and c.i < subject.i for c in verb.lefts)
    return is_inverted and all(t.tag_ not in ("WRB", "WP", "WDT") for t in verb.doc[verb.left_edge.i : verb.i])


def _own(verb: Token, auxiliaries: list[str], shared: Token, in_speech: bool, hearsay: AbstractSet[str] = frozenset()) -> str:
    for word in auxiliaries:
        if word in _PLANNED_AUX:
            return "planned"
        if word == "would":
            return "hypothetical" if "have" in auxiliaries or not (in_speech or _is_dated(shared)) else "planned"
        if word in _HYPOTHETICAL_AUX:
            return "hypothetical"
        if word in _OBLIGATION_AUX:
            return "hypothetical"
    if _is_condition(shared) or _is_asked(shared):
        return "hypothetical"
    for c in shared.children:
        if c.dep_ == "advmod" and c.lower_ in hearsay:
            return "alleged"
    if "to" in auxiliaries and (verb.dep_ == "pcomp" or (verb.dep_ == "ROOT" and child(verb, "nsubj", "nsubjpass") is not None)):
        # "with troops to be withdrawn"; "US to send troops"
        return "planned"
    if not auxiliaries and _is_ahead(verb):
        return "planned"
    if verb.tag_ == "VBN" and "being" in auxiliaries and any(w in ("is", "are", "'s", "'re") for w in auxiliaries):
        # "is being shelled"
        return "ongoing"
    if verb.tag_ == "VBG" and any(w in ("is", "are", "'s", "'re", "been", "am") for w in auxiliaries):
        return "ongoing"
    if verb.tag_ == "VBG" and verb.dep_ in ("ROOT", "ccomp") and any(w in ("was", "were") for w in auxiliaries) and not _is_broken_off(verb):
        # "troops were advancing on X", but not "were advancing when they were hit"
        return "ongoing"
    return "occurred"


def _is_ahead(verb: Token) -> bool:
    """Whether a day to come stands with a verb in the present: "the council meets tomorrow"."""
    return verb.tag_ in ("VBZ", "VBP") and any(
        c.dep_ == "npadvmod" and (c.lower_ == "tomorrow" or (c.lemma_ in _PERIODS and any(d.lower_ in ("next", "coming") for d in c.lefts)))
        for c in verb.children
    )


def _is_broken_off(verb: Token) -> bool:
    """Whether a clause of time tells what came upon an act in the past."""
    return any(c.dep_ == "advcl" and any(d.lower_ in ("when", "before", "until") for d in c.children) for c in verb.children)


def _is_dated(verb: Token) -> bool:
    """Whether the clause has a day or hour of its own: "would meet them on Monday"."""
    return any(
        c.ent_type_ in _TIMES or (c.dep_ == "prep" and any(d.ent_type_ in _TIMES for d in c.children)) for c in verb.children if c.dep_ != "nsubj"
    )


def _is_condition(verb: Token) -> bool:
    """Whether the clause is an if-clause, or one by inversion ("had the army attacked")."""
    first = None
    for c in verb.children:
        if c.dep_ == "mark" and c.lower_ in _CONDITION_MARKS and c.lower_ != "until":
            return True
        if c.dep_ == "aux" and c.lower_ in _INVERTED:
            first = c if first is None else first
        elif c.dep_ in ("nsubj", "nsubjpass") and first is not None and verb.dep_ == "advcl":
            return True
    return False


def _is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _fails(noun: Token, lexicon: EventLexicon) -> bool:
    """Whether nothing came of what a noun tells: "efforts failed", "failed in its efforts", "a failed attempt"."""
    if any(c.dep_ == "amod" and c.lower_ in _IN_VAIN for c in noun.children):
        return True
    if noun.dep_ == "pobj":
        verb = noun.head.head if noun.head.lower_ in ("in", "with") else None
    elif noun.head.lemma_ in _THWARTING:
        # "foiled an attempt to capture X", "the plot was thwarted"
        return noun.dep_ == "nsubjpass" or (noun.dep_ == "dobj" and not negated(noun.head))
    else:
        verb = noun.head if noun.dep_ == "nsubj" else None
    return verb is not None and verb.pos_ == "VERB" and lexicon.embedding.get(verb.lemma_) == "denied"


def governed_reality(token: Token, lexicon: EventLexicon, *, is_verb: bool, in_speech: bool) -> Reality:
    """What the words that govern an act make of it.

    Args:
        token: the verb or noun.
        lexicon: its ``embedding`` and ``noun_embedding``.
        is_verb: whether the act is told by a verb.
        in_speech: as for ``verb_reality``.
    """
    status = "occurred"
    at = token
    governors = 0
    for step in range(_DEPTH):
        dep, head = link(at), at.head
        if head == at:
            break
        if dep == "advcl":
            mark = child(at, "mark")
            to = next((c for c in at.children if c.dep_ == "aux" and c.lower_ == "to"), None)
            if mark is not None and mark.lower_ in _CONDITION_MARKS:
                if mark.lower_ == "until" and _is_past(at):
                    # "it was independent until it was annexed"
                    break
                return Reality("hypothetical")
            if is_verb and _is_present(at) and (timed := _time_mark(at)) is not None:
                if head.pos_ in VERBAL and at.lemma_ != head.lemma_ and governors == 0:
                    # "while the ministers hold talks, their aides will visit the port", but not "will fight X as they fight Y"
                    if _own(head, _auxiliaries(head), head, in_speech) == "planned" and not negated(head):
                        return Reality("planned")
                    if timed != "before" and verb_reality(head, lexicon, in_speech=in_speech).status == "planned":
                        return Reality("planned")
                if timed == "before" and _is_dated(at):
                    # "his last before he steps down on 31 December"
                    return Reality("planned")
            if mark is not None and mark.lower_ == "before" and is_verb and _is_present(at) and not _is_past(head):
                # "wants a treaty before the ban is lifted"
                return Reality("hypothetical")
            if is_verb and governors == 0 and at.tag_ == "VBG" and mark is None and not _auxiliaries(at) and head.pos_ in VERBAL:
                # "will meet X, exchanging views": a participle shares the time of its verb
                shared = verb_reality(head, lexicon, in_speech=in_speech)
                return shared if shared.status in ("planned", "hypothetical") else Reality(status)
            if to is not None and any(c.lower_ == "only" for c in at.children):
                # "was held, only to be released"
                break
            if to is not None and governors <= 1 and is_verb:
                effect = lexicon.embedding.get(head.lemma_.lower())
                if head.lemma_ in _OPENING and child(head, "dobj") is not None:
                    # "launched an offensive to capture the port"
                    effect = "planned"
                return Reality(effect if effect in ("ongoing", "occurred") else "planned")
            break
        if dep in ("acl", "relcl") and any(c.lower_ in _RANKS for c in head.children) and _is_infinitive(at):
            # "the first premier to visit X" has visited it
            break
        if dep == "acl" and is_verb and at.tag_ == "VBG" and not governors:
            if at.lemma_ in _COMBAT and not any(t.ent_type_ in _TIMES for t in at.subtree):
                return Reality("ongoing")
            if head.lemma_ in _MOTIONS and head.dep_ in ("dobj", "nsubjpass") and head.head.lemma_ in _PENDING:
                # "blocked a resolution criticising X"
                return Reality("hypothetical")
        if dep == "acl" and at.tag_ == "VBD" and head.dep_ == "dobj" and lexicon.embedding.get(head.head.lemma_) == "denied" and head.i > head.head.i:
            # "denied the troops planned to leave": the parser takes what is denied for a description
            return Reality("denied", True)
        if dep == "acl" or (dep == "relcl" and _is_infinitive(at) and child(at, "nsubj", "nsubjpass") is None):
            if _is_infinitive(at):
                outer = _own(head.head, _auxiliaries(head.head), head.head, in_speech) if is_verb and head.head.pos_ in VERBAL else "occurred"
                if outer == "hypothetical":
                    # "should take steps to close X"
                    return Reality("hypothetical")
                effect = lexicon.noun_embedding.get(head.lemma_.lower(), "planned" if is_verb and not governors else None)
                if effect == "denied" or negated(head) or _fails(head, lexicon):
                    # "its refusal to withdraw", "efforts to free them failed"
                    return Reality("denied", True)
                if effect is not None and effect != "occurred":
                    return Reality("hypothetical" if effect == "planned" and _is_refused(head, lexicon) else effect)
            elif dep == "acl" and head.lemma_ in _PROOFS and negated(head) and child(at, "mark") is not None:
                # "no evidence that X shelled the port"
                return Reality("alleged")
            break
        if dep in ("relcl", "appos", "parataxis") or (dep == "ccomp" and any(c.lower_ == ";" and at.i < c.i < head.i for c in head.lefts)):
            # "they met on Sunday; a second meeting is planned" is parsed as one clause within the other
            break
        if dep == "csubj" and head.pos_ in VERBAL and _own(head, _auxiliaries(head), head, in_speech) == "hypothetical":
            # "torturing prisoners would not help"
            return Reality("hypothetical")
        if dep not in _COMPLEMENT:
            break
        if dep == "prep" and at.lower_ == "of" and head.lower_ == "case" and head.head.lower_ == "in":
            # "in case of protests"
            return Reality("hypothetical")
        if dep == "prep" and at.lower_ in _AFTERWARDS:
            break
        if dep == "prep" and is_verb and at.lower_ == "for" and child(head, "oprd") is not None:
            # "is considered a hero for driving X back"
            break
        if dep == "prep" and is_verb and at.lower_ in _BESIDE and head.tag_ in ("VBD", "VBG") and child(head, "xcomp", "ccomp") is None:
            break
        if dep == "prep" and not is_verb and at.lower_ not in _TRANSPARENT:
            # "told reporters after the meeting": an adjunct is not what the verb is about
            break
        if dep == "conj" and head.pos_ in VERBAL:
            # what governs the first of two verbs governs the second, but its negation and tense are its own
            at = head
            continue
        if dep == "nsubj" and not is_verb and step == 0 and head.pos_ in VERBAL:
            return _of_subject(head, lexicon, in_speech)
        if dep in ("nsubj", "nsubjpass"):
            if head.pos_ in VERBAL and not is_verb:
                return _of_subject(head, lexicon, in_speech)
            break
        if head.pos_ in ("VERB", "AUX"):
            lemma = head.lemma_.lower()
            effect = lexicon.embedding.get(lemma)
            if dep == "ccomp" and lemma in lexicon.words["reporting"]:
                effect = None
            if dep == "ccomp" and effect == "planned" and not _is_infinitive(at) and any(c.tag_ in ("WRB", "WP") for c in at.lefts):
                # "was asked why the police held X": that they did is taken for granted
                effect = None
            if dep == "ccomp" and lemma in _PROPOSING and at.tag_ in ("VB", "VBP") and head.tag_ in ("VBD", "VBN") and not _auxiliaries(at):
                # "suggested the two sides hold a meeting"
                return Reality("planned")
            governors += dep != "conj" and not (is_verb and at.pos_ == "ADP")
            if not is_verb and dep == "prep" and lemma in _URGING and at.lower_ in ("on", "upon", "for"):
                # "will insist on X's resignation"
                return Reality("hypothetical")
            if not is_verb and lemma in _FORESEEING and negated(head) and _is_past(head) and any(c.lower_ in _DEFINITE for c in at.lefts):
                # "had not expected the assault"
                break
            if not is_verb and governors == 1 and effect is None and lemma not in lexicon.words["doing"] and lemma != "be":
                # "condemned the attack", "will investigate the attack": the verb's own reality is not the act's
                break
            if lemma == "have" and dep == "xcomp" and any(c.lower_ == "yet" for c in head.children):
                # "have yet to withdraw"
                return Reality("denied", True)
            if dep == "xcomp" and lemma in lexicon.words["hearsay"] and _is_infinitive(at):
                # "is said to have attacked", "claims to have attacked"
                effect = "alleged"
            if lemma in ("want", "wish", "hope", "like") and child(at, "nsubj", "nsubjpass") is not None:
                effect = "hypothetical"
            if lemma == "want" and any(c.dep_ in ("auxpass", "nsubjpass") for c in head.children):
                # "wanted for the murder of X"
                effect = "alleged"
            if not is_verb and lemma in _TELLING:
                # "told of an attack"
                effect = None
            if not is_verb and effect in ("planned", "hypothetical") and dep in ("attr", "oprd") and any(c.dep_ == "auxpass" for c in head.children):
                # "was considered the worst attack"
                break
            if effect in ("denied", "hypothetical") and dep in _GOVERNED and negated(head):
                # "will not prevent him from visiting X"
                return Reality("hypothetical")
            if effect is not None and dep in _GOVERNED:
                if effect == "denied":
                    return Reality("denied", True)
                if effect != "occurred":
                    status = effect if status == "occurred" else status
            if dep == "ccomp" and child(at, "mark") is not None and child(at, "mark").lower_ in _CONDITION_MARKS:  # type: ignore[union-attr]
                return Reality("hypothetical")
            if dep != "ccomp":
                auxiliaries = _auxiliaries(head)
                outer = _own(head, auxiliaries, head, in_speech)
                if lemma == "be" and dep == "xcomp" and step == 0 and any(c.dep_ == "aux" and c.lower_ == "to" for c in at.children):
                    # "is to send troops"
                    outer = "planned"
                if negated(head):
                    return Reality("denied", True, outer == "planned")
                if outer in ("planned", "hypothetical") and status in ("occurred", "ongoing"):
                    status = outer
                if outer == "ongoing" and status == "occurred" and dep == "xcomp":
                    status = "ongoing"
            at = head
            if dep == "ccomp":
                break
            continue
        if head.pos_ in ("NOUN", "PROPN", "ADJ"):
            effect = lexicon.noun_embedding.get(head.lemma_.lower())
            if head.pos_ == "ADJ" and effect is not None and (negated(head) or (head.dep_ == "acomp" and negated(head.head))):
                # "was not able to", "is not willing to"
                return Reality("denied", True, effect == "planned")
            if head.pos_ == "NOUN" and negated(head):
                return Reality("denied", True)
            if effect is not None and (dep in ("acl", "ccomp", "xcomp") or (dep == "prep" and at.lower_ != "with")):
                if effect == "denied":
                    return Reality("denied", True)
                if effect != "occurred":
                    return Reality("hypothetical" if effect == "planned" and _is_refused(head, lexicon) else effect)
            at = head
            if not is_verb or (head.pos_ != "ADJ" and dep not in ("prep", "conj")):
                break
            continue
        at = head
    return Reality(status)


def _is_refused(noun: Token, lexicon: EventLexicon) -> bool:
    """Whether a plan, call or offer is turned down: "rejected a proposal for talks", "the call for a truce was dismissed"."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or verb.pos_ != "VERB" or negated(verb):
        return False
    entries = lexicon.verbs.get(lexicon.verb(verb), ())
    return bool(entries) and all(e.event_type == "REJECT" for e in entries)


def _time_mark(clause: Token) -> str | None:
    """The word that makes a clause one of time; None for any other clause."""
    return next((c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod") and c.lower_ in _MEANWHILE and c.i < clause.i), None)


def _of_subject(verb: Token, lexicon: EventLexicon, in_speech: bool) -> Reality:
    """Of an act that is the subject: "the talks will begin", "an attack is planned"."""
    own = _own(verb, _auxiliaries(verb), verb, in_speech, lexicon.words["hearsay_adverbs"])
    lemma = verb.lemma_.lower()
    effect = lexicon.embedding.get(lemma)
    if _is_opening(verb) or (lemma == "be" and not _is_past(verb) and _is_set(verb)):
        # "the talks begin on Sunday", "the summit is to take place in May"
        return Reality("denied", True) if negated(verb) else Reality("planned")
    if effect is None and lemma not in lexicon.words["doing"] and lemma not in _HAPPENING and any(c.dep_ == "auxpass" for c in verb.children):
        # "the riots should be looked into"
        return Reality("occurred")
    if negated(verb):
        if (
            lemma in _COMMENTING
            or effect == "hypothetical"
            or (effect is None and lemma not in lexicon.words["doing"] and lemma not in _HAPPENING | _MATERIALISING)
        ):
            # "the attacks have not been claimed"
            return Reality("occurred")
        return Reality("denied", True)
    if own in ("planned", "hypothetical") and lemma in _ENDING | _GOING_ON and not any(c.dep_ == "auxpass" for c in verb.children):
        # "the killings must stop", "the raids will continue": now they go on
        return Reality("ongoing")
    if own in ("planned", "hypothetical", "alleged"):
        return Reality(own)
    if effect == "denied" and any(c.dep_ == "auxpass" for c in verb.children):
        # "the visit was cancelled"
        return Reality("denied", True)
    if effect in ("planned", "hypothetical") and (any(c.dep_ == "auxpass" for c in verb.children) or verb.lemma_ in ("remain", "loom")):
        return Reality(effect)
    for c in verb.children:
        if c.dep_ in ("acomp", "xcomp") and lexicon.noun_embedding.get(c.lemma_.lower()) in ("planned", "hypothetical"):
            return Reality(lexicon.noun_embedding[c.lemma_.lower()])
    return Reality(own)


def noun_reality(noun: Token, lexicon: EventLexicon, *, in_speech: bool) -> Reality:
    """Status of an act that a noun tells."""
    if negated(noun):
        return Reality("denied", True)
    for c in noun.lefts:
        if c.dep_ in ("poss", "compound", "nmod") and (
            c.lower_ == "tomorrow" or (c.lemma_ in _PERIODS and any(d.lower_ in ("next", "coming") for d in (*c.lefts, *noun.lefts)))
        ):
            # "after next year's pullback"
            return Reality("planned")
    if noun.dep_ == "pobj" and noun.head.lower_ in ("under", "in") and noun.head.head.lemma_ == "be":
        verb = noun.head.head
        if verb.tag_ in ("VBZ", "VBP") or any(w in ("has", "have", "'s", "'ve") for w in _auxiliaries(verb)):
            return Reality("ongoing")
    for c in noun.children:
        if c.dep_ in ("amod", "compound"):
            for name in ("planned", "hypothetical", "alleged", "ongoing"):
                if c.lower_ in lexicon.words[f"{name}_modifiers"]:
                    return Reality(name)
        if c.dep_ == "acl" and c.tag_ in ("VBN", "VBD") and c.lemma_ in _SCHEDULING:
            # "the summit scheduled for May"
            return Reality("planned")
        if c.dep_ == "relcl" and _is_opening(c):
            # "the talks, which open on Monday"
            return Reality("planned")
    if noun.lemma_ in _APPOINTED and noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ == "ahead":
        # "ahead of the summit"
        return Reality("planned")
    if blaming(noun) is not None:
        # "a strike that it blamed on X"
        return Reality("alleged")
    if any(_tells_the_past(c) or _is_year(c) for c in noun.children):
        # "the attacks that killed forty", "was right to order the 1997 invasion"
        return Reality("occurred")
    return governed_reality(noun, lexicon, is_verb=False, in_speech=in_speech)


def _is_past(verb: Token) -> bool:
    return verb.tag_ == "VBD" or any(w in ("was", "were", "had") for w in _auxiliaries(verb))


def _is_present(verb: Token) -> bool:
    return verb.tag_ in ("VBZ", "VBP") or any(w in ("is", "are", "has", "have") for w in _auxiliaries(verb))


def _is_year(token: Token) -> bool:
    """Whether a year dates the noun that it stands before: "the 1997 invasion", "the March 1997 invasion"."""
    return token.dep_ in ("compound", "nmod", "nummod") and any(_YEAR.fullmatch(t.text) for t in (token, *token.children))


def _is_set(verb: Token) -> bool:
    """Whether "is to" tells that something will come about, not what it is for: "is to take place"."""
    return any(c.dep_ == "xcomp" and c.lemma_ in _HAPPENING | _BEGINNING | {"hold"} and _is_infinitive(c) for c in verb.children)


def _is_opening(verb: Token) -> bool:
    """Whether a verb in the present tells on what day something will begin."""
    return verb.tag_ in ("VBZ", "VBP") and verb.lemma_ in _BEGINNING and not _auxiliaries(verb) and _is_dated(verb)


def _tells_the_past(clause: Token) -> bool:
    """Whether a relative clause says of the act what it did: "the attacks that killed forty"."""
    if clause.dep_ != "relcl" or clause.pos_ != "VERB" or negated(clause):
        return False
    auxiliaries = _auxiliaries(clause)
    return (clause.tag_ == "VBD" and not auxiliaries) or (clause.tag_ == "VBN" and set(auxiliaries) <= {"has", "have", "had", "was", "were", "been"})
