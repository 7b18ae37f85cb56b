"""The one schema: every table and index, as the newest migration leaves them.

Nothing is created from here: the migrations do that, and a test holds the two together. What is alike has tables in
``alike.py``, calls to models in ``asked.py``, terms in ``lookup.py``; the full-text index is SQLite's own kind of table
and stands in ``search.py``.

Articles, speakers and their names grow more complete, and terms are counted; cursors and leases, which say who is
where, come and go; every other table is only ever added to. What holds now is the newest: an article's current
extraction, a claim's last change, an article's last check.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Named,
    String,
    Table,
    TypedColumns,
    UniqueConstraint,
)

from claimtrack.model import (
    ChangeKind,
    ClaimType,
    QuoteKind,
    Reason,
    Relation,
    Reversal,
    ReviewKind,
    Span,
    SpeakerKind,
    Stage,
    Status,
    Subject,
    Worth,
)
from claimtrack.store.types import Moment, Raw, Reasons, Spans, Words, word

DIGEST = 64
"""Characters of a SHA-256 in hexadecimal."""
LANGUAGE = 3
"""Characters of a language's code."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Numbered(TypedColumns):
    """What a row is known by."""

    id: Named[int] = Column(primary_key=True)


class ArticleColumns(Numbered):
    """``address`` is the URL as it is compared. ``origin_id`` is None in an article that is its own origin.

    ``current_id`` is the newest extraction: it says in which state the article is now, and which quotes are current.
    """

    address: Named[str | None] = Column(unique=True)
    origin_id: Named[int | None] = Column(ForeignKey("articles.id"), index=True)
    current_id: Named[int | None] = Column(index=True)


class RevisionColumns(Numbered):
    article_id: Named[int] = Column(ForeignKey("articles.id"))
    digest: Named[str] = Column(String(DIGEST), index=True)
    recorded: Named[datetime] = Column(Moment)
    text: Named[str]


class SketchColumns(TypedColumns):
    """The smallest shingle hashes of a revision, to find near-copies by."""

    hash: Named[int] = Column(BigInteger, primary_key=True, autoincrement=False)
    revision_id: Named[int] = Column(ForeignKey("revisions.id"), primary_key=True, index=True)


class RunColumns(Numbered):
    stage: Named[Stage] = Column(word(Stage))
    name: Named[str]
    version: Named[str]
    model: Named[str | None]
    prompt: Named[str | None]
    started: Named[datetime] = Column(Moment, index=True)


class ExtractionColumns(Numbered):
    """One reading of one revision in one run, with all that the extractor was told about the article.

    ``language`` is what it found that to be in, None where it does not tell.
    """

    run_id: Named[int] = Column(ForeignKey("runs.id"))
    article_id: Named[int] = Column(ForeignKey("articles.id"), index=True)
    revision_id: Named[int] = Column(ForeignKey("revisions.id"), index=True)
    title: Named[str | None]
    outlet: Named[str | None]
    url: Named[str | None]
    published: Named[date | None] = Column(index=True)
    language: Named[str | None] = Column(String(LANGUAGE))


class SpeakerColumns(Numbered):
    key: Named[str] = Column(unique=True)
    name: Named[str]
    kind: Named[SpeakerKind] = Column(word(SpeakerKind))


class SpeakerNameColumns(TypedColumns):
    """What a speaker can be asked for by. ``name`` is None where no article writes it alone, as with most surnames."""

    speaker_id: Named[int] = Column(ForeignKey("speakers.id"), primary_key=True)
    key: Named[str] = Column(primary_key=True, index=True)
    name: Named[str | None]


class QuoteColumns(Numbered):
    """What an attribution says, whatever run found it.

    ``text`` and ``said_by``, the words of content and mention, are sliced from the revision when the quote is stored.
    """

    revision_id: Named[int] = Column(ForeignKey("revisions.id"))
    key: Named[str] = Column(String(DIGEST))
    kind: Named[QuoteKind] = Column(word(QuoteKind))
    start: Named[int]
    content: Named[tuple[Span, ...]] = Column(Spans)
    mention: Named[tuple[Span, ...]] = Column(Spans)
    cue: Named[tuple[Span, ...]] = Column(Spans)
    speaker_id: Named[int | None] = Column(ForeignKey("speakers.id"), index=True)
    relay: Named[str | None]
    text: Named[str]
    said_by: Named[str | None]


