"""The gate for quotes: what a model points at must be in the article, and belong together."""

from __future__ import annotations

from datetime import date

import pytest

from claimtrack.extract.llm.replies import PersonReply
from claimtrack.model import Quote, QuoteKind, Speaker, SpeakerKind, Subject
from tests.extract.replies import NOTHING, people, quote, read, reply

SAFE = "“The bridge is safe,” Anna Berg said on Tuesday."


@pytest.mark.parametrize(
    ("text", "content", "pieces", "kind"),
    [
        (SAFE, "q1", ["“The bridge is safe,”"], QuoteKind.DIRECT),
        (SAFE, "s1|The bridge is safe", ["“The bridge is safe,”"], QuoteKind.DIRECT),
        (SAFE, "s1|The bridge~is safe", ["“The bridge is safe,”"], QuoteKind.DIRECT),
        ("Anna Berg said the bridge is safe.", "s1|the bridge is safe", ["the bridge is safe"], QuoteKind.INDIRECT),
        (
            "Anna Berg said the bridge is “as safe as a house.”",
            "s1|the bridge~a house",
            ["the bridge is “as safe as a house.”"],
            QuoteKind.MIXED,
        ),
    ],
)
def test_code_cuts_the_content_with_its_marks_and_tells_its_kind(
    text: str, content: str, pieces: list[str], kind: QuoteKind
) -> None:
    found = read(text, reply(quote(content)))
    assert found.contents == [pieces]
    assert found.only.kind is kind


def test_a_content_is_the_union_of_its_pieces_in_text_order() -> None:
    text = "“It is old,” Anna Berg said. “It is safe.”"
    assert read(text, reply(quote(["q2", "q1", "q2"]))).contents == [["“It is old,”", "“It is safe.”"]]
    text = "Anna Berg said it is old. It is safe."
    assert read(text, reply(quote(["s2", "s1|it is~old."]))).contents == [["it is old. It is safe."]]


def test_words_without_a_passage_are_those_of_the_passage_at_hand() -> None:
    text = "It rained. Anna Berg said it is old."
    assert read(text, reply(quote("it is~old", at="s2"))).contents == [["it is old"]]


def test_a_quotation_over_paragraphs_is_one_content() -> None:
    text = "Anna Berg said: “It is old.\n\n“It is safe.”"
    assert read(text, reply(quote("q1"))).contents == [["“It is old.", "“It is safe.”"]]


def test_cue_and_mention_are_the_places_nearest_to_the_content() -> None:
    found = read(
        "Anna Berg spoke. After Berg had said little, Berg said the bridge is safe, and Berg left.",
        reply(quote("s2|the bridge is safe", mention="Berg", at="s2")),
    )
    (cue,) = found.only.cue
    assert found.text[: cue.start].endswith("little, Berg ")
    assert found.only.mention is not None
    assert found.text[: found.only.mention.start].endswith("little, ")


def test_cue_and_mention_are_looked_for_outside_the_content() -> None:
    found = read("“He said she said no,” she said. Anna Berg left.", reply(quote("q1", mention="she")))
    after = found.text.index("” she said")
    assert [cue.start > after for cue in found.only.cue] == [True]
    assert found.only.mention is not None
    assert found.only.mention.start > after


def test_a_cue_may_have_pieces() -> None:
    found = read(
        "It is safe, said Anna Berg in a statement.", reply(quote("s1|It is safe", cue=["said", "in a statement"]))
    )
    assert [found.words(cue) for cue in found.only.cue] == ["said", "in a statement"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (quote("s1|The bridge is new"), "does not stand in s1"),
        (quote("q7"), "there is no quotation q7"),
        (quote("q1", at="s9"), "there is no passage 's9'"),
        (quote("q1", cue="shouted"), "“shouted” does not stand in s1"),
        (quote("q1", mention="Tom Roe"), "“Tom Roe” does not stand in s1"),
        (quote([]), "content is empty"),
        (quote("s1"), "content takes in its own cue 'said'"),
        (quote("q1", by="P9"), "people has no id 'P9'"),
    ],
)
def test_what_does_not_resolve_is_refused_with_a_reason(row: Quote, reason: str) -> None:
    found = read(SAFE, reply(row, left_out={"q1": "tested elsewhere"}), NOTHING)  # type: ignore[arg-type]
    assert found.quotes == ()
    assert [(one.subject, reason in one.reason) for one in found.extraction.rejections] == [(Subject.QUOTE, True)]
    assert reason in found.complaint


