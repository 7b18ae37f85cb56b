"""Which quotation marks make a pair, and what becomes of the others."""

import pytest
from hypothesis import example, given

from claimtrack.text.glyphs import MARK, family, may_be_inches
from claimtrack.text.quotation import Marks, pair

from .scripts import texts


def quoted(text: str) -> list[str]:
    """What stands in marks, marks included; pieces of several paragraphs joined by a slash."""
    return [" / ".join(span.of(text) for span in quotation.spans) for quotation in pair(text).quotations]


def strays(text: str) -> list[str]:
    """Each stray mark with what stands before it."""
    return [text[: span.end] for span in pair(text).strays]


@pytest.mark.parametrize(
    "text",
    [
        'He said "go" now.',
        "He said “go” now.",
        "Er sagte „los“ und ging.",
        "Er sagte „los” und ging.",
        "Il a dit « partez » hier.",
        "Er sagte »los« und ging.",
        "彼は「行こう」と言った。",
        "彼は『行こう』と言った。",
        "他说“我们走”。",
        "He said ''go'' now.",
        "He said ``go'' now.",
        "He said ‘go’ now.",
        "He said 'go' now.",
        "Er sagte ‚los‘ und ging.",
        "They printed ”so“ there.",
        'He said " go " now.',
        'He said," we go."',
    ],
)
def test_one_pair_is_found_in_every_printing(text: str) -> None:
    marks = pair(text)
    assert len(marks.quotations) == 1
    assert marks.strays == ()
    assert len(MARK.findall(quoted(text)[0])) == 2


def test_a_space_lost_behind_a_closing_mark_does_not_matter() -> None:
    text = 'He told reporters."What do you think?"He left.'
    assert quoted(text) == ['"What do you think?"']


class TestMarksInsideMarks:
    @pytest.mark.parametrize(
        ("text", "outer", "inner"),
        [
            ("\"He asked, 'Why not?' and left,\" she said.", "\"He asked, 'Why not?' and left,\"", "'Why not?'"),
            ("“He asked, ‘Why not?’ and left,” she said.", "“He asked, ‘Why not?’ and left,”", "‘Why not?’"),
            ("‘He said “go” to me,’ she said.", "‘He said “go” to me,’", "“go”"),
            ("'He said \"go\" to me,' she said.", "'He said \"go\" to me,'", '"go"'),
            ("„Er sagte ‚los‘ zu mir“, sagte sie.", "„Er sagte ‚los‘ zu mir“", "‚los‘"),
            ("「彼は『行こう』と言った」と話した。", "「彼は『行こう』と言った」", "『行こう』"),
            ("''He asked, 'Why not?''' she said.", "''He asked, 'Why not?'''", "'Why not?'"),
            ('“The killer shouted "Stop!" as he ran.”', '“The killer shouted "Stop!" as he ran.”', '"Stop!"'),
        ],
    )
    def test_the_inner_pair_lies_deeper(self, text: str, outer: str, inner: str) -> None:
        assert quoted(text) == [outer, inner]
        assert [quotation.depth for quotation in pair(text).quotations] == [0, 1]

    def test_straight_marks_inside_straight_ones_are_told_apart_by_their_spaces(self) -> None:
        text = '"The killer shouted "Stop!" as he ran," she wrote.'
        assert quoted(text) == ['"The killer shouted "Stop!" as he ran,"', '"Stop!"']

    def test_a_single_mark_that_ends_with_the_double_one_is_not_lost(self) -> None:
        text = "\"What do you think he's going to say, 'Please sell?'\" he joked."
        assert quoted(text) == ["\"What do you think he's going to say, 'Please sell?'\"", "'Please sell?'"]


class TestApostrophes:
    @pytest.mark.parametrize(
        "text",
        [
            "The voters' will and the parties' wishes differ.",
            "O'Neill doesn't know what's-his-name's plan.",
            "In the '90s and the ’80s, they’d go.",
            "Get 'em out, rock 'n' roll, 'twas ’cause of that.",
            "In '08 and ’12 he ran.",
            "Sophie in 't Veld is from the EU's parliament.",
            "He is 6'2 and has two P's.",
            "The U.S.' allies wait.",
        ],
    )
    @pytest.mark.parametrize("mark", ["'", "’"])
    def test_an_apostrophe_is_neither_a_pair_nor_a_stray(self, text: str, mark: str) -> None:
        text = text.replace("'", mark).replace("’", mark)
        assert pair(text) == Marks((), ())

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("'We don't want the dogs' dinner,' he said.", "'We don't want the dogs' dinner,'"),
            ("'The dogs' dinner was good' is a title.", "'The dogs' dinner was good'"),
            ("‘It isn’t the parties’ fault,’ he said.", "‘It isn’t the parties’ fault,’"),
            ("The 'boys' left.", "'boys'"),
            ("'I lived in the '90s,' she said.", "'I lived in the '90s,'"),
        ],
    )
    def test_an_apostrophe_does_not_close_a_quotation(self, text: str, expected: str) -> None:
        assert quoted(text) == [expected]

    def test_apostrophes_inside_double_marks_stay_apostrophes(self) -> None:
        text = "\"It's the voters' choice, and they can't lose 'em,\" he said."
        assert quoted(text) == [text[: text.index(" he said")]]


