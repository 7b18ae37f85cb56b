"""Which passages are found for a claim, and how that is scored."""

from __future__ import annotations

from typing import Any

import pytest

from claimtrack.evaluate.retrieval import Ranking, gold_claim, gold_passage, rank, ranking_record, score_rankings

FERRY = {"claim_id": "c1", "claim": "The ferry carried 40 people to Ostrava."}


def passage(id: str, text: str, **more: str) -> Any:
    return gold_passage({"id": id, "text": text, **more}, "")


def ranked(*passages: Any, claim: dict[str, object] | None = None) -> list[object]:
    [ranking] = rank([gold_claim(claim or FERRY, "")], passages)
    return list(ranking.passages)


def test_the_passages_that_share_most_come_first_and_those_that_share_nothing_not_at_all() -> None:
    found = ranked(
        passage("x", "It rained."), passage("y", "The ferry sank."), passage("z", "The ferry to Ostrava sank.")
    )
    assert found == ["z", "y"]


@pytest.mark.parametrize(
    "article",
    [
        pytest.param(("a-1", "a-2", "b-1", "b-2", {}), id="by number"),
        pytest.param(("q", "r", "s", "t", {"article": "one"}), id="by name"),
    ],
)
def test_passages_of_one_article_are_context_to_one_another(article: tuple[Any, ...]) -> None:
    first, second, third, fourth, named = article
    other = {"article": "two"} if named else {}
    found = ranked(
        passage(first, "The ferry sank.", **named),
        passage(second, "It rained.", **named),
        passage(third, "The ferry sank.", **other),
        passage(fourth, "Ostrava mourns.", **other),
    )
    assert found.index(third) < found.index(first)


def test_a_headline_is_context() -> None:
    assert ranked(passage("x", "The ferry sank."), passage("y", "The ferry sank.", title="Ostrava"))[0] == "y"


def test_a_ranking_is_written_as_it_is_read_by_whoever_scores_it() -> None:
    assert ranking_record(Ranking("c1", ("y", "x"))) == {"claim_id": "c1", "ranked": ["y", "x"]}


def test_recall_counts_the_relevant_and_passes_over_what_is_to_be_ignored() -> None:
    gold = [
        gold_claim({**FERRY, "relevant": ["a", "b"], "ignore": ["x"]}, ""),
        gold_claim({**FERRY, "claim_id": "c2", "relevant": ["a"]}, ""),
        gold_claim({**FERRY, "claim_id": "c3"}, ""),
    ]
    score = score_rankings(gold, {"c1": Ranking("c1", ("x", "a", "y", "z", "w", "v", "b"))})
    assert score.claims == 2
    assert [score.recall[depth] for depth in (1, 5, 10)] == [0.25, 0.25, 0.5]
    assert score.hit[1] == score.mrr == 0.5


@pytest.mark.parametrize(
    "line",
    [
        {"claim": "no id"},
        {"claim_id": "c1"},
        {**FERRY, "relevant": "a"},
        {**FERRY, "ignore": [["a"]]},
        {**FERRY, "relevant": [True]},
    ],
)
def test_what_is_not_of_the_shape_is_refused(line: dict[str, object]) -> None:
    with pytest.raises(ValueError, match='"'):
        gold_claim(line, "")
