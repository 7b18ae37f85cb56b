"""Made-up news stories for benchmarks: as long as in the news, with as many quotes, and quotes as long.

Every few words are drawn by chance, so that two stories share no more runs of words than two real ones do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

PARAGRAPHS = 17
LEADS = [
    "{place}, {month} 16 - The {noun} council approved {number} million in {noun} spending on the {adjective} {thing} "
    "in {month}, its {adjective} chairman {name} said.",
    "{place}, {month} 16 - {name} promised to {verb} the {adjective} {thing} before the {noun} of {month}.",
]
SENTENCES = [
    '"We will {verb} {number} {adjective} homes with {noun} and {noun}, and {verb} every {noun} while {adjective} '
    '{noun} people sleep in {noun}," {name} told reporters.',
    "{name} said that {number} {adjective} families had left {noun} and {noun} since {month} because {adjective} "
    "{noun} kept the {thing} {adjective} until {month}.",
    '"This {adjective} {noun}," {name} added, "is not the {noun} that {place} saw in {month} when {adjective} {noun} '
    'came to {verb} the {thing}."',
    "{name} accused the {noun} ministry of hiding {number} {adjective} reports on {noun} and {noun}, and called its "
    "{adjective} answer “a {noun} wall of {adjective} {noun}”.",
    "According to {name}, the {adjective} {thing} will {verb} its {noun} until {month}.",
    '"{adjective} {noun} owners {verb}," she said. "They {verb} {adjective} {noun} with {number} {noun} lorries."',
    "{name} denied that {adjective} {noun} at the {thing} had cost {number} million more than {adjective} {noun} of "
    "{month}, as {adjective} {noun} auditors claimed in {month}.",
    "In a {noun} statement, {name} said that {number} {adjective} tenants would {verb} {noun} or {noun} before "
    "{month}, and {adjective} {noun} after that.",
]
BETWEEN = [
    "Another {noun} vote is {adjective} in {month}, and {adjective} opponents {verb} the {noun} of {place}.",
    "The {noun} at {place} has stood {adjective} since {month}, when {number} {noun} {noun} moved from {place} to "
    "the {adjective} {thing} behind {place}.",
    "More than {number} {adjective} {noun} stood there in {month}, {number} fewer than {noun} {noun} needed.",
]
BEGINNINGS = "bal cor dan fel gar hol jor kel lam mor nar ost pel quin ros sel tam ul var wes".split()
ENDINGS = "ber cot dle fen gate hurst kin low mer nock ond per ridge sel ter ven wick yard zel".split()
COINED = [beginning + ending for beginning in BEGINNINGS for ending in ENDINGS]
"""Words that mean nothing; news has so many different ones that a few lists of real ones would not do."""
NAMES = [word.capitalize() for word in COINED]
WORDS = {
    "noun": COINED,
    "adjective": [f"{word}y" for word in COINED],
    "verb": [f"{word}ise" for word in COINED],
    "thing": [f"{word} station" for word in COINED],
    "place": NAMES,
    "month": "January February March April May June July August September October November December".split(),
    "number": [str(number) for number in range(2, 900)],
}


class _Facts(Mapping[str, str]):
    """What stands in a slot: drawn anew each time it is asked for."""

    def __init__(self, chance: Random, people: list[str]) -> None:
        self._chance = chance
        self._words = {**WORDS, "name": people}

    def __getitem__(self, slot: str) -> str:
        return self._chance.choice(self._words[slot])

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


def stories(number: int, seed: int = 2025) -> Iterator[str]:
    """``number`` stories, all different, the same for the same ``seed``."""
    chance = Random(seed)
    for _ in range(number):
        names = iter(chance.sample(NAMES, 8))
        facts = _Facts(chance, [f"{first} {last}" for first, last in zip(names, names, strict=True)])
        told = [
            chance.choice(LEADS),
            *(" ".join([chance.choice(SENTENCES), chance.choice(BETWEEN)]) for _ in range(PARAGRAPHS)),
        ]
        yield "\n\n".join(paragraph.format_map(facts) for paragraph in told)
