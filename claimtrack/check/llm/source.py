"""Who vouches for a piece of evidence: what code reads in the article comes before what the model says of it."""

from __future__ import annotations

from collections.abc import Sequence

from claimtrack.check.llm.replies import FindingReply
from claimtrack.check.llm.view import View
from claimtrack.check.rules.voice import Party, Voice, presented, voice
from claimtrack.model import Claim, Passage, Quote, Reading, Span
from claimtrack.speakers import key


class UnknownSource(ValueError):
    """A reply credits words to somebody whom it does not name, or whom it was not shown."""


def source(
    claim: Claim, reading: Reading, place: tuple[Passage, Span], row: FindingReply, view: View, shown: Sequence[Passage]
) -> Voice:
    """Whose words the evidence at ``place`` (a passage, and a span in it) is.

    A stored quote that holds most of it decides, then words of attribution in its sentence. Only where code sees
    neither is the model believed, and only if the name stands in what it was ``shown``. The claim's speaker is
    recognised by name, whatever the model calls them. Raises UnknownSource.
    """
    passage, evidence = place
    seen = voice(claim, reading, passage, _said_part(evidence, reading.quotes))
    if seen.party is not Party.ARTICLE or _is_outlet(row.said_by, reading):
        return seen
    if row.said_by is None:
        if row.voice in ("article", "record"):
            return seen
        raise UnknownSource(f"voice is {row.voice}, and said_by names nobody")
    name = view.named(row.said_by, shown)
    if name is None:
        raise UnknownSource("said_by names somebody who stands neither in the passages shown nor in the headline")
    around = view.text[passage.span.start : evidence.start], view.text[evidence.end : passage.span.end]
    return _credited(claim, name, " ".join(around), row)


def _credited(claim: Claim, name: str, frame: str, row: FindingReply) -> Voice:
    """The voice of ``name``, which the model credits and code does not. A record counts like the article's own word."""
    who = presented(claim, name, frame)
    if who.party is Party.OTHER and row.voice in ("speaker", "side"):
        return Voice(Party.CLOSE, name)
    return Voice(Party.ARTICLE, name) if who.party is Party.OTHER and row.voice == "record" else who


def _is_outlet(name: str | None, reading: Reading) -> bool:
    outlet = reading.article.outlet
    return bool(name and outlet) and key(name or "") == key(outlet or "")


def _said_part(evidence: Span, quotes: Sequence[Quote]) -> Span:
    """The larger of the two: what of the evidence stands inside stored quotes, and what stands outside of all.

    So "Smith said that the bridge was closed" is Smith's word, and "The bridge was closed, which Smith called a shame"
    is the article's.
    """
    inside, outside, at = [], [], evidence.start
    parts = sorted(part for quote in quotes for part in quote.content if part.overlaps(evidence))
    for part in parts:
        start, end = max(part.start, at), min(part.end, evidence.end)
        if at < start:
            outside.append(Span(at, start))
        if start < end:
            inside.append(Span(start, end))
        at = max(at, end)
    if at < evidence.end:
        outside.append(Span(at, evidence.end))
    return _longest(inside if _size(inside) >= _size(outside) else outside)


def _size(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _longest(spans: Sequence[Span]) -> Span:
    return max(spans, key=lambda span: span.end - span.start)
