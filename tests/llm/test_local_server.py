"""A real server with a real, if witless, model: llama.cpp with random weights, made on the spot.

Needs ``pip install claimtrack[local-model-test]``, which takes minutes to build; skipped without it.
"""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

from claimtrack.errors import ModelFailed, ModelUnavailable, ReplyTruncated
from claimtrack.llm.batch import BatchApi
from claimtrack.llm.client import Client, Limits
from claimtrack.llm.langchain import LangchainEndpoint, Structured
from claimtrack.llm.requests import Message, ReplyModel, Request
from tests.llm.server import free_port, wait_until

WHY = "pip install claimtrack[local-model-test], which takes minutes to build"
pytest.importorskip("llama_cpp", reason=WHY)
gguf: Any = pytest.importorskip("gguf", reason=WHY)
numpy: Any = pytest.importorskip("numpy", reason=WHY)
CONTEXT = 4096
WIDTH, HIDDEN, HEADS = 64, 128, 2
BEGIN, END, UNKNOWN = "<s>", "</s>", "<unk>"


class Coin(ReplyModel):
    """A reply that even random weights get right, once they are held to it."""

    heads: bool
    word: Literal["yes", "no"]


def toss(name: str) -> Request[Coin]:
    return Request("toss", "toss/1", "0" * 64, (Message("user", f"Toss a coin for {name}."),), Coin)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the server."""
    folder = tmp_path_factory.mktemp("llama")
    model, port = folder / "random.gguf", free_port()
    write_model(model)
    options = [f"--model={model}", f"--n_ctx={CONTEXT}", "--host=127.0.0.1", f"--port={port}"]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen([sys.executable, "-m", "llama_cpp.server", *options], stdout=log, stderr=log)
        try:
            wait_until(lambda: answers(f"http://127.0.0.1:{port}/v1/models"), seconds=60)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            server.terminate()
            server.wait()


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def write_model(path: Path) -> None:
    """One layer of random weights over a vocabulary of single bytes."""
    pieces = [UNKNOWN, BEGIN, END, *(f"<0x{byte:02X}>" for byte in range(256)), "▁"]
    kind = gguf.TokenType
    kinds = [kind.UNKNOWN, kind.CONTROL, kind.CONTROL, *[kind.BYTE] * 256, kind.NORMAL]
    writer = gguf.GGUFWriter(str(path), "llama")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_feed_forward_length(HIDDEN)
    writer.add_block_count(1)
    writer.add_head_count(HEADS)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(len(pieces))
    writer.add_tokenizer_model("llama")
    writer.add_token_list(pieces)
    writer.add_token_scores([0.0] * len(pieces))
    writer.add_token_types(kinds)
    for name, add in {
        UNKNOWN: writer.add_unk_token_id,
        BEGIN: writer.add_bos_token_id,
        END: writer.add_eos_token_id,
    }.items():
        add(pieces.index(name))
    chance = numpy.random.default_rng(1)
    shapes = {"token_embd": (len(pieces), WIDTH), "output": (len(pieces), WIDTH)}
    shapes |= {f"blk.0.attn_{part}": (WIDTH, WIDTH) for part in ("q", "k", "v", "output")}
    shapes |= {"blk.0.ffn_gate": (HIDDEN, WIDTH), "blk.0.ffn_up": (HIDDEN, WIDTH), "blk.0.ffn_down": (WIDTH, HIDDEN)}
    for name, shape in shapes.items():
        writer.add_tensor(f"{name}.weight", chance.normal(0, 0.5, shape).astype(numpy.float32))
    for name in ("output_norm", "blk.0.attn_norm", "blk.0.ffn_norm"):
        writer.add_tensor(f"{name}.weight", numpy.ones(WIDTH, numpy.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def endpoint(url: str, structured: Structured) -> LangchainEndpoint:
    return LangchainEndpoint("openai:random", base_url=url, timeout=60, structured=structured)


def test_a_schema_is_kept_to(url: str) -> None:
    client = Client(endpoint(url, "json_object"))
    assert isinstance(client.ask(toss("Ann")), Coin)
    assert client.usage.calls == 1
    assert client.usage.input_tokens > len("Toss a coin for Ann.")
    assert client.usage.output_tokens > 0
    client.ask(toss("Ann"))
    assert (client.usage.calls, client.usage.hits) == (1, 1)


def test_what_the_server_does_not_know_is_told_with_what_to_set(url: str) -> None:
    with pytest.raises(ModelFailed, match="json_object"):
        Client(endpoint(url, "json_schema"), Limits(retries=0)).ask(toss("Ben"))


def test_an_article_longer_than_the_model_can_read_is_told_as_one_to_split(url: str) -> None:
    with pytest.raises(ReplyTruncated, match="longer than the model can read"):
        Client(endpoint(url, "json_object"), Limits(retries=0)).ask(toss("Eve" * CONTEXT))


def test_it_has_no_batches(url: str) -> None:
    api = BatchApi(endpoint(url, "json_object"))
    request = toss("Dan")
    with pytest.raises(ModelUnavailable, match="has no Batch API"):
        api.submit({api.key(request): request})
