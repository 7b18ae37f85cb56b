"""What missed is asked for once more, and what still misses is kept where a user can see it."""

from __future__ import annotations

from typing import Any

import pytest

from claimtrack.errors import ModelFailed
from claimtrack.extract.ledger import ledger
from claimtrack.extract.llm import LlmExtractor
from claimtrack.extract.llm.replies import ClaimAgain, ClaimReply, LeftOutReply, QuoteAgain, QuoteReply, RepairReply
from claimtrack.llm.client import Client
from claimtrack.llm.endpoint import CallFailed, RawReply
from claimtrack.llm.prompts import Prompts
from claimtrack.model import Article, LeftOut, Subject
from tests.extract.replies import NOTHING, claim, people, quote, read, repair, reply
from tests.llm.fakes import QueuedEndpoint

TEXT = "“The bridge is safe,” Anna Berg said. Tom Roe said that it is not."
BERG = quote("q1")
ROE = quote("s2|that it is not", "Tom Roe", at="s2", by="P2")
WRONG = quote("s2|that it is new", "Tom Roe", at="s2", by="P2")
BOTH = people("Anna Berg", "Tom Roe")
CUT = RawReply('{"people":[', "length")
REFUSED = RawReply("", "stop", refusal="I would rather not.")


def again(row: int, one: QuoteReply | None) -> RepairReply:
    return repair(quotes=[QuoteAgain(row=row, quote=one)])


def claim_again(quote: int, row: int, one: ClaimReply | None) -> RepairReply:
    return repair(claims=[ClaimAgain(quote=quote, row=row, claim=one)])


def test_a_reply_without_a_miss_is_not_asked_about() -> None:
    assert len(read(TEXT, reply(BERG, ROE, by=BOTH)).asked) == 1


def test_the_second_call_goes_on_from_the_first_and_names_each_miss_by_its_row() -> None:
    first = reply(BERG, WRONG, by=BOTH)
    found = read(TEXT, first, again(2, ROE))
    before, after = found.asked
    assert after[: len(before)] == before
    assert [message.role for message in after[len(before) :]] == ["assistant", "user"]
    assert type(first).model_validate_json(after[len(before)].content) == first
    assert "quotes row 2: “that it is new” does not stand in s2" in found.complaint
    assert "quotes row 1" not in found.complaint


def test_it_is_foreseen_once_the_first_reply_is_known() -> None:
    client = Client(QueuedEndpoint(reply(BERG, WRONG, by=BOTH).model_dump_json()))
    engine, article = LlmExtractor(client, Prompts.load()), Article(TEXT)
    [first] = engine.requests(article)
    client.ask(first)
    assert [request.purpose for request in engine.requests(article)] == ["extract", "repair"]


def test_a_quote_that_passes_the_second_time_is_trusted_less() -> None:
    found = read(TEXT, reply(BERG, WRONG, by=BOTH), again(2, ROE))
    assert found.contents == [["“The bridge is safe,”"], ["that it is not"]]
    assert [one.confidence for one in found.quotes] == [0.9, 0.8]
    assert [one.rule for one in found.quotes] == ["llm", "llm"]
    assert found.reasons == []


@pytest.mark.parametrize(
    "second", [NOTHING, again(2, None), again(2, WRONG), again(7, ROE), again(-1, ROE), CUT, REFUSED]
)
def test_what_still_misses_is_rejected_and_the_rest_stands(second: Any) -> None:
    found = read(TEXT, reply(BERG, WRONG, by=BOTH), second)
    assert found.contents == [["“The bridge is safe,”"]]
    (rejection,) = found.extraction.rejections
    assert rejection.subject is Subject.QUOTE
    assert "“that it is new” does not stand in s2" in rejection.reason
    assert QuoteReply.model_validate_json(rejection.given) == WRONG


def test_a_second_call_that_fails_fails_the_article_which_is_tried_again() -> None:
    with pytest.raises(ModelFailed):
        read(TEXT, reply(BERG, WRONG, by=BOTH), CallFailed("the server broke"))


def test_a_person_can_be_corrected() -> None:
    found = read(
        TEXT, reply(BERG, ROE, by=people("Anna Berg", "Tom Rowe")), repair(people=BOTH, quotes=again(2, ROE).quotes)
    )
    assert [one.speaker for one in found.quotes] == ["Anna Berg", "Tom Roe"]


def test_a_quote_that_holds_is_not_lost_by_a_second_reply() -> None:
    detail = {"to": "voters"}
    first = reply(quote("q1", details=detail), ROE, by=BOTH)
    for second in (again(1, WRONG), again(1, None)):
        found = read(TEXT, first, second)
        assert found.contents == [["“The bridge is safe,”"], ["that it is not"]]
        assert found.reasons == ["to: “voters” does not stand in s1"]


