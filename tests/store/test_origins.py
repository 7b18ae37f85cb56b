"""Families of near-copies: who is of one origin with whom, whatever comes first, and what is weighed again for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimtrack.model import Article, Extraction, Relation, Run, Stage, Status
from claimtrack.store import Store
from claimtrack.store.records import Akin, Placing
from claimtrack.text.similarity import shingles, sketch

from .scene import (
    BUDAPEST,
    JUDGE,
    LATER,
    MOMENT,
    NO_PLANS,
    READER,
    finding,
    policy,
    record,
    save,
    save_summit,
    share,
    summit_quote,
)


def article(number: int) -> Article:
    return Article(f"Story number {number} is of its own kind entirely.", outlet=f"Outlet {number}")


def origins(store: Store, ids: Sequence[int]) -> list[int]:
    return [store.article(id).origin for id in ids]


def edit(store: Store, old: Article, text: str, *parts: tuple[int, ...], copied: Sequence[int] = ()) -> int:
    """Save another text of ``old``, without which its family falls into ``parts``; the number of its article."""
    edited = replace(old, url="https://example.org/edited", text=text)
    hashes, run = sketch(shingles(text)), Run(Stage.EXTRACT, READER, MOMENT)
    near, where = store.neighbours(edited, hashes), Placing(tuple(copied), parts)
    saved = store.save(edited, run, Extraction((), ()), sketch=hashes, near=near, placing=where, decide=policy)
    assert saved
    return saved.id


def addressed(number: int) -> Article:
    return replace(article(number), url="https://example.org/edited")


def test_an_article_alone_is_its_own_origin(store: Store) -> None:
    first = save(store, article(1))
    assert (first.origin, store.copies(first.id)) == (first.id, [])


def test_a_copy_belongs_to_the_first_of_its_family(store: Store) -> None:
    first, second = save(store, article(1)), save(store, article(2), copied=[1])
    third = save(store, article(3), copied=[2])
    assert origins(store, [1, 2, 3]) == [1, 1, 1]
    assert [one.id for one in store.copies(second.id)] == [first.id, third.id]


def test_an_article_between_two_families_makes_them_one(store: Store) -> None:
    for number, copied in ((1, []), (2, []), (3, [1]), (4, [2]), (5, [3, 4])):
        save(store, article(number), copied=copied)
    assert origins(store, range(1, 6)) == [1, 1, 1, 1, 1]


def test_a_family_falls_apart_where_its_bridge_is_edited(store: Store) -> None:
    save(store, article(1))
    save(store, article(2))
    save(store, addressed(3), copied=[1, 2])
    save(store, article(4), copied=[2])
    edit(store, article(3), "Something else.", (1,), (2, 4))
    assert origins(store, [1, 2, 3, 4]) == [1, 2, 3, 2]


def test_a_family_whose_first_is_edited_has_another_first(store: Store) -> None:
    save(store, addressed(1))
    save(store, article(2), copied=[1])
    save(store, article(3), copied=[2])
    edit(store, article(1), "Something else.", (2, 3))
    assert origins(store, [1, 2, 3]) == [1, 2, 2]


def test_an_edit_that_leaves_a_copy_a_copy_leaves_the_family_as_it_is(store: Store) -> None:
    save(store, article(1))
    save(store, addressed(2), copied=[1])
    save(store, article(3), copied=[2])
    edit(store, article(2), "Story number 2 is of its own kind, entirely and of course.", (1, 3), copied=[3])
    assert origins(store, [1, 2, 3]) == [1, 1, 1]


def test_an_edit_may_make_an_article_a_copy_of_others(store: Store) -> None:
    save(store, addressed(1))
    save(store, article(2))
    save(store, article(3), copied=[2])
    edit(store, article(1), article(2).text, copied=[3])
    assert origins(store, [1, 2, 3]) == [1, 1, 1]


def test_reading_an_article_again_leaves_its_origin_as_it_is(store: Store) -> None:
    save(store, article(1))
    save(store, article(2), copied=[1])
    assert save(store, replace(article(2), title="A title")).origin == 1


def test_what_was_looked_up_before_another_process_stored_a_likeness_is_not_stored(store: Store) -> None:
    hashes = sketch(shingles(BUDAPEST.text))
    copy = replace(BUDAPEST, outlet="AP", url=None)
    before = store.neighbours(copy, hashes)
    first = save(store, BUDAPEST)
    run, nothing = Run(Stage.EXTRACT, READER, MOMENT), Extraction((), ())
    assert store.save(copy, run, nothing, sketch=hashes, near=before, placing=Placing(), decide=policy) is None
    assert store.find(copy) is None
    near, where = store.neighbours(copy, hashes), Placing((first.id,))
    assert near.akin == (Akin(first.id, first.revision, first.origin),)
    assert store.save(copy, run, nothing, sketch=hashes, near=near, placing=where, decide=policy)


def test_what_was_looked_up_before_another_process_edited_a_relative_is_not_stored(store: Store) -> None:
    save(store, article(1))
    save(store, addressed(2), copied=[1])
    edited = replace(addressed(2), text="Quite another text.")
    hashes = sketch(shingles(edited.text))
    before = store.neighbours(edited, hashes)
    assert [one.article_id for one in before.kin] == [1]
    save(store, article(3), copied=[1])
    run, where = Run(Stage.EXTRACT, READER, MOMENT), Placing(parts=((1,),))
    assert store.save(edited, run, Extraction((), ()), sketch=hashes, near=before, placing=where, decide=policy) is None


def test_evidence_of_two_articles_that_a_third_shows_to_be_copies_is_weighed_again(store: Store) -> None:
    claim_id = save_summit(store)
    first = save(store, NO_PLANS)
    second = save(store, replace(NO_PLANS, text=f"{NO_PLANS.text} Others said so too.", url=None, outlet="AFP"))
    for work in store.unchecked(JUDGE):
        record(store, work, {claim_id: [finding(NO_PLANS, "no plans")]})
    assert [one.origin for one in store.findings(claim_id)] == [first.id, second.id]
    save(store, replace(article(4), published=LATER), copied=[first.id, second.id])
    weighed: list[int] = []

    def counting(claim, evidence, as_of):  # type: ignore[no-untyped-def]
        weighed.append(len({one.origin for one in evidence}))
        return policy(claim, evidence, as_of)

    list(store.settle(counting, LATER))
    assert weighed == [1]


def test_an_article_that_stays_behind_when_a_bridge_leaves_is_held_against_the_others_claims(store: Store) -> None:
    claim_id = save_summit(store)
    save(store, replace(addressed(2), published=LATER), copied=[1])
    save(store, NO_PLANS, copied=[2])
    for work in store.unchecked(JUDGE):
        assert store.candidates(work, share("meet")) == []
        record(store, work)
    edit(store, replace(addressed(2), published=LATER), "Something else.", (1,), (3,))
    third = next(work for work in store.unchecked(JUDGE) if work.article_id == 3)
    assert [id for id, _ in store.candidates(third, share("meet"))] == [claim_id]
    [change] = record(store, third, {claim_id: [finding(NO_PLANS, "no plans", Relation.CONTRADICTS)]})
    assert change.verdict.status is Status.CONTRADICTED


def test_a_copy_that_joins_a_family_has_nothing_checked_again(store: Store) -> None:
    save(store, BUDAPEST, summit_quote())
    save(store, NO_PLANS)
    for work in store.unchecked(JUDGE):
        record(store, work)
    save(store, article(3), copied=[2])
    assert store.unchecked(JUDGE) == []
