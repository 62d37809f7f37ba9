"""What looks like reported speech and is none.

What belongs here: why a cue with content gives no statement. What does not: reading the content (``content``) or the speaker (``tellers``).
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from pipelines.extract.model import ActorIndex
from pipelines.extract.speech import facets, speakers
from pipelines.extract.speech.cues import CueLexicon, Hit
from pipelines.extract.speech.draft import Draft
from pipelines.extract.speech.edges import Part
from pipelines.extract.speech.layout import Layout
from pipelines.extract.speech.speakers import Speaker

#: Rules whose content is no words of anybody unless somebody is named.
OWNED = frozenset(
    ("nominal", "noun_infinitive", "as", "predicative", "infinitive", "of_noun", "reason", "noun_phrase", "voiced", "measured", "short_answer")
)
#: Acts that are not done when their cue is negated, so that nothing is said.
_UNSAID = frozenset(("accuse", "describe", "condemn", "criticise", "praise", "apologise"))
#: Verbs whose participle tells of deeds as well as words: "handed in the deeds, confirming the sale".
_SHOWN_BY_DEEDS = frozenset(("confirm", "explain", "reaffirm", "outline", "affirm", "reveal"))
#: Rules whose content is a noun phrase.
_NOUNS = frozenset(("nominal", "voiced"))
#: Tokens of "the women" at most.
_PEOPLE_ONLY = 3
#: Cues for what events show as well.
_SHOWN_UP = frozenset(("highlight", "underline", "underscore", "illustrate"))
#: Verbs of not doing something.
_AVOIDING = frozenset(("avoid", "refrain", "stop", "abstain", "desist"))
#: Participles of what somebody is asked.
_PUT = frozenset(("asked", "questioned", "pressed", "quizzed"))
#: Endings of nouns for what shows something rather than says it.
_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ing", "ance", "ence", "cy", "age", "ism", "ship")
#: Conjunctions before a present that is to come.
_ONCE = frozenset(("when", "once", "until", "before", "whenever"))
#: Determiners that take up what was told before.
_BACK = frozenset(("the", "this", "that", "these", "those"))
#: Verbs that do so with a noun phrase ("the fire points to neglect").
_SHOWING = frozenset(("point", "stress", "emphasise", "emphasize"))
#: Tokens of "state radio reported on Friday".
_LONGEST_TAG = 8
#: Acts that want words of somebody who has not spoken yet.
_ASKING = frozenset(("demand", "request", "order", "urge"))
#: Modals under which no order has been given, no claim made.
_MAYBE = frozenset(("may", "might", "could", "should"))


def is_occasion(speaker: Speaker, actors: ActorIndex, lexicon: CueLexicon) -> bool:
    """Whether a speaker is what something was said at rather than somebody."""
    if facets.mention_of(speaker.head, actors) is not None:
        return False
    return lexicon.media.get(speaker.head.lemma_.lower()) in ("press_conference", "interview", "speech")


def is_to_come(hit: Hit, part: Part, before: Sequence[Draft], lexicon: CueLexicon) -> bool:
    """Whether words are announced, not said: "will be told by the mayor that", and in what somebody else says "would ask them to go"."""
    cue = hit.token
    if hit.cue.pos == "verb" and not part.rule.startswith("quoted") and (_is_prospect(cue, lexicon) or (part.rule in _NOUNS and _is_undated(cue))):
        return True
    if hit.cue.pos != "verb" or part.rule.startswith("quoted") or cue.tag_ not in ("VB", "VBN"):
        return False
    verb = cue.head if cue.dep_ == "conj" and cue.tag_ == "VB" and not any(c.dep_ in ("aux", "nsubj") for c in cue.lefts) else cue
    modal = next((c for c in verb.lefts if c.tag_ == "MD"), None)
    perfect = any(c.dep_ in ("aux", "neg") and c.lower_ in ("have", "not", "n't", "only") for c in verb.lefts)
    subject = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    if modal is None or perfect or (subject is not None and subject.lower_ in ("i", "we", "you")):
        return False
    if modal.lower_ in ("will", "'ll", "shall"):
        return True
    reported = any(d.start <= cue.i < d.end and d.hit is not None and d.hit.cue.pos == "verb" for d in before)
    return reported and modal.lower_ in ("would", "should", "may", "might", "could", "must")


def _is_prospect(cue: Token, lexicon: CueLexicon) -> bool:
    """Whether a cue is what somebody is yet to do: "is expected to announce", "plans to ask", "is due to call for"."""
    if not any(c.tag_ == "TO" for c in cue.lefts) or any(c.dep_ in ("nsubj", "nsubjpass") for c in cue.lefts) or cue.dep_ not in ("xcomp", "advcl"):
        return False
    above = cue.head
    if above.i >= cue.i:
        return False
    asked = any(c.act in _ASKING for c in lexicon.verbs.get(above.lemma_.lower(), ()))
    # "calls on firms to report whether", "ordered the bank to explain why"
    return asked or above.lemma_.lower() in lexicon.prospects or above.lower_ in lexicon.prospects


def _is_undated(cue: Token) -> bool:
    """Whether a present tense after "when" is a day to come: "when the club announces its squad"."""
    return cue.tag_ in ("VBZ", "VBP") and any(c.dep_ in ("advmod", "mark") and c.lower_ in _ONCE for c in cue.lefts)


def is_of_others(hit: Hit, part: Part, speaker: Speaker, before: Sequence[Draft]) -> bool:
    """Whether a participle deep in what somebody says has nobody but that somebody for its speaker: "said they would spend the day praying
    and asking for help".
    """
    if hit.token.tag_ != "VBG" or part.rule.startswith("quoted") or hit.token.dep_ not in ("conj", "xcomp", "pcomp", "advcl", "acl"):
        return False
    outer = next((d for d in reversed(before) if d.start <= hit.token.i < d.end and d.hit is not None and d.hit.cue.pos == "verb"), None)
    if outer is None or outer.head is None or outer.start <= speaker.head.i < outer.end:
        return False
    above = hit.token
    while above.dep_ == "conj":
        above = above.head
    return above.i != outer.head and above.head.i != outer.head and hit.token.head.i != outer.head and _has_own_subject(hit.token, outer)


def _has_own_subject(token: Token, outer: Draft) -> bool:
    """Whether a subject stands above a token within what somebody says."""
    for above in token.ancestors:
        if not outer.start <= above.i < outer.end:
            return False
        if any(c.dep_ in ("nsubj", "nsubjpass") and c.i >= outer.start for c in above.lefts):
            return True
    return False


def is_unsaid(part: Part, hit: Hit) -> bool:
    """Whether a negated cue leaves nothing said: "did not accuse them of theft", "refused to call it a war", "would not ask them to go"."""
    if part.rule not in OWNED and part.rule not in ("as", "gerund", "object_infinitive"):
        return False
    return part.rule in ("reason", "object_infinitive") or hit.cue.act in _UNSAID


def is_question(part: Part, hit: Hit, lay: Layout) -> bool:
    """Whether an indirect question is the content."""
    first = lay.doc.doc[part.start]
    return part.rule == "clausal" and hit.cue.act != "ask" and (first.tag_ in ("WRB", "WP") or first.lower_ in ("whether", "if"))


def is_anonymity(hit: Hit, part: Part, lay: Layout, lexicon: CueLexicon) -> bool:
    """Whether a request is only that of not being named."""
    if hit.cue.act not in ("ask", "request"):
        return False
    words = " ".join(lay.lowers[hit.token.i : part.end])
    return any(words.startswith(phrase) for phrase in lexicon.anonymity)


def is_thing(speaker: Speaker, part: Part, actors: ActorIndex, lexicon: CueLexicon) -> bool:
    """Whether what happened stands where a speaker should: "the protests demanded a vote"."""
    lemma = speaker.head.lemma_.lower()
    if (part.rule not in OWNED and part.rule not in ("as", "gerund", "object_infinitive")) or part.rule == "short_answer":
        return False
    return speaker.head.pos_ == "NOUN" and lemma in lexicon.evidence and lemma not in lexicon.documents and not can_speak(speaker, actors)


def inquires(speaker: Speaker, hit: Hit, lexicon: CueLexicon) -> bool:
    """Whether it is somebody's office to find that something is so: "the inquiry found that", against "she found that the door was open"."""
    lemma = speaker.head.lemma_.lower()
    if hit.token.tag_ == "VB" or any(c.dep_ == "dobj" for c in hit.token.rights):
        # "was startled to find that", "found no proof that"
        return False
    return lemma in lexicon.inquirers or (speaker.head.pos_ == "NOUN" and lemma in lexicon.documents)


