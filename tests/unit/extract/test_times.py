"""Expressions of time: what they mean, where they lie in the calendar, and which clause they date."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache

import pytest
import spacy

from pipelines.extract.times import TimeIndex, TimeLexicon, read_times, resolve
from tests.builders import parsed

#: A Wednesday.
PUBLISHED = dt.date(2024, 5, 15)


@cache
def lexicon() -> TimeLexicon:
    return TimeLexicon.load()


@cache
def tokenizer() -> spacy.language.Language:
    return spacy.blank("en")


def read(phrase: str, *, published: dt.date | None = PUBLISHED, ahead: bool | None = False, narrated: str | None = None) -> list[str]:
    """Each expression as ``words = first day .. last day precision relation``, in the order of the text."""
    words = [token.text for token in tokenizer()(phrase)]
    told = (dt.date.fromisoformat(narrated),) * 2 if narrated else None
    answers = []
    for found in read_times(words, lexicon()):
        placed = resolve(found, published, ahead=ahead, narrated=told)
        doc = tokenizer()(phrase)
        text = doc[found.start : found.end].text
        days = "-" if placed is None else f"{placed[0]}" if placed[0] == placed[1] else f"{placed[0]}..{placed[1]}"
        precision = "unresolved" if placed is None else placed[2]
        answers.append(f"{text} = {days} {precision}" + ("" if found.relation == "at" else f" {found.relation}"))
    return answers


PAST = {
    # weekdays, against a Wednesday
    "on Tuesday": "Tuesday = 2024-05-14 day",
    "on Wednesday": "Wednesday = 2024-05-15 day",
    "on Thursday": "Thursday = 2024-05-09 day",
    "He left Monday.": "Monday = 2024-05-13 day",
    "last Friday": "last Friday = 2024-05-10 day",
    "last Wednesday": "last Wednesday = 2024-05-08 day",
    "next Monday": "next Monday = 2024-05-20 day",
    "next Wednesday": "next Wednesday = 2024-05-22 day",
    "on Monday night": "Monday night = 2024-05-13 day",
    "early on Sunday": "early on Sunday = 2024-05-12 day",
    "late Saturday": "late Saturday = 2024-05-11 day",
    "earlier on Wednesday": "earlier on Wednesday = 2024-05-15 day",
    "later Tuesday": "later Tuesday = 2024-05-14 day",
    "overnight Tuesday": "overnight Tuesday = 2024-05-14 day",
    "overnight on Friday": "overnight on Friday = 2024-05-10 day",
    "on Tuesday morning": "Tuesday morning = 2024-05-14 day",
    "on Sunday, May 12": "Sunday, May 12 = 2024-05-12 day",
    "on Tuesday, 14 May 2024": "Tuesday, 14 May 2024 = 2024-05-14 day",
    "Tuesday's attack": "Tuesday = 2024-05-14 day",
    "since Monday": "since Monday = 2024-05-13 day since",
    "from Monday to Friday": "from Monday to Friday = 2024-05-06..2024-05-10 range",
    "from Monday to Wednesday": "from Monday to Wednesday = 2024-05-13..2024-05-15 range",
    "between Saturday and Monday": "between Saturday and Monday = 2024-05-11..2024-05-13 range",
    "on Monday at 3 p.m.": "Monday at 3 p.m. = 2024-05-13 time",
    "at 1 p.m. on Monday": "1 p.m. on Monday = 2024-05-13 time",
    "at 1 p.m. local time Tuesday": "1 p.m. local time Tuesday = 2024-05-14 time",
    "at 2 p.m. local time (11 a.m. GMT) Tuesday": "2 p.m. local time (11 a.m. GMT) Tuesday = 2024-05-14 time",
    "at noon on Friday": "noon on Friday = 2024-05-10 time",
    "at 0900 GMT on Tuesday": "0900 GMT on Tuesday = 2024-05-14 time",
    "last Sunday evening": "last Sunday evening = 2024-05-12 day",
    "Sunday last": "Sunday last = 2024-05-12 day",
    "Monday last week": "Monday last week = 2024-05-06 day",
    "Friday next week": "Friday next week = 2024-05-24 day",
    "Thur. evening": "Thur. evening = 2024-05-09 day",
    # days counted from publication
    "today": "today = 2024-05-15 day",
    "yesterday": "yesterday = 2024-05-14 day",
    "tomorrow": "tomorrow = 2024-05-16 day",
    "tonight": "tonight = 2024-05-15 day",
    "yesterday evening": "yesterday evening = 2024-05-14 day",
    "this morning": "this morning = 2024-05-15 day",
    "this evening": "this evening = 2024-05-15 day",
    "last night": "last night = 2024-05-14 day",
    "overnight": "overnight = 2024-05-14..2024-05-15 range",
    "the day before yesterday": "the day before yesterday = 2024-05-13 day",
    "the day after tomorrow": "the day after tomorrow = 2024-05-17 day",
    "two days ago": "two days ago = 2024-05-13 day",
    "10 days ago": "10 days ago = 2024-05-05 day",
    "a week ago": "a week ago = 2024-05-06..2024-05-12 week",
    "three weeks ago": "three weeks ago = 2024-04-22..2024-04-28 week",
    "two months ago": "two months ago = 2024-03-01..2024-03-31 month",
    "a year ago": "a year ago = 2023-01-01..2023-12-31 year",
    "ten years ago": "ten years ago = 2014-01-01..2014-12-31 year",
    "twenty-five years ago": "twenty-five years ago = 1999-01-01..1999-12-31 year",
    "two hours ago": "two hours ago = 2024-05-15 day",
    "30 minutes ago": "30 minutes ago = 2024-05-15 day",
    "several years ago": "several years ago = - unresolved",
    "a few days ago": "a few days ago = - unresolved",
    "a decade ago": "a decade ago = 2014-01-01..2014-12-31 year",
    "nine days from now": "nine days from now = 2024-05-24 day",
    # weeks, months, years
    "last week": "last week = 2024-05-06..2024-05-12 week",
    "this week": "this week = 2024-05-13..2024-05-19 week",
    "next week": "next week = 2024-05-20..2024-05-26 week",
    "earlier this week": "earlier this week = 2024-05-13..2024-05-19 week",
    "late last week": "late last week = 2024-05-06..2024-05-12 week",
    "last month": "last month = 2024-04-01..2024-04-30 month",
    "this month": "this month = 2024-05-01..2024-05-31 month",
    "earlier this month": "earlier this month = 2024-05-01..2024-05-31 month",
    "next month": "next month = 2024-06-01..2024-06-30 month",
    "last year": "last year = 2023-01-01..2023-12-31 year",
    "this year": "this year = 2024-01-01..2024-12-31 year",
    "earlier this year": "earlier this year = 2024-01-01..2024-12-31 year",
    "next year": "next year = 2025-01-01..2025-12-31 year",
    "late last year": "late last year = 2023-09-01..2023-12-31 range",
    "early this year": "early this year = 2024-01-01..2024-04-30 range",
    "late last month": "late last month = 2024-04-21..2024-04-30 range",
    "at the end of last year": "the end of last year = 2023-09-01..2023-12-31 range",
    "at the start of this year": "the start of this year = 2024-01-01..2024-04-30 range",
    "at the end of the year": "the end of the year = 2024-09-01..2024-12-31 range",
    "last weekend": "last weekend = 2024-05-11..2024-05-12 range",
    "this weekend": "this weekend = 2024-05-18..2024-05-19 range",
    "in mid October": "mid October = 2023-10-11..2023-10-20 range",
    "over the weekend": "the weekend = 2024-05-11..2024-05-12 range",
    "in the first half of this year": "the first half of this year = 2024-01-01..2024-06-30 range",
    "in the second half of 2019": "the second half of 2019 = 2019-07-01..2019-12-31 range",
    "in the first three months of 2021": "the first three months of 2021 = 2021-01-01..2021-03-31 range",
    "in the first ten months of this year": "the first ten months of this year = 2024-01-01..2024-10-31 range",
    "in the third quarter of 2020": "the third quarter of 2020 = 2020-07-01..2020-09-30 range",
    "in the first quarter of this year": "the first quarter of this year = 2024-01-01..2024-03-31 range",
    "last quarter": "last quarter = 2024-01-01..2024-03-31 range",
    "last century": "last century = 1901-01-01..2000-12-31 range",
    "in recent years": "recent years = - unresolved",
    "in recent weeks": "recent weeks = - unresolved",
    "in the coming days": "the coming days = - unresolved",
    # stretches
    "in the past three decades": "the past three decades = 1994-05-15..2024-05-15 range",
    "over the last two years": "the last two years = 2022-05-15..2024-05-15 range",
    "in the past week": "the past week = 2024-05-08..2024-05-15 range",
    "during the past 24 hours": "the past 24 hours = 2024-05-14..2024-05-15 range",
    "in the last 10 days": "the last 10 days = 2024-05-05..2024-05-15 range",
    "in the next six months": "the next six months = 2024-05-15..2024-11-15 range",
    "in the past few weeks": "the past few weeks = - unresolved",
    # months
    "in August": "August = 2023-08-01..2023-08-31 month",
    "in April": "April = 2024-04-01..2024-04-30 month",
    "in May": "May = 2024-05-01..2024-05-31 month",
    "in December 2022": "December 2022 = 2022-12-01..2022-12-31 month",
    "in December, 2022": "December, 2022 = 2022-12-01..2022-12-31 month",
    "in September of 1998": "September of 1998 = 1998-09-01..1998-09-30 month",
    "September 2001": "September 2001 = 2001-09-01..2001-09-30 month",
    "last September": "last September = 2023-09-01..2023-09-30 month",
    "last April": "last April = 2024-04-01..2024-04-30 month",
    "next March": "next March = 2025-03-01..2025-03-31 month",
    "since March": "since March = 2024-03-01..2024-03-31 month since",
    "since August 2021": "since August 2021 = 2021-08-01..2021-08-31 month since",
    "in June last year": "June last year = 2023-06-01..2023-06-30 month",
    "in January this year": "January this year = 2024-01-01..2024-01-31 month",
    "in mid-March": "mid-March = 2024-03-11..2024-03-20 range",
    "in early April": "early April = 2024-04-01..2024-04-10 range",
    "in late February": "late February = 2024-02-21..2024-02-29 range",
    "in late February 2022": "late February 2022 = 2022-02-21..2022-02-28 range",
    "at the beginning of April": "the beginning of April = 2024-04-01..2024-04-10 range",
    "at the end of March 2011": "the end of March 2011 = 2011-03-21..2011-03-31 range",
    "in the middle of July 1995": "the middle of July 1995 = 1995-07-11..1995-07-20 range",
    "between January and March": "between January and March = 2024-01-01..2024-03-31 range",
    "from December to February 1994": "from December to February 1994 = 1993-12-01..1994-02-28 range",
    "from April to October 1994": "from April to October 1994 = 1994-04-01..1994-10-31 range",
    # days of a month
    "on Feb. 3": "Feb. 3 = 2024-02-03 day",
    "on February 3": "February 3 = 2024-02-03 day",
    "on February 3rd": "February 3rd = 2024-02-03 day",
    "on Dec. 12": "Dec. 12 = 2023-12-12 day",
    "on Dec.12": "Dec.12 = 2023-12-12 day",
    "on March 9, 2016": "March 9, 2016 = 2016-03-09 day",
    "on March 9 2016": "March 9 2016 = 2016-03-09 day",
    "on Oct. 21, 1987": "Oct. 21, 1987 = 1987-10-21 day",
    "on 3 February 1999": "3 February 1999 = 1999-02-03 day",
    "on 14 May": "14 May = 2024-05-14 day",
    "on the 3rd of May": "the 3rd of May = 2024-05-03 day",
    "on the 21st of June 2017": "the 21st of June 2017 = 2017-06-21 day",
    "on 4 FEB 90": "4 FEB 90 = 1990-02-04 day",
    "on 12 Nov 89": "12 Nov 89 = 1989-11-12 day",
    "on 2023-09-20": "2023-09-20 = 2023-09-20 day",
    "on 20.09.2023": "20.09.2023 = 2023-09-20 day",
    "on 25/12/2021": "25/12/2021 = 2021-12-25 day",
    "on 12/25/2021": "12/25/2021 = 2021-12-25 day",
    "on 03/04/2021": "03/04/2021 = - unresolved",
    "on May 3-5": "May 3-5 = 2024-05-03..2024-05-05 range",
    "between 3 and 5 May": "between 3 and 5 May = 2024-05-03..2024-05-05 range",
    "from 3 to 5 May 2019": "from 3 to 5 May 2019 = 2019-05-03..2019-05-05 range",
    "from March 28 to April 2": "from March 28 to April 2 = 2024-03-28..2024-04-02 range",
    "from October 1990 to March 1994": "from October 1990 to March 1994 = 1990-10-01..1994-03-31 range",
    "on June 5 last year": "June 5 last year = 2023-06-05 day",
    "on April 26 at 9 a.m.": "April 26 at 9 a.m. = 2024-04-26 time",
    # years and longer
    "in 2020": "2020 = 2020-01-01..2020-12-31 year",
    "since 1992": "since 1992 = 1992-01-01..1992-12-31 year since",
    "until 2002": "until 2002 = 2002-01-01..2002-12-31 year until",
    "the 2020 war": "2020 = 2020-01-01..2020-12-31 year",
    "the disputed 2006 election": "2006 = 2006-01-01..2006-12-31 year",
    "in early 2020": "early 2020 = 2020-01-01..2020-04-30 range",
    "in late 1989": "late 1989 = 1989-09-01..1989-12-31 range",
    "in mid-2015": "mid-2015 = 2015-05-01..2015-08-31 range",
    "at the end of 2018": "the end of 2018 = 2018-09-01..2018-12-31 range",
    "in the 1990s": "the 1990s = 1990-01-01..1999-12-31 range",
    "in the early 1990s": "the early 1990s = 1990-01-01..1993-04-30 range",
    "in the late 1970s": "the late 1970s = 1976-09-01..1979-12-31 range",
    "in the 19th century": "the 19th century = 1801-01-01..1900-12-31 range",
    "in the nineteenth century": "the nineteenth century = 1801-01-01..1900-12-31 range",
    "the 1980-1988 war": "1980-1988 = 1980-01-01..1988-12-31 range",
    "from 1990 to 1994": "from 1990 to 1994 = 1990-01-01..1994-12-31 range",
    "between 1975 and 1990": "between 1975 and 1990 = 1975-01-01..1990-12-31 range",
    "in the summer of 2006": "the summer of 2006 = 2006-06-01..2006-08-31 range",
    "in spring 2011": "spring 2011 = 2011-03-01..2011-05-31 range",
    "in the winter of 2009": "the winter of 2009 = 2009-01-01..2009-12-31 year",
    "last summer": "last summer = - unresolved",
    "in the year 2000": "the year 2000 = 2000-01-01..2000-12-31 year",
    # feasts and named days
    "on Christmas Day": "Christmas Day = 2023-12-25 day",
    "on New Year's Eve": "New Year's Eve = 2023-12-31 day",
    "on Christmas Eve 1994": "Christmas Eve 1994 = 1994-12-24 day",
    "during Ramadan": "Ramadan = - unresolved",
    "on Easter Sunday": "Easter Sunday = - unresolved",
    "the 9/11 attacks": "9/11 = 2001-09-11 day",
    # lasting and recurring
    "for 44 days": "44 days = - unresolved duration",
    "for three years": "three years = - unresolved duration",
    "for a week": "a week = - unresolved duration",
    "lasted two hours": "two hours = - unresolved duration",
    "within 48 hours": "48 hours = - unresolved duration",
    "a 13-month siege": "13-month = - unresolved duration",
    "every day": "every day = - unresolved frequency",
    "every Friday": "every Friday = - unresolved frequency",
    "each year": "each year = - unresolved frequency",
    "every two weeks": "every two weeks = - unresolved frequency",
    "on Fridays": "Fridays = - unresolved frequency",
    "the group meets annually": "annually = - unresolved frequency",
    "the daily briefing": "daily = - unresolved frequency",
    "twice a week": "a week = - unresolved frequency",
    # against what was told of, of which nothing is known here
    "two days later": "two days later = - unresolved",
    "the next day": "the next day = - unresolved",
    "the day before": "the day before = - unresolved",
    "at 1 p.m.": "1 p.m. = - unresolved",
    "at 1625, rebels": "1625 = - unresolved",
    "a second day": "a second day = - unresolved",
    "a day after the vote": "a day after = - unresolved",
    "a week before the vote": "a week before = - unresolved",
    "recently": "recently = - unresolved",
}


@pytest.mark.parametrize(("phrase", "expected"), PAST.items(), ids=PAST)
def test_a_phrase_of_the_past(phrase: str, expected: str) -> None:
    assert read(phrase) == [expected]


AHEAD = {
    "on Thursday": "Thursday = 2024-05-16 day",
    "on Wednesday": "Wednesday = 2024-05-15 day",
    "on Tuesday": "Tuesday = 2024-05-21 day",
    "this Sunday": "this Sunday = 2024-05-19 day",
    "by Friday": "Friday = 2024-05-17 day",
    "until Monday": "until Monday = 2024-05-20 day until",
    "from Monday to Friday": "from Monday to Friday = 2024-05-20..2024-05-24 range",
    "in August": "August = 2024-08-01..2024-08-31 month",
    "in March": "March = 2025-03-01..2025-03-31 month",
    "in May": "May = 2024-05-01..2024-05-31 month",
    "on June 9": "June 9 = 2024-06-09 day",
    "on February 3": "February 3 = 2025-02-03 day",
    "in early October": "early October = 2024-10-01..2024-10-10 range",
    "this weekend": "this weekend = 2024-05-18..2024-05-19 range",
    "on Christmas Day": "Christmas Day = 2024-12-25 day",
    "by 2030": "2030 = 2030-01-01..2030-12-31 year",
}


@pytest.mark.parametrize(("phrase", "expected"), AHEAD.items(), ids=AHEAD)
def test_a_phrase_of_what_lies_ahead(phrase: str, expected: str) -> None:
    assert read(phrase, ahead=True) == [expected]


OPEN = {
    "the June 9 election": "June 9 = 2024-06-09 day",
    "the April 1 tax rise": "April 1 = 2024-04-01 day",
    "the October 7 raid": "October 7 = 2023-10-07 day",
}


@pytest.mark.parametrize(("phrase", "expected"), OPEN.items(), ids=OPEN)
def test_a_bare_date_without_tense_is_the_nearer_one(phrase: str, expected: str) -> None:
    assert read(phrase, ahead=None) == [expected]


TOLD = {
    "two days later": "two days later = 2024-03-12 day",
    "the next day": "the next day = 2024-03-11 day",
    "the following day": "the following day = 2024-03-11 day",
    "the same day": "the same day = 2024-03-10 day",
    "that night": "that night = 2024-03-10 day",
    "the previous day": "the previous day = 2024-03-09 day",
    "a day earlier": "a day earlier = 2024-03-09 day",
    "the day before.": "the day before = 2024-03-09 day",
    "the day after.": "the day after = 2024-03-11 day",
    "a month later": "a month later = 2024-04-01..2024-04-30 month",
    "two years earlier": "two years earlier = 2022-01-01..2022-12-31 year",
    "the following year": "the following year = 2025-01-01..2025-12-31 year",
    "at 1 p.m.": "1 p.m. = 2024-03-10 time",
    "in June that year": "June that year = 2024-06-01..2024-06-30 month",
}


@pytest.mark.parametrize(("phrase", "expected"), TOLD.items(), ids=TOLD)
def test_a_phrase_counted_from_what_was_told_last(phrase: str, expected: str) -> None:
    assert read(phrase, narrated="2024-03-10") == [expected]


UNDATED = {
    "on Tuesday": "Tuesday = - unresolved",
    "yesterday": "yesterday = - unresolved",
    "last week": "last week = - unresolved",
    "in August": "August = - unresolved",
    "on Feb. 3": "Feb. 3 = - unresolved",
    "three weeks ago": "three weeks ago = - unresolved",
    "in the past three decades": "the past three decades = - unresolved",
    "from April to October 1994": "from April to October 1994 = 1994-04-01..1994-10-31 range",
    "in 2020": "2020 = 2020-01-01..2020-12-31 year",
    "on 3 February 1999": "3 February 1999 = 1999-02-03 day",
    "in the 1990s": "the 1990s = 1990-01-01..1999-12-31 range",
}


@pytest.mark.parametrize(("phrase", "expected"), UNDATED.items(), ids=UNDATED)
def test_without_a_publication_date_only_absolute_words_are_placed(phrase: str, expected: str) -> None:
    assert read(phrase, published=None) == [expected]


NONE = [
    "They may strike again",
    "He may return",
    "Troops march on the capital",
    "The Sun reported",
    "UN Resolution 1441",
    "Flight 1549 landed",
    "Friday prayers ended",
    "Black Friday sales",
    "Bloody Sunday killings",
    "the Sunday Times said",
    "a 45-year-old man",
    "a 45-year-old man",
    "he is 30 years old",
    "2000 soldiers arrived",
    "about 1990 people",
    "a second blast",
    "the second time",
    "won 6-4",
    "won 3-2",
    "a man of 50",
    "an august body",
    "the March 23 Movement",
    "the 19 April movement",
    "a quarter of the votes",
    "a minute of silence",
    "the first round",
    "the last day of the talks",
    "1900 troops",
    "some 2010 homes",
    "the week of protests",
    "the mar of his name",
]


@pytest.mark.parametrize("phrase", NONE, ids=NONE)
def test_no_time(phrase: str) -> None:
    assert read(phrase) == []


def test_there_are_two_hundred_phrases() -> None:
    assert len(PAST) + len(AHEAD) + len(OPEN) + len(TOLD) + len(UNDATED) + len(NONE) >= 250


def test_expressions_of_a_sentence_in_order() -> None:
    assert read("Clashes that began on Monday went on for three days until Thursday, as they had in 2008.") == [
        "Monday = 2024-05-13 day",
        "three days = - unresolved duration",
        "until Thursday = 2024-05-09 day until",
        "2008 = 2008-01-01..2008-12-31 year",
    ]


# --- which clause a time belongs to

MAIN_VERB = """
Rebels rebel NOUN NNS 1 nsubj
seized seize VERB VBD 1 ROOT
the the DET DT 3 det
port port NOUN NN 1 dobj
on on ADP IN 1 prep
Monday Monday PROPN NNP 4 pobj B-DATE
+. . PUNCT . 1 punct
"""
DAY_OF_SAYING_IS_NOT_THE_REPORTED_CLAUSE_S = """
The the DET DT 1 det
minister minister NOUN NN 2 nsubj
said say VERB VBD 2 ROOT
on on ADP IN 2 prep
Friday Friday PROPN NNP 3 pobj B-DATE
it it PRON PRP 7 nsubj
had have AUX VBD 7 aux
halted halt VERB VBN 2 ccomp
the the DET DT 9 det
convoy convoy NOUN NN 7 dobj
+. . PUNCT . 2 punct
"""
WHAT_WILL_BE_IS_THE_NEXT_SUCH_DAY = """
Envoys envoy NOUN NNS 2 nsubj
will will AUX MD 2 aux
meet meet VERB VB 2 ROOT
in in ADP IN 2 prep
the the DET DT 5 det
capital capital NOUN NN 3 pobj
on on ADP IN 2 prep
Thursday Thursday PROPN NNP 6 pobj B-DATE
+. . PUNCT . 2 punct
"""
A_DAY_AFTER_DATES_BOTH_CLAUSES = """
The the DET DT 1 det
town town NOUN NN 2 nsubj
accepted accept VERB VBD 2 ROOT
the the DET DT 4 det
offer offer NOUN NN 2 dobj
Tuesday Tuesday PROPN NNP 2 npadvmod B-DATE
+, , PUNCT , 2 punct
a a DET DT 8 det B-DATE
day day NOUN NN 11 npadvmod I-DATE
after after SCONJ IN 11 mark
gunmen gunman NOUN NNS 11 nsubj
raided raid VERB VBD 2 advcl
a a DET DT 13 det
depot depot NOUN NN 11 dobj
+. . PUNCT . 2 punct
"""
A_PARTICIPLE_SHARES_ITS_CLAUSE_TIME = """
Guards guard NOUN NNS 1 nsubj
fired fire VERB VBD 1 ROOT
on on ADP IN 1 prep
the the DET DT 4 det
crowd crowd NOUN NN 2 pobj
on on ADP IN 1 prep
Sunday Sunday PROPN NNP 5 pobj B-DATE
+, , PUNCT , 1 punct
killing kill VERB VBG 1 advcl
three three NUM CD 10 nummod B-CARDINAL
people people NOUN NNS 8 dobj
+. . PUNCT . 1 punct
"""
A_POSSESSIVE_DAY_DATES_ITS_NOUN = """
Police police NOUN NNS 1 nsubj
broke break VERB VBD 1 ROOT
up up ADP RP 1 prt
Saturday Saturday PROPN NNP 5 poss B-DATE
+'s 's PART POS 3 case
rally rally NOUN NN 1 dobj
+. . PUNCT . 1 punct
"""
A_YEAR_BEFORE_A_NOUN_DATES_SUBJECT_AND_EVENT = """
The the DET DT 2 det
2011 2011 NUM CD 2 nummod B-DATE
uprising uprising NOUN NN 3 nsubj
toppled topple VERB VBD 3 ROOT
him he PRON PRP 3 dobj
+. . PUNCT . 3 punct
"""
THE_PLAN_DAY_DATES_PLAN_AND_SUBJECT = """
The the DET DT 1 det
talks talk NOUN NNS 3 nsubjpass
are be AUX VBP 3 auxpass
scheduled schedule VERB VBN 3 ROOT
to to PART TO 5 aux
open open VERB VB 3 xcomp
on on ADP IN 5 prep
Friday Friday PROPN NNP 6 pobj B-DATE
+. . PUNCT . 3 punct
"""
SAYING_IN_A_NOTE_DATES_THE_REJECTION = """
The the DET DT 1 det
ministry ministry NOUN NN 2 nsubj
rejected reject VERB VBD 2 ROOT
the the DET DT 4 det
charge charge NOUN NN 2 dobj
+, , PUNCT , 2 punct
saying say VERB VBG 2 advcl
in in ADP IN 6 prep
a a DET DT 9 det
note note NOUN NN 7 pobj
Monday Monday PROPN NNP 6 npadvmod B-DATE
that that SCONJ IN 13 mark
it it PRON PRP 13 nsubj
was be AUX VBD 6 ccomp
false false ADJ JJ 13 acomp
+. . PUNCT . 2 punct
"""
ASKED_ON_A_DAY_DATES_THE_REPLY = """
Asked ask VERB VBN 8 advcl
about about ADP IN 0 prep
it it PRON PRP 1 pobj
on on ADP IN 0 prep
Tuesday Tuesday PROPN NNP 3 pobj B-DATE
+, , PUNCT , 8 punct
the the DET DT 7 det
envoy envoy NOUN NN 8 nsubj
replied reply VERB VBD 8 ROOT
that that SCONJ IN 12 mark
no no DET DT 11 det
deal deal NOUN NN 12 nsubj
existed exist VERB VBD 8 ccomp
+. . PUNCT . 8 punct
"""
BEFORE_SHARES_THE_YEAR = """
The the DET DT 1 det
war war NOUN NN 2 nsubj
broke break VERB VBD 2 ROOT
out out ADP RP 2 prt
in in ADP IN 2 prep
2003 2003 NUM CD 4 pobj B-DATE
and and CCONJ CC 2 cc
ended end VERB VBD 2 conj
before before SCONJ IN 11 mark
the the DET DT 10 det
army army NOUN NN 11 nsubj
withdrew withdraw VERB VBD 7 advcl
+. . PUNCT . 2 punct
"""
ONE_DATE_FOR_TWO_HARMS = """
Two two NUM CD 1 nummod B-CARDINAL
soldiers soldier NOUN NNS 3 nsubjpass
were be AUX VBD 3 auxpass
killed kill VERB VBN 3 ROOT
and and CCONJ CC 3 cc
five five NUM CD 6 nummod B-CARDINAL
others other NOUN NNS 8 nsubjpass
were be AUX VBD 8 auxpass
wounded wound VERB VBN 3 conj
in in ADP IN 8 prep
an an DET DT 11 det
ambush ambush NOUN NN 9 pobj
on on ADP IN 8 prep
Sunday Sunday PROPN NNP 12 pobj B-DATE
+. . PUNCT . 8 punct
"""
A_PROMISE_IS_DATED_NOT_WHAT_IS_PROMISED = """
He he PRON PRP 1 nsubj
vowed vow VERB VBD 1 ROOT
in in ADP IN 1 prep
March March PROPN NNP 2 pobj B-DATE
to to PART TO 5 aux
rebuild rebuild VERB VB 1 xcomp
the the DET DT 7 det
bridge bridge NOUN NN 5 dobj
+. . PUNCT . 1 punct
"""
WHAT_IS_TO_COME_DOES_NOT_DATE_WHAT_WAS_DONE = """
The the DET DT 1 det
union union NOUN NN 2 nsubj
won win VERB VBD 2 ROOT
a a DET DT 4 det
place place NOUN NN 2 dobj
in in ADP IN 2 prep
the the DET DT 7 det
final final ADJ JJ 5 pobj
later later ADV RB 10 advmod B-DATE
this this DET DT 10 det I-DATE
month month NOUN NN 2 npadvmod I-DATE
+. . PUNCT . 2 punct
"""
ONE_SUBJECT_TWO_VERBS = """
Officers officer NOUN NNS 1 nsubj
freed free VERB VBD 1 ROOT
the the DET DT 3 det
hostages hostage NOUN NNS 1 dobj
and and CCONJ CC 1 cc
arrested arrest VERB VBD 1 conj
two two NUM CD 7 nummod B-CARDINAL
men man NOUN NNS 5 dobj
on on ADP IN 5 prep
Monday Monday PROPN NNP 8 pobj B-DATE
+. . PUNCT . 1 punct
"""

A_SECOND_COUNT_WITHOUT_ITS_AUXILIARY = """
Four four NUM CD 1 nummod B-CARDINAL
rebels rebel NOUN NNS 3 nsubjpass
were be AUX VBD 3 auxpass
killed kill VERB VBN 16 ccomp
and and CCONJ CC 3 cc
five five NUM CD 6 nummod B-CARDINAL
others other NOUN NNS 3 conj
wounded wound VERB VBN 6 acl
on on ADP IN 7 prep
Monday Monday PROPN NNP 10 compound B-TIME
night night NOUN NN 8 pobj I-TIME
in in ADP IN 7 prep
two two NUM CD 13 nummod B-CARDINAL
raids raid NOUN NNS 11 pobj
+, , PUNCT , 16 punct
medics medic NOUN NNS 16 nsubj
said say VERB VBD 16 ROOT
+. . PUNCT . 16 punct
"""
AN_INDEFINITE_NOUN_IS_TOLD_ANEW = """
On on ADP IN 3 prep
Friday Friday PROPN NNP 0 pobj B-DATE
pupils pupil NOUN NNS 3 nsubj
sang sing VERB VBD 3 ROOT
songs song NOUN NNS 3 dobj
in in ADP IN 3 prep
a a DET DT 7 det
protest protest NOUN NN 5 pobj
in in ADP IN 7 prep
the the DET DT 10 det
square square NOUN NN 8 pobj
+. . PUNCT . 3 punct
"""
A_DAY_BEHIND_THE_SUBJECT = """
The the DET DT 1 det
ministry ministry NOUN NN 4 nsubj
on on ADP IN 1 prep
Friday Friday PROPN NNP 2 pobj B-DATE
signed sign VERB VBD 4 ROOT
the the DET DT 6 det
pact pact NOUN NN 4 dobj
+. . PUNCT . 4 punct
"""
WHILE_WITHOUT_A_SUBJECT = """
While while SCONJ IN 1 mark
praising praise VERB VBG 7 advcl
the the DET DT 3 det
emir emir NOUN NN 1 dobj
+, , PUNCT , 7 punct
the the DET DT 6 det
envoy envoy NOUN NN 7 nsubj
warned warn VERB VBD 7 ROOT
on on ADP IN 7 prep
Monday Monday PROPN NNP 8 pobj B-DATE
that that SCONJ IN 13 mark
rebels rebel NOUN NNS 13 nsubj
would would AUX MD 13 aux
attack attack VERB VB 7 ccomp
+. . PUNCT . 7 punct
"""
A_COMMA_BEFORE_THE_EARLIER_VERB = """
The the DET DT 1 det
army army NOUN NN 2 nsubj
held hold VERB VBD 2 ROOT
the the DET DT 4 det
port port NOUN NN 2 dobj
on on ADP IN 2 prep
Friday Friday PROPN NNP 5 pobj B-DATE
+, , PUNCT , 2 punct
three three NUM CD 9 nummod B-DATE
days day NOUN NNS 10 npadvmod I-DATE
after after SCONJ IN 18 mark
the the DET DT 12 det
rebels rebel NOUN NNS 18 nsubj
+, , PUNCT , 12 punct
backed back VERB VBN 12 acl
by by ADP IN 14 agent
others other NOUN NNS 15 pobj
+, , PUNCT , 12 punct
left leave VERB VBD 2 advcl
the the DET DT 20 det
town town NOUN NN 18 dobj
+. . PUNCT . 2 punct
"""


def dates(table: str, words: dict[str, str | None], published: str | None = "2024-05-15") -> dict[str, str | None]:
    """The first day that dates the clause of each word."""
    doc = parsed(table, published=published)
    index = TimeIndex.of(doc, lexicon())
    found = {}
    for token in doc.doc:
        if token.text in words:
            expression = index.of_clause(token)
            found[token.text] = str(expression.date_start) if expression is not None and expression.date_start is not None else None
    return found


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(MAIN_VERB, {"seized": "2024-05-13"}, id="main-verb"),
        pytest.param(
            DAY_OF_SAYING_IS_NOT_THE_REPORTED_CLAUSE_S, {"said": "2024-05-10", "halted": None}, id="day-of-saying-is-not-the-reported-clause's"
        ),
        pytest.param(WHAT_WILL_BE_IS_THE_NEXT_SUCH_DAY, {"meet": "2024-05-16"}, id="what-will-be-is-the-next-such-day"),
        pytest.param(A_DAY_AFTER_DATES_BOTH_CLAUSES, {"accepted": "2024-05-14", "raided": "2024-05-13"}, id="a-day-after-dates-both-clauses"),
        pytest.param(
            A_PARTICIPLE_SHARES_ITS_CLAUSE_TIME, {"fired": "2024-05-12", "killing": "2024-05-12"}, id="a-participle-shares-its-clause's-time"
        ),
        pytest.param(
            A_POSSESSIVE_DAY_DATES_ITS_NOUN, {"rally": "2024-05-11", "broke": "2024-05-11"}, id="a-possessive-day-dates-its-noun-and-what-befalls-it"
        ),
        pytest.param(A_YEAR_BEFORE_A_NOUN_DATES_SUBJECT_AND_EVENT, {"uprising": "2011-01-01"}, id="a-year-before-a-noun-dates-subject-and-event"),
        pytest.param(THE_PLAN_DAY_DATES_PLAN_AND_SUBJECT, {"open": "2024-05-17", "talks": "2024-05-17"}, id="the-plan's-day-dates-plan-and-subject"),
        pytest.param(
            SAYING_IN_A_NOTE_DATES_THE_REJECTION,
            {"saying": "2024-05-13", "rejected": "2024-05-13", "was": None},
            id="saying-in-a-note-dates-the-rejection",
        ),
        pytest.param(ASKED_ON_A_DAY_DATES_THE_REPLY, {"replied": "2024-05-14", "existed": None}, id="asked-on-a-day-dates-the-reply"),
        pytest.param(BEFORE_SHARES_THE_YEAR, {"broke": "2003-01-01", "withdrew": "2003-01-01"}, id="before-shares-the-year"),
        pytest.param(ONE_DATE_FOR_TWO_HARMS, {"killed": "2024-05-12", "wounded": "2024-05-12", "ambush": "2024-05-12"}, id="one-date-for-two-harms"),
        pytest.param(A_PROMISE_IS_DATED_NOT_WHAT_IS_PROMISED, {"vowed": "2024-03-01", "rebuild": None}, id="a-promise-is-dated-not-what-is-promised"),
        pytest.param(WHAT_IS_TO_COME_DOES_NOT_DATE_WHAT_WAS_DONE, {"won": None}, id="what-is-to-come-does-not-date-what-was-done"),
        pytest.param(
            A_SECOND_COUNT_WITHOUT_ITS_AUXILIARY, {"killed": "2024-05-13", "wounded": "2024-05-13"}, id="a-second-count-without-its-auxiliary"
        ),
        pytest.param(AN_INDEFINITE_NOUN_IS_TOLD_ANEW, {"sang": "2024-05-10", "protest": "2024-05-10"}, id="an-indefinite-noun-is-told-anew"),
        pytest.param(A_DAY_BEHIND_THE_SUBJECT, {"ministry": "2024-05-10", "signed": "2024-05-10"}, id="a-day-behind-the-subject"),
        pytest.param(
            WHILE_WITHOUT_A_SUBJECT, {"praising": "2024-05-13", "warned": "2024-05-13", "attack": None}, id="while-without-a-subject-is-one-act"
        ),
        pytest.param(A_COMMA_BEFORE_THE_EARLIER_VERB, {"held": "2024-05-10", "left": "2024-05-07"}, id="a-comma-before-the-earlier-verb"),
        pytest.param(ONE_SUBJECT_TWO_VERBS, {"freed": "2024-05-13", "arrested": "2024-05-13"}, id="one-subject-two-verbs"),
    ],
)
def test_which_clause_a_time_dates(table: str, expected: dict[str, str | None]) -> None:
    assert dates(table, expected) == expected


def test_a_weekday_in_an_undated_text_is_given_no_date() -> None:
    doc = parsed(MAIN_VERB, published=None)
    index = TimeIndex.of(doc, lexicon())
    expression = index.of_clause(doc.doc[1])
    assert expression is not None
    assert (expression.text, expression.date_start, expression.precision) == ("Monday", None, "unresolved")


def test_offsets_are_those_of_the_text() -> None:
    doc = parsed(A_DAY_AFTER_DATES_BOTH_CLAUSES)
    index = TimeIndex.of(doc, lexicon())
    assert [doc.text[e.start_char : e.end_char] for e in index.expressions] == [e.text for e in index.expressions] == ["Tuesday", "a day after"]


THE_TERMS_OF_THIS_AGREEMENT = """
Envoys envoy NOUN NNS 1 nsubj
signed sign VERB VBD 1 ROOT
an an DET DT 3 det
accord accord NOUN NN 1 dobj
in in ADP IN 1 prep
1994 1994 NUM CD 4 pobj B-DATE
+. . PUNCT . 1 punct

