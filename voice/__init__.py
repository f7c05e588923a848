"""Young people's answers, kept without knowing whose, become a paper that points at nobody."""

__version__ = "0.1.0"