def says_nothing(part: Part, hit: Hit, speaker: Speaker | None, lay: Layout, actors: ActorIndex, lexicon: CueLexicon) -> bool:
    """Whether a noun phrase words nothing that was said: "announced the plan", "denied him access", "welcomed her guests"."""
    if part.rule not in _NOUNS or part.head is None or hit.cue.pos != "verb":
        return False
    if hit.token.lemma_ == "deny" and part.rule == "nominal" and lay.lemmas[part.head] in lexicon.refused:
        return True
    denied = hit.token.lemma_ == "deny" and part.rule == "nominal" and part.end - part.start <= _PEOPLE_ONLY
    if denied and (sum(c.dep_ in ("dobj", "dative") for c in hit.token.rights) > 1 or is_about_people(part, lay, actors)):
        # "denied women the right to vote"
        return True
    if part.rule == "nominal" and hit.cue.words[0] in _SHOWN_UP and speaker is not None and _is_event(speaker, actors, lexicon):
        # "the raid highlighted the need for talks"
        return True
    guest = actors.headed_by(lay.doc.doc[part.head]) if hit.token.lemma_ == "welcome" else None
    if guest is not None and guest.end >= part.end:
        return True
    if hit.cue.act == "announce" and hit.token.lemma_ == "declare" and lay.lemmas[part.head] in lexicon.performed:
        # "declared independence": done, not told
        return True
    size = part.end - part.start
    told = part.rule == "nominal" or lay.lemmas[part.head] in lexicon.rebutted
    if size == 2 and told and lay.lowers[part.start] in _BACK and lay.tags[part.end - 1] in ("NN", "NNS") and hit.cue.act != "deny":
        return True
    if hit.token.tag_ != "VBG" or part.rule != "nominal" or hit.token.lemma_ not in _SHOWN_BY_DEEDS:
        return False
    above = hit.token.head
    return speaker is None or not can_tell(speaker, actors, lexicon) or (above.pos_ == "VERB" and above.lemma_.lower() not in lexicon.tellers)


