"""Who speaks through a piece of words: "the bank's figures show", "a UN report said", and later "the report added".

What belongs here: the actor behind a report, a study, a poll or figures that stand as a speaker. What does not: the words that name the speaker; see
``pipelines.extract.speech.speakers``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from pipelines.extract.model import ActorIndex, ActorMention
from pipelines.extract.speech import facets, speakers
from pipelines.extract.speech.cues import CueLexicon
from pipelines.extract.speech.layout import Layout

#: Kinds that a modifier names as the maker: "a UN report"; a person or a company is as often the topic, as is a country except of acts of state.
_MAKERS = frozenset(("government", "military", "armed_group", "police", "party", "intergovernmental", "ngo", "media", "religious", "other"))
_MODIFIERS = frozenset(("compound", "nmod", "amod", "poss"))
_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
#: Words of a modifier down from the noun: "a | New Jersey Watchdog | report".
_DEEP = 3
#: Tokens to another piece of words that is the same one.
_REACH = 90


@dataclass
class Papers:
    """The pieces of words of one document and who made them.

    Attributes:
        lay: the document's layout.
        actors: its actors.
        lexicon: the words for pieces of words.
        reported: tokens at which an outlet reports something, with the outlet, in text order.
    """

    lay: Layout
    actors: ActorIndex
    lexicon: CueLexicon
    reported: list[tuple[int, ActorMention]]
    _known: dict[int, ActorMention | None] = field(default_factory=dict)

    def voice(self, noun: Token) -> ActorMention | None:
        """The mention of who speaks through a piece of words; None for other nouns and where the text names nobody."""
        if noun.pos_ not in ("NOUN", "PROPN") or not self._is_paper(noun):
            return None
        if noun.i not in self._known:
            self._known[noun.i] = None
            self._known[noun.i] = self._maker(noun) or (self._taken_up(noun) if self._is_bare(noun) else self._explained(noun))
        return self._known[noun.i]

    def _is_paper(self, noun: Token) -> bool:
        lemma = self.lay.lemmas[noun.i]
        if lemma in self.lexicon.unauthored:
            return False
        return self._is_document(noun.i) or lemma in self.lexicon.outcomes or lemma in self.lexicon.laws

    def _is_bare(self, noun: Token) -> bool:
        """Whether a noun takes up one before: "the report", "the Saturday report"."""
        if not any(c.dep_ == "det" and c.lower_ in _DEFINITE for c in noun.lefts):
            return False
        return not any(c.dep_ != "det" and c.ent_type_ not in ("DATE", "TIME") for c in noun.lefts) and not any(
            c.dep_ == "prep" and c.lower_ in ("by", "of", "from", "on") for c in noun.rights
        )

    def _maker(self, noun: Token) -> ActorMention | None:
        lemma = self.lay.lemmas[noun.i]
        by = self._by(noun)
        if by is not None or lemma in self.lexicon.outcomes:
            # "the latest results announced by officials"; "the party's results" are no words
            return by
        maker = speakers.maker_of(noun, self.lay, self.lexicon)
        if maker is not None:
            return self._actor(maker)
        modifier = self._modifier(noun)
        if modifier is not None:
            return modifier
        for child in noun.rights:
            if child.dep_ == "prep" and child.lower_ == "of" and lemma in self.lexicon.signed:
                who = next((c for c in child.children if c.dep_ == "pobj"), None)
                found = None if who is None else self.actors.headed_by(who)
                return found if found is not None and self.actors.actors[found.actor_id].kind in _MAKERS else None
        verb = noun.head
        if noun.dep_ == "dobj" and verb.pos_ == "VERB" and verb.lemma_.lower() in self.lexicon.adopting:
            speaker = speakers.speaker_of(verb, self.lay, self.lexicon, 3)
            return None if speaker is None else self._actor(speaker.head)
        return None

    def _by(self, noun: Token) -> ActorMention | None:
        """The agent of "announced by", "compiled by", "a poll by"."""
        for child in noun.rights:
            made = child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_.lower() in self.lexicon.making
            places = child.rights if made else (child,)
            for place in places:
                if (
                    place.dep_ in ("agent", "prep")
                    and place.lower_ in ("by", "from")
                    and (made or self.lay.lemmas[noun.i] not in self.lexicon.outcomes)
                ):
                    who = next((c for c in place.children if c.dep_ == "pobj"), None)
                    found = None if who is None else self._actor(who)
                    if found is not None:
                        return found
        return None

    def _modifier(self, noun: Token) -> ActorMention | None:
        """The actor that a modifier names: "a UN report", "the bank's monthly data"."""
        state = self.lay.lemmas[noun.i] in self.lexicon.signed
        start = noun.i
        while start > noun.left_edge.i and noun.i - start < 2 * _DEEP and self.lay.doc.doc[start - 1].dep_ in _MODIFIERS:
            start -= 1
        for i in range(noun.i - 1, start - 1, -1):
            token = self.lay.doc.doc[i]
            found = self.actors.headed_by(token)
            if found is None or found.end > noun.i or found.form == "pronoun":
                continue
            kind = self.actors.actors[found.actor_id].kind
            if kind in _MAKERS or (kind in ("country", "company") and state):
                return found
        return None

    def _taken_up(self, noun: Token) -> ActorMention | None:
        """Who made the last piece of words of this name before, or the outlet that has reported since."""
        lemma = self.lay.lemmas[noun.i]
        words = self.lay.doc.doc
        last = next((at for at in reversed(self.reported) if at[0] < noun.i), None) if self.lay.lowers[noun.i] == "report" else None
        for i in range(noun.i - 1, -1 if last is None else last[0], -1):
            alike = (self.lay.tags[i], self.lay.tags[noun.i]) in (("NNP", "NN"), (self.lay.tags[noun.i],) * 2)
            if self.lay.lemmas[i] == lemma and words[i].pos_ in ("NOUN", "PROPN") and alike and not self.lay.in_quote(i):
                found = self.voice(words[i])
                if found is not None or last is not None:
                    return found
        if last is not None:
            return last[1]
        if self.lay.tags[noun.i] != "NN" or not self._is_document(noun.i):
            return None
        for i in range(noun.i - 1, max(-1, noun.i - _REACH), -1):
            if self.lay.tags[i] == "NN" and not self.lay.in_quote(i) and self._is_document(i) and self._is_paper(words[i]):
                # "adopted a resolution ... the document says"
                return self.voice(words[i])
        return None

    def _is_document(self, i: int) -> bool:
        lemma = self.lay.lemmas[i]
        return lemma in self.lexicon.documents or lemma in self.lexicon.researches or lemma in self.lexicon.papers

    def _explained(self, noun: Token) -> ActorMention | None:
        """Who made what an article brings in, where that is told only then: "a report said ... the report, issued by the bank, said"."""
        lemma, words = self.lay.lemmas[noun.i], self.lay.doc.doc
        if not any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in noun.lefts):
            return None
        for i in range(noun.i + 1, min(len(words), noun.i + _REACH)):
            if self.lay.lemmas[i] == lemma and words[i].pos_ == "NOUN" and any(c.lower_ in _DEFINITE for c in words[i].lefts):
                return self._maker(words[i])
        return None

    def _actor(self, maker: Token) -> ActorMention | None:
        return facets.mention_of(maker, self.actors)
