"""Fields of a JSON object, read with care. What is not of the right shape raises ValueError, which names the field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from claimtrack.sources.metadata import day

Id = str | int
Record = Mapping[str, object]


def id_of(record: Record) -> Id:
    """The record's own id."""
    value = record.get("id")
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError('"id" is missing, or neither a string nor a whole number')
    return value


def required(record: Record, key: str) -> str:
    """A string with something in it."""
    text = text_of(record, key)
    if not text or not text.strip():
        raise ValueError(f'"{key}" is missing or empty')
    return text


def text_of(record: Record, key: str) -> str | None:
    """A string, or None where it is null or missing."""
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f'"{key}" is not a string')
    return value


def day_of(record: Record, key: str) -> date | None:
    """A day, or None where it is null, empty or missing."""
    text = text_of(record, key)
    try:
        return day(text) if text else None
    except ValueError as error:
        raise ValueError(f'"{key}": {error}') from None
