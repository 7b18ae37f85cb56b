"""What the store hands out: values together with the numbers the database gave them.

Records are frozen and detached: no session, row or lazy load leaves the store. Offsets in a record's ``quote`` point
into the text of the revision that the quote was found in; its ``claims`` are left out, ``claim_ids`` names them, and so
are its ``reasons``, which a ``WhyRecord`` has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from claimtrack.model import (
    Article,
    Call,
    Claim,
    Engine,
    Evidence,
    Finding,
    Quote,
    Reason,
    Rejection,
    Review,
    Run,
    Speaker,
    Status,
    Verdict,
)

Decide = Callable[[Claim, Sequence[Evidence], date], Verdict]
"""A status policy: what all the evidence on a claim adds up to, judged from a day."""


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """``A{id}``. ``origin`` is the number of its cluster of near-copies: the id of the member that was stored first.

    ``language`` is what its newest extraction found it to be in, as in ``Extraction``.
    """

    id: int
    revision: int
    article: Article
    origin: int
    language: str | None = None

    def completing(self, article: Article) -> Article:
        """``article``, a later reading of this one, with what it does not say of itself filled in from what is stored.

        The address first read from stays.
        """
        stored = self.article
        return replace(
            article,
            title=article.title or stored.title,
            outlet=article.outlet or stored.outlet,
            url=stored.url or article.url,
            published=article.published or stored.published,
        )


@dataclass(frozen=True, slots=True)
class Akin:
    """A stored article that may be a near-copy: which revision of it is current, and its origin."""

    article_id: int
    revision: int
    origin: int


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What is stored around an article, before it is.

    ``akin`` are other articles that share hashes with its text, those that share most first; ``kin`` are the others of
    the origin that it has so far. There are none where its text is as it was: nothing moves then.
    """

    akin: tuple[Akin, ...] = ()
    kin: tuple[Akin, ...] = ()


@dataclass(frozen=True, slots=True)
class Placing:
    """Where an article belongs: ``copied`` are articles that it is a near-copy of, one of each origin at the least, and
    ``parts`` the families of copies that its ``kin`` are without it.
    """

    copied: tuple[int, ...] = ()
    parts: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class SpeakerRecord:
    """``S{id}``, with how much of what is current is theirs."""

    id: int
    speaker: Speaker
    quotes: int
    claims: int


@dataclass(frozen=True, slots=True)
class ReviewRecord:
    """A reviewer's word on the claim or the quote of this number. ``recorded`` is when (UTC)."""

    id: int
    claim_id: int | None
    quote_id: int | None
    review: Review
    recorded: datetime


@dataclass(frozen=True, slots=True)
class QuoteRecord:
    """``Q{id}``. ``text`` is sliced from the revision; the article's own text is left out of listings.

    ``rejected`` is the review that says that it is no quote, or not theirs; None where none stands.
    """

    id: int
    quote: Quote
    text: str
    mention: str | None
    speaker_id: int | None
    article_id: int
    title: str | None
    outlet: str | None
    url: str | None
    published: date | None
    claim_ids: tuple[int, ...]
    rejected: ReviewRecord | None = None


@dataclass(frozen=True, slots=True)
class ReasonRecord:
    """A reason with the ``words`` that it rests on, sliced from the revision; None where it rests on none."""

    reason: Reason
    words: str | None


@dataclass(frozen=True, slots=True)
class WhyRecord:
    """Why the newest run that found a quote found it as it did, and took which claims from it, by their numbers.

    There are no reasons where the run was before reasons were kept.
    """

    run_id: int
    engine: Engine
    reasons: tuple[ReasonRecord, ...]
    claims: Mapping[int, tuple[ReasonRecord, ...]]


