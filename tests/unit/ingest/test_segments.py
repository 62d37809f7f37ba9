"""The parts of a report, told by their form."""

import datetime as dt
import textwrap
from itertools import pairwise

import pytest

from pipelines.ingest.segments import parts, segments

FIRST = "Northland's army crossed the river on Monday, officials in the capital said."
SECOND = "Residents of Port Alder reported heavy shelling through the night, and the mayor asked for help."
THIRD = "The two countries have quarrelled over the valley since their border was drawn in 1961."


def found(text, title=None, publisher=None):
    return [(s.kind, text[s.start_char : s.end_char]) for s in segments(text, title, publisher)]


def besides_body(text, title=None, publisher=None):
    return [(kind, words) for kind, words in found(text, title, publisher) if kind != "body"]


def test_each_paragraph_is_a_body_segment_and_white_space_belongs_to_none():
    assert found(f"\n{FIRST}\n\n  {SECOND} \n") == [("body", FIRST), ("body", SECOND)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" \n\t\n", id="white-space"),
    ],
)
def test_a_text_without_words_has_no_parts(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(FIRST, id="sentence"),
        pytest.param("Rebels seize northern town", id="without-a-full-stop"),
        pytest.param("Rebels Seize Northern Town", id="in-title-case"),
        pytest.param(FIRST.upper(), id="in-capitals"),
        pytest.param("By Monday the army had left", id="like-a-byline"),
    ],
)
def test_a_single_sentence_is_body(text):
    assert found(text) == [("body", text)]


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("Northland crosses river into disputed valley", id="sentence-case"),
        pytest.param("Northland Army Crosses River Into Disputed Valley", id="title-case"),
        pytest.param("Is the truce over?", id="question"),
        pytest.param("Minister: 'We will not yield'", id="quotation"),
        pytest.param("12 killed as army crosses river", id="number-first"),
        pytest.param("Northland Army Crosses River Into Disputed Valley.", id="title-case-with-a-stop"),
    ],
)
def test_a_short_first_paragraph_without_a_stop_is_the_title(title):
    assert found(f"{title}\n\n{FIRST}\n\n{SECOND}") == [("title", title), ("body", FIRST), ("body", SECOND)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"Guns fell silent.\n\n{FIRST}\n\n{SECOND}", id="short-first-sentence"),
        pytest.param(f"{FIRST}\n\n{SECOND}\n\n{THIRD}".upper(), id="all-in-capitals"),
        pytest.param(f"The following towns were hit on Monday:\n\n{FIRST}\n\n{SECOND}", id="colon-announces-a-list"),
        pytest.param(f"{FIRST}\n\nHe said no.\n\n{SECOND}", id="short-sentence-between"),
        pytest.param(f'{FIRST}\n\n"We will stay in the valley until the last of us has left it"\n\n{SECOND}', id="unclosed-quotation-between"),
        pytest.param(f'{FIRST}\n\n"We will stay."\n\n{SECOND}', id="short-quotation-between"),
        pytest.param(f"{FIRST}\n\nthe rest of a broken line\n\n{SECOND}", id="small-letter-between"),
        pytest.param(f"{FIRST}\n\nNorthland 3 Southland 1\n\n{SECOND}", id="result-between"),
        pytest.param("Towns hit on Monday\n\nPort Alder\n\nGreyford\n\nMill End", id="list-without-prose"),
    ],
)
def test_short_paragraphs_of_prose_and_lists_stay_body(text):
    assert besides_body(text) == []


def test_a_first_line_before_a_dateline_is_the_title_even_with_a_stop():
    text = f"Army crosses river.\n\nPORT ALDER - {FIRST}\n\n{SECOND}"
    assert found(text)[:3] == [("title", "Army crosses river."), ("dateline", "PORT ALDER -"), ("body", FIRST)]


