"""Changes as ``check`` and ``flags`` tell them: a card each for people, a row each for programs (docs/formats.md).

A cursor remembers how far a reader has been told; it moves once what was to be told has been written.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from operator import methodcaller
from typing import TYPE_CHECKING

import typer

from claimtrack.cli.columns import evidence, iso, number, review
from claimtrack.cli.failures import ExitCode
from claimtrack.cli.output import Column, Format, Piece, listing, say
from claimtrack.cli.pages import evidence_lines, left_out_count
from claimtrack.cli.verdicts import signed, status_words, verdict_words
from claimtrack.model import Verdict

if TYPE_CHECKING:
    from claimtrack.pipeline import Weighed
    from claimtrack.store.records import ClaimRecord, QuoteRecord
    from claimtrack.store.stream import Change, QuoteChange, StatusChange
    from claimtrack.tracker import Tracker

_DEFAULT_CURSOR = "default"


@dataclass(frozen=True, slots=True)
class ClaimTold:
    """A change of a claim's status: the claim as it is now, its quotes, and the evidence of the day judged from."""

    change: StatusChange
    claim: ClaimRecord
    quotes: tuple[QuoteRecord, ...]
    findings: tuple[Weighed, ...]

    @property
    def confidence(self) -> float | None:
        """How sure the surest quote is that makes the claim; None for one in an article's own voice."""
        return self.claim.confidence

    @property
    def rejected(self) -> bool:
        """Whether a reviewer rejected all that makes the claim."""
        return self.claim.rejected


@dataclass(frozen=True, slots=True)
class QuoteTold:
    """A change of a quote's wording: the quote, and the one that it is compared with, if there is one."""

    change: QuoteChange
    quotes: tuple[QuoteRecord, ...]

    @property
    def confidence(self) -> float | None:
        """How sure the quote is."""
        return self.quotes[0].quote.confidence

    @property
    def rejected(self) -> bool:
        """Whether a reviewer rejected one of the quotes."""
        return any(quote.rejected for quote in self.quotes)


Told = ClaimTold | QuoteTold


def told(tracker: Tracker, changes: Iterable[Change], min_confidence: float) -> list[Told]:
    """Changes, newest first, with what they are of; not those of what only less sure or rejected quotes say."""
    newest_first = sorted(changes, key=lambda change: change.id, reverse=True)
    rows = [_told(tracker, change) for change in newest_first]
    return [row for row in rows if not row.rejected and (row.confidence is None or row.confidence >= min_confidence)]


def _told(tracker: Tracker, change: Change) -> Told:
    from claimtrack.store.stream import QuoteChange

    if isinstance(change, QuoteChange):
        return QuoteTold(change, tuple(tracker.quote(id) for id in change.quote_ids))
    claim = tracker.claim(change.claim_id)
    known = (one for one in tracker.findings(claim.id) if one.published and one.published <= change.as_of)
    weighed = tracker.weighed(claim.claim, known, change.as_of)
    return ClaimTold(change, claim, tuple(tracker.quote(id) for id in claim.quote_ids), tuple(weighed))


def cursor_name(since_last: bool, name: str | None) -> str | None:
    """The cursor to go by; None where all is to be told. Raises BadParameter for a cursor that nothing would move."""
    if name and not since_last:
        raise typer.BadParameter("it is for --since-last: give both", param_hint="--cursor")
    return (name or _DEFAULT_CURSOR) if since_last else None


@contextmanager
def untold(tracker: Tracker, cursor: str | None) -> Iterator[tuple[int, int]]:
    """The numbers between which changes are to be told, as (after, through]: by the block, which writes them.

    The cursor moves when that has ended well and all has left this process. What the block left out counts as told.
    Without a cursor, all are to be told.
    """
    after, through = tracker.cursor(cursor) if cursor else 0, tracker.last_change()
    yield after, through
    sys.stdout.flush()
    if cursor:
        tracker.move_cursor(cursor, through)


def exit_code(
    rows: Iterable[Told], fail_on: Iterable[frozenset[str]] | None, otherwise: ExitCode = ExitCode.DONE
) -> ExitCode:
    """FLAGGED where one of ``rows`` is what somebody asked to be woken by, with ``--fail-on`` once or several times."""
    alarms = frozenset[str]().union(*fail_on or ())
    return ExitCode.FLAGGED if any(alarms & row.change.alarms for row in rows) else otherwise


def write(rows: Sequence[Told], form: Format, ending: str) -> None:
    """Print ``rows``; to people as cards, which one line, the ``ending``, follows."""
    if form is not Format.TABLE:
        listing(map(_row, rows), _COLUMNS, form)
        return
    told: dict[int, ClaimTold] = {}
    for row in rows:
        if isinstance(row, ClaimTold):
            _claim_card(row, told.setdefault(row.claim.id, row))
        else:
            _quote_card(row)
        say("")
    say(ending)


