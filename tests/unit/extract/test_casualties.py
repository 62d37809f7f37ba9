"""Casualties by construction: one short sentence each, as parsed in ``casualties.parses``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from pipelines import contracts
from pipelines.extract.casualties import HarmLexicon, casualties
from pipelines.extract.harm.claims import is_retold, is_same_claimant
from pipelines.extract.model import Actor, ActorIndex, ActorMention, Casualty, EventMention, Participant, Statement
from pipelines.extract.numbers import NumberLexicon, QuantityIndex
from tests.builders import parsed, tables

TABLES = tables(__file__)
NOBODY = ActorIndex({}, ())

#: Sentence to its rows: outcome | text | low..high qualifier | victims, and what else holds of the row; an open end is "-".
EXPECTED: Mapping[str, list[str]] = {
    "active": ["killed | killed 12 farmers | 12..12 exact | civilian"],
    "passive": ["wounded | At least 30 nurses were wounded | 30..- at_least | medic"],
    "reduced-relative": ["killed | the 31 people killed | 31..31 exact | unspecified"],
    "participle": ["killed | killing five soldiers | 5..5 exact | military", "wounded | wounding 20 others | 20..20 exact | military"],
    "gapped": ["killed | Four guards were killed | 4..4 exact | unspecified", "wounded | six wounded | 6..6 exact | unspecified"],
    "subject-of-die": ["killed | More than 200 miners died | 201..- more_than | civilian"],
    "died-needs-a-cause": [],
    "noun-of": ["killed | deaths of 12 sailors | 12..12 exact | unspecified"],
    "possessor": ["killed | Ana Ruiz's murder | 1..1 exact | unspecified"],
    "counted-noun": ["killed | 14 deaths | 14..14 exact | unspecified", "wounded | 30 injuries | 30..30 exact | unspecified"],
    "toll": ["killed | death toll rose from 12 to 19 | 19..19 exact | unspecified"],
    "toll-of": ["killed | death toll of 40 | 40..40 exact | unspecified"],
    "lives": ["killed | claimed 34 lives | 34..34 exact | unspecified"],
    "lost-lives": ["killed | Two pilots lost their lives | 2..2 exact | unspecified"],
    "left-dead": ["killed | 15 people dead | 15..15 exact | unspecified", "displaced | 300 homeless | 300..300 exact | unspecified"],
    "headline": ["killed | kills six | 6..6 exact | unspecified", "wounded | injures 20 | 20..20 exact | unspecified"],
    "vague": ["wounded | wounded dozens of villagers | 24..99 vague | civilian"],
    "bare-plural": ["killed | killed villagers | 2..- unstated | civilian"],
    "including": ["killed | killed 32 people | 32..32 exact | unspecified", "killed | seven civilians | 7..7 exact | civilian | part"],
    "of-them": ["killed | Nine people were killed | 9..9 exact | unspecified", "killed | two of them children | 2..2 exact | child | part"],
    "named": ["killed | shot dead the judge Ana Ruiz | 1..1 exact | official"],
    "one-of": ["killed | One of the attackers was killed | 1..1 exact | armed_group"],
    "kidnapped": ["abducted | kidnapped seven sailors | 7..7 exact | unspecified"],
    "hostage": ["abducted | took 15 teachers hostage | 15..15 exact | civilian"],
    "arrested": ["detained | arrested 40 demonstrators | 40..40 exact | civilian"],
    "evacuated": ["evacuated | evacuated 300 tourists | 300..300 exact | civilian"],
    "displaced": ["displaced | displaced 2,000 families | 2000..- at_least | unspecified"],
    "missing": ["missing | Nine fishermen were still missing | 9..9 exact | civilian"],
    "bodies": ["killed | bodies of five climbers | 5..5 exact | civilian"],
    "casualties-together": ["casualties | killed or wounded 60 people | 60..60 exact | unspecified"],
    "no-one": ["wounded | No one was hurt | 0..0 exact | unspecified"],
    "no-casualties": ["casualties | no casualties | 0..0 exact | unspecified"],
    "feared": ["killed | Forty miners were feared dead | 40..40 exact | civilian | feared"],
    "number-of-dead": ["killed | number of dead to 40 | 40..40 exact | unspecified"],
    "group-of": ["killed | A family of five was killed | 5..5 exact | unspecified"],
    "woman-victims": ["wounded | Three women were injured | 3..3 exact | woman"],
    "among-those-who-died": ["killed | Two nurses were among those who died | 2..2 exact | medic"],
    "another-died": ["killed | Another soldier died | 1..1 exact | military"],
    "as-high-as": ["killed | toll to be as high as 31 | -..31 at_most | unspecified"],
    "in-hospital-after-a-blast": ["wounded | Nine people were hospitalised with injuries | 9..9 exact | unspecified"],
    "among-the-dead": ["killed | dead were two teachers | 2..2 exact | civilian"],
    "strength": [],
    "men-and-women": ["killed | bodies of 45 men and women | 45..45 exact | unspecified"],
    "practice": [],
    "police-captain": ["killed | A police captain was killed | 1..1 exact | police"],
    "apposed-part": ["killed | Some 400 people, many of them rebels, were killed | 360..440 about | unspecified"],
    "almost-killed": [],
    "wounded-who-died": ["killed | three wounded people died | 3..3 exact | unspecified"],
    "denied-claims": [],
    "families-of-murdered": [],
    "the-murdered": ["killed | the murdered Ana Ruiz | 1..1 exact | unspecified"],
    "blamed-death": ["killed | death of Ana Ruiz | 1..1 exact | unspecified"],
    "was-and-was": ["wounded | The nine tourists were on a visit and were wounded | 9..9 exact | civilian"],
    "the-injured-were": [
        "wounded | injured were Luis Paz | 1..1 exact | unspecified",
        "wounded | injured were Luis Paz and two guards | 2..2 exact | unspecified",
    ],
    "fronted-place": ["killed | three miners were killed | 3..3 exact | civilian"],
    "hanged": ["killed | hanged 14 smugglers | 14..14 exact | unspecified"],
    "arrived-dead": ["killed | Two brothers arrived dead | 2..2 exact | unspecified"],
    "themselves": ["killed | The 39 members killed | 39..39 exact | unspecified"],
    "teller": ["killed | Six farmers were killed | 6..6 exact | civilian"],
    "practice-in-progress": [],
    "running": ["killed | killed 41 people | 41..41 exact | unspecified"],
    "population": [],
    "money": [],
    "metaphor": [],
    "animals": [],
    "negated": [],
    "modal": [],
    "plan": [],
    "denied": [],
    "if": [],
    "prevented": [],
    "attempt": [],
    "rate": [],
    "question": [],
    "things": [],
    "how-many": [],
    "question-presupposed": ["killed | killed 12 people | 12..12 exact | unspecified"],
    "couple": ["wounded | A couple and their three children were hurt | 5..5 exact | unspecified"],
    "list": [
        "killed | killed six monks | 6..6 exact | civilian",
        "killed | killed six monks, a cook | 1..1 exact | civilian",
        "killed | killed six monks, a cook, and her son | 1..1 exact | unspecified",
    ],
    "apposition-sum": [
        "killed | murdered three reporters | 3..3 exact | journalist",
        "killed | two Danes | 2..2 exact | unspecified | part",
        "killed | a Swede | 1..1 exact | unspecified | part",
    ],
    "plural-name": ["killed | The 15 killed | 15..15 exact | unspecified", "wounded | more than 100 wounded | 101..- more_than | unspecified"],
    "fatally": ["killed | A driver was fatally wounded | 1..1 exact | civilian"],
    "modal-in-speech": ["killed | 12 guards died | 12..12 exact | unspecified"],
    "conj-of-negated": ["wounded | several troops were injured | 3..9 vague | military"],
    "failed-to-prevent": ["killed | massacre of 150 villagers | 150..150 exact | civilian"],
    "he": ["killed | He was killed | 1..1 exact | unspecified"],
    "bodyguard": [
        "killed | killed the minister | 1..1 exact | official",
        "killed | killed the minister and two of his bodyguards | 2..2 exact | unspecified",
    ],
    "list-behind-a-name": [
        "killed | rector Ana Ruiz, five other monks, and two women were murdered | 1..1 exact | unspecified",
        "killed | five other monks, and two women were murdered | 5..5 exact | civilian",
        "killed | two women were murdered | 2..2 exact | woman",
    ],
    "singular-list": [
        "killed | murdered Ana Ruiz | 1..1 exact | unspecified",
        "killed | murdered Ana Ruiz, as well as a police chief | 1..1 exact | police",
        "killed | murdered Ana Ruiz, as well as a police chief, a mayor | 1..1 exact | official",
        "killed | murdered Ana Ruiz, as well as a police chief, a mayor and several journalists | 3..9 vague | journalist",
    ],
    "one-of-whom": ["wounded | one of whom was wounded | 1..1 exact | child"],
    "names-as-parts": [
        "killed | Three reporters, Ana Ruiz, Luis Paz and Juan Gil, were shot dead | 3..3 exact | journalist",
        "killed | Ana Ruiz | 1..1 exact | journalist | part",
        "killed | Luis Paz | 1..1 exact | journalist | part",
        "killed | Juan Gil | 1..1 exact | journalist | part",
    ],
    "nearer-whole": [
        "killed | killed two people | 2..2 exact | unspecified",
        "wounded | wounded at least 26 others | 26..- at_least | unspecified",
        "wounded | a nurse | 1..1 exact | medic | part",
    ],
    "officers-of-an-army": [
        "killed | Seven army members, including two officers, were killed | 7..7 exact | military",
        "killed | two officers | 2..2 exact | military | part",
    ],
    "unfounded": [],
    "blown-up-car": ["killed | Two guards were killed | 2..2 exact | unspecified"],
    "inquiry": ["wounded | wounding of a Danish reporter | 1..1 exact | journalist"],
    "father-mother": [
        "killed | A father, mother and their four children were found dead | 1..1 exact | unspecified",
        "killed | mother and their four children were found dead | 1..1 exact | woman",
        "killed | their four children were found dead | 4..4 exact | child",
    ],
    "suspected-of": ["killed | murdering nine tourists | 9..9 exact | civilian"],
    "convicted-of-ordering": ["killed | deaths of 148 villagers | 148..148 exact | civilian"],
    "missing-looked-for": ["missing | the missing eight migrants | 8..8 exact | civilian"],
    "laid-down-lives": ["killed | More than 1,500 of our people laid down their lives | 1501..- more_than | unspecified"],
    "own-auxiliary": ["killed | claimed the lives of more than 70 people | 71..- more_than | unspecified"],
    "girl": [
        "killed | A 12-year-old girl and an elderly farmer were killed | 1..1 exact | child",
        "killed | an elderly farmer were killed | 1..1 exact | civilian",
    ],
    "year-old": ["killed | A 17-year-old was shot dead | 1..1 exact | child"],
    "counted-bodies": ["killed | nine bodies of farmers | 9..9 exact | civilian"],
    "execution-to-come": [],
    "aircraft-that-crashed": ["killed | killing 36 people | 36..36 exact | unspecified"],
    "small-girl": ["killed | killed five-year-old Ana Ruiz | 1..1 exact | child"],
    "while-so-far": ["killed | killed five officers | 5..5 exact | police"],
    "members-of-guards": ["killed | killed 30 members | 30..30 exact | military"],
    "put-at": ["killed | death toll at 34 | 34..34 exact | unspecified"],
    "two-and-one-who": [
        "killed | Two nurses and one driver who died | 2..2 exact | medic",
        "killed | one driver who died | 1..1 exact | civilian",
    ],
    "number-put-at": ["wounded | number of wounded at 74 | 74..74 exact | unspecified"],
    "none-survived": ["killed | the 12 passengers survived | 12..12 exact | civilian"],
    "as-were": [
        "wounded | Twelve soldiers were injured | 12..12 exact | military",
        "wounded | injured in the raid, as were some villagers | 2..- unstated | civilian",
    ],
    "toll-of-people": ["killed | number of farmers killed this year to 31 | 31..31 exact | civilian"],
    "toll-beside-others": [
        "killed | death toll rose to four | 4..4 exact | unspecified",
        "wounded | 15 others were wounded | 15..15 exact | unspecified",
    ],
    "aircraft-as-fighter": [],
    "headline-verb-as-noun": ["detained | arrest 40 | 40..40 exact | unspecified"],
    "headline-among": ["killed | Three teenagers among dead | 3..3 exact | child"],
    "taken-hostage": ["abducted | the seven sailors taken hostage | 7..7 exact | unspecified"],
    "believed-killed": ["killed | more than 80 migrants were believed killed | 81..- more_than | civilian | feared"],
    "at-gunpoint": ["abducted | At least 25 nurses were hauled off at gunpoint | 25..- at_least | medic"],
    "to-their-deaths": ["killed | swept hundreds of villagers to their deaths | 200..999 vague | civilian"],
    "loss-of-lives": ["killed | loss of several lives | 3..9 vague | unspecified"],
    "more-teachers": ["detained | around 10 more teachers were detained | 9..11 about | civilian"],
    "charges-over": ["killed | killing of 26 villagers | 26..26 exact | civilian"],
    "murder-last-week": ["killed | murder last week of a union leader | 1..1 exact | civilian"],
    "protest-against": ["killed | killing seven guards | 7..7 exact | unspecified", "wounded | injuring 20 | 20..20 exact | unspecified"],
    "beside-a-place": [
        "detained | 112 people, among them 14 minors, were detained | 112..112 exact | unspecified",
        "detained | 14 minors | 14..14 exact | child | part",
    ],
    "shared-part": ["killed | killed 20 villagers | 20..20 exact | civilian", "killed | eight women and children | 8..8 exact | unspecified | part"],
    "lost-fighters": ["killed | lost 14 fighters | 14..14 exact | armed_group"],
    "all-but-one": [],
    "even-one": [],
    "brace": [],
    "casualties-taken": [],
    "officers-of-a-nation": ["detained | detained four Danish officers | 4..4 exact | unspecified"],
    "displaced-by": ["displaced | the 300 villagers displaced | 300..300 exact | civilian"],
    "prompted-to-fire": ["wounded | wounding two nurses | 2..2 exact | medic"],
    "killing-and-torturing": ["killed | killing and torturing 30 farmers | 30..30 exact | civilian"],
    "treated-for-wounds": ["wounded | Six people were treated for gunshot wounds | 6..6 exact | unspecified"],
    "film-director": ["killed | director Ana Ruiz was murdered | 1..1 exact | unspecified"],
    "could-leave": [],
    "from-their-homes": ["displaced | Thousands were forced from their homes | 2000..9999 vague | unspecified"],
    "guards-hostage": ["abducted | took 130 prison guards hostage | 130..130 exact | police"],
    "clerks-hostage": ["abducted | seized nine bank employees hostage | 9..9 exact | civilian"],
    "group-before-subject": ["killed | more than 4,600 civilians have been killed | 4601..- more_than | civilian"],
    "at-the-hospital": ["wounded | 22 others were being treated at the hospital | 22..22 exact | unspecified"],
    "remain-in-detention": [
        "detained | More than 2,000 remain in detention | 2001..- more_than | unspecified",
        "detained | 300 are still in custody | 300..300 exact | unspecified",
    ],
    "headline-list": ["killed | Judge, two bodyguards killed | 1..1 exact | official", "killed | two bodyguards killed | 2..2 exact | unspecified"],
    "headline-list-article": [
        "killed | A nurse, two police officers slain | 1..1 exact | medic",
        "killed | two police officers slain | 2..2 exact | police",
    ],
    "stray-space": ["killed | killed 2, 875 people | 2875..2875 exact | unspecified"],
    "couple-with-children": ["killed | A couple with three children were killed | 5..5 exact | unspecified"],
    "ages-count": ["killed | killed a mother | 1..1 exact | woman", "killed | killed a mother and her sons | 2..2 exact | child"],
    "ages-of-two": ["killed | Two brothers aged 14 and 16 were shot dead | 2..2 exact | child"],
    "number-killed-and-hurt": [],
    "named-next": [
        "killed | killed two teachers | 2..2 exact | civilian",
        "killed | Ana Ruiz | 1..1 exact | civilian | part",
        "killed | Luis Paz | 1..1 exact | civilian | part",
    ],
    "named-as": [
        "killed | Two soldiers were killed | 2..2 exact | military",
        "killed | Luis Paz | 1..1 exact | military | part",
        "killed | Juan Gil | 1..1 exact | military | part",
    ],
    "no-victims-named": ["killed | Two people were killed | 2..2 exact | unspecified"],
    "year-before-count": ["killed | 12 people lost their lives | 12..12 exact | unspecified"],
    "among-them-one": ["killed | killed seven militants | 7..7 exact | armed_group", "killed | a senior commander | 1..1 exact | unspecified | part"],
    "among-them-object": ["wounded | wounding three people | 3..3 exact | unspecified", "wounded | a nurse | 1..1 exact | medic | part"],
    "bodies-broken-down": ["killed | 36 bodies | 36..36 exact | unspecified", "killed | 11 of them children | 11..11 exact | child | part"],
    "staff-of-an-aid-group": [
        "killed | Two staff members of the aid group Medlink were killed | 2..2 exact | aid_worker",
        "wounded | a third was injured | 1..1 exact | unspecified",
    ],
    "a-third-of": [],
    "among-the-victims": [
        "killed | killed 12 people | 12..12 exact | unspecified",
        "killed | victims were a teacher | 1..1 exact | civilian | part",
        "killed | victims were a teacher and three pupils | 3..3 exact | child | part",
    ],
    "ferry-captain": ["detained | The captain of the ferry was arrested | 1..1 exact | civilian"],
    "inspectors": ["detained | detained two inspectors | 2..2 exact | unspecified"],
    "stray-space-left": ["killed | 1, 204 people dead | 1204..1204 exact | unspecified"],
    "two-figures": ["killed | kills 12 | 12..12 exact | unspecified", "missing | 300 missing | 300..300 exact | unspecified"],
    "nine-of-the-dead": ["killed | killed 14 people | 14..14 exact | unspecified", "killed | Nine of the dead | 9..9 exact | military | part"],
    "of-the-victims": [
        "killed | Nineteen people died | 19..19 exact | unspecified",
        "killed | Seventeen of the victims died | 17..17 exact | unspecified | part",
    ],
    "of-the-abducted": ["abducted | abducted 23 women | 23..23 exact | woman", "abducted | Six of the abducted women | 6..6 exact | woman | part"],
    "injured-among-them": [
        "wounded | injured, among them a pregnant woman | 1..1 exact | woman",
        "wounded | injured, among them a pregnant woman and a young boy | 1..1 exact | child",
    ],
    "dead-including": ["killed | dead, including two nurses | 2..2 exact | medic"],
    "object-relative": ["abducted | The 30 villagers they had abducted | 30..30 exact | civilian"],
    "tried-over-deaths": ["killed | deaths of 16 protesters | 16..16 exact | civilian"],
    "left-coordinated": [
        "killed | nine gunmen and four soldiers dead | 9..9 exact | armed_group",
        "killed | four soldiers dead | 4..4 exact | military",
    ],
    "two-antecedents": [
        "abducted | two teachers and a guide who were abducted | 2..2 exact | civilian",
        "abducted | a guide who were abducted | 1..1 exact | civilian",
    ],
    "which-harm-is-not-told": [],
    "armed-men": ["wounded | Eleven armed men were injured | 11..11 exact | armed_group"],
    "dead-or-injured": ["casualties | number of dead or injured to 775 | 775..775 exact | unspecified"],
    "part-of-the-infected": ["killed | seven who were killed | 7..7 exact | unspecified"],
    "every-year": [],
    "natural-causes": [],
    "passers-by": ["wounded | Eleven passers-by were hurt | 11..11 exact | civilian"],
    "service-members": ["killed | Two service members were killed | 2..2 exact | military"],
    "involved-in-murder": ["killed | murder of nuns | 2..- unstated | civilian"],
    "that-of": ["killed | that of Ana Ruiz | 1..1 exact | unspecified"],
    "murder-on-a-day-of": ["killed | assassination on 15 September of Luis Paz | 1..1 exact | unspecified"],
    "name-before-others": [
        "killed | the nun Ana Ruiz, head of a school, five other teachers, and two cooks were murdered | 1..1 exact | civilian",
        "killed | five other teachers, and two cooks were murdered | 5..5 exact | civilian",
        "killed | two cooks were murdered | 2..2 exact | civilian",
    ],
    "lost-a-leg": ["wounded | Luis Paz lost a leg | 1..1 exact | unspecified"],
    "killers-of": ["killed | killers of four farmers | 4..4 exact | civilian"],
    "told-again": ["killed | killed four farmers | 4..4 exact | civilian"],
    "they-are": [
        "killed | Three nurses were killed | 3..3 exact | medic",
        "killed | Ana Ruiz | 1..1 exact | medic | part",
        "killed | Luis Paz | 1..1 exact | medic | part",
        "killed | Juan Gil | 1..1 exact | medic | part",
    ],
    "sum-behind-a-comma": [
        "killed | murders of three reporters | 3..3 exact | journalist",
        "killed | two Danes | 2..2 exact | unspecified | part",
        "killed | a Swede | 1..1 exact | unspecified | part",
    ],
    "officers-and-soldiers": [
        "wounded | Two officers and seven soldiers were wounded | 2..2 exact | military",
        "wounded | seven soldiers were wounded | 7..7 exact | military",
    ],
    "until-solved": ["killed | killings of the six nuns | 6..6 exact | civilian"],
    "nested-parts": [
        "killed | killed 40 people | 40..40 exact | unspecified",
        "killed | 12 children | 12..12 exact | child | part",
        "killed | 28 adults | 28..28 exact | unspecified | part",
        "killed | nine women | 9..9 exact | woman | part",
    ],
    "bought-off-object": ["killed | murdered two clerks | 2..2 exact | civilian"],
    "bodies-murdered": ["killed | bodies of the nuns | 2..- unstated | civilian"],
    "eventual-killer": [],
    "wounded-more": ["killed | killed 14 soldiers | 14..14 exact | military", "wounded | wounded 30 more | 30..30 exact | military"],
    "far-including": [
        "killed | At least 15 people drowned | 15..- at_least | unspecified",
        "killed | six children | 6..6 exact | child | part",
        "killed | two women | 2..2 exact | woman | part",
    ],
    "out-of": ["killed | Two out of five hostages were killed | 2..2 exact | unspecified"],
    "one-in-three": [],
    "put-its-dead": ["killed | dead at three | 3..3 exact | unspecified"],
    "toll-includes": [
        "killed | Nine people were killed | 9..9 exact | unspecified",
        "killed | toll includes two children | 2..2 exact | child | part",
    ],
    "listed-by-place": [
        "killed | Five people were killed | 5..5 exact | unspecified",
        "killed | three | 3..3 exact | unspecified",
        "killed | one | 1..1 exact | unspecified",
    ],
    "list-of-subjects": [
        "killed | A monk, two nuns and a cook were murdered | 1..1 exact | civilian",
        "killed | two nuns and a cook were murdered | 2..2 exact | civilian",
        "killed | a cook were murdered | 1..1 exact | civilian",
    ],
    "one-and-two-peoples": [
        "abducted | One American and two Britons were taken hostage | 1..1 exact | unspecified",
        "abducted | two Britons were taken hostage | 2..2 exact | unspecified",
    ],
    "among-the-counted-dead": [
        "killed | Three gunmen and a policeman were among the seven killed | 3..3 exact | armed_group | part",
        "killed | a policeman were among the seven killed | 1..1 exact | police | part",
        "killed | the seven killed | 7..7 exact | unspecified",
    ],
    "forced-to-flee": ["displaced | 11,000 residents to flee | 11000..11000 exact | civilian"],
    "unaccounted": ["missing | Eight sailors are unaccounted | 8..8 exact | unspecified"],
    "left-in-hospital": ["wounded | leaving 20 more in hospital | 20..20 exact | unspecified"],
    "pulled-alive": ["evacuated | Four others were pulled alive from | 4..4 exact | unspecified"],
    "one-of-several-deaths": ["killed | death of a third protester | 1..1 exact | civilian"],
    "injured-team": [],
    "sum-of-peoples": [
        "killed | murders of three reporters | 3..3 exact | journalist",
        "killed | two Danes | 2..2 exact | journalist | part",
        "killed | a netherlander | 1..1 exact | journalist | part",
    ],
    "the-wounded-are": [
        "wounded | wounded reporters are cameraman Luis Paz | 1..1 exact | journalist",
        "wounded | wounded reporters are cameraman Luis Paz and sound man Juan Gil | 1..1 exact | journalist",
    ],
    "names-beside-the-group": [
        "killed | Two Danish teachers were shot dead | 2..2 exact | civilian",
        "killed | Ana Ruiz | 1..1 exact | civilian | part",
        "killed | Luis Paz | 1..1 exact | civilian | part",
    ],
    "wounded-before-death": [
        "killed | General Rui Paz died | 1..1 exact | military",
        "wounded | he was seriously wounded | 1..1 exact | unspecified",
    ],
    "wounded-another": ["killed | killed one soldier | 1..1 exact | military", "wounded | wounded another | 1..1 exact | military"],
    "reported-as-killed": ["killed | Six herders had been reported as being killed | 6..6 exact | civilian"],
    "hostage-takers": ["killed | All hostage-takers were killed | 2..- unstated | armed_group"],
    "kin-behind-a-name": [
        "killed | Ana Ruiz, 34, her husband and two children were killed | 1..1 exact | unspecified",
        "killed | her husband and two children were killed | 1..1 exact | unspecified",
        "killed | two children were killed | 2..2 exact | child",
    ],
    "husband-alone": ["killed | Luis Paz, her husband and business partner, was killed | 1..1 exact | unspecified"],
    "judge-and-her-driver": [
        "killed | shot dead the judge | 1..1 exact | official",
        "killed | shot dead the judge, Ana Ruiz, and her driver | 1..1 exact | civilian",
    ],
    "two-of-his-parishioners": [
        "abducted | abducted a priest | 1..1 exact | civilian",
        "abducted | abducted a priest and two of his parishioners | 2..2 exact | civilian",
    ],
    "all-of-whom": ["killed | 48 people, all of whom died | 48..48 exact | unspecified"],
    "tortured-and-others-beaten": ["killed | four of his cellmates were beaten to death | 4..4 exact | unspecified"],
    "dug-out-alive": [],
    "died-of-wounds": ["killed | party's leader, who was shot in May, has died | 1..1 exact | unspecified"],
    "a-body-without-a-head": [],
    "some-of-those-killed": [
        "killed | killed eight soldiers | 8..8 exact | military",
        "killed | Two of the soldiers killed | 2..2 exact | military | part",
    ],
    "bare-number-may": ["killed | as many as 60 may have died | -..60 at_most | unspecified | feared"],
    "rescuers-of-them": ["killed | killed nine people | 9..9 exact | unspecified", "killed | two of them rescuers | 2..2 exact | unspecified | part"],
    "still-missing": ["killed | toll stands at 17 | 17..17 exact | unspecified", "missing | eight others still missing | 8..8 exact | unspecified"],
    "another-injured": ["killed | One trucker was killed | 1..1 exact | civilian", "wounded | another injured | 1..1 exact | civilian"],
    "one-in-which": ["wounded | one baker was hurt | 1..1 exact | civilian", "missing | two vanished | 2..2 exact | unspecified"],
    "fellow-soldiers": ["killed | A soldier was killed | 1..1 exact | military", "wounded | two others were wounded | 2..2 exact | military"],
    "fellow-child": ["killed | A boy was shot dead | 1..1 exact | child", "wounded | six others wounded | 6..6 exact | unspecified"],
    "former-mayor": ["killed | shot dead a former mayor | 1..1 exact | unspecified"],
    "retired-named": [
        "killed | killed retired general Otto Lindqvist | 1..1 exact | unspecified",
        "killed | killed retired general Otto Lindqvist and his driver | 1..1 exact | civilian",
    ],
    "hospitalised": ["killed | killed three people | 3..3 exact | unspecified", "wounded | hospitalised 14 others | 14..14 exact | unspecified"],
    "hospitalised-ill": [],
    "hostages-held": ["abducted | the 23 hostages | 23..23 exact | unspecified"],
    "one-of-owned": ["killed | One of the prime minister's guards was killed | 1..1 exact | unspecified"],
    "some-of-first": ["killed | 12 of the first 40 patients dying | 12..12 exact | unspecified"],
    "charged-murders": [],
    "could-not-have": [],
    "fronted-town": [],
    "bodies-dumped": ["killed | two guards dead | 2..2 exact | unspecified", "killed | at least nine bodies | 9..- at_least | unspecified"],
    "taken-up-deaths": [],
    "told-deaths": ["killed | three deaths | 3..3 exact | unspecified"],
    "without-trial": [],
    "captured-arrest": ["detained | Otto Lindqvist was captured | 1..1 exact | unspecified"],
    "head-of-prison": ["killed | murdered Otto Lindqvist | 1..1 exact | official"],
    "students-aged": ["killed | Two students, aged 12 and 13, were killed | 2..2 exact | child"],
    "injured-player": [],
    "wife-again": ["killed | murdered his wife | 1..1 exact | woman"],
    "role-before": ["killed | Lindqvist was shot dead | 1..1 exact | unspecified"],
    "it-added": ["killed | Nine villagers were killed | 9..9 exact | civilian"],
    "lobbed": ["wounded | Four children were hurt | 4..4 exact | child"],
    "felt": ["killed | nine villagers were killed | 9..9 exact | civilian"],
    "fled-twice": ["killed | Nine people died | 9..9 exact | unspecified", "displaced | 4,000 fled | 4000..4000 exact | unspecified"],
    "counted-by-agency": ["killed | toll to 40 | 40..40 exact | unspecified"],
    "killed-by-officer": ["killed | killing of a student | 1..1 exact | civilian"],
    "along-with": [
        "killed | Nine soldiers were killed | 9..9 exact | military",
        "killed | killed in the raid, along with three guards | 3..3 exact | unspecified",
    ],
    "insurgents-and-women": [
        "killed | killed six insurgents | 6..6 exact | armed_group",
        "killed | killed six insurgents, two women | 2..2 exact | woman",
        "killed | killed six insurgents, two women and a child | 1..1 exact | child",
    ],
    "captured-delegates": [],
    "split-thousands": ["killed | about 1, 480 U.S. soldiers have been killed | 1332..1628 about | military"],
    "information-about": ["killed | three bodies | 3..3 exact | unspecified"],
    "among-soldiers": ["killed | the nine soldiers who died | 9..9 exact | military", "killed | seven were killed | 7..7 exact | military | part"],
    "practice-of-execution": [],
    "source-glued-to-a-dash": ["killed | killed at least 8 | 8..- at_least | unspecified"],
    "list-behind-a-number": [
        "killed | killed at least seven officers | 7..- at_least | police",
        "killed | killed at least seven officers, a guard | 1..1 exact | unspecified",
        "killed | killed at least seven officers, a guard and a teacher | 1..1 exact | civilian",
    ],
    "a-third": ["wounded | wounded two raiders | 2..2 exact | armed_group", "abducted | captured a third | 1..1 exact | armed_group"],
    "two-of-those": ["wounded | Two of those had suffered gunshot wounds | 2..2 exact | unspecified"],
    "freed-captives": [],
    "left-out-noun": ["killed | Two officers were killed | 2..2 exact | police", "wounded | 30 wounded | 30..30 exact | police"],
    "said-among": ["killed | killed was Ana Ruiz | 1..1 exact | official"],
    "admitted-with-wounds": ["wounded | Nine others were admitted with wounds | 9..9 exact | unspecified"],
    "shot-and-alive": ["wounded | Two of the pupils had been shot | 2..2 exact | child"],
    "shot-and-dead": ["killed | One of them died | 1..1 exact | unspecified"],
    "arrest-of-a-name": ["detained | arrest of the rebel leader | 1..1 exact | armed_group"],
    "arrest-that-is-sought": [],
    "dozens-of-killings": ["killed | dozens of killings of judges | 24..99 vague | unspecified"],
    "many-more": [
        "killed | Dozens of bodies | 24..99 vague | unspecified",
        "missing | many more are still unaccounted | 2..- unstated | unspecified",
    ],
    "escaped-behind-a-semicolon": ["abducted | More than 200 girls were abducted | 201..- more_than | child"],
    "left-dead-and-missing": ["killed | three dead | 3..3 exact | unspecified", "missing | one missing | 1..1 exact | unspecified"],
    "out-of-the-killed": [
        "killed | the 35 people killed | 35..35 exact | unspecified",
        "killed | 28 were civilians | 28..28 exact | civilian | part",
    ],
    "losses-put": ["killed | losses at four fighters | 4..4 exact | armed_group"],
    "shot-and-died": ["killed | Ana Ruiz was shot in the neck and died | 1..1 exact | unspecified"],
    "burns": ["killed | Another miner died | 1..1 exact | civilian"],
    "fell-ill": [],
    "corpses-discovered": ["killed | two corpses | 2..2 exact | unspecified"],
    "no-corpses": [],
    "security-guard": ["killed | killed a nurse | 1..1 exact | medic", "killed | killed a nurse and a security guard | 1..1 exact | unspecified"],
    "deputy": [
        "killed | killed a rebel commander | 1..1 exact | armed_group",
        "killed | killed a rebel commander and his deputy | 1..1 exact | armed_group",
    ],
    "stabbed": ["wounded | At least five people were stabbed | 5..- at_least | unspecified"],
    "freed-hostages": [],
    "left-two-objects-dead": [
        "killed | nine soldiers, 23 rebels dead | 9..9 exact | military",
        "killed | 23 rebels dead | 23..23 exact | armed_group",
    ],
    "list-that-sums-up": [
        "killed | Six pupils, five boys and a girl, died | 6..6 exact | child",
        "killed | five boys | 5..5 exact | child | part",
        "killed | a girl | 1..1 exact | child | part",
        "wounded | 39 were injured | 39..39 exact | unspecified",
    ],
    "among-them": [
        "killed | 30 people had been killed | 30..30 exact | unspecified",
        "killed | 12 children | 12..12 exact | child | part",
        "killed | a nurse | 1..1 exact | medic | part",
    ],
    "of-them-later": [
        "killed | 30 people were killed | 30..30 exact | unspecified",
        "killed | At least 12 of them were children | 12..- at_least | child | part",
    ],
    "of-the-victims-later": [
        "killed | 30 people were killed | 30..30 exact | unspecified",
        "killed | Twelve of the victims were foreigners | 12..12 exact | unspecified | part",
    ],
    "among-two-groups": ["killed | 30 people were killed | 30..30 exact | unspecified", "wounded | 50 wounded | 50..50 exact | unspecified"],
    "tellers-are-no-victims": [
        "killed | killing a boy | 1..1 exact | child",
        "wounded | wounding at least seven others | 7..- at_least | unspecified",
    ],
    "reporter-found-dead": ["killed | A kidnapped reporter was found dead | 1..1 exact | journalist"],
    "captured-city": [],
    "sympathies": [],
    "toll-on-a-day": ["killed | death toll from the bombing rose to at least six | 6..- at_least | unspecified"],
    "of-those-killed": [
        "killed | Nearly 1,200 people have been killed | -..1199 fewer_than | unspecified",
        "killed | more than 350 of those killed | 351..- more_than | child | part",
    ],
    "two-numbers-of-one-noun": [
        "killed | killed nine Danish and one Swedish tourists | 9..9 exact | civilian",
        "killed | killed nine Danish and one Swedish tourists | 1..1 exact | civilian",
    ],
    "man-and-officers-share-no-noun": [
        "killed | killed one man | 1..1 exact | unspecified",
        "killed | killed one man and two police officers | 2..2 exact | police",
    ],
    "headline-of-two-counts": [
        "killed | Five guards, 14 rebels killed | 5..5 exact | unspecified",
        "killed | 14 rebels killed | 14..14 exact | armed_group",
    ],
    "two-more-of-the-sentence-before": [
        "wounded | Five guards were wounded | 5..5 exact | unspecified",
        "killed | three soldiers were killed | 3..3 exact | military",
        "killed | Four soldiers were killed | 4..4 exact | military",
        "wounded | Two more were wounded | 2..2 exact | military",
    ],
    "toll-before-a-day": [
        "killed | death toll of the bombing at a market in the old city rose to at least nine | 9..- at_least | unspecified",
        "wounded | more than 30 others wounded | 31..- more_than | unspecified",
    ],
    "quoted-dead": ['killed | dozens of villagers" dead | 24..99 vague | civilian'],
    "resulted-in-casualties": ["casualties | civilian casualties | 2..- unstated | civilian"],
    "held-since": ["detained | Four nurses have been held | 4..4 exact | medic"],
    "remanded": ["detained | remanded five men in custody | 5..5 exact | unspecified"],
    "out-of-the-arrested": [
        "detained | keep two of the seven arrested men for a month in pretrial detention | 2..2 exact | unspecified | part",
        "detained | seven arrested men | 7..7 exact | unspecified",
    ],
    "sent-across-borders": [
        "displaced | drove 90,000 people from their homes | 90000..90000 exact | unspecified",
        "displaced | sent 40,000 others into neighbouring | 40000..40000 exact | unspecified",
    ],
    "troops-sent-across-borders": [],
    "adjective-of-the-injured": [],
    "killed-among-bodies": ["killed | six bodies | 6..6 exact | unspecified", "killed | two killed | 2..2 exact | unspecified | part"],
    "bomb-makers": ["killed | Three suspected bomb makers were killed | 3..3 exact | armed_group"],
    "toll-in-the-dozens": ["killed | toll is in the dozens | 24..99 vague | unspecified"],
    "half-a-million": ["displaced | displaced half a million Danes | 500000..500000 exact | unspecified"],
}


@pytest.fixture(scope="module")
def lexicon() -> HarmLexicon:
    return HarmLexicon.load()


@pytest.fixture(scope="module")
def numbers() -> NumberLexicon:
    return NumberLexicon.load()


def shown(row: Casualty) -> str:
    low, high = ("-" if bound is None else bound for bound in (row.count_low, row.count_high))
    flags = (["feared"] if row.status == "feared" else []) + (["part"] if row.part_of_casualty_id else [])
    return " | ".join([row.outcome, row.text, f"{low}..{high} {row.qualifier}", row.victim_category, *flags])


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sentence_and_its_rows(name: str, lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    doc = parsed(TABLES[name])
    rows = list(casualties(doc, NOBODY, None, QuantityIndex.of(doc, numbers), [], [], lexicon))
    assert [shown(row) for row in rows] == EXPECTED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_rows_fit_their_contract_and_their_text(name: str, lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    doc = parsed(TABLES[name])
    rows = list(casualties(doc, NOBODY, None, QuantityIndex.of(doc, numbers), [], [], lexicon))
    contracts.table("casualties").collect(rows)
    assert len({row.casualty_id for row in rows}) == len(rows)
    assert all(doc.text[row.start_char : row.end_char] == row.text for row in rows)
    assert all(row.part_of_casualty_id in (None, *(other.casualty_id for other in rows)) for row in rows)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param("woman-victims", [("female", "adult")], id="by-the-noun"),
        pytest.param("girl", [("female", "child"), (None, "elderly")], id="by-age-and-modifier"),
        pytest.param("year-old", [(None, "child")], id="by-age-alone"),
        pytest.param("men-and-women", [(None, "adult")], id="of-both-sexes"),
        pytest.param("active", [(None, None)], id="untold"),
    ],
)
def test_sex_and_age_are_told_by_the_words(
    name: str, told: list[tuple[str | None, str | None]], lexicon: HarmLexicon, numbers: NumberLexicon
) -> None:
    doc = parsed(TABLES[name])
    rows = casualties(doc, NOBODY, None, QuantityIndex.of(doc, numbers), [], [], lexicon)
    assert [(row.victim_sex, row.victim_age_group) for row in rows] == told


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        pytest.param("blown-up-car", "explosives", id="a-car-is-no-accident"),
        pytest.param("girl", "explosives", id="a-mine-that-kills"),
        pytest.param("year-old", "firearms", id="shot"),
        pytest.param("aircraft-that-crashed", "air_accident", id="what-crashed"),
    ],
)
def test_the_cause_is_what_happened(name: str, cause: str, lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    doc = parsed(TABLES[name])
    rows = casualties(doc, NOBODY, None, QuantityIndex.of(doc, numbers), [], [], lexicon)
    assert {row.cause for row in rows} == {cause}


def test_the_nearer_of_two_wholes_is_broken_down(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    doc = parsed(TABLES["nearer-whole"])
    killed, wounded, part = casualties(doc, NOBODY, None, QuantityIndex.of(doc, numbers), [], [], lexicon)
    assert (killed.outcome, part.part_of_casualty_id) == ("killed", wounded.casualty_id)


def test_every_parse_has_its_rows() -> None:
    assert set(TABLES) == {*EXPECTED, "headline-shot-dead", "avowed", "met-over-a-killing"}


MINISTRY_SAID = """
The the DET DT 1 det
ministry ministry NOUN NN 2 nsubj
said say VERB VBD 2 ROOT
that that SCONJ IN 7 mark
12 12 NUM CD 5 nummod
soldiers soldier NOUN NNS 7 nsubjpass
were be AUX VBD 7 auxpass
killed kill VERB VBN 2 ccomp
by by ADP IN 7 agent
raiders raider NOUN NNS 8 pobj
+. . PUNCT . 2 punct
"""


def actor(name: str, kind: str, country: str | None = None) -> Actor:
    return Actor(
        document_id="doc_test",
        actor_id=f"act_{name}",
        name=name,
        kind=kind,
        country=country,
        sector=None,
        parent_actor_id=None,
        aliases=(),
        gazetteer=None,
        gazetteer_id=None,
        is_contested=False,
        contested_note=None,
    )


def mention(of: Actor, head: int) -> ActorMention:
    return ActorMention(
        document_id="doc_test",
        start_char=0,
        end_char=1,
        sentence_start_char=0,
        sentence_end_char=1,
        text=of.name,
        origin="tests@1",
        confidence=None,
        mention_id=f"men_{head}",
        actor_id=of.actor_id,
        form="nominal",
        role_text=None,
        resolved_by="tests",
        start=head,
        end=head + 1,
        head=head,
    )


MINISTRY, SOLDIERS, RAIDERS = actor("ministry", "government", "NOR"), actor("soldiers", "military", "NOR"), actor("raiders", "armed_group")
ACTORS = ActorIndex({a.actor_id: a for a in (MINISTRY, SOLDIERS, RAIDERS)}, (mention(MINISTRY, 1), mention(SOLDIERS, 5), mention(RAIDERS, 9)))


def statement(start: int, end: int, speaker: Actor | None = MINISTRY, **cells: object) -> Statement:
    made = Statement(
        document_id="doc_test",
        start_char=0,
        end_char=1,
        sentence_start_char=0,
        sentence_end_char=1,
        text="words",
        origin="tests@1",
        confidence=None,
        statement_id=f"stm_{start}_{end}",
        form="indirect",
        act="say",
        cue="said",
        cue_start_char=0,
        cue_end_char=1,
        is_cue_negated=False,
        speaker_actor_id=speaker.actor_id if speaker else None,
        speaker_text=speaker.name if speaker else None,
        speaker_start_char=None,
        speaker_end_char=None,
        is_anonymous=False,
        on_behalf_of_actor_id=None,
        relayed_by_actor_id=None,
        relayed_by_text=None,
        addressee_actor_id=None,
        addressee_text=None,
        medium=None,
        speech_id="spc_1",
        said_date_start=None,
        said_date_end=None,
        said_date_precision=None,
        said_date_text=None,
        start=start,
        end=end,
        cue_token=2,
        speaker_token=1,
    )
    return replace(made, **cells)  # type: ignore[arg-type]


def act(event_type: str, trigger: int) -> tuple[EventMention, tuple[Participant, ...]]:
    made = EventMention(
        document_id="doc_test",
        start_char=0,
        end_char=1,
        sentence_start_char=0,
        sentence_end_char=1,
        text="words",
        origin="tests@1",
        confidence=None,
        event_mention_id=f"evm_{trigger}",
        event_id=f"evt_{trigger}",
        event_type=event_type,
        mode=None,
        status="occurred",
        statement_id=None,
        date_start=None,
        date_end=None,
        date_precision=None,
        date_text=None,
        place_id=None,
        place_mention_id=None,
        place_precision=None,
        contexts=(),
        start=trigger,
        end=trigger + 1,
        trigger=trigger,
    )
    return made, ()


def only_row(
    lexicon: HarmLexicon,
    numbers: NumberLexicon,
    table: str = MINISTRY_SAID,
    statements: tuple[Statement, ...] = (),
    acts: tuple[tuple[EventMention, tuple[Participant, ...]], ...] = (),
) -> Casualty:
    doc = parsed(table)
    (row,) = casualties(doc, ACTORS, None, QuantityIndex.of(doc, numbers), statements, acts, lexicon)
    return row


def test_the_doer_and_the_victims_are_those_of_the_clause(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    row = only_row(lexicon, numbers)
    assert (row.perpetrator_actor_id, row.victim_actor_id, row.victim_text) == ("act_raiders", "act_soldiers", "soldiers")


def test_without_a_statement_the_reporter_speaks(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    row = only_row(lexicon, numbers, TABLES["active"])
    assert (row.claimed_by_actor_id, row.claimed_by_text, row.claimant_relation, row.statement_id) == (None, None, None, None)


def test_the_speaker_of_the_innermost_statement_vouches(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    row = only_row(lexicon, numbers, statements=(statement(0, 11, RAIDERS), statement(4, 10)))
    assert (row.claimed_by_actor_id, row.claimed_by_text, row.statement_id) == ("act_ministry", "ministry", "stm_4_10")


def test_a_claimant_of_the_victims_country_is_on_their_side(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    assert only_row(lexicon, numbers, statements=(statement(4, 10),)).claimant_relation == "victim_side"
    assert only_row(lexicon, numbers, statements=(statement(4, 10, RAIDERS),)).claimant_relation == "perpetrator_side"


def test_whoever_relays_vouches_for_a_speaker_without_a_name(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    said = statement(4, 10, None, relayed_by_actor_id="act_raiders", relayed_by_text="raiders")
    assert only_row(lexicon, numbers, statements=(said,)).claimed_by_actor_id == "act_raiders"


def test_a_statement_that_was_not_made_vouches_for_nothing(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    assert only_row(lexicon, numbers, statements=(statement(4, 10, is_cue_negated=True),)).claimed_by_actor_id is None


def test_the_harm_belongs_to_the_act_of_its_clause(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    row = only_row(lexicon, numbers, acts=(act("ASSAULT", 7), act("ACCUSE", 2)))
    assert (row.event_id, row.event_mention_id) == ("evt_7", "evm_7")


REBELS_SPOKE = """
The the DET DT 1 det
rebels rebel NOUN NNS 2 nsubj
spoke speak VERB VBD 2 ROOT
of of ADP IN 2 prep
killing kill VERB VBG 3 pcomp
40 40 NUM CD 6 nummod
soldiers soldier NOUN NNS 4 dobj
+. . PUNCT . 2 punct
"""

POLICE_CAPTURED = """
The the DET DT 1 det
police police NOUN NNS 2 nsubj
captured capture VERB VBD 2 ROOT
two two NUM CD 4 nummod
suspects suspect NOUN NNS 2 dobj
+. . PUNCT . 2 punct
"""

ONE_OF_ITS = """
The the DET DT 1 det
strike strike NOUN NN 2 nsubj
killed kill VERB VBD 2 ROOT
one one NUM CD 2 dobj
of of ADP IN 3 prep
its its PRON PRP$ 6 poss
commanders commander NOUN NNS 4 pobj
+. . PUNCT . 2 punct
"""

TOLL_WITH_PART = """
The the DET DT 1 det
ministry ministry NOUN NN 2 nsubj
put put VERB VBD 2 ROOT
the the DET DT 4 det
toll toll NOUN NN 2 dobj
at at ADP IN 2 prep
17 17 NUM CD 5 pobj
+, , PUNCT , 6 punct
including include VERB VBG 6 prep
three three NUM CD 10 nummod
children child NOUN NNS 8 pobj
+. . PUNCT . 2 punct
"""


def test_whoever_speaks_of_a_harm_vouches_for_it(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    doc, rebels = parsed(REBELS_SPOKE), ActorIndex({RAIDERS.actor_id: RAIDERS}, (mention(RAIDERS, 1),))
    around = statement(0, 7, MINISTRY)
    (row,) = casualties(doc, rebels, None, QuantityIndex.of(doc, numbers), [around], [], lexicon)
    assert (row.claimed_by_actor_id, row.claimed_by_text) == ("act_raiders", "The rebels")


@pytest.mark.parametrize(("kind", "outcome"), [("police", "detained"), ("armed_group", "abducted")], ids=["police", "rebels"])
def test_whom_the_police_captures_is_detained(kind: str, outcome: str, lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    doc, doer = parsed(POLICE_CAPTURED), actor("doer", kind)
    (row,) = casualties(doc, ActorIndex({doer.actor_id: doer}, (mention(doer, 1),)), None, QuantityIndex.of(doc, numbers), [], [], lexicon)
    assert row.outcome == outcome


def test_the_owner_of_commanders_tells_their_side(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    doc, owner = parsed(ONE_OF_ITS), ActorIndex({RAIDERS.actor_id: RAIDERS}, (mention(RAIDERS, 5),))
    (row,) = casualties(doc, owner, None, QuantityIndex.of(doc, numbers), [], [], lexicon)
    assert (row.count_stated, row.victim_category) == (1, "armed_group")


def test_a_part_has_the_claimant_of_its_whole(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    doc = parsed(TOLL_WITH_PART)
    whole, part = casualties(doc, ACTORS, None, QuantityIndex.of(doc, numbers), [], [], lexicon)
    assert part.part_of_casualty_id == whole.casualty_id
    assert part.claimed_by_actor_id == whole.claimed_by_actor_id == MINISTRY.actor_id


FRAGMENT = """
12 12 NUM CD 1 nummod B-CARDINAL
people people NOUN NNS 2 nsubj
killed kill VERB VBN 2 ROOT
+, , PUNCT , 2 punct
according accord VERB VBG 2 prep
to to ADP IN 4 prep
the the DET DT 7 det
ministry ministry NOUN NN 5 pobj
+. . PUNCT . 2 punct
"""

TWO_HEADLINES = """
Blast blast NOUN NN 1 nsubj
kills kill VERB VBZ 5 ccomp
23 23 NUM CD 1 dobj B-CARDINAL
+; ; PUNCT : 5 punct
union union NOUN NN 5 nsubj
says say VERB VBZ 5 ROOT
owner owner NOUN NN 7 nsubj
ignored ignore VERB VBD 5 ccomp
warnings warning NOUN NNS 7 dobj
"""


def test_a_source_vouches_for_a_fragment(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    doc, source = parsed(FRAGMENT), ActorIndex({MINISTRY.actor_id: MINISTRY}, (mention(MINISTRY, 7),))
    (row,) = casualties(doc, source, None, QuantityIndex.of(doc, numbers), [], [], lexicon)
    assert row.claimed_by_actor_id == MINISTRY.actor_id


def test_nobody_vouches_across_a_semicolon(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    assert only_row(lexicon, numbers, TWO_HEADLINES).claimed_by_text is None


LOST_MEN = """
The the DET DT 1 det
army army NOUN NN 2 nsubj
lost lose VERB VBD 2 ROOT
three three NUM CD 4 nummod B-CARDINAL
men man NOUN NNS 2 dobj
+. . PUNCT . 2 punct
"""

FIVE_DEAD = """
The the DET DT 1 det
rebels rebel NOUN NNS 2 nsubj
acknowledged acknowledge VERB VBD 2 ROOT
five five NUM CD 2 dobj B-CARDINAL
dead dead ADJ JJ 3 amod
+. . PUNCT . 2 punct
"""


@pytest.mark.parametrize(("kind", "shown_as"), [("military", ["military"]), ("other", [])], ids=["army", "team"])
def test_a_force_loses_men(kind: str, shown_as: list[str], lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    doc, loser = parsed(LOST_MEN), actor("loser", kind)
    rows = casualties(doc, ActorIndex({loser.actor_id: loser}, (mention(loser, 1),)), None, QuantityIndex.of(doc, numbers), [], [], lexicon)
    assert [row.victim_category for row in rows if row.perpetrator_actor_id is None] == shown_as


def test_whoever_acknowledges_dead_lost_them(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    doc, rebels = parsed(FIVE_DEAD), ActorIndex({RAIDERS.actor_id: RAIDERS}, (mention(RAIDERS, 1),))
    (row,) = casualties(doc, rebels, None, QuantityIndex.of(doc, numbers), [], [], lexicon)
    assert (row.victim_category, row.claimed_by_actor_id) == ("armed_group", RAIDERS.actor_id)


def test_talk_is_no_act_that_harms(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    assert only_row(lexicon, numbers, acts=(act("ACCUSE", 7),)).event_id is None


def test_an_accident_has_a_cause_and_no_act(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    row = only_row(lexicon, numbers, TABLES["subject-of-die"], acts=(act("ASSAULT", 7),))
    assert (row.cause, row.event_id, row.perpetrator_actor_id) == ("fire", None, None)


def test_the_same_figure_in_two_sentences_is_one_claim(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    doc = parsed(TABLES["active"].strip() + "\n\n" + TABLES["active"].strip())
    first, second = casualties(doc, NOBODY, None, QuantityIndex.of(doc, numbers), [], [], lexicon)
    assert first.casualty_id != second.casualty_id
    assert first.claim_id == second.claim_id


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("The ministry", "Defence Ministry officials", True, id="lengthened"),
        pytest.param("the ministry", "Defence Ministry", True, id="shortened"),
        pytest.param("police", "local police", True, id="small-words"),
        pytest.param("police", "rebels", False, id="others"),
        pytest.param(None, "rebels", True, id="untold"),
    ],
)
def test_one_claimant_in_other_words(one: str | None, other: str | None, same: bool, lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    made = replace(only_row(lexicon, numbers), claimed_by_actor_id=None)
    assert is_same_claimant(replace(made, claimed_by_text=one), replace(made, claimed_by_text=other), {}) is same


def test_whoever_puts_a_toll_vouches_for_it(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    doc = parsed(TABLES["put-at"])
    (row,) = casualties(doc, NOBODY, None, QuantityIndex.of(doc, numbers), [], [], lexicon)
    assert row.claimed_by_text == "The ministry"


def test_whoever_counts_the_dead_vouches_for_them(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    doc = parsed(
        """
        The the DET DT 1 det
        ministry ministry NOUN NN 2 nsubj
        reported report VERB VBD 2 ROOT
        12 12 NUM CD 4 nummod B-CARDINAL
        deaths death NOUN NNS 2 dobj
        +. . PUNCT . 2 punct
        """
    )
    (row,) = casualties(doc, ACTORS, None, QuantityIndex.of(doc, numbers), [], [], lexicon)
    assert (row.claimed_by_actor_id, row.claimed_by_text) == (MINISTRY.actor_id, "The ministry")


def test_whoever_condemns_a_killing_does_not_vouch_for_it(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    doc = parsed(TABLES["blamed-death"])
    outcry = statement(0, len(doc.doc), act="condemn")
    (row,) = casualties(doc, NOBODY, None, QuantityIndex.of(doc, numbers), [outcry], [], lexicon)
    assert row.claimed_by_text is None


def test_different_figures_are_different_claims(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    doc = parsed(TABLES["participle"])
    first, second = casualties(doc, NOBODY, None, QuantityIndex.of(doc, numbers), [], [], lexicon)
    assert first.claim_id != second.claim_id


@pytest.mark.parametrize(
    ("name", "cumulative"), [("toll", True), ("number-of-dead", True), ("running", True), ("active", False), ("while-so-far", False)]
)
def test_a_toll_is_cumulative(name: str, cumulative: bool, lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    doc = parsed(TABLES[name])
    (row,) = casualties(doc, NOBODY, None, QuantityIndex.of(doc, numbers), [], [], lexicon)
    assert row.is_cumulative is cumulative


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("passive", "shelling"),
        ("subject-of-die", "fire"),
        ("participle", "explosives"),
        ("possessor", "crime"),
        ("named", "firearms"),
        ("active", None),
    ],
)
def test_causes(name: str, cause: str | None, lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    doc = parsed(TABLES[name])
    rows = list(casualties(doc, NOBODY, None, QuantityIndex.of(doc, numbers), [], [], lexicon))
    assert {row.cause for row in rows} == {cause}


def test_whoever_tells_vouches_where_no_statement_was_read(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    doc = parsed(TABLES["teller"])
    (row,) = casualties(doc, NOBODY, None, QuantityIndex.of(doc, numbers), [], [], lexicon)
    assert row.claimed_by_text == "a doctor and two nurses"


def test_whoever_denies_vouches_for_nothing(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    doc = parsed(TABLES["blamed-death"])
    denial = statement(0, len(doc.doc), act="deny")
    (row,) = casualties(doc, NOBODY, None, QuantityIndex.of(doc, numbers), [denial], [], lexicon)
    assert (row.claimed_by_actor_id, row.claimed_by_text) == (None, None)


@pytest.mark.parametrize(
    ("cells", "retold"),
    [
        pytest.param({}, True, id="same-figure-and-people"),
        pytest.param({"text": "another seven soldiers perished"}, False, id="another"),
        pytest.param({"count_stated": 2}, False, id="small"),
        pytest.param({"victim_text": "nurses"}, False, id="other-people"),
    ],
)
def test_a_large_figure_is_retold(cells: dict[str, object], retold: bool, lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    made = replace(only_row(lexicon, numbers), count_stated=7, victim_text="young soldiers", text="seven young soldiers died", date_start=None)
    assert is_retold(replace(made, **cells), made) is retold  # type: ignore[arg-type]


def test_a_captured_place_is_nobody(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    doc = parsed(
        """
        Rebels rebel NOUN NNS 1 nsubj
        captured capture VERB VBD 1 ROOT
        Kesk Kesk PROPN NNP 1 dobj B-PERSON
        +. . PUNCT . 1 punct

        Fighting fighting NOUN NN 1 nsubj
        reached reach VERB VBD 1 ROOT
        Kesk Kesk PROPN NNP 1 dobj B-GPE
        +. . PUNCT . 1 punct
        """
    )
    assert list(casualties(doc, NOBODY, None, QuantityIndex.of(doc, numbers), [], [], lexicon)) == []


def told(name: str, who: ActorIndex, said: list[Statement], lexicon: HarmLexicon, numbers: NumberLexicon) -> list[Casualty]:
    doc = parsed(TABLES[name])
    return list(casualties(doc, who, None, QuantityIndex.of(doc, numbers), said, [], lexicon))


def test_a_person_is_what_another_mention_says(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    editor = actor("Otto Lindqvist", "person")
    who = ActorIndex({editor.actor_id: editor}, (mention(editor, 1), mention(editor, 11)))
    (row,) = told("role-before", who, [], lexicon, numbers)
    assert row.victim_category == "journalist"


@pytest.mark.parametrize(("text", "claimant"), [pytest.param("it", MINISTRY.actor_id, id="it"), pytest.param("a nurse", None, id="somebody-else")])
def test_it_added_goes_on_from_the_body_before(text: str, claimant: str | None, lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    said = [statement(3, 6), statement(7, 11, None, speaker_text=text)]
    (row,) = told("it-added", ActorIndex({MINISTRY.actor_id: MINISTRY}, (mention(MINISTRY, 1),)), said, lexicon, numbers)
    assert (row.claimed_by_actor_id, row.claimed_by_text) == (claimant, text)


@pytest.mark.parametrize(
    ("name", "head", "doer"),
    [
        pytest.param("lobbed", 6, RAIDERS.actor_id, id="when-a-rebel-lobbed"),
        pytest.param("killed-by-officer", 10, RAIDERS.actor_id, id="by-behind-the-victim"),
        pytest.param("avowed", 11, RAIDERS.actor_id, id="who-says-so"),
    ],
)
def test_doers_beside_the_harm(name: str, head: int, doer: str, lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    (row,) = told(name, ActorIndex({RAIDERS.actor_id: RAIDERS}, (mention(RAIDERS, head),)), [], lexicon, numbers)
    assert row.perpetrator_actor_id == doer


def test_whoever_flees_has_displaced_nobody(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    people = actor("people", "population")
    rows = told("fled-twice", ActorIndex({people.actor_id: people}, (mention(people, 1),)), [], lexicon, numbers)
    assert [row.perpetrator_actor_id for row in rows] == [None, None]


def test_a_count_has_its_counter_for_claimant(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    agency = actor("Medlink", "media")
    (row,) = told("counted-by-agency", ActorIndex({agency.actor_id: agency}, (mention(agency, 12),)), [], lexicon, numbers)
    assert row.claimed_by_actor_id == agency.actor_id


def test_what_somebody_feels_at_a_harm_is_no_claim(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    doc = parsed(TABLES["felt"])
    said = statement(5, 9, cue="expressed", cue_start_char=doc.doc[2].idx, speaker_text="The ministry")
    (row,) = told("felt", ActorIndex({MINISTRY.actor_id: MINISTRY}, (mention(MINISTRY, 1),)), [said], lexicon, numbers)
    assert (row.claimed_by_actor_id, row.claimed_by_text) == (None, None)


def test_a_headline_leaves_the_auxiliary_out(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    doc = parsed(TABLES["headline-shot-dead"], title=True)
    rows = list(casualties(doc, NOBODY, None, QuantityIndex.of(doc, numbers), [], [], lexicon))
    assert [shown(row) for row in rows] == [
        "killed | Three aid workers, driver shot dead | 3..3 exact | aid_worker",
        "killed | driver shot dead | 1..1 exact | civilian",
    ]


def test_nobody_vouches_for_the_killing_that_a_meeting_was_about(lexicon: HarmLexicon, numbers: NumberLexicon) -> None:
    said = [statement(0, 11)]
    (row,) = told("met-over-a-killing", ActorIndex({MINISTRY.actor_id: MINISTRY}, (mention(MINISTRY, 12),)), said, lexicon, numbers)
    assert (row.claimed_by_actor_id, row.claimed_by_text) == (None, None)
