"""Stores a small database of the newest schema, for later versions to open and upgrade.

Run once, with the code whose migration it is, from the top of the repository::

    python tests/data/make.py tests/data/0015.db

What stands in it is fixed, and ``tests/store/test_old_databases.py`` expects it of every file here. Never make one anew
with later code: then it is no old database.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from claimtrack.model import (
    Article,
    Call,
    CallOutcome,
    Claim,
    ClaimType,
    Engine,
    Evidence,
    Extraction,
    Finding,
    Judgement,
    LeftOut,
    Quote,
    QuoteKind,
    Rejection,
    Relation,
    Run,
    Span,
    Speaker,
    SpeakerKind,
    Stage,
    Status,
    Subject,
    Verdict,
    Worth,
)
from claimtrack.store import Store, schema
from claimtrack.store.database import Database
from claimtrack.store.records import BatchRequest, Neighbours, Placing
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


def weigh(_claim: Claim, evidence: Sequence[Evidence], _as_of: date) -> Verdict:
    """What is stored is to stay the same, whatever the policy of a version."""
    return Verdict(Status.SUPERSEDED if evidence else Status.PENDING, "by hand", "standard/1")


READER = Run(Stage.EXTRACT, Engine("reader", "1"), MOMENT)
JUDGE = Run(Stage.CHECK, Engine("judge", "1"), MOMENT)
VALID = (CallOutcome.VALID, '{"findings": []}', "stop", None, 1200, 1024, 80, 460, 1.5, MOMENT)
CALL = Call("a" * 64, "judge", "openai:small", "judge/1", "b" * 64, "c" * 64, *VALID)


def fill(store: Store) -> None:
    """Two articles, a quote with its claim and one of the article's own, a finding that reverses the first with
    one that was refused, and the accounts of a model: a call used again, a failure, and a batch.
    """
    for article, found in ((CLAIM, extraction()), (EVIDENCE, Extraction((), ()))):
        hashes, near, alone = sketch(shingles(article.text)), Neighbours(), Placing()
        saved = store.save(article, READER, found, sketch=hashes, near=near, placing=alone, decide=weigh)
        assert saved
    [work] = store.unchecked(JUDGE.engine)
    finding = Finding(
        Relation.REVERSES,
        1,
        Span(16, 56),
        0.9,
        "the speaker takes it back",
        "Donald Trump",
        event=date(2025, 10, 22),
        covers=("the meeting", "the place"),
    )
    refused = Rejection(Subject.FINDING, "these words are not in the passages", "s9")
    store.record_check(JUDGE, work, {1: Judgement((finding,), (refused,))})
    assert len(list(store.settle(weigh, date(2025, 10, 23)))) == 1
    ledger = store.call_ledger(JUDGE)
    ledger.record(CALL)
    ledger.record_hit(CALL.key)
    ledger.keep_vectors("openai:vectors", {"d" * 64: b"\0<\0\0"})
    store.record_failure(READER, None, "letter.txt was not read: the reply was cut off")
    asked = BatchRequest(CALL.key, CALL.purpose, CALL.prompt, CALL.prompt_hash, CALL.schema_hash)
    store.add_batch(JUDGE, "batch_1", "https://models.example/v1", [asked], "in_progress")


def extraction() -> Extraction:
    """All that is found in CLAIM."""
    made = Claim(
        "[Trump] will meet in Budapest",
        ClaimType.PREDICTION,
        (Span(1, 25),),
        "Donald Trump",
        date(2025, 10, 16),
        hedge="will",
        worth=Worth.HIGH,
        worth_reason="a meeting of two presidents",
        confirmed_if="they meet in Budapest",
        contradicted_if="they meet elsewhere, or not at all",
    )
    told = Claim(
        "Donald Trump spoke to reporters [on 16 October 2025]",
        ClaimType.FACT,
        (Span(28, 55),),
        "Reuters",
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
        addressee=Span(46, 55),
        said=date(2025, 10, 16),
    )
    return Extraction(
        (quote,),
        (Speaker("Donald Trump", aliases=("the U.S. president",)), Speaker("Reuters", SpeakerKind.ORGANISATION)),
        (told,),
        (LeftOut(Span(0, 27), "for the test"),),
        (Rejection(Subject.QUOTE, "these words are not in the article", "We will meet in Prague"),),
        "en",
    )


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
