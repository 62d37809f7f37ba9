"""What goes with a statement besides content and speaker: addressee, occasion, negation, relay, anonymity, date of speaking."""

from __future__ import annotations

from spacy.tokens import Token

from pipelines.extract.model import Actor, ActorIndex, ActorMention
from pipelines.extract.speech.cues import CueLexicon, Hit
from pipelines.extract.speech.layout import Layout
from pipelines.extract.speech.speakers import Speaker

_NEGATIONS = frozenset(("not", "n't", "never"))
#: Tokens between a cue and the first word of its addressee at most.
_NEAR = 3
#: Determiners of people who are known.
_KNOWN = frozenset(("the", "this", "that", "these", "those"))
_NAMED = frozenset(("named", "called", "identified"))
#: Kinds of actors that people are.
_PEOPLE = frozenset(("person", "population"))
#: Words for the press as a whole, which is no outlet.
_PRESS = frozenset(("press", "media", "newspapers", "papers", "agencies", "news"))
#: Verbs whose addressee passes the words on.
_TOLD = frozenset(("tell", "say", "speak", "explain", "confirm", "admit", "reveal", "announce"))
_REFUSALS = frozenset(("decline", "refuse", "fail"))
#: What somebody says something in to an outlet: "in a statement to the agency".
_REMARKS = frozenset(("interview", "statement", "comment", "remark", "message", "email", "e-mail", "letter", "call", "conversation", "briefing"))


def is_negated(hit: Hit) -> bool:
    """Whether the speaking itself is negated ("did not confirm", "declined to say")."""
    cue = hit.token
    subject: Token | None = None
    for child in cue.lefts:
        dep = child.dep_
        if dep == "neg" or child.lower_ in _NEGATIONS or (dep == "preconj" and child.lower_ == "neither"):
            return True
        if subject is None and dep in ("nsubj", "nsubjpass"):
            subject = child
    if subject is not None and (subject.lower_ in ("nobody", "none", "neither") or any(c.lower_ in ("no", "neither") for c in subject.lefts)):
        return True
    if any(c.dep_ == "dobj" and c.lower_ == "nothing" for c in cue.rights):
        # "said nothing about the cost"
        return True
    if cue.i and cue.nbor(-1).lower_ == "nor":
        # "neither confirmed nor denied"
        return True
    if cue.dep_ == "conj" and cue.head.dep_ in ("xcomp", "ccomp") and any(c.dep_ == "cc" and c.lower_ == "or" for c in cue.head.rights):
        cue = cue.head
    return cue.dep_ in ("xcomp", "ccomp") and cue.head.lemma_ in _REFUSALS and cue.head.i < cue.i


def mention_of(head: Token, actors: ActorIndex) -> ActorMention | None:
    """The mention that a noun phrase stands for: its head's, else that of the name inside it, else that of its first conjunct."""
    found = actors.headed_by(head)
    if found is not None:
        return found
    covering = actors.covering(head)
    if covering is not None:
        return covering
    for child in head.children:
        if child.dep_ in ("appos", "flat") and (found := actors.headed_by(child)) is not None:
            return found
    return None


def addressee_of(hit: Hit, lexicon: CueLexicon) -> Token | None:
    """Head of the noun phrase that the words are said to: "told reporters", "said to the crowd", "ordered troops to leave"."""
    cue = hit.token
    lemma = cue.lemma_.lower()
    if hit.cue.pos != "verb":
        return None
    for child in cue.rights:
        if child.ent_type_ in ("DATE", "TIME") or child.left_edge.i > hit.tokens[-1].i + _NEAR:
            continue
        if lexicon.media.get(child.lemma_.lower()) == "press_conference":
            # "told a news conference": the occasion
            continue
        if lemma in lexicon.telling:
            if child.dep_ in ("dative", "dobj", "nsubj") and child.pos_ in ("NOUN", "PROPN", "PRON"):
                return child
            if child.dep_ == "ccomp" and any(c.tag_ == "TO" for c in child.lefts):
                return next((c for c in child.lefts if c.dep_ == "nsubj"), None)
        if lemma in lexicon.saying_to and child.dep_ in ("prep", "dative") and child.lower_ == "to":
            return next((c for c in child.children if c.dep_ == "pobj" and c.ent_type_ not in ("DATE", "TIME")), None)
    return None


