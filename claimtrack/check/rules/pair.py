"""A claim and a passage laid side by side: what the rules of the offline judge look at.

Everything here is about one pair; nothing is decided yet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from claimtrack.check.status import UNSURE
from claimtrack.check.words import Word, remember, telling, words
from claimtrack.model import Span
from claimtrack.speakers import key as speaker_key
from claimtrack.text.dates import MONTHS
from claimtrack.text.measures import measures
from claimtrack.text.numbers import Quantity

_MONTHS = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = re.compile(
    rf"\b(?:(?P<m1>{_MONTHS})\s+(?P<d1>\d{{1,2}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{_MONTHS}))\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_MONTH = re.compile(
    r"\b(?:[Ii]n|[Dd]uring|[Oo]f|[Ff]or|[Ll]ast|[Tt]his)\s+(?:early\s+|late\s+|mid-)?"
    rf"(?P<month>{'|'.join(name.title() for name in sorted(MONTHS, key=len, reverse=True))})\b(?!\s+\d{{1,2}}\b)"
)
_QUARTER = re.compile(
    r"\b(?:(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)[\s-]quarter|Q(?P<number>[1-4]))\b", re.IGNORECASE
)
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_HALF = re.compile(r"\b(?P<which>first|second)[\s-]half\b", re.IGNORECASE)
_ADDED = re.compile(r"\s*\[[^\]]*\d[^\]]*\]")


@dataclass(frozen=True)
class Statement:
    """A claim, or one passage of an article, read once."""

    text: str

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return words(self.text)

    @cached_property
    def telling(self) -> dict[str, float]:
        """Keys of the words that carry the topic, with weights."""
        return telling(self.words)

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(word.key for word in self.words)

    @cached_property
    def forms(self) -> frozenset[str]:
        """The words as they stand, without regard to case."""
        return frozenset(word.text.casefold() for word in self.words)

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(key for name in self.full_names for key in name)

    @cached_property
    def full_names(self) -> tuple[tuple[str, ...], ...]:
        """The names as runs of keys: ("mara", "quill")."""
        runs: list[list[Word]] = []
        for word in self.words:
            if not word.name:
                continue
            if runs and self.text[runs[-1][-1].span.end : word.span.start] == " ":
                runs[-1].append(word)
            else:
                runs.append([word])
        return tuple(tuple(word.key for word in run) for run in runs)

    def gives(self, name: tuple[str, ...]) -> bool:
        """Whether the statement has the name's last word, and there not as the last word of somebody else's."""
        last = [at for at, word in enumerate(self.words) if word.key == name[-1]]
        return any(self._fits(name, self.words[at - 1] if at else None, self.words[at]) for at in last)

    def _fits(self, name: tuple[str, ...], before: Word | None, last: Word) -> bool:
        if not before or not before.name or self.text[before.span.end : last.span.start] != " " or len(name) == 1:
            return True
        return before.key in name or speaker_key(f"{before.text} {last.text}") == speaker_key(last.text)

    @cached_property
    def quantities(self) -> list[Quantity]:
        """The figures, each in the base unit of what it measures."""
        return measures(self.text)

    @cached_property
    def years(self) -> frozenset[int]:
        return frozenset(found.year for found in self.quantities if found.year is not None)

    @cached_property
    def days(self) -> frozenset[tuple[int, int]]:
        """Days of a year that are named, as month and day: (3, 21)."""
        found = _DAY.finditer(self.text)
        return frozenset((MONTHS[(day["m1"] or day["m2"]).lower()], int(day["d1"] or day["d2"])) for day in found)

    @cached_property
    def months(self) -> frozenset[int]:
        """Months in which something is said to be, with a day or without."""
        named = frozenset(MONTHS[found["month"].lower()] for found in _MONTH.finditer(self.text))
        return named | frozenset(month for month, _ in self.days)

    @cached_property
    def quarters(self) -> frozenset[int]:
        return frozenset(
            int(found["number"] or _QUARTERS.get(found["ordinal"].lower()) or found["ordinal"][0])
            for found in _QUARTER.finditer(self.text)
        )

    @cached_property
    def halves(self) -> frozenset[str]:
        """Halves of a year, or of a game, that are named."""
        return frozenset(found["which"].lower() for found in _HALF.finditer(self.text))

    @cached_property
    def weekdays(self) -> frozenset[str]:
        return frozenset(_WEEKDAY.findall(self.text))

    @property
    def times(self) -> tuple[frozenset[object], ...]:
        """The times that are named, sort by sort."""
        return self.days, self.weekdays, *self.stretches

    @property
    def stretches(self) -> tuple[frozenset[object], ...]:
        """The years and parts of years that are named, sort by sort: what figures are counted over."""
        return self.years, self.months, self.quarters, self.halves


@remember(1024)
def statement(text: str) -> Statement:
    """``text`` as a statement, read only once however many claims it is held against."""
    return Statement(text)


def claimed(text: str) -> Statement:
    """A claim's text without the dates that code wrote into it in [brackets]; added names stay."""
    return statement(_ADDED.sub("", text).replace("[", "").replace("]", ""))


