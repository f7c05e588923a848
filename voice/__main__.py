"""``python -m voice``: the same commands as ``voice``."""

from voice.cli import main

main()
