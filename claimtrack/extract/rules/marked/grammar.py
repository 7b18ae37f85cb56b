"""What the rules know of a language, read once from the commented files in ``data/de`` and ``data/fr``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from claimtrack.extract.rules.lexicon import lines, named, pronoun_of_given_name

_INSEPARABLE = ("be", "er", "ver", "ent", "zer", "ge", "wider", "unter", "über")
_HARD_ENDING = re.compile(r"(?:[td]|chn|[bdfgkpt][mn])\Z")
"""Stems that a German ending needs an "e" behind: "antwortet", "entgegnete"."""
_FRENCH_VOWELS = {"c": "ç", "g": "ge"}


@dataclass(frozen=True, slots=True)
class Verb:
    """A cue verb: its finite forms and participles, and the prefix that stands apart from a finite form, if it has one.

    ``whole`` is the finite forms with the prefix in front, as in "wie sie mitteilte".
    """

    finite: tuple[str, ...]
    participles: tuple[str, ...]
    prefix: str = ""

    @property
    def whole(self) -> tuple[str, ...]:
        return tuple(self.prefix + form for form in self.finite)


@dataclass(frozen=True)
class Grammar:
    """The word lists of one language. ``finite`` leads from a form to the prefixes that it may want, "" for none."""

    code: str
    finite: dict[str, frozenset[str]]
    participles: frozenset[str]
    naming: frozenset[str]
    """Forms, prefix and all, of the verbs that take a quoted phrase as their object."""
    classes: dict[str, frozenset[str]]
    roles: dict[str, str]
    given_names: dict[str, str]

    def words(self, name: str) -> frozenset[str]:
        """A closed class of ``words.txt``, in lower case; empty for one that the language does not have."""
        return self.classes.get(name, frozenset())

    @property
    def verb_second(self) -> bool:
        """Whether the verb of a main clause stands second, so that the subject may follow it anywhere."""
        return self.code == "de"

    def role(self, word: str) -> str | None:
        """The pronoun, "he", "she" or "any", of a word for an office; None for another. Compounds count in German."""
        if word in self.roles or not self.verb_second:
            return self.roles.get(word)
        return next((self.roles[word[at:]] for at in range(1, len(word) - 3) if word[at:] in self.roles), None)

    @cached_property
    def closed(self) -> frozenset[str]:
        """Words that stand in no noun phrase but where a rule says so."""
        names = "adverb preposition time conjunction subordinator auxiliary reflexive like relative object".split()
        return frozenset().union(*map(self.words, names)) - self.words("determiner")

    @cached_property
    def small(self) -> frozenset[str]:
        """Words that are in no name, whatever their first letter."""
        return self.closed.union(*map(self.words, ("determiner", "pronoun_he", "pronoun_she", "plural_pronoun")))


@cache
def grammar(code: str) -> Grammar:
    """What is known of the language ``code``."""
    cues, naming = list(_verbs(code, "cues.txt")), list(_verbs(code, "naming.txt"))
    finite: dict[str, set[str]] = {}
    for verb in [*cues, *naming]:
        for form, whole in zip(verb.finite, verb.whole, strict=True):
            finite.setdefault(form, set()).add(verb.prefix)
            finite.setdefault(whole, set()).add("")
            if verb.prefix and whole != form:
                finite[whole].discard(verb.prefix)
    participles = frozenset(form for verb in [*cues, *naming] for form in verb.participles)
    return Grammar(
        code,
        {form: frozenset(prefixes) for form, prefixes in finite.items()},
        participles,
        frozenset(form for verb in naming for form in (*verb.whole, *verb.participles)),
        {name: frozenset(members) for name, members in named(f"{code}/words.txt")},
        {word: pronoun for pronoun, members in named(f"{code}/roles.txt") for word in members},
        pronoun_of_given_name() | _given_names("fr" if code == "de" else "de") | _given_names(code),
    )


def _given_names(code: str) -> dict[str, str]:
    return {name: pronoun for pronoun, members in named(f"{code}/given_names.txt") for name in members}


def _verbs(code: str, file: str) -> Iterator[Verb]:
    derive: Callable[[str, str], Verb] = _german if code == "de" else _french
    for line in lines(f"{code}/{file}"):
        head, _, irregular = line.partition(":")
        prefix, _, stem = head.strip().rpartition("|")
        if irregular:
            finite, _, participles = irregular.partition(";")
            done = tuple(participles.split())
            yield Verb(tuple(finite.split()), done if code == "de" else tuple(_agreeing(done)), prefix)
        else:
            yield derive(stem, prefix)


def _german(verb: str, prefix: str) -> Verb:
    """A weak verb: "sagen", "sagt", "sagte", "sagten", "gesagt"."""
    stem = verb.removesuffix("en") if verb.endswith("en") else verb.removesuffix("n")
    e = "e" if _HARD_ENDING.search(stem) else ""
    whole = stem.startswith(_INSEPARABLE) or stem.endswith("ier")
    participle = f"{prefix}{'' if whole else 'ge'}{stem}{e}t"
    return Verb((f"{stem}{e}t", f"{stem}{e}te", f"{stem}{e}ten", verb), (participle,), prefix)


def _french(verb: str, prefix: str) -> Verb:
    """A regular verb: "affirmer", "affirme", "affirmait", "affirma", "affirmé"."""
    stem = verb[:-2]
    finite: tuple[str, ...]
    if verb.endswith("ir"):
        finite = (stem + "it", stem + "issent", stem + "issait", stem + "issaient", stem + "irent")
        return Verb(finite, tuple(_agreeing((stem + "i",))), prefix)
    soft = stem[:-1] + _FRENCH_VOWELS[stem[-1]] if stem[-1] in _FRENCH_VOWELS else stem
    open_stem = stem[:-2] + "è" + stem[-1] if stem[-2] in "eé" and stem[-1] not in "eéiu" else stem
    finite = (
        open_stem + "e",
        open_stem + "ent",
        soft + "ait",
        soft + "aient",
        soft + "a",
        stem + "èrent",
        stem + "era",
    )
    return Verb(finite, tuple(_agreeing((stem + "é",))), prefix)


def _agreeing(participles: tuple[str, ...]) -> Iterator[str]:
    for form in participles:
        yield from (form + ending for ending in ("", "e", "s", "es"))
