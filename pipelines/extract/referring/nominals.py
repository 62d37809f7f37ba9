"""What definite descriptions take up: "the ministry", "the group", "the two sides".

What belongs here: finding those that nothing else has read, and their antecedents. What does not: pronouns.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.referring.clause import OBJECTS, REACH, SUBJECT, SUBJECTS, THING, WHERE, Reference, is_pair, narrows
from pipelines.extract.referring.lands import Lands
from pipelines.extract.referring.passage import MET

#: How far back, in sentences, the body may lie that "the group" or "the alliance" takes up.
_CLASS_REACH = 8
#: Places of what a clause says of somebody.
_TELLING = frozenset({"attr", "oprd", "appos"})
_NAMING = frozenset({"identify", "name", "call", "nickname", "know"})
_LEADING = frozenset({"leader", "chief", "commander", "head"})
_CLOSING = frozenset({",", ".", ")", ";", ":", "--", "-"})
_OWN = frozenset({"our", "my", "your", "its", "their"})
#: Bodies that are part of another: a union of states is no agency, a battalion no army.
_OF_ANOTHER = frozenset({"agency", "army", "military"})
#: Tokens from a group's noun to the name behind "of".
_OF_NAMED = 4
#: What a force by whatever noun may be, and a state's government.
_FORCES = frozenset({"military", "police", "armed_group"})
_NATIONAL = frozenset({"national government", "federal government", "central government"})
_POLICE = frozenset({"police", "policemen"})
#: Bodies that are others with a word before them: "the government" is not the provincial government.
_WHOLE = frozenset({"government", "governments", "parliament"})


class Nominals(Lands):
    """Resolves definite descriptions."""

    def _resolve_nominal(self, reference: Reference) -> None:
        if reference.sort in ("group", "body", "person") and self._resolve_apposed(reference):
            return
        if (reference.number == "s" or reference.sort != "person") and self._resolve_identified(reference):
            return
        if reference.note == "country":
            self._resolve_land(reference)
        elif reference.owner_pronoun is not None:
            owner = self.pronouns.get(reference.owner_pronoun)
            if owner is not None and owner.actor is not None:
                reference.actor = self.owned(reference, owner.actor)
                reference.rule = f"possessive: {self.doc.doc[reference.owner_pronoun].text}"
        elif reference.is_definite:
            if reference.number == "p":
                self._resolve_pair(reference)
                self._resolve_fighters(reference)
            elif reference.is_speaker and reference.sort == "person":
                reference.gender = reference.gender or self._told_gender(reference)
            # "our people" are no people named before
            is_owned = reference.number == "p" and any(c.tag_ == "PRP$" and c.lower_ in _OWN for c in self.doc.tokens[reference.head].children)
            if reference.actor is None and reference.note not in ("class", "pair") and not is_owned:
                _resolve_description(self.doc, reference, self.history, self.lexicon.colouring)
            if reference.actor is None:
                self._resolve_assailants(reference)
                self._resolve_peacekeepers(reference)
                self._resolve_forces(reference)
            if reference.actor is None:
                self._resolve_class(reference)
            if reference.actor is None and reference.sort == "person" and reference.number == "s":
                self._resolve_under(reference)
                if reference.actor is None:
                    self._resolve_suspect(reference)
        elif reference.note.startswith("group:") and self.doc.tokens[reference.head].left_edge.lower_ == "the":
            # "the leading daily"
            self._resolve_modified(reference)
        if reference.actor is None and not reference.is_definite and reference.number == "p" and reference.owner_pronoun is None:
            self._resolve_peacekeepers(reference)
            if reference.actor is None:
                self._resolve_forces(reference)
        if reference.actor is None and reference.note.startswith("role:") and not self._resolve_apart(reference):
            self._resolve_introduced(reference)
        if reference.actor is None:
            reference.actor = self.describe(reference)
            if reference.is_definite and reference.rule == "description" and reference.note.startswith("body:"):
                # a body that no state of the report owns: the army that is named
                self._resolve_class(reference)

    def _resolve_apposed(self, reference: Reference) -> bool:
        """Read "the Dutch firm, Delta Wings, said", "Delta Wings, a Dutch firm": a body and its name side by side; whether there is such a name.

        What the description tells of its state the named body has too.
        """
        token = self.doc.tokens[reference.head]
        beside = {c.i for c in token.children if c.dep_ == "appos"} | ({token.head.i} if token.dep_ == "appos" else set())
        if reference.sort == "person":
            # "an adviser to the ministry, A. B., said"
            inner = token
            while (prep := next((c for c in inner.rights if c.dep_ == "prep"), None)) is not None:
                inner = next((c for c in prep.children if c.dep_ == "pobj"), prep)
                beside |= {c.i for c in inner.children if c.dep_ == "appos"}
        if not beside or reference.number == "p":
            return False
        if reference.sort == "person":
            after = token.right_edge.i + 1
            if token.dep_ == "appos" and after < len(self.doc.tokens) and self.doc.token_texts[after] not in _CLOSING:
                # "with his wife, A. B., the senator flew"
                return False
            if token.dep_ == "pobj" and token.head.lower_ in ("like", "unlike"):
                return False
            named_persons = [k for k in self.ordered if k.head in beside and k.form == "name" and k.sort == "person" and k.number != "p"]
            if len(named_persons) != 1 or not self._agree(reference, named_persons[0]):
                return False
            (person,) = named_persons
            owner = next((self.pronouns.get(c.i) for c in token.children if c.tag_ == "PRP$"), None)
            if owner is not None and owner.actor == person.actor:
                # nobody is his own wife: two of one surname
                return False
            described = reference.actor or self.describe(reference)
            if described is not None and person.actor is not None:
                his, told_of = self.facts(person.actor), self.facts(described)
                if his.country is not None and told_of.country is not None and his.country != told_of.country:
                    return False
                his.country, his.parent = his.country or told_of.country, his.parent or told_of.parent
            self._stand_for(reference, person)
            return True
        kinds = self.lexicon.class_nouns.get(self.doc.token_lowers[reference.head], frozenset())
        for known in self.ordered:
            if known.head not in beside or known.form != "name" or known.actor is None or known.sort in ("person", "country", "population"):
                continue
            named = self.facts(known.actor)
            told = None if reference.actor is None else self.facts(reference.actor)
            if named.kind not in kinds and named.kind != "other" and (told is None or named.kind != told.kind):
                return False
            if told is not None and told.country is not None and named.country is not None and told.country != named.country:
                return False
            if told is not None:
                named.country = named.country or told.country
            reference.actor, reference.sort = known.actor, known.sort
            reference.rule = f"same description: {self.doc.doc[known.start : known.end].text}"
            return True
        return False

    def _resolve_under(self, reference: Reference) -> None:
        """Read "the premier", "the envoy", "the leader": the only named person so far with an office that is one of these."""
        offices = self.lexicon.offices_under.get(reference.noun, frozenset())
        if not offices or self._is_modified(reference):
            return
        named = [k for k in self.history if k.form == "name" and k.sort == "person" and k.noun and k.actor is not None]
        of_rebels = reference.noun.startswith("rebel ")
        holders = {
            k.actor: k for k in named if self._holds(k, reference.noun) or (of_rebels and k.noun in _LEADING and self._is_of_rebels(k.actor or ""))
        }
        if len(holders) != 1:
            return
        (known,) = holders.values()
        if reference.sentence - known.sentence <= _CLASS_REACH and self._status(known) == self._status(reference) and self._agree(reference, known):
            self._stand_for(reference, known)

    def _resolve_identified(self, reference: Reference) -> bool:
        """Read "a man identified as A. B.", "the driver, named as A. B.", "the driver was identified as A. B."."""
        token = self.doc.tokens[reference.head]
        verbs = [c for c in token.children if c.dep_ in ("acl", "relcl")]
        verbs += [c for c in token.head.children if c.dep_ == "advcl" and c.i == token.i + 2]
        if token.dep_ in SUBJECTS or token.dep_ in OBJECTS:
            verbs.append(token.head)
        for verb in verbs:
            if verb.lemma_ not in _NAMING or verb.tag_ not in ("VBN", "VBD"):
                continue
            if verb is token.head and token.dep_ == "nsubj":
                continue
            told = [c for c in verb.children if c.dep_ in ("oprd", "dobj") and c.i > verb.i]
            told += [c for p in verb.children if p.dep_ == "prep" and p.lower_ == "as" for c in p.children if c.dep_ == "pobj"]
            heads = {c.i for c in told}
            named = [k for k in self.ordered if k.head in heads and k.form == "name" and k.actor is not None and k.start > verb.i]
            if reference.sort == "person":
                named = [k for k in named if k.sort == "person" and k.number != "p"]
            else:
                named = [k for k in named if k.sort in ("body", "group") and self.facts(k.actor or "").kind in _kinds_described(reference)]
            if len(named) != 1:
                continue
            if reference.sort != "person":
                reference.actor, reference.sort = named[0].actor, named[0].sort
                reference.rule = f"same description: {self.doc.doc[named[0].start : named[0].end].text}"
                return True
            if self._agree(reference, named[0]):
                self._stand_for(reference, named[0])
                return True
        return False

    def _resolve_peacekeepers(self, reference: Reference) -> None:
        """Read "the peacekeepers", "the observers": those of the only body of many states whose own the text has named."""
        word = self.doc.token_lowers[reference.head]
        if reference.number != "p" or word not in self.lexicon.sent_by_many or self._is_modified(reference):
            return
        sent = {
            k.actor for k in self.history if k.form != "pronoun" and k.sort != THING and self.doc.token_lowers[k.head] == word and k.actor is not None
        }
        if len(sent) != 1 or self.doc.token_tags[reference.head] != "NNS":
            return
        (actor,) = sent
        parent = self.facts(actor).parent
        known = next(k for k in reversed(self.history) if k.actor == actor)
        if parent is None or self.facts(parent).kind != "intergovernmental" or reference.sentence - known.sentence > 2 * _CLASS_REACH:
            return
        reference.actor, reference.sort = actor, known.sort
        reference.rule = f"same description: {self.doc.doc[known.start : known.end].text}"

    def _resolve_forces(self, reference: Reference) -> None:
        """Read "the troops", "the soldiers", "police": those of the only state whose forces of that kind the text has spoken of."""
        word, kind = self.doc.token_lowers[reference.head], reference.note.partition(":")[2]
        kinds = self.lexicon.forces.get(word, frozenset())
        if not kinds or kind == "" or reference.owner_pronoun is not None or self._is_modified(reference):
            return
        if not reference.is_definite and kinds != {"police"}:
            return
        told = {
            k.actor: k
            for k in self.history
            if k.form != "pronoun"
            and k.sort != THING
            and k.actor is not None
            and self.facts(k.actor).kind in kinds
            and (word not in _POLICE or "police" in self.doc.token_lowers[k.start : k.end])
        }
        if len(told) != 1:
            return
        ((actor, known),) = told.items()
        country = None if actor is None else self.facts(actor).country
        if actor is None or country is None or reference.sentence - known.sentence > 2 * _CLASS_REACH:
            return
        if reference.is_definite:
            is_fitting = reference.sentence - known.sentence <= _CLASS_REACH
        else:
            states = {
                self.facts(k.actor).country for k in self.ordered if k.sentence == reference.sentence and k.sort == "country" and k.actor is not None
            }
            is_fitting = country in states
        if is_fitting:
            reference.actor, reference.sort = actor, known.sort
            reference.rule = f"same description: {self.doc.doc[known.start : known.end].text}"

    def _resolve_suspect(self, reference: Reference) -> None:
        """Read "the suspect", "the defendant": the only named person whom the text has said to be held, charged or tried."""
        if self.doc.token_lowers[reference.head] not in self.lexicon.accused or not reference.is_definite or self._is_modified(reference):
            return
        held = {}
        for known in self.history:
            token = self.doc.tokens[known.head]
            is_held = token.dep_ == "nsubjpass" or token.dep_ in OBJECTS
            if known.sort == "person" and known.actor in self.named and is_held and token.head.lemma_ in self.lexicon.custody_verbs:
                held[known.actor] = known
        if len(held) == 1:
            ((_, known),) = held.items()
            if self._agree(reference, known):
                self._stand_for(reference, known)

    def _is_of_rebels(self, person: str) -> bool:
        body = self.facts(person).parent
        return body is not None and self.facts(body).kind == "armed_group"

    def _told_gender(self, reference: Reference) -> str | None:
        """The gender in "the president said she would": who speaks is most often who the clause is about."""
        contents = [c for c in self.doc.tokens[reference.head].head.children if c.dep_ == "ccomp" and c.i > reference.head]
        told = {self.lexicon.pronouns[t.lower_].gender for c in contents for t in c.children if t.dep_ in SUBJECTS and t.lower_ in ("he", "she")}
        return told.pop() if len(told) == 1 else None

    def _resolve_class(self, reference: Reference) -> None:
        """Read "the group", "the alliance", "the court": the only body of that kind, or with that word in its name, that was spoken of of late."""
        lowers = self.doc.token_lowers
        kinds = self.lexicon.class_nouns.get(lowers[reference.head])
        if reference.head != reference.end - 1:
            return
        if self._is_modified(reference):
            self._resolve_modified(reference)
            return
        if (kinds is None and reference.note != "class") or (lowers[reference.head] in self.lexicon.speaking_only and not reference.is_speaker):
            return
        first = self.doc.sentences[max(0, reference.sentence - REACH)].start
        if any(lowers[i] == reference.noun and self._is_another(i) for i in range(first, reference.head)):
            return
        fitting: list[Reference] = []
        for known in reversed(self.history):
            if reference.sentence - known.sentence > _CLASS_REACH:
                break
            if known.actor is None or known.form == "pronoun" or known.sort in (THING, "person", "country") or known.others:
                continue
            if known.number == "p" and known.form != "name":
                continue
            if known.actor in {f.actor for f in fitting} or not self._fits_class(reference.noun, kinds or frozenset(), known):
                continue
            if known.form == "name" and lowers[known.head] == self.doc.token_texts[known.head] and reference.noun in lowers[known.start : known.head]:
                # an army convoy is not the army
                continue
            fitting.append(known)
        by_word = [f for f in fitting if f.form == "name" and reference.noun in lowers[f.start : f.end]]
        fitting = by_word or fitting
        # "the movement" is not its fighters
        parents = {f.actor for f in fitting}
        fitting = [f for f in fitting if f.actor is None or self.facts(f.actor).parent not in parents] or fitting
        if not fitting:
            return
        if len(fitting) > 1 and fitting[1].sentence >= fitting[0].sentence - 1 and not self._is_in_view(reference, fitting):
            return
        reference.actor, reference.sort = fitting[0].actor, fitting[0].sort
        reference.rule = f"same description: {self.doc.doc[fitting[0].start : fitting[0].end].text}"

    def _resolve_fighters(self, reference: Reference) -> None:
        """Read "the rebels", "the militants": the only armed group that the text has named so far."""
        word = self.doc.token_lowers[reference.head]
        if reference.actor is not None or word not in self.lexicon.fighters or self._is_modified(reference):
            return
        named = [k for k in self.history if k.form == "name" and k.actor is not None and self.facts(k.actor).kind == "armed_group"]
        actors = {k.actor for k in named} - {self.facts(k.actor).parent for k in named if k.actor is not None}
        if len(actors) != 1 or reference.sentence - named[-1].sentence > _CLASS_REACH:
            return
        # others who are called so are not theirs
        deps = self.doc.token_deps
        others = [
            k
            for k in self.history
            if k.form == "nominal" and k.note.startswith("group:armed_group") and k.actor not in actors and deps[k.head] not in _TELLING
        ]
        # "fighters of the Northern Front" are theirs
        others = [k for k in others if not any(0 < n.start - k.end < _OF_NAMED and self.doc.token_lowers[k.end] in ("of", "from") for n in named)]
        if any(self._tells_apart(k) or self.doc.token_lowers[k.head] != word for k in others):
            return
        reference.actor, reference.rule = named[-1].actor, f"same description: {self.doc.doc[named[-1].start : named[-1].end].text}"

    def _resolve_assailants(self, reference: Reference) -> None:
        """Read "the attackers", "the gunmen": the only fighters without a name of whom the text has told so far, by whatever word."""
        word, head = self.doc.token_lowers[reference.head], self.doc.tokens[reference.head]
        if reference.number != "p" or word not in self.lexicon.assailants:
            return
        is_narrowed = any(narrows(c, head) and c.dep_ != "nummod" for c in head.children)
        told = {
            k.actor: k
            for k in self.history
            if k.form == "nominal" and k.number == "p" and k.note.startswith("group:armed_group") and self.doc.token_deps[k.head] not in _TELLING
        }
        # "two gunmen were killed": the counted are part of them
        whole = {actor: k for actor, k in told.items() if all(c.dep_ != "nummod" for c in self.doc.tokens[k.head].children)}
        told = whole if whole and len(told) > 1 else told
        if len(told) != 1:
            return
        ((actor, known),) = told.items()
        is_of_headline = self.doc.tokens[known.start].idx < self.doc.title_end and reference.sentence - known.sentence <= 1
        if (
            (is_narrowed and not is_of_headline)
            or actor in self.named
            or self._tells_apart(known)
            or reference.sentence - known.sentence > _CLASS_REACH
        ):
            return
        if self.doc.token_lowers[known.head] not in self.lexicon.assailants:
            return
        reference.actor, reference.rule = actor, f"same description: {self.doc.doc[known.start : known.end].text}"

    def _tells_apart(self, known: Reference) -> bool:
        """Whether words before a group's noun tell which one it is ("Tuareg rebels")."""
        return any(t.text[0].isupper() and t.i > 0 for t in self.doc.doc[known.start : known.head] if not t.is_sent_start)

    @staticmethod
    def _is_in_view(reference: Reference, fitting: Sequence[Reference]) -> bool:
        """Whether who speaks is the subject of the sentence before, which names no other."""
        first, second = fitting[:2]
        return reference.is_speaker and reference.sentence - first.sentence <= 1 and first.weight >= SUBJECT and second.sentence < first.sentence

    def _resolve_modified(self, reference: Reference) -> None:
        """Read "the leading daily said", "the Dutch chemicals group said": the only body of that kind that the text has named so far."""
        lowers, head = self.doc.token_lowers, self.doc.tokens[reference.head]
        noun = lowers[reference.head]
        kinds = self.lexicon.class_nouns.get(noun, frozenset()) | self.lexicon.modified_classes.get(noun, frozenset())
        if not (reference.is_speaker or reference.weight >= SUBJECT) or not kinds or any(c.i > head.i and narrows(c, head) for c in head.children):
            return
        words = [self.doc.tokens[i] for i in range(head.left_edge.i + 1, head.i)]
        of_nation = any(t.text[0].isupper() for t in words)
        named = {k.actor: k for k in self.history if k.form == "name" and k.actor is not None and self.facts(k.actor).kind in kinds}
        if len(named) != 1 or any(t.pos_ not in ("ADJ", "NOUN", "PROPN", "VERB", "PUNCT", "ADV", "NUM") for t in words):
            return
        ((actor, known),) = named.items()
        if not reference.is_speaker and (of_nation or known.weight < SUBJECT):
            return
        if actor is None or reference.sentence - known.sentence > 1 or (of_nation and self.facts(actor).country is not None):
            return
        reference.actor, reference.sort = actor, known.sort
        reference.rule = f"same description: {self.doc.doc[known.start : known.end].text}"

    def _fits_class(self, noun: str, kinds: Set[str], known: Reference) -> bool:
        if known.actor is None:
            return False
        if known.form != "name":
            return known.noun == noun or known.noun.endswith(f" {noun}")
        words = self.doc.token_lowers[known.start : known.end]
        facts = self.facts(known.actor)
        if noun in words or facts.kind not in kinds or "party" in words:
            return noun in words
        return noun not in _OF_ANOTHER or facts.parent is not None or facts.kind in ("ngo", "media")

    def _is_another(self, i: int) -> bool:
        """Whether a noun brings one up that is not named: "a group of actors", "the group behind it"."""
        token = self.doc.tokens[i]
        if token.tag_ != "NN" or i in self.taken_up or token.dep_ in ("compound", "nmod", "appos", "attr"):
            return False
        if any(c.dep_ == "acl" and c.lemma_ in _NAMING for c in token.children):
            # "a group known as the Northern Front" is that one
            return False
        return any(c.lower_ in ("a", "an", "another", "one") or c.dep_ == "prep" for c in token.children)

    def _is_modified(self, reference: Reference) -> bool:
        """Whether words beside the article narrow a description ("the ruling party", "the group of eight")."""
        head = self.doc.tokens[reference.head]
        return any(narrows(c, head) or (c.i < head.i and c.dep_ != "det" and c.pos_ != "PUNCT") for c in head.children)

    def _resolve_pair(self, reference: Reference) -> None:
        """Read "the two sides": the list of two named last, else the only two of their sort that were spoken of of late."""
        sorts = self.lexicon.pair_nouns.get(self.doc.token_lowers[reference.head])
        if sorts is None or not is_pair(self.doc.token_lowers, reference.head):
            return
        single: dict[str, Reference] = {}
        for known in reversed(self.history):
            if reference.sentence - known.sentence > _CLASS_REACH or len(single) > 2:
                break
            if known.sort not in sorts or known.actor is None or known.note == MET:
                continue
            if len(known.others) == 1 and not (set(single) - {known.actor, *known.others}):
                reference.actor, reference.others, reference.sort = known.actor, known.others, known.sort
                reference.rule = f"same description: {self.doc.doc[known.start : known.end].text}"
                return
            if known.form == "name" and known.number != "p" and not known.others and not self._locates(known):
                single.setdefault(known.actor, known)
        if len(single) == 2:
            first, second = sorted(single.values(), key=lambda k: k.start)
            if first.actor is not None and second.actor is not None:
                reference.actor, reference.others, reference.sort = first.actor, (second.actor,), first.sort
                reference.rule = f"same description: {self.doc.doc[first.start : first.end].text}, {self.doc.doc[second.start : second.end].text}"

    def _locates(self, known: Reference) -> bool:
        """Whether a state is named as where something is."""
        token = self.doc.tokens[known.head]
        return known.sort == "country" and token.dep_ == "pobj" and token.head.lower_ in WHERE