FAR = "Anna Berg said something.\n\nIt rained.\n\nThe bridge is safe."


def test_content_and_cue_with_a_paragraph_between_them_do_not_belong_together() -> None:
    found = read(FAR, reply(quote("s3")), NOTHING)
    assert found.quotes == ()
    assert "too far apart" in found.reasons[0]
    assert read(FAR.replace("It rained.\n\n", ""), reply(quote("s2"))).contents == [["The bridge is safe."]]
    assert len(read(FAR, reply(quote(["s2", "s3"]))).quotes) == 1


class TestSpeakers:
    """The speaker is somebody whom the article names."""

    def test_a_speaker_is_called_as_the_article_calls_them(self) -> None:
        text = "U.S. Senator Anna Berg was there. “It is safe,” she said."
        for name in ("Anna Berg", "Senator Anna Berg", "U.S. Senator Anna Berg"):
            found = read(text, reply(quote("q1", mention="she", at="s2"), by=people(name)))
            assert found.extraction.speakers == (Speaker("Anna Berg" if "U.S." not in name else name),)

    def test_a_title_that_the_article_gives_elsewhere_is_dropped(self) -> None:
        text = "Anna Berg is the mayor. “It is safe,” Anna Berg said."
        found = read(text, reply(quote("q1", at="s2"), by=people("Mayor Anna Berg")))
        assert found.only.speaker == "Anna Berg"

    @pytest.mark.parametrize("name", ["Anna Bergman", "Anna Lind", "Tom Berg", "anna berg", "Dr Anna Maria Berg"])
    def test_a_name_that_the_article_does_not_give_is_refused(self, name: str) -> None:
        found = read(SAFE, reply(quote("q1"), by=people(name)), NOTHING)
        assert found.quotes == ()
        assert found.extraction.speakers == ()
        if name != name.lower():
            assert f"the article does not name '{name}'" in found.complaint

    def test_the_title_and_the_outlet_name_people_too(self) -> None:
        text = "“It is safe,” she said."
        found = read(text, reply(quote("q1", mention="she")), title="Anna Berg on the bridge")
        assert found.only.speaker == "Anna Berg"

    def test_an_unnamed_source_has_a_mention_and_no_name(self) -> None:
        text = "“It is safe,” two officials said."
        for kind in ("unnamed", "person"):
            found = read(text, reply(quote("q1", mention="two officials"), by=people(**{"two officials": kind})))
            assert (found.only.speaker, found.words(found.only.mention)) == (None, "two officials")
            assert found.extraction.speakers == ()

    def test_a_body_is_an_organisation(self) -> None:
        text = "“It is safe,” the Harbour Board said."
        found = read(text, reply(quote("q1", mention="the Harbour Board"), by=people(the_Harbour_Board="body")))
        assert found.extraction.speakers == (Speaker("Harbour Board", SpeakerKind.ORGANISATION),)

    def test_other_names_in_mentions_are_aliases_and_pronouns_are_not(self) -> None:
        mentions = ("Anna Berg", "Berg", "she", "the mayor", "Mayor Anna Berg")
        text = " ".join(f"“It is bridge {n},” {mention} said." for n, mention in enumerate(mentions, 1))
        rows = [quote(f"q{n}", mention, at=f"s{n}") for n, mention in enumerate(mentions, 1)]
        found = read(text, reply(*rows))
        assert {one.speaker for one in found.quotes} == {"Anna Berg"}
        assert found.extraction.speakers == (Speaker("Anna Berg", aliases=("Berg",)),)

    @pytest.mark.parametrize("mention", ["Tom Roe", "Roe"])
    def test_a_mention_that_is_somebody_elses_name_is_refused(self, mention: str) -> None:
        text = f"Anna Berg met Tom Roe. “It is safe,” {mention} said."
        found = read(text, reply(quote("q1", mention, at="s2"), by=people("Anna Berg", "Tom Roe")), NOTHING)
        assert found.quotes == ()
        assert f"the mention '{mention}' is the name of P2" in found.complaint

    def test_people_who_say_nothing_are_no_speakers(self) -> None:
        found = read(SAFE, reply(quote("q1"), by=people("Anna Berg", "Nobody Here")))
        assert [speaker.name for speaker in found.extraction.speakers] == ["Anna Berg"]