@dataclass(frozen=True)
class Pair:
    """A claim and a passage. ``context`` is the keys of the whole article: it may name what the passage leaves out."""

    claim: Statement
    passage: Statement
    context: frozenset[str]

    @cached_property
    def given(self) -> tuple[tuple[str, ...], ...]:
        """The claim's names that the passage gives; the last word is enough."""
        return tuple(name for name in self.claim.full_names if self.passage.gives(name))

    @cached_property
    def shared(self) -> frozenset[str]:
        """The keys of the claim's topic that the passage speaks of, a given name with all its words."""
        plain = frozenset(self.claim.telling) & self.passage.keys - self.claim.names
        return plain.union(*self.given)

    @cached_property
    def share(self) -> float:
        """The part of the claim's topic, by weight, that the passage speaks of."""
        return self._share(self.shared)

    @cached_property
    def context_share(self) -> float:
        """The part of the claim's topic, by weight, that the article speaks of anywhere."""
        return self._share(self.context)

    def _share(self, keys: frozenset[str]) -> float:
        total = sum(self.claim.telling.values())
        return sum(weight for key, weight in self.claim.telling.items() if key in keys) / total if total else 0.0

    @cached_property
    def covered(self) -> tuple[str, ...]:
        """The claim's elements that the passage speaks of, in the claim's words: names, figures that agree, topic."""
        met = [said.span for said in self.claim.quantities if self._meets(said)]
        runs: list[Span] = []
        for word in self.claim.words:
            if not (word.key in self.shared if word.telling else any(span.overlaps(word.span) for span in met)):
                continue
            if runs and self.claim.text[runs[-1].end : word.span.start] == " ":
                runs[-1] = Span(runs[-1].start, word.span.end)
            else:
                runs.append(word.span)
        return tuple(dict.fromkeys(run.of(self.claim.text) for run in runs))

    def _meets(self, said: Quantity) -> bool:
        return any(
            (said.unit, said.per) == (found.unit, found.per) and said.meets(found) for found in self.passage.quantities
        )

    @cached_property
    def named(self) -> float:
        """The part of the claim's names that the passage gives; 1 for a claim without names."""
        return len(self.given) / len(self.claim.full_names) if self.claim.full_names else 1.0

    @cached_property
    def unnamed(self) -> bool:
        """Whether a name of the claim stands nowhere in the article."""
        return any(name[-1] not in self.context for name in self.claim.full_names)

    @cached_property
    def excerpt(self) -> bool:
        """Whether the article is hardly more than the passage, so that what it leaves out may have stood around it."""
        return len(self.context) < 2 * len(self.passage.keys)

    @cached_property
    def other_time(self) -> bool:
        """Whether both give a time and the times differ."""
        return any(
            one and other and not one & other for one, other in zip(self.claim.times, self.passage.times, strict=True)
        )

    def names_fit(self, least: float) -> bool:
        """Whether the passage gives at least this part of the claim's names, and no other time."""
        return self.named >= least and not self.other_time

    def sure(self, confidence: float) -> float:
        """``confidence``, but too little to count where a name of the claim stands nowhere in the article."""
        return min(confidence, UNSURE) if self.unnamed else confidence


class Side(StrEnum):
    """Which way a passage points, whoever says it."""

    FOR = "for"
    PARTLY = "partly"
    AGAINST = "against"
    DENIAL = "denial"
    """Somebody says that it is not so, whoever tells it."""
    DROPPED = "dropped"
    """What was planned is planned no longer: the plan is superseded, unless only another party says so."""
    NEWER = "newer"
    """Another state or count: it replaces the claim's where it is known to come later, and is against it elsewhere."""


@dataclass(frozen=True, slots=True)
class Stance:
    """What a rule found: the side, how sure, where in the passage the deciding words stand, and what they say."""

    side: Side
    confidence: float
    at: Span
    reason: str
