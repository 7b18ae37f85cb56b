"""What may be shown of other people's words, and of addresses."""

from __future__ import annotations

import time

import pytest

from claimtrack.llm.scrub import address, scrub


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("GET http://ann:hush@host/v1 failed", "GET http://host/v1 failed"),
        ("GET http://ann:hu@sh@host/v1 failed", "GET http://host/v1 failed"),
        ("postgresql://ann:hu/sh@host/db", "postgresql://host/db"),
        ("redis://:hush@host", "redis://host"),
        ("ann:hu@sh@host:1234/v1 is no address", "host:1234/v1 is no address"),
        ('no such server: "ann:hush@host"', 'no such server: "host"'),
        ("https://host/v1?api-key=hush12&x=1", "https://host/v1?api-key=[key]&x=1"),
        ("postgresql://h/db?password=hush", "postgresql://h/db?password=[key]"),
        ("token=abcdef12 was refused", "token=[key] was refused"),
        ('{"api_key": "hush", "n": 1}', '{"api_key": "[key]", "n": 1}'),
        ("Authorization: Basic YW5uOmh1c2g= was refused", "Authorization: Basic [key] was refused"),
        ("Authorization: Bearer abc.def was refused", "Authorization: Bearer [key] was refused"),
        ("bad key sk-proj-abcdefghijkl", "bad key [key]"),
    ],
)
def test_secrets_are_not_shown(text: str, shown: str) -> None:
    assert scrub(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "see http://host/docs, or write to ann@example.org",
        "at 12:30 the basic authentication failed",
        "your API key: check it, the token: too old",
        "max_tokens=16000 is too large",
        "model `a:b` has no field 'x': write y",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert scrub(text) == text


@pytest.mark.parametrize("unit", ["://", "a:", "basic ", "key="])
def test_a_text_made_to_be_slow_to_read_is_not(unit: str) -> None:
    began = time.monotonic()
    scrub(unit * 300_000)
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://host:1/v1/", "http://host:1/v1"),
        ("http://ann:hush@host/v1", "http://host/v1"),
        ("http://ann:hu@sh@host/v1", "http://host/v1"),
        ("http://ann:12/hush@host/v1", "http://host/v1"),
        ("https://host/v1?api-key=hush#hush", "https://host/v1"),
    ],
)
def test_an_address_is_shown_without_user_password_and_query(url: str, shown: str) -> None:
    assert address(url) == shown
