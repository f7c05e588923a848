"""The commands. Exit code 0: done, 1: faults in the input, 2: wrong usage, 3: refused."""

from voice.cli.commands import main

__all__ = ["main"]