def test_a_headline_of_two_lines_is_title():
    text = f"Army crosses river; \nCapital fears for valley.\n\n{FIRST}\n\n{SECOND}"
    assert [kind for kind, _ in found(text)] == ["title", "title", "body", "body"]
    assert parts(text).title == "Army crosses river; Capital fears for valley."


def test_the_given_title_is_marked_where_it_stands():
    text = f"World\n\nGuns “fell silent” overnight.\n\n{FIRST}"
    assert found(text, 'Guns "fell silent" overnight') == [("boilerplate", "World"), ("title", "Guns “fell silent” overnight."), ("body", FIRST)]


@pytest.mark.parametrize(
    ("line", "title", "outlet"),
    [
        pytest.param("Army crosses river | Reuters", "Army crosses river", "Reuters", id="bar"),
        pytest.param("Army crosses river - BBC News", "Army crosses river", "BBC News", id="hyphen"),
        pytest.param("Army crosses river – Valley Post", "Army crosses river", "Valley Post", id="the-publisher"),
        pytest.param("Army crosses river - a history", "Army crosses river - a history", None, id="no-outlet"),
    ],
)
def test_an_outlet_after_the_headline_is_cut_off(line, title, outlet):
    told = found(f"{line}\n\n{FIRST}\n\n{SECOND}", None, "Valley Post")
    assert told[:-2] == [("title", title), *([("agency", outlet)] if outlet else [])]


def test_a_headline_on_the_line_above_the_text():
    assert found(f"Army crosses river\n{FIRST}\n{SECOND}") == [("title", "Army crosses river"), ("body", FIRST), ("body", SECOND)]


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        pytest.param("PORT ALDER, May 3 (Agency) --", "dateline", id="place-date-agency"),
        pytest.param("PORT ALDER, 4 FEB 90 (ACAN-EFE) -- [TEXT]", "dateline", id="broadcast-monitor"),
        pytest.param("PORT ALDER (NORTHLAND), 4 FEB 90 (DOMESTIC SERVICE) -- [REPORT] [JANE ROE]", "dateline", id="notes-in-brackets"),
        pytest.param("PORT ALDER, NO DATE (RADIO UNO 2) -- [EXCERPT]", "dateline", id="no-date"),
        pytest.param("PORT ALDER, Northland, Sept. 3 (Xinhua)--", "dateline", id="region-and-glued-dash"),
        pytest.param("Port Alder, Sept. 3 (Xinhua) --", "dateline", id="place-in-small-letters"),
        pytest.param("PORT ALDER (Reuters) -", "dateline", id="place-agency"),
        pytest.param("Port Alder (AFP) –", "dateline", id="small-place-known-agency"),
        pytest.param("PORT ALDER —", "dateline", id="place-in-capitals"),
        pytest.param("PORT ALDER, Northland —", "dateline", id="place-and-region"),
        pytest.param("PORT ALDER:", "dateline", id="place-and-colon"),
        pytest.param("Port Alder, Northland –", "dateline", id="town-and-country"),
        pytest.param("May 3 (Reuters) -", "dateline", id="date-agency"),
        pytest.param("(Reuters) -", "agency", id="agency-in-brackets"),
        pytest.param("PORT ALDER. May 3 (Interfax) -", "dateline", id="full-stop-before-the-date"),
        pytest.param("Port Alder [Northland], May 3 (ANI):", "dateline", id="country-in-square-brackets"),
        pytest.param("Port Alder, May 3 (PTI)", "dateline", id="known-agency-without-dash"),
        pytest.param("PORT ALDER, May 3. /TASS/.", "dateline", id="agency-in-slashes"),
        pytest.param("PORT ALDER, MAY 3, ARMENPRESS.", "dateline", id="agency-after-a-comma"),
        pytest.param("Port Alder, IRNA –", "dateline", id="place-and-known-agency"),
        pytest.param("PORT ALDER, Northland, May 3.", "dateline", id="date-and-full-stop"),
        pytest.param("(Port Alder, May 3, 2024) –", "dateline", id="all-in-brackets"),
        pytest.param("GENEVA (3 May 2024) –", "dateline", id="date-in-brackets"),
        pytest.param("Port Alder (ICRC) –", "dateline", id="sender-that-is-no-outlet"),
        pytest.param("RAMALLAH, Friday, May 3, 2024 (WAFA) -", "dateline", id="weekday"),
        pytest.param("Port Alder, Northland (AFP) May 3, 2024 -", "dateline", id="date-after-the-agency"),
        pytest.param("Port Alder, May 3:", "dateline", id="place-day-and-colon"),
        pytest.param("Port Alder, (APP - Valley News - 3rd May, 2024 ) :", "dateline", id="all-but-the-place-in-brackets"),
        pytest.param("(CNN)", "agency", id="outlet-in-brackets"),
        pytest.param("CNN —", "agency", id="outlet-and-dash"),
    ],
)
def test_a_dateline_is_no_prose(opening, kind):
    text = f"{opening} {FIRST}\n\n{SECOND}"
    assert found(text) == [(kind, opening), ("body", FIRST), ("body", SECOND)]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Jane Roe (Greens) - the first woman in the office - resigned on Monday.", id="person-and-party"),
        pytest.param("The front (a loose alliance) — the largest of its kind — split on Monday.", id="explanation"),
        pytest.param("ARMY CROSSES RIVER IN FORCE: The capital fears for the valley.", id="headline-and-colon"),
        pytest.param("Monday, May 3 was quiet along the border, officials said.", id="day"),
        pytest.param("NATO-led troops left the valley on Monday, officials said.", id="hyphen"),
        pytest.param("Roe, May 3 winner of the race, left Port Alder on Monday.", id="date-after-a-name"),
        pytest.param("London, May 3 deadline looming, called for calm on Monday.", id="place-and-date-without-dash"),
        pytest.param("The minister (Reuters) said nothing on Monday.", id="agency-in-mid-sentence"),
        pytest.param("Greyford, Mill End and Port Alder — all on the river — were shelled.", id="places-in-a-clause"),
    ],
)
def test_prose_is_no_dateline(sentence):
    assert found(f"{sentence}\n\n{SECOND}") == [("body", sentence), ("body", SECOND)]


