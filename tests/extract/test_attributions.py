"""The constructions by which news prose attributes words, one article of the project's own each."""

from __future__ import annotations

import pytest

from tests.extract.reading import only, read

CAST = "Mayor Anna Berg and her rival, Senator Paul Roth, met reporters. "


@pytest.mark.parametrize(
    ("text", "content", "mention"),
    [
        ('"The bridge is safe," Anna Berg said.', ['"The bridge is safe,"'], "Anna Berg"),
        ('"The bridge is safe," said Anna Berg, an engineer.', ['"The bridge is safe,"'], "Anna Berg"),
        ('Anna Berg said: "The bridge is safe."', ['"The bridge is safe."'], "Anna Berg"),
        ('Anna Berg told reporters on Monday, "The bridge is safe."', ['"The bridge is safe."'], "Anna Berg"),
        ('"The bridge," said Anna Berg, "is safe."', ['"The bridge,"', '"is safe."'], "Anna Berg"),
        ('"Is it safe?" Anna Berg asked.', ['"Is it safe?"'], "Anna Berg"),
        ('Said Anna Berg: "The bridge is safe."', ['"The bridge is safe."'], "Anna Berg"),
        ("“The bridge is safe,” Anna Berg said.", ["“The bridge is safe,”"], "Anna Berg"),
    ],
)
def test_direct_speech_before_behind_and_around_its_cue(text: str, content: list[str], mention: str) -> None:
    found = only(text)
    assert (found.kind, found.pieces, found.mention, found.speaker) == ("direct", content, mention, "Anna Berg")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Anna Berg said the bridge was safe.", "the bridge was safe"),
        ("Anna Berg said that the bridge was safe.", "that the bridge was safe"),
        ("Anna Berg told the council that the bridge was safe.", "that the bridge was safe"),
        ("Anna Berg said on Monday that the bridge was safe.", "that the bridge was safe"),
        ("The bridge had been safe for years, Anna Berg said.", "The bridge had been safe for years"),
        ("The bridge had been safe for years, said Anna Berg.", "The bridge had been safe for years"),
        ("The bridge is safe, according to Anna Berg.", "The bridge is safe"),
        ("According to Anna Berg, the bridge is safe.", "the bridge is safe"),
        ("Anna Berg, who built it, said the bridge was safe.", "the bridge was safe"),
        ("Anna Berg, an engineer, said the bridge was safe.", "the bridge was safe"),
        ("Anna Berg denied the charge of fraud.", "the charge of fraud"),
        ("Anna Berg vowed to close the bridge.", "to close the bridge"),
        ("Anna Berg accused the council of lying.", "the council of lying"),
        ("Anna Berg did not say whether the bridge was safe.", "whether the bridge was safe"),
    ],
)
def test_indirect_speech(text: str, content: str) -> None:
    found = only(text)
    assert (found.kind, found.pieces, found.speaker) == ("indirect", [content], "Anna Berg")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('Anna Berg said the bridge was "perfectly safe."', 'the bridge was "perfectly safe."'),
        ('Anna Berg called the report "a fairy tale."', 'the report "a fairy tale."'),
        ('"No," not this year, Anna Berg added.', '"No," not this year'),
    ],
)
def test_mixed_speech_keeps_the_words_outside_the_marks(text: str, content: str) -> None:
    found = only(text)
    assert (found.kind, found.pieces) == ("mixed", [content])


def test_a_quotation_that_goes_on_without_a_cue_belongs_to_the_same_quote() -> None:
    found = only('"The bridge is safe," Anna Berg said. "It always was."')
    assert found.pieces == ['"The bridge is safe,"', '"It always was."']


def test_a_quotation_over_paragraphs_is_one_quote() -> None:
    found = only('Anna Berg said: "The bridge is safe.\n\n"It always was."')
    assert found.pieces == ['"The bridge is safe.', '"It always was."']


def test_a_colon_hands_the_next_paragraph_to_its_speaker() -> None:
    found = only('Anna Berg replied:\n\n"The bridge is safe."')
    assert (found.speaker, found.pieces) == ("Anna Berg", ['"The bridge is safe."'])


def test_a_new_cue_begins_a_new_quote_of_the_same_speaker() -> None:
    found = read("Anna Berg said the bridge was safe, adding that it always had been.")
    assert [(one.pieces, one.speaker) for one in found] == [
        (["the bridge was safe"], "Anna Berg"),
        (["that it always had been"], "Anna Berg"),
    ]


def test_two_speakers_in_one_paragraph_keep_their_own_words() -> None:
    found = read(CAST + '"It is safe," Berg said. "It is not," Roth said. "Close it."')
    assert [(one.speaker, one.pieces) for one in found] == [
        ("Anna Berg", ['"It is safe,"']),
        ("Paul Roth", ['"It is not,"', '"Close it."']),
    ]


def test_who_only_passes_words_on_is_the_relay() -> None:
    found = read("Anna Berg told Paul Roth that the bridge would close, council aide Lena Hart told reporters.")
    assert [(one.speaker, one.relay, one.pieces) for one in found] == [
        ("Anna Berg", "Lena Hart", ["that the bridge would close"])
    ]


