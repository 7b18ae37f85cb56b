"""``claimtrack doctor``: whether everything is in place, and what to mend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from claimtrack.cli.failures import ExitCode
from claimtrack.cli.model_options import RetrievalOptions, with_model
from claimtrack.cli.options import Database, OutputFormat
from claimtrack.cli.output import Column, Format, listing
from claimtrack.errors import ClaimtrackError, DatabaseError, SettingsError

if TYPE_CHECKING:
    from claimtrack.settings import Settings

_SHOWN = 8
"""How many models of a server are named."""

EXAMPLES = """\b
Examples:
  claimtrack doctor
  claimtrack doctor --model openai:gpt-5-mini
  claimtrack doctor --model openai:qwen3 --base-url http://localhost:11434/v1
  claimtrack doctor --embeddings openai:text-embedding-3-small"""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: whether it is in order, and what was found or is to be mended."""

    name: str
    ok: bool
    told: str


CHECKS: tuple[Column[Check], ...] = (
    Column("check", lambda row: row.name),
    Column("ok", lambda row: row.ok, lambda row: "ok" if row.ok else "problem"),
    Column("told", lambda row: row.told),
)


@with_model
def doctor(*, asked: RetrievalOptions, form: OutputFormat = Format.TABLE, db: Database = None) -> None:
    """Check settings, model and database, and say what to mend. The model is asked one short question.

    That costs a fraction of a cent with a model that costs something, and shows whether it keeps to a schema. Without
    a model the offline rules do the work, and only the database is looked at. A model for embeddings is asked for one.
    """
    checks = [*_model_checks(asked), _database(db)]
    listing(checks, CHECKS, form)
    raise typer.Exit(ExitCode.DONE if all(check.ok for check in checks) else ExitCode.NOTHING_DONE)


def _model_checks(asked: RetrievalOptions) -> Iterator[Check]:
    try:
        settings = asked.settings()
    except SettingsError as error:
        yield Check("settings", False, str(error))
        return
    if settings is None or settings.model in (None, "rules"):
        yield Check("model", True, "none is set: the offline rules do the work")
    else:
        yield from _asked_checks(settings)
    if settings and settings.embeddings not in (None, "none"):
        yield _embeddings(settings)


def _asked_checks(settings: Settings) -> Iterator[Check]:
    """Those of the model that is set."""
    yield Check("settings", True, f"the model is {settings.model}")
    yield _prompts(settings)
    yield _price(settings)
    key = _key(settings)
    yield key
    if key.ok:
        yield from _answers(settings)


def _prompts(settings: Settings) -> Check:
    from claimtrack.engines import engines

    try:
        engines(settings.model_copy(update={"max_cost": None}))
    except ClaimtrackError as error:
        return Check("prompts", False, str(error))
    return Check("prompts", True, f"those in {settings.prompts}" if settings.prompts else "those that come along")


def _price(settings: Settings) -> Check:
    from claimtrack.llm.prices import Prices

    assert settings.model
    try:
        price = Prices.load(settings.prices).of(settings.model)
    except SettingsError as error:
        return Check("price", False, str(error))
    if price:
        told = f"${price.input} a million input tokens, ${price.output} a million output tokens"
        return Check("price", True, told)
    unknown = "not known: costs are shown as unknown"
    if settings.max_cost is None:
        return Check("price", True, unknown)
    return Check("price", False, f"{unknown}, and max_cost cannot be kept; give the model's in a price list (`prices`)")


def _key(settings: Settings) -> Check:
    from claimtrack.llm.doctor import has_key, key_variable

    assert settings.model
    variable = key_variable(settings.model)
    if variable is None:
        return Check("key", True, "none is needed")
    if has_key(settings.model):
        return Check("key", True, f"set in {variable}")
    if settings.base_url:
        return Check("key", True, f"not set; a server of your own may need none (else: export {variable}=...)")
    return Check("key", False, f"not set: export {variable}=..., or name a server of your own with --base-url")


def _answers(settings: Settings) -> Iterator[Check]:
    """Whether the endpoint, the model and structured replies work; what cannot work then is not tried."""
    from claimtrack.engines import client, endpoint
    from claimtrack.llm.doctor import names, probe
    from claimtrack.llm.endpoint import CallFailed

    try:
        reached = endpoint(settings)
        listed = names(reached)
    except (CallFailed, SettingsError) as error:
        yield Check("endpoint", False, str(error))
        return
    told = f"answers; models listed: {len(listed)}" if listed else "lists no models"
    yield Check("endpoint", True, f"{reached.place.address}: {told}")
    try:
        probe(client(settings.model_copy(update={"cache": False, "max_cost": None, "retries": 1})))
    except ClaimtrackError as error:
        yield Check("replies", False, f"{error}{_instead(settings.model or '', listed)}")
        return
    yield Check("replies", True, "the model gave an answer of the wanted shape")


def _embeddings(settings: Settings) -> Check:
    """Whether the model for embeddings gives them."""
    from claimtrack.engines import embedder

    try:
        reached = embedder(settings.model_copy(update={"max_cost": None, "retries": 1}))
        assert reached
        ((_, vector),) = reached.vectors(["What is this?"]).items()
    except ClaimtrackError as error:
        return Check("embeddings", False, str(error))
    return Check("embeddings", True, f"{settings.embeddings} gives vectors of {len(vector)} numbers")


def _instead(model: str, listed: Sequence[str]) -> str:
    """The models that there are, where the one that is set is not among them."""
    name = model.partition(":")[2]
    if not listed or any(other.partition(":")[0] == name or other == name for other in listed):
        return ""
    more = ", ..." if len(listed) > _SHOWN else ""
    return f"; there are {', '.join(listed[:_SHOWN])}{more}"


def _database(db: str | None) -> Check:
    from claimtrack.settings import database_url
    from claimtrack.store import schema
    from claimtrack.store.database import Database as File

    try:
        url = database_url(db)
        if not (path := File(url).path).exists():
            return Check("database", True, f"none at {path} yet: the first command that stores something makes it")
        info = schema.info(url)
    except (DatabaseError, SettingsError) as error:
        return Check("database", False, str(error))
    if info.revision != info.head:
        mend = "run `claimtrack db upgrade`" if info.revision < info.head else "upgrade claimtrack"
        return Check("database", False, f"{info.path} is at schema {info.revision}, not {info.head}: {mend}")
    return Check("database", True, f"{info.path}, schema {info.revision}, {info.articles} articles")


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=EXAMPLES)(doctor)
