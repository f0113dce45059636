"""Serving: the ports of a site and its demo are its own before an address is told."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from charter.web.serving import NotReady, refuse_newer, run, take_ports

if TYPE_CHECKING:
    from pathlib import Path

HERE = "127.0.0.1"
PATIENCE = 120.0
"""Seconds that a start may take: the machine may be busy."""
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


def test_a_folder_that_is_none_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "a file"
    place.touch()
    before = signal.getsignal(signal.SIGINT)
    assert run(["serve", "--port", "0", "--data", str(place)]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"Error: {place} cannot be written: ")
    assert told.count("\n") == 1
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.usefixtures("site")
def test_a_database_of_a_newer_release_is_not_touched() -> None:
    refuse_newer()
    MigrationRecorder(connection).record_applied("web", "9999_of_later")
    with pytest.raises(NotReady, match=r"of a newer release of Charter \(web\.9999_of_later\)"):
        refuse_newer()


def of_the_web(*words: str, **more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "charter.web", *words],
        env={**os.environ, **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://here/charter", "Error: DATABASE_URL begins with postgresql://, and not with mysql://."),
        ("postgresql://here:door/charter", "Error: DATABASE_URL names a port that is no number."),
        ("postgresql://nobody@127.0.0.1:1/none?connect_timeout=2", "Error: the database is not to be had: "),
    ],
)
def test_a_database_that_is_none_is_one_line(tmp_path: Path, url: str, said: str) -> None:
    told = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "charter.web.settings"}
    served = of_the_web("serve", "--port", "0", "--data", str(tmp_path / "site"), **told)
    out, err = served.communicate(timeout=PATIENCE)
    assert (served.returncode, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(said)


def test_stopped_while_its_tables_are_made_it_says_so_in_a_line(tmp_path: Path) -> None:
    """The database takes the call and never answers; so the start is in its first step when somebody stops it."""
    with closing(listening(0)) as silent:
        silent.settimeout(PATIENCE)
        told = {"DATABASE_URL": f"postgresql://mara@{HERE}:{number(silent)}/charter"}
        told |= {"DJANGO_SETTINGS_MODULE": "charter.web.settings"}
        served = of_the_web("serve", "--port", "0", "--data", str(tmp_path / "site"), **told)
        with closing(silent.accept()[0]):
            os.killpg(served.pid, signal.SIGINT)
            out, err = served.communicate(timeout=PATIENCE)
    assert (served.returncode, out) == (0, "")
    assert err == "Stopped before it was ready; what is kept stays as it is.\n"
