"""Where a sentence ends, and where it only looks so."""

from itertools import pairwise

import pytest
from hypothesis import given

from claimtrack.model import Passage, Span
from claimtrack.text.paragraphs import paragraphs
from claimtrack.text.passages import passages
from claimtrack.text.quotation import pair

from .scripts import texts


def sentences(text: str) -> list[str]:
    return [passage.span.of(text) for passage in passages(text)]


def split(marked: str) -> tuple[str, list[str]]:
    """A text written with | where a sentence should end, and the sentences that it should fall into."""
    return marked.replace("|", ""), [sentence.strip() for sentence in marked.split("|")]


@pytest.mark.parametrize(
    "marked",
    [
        "He met the U.S. President in Rome. |Then he left.",
        "Sen. Johnson and Reps. Smith and Lee met Gov. Cruz. |They spoke.",
        "He lives at No. 10 Downing Street. |She does not.",
        "He said no. |Ten men left.",
        "It grew by 2.5 percent to $1,000.50 on Feb. 3. |It fell in Feb. |Nobody knew why.",
        "George W. Bush and Gov. Dannel P. Malloy of Connecticut agreed. |He smiled.",
        "See p. 12 of the report. |It is short.",
        "It was 7 p.m. EST in Fort Mill, S.C. |The polls closed.",
        "He went to Washington, D.C. |It was late.",
        "Warner Bros. Theater and News Corp. Chief Robert met. |And so on.",
        "In Roe v. Wade and Clinton vs. Trump it differed. |It ended.",
        "Visit gov.uk or example.com today. |Then call.",
        "He waited... and waited. |He went.",
        'The U.S. "clearly" needs it. |"It does."',
        'He left the U.S. |"It was time," he said.',
        "He waited… |Then he went.",
        "What now? |Nothing! |Really?! |Yes.",
        "1. Firstly we go. |2. Then we stay.",
        "It was ready. . . . |Because he was late.",
        "彼は行った。|彼女は残った。",
    ],
)
def test_a_sentence_ends_at_a_full_stop_and_not_at_an_abbreviation(marked: str) -> None:
    text, expected = split(marked)
    if marked.startswith("1."):
        text = text.replace("2. ", "\n2. ")
    assert sentences(text) == expected


class TestQuotationMarks:
    @pytest.mark.parametrize(
        "marked",
        [
            'He told reporters.|"What do you think?"| He left.',
            "He told reporters.|“What do you think?” |He left.",
            '"We go." |She stayed.',
            "“We go. |We stay,” he said. |“We sleep.”",
            "He said: 'Mr. Smith, we go.' |She stayed.",
            "''Mr. Khan made it,'' he said. |''Ms. Lee did not.''",
            "“I am for it.”|After his rally he left.",
            '"We go." |"We stay."',
            "(He went.) |She stayed.",
        ],
    )
    def test_a_closing_mark_belongs_to_the_sentence_and_an_opening_one_to_the_next(self, marked: str) -> None:
        text, expected = split(marked)
        assert sentences(text) == expected

    @pytest.mark.parametrize(
        "text",
        [
            '"Why now?" Mr. Halvorsen asked.',
            '"Why now?" Sen. J. Doe asked.',
            '"Why are you here?" Trump asked.',
            "“What a day!” the elder Smith said.",
            '"We could..." Smith said.',
            "He asked “Why?” and left.",
            '"Why?" asked Trump.',
            "「行こう。」と彼は言った",
        ],
    )
    def test_an_attribution_goes_on_after_quoted_words_with_a_stop_of_their_own(self, text: str) -> None:
        assert sentences(text) == [text]

    def test_another_sentence_after_quoted_words_is_one(self) -> None:
        text, expected = split("“Why are you here?” |They had no answer.")
        assert sentences(text) == expected


class TestLostSpaces:
    @pytest.mark.parametrize(
        "marked",
        [
            "They flew to Moscow.|Since then they wait.",
            "We won in 2012.|Then we lost.",
            "He left.”|“Why did he?”",
        ],
    )
    def test_a_sentence_ends_where_only_the_space_is_missing(self, marked: str) -> None:
        text, expected = split(marked)
        assert sentences(text) == expected

    @pytest.mark.parametrize(
        "text", ["A U.S.-made car.", "Use node.js or A.I.", "Dr.Smith went.", "He has a Ph.D in it."]
    )
    def test_a_name_is_not_cut(self, text: str) -> None:
        assert sentences(text) == [text]


