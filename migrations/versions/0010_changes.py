"""Changes of status become changes of every kind: quotes that drift or are edited stand in the same row, in order.

A change of status also tells the verdict that is near, and how far the speaker has taken the claim back.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

WORD = sa.String(20)


def upgrade() -> None:
    op.drop_index("ix_status_changes_status", "status_changes")
    op.drop_index("ix_status_changes_claim_id_id", "status_changes")
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", WORD, nullable=False, index=True),
        sa.Column("claim_id", sa.Integer, sa.ForeignKey("claims.id")),
        sa.Column("status", WORD, index=True),
        sa.Column("candidate", WORD),
        sa.Column("reversal", WORD),
        sa.Column("policy", sa.String),
        sa.Column("quote_id", sa.Integer, sa.ForeignKey("quotes.id"), index=True),
        sa.Column("other_quote_id", sa.Integer, sa.ForeignKey("quotes.id")),
        sa.Column("because", sa.String, nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("recorded", sa.DateTime, nullable=False),
        sa.Index(None, "claim_id", "id"),
    )
    op.execute(
        "INSERT INTO changes (id, kind, claim_id, status, reversal, policy, because, as_of, recorded)"
        " SELECT id, 'status', claim_id, status, 'none', policy, because, as_of, recorded"
        " FROM status_changes ORDER BY id"
    )
    op.drop_table("status_changes")
