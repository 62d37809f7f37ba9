"""The lexicon of predicates: which verbs, nouns and adjectives tell which act, with which arguments.

What belongs here: reading ``lexicons/events/*.yml`` into dictionaries by lemma, and checking them. What does not: matching a predicate with a
clause, which is ``acts.match``'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from spacy.tokens import Token

from pipelines import lexicons, paths
from pipelines.contracts import codes
from pipelines.errors import LexiconError

#: Values of a slot that are no lemma: an actor, one that bears arms (an army, a rebel group), anything, a proper name, nothing, the side of the
#: doer, a place, several people, a state (its government, a body of states) stands there.
ACTOR, ANY, ARMED, NAME, NONE, OWN, PLACE, PLURAL, STATE = "ACTOR", "ANY", "ARMED", "NAME", "NONE", "OWN", "PLACE", "PLURAL", "STATE"
#: A person who holds an office of state, of a body of states, of a party or an armed group stands there.
OFFICIAL = "OFFICIAL"
_VALUES = frozenset({ACTOR, ANY, ARMED, NAME, NONE, OFFICIAL, OWN, PLACE, PLURAL, STATE, "NUM"})
_PARTS = (("v", "verb"), ("n", "noun"), ("a", "adjective"))
_SLOTS = ("obj", "subj", "xcomp", "ccomp", "mod", "gov", "attr", "dat", "poss", "of", "form", "neg")
_HEAD = frozenset({"lexicon", "note", "source", "licence", "type", "content", "verbs", "nouns", "adjectives", "entries"})
_GRAMMAR = "events/grammar"
#: How much more than others an entry that asks for a negation tells: it comes before those that a negation undoes.
_NEGATIVE = 9


@dataclass(frozen=True, slots=True)
class Predicate:
    """One entry.

    Attributes:
        key: file and number, for messages and tests.
        lemma: the head word's lemma, lower case.
        pos: "verb", "noun" or "adjective".
        particle: a particle or preposition that must stand with it, or None.
        anchors: sets of words from each of which one must stand somewhere in the sentence, or the entry cannot fit.
        need: slots and the lemmas one of which must stand there (with ACTOR, ANY, ARMED, NAME, NONE, OFFICIAL, OWN, PLACE, PLURAL, STATE).
        refuse: slots and lemmas none of which may.
        source, target, mediator: slots that the roles are read from; the first that names an actor counts, a list of parties apart.
        content: what becomes of acts told inside its complement: "own", "none" (they are no rows), "alleged", "denied", "hypothetical".
        status: a status that the words themselves give, or None.
        weak: whether the words are often used otherwise.
    """

    key: str
    lemma: str
    pos: str
    particle: str | None
    event_type: str
    mode: str | None
    anchors: tuple[frozenset[str], ...]
    need: tuple[tuple[str, frozenset[str]], ...]
    refuse: tuple[tuple[str, frozenset[str]], ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    mediator: tuple[str, ...]
    content: str
    status: str | None
    weak: bool
    example: str
    specificity: int = 0


@dataclass(frozen=True)
class EventLexicon:
    """Predicates by part of speech and lemma, and the words of grammar that events need.

    Attributes:
        predicates: all entries in the order of the files.
        heads: coarse part of speech to the lemmas and forms of its words with which an entry may begin, of a hyphenated one the last part.
        verbs, nouns, adjectives: lemma to entries, the most specific first.
        embedding: lemma of a governing verb to what it makes of the act in its infinitive or object.
        forms: inflected verb to the lemma of an entry, for verbs that the lemmatiser gets wrong ("staged": "stag").
        words: the other lists of ``events/grammar.yml`` by name.
        weapons: lemma to the ASSAULT mode that it gives.
        contexts: word (lower case, as written, or lemma) to context codes.
        confidence: rule to (right, read).
    """

    predicates: tuple[Predicate, ...]
    heads: Mapping[str, frozenset[str]]
    verbs: Mapping[str, tuple[Predicate, ...]]
    nouns: Mapping[str, tuple[Predicate, ...]]
    adjectives: Mapping[str, tuple[Predicate, ...]]
    embedding: Mapping[str, str]
    noun_embedding: Mapping[str, str]
    forms: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    weapons: Mapping[str, str]
    contexts: Mapping[str, tuple[str, ...]]
    confidence: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Self:
        """Read ``lexicons/events/*.yml`` and ``lexicons/confidence_events.yml``.

        Raises:
            LexiconError: an entry is malformed; the message names file and entry.
        """
        grammar = lexicons.read(_GRAMMAR)
        classes = {name: tuple(str(words).split()) for name, words in grammar["classes"].items()}
        predicates: list[Predicate] = []
        for path in sorted((paths.lexicons() / "events").glob("*.yml")):
            if path.stem not in ("grammar", "contexts"):
                predicates += _predicates(f"events/{path.stem}", lexicons.read(f"events/{path.stem}"), classes)
        contexts: dict[str, set[str]] = {}
        for code, words in lexicons.read("events/contexts")["contexts"].items():
            for word in str(words).split():
                contexts.setdefault(word, set()).add(code)
        rules = lexicons.read("confidence_events")["rules"]
        return cls(
            tuple(predicates),
            _heads(predicates, _spread(grammar["forms"])),
            _by_lemma(predicates, "verb"),
            _by_lemma(predicates, "noun"),
            _by_lemma(predicates, "adjective"),
            _spread(grammar["embedding"]),
            _spread(grammar["noun_embedding"]),
            {form: p.lemma for p in predicates if p.pos == "verb" for form in _inflections(p.lemma)} | _spread(grammar["forms"]),
            {name: frozenset(_expand(str(words), classes, _GRAMMAR)) for name, words in grammar["words"].items()},
            _spread(grammar["weapons"]),
            {word: tuple(sorted(found)) for word, found in contexts.items()},
            {rule: (counts["right"], counts["read"]) for rule, counts in rules.items()},
        )

    def verb(self, token: Token) -> str:
        """The lemma under which a verb is looked up."""
        lemma = token.lemma_.lower()
        return lemma if lemma in self.verbs else self.forms.get(token.lower_, lemma)

    def confidence_of(self, rule: str) -> float | None:
        """Measured share of right rows of a rule, smoothed by one right row in two, as few rows of some rules were read; None when none was."""
        counts = self.confidence.get(rule)
        return None if counts is None or not counts[1] else round((counts[0] + 1) / (counts[1] + 2), 3)


def _inflections(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("e"):
        return f"{lemma}d", f"{lemma[:-1]}ing"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return f"{lemma[:-1]}ied", f"{lemma}ing"
    return f"{lemma}ed", f"{lemma}ing", f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing"


def _spread(groups: Mapping[str, str]) -> dict[str, str]:
    return {word: str(name) for name, words in groups.items() for word in str(words).split()}


def _heads(predicates: Sequence[Predicate], forms: Mapping[str, str]) -> dict[str, frozenset[str]]:
    by_pos: dict[str, set[str]] = {"verb": set(forms), "noun": set(), "adjective": set()}
    for p in predicates:
        by_pos[p.pos].update((p.lemma, p.lemma.rpartition("-")[2], *(_inflections(p.lemma) if p.pos == "verb" else ())))
    verbal = frozenset(by_pos["verb"] | by_pos["adjective"] | {noun for noun in by_pos["noun"] if noun.endswith("ing")})
    nominal = frozenset(by_pos["noun"])
    return {"VERB": verbal, "AUX": verbal, "NOUN": nominal, "PROPN": nominal, "ADJ": frozenset(by_pos["adjective"])}


def _by_lemma(predicates: list[Predicate], pos: str) -> dict[str, tuple[Predicate, ...]]:
    found: dict[str, list[Predicate]] = {}
    for predicate in predicates:
        if predicate.pos == pos:
            found.setdefault(predicate.lemma, []).append(predicate)
    return {lemma: tuple(sorted(entries, key=lambda e: -e.specificity)) for lemma, entries in found.items()}


def _expand(words: str, classes: Mapping[str, tuple[str, ...]], where: str) -> Iterator[str]:
    for word in words.split():
        if word.startswith("@"):
            if word[1:] not in classes:
                raise LexiconError(f"{where}: no class is called {word!r}; add it to classes in events/grammar.yml")
            yield from classes[word[1:]]
        else:
            yield word


def _anchors(particle: str | None, need: Sequence[tuple[str, frozenset[str]]]) -> tuple[frozenset[str], ...]:
    named = [words for slot, words in need if slot not in ("form", "neg") and not slot.endswith("_form") and not words & _VALUES]
    parts = [words | {word.rpartition("-")[2] for word in words} for words in named]
    return (*parts, frozenset({particle})) if particle is not None else tuple(parts)


def _predicates(where: str, data: Mapping[str, Any], classes: Mapping[str, tuple[str, ...]]) -> Iterator[Predicate]:
    unknown = set(data) - _HEAD
    if unknown:
        raise LexiconError(f"{where}: does not know {sorted(unknown)}")
    event_type = data["type"]
    if event_type not in codes("event_type").codes:
        raise LexiconError(f"{where}: {event_type!r} is no code of event_type")
    for number, entry in enumerate(data["entries"], 1):
        key = f"{where}#{number}"
        heads = [(name, pos) for name, pos in _PARTS if name in entry]
        if len(heads) != 1:
            raise LexiconError(f"{key}: give exactly one of v, n and a, not {sorted(entry)}")
        short, pos = heads[0]
        defaults: Mapping[str, str] = data.get(f"{pos}s", {})
        lemmas = str(entry[short]).split()
        mode = entry.get("mode")
        if mode is not None and event_type not in codes("event_mode").codes[mode]["event_types"]:
            raise LexiconError(f"{key}: the mode {mode!r} does not belong to {event_type}")
        need: list[tuple[str, frozenset[str]]] = []
        for slot, words in [*((s, entry[s]) for s in _SLOTS if s in entry), *entry.get("with", {}).items()]:
            need.append((slot, frozenset(_expand(str(words), classes, key))))
        particle = lemmas[1] if len(lemmas) > 1 else None
        yield Predicate(
            key=key,
            lemma=lemmas[0],
            pos=pos,
            particle=particle,
            event_type=event_type,
            mode=mode,
            anchors=_anchors(particle, need),
            need=tuple(need),
            refuse=tuple((slot, frozenset(_expand(str(words), classes, key))) for slot, words in entry.get("not", {}).items()),
            source=tuple(str(entry.get("src", defaults["src"])).split()),
            target=tuple(str(entry.get("tgt", defaults["tgt"])).split()),
            mediator=tuple(str(entry.get("med", "")).split()),
            content=entry.get("content", data.get("content", "own")),
            status=entry.get("status"),
            weak=bool(entry.get("weak", False)),
            example=entry["eg"],
            specificity=2 * len(need)
            + 3 * (particle is not None)
            + _NEGATIVE * any(slot == "neg" for slot, _ in need)
            - sum(w <= {ANY, ACTOR, NONE, PLACE} for _, w in need),
        )