class TestParagraphBorders:
    def test_each_line_is_a_paragraph(self) -> None:
        text = "A heading without a stop\nHe went. She stayed.\n\n\nThey slept."
        assert [(passage.number, passage.paragraph) for passage in passages(text)] == [(1, 1), (2, 2), (3, 2), (4, 3)]

    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
    def test_line_ends_of_every_system_divide_paragraphs(self, newline: str) -> None:
        text = newline.join(["He went", "", "She stayed"])
        assert sentences(text) == ["He went", "She stayed"]

    @pytest.mark.parametrize("newline", ["\n", "\r\n"])
    def test_a_block_of_hard_wrapped_lines_is_one_paragraph(self, newline: str) -> None:
        first = [
            "The minister said on Tuesday that the talks would go on for as long as",
            "both of the parties wished, and that he saw no reason at all to end them",
            "now. He left at noon.",
        ]
        second = [
            "His deputy, who had come by train, would not comment on any of the plans",
            "that had been made.",
        ]
        text = (newline * 2).join(newline.join(block) for block in (first, second))
        assert [span.of(text) for span in paragraphs(text)] == [newline.join(first), newline.join(second)]
        assert len(passages(text)) == 3

    def test_short_lines_are_verse_or_headings_and_stay_apart(self) -> None:
        text = "\n".join(["Roses are red", "Violets are blue", "", "Sugar is sweet", "And so are you"])
        assert len(paragraphs(text)) == 4


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\t", "\u00a0\u2028"])
def test_a_text_without_words_has_no_passages(text: str) -> None:
    assert passages(text) == []


@pytest.mark.parametrize("text", ["He left. …", "… He left.", ". . . He left", "He left. “", "– He left. –"])
def test_no_passage_is_punctuation_alone(text: str) -> None:
    assert sentences(text) == [text]


def test_marks_that_are_known_need_no_second_pairing() -> None:
    text = 'He told reporters."Why?"'
    assert passages(text, pair(text)) == [Passage(1, Span(0, 18), 1), Passage(2, Span(18, 24), 1)]


@given(texts)
def test_passages_cover_all_but_white_space_in_order_without_overlap(text: str) -> None:
    covered = "".join(passage.span.of(text) for passage in passages(text))
    assert "".join(covered.split()) == "".join(text.split())
    spans = [passage.span for passage in passages(text)]
    assert all(before.end <= behind.start for before, behind in pairwise(spans))


@given(texts)
def test_passages_are_numbered_and_touch_no_white_space_at_their_ends(text: str) -> None:
    found = passages(text)
    assert [passage.number for passage in found] == list(range(1, len(found) + 1))
    assert all(passage.span.of(text) == passage.span.of(text).strip() for passage in found)


@given(texts)
def test_no_passage_crosses_a_paragraph(text: str) -> None:
    borders = paragraphs(text)
    found = passages(text)
    assert all(borders[passage.paragraph - 1].covers(passage.span) for passage in found)
    assert {passage.paragraph for passage in found} == set(range(1, len(borders) + 1))


@given(texts)
def test_paragraphs_cover_all_but_white_space_in_order(text: str) -> None:
    borders = paragraphs(text)
    assert "".join("".join(border.of(text).split()) for border in borders) == "".join(text.split())
    assert borders == sorted(borders)


@pytest.mark.parametrize(
    "text",
    ['"It is safe,"\nAnna Berg said.', "Anna Berg\nsaid that it was safe.", '"It is safe,"\r\nshe said.'],
)
def test_a_line_that_plainly_goes_on_is_one_paragraph_with_the_next(text: str) -> None:
    assert [passage.span.of(text) for passage in passages(text)] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Am 3. März kam der Zug vom 2. Gleis.",
        "Das geschah z. B. in Lund im 19. Jahrhundert.",
        "Der Umbau kostet 2 Mio. Euro.",
        "Selon M. Roche et Mme Morel, le pont est sûr.",
    ],
)
def test_german_ordinals_and_abbreviations_of_two_more_languages_end_nothing(text: str) -> None:
    assert [one.span.of(text) for one in passages(text)] == [text]


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
def test_a_closing_mark_behind_a_space_belongs_to_its_sentence(space: str) -> None:
    text = f"Elle dit : «{space}Il est sûr.{space}» Puis elle part."
    assert [one.span.of(text) for one in passages(text)] == [
        f"Elle dit : «{space}Il est sûr.{space}»",
        "Puis elle part.",
    ]
