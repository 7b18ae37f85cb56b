"""Turns: words under the name of who says them, as in transcripts and interviews ("PENCE: I will go."), headlines and
embedded posts.

A name with a colon is the label of a turn where the article writes such a label more than once, or, in the headline,
where it names someone of the article's cast.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from claimtrack.extract.rules.attributions import Attribution
from claimtrack.extract.rules.cast import Cast
from claimtrack.extract.rules.contents import Place
from claimtrack.extract.rules.cue import Cue, Subject
from claimtrack.extract.rules.lexicon import CueVerb, Form, words
from claimtrack.extract.rules.phrases import Range
from claimtrack.extract.rules.posts import posts
from claimtrack.extract.rules.units import Unit
from claimtrack.extract.rules.zones import Zone

_LABEL = CueVerb("colon", Form.BASE, frozenset({"clause"}))
_LONGEST_LABEL = 6
_ENDS = frozenset('.;"“”')
_MARKS = frozenset('"“”')
_FURTHER = 8
"""Most paragraphs without a label of their own that go on with a turn; another label must follow them."""


def turns(article: Sequence[Unit], zones: Sequence[Zone], cast: Cast) -> dict[int, Attribution | None]:
    """What is said in each unit of a turn, by index of unit; None for units that go on with the turn before them."""
    found: dict[int, Attribution | None] = {}
    labels = {at: label for at, unit in enumerate(article) if (label := _label(unit))}
    headline = {at for at in labels if zones[at] is Zone.HEADLINE and _is_known(article[at], labels[at], cast)}
    spoken = [at for at in labels if zones[at] is Zone.BODY and _has_words(article[at], labels[at])]
    written = Counter(_text(article[at], labels[at]) for at in spoken)
    repeated = [at for at in spoken if written[_text(article[at], labels[at])] > 1]
    if len({_text(article[at], labels[at]) for at in repeated}) > 1:
        spoken = [at for at in spoken if repeated[0] <= at <= repeated[-1]]
        following = dict(pairwise(spoken))
        for at in spoken:
            found.update(_turn(article, at, labels[at], following.get(at)))
    found.update(posts(article))
    for at in headline:
        found.update(_turn(article, at, labels[at], None))
    return found


def _label(unit: Unit) -> Range | None:
    """The name before a colon that opens a paragraph."""
    if not unit.opens_paragraph:
        return None
    start = int(unit.tokens[0].text in _MARKS)
    colon = next((at for at, token in enumerate(unit.tokens[: _LONGEST_LABEL + 1]) if token.text == ":"), 0)
    named = unit.tokens[start:colon]
    if not named or colon + 1 >= len(unit.tokens) or not all(token.is_name or token.text in "-&" for token in named):
        return None
    return None if named[0].lower in words("determiner") and named[0].text != "A" else (start, colon)


def _text(unit: Unit, label: Range) -> str:
    return " ".join(token.lower for token in unit.tokens[slice(*label)])


def _has_words(unit: Unit, label: Range) -> bool:
    """Whether something is said: a list of figures is no conversation."""
    said = unit.tokens[label[1] + 1 :]
    return any(token.is_quotation or token.text.isalpha() for token in said) and not said[0].text[0].isdigit()


def _is_known(unit: Unit, label: Range, cast: Cast) -> bool:
    name = cast.resolve(unit.tokens[slice(*label)]).name
    return name is not None and cast.knows(name)


def _turn(
    article: Sequence[Unit], at: int, label: Range, following: int | None
) -> Iterator[tuple[int, Attribution | None]]:
    unit = article[at]
    cue = Cue(_LABEL, (label[1], label[1] + 1), label[1], Subject.BEFORE, label)
    end = len(unit.tokens)
    while end > label[1] + 2 and unit.tokens[end - 1].text in _ENDS:
        end -= 1
    yield at, Attribution(unit, cue, ((label[1] + 1, end),), label, Place.TURN)
    paragraphs = groupby(range(at + 1, following or len(article)), lambda one: article[one].paragraph)
    for number, (paragraph, members) in enumerate(paragraphs):
        if paragraph != unit.paragraph and (following is None or number > _FURTHER):
            return
        yield from ((one, None) for one in members)
