"""The gate for claims: each must keep the sense of the words it comes from, and the article's own names and numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from claimtrack.extract.llm import wording
from claimtrack.extract.llm.figures import due_period
from claimtrack.extract.llm.misses import Gated, Miss, clean
from claimtrack.extract.llm.page import Page, merged
from claimtrack.extract.llm.replies import ClaimReply, DueReply
from claimtrack.model import Claim, ClaimType, Decision, Period, Reason, Span, Worth

_BRACKETS = re.compile(r"[\[\]]")
_LONGEST = 1_000
"""Characters of a claim, and of each thing that is told about it; a claim is a sentence."""


@dataclass(frozen=True, slots=True)
class Basis:
    """Where claims come from: a quote, or the article itself, whose ``content`` each claim names for itself."""

    content: tuple[Span, ...] = ()
    cue: str = ""
    speaker: str | None = None
    said: date | None = None


class ClaimsGate:
    """Checks the claims that are taken from one article."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def claim(self, reply: ClaimReply, basis: Basis) -> Gated[Claim]:
        """The claim, where it holds against the text; what was wrong with it or with what would decide it."""
        try:
            claim = self._claim(reply, basis)
        except Miss as miss:
            return Gated(reply, None, (miss,))
        misses = []
        if name := self._page.names.unknown(claim.confirmed_if or "", beginnings=False):
            misses.append(Miss(f"confirmed_if names {name!r}, which is not in the article", final=True))
            claim = replace(claim, confirmed_if=None)
        if name := self._page.names.unknown(claim.contradicted_if or "", beginnings=False):
            misses.append(Miss(f"contradicted_if names {name!r}, which is not in the article", final=True))
            claim = replace(claim, contradicted_if=None)
        return Gated(reply, claim, tuple(misses))

    def _claim(self, reply: ClaimReply, basis: Basis) -> Claim:
        why = _told(reply.why)
        if reply.text is None:
            raise Miss(f"cannot be made to stand alone: {why or 'no reason is given'}", final=True)
        wording.check_stated(basis.cue)
        spans = self._source(reply.source, basis)
        source, content = (_sliced(self._page.text, part) for part in (spans, basis.content or spans))
        written, hedge = clean(reply.text), _told(reply.hedge or "")
        text = _BRACKETS.sub("", written)
        if len(text) > _LONGEST:
            raise Miss(f"the claim has {len(text)} characters: one proposition is wanted")
        period = self._due(reply.due, spans, basis) if reply.due else None
        added_apart = _BRACKETS.sub("", written.replace(" [", ", "))  # "Lund [Sweden]" is no name of two words
        self._check_names(added_apart, source, basis, period)
        wording.check_negation(text, source, basis.cue)
        wording.check_hedges(text, hedge, source, f"{content} {basis.cue}")
        return Claim(
            text=wording.bracketed(text, content),
            type=_type(reply, basis.cue),
            spans=spans,
            speaker=basis.speaker,
            said=basis.said,
            period=period,
            hedge=hedge,
            worth=Worth(reply.worth),
            worth_reason=why,
            confirmed_if=_told(reply.confirmed_if),
            contradicted_if=_told(reply.contradicted_if),
            reasons=_why(spans, period),
        )

    def _source(self, pointers: Sequence[str], basis: Basis) -> tuple[Span, ...]:
        """The part of the content that the claim comes from; without pointers all of it."""
        if not pointers:
            if not basis.content:
                raise Miss("source is missing: point at the words that the claim is taken from")
            return basis.content
        spans = merged(self._page.text, (span for one in pointers for span in self._page.resolve(one, basis.content)))
        if not basis.content:
            return spans
        shared = [
            Span(max(span.start, one.start), min(span.end, one.end))
            for span in spans
            for one in basis.content
            if span.overlaps(one)
        ]
        if not shared:
            raise Miss("source is no part of the content")
        return merged(self._page.text, shared)

    def _due(self, due: DueReply, spans: Sequence[Span], basis: Basis) -> Period:
        words = _told(due.words) or ""
        near = " ".join(self._page.around(span) for span in (*basis.content, *spans))
        if not wording.stands_in(words, near):
            raise Miss(f"due: the words {words!r} do not stand where the claim comes from")
        return due_period(due.first, due.last, words, basis.said)

    def _check_names(self, text: str, source: str, basis: Basis, period: Period | None) -> None:
        days = [day for day in (basis.said, period and period.start, period and period.end) if day]
        rest = self._page.figures.check(text, source, days)
        if name := self._page.names.unknown(rest):
            raise Miss(f"it names {name!r}, which is not in the article")


def _type(reply: ClaimReply, cue: str) -> ClaimType:
    """The type that the model gives; what a speaker denies is a denial, whatever it says."""
    return ClaimType.DENIAL if reply.type == "fact" and wording.denies(cue) else ClaimType(reply.type)


def _why(spans: tuple[Span, ...], period: Period | None) -> tuple[Reason, ...]:
    """The checks that held."""
    source = "the model's wording; its names, numbers, negations and hedges were held against the article"
    held = (Reason(Decision.CLAIM, source, spans), Reason(Decision.TYPE, "the model's choice"))
    due = f"the model's reckoning; the article has the words “{period.phrase}”" if period else ""
    return (*held, Reason(Decision.PERIOD, due)) if due else held


def _told(words: str) -> str | None:
    """What a model adds in its own words, None where it adds nothing."""
    return clean(words)[:_LONGEST] or None


def _sliced(text: str, spans: Sequence[Span]) -> str:
    return " ".join(span.of(text) for span in spans)
