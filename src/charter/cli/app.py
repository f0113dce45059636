"""The commands, in the order of the help page."""

from __future__ import annotations

from typing import Annotated

import typer

from charter.cli import (
    check,
    diff,
    duties,
    evidence,
    explain,
    invoice,
    log,
    new,
    record,
    render,
    schema,
    seal,
    show,
    sign,
    statement,
    verify,
)
from charter.cli import exit as exit_
from charter.cli.usage import EXIT_CODES, Menu

app = typer.Typer(
    name="charter",
    cls=Menu,
    help="Engagement agreements of fractional CTOs: drafted, checked, signed, and lived by.\n\n"
    "Every command works on an engagement folder (agreement.toml, amendments/, journal.toml) or on one agreement file; "
    "left out, it is the current folder. Nothing here is legal advice.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for command in (
    new, check, render, diff, show, log, duties, invoice, statement, explain, exit_,
    record, evidence, sign, seal, verify, schema,
):  # fmt: skip
    app.command(command.__name__.rpartition(".")[2])(command.command)


def _version(asked: bool) -> None:  # noqa: FBT001 - what typer calls
    if asked:
        from importlib.metadata import version

        typer.echo(f"charter {version('charter')}")
        raise typer.Exit


@app.callback()
def _program(
    *,
    _: Annotated[
        bool, typer.Option("--version", help="Show the version and stop.", callback=_version, is_eager=True)
    ] = False,
) -> None: ...
