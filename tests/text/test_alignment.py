"""A string stands in a text exactly, in several places, or not at all."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claimtrack.model import Span
from claimtrack.text.alignment import Aligner, Match
from claimtrack.text.folding import fold

from .scripts import texts

TEXT = (
    "“We’re not going to send 2,500 troops,” Orban said. "
    "He can’t win, he said, and Lavrov may go in the U.S.-led talks."
)


def place_of(wanted: str, text: str = TEXT) -> str | None:
    span = Aligner(text).find(wanted).span
    return span.of(text) if span else None


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("Orban said", "Orban said"),
        ("\"We're not going", "“We’re not going"),
        ("  Lavrov may go ", "Lavrov may go"),
        ("2,500 troops", "2,500 troops"),
        ("U.S.-led", "U.S.-led"),
        ("U.S.‑led", "U.S.-led"),
    ],
)
def test_a_string_is_found_whatever_its_typesetting(wanted: str, found: str) -> None:
    assert place_of(wanted) == found


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ("negation", "We're going to send 2,500 troops"),
        ("negation", "He can"),
        ("number", "not going to send 2,600 troops"),
        ("number", "500 troops"),
        ("number", "going to send 2"),
        ("name", "Orbán said"),
        ("modal verb", "Lavrov must go"),
        ("modal verb", "Lavrov might go"),
        ("case", "orban said"),
        ("half a word", "Lavrov ma"),
        ("half a word", "avrov may go"),
        ("order", "said Orban"),
        ("nothing", ""),
        ("white space", " \n"),
    ],
)
def test_a_string_that_differs_in_more_is_missing(change: str, wanted: str) -> None:
    assert Aligner(TEXT).find(wanted).match is Match.MISSING, change


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("5 percent", "It grew by 2.5 percent."),
        ("5 percent", "It grew by -5 percent."),
        ("1", "It costs 1,000 euros."),
        ("30", "They met at 9:30."),
        ("do", "I DON'T know; they don’t."),
        ("e", "cafe\u0301"),
    ],
)
def test_part_of_a_number_a_negated_verb_or_a_letter_is_missing(wanted: str, text: str) -> None:
    assert place_of(wanted, text) is None


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("Trump", "Trump's plan"),
        ("5 percent", "It grew by 3-5 percent."),
        ("我们走", "他说我们走吧"),
        ("2012", "He won in 2012."),
        ("café", "a cafe\u0301 here"),
        ("👩\u200d🚀 flew", "The 👩\u200d🚀 flew."),
        ("שלום", "הוא אמר ”שלום“ והלך"),
    ],
)
def test_a_whole_word_is_found_in_every_script(wanted: str, text: str) -> None:
    assert fold(place_of(wanted, text) or "") == fold(wanted)


def test_a_string_across_hard_wrapped_lines_is_found_with_its_line_ends() -> None:
    text = "He said that\r\nhe would\r\n  go."
    assert place_of("that he would go", text) == "that\r\nhe would\r\n  go"


class TestSeveralPlaces:
    text = "Yes, he said. Trump left. Yes, he said. Putin stayed."

    def place(self, word: str) -> Span:
        start = self.text.index(word)
        return Span(start, start + len(word))

    def test_several_places_are_ambiguous_and_all_of_them_are_named(self) -> None:
        found = Aligner(self.text).find("Yes, he said.")
        assert found.match is Match.AMBIGUOUS
        assert found.span is None
        assert [place.start for place in found.places] == [0, 26]

    def test_the_nearest_to_an_anchor_is_taken(self) -> None:
        found = Aligner(self.text).find("Yes, he said.", anchors=[self.place("Putin")])
        assert found.match is Match.EXACT
        assert found.places == (Span(26, 39),)

    def test_two_places_equally_near_stay_ambiguous(self) -> None:
        found = Aligner("he go he").find("he", anchors=[Span(3, 5)])
        assert found.match is Match.AMBIGUOUS

    def test_a_place_outside_of_the_given_span_does_not_count(self) -> None:
        found = Aligner(self.text).find("Yes, he said.", within=Span(0, 20))
        assert found.span == Span(0, 13)
        assert Aligner(self.text).find("Putin", within=Span(0, 20)).match is Match.MISSING

    def test_an_anchor_does_not_make_a_missing_string_appear(self) -> None:
        assert Aligner(self.text).find("No, he said.", anchors=[self.place("Putin")]).match is Match.MISSING


@given(texts, st.data())
def test_words_cut_from_a_text_are_found_in_it(text: str, data: st.DataObject) -> None:
    words = list(_words(text))
    assume(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    wanted = text[words[first].start : words[last].end]
    assume(fold(wanted).strip())
    found = Aligner(text).find(wanted)
    assert found.match in {Match.EXACT, Match.AMBIGUOUS}
    assert all(fold(place.of(text)) == fold(wanted).strip() for place in found.places)
    assert any(place.start >= words[first].start and place.end <= words[last].end for place in found.places)


@given(texts, texts)
def test_whatever_is_found_folds_to_what_was_wanted(text: str, wanted: str) -> None:
    for place in Aligner(text).find(wanted).places:
        assert fold(place.of(text)) == fold(wanted).strip()


@given(texts, texts, st.data())
def test_places_within_a_span_are_those_places_that_it_covers(text: str, wanted: str, data: st.DataObject) -> None:
    assume(text)
    wanted = data.draw(st.sampled_from([wanted, *text.split()]))
    start = data.draw(st.integers(0, len(text) - 1))
    within = Span(start, data.draw(st.integers(start + 1, len(text))))
    aligner = Aligner(text)
    assert aligner.places(wanted, within) == [place for place in aligner.places(wanted) if within.covers(place)]


def _words(text: str) -> list[Span]:
    """Runs between white space."""
    spans, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        spans.append(Span(at, at + len(word)))
        at += len(word)
    return spans
