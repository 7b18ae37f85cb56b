"""Which words of a claim are the speaker's own, and whether its sense is still theirs.

Negations and hedges are known in English; of a claim in another language only words, names and numbers are checked.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import groupby

from claimtrack.extract.llm.misses import Miss
from claimtrack.extract.llm.names import is_small
from claimtrack.text.folding import fold

_WORD = re.compile(r"[^\W_]+(?:['’.,:/-][^\W_]+)*")
_BRACKETS = re.compile(r"[\[\]]")

_NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|nowhere|neither|nor|cannot|without|false|untrue|den(?:y|ies|ied|ying|ials?))\b"
    r"|n't\b",
    re.IGNORECASE,
)
_NO_NEGATION = re.compile(
    r"\bnot only\b|\b(?:no|not) (?:more|less|fewer|later|earlier|sooner) than\b|\bno doubt\b|\bno\. ?\d", re.IGNORECASE
)
_NEITHER = re.compile(r"(\bneither\b[^.!?]*?)\bnor\b", re.IGNORECASE)
_DENIAL = re.compile(r"\bden(?:y|ies|ied|ying|ials?)\b", re.IGNORECASE)
_DISPUTE = re.compile(r"\b(?:reject|disput|dismiss|rebut|refut|contradict)[a-z]*\b", re.IGNORECASE)
_UNSAID = re.compile(r"\b(?:not|never|declined|refused|failed)\b|n't\b", re.IGNORECASE)

_MONTH_OF_MAY = re.compile(r"\bMay\b")
_WEAK = tuple(
    (re.compile(rf"\b(?:{source})\b"), re.compile(rf"\b(?:{kept})\b", re.IGNORECASE))
    for source, kept in (
        ("may|might", "may|might|could|possibl[ey]|perhaps|maybe"),
        ("could", "could|can|may|might"),
        ("would", "would|'d|will|'ll|won't|shall|going to"),
        ("should|ought", "should|ought"),
        (r"expect\w*", r"expect\w*"),
        ("likely|unlikely|probabl[ey]", "likely|unlikely|probabl[ey]"),
        ("possibl[ey]|perhaps|maybe", "possibl[ey]|perhaps|maybe|may|might|could"),
        ("alleged(?:ly)?|reportedly|apparently", "alleged(?:ly)?|reportedly|apparently|reported"),
        ("seems?|seemed|appears? to|appeared to", "seems?|seemed|appears? to|appeared to"),
        ("if|unless", "if|unless|should|whether|provided"),
    )
)
"""Words that weaken a statement, and those that may stand for them: reported speech turns "will" into "would"."""


def bracketed(claim: str, content: str) -> str:
    """``claim`` with every run of words in [brackets] that ``content`` does not have, in its order.

    Raises Miss where nothing of the claim is in the content. Brackets of the model's own count for nothing.
    """
    plain = _BRACKETS.sub("", claim)
    tokens = list(_WORD.finditer(plain))
    written = [fold(token.group()).casefold() for token in tokens]
    said = _words(content)
    shared = SequenceMatcher(None, written, said, autojunk=False).get_matching_blocks()
    theirs = {at for block in shared for at in range(block.a, block.a + block.size)}
    if all(is_small(written[at]) for at in theirs):
        raise Miss("the claim has none of the words that it is taken from")
    pieces, done = [], 0
    for run in [list(run) for is_theirs, run in groupby(range(len(tokens)), theirs.__contains__) if not is_theirs]:
        start, end = tokens[run[0]].start(), tokens[run[-1]].end()
        pieces += [plain[done:start], "[", plain[start:end], "]"]
        done = end
    return "".join([*pieces, plain[done:]])


def check_stated(cue: str) -> None:
    """Raises Miss for a cue that says that something was not said, and so claims nothing ("did not say")."""
    if _UNSAID.search(fold(cue)):
        raise Miss(f"its cue {cue!r} says that it was not said, so it claims nothing")


def check_negation(claim: str, source: str, cue: str = "") -> None:
    """Raises Miss where a negation was lost or added; a cue that denies what was said is one of its negations."""
    there, here = _negations(source), _negations(claim)
    if denies(cue):
        if here <= there:
            raise Miss(f"{cue!r} denies it, and the claim does not: it must say that it is not so")
    elif here < there:
        raise Miss("a negation of the source is missing in the claim: keep it, or narrow source to the part without it")
    elif there == 0 < here and not _DISPUTE.search(cue):
        raise Miss("the claim has a negation that its source does not have")


def check_hedges(claim: str, hedge: str | None, source: str, around: str = "") -> None:
    """Raises Miss where a word that weakens the source is neither in the claim nor in ``hedge``, or ``hedge`` is not
    made of words of the source or of what is ``around`` it (the rest of the content, the cue).
    """
    there, here = _MONTH_OF_MAY.sub("", fold(source)).lower(), fold(f"{claim} {hedge or ''}")
    strange = set(_words(hedge or "")) - set(_words(f"{source} {around}"))
    if strange:
        raise Miss(f"the hedge {hedge!r} is not in the content")
    for source_words, kept in _WEAK:
        if (found := source_words.search(there)) and not kept.search(here):
            raise Miss(f"{found.group()!r} weakens the source, and is neither in the claim nor in hedge")


def stands_in(words: str, text: str) -> bool:
    """Whether the words stand in the text, side by side; case and marks do not matter."""
    wanted, given = _words(words), _words(text)
    return bool(wanted) and f" {' '.join(wanted)} " in f" {' '.join(given)} "


def denies(cue: str) -> bool:
    """Whether the cue says that what was said is not so."""
    return _DENIAL.search(cue) is not None


def _negations(text: str) -> int:
    """How many negations there are; "neither ... nor" is one."""
    return len(_NEGATION.findall(_NEITHER.sub(r"\1", _NO_NEGATION.sub("", fold(text)))))


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text).casefold())
