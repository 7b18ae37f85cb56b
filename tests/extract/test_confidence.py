"""Confidence is a measured rate: that of quotes of the same kind, cue and sort of speaker."""

from __future__ import annotations

from itertools import product

import pytest

from claimtrack.extract.rules.confidence import CUES, SPEAKERS, rates
from claimtrack.model import Decision, QuoteKind
from tests.extract.reading import Found, read


def case(found: Found) -> tuple[str, ...]:
    (reason,) = (reason for reason in found.quote.reasons if reason.decision is Decision.CONFIDENCE)
    return tuple(reason.rule.rpartition(": ")[2].split(", "))


def test_there_is_a_rate_for_every_case() -> None:
    assert set(rates()) == set(product(QuoteKind, CUES, SPEAKERS))
    assert all(0 < rate < 1 for rate in rates().values())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('"It is late," Anna Berg said.', ("direct", "say", "name")),
        ('Anna Berg argued that it was "late".', ("mixed", "clause", "name")),
        ("Anna Berg denied the charge.", ("indirect", "clause", "name")),
        ("It was late, according to Anna Berg.", ("indirect", "other", "name")),
        ('Anna Berg agreed that "it was late".', ("mixed", "other", "name")),
        ("An aide said it was late.", ("indirect", "say", "nobody")),
        ("Anna Berg left early. She said it was late.", ("indirect", "say", "pronoun")),
        ("Anna Berg said it was early, adding that she was tired.", ("indirect", "clause", "shared")),
        ("Anna Berg, who said that it was late, left.", ("indirect", "say", "relative")),
    ],
)
def test_a_quote_has_the_rate_of_its_case(text: str, wanted: tuple[str, str, str]) -> None:
    found = read(text)[-1]
    assert case(found) == wanted
    assert found.quote.confidence == rates()[wanted]


def test_a_named_speaker_of_a_direct_quote_is_surer_than_a_pronoun_of_an_indirect_one() -> None:
    sure = read('"It is late," Anna Berg said.')[-1]
    unsure = read("Anna Berg left early. She noted it was late.")[-1]
    assert sure.quote.confidence > unsure.quote.confidence
