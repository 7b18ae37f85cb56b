"""Attributions inside attributions."""

from __future__ import annotations

from claimtrack.extract.nested import nested
from claimtrack.model import Quote, QuoteKind, Span

TEXT = "Tom Roe said Anna Berg denied that it was late."


def made(content: str, cue: str | None) -> Quote:
    spans = [Span(TEXT.index(words), TEXT.index(words) + len(words)) for words in (content, cue) if words]
    return Quote((spans[0],), QuoteKind.INDIRECT, cue=tuple(spans[1:]))


OUTER = made("Anna Berg denied that it was late", "said")


def test_one_whose_content_and_cue_another_one_reports_is_nested() -> None:
    assert nested([OUTER, made("that it was late", "denied")]) == [False, True]


def test_one_whose_cue_lies_outside_or_is_missing_is_not() -> None:
    assert nested([OUTER, made("that it was late", "said"), made("that it was late", None)]) == [False, False, False]
