"""Makes other people's words fit for a message: one short line without secrets."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 300
# A server may send a long text so that it takes for ever to search.
_READ = 5_000
# What is shorter is no secret, but a word that happens to stand in a variable with a name like one.
_SHORTEST = 8
_NAMES = ("key", "token", "secret", "password", "passwd", "pwd")
_QUOTED = ('":"', '": "', "':'", "': '")
_SECRET = re.compile(
    r"\b(?:sk|pk|rk|gsk|hf|xai|lsv2)[-_][\w*.…-]{6,}"
    r"|\bAIza[\w-]{20,}"
    r"|\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?"
    r"|(?<=bearer )[^\s\"',;]+"
    # User and password in base 64, which has a capital letter or a digit where "basic research" has none.
    r"|(?<=basic )(?=[\w+/-]*(?-i:[A-Z0-9]))[\w+/=-]{8,}"
    rf"|(?:{'|'.join(f'(?<={name}=)|(?<={name}%3D)' for name in _NAMES)})[^\s\"'&,;]+"
    rf"|(?:{'|'.join(f'(?<={name}{mark})' for name in _NAMES for mark in _QUOTED)})[^\s\"']+",
    re.IGNORECASE,
)
# A password may hold "@", "/" and ":", so that all up to the last "@" goes.
_USER_INFO = re.compile(r"(?:(?<=://)|(?<![^\s\"'(<])(?=[^\s:@]+:(?!//)))[^\s\"'<>]*@")


def scrub(text: str, secrets: Iterable[str] = ()) -> str:
    """``text`` in one line of at most 300 characters, without ``secrets``, API keys, or a URL's user and password."""
    text = hide(text, (secret for secret in secrets if len(secret) >= _SHORTEST))
    text = _USER_INFO.sub("", _SECRET.sub("[key]", text[:_READ]))
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def hide(text: str, secrets: Iterable[str]) -> str:
    """``text`` as it is, but for ``secrets`` in it, in capitals or not."""
    for secret in secrets:
        text = re.sub(re.escape(secret), "[key]", text, flags=re.IGNORECASE)
    return text


def address(url: str) -> str:
    """``url`` as it may be shown: scheme, host, port and path."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{re.split('[?#&]', rest.rpartition('@')[2])[0]}".rstrip("/")
