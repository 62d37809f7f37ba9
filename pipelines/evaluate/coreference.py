"""How well pronouns, descriptions, surnames, acronyms and capitals are read, against a key.

``python -m pipelines.evaluate.coreference [--key FOLDER] [--misses] [--json FILE]``

The key is a folder of YAML files with marked-up texts: ``{she = Marta Vidal}`` stands for that name, ``{they = A + B}`` for both, ``A / B`` for
either, ``null`` for nobody or for what a careful reader leaves open. ``{her:pronoun = X}`` says the form where the words do not.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pipelines import ids, paths
from pipelines.annotate import truecase
from pipelines.annotate.document import AnnotatedDocument, Segment
from pipelines.annotate.engine import DEFAULT_MODEL, Prose, annotate, load_model
from pipelines.annotate.gazetteer import fold
from pipelines.errors import ContractError
from pipelines.extract.document import Lexicons, extract_document
from pipelines.extract.model import Actor, ActorMention
from pipelines.ingest.segments import segments

#: Where the key lies in a checkout.
DEFAULT_KEY = Path(__file__).resolve().parents[2] / "tests" / "quality" / "coreference"
FORMS = ("pronoun", "possessive", "first person", "description", "surname", "acronym", "metonym")
_MARK = re.compile(r"\{([^{}=:]+?)(?::([a-z ]+))? = ([^{}]+)\}")
_PRONOUNS = frozenset(["he", "him", "himself", "she", "herself", "it", "itself", "they", "them", "themselves", "you", "one", "both"])
_POSSESSIVES = frozenset(["his", "her", "hers", "its", "their", "theirs"])
_FIRST_PERSONS = frozenset(["i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"])
_LEADING = frozenset(["a", "an", "the", "this", "that", "these", "those", "both", "some", "at", "least", "two"])


@dataclass(frozen=True)
class Expected:
    """One marked mention of the key: [start_char, end_char) in the plain text, and the answers of which any is right.

    The empty answer is that of a mention that is to stay open.
    """

    start_char: int
    end_char: int
    text: str
    form: str
    answers: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Document:
    """One text of the key, without its marks."""

    document_id: str
    part: str
    text: str
    expected: tuple[Expected, ...]


@dataclass(frozen=True)
class Judged:
    """A marked mention and what became of it.

    ``verdict`` is right, wrong, unresolved (an answer was there and none was given) or open (none was there and none was given).
    """

    document: Document
    expected: Expected
    verdict: str
    given: str


def form_of(text: str, answers: Iterable[str]) -> str:
    """The form of a mention, told by its words and by what it stands for."""
    lower = text.lower()
    if lower in _FIRST_PERSONS and text != "US":
        return "first person"
    if lower in _PRONOUNS:
        return "pronoun"
    if lower in _POSSESSIVES:
        return "possessive"
    if text.split()[0].lower() in _LEADING or text[0].islower():
        return "description"
    if text.isupper() and len(text) > 1:
        return "acronym"
    return "surname" if any(fold(text) in fold(answer).split() for answer in answers) else "metonym"


def parse(document_id: str, part: str, marked: str) -> Document:
    """Take the marks out of a text.

    Raises:
        ContractError: a brace is left over, so a mark is not well-formed.
    """
    found: list[Expected] = []
    plain, at = "", 0
    for mark in _MARK.finditer(marked):
        plain += marked[at : mark.start()]
        at = mark.end()
        text, form, answer = mark[1], mark[2], mark[3].strip()
        answers = tuple(frozenset(n.strip() for n in one.split(" + ") if n.strip() != "null") for one in answer.split(" / "))
        found.append(Expected(len(plain), len(plain) + len(text), text, form or form_of(text, {n for one in answers for n in one}), answers))
        plain += text
    plain += marked[at:]
    if "{" in plain or "}" in plain:
        raise ContractError(f"the key's text {document_id} has a mark that is not well-formed; write {{words = Name}}")
    return Document(document_id, part, plain, tuple(found))


def read(folder: Path) -> list[Document]:
    """All texts of a key, in the order of the files."""
    files = sorted(folder.glob("*.yml"))
    return [parse(d["id"], d["part"], d["text"]) for f in files for d in yaml.safe_load(f.read_text(encoding="utf-8"))["documents"]]


def extracted(documents: Sequence[Document]) -> Iterator[tuple[Document, Mapping[str, Actor], tuple[ActorMention, ...]]]:
    """Run the pipeline's own stages over the texts."""
    nlp = load_model(DEFAULT_MODEL)
    lexicons = Lexicons.load(paths.cache())
    parts = [tuple(Segment(s.kind, s.start_char, s.end_char) for s in segments(d.text)) for d in documents]
    prose = [Prose(ids.make_id("doc", d.document_id, d.text), d.text, p) for d, p in zip(documents, parts, strict=True)]
    for document, part, given, doc in zip(documents, parts, prose, annotate(nlp, prose, truecase.load(nlp)), strict=True):
        rows = extract_document(AnnotatedDocument(given.document_id, given.text, None, None, part, doc), lexicons)
        yield document, {a.actor_id: a for a in rows.actors}, rows.actor_mentions


