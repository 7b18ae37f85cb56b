"""From attributions to quotes: ranges of tokens become spans, mentions speakers; lone quotations find their owner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from claimtrack.extract.kind import kind_of
from claimtrack.extract.rules.attributions import Attribution, attributions
from claimtrack.extract.rules.cast import Cast
from claimtrack.extract.rules.contents import Place
from claimtrack.extract.rules.cue import Cue, Subject
from claimtrack.extract.rules.focus import Focus
from claimtrack.extract.rules.identity import Identity, Known
from claimtrack.extract.rules.phrases import Range
from claimtrack.extract.rules.signatures import signatures
from claimtrack.extract.rules.turns import turns
from claimtrack.extract.rules.units import Token, Unit
from claimtrack.extract.rules.zones import Zone, zones
from claimtrack.model import QuoteKind, Span
from claimtrack.text.quotation import Quotation

_NOBODY = Identity(None, Known.NO_MENTION)


@dataclass
class Utterance:
    """One attribution on its way to a quote: what the rules found, and the quotations that go on from it."""

    attribution: Attribution
    content: list[Span]
    by: Identity = _NOBODY
    relayed_by: Identity | None = None
    mention: Span | None = None
    kind: QuoteKind = QuoteKind.INDIRECT
    further: list[Span] = field(default_factory=list)
    """The part of the content that goes on in sentences without a cue."""
    paragraphs_on: int = 0
    """How many paragraphs they take it further."""

    @property
    def speaker(self) -> str | None:
        """Who said it, None for nobody in particular."""
        return self.by.name

    @property
    def relay(self) -> str | None:
        """Who passed it on."""
        return self.relayed_by.name if self.relayed_by else None

    @cached_property
    def cue(self) -> tuple[Span, ...]:
        """The cue's words."""
        return (_span(self.attribution.unit.tokens, self.attribution.cue.words),)

    @property
    def rule(self) -> str:
        """What found it, in words."""
        further = ["goes on"] * bool(self.further) + ["in further paragraphs"] * bool(self.paragraphs_on)
        return ", ".join([self.attribution.place, *further])


def utterances(text: str, article: Sequence[Unit], outer: Sequence[Quotation], cast: Cast) -> list[Utterance]:
    """All attributions of the article with speakers and complete contents, in the order of their cues."""
    zoned = zones(text, article)
    signed = dict(signatures(article))
    spoken = turns(article, zoned, cast) | signed
    by_unit = [_found(unit, at, spoken) for at, unit in enumerate(article)]
    owned = {index for unit in by_unit for one in unit for index in _quotations(one)}
    focus, result = Focus(cast), list[Utterance]()
    zone = Zone.BODY
    for at, (unit, found) in enumerate(zip(article, by_unit, strict=True)):
        if spoken.get(at, found) is None:
            result[-1].further.append(_said(unit))
            continue
        if zoned[at] is not Zone.CAPTION:
            focus.note_subject(unit)
        crosses, zone = zoned[at] is not zone, zoned[at]
        if not found and not crosses and at + 1 not in signed and (owner := _owner(unit, owned, result)):
            owner.further += _continuation(unit, outer)
            owner.paragraphs_on = unit.paragraph - owner.attribution.unit.paragraph
        for one in found:
            made = _utterance(one, outer, focus)
            if one.place is Place.SIGNED:
                made.content += _continuation(article[at - 1], outer)
            focus.note(made.by, unit)
            result.append(made)
    result = [made for made in result if made.content or made.further]
    inside = [span for quotation in outer for span in quotation.spans]
    starts = [span.start for span in inside]
    for made in result:
        made.content = _merged([*made.content, *made.further])
        made.kind = kind_of(text, made.content, inside, starts)
    return result


def _found(unit: Unit, at: int, spoken: Mapping[int, Attribution | None]) -> list[Attribution]:
    """What is said in a unit: the turn that it is, or what its own cues say."""
    if at not in spoken:
        return attributions(unit)
    turn = spoken[at]
    return [turn] if turn else []


