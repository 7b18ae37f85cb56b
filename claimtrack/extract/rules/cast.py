"""The cast of an article: who is named in it, by which names, titles and pronouns.

A name, title or pronoun that could be two people's is nobody's: it is never guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from claimtrack.extract.rules.identity import Identity, Known
from claimtrack.extract.rules.lexicon import any_of, places, pronoun_of_given_name, roles, titles, words
from claimtrack.extract.rules.phrases import Range
from claimtrack.extract.rules.units import Token, Unit
from claimtrack.model import Span, Speaker, SpeakerKind
from claimtrack.speakers import is_organisation

_BY_NAME = frozenset({Known.FULL_NAME, Known.PART_OF_NAME, Known.BODY, Known.AS_WRITTEN})
_PARTICLES = frozenset({"de", "la", "von", "van", "der", "bin", "al", "du", "da", "del", "di", "el"})
_CLOSED = ("determiner", "preposition", "conjunction", "adverb", "subordinator", "pronoun", "possessive", "time")
_SUFFIXES = frozenset({"jr.", "sr.", "ii", "iii", "jr", "sr"})
_GENDERED = dict.fromkeys("mr. mr sir king prince congressman spokesman chairman businessman actor".split(), "he")
_GENDERED |= dict.fromkeys(
    "mrs. mrs ms. ms miss dame queen princess congresswoman spokeswoman chairwoman actress".split(), "she"
)
_NOT_YET = frozenset({"elect", "designate"})
_COLLECTIVE = frozenset("campaign administration government ministry team office department committee".split())


@dataclass
class Person:
    """Someone the article names in full, first at ``named``, with what it says of them."""

    name: str
    words: tuple[str, ...]
    named: Span
    pronoun: str | None = None
    offices: dict[tuple[str, str], Span] = field(default_factory=dict)
    """(office, country or ""), in lower case: ("president", "russia"); and the words that give it to them."""
    aliases: dict[str, None] = field(default_factory=dict)
    has_article: bool = False
    """Whether it stands behind "the", as no person's name does by itself."""

    @property
    def is_thing(self) -> bool:
        """Whether it is a place's or another thing's name, and nothing in the article makes it a person's."""
        like_a_thing = self.words[-1] in words("thing") or self.words[0] in words("place_opener") or self.has_article
        return like_a_thing and not (self.pronoun or self.offices)

    def holds(self, office: str, countries: set[str]) -> bool:
        """Whether the article gives them ``office``, in one of ``countries`` if any are given."""
        return bool(self.given(office, countries))

    def given(self, office: str, countries: set[str]) -> tuple[Span, ...]:
        """The words that give them ``office``, in one of ``countries`` if any are given; none where nothing does."""
        found = (
            span for (held, at), span in self.offices.items() if held == office and (not countries or at in countries)
        )
        return tuple(islice(found, 1))


