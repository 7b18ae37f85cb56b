"""How fast the offline extractor reads, and how its time and memory grow with an article's length.

``python benchmarks/extract_rules.py [LONGEST]``: LONGEST, the most characters of an article, is by default a million.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections.abc import Iterator
from datetime import date
from random import Random

from claimtrack.extract.rules import RulesExtractor
from claimtrack.model import Article
from claimtrack.resources import folder

ARTICLES = 200
USUAL = 4_000
LONGEST = 1_024_000
SEED = folder("seeds") / "000_4ae834ad955e8f70.txt"
SENTENCES = [
    "The council of {place} met for {number} hours on Tuesday.",
    '"We have built {number} homes in {place}," Mayor {name} told reporters.',
    "{name} said that {number} people had left {place} since March.",
    '"This," {name} added, "is not what {place} was promised."',
    "{name} accused the ministry of hiding {number} reports, and called them a “paper wall”.",
    "According to {name}, the harbour of {place} will reopen within the next two weeks.",
]
PLACES = ["Lisbon", "Oslo", "Vienna", "Athens", "Dublin", "Warsaw", "Tallinn", "Madrid"]
NAMES = ["Martin Halvorsen", "Daniel Moreau", "Ingrid Sundberg", "Victor Petrescu", "Omar Haddad", "Brendan Keogh"]


def main() -> None:
    longest = int(sys.argv[1]) if len(sys.argv) > 1 else LONGEST
    chance = Random(2025)
    _speed([_article(chance, USUAL) for _ in range(ARTICLES)])
    sys.stdout.write("\n")
    _growth(chance, longest)


def _speed(articles: list[Article]) -> None:
    seconds, quotes = _read(articles)
    characters = sum(len(article.text) for article in articles)
    sys.stdout.write(f"{len(articles)} articles of about {USUAL:,} characters, with {quotes} quotes\n")
    sys.stdout.write(f"{len(articles) / seconds:,.0f} articles/s  {characters / seconds:,.0f} characters/s\n")


def _growth(chance: Random, longest: int) -> None:
    """A row for each length, four times the one before it: where time grows in step with it, so does its column."""
    sys.stdout.write(f"{'characters':>12}{'seconds':>10}{'times':>8}{'quotes':>8}{'peak MB':>9}{'of text':>9}\n")
    before = None
    for length in _lengths(longest):
        article = _article(chance, length)
        seconds, quotes = _read([article])
        peak = _peak(article)
        times = f"x{seconds / before:.1f}" if before else ""
        row = f"{length:>12,}{seconds:>10.3f}{times:>8}{quotes:>8}{peak / 1e6:>9.1f}{peak / length:>8.0f}x"
        sys.stdout.write(row + "\n")
        sys.stdout.flush()
        before = seconds


def _lengths(longest: int) -> Iterator[int]:
    length = USUAL
    while length <= longest:
        yield length
        length *= 4


def _read(articles: list[Article]) -> tuple[float, int]:
    """Seconds, and how many quotes were found."""
    extractor = RulesExtractor()
    start = time.perf_counter()
    quotes = sum(len(extractor.extract(article).quotes) for article in articles)
    return time.perf_counter() - start, quotes


def _peak(article: Article) -> int:
    """The most bytes that were in use at once for an extraction, the article's own not counted."""
    extractor = RulesExtractor()
    tracemalloc.start()
    extractor.extract(article)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def _article(chance: Random, length: int) -> Article:
    """Paragraphs of the seed article and made-up ones, in any order, up to a length."""
    known = SEED.read_text(encoding="utf-8").split("\n\n")
    paragraphs: list[str] = []
    left = length
    while left > 0:
        paragraphs.append(chance.choice(known) if chance.random() < 0.5 else _paragraph(chance))
        left -= len(paragraphs[-1]) + 2
    return Article("\n\n".join(paragraphs)[:length], published=date(2025, 10, 16))


def _paragraph(chance: Random) -> str:
    facts = {"place": chance.choice(PLACES), "name": chance.choice(NAMES), "number": chance.randint(2, 900)}
    return " ".join(sentence.format(**facts) for sentence in chance.sample(SENTENCES, 3))


if __name__ == "__main__":
    main()
