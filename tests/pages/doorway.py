"""The way from tablets to a hall's server. Shut, nothing answers: as though no server was there."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Thread


class Doorway:
    """Listens where tablets look for the server and carries what they say to where it is."""

    def __init__(self, server: int) -> None:
        self.server = server
        self.port = 0
        self._listening: socket.socket | None = None
        self._through: list[socket.socket] = []

    def open(self) -> Doorway:
        """From now on what is said comes through; always at the same port."""
        if self._listening is None:
            self._listening = socket.create_server(("127.0.0.1", self.port))
            self.port = self._listening.getsockname()[1]
            Thread(target=self._let_in, args=(self._listening,), daemon=True).start()
        return self

    def shut(self) -> None:
        """Nobody listens, and what was on its way is cut."""
        for one in (self._listening, *self._through):
            _cut(one)
        self._listening, self._through = None, []

    def _let_in(self, listening: socket.socket) -> None:
        while True:
            try:
                tablet, _ = listening.accept()
            except OSError:  # shut
                return
            try:
                server = socket.create_connection(("127.0.0.1", self.server))
            except OSError:  # it is away
                _cut(tablet)
                continue
            self._through += [tablet, server]
            if self._listening is not listening:  # shut meanwhile
                _cut(tablet)
            for ends in ((tablet, server), (server, tablet)):
                Thread(target=_carry, args=ends, daemon=True).start()


def _carry(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while said := one.recv(65_536):
            other.sendall(said)
    _cut(one)
    _cut(other)


def _cut(one: socket.socket | None) -> None:
    if one:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()
