"""Articles that the reading of another one moves from origin to origin."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "moves",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("extraction_id", sa.Integer, sa.ForeignKey("extractions.id"), nullable=False, index=True),
        sa.Column("article_id", sa.Integer, sa.ForeignKey("articles.id"), nullable=False, index=True),
        sa.Column("origin_id", sa.Integer, sa.ForeignKey("articles.id"), nullable=False),
    )
