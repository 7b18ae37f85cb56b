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
