"""What runs may spend, and what has been spent: one account for all the models that they ask."""

from __future__ import annotations

from claimtrack.llm.limits import Budget
from claimtrack.llm.usage import Meter


class Account:
    """``max_cost`` (millionths of a US dollar) is for each run; the ``meter`` counts on from run to run."""

    def __init__(self, max_cost: int | None = None) -> None:
        self.meter = Meter()
        self._max_cost = max_cost
        self.budget = Budget(max_cost)

    def renew(self) -> None:
        """Begin a run, against which nothing that was spent before is counted."""
        self.budget = Budget(self._max_cost)
