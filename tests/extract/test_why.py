"""Every decision about a quote says by which rule it fell, and on which words of the article it rests."""

from __future__ import annotations

import pytest
from hypothesis import given

from claimtrack.extract.rules import RulesExtractor
from claimtrack.extract.rules.identity import Known
from claimtrack.extract.rules.why import TypeRule
from claimtrack.model import Article, Decision, Reason
from tests.extract.reading import THURSDAY, Found, only, read
from tests.extract.test_properties import PROSE


def why(found: Found, decision: Decision) -> list[Reason]:
    return [reason for reason in found.quote.reasons if reason.decision is decision]


def rule(found: Found, decision: Decision) -> str:
    (reason,) = why(found, decision)
    return reason.rule


def rests_on(found: Found, decision: Decision) -> list[str]:
    return [span.of(found.text) for reason in why(found, decision) for span in reason.spans]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Anna Berg said that the bridge is closed.", "behind the cue, from “that” to the end of the sentence"),
        ('"The bridge is closed," Anna Berg said.', "before the cue, from the opening mark to the closing mark"),
        ("The bridge is closed, Anna Berg said.", "before the cue, from the beginning of the sentence to “closed”"),
        (
            '"The bridge," Anna Berg said, "will be closed on Friday."',
            "around the cue, from the opening mark to the closing mark",
        ),
        (
            "According to Anna Berg, the bridge is closed.",
            "beside “according to”, from “the” to the end of the sentence",
        ),
        ("Anna Berg, who said that it was late, left.", "behind the cue, from “that” to “late”"),
    ],
)
def test_the_content_begins_and_ends_at_words_that_are_named(text: str, place: str) -> None:
    assert rule(only(text), Decision.CONTENT) == place


def test_a_quotation_that_goes_on_without_a_cue_is_told_apart() -> None:
    found = only('"It is late," Anna Berg said. "We are going home."')
    begun, further = why(found, Decision.CONTENT)
    assert [span.of(found.text) for span in begun.spans] == ['"It is late,"']
    assert [span.of(found.text) for span in further.spans] == ['"We are going home."']
    assert further.rule == "goes on in its paragraph: a quotation without a cue of its own is the last speaker's"


def test_a_quotation_that_goes_on_in_the_next_paragraph_says_so() -> None:
    found = only('It rained in Lund.\n\nAnna Berg said: "It is late."\n\n"We are going home, all of us."')
    assert why(found, Decision.CONTENT)[-1].rule.startswith("goes on in further paragraphs")


def test_a_quotation_over_paragraphs_names_those_that_follow() -> None:
    found = only('Anna Berg said: "It is late and dark.\n\n"We are going home, all of us."')
    assert rests_on(found, Decision.CONTENT)[-1] == '"We are going home, all of us."'
    assert why(found, Decision.CONTENT)[-1].rule == "its quotation runs on over paragraphs, each opened by a mark"


@pytest.mark.parametrize(
    ("text", "told", "marked"),
    [
        ('"It is late," Anna Berg said.', "all its words stand inside quotation marks", []),
        (
            'Anna Berg said it was "late" and "dark".',
            "some of its words stand inside quotation marks",
            ['"late"', '"dark"'],
        ),
        ("Anna Berg said it was late.", "none of its words stand inside quotation marks", []),
    ],
)
def test_the_kind_rests_on_the_marks(text: str, told: str, marked: list[str]) -> None:
    found = only(text)
    assert (rule(found, Decision.KIND), rests_on(found, Decision.KIND)) == (told, marked)


TAKES = "is a cue verb, which takes a clause or a quotation"


@pytest.mark.parametrize(
    ("text", "told", "words"),
    [
        ("Anna Berg said it was late.", f"“say” {TAKES}", ["said"]),
        ("Anna Berg denied the charge.", f"“deny” {TAKES}, a phrase", ["denied"]),
        ('Anna Berg agreed that "it was late".', f"“agree” {TAKES}; it has other uses too", ["agreed"]),
        ("It was late, according to Anna Berg.", "“according to” says whose words they are", ["according to"]),
        ("Roe heard Anna Berg's claim that it was late.", "a noun of saying, with what was said behind it", ["claim"]),
        ("Anna Berg did not say that it was late.", f"“say” {TAKES}; it is negated", ["did not say"]),
    ],
)
def test_the_cue_says_what_makes_it_one(text: str, told: str, words: list[str]) -> None:
    found = read(text)[-1]
    assert (rule(found, Decision.CUE), rests_on(found, Decision.CUE)) == (told, words)


@pytest.mark.parametrize(
    ("text", "told", "words"),
    [
        ("Anna Berg said it was late.", "the subject before the verb", ["Anna Berg"]),
        ('"It is late," said Anna Berg.', "the subject behind the verb", ["Anna Berg"]),
        ("Anna Berg, an aide, said it was late.", "the subject before a clause that stands between", ["Anna Berg"]),
        ("Anna Berg, who said that it was late, left.", "the subject before a relative clause", ["Anna Berg", "who"]),
        ("It was late, according to Anna Berg.", "the phrase behind the cue", ["Anna Berg"]),
    ],
)
def test_the_mention_says_where_it_stands(text: str, told: str, words: list[str]) -> None:
    found = only(text)
    assert (rule(found, Decision.MENTION), rests_on(found, Decision.MENTION)) == (told, words)


def test_a_shared_subject_is_named_as_shared() -> None:
    found = read("Anna Berg said that it was late, adding that she was tired.")[1]
    assert "shares that of the verb before it" in rule(found, Decision.MENTION)
    assert rests_on(found, Decision.MENTION) == ["Anna Berg"]


ROES = "Jane Roe met Tom Roe in Ohio on Friday. "