def test_words_that_nobody_is_said_to_have_said_are_not_quoted() -> None:
    assert read('The so-called "bridge of sighs" was closed. It had been "safe" for years.') == []


@pytest.mark.parametrize(
    "text",
    ['Anna Berg never said "the bridge is safe."', 'Nobody said: "The bridge is safe."', 'She refused to say "sorry."'],
)
def test_what_somebody_did_not_say_is_no_quote_of_theirs(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The United States sent aid, and other states sent none.",
        "His claims were many; the reports were few.",
        "The plan announced by the council was dropped.",
        "She was called on Monday.",
    ],
)
def test_nouns_and_passives_that_look_like_cues_are_none(text: str) -> None:
    assert read(text) == []


class TestSpeakers:
    def test_a_surname_leads_to_the_full_name(self) -> None:
        assert read(CAST + "Roth said it was late.")[0].speaker == "Paul Roth"

    def test_a_pronoun_leads_to_the_last_subject_of_its_gender(self) -> None:
        found = read(CAST + "Berg walked the bridge with Roth. She said it was safe.")
        assert (found[0].mention, found[0].speaker) == ("She", "Anna Berg")

    def test_a_pronoun_of_the_other_gender_passes_the_last_subject_over(self) -> None:
        found = read(CAST + "Roth walked the bridge. Berg walked it too. He said it was safe.")
        assert found[0].speaker == "Paul Roth"

    def test_a_word_that_contains_the_name_of_an_agency_makes_no_caption(self) -> None:
        assert only("Anna Berg walked the bridge. She said it had been repaired.").speaker == "Anna Berg"

    def test_a_pronoun_is_not_looked_for_far_back(self) -> None:
        filler = "\nThe river is long.\nThe town is old.\nThe road is new.\n"
        assert read(CAST + filler + "She said it was safe.")[0].speaker is None

    def test_an_office_leads_to_the_one_who_holds_it(self) -> None:
        text = (
            "U.S. President Jane Doe met French President Marc Blanc. "
            "The French president said the talks were long. The U.S. president said they were short."
        )
        assert [one.speaker for one in read(text)] == ["Marc Blanc", "Jane Doe"]

    def test_an_office_that_two_hold_is_nobodys(self) -> None:
        text = "U.S. President Jane Doe met French President Marc Blanc. The president said the talks were long."
        assert [one.speaker for one in read(text)] == [None]

    def test_a_surname_that_two_share_is_nobodys(self) -> None:
        text = "Anna Berg and Tom Berg were there. Berg said it was late."
        assert [(one.mention, one.speaker) for one in read(text)] == [("Berg", None)]

    def test_mr_and_mrs_tell_two_of_one_surname_apart(self) -> None:
        text = "Anna Berg and Tom Berg were there. Mrs. Berg said it was late."
        assert read(text)[0].speaker == "Anna Berg"

    @pytest.mark.parametrize("mention", ["some analysts", "a council official", "a person familiar with the matter"])
    def test_an_unnamed_source_is_a_mention_without_a_speaker(self, mention: str) -> None:
        found = only(f"The bridge was safe, {mention} said.")
        assert (found.mention, found.speaker) == (mention, None)

    def test_an_organisation_can_speak(self) -> None:
        assert only("The White House said the talks were long.").speaker == "White House"

    @pytest.mark.parametrize(
        ("text", "speaker"),
        [
            ('Anna Berg, the mayor, told Paul Roth: "You are late."', "Anna Berg"),
            ('Anna Berg, meanwhile, told Roth: "You are late."', "Anna Berg"),
            ('Anna Berg, for her part, called Roth "a clown."', "Anna Berg"),
            ("Anna Berg, the mayor, said her brother Tom Berg, a baker, had been late.", "Anna Berg"),
            ('Her rival, Paul Roth, said it was "late."', "Paul Roth"),
            ('"It is late," Anna Berg said through tears.', "Anna Berg"),
        ],
    )
    def test_what_stands_between_does_not_hide_who_speaks(self, text: str, speaker: str) -> None:
        assert only(text).speaker == speaker

    def test_someone_known_to_be_a_woman_is_she_before_one_of_whom_nothing_tells(self) -> None:
        text = 'Anna Berg sued Rui Costa. Costa stayed away. "It is a lie," she said.'
        assert read(text)[0].speaker == "Anna Berg"

    def test_in_a_dialogue_a_quotation_without_a_cue_is_nobodys(self) -> None:
        text = '"Will you pay?" Anna Berg asked.\n"I will not," Paul Roth said.\n"Then we are done here."'
        assert [one.pieces for one in read(text)] == [['"Will you pay?"'], ['"I will not,"']]

    @pytest.mark.parametrize("name", ["Justice Department", "General Motors", "State Department"])
    def test_an_organisation_keeps_its_whole_name(self, name: str) -> None:
        assert only(f"The {name} said the talks were long.").speaker == name


def test_a_dateline_is_nobodys_words() -> None:
    assert only("LISBON, Oct 13 - The bridge is safe, Anna Berg said.").pieces == ["The bridge is safe"]