def _is_event(speaker: Speaker, actors: ActorIndex, lexicon: CueLexicon) -> bool:
    """Whether a subject is a common noun for nobody who could speak: "the raid"."""
    lemma, nouns = speaker.head.lemma_.lower(), lexicon.voices
    known = any(lemma in words for words in (nouns.bodies, nouns.people, nouns.several, lexicon.laws, lexicon.papers))
    return speaker.head.pos_ == "NOUN" and not known and not can_tell(speaker, actors, lexicon)


def is_about_people(part: Part, lay: Layout, actors: ActorIndex) -> bool:
    """Whether a content is no more than people."""
    if part.head is None or lay.lemmas[part.head] == "opposition":
        # "recalled her opposition to the law"
        return False
    return actors.headed_by(lay.doc.doc[part.head]) is not None


def is_of_actor(part: Part, speaker: Speaker | None, lay: Layout, actors: ActorIndex) -> bool:
    """Whether an act of speech is about somebody rather than something, or done by a thing: "criticised the mayor", "the paper expresses doubt"."""
    about = None if part.head is None else facets.mention_of(lay.doc.doc[part.head], actors)
    return about is not None or speaker is None or not can_speak(speaker, actors)


def can_speak(speaker: Speaker, actors: ActorIndex) -> bool:
    """Whether a subject is an actor ("the row threatened to spread" is no threat)."""
    return speaker.head.pos_ in ("PRON", "PROPN") or facets.mention_of(speaker.head, actors) is not None


def is_shown(part: Part, hit: Hit, lay: Layout, lexicon: CueLexicon) -> bool:
    """Whether a thing could show a noun phrase as well as somebody tell of it: "the fire points to neglect", against "stressed the need for calm"."""
    return hit.cue.words[0] in _SHOWING and part.head is not None and lay.lemmas[part.head] not in lexicon.stances


def can_tell(speaker: Speaker, actors: ActorIndex, lexicon: CueLexicon) -> bool:
    """Whether a subject is an actor, a piece of words or an inquiry."""
    lemma = speaker.head.lemma_.lower()
    return can_speak(speaker, actors) or lemma in lexicon.documents or lemma in lexicon.inquirers


def is_no_teller(speaker: Speaker, actors: ActorIndex, lexicon: CueLexicon) -> bool:
    """Whether a subject shows rather than says something: "the seats won suggest that", "this indicates that"."""
    head = speaker.head
    if head.lower_ in ("this", "that", "these", "those", "which", "what", "another", "third", "second"):
        return True
    lemma = head.lemma_.lower()
    if head.pos_ != "NOUN" or not lemma.endswith(_ABSTRACT) or lemma in lexicon.voices.bodies or lemma in lexicon.papers:
        return False
    return not can_tell(speaker, actors, lexicon)


def holds_ruling_cue(part: Part, hit: Hit, lexicon: CueLexicon) -> bool:
    """Whether what stands before a cue holds the cue that it depends on."""
    if part.rule != "clausal_left":
        return False
    above = (t for t in hit.token.ancestors if part.start <= t.i < part.end)
    return any(t.lemma_.lower() in lexicon.tellers and t.pos_ == "VERB" and any(c.dep_ == "ccomp" and c.i > t.i for c in t.rights) for t in above)


