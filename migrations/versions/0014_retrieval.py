"""Claims and revisions can be found by their terms, rarest first; a check tells how many pairs fell under its bound.

They take the place of the full text of claims, and are filled with what is stored. Whoever changes
``claimtrack.text.terms`` adds a migration that fills them anew.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

import sqlalchemy as sa
from alembic import op

from claimtrack.model import Article, Claim, ClaimType, Period
from claimtrack.text.terms import article_terms, claim_terms

revision = "0014"
down_revision = "0013"

BATCH = 10_000


def upgrade() -> None:
    with op.batch_alter_table("checks") as checks:
        checks.add_column(sa.Column("dropped", sa.Integer, nullable=False, server_default="0"))
        checks.add_column(
            sa.Column("claim_id", sa.Integer, sa.ForeignKey("claims.id", name="fk_checks_claim_id_claims"))
        )
        checks.create_index("ix_checks_claim_id", ["claim_id"])
    op.execute("DROP TRIGGER claims_added")
    op.execute("DROP TABLE claim_words")
    op.create_table(
        "terms",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("term", sa.String, nullable=False, unique=True),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("revisions", sa.Integer, nullable=False),
    )
    for one in ("claim", "revision"):
        op.create_table(
            f"{one}_terms",
            sa.Column("term_id", sa.Integer, sa.ForeignKey("terms.id"), primary_key=True),
            sa.Column(f"{one}_id", sa.Integer, sa.ForeignKey(f"{one}s.id"), primary_key=True),
            sqlite_with_rowid=False,
        )
    ids: dict[str, int] = {}
    claims, revisions = Counter[str](), Counter[str]()
    fill("claim", stored_claims(), ids, claims)
    fill("revision", stored_revisions(), ids, revisions)
    rows = [{"id": id, "term": term, "c": claims[term], "r": revisions[term]} for term, id in ids.items()]
    if rows:
        new = sa.text("INSERT INTO terms (id, term, claims, revisions) VALUES (:id, :term, :c, :r)")
        op.get_bind().execute(new, rows)


def fill(one: str, stored: Iterable[tuple[int, set[str]]], ids: dict[str, int], counts: Counter[str]) -> None:
    new = sa.text(f"INSERT INTO {one}_terms (term_id, {one}_id) VALUES (:term, :id)")
    rows: list[dict[str, int]] = []
    for id, found in stored:
        counts.update(found)
        rows += [{"term": ids.setdefault(term, len(ids) + 1), "id": id} for term in sorted(found)]
        if len(rows) > BATCH:
            op.get_bind().execute(new, rows)
            rows.clear()
    if rows:
        op.get_bind().execute(new, rows)


def stored_claims() -> Iterator[tuple[int, set[str]]]:
    query = (
        "SELECT claims.id, claims.text, claims.said, claims.period_start, claims.period_end, speakers.name"
        " FROM claims LEFT JOIN speakers ON speakers.id = claims.speaker_id"
    )
    for id, text, said, start, end, speaker in op.get_bind().execute(sa.text(query)):
        period = Period(date.fromisoformat(start), date.fromisoformat(end or start), "") if start else None
        claim = Claim(text, ClaimType.FACT, (), speaker, said and date.fromisoformat(said), period)
        yield id, set(claim_terms(claim))


def stored_revisions() -> Iterator[tuple[int, set[str]]]:
    query = (
        "SELECT revisions.id, revisions.text, newest.title, newest.published FROM revisions"
        " JOIN extractions AS newest ON newest.id ="
        " (SELECT max(id) FROM extractions WHERE extractions.revision_id = revisions.id)"
    )
    for id, text, title, published in op.get_bind().execute(sa.text(query)):
        yield id, article_terms(Article(text, title, published=published and date.fromisoformat(published)))
