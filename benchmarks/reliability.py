"""How far the confidence of quotes can be believed, and how it is measured.

``python benchmarks/reliability.py GOLD.jsonl PREDICTIONS.jsonl`` prints, for what ``claimtrack extract`` wrote, how
many quotes of each tenth of confidence are right; ``claimtrack/evaluate/reliability.py`` says what right is.

``python benchmarks/reliability.py GOLD.jsonl --fit 600`` measures the offline extractor on the first 600 articles,
writes ``claimtrack/extract/rules/data/confidence.txt``, and prints the table for the articles behind them. It is to be
run whenever the rules have changed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from claimtrack.evaluate.records import GoldArticle, found_quotes, gold_article
from claimtrack.evaluate.reliability import Judged, expected_error, judged, reliability, squared_error
from claimtrack.evaluate.running import as_found
from claimtrack.extract.nested import nested
from claimtrack.extract.rules import RulesExtractor, confidence
from claimtrack.extract.rules.confidence import CUES, SPEAKERS, Case
from claimtrack.model import Decision, Quote, QuoteKind

TABLE = Path(confidence.__file__).parent / "data" / "confidence.txt"
WEIGHT = 20
"""So many quotes as are right as often as the wider case are added to each case: few quotes tell little."""
HEADING = """\
# Of quotes of each case, the share that was right on gold data ({articles} articles, {quotes:,} quotes). Written by
# benchmarks/reliability.py --fit. Rows are the kind of quote and its cue, columns how it is told whose it is
# (extract/rules/confidence.py). A case with few quotes leans on its row, and the row on its kind.

"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("predictions", type=Path, nargs="?")
    parser.add_argument("--fit", type=int, metavar="ARTICLES")
    given = parser.parse_args()
    gold = [gold_article(line, str(given.gold)) for line in _lines(given.gold)]
    if given.fit:
        _fit(gold[: given.fit])
        confidence.rates.cache_clear()
        _print([one for article in gold[given.fit :] for _, one in _measured(article)])
    elif given.predictions:
        found = {one.id: one.quotes for one in (found_quotes(line, "") for line in _lines(given.predictions))}
        _print([one for article in gold for one in judged(article, found.get(article.id, ()))])
    else:
        parser.error("give PREDICTIONS or --fit")


def _lines(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def _measured(gold: GoldArticle) -> list[tuple[Case, Judged]]:
    """The quotes that the offline extractor finds in an article, with their cases."""
    quotes = RulesExtractor().extract(gold.article).quotes
    cases = [_case(quote) for quote, inner in zip(quotes, nested(quotes), strict=True) if not inner]
    return list(zip(cases, judged(gold, as_found(quotes, gold.article.text)), strict=True))


def _case(quote: Quote) -> Case:
    rule = next(reason.rule for reason in quote.reasons if reason.decision is Decision.CONFIDENCE)
    kind, cue, speaker = rule.removeprefix(confidence.TOLD).split(", ")
    return kind, cue, speaker


def _fit(gold: Sequence[GoldArticle]) -> None:
    """Write the table of rates."""
    right: dict[tuple[str, ...], list[bool]] = defaultdict(list)
    for article in gold:
        for case, one in _measured(article):
            for wider in (case, case[:2], case[:1], ()):
                right[wider].append(one.right)
    rows = [f"{'kind':<10}{'cue':<8}" + "".join(f"{speaker:>9}" for speaker in SPEAKERS)]
    for kind in QuoteKind:
        for cue in CUES:
            shares = (_share(right, (kind, cue, speaker)) for speaker in SPEAKERS)
            rows.append(f"{kind:<10}{cue:<8}" + "".join(f"{share:>9.2f}" for share in shares))
    heading = HEADING.format(articles=len(gold), quotes=len(right[()]))
    TABLE.write_text(heading + "\n".join(rows) + "\n", encoding="utf-8")


def _share(right: dict[tuple[str, ...], list[bool]], case: tuple[str, ...]) -> float:
    """The share of right ones, drawn towards that of the wider case."""
    wider = _share(right, case[:-1]) if case else 0.5
    seen = right[case]
    return (sum(seen) + WEIGHT * wider) / (len(seen) + WEIGHT)


def _print(quotes: Sequence[Judged]) -> None:
    bins = reliability(quotes)
    sys.stdout.write("| confidence | quotes | predicted | right |\n|---|---|---|---|\n")
    for one in bins:
        sys.stdout.write(f"| {one.low:.1f}-{one.high:.1f} | {one.count:,} | {one.predicted:.3f} | {one.right:.3f} |\n")
    errors = f"expected calibration error {expected_error(bins):.3f}, Brier score {squared_error(quotes):.3f}"
    sys.stdout.write(f"\n{len(quotes):,} quotes, {errors}\n")


if __name__ == "__main__":
    main()
