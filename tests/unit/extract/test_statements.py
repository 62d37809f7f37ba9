"""Statements by construction: one short sentence each, as parsed in ``statements.parses``."""

import datetime as dt
import json
from collections.abc import Mapping

import jsonschema
import pytest

from pipelines import lexicons, paths
from pipelines.annotate.document import AnnotatedDocument
from pipelines.contracts import read_yaml
from pipelines.extract.model import Actor, ActorIndex, ActorMention, Statement
from pipelines.extract.speech import cues
from pipelines.extract.statements import CueLexicon, statements
from tests.builders import parsed, tables

TABLES = tables(__file__)
NOBODY = ActorIndex({}, ())

#: Sentence to its rows: text, form, act, cue, speaker_text.
EXPECTED: Mapping[str, list[tuple[str, str, str, str | None, str | None]]] = {
    "that-clause": [("the army had left the town", "indirect", "say", "said", "The minister")],
    "bare-clause": [("the army had left the town", "indirect", "say", "said", "The minister")],
    "day-before-that": [("its forces were ready", "indirect", "say", "said", "The ministry")],
    "day-before-bare-clause": [("it had retaken the hill", "indirect", "say", "said", "The army")],
    "condition-before-clause": [("if the talks failed the border would close", "indirect", "say", "said", "The envoy")],
    "cue-at-the-end": [("The border is closed", "indirect", "announce", "announced", "the governor")],
    "inverted-cue": [("The border is closed", "indirect", "say", "said", "the governor")],
    "parenthetical": [("The toll", "indirect", "say", "said", "they"), ("was higher", "indirect", "say", "said", "they")],
    "fronted-adverb-is-no-content": [("the roads were blocked", "indirect", "say", "said", "he")],
    "time-setting-is-the-reporters": [("they had signed a truce", "indirect", "announce", "announced", "The rebels")],
    "participle-goes-on": [
        ("claims that the river was poisoned", "indirect", "reject", "rejected", "Marek"),
        ("the water was clean", "indirect", "say", "adding", "Marek"),
    ],
    "coordinated-cues": [
        ("the bridge was safe", "indirect", "say", "said", "Petrov"),
        ("the road would open on Friday", "indirect", "say", "added", "Petrov"),
    ],
    "mental-verb-stays-inside": [("he was ready but doubted the others were", "indirect", "say", "said", "Novak")],
    "new-sentence-after-but": [("the mine is safe", "indirect", "say", "says", "Novak")],
    "comment-after-content": [("it had lost the files", "indirect", "say", "said", "The bank")],
    "relative-clause": [("killed dozens", "indirect", "say", "said", "officials")],
    "speaker-in-relative-clause": [("the ward was full", "indirect", "say", "said", "The surgeon")],
    "as-clause": [("the river is rising", "indirect", "say", "noted", "the mayor")],
    "whether-clause": [],
    "infinitive": [("to withdraw", "indirect", "promise", "promised", "The rebels")],
    "claimed-infinitive": [("to have shot down a helicopter", "indirect", "claim", "claimed", "The militia")],
    "object-infinitive": [("troops to leave the city", "indirect", "order", "ordered", "The general")],
    "urged-infinitive": [("both sides to stop fighting", "indirect", "urge", "urged", "The envoy")],
    "called-on": [("the parties to resume talks", "indirect", "request", "called on", "The council")],
    "gerund-of": [("breaking the truce", "indirect", "accuse", "accused", "Kovac")],
    "gerund-for": [("ignoring the warnings", "indirect", "accuse", "blamed", "The union")],
    "denied-noun": [("involvement in the raid, or that soldiers were there", "indirect", "deny", "denied", "Officials")],
    "called-for-noun": [("a strike", "indirect", "demand", "called for", "The union")],
    "future-announcement-is-none": [],
    "as-description": [("the vote as a sham", "indirect", "describe", "described", "Petrov")],
    "predicative": [("the vote a sham", "indirect", "describe", "called", "Marek")],
    "naming-is-none": [],
    "according-to-after": [("The bridge fell on Sunday", "indirect", "say", "according to", "the daily Horizon")],
    "according-to-before": [("two men fled", "indirect", "say", "According to", "police")],
    "quoted-as-saying": [("the talks had failed", "indirect", "say", "saying", "He")],
    "passive-without-speaker": [("the school would close", "indirect", "announce", "announced", None)],
    "passive-accusation": [("burning the village", "indirect", "accuse", "accused", None)],
    "expectation-is-none": [],
    "hope-is-none": [],
    "noun-cue": [("the mine was empty", "indirect", "claim", "claim", "Petrov's")],
    "noun-cue-of-gerund": [("stealing votes", "indirect", "claim", "allegations", None)],
    "statement-speaks": [("the consul was safe", "indirect", "say", "said", "A statement from the embassy")],
    "demanded-bare": [("the mayor resign", "indirect", "demand", "demanded", "The union")],
    "called-monday-for": [("talks to resume", "indirect", "demand", "called on Monday for", "The council")],
    "said-and-reported": [("The dam is safe", "direct", "say", "said", "Ann Lee")],
    "estimated-to-be": [("the toll to be as high as 31", "indirect", "say", "estimated", "Doctors")],
    "relay-by-agency": [("it would pay", "indirect", "say", "said", "The company")],
    "relay-according-to": [("breaking the truce", "indirect", "accuse", "accused", "Kovac")],
    "told-outlet": [("the dam would hold", "indirect", "say", "told", "Petrov")],
    "told-people": [("the dam would hold", "indirect", "say", "told", "Petrov")],
    "spokesman": [("the base was safe", "indirect", "say", "said", "A spokesman for the army")],
    "anonymous": [("the deal was dead", "indirect", "say", "said", "A senior official")],
    "negated-cue": [("the road was open", "indirect", "confirm", "confirm", "The mayor")],
    "evidence-is-no-speaker": [],
    "if-clause-is-none": [],
    "order-phrase-is-none": [],
    "direct-before": [("We will rebuild the bridge", "direct", "say", "said", "Petrov")],
    "direct-two-sentences": [("We are tired. We want peace", "direct", "say", "said", "Petrov")],
    "direct-after-colon": [("We are tired. We want peace.", "direct", "say", "said", "Petrov")],
    "direct-question": [("Who will pay for this?", "direct", "ask", "asked", "the mayor")],
    "direct-broken": [("The war", "direct", "say", "added", "she"), ("is over.", "direct", "say", "added", "she")],
    "direct-then-continued": [("The road is open", "direct", "say", "said", "the mayor"), ("Nobody was hurt.", "direct", "say", None, "the mayor")],
    "mixed-tail": [('the plan was "a slow disaster" for farmers', "mixed", "say", "said", "Marek")],
    "mixed-before-cue": [('The plan was "a disaster,"', "mixed", "say", "said", "Marek")],
    "scare-quotes-are-none": [],
    "title-of-work-is-none": [("the figures were wrong", "indirect", "admit", "admitted", "he")],
    "fragment-then-new-subject": [("too late", "direct", "say", "said", "Some voters")],
    "quoted-predicate": [('the plan "a long and costly disaster."', "mixed", "describe", "called", "The mayor")],
    "question-after-addressee": [("if he owned the boat", "indirect", "ask", "asked", "The judge")],
    "threat-of-a-thing-is-none": [],
    "vowed-not": [("not to resign", "indirect", "promise", "vowed", "Petrov")],
    "that-lost-behind-occasion": [("the party was united", "indirect", "say", "said", "Marek")],
    "tail-of-quotation": [('"It was a year of losses" for most farmers', "mixed", "say", "said", "Marek")],
    "tag-after-full-stop": [("The dam will hold.", "direct", "say", "said", "Petrov")],
    "question-put": [("whether the bridge would hold", "indirect", "ask", "Asked", None)],
    "two-clauses-before-the-cue": [("Ten people died and three were hurt", "indirect", "say", "said", "the clinic")],
    "remark-on-the-speaking": [("the vote stood", "indirect", "say", "said", "The mayor")],
    "noun-cue-with-be": [("the plan had failed", "indirect", "say", "answer", "His")],
    "according-after-and": [("it is safe", "indirect", "say", "according to", "a driver")],
    "negated-question-is-none": [],
    "noun-cue-without-content": [],
    "colon-parts-sentences": [("the bridge fell", "indirect", "say", "said", "the mayor")],
    "tag-taken-for-a-relative-clause": [("The bridge fell near the river", "indirect", "say", "said", "Marek")],
    "question-hung-on-the-addressee": [("how high the wall was", "indirect", "ask", "asked", "The ministry")],
    "title-before-the-name": [("The road is closed", "indirect", "say", "said", "head of the board Ann Lee")],
    "content-of-an-opening-clause": [("the truce holds", "indirect", "say", "say", "both sides")],
    "agreeing-to-is-no-tag": [],
    "company-before-the-day": [("sales fell", "indirect", "say", "said", "Japanese car maker Tanaka Ltd.")],
    "stressed-need": [("the need for talks", "indirect", "say", "stressed", "The envoy")],
    "stressed-thing-is-none": [],
    "refusal-ends-content": [("the plant closed", "indirect", "confirm", "confirmed", "The firm")],
    "coordinated-infinitive-stays": [("he would visit her and tell her of it", "indirect", "say", "said", "Ana")],
    "called-a-strike-is-none": [],
    "speaker-goes-on-after-tag": [
        ("The road is closed", "indirect", "say", "said", "the bank"),
        ("caution", "indirect", "urge", "urged", "the bank"),
    ],
    "without-disclosing-is-none": [],
    "reason-after-for": [("the long delay", "indirect", "criticise", "criticised", "The mayor")],
    "blame-put-on": [("the delay on the builders", "indirect", "accuse", "blamed", "The mayor")],
    "thanks-with-reason": [("their help", "indirect", "praise", "thanked", "The nurse")],
    "no-blame-is-no-statement": [],
    "a-reason-to-come": [],
    "passive-reason-has-no-owner": [],
    "reported-number": [("three cases of cholera", "indirect", "say", "reported", "The ministry")],
    "cited-reason": [("a lack of players", "indirect", "say", "citing", "The club")],
    "cited-source-is-no-content": [],
    "ordered-act": [("the release of the letters", "indirect", "order", "ordered", "The judge")],
    "ordered-goods-are-no-content": [],
    "praise-of-a-bare-thing": [],
    "praise-of-an-act": [("the crew's quick work on the bridge", "indirect", "praise", "praised", "The mayor")],
    "order-told-of-another": [("ordering the sinking of the ferry", "indirect", "accuse", "accused", None)],
    "spoke-of": [("her work in the north", "indirect", "say", "spoke of", "The teacher")],
    "asked-for": [("more chairs", "indirect", "ask", "asked", "The teacher")],
    "advised-to": [("residents to boil their water", "indirect", "suggest", "advised", "The ministry")],
    "call-of-an-owner": [
        ("his call for an end to the strike", "indirect", "say", "repeated", "The bishop"),
        ("an end to the strike", "indirect", "urge", "call", "his"),
    ],
    "market-demand-is-no-statement": [],
    "tag-with-apposition-amid-clause": [("the crews began at dawn", "indirect", "say", "said", "Ann Lee")],
    "as-told-with-place": [("closing the school would cost more", "indirect", "say", "noted", "the bishop")],
    "subject-taken-for-object": [("his band and a friend, Tom Reed, wrote the songs in spring", "indirect", "say", "said", "The singer")],
    "concession-is-the-reporter's": [("nobody was hurt", "indirect", "say", "said", "The police")],
    "praising-while-saying": [
        ("he was sad about the vote", "indirect", "say", "said", "The envoy"),
        ("its effort", "indirect", "praise", "praising", "The envoy"),
    ],
    "hinting-at": [("it would act soon", "indirect", "say", "said", "The bank"), ("a rise in rates", "indirect", "say", "hinting at", "The bank")],
    "day-after-the-speaker": [("the road was open", "indirect", "say", "said", "A senior minister")],
    "told-in-another-clause": [],
    "announced-at-the-front": [
        ("the crew's quick work", "indirect", "praise", "praised", "the mayor"),
    ],
    "not-announced": [],
    "expected-to-announce-is-none": [],
    "avoided-calling-is-none": [],
    "denied-them-is-none": [],
    "chest-pains-are-none": [],
    "a-raid-highlights-nothing": [("the raid highlighted the need for talks", "indirect", "say", "said", "The envoy")],
    "accused-of-behind-a-noun": [],
    "as-she-accused": [
        ("the bridge was unsafe", "indirect", "say", "said", "The mayor"),
        ("neglect", "indirect", "accuse", "accused", "she"),
    ],
    "in-remarks-to": [("the bridge was unsafe", "indirect", "say", "said", "The mayor")],
    "did-not-provide": [("the bridge would open soon", "indirect", "say", "said", "He")],
    "as-somebody-argued": [("the lists were wrong", "indirect", "say", "argued", "Kestrel")],
    "asked-and-offered": [("when it would end", "indirect", "ask", "Asked", None), ("soon", "direct", "say", "said", "the envoy")],
    "denied-entry-is-none": [],
    "when-it-announces-is-none": [],
    "the-event-says-nothing": [],
    "rejected-the-idea-says-nothing": [],
    "monitoring-indicates-is-none": [],
    "praised-person-is-no-content": [],
    "hyphen-stays-whole": [("his re-election", "indirect", "praise", "congratulated", "The king")],
    "citing-hangs-on-object": [("a shortage of water", "indirect", "say", "citing", "The senator")],
    "dealing-with-a-threat": [],
    "threat-of-an-owner": [("a long strike", "indirect", "threaten", "threat", "its")],
    "was-quoted-as-saying": [("The ferry is safe", "direct", "say", "saying", "Moor")],
    "agency-quoted-him-as-saying": [("The ferry is safe", "direct", "say", "saying", "Moor")],
    "was-quoted-by": [("The ferry is safe", "direct", "say", "quoted", "he")],
    "participle-after-quotation": [("The ferry is old and must be mended", "direct", "warn", "warned", "engineer Ann Moor of the port office")],
    "quotation-without-its-comma": [("The ferry is safe and it will sail", "direct", "say", "said", "the captain")],
    "not-where-she-was-seen": [],
    "titles-joined-before-a-name": [("the vote was lost", "indirect", "say", "said", "Lobbyist and party chairman Ed Moor")],
    "demanded-of-somebody": [("the port company to reopen the ferry", "indirect", "demand", "demanded", "The union")],
    "did-not-accuse": [],
    "refused-to-call": [],
    "house-they-call": [],
    "rule-according-to-which": [],
    "gerund-with-its-noun": [("horse stealing in the village", "indirect", "accuse", "accused", "The nurse")],
    "others-speak-too": [
        ("the bridge was safe", "indirect", "say", "said", "The mayor"),
        ("it is strong", "indirect", "agree", "agree", "engineers"),
    ],
    "was-freed-and-ordered": [],
    "tag-is-no-content": [("The nurses have not complained", "indirect", "say", "added", "the paper")],
    "a-disaster-says-nothing": [],
    "when-asked-ends-content": [("the talks had begun", "indirect", "confirm", "confirmed", "The envoy")],
    "whose-members": [("the road was open", "indirect", "say", "said", "The union")],
    "description-ends-with-its-comma": [('her a "rebel,"', "mixed", "describe", "called", "The mayor")],
    "subject-taken-for-apposition": [("a defeat was likely", "indirect", "say", "told", "Petrov")],
    "source-with-apposition": [("more than 60 wells have run dry", "indirect", "say", "According to", "the Basin Trust")],
    "source-with-relative-clause": [("more than 60 have run dry", "indirect", "say", "According to", "the Basin Trust")],
    "whose-lawyer-speaks": [("he was ill", "indirect", "say", "told", "Ana Kos")],
    "title-taken-for-a-verb": [("It was a hard game", "direct", "say", "said", "Bears goalkeeper Jim Moor")],
    "occasion-is-no-part-of-the-speaker": [("It was a hard game", "direct", "say", "said", "Bears striker Jim Moor")],
    "setting-by-hours": [("the pass would stay closed", "indirect", "say", "said", "The minister")],
    "in-defiance": [("the march would go ahead on Sunday", "indirect", "say", "said", "The mayor")],
    "without-evidence": [("outsiders were behind the fire", "indirect", "say", "said", "The minister")],
    "denounced-thing": [("the coup", "indirect", "condemn", "denounced", "Marek")],
    "denounced-general": [("the general", "indirect", "condemn", "denounced", "Marek")],
    "rejected-as": [("the accusation as baseless", "indirect", "reject", "rejected", "Petrov")],
    "dismissed-as-quoted": [('the allegation as "the noise of losers"', "mixed", "reject", "dismissed", "Petrov")],
    "dismissed-from-a-post-is-none": [],
    "rejected-appeal-is-none": [],
    "condemned-what-he-called": [('"a crime" against the village', "mixed", "condemn", "condemned", "Petrov")],
    "expressed-concern-over": [("deep concern over the arrests", "indirect", "say", "expressed", "Petrov")],
    "expressed-concern-that": [("the dam would fail", "indirect", "say", "expressed", "Petrov")],
    "expressed-nothing-more-is-none": [],
    "offered-to": [("to mediate", "indirect", "suggest", "offered", "Petrov")],
    "put-the-toll-at": [("the toll at 17, including three children", "indirect", "say", "put", "Petrov")],
    "put-at-risk-is-none": [],
    "demand-rejected": [("the army must leave", "indirect", "say", "insist", "The rebels")],
    "accusing-is-new": [
        ("the bill", "indirect", "say", "defended", "Marek"),
        ("it would ensure fairness", "indirect", "say", "telling", "Marek"),
        ("stirring unrest", "indirect", "accuse", "accusing", "Marek"),
    ],
    "made-no-mention": [("the army had taken the town", "indirect", "say", "reported", "The agency")],
    "hours-after-a-tag": [("Warplanes hit a dozen targets overnight", "indirect", "say", "said", "the army")],
    "half-of-the-day": [("a curfew from 10 p.m. to 5 a.m.", "indirect", "announce", "announced", "The mayor")],
    "recalled-diplomats": [("his envoys from the capital", "indirect", "say", "recalled", "Marek")],
    "taken-up-by-denial": [("the army had known of the risk for years", "indirect", "say", "said", "The rebels")],
    "charge-denied": [("the law was unfair", "indirect", "say", "said", "The senator")],
    "asked-after-a-mistagged-verb": [
        ('such a ban would "only please the rebels"', "mixed", "say", "said", "Marek"),
        ("Petrov to guarantee free passage", "indirect", "ask", "asked", "Marek"),
    ],
    "papers-report": [("the armed group has taken the town", "indirect", "say", "report", "Local media")],
    "reported-gerund": [("treating 27 people for gunshot wounds", "indirect", "say", "reported", "The clinic")],
    "claimed-responsibility": [("responsibility on Thursday for the two bombings", "indirect", "claim", "claimed", "Petrov")],
    "rejected-calls-to": [("calls to resign", "indirect", "reject", "rejected", "Petrov")],
    "dismissed-the-call-as": [("the call as opportunism", "indirect", "reject", "dismissed", "Petrov")],
    "inquiry-found": [("the dam had been poorly built", "indirect", "say", "found", "The inquiry")],
    "found-by-chance-is-none": [],
    "found-no-proof-is-none": [],
    "relay-after-a-tag": [("The dam was poorly built", "indirect", "say", "reported", "state radio")],
    "somebody-else-comes-in": [
        ("We lost it all", "direct", "say", "said", "Ana Kos"),
        ("They cheated us for years.", "direct", "say", None, "Ana Kos"),
    ],
    "admitted-having": [
        ("having signed a letter", "indirect", "admit", "admits", "Marek"),
        ('it was "a plan, not a contract"', "mixed", "say", "says", "Marek"),
    ],
    "while-cautioning": [
        ("a trial was possible", "indirect", "say", "said", "Marek"),
        ("the police were not done", "indirect", "warn", "cautioning", "Marek"),
    ],
    "backshifted": [('she was "gravely concerned" and had spoken with both sides', "mixed", "say", "said", "A spokesman for the envoy")],
    "gratitude-to": [("gratitude to the villages that sent help", "indirect", "say", "expressed", "Petrov")],
    "denounced-by-report": [
        ("Petrov denounced the raid", "indirect", "say", "reported", "the newspaper"),
        ("the raid", "indirect", "condemn", "denounced", "Petrov"),
    ],
    "short-end-of-a-quotation": [("We buried it properly", "direct", "say", "told", "Ana Kos"), ("With hymns.", "direct", "say", None, "Ana Kos")],
    "put-an-end-stays": [("the council to step in and put an end to the siege", "indirect", "request", "called on", "Marek")],
    "owned-demand-rejected": [
        ("the council's demands that he resign", "indirect", "reject", "rejected", "Petrov"),
        ("he resign", "indirect", "demand", "demands", "the council's"),
    ],
    "asked-about-a-claim": [("reports of a leak", "indirect", "ask", "Asked", None), ("the dam was sound", "indirect", "say", "said", "the mayor")],
    "asked-about-a-person-is-none": [],
    "asked-by-somebody-to": [("to explain the delay", "indirect", "ask", "Asked", "a reader")],
    "asked-and-answered": [("if the fee was fair", "indirect", "ask", "Asked", None), ("yes", "indirect", "say", "said", "nine drivers in ten")],
    "said-yes-to-is-none": [],
    "said-the-same": [("the same of the dam", "indirect", "say", "said", "half of the farmers")],
    "spoke-about-how": [("how the village had changed", "indirect", "say", "spoke", "Marek")],
    "wrote-about-an-act": [("the closing of the mine", "indirect", "say", "wrote", "Marek")],
    "argued-between-dashes": [("the dam was unsafe", "indirect", "say", "argued", "Marek")],
    "said-nothing-about": [("closing the mine", "indirect", "say", "said", "Petrov")],
    "pointed-to": [("a lack of boats", "indirect", "say", "pointed to", "Petrov")],
    "fire-points-to-is-none": [],
    "claims-without-that": [("he took bribes from a builder", "indirect", "claim", "claims", None)],
    "claims-somebody-made-are-none": [],
    "question-of-whether": [("whether the truce would hold", "indirect", "ask", "question", None)],
    "question-of-time-is-none": [],
    "call-to": [("to close the mine", "indirect", "urge", "call", "his")],
    "demand-for-oil-is-none": [],
    "demands-for": [("a share of the oil", "indirect", "demand", "demands", "The rebels")],
    "praise-of": [("the army's work", "indirect", "praise", "praise", "Petrov's")],
    "accused-of-by-nobody": [("treason", "indirect", "accuse", "accused", None)],
    "declared-somebody": [("the vote a sham", "indirect", "announce", "declared", "The court")],
    "defended-a-decision": [("the decision to close the mine", "indirect", "say", "defended", "Petrov")],
    "defended-a-town-is-none": [],
    "urged-restraint": [("restraint", "indirect", "urge", "urged", "The envoy")],
    "it-was-he-said": [("It was", "indirect", "say", "said", "Marek"), ("one of the worst days of his life", "indirect", "say", "said", "Marek")],
    "but-also": [("The wall would stop the flood", "indirect", "say", "said", "Marek"), ("but also the trade", "indirect", "say", "said", "Marek")],
    "said-a-semicolon-b": [("the fee was not the trouble; the trouble was the queue", "indirect", "say", "said", "Marek")],
    "semicolon-of-somebody-else": [
        ("the fee was fair", "indirect", "say", "said", "Marek"),
        ("it theft", "indirect", "describe", "called", "Petrov"),
    ],
    "while-others-say": [("the dam was safe", "indirect", "say", "said", "Marek"), ("it would burst", "indirect", "say", "said", "the union")],
    "would-not-say": [("the mine was safe", "indirect", "say", "said", "Marek")],
    "which-fee": [("which fee was due", "indirect", "ask", "asked", "The panel")],
    "statement-of-the-issuer": [("the road was closed", "indirect", "say", "saying", "The bank")],
    "argued-for-doing": [("closing the mine", "indirect", "urge", "argued for", "Marek")],
    "research-of-somebody": [("the lake is shrinking", "indirect", "suggest", "suggests", "The bank's research")],
    "in-calling": [("the vote a sham", "indirect", "describe", "calling", "Marek")],
    "complain-of-no-clause": [("the queue at the bridge", "indirect", "criticise", "complain", "drivers")],
    "repeated-many-of": [("some of the promises of the spring", "indirect", "say", "reiterated", "Marek")],
    "told-in-a-speech": [("the closing of the mine", "indirect", "announce", "announced", "Marek")],
    "spoke-about-a-thing-is-none": [],
    "recalled-a-quarrel": [("a quarrel that changed his life", "indirect", "say", "recalled", "Marek")],
    "if-clause-before-tag": [
        ("If the road is cut", "indirect", "say", "said", "Marek"),
        ("without boats or planes, then the town will starve", "indirect", "say", "said", "Marek"),
    ],
    "if-clause-before-plain-tag": [
        ("If the dam breaks", "indirect", "say", "said", "the mayor"),
        ("nobody will be safe", "indirect", "say", "said", "the mayor"),
    ],
    "asked-to-comment-is-none": [],
    "called-a-friend-is-none": [],
    "in-a-move": [("he would close the port", "indirect", "say", "said", "The mayor")],
    "raising-fears": [("the talks had failed", "indirect", "say", "said", "The premier")],
    "flooding-is-said": [("the dam had burst, flooding three villages", "indirect", "say", "said", "The mayor")],
    "amid-fears": [("the vote would go ahead", "indirect", "say", "said", "The envoy")],
    "called-a-strike": [("a two-day strike", "indirect", "announce", "called", "Petrov")],
    "according-in-the-middle": [
        ("Three men", "indirect", "say", "according to", "the police"),
        ("were held on Sunday", "indirect", "say", "according to", "the police"),
    ],
    "per-an-office": [("The bridge was closed at noon", "indirect", "say", "per", "the city's traffic office")],
    "per-litre-is-none": [],
    "as-somebody-put-it": [("the bridge was a trap", "indirect", "say", "put it", "Marek")],
    "colon-after-adverbials": [("Can happen when you are tired.", "direct", "say", "responded", "Marek")],
    "proclaimed-to": [('Winter is a "season of debts,"', "mixed", "announce", "proclaimed", "Ana Ruiz")],
    "spoke-of-doing": [("breaking the ice by hand", "indirect", "say", "spoke of", "Marek")],
    "as-told-in-the-middle": [("The vote", "indirect", "say", "noted", "observers"), ("was close", "indirect", "say", "noted", "observers")],
    "denied-report-in-a-statement": [("the bridge was safe", "indirect", "say", "saying", "Marek")],
    "neither-confirmed-nor": [("the dam was unsafe", "indirect", "confirm", "confirmed", "The mayor")],
    "called-off-is-none": [],
    "this-suggested-is-none": [],
    "court-was-told": [("Marek sold the boats at night", "indirect", "say", "told", None)],
    "inverted-in-the-middle": [
        ("The new bridge", "indirect", "say", "said", "the mayor"),
        ("will open in June", "indirect", "say", "said", "the mayor"),
    ],
    "inverted-with-apposition": [
        ("The new law", "indirect", "say", "said", "Ana Ruiz"),
        ("will hurt the poor", "indirect", "say", "said", "Ana Ruiz"),
    ],
    "inverted-after-an-opening": [("three boats were burnt", "indirect", "say", "said", "Marek")],
    "described-in-the-middle-is-none": [],
    "infinitive-with-result": [("the crowd to kneel", "indirect", "ask", "asked", "The governor")],
    "according-to-a-ranking-is-none": [],
    "according-to-somebody-named": [("two men came at night", "indirect", "say", "According to", "the guard")],
    "according-then-while": [("The army led the vote", "indirect", "say", "according to", "two reports")],
    "according-to-rules-in-front": [("boats must carry lights", "indirect", "say", "According to", "the new rules of the port")],
    "asked-not-to-be-named": [("the ferry was unsafe", "indirect", "warn", "warned", "A trader")],
    "second-half": [("she felt safer in the valley and outsiders should come to see it", "indirect", "say", "said", "The weaver")],
    "second-description": [
        ("the mill as the engine of the town, and its owner Ed Moor as the man who started it", "indirect", "describe", "described", "Lee")
    ],
    "tag-at-the-end": [("the dam was sound", "indirect", "say", "said", "The miller")],
    "manner-before-a-quotation": [("I repeat, most of the dams in the valley are very old.", "direct", "say", "said", "he")],
    "glued-opening-mark": [("Then there is the matter of paint. So it is not cheap", "direct", "say", "said", "Moor")],
    "announced-not-said": [],
    "to-be-told": [("Lee would visit the camp on Friday and inform them that the road was closed", "indirect", "say", "said", "Moor")],
    "the-prayers-of-others": [
        ("the pilgrims move to the hill where they spend the day praying and asking for forgiveness", "indirect", "say", "said", "Moor")
    ],
    "report-of-a-council": [("it would stay so", "indirect", "say", "said", "the report")],
    "results-announced-by": [("The river is clean", "indirect", "say", "according to", "the results")],
    "report-after-an-outlet": [
        ("The mine is flooded", "indirect", "say", "reported", "Delta"),
        ("the pumps had failed", "indirect", "say", "said", "The report"),
    ],
    "citing-a-source": [("The mine is flooded", "indirect", "say", "reported", "Delta")],
    "interview-with-an-outlet": [("The mine is flooded", "indirect", "say", "said", "Moor")],
    "dealers-say": [("the pound was weak", "indirect", "say", "said", "Dealers")],
    "the-dealer-says": [("the pound was weak", "indirect", "say", "said", "The dealer")],
    "lost-clause-after-a-plain-cue": [
        ("younger and poorer voters might also leave the party for others", "indirect", "suggest", "suggests", "Moor's research")
    ],
    "assured-him-he-was": [("he was worried about the valley", "indirect", "promise", "assured", "Lee")],
    "object-then-a-verb-is-no-clause": [],
    "second-description-of-a-conjunct": [
        ("Moor as the owner of the mill, and his head of staff Ed Lee as the man who ran it", "indirect", "describe", "described", "He")
    ],
    "suspected-is-thought": [],
    "relay-quoted-saying": [("the mill had burnt", "indirect", "say", "saying", "witnesses")],
    "relay-statement-to": [("The mill is shut", "direct", "say", "said", "the council")],
    "relay-goes-on": [("It was loud", "direct", "say", "told", "Marek"), ("We ran to the river.", "direct", "say", None, "Marek")],
    "lead-taken-for-a-participle": [
        ("A raid killed six people in the port of Tarna's northern region", "indirect", "say", "said", "the head of a clinic")
    ],
    "contact-clause": [("were hurt in the fire", "indirect", "say", "said", "it")],
    "subject-behind-among": [("among those killed was Marek, a nurse", "indirect", "say", "said", "The mayor")],
    "but-goes-on": [
        ("the army had left", "indirect", "say", "said", "Residents"),
        ("there was no sign of peace", "indirect", "say", "said", "Residents"),
    ],
    "according-after-a-time": [("the girl left the room", "indirect", "say", "according to", "the newspaper")],
    "participle-of-blame": [
        ("it was surprised by the vote", "indirect", "say", "said", "The army"),
        ("the delay", "indirect", "accuse", "blaming", "The army"),
    ],
    "a-move-that": [("the guard to clear the square", "indirect", "order", "ordered", "The mayor")],
    "others-say-where": [
        ("the city had agreed to open the road", "indirect", "say", "said", "The envoy"),
        ("people are hungry", "indirect", "say", "says", "the council"),
    ],
    "declared-independence-is-none": [],
    "subject-taken-for-an-object": [
        ("Norway's fight against the group, at home and abroad, would continue", "indirect", "promise", "vowed", "The mayor")
    ],
    "said-after-the-conference": [("the pause is not enough", "indirect", "say", "saying", "The board")],
    "but-at-the-start": [("six people died in the fire", "indirect", "say", "said", "the mayor of the town")],
    "that-taken-for-a-pronoun": [("he left", "indirect", "say", "told", "Marek")],
    "asked-to-report-is-none": [("firms within the harbour limits to tell whether they use coal", "indirect", "request", "calls on", "The rule")],
    "others-have-said": [
        ("it wants to open the mill by March", "indirect", "say", "said", "The mayor"),
        ("the town will pay", "indirect", "say", "said", "the governor"),
    ],
}


