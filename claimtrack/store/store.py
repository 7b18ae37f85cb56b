"""The store's face: every question and every piece of work, each in one transaction of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Self

from claimtrack.model import (
    Article,
    Claim,
    ClaimType,
    Engine,
    Evidence,
    Extraction,
    FlagKind,
    Judgement,
    LeftOut,
    Quote,
    QuoteKind,
    Review,
    Run,
    Status,
)
from claimtrack.store import (
    articles,
    changes,
    checks,
    listings,
    lookup,
    origins,
    reviews,
    runs,
    schema,
    statuses,
    utterances,
)
from claimtrack.store.accounts import Accounts
from claimtrack.store.database import PATIENCE, Database
from claimtrack.store.leases import Leases, holders
from claimtrack.store.records import (
    AppearanceRecord,
    ArticleRecord,
    ClaimRecord,
    Decide,
    FailureRecord,
    FindingRecord,
    Neighbours,
    Placing,
    QuoteRecord,
    RejectionRecord,
    ReviewRecord,
    SpeakerRecord,
    Spread,
    WhyRecord,
    Work,
)
from claimtrack.store.stream import Change, QuoteChange, StatusChange
from claimtrack.store.turns import Turns


class Store(Accounts):
    """Articles, quotes, claims and what became of them, in one database.

    Any method raises DatabaseUnavailable when the database is locked for longer than it is waited for, full, or gone.
    What one method writes is stored whole when it returns, and not at all when it raises or its process is killed.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._turns = Turns(database.path)

    @classmethod
    def open(cls, url: str, patience: float = PATIENCE) -> Self:
        """The store in the database at ``url``, which is made when it is not there yet.

        A locked database is waited for ``patience`` seconds. Raises DatabaseBehind, DatabaseAhead, ForeignDatabase or
        DatabaseUnavailable.
        """
        database = Database(url, patience)
        try:
            schema.prepare(database)
        except BaseException:
            database.close()
            raise
        return cls(database)

    def close(self) -> None:
        """Give the database back."""
        self._turns.close()
        self._database.close()

    def find(self, article: Article) -> ArticleRecord | None:
        """The stored article that ``article`` is a state of: of the same address, else of the same text and outlet."""
        with self._database.reading() as connection:
            return articles.find(connection, article)

    def extracted(self, known: ArticleRecord, article: Article, engine: Engine) -> bool:
        """Whether the newest extraction of ``known`` was by ``engine`` and from all that ``article`` says."""
        with self._database.reading() as connection:
            return articles.extracted(connection, known, article, engine)

    def neighbours(self, article: Article, sketch: Sequence[int]) -> Neighbours:
        """What is stored around ``article``, whose text has ``sketch``: what may be its near-copies, and those that it
        has been of one origin with.
        """
        with self._database.reading() as connection:
            return articles.neighbours(connection, article, sketch)

    def text(self, revision: int) -> str:
        """The text of a revision."""
        with self._database.reading() as connection:
            return articles.text(connection, revision)

    def save(
        self,
        article: Article,
        run: Run,
        extraction: Extraction,
        *,
        sketch: Sequence[int],
        near: Neighbours,
        placing: Placing,
        decide: Decide,
    ) -> ArticleRecord | None:
        """Store what ``run`` found in ``article``, and make it what is current there.

        ``near`` are its ``neighbours``, and ``placing`` says where it belongs among them. Where they are others by now,
        nothing is stored, and None is returned: look again. Every new claim gets its first status from ``decide``, as
        of the day it was said.
        """
        with self._database.writing() as connection:
            return articles.save(connection, article, run, extraction, sketch, near, placing, decide)

    def counts(self, article: int) -> tuple[int, int]:
        """How many quotes and claims are current in an article."""
        with self._database.reading() as connection:
            return listings.counts(connection, article)

    def unchecked(self, engine: Engine) -> list[Work]:
        """The articles that ``engine`` has not held against every earlier claim of other articles, oldest first."""
        with self._database.reading() as connection:
            return checks.unchecked(connection, engine)

    def revision_quotes(self, revision: int) -> list[Quote]:
        """The quotes in a revision, in text order, without their claims."""
        with self._database.reading() as connection:
            return [found.quote for found in listings.revision_quotes(connection, revision)]

    def holding(self, terms: Iterable[str]) -> tuple[int, dict[str, int]]:
        """How many claims there are, and how many hold each of ``terms`` that any holds."""
        with self._database.reading() as connection:
            return lookup.holding(connection, terms)

    def candidates(self, work: Work, weights: Mapping[str, float]) -> list[tuple[int, Claim]]:
        """The earlier claims that share most by the ``weights`` of the article's terms, with their numbers, best first.

        What is read for it is bounded, however many claims there are: rare terms count first.
        """
        with self._database.reading() as connection:
            return checks.candidates(connection, work, weights)

    def leases(self, engine: Engine, claim_id: int | None = None) -> Leases:
        """What a check by ``engine``, of one claim or of all, tells others to be at work on, and is told by them."""
        return Leases(self._database, self._turns, engine, claim_id)

    def at_work(self) -> list[str]:
        """Which checks have leases now, a holder for each article (see ``claimtrack.store.leases``)."""
        return holders(self._database, self._turns)

    def later(self, claim_id: int, engine: Engine, weights: Mapping[str, float]) -> list[Work]:
        """The later articles that share most by the ``weights`` of the claim's terms, best first, as ``candidates``.

        Those are left out that ``engine`` has held against this claim by itself, or found something in about it.
        """
        with self._database.reading() as connection:
            return checks.later(connection, claim_id, engine, weights)

    def record_check(
        self,
        run: Run,
        work: Work,
        judgements: Mapping[int, Judgement],
        dropped: int = 0,
        claim_id: int | None = None,
    ) -> None:
        """Store that ``work`` is done and what came of it by claim; ``settle`` weighs it.

        ``dropped`` pairs were not judged, because others were more likely to matter. With ``claim_id`` the article was
        held against that claim alone. Work that was voided meanwhile, by another process or a newer reading, changes
        nothing.
        """
        with self._database.writing() as connection:
            checks.record(connection, run, work, judgements, dropped, claim_id)

    def record_failure(self, run: Run, work: Work | None, message: str) -> None:
        """Store why ``work`` could not be done; it stays among what is unchecked. None: an article was not read."""
        with self._database.writing() as connection:
            runs.record_failure(connection, run, work, message)

    def failures(self) -> list[FailureRecord]:
        """Every time that an article could not be read or checked, oldest first."""
        with self._database.reading() as connection:
            return runs.all_failures(connection)

    def settle(self, decide: Decide, as_of: date, policy: str | None = None) -> Iterator[StatusChange]:
        """Weigh anew every claim whose evidence or time has changed, and yield each change of status once it is stored.

        ``policy`` names what ``decide`` goes by: where it is not the last one, every claim is weighed. Many claims are
        weighed in several transactions; one that was cut short is taken up by the next call.
        """
        with self._database.reading() as connection:
            found = statuses.unsettled(connection, as_of, policy)
        for batch in found.batches:
            with self._database.writing() as connection:
                changed = statuses.recompute(connection, batch, decide, as_of)
            yield from changed
        with self._database.writing() as connection:
            statuses.mark_settled(connection, found, as_of, policy)

    def quotes(
        self,
        query: str | None = None,
        *,
        speaker: str | None = None,
        since: date | None = None,
        until: date | None = None,
        kind: QuoteKind | None = None,
        article: int | None = None,
        min_confidence: float = 0,
    ) -> list[QuoteRecord]:
        """Current quotes in the order of publication, undated ones last.

        Every word of ``query`` occurs in them (see ``search.every_word``). ``since`` and ``until`` are days of
        publication, both included. ``speaker`` is a full name, an alias or a surname.
        """
        with self._database.reading() as connection:
            return listings.find_quotes(connection, query, speaker, since, until, kind, article, min_confidence)

    def claims(
        self,
        *,
        speaker: str | None = None,
        status: Status | None = None,
        type: ClaimType | None = None,
        article: int | None = None,
        min_confidence: float = 0,
    ) -> list[ClaimRecord]:
        """Current claims with their status, in the order of publication, undated ones last.

        Those that no quote of at least ``min_confidence`` makes are left out; an article's own are not.
        """
        with self._database.reading() as connection:
            return listings.find_claims(connection, speaker, status, type, article, min_confidence)

    def speakers(self) -> list[SpeakerRecord]:
        """Everyone who is quoted now, most quoted first."""
        with self._database.reading() as connection:
            return listings.all_speakers(connection)

    def article(self, id: int) -> ArticleRecord:
        """The article ``A{id}`` in its newest state. Raises UnknownId."""
        with self._database.reading() as connection:
            return listings.article(connection, id)

    def copies(self, id: int) -> list[ArticleRecord]:
        """The articles of one origin with ``A{id}``, without itself, in the order in which they were stored."""
        with self._database.reading() as connection:
            return [listings.article(connection, one) for one in origins.members(connection, id) if one != id]

    def quote(self, id: int) -> QuoteRecord:
        """The quote ``Q{id}``, current or not. Raises UnknownId."""
        with self._database.reading() as connection:
            return listings.quote(connection, id)

    def why(self, quote_id: int) -> WhyRecord:
        """Why the newest run that found the quote found it as it did. Raises UnknownId."""
        with self._database.reading() as connection:
            return listings.why(connection, quote_id)

    def claim(self, id: int) -> ClaimRecord:
        """The claim ``C{id}``, current or not. Raises UnknownId."""
        with self._database.reading() as connection:
            return listings.claim(connection, id)

    def appearances(self, claim_id: int) -> list[AppearanceRecord]:
        """Where a claim is made now, earliest article first; where nowhere any more, the last place that it was."""
        return self.appearances_of([claim_id]).get(claim_id, [])

    def appearances_of(self, claim_ids: Collection[int]) -> dict[int, list[AppearanceRecord]]:
        """The same of each of some claims, by its number."""
        with self._database.reading() as connection:
            return listings.claim_appearances(connection, claim_ids)

    def evidence(self, claim_ids: Collection[int], by: date | None = None) -> dict[int, list[Evidence]]:
        """What counts on each of some claims, by its number, as it is weighed; ``by`` as in ``findings``."""
        with self._database.reading() as connection:
            return statuses.evidence(connection, claim_ids, by)

    def said_in(self, claim_ids: Collection[int], by: date | None = None) -> dict[int, Spread]:
        """In how many articles and origins each claim is put into somebody's mouth, by its number; those that none is
        are left out.
        """
        with self._database.reading() as connection:
            return utterances.said_in(connection, claim_ids, by)

    def quote_changes(self, quote_id: int | None = None) -> list[QuoteChange]:
        """Every drift and edit of a quote, or those that ``Q{quote_id}`` is part of, oldest first."""
        with self._database.reading() as connection:
            return changes.of_quotes(connection, quote_id)

    def speaker(self, id: int) -> SpeakerRecord:
        """The speaker ``S{id}``. Raises UnknownId."""
        with self._database.reading() as connection:
            return listings.speaker(connection, id)

    def findings(self, claim_id: int, by: date | None = None) -> list[FindingRecord]:
        """The findings on a claim that count, oldest evidence first; with articles as they were on the day ``by``."""
        with self._database.reading() as connection:
            return listings.claim_findings(connection, claim_id, by)

    def history(self, claim_id: int) -> list[StatusChange]:
        """Every status that a claim has had, oldest first."""
        with self._database.reading() as connection:
            return statuses.history(connection, claim_id)

    def changes(
        self,
        *,
        after: int = 0,
        through: int | None = None,
        since: date | None = None,
        speaker: str | None = None,
        flags: Collection[FlagKind] | None = None,
    ) -> list[Change]:
        """What changed, in the order in which it was recorded: the changes numbered in (after, through].

        ``since`` is the first day that they were judged from. ``speaker`` is who made the claim or said what is quoted:
        a full name, an alias or a surname. With ``flags``, only changes that have one of these.
        """
        with self._database.reading() as connection:
            return changes.find(connection, after, through, since, speaker, flags)

    def last_change(self) -> int:
        """The number of the newest change, 0 where there is none. Every later one gets a higher number."""
        with self._database.reading() as connection:
            return changes.newest(connection)

    def cursor(self, name: str) -> int:
        """The number of the last change that was told under ``name``, 0 where none was."""
        with self._database.reading() as connection:
            return changes.cursor(connection, name)

    def move_cursor(self, name: str, to: int) -> None:
        """Store that the changes up to ``to`` were told under ``name``. A cursor never moves back."""
        with self._database.writing() as connection:
            changes.move_cursor(connection, name, to)

    def review_claim(self, claim_id: int, review: Review) -> ReviewRecord:
        """Store a reviewer's word on a claim. Raises UnknownId."""
        with self._database.writing() as connection:
            listings.claim(connection, claim_id)
            return reviews.add_to_claim(connection, claim_id, review)

    def review_quote(self, quote_id: int, review: Review) -> ReviewRecord:
        """Store a reviewer's word on a quote. Raises UnknownId."""
        with self._database.writing() as connection:
            listings.quote(connection, quote_id)
            return reviews.add_to_quote(connection, quote_id, review)

    def claim_reviews(self, claim_id: int) -> list[ReviewRecord]:
        """Every review of a claim, oldest first."""
        with self._database.reading() as connection:
            return reviews.of_claim(connection, claim_id)

    def quote_reviews(self, quote_id: int) -> list[ReviewRecord]:
        """Every review of a quote, in whatever state of its article, oldest first."""
        with self._database.reading() as connection:
            return reviews.of_quote(connection, quote_id)

    def rejections(self, article_id: int) -> list[RejectionRecord]:
        """What was reported of the newest reading of an article and refused, in checks too. Raises UnknownId."""
        with self._database.reading() as connection:
            return listings.current_rejections(connection, article_id)

    def claim_rejections(self, claim_id: int) -> list[RejectionRecord]:
        """What judges reported on a claim, and was refused."""
        with self._database.reading() as connection:
            return listings.claim_rejections(connection, claim_id)

    def left_out(self, article_id: int) -> list[LeftOut]:
        """The pairs of quotation marks that the newest extraction of an article calls no quotes. Raises UnknownId."""
        with self._database.reading() as connection:
            return listings.current_left_out(connection, article_id)
