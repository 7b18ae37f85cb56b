"""The policy's file: what may stand in it, and one clear line for what may not."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from claimtrack.check.status import Policy
from claimtrack.check.status.policy import STANDARD
from claimtrack.errors import SettingsError

TEXT = STANDARD.read_text(encoding="utf-8")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ours.toml"


def test_the_standard_policy_is_the_one_that_comes_with_claimtrack() -> None:
    assert str(Policy.load()) == "standard/3"
    assert Policy.load() == Policy.load(STANDARD)


def test_a_copy_of_it_can_be_changed(path: Path) -> None:
    path.write_text(TEXT.replace('"standard"', '"ours"').replace("origins = 2", "origins = 3"), encoding="utf-8")
    assert Policy.load(path) == replace(Policy.load(), name="ours", origins=3)
    assert str(Policy.load(path)) == "ours/3"


def test_its_identity_tells_every_change_of_a_setting_and_none_of_a_comment(path: Path) -> None:
    path.write_text("# Ours.\n" + TEXT, encoding="utf-8")
    assert Policy.load(path).identity == Policy.load().identity
    changed = [
        replace(Policy.load(), origins=3),
        replace(Policy.load(), disputed_origins=2),
        replace(Policy.load(), superseded_origins=2),
        replace(Policy.load(), sure=0.9),
        replace(Policy.load(), version=4),
        replace(Policy.load(), denial_disputes=False),
        replace(Policy.load(), hosts=frozenset()),
    ]
    assert len({one.identity for one in (*changed, Policy.load())}) == 8


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("origins = 2", "origin = 2", "origin is no setting of a policy; did you mean origins?"),
        ("origins = 2", "colour = 2", "colour is no setting of a policy; there are: name, version, sure,"),
        ("origins = 2", "", "origins is missing; the standard policy explains it:"),
        ("origins = 2", "origins = 0", "origins is 0: write a whole number from 1 to 20"),
        ("origins = 2", "origins = true", "origins is True: write a whole number from 1 to 20"),
        ("origins = 2", 'origins = "two"', "origins is 'two': write a whole number from 1 to 20"),
        ("disputed_origins = 1", "disputed_origins = 0", "disputed_origins is 0: write a whole number from 1 to 20"),
        ("superseded_origins = 1", "", "superseded_origins is missing; the standard policy explains it:"),
        ("sure = 0.8", "sure = 0.5", "sure is 0.5: write a number from 0.8 to 1"),
        ("sure = 0.8", "sure = nan", "sure is nan: write a number from 0.8 to 1"),
        ("version = 3", 'version = "2"', "version is '2': write a whole number from 1 on"),
        ('name = "standard"', 'name = "our own"', "name is 'our own': write a word"),
        ("denial_disputes = true", "denial_disputes = 1", "denial_disputes is 1: write true or false"),
        ("outlets = [", "outlets = [3,", "write names of outlets"),
        ("hosts = [", 'hosts = ["https://bls.gov/",', "write hosts in small letters"),
        ("[primary]", "[secondary]", "a table [primary] with outlets and hosts must be there"),
        ("[primary]", "[primary", "is not TOML"),
    ],
)
def test_what_may_not_stand_there_is_told_in_one_line(path: Path, old: str, new: str, problem: str) -> None:
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SettingsError, match=re.escape(problem)) as raised:
        Policy.load(path)
    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_not_there_is_told(path: Path) -> None:
    with pytest.raises(SettingsError, match=r"policy .*ours\.toml cannot be read: No such file"):
        Policy.load(path)


@pytest.mark.parametrize(
    ("outlet", "url", "primary"),
    [
        ("Eurostat", None, True),
        ("EUROSTAT", None, True),
        ("The Census Bureau", None, True),
        ("Example Post", "https://bls.gov/news", True),
        (None, "https://WWW.BLS.GOV:443/news", True),
        ("Example Post", "https://bls.gov.example.org/news", False),
        ("Example Post", "https://example.org/?bls.gov", False),
        ("Example Post", "https://gov/", False),
        ("Example Post", "https://[bls.gov", False),
        ("Example Post", None, False),
        (None, None, False),
    ],
)
def test_a_primary_record_is_known_by_its_publisher_or_its_host(
    outlet: str | None, url: str | None, primary: bool
) -> None:
    assert Policy.load().is_primary(outlet, url) is primary
