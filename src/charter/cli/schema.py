"""`charter schema`: the JSON Schema of the files, so that editors complete them."""

from __future__ import annotations

from typing import Annotated

import typer

from charter.cli import paper
from charter.cli.errors import Mistake


def command(
    of: Annotated[str, typer.Argument(help="agreement, journal or amendment.")] = "agreement",
) -> None:
    """Print the JSON Schema of a file, with descriptions, units and examples.

    Example: charter schema > agreement.schema.json
    """
    from charter.core.reading import schema

    if of not in {"agreement", "journal", "amendment"}:
        raise Mistake(f"no schema for {of!r}: write agreement, journal or amendment")
    paper.out(schema(of))
