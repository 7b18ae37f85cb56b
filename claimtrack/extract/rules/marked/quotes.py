"""From cues and contents to quotes in German and French: speakers, pronouns, quotations without a cue of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from claimtrack.extract.kind import kind_of
from claimtrack.extract.rules.contents import Place
from claimtrack.extract.rules.marked.contents import Content, content
from claimtrack.extract.rules.marked.cues import Cue, cues
from claimtrack.extract.rules.marked.grammar import Grammar, grammar
from claimtrack.extract.rules.marked.people import People
from claimtrack.extract.rules.marked.phrases import Range, split_words
from claimtrack.extract.rules.marked.subjects import is_pronoun
from claimtrack.extract.rules.marked.why import reasons
from claimtrack.extract.rules.units import Token, Unit, units
from claimtrack.model import Passage, Quote, QuoteKind, Span, Speaker
from claimtrack.text.quotation import Quotation

_CONFIDENCE = {QuoteKind.DIRECT: 0.9, QuoteKind.MIXED: 0.8}
_UNNAMED = 0.1
"""What confidence loses where nobody is named as the speaker."""
_FAR = 0.2
"""What it loses where a quotation in the next paragraph, without a cue of its own, is taken for theirs."""
_DASHES = ("—", "–")


@dataclass
class _Said:
    """An attribution on its way to a quote. ``unit`` is the number of its sentence."""

    cue: Cue
    unit: int
    place: Place
    content: list[Span]
    speaker: str | None = None
    direct: bool = False
    ends: bool = False
    """Whether no further quotation can go on with it."""
    within: Sequence[Token] = ()
    """The tokens that the cue's indices count, where they are not those of the sentence."""
    units_on: list[int] = field(default_factory=list)
    """Sentences without a cue that go on with it."""
    paragraphs_on: int = 0


def marked_quotes(
    text: str, article: Sequence[Unit], outer: Sequence[Quotation], language: str
) -> tuple[list[Quote], list[Speaker]]:
    """The direct and mixed quotes of a German ("de") or French ("fr") article in text order, and who speaks in it."""
    reader = _Reader(text, [split_words(unit, grammar(language)) for unit in article], outer, grammar(language))
    quotes = sorted(reader.quotes(), key=lambda quote: quote.content[0])
    names = dict.fromkeys(quote.speaker for quote in quotes if quote.speaker)
    return quotes, list(reader.people.speakers(names))


