"""Requests to a provider's batch service, and its answers into the ledger of calls, where the next run finds them.

A batch is stored as soon as it is handed over. A process that is killed between the two leaves a batch that nobody
here knows of; the next one that hands in the same requests finds it at the provider instead of paying for it again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from claimtrack.model import Article, Call, CallOutcome, Run
from claimtrack.pipeline.leads import Embed, leads
from claimtrack.pipeline.reading import look_up
from claimtrack.store import Store
from claimtrack.store.records import BatchRecord, BatchRequest

if TYPE_CHECKING:
    from claimtrack.check.llm import LlmJudge
    from claimtrack.extract.llm import LlmExtractor
    from claimtrack.llm.batch import Answer, BatchApi, RemoteBatch
    from claimtrack.llm.client import Client
    from claimtrack.llm.requests import ReplyModel, Request

COLLECTED = "collected"
FAILED = "failed"
CLOSED = frozenset({COLLECTED, FAILED})
"""The states of a batch that nothing more is to be had from. The others are the provider's own words."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Requests by their keys: those to hand over. Of the others ``waiting`` are in a batch already, and ``answered``
    need none.
    """

    requests: Mapping[str, Request[Any]]
    waiting: int
    answered: int


@dataclass(frozen=True, slots=True)
class HandedIn:
    """The new ``batches``; ``found`` of them had been handed over before, but not stored."""

    batches: tuple[BatchRecord, ...]
    found: int


@dataclass(frozen=True, slots=True)
class Collected:
    """What came of a batch: ``valid`` replies; others, counted by what is wrong with them; requests with no answer at
    all; and answers to requests that it did not hold, which are ignored.
    """

    batch: BatchRecord
    valid: int
    failed: Mapping[str, int]
    missing: int
    unknown: int


def reads(store: Store, extractor: LlmExtractor, articles: Iterable[Article]) -> Iterator[Request[Any]]:
    """What reading ``articles`` asks as far as that can be told; nothing for those that are read already."""
    for article in articles:
        found = look_up(store, extractor.engine, article)
        if not found.done:
            yield from extractor.requests(found.article)


def checks(store: Store, judge: LlmJudge, most: int, embed: Embed | None = None) -> Iterator[Request[Any]]:
    """What holding articles not yet checked against earlier claims asks, as far as that can be told.

    Raises RunStopped by ``embed``, which is asked at once.
    """
    for work in store.unchecked(judge.engine):
        found = leads(store, work, most, embed)
        if found.stop:
            raise found.stop
        for pair in found.pairs:
            yield from judge.requests(pair.claim, pair.reading, pair.near)


def plan(store: Store, api: BatchApi, run: Run, requests: Iterable[Request[Any]]) -> Plan:
    """Which of ``requests`` have no answer yet, and are in no batch that may still give one. Nothing is sent."""
    ledger, open_batches = store.call_ledger(run), [batch for batch in store.batches() if batch.state not in CLOSED]
    handed = {request.key for batch in open_batches for request in store.batch_requests(batch.id)}
    asked = {api.key(request): request for request in requests}
    left = {key: request for key, request in asked.items() if key not in handed}
    todo = {key: request for key, request in left.items() if ledger.find(key) is None}
    return Plan(todo, len(asked) - len(left), len(left) - len(todo))


def likely_cost(api: BatchApi, client: Client, plan: Plan) -> int | None:
    """What ``plan`` is likely to cost, in millionths of a US dollar; None where the price is unknown."""
    from claimtrack.llm.endpoint import RawReply

    foreseen = (client.foresee(request) for request in plan.requests.values())
    costs = [api.cost(RawReply("", None, one.input_tokens, 0, one.output_tokens)) for one in foreseen]
    return None if None in costs else sum(cost for cost in costs if cost is not None)


def submit(store: Store, api: BatchApi, run: Run, plan: Plan) -> HandedIn:
    """Hand over the requests of ``plan``, in as many batches as the provider's limits ask for."""
    known = {batch.remote for batch in store.batches()}
    new, found = [], 0
    for part in api.parts(plan.requests):
        remote = api.find(part, but=known)
        found += remote is not None
        remote = remote or api.submit(part)
        stored = [_stored(key, one) for key, one in part.items()]
        id = store.add_batch(run, remote.id, api.address, stored, remote.state)
        new.append(store.batch(id))
    return HandedIn(tuple(new), found)


