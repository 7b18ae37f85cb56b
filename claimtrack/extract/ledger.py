"""The quote-mark ledger: what became of every pair of quotation marks in an article.

It audits an extraction, whatever engine made it: a pair is part of a quote, or left out for a reason that is given.
Marks without a partner are listed too. Nothing disappears silently.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from claimtrack.model import LeftOut, Quote, Span
from claimtrack.text.quotation import Marks, Quotation, pair

_TITLE_LEAD = re.compile(
    r"(?:film|movie|book|novel|memoir|song|album|play|series|show|program|programme|podcast|documentary|essay|article|"
    r"poem|opera|magazine|newspaper|titled|entitled|headlined|episode|column|op-ed|musical|hit|bestseller|"
    r"on (?:abc|cbs|cnn|fox|msnbc|nbc|npr|pbs|bbc)(?: news)?['’]s?)\W*\Z",
    re.IGNORECASE,
)
_TERM_LEAD = re.compile(
    r"(?:so-called|known as|called|the (?:word|words|term|phrase|label|name|slogan|motto|acronym)|means?|meaning|"
    r"termed|dubbed|nicknamed|code-named|codenamed|labelled|labeled)\W*\Z",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SMALL = frozenset("a an the of and or in on for to at by with from vs is it".split())
_NO_PARTNER = "this mark has no partner in its paragraph"
_INSIDE = "inside a quotation that is left out"
_NICKNAME, _TITLE, _TERM = "a nickname", "a title", "a term"
_SETTLED = frozenset((_NICKNAME, _TITLE, _TERM, _INSIDE))
"""Reasons that are plain from the text around a pair; the others need a reader."""
_SCARE_WORDS = 6
"""The most words of a phrase that is marked off rather than quoted."""


class MarkOutcome(StrEnum):
    """What became of a pair of marks, or of a single one."""

    QUOTED = "quoted"
    LEFT_OUT = "left_out"
    UNBALANCED = "unbalanced"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One pair of marks, from the opening to behind the closing one, or one mark without a partner; and why."""

    span: Span
    outcome: MarkOutcome
    reason: str


def ledger(
    text: str, quotes: Sequence[Quote], left_out: Iterable[LeftOut] = (), marks: Marks | None = None
) -> list[LedgerEntry]:
    """Every pair of marks in ``text`` and every mark without a partner, in text order; ``quotes`` are the article's.

    The reasons of ``left_out``, where the engine gave any, go before those that rules find. ``marks`` are those of
    the text, where they have been paired before.
    """
    marks = marks or pair(text)
    contents = sorted(span for quote in quotes for span in quote.content)
    starts = [span.start for span in contents]
    given = {one.span: one.reason for one in left_out}
    entries = [LedgerEntry(stray, MarkOutcome.UNBALANCED, _NO_PARTNER) for stray in marks.strays]
    outer: Quotation | None = None
    for quotation in marks.quotations:
        outer = quotation if quotation.depth == 0 else outer
        entries.append(_entry(text, quotation, outer, contents, starts, given))
    return sorted(entries, key=lambda entry: entry.span)


def unaccounted(
    text: str, quotes: Sequence[Quote], left_out: Iterable[LeftOut] = (), marks: Marks | None = None
) -> list[Span]:
    """The outermost pairs in no quote that the engine left in, and that are no plain nickname, title or term."""
    settled = {one.span for one in left_out}
    unused = [entry for entry in ledger(text, quotes, marks=marks) if entry.outcome is MarkOutcome.LEFT_OUT]
    return [entry.span for entry in unused if entry.span not in settled and entry.reason not in _SETTLED]


def _entry(
    text: str,
    quotation: Quotation,
    outer: Quotation | None,
    contents: Sequence[Span],
    starts: Sequence[int],
    given: Mapping[Span, str],
) -> LedgerEntry:
    span = Span(quotation.start, quotation.end)
    if all(_is_covered(_inside(part), contents, starts) for part in quotation.spans):
        nested = " inside another quotation" if quotation.depth else ""
        return LedgerEntry(span, MarkOutcome.QUOTED, f"part of a quote{nested}")
    if quotation.depth and outer is not None:
        return LedgerEntry(span, MarkOutcome.LEFT_OUT, _INSIDE)
    return LedgerEntry(span, MarkOutcome.LEFT_OUT, given.get(span) or _why_left_out(text, quotation))


def _inside(span: Span) -> Span:
    """The span without its marks, which a content may leave out."""
    return Span(span.start + 1, span.end - 1) if span.end - span.start > 2 else span


def _is_covered(span: Span, contents: Sequence[Span], starts: Sequence[int]) -> bool:
    before = bisect_right(starts, span.start) - 1
    return any(one.covers(span) for one in contents[max(0, before - 2) : before + 1])


def _why_left_out(text: str, quotation: Quotation) -> str:
    before, after = text[max(0, quotation.start - 40) : quotation.start], text[quotation.end : quotation.end + 20]
    words = _WORD.findall(text[quotation.start : quotation.end])
    if re.search(r"[A-Z][\w.’'-]+\s\Z", before) and re.match(r"\s[A-Z]\w+", after) and len(words) <= 3:
        return _NICKNAME
    if _TITLE_LEAD.search(before):
        return _TITLE
    if _TERM_LEAD.search(before):
        return _TERM
    capitals = all(word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL for word in words)
    if len(words) > 1 and capitals:
        return _TITLE
    if len(words) <= _SCARE_WORDS:
        return "scare quotes: a phrase marked off, with nobody said to have used it"
    return "nobody is said to have said it"
