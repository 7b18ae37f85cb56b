"""What people are told of an article's language."""

from __future__ import annotations


def unsupported(language: str | None) -> str | None:
    """What an article in a language without rules comes to; None for one that rules are for, or that nobody told."""
    from claimtrack.extract.rules import LANGUAGES

    if language is None or language in LANGUAGES:
        return None
    looks = f"it looks like {called}" if (called := language_name(language)) else "it is not recognised"
    return f"language not supported ({looks}): only quotations between marks were found, without speakers"


def language_name(language: str | None) -> str | None:
    """The English name of a language, None for one that is not known."""
    from claimtrack.extract.rules.language import name

    return name(language) if language else None
