"""What a thing is for good: the size of what was built or stands in the landscape, its age, what it is named after.

None of this changes by itself, so that other words for it, however much later, are no newer state of it. In doubt a
thing may change: a queue, a flood and a fire have a length, a depth and an area too, and what is told with a word of
change ("now", "extended", "renamed") did change.
"""

from __future__ import annotations

import re
from datetime import timedelta

_THING = (
    r"(?:tunnel|bridge|viaduct|aqueduct|road|street|motorway|highway|railway|canal|dam|dyke|dike|wall|tower|building|"
    r"house|hall|church|chapel|cathedral|mosque|temple|abbey|castle|palace|fort|fortress|school|stadium|station|museum|"
    r"library|theatre|theater|hospital|monument|memorial|statue|lighthouse|chimney|mast|pier|runway|mountain|mount|peak|"
    r"summit|hill|valley|gorge|island|square)s?"
)
_NUMBER = (
    r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|hundred|thousand)"
)
_LENGTH = (
    r"(?:kilomet(?:re|er)s?|km|met(?:re|er)s?|m|centimet(?:re|er)s?|cm|miles?|feet|foot|ft|yards?|storeys?|stories)"
)
_AREA = rf"(?:square\s+{_LENGTH}|hectares?|acres?)"
_AMOUNT = rf"(?:[a-z]+\s+){{0,2}}?{_NUMBER}(?:[\s-]+{_NUMBER})*"
_SIZE = (
    rf"(?:(?:is|are)\s+(?:{_AMOUNT}[\s-]+{_LENGTH}\s+(?:long|high|tall|wide|broad|thick|deep|from)|"
    rf"{_AMOUNT}[\s-]+{_AREA})|(?:has|have)\s+an?\s+(?:\w+\s+)?(?:length|height|width|breadth|span|area)\s+of)\b"
)
_BUILT = rf"(?:is|are)\s+(?:{_AMOUNT}[\s-]+years?\s+old|from\s+(?:the\s+year\s+)?[12]\d\d\d|named\s+after)\b"
_LASTING = re.compile(
    rf"^[“\"'\s]*(?:(?!(?:at|in|on|of|near|by|under|behind|before|from|to|over|for)\b)[\w’'-]+\s+){{0,4}}{_THING}"
    rf"(?:\s+(?:of|in|at|on|near|under|between|over|across|through)\s+[^,;.]{{1,60}}?)?\s+(?:{_SIZE}|{_BUILT})",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:now|nowadays|currently|today|at\s+present|so\s+far|already|since|until|no\s+longer|once|new|newly|"
    r"grown|growing|grew|grows|extend\w*|extension|lengthen\w*|shorten\w*|widen\w*|narrowed|raised|lowered|heightened|"
    r"enlarge\w*|expand\w*|expansion|rebuil[dt]\w*|renovat\w*|rename\w*|finished|unfinished|complet\w+|"
    r"under\s+construction|being\s+(?:built|dug|bored))\b",
    re.IGNORECASE,
)
_AGE = re.compile(r"(\d[\d,]*)[\s-]+years?[\s-]+old", re.IGNORECASE)


def lasts(claimed: str, told: str, later: timedelta) -> bool:
    """Whether what ``claimed`` says of a thing is still so when ``told`` is, that much ``later``, if it ever was."""
    if not _LASTING.search(claimed) or _CHANGED.search(claimed) or _CHANGED.search(told):
        return False
    return not _is_older_by(claimed, told, later)


def _is_older_by(claimed: str, told: str, later: timedelta) -> bool:
    """Whether the ages in both are those of one thing then and later, for all that whole years tell."""
    then, now = (_AGE.search(text) for text in (claimed, told))
    if not then or not now:
        return False
    years = int(now[1].replace(",", "")) - int(then[1].replace(",", ""))
    return 0 <= years <= later.days // 365 + 1
