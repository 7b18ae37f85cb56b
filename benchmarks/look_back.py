"""How long it takes to look back from one claim over all later articles, by how many of these are stored.

Run: .venv/bin/python benchmarks/look_back.py [ARTICLES ...]      (default: 10000 30000 100000; needs 1 GB in /tmp)
"""

from __future__ import annotations

import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import accumulate
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from check_scale import CLAIM, SENTENCE, WORDS, vocabulary

from claimtrack.model import Engine
from claimtrack.pipeline.leads import looking_back
from claimtrack.settings import PAIRS
from claimtrack.store import Store
from claimtrack.text.terms import terms

SIZES = (10_000, 30_000, 100_000)
SENTENCES = 15
"""Sentences of an article."""
CLAIMS = 40
"""Claims that are timed, each made in an article of its own before all others."""
BATCH = 2_000


class Archive:
    """A database of so many made-up articles, all of them later than a few claims."""

    def __init__(self, path: Path, articles: int) -> None:
        self.path, self.articles = path, articles
        self._chance = Random(2025)
        self._words = vocabulary(self._chance)
        self._frequent = list(accumulate(1 / rank for rank in range(1, WORDS + 1)))
        self._term_of = {word: terms(word)[0] for word in self._words}
        self._numbers = {term: number for number, term in enumerate(dict.fromkeys(self._term_of.values()), 1)}
        Store.open(f"sqlite:///{path}").close()

    def fill(self) -> None:
        """Write everything."""
        with closing(sqlite3.connect(self.path)) as connection, connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute(
                "INSERT INTO runs (id, stage, name, version, started) VALUES (1, 'extract', 'x', '1', '')"
            )
            self._write(connection, 1, CLAIMS, "2025-10-01")
            self._write_claims(connection)
            counts: Counter[int] = Counter()
            connection.execute("CREATE TEMP TABLE held (term_id, revision_id)")
            last = CLAIMS + self.articles
            for start in range(CLAIMS + 1, last + 1, BATCH):
                counts.update(self._write(connection, start, min(start + BATCH - 1, last), "2025-11-01"))
            connection.executemany(
                "INSERT INTO terms (id, term, claims, revisions) VALUES (?, ?, 0, ?)",
                ((number, term, counts[number]) for term, number in self._numbers.items()),
            )
            connection.execute("INSERT INTO revision_terms SELECT * FROM held ORDER BY term_id, revision_id")
            connection.execute("DROP TABLE held")

    def _drawn(self, number: int) -> list[str]:
        return self._chance.choices(self._words, cum_weights=self._frequent, k=number)

    def _write(self, connection: sqlite3.Connection, first: int, last: int, published: str) -> Iterator[int]:
        """Write articles; the numbers of the terms of each."""
        told = {id: [self._drawn(SENTENCE) for _ in range(SENTENCES)] for id in range(first, last + 1)}
        connection.executemany(
            "INSERT INTO revisions (id, article_id, digest, recorded, text) VALUES (?1, ?1, ?1, '2025-10-01', ?2)",
            ((id, " ".join(f"{' '.join(one).capitalize()}." for one in text)) for id, text in told.items()),
        )
        connection.executemany("INSERT INTO articles (id, current_id) VALUES (?1, ?1)", ((id,) for id in told))
        connection.executemany(
            "INSERT INTO extractions (id, run_id, article_id, revision_id, published) VALUES (?1, 1, ?1, ?1, ?2)",
            ((id, published) for id in told),
        )
        if first == 1:
            return iter(())
        held = [
            (number, id)
            for id, text in told.items()
            for number in {self._numbers[self._term_of[word]] for sentence in text for word in sentence}
        ]
        connection.executemany("INSERT INTO held VALUES (?, ?)", held)
        return (number for number, _ in held)

    def _write_claims(self, connection: sqlite3.Connection) -> None:
        connection.executemany(
            "INSERT INTO claims (id, article_id, key, text, type, said) VALUES (?1, ?1, ?1, ?2, 'fact', '2025-09-30')",
            ((id, " ".join(self._drawn(CLAIM))) for id in range(1, CLAIMS + 1)),
        )
        connection.executemany(
            "INSERT INTO appearances (extraction_id, claim_id, spans, words, since, said)"
            " VALUES (?1, ?1, '[]', '', ?1, '2025-09-30')",
            ((id,) for id in range(1, CLAIMS + 1)),
        )
        connection.executemany(
            "INSERT INTO changes (kind, claim_id, status, because, policy, reversal, as_of, recorded)"
            " VALUES ('status', ?, 'open', 'nothing decides it yet', 'x/1', 'none', '2025-09-30', '2025-10-01')",
            ((id,) for id in range(1, CLAIMS + 1)),
        )


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    out = sys.stdout
    out.write(f"{CLAIMS} claims; the {PAIRS} best articles of {SENTENCES * SENTENCE} words for each\n")
    out.write("  articles    file     p50     p95   p95 of own CPU   growth   pairs, dropped a claim\n")
    before = 0.0
    for size in sizes:
        with TemporaryDirectory(prefix="claimtrack-") as folder:
            path = Path(folder) / "claims.db"
            Archive(path, size).fill()
            wall, own, pairs, dropped = _timed(path)
            at = int(0.95 * len(own))
            growth = f"x{own[at] / before:.1f}" if before else ""
            cells = (f"{size:10,}", f"{path.stat().st_size / 1e6:5.0f} MB", _ms(wall[len(wall) // 2]), _ms(wall[at]))
            judged = f"{pairs / CLAIMS:.1f}, {dropped / CLAIMS:.1f}"
            out.write(f"{' '.join(cells)}   {_ms(own[at]):>14} {growth:>8}   {judged}\n")
            out.flush()
            before = own[at]


def _timed(path: Path) -> tuple[list[float], list[float], int, int]:
    """The seconds that each claim took, by the clock and of the processor, in order of size; and all pairs that were
    found and that were dropped.
    """
    wall: list[float] = []
    own: list[float] = []
    pairs = dropped = 0
    with closing(Store.open(f"sqlite:///{path}")) as store:
        for claim in range(1, CLAIMS + 1):
            start, began = time.perf_counter(), time.process_time()
            found, left = looking_back(store, Engine("judge", "1"), claim, PAIRS)
            wall.append(time.perf_counter() - start)
            own.append(time.process_time() - began)
            pairs += len(found)
            dropped += left
    return sorted(wall), sorted(own), pairs, dropped


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:4.0f} ms"


if __name__ == "__main__":
    main()
