"""Why each extraction found a quote, and took a claim from it, as it did. Of what is there already nothing is known."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    for table in ("found_quotes", "appearances"):
        op.add_column(table, sa.Column("reasons", sa.JSON, nullable=False, server_default="[]"))
