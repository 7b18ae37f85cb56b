"""The first tables. Names of keys and indexes follow the naming convention of the metadata."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

SPANS = sa.JSON
MOMENT = sa.DateTime
WORD = sa.String(20)
DIGEST = sa.String(64)


def upgrade() -> None:
    _articles()
    _speakers()
    _quotes()
    _claims()
    _judgement()


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _text(name: str, **options: Any) -> sa.Column[str]:
    return sa.Column(name, sa.String, **{"nullable": False, **options})


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _of(name: str, table: str, **options: Any) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{table}.id"), **{"nullable": False, **options})


def _articles() -> None:
    op.create_table(
        "articles",
        _id(),
        _text("address", unique=True, nullable=True),
        _of("origin_id", "articles", index=True, nullable=True),
        _of("current_id", "extractions", index=True, nullable=True),
    )
    op.create_table(
        "revisions",
        _id(),
        _of("article_id", "articles"),
        sa.Column("digest", DIGEST, nullable=False, index=True),
        sa.Column("recorded", MOMENT, nullable=False),
        _text("text"),
        sa.UniqueConstraint("article_id", "digest"),
    )
    op.create_table(
        "sketches",
        sa.Column("hash", sa.BigInteger, primary_key=True, autoincrement=False),
        _of("revision_id", "revisions", primary_key=True, index=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "runs",
        _id(),
        sa.Column("stage", WORD, nullable=False),
        _text("name"),
        _text("version"),
        _text("model", nullable=True),
        _text("prompt", nullable=True),
        sa.Column("started", MOMENT, nullable=False, index=True),
    )
    op.create_table(
        "extractions",
        _id(),
        _of("run_id", "runs"),
        _of("article_id", "articles", index=True),
        _of("revision_id", "revisions", index=True),
        _text("title", nullable=True),
        _text("outlet", nullable=True),
        _text("url", nullable=True),
        sa.Column("published", sa.Date, index=True),
        _text("name", nullable=True),
    )


def _speakers() -> None:
    op.create_table(
        "speakers",
        _id(),
        _text("key", unique=True),
        _text("name"),
        sa.Column("kind", WORD, nullable=False),
    )
    op.create_table(
        "speaker_names",
        _of("speaker_id", "speakers", primary_key=True),
        _text("key", primary_key=True, index=True),
        _text("name", nullable=True),
    )


def _quotes() -> None:
    op.create_table(
        "quotes",
        _id(),
        _of("revision_id", "revisions"),
        sa.Column("key", DIGEST, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        _number("start"),
        sa.Column("content", SPANS, nullable=False),
        sa.Column("mention", SPANS, nullable=False),
        sa.Column("cue", SPANS, nullable=False),
        _of("speaker_id", "speakers", index=True, nullable=True),
        _text("relay", nullable=True),
        _text("text"),
        _text("said_by", nullable=True),
        sa.UniqueConstraint("revision_id", "key"),
    )
    op.create_table(
        "found_quotes",
        _of("extraction_id", "extractions", primary_key=True),
        _of("quote_id", "quotes", primary_key=True, index=True),
        sa.Column("confidence", sa.Double, nullable=False),
        _text("rule"),
    )


def _claims() -> None:
    op.create_table(
        "claims",
        _id(),
        _of("article_id", "articles"),
        sa.Column("key", DIGEST, nullable=False),
        _text("text"),
        sa.Column("type", WORD, nullable=False),
        _of("speaker_id", "speakers", index=True, nullable=True),
        sa.Column("said", sa.Date, index=True),
        sa.Column("period_start", sa.Date),
        sa.Column("period_end", sa.Date, index=True),
        _text("period_phrase", nullable=True),
        sa.UniqueConstraint("article_id", "key"),
    )
    op.create_table(
        "appearances",
        _of("extraction_id", "extractions", primary_key=True),
        _of("quote_id", "quotes", primary_key=True, index=True),
        _of("claim_id", "claims", primary_key=True, index=True),
        sa.Column("spans", SPANS, nullable=False),
    )


def _judgement() -> None:
    op.create_table(
        "checks",
        _id(),
        _of("run_id", "runs"),
        _of("extraction_id", "extractions", index=True),
        _number("claims_after"),
        _number("claims_through"),
    )
    op.create_table(
        "findings",
        _id(),
        _of("check_id", "checks", index=True),
        _of("claim_id", "claims", index=True),
        sa.Column("relation", WORD, nullable=False),
        _number("passage"),
        _number("start"),
        _number("end"),
        sa.Column("confidence", sa.Double, nullable=False),
        _text("reason"),
        _text("by", nullable=True),
    )
    op.create_table(
        "status_changes",
        _id(),
        _of("claim_id", "claims"),
        sa.Column("status", WORD, nullable=False, index=True),
        _text("because"),
        _text("policy"),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("recorded", MOMENT, nullable=False),
        sa.Index(None, "claim_id", "id"),
    )
