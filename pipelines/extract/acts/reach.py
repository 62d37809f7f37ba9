"""Places around an act in the parse of its sentence, with what it costs to reach each.

What belongs here: walking from an act to its arguments, adjuncts and governing clauses. What does not: choosing among what is reached
(``setting``).
"""

from __future__ import annotations

from collections.abc import Set

from spacy.tokens import Token

from pipelines.extract.acts.clause import VERBAL
from pipelines.extract.acts.lexicon import EventLexicon
from pipelines.extract.acts.nesting import level
from pipelines.extract.model import PlaceIndex, PlaceMention

#: Chains longer than this are faults of the parse.
_DEPTH = 6
#: What it costs to reach a place, set by reading: from the act to its subject, to a verb that shares its subject, to one that shares its
#: auxiliary ("killed and four wounded"), to its aim, to a clause of the same
#: time, through a relative clause, through a preposition that is not of place, through one of direction; the most that may be spent, and the cost
#: from which a place is that of the scene.
SUBJECT, _SHARED, _ELLIPTIC, _AIM, _CIRCUMSTANCE, _RELATIVE, _OTHER, _TOWARDS, _LIMIT, NEARBY = 1.5, 1.5, 0.6, 1.2, 1.5, 1.2, 1.0, 0.3, 4.0, 1.6
#: What a place costs more that is named only as what another lies in.
_BEYOND = 0.8
_GOALS = frozenset({"to", "toward", "towards", "into"})
_NOT_OF_PLACE = frozenset({"according", "like", "unlike", "despite", "than", "about", "including", "since", "before", "until"})
_SAME_TIME = frozenset({"when", "while", "as", "after", "where"})
#: Prepositions between a happening and what it is part of or done to.
_LINKING = frozenset({"by", "with", "during", "against", "between", "among", "amid"})
#: Prepositions with which a place tells the scene of a whole sentence.
AT = frozenset({"in", "at", "near", "outside", "inside", "around", "across"})
#: What it costs more to look at where those are from who suffer an act, and to take the direction of a way for its place.
_SUFFERER, _DIRECTION = 1.2, 1.2
_DIRECTIONS = frozenset({"toward", "towards"})
#: Verbs of what comes after a person was caught or hurt, somewhere else.
AFTERWARDS = frozenset(
    {"hold", "jail", "imprison", "transfer", "send", "fly", "evacuate", "hospitalise", "hospitalize", "treat", "try", "spend", "bury"}
)
#: Acts whose object and whose "against" tell what they are about rather than where they are.
PROTESTS = frozenset({"protest", "demonstrate", "rally", "march", "demonstration"})
MATTERS = frozenset({"against", "over", "for", "about", "after", "following"})
#: Nouns of what is only told, feared or hoped, elsewhere than where somebody acts on it.
_TOLD = frozenset({"report", "news", "fear", "concern", "rumour", "rumor", "claim", "allegation"})
#: What goes off or strikes, and what it costs to look at where that is told of it.
BLASTS = frozenset(
    {"bomb", "blast", "explosion", "attack", "airstrike", "strike", "raid", "shell", "rocket", "missile", "grenade", "mine", "bombing"}
)
_BLAST = 0.6
#: What it costs to look behind the doer of a passive.
_DOER = 0.6
#: Verbs that, with "from", tell where it is done.
_DRIVEN = frozenset({"drive", "oust", "dislodge", "expel", "eject", "force"})
#: Words that name an instance of what stands before them: "three cities, including X".
_INSTANCES = frozenset({"including", "like"})
#: Prepositions of time that part an act from what governs it.
_APART = frozenset({"before", "since", "until", "despite"})
_AFTER, _EARLIER = frozenset({"after", "following"}), 1.6
_WAYS = frozenset({"route", "road", "way", "highway", "path", "link", "access", "corridor", "line"})
_BORDERS = frozenset({"border", "frontier", "boundary"})
#: Participles before a name: "an area known as X".
_CALLED = frozenset({"know", "call", "name", "dub"})
#: Verbs of having means to an end, which are not where the end is.
MEANS = frozenset({"use", "need", "have", "want", "lease"})
#: Kinds of names that may be a place's.
_UNLISTED = frozenset({"GPE", "LOC", "FAC", "PERSON", ""})
#: Prepositions after which a continent is a scene.
_THROUGHOUT = AT | {"throughout", "within", "over", "of"}
#: What is laid on a state that its capital stands for.
_LAID_ON = frozenset(
    {"impose", "sanction", "embargo", "pressure", "tariff", "ban", "blockade", "condition", "curb", "restriction", "place", "put", "slap"}
)
#: Nouns of time that tell how long after something is.
_SPELLS = frozenset({"minute", "hour", "day", "week", "month", "year", "decade"})
#: By how much a place that is the act's object is nearer than one that stands beside it.
_OBJECT = 0.1
#: Verbs that are done to persons, so that a place is never their object.
OF_PERSONS = frozenset(
    {"kill", "shoot", "murder", "wound", "injure", "arrest", "detain", "kidnap", "abduct", "assassinate", "behead", "execute", "jail"}
)
#: Nouns of number and part, after which "of" leads to the thing itself.
_PARTS = frozenset({"rest", "half", "most", "all", "much", "number", "majority", "series", "dozen", "hundred", "thousand", "some", "one"})


