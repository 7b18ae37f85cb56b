"""Articles that do not fit the model's window are read in chunks, and what these find becomes one extraction."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimtrack.errors import ModelFailed, ReplyTruncated
from claimtrack.extract.llm.chunks import Chunk, chunks
from claimtrack.extract.llm.page import Page
from claimtrack.llm.endpoint import CallFailed, RawReply
from claimtrack.model import Article, Speaker
from tests.extract.replies import NOTHING, answer, claim, extractor, people, quote, read, repair, reply
from tests.llm.fakes import QueuedEndpoint

CUT = RawReply('{"people":[', "length")
TOO_LONG = RawReply("", "context_length_exceeded", 0, 0, 0)
SMALL = 1
"""A window that the prompt alone fills, so that the least possible is shown at once."""


def story(paragraphs: int) -> str:
    return "\n\n".join(
        f"“Bridge {n} is safe and sound, whatever people in the old harbour town may say of it now,” "
        f"Anna Berg said on the way home. It was late, and nobody who was there had an umbrella or a better idea {n}."
        for n in range(1, paragraphs + 1)
    )


def shown(page: Page, room: int) -> list[list[int]]:
    """The paragraphs in each chunk."""
    return [sorted({passage.paragraph for passage in chunk.passages}) for chunk in chunks(page, room)]


def test_an_article_that_fits_is_read_whole() -> None:
    page = Page(Article(story(6)))
    assert chunks(page, 10_000) == [Chunk(page.passages, 1)]


def test_a_longer_one_is_read_in_chunks_that_overlap_by_a_paragraph() -> None:
    page = Page(Article(story(6)))
    assert shown(page, 200) == [[1, 2, 3], [3, 4, 5], [5, 6]]
    assert [page.passages[chunk.fresh - 1].paragraph for chunk in chunks(page, 200)] == [1, 4, 6]


def test_a_quotation_over_paragraphs_is_not_cut() -> None:
    rain = "It rained all day long in the harbour town of Lindal, and on the hills."
    text = f"{rain}\n\nAnna Berg said: “It is late.\n\n“It is safe,” and left.\n\n{rain}"
    assert shown(Page(Article(text)), 44) == [[1, 2, 3], [2, 3, 4]]


def test_a_paragraph_that_is_too_long_is_cut_between_passages() -> None:
    page = Page(Article("It rained all day long in the harbour town of Lindal. " * 12))
    sizes = [len(chunk.passages) for chunk in chunks(page, 60)]
    assert len(sizes) > 1
    assert {passage.number for chunk in chunks(page, 60) for passage in chunk.passages} == set(range(1, 13))


@pytest.mark.parametrize("text", ["", " \n\n ", "* * *", "“…”"])
def test_an_article_without_words_needs_no_model(text: str) -> None:
    assert read(text).quotes == ()


class TestRequests:
    def test_all_first_calls_are_known_before_any_is_made(self) -> None:
        text = story(12)
        endpoint = QueuedEndpoint(*[answer(reply(left_out={f"q{n}": "no" for n in range(1, 13)}))] * 9)
        engine = extractor(endpoint, window=SMALL)
        requests = engine.requests(Article(text))
        assert len(requests) > 2
        assert endpoint.asked == []
        engine.extract(Article(text))
        assert [request.messages for request in requests] == endpoint.asked

    def test_later_chunks_are_told_who_was_named_before(self) -> None:
        first, *_, last = extractor(QueuedEndpoint(), window=SMALL).requests(Article(story(12)))
        assert "Anna Berg" not in first.messages[-1].content.partition("<article")[0]
        assert "Anna Berg" in last.messages[-1].content.partition("<article")[0]

    def test_a_request_says_what_it_is_for_and_which_prompt_it_comes_from(self) -> None:
        engine = extractor(QueuedEndpoint())
        (request,) = engine.requests(Article("It rained."))
        assert (request.purpose, request.prompt) == ("extract", "extract/1")

    def test_the_engine_is_the_model_and_both_prompts(self) -> None:
        engine = extractor(QueuedEndpoint()).engine
        assert (engine.name, engine.model) == ("llm", "openai:queued")
        assert engine.prompt is not None
        assert engine.prompt.startswith("extract/1+")


TWO = (
    "“It is late,” Anna Berg said.\n\n"
    "“It is safe,” Berg said.\n\n"
    "“It is old,” said Tom Roe."
)  # fmt: skip
LATE, SAFE = quote("q1"), quote("q2", "Berg", at="s2")
OLD = quote("q3", "Tom Roe", at="s3", by="P2")


class TestTruncation:
    """A reply that is cut off splits the chunk."""

    @pytest.mark.parametrize("cut", [CUT, TOO_LONG])
    def test_both_halves_are_read_and_make_one_extraction(self, cut: RawReply) -> None:
        second = reply(SAFE, OLD, by=people("Berg", "Tom Roe"))
        found = read(TWO, cut, reply(LATE, SAFE), second)
        assert found.contents == [["“It is late,”"], ["“It is safe,”"], ["“It is old,”"]]
        assert found.extraction.speakers == (Speaker("Anna Berg", aliases=("Berg",)), Speaker("Tom Roe"))
        assert "[s3]" not in found.asked[1][-1].content
        assert "[s1]" not in found.asked[2][-1].content
        assert found.reasons == []

    def test_a_paragraph_is_split_between_passages(self) -> None:
        text = "It rained. “It is safe,” Anna Berg said."
        assert read(text, CUT, reply(), reply(quote("q1", at="s2"))).contents == [["“It is safe,”"]]

    def test_halves_are_split_again_and_what_only_leads_up_to_them_is_not_read_twice(self) -> None:
        found = read(TWO, CUT, reply(LATE, SAFE), CUT, reply(OLD, by=people("Anna Berg", "Tom Roe")))
        assert len(found.quotes) == 3
        assert "[s2]" not in found.asked[-1][-1].content

    def test_one_passage_that_is_still_too_long_fails_the_article(self) -> None:
        with pytest.raises(ReplyTruncated):
            read("It rained.", CUT)

    def test_the_lead_of_a_chunk_is_audited_with_the_chunk_before(self) -> None:
        found = read(TWO, CUT, reply(LATE, SAFE), reply(OLD, by=people("Anna Berg", "Tom Roe")))
        assert len(found.quotes) == 3

    def test_once_a_reply_was_cut_off_its_halves_are_foreseen(self) -> None:
        endpoint = QueuedEndpoint(replace(CUT, output_tokens=16_000), answer(reply(LATE)), answer(reply()))
        engine, article = extractor(endpoint), Article("“It is late,” Anna Berg said.\n\nIt rained.")
        engine.extract(article)
        assert [request.messages for request in engine.requests(article)] == endpoint.asked[1:]

    def test_a_failure_in_any_chunk_fails_the_article(self) -> None:
        with pytest.raises(ModelFailed):
            read(TWO, CUT, reply(LATE, SAFE), CallFailed("the server broke"))


class TestMerging:
    """What two chunks find in the same words is found once."""

    def test_the_first_chunk_knows_better_who_speaks(self) -> None:
        second = reply(quote("q2", None, at="s2"), OLD, by=people("Anna Berg", "Tom Roe"))
        found = read(TWO, CUT, reply(LATE, SAFE), second)
        assert [found.words(one.mention) for one in found.quotes] == ["Anna Berg", "Berg", "Tom Roe"]

    def test_the_longer_of_two_that_share_words_stays(self) -> None:
        longer = quote(["q2", "q3"], "Berg", at="s2")
        found = read(TWO, CUT, reply(LATE, SAFE), reply(longer, by=people("Berg")))
        assert found.contents == [["“It is late,”"], ["“It is safe,”", "“It is old,”"]]

    def test_two_people_of_one_surname_are_not_made_one(self) -> None:
        text = TWO.replace("Tom Roe", "Carl Berg")
        second = reply(SAFE, quote("q3", "Carl Berg", at="s3", by="P2"), by=people("Berg", "Carl Berg"))
        found = read(text, CUT, reply(LATE, left_out={"q2": "tested elsewhere"}), second)
        assert [one.speaker for one in found.quotes] == ["Anna Berg", "Berg", "Carl Berg"]

    def test_a_claim_of_the_article_in_the_overlap_is_taken_once(self) -> None:
        text = "It rained. \n\nThe bridge was closed.\n\nIt rained."
        own = [claim("The bridge was closed", "s2")]
        assert len(read(text, CUT, reply(own=own), reply(own=own)).extraction.claims) == 1

    def test_what_one_chunk_passes_over_and_the_next_uses_is_accounted_for(self) -> None:
        found = read(TWO, CUT, reply(LATE), NOTHING, reply(SAFE, OLD, by=people("Berg", "Tom Roe")))
        assert len(found.quotes) == 3
        assert found.reasons == []

    def test_claims_go_by_the_fullest_name(self) -> None:
        taken = quote("q2", "Berg", at="s2", claims=[claim("It is safe")])
        found = read(TWO, CUT, reply(LATE), repair(), reply(taken, OLD, by=people("Berg", "Tom Roe")))
        assert found.claim.speaker == "Anna Berg"
