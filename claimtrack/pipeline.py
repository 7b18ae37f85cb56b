"""Joins the wings: source to store by way of an extractor, and later articles to open claims by way of a judge.

Nothing slow happens inside a transaction, and each unit of work (one article) is written whole or not at all: a killed
run is run again, and nothing is lost or done twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from claimtrack.check import Judge
from claimtrack.check.candidates import bears_on, terms
from claimtrack.check.status import decide
from claimtrack.extract import Extractor
from claimtrack.model import Article, Finding, Reading, Run, Stage
from claimtrack.store import Store
from claimtrack.store.records import ArticleRecord, StatusChange, Work
from claimtrack.text.passages import passages
from claimtrack.text.similarity import near_copy, sketch

Progress = Callable[[int, int], None]
"""Is told how many articles of how many are done."""

CANDIDATES = 200
"""The most claims that one article is held against, best match first."""


class Outcome(StrEnum):
    """What ingesting an article came to."""

    NEW = "new"
    REVISED = "revised"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Ingested:
    """An article after ingestion, with the numbers of quotes and claims that are current in it.

    ``copy_of`` is the id of the earlier article that it is a near-copy of.
    """

    record: ArticleRecord
    outcome: Outcome
    quotes: int
    claims: int
    copy_of: int | None = None


def ingest(store: Store, extractor: Extractor, article: Article) -> Ingested:
    """Read ``article`` into the store, unless this state of it was already read by this engine."""
    known = store.find(article)
    if known:
        article = known.completing(article)
        if store.extracted(known, article, extractor.engine):
            return _ingested(store, known, Outcome.UNCHANGED)
    run = Run(Stage.EXTRACT, extractor.engine, datetime.now(UTC))
    extraction = extractor.extract(article)
    hashes = sketch(article.text)
    origin = next((near.origin for near in store.sharing(hashes) if near_copy(article.text, near.article.text)), None)
    record = store.save(article, run, extraction, sketch=hashes, origin=origin, decide=decide)
    return _ingested(store, record, Outcome.REVISED if known else Outcome.NEW)


def _ingested(store: Store, record: ArticleRecord, outcome: Outcome) -> Ingested:
    quotes, claims = store.counts(record.id)
    return Ingested(record, outcome, quotes, claims, record.origin if record.origin != record.id else None)


def check(store: Store, judge: Judge, as_of: date, progress: Progress | None = None) -> Iterator[StatusChange]:
    """Hold every article not yet checked against the earlier claims it may bear on; yield what changed.

    Each article's findings are committed by themselves; when all articles are judged, statuses are weighed, and each
    change is committed before it is yielded. ``as_of`` is the day to judge from: later evidence is not counted, and
    what fell due before it is overdue.
    """
    run = Run(Stage.CHECK, judge.engine, datetime.now(UTC))
    pending = store.unchecked(judge.engine)
    for done, work in enumerate(pending, 1):
        findings = _judge(store, judge, work)
        store.record_check(run, work, findings)
        if progress:
            progress(done, len(pending))
    yield from store.settle(decide, as_of)


def _judge(store: Store, judge: Judge, work: Work) -> dict[int, tuple[Finding, ...]]:
    """Findings by claim id. Pairs that bear no relation are left out."""
    record = store.article(work.article_id)
    reading = Reading(record.article, tuple(passages(record.article.text)), store.revision_quotes(record.revision))
    found = {}
    for claim_id, claim in store.candidates(work, terms(reading), CANDIDATES):
        if (near := bears_on(claim, reading)) and (findings := judge.judge(claim, reading, near)):
            found[claim_id] = tuple(findings)
    return found
