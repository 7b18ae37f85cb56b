"""``python -m claimtrack`` is the command ``claimtrack``."""

from claimtrack.cli import main

main()
