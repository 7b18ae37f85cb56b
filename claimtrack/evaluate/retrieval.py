"""Which passages bear on a claim, by the product's own scoring, held against those that people chose.

A line of claims is ``{"claim_id", "claim", "relevant"?, "ignore"?}``, the latter two lists of passage ids; a line of
passages ``{"id", "text", "title"?, "article"?}``. Passages of one ``article`` follow one another there; without one,
passages whose ids differ only in a number behind a last hyphen ("a7-1", "a7-2") are of one article. Neither has a date:
that only later passages count holds everywhere else. What is not of this shape raises ValueError.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from claimtrack.check.scoring import Rarity, Texts, scores, with_likeness
from claimtrack.model import Claim, ClaimType
from claimtrack.sources.fields import Id, Record, id_of, required, text_of
from claimtrack.text.terms import claim_terms, terms
from claimtrack.text.vectors import Vector, likeness

AGAIN = 200
"""The passages, the best by words, that are ranked again by what they mean."""
RANKED = 50
"""The passages that are ranked for one claim. More are, as far as some of these are to be ignored."""
DEPTHS = (1, 5, 10, 20, 50)
_NUMBER_BEHIND = re.compile(r"(.+)-\d{1,6}")


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim, the ids of passages that bear on it, and of those that count neither way."""

    id: Id
    claim: Claim
    relevant: frozenset[Id] = frozenset()
    ignored: frozenset[Id] = frozenset()


@dataclass(frozen=True, slots=True)
class GoldPassage:
    """A passage and the name of its article."""

    id: Id
    article: str
    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The ids of passages that bear on a claim, best first."""

    id: Id
    passages: tuple[Id, ...]


@dataclass(frozen=True, slots=True)
class RetrievalScore:
    """``recall`` at a depth is the mean share of a claim's relevant passages among the first so many, ``hit`` how often
    one of them is there; ``mrr`` the mean of 1 divided by the place of the first.
    """

    claims: int
    recall: Mapping[int, float]
    hit: Mapping[int, float]
    mrr: float


def gold_claim(record: Record, _place: str) -> GoldClaim:
    """The claim of a line."""
    claim = Claim(required(record, "claim"), ClaimType.FACT, (), speaker=text_of(record, "speaker"))
    return GoldClaim(id_of({"id": record.get("claim_id")}), claim, _ids(record, "relevant"), _ids(record, "ignore"))


def gold_passage(record: Record, _place: str) -> GoldPassage:
    """The passage of a line."""
    id = id_of(record)
    named = text_of(record, "article")
    numbered = _NUMBER_BEHIND.fullmatch(str(id))
    article = named or (numbered[1] if numbered else str(id))
    return GoldPassage(id, article, required(record, "text"), text_of(record, "title") or "")


def ranking_record(ranking: Ranking) -> dict[str, object]:
    """A line of predictions."""
    return {"claim_id": ranking.id, "ranked": list(ranking.passages)}


def rank(
    claims: Iterable[GoldClaim],
    passages: Sequence[GoldPassage],
    embed: Callable[[Iterable[str]], Mapping[str, Vector]] | None = None,
) -> Iterator[Ranking]:
    """The best passages for each claim, by ``scoring.scores`` and by how rare terms are among ``passages``.

    With ``embed``, which gives what texts mean, that counts too. What it raises is raised.
    """
    words = {passage.id: passage.text for passage in passages}
    articles: dict[str, list[GoldPassage]] = defaultdict(list)
    for passage in passages:
        articles[passage.article].append(passage)
    texts = {name: _texts(those) for name, those in articles.items()}
    held = [passage for text in texts.values() for passage in text.passages]
    rarity = Rarity(len(held), Counter(term for passage in held for term in passage))
    holding: dict[str, set[str]] = defaultdict(set)
    for name, text in texts.items():
        for term in text.terms:
            holding[term].add(name)
    for gold in claims:
        wanted = claim_terms(gold.claim)
        found: dict[Id, float] = {}
        for name in sorted(set().union(*(holding.get(term, ()) for term in wanted))):
            scored = zip(articles[name], scores(wanted, texts[name], rarity), strict=True)
            found |= {passage.id: score for passage, score in scored if score}
        best = _best(found)
        if embed:
            again, rest = best[:AGAIN], best[AGAIN:]
            vectors = embed([gold.claim.plain, *(words[id] for id in again)])
            alike = [likeness(vectors, gold.claim.plain, words[id]) for id in again]
            scored_again = with_likeness([found[id] for id in again], alike, wanted, rarity)
            best = [*_best(dict(zip(again, scored_again, strict=True))), *rest]
        yield Ranking(gold.id, tuple(best[: RANKED + len(gold.ignored)]))


def _best(found: Mapping[Id, float]) -> list[Id]:
    return sorted(found, key=lambda id: (-found[id], str(id)))


def score_rankings(gold: Sequence[GoldClaim], rankings: Mapping[Id, Ranking]) -> RetrievalScore:
    """The scores over those claims that have relevant passages; one that is not ranked has found none."""
    counted = [one for one in gold if one.relevant]
    recall, hit, mrr = dict.fromkeys(DEPTHS, 0.0), dict.fromkeys(DEPTHS, 0.0), 0.0
    for one in counted:
        ranking = rankings.get(one.id)
        places = [id for id in (ranking.passages if ranking else ()) if id not in one.ignored]
        mrr += next((1 / place for place, id in enumerate(places, 1) if id in one.relevant), 0.0)
        for depth in DEPTHS:
            found = len(one.relevant & set(places[:depth]))
            recall[depth] += found / len(one.relevant)
            hit[depth] += bool(found)
    many = len(counted) or 1
    return RetrievalScore(
        len(counted),
        {depth: recall[depth] / many for depth in DEPTHS},
        {depth: hit[depth] / many for depth in DEPTHS},
        mrr / many,
    )


def _texts(passages: Sequence[GoldPassage]) -> Texts:
    titles = dict.fromkeys(passage.title for passage in passages)
    return Texts([Counter(terms(passage.text)) for passage in passages], Counter(terms(" ".join(titles))))


def _ids(record: Record, key: str) -> frozenset[Id]:
    ids = record.get(key) or []
    if not (isinstance(ids, list) and all(isinstance(id, str | int) and not isinstance(id, bool) for id in ids)):
        raise ValueError(f'"{key}" is not a list of passage ids')
    return frozenset(ids)
