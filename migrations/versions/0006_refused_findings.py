"""What a judge reported and the gate refused is kept beside what an extractor did: with the check and the claim."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    with op.batch_alter_table("rejections") as rejections:
        for name, table in (("check_id", "checks"), ("claim_id", "claims")):
            key = sa.ForeignKey(f"{table}.id", name=f"fk_rejections_{name}_{table}")
            rejections.add_column(sa.Column(name, sa.Integer, key))
        rejections.create_index("ix_rejections_claim_id", ["claim_id"])
