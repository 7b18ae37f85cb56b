"""The status policy: every rule as a case in words (``policy_cases.toml``), and what holds whatever the evidence."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.check.status import SURE, UNSURE, Policy, decide, fragility, left_out
from claimtrack.model import Claim, ClaimType, Evidence, Finding, Period, Relation, Reversal, Span, Status, Verdict

from .scene import LATER, SAID, STANDARD, claim, evidence

CASES = tomllib.loads((Path(__file__).parent / "policy_cases.toml").read_text(encoding="utf-8"))["case"]
TODAY = date(2031, 6, 1)
FACT = claim("The Tarn bridge is open")


def the_claim(
    text: str = "The Tarn bridge is open",
    type: str = "fact",
    speaker: str = "Mara Quill",
    said: date | str = SAID,
    due: date | None = None,
) -> Claim:
    period = Period(due.replace(day=1), due, "then") if due else None
    return claim(text, ClaimType(type), speaker, said if isinstance(said, date) else None, period)


def piece(number: int, row: dict[str, Any]) -> Evidence:
    told = (row.get("by"), row.get("event"), tuple(row.get("covers", ())))
    finding = Finding(Relation(row["does"]), 1, Span(0, 1), row.get("confidence", 0.9), "as told", *told)
    published = row.get("published", LATER)
    article = (published if isinstance(published, date) else None, row.get("origin", number))
    words, stands = row.get("words", ""), row.get("stands", True)
    return Evidence(finding, *article, row.get("outlet"), row.get("url"), words, stands)


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_what_a_policy_says(case: dict[str, Any]) -> None:
    found = [piece(number, row) for number, row in enumerate(case.get("evidence", ()), 1)]
    policy = replace(STANDARD, **case.get("policy", {}))
    verdict = decide(the_claim(**case.get("claim", {})), found, case.get("as_of", TODAY), policy)
    candidate = Status(case["candidate"]) if "candidate" in case else None
    expected = (Status(case["status"]), candidate, Reversal(case.get("reversal", "none")))
    assert (verdict.status, verdict.candidate, verdict.reversal) == expected, verdict.because


def test_every_status_is_reached_by_a_case() -> None:
    assert {case["status"] for case in CASES} == set(Status)


def status(verdict: Verdict) -> tuple[Status, Status | None, Reversal]:
    return verdict.status, verdict.candidate, verdict.reversal


class TestANewsroomsOwnPolicy:
    def test_one_origin_may_be_enough(self) -> None:
        lenient = replace(STANDARD, origins=1)
        assert decide(FACT, [evidence(Relation.CONTRADICTS)], TODAY, lenient).status is Status.CONTRADICTED

    def test_three_may_be_needed(self) -> None:
        found = [evidence(Relation.CONFIRMS, origin) for origin in (1, 2)]
        verdict = decide(FACT, found, TODAY, replace(STANDARD, origins=3))
        assert (verdict.status, verdict.candidate) == (Status.OPEN, Status.CONFIRMED)
        assert verdict.because.endswith("; confirmed takes 3 independent origins or a primary record")

    def test_a_dispute_and_a_newer_state_are_told_as_near_with_what_they_take(self) -> None:
        strict = replace(STANDARD, disputed_origins=2, superseded_origins=3)
        denied = decide(FACT, [evidence(Relation.DENIES)], TODAY, strict)
        assert denied.because.endswith("; disputed takes 2 independent origins on either side or a primary record")
        updated = decide(FACT, [evidence(Relation.UPDATES)], TODAY, strict)
        assert updated.because.endswith("; superseded takes 3 independent origins or a primary record")

    def test_it_may_ask_judges_to_be_surer(self) -> None:
        found = [evidence(Relation.CONFIRMS, origin, confidence=0.85) for origin in (1, 2)]
        assert decide(FACT, found, TODAY, replace(STANDARD, sure=0.9)).status is Status.OPEN

    def test_denials_may_dispute_nothing(self) -> None:
        deaf = replace(STANDARD, denial_disputes=False)
        verdict = decide(FACT, [evidence(Relation.DENIES)], TODAY, deaf)
        assert (verdict.status, verdict.because) == (Status.OPEN, "nothing decides it yet; another party denies it")

    def test_calling_off_may_be_a_reversal_and_no_more(self) -> None:
        promise = claim("I will open the bridge", ClaimType.PROMISE)
        found = [evidence(Relation.REVERSES, origin) for origin in (1, 2)]
        verdict = decide(promise, found, TODAY, replace(STANDARD, reversal_contradicts=False))
        assert status(verdict) == (Status.PENDING, None, Reversal.FULL)

    def test_statuses_name_policy_and_version(self) -> None:
        assert decide(FACT, [], TODAY, replace(STANDARD, name="ours", version=7)).policy == "ours/7"


class TestTheReason:
    def test_it_counts_origins_and_names_every_side(self) -> None:
        found = [
            *(evidence(Relation.CONTRADICTS, origin) for origin in (1, 1, 2)),
            *(evidence(Relation.REPEATS, 3), evidence(Relation.IRRELEVANT, 4)),
        ]
        verdict = decide(FACT, found, TODAY, STANDARD)
        assert verdict.because == "2 independent articles contradict it, 1 repeats it"
        assert verdict.policy == "standard/3"

    def test_it_names_the_day_by_which_a_claim_is_due(self) -> None:
        period = Period(date(2031, 5, 1), date(2031, 5, 31), "in May")
        pending = claim("The Tarn bridge will open in May", ClaimType.PREDICTION, period=period)
        assert decide(pending, [], LATER, STANDARD).because == "it is due by 31 May 2031"
        assert decide(pending, [], TODAY, STANDARD).because == "it was due by 31 May 2031 and nothing decides it"

    def test_a_claim_about_one_day_is_due_on_it(self) -> None:
        day = date(2031, 7, 19)
        fair = claim("The fair will be held on 19 July", ClaimType.PREDICTION, period=Period(day, day, "on 19 July"))
        assert decide(fair, [], TODAY, STANDARD).because == "it is due on 19 July 2031"
        assert decide(fair, [], date(2031, 7, 20), STANDARD).because == (
            "it was due on 19 July 2031 and nothing decides it"
        )

    @pytest.mark.parametrize(
        ("relation", "because"),
        [
            (Relation.CONFIRMS, "1 independent article confirms it; confirmed takes"),
            (Relation.CONTRADICTS, "1 independent article contradicts it; contradicted takes"),
        ],
    )
    def test_where_evidence_points_somewhere_it_does_not_say_that_nothing_decides(
        self, relation: Relation, because: str
    ) -> None:
        period = Period(date(2031, 5, 1), date(2031, 5, 31), "in May")
        due = claim("The Tarn bridge will open in May", ClaimType.PREDICTION, period=period)
        told = decide(due, [evidence(relation)], TODAY, STANDARD).because
        assert told == f"it was due by 31 May 2031; {because} 2 independent origins or a primary record"

    def test_it_tells_the_denial_of_what_fell_due(self) -> None:
        period = Period(date(2031, 5, 1), date(2031, 5, 31), "in May")
        due = claim("The Tarn bridge will open in May", ClaimType.PREDICTION, period=period)
        told = decide(due, [evidence(Relation.DENIES)], TODAY, STANDARD).because
        assert told == "it was due by 31 May 2031 and nothing decides it; another party denies it"

    def test_it_says_what_a_candidate_is_missing(self) -> None:
        verdict = decide(FACT, [evidence(Relation.CONTRADICTS)], TODAY, STANDARD)
        told = "1 independent article contradicts it; contradicted takes 2 independent origins or a primary record"
        assert verdict.because == told

    def test_of_a_whole_that_parts_make_it_says_what_each_of_them_takes(self) -> None:
        both = claim("Rents fell by 4% and wages rose by 3%")
        rents, wages = (
            replace(one, finding=replace(one.finding, covers=(part,)))
            for one, part in (
                (evidence(Relation.CONFIRMS_PART, 1), "rents fell by 4%"),
                (evidence(Relation.CONFIRMS_PART, 2), "wages rose by 3%"),
            )
        )
        because = decide(both, [rents, wages], TODAY, STANDARD).because
        assert because.endswith("confirmed takes 2 independent origins for each part or a primary record")

    def test_it_tells_what_an_article_no_longer_says(self) -> None:
        gone = replace(evidence(Relation.CONTRADICTS), stands=False)
        because = decide(FACT, [gone], TODAY, STANDARD).because
        assert because == "nothing decides it yet; 1 no longer says what it said of it"

    @pytest.mark.parametrize(
        ("rule", "found", "because"),
        [
            ("one voice in one article", [evidence(Relation.DENIES, by="an official")], "another party denies it"),
            (
                "one voice in two articles is one party",
                [evidence(Relation.DENIES, 1, by="Sen. Ines Falk"), evidence(Relation.DENIES, 2, by="Ines Falk")],
                "another party denies it (2 articles)",
            ),
            (
                "two voices in two articles are two",
                [evidence(Relation.DENIES, 1, by="Ines Falk"), evidence(Relation.DENIES, 2, by="Jon Reeve")],
                "2 other parties deny it",
            ),
        ],
    )
    def test_a_voice_is_told_once_however_many_articles_it_speaks_in(
        self, rule: str, found: list[Evidence], because: str
    ) -> None:
        assert decide(FACT, found, TODAY, STANDARD).because == because, rule


class TestWhatDoesNotCount:
    @pytest.mark.parametrize(
        ("one", "why"),
        [
            (evidence(Relation.CONTRADICTS), None),
            (evidence(Relation.DENIES), None),
            (evidence(Relation.REVERSES), None),
            (evidence(Relation.CONTRADICTS, confidence=UNSURE), "not sure enough (0.6)"),
            (evidence(Relation.REPEATS), "it repeats the claim"),
            (evidence(Relation.CONFIRMS, by="Mara Quill"), "it repeats the claim"),
            (replace(evidence(Relation.CONTRADICTS), stands=False), "its article no longer says so"),
            (replace(evidence(Relation.CONTRADICTS), published=None), "it is not known to be later than the claim"),
            (replace(evidence(Relation.CONTRADICTS), published=SAID), "it is not known to be later than the claim"),
            (
                replace(evidence(Relation.CONTRADICTS), published=date(2031, 6, 2)),
                "it was published after 2031-06-01",
            ),
            (evidence(Relation.IRRELEVANT), "it does not touch this claim"),
        ],
    )
    def test_it_says_why(self, one: Evidence, why: str | None) -> None:
        assert left_out(FACT, one, TODAY, STANDARD) == why

    def test_the_policy_says_how_sure_is_sure_and_whether_denials_count(self) -> None:
        strict = replace(STANDARD, sure=0.9, denial_disputes=False)
        unsure = evidence(Relation.CONTRADICTS, confidence=0.85)
        assert left_out(FACT, unsure, TODAY, strict) == "not sure enough (0.85)"
        assert left_out(FACT, evidence(Relation.DENIES), TODAY, strict) == "the policy does not count denials"


class TestFragility:
    def test_a_status_of_two_origins_hangs_on_each_of_them(self) -> None:
        found = [evidence(Relation.CONTRADICTS, origin) for origin in (4, 7)]
        hangs = fragility(FACT, found, TODAY, STANDARD)
        assert [(one.origin, one.without.status, one.without.candidate) for one in hangs] == [
            (4, Status.OPEN, Status.CONTRADICTED),
            (7, Status.OPEN, Status.CONTRADICTED),
        ]

    def test_a_status_of_three_origins_hangs_on_none(self) -> None:
        assert fragility(FACT, [evidence(Relation.CONTRADICTS, origin) for origin in (1, 2, 3)], TODAY, STANDARD) == []

    def test_a_dispute_hangs_on_the_one_that_dissents(self) -> None:
        sides = (Relation.CONFIRMS, Relation.CONFIRMS, Relation.CONFIRMS, Relation.CONTRADICTS)
        found = [evidence(side, origin) for origin, side in enumerate(sides, 1)]
        (hangs,) = fragility(FACT, found, TODAY, STANDARD)
        assert (hangs.origin, hangs.without.status) == (4, Status.CONFIRMED)

    def test_a_copy_is_left_out_with_its_origin(self) -> None:
        found = [evidence(Relation.CONTRADICTS, origin) for origin in (1, 1, 2, 2)]
        assert [one.origin for one in fragility(FACT, found, TODAY, STANDARD)] == [1, 2]

    def test_without_evidence_there_is_nothing_to_hang_on(self) -> None:
        assert fragility(FACT, [], TODAY, STANDARD) == []


claims = st.builds(
    claim,
    st.sampled_from(
        [
            "The Tarn bridge is open",
            "The fair is planned for July",
            "The mayor announced a fair",
            "If the council approves the loan, the Tarn bridge will open",
            "I will open the Tarn bridge",
        ]
    ),
    st.sampled_from(ClaimType),
)
pieces = st.builds(
    Evidence,
    st.builds(
        Finding,
        st.sampled_from(Relation),
        passage=st.just(1),
        evidence=st.just(Span(0, 1)),
        confidence=st.sampled_from([UNSURE, SURE, 0.95]),
        reason=st.just("as told"),
        by=st.sampled_from([None, "Ines Falk", "Falk", "Jon Reeve"]),
        event=st.sampled_from([None, SAID, LATER]),
        covers=st.sampled_from([(), ("the Tarn bridge",), ("Tarn bridge open",)]),
    ),
    published=st.sampled_from([None, SAID, LATER, date(2031, 6, 2)]),
    origin=st.integers(1, 4),
    outlet=st.sampled_from([None, "Example Post", "Eurostat"]),
    words=st.sampled_from(["", "The council approved the loan.", "The Tarn bridge is open."]),
    stands=st.booleans(),
)
findings = st.lists(pieces, max_size=8)
policies = st.sampled_from([STANDARD, replace(STANDARD, disputed_origins=2, superseded_origins=2)])


@given(claims, findings, policies, st.randoms(use_true_random=False))
def test_the_order_of_evidence_never_matters(
    judged: Claim, found: list[Evidence], policy: Policy, random: Random
) -> None:
    shuffled = random.sample(found, len(found))
    assert decide(judged, shuffled, TODAY, policy) == decide(judged, found, TODAY, policy)


@given(claims, findings.filter(bool), policies, st.data())
def test_a_copy_of_an_origin_changes_nothing(
    judged: Claim, found: list[Evidence], policy: Policy, data: st.DataObject
) -> None:
    original = data.draw(st.sampled_from(found))
    copied = replace(original, outlet=data.draw(st.sampled_from([original.outlet, "Example Courier"])))
    assert decide(judged, [*found, copied], TODAY, policy) == decide(judged, found, TODAY, policy)


@given(claims, findings, pieces, st.sampled_from([None, SAID, date(2030, 1, 1), date(2031, 6, 2)]))
def test_evidence_that_is_not_later_never_matters(
    judged: Claim, found: list[Evidence], more: Evidence, published: date | None
) -> None:
    early = replace(more, published=published)
    assert decide(judged, [*found, early], TODAY, STANDARD) == decide(judged, found, TODAY, STANDARD)


@given(claims, findings, st.integers(1, 9))
def test_a_repetition_changes_no_status(judged: Claim, found: list[Evidence], origin: int) -> None:
    again = evidence(Relation.REPEATS, origin)
    assert status(decide(judged, [*found, again], TODAY, STANDARD)) == status(decide(judged, found, TODAY, STANDARD))


@given(claims, findings, pieces)
def test_what_does_not_count_moves_nothing(judged: Claim, found: list[Evidence], more: Evidence) -> None:
    without = decide(judged, found, TODAY, STANDARD)
    if left_out(judged, more, TODAY, STANDARD) not in (None, "it repeats the claim"):
        assert status(decide(judged, [*found, more], TODAY, STANDARD)) == status(without)
