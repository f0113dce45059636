"""`charter schema`: the JSON Schema of the files, so that editors complete them."""

from __future__ import annotations

from typing import Annotated

import typer

from charter.cli import console
from charter.cli.errors import Mistake
from charter.cli.nearest import nearest

FILES = ("agreement", "journal", "amendment", "workspace")


def command(
    of: Annotated[str, typer.Argument(help=f"{', '.join(FILES)}.", metavar="FILE")] = FILES[0],
    *,
    json: Annotated[bool, typer.Option("--json", help="It is JSON in any case.")] = False,  # noqa: ARG001
) -> None:
    """Print the JSON Schema of a file, so that an editor completes and explains it.

    Example: charter schema > agreement.schema.json
    """
    from charter import schema

    if of not in FILES:
        raise Mistake(f"no schema for {of!r}: {nearest(of, FILES)}")
    console.write_plain_json(schema(of))
