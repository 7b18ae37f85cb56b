"""The library's front door: one object that ingests, checks and answers."""

from __future__ import annotations

from datetime import date
from types import TracebackType
from typing import Self

from claimtrack import pipeline
from claimtrack.check import Judge
from claimtrack.check.rules import RulesJudge
from claimtrack.extract import Extractor
from claimtrack.extract.ledger import LedgerEntry, ledger
from claimtrack.extract.rules import RulesExtractor
from claimtrack.model import Article, ClaimType, QuoteKind, Status
from claimtrack.settings import database_url
from claimtrack.store import Store
from claimtrack.store.records import (
    ArticleRecord,
    ClaimRecord,
    FailureRecord,
    FindingRecord,
    QuoteRecord,
    SpeakerRecord,
    StatusChange,
)


class Tracker:
    """Claims and quotes in one database, with the engines that find and judge them.

    Open it with ``with Tracker.open() as tracker:``; a database that does not exist yet is made. Errors are those of
    ``claimtrack.errors``.
    """

    def __init__(self, store: Store, extractor: Extractor | None = None, judge: Judge | None = None) -> None:
        self._store = store
        self._extractor = extractor or RulesExtractor()
        self._judge = judge or RulesJudge()

    @classmethod
    def open(cls, url: str | None = None, extractor: Extractor | None = None, judge: Judge | None = None) -> Self:
        """A tracker on the database at ``url`` (a path or an SQLAlchemy URL; default: the user's own)."""
        return cls(Store.open(database_url(url)), extractor, judge)

    def close(self) -> None:
        """Give the database back. What was written stays written."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def ingest(self, article: Article) -> pipeline.Ingested:
        """Extract and store ``article``; a state of it that is already stored is left as it is.

        Raises EngineFailed where the extractor breaks on it.
        """
        return pipeline.ingest(self._store, self._extractor, article)

    def check(
        self,
        as_of: date | None = None,
        progress: pipeline.Progress | None = None,
        failed: pipeline.Failed | None = None,
    ) -> list[StatusChange]:
        """Hold articles not yet checked against earlier claims; every change of status, all of them stored.

        An article that the judge breaks on is told to ``failed`` and stands in ``failures``; the next check tries it
        again.
        """
        return pipeline.check(self._store, self._judge, as_of or date.today(), progress, failed)

    def failures(self) -> list[FailureRecord]:
        """Every time that an article could not be checked, oldest first."""
        return self._store.failures()

    def quotes(
        self,
        query: str | None = None,
        *,
        speaker: str | None = None,
        since: date | None = None,
        until: date | None = None,
        kind: QuoteKind | None = None,
        article: int | None = None,
    ) -> list[QuoteRecord]:
        """Current quotes in the order of publication; ``query`` is words that must all occur, in any order."""
        return self._store.quotes(query, speaker=speaker, since=since, until=until, kind=kind, article=article)

    def claims(
        self,
        *,
        speaker: str | None = None,
        status: Status | None = None,
        type: ClaimType | None = None,
        article: int | None = None,
    ) -> list[ClaimRecord]:
        """Current claims with their status, in the order of publication."""
        return self._store.claims(speaker=speaker, status=status, type=type, article=article)

    def speakers(self) -> list[SpeakerRecord]:
        """Everyone who is quoted, most quoted first."""
        return self._store.speakers()

    def article(self, id: int) -> ArticleRecord:
        """The article ``A{id}`` in its newest state. Raises UnknownId."""
        return self._store.article(id)

    def quote(self, id: int) -> QuoteRecord:
        """The quote ``Q{id}``, current or not. Raises UnknownId."""
        return self._store.quote(id)

    def claim(self, id: int) -> ClaimRecord:
        """The claim ``C{id}``. Raises UnknownId."""
        return self._store.claim(id)

    def speaker(self, id: int) -> SpeakerRecord:
        """The speaker ``S{id}``. Raises UnknownId."""
        return self._store.speaker(id)

    def findings(self, claim_id: int) -> list[FindingRecord]:
        """What later articles say to a claim, oldest evidence first."""
        return self._store.findings(claim_id)

    def history(self, claim_id: int) -> list[StatusChange]:
        """Every status that a claim has had, oldest first."""
        return self._store.history(claim_id)

    def ledger(self, article_id: int) -> list[LedgerEntry]:
        """What became of every pair of quotation marks in an article, in text order."""
        record = self.article(article_id)
        return ledger(record.article.text, [found.quote for found in self.quotes(article=article_id)])
