"""The one schema: every table and index, as the newest migration leaves them.

Only tables and their column types live here. Nothing is created from here: the migrations do that, and a test holds the
two together. The full-text indexes are SQLite's own kind of table and stand in ``search.py``.

Articles, speakers and their names grow more complete; every other table is only ever added to. What holds now is the
newest: an article's current extraction, a claim's last status change, an article's last check.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Named,
    String,
    Table,
    TypedColumns,
    TypeDecorator,
    UniqueConstraint,
)

from claimtrack.model import ClaimType, QuoteKind, Relation, Span, SpeakerKind, Stage, Status

DIGEST = 64
"""Characters of a SHA-256 in hexadecimal."""
WORD = 20
"""Characters that the longest value of an enum may have."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Spans(TypeDecorator[tuple[Span, ...]]):
    """Spans as a JSON list of ``[start, end]``."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[Span, ...] | None, dialect: Dialect) -> list[list[int]]:  # noqa: ARG002
        return [[span.start, span.end] for span in value or ()]

    def process_result_value(self, value: list[list[int]] | None, dialect: Dialect) -> tuple[Span, ...]:  # noqa: ARG002
        return tuple(Span(start, end) for start, end in value or ())


class Moment(TypeDecorator[datetime]):
    """An aware moment, stored as UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return value and value.replace(tzinfo=UTC)


