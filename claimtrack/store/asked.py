"""The tables of what models were asked: calls, replies that were used again, batches, and vectors of texts.

They belong to the schema of ``tables.py``.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Named, String, Table, TypedColumns

from claimtrack.model import CallOutcome
from claimtrack.store.tables import DIGEST, Numbered, metadata
from claimtrack.store.types import Moment, Raw, word


class CallColumns(Numbered):
    """A call to a model, as it ended; see ``claimtrack.model.Call``. Valid replies are used again."""

    run_id: Named[int] = Column(ForeignKey("runs.id"))
    key: Named[str] = Column(String(DIGEST), index=True)
    purpose: Named[str]
    model: Named[str]
    prompt: Named[str]
    prompt_hash: Named[str] = Column(String(DIGEST))
    schema_hash: Named[str] = Column(String(DIGEST))
    outcome: Named[CallOutcome] = Column(word(CallOutcome))
    reply: Named[str] = Column(Raw)
    finish: Named[str | None] = Column(Raw)
    error: Named[str | None] = Column(Raw)
    input_tokens: Named[int | None]
    cached_tokens: Named[int | None]
    output_tokens: Named[int | None]
    cost: Named[int | None] = Column(BigInteger)
    latency: Named[float]
    recorded: Named[datetime] = Column(Moment)


class HitColumns(Numbered):
    """A call whose reply a run used again, without a call of its own."""

    run_id: Named[int] = Column(ForeignKey("runs.id"), index=True)
    call_id: Named[int] = Column(ForeignKey("calls.id"))


class BatchColumns(Numbered):
    """Requests that were handed to a provider to be answered within a day. ``remote`` is its own name for them.

    ``address`` is the provider's, without user and password; None for batches from before it was kept.
    """

    run_id: Named[int] = Column(ForeignKey("runs.id"))
    remote: Named[str] = Column(unique=True)
    address: Named[str | None]
    submitted: Named[datetime] = Column(Moment)


class BatchRequestColumns(TypedColumns):
    """One request of a batch: all that its call will be written down with, but for the model, which the run has."""

    batch_id: Named[int] = Column(ForeignKey("batches.id"), primary_key=True)
    key: Named[str] = Column(String(DIGEST), primary_key=True, index=True)
    purpose: Named[str]
    prompt: Named[str]
    prompt_hash: Named[str] = Column(String(DIGEST))
    schema_hash: Named[str] = Column(String(DIGEST))


class BatchStateColumns(Numbered):
    """What a batch was found to have come to. The last one is its state now."""

    batch_id: Named[int] = Column(ForeignKey("batches.id"), index=True)
    state: Named[str]
    note: Named[str | None] = Column(Raw)
    recorded: Named[datetime] = Column(Moment)


class VectorColumns(TypedColumns):
    """What a text means by one model, packed (see ``claimtrack.text.vectors``). ``digest`` is the text's SHA-256."""

    model: Named[str] = Column(primary_key=True)
    digest: Named[str] = Column(String(DIGEST), primary_key=True)
    vector: Named[bytes]


calls = Table("calls", metadata, CallColumns)
# All that is counted of a run, so that its replies need not be read for it.
Index(
    "ix_calls_counted",
    *(calls.c.run_id, calls.c.outcome, calls.c.cost),
    *(calls.c.input_tokens, calls.c.cached_tokens, calls.c.output_tokens),
)
hits = Table("hits", metadata, HitColumns)
batches = Table("batches", metadata, BatchColumns)
batch_requests = Table("batch_requests", metadata, BatchRequestColumns)
batch_states = Table("batch_states", metadata, BatchStateColumns)
vectors = Table("vectors", metadata, VectorColumns, sqlite_with_rowid=False)
