"""docs/scheduled.md: every example parses as what it is, and every claimtrack line in it does its work."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path, PurePath
from typing import Any

import pytest
import yaml

from claimtrack.cli.failures import ExitCode

from .conftest import FOLLOWUPS, SEED, Command

PAGE = (Path(__file__).parents[2] / "docs" / "scheduled.md").read_text(encoding="utf-8")
HOME = "/srv/claimtrack"
"""Where the page has its files."""
BOUNDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
"""The least and the greatest number in each field of a crontab."""


def blocks(language: str) -> list[str]:
    """The examples in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def assert_schedule(fields: list[str]) -> None:
    """That these are the five fields of a crontab, of stars, numbers, ranges, lists and steps."""
    assert len(fields) == len(BOUNDS)
    for field, (least, greatest) in zip(fields, BOUNDS, strict=True):
        for part in field.split(","):
            found = re.fullmatch(r"(?:\*|(\d+)(?:-(\d+))?)(?:/\d+)?", part)
            assert found, part
            assert all(least <= int(number) <= greatest for number in found.groups() if number)


def commands(shell: str) -> Iterator[list[str]]:
    """The claimtrack commands in a line for a shell, without its redirections."""
    words: list[str] = []
    lexer = shlex.shlex(shell, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    for word in [*lexer, ";"]:
        if word in (";", "&&", "||", "|"):
            if words and PurePath(words[0]).name == "claimtrack":
                yield words[1 : next((at for at, one in enumerate(words) if one in (">", ">>")), None)]
            words = []
        else:
            words.append(word)


def crontab() -> list[tuple[list[str], str]]:
    """The five fields and the command of each line of the crontab."""
    [table] = blocks("cron")
    lines = [line for line in table.splitlines() if not re.match(r"#|\w+=", line)]
    return [(line.split()[:5], line.split(None, 5)[5]) for line in lines]


def units() -> list[ConfigParser]:
    """The systemd units."""
    found = []
    for text in blocks("ini"):
        unit = ConfigParser(interpolation=None, delimiters=("=",))
        unit.optionxform = str  # type: ignore[assignment,method-assign]
        unit.read_string(text)
        found.append(unit)
    return found


def cron_job() -> Any:
    [text] = blocks("yaml")
    return yaml.safe_load(text)


def containers() -> list[Any]:
    """Those of the pod, in the order in which they run."""
    pod = cron_job()["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    return [*pod["initContainers"], *pod["containers"]]


def all_commands() -> list[list[str]]:
    """Every claimtrack command of the page, in its order."""
    started = [unit["Service"] for unit in units() if unit.has_section("Service")]
    lines = [
        *(line for block in blocks("sh") for line in block.splitlines()),
        *(command for _, command in crontab()),
        *(text.lstrip("-") for service in started for name, text in service.items() if name.startswith("ExecStart")),
        *(shlex.join([*one["command"], *one["args"]]) for one in containers()),
    ]
    return [command for line in lines for command in commands(line)]


def test_the_crontab_has_schedules_and_commands() -> None:
    for fields, command in crontab():
        assert_schedule(fields)
        assert list(commands(command))
        assert "%" not in command  # cron takes it for the end of the line
    assert len(crontab()) == 3


def test_the_units_are_a_service_a_timer_and_the_alarm_that_the_service_names() -> None:
    check, timer, alarm = units()
    assert (check["Service"]["Type"], alarm["Service"]["Type"]) == ("oneshot", "oneshot")
    assert f"`{check['Unit']['OnFailure']}` is what wakes" in PAGE
    assert int(check["Service"]["SuccessExitStatus"]) == ExitCode.IN_PART
    assert re.fullmatch(r"\*-\*-\* \*:\d\d:\d\d", timer["Timer"]["OnCalendar"])
    assert timer["Install"]["WantedBy"] == "timers.target"


def test_the_cron_job_ends_at_once_where_another_try_would_hide_the_alarm() -> None:
    job = cron_job()
    assert (job["apiVersion"], job["kind"]) == ("batch/v1", "CronJob")
    assert_schedule(job["spec"]["schedule"].split())
    spec = job["spec"]["jobTemplate"]["spec"]
    [rule] = spec["podFailurePolicy"]["rules"]
    assert rule["action"] == "FailJob"
    assert set(rule["onExitCodes"]["values"]) == {ExitCode.FLAGGED, ExitCode.NOTHING_DONE, ExitCode.BUG}
    assert rule["onExitCodes"]["containerName"] == containers()[-1]["name"]
    assert spec["template"]["spec"]["restartPolicy"] == "Never"
    volumes = {volume["name"] for volume in spec["template"]["spec"]["volumes"]}
    assert {mount["name"] for one in containers() for mount in one["volumeMounts"]} == volumes


def test_every_exit_code_is_told() -> None:
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)] == [code.value for code in ExitCode]


def test_the_page_has_jobs_that_read_check_and_tell() -> None:
    assert {command[0] for command in all_commands()} == {"ingest", "check", "flags"}
    assert len(all_commands()) >= 11


@pytest.mark.parametrize("command", all_commands(), ids=shlex.join)
def test_every_command_does_its_work(claimtrack: Command, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "inbox").symlink_to(FOLLOWUPS, target_is_directory=True)
    claimtrack("ingest", SEED, "--published", "2025-10-16", "--outlet", "Reuters")
    ended = claimtrack(*(word.replace(HOME, str(tmp_path)) for word in command))
    assert ended.err == ""
    assert ended.out or command[0] == "flags"
    # Of what the article foretold, much is overdue by now.
    assert ended.code == (ExitCode.FLAGGED if "--fail-on" in command else ExitCode.DONE)
