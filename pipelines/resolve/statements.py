"""One statement out of many reports of it: which rows of ``statements``, within and across documents, tell of the same words.

What belongs here: comparing statements and joining them. What does not: reading them (``extract.statements``), and copies of whole reports
(``resolve.duplicates``).

Three things make two statements one: they are the same words in a report and in its copy; they quote the same run of words; or one speaker says
nearly the same in both within a few days. Statements meet only in blocks (a run of quoted words, or a speaker and a least hash of the content), so
that the cost grows with the statements and not with their pairs.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Self
from zlib import crc32

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.extract.retelling.lexicon import RetellingLexicon
from pipelines.ids import make_id
from pipelines.resolve.hashing import row_hashes
from pipelines.resolve.pairing import Blocks, Flags, Numbers

#: Words of a run by which quotations meet, and of one that makes them the same whoever is named as the speaker: it may be the minister here and
#: the ministry there.
_RUN = 5
_LONG_RUN = 9
#: Runs of which the least hash is kept (winnowing, Schleimer et al. 2003): two quotations that share eight words in a row meet for certain.
_RUNS = 4
#: Share of the shorter quotation that common runs must cover, long ones and others.
_LONG_SHARE = 0.6
_SHORT_SHARE = 0.8
#: Share of the shorter content's stems that the other has, share of all their stems that are common, and stems in common at least.
_CONTAINED = 0.75
_ALIKE = 0.4
_LEAST_STEMS = 4
#: Words of a content that one speaker says again, and of one that nobody else says.
_LEAST_WORDS = 6
_MANY_WORDS = 15
#: Days between two reports of one occasion at most; a quotation may be taken up again later.
_NEAR = dt.timedelta(days=4)
_NEAR_QUOTED = dt.timedelta(days=60)
#: Least hashes by which contents of one speaker meet: of two that share two stems in five, 19 pairs in 20 do.
_HASHES = 6
#: Statements of a block that a new one is compared with, the latest before it, so that no block costs more than a multiple of its size.
_WINDOW = 48
_LAST = dt.datetime.max.replace(tzinfo=dt.UTC)
#: Columns of a statement that are compared.
COMPARED = ("statement_id", "document_id", "start_char", "end_char", "text", "form", "act", "is_cue_negated", "speaker_actor_id", "speaker_text")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_MARK = re.compile(r"[“”„«»\"]|``|''|’’|‘‘")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
#: A word with a capital that opens no sentence.
_NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z]\w+")
_ARTICLES = frozenset(("a", "an", "the"))
_NEGATION = re.compile(r"\b(?:not|no|never|neither|nor|nobody|nothing|without|cannot)\b|n['’]t\b", re.IGNORECASE)
#: Acts that deny what the same words assert under another cue.
_DENYING = frozenset(("deny", "reject"))


@dataclass(frozen=True)
class _Said:
    """What is compared of a statement."""

    statement_id: str
    document_id: str
    #: The document that this one repeats, or itself.
    original_id: str
    start_char: int
    end_char: int
    text: str
    form: str
    is_denial: bool
    speaker_id: str | None
    #: How the text names the speaker, without articles; None for a word alone ("spokesman", "he"), which may mean anybody.
    speaker_words: str | None
    published_at: dt.datetime | None
    lexicon: RetellingLexicon

    @property
    def order(self) -> tuple[dt.datetime, str, int, int, str]:
        """Earliest published first; undated ones last."""
        return self.published_at or _LAST, self.document_id, self.start_char, self.end_char, self.statement_id

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(_WORD.findall(self.text.casefold()))

    @cached_property
    def quoted(self) -> tuple[str, ...]:
        """The words inside quotation marks."""
        if self.form == "direct":
            return self.words
        if self.form != "mixed":
            return ()
        parts = _MARK.split(self.text)
        # content may begin or end inside a quotation, which leaves a lone mark
        inside = [max(parts, key=len)] if len(parts) == 2 else parts[1::2]
        return tuple(_WORD.findall(" ".join(inside).casefold()))

    @cached_property
    def runs(self) -> tuple[int, ...]:
        """Hashes of all runs of quoted words, in text order."""
        words = self.quoted
        return tuple(crc32(" ".join(words[i : i + _RUN]).encode()) for i in range(len(words) - _RUN + 1))

    @cached_property
    def stems(self) -> frozenset[str]:
        return self.lexicon.stems(self.text)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Its numbers in digits; "one" is mostly none."""
        return frozenset(_NUMBER.findall(self.text)) | {self.lexicon.numbers[word] for word in self.words if word in self.lexicon.numbers}

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(_NAME.findall(self.text))

    @cached_property
    def is_negative(self) -> bool:
        return (len(_NEGATION.findall(self.text)) % 2 == 1) != self.is_denial

    def blocks(self) -> frozenset[int]:
        """The blocks in which it meets others."""
        found = {min(self.runs[i : i + _RUNS]) for i in range(max(1, len(self.runs) - _RUNS + 1))} if self.runs else set()
        found.add(crc32(" ".join((self.original_id, *self.words)).encode()))
        if len(self.words) >= _LEAST_WORDS:
            found.add(crc32(" ".join(self.words).encode()))
        speakers = [speaker for speaker in (self.speaker_id, self.speaker_words) if speaker is not None]
        if speakers and len(self.stems) >= _LEAST_STEMS:
            encoded = [stem.encode() for stem in self.stems]
            for n in range(_HASHES):
                least = min(crc32(stem, n + 1) for stem in encoded)
                found.update(crc32(f"{speaker} {n} {least}".encode()) for speaker in speakers)
        return frozenset(found)


