"""Noun phrases beside a cue: the words that name who speaks.

No parser stands behind this: closed word classes, capital letters and lists of offices tell where a phrase
ends. Positions are indices into a unit's tokens; ranges are half-open.
"""

from __future__ import annotations

from claimtrack.extract.rules.lexicon import Form, any_of, cue_verbs, places, roles, words
from claimtrack.extract.rules.units import Token

Range = tuple[int, int]
_CLOSED = ("preposition", "conjunction", "auxiliary", "subordinator", "possessive", "negation")
_MARKS = frozenset(",.;:!?—–()")
_LONGEST_NO_VERB = 4
_LONGEST = 14
_LONGEST_INTRODUCTION = 40
_INSIDE_NAMES = frozenset("of the for on and de la von van bin al du da del".split())
_HEADS_WITH_PHRASE = frozenset(
    "one some many most all none both several dozens hundreds thousands two three four majority minority group pair "
    "number percent % people person man woman men women team board head coalition poll survey report study statement "
    "parents family friends families brother sister son daughter wife husband author university department "
    "ministry office association house secretary familiar close aware".split()
)


def phrase_before(tokens: tuple[Token, ...], end: int) -> Range | None:
    """The noun phrase whose last token stands just before ``end``."""
    if end <= 0:
        return None
    last = tokens[end - 1]
    if last.lower in words("pronoun"):
        return (end - 1, end)
    if last.text in {")", "]"} and (opening := _bracket_before(tokens, end - 1)):
        inner = phrase_before(tokens, opening)
        return (inner[0], end) if inner else None
    if not last.is_word or _ends_no_phrase(last) or (_is_cue(last) and not _has_determiner(tokens, end - 1)):
        return None
    start = end - 1
    while start > 0 and end - start < _LONGEST and _continues_left(tokens, start):
        start -= 1
    start = _trim_left(tokens, start, end)
    return (start, end) if start < end else None


def phrase_after(tokens: tuple[Token, ...], start: int) -> Range | None:
    """The noun phrase whose first token stands at ``start``, without its apposition."""
    if start >= len(tokens) or not tokens[start].is_word:
        return None
    first = tokens[start]
    if first.lower in words("pronoun"):
        return (start, start + 1)
    determined = first.lower in any_of("determiner", "possessive")
    if not (determined or first.is_name or first.lower in roles() or first.lower == "former"):
        return None
    end = start + 1
    while end < len(tokens) and end - start < _LONGEST and _continues_right(tokens, start, end):
        end += 1
    return (start, end)


def main_subject(tokens: tuple[Token, ...], end: int) -> Range | None:
    """The subject of the unit's first clause, behind its introduction up to a comma, if any, and before ``end``."""
    start = 0
    while start < end and tokens[start].lower in words("conjunction") | {",", "--", "—"}:
        start += 1
    if start < end and not _introduces(tokens[start]):
        phrase = _subject_at(tokens, start)
        return phrase if phrase and phrase[1] <= end else None
    for comma in range(start, min(end, start + _LONGEST_INTRODUCTION)):
        phrase = _subject_at(tokens, comma + 1) if tokens[comma].text == "," else None
        if phrase and phrase[1] < min(end + 1, len(tokens)) and _is_predicate(tokens[phrase[1]]):
            return phrase
    return None


def _subject_at(tokens: tuple[Token, ...], start: int) -> Range | None:
    """The noun phrase at ``start`` up to what looks like its verb ("The ministry **published** a list")."""
    phrase = phrase_after(tokens, start)
    if phrase is None:
        return None
    verbs = (at for at in range(start + 1, phrase[1]) if _is_past_form(tokens[at], tokens[at - 1]))
    return (start, next(verbs, phrase[1]))


def _introduces(token: Token) -> bool:
    """Whether the word opens something that comes before the subject ("In Ohio, ...", "Speaking there, ...")."""
    closed = any_of("preposition", "subordinator", "adverb", "sentence_adverb") | {"asked"}
    return token.lower in closed or (token.lower.endswith(("ing", "ly")) and len(token.text) > 4)


def _is_predicate(token: Token) -> bool:
    """Whether a verb may begin with the word behind a subject, or an apposition to it."""
    closed = any_of("preposition", "conjunction", "time")
    return token.text == "," or (token.is_word and not token.is_name and token.lower not in closed)


def with_name(tokens: tuple[Token, ...], phrase: Range, shortest: int = 1) -> Range:
    """An office or the like with the name in apposition to it ("**the mayor of Arbon, Rosa Lind**, said"), if a name of
    ``shortest`` words at least stands there.

    Behind a place it takes two words and an office: in "the mayor of Arbon, Ohio" and "the people of Arbon, New Lemm"
    another place follows.
    """
    start = end = phrase[1] + 1
    while end < len(tokens) and tokens[end].is_name and tokens[end].lower not in words("time"):
        end += 1
    if end - start < shortest or tokens[start - 1].text != "," or not _is_closed(tokens, end):
        return phrase
    may_be_place = end - start == 1 or tokens[start].lower in words("place_opener")
    if tokens[phrase[1] - 1].is_name and (may_be_place or not _is_office_of(tokens, phrase)):
        return phrase
    return (phrase[0], end)


def _is_closed(tokens: tuple[Token, ...], end: int) -> bool:
    """Whether a name ends at ``end`` and no list goes on ("the mayor, Rosa Lind, and Omar Vale")."""
    if end >= len(tokens) or tokens[end].is_quotation or tokens[end].lower in words("preposition"):
        return True
    goes_on = tokens[end].text == "," and end + 1 < len(tokens) and tokens[end + 1].lower in words("conjunction")
    return tokens[end].text in _MARKS and not goes_on


