"""The log names a matter by the words that opened it, and not by its key."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from charter.core.log import log
from charter.folder import load

FOLDER = Path(__file__).parents[2] / "examples" / "northlight" / "harbourline-2025"
TODAY = dt.date(2026, 5, 19)


def said(kind: str) -> list[str]:
    return [str(each.reads) for each in log(load(FOLDER), TODAY, kind=kind)]


def test_a_decision_stands_behind_its_question() -> None:
    assert "Do we rent or buy the new scanners? We buy." in said("decided")


def test_an_answer_names_what_was_asked_for() -> None:
    assert "Write the script that imports the old bookings: no" in said("replied")
    assert "16 hours more in May for the launch in Lübeck: EUR 3,360.00" in said("additional work offered")


def test_what_nobody_opened_keeps_its_key() -> None:
    """An entry by hand may answer what was never asked: it is told as it stands."""
    from charter.core.clauses.communication.decisions import Decided  # noqa: PLC0415

    entry = Decided(kind="decided", on=TODAY, by="jonas", decision="hosting", answer="We stay.")
    assert str(entry.says(lambda _, key: key)) == "hosting: We stay."
