"""How many articles a second are read and stored, origins and repeated quotes looked up: made-up stories and copies.

    python benchmarks/ingest.py [STORIES] [COPIES]

Every story is stored with COPIES copies of it, each with another headline and its last paragraph replaced.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from made_up import stories

from claimtrack import Article, Tracker


def articles(number: int, copies: int) -> Iterator[Article]:
    """``number`` stories, each followed by its copies."""
    fresh = stories(number * copies, seed=7)
    for count, story in enumerate(stories(number)):
        day = date(2025, 10, 1) + timedelta(count % 60)
        yield Article(story, outlet="Wire", published=day)
        for copy in range(copies):
            body, last = story.rpartition("\n\n")[0], next(fresh).rpartition("\n\n")[2]
            yield Article(f"Headline {copy}\n\n{body}\n\n{last}", outlet=f"Paper {copy}", published=day)


def main() -> None:
    """Time it."""
    number, copies = (int(argument) for argument in [*sys.argv[1:], "300", "1"][:2])
    given = list(articles(number, copies))
    with tempfile.TemporaryDirectory() as folder, Tracker.open(str(Path(folder) / "news.db")) as tracker:
        start = time.process_time()
        ended = list(tracker.ingest_all(given))
        took = time.process_time() - start
    copied = sum(getattr(one, "copy_of", None) is not None for one in ended)
    rate = f"{len(given)} articles in {took:.1f} s of processor time, {len(given) / took:.0f} a second"
    print(f"{rate}; {copied} found to be copies")  # noqa: T201


if __name__ == "__main__":
    main()