class TestDetails:
    """What is told beside: a miss there costs the detail only."""

    TEXT = "“It is safe,” Anna Berg told reporters in the town hall on Tuesday, in a post on Kindling."

    def test_each_is_words_of_the_article(self) -> None:
        details = {
            "to": "reporters",
            "occasion": "in the town hall",
            "medium": "in a post on Kindling",
            "day": "2025-10-14",
        }
        found = read(self.TEXT, reply(quote("q1", cue="told", details=details)))
        one = found.only
        assert found.words(one.addressee) == "reporters"
        assert found.words(one.occasion) == "in the town hall"
        assert found.words(one.medium) == "in a post on Kindling"
        assert one.said == date(2025, 10, 14)

    @pytest.mark.parametrize(
        ("what", "words", "reason"),
        [
            ("to", "voters", "to: “voters” does not stand in s1"),
            ("occasion", "is safe", "occasion: 'is safe' is part of what was said"),
            ("day", "2025-10-15", "day: the sentences around the quote do not state the day 2025-10-15"),
            ("day", "2025-10-17", "day: 2025-10-17 lies after the day of publication"),
            ("day", "Tuesday", "day: 'Tuesday' is no day"),
            ("day", "2025-13-01", "day: '2025-13-01' is no day"),
            ("relay", "P5", "relay: people has no id 'P5'"),
        ],
    )
    def test_one_that_misses_is_dropped_and_told(self, what: str, words: str, reason: str) -> None:
        found = read(self.TEXT, reply(quote("q1", cue="told", details={what: words})), NOTHING)
        assert found.only == read(self.TEXT, reply(quote("q1", cue="told"))).only
        assert reason in found.complaint
        assert [rejection.reason.startswith(f"{what}: ") for rejection in found.extraction.rejections] == [True]

    def test_without_a_date_of_publication_only_a_full_date_is_a_day(self) -> None:
        text = "“It is safe,” Anna Berg said on 14 October 2025, a Tuesday."
        row = quote("q1", details={"day": "2025-10-14"})
        assert read(text, reply(row), published=None).only.said == date(2025, 10, 14)
        assert read(SAFE, reply(row), NOTHING, published=None).only.said is None

    def test_who_passes_it_on_is_named(self) -> None:
        text = "Anna Berg promised to resign, her aide Tom Roe said."
        rows = [
            quote("s1|Anna Berg~to resign", "her aide Tom Roe", by="P2"),
            quote("s1|to resign", "Anna Berg", "promised", details={"relay": "P2"}),
        ]
        found = read(text, reply(*rows, by=people("Anna Berg", "Tom Roe")))
        assert [(one.speaker, one.relay) for one in found.quotes] == [("Tom Roe", None), ("Anna Berg", "Tom Roe")]


class TestOverlaps:
    """Words are said once, unless one attribution reports the other."""

    TEXT = "Tom Roe said Anna Berg denied that it was late."
    OUTER = quote("s1|Anna Berg denied~was late", "Tom Roe", by="P2")
    BOTH = people("Anna Berg", "Tom Roe")

    def test_an_attribution_may_lie_within_another_if_its_cue_does(self) -> None:
        inner = quote("s1|that it~was late", "Anna Berg", "denied", details={"relay": "P2"})
        assert len(read(self.TEXT, reply(self.OUTER, inner, by=self.BOTH)).quotes) == 2
        found = read(self.TEXT, reply(self.OUTER, quote("s1|that it~was late", "Anna Berg"), by=self.BOTH), NOTHING)
        assert [one.speaker for one in found.quotes] == ["Tom Roe"]
        assert "shares words with another quote's" in found.complaint

    def test_two_may_say_the_same_words_together(self) -> None:
        text = "“It is safe,” Anna Berg and Tom Roe said."
        found = read(text, reply(quote("q1"), quote("q1", "Tom Roe", by="P2"), by=self.BOTH))
        assert [one.speaker for one in found.quotes] == ["Anna Berg", "Tom Roe"]

    def test_the_same_row_twice_is_one_quote(self) -> None:
        found = read(SAFE, reply(quote("q1"), quote("q1")))
        assert len(found.quotes) == 1
        assert found.reasons == ["it is given twice"]


def test_quotes_come_in_text_order() -> None:
    text = "“It is old,” Anna Berg said. “It is safe,” she said."
    found = read(text, reply(quote("q2", "she", at="s2"), quote("q1")))
    assert found.contents == [["“It is old,”"], ["“It is safe,”"]]


def test_a_model_may_number_its_people_as_it_likes() -> None:
    by = [PersonReply(id="berg", name="Anna Berg", kind="person")]
    assert read(SAFE, reply(quote("q1", by="berg"), by=by)).only.speaker == "Anna Berg"