def test_a_picture_credit_after_a_sentence_is_cut_off():
    assert besides_body(f"{FIRST} Image: Northpix.\n\n{SECOND}") == [("credit", "Image: Northpix.")]


def test_a_dash_may_be_glued_to_the_first_word():
    text = f"PORT ALDER (Reuters) -The army crossed the river on Monday, officials said.\n\n{SECOND}"
    assert found(text)[0] == ("dateline", "PORT ALDER (Reuters) -")


def test_a_place_with_a_known_agency_is_a_dateline_behind_a_caption():
    text = f"Soldiers cross the river at Port Alder on Monday.\n\nPORT ALDER, Northland (AP) — {FIRST}\n\n{SECOND}"
    assert ("dateline", "PORT ALDER, Northland (AP) —") in found(text)


def test_a_town_in_capitals_opens_a_sentence_that_starts_anew():
    assert found(f"PORT ALDER The army crossed the river on Monday, officials said.\n\n{SECOND}")[0] == ("dateline", "PORT ALDER")


def test_a_dateline_may_stand_on_a_line_of_its_own():
    text = f"Northland crosses river\n\nPort Alder, Northland – AFP\n\n{FIRST}\n\n{SECOND}"
    assert besides_body(text) == [("title", "Northland crosses river"), ("dateline", "Port Alder, Northland – AFP")]


def test_a_name_in_capitals_before_a_name_is_no_dateline():
    assert besides_body(f"UNICEF Director Jane Roe left the valley on Monday, officials said.\n\n{SECOND}") == []


