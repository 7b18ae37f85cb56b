"""What a language model tells beside quotes and claims, what was refused of it, and every call to one.

A claim in an article's own voice has no quote, so that an appearance gets a number for its key, and the words of its
spans. An article that was not read may have failed too.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

SPANS = sa.JSON
MOMENT = sa.DateTime
WORD = sa.String(20)
DIGEST = sa.String(64)


def upgrade() -> None:
    _details()
    _appearances()
    _gate()
    _calls()
    _batches()


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _text(name: str, **options: Any) -> sa.Column[str]:
    return sa.Column(name, sa.String, **{"nullable": False, **options})


def _number(name: str, **options: Any) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, **{"nullable": False, **options})


def _digest(name: str, **options: Any) -> sa.Column[str]:
    return sa.Column(name, DIGEST, nullable=False, **options)


def _of(name: str, table: str, **options: Any) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{table}.id"), **{"nullable": False, **options})


def _none(name: str) -> sa.Column[Any]:
    """A JSON list, empty in every row that there is."""
    return sa.Column(name, sa.JSON, nullable=False, server_default="[]")


def _details() -> None:
    for name in ("addressee", "occasion", "medium"):
        op.add_column("found_quotes", _none(name))
    op.add_column("found_quotes", sa.Column("said", sa.Date))
    op.add_column("claims", _text("hedge", nullable=True))
    op.add_column("claims", sa.Column("worth", WORD))
    for name in ("worth_reason", "confirmed_if", "contradicted_if"):
        op.add_column("claims", _text(name, nullable=True))
    op.add_column("findings", sa.Column("event", sa.Date))
    op.add_column("findings", _none("covers"))
    with op.batch_alter_table("failures") as failures:
        failures.alter_column("extraction_id", existing_type=sa.Integer, nullable=True)


def _appearances() -> None:
    for column in ("quote_id", "claim_id", "since"):
        op.drop_index(f"ix_appearances_{column}", "appearances")
    op.rename_table("appearances", "appearances_before")
    op.create_table(
        "appearances",
        _id(),
        _of("extraction_id", "extractions"),
        _of("claim_id", "claims", index=True),
        _of("quote_id", "quotes", index=True, nullable=True),
        sa.Column("spans", SPANS, nullable=False),
        _text("words"),
        _number("since", index=True),
        sa.UniqueConstraint("extraction_id", "claim_id", "quote_id"),
    )
    sqlite: Any = op.get_bind().connection.driver_connection
    sqlite.create_function("words", 2, _words, deterministic=True)
    op.execute(
        "INSERT INTO appearances(extraction_id, claim_id, quote_id, spans, words, since) "
        "SELECT extraction_id, claim_id, quote_id, spans, words(spans, text), since FROM appearances_before "
        "JOIN extractions ON extractions.id = extraction_id JOIN revisions ON revisions.id = revision_id "
        "ORDER BY extraction_id, quote_id, claim_id"
    )
    op.drop_table("appearances_before")


def _words(spans: str, text: str) -> str:
    return " ... ".join(text[start:end] for start, end in json.loads(spans))


def _gate() -> None:
    op.create_table(
        "rejections",
        _id(),
        _of("extraction_id", "extractions", index=True),
        sa.Column("subject", WORD, nullable=False),
        _text("reason"),
        _text("given"),
    )
    op.create_table(
        "left_out",
        _id(),
        _of("extraction_id", "extractions", index=True),
        _number("start"),
        _number("end"),
        _text("reason"),
    )


def _calls() -> None:
    op.create_table(
        "calls",
        _id(),
        _of("run_id", "runs"),
        _digest("key", index=True),
        _text("purpose"),
        _text("model"),
        _text("prompt"),
        _digest("prompt_hash"),
        _digest("schema_hash"),
        sa.Column("outcome", WORD, nullable=False),
        _text("reply"),
        _text("finish", nullable=True),
        _text("error", nullable=True),
        _number("input_tokens", nullable=True),
        _number("cached_tokens", nullable=True),
        _number("output_tokens", nullable=True),
        sa.Column("cost", sa.BigInteger),
        sa.Column("latency", sa.Double, nullable=False),
        sa.Column("recorded", MOMENT, nullable=False),
        sa.Index("ix_calls_counted", "run_id", "outcome", "cost", "input_tokens", "cached_tokens", "output_tokens"),
    )
    op.create_table("hits", _id(), _of("run_id", "runs", index=True), _of("call_id", "calls"))


def _batches() -> None:
    op.create_table(
        "batches",
        _id(),
        _of("run_id", "runs"),
        _text("remote", unique=True),
        sa.Column("submitted", MOMENT, nullable=False),
    )
    op.create_table(
        "batch_requests",
        _of("batch_id", "batches", primary_key=True),
        _digest("key", primary_key=True, index=True),
        _text("purpose"),
        _text("prompt"),
        _digest("prompt_hash"),
        _digest("schema_hash"),
    )
    op.create_table(
        "batch_states",
        _id(),
        _of("batch_id", "batches", index=True),
        _text("state"),
        _text("note", nullable=True),
        sa.Column("recorded", MOMENT, nullable=False),
    )
