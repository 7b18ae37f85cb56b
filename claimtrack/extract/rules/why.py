"""Why a quote was found as it was: what the rules decided, in words, with the words of the article behind it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from claimtrack.extract.kind import why_kind
from claimtrack.extract.rules.confidence import TOLD, Case
from claimtrack.extract.rules.contents import Place
from claimtrack.extract.rules.cue import Subject
from claimtrack.extract.rules.identity import Known
from claimtrack.extract.rules.led import RARE_VERB
from claimtrack.extract.rules.lexicon import CueVerb
from claimtrack.extract.rules.quotes import Utterance
from claimtrack.extract.rules.units import Token
from claimtrack.model import Decision, QuoteKind, Reason, Span

_CUES = {
    "according": "“according to” says whose words they are",
    "colon": "a colon behind a name, or behind words that announce a statement",
    "noun": "a noun of saying, with what was said behind it",
    "post": "the tag around a post names its author",
    "signature": "a dash and a name below a quotation sign it",
    RARE_VERB: "a verb that stands with its subject directly behind a quotation",
}
_PLACES = {place: str(place) for place in Place} | {Place.ACCORDING: "beside “according to”"}
_FRAMES = {"clause": "a clause or a quotation", "to": "an infinitive", "object": "a phrase"}
_MENTIONS = {
    "according": "the phrase behind the cue",
    "colon": "the name before the colon",
    "noun": "the owner of the noun",
    "post": "the name in the tag",
    "signature": "the name behind the dash",
}
"""By cues that are no verbs: where the words that name the speaker stand."""
_BESIDE_VERB = frozenset({Subject.BEFORE, Subject.AFTER})
_SUBJECTS = {subject: f"the subject {subject}" for subject in Subject} | {
    Subject.SHARED: "the cue has no subject of its own: it shares that of the verb before it, or of the sentence",
    Subject.NONE: "the cue says that somebody said it, and not who",
}


class TypeRule(StrEnum):
    """What told the type of a claim; the values are what a user reads."""

    DENIED = "the cue says that it is not so"
    PROMISED = "the cue promises it"
    PREDICTED = "the cue predicts it"
    IDLE = "it commits to nothing"
    OWN_FUTURE = "the speaker's own future"
    FUTURE = "it speaks of what is to come"
    ARRANGED = "it says in the present what is arranged for a day to come"
    VALUES = "it judges or demands"
    STATES = "it states something, and no word of it promises, predicts, judges or demands"


BY_CUE = frozenset({TypeRule.DENIED, TypeRule.PROMISED, TypeRule.PREDICTED})


def reasons(made: Utterance, case: Case, inside: Sequence[Span], starts: Sequence[int]) -> tuple[Reason, ...]:
    """Why ``made`` is a quote as it is, decision by decision. ``case`` is that of its confidence; ``inside`` are the
    outermost quotations of the article, ``starts`` where each of them starts.
    """
    return (
        *_content(made),
        why_kind(made.kind, made.content, inside, starts),
        Reason(Decision.CUE, _cue(made), made.cue),
        *_speaker(made),
        *_relay(made),
        Reason(Decision.CONFIDENCE, TOLD + ", ".join(case)),
    )


def _content(made: Utterance) -> list[Reason]:
    one, tokens = made.attribution, made.attribution.unit.tokens
    if one.content:
        begin, end = _begin(tokens, one.content[0][0]), _end(tokens, one.content[-1][1])
        own = [_span(tokens, part) for part in one.content] if made.further else made.content
        found = [Reason(Decision.CONTENT, f"{_PLACES[one.place]}, from {begin} to {end}", tuple(own))]
    else:
        signed = one.place is Place.SIGNED
        rule = "the quotation above a signature" if signed else "a colon announces it, and it follows"
        found = [Reason(Decision.CONTENT, rule)]
    behind, further = tokens[-1].end, frozenset(made.further)
    beyond = made.content[-1].start >= behind
    if beyond and (over := tuple(span for span in made.content if span.start >= behind and span not in further)):
        found.append(Reason(Decision.CONTENT, "its quotation runs on over paragraphs, each opened by a mark", over))
    if made.further:
        where = "further paragraphs" if made.paragraphs_on else "its paragraph"
        rule = f"goes on in {where}: a quotation without a cue of its own is the last speaker's"
        found.append(Reason(Decision.CONTENT, rule, tuple(made.further)))
    return found


def _begin(tokens: Sequence[Token], at: int) -> str:
    if tokens[at].is_quotation:
        return "the opening mark"
    if at == 0 or not _has_words(tokens[:at]):
        return "the beginning of the sentence"
    return f"“{tokens[at].text}”"


def _end(tokens: Sequence[Token], end: int) -> str:
    if tokens[end - 1].is_quotation:
        return "the closing mark"
    if end == len(tokens) or not _has_words(tokens[end:]):
        return "the end of the sentence"
    return f"“{tokens[end - 1].text}”"


def _has_words(tokens: Sequence[Token]) -> bool:
    return any(token.quotation is not None or token.is_word for token in tokens)


def _cue(made: Utterance) -> str:
    cue = made.attribution.cue
    negated = made.kind is QuoteKind.INDIRECT and cue.is_negated(made.attribution.unit.tokens)
    return _cue_rule(cue.verb) + "; it is negated" * negated


@cache
def _cue_rule(verb: CueVerb) -> str:
    if verb.lemma in _CUES:
        return _CUES[verb.lemma]
    taken = ", ".join(words for frame, words in _FRAMES.items() if frame in verb.frames) or "a quotation"
    other = "; it has other uses too" if "open" in verb.frames else ""
    return f"“{verb.lemma}” is a cue verb, which takes {taken}{other}"


def _speaker(made: Utterance) -> list[Reason]:
    cue, tokens = made.attribution.cue, made.attribution.unit.tokens
    where = _SUBJECTS[cue.subject]
    if cue.subject in _BESIDE_VERB:
        where = _MENTIONS.get(cue.verb.lemma, where)
    if made.mention is None:
        return [Reason(Decision.MENTION, where), Reason(Decision.SPEAKER, made.by.known)]
    spans = (_span(tokens, cue.antecedent), made.mention) if cue.antecedent else (made.mention,)
    return [Reason(Decision.MENTION, where, spans), Reason(Decision.SPEAKER, made.by.known, made.by.spans)]


def _relay(made: Utterance) -> list[Reason]:
    relay, by = made.attribution.relay, made.relayed_by
    if relay is None:
        return []
    parts = sorted(filter(None, (relay.mention, relay.words)))
    spans = tuple(_span(made.attribution.unit.tokens, part) for part in parts)
    known = by.known if by else Known.NO_MENTION
    return [Reason(Decision.RELAY, f"an attribution around it passes it on; by whom: {known}", spans)]


def _span(tokens: Sequence[Token], part: tuple[int, int]) -> Span:
    return Span(tokens[part[0]].start, tokens[part[1] - 1].end)