def _is_beside(verb: Token) -> bool:
    """Whether a second verb shares the adjuncts of the first: "shot and wounded in X", "two killed and four wounded in X"."""
    deps = {c.dep_ for c in verb.children}
    is_elliptic = verb.tag_ == "VBN" or (verb.lemma_ in OF_PERSONS and "dobj" not in deps)
    return not deps & {"aux", "auxpass"} and (is_elliptic or not deps & {"nsubj", "nsubjpass"})


def _is_instance(prep: Token) -> bool:
    """Whether a preposition leads to instances: "cities such as X", "towns including Y"."""
    return prep.lower_ in _INSTANCES or (prep.lower_ == "as" and any(c.lower_ == "such" for c in prep.children))


def _is_beyond(direction: Token, locative: Set[str]) -> bool:
    """Whether "south" in "units south of X" stands without a distance; 60 miles south of X is not at X."""
    return direction.lower_ in locative and direction.pos_ == "ADV" and not any(c.dep_ == "npadvmod" for c in direction.children)


def _is_elliptic(verb: Token) -> bool:
    """Whether a verb stands without object and auxiliary: "and four others wounded when"."""
    return verb.lemma_ in OF_PERSONS and not {c.dep_ for c in verb.children} & {"dobj", "aux", "auxpass"}


def _parted(clause: Token) -> Token | None:
    """The clause before one that "and" joins to it though both hang on a verb of saying."""
    before = [c for c in clause.head.children if c.dep_ == "ccomp" and c.i < clause.i]
    if not before or not any(c.dep_ == "cc" and c.i > before[-1].i for c in before[-1].children):
        return None
    return before[-1] if _is_elliptic(clause) else None


def _is_later(clause: Token) -> bool:
    """Whether a clause of time is some time off: "a day after", "two weeks before"."""
    return any(c.dep_ in ("mark", "advmod") and c.i > 0 and clause.doc[c.i - 1].lemma_.lower() in _SPELLS for c in clause.children)


