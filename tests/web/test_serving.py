"""Serving: the ports of a site and its demo are its own before an address is told."""

from __future__ import annotations

import socket
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from charter.web.serving import run, take_ports

if TYPE_CHECKING:
    from pathlib import Path

HERE = "127.0.0.1"
LAST = 65535


def listening(port: int) -> socket.socket:
    other = socket.socket()
    other.bind((HERE, port))
    other.listen()
    return other


def number(door: socket.socket) -> int:
    return int(door.getsockname()[1])


def test_a_demo_stands_elsewhere_when_the_next_port_is_taken() -> None:
    own, demo = take_ports(HERE, 0)
    with closing(own), closing(demo):
        demo.listen()  # as somebody else would
        port = number(own)
    own, again = take_ports(HERE, port)
    with closing(own), closing(again):
        assert number(own) == port
        following = number(again)
    with closing(listening(following)):
        own, other = take_ports(HERE, port)
        with closing(own), closing(other):
            assert number(own) == port
            assert number(other) not in {port, following}


def test_no_port_follows_the_last() -> None:
    try:
        own, demo = take_ports(HERE, LAST)
    except OSError:
        pytest.skip("somebody on this machine has the last port")
    with closing(own), closing(demo):
        assert number(demo) < LAST


def test_a_port_that_others_have_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(listening(0)) as other:
        assert run(["serve", "--port", str(number(other)), "--data", str(tmp_path)]) == 1
        assert capsys.readouterr().err == (
            f"Error: {HERE}:{number(other)} is not to be had: Address already in use; try --port 0\n"
        )
    assert not list(tmp_path.iterdir())
