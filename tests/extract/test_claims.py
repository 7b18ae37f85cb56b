"""What the offline claims step takes from a quote."""

from __future__ import annotations

from datetime import date

import pytest

from claimtrack.model import Claim, ClaimType
from tests.extract.reading import read


def claims(text: str, published: date | None = date(2025, 10, 16)) -> list[Claim]:
    return [claim for found in read(text, published) for claim in found.quote.claims]


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("Anna Berg said the bridge was built in 1931.", ClaimType.FACT),
        ("Anna Berg said the bridge will close.", ClaimType.PREDICTION),
        ("Anna Berg said the council may close the bridge.", ClaimType.PREDICTION),
        ("Anna Berg said she would close the bridge.", ClaimType.PROMISE),
        ("Anna Berg promised that the bridge would close.", ClaimType.PROMISE),
        ('"I will close the bridge," Anna Berg said.', ClaimType.PROMISE),
        ("Anna Berg denied that the bridge had closed.", ClaimType.DENIAL),
        ("Anna Berg said the bridge should close.", ClaimType.OPINION),
        ("Anna Berg said it would have been easier to build a tunnel.", ClaimType.FACT),
    ],
)
def test_the_type_of_a_claim(text: str, type: ClaimType) -> None:
    assert [claim.type for claim in claims(text)] == [type]


def test_a_claim_stands_alone_with_added_words_in_brackets() -> None:
    (claim,) = claims("Anna Berg said she would close the bridge next week.")
    assert claim.text == "[Anna Berg] would close the bridge next week [20 to 26 October 2025]"


def test_each_sentence_of_a_quote_is_a_claim_of_its_own() -> None:
    found = claims('"The bridge was built in 1931. It was closed in 1968," Anna Berg said.')
    assert [claim.text for claim in found] == ["The bridge was built in 1931", "It was closed in 1968"]


def test_a_claims_spans_are_where_it_was_taken_from() -> None:
    text = '"The bridge was built in 1931. It was closed in 1968," Anna Berg said.'
    assert [claim.spans[0].of(text) for claim in claims(text)] == [
        '"The bridge was built in 1931.',
        'It was closed in 1968,"',
    ]


def test_a_weekday_points_ahead_in_a_promise_and_back_in_a_report() -> None:
    (promise,) = claims("Anna Berg said she would close the bridge on Friday.")
    (report,) = claims("Anna Berg said the bridge was closed on Friday.")
    assert promise.period is not None
    assert promise.period.start == date(2025, 10, 17)
    assert report.period is not None
    assert report.period.start == date(2025, 10, 10)


def test_the_day_beside_the_cue_is_the_day_it_was_said() -> None:
    (claim,) = claims("Anna Berg said on Monday that the bridge was closed.")
    assert claim.said == date(2025, 10, 13)


def test_without_a_date_of_publication_nothing_is_dated() -> None:
    (claim,) = claims("Anna Berg said she would close the bridge on Friday.", published=None)
    assert (claim.said, claim.period) == (None, None)


@pytest.mark.parametrize("text", ['"Why now?" Anna Berg asked.', '"Never," Anna Berg said.'])
def test_questions_and_fragments_claim_nothing(text: str) -> None:
    assert read(text)
    assert claims(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg did not say that the bridge was closed.",
        "Anna Berg never said that the bridge was closed.",
        "Anna Berg would say that the bridge was closed.",
        "Anna Berg declined to say whether the bridge was closed.",
        "Anna Berg asked if the bridge was closed.",
        "Anna Berg did not say whether the bridge was closed.",
    ],
)
def test_what_was_not_stated_is_no_claim(text: str) -> None:
    assert claims(text) == []


def test_a_denial_claims_the_opposite_of_its_words() -> None:
    (claim,) = claims("Anna Berg denied that she took bribes.")
    assert (claim.type, claim.text) == (ClaimType.DENIAL, "[It is not true that] [Anna Berg] took bribes")


def test_a_pronoun_of_the_other_gender_is_not_the_speaker() -> None:
    (claim,) = claims("Police chief Tom Roe was there. Mrs. Anna Berg said he would resign on Friday.")
    assert claim.type is ClaimType.PREDICTION
    assert claim.text == "he would resign on Friday [17 October 2025]"


def test_the_month_of_may_foretells_nothing() -> None:
    (claim,) = claims("Sales rose by 3 percent in May, Anna Berg said.", published=date(2025, 6, 16))
    assert claim.type is ClaimType.FACT
    assert claim.period is not None
    assert claim.period.start == date(2025, 5, 1)


@pytest.mark.parametrize("words", ["Russia holds 20 percent of the country", "Sales fell last year", "We sold it"])
def test_a_sentence_in_the_present_or_with_an_irregular_verb_is_a_claim(words: str) -> None:
    assert len(claims(f'"{words}," Anna Berg said.')) == 1


def test_the_first_day_of_the_calendar_is_a_day_like_any_other() -> None:
    assert len(claims('"The bridge will reopen on Friday," Anna Berg said.', published=date(1, 1, 1))) == 1


def test_a_phrase_that_names_nothing_cannot_stand_alone() -> None:
    assert claims("Anna Berg confirmed plans for the meeting.") == []
    (claim,) = claims("Anna Berg confirmed plans for the Lisbon meeting.")
    assert claim.text == "[Anna Berg confirmed] plans for the Lisbon meeting"


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Anna Berg said the bridge may close.", "may"),
        ("Anna Berg said the bridge is expected to close.", "is expected to"),
        ("Anna Berg said the bridge was probably built in 1931.", "probably"),
        ('"I think the bridge was built in 1931," Anna Berg said.', "I think"),
        ("Anna Berg said the bridge was built in 1931.", None),
        ("Anna Berg said the bridge was closed in May.", None),
    ],
)
def test_the_hedge_of_a_claim_is_the_words_that_weaken_it(text: str, hedge: str | None) -> None:
    assert [claim.hedge for claim in claims(text)] == [hedge]


@pytest.mark.parametrize(
    "text",
    ["The bridge, Anna Berg said, was built in 1931.", '"The bridge," Anna Berg said, "was built in 1931."'],
)
def test_a_sentence_that_its_cue_interrupts_is_one_claim(text: str) -> None:
    (claim,) = claims(text)
    assert claim.text == "The bridge was built in 1931"
    assert [span.of(text).strip('",.') for span in claim.spans] == ["The bridge", "was built in 1931"]


def test_here_is_the_place_that_the_dateline_names() -> None:
    (claim,) = claims("LISBON, Oct 13 - The bridge here was built in 1931, Anna Berg said.")
    assert claim.text == "The bridge here [Lisbon] was built in 1931"


def test_words_that_stand_for_an_earlier_sentence_claim_nothing() -> None:
    assert claims('"It does not," Anna Berg said.') == []


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "Anna Berg promised that the ferry to Lisbon would run on Sundays.",
            "the ferry to Lisbon would run on Sundays",
        ),
        (
            "Anna Berg announced that the crew who built the bridge would be paid.",
            "the crew who built the bridge would be paid",
        ),
        (
            "Anna Berg confirmed that the bridge, closed for years, would open.",
            "the bridge, closed for years, would open",
        ),
        ("Anna Berg promised a new ferry to Lisbon.", "[Anna Berg promised] a new ferry to Lisbon"),
        ("Anna Berg promised a new ferry to Lisbon by May.", "[Anna Berg promised] a new ferry to Lisbon by May"),
    ],
)
def test_a_that_clause_stands_alone_and_a_phrase_needs_its_cue(text: str, stated: str) -> None:
    (claim,) = claims(text, published=None)
    assert claim.text == stated