@pytest.fixture(scope="module")
def lexicon() -> CueLexicon:
    return CueLexicon.load()


def read(name: str, lexicon: CueLexicon, actors: ActorIndex = NOBODY, *, publisher: str | None = "The Test Wire") -> list[Statement]:
    return list(statements(parsed(TABLES[name], publisher=publisher), actors, None, lexicon))


def index(doc: AnnotatedDocument, **kinds: str) -> ActorIndex:
    """An actor for every token named, of the kind given; its id is its name."""
    actors: dict[str, Actor] = {}
    mentions: list[ActorMention] = []
    for token in doc.doc:
        if token.text not in kinds:
            continue
        actors[token.text] = Actor(
            document_id="doc_test",
            actor_id=token.text,
            name=token.text,
            kind=kinds[token.text],
            country=None,
            sector=None,
            parent_actor_id=None,
            aliases=(),
            gazetteer=None,
            gazetteer_id=None,
            is_contested=False,
            contested_note=None,
        )
        mentions.append(
            ActorMention(
                document_id="doc_test",
                start_char=token.idx,
                end_char=token.idx + len(token),
                sentence_start_char=0,
                sentence_end_char=len(doc.text),
                text=token.text,
                origin="test@1",
                confidence=None,
                mention_id=f"men_{token.i}",
                actor_id=token.text,
                form="name",
                role_text=None,
                resolved_by="test",
                start=token.i,
                end=token.i + 1,
                head=token.i,
            )
        )
    return ActorIndex(actors, tuple(mentions))


