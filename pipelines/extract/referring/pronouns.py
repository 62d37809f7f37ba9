"""What third-person pronouns take up.

What belongs here: agreement, salience, what clauses and quotations rule out. What does not: descriptions, and first persons.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.referring.clause import (
    OBJECT,
    OBJECTS,
    REACH,
    SUBJECT,
    SUBJECTS,
    THING,
    WHERE,
    Reference,
    are_coarguments,
    clause_of,
    is_controller,
)
from pipelines.extract.referring.lexicon import Pronoun
from pipelines.extract.referring.nominals import Nominals
from pipelines.extract.referring.passage import MET

_SENTENCE_COST = 16.0
_SPEAKER_BONUS = 22.0
_PARALLEL = 28.0
_STALE = 10.0
#: "According to X" seldom tells of X.
_SOURCE = 24.0
#: What a group or thing needs at least to be taken up.
_LEAST = 0.0
#: A choice is made only when the best antecedent leads the next actor by this much.
_MARGIN = 4.0
#: A lead that leaves no doubt: what the pronoun tells of gender holds for the rest of the document.
_SURE = 20.0
#: What a list of actors needs to be taken up by "they" without a rival.
_LIST_SCORE = 25.0
#: The lead over another person of the same sentence: "A told B that he" is left open, "A told B he" said of the only man is not.
_PERSON_MARGIN = 34.0
#: How the content of a noun of saying hangs on it, and how its owner does.
_CONTENTS = frozenset({"acl", "ccomp", "relcl"})
_OWNING = frozenset({"poss", "compound", "nmod", "amod"})
#: "The first of its kind" is nobody's.
_KINDS = frozenset({"kind", "sort", "type"})
#: Tags of nouns that one "it" takes up whatever they mean: "the military said it".
_ONE = frozenset({"NN", "NNP"})
#: Tokens behind a bracket that tell whom the pronoun before it means.
IN_BRACKETS = 3
_RELATIVES = frozenset({"who", "which", "that"})
#: Sorts that "some of them" may be part of whatever their number.
_MANY = frozenset({"group", "population"})
#: Tokens from an owner to the pronoun of what stands beside it ("Peru and its neighbours").
_BESIDE = 4
#: How a clause hangs on the one above it.
_EMBEDDED = frozenset({"ccomp", "xcomp", "conj", "advcl", "acl", "parataxis", "pcomp"})


class Pronouns(Nominals):
    """Resolves third-person pronouns."""

    def _resolve_pronoun(self, reference: Reference) -> None:
        """Choose the antecedent of a third-person pronoun: the best of those that agree and lie within reach, if it leads the next."""
        doc, lexicon = self.doc, self.lexicon
        token = doc.tokens[reference.start]
        pronoun = lexicon.pronouns[token.lower_]
        if token.tag_ == "PRP$" and not pronoun.is_possessive:
            # "her" is both
            pronoun = replace(pronoun, is_possessive=True)
        verb = clause_of(token)
        if token.dep_ in SUBJECTS and verb.dep_ in _CONTENTS and verb.head.lemma_ in lexicon.speech_nouns and verb.head.pos_ == "NOUN":
            # "an army claim that it had taken the town": who claims it
            for known in reversed(self.history):
                other = doc.doc[known.head]
                if (
                    known.sentence == reference.sentence
                    and other.head == verb.head
                    and other.dep_ in _OWNING
                    and known.actor
                    and self._agrees(pronoun, known)
                ):
                    self._take(reference, known, pronoun)
                    return
        if pronoun.is_possessive and token.head.dep_ == "conj":
            # "her sister and her mother": one owner
            twin = next((self.pronouns.get(c.i) for c in token.head.head.children if c.dep_ == "poss" and c.lower_ == token.lower_), None)
            if twin is not None and twin.actor is not None:
                reference.actor, reference.others, reference.sort, reference.gender = twin.actor, twin.others, twin.sort, twin.gender
                reference.rule = twin.rule
                return
        if token.i + 2 < len(doc.tokens) and doc.token_texts[token.i + 1] == "(":
            # "they (the miners)"
            inside = range(token.i + 2, token.i + 2 + IN_BRACKETS)
            told = next((r for r in self.ordered if r.start in inside and r.form != "pronoun" and r.actor is not None), None)
            if told is not None and self._agrees(pronoun, told):
                self._take(reference, told, pronoun)
            return
        if pronoun.is_possessive and token.head.lemma_ in _KINDS:
            return
        bound = self._bound(reference, token, pronoun, verb)
        if bound is not None:
            self._take(reference, bound, pronoun)
            return
        scores = self._scores(reference, token, pronoun, verb)
        if not scores:
            return
        ranked = sorted(scores.items(), key=lambda item: (-item[1][0], -item[1][1].start))
        best = ranked[0][1]
        if best[1].sort == THING:
            return
        if best[0] < _LEAST and pronoun.gender not in ("m", "f") and token.dep_ not in SUBJECTS and not self._is_only(reference, best[1]):
            return
        lead = best[0] - ranked[1][1][0] if len(ranked) > 1 else _SURE
        if len(ranked) > 1 and lead < _margin(doc, reference, token, best[1], ranked[1][1][1]):
            return
        self._take(reference, best[1], pronoun)
        is_near = reference.sentence - best[1].sentence <= 1 and best[1].weight >= SUBJECT
        if lead >= _SURE and is_near and pronoun.gender in ("m", "f") and best[1].sort == "person" and best[1].actor is not None:
            self.genders.setdefault(best[1].actor, pronoun.gender)

    def _bound(self, reference: Reference, token: Token, pronoun: Pronoun, verb: Token) -> Reference | None:
        """The antecedent that the construction itself gives.

        "The mayor herself", "the council wants the square to itself", "Peru and its neighbours", "Peru's talks with its neighbours", "A. K., who says
        she will".
        """
        if pronoun.is_reflexive:
            if token.i and (known := self._known_at(token.i - 1, pronoun)) is not None and known.end == token.i:
                return known
            subject = self._subject_of(verb, token)
            return None if subject is None else self._known_at(subject.i, pronoun)
        if pronoun.is_possessive:
            noun = token.head
            while noun.dep_ == "poss" and noun.head.dep_ == "conj":
                noun = noun.head
            if noun.dep_ == "conj" and (known := self._beside(noun, pronoun)) is not None and known.head > reference.start - _BESIDE:
                return known
            while noun.dep_ in ("pobj", "conj") and noun.head.pos_ in ("ADP", "NOUN"):
                noun = noun.head if noun.dep_ == "conj" else noun.head.head
                owner = next((c for c in noun.children if c.dep_ == "poss" and c.i < noun.i), None)
                if owner is not None:
                    return self._known_at(owner.i, pronoun)
        where = self._who_is_where(token, verb)
        if where is not None:
            return self._known_at(where.i, pronoun)
        return self._related(token, pronoun, verb) if pronoun.gender in ("m", "f") else None

    def _who_is_where(self, token: Token, verb: Token) -> Token | None:
        """Who is meant in "flew to Lima, where she", "sent A. B. to Lima, where she": who goes."""
        if token.dep_ not in SUBJECTS or token.head != verb or verb.dep_ != "relcl" or not any(c.lower_ == "where" for c in verb.children):
            return None
        going = clause_of(verb.head)
        roles = OBJECTS if going.lemma_ in self.lexicon.sending_verbs else SUBJECTS
        return next((c for c in going.children if c.dep_ in roles and c.i < token.i), None)

    def _beside(self, noun: Token, pronoun: Pronoun) -> Reference | None:
        """What stands before a noun in a list: "Peru and its neighbours"; of several "Spain, Portugal and their colonies"."""
        before = [noun.head]
        while before[-1].dep_ == "conj" and before[-1].head.pos_ in ("NOUN", "PROPN"):
            before.append(before[-1].head)
        if len(before) == 1 or pronoun.number == "s":
            return self._known_at(before[0].i, pronoun)
        by_head = {k.head: k for k in self.history if k.actor is not None and k.sort != THING and not k.others}
        members = [by_head[t.i] for t in reversed(before) if t.i in by_head]
        if len(members) < len(before) or any(m.number == "p" for m in members):
            return self._known_at(before[0].i, pronoun)
        return replace(members[-1], start=members[0].start, actor=members[0].actor, others=tuple(m.actor for m in members[1:] if m.actor is not None))

    def _related(self, token: Token, pronoun: Pronoun, verb: Token) -> Reference | None:
        """The person whom a relative clause tells of: "Anna Koll, who says she will", where no other subject stands between."""
        while verb.pos_ in ("VERB", "AUX"):
            subject = next((c for c in verb.children if c.dep_ in SUBJECTS and c != token and token not in c.subtree), None)
            if subject is not None and subject.lower_ != "who":
                return None
            if subject is not None:
                # who stands right before "who", whatever the parser hangs the clause on
                beside = {r.end: r for r in self.history if r.sort == "person" and r.form == "name"}
                known = beside.get(subject.i) or beside.get(subject.i - 1)
                if known is not None:
                    return known if self._agrees(pronoun, known) else None
                return self._known_at(verb.head.i, pronoun) if verb.dep_ == "relcl" else None
            if verb.dep_ not in _EMBEDDED or verb.head == verb:
                return None
            verb = clause_of(verb.head)
        return None

    def _subject_of(self, verb: Token, token: Token) -> Token | None:
        """The spoken or unspoken subject of a verb; of a relative clause the noun that it tells of; None where an object may be it."""
        while verb.pos_ in ("VERB", "AUX"):
            subject = next((c for c in verb.children if c.dep_ in SUBJECTS and c != token), None)
            if subject is not None:
                return verb.head if subject.lower_ in _RELATIVES and verb.dep_ == "relcl" else subject
            above = clause_of(verb.head)
            if verb.dep_ not in _EMBEDDED or above == verb or (verb.dep_ == "xcomp" and any(c.dep_ in OBJECTS for c in above.children)):
                return None
            verb = above
        return None

    def _known_at(self, i: int, pronoun: Pronoun) -> Reference | None:
        """What a noun stands for, where a pronoun may take it up: a name in apposition to it too."""
        heads = {i, *(c.i for c in self.doc.tokens[i].children if c.dep_ == "appos")}
        found = [k for k in reversed(self.history) if k.head in heads and k.actor is not None and k.sort != THING]
        return found[0] if found and self._agrees(pronoun, found[0]) else None

    def _take(self, reference: Reference, known: Reference, pronoun: Pronoun) -> None:
        reference.actor, reference.others, reference.sort = known.actor, known.others, known.sort
        reference.gender = known.gender or (pronoun.gender if pronoun.gender in ("m", "f") else None)
        reference.rule = f"pronoun: {self.doc.doc[known.start : known.end].text}"

    def _is_only(self, reference: Reference, known: Reference) -> bool:
        """Whether no other group or body has been spoken of in the sentences before."""
        near = [k for k in self.history if reference.sentence - k.sentence <= REACH and k.sort not in (THING, "person")]
        return known.number == "p" and all(k.actor == known.actor for k in near)

    def _agrees(self, pronoun: Pronoun, known: Reference) -> bool:
        if known.sort == THING:
            return pronoun.gender not in ("m", "f") and known.number == pronoun.number
        if known.others and pronoun.number == "p":
            return True
        if known.sort == "country" and known.number == "e" and pronoun.number == "p":
            # "the Latvian authorities"
            return True
        if known.sort not in pronoun.sorts:
            return False
        if pronoun.number == "s" and known.rule == "body of an owner" and self.doc.token_tags[known.head] == "NNS":
            # "Latvian authorities ... its"
            return False
        if pronoun.number == "s" and known.number == "p" and (known.form not in ("name", "nominal") or self.doc.token_tags[known.head] not in _ONE):
            return False
        if pronoun.number == "p" and known.number == "s":
            return False
        if pronoun.gender not in ("m", "f") or known.sort != "person":
            return True
        return known.gender not in ("m", "f") or known.gender == pronoun.gender

    def _scores(self, reference: Reference, token: Token, pronoun: Pronoun, verb: Token) -> dict[str, tuple[float, Reference]]:
        """The salience of each actor and thing that the pronoun may stand for, with the mention that has it."""
        doc, lexicon, tokens = self.doc, self.lexicon, self.doc.tokens
        is_speaker, is_free = reference.is_speaker, not pronoun.is_possessive and not pronoun.is_reflexive
        # who says a quotation is spoken of by those before it: they are as near as its beginning
        sentence = reference.sentence if reference.speaks < 0 else self._before_words(reference.speaks)
        speaker = self.speakers.get(reference.quote) if reference.quote >= 0 else None
        barred: set[str | None] = {speaker.actor} if speaker is not None and pronoun.gender in ("m", "f") else set()
        if reference.speaks >= 0:
            # nobody speaks of himself by name
            barred |= {r.actor for r in self.names_said.get(reference.speaks, ())}
        is_tag = is_speaker and doc.token_texts[min(token.i, verb.i) - 1] == ","
        told = {t.i for c in verb.children if c.dep_ == "ccomp" and c.i < token.i for t in c.subtree} if is_tag else set()
        is_object = token.dep_ in OBJECTS or token.dep_ == "pobj"
        among = token.dep_ == "pobj" and token.head.lower_ == "among"
        opens = token.dep_ in SUBJECTS and verb.dep_ == "ROOT"
        is_part = pronoun.number == "p" and token.dep_ == "pobj" and token.head.lower_ == "of"
        counts = is_part and token.head.head.dep_ in SUBJECTS
        command = None if is_speaker else self._commander(reference, token, pronoun, verb)
        around = _around(token) if pronoun.is_possessive else frozenset()
        scores: dict[str, tuple[float, Reference]] = {}
        for known in reversed(self.history):
            distance = max(0, sentence - known.sentence)
            if distance > 1 and reference.quote < 0 and known.sort == "person" and self.told[sentence] - self.told[known.sentence] == 1:
                # what is only quoted puts nothing between
                distance = 1
            if known.note == MET and distance > 0 and not opens:
                continue
            if distance > REACH:
                break
            other = tokens[known.head]
            if among and (distance > 0 or other.head != verb or other.dep_ not in OBJECTS):
                # "wounded three, among them a child"
                continue
            if is_free and distance == 0 and known.sort != THING and (are_coarguments(token, other) or is_controller(token, other)):
                # whatever it is called: "the minister said she backed him"
                barred |= {known.actor, *known.others}
                scores.pop(known.actor or "", None)
                continue
            # things, groups and bodies are taken up again at once, or as speakers
            if distance > 1 and pronoun.gender not in ("m", "f") and not (is_speaker and known.is_speaker):
                continue
            is_member = known.number != "p" and (known.start, known.end) in self.listed
            if is_member and pronoun.gender not in ("m", "f") and (pronoun.number == "p" or not pronoun.is_possessive):
                continue
            if not self._agrees(pronoun, known) or known.start >= reference.start or known.actor in barred:
                continue
            if is_speaker and known.sort == THING and other.lemma_ not in lexicon.documents:
                continue
            # inside a quotation the words outside are another speaker's: only the one it was said about, never the one who says it
            if reference.quote >= 0 and known.quote != reference.quote and (known.is_speaker or distance > 1):
                continue
            if reference.quote < 0 <= known.quote:
                continue
            if known.head in told and known.form == "name":
                # "Marx was right, he tells the class": not Marx
                barred |= {known.actor, *known.others}
                scores.pop(known.actor or "", None)
                continue
            if is_speaker and pronoun.gender == "n" and distance > 0 and not known.is_speaker and known.weight <= SUBJECT:
                # what "it" that speaks is has spoken, or is what the sentence before is about
                continue
            if other.dep_ == "attr" and ((known.sort == "person" and known.form != "name") or (known.sort in _MANY and known.number == "p")):
                # "he had been a clerk": no other person
                continue
            learned = self.genders.get(known.actor or "") if pronoun.gender in ("m", "f") and known.gender is None else None
            if learned not in (None, pronoun.gender) and not (distance == 0 and other.dep_ in SUBJECTS and other.head.is_ancestor(token)):
                continue
            if known.sort == "country" and known.form == "name" and (other.dep_ == "appos" or (other.dep_ == "pobj" and other.head.lower_ in WHERE)):
                continue
            if (
                pronoun.number == "p"
                and other.dep_ in OBJECTS
                and other.head.lemma_ in lexicon.speech_verbs
                and other.head != token.head
                and other.head.is_ancestor(token)
                and not (token.dep_ in OBJECTS and verb.dep_ == "conj" and verb.head == other.head)
                and not self._is_obliged(token, other)
                and other != command
                and not self._is_told_by_one(other)
            ):
                # what somebody is told is seldom about those who are told ("told reporters they would")
                continue
            is_teller = known.is_speaker and known.note.startswith("group:population") and known.number == "p"
            if is_teller and distance > 0 and not (is_speaker or opens or counts) and token.dep_ not in SUBJECTS:
                # what witnesses tell is seldom of witnesses
                continue
            if known.head in around and known.sort == THING:
                # "the legacy of its wars", "the deal was its largest"
                continue
            if is_part and known.number != "p" and known.sort not in _MANY:
                # "two of them" are not two of a firm
                continue
            if pronoun.is_reflexive and not are_coarguments(token, other):
                continue
            score = known.weight - _SENTENCE_COST * distance
            if known.sort == THING and distance > 0 and not opens and not is_object:
                # a pronoun inside a sentence takes up what the sentence names
                score -= _STALE
            if distance == 0:
                score += 12
                if command is not None:
                    score += (20 if other.dep_ in SUBJECTS else 60) if other == command else 0
                elif pronoun.is_possessive and other.dep_ in SUBJECTS and other.head == verb:
                    score += 20
            if (
                distance == 0
                and is_free
                and not is_speaker
                and pronoun.number == "p"
                and other.dep_ == "pobj"
                and other.head.head.lower_ == "according"
            ):
                score -= _SOURCE
            if is_object and known.sort == THING and known.weight <= OBJECT:
                # "found a launcher ... blew it up"
                score += _PARALLEL
            if is_speaker and known.is_speaker:
                score += _SPEAKER_BONUS
            if known.form == "pronoun" and token.lower_ == doc.token_lowers[known.start]:
                score += 5
            if pronoun.gender is not None and known.gender == pronoun.gender and known.sort == "person":
                score += 6
            if known.actor is None or (known.others and score < _LIST_SCORE):
                continue
            whom = "+".join((known.actor, *known.others))
            if whom not in scores or scores[whom][0] < score:
                scores[whom] = (score, known)
        return scores

    def _before_words(self, quote: int) -> int:
        """The sentence from which who says a quotation is sought: that of its beginning; behind other quotations, that of the first of them."""
        sentence = self.doc.sentence_index(self.begins[quote])
        while sentence > 0 and self._is_said(sentence - 1) and self._is_said(sentence):
            sentence -= 1
        return sentence

    def _is_obliged(self, token: Token, told: Token) -> bool:
        """Whether a pronoun is the subject of what those who are told are to do ("told residents they must leave")."""
        if token.dep_ not in SUBJECTS or told.lemma_ in self.lexicon.press:
            return False
        verb = token.head
        return verb.lemma_ in self.lexicon.obligations or any(c.dep_ == "aux" and c.lemma_ in self.lexicon.obligations for c in verb.children)

    def _is_told_by_one(self, told: Token) -> bool:
        """Whether a single person tells many something that is about them ("he promised families they would be paid")."""
        speaker = next((c for c in told.head.children if c.dep_ in SUBJECTS), None)
        if speaker is None or told.lemma_ in self.lexicon.press:
            return False
        return any(k.head == speaker.i and k.sort == "person" and k.number == "s" and not k.others for k in self.history)

    def _commander(self, reference: Reference, token: Token, pronoun: Pronoun, verb: Token) -> Token | None:
        """The noun that governs a pronoun: who is judged or asked for what is his own, else the nearest subject above that it agrees with.

        "Oslo thanked Rome for its help", "Lima asked Quito to use its influence", "Baku insists that its prisoners": Rome, Quito, Baku. None where
        the clauses above tell nothing, and of persons who are neither judged nor asked: there the choice is left to salience.
        """
        if pronoun.is_reflexive:
            return None
        if pronoun.is_possessive:
            above = token.head.head
            if token.head.dep_ == "pobj" and above.lower_ in ("for", "over") and above.head.lemma_ in self.lexicon.verdict_verbs:
                judged = next((c for c in above.head.children if c.dep_ in OBJECTS or c.dep_ == "nsubjpass"), None)
                if judged is not None:
                    return judged
            is_with = token.head.dep_ == "pobj" and token.head.head.head == verb
            if verb.dep_ == "xcomp" and (verb.lemma_ in self.lexicon.own_affairs or is_with):
                asked = next((c for c in verb.head.children if c.dep_ in OBJECTS), None)
                if asked is not None:
                    return asked
        elif verb.dep_ == "ccomp" and verb.head.lemma_ == "ask" and any(c.dep_ == "mark" and c.lower_ in ("whether", "if") for c in verb.children):
            asked = next((c for c in verb.head.children if c.dep_ in OBJECTS), None)
            if asked is not None and token.head == verb and token.dep_ in SUBJECTS:
                return asked
        elif verb.dep_ == "ccomp" and token.head == verb and verb.head.lemma_ in self.lexicon.speech_verbs:
            told = next((c for c in verb.head.children if c.dep_ in OBJECTS), None)
            if told is not None and self._is_obliged(token, told):
                return told
        if pronoun.gender in ("m", "f"):
            return None
        if pronoun.is_possessive and token.head.dep_ == "dobj" and verb.lemma_ in self.lexicon.hostile_verbs:
            # "rebels said troops had attacked their camp": not the troops'
            verb = clause_of(verb.head) if verb.dep_ in _EMBEDDED else verb
        here = {k.head for k in self.history if k.sentence == reference.sentence and k.start < reference.start and self._agrees(pronoun, k)}
        things = {k.head for k in self.history if k.sort == THING}
        while here:
            found = next((c for c in verb.children if c.dep_ in SUBJECTS and c.i in here and c != token), None)
            agent = next((c for a in verb.children if a.dep_ == "agent" for c in a.children if c.i in here), None)
            if agent is not None and agent.i < token.i:
                # "were recommended by the ministry to its officers"
                return agent
            if found is not None:
                return found
            is_apart = verb.dep_ == "relcl" and token.head == verb and token.dep_ in SUBJECTS
            if verb.dep_ == "acl" and verb.tag_ in ("VBG", "VBN") and pronoun.is_possessive and verb.head.i in here:
                # "led to Peru closing its border", "a club headed by its founder"
                return verb.head
            is_told_of = verb.dep_ == "relcl" and any(c.dep_ in SUBJECTS and c.lower_ in _RELATIVES for c in verb.children)
            if is_told_of and (pronoun.is_possessive or verb.head.i not in things):
                # "a label that has widened its range"; in apposition it is who is named
                told = verb.head if verb.head.dep_ != "appos" or verb.head.i in here else verb.head.head
                if told.i in here:
                    return told
            if verb.dep_ == "acl" and token.head != verb:
                # "Peru's decision to close its border"
                owner = next((c for c in verb.head.children if c.dep_ == "poss" and c.i in here), None)
                if owner is not None:
                    return owner
            above = clause_of(verb.head)
            if verb.dep_ == "pcomp" and (
                verb.head.lower_ in ("of", "from") or (verb.head.lower_ == "for" and above.lemma_ in self.lexicon.verdict_verbs)
            ):
                # "accused the junta of killing its foes"
                accused = next((c for c in above.children if c.dep_ in OBJECTS and c.i in here and c.i < token.i), None)
                if accused is not None:
                    return accused
            if above == verb or (verb.dep_ not in _EMBEDDED and not (is_told_of or is_apart)) or above.pos_ not in ("VERB", "AUX"):
                break
            verb = above
        return None


def _around(token: Token) -> frozenset[int]:
    """The nouns that a possessive is a part of, and the subject of which they are told: none of these owns it."""
    found = set()
    noun = token.head
    while noun.pos_ not in ("VERB", "AUX"):
        found.add(noun.i)
        if noun.head == noun or noun.dep_ in ("conj", "appos"):
            break
        if noun.dep_ == "attr":
            found |= {c.i for c in noun.head.children if c.dep_ in SUBJECTS}
        noun = noun.head
    return frozenset(found)


def _margin(doc: AnnotatedDocument, reference: Reference, token: Token, best: Reference, other: Reference) -> float:
    """The lead that the best antecedent needs over the next."""
    if best.sort != "person" or other.sort != "person" or other.sentence != reference.sentence or reference.is_speaker:
        return _MARGIN
    if best.gender == "f" or (best.form == "pronoun" and best.sentence == reference.sentence):
        return _MARGIN
    governor = doc.doc[best.head]
    # "A met B in his office": the subject of the pronoun's own clause
    owns = token.tag_ == "PRP$" and governor.dep_ in SUBJECTS and governor.head == clause_of(token)
    return _MARGIN if owns else _PERSON_MARGIN
