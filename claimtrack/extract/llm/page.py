"""An article as a reply about it is checked: its passages, quotations and names, and where each stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import count, pairwise

from claimtrack.extract.kind import kind_of, why_kind
from claimtrack.extract.llm.figures import Figures
from claimtrack.extract.llm.misses import Miss
from claimtrack.extract.llm.names import Names
from claimtrack.llm.notation import Shown
from claimtrack.llm.pointers import Pointers, Unresolved
from claimtrack.model import Article, Passage, QuoteKind, Reason, Span
from claimtrack.text.alignment import nearest
from claimtrack.text.passages import passages
from claimtrack.text.quotation import pair


class Page:
    """One article, numbered and shown; resolves what a reply points at in it."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.text
        self.marks = pair(self.text)
        self.outer = tuple(one for one in self.marks.quotations if one.depth == 0)
        self.passages = tuple(passages(self.text, self.marks))
        self.shown = Shown(self.text, self.passages, self.outer)
        self.quotations = {
            name: Span(one.start, one.end) for name, one in zip(self.shown.names, self.outer, strict=True)
        }
        self.names = Names(article)
        self._pointers = Pointers(self.shown, self.text)
        self._inside = [span for quotation in self.outer for span in quotation.spans]
        self._inside_starts = [span.start for span in self._inside]
        self._starts = [passage.span.start for passage in self.passages]

    @cached_property
    def figures(self) -> Figures:
        """Its numbers and days, which only claims are held against."""
        return Figures(self.article)

    def passage(self, name: str) -> Passage:
        """The passage called ``name``. Raises Miss."""
        if (passage := self.shown.passage(name.strip(" []"))) is None:
            raise Miss(f"there is no passage {name!r}")
        return passage

    def resolve(
        self, pointer: str, anchors: Sequence[Span] = (), default: Passage | None = None, outside: Sequence[Span] = ()
    ) -> tuple[Span, ...]:
        """The spans of ``pointer``: nearest to the ``anchors``, and not in ``outside`` if it can also mean other words.

        Raises Miss.
        """
        try:
            found = self._pointers.resolve(pointer, anchors, default)
        except Unresolved as error:
            if not (found := self._nearest_free(pointer, anchors, default, outside)):
                raise Miss(error.reason) from None
        if _touch(found, outside):
            return self._nearest_free(pointer, anchors, default, outside) or found
        return found

    def _nearest_free(
        self, pointer: str, anchors: Sequence[Span], default: Passage | None, outside: Sequence[Span]
    ) -> tuple[Span, ...]:
        """Of the places that the words can mean, and that are not ``outside``, the one nearest to the anchors."""
        every = self._every(pointer, default) if outside else ()
        chosen = nearest([span for span, *_ in every if not _touch([span], outside)], anchors)
        return (chosen,) if chosen else ()

    def _every(self, pointer: str, default: Passage | None) -> Iterator[tuple[Span, ...]]:
        for number in count(1):
            try:
                yield self._pointers.resolve(f"{pointer}#{number}", (), default)
            except Unresolved:
                return

    def with_marks(self, span: Span) -> Span:
        """``span``, and the marks of every quotation of which it has all the words."""
        at = max(bisect_right(self._inside_starts, span.start) - 1, 0)
        while at < len(self._inside) and self._inside[at].start < span.end:
            whole = self._inside[at]
            if whole.overlaps(span) and span.covers(_words_of(self.text, whole)):
                span = Span(min(span.start, whole.start), max(span.end, whole.end))
            at += 1
        return span

    def kind(self, content: Sequence[Span]) -> QuoteKind:
        """How much of ``content`` stands inside quotation marks."""
        return kind_of(self.text, content, self._inside, self._inside_starts)

    def why_kind(self, kind: QuoteKind, content: Sequence[Span]) -> Reason:
        """Why ``content`` is of ``kind``."""
        return why_kind(kind, content, self._inside, self._inside_starts)

    def are_near(self, spans: Iterable[Span]) -> bool:
        """Whether no paragraph lies between any of the spans and the next of them."""
        numbers = sorted({number for span in spans for number in self._paragraphs(span)})
        return all(following - number <= 1 for number, following in pairwise(numbers))

    def begins_passage(self, span: Span) -> bool:
        """Whether a sentence begins with the span, so that its capital letter tells nothing."""
        return span.start in self._starts

    def around(self, span: Span) -> str:
        """The paragraph or paragraphs that the span lies in."""
        numbers = self._paragraphs(span)
        inside = [passage.span for passage in self.passages if passage.paragraph in numbers]
        return self.text[inside[0].start : inside[-1].end]

    def _paragraphs(self, span: Span) -> range:
        first, last = (max(bisect_right(self._starts, at) - 1, 0) for at in (span.start, span.end - 1))
        return range(self.passages[first].paragraph, self.passages[last].paragraph + 1)


def merged(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The union of ``spans`` in text order; spans with nothing but a space between them become one."""
    result: list[Span] = []
    for span in sorted(set(spans)):
        gap = text[result[-1].end : span.start] if result else ""
        if result and not gap.strip() and "\n" not in gap:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def _words_of(text: str, span: Span) -> Span:
    """The span from its first to its last letter or digit; the whole span where it has none."""
    letters = [at for at in range(span.start, span.end) if text[at].isalnum()]
    return Span(letters[0], letters[-1] + 1) if letters else span


def _touch(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(span.overlaps(other) for span in spans for other in others)
