"""The given sample article: who says what in it, exactly."""

from __future__ import annotations

from datetime import date

import pytest

from claimtrack.extract.ledger import MarkOutcome, ledger
from claimtrack.extract.rules import RulesExtractor
from claimtrack.model import Article, ClaimType, Extraction, Quote
from claimtrack.resources import folder

TEXT = (folder("seeds") / "000_4ae834ad955e8f70.txt").read_text(encoding="utf-8")

TRUMP, PUTIN, ZELENSKIY, ORBAN = "Donald Trump", "Vladimir Putin", "Volodymyr Zelenskiy", "Viktor Orban"

QUOTED = [
    (
        TRUMP,
        "direct",
        ['"My whole life, I\'ve made deals,"', '"I think we\'re going to have this one done, hopefully soon."'],
        "told",
    ),
    (
        "Dan Fried",
        "direct",
        [
            '"Putin is trying to derail the momentum toward greater pressure on Russia,"',
            "\"We'll see what happens tomorrow, but the chances of moving toward a ceasefire by pushing Russia to get "
            'serious seem to have diminished."',
        ],
        "said",
    ),
    (TRUMP, "direct", ["\"What do you think he's going to say, 'Please sell Tomahawks?'\""], "later joked"),
    (TRUMP, "mixed", ['"No, he doesn\'t want," Tomahawks given to Ukraine'], "added"),
    (TRUMP, "mixed", ['them a "vicious weapon."'], "calling"),
    (
        ZELENSKIY,
        "direct",
        ['"We can already see that Moscow is rushing to resume dialogue as soon as it hears about Tomahawks,"'],
        "said",
    ),
    (
        ORBAN,
        "direct",
        [
            '"The planned meeting between the American and Russian presidents is great news for the peace-loving '
            'people of the world,"',
            '"We are ready!"',
        ],
        "said",
    ),
]

INDIRECT = [
    (TRUMP, "Trump and Putin may meet within the next two weeks in Budapest", None),
    (None, "Putin pocketed U.S. concessions with no intent to halt fighting", None),
    (
        TRUMP,
        "he thought the war in Ukraine, which began with Russia's 2022 invasion, would have been easier to end",
        None,
    ),
    (
        PUTIN,
        "that supplying long-range missiles to Ukraine would harm the peace process and damage U.S.-Russia ties",
        "Yuri Ushakov",
    ),
    (ZELENSKIY, "Putin's decision to seek talks showed he was on the defensive", None),
    (ZELENSKIY, "Hungarian drones of crossing into Ukraine last month", None),
    (ORBAN, "that Ukraine was not an independent sovereign state", None),
    (
        ORBAN,
        "he had spoken by phone with Trump and that preparations for a U.S.-Russia peace summit were under way",
        None,
    ),
    (TRUMP, "he would brief Zelenskiy on the Russia talks in the Oval Office on Friday", None),
]


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    return RulesExtractor().extract(Article(TEXT, outlet="Reuters", published=date(2025, 10, 16)))


def pieces(quote: Quote) -> list[str]:
    return [span.of(TEXT) for span in quote.content]


def test_all_quotations_have_the_right_speaker_kind_and_cue(extraction: Extraction) -> None:
    found = [
        (quote.speaker, str(quote.kind), pieces(quote), quote.cue[0].of(TEXT))
        for quote in extraction.quotes
        if quote.kind != "indirect"
    ]
    assert found == QUOTED


@pytest.mark.parametrize(("speaker", "content", "relay"), INDIRECT)
def test_indirect_speech_has_the_right_speaker(
    extraction: Extraction, speaker: str | None, content: str, relay: str | None
) -> None:
    found = [quote for quote in extraction.quotes if pieces(quote) == [content]]
    assert [(quote.speaker, quote.relay) for quote in found] == [(speaker, relay)]


def test_an_unnamed_source_has_a_mention_and_no_speaker(extraction: Extraction) -> None:
    (found,) = [quote for quote in extraction.quotes if "pocketed" in quote.text(TEXT)]
    assert found.mention is not None
    assert found.mention.of(TEXT) == "some analysts"


def test_every_pair_of_marks_in_it_is_accounted_for(extraction: Extraction) -> None:
    entries = ledger(TEXT, extraction.quotes)
    assert len(entries) == 11
    assert {entry.outcome for entry in entries} == {MarkOutcome.QUOTED}


@pytest.mark.parametrize(
    ("words", "type", "start", "end"),
    [
        ("may meet within", ClaimType.PREDICTION, date(2025, 10, 17), date(2025, 10, 30)),
        ("would brief Zelenskiy", ClaimType.PROMISE, date(2025, 10, 17), date(2025, 10, 17)),
        ("Hungarian drones", ClaimType.FACT, date(2025, 9, 1), date(2025, 9, 30)),
    ],
)
def test_claims_have_a_type_and_the_period_they_speak_of(
    extraction: Extraction, words: str, type: ClaimType, start: date, end: date
) -> None:
    (claim,) = [claim for quote in extraction.quotes for claim in quote.claims if words in claim.text]
    assert claim.type is type
    assert claim.said == date(2025, 10, 16)
    assert claim.period is not None
    assert (claim.period.start, claim.period.end) == (start, end)


def test_a_question_and_a_mere_name_for_something_claim_nothing(extraction: Extraction) -> None:
    silent = [pieces(quote)[0] for quote in extraction.quotes if not quote.claims]
    assert any("Please sell Tomahawks" in text for text in silent)
    assert any("vicious weapon" in text for text in silent)