def _said(unit: Unit) -> Span:
    """The whole unit, as it goes on with a turn or with a post up to its closing tag."""
    end = next((at for at, token in enumerate(unit.tokens) if token.text == "<"), len(unit.tokens))
    end -= unit.tokens[end - 1].text == "." and end > 1
    return _span(unit.tokens, (0, max(end, 1)))


def _quotations(one: Attribution) -> Iterator[int]:
    for start, end in one.content:
        yield from (token.quotation for token in one.unit.tokens[start:end] if token.quotation is not None)


def _owner(unit: Unit, owned: set[int], before: Sequence[Utterance]) -> Utterance | None:
    """Whose words a unit without a cue goes on with, if it is quotations: the last speaker's.

    With words of its own beside the quotations it goes on only within a paragraph, behind a quotation.
    """
    free = [token for token in unit.tokens if token.is_quotation and token.quotation not in owned]
    if not before or not free:
        return None
    last = before[-1]
    same = [one for one in before[-4:] if one.attribution.unit is last.attribution.unit and _one_voice(one, last)]
    quoted = next((one for one in reversed(same) if next(_quotations(one.attribution), None) is not None), None)
    away = unit.paragraph - last.attribution.unit.paragraph
    if any(token.is_word for token in unit.tokens):
        mostly = 2 * sum(token.end - token.start for token in free) > unit.tokens[-1].end - unit.start
        return quoted if mostly and away == 0 and last.attribution.place is Place.BEFORE else None
    if away > 0 and _is_dialogue(before):
        return None
    return (quoted or last) if away <= 1 + last.paragraphs_on else None


def _one_voice(one: Utterance, last: Utterance) -> bool:
    """Whether two attributions of a sentence are one speaker's: "said Roe, who added that ..."."""
    return one.speaker == last.speaker or last.attribution.cue.subject in {
        Subject.SHARED,
        Subject.RELATIVE,
        Subject.NONE,
    }


def _is_dialogue(before: Sequence[Utterance]) -> bool:
    """Whether two speak in turn, so that a quotation in the next paragraph may be either's."""
    if len(before) < 2 or before[-1].attribution.place is Place.ANNOUNCED:
        return False
    first, last = before[-2:]
    apart = last.attribution.unit.paragraph - first.attribution.unit.paragraph - first.paragraphs_on
    both_quoted = all(next(_quotations(one.attribution), None) is not None for one in (first, last))
    return first.speaker != last.speaker and both_quoted and apart <= 1


def _continuation(unit: Unit, outer: Sequence[Quotation]) -> list[Span]:
    if any(token.is_word for token in unit.tokens):
        end = -1 if unit.tokens[-1].text in ".!?" else None
        tokens = unit.tokens[:end]
        return [_span(tokens, (0, len(tokens)))]
    return [span for token in unit.tokens for span in _whole(token, outer)]


def _utterance(one: Attribution, outer: Sequence[Quotation], focus: Focus) -> Utterance:
    tokens, paragraph = one.unit.tokens, one.unit.paragraph
    content: list[Span] = []
    for start, end in one.content:
        content.append(_span(tokens, (start, end)))
        content += [span for token in tokens[start:end] for span in _whole(token, outer) if span.start != token.start]
    made = Utterance(one, content)
    if one.mention:
        made.mention = _span(tokens, one.mention)
        made.by = focus.resolve(tokens[slice(*_named_by(one))], paragraph)
    if one.relay and one.relay.mention:
        made.relayed_by = focus.resolve(tokens[slice(*one.relay.mention)], paragraph)
    return made


def _named_by(one: Attribution) -> Range:
    cue: Cue = one.cue
    if cue.subject is Subject.RELATIVE and cue.antecedent:
        return cue.antecedent
    assert one.mention is not None
    return one.mention


def _whole(token: Token, outer: Sequence[Quotation]) -> tuple[Span, ...]:
    """Every paragraph of the quotation that ``token`` is part of."""
    return outer[token.quotation].spans if token.quotation is not None else ()


def _span(tokens: Sequence[Token], part: Range) -> Span:
    return Span(tokens[part[0]].start, tokens[part[1] - 1].end)


def _merged(spans: list[Span]) -> list[Span]:
    result: list[Span] = []
    for span in sorted(set(spans)):
        if result and span.start < result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return result