class Cast:
    """Everyone an article names. ``resolve`` leads from the words of a mention to one of them."""

    def __init__(self, article: Sequence[Unit]) -> None:
        self._people: dict[str, Person] = {}
        self._by_word: dict[str, list[Person]] = defaultdict(list)
        self._by_role: dict[str, list[Person]] = defaultdict(list)
        self._resolved: dict[tuple[str, ...], Identity] = {}
        for unit in article:
            for name, title, has_article in _full_names(unit.tokens):
                self._add(name, title, has_article)
        for unit in article:
            self._learn_appositions(unit.tokens)

    def speakers(self, names: Iterable[str]) -> Iterator[Speaker]:
        """The values of those who are called ``names``, with the other names that the article used for them."""
        for name in names:
            person = self._people.get(name)
            kind = SpeakerKind.ORGANISATION if self.is_body(name) else SpeakerKind.PERSON
            yield Speaker(name, kind, tuple(person.aliases) if person else ())

    def can_be(self, name: str, pronoun: str) -> bool:
        """Whether ``pronoun``, "he" or "she", can mean ``name``: someone of the cast of whom nothing says otherwise."""
        person = self._people.get(name)
        return person is not None and person.pronoun in {pronoun, None} and not (person.is_thing or self.is_body(name))

    def is_thing(self, name: str) -> bool:
        """Whether ``name`` is a place or a thing by its name, and nothing in the article makes it a person's."""
        person = self._people.get(name)
        return person is not None and person.is_thing

    def is_body(self, name: str) -> bool:
        """Whether ``name`` is an organisation's by its words, and nothing in the article makes it a person's."""
        person = self._people.get(name)
        if person is None:
            return is_organisation(name)
        # Who is in the cast has no name that is an organisation's outright.
        return person.words[-1] in words("trade") and not (person.pronoun or person.offices)

    def knows(self, name: str) -> bool:
        """Whether ``name`` is one that the article gives in full."""
        return name in self._people

    def is_known_as(self, name: str, pronoun: str) -> bool:
        """Whether the article, or a given name, says that ``name`` is a "he" or a "she"."""
        person = self._people.get(name)
        return person is not None and person.pronoun == pronoun

    def resolve(self, tokens: Sequence[Token]) -> Identity:
        """Whom a mention names: a full name of the cast, a name as it stands, or nobody in particular."""
        if tokens[0].is_quotation:
            return self._by_handle(tokens[0])
        head = _head(tokens)
        said = tuple(token.text for token in head)
        if said not in self._resolved:
            self._resolved[said] = self._resolve(head)
        by = self._resolved[said]
        if by.known not in _BY_NAME and (apposed := _apposed(tokens, head)):
            named = self.resolve(apposed)
            return named if named.name else by
        return by

    def _resolve(self, head: Sequence[Token]) -> Identity:
        if not head or any(token.lower == "and" for token in head):
            return Identity(None, Known.SEVERAL)
        if len(head) == 1 and head[0].lower in roles():
            return Identity(None, Known.UNNAMED)
        named = [one for one in head if one.is_name and not _is_title(one) and one.lower not in words("determiner")]
        last = head[-1]
        if (last.is_name and is_organisation(last.lower)) or (named and last.lower in _COLLECTIVE):
            return Identity(_joined([token for token in head if token.lower not in words("determiner")]), Known.BODY)
        if any(token.lower == "of" for token in head):
            return self._by_name_with_of(head)
        if named and (last.is_name or last.lower in _SUFFIXES):
            return self._by_name(_strip_office(head, named), head)
        return self._by_office(head)

    def _by_name_with_of(self, head: Sequence[Token]) -> Identity:
        """ "University of Arbon" is a name; "Secretary of State Jane Roe" holds one; "Mayor of Arbon" and
        "the sister of Jane Roe" none.
        """
        before = next((token for token in head if token.lower not in words("determiner")), head[0])
        if not _is_title(before):
            return Identity(_joined([token for token in head if token.lower not in {"the", "a", "an"}]), Known.BODY)
        name = [token for token in head[_name_start(head) :] if token.is_name and not _is_title(token)]
        by = self._by_name(name, head) if name and before.is_name else None
        return by if by and by.name in self._people else Identity(None, Known.UNNAMED)

    def _by_name(self, named: list[Token], head: Sequence[Token]) -> Identity:
        name = _joined(named)
        if name in self._people:
            return Identity(name, Known.FULL_NAME)
        gender = next((_GENDERED[token.lower] for token in head if token.lower in _GENDERED), None)
        matches = _at_most_two(person for person in self._by_word[named[-1].lower] if _fits(person, named, gender))
        if len(matches) == 1:
            matches[0].aliases.setdefault(name)
            return Identity(matches[0].name, Known.PART_OF_NAME, (matches[0].named,))
        if matches:
            return Identity(None, Known.TWO_FIT, tuple(sorted(person.named for person in matches)))
        return Identity(_with_title(named, head), Known.AS_WRITTEN)

    def _by_handle(self, handle: Token) -> Identity:
        """Whose account "@realJaneRoe" is, if one name of the cast stands in it."""
        account = handle.lower.casefold()
        named = _at_most_two(one for one in self._people.values() if "".join(one.words) in account)
        if len(named) != 1:
            return Identity(None, Known.UNNAMED)
        return Identity(named[0].name, Known.PART_OF_NAME, (named[0].named,))

    def _by_office(self, head: Sequence[Token]) -> Identity:
        """ "the U.S. president": the one person who holds that office, if it is said to be one ("the")."""
        if head[0].lower not in {"the", "this"}:
            return Identity(None, Known.UNNAMED)
        offices = {token.lower for token in head if token.lower in roles()}
        if not offices or "former" in {token.lower for token in head} or head[-1].lower not in offices:
            return Identity(None, Known.UNNAMED)
        countries = {places()[token.lower] for token in head if token.lower in places()}
        office = head[-1].lower
        holders = _at_most_two(person for person in self._by_role[office] if person.holds(office, countries))
        if len(holders) == 1:
            return Identity(holders[0].name, Known.OFFICE, holders[0].given(office, countries))
        if holders:
            return Identity(None, Known.TWO_FIT, tuple(sorted(person.named for person in holders)))
        return Identity(None, Known.UNNAMED)

    def _add(self, name: list[Token], title: list[Token], has_article: bool) -> None:
        full = _joined(name)
        person = self._people.get(full)
        if person is None:
            person = self._people[full] = Person(full, tuple(token.lower for token in name), _span(name))
            person.pronoun = pronoun_of_given_name().get(person.words[0])
            for word in {person.words[0], _surname(person.words)}:
                self._by_word[word].append(person)
        person.has_article |= has_article
        self._learn(person, title, name)

    def _learn(self, person: Person, title: Sequence[Token], name: Sequence[Token]) -> None:
        country = next((places()[token.lower] for token in title if token.lower in places()), "")
        for token in title:
            if token.lower in roles():
                if all(office != token.lower for office, _ in person.offices):
                    self._by_role[token.lower].append(person)
                if (token.lower, country) not in person.offices:
                    person.offices[token.lower, country] = _span(sorted([*title, *name], key=lambda part: part.start))
            if person.pronoun is None or token.lower in {"mr.", "mrs.", "ms."}:
                person.pronoun = _GENDERED.get(token.lower, person.pronoun)

    def _learn_appositions(self, tokens: Sequence[Token]) -> None:
        """ "Dan Roe, a former adviser": the office stands behind the name."""
        for at in range(1, len(tokens) - 2):
            if tokens[at].text == "," and tokens[at + 1].lower in {"a", "an", "the"} and tokens[at - 1].is_name:
                people = self._by_word.get(tokens[at - 1].lower, [])
                if len(people) == 1:
                    self._learn(people[0], _until_mark(tokens[at + 1 : at + 9]), [tokens[at - 1]])