@pytest.mark.parametrize(
    ("text", "known", "words"),
    [
        ("Anna Berg said it was late.", Known.FULL_NAME, []),
        ("Mayor Anna Berg left. Berg said it was late.", Known.PART_OF_NAME, ["Anna Berg"]),
        ("Mayor Anna Berg left. The mayor said it was late.", Known.OFFICE, ["Mayor Anna Berg"]),
        ("The mayor said it was late.", Known.UNNAMED, []),
        ("Berg said it was late.", Known.AS_WRITTEN, []),
        ("The Justice Department said it was late.", Known.BODY, []),
        ("Anna Berg left early. She said it was late.", Known.PRONOUN, ["Anna Berg left early."]),
        ("She said it was late.", Known.NO_SUBJECT, []),
        (f"{ROES}Roe said it was late.", Known.TWO_FIT, ["Jane Roe", "Tom Roe"]),
        (f"{ROES}Jane Roe and Tom Roe said it was late.", Known.SEVERAL, []),
    ],
)
def test_the_speaker_rests_on_a_rule_and_the_words_that_it_found(text: str, known: Known, words: list[str]) -> None:
    found = only(text)
    assert (rule(found, Decision.SPEAKER), rests_on(found, Decision.SPEAKER)) == (known, words)
    assert (found.speaker is None) is known.startswith("nobody")


def test_a_chain_of_pronouns_leads_back_to_the_sentence_with_the_name() -> None:
    found = only("Anna Berg left early. She was tired. She said it was late.")
    assert rests_on(found, Decision.SPEAKER) == ["Anna Berg left early."]


def test_who_passes_it_on_is_told() -> None:
    found = only("Putin told Trump that it would harm the peace, Kremlin aide Yuri Ushakov told reporters.")
    assert rests_on(found, Decision.RELAY) == ["Kremlin aide Yuri Ushakov", "told"]
    assert rule(found, Decision.RELAY).endswith(Known.FULL_NAME)


@pytest.mark.parametrize(
    ("text", "told", "words"),
    [
        ("Anna Berg said the bridge may close on Friday.", TypeRule.FUTURE, "may"),
        ('"We will close the “long” bridge," Anna Berg said.', TypeRule.OWN_FUTURE, "We will"),
        ("Anna Berg denied that the bridge was closed.", TypeRule.DENIED, "denied"),
        ("Anna Berg promised that the bridge would open.", TypeRule.PROMISED, "promised"),
        ('Anna Berg said that "the old" bridge is "a disgrace".', TypeRule.VALUES, "disgrace"),
        ("Anna Berg said the bridge was closed.", TypeRule.STATES, None),
    ],
)
def test_the_type_of_a_claim_rests_on_words(text: str, told: str, words: str | None) -> None:
    (claim,) = only(text).quote.claims
    (reason,) = (reason for reason in claim.reasons if reason.decision is Decision.TYPE)
    assert (reason.rule, [span.of(text) for span in reason.spans]) == (told, [words] if words else [])


def test_a_period_is_counted_from_the_day_beside_the_cue() -> None:
    text = "Anna Berg said on Tuesday that the bridge would open “next week”."
    (claim,) = only(text).quote.claims
    told = {reason.decision: (reason.rule, [span.of(text) for span in reason.spans]) for reason in claim.reasons}
    assert told[Decision.SAID] == ("the day named beside the cue", ["on Tuesday"])
    assert told[Decision.PERIOD] == ("counted from 2025-10-14", ["next week"])


def test_without_a_day_beside_the_cue_that_of_publication_counts() -> None:
    (claim,) = only("Anna Berg said the bridge was closed.").quote.claims
    assert [r.rule for r in claim.reasons if r.decision is Decision.SAID] == [
        "the day of publication: no other is named beside the cue"
    ]


@given(PROSE)
def test_every_decision_has_its_reason_and_rests_on_words_of_the_text(text: str) -> None:
    for quote in RulesExtractor().extract(Article(text, published=THURSDAY)).quotes:
        decided = {reason.decision for reason in quote.reasons}
        wanted = {
            Decision.CONTENT,
            Decision.KIND,
            Decision.CUE,
            Decision.MENTION,
            Decision.SPEAKER,
            Decision.CONFIDENCE,
        }
        assert decided >= wanted
        for reason in (*quote.reasons, *(one for claim in quote.claims for one in claim.reasons)):
            assert reason.rule
            assert all(span.end <= len(text) and span.of(text).strip() for span in reason.spans)


def test_a_german_quote_says_whose_it_is_and_by_which_words() -> None:
    text = "Der Rat hat die Brücke gesperrt. „Wir haben keine Wahl“, sagte Anna Berg, die nicht bleiben will."
    found = RulesExtractor().extract(Article(text)).quotes[0]
    told = {reason.decision: (reason.rule, [span.of(text) for span in reason.spans]) for reason in found.reasons}
    assert told[Decision.CUE] == ("a verb that gives what is said to its subject", ["sagte"])
    assert told[Decision.SPEAKER][1] == told[Decision.MENTION][1] == ["Anna Berg"]
    assert told[Decision.CONTENT][1] == ["„Wir haben keine Wahl“"]
    assert "rule of thumb" in told[Decision.CONFIDENCE][0]


def test_a_quotation_in_a_language_without_rules_says_that_nobody_was_looked_for() -> None:
    text = "El alcalde dijo que el puente se abrirá. «Estamos muy contentos con el resultado de las obras», dijo Ana."
    [found] = RulesExtractor().extract(Article(text)).quotes
    told = {reason.decision: reason.rule for reason in found.reasons}
    assert told[Decision.SPEAKER] == "nobody: there are no rules for this language"
