"""The language that an extractor found an article to be in. Of extractions so far nothing is known of it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("extractions", sa.Column("language", sa.String(3)))
