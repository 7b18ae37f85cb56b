"""All settings: their meaning, defaults and limits, and where each value came from."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, PrivateAttr, ValidationError
from pydantic_settings import BaseSettings, InitSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from claimtrack.errors import SettingsError
from claimtrack.settings import PAIRS, PREFIX
from claimtrack.settings.addresses import is_address, masked
from claimtrack.settings.file import SettingsFile, own_place, read

_SECRET = re.compile(r"key|secret|password|token(?!s_per_minute)", re.IGNORECASE)
_NAMED = r"[^\s:]+(?::\S+)?"
_PLACES = ("database_url", "prompts", "prices", "policy")
_MANY = 1_000_000_000
_ADDRESSES = {
    "base_url": f"--base-url or {PREFIX}BASE_URL",
    "embeddings_base_url": f"{PREFIX}EMBEDDINGS_BASE_URL",
}
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


def _model(name: str) -> str:
    if not re.fullmatch(_NAMED, name):
        raise ValueError('write it as provider:name, such as "openai:gpt-5-mini", or "rules" for none')
    return name


def _embeddings(name: str) -> str:
    if not re.fullmatch(_NAMED, name):
        raise ValueError('write it as provider:name, such as "openai:text-embedding-3-small", or "none"')
    return name


def _address(url: str) -> str:
    if not is_address(url):
        raise ValueError("write an address such as http://localhost:11434/v1, with nothing behind the path")
    return url.rstrip("/")


class Settings(BaseSettings):
    """What claimtrack is to do with a model, and where things are kept.

    ``load`` it. Keys are never settings: each provider's own environment variable holds them.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True, allow_inf_nan=False
    )

    database_url: str | None = Field(None, description="the database: a file or an SQLAlchemy URL")
    model: Annotated[str, AfterValidator(_model)] | None = Field(None, description="provider:name; none: offline rules")
    base_url: Annotated[str, AfterValidator(_address)] | None = Field(None, description="address of your own server")
    embeddings: Annotated[str, AfterValidator(_embeddings)] | None = Field(
        None, description="provider:name of a model for embeddings; none: words alone tell what bears on a claim"
    )
    embeddings_base_url: Annotated[str, AfterValidator(_address)] | None = Field(
        None, description="its address; none: that of base_url"
    )
    jobs: int = Field(4, ge=1, le=256, description="calls at once")
    timeout: float = Field(600.0, gt=0, le=86_400, description="seconds that one call may take")
    retries: int = Field(5, ge=0, le=20, description="times that a call is tried again")
    requests_per_minute: int | None = Field(None, ge=1, le=_MANY, description="the most calls in a minute")
    tokens_per_minute: int | None = Field(None, ge=1, le=_MANY, description="the most tokens in a minute")
    max_cost: float | None = Field(None, ge=0, le=_MANY, description="US dollars that one run may cost")
    max_output_tokens: int = Field(16_000, ge=1, le=_MANY, description="the longest reply")
    context_window: int = Field(
        128_000, ge=2_000, le=_MANY, description="tokens that the model reads and writes at most"
    )
    cache: bool = Field(True, description="whether replies that are stored are used again")
    pairs: int = Field(PAIRS, ge=1, le=_MANY, description="claims that one article is judged against at most")
    blind_check: bool = Field(True, description="whether what moves a status is asked for twice")
    prompts: Path | None = Field(None, description="a folder of your own prompts")
    prices: Path | None = Field(None, description="a price list of your own")
    policy: Path | None = Field(None, description="what it takes for a status, in a file of your own")
    reviewer: str | None = Field(None, description="who reviews; none: the name you are logged in by")
    temperature: float | None = Field(None, ge=0, le=2, description="none: the provider's own")
    structured: Literal["auto", "json_schema", "json_object", "none"] = Field(
        "auto", description="how a reply is held to its schema"
    )

    _sources: dict[str, str] = PrivateAttr(default_factory=dict)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """See pydantic-settings: what comes first wins."""
        return init_settings, env_settings, InitSettingsSource(settings_cls, _file_values(cls, read()))

    @classmethod
    def load(cls, **given: object) -> Self:
        """The settings with what the command line gives on top; None stands for what it does not say.

        Raises SettingsError, which names where a value stands and what is allowed there.
        """
        said: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        file = read()
        sources = {name: _source(name, said, file) for name in cls.model_fields}
        try:
            settings = cls(**said)
        except ValidationError as error:
            first = error.errors()[0]
            name = str(first["loc"][0])
            problem = first["msg"].removeprefix("Value error, ")
            raise SettingsError(f"{sources[name]}: {name} is {masked(str(first['input']))!r}: {problem}") from None
        settings._sources.update(sources)
        return settings

    @property
    def sources(self) -> Mapping[str, str]:
        """Where each setting has its value from: "command line", an environment variable, a file, or "default"."""
        return self._sources

    def shown(self, name: str) -> object:
        """The value of a setting as it may be shown: no user, password or query in an address."""
        value = getattr(self, name)
        return masked(value) if isinstance(value, str) and "://" in value else value


def _source(name: str, said: Mapping[str, object], file: SettingsFile) -> str:
    if name in said:
        return "command line"
    if os.environ.get(PREFIX + name.upper()):
        return PREFIX + name.upper()
    return str(file.path) if name in file.values else "default"


def _file_values(cls: type[Settings], file: SettingsFile) -> dict[str, Any]:
    """The file's values; paths in it are relative to its folder. Raises SettingsError for what may not stand there."""
    for key in file.values:
        if key not in cls.model_fields:
            raise SettingsError(f"{file.path}: {_unknown(key, list(cls.model_fields))}")
    _require_near(file)
    places = {name: file.place(name) for name in _PLACES if name in file.values}
    return {**file.values, **places}


def _require_near(file: SettingsFile) -> None:
    """See that a file that came with a folder does not send the user's articles and key to a stranger's server."""
    for name, instead in _ADDRESSES.items():
        address = file.values.get(name)
        if file.is_own or not isinstance(address, str) or not is_address(address):  # what is none is refused as it is
            continue
        if urlsplit(address).hostname not in _THIS_MACHINE:
            ways = f"use {instead}, or write it into {own_place()}"
            told = f"{name} may only name this machine in the file of a working directory: {ways}"
            raise SettingsError(f"{file.path}: {told}")


def _unknown(key: str, known: list[str]) -> str:
    if _SECRET.search(key):
        return f"{key}: secrets do not belong in it; set the provider's own variable, such as OPENAI_API_KEY"
    close = get_close_matches(key, known, 1)
    return f"{key} is no setting" + (f"; did you mean {close[0]}?" if close else f"; there are: {', '.join(known)}")
