"""Which passages a model is shown at once: the whole article where it fits, else stretches that overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, groupby

from claimtrack.extract.llm.page import Page
from claimtrack.model import Passage

_NUMBER = 3
"""About how many tokens a passage's number and the marks around quotations take."""
_Block = tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Passages that are shown together; those with a number below ``fresh`` only lead up to the others."""

    passages: _Block
    fresh: int

    @property
    def halves(self) -> tuple[Chunk, ...]:
        """The chunk in two, cut between paragraphs, or else between passages; none where it is one passage.

        Where there are more than two parts, the second half begins with the part that the first one ends with.
        A half that would only lead up to the other is left away.
        """
        parts = _paragraphs(self.passages)
        parts = parts if len(parts) > 1 else [(passage,) for passage in self.passages]
        if len(parts) == 1:
            return ()
        sizes = list(accumulate(_length(part) for part in parts))
        again = int(len(parts) > 2)
        cut = min(range(1 + again, len(parts)), key=lambda at: abs(2 * sizes[at - 1] - sizes[-1]))
        later = max(self.fresh, parts[cut][0].number)
        halves = Chunk(_joined(parts[:cut]), self.fresh), Chunk(_joined(parts[cut - again :]), later)
        return tuple(half for half in halves if half.passages[-1].number >= half.fresh)


def chunks(page: Page, room: int) -> list[Chunk]:
    """The article in chunks of at most ``room`` tokens: one if it fits, none if it has no words.

    Chunks end between paragraphs, and not inside a quotation that runs over several; only what is longer than half the
    room is cut further, at last between passages. Each begins with what the one before it ends with.
    """
    if not any(char.isalnum() for char in page.text):
        return []
    found: list[Chunk] = []
    now: list[_Block] = []
    fresh = 1
    sizes = {passage.number: tokens(passage.span.of(page.text)) + _NUMBER for passage in page.passages}
    for block in _blocks(page, sizes, room // 2 if sum(sizes.values()) > room else room):
        if now and sum(sizes[one.number] for one in _joined([*now, block])) > room:
            found.append(Chunk(_joined(now), fresh))
            now, fresh = now[-1:], block[0].number
        now.append(block)
    return [*found, Chunk(_joined(now), fresh)]


def tokens(text: str) -> int:
    """About how many tokens a model counts: four bytes of text are one."""
    return len(text.encode()) // 4


def _blocks(page: Page, sizes: Mapping[int, int], most: int) -> Iterator[_Block]:
    """The paragraphs, those of one quotation together; what takes more tokens than ``most`` falls into its parts."""
    for block in _with_quotations(page):
        parts: list[_Block] = [block]
        if sum(sizes[one.number] for one in block) > most:
            parts = _paragraphs(block)
        for part in parts:
            if sum(sizes[one.number] for one in part) > most:
                yield from ((passage,) for passage in part)
            else:
                yield part


def _with_quotations(page: Page) -> list[_Block]:
    joints = {span.start for quotation in page.outer for span in quotation.spans[1:]}
    blocks: list[_Block] = []
    for paragraph in _paragraphs(page.passages):
        if blocks and paragraph[0].span.start in joints:
            blocks[-1] += paragraph
        else:
            blocks.append(paragraph)
    return blocks


def _paragraphs(passages: Iterable[Passage]) -> list[_Block]:
    return [tuple(group) for _, group in groupby(passages, key=lambda passage: passage.paragraph)]


def _joined(blocks: Iterable[_Block]) -> _Block:
    return tuple(passage for block in blocks for passage in block)


def _length(block: _Block) -> int:
    return block[-1].span.end - block[0].span.start
