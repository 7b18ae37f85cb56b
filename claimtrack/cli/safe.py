"""Text that others wrote, made safe to show: nothing in an article can steer a terminal or a spreadsheet."""

from __future__ import annotations

import json
import re

_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters other than tab and line feed, overrides of the writing direction, and halves of characters."""
_JSON_STEERING = re.compile(r"[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_FORMULA = tuple("=+-@")


def visible(text: str) -> str:
    """``text`` with what would steer a terminal written out, as in ``\\x1b``; lines stay lines."""
    return _STEERING.sub(lambda found: ascii(found[0])[1:-1], text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """``text`` made visible, on one line."""
    return visible(" ".join(text.split()))


def to_json(value: object, indent: int | None = None) -> str:
    """``value`` as JSON that is readable, and harmless on a terminal too; parsed, it gives back the exact text."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _JSON_STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def spreadsheet_cell(text: str) -> str:
    """``text`` for a CSV file: with an apostrophe before what a spreadsheet would run as a formula."""
    return "'" + visible(text) if text.startswith(_FORMULA) else visible(text)
