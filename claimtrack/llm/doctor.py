"""Whether a model can be asked: its key, its address, its name, and whether it keeps to a schema.

Nothing here is written into a ledger; one short question is asked, for a fraction of a cent.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Literal

from claimtrack.llm.client import Client
from claimtrack.llm.endpoint import CallFailed
from claimtrack.llm.faults import told
from claimtrack.llm.langchain import LangchainEndpoint
from claimtrack.llm.prices import full_name
from claimtrack.llm.provider import KEY
from claimtrack.llm.requests import Message, ReplyModel, Request, digest
from claimtrack.llm.scrub import scrub

_ASKED = (
    Message("system", 'You answer with one JSON object and nothing else, such as {"answer": "yes"}.'),
    Message("user", "Is 3 greater than 2?"),
)
_PATIENCE = 30.0
"""Seconds to wait for the list of models."""
_KEYS = {
    "openai": KEY,
    "anthropic": "ANTHROPIC_API_KEY",
    "deepseek": "DEEPSEEK_API_KEY",
    "google_genai": "GOOGLE_API_KEY",
    "groq": "GROQ_API_KEY",
    "mistralai": "MISTRAL_API_KEY",
}


class ProbeReply(ReplyModel):
    """The answer to a question that any model can answer."""

    answer: Literal["yes", "no"]


def key_variable(model: str) -> str | None:
    """The environment variable that holds the key for ``provider:name``; None where that is not known, or not needed:
    some providers have no key, or take other credentials too, and a call will show.
    """
    return _KEYS.get(full_name(model).partition(":")[0])


def has_key(model: str) -> bool:
    """Whether that variable is set."""
    variable = key_variable(model)
    return variable is not None and bool(os.environ.get(variable, "").strip())


def names(endpoint: LangchainEndpoint) -> Sequence[str]:
    """The models that the server lists; none where it has no such list.

    Raises CallFailed where nobody answers or the key is refused, SettingsError for a provider that is not installed.
    """
    client = endpoint.openai
    if client is None:
        return ()
    try:
        return [
            scrub(model.id, endpoint.place.secrets)
            for model in client.with_options(max_retries=0, timeout=_PATIENCE).models.list()
        ]
    except Exception as error:
        failure = told(error, endpoint.place)
        has_none = getattr(error, "status_code", None) in (404, 405)
        if isinstance(failure, CallFailed) and failure.fatal and not has_none:
            raise failure from None
        return ()


def probe(client: Client) -> None:
    """Ask a question that wants an answer of a fixed shape. Raises ModelFailed or RunStopped where none comes."""
    client.ask(Request("probe", "probe/1", digest([message.content for message in _ASKED]), _ASKED, ProbeReply))