class TestParagraphs:
    @pytest.mark.parametrize(("opening", "closing"), [('"', '"'), ("“", "”"), ("''", "''"), ("«", "»"), ("„", "“")])
    def test_a_quotation_opened_again_by_each_paragraph_is_one(self, opening: str, closing: str) -> None:
        text = f"{opening}One.\n\n{opening}Two.\n\n{opening}Three,{closing} he said. {opening}Four.{closing}"
        one = f"{opening}One. / {opening}Two. / {opening}Three,{closing}"
        assert quoted(text) == [one, f"{opening}Four.{closing}"]
        assert strays(text) == []

    def test_a_quotation_does_not_run_into_a_paragraph_that_does_not_open_it_again(self) -> None:
        text = '"One and no end.\n\nTwo says "three".'
        assert quoted(text) == ['"three"']
        assert strays(text) == ['"']

    def test_a_mark_too_many_at_the_end_does_not_swallow_the_next_paragraph(self) -> None:
        text = '“They acted,” he said."\n\n"We saw it," she said.'
        assert quoted(text) == ["“They acted,”", '"We saw it,"']
        assert strays(text) == ['“They acted,” he said."']

    def test_every_opening_mark_of_an_unfinished_quotation_is_a_stray(self) -> None:
        assert len(strays("“One.\n\n“Two.\n\n“Three.")) == 3


class TestUnbalancedMarks:
    @pytest.mark.parametrize(
        ("text", "pairs", "lone"),
        [
            ('"We go, he said.', [], ['"']),
            ('We go," he said.', [], ['We go,"']),
            ('We go, he said."', [], ['We go, he said."']),
            ("“We go, he said.", [], ["“"]),
            ("We go,” he said.", [], ["We go,”"]),
            ("„We go, he said.", [], ["„"]),
            ("We »go, he said.", [], ["We »"]),
            ("「We go, he said.", [], ["「"]),
            ("We go」, he said.", [], ["We go」"]),
            ("‘We go, he said.", [], ["‘"]),
            ("We go.’ He said it.", [], ["We go.’"]),
            ('A," he said. "B."', ['"B."'], ['A,"']),
            ('"A b. "C d," he said.', ['"C d,"'], ['"']),
            ('"A," he said. "B', ['"A,"'], ['"A," he said. "']),
        ],
    )
    def test_the_lone_mark_is_reported_and_the_others_pair(self, text: str, pairs: list[str], lone: list[str]) -> None:
        assert quoted(text) == pairs
        assert strays(text) == lone

    def test_an_opening_mark_that_ends_its_paragraph_closes(self) -> None:
        assert quoted("He said: “They see that. “") == ["“They see that. “"]

    def test_a_closing_mark_that_begins_its_paragraph_opens(self) -> None:
        assert quoted("” … we go,” he said.") == ["” … we go,”"]

    def test_invisible_characters_do_not_hide_which_way_a_mark_faces(self) -> None:
        assert quoted("\u202a”We go,” he said.") == ["”We go,”"]


class TestMeasures:
    @pytest.mark.parametrize("text", ["He is 6'2\" tall.", "He is 6’2” tall.", 'It is 17" wide.'])
    def test_feet_and_inches_are_no_quotation(self, text: str) -> None:
        assert pair(text) == Marks((), ())

    def test_inches_inside_a_quotation_do_not_close_it(self) -> None:
        assert quoted("“He’s like 6’2”,” she said.") == ["“He’s like 6’2”,”"]

    def test_a_year_that_ends_a_quotation_is_no_measure(self) -> None:
        assert quoted('He said "we won in 2012" again.') == ['"we won in 2012"']


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff", "\u2028"])
def test_a_text_without_words_has_no_marks(text: str) -> None:
    assert pair(text) == Marks((), ())


@given(texts)
def test_every_span_begins_and_ends_with_marks_of_one_family(text: str) -> None:
    for quotation in pair(text).quotations:
        first, last = quotation.spans[0].of(text), quotation.spans[-1].of(text)
        opening = MARK.match(first)
        assert opening
        closing = max((mark for mark in MARK.findall(last) if last.endswith(mark)), key=len)
        assert family(opening.group()) == family(closing)
        assert all(MARK.match(span.of(text)) for span in quotation.spans)


@given(texts)
def test_quotations_nest_or_are_disjoint_and_depth_counts_what_lies_around(text: str) -> None:
    quotations = pair(text).quotations
    for one in quotations:
        around = [other for other in quotations if other.start <= one.start and one.end <= other.end and other != one]
        assert one.depth == len(around)
        assert not [other for other in quotations if one.start < other.start < one.end < other.end]


@given(texts)
@example("\"\r''")
def test_a_mark_belongs_to_one_pair_or_is_a_stray_an_apostrophe_or_a_measure(text: str) -> None:
    marks = pair(text)
    openings = [span.start for quotation in marks.quotations for span in quotation.spans]
    last = [quotation.end - 1 for quotation in marks.quotations]
    lone = [span.start for span in marks.strays]
    assert all(MARK.fullmatch(span.of(text)) for span in marks.strays)
    by_start = {mark.start(): mark for mark in MARK.finditer(text)}
    by_end = {mark.end() - 1: mark for mark in by_start.values()}
    used = [by_start[at] for at in openings] + [by_end[at] for at in last] + [by_start[at] for at in lone]
    assert len({mark.start() for mark in used}) == len(used)
    left = by_start.keys() - {mark.start() for mark in used}
    assert all(by_start[at].group() in "'‘’" or may_be_inches(text, *by_start[at].span()) for at in left)


@given(texts)
def test_pairs_come_in_text_order_inside_the_text(text: str) -> None:
    marks = pair(text)
    assert list(marks.quotations) == sorted(marks.quotations, key=lambda one: (one.start, -one.end))
    for quotation in marks.quotations:
        assert list(quotation.spans) == sorted(quotation.spans)
        assert quotation.end <= len(text)
    assert list(marks.strays) == sorted(marks.strays)
