"""The commands, in the order of the help page."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from charter.cli.usage import EXIT_CODES, Menu

COMMANDS = (
    "new", "check", "acknowledge", "render", "diff", "show", "log", "duties", "invoice", "statement", "paper",
    "explain", "exit", "record", "evidence", "sign", "seal", "verify", "schema", "law", "serve",
)  # fmt: skip
"""Each is a module of this package, and its function `command`."""


def program(words: Sequence[str] = ()) -> typer.Typer:
    """Give the program for the words that were typed: with all commands, or with that one alone that they begin with.

    What is not asked for is not imported, so that a command starts sooner.
    """
    app = typer.Typer(
        name="charter",
        cls=Menu,
        help="Engagement agreements of fractional CTOs: drafted, checked, signed, and lived by.\n\n"
        "Every command works on an engagement folder (agreement.toml, amendments/, journal.toml) or on one agreement "
        "file; left out, it is the current folder. Nothing here is legal advice.",
        epilog=EXIT_CODES,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_program)
    for name in [name for name in COMMANDS if name in words[:1]] or COMMANDS:
        app.command(name)(import_module(f"charter.cli.{name}").command)
    return app


def _version(asked: bool) -> None:  # noqa: FBT001 - what typer calls
    if asked:
        from importlib.metadata import version

        typer.echo(f"charter {version('charter')}")
        raise typer.Exit


def _program(
    *,
    _: Annotated[
        bool, typer.Option("--version", help="Show the version and stop.", callback=_version, is_eager=True)
    ] = False,
) -> None: ...
