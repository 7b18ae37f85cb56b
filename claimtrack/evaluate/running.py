"""Have an engine make the predictions that are scored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from claimtrack.check import Judge
from claimtrack.check.pairs import judge_pair
from claimtrack.errors import DatabaseError, EngineFailed, RunStopped, SettingsError
from claimtrack.evaluate.records import FoundQuote, FoundQuotes, FoundVerdict, GoldArticle, GoldPair
from claimtrack.extract import Extractor
from claimtrack.extract.nested import nested
from claimtrack.model import Quote, Reading
from claimtrack.parallel import attempts
from claimtrack.text.passages import passages


def find_quotes(
    extractor: Extractor, gold: Iterable[GoldArticle], jobs: int = 1
) -> Iterator[FoundQuotes | EngineFailed]:
    """What the extractor finds in each article, ``jobs`` at a time; the error where it breaks on one.

    Raises RunStopped where it cannot go on, once what was under way is done, and SettingsError or DatabaseError.
    """

    def found(item: GoldArticle) -> FoundQuotes:
        return FoundQuotes(item.id, as_found(extractor.extract(item.article).quotes, item.article.text))

    for item, made in attempts(found, gold, jobs, RunStopped):
        yield _failed(f"article {item.id} was not read", made) if isinstance(made, Exception) else made


def find_verdicts(judge: Judge, gold: Iterable[GoldPair], jobs: int = 1) -> Iterator[FoundVerdict | EngineFailed]:
    """What the judge says of each pair, as ``find_quotes``."""

    def found(item: GoldPair) -> FoundVerdict:
        article = item.pair.evidence
        verdict = judge_pair(judge, item.pair.claim, Reading(article, tuple(passages(article.text))))
        evidence = verdict.evidence.of(article.text) if verdict.evidence else None
        return FoundVerdict(item.id, verdict.label, verdict.confidence, evidence)

    for item, made in attempts(found, gold, jobs, RunStopped):
        yield _failed(f"pair {item.id} was not judged", made) if isinstance(made, Exception) else made


def _failed(what: str, error: Exception) -> EngineFailed:
    if isinstance(error, DatabaseError | SettingsError):
        raise error
    why = str(error) if isinstance(error, EngineFailed) else f"{type(error).__name__}: {error}"
    return EngineFailed(f"{what}: {why}")


def as_found(quotes: Sequence[Quote], text: str) -> tuple[FoundQuote, ...]:
    """The quotes of an article, in their order, as they are scored."""
    return tuple(_found(quote, inner, text) for quote, inner in zip(quotes, nested(quotes), strict=True))


def _found(quote: Quote, inner: bool, text: str) -> FoundQuote:
    source = (quote.mention,) if quote.mention else ()
    words = quote.mention.of(text) if quote.mention else None
    return FoundQuote(quote.content, quote.kind, source, words, inner, quote.speaker, quote.confidence)
