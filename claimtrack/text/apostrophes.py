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
        self._end = len(text)
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
        opening_by_shape = {mark.start() for mark in singles if mark.group() == "‚"}
        opening_by_place = {mark.start() for mark in openers if mark.group() != "’"}
        partners = self.closer_of.keys() | set(self.closer_of.values())
        self.alone = (opening_by_shape | opening_by_place | set(self._strong)) - partners

    def _closer(self, opened: int) -> int | None:
        following = _next(self._openers, opened)
        limit = self._end if following is None else following
        strong = _next(self._strong, opened)
        if strong is not None and strong < limit and self._doubles_between(opened, strong) % 2 == 0:
            return strong  # the double marks inside can be pairs of their own
        for closers in (self._likely, self._weak):
            weak = _next(closers, opened)
            if weak is not None and weak < min(limit, opened + _WEAK_REACH) and not self._doubles_between(opened, weak):
                return weak
        return None

    def _doubles_between(self, start: int, end: int) -> int:
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
