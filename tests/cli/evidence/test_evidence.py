"""`charter evidence`: listed, checked, carried elsewhere, and personal content erased."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from charter.folder import engagement_texts, load
from charter.sealing.evidence.append import append
from charter.sealing.evidence.canonical import digest_of
from charter.sealing.evidence.commitment import SALT_BYTES, Opening, commit
from charter.sealing.evidence.folder_store import FolderStore
from charter.sealing.evidence.link import RecordedEvent
from charter.sealing.evidence.names import FILE, PRIVATE_FILE
from charter.sealing.evidence.reconciliation import Books

if TYPE_CHECKING:
    from tests.cli.evidence.conftest import Desk


ILL = """
[[entry]]
kind = "hours"
on = 2023-08-04
by = "mara"
hours = "1 hour"
work = "Talk about an illness"
"""


@pytest.fixture
def recorded(desk: Desk) -> Desk:
    assert desk.run("record").code == 0
    return desk


@pytest.fixture
def private(desk: Desk) -> Desk:
    """Harbourline with the meeting of 1 August recorded as personal."""
    assert desk.run("record", "--personal", "2").code == 0
    return desk


def commitment(desk: Desk) -> str:
    return next(str(link.what["commitment"]) for link in desk.links if "commitment" in link.what)


def without_the_meeting(desk: Desk) -> None:
    text = (desk.folder / "journal.toml").read_text()
    first, _, third = text.split("[[entry]]")[1:]
    (desk.folder / "journal.toml").write_text(f"[[entry]]{first}[[entry]]{third}")


# ── listing ────────────────────────────────────────────────────────────────────────────────────


def test_links_are_listed_with_number_time_author_and_words(recorded: Desk) -> None:
    told = recorded.run("evidence")
    assert told.code == 0
    assert told.out.startswith("n when (UTC) who what 1 2026-03-04 09:00 mara opened the engagement")
    assert told.out.endswith(f"head {recorded.links[-1].head}")


def test_the_head_alone_is_for_a_mail(recorded: Desk) -> None:
    assert recorded.run("evidence", "--head").out == str(recorded.links[-1].head)
    assert recorded.run("evidence", "--head", "--json").data == {"head": str(recorded.links[-1].head)}


def test_the_links_as_json_say_what_the_lines_say(recorded: Desk) -> None:
    data = recorded.run("evidence", "--json").data
    assert [link["n"] for link in data["links"]] == [1, 2, 3, 4, 5, 6]
    assert data["links"][0] == {
        "n": 1,
        "at": "2026-03-04T09:00:00+00:00",
        "by": "mara",
        "kind": "opened",
        "what": {"name": "harbourline"},
        "digest": recorded.links[0].digest,
        "private": None,
    }


def test_before_anything_is_recorded_it_says_how_to_begin(desk: Desk) -> None:
    assert desk.run("evidence").out == "nothing is recorded yet: run `charter record`"
    assert desk.run("evidence", "--json").data == {"head": None, "links": []}
    assert desk.run("evidence", "--check").out.endswith("the chain is unbroken: 0 links, head none")


def test_a_personal_entry_is_listed_by_name_while_its_content_is_here(private: Desk) -> None:
    """The chain says nothing of it; this machine does, so that one can find what to erase."""
    assert f"recorded an entry (commitment {commitment(private)[:8]}…): met of 1 August 2023" in (
        private.run("evidence").out
    )
    data = private.run("evidence", "--json").data["links"]
    assert [link["private"] for link in data] == [None, None, None, None, "met of 1 August 2023", None]
    without_the_meeting(private)
    private.run("evidence", "--erase", commitment(private), "--reason", "asked to")
    assert "met of 1 August" not in private.run("evidence").out


# ── checking ───────────────────────────────────────────────────────────────────────────────────


def test_a_sound_chain_and_journal_check(recorded: Desk) -> None:
    told = recorded.run("evidence", "--check")
    assert (told.code, told.out) == (0, f"the chain is unbroken: 6 links, head {recorded.links[-1].head}")
    assert recorded.run("evidence", "--check", "--json").data == {"faults": [], "differences": []}


def test_what_is_not_recorded_yet_is_named_and_is_no_fault(recorded: Desk) -> None:
    entry = '\n[[entry]]\nkind = "hours"\non = 2023-08-07\nby = "mara"\nhours = "1 hours"\nwork = "Mail"\n'
    recorded.change("journal.toml", 'id = "reading"\n', f'id = "reading"\n{entry}')
    told = recorded.run("evidence", "--check")
    assert told.code == 0
    assert told.out.startswith("entry 4 (hours of 7 August 2023) is not recorded yet: run `charter record`")


def test_a_changed_entry_is_a_fault(recorded: Desk) -> None:
    recorded.change("journal.toml", "6 hours", "8 hours")
    told = recorded.run("evidence", "--check")
    assert told.code == 1
    assert told.out.startswith("entry 1 (hours of 1 August 2023) was changed since it was recorded")
    found = recorded.run("evidence", "--check", "--json").data["differences"]
    assert [(each["kind"], each["entry"]) for each in found] == [("changed", 1)]


def test_an_edited_line_is_named(recorded: Desk) -> None:
    recorded.change("evidence.jsonl", "hours of 1 August", "hours of 2 August")
    told = recorded.run("evidence", "--check")
    assert told.code == 1
    assert "line 4: changed after line 5 was linked to it" in told.out
    assert "unbroken" not in told.out
    assert recorded.run("evidence", "--check", "--json").data["faults"][0]["kind"] == "edited"


def test_a_chain_cut_off_shows_against_a_head_that_is_known(recorded: Desk) -> None:
    head = str(recorded.links[-1].head)
    recorded.evidence.write_bytes(b"".join(recorded.evidence.read_bytes().splitlines(keepends=True)[:4]))
    told = recorded.run("evidence", "--check", "--known", head)
    assert told.code == 1
    assert "the chain ends at link 4, but link 6 is known to have followed" in told.out


@pytest.mark.parametrize("entry", [True, False])
def test_private_content_that_is_missing_though_nobody_erased_it_is_a_fault(
    private: Desk, *, entry: bool
) -> None:
    if not entry:
        feedback = commit({"trust": 4})
        what = {"commitment": feedback.commitment, "name": "feedback of March"}
        append(
            FolderStore(private.folder),
            RecordedEvent("committed", "Jonas Petersen", private.links[0].at, what),
        )
    else:
        (private.folder / "evidence.private.jsonl").unlink()
    told = private.run("evidence", "--check")
    assert told.code == 1
    assert "private content is missing" in told.out


# ── carrying it elsewhere ──────────────────────────────────────────────────────────────────────


def test_an_exported_chain_comes_back_byte_for_byte(recorded: Desk, tmp_path: Path) -> None:
    copy, whole = tmp_path / "out" / "chain.jsonl", recorded.evidence.read_bytes()
    told = recorded.run("evidence", "--export", str(copy))
    assert (told.code, copy.read_bytes()) == (0, whole)
    assert told.out.endswith(f"6 links, head {recorded.links[-1].head}")
    assert recorded.run("evidence", "--import", str(copy)).out == "nothing new"
    recorded.evidence.write_bytes(b"".join(whole.splitlines(keepends=True)[:4]))
    assert recorded.run("evidence", "--import", str(copy)).out == "2 new links"
    assert recorded.evidence.read_bytes() == whole


def test_what_the_other_side_signed_in_its_own_folder_is_taken_over(desk: Desk, tmp_path: Path) -> None:
    desk.run("sign")
    theirs = type(desk)(Path(shutil.copytree(desk.folder, tmp_path / "theirs")))
    theirs.sign("jonas")
    assert desk.run("evidence", "--import", str(theirs.folder)).out == "3 new links, 1 new signature"
    assert "jonas Jonas Petersen signed on 4 Mar 2026" in desk.run("sign").out
    assert desk.run("evidence", "--import", str(theirs.folder)).out == "nothing new"
    assert desk.sign("mara").out.endswith("all have signed: run `charter seal`")


def test_two_histories_are_never_merged(recorded: Desk, tmp_path: Path) -> None:
    copy = tmp_path / FILE
    copy.write_bytes(b"".join(recorded.evidence.read_bytes().splitlines(keepends=True)[:4]))
    append(FolderStore(tmp_path), RecordedEvent("exported", "Jonas Petersen", recorded.links[0].at))
    told = recorded.run("evidence", "--import", str(copy))
    assert told.code == 2
    assert "went separate ways at link 5" in told.err


def test_nothing_recorded_is_nothing_to_export(desk: Desk, tmp_path: Path) -> None:
    told = desk.run("evidence", "--export", str(tmp_path / "chain.jsonl"))
    assert told.code == 2
    assert "nothing is recorded yet" in told.err


# ── erasing ────────────────────────────────────────────────────────────────────────────────────


def test_personal_content_is_erased_and_the_chain_still_checks(private: Desk) -> None:
    name = commitment(private)
    without_the_meeting(private)
    told = private.run("evidence", "--erase", name, "--reason", "Jonas Petersen asked for it")
    assert told.code == 0
    assert b"weekly" not in (private.folder / "evidence.private.jsonl").read_bytes()
    assert private.links[-1].what == {"commitment": name, "reason": "Jonas Petersen asked for it"}
    assert private.run("evidence", "--check").code == 0
    assert private.run("record").code == 0
    private.run("evidence", "--erase", name, "--reason", "Jonas Petersen asked for it")
    assert private.kinds.count("erased") == 1


def test_what_was_erased_cannot_be_guessed_from_what_is_left(private: Desk) -> None:
    """Whoever knows every likely entry has no salt to try it with: it was random, and is gone."""
    name = commitment(private)
    (opening,) = FolderStore(private.folder).openings().values()
    assert opening.commitment == name
    without_the_meeting(private)
    assert private.run("evidence", "--erase", name, "--reason", "asked to").code == 0
    left = [path.read_bytes() for path in private.folder.rglob("*") if path.is_file()]
    assert not any(opening.salt.hex().encode() in content or opening.salt in content for content in left)
    assert not any(digest_of(opening.content).encode() in content for content in left)
    salts = [b"", bytes(SALT_BYTES), *(bytes([byte]) * SALT_BYTES for byte in range(256))]
    assert name not in {Opening(salt, opening.content).commitment for salt in salts}


def test_what_is_lost_may_be_declared_erased_and_no_file_is_made(private: Desk) -> None:
    name = commitment(private)
    without_the_meeting(private)
    (private.folder / PRIVATE_FILE).unlink()
    assert private.run("evidence", "--erase", name, "--reason", "asked to").code == 0
    assert not (private.folder / PRIVATE_FILE).exists()
    assert private.run("evidence", "--check").code == 0


def test_what_the_journal_still_says_is_not_erased(private: Desk) -> None:
    before = private.evidence.read_bytes()
    told = private.run("evidence", "--erase", commitment(private), "--reason", "asked to")
    assert told.code == 2
    assert "entry 2 (met of 1 August 2023) still stands in the journal: take it out" in told.err
    assert private.evidence.read_bytes() == before


def test_erasing_needs_a_reason(private: Desk) -> None:
    told = private.run("evidence", "--erase", commitment(private))
    assert told.code == 2
    assert "say why it is erased" in told.err


def test_an_unknown_commitment_is_refused(private: Desk) -> None:
    told = private.run("evidence", "--erase", "ab" * 32, "--reason", "asked to")
    assert told.code == 2
    assert "the chain holds no commitment abab" in told.err


def test_other_private_content_is_erased_without_touching_the_journal(desk: Desk) -> None:
    desk.run("record")
    feedback = commit({"trust": 4})
    FolderStore(desk.folder).keep(feedback)
    what = {"commitment": feedback.commitment, "name": "feedback of March"}
    append(FolderStore(desk.folder), RecordedEvent("committed", "Jonas Petersen", desk.links[0].at, what))
    assert desk.run("evidence", "--erase", feedback.commitment, "--reason", "asked to").code == 0
    assert desk.run("evidence", "--check").code == 0


# ── what a killed recording left ───────────────────────────────────────────────────────────────


@pytest.fixture
def orphaned(recorded: Desk) -> Desk:
    """Harbourline after a recording that was killed between the content of a personal entry and its link."""
    journal = recorded.folder / "journal.toml"
    journal.write_text(journal.read_text("utf-8") + ILL, "utf-8")
    books = Books.of(load(recorded.folder), engagement_texts(recorded.folder))
    FolderStore(recorded.folder).keep(commit(books.entries[3].content))
    return recorded


def says_illness(desk: Desk) -> set[str]:
    return {
        path.name for path in desk.folder.rglob("*") if path.is_file() and b"illness" in path.read_bytes()
    }


def test_an_orphan_is_listed_with_its_entry(orphaned: Desk) -> None:
    (name,) = FolderStore(orphaned.folder).openings()
    told = orphaned.run("evidence", "--orphans")
    assert told.code == 0
    assert f"{name} hours of 4 August 2023 stands in journal.toml as entry 4" in told.out
    found = orphaned.run("evidence", "--orphans", "--json").data
    assert found == {
        "orphans": [{"commitment": name, "name": "hours of 4 August 2023", "entry": 4}],
        "scraps": [],
    }
    check = orphaned.run("evidence", "--check")
    assert check.code == 0, "nothing that is proven is in doubt"
    assert f"private content ({name[:8]}…) is kept of which no link speaks" in check.out


def test_an_orphan_is_erased_and_the_chain_says_nothing_of_it(orphaned: Desk) -> None:
    (name,), before = FolderStore(orphaned.folder).openings(), orphaned.evidence.read_bytes()
    orphaned.change("journal.toml", ILL, "")
    assert says_illness(orphaned) == {PRIVATE_FILE}
    assert orphaned.run("evidence", "--erase-orphans").out.startswith(f"{name} Erased here.")
    assert says_illness(orphaned) == set()
    assert orphaned.evidence.read_bytes() == before
    assert orphaned.run("evidence", "--erase-orphans").out == "nothing is left over to erase"
    assert orphaned.run("evidence", "--orphans").out.startswith("no private content is left over")
    assert orphaned.run("evidence", "--check").code == 0


def test_an_orphan_whose_entry_was_recorded_in_plain_is_erased_and_the_entry_stays(orphaned: Desk) -> None:
    assert orphaned.run("record").code == 0
    assert orphaned.run("evidence", "--erase-orphans", "--json").data["erased"]
    assert says_illness(orphaned) == {"journal.toml"}
    assert orphaned.run("evidence", "--check").code == 0


@pytest.mark.parametrize("name", [PRIVATE_FILE, f"{PRIVATE_FILE}.torn", f".{PRIVATE_FILE}.new"])
def test_half_a_line_that_a_killed_write_left_is_listed_and_erased(private: Desk, name: str) -> None:
    with (private.folder / name).open("ab") as file:
        file.write(b'{"commitment":"ab","content":{"work":"Talk about an illness')
    told = private.run("evidence", "--orphans")
    assert f"{private.folder / name} a write that was cut off" in told.out
    assert private.run("evidence", "--erase-orphans").code == 0
    assert says_illness(private) == set()
    assert private.run("evidence", "--check").code == 0
    assert commitment(private) in FolderStore(private.folder).openings(), "what the chain speaks of stays"


def test_where_the_chain_is_broken_nothing_is_taken_for_an_orphan(private: Desk) -> None:
    """Lines that are gone from the middle of the chain would make orphans of what they speak of."""
    lines = private.evidence.read_bytes().splitlines(keepends=True)
    private.evidence.write_bytes(b"".join([*lines[:4], *lines[5:]]))
    for words in ("--orphans", "--erase-orphans"):
        assert private.run("evidence", words).code == 1
    assert len(FolderStore(private.folder).openings()) == 1


# ── what does not go together ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            ("--check", "--head"),
            "choose one of --check, --head, --export, --import, --erase, --orphans and --erase-orphans",
        ),
        (("--known", "1:" + "ab" * 32), "--known belongs to --check"),
        (("--check", "--known", "seven"), '"seven" is no head of a chain'),
    ],
)
def test_what_does_not_go_together_is_refused(desk: Desk, words: tuple[str, ...], says: str) -> None:
    told = desk.run("evidence", *words)
    assert told.code == 2
    assert says in told.err
