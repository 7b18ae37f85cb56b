"""One claim in several articles: each appearance tells the day of the utterance and a key of the truth conditions.

Claims that were stored before keep their numbers, also where two are the same: their appearances have no such key, and
nothing joins them until their article is read again. In the same way quotes are held against those that are stored from
here on. Articles that the reading of another one moves to another origin are told.
"""

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
    op.create_table(
        "quote_sketches",
        sa.Column("hash", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("quote_id", sa.Integer, sa.ForeignKey("quotes.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "retellings",
        sa.Column("quote_id", sa.Integer, sa.ForeignKey("quotes.id"), primary_key=True),
        sa.Column("other_quote_id", sa.Integer, sa.ForeignKey("quotes.id"), primary_key=True, index=True),
    )
    op.add_column("appearances", sa.Column("said", sa.Date))
    op.add_column("appearances", sa.Column("truth", sa.String(64)))
    op.create_index(None, "appearances", ["truth"])
    op.execute("UPDATE appearances SET said = (SELECT said FROM claims WHERE claims.id = appearances.claim_id)")
