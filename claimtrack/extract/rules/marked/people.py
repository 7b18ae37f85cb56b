"""Who is named in a German or French article, by which names and offices.

A name, an office or a pronoun that could be two people's is nobody's: it is never guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from claimtrack.extract.rules.marked.grammar import Grammar
from claimtrack.extract.rules.marked.phrases import PARTICLES, Range, is_capital
from claimtrack.extract.rules.units import Token, Unit
from claimtrack.model import Speaker, SpeakerKind
from claimtrack.speakers import is_organisation

_APPOSITION = 6
"""Tokens of an apposition among which the office stands."""


@dataclass
class Person:
    """Someone who is named in full. ``pronoun`` is "he" or "she" where a name or an office tells."""

    name: str
    words: tuple[str, ...]
    pronoun: str | None = None
    offices: set[str] = field(default_factory=set)
    aliases: dict[str, None] = field(default_factory=dict)

    def may_be(self, pronoun: str | None) -> bool:
        """Whether nothing speaks against the pronoun."""
        return pronoun is None or self.pronoun in {pronoun, None}


class People:
    """Everyone whom ``article`` names in full, learnt before any mention is resolved."""

    def __init__(self, article: Sequence[Unit], grammar: Grammar) -> None:
        self._grammar = grammar
        self._people: dict[str, Person] = {}
        self._by_surname: dict[str, list[Person]] = defaultdict(list)
        self._bodies: set[str] = set()
        self._resolved: dict[tuple[str, ...], str | None] = {}
        for unit in article:
            for start, end in self._names(unit.tokens):
                self._learn(unit.tokens, start, end)

    def speakers(self, names: Iterable[str]) -> Iterator[Speaker]:
        """The values of those who are called ``names``, with the other names that the article used for them."""
        for name in names:
            if person := self._people.get(name):
                yield Speaker(name, SpeakerKind.PERSON, tuple(person.aliases))
            else:
                is_body = name in self._bodies or is_organisation(name)
                yield Speaker(name, SpeakerKind.ORGANISATION if is_body else SpeakerKind.PERSON)

    def named_in(self, tokens: Sequence[Token]) -> list[Person]:
        """The people whom ``tokens`` name, by surname at the least; of a shared surname all who have it."""
        found = []
        for token in tokens:
            if token.is_name:
                found += self._by_surname.get(token.lower, [])
        return found

    def resolve(self, mention: Sequence[Token]) -> str | None:
        """Whom a noun phrase names: someone by full name, a name as it stands, or None for nobody in particular."""
        words = tuple(token.lower for token in mention)
        if words not in self._resolved:
            self._resolved[words] = self._resolve(mention, words)
        return self._resolved[words]

    def _resolve(self, mention: Sequence[Token], words: tuple[str, ...]) -> str | None:
        full = [one for word in words for one in self._by_surname.get(word, ()) if _stands_in(one.words, words)]
        if full:
            return full[0].name if len(full) == 1 else None
        is_anybody = bool(words) and words[0] in self._grammar.words("indefinite")
        if is_anybody or any(word in self._grammar.words("joint") for word in words):
            return None
        start = self._own_name(mention)
        if len(words) == 1 and words[0] in self._by_surname:
            start = 0  # a surname that is an office too
        name, before = mention[start:], mention[:start]
        if not name:
            return self._by_office(mention)
        title = next((t for t in reversed(before) if self._is_title(t)), None)
        if len(name) == 1 and self._is_generic(name[0].lower):
            return None
        if before and title is None and not self._is_body(before, name):
            return self._by_office(mention)
        return self._by_name(name, title, before)

    def _by_name(self, name: Sequence[Token], title: Token | None, before: Sequence[Token]) -> str | None:
        joined = _joined(name)
        pronoun = self._pronoun(title.lower) if title else None
        holders = [one for one in self._by_surname[name[-1].lower] if one.may_be(pronoun)]
        if len(holders) == 1 and (len(name) == 1 or name[0].lower in PARTICLES):
            holders[0].aliases.setdefault(joined)
            return holders[0].name
        if holders and len(name) == 1:
            return None
        if before and title is None:
            self._bodies.add(joined)
        is_office = title is not None and self._grammar.role(title.lower) and len(name) == 1
        return f"{title.text} {joined}" if title and is_office else joined

    def _by_office(self, mention: Sequence[Token]) -> str | None:
        """ "die Bürgermeisterin": the one person of whom the article says so."""
        if not mention or mention[0].lower not in self._grammar.words("definite"):
            return None
        office = next((token.lower for token in mention[1:] if self._grammar.role(token.lower)), None)
        feminine = self._grammar.words("title_she") | {"la", "die"}
        pronoun = "she" if mention[0].lower in feminine else None
        holders = [one for one in self._people.values() if office and _holds(one, office) and one.may_be(pronoun)]
        return holders[0].name if len(holders) == 1 else None

    def _names(self, tokens: Sequence[Token]) -> Iterator[Range]:
        """Full names: a given name and what follows it, two capital words behind an office, in French any two."""
        at = 0
        while at < len(tokens):
            if not is_capital(tokens[at], self._grammar):
                at += 1
                continue
            end = self._run_end(tokens, at)
            start = at + self._own_name(tokens[at:end])
            if 2 <= end - start <= 4 and self._is_full(tokens, at, start, end):
                yield start, end
            at = end

    def _run_end(self, tokens: Sequence[Token], at: int) -> int:
        end = at + 1
        while end < len(tokens) and tokens[end].text != ",":
            given = tokens[end - 1].lower in self._grammar.given_names or tokens[end - 1].lower in PARTICLES
            joins = given and tokens[end].lower in PARTICLES and end + 1 < len(tokens) and tokens[end + 1].is_name
            if not joins and not is_capital(tokens[end], self._grammar):
                break
            end += 1
        return end

    def _is_full(self, tokens: Sequence[Token], run: int, start: int, end: int) -> bool:
        if tokens[start].lower in self._grammar.given_names:
            return True
        behind_title = start > 0 and self._is_title(tokens[start - 1])
        if behind_title or not self._grammar.verb_second:
            determined = run > 0 and tokens[run - 1].lower in self._grammar.words("determiner")
            return not any(token.text.isupper() for token in tokens[start:end]) and (behind_title or not determined)
        return start > 0 and tokens[start - 1].lower in self._grammar.finite and end - start == 2

    def _own_name(self, tokens: Sequence[Token]) -> int:
        """Where in a noun phrase the person's own name begins: behind offices and titles, at a given name."""
        start = len(tokens)
        while start and (is_capital(tokens[start - 1], self._grammar) or tokens[start - 1].lower in PARTICLES):
            is_surname = start > 1 and tokens[start - 2].lower in self._grammar.given_names  # Mona Richter
            if (self._is_title(tokens[start - 1]) and not is_surname) or tokens[start - 1].lower in self._grammar.words(
                "determiner"
            ):
                break
            start -= 1
        for at in range(start, len(tokens) - 1):
            if tokens[at].lower in self._grammar.given_names:
                return at
        return start

    def _is_generic(self, word: str) -> bool:
        """Whether a German noun, capital and all, is nobody's name: "laut Polizeibericht"."""
        return any(word.endswith(generic) for generic in self._grammar.words("generic"))

    def _is_title(self, token: Token) -> bool:
        return token.lower in self._grammar.words("title") or self._grammar.role(token.lower) is not None

    def _is_body(self, before: Sequence[Token], name: Sequence[Token]) -> bool:
        """Whether what stands behind nothing but an article is an organisation's name: "die SPD", "l'Élysée"."""
        if len(before) != 1 or before[0].lower not in self._grammar.words("definite"):
            return False
        return not self._grammar.verb_second or (name[0].text.isupper() and len(name[0].text) > 1)

    def _pronoun(self, word: str) -> str | None:
        for pronoun in ("he", "she"):
            if word in self._grammar.words(f"title_{pronoun}") or self._grammar.role(word) == pronoun:
                return pronoun
        return None

    def _learn(self, tokens: Sequence[Token], start: int, end: int) -> None:
        name = tokens[start:end]
        person = self._people.get(_joined(name))
        if person is None:
            person = self._people[_joined(name)] = Person(_joined(name), tuple(token.lower for token in name))
            person.pronoun = self._grammar.given_names.get(person.words[0])
            self._by_surname[person.words[-1]].append(person)
        for token in [*_before(tokens, start), *_behind(tokens, end)]:
            if self._is_title(token):
                person.offices.add(token.lower)
                person.pronoun = person.pronoun or self._pronoun(token.lower)


def _before(tokens: Sequence[Token], start: int) -> Iterator[Token]:
    """What may be an office in front of a name: "Ministerin Berg", "la ministre de la Santé, Anne Roche"."""
    at = start - 1
    at -= at >= 0 and tokens[at].text == ","
    stop = max(-1, at - _APPOSITION)
    while at > stop and tokens[at].is_word:
        yield tokens[at]
        at -= 1


def _behind(tokens: Sequence[Token], end: int) -> Iterator[Token]:
    """What may be an office behind a name: "Anna Berg, die Bürgermeisterin von Lund"."""
    if end < len(tokens) and tokens[end].text == ",":
        for token in tokens[end + 1 : end + 1 + _APPOSITION]:
            if not token.is_word:
                return
            yield token


def _holds(person: Person, office: str) -> bool:
    return any(held == office or held.endswith(office) for held in person.offices)


def _stands_in(name: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return any(words[at : at + len(name)] == name for at in range(len(words) - len(name) + 1))


def _joined(tokens: Sequence[Token]) -> str:
    return "".join(token.text if token.text.endswith(("'", "’")) else f"{token.text} " for token in tokens).strip()
