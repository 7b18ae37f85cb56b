"""Passages: the sentences of a text, numbered, as offsets.

Rules over full stops, abbreviations and quotation marks. Passages never cross a paragraph, cover all but the white
space between them, and may end inside a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from claimtrack.model import Passage, Span
from claimtrack.text.paragraphs import paragraphs
from claimtrack.text.quotation import Marks, pair

_TITLES = frozenset(
    "mr mrs ms dr prof sen sens rep reps gov govs gen gens col lt maj capt sgt cpl adm rev hon pres sec fr msgr messrs "
    "mme mlle st ste mt ft supt insp det cmdr cdr brig atty dist vs al cf e.g i.e viz "
    "bzw sog ggf evtl vgl inkl".split()
)
"""Abbreviations that a name or a phrase follows: the stop after them never ends a sentence."""

_NUMBERED = frozenset(
    "no nos art arts fig figs pp p vol ch para approx ca jan feb mar apr jun jul aug sep sept oct nov dec "
    "nr abs".split()
)
"""Abbreviations that a number follows: before a digit the stop ends nothing."""

_PERHAPS = frozenset(
    "mio mrd inc corp co ltd llc plc bros jr sr etc a.m p.m ph.d d.c u.s u.k u.n e.u dept est ave blvd "
    "calif fla tex mass pa va ga ill minn wis wisc ariz conn okla ore wash colo tenn mich ala ark del ind kan ky la md "
    "mo mont neb nev n.y n.j n.h n.c s.c n.d s.d r.i w.va vt wyo miss".split()
)
"""Abbreviations that may also end a sentence: they do when a word follows that names do not begin with."""

_ARTICLE_AND_NUMBER = re.compile(r"\b(?:der|des|dem|vom|zum|zur|beim) \d{1,2}\Z")
_COUNTED = re.compile(
    r"(?:Januar|Jänner|Februar|März|Mai|Juni|Juli|Oktober|Dezember|Jahrhundert|Jahrestag|Lebensjahr|Geburtstag)"
)
"""German writes "third" as "3.": behind these articles and before these words the stop ends nothing."""

_STARTERS = frozenset(
    "a an the he she it they we i you this that these those but and or so in on at as if when while after before for "
    "from with by his her its their our my your there here what who where why how however meanwhile also yet still "
    "since then now under according although though because despite during some many most both each such not one two "
    "asked last next earlier later".split()
)
"""Words that begin sentences rather than names."""

_STOP = re.compile(
    r"(?P<stop>[.!?…]+|[。！？]+)"
    r"(?P<tail>(?:[\"”“»«›‹’‘')\]」』]|[ \xa0\u202f][»”](?!\w))*)"  # marks and brackets that may belong to it
    r"(?P<gap>\s*)"
)
_LAST_WORD = re.compile(r"(?:[^\s\"“”„«»‘(\[—–-]|(?<!-)-(?!-))*\Z")
"""What stands before a stop, back to white space, a mark or a dash; a hyphen is part of the word."""
_LOOK_BACK = 24
"""Characters before a stop that are looked at; no abbreviation is longer."""
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]\Z")
_WORD = re.compile(r"\w+")
_NEW_WORD = re.compile(r"[A-Z][a-z]+(?:\s|['’,])|[AI]\s")
_NEW_WORD_REACH = 20
_SAYING = re.compile(
    r"(?:(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof|Rev|[A-Z])\.|[^\s.!?,;:]+)\s+){0,7}?"
    r"(?:said|says|asked|asks|told|added|joked|wrote|writes|replied|tweeted|shouted|cried|wondered|exclaimed|quipped|"
    r"demanded|declared|yelled|answered|responded|continued|recalled|posted|remarked|chanted|screamed|pressed|snapped|"
    r"began|warned|insisted|argued|retorted|called out|shot back)\b"
)
"""An attribution that goes on after quoted words with a stop of their own ("Why?" Smith asked)."""


def passages(text: str, marks: Marks | None = None) -> list[Passage]:
    """The passages of ``text`` in order, numbered from 1. ``marks``, where known already, saves pairing them again."""
    quotations = (marks or pair(text)).quotations
    openings = {span.start for quotation in quotations for span in quotation.spans}
    result: list[Passage] = []
    for number, paragraph in enumerate(paragraphs(text), 1):
        for span in _sentences(text, paragraph, openings):
            result.append(Passage(len(result) + 1, span, number))
    return result


def _sentences(text: str, paragraph: Span, openings: Set[int]) -> Iterator[Span]:
    """The sentences of one paragraph; what holds no word belongs to the sentence behind it, at the end to the last."""
    start = at = paragraph.start
    waiting: Span | None = None
    has_word = False
    while match := _STOP.search(text, at, paragraph.end):
        has_word = has_word or bool(_WORD.search(text, at, match.start()))
        at = match.end()
        opening = next((i for i in range(match.start("tail"), match.end("tail")) if i in openings), None)
        follows = match.end() if opening is None else opening
        end = match.end("tail") if opening is None else opening - text[opening - 1].isspace()
        if has_word and follows < paragraph.end and _ends_sentence(text, start, match, end, follows, openings):
            if waiting:
                yield waiting
            waiting, start, at, has_word = Span(start, end), follows, follows, False
    has_word = has_word or bool(_WORD.search(text, at, paragraph.end))
    if waiting and has_word:
        yield waiting
    yield Span(waiting.start if waiting and not has_word else start, paragraph.end)


def _ends_sentence(text: str, start: int, match: re.Match[str], end: int, follows: int, openings: Set[int]) -> bool:
    """Whether the sentence begun at ``start`` ends at ``end``, where the next word or mark stands at ``follows``."""
    stop, is_closed, is_spaced = match["stop"], end > match.start("tail"), follows > end
    if stop[0] in "。！？":
        return not is_closed or text[follows] not in "、，と"
    if not is_spaced:
        return follows in openings or _runs_on(text, match.start(), follows, is_closed)
    if not _can_begin(text, follows, openings):
        return False
    if is_closed:
        return stop == "." or _begins_plainly(text, follows) or not _SAYING.match(text, follows)
    return stop != "." or _is_full_stop(text, start, match.start(), follows, openings)


def _can_begin(text: str, at: int, openings: Set[int]) -> bool:
    first = text[at]
    return at in openings or not (first.islower() or first in ",.;:!?)]}")


def _runs_on(text: str, stop: int, follows: int, is_closed: bool) -> bool:
    """Whether a space was lost between two sentences ("to Moscow.Since"), as against a name ("U.S.-made", "gov.uk")."""
    if not _NEW_WORD.match(text[follows : follows + _NEW_WORD_REACH]):
        return False
    word = _word_before(text, stop)
    is_plain = word.isalpha() and word[-1].islower() and len(word) > 1 and word.lower() not in _TITLES | _NUMBERED
    return is_closed or is_plain or word.isdigit()


def _is_full_stop(text: str, start: int, stop: int, follows: int, openings: Set[int]) -> bool:
    """Whether the point at ``stop``, white space behind it, is more than an abbreviation's or a list number's."""
    word = _word_before(text, stop)
    known, is_initial = word.lower(), len(word) == 1 and word.isupper()
    if known in _TITLES:
        return False
    if word.isdigit() and len(word) <= 2 and stop - len(word) == start:
        return False
    if word.isdigit() and _is_ordinal(text, stop, follows):
        return False
    if known in _NUMBERED and not is_initial:
        return not text[follows].isdigit()
    if known in _PERHAPS or _INITIALS.match(word):
        return _opens_sentence(text, follows) if follows in openings else _begins_plainly(text, follows)
    return True


def _opens_sentence(text: str, mark: int) -> bool:
    """Whether the quotation that ``mark`` opens begins with anything but a small letter."""
    first = _WORD.search(text, mark, mark + _NEW_WORD_REACH)
    return first is None or not first.group()[0].islower()


def _is_ordinal(text: str, stop: int, follows: int) -> bool:
    return bool(_ARTICLE_AND_NUMBER.search(text, max(0, stop - _LOOK_BACK), stop)) or bool(
        _COUNTED.match(text, follows)
    )


def _word_before(text: str, stop: int) -> str:
    found = _LAST_WORD.search(text[max(0, stop - _LOOK_BACK) : stop])
    return found.group().lstrip("'’") if found else ""


def _begins_plainly(text: str, at: int) -> bool:
    word = _WORD.match(text, at)
    return word is not None and word.group().lower() in _STARTERS
