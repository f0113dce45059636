"""`charter check` from a cold start, beside a bare import of pydantic: each in a process of its own, in turn."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from bench.example import HARBOURLINE
from bench.ratio import Ratio, beside

COMMAND = (str(Path(sys.executable).with_name("charter")), "check", str(HARBOURLINE))
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""As an installed command runs: its modules compiled before, which the unmeasured first round sees to."""
PEER = (sys.executable, "-c", "from pydantic import BaseModel")


def measure() -> Iterable[Ratio]:
    """Check the example; exit code 1 says that there are findings, as it should."""
    ours, theirs = beside(lambda: run(COMMAND, {0, 1}), lambda: run(PEER, {0}), rounds=11)
    yield Ratio(
        "charter check of the example, cold", "from pydantic import BaseModel", ours, theirs, at_most=4
    )


def run(command: tuple[str, ...], expected: set[int]) -> None:
    """Run a command to its end."""
    ended = subprocess.run(command, env=ENVIRONMENT, capture_output=True, check=False)  # noqa: S603 - one of the two above
    assert ended.returncode in expected
