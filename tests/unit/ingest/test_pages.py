"""Whole reports in the forms in which agencies and web pages leave them: a line is ``kind | text``, and the parts come out as written."""

import pytest

from pipelines.ingest.segments import parts

AGENCY_PAGE = """
title       | Northland says troops pulled out of valley after truce
byline      | By Jane Roe and John Doe
boilerplate | May 3, 2024 4:12 PM GMT Updated 2 hours ago
caption     | [1/3]Smoke rises over Port Alder, Northland, May 2, 2024. REUTERS/Jim Poe Acquire Licensing Rights, opens new tab
heading     | Summary
heading     | Northland pulls out of valley
dateline    | PORT ALDER, May 3 (Reuters) -
+body       | Northland said on Friday that its troops had left the valley, a day after a truce.
body        | "We have kept our word," Defence Minister Ann Lee told reporters.
boilerplate | ADVERTISEMENT · SCROLL TO CONTINUE
body        | Southland's foreign ministry said it had seen no sign of a withdrawal.
heading     | TRUCE
body        | The truce was brokered by Eastland after three weeks of shelling, officials say.
credit      | Reporting by Jane Roe in Port Alder and John Doe in Greyford Writing by Ann Poe Editing by Jim Poe
boilerplate | Our Standards: The Thomson Reuters Trust Principles., opens new tab
"""

BROADCASTER_PAGE = """
title       | Northland troops 'leave valley' after truce
boilerplate | Published
boilerplate | 3 May 2024
boilerplate | Share
byline      | By Jane Roe
byline      | BBC News, Port Alder
credit      | Image source, Getty Images
caption     | Image caption, Northland's army has held the valley since 2019
body        | Northland's army has left the disputed valley, its government says.
body        | Southland has denied this.
heading     | Why does it matter?
body        | The valley has changed hands twice in five years.
body        | "People are exhausted," said one resident, who did not want to be named.
caption     | Media caption, Watch: Troops leave the valley
boilerplate | You may also be interested in:
boilerplate | Who rules the valley?
boilerplate | More on this story
boilerplate | Truce agreed in valley
"""

PAGE_WITH_A_LIST_OF_LINKS = """
title       | Northland and Southland agree truce in disputed valley
body        | Eastland brokers deal after three weeks of shelling in which dozens were killed.
boilerplate | Published On 3 May 2024
body        | Northland and Southland have agreed a truce, mediators said.
boilerplate | Keep reading
boilerplate | list of 2 items
boilerplate | list 1 of 2
boilerplate | The valley explained
boilerplate | list 2 of 2
boilerplate | Who is Ann Lee?
boilerplate | end of list
body        | The truce took effect at noon, Eastland's foreign ministry said.
caption     | A man walks past a destroyed house in Port Alder [Jim Poe/Reuters]
heading     | ‘Nobody trusts them’
body        | Residents said they would wait and see.
credit      | Source: Al Jazeera and news agencies
"""

PAGE_WITH_THE_OUTLET_ON_A_LINE = """
boilerplate | World
title       | Northland troops leave valley after truce, officials say
byline      | By Jane Roe, John Doe and Ann Poe, CNN
boilerplate | 4 minute read
boilerplate | Published 4:22 PM EDT, Fri May 3, 2024
dateline    | Port Alder, Northland
agency      | CNN
boilerplate | —
body        | Northland’s army has left the disputed valley, officials said Friday.
body        | Southland’s government has denied that anybody left the valley.
credit      | CNN’s Jim Poe in Eastport, Jane Roe in Greyford and John Doe contributed to this report.
"""

WIRE_WITHOUT_HEADLINE = """
dateline    | PORT ALDER, Northland (AP) —
+body       | Northland's army on Friday left the valley it has held for five years, the government said.
body        | The withdrawal follows a truce brokered by Eastland.
boilerplate | ___
credit      | Associated Press writers Jane Roe in Greyford and John Doe in Eastport contributed to this report.
boilerplate | ___
boilerplate | Follow AP's coverage of the valley at https://apnews.example/valley
boilerplate | Copyright 2024 The Associated Press. All rights reserved. This material may not be published without permission.
"""

PAGE_WITH_A_NEWSLETTER = """
title       | Troops leave valley
byline      | Jane Roe in Port Alder
boilerplate | Fri 3 May 2024 17.30 BST
body        | Northland’s army has left the valley, the government says, three weeks after the shelling began.
boilerplate | Sign up to First Edition
boilerplate | Free daily newsletter
boilerplate | Our morning email breaks down the key stories of the day, telling you what’s happening and why it matters
boilerplate | after newsletter promotion
body        | Southland’s government denied on Friday that anybody had left the valley.
caption     | The bridge at Port Alder. Photograph: Jim Poe/AFP/Getty Images
"""

MARKDOWN_WITH_FRONT_MATTER = """
boilerplate | ---
boilerplate | title: Troops leave valley
boilerplate | ---
title       | Troops leave valley
byline      | *By Jane Roe*
body        | Northland's army has left the valley, the government said on Friday.
heading     | ## The truce
body        | Eastland brokered the truce on Thursday, and it took effect at noon.
"""

PAGES = {
    "agency": AGENCY_PAGE,
    "broadcaster": BROADCASTER_PAGE,
    "list-of-links": PAGE_WITH_A_LIST_OF_LINKS,
    "outlet-on-a-line": PAGE_WITH_THE_OUTLET_ON_A_LINE,
    "no-headline": WIRE_WITHOUT_HEADLINE,
    "newsletter": PAGE_WITH_A_NEWSLETTER,
    "markdown": MARKDOWN_WITH_FRONT_MATTER,
}


def laid_out(page):
    """The parts of a page and its text: paragraphs with blank lines between, ``+`` joining a part to the one before."""
    expected, text = [], ""
    for line in page.strip().splitlines():
        kind, words = (cell.strip() for cell in line.split(" | ", 1))
        joint = " " if kind.startswith("+") else "\n\n" if text else ""
        expected.append((kind.removeprefix("+"), words))
        mark = "# " if kind == "title" and text.startswith("---") else ""
        text += joint + mark + words
    return expected, text + "\n"


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_the_parts_of_a_page(page):
    expected, text = laid_out(page)
    assert [(s.kind, text[s.start_char : s.end_char]) for s in parts(text).segments] == expected


@pytest.mark.parametrize("page", [AGENCY_PAGE, BROADCASTER_PAGE, PAGE_WITH_A_NEWSLETTER], ids=["agency", "broadcaster", "newsletter"])
def test_the_prose_of_a_page_is_the_same_without_blank_lines(page):
    expected, text = laid_out(page)
    text = text.replace("\n\n", "\n")
    prose = [words for kind, words in expected if kind in ("title", "body")]
    assert [text[s.start_char : s.end_char] for s in parts(text).segments if s.kind in ("title", "body")] == prose