def _is_office_of(tokens: tuple[Token, ...], phrase: Range) -> bool:
    """Whether the phrase is an office and what it is one of or for ("the mayor of Arbon", "a spokesman for Arbon")."""
    inner = range(phrase[0] + 1, phrase[1])
    at = next((at for at in inner if tokens[at].lower in words("preposition")), phrase[0])
    return tokens[at - 1].lower in roles() and not tokens[at - 1].is_name


def skip_hearer(tokens: tuple[Token, ...], start: int) -> int:
    """The index behind the hearer at ``start`` ("told **a crowd in Ohio** that"), or ``start`` where there is none."""
    if start < len(tokens) and tokens[start].lower in any_of("hearer", "pronoun"):
        return start + 1
    phrase = phrase_after(tokens, start)
    if phrase is None and start + 1 < len(tokens) and tokens[start + 1].lower == "that" and tokens[start].is_word:
        return start + 1
    return phrase[1] if phrase else start


def _ends_no_phrase(token: Token) -> bool:
    return token.lower in any_of(*_CLOSED) or token.lower in {"the", "a", "an"}


def _continues_left(tokens: tuple[Token, ...], start: int) -> bool:
    """Whether the phrase that starts at ``start`` also takes the token before it."""
    token, here = tokens[start - 1], tokens[start]
    begins = here.lower in {"the", "a", "an"}
    if begins and token.lower not in words("preposition") | {"all", "both"}:
        return False
    if token.is_quotation:  # a nickname inside a name
        return start >= 2 and tokens[start - 2].is_name and here.is_name
    if not token.is_word:
        return token.lower in {"'s", "'", "&", "%"} or (token.text == "," and _is_name_comma(tokens, start - 1))
    if token.lower in {"and", "or"}:
        return start >= 2 and tokens[start - 2].is_name and here.is_name
    if token.lower in words("preposition"):
        return start >= 2 and (
            (tokens[start - 2].is_name and here.is_name and token.lower in _INSIDE_NAMES)
            or tokens[start - 2].lower in _HEADS_WITH_PHRASE | roles()
            or (
                token.lower == "of"
                and not begins
                and tokens[start - 2].is_word
                and not _ends_no_phrase(tokens[start - 2])
            )
        )
    if _ends_no_phrase(token) and token.lower not in words("possessive") | {"the", "a", "an"}:
        return False
    if token.lower in any_of("adverb", "causing") | {"he", "she", "they", "we", "i", "it", "who"}:
        return False
    return not _is_cue(token) or _has_determiner(tokens, start - 1)


def _is_past_verb(token: Token) -> bool:
    verb = cue_verbs().get(token.lower)
    is_past = verb is not None and verb.form is Form.PAST
    return not token.is_name and (is_past or token.lower in words("past"))


def _is_past_form(token: Token, before: Token) -> bool:
    """Whether a word in "-ed" is the verb behind a noun, not an adjective before one ("the **united** front")."""
    adjective = before.lower in any_of("determiner", "possessive") or before.lower.endswith("ly")
    return token.lower.endswith("ed") and not token.is_name and len(token.text) > _LONGEST_NO_VERB and not adjective


def _is_cue(token: Token) -> bool:
    return token.lower in cue_verbs() and not token.is_name and token.lower not in roles()


def _has_determiner(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether the word at ``at`` is a noun by what stands before it ("**the** congressional report")."""
    before = {token.lower for token in tokens[max(0, at - 2) : at]}
    return bool(before & (words("possessive") | {"the", "a", "an", "one", "this", "another"}))


def _is_name_comma(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether the comma stands within a name ("Roe, Jr.")."""
    return tokens[at + 1].text in {"Jr.", "Sr."} and tokens[at - 1].is_name


def _trim_left(tokens: tuple[Token, ...], start: int, end: int) -> int:
    """Move ``start`` right over words that no noun phrase begins with."""
    while start < end and (
        not (tokens[start].is_word or tokens[start].is_quotation)
        or tokens[start].lower in any_of("conjunction", "adverb", "subordinator") - {"that"}
        or (tokens[start].lower in words("preposition"))
    ):
        start += 1
    return start


def _continues_right(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    token, before = tokens[end], tokens[end - 1]
    if token.lower in {"'s", "’s"} or token.text in {"&"}:
        return True
    if token.is_quotation or not token.is_word:
        return False
    if token.lower in words("time") or token.lower in words("adverb") or token.lower in words("pronoun"):
        return False
    if token.lower in {"of", "for"} and end + 1 < len(tokens):
        return tokens[end + 1].is_name or before.lower in _HEADS_WITH_PHRASE | roles()
    if token.lower in {"and"} and end + 1 < len(tokens):
        return before.is_name and tokens[end + 1].is_name
    if _ends_no_phrase(token) and not (token.lower in {"the"} and before.lower in {"of", "for"}):
        return False
    if _is_past_verb(token):
        return False
    opened = start + (tokens[start].lower in words("determiner"))
    if before.is_name and opened < end:
        return token.is_name or token.lower in roles() or before.lower in places()
    return True


def _bracket_before(tokens: tuple[Token, ...], end: int) -> int | None:
    for at in range(end - 1, max(-1, end - 8), -1):
        if tokens[at].text in {"(", "["}:
            return at
    return None
