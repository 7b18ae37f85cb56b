"""The policy: a TOML file that says what it takes for a status. ``policies/standard.toml`` explains every setting."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from claimtrack.errors import SettingsError
from claimtrack.model import Status
from claimtrack.speakers import key

SURE = 0.8
"""The least confidence at which a finding may count under any policy. Judges take a second look at what is as sure."""
UNSURE = 0.6
"""What a judge gives to a finding that is to be shown and to move nothing."""
STANDARD = Path(__file__).parents[1] / "policies" / "standard.toml"
_MOST_ORIGINS = 20
_NAME = re.compile(r"[\w.-]{1,40}")
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Policy:
    """What it takes for a status; ``load`` it. ``outlets`` are keys of names, ``hosts`` hosts in small letters."""

    name: str
    version: int
    sure: float
    origins: int
    disputed_origins: int
    superseded_origins: int
    denial_disputes: bool
    reversal_contradicts: bool
    outlets: frozenset[str]
    hosts: frozenset[str]

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """The policy in the file at ``path``; None: the one that comes with claimtrack. Raises SettingsError."""
        file = path or STANDARD
        values = _read(file)
        primary = values.pop("primary", None)
        if not isinstance(primary, dict):
            raise SettingsError(f"{file}: a table [primary] with outlets and hosts must be there")
        _require_known(file, values, [one.name for one in fields(cls) if one.name not in ("outlets", "hosts")])
        _require_known(file, primary, ["outlets", "hosts"])
        checked = {name: _checked(file, name, value) for name, value in {**values, **primary}.items()}
        outlets, hosts = (frozenset(checked.pop(name)) for name in ("outlets", "hosts"))
        return cls(**checked, outlets=frozenset(map(key, outlets)), hosts=hosts)

    def __str__(self) -> str:
        return f"{self.name}/{self.version}"

    @property
    def identity(self) -> str:
        """Its name and version with a digest of all settings: another one for every change."""
        settings = {name: sorted(one) if isinstance(one, frozenset) else one for name, one in asdict(self).items()}
        return f"{self}+{hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()[:12]}"

    def needed(self, status: Status) -> int:
        """How many independent origins ``status`` takes, where none of them is a primary record."""
        others = {Status.DISPUTED: self.disputed_origins, Status.SUPERSEDED: self.superseded_origins}
        return others.get(status, self.origins)

    def is_primary(self, outlet: str | None, url: str | None) -> bool:
        """Whether what stands there is a primary record."""
        try:
            host = urlsplit(url or "").hostname or ""
        except ValueError:  # an address that is none
            host = ""
        above = (host.split(".", cut)[-1] for cut in range(host.count(".")))
        return (outlet is not None and key(outlet) in self.outlets) or any(one in self.hosts for one in above)


def _read(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"policy {path} is not TOML: {error}") from None
    except OSError as error:
        raise SettingsError(f"policy {path} cannot be read: {error.strerror}") from None


def _require_known(path: Path, given: Mapping[str, object], known: list[str]) -> None:
    for name in given:
        if name not in known:
            close = get_close_matches(name, known, 1)
            hint = f"did you mean {close[0]}?" if close else f"there are: {', '.join(known)}"
            raise SettingsError(f"{path}: {name} is no setting of a policy; {hint}")
    for name in known:
        if name not in given:
            raise SettingsError(f"{path}: {name} is missing; the standard policy explains it: {STANDARD}")


def _checked(path: Path, name: str, value: Any) -> Any:
    fits, wanted = _WANTED[name]
    if not fits(value):
        raise SettingsError(f"{path}: {name} is {value!r}: write {wanted}")
    return value


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_list(value: object, each: Callable[[str], object]) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and each(one) for one in value)


_COUNT: tuple[Callable[[Any], bool], str] = (
    lambda value: type(value) is int and 1 <= value <= _MOST_ORIGINS,
    f"a whole number from 1 to {_MOST_ORIGINS}",
)
_WANTED: dict[str, tuple[Callable[[Any], bool], str]] = {
    "name": (lambda value: isinstance(value, str) and bool(_NAME.fullmatch(value)), 'a word, such as "ours"'),
    "version": (lambda value: type(value) is int and value >= 1, "a whole number from 1 on"),
    "sure": (lambda value: _is_number(value) and SURE <= value <= 1, f"a number from {SURE} to 1"),
    "origins": _COUNT,
    "disputed_origins": _COUNT,
    "superseded_origins": _COUNT,
    "denial_disputes": (lambda value: isinstance(value, bool), "true or false"),
    "reversal_contradicts": (lambda value: isinstance(value, bool), "true or false"),
    "outlets": (lambda value: _is_list(value, key), 'names of outlets, such as ["Eurostat"]'),
    "hosts": (lambda value: _is_list(value, _HOST.fullmatch), 'hosts in small letters, such as ["bls.gov"]'),
}
"""What each setting may be: a test of it, and the words for what passes."""
