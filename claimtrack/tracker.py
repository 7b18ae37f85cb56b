"""The library's front door: one object that ingests, checks and answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from claimtrack import pipeline
from claimtrack.check import Judge
from claimtrack.check.status import Policy, Support
from claimtrack.engines import Engines
from claimtrack.engines import engines as engines_of
from claimtrack.errors import EngineFailed, NothingToTakeBack
from claimtrack.extract import Extractor
from claimtrack.extract.ledger import LedgerEntry, ledger
from claimtrack.model import (
    Article,
    Claim,
    ClaimType,
    Engine,
    FlagKind,
    QuoteKind,
    Review,
    ReviewKind,
    Run,
    Said,
    Stage,
    Status,
)
from claimtrack.settings import database_url, policy_path
from claimtrack.store import Store
from claimtrack.store.records import (
    AppearanceRecord,
    ArticleRecord,
    CallRecord,
    ClaimRecord,
    FailureRecord,
    FindingRecord,
    QuoteRecord,
    RejectionRecord,
    ReviewRecord,
    RunRecord,
    SpeakerRecord,
    WhyRecord,
)
from claimtrack.store.stream import Change, QuoteChange, StatusChange
from claimtrack.text.similarity import share, shingles

if TYPE_CHECKING:
    from claimtrack.llm.client import Usage


@dataclass(frozen=True, slots=True)
class Copy:
    """An article of one origin with another. ``share`` is the part of the shorter text's runs of four words that stand
    in the longer one, in [0, 1]; it may be small where a third article is a near-copy of both.
    """

    record: ArticleRecord
    share: float


class Tracker:
    """Claims and quotes in one database, with the engines that find and judge them.

    Open it with ``with Tracker.open() as tracker:``; a database that does not exist yet is made. Errors are those of
    ``claimtrack.errors``. Without engines everything is done by the offline rules.
    """

    def __init__(self, store: Store, engines: Engines, policy: Path | None = None) -> None:
        self._store = store
        self._engines = engines
        self._policy_path = policy

    @classmethod
    def open(
        cls,
        url: str | None = None,
        extractor: Extractor | None = None,
        judge: Judge | None = None,
        engines: Engines | None = None,
        policy: Path | None = None,
    ) -> Self:
        """A tracker on the database at ``url`` (a path or an SQLAlchemy URL; default: the user's own).

        ``engines`` are those of ``claimtrack.engines``; ``extractor`` and ``judge`` take the place of theirs.
        ``policy`` is the file that says what it takes for a status (default: that of the settings, else the standard).
        """
        chosen = engines or engines_of()
        chosen = replace(chosen, extractor=extractor or chosen.extractor, judge=judge or chosen.judge)
        return cls(Store.open(database_url(url)), chosen, policy_path(policy))

    def close(self) -> None:
        """Give the database back. What was written stays written."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @cached_property
    def policy(self) -> Policy:
        """What statuses are weighed by. Raises SettingsError for a file that cannot be used."""
        return Policy.load(self._policy_path)

    def ingest(self, article: Article) -> pipeline.Ingested:
        """Extract and store ``article``; a state of it that is already stored is left as it is.

        Raises EngineFailed where the extractor breaks on it, RunStopped where its model cannot be asked.
        """
        extractor = self._engines.extractor
        run = self._run(Stage.EXTRACT, extractor.engine)
        return pipeline.ingest(self._store, extractor, article, run, self.policy)

    def ingest_all(self, articles: Iterable[Article]) -> Iterator[pipeline.Ingested | EngineFailed]:
        """``ingest`` each of ``articles``, as one run; in their order, each once it is stored.

        One that the extractor breaks on is yielded as the error, and stands in ``failures``. Where the run cannot go
        on, RunStopped is raised once all that was under way is stored.
        """
        extractor = self._engines.extractor
        run = self._run(Stage.EXTRACT, extractor.engine)
        return pipeline.ingest_all(self._store, extractor, articles, run, self.policy, self._engines.jobs)

    def check(
        self,
        as_of: date | None = None,
        progress: pipeline.Progress | None = None,
        failed: pipeline.Failed | None = None,
        stopped: pipeline.Stopped | None = None,
        left: pipeline.Left | None = None,
        *,
        claim: int | None = None,
        dropped: pipeline.Dropped | None = None,
    ) -> list[StatusChange]:
        """Hold articles not yet checked against earlier claims; every change of status, all of them stored.

        With ``claim``, later articles are held against that claim alone. Of an article's pairs, or of the claim's, the
        engines' ``pairs`` are judged, the best first; how many others there were is told to ``dropped``. An article
        that the judge breaks on is told to ``failed`` and stands in ``failures``; the next check tries it again.
        Articles that another check is at work on are told to ``left``; it is for that one to weigh statuses, and to
        tell what changed. Where the run cannot go on, what was done is weighed; then ``stopped`` is told, or RunStopped
        raised.
        """
        judge = self._engines.judge
        run = self._run(Stage.CHECK, judge.engine)
        return pipeline.check(
            self._store,
            judge,
            run,
            as_of or date.today(),
            self.policy,
            claim=claim,
            most=self._engines.pairs,
            embed=self._engines.embed,
            jobs=self._engines.jobs,
            progress=progress,
            failed=failed,
            dropped=dropped,
            stopped=stopped,
            left=left,
        )

    def plan_ingest(self, articles: Iterable[Article]) -> list[pipeline.Planned]:
        """The calls that ``ingest_all`` is known to make, and an estimate of what they take. Nothing is sent or stored.

        There are none where the extractor asks no model.
        """
        extractor, client = self._engines.extractor, self._engines.client
        if client is None:
            return []
        from claimtrack.extract.llm import LlmExtractor

        if not isinstance(extractor, LlmExtractor):
            return []
        self._run(Stage.EXTRACT, extractor.engine)
        return list(pipeline.plan_ingest(self._store, extractor, client, articles))

    def plan_check(self, claim: int | None = None) -> list[pipeline.Planned]:
        """The calls that ``check``, of one ``claim`` or of all, is known to make, as ``plan_ingest``."""
        engines, store = self._engines, self._store
        if not engines.asks:
            return []
        self._run(Stage.CHECK, engines.judge.engine)
        return list(pipeline.plan_check(store, engines.judge, engines.client, engines.embedder, engines.pairs, claim))

    def _run(self, stage: Stage, engine: Engine) -> Run:
        """A run that begins now; calls from here on are looked up and written down as its own."""
        run = Run(stage, engine, datetime.now(UTC))
        if self._engines.asks:
            self._engines.record_to(self._store.call_ledger(run))
        return run

    @property
    def usage(self) -> Usage | None:
        """Calls, tokens and money since this tracker was opened; None where no model is set."""
        return self._engines.usage()

    def runs(self) -> list[RunRecord]:
        """Every run with what it took, newest first."""
        return self._store.runs()

    def run(self, id: int) -> RunRecord:
        """The run ``R{id}``. Raises UnknownId."""
        return self._store.run(id)

    def run_failures(self, run_id: int) -> list[FailureRecord]:
        """The articles that a run failed on, oldest first."""
        return self._store.run_failures(run_id)

    def calls(self, run_id: int) -> list[CallRecord]:
        """The calls of a run, in the order in which they ended."""
        return self._store.calls(run_id)

    def rejections(self, article_id: int) -> list[RejectionRecord]:
        """What engines reported of an article, in its own reading and in checks, and the gate refused."""
        return self._store.rejections(article_id)

    def claim_rejections(self, claim_id: int) -> list[RejectionRecord]:
        """What judges reported on a claim and the gate refused."""
        return self._store.claim_rejections(claim_id)

    def failures(self) -> list[FailureRecord]:
        """Every time that an article could not be read or checked, oldest first."""
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
        min_confidence: float = 0,
    ) -> list[QuoteRecord]:
        """Current quotes in the order of publication; ``query`` is words that must all occur, in any order."""
        return self._store.quotes(
            query,
            speaker=speaker,
            since=since,
            until=until,
            kind=kind,
            article=article,
            min_confidence=min_confidence,
        )

    def claims(
        self,
        *,
        speaker: str | None = None,
        status: Status | None = None,
        type: ClaimType | None = None,
        article: int | None = None,
        min_confidence: float = 0,
    ) -> list[ClaimRecord]:
        """Current claims with their status, in the order of publication.

        Those that no quote of at least ``min_confidence`` makes are left out; an article's own are not.
        """
        return self._store.claims(
            speaker=speaker, status=status, type=type, article=article, min_confidence=min_confidence
        )

    def speakers(self) -> list[SpeakerRecord]:
        """Everyone who is quoted, most quoted first."""
        return self._store.speakers()

    def article(self, id: int) -> ArticleRecord:
        """The article ``A{id}`` in its newest state. Raises UnknownId."""
        return self._store.article(id)

    def copies(self, article_id: int) -> list[Copy]:
        """The articles of one origin with ``A{article_id}``, in the order in which they were stored."""
        own = shingles(self.article(article_id).article.text)
        others = self._store.copies(article_id)
        return [Copy(other, share(own, shingles(other.article.text))) for other in others]

    def quote(self, id: int) -> QuoteRecord:
        """The quote ``Q{id}``, current or not. Raises UnknownId."""
        return self._store.quote(id)

    def why(self, quote_id: int) -> WhyRecord:
        """Why ``Q{quote_id}`` was found as it was, by the newest run that found it. Raises UnknownId."""
        return self._store.why(quote_id)

    def claim(self, id: int) -> ClaimRecord:
        """The claim ``C{id}``. Raises UnknownId."""
        return self._store.claim(id)

    def known(self, claim_id: int, as_of: date | None = None) -> pipeline.Known:
        """All that is known of a claim, or was on the day ``as_of``. Raises UnknownId, or TooEarly."""
        return pipeline.known(self._store, claim_id, self.policy, as_of)

    def said(self, claims: Sequence[ClaimRecord]) -> dict[int, Said]:
        """Whether each of ``claims`` was said, by its number; whether it is so is its verdict's question."""
        return pipeline.said(self._store, claims, self.policy)

    def supports(self, known: pipeline.Known) -> list[Support]:
        """The origins that the engine's verdict hangs on: without each of them it would be another."""
        return pipeline.supports(known, self.policy)

    def review_claim(self, id: int, status: Status, by: str, note: str | None = None) -> ReviewRecord:
        """Say what the status of a claim is. It stands above the engine's, and is kept apart. Raises UnknownId."""
        return self._store.review_claim(id, Review(ReviewKind.STATUS, by, status, note))

    def reject_quote(self, id: int, by: str, note: str | None = None) -> ReviewRecord:
        """Say that a quote is none, or not theirs; claims that rest on it alone stand for nothing. Raises UnknownId."""
        return self._store.review_quote(id, Review(ReviewKind.REJECTED, by, note=note))

    def take_back_claim_review(self, id: int, by: str, note: str | None = None) -> ReviewRecord:
        """Take back the review of a claim that stands. Raises UnknownId, or NothingToTakeBack."""
        if self._store.claim(id).review is None:
            raise NothingToTakeBack(f"no review of C{id} stands")
        return self._store.review_claim(id, Review(ReviewKind.TAKEN_BACK, by, note=note))

    def take_back_rejection(self, id: int, by: str, note: str | None = None) -> ReviewRecord:
        """Take back that a quote was rejected. Raises UnknownId, or NothingToTakeBack."""
        if self._store.quote(id).rejected is None:
            raise NothingToTakeBack(f"Q{id} is not rejected")
        return self._store.review_quote(id, Review(ReviewKind.TAKEN_BACK, by, note=note))

    def quote_reviews(self, quote_id: int) -> list[ReviewRecord]:
        """Every review of a quote, oldest first."""
        return self._store.quote_reviews(quote_id)

    def appearances(self, claim_id: int) -> list[AppearanceRecord]:
        """The articles that make ``C{claim_id}`` now, earliest first; where none does any more, the last that did."""
        return self._store.appearances(claim_id)

    def quote_changes(self, quote_id: int | None = None) -> list[QuoteChange]:
        """Every drift and edit of a quote, or those that ``Q{quote_id}`` is part of, oldest first."""
        return self._store.quote_changes(quote_id)

    def speaker(self, id: int) -> SpeakerRecord:
        """The speaker ``S{id}``. Raises UnknownId."""
        return self._store.speaker(id)

    def findings(self, claim_id: int) -> list[FindingRecord]:
        """What later articles say to a claim, oldest evidence first."""
        return self._store.findings(claim_id)

    def weighed(
        self, claim: Claim, findings: Iterable[FindingRecord], as_of: date | None = None
    ) -> list[pipeline.Weighed]:
        """``findings`` on ``claim``, each with whether it counts on the day ``as_of`` (None: today)."""
        return pipeline.weighed(claim, findings, self.policy, as_of)

    def history(self, claim_id: int) -> list[StatusChange]:
        """Every status that a claim has had, oldest first."""
        return self._store.history(claim_id)

    def changes(
        self,
        *,
        after: int = 0,
        through: int | None = None,
        since: date | None = None,
        speaker: str | None = None,
        flags: Collection[FlagKind] | None = None,
    ) -> list[Change]:
        """What changed, in the order in which it was recorded: the changes numbered in (after, through].

        ``since`` is the first day that they were judged from. ``speaker`` is who made the claim or said what is quoted.
        With ``flags``, only changes that have one of these.
        """
        return self._store.changes(after=after, through=through, since=since, speaker=speaker, flags=flags)

    def last_change(self) -> int:
        """The number of the newest change, 0 where there is none. Every later one gets a higher number."""
        return self._store.last_change()

    def cursor(self, name: str) -> int:
        """The number of the last change that was told under ``name``, 0 where none was."""
        return self._store.cursor(name)

    def move_cursor(self, name: str, to: int) -> None:
        """Store that the changes up to ``to`` were told under ``name``. Do so once they were; it never moves back."""
        self._store.move_cursor(name, to)

    def ledger(self, article_id: int) -> list[LedgerEntry]:
        """What became of every pair of quotation marks in an article, in text order."""
        record = self.article(article_id)
        quotes = [found.quote for found in self.quotes(article=article_id)]
        return ledger(record.article.text, quotes, self._store.left_out(article_id))
