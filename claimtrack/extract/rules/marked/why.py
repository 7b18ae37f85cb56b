"""Why a German or French quote was found as it was, in words, with the words of the article behind it."""

from __future__ import annotations

from collections.abc import Sequence

from claimtrack.extract.kind import why_kind
from claimtrack.extract.rules.marked.cues import Cue, Kind
from claimtrack.model import Decision, Quote, QuoteKind, Reason, Span

_CUES = {
    Kind.VERB: "a verb that gives what is said to its subject",
    Kind.ACCORDING: "words that say whose words they are",
    Kind.COLON: "a colon behind a name",
}
_SPEAKER = "whom these words name, by all that the article calls them"
_PRONOUN = "the only person named near by whom the pronoun can mean"
_NOBODY = "nobody: these words name nobody in particular"
_UNSAID = "nobody: no words say whose it is"
_BY_DASH = "direct: a dash at the head of its paragraph opens it"
_THUMB = "by rule of thumb: it was not measured in this language"


def reasons(
    quote: Quote, cue: Cue, is_pronoun: bool, by_dash: bool, inside: Sequence[Span], starts: Sequence[int]
) -> tuple[Reason, ...]:
    """Why ``quote`` is one, decision by decision. ``inside`` are the outermost quotations of the article, ``starts``
    where each of them starts.
    """
    named = (quote.mention,) if quote.mention else ()
    kind = Reason(Decision.KIND, _BY_DASH) if by_dash else why_kind(quote.kind, quote.content, inside, starts)
    return (
        Reason(Decision.CONTENT, f"what stands {quote.rule}, the quotation at the least", quote.content),
        kind,
        Reason(Decision.CUE, _CUES[cue.kind], quote.cue),
        Reason(Decision.MENTION, "the words that the cue belongs to" if named else _UNSAID, named),
        Reason(Decision.SPEAKER, _speaker(quote, is_pronoun), named),
        Reason(Decision.CONFIDENCE, _THUMB),
    )


def bare_reasons(content: tuple[Span, ...], least: int) -> tuple[Reason, ...]:
    """Why a quotation in a language without rules is a quote."""
    return (
        Reason(Decision.CONTENT, f"it stands between marks, and has {least} words or more", content),
        why_kind(QuoteKind.DIRECT, content, (), ()),
        Reason(Decision.SPEAKER, "nobody: there are no rules for this language"),
        Reason(Decision.CONFIDENCE, _THUMB),
    )


def _speaker(quote: Quote, is_pronoun: bool) -> str:
    if quote.mention is None:
        return _UNSAID
    if quote.speaker is None:
        return _NOBODY
    return _PRONOUN if is_pronoun else _SPEAKER
