"""Notices by which an outlet takes back an article of its own."""

from __future__ import annotations

import pytest

from claimtrack.text.notices import HEAD, is_withdrawn


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("WITHDRAWN: Bridge to open in May", "The bridge will open."),
        ("Retraction: the bridge", "The bridge will open."),
        ("[Retracted] Bridge to open", "The bridge will open."),
        ("Story withdrawn", "The bridge will open."),
        (None, "This article has been withdrawn.\n\nThe bridge will open."),
        (None, "Editor's note: this story was retracted on 3 March."),
        (None, "We have withdrawn this report because its source was mistaken."),
        (None, "Example Post has retracted this article."),
        (None, "RETRACTION: the bridge did not open."),
    ],
)
def test_an_article_that_says_that_it_is_withdrawn(title: str | None, text: str) -> None:
    assert is_withdrawn(title, text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (None, "The council has withdrawn the plan."),
        ("Council withdraws plan", "Another paper has retracted its story."),
        ("Removal firm opens", "The story of the bridge was removed from the agenda."),
        ("Correction: the bridge", "An earlier version of this article misstated the day."),
        (None, "x" * HEAD + " This article has been withdrawn."),
        (None, ""),
    ],
)
def test_an_article_about_a_withdrawal_or_with_a_correction_is_none(title: str | None, text: str) -> None:
    assert not is_withdrawn(title, text)
