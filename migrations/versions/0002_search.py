"""Full-text indexes over quotes and claims. Rows are only ever added to either table, so one trigger each keeps up."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    for table, index in (("quotes", "quote_words"), ("claims", "claim_words")):
        op.execute(
            f"CREATE VIRTUAL TABLE {index} USING fts5("
            f"text, content='{table}', content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
        )
        op.execute(
            f"CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN "
            f"INSERT INTO {index}(rowid, text) VALUES (new.id, new.text); END"
        )
        op.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
