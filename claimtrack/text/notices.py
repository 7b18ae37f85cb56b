"""Notices by which an outlet takes back an article of its own."""

from __future__ import annotations

import re

HEAD = 600
"""Characters of a text, from its beginning, among which such a notice stands."""
_WORD = r"(?:withdrawn|retracted|taken\s+down|removed)"
_PIECE = r"(?:article|story|report|piece|item|post|dispatch)"
_TITLE = re.compile(rf"^\W*(?:{_WORD}|withdrawal|retraction|story\s+(?:withdrawn|retracted|killed))\b", re.IGNORECASE)
_TEXT = re.compile(
    rf"\bthis\s+{_PIECE}\s+(?:has\s+been|was|is)\s+{_WORD}\b"
    rf"|\b(?:we\s+(?:have\s+)?|has\s+|have\s+){_WORD}\s+this\s+{_PIECE}\b"
    rf"|^\W*(?:retraction|withdrawn|retracted)\s*[:.—–-]",
    re.IGNORECASE | re.MULTILINE,
)


def is_withdrawn(title: str | None, text: str) -> bool:
    """Whether an article says of itself, in its ``title`` or at the beginning of its ``text``, that it is withdrawn."""
    return bool(_TITLE.search(title or "") or _TEXT.search(text[:HEAD]))
