"""The day of what a finding reports, and the elements of the claim that it speaks to. Articles are of 20 March 2031."""

from __future__ import annotations

from datetime import date

import pytest

from claimtrack.model import Finding, Relation

from .scene import article, claim, findings

JOBS = claim("The Varden plant in Ostrava employed 4,200 people in 2030")
MEETING = claim("Mara Quill and Tomas Brandt met ferry owners in Lisbon", speaker="Ines Falk")


def only(judged: str | None, told: str) -> Finding:
    [found] = findings(claim(judged) if judged else MEETING, article(told))
    return found


@pytest.mark.parametrize(
    ("told", "event"),
    [
        ("Quill and Brandt met ferry owners in Lisbon on 12 March.", date(2031, 3, 12)),
        ("Quill and Brandt met ferry owners in Lisbon on Tuesday.", date(2031, 3, 18)),
        ("Quill and Brandt met ferry owners in Lisbon yesterday.", date(2031, 3, 19)),
        ("Quill and Brandt met ferry owners in Lisbon.", None),  # no day
        ("Quill and Brandt met ferry owners in Lisbon last week.", None),  # no single day
        ("Quill and Brandt met ferry owners in Lisbon on 11 March and 12 March.", None),  # two of them
        ("Quill and Brandt met ferry owners in Lisbon, the mayor said on Tuesday.", None),  # the day of the saying
        ("Quill and Brandt met ferry owners in Lisbon after Tuesday.", None),  # a border
    ],
)
def test_the_event_is_the_one_day_that_the_passage_gives_it(told: str, event: date | None) -> None:
    assert only(None, told).event == event


def test_of_what_the_speaker_says_it_is_the_day_of_the_saying() -> None:
    words = "she had cancelled the Lisbon meeting with Tomas Brandt"
    planned = claim("Mara Quill and Tomas Brandt will meet in Lisbon next week")
    [found] = findings(planned, article(f"On Tuesday Mara Quill said {words}.", said_by={words: "Mara Quill"}))
    assert (found.relation, found.event) == (Relation.REVERSES, date(2031, 3, 18))


def test_an_undated_article_dates_nothing() -> None:
    [found] = findings(MEETING, article("Quill and Brandt met ferry owners in Lisbon on Tuesday.", published=None))
    assert found.event is None


def test_what_confirms_names_the_elements_that_it_speaks_to_in_the_claim_s_words() -> None:
    found = only(None, "Quill and Brandt met ferry owners in Lisbon.")
    assert found.covers == ("Mara Quill", "Tomas Brandt met ferry owners", "Lisbon")
    found = only(JOBS.text, "The Varden plant in Ostrava employed some 4,150 people.")
    assert found.covers == ("Varden plant", "Ostrava employed 4,200 people")


def test_a_part_that_is_not_spoken_of_is_not_covered() -> None:
    found = only("Lena Hart opened the Tarn bridge and the Solway tunnel", "Lena Hart opened the Tarn bridge.")
    assert found.relation is Relation.CONFIRMS_PART
    assert found.covers == ("Lena Hart opened", "Tarn bridge")


def test_what_is_against_a_claim_is_against_all_of_it() -> None:
    found = only(JOBS.text, "In 2030 the Varden plant in Ostrava employed 3,100 people.")
    assert (found.relation, found.covers) == (Relation.CONTRADICTS, ())
