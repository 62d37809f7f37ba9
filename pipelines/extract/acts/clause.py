"""The arguments of one clause: what stands as subject, object and preposition's object of a verb or noun, in terms of meaning rather than form.

What belongs here: reading the dependency parse (voice, control, relative clauses, coordination). What does not: actors, and words of any lexicon.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from spacy.tokens import Token

#: Slot name to the heads of the arguments in it; "subj" is the doer and "obj" the undergoer whatever the voice.
Slots = Mapping[str, tuple[Token, ...]]

VERBAL = frozenset({"VERB", "AUX"})
_RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$"})
#: Chains of inheritance longer than this are faults of the parse.
_DEPTH = 6
#: Words that the parser may hang between a verb and its preposition: "pull out of", "away from".
_NESTING = frozenset({"prep", "prt", "advmod"})
#: Dependents that are never arguments.
_NO_ARGUMENTS = frozenset({"aux", "auxpass", "cc", "conj", "det", "mark", "neg", "nsubj", "nsubjpass", "punct"})
#: Verbs of naming whose clause stands for its noun: "began what it called a campaign".
_NAMING = frozenset({"call", "describe", "term", "label", "dub", "say"})
#: Words that open a clause of time or reason.
_ADVERBIAL = frozenset({"after", "before", "since", "while", "when", "as", "because", "although", "though", "until"})
#: Verbs whose "of" tells what their object is said to have done.
_BLAMING = frozenset({"accuse", "suspect", "convict", "acquit"})
#: Verbs whose "with" tells what their object did or is to do.
_CHARGING = frozenset({"charge", "credit", "entrust", "task"})
#: Deeds of force, whose teller a verb of speech behind them goes back to, and nouns of what somebody means to do.
_DEEDS = frozenset({"attack", "bomb", "capture", "fire", "hit", "kill", "launch", "seize", "shell", "strike", "target"})
_PLANS = frozenset({"attempt", "bid", "decision", "effort", "motion", "move", "offer", "operation", "plan", "pledge", "threat", "vow"})
#: Days that a report sets between its subject and verb ("X Monday condemned"), where the parser takes the subject for a part of the day.
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_TIME_ENTITIES = frozenset({"DATE", "TIME"})
#: Verbs that tell what somebody says of a deed; coordinated with a deed told before, they are its teller's.
_ASSERTING = frozenset({"accuse", "add", "blame", "call", "claim", "condemn", "criticise", "criticize", "demand", "denounce", "deny"})
_ASSERTING |= frozenset({"dismiss", "insist", "praise", "promise", "refute", "reject", "repeat", "say", "threaten", "urge", "vow", "warn"})
#: Verbs by whose participles a speaker goes on speaking: "..., officials said, adding that".
_TELLING = _ASSERTING | frozenset({"argue", "ask", "cite", "describe", "express", "note", "point", "quote", "refer", "speak", "stress", "voice"})
#: Prepositions by which a clause tells what came with or before it, and slots that name both sides of it.
_CIRCUMSTANCES = frozenset({"after", "at", "during", "following", "in"})
_PARTIES = frozenset({"between", "by", "poss"})
_SUFFERING = frozenset({"get", "have", "lose", "receive", "say", "see", "suffer", "sustain", "tell"})
#: Verbs by which somebody is or is put under a measure.
_UNDERGOING = frozenset({"be", "come", "keep", "place", "put", "remain"})
_TRAVELLING = frozenset({"after", "during", "following", "on"})
_JOURNEYS = frozenset({"mission", "tour", "trip", "visit"})
#: Verbs by which somebody brings another to a meeting, and nouns of those.
_GATHERING = frozenset({"host", "invite", "join", "meet", "receive", "welcome"})
_MESSAGES = frozenset({"cable", "communique", "letter", "message", "note", "telegram"})
_PHASES = frozenset({"breakdown", "end", "halt", "resumption", "round", "series", "session", "start", "suspension"})
_COMING = frozenset({"arrive", "come", "fly", "gather", "go", "halt", "head", "leave", "pause", "return", "sit", "stop", "travel", "visit"})
_MEETINGS = frozenset({"consultation", "dinner", "discussion", "lunch", "meeting", "summit", "talk"})
#: Nouns of a sentence that is passed for a deed.
_PENALTIES = frozenset({"jail", "prison", "sentence", "term", "year"})
#: Verbs whose passive keeps an object: "were tried and refused asylum".
_GIVING = frozenset({"award", "deny", "give", "grant", "offer", "refuse"})
#: Verbs whose object, an attempt or a plan, is another's.
_THWARTING = frozenset(
    {"avert", "block", "defeat", "disrupt", "foil", "frustrate", "halt", "prevent", "repel", "repulse", "stop", "thwart", "uncover"}
)
#: Verbs that always have an object: without one, a headline has left out the auxiliary of their passive.
_SUFFERED: frozenset[str] = frozenset(
    [
        "abduct",
        "acquit",
        "arrest",
        "assassinate",
        "behead",
        "convict",
        "deport",
        "detain",
        "execute",
        "expel",
        "extradite",
        "free",
        "imprison",
        "indict",
        "injure",
        "jail",
        "kidnap",
        "kill",
        "loot",
        "murder",
        "oust",
        "ransack",
        "rescue",
        "sentence",
        "torture",
        "slain",
        "slay",
        "wound",
    ]
)
#: Verbs of moving and halting, which have no passive.
_GOING = _COMING | frozenset(
    {"advance", "assemble", "cross", "depart", "descend", "enter", "flock", "march", "move", "pour", "rally", "retreat", "roll", "withdraw"}
)
#: Verbs whose object may be a span of time, which the parser takes for an adverbial, and nouns of those.
_TIMED = frozenset({"give", "serve", "spend"})
_SPANS = frozenset({"day", "decade", "hour", "month", "week", "year"})
#: Verbs of sentencing, which tell the sentence before the sentenced.
_CONDEMNING = frozenset({"condemn", "sentence"})
#: Participles whose agent is not who does the deed that they describe: "protests triggered by the premier's bid".
_NOT_DOING = frozenset(
    {
        "cause",
        "condemn",
        "cover",
        "criticise",
        "criticize",
        "crush",
        "denounce",
        "deny",
        "describe",
        "disperse",
        "document",
        "film",
        "foil",
        "fuel",
        "ignite",
        "inspire",
    }
    | {
        "motivate",
        "oppose",
        "precipitate",
        "prevent",
        "prompt",
        "provoke",
        "quell",
        "record",
        "reject",
        "repel",
        "repulse",
        "report",
        "spark",
        "suppress",
        "thwart",
        "trigger",
    }
)
#: Further ones whose participle without an object the tagger may take for their past.
_STRUCK = _SUFFERED | {"attack", "beat", "bomb", "capture", "hit", "seize", "shell", "shoot", "stab", "strike"}
#: Verbs whose object is the subject of the infinitive beside it ("ordered the guards to leave"); beside others it tells a purpose ("met X to sign").
_CONTROLLING = """
    advise aid allow appeal appoint ask assign assist authorise authorize ban bar beg believe call cause challenge charge choose coax commission
    compel consider convince dare deploy direct dispatch drive elect employ empower enable encourage entitle expect find forbid force get have
    hear help hire implore incite induce inspire instruct intend invite lead leave let license lobby lure make mandate motivate move name need
    nominate oblige order pay permit persuade plead prefer prepare press pressure prod prompt provoke push put recruit remind report request
    require say see select send set spur summon task teach tell tempt train trick trust urge want warn watch wish