_STATEMENTS = pa.schema(
    [
        ("statement_id", pa.string()),
        ("document_id", pa.string()),
        ("start_char", pa.int64()),
        ("end_char", pa.int64()),
        ("published_at", pa.timestamp("us", "UTC")),
        ("fingerprint", pa.uint64()),
        ("first", pa.int64()),
    ]
)
_KEYS = pa.schema([("key", pa.uint64()), ("statement", pa.int64())])


@dataclass(frozen=True)
class StatementState:
    """What was decided, and of what.

    Attributes:
        statements: in the order in which they are compared, with a ``fingerprint`` of all that they are compared by, and the row number of the
            ``first`` one of their cluster.
        keys: the blocks of the statements, as row numbers.
    """

    statements: pa.Table
    keys: pa.Table

    @classmethod
    def nothing(cls) -> Self:
        """The state before the first resolution."""
        return cls(_STATEMENTS.empty_table(), _KEYS.empty_table())

    def clusters(self) -> dict[str, str]:
        """statement_id to the id of its cluster, for every statement; made of the earliest statement's."""
        ids = self.statements["statement_id"].to_pylist()
        return {ids[n]: make_id("stc", ids[first]) for n, first in enumerate(self.statements["first"].to_pylist())}


def cluster_statements(
    statements: pa.Table,
    documents: pa.Table,
    actor_of: Mapping[str, str],
    lexicon: RetellingLexicon,
    *,
    actor_in: Mapping[tuple[str, str], str] | None = None,
    former: StatementState | None = None,
) -> StatementState:
    """Find the statements that report the same words.

    Statements are taken in order of publication, and each joins the earlier one that it is most like, or starts a cluster of its own. The answer
    does not depend on the order of the input. Of a former state only those are looked at again that stand close behind a new one, or behind one
    that came into another cluster; the answer is the same as without it.

    Args:
        statements: rows with the columns of ``COMPARED`` at least.
        documents: rows with ``document_id, published_at, duplicate_of_document_id``, one for every document of ``statements``.
        actor_of: id of an actor as a document describes it, to the actor's id; an id that is missing stands for itself.
        lexicon: which words carry meaning.
        actor_in: the same by (document_id, id), for documents in which the id means another actor than in others: two people of one name are two
            speakers.
        former: what the same code handed on; None to compare everything.

    Returns:
        The cluster of every statement; one that is like no other is a cluster by itself.
    """
    line = _Line.of(statements, documents, _Speakers(actor_of, actor_in or {}), former or StatementState.nothing())
    fresh = np.flatnonzero(line.is_new)
    entries = [(key, i) for i, said in zip(fresh.tolist(), line.read(fresh, documents, lexicon), strict=True) for key in said.blocks()]
    keys, items = line.former_keys()
    blocks = Blocks.of(
        np.concatenate([keys, np.array([key for key, _ in entries], np.uint64)]),
        np.concatenate([items, np.array([i for _, i in entries], np.int64)]),
        _WINDOW,
    )
    standing, first = blocks.without(line.is_gone), line.former_first()
    is_headless = line.is_gone[first] & ~line.is_gone
    first[is_headless] = np.flatnonzero(is_headless)
    pending = (blocks.behind(line.is_new | line.is_gone | is_headless) | line.is_new | is_headless) & ~line.is_gone
    known: dict[int, _Said] = {}
    while pending.any():
        before = first.copy()
        first[pending] = np.flatnonzero(pending)
        for chunk in standing.pairs(pending):
            _decide(chunk, first, known, lambda missing: line.read(missing, documents, lexicon))
        pending = blocks.behind(first != before) & ~pending & ~line.is_gone
    return line.state(first, standing)


