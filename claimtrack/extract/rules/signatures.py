"""Signatures: a quotation that stands alone, and below it a dash and who said it ("— Jane Roe, mayor")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimtrack.extract.rules.attributions import Attribution
from claimtrack.extract.rules.contents import Place
from claimtrack.extract.rules.cue import Cue, Subject
from claimtrack.extract.rules.lexicon import CueVerb, Form, any_of
from claimtrack.extract.rules.phrases import phrase_after
from claimtrack.extract.rules.units import Unit

_DASH = CueVerb("signature", Form.BASE, frozenset({"clause"}))
_DASHES = frozenset({"-", "--", "—", "–", "―"})
_LONGEST = 16


def signatures(article: Sequence[Unit]) -> Iterator[tuple[int, Attribution]]:
    """The signatures by index of unit; what each signs is the quotation in the unit before it."""
    for at, unit in enumerate(article):
        tokens = unit.tokens
        if not at or tokens[0].text not in _DASHES or len(tokens) > _LONGEST or not stands_alone(article[at - 1]):
            continue
        named = phrase_after(tokens, 1)
        is_sentence = any(token.lower in any_of("auxiliary", "past") for token in tokens)
        if named and tokens[1].is_name and not is_sentence:
            cue = Cue(_DASH, (0, 1), 0, Subject.AFTER, named)
            yield at, Attribution(unit, cue, (), named, Place.SIGNED)


def stands_alone(unit: Unit) -> bool:
    """Whether the unit is nothing but a quotation."""
    return any(token.is_quotation for token in unit.tokens) and not any(token.is_word for token in unit.tokens)
