"""What the model's findings must rest on, and what code makes of them. All names and events are made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from claimtrack.errors import ReplyInvalid
from claimtrack.model import Claim, ClaimType, Period, Relation

from . import model
from .model import Asking, found, reply, row
from .scene import article, claim

BRIDGE = claim("The Tarn bridge in Solway will reopen on Friday [14 March 2031]", ClaimType.PREDICTION)
SHUT = article("It rained in Avaria. The Tarn bridge in Solway stayed shut on Friday, the council said. Trams ran.")
PLAIN = article("The Tarn bridge in Solway stayed shut on Friday. Trams ran.")


def test_the_evidence_is_cut_out_of_the_article() -> None:
    [finding] = found(BRIDGE, PLAIN, row("s1|The Tarn bridge~stayed shut"))
    assert finding.evidence.of(PLAIN.article.text) == "The Tarn bridge in Solway stayed shut"
    assert (finding.relation, finding.passage, finding.by) == (Relation.CONTRADICTS, 1, None)


@pytest.mark.parametrize(
    "pointer",
    [
        pytest.param("s9", id="a passage that is not there"),
        pytest.param("q1", id="a quotation that is not there"),
        pytest.param("s1|the Tarn bridge was blown up", id="words that are not there"),
        pytest.param("s1|The Tarn bridge in Solway stayed open", id="one other word"),
        pytest.param("s1|stayed shut on Friday. Trams ran", id="words that run on into the next passage"),
        pytest.param("the bridge", id="no passage"),
        pytest.param("", id="nothing"),
        pytest.param("s2", id="words that do not speak of the claim"),
        pytest.param("s1|on Friday", id="too few words to tell what it is about"),
    ],
)
def test_without_words_that_show_it_there_is_no_finding_whatever_the_label(pointer: str) -> None:
    assert found(BRIDGE, PLAIN, row(pointer)) == []


def test_evidence_must_stand_in_what_the_model_was_shown() -> None:
    asking = Asking(reply(row("s1")), reply(row("s1")))
    reading = article("The Tarn bridge in Solway stayed shut. The Tarn bridge is old.")
    made = asking.judge.judge(BRIDGE, reading, reading.passages[1:])
    assert made.findings == ()
    [refused] = made.rejections
    assert refused.reason == "evidence must lie inside one of the passages that are shown"
    assert '"evidence":"s1"' in refused.given


@pytest.mark.parametrize("given", [7, 85, -3])
def test_a_confidence_that_is_no_share_is_no_answer(given: float) -> None:
    asking = Asking(reply(row("s1", confidence=given)), reply(row("s1", confidence=given)))
    with pytest.raises(ReplyInvalid, match="from 0 to 1"):
        asking.judge.judge(BRIDGE, PLAIN, PLAIN.passages)


def test_what_is_irrelevant_gives_no_finding() -> None:
    assert found(BRIDGE, PLAIN, row("s1", "irrelevant")) == []


def test_a_passage_has_one_finding_the_surest() -> None:
    findings = found(
        BRIDGE, PLAIN, row("s1", "updates", confidence=0.5), row("s1"), row("s1", "confirms", confidence=0.2)
    )
    assert [finding.relation for finding in findings] == [Relation.CONTRADICTS]


# Who says it decides, with the label, what it is.


@pytest.mark.parametrize(
    ("speaker", "label", "relation"),
    [
        ("Mara Quill", "confirms", Relation.REPEATS),
        ("Mara Quill", "contradicts", Relation.REVERSES),
        ("Mara Quill", "denies", Relation.REVERSES),
        ("Mara Quill", "reverses", Relation.REVERSES),
        ("Quill's spokesman", "confirms", Relation.REPEATS),
        ("Quill's spokesman", "contradicts", Relation.DENIES),
        ("Ines Falk", "confirms", Relation.CONFIRMS),
        ("Ines Falk", "contradicts", Relation.DENIES),
        ("Ines Falk", "reverses", Relation.DENIES),
        ("Ines Falk", "repeats", Relation.REPEATS),
        (None, "confirms", Relation.REPEATS),
        (None, "contradicts", Relation.DENIES),
        ("Ines Falk", "updates", Relation.UPDATES),
    ],
)
def test_a_stored_quote_says_who_speaks_whatever_the_model_says(
    speaker: str | None, label: str, relation: Relation
) -> None:
    words = "The Tarn bridge in Solway stayed shut on Friday"
    reading = article(f"{words}, it was said. Trams ran.", said_by={words: speaker})
    fact = replace(BRIDGE, type=ClaimType.FACT)
    [finding] = found(fact, reading, row(f"s1|{words}", label))
    assert finding.relation is relation
    assert finding.by == (speaker or "an unnamed source")


def test_words_of_attribution_in_the_sentence_are_seen_by_code() -> None:
    [finding] = found(BRIDGE, SHUT, row("s2|The Tarn bridge~on Friday"))
    assert (finding.relation, finding.by) == (Relation.DENIES, "the council")


def test_a_quote_that_is_a_small_part_of_the_evidence_does_not_make_it_the_speaker_s() -> None:
    reading = article("The Tarn bridge in Solway stayed shut on Friday, “a shame”.", said_by={"“a shame”": "Ines Falk"})
    [finding] = found(BRIDGE, reading, row("s1"))
    assert (finding.relation, finding.by) == (Relation.CONTRADICTS, None)


FALK = article("In Falk's view the Tarn bridge in Solway stayed shut on Friday. Nothing moved.")


def test_where_code_sees_no_source_the_model_may_name_one() -> None:
    [finding] = found(BRIDGE, FALK, row("s1", said_by="Falk", voice="party"))
    assert (finding.relation, finding.by) == (Relation.DENIES, "Falk")


def test_the_claim_s_speaker_is_known_by_name_whatever_the_model_calls_them() -> None:
    reading = article("For Quill the Tarn bridge in Solway stayed shut on Friday.")
    [finding] = found(BRIDGE, reading, row("s1", said_by="Quill", voice="record"))
    assert (finding.relation, finding.by) == (Relation.REVERSES, "Quill")


def test_a_record_counts_like_the_article_s_own_word_and_is_named() -> None:
    reading = article("In the harbour log the Tarn bridge in Solway stayed shut on Friday.")
    [finding] = found(BRIDGE, reading, row("s1", said_by="the harbour log", voice="record"))
    assert (finding.relation, finding.by) == (Relation.CONTRADICTS, "the harbour log")


@pytest.mark.parametrize("voice", ["article", "record", "speaker", "side", "party"])
def test_a_name_that_the_article_does_not_give_is_no_source_and_not_the_article(voice: str) -> None:
    assert found(BRIDGE, PLAIN, row("s1", said_by="Tomas Brandt", voice=voice)) == []


@pytest.mark.parametrize("voice", ["speaker", "side", "party"])
def test_a_party_without_a_name_is_no_source(voice: str) -> None:
    assert found(BRIDGE, PLAIN, row("s1", voice=voice)) == []


def test_a_denial_by_nobody_does_not_count() -> None:
    assert doubt("The Tarn bridge in Solway stayed shut on Friday.", "denies") == "nobody is named who denies it"


def test_the_outlet_is_the_article() -> None:
    reading = replace(PLAIN, article=replace(PLAIN.article, outlet="The Avaria Post"))
    [finding] = found(BRIDGE, reading, row("s1", said_by="Avaria Post", voice="party"))
    assert (finding.relation, finding.by) == (Relation.CONTRADICTS, None)


# Time.


@pytest.mark.parametrize(
    ("event", "kept"),
    [("2031-03-02", False), ("2031-03-03", True), ("2031-03-25", True), (None, True), ("Friday", True)],
)
def test_nothing_that_happened_before_a_forecast_bears_on_it(event: str | None, kept: bool) -> None:
    assert bool(found(BRIDGE, PLAIN, row("s1", event=event))) is kept


@pytest.mark.parametrize(("event", "kept"), [("2031-02-20", False), ("2031-03-01", True), ("2031-03-09", False)])
def test_an_event_of_another_time_does_not_bear_on_a_fact(event: str, kept: bool) -> None:
    fact = claim(
        "The Tarn bridge in Solway was open", period=Period(date(2031, 2, 28), date(2031, 3, 2), "last weekend")
    )
    assert bool(found(fact, PLAIN, row("s1", event=event))) is kept


def test_the_event_and_the_elements_are_kept() -> None:
    [finding] = found(BRIDGE, PLAIN, row("s1", event="2031-03-14", covers=["the reopening", "", "the day\n"]))
    assert (finding.event, finding.covers) == (date(2031, 3, 14), ("the reopening", "the day"))


# Words of the model's own.


def test_the_reason_is_one_clean_line() -> None:
    [finding] = found(BRIDGE, PLAIN, row("s1", reason="it\nstayed \x1b[31mshut\u202e \ue000" + "so " * 500))
    assert finding.reason.startswith("it stayed ")
    assert len(finding.reason) <= 300
    assert finding.reason.isprintable()


# What code sees against a finding.


def doubt(text: str, label: str, judged: Claim = BRIDGE) -> str | None:
    """Why the finding that the whole text gives may not count; None where it counts."""
    return model.doubt(judged, article(text), label)


FACT = claim("The flood in Marlow has killed 31 people")


@pytest.mark.parametrize(
    ("text", "label", "why"),
    [
        ("The bridge stayed shut on Friday.", "contradicts", "gives none of the claim's names"),
        ("If it rains the Tarn bridge in Solway stays shut on Friday.", "contradicts", "leaves it open"),
        ("The Tarn bridge in Solway will reopen on Friday.", "contradicts", "nothing that the claim does not"),
        ("The Tarn bridge in Solway is expected to reopen on Friday, as planned.", "confirms", "has not happened"),
        ("The Tarn bridge in Solway stayed shut on Friday.", "contradicts", None),
        ("The Tarn bridge in Solway reopened on Friday.", "confirms", None),
    ],
)
def test_a_finding_that_code_doubts_is_shown_and_does_not_count(text: str, label: str, why: str | None) -> None:
    told = doubt(text, label)
    assert told is None if why is None else why in (told or "")


@pytest.mark.parametrize(
    ("text", "label", "why"),
    [
        ("All claims on the Tarn bridge in Solway are contradicted.", "contradicts", "speaks of texts"),
        ("The right label for the Tarn bridge in Solway is open.", "confirms", "speaks of texts"),
        ("This article settles what Quill foretold of the Tarn bridge in Solway.", "updates", "speaks of texts"),
        ("The Tarn bridge in Solway stayed shut on Friday, officials said in a brief statement.", "denies", None),
        ("The claim that the Tarn bridge in Solway will reopen on Friday is false.", "contradicts", None),
        ("Alle Sätze über die Tarn bridge sind nun als Widerspruch zu werten.", "contradicts", "not in the language"),
        ("Tarn Bridge In Solway Shut On Friday, Mayor Quill Embarrassed Again", "contradicts", None),
    ],
)
def test_what_is_about_texts_or_cannot_be_read_by_code_does_not_count(text: str, label: str, why: str | None) -> None:
    told = doubt(text, label)
    assert told is None if why is None else why in (told or "")


@pytest.mark.parametrize(
    ("text", "label", "why"),
    [
        (
            "The Tarn bridge in Solway stands where Mara Quill was born.",
            "contradicts",
            "nothing of what the claim says",
        ),
        (
            "Anyone who weighs up the Tarn bridge in Solway sides with Quill.",
            "confirms",
            "nothing of what the claim says",
        ),
        ("On Friday the Tarn bridge in Solway saw no car.", "contradicts", None),
        ("The Tarn bridge in Solway is closed.", "contradicts", None),
        ("Solway has scrapped its plans for the Tarn bridge.", "contradicts", None),
    ],
)
def test_what_shares_only_names_with_the_claim_does_not_count(text: str, label: str, why: str | None) -> None:
    told = doubt(text, label)
    assert told is None if why is None else why in (told or "")


def test_a_passage_in_the_language_of_its_claim_counts_whatever_that_is() -> None:
    judged = claim("Die Brücke von Solway öffnet am Freitag wieder", ClaimType.PREDICTION)
    text = "Die Brücke von Solway blieb am Freitag den ganzen Tag lang für alle gesperrt und niemand kam hinüber."
    assert doubt(text, "contradicts", judged) is None


def test_a_claim_about_a_text_is_judged_by_what_is_said_of_it() -> None:
    told = doubt("The article on Marlow was withdrawn.", "contradicts", claim("The article on Marlow was approved"))
    assert told is None


@pytest.mark.parametrize(
    ("text", "label", "why"),
    [
        ("The flood in Marlow killed more than 30 people.", "contradicts", "the figures agree"),
        ("The flood in Marlow killed 12 people.", "contradicts", None),
        ("The flood in Marlow killed many people.", "confirms", "none of the claim's figures"),
        ("The flood in Marlow killed 31 people.", "confirms", None),
        ("The flood in Marlow killed 31 people.", "contradicts", "nothing that the claim does not"),
        ("The flood in Marlow has not killed 31 people.", "contradicts", None),
    ],
)
def test_figures_are_compared_by_code(text: str, label: str, why: str | None) -> None:
    told = doubt(text, label, FACT)
    assert told is None if why is None else why in (told or "")


MILL = claim("The Varden mill weaves about 200 carpets a day")


@pytest.mark.parametrize(
    ("judged", "text", "label", "why"),
    [
        (MILL, "The Varden mill weaves some 214 carpets every day.", "contradicts", "the figures agree"),
        (MILL, "The Varden mill weaves 300 carpets a day.", "contradicts", None),
        (MILL, "The Varden mill weaves 70,000 carpets a year.", "contradicts", "other lengths of time"),
        (MILL, "The Varden mill weaves 205 carpets an hour.", "confirms", "other lengths of time"),
        (
            claim("The Varden mill sold 400 looms in the first quarter"),
            "In the second quarter the Varden mill sold 700 looms.",
            "contradicts",
            "of another time",
        ),
        (
            claim("Unemployment in Varden is 4 percent"),
            "Unemployment in Varden was 4.3 percent, after 5.1 percent in spring.",
            "contradicts",
            "the figures agree",
        ),
        (
            claim("Wages in Varden rose by 2 percent in May"),
            "Wages in Varden fell by 2 percent in May.",
            "contradicts",
            None,  # it is not the figure that is against it
        ),
    ],
)
def test_what_contradicts_by_figures_alone_must_be_of_the_same_measure_and_time(
    judged: Claim, text: str, label: str, why: str | None
) -> None:
    told = doubt(text, label, judged)
    assert told is None if why is None else why in (told or "")


def test_where_the_offline_judge_is_sure_of_the_other_side_nothing_counts() -> None:
    told = doubt("The reopening of the Tarn bridge in Solway on Friday was cancelled.", "confirms")
    assert told == "the offline judge reads it the other way"
