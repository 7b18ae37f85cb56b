"""Whether what a passage tells goes back to the claim's own speaker: then it is the claim once more, and confirms
nothing, whoever says it.
"""

from __future__ import annotations

import re

from claimtrack.model import Claim, Passage, Reading
from claimtrack.speakers import is_organisation, key, surname

_WHO = r"(?P<who>[^,;:.“”\"()]{2,60})"
_CITED = re.compile(
    r"\b(?:citing|cit(?:es|ed)|quot(?:ing|es|ed)|according\s+to|attribut(?:ed|ing|es)\s+\w+\s+to|refer(?:ring|red|s)\s+to"
    r"|point(?:ing|ed|s)\s+to|relying\s+on|rel(?:ies|ied)\s+on|based\s+on|repeating|echoing"
    rf"|(?:had|has|got|took)\s+(?:it|this|that|them|the\s+(?:figures?|numbers?|news))\s+from)\s+{_WHO}",
    re.IGNORECASE,
)
_AS_SAID = re.compile(
    rf"\bas\s+{_WHO}\s+(?:said|says|put\s+it|reported|stated|announced|claimed|had\s+said)\b", re.IGNORECASE
)
_FIGURES_OF = re.compile(
    r"\b(?P<who>(?:the\s+)?(?:[\w-]+\s+){0,2}[\w-]+)['’]s?\s+(?:own\s+|latest\s+|official\s+)?"
    r"(?:figures?|numbers?|data|counts?|statistics|statement|words|claims?|estimates?|remarks?|announcement)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"^(?:the|her|his|their|its|an?)\s+(?:[\w-]+\s+){0,3}"
    r"(?:chief|mayor|minister|president|director|governor|chair(?:man|woman)?|commissioner|secretary|head|boss|manager|clerk"
    r"|spokes(?:man|woman|person)|official|officer|leader|chancellor|premier|senator|councill?or|executive)(?:['’]s?\b.*)?$",
    re.IGNORECASE,
)
"""An office without a name, which may be the speaker's: "the police chief"."""
_PRONOUN = re.compile(r"^(?:him|her|them|his|their)\b(?!\s+own\b)", re.IGNORECASE)
_GOES_ON = re.compile(r"^(?:He|She|They|The\s+\w+)\s", re.IGNORECASE)
_SHORT = 120
"""A sentence, in characters, that tells no more than where something is from."""
_COMPANY_OFFICE = (
    r"(?:(?:chief|deputy|vice|managing|finance|sales|group|executive|operations?|financial|operating|board)\s+){0,3}"
    r"(?:executive|officer|chief|director|chair(?:man|woman|person)?|president|boss|ceo|cfo|coo|founder|treasurer|manager)"
)


def goes_back_to_speaker(claim: Claim, reading: Reading, passage: Passage) -> bool:
    """Whether the passage, or a sentence right after it that only tells the source, cites the claim's speaker.

    An office without a name may be the speaker's, and is taken for it: a repetition moves nothing.
    """
    if not claim.speaker:
        return False
    told = [passage.span.of(reading.article.text)]
    after = next((one for one in reading.passages if one.span.start >= passage.span.end), None)
    following = after.span.of(reading.article.text) if after else ""
    if _GOES_ON.match(following) and len(following) < _SHORT:
        told.append(following)
    return any(
        _may_be(claim.speaker, found["who"])
        for text in told
        for pattern in (_CITED, _AS_SAID, _FIGURES_OF)
        for found in pattern.finditer(text)
    )


def _may_be(speaker: str, who: str) -> bool:
    """Whether the words for a source name the speaker, or an office or pronoun that may be theirs."""
    called = set(key(who.replace("’s", "").replace("'s", "")).split())
    named = called.issuperset(key(speaker).split()) if is_organisation(speaker) else surname(speaker) in called
    return named or bool(_OFFICE.match(who.strip()) or _PRONOUN.match(who.strip()))


def speaks_for_own_house(claim: Claim, frame: str) -> bool:
    """Whether who says it is presented as an officer of the company that the claim tells of: "Norvik finance chief".

    The speaker then is, as often as not, another of its officers; and nobody's figures on themselves bear them out.
    """
    if not claim.speaker:
        return False
    for name in re.findall(r"\b[A-Z][\w-]+(?:\s+[A-Z][\w-]+)*", claim.text):
        owner = re.escape(name)
        if re.search(rf"\b{owner}(?:['’]s)?\s+{_COMPANY_OFFICE}\b", frame, re.IGNORECASE) or re.search(
            rf"\b{_COMPANY_OFFICE}\s+(?:of|at|for)\s+(?:the\s+)?{owner}\b", frame, re.IGNORECASE
        ):
            return True
    return False
