"""Reviews: what people say of claims and quotes, apart from what engines say. Settlements remember their policy."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

WORD = sa.String(20)


def upgrade() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("claim_id", sa.Integer, sa.ForeignKey("claims.id"), index=True),
        sa.Column("quote_id", sa.Integer, sa.ForeignKey("quotes.id"), index=True),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("status", WORD),
        sa.Column("note", sa.String),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("recorded", sa.DateTime, nullable=False),
    )
    op.add_column("settlements", sa.Column("policy", sa.String))
