"""Actors told by the words before a noun: "the Israeli raid", "the U.S.-led invasion", "Iran talks", "attacked an army base".

What belongs here: mentions of states that an act's noun attributes it to, of those that share a noun of people with another, and of forces whose
post, convoy or ground an act is aimed at. What does
not: any other mention, which ``extract.actors`` finds; an adjective elsewhere ("French wine") names no actor.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from spacy.tokens import Token

from pipelines.annotate.document import AnnotatedDocument
from pipelines.annotate.gazetteer import Words
from pipelines.extract.actors import ActorLexicon, Entry
from pipelines.extract.acts.clause import under
from pipelines.extract.acts.lexicon import EventLexicon
from pipelines.extract.acts.match import lexemes
from pipelines.extract.acts.roles import ATTRIBUTED, HELD, sharing
from pipelines.extract.model import Actor, ActorIndex, ActorMention
from pipelines.ids import make_id

_HYPHENS = frozenset("-–")
_SENSES = frozenset({"adjective", "name", "acronym"})
#: Kinds of the forces that posts belong to, with their sector.
_POSTED = {"armed_group": "REB", "government": "GOV", "military": "MIL", "police": "COP"}
#: What people are taken as, and kinds of those taken with their sector.
_CAPTIVES = frozenset({"captive", "hostage", "prisoner"})
_CAPTIVE = {**_POSTED, "population": "CVL"}
#: Nouns of people and bodies that are no actors by themselves, with the kind of actor that they are where something is done to them.
_ADDRESSEES: Mapping[str, str] = {
    **dict.fromkeys(("bank", "business", "company", "firm", "manufacturer", "retailer"), "company"),
    **dict.fromkeys(("broadcaster", "network", "newspaper", "outlet", "website"), "media"),
    **dict.fromkeys(("activist", "citizen", "community", "driver", "employee", "farmer", "fan", "household", "shopper", "voter"), "population"),
    **dict.fromkeys(("motorist", "passenger", "patient", "public", "resident", "traveller", "traveler", "visitor", "woman", "worker"), "population"),
    **dict.fromkeys(("agency", "association", "entity", "institution", "organisation", "organization", "university"), "other"),
    **dict.fromkeys(("faction", "gang", "group"), "armed_group"),
}
#: Acts that are done to somebody.
_DONE_TO = frozenset({"ACCUSE", "REQUEST", "THREATEN", "SANCTION", "COERCE"})
#: Words for forces that before an act tell its sort.
_MANNERS = frozenset({"military", "terrorist", "jihad", "navy", "troop"})
#: Verbs of keeping, of which few are acts of force.
_KEEPING = frozenset({"hold", "keep", "take"})
#: Tokens before a noun among which its state may stand.
_CLOSE = 4
_FORCE_TYPES = frozenset({"ASSAULT", "COERCE"})


_MODIFIERS = frozenset({"amod", "compound", "nmod", "npadvmod", "poss"})


def attribute(doc: AnnotatedDocument, actors: ActorIndex, names: ActorLexicon, lexicon: EventLexicon) -> ActorIndex:
    """Add the states that nouns of action are attributed to.

    Args:
        doc: tagged and parsed; left as it was.
        actors: the document's actors, from ``find_actors``.
        names: the lists of actors.
        lexicon: the nouns of action.

    Returns:
        An index with the further mentions, and with a state that no other words name as an actor of its own; the given one when there are none.
    """
    more: list[ActorMention] = []
    known = dict(actors.actors)
    for token in (*_acting_nouns(doc, lexicon), *_struck(doc, lexicon)):
        for modifier in _modifiers(token):
            if modifier.text[0].isupper() and actors.covering(modifier) is None:
                found = _state(modifier, doc.words, names)
                # both words of "North Korean" lead to the one name
                if found is not None and found[1:] not in {(m.start, m.end) for m in more}:
                    entry, start, end = found
                    actor_id = make_id("act", "gazetteer", entry.gazetteer, entry.id)
                    known.setdefault(actor_id, _actor(doc, actor_id, entry))
                    more.append(_mention(doc, actor_id, start, end, modifier.i, "name"))
    for modifier in _shared(doc, actors):
        found = _state(modifier, doc.words, names)
        if found is not None and found[1:] not in {(m.start, m.end) for m in more}:
            entry, start, end = found
            actor_id = make_id("act", "gazetteer", entry.gazetteer, entry.id)
            known.setdefault(actor_id, _actor(doc, actor_id, entry))
            more.append(_mention(doc, actor_id, start, end, modifier.i, "name"))
    for force, kind in (*_forces_of_posts(doc, lexicon), *_captives(doc, lexicon), *_hated(doc, lexicon)):
        if actors.headed_by(force) is None:
            actor_id = _known_force(force, kind, actors, doc) or make_id("act", "description", doc.document_id, force.lemma_.lower())
            known.setdefault(actor_id, _force(doc, actor_id, force, kind))
            more.append(_mention(doc, actor_id, force.i, force.i + 1, force.i, "nominal"))
    for noun, kind in _addressed(doc, actors, lexicon):
        start = _phrase_start(noun)
        name = " ".join(doc.token_lowers[start : noun.i + 1])
        actor_id = make_id("act", "description", doc.document_id, name)
        known.setdefault(actor_id, replace(_force(doc, actor_id, noun, "population"), name=name, kind=kind, sector=None))
        more.append(_mention(doc, actor_id, start, noun.i + 1, noun.i, "nominal"))
    for territory, actor_id in _territories(doc, actors, lexicon):
        more.append(_mention(doc, actor_id, territory.i, territory.i + 1, territory.i, "nominal"))
    if not more:
        return actors
    return ActorIndex(dict(sorted(known.items())), actors.with_mentions(more).mentions)


def _shared(doc: AnnotatedDocument, actors: ActorIndex) -> Iterator[Token]:
    """Names before "and" that share a plural noun of people with the name behind it: "Northland and Southland officials"."""
    for mention in actors.mentions:
        if mention.form == "pronoun":
            continue
        head = doc.tokens[mention.head]
        if head.tag_ != "NNS":
            continue
        for first in sharing(head):
            if first.i < mention.start and first.text[0].isupper() and actors.covering(first) is None:
                yield first


def _acting_nouns(doc: AnnotatedDocument, lexicon: EventLexicon) -> Iterator[Token]:
    """Nouns behind a capital letter that tell an act or are attributed to whoever does one, in text order."""
    attributed, posts = lexicon.words["attributed"], lexicon.words["posts"]
    lemmas, texts = doc.token_lemmas, doc.token_texts
    told = {lemma for lemma in set(lemmas) if lemma in lexicon.nouns or lemma in attributed}
    for i in _nouns(doc, told | posts, hyphenated=True):
        token = doc.tokens[i]
        if not any(text[:1].isupper() for text in texts[token.left_edge.i : i]):
            continue
        if lemmas[i] in told:
            yield token
        elif lemmas[i] in posts:
            # "a raid on a Northland post"
            if _is_aimed_at(token, lexicon):
                yield token
        elif any(lemma in lexicon.nouns or lemma in attributed for lemma in lexemes(token)):
            yield token


def _struck(doc: AnnotatedDocument, lexicon: EventLexicon) -> Iterator[Token]:
    """Other nouns close behind a capital letter that an act of force is aimed at: "hit Northland refineries"."""
    texts, known = doc.token_texts, lexicon.nouns.keys() | lexicon.words["attributed"] | lexicon.words["posts"]
    for i, (pos, lemma) in enumerate(zip(doc.token_pos, doc.token_lemmas, strict=True)):
        if pos != "NOUN" or lemma in known or not any(text[:1].isupper() for text in texts[max(i - _CLOSE, 0) : i]):
            continue
        token = doc.tokens[i]
        if token.ent_type_ != "MONEY" and _governor(token).lemma_ not in _KEEPING and _is_aimed_at(token, lexicon):
            yield token


def _nouns(doc: AnnotatedDocument, lemmas: AbstractSet[str], *, hyphenated: bool = False) -> list[int]:
    """The common nouns with one of the lemmas, and those behind a hyphen, by position."""
    texts = doc.token_texts
    return [
        i
        for i, (pos, lemma) in enumerate(zip(doc.token_pos, doc.token_lemmas, strict=True))
        if pos == "NOUN" and (lemma in lemmas or (hyphenated and i >= 2 and texts[i - 1] in _HYPHENS))
    ]


def _forces_of_posts(doc: AnnotatedDocument, lexicon: EventLexicon) -> Iterator[tuple[Token, str]]:
    """Common nouns of forces before an act of theirs, or before what is theirs and an act is aimed at: "a rebel raid", "a rebel-held village"."""
    here = set(doc.token_lemmas)
    forces = {kind: lexicon.words[f"posted_{kind}"] & here for kind in _POSTED}
    if not any(forces.values()):
        return
    posts = lexicon.words["posts"]
    deeds = {lemma for lemma in here if any(e.event_type in _FORCE_TYPES for e in lexicon.nouns.get(lemma, ()))}
    for i in _nouns(doc, posts & here | deeds):
        is_deed = doc.token_lemmas[i] in deeds
        if not is_deed and not _is_aimed_at(doc.tokens[i], lexicon):
            continue
        for c in doc.tokens[i].lefts:
            if is_deed and (c.lower_ in _MANNERS or c.dep_ not in ("amod", "compound", "nmod")):
                # "a military operation" tells how, "a rebel attack" who
                continue
            words = [c] if c.dep_ in ("amod", "compound", "nmod") else []
            if c.dep_ == "amod" and c.lemma_ in HELD:
                words = [d for d in c.lefts if d.dep_ in ("npadvmod", "compound", "amod", "nmod", "advmod")]
            for word in words:
                kind = next((k for k, lemmas in forces.items() if word.lemma_.lower() in lemmas), None)
                if kind is not None:
                    yield word, kind


def _hated(doc: AnnotatedDocument, lexicon: EventLexicon) -> Iterator[tuple[Token, str]]:
    """The government that protests are against by their name: "anti-government rallies"."""
    for i in _nouns(doc, {lemma for lemma in set(doc.token_lemmas) if any(e.event_type == "PROTEST" for e in lexicon.nouns.get(lemma, ()))}):
        for c in doc.tokens[i].lefts:
            if c.lower_ in ("government", "regime") and c.i > 1 and doc.token_lowers[c.i - 2 : c.i] == ["anti", "-"]:
                yield c, "government"


def _addressed(doc: AnnotatedDocument, actors: ActorIndex, lexicon: EventLexicon) -> Iterator[tuple[Token, str]]:
    """Nouns of people and bodies that an act in words or a measure is done to and no actor is found for: "asked the networks to stop"."""
    for i in _nouns(doc, _ADDRESSEES.keys() & set(doc.token_lemmas)):
        token = doc.tokens[i]
        if token.dep_ not in ("dobj", "nsubjpass") and not (token.dep_ == "pobj" and token.head.lower_ in ("on", "against", "upon")):
            continue
        is_known = token.tag_ == "NNS" or any(c.lower_ in ("the", "its", "their", "his", "her") for c in token.lefts)
        if not is_known or actors.covering(token) is not None or any(c.dep_ == "prep" and c.lower_ == "of" for c in token.rights):
            continue
        head = _governor(token)
        heads = (head, *((head.head,) if head.pos_ == "NOUN" and head.dep_ == "dobj" else ()))
        if any(e.event_type in _DONE_TO for w in heads for e in (*lexicon.verbs.get(lexicon.verb(w), ()), *lexicon.nouns.get(w.lemma_.lower(), ()))):
            yield token, _ADDRESSEES[token.lemma_.lower()]


def _phrase_start(noun: Token) -> int:
    """Where a noun with its adjectives begins; articles, numbers and owners are left out."""
    start = noun.i
    for c in reversed([c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod", "punct")]):
        if c.right_edge.i != start - 1 or c.tag_ in ("CD", "PDT"):
            break
        start = c.left_edge.i
    return start


def _captives(doc: AnnotatedDocument, lexicon: EventLexicon) -> Iterator[tuple[Token, str]]:
    """Those whom somebody takes prisoner, with their kind: "took ten soldiers hostage", where the parser makes one noun of both words."""
    for i in _nouns(doc, _CAPTIVES):
        token = doc.tokens[i]
        if token.dep_ == "dobj" and token.head.lemma_ in ("hold", "keep", "take"):
            for c in token.lefts:
                kind = next((k for k in _CAPTIVE if c.lemma_.lower() in lexicon.words[f"captive_{k}"]), None)
                if kind is not None and c.dep_ == "compound" and c.tag_ == "NNS":
                    yield c, kind


def _territories(doc: AnnotatedDocument, actors: ActorIndex, lexicon: EventLexicon) -> Iterator[tuple[Token, str]]:
    """Definite nouns of land that stand for the one breakaway authority of a report, where force is used on it: "operations in the disputed region".

    A bare "the region" may be any; it is the authority's where it is said to be under a blockade or siege.
    """
    places = _nouns(doc, lexicon.words["lands"])
    if not places:
        return
    contested = {a.gazetteer_id: a for a in actors.actors.values() if a.is_contested and a.kind == "government" and a.gazetteer_id is not None}
    if len(contested) != 1:
        return
    authority = next(iter(contested.values()))
    told = min((m.start for m in actors.mentions if m.actor_id == authority.actor_id), default=None)
    for i in places:
        token = doc.tokens[i]
        if told is None or told > i or actors.headed_by(token) is not None or not any(c.lower_ in ("the", "its") for c in token.lefts):
            continue
        modifiers = [c.lower_ for c in token.lefts if c.dep_ in ("amod", "compound", "nmod")]
        is_breakaway = any(word in lexicon.words["breakaway"] for word in modifiers)
        is_besieged = not modifiers and token.dep_ == "nsubj" and any(under(c) is not None for c in token.head.children)
        if is_besieged or (is_breakaway and (_is_aimed_at(token, lexicon) or _is_scene_of_force(token, lexicon))):
            yield token, authority.actor_id


def _is_scene_of_force(noun: Token, lexicon: EventLexicon) -> bool:
    """Whether force is used in a land: "launched an operation in the enclave"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("in", "into"):
        return False
    verb = noun.head.head
    words = [verb, *(c for c in verb.children if c.dep_ == "dobj")]
    entries = [e for w in words for e in (*lexicon.verbs.get(lexicon.verb(w), ()), *lexicon.nouns.get(w.lemma_.lower(), ()))]
    return any(e.event_type in _FORCE_TYPES for e in entries)


