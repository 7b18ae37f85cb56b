"""The status policy: what findings on a claim add up to."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.check.status import POLICY, SURE, UNSURE, decide
from claimtrack.model import ClaimType, Evidence, Period, Relation, Status

from .scene import LATER, SAID, claim, evidence

C, D, V, R = Relation.CONTRADICTS, Relation.DENIES, Relation.REVERSES, Relation.REPEATS
OK, PART, NEW, NOT = Relation.CONFIRMS, Relation.CONFIRMS_PART, Relation.UPDATES, Relation.IRRELEVANT
TODAY = date(2031, 6, 1)
FACT = claim("The Tarn bridge is open")


@pytest.mark.parametrize(
    ("rule", "found", "status"),
    [
        ("nothing found leaves it open", [], Status.OPEN),
        ("repetition weighs nothing", [R, R], Status.OPEN),
        ("what is irrelevant weighs nothing", [NOT], Status.OPEN),
        ("a contradiction contradicts", [C], Status.CONTRADICTED),
        ("a repetition saves nothing", [C, R], Status.CONTRADICTED),
        ("a confirmation confirms", [OK], Status.CONFIRMED),
        ("all of it outweighs a part of it", [OK, PART], Status.CONFIRMED),
        ("a part confirmed is confirmed in part", [PART], Status.PARTLY_CONFIRMED),
        ("one core element false, another true, is false", [C, PART], Status.CONTRADICTED),
        ("both sides make a dispute", [C, OK], Status.DISPUTED),
        ("another party's denial alone makes a dispute", [D], Status.DISPUTED),
        ("a denial beside a confirmation makes a dispute", [D, OK], Status.DISPUTED),
        ("a denial takes nothing from a contradiction", [D, C], Status.CONTRADICTED),
        ("a newer state supersedes", [NEW], Status.SUPERSEDED),
        ("what was confirmed and changed later was so", [NEW, OK], Status.CONFIRMED),
        ("the speaker's own word supersedes", [V], Status.SUPERSEDED),
        ("the speaker's own word stands above all others", [V, C, OK, D], Status.SUPERSEDED),
    ],
)
def test_each_mix_of_findings_has_one_status(rule: str, found: list[Relation], status: Status) -> None:
    assert decide(FACT, [evidence(one, origin) for origin, one in enumerate(found)], TODAY).status is status, rule


MAY = Period(date(2031, 5, 1), date(2031, 5, 31), "in May")


@pytest.mark.parametrize(
    ("rule", "type", "period", "as_of", "status"),
    [
        ("a prediction is pending until its last day", ClaimType.PREDICTION, MAY, MAY.end, Status.PENDING),
        ("the day after it is overdue", ClaimType.PREDICTION, MAY, MAY.end + timedelta(1), Status.OVERDUE),
        ("a promise too", ClaimType.PROMISE, MAY, MAY.end + timedelta(1), Status.OVERDUE),
        ("a promise without a day stays pending", ClaimType.PROMISE, None, TODAY, Status.PENDING),
        ("a fact of the future falls due as well", ClaimType.FACT, MAY, TODAY, Status.OVERDUE),
        ("a fact of the past does not", ClaimType.FACT, Period(SAID, SAID, "today"), TODAY, Status.OPEN),
        ("a fact without a day is open", ClaimType.FACT, None, TODAY, Status.OPEN),
        ("an opinion is never checked", ClaimType.OPINION, MAY, TODAY, Status.NOT_CHECKABLE),
    ],
)
def test_silence_decides_nothing_but_a_day_may_pass(
    rule: str, type: ClaimType, period: Period | None, as_of: date, status: Status
) -> None:
    judged = claim("The Tarn bridge will open", type, period=period)
    assert decide(judged, [], as_of).status is status, rule
    assert decide(judged, [evidence(R)], as_of).status is status, "repetition is silence"


@pytest.mark.parametrize(
    ("rule", "one"),
    [
        ("undated", evidence(C, published=None)),
        ("of the day of the utterance", evidence(C, published=SAID)),
        ("older than the utterance", evidence(C, published=SAID - timedelta(1))),
        ("from after the day that is judged from", evidence(C, published=TODAY + timedelta(1))),
        ("not sure", evidence(C, confidence=SURE - 0.01)),
    ],
)
def test_evidence_that_does_not_count(rule: str, one: Evidence) -> None:
    assert decide(FACT, [one], TODAY).status is Status.OPEN, rule


def test_evidence_of_the_day_that_is_judged_from_counts() -> None:
    assert decide(FACT, [evidence(C, published=TODAY)], TODAY).status is Status.CONTRADICTED


def test_nothing_counts_for_a_claim_without_a_day() -> None:
    undated = claim("The Tarn bridge is open", said=None)
    assert decide(undated, [evidence(C)], TODAY).status is Status.OPEN


def test_no_evidence_makes_an_opinion_checkable() -> None:
    assert decide(claim("It is ugly", ClaimType.OPINION), [evidence(C)], TODAY).status is Status.NOT_CHECKABLE


def test_the_reason_counts_origins_and_names_every_side() -> None:
    found = [evidence(C, 1), evidence(C, 1), evidence(C, 2), evidence(R, 3), evidence(NOT, 4)]
    verdict = decide(FACT, found, TODAY)
    assert verdict.because == "2 independent articles contradict it, 1 repeats it"
    assert verdict.policy == POLICY == "standard/1"


@pytest.mark.parametrize(
    ("rule", "found", "because"),
    [
        ("one voice in one article", [evidence(D, 1, by="an official")], "another party denies it"),
        (
            "one voice in two articles is one party",
            [evidence(D, 1, by="Sen. Ines Falk"), evidence(D, 2, by="Ines Falk")],
            "another party denies it (2 articles)",
        ),
        (
            "two voices in two articles are two",
            [evidence(D, 1, by="Ines Falk"), evidence(D, 2, by="Jon Reeve")],
            "2 other parties deny it",
        ),
        (
            "two voices in one article have its one vote",
            [evidence(D, 1, by="Ines Falk"), evidence(D, 1, by="Jon Reeve")],
            "another party denies it",
        ),
        (
            "a source that two articles cite is one source",
            [evidence(OK, 1, by="Ines Falk"), evidence(OK, 2, by="Ines Falk")],
            "1 independent article confirms it",
        ),
        (
            "the speaker's own word is told by the articles that have it",
            [evidence(V, 1, by="Mara Quill"), evidence(V, 2, by="Quill")],
            "in 2 independent articles the speaker takes it back",
        ),
    ],
)
def test_a_voice_counts_once_however_many_articles_it_speaks_in(rule: str, found: list[Evidence], because: str) -> None:
    assert decide(FACT, found, TODAY).because == because, rule


def test_the_reason_of_a_pending_claim_names_its_day() -> None:
    pending = claim("The Tarn bridge will open in May", ClaimType.PREDICTION, period=MAY)
    assert decide(pending, [], LATER).because == "it is due by 31 May 2031"
    assert decide(pending, [], TODAY).because == "it was due by 31 May 2031 and nothing decides it"


findings = st.lists(
    st.builds(
        evidence,
        st.sampled_from(Relation),
        origin=st.integers(1, 4),
        published=st.sampled_from([None, SAID, LATER, TODAY + timedelta(1)]),
        confidence=st.sampled_from([UNSURE, SURE, 0.95]),
        by=st.sampled_from([None, "Ines Falk", "Falk", "Jon Reeve"]),
    ),
    max_size=8,
)


@given(findings, st.randoms(use_true_random=False))
def test_the_order_of_evidence_does_not_matter(found: list[Evidence], random: Random) -> None:
    shuffled = random.sample(found, len(found))
    assert decide(FACT, shuffled, TODAY) == decide(FACT, found, TODAY)


@given(findings.filter(bool), st.data())
def test_a_copy_of_an_origin_changes_nothing(found: list[Evidence], data: st.DataObject) -> None:
    copied = data.draw(st.sampled_from(found))
    assert decide(FACT, [*found, copied], TODAY) == decide(FACT, found, TODAY)


@given(findings, st.integers(1, 9))
def test_a_repetition_changes_no_status(found: list[Evidence], origin: int) -> None:
    assert decide(FACT, [*found, evidence(R, origin)], TODAY).status is decide(FACT, found, TODAY).status
