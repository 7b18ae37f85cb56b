"""Column types: how the values of ``model`` are kept in a database.

Each but ``Raw`` gives back what it was given.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Enum, String, TypeDecorator

from claimtrack.model import Decision, Reason, Span

WORD = 20
"""Characters that the longest value of an enum may have."""


class Spans(TypeDecorator[tuple[Span, ...]]):
    """Spans as a JSON list of ``[start, end]``."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[Span, ...] | None, dialect: Dialect) -> list[list[int]]:  # noqa: ARG002
        return [[span.start, span.end] for span in value or ()]

    def process_result_value(self, value: list[list[int]] | None, dialect: Dialect) -> tuple[Span, ...]:  # noqa: ARG002
        return tuple(Span(start, end) for start, end in value or ())


class Words(TypeDecorator[tuple[str, ...]]):
    """Words as a JSON list."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> list[str]:  # noqa: ARG002
        return list(value or ())

    def process_result_value(self, value: list[str] | None, dialect: Dialect) -> tuple[str, ...]:  # noqa: ARG002
        return tuple(value or ())


class Reasons(TypeDecorator[tuple[Reason, ...]]):
    """Reasons as a JSON list of ``[decision, rule, spans]``, spans as pairs of offsets."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[Reason, ...] | None, dialect: Dialect) -> list[list[object]]:  # noqa: ARG002
        return [[one.decision, one.rule, [[span.start, span.end] for span in one.spans]] for one in value or ()]

    def process_result_value(self, value: list[Any] | None, dialect: Dialect) -> tuple[Reason, ...]:  # noqa: ARG002
        return tuple(
            Reason(Decision(decision), rule, tuple(Span(start, end) for start, end in spans))
            for decision, rule, spans in value or ()
        )


class Raw(TypeDecorator[str]):
    """What a model or an engine wrote. Half a character, which no database can hold, becomes a question mark."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return value and value.encode("utf-8", "replace").decode()


class Moment(TypeDecorator[datetime]):
    """An aware moment, stored as UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return value and value.replace(tzinfo=UTC)


def word(kind: type[StrEnum]) -> Enum:
    """An enum stored as the word it stands for."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=WORD,
        values_callable=lambda kind: [m.value for m in kind],
    )
