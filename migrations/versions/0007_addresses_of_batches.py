"""A batch remembers the address that it was handed over to, so that no other is asked about it, or given a key."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("batches", sa.Column("address", sa.String))
