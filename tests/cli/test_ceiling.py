"""Above the yearly ceiling nothing is issued without the client's yes in writing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.core.signing import nothing_but_signed

if TYPE_CHECKING:
    from tests.cli.conftest import Prompt

ISSUE = "charter invoice --issue --today 2023-09-01"
YES = '--over-ceiling "e-mail of Jonas, 30 August"'
TOLD = "brings 2023 to EUR 24,000.00, EUR 4,000.00 above the yearly ceiling of EUR 20,000.00 (4.4 Invoicing)"


@pytest.fixture
def limited(mine: Path) -> Path:
    """Give Harbourline with a ceiling of EUR 20,000 in 2023, and nothing issued yet."""
    nothing_but_signed(mine)
    text = (mine / "agreement.toml").read_text("utf-8")
    assert 'ceiling = "EUR 225000.00"\nceiling_per = "engagement"\n' in text
    yearly = text.replace("EUR 225000.00", "EUR 20000.00").replace('ceiling_per = "engagement"\n', "")
    (mine / "agreement.toml").write_text(yearly, "utf-8")
    return mine


@pytest.mark.usefixtures("limited")
def test_a_draft_says_that_it_is_above(prompt: Prompt) -> None:
    out = prompt.type("charter invoice --today 2023-09-01").out
    first, second = out.split("\n\n")
    assert "ceiling" not in first
    assert f"{TOLD}: the client must agree in writing first" in " ".join(second.split())
    told = prompt.type("charter invoice --today 2023-09-01 --json").data
    assert [one["above_ceiling"] for one in told] == [None, "EUR 4000.00"]


def test_nothing_is_issued_above_without_a_yes(limited: Path, prompt: Prompt) -> None:
    refused = prompt.type(ISSUE)
    assert (refused.code, refused.out) == (2, "")
    assert f"NL-2023-0002 {TOLD}; nothing was issued" in refused.err
    assert "issued" not in (limited / "journal.toml").read_text("utf-8")


@pytest.mark.usefixtures("limited")
def test_the_yes_is_kept_with_the_invoice_above(prompt: Prompt) -> None:
    assert prompt.type(f"{ISSUE} {YES}").code == 0
    first, second = prompt.type("charter log --kind issued --today 2023-09-01 --json").data
    assert "note" not in first
    assert second["note"] == "The client agreed to more than the yearly ceiling: e-mail of Jonas, 30 August"
    assert "ceiling" not in prompt.type("charter invoice --today 2023-09-01").out


@pytest.mark.usefixtures("limited")
def test_up_to_the_ceiling_no_yes_is_asked(prompt: Prompt) -> None:
    assert prompt.type("charter invoice --issue --today 2023-08-01").code == 0


def test_each_year_has_its_own_ceiling(limited: Path, prompt: Prompt) -> None:
    text = (limited / "agreement.toml").read_text("utf-8")
    (limited / "agreement.toml").write_text(text.replace("EUR 20000.00", "EUR 50000.00"), "utf-8")
    (limited / "amendments/1.toml").unlink()
    assert prompt.type(f"charter invoice --issue --today 2023-12-31 {YES}").code == 0
    told = prompt.type("charter invoice --today 2024-07-31 --json").data
    sums: dict[str, float] = {}
    for one in told:
        sums[one["on"][:4]] = sums.get(one["on"][:4], 0) + sum(
            float(line["amount"].split()[1]) for line in one["lines"]
        )
        above = max(0.0, sums[one["on"][:4]] - 50000)
        assert one["above_ceiling"] == (f"EUR {above:.2f}" if above and not one["issued"] else None)
    assert sums["2023"] > 50000
    assert sums["2024"] > 50000


@pytest.mark.usefixtures("limited")
@pytest.mark.parametrize("line", [f"charter invoice {YES}", 'charter invoice --issue --over-ceiling " "'])
def test_a_yes_is_said_of_what_is_issued(prompt: Prompt, line: str) -> None:
    refused = prompt.type(line)
    assert refused.code == 2
    assert "--over-ceiling belongs to --issue, and says how and when the client agreed" in refused.err
