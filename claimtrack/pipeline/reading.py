"""Articles into the store, by way of an extractor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from claimtrack.check.status import Policy, decide
from claimtrack.errors import DatabaseError, EngineFailed, RunStopped, SettingsError
from claimtrack.extract import Extractor
from claimtrack.model import Article, Engine, Extraction, Run
from claimtrack.parallel import attempts
from claimtrack.pipeline.placing import placing
from claimtrack.store import Store
from claimtrack.store.records import ArticleRecord
from claimtrack.text.similarity import shingles, sketch


class Outcome(StrEnum):
    """What ingesting an article came to."""

    NEW = "new"
    REVISED = "revised"
    REREAD = "reread"
    """The text is as it was; another engine has read it, or what is known about it has changed."""
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Ingested:
    """An article after ingestion, with the numbers of quotes and claims that are current in it.

    ``copy_of`` is the id of the first article of its origin, where that is another; ``name`` says where it was read
    from.
    """

    record: ArticleRecord
    outcome: Outcome
    quotes: int
    claims: int
    copy_of: int | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Lookup:
    """An article as it is ``given``, and what the store knows of it.

    ``article`` is completed from that; ``done`` says that this engine has read this state of it.
    """

    given: Article
    article: Article
    known: ArticleRecord | None
    done: bool


def ingest(store: Store, extractor: Extractor, article: Article, run: Run, policy: Policy) -> Ingested:
    """``ingest_all`` of one article. Raises EngineFailed where the extractor breaks on it."""
    (ended,) = ingest_all(store, extractor, [article], run, policy)
    if isinstance(ended, EngineFailed):
        raise ended
    return ended


def ingest_all(
    store: Store, extractor: Extractor, articles: Iterable[Article], run: Run, policy: Policy, jobs: int = 1
) -> Iterator[Ingested | EngineFailed]:
    """Read ``articles`` into the store, in their order, but for states of them that this engine has read before.

    ``jobs`` of them are read at once; each is stored as soon as those before it are, its claims with the status that
    ``policy`` gives them before there is evidence. One that the extractor breaks on
    is yielded as the error, stored as a failure, and leaves nothing else. Where the run cannot go on, those that are
    being read are still stored; then RunStopped is raised.
    """

    def read(found: Lookup) -> Extraction | None:
        return None if found.done else extractor.extract(found.article)

    lookups = (look_up(store, extractor.engine, article) for article in articles)
    with closing(attempts(read, lookups, jobs, RunStopped)) as results:
        for found, made in results:
            now = look_up(store, extractor.engine, found.given)
            if (now.article, now.done) != (found.article, found.done):  # one that was stored meanwhile tells of it
                yield from ingest_all(store, extractor, [found.given], run, policy)
            elif isinstance(made, DatabaseError | SettingsError):
                raise made
            elif isinstance(made, Exception):
                yield _not_read(store, run, found.article, made)
            elif made is None:
                yield _ingested(store, now, Outcome.UNCHANGED)
            else:
                yield _stored(store, now, run, made, policy)


def look_up(store: Store, engine: Engine, article: Article) -> Lookup:
    """What the store knows of ``article``."""
    known = store.find(article)
    completed = known.completing(article) if known else article
    return Lookup(article, completed, known, known is not None and store.extracted(known, completed, engine))


def _not_read(store: Store, run: Run, article: Article, error: Exception) -> EngineFailed:
    name = article.name or article.url or article.title or "an article"
    failed = EngineFailed(f"{name} was not read: {told(error)}")
    failed.__cause__ = error
    store.record_failure(run, None, str(failed))
    return failed


def _stored(store: Store, found: Lookup, run: Run, extraction: Extraction, policy: Policy) -> Ingested:
    record = _save(store, found.article, run, extraction, policy)
    if found.known is None:
        outcome = Outcome.NEW
    else:
        outcome = Outcome.REREAD if found.known.article.revision == found.article.revision else Outcome.REVISED
    return _ingested(store, Lookup(found.given, found.article, record, True), outcome)


def _save(store: Store, article: Article, run: Run, extraction: Extraction, policy: Policy) -> ArticleRecord:
    """Store ``extraction`` with the origin that the article has among all that are stored at that moment."""
    mine = shingles(article.text)
    hashes = sketch(mine)
    while True:
        near = store.neighbours(article, hashes)
        where = placing(store, mine, near)
        # A near-copy that another process stores meanwhile is seen when this one is to be stored: then look again.
        weigh = partial(decide, policy=policy)
        record = store.save(article, run, extraction, sketch=hashes, near=near, placing=where, decide=weigh)
        if record:
            return record


def _ingested(store: Store, found: Lookup, outcome: Outcome) -> Ingested:
    record = found.known
    assert record is not None
    quotes, claims = store.counts(record.id)
    copy_of = record.origin if record.origin != record.id else None
    return Ingested(record, outcome, quotes, claims, copy_of, found.given.name)


def told(error: Exception) -> str:
    """What went wrong, in a line: an engine's own words, else with the name of the error."""
    return str(error) if isinstance(error, EngineFailed) else f"{type(error).__name__}: {error}"