class _Reader:
    """Reads one article from sentence to sentence."""

    def __init__(self, text: str, article: Sequence[Unit], outer: Sequence[Quotation], grammar: Grammar) -> None:
        self._text = text
        self._article = article
        self._outer = outer
        self._grammar = grammar
        self.people = People(article, grammar)
        self._said: list[_Said] = []
        self._owned: set[int] = set()

    def quotes(self) -> list[Quote]:
        for number in range(len(self._article)):
            found = [*self._interrupted(number), *self._attributions(number)]
            if not found:
                self._go_on(number)
            for one in found:
                self._point_back(one)
            self._said += found
        inside = [span for quotation in self._outer for span in quotation.spans]
        starts = [span.start for span in inside]
        return [self._quote(one, inside, starts) for one in self._said if one.content]

    def _attributions(self, number: int) -> list[_Said]:
        tokens = self._article[number].tokens
        here, found, floor = cues(tokens, self._grammar), list[_Said](), 0
        for at, cue in enumerate(here):
            ceiling = here[at + 1].start if at + 1 < len(here) else len(tokens)
            ceiling = max(ceiling, cue.end)
            said = self._dash(number, cue) or content(tokens, cue, floor, ceiling, self._grammar)
            speaker = self._speaker(tokens, cue, number)
            if said is None and speaker is None:
                continue
            said = said or Content((), Place.BEHIND)  # a sentence of nothing but quotations may go on from it
            floor = max([cue.end, *(end for _, end in said.ranges)])
            made = _Said(cue, number, said.place, self._spans(tokens, said))
            made.speaker = speaker
            made.ends = said.is_phrase
            made.direct = said.ranges != () and self._is_dash(number)
            found.append(made)
        return found

    def _interrupted(self, number: int) -> Iterator[_Said]:
        """« Je pars, a lancé Paul Morel, parce que ... »: French puts the cue inside the marks too."""
        if self._grammar.verb_second:
            return
        for token in self._article[number].tokens:
            span = Span(token.start + 1, token.end - 1) if token.is_quotation and token.end - token.start > 2 else None
            inner = units(self._text, [Passage(1, span, 1)], []) if span else []
            for unit in (split_words(one, self._grammar) for one in inner):
                found = (cue for cue in cues(unit.tokens, self._grammar) if _is_inserted(unit.tokens, cue))
                if cue := next(found, None):
                    self._owned.update([token.quotation] if token.quotation is not None else [])
                    pieces = [
                        Span(token.start, unit.tokens[cue.start - 1].start),
                        Span(_next_start(unit.tokens, cue.end + 1, token.end - 1), token.end),
                    ]
                    further = [one for one in self._whole(token) if one.start > token.start]
                    made = _Said(cue, number, Place.AROUND, [*pieces, *further], within=unit.tokens)
                    made.speaker = self._speaker(unit.tokens, cue, number)
                    yield made

    def _spans(self, tokens: Sequence[Token], said: Content) -> list[Span]:
        """What was said, further paragraphs of its quotations included; a quotation is given to one owner only."""
        spans: list[Span] = []
        for start, end in said.ranges:
            held = [token for token in tokens[start:end] if token.quotation is not None]
            if any(token.quotation in self._owned for token in held):
                continue
            self._owned.update(token.quotation for token in held if token.quotation is not None)
            spans.append(_span(tokens, (start, end)))
            spans += [span for token in held for span in self._whole(token) if span.start > token.start]
        return spans

    def _whole(self, token: Token) -> tuple[Span, ...]:
        return self._outer[token.quotation].spans if token.quotation is not None else ()

    def _is_dash(self, number: int) -> bool:
        """Whether a sentence is speech behind a dash: it opens a paragraph, and no marks stand in it."""
        unit = self._article[number]
        opens = unit.opens_paragraph and unit.tokens[0].text in _DASHES and not self._grammar.verb_second
        return opens and not any(token.is_quotation for token in unit.tokens)

    def _dash(self, number: int, cue: Cue) -> Content | None:
        """ "— Nous partons, dit Anne Roche." is certain where the verb stands before its subject."""
        tokens = self._article[number].tokens
        if not self._is_dash(number) or not cue.inverted or cue.mention is None or cue.start < 3:
            return None
        end = cue.start
        while end > 1 and tokens[end - 1].text == ",":
            end -= 1
        return Content(((1, end),), Place.BEFORE) if end > 1 else None

    def _speaker(self, tokens: Sequence[Token], cue: Cue, number: int) -> str | None:
        if cue.mention is None:
            return None
        mention = tokens[slice(*cue.mention)]
        for pronoun in ("he", "she"):
            if len(mention) == 1 and mention[0].lower in self._grammar.words(f"pronoun_{pronoun}"):
                is_plural = self._grammar.verb_second and tokens[cue.words[0][0]].lower.endswith("en")
                return None if is_plural else self._nearest(number, cue.mention[0], pronoun)
        return self.people.resolve(mention)

    def _nearest(self, number: int, at: int, pronoun: str) -> str | None:
        """Whom a pronoun means: the only one it can mean, here and back to the paragraph before; else the last speaker,
        if nobody else whom it can mean was named since.
        """
        paragraph = self._article[number].paragraph
        last = self._said[-1] if self._said else None
        window, since = dict[str, None](), dict[str, None]()
        for index in range(number, -1, -1):
            unit = self._article[index]
            if paragraph - unit.paragraph > 1:
                break
            tokens = unit.tokens[:at] if index == number else unit.tokens
            for person in self.people.named_in(tokens):
                if person.may_be(pronoun):
                    window[person.name] = None
                    if last and index >= last.unit:
                        since[person.name] = None
        if len(window) == 1:
            return next(iter(window))
        return last.speaker if last and last.speaker and list(since) == [last.speaker] else None

    def _point_back(self, one: _Said) -> None:
        """„...“ Das sagte Anna Berg: the quotation is the sentence before."""
        before = self._article[one.unit - 1] if one.unit else None
        words = self._article[one.unit].tokens[: one.cue.words[0][0]]
        points = len(words) == 1 and words[0].lower in self._grammar.words("pointing")
        if not one.content and before and points and before.paragraph == self._article[one.unit].paragraph:
            one.content = self._free(before)

    def _go_on(self, number: int) -> None:
        """A sentence of nothing but quotations goes on with the words of the last speaker.

        It does so in the next paragraph at most, and there only behind a colon or where two do not speak in turn.
        """
        unit = self._article[number]
        if not self._said or self._said[-1].ends or any(token.is_word for token in unit.tokens):
            return
        last = self._said[-1]
        away = unit.paragraph - self._article[last.unit].paragraph
        turns = {one.speaker for one in self._said[-2:]}
        is_near = away == 0 or last.place is Place.ANNOUNCED or (len(turns) == 1 and bool(last.content))
        if is_near and away <= 1 + last.paragraphs_on and self._is_next(number, last) and (free := self._free(unit)):
            last.content += free
            last.units_on.append(number)
            last.paragraphs_on = away

    def _is_next(self, number: int, last: _Said) -> bool:
        """Whether the sentences between speak of the last speaker at the most, by name or pronoun."""
        for unit in self._article[max([last.unit, *last.units_on]) + 1 : number]:
            names = {person.name for person in self.people.named_in(unit.tokens)}
            is_theirs = names == {last.speaker} or (not names and is_pronoun(unit.tokens[0], self._grammar))
            if not is_theirs:
                return False
        return True

    def _free(self, unit: Unit) -> list[Span]:
        free = [token for token in unit.tokens if token.is_quotation and token.quotation not in self._owned]
        if any(token.is_word for token in unit.tokens):
            return []
        self._owned.update(token.quotation for token in free if token.quotation is not None)
        return [span for token in free for span in self._whole(token)]

    def _quote(self, one: _Said, inside: Sequence[Span], starts: Sequence[int]) -> Quote:
        tokens = one.within or self._article[one.unit].tokens
        spans = tuple(sorted(set(one.content)))
        kind = QuoteKind.DIRECT if one.direct else kind_of(self._text, spans, inside, starts)
        unnamed, far = one.cue.mention is None, one.paragraphs_on > 0
        further = ["goes on"] * bool(one.units_on) + ["in further paragraphs"] * far
        quote = Quote(
            spans,
            kind,
            _span(tokens, one.cue.mention) if one.cue.mention else None,
            tuple(_span(tokens, words) for words in one.cue.words),
            one.speaker,
            confidence=round(_CONFIDENCE[kind] - _UNNAMED * unnamed - _FAR * far, 2),
            rule=", ".join([one.place, *further]),
        )
        by_pronoun = one.cue.mention is not None and is_pronoun(tokens[one.cue.mention[0]], self._grammar)
        return replace(quote, reasons=reasons(quote, one.cue, by_pronoun, one.direct, inside, starts))


def _next_start(tokens: Sequence[Token], at: int, otherwise: int) -> int:
    return tokens[at].start if at < len(tokens) else otherwise


def _is_inserted(tokens: Sequence[Token], cue: Cue) -> bool:
    """Whether a cue stands between two commas, its subject behind the verb."""
    follows = tokens[cue.end].text if cue.end < len(tokens) else ""
    return cue.inverted and cue.mention is not None and cue.start > 1 and tokens[cue.start - 1].text == "," == follows


def _span(tokens: Sequence[Token], part: Range) -> Span:
    return Span(tokens[part[0]].start, tokens[part[1] - 1].end)