def _is_aimed_at(noun: Token, lexicon: EventLexicon) -> bool:
    """Whether a noun is the object of an act of force, or stands behind one with "on", "against", "at"."""
    while noun.dep_ == "conj":
        noun = noun.head
    head = _governor(noun)
    if noun.dep_ not in ("dobj", "nsubjpass") and not (noun.dep_ == "pobj" and noun.head.lower_ in ("on", "against", "at", "of", "upon")):
        return False
    entries = (*lexicon.verbs.get(lexicon.verb(head), ()), *lexicon.nouns.get(head.lemma_.lower(), ()))
    return any(e.event_type in _FORCE_TYPES for e in entries)


def _governor(noun: Token) -> Token:
    """The word that a noun is the object of, past a preposition."""
    while noun.dep_ == "conj":
        noun = noun.head
    return noun.head.head if noun.dep_ == "pobj" else noun.head


def _known_force(force: Token, kind: str, actors: ActorIndex, doc: AnnotatedDocument) -> str | None:
    """The actor that the document told of last by the same noun ("the army"); None when it told of none."""
    found: str | None = None
    for mention in actors.mentions:
        if mention.start >= force.i:
            break
        if doc.doc[mention.head].lemma_.lower() == force.lemma_.lower() and actors.actors[mention.actor_id].kind == kind:
            found = mention.actor_id
    return found