def test_the_turns_of_a_transcript_are_no_datelines():
    assert besides_body("ROE: We are leaving the valley, all of us.\n\nDOE: When will you leave, and how?") == []


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        pytest.param("PORT ALDER, 4 FEB 90 (RADIO UNO) --", dt.date(1990, 2, 4), id="year-of-two-digits"),
        pytest.param("PORT ALDER, May 3, 2024 (Agency) --", dt.date(2024, 5, 3), id="year-of-four-digits"),
        pytest.param("PORT ALDER, May 3 (Agency) --", None, id="no-year"),
        pytest.param("PORT ALDER, 31 FEB 90 (RADIO UNO) --", None, id="no-such-day"),
    ],
)
def test_a_dateline_gives_the_day_only_when_it_is_complete(opening, day):
    assert parts(f"{opening} {FIRST}").dateline_date == day


@pytest.mark.parametrize(
    ("glued", "publisher", "outlet"),
    [
        pytest.param("CNNAuthorities in the valley asked for help.", None, "CNN", id="known-outlet"),
        pytest.param("Valley PostAuthorities in the valley asked for help.", "Valley Post", "Valley Post", id="the-publisher"),
        pytest.param("XYZPolice in the valley asked for help.", None, "XYZ", id="abbreviation-before-a-common-opener"),
        pytest.param("AFPThe army crossed the river.", None, "AFP", id="article"),
    ],
)
def test_an_outlet_glued_to_the_first_word_is_cut_off(glued, publisher, outlet):
    text = f"{glued}\n\n{SECOND}"
    assert found(text, None, publisher) == [("agency", outlet), ("body", glued[len(outlet) :]), ("body", SECOND)]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("CNNMoney reported on Monday that the bank had failed.", id="longer-name"),
        pytest.param("USAid workers left the valley on Monday.", id="abbreviation-in-a-name"),
        pytest.param("NGOs in the valley asked for help.", id="plural"),
        pytest.param("APEC leaders met on Monday.", id="longer-abbreviation"),
        pytest.param("Reuters reported on Monday that the bank had failed.", id="outlet-as-subject"),
        pytest.param("APPARENTLY the army left on Monday, officials said.", id="outlet-within-a-word"),
        pytest.param("CNN's reporter was hurt on Monday.", id="genitive"),
    ],
)
def test_an_outlet_in_a_sentence_stays(sentence):
    assert besides_body(f"{sentence}\n\n{SECOND}") == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param("By Jane Roe", "byline", id="byline"),
        pytest.param("by Sportswriter Jane Roe", "byline", id="byline-with-office"),
        pytest.param("By Jane Roe and John Doe in Port Alder, Valley Post", "byline", id="byline-of-two"),
        pytest.param("- Author, Jane Roe & John Doe", "byline", id="author-label"),
        pytest.param("- Role, BBC News, Port Alder", "byline", id="role-label"),
        pytest.param("By JANE ROE, Associated Press", "byline", id="byline-in-capitals"),
        pytest.param("Source: Ministry of Health", "credit", id="source"),
        pytest.param("Graphic: Jane Roe, Valley Post", "credit", id="graphic"),
        pytest.param("Photo: Jane Roe / Getty Images", "credit", id="photo"),
        pytest.param("Jane Roe/Reuters", "credit", id="bare-credit"),
        pytest.param("(Reporting by Jane Roe; editing by John Doe)", "credit", id="reporting-by"),
        pytest.param("Additional reporting by Jane Roe in Port Alder.", "credit", id="additional-reporting"),
        pytest.param("Jane Roe in Port Alder contributed to this report.", "credit", id="contributed"),
        pytest.param("Soldiers stand on the bridge on Monday. (Photo by Jane Roe/Getty Images)", "caption", id="caption-with-credit"),
        pytest.param("A family leaves the valley [Jane Roe/Al Jazeera]", "caption", id="caption-in-square-brackets"),
        pytest.param("File photo: The bridge at Port Alder.", "caption", id="file-photo"),
        pytest.param("Read more: Northland and Southland, a history", "boilerplate", id="read-more"),
        pytest.param("Sign up for our daily newsletter and never miss a story.", "boilerplate", id="sign-up"),
        pytest.param("Advertisement", "boilerplate", id="advertisement"),
        pytest.param("Related: The valley that nobody wants", "boilerplate", id="related"),
        pytest.param("Follow us on Facebook and Twitter.", "boilerplate", id="follow-us"),
        pytest.param("© 2024 Valley Post. All rights reserved.", "boilerplate", id="copyright"),
        pytest.param("Copyright 2024 The Associated Press", "boilerplate", id="copyright-in-words"),
        pytest.param("This article was originally published in the Valley Post and is shared here with permission.", "boilerplate", id="originally"),
        pytest.param("Share this article", "boilerplate", id="share"),
        pytest.param("We use cookies to improve your experience on this site.", "boilerplate", id="cookies"),
        pytest.param("https://news.example/valley", "boilerplate", id="address"),
        pytest.param("3 min read", "boilerplate", id="reading-time"),
        pytest.param("* * *", "boilerplate", id="ornament"),
        pytest.param("The bridge after the attack.— File photo by AFP", "caption", id="caption-with-dash"),
        pytest.param("The bridge after the attack. Credit Northpix", "caption", id="credit-without-a-mark"),
        pytest.param("A Northland patrol boat, from file.", "caption", id="from-file"),
        pytest.param("A Northland ferry in the old livery, similar to the one involved in the collision.", "caption", id="like-the-one-involved"),
        pytest.param("Page last updated at 10:49 GMT, Friday, 3 May 2024", "boilerplate", id="last-updated"),
        pytest.param("News / Northland", "boilerplate", id="section-path"),
        pytest.param("132", "boilerplate", id="bare-number"),
        pytest.param("Menu | Home | World | Sport | Subscribe", "boilerplate", id="menu"),
        pytest.param("Home > World > Northland", "boilerplate", id="bread-crumbs"),
        pytest.param("Published 4:30 PM, May 3, 2024", "boilerplate", id="time-of-publication"),
        pytest.param("An old quarrel", "heading", id="heading"),
        pytest.param("AN OLD QUARREL.", "heading", id="heading-in-capitals"),
        pytest.param("What happens next?", "heading", id="heading-that-asks"),
        pytest.param("‘We will not yield’", "heading", id="heading-in-quotes"),
        pytest.param("Jane Roe reports", "heading", id="heading-like-a-sentence"),
        pytest.param("Image source, Getty Images", "credit", id="image-source"),
        pytest.param("Credit...Jane Roe for The Valley Post", "credit", id="credit-with-dots"),
        pytest.param("jr/jd (AP, AFP, Reuters)", "credit", id="initials-and-agencies"),
        pytest.param(
            "The Valley Post’s Jane Roe in Port Alder and John Doe in Greyford contributed to this report.", "credit", id="named-contributors"
        ),
        pytest.param("Some information for this report was provided by Reuters.", "credit", id="information-from"),
        pytest.param("Reporting by Jane Roe in Port Alder; Writing by John Doe; Editing by Ann Poe", "credit", id="reporting-writing-editing"),
        pytest.param("[1/4]Smoke rises over Port Alder, May 3, 2024. REUTERS/Jane Roe Acquire Licensing Rights", "caption", id="numbered-caption"),
        pytest.param("Image caption, The bridge at Port Alder was hit twice", "caption", id="image-caption"),
        pytest.param("image caption The bridge at Port Alder was hit twice", "caption", id="image-caption-without-a-comma"),
        pytest.param("Our Standards: The Thomson Reuters Trust Principles.", "boilerplate", id="standards"),
        pytest.param("Video Ad Feedback", "boilerplate", id="ad-feedback"),
        pytest.param("Wednesday 20 September 2023 14:30 BST", "boilerplate", id="weekday-and-date"),
        pytest.param("Sept. 20, 2023", "boilerplate", id="date-line"),
        pytest.param("Editor’s Note: Jane Roe is a former diplomat. The views expressed here are her own.", "boilerplate", id="editors-note"),
        pytest.param("A version of this article appears in print on May 4, 2024, Section A, Page 1.", "boilerplate", id="in-print"),
        pytest.param("128 comments", "boilerplate", id="comments"),
        pytest.param("This article is more than 1 year old", "boilerplate", id="old-article"),
        pytest.param("## An old quarrel", "heading", id="heading-in-markdown"),
    ],
)
def test_a_line_between_paragraphs_that_is_no_prose(line, kind):
    assert found(f"{FIRST}\n\n{line}\n\n{SECOND}\n\n{THIRD}") == [("body", FIRST), (kind, line), ("body", SECOND), ("body", THIRD)]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("By Tuesday the army had left the valley, witnesses said.", id="by-and-day"),
        pytest.param("By nightfall the guns had fallen silent.", id="by-and-hour"),
        pytest.param("Compiled by the ministry, the report lists twelve dead.", id="compiled-by"),
        pytest.param(
            "Sources: that is all the editors of the paper would say to the court that wanted their names on Monday.", id="sources-as-a-sentence"
        ),
        pytest.param("Related violence in the south killed three people on Monday.", id="related"),
        pytest.param("Posted on the ministry's page, the order bars all travel.", id="posted"),
        pytest.param("Advertising revenue has collapsed since the war began, owners say.", id="advertising"),
        pytest.param("Copyright holders sued the broadcaster on Monday.", id="copyright"),
        pytest.param("Sponsored by the state, the militia took the town on Monday.", id="sponsored"),
        pytest.param("More from the valley was not known on Monday, officials said.", id="more"),
        pytest.param("Video of the attack was posted by the militia on Monday.", id="video"),
        pytest.param("Photographs by a witness show the bridge in flames.", id="photographs"),
        pytest.param("World leaders called for calm on Monday.", id="world"),
        pytest.param("The army has left the valley, a sign of peace - Reuters reported on Monday.", id="agency-after-a-dash"),
        pytest.param("Issued on Monday, the order names 12 men.", id="issued"),
        pytest.param("Monday 12 March 2018 was the day on which it all began.", id="weekday-and-date"),
        pytest.param("This picture of calm is misleading, residents of the valley say.", id="this-picture"),
        pytest.param("The views expressed by the minister angered the capital.", id="views-expressed"),
        pytest.param("The militia contributed to the fighting on Monday, residents said.", id="contributed"),
    ],
)
def test_a_sentence_that_opens_like_a_notice_is_body(sentence):
    assert found(f"{FIRST}\n\n{sentence}\n\n{SECOND}")[1] == ("body", sentence)