@pytest.mark.parametrize("name", EXPECTED, ids=str)
def test_each_construction_gives_its_rows(name: str, lexicon: CueLexicon) -> None:
    found = [(s.text, s.form, s.act, s.cue, s.speaker_text) for s in read(name, lexicon)]
    assert found == EXPECTED[name]


@pytest.mark.parametrize("name", TABLES, ids=str)
def test_every_span_is_its_text(name: str, lexicon: CueLexicon) -> None:
    doc = parsed(TABLES[name])
    for row in statements(doc, NOBODY, None, lexicon):
        assert doc.text[row.start_char : row.end_char] == row.text
        assert row.cue_start_char is None or doc.text[row.cue_start_char : row.cue_end_char] == row.cue
        assert row.speaker_start_char is None or doc.text[row.speaker_start_char : row.speaker_end_char] == row.speaker_text
        assert row.sentence_start_char <= row.start_char < row.end_char <= row.sentence_end_char


def test_every_parsed_sentence_is_expected() -> None:
    assert set(TABLES) == set(EXPECTED)


@pytest.mark.parametrize(
    ("name", "kinds", "speaker", "relay"),
    [
        pytest.param("relay-by-agency", {"company": "company", "newspaper": "media"}, "company", "newspaper", id="reported-at-the-end"),
        pytest.param("relay-according-to", {"Kovac": "person", "newspaper": "media"}, "Kovac", "newspaper", id="according-to"),
        pytest.param("told-outlet", {"Petrov": "person", "Delta": "media"}, "Petrov", "Delta", id="told-an-outlet"),
        pytest.param("agency-quoted-him-as-saying", {"Moor": "person", "agency": "media"}, "Moor", "agency", id="quoted-him-as-saying"),
        pytest.param("was-quoted-by", {"he": "person", "Daily": "media"}, "he", "Daily", id="was-quoted-by"),
        pytest.param("citing-a-source", {"institute": "government", "Delta": "media"}, "institute", "Delta", id="citing-a-source"),
        pytest.param("interview-with-an-outlet", {"Moor": "person", "Delta": "media"}, "Moor", "Delta", id="in-an-interview-with"),
        pytest.param("relay-quoted-saying", {"witnesses": "population", "radio": "media"}, "witnesses", "radio", id="quoted-them-saying"),
        pytest.param("relay-statement-to", {"council": "government", "newspaper": "media"}, "council", "newspaper", id="in-a-statement-to"),
        pytest.param("told-people", {"Petrov": "person", "reporters": "population"}, "Petrov", None, id="told-reporters"),
    ],
)
def test_relays(name: str, kinds: dict[str, str], speaker: str, relay: str | None, lexicon: CueLexicon) -> None:
    (row,) = read(name, lexicon, index(parsed(TABLES[name]), **kinds))
    assert (row.speaker_actor_id, row.relayed_by_actor_id) == (speaker, relay)


