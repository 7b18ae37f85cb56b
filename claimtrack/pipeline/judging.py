"""Later articles against earlier claims, by way of a judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial

from claimtrack.check import Judge
from claimtrack.check.candidates import bears_on, terms
from claimtrack.check.status import Policy, decide
from claimtrack.errors import DatabaseError, EngineFailed, RunStopped, SettingsError
from claimtrack.model import Claim, Finding, Judgement, Passage, Reading, Run
from claimtrack.parallel import attempts
from claimtrack.pipeline.reading import told
from claimtrack.store import Store
from claimtrack.store.leases import Leases
from claimtrack.store.records import StatusChange, Work
from claimtrack.text.passages import passages

Progress = Callable[[int, int], None]
"""Is told how many articles of how many are done."""
Failed = Callable[[EngineFailed], None]
"""Is told of each article that could not be checked, as it happens."""
Left = Callable[[Sequence[str]], None]
"""Is told of the articles that other checks are at work on: who has each of them (see ``claimtrack.store.leases``)."""
Stopped = Callable[[RunStopped], None]
"""Is told why a run could not go on."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim, and the passages of a later article that bear on it."""

    work: Work
    claim_id: int
    claim: Claim
    reading: Reading
    near: Sequence[Passage]


@dataclass(frozen=True, slots=True)
class _End:
    """Stands behind the last of the ``pairs`` that an article has."""

    work: Work
    pairs: int


def check(
    store: Store,
    judge: Judge,
    run: Run,
    as_of: date,
    policy: Policy,
    *,
    jobs: int = 1,
    progress: Progress | None = None,
    failed: Failed | None = None,
    stopped: Stopped | None = None,
    left: Left | None = None,
) -> list[StatusChange]:
    """Hold every article not yet checked against the earlier claims it may bear on; what changed, once it is stored.

    ``jobs`` pairs of a claim and an article are judged at once. Each article's findings are committed by themselves;
    when all articles are judged, statuses are weighed under ``policy``. ``as_of`` is the day to judge from: later
    evidence is not counted, and what fell due before it is overdue. An article that the judge breaks on is told to
    ``failed`` and stored as a failure; the next check tries it again.

    What another check is at work on is left to it, and told to ``left``; whichever of them ends last weighs statuses.
    Where the run cannot go on, statuses are weighed with the articles that are done; then ``stopped`` is told, or where
    there is none, RunStopped is raised.
    """
    pending = store.unchecked(judge.engine)
    reason = None
    others: list[tuple[Work, str]] = []
    try:
        with closing(_shared(store, judge, pending, jobs, others)) as results:
            for done, (work, found) in enumerate(results, 1):
                if isinstance(found, Exception):
                    problem = f"A{work.article_id} was not checked: {told(found)}"
                    store.record_failure(run, work, told(found))
                    if failed:
                        failed(EngineFailed(f"{problem}; the next check tries again"))
                else:
                    store.record_check(run, work, found)
                if progress:
                    progress(done, len(pending))
    except RunStopped as error:
        reason = error
    changes = [] if others else list(store.settle(partial(decide, policy=policy), as_of, policy.identity))
    if others and left:
        left([holder for _, holder in others])
    if reason and stopped:
        stopped(reason)
    elif reason:
        raise reason
    return changes


Found = dict[int, Judgement]
"""Judgements by claim id. Pairs of which nothing was reported are left out."""


def _shared(
    store: Store, judge: Judge, pending: Sequence[Work], jobs: int, others: list[tuple[Work, str]]
) -> Generator[tuple[Work, Found | Exception]]:
    """As ``_judged``, but for the articles that other checks are at work on: these are ``others``, each with who is.

    They are looked at again when all else is done and recorded, until there is none among them that has been given up.
    So of two checks that leave articles to one another, the last one to look finds nothing left.
    """
    with store.leases(judge.engine) as leases:
        while pending:
            others.clear()
            has_done_some = False
            for work, found in _judged(store, judge, _taken(leases, pending, others), jobs):
                has_done_some = True
                yield work, found
                leases.give_up(work)
            pending = [work for work, _ in others] if has_done_some else []


def _taken(leases: Leases, pending: Sequence[Work], others: list[tuple[Work, str]]) -> Iterator[Work]:
    """The articles that are still to be done and nobody else is at work on, each taken as it comes."""
    for work in pending:
        holder = leases.take(work)
        if holder == leases.holder:
            yield work
        elif holder:
            others.append((work, holder))


def _judged(store: Store, judge: Judge, pending: Iterable[Work], jobs: int) -> Iterator[tuple[Work, Found | Exception]]:
    """What is found in each article, or the first error on it; an article that is not done when the run stops is not
    among them.
    """

    def judged(pair: Pair | _End) -> Judgement:
        if isinstance(pair, _End):
            return Judgement()
        made = judge.judge(pair.claim, pair.reading, pair.near)
        _require_evidence(made.findings, pair.near, pair.reading.article.text)
        return made

    broken: dict[int, Exception] = {}
    found: dict[int, Found] = defaultdict(dict)
    with closing(attempts(judged, _marked(store, pending, broken), jobs, RunStopped)) as results:
        for pair, made in results:
            article = pair.work.article_id
            if isinstance(made, DatabaseError | SettingsError):
                raise made
            if isinstance(made, Exception):
                broken.setdefault(article, made)
            elif isinstance(pair, Pair):
                found[article][pair.claim_id] = made
            elif article in broken:
                yield pair.work, broken[article]
            elif len(those := found.pop(article, {})) == pair.pairs:
                yield pair.work, {claim_id: told for claim_id, told in those.items() if told != Judgement()}


def _marked(store: Store, pending: Iterable[Work], broken: Container[int]) -> Iterator[Pair | _End]:
    """The pairs of each article and its end. Once an article is ``broken``, the rest of it is passed over."""
    for work in pending:
        count = 0
        for pair in pairs(store, work):
            yield pair
            count += 1
            if work.article_id in broken:
                break
        yield _End(work, count)


def pairs(store: Store, work: Work) -> Iterator[Pair]:
    """The claims that the article of ``work`` may bear on, each with the passages that do."""
    record = store.article(work.article_id)
    reading = Reading(record.article, tuple(passages(record.article.text)), store.revision_quotes(record.revision))
    for claim_id, claim in store.candidates(work, terms(reading)):
        if near := bears_on(claim, reading):
            yield Pair(work, claim_id, claim, reading, near)


def _require_evidence(findings: Sequence[Finding], near: Sequence[Passage], text: str) -> None:
    """See that each finding rests on words of a passage that the judge was shown. Raises EngineFailed."""
    places = {passage.number: passage.span for passage in near}
    for finding in findings:
        place, evidence = places.get(finding.passage), finding.evidence
        if not (place and place.covers(evidence) and evidence.of(text).strip()):
            where = f"characters {evidence.start} to {evidence.end} of passage {finding.passage}"
            raise EngineFailed(f"the judge gave {where} as evidence, which is not in what it was shown")