@pytest.mark.parametrize("mark", ["ADVERTISEMENT", "Advertisement", "Story continues below"])
def test_a_notice_between_two_sentences_is_cut_out(mark):
    assert found(f"{FIRST} {mark} {SECOND}\n\n{THIRD}") == [("body", FIRST), ("boilerplate", mark), ("body", SECOND), ("body", THIRD)]


@pytest.mark.parametrize("end", ["— Reuters", "- AFP", "– Bernama.", "(AFP)", "(Reuters/AFP)", "(With inputs from AP, AFP)", "[ANI]"])
def test_an_agency_that_signs_off_is_cut_off(end):
    assert found(f"{FIRST}\n\n{SECOND} {end}")[1:] == [("body", SECOND), ("credit", end)]


def test_a_links_words_after_the_last_sentence_are_cut_off():
    assert found(f"{FIRST}\n\n{SECOND} Read More")[1:] == [("body", SECOND), ("boilerplate", "Read More")]


def test_a_picture_text_and_its_caption_say_the_same():
    text = f"Army crosses river\n\n{THIRD}\n\n{THIRD}\n\n{FIRST}\n\n{SECOND}"
    assert [kind for kind, _ in found(text)] == ["title", "caption", "caption", "body", "body"]


def test_a_paragraph_that_a_page_repeats_is_read_once():
    assert [kind for kind, _ in found(f"{FIRST}\n\n{SECOND}\n\n{SECOND}\n\n{THIRD}")] == ["body", "body", "boilerplate", "body"]


