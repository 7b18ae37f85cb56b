"""What calls cost: a dated list that travels with the code, and the user's own over it. Nothing is looked up online."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from pathlib import Path
from typing import Any

from claimtrack.errors import SettingsError
from claimtrack.llm.endpoint import RawReply

LISTED = Path(__file__).with_name("prices.toml")
# OpenAI's Batch API costs half, input and output alike.
BATCH_SHARE = Decimal("0.5")
_SNAPSHOT = re.compile(r"-\d{4}-\d{2}-\d{2}$")
_FIELDS = ("input", "cached_input", "output")


@dataclass(frozen=True, slots=True)
class Price:
    """What one model costs, in US dollars per million tokens."""

    input: Decimal
    cached_input: Decimal
    output: Decimal

    def cost(self, input_tokens: int, cached_tokens: int, output_tokens: int) -> int:
        """What a call costs, in millionths of a US dollar, rounded up. ``cached_tokens`` are among ``input_tokens``."""
        cached = min(cached_tokens, input_tokens)
        exact = (input_tokens - cached) * self.input + cached * self.cached_input + output_tokens * self.output
        return int(exact.to_integral_value(ROUND_CEILING))

    def in_batch(self) -> Price:
        """What the same model costs over the Batch API."""
        return Price(self.input * BATCH_SHARE, self.cached_input * BATCH_SHARE, self.output * BATCH_SHARE)


class Prices:
    """Prices by model, named as for ``--model``."""

    def __init__(self, models: dict[str, Price]) -> None:
        self._models = models

    @classmethod
    def load(cls, path: Path | None = None) -> Prices:
        """The list that travels with the code; a file at ``path`` wins over it, model by model.

        Raises SettingsError for a file that cannot be read, or a line in it that is no price.
        """
        models = _read(LISTED)
        return cls(models if path is None else {**models, **_read(path)})

    def of(self, model: str) -> Price | None:
        """The price of a model, a dated snapshot's that of its base; None where it is not known."""
        name = full_name(model)
        return self._models.get(name) or self._models.get(_SNAPSHOT.sub("", name))


def charge(price: Price | None, reply: RawReply) -> int | None:
    """What a reply cost, in millionths of a US dollar; None where its tokens or their price are not known."""
    if price is None or reply.input_tokens is None or reply.output_tokens is None:
        return None
    return price.cost(reply.input_tokens, reply.cached_tokens or 0, reply.output_tokens)


def full_name(model: str) -> str:
    """``provider:name``; a name without a provider is taken for OpenAI's."""
    return model if ":" in model else f"openai:{model}"


def _read(path: Path) -> dict[str, Price]:
    try:
        listed = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: cannot be read as a list of prices: {error}") from None
    models = listed.get("models")
    if not isinstance(models, dict):
        raise SettingsError(f'{path}: no [models] with lines such as "openai:name" = {{ input = 0.25, output = 2.0 }}')
    return {full_name(name): _price(row, f"{path}: {name}") for name, row in models.items()}


def _price(row: Any, where: str) -> Price:
    """Without ``cached_input``, cached tokens cost what the others do."""
    known = isinstance(row, dict) and set(row) <= set(_FIELDS) and {"input", "output"} <= set(row)
    if not known or not all(_is_amount(value) for value in row.values()):
        raise SettingsError(f"{where}: write {{ input = 0.25, cached_input = 0.025, output = 2.0 }}: USD, from 0 up")
    return Price(*(Decimal(row.get(field, row["input"])) for field in _FIELDS))


def _is_amount(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return False
    return Decimal(value).is_finite() and value >= 0
