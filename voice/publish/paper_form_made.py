"""A survey on paper made in a process of its own, so that whoever answers meanwhile need not wait.

``python -m voice.publish.paper_form_made pdf`` reads a form and writes its file; ``make`` runs it.
"""

import fcntl
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from voice.faults import RefusedError
from voice.publish import paper_form_pdf, paper_form_word
from voice.publish.paper_form import PaperForm

WRITERS: Mapping[str, Callable[[PaperForm], bytes]] = {
    "pdf": paper_form_pdf.write,
    "docx": paper_form_word.write,
}
"""Who writes a file, by its ending."""
MOST_ASKED = 100
"""Questions on one paper. Measured: a PDF of so many takes 7 seconds."""
SECONDS = 30
TOO_MANY = (
    f"A paper has at most {MOST_ASKED} questions, and this survey has more. "
    "Make two surveys of it, or print this page."
)
TOO_LONG = "It takes too long to make this paper. Try again later, or print this page."
ANOTHER = "Another paper is being made just now. Try again in a few seconds."


def make(form: PaperForm, ending: str, data: Path, seconds: float = SECONDS) -> bytes:
    """The file. One is made at a time, for all processes of a data folder.

    Raises ``RefusedError`` where there are too many questions, where another paper is being made,
    and where it takes too long.
    """
    if len(form.asked) > MOST_ASKED:
        raise RefusedError(TOO_MANY)
    command = [sys.executable, "-m", __name__, ending]
    with _alone(data / "paper.lock"):
        try:
            return subprocess.run(  # noqa: S603  # our own program; the ending is one of ours
                command,
                input=pickle.dumps(form),
                stdout=subprocess.PIPE,
                timeout=seconds,
                check=True,
            ).stdout
        except subprocess.TimeoutExpired:
            raise RefusedError(TOO_LONG) from None


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RefusedError(ANOTHER) from None
        yield


def _main() -> None:
    signal.alarm(2 * SECONDS)  # nobody waits any more where the process that asked has died
    form = pickle.load(sys.stdin.buffer)  # noqa: S301  # from the process that began this one
    sys.stdout.buffer.write(WRITERS[sys.argv[1]](form))


if __name__ == "__main__":
    _main()