def test_a_list_of_other_reports_is_boilerplate_from_end_to_end():
    inner = ["list of 2 items", "list 1 of 2", "Guns fall silent in the valley", "list 2 of 2", "Who rules Northland?", "end of list"]
    text = "\n\n".join([FIRST, "Keep reading", *inner, SECOND])
    assert found(text) == [("body", FIRST), ("boilerplate", "Keep reading"), *(("boilerplate", line) for line in inner), ("body", SECOND)]


def test_a_list_without_its_end_takes_nothing_with_it():
    assert found(f"{FIRST}\n\nlist of 2 items\n\n{SECOND}")[-1] == ("body", SECOND)


def test_credits_on_lines_of_their_own_need_no_blank_line():
    text = f"{FIRST}\n\nSource: Ministry of Health\nGraphic: Jane Roe\n\n{SECOND}"
    assert besides_body(text) == [("credit", "Source: Ministry of Health"), ("credit", "Graphic: Jane Roe")]


def test_a_credit_at_the_end_of_the_last_sentence_is_cut_off():
    text = f"{FIRST}\n\n{SECOND} (Reporting by Jane Roe; Editing by John Doe)"
    assert found(text)[-2:] == [("body", SECOND), ("credit", "(Reporting by Jane Roe; Editing by John Doe)")]


