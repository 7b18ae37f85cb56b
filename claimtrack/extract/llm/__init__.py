"""The extractor that asks a language model: it points, code copies and checks.

page -> chunks -> a reply for each -> gate (quotes, people, claims) -> one more reply for what missed -> gate -> merge.
What a reply says is believed only as far as the article's own text bears it out; the rest is kept as rejections.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from claimtrack.errors import ReplyInvalid, ReplyRefused, ReplyTruncated
from claimtrack.extract.llm.chunks import Chunk, chunks, tokens
from claimtrack.extract.llm.draft import Draft
from claimtrack.extract.llm.merge import extraction
from claimtrack.extract.llm.misses import as_json
from claimtrack.extract.llm.page import Page
from claimtrack.extract.llm.replies import ExtractReply, RepairReply
from claimtrack.llm.client import Ask, Client, Foresight
from claimtrack.llm.examples import Example
from claimtrack.llm.notation import one_line
from claimtrack.llm.prompts import Prompts
from claimtrack.llm.requests import Message, Request, digest
from claimtrack.model import Article, Engine, Extraction

_WINDOW = 128_000
_SHARE = 4
"""An article gets a fourth of the room that the prompt leaves: a reply with claims can be twice as long as what it is
about, and both are sent again where something is to be mended.
"""
_LEAST = 200
"""Tokens of an article that are shown even where the prompt alone fills the window."""
MOST_MISSES = 100
"""What the model is asked to mend at once; a reply with more misses is hopeless, and long."""
_NOT_GIVEN = "not given"


class LlmExtractor:
    """Finds attributed quotes and claims with a model. Its face is ``claimtrack.extract.Extractor``.

    ``window`` is the model's context window in tokens; what does not fit is read in chunks.
    """

    def __init__(self, client: Client, prompts: Prompts, window: int = _WINDOW) -> None:
        self._client = client
        self._prompt = prompts.get("extract", reply=ExtractReply, aligned=_align)
        self._repair = prompts.get("repair", reply=RepairReply)
        self._window = window

    @property
    def engine(self) -> Engine:
        """The model and both prompts: an article is read again when one of them changes."""
        both = digest([self._prompt.hash, self._repair.hash])
        return Engine("llm", "1", self._client.model, f"{self._prompt.label}+{both[:8]}")

    def extract(self, article: Article) -> Extraction:
        """Every attributed quote with its claims, the article's own claims, and what did not hold against the text.

        Raises ModelFailed where the model gives no usable reply, RunStopped where it cannot be reached at all.
        """
        page, ask = Page(article), self._client.ask
        return extraction(page, [draft for chunk in self._chunks(page) for draft in self._read(page, chunk, ask)])

    def requests(self, article: Article) -> list[Request[Any]]:
        """The calls that can be told before anything is sent: the first on each chunk, and what follows on stored
        replies. None depends on another of them, so that all can be sent at once.
        """
        foresight, page = Foresight(self._client), Page(article)
        for chunk in self._chunks(page):
            with suppress(ReplyTruncated):  # then the article would fail, and asks no more
                list(self._read(page, chunk, foresight))
        return foresight.requests

    def _chunks(self, page: Page) -> list[Chunk]:
        empty = self._messages(page, "", ())
        room = (self._window - sum(tokens(message.content) for message in empty)) // _SHARE
        return chunks(page, max(room, _LEAST))

    def _request(self, page: Page, chunk: Chunk) -> Request[ExtractReply]:
        whole = chunk.passages == page.passages
        cast = () if whole else page.names.full_names(page.text[: chunk.passages[0].span.start])
        messages = self._messages(page, page.shown.body(chunk.passages), cast)
        return Request(self._prompt.name, self._prompt.label, self._prompt.hash, messages, ExtractReply)

    def _messages(self, page: Page, body: str, cast: tuple[str, ...]) -> tuple[Message, ...]:
        article = page.article
        return self._prompt.messages(
            shown=page.shown,
            body=body,
            outlet=one_line(article.outlet or _NOT_GIVEN),
            published=str(article.published or _NOT_GIVEN),
            title=one_line(article.title or _NOT_GIVEN),
            cast=[one_line(name) for name in cast],
        )

    def _read(self, page: Page, chunk: Chunk, ask: Ask) -> Iterator[Draft]:
        """The drafts of a chunk: one, or those of its halves where the reply was too long; none without a reply."""
        request = self._request(page, chunk)
        try:
            reply = ask(request)
        except ReplyTruncated:
            if not chunk.halves:
                raise
            for half in chunk.halves:
                yield from self._read(page, half, ask)
            return
        if reply is None:
            return
        draft = Draft(page, chunk, reply)
        if mending := self._mending(draft, request, reply):
            # Where the model gives no usable answer to that, the first reply stands.
            with suppress(ReplyInvalid, ReplyRefused, ReplyTruncated):
                if mended := ask(mending):
                    draft.mend(mended)
        yield draft

    def _mending(
        self, draft: Draft, request: Request[ExtractReply], reply: ExtractReply
    ) -> Request[RepairReply] | None:
        """What asks once more for what missed and for quotations not accounted for; None where there are none."""
        misses, marks = draft.misses(), draft.marks()
        if not misses and not marks:
            return None
        more = self._repair.messages(misses=[one_line(miss) for miss in misses[:MOST_MISSES]], marks=marks)
        messages = request.after(as_json(reply), more)
        return Request(self._repair.name, self._repair.label, self._repair.hash, messages, RepairReply)


def _align(example: Example, reply: ExtractReply) -> None:
    """Raises ValueError where an example's reply would not pass the gate for the example's own text."""
    page = Page(Article(example.text, title=example.title, outlet=example.outlet, published=example.published))
    draft = Draft(page, Chunk(page.passages, 1), reply)
    if wrong := [*draft.misses(), *(f"{mark} is not accounted for" for mark in draft.marks())]:
        raise ValueError("; ".join(wrong))