"""
_OBJECT_CONTROL = frozenset(_CONTROLLING.split())


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of the dependencies."""
    for c in token.children:
        if c.dep_ in deps:
            return c
    return None


def link(token: Token) -> str:
    """How a clause hangs on its head: its dependency, but "advcl" for a clause of time or reason that the parser took for a complement."""
    dep: str = token.dep_
    if dep == "ccomp":
        for c in token.children:
            if c.dep_ in ("mark", "advmod") and c.lower_ in _ADVERBIAL and c.i < token.i:
                return "advcl"
    return dep


def is_aided(noun: Token) -> bool:
    """Whether a noun at the head of a sentence is one of aid that the parser takes for what is aided: "Aid convoys headed for the border."."""
    head = noun.head
    return noun.dep_ == "dobj" and head.dep_ == "ROOT" and head.lower_ == "aid" and head.i == noun.i - 1


def _is_main(verb: Token) -> bool:
    """Whether a verb that the parser hangs on a noun is the verb of its sentence: "Two convoys headed for the border."."""
    if verb.dep_ != "acl" or verb.head.pos_ not in ("NOUN", "PROPN") or not (verb.head.dep_ == "ROOT" or is_aided(verb.head)):
        return False
    is_active = verb.lemma_ in _GOING or (verb.lemma_ not in _GIVING and child(verb, "dobj") is not None and child(verb, "agent") is None)
    return is_active and not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in verb.sent if t.i != verb.i)