def _decide(pairs: Numbers, first: Numbers, known: dict[int, _Said], read: Callable[[Numbers], Iterator[_Said]]) -> None:
    """Let each later statement of some pairs join the earlier one that it is most like; ``first`` is changed."""
    wanted = np.unique(np.concatenate([pairs.ravel(), first[pairs[:, 0]]]))
    missing = np.array([i for i in wanted.tolist() if i not in known], np.int64)
    known.update(zip(missing.tolist(), read(missing), strict=True))
    starts = np.flatnonzero(np.diff(pairs[:, 1], prepend=-1)).tolist()
    for start, end in pairwise([*starts, len(pairs)]):
        later = int(pairs[start, 1])
        said, best, most = known[later], later, 0.0
        for other in pairs[start:end, 0].tolist():
            opening = int(first[other])
            if opening not in known:
                known.update(zip([opening], read(np.array([opening], np.int64)), strict=True))
            # of equally like ones the earliest
            alike = _likeness(said, known[other], known[opening])
            if alike > most:
                best, most = opening, alike
        first[later] = best


@dataclass(frozen=True)
class _Line:
    """All statements in the order in which they are compared, with those of the former state that are gone; a statement is a place in this line.

    Attributes:
        rows: ``_STATEMENTS`` without ``first``, with ``at`` (row number in the given table, null of gone ones) and ``former`` (row number in the
            former state, null of new ones).
        is_new: statements that are new or not what they were.
        is_gone: those that are no more, or not what they were, as they were.
        given: the statements, with the actor who speaks.
        former: the former state.
    """

    rows: pa.Table
    is_new: Flags
    is_gone: Flags
    given: pa.Table
    former: StatementState

    @classmethod
    def of(cls, statements: pa.Table, documents: pa.Table, speakers: _Speakers, former: StatementState) -> _Line:
        given = statements.select(COMPARED)
        spoken = zip(given["document_id"].to_pylist(), given["speaker_actor_id"].to_pylist(), strict=True)
        speaker = pa.array([speakers.of(document, actor) for document, actor in spoken], pa.string())
        given = given.set_column(given.schema.get_field_index("speaker_actor_id"), "speaker_actor_id", speaker)
        at = pc.index_in(given["document_id"], value_set=documents["document_id"].combine_chunks())
        published, original = (pc.take(documents[name], at) for name in ("published_at", "duplicate_of_document_id"))
        prints = row_hashes(given.append_column("published_at", published).append_column("original", original))
        was = pc.index_in(given["statement_id"], value_set=former.statements["statement_id"].combine_chunks())
        is_same = pc.fill_null(pc.equal(pc.take(former.statements["fingerprint"], was), pa.array(prints)), False)
        places = pc.if_else(is_same, was, pa.scalar(None, pa.int32())).cast(pa.int64())
        names = ["statement_id", "document_id", "start_char", "end_char"]
        now = given.select(names).append_column("published_at", published).append_column("fingerprint", pa.array(prints))
        now = now.append_column("at", pa.array(np.arange(now.num_rows), pa.int64())).append_column("former", places)
        gone = former.statements.drop_columns(["first"])
        number = pa.array(np.arange(gone.num_rows), pa.int64())
        gone = gone.append_column("at", pa.nulls(gone.num_rows, pa.int64())).append_column("former", number)
        gone = gone.filter(pc.invert(pc.is_in(number, value_set=pc.unique(places).drop_null())))
        rows = pa.concat_tables([now.cast(gone.schema), gone])
        order = [(name, "ascending") for name in ("published_at", "document_id", "start_char", "end_char", "statement_id")]
        rows = rows.take(pc.sort_indices(rows, sort_keys=order)).combine_chunks()
        return cls(rows, pc.is_null(rows["former"]).to_numpy(), pc.is_null(rows["at"]).to_numpy(), given, former)

    def read(self, items: Numbers, documents: pa.Table, lexicon: RetellingLexicon) -> Iterator[_Said]:
        """Some statements that stand."""
        some = self.given.take(self.rows["at"].take(pa.array(items, pa.int64())))
        used = pc.unique(some["document_id"])
        return _read(some, documents.filter(pc.is_in(documents["document_id"], value_set=used)), lexicon)

    def _places(self) -> Numbers:
        """Place in the line by row number of the former state."""
        was = pc.fill_null(self.rows["former"], -1).to_numpy()
        places = np.full(self.former.statements.num_rows, -1, np.int64)
        places[was[was >= 0]] = np.flatnonzero(was >= 0)
        return places

    def former_keys(self) -> tuple[npt.NDArray[np.uint64], Numbers]:
        """The blocks of the former state's statements, by place in the line."""
        return self.former.keys["key"].to_numpy(), self._places()[self.former.keys["statement"].to_numpy()]

    def former_first(self) -> Numbers:
        """The first one of each statement's cluster as it was; itself where that is not known."""
        places, first = self._places(), np.arange(len(self.is_new))
        first[places] = places[self.former.statements["first"].to_numpy()]
        return first

    def state(self, first: Numbers, blocks: Blocks) -> StatementState:
        """What to hand on."""
        number = np.full(len(self.is_gone), -1, np.int64)
        number[~self.is_gone] = np.arange(int((~self.is_gone).sum()))
        rows = self.rows.filter(pa.array(~self.is_gone)).drop_columns(["at", "former"])
        statements = rows.append_column("first", pa.array(number[first[~self.is_gone]])).cast(_STATEMENTS)
        return StatementState(statements, pa.table([blocks.key, number[blocks.item]], schema=_KEYS))


