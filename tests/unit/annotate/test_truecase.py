"""Texts in capitals get ordinary case; everything else is left as it is, and no length changes."""

import pytest
import spacy

from pipelines.annotate.truecase import Truecaser, load

COMMON = "the army said today that a man was shot in near on of and two soldier kill report young citizen union farmer general attack"


@pytest.fixture(scope="module")
def truecaser() -> Truecaser:
    return Truecaser(
        common=frozenset(COMMON.split()),
        names=frozenset(["lima", "monday", "peru", "peruvian"]),
        with_number=frozenset(["may", "march"]),
        titles=frozenset(["general"]),
        acronyms=frozenset(["un", "nato"]),
        particles=frozenset(["de"]),
        phrases={"young": (("young", "farmer", "union"),)},
        given=frozenset(["ana", "report"]),
        only_nouns=frozenset(["union", "report", "citizen"]),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("THE ARMY SAID TODAY THAT A MAN WAS SHOT.", "The army said today that a man was shot.", id="common-words"),
        pytest.param("A MAN WAS SHOT NEAR LIMA ON MONDAY.", "A man was shot near Lima on Monday.", id="names"),
        pytest.param("THE SOLDIERS SHOT ORTUZAR NEAR LIMA.", "The soldiers shot Ortuzar near Lima.", id="unknown-words-are-names"),
        pytest.param("THE ARMY KILLED TWO SOLDIERS.", "The army killed two soldiers.", id="inflected-words"),
        pytest.param("THE ARMY SAID. A MAN WAS SHOT.", "The army said. A man was shot.", id="sentence-starts"),
        pytest.param("THE MAN SAID THAT GENERAL ORTUZAR WAS SHOT.", "The man said that General Ortuzar was shot.", id="title-before-a-name"),
        pytest.param("THE GENERAL WAS SHOT TODAY.", "The general was shot today.", id="title-alone"),
        pytest.param("THE UN SAID THAT A MAN WAS SHOT.", "The UN said that a man was shot.", id="acronyms"),
        pytest.param(
            "THE ZUNO FRONT [ZF] SAID THAT THE ZF KILLED A MAN.", "The Zuno Front [ZF] said that the ZF killed a man.", id="acronym-of-the-text"
        ),
        pytest.param("THE MAN SAID ON 5 MAY THAT A REPORT MAY WAS.", "The man said on 5 May that a report may was.", id="months-need-a-number"),
        pytest.param("THE MAN SAID THAT A U.S. CITIZEN WAS SHOT.", "The man said that a U.S. citizen was shot.", id="dotted-letters"),
        pytest.param("THE 4TH ARMY SAID THAT A MAN WAS SHOT.", "The 4th army said that a man was shot.", id="ordinals"),
        pytest.param("TWO OF THE YOUNG FARMER UNION SAID THAT.", "Two of the Young Farmer Union said that.", id="phrases"),
        pytest.param("A MAN SHOT ANA UNION TODAY.", "A man shot Ana Union today.", id="noun-behind-a-first-name"),
        pytest.param("A MAN SHOT REPORT ORTUZAR TODAY.", "A man shot Report Ortuzar today.", id="first-name-that-is-a-noun"),
        pytest.param("THE UNION REPORT WAS ON A CITIZEN.", "The union report was on a citizen.", id="nouns-without-a-name"),
        pytest.param("THE ARMY SAID THAT PEDRO DE ORTUZAR WAS SHOT.", "The army said that Pedro de Ortuzar was shot.", id="particles"),
        pytest.param("THE MAN'S REPORT WAS OF TWO SOLDIERS.", "The man's report was of two soldiers.", id="possessives"),
        pytest.param('THE MAN SAID: "THE ARMY KILLED TWO."', 'The man said: "The army killed two."', id="quotations"),
    ],
)
def test_capitals_become_ordinary_case(text: str, expected: str, truecaser: Truecaser) -> None:
    assert truecaser.restore(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The army said today that a man was shot.", id="ordinary-text"),
        pytest.param("NATO said that the UN was near LIMA.", id="acronyms-in-ordinary-text"),
        pytest.param("LIMA, Peru (ZF) - The army said today that a man was shot near Lima.", id="dateline"),
        pytest.param("UN ZF NATO", id="nothing-but-acronyms"),
        pytest.param("ZF", id="too-short-to-judge"),
        pytest.param("", id="empty"),
        pytest.param("12 345 -- 67\n\n\n", id="no-letters"),
    ],
)
def test_other_text_is_left_alone(text: str, truecaser: Truecaser) -> None:
    assert truecaser.restore(text) == text


def test_paragraphs_are_judged_by_themselves(truecaser: Truecaser) -> None:
    text = "THE ARMY KILLED A MAN TODAY\n\nThe army said that a man was shot near LIMA."
    assert truecaser.restore(text) == "The army killed a man today\n\nThe army said that a man was shot near LIMA."


@pytest.mark.parametrize("letter", ["İ", "ẞ", "Σ", "Ǆ"])
def test_letters_whose_small_form_is_longer_do_not_move_offsets(letter: str, truecaser: Truecaser) -> None:
    text = f"THE ARMY SAID THAT OR{letter}UZAR WAS SHOT NEAR LIMA."
    assert len(truecaser.restore(text)) == len(text)


def test_without_a_lemmatizer_the_lexicon_alone_decides() -> None:
    truecaser = load(spacy.blank("en"))
    assert truecaser.restore("THE MAN WHO WAS IN COLOMBIA ON MONDAY IS HERE") == "The man who was in Colombia on Monday is here"
