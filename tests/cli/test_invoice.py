"""What an invoice shows to people, and what it takes to issue one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.core.journal import entry
from tests.core.signing import nothing_but_signed

if TYPE_CHECKING:
    from tests.cli.conftest import Prompt


def test_standby_of_many_days_is_one_line_and_the_detail_has_each(mine: Path, prompt: Prompt) -> None:
    warned = entry("reminded", "2023-08-09", of="scope.dependencies/warn/access/2023-08-08")
    journal = nothing_but_signed(mine)  # nothing was ever provided, so both inputs are missing
    journal.write_text(journal.read_text("utf-8") + warned, "utf-8")
    out = " ".join(prompt.type("charter invoice --today 2023-10-01").out.split())
    reads = "Standby on 29 August 2023 to 1 September 2023, 4 times EUR 400.00: waiting for Read access"
    assert f"EUR 1,600.00 2.4 What the Client provides {reads}" in out
    (third,) = [
        one
        for one in prompt.type("charter invoice --today 2023-10-01 --json").data
        if one["invoice_day"] == "2023-09-01"
    ]
    assert sum("Standby" in line["reads"] for line in third["lines"]) == 4


def test_a_draft_past_its_day_is_shown_as_it_will_be_issued(mine: Path, prompt: Prompt) -> None:
    nothing_but_signed(mine)
    drafts = prompt.type("charter invoice --today 2023-10-05 --json").data
    ripe = [draft for draft in drafts if draft["invoice_day"] <= "2023-10-05"]
    assert {draft["on"] for draft in ripe} == {"2023-10-05"}
    out = prompt.type("charter invoice --today 2023-10-05").out
    assert "draft of 1 Aug 2023, to be issued 5 Oct 2023" in " ".join(out.split())
    issued = prompt.type("charter invoice --issue --today 2023-10-05 --json").data
    own = {"issued", "invoice_day", "manual", "paper"}
    assert [{k: v for k, v in one.items() if k not in own} for one in issued] == [
        {k: v for k, v in one.items() if k not in own} for one in ripe
    ]
    after = prompt.type("charter invoice --today 2023-10-05 --json").data
    assert [one["lines"] for one in after if one["issued"]] == [one["lines"] for one in ripe]


def test_issuing_for_a_day_to_come_is_meant_or_refused(mine: Path, prompt: Prompt) -> None:
    nothing_but_signed(mine)
    refused = prompt.type("charter invoice --issue --today 2089-03-01")
    assert (refused.code, refused.out) == (2, "")
    said = " ".join(refused.err.split())
    assert "1 Mar 2089 is still to come, and what is issued is final: wait for it, or add --ahead" in said
    assert "issued" not in (mine / "journal.toml").read_text("utf-8")
    meant = "charter invoice 2023-08-01 --issue --today 2089-03-01 --ahead"
    assert prompt.type(meant).code == 0
    assert "issued" in (mine / "journal.toml").read_text("utf-8")
    assert "--ahead belongs to --issue" in prompt.type("charter invoice --ahead").err


def test_one_draft_is_chosen_by_its_day_and_takes_the_next_number(mine: Path, prompt: Prompt) -> None:
    nothing_but_signed(mine)
    (only,) = prompt.type("charter invoice 2023-09-01 --issue --today 2023-10-05 --json").data
    assert only["number"] == "NL-2023-0001"
    left = prompt.type("charter invoice --today 2023-10-05 --json").data
    assert only["lines"] == left[0]["lines"]
    assert [one["invoice_day"] for one in left][:3] == [None, "2023-08-01", "2023-10-01"]
    assert [one["number"] for one in left][:3] == ["NL-2023-0001", "NL-2023-0002", "NL-2023-0003"]
    (second,) = prompt.type("charter invoice NL-2023-0002 --issue --today 2023-10-05 --json").data
    assert second["number"] == "NL-2023-0002"


def test_what_is_no_draft_is_not_issued(mine: Path, prompt: Prompt) -> None:
    nothing_but_signed(mine)
    assert prompt.type("charter invoice 2023-08-01 --issue --today 2023-08-01").code == 0
    asked = "charter invoice {} --issue --today 2023-08-02"
    assert "NL-2023-0001 is issued already, on 2023-08-01" in prompt.type(asked.format("NL-2023-0001")).err
    assert "no draft 'nothing' can be issued" in prompt.type(asked.format("nothing")).err
