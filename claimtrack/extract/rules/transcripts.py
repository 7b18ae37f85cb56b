"""Quotations to read by: the outermost ones, but for marks around a transcript, in which several people speak."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimtrack.text.quotation import Quotation

_LABEL = re.compile(r"\W{0,3}[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3}\s?:\s")
"""The name of who speaks next, in capitals, behind the mark that opens a paragraph."""


def outermost(text: str, quotations: Sequence[Quotation]) -> list[Quotation]:
    """The quotations that lie in no other; those inside a transcript in place of the marks around it."""
    result: list[Quotation] = []
    least = 0
    for one in quotations:
        if one.depth == 0:
            least = int(any(_LABEL.match(text, span.start, span.end) for span in one.spans))
        if one.depth == least:
            result.append(one)
    return result
