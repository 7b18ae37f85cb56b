"""Which claims speak of what is to come, and by which day it is due. All names and events are made up."""

from __future__ import annotations

from datetime import date

import pytest

from claimtrack.model import Claim, ClaimType
from tests.extract.reading import read

PUBLISHED = date(2025, 3, 6)  # a Thursday


def said(words: str) -> Claim:
    (claim,) = (claim for found in read(f"{words}, Anna Berg said.", PUBLISHED) for claim in found.quote.claims)
    return claim


def promised(words: str) -> Claim:
    (claim,) = (claim for found in read(f"Anna Berg promised {words}.", PUBLISHED) for claim in found.quote.claims)
    return claim


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("Tarn School will have a new roof by September", date(2025, 9, 30)),
        ("The mill is to close in June", date(2025, 6, 30)),
        ("The mill closes on 1 August", date(2025, 8, 1)),
        ("The mill is closing on 1 August", date(2025, 8, 1)),
        ("The Tarn shops close on Saturday", date(2025, 3, 8)),
        ("The inquiry begins next week", date(2025, 3, 16)),
        ("A ticket to Tarn costs nine crowns from 1 July", date(2025, 7, 1)),
        ("A ticket to Tarn would cost nine crowns from 1 July", date(2025, 7, 1)),
        ("The mill is to close in June 2026", date(2026, 6, 30)),
    ],
)
def test_what_is_arranged_for_a_day_is_foretold_for_the_next_such_day(words: str, last: date) -> None:
    claim = said(words)
    assert claim.type is ClaimType.PREDICTION
    assert claim.period is not None
    assert claim.period.end == last


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("The mill was closed in June", date(2024, 6, 30)),
        ("The mill closed on 1 August", date(2024, 8, 1)),
        ("The mill would have closed in June", date(2024, 6, 30)),
        ("The mill was closed from 1 July", date(2024, 7, 1)),
        ("Housing starts in June fell by 3 percent", date(2024, 6, 30)),
        ("The inquiry opens with a report of 3 May 2022", date(2022, 5, 3)),
        ("The mill always closes in June", date(2024, 6, 30)),
    ],
)
def test_what_was_or_is_usual_is_not_foretold(words: str, last: date) -> None:
    claim = said(words)
    assert claim.type is ClaimType.FACT
    assert claim.period is not None
    assert claim.period.end == last


@pytest.mark.parametrize(
    "words",
    [
        "The road will remain closed until 20 March",
        "The road will remain closed till 20 March",
        "The road will be closed at least until May",
        "The road will stay closed for the next two weeks",
        "The works will not begin before 1 April",
        "The works won't begin before 1 April",
        "The works will begin no earlier than 1 April",
        "The works will begin after 1 April",
    ],
)
def test_nothing_is_due_where_a_state_ends_or_something_begins_at_the_earliest(words: str) -> None:
    claim = said(words)
    assert (claim.type, claim.period) == (ClaimType.PREDICTION, None)


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("The works will end before 1 April", date(2025, 4, 1)),
        ("The road will not open, and the works will end before 1 April", date(2025, 4, 1)),
        ("The road will stay closed until 20 March and open on 25 March", date(2025, 3, 25)),
        ("The road will open within two weeks", date(2025, 3, 20)),
    ],
)
def test_a_deadline_is_when_something_is_due(words: str, last: date) -> None:
    period = said(words).period
    assert period is not None
    assert period.end == last


@pytest.mark.parametrize("words", ["a ferry to Tarn on Monday", "a ferry to Tarn in December"])
def test_a_day_that_may_be_that_of_the_promising_is_not_when_it_is_due(words: str) -> None:
    claim = promised(words)
    assert (claim.text, claim.period) == (f"[Anna Berg promised] {words}", None)


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("a ferry to Tarn by Monday", date(2025, 3, 10)),
        ("a ferry to Tarn next year", date(2025 + 1, 12, 31)),
        ("to open the ferry on Monday", date(2025, 3, 10)),
    ],
)
def test_a_day_that_lies_ahead_by_its_words_is_when_it_is_due(words: str, last: date) -> None:
    period = promised(words).period
    assert period is not None
    assert period.end == last


@pytest.mark.parametrize("vote", ["Sunday's vote", "Sunday’s vote"])
def test_a_time_that_something_belongs_to_gets_no_bracket(vote: str) -> None:
    claim = said(f"Turnout in {vote} was 40 percent")
    assert claim.text == f"Turnout in {vote} was 40 percent"
    assert claim.period is not None
    assert claim.period.start == date(2025, 3, 2)


@pytest.mark.parametrize("words", ["I said May and it was not May", "May was wet and cold", "The rain of May was cold"])
def test_the_month_is_no_verb(words: str) -> None:
    claim = said(words)
    assert (claim.type, claim.hedge) == (ClaimType.FACT, None)


@pytest.mark.parametrize(
    ("words", "hedge"), [("The weir may not hold", "may"), ("Tarn Weir May Not Hold", "May"), ("IT MAY FAIL", "MAY")]
)
def test_the_verb_is_no_month(words: str, hedge: str) -> None:
    claim = said(words)
    assert (claim.type, claim.hedge) == (ClaimType.PREDICTION, hedge)
