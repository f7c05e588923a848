"""The example council: what was published of July to November 2019, and a made-up year.

Seeded: two builds give the same papers, byte for byte. Everything after October 2019 is
invented and says so wherever it is shown; so is every word of a young person.
"""

from voice.example.council import Shown, build, is_empty, what_to_open
from voice.example.trying import try_it_out

__all__ = ["Shown", "build", "is_empty", "try_it_out", "what_to_open"]
