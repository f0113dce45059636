"""What an invoice shows to people: one line for what differs in its day alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Prompt


def test_standby_of_many_days_is_one_line_and_the_detail_has_each(mine: Path, prompt: Prompt) -> None:
    (mine / "journal.toml").unlink()  # nothing was ever provided, so both inputs are missing
    out = " ".join(prompt.type("charter invoice --today 2023-10-01").out.split())
    reads = "Standby on 29 August 2023 to 1 September 2023, 4 times EUR 400.00: waiting for Read access"
    assert f"EUR 1,600.00 2.4 What the Client provides {reads}" in out
    (third,) = [
        one
        for one in prompt.type("charter invoice --today 2023-10-01 --json").data
        if one["on"] == "2023-09-01"
    ]
    assert sum("Standby" in line["reads"] for line in third["lines"]) == 4