def _claim_card(row: ClaimTold, newest: ClaimTold) -> None:
    """The card of a change; its evidence stands on the ``newest`` card of its claim, which has all of it."""
    change, claim = row.change, row.claim.claim
    by = claim.speaker or ("(unnamed)" if row.claim.quote_ids else "(the article)")
    say(f"{by}: ", (claim.text, "bold"), label=(f"C{row.claim.id}  ", "bold"))
    said = f"said on {claim.said}" if claim.said else "said on a day that is not known"
    say((", ".join(filter(None, (said, row.claim.outlet, f"A{row.claim.article_id}"))), "dim"), indent=5)
    before = [*verdict_words(change.was), " -> "] if change.was and not _adds_to(change) else []
    say(*before, *verdict_words(change.verdict), f": {change.because}", indent=5)
    say((f"as of {change.as_of}", "dim"), *_now(row), indent=5)
    if row is newest:
        evidence_lines(row.findings)
        if left_out := left_out_count(row.findings):
            say((f"{left_out}: claimtrack show C{row.claim.id}", "dim"), indent=5)
    elif counted := sum(one.left_out is None for one in row.findings):
        say((f"evidence: above, {counted} passage{'s' * (counted > 1)} by {change.as_of}", "dim"), indent=5)


def _adds_to(change: StatusChange) -> bool:
    """Whether the verdict is the one before it with a candidate or a reversal beside it."""
    was = change.was
    return was is not None and was == Verdict(change.verdict.status, was.because, was.policy)


def _now(row: ClaimTold) -> list[Piece]:
    """How the claim stands now, where somebody has reviewed it or its verdict has changed again."""
    now, then, review = row.claim.verdict, row.change.verdict, row.claim.review
    same = (now.status, now.candidate, now.reversal) == (then.status, then.candidate, then.reversal)
    by = ["; reviewed as ", status_words(row.claim.status), f" ({signed(review)})"] if review else []
    return by if same else [*by, "; engine now: " if review else "; now: ", *verdict_words(now)]


def _quote_card(row: QuoteTold) -> None:
    first, *others = row.quotes
    _quote_lines(first)
    say((row.change.kind, "bold yellow"), f": {row.change.because}", indent=5)
    say((f"as of {row.change.as_of}", "dim"), indent=5)
    for other in others:
        _quote_lines(other, indent=5)


def _quote_lines(record: QuoteRecord, indent: int = 0) -> None:
    say(f"{_speaker(record)}: ", (record.text, "bold"), indent=indent, label=(f"Q{record.id}  ", "bold"))
    where = ", ".join(filter(None, (record.outlet, iso(record.published), f"A{record.article_id}")))
    say((where, "dim"), indent=indent + 5)
    if record.url:
        say((record.url, "dim"), indent=indent + 5)


def _speaker(record: QuoteRecord) -> str:
    return record.quote.speaker or (f"({record.mention})" if record.mention else "(unnamed)")


def _quoted(record: QuoteRecord) -> dict[str, object]:
    return {
        "quote": number("Q", record.id),
        "speaker": record.quote.speaker,
        "text": record.text,
        "outlet": record.outlet,
        "published": iso(record.published),
        "url": record.url,
        "article": number("A", record.article_id),
    }


def _claim_row(row: ClaimTold) -> dict[str, object]:
    change, record, claim = row.change, row.claim, row.claim.claim
    return {
        "claim": number("C", record.id),
        "speaker": claim.speaker,
        "text": claim.text,
        "said": iso(claim.said),
        "outlet": record.outlet,
        "article": number("A", record.article_id),
        "before": change.before,
        "status": change.verdict.status,
        "candidate": change.verdict.candidate,
        "reversal": change.verdict.reversal,
        "now": record.status,
        "review": review(record.review),
        "policy": change.verdict.policy,
        "evidence": [evidence(finding) for finding in row.findings],
    }


def _quote_row(row: QuoteTold) -> dict[str, object]:
    record = row.quotes[0]
    return {
        "speaker": record.quote.speaker,
        "text": record.text,
        "said": iso(record.quote.said),
        "outlet": record.outlet,
        "article": number("A", record.article_id),
        "evidence": [],
    }


def _row(row: Told) -> dict[str, object]:
    """What programs get of ``row``, but for the fields that it has nothing for."""
    change = row.change
    return {
        "id": change.id,
        "kind": change.kind,
        "flags": list(change.flags),
        "because": change.because,
        "as_of": iso(change.as_of),
        "recorded": change.recorded.isoformat(timespec="seconds"),
        "quoted": [_quoted(quote) for quote in row.quotes],
        **(_claim_row(row) if isinstance(row, ClaimTold) else _quote_row(row)),
    }


_FIELDS = """id kind flags claim speaker text said outlet article before status candidate reversal now review because
policy as_of recorded quoted evidence""".split()
_COLUMNS: list[Column[dict[str, object]]] = [Column(name, methodcaller("get", name)) for name in _FIELDS]
