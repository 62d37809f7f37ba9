"""Publication dates are read or refused, never guessed."""

import datetime as dt

import pytest

from pipelines.ingest.dates import publication


def utc(*parts):
    return dt.datetime(*parts, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("value", "at", "precision"),
    [
        pytest.param("2023-09-20", utc(2023, 9, 20), "day", id="day"),
        pytest.param("20230920", utc(2023, 9, 20), "day", id="day-without-dashes"),
        pytest.param(" 2023-09-20 ", utc(2023, 9, 20), "day", id="white-space"),
        pytest.param("2023-09", utc(2023, 9, 1), "month", id="month"),
        pytest.param("2023", utc(2023, 1, 1), "year", id="year"),
        pytest.param("2023-09-20T14:30", utc(2023, 9, 20, 14, 30), "time", id="minutes"),
        pytest.param("2023-09-20 14:30:05", utc(2023, 9, 20, 14, 30, 5), "time", id="blank-for-t"),
        pytest.param("2023-09-20T14:30:05Z", utc(2023, 9, 20, 14, 30, 5), "time", id="zulu"),
        pytest.param("2023-09-20T01:30:00+04:00", utc(2023, 9, 19, 21, 30), "time", id="offset-changes-the-day"),
        pytest.param("2023-09-20 01:30:00 +0400", utc(2023, 9, 19, 21, 30), "time", id="offset-without-colon"),
        pytest.param("2023-09-20T14:30:05.123456Z", utc(2023, 9, 20, 14, 30, 5, 123456), "time", id="fractions"),
        pytest.param("2024-02-29", utc(2024, 2, 29), "day", id="leap-day"),
    ],
)
def test_iso_dates_are_read(value, at, precision):
    told = publication(value)
    assert told is not None
    assert (told.at, told.precision) == (at, precision)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "yesterday",
        "2023-13-01",
        "2023-02-30",
        "20.09.2023",
        "09/20/2023",
        "2023-9-20",
        "0203-09-20",
        "9999",
        "2023-09-20T25:00",
        "2023-W38",
        "1e9",
        "٢٠٢٣",
        "-2023",
    ],
    ids=lambda value: value or "empty",
)
def test_what_is_no_date_is_none(value):
    assert publication(value) is None
