"""Statuses by a policy that a newsroom sets, and what becomes of them when it, or an article, changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from claimtrack import Tracker
from claimtrack.check.status.policy import STANDARD
from claimtrack.errors import SettingsError
from claimtrack.model import Finding, Passage, Reading, Relation, Said, Status

from .scene import BRIDGE, CLOSED, LATER, SAID, STAYS_CLOSED, TODAY, Judge, LineReader


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "claims.db")


@pytest.fixture
def lenient(tmp_path: Path) -> Path:
    """A policy to which one origin is enough."""
    policy = tmp_path / "lenient.toml"
    text = STANDARD.read_text(encoding="utf-8").replace('"standard"', '"lenient"').replace("origins = 2", "origins = 1")
    policy.write_text(text, encoding="utf-8")
    return policy


def repeated(_: Reading, near: Sequence[Passage]) -> list[Finding]:
    """The first passage that bears on the claim says it again."""
    return [Finding(Relation.REPEATS, near[0].number, near[0].span, 0.9, "it says so again")]


def tracker(path: str, policy: Path | None = None) -> Tracker:
    return Tracker.open(path, LineReader(), Judge(), policy=policy)


def test_every_claim_is_weighed_anew_under_another_policy_and_history_shows_it(path: str, lenient: Path) -> None:
    with tracker(path) as news:
        news.ingest(BRIDGE)
        news.ingest(CLOSED)
        news.check(TODAY)
    with tracker(path, lenient) as news:
        [change] = news.check(TODAY)
        assert (change.verdict.status, change.verdict.policy) == (Status.CONTRADICTED, "lenient/3")
        assert news.check(TODAY) == []
    with tracker(path) as news:
        [change] = news.check(TODAY)
        assert (change.before, change.verdict.status) == (Status.CONTRADICTED, Status.OPEN)
        assert change.verdict.candidate is Status.CONTRADICTED
        told = [one.verdict.policy for one in news.history(1)]
        assert told == ["standard/3", "standard/3", "lenient/3", "standard/3"]


def test_a_setting_that_changes_without_a_new_version_is_noticed_as_well(path: str, lenient: Path) -> None:
    with tracker(path, lenient) as news:
        news.ingest(BRIDGE)
        news.ingest(CLOSED)
        assert [change.verdict.status for change in news.check(TODAY)] == [Status.CONTRADICTED]
    lenient.write_text(lenient.read_text(encoding="utf-8").replace("origins = 1", "origins = 2"), encoding="utf-8")
    with tracker(path, lenient) as news:
        assert [change.verdict.status for change in news.check(TODAY)] == [Status.OPEN]


def test_the_policy_of_the_settings_is_used(path: str, lenient: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMTRACK_POLICY", str(lenient))
    with tracker(path) as news:
        news.ingest(BRIDGE)
        assert news.claim(1).verdict.policy == "lenient/3"


def test_a_policy_that_cannot_be_used_stops_what_needs_it_before_anything_is_read(path: str, tmp_path: Path) -> None:
    with tracker(path, tmp_path / "nowhere.toml") as news:
        with pytest.raises(SettingsError, match=r"nowhere\.toml cannot be read"):
            news.ingest(BRIDGE)
        assert news.claims() == []


def test_an_article_that_is_marked_as_withdrawn_reopens_what_rested_on_it(path: str) -> None:
    with tracker(path) as news:
        for article in (BRIDGE, CLOSED, STAYS_CLOSED):
            news.ingest(article)
        news.check(TODAY)
        news.ingest(replace(CLOSED, text=f"This article has been withdrawn.\n{CLOSED.text}"))
        [change] = news.check(TODAY)
        assert (change.before, change.verdict.status) == (Status.CONTRADICTED, Status.OPEN)
        assert "1 no longer says what it said of it" in change.verdict.because
        assert {found.article_id for found in news.findings(1) if not found.stands} == {2}


def test_a_correction_that_takes_the_words_out_reopens_even_where_the_judge_breaks_on_it(path: str) -> None:
    with tracker(path) as news:
        for article in (BRIDGE, CLOSED, STAYS_CLOSED):
            news.ingest(article)
        news.check(TODAY)

    def breaking(*_: object) -> list[Finding]:
        raise ZeroDivisionError

    with Tracker.open(path, LineReader(), Judge(breaking)) as news:
        news.ingest(replace(CLOSED, text="Correction: the bridge in Lisbon was open on Friday."))
        [change] = news.check(TODAY)
        assert (change.before, change.verdict.status) == (Status.CONTRADICTED, Status.OPEN)


def test_an_edit_that_leaves_the_words_standing_reopens_nothing(path: str) -> None:
    with tracker(path) as news:
        for article in (BRIDGE, CLOSED, STAYS_CLOSED):
            news.ingest(article)
        news.check(TODAY)
        news.ingest(replace(CLOSED, text=f"{CLOSED.text}\nCorrection: an earlier version misspelt Lisbon."))
        assert news.check(TODAY) == []


class TestWasItSaid:
    def test_a_claim_stands_in_one_origin_and_is_repeated_in_those_that_say_it_again(self, path: str) -> None:
        with Tracker.open(path, LineReader(), Judge(repeated)) as news:
            for article in (BRIDGE, CLOSED, STAYS_CLOSED):
                news.ingest(article)
            news.check(TODAY)
            assert news.known(1).said == Said(origins=1, repeated=2)
            assert news.known(1, SAID).said == Said(origins=1, repeated=0)

    def test_a_withdrawn_article_no_longer_says_it(self, path: str) -> None:
        with tracker(path) as news:
            news.ingest(BRIDGE)
            news.ingest(replace(BRIDGE, text=f"This article has been withdrawn.\n{BRIDGE.text}"))
            assert news.known(1).said.origins == 0

    def test_an_article_that_was_edited_may_no_longer_say_it(self, path: str) -> None:
        with tracker(path) as news:
            news.ingest(BRIDGE)
            news.ingest(replace(BRIDGE, text="The bridge in Lisbon is the talk of the town."))
            known = news.known(1)
            assert (known.said.origins, known.record.is_current) == (0, False)
            assert news.claims() == []


def test_an_earlier_day_is_replayed_by_what_was_published_then_however_late_it_was_read(path: str) -> None:
    with tracker(path) as news:
        for article in (BRIDGE, CLOSED, STAYS_CLOSED):
            news.ingest(article)
        news.check(TODAY)
        then = news.known(1, LATER)
        assert (then.record.verdict.status, len(then.history)) == (Status.CONTRADICTED, 1)
        assert news.known(1, SAID).record.verdict.status is Status.OPEN


def test_an_earlier_day_has_what_an_article_said_before_it_was_withdrawn(path: str) -> None:
    with tracker(path) as news:
        for article in (BRIDGE, CLOSED, STAYS_CLOSED):
            news.ingest(article)
        news.check(TODAY)
        news.ingest(replace(CLOSED, text=f"This article has been withdrawn.\n{CLOSED.text}"))
        news.check(TODAY)
        assert news.known(1).record.verdict.status is Status.OPEN
        then = news.known(1, LATER)
        assert then.record.verdict.status is Status.CONTRADICTED
        assert [one.origin for one in news.supports(then)] == [2, 3]
