"""Addresses of servers and databases: which can be used, and how they may be shown."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SCHEME = re.compile(r"[A-Za-z][\w+.-]*://")


def is_address(url: str) -> bool:
    """Whether ``url`` names a server to talk HTTP to, and can have a path put behind it."""
    try:
        parts = urlsplit(url)
        plain = parts.scheme in ("http", "https") and not parts.query and not parts.fragment
        return plain and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def masked(url: str) -> str:
    """``url`` as it may be shown: "***" stands for a user and password, with or without a scheme, and for a query.

    It need not be a URL that can be used. Where a query has an "@", all of it might be a password, and nothing is left.
    """
    found = _SCHEME.match(url)
    scheme = found[0] if found else ""
    who, at, place = ("", "", url) if scheme.startswith("sqlite") else url[len(scheme) :].rpartition("@")
    if re.search(r"[?#]", who):
        return f"{scheme}***"
    address, *query = re.split(r"[?#]", place.removeprefix(scheme), maxsplit=1)
    return scheme + ("***@" if at else "") + address + ("?***" if query else "")