def medium_of(hit: Hit, content: tuple[int, int], lay: Layout, lexicon: CueLexicon) -> str | None:
    """Occasion or channel, from the words of the cue's clause outside the content."""
    own = lexicon.media.get(hit.token.lemma_.lower())
    if own in ("social_media", "court", "letter") and hit.cue.pos == "verb":
        return own
    low, high = lay.host(hit.token)
    words = lay.doc.doc
    for i in range(max(low, hit.token.i - 25), min(high, hit.token.i + 20)):
        code = lexicon.media.get(lay.lemmas[i])
        if code is None or content[0] <= i < content[1] or lay.in_quote(i):
            continue
        if words[i].pos_ in ("NOUN", "PROPN") and _belongs(words[i], hit.token, lexicon):
            return code
    return None


def _belongs(noun: Token, cue: Token, lexicon: CueLexicon) -> bool:
    """Whether a noun stands in a prepositional phrase of the cue, or in the piece of words that speaks."""
    below = noun
    for step, ancestor in enumerate(noun.ancestors):
        if ancestor.i == cue.i or (ancestor.i == cue.head.i and cue.dep_ in ("advcl", "acl", "conj", "xcomp")):
            if below.i == noun.i and below.dep_ == "dobj":
                # "issued a statement", "told a news conference"; not "denied the report"
                return ancestor.lemma_.lower() in lexicon.issuing or ancestor.lemma_.lower() in lexicon.telling
            return below.dep_ in ("prep", "npadvmod", "advcl") or (below.i == noun.i and below.dep_ == "nsubj")
        if step > 4:
            break
        below = ancestor
    return noun.i == cue.head.i


def is_anonymous(speaker: Speaker | None, mention: ActorMention | None, actors: ActorIndex, lay: Layout, lexicon: CueLexicon) -> bool:
    """Whether the text withholds the speaker's name: a source, an expert, a spokesman, and whoever else is told by the occupation alone."""
    actor = None if mention is None else actors.actors[mention.actor_id]
    # a person by name is none, "senior official" as an actor's only name is
    if speaker is None or (actor is not None and actor.kind == "person" and not actor.name.split()[-1].islower()):
        return False
    head = speaker.head
    low, high = lay.host(head)
    if head.pos_ in ("NOUN", "PRON"):
        around = " ".join([lower for lower, quote in zip(lay.lowers[low:high], lay.quote_at[low:high], strict=True) if quote < 0])
        if any(phrase in around for phrase in lexicon.anonymity):
            return True
    if head.pos_ != "NOUN" or head.ent_type_ != "" or any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in head.children):
        return False
    lemma = head.lemma_.lower()
    if lemma in lexicon.anonymous:
        return True
    if lemma not in lexicon.spokesmen and lemma not in lexicon.occupations:
        return False
    after = lay.lowers[speaker.end : speaker.end + 1]
    if lay.doc.doc[speaker.end - 1].ent_type_ == "PERSON" or any(w in _NAMED for w in (*lay.lowers[head.i + 1 : speaker.end], *after)):
        # "the envoy to the talks Ann Lee", "a man named Ed Moor"
        return False
    if actor is not None and actor.kind not in _PEOPLE:
        return False
    if not any((c.dep_ == "det" and c.lower_ in _KNOWN) or c.dep_ == "poss" for c in head.lefts):
        # "dealers", "a lawyer"; "the lawyer" is known by the office, and "ambassador" alone is somebody's title
        return lemma in lexicon.spokesmen or head.tag_ == "NNS" or any(c.dep_ in ("det", "nummod") for c in head.lefts)
    if lemma not in lexicon.spokesmen or mention is None:
        return False
    # "a ministry spokesman said ... the spokesman added"
    return any(m.actor_id == mention.actor_id and m.start and lay.lowers[m.start - 1] in ("a", "an") for m in actors.mentions)


