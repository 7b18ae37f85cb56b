"""Which tokens beside a cue are what was said, in German and French. Nothing is said without a quotation in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.extract.rules.contents import Place
from claimtrack.extract.rules.marked.cues import Cue, Kind
from claimtrack.extract.rules.marked.grammar import Grammar
from claimtrack.extract.rules.marked.phrases import Range, noun_phrase
from claimtrack.extract.rules.units import Token

_STOPS = frozenset(".!?…,;:–—-")
_LONG_QUOTATION = 20
"""Characters from which a quotation right behind a verb or its subject is what was said, without comma or colon."""


@dataclass(frozen=True, slots=True)
class Content:
    """Ranges of tokens in text order; none where a colon announces the next paragraph."""

    ranges: tuple[Range, ...]
    place: Place
    is_phrase: bool = False
    """Whether it is a phrase that is named, which no further quotation goes on from."""


def content(tokens: Sequence[Token], cue: Cue, floor: int, ceiling: int, grammar: Grammar) -> Content | None:
    """What ``cue`` says was said, between ``floor`` and ``ceiling``: the cues before and behind have the rest."""
    before = _before(tokens, cue, floor) if cue.inverted else None
    behind = _behind(tokens, cue, ceiling, before is not None, grammar)
    if before and behind:
        return Content((before, behind), Place.AROUND)
    if before:
        return Content((before,), Place.BEFORE)
    if behind is None and cue.naming and (named := _named(tokens, cue, floor, ceiling, grammar)):
        return Content((named,), Place.BEHIND, is_phrase=True)
    if behind is None:
        announces = ceiling == len(tokens) and tokens[-1].text == ":"
        return Content((), Place.ANNOUNCED) if announces else None
    if tokens[behind[0] - 1].text == ":":
        return Content((behind,), Place.ANNOUNCED)
    return Content((behind,), Place.ACCORDING if cue.kind is Kind.ACCORDING else Place.BEHIND)


def _before(tokens: Sequence[Token], cue: Cue, floor: int) -> Range | None:
    end = cue.start
    while end > floor and tokens[end - 1].text in ",–—-":
        end -= 1
    start = floor
    colon = next((at for at in range(end - 1, floor, -1) if tokens[at].text == ":"), None)
    if colon is not None and any(token.is_quotation for token in tokens[colon:end]):
        start = colon + 1
    return _trimmed(tokens, start, end)


def _behind(tokens: Sequence[Token], cue: Cue, ceiling: int, is_closed: bool, grammar: Grammar) -> Range | None:
    """What follows the cue: behind a colon, as a clause of its own, or a quotation that goes on."""
    if cue.kind is Kind.ACCORDING and not is_closed:
        return _trimmed(tokens, cue.end, ceiling)
    at = cue.end
    while at < ceiling:
        if tokens[at].is_quotation:
            return _bare(tokens, cue, at, ceiling, is_closed, grammar)
        if tokens[at].text == ":":
            return _trimmed(tokens, at + 1, ceiling)
        opens = tokens[at].lower in grammar.words("clause_opener")
        if not is_closed and (opens or (tokens[at].text == "," and grammar.verb_second and cue.kind is Kind.VERB)):
            return _trimmed(tokens, _colon(tokens, at, ceiling) or at, ceiling)
        at += 1
    return None


def _colon(tokens: Sequence[Token], at: int, ceiling: int) -> int | None:
    """Behind the colon that leads to the first quotation: "warnte davor, das zu glauben: „...“"."""
    quotation = next((index for index in range(at, ceiling) if tokens[index].is_quotation), 0)
    return quotation if quotation and tokens[quotation - 1].text == ":" else None


def _bare(tokens: Sequence[Token], cue: Cue, at: int, ceiling: int, is_closed: bool, grammar: Grammar) -> Range | None:
    """A quotation at ``at`` that neither a colon nor a clause introduces."""
    lead = tokens[at - 1].text
    if is_closed:
        goes_on = lead in ",.;–—-" or at == cue.end
        return _trimmed(tokens, at, ceiling) if goes_on and _is_filling(tokens, cue.end, at, grammar) else None
    is_long = tokens[at].end - tokens[at].start >= _LONG_QUOTATION
    follows = at == cue.end or lead == "," or (cue.mention is not None and at == cue.mention[1])
    return _trimmed(tokens, at, ceiling) if is_long and follows else None


def _is_filling(tokens: Sequence[Token], start: int, end: int, grammar: Grammar) -> bool:
    """Whether nothing but adverbs and phrases of time and place stand between a cue and a quotation that goes on."""
    at = start
    while at < end:
        if tokens[at].lower in grammar.words("preposition"):
            at = noun_phrase(tokens, at + 1, grammar) or at + 1
        elif tokens[at].lower in grammar.closed or not tokens[at].is_word or tokens[at].text[0].isdigit():
            at += 1
        else:
            return False
    return True


def _named(tokens: Sequence[Token], cue: Cue, floor: int, ceiling: int, grammar: Grammar) -> Range | None:
    """A quoted phrase that is the verb's object, with its article: "sprach von **einem „Skandal“**"."""
    places = [*range(cue.end, ceiling), *range(cue.start - 1, floor - 1, -1)]
    at = next((at for at in places if tokens[at].is_quotation), None)
    if at is None or any(tokens[i].text in ",:;" for i in range(min(at, cue.end), max(at, cue.start))):
        return None
    start = at
    while start > floor and start > cue.end and tokens[start - 1].lower in grammar.words("determiner"):
        start -= 1
    return start, at + 1


def _trimmed(tokens: Sequence[Token], start: int, end: int) -> Range | None:
    """The range without punctuation at its ends; None where no quotation is in it."""
    while start < end and tokens[start].text in _STOPS:
        start += 1
    while end > start and tokens[end - 1].text in _STOPS:
        end -= 1
    return (start, end) if any(token.is_quotation for token in tokens[start:end]) else None