def _full_names(tokens: Sequence[Token]) -> Iterator[tuple[list[Token], list[Token], bool]]:
    """Names of two words and more in ``tokens``, each with the title or office before it, and whether "the" stands
    directly before the name.
    """
    for start, end in _capital_runs(tokens):
        run = list(tokens[start:end])
        first = _name_start(run)
        name, title = run[first:], run[:first]
        if not 2 <= len(name) <= 4 or is_organisation(_joined(name)):
            continue
        # "the sister of Jane Roe" is not Jane Roe.
        apart = start and tokens[start - 1].lower in words("preposition")
        office = [] if apart else list(tokens[max(0, start - 4) : start])
        while office and (office[0].lower not in _offices() or not all(t.is_word for t in office)):
            office.pop(0)
        yield name, [*office, *title], not first and start > 0 and tokens[start - 1].lower == "the"


@cache
def _offices() -> frozenset[str]:
    """Words that an office before a name may begin with ("U.S. President")."""
    return roles() | places().keys()


def _capital_runs(tokens: Sequence[Token]) -> Iterator[Range]:
    at = 0
    while at < len(tokens):
        if not _starts_run(tokens[at]):
            at += 1
            continue
        end = at + 1
        while end < len(tokens) and (tokens[end].is_name or _joins(tokens, at, end)):
            end += 1
        yield at, end
        at = end


def _starts_run(token: Token) -> bool:
    return token.is_name and token.lower not in _closed()


@cache
def _closed() -> frozenset[str]:
    return any_of(*_CLOSED)


def _joins(tokens: Sequence[Token], start: int, at: int) -> bool:
    """Whether a small word goes on inside a name or a title ("van", "Secretary of State Jane Roe")."""
    if at + 1 >= len(tokens) or not tokens[at + 1].is_name:
        return False
    return tokens[at].lower in _PARTICLES or (tokens[at].lower == "of" and _is_title(tokens[at - 1]) and at > start)


