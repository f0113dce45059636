"""`charter record`: what is new gets its link, once; what was tampered with is named, and nothing is added."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer
    from tests.cli.evidence.conftest import Desk

ANOTHER = """
[[entry]]
kind = "hours"
on = 2023-08-04
by = "mara"
hours = "2 hours"
work = "Call with the hosting company"
"""
VOID = """
[[entry]]
kind = "void"
on = 2023-08-07
by = "mara"
entry = "reading"
note = "It was another client's service."
"""


def add(desk: Desk, text: str) -> None:
    path = desk.folder / "journal.toml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def test_the_first_record_takes_in_terms_amendment_and_entries(desk: Desk) -> None:
    done = desk.run("record")
    assert done.code == 0
    assert desk.kinds == ["opened", "offered", "amended", "entry", "entry", "entry"]
    assert "name hours of 1 August 2023" in done.out
    assert done.out.endswith(f"recorded 6; the head is {desk.links[-1].head}")
    assert {link.by for link in desk.links} == {"mara"}


def test_run_twice_it_records_nothing_new(desk: Desk) -> None:
    desk.run("record")
    before = desk.evidence.read_bytes()
    again = desk.run("record")
    assert (again.code, again.out) == (0, "nothing new: the terms, the amendments and 3 entries are recorded")
    assert desk.evidence.read_bytes() == before


def test_a_new_entry_and_a_correction_are_recorded_as_what_they_are(desk: Desk) -> None:
    desk.run("record")
    add(desk, ANOTHER + VOID)
    done = desk.run("record", "--by", "priya", "--json")
    assert [(link["kind"], link["by"]) for link in done.data["recorded"]] == [
        ("entry", "priya"),
        ("correction", "priya"),
    ]
    assert desk.run("record", "--json").data == {"recorded": [], "wrong": []}


def test_who_records_is_a_person_of_the_agreement(desk: Desk) -> None:
    told = desk.run("record", "--by", "priya raman")
    assert (told.code, told.err) == (2, "error: there is no person 'priya raman': write its key, 'priya'")
    assert not desk.evidence.exists()


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        (
            "journal.toml",
            "6 hours",
            "8 hours",
            "entry 1 (hours of 1 August 2023) was changed since",
        ),
        ("amendments/1.toml", "More hours", "Far more hours", "amendment 1 was changed since"),
    ],
)
def test_what_was_changed_is_named_and_nothing_is_recorded(
    desk: Desk, name: str, old: str, new: str, says: str
) -> None:
    desk.run("record")
    before = desk.evidence.read_bytes()
    desk.change(name, old, new)
    add(desk, ANOTHER)
    told, data = desk.run("record"), desk.run("record", "--json").data
    assert told.code == 1
    assert told.out.startswith(says)
    assert told.out.endswith("nothing was recorded")
    assert [found["kind"] for found in data["wrong"]] == ["changed"]
    assert desk.evidence.read_bytes() == before


def test_an_entry_and_an_amendment_that_are_gone_are_named(desk: Desk) -> None:
    desk.run("record")
    (desk.folder / "amendments" / "1.toml").unlink()
    (desk.folder / "journal.toml").write_text("")
    told = desk.run("record")
    assert told.code == 1
    assert "amendment 1, recorded on 4 March 2026 (link 3), is gone: put it back" in told.out
    assert "met of 1 August 2023, recorded on 4 March 2026 (link 5), is gone from the journal" in told.out


def test_an_entry_that_stands_twice_is_refused_before_the_chain_sees_it(desk: Desk) -> None:
    add(desk, ANOTHER + ANOTHER)
    told = desk.run("record")
    assert told.code == 2
    assert "journal.toml" in told.err
    assert not desk.evidence.exists()


def test_until_somebody_signs_a_new_version_of_the_terms_is_recorded_beside_the_old(desk: Desk) -> None:
    desk.run("record")
    desk.change("agreement.toml", "Fractional CTO engagement", "Part-time CTO engagement")
    assert "the terms have a version that is not recorded yet" in desk.run("evidence", "--check").out
    done = desk.run("record", "--json")
    assert [link["what"]["name"] for link in done.data["recorded"]] == ["terms"]
    assert desk.run("record", "--json").data["recorded"] == []


@pytest.mark.parametrize("state", ["signed", "sealed"])
def test_signed_terms_that_were_edited_are_named(state: str, request: pytest.FixtureRequest) -> None:
    desk: Desk = request.getfixturevalue(state)
    desk.change("agreement.toml", "Fractional CTO engagement", "Part-time CTO engagement")
    told = desk.run("record")
    assert told.code == 1
    assert told.out.startswith(f"the terms were changed since they were {state} on 4 March 2026")
    assert "put the agreement back as it was, and write an amendment" in told.out


def test_terms_that_were_declined_are_free_again(desk: Desk) -> None:
    desk.sign("jonas")
    desk.run("sign", "--as", "mara", "--decline", "The title is wrong.")
    desk.change("agreement.toml", "Fractional CTO engagement", "Part-time CTO engagement")
    done = desk.run("record", "--json")
    assert [link["kind"] for link in done.data["recorded"]] == [
        "offered",
        "amended",
        *["entry"] * 5,  # three of before, Jonas signed, Mara declined
    ]


# ── personal entries ───────────────────────────────────────────────────────────────────────────


def test_a_personal_entry_is_committed_to_and_its_content_kept_apart(desk: Desk) -> None:
    assert desk.run("record", "--personal", "2").code == 0
    assert desk.links[4].what.keys() == {"commitment"}
    private = desk.folder / "evidence.private.jsonl"
    assert b'"by":"jonas"' in private.read_bytes()
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert desk.run("record").out.startswith("nothing new")
    assert desk.run("record", "--personal", "2").out.startswith("nothing new")


def test_the_link_of_a_personal_entry_tells_neither_its_kind_nor_its_day(desk: Desk) -> None:
    """What stays in the chain after an erasure must tell nothing of what was erased."""
    with (desk.folder / "journal.toml").open("a", encoding="utf-8") as journal:
        journal.write('\n[[entry]]\nkind = "void"\non = 2023-08-05\nby = "mara"\nentry = "reading"\n')
    told = desk.run("record", "--personal", "2", "--personal", "4")
    assert told.code == 0, told.err
    personal = [line for line in desk.evidence.read_bytes().splitlines() if b"commitment" in line]
    assert len(personal) == 2
    for line in personal:
        assert not any(word in line for word in (b"met", b"void", b"correction", b"August", b"2023"))
    assert "met of" not in told.out


def test_a_personal_entry_that_was_changed_or_is_gone_is_named_while_its_content_is_there(desk: Desk) -> None:
    desk.run("record", "--personal", "2")
    text = (desk.folder / "journal.toml").read_text("utf-8")
    desk.change("journal.toml", 'by = "jonas"', 'by = "mara"')
    told = desk.run("record")
    assert told.code == 1
    assert (
        "entry 2 (met of 1 August 2023) was changed since it was recorded on 4 March 2026 (link 5)"
        in told.out
    )
    first, _, third = text.split("[[entry]]")[1:]
    (desk.folder / "journal.toml").write_text(f"[[entry]]{first}[[entry]]{third}", "utf-8")
    told = desk.run("record")
    assert told.code == 1
    assert "met of 1 August 2023, recorded on 4 March 2026 (link 5), is gone from the journal" in told.out


def test_it_is_too_late_to_keep_a_recorded_entry_out(desk: Desk) -> None:
    desk.run("record")
    told = desk.run("record", "--personal", "2")
    assert told.code == 2
    assert told.err.startswith("error: entry 2 (met of 1 August 2023) is in the chain already")
    assert told.err.endswith("(link 5): it is too late to keep it out")


@pytest.mark.parametrize("place", ["0", "4"])
def test_a_personal_entry_that_is_not_there_is_refused(desk: Desk, place: str) -> None:
    told = desk.run("record", "--personal", place)
    assert (told.code, told.err) == (2, f"error: there is no entry {place}: the journal has 3")


# ── what it stands on ──────────────────────────────────────────────────────────────────────────


def test_nothing_is_added_to_a_broken_chain(desk: Desk) -> None:
    desk.run("record")
    desk.change("evidence.jsonl", "hours of 1 August", "hours of 2 August")
    before = desk.evidence.read_bytes()
    told = desk.run("record")
    assert told.code == 1
    assert f"{desk.evidence}, line 4: changed after line 5 was linked to it" in told.out
    assert desk.evidence.read_bytes() == before


def test_a_write_that_was_cut_off_is_set_aside_and_done_again(desk: Desk) -> None:
    desk.run("record")
    whole = desk.evidence.read_bytes()
    desk.evidence.write_bytes(whole[:-40])
    assert desk.run("record").code == 0
    assert desk.evidence.read_bytes() == whole


def test_an_agreement_file_stands_for_its_folder(desk: Desk, typed: Callable[..., Answer]) -> None:
    assert typed("record", str(desk.folder / "agreement.toml")).code == 0
    assert desk.evidence.exists()


def test_a_folder_that_is_not_there_is_refused(typed: Callable[..., Answer], tmp_path: Path) -> None:
    told = typed("record", str(tmp_path / "nowhere"))
    assert told.code == 2
    assert told.err.endswith("nowhere: there is no such file or folder: name an engagement folder")
