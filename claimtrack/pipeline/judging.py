"""Later articles against earlier claims, by way of a judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from claimtrack.check import Judge
from claimtrack.check.status import Policy, decide
from claimtrack.errors import DatabaseError, EngineFailed, RunStopped, SettingsError
from claimtrack.model import Claim, Evidence, Finding, Judgement, Passage, Run, Verdict
from claimtrack.parallel import attempts
from claimtrack.pipeline.leads import Embed, Leads, Pair, leads, looking_back
from claimtrack.pipeline.reading import told
from claimtrack.settings import PAIRS
from claimtrack.store import Store
from claimtrack.store.leases import Leases
from claimtrack.store.records import Work
from claimtrack.store.stream import StatusChange

Progress = Callable[[int, int], None]
"""Is told how many articles of how many are done."""
Failed = Callable[[EngineFailed], None]
"""Is told of each article that could not be checked, as it happens."""
Left = Callable[[Sequence[str]], None]
"""Is told of the articles that other checks are at work on: who has each of them (see ``claimtrack.store.leases``)."""
Dropped = Callable[[int], None]
"""Is told how many pairs were not judged, because others were more likely to matter."""
Stopped = Callable[[RunStopped], None]
"""Is told why a run could not go on."""


def check(
    store: Store,
    judge: Judge,
    run: Run,
    as_of: date,
    policy: Policy,
    *,
    claim: int | None = None,
    most: int = PAIRS,
    embed: Embed | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
    failed: Failed | None = None,
    dropped: Dropped | None = None,
    stopped: Stopped | None = None,
    left: Left | None = None,
) -> list[StatusChange]:
    """Hold every article not yet checked against the earlier claims it may bear on; what changed, once it is stored.

    With ``claim``, hold that claim alone against the later articles that may bear on it. Of an article's pairs, or of
    the claim's, ``most`` are judged, the best first; how many others there were is told to ``dropped``. ``embed`` helps
    to tell which are the best. ``jobs`` pairs are judged at once. Each article's findings are committed by themselves;
    when all articles are judged, statuses are weighed under ``policy``. ``as_of`` is the day to judge from: later
    evidence is not counted, and what fell due before it is overdue. An article that the judge breaks on is told to
    ``failed`` and stored as a failure; the next check tries it again.

    What another check is at work on is left to it, and told to ``left``; whichever of them ends last weighs statuses.
    Where the run cannot go on, statuses are weighed with the articles that are done; then ``stopped`` is told, or where
    there is none, RunStopped is raised. Silence makes no claim overdue then, nor one that an article may bear on that
    the judge broke on, nor any after looking back from one alone. Raises UnknownId for a claim that there is not.
    """
    held = _Held()
    look: Callable[[Work], Leads]
    if claim is None:
        pending, look = store.unchecked(judge.engine), partial(leads, store, most=most, embed=embed)
    else:
        found_back, held.dropped = looking_back(store, judge.engine, claim, most, embed)
        by_article = {lead.work: lead for lead in found_back}
        pending, look = list(by_article), by_article.__getitem__
    results = _shared(judge, store.leases(judge.engine, claim), pending, look, jobs, held.by_others)
    with closing(results):
        for done in _recorded(store, run, results, claim, held, failed):
            if progress:
                progress(done, len(pending))
    if dropped and held.dropped:
        dropped(held.dropped)
    at_work = [holder for _, holder in held.by_others] or (store.at_work() if claim else [])
    is_whole = claim is None and held.stop is None

    def weigh(one: Claim, evidence: Sequence[Evidence], as_of: date) -> Verdict:
        return decide(one, evidence, as_of, policy, is_all_read=is_whole and one not in held.unheard)

    changes = [] if at_work else list(store.settle(weigh, as_of, policy.identity))
    if at_work and left:
        left(at_work)
    if held.stop and stopped:
        stopped(held.stop)
    elif held.stop:
        raise held.stop
    return changes


@dataclass(slots=True)
class _Held:
    """What came of holding articles against claims: how many pairs fell under the bound, which articles are left to
    other checks (each with who is at work on it), which claims an article may bear on that the judge broke on, and why
    the run could not go on.
    """

    dropped: int = 0
    by_others: list[tuple[Work, str]] = field(default_factory=list)
    unheard: set[Claim] = field(default_factory=set)
    stop: RunStopped | None = None


def _recorded(
    store: Store,
    run: Run,
    results: Iterable[tuple[Leads, Found | Exception]],
    claim: int | None,
    held: _Held,
    failed: Failed | None,
) -> Iterator[int]:
    """Store the ``results`` as they come, each article's by themselves; how many are done."""
    try:
        for done, (lead, found) in enumerate(results, 1):
            if isinstance(found, Exception):
                store.record_failure(run, lead.work, told(found))
                held.unheard.update(pair.claim for pair in lead.pairs)
                if failed:
                    problem = f"A{lead.work.article_id} was not checked: {told(found)}"
                    failed(EngineFailed(f"{problem}; the next check tries again"))
            else:
                store.record_check(run, lead.work, found, lead.dropped, claim)
                held.dropped += lead.dropped
            yield done
    except RunStopped as stop:
        held.stop = stop