def test_the_byline_names_the_author():
    told = parts(f"Army crosses river\n\nBy Jane Roe in Port Alder\n\n{FIRST}\n\n{SECOND}")
    assert (told.title, told.author) == ("Army crosses river", "Jane Roe in Port Alder")


WRAPPED = """\
   PORT ALDER, 4 FEB 90 (RADIO UNO) -- [TEXT] NORTHLAND'S ARMY CROSSED
THE RIVER BEFORE DAWN TODAY AND TOOK THE BRIDGE AT MILL END, WHICH WAS HELD
BY GUERRILLAS SINCE THE SPRING, ACCORDING TO A COMMUNIQUE THAT WAS READ OUT.

   THE MAYOR SAID THAT NOBODY WAS HURT IN THE FIGHTING AND THAT THE TOWN IS
CALM.
   A SECOND COLUMN WAS SEEN ON THE ROAD TO GREYFORD BY RESIDENTS OF THE TOWN
LATER IN THE DAY.
"""


def test_a_wrapped_line_is_part_of_its_paragraph():
    told = found(WRAPPED)
    assert [kind for kind, _ in told] == ["dateline", "body", "body", "body"]
    assert [" ".join(words.split())[:12] for _, words in told] == ["PORT ALDER, ", "NORTHLAND'S ", "THE MAYOR SA", "A SECOND COL"]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"], ids=["unix", "windows", "old-mac", "unicode"])
def test_any_line_break_parts_lines(newline):
    text = f"Army crosses river\n\n{FIRST}\n\nSource: Ministry\n\n{SECOND}".replace("\n", newline)
    assert [kind for kind, _ in found(text)] == ["title", "body", "credit", "body"]


def test_markdown_headings_keep_their_marks_out_of_the_title():
    text = f"# Army crosses river\n\n{FIRST}\n\n## The valley\n\n{SECOND}"
    assert found(text) == [("title", "Army crosses river"), ("body", FIRST), ("heading", "## The valley"), ("body", SECOND)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("(" * 50_000, id="brackets"),
        pytest.param("A, " * 50_000, id="capitals-and-commas"),
        pytest.param("By " + "Jane Roe " * 20_000, id="names"),
        pytest.param("word " * 200_000, id="one-long-line"),
        pytest.param("word\n" * 50_000, id="many-lines"),
        pytest.param("PORT ALDER, " * 30_000 + "--", id="places"),
        pytest.param("PORT " * 40_000 + "(", id="capitals"),
        pytest.param("A. " * 100_000, id="initials"),
        pytest.param("-" * 100_000, id="dashes"),
        pytest.param("x" * 900_000, id="one-long-word"),
    ],
)
def test_odd_texts_take_no_time(text):
    told = list(segments(text))
    assert all(a.end_char <= b.start_char for a, b in pairwise(told))


