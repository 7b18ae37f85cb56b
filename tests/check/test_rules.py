"""What the offline judge finds in a later passage, and what it leaves alone. All names and events are made up."""

from __future__ import annotations

import pytest

from claimtrack.check.rules import RulesJudge
from claimtrack.check.words import LONGEST
from claimtrack.model import ClaimType, Relation

from .scene import SAID, article, claim, everywhere, findings, relations

SUMMIT = claim("Mara Quill and Tomas Brandt will meet in Lisbon next week [10 to 16 March 2031]", ClaimType.PREDICTION)
JOBS = claim("The Varden plant in Ostrava employed 4,200 people in 2030")


@pytest.mark.parametrize(
    "passage",
    [
        "The meeting between Quill and Brandt in Lisbon was cancelled.",
        "Quill and Brandt called off their meeting in Lisbon.",
        "The Lisbon meeting of Quill and Brandt did not take place.",
        "The planned Lisbon summit between Quill and Brandt fell through.",
    ],
)
def test_what_was_called_off_contradicts_that_it_will_be(passage: str) -> None:
    assert relations(SUMMIT, article(passage)) == [Relation.CONTRADICTS]


@pytest.mark.parametrize(
    "passage",
    [
        "The meeting of Olsen and Prager in Oslo was cancelled.",  # other people, other place
        "Quill cancelled a meeting with Ines Falk in Lisbon.",  # another person
        "If the strike goes on, the meeting of Quill and Brandt in Lisbon will be cancelled.",
        "Brandt threatened to cancel the meeting with Quill in Lisbon.",
        "The meeting of Quill and Brandt in Lisbon was not cancelled.",
        "Was the meeting of Quill and Brandt in Lisbon cancelled?",
        "Quill and Brandt cancelled their newspapers while in Lisbon.",
        "Quill and Brandt have agreed to meet in Lisbon.",  # planned is not done
        "Hotels in Lisbon expect Quill and Brandt to meet there.",
        "Lisbon lies on the Tagus and has met many guests.",
    ],
)
def test_nothing_is_sure_about_a_meeting_where_it_is_another_or_left_open(passage: str) -> None:
    assert relations(SUMMIT, article(passage)) == []


def test_what_the_claim_foresees_is_confirmed_once_it_is_told_as_done() -> None:
    assert relations(SUMMIT, article("Quill and Brandt met in Lisbon on Thursday.")) == [Relation.CONFIRMS]


def test_a_plan_that_does_not_exist_is_a_denial_and_no_contradiction() -> None:
    reading = article("There are no plans for President Mara Quill to meet Tomas Brandt in Lisbon, an aide said.")
    (found,) = findings(SUMMIT, reading)
    assert (found.relation, found.by) == (Relation.DENIES, "an aide")


def test_the_evidence_is_the_passage_itself() -> None:
    reading = article("It rained. The meeting of Quill and Brandt in Lisbon was cancelled. Nobody minded.")
    (found,) = findings(SUMMIT, reading)
    assert found.evidence.of(reading.article.text) == "The meeting of Quill and Brandt in Lisbon was cancelled."
    assert found.passage == 2
    assert found.reason == "the article says that it was called off or did not take place"


def test_one_who_gives_up_a_part_contradicts_that_they_will_play_it() -> None:
    role = claim("Lena Hart will play Ada Bloom in the film Tidewater")
    assert relations(role, article("Lena Hart drops out of Ada Bloom film Tidewater")) == [Relation.CONTRADICTS]
    assert relations(role, article("Lena Hart will not drop out of the Ada Bloom film Tidewater")) == []


@pytest.mark.parametrize(
    "passage",
    [
        "The story that a whale swam up the Moldau to Prague is a hoax.",
        "Reports of a whale in the Moldau near Prague are untrue.",
        "A whale in the Moldau at Prague? The photo is doctored, and the story of the whale in Prague is false.",
    ],
)
def test_a_story_that_is_called_untrue_is_contradicted(passage: str) -> None:
    assert Relation.CONTRADICTS in relations(claim("A whale swam up the Moldau to Prague"), article(passage))


@pytest.mark.parametrize(
    "passage",
    [
        "The story that a whale swam up the Moldau to Prague is not a hoax.",
        "A whale with false teeth swam up the Moldau to Prague, children were told.",
        "Is the whale that swam up the Moldau to Prague a hoax?",
    ],
)
def test_a_word_for_untrue_that_does_not_speak_of_the_story_contradicts_nothing(passage: str) -> None:
    assert Relation.CONTRADICTS not in relations(claim("A whale swam up the Moldau to Prague"), article(passage))


def test_a_party_that_denies_denies_and_is_named() -> None:
    sale = claim("Norvik is selling its ferry line to Halden Shipping")
    (found,) = findings(sale, article("Norvik denied that it is selling its ferry line to Halden Shipping."))
    assert (found.relation, found.by) == (Relation.DENIES, "Norvik")
    (found,) = findings(sale, article("Norvik dismissed reports that it is selling its ferry line to Halden Shipping."))
    assert (found.relation, found.by) == (Relation.DENIES, "Norvik")