def judge(document: Document, actors: Mapping[str, Actor], mentions: Sequence[ActorMention]) -> Iterator[Judged]:
    """Compare the actors that the marked mentions were given with those that the names of the key have.

    A mention is that of a mark when both have the same characters, but for articles. A description that was given an actor of its own, met nowhere
    else in the text, is unresolved.
    """
    named = _named(document, actors, mentions)
    for expected in document.expected:
        here = [m for m in mentions if _is_same(document.text, expected, m)]
        given = {m.actor_id for m in here}
        names = " + ".join(sorted(actors[a].name for a in given))
        if not any(expected.answers):
            is_open = not given or (expected.form in ("description", "metonym") and all(_is_alone(a, expected, mentions) for a in given))
            yield Judged(document, expected, "open" if is_open else "wrong", names)
            continue
        wanted = [[named(name) for name in sorted(one)] for one in expected.answers if one]
        if any(given and all(given & one for one in answer) and given <= set().union(*answer) for answer in wanted):
            yield Judged(document, expected, "right", names)
        elif not given or (expected.form == "description" and all(_is_alone(a, expected, mentions) for a in given)):
            yield Judged(document, expected, "unresolved" if all(expected.answers) else "open", names)
        else:
            yield Judged(document, expected, "wrong", names)


def _bare(text: str) -> str:
    words = text.split()
    while len(words) > 1 and words[0].lower() in _LEADING:
        del words[0]
    return fold(" ".join(words))


def _named(document: Document, actors: Mapping[str, Actor], mentions: Sequence[ActorMention]) -> Callable[[str], frozenset[str]]:
    """Gives the actors that a name of the key means: by name, by another name, or by the mention where the name first stands."""

    def of(name: str) -> frozenset[str]:
        wanted = _bare(name)
        found = {a.actor_id for a in actors.values() if wanted in (_bare(a.name), *map(_bare, a.aliases))}
        found |= {m.actor_id for m in mentions if m.form != "pronoun" and _bare(m.text) == wanted}
        at = re.search(rf"\b{re.escape(name)}\b", document.text)
        if at is not None:
            found |= {m.actor_id for m in mentions if m.form != "pronoun" and _covers(m, at.start(), at.end())}
        return frozenset(found)

    return of


def _covers(mention: ActorMention, start: int, end: int) -> bool:
    """Whether a mention is the name at [start, end): all of it, with what stands before it, or its first words."""
    if mention.end_char == end:
        return mention.start_char <= start
    return mention.start_char == start and mention.end_char < end and " " in mention.text


def _is_same(text: str, expected: Expected, mention: ActorMention) -> bool:
    """Whether a mention has the characters of a mark, but for articles."""
    if mention.end_char != expected.end_char:
        return False
    first, last = sorted((mention.start_char, expected.start_char))
    return all(word.lower() in _LEADING for word in text[first:last].split())


def _is_alone(actor_id: str, expected: Expected, mentions: Sequence[ActorMention]) -> bool:
    """Whether an actor is called nothing but what the mark's words call it, so that it was joined to nobody."""
    return all(m.form == "nominal" and _bare(m.text) == _bare(expected.text) for m in mentions if m.actor_id == actor_id and m.form != "pronoun")


def score(judged: Iterable[Judged]) -> dict[str, dict[str, float]]:
    """Counts, precision and recall by form and, under ``all``, of all marks.

    Precision is right of right and wrong, recall right of all that have an answer; 1.0 where there is nothing to count.
    """
    kept = list(judged)
    found: dict[str, dict[str, float]] = {}
    for form in (*FORMS, "all"):
        of_form = [j for j in kept if form in (j.expected.form, "all")]
        counts = {v: sum(j.verdict == v for j in of_form) for v in ("right", "wrong", "unresolved", "open")}
        answered = sum(all(j.expected.answers) for j in of_form)
        given = counts["right"] + counts["wrong"]
        found[form] = {
            **counts,
            "precision": round(counts["right"] / given, 3) if given else 1.0,
            "recall": round(counts["right"] / answered, 3) if answered else 1.0,
        }
    return found


def show(scores: Mapping[str, Mapping[str, float]]) -> str:
    """The scores as a table."""
    lines = [f"{'':14s}{'right':>7s}{'wrong':>7s}{'unresolved':>12s}{'open':>6s}{'precision':>11s}{'recall':>8s}"]
    for form, s in scores.items():
        lines.append(f"{form:14s}{s['right']:7.0f}{s['wrong']:7.0f}{s['unresolved']:12.0f}{s['open']:6.0f}{s['precision']:11.3f}{s['recall']:8.3f}")
    return "\n".join(lines)


def _context(judged: Judged) -> str:
    """The words around a mark, the mark in brackets."""
    text, e = judged.document.text, judged.expected
    return f"{text[max(0, e.start_char - 60) : e.start_char]}[{e.text}]{text[e.end_char : e.end_char + 40]}".replace("\n", " ")


def measure(folder: Path = DEFAULT_KEY) -> list[Judged]:
    """Run the pipeline's extraction over the key and judge every mark."""
    return [judged for document, actors, mentions in extracted(read(folder)) for judged in judge(document, actors, mentions)]


def main() -> None:
    """Print the scores of the open and of the held-out part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--key", type=Path, default=DEFAULT_KEY, help="folder of the key's YAML files")
    parser.add_argument("--misses", action="store_true", help="print what is wrong or unresolved in the open part")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    judged = measure(given.key)
    scores: dict[str, Any] = {}
    for part in sorted({j.document.part for j in judged}):
        of_part = [j for j in judged if j.document.part == part]
        scores[part] = score(of_part)
        documents = len({j.document.document_id for j in of_part})
        print(f"{part}: {len(of_part)} mentions in {documents} documents\n{show(scores[part])}\n")
        if given.misses and part != "held-out":
            for j in sorted(of_part, key=lambda j: (j.verdict, j.expected.form)):
                if j.verdict in ("wrong", "unresolved"):
                    wanted = " / ".join(" + ".join(sorted(one)) or "null" for one in j.expected.answers)
                    print(f"{j.verdict:10s} {j.expected.form:12s} {j.document.document_id:20s} {_context(j)}")
                    print(f"{'':24s}want {wanted}; got {j.given or '-'}")
    if given.json is not None:
        given.json.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