Found = dict[int, Judgement]
"""Judgements by claim id. Pairs of which nothing was reported are left out."""


def _shared(
    judge: Judge,
    leases: Leases,
    pending: Sequence[Work],
    look: Callable[[Work], Leads],
    jobs: int,
    others: list[tuple[Work, str]],
) -> Generator[tuple[Leads, Found | Exception]]:
    """As ``_judged``, of what ``look`` finds in each article, but for those that other checks are at work on: these are
    ``others``, each with who is.

    They are looked at again when all else is done and recorded, until there is none among them that has been given up.
    So of two checks that leave articles to one another, the last one to look finds nothing left.
    """
    with leases:
        while pending:
            others.clear()
            has_done_some = False
            mine = map(look, _taken(leases, pending, others))
            for lead, found in _judged(judge, mine, jobs):
                has_done_some = True
                yield lead, found
                leases.give_up(lead.work)
            pending = [work for work, _ in others] if has_done_some else []


def _taken(leases: Leases, pending: Sequence[Work], others: list[tuple[Work, str]]) -> Iterator[Work]:
    """The articles that are still to be done and nobody else is at work on, each taken as it comes."""
    for work in pending:
        holder = leases.take(work)
        if holder == leases.holder:
            yield work
        elif holder:
            others.append((work, holder))


def _judged(judge: Judge, pending: Iterable[Leads], jobs: int) -> Generator[tuple[Leads, Found | Exception]]:
    """What is found in each article, or the first error on it; an article that is not done when the run stops is not
    among them.
    """

    def judged(pair: Pair | Leads) -> Judgement:
        if isinstance(pair, Leads):
            if pair.stop:
                raise pair.stop
            return Judgement()
        made = judge.judge(pair.claim, pair.reading, pair.near)
        _require_evidence(made.findings, pair.near, pair.reading.article.text)
        return made

    broken: dict[int, Exception] = {}
    found: dict[int, Found] = defaultdict(dict)
    with closing(attempts(judged, _marked(pending, broken), jobs, RunStopped)) as results:
        for item, made in results:
            article = item.work.article_id
            if isinstance(made, DatabaseError | SettingsError):
                raise made
            if isinstance(made, Exception):
                broken.setdefault(article, made)
            elif isinstance(item, Pair):
                found[article][item.claim_id] = made
            elif article in broken:
                yield item, broken[article]
            elif len(those := found.pop(article, {})) == len(item.pairs):
                yield item, {claim_id: told for claim_id, told in those.items() if told != Judgement()}


def _marked(pending: Iterable[Leads], broken: Container[int]) -> Iterator[Pair | Leads]:
    """The pairs of each article, and then the article. Once it is ``broken``, the rest of it is passed over."""
    for lead in pending:
        for pair in lead.pairs:
            yield pair
            if lead.work.article_id in broken:
                break
        yield lead


def _require_evidence(findings: Sequence[Finding], near: Sequence[Passage], text: str) -> None:
    """See that each finding rests on words of a passage that the judge was shown. Raises EngineFailed."""
    places = {passage.number: passage.span for passage in near}
    for finding in findings:
        place, evidence = places.get(finding.passage), finding.evidence
        if not (place and place.covers(evidence) and evidence.of(text).strip()):
            where = f"characters {evidence.start} to {evidence.end} of passage {finding.passage}"
            raise EngineFailed(f"the judge gave {where} as evidence, which is not in what it was shown")
