"""An order of the example, frozen, signed by both sides and sealed; and its master, which may change afterwards."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from charter.folder import load
from tests.cli.evidence.conftest import Desk, typed
from tests.conftest import EXAMPLES

SIDES = {
    "henrike": ("--typed", "Henrike Vogt", "--identified", "passport seen", "--consent"),
    "jana": ("--typed", "Jana Sommerfeld", "--identified", "own machine", "--consent"),
}
MASTER = "frames/kranichfeld"
UNDER = "“Master agreement on technology leadership” of 2025-12-12"
AMENDMENT = """
number = 1
title = "Later payment"
effective = 2026-01-01

[[change]]
path = "financials.payment.due_after"
from = "{was}"
to = "45 days"
"""
SIGNATURES = "".join(
    f'\n[[entry]]\nkind = "signed"\non = 2026-02-02\nby = "{key}"\ndocument = "amendment 1"\nside = "{side}"\nhow = "ink"\n'
    for key, side in (("henrike", "client"), ("jana", "consultant"))
)


def laid_out(to: Path) -> Desk:
    """Lay out the example, with an order that nobody has signed yet, and no other."""
    shutil.copytree(EXAMPLES / "one-frame-two-orders", to)
    shutil.rmtree(to / "spares")
    (to / "platform" / "journal.toml").unlink()
    return Desk(to / "platform")


def sign(desk: Desk, key: str) -> tuple[int, str]:
    told = desk.run("sign", "--as", key, *SIDES[key])
    return told.code, told.out + told.err


@pytest.fixture(scope="session")
def _sealed_order(keys: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    desk = laid_out(tmp_path_factory.mktemp("frame") / "workspace")
    for key in SIDES:
        code, told = sign(desk, key)
        assert code == 0, told
    for command in (("seal", "--keys", str(keys)), ("record",)):
        assert desk.run(*command).code == 0
    return desk.folder.parent


@pytest.fixture
def order(_sealed_order: Path, tmp_path: Path) -> Desk:
    """Give the order, signed by both sides and sealed, beside its master."""
    return Desk(Path(shutil.copytree(_sealed_order, tmp_path / "workspace")) / "platform")


def test_a_sealed_order_verifies_and_says_under_which_master_it_stands(order: Desk) -> None:
    told = typed("verify", str(order.sealed), "--evidence", str(order.evidence))
    assert told.code == 0, told.out
    assert f"an order under the master {UNDER}" in told.out
    assert "nothing speaks against this file" in told.out
    data = json.loads(typed("verify", str(order.sealed), "--json").out)
    assert (data["master"], data["terms_match"]["holds"]) == (UNDER, True)
    assert order.run("record").out.startswith("nothing new")
    assert not load(order.folder).open


def test_what_stands_alone_names_no_master(sealed: Desk) -> None:
    told = typed("verify", str(sealed.sealed))
    assert "under the master" not in told.out
    assert json.loads(typed("verify", str(sealed.sealed), "--json").out)["master"] == ""


def test_an_order_is_not_put_forward_before_its_master_is_signed(tmp_path: Path) -> None:
    desk = laid_out(tmp_path / "workspace")
    journal = desk.folder.parent / MASTER / "journal.toml"
    held = journal.read_text("utf-8")
    for text in ("", held[: held.index("[[entry]]", held.index("[[entry]]") + 1)]):
        journal.write_text(text, "utf-8")
        code, told = sign(desk, "henrike")
        assert code == 2
        assert "both sides have yet to sign the master “Master agreement on technology leadership”" in told
        assert not (desk.folder / "signing").exists()
    journal.write_text(held, "utf-8")
    assert sign(desk, "henrike")[0] == 0


def test_an_error_between_the_papers_is_told_above_the_signatures_or_stops_them(tmp_path: Path) -> None:
    """What the master keeps to itself, an order says in vain; whoever signs reads so."""
    desk = laid_out(tmp_path / "workspace")
    desk.change(
        "agreement.toml",
        "[scope.services.running]",
        '[general.law]\nvenue = "Bremen"\n\n[scope.services.running]',
    )
    code, told = sign(desk, "henrike")
    assert code == 2
    assert "CH-FND-095" in told
    despite = ("--despite", "the venue is settled in a letter")
    assert desk.run("sign", "--as", "henrike", *SIDES["henrike"], *despite).code == 0


def test_a_later_amendment_of_the_master_leaves_a_signed_order_as_it_is(order: Desk) -> None:
    """Even one that is to count from before the order: both sides signed it only after the order's date."""
    before, text = load(order.folder).agreement, order.run("render", "--format", "md").out
    was = load(order.folder.parent / MASTER).agreement.financials.payment
    assert was is not None
    folder = order.folder.parent / MASTER
    (folder / "amendments").mkdir()
    (folder / "amendments" / "1.toml").write_text(AMENDMENT.format(was=was.due_after), "utf-8")
    with (folder / "journal.toml").open("a", encoding="utf-8") as journal:
        journal.write(SIGNATURES)
    master = load(folder)
    assert not master.open
    assert master.editions[-1].agreement.financials.payment != was
    assert load(order.folder).agreement == before
    assert order.run("render", "--format", "md").out == text
    for key in SIDES:
        assert sign(order, key)[0] == 2  # signed already, in the same words
    assert "nothing new" in order.run("record").out
    assert typed("verify", str(order.sealed), "--evidence", str(order.evidence)).code == 0
    assert "financials.payment.due_after" in order.run("check").out


def test_a_master_whose_text_is_written_over_shows_in_the_order_and_not_in_what_was_sealed(
    order: Desk,
) -> None:
    sealed = order.sealed.read_bytes()
    was = load(order.folder.parent / MASTER).agreement.financials.payment
    assert was is not None
    Desk(order.folder.parent / MASTER).change(
        "agreement.toml", f'due_after = "{was.due_after}"', 'due_after = "45 days"'
    )
    told = order.run("check")
    assert "the terms" in told.out + told.err
    refused = order.run("invoice", "--issue")
    assert refused.code == 2
    assert order.sealed.read_bytes() == sealed
    assert typed("verify", str(order.sealed), "--evidence", str(order.evidence)).code == 0
