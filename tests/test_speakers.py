"""Which strings name the same person or organisation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.model import Speaker, SpeakerKind
from claimtrack.speakers import is_organisation, key, names, same_person, surname


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Viktor Orbán", "VIKTOR ORBAN"),
        ("Prime Minister Viktor Orban", "Viktor Orban"),
        ("the U.S. president", "US president"),
        ("Sen. Ron Johnson", "Ron Johnson"),
        ("Sean O’Neill", "Sean O'Neill"),
        ("Trump's", "Trump"),
        ("Jane Roe, MD", "Dr. Jane Roe"),
        ("Владимир Путин", "владимир путин"),
    ],
)
def test_titles_case_accents_and_punctuation_are_no_part_of_a_name(one: str, other: str) -> None:
    assert key(one) == key(other)
    assert same_person(one, other)


@pytest.mark.parametrize("name", ["John Major", "Stephen King", "Martin Luther King", "Aaron Judge", "Tim Pope"])
def test_a_surname_that_is_a_title_elsewhere_stays(name: str) -> None:
    assert surname(name) == name.split()[-1].lower()


@pytest.mark.parametrize("name", ["The Pope", "Prime Minister", "King"])
def test_a_title_alone_is_still_a_name(name: str) -> None:
    assert key(name) == name.split()[-1].lower()


@pytest.mark.parametrize(
    ("full", "last"),
    [("Robert F. Kennedy Jr.", "kennedy"), ("Yuri Ushakov", "ushakov"), ("Madonna", "madonna"), ("", "")],
)
def test_the_surname_is_the_last_name_without_what_follows_it(full: str, last: str) -> None:
    assert surname(full) == last


@pytest.mark.parametrize(
    ("one", "other"),
    [("Vladimir Putin", "Putin"), ("Mr. Putin", "President Vladimir Putin"), ("Kennedy", "Robert F. Kennedy Jr.")],
)
def test_a_surname_names_the_person_who_bears_it(one: str, other: str) -> None:
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hillary Clinton", "Bill Clinton"),
        ("Donald Trump", "Donald Trump Jr."),
        ("Vladimir Putin", "Vladimir"),
        ("Putin", None),
        (None, None),
        ("", "Putin"),
        ("…", "…"),
    ],
)
def test_names_that_may_be_two_people_are(one: str | None, other: str | None) -> None:
    assert not same_person(one, other)
    assert not same_person(other, one)


def test_a_person_may_be_asked_for_by_every_name_and_the_surname() -> None:
    speaker = Speaker("Volodymyr Zelenskiy", aliases=("Zelensky", "President Zelenskiy"))
    assert names(speaker) == ["volodymyr zelenskiy", "zelensky", "zelenskiy"]


def test_an_organisation_has_no_surname() -> None:
    assert names(Speaker("White House", SpeakerKind.ORGANISATION)) == ["white house"]


@given(st.text(max_size=30))
def test_a_key_is_its_own_key(name: str) -> None:
    assert key(key(name)) == key(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Justice Department", "State Department"),
        ("General Motors", "Ford Motors"),
        ("Pope Francis", "Judge Francis"),
        ("The Mayor's Office", "The Governor's Office"),
        ("White House", "Opera House"),
    ],
)
def test_organisations_and_popes_are_not_taken_for_one_another(one: str, other: str) -> None:
    assert key(one) != key(other)
    assert not same_person(one, other)


@pytest.mark.parametrize("name", ["Justice Department", "General Motors", "the White House", "NATO"])
def test_an_organisation_is_known_by_its_name(name: str) -> None:
    assert is_organisation(name)


def test_an_office_before_a_surname_does_not_hide_the_person() -> None:
    assert same_person("President Trump", "Donald Trump")