@pytest.mark.parametrize("indent", ["", "   "], ids=["blank-lines", "indents"])
@pytest.mark.parametrize("width", [40, 72, 100])
def test_wrapping_changes_nothing(indent, width):
    paragraphs = ["Army crosses river", FIRST, "An old quarrel", SECOND, THIRD, "Source: Ministry of Health"]
    wrapped = ["\n".join(textwrap.wrap(p, width, initial_indent=indent)) for p in [FIRST, SECOND, THIRD, *paragraphs[1:], FIRST, SECOND]]
    text = ("\n" if indent else "\n\n").join(wrapped)
    told = [(kind, " ".join(words.split())) for kind, words in found(text)]
    plain = found("\n\n".join([FIRST, SECOND, THIRD, *paragraphs[1:], FIRST, SECOND]))
    assert told == plain


def test_headlines_of_other_reports_below_a_heading_are_boilerplate_and_the_report_goes_on():
    text = f"{FIRST}\n\nRelated stories\n- Why the valley matters\n- Port Alder: a town between two armies\n\n{SECOND}"
    assert found(text) == [
        ("body", FIRST),
        ("boilerplate", "Related stories"),
        ("boilerplate", "- Why the valley matters"),
        ("boilerplate", "- Port Alder: a town between two armies"),
        ("body", SECOND),
    ]


def test_a_word_above_the_headline_does_not_take_its_place():
    text = f"BREAKING\nNorthland crosses river into disputed valley\nBy JANE ROE\n\n{FIRST}\n\n{SECOND}"
    assert besides_body(text)[:2] == [("boilerplate", "BREAKING"), ("title", "Northland crosses river into disputed valley")]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param("((jane.roe@example.org; +1 555 0100))", "boilerplate", id="contact"),
        pytest.param("3 minutes", "boilerplate", id="reading-time"),
        pytest.param("— Jane Roe", "boilerplate", id="who-said-a-quotation-set-apart"),
        pytest.param("How the valley fell To view this video please enable JavaScript, then try another browser", "boilerplate", id="video"),
        pytest.param("Northpix/NPA-LAN/J. Roe", "credit", id="photo-credit"),
        pytest.param("What is your reaction to this report? Comment below.", "boilerplate", id="question-to-the-reader"),
    ],
)
def test_a_line_between_two_paragraphs(line, kind):
    assert besides_body(f"{FIRST}\n\n{line}\n\n{SECOND}") == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Published 6:12 PM EDT, Tue April 9, 2024", id="american"),
        pytest.param("Posted: 2024-04-09", id="iso"),
        pytest.param("This content was published on\nApril 9, 2024 - 14:05", id="on-the-next-line"),
        pytest.param("Published on 9 April 2024", id="british"),
        pytest.param("Tuesday, April 9, 2024", id="day-alone"),
    ],
)
def test_a_line_tells_the_day_of_publication(line):
    assert parts(f"Northland crosses river\n\n{line}\n\n{FIRST}\n\n{SECOND}").notice_date == dt.date(2024, 4, 9)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Updated 9 April 2024, 18:05 GMT", id="only-updated"),
        pytest.param("Published on Tuesday", id="no-year"),
        pytest.param("Published on 31 April 2024", id="no-such-day"),
    ],
)
def test_a_line_tells_no_day_of_publication(line):
    assert parts(f"Northland crosses river\n\n{line}\n\n{FIRST}\n\n{SECOND}").notice_date is None


def test_prose_that_tells_of_a_publication_is_no_notice():
    text = f"{FIRST}\n\nPublished on 9 April 2024 by the ministry, the list names all who crossed the river that night, and many who did not."
    assert parts(text).notice_date is None
