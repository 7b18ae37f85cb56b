"""Whom a mention names, and what in the article says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claimtrack.model import Span


class Known(StrEnum):
    """The rule that led from a mention to its speaker, or to nobody; the values are what a user reads."""

    FULL_NAME = "the article's own full name"
    PART_OF_NAME = "the one full name in the article that these words fit"
    BODY = "the name of a body, as it stands"
    AS_WRITTEN = "a name as it stands: the article has no fuller one"
    OFFICE = "the one person in the article who is given that office"
    PRONOUN = "the nearest subject before the pronoun that is known to fit it, where it is named"
    PRONOUN_UNTOLD = "the nearest subject before the pronoun, where it is named; nothing says that it does not fit"
    NO_SUBJECT = "nobody: no subject that the pronoun fits stands in this paragraph or the one before"
    TWO_FIT = "nobody: two people in the article could be meant"
    SEVERAL = "nobody: more than one are named"
    NO_MENTION = "nobody: no words say whose it is"
    UNNAMED = "nobody: the words give no name, nor an office that one person in the article holds"


BY_PRONOUN = frozenset({Known.PRONOUN, Known.PRONOUN_UNTOLD})


@dataclass(frozen=True, slots=True)
class Identity:
    """``name`` is None for nobody in particular. ``spans`` are the words elsewhere in the article that the rule rests
    on: a full name, an office, a pronoun's sentence.
    """

    name: str | None
    known: Known
    spans: tuple[Span, ...] = ()
