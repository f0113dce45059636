"""The workspace on PostgreSQL: a server is started here, and the suite of the workspace runs against it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ports import kept_port

ROOT = Path(__file__).parents[2]
IN_ANY_DATABASE = ("hostile_forms", "interview")
"""What reads texts and asks questions: the longest, and of no database in particular."""
DEBIAN = "/usr/lib/postgresql/*/bin"


def program(name: str) -> str:
    """Find one of the server's programs, which Debian keeps off the path."""
    found = [*map(str, Path("/").glob(f"{DEBIAN[1:]}/{name}")), shutil.which(name) or ""]
    if not found[0]:
        pytest.fail(f"The judge {name} is missing here: `make proof` brings it.")
    return found[0]


def run_server(*words: str | Path) -> None:
    """Run a program of the server; root may not, so then somebody without rights does."""
    other = "nobody" if os.geteuid() == 0 else None
    done = subprocess.run(
        [program(str(words[0])), *map(str, words[1:])],
        stdout=subprocess.DEVNULL,  # the server would hold a pipe open
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        cwd="/",
        user=other,
        extra_groups=[] if other else None,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def server() -> Iterator[str]:
    """Give the address of a PostgreSQL server of this test's own."""
    folder = Path(tempfile.mkdtemp())  # where a user without rights may go, other than the tests' own folder
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody")
    with kept_port() as port:
        data = folder / "data"
        run_server(
            "initdb",
            "-D",
            data,
            "-A",
            "trust",
            "-U",
            "charter",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        told = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        run_server("pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", told, "start")
        yield f"postgresql://charter@127.0.0.1:{port}/postgres"
        run_server("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    shutil.rmtree(folder)


def test_the_same_suite_holds_on_postgresql(server: str) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n",
            "2",
            "-p",
            "no:cacheprovider",
            "tests/web",
            *(f"--ignore=tests/web/test_{name}.py" for name in IN_ANY_DATABASE),
        ],
        env=os.environ | {"CHARTER_TEST_DATABASE": server},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:]
    assert "passed" in done.stdout or "100%" in done.stdout