def test_an_outlet_passes_on_the_quotation_that_goes_on(lexicon: CueLexicon) -> None:
    kinds = {"Marek": "person", "newspaper": "media"}
    rows = read("relay-goes-on", lexicon, index(parsed(TABLES["relay-goes-on"]), **kinds))
    assert [row.relayed_by_actor_id for row in rows] == ["newspaper", "newspaper"]


@pytest.mark.parametrize(
    ("name", "kinds", "found"),
    [
        pytest.param("report-of-a-council", {"Council": "government"}, ["Council"], id="modifier-and-taken-up"),
        pytest.param("results-announced-by", {"inspectors": "government"}, ["inspectors"], id="announced-by"),
        pytest.param("report-after-an-outlet", {"Delta": "media"}, ["Delta", "Delta"], id="what-an-outlet-has-reported"),
        pytest.param("report-of-a-council", {"Council": "country"}, [None], id="a-country-is-as-often-the-topic"),
    ],
)
def test_who_speaks_through_a_piece_of_words(name: str, kinds: dict[str, str], found: list[str | None], lexicon: CueLexicon) -> None:
    assert [row.speaker_actor_id for row in read(name, lexicon, index(parsed(TABLES[name]), **kinds))] == found


def test_two_titles_before_a_name_are_one_speaker(lexicon: CueLexicon) -> None:
    name = "titles-joined-before-a-name"
    (row,) = read(name, lexicon, index(parsed(TABLES[name]), Moor="person"))
    assert (row.speaker_actor_id, row.speaker_text) == ("Moor", "Lobbyist and party chairman Ed Moor")


