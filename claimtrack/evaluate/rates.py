"""Precision, recall and F1."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rates:
    """How much of what was given is right, and how much of what was wanted was given; both in [0, 1]."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean; 0 where both are 0."""
        return share(2 * self.precision * self.recall, self.precision + self.recall)


def share(part: float, whole: float) -> float:
    """``part`` of ``whole``; 0 of nothing."""
    return part / whole if whole else 0.0


def rates(right: int, given: int, wanted: int) -> Rates:
    """The rates where ``right`` of what was ``given`` is among what was ``wanted``."""
    return Rates(share(right, given), share(right, wanted))
