"""`charter serve`: the workspace in the browser, in processes of its own."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from charter.cli.errors import Mistake

DataFolder = Annotated[
    Path | None,
    typer.Option(
        "--data", help="The folder of the workspace; left out: charter in your data folder.", metavar="FOLDER"
    ),
]
Host = Annotated[
    str, typer.Option("--host", help="The address to listen at; others than this machine's own need a proxy.")
]
Port = Annotated[
    int, typer.Option("--port", help="The port (0: any free one); the demo takes the next.", min=0, max=65535)
]
NoDemo = Annotated[bool, typer.Option("--no-demo", help="Offer no demo.")]
WipeDemo = Annotated[
    bool, typer.Option("--wipe-demo", help="Wipe the demo first, with all that was done there.")
]


def command(
    *,
    data: DataFolder = None,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    no_demo: NoDemo = False,
    wipe_demo: WipeDemo = False,
) -> None:
    """Serve the workspace in the browser, and print its address.

    It needs what `pip install 'charter[web]'` brings. Everything stands in one folder: an SQLite database, the files,
    the keys. Ctrl-C stops it.

    Example: charter serve --port 8000
    """
    if find_spec("django") is None or find_spec("gunicorn") is None:
        raise Mistake("the workspace in the browser is not installed: pip install 'charter[web]'")
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    words = ["serve", "--data", str(data or home / "charter"), "--host", host, "--port", str(port)]
    words += ["--no-demo"] * no_demo + ["--wipe-demo"] * wipe_demo
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "charter.web", *words])  # noqa: S606 - our own program
