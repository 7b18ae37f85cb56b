"""Single marks: which of them quote, and which are apostrophes.

No character tells the two apart, so a single mark quotes only where it finds a partner in its paragraph; a plural's
apostrophe is a partner only at need, and the apostrophe of a word cut at its head ("'90s", "'em") never.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from claimtrack.text.glyphs import around, family, looks_closing, looks_opening

_CUT_WORDS = "em til till cause tis twas twere n round bout cuz coz neath im hood gainst ere cept kay t"
_ELISION = re.compile(rf"['‘’](?:\d\ds?|{'|'.join(_CUT_WORDS.split())})\b", re.IGNORECASE)
_INITIAL = re.compile(r"\b[A-Za-z]\.\Z")
_POSSESSIVE = re.compile(r"(?:s|in|\b[A-Z]\.)\Z", re.IGNORECASE)
"""What stands before an apostrophe that ends a word: a plural, a cut "-ing", an abbreviation's point."""
_WEAK_REACH = 80
"""Characters within which a mark that may be an apostrophe is taken to close a quotation."""


class Singles:
    """The single marks among ``marks``, all the marks of one paragraph of ``text``.

    ``closer_of`` leads from each mark that opens a quotation to the one that closes it; ``alone`` holds those that
    quote by their looks but have no partner. All are offsets into ``text``; any other single mark is an apostrophe.
    """

    def __init__(self, text: str, marks: list[re.Match[str]]) -> None:
        self._doubles = [mark.start() for mark in marks if family(mark.group()) != "single"]
        singles = [mark for mark in marks if family(mark.group()) == "single"]
        openers = [mark for mark in singles if _opens(text, mark)]
        self._openers = [mark.start() for mark in openers]
        closers = [mark for mark in singles if _closes(text, mark)]
        self._strong = [mark.start() for mark in closers if _is_strong(text, mark)]
        self._weak = [mark.start() for mark in closers if not _is_strong(text, mark)]
        self._likely = [at for at in self._weak if not _POSSESSIVE.search(text, max(0, at - 3), at)]
        pairs = ((at, self._closer(at)) for at in self._openers)
        self.closer_of = {at: closer for at, closer in pairs if closer is not None}
        partners = self.closer_of.keys() | set(self.closer_of.values())
        sure = {mark.start() for mark in openers if mark.group() != "’"} | set(self._strong)
        self.alone = sure - partners

    def _closer(self, opened: int) -> int | None:
        limit = _next(self._openers, opened)
        strong = _next(self._strong, opened)
        if strong is not None and (limit is None or strong < limit) and self._is_level(opened, strong):
            return strong
        for closers in (self._likely, self._weak):
            weak = _next(closers, opened)
            if weak is not None and weak < opened + _WEAK_REACH and (limit is None or weak < limit):
                return weak if self._between(opened, weak) == 0 else None
        return None

    def _is_level(self, opened: int, closed: int) -> bool:
        """Whether the double marks between two single ones can be pairs of their own."""
        return self._between(opened, closed) % 2 == 0

    def _between(self, start: int, end: int) -> int:
        return bisect_left(self._doubles, end) - bisect_right(self._doubles, start)


def _next(offsets: list[int], after: int) -> int | None:
    index = bisect_right(offsets, after)
    return offsets[index] if index < len(offsets) else None


def _opens(text: str, mark: re.Match[str]) -> bool:
    return looks_opening(text, *mark.span()) and not _ELISION.match(text, mark.start())


def _closes(text: str, mark: re.Match[str]) -> bool:
    return mark.group() != "‚" and looks_closing(text, *mark.span())


def _is_strong(text: str, mark: re.Match[str]) -> bool:
    """Whether the mark follows punctuation, as a closing one does and an apostrophe does not."""
    before, _ = around(text, *mark.span())
    return not before.isalnum() and not _INITIAL.search(text, max(0, mark.start() - 3), mark.start())