def _word(kind: type[StrEnum]) -> Enum:
    """An enum stored as the word it stands for."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=WORD,
        values_callable=lambda kind: [m.value for m in kind],
    )


class _Numbered(TypedColumns):
    id: Named[int] = Column(primary_key=True)


class ArticleColumns(_Numbered):
    """``address`` is the URL as it is compared. ``origin_id`` is None in an article that is its own origin.

    ``current_id`` is the newest extraction: it says in which state the article is now, and which quotes are current.
    """

    address: Named[str | None] = Column(unique=True)
    origin_id: Named[int | None] = Column(ForeignKey("articles.id"), index=True)
    current_id: Named[int | None] = Column(index=True)


class RevisionColumns(_Numbered):
    article_id: Named[int] = Column(ForeignKey("articles.id"))
    digest: Named[str] = Column(String(DIGEST), index=True)
    recorded: Named[datetime] = Column(Moment)
    text: Named[str]


class SketchColumns(TypedColumns):
    """The smallest shingle hashes of a revision, to find near-copies by."""

    hash: Named[int] = Column(BigInteger, primary_key=True, autoincrement=False)
    revision_id: Named[int] = Column(ForeignKey("revisions.id"), primary_key=True, index=True)


class RunColumns(_Numbered):
    stage: Named[Stage] = Column(_word(Stage))
    name: Named[str]
    version: Named[str]
    model: Named[str | None]
    prompt: Named[str | None]
    started: Named[datetime] = Column(Moment, index=True)


class ExtractionColumns(_Numbered):
    """One reading of one revision in one run, with all that the extractor was told about the article."""

    run_id: Named[int] = Column(ForeignKey("runs.id"))
    article_id: Named[int] = Column(ForeignKey("articles.id"), index=True)
    revision_id: Named[int] = Column(ForeignKey("revisions.id"), index=True)
    title: Named[str | None]
    outlet: Named[str | None]
    url: Named[str | None]
    published: Named[date | None] = Column(index=True)


class SpeakerColumns(_Numbered):
    key: Named[str] = Column(unique=True)
    name: Named[str]
    kind: Named[SpeakerKind] = Column(_word(SpeakerKind))


class SpeakerNameColumns(TypedColumns):
    """What a speaker can be asked for by. ``name`` is None where no article writes it alone, as with most surnames."""

    speaker_id: Named[int] = Column(ForeignKey("speakers.id"), primary_key=True)
    key: Named[str] = Column(primary_key=True, index=True)
    name: Named[str | None]


class QuoteColumns(_Numbered):
    """What an attribution says, whatever run found it.

    ``text`` and ``said_by``, the words of content and mention, are sliced from the revision when the quote is stored.
    """

    revision_id: Named[int] = Column(ForeignKey("revisions.id"))
    key: Named[str] = Column(String(DIGEST))
    kind: Named[QuoteKind] = Column(_word(QuoteKind))
    start: Named[int]
    content: Named[tuple[Span, ...]] = Column(Spans)
    mention: Named[tuple[Span, ...]] = Column(Spans)
    cue: Named[tuple[Span, ...]] = Column(Spans)
    speaker_id: Named[int | None] = Column(ForeignKey("speakers.id"), index=True)
    relay: Named[str | None]
    text: Named[str]
    said_by: Named[str | None]


class FoundQuoteColumns(TypedColumns):
    """Which extraction found which quotes, by which rule and how sure."""

    extraction_id: Named[int] = Column(ForeignKey("extractions.id"), primary_key=True)
    quote_id: Named[int] = Column(ForeignKey("quotes.id"), primary_key=True, index=True)
    confidence: Named[float]
    rule: Named[str]


class ClaimColumns(_Numbered):
    """``article_id`` is where the claim was first found; where it appears is for ``appearances`` to say."""

    article_id: Named[int] = Column(ForeignKey("articles.id"))
    key: Named[str] = Column(String(DIGEST))
    text: Named[str]
    type: Named[ClaimType] = Column(_word(ClaimType))
    speaker_id: Named[int | None] = Column(ForeignKey("speakers.id"), index=True)
    said: Named[date | None] = Column(index=True)
    period_start: Named[date | None]
    period_end: Named[date | None] = Column(index=True)
    period_phrase: Named[str | None]


class AppearanceColumns(TypedColumns):
    """Which extraction took which claim from which quote, and from what part of it.

    ``since`` is the extraction from which on every one of the article has found the claim: a claim that an edit drops
    and a later edit restores stands since the later one.
    """

    extraction_id: Named[int] = Column(ForeignKey("extractions.id"), primary_key=True)
    quote_id: Named[int] = Column(ForeignKey("quotes.id"), primary_key=True, index=True)
    claim_id: Named[int] = Column(ForeignKey("claims.id"), primary_key=True, index=True)
    spans: Named[tuple[Span, ...]] = Column(Spans)
    since: Named[int] = Column(index=True)


class CheckColumns(_Numbered):
    """The mark that an article, as read in one extraction, was held against all claims that were then current and have
    stood since an extraction numbered in (after, through].
    """

    run_id: Named[int] = Column(ForeignKey("runs.id"))
    extraction_id: Named[int] = Column(ForeignKey("extractions.id"), index=True)
    extractions_after: Named[int]
    extractions_through: Named[int]


class FailureColumns(_Numbered):
    """An article, as read in one extraction, that could not be held against claims, and why. It has no mark for it."""

    run_id: Named[int] = Column(ForeignKey("runs.id"))
    extraction_id: Named[int] = Column(ForeignKey("extractions.id"))
    message: Named[str]
    recorded: Named[datetime] = Column(Moment)


class FindingColumns(_Numbered):
    check_id: Named[int] = Column(ForeignKey("checks.id"), index=True)
    claim_id: Named[int] = Column(ForeignKey("claims.id"), index=True)
    relation: Named[Relation] = Column(_word(Relation))
    passage: Named[int]
    start: Named[int]
    end: Named[int]
    confidence: Named[float]
    reason: Named[str]
    by: Named[str | None]


class StatusChangeColumns(_Numbered):
    claim_id: Named[int] = Column(ForeignKey("claims.id"))
    status: Named[Status] = Column(_word(Status), index=True)
    because: Named[str]
    policy: Named[str]
    as_of: Named[date]
    recorded: Named[datetime] = Column(Moment)


class SettlementColumns(_Numbered):
    """The mark that every status was weighed as of a day, by the findings of all checks up to ``checks_through`` in
    articles as they were read up to ``extractions_through``.
    """

    checks_through: Named[int]
    extractions_through: Named[int]
    as_of: Named[date]
    recorded: Named[datetime] = Column(Moment)


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
appearances = Table("appearances", metadata, AppearanceColumns)
checks = Table("checks", metadata, CheckColumns)
failures = Table("failures", metadata, FailureColumns)
findings = Table("findings", metadata, FindingColumns)
status_changes = Table("status_changes", metadata, StatusChangeColumns)
settlements = Table("settlements", metadata, SettlementColumns)
Index(None, status_changes.c.claim_id, status_changes.c.id)
