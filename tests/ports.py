"""A port of this machine that nobody else gets while a test's server has it."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def kept_port() -> Iterator[int]:
    """Give a port that is free, kept from everybody but a server that shares its address, as most servers do.

    A port that is asked for and let go may be another connection's before the server has it.
    """
    with socket.socket() as kept:
        kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        kept.bind(("127.0.0.1", 0))
        yield int(kept.getsockname()[1])