@dataclass(frozen=True, slots=True)
class Spread:
    """In how many articles something stands, and how many there are when copies count once."""

    articles: int
    origins: int


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """``C{id}`` with the engine's verdict now, and the quotes it appears in: none for one in its article's own voice.

    ``article_id``, ``outlet`` and ``published`` are those of the earliest article that makes it now, ``spread`` counts
    them all; where none does any more, it is the last that did. ``words`` is the part of the quote, or of the article,
    that it was taken from there, sliced from the revision; ``confidence`` that of the surest quote it was taken from,
    None for one in an article's own voice. ``review`` is the reviewer's word that stands. ``rejected`` says that all
    quotes it rests on are; ``is_current``, that an article, as it was last read, still makes it.
    """

    id: int
    claim: Claim
    speaker_id: int | None
    verdict: Verdict
    quote_ids: tuple[int, ...]
    article_id: int
    outlet: str | None
    published: date | None
    words: str
    spread: Spread
    confidence: float | None = None
    review: ReviewRecord | None = None
    rejected: bool = False
    is_current: bool = True

    @property
    def status(self) -> Status:
        """The status that stands: the reviewer's where there is one, else the engine's."""
        return self.verdict.status if self.review is None else self.review.review.status or self.verdict.status


@dataclass(frozen=True, slots=True)
class AppearanceRecord:
    """An article that makes a claim now: in a quote, or (``quote_id`` is None) in its own voice; ``words`` are its own.

    ``said`` is the day of the utterance as far as it knows. ``withdrawn`` is whether the article, as it is now, is
    marked as such.
    """

    article_id: int
    outlet: str | None
    url: str | None
    published: date | None
    origin: int
    quote_id: int | None
    said: date | None
    words: str
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class FindingRecord:
    """A finding with the article it stands in; ``text`` is the evidence, sliced from the revision that was judged.

    ``stands`` is whether the article still says it, as in ``Evidence``.
    """

    id: int
    claim_id: int
    finding: Finding
    text: str
    article_id: int
    title: str | None
    outlet: str | None
    url: str | None
    published: date | None
    origin: int
    engine: Engine
    stands: bool = True

    @property
    def evidence(self) -> Evidence:
        """The part of the record that the status policy weighs."""
        article = (self.published, self.origin, self.outlet, self.url)
        return Evidence(self.finding, *article, self.text, self.stands)


@dataclass(frozen=True, slots=True)
class RejectionRecord:
    """What an engine reported of an article and the gate refused; ``claim_id`` is what a check held it against."""

    article_id: int
    rejection: Rejection
    claim_id: int | None


@dataclass(frozen=True, slots=True)
class Work:
    """An article to be checked against the claims that stand since an extraction above ``after``, up to and including
    ``through``.

    ``extraction`` is the number of its current extraction; once that is replaced, the work is void.
    """

    article_id: int
    extraction: int
    after: int
    through: int


@dataclass(frozen=True, slots=True)
class FailureRecord:
    """An article that ``engine`` could not hold against claims, or (``article_id`` is None) not read, and why.

    ``recorded`` is when (UTC).
    """

    id: int
    article_id: int | None
    engine: Engine
    message: str
    recorded: datetime


@dataclass(frozen=True, slots=True)
class RunRecord:
    """``R{id}``: the ``articles`` that it read or checked, those it failed on, and its calls to a model.

    ``dropped`` are pairs of a claim and an article that it did not judge, because others were more likely to matter.
    ``hits`` are replies that it had without a call, ``failed`` those of its ``calls`` that gave no valid reply. Tokens
    are those that the provider told. ``cost`` is in millionths of a US dollar: that of all calls that were answered,
    None where that of one is unknown.
    """

    id: int
    run: Run
    articles: int
    failures: int
    calls: int
    hits: int
    failed: int
    input_tokens: int
    cached_tokens: int
    output_tokens: int
    cost: int | None
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class CallRecord:
    """A call, and the number of the run that made it."""

    id: int
    run_id: int
    call: Call


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """One request of a batch: what is known of its call before it ends (see ``claimtrack.model.Call``)."""

    key: str
    purpose: str
    prompt: str
    prompt_hash: str
    schema_hash: str


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """``B{id}``: requests that ``run`` handed to the provider at ``address``, which calls them ``remote``.

    ``state`` is what it was last found to have come to, with a ``note`` on it, and ``recorded`` when that was (UTC).
    """

    id: int
    run: Run
    remote: str
    address: str | None
    submitted: datetime
    requests: int
    state: str
    note: str | None
    recorded: datetime
