"""The command line: one file a command, one command one call of the front door.

`main` is where exceptions become exit codes: 0 fine, 1 findings, 2 bad input, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line.

    What is imported stays to the end, so the garbage collector need not look at it: a sixth of a cold start.
    """
    gc.disable()
    from charter.cli.app import app

    gc.enable()
    gc.freeze()
    try:
        app(standalone_mode=True)
    except Exception as error:  # noqa: BLE001 - the one place where errors become words
        sys.exit(_told(error))


def _told(error: Exception) -> int:
    """Say in words what went wrong; give the exit code. What is no user's mistake is a bug, and raises."""
    if isinstance(error, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    from charter.cli.errors import words

    told = words(error)
    if told is None:
        raise error
    print(told, file=sys.stderr)  # noqa: T201 - the command line prints
    return 2
