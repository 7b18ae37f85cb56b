"""A small world for the store's tests: articles with hand-written extractions, and a policy that fits in one look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

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
    Quote,
    QuoteKind,
    Relation,
    Run,
    Span,
    Speaker,
    Stage,
    Status,
    Verdict,
)
from claimtrack.store import Store
from claimtrack.store.records import ArticleRecord, Placing, Work
from claimtrack.store.stream import StatusChange
from claimtrack.text.similarity import shingles, sketch

READER = Engine("reader", "1")
JUDGE = Engine("judge", "1")
MOMENT = datetime(2025, 10, 16, 12, 30, tzinfo=UTC)
SAID = date(2025, 10, 16)
LATER = date(2025, 10, 21)

BUDAPEST = Article(
    'U.S. President Donald Trump said on Thursday. "We will meet in Budapest," Trump said. Élysée officials doubt it.',
    title="A summit",
    outlet="Reuters",
    url="https://example.org/summit",
    published=SAID,
)
NO_PLANS = Article(
    "A White House official said there were no plans to meet in Budapest.",
    title="No plans",
    outlet="AP",
    url="https://example.org/no-plans",
    published=LATER,
)
TRUMP = Speaker("Donald Trump", aliases=("Trump", "Mr. Trump"))

CALL = Call(
    key="a" * 64,
    purpose="extract",
    model="openai:small",
    prompt="extract/1",
    prompt_hash="b" * 64,
    schema_hash="c" * 64,
    outcome=CallOutcome.VALID,
    reply='{"quotes": []}',
    finish="stop",
    input_tokens=1200,
    cached_tokens=1024,
    output_tokens=80,
    cost=460,
    latency=1.5,
    recorded=MOMENT,
)


def share(*terms: str) -> dict[str, float]:
    """Terms of an article that all weigh the same."""
    return dict.fromkeys(terms, 1.0)


def policy(claim: Claim, evidence: Sequence[Evidence], as_of: date) -> Verdict:
    """Contradicted by any evidence of that kind published by ``as_of``; else overdue after its period; else open."""
    counted = [one for one in evidence if one.published and one.published <= as_of]
    if any(one.finding.relation is Relation.CONTRADICTS for one in counted):
        return Verdict(Status.CONTRADICTED, "it is contradicted", "test/1")
    if claim.period and claim.period.end < as_of:
        return Verdict(Status.OVERDUE, "its time is over", "test/1")
    return Verdict(Status.OPEN, "nothing decides it", "test/1")


def span(article: Article, words: str) -> Span:
    """Where ``words`` stand in ``article``."""
    start = article.text.index(words)
    return Span(start, start + len(words))


def quote(
    article: Article, words: str, *claims: Claim, speaker: str | None = None, mention: str | None = None
) -> Quote:
    """A direct quote of ``words``."""
    where = span(article, mention) if mention else None
    return Quote((span(article, words),), QuoteKind.DIRECT, where, speaker=speaker, rule="by hand", claims=claims)


def claim(article: Article, words: str, text: str, *, said: date | None = None, speaker: str | None = None) -> Claim:
    """A prediction taken from ``words``."""
    return Claim(text, ClaimType.PREDICTION, (span(article, words),), speaker, said or article.published)


def summit_quote(article: Article = BUDAPEST) -> Quote:
    """What Trump says in BUDAPEST, with its one claim."""
    foretold = claim(article, "We will meet in Budapest", "[Trump] will meet in Budapest", speaker="Donald Trump")
    return quote(article, "We will meet in Budapest,", foretold, speaker="Donald Trump", mention="Trump")


def save(
    store: Store,
    article: Article,
    *quotes: Quote,
    engine: Engine = READER,
    speakers: Sequence[Speaker] = (),
    copied: Sequence[int] = (),
    read: datetime | None = None,
) -> ArticleRecord:
    """Store ``article`` with the quotes that an extractor found in it, as it was ``read``."""
    found = Extraction(quotes, tuple(speakers))
    return save_extraction(store, article, found, engine=engine, copied=copied, read=read)


def save_extraction(
    store: Store,
    article: Article,
    extraction: Extraction,
    *,
    engine: Engine = READER,
    copied: Sequence[int] = (),
    read: datetime | None = None,
) -> ArticleRecord:
    """Store ``article`` with all that an extractor found in it, as a near-copy of those that are ``copied``.

    What it was of one origin with stays together without it.
    """
    run = Run(Stage.EXTRACT, engine, read or MOMENT)
    hashes = sketch(shingles(article.text))
    while True:
        near = store.neighbours(article, hashes)
        kin = tuple(one.article_id for one in near.kin)
        placing = Placing(tuple(copied), (kin,) if kin else ())
        saved = store.save(article, run, extraction, sketch=hashes, near=near, placing=placing, decide=policy)
        if saved:
            return saved


def save_summit(store: Store) -> int:
    """Store BUDAPEST with its quote; the number of its claim."""
    save(store, BUDAPEST, summit_quote(), speakers=[TRUMP])
    return store.claims()[0].id


def finding(article: Article, words: str, relation: Relation = Relation.CONTRADICTS) -> Finding:
    """What ``words`` of ``article`` do to a claim."""
    return Finding(relation, 1, span(article, words), 0.9, "it says so")


def record(
    store: Store,
    work: Work,
    found: dict[int, list[Finding]] | None = None,
    *,
    engine: Engine = JUDGE,
    as_of: date = LATER,
) -> list[StatusChange]:
    """Store what a judge found."""
    judgements = {claim_id: Judgement(tuple(those)) for claim_id, those in (found or {}).items()}
    store.record_check(Run(Stage.CHECK, engine, MOMENT), work, judgements)
    return list(store.settle(policy, as_of))


def only_work(store: Store, engine: Engine = JUDGE) -> Work:
    [work] = store.unchecked(engine)
    return work


def status(store: Store, claim_id: int) -> Status:
    return store.claim(claim_id).verdict.status
