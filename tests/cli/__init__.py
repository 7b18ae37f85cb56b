"""The command line: what it shows, says and exits with."""
