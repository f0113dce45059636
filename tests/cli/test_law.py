"""`charter law`: what is known of a law on a day, with its sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Answer

Ask = Callable[[str], "Answer"]


def test_a_law_is_shown_as_it_is_on_a_day_with_its_sources(asked: Ask) -> None:
    out = " ".join(asked("law DE --on 2026-03-01").out.split())
    assert "late interest: " in out
    assert "BGB 288" in out
    assert "section 29 UrhG: Copyright cannot be transferred" in out
    early, late = (
        {rule["topic"] for rule in asked(f"law DE --on {day} --json").data}
        for day in ("1999-01-01", "2026-03-01")
    )
    assert "recovery cost" in late - early
    assert "EU" in {rule["law"] for rule in asked("law AT --on 2026-03-01 --json").data}


@pytest.mark.parametrize(
    ("said", "code"),
    [("us-ca", "US-CA"), ("california", "US-CA"), ("germany", "DE"), ("eu", "EU"), ("gb", "GB")],
)
def test_a_law_may_be_named_and_typed_in_small_letters(said: str, code: str, asked: Ask) -> None:
    small, capital = (asked(f"law {each} --on 2026-03-01") for each in (said, code))
    assert (small.code, small.out) == (0, capital.out)
    assert asked("law usca").code == 2


def test_a_law_of_which_nothing_is_known_is_no_mistake(asked: Ask) -> None:
    assert "no rule of it is checked" in asked("law BR").out