STUCK = """
" " PUNCT `` 4 punct
+The the DET DT 2 det
road road NOUN NN 3 nsubj
is be AUX VBZ 3 ROOT
open open ADJ JJ 3 acomp
+,"she ,"she PROPN NNP 6 nsubj
added add VERB VBD 3 parataxis
+. . PUNCT . 3 punct
"""


def test_a_pronoun_stuck_to_the_closing_mark_is_the_last_speaker(lexicon: CueLexicon) -> None:
    first = """
Moor Moor PROPN NNP 1 nsubj
said say VERB VBD 1 ROOT
it it PRON PRP 3 nsubj
rained rain VERB VBD 1 ccomp
+. . PUNCT . 1 punct
---"""
    found = [(s.text, s.speaker_text) for s in statements(parsed(first + STUCK), NOBODY, None, lexicon)]
    assert found == [("it rained", "Moor"), ("The road is open", "Moor")]


def test_the_reports_own_publisher_is_no_relay(lexicon: CueLexicon) -> None:
    (row,) = read("relay-by-agency", lexicon, publisher="Herald")
    assert (row.relayed_by_actor_id, row.relayed_by_text) == (None, None)


def test_a_spokesman_speaks_for_his_body(lexicon: CueLexicon) -> None:
    (row,) = read("spokesman", lexicon, index(parsed(TABLES["spokesman"]), spokesman="person", army="military"))
    assert (row.speaker_actor_id, row.on_behalf_of_actor_id) == ("spokesman", "army")