class TestClaims:
    GOOD = claim("The bridge is safe")
    BAD = claim("The bridge is not safe")

    def test_a_claim_is_mended_without_its_quote(self) -> None:
        first = reply(quote("q1", claims=[self.GOOD, self.BAD]), ROE, by=BOTH)
        found = read(TEXT, first, claim_again(1, 2, claim("The bridge is safe, [Anna Berg] said")))
        assert "quote 1, claim 2: the claim has a negation" in found.complaint
        assert [one.text for one in found.claims] == ["The bridge is safe", "The bridge is safe, [Anna Berg said]"]
        assert found.reasons == []

    @pytest.mark.parametrize(
        "second", [claim_again(1, 1, None), claim_again(1, 1, BAD), claim_again(1, 5, GOOD), claim_again(9, 1, GOOD)]
    )
    def test_one_that_still_misses_is_rejected(self, second: RepairReply) -> None:
        found = read(TEXT, reply(quote("q1", claims=[self.BAD]), ROE, by=BOTH), second)
        assert (len(found.quotes), found.claims) == (2, [])
        assert [rejection.subject for rejection in found.extraction.rejections] == [Subject.CLAIM]

    def test_a_claim_that_passed_stays_as_it_was(self) -> None:
        first = reply(quote("q1", claims=[self.GOOD, self.BAD]), ROE, by=BOTH)
        found = read(TEXT, first, claim_again(1, 1, claim("The bridge is")))
        assert [one.text for one in found.claims] == ["The bridge is safe"]

    def test_the_articles_own_have_number_0(self) -> None:
        text = "The bridge was closed. “It is safe,” Anna Berg said."
        row = quote("q1", at="s2")
        found = read(
            text,
            reply(row, own=[claim("The bridge was not closed", "s1")]),
            claim_again(0, 1, claim("The bridge was closed", "s1")),
        )
        assert [one.text for one in found.extraction.claims] == ["The bridge was closed"]

    def test_a_quote_given_again_without_claims_keeps_its_own(self) -> None:
        wrong = quote("q1", cue="shouted", claims=[self.GOOD])
        assert read(TEXT, reply(wrong, ROE, by=BOTH), again(1, BERG)).claim.text == "The bridge is safe"


class TestMarks:
    """Every pair of quotation marks is accounted for."""

    TEXT = "“It is safe,” Anna Berg said. It was the “finest hour” of Lindal."

    def test_a_pair_that_the_reply_passes_over_is_asked_for_by_name(self) -> None:
        found = read(self.TEXT, reply(quote("q1")), repair(left_out=[LeftOutReply(quotation="q2", why="scare quotes")]))
        assert "- q2\n" in found.complaint
        assert "- q1\n" not in found.complaint
        ((span, reason),) = [(one.span, one.reason) for one in found.extraction.left_out]
        assert (span.of(self.TEXT), reason) == ("“finest hour”", "scare quotes")
        assert found.reasons == []

    def test_one_that_is_left_out_at_once_is_not_asked_for(self) -> None:
        found = read(self.TEXT, reply(quote("q1"), left_out={"q2": "a phrase of old"}))
        assert [one.reason for one in found.extraction.left_out] == ["a phrase of old"]

    def test_one_can_turn_out_to_be_a_quote(self) -> None:
        found = read(self.TEXT, reply(left_out={"q2": "a phrase"}), repair(more_quotes=[quote("q1")]))
        assert found.contents == [["“It is safe,”"]]
        assert found.only.confidence == 0.8

    def test_one_can_be_added_to_a_quote(self) -> None:
        text = "“It is safe,” Anna Berg said. “It is old.”"
        found = read(text, reply(quote("q1")), again(1, quote(["q1", "q2"])))
        assert found.contents == [["“It is safe,”", "“It is old.”"]]

    def test_one_of_which_a_part_is_used_is_not_accounted_for(self) -> None:
        found = read(self.TEXT, reply(quote("s1|It is"), left_out={"q2": "a phrase"}), again(1, quote("q1")))
        assert "- q1\n" in found.complaint
        assert found.contents == [["“It is safe,”"]]

    def test_one_that_stays_unaccounted_for_is_a_rejection(self) -> None:
        found = read(self.TEXT, reply(quote("q1")), NOTHING)
        (rejection,) = found.extraction.rejections
        assert rejection.subject is Subject.MARK
        assert rejection.given == "q2 “finest hour”"

    @pytest.mark.parametrize(
        "text",
        [
            "Anna “The Rock” Berg was there.",
            "She read the novel “the long road” twice.",
            "It was a so-called “safe haven” for them.",
        ],
    )
    def test_what_code_can_settle_needs_no_model(self, text: str) -> None:
        assert read(text, reply()).reasons == []

    def test_a_quotation_inside_a_used_one_is_accounted_for(self) -> None:
        assert read("“She said ‘no’ to it,” Anna Berg said.", reply(quote("q1"))).reasons == []

    def test_what_is_used_and_left_out_is_used(self) -> None:
        found = read(TEXT, reply(BERG, left_out={"q1": "a title"}))
        assert (len(found.quotes), found.extraction.left_out) == (1, ())

    def test_to_leave_out_what_is_not_there_is_told(self) -> None:
        assert read(TEXT, reply(BERG, left_out={"q9": "a title"})).reasons == ["there is no quotation 'q9'"]

    def test_the_ledger_gives_the_engines_reason_before_that_of_rules(self) -> None:
        found = read(self.TEXT, reply(quote("q1"), left_out={"q2": "a phrase of old"}))
        entries = ledger(self.TEXT, found.quotes, found.extraction.left_out)
        assert [entry.reason for entry in entries] == ["part of a quote", "a phrase of old"]
        span = entries[0].span
        assert ledger(self.TEXT, found.quotes, [LeftOut(span, "a title")])[0].reason == "part of a quote"
