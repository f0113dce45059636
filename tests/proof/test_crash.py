"""Every place at which a command can be killed; `make test` draws a few of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLED = Path(__file__).parent.parent / "cli" / "evidence" / "test_crash.py"


def test_commands_killed_at_every_step(capsys: pytest.CaptureFixture[str]) -> None:
    """Sign, decline, seal, upgrade, record and erase: the same checks as in `make test`, at all places."""
    run = [sys.executable, "-m", "pytest", "-n", "auto", "-rA", str(KILLED), "-p", "no:cacheprovider"]
    told = subprocess.run(
        run, env=os.environ | {"CHARTER_KILLS": "0"}, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout
    places = [line for line in told.stdout.splitlines() if "killed at" in line]
    with capsys.disabled():
        print("\n" + "\n".join(places))  # noqa: T201 - the answer
    assert sum(int(line.split()[-2]) for line in places) > 200