@pytest.mark.parametrize(
    ("name", "kinds", "found"),
    [
        pytest.param("denounced-thing", {"Marek": "person"}, ["the coup"], id="a-thing"),
        pytest.param("denounced-general", {"Marek": "person", "general": "person"}, [], id="a-person"),
        pytest.param("recalled-diplomats", {"Marek": "person", "envoys": "government"}, [], id="people-recalled-from-their-post"),
        pytest.param("put-the-toll-at", {"Petrov": "person"}, ["the toll at 17, including three children"], id="a-count"),
    ],
)
def test_what_acts_are_about_is_no_actor(name: str, kinds: dict[str, str], found: list[str], lexicon: CueLexicon) -> None:
    assert [row.text for row in read(name, lexicon, index(parsed(TABLES[name]), **kinds))] == found


@pytest.mark.parametrize(
    ("name", "anonymous"),
    [
        pytest.param("anonymous", True, id="on-condition-of-anonymity"),
        pytest.param("that-clause", False, id="an-office-holder-is-known"),
        pytest.param("dealers-say", True, id="an-occupation-names-nobody"),
        pytest.param("the-dealer-says", False, id="somebody-known-by-it"),
    ],
)
def test_anonymity(name: str, anonymous: bool, lexicon: CueLexicon) -> None:
    assert [row.is_anonymous for row in read(name, lexicon)] == [anonymous]


