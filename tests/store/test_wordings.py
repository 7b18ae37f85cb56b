"""The same utterance in several outlets: how many quote it, and where its wording drifts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine as Connections
from sqlalchemy import event

from claimtrack.model import Article, ChangeKind, Engine, Extraction, Quote, QuoteKind, Span, Speaker
from claimtrack.store import Store
from claimtrack.store.records import Spread

from .processes import die, run, run_together
from .scene import claim, save, save_extraction

BERG = "Anna Berg"
VOTE = "We will never accept a vote that was held under foreign guns"


def quoting(outlet: str | None, words: str, day: int = 16, more: str = "") -> Article:
    return Article(f'"{words}," the mayor told {outlet}. {more}', outlet=outlet, published=date(2025, 10, day))


def quoted(article: Article, speaker: str | None = BERG, kind: QuoteKind = QuoteKind.DIRECT) -> Quote:
    """The first words in quotation marks, or (mixed, indirect) the first sentence with its marks."""
    end = article.text.index(',"') if kind is QuoteKind.DIRECT else article.text.index(" the mayor")
    return Quote((Span(kind is QuoteKind.DIRECT, end),), kind, speaker=speaker)


def put(store: Store, article: Article, speaker: str | None = BERG, **more: object) -> int:
    """Store ``article`` with its quote; the number of the quote."""
    named = [Speaker(speaker)] if speaker else []
    saved = save(store, article, quoted(article, speaker), speakers=named, **more)  # type: ignore[arg-type]
    return store.quotes(article=saved.id)[0].id


def drifts(store: Store) -> list[tuple[tuple[int, ...], str]]:
    return [(one.quote_ids, one.because) for one in store.quote_changes()]


def test_other_words_in_another_outlet_are_drift(store: Store) -> None:
    first = put(store, quoting("AP", VOTE))
    second = put(store, quoting("AFP", VOTE.replace("foreign", "enemy"), day=17))
    [found] = store.quote_changes()
    assert (found.kind, found.quote_ids) == (ChangeKind.DRIFT, (second, first))
    assert found.because == '"enemy" in AFP is "foreign" in AP'
    assert found.as_of == date(2025, 10, 17)
    assert store.quote_changes(first) == store.quote_changes(second) == [found]


@pytest.mark.parametrize(
    ("words", "because"),
    [
        (VOTE.replace("never ", ""), '"never" in AP is missing in AFP'),
        (VOTE.replace("a vote", "the second vote"), '"the second" in AFP is "a" in AP'),
        (VOTE.replace("was held", "is held"), '"is" in AFP is "was" in AP'),
    ],
)
def test_the_words_that_differ_are_named(store: Store, words: str, because: str) -> None:
    put(store, quoting("AP", VOTE))
    put(store, quoting("AFP", words))
    assert [told for *_, told in drifts(store)] == [because]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(quoting("AFP", VOTE), id="the same words"),
        pytest.param(quoting("AFP", VOTE.replace("We will", "We’ll").replace(" a vote", ", a vote")), id="punctuation"),
        pytest.param(quoting("AFP", "We will never accept a vote"), id="an excerpt"),
        pytest.param(quoting("AFP", "We will never accept a vote ... under foreign guns"), id="an ellipsis"),
        pytest.param(
            quoting("AFP", "We will never accept [this] vote that was held under foreign guns"), id="brackets"
        ),
        pytest.param(quoting("AFP", "We will never forget the men who died for this city"), id="another sentence"),
        pytest.param(quoting(" ap", VOTE.replace("foreign", "enemy")), id="the same outlet"),
        pytest.param(quoting("AFP", VOTE.replace("foreign", "enemy"), day=26), id="another day"),
        pytest.param(replace(quoting("AFP", VOTE.replace("foreign", "enemy")), published=None), id="no known day"),
        pytest.param(
            quoting("AFP", VOTE.replace("foreign", "enemy"), more="She spoke through an interpreter."), id="translated"
        ),
        pytest.param(
            quoting("AFP", VOTE.replace("foreign", "enemy"), more=f'"{VOTE}," she said later.'),
            id="both in one article",
        ),
    ],
)
def test_what_is_no_drift(store: Store, other: Article) -> None:
    put(store, quoting("AP", VOTE))
    put(store, other)
    assert drifts(store) == []


def test_words_of_another_speaker_are_no_drift(store: Store) -> None:
    put(store, quoting("AP", VOTE))
    put(store, quoting("AFP", VOTE.replace("foreign", "enemy")), "Carla Berg")
    put(store, quoting("EFE", VOTE.replace("foreign", "enemy")), None)
    assert drifts(store) == []


def test_an_article_in_another_language_is_no_drift(store: Store) -> None:
    first, second = quoting("AP", VOTE), quoting("dpa", VOTE.replace("foreign", "enemy"))
    for article, language in ((first, "en"), (second, "de")):
        found = Extraction((quoted(article),), (Speaker(BERG),), language=language)
        save_extraction(store, article, found)
    assert drifts(store) == []


def test_only_what_stands_in_quotation_marks_is_compared(store: Store) -> None:
    put(store, quoting("AP", VOTE))
    for outlet, kind in (("AFP", QuoteKind.MIXED), ("EFE", QuoteKind.INDIRECT)):
        article = quoting(outlet, VOTE.replace("foreign", "enemy"))
        save(store, article, quoted(article, kind=kind), speakers=[Speaker(BERG)])
    assert [because for *_, because in drifts(store)] == ['"enemy" in AFP is "foreign" in AP']


def test_a_wording_is_reported_once_however_many_outlets_print_it(store: Store) -> None:
    for outlet, words in (("AP", VOTE), ("AFP", VOTE.replace("foreign", "enemy"))):
        for number in range(3):
            put(store, quoting(f"{outlet} {number}", words))
    put(store, quoting("EFE", VOTE.replace("foreign", "Russian")))
    assert [because for *_, because in drifts(store)] == [
        '"enemy" in AFP 0 is "foreign" in AP 0',
        '"Russian" in EFE is "foreign" in AP 0',
    ]


def test_reading_an_article_again_reports_nothing_again(store: Store) -> None:
    put(store, quoting("AP", VOTE))
    other = replace(quoting("AFP", VOTE.replace("foreign", "enemy")), url="https://example.org/vote")
    put(store, other)
    put(store, other, engine=Engine("reader", "2"))
    put(store, replace(other, text=f"{other.text} It rained."))
    assert len(drifts(store)) == 1


def test_a_quote_that_an_article_no_longer_has_does_not_drift(store: Store) -> None:
    first = replace(quoting("AP", VOTE), url="https://example.org/vote")
    put(store, first)
    save(store, replace(first, text="The page is gone."))
    put(store, quoting("AFP", VOTE.replace("foreign", "enemy")))
    assert [one.kind for one in store.quote_changes()] == [ChangeKind.EDITED]


def claiming(store: Store, article: Article, text: str, copied: Sequence[int] = ()) -> int:
    made = claim(article, "We will never accept a vote", text, speaker=BERG)
    saved = save(store, article, replace(quoted(article), claims=(made,)), speakers=[Speaker(BERG)], copied=copied)
    [found] = store.claims(article=saved.id)
    return found.id


def test_that_it_was_said_is_counted_in_origins_and_articles(store: Store) -> None:
    claim_id = claiming(store, quoting("AP", VOTE), "[Anna Berg] will never accept the vote")
    assert store.said_in([claim_id]) == {claim_id: Spread(1, 1)}
    assert claiming(store, quoting("AFP", VOTE), "[Anna Berg] will never accept the vote") == claim_id
    put(store, quoting("EFE", VOTE.replace("foreign", "enemy")))
    put(store, quoting("dpa", "We will never accept a vote"), copied=[1])
    put(store, quoting("ANSA", VOTE, day=28))
    put(store, quoting("TASS", "The council will meet again on Friday"))
    assert store.said_in([claim_id]) == {claim_id: Spread(articles=4, origins=3)}


def test_another_sentence_of_the_same_utterance_is_not_what_was_claimed(store: Store) -> None:
    more = "The gates of the old dam will open on Friday"
    article = quoting("AP", f"{VOTE}. {more}")
    made = [claim(article, words, words, speaker=BERG) for words in (VOTE, more)]
    save(store, article, replace(quoted(article), claims=tuple(made)), speakers=[Speaker(BERG)])
    put(store, quoting("AFP", VOTE))
    assert store.said_in([1, 2]) == {1: Spread(2, 2), 2: Spread(1, 1)}


def test_a_claim_that_nobody_is_quoted_with_was_not_said(store: Store) -> None:
    article = quoting("AP", VOTE)
    save_extraction(store, article, Extraction((), (), (claim(article, "never accept", "Nobody accepts the vote"),)))
    assert store.said_in([1]) == {}


@pytest.mark.parametrize("statements", [4, 8, 16, 20, 24, 28])
def test_an_article_whose_storing_was_cut_short_leaves_no_drift_and_the_next_time_one(
    store: Store, url: str, statements: int
) -> None:
    put(store, quoting("AP", VOTE))
    drifted = quoting("AFP", VOTE.replace("foreign", "enemy"))

    def store_in_part() -> None:
        left = [None] * statements

        def count(*_: object) -> None:
            left.pop() if left else die()

        own = Store.open(url)
        event.listen(Connections, "before_cursor_execute", count)
        put(own, drifted)

    assert run(store_in_part) is None
    assert store.find(drifted) is None
    assert drifts(store) == []
    for _ in range(2):
        put(store, drifted)
    assert len(drifts(store)) == 1


def test_two_processes_that_store_two_wordings_at_once_report_one_drift(store: Store, url: str) -> None:
    words = (VOTE, VOTE.replace("foreign", "enemy"))
    first, second = (quoting(outlet, told) for outlet, told in zip(("AP", "AFP"), words, strict=True))
    ended = run_together(lambda: put(Store.open(url), first), lambda: put(Store.open(url), second))
    assert not any(isinstance(one, Exception) for one in ended)
    assert len(drifts(store)) == 1
