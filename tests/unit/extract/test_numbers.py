"""Numbers as worded: what is stated, its bounds, its hedge, and what it is a number of."""

import re

import pytest

from pipelines.extract.numbers import NumberLexicon, QuantityIndex, bounds, read_numbers
from tests.builders import parsed

_TOKEN = re.compile(
    r"\d+-(?=year|month|day)|[ap]\.m\.|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|'?s(?!\w)|bn|m(?!\w)|k(?!\w)|[ap]m(?!\w))?|[A-Za-z]+\$|[^\W\d_]+(?:'[^\W\d_]+)?|[^\w\s]"
)


@pytest.fixture(scope="module")
def lexicon() -> NumberLexicon:
    return NumberLexicon.load()


def words(phrase: str) -> list[str]:
    """Cut a phrase as the tokeniser of the model does: hyphens and currency signs stand alone."""
    return [m.group().rstrip("-") if m.group()[:1].isdigit() else m.group() for m in _TOKEN.finditer(phrase.replace("-", " - "))]


#: phrase | stated low high qualifier; an open end or no number is "-".
COUNTS = """
3 people | 3 3 3 exact
12 miners | 12 12 12 exact
1,250 villagers | 1250 1250 1250 exact
12,345,678 people | 12345678 12345678 12345678 exact
one soldier | 1 1 1 exact
two nurses | 2 2 2 exact
eleven sailors | 11 11 11 exact
nineteen pupils | 19 19 19 exact
twenty drivers | 20 20 20 exact
twenty-five passengers | 25 25 25 exact
twenty five passengers | 25 25 25 exact
ninety-nine workers | 99 99 99 exact
one hundred prisoners | 100 100 100 exact
one hundred and six prisoners | 106 106 106 exact
one hundred six prisoners | 106 106 106 exact
three hundred and forty-two families | 342 342 342 exact
a hundred porters | 100 100 100 exact
a hundred and twenty porters | 120 120 120 exact
two thousand refugees | 2000 2000 2000 exact
two thousand three hundred refugees | 2300 2300 2300 exact
two thousand three hundred and eleven refugees | 2311 2311 2311 exact
a thousand farmers | 1000 1000 1000 exact
twelve hundred farmers | 1200 1200 1200 exact
a million people | 1000000 1000000 1000000 exact
one million people | 1000000 1000000 1000000 exact
2.5 million people | 2500000 2500000 2500000 exact
1.75 million voters | 1750000 1750000 1750000 exact
40 thousand people | 40000 40000 40000 exact
five hundred thousand people | 500000 500000 500000 exact
3 million people | 3000000 3000000 3000000 exact
5m people | 5000000 5000000 5000000 exact
20k people | 20000 20000 20000 exact
1 200 people | 1200 1200 1200 exact
56, 000 people | 56000 56000 56000 exact
a dozen fishermen | 12 12 12 exact
one dozen fishermen | 12 12 12 exact
half a dozen guards | 6 6 6 exact
half a million people | 500000 500000 500000 exact
a quarter of a million people | 250000 250000 250000 exact
two and a half million people | 2500000 2500000 2500000 exact
half-a-dozen guards | 6 6 6 exact
a half dozen guards | 6 6 6 exact
two dozen guards | 24 24 24 exact
three dozen guards | 36 36 36 exact
a couple of tourists | 2 2 2 exact
a pair of hikers | 2 2 2 exact
a trio of hikers | 3 3 3 exact
nobody | 0 0 0 exact
no one | 0 0 0 exact
none of them | 0 0 0 exact
two of them | 2 2 2 exact
seven of the guards | 7 7 7 exact
the three men | 3 3 3 exact
his four sons | 4 4 4 exact
6 more | 6 6 6 exact
six others | 6 6 6 exact
another six | 6 6 6 exact
another 15 clerks | 15 15 15 exact
a further six clerks | 6 6 6 exact
a further 40 | 40 40 40 exact
an additional nine clerks | 9 9 9 exact
an extra five | 5 5 5 exact
at least 12 miners | 12 12 - at_least
at least twelve miners | 12 12 - at_least
at least two dozen miners | 24 24 - at_least
at least a dozen miners | 12 12 - at_least
at least one soldier | 1 1 - at_least
at least 1.2 million people | 1200000 1200000 - at_least
no fewer than nine clerks | 9 9 - at_least
no less than nine clerks | 9 9 - at_least
not less than 40 people | 40 40 - at_least
not fewer than 40 people | 40 40 - at_least
a minimum of 30 people | 30 30 - at_least
at the very least 30 people | 30 30 - at_least
at least another 20 people | 20 20 - at_least
at least 20 more | 20 20 - at_least
at least some 20 people | 20 20 - at_least
30 or more people | 30 30 - at_least
30 people | 30 30 30 exact
more than 30 people | 30 31 - more_than
more than thirty people | 30 31 - more_than
more than a dozen people | 12 13 - more_than
more than half a dozen people | 6 7 - more_than
more than two dozen people | 24 25 - more_than
more than a hundred people | 100 101 - more_than
more than 1 million people | 1000000 1000001 - more_than
over 300 people | 300 301 - more_than
well over 300 people | 300 301 - more_than
just over 300 people | 300 301 - more_than
above 300 people | 300 301 - more_than
upwards of 50 people | 50 51 - more_than
in excess of 50 people | 50 51 - more_than
exceeding 50 people | 50 51 - more_than
slightly more than 50 people | 50 51 - more_than
fewer than 10 people | 10 - 9 fewer_than
less than 10 people | 10 - 9 fewer_than
under 10 people | 10 - 9 fewer_than
just under 400 people | 400 - 399 fewer_than
nearly 100 people | 100 - 99 fewer_than
nearly a hundred people | 100 - 99 fewer_than
nearly two dozen people | 24 - 23 fewer_than
almost 100 people | 100 - 99 fewer_than
almost a thousand people | 1000 - 999 fewer_than
not quite 100 people | 100 - 99 fewer_than
up to 40 people | 40 - 40 at_most
up to a dozen people | 12 - 12 at_most
as many as 40 people | 40 - 40 at_most
as many as two hundred people | 200 - 200 at_most
at most 40 people | 40 - 40 at_most
no more than 40 people | 40 - 40 at_most
not more than 40 people | 40 - 40 at_most
a maximum of 40 people | 40 - 40 at_most
40 at most | 40 - 40 at_most
about 40 people | 40 36 44 about
about forty people | 40 36 44 about
around 40 people | 40 36 44 about
around 2,000 people | 2000 1800 2200 about
some 40 people | 40 36 44 about
some two hundred people | 200 180 220 about
approximately 40 people | 40 36 44 about
roughly 40 people | 40 36 44 about
an estimated 40 people | 40 36 44 about
an estimated 25,000 people | 25000 22500 27500 about
estimated 70 people | 70 63 77 about
close to 40 people | 40 36 44 about
in the region of 40 people | 40 36 44 about
about 15 people | 15 13 17 about
around seven people | 7 6 8 about
40 or so people | 40 36 44 about
about a dozen people | 12 10 14 about
about half a dozen people | 6 5 7 about
between 10 and 15 people | - 10 15 range
between ten and fifteen people | - 10 15 range
between 1,000 and 1,500 people | - 1000 1500 range
10 to 15 people | - 10 15 range
ten to fifteen people | - 10 15 range
10-15 people | - 10 15 range
10–15 people | - 10 15 range
10 or 15 people | - 10 15 range
two or three people | - 2 3 range
three or four dozen people | - 36 48 range
two to three million people | - 2000000 3000000 range
six to eight people | - 6 8 range
100 to 200 people | - 100 200 range
100-200 people | - 100 200 range
about 10 to 15 people | - 10 15 range
from 10 to 15 people | 10 10 10 exact
several people | - 3 9 vague
a few people | - 3 9 vague
quite a few people | - 3 9 vague
a handful of people | - 3 9 vague
dozens of people | - 24 99 vague
dozens | - 24 99 vague
scores of people | - 40 99 vague
scores more | - 40 99 vague
hundreds of people | - 200 999 vague
hundreds more | - 200 999 vague
thousands of people | - 2000 9999 vague
tens of thousands of people | - 20000 99999 vague
hundreds of thousands of people | - 200000 999999 vague
millions of people | - 2000000 9999999 vague
several dozen people | - 24 99 vague
a few dozen people | - 24 99 vague
several hundred people | - 200 999 vague
a few hundred people | - 200 999 vague
several thousand people | - 2000 9999 vague
a few thousand people | - 2000 9999 vague
many thousands of people | - 2000 9999 vague
at least several people | - 3 - vague
at least dozens of people | - 24 - vague
more than several hundred people | - 200 - vague
a couple of hundred people | - 200 999 vague
some several people | - 3 9 vague
two out of five hostages | 2 2 2 exact
nine out of the 12 passengers | 9 9 9 exact
seven out of a total of 20 men | 7 7 7 exact
at least 12 out of 30 miners | 12 12 - at_least
"""