@pytest.mark.parametrize(
    ("name", "negated"),
    [
        pytest.param("negated-cue", True, id="did-not-confirm"),
        pytest.param("bare-clause", False, id="said"),
    ],
)
def test_negation_of_the_cue(name: str, negated: bool, lexicon: CueLexicon) -> None:
    assert [row.is_cue_negated for row in read(name, lexicon)] == [negated]


@pytest.mark.parametrize(
    ("name", "addressee"),
    [
        pytest.param("told-people", "reporters", id="told"),
        pytest.param("object-infinitive", "troops", id="ordered"),
        pytest.param("urged-infinitive", "both sides", id="urged"),
        pytest.param("bare-clause", None, id="nobody"),
    ],
)
def test_addressees(name: str, addressee: str | None, lexicon: CueLexicon) -> None:
    assert [row.addressee_text for row in read(name, lexicon)] == [addressee]


def test_the_occasion_is_read_beside_the_cue(lexicon: CueLexicon) -> None:
    assert [row.medium for row in read("day-before-that", lexicon)] == ["statement"]


HEADLINE = """
{first} {first} PROPN NNP 3 dep
+: : PUNCT : 3 punct
bridge bridge NOUN NN 3 nsubj
collapsed collapse VERB VBD 3 ROOT
---
The the DET DT 1 det
news news NOUN NN 2 nsubj
spread spread VERB VBD 2 ROOT
+. . PUNCT . 2 punct
"""


