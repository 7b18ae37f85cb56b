"""The gate for quotes: every pointer of a row is resolved exactly, and what it points at must belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from claimtrack.extract.llm.figures import is_stated
from claimtrack.extract.llm.misses import Gated, Miss
from claimtrack.extract.llm.page import Page, merged
from claimtrack.extract.llm.people import People
from claimtrack.extract.llm.replies import DetailReply, QuoteReply
from claimtrack.extract.nested import lies_in
from claimtrack.model import Decision, Passage, Quote, QuoteKind, Reason, Span

FIRST, REPAIRED = 0.9, 0.8
"""Confidence in a quote that passes at once, and in one that passes after it was asked for again: a rule of thumb."""
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class _Anchors:
    """Where one row stands: what further words of it must be near to."""

    passage: Passage
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    mention: Span | None

    @property
    def spans(self) -> tuple[Span, ...]:
        return (*self.content, *self.cue, *([self.mention] if self.mention else []))


class QuotesGate:
    """Checks the quotes of one reply; claims are checked elsewhere."""

    def __init__(self, page: Page, people: People) -> None:
        self._page = page
        self._people = people

    def quote(self, reply: QuoteReply, confidence: float = FIRST) -> Gated[Quote]:
        """The quote, where it holds against the text; what was wrong with it or with a detail, which is dropped."""
        try:
            quote, at = self._quote(reply, confidence)
        except Miss as miss:
            return Gated(reply, None, (miss,))
        misses = []
        for detail in reply.details:
            try:
                quote = self._with_detail(quote, detail, at)
            except Miss as miss:
                misses.append(Miss(f"{detail.what}: {miss.reason}", final=miss.final))
        return Gated(reply, quote, tuple(misses))

    def _quote(self, reply: QuoteReply, confidence: float) -> tuple[Quote, _Anchors]:
        person = self._people.get(reply.by)
        at = self._anchors(reply)
        if not self._page.are_near(at.spans):
            raise Miss("content, cue and mention are too far apart: a paragraph lies between them")
        if at.mention:
            self._people.check_mention(at.mention, person.name)
        kind = self._page.kind(at.content)
        why = self._why(at, kind, person.name, confidence)
        quote = Quote(at.content, kind, at.mention, at.cue, person.name, confidence=confidence, rule="llm", reasons=why)
        return quote, at

    def _why(self, at: _Anchors, kind: QuoteKind, speaker: str | None, confidence: float) -> tuple[Reason, ...]:
        """The checks that held. Why the model pointed where it did, nobody knows."""
        mention = (at.mention,) if at.mention else ()
        named = "the article names them so" if speaker else "nobody: the model gave a source without a name"
        held = (
            Reason(Decision.CONTENT, "the model pointed there; the words were found exactly", at.content),
            self._page.why_kind(kind, at.content),
            Reason(Decision.CUE, "the model pointed there; no paragraph lies between it and the content", at.cue),
            Reason(Decision.MENTION, "the model pointed there; it is near, and no name of somebody else", mention),
            Reason(Decision.SPEAKER, f"the model's choice; {named}" if speaker else named),
        )
        passed = "at once" if confidence == FIRST else "when asked once more"
        pointed = [one for one in held if one.spans or one.decision not in {Decision.CUE, Decision.MENTION}]
        return (*pointed, Reason(Decision.CONFIDENCE, f"a rule of thumb: all checks held {passed}"))

    def _anchors(self, reply: QuoteReply) -> _Anchors:
        """Content, the cue that is nearest to it, and the mention nearest to that; none of them inside another."""
        page, passage = self._page, self._page.passage(reply.at)
        content = self._content(reply, passage)
        cue = self._cue(reply, passage, content)
        for one in cue:
            if any(span.overlaps(one) for span in content):
                raise Miss(f"content takes in its own cue {one.of(page.text)!r}: point at what was said only")
        mention = None
        if reply.mention:
            taken = (*cue, *content)
            mention, *more = page.resolve(reply.mention, cue or content, passage, outside=taken)
            if more:
                raise Miss(f"the mention {reply.mention!r} is not the name of a speaker")
            if any(span.overlaps(mention) for span in taken):
                raise Miss(f"the mention {reply.mention!r} stands only inside content or cue")
        return _Anchors(passage, content, cue, mention)

    def _content(self, reply: QuoteReply, passage: Passage) -> tuple[Span, ...]:
        """The union of the content's pieces, with the marks of quotations of which they have all words."""
        if not reply.content:
            raise Miss("content is empty: point at what was said")
        try:
            near = self._cue(reply, passage, ())
        except Miss:
            near = ()  # it may depend on the content, and is told of later
        pieces = [span for one in reply.content for span in self._page.resolve(one, near, passage)]
        return merged(self._page.text, map(self._page.with_marks, pieces))

    def _cue(self, reply: QuoteReply, passage: Passage, content: Sequence[Span]) -> tuple[Span, ...]:
        pieces = [span for one in reply.cue for span in self._page.resolve(one, content, passage, outside=content)]
        return merged(self._page.text, pieces)

    def _with_detail(self, quote: Quote, detail: DetailReply, at: _Anchors) -> Quote:
        """The quote with one detail more. Raises Miss."""
        match detail.what:
            case "day":
                return replace(quote, said=self._day(detail.words, at))
            case "relay":
                return replace(quote, relay=self._people.get(detail.words).name)
            case "to":
                return replace(quote, addressee=self._beside(detail.words, at))
            case "occasion":
                return replace(quote, occasion=self._beside(detail.words, at))
            case "medium":
                return replace(quote, medium=self._beside(detail.words, at))

    def _beside(self, words: str, at: _Anchors) -> Span:
        """Where the words stand near the quote, and not in it. Raises Miss."""
        found = self._page.resolve(words, at.cue or at.content, at.passage, outside=at.content)
        span = Span(found[0].start, found[-1].end)
        if any(span.overlaps(one) for one in at.content):
            raise Miss(f"{words!r} is part of what was said")
        if not self._page.are_near([*at.spans, span]):
            raise Miss(f"{words!r} stands too far from the quote")
        return span

    def _day(self, words: str, at: _Anchors) -> date:
        """The day of the utterance. Raises Miss where the sentences around do not state it, or it lies ahead."""
        published = self._page.article.published
        try:
            day = date.fromisoformat(words) if _ISO.fullmatch(words) else None
        except ValueError:
            day = None
        if day is None:
            raise Miss(f"{words!r} is no day of the form YYYY-MM-DD")
        if published and day > published:
            raise Miss(f"{day} lies after the day of publication, {published}")
        near = " ".join(self._page.around(span) for span in (at.passage.span, *at.cue, *at.content))
        if not is_stated(day, near, published):
            raise Miss(f"the sentences around the quote do not state the day {day}")
        return day


def conflict(row: Quote, others: Sequence[Quote]) -> Miss | None:
    """What is wrong with the content of ``row`` beside those of ``others``: the same words are not said twice.

    But one may lie within another if its cue does too ("Roe said that Doe denied it"), and two speakers may say the
    same words together.
    """
    for other in others:
        if (row.content, row.cue, row.mention) == (other.content, other.cue, other.mention):
            return Miss("it is given twice", final=True)
        shared = any(one.overlaps(two) for one in row.content for two in other.content)
        joint = row.content == other.content and row.cue == other.cue and row.mention and other.mention
        if shared and not joint and not (lies_in(row, other) or lies_in(other, row)):
            return Miss("its content shares words with another quote's, and neither reports the other with its cue")
    return None
