"""The options of every command that may ask a language model, and the engines that they stand for."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimtrack.errors import SettingsError
from claimtrack.model import Run, Stage

if TYPE_CHECKING:
    from claimtrack.engines import Engines
    from claimtrack.settings import Settings


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """What the command line says of a model; None where it leaves it to the environment or to claimtrack.toml."""

    model: Annotated[
        str | None,
        typer.Option(
            metavar="PROVIDER:NAME", help="Ask this language model, such as openai:gpt-5-mini. Default: none, offline."
        ),
    ] = None
    base_url: Annotated[
        str | None, typer.Option(metavar="URL", help="Model: its address, such as http://localhost:11434/v1.")
    ] = None
    jobs: Annotated[int | None, typer.Option(metavar="N", min=1, help="Model: calls at once.")] = None
    timeout: Annotated[float | None, typer.Option(metavar="SECONDS", help="Model: how long one call may take.")] = None
    max_cost: Annotated[
        float | None, typer.Option(metavar="USD", min=0, help="Model: stop before this run costs more.")
    ] = None
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Model: use no stored replies.")] = False
    prompts: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Model: a folder of your own prompts.")] = None

    def settings(self) -> Settings | None:
        """These over the environment and claimtrack.toml; None where nothing is set anywhere. Raises SettingsError."""
        from claimtrack.settings import configured

        given = {name: value for name, value in asdict(self).items() if name != "no_cache"}
        settings = configured(**given, cache=False if self.no_cache else None)
        is_for_none = settings and settings.model in (None, "rules") and settings.embeddings in (None, "none")
        if self.base_url and is_for_none:
            raise SettingsError("--base-url is where a model is, and none is set: add --model, such as openai:qwen3")
        return settings

    def engines(self) -> Engines:
        """The engines that these ask for. Raises SettingsError."""
        from claimtrack.engines import engines

        return engines(self.settings())

    @contextmanager
    def recorded(self, stage: Stage, db: str | None) -> Iterator[Engines]:
        """The engines, for work that stores no results: the calls to a model alone are kept in the database. Offline
        none is opened. Raises SettingsError.
        """
        engines = self.engines()
        if not engines.asks:
            yield engines
            return
        from claimtrack.settings import database_url
        from claimtrack.store import Store

        engine = (engines.extractor if stage is Stage.EXTRACT else engines.judge).engine
        with closing(Store.open(database_url(db))) as store:
            engines.record_to(store.call_ledger(Run(stage, engine, datetime.now(UTC))))
            yield engines


@dataclass(frozen=True, slots=True)
class RetrievalOptions(ModelOptions):
    """Those of a command that also chooses what is judged."""

    embeddings: Annotated[
        str | None,
        typer.Option(
            metavar="PROVIDER:NAME",
            help="Let this model help to find what bears on a claim, such as openai:text-embedding-3-small.",
        ),
    ] = None


def with_model(command: Callable[..., None]) -> Callable[..., None]:
    """``command`` with the options of ModelOptions, or of the kind that it asks for, in the place of its parameter
    ``asked``, which is given them as one value. All parameters behind the first are to be given by name.
    """
    own = inspect.signature(command, eval_str=True)
    kind: type[ModelOptions] = own.parameters["asked"].annotation
    options = inspect.signature(kind, eval_str=True).parameters

    @wraps(command)
    def taking_options(**values: Any) -> None:
        command(asked=kind(**{name: values.pop(name) for name in options}), **values)

    shown: list[inspect.Parameter] = []
    for param in own.parameters.values():
        shown += options.values() if param.name == "asked" else [param]
    by_name = [param.replace(kind=inspect.Parameter.KEYWORD_ONLY) for param in shown]
    taking_options.__signature__ = own.replace(parameters=by_name)  # type: ignore[attr-defined]
    return taking_options
