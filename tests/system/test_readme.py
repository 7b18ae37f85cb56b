"""What the README shows is what happens."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from pathlib import Path

from tests.cli import scripted
from tests.llm.server import Asked, ModelServer, Reply

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SUMMARY = re.compile(r"claimtrack: .* calls?.*")
"""What a run with a model ends with."""
NOT_JUDGED = re.compile(r"claimtrack: \d+ less likely pairs .*")


def run(*command: str, cwd: Path, database: Path, **variables: str) -> str:
    environment = {"CLAIMTRACK_DATABASE_URL": str(database), "PATH": "/usr/bin:/bin", "COLUMNS": "100", **variables}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    told = [line for line in done.stderr.splitlines() if not NOT_JUDGED.fullmatch(line)]
    told = [line for line in told if not (variables and SUMMARY.fullmatch(line))]
    assert (done.returncode, told) == (0, [])
    return done.stdout


def model(asked: Asked) -> Reply:
    """A model that keeps to the schema, and finds only what ``scripted`` can read."""
    return {"answer": "yes"} if scripted.wanted(asked) == "ProbeReply" else scripted.model(asked)


def test_its_commands_run_one_after_the_other(tmp_path: Path) -> None:
    commands = [line.split("$ claimtrack ", 1)[1].split() for line in README.splitlines() if "$ claimtrack " in line]
    assert len(commands) >= 11
    with ModelServer(play=model) as server:
        online = {"OPENAI_API_KEY": "not-a-key", "CLAIMTRACK_BASE_URL": server.url}
        for command in commands:
            variables = online if "--model" in command else {}
            program = (sys.executable, "-m", "claimtrack", *command)
            output = run(*program, cwd=ROOT, database=tmp_path / "news.db", **variables)
            assert output.strip() or command[0] == "check", command


def test_its_python_example_prints_who_said_what_and_what_became_of_it(tmp_path: Path) -> None:
    example = re.search(r"## From Python\n\n(.*?)\n## ", README, re.DOTALL)
    assert example
    code = textwrap.dedent(example.group(1))
    output = run(sys.executable, "-c", code, cwd=tmp_path, database=tmp_path / "unused.db")
    assert output.splitlines() == [
        "Anna Berg - The bridge will reopen on Friday",
        "The bridge will reopen on Friday [17 October 2025] - contradicted",
    ]


def test_its_demo_ends_as_it_says(tmp_path: Path) -> None:
    output = run(sys.executable, "-m", "claimtrack", "demo", cwd=tmp_path, database=tmp_path / "unused.db")
    folded = " ".join(output.split())
    block = re.search(r"the evidence quoted:\n\n(.*?)\n\n`make test`", README, re.DOTALL)
    assert block
    for piece in block.group(1).split("..."):
        assert " ".join(piece.split()) in folded
    quotes, claims = re.findall(r"its (\d+) quotes and (\d+) claims", README)[0]
    assert re.search(rf"A1\s+new\s+{quotes}\s+{claims}\b", output)
