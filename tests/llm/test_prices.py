"""What calls cost: the list that travels with the code, the user's own over it, and what is not known."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from claimtrack.errors import ModelFailed, SettingsError
from claimtrack.llm.client import Client
from claimtrack.llm.endpoint import CallFailed, RawReply
from claimtrack.llm.prices import LISTED, Price, Prices
from claimtrack.llm.requests import Message, ReplyModel, Request
from tests.llm.fakes import QueuedEndpoint


class Empty(ReplyModel):
    """Nothing."""


def listed(model: str, path: Path | None = None) -> Price:
    price = Prices.load(path).of(model)
    assert price is not None
    return price


def own(folder: Path, text: str) -> Path:
    path = folder / "prices.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_million_tokens_cost_what_the_list_says() -> None:
    price = listed("openai:gpt-5-mini")
    assert price.cost(1_000_000, 0, 0) == 250_000
    assert price.cost(1_000_000, 1_000_000, 0) == 25_000
    assert price.cost(0, 0, 1_000_000) == 2_000_000


def test_cached_tokens_are_part_of_the_input() -> None:
    assert listed("openai:gpt-5").cost(1000, 400, 100) == 600 * 1.25 + 400 * 0.125 + 100 * 10


def test_a_part_of_a_millionth_is_rounded_up() -> None:
    assert listed("openai:gpt-5-nano").cost(1, 0, 0) == 1


def test_a_batch_costs_half() -> None:
    price = listed("openai:gpt-5").in_batch()
    assert price.cost(1000, 400, 100) == (600 * 1.25 + 400 * 0.125 + 100 * 10) / 2


def test_a_name_without_a_provider_is_openais() -> None:
    assert listed("gpt-4.1") == listed("openai:gpt-4.1")


def test_a_snapshot_costs_what_its_base_does_unless_it_is_listed() -> None:
    assert listed("openai:gpt-5-mini-2025-08-07") == listed("openai:gpt-5-mini")
    assert listed("openai:gpt-4o-2024-05-13") != listed("openai:gpt-4o")


@pytest.mark.parametrize("model", ["openai:qwen3", "anthropic:gpt-5", "openai:gpt-5-mini-preview"])
def test_what_is_not_listed_is_not_known(model: str) -> None:
    assert Prices.load().of(model) is None


def test_a_list_of_ones_own_wins_model_by_model(tmp_path: Path) -> None:
    path = own(tmp_path, '[models]\n"openai:qwen3" = { input = 0, output = 0 }\n"gpt-5" = { input = 9, output = 90.5 }')
    assert listed("openai:qwen3", path).cost(10**6, 0, 10**6) == 0
    assert listed("openai:gpt-5", path).cost(10**6, 10**6, 10**6) == 99_500_000
    assert listed("openai:gpt-5-mini", path) == listed("openai:gpt-5-mini")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("models = 3", "no [models]"),
        ('[models]\n"gpt-5" = 3', "gpt-5: write {"),
        ('[models]\n"gpt-5" = { input = 3 }', "gpt-5: write {"),
        ('[models]\n"gpt-5" = { input = "3", output = 1 }', "gpt-5: write {"),
        ('[models]\n"gpt-5" = { input = true, output = 1 }', "gpt-5: write {"),
        ('[models]\n"gpt-5" = { input = -1, output = 1 }', "gpt-5: write {"),
        ('[models]\n"gpt-5" = { input = nan, output = 1 }', "gpt-5: write {"),
        ('[models]\n"gpt-5" = { input = 1, output = 1, extra = 1 }', "gpt-5: write {"),
        ("[models", "cannot be read as a list of prices"),
    ],
)
def test_a_list_that_cannot_be_read_names_the_file_and_the_line(tmp_path: Path, text: str, told: str) -> None:
    path = own(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        Prices.load(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert told in str(caught.value)


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.toml: cannot be read"):
        Prices.load(tmp_path / "none.toml")


def test_the_list_that_travels_along_says_of_when_it_is() -> None:
    table = tomllib.loads(LISTED.read_text(encoding="utf-8"))
    assert table["as_of"].year >= 2026
    assert table["currency"] == "USD"


# What a call costs


class Priced(QueuedEndpoint):
    """A model with a listed price."""

    model = "openai:gpt-5-mini"


def asked(text: str = "") -> Request[Empty]:
    return Request("extract", "extract/1", "f00d", (Message("user", text),), Empty)


def test_a_call_of_a_listed_model_has_a_cost() -> None:
    client = Client(Priced(RawReply("{}", "stop", 1000, 0, 100)))
    client.ask(asked())
    assert client.usage.cost == 450


def test_the_cost_of_an_unknown_model_is_unknown_and_never_zero() -> None:
    client = Client(QueuedEndpoint("{}"))
    client.ask(asked())
    assert client.usage.cost is None
    assert client.foresee(asked("another")).cost is None


def test_the_cost_of_an_unknown_model_is_unknown_also_where_no_call_was_answered() -> None:
    client = Client(QueuedEndpoint(CallFailed("busy")))
    with pytest.raises(ModelFailed):
        client.ask(asked())
    assert client.usage.cost is None


def test_what_a_lost_call_cost_is_unknown() -> None:
    client = Client(Priced(CallFailed("no answer in time", lost=True)))
    with pytest.raises(ModelFailed):
        client.ask(asked())
    assert client.usage.cost is None


def test_the_cost_of_a_reply_without_counts_is_unknown() -> None:
    client = Client(Priced(RawReply("{}", "stop")))
    client.ask(asked())
    assert client.usage.cost is None
