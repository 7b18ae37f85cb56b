"""Who does what, to whom and where, as far as the order of words tells: whether two statements speak of one thing.

Nothing is parsed. A head is the last telling word of the words before a preposition; where none is found, nothing is
said against the pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimtrack.check.lexicon import GENERIC, IRREGULAR
from claimtrack.check.rules.clauses import before_in_clause, scope
from claimtrack.check.rules.pair import Pair, Statement
from claimtrack.check.words import Word, keys

_MODAL = frozenset("will would shall can could may might must did does do to won't didn't wouldn't".split())
_BE = frozenset("is are was were be been being has have had not never also".split())
_PRONOUNS = frozenset("i he she it we they".split())
_DETERMINERS = frozenset("a an the its his her their our my some many".split())
_GENERIC = keys(GENERIC)
_PASSIVE = frozenset("is are was were be been being".split())
_PREPOSITIONS = frozenset(
    "of to in on at for from with without by as before after about against into onto over under between among during "
    "near since until through towards toward behind beside beyond despite".split()
)
_PLACING = frozenset("in at as of".split())
"""Prepositions whose object tells the place, the office or the sort: of two that differ one is of another thing."""
_PAST = frozenset(form for form in IRREGULAR if not form.endswith(("ing", "ings", "s")))
_LOOSE_WORD = re.compile(r"\w+ly|first|last|now|later|soon|finally|\d.*", re.IGNORECASE)
_TIMING = frozenset("next last this".split())
"""Words that begin a time, in which nothing has its place: "in Tarn next week"."""
_REACH = 10
"""Words after a verb within which its object, and what is said of it, must begin."""


def is_past(word: str) -> bool:
    """Whether a word, as it stands in lower case, is the past of a verb, as far as its ending tells."""
    return word.endswith("ed") or word in _PAST


def of_another(pair: Pair) -> bool:
    """Whether subject, object, place or office of the verb that both share is another in the passage."""
    verbs = _verbs(pair)
    if verbs is None:
        return _belongs_to_another(pair)
    said, told = verbs
    return _other_subject(pair, said, told) or _other_object(pair, said, told) or _belongs_to_another(pair)


def subject(statement: Statement, verb: int) -> Word | None:
    """The head of what stands before verb number ``verb``: "the dinner before the summit was" gives "dinner"."""
    before = list(before_in_clause(statement, verb))[::-1]
    nearest = next((word.text.casefold() for word in reversed(before) if word.text.casefold() not in _BE), "")
    if nearest in _PRONOUNS:  # whom it means is not known here
        return None
    start = verb - len(before)
    if start and statement.words[start - 1].text.casefold() == "and":  # one of two subjects
        return None
    groups = list(_groups(before))
    opening = before and before[0].text.casefold() in _PREPOSITIONS  # "In May the town bought"
    return _head(groups[0]) if groups and not opening else (_head(groups[-1]) if groups else None)


def _groups(words: Sequence[Word]) -> Iterator[list[Word]]:
    group: list[Word] = []
    for word in words:
        if word.text.casefold() in _PREPOSITIONS:
            if group:
                yield group
            group = []
        else:
            group.append(word)
    if group:
        yield group


def _head(group: Sequence[Word]) -> Word | None:
    return next((word for word in reversed(group) if word.telling and not _LOOSE_WORD.fullmatch(word.text)), None)


def _verbs(pair: Pair) -> tuple[int, int] | None:
    """Numbers of the claim's verb and of the same verb in the passage."""
    said = _verb(pair.claim)
    if said is None:
        return None
    key = pair.claim.words[said].key
    told = next((at for at, word in enumerate(pair.passage.words) if word.key == key and not word.name), None)
    return None if told is None else (said, told)


def _verb(statement: Statement) -> int | None:
    for at, word in enumerate(statement.words):
        before = [one.text.casefold() for one in statement.words[max(0, at - 3) : at] if one.text.casefold() not in _BE]
        follows = bool(before) and before[-1] in _MODAL
        if at and word.telling and not word.name and (follows or is_past(word.text.casefold())):
            return at
    return None