def test_what_is_denied_to_someone_is_not_denied() -> None:
    bail = claim("Jon Reeve was granted bail by a court in Malmo")
    assert Relation.DENIES not in relations(bail, article("Jon Reeve was denied bail by a court in Malmo."))


def test_the_same_words_with_a_negation_contradict() -> None:
    ban = claim("Elmwood University has banned the word freshman")
    reading = article("Elmwood University has not banned the word freshman.")
    assert relations(ban, reading) == [Relation.CONTRADICTS]


@pytest.mark.parametrize(
    "passage",
    [
        "Elmwood University has not only banned the word freshman but also the word senior.",
        "Elmwood University did not say whether it has banned the word freshman.",
        "Elmwood University might not have banned the word freshman.",
        "Pinehurst College has not banned the word freshman.",
        "If Elmwood University had not banned the word freshman, nobody would know it.",
        "No fewer than nine words, freshman among them, were banned at Elmwood University.",
        "Elmwood University has banned the word freshman, which the students do not mind.",
    ],
)
def test_a_negation_of_something_else_contradicts_nothing(passage: str) -> None:
    ban = claim("Elmwood University has banned the word freshman")
    assert not {Relation.CONTRADICTS, Relation.DENIES, Relation.REVERSES} & set(relations(ban, article(passage)))


def test_what_the_claim_negates_is_contradicted_by_its_statement() -> None:
    denial = claim("Senator Orla Finch did not receive money from Castor Energy")
    assert relations(denial, article("Senator Orla Finch received money from Castor Energy.")) == [Relation.CONTRADICTS]


def test_the_opposite_outcome_contradicts() -> None:
    assert relations(
        claim("The senate in Avaria approved the harbour bill"),
        article("The senate in Avaria rejected the harbour bill."),
    ) == [Relation.CONTRADICTS]


def test_the_opposite_state_is_newer_where_it_is_known_to_come_later() -> None:
    bridge = claim("The Tarn bridge in Solway is open to lorries")
    closed = "The Tarn bridge in Solway is closed to lorries."
    assert relations(bridge, article(closed)) == [Relation.UPDATES]
    assert relations(bridge, article(closed, published=None)) == [Relation.CONTRADICTS]


def test_another_figure_for_the_same_thing_contradicts() -> None:
    assert relations(JOBS, article("In 2030 the Varden plant in Ostrava employed 3,100 people.")) == [
        Relation.CONTRADICTS
    ]


@pytest.mark.parametrize(
    "passage",
    [
        "In 2029 the Varden plant in Ostrava employed 3,100 people.",  # another year
        "In 2030 the Varden plant in Brno employed 3,100 people, more than the plant in Linz.",
        "In 2030 the Varden plant in Ostrava employed about 4,000 people.",
        "In 2030 the Varden plant in Ostrava employed no fewer than 4,000 people.",
        "In 2030 the Varden plant in Ostrava employed people from 31 countries.",
        "In 2030 the Varden plant in Ostrava employed 310 new people.",
    ],
)
def test_a_figure_that_fits_or_counts_something_else_contradicts_nothing(passage: str) -> None:
    assert Relation.CONTRADICTS not in relations(JOBS, article(passage))


def test_a_count_that_runs_on_is_newer_and_not_false() -> None:
    toll = claim("The flood in Marlow has killed 31 people")
    assert relations(toll, article("The flood in Marlow has killed 54 people.")) == [Relation.UPDATES]


def test_another_year_of_the_same_event_contradicts() -> None:
    opened = claim("The Tarn bridge in Solway was built in 1974")
    assert relations(opened, article("The Tarn bridge in Solway was built in 1981.")) == [Relation.CONTRADICTS]
    assert Relation.CONTRADICTS not in relations(
        claim("The Tarn bridge in Solway was built before 1990"),
        article("The Tarn bridge in Solway was built in 1981."),
    )


def test_a_figure_that_agrees_confirms() -> None:
    assert relations(JOBS, article("In 2030 the Varden plant in Ostrava employed 4,200 people.")) == [Relation.CONFIRMS]


def test_words_alike_without_a_figure_are_too_little_to_count() -> None:
    assert (
        relations(claim("Elmwood University has banned the word freshman"), article("Elmwood University banned it."))
        == []
    )


def test_the_speaker_who_says_it_again_repeats() -> None:
    again = "Quill said she will meet Brandt in Lisbon."
    assert relations(SUMMIT, article(again)) == [Relation.REPEATS]
    quoted = article(
        "She will meet Brandt in Lisbon, it was said.", said_by={"She will meet Brandt in Lisbon": "Mara Quill"}
    )
    assert relations(SUMMIT, quoted) == [Relation.REPEATS]