def _name_start(run: Sequence[Token]) -> int:
    """Where in a run of capital words the person's own name begins."""
    for at, token in enumerate(run[:-1]):
        if token.lower in pronoun_of_given_name() and not (at and run[at - 1].lower == "of"):
            return at
    last_title = max((at for at, token in enumerate(run) if _is_title(token) or token.lower == "of"), default=-1)
    if last_title >= 0 and run[last_title].lower == "of":
        return max(last_title + 2, len(run) - 2)
    start = last_title + 1
    while start < len(run) - 2 and run[start].lower in places():
        start += 1
    return start


def _is_title(token: Token) -> bool:
    return token.text in titles() or ("-" in token.text and _has_title(token.text))


def _has_title(text: str) -> bool:
    """Whether a word with a hyphen is an office ("Vice-President", "Mayor-elect")."""
    first, _, last = text.rpartition("-")
    return last in titles() or (first in titles() and last in _NOT_YET)


def _span(tokens: Sequence[Token]) -> Span:
    return Span(tokens[0].start, tokens[-1].end)


def _joined(tokens: Sequence[Token]) -> str:
    """The words as they stand, in one line."""
    return " ".join(token.text for token in tokens).replace(" 's", "'s").replace(" ’s", "’s")


def _with_title(named: Sequence[Token], head: Sequence[Token]) -> str:
    """A name that stands nowhere in full, with the office it is called by: "Judge Curiel" is not any Curiel."""
    before = [token for token in head[: -len(named)] if _is_title(token) and not token.text.endswith(".")]
    return _joined([*before[-1:], *named] if len(named) == 1 and before[-1:] == list(head[-2:-1]) else named)


def _at_most_two(people: Iterator[Person]) -> list[Person]:
    """Enough to tell one from several."""
    return list(islice(people, 2))


def _surname(name: Sequence[str]) -> str:
    return next(word for word in reversed(name) if word not in _SUFFIXES or word == name[0])


def _head(tokens: Sequence[Token]) -> list[Token]:
    """The mention up to its first preposition, bracket or comma: "the mayor" of "the mayor of London"."""
    head: list[Token] = []
    for at, token in enumerate(tokens):
        if token.lower == "of" and _names_with_of(head, tokens[at + 1 :]):
            head.append(token)
            continue
        stops = token.lower in words("preposition") | {"who", "familiar"} and not (head and _is_title(head[-1]))
        if head and (stops or token.text in "(,[—"):
            break
        head.append(token)
    return head


def _apposed(tokens: Sequence[Token], head: Sequence[Token]) -> Sequence[Token]:
    """What stands behind a comma in a mention, where it is who the head is.

    Of "the sister of the mayor, Jane Roe" and "an aide to the mayor, Jane Roe" nobody can tell which of them is.
    """
    comma = next((at for at, token in enumerate(tokens) if token.text == ","), len(tokens))
    between = tokens[len(head) : comma]
    is_one = not between or (bool(head) and head[-1].lower in roles() and not any(t.lower in roles() for t in between))
    return tokens[comma + 1 :] if is_one else ()


def _names_with_of(head: Sequence[Token], behind: Sequence[Token]) -> bool:
    """Whether "of" belongs to a name ("the **University of Arbon**"), not to an office ("the Mayor of Arbon")."""
    named = [token for token in head if token.lower not in words("determiner")]
    return len(named) == 1 and named[0].is_name and named[0].lower not in roles() and bool(behind) and behind[0].is_name


def _strip_office(head: Sequence[Token], named: list[Token]) -> list[Token]:
    """The name within ``named``: without nationality, and without an office before it, whatever that is the office of
    ("Transport Minister **Ivo Brac**").
    """
    if len(named) == 1:
        return named
    offices = (at for at, token in enumerate(head) if token.lower in roles() or _is_title(token))
    behind = ([token for token in named if token.start > head[at].start] for at in offices)
    return min((part for part in (named[_name_start(named) :], *behind) if part), key=len)


def _fits(person: Person, named: Sequence[Token], gender: str | None) -> bool:
    if gender and person.pronoun and person.pronoun != gender:
        return False
    said = [token.lower for token in named if token.lower not in _SUFFIXES]
    return all(word in person.words for word in said) or (
        len(said) > 1 and said[-1] == _surname(person.words) and said[0] in person.words
    )


def _until_mark(tokens: Sequence[Token]) -> list[Token]:
    taken: list[Token] = []
    for token in tokens:
        if not token.is_word:
            break
        taken.append(token)
    return taken
