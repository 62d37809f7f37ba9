"""Words of reference, as the linker reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from pipelines import lexicons
from pipelines.annotate.gazetteer import fold


@dataclass(frozen=True)
class Pronoun:
    """What a third-person form agrees with."""

    number: str
    gender: str | None
    sorts: frozenset[str]
    is_possessive: bool
    is_reflexive: bool


@dataclass(frozen=True)
class ReferenceLexicon:
    """Words of reference, from ``lexicons/references.yml`` and ``lexicons/given_names.yml``."""

    pronouns: Mapping[str, Pronoun]
    first_singular: frozenset[str]
    first_plural: frozenset[str]
    speech_verbs: frozenset[str]
    speech_nouns: frozenset[str]
    impersonal_verbs: frozenset[str]
    impersonal_participles: frozenset[str]
    #: Verbs whose object is what a possessive behind "for" is of ("thanked X for its help"), and whose own affairs an object is asked to see to.
    verdict_verbs: frozenset[str]
    own_affairs: frozenset[str]
    #: Verbs whose object's owner is not their subject.
    hostile_verbs: frozenset[str]
    #: What only an actor is: "it is ready to".
    personal_adjectives: frozenset[str]
    press: frozenset[str]
    obligations: frozenset[str]
    #: Things that say something: "the report ... it added".
    documents: frozenset[str]
    bodies: frozenset[str]
    #: Class nouns of bodies ("the group"), with the kinds of actor that each takes up again; of any kind one whose name has the word.
    class_nouns: Mapping[str, frozenset[str]]
    #: Plural nouns of which "the two" or "both" takes up two actors named before, with the sorts of these.
    pair_nouns: Mapping[str, frozenset[str]]
    gender_of_name: Mapping[str, str]
    #: Offices that a wider word takes up again: "the leader" of a president.
    offices_under: Mapping[str, frozenset[str]]
    #: Offices that many hold: a description by one of these is nobody's who is named only later.
    plain_offices: frozenset[str]
    #: Words that make an office another.
    status_words: frozenset[str]
    #: Words that tell of somebody known what is new.
    colouring: frozenset[str]
    apart_nouns: frozenset[str]
    #: Class nouns that with words before them take up what speaks, with its kinds; class nouns that take up nothing but what speaks.
    modified_classes: Mapping[str, frozenset[str]]
    speaking_only: frozenset[str]
    #: Nouns that take up a state; verbs whose object they are as the place that somebody leaves or comes to.
    land_nouns: frozenset[str]
    leaving_verbs: frozenset[str]
    #: Nouns that only count what stands behind them.
    quantities: frozenset[str]
    #: Capitals that stand for a body of many states, with its names.
    seats_of_bodies: Mapping[str, frozenset[str]]
    #: Words before "state" that make it a whole one.
    land_regions: frozenset[str]
    #: Nouns of who is held or tried, and verbs of holding and trying.
    accused: frozenset[str]
    custody_verbs: frozenset[str]
    #: Nouns of fighters that take up the only armed group named.
    fighters: frozenset[str]
    #: Nouns of those who attack, any of which takes up the others.
    assailants: frozenset[str]
    #: Nouns of those whom a body of many states sends; nouns of forces that take up the only ones of a state told of, with their kinds.
    sent_by_many: frozenset[str]
    forces: Mapping[str, frozenset[str]]
    #: Verbs whose object goes where a clause with "where" tells of; verbs of two who meet.
    sending_verbs: frozenset[str]
    meeting_verbs: frozenset[str]
    #: Nouns of groups without a name, with the family in which each may take up any other; words that set groups of a family apart.
    families: Mapping[str, str]
    contrasts: frozenset[str]

    @classmethod
    def load(cls) -> Self:
        """Read the lexicons."""
        return cls.of(lexicons.read("references"), lexicons.read("given_names"))

    @classmethod
    def of(cls, data: Mapping[str, Any], given_names: Mapping[str, Any]) -> Self:
        """Make it of the files' contents."""
        names = {fold(str(n)): "m" for n in given_names["male"]}
        for name in given_names["female"]:
            if names.get(fold(str(name))) == "m":
                del names[fold(str(name))]
            else:
                names[fold(str(name))] = "f"
        return cls(
            {
                form: Pronoun(p["number"], p["gender"], frozenset(p["sorts"]), p.get("is_possessive", False), p.get("is_reflexive", False))
                for form, p in data["pronouns"].items()
            },
            frozenset(data["first"]["singular"]),
            frozenset(data["first"]["plural"]),
            frozenset(data["speech_verbs"]),
            frozenset(data.get("speech_nouns", ())),
            frozenset(data["impersonal_verbs"]),
            frozenset(data["impersonal_participles"]),
            frozenset(data["verdict_verbs"]),
            frozenset(data["own_affairs"]),
            frozenset(data["hostile_verbs"]),
            frozenset(data["personal_adjectives"]),
            frozenset(data["press"]),
            frozenset(data["obligations"]),
            frozenset(data["documents"]),
            frozenset(data["bodies"]),
            {noun: frozenset(kinds) for noun, kinds in data["class_nouns"].items()},
            {noun: frozenset(sorts) for noun, sorts in data["pair_nouns"].items()},
            names,
            {noun: frozenset(offices) for noun, offices in data["offices_under"].items()},
            frozenset(data["plain_offices"]),
            frozenset(data["status_words"]),
            frozenset(data["colouring"]),
            frozenset(data["apart_nouns"]),
            {noun: frozenset(kinds) for noun, kinds in data["modified_classes"].items()},
            frozenset(data["speaking_only"]),
            frozenset(data["land_nouns"]),
            frozenset(data["leaving_verbs"]),
            frozenset(data["quantities"]),
            {seat: frozenset(names) for seat, names in data["seats_of_bodies"].items()},
            frozenset(data["land_regions"]),
            frozenset(data["accused"]),
            frozenset(data["custody_verbs"]),
            frozenset(data["fighters"]),
            frozenset(data["assailants"]),
            frozenset(data["sent_by_many"]),
            {noun: frozenset(kinds) for noun, kinds in data["forces"].items()},
            frozenset(data["sending_verbs"]),
            frozenset(data["meeting_verbs"]),
            {noun: family for family, nouns in data["families"].items() for noun in nouns},
            frozenset(data["contrasts"]),
        )