class FoundQuoteColumns(TypedColumns):
    """Which extraction found which quotes, by which rule, how sure and why, and what it found beside them."""

    extraction_id: Named[int] = Column(ForeignKey("extractions.id"), primary_key=True)
    quote_id: Named[int] = Column(ForeignKey("quotes.id"), primary_key=True, index=True)
    confidence: Named[float]
    rule: Named[str]
    addressee: Named[tuple[Span, ...]] = Column(Spans)
    occasion: Named[tuple[Span, ...]] = Column(Spans)
    medium: Named[tuple[Span, ...]] = Column(Spans)
    said: Named[date | None]
    reasons: Named[tuple[Reason, ...]] = Column(Reasons, server_default="[]")


class ClaimColumns(Numbered):
    """``article_id`` is where the claim was first found; where it appears is for ``appearances`` to say.

    The text and what would decide it are what its first extraction told; no later one, which may know more, adds to it.
    So is ``said`` here: on what day it was first said, all its appearances together tell.
    """

    article_id: Named[int] = Column(ForeignKey("articles.id"))
    key: Named[str] = Column(String(DIGEST))
    text: Named[str]
    type: Named[ClaimType] = Column(word(ClaimType))
    speaker_id: Named[int | None] = Column(ForeignKey("speakers.id"), index=True)
    said: Named[date | None] = Column(index=True)
    period_start: Named[date | None]
    period_end: Named[date | None] = Column(index=True)
    period_phrase: Named[str | None]
    hedge: Named[str | None]
    worth: Named[Worth | None] = Column(word(Worth))
    worth_reason: Named[str | None]
    confirmed_if: Named[str | None]
    contradicted_if: Named[str | None]


class AppearanceColumns(Numbered):
    """Which extraction took which claim from which quote (none: from the article's own voice), from what part and why.

    ``words``, those of the spans, are sliced from the revision when the appearance is stored. ``since`` is the
    extraction from which on every one of the article has found the claim: a claim that an edit drops and a later edit
    restores stands since the later one. One that other articles have made before stands since it does there; but one
    that was said earlier than was known stands since that was found.

    ``said`` is the day of the utterance as this article has it, ``truth`` a key of the claim's truth conditions, None
    in extractions from before it was kept.
    """

    extraction_id: Named[int] = Column(ForeignKey("extractions.id"))
    claim_id: Named[int] = Column(ForeignKey("claims.id"), index=True)
    quote_id: Named[int | None] = Column(ForeignKey("quotes.id"), index=True)
    spans: Named[tuple[Span, ...]] = Column(Spans)
    words: Named[str]
    said: Named[date | None]
    truth: Named[str | None] = Column(String(DIGEST), index=True)
    since: Named[int] = Column(index=True)
    reasons: Named[tuple[Reason, ...]] = Column(Reasons, server_default="[]")


class RejectionColumns(Numbered):
    """What an extractor, or a judge in a check, reported that did not hold against the text.

    ``extraction_id`` is the reading of the article whose text that is; ``claim_id`` what a judge held it against.
    """

    extraction_id: Named[int] = Column(ForeignKey("extractions.id"), index=True)
    check_id: Named[int | None] = Column(ForeignKey("checks.id"))
    claim_id: Named[int | None] = Column(ForeignKey("claims.id"), index=True)
    subject: Named[Subject] = Column(word(Subject))
    reason: Named[str] = Column(Raw)
    given: Named[str] = Column(Raw)


class LeftOutColumns(Numbered):
    """A pair of quotation marks that an extractor calls no quote, and why."""

    extraction_id: Named[int] = Column(ForeignKey("extractions.id"), index=True)
    start: Named[int]
    end: Named[int]
    reason: Named[str] = Column(Raw)


class CheckColumns(Numbered):
    """The mark that an article, as read in one extraction, was held against all claims that were then current and have
    stood since an extraction numbered in (after, through]; or against ``claim_id`` alone, which marks nothing else.

    ``dropped`` counts the pairs that might have been judged, and were not because others were more likely to matter.
    """

    run_id: Named[int] = Column(ForeignKey("runs.id"))
    extraction_id: Named[int] = Column(ForeignKey("extractions.id"), index=True)
    extractions_after: Named[int]
    extractions_through: Named[int]
    dropped: Named[int] = Column(server_default="0")
    claim_id: Named[int | None] = Column(ForeignKey("claims.id"), index=True)


class FailureColumns(Numbered):
    """An article, as read in one extraction, that could not be held against claims, and why. It has no mark for it.

    Without an extraction, it is an article that could not be read.
    """

    run_id: Named[int] = Column(ForeignKey("runs.id"))
    extraction_id: Named[int | None] = Column(ForeignKey("extractions.id"))
    message: Named[str] = Column(Raw)
    recorded: Named[datetime] = Column(Moment)


