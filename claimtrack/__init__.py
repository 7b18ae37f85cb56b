"""claimtrack: who said what, when, and how it turned out.

The names a program needs are here, and are loaded when they are first asked for: ``import claimtrack`` itself stays
light, because the command line answers ``--help`` from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimtrack.model import Article
    from claimtrack.tracker import Tracker

    __version__: str

__all__ = ["Article", "Tracker", "__version__"]


def __getattr__(name: str) -> object:
    if name == "Tracker":
        from claimtrack.tracker import Tracker

        return Tracker
    if name == "Article":
        from claimtrack.model import Article

        return Article
    if name == "__version__":
        from importlib.metadata import version

        return version("claimtrack")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
