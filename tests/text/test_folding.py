"""What folding takes away, and the way back."""

import unicodedata

import pytest
from hypothesis import given

from claimtrack.text.folding import Folded, fold, lowered

from .scripts import texts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We’re ready”", '"We\'re ready"'),
        ("«We go»", '"We go"'),
        ("2014–2022 — or so", "2014-2022 - or so"),
        ("a\u00a0b\n\tc\r\nd", "a b c d"),
        ("and so…", "and so..."),
        ("cafe\u0301", "café"),
        ("\u1112\u1161\u11ab", "한"),
        ("co\u00adop\ufefferate", "cooperate"),
        ("❤\ufe0f", "❤"),
        ("a \u200b b", "a b"),
    ],
)
def test_typesetting_is_folded_away(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("He will", "He will not"),
        ("Trump", "trump"),
        ("5 percent", "50 percent"),
        ("resume", "résumé"),
        ("may", "must"),
        ("We go.", "We go"),
        ("co-operate", "cooperate"),
    ],
)
def test_words_case_accents_and_punctuation_are_kept(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_plain_text_is_its_own_fold() -> None:
    text = 'He said: "We go - now." (He can\'t.)'
    assert fold(text) == text


def test_a_piece_of_a_fold_that_no_character_answers_to_has_no_span() -> None:
    folded = Folded("so…")
    assert folded.folded == "so..."
    assert folded.span(0, 3) is None
    assert folded.span(2, 5) is not None


def test_what_is_invisible_beside_a_span_stays_outside_of_it() -> None:
    text = "\u200eTrump\u200b said"
    span = Folded(text).span(0, 5)
    assert span is not None
    assert span.of(text) == "Trump"


@given(texts)
def test_composed_and_decomposed_texts_fold_alike(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert fold(unicodedata.normalize("NFD", composed)) == fold(composed)


@given(texts)
def test_every_offset_that_leads_back_leads_to_the_same_words(text: str) -> None:
    folded = Folded(text)
    size = len(folded.folded)
    for start in range(size):
        for end in range(start + 1, min(start + 12, size) + 1):
            if span := folded.span(start, end):
                assert fold(span.of(text)) == folded.folded[start:end]


@given(texts)
def test_offsets_never_drift(text: str) -> None:
    folded = Folded(text)
    starts = [span.start for at in range(len(folded.folded)) if (span := folded.span(at, len(folded.folded)))]
    assert starts == sorted(starts)
    if folded.folded and (whole := folded.span(0, len(folded.folded))):
        assert fold(whole.of(text)) == folded.folded
        assert fold(text[whole.end :]) == fold(text[: whole.start]) == ""


def test_lower_case_keeps_every_character_where_it_was() -> None:
    assert lowered("İstanbul Said NO") == "İstanbul said no"