def _other_subject(pair: Pair, said: int, told: int) -> bool:
    if _passive(pair.claim, said) is not _passive(pair.passage, told):
        return False
    ours, theirs = subject(pair.claim, said), subject(pair.passage, told)
    if ours is None or theirs is None or ours.key == theirs.key:
        return False
    object_ = _object(pair.claim, said)
    swapped = object_ is not None and object_.key == theirs.key
    return swapped or theirs.key not in pair.claim.keys


def _other_object(pair: Pair, said: int, told: int) -> bool:
    ours = _object(pair.claim, said)
    if _passive(pair.claim, said):
        return False
    if ours is None:
        return _has_object(pair, told)
    if _passive(pair.passage, told):
        theirs = subject(pair.passage, told)
        return theirs is not None and theirs.key != ours.key
    theirs = _object(pair.passage, told)
    if theirs is None:
        return False
    group = _after(pair.passage, told)
    foreign = any(word.name and word.key not in pair.claim.telling for word in group)
    return theirs.key != ours.key or _is_capital(theirs) is not _is_capital(ours) or (ours.name and foreign)


def _has_object(pair: Pair, told: int) -> bool:
    """Whether the passage's verb has an object of which the claim, whose verb has none, does not speak.

    "Closed its reptile house" is not "closed"; times ("closed the same day") are no objects.
    """
    group = _after(pair.passage, told)
    theirs = _head(group)
    if theirs is None or _passive(pair.passage, told) or group[0].text.casefold() not in _DETERMINERS:
        return False
    return theirs.key not in pair.claim.keys and theirs.key not in _GENERIC


def _is_capital(word: Word) -> bool:
    """Whether a capital may make it a name: "Norvik Steel" is another object than "steel", also where a short claim of
    many names looks like a headline.
    """
    return word.text[0].isupper()


def _object(statement: Statement, verb: int) -> Word | None:
    return _head(_after(statement, verb))


def _after(statement: Statement, verb: int) -> list[Word]:
    """The words after a verb up to the next preposition."""
    following = list(scope(statement, verb, _REACH))
    end = next((n for n, word in enumerate(following) if word.text.casefold() in _PREPOSITIONS), len(following))
    return following[:end]


def _passive(statement: Statement, verb: int) -> bool:
    return any(word.text.casefold() in _PASSIVE for word in statement.words[max(0, verb - 2) : verb])


def _belongs_to_another(pair: Pair) -> bool:
    """Whether what follows a preposition in both is another, or a word of the claim's is only part of something."""
    return any(_differ(_placed(pair.claim, how), _placed(pair.passage, how)) for how in _PLACING) or _is_part(pair)


def _differ(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return bool(ours - theirs) and bool(theirs - ours)


def _placed(statement: Statement, preposition: str) -> frozenset[str]:
    """The heads after each such preposition."""
    heads = (
        _head(_noun(statement, at)) for at, word in enumerate(statement.words) if word.text.casefold() == preposition
    )
    return frozenset(head.key for head in heads if head)


def _noun(statement: Statement, preposition: int) -> list[Word]:
    """The words after a preposition up to the next one, a figure, or a verb, as far as verbs can be told."""
    following = _after(statement, preposition)
    end = next((n for n, word in enumerate(following) if _ends_noun(word.text.casefold(), n)), len(following))
    return following[:end]


def _ends_noun(word: str, number: int) -> bool:
    return word in _BE | _MODAL | _TIMING or word[0].isdigit() or (number > 0 and is_past(word))


def _is_part(pair: Pair) -> bool:
    """Whether a word of the claim's is owned by one that the claim does not have, or has one: "a rival of Castor"."""
    words = pair.passage.words
    for at, word in enumerate(words[1:-1], 1):
        if word.text.casefold() != "of":
            continue
        owner = words[at - 1]
        owned = _head(_noun(pair.passage, at))
        if owned is None or not owner.telling:
            continue
        if (owner.key in pair.claim.keys) is not (owned.key in pair.claim.keys):
            return True
    return False