#: phrase | sort of its first number
SORTS = """
$5 million | money
$ 300 | money
£20 | money
€1,500 | money
US$40 million | money
5 million dollars | money
300 euros | money
20 pounds | money
40 billion rubles | money
two million pesos | money
50% | percent
50 percent | percent
50 per cent | percent
about 12 pct | percent
10 percentage points | percent
aged 12 | age
aged between 12 and 14 | age
at the age of 45 | age
a 12-year-old | age
twelve-year-old | age
12 years old | age
12 years of age | age
a three-month-old baby | age
5 March | date
March 5 | date
on May 12 | date
12 January 1998 | date
3 Feb | date
Dec. 24 | date
the 1990s | date
the 30s | date
year 2000 | date
5th of March | date
March 5th | date
5 pm | date
10 a.m. | date
10:30 | date
at 1130 GMT | date
8pm | date
six o'clock | date
since 1998 | year
in 2021 | year
44 days | duration
two weeks | duration
six months | duration
20 minutes | duration
three hours | duration
ten years | duration
five decades | duration
a 20-minute walk | duration
a three-day visit | duration
30 km | measure
30 kilometres | measure
a 30-km stretch | measure
2.5 tonnes | measure
two tons | measure
500 metres | measure
six feet | measure
40 degrees | measure
magnitude 6.1 | measure
300 hectares | measure
2,000 barrels | measure
7.62 mm | measure
the first | ordinal
the third soldier | ordinal
10th anniversary | ordinal
the twenty-first man | ordinal
the 42nd victim | ordinal
won 3-1 | score
beat them 2-3 | score
a 52-48 vote | score
lost 0-4 | score
2-1 victory | score
Article 5 | other
Resolution 1701 | other
Flight 370 | other
No. 10 | other
a 300-strong force | other
four-party talks | other
two-thirds of them | other
one third of them | other
three times | other
12 seats | other
2.5 people | other
Boeing 737 | other
chapter 7 | other
90 billion people | other
120 people | count
two people | count
5,000 troops | count
1,800 people | count
300 | count
one in three of the dead | other
nine out of every ten patients | other
two in three attacks | count
as many as 60 may have died | count
20 may have drowned | count
12 may 2021 | date
"""


