"""Which passages report something. What tells its reader what to do, or is written for a machine, states nothing.

Such passages are no evidence, so they are not shown to the model either: an article that gives instructions is judged
by the rest of what it says. These are rules of grammar and notation, not a list of known attacks; a false alarm costs
one passage.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from claimtrack.check.lexicon import DATE_WORDS, STOP
from claimtrack.llm.notation import one_line, plain
from claimtrack.model import Claim, Passage, Reading, Relation, Span

AGAINST = frozenset({Relation.CONTRADICTS, Relation.DENIES, Relation.REVERSES})
_MARKUP = re.compile(r"[{}`=]|-->|\b[sq]-?\d+\b|\w://")
"""Braces, equations, comments, addresses, and names such as those that we give to passages."""
_HIDDEN = "\u200b"
"""What ``notation.plain`` puts in place of characters that show nothing, which are common and harmless."""
_SECOND_PERSON = re.compile(r"\b(?:you|your|yours|yourself|yourselves)\b", re.IGNORECASE)
_DIRECT = r"(?:ask|request|requir|urg|instruct|order|command|direct|advis|invit|remind|beg|suppos|want)"
"""Verbs of directing, without their endings."""
_DIRECTED = re.compile(
    r"\byou(?:\s+(?:all|now|there))?\s+(?:must|should|shall|have\s+to|ought\s+to|are\s+to|are\s+now|will\s+now)\b"
    rf"|\b(?:we|i)\s+(?:\w+\s+)?{_DIRECT}e?\s+(?:that|you|all|every\w*|any\w*|readers?)\b",
    re.IGNORECASE,
)
_ENDS = r"(?:\s+(?:be|have(?:\s+been)?))?(?:\s*[.;:)”\"’]|,\s*(?:and|but|or|so|said|says)\b|\s*$)"
"""Where a clause ends behind an auxiliary, which has no verb of its own then."""
_OUGHT = re.compile(
    r"\b(?:must|should|shall|ought\s+to|ha(?:s|ve)\s+to|needs\s+to|(?:is|are)\s+to\s+be|it\s+is\s+\w+\s+to"
    rf"|(?:is|are)\s+(?:\w+\s+)?{_DIRECT}ed\s+to)\b(?!{_ENDS})",
    re.IGNORECASE,
)
"""Words by which something is wanted, and not said to be so.

Where the clause ends with them they only compare what is so ("the filters do what they should").
"""
_ASKS = re.compile(r"\?[\s\"”'’)]*$")
_CLAUSE = (
    r"(?:^|[;:]\s+|,\s+(?=[“\"‘]))[“”\"‘(\[*#›\s]*"
    r"(?:[^,;:.“”\"]{1,40},\s+)?(?:(?:please|then|and|now|instead|next|first|finally|so|\w+ly)\s+)?"
)
"""Where a clause begins, with a phrase before a comma ("From now on, ...") or an adverb."""
_OBJECT = (
    r"(?:the|an?|all|any|every|everything|each|this|these|those|it|them|him|us|me|my|our|its|his|their|nothing|anything"
    r"|only)"
)
_COMMAND = re.compile(rf"{_CLAUSE}(?P<verb>[a-z]+)\s+{_OBJECT}\b", re.IGNORECASE)
_BEGGED = re.compile(r"(?<!\bto )\bplease\b|(?:^|[.!?;:]\s+|[“\"‘(]\s*)(?:do\s+not|don['’]t)\b", re.IGNORECASE)
_NO_VERB = (STOP | DATE_WORDS).union(
    "onto above ahead along alongside although amid amidst among amongst around atop behind below beneath "
    "beside beyond despite else except far few given half however inside instead like many meanwhile much near "
    "nearby now otherwise outside overall past quite rather round soon though throughout toward tonight twice "
    "underneath unlike whatever whenever whereby wherever whether whilst worldwide afterward often maybe "
    "elsewhere everywhere first second third last next late later earlier one two three four five six seven "
    "eight nine ten said say back".split()
)
"""Words before "the" or "all" that are no verb in the imperative."""
_NO_IMPERATIVE = re.compile(r"(?:ed|ing|ly|ss?|'s|’s)$", re.IGNORECASE)


def worth_showing(
    claim: Claim, reading: Reading, near: Sequence[Passage], quotations: Sequence[Span]
) -> tuple[Passage, ...]:
    """Those of ``near`` that report something, in text order; what ought to be is no report of what is.

    It may bear on a ``claim`` of what ought to be. ``quotations`` are the stretches between quotation marks.
    """
    text, wanting = reading.article.text, _OUGHT.search(claim.text)
    return tuple(
        passage
        for passage in sorted(near, key=lambda one: one.number)
        if reports(text, passage.span, quotations) and (wanting or not _OUGHT.search(_seen(passage.span.of(text))))
    )


def reports(text: str, span: Span, quotations: Iterable[Span]) -> bool:
    """Whether a sentence may report something: it is prose, asks nothing, and does not speak to its reader.

    What is quoted may say "you", but may not command.
    """
    words = span.of(text)
    if _is_markup(words) or commands(words) or _ASKS.search(words):
        return False
    return not _SECOND_PERSON.search(_seen(_outside(text, span, quotations)))


def commands(words: str) -> bool:
    """Whether a sentence tells somebody to do something: an imperative, or "you must"."""
    words = _seen(words)
    if _DIRECTED.search(words) or _BEGGED.search(words):
        return True
    verbs = (match["verb"] for match in _COMMAND.finditer(words))
    return any(verb.casefold() not in _NO_VERB and not _NO_IMPERATIVE.search(verb) for verb in verbs)


def is_plain(line: str) -> bool:
    """Whether a headline or an outlet's name may be shown; that headlines ask and address readers is let pass."""
    return not (_is_markup(line) or commands(line) or _OUGHT.search(_seen(line)))


def _is_markup(words: str) -> bool:
    """Whether the words are code, or hold what has to be shown by stand-ins lest it pass for our own notation."""
    disguised = any(given != shown != _HIDDEN for given, shown in zip(words, plain(words), strict=True))
    return disguised or _MARKUP.search(_seen(words)) is not None


def _seen(words: str) -> str:
    """The words as the model sees them: what is invisible in the article divides no word there."""
    return one_line(words, len(words))


def _outside(text: str, span: Span, quotations: Iterable[Span]) -> str:
    """What of the passage stands outside of quotation marks."""
    pieces, at = [], span.start
    for quoted in quotations:
        if quoted.overlaps(span):
            pieces.append(text[at : max(at, quoted.start)])
            at = max(at, quoted.end)
    return " ".join([*pieces, text[at : max(at, span.end)]])
