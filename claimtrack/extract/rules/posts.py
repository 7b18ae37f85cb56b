"""Posts that are embedded with markup: "<tweet author="@roe">The dam will hold.</tweet>"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimtrack.extract.rules.attributions import Attribution
from claimtrack.extract.rules.contents import Place
from claimtrack.extract.rules.cue import Cue, Subject
from claimtrack.extract.rules.lexicon import CueVerb, Form
from claimtrack.extract.rules.units import Token, Unit

_TAG = CueVerb("post", Form.BASE, frozenset({"clause"}))


def posts(article: Sequence[Unit]) -> Iterator[tuple[int, Attribution | None]]:
    """What each embedded post says, by index of unit; None for units that go on with the post before them."""
    is_open = False
    for at, unit in enumerate(article):
        if is_open:
            yield at, None
            is_open = not _closes(unit.tokens)
        elif posted := _post(unit):
            yield at, posted
            is_open = not _closes(unit.tokens)


def _closes(tokens: Sequence[Token]) -> bool:
    return any(token.text == "/" and tokens[at + 1].lower == "tweet" for at, token in enumerate(tokens[:-1]))


def _post(unit: Unit) -> Attribution | None:
    """What the post that begins in ``unit`` says in it, and the account it names as its author."""
    tokens = unit.tokens
    opening = _find(tokens, 0, "<", "tweet")
    author = _find(tokens, opening or 0, "author", "=")
    if opening is None or author is None or author + 2 >= len(tokens) or not tokens[author + 2].is_quotation:
        return None
    start = next((at + 1 for at in range(author, len(tokens)) if tokens[at].text == ">"), len(tokens))
    end = next((at for at in range(start, len(tokens)) if tokens[at].text == "<"), len(tokens))
    if start >= end:
        return None
    mention = (author + 2, author + 3)
    cue = Cue(_TAG, (opening + 1, opening + 2), opening + 1, Subject.BEFORE, mention)
    return Attribution(unit, cue, ((start, end),), mention, Place.TURN)


def _find(tokens: Sequence[Token], start: int, first: str, second: str) -> int | None:
    pairs = range(start, len(tokens) - 1)
    return next((at for at in pairs if tokens[at].lower == first and tokens[at + 1].lower == second), None)
