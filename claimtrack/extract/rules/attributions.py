"""Attributions: which words of a unit each cue hands to its speaker.

What is said stands before its cue, behind it, or on both sides. The outermost attribution owns its words: a cue inside
something that is itself attributed makes none of its own, except where the outer one only relays it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimtrack.extract.rules.behind import what_follows
from claimtrack.extract.rules.contents import Content, Place, content
from claimtrack.extract.rules.cue import Cue, Subject
from claimtrack.extract.rules.cues import cues
from claimtrack.extract.rules.phrases import Range, main_subject
from claimtrack.extract.rules.units import Token, Unit

_LONGEST_DATELINE = 14
_SHORTEST_PLACE = 3
_FURTHER = 60
"""Cues behind one that may end what it says."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """What one cue of ``unit`` attributes, to whom; ``relay`` is the cue of who passes the words on.

    ``content`` and ``place`` are those of ``contents.Content``.
    """

    unit: Unit
    cue: Cue
    content: tuple[Range, ...]
    mention: Range | None
    place: Place
    relay: Cue | None = None


def attributions(unit: Unit) -> list[Attribution]:
    """The attributions of one unit, in the order of their cues."""
    found = list(cues(unit))
    result: list[Attribution] = []
    floor = dateline = _dateline_end(unit)
    for index, cue in enumerate(found):
        if cue.head < floor:
            continue
        if result and _passes_on(unit, cue, result[-1]):
            result[-1] = replace(result[-1], relay=cue)
            floor = cue.end
            continue
        later = found[index + 1 : index + 1 + _FURTHER]
        said = content(unit.tokens, cue, later, _floor(cue, result, floor, dateline), bool(result))
        if said is None or (_denied(unit, cue, said) and not _is_quotations(unit, said)):
            continue
        floor = max([cue.end, *(end for _, end in said.ranges)])
        if not _denied(unit, cue, said):
            mention = cue.mention or _shared_mention(unit.tokens, cue, result)
            result.append(Attribution(unit, cue, said.ranges, mention, said.place))
    return result


def _denied(unit: Unit, cue: Cue, said: Content) -> bool:
    """Whether the quotations in ``said`` are what somebody never said: no quote of theirs."""
    return cue.is_negated(unit.tokens) and any(_quotes(unit, part) for part in said.ranges)


def _is_quotations(unit: Unit, said: Content) -> bool:
    return all(end - start == 1 and unit.tokens[start].is_quotation for start, end in said.ranges)


def _dateline_end(unit: Unit) -> int:
    """Behind a dateline that opens the paragraph ("LISBON, Oct 21 - ..."): it is nobody's words."""
    if not unit.opens_paragraph or not unit.tokens[0].text.isupper() or len(unit.tokens[0].text) < _SHORTEST_PLACE:
        return 0
    dashes = (
        at for at, token in enumerate(unit.tokens[:_LONGEST_DATELINE]) if token.text in {"-", "--", "—", "–", "―"}
    )
    return next(dashes, -1) + 1


def _quotes(unit: Unit, part: Range) -> bool:
    return any(token.is_quotation for token in unit.tokens[slice(*part)])


def _floor(cue: Cue, earlier: Sequence[Attribution], floor: int, dateline: int) -> int:
    """What earlier cues own up to: of a clause inside the cue's own ("Roe, **who denied it**, said"), nothing."""
    if cue.subject is not Subject.APART:
        return floor
    before = next((one for one in reversed(earlier) if one.cue.head < cue.start), None)
    return max([before.cue.end, *(end for _, end in before.content)]) if before else dateline


def _passes_on(unit: Unit, cue: Cue, inner: Attribution) -> bool:
    """Whether ``cue`` only relays the attribution before it ("Roe told Doe that ..., an aide said")."""
    last = inner.content[-1][1] if inner.content else 0
    gap = [token.text for token in inner.unit.tokens[last : cue.start]]
    closes = cue.subject in {Subject.BEFORE, Subject.AFTER, Subject.APART} and inner.relay is None
    adds = what_follows(unit.tokens, cue).content is not None
    return closes and inner.place is Place.BEHIND and gap == [","] and not adds


def _shared_mention(tokens: tuple[Token, ...], cue: Cue, earlier: Sequence[Attribution]) -> Range | None:
    """The subject of the main clause before ``cue``: the last speaker of the unit, or its main subject."""
    if cue.subject is not Subject.SHARED:
        return None
    if earlier and earlier[-1].mention:
        return earlier[-1].mention
    return main_subject(tokens, cue.words[0])
