"""Names of people and organisations: which strings name the same one.

Keys are for comparing, never for showing.
"""

from __future__ import annotations

import re
import unicodedata

from claimtrack.model import Speaker, SpeakerKind

_TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady sen senator rep representative congressman congresswoman "
    "gov governor lt gen general col colonel maj major capt captain sgt adm admiral pres president prime minister "
    "secretary judge justice rev reverend fr mayor chancellor the".split()
)
"""What may stand in front of a name. At its end the same words are names: John Major, Stephen King."""
_NAMING_TITLES = frozenset("pope king queen prince princess sister brother saint st".split())
"""Titles that are part of a name of one word more: Pope Francis, King Charles."""
_BODIES = frozenset(
    "house department university party committee news times post court council ministry institute association center "
    "centre campaign journal bank company inc corp group union states street county city congress senate agency "
    "bureau office press commission federation foundation kremlin administration government network radio television "
    "tv caucus army force police service board league pentagon society coalition team nations magazine today motors "
    "electric dynamics airlines school hospital church".split()
)
"""Words by which organisations are called: what stands before them is no title (Justice Department, General Motors)."""
_GENERATIONS = frozenset("jr sr ii iii iv".split())
"""What tells a parent from a child of one name."""
_HONOURS = frozenset("md phd esq mp kc".split())
_WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*")


def key(name: str) -> str:
    """``name`` without case, accents, titles, honours and punctuation: equal keys are the same name.

    >>> key("Sen. José O’Neill, MD")
    "jose o'neill"
    """
    words = _words(name)
    while len(words) > 1 and _is_title_of(words[0], words[1:]):
        del words[0]
    while len(words) > 1 and words[-1] in _HONOURS:
        del words[-1]
    return " ".join(words)


def _is_title_of(word: str, rest: list[str]) -> bool:
    if word in _NAMING_TITLES:
        return len(rest) > 1
    return word == "the" or (word in _TITLES and not (len(rest) == 1 and rest[0] in _BODIES))


def is_organisation(name: str) -> bool:
    """Whether ``name`` looks like an organisation's: "Justice Department", "NATO"."""
    return any(word in _BODIES for word in _words(name)) or any(
        word.isupper() and len(word) > 1 and "." not in word for word in name.split()
    )


def _words(name: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.replace("’", "'")) if not unicodedata.combining(c))
    return [word.removesuffix("'s").replace(".", "") for word in _WORD.findall(plain.casefold())]


def surname(name: str) -> str:
    """The key of a person's last name; of one that is called by a title and a given name, the whole key."""
    words = key(name).split()
    if words and words[0] in _NAMING_TITLES:
        return " ".join(words)
    while len(words) > 1 and words[-1] in _GENERATIONS:
        del words[-1]
    return words[-1] if words else ""


def names(speaker: Speaker) -> list[str]:
    """The keys by which a user may ask for ``speaker``: full name, aliases and, for a person, the surname."""
    keys = [key(speaker.name), *map(key, speaker.aliases)]
    if speaker.kind is SpeakerKind.PERSON:
        keys.append(surname(speaker.name))
    return list(dict.fromkeys(filter(None, keys)))


def same_person(one: str | None, other: str | None) -> bool:
    """Whether two names can only be one person's: the same name, or one is the other's surname.

    Two full names that share a surname are two people, and so are Donald Trump and Donald Trump Jr.
    """
    if not one or not other:
        return False
    first, second = key(one), key(other)
    if first == second or is_organisation(one) or is_organisation(other):
        return first == second and bool(first)
    return (" " not in first and first == surname(other)) or (" " not in second and second == surname(one))
