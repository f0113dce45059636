"""The log shows what was done without a right to, each with why it changes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from charter.core.log import Logged, log
from charter.core.reading import read
from tests.core.journal import entry
from tests.core.signing import signed

TODAY = date(2023, 12, 31)
HANDED = entry("delivered", "2023-08-31", deliverable="audit")


def idle(harbourline: Path, journal: str) -> Logged:
    """Give the last that the log of Harbourline's agreement shows with this journal."""
    agreement = (harbourline / "agreement.toml").read_bytes()
    found = log(signed(read({"agreement.toml": agreement, "journal.toml": journal.encode()})), TODAY)
    return next(one for one in found if one.no_effect is not None)


def why(one: Logged) -> str:
    assert one.no_effect is not None
    return str(one.no_effect.message)


def test_a_consultant_who_accepts_their_own_work_stands_in_the_log(harbourline: Path) -> None:
    one = idle(harbourline, HANDED + entry("accepted", "2023-09-04", by="mara", deliverable="audit"))
    assert (one.kind, one.entry.on) == ("accepted", date(2023, 9, 4))
    assert why(one).endswith("this is for the client to do: it changes nothing.")


@pytest.mark.parametrize("day", ["2023-10-02", "2023-10-07"], ids=["a Monday", "a Saturday"])
def test_a_notice_on_the_telephone_stands_in_the_log(harbourline: Path, day: str) -> None:
    """On a Saturday it would be received on the Monday after; what the log shows is the entry all the same."""
    one = idle(
        harbourline, entry("notice", day, by="jonas", of="termination", side="client", sent="phone call")
    )
    assert (one.kind, str(one.entry.on)) == ("notice", day)
    assert why(one).startswith("A notice by phone call does not count")