def is_passive(verb: Token, depth: int = 0) -> bool:
    """Whether the verb's grammatical subject undergoes what it says."""
    has_aux = has_subject = False
    for c in verb.children:
        dep = c.dep_
        if dep in ("nsubjpass", "auxpass", "csubjpass"):
            return True
        has_subject = has_subject or dep in ("nsubj", "csubj")
        has_aux = has_aux or dep == "aux"
    if has_subject:
        if verb.lemma_ in _SUFFERED and verb.tag_ in ("VBN", "VBD") and not has_aux and verb.dep_ != "relcl":
            # "Opposition leader arrested", not "killed and wounded twelve"
            # an object that the parser does not see for one: "forces of the junta, led by X, detained Kofi"
            return not any(
                c.dep_ in ("dobj", "ccomp", "xcomp", "dative")
                or (c.dep_ == "conj" and c.pos_ == "VERB")
                or (c.dep_ in ("oprd", "attr", "appos") and c.i > verb.i and c.pos_ in ("NOUN", "PROPN", "PRON"))
                # "sentenced to death Kofi and Kwame": the parser hangs the names on "to"
                or (verb.lemma_ in _CONDEMNING and c.lower_ == "to" and any(d.dep_ == "pobj" and d.pos_ == "PROPN" for d in c.children))
                for c in verb.children
            ) and not _condemned(verb)
        if verb.lemma_ == "accuse" and verb.tag_ == "VBN" and not has_aux and any(c.dep_ == "prep" and c.lower_ == "of" for c in verb.children):
            # "Army accused of bombing the market"
            return child(verb, "dobj") is None
        # "found two farmers murdered"
        return verb.tag_ == "VBN" and not has_aux and verb.dep_ in ("ccomp", "xcomp", "oprd")
    if verb.tag_ not in ("VBN", "VBD") or has_aux or depth > _DEPTH:
        return False
    if verb.dep_ in ("acl", "advcl", "amod", "oprd"):
        if _is_main(verb):
            return False
        # "a soldier shot in the leg was taken away", tagged as if he had shot
        return verb.tag_ == "VBN" or (verb.dep_ == "acl" and verb.lemma_ in _STRUCK and child(verb, "dobj") is None)
    if verb.dep_ == "conj" and verb.head.pos_ in VERBAL and (child(verb, "dobj") is None or (verb.tag_ == "VBN" and verb.lemma_ in _GIVING)):
        return is_passive(verb.head, depth + 1)
    return False


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token itself."""
    if token.tag_ not in _RELATIVE_TAGS:
        return token
    at = token.head
    for _ in range(_DEPTH):
        if at.dep_ == "relcl":
            return at.head
        if at.head == at:
            break
        at = at.head
    return token


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The grammatical subject of a verb, its own or the one it shares, relative pronouns resolved; None when there is none to be found."""
    own = child(verb, "nsubj", "nsubjpass", "csubj")
    if own is not None:
        return antecedent(own)
    if depth > _DEPTH:
        return None
    day = next((c for c in verb.children if c.dep_ == "npadvmod" and c.lower_ in _DAYS and c.i < verb.i), None)
    if day is not None:
        named = [c for c in day.children if c.dep_ in ("compound", "nmod", "poss") and c.pos_ == "PROPN"]
        if named:
            return named[-1]
    head = verb.head
    dep = link(verb)
    if head == verb:
        return None
    if dep == "conj" and verb.lower_ == "visiting" and child(verb, "aux", "det") is None and verb.i and verb.nbor(-1).lower_ == "and":
        # "talks between X and visiting premier Y": the parser makes a clause of it
        return child(verb, "dobj")
    if dep == "conj" and head.pos_ in VERBAL and _is_infinitive(verb) and not _is_infinitive(head):
        # "told the guards to search the house and to seize the papers": the parser hangs the second on "told"
        first = next((c for c in head.children if c.dep_ == "xcomp" and c.i < verb.i and _is_infinitive(c)), None)
        if first is not None:
            return subject(first, depth + 1)
    if dep in ("advcl", "conj") and verb.tag_ == "VBG" and head.lemma_ == "accuse" and verb.lemma_ not in _TELLING and not is_passive(head):
        accused = child(head, "dobj")
        listed = [c for at in (head, accused) if at is not None for c in at.children if c.dep_ == "prep" and c.lower_ == "of" and c.i < verb.i]
        if accused is not None and any(child(c, "pcomp") is not None for c in listed):
            # "accused X of looting shops, shelling a port": X shells it too
            return antecedent(accused)
    if dep in ("conj", "aux", "auxpass", "parataxis", "dep") and head.pos_ in VERBAL:
        beside = _standing_before(verb, head) if dep == "conj" else None
        if beside is not None:
            return beside
        return subject(_coordinate(verb, head) if dep == "conj" else head, depth + 1)
    if dep in ("xcomp", "ccomp") and head.pos_ in VERBAL:
        if dep == "ccomp" and child(verb, "mark") is not None:
            return None
        is_controlled = head.lemma_ in _OBJECT_CONTROL or not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
        if is_controlled and not is_passive(head):
            controller = child(head, "dobj", "dative")
            if controller is not None and controller.i < verb.i:
                return antecedent(controller)
        return subject(head, depth + 1)
    if dep in ("xcomp", "ccomp", "acl", "advcl", "pcomp") and head.pos_ == "ADJ":
        return subject(head, depth + 1) if child(head, "nsubj") is not None else (subject(head.head, depth + 1) if head.head.pos_ in VERBAL else None)
    if dep == "advcl" and head.pos_ in VERBAL:
        before = verb.nbor(-1) if verb.i else verb
        if verb.tag_ == "VBG" and before.dep_ == "pobj" and before.head.lower_ in ("of", "about") and before.head.head.pos_ == "NOUN":
            # "gave an account of Kofi telling": no comma sets it apart
            return before
        if verb.tag_ == "VBG" and verb.lemma_ not in _TELLING and head.lemma_ in ("say", "report") and head.i < verb.i and before.lower_ == ",":
            # "rebels took the town, officials said, killing ten": the clause goes on behind its teller
            told = next((c for c in head.children if c.dep_ == "ccomp" and c.i < head.i and child(c, "mark") is None), None)
            if told is not None and child(told, "nsubj", "nsubjpass") is not None:
                return subject(told, depth + 1)
        return subject(head, depth + 1)
    if dep == "oprd" and verb.tag_ == "VBN" and head.pos_ in VERBAL:
        # "were confirmed killed", "was found hacked to death", "found the driver beaten"
        return subject(head, depth + 1) if is_passive(head) else child(head, "dobj")
    if dep == "relcl":
        # "Kofi is the first premier to visit X"
        known = child(head.head, "nsubj") if head.dep_ == "attr" and head.head.lemma_ == "be" and _is_infinitive(verb) else None
        is_person = known is not None and (known.pos_ == "PROPN" or known.lower_ in ("he", "she", "they", "we", "who"))
        return antecedent(known) if known is not None and is_person else head
    if dep in ("acl", "advcl") and head.dep_ == "ROOT" and head.pos_ in ("NOUN", "PROPN") and _is_infinitive(verb):
        # a headline: "Northland to hold talks"
        return head
    if dep == "acl":
        sent = _message_to(head) if verb.tag_ == "VBG" else None
        if sent is not None:
            return holder(sent, depth + 1)
        if verb.tag_ in ("VBG", "VBN", "VBD"):
            return head
        return holder(head, depth + 1)
    if dep == "pcomp":
        governor = head.head
        if verb.lower_ == "visiting" and head.lower_ in ("to", "with"):
            # "said to visiting premier X": the parser makes a clause of it
            return child(verb, "dobj")
        if governor.pos_ in VERBAL:
            is_of_object = head.lemma_ in ("of", "from", "into", "for") or (head.lemma_ == "with" and governor.lemma_ in _CHARGING)
            if is_of_object and not is_passive(governor):
                controller = child(governor, "dobj")
                if controller is not None:
                    return antecedent(controller)
            return None if governor.lemma_ == "use" and is_passive(governor) else subject(governor, depth + 1)
        if governor.dep_ == "dobj" and head.lemma_ == "of" and governor.head.lemma_ in _BLAMING:
            # "accused X of shelling": the parser may hang "of" on X
            return antecedent(governor)
        if governor.pos_ == "ADJ" and head.lower_ in ("in", "of"):
            # "was not interested in meeting X"
            return subject(governor, depth + 1) if child(governor, "nsubj") is not None else subject(governor.head, depth + 1)
        if head.lemma_ == "for" and governor.lemma_ in _PENALTIES:
            # "was given ten years in prison for killing X": who judges has not killed
            return None
        return holder(governor, depth + 1)
    return None


