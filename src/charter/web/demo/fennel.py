"""A draft for the demo to sign: Fennel & Co, begun from the frame of Mara's workspace as a person would."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import charter
from charter.core.vocabulary import toml

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from charter.core.workspace.settings import Settings

SAID = Path(__file__).with_suffix(".toml")
"""What the two said of the deal."""


def fennel(settings: Settings, dated: dt.date) -> dict[str, Any]:
    """Give the terms of the draft."""
    terms = charter.begin(settings, dated, next(iter(settings.frames), ""))
    _put(terms, toml.loads(SAID.read_text("utf-8")))
    return terms


def _put(table: dict[str, Any], said: Mapping[str, Any]) -> None:
    """Put what was said over what is there, table by table."""
    for name, value in said.items():
        if isinstance(value, dict):
            _put(table.setdefault(name, {}), value)
        else:
            table[name] = value
