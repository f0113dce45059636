"""An amendment that changes who signs: proposed, frozen, signed by those who still must, sealed, verified; then the new one signs."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from charter.folder import load
from tests.cli.evidence.conftest import SIGN, typed
from tests.core.signing import NADIA

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Answer
    from tests.cli.evidence.conftest import Desk

MARCH, MAY = (dt.datetime(2026, month, 10, 9, tzinfo=dt.UTC) for month in (3, 5))
DEARER = """number = 2
title = "A higher fee"
effective = 2026-06-01

[[change]]
path = "financials.retainer.amount"
from = "EUR 12000.00"
to = "EUR 13000.00"
"""
WORDS = SIGN | {"nadia": ("--typed", "Nadia Haddad", "--identified", "passport seen", "--consent")}


@pytest.fixture
def amended(desk: Desk, keys: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Harbourline, sealed, with the amendment that has Nadia sign put into its folder, on a day in March."""
    at(monkeypatch, MARCH)
    (desk.folder / "amendments" / "1.toml").write_text(NADIA, "utf-8")
    for key in ("jonas", "mara"):
        assert desk.sign(key).code == 0
    assert desk.run("seal", "--keys", str(keys)).code == 0
    return desk


def at(monkeypatch: pytest.MonkeyPatch, moment: dt.datetime) -> None:
    monkeypatch.setattr("charter.cli.clock.now", lambda: moment)


def sign(desk: Desk, key: str, number: int) -> Answer:
    return desk.run("sign", "--as", key, *WORDS[key], "--amendment", str(number))


def verified(desk: Desk, number: int) -> str:
    """Seal an amendment, and give what verifying it against the evidence tells."""
    told = typed("verify", str(paper(desk, number)), "--evidence", str(desk.evidence))
    assert told.code == 0, told.out
    return told.out


def paper(desk: Desk, number: int) -> Path:
    return desk.folder / "signing" / f"amendment-{number}" / "sealed.pdf"


def seal(desk: Desk, keys: Path, number: int) -> Answer:
    return desk.run("seal", "--keys", str(keys), "--amendment", str(number))


def test_who_signs_changes_and_the_new_one_signs_what_comes_next(
    amended: Desk, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody gives herself the right to sign: the first paper is signed by Jonas, the next by Nadia."""
    shown = amended.run("diff", "--no-words")
    assert shown.code == 0
    assert "foundation.parties.people.nadia" in shown.out

    frozen = amended.run("sign", "--amendment", "1")
    assert frozen.code == 0
    assert "Nadia" not in frozen.out
    assert "no signatory 'nadia': the terms name jonas, mara" in sign(amended, "nadia", 1).err
    assert sign(amended, "jonas", 1).code == 0
    assert seal(amended, keys, 1).code == 2
    assert sign(amended, "mara", 1).code == 0
    assert seal(amended, keys, 1).code == 0
    assert "yes what it amends Link" in verified(amended, 1)
    assert load(amended.folder).contract.known(MARCH.date()).amendments

    at(monkeypatch, MAY)
    (amended.folder / "amendments" / "2.toml").write_text(DEARER, "utf-8")
    assert "no signatory 'jonas': the terms name nadia, mara" in sign(amended, "jonas", 2).err
    assert sign(amended, "mara", 2).code == 0
    assert "amendment 2: the client has yet to sign" in amended.run("duties", "--today", "2026-05-10").err
    assert sign(amended, "nadia", 2).code == 0
    assert seal(amended, keys, 2).code == 0
    assert "yes terms match the text" in verified(amended, 2)
    fee = {
        day: typed("show", "financials.retainer", "--in", str(amended.folder), "--on", day).out
        for day in ("2026-05-31", "2026-06-01")
    }
    assert ("EUR 12,000.00" in fee["2026-05-31"], "EUR 13,000.00" in fee["2026-06-01"]) == (True, True)
    assert amended.run("record").code == 0
    assert amended.run("evidence", "--check").code == 0


def test_who_may_not_sign_yet_is_not_asked_to(amended: Desk, keys: Path) -> None:
    """Nadia signs from April on: what takes effect in June is not put before her in March, where her name has no effect."""
    for key in ("jonas", "mara"):
        assert sign(amended, key, 1).code == 0
    assert seal(amended, keys, 1).code == 0
    later = amended.folder / "amendments" / "2.toml"
    later.write_text(DEARER, "utf-8")
    told = sign(amended, "nadia", 2)
    assert (told.code, paper(amended, 2).parent.exists()) == (2, False)
    assert "amendment 2 would be signed by nadia, mara, because they sign when it takes effect" in told.err
    assert (
        "on 2026-03-10, jonas, mara sign: put it forward on a day on which the same people sign" in told.err
    )

    later.write_text(DEARER.replace("2026-06-01", "2026-03-15"), "utf-8")
    for key in ("jonas", "mara"):
        assert sign(amended, key, 2).code == 0
    assert [each.number for each in load(amended.folder).contract.amendments] == [1, 2]


def test_who_lost_the_right_after_the_paper_was_put_forward_signs_no_more(
    amended: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Jonas may sign until April: the paper of March names him, and in May his name on it would have no effect."""
    for key in ("jonas", "mara"):
        assert sign(amended, key, 1).code == 0
    (amended.folder / "amendments" / "2.toml").write_text(DEARER.replace("2026-06-01", "2026-03-15"), "utf-8")
    assert sign(amended, "mara", 2).code == 0

    at(monkeypatch, MAY)
    for words in (WORDS["jonas"], ("--decline", "Too dear.")):
        told = amended.run("sign", "--as", "jonas", *words, "--amendment", "2")
        assert told.code == 2
        assert "jonas may sign no more on 2026-05-10, though the paper of amendment 2 names them" in told.err
        assert "nadia, mara sign then" in told.err
    assert [each.number for each in load(amended.folder).contract.amendments] == [1]
    assert "jonas Jonas Petersen has not signed" in amended.run("sign", "--amendment", "2").out