def _standing_before(verb: Token, head: Token) -> Token | None:
    """The subject of a coordinated clause that the parser took for the last part of the clause before it.

    "Shops closed after the fire and the town's police have opened an inquiry": a noun, not "and", stands before the second verb.
    """
    first = min((c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "advmod", "neg") and c.i < verb.i), default=verb.i)
    if first - 1 <= head.i:
        return None
    if child(head, "cc") is None:
        participles = {t.i for c in head.children if c.dep_ == "advcl" and c.tag_ == "VBN" and head.i < c.i < verb.i for t in c.subtree}
        for prep in head.children:
            if prep.dep_ == "prep" and prep.lower_ in ("after", "before", "until") and prep.i > head.i:
                noun = child(prep, "pobj")
                if noun is None or noun.pos_ not in ("NOUN", "PROPN") or _is_time(noun):
                    continue
                if all(i in participles or verb.doc[i].text == "," for i in range(noun.right_edge.i + 1, first)):
                    # "fled after the rebels, led by Kofi, entered the port": no "and" stands before the second verb
                    return noun
    noun = verb.doc[first - 1]
    if noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ not in ("pobj", "conj", "dobj") or _is_time(noun):
        return None
    opening = next((i for i in range(noun.i - 1, head.i, -1) if verb.doc[i].dep_ == "cc" or verb.doc[i].text in (",", ";")), None)
    if opening is None or verb.doc[opening].dep_ != "cc":
        return None
    while noun.dep_ == "pobj" and noun.head.head.i > opening:
        noun = noun.head.head
    return noun if noun.pos_ in ("NOUN", "PROPN") else None


