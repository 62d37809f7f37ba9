"""Who a pronoun or a description stands for, inside one document.

What belongs here: choosing an antecedent among the actors already found. What does not: finding names (``actors``), and joining documents
(``resolve.actors``). An unresolved reference is left out: no row is better than a wrong one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from pipelines.annotate.document import AnnotatedDocument
from pipelines.extract.model import ActorIndex, ActorMention, Statement
from pipelines.extract.referring.clause import THING, Reference, Told, pronoun_references, quote_depth
from pipelines.extract.referring.groups import join_groups
from pipelines.extract.referring.lexicon import Pronoun, ReferenceLexicon
from pipelines.extract.referring.pronouns import IN_BRACKETS, Pronouns
from pipelines.ids import make_id

__all__ = ["Pronoun", "Reference", "ReferenceLexicon", "first_persons", "link", "pronoun_references", "quote_depth"]

VERSION = 1


def link(
    doc: AnnotatedDocument,
    references: Iterable[Reference],
    lexicon: ReferenceLexicon,
    owned: Callable[[Reference, str], str | None],
    describe: Callable[[Reference], str | None],
    facts: Callable[[str], Told],
) -> list[Reference]:
    """Resolve what can be resolved, in text order.

    Args:
        doc: the document.
        references: names and descriptions with their actor where they have one, pronouns and definite descriptions without.
        lexicon: words of reference.
        owned: gives the actor of a body whose owner is a resolved pronoun ("its forces"), or None.
        describe: gives the actor of a description that refers to nothing said before, or None when there is none.
        facts: gives what the document tells about an actor.

    Returns:
        The references that have an actor, in text order.
    """
    return _Linker(doc, references, lexicon, owned, describe, facts).linked()


class _Linker(Pronouns):
    """Resolves the references of one document, each in its turn."""

    def linked(self) -> list[Reference]:
        """The references that have an actor, in text order."""
        for reference in sorted([*self.ordered, *self.things], key=self._turn):
            if reference.sort == THING:
                if reference.head not in self.taken_up:
                    self.history.append(reference)
                continue
            if reference.form == "pronoun":
                self._resolve_pronoun(reference)
                self.pronouns[reference.start] = reference
            elif reference.note == "capital" and reference.form == "name":
                self._resolve_seat(reference)
            elif reference.actor is None:
                self._resolve_nominal(reference)
            elif reference.form == "nominal" and reference.note.startswith("role:"):
                if not self._resolve_apposed(reference):
                    self._resolve_office(reference)
            elif reference.form == "nominal" and reference.actor not in self.named:
                self._resolve_apposed(reference)
            if reference.actor is not None:
                self.history.append(reference)
                self.taken_up.add(reference.head)
                self._join(reference)
                self._meet(reference)
        linked = [r for r in self.ordered if r.actor is not None]
        joined = join_groups(self.doc, linked, self.named, self.lexicon, self.facts)
        for reference in linked if joined else ():
            if reference.actor in joined:
                reference.actor = joined[reference.actor]
            reference.others = tuple(joined.get(other, other) for other in reference.others)
        return linked

    def _turn(self, reference: Reference) -> tuple[float, int]:
        """When a reference is resolved: a pronoun inside a longer description before it, who says a quotation before what is said in it."""
        if reference.form != "pronoun":
            return reference.head, reference.start
        texts = self.doc.token_texts
        if reference.end < len(texts) and texts[reference.end] == "(":
            # what the bracket says first: "they (the miners)"
            return reference.end + IN_BRACKETS, reference.start
        quote = reference.speaks
        return (reference.start if quote < 0 else self.begins[quote] - 0.5), reference.start


@cache
def _packaged() -> ReferenceLexicon:
    return ReferenceLexicon.load()


def first_persons(doc: AnnotatedDocument, actors: ActorIndex, statements: Sequence[Statement], lexicon: ReferenceLexicon | None = None) -> ActorIndex:
    """Add the first-person pronouns of direct quotations as mentions of their speakers.

    "I" is the speaker, "we" the body that the speaker speaks for, else the speaker.

    Args:
        doc: the document.
        actors: what ``find_actors`` found.
        statements: the document's statements; only those that quote directly and have a speaker count.
        lexicon: words of reference; read from the package when left out.

    Returns:
        The index with these mentions added.
    """
    forms = lexicon or _packaged()
    quotes = quote_depth(doc)
    added: dict[int, ActorMention] = {}
    for statement in statements:
        if statement.form not in ("direct", "mixed") or statement.speaker_actor_id is None:
            continue
        for token in doc.doc[statement.start : statement.end]:
            if quotes[token.i] < 0 or token.i in added:
                continue
            if token.lower_ in forms.first_singular:
                actor, rule = statement.speaker_actor_id, "speaker"
            elif token.lower_ in forms.first_plural and not (token.text == "US" or (token.lower_ == "us" and token.pos_ == "PROPN")):
                actor, rule = statement.on_behalf_of_actor_id or statement.speaker_actor_id, "speaker's side"
            else:
                continue
            if actor not in actors.actors:
                continue
            sentence = doc.sentence_of(token)
            added[token.i] = ActorMention(
                document_id=doc.document_id,
                start_char=token.idx,
                end_char=token.idx + len(token),
                sentence_start_char=sentence.start_char,
                sentence_end_char=sentence.end_char,
                text=doc.surface(token.idx, token.idx + len(token)),
                origin=f"coreference.first_person@{VERSION}",
                confidence=None,
                mention_id=make_id("men", doc.document_id, token.idx, token.idx + len(token)),
                actor_id=actor,
                form="pronoun",
                role_text=None,
                resolved_by=f"{rule}: {statement.speaker_text or statement.cue or 'quotation'}",
                start=token.i,
                end=token.i + 1,
                head=token.i,
            )
    return actors.with_mentions(added.values())
