"""Joins the wings: source to store by way of an extractor, and later articles to open claims by way of a judge.

Nothing slow happens inside a transaction, and each unit of work (one article) is written whole or not at all: a killed
run is run again, and nothing is lost or done twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from claimtrack.check import Judge
from claimtrack.check.candidates import bears_on, terms
from claimtrack.check.status import decide
from claimtrack.errors import DatabaseError, EngineFailed
from claimtrack.extract import Extractor
from claimtrack.model import Article, Extraction, Finding, Passage, Reading, Run, Stage
from claimtrack.store import Store
from claimtrack.store.records import Akin, ArticleRecord, StatusChange, Work
from claimtrack.text.passages import passages
from claimtrack.text.similarity import near_copy, shingles, sketch

Progress = Callable[[int, int], None]
"""Is told how many articles of how many are done."""
Failed = Callable[[EngineFailed], None]
"""Is told of each article that could not be checked, as it happens."""


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
    """Read ``article`` into the store, unless this state of it was already read by this engine.

    Raises EngineFailed, and stores nothing of the article, where the extractor breaks on it.
    """
    known = store.find(article)
    if known:
        article = known.completing(article)
        if store.extracted(known, article, extractor.engine):
            return _ingested(store, known, Outcome.UNCHANGED)
    run = Run(Stage.EXTRACT, extractor.engine, datetime.now(UTC))
    try:
        extraction = extractor.extract(article)
    except Exception as error:
        name = article.name or article.url or article.title or "an article"
        raise EngineFailed(f"{name} was not read: {_told(error)}") from error
    record = _save(store, article, run, extraction, known.id if known else None)
    return _ingested(store, record, Outcome.REVISED if known else Outcome.NEW)


def _save(store: Store, article: Article, run: Run, extraction: Extraction, known: int | None) -> ArticleRecord:
    """Store ``extraction`` with the origin that the article has among all that are stored at that moment."""
    mine = shingles(article.text)
    hashes = sketch(mine)
    while True:
        akin = store.sharing(hashes)
        origin = next((one.origin for one in akin if one.article_id != known and _copies(store, mine, one)), None)
        # A near-copy that another process stores meanwhile is seen when this one is to be stored: then look again.
        record = store.save(article, run, extraction, sketch=hashes, akin=akin, origin=origin, decide=decide)
        if record:
            return record


def _copies(store: Store, mine: frozenset[int], other: Akin) -> bool:
    return near_copy(mine, shingles(store.text(other.revision)))


def _ingested(store: Store, record: ArticleRecord, outcome: Outcome) -> Ingested:
    quotes, claims = store.counts(record.id)
    return Ingested(record, outcome, quotes, claims, record.origin if record.origin != record.id else None)


def check(
    store: Store, judge: Judge, as_of: date, progress: Progress | None = None, failed: Failed | None = None
) -> list[StatusChange]:
    """Hold every article not yet checked against the earlier claims it may bear on; what changed, once it is stored.

    Each article's findings are committed by themselves; when all articles are judged, statuses are weighed. ``as_of``
    is the day to judge from: later evidence is not counted, and what fell due before it is overdue. An article that the
    judge breaks on is told to ``failed`` and stored as a failure; the next check tries it again.
    """
    run = Run(Stage.CHECK, judge.engine, datetime.now(UTC))
    pending = store.unchecked(judge.engine)
    for done, work in enumerate(pending, 1):
        try:
            findings = _judge(store, judge, work)
        except DatabaseError:
            raise
        except Exception as error:
            store.record_failure(run, work, _told(error))
            if failed:
                failed(EngineFailed(f"A{work.article_id} was not checked: {_told(error)}; the next check tries again"))
        else:
            store.record_check(run, work, findings)
        if progress:
            progress(done, len(pending))
    return list(store.settle(decide, as_of))


def _judge(store: Store, judge: Judge, work: Work) -> dict[int, tuple[Finding, ...]]:
    """Findings by claim id. Pairs that bear no relation are left out."""
    record = store.article(work.article_id)
    reading = Reading(record.article, tuple(passages(record.article.text)), store.revision_quotes(record.revision))
    found = {}
    for claim_id, claim in store.candidates(work, terms(reading)):
        if near := bears_on(claim, reading):
            findings = tuple(judge.judge(claim, reading, near))
            _require_evidence(findings, near, record.article.text)
            if findings:
                found[claim_id] = findings
    return found


def _require_evidence(findings: Sequence[Finding], near: Sequence[Passage], text: str) -> None:
    """See that each finding rests on words of a passage that the judge was shown. Raises EngineFailed."""
    places = {passage.number: passage.span for passage in near}
    for finding in findings:
        place, evidence = places.get(finding.passage), finding.evidence
        if not (place and place.covers(evidence) and evidence.of(text).strip()):
            where = f"characters {evidence.start} to {evidence.end} of passage {finding.passage}"
            raise EngineFailed(f"the judge gave {where} as evidence, which is not in what it was shown")


def _told(error: Exception) -> str:
    return str(error) if isinstance(error, EngineFailed) else f"{type(error).__name__}: {error}"
