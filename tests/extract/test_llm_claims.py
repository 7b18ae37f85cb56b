"""The gate for claims: each keeps the sense of its words, and names what the article names."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from claimtrack.extract.llm.replies import ClaimReply
from claimtrack.model import Claim, ClaimType, Period, Subject, Worth
from tests.extract.replies import NOTHING, THURSDAY, Read, claim, quote, read, reply


def taken(text: str, one: ClaimReply, content: str = "s1|that~.", cue: str = "said", **article: Any) -> Claim:
    """The one claim, where it passes."""
    return read(text, reply(quote(content, cue=cue, claims=[one])), **article).claim


def refused(text: str, one: ClaimReply, content: str = "s1|that~.", cue: str = "said", **article: Any) -> str:
    """What is told to the model of a claim that does not pass."""
    found: Read = read(text, reply(quote(content, cue=cue, claims=[one])), NOTHING, **article)
    assert (len(found.quotes), found.claims) == (1, [])
    (rejection,) = found.extraction.rejections
    assert rejection.subject is Subject.CLAIM
    assert f"quote 1, claim 1: {rejection.reason}" in found.complaint
    return rejection.reason


CLOSE = "Anna Berg said that she would close the Lindal bridge next week."


class TestWording:
    """What stands outside brackets is what the speaker said."""

    @pytest.mark.parametrize(
        ("written", "shown"),
        [
            ("she would close the Lindal bridge", "she would close the Lindal bridge"),
            (
                "Anna Berg would close the Lindal bridge next week.",
                "[Anna Berg] would close the Lindal bridge next week.",
            ),
            ("[Anna Berg would] close the Lindal bridge", "[Anna Berg] would close the Lindal bridge"),
            ("Anna Berg will [close] the bridge", "[Anna Berg will] close the bridge"),
            ("The Lindal bridge would be shut by Anna Berg", "The Lindal bridge [would be shut by Anna Berg]"),
        ],
    )
    def test_code_puts_the_brackets(self, written: str, shown: str) -> None:
        assert taken(CLOSE, claim(written)).text == shown

    def test_a_claim_without_a_word_of_the_quote_is_refused(self) -> None:
        assert "none of the words" in refused(CLOSE, claim("Anna Berg will shut it"))

    def test_brackets_and_quotation_marks_of_the_article_do_no_harm(self) -> None:
        text = "Anna Berg said that “the bridge [in Lindal] is safe”."
        assert taken(text, claim("the bridge [in Lindal] is safe")).text == "the bridge in Lindal is safe"

    def test_a_claim_is_one_sentence_and_not_a_page(self) -> None:
        assert "one proposition is wanted" in refused(CLOSE, claim("she would close the bridge, " * 50))


class TestNames:
    @pytest.mark.parametrize("name", ["Tom Roe", "Anna Roe", "Ostrend", "Lindal County", "NATO"])
    def test_one_that_the_article_does_not_give_is_refused(self, name: str) -> None:
        assert "which is not in the article" in refused(CLOSE, claim(f"she would close the Lindal bridge for {name}"))

    @pytest.mark.parametrize("name", ["Mayor Anna Berg", "The Harbour Post", "Berg", "Anna Berg's town"])
    def test_text_title_and_outlet_give_names(self, name: str) -> None:
        assert taken(CLOSE, claim(f"she would close the bridge for {name}"), title="The mayor and the bridge").text

    @pytest.mark.parametrize(
        "written", ["the U.S. bridge", "the United States bridge", "the bridge in Lindal [United States]"]
    )
    def test_an_abbreviation_stands_for_its_name(self, written: str) -> None:
        assert taken(
            "Anna Berg said that the U.S. bridge in Lindal is safe.", claim(f"{written} is safe"), "s1|the U.S.~is safe"
        ).text

    def test_a_name_put_together_from_two_is_refused(self) -> None:
        text = "Anna Berg and Tom Roe met. Anna Berg said that Roe will leave."
        row = quote("s2|that~.", at="s2", claims=[claim("[Anna] Roe will leave")])
        assert "'Anna Roe'" in read(text, reply(row), NOTHING).reasons[0]

    def test_a_name_at_the_beginning_is_a_name_too(self) -> None:
        assert "'Ostrend'" in refused(CLOSE, claim("Ostrend would close the bridge"))


class TestNumbersAndDates:
    TEXT = (
        "Anna Berg said that more than 5,000 people used the bridge in 2024, and that 3 percent paid. It has 12 arches."
    )

    @pytest.mark.parametrize(
        "written",
        [
            "more than 5,000 people used the bridge in 2024",
            "more than five thousand people used the bridge",
            "3% paid",
            "three percent paid [for its 12 arches]",
        ],
    )
    def test_the_articles_numbers_may_be_written_otherwise(self, written: str) -> None:
        assert taken(self.TEXT, claim(written), "s1|that more~3 percent paid").text

    @pytest.mark.parametrize(
        ("written", "number"),
        [
            ("more than 6,000 people used the bridge", "more than 6,000"),
            ("5,000 people used the bridge", "5,000"),
            ("about 5,000 people used the bridge", "about 5,000"),
            ("12 percent paid", "12 percent"),
            ("12 people used the bridge", "12"),
            ("3 percent paid in 2023", "in 2023"),
            ("3 percent paid, the G-9 said", "9"),
        ],
    )
    def test_a_changed_number_is_refused(self, written: str, number: str) -> None:
        assert number in refused(self.TEXT, claim(written), "s1|that more~3 percent paid")

    @pytest.mark.parametrize(
        "day",
        [
            "[20 October 2025]",
            "[20 to 26 October 2025]",
            "[20-26 October 2025]",
            "[in October 2025]",
            "[October 26, 2025]",
            "[2025-10-20]",
            "in Lindal [October 2025]",
            "as of 16 October 2025",
        ],
    )
    def test_dates_that_follow_from_the_articles_own_pass(self, day: str) -> None:
        assert taken(CLOSE, claim(f"she would close the bridge next week {day}")).text

    @pytest.mark.parametrize(
        "day", ["[22 October 2025]", "[20 October 2026]", "in 2031", "by 5 November", "on Saturday"]
    )
    def test_other_dates_are_refused(self, day: str) -> None:
        assert "date" in refused(CLOSE, claim(f"she would close the bridge next week {day}"))

    def test_the_day_of_the_utterance_is_known(self) -> None:
        text = "Anna Berg said on Monday that the bridge was closed that day."
        row = quote(
            "s1|that the~that day",
            details={"day": "2025-10-13"},
            claims=[claim("the bridge was closed [on 13 October 2025]")],
        )
        assert read(text, reply(row)).claim.said == date(2025, 10, 13)


class TestSense:
    @pytest.mark.parametrize(
        ("said", "written"),
        [
            ("the bridge is not safe", "the bridge is safe"),
            ("the bridge is safe", "the bridge is not safe"),
            ("it won’t close the bridge", "it will close the bridge"),
            ("nobody saw the bridge close", "they saw the bridge close"),
            ("the bridge was never safe", "the bridge was safe"),
            ("it will not close the bridge and will not close the road", "it will close the bridge and not the road"),
        ],
    )
    def test_a_lost_or_added_negation_is_refused(self, said: str, written: str) -> None:
        assert "negation" in refused(f"Anna Berg said that {said}.", claim(written))

    @pytest.mark.parametrize(
        ("said", "written"),
        [
            ("it won't close the bridge", "it will not close the bridge"),
            ("no more than 5 people came", "no more than 5 people came"),
            ("not only is the bridge safe", "the bridge is safe"),
            ("neither the bridge nor the road is safe", "neither the bridge [nor] the road is safe"),
        ],
    )
    def test_a_negation_may_be_worded_otherwise(self, said: str, written: str) -> None:
        assert taken(f"Anna Berg said that {said}.", claim(written)).text

    def test_only_the_part_of_the_content_that_is_named_counts(self) -> None:
        text = "Anna Berg said that the bridge is safe, and that it will not close."
        assert "narrow source" in refused(text, claim("the bridge is safe"))
        safe = taken(text, claim("the bridge is safe", "s1|the bridge is safe"))
        assert [span.of(text) for span in safe.spans] == ["the bridge is safe"]

    @pytest.mark.parametrize(
        ("said", "written", "word"),
        [
            ("the bridge may close", "the bridge will close", "may"),
            ("the bridge might close", "the bridge closes", "might"),
            ("the bridge could close", "the bridge will close", "could"),
            ("the bridge would close", "the bridge closed", "would"),
            ("the bridge should close", "the bridge will close", "should"),
            ("the bridge is expected to close", "the bridge will close", "expected"),
            ("the bridge will close if it rains", "the bridge will close", "if"),
            ("“If it rains, the bridge will close”", "the bridge will close", "if"),
        ],
    )
    def test_a_lost_hedge_is_refused(self, said: str, written: str, word: str) -> None:
        assert f"'{word}' weakens the source" in refused(f"Anna Berg said that {said}.", claim(written))

    def test_a_hedge_may_stand_in_its_own_field(self) -> None:
        text = "Anna Berg said that the bridge is expected to close."
        assert taken(text, claim("the bridge will close", hedge="is expected to")).hedge == "is expected to"
        assert "the hedge 'may' is not in the content" in refused(
            text, claim("the bridge is expected to close", hedge="may")
        )

    def test_a_hedge_may_stand_in_the_content_beside_what_is_claimed(self) -> None:
        text = "“I think the bridge is safe,” Anna Berg said."
        row = claim("the bridge is safe", "s1|the bridge is safe", hedge="I think")
        assert taken(text, row, "q1").hedge == "I think"

    def test_reported_speech_turns_will_into_would(self) -> None:
        assert taken(CLOSE, claim("[Anna Berg] will close the bridge")).text

    def test_the_month_of_may_weakens_nothing(self) -> None:
        assert taken("Anna Berg said that sales fell in May.", claim("sales fell in May")).text


class TestDenials:
    TEXT = "Anna Berg denied that she took bribes."

    def test_a_denial_says_that_it_is_not_so(self) -> None:
        one = taken(self.TEXT, claim("[Anna Berg] took no bribes"), cue="denied")
        assert (one.type, one.text) == (ClaimType.DENIAL, "[Anna Berg] took [no] bribes")
        assert "it must say that it is not so" in refused(self.TEXT, claim("[Anna Berg] took bribes"), cue="denied")

    def test_to_deny_a_negation_takes_two(self) -> None:
        text = "Anna Berg denied that she had not paid."
        assert taken(text, claim("[It is not true that Anna Berg] had not paid"), cue="denied").text
        assert refused(text, claim("[Anna Berg] had not paid"), cue="denied")

    @pytest.mark.parametrize("cue", ["would later write", "could be heard saying"])
    def test_what_was_said_in_the_end_was_said(self, cue: str) -> None:
        assert taken(f"Anna Berg {cue} that she took bribes.", claim("she took bribes"), cue=cue).text

    @pytest.mark.parametrize("cue", ["did not say", "never said", "would not say", "declined to say"])
    def test_what_was_not_said_claims_nothing(self, cue: str) -> None:
        assert "claims nothing" in refused(f"Anna Berg {cue} that she took bribes.", claim("she took bribes"), cue=cue)


class TestDue:
    def test_the_days_by_which_it_is_due_are_a_period(self) -> None:
        due = {"first": "2025-10-20", "last": "2025-10-26", "words": "next week"}
        one = taken(CLOSE, claim("she would close the bridge", type="promise", due=due))
        assert one.period == Period(date(2025, 10, 20), date(2025, 10, 26), "next week")
        assert one.type is ClaimType.PROMISE

    @pytest.mark.parametrize(
        ("first", "last", "words", "reason"),
        [
            ("2025-10-26", "2025-10-20", "next week", "are not a first and a last day"),
            ("2025-10-32", "2025-10-33", "next week", "are not a first and a last day"),
            ("soon", "2025-10-26", "next week", "no days of the form YYYY-MM-DD"),
            ("2025-10-20", "2025-10-26", "next month", "do not stand where the claim comes from"),
            ("2026-10-20", "2026-10-26", "next week", "'next week' is 2025-10-20 to 2025-10-26"),
        ],
    )
    def test_what_they_cannot_be_is_refused(self, first: str, last: str, words: str, reason: str) -> None:
        due = {"first": first, "last": last, "words": words}
        assert reason in refused(CLOSE, claim("she would close the bridge", due=due))


class TestWhatIsToldBeside:
    def test_all_of_it_is_kept(self) -> None:
        one = taken(
            CLOSE,
            claim("she would close the bridge", confirmed_if="The bridge is shut.", contradicted_if="It is open."),
        )
        assert (one.worth, one.worth_reason) == (Worth.HIGH, "it matters")
        assert (one.confirmed_if, one.contradicted_if) == ("The bridge is shut.", "It is open.")
        assert (one.speaker, one.said) == ("Anna Berg", THURSDAY)

    def test_empty_words_are_none(self) -> None:
        one = taken(CLOSE, claim("she would close the bridge", type="opinion", worth="none", why=" "))
        assert (one.type, one.worth, one.worth_reason) == (ClaimType.OPINION, Worth.NONE, None)
        assert (one.confirmed_if, one.contradicted_if, one.hedge) == (None, None, None)

    def test_what_would_decide_it_names_nobody_from_elsewhere(self) -> None:
        row = claim(
            "she would close the bridge", confirmed_if="The mayor of Ostrend shuts it", contradicted_if="It opens"
        )
        found = read(CLOSE, reply(quote("s1|that~.", claims=[row])))
        assert (found.claim.confirmed_if, found.claim.contradicted_if) == (None, "It opens")
        assert found.reasons == ["confirmed_if names 'Ostrend', which is not in the article"]

    def test_cannot_be_made_to_stand_alone_is_an_answer(self) -> None:
        found = read(CLOSE, reply(quote("s1|that~.", claims=[claim(None, why="nobody knows which bridge")])))
        assert found.claims == []
        assert found.reasons == ["cannot be made to stand alone: nobody knows which bridge"]