@pytest.mark.parametrize(
    ("first", "kind", "speaker"),
    [
        pytest.param("Army", "military", "Army", id="a-body-speaks"),
        pytest.param("Freedonia", "country", None, id="a-country-is-where-it-was"),
        pytest.param("Roundup", "other", None, id="a-label-is-nobody"),
    ],
)
def test_headlines_with_a_colon(first: str, kind: str, speaker: str | None, lexicon: CueLexicon) -> None:
    doc = parsed(HEADLINE.format(first=first), title=True)
    found = [(s.text, s.speaker_actor_id, s.cue) for s in statements(doc, index(doc, **{first: kind}), None, lexicon)]
    assert found == ([] if speaker is None else [("bridge collapsed", speaker, None)])


OVER_PARAGRAPHS = """
" " PUNCT `` 2 punct
+We we PRON PRP 2 nsubj
are be AUX VBP 2 ROOT
very very ADV RB 4 advmod
tired tired ADJ JJ 2 acomp
+. . PUNCT . 2 punct
---
" " PUNCT `` 2 punct
+We we PRON PRP 2 nsubj
want want VERB VBP 7 ccomp
peace peace NOUN NN 2 dobj
+, , PUNCT , 7 punct
+" " PUNCT '' 7 punct
Petrov Petrov PROPN NNP 7 nsubj
said say VERB VBD 7 ROOT
+. . PUNCT . 7 punct
"""


def test_a_quotation_over_paragraphs_takes_the_speaker_of_its_end(lexicon: CueLexicon) -> None:
    found = [(s.text, s.form, s.speaker_text) for s in statements(parsed(OVER_PARAGRAPHS), NOBODY, None, lexicon)]
    assert found == [("We are very tired.", "direct", "Petrov"), ("We want peace", "direct", "Petrov")]


def test_somebody_else_brought_in_before_a_quotation_speaks_it(lexicon: CueLexicon) -> None:
    rows = read("somebody-else-comes-in", lexicon, index(parsed(TABLES["somebody-else-comes-in"]), Kos="person", Moor="person"))
    assert [row.speaker_actor_id for row in rows] == ["Kos", "Moor"]


@pytest.mark.parametrize("name", ["direct-broken", "direct-then-continued", "parenthetical"])
def test_parts_of_one_utterance_share_a_speech(name: str, lexicon: CueLexicon) -> None:
    assert len({row.speech_id for row in read(name, lexicon)}) == 1


def test_two_cues_make_two_speeches(lexicon: CueLexicon) -> None:
    assert len({row.speech_id for row in read("coordinated-cues", lexicon)}) == 2


def test_the_lexicon_fits_its_schema_and_the_codes(lexicon: CueLexicon) -> None:
    data = lexicons.read("cues")
    schema = json.loads((paths.schemas() / "meta" / "lexicon.cues.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)
    assert set(read_yaml(paths.schemas() / "codes" / "speech_act.yml")["codes"]) == cues.ACTS
    assert set(lexicon.media.values()) <= set(read_yaml(paths.schemas() / "codes" / "medium.yml")["codes"])
    assert len({(c["cue"], c["pos"]) for c in data["cues"]}) == len(data["cues"]) >= 250


def test_confidence_is_a_share_of_rows_read(lexicon: CueLexicon) -> None:
    assert all(0 < share <= 1 for share in lexicon.confidence.values())


def test_who_does_not_accept_a_quoted_phrase_says_nothing_of_it(lexicon: CueLexicon) -> None:
    doc = parsed(NOT_ACCEPT)
    assert list(statements(doc, NOBODY, None, lexicon)) == []


NOT_ACCEPT = """
The the DET DT 1 det
council council NOUN NN 4 nsubj
would would AUX MD 4 aux
not not PART RB 4 neg
accept accept VERB VB 4 ROOT
" " PUNCT `` 7 punct
+a a DET DT 7 det
pause pause NOUN NN 4 dobj
in in ADP IN 7 prep
name name NOUN NN 8 pobj
only only ADV RB 9 advmod
+" " PUNCT '' 4 punct
+. . PUNCT . 4 punct
"""


@pytest.mark.parametrize(
    ("name", "facet", "value"),
    [
        pytest.param("denied-report-in-a-statement", "medium", "statement", id="medium-of-the-speaking-only"),
        pytest.param("neither-confirmed-nor", "is_cue_negated", True, id="neither-nor"),
        pytest.param("said-nothing-about", "is_cue_negated", True, id="said-nothing"),
        pytest.param("asked-not-to-be-named", "is_anonymous", True, id="asked-not-to-be-named"),
        pytest.param("denied-report-in-a-statement", "said_date_end", dt.date(2024, 5, 15), id="said-by-the-day-of-the-report"),
        pytest.param("denied-report-in-a-statement", "said_date_start", None, id="no-first-day"),
    ],
)
def test_facets(name: str, facet: str, value: object, lexicon: CueLexicon) -> None:
    (row,) = statements(parsed(TABLES[name]), NOBODY, None, lexicon)
    assert getattr(row, facet) == value
