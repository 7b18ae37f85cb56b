"""What is published: the source distribution is fit to be, and the wheel made of it works where nothing else is."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from claimtrack.store import schema

pytestmark = pytest.mark.xdist_group("distributions")

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"([A-Za-z0-9._-]+)==([0-9][A-Za-z0-9.]*)")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
VERSION = PROJECT["project"]["version"]
ELSEWHERE = re.compile(
    rb"pypi\.(?:org|python)|pythonhosted\.|index[-]url|(?<![\w.])/(?:home|root|Users|work)/\w", re.IGNORECASE
)
"""The hosts of package registries, and paths of a home or work folder."""


@dataclass(frozen=True)
class Distributions:
    source: Path
    wheel: Path

    def source_files(self) -> dict[str, bytes]:
        """Every file of the source distribution, by its path in the checkout."""
        with tarfile.open(self.source) as archive:
            members = [(member, archive.extractfile(member)) for member in archive.getmembers()]
            return {member.name.partition("/")[2]: file.read() for member, file in members if file}

    def wheel_files(self) -> set[str]:
        """The path of every file in the wheel."""
        with zipfile.ZipFile(self.wheel) as archive:
            return set(archive.namelist())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Distributions:
    """The source distribution made of this checkout, and the wheel made of that."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT)
    return Distributions(next(folder.glob("*.tar.gz")), next(folder.glob("*.whl")))


@pytest.fixture(scope="module")
def programs(built: Distributions, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment with nothing in it but the wheel and what it asks for."""
    venv = tmp_path_factory.mktemp("clean") / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", venv)
    constraints = ROOT / "constraints.txt"
    run(sys.executable, "-m", "pip", "--python", venv, "install", "--constraint", constraints, built.wheel)
    return venv / "bin"


def run(*command: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> str:
    """What a command prints, which must end well."""
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_holds_the_package_with_all_it_needs_and_nothing_else(built: Distributions) -> None:
    files = built.wheel_files()
    assert {name.partition("/")[0] for name in files} == {"claimtrack", f"claimtrack-{VERSION}.dist-info"}
    assert not [name for name in files if name.endswith((".pyc", ".db"))]
    inside = {
        f"claimtrack/{folder}/{path}" for folder in ("migrations", "prompts", "seeds") for path in written(folder)
    }
    assert inside
    assert inside | {f"claimtrack/{path}" for path in written("claimtrack")} == {
        name for name in files if name.startswith("claimtrack/")
    }


def test_the_program_works_where_there_is_nothing_else(programs: Path, tmp_path: Path) -> None:
    def claimtrack(*arguments: str) -> str:
        return run(programs / "claimtrack", *arguments, cwd=tmp_path, env={"HOME": str(tmp_path)})

    assert claimtrack("--version") == f"claimtrack {VERSION}\n"
    assert "pending -> contradicted" in claimtrack("demo")
    claimtrack("db", "upgrade")
    [database] = json.loads(claimtrack("db", "info", "--format", "json"))
    assert (database["schema"], database["articles"]) == (schema.HEAD, 0)
    assert Path(database["path"]).is_relative_to(tmp_path)


def test_no_file_names_a_machine_or_a_registry(built: Distributions) -> None:
    files = built.source_files()
    assert {"Makefile", "constraints.txt", "tools/set-up", ".ci/run", "tests/system/test_distributions.py"} <= set(
        files
    )
    named = {path: found.group() for path, text in files.items() if (found := ELSEWHERE.search(text))}
    assert named == {}


def test_constraints_are_names_and_versions_of_all_that_is_asked_for() -> None:
    pins = {}
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        pin = PIN.fullmatch(line)
        assert pin, line
        pins[canonicalize_name(pin.group(1))] = pin.group(2)
    # What `local-model-test` adds takes minutes to build; no set-up of ours installs it.
    development = PROJECT["project"]["optional-dependencies"]["dev"]
    asked = [*PROJECT["build-system"]["requires"], *PROJECT["project"]["dependencies"], *development]
    for requirement in map(Requirement, asked):
        assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)])


def written(folder: str) -> set[str]:
    """The files that people wrote in a folder of the checkout."""
    paths = (path for path in (ROOT / folder).rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {str(path.relative_to(ROOT / folder)) for path in paths}