def _kinds_described(reference: Reference) -> Set[str]:
    """The kinds of body that a description of a body or group may be."""
    kind = reference.note.split(":")[1] if reference.note.startswith("group:") else ""
    return {kind} if kind else _FORCES


def _same_noun(noun: str, known: str) -> bool:
    """Whether two nouns are one: "the federal government" is the national one."""
    return noun == known or (noun in _NATIONAL and known in _NATIONAL)


def _resolve_description(doc: AnnotatedDocument, reference: Reference, history: Sequence[Reference], colouring: Set[str]) -> None:
    """Read "the ministry", "the spokesman": the latest mention with the same noun, or one whose noun ends with it."""
    noun = reference.noun
    for known in reversed(history):
        if known.form == "pronoun" or known.sort == THING or not known.noun or known.number != reference.number:
            continue
        if (
            _same_noun(noun, known.noun)
            or (known.noun.endswith(f" {noun}") and noun not in _WHOLE)
            or known.noun.startswith((f"{noun} of ", f"{noun} for "))
        ):
            if {reference.gender, known.gender} == {"m", "f"}:
                continue
            if not _compatible(doc, reference, known, colouring):
                continue
            if reference.sentence - known.sentence > 4 * REACH:
                return
            reference.actor = known.actor
            reference.gender = reference.gender or known.gender
            reference.rule = f"same description: {doc.doc[known.start : known.end].text}"
            return


def _compatible(doc: AnnotatedDocument, reference: Reference, known: Reference, colouring: Set[str]) -> bool:
    """Whether the modifiers of a description ("the caretaker president") are among the words that introduced the antecedent."""
    said = {t.lower_ for t in doc.doc[reference.start : reference.head] if t.pos_ in ("ADJ", "NOUN", "PROPN") and t.i >= reference.start}
    said -= set(reference.noun.split())
    if known.form == "name":
        # "the outspoken president" is the one who is named
        said -= colouring - {"former"}
    introduced = {t.lower_ for t in doc.doc[known.start : known.end]} | {w.lower() for w in (known.role_text or "").split()}
    return said <= introduced
