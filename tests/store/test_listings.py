"""What the store answers: quotes, claims and speakers as records, and by what they can be asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from claimtrack.errors import UnknownId
from claimtrack.model import (
    Article,
    ClaimType,
    Decision,
    Engine,
    Extraction,
    Period,
    QuoteKind,
    Reason,
    Span,
    Speaker,
    Status,
)
from claimtrack.store import Store
from claimtrack.store.records import ReasonRecord

from .scene import (
    BUDAPEST,
    NO_PLANS,
    READER,
    TRUMP,
    claim,
    quote,
    save,
    save_extraction,
    save_summit,
    span,
    summit_quote,
)
from .statements import counting_statements

DENIAL = replace(NO_PLANS, text='"I never said that," Volodymyr Zelenskiy wrote. "Nobody did," he said later.')
ZELENSKIY = Speaker("Volodymyr Zelenskiy", aliases=("the president",))


@pytest.fixture
def two_articles(store: Store) -> Store:
    """A store with Trump's quote of 16 October and two of Zelenskiy's of 21 October, stored the later first."""
    first = quote(DENIAL, "I never said that", speaker=ZELENSKIY.name, mention="Volodymyr Zelenskiy")
    second = replace(quote(DENIAL, "Nobody did", speaker=ZELENSKIY.name, mention="he"), kind=QuoteKind.INDIRECT)
    save(store, DENIAL, first, second, speakers=[ZELENSKIY])
    save(store, BUDAPEST, summit_quote(), speakers=[TRUMP])
    return store


def words(store: Store, **asked: object) -> list[str]:
    return [found.text for found in store.quotes(**asked)]  # type: ignore[arg-type]


def test_a_quote_is_shown_with_the_articles_own_words_and_data(store: Store) -> None:
    record = save(store, BUDAPEST, summit_quote(), speakers=[TRUMP])
    [found] = store.quotes()
    assert (found.text, found.mention) == ("We will meet in Budapest,", "Trump")
    assert found.quote == replace(summit_quote(), claims=())
    assert (found.article_id, found.title, found.outlet) == (record.id, "A summit", "Reuters")
    assert (found.url, found.published) == (BUDAPEST.url, BUDAPEST.published)
    assert found.claim_ids == tuple(one.id for one in store.claims())
    assert store.quote(found.id) == found


def test_every_part_of_a_quote_comes_back(store: Store) -> None:
    split = replace(
        summit_quote(),
        content=(span(BUDAPEST, "We will"), span(BUDAPEST, "in Budapest")),
        cue=(span(BUDAPEST, "said on"), span(BUDAPEST, "Thursday")),
        relay="Yuri Ushakov",
        kind=QuoteKind.MIXED,
        confidence=0.75,
        claims=(),
    )
    record = save(store, BUDAPEST, split)
    assert store.quotes()[0].quote == split
    assert store.quotes()[0].text == "We will ... in Budapest"
    assert store.revision_quotes(record.revision) == [split]


def test_reasons_come_back_with_the_words_that_they_rest_on(store: Store) -> None:
    marked = Reason(Decision.KIND, "all stands inside marks")
    named = Reason(Decision.SPEAKER, "a full name", (span(BUDAPEST, "Trump"), span(BUDAPEST, "Budapest")))
    ahead = Reason(Decision.TYPE, "a future", (span(BUDAPEST, "will"),))
    given = summit_quote()
    [foretold] = given.claims
    save(store, BUDAPEST, replace(given, reasons=(marked, named), claims=(replace(foretold, reasons=(ahead,)),)))
    [found], [taken] = store.quotes(), store.claims()
    why = store.why(found.id)
    assert (why.engine, why.run_id) == (READER, store.runs()[0].id)
    texts = [" ... ".join(one.of(BUDAPEST.text) for one in reason.spans) or None for reason in (marked, named)]
    assert why.reasons == tuple(map(ReasonRecord, (marked, named), texts))
    assert why.claims == {taken.id: (ReasonRecord(ahead, "will"),)}


def test_the_newest_run_that_found_a_quote_says_why(store: Store) -> None:
    for version in ("1", "2"):
        reason = Reason(Decision.KIND, f"by version {version}")
        save(store, BUDAPEST, replace(summit_quote(), reasons=(reason,)), engine=Engine("reader", version))
    why = store.why(store.quotes()[0].id)
    assert ([one.reason.rule for one in why.reasons], why.engine.version) == (["by version 2"], "2")


def test_a_quote_that_is_not_there_has_no_reasons(store: Store) -> None:
    with pytest.raises(UnknownId):
        store.why(7)


def test_a_claim_is_as_sure_as_the_surest_quote_that_makes_it(store: Store) -> None:
    first = replace(summit_quote(), confidence=0.6)
    again = replace(first, mention=None, confidence=0.7)
    save(store, BUDAPEST, first, again)
    [found] = store.claims()
    assert found.confidence == 0.7
    assert store.claims(min_confidence=0.7) == [found]
    assert store.claims(min_confidence=0.71) == []
    assert [one.quote.confidence for one in store.quotes(min_confidence=0.7)] == [0.7]


def test_a_claim_in_an_articles_own_voice_has_no_confidence_and_stays(store: Store) -> None:
    save_extraction(store, BUDAPEST, Extraction((), (), (claim(BUDAPEST, "We will meet", "They meet"),)))
    [found] = store.claims(min_confidence=1)
    assert found.confidence is None


def test_a_claim_is_shown_with_its_status_and_where_it_was_found(store: Store) -> None:
    period = Period(date(2025, 10, 16), date(2025, 10, 30), "within two weeks")
    foretold = replace(claim(BUDAPEST, "We will meet", "[They] will meet", speaker="Donald Trump"), period=period)
    record = save(store, BUDAPEST, quote(BUDAPEST, "We will meet in Budapest", foretold, speaker="Donald Trump"))
    [found] = store.claims()
    assert found.claim == replace(foretold, quoted="We will meet in Budapest")
    assert found.words == "We will meet"
    assert found.verdict.status is Status.OPEN
    assert (found.article_id, found.outlet, found.published) == (record.id, "Reuters", BUDAPEST.published)
    assert found.quote_ids == tuple(one.id for one in store.quotes())
    assert store.claim(found.id) == found


def test_a_speaker_is_shown_with_what_is_theirs(two_articles: Store) -> None:
    zelenskiy, trump = two_articles.speakers()
    assert (zelenskiy.speaker, zelenskiy.quotes, zelenskiy.claims) == (ZELENSKIY, 2, 0)
    assert (trump.speaker.name, set(trump.speaker.aliases)) == ("Donald Trump", {"Trump"})
    assert (trump.quotes, trump.claims) == (1, 1)
    assert two_articles.speaker(trump.id) == trump


def test_quotes_stand_in_the_order_of_publication_and_then_of_the_text(two_articles: Store) -> None:
    save(two_articles, Article('"Who knows," nobody said.'), quote(Article('"Who knows," nobody said.'), "Who knows"))
    assert words(two_articles) == ["We will meet in Budapest,", "I never said that", "Nobody did", "Who knows"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"speaker": "Volodymyr Zelenskiy"}, 2),
        ({"speaker": "Zelenskiy"}, 2),
        ({"speaker": "ZELENSKIY"}, 2),
        ({"speaker": "the president"}, 2),
        ({"speaker": "Mr. Trump"}, 1),
        ({"speaker": "Volodymyr"}, 0),
        ({"speaker": "Ivanka Trump"}, 0),
        ({"speaker": ""}, 0),
        ({"since": date(2025, 10, 21)}, 2),
        ({"since": date(2025, 10, 22)}, 0),
        ({"until": date(2025, 10, 16)}, 1),
        ({"until": date(2025, 10, 15)}, 0),
        ({"since": date(2025, 10, 16), "until": date(2025, 10, 21)}, 3),
        ({"kind": QuoteKind.INDIRECT}, 1),
        ({"article": 1}, 2),
        ({"article": 99}, 0),
        ({"speaker": "Zelenskiy", "kind": QuoteKind.DIRECT, "query": "never"}, 1),
    ],
)
def test_quotes_can_be_asked_for(two_articles: Store, asked: dict[str, object], found: int) -> None:
    assert len(words(two_articles, **asked)) == found


def test_quotes_without_a_date_are_of_no_time(store: Store) -> None:
    undated = replace(BUDAPEST, published=None)
    save(store, undated, quote(undated, "We will meet"))
    assert words(store, since=date(1900, 1, 1)) == words(store, until=date(2100, 1, 1)) == []


def test_an_unnamed_source_is_nobodys_quote(store: Store) -> None:
    save(store, NO_PLANS, quote(NO_PLANS, "no plans to meet", mention="A White House official"))
    [found] = store.quotes()
    assert (found.quote.speaker, found.speaker_id, found.mention) == (None, None, "A White House official")
    assert store.speakers() == []
    assert words(store, speaker="A White House official") == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"speaker": "Trump"}, 1),
        ({"speaker": "Zelenskiy"}, 0),
        ({"status": Status.OPEN}, 1),
        ({"status": Status.CONTRADICTED}, 0),
        ({"type": ClaimType.PREDICTION}, 1),
        ({"type": ClaimType.PROMISE}, 0),
        ({"article": 2}, 1),
        ({"article": 1}, 0),
    ],
)
def test_claims_can_be_asked_for(two_articles: Store, asked: dict[str, object], found: int) -> None:
    assert len(two_articles.claims(**asked)) == found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("look_up", "message"),
    [
        (Store.article, "there is no A7 in this database"),
        (Store.quote, "there is no Q7 in this database"),
        (Store.claim, "there is no C7 in this database"),
        (Store.speaker, "there is no S7 in this database"),
    ],
)
def test_a_number_that_nothing_has_is_an_error(
    two_articles: Store, look_up: Callable[[Store, int], object], message: str
) -> None:
    with pytest.raises(UnknownId, match=message):
        look_up(two_articles, 7)


@pytest.mark.parametrize("ask", [Store.quotes, Store.claims, Store.speakers])
def test_a_listing_takes_as_many_statements_for_many_articles_as_for_one(
    store: Store, ask: Callable[[Store], list[object]]
) -> None:
    save_summit(store)
    with counting_statements() as for_one:
        assert len(ask(store)) == 1
    for number in range(20):
        article = replace(BUDAPEST, text=f"{BUDAPEST.text} {number}", url=None)
        name = f"Speaker Number{number}"
        foretold = claim(article, "We will meet", f"[Trump] will meet Number{number} in Budapest", speaker=name)
        said = replace(summit_quote(article), speaker=name, claims=(foretold,))
        save(store, article, said, speakers=[Speaker(name)])
    with counting_statements() as for_many:
        assert len(ask(store)) == 21
    assert len(for_many) == len(for_one)


def test_offsets_count_characters_and_not_bytes(store: Store) -> None:
    article = Article("🇺🇦 «Ми готові!» сказал он.")
    save(store, article, replace(quote(article, "Ми готові!"), mention=Span(20, 22)))
    [found] = store.quotes()
    assert (found.text, found.mention) == ("Ми готові!", article.text[20:22])