def _force(doc: AnnotatedDocument, actor_id: str, force: Token, kind: str) -> Actor:
    return Actor(
        document_id=doc.document_id,
        actor_id=actor_id,
        name=doc.span_text(force),
        kind=kind,
        country=None,
        sector=_CAPTIVE[kind],
        parent_actor_id=None,
        aliases=(),
        gazetteer=None,
        gazetteer_id=None,
        is_contested=False,
        contested_note=None,
    )


def _modifiers(noun: Token) -> Iterator[Token]:
    for c in noun.children:
        if c.dep_ in _MODIFIERS and c.i < noun.i:
            yield c
            for d in c.children:
                if d.dep_ in _MODIFIERS:
                    yield d


def _state(token: Token, words: Words, names: ActorLexicon) -> tuple[Entry, int, int] | None:
    """The state that the words around a token name, with their token range."""
    for start in (token.i, token.i - 1):
        if start < 0:
            continue
        match = names.names.at(words, start)
        if match is None or not match.start <= token.i < match.end:
            continue
        for use in match.values:
            if use.entry.kind == "country" and use.sense in _SENSES:
                return use.entry, match.start, match.end
    return None


def _actor(doc: AnnotatedDocument, actor_id: str, entry: Entry) -> Actor:
    return Actor(
        document_id=doc.document_id,
        actor_id=actor_id,
        name=entry.name,
        kind=entry.kind,
        country=entry.country,
        sector=entry.sector,
        parent_actor_id=None,
        aliases=(),
        gazetteer=entry.gazetteer,
        gazetteer_id=entry.id,
        is_contested=entry.is_contested,
        contested_note=entry.note if entry.is_contested else None,
    )


def _mention(doc: AnnotatedDocument, actor_id: str, start: int, end: int, head: int, form: str) -> ActorMention:
    span = doc.doc[start:end]
    sentence = doc.sentence_of(head)
    return ActorMention(
        document_id=doc.document_id,
        start_char=span.start_char,
        end_char=span.end_char,
        sentence_start_char=sentence.start_char,
        sentence_end_char=sentence.end_char,
        text=doc.surface(span.start_char, span.end_char),
        origin="actors.attributed@1",
        confidence=None,
        mention_id=make_id("men", doc.document_id, span.start_char, span.end_char),
        actor_id=actor_id,
        form=form,
        role_text=None,
        resolved_by=ATTRIBUTED,
        start=start,
        end=end,
        head=head,
    )
