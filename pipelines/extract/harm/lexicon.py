"""Words of harm and what each asks for, as read from ``lexicons/harm.yml``.

What belongs here: the lexicon's classes and their reading. What does not: matching them in a text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from pipelines import lexicons
from pipelines.extract.victims import VictimLexicon

#: Rows of a rule that must have been read before their share of right ones says anything.
_ENOUGH = 10


@dataclass(frozen=True)
class VerbFrame:
    """How a verb harms: whom (``frame``), with which words beside it, and what sort of victim it needs (``people``)."""

    outcome: str
    frame: str
    people: str
    cause: str | None
    companions: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class NounFrame:
    """How a noun harms; ``named``: yes, no, caused (a named victim only with a cause), or told (only where no warrant, hunt or reward is told)."""

    outcome: str
    named: str
    cause: str | None


@dataclass(frozen=True)
class HarmLexicon:
    """The words of ``lexicons/harm.yml`` and ``lexicons/victims.yml``."""

    verbs: Mapping[str, tuple[VerbFrame, ...]]
    objects: Mapping[str, tuple[Mapping[str, Any], ...]]
    states: Mapping[str, str]
    #: Adjectives of countries, lower case, to their ISO 3166-1 alpha-3 codes.
    nations: Mapping[str, str]
    nouns: Mapping[str, NounFrame]
    counted: Mapping[str, str]
    #: Verbs that tell of death when nobody does it.
    survivals: frozenset[str]
    tolls: frozenset[str]
    bare_tolls: frozenset[str]
    makers: frozenset[str]
    #: Nouns that take for granted what they are about.
    inquiries: frozenset[str]
    #: Words that tell of captives and those who hold them.
    captivity: frozenset[str]
    #: Words above the arrest of somebody that leave it to come.
    sought: frozenset[str]
    #: Nouns of harm that authorities set for a day to come.
    ordered: frozenset[str]
    #: Verbs of answering what took place.
    outcries: frozenset[str]
    #: Verbs and adjectives of blame with "of" or "for" a deed.
    judgements: frozenset[str]
    toll_words: Mapping[str, str]
    casualty_verbs: frozenset[str]
    body_verbs: frozenset[str]
    rates: frozenset[str]
    modals: frozenset[str]
    feared_modals: frozenset[str]
    governors: frozenset[str]
    averters: frozenset[str]
    supposers: frozenset[str]
    deniers: frozenset[str]
    feared: frozenset[str]
    unreal: frozenset[str]
    marks: frozenset[str]
    sport: frozenset[str]
    fiction: frozenset[str]
    cumulative: frozenset[str]
    #: Words that make a figure a running one beside a verb in the perfect.
    running: frozenset[str]
    causes: Mapping[str, str]
    cause_rank: Mapping[str, int]
    #: First words of the causes of two words.
    cause_openers: frozenset[str]
    violent: frozenset[str]
    attacks: frozenset[str]
    #: Verbs of attack whose subject harms those who are hurt "when" it acts.
    assaults: frozenset[str]
    flight: frozenset[str]
    beginnings: frozenset[str]
    #: Words that make a named person's death somebody's deed.
    blamers: frozenset[str]
    #: Nouns of saying whose content a denial may reject.
    claims: frozenset[str]
    rejecters: frozenset[str]
    #: Adjectives that reject a claim.
    untrue: frozenset[str]
    #: Verbs whose subject vouches for a toll: "put the toll at 40".
    counters: frozenset[str]
    #: Verbs whose subject vouches for the harm behind their "of": "spoke of killing 40 soldiers".
    speakers: frozenset[str]
    #: Verbs whose subject vouches for the harm that is their object: "reported 12 deaths".
    recorders: frozenset[str]
    #: Things that crash, which are no cause without a word of an accident; and such words.
    vehicles: frozenset[str]
    #: Verbs with a mine that explodes.
    igniters: frozenset[str]
    accidents: frozenset[str]
    #: Verbs whose subject vouches for their clause where no statement was found.
    tellers: frozenset[str]
    undergoers: frozenset[str]
    victims: VictimLexicon
    #: Rule to the measured share of right rows; rules that were not read enough are missing.
    confidence: Mapping[str, float]

    @classmethod
    def load(cls) -> Self:
        """Read the two lexicons."""
        data = lexicons.read("harm")
        verbs: dict[str, list[VerbFrame]] = {}
        for entry in data["verbs"]:
            companions = tuple(tuple(words.split()) for words in entry.get("with", ()))
            frame = VerbFrame(entry["outcome"], entry["frame"], entry["people"], entry.get("cause"), companions)
            for lemma in entry["lemmas"]:
                verbs.setdefault(lemma, []).append(frame)
        objects: dict[str, list[Mapping[str, Any]]] = {}
        for entry in data["objects"]:
            for lemma in entry["lemmas"]:
                objects.setdefault(lemma, []).append(entry)
        nouns = {
            lemma: NounFrame(entry["outcome"], {True: "yes", False: "no"}.get(entry["named"], entry["named"]), entry.get("cause"))
            for entry in data["nouns"]
            for lemma in entry["lemmas"]
        }
        causes: dict[str, str] = {}
        for cause, words in data["causes"].items():
            for word in words:
                causes.setdefault(str(word), cause)
        return cls(
            verbs={lemma: tuple(frames) for lemma, frames in verbs.items()},
            objects={lemma: tuple(entries) for lemma, entries in objects.items()},
            states=data["states"],
            nations={a.lower(): e["id"] for e in lexicons.read("countries")["entries"] for a in e["adjectives"]},
            nouns=nouns,
            counted=data["counted"],
            survivals=frozenset(data["survivals"]),
            tolls=frozenset(data["tolls"]),
            bare_tolls=frozenset(data["bare_tolls"]),
            makers=frozenset(data["makers"]),
            inquiries=frozenset(data["inquiries"]),
            captivity=frozenset(data["captivity"]),
            sought=frozenset(data["sought"]),
            ordered=frozenset(data["ordered"]),
            outcries=frozenset(data["outcries"]),
            judgements=frozenset(data["judgements"]),
            toll_words=data["toll_words"],
            casualty_verbs=frozenset(data["casualty_verbs"]),
            body_verbs=frozenset(data["body_verbs"]),
            rates=frozenset(data["rates"]),
            modals=frozenset(data["modals"]),
            feared_modals=frozenset(data["feared_modals"]),
            governors=frozenset(data["governors"].split()),
            averters=frozenset(data["averters"]),
            supposers=frozenset(data["supposers"]),
            deniers=frozenset(data["deniers"]),
            feared=frozenset(data["feared"]),
            unreal=frozenset(data["unreal"]),
            marks=frozenset(data["marks"]),
            sport=frozenset(data["sport"].split()),
            fiction=frozenset(data["fiction"]),
            cumulative=frozenset(data["cumulative"]),
            running=frozenset(data["running"]),
            causes=causes,
            cause_rank={cause: n for n, cause in enumerate(data["causes"])},
            cause_openers=frozenset(word.split()[0] for word in causes if " " in word),
            violent=frozenset(data["violent"]),
            attacks=frozenset(data["attacks"].split()),
            assaults=frozenset(data["assaults"]),
            flight=frozenset(data["flight"]),
            beginnings=frozenset(data["beginnings"]),
            blamers=frozenset(data["blamers"].split()),
            claims=frozenset(data["claims"]),
            rejecters=frozenset(data["rejecters"]),
            untrue=frozenset(data["untrue"]),
            counters=frozenset(data["counters"]),
            speakers=frozenset(data["speakers"]),
            recorders=frozenset(data["recorders"]),
            vehicles=frozenset(data["vehicles"].split()),
            igniters=frozenset(data["igniters"]),
            accidents=frozenset(data["accidents"].split()),
            tellers=frozenset(data["tellers"]),
            undergoers=frozenset(data["undergoers"]),
            victims=VictimLexicon.load(),
            confidence={
                rule: round(seen["right"] / seen["read"], 3)
                for rule, seen in lexicons.read("confidence_casualties")["rules"].items()
                if seen["read"] >= _ENOUGH
            },
        )

    @cached_property
    def triggers(self) -> frozenset[str]:
        """Lemmas and words that can be triggers."""
        return frozenset([*self.survivals, *self.verbs, *self.objects, *self.states, *self.nouns, *self.counted, *self.tolls, "corpses"])

    @cached_property
    def needed(self) -> Mapping[str, frozenset[str]]:
        """Of triggers that mean harm only beside certain words ("take", "hold", "be"): the words one of which must stand in the document."""
        alone = {lemma for lemma, frames in self.verbs.items() if not all(frame.companions for frame in frames)}
        alone.update(self.states, self.nouns, self.counted, self.tolls)
        return {
            lemma: frozenset(
                [
                    *(phrase[-1] for frame in self.verbs.get(lemma, ()) for phrase in frame.companions),
                    *(word for entry in self.objects.get(lemma, ()) for word in entry["objects"]),
                ]
            )
            for lemma in {*self.verbs, *self.objects} - alone
        }
