"""Commands that set an installation up and run it."""

import socket
import subprocess
import sys
import threading
from pathlib import Path
from shutil import copy2
from typing import TextIO

import click

from voice import jobs, keys, people
from voice.cli.installation import Installation, now, today
from voice.cli.speech import Said, answers, stopped_by_faults
from voice.faults import Fault, FaultyError

WORKERS, BLOCKING_THREADS = 2, 1
"""Measured: the shortest waits on SQLite, which has one writer at a time."""


PAUSE = 5
"""Seconds before another process for long work is begun, so that a broken one does not spin."""


@click.command()
@click.option("--escrow", type=click.Path(file_okay=False, path_type=Path), help="Copy keys here.")
@answers
def init(escrow: Path | None) -> Said:
    """Make the data folder, the keys and the database; bring an older one up to date."""
    here = Installation.here()
    here.prepare()
    lines = [f"Data in {here.settings.data}.", f"Keys in {here.settings.keys} (mode 600)."]
    if escrow:
        _copy_keys(here.settings.keys, escrow)
        lines.append(f"A copy of the keys is in {escrow}. Keep it in a safe.")
    else:
        lines.append("Make a copy of the keys for a safe: voice init --escrow FOLDER.")
    return Said(lines, {"data": str(here.settings.data), "keys": str(here.settings.keys)})


def _copy_keys(folder: Path, escrow: Path) -> None:
    escrow.mkdir(mode=0o700, parents=True, exist_ok=True)
    for key in keys.files(folder):
        copy2(key, escrow / key.name)


@click.command("demo")
@answers
def demo() -> Said:
    """Fill an empty database with the example council. Marked as invented throughout."""
    from voice import example as council

    here = Installation.here()
    here.prepare()
    shown = council.build(here.database, here.keys, here.settings, said=_step)
    return Said(list(shown.lines), shown.data)


def _step(text: str) -> None:
    click.echo(f"        {text}", err=True)


@click.command()
@click.option("--example", "with_example", is_flag=True, help="Fill an empty database first.")
def serve(with_example: bool) -> None:
    """Serve both doors and do long work, until stopped."""
    with stopped_by_faults():
        _serve(with_example)


def _serve(with_example: bool) -> None:
    here = Installation.here()
    _check_port(here.settings.host, here.settings.port)
    here.prepare()
    address = f"http://{here.settings.host}:{here.settings.port}"
    if with_example:
        _open_example(here, address)
    click.echo(f"Serving on {address} (Ctrl-C stops it)")
    here.database.close()
    stopping = threading.Event()
    keeper = threading.Thread(target=_keep_working, args=(stopping,))
    keeper.start()
    try:
        _granian(here.settings.host, here.settings.port)
    finally:
        stopping.set()
        keeper.join()


def _keep_working(stopping: threading.Event) -> None:
    """Keep one process for long work alive: if it ends by itself, begin another."""
    while not stopping.is_set():
        worker = subprocess.Popen([sys.executable, "-m", "voice", "work"])
        while worker.poll() is None and not stopping.wait(1):
            pass
        _stop(worker)
        stopping.wait(PAUSE)


def _stop(worker: subprocess.Popen[bytes]) -> None:
    """Ask the worker to stop; a job in the middle of a long step is begun again next time."""
    worker.terminate()
    try:
        worker.wait(timeout=10)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


def _check_port(host: str, port: int) -> None:
    """Say in words that a port is taken, before anything is made."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            told = f"cannot be listened on: {error.strerror}."
            do = "Choose another port: VOICE_PORT=8001, or make run PORT=8001."
            raise FaultyError([Fault(f"{host}:{port}", told, do)]) from error


def _open_example(here: Installation, address: str) -> None:
    from voice import example as council

    if council.is_empty(here.database):
        click.echo("Filling the example council (once, about a minute)")
        council.build(here.database, here.keys, here.settings, said=_step)
    council.try_it_out(here.database, here.settings, today())
    for line in council.what_to_open(here.database, here.settings, address):
        click.echo(line)


def _granian(host: str, port: int) -> None:
    from granian.constants import Interfaces, Loops
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        "voice.web.apps:create_app",
        factory=True,
        interface=Interfaces.WSGI,
        loop=Loops.asyncio,
        address=host,
        port=port,
        workers=WORKERS,
        blocking_threads=BLOCKING_THREADS,
        log_level=LogLevels.warning,
        log_access=False,
        respawn_failed_workers=True,
    ).serve()


@click.command()
def work() -> None:
    """Do long work (papers, closing periods) in this process until stopped."""
    with stopped_by_faults():
        here = Installation.here().ready()
    jobs.work(here.database, here.settings, here.keys, now)


@click.group()
def user() -> None:
    """People who may log in."""


@user.command("add")
@click.argument("name")
@click.option("--role", required=True, type=click.Choice(people.ROLES))
@click.option("--password-file", type=click.File("r"), help="First line; - reads standard input.")
@answers
def add_user(name: str, role: str, password_file: TextIO | None) -> Said:
    """Add a person. Asks for the password unless a file gives it."""
    here = Installation.here()
    if password_file is not None:
        password = password_file.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        raise FaultyError([Fault("password", "is missing.", "Give --password-file.")])
    people.add(here.database, here.keys, name, role, password, now())
    return Said([f"Added {name} as {role}."], {"user": name, "role": role})