def _rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(part.strip() for part in line.split("|")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("phrase", "expected"), _rows(COUNTS), ids=lambda v: v)
def test_numbers_and_their_bounds(phrase: str, expected: str, lexicon: NumberLexicon) -> None:
    found = next(iter(read_numbers(words(phrase), lexicon)))
    shown = " ".join("-" if v is None else str(v) for v in (found.stated, found.low, found.high, found.qualifier))
    assert shown == expected
    assert found.sort == "count"


@pytest.mark.parametrize(("phrase", "sort"), _rows(SORTS), ids=lambda v: v)
def test_what_numbers_are_of(phrase: str, sort: str, lexicon: NumberLexicon) -> None:
    assert next(iter(read_numbers(words(phrase), lexicon))).sort == sort


@pytest.mark.parametrize(
    ("phrase", "extents"),
    [
        ("at least 12 miners and 30 guards", ["at least 12", "30"]),
        ("rose from 12 to 19", ["12", "19"]),
        ("killing 10 and wounding more than 30", ["10", "more than 30"]),
        ("another six were hurt", ["another six"]),
        ("twenty more were hurt", ["twenty more"]),
        ("between 10 and 15 people", ["between 10 and 15"]),
        ("one, two and three", ["one", "two", "three"]),
        ("a man and a woman", []),
        ("a few hundred of the 2,000 men", ["a few hundred", "2,000"]),
        ("five of at least nine", ["five", "at least nine"]),
        ("hundreds more fled", ["hundreds more"]),
        ("in half the villages", []),
        ("", []),
    ],
    ids=lambda v: v if isinstance(v, str) else None,
)
def test_where_numbers_begin_and_end(phrase: str, extents: list[str], lexicon: NumberLexicon) -> None:
    cut = words(phrase)
    assert [" ".join(cut[n.start : n.end]) for n in read_numbers(cut, lexicon)] == extents


