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
from pipelines.extract.referring.passage import MARKS

_SENTENCE_COST = 16.0
_SPEAKER_BONUS = 22.0
_PARALLEL = 28.0
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
        scores = self._scores(reference, token, pronoun, verb)
        if not scores:
            return
        ranked = sorted(scores.items(), key=lambda item: (-item[1][0], -item[1][1].start))
        best = ranked[0][1]
        if best[1].sort == THING:
            return
        lead = best[0] - ranked[1][1][0] if len(ranked) > 1 else _SURE
        if len(ranked) > 1 and lead < _margin(doc, reference, token, best[1], ranked[1][1][1]):
            return
        self._take(reference, best[1], pronoun)
        is_near = reference.sentence - best[1].sentence <= 1 and best[1].weight >= SUBJECT
        if lead >= _SURE and is_near and pronoun.gender in ("m", "f") and best[1].sort == "person" and best[1].actor is not None:
            self.genders.setdefault(best[1].actor, pronoun.gender)

    def _take(self, reference: Reference, known: Reference, pronoun: Pronoun) -> None:
        reference.actor, reference.others, reference.sort = known.actor, known.others, known.sort
        reference.gender = known.gender or (pronoun.gender if pronoun.gender in ("m", "f") else None)
        reference.rule = f"pronoun: {self.doc.doc[known.start : known.end].text}"

    def _agrees(self, pronoun: Pronoun, known: Reference) -> bool:
        if known.sort == THING:
            return pronoun.gender not in ("m", "f") and known.number == pronoun.number
        if known.others and pronoun.number == "p":
            return True
        if known.sort not in pronoun.sorts:
            return False
        if pronoun.number == "s" and known.number == "p":
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
        command = None if is_speaker else self._commander(reference, token, pronoun, verb)
        scores: dict[str, tuple[float, Reference]] = {}
        for known in reversed(self.history):
            distance = max(0, sentence - known.sentence)
            if distance > REACH:
                break
            other = tokens[known.head]
            if is_free and distance == 0 and known.sort != THING and (are_coarguments(token, other) or is_controller(token, other)):
                # whatever it is called: "the minister said she backed him"
                barred |= {known.actor, *known.others}
                scores.pop(known.actor or "", None)
                continue
            # things, groups and bodies are taken up again at once, or as speakers
            if distance > 1 and pronoun.gender not in ("m", "f") and not (is_speaker and known.is_speaker):
                continue
            if pronoun.gender not in ("m", "f") and known.number != "p" and (known.start, known.end) in self.listed and not pronoun.is_possessive:
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
            if known.sort == "person" and other.dep_ == "attr":
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
                and not self._is_obliged(token, other)
            ):
                # what somebody is told is seldom about those who are told ("told reporters they would")
                continue
            if pronoun.is_reflexive and not are_coarguments(token, other):
                continue
            score = known.weight - _SENTENCE_COST * distance
            if distance == 0:
                score += 12
                if command is not None:
                    score += (20 if other.dep_ in SUBJECTS else 60) if other == command else 0
                elif pronoun.is_possessive and other.dep_ in SUBJECTS and other.head == verb:
                    score += 20
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

    def _is_said(self, sentence: int) -> bool:
        """Whether nothing of a sentence stands outside of quotations."""
        span, texts = self.doc.sentences[sentence], self.doc.token_texts
        return all(self.quotes[i] >= 0 or texts[i] in MARKS for i in range(span.start, span.end))

    def _is_obliged(self, token: Token, told: Token) -> bool:
        """Whether a pronoun is the subject of what those who are told are to do ("told residents they must leave")."""
        if token.dep_ not in SUBJECTS or told.lemma_ in self.lexicon.press:
            return False
        verb = token.head
        return verb.lemma_ in self.lexicon.obligations or any(c.dep_ == "aux" and c.lemma_ in self.lexicon.obligations for c in verb.children)

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
            if verb.dep_ == "xcomp" and verb.lemma_ in self.lexicon.own_affairs:
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
        while here:
            found = next((c for c in verb.children if c.dep_ in SUBJECTS and c.i in here and c != token), None)
            if found is not None:
                return found
            above = clause_of(verb.head)
            if above == verb or verb.dep_ not in _EMBEDDED or above.pos_ not in ("VERB", "AUX"):
                break
            verb = above
        return None


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
