"""What one reply about a chunk comes to: what holds, what misses, and what a second reply makes of the misses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from claimtrack.extract.ledger import unaccounted
from claimtrack.extract.llm.chunks import Chunk
from claimtrack.extract.llm.claims import Basis, ClaimsGate
from claimtrack.extract.llm.gate import FIRST, REPAIRED, QuotesGate, conflict
from claimtrack.extract.llm.misses import Gated, Value, clean, given
from claimtrack.extract.llm.page import Page
from claimtrack.extract.llm.people import People
from claimtrack.extract.llm.replies import ClaimReply, ExtractReply, LeftOutReply, QuoteReply, RepairReply
from claimtrack.model import Claim, LeftOut, Quote, Rejection, Span, Subject

_LONGEST_REASON = 200
_OWN = 0
"""The number under which a second reply speaks of the article's own claims, as if they were a quote's."""


@dataclass(frozen=True, slots=True)
class Row:
    """A quote behind the gate, and its claims."""

    reply: QuoteReply
    quote: Gated[Quote]
    claims: tuple[Gated[Claim], ...] = ()


class Draft:
    """The rows of one chunk. ``misses`` and ``marks`` say what to ask for once more, ``mend`` takes in the answer."""

    def __init__(self, page: Page, chunk: Chunk, reply: ExtractReply) -> None:
        self.people = People(page, reply.people)
        self.left_out: dict[Span, LeftOut] = {}
        self._page = page
        self._quotes = QuotesGate(page, self.people)
        self._claims = ClaimsGate(page)
        self._own_voice = Basis(speaker=page.article.outlet, said=page.article.published)
        shown = Span(chunk.passages[0].span.start, chunk.passages[-1].span.end)
        self._quotations = {name: span for name, span in page.quotations.items() if span.overlaps(shown)}
        self._fresh = next(one.span.start for one in chunk.passages if one.number >= chunk.fresh)
        self._lost: list[Rejection] = []
        self._rows: list[Row] = []
        for one in reply.quotes:
            self._rows.append(self._row(one, FIRST, self._kept()))
        self._own = [self._claims.claim(one, self._own_voice) for one in reply.own_claims]
        self._leave_out(reply.left_out)

    def misses(self) -> list[str]:
        """What did not hold, a line each, by the numbers that a second reply is to use."""
        lines = []
        for number, row in enumerate(self._rows, 1):
            lines += [f"quotes row {number}: {miss.reason}" for miss in row.quote.misses if not miss.final]
            lines += _claim_lines(f"quote {number}", row.claims)
        return [*lines, *_claim_lines(f"own_claims (quote {_OWN})", self._own)]

    def marks(self) -> list[str]:
        """The chunk's quotations that are not accounted for, by name; those of its lead belong to the chunk before."""
        unused = set(unaccounted(self._page.text, self._kept(), self.left_out.values(), self._page.marks))
        return [name for name, span in self._quotations.items() if span in unused and span.start >= self._fresh]

    def mend(self, reply: RepairReply) -> None:
        """Put what was asked for again in the place of what missed, where it is any better."""
        self.people.add(reply.people)
        for again in reply.quotes:
            if again.quote and 0 < again.row <= len(self._rows):
                self._mend_quote(again.row - 1, again.quote)
        for claim in reply.claims:
            if claim.claim:
                self._mend_claim(claim.quote, claim.row - 1, claim.claim)
        for more in reply.more_quotes:
            self._rows.append(self._row(more, REPAIRED, self._kept()))
        self._leave_out(reply.left_out)

    def quotes(self) -> Iterator[Quote]:
        """The quotes that hold, each with those of its claims that do."""
        for row in self._rows:
            if row.quote.value:
                yield replace(row.quote.value, claims=_values(row.claims))

    def own_claims(self) -> Iterator[Gated[Claim]]:
        """The article's own claims that hold."""
        return (one for one in self._own if one.value)

    def rejections(self) -> Iterator[Rejection]:
        """All that did not hold in the end, quotations that nobody accounts for aside."""
        yield from self._lost
        for row in self._rows:
            yield from row.quote.rejections(Subject.QUOTE)
            for claim in row.claims:
                yield from claim.rejections(Subject.CLAIM)
        for claim in self._own:
            yield from claim.rejections(Subject.CLAIM)

    def _kept(self, but: int | None = None) -> list[Quote]:
        return [row.quote.value for at, row in enumerate(self._rows) if row.quote.value and at != but]

    def _row(self, reply: QuoteReply, confidence: float, others: Sequence[Quote]) -> Row:
        gated = self._quotes.quote(reply, confidence)
        if gated.value and (miss := conflict(gated.value, others)):
            gated = Gated(reply, None, (miss,))
        if gated.value is None:
            return Row(reply, gated)
        basis = self._basis(gated.value)
        return Row(reply, gated, tuple(self._claims.claim(one, basis) for one in reply.claims))

    def _basis(self, quote: Quote) -> Basis:
        cue = " ".join(span.of(self._page.text) for span in quote.cue)
        return Basis(quote.content, cue, quote.speaker, quote.said or self._page.article.published)

    def _mend_quote(self, at: int, reply: QuoteReply) -> None:
        """Given again without claims, a row keeps those that it had."""
        before = self._rows[at]
        if not reply.claims:
            reply = reply.model_copy(update={"claims": before.reply.claims})
        row = self._row(reply, REPAIRED, self._kept(but=at))
        if row.quote.value or not before.quote.value:
            self._rows[at] = row

    def _mend_claim(self, quote: int, at: int, reply: ClaimReply) -> None:
        if quote == _OWN:
            self._own = self._mended(self._own, at, reply, self._own_voice)
        elif 0 < quote <= len(self._rows) and (value := self._rows[quote - 1].quote.value):
            claims = self._mended(self._rows[quote - 1].claims, at, reply, self._basis(value))
            self._rows[quote - 1] = replace(self._rows[quote - 1], claims=tuple(claims))

    def _mended(self, claims: Sequence[Gated[Claim]], at: int, reply: ClaimReply, basis: Basis) -> list[Gated[Claim]]:
        """The claims with the one at ``at``, if it missed, as it is given again."""
        return [self._claims.claim(reply, basis) if n == at and one.is_open else one for n, one in enumerate(claims)]

    def _leave_out(self, replies: Iterable[LeftOutReply]) -> None:
        for reply in replies:
            span = self._quotations.get(reply.quotation.strip(" ⟦⟧"))
            if span is None:
                name = clean(reply.quotation)[:_LONGEST_REASON]
                self._lost.append(Rejection(Subject.MARK, f"there is no quotation {name!r}", given(reply)))
            elif reason := clean(reply.why)[:_LONGEST_REASON]:
                self.left_out[span] = LeftOut(span, reason)


def _claim_lines(where: str, claims: Sequence[Gated[Claim]]) -> list[str]:
    return [
        f"{where}, claim {number}: {miss.reason}"
        for number, claim in enumerate(claims, 1)
        for miss in claim.misses
        if not miss.final
    ]


def _values(rows: Iterable[Gated[Value]]) -> tuple[Value, ...]:
    return tuple(row.value for row in rows if row.value is not None)