Under under ADP IN 5 prep
this this DET DT 2 det
accord accord NOUN NN 0 pobj
+, , PUNCT , 5 punct
monitors monitor NOUN NNS 5 nsubj
arrived arrive VERB VBD 5 ROOT
+. . PUNCT . 5 punct
"""

A_QUOTATION_THAT_GOES_ON = """
The the DET DT 1 det
garrison garrison NOUN NN 2 nsubj
said say VERB VBD 2 ROOT
it it PRON PRP 4 nsubj
fought fight VERB VBD 2 ccomp
raiders raider NOUN NNS 4 dobj
on on ADP IN 4 prep
Tuesday Tuesday PROPN NNP 6 pobj B-DATE
+. . PUNCT . 2 punct

" " PUNCT `` 8 punct
+They they PRON PRP 2 nsubj
burned burn VERB VBD 8 ccomp
a a DET DT 4 det
mill mill NOUN NN 2 dobj
+, , PUNCT , 8 punct
+" " PUNCT '' 8 punct
it it PRON PRP 8 nsubj
said say VERB VBD 8 ROOT
+. . PUNCT . 8 punct
"""


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(THE_TERMS_OF_THIS_AGREEMENT, {"arrived": "1994-01-01"}, id="under-this-accord-takes-up-its-year"),
        pytest.param(A_QUOTATION_THAT_GOES_ON, {"burned": "2024-05-14"}, id="a-quotation-that-goes-on-takes-up-the-day"),
    ],
)
def test_a_dateless_sentence_takes_up_a_time_only_in_sure_ways(table: str, expected: dict[str, str | None]) -> None:
    assert dates(table, expected) == expected


def test_a_dateless_sentence_is_not_dated_by_its_neighbour() -> None:
    table = THE_TERMS_OF_THIS_AGREEMENT.replace("Under under ADP IN 5 prep", "Near near ADP IN 5 prep")
    assert dates(table, {"arrived": None}) == {"arrived": None}


_SHELLED_ON_MONDAY = """
Rebels rebel NOUN NNS 1 nsubj
shelled shell VERB VBD 1 ROOT
the the DET DT 3 det
port port NOUN NN 1 dobj
on on ADP IN 1 prep
Monday Monday PROPN NNP 4 pobj B-DATE
+. . PUNCT . 1 punct
"""
_POLICE_SAID_MONDAY = """
Police police NOUN NNS 1 nsubj
said say VERB VBD 1 ROOT
Monday Monday PROPN NNP 1 npadvmod B-DATE
the the DET DT 4 det
rebels rebel NOUN NNS 5 nsubj
shelled shell VERB VBD 1 ccomp
the the DET DT 7 det
port port NOUN NN 5 dobj
+. . PUNCT . 1 punct
"""
_TROOPS_BURNED_A_FARM_IN_MARCH = """
In in ADP IN 3 prep
March March PROPN NNP 0 pobj B-DATE
troops troop NOUN NNS 3 nsubj
burned burn VERB VBD 3 ROOT
a a DET DT 5 det
farm farm NOUN NN 3 dobj
+. . PUNCT . 3 punct
"""
_SOLDIERS_STORMED_A_MILL = """
Soldiers soldier NOUN NNS 1 nsubj
stormed storm VERB VBD 1 ROOT
a a DET DT 3 det
mill mill NOUN NN 1 dobj
+. . PUNCT . 1 punct
"""
_SOLDIERS_HAD_STORMED_A_MILL = """
Soldiers soldier NOUN NNS 2 nsubj
had have AUX VBD 2 aux
stormed storm VERB VBN 2 ROOT
a a DET DT 4 det
mill mill NOUN NN 2 dobj
+. . PUNCT . 2 punct
"""
_THEY_URGED_CALM = """
They they PRON PRP 1 nsubj
urged urge VERB VBD 1 ROOT
calm calm NOUN NN 1 dobj
+. . PUNCT . 1 punct
"""


@pytest.mark.parametrize(
    ("sentences", "word", "is_spoken", "expected"),
    [
        pytest.param((_SHELLED_ON_MONDAY, _SOLDIERS_STORMED_A_MILL), "stormed", False, "2024-05-13", id="the-day-of-the-lead"),
        pytest.param((_SHELLED_ON_MONDAY, _SOLDIERS_HAD_STORMED_A_MILL), "stormed", False, None, id="what-had-been-before"),
        pytest.param((_POLICE_SAID_MONDAY, _SOLDIERS_STORMED_A_MILL), "stormed", False, None, id="the-day-of-telling-is-not-that-of-doing"),
        pytest.param((_POLICE_SAID_MONDAY, _THEY_URGED_CALM), "urged", True, "2024-05-13", id="the-teller-goes-on-that-day"),
        pytest.param(
            (_SHELLED_ON_MONDAY, _TROOPS_BURNED_A_FARM_IN_MARCH, _SOLDIERS_STORMED_A_MILL),
            "stormed",
            False,
            None,
            id="after-another-time-was-told-of",
        ),
    ],
)
def test_the_day_of_the_narrative(sentences: tuple[str, ...], word: str, is_spoken: bool, expected: str | None) -> None:
    doc = parsed("\n".join(sentences), published="2024-05-14")
    narrative = TimeIndex.of(doc, lexicon()).narrative(doc)
    assert narrative is not None
    found = narrative.day_of(next(t for t in doc.doc if t.text == word), doc, is_spoken=is_spoken)
    assert (str(found.date_start) if found is not None else None) == expected


def test_a_lead_of_long_ago_gives_no_day() -> None:
    doc = parsed(_SHELLED_ON_MONDAY, published="2024-05-18")
    assert TimeIndex.of(doc, lexicon()).narrative(doc) is None


_REAFFIRMED_EXPRESSING_REGRET = """
The the DET DT 1 det
envoy envoy NOUN NN 2 nsubj
reaffirmed reaffirm VERB VBD 2 ROOT
on on ADP IN 2 prep
Monday Monday PROPN NNP 3 pobj B-DATE
the the DET DT 6 det
pledge pledge NOUN NN 2 dobj
+, , PUNCT , 2 punct
expressing express VERB VBG 2 advcl
regret regret NOUN NN 8 dobj
+. . PUNCT . 2 punct
"""
_SAW_A_WAVE_OF_ATTACKS = """
The the DET DT 1 det
coast coast NOUN NN 2 nsubj
saw see VERB VBD 2 ROOT
a a DET DT 4 det
wave wave NOUN NN 2 dobj
of of ADP IN 4 prep
attacks attack NOUN NNS 5 pobj
on on ADP IN 4 prep
Monday Monday PROPN NNP 7 pobj B-DATE
+. . PUNCT . 2 punct
"""
_HIT_A_BUS_CARRYING_PUPILS = """
Raiders raider NOUN NNS 1 nsubj
hit hit VERB VBD 1 ROOT
a a DET DT 3 det
bus bus NOUN NN 1 dobj
carrying carry VERB VBG 3 acl
pupils pupil NOUN NNS 4 dobj
on on ADP IN 4 prep
Monday Monday PROPN NNP 6 pobj B-DATE
+. . PUNCT . 1 punct
"""
_WILL_PUNISH_THE_FEBRUARY_KILLING = """
They they PRON PRP 2 nsubj
will will AUX MD 2 aux
punish punish VERB VB 2 ROOT
the the DET DT 6 det
February February PROPN NNP 6 nmod B-DATE
3 3 NUM CD 4 nummod I-DATE
killing killing NOUN NN 2 dobj
+. . PUNCT . 2 punct
"""
_CALM_AFTER_A_CLASH_FRIDAY = """
They they PRON PRP 2 nsubj
must must AUX MD 2 aux
rest rest VERB VB 2 ROOT
after after ADP IN 2 prep
a a DET DT 5 det
clash clash NOUN NN 3 pobj
on on ADP IN 5 prep
Friday Friday PROPN NNP 6 pobj B-DATE
+. . PUNCT . 2 punct
"""


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(_REAFFIRMED_EXPRESSING_REGRET, {"expressing": "2024-05-13"}, id="one-speech-goes-on-in-a-participle"),
        pytest.param(_SAW_A_WAVE_OF_ATTACKS, {"attacks": "2024-05-13"}, id="what-a-series-counts-has-its-date"),
        pytest.param(_HIT_A_BUS_CARRYING_PUPILS, {"hit": "2024-05-13"}, id="what-goes-on-meanwhile-lends-its-day"),
        pytest.param(_WILL_PUNISH_THE_FEBRUARY_KILLING, {"killing": "2024-02-03"}, id="a-date-before-its-noun-is-the-nearer-one"),
        pytest.param(_CALM_AFTER_A_CLASH_FRIDAY, {"clash": "2024-05-10"}, id="what-comes-after-it-has-been"),
    ],
)
def test_a_date_reaches_the_act_of_its_clause(table: str, expected: dict[str, str | None]) -> None:
    assert dates(table, expected) == expected


def test_what_has_occurred_does_not_lie_ahead() -> None:
    doc = parsed(_SHELLED_ON_MONDAY)
    index = TimeIndex.of(doc, lexicon())
    verb = doc.doc[1]
    found = index.of_clause(verb)
    assert found is not None

    def past(text: str, day: dt.date) -> dt.date | None:
        placed = index.past(replace(found, text=text, date_start=day, date_end=day), verb)
        return placed.date_start if placed is not None else None

    assert past("Friday", dt.date(2024, 5, 17)) == dt.date(2024, 5, 10)
    assert past("Dec. 9", dt.date(2024, 12, 9)) == dt.date(2023, 12, 9)
    assert past("next Friday", dt.date(2024, 5, 17)) is None
