"""From the drafts of an article's chunks to one extraction: no words twice, and each person once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from claimtrack.extract.ledger import MarkOutcome, ledger, unaccounted
from claimtrack.extract.llm.draft import Draft
from claimtrack.extract.llm.gate import conflict
from claimtrack.extract.llm.misses import Gated, clean, given
from claimtrack.extract.llm.page import Page
from claimtrack.extract.llm.people import alias
from claimtrack.model import Claim, Extraction, LeftOut, Quote, Rejection, Span, Speaker, SpeakerKind, Subject
from claimtrack.speakers import key, same_person

_UNUSED = "this quotation is neither part of a quote nor left out with a reason"
_QUOTED = "its words are part of a quote, and not the article's own"
_LONGEST_SHOWN = 200
"""Characters of a quotation that are kept with a rejection."""


def extraction(page: Page, drafts: Sequence[Draft]) -> Extraction:
    """All that holds in the drafts, which are in text order, and all that was refused."""
    kinds = {name: kind for draft in drafts for name, kind in draft.people.kinds.items()}
    fullest = {name: _fullest(name, kinds) for name in kinds}
    found = _without_doubles(draft.quotes() for draft in drafts)
    quotes = sorted((_renamed(quote, fullest) for quote in found), key=lambda quote: quote.content[0])
    claims, quoted = _own_claims(drafts, quotes)
    left_out = {span: one for draft in drafts for span, one in draft.left_out.items()}
    rejections = [one for draft in drafts for one in draft.rejections()]
    rejections += [Rejection(Subject.CLAIM, _QUOTED, given(claim.given)) for claim in quoted]
    rejections += _unused(page, quotes, left_out)
    return Extraction(
        quotes=tuple(quotes),
        speakers=tuple(_speakers(page, quotes, kinds, fullest)),
        claims=claims,
        left_out=_left_out(page, quotes, left_out),
        rejections=tuple(dict.fromkeys(rejections)),
    )


def _without_doubles(drafts: Iterable[Iterable[Quote]]) -> list[Quote]:
    """The quotes of all drafts. Of two that chunks made of the same words the longer stays, else the one found first:
    what comes before a quote tells more about its speaker than what comes behind.
    """
    kept: list[Quote] = []
    for quotes in drafts:
        before = list(kept)
        for quote in quotes:
            doubles = [other for other in before if conflict(quote, [other])]
            if all(_length(quote) > _length(other) for other in doubles):
                kept = [other for other in kept if other not in doubles]
                kept.append(quote)
    return kept


def _length(quote: Quote) -> int:
    return sum(span.end - span.start for span in quote.content)


def _fullest(name: str, names: Iterable[str]) -> str:
    """The fullest of the names that can only be the same one's; ``name`` itself where two people could be meant."""
    fuller = [other for other in names if len(key(other)) > len(key(name)) and same_person(name, other)]
    return fuller[0] if len({key(other) for other in fuller}) == 1 else name


def _renamed(quote: Quote, fullest: Mapping[str, str]) -> Quote:
    speaker = fullest.get(quote.speaker or "", quote.speaker)
    claims = tuple(replace(claim, speaker=speaker) for claim in quote.claims)
    return replace(quote, speaker=speaker, relay=fullest.get(quote.relay or "", quote.relay), claims=claims)


def _speakers(
    page: Page, quotes: Sequence[Quote], kinds: Mapping[str, SpeakerKind], fullest: Mapping[str, str]
) -> Iterator[Speaker]:
    """Those who speak or pass on, with the other names that the article uses for them."""
    aliases: dict[str, dict[str, None]] = {
        name: {} for quote in quotes for name in (quote.speaker, quote.relay) if name
    }
    for name, full in fullest.items():
        if name != full and full in aliases:
            aliases[full].setdefault(name)
    for quote in quotes:
        if quote.speaker and quote.mention and (other := alias(page, quote.mention, quote.speaker)):
            aliases[quote.speaker].setdefault(other)
    for name, others in aliases.items():
        yield Speaker(name, kinds[name], tuple(others))


def _own_claims(drafts: Sequence[Draft], quotes: Sequence[Quote]) -> tuple[tuple[Claim, ...], list[Gated[Claim]]]:
    """The article's own claims, those of one place from one chunk only; and those that only repeat a quote."""
    claims: list[Claim] = []
    quoted: list[Gated[Claim]] = []
    contents = [span for quote in quotes for span in quote.content]
    for draft in drafts:
        before = [span for claim in claims for span in claim.spans]
        for gated in draft.own_claims():
            if (claim := gated.value) is None or any(_shares(span, before) for span in claim.spans):
                continue
            if all(any(content.covers(span) for content in contents) for span in claim.spans):
                quoted.append(gated)
            else:
                claims.append(claim)
    return tuple(sorted(claims, key=lambda claim: claim.spans[0])), quoted


def _shares(span: Span, others: Iterable[Span]) -> bool:
    return any(span.overlaps(other) for other in others)


def _unused(page: Page, quotes: Sequence[Quote], left_out: Mapping[Span, LeftOut]) -> Iterator[Rejection]:
    names = {span: name for name, span in page.quotations.items()}
    for span in unaccounted(page.text, quotes, left_out.values(), page.marks):
        yield Rejection(Subject.MARK, _UNUSED, f"{names[span]} {clean(span.of(page.text))[:_LONGEST_SHOWN]}")


def _left_out(page: Page, quotes: Sequence[Quote], left_out: Mapping[Span, LeftOut]) -> tuple[LeftOut, ...]:
    """What the engine left out, in text order; what it also used in a quote is used."""
    entries = ledger(page.text, quotes, left_out.values(), page.marks)
    return tuple(
        left_out[entry.span] for entry in entries if entry.outcome is MarkOutcome.LEFT_OUT and entry.span in left_out
    )