@dataclass(frozen=True)
class _Speakers:
    """Which actor the id of a speaker means."""

    actor_of: Mapping[str, str]
    actor_in: Mapping[tuple[str, str], str]

    def of(self, document_id: str, actor_id: str | None) -> str | None:
        return None if actor_id is None else self.actor_in.get((document_id, actor_id)) or self.actor_of.get(actor_id, actor_id)


def _read(statements: pa.Table, documents: pa.Table, lexicon: RetellingLexicon) -> Iterator[_Said]:
    published = dict(zip(documents["document_id"].to_pylist(), documents["published_at"].to_pylist(), strict=True))
    original = dict(zip(documents["document_id"].to_pylist(), documents["duplicate_of_document_id"].to_pylist(), strict=True))
    for batch in statements.select(COMPARED).to_batches(max_chunksize=10_000):
        for row in batch.to_pylist():
            document_id = row["document_id"]
            yield _Said(
                row["statement_id"],
                document_id,
                original[document_id] or document_id,
                row["start_char"],
                row["end_char"],
                row["text"],
                row["form"],
                (row["act"] in _DENYING) != row["is_cue_negated"],
                row["speaker_actor_id"],
                _speaker_words(row["speaker_text"]),
                published[document_id],
                lexicon,
            )


def _speaker_words(text: str | None) -> str | None:
    words = [word for word in _WORD.findall(text or "") if word.casefold() not in _ARTICLES]
    is_telling = len(words) >= 3 or (len(words) == 2 and any(word[:1].isupper() for word in words))
    return " ".join(words).casefold() if is_telling else None


def _likeness(one: _Said, other: _Said, first: _Said) -> float:
    """How surely a statement repeats another one, whose cluster the third one opens; 0 where it does not."""
    if one.document_id == other.document_id and one.start_char < other.end_char and other.start_char < one.end_char:
        # what somebody says that somebody else said
        return 0.0
    if one.document_id != other.document_id and one.original_id == other.original_id and one.words == other.words:
        return 3.0
    is_one_speaker = (one.speaker_id is not None and one.speaker_id == other.speaker_id) or (
        one.speaker_words is not None and one.speaker_words == other.speaker_words
    )
    # a later version of a report; who is named in one may be described in the other
    enough = len(one.words) >= (_LEAST_WORDS if is_one_speaker else _MANY_WORDS)
    if enough and one.words == other.words and _is_near(one, other, _NEAR) and one.is_negative == other.is_negative:
        return 3.0
    common = set(one.runs).intersection(other.runs)
    if common:
        words = len(common) + _RUN - 1
        share = words / min(len(one.quoted), len(other.quoted))
        may_be_one = is_one_speaker or one.speaker_id is None or other.speaker_id is None
        long = words >= _LONG_RUN and share >= _LONG_SHARE and _is_near(one, other, _NEAR_QUOTED)
        if long or (may_be_one and share >= _SHORT_SHARE and _is_near(one, other, _NEAR)):
            return 2.0 + min(share, 1.0)
    if not is_one_speaker or not _is_near(one, other, _NEAR) or _contradict(one, other) or _contradict(one, first):
        return 0.0
    both = len(one.stems & other.stems)
    alike = both / len(one.stems | other.stems) if both else 0.0
    contained = both >= _CONTAINED * min(len(one.stems), len(other.stems))
    return 1.0 + alike if both >= _LEAST_STEMS and contained and alike >= _ALIKE else 0.0


def _is_near(one: _Said, other: _Said, days: dt.timedelta) -> bool:
    """Whether two reports may be of one occasion; one without a date may be of any."""
    return one.published_at is None or other.published_at is None or abs(one.published_at - other.published_at) <= days


def _contradict(one: _Said, other: _Said) -> bool:
    """Whether one denies what the other says, or gives other numbers or names; having more of them is no contradiction."""
    if one.is_negative != other.is_negative:
        return True
    return any(not (a <= b or b <= a) for a, b in ((one.numbers, other.numbers), (one.names, other.names)))
