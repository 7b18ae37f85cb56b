"""The stream of changes as values: what became known of claims and quotes, and what it may wake somebody for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from claimtrack.model import ChangeKind, FlagKind, Reversal, Status, Verdict

_FLAGGED = {Status.CONTRADICTED: FlagKind.CONTRADICTED, Status.OVERDUE: FlagKind.OVERDUE}


@dataclass(frozen=True, slots=True)
class StatusChange:
    """One entry of a claim's history. ``was`` is the verdict before it, None for the claim's first.

    ``as_of`` is the day that was judged from, ``recorded`` when (UTC). ``reviewed`` is the status that a reviewer says
    the claim has, now; None where no review stands.
    """

    kind: ClassVar = ChangeKind.STATUS
    id: int
    claim_id: int
    was: Verdict | None
    verdict: Verdict
    as_of: date
    recorded: datetime
    reviewed: Status | None = None

    @property
    def before(self) -> Status | None:
        """The status before it; None for the claim's first."""
        return self.was.status if self.was else None

    @property
    def became(self) -> Status | None:
        """The status that it led to; None where that stayed, or is the claim's first."""
        return self.verdict.status if self.before not in (None, self.verdict.status) else None

    @property
    def because(self) -> str:
        """Why, in one sentence."""
        return self.verdict.because

    @property
    def flags(self) -> tuple[FlagKind, ...]:
        """What it may wake somebody for. A candidate wakes nobody, nor does a status that a reviewer has decided."""
        found = [flag for status, flag in _FLAGGED.items() if status is self._news]
        if self.was and self.verdict.reversal not in (Reversal.NONE, self.was.reversal):
            found.append(FlagKind.REVERSED)
        return tuple(found)

    @property
    def alarms(self) -> frozenset[str]:
        """The words that one can ask to be woken by: its flags, and the status that it led to."""
        return frozenset((*self.flags, *((self._news,) if self._news else ())))

    @property
    def _news(self) -> Status | None:
        """The status that it led to, where no reviewer has said what the status is."""
        return None if self.reviewed else self.became


@dataclass(frozen=True, slots=True)
class QuoteChange:
    """What became known of the wording of a quote, on the day ``as_of``; ``recorded`` is when (UTC).

    DRIFT: ``other_quote_id``, in another outlet, has other words. EDITED: a later state of the article has other words,
    in ``other_quote_id``, or (None) none of it.
    """

    id: int
    kind: ChangeKind
    quote_id: int
    other_quote_id: int | None
    because: str
    as_of: date
    recorded: datetime

    @property
    def quote_ids(self) -> tuple[int, ...]:
        """The quote, and the other one if there is one."""
        return (self.quote_id,) if self.other_quote_id is None else (self.quote_id, self.other_quote_id)

    @property
    def flags(self) -> tuple[FlagKind, ...]:
        """What it may wake somebody for."""
        return (FlagKind(self.kind),)

    @property
    def alarms(self) -> frozenset[str]:
        """The words that one can ask to be woken by."""
        return frozenset(self.flags)


Change = StatusChange | QuoteChange
"""One of the stream of changes. Their ids are in the order in which they were recorded."""
