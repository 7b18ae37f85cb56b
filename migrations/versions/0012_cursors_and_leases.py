"""How far in the stream of changes each reader has been told, and which check is at work on which article."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "cursors",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("change_id", sa.Integer, sa.ForeignKey("changes.id"), nullable=False),
        sa.Column("moved", sa.DateTime, nullable=False),
    )
    op.create_table(
        "leases",
        sa.Column("extraction_id", sa.Integer, sa.ForeignKey("extractions.id"), primary_key=True),
        sa.Column("engine", sa.String, primary_key=True),
        sa.Column("holder", sa.String, nullable=False, index=True),
        sa.Column("until", sa.DateTime, nullable=False),
    )
