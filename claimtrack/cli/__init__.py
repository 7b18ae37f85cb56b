"""The command line: parse, call, show; no logic. One file for each group of commands.

Rendering lives in ``output.py`` (formats), ``columns.py`` (what a listing shows) and ``pages.py`` (what ``show`` and
``check`` show); errors become lines and exit codes in ``failures.py``. Anything heavy is imported in the function that
needs it, so that ``--help`` answers at once.
"""

from claimtrack.cli.app import app, main

__all__ = ["app", "main"]
