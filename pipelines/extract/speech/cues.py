"""The lexicon of cues, and finding them in a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from spacy.tokens import Token

from pipelines import lexicons
from pipelines.errors import LexiconError
from pipelines.extract.speech.layout import Layout
from pipelines.extract.speech.voices import VoiceLexicon

ACTS = frozenset(
    [
        "say",
        "announce",
        "claim",
        "confirm",
        "admit",
        "reveal",
        "deny",
        "reject",
        "accuse",
        "condemn",
        "criticise",
        "praise",
        "demand",
        "request",
        "urge",
        "order",
        "promise",
        "threaten",
        "warn",
        "predict",
        "agree",
        "apologise",
        "ask",
        "suggest",
        "describe",
    ]
)
FRAMES = frozenset(
    [
        "that",
        "bare",
        "wh",
        "quote",
        "inf",
        "obj_inf",
        "for_obj_inf",
        "of_ger",
        "for_ger",
        "of_np",
        "ger",
        "np",
        "np_of",
        "for_np",
        "on_np",
        "stance",
        "as",
        "as_np",
        "act_np",
        "rebuttal",
        "attitude",
        "measure",
        "defence",
        "summons",
        "about",
        "same",
        "oprd",
        "clause",
    ]
)
#: Frames of cues that tell only with the object they want.
_SELDOM = frozenset(("measure", "about", "defence", "clause"))
FACTIVE = frozenset(("presupposes", "doubts", "neutral"))


#: Word lists of ``lexicons/cues.yml`` that become attributes of the same name.
_LISTS = [
    "mental",
    "documents",
    "issuing",
    "anonymous",
    "spokespeople",
    "relays",
    "outlets",
    "empty",
    "time_units",
    "partitives",
    "telling",
    "saying_to",
    "evidence",
    "cited",
    "hinting",
    "carrying",
    "commenting",
    "stances",
    "attitudes",
    "rebutted",
    "measures",
    "finding",
    "inquirers",
    "manners",
    "giving",
    "grounds",
    "untold",
    "alleging",
    "withheld",
    "defended",
    "questioning",
    "urged",
    "stirring",
    "reactions",
    "summoned",
    "performed",
    "standards",
    "researches",
    "outcomes",
    "making",
    "signed",
    "occupations",
    "spokesmen",
    "papers",
    "laws",
    "prospects",
    "refused",
    "ailments",
    "adopting",
    "unauthored",
]


@dataclass(frozen=True, slots=True)
class Cue:
    """An entry of ``lexicons/cues.yml``.

    Attributes:
        words: lemma of the head and, for a phrase, the words that must go with it.
        pos: verb, noun or prep.
        act: code of speech_act.
        frames: complements that hold the content.
        factive: presupposes, doubts or neutral.
    """

    words: tuple[str, ...]
    pos: str
    act: str
    frames: frozenset[str]
    factive: str


@dataclass(frozen=True)
class CueLexicon:
    """Cues by their head's lemma, longest phrase first, and the word lists that go with them; all lower case."""

    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, tuple[Cue, ...]]
    preps: Mapping[str, tuple[Cue, ...]]
    #: Lemmas of verbs that tell by themselves: not "put", which needs a number, nor "find", which needs an inquiry.
    tellers: frozenset[str]
    #: Lemmas of all verbs and nouns that are cues or begin one.
    heads: frozenset[str]
    mental: frozenset[str]
    documents: frozenset[str]
    issuing: frozenset[str]
    anonymous: frozenset[str]
    anonymity: tuple[str, ...]
    spokespeople: frozenset[str]
    relays: frozenset[str]
    outlets: frozenset[str]
    empty: frozenset[str]
    time_units: frozenset[str]
    partitives: frozenset[str]
    telling: frozenset[str]
    saying_to: frozenset[str]
    evidence: frozenset[str]
    cited: frozenset[str]
    hinting: frozenset[str]
    carrying: frozenset[str]
    commenting: frozenset[str]
    stances: frozenset[str]
    attitudes: frozenset[str]
    rebutted: frozenset[str]
    measures: frozenset[str]
    finding: frozenset[str]
    inquirers: frozenset[str]
    manners: frozenset[str]
    giving: frozenset[str]
    grounds: frozenset[str]
    untold: frozenset[str]
    alleging: frozenset[str]
    withheld: frozenset[str]
    defended: frozenset[str]
    questioning: frozenset[str]
    urged: frozenset[str]
    stirring: frozenset[str]
    reactions: frozenset[str]
    summoned: frozenset[str]
    performed: frozenset[str]
    standards: frozenset[str]
    researches: frozenset[str]
    outcomes: frozenset[str]
    making: frozenset[str]
    signed: frozenset[str]
    occupations: frozenset[str]
    spokesmen: frozenset[str]
    papers: frozenset[str]
    laws: frozenset[str]
    prospects: frozenset[str]
    refused: frozenset[str]
    ailments: frozenset[str]
    adopting: frozenset[str]
    unauthored: frozenset[str]
    media: Mapping[str, str]
    voices: VoiceLexicon
    confidence: Mapping[str, float]

    @classmethod
    def load(cls) -> Self:
        """Read ``lexicons/cues.yml`` and ``lexicons/confidence_statements.yml``.

        Raises:
            LexiconError: an entry uses an unknown act, frame or degree of factivity.
        """
        data = lexicons.read("cues")
        by_pos: dict[str, dict[str, list[Cue]]] = {"verb": {}, "noun": {}, "prep": {}}
        for entry in data["cues"]:
            words = tuple(entry["cue"].split())
            cue = Cue(words, entry["pos"], entry["act"], frozenset(entry["frames"]), entry["factive"])
            if cue.act not in ACTS or not cue.frames <= FRAMES or cue.factive not in FACTIVE or cue.pos not in by_pos:
                raise LexiconError(f"lexicons/cues.yml: {entry}: unknown pos, act, frame or factivity; see the note at its top")
            by_pos[cue.pos].setdefault(words[0], []).append(cue)
        ordered = {pos: {w: tuple(sorted(c, key=lambda c: -len(c.words))) for w, c in entries.items()} for pos, entries in by_pos.items()}
        return cls(
            verbs=ordered["verb"],
            nouns=ordered["noun"],
            preps=ordered["prep"],
            tellers=frozenset(
                word for word, entries in ordered["verb"].items() if word not in data["finding"] and any(not cue.frames <= _SELDOM for cue in entries)
            ),
            heads=frozenset(word for pos in ("verb", "noun") for word in ordered[pos]),
            **{name: frozenset(data[name]) for name in _LISTS},
            anonymity=tuple(data["anonymity"]),
            media=dict(data["media"]),
            voices=VoiceLexicon.load(),
            confidence={rule: row["right"] / row["read"] for rule, row in lexicons.read("confidence_statements")["rules"].items() if row["read"]},
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue in a text: its entry, head token and all its tokens in text order."""

    cue: Cue
    token: Token
    tokens: tuple[Token, ...]


#: British and American spellings of one lemma are both in the lexicon; the model's lemmatiser misses these forms.
_LEMMAS = {
    "says": "say",
    "said": "say",
    "tweeted": "tweet",
    "tweeting": "tweet",
    "reiterated": "reiterate",
    "added": "add",
    "told": "tell",
    "argued": "argue",
}


def hits(lay: Layout, lexicon: CueLexicon) -> Iterator[Hit]:
    """Every cue of a document in text order, whatever its complements."""
    heads, preps = lexicon.heads, lexicon.preps
    parts_of_speech = lay.doc.token_pos
    for i, (lower, lemma) in enumerate(zip(lay.lowers, lay.lemmas, strict=True)):
        if lemma not in heads and lower not in _LEMMAS and lower not in preps and (lay.tags[i] != "NNPS" or lemma[:-1] not in heads):
            continue
        entries: tuple[Cue, ...] = ()
        if parts_of_speech[i] in ("VERB", "AUX") or lay.tags[i].startswith("VB"):
            entries = lexicon.verbs.get(_LEMMAS.get(lower, lemma), ())
        elif parts_of_speech[i] in ("NOUN", "PROPN"):
            # "Claims" in a headline keeps its ending
            entries = lexicon.nouns.get(lemma[:-1] if lay.tags[i] == "NNPS" and lemma == lower else _LEMMAS.get(lower, lemma), ())
        hit = _match(lay.doc.doc[i], entries) if entries else None
        if hit is None and lower in preps:
            hit = _prepositional(i, lexicon.preps[lower], lay)
        if hit is not None:
            yield hit


def _match(token: Token, entries: tuple[Cue, ...]) -> Hit | None:
    for cue in entries:
        if len(cue.words) == 1:
            return Hit(cue, token, (token,))
        parts = _parts(token, cue.words[1:])
        if parts is not None:
            return Hit(cue, token, (token, *parts))
    return None


#: What the parse calls the second word of a phrase that is one ("point out", "call for").
_PARTICLES = frozenset(("prt", "prep", "advmod", "acomp", "ccomp", "oprd", "dobj", "mark"))


def _parts(token: Token, words: tuple[str, ...]) -> tuple[Token, ...] | None:
    """The words of a phrase after its head: right after it, or, for one, as the head's own particle."""
    doc = token.doc
    after = doc[token.i + 1 : token.i + 1 + len(words)]
    if tuple(t.lower_ for t in after) == words:
        if (
            len(words) == 1
            and after[0].dep_ not in ("prt", "prep", "advmod", "acomp", "ccomp", "oprd", "dobj", "mark")
            and after[0].head.i != token.i
        ):
            return None
        return tuple(after)
    if len(words) == 1:
        child = next((c for c in token.rights if c.lower_ == words[0] and c.dep_ in ("prt", "acomp", "oprd") and c.i - token.i < 4), None)
        child = child or _past_day(token, words[0])
        return None if child is None else (child,)
    return None


def _past_day(token: Token, word: str) -> Token | None:
    """The "for" of "called Tuesday for", "called on Tuesday for": a day stands between."""
    doc, i = token.doc, token.i + 1
    if i + 1 < len(doc) and doc[i].lower_ == "on" and doc[i + 1].ent_type_ == "DATE":
        i += 1
    while i < len(doc) and doc[i].ent_type_ == "DATE":
        i += 1
    return doc[i] if token.i + 1 < i < len(doc) and doc[i].lower_ == word and doc[i].dep_ in ("prep", "mark") else None


def _prepositional(start: int, entries: tuple[Cue, ...], lay: Layout) -> Hit | None:
    for cue in entries:
        end = start + len(cue.words)
        if tuple(lay.lowers[start:end]) == cue.words:
            return Hit(cue, lay.doc.doc[start], tuple(lay.doc.doc[start:end]))
    return None
