"""From findings on a claim to its status: a pure function under a policy that is a file.

``policy`` reads that file, ``aspect`` what kind of thing a claim says, ``votes`` sorts and counts the evidence,
``decision`` adds it up and ``telling`` puts it into words; ``fragility`` asks what a status hangs on, ``weighing`` why
a piece of evidence does not count. ``said`` answers the other question: not whether it is so, but whether it was said.
"""

from claimtrack.check.status.decision import decide
from claimtrack.check.status.fragility import Support, fragility
from claimtrack.check.status.policy import SURE, UNSURE, Policy
from claimtrack.check.status.said import was_said
from claimtrack.check.status.weighing import left_out

__all__ = ["SURE", "UNSURE", "Policy", "Support", "decide", "fragility", "left_out", "was_said"]
