"""Signing and declining are written into the journal: what is in force, and what is billed, rests on that alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from charter.core.vocabulary.signing import Declined, Signed
from charter.folder import load
from charter.sealing.evidence.folder_store import FolderStore
from charter.sealing.signing.in_journal import unwritten_entries
from tests.cli.evidence.conftest import typed

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.evidence.conftest import Desk

TODAY = ("--today", "2026-03-04")
CHEAPER = """number = 2
title = "Not so dear"
effective = 2023-11-01
[[change]]
path = "financials.retainer.amount"
from = "EUR 12000.00"
to = "EUR 13000.00"
"""


def acts(desk: Desk) -> list[tuple[str, str, str]]:
    """Give what the journal says of signing: kind, person and document."""
    found = load(desk.folder).journal.entries
    return [(e.kind, e.by, e.document) for e in found if isinstance(e, Signed | Declined)]


def issued(desk: Desk) -> str:
    more = ("--over-ceiling", "e-mail of 3 March")
    told = typed("invoice", "--issue", "--in", str(desk.folder), *TODAY, *more)
    assert told.code == 0, told.err
    return told.out


def fee(desk: Desk) -> str:
    return typed("show", "financials.retainer", "--in", str(desk.folder), "--on", "2026-03-04").out


def test_each_who_signs_is_written_down_with_day_and_digest(signed: Desk) -> None:
    engagement = load(signed.folder)
    entries = engagement.journal.entries[-2:]
    assert acts(signed) == [("signed", "jonas", "agreement"), ("signed", "mara", "agreement")]
    assert {(e.on.isoformat(), e.how, e.digest) for e in entries if isinstance(e, Signed)} == {
        ("2026-03-04", "typed", engagement.agreement.digest)
    }
    assert engagement.contract.concluded == entries[0].on


def test_the_day_is_that_of_the_agreements_zone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, late: Callable[[], object]
) -> None:
    monkeypatch.setattr("charter.cli.clock.now", late)
    assert desk.sign("jonas").code == 0
    assert load(desk.folder).journal.entries[-1].on.isoformat() == "2026-03-05"


def test_nothing_is_written_twice_however_often_it_is_asked(signed: Desk, keys: object) -> None:
    journal = (signed.folder / "journal.toml").read_bytes()
    assert signed.run("sign").code == 0
    assert signed.run("sign", "--as", "jonas").code == 0
    assert signed.sign("jonas").code == 2
    assert signed.run("seal", "--keys", str(keys)).code == 0
    assert signed.run("seal", "--keys", str(keys)).code == 0
    assert (signed.folder / "journal.toml").read_bytes() == journal


def test_what_a_killed_process_kept_is_told_and_written_down(signed: Desk, keys: object) -> None:
    """The signature is kept first, recorded next, and written down last: whatever is killed loses and doubles nothing."""
    whole = (signed.folder / "journal.toml").read_text("utf-8")
    before = whole[: whole.index('kind = "signed"')].rpartition("[[entry]]")[0]
    for ways in (("sign",), ("seal", "--keys", str(keys))):
        (signed.folder / "journal.toml").write_text(before, "utf-8")
        told = signed.run("duties", *TODAY).err
        assert (
            "jonas signed the document agreement, and the journal does not say so: run `charter sign`" in told
        )
        assert typed("invoice", "--issue", "--in", str(signed.folder), *TODAY).code == 2
        assert signed.run(*ways).code == 0
        assert acts(signed) == [("signed", "jonas", "agreement"), ("signed", "mara", "agreement")]
        assert "journal does not say so" not in signed.run("duties", *TODAY).err


def test_a_journal_that_takes_no_entry_loses_no_signature(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("charter.append_entries", full)
        told = desk.sign("jonas")
    assert told.code == 1
    assert "what jonas signed is kept in" in told.err
    assert "only the journal does not say so" in told.err
    assert (acts(desk), desk.kinds.count("signed")) == ([], 1)
    assert desk.run("sign").code == 0
    assert (acts(desk), desk.kinds.count("signed")) == ([("signed", "jonas", "agreement")], 1)


def test_it_is_recorded_like_other_entries_and_agrees_with_the_chain(signed: Desk) -> None:
    assert signed.run("record").code == 0
    assert (signed.kinds.count("signed"), signed.kinds.count("entry")) == (2, 5)
    assert signed.run("evidence", "--check").code == 0
    assert signed.run("record").out.startswith("nothing new")


def test_a_no_is_written_down_with_its_reason_and_is_final(desk: Desk) -> None:
    assert desk.sign("mara").code == 0
    assert desk.run("sign", "--as", "jonas", "--decline", "Too dear.").code == 0
    assert acts(desk) == [("signed", "mara", "agreement"), ("declined", "jonas", "agreement")]
    told = typed("invoice", "--issue", "--in", str(desk.folder), *TODAY)
    assert told.code == 2
    assert "the client declined to sign on 4 Mar" in told.err
    assert desk.run("duties", *TODAY).out.endswith("nothing is due")
    desk.change("agreement.toml", 'overage = "EUR 210.00"', 'overage = "EUR 190.00"')
    assert load(desk.folder).open[0].declined is None


def test_an_amendment_counts_only_once_both_have_signed_it(sealed: Desk) -> None:
    """What was tried: signed by the consultant alone, then declined by the client; it was billed all the same."""
    assert "EUR 12,000.00" in fee(sealed)
    assert sealed.sign("mara", "--amendment", "1").code == 0
    assert "amendment 1: the client has yet to sign; it does not count" in sealed.run("duties", *TODAY).err
    assert sealed.run("sign", "--amendment", "1", "--as", "jonas", "--decline", "No way.").code == 0
    assert "amendment 1: the client declined to sign on 4 Mar" in sealed.run("duties", *TODAY).err
    assert "EUR 12,000.00" in fee(sealed)
    assert "15,000.00" not in issued(sealed)
    assert sealed.sign("mara", "--amendment", "1").code == 2

    (sealed.folder / "amendments/2.toml").write_text(CHEAPER, "utf-8")
    for key in ("mara", "jonas"):
        assert "EUR 12,000.00" in fee(sealed)
        assert sealed.sign(key, "--amendment", "2").code == 0
    assert "EUR 13,000.00" in fee(sealed)
    assert acts(sealed)[2:] == [
        ("signed", "mara", "amendment 1"),
        ("declined", "jonas", "amendment 1"),
        ("signed", "mara", "amendment 2"),
        ("signed", "jonas", "amendment 2"),
    ]
    assert sealed.run("record").code == 0
    assert sealed.run("check", *TODAY).err == ""


def test_what_was_signed_elsewhere_is_written_down_here(desk: Desk, at: Callable[..., Desk]) -> None:
    import shutil  # noqa: PLC0415 - here alone

    assert desk.sign("mara").code == 0
    there = at(shutil.copytree(desk.folder, desk.folder.parent / "there"))
    assert there.sign("jonas").code == 0
    for _ in range(2):
        assert desk.run("evidence", "--import", str(there.folder)).code == 0
        assert acts(desk) == [("signed", "mara", "agreement"), ("signed", "jonas", "agreement")]


def test_nothing_is_owed_where_nothing_was_put_forward(desk: Desk) -> None:
    assert unwritten_entries(load(desk.folder), FolderStore(desk.folder), 1) == ()
