"""What an extractor tells beside quotes with claims: details, the article's own claims, and what came to nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from claimtrack.errors import UnknownId
from claimtrack.model import (
    Article,
    Claim,
    ClaimType,
    Engine,
    Extraction,
    LeftOut,
    Rejection,
    Speaker,
    SpeakerKind,
    Status,
    Subject,
    Worth,
)
from claimtrack.store import Store

from .scene import (
    BUDAPEST,
    JUDGE,
    LATER,
    NO_PLANS,
    SAID,
    TRUMP,
    finding,
    record,
    save,
    save_extraction,
    share,
    span,
    summit_quote,
)

REUTERS = Speaker("Reuters", SpeakerKind.ORGANISATION)
DOUBTED = Claim(
    "Officials of the Élysée doubt [that there will be a summit in Budapest]",
    ClaimType.FACT,
    (span(BUDAPEST, "Élysée officials"), span(BUDAPEST, "doubt it")),
    "Reuters",
    SAID,
)
WEIGHED = replace(
    summit_quote().claims[0],
    hedge="will",
    worth=Worth.HIGH,
    worth_reason="two presidents",
    confirmed_if="they meet in Budapest",
    contradicted_if="they meet elsewhere",
)
NEWER = Engine("reader", "2")


def own(*claims: Claim) -> Extraction:
    """The summit's quote, and claims in the article's own voice."""
    return Extraction((summit_quote(),), (TRUMP, REUTERS), claims)


class TestOwnVoice:
    """Claims that an article makes itself."""

    def test_they_are_the_outlets_and_of_no_quote(self, store: Store) -> None:
        saved = save_extraction(store, BUDAPEST, own(DOUBTED))
        quoted, found = store.claims()
        assert (quoted.claim.speaker, quoted.quote_ids) == ("Donald Trump", (store.quotes()[0].id,))
        assert (found.claim.speaker, found.quote_ids, found.article_id) == ("Reuters", (), saved.id)
        assert found.words == "Élysée officials ... doubt it"
        assert found.claim == replace(DOUBTED, quoted=found.words)
        assert store.claim(found.id) == found
        assert store.counts(saved.id) == (1, 2)

    def test_they_are_found_by_outlet_who_is_not_quoted_for_it(self, store: Store) -> None:
        save_extraction(store, BUDAPEST, own(DOUBTED))
        [found] = store.claims(speaker="Reuters")
        assert found.claim.text == DOUBTED.text
        assert [one.speaker.name for one in store.speakers()] == ["Donald Trump"]
        reuters = store.speaker(found.speaker_id or 0)
        assert (reuters.speaker, reuters.quotes, reuters.claims) == (REUTERS, 0, 1)

    def test_they_are_held_against_later_articles(self, store: Store) -> None:
        save_extraction(store, BUDAPEST, Extraction((), (REUTERS,), (DOUBTED,)))
        save(store, NO_PLANS)
        [work] = store.unchecked(JUDGE)
        [(claim_id, claim)] = store.candidates(work, share("budapest"))
        assert claim == replace(DOUBTED, quoted="Élysée officials ... doubt it")
        [change] = record(store, work, {claim_id: [finding(NO_PLANS, "no plans")]})
        assert change.verdict.status is Status.CONTRADICTED
        assert store.unchecked(JUDGE) == []

    def test_one_that_is_found_again_keeps_its_number_and_stands_since_it_was_found(self, store: Store) -> None:
        save_extraction(store, BUDAPEST, own(DOUBTED))
        before = store.claims()
        save(store, NO_PLANS)
        record(store, store.unchecked(JUDGE)[0])
        save_extraction(store, BUDAPEST, own(DOUBTED), engine=NEWER)
        assert store.claims() == before
        assert store.unchecked(JUDGE) == []

    def test_one_that_is_reported_twice_is_stored_once(self, store: Store) -> None:
        saved = save_extraction(store, BUDAPEST, own(DOUBTED, DOUBTED))
        assert store.counts(saved.id) == (1, 2)

    def test_one_that_no_newer_extraction_finds_is_not_current(self, store: Store) -> None:
        save_extraction(store, BUDAPEST, own(DOUBTED))
        lost = store.claims(speaker="Reuters")[0]
        save_extraction(store, BUDAPEST, own(), engine=NEWER)
        assert store.claims(speaker="Reuters") == []
        assert store.claim(lost.id) == replace(lost, is_current=False)

    def test_one_that_comes_to_be_quoted_is_shown_with_its_quote(self, store: Store) -> None:
        said = summit_quote().claims[0]
        save_extraction(store, BUDAPEST, Extraction((), (TRUMP,), (said,)))
        [alone] = store.claims()
        assert (alone.quote_ids, alone.claim.quoted) == ((), "We will meet in Budapest")
        save_extraction(store, BUDAPEST, own(said), engine=NEWER)
        [quoted] = store.claims()
        assert (quoted.id, quoted.quote_ids) == (alone.id, (store.quotes()[0].id,))
        assert (quoted.claim.quoted, quoted.words) == ("We will meet in Budapest,", "We will meet in Budapest")


class TestDetails:
    """What is told of a quote and of a claim."""

    def test_a_quote_has_its_addressee_occasion_medium_and_day(self, store: Store) -> None:
        told = replace(
            summit_quote(),
            addressee=span(BUDAPEST, "officials"),
            occasion=span(BUDAPEST, "on Thursday"),
            medium=span(BUDAPEST, "U.S."),
            said=date(2025, 10, 15),
        )
        saved = save(store, BUDAPEST, told)
        [found] = store.quotes()
        assert found.quote == replace(told, claims=())
        assert store.revision_quotes(saved.revision) == [found.quote]

    def test_they_are_those_of_the_newest_extraction_that_found_the_quote(self, store: Store) -> None:
        save(store, BUDAPEST, summit_quote())
        told = replace(summit_quote(), occasion=span(BUDAPEST, "on Thursday"))
        save(store, BUDAPEST, told, engine=NEWER)
        [found] = store.quotes()
        assert (found.id, found.quote.occasion) == (1, told.occasion)
        save(store, BUDAPEST, engine=Engine("reader", "3"))
        assert store.quote(found.id) == found

    def test_a_claim_has_what_would_decide_it(self, store: Store) -> None:
        save(store, BUDAPEST, replace(summit_quote(), claims=(WEIGHED,)))
        save(store, NO_PLANS)
        [found] = store.claims()
        assert found.claim == replace(WEIGHED, quoted="We will meet in Budapest,")
        [(_, candidate)] = store.candidates(store.unchecked(JUDGE)[0], share("meet"))
        assert candidate == found.claim

    def test_what_would_decide_a_claim_is_fixed_when_it_is_first_found(self, store: Store) -> None:
        save(store, BUDAPEST, replace(summit_quote(), claims=(WEIGHED,)))
        changed = replace(WEIGHED, contradicted_if="a summit is held", hedge=None)
        save(store, BUDAPEST, replace(summit_quote(), claims=(changed,)), engine=NEWER)
        assert store.claims()[0].claim.contradicted_if == "they meet elsewhere"
        assert store.claims()[0].claim.hedge == "will"

    def test_a_finding_has_the_day_of_its_event_and_what_it_covers(self, store: Store) -> None:
        save(store, BUDAPEST, summit_quote())
        save(store, NO_PLANS)
        told = replace(finding(NO_PLANS, "no plans"), event=LATER, covers=("the meeting", "the “place”"))
        record(store, store.unchecked(JUDGE)[0], {1: [told]})
        assert [found.finding for found in store.findings(1)] == [told]


class TestGate:
    """What an extractor reported in vain, or left out."""

    def test_it_is_kept_with_the_newest_extraction(self, store: Store) -> None:
        refused = tuple(Rejection(subject, f"no {subject} here", "half \ud83d") for subject in Subject)
        passed = (LeftOut(span(BUDAPEST, "U.S."), "a name"), LeftOut(span(BUDAPEST, "Donald"), "a name too"))
        saved = save_extraction(store, BUDAPEST, Extraction((), (), (), passed, refused))
        assert [one.rejection for one in store.rejections(saved.id)] == [
            replace(one, given="half ?") for one in refused
        ]
        assert store.left_out(saved.id) == list(passed)
        save(store, BUDAPEST, engine=NEWER)
        assert store.rejections(saved.id) == []
        assert store.left_out(saved.id) == []

    def test_it_is_left_out_in_text_order(self, store: Store) -> None:
        passed = (LeftOut(span(BUDAPEST, "doubt"), "2"), LeftOut(span(BUDAPEST, "U.S."), "1"))
        saved = save_extraction(store, BUDAPEST, Extraction((), (), left_out=passed))
        assert [one.reason for one in store.left_out(saved.id)] == ["1", "2"]

    @pytest.mark.parametrize("ask", [Store.rejections, Store.left_out])
    def test_of_an_article_that_is_not_there_nothing_is_told(self, store: Store, ask: object) -> None:
        save(store, Article("It is."))
        with pytest.raises(UnknownId, match="there is no A7 in this database"):
            ask(store, 7)  # type: ignore[operator]
