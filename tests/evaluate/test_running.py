"""An engine makes the predictions, and breaks on some."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from claimtrack.check.pairs import Label
from claimtrack.check.rules import RulesJudge
from claimtrack.errors import EngineFailed, ModelUnavailable
from claimtrack.evaluate.records import FoundQuotes, FoundVerdict, GoldArticle, GoldPair
from claimtrack.evaluate.running import find_quotes, find_verdicts
from claimtrack.extract.rules import RulesExtractor
from claimtrack.model import Article, Claim, ClaimType, Engine, Extraction
from claimtrack.sources import ClaimPair

TEXT = '"We will sign on Friday," Ann Example told reporters.'
GOLD = [GoldArticle(id, Article(TEXT), ()) for id in ("a", "b", "c")]


class Broken:
    """An extractor that raises on its second article."""

    engine = Engine("broken", "1")

    def __init__(self, error: Exception) -> None:
        self._errors: list[Exception | None] = [None, error, None]

    def extract(self, article: Article) -> Extraction:
        error = self._errors.pop(0)
        if error:
            raise error
        return RulesExtractor().extract(article)


def found(results: Sequence[object]) -> list[str]:
    return [type(result).__name__ for result in results]


@pytest.mark.parametrize("jobs", [1, 3])
def test_quotes_are_found_in_the_order_of_the_gold(jobs: int) -> None:
    results = [line for line in find_quotes(RulesExtractor(), GOLD, jobs) if isinstance(line, FoundQuotes)]
    assert [line.id for line in results] == ["a", "b", "c"]
    (quote,) = results[0].quotes
    assert quote.content[0].of(TEXT) == '"We will sign on Friday,"'
    assert quote.source_text == "Ann Example"


@pytest.mark.parametrize("error", [EngineFailed("no usable reply"), RuntimeError("no usable reply")])
def test_the_rest_goes_on_past_what_an_engine_breaks_on(error: Exception) -> None:
    results = list(find_quotes(Broken(error), GOLD))
    assert found(results) == ["FoundQuotes", "EngineFailed", "FoundQuotes"]
    assert str(results[1]).startswith("article b was not read: ")
    assert "no usable reply" in str(results[1])


def test_a_run_that_cannot_go_on_ends_the_evaluation() -> None:
    with pytest.raises(ModelUnavailable):
        list(find_quotes(Broken(ModelUnavailable("wrong key")), GOLD))


def test_verdicts_have_the_words_of_their_evidence() -> None:
    claim = Claim("The ferry carried 40 people.", ClaimType.FACT, ())
    pair = ClaimPair(7, claim, Article("The ferry carried 90 people."))
    (verdict,) = find_verdicts(RulesJudge(), [GoldPair(pair, Label.CONTRADICTS)])
    assert isinstance(verdict, FoundVerdict)
    assert (verdict.id, verdict.label) == (7, Label.CONTRADICTS)
    assert verdict.evidence
    assert verdict.evidence in pair.evidence.text
