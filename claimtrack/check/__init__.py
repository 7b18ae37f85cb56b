"""The check stage: which later passages bear on a claim, what each does to it, and what they add up to.

Judges have the face ``Judge``; ``status.py`` is a pure function from findings to a status. Nothing here knows of
storage or files.
"""

from collections.abc import Sequence
from typing import Protocol

from claimtrack.model import Claim, Engine, Judgement, Passage, Reading


class Judge(Protocol):
    """Says what passages of a later article do to a claim."""

    @property
    def engine(self) -> Engine:
        """Who does the work; a new version of it means that articles are checked again."""
        ...

    def judge(self, claim: Claim, reading: Reading, near: Sequence[Passage]) -> Judgement:
        """What the passages ``near`` of ``reading`` do to ``claim``: no finding where it is not sure.

        A finding's evidence is a span of the article's text. Irrelevant passages give no finding. Rejections are what
        it reported and the text does not bear out.
        """
        ...