class FindingColumns(Numbered):
    check_id: Named[int] = Column(ForeignKey("checks.id"), index=True)
    claim_id: Named[int] = Column(ForeignKey("claims.id"), index=True)
    relation: Named[Relation] = Column(word(Relation))
    passage: Named[int]
    start: Named[int]
    end: Named[int]
    confidence: Named[float]
    reason: Named[str]
    by: Named[str | None]
    event: Named[date | None]
    covers: Named[tuple[str, ...]] = Column(Words)


class ChangeColumns(Numbered):
    """What became known, in the order in which it did: of a claim, its verdict as it stands from here on; of a quote,
    how it was edited, or differs from ``other_quote_id``.
    """

    kind: Named[ChangeKind] = Column(word(ChangeKind), index=True)
    claim_id: Named[int | None] = Column(ForeignKey("claims.id"))
    status: Named[Status | None] = Column(word(Status), index=True)
    candidate: Named[Status | None] = Column(word(Status))
    reversal: Named[Reversal | None] = Column(word(Reversal))
    policy: Named[str | None]
    quote_id: Named[int | None] = Column(ForeignKey("quotes.id"), index=True)
    other_quote_id: Named[int | None] = Column(ForeignKey("quotes.id"))
    because: Named[str]
    as_of: Named[date]
    recorded: Named[datetime] = Column(Moment)


class SettlementColumns(Numbered):
    """The mark that every status was weighed as of a day under a ``policy`` (its identity), by the findings of all
    checks up to ``checks_through`` in articles as they were read up to ``extractions_through``.
    """

    checks_through: Named[int]
    extractions_through: Named[int]
    as_of: Named[date]
    recorded: Named[datetime] = Column(Moment)
    policy: Named[str | None]


class ReviewColumns(Numbered):
    """A reviewer's word on a claim or a quote. The last one on it stands, unless it takes back what was there."""

    claim_id: Named[int | None] = Column(ForeignKey("claims.id"), index=True)
    quote_id: Named[int | None] = Column(ForeignKey("quotes.id"), index=True)
    kind: Named[ReviewKind] = Column(word(ReviewKind))
    status: Named[Status | None] = Column(word(Status))
    note: Named[str | None] = Column(Raw)
    by: Named[str] = Column(Raw)
    recorded: Named[datetime] = Column(Moment)


class CursorColumns(TypedColumns):
    """The last change that was told under a name, and when it was."""

    name: Named[str] = Column(primary_key=True)
    change_id: Named[int] = Column(ForeignKey("changes.id"))
    moved: Named[datetime] = Column(Moment)


class LeaseColumns(TypedColumns):
    """An article, as read in one extraction, that a check by one engine is at work on. Once ``until`` is over, the
    ``holder`` has lost it; no other check by that engine begins it before.
    """

    extraction_id: Named[int] = Column(ForeignKey("extractions.id"), primary_key=True)
    engine: Named[str] = Column(primary_key=True)
    holder: Named[str] = Column(index=True)
    until: Named[datetime] = Column(Moment)


articles = Table(
    "articles",
    metadata,
    ArticleColumns,
    # Articles and extractions name one another; this is the reference that closes the ring.
    ForeignKeyConstraint(["current_id"], ["extractions.id"], use_alter=True),
)
revisions = Table("revisions", metadata, RevisionColumns, UniqueConstraint("article_id", "digest"))
sketches = Table("sketches", metadata, SketchColumns, sqlite_with_rowid=False)
runs = Table("runs", metadata, RunColumns)
extractions = Table("extractions", metadata, ExtractionColumns)
speakers = Table("speakers", metadata, SpeakerColumns)
speaker_names = Table("speaker_names", metadata, SpeakerNameColumns)
quotes = Table("quotes", metadata, QuoteColumns, UniqueConstraint("revision_id", "key"))
found_quotes = Table("found_quotes", metadata, FoundQuoteColumns)
claims = Table("claims", metadata, ClaimColumns, UniqueConstraint("article_id", "key"))
appearances = Table(
    "appearances", metadata, AppearanceColumns, UniqueConstraint("extraction_id", "claim_id", "quote_id")
)
rejections = Table("rejections", metadata, RejectionColumns)
left_out = Table("left_out", metadata, LeftOutColumns)
checks = Table("checks", metadata, CheckColumns)
failures = Table("failures", metadata, FailureColumns)
findings = Table("findings", metadata, FindingColumns)
changes = Table("changes", metadata, ChangeColumns)
settlements = Table("settlements", metadata, SettlementColumns)
reviews = Table("reviews", metadata, ReviewColumns)
Index(None, changes.c.claim_id, changes.c.id)
cursors = Table("cursors", metadata, CursorColumns)
leases = Table("leases", metadata, LeaseColumns)
