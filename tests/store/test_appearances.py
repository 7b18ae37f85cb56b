"""One claim in several articles: when it is one, since when it was said, and what is no evidence on it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from claimtrack.model import (
    Article,
    Claim,
    ClaimType,
    Engine,
    Extraction,
    Period,
    Quote,
    Relation,
    Span,
    Speaker,
    Status,
)
from claimtrack.store import Store
from claimtrack.store.records import Spread

from .scene import JUDGE, finding, policy, record, save, save_extraction, share

BERG = "Anna Berg"
CLOSED = "The bridge in Lisbon is closed"


def told(outlet: str, day: int, words: str = CLOSED) -> Article:
    """An article of ``outlet`` in which somebody says ``words``."""
    return Article(f'"{words}," she told {outlet}.', outlet=outlet, published=date(2025, 10, day))


def saying(
    article: Article, speaker: str | None = BERG, *, text: str | None = None, said: date | None = None, **more: object
) -> Quote:
    """The quote in ``article``, with one claim."""
    words = Span(1, article.text.index(',"'))
    made = Claim(text or words.of(article.text), ClaimType.FACT, (words,), speaker, said or article.published)
    return Quote((words,), "direct", speaker=speaker, claims=(replace(made, **more),))  # type: ignore[arg-type]


def say(store: Store, article: Article, speaker: str | None = BERG, copied: Sequence[int] = (), **more: object) -> int:
    """Store ``article`` with its quote; the number of its claim."""
    named = [Speaker(speaker)] if speaker else []
    saved = save(store, article, saying(article, speaker, **more), speakers=named, copied=copied)  # type: ignore[arg-type]
    [found] = store.claims(article=saved.id)
    return found.id


def test_what_a_speaker_says_in_several_articles_is_one_claim(store: Store) -> None:
    assert {say(store, told("AP", 16)), say(store, told("AFP", 17)), say(store, told("EFE", 18), copied=[2])} == {1}
    [found] = store.claims()
    assert (found.spread, found.quote_ids) == (Spread(articles=3, origins=2), (1, 2, 3))
    assert (found.article_id, found.outlet, found.published) == (1, "AP", date(2025, 10, 16))
    places = store.appearances(1)
    assert [(one.article_id, one.outlet, one.quote_id) for one in places] == [
        (1, "AP", 1),
        (2, "AFP", 2),
        (3, "EFE", 3),
    ]
    assert store.speakers()[0].claims == 1


@pytest.mark.parametrize(
    "words",
    [
        "The bridge in Lisbon is not closed",
        "The bridge in Porto is closed",
        "The bridge in Lisbon may be closed",
        "The 2 bridges in Lisbon are closed",
    ],
)
def test_what_may_be_true_without_the_other_is_another_claim(store: Store, words: str) -> None:
    assert say(store, told("AP", 16)) != say(store, told("AFP", 17, words))


def test_the_same_words_about_other_days_are_another_claim(store: Store) -> None:
    words = "The bridge in Lisbon reopens on Friday"
    weeks = [Period(day, day, "on Friday") for day in (date(2025, 10, 17), date(2025, 10, 24))]
    first, second = (say(store, told("AP", 16 + at, words), period=week) for at, week in enumerate(weeks))
    assert first != second
    assert say(store, told("AFP", 16, words), period=weeks[0]) == first


def test_what_two_speakers_say_is_two_claims(store: Store) -> None:
    numbers = [say(store, told("AP", 16), BERG), say(store, told("AFP", 16), "Carla Berg")]
    assert len(set(numbers)) == 2


def test_a_surname_alone_may_be_two_peoples(store: Store) -> None:
    assert say(store, told("AP", 16), "Berg") != say(store, told("AFP", 16), "Berg")


def test_an_organisation_is_known_by_its_name(store: Store) -> None:
    body = Speaker("NATO", "organisation")  # type: ignore[arg-type]
    for outlet in ("AP", "AFP"):
        article = told(outlet, 16)
        save(store, article, saying(article, "NATO"), speakers=[body])
    assert [found.spread.articles for found in store.claims()] == [2]


def test_unnamed_speakers_are_the_same_in_copies_only(store: Store) -> None:
    first = say(store, told("AP", 16), None)
    assert say(store, told("AFP", 16), None) != first
    assert say(store, told("EFE", 16), None, copied=[1]) == first


def test_words_that_mean_what_another_sentence_names_are_the_same_in_copies_only(store: Store) -> None:
    words = "He has closed it for good"
    first = say(store, told("AP", 16, words))
    assert say(store, told("AFP", 16, words)) != first
    assert say(store, told("EFE", 16, words), copied=[1]) == first


def own(article: Article) -> Extraction:
    made = Claim(CLOSED, ClaimType.FACT, (Span(1, 1 + len(CLOSED)),), None, article.published)
    return Extraction((), (), (made,))


def test_an_outlets_own_claim_is_the_same_in_its_articles_and_in_copies_of_them(store: Store) -> None:
    for outlet, day, copied in (("AP", 16, []), ("ap ", 17, []), ("AFP", 17, []), ("EFE", 17, [1])):
        save_extraction(store, told(outlet, day), own(told(outlet, day)), copied=copied)
    assert [(found.id, found.spread.articles) for found in store.claims()] == [(1, 3), (2, 1)]


def test_an_articles_own_claim_is_not_what_somebody_unnamed_says_in_it(store: Store) -> None:
    article = told("AP", 16)
    save_extraction(store, article, replace(own(article), quotes=(saying(article, None, text=f"{CLOSED}."),)))
    assert len(store.claims()) == 2


@pytest.mark.parametrize("order", list(itertools.permutations((16, 18, 17))))
def test_a_claim_was_first_said_in_the_earliest_article_whatever_comes_first(
    store: Store, order: Sequence[int]
) -> None:
    for day in order:
        say(store, told(f"Outlet {day}", day))
    [found] = store.claims()
    assert (found.claim.said, found.outlet, found.spread.articles) == (date(2025, 10, 16), "Outlet 16", 3)


def test_an_earlier_utterance_has_what_came_between_held_against_the_claim(store: Store) -> None:
    """And what has been held against it before, once more: its marks do not tell of which days it knew."""
    say(store, told("AP", 20))
    between = save(store, Article("The bridge in Lisbon was open.", published=date(2025, 10, 18)))
    assert store.unchecked(JUDGE) == []
    say(store, told("AFP", 16))
    work = next(work for work in store.unchecked(JUDGE) if work.article_id == between.id)
    assert [(id, claim.said) for id, claim in store.candidates(work, share("lisbon"))] == [(1, date(2025, 10, 16))]
    [change] = record(store, work, {1: [finding(between.article, "was open")]})
    assert (change.claim_id, change.verdict.status) == (1, Status.CONTRADICTED)


def test_a_later_utterance_has_nothing_checked_again(store: Store) -> None:
    say(store, told("AP", 16))
    later = save(store, Article("The bridge in Lisbon was open.", published=date(2025, 10, 18)))
    [work] = store.unchecked(JUDGE)
    record(store, work)
    say(store, told("AFP", 17))
    assert later.id not in [work.article_id for work in store.unchecked(JUDGE)]


def test_an_article_that_makes_the_claim_itself_is_no_evidence_on_it(store: Store) -> None:
    say(store, told("AP", 16))
    again = told("AFP", 20)
    say(store, again)
    copy = save(store, replace(again, outlet="EFE", text=f"{again.text} By others."), copied=[2])
    for work in store.unchecked(JUDGE):
        assert store.candidates(work, share("lisbon")) == []
        record(store, work, {1: [finding(again, "closed")]} if work.article_id == copy.id else {})
    assert store.findings(1) == []
    assert store.claim(1).verdict.status is Status.OPEN


def test_evidence_of_an_article_that_is_found_to_make_the_claim_itself_counts_no_more(store: Store) -> None:
    say(store, told("AP", 16))
    again = told("AFP", 20)
    save(store, again)
    [work] = store.unchecked(JUDGE)
    record(store, work, {1: [finding(again, "closed", Relation.CONTRADICTS)]})
    assert store.claim(1).verdict.status is Status.CONTRADICTED
    save(store, again, saying(again), speakers=[Speaker(BERG)], engine=Engine("reader", "2"))
    [change] = store.settle(policy, date(2025, 10, 21))
    assert (change.claim_id, change.verdict.status, store.findings(1)) == (1, Status.OPEN, [])


def test_a_claim_stands_while_any_article_makes_it(store: Store) -> None:
    for outlet in ("AP", "AFP"):
        say(store, told(outlet, 16))
    save(store, told("AP", 16), engine=Engine("reader", "2"))
    [found] = store.claims()
    assert (found.article_id, found.outlet, found.spread) == (2, "AFP", Spread(1, 1))
    assert store.claims(article=1) == []
    save(store, told("AFP", 16), engine=Engine("reader", "2"))
    assert store.claims() == []
    assert store.claim(1).spread == Spread(1, 1)
    assert say(store, told("EFE", 17)) == 1


def test_a_claim_that_each_article_drops_in_turn_is_not_held_against_others_again(store: Store) -> None:
    say(store, told("AP", 16))
    save(store, Article("The bridge in Lisbon was open.", published=date(2025, 10, 18)))
    for work in store.unchecked(JUDGE):
        record(store, work)
    say(store, told("AFP", 17))
    save(store, told("AP", 16), engine=Engine("reader", "2"))
    assert [work.article_id for work in store.unchecked(JUDGE) if store.candidates(work, share("lisbon"))] == []