def test_the_speaker_s_own_confirmation_is_a_repetition() -> None:
    told = article("Quill and Brandt met in Lisbon, Quill said.")
    assert relations(SUMMIT, told) == [Relation.REPEATS]


def test_the_speaker_who_calls_it_off_reverses() -> None:
    words = "she had cancelled the Lisbon meeting with Tomas Brandt"
    reading = article(f"On Friday she said {words}.", said_by={words: "Mara Quill"})
    (found,) = findings(SUMMIT, reading)
    assert (found.relation, found.by) == (Relation.REVERSES, "Mara Quill")
    assert relations(SUMMIT, article(f"Senator Mara Quill said on Friday that {words}.")) == [Relation.REVERSES]


def test_another_party_that_says_the_opposite_denies() -> None:
    words = "the Lisbon meeting of Quill and Brandt was cancelled"
    (found,) = findings(SUMMIT, article(f"Ines Falk said {words}.", said_by={words: "Ines Falk"}))
    assert (found.relation, found.by) == (Relation.DENIES, "Ines Falk")


def test_an_unnamed_source_is_given_in_the_article_s_words() -> None:
    (found,) = findings(SUMMIT, article("The Lisbon meeting of Quill and Brandt was cancelled, two officials said."))
    assert (found.relation, found.by) == (Relation.DENIES, "two officials")


@pytest.mark.parametrize(
    ("source", "relation"),
    [
        ("Ines Falk", Relation.CONFIRMS),
        ("Quill's spokesman", Relation.REPEATS),
        ("Chancellery spokesman Jon Reeve", Relation.REPEATS),
        ("Jon Reeve, the spokeswoman of the chancellor,", Relation.REPEATS),
        ("An aide to Quill", Relation.REPEATS),
        ("A lawyer for the chancellor", Relation.REPEATS),
        ("Press secretary Jon Reeve", Relation.REPEATS),
        ("A chancellery official", Relation.REPEATS),
        ("Three sources", Relation.REPEATS),
    ],
)
def test_who_speaks_for_somebody_or_has_no_name_repeats_and_confirms_nothing(source: str, relation: Relation) -> None:
    drones = claim("Avaria destroyed 20 drones over the Solway")
    assert everywhere(drones, article(f"{source} said Avaria destroyed 20 drones over the Solway.")) == [relation]


def test_a_resolved_speaker_whom_the_passage_calls_a_spokesman_confirms_nothing() -> None:
    words = "Avaria destroyed 20 drones over the Solway"
    reading = article(f"Chancellery spokesman Jon Reeve told reporters: “{words}.”", said_by={words: "Jon Reeve"})
    (found,) = findings(claim(words), reading)
    assert (found.relation, found.by) == (Relation.REPEATS, "Jon Reeve")


def test_somebody_of_the_body_that_made_the_claim_confirms_nothing() -> None:
    drones = claim("Avaria destroyed 20 drones over the Solway", speaker="Castor Company")
    told = "said Avaria destroyed 20 drones over the Solway."
    assert relations(drones, article(f"Castor Company chief Jon Reeve {told}")) == [Relation.REPEATS]
    assert relations(drones, article(f"Norvik Company chief Jon Reeve {told}")) == [Relation.CONFIRMS]


def test_a_name_that_the_article_never_gives_keeps_a_finding_from_counting() -> None:
    unnamed = article("The meeting of Quill and Brandt was cancelled.")
    assert relations(SUMMIT, unnamed) == []
    assert everywhere(SUMMIT, unnamed) == [Relation.CONTRADICTS]


def test_a_name_may_stand_elsewhere_in_the_article() -> None:
    reading = article("Lisbon had hoped for a summit. The meeting of Quill and Brandt was cancelled.")
    assert Relation.CONTRADICTS in relations(SUMMIT, reading)


def test_opinions_are_not_judged() -> None:
    opinion = claim("The Lisbon meeting of Quill and Brandt will be a waste", ClaimType.OPINION)
    assert everywhere(opinion, article("The Lisbon meeting of Quill and Brandt was cancelled.")) == []


def test_what_is_too_long_for_a_sentence_is_left_alone() -> None:
    run_on = "The meeting of Quill and Brandt in Lisbon was cancelled " + "and " * LONGEST
    assert everywhere(SUMMIT, article(run_on)) == []


def test_the_engine_has_a_name_and_a_version() -> None:
    assert str(RulesJudge().engine) == "rules/4"


def test_the_claim_s_day_plays_no_part_in_what_a_passage_says() -> None:
    """That evidence must be later is the status policy's rule, so that an archive can be judged in any order."""
    assert relations(SUMMIT, article("The meeting of Quill and Brandt in Lisbon was cancelled.", published=SAID)) == [
        Relation.CONTRADICTS
    ]


def test_names_alone_support_nothing() -> None:
    reading = article(
        "Quill and Brandt dined in Lisbon. " + "It had rained for many a day before they came there. " * 3
    )
    assert everywhere(claim("Mara Quill owns a share of the Brandt yards at Lisbon"), reading) == []
