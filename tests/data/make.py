"""Stores a small database of the newest schema, for later versions to open and upgrade.

Run once, with the code whose migration it is, from the top of the repository::

    python tests/data/make.py tests/data/0004.db

What stands in it is fixed, and ``tests/store/test_old_databases.py`` expects it of every file here. Never make one anew
with later code: then it is no old database.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from claimtrack.check.status import decide
from claimtrack.model import (
    Article,
    Claim,
    ClaimType,
    Engine,
    Extraction,
    Finding,
    Quote,
    QuoteKind,
    Relation,
    Run,
    Span,
    Speaker,
    Stage,
)
from claimtrack.store import Store, schema
from claimtrack.store.database import Database
from claimtrack.text.similarity import shingles, sketch

CLAIM = Article(
    '"We will meet in Budapest," Donald Trump told reporters.',
    title="A summit",
    outlet="Reuters",
    url="https://example.org/2025/summit",
    published=date(2025, 10, 16),
)
EVIDENCE = Article(
    "Trump said that he had cancelled the meeting in Budapest.",
    title="No summit",
    outlet="AP",
    url="https://example.org/2025/no-summit",
    published=date(2025, 10, 22),
)
MOMENT = datetime(2025, 10, 23, 8, 0, tzinfo=UTC)


def fill(store: Store) -> None:
    """Two articles, a quote with its claim, and a finding that contradicts it."""
    made = Claim(
        "[Trump] will meet in Budapest",
        ClaimType.PREDICTION,
        (Span(1, 25),),
        "Donald Trump",
        date(2025, 10, 16),
    )
    quote = Quote(
        (Span(1, 26),),
        QuoteKind.DIRECT,
        Span(28, 40),
        (Span(41, 45),),
        "Donald Trump",
        rule="by hand",
        claims=(made,),
    )
    run = Run(Stage.EXTRACT, Engine("reader", "1"), MOMENT)
    trump = Speaker("Donald Trump", aliases=("the U.S. president",))
    for article, quotes in ((CLAIM, (quote,)), (EVIDENCE, ())):
        found = Extraction(quotes, (trump,) if quotes else ())
        store.save(article, run, found, sketch=sketch(shingles(article.text)), akin=(), origin=None, decide=decide)
    judge = Run(Stage.CHECK, Engine("judge", "1"), MOMENT)
    [work] = store.unchecked(judge.engine)
    finding = Finding(Relation.REVERSES, 1, Span(16, 56), 0.9, "the speaker takes it back", "Donald Trump")
    store.record_check(judge, work, {1: [finding]})
    assert len(list(store.settle(decide, date(2025, 10, 23)))) == 1


def make(path: Path, revision: str = schema.HEAD) -> None:
    """Write the database file ``path``, which must not exist yet, with the tables of ``revision``."""
    if path.exists():
        raise SystemExit(f"{path} is there already, and is to stay as it is")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA page_size = 512")
        connection.execute("VACUUM")
    database = Database(f"sqlite:///{path}")
    schema.migrate(database, revision)
    store = Store(database)
    fill(store)
    store.close()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