def _is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _message_to(addressee: Token) -> Token | None:
    """The message that is sent to somebody, whose words the clause behind the addressee tells: "sent a letter to X expressing concern"."""
    prep = addressee.head
    if addressee.dep_ != "pobj" or prep.lower_ != "to":
        return None
    sent = child(prep.head, "dobj") if prep.head.pos_ in VERBAL else prep.head
    return sent if sent is not None and sent.lemma_ in _MESSAGES else None


def _auxiliaries(verb: Token) -> frozenset[str]:
    return frozenset("have" if c.lemma_ == "have" else c.lower_ for c in verb.children if c.dep_ == "aux" and (c.lemma_ == "have" or c.tag_ == "MD"))


def _coordinate(verb: Token, head: Token) -> Token:
    """The verb whose subject a coordinated verb shares, where the parser may have taken the one above or below it.

    "X warned that Y had signed but had been accused": the auxiliaries tell that Y is accused. "X said its men had struck the depot and denied
    shelling the town": a finite verb of speech behind a perfect is said of X.
    """
    own = _auxiliaries(verb)
    if own:
        for c in head.children:
            if (
                c.dep_ == "ccomp"
                and head.i < c.i < verb.i
                and own <= _auxiliaries(c)
                and not own <= _auxiliaries(head)
                and child(c, "nsubj", "nsubjpass")
            ):
                return c
    elif (
        verb.tag_ == "VBD"
        and verb.lemma_ in _ASSERTING
        and head.dep_ == "ccomp"
        and head.head.tag_ == "VBD"
        and _auxiliaries(head)
        and head.head.i < head.i
        and child(verb, "dobj", "ccomp", "xcomp", "prep") is not None
    ):
        return head.head
    if (
        verb.lemma_ in ("accuse", "blame", "condemn", "denounce")
        and verb.tag_ in ("VBD", "VBN")
        and not own
        and head.dep_ == "ccomp"
        and head.lemma_ in _DEEDS
        and head.head.lemma_ in ("add", "insist", "say")
        and child(verb, "dobj") is not None
        and child(head, "dobj") is not None
    ):
        # "denied it saying the air force targeted depots and accused X": who says so accuses
        teller = head.head
        return teller.head.head if teller.dep_ == "acl" and teller.head.dep_ == "dobj" and teller.head.head.pos_ in VERBAL else teller
    return head


