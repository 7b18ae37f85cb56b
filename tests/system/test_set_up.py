"""What ``tools/set-up``, ``make`` and ``.ci/run`` do on machines of many kinds, played by stand-ins for their programs.

That the real thing works is shown by every run of ``make test`` itself.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SET_UP = ROOT / "tools" / "set-up"
INSTALL = "-m pip install --disable-pip-version-check --constraint constraints.txt --editable .[dev]"

PYTHON = """#!/bin/sh
echo "$*" >> {log}
case "$*" in {fails}) echo "this Python cannot $*"; exit 1;; esac
case "$1 $2" in
    "--version ") echo Python 3.11.9;;
    "-m venv") rm -rf "$4"; mkdir -p "$4/bin"; cp "$0" "$4/bin/python";;
esac
"""
MAKE = """#!/bin/sh
echo "make $* in $PWD"
"""
APT_GET = """#!/bin/sh
echo "apt-get $*"
here=$(dirname "$0")
case "$*" in *make*) cp "$here/packaged" "$here/make";; esac
"""


class Machine:
    """A search path with nothing on it but what set-up asks the system for, and the Pythons put there."""

    def __init__(self, folder: Path) -> None:
        self.programs = folder / "bin"
        self.programs.mkdir()
        self.venv = folder / ".venv"
        self.log = folder / "log"
        for name in ("sh", "mktemp", "rm", "cat", "cp", "mkdir", "dirname"):
            (self.programs / name).symlink_to(shutil.which(name) or "")

    def add(self, name: str, script: str) -> None:
        """Put a program on the path."""
        self.write(self.programs / name, script)

    def add_python(self, path: Path | None = None, fails: str = "nothing") -> None:
        """Put a stand-in for Python in place that notes what it is asked, and fails where ``fails`` fits."""
        self.write(path or self.programs / "python3.11", PYTHON.format(log=self.log, fails=fails))

    def add_venv(self, fails: str = "nothing") -> None:
        """Have a virtual environment be there, with a file of the user's in it."""
        self.add_python(self.venv / "bin" / "python", fails)
        (self.venv / "mine").touch()

    def write(self, path: Path, script: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(script)
        path.chmod(0o755)

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """What a command does here."""
        environment = {"PATH": str(self.programs), "TMPDIR": str(self.programs.parent)}
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    def set_up(self) -> subprocess.CompletedProcess[str]:
        """What set-up does here."""
        return self.run(SET_UP, self.venv)

    @property
    def asked(self) -> list[str]:
        """What the Pythons of this machine were asked, in order."""
        return self.log.read_text().splitlines() if self.log.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_where_there_is_no_environment_one_is_made_and_installed_into(machine: Machine) -> None:
    machine.add_python()
    assert machine.set_up().returncode == 0
    assert f"-m venv --clear {machine.venv}" in machine.asked
    assert machine.asked[-1] == INSTALL


@pytest.mark.parametrize("fails", ["nothing", "'-m pip --version'"], ids=["with pip", "with a pip to be had"])
def test_an_environment_that_can_be_used_is_kept(machine: Machine, fails: str) -> None:
    machine.add_venv(fails)
    assert machine.set_up().returncode == 0
    assert (machine.venv / "mine").exists()
    assert machine.asked[-1] == INSTALL


@pytest.mark.parametrize("fails", ["-c*", "'-m pip --version'|'-m ensurepip'"], ids=["too old", "without pip"])
def test_an_environment_that_cannot_be_used_is_made_anew(machine: Machine, fails: str) -> None:
    machine.add_python()
    machine.add_venv(fails)
    assert machine.set_up().returncode == 0
    assert not (machine.venv / "mine").exists()
    assert machine.asked[-1] == INSTALL


def test_an_environment_whose_python_is_gone_is_made_anew(machine: Machine) -> None:
    machine.add_python()
    machine.add_venv()
    (machine.venv / "bin" / "python").unlink()
    (machine.venv / "bin" / "python").symlink_to(machine.venv / "gone")
    assert machine.set_up().returncode == 0
    assert machine.asked[-1] == INSTALL


@pytest.mark.parametrize("only", ["nothing", "an old Python"])
def test_without_a_python_that_is_new_enough_it_says_what_to_do(machine: Machine, only: str) -> None:
    if only != "nothing":
        machine.add_python(machine.programs / "python3", fails="-c*")
    done = machine.set_up()
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "set-up: Python 3.11 or newer is needed, and none was found. Install it, or say PYTHON=/path/to/python.\n"
    )
    assert not machine.venv.exists()


def test_a_python_that_can_make_no_environment_is_told_with_its_own_words(machine: Machine) -> None:
    machine.add_python(fails="'-m venv'*")
    done = machine.set_up()
    assert done.returncode == 1
    assert "this Python cannot -m venv" in done.stderr
    assert "apt-get install python3-venv" in done.stderr


def test_an_installation_that_fails_is_told_with_its_own_words(machine: Machine) -> None:
    machine.add_venv(fails="'-m pip install'*")
    done = machine.set_up()
    assert done.returncode == 1
    assert "this Python cannot -m pip install" in done.stderr


@pytest.mark.parametrize(("state", "again"), [("ready", False), ("ready, its Python gone", True), ("new", True)])
def test_make_sets_up_only_what_is_not_ready(machine: Machine, state: str, again: bool) -> None:
    if state != "new":
        machine.add_venv()
        machine.write(machine.venv / "bin" / "python", "#!/bin/sh\nexit 1" if again else "#!/bin/sh\necho runs")
        (machine.venv / ".claimtrack-ready").touch()
    machine.add("make", '#!/bin/sh\nexec {} "$@"'.format(shutil.which("make")))
    planned = machine.run("make", "-n", "demo", f"VENV={machine.venv}").stdout.splitlines()
    assert (f"tools/set-up {machine.venv}" in planned) == again
    assert planned[-1] == f"{machine.venv}/bin/python -m claimtrack demo"


def test_ci_runs_make_test(machine: Machine) -> None:
    machine.add("python3", "#!/bin/sh")
    machine.add("make", MAKE)
    done = machine.run("sh", ".ci/run")
    assert (done.returncode, done.stdout) == (0, f"make test in {ROOT}\n")


def test_ci_installs_what_a_bare_machine_lacks(machine: Machine) -> None:
    machine.add("packaged", MAKE)
    machine.add("apt-get", APT_GET)
    done = machine.run("sh", ".ci/run")
    assert done.stdout.splitlines() == [
        "apt-get update -qq",
        "apt-get install -y -qq make python3 python3-venv",
        f"make test in {ROOT}",
    ]