@pytest.mark.parametrize(("qualifier", "expected"), [("about", (0, 2)), ("at_least", (1, None)), ("fewer_than", (None, 0))])
def test_bounds_of_one(qualifier: str, expected: tuple[int | None, int | None]) -> None:
    assert bounds(qualifier, 1) == expected


def test_bounds_refuse_a_qualifier_of_two_numbers() -> None:
    with pytest.raises(ValueError, match="range"):
        bounds("range", 3)


def test_a_number_counts_the_noun_it_modifies(lexicon: NumberLexicon) -> None:
    doc = parsed(
        """
        At at ADP IN 1 advmod
        least least ADJ JJS 2 advmod
        12 12 NUM CD 3 nummod
        miners miner NOUN NNS 4 nsubj
        died die VERB VBD 4 ROOT
        +. . PUNCT . 4 punct
        """
    )
    index = QuantityIndex.of(doc, lexicon)
    found = index.counting(doc.doc[3])
    assert found is not None
    assert (found.text, found.low, found.high, found.qualifier, found.head) == ("At least 12", 12, None, "at_least", 3)


def test_a_partitive_counts_what_follows_of(lexicon: NumberLexicon) -> None:
    doc = parsed(
        """
        Two two NUM CD 5 nsubjpass
        of of ADP IN 0 prep
        the the DET DT 4 det
        40 40 NUM CD 4 nummod
        guards guard NOUN NNS 1 pobj
        died die VERB VBD 5 ROOT
        """
    )
    index = QuantityIndex.of(doc, lexicon)
    first, second = index.counting(doc.doc[0]), index.counting(doc.doc[4])
    assert first is not None
    assert second is not None
    assert (first.stated, first.head, second.stated) == (2, 4, 40)


@pytest.mark.parametrize(
    ("table", "sorts"),
    [
        pytest.param(
            """
            Flight Flight PROPN NNP 2 nsubj
            370 370 NUM CD 0 nummod
            vanished vanish VERB VBD 2 ROOT
            """,
            ["other"],
            id="number-of-a-name",
        ),
        pytest.param(
            """
            Okoro Okoro PROPN NNP 3 nsubj
            +, , PUNCT , 0 punct
            45 45 NUM CD 0 appos
            +, , PUNCT , 0 punct
            died die VERB VBD 4 ROOT
            """,
            ["age"],
            id="age-behind-a-name",
        ),
        pytest.param(
            """
            He he PRON PRP 1 nsubj
            scores score VERB VBZ 1 ROOT
            often often ADV RB 1 advmod
            """,
            [],
            id="verb",
        ),
        pytest.param(
            """
            They they PRON PRP 1 nsubj
            blamed blame VERB VBD 1 ROOT
            one one NUM CD 1 dobj
            another another DET DT 2 det
            """,
            [],
            id="pronoun",
        ),
    ],
)
def test_sorts_that_need_the_parse(table: str, sorts: list[str], lexicon: NumberLexicon) -> None:
    assert [q.sort for q in QuantityIndex.of(parsed(table), lexicon).quantities] == sorts
