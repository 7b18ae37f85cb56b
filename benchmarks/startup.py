"""How long the command line takes to answer, against Python doing nothing: ``python benchmarks/startup.py [RUNS]``.

``modules`` counts what is imported beyond what Python itself has imported by then. Times are medians.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

RUNS = 15
NOTHING = "pass"
LIBRARY = "import claimtrack"
COMMANDS = ["--version", "--help", "ingest --help", "extract {empty}", "db upgrade", "quotes nothing", "check"]


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "claims.db"
        os.environ["CLAIMTRACK_DATABASE_URL"] = str(database)
        empty = Path(folder) / "empty.jsonl"
        empty.touch()
        programs = {"python -c pass": NOTHING, f"python -c '{LIBRARY}'": LIBRARY}
        for command in COMMANDS:
            programs[f"claimtrack {command.format(empty='FILE')}"] = _calling(command.format(empty=empty).split())
        sys.stdout.write(f"{'':<32}{'ms':>6}{'times':>8}{'modules':>9}\n")
        idle, own = _milliseconds(NOTHING, runs), _modules(NOTHING)
        for name, code in programs.items():
            taken = idle if code == NOTHING else _milliseconds(code, runs)
            sys.stdout.write(f"{name:<32}{taken:>6.0f}{taken / idle:>7.1f}x{_modules(code) - own:>9}\n")
            sys.stdout.flush()


def _calling(arguments: list[str]) -> str:
    return f"import sys; sys.argv[1:] = {arguments}; from claimtrack.cli import main; main()"


def _milliseconds(code: str, runs: int) -> float:
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
        taken.append(1000 * (time.perf_counter() - start))
    return median(taken)


def _modules(code: str) -> int:
    probe = f"import sys, atexit; atexit.register(lambda: print(len(sys.modules), file=sys.stderr)); {code}"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    return int(done.stderr.split()[-1])


if __name__ == "__main__":
    main()
