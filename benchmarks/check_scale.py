"""How long it takes to find the claims that a new article bears on, by how many claims are stored.

Run: .venv/bin/python benchmarks/check_scale.py [CLAIMS ...]      (default: 10000 100000 1000000; needs 1 GB in /tmp)
"""

from __future__ import annotations

import sqlite3
import sys
import time
from collections import Counter
from contextlib import closing
from itertools import accumulate, product
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from made_up import BEGINNINGS, ENDINGS

from claimtrack.pipeline.leads import leads
from claimtrack.settings import PAIRS
from claimtrack.store import Store
from claimtrack.store.records import Work
from claimtrack.text.terms import terms

SIZES = (10_000, 100_000, 1_000_000)
WORDS = 50_000
"""Different words, as often as in a language: the second most frequent half as often as the first, and so on."""
CLAIM, SENTENCE, SENTENCES = 12, 20, 40
"""Words of a claim and of a sentence, sentences of an article."""
CLAIMS_OF_ARTICLE = 17
ARTICLES = 100
"""New articles that are timed."""
BATCH = 10_000


def vocabulary(chance: Random) -> list[str]:
    """Coined words in the order of how frequent they are; every third is a name."""
    syllables = [*BEGINNINGS, *ENDINGS]
    words = ["".join(parts) for parts in product(syllables, repeat=3)]
    chance.shuffle(words)
    return [word.capitalize() if number % 3 == 0 else word for number, word in enumerate(words[:WORDS], 1)]


class Made:
    """A database of so many made-up claims, and new articles to hold against them."""

    def __init__(self, path: Path, claims: int) -> None:
        self.path, self.claims = path, claims
        chance = Random(2025)
        self._chance, self._words = chance, vocabulary(chance)
        self._frequent = list(accumulate(1 / rank for rank in range(1, WORDS + 1)))
        Store.open(f"sqlite:///{path}").close()

    def _drawn(self, number: int) -> list[str]:
        return self._chance.choices(self._words, cum_weights=self._frequent, k=number)

    def fill(self) -> list[Work]:
        """Write everything; the new articles, as work to be done."""
        old = -(-self.claims // CLAIMS_OF_ARTICLE)
        last = old + ARTICLES
        with closing(sqlite3.connect(self.path)) as connection, connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute(
                "INSERT INTO runs (id, stage, name, version, started) VALUES (1, 'extract', 'x', '1', '')"
            )
            self._write_articles(connection, 1, old, "2025-10-01")
            self._write_claims(connection)
            self._write_articles(connection, old + 1, last, "2025-11-01")
        return [Work(number, number, 0, last) for number in range(old + 1, last + 1)]

    def _write_articles(self, connection: sqlite3.Connection, first: int, last: int, published: str) -> None:
        """Only the last few, which are timed, are told: what an old article says is not read."""
        told = last - first < ARTICLES
        connection.executemany(
            "INSERT INTO revisions (id, article_id, digest, recorded, text) VALUES (?1, ?1, ?1, '2025-10-01', ?2)",
            ((id, self._story() if told else "") for id in range(first, last + 1)),
        )
        numbers = [(id, published) for id in range(first, last + 1)]
        connection.executemany("INSERT INTO articles (id, current_id) VALUES (?1, ?1)", ((id,) for id, _ in numbers))
        connection.executemany(
            "INSERT INTO extractions (id, run_id, article_id, revision_id, published) VALUES (?1, 1, ?1, ?1, ?2)",
            numbers,
        )

    def _write_claims(self, connection: sqlite3.Connection) -> None:
        term_of = {word: terms(word)[0] for word in self._words}
        numbers = {term: number for number, term in enumerate(dict.fromkeys(term_of.values()), 1)}
        counts: Counter[int] = Counter()
        connection.execute("CREATE TEMP TABLE held (term_id, claim_id)")
        for start in range(1, self.claims + 1, BATCH):
            made = {id: self._drawn(CLAIM) for id in range(start, min(start + BATCH, self.claims + 1))}
            connection.executemany(
                "INSERT INTO claims (id, article_id, key, text, type, said) VALUES (?, ?, ?, ?, 'fact', '2025-09-30')",
                ((id, -(-id // CLAIMS_OF_ARTICLE), str(id), " ".join(words)) for id, words in made.items()),
            )
            connection.executemany(
                "INSERT INTO appearances (extraction_id, claim_id, spans, words, since, said)"
                " VALUES (?1, ?2, '[]', '', ?1, '2025-09-30')",
                ((-(-id // CLAIMS_OF_ARTICLE), id) for id in made),
            )
            held = [(number, id) for id, words in made.items() for number in {numbers[term_of[word]] for word in words}]
            counts.update(number for number, _ in held)
            connection.executemany("INSERT INTO held VALUES (?, ?)", held)
        connection.executemany(
            "INSERT INTO terms (id, term, claims, revisions) VALUES (?, ?, ?, 0)",
            ((number, term, counts[number]) for term, number in numbers.items()),
        )
        connection.execute("INSERT INTO claim_terms SELECT * FROM held ORDER BY term_id, claim_id")
        connection.execute("DROP TABLE held")

    def _story(self) -> str:
        return " ".join(f"{' '.join(self._drawn(SENTENCE)).capitalize()}." for _ in range(SENTENCES))


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    out = sys.stdout
    out.write(f"{ARTICLES} new articles of {SENTENCES * SENTENCE} words; the {PAIRS} best claims for each\n")
    out.write("    claims    file     p50     p95   p95 of own CPU   growth   pairs, dropped an article\n")
    before = 0.0
    for size in sizes:
        with TemporaryDirectory(prefix="claimtrack-") as folder:
            path = Path(folder) / "claims.db"
            work = Made(path, size).fill()
            wall, own, pairs, dropped = _timed(path, work)
            at = int(0.95 * len(own))
            growth = f"x{own[at] / before:.1f}" if before else ""
            cells = (f"{size:10,}", f"{path.stat().st_size / 1e6:5.0f} MB", _ms(wall[len(wall) // 2]), _ms(wall[at]))
            judged = f"{pairs / len(work):.1f}, {dropped / len(work):.1f}"
            out.write(f"{' '.join(cells)}   {_ms(own[at]):>14} {growth:>8}   {judged}\n")
            out.flush()
            before = own[at]


def _timed(path: Path, work: list[Work]) -> tuple[list[float], list[float], int, int]:
    """The seconds that each article took, by the clock and of the processor, in order of size; and all pairs that were
    found and that were dropped.
    """
    wall: list[float] = []
    own: list[float] = []
    pairs = dropped = 0
    with closing(Store.open(f"sqlite:///{path}")) as store:
        for one in work:
            start, began = time.perf_counter(), time.process_time()
            found = leads(store, one, PAIRS)
            wall.append(time.perf_counter() - start)
            own.append(time.process_time() - began)
            pairs += len(found.pairs)
            dropped += found.dropped
    return sorted(wall), sorted(own), pairs, dropped


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:4.0f} ms"


if __name__ == "__main__":
    main()