class Walk:
    """Places around an act, with what it costs to reach each: the further from the act's own arguments, the more."""

    def __init__(self, places: PlaceIndex, lexicon: EventLexicon, trigger: Token) -> None:
        self.places = places
        self.lexicon = lexicon
        self.locative = lexicon.words["place_prepositions"]
        self.heads = lexicon.words["place_heads"]
        self.leaving = trigger.lemma_.lower() in lexicon.words["leaving"]
        self.seen: dict[int, float] = {}
        self.found: list[tuple[float, PlaceMention]] = []
        self.is_unlisted = False

    def _enter(self, token: Token, cost: float) -> bool:
        """Whether to look at a token: never twice at the same or a higher cost, and not beyond the limit."""
        if cost > _LIMIT or self.seen.get(token.i, _LIMIT + 1) <= cost:
            return False
        self.seen[token.i] = cost
        return True

    def _take(self, token: Token, cost: float) -> bool:
        mention = self.places.covering(token)
        if mention is None or (token.tag_ == "JJ" and self.places.places[mention.place_id].gazetteer != "model"):
            return False
        if token.dep_ == "pobj":
            word = token.head.lower_
            if self.places.places[mention.place_id].feature == "continent" and word not in _THROUGHOUT:
                # "aid to Africa" is no scene
                return False
            if word == "on" and mention.resolved_by == "capital as a place" and token.head.head.lemma_.lower() in _LAID_ON:
                # "imposed sanctions on Moscow": the capital stands for its state
                return False
        self.found.append((cost, mention))
        return True

    def _before(self, token: Token, cost: float) -> bool:
        """Take a name before a noun; a country's or continent's only tells what sort it is ("the Middle East war")."""
        mention = self.places.covering(token)
        return mention is not None and level(mention, self.places, self.lexicon) != "country" and self._take(token, cost)

    def clause(self, verb: Token, cost: float, *, is_shared: bool = False, is_above: bool = False, is_aside: bool = False) -> None:
        """Places of the arguments and adjuncts of a verb, or of a noun of action.

        Args:
            verb: the verb or noun.
            cost: of reaching it.
            is_shared: whether it stands beside the act's verb, so that only its places count, and not its goals.
            is_above: whether it governs the act, so that what it says of its subject does not count.
            is_aside: whether it tells a circumstance, so that its goals do not count.
        """
        if not self._enter(verb, cost):
            return
        is_protest = verb.lemma_.lower() in PROTESTS
        if verb.pos_ not in VERBAL:
            self._modifiers(verb, cost, is_place=False)
            if verb.lemma_.lower() in self.lexicon.words["onslaughts"]:
                # "the siege of X"
                for c in verb.children:
                    if c.dep_ == "prep" and c.lower_ == "of":
                        for d in c.children:
                            if d.dep_ == "pobj":
                                self.phrase(d, cost)
        for c in verb.children:
            dep = c.dep_
            if dep == "advmod" and is_aside and any(d.lower_ in _GOALS for d in c.children):
                # "after they fell back south towards X"
                continue
            if dep in ("prep", "agent", "prt", "advmod", "dative"):
                if not ((is_shared or is_aside) and c.lower_ in _GOALS and self._leads_to_place(c)) and not (is_protest and c.lower_ in MATTERS):
                    self.preposition(c, cost)
            elif dep in ("dobj", "nsubjpass"):
                if dep == "dobj" and (is_protest or (is_above and verb.lemma_ in MEANS)):
                    continue
                if verb.lemma_ in OF_PERSONS or self.places.covering(c) is None:
                    # "in X, soldiers raided the village of Y"
                    is_sufferer = (
                        dep == "nsubjpass" and c.lemma_.lower() not in self.heads and (verb.lemma_ in OF_PERSONS or verb.lemma_ == "capture")
                    )
                    self.noun(c, cost - (_OBJECT if c.lemma_.lower() in self.heads else -_SUFFERER if is_sufferer else 0.0))
                else:
                    self.phrase(c, cost - _OBJECT)
            elif dep == "conj" and c.pos_ == "VERB" and _is_beside(c):
                if c.lemma_ not in AFTERWARDS:
                    self.clause(c, cost + (0.2 if is_shared else _ELLIPTIC if c.tag_ == "VBN" else _SHARED), is_shared=True)
            elif dep == "conj" and c.pos_ == "NOUN" and verb.pos_ in VERBAL:
                # "a man was killed and his wife wounded in X", where the parser takes "wife" for the second of two
                for d in c.children:
                    if d.dep_ == "acl" and d.tag_ == "VBN" and d.lemma_ in OF_PERSONS:
                        self.clause(d, cost + _ELLIPTIC, is_shared=True)
                    elif d.dep_ == "conj":
                        for e in d.children:
                            if e.dep_ == "acl" and e.tag_ == "VBN" and e.lemma_ in OF_PERSONS:
                                self.clause(e, cost + _ELLIPTIC, is_shared=True)
            elif is_shared and not (dep == "advcl" and (verb.tag_ == "VBN" or _is_elliptic(verb))):
                continue
            elif dep in ("nsubj", "attr"):
                if dep == "nsubj" or not is_above:
                    self.noun(c, cost + (_BLAST if c.lemma_.lower() in BLASTS else SUBJECT))
            elif dep == "npadvmod" and c.pos_ == "PROPN":
                # "marching along the avenue, X Prospect,"
                self._take(c, cost + 0.3)
            elif dep == "auxpass":
                # "Also bombed was the village of X"
                for d in c.children:
                    if d.dep_ in ("attr", "nsubj", "nsubjpass") and d.i > c.i:
                        self.noun(d, cost)
            elif dep == "xcomp" or (dep == "advcl" and c.tag_ == "VB"):
                # "are to begin in X", "launched an offensive to capture X"; what is marched for is elsewhere
                if not is_protest:
                    self.clause(c, cost + _AIM, is_aside=is_aside)
            elif dep == "advcl":
                marks = [d.lower_ for d in c.children if d.dep_ in ("advmod", "mark")]
                if (any(m in _SAME_TIME for m in marks) and not _is_later(c)) or (c.tag_ in ("VBG", "VBN") and not marks):
                    self.clause(c, cost + _CIRCUMSTANCE, is_aside=bool(marks))
            elif dep in ("acl", "relcl") and verb.pos_ not in VERBAL:
                self.clause(c, cost + _RELATIVE)

    def _leads_to_place(self, prep: Token) -> bool:
        return any(d.dep_ == "pobj" and (d.lemma_.lower() in self.heads or self.places.covering(d) is not None) for d in prep.children)

    def words(self, trigger: Token) -> None:
        """Places of an act of words: those that stand with it, or with a verb that it serves, by a preposition of their own."""
        at, cost = trigger, 0.0
        for _ in range(_DEPTH):
            for c in at.children:
                if c.dep_ == "prep" and c.lower_ in AT and c.i not in self.seen:
                    self.seen[c.i] = cost
                    self.preposition(c, cost)
            if at.dep_ not in ("xcomp", "dobj", "pobj", "prep", "pcomp", "attr") and not (at.dep_ == "advcl" and at.tag_ == "VB"):
                return
            at, cost = at.head, cost + _AIM
            if at.pos_ not in VERBAL and at.dep_ not in ("prep", "pobj", "pcomp"):
                return

    def preposition(self, prep: Token, cost: float) -> None:
        """Places that a preposition leads to."""
        word = prep.lower_
        if word in _NOT_OF_PLACE:
            return
        objects = [d for d in prep.children if d.dep_ in ("pobj", "pcomp")]
        is_place = (
            word in self.locative
            or (word == "from" and (self.leaving or prep.head.lemma_ in _DRIVEN))
            # "units south of X"
            or (word == "of" and _is_beyond(prep.head, self.locative))
        )
        if word in ("against", "by", "over"):
            is_place = any(d.lemma_.lower() in self.heads or (self.places.covering(d) is not None and d.pos_ == "PROPN") for d in objects)
        if word == "of" and is_place:
            cost += _BEYOND
        if word in _GOALS:
            cost += _DIRECTION if word in _DIRECTIONS else _TOWARDS
        for d in objects:
            if d.dep_ == "pcomp" and d.pos_ in VERBAL:
                if word != "for":
                    # what somebody is arrested for happened elsewhere
                    self.clause(d, cost + _AIM)
            elif is_place:
                if (word in AT or word == "over") and d.pos_ == "PROPN" and d.ent_type_ in _UNLISTED and self.places.covering(d) is None:
                    self.is_unlisted = self.is_unlisted or not any(c.dep_ == "conj" for c in d.children)
                self.phrase(d, cost)
                if d.pos_ in ("NOUN", "PROPN") and self.places.covering(d) is None:
                    self.noun(d, cost + 0.5)
            elif prep.dep_ == "agent":
                # what follows the agent is where it was done: "shot by two men in X"
                self.noun(d, cost + _DOER)
            elif d.pos_ in ("NOUN", "VERB", "PROPN") and word not in ("from", "including") and d.lemma_.lower() not in _TOLD:
                # what came before an act may have been elsewhere
                self.noun(d, cost + (_EARLIER if word in _AFTER else _OTHER))
        for d in prep.children:
            if word == "out" and self.leaving and d.lower_ == "of":
                # "pulling troops out of X"
                for e in d.children:
                    if e.dep_ == "pobj":
                        self.phrase(e, cost + _TOWARDS)
            elif d.dep_ == "prep" or (d.dep_ in ("advmod", "amod", "conj") and d.lower_ in self.locative):
                self.preposition(d, cost)

    def noun(self, noun: Token, cost: float) -> None:
        """Places that say where a thing, a person or a happening is: "a checkpoint near X", "clashes in X", "raids that hit X"."""
        if not self._enter(noun, cost):
            return
        is_place = noun.lemma_.lower() in self.heads
        self._modifiers(noun, cost, is_place=is_place)
        for c in noun.children:
            dep = c.dep_
            if dep == "prep":
                word = c.lower_
                if word == "of":
                    for d in c.children:
                        # "Mary Hill, of Atlanta,"
                        if d.dep_ == "pobj" and noun.ent_type_ != "PERSON":
                            self._of(noun, d, cost + (0.0 if is_place else 0.3))
                elif word in self.locative:
                    if not (word in _GOALS and noun.lemma_.lower() in _WAYS):
                        self.preposition(c, cost + 0.2)
                elif _is_instance(c):
                    for d in c.children:
                        if d.dep_ == "pobj":
                            self.phrase(d, cost + 0.3)
                elif word in _LINKING:
                    self.preposition(c, cost + 0.5)
            elif dep == "advmod" and c.lower_ in self.locative:
                # "villages south of X"
                self.preposition(c, cost + 0.3)
            elif dep == "acl" or (dep == "relcl" and c.pos_ in VERBAL):
                if noun.ent_type_ == "PERSON" and any(d.lower_ == "who" for d in c.children):
                    # "Mary Hill, who grew up in X, was"
                    continue
                if dep == "acl" and any(d.dep_ == "mark" and d.lower_ == "that" for d in c.children):
                    # "fears that ..."
                    continue
                if noun.lemma_.lower() not in self.lexicon.words["accords"]:
                    # where a truce was signed is not where it is broken
                    self.clause(c, cost + (_BLAST if noun.lemma_.lower() in BLASTS else _RELATIVE))
            elif dep == "appos" and is_place and self.places.covering(c) is not None:
                # "seized the capital, X"
                self.phrase(c, cost + 0.1)
            elif dep == "conj" or (dep == "appos" and noun.ent_type_ != "PERSON"):
                self.noun(c, cost + 0.6)

    def _modifiers(self, noun: Token, cost: float, *, is_place: bool) -> None:
        """Names before a noun: "the X district", "an X hotel room"; possessors count as places of places only."""
        for c in noun.children:
            if c.dep_ in ("compound", "nmod", "amod"):
                self._before(c, cost + (0.1 if is_place else 0.8))
                for d in c.children:
                    if d.dep_ == "conj" and is_place:
                        # "the X and Y districts"
                        self._before(d, cost + 0.1)
            elif c.dep_ == "poss" and is_place:
                self._take(c, cost + 0.5)

    def _of(self, noun: Token, token: Token, cost: float) -> None:
        mention = self.places.covering(token)
        broad = mention is not None and level(mention, self.places, self.lexicon) == "country"
        if mention is None or not broad or noun.lemma_.lower() in self.heads | _PARTS | self.lexicon.words["onslaughts"]:
            if mention is None and noun.lemma_.lower() not in self.heads and noun.lemma_.lower() not in _PARTS:
                self.noun(token, cost + 0.5)
            else:
                self.phrase(token, cost)

    def phrase(self, token: Token, cost: float, depth: int = 0) -> None:
        """The object of a preposition of place: itself, its description ("the village of X", "X district"), and then what it lies in."""
        if depth > _DEPTH:
            return
        if token.lemma_.lower() in self.lexicon.words["distances"]:
            # "20 km south of X" is not at X, "X town south of Y" is at X
            for c in token.children:
                if c.dep_ == "compound":
                    self.phrase(c, cost, depth + 1)
            return
        is_named = self._take(token, cost)
        is_place = token.lemma_.lower() in self.heads
        is_named_after = is_place and self._is_named_after(token)
        for c in () if is_named else token.children:
            if c.dep_ in ("compound", "nmod", "amod"):
                if is_named_after and self._is_sea(c):
                    # "the Pacific resort of X"
                    self._before(c, cost + _BEYOND)
                elif self.places.covering(c) is not None:
                    is_named = self._before(c, cost + (0.0 if is_place else 0.2)) or is_named
                elif c.pos_ == "NOUN":
                    self.phrase(c, cost, depth + 1)
        following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
        if is_place and not is_named and following is not None and following.pos_ == "PROPN":
            # "in the capital X Saturday": the parser hangs the name on the day
            is_named = self._take(following, cost)
        # what a named place lies in is never narrower than it
        beyond = _BEYOND if is_named else 0.0
        for c in token.children:
            dep = c.dep_
            if dep == "poss":
                self.phrase(c, cost + 0.5 + beyond, depth + 1)
            elif dep in ("appos", "conj", "npadvmod"):
                self.phrase(c, cost + 0.4, depth + 1)
            elif dep == "acl" and c.lemma_ in _CALLED and is_place:
                for d in c.children:
                    for e in (d, *d.children):
                        if e.dep_ in ("pobj", "oprd"):
                            self.phrase(e, cost, depth + 1)
            elif dep == "prep":
                word = c.lower_
                if is_place and _is_instance(c):
                    for d in c.children:
                        if d.dep_ == "pobj":
                            self.phrase(d, cost, depth + 1)
                    continue
                for d in c.children:
                    if d.dep_ == "pobj":
                        if word == "with" and token.doc[c.i - 1].lemma_.lower() in _BORDERS:
                            self.phrase(d, cost + beyond + 0.6, depth + 1)
                        elif word == "of":
                            self._within(token, d, cost + beyond + (0.05 if is_place else 0.3), depth)
                        elif word in self.locative:
                            self.phrase(d, cost + beyond + 0.3, depth + 1)
                    elif d.dep_ == "prep" and d.lower_ in self.locative | {"of"}:
                        for e in d.children:
                            if e.dep_ == "pobj":
                                self.phrase(e, cost + beyond + 0.4, depth + 1)

    def _is_sea(self, token: Token) -> bool:
        mention = self.places.covering(token)
        return mention is not None and self.places.places[mention.place_id].feature in ("water", "continent")

    def _is_named_after(self, noun: Token) -> bool:
        """Whether "of" and a name follow a noun of place."""
        return any(c.dep_ == "prep" and c.lower_ == "of" and any(self.places.covering(d) is not None for d in c.children) for c in noun.children)

    def _within(self, noun: Token, token: Token, cost: float, depth: int) -> None:
        """What follows "of" after the object of a preposition of place: "in the heart of X", "in front of a shop in X"."""
        mention = self.places.covering(token)
        if mention is not None and noun.lemma_.lower() not in self.heads and level(mention, self.places, self.lexicon) == "country":
            return
        self.phrase(token, cost, depth + 1)

    def up(self, trigger: Token) -> None:
        """What stands with the words that govern the act: "began storming X in Y", "an attack was launched in Y", "hit X, killing two"."""
        at, cost = trigger, 0.0
        for _ in range(_DEPTH):
            head, dep = at.head, at.dep_
            if head.i == at.i or (dep in ("ccomp", "parataxis", "ROOT") and head.lemma_ in self.lexicon.words["reporting"]):
                beside = _parted(at) if dep == "ccomp" else None
                if beside is not None:
                    # "two were killed and others wounded, police said", where the parser hangs both on the saying
                    self.clause(beside, cost + _ELLIPTIC, is_shared=True)
                for c in head.children:
                    if c.dep_ == "prep" and c.lower_ in AT and at.i < c.i < head.i:
                        # "a bomb went off near a school, in X, police said"
                        self.preposition(c, cost + 0.3)
                if head.dep_ == "relcl" and any(c.lower_ == "where" for c in (*head.children, *at.children)):
                    # "in X, where the ministry says two were shot"
                    self.phrase(head.head, cost)
                return
            if dep == "relcl":
                if any(c.lower_ == "where" or (c.dep_ == "prep" and any(d.lower_ == "which" for d in c.children)) for c in at.children):
                    # "in X, where two were shot"
                    self.phrase(head, cost)
                    if not self.found and head.dep_ == "pobj":
                        # "flew to the city of X, in the border region, where she met"
                        for c in head.head.head.children:
                            if c.dep_ == "prep" and c.i < head.i and c.lower_ in AT | _GOALS:
                                self.preposition(c, cost + 0.3)
                    return
                cost += NEARBY
            elif dep == "conj" and head.pos_ in VERBAL:
                if any(c.dep_ in ("nsubj", "nsubjpass") for c in at.children):
                    return
                cost += _SHARED
            elif dep == "advcl":
                marks = [d.lower_ for d in at.children if d.dep_ in ("advmod", "mark")]
                if marks and not any(m in _SAME_TIME for m in marks):
                    return
                cost += NEARBY
            elif (dep == "prep" and at.lower_ in _APART) or (dep == "ccomp" and any(t.text == ";" for t in at.doc[at.right_edge.i : head.i])):
                return
            elif dep in ("acl", "ccomp"):
                cost += 1.0
            elif dep in ("xcomp", "pcomp", "prep", "dobj", "pobj", "attr", "nsubj", "nsubjpass", "conj", "agent", "appos", "compound", "amod"):
                cost += 0.5
            else:
                return
            at = head
            if at.pos_ in VERBAL:
                self.clause(at, cost, is_above=True)
            elif at.pos_ in ("NOUN", "PROPN"):
                self.noun(at, cost)