def is_tag(part: Part, lay: Layout, lexicon: CueLexicon) -> bool:
    """Whether a stretch is no content but another cue's tag: "the source added"."""
    words = lay.doc.doc
    if part.rule == "quoted_left" and words[part.start].tag_ == "VBN" and lay.lowers[part.start] in _PUT and not lay.in_quote(part.start):
        # "Asked when it would end, the envoy said ... but offered no details"
        return True
    if words[part.start - 1].text == "," and not lay.in_quote(part.start):
        # "They have not complained, the paper added, because of the vote"
        for i in range(part.start + 1, min(part.start + 6, part.end - 1)):
            if words[i].tag_ == "VBD" and words[i + 1].text == "," and lay.lemmas[i] in lexicon.verbs:
                return any(c.dep_ == "nsubj" and c.left_edge.i == part.start for c in words[i].lefts)
    if words[part.start - 1].text == "," and not lay.in_quote(part.start) and part.end - part.start <= _LONGEST_TAG:
        # "..., the inquiry found, state radio reported on Friday"
        verb = next((t for t in words[part.start : part.end] if t.tag_ in ("VBD", "VBZ")), None)
        if verb is not None and verb.lemma_.lower() in lexicon.relays and not any(c.dep_ in ("dobj", "ccomp", "attr") for c in verb.rights):
            return True
    last = words[part.end - 1]
    return part.end - part.start <= 6 and last.tag_ in ("VBD", "VBZ") and last.lemma_.lower() in lexicon.verbs and not lay.in_quote(last)


def is_idle(hit: Hit, lay: Layout, lexicon: CueLexicon) -> bool:
    """Whether a cue reports nothing: "that is to say", "let's say", an if-clause."""
    token = hit.token
    if hit.cue.pos == "noun" and token.dep_ == "dobj" and any(c.tag_ == "MD" and c.lower_ in _MAYBE for c in token.head.lefts):
        # "may issue an order to"
        return True
    if hit.cue.pos != "verb":
        return False
    above = token.head.head if token.dep_ == "pcomp" and token.head.lower_ in ("from", "of") else token.head
    if token.tag_ == "VBG" and token.dep_ in ("xcomp", "pcomp") and above.lemma_ in _AVOIDING and not any(c.dep_ == "nsubj" for c in token.lefts):
        # "avoided calling for a strike", "stopped short of accusing them"
        return True
    if token.lemma_ == "accuse" and token.tag_ in ("VBD", "VBN") and lay.lowers[token.i + 1 : token.i + 2] == ["of"] and _is_reduced(token):
        # "said the driver accused of theft lived there"
        return True
    mark = next((c for c in token.lefts if c.dep_ == "mark"), None)
    if mark is not None and mark.lower_ in ("if", "unless"):
        return True
    if token.lemma_ == "say" and token.tag_ == "VB" and any(c.lower_ in ("let", "'s", "needless") for c in (token.head, *token.head.lefts)):
        return True
    if token.tag_ == "VBN" and speakers.is_past(token, lay) and "quote" in hit.cue.frames:
        return False
    bare = not any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for c in token.lefts)
    if bare and token.dep_ == "ROOT" and token.tag_ in ("VB", "VBN") and not any(c.dep_ == "nsubj" for c in token.rights):
        return not speakers.is_put(token)
    if token.dep_ == "pcomp" and token.head.lower_ in ("like", "than"):
        return True
    if hit.cue.act == "describe" and token.i and token.nbor(-1).text == "," and any(c.dep_ == "nsubj" and c.i == token.i - 2 for c in token.lefts):
        # "a blog, called ...": a name
        return True
    passed_on = (t for c in token.rights if c.dep_ == "prep" for t in c.children if speakers.quoting_verb(t) is not None)
    if any(t.lemma_.lower() in lexicon.verbs for t in passed_on):
        # "was quoted as saying": the saying is the cue
        return True
    passive = token.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass") for c in token.lefts)
    return passive and token.dep_ in ("amod", "acl", "advcl", "relcl") and token.lemma_ not in ("quote", "cite") and not speakers.is_put(token)


def _is_reduced(token: Token) -> bool:
    """Whether a participle without auxiliary and object stands behind the noun that it is about."""
    if any(c.dep_ in ("aux", "auxpass", "dobj", "dative") for c in token.children):
        return False
    return token.i > 0 and token.nbor(-1).pos_ in ("NOUN", "PROPN")
