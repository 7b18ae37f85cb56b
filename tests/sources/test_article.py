"""What readers and users of the library may put into an article."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from claimtrack.errors import InvalidRecord
from claimtrack.model import Article


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2025, 10, 16, 23, 30),
        datetime(2025, 10, 16, 0, 30, tzinfo=UTC),
        datetime(2025, 10, 16, 23, 30, tzinfo=timezone(timedelta(hours=-5))),
    ],
)
def test_a_moment_of_publication_is_the_day_on_its_own_clock(moment: datetime) -> None:
    article = Article("Hello.", published=moment)
    assert type(article.published) is date
    assert article == Article("Hello.", published=date(2025, 10, 16))


@pytest.mark.parametrize("field", ["text", "title", "outlet", "url"])
def test_half_a_character_is_refused_with_its_place(field: str) -> None:
    bad: dict[str, Any] = {field: "Bad \ud800 text"}
    with pytest.raises(InvalidRecord) as error:
        replace(Article("Hello.", name="feed 7"), **bad)
    assert str(error.value).startswith(f"feed 7: {field} has half a character (a lone surrogate) at 4")


def test_whole_characters_of_every_script_are_kept() -> None:
    assert Article("नमस्ते 你好 🙂 \u2028").text == "नमस्ते 你好 🙂 \u2028"