def behalf_of(speaker: Speaker | None, mention: ActorMention | None, actors: ActorIndex, lay: Layout, lexicon: CueLexicon) -> str | None:
    """The body that a spokesperson speaks for: the possessor, the modifier or the "for" phrase of the role."""
    if speaker is None:
        return None
    words = lay.doc.doc
    head = speaker.head
    start = min(speaker.start, mention.start if mention is not None else speaker.start)
    role: Token | None = None
    for i in range(start, min(len(words), max(speaker.end, head.i + 12))):
        if lay.texts[i] in (".", ";") or (i >= speaker.end and lay.tags[i] in ("VBD", "VBZ")):
            break
        if lay.lemmas[i] in lexicon.spokespeople:
            role = words[i]
            break
    if role is None:
        return None
    own = mention.actor_id if mention is not None else None
    for child in role.rights:
        if child.dep_ == "prep" and child.lower_ in ("for", "of", "to"):
            body = next((c for c in child.children if c.dep_ == "pobj"), None)
            found = None if body is None else mention_of(body, actors)
            if found is not None and found.actor_id != own:
                return found.actor_id
    for i in range(role.i - 1, start - 1, -1):
        found = actors.headed_by(words[i])
        if found is not None and found.actor_id != own and found.end <= role.i:
            return found.actor_id
    return None


def outlet_told(hit: Hit, addressee: Token | None, actors: ActorIndex, lexicon: CueLexicon) -> Token | None:
    """The outlet that the words were said to, which passes them on: "told the daily", "said in an interview with the daily"; None for the press."""
    cue = hit.token
    if addressee is None:
        addressee = _asked_by(cue)
    elif cue.lemma_.lower() not in _TOLD:
        # "warned the papers"
        return None
    if addressee is None or (addressee.lower_ in _PRESS and not any(c.pos_ == "PROPN" for c in addressee.lefts)):
        return None
    mention = mention_of(addressee, actors)
    return addressee if is_outlet(addressee, None if mention is None else actors.actors[mention.actor_id], lexicon) else None


def _asked_by(cue: Token) -> Token | None:
    """The head of "in an interview with | the daily", "in a statement to | the agency"."""
    for place in cue.rights:
        if place.dep_ != "prep" or place.lower_ not in ("in", "during", "by"):
            continue
        talk = next((c for c in place.children if c.dep_ == "pobj" and c.lemma_.lower() in _REMARKS), None)
        for link in () if talk is None else (*talk.rights, *cue.rights):
            if link.dep_ in ("prep", "dative") and link.i > place.i and link.lower_ in ("with", "to", "by", "on", "for"):
                found = next((c for c in link.children if c.dep_ == "pobj"), None)
                if found is not None and found.ent_type_ not in ("DATE", "TIME"):
                    return found
    return None


def outlet_mention(head: Token, actors: ActorIndex) -> ActorMention | None:
    """The mention of an outlet: its own, or that of the outlet it belongs to ("the network's Morning Show")."""
    found = mention_of(head, actors)
    if found is not None:
        return found
    owners = (c for c in head.lefts if c.dep_ in ("poss", "compound", "nmod"))
    inside = (m for m in (actors.headed_by(c) for c in owners) if m is not None)
    return next((m for m in inside if actors.actors[m.actor_id].kind in ("media", "other", "company")), None)


def is_outlet(head: Token, actor: Actor | None, lexicon: CueLexicon) -> bool:
    """Whether a noun phrase names a news outlet."""
    if actor is not None and actor.kind == "media":
        return True
    if actor is not None and actor.kind not in ("other", "company"):
        return False
    if head.lemma_.lower() == "agency" and any(c.pos_ in ("NOUN", "ADJ") and c.lower_ not in lexicon.outlets for c in head.lefts):
        # "the refugee agency", "a state agency"
        return False
    return head.pos_ in ("NOUN", "PROPN") and any(
        t.lemma_.lower() in lexicon.outlets or t.lower_ in lexicon.outlets
        for t in (head, *(c for c in head.lefts if c.dep_ in ("compound", "nmod", "amod")))
    )
