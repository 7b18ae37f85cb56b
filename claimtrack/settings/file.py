"""``claimtrack.toml``: the one in the working directory, else the one in the user's folder for settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from claimtrack.errors import SettingsError

NAME = "claimtrack.toml"


@dataclass(frozen=True)
class SettingsFile:
    """The keys of a claimtrack.toml, and where it is; no keys and no place where there is none.

    ``is_own`` says that it is the user's own, and not one that happens to lie in the working directory.
    """

    path: Path | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    is_own: bool = False

    def place(self, key: str) -> str | None:
        """The path or URL under ``key``, None where there is none; a path is meant from the folder of the file.

        Raises SettingsError for what is no string.
        """
        value = self.words(key)
        if value is None or self.path is None:
            return None
        return value if "://" in value else str(self.path.parent / Path(value).expanduser())

    def words(self, key: str) -> str | None:
        """The string under ``key``, None where there is none. Raises SettingsError for what is no string."""
        value = self.values.get(key)
        if value is not None and not isinstance(value, str):
            raise SettingsError(f"{self.path}: {key} is not a string: write it in quotes")
        return value


def read() -> SettingsFile:
    """The file that counts here. Raises SettingsError for one that cannot be read."""
    here = Path(NAME)
    path = here if here.is_file() else own_place()
    if not path.is_file():
        return SettingsFile()
    import tomllib

    try:
        return SettingsFile(path, tomllib.loads(path.read_text(encoding="utf-8")), is_own=path != here)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not TOML: {error}") from None
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}") from None


def own_place() -> Path:
    """Where the user's own file is, if there is one."""
    from platformdirs import user_config_path

    return user_config_path("claimtrack", appauthor=False) / NAME
