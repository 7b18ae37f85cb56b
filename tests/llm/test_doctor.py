"""Which key a model needs."""

from __future__ import annotations

import pytest

from claimtrack.llm.doctor import has_key, key_variable


@pytest.mark.parametrize(
    ("model", "variable"),
    [
        ("openai:gpt-5-mini", "OPENAI_API_KEY"),
        ("gpt-5-mini", "OPENAI_API_KEY"),
        ("anthropic:claude", "ANTHROPIC_API_KEY"),
        ("google_genai:gemini", "GOOGLE_API_KEY"),
    ],
)
def test_a_known_provider_has_its_variable(model: str, variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert key_variable(model) == variable
    monkeypatch.delenv(variable, raising=False)
    assert not has_key(model)
    monkeypatch.setenv(variable, "a-key")
    assert has_key(model)


@pytest.mark.parametrize("model", ["ollama:qwen3", "bedrock:x", "google_vertexai:x", "azure_openai:x"])
def test_no_variable_is_made_up_for_a_provider_that_may_do_without(model: str) -> None:
    assert key_variable(model) is None
    assert not has_key(model)
