"""Marks count extractions, not claims, so that a claim that was restored is new again; failures; no paths of the user.

``appearances.since`` is the first of the extractions that found a claim without a break. A mark up to a claim becomes
one up to the last extraction before the next claim was found. A settlement of before covers no extraction: the next
check weighs everything once more.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

SINCE = """
UPDATE appearances SET since = (
    SELECT min(unbroken.extraction_id) FROM appearances AS unbroken
    WHERE unbroken.claim_id = appearances.claim_id AND unbroken.extraction_id > coalesce((
        SELECT max(missing.id) FROM extractions AS missing JOIN claims ON claims.article_id = missing.article_id
        WHERE claims.id = appearances.claim_id AND missing.id < appearances.extraction_id AND NOT EXISTS (
            SELECT 1 FROM appearances AS there
            WHERE there.claim_id = appearances.claim_id AND there.extraction_id = missing.id
        )
    ), 0)
)
"""
MARK = """
UPDATE checks SET {mark} = coalesce(
    (SELECT min(extraction_id) - 1 FROM appearances WHERE claim_id > {mark}), (SELECT max(id) FROM extractions)
)
"""


def upgrade() -> None:
    op.add_column("appearances", _number("since"))
    op.execute(SINCE)
    op.create_index(None, "appearances", ["since"])
    for end in ("after", "through"):
        op.execute(MARK.format(mark=f"claims_{end}"))
        op.execute(f"ALTER TABLE checks RENAME COLUMN claims_{end} TO extractions_{end}")
    op.add_column("settlements", _number("extractions_through"))
    op.drop_column("extractions", "name")
    op.create_table(
        "failures",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("run_id", sa.Integer, sa.ForeignKey("runs.id"), nullable=False),
        sa.Column("extraction_id", sa.Integer, sa.ForeignKey("extractions.id"), nullable=False),
        sa.Column("message", sa.String, nullable=False),
        sa.Column("recorded", sa.DateTime, nullable=False),
    )


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default="0")
