"""Which article is meant, and what becomes of it when it is read again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Connection, Executable, Select, event
from sqlalchemy import Engine as SqlEngine

from claimtrack.model import Article, Engine, Speaker, SpeakerKind
from claimtrack.store import Store
from claimtrack.text.similarity import shingles, sketch

from .scene import (
    BUDAPEST,
    NO_PLANS,
    READER,
    SAID,
    TRUMP,
    claim,
    quote,
    save,
    summit_quote,
)

WIRE = Article("The summit is off. Officials said so on Tuesday.", outlet="Reuters")


def sharing(store: Store, text: str) -> list[int]:
    """The articles that share most with ``text``, an article that is not stored."""
    return [akin.article_id for akin in store.neighbours(Article(text), sketch(shingles(text))).akin]


def test_an_article_comes_back_as_it_was_read(store: Store) -> None:
    record = save(store, BUDAPEST)
    assert store.article(record.id).article == BUDAPEST
    assert record.origin == record.id


def test_a_text_that_was_never_read_is_not_found(store: Store) -> None:
    save(store, BUDAPEST)
    assert store.find(NO_PLANS) is None


def test_text_with_every_kind_of_character_comes_back_unaltered(store: Store) -> None:
    text = "Zelenskiy: «Ми готові!» — 🇺🇦\r\n\tJosé said “no”.\u2028\ufeffEnd"
    assert save(store, Article(text)).article.text == text


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(BUDAPEST, id="the same"),
        pytest.param(replace(BUDAPEST, name="copy.txt"), id="from another file"),
        pytest.param(replace(BUDAPEST, url=f"{BUDAPEST.url}/#top"), id="the address with a fragment and a slash"),
        pytest.param(replace(BUDAPEST, url=None), id="without its address"),
        pytest.param(replace(BUDAPEST, published=None, outlet=None, title=None), id="without what is known of it"),
        pytest.param(replace(BUDAPEST, outlet=None, url="https://example.org/summit#"), id="without its outlet"),
        pytest.param(replace(BUDAPEST, url="https://example.org/amp/summit"), id="at a second address of its outlet"),
    ],
)
def test_reading_an_article_again_is_nothing_new(store: Store, again: Article) -> None:
    record = save(store, BUDAPEST)
    known = store.find(again)
    assert known == record
    assert store.extracted(record, again, READER)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(replace(WIRE, outlet="AP"), id="another outlet"),
        pytest.param(replace(WIRE, text=WIRE.text + " More follows."), id="another text and no address"),
    ],
)
def test_another_outlet_or_text_is_another_article(store: Store, other: Article) -> None:
    first = save(store, WIRE)
    assert store.find(other) is None
    assert save(store, other).id != first.id


def test_without_outlets_the_same_text_at_two_addresses_is_two_articles(store: Store) -> None:
    first = save(store, Article(WIRE.text, url="https://one.example.org/a"))
    second = save(store, Article(WIRE.text, url="https://two.example.org/a"))
    assert first.id != second.id


def test_a_text_of_several_outlets_is_found_by_its_own(store: Store) -> None:
    save(store, WIRE)
    second = save(store, replace(WIRE, outlet="AP"))
    found = store.find(replace(WIRE, outlet="ap"))
    assert found
    assert found.id == second.id


def test_an_article_of_the_same_outlet_is_found_before_one_whose_outlet_is_unknown(store: Store) -> None:
    save(store, Article(WIRE.text, url="https://one.example.org/a"))
    second = save(store, Article(WIRE.text, outlet="AP", url="https://two.example.org/a"))
    assert store.find(Article(WIRE.text, outlet="AP")) == second


def test_another_text_at_the_same_address_is_a_new_state_of_the_article(store: Store) -> None:
    first = save(store, BUDAPEST)
    edited = replace(BUDAPEST, text=BUDAPEST.text.replace("doubt", "welcome"))
    known = store.find(edited)
    assert known
    assert not store.extracted(known, edited, READER)
    second = save(store, edited)
    assert (second.id, second.article) == (first.id, edited)
    assert second.revision != first.revision


def test_an_edit_that_is_taken_back_makes_the_old_state_current_again(store: Store) -> None:
    first = save(store, BUDAPEST)
    save(store, replace(BUDAPEST, text="It was edited."))
    back = save(store, BUDAPEST)
    assert (back.id, back.revision, back.article.text) == (first.id, first.revision, BUDAPEST.text)


def test_what_is_learnt_about_an_article_completes_it_and_has_it_read_again(store: Store) -> None:
    first = save(store, Article(BUDAPEST.text, name="summit.txt"))
    known = store.find(BUDAPEST)
    assert known
    assert known.id == first.id
    assert not store.extracted(known, BUDAPEST, READER)
    second = save(store, BUDAPEST)
    assert (second.id, second.article) == (first.id, BUDAPEST)
    assert store.find(replace(BUDAPEST, text="An edited text.")) == second


def test_what_is_known_of_an_article_is_never_erased(store: Store) -> None:
    save(store, BUDAPEST)
    again = save(store, Article(BUDAPEST.text), engine=Engine("reader", "2"))
    assert again.article == BUDAPEST


def test_a_corrected_date_replaces_the_wrong_one(store: Store) -> None:
    first = save(store, BUDAPEST)
    second = save(store, replace(BUDAPEST, published=date(2025, 10, 17)))
    assert (second.id, second.article.published) == (first.id, date(2025, 10, 17))


@pytest.mark.parametrize(
    "engine", [Engine("reader", "2"), Engine("reader", "1", model="m"), Engine("reader", "1", prompt="p")]
)
def test_an_engine_that_differs_reads_again(store: Store, engine: Engine) -> None:
    record = save(store, BUDAPEST)
    assert not store.extracted(record, BUDAPEST, engine)
    save(store, BUDAPEST, engine=engine)
    assert store.extracted(record, BUDAPEST, engine)


def test_what_a_model_has_read_is_not_read_again_by_rules(store: Store) -> None:
    model = Engine("llm", "1", "openai:gpt-5-mini", "extract/1")
    record = save(store, BUDAPEST, engine=model)
    assert store.extracted(record, BUDAPEST, READER)
    assert not store.extracted(record, replace(BUDAPEST, text=BUDAPEST.text + " More."), READER)
    assert not store.extracted(record, BUDAPEST, replace(model, model="openai:gpt-5"))


def test_saving_the_same_extraction_twice_changes_nothing(store: Store) -> None:
    first = save(store, BUDAPEST, summit_quote(), speakers=[TRUMP])
    before = (store.quotes(), store.claims(), store.speakers())
    assert save(store, BUDAPEST, summit_quote(), speakers=[TRUMP]) == first
    assert (store.quotes(), store.claims(), store.speakers()) == before


def test_a_quote_and_claim_that_a_later_run_finds_again_keep_their_numbers(store: Store) -> None:
    save(store, BUDAPEST, summit_quote())
    [before] = store.quotes()
    more = quote(BUDAPEST, "Élysée officials doubt it")
    save(store, BUDAPEST, more, replace(summit_quote(), confidence=0.5), engine=Engine("reader", "2"))
    kept, new = store.quotes()
    assert (kept.id, kept.claim_ids) == (before.id, before.claim_ids)
    assert kept.quote.confidence == 0.5
    assert new.text == "Élysée officials doubt it"


def test_only_what_the_newest_run_found_is_current(store: Store) -> None:
    record = save(store, BUDAPEST, summit_quote())
    [old], [lost] = store.quotes(), store.claims()
    save(store, BUDAPEST, quote(BUDAPEST, "Élysée officials doubt it"), engine=Engine("reader", "2"))
    assert [found.text for found in store.quotes()] == ["Élysée officials doubt it"]
    assert store.claims() == []
    assert store.counts(record.id) == (1, 0)
    assert store.quote(old.id) == old
    assert store.claim(lost.id) == replace(lost, is_current=False)


def test_a_claim_outlives_an_edit_that_leaves_it_standing(store: Store) -> None:
    save(store, BUDAPEST, summit_quote())
    [before] = store.claims()
    edited = replace(BUDAPEST, text="Updated. " + BUDAPEST.text)
    save(store, edited, summit_quote(edited))
    [after] = store.claims()
    assert (after.id, after.claim.text) == (before.id, before.claim.text)
    assert after.claim.spans[0].of(edited.text) == "We will meet in Budapest"
    assert after.quote_ids != before.quote_ids


def test_dates_that_are_resolved_anew_make_another_claim(store: Store) -> None:
    undated = replace(BUDAPEST, published=None)
    save(store, undated, summit_quote(undated))
    save(store, BUDAPEST, summit_quote())
    [current] = store.claims()
    assert current.claim.said == SAID


def test_a_claim_that_two_quotes_make_is_one_claim(store: Store) -> None:
    same = claim(BUDAPEST, "We will meet", "[They] will meet")
    save(store, BUDAPEST, quote(BUDAPEST, "We will meet", same), quote(BUDAPEST, "Élysée officials doubt it", same))
    [found] = store.claims()
    assert found.quote_ids == tuple(one.id for one in store.quotes())


def test_a_quote_that_an_extractor_reports_twice_is_stored_once(store: Store) -> None:
    record = save(store, BUDAPEST, summit_quote(), summit_quote())
    assert store.counts(record.id) == (1, 1)


def test_near_copies_are_found_by_what_they_share(store: Store) -> None:
    first = save(store, BUDAPEST)
    save(store, NO_PLANS)
    copy = replace(BUDAPEST, text=BUDAPEST.text + " Reporting by others.", outlet="AP", url=None)
    assert sharing(store, copy.text) == [first.id]
    assert save(store, copy, copied=[first.id]).origin == first.id


def test_only_an_articles_newest_text_makes_it_a_near_copy(store: Store) -> None:
    save(store, BUDAPEST)
    edited = save(store, replace(BUDAPEST, text=NO_PLANS.text))
    assert sharing(store, f"{BUDAPEST.text} By others.") == []
    assert sharing(store, f"{NO_PLANS.text} By others.") == [edited.id]


def test_the_articles_that_share_most_are_offered_first(store: Store) -> None:
    boilerplate = "Our standards are the same in every story that we print anywhere."
    for number in range(30):
        save(store, Article(f"{boilerplate} Story number {number} is of its own kind entirely."))
    first = save(store, Article(f"{BUDAPEST.text} {boilerplate}"))
    second = save(store, Article(f"{BUDAPEST.text} {boilerplate} By others."))
    offered = sharing(store, f"{BUDAPEST.text} {boilerplate} By some others.")
    assert set(offered[:2]) == {first.id, second.id}
    assert offered[2:] == sorted(offered[2:])


def test_speakers_are_the_same_across_articles_by_their_whole_name_only(store: Store) -> None:
    one = Article('"Yes," Boris Johnson said.')
    two = Article('"No," said Mr. Boris Johnson.')
    three = Article('"Maybe," Johnson said.')
    save(store, one, quote(one, "Yes", speaker="Boris Johnson"), speakers=[Speaker("Boris Johnson")])
    save(store, two, quote(two, "No", speaker="Mr. Boris Johnson"), speakers=[Speaker("Mr. Boris Johnson")])
    save(store, three, quote(three, "Maybe", speaker="Johnson"), speakers=[Speaker("Johnson")])
    assert [(found.speaker.name, found.quotes) for found in store.speakers()] == [("Boris Johnson", 2), ("Johnson", 1)]


def test_a_speaker_gathers_the_names_that_articles_use(store: Store) -> None:
    bank = Speaker("European Central Bank", SpeakerKind.ORGANISATION)
    one, two = Article('"Yes," it said.'), Article('"No," the ECB said.')
    save(store, one, quote(one, "Yes", speaker=bank.name), speakers=[bank])
    save(store, two, quote(two, "No", speaker=bank.name), speakers=[replace(bank, aliases=("ECB", "the bank"))])
    [found] = store.speakers()
    assert found.speaker == replace(bank, aliases=("ECB", "the bank"))
    assert (found.quotes, found.claims) == (2, 0)


def test_a_surname_that_an_article_writes_alone_becomes_a_name_of_the_speaker(store: Store) -> None:
    one, two = Article('"Yes," Viktor Orban said.'), Article('"No," Orban said.')
    save(store, one, quote(one, "Yes", speaker="Viktor Orban"), speakers=[Speaker("Viktor Orban")])
    assert store.speakers()[0].speaker.aliases == ()
    named = Speaker("Viktor Orban", aliases=("Orban",))
    save(store, two, quote(two, "No", speaker="Viktor Orban"), speakers=[named])
    assert store.speakers()[0].speaker == named


def test_the_questions_that_storing_an_article_asks_are_made_once_for_all_articles(store: Store) -> None:
    asked: list[Executable] = []

    def executed(_: Connection, statement: Executable, *__: object) -> None:
        asked.extend([statement] if isinstance(statement, Select) else [])

    def stored(number: int) -> set[Executable]:
        asked.clear()
        article = replace(NO_PLANS, text=f"{NO_PLANS.text} {number}", url=None)
        assert store.find(article) is None
        record = save(store, article, quote(article, "to meet in Budapest", speaker="Jane Roe"))
        assert store.counts(record.id) == (1, 0)
        return set(asked)

    event.listen(SqlEngine, "before_execute", executed)
    try:
        first, *others = [stored(number) for number in range(3)]
    finally:
        event.remove(SqlEngine, "before_execute", executed)
    assert others == [first, first]