def holder(noun: Token, depth: int = 0) -> Token | None:
    """Who has or does what a noun says: its possessor, its "by", or the subject of the verb that it is the object of."""
    own = child(noun, "poss")
    if own is not None:
        return own
    if noun.lemma_ in _PLANS:
        # "a European Union move to censure X", "a Northland bid to take the port"
        named = [c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod") and c.ent_type_ in ("GPE", "NORP", "ORG")]
        if named:
            return named[-1]
    for c in noun.children:
        if c.dep_ in ("agent", "prep") and c.lower_ == "by":
            done_by = child(c, "pobj")
            if done_by is not None:
                return done_by
    if depth <= _DEPTH and noun.dep_ in ("dobj", "attr") and noun.head.pos_ in VERBAL and not is_passive(noun.head):
        if noun.head.lemma_ in _THWARTING:
            return None
        return subject(noun.head, depth + 1)
    return None


def claimant(noun: Token) -> Token | None:
    """Who claims the responsibility for the act that a noun tells: "X claimed responsibility for the attack"."""
    head = noun.head
    if noun.dep_ != "pobj" or head.lower_ != "for":
        return None
    if head.head.dep_ == "pobj" and _is_time(head.head):
        # "claimed responsibility on Monday for the attack"
        head = head.head.head
    what = head.head if head.head.lemma_ == "responsibility" else next((c for c in head.head.children if c.lemma_ == "responsibility"), None)
    if what is None or what.head.lemma_ not in ("claim", "take") or what.head.pos_ not in VERBAL:
        return None
    if what.dep_ == "dobj":
        return subject(what.head)
    agent = child(what.head, "agent") if what.dep_ == "nsubjpass" else None
    return None if agent is None else child(agent, "pobj")


def _prepositional(children: Iterable[Token], found: dict[str, list[Token]], depth: int = 0) -> None:
    for c in children:
        dep = c.dep_
        if dep in ("prep", "agent") or (depth and dep == "pcomp"):
            _one(c, found, depth)
        elif depth == 0 and dep in ("prt", "advmod"):
            found.setdefault(c.lower_, [])
            for d in c.children:
                if d.dep_ == "prep":
                    _one(d, found, depth)


def _is_time(token: Token) -> bool:
    return token.lower_ in _DAYS or token.ent_type_ in _TIME_ENTITIES


def _one(prep: Token, found: dict[str, list[Token]], depth: int) -> None:
    name = prep.lower_
    if name == "according":
        return
    children = [(c, c.dep_) for c in prep.children]
    whole = [c for c, dep in children if dep == "pobj"]
    if whole and all(_is_time(c) for c in whole):
        # "agreed on Tuesday to talk" is no "agree on"
        return
    objects = found.setdefault(name, [])
    for c, dep in children:
        if dep == "amod" and name == "as" and not whole:
            # "described the trial as unfair"
            objects.append(c)
        elif dep in ("pobj", "pcomp"):
            objects.append(c)
            if dep == "pcomp" and c.lower_ == "visiting":
                # "talks with visiting premier X": the parser makes a clause of it
                objects.extend(d for d in c.children if d.dep_ == "dobj")
        elif dep in _NESTING and depth < 2:
            if dep == "prep":
                _one(c, found, depth + 1)
            else:
                _prepositional(c.children, found, depth + 1)
    if prep.dep_ == "prep":
        for c, dep in children:
            if dep == "conj" and c.pos_ == "ADP":
                _one(c, found, depth + 1)


def _condemned(verb: Token) -> list[Token]:
    """The names right behind a sentence, which the parser hangs on another verb: "sentenced to death Kofi and Kwame"."""
    term = next((d for c in verb.children if c.lower_ == "to" for d in c.children if d.dep_ == "pobj"), None) if verb.lemma_ in _CONDEMNING else None
    if term is None or term.i + 1 >= len(term.doc) or term.right_edge.i != term.i:
        return []
    for at in (term.nbor(1), term.nbor(1).head):
        if at.pos_ == "PROPN" and at.left_edge.i == term.i + 1 and at.dep_ in ("appos", "dep", "dobj", "npadvmod"):
            return [at]
    return []


def _shared_agent(verb: Token) -> list[Token]:
    """The agent that stands with the last of coordinated passives: "was flogged and beaten by guards"."""
    for c in verb.children:
        # "was shot down over the coast in May and seized by guards" tells two deeds of two doers
        if c.dep_ == "conj" and c.tag_ == "VBN" and 0 < c.i - verb.i <= 3 and child(c, "nsubj", "nsubjpass", "aux", "auxpass") is None:
            agents = [d for a in c.children if a.dep_ == "agent" for d in a.children if d.dep_ == "pobj"]
            return agents or _shared_agent(c)
    return []


def verb_slots(verb: Token) -> dict[str, list[Token]]:
    """Arguments of a verb.

    Returns:
        "subj", "obj", "dat", "xcomp", "ccomp", "attr" and the names of prepositions and particles (which may be empty) to the heads of their
        arguments; coordinated arguments are found through their first.
    """
    found: dict[str, list[Token]] = {}
    passive = is_passive(verb)
    children = list(verb.children)
    for c in children:
        dep = c.dep_
        if dep in _NO_ARGUMENTS:
            continue
        if dep == "dobj":
            found.setdefault("obj", []).append(antecedent(c))
        elif dep == "dative":
            target = child(c, "pobj") if c.pos_ == "ADP" else c
            if target is not None:
                found.setdefault("dat", []).append(target)
                if c.pos_ == "ADP":
                    found.setdefault(c.lower_, []).append(target)
        elif dep in ("xcomp", "ccomp"):
            found.setdefault(dep, []).append(c)
            naming = child(c, "oprd", "attr") if c.lemma_ in _NAMING else None
            what = child(c, "dobj") if naming is not None else None
            if naming is not None and what is not None and what.tag_ == "WP":
                found.setdefault("obj", []).append(naming)
        elif dep in ("attr", "acomp", "oprd"):
            found.setdefault("attr", []).append(c)
            if dep == "oprd" and c.pos_ == "PROPN" and (verb.lemma_ in _SUFFERED or verb.lemma_ == "shoot") and not passive:
                # "shot dead a Northlander"
                found.setdefault("obj", []).append(c)
        elif dep == "advcl":
            found.setdefault("advcl", []).append(c)
        elif dep == "npadvmod" and verb.lemma_ in _TIMED and c.lemma_ in _SPANS and c.i > verb.i and child(verb, "dobj") is None:
            # "gave the rebels two days to leave", "spent a year in prison"
            found.setdefault("obj", []).append(c)
    if verb.lemma_ in _GIVING and len(found.get("obj", ())) == 2 and "dat" not in found:
        # "gave agencies on the coast a deadline": the parser may take both for objects
        found["dat"], found["obj"] = [found["obj"][0]], [found["obj"][1]]
    _prepositional(children, found)
    grammatical = subject(verb)
    if passive:
        if grammatical is not None:
            # "was given a deadline", "was found guilty": a retained object keeps its slot
            found.setdefault("obj", []).insert(0, grammatical) if "obj" not in found else found.setdefault("dat", []).append(grammatical)
        by = found.pop("by", None) or _shared_agent(verb)
        if by:
            found["subj"] = by
        if grammatical is not None and found.get("obj", [None])[0] == grammatical:
            found["obj"][1:1] = [*_listed_subjects(children, grammatical), *_agreeing(children, grammatical)]
    else:
        if grammatical is not None:
            found["subj"] = [grammatical, *_agreeing(children, grammatical)]
        if (
            verb.dep_ == "relcl"
            and "obj" not in found
            and "ccomp" not in found
            and grammatical is not None
            and grammatical != verb.head
            and not _is_time(verb.head)
            and verb.head.pos_ != "NUM"
        ):
            found["obj"] = [verb.head]
        elif verb.dep_ == "conj" and "obj" not in found and verb.head.pos_ == "VERB" and not is_passive(verb.head):
            # "shelled and burned the village": the object stands with the last verb; the first of two shares it
            pass
    if "obj" not in found and not passive and (names := _condemned(verb)):
        found["obj"] = names
    if "obj" not in found and not passive:
        for c in children:
            if c.dep_ == "conj" and c.pos_ == "VERB" and c.i - verb.i <= 3 and child(c, "nsubj", "aux") is None:
                shared = child(c, "dobj")
                if shared is not None:
                    found["obj"] = [shared]
                break
    return found


def under(prep: Token) -> Token | None:
    """The measure that somebody is said to be under: "has been under a blockade"; None for any other preposition."""
    return child(prep, "pobj") if prep.dep_ == "prep" and prep.lower_ == "under" and prep.head.lemma_ in _UNDERGOING else None


def blaming(noun: Token) -> Token | None:
    """The clause that lays a deed on somebody: "a strike on Monday that it blamed on X"; None when there is none."""
    days = [d for c in noun.children if c.dep_ == "prep" for d in c.children if d.dep_ == "pobj" and _is_time(d)]
    for at in (noun, *days):
        for c in at.children:
            if c.dep_ == "relcl" and c.lemma_ == "blame" and c.head.i < c.i:
                objects = [d for d in c.children if d.dep_ in ("dobj", "mark")]
                is_laid = any(d.dep_ == "prep" and d.lower_ == "on" for d in c.children)
                if is_laid and objects and all(d.tag_ in _RELATIVE_TAGS or d.lower_ == "that" for d in objects) and subject(c) not in (None, at):
                    return c
    return None


def _listed_subjects(children: Iterable[Token], first: Token) -> list[Token]:
    """Further subjects that a headline lists without "and" ("A nurse, two drivers slain"), or that the parser does not take for coordinated."""
    return [
        c
        for c in children
        if c.dep_ in ("nsubj", "nsubjpass")
        and c.i > first.i
        and c.pos_ in ("NOUN", "PROPN")
        and c.left_edge.i > 0
        and c.left_edge.nbor(-1).text in (",", "and")
    ]


def _agreeing(children: Iterable[Token], first: Token) -> list[Token]:
    """A further subject that a plural verb tells of, where the parser hangs it inside the first: "a priest of the Church and guards were hurt"."""
    if first.tag_ not in ("NN", "NNP") or first.pos_ == "NUM" or child(first, "conj") is not None:
        return []
    if not any(c.dep_ in ("aux", "auxpass") and c.lower_ in ("were", "are") for c in children):
        return []
    inner = [d for c in first.rights if c.dep_ == "prep" for d in c.children if d.dep_ == "pobj"]
    listing = [d for d in inner[-1:] if any(c.dep_ == "cc" and c.lower_ == "and" for c in d.children)]
    return [e for d in listing for e in d.conjuncts if e.i > d.i and e.tag_ == "NNS"]


def noun_slots(noun: Token) -> dict[str, list[Token]]:
    """Arguments of a noun of action.

    Returns:
        "poss", "appos", "mod" (words before it), "holder" (subject of the verb that it is the object of), "by" (with "launched by",
        "claimed by"), and the names of prepositions, to the heads of their arguments.
    """
    found: dict[str, list[Token]] = {}
    children = list(noun.children)
    for c in children:
        dep = c.dep_
        if dep in _NO_ARGUMENTS:
            continue
        if dep == "poss":
            found.setdefault("poss", []).append(c)
        elif dep in ("compound", "amod", "nmod", "nummod"):
            found.setdefault("mod", []).append(c)
            for d in c.children:
                if d.dep_ in ("compound", "amod", "nmod", "npadvmod"):
                    found["mod"].append(d)
        elif dep == "acl" and c.tag_ == "VBN":
            for d in c.children:
                if c.lemma_ == "blame" and d.dep_ == "prep" and d.lower_ == "on":
                    # "attacks blamed on X"
                    found.setdefault("by", []).extend(e for e in d.children if e.dep_ == "pobj")
                    continue
                if d.dep_ == "agent":
                    if c.lemma_ not in _NOT_DOING:
                        found.setdefault("by", []).extend(e for e in d.children if e.dep_ == "pobj")
                elif d.dep_ == "prep":
                    _one(d, found, 0)
        elif dep == "appos":
            found.setdefault("appos", []).append(c)
        elif dep == "acl" and c.tag_ == "VBG":
            found.setdefault("acl", []).append(c)
        elif dep in ("relcl", "acl"):
            found.setdefault("xcomp" if dep == "acl" else "relcl", []).append(c)
    _prepositional(children, found)
    head = noun.head
    laid = blaming(noun)
    if laid is not None:
        # "a strike that it blamed on X": X did it
        found["by"] = [d for c in laid.children if c.dep_ == "prep" and c.lower_ == "on" for d in c.children if d.dep_ == "pobj"]
    elif noun.dep_ == "dobj" and head.lemma_ == "blame":
        # "blamed the attack on X": X did it
        blamed = [d for c in head.children if c.dep_ == "prep" and c.lower_ == "on" for d in c.children if d.dep_ == "pobj"]
        found.setdefault("by", []).extend([*found.pop("on", []), *blamed])
    elif noun.dep_ == "dobj" and head.lemma_ in ("address", "tell") and noun.lemma_ in _MEETINGS and not found.keys() & _PARTIES:
        # "told a meeting with X"
        speaker = subject(head)
        if speaker is not None:
            found["by"] = [speaker]
    elif noun.dep_ == "pobj" and not found.keys() & _PARTIES:
        if head.lower_ in _CIRCUMSTANCES and head.head.pos_ in VERBAL and "with" in found:
            # "spoke after talks with X", "died in clashes with X": whoever the clause is about was the other side
            other = subject(head.head)
        elif head.lower_ == "for" and head.head.lemma_ in _GATHERING and noun.lemma_ in _MEETINGS and child(head.head, "dobj") is not None:
            # "joined X for a meeting"
            other = subject(head.head)
            found["with"] = [c for c in head.head.children if c.dep_ == "dobj"] + found.get("with", [])
        elif head.lower_ == "for" and head.head.lemma_ in _COMING and noun.lemma_ in _MEETINGS and "with" in found:
            # "flew to the port for talks with X"
            other = subject(head.head)
        elif "with" in found and noun.lemma_ in _MEETINGS and head.lower_ in ("of", "to") and _is_phase(head.head):
            # "announced an end to talks with X"
            other = subject(head.head.head)
        elif head.lower_ in _TRAVELLING and noun.lemma_ in _JOURNEYS and "to" in found:
            # "said on a visit to X"
            other = subject(head.head) if head.head.pos_ in VERBAL else head.head if head.head.pos_ == "PROPN" else None
        else:
            other = None
        if other is not None:
            found["by"] = [other]
        elif head.lower_ == "in" and _is_done_within(noun, head.head):
            # "seized three men in a raid": the deed is told again
            doer = subject(head.head)
            if doer is not None:
                found.setdefault("holder", []).append(doer)
    return found


def _is_phase(noun: Token) -> bool:
    return noun.dep_ == "dobj" and noun.lemma_ in _PHASES


def _is_done_within(noun: Token, verb: Token) -> bool:
    """Whether an indefinite noun tells what the subject of an active verb with an object does."""
    if verb.pos_ not in VERBAL or verb.lemma_ in _SUFFERING or is_passive(verb) or child(verb, "dobj") is None:
        return False
    return any(c.lower_ in ("a", "an") for c in noun.lefts)


def climb(token: Token) -> Iterator[Token]:
    """The token and its ancestors up to the root."""
    yield token
    yield from token.ancestors


def clause_head(token: Token) -> Token:
    """The verb of the smallest clause that the token stands in; the token's root when there is no verb."""
    last = token
    for at in climb(token):
        last = at
        if at.pos_ in VERBAL and at.dep_ not in ("aux", "auxpass", "amod", "compound"):
            return at
    return last
