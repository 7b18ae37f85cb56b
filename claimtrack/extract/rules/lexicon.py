"""The word lists the rules stand on, read once from the commented files in ``data/``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


class Form(StrEnum):
    """The form in which a cue verb stands."""

    BASE = "base"
    PRESENT = "present"
    PAST = "past"
    PARTICIPLE = "participle"


@dataclass(frozen=True, slots=True)
class CueVerb:
    """One form of a cue verb. ``frames`` says how what is said may stand beside it (see ``data/cues.txt``)."""

    lemma: str
    form: Form
    frames: frozenset[str]


@cache
def cue_verbs() -> dict[str, CueVerb]:
    """Every form of every cue verb, in lower case."""
    forms: dict[str, CueVerb] = {}
    for line in lines("cues.txt"):
        head, _, frames = line.partition(":")
        lemma, _, irregular = head.partition("(")
        lemma = lemma.strip()
        for form, words in _forms(lemma, [word.strip() for word in irregular.rstrip(") ").split(",") if word]).items():
            for word in words:
                forms.setdefault(word, CueVerb(lemma, form, frozenset(frames.split())))
    return forms


def _forms(lemma: str, irregular: list[str]) -> dict[Form, list[str]]:
    doubled = lemma in {"quip", "dub", "rebut", "refer", "brag"}
    stem = lemma + lemma[-1] if doubled else lemma.removesuffix("e")
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        present, past = lemma[:-1] + "ies", lemma[:-1] + "ied"
    else:
        present, past = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s"), stem + "ed"
    return {
        Form.PAST: irregular or [past],
        Form.PRESENT: [present],
        Form.PARTICIPLE: [stem + "ing"],
        Form.BASE: [lemma],
    }


class Act(StrEnum):
    """What a speaker does by saying something, where the cue verb tells.

    DECLARE: what completes the verb is stated by it ("announced **a strike**"). VALUE: nothing is.
    """

    DENY = "deny"
    PROMISE = "promise"
    PREDICT = "predict"
    DECLARE = "declare"
    VALUE = "value"


@cache
def cue_acts() -> dict[str, Act]:
    """The act by base form of cue verb; most verbs tell of none."""
    return {verb: Act(name) for name, members in named("acts.txt") for verb in members}


@cache
def words(name: str) -> frozenset[str]:
    """The closed class ``name`` of ``data/words.txt``, in lower case."""
    return _classes()[name]


@cache
def any_of(*names: str) -> frozenset[str]:
    """The words of several closed classes together."""
    return frozenset().union(*(words(name) for name in names))


@cache
def cue_words() -> frozenset[str]:
    """Every word that may be a cue, or its head."""
    return any_of("saying_noun", "crying_noun", "promising_noun", "judging_noun") | cue_verbs().keys() | {"according"}


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {name: frozenset(members) for name, members in named("words.txt")}


@cache
def roles() -> frozenset[str]:
    """Words that name an office or a calling, in lower case."""
    return frozenset(line.lower() for line in lines("roles.txt"))


@cache
def titles() -> frozenset[str]:
    """Roles that also stand directly before a name, as written ("Sen.", "President")."""
    return frozenset(line for line in lines("roles.txt") if line[0].isupper())


@cache
def places() -> dict[str, str]:
    """The country that an adjective of nationality or party points to."""
    return {word: country for country, members in named("places.txt") for word in (*members, country)}


@cache
def pronoun_of_given_name() -> dict[str, str]:
    """ "he" or "she" by given name, in lower case; names in use for both are absent."""
    found: dict[str, str] = {}
    for pronoun, members in named("given_names.txt"):
        for name in members:
            found[name] = pronoun if found.get(name, pronoun) == pronoun else ""
    return {name: pronoun for name, pronoun in found.items() if pronoun}


def named(file: str) -> Iterator[tuple[str, list[str]]]:
    """The classes of words in a file of ``data/``: each line's name and its words."""
    for line in lines(file):
        name, _, members = line.partition(":")
        yield name, members.split()


def lines(file: str) -> Iterator[str]:
    """The lines of a file in ``data/`` that are neither empty nor comments."""
    for line in (_DATA / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line