def refresh(store: Store, api: BatchApi, batch: BatchRecord) -> BatchRecord:
    """Ask what has become of ``batch``, and store it."""
    _noted(store, batch, api.look(batch.remote))
    return store.batch(batch.id)


def collect(store: Store, api: BatchApi, batch: BatchRecord) -> Collected | None:
    """Write the answers to ``batch`` into the ledger, each once, however often this is done.

    None while the provider is still at work on it.
    """
    from claimtrack.llm.batch import OVER

    remote = api.look(batch.remote)
    if batch.state != COLLECTED:
        _noted(store, batch, remote)
    if remote.state not in OVER:
        return None
    asked = {request.key: request for request in store.batch_requests(batch.id)}
    ledger, written = store.call_ledger(batch.run), _written(store, batch)
    outcomes: dict[str, str | None] = {}
    unknown = 0
    for answer in api.answers(remote):
        request = asked.get(answer.key or "")
        if request is None:
            unknown += 1
        elif request.key not in outcomes:
            call = _call(batch, request, answer, api)
            outcomes[request.key] = call.error
            if request.key not in written:
                ledger.record(call)
    problems = Counter(problem for problem in outcomes.values() if problem is not None)
    valid, missing = len(outcomes) - problems.total(), len(asked) - len(outcomes)
    if remote.state != FAILED:
        note = f"{remote.state}: {valid} answered, {problems.total()} failed, {missing} without an answer"
        store.record_batch_state(batch.id, COLLECTED, note)
    return Collected(store.batch(batch.id), valid, problems, missing, unknown)


def _noted(store: Store, batch: BatchRecord, remote: RemoteBatch) -> None:
    note = remote.problem or f"{remote.completed} of {remote.total} answered, {remote.failed} failed"
    store.record_batch_state(batch.id, remote.state, note)


def _stored(key: str, request: Request[Any]) -> BatchRequest:
    return BatchRequest(key, request.purpose, request.prompt, request.prompt_hash, request.schema_hash)


def _written(store: Store, batch: BatchRecord) -> set[str]:
    """The keys of answers that are in the ledger, from a collection that was killed."""
    runs = (record.id for record in store.runs() if record.run == batch.run)
    return {record.call.key for id in runs for record in store.calls(id)}


def _call(batch: BatchRecord, request: BatchRequest, answer: Answer, api: BatchApi) -> Call:
    from claimtrack.llm.reading import Assessment, read

    reading: Assessment[Any] = (
        Assessment(CallOutcome.FAILED, problem=answer.error)
        if answer.error
        else read(answer.reply, _wanted()[request.prompt.partition("/")[0]])
    )
    return Call(
        key=request.key,
        purpose=request.purpose,
        model=batch.run.engine.model or "",
        prompt=request.prompt,
        prompt_hash=request.prompt_hash,
        schema_hash=request.schema_hash,
        outcome=reading.outcome,
        reply=answer.reply.text,
        finish=answer.reply.finish,
        error=reading.problem,
        input_tokens=answer.reply.input_tokens,
        cached_tokens=answer.reply.cached_tokens,
        output_tokens=answer.reply.output_tokens,
        cost=api.cost(answer.reply),
        recorded=datetime.now(UTC),
    )


def _wanted() -> Mapping[str, type[ReplyModel]]:
    """What a reply to each prompt is to look like."""
    from claimtrack.check.llm.replies import JudgeReply
    from claimtrack.extract.llm.replies import ExtractReply, RepairReply

    judging = dict.fromkeys(("judge", "judge_repair", "verify"), JudgeReply)
    return {"extract": ExtractReply, "repair": RepairReply, **judging}
