"""`charter sign`: frozen, shown, signed or declined, and each step in the chain."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import sys
from typing import TYPE_CHECKING

import pytest

from charter.sealing.signing.ceremony import CONSENT

if TYPE_CHECKING:
    from tests.cli.evidence.conftest import Desk

NAMED = ["jonas", "mara"]


class Terminal(io.StringIO):
    """Somebody at a terminal, with what they will type."""

    def isatty(self) -> bool:
        return True


def digest(desk: Desk) -> str:
    return hashlib.sha256((desk.folder / "signing" / "document.pdf").read_bytes()).hexdigest()


def test_without_a_signer_the_document_is_frozen_and_offered(desk: Desk) -> None:
    told = desk.run("sign")
    assert told.code == 0
    assert told.out.endswith(
        f"signing/document.pdf SHA-256 {digest(desk)} jonas Jonas Petersen has not signed mara Mara Lindqvist has not signed"
    )
    assert desk.kinds == ["opened", "offered", "offered"]
    assert desk.links[-1].what == {"digest": digest(desk), "name": "agreement"}


def test_freezing_again_gives_the_same_document_and_no_further_link(desk: Desk) -> None:
    first, before = desk.run("sign"), desk.evidence.read_bytes()
    assert desk.run("sign") == first
    assert desk.evidence.read_bytes() == before


def test_a_signer_is_shown_the_digest_and_the_words_of_consent(desk: Desk) -> None:
    told = desk.run("sign", "--as", "jonas")
    assert told.code == 0
    assert "Jonas Petersen: read the file above, and compare its SHA-256." in told.out
    assert told.out.endswith(CONSENT)
    assert (desk.links[-1].kind, desk.links[-1].by) == ("seen", NAMED[0])


def test_a_signature_is_recorded_with_consent_and_digest(desk: Desk) -> None:
    told = desk.sign("jonas")
    assert told.code == 0
    assert "jonas Jonas Petersen signed on 4 Mar 2026: Jonas Petersen, passport seen" in told.out
    assert [(link.kind, link.by) for link in desk.links[-3:]] == [
        ("seen", NAMED[0]),
        ("agreed", NAMED[0]),
        ("signed", NAMED[0]),
    ]
    assert desk.links[-2].what == {"digest": digest(desk), "consent": CONSENT}


def test_when_all_have_signed_it_says_what_comes_next(desk: Desk) -> None:
    desk.sign("mara")
    assert desk.sign("jonas").out.endswith("all have signed: run `charter seal`")


def test_the_signatures_as_json(desk: Desk) -> None:
    desk.sign("jonas")
    data = desk.run("sign", "--as", "mara", "--decline", "The title is wrong.", "--json").data
    assert data == {
        "document": str(desk.folder / "signing" / "document.pdf"),
        "digest": digest(desk),
        "named": [
            {"signer": "jonas", "name": "Jonas Petersen"},
            {"signer": "mara", "name": "Mara Lindqvist"},
        ],
        "signed": [
            {
                "signer": NAMED[0],
                "at": "2026-03-04T10:00:00+01:00",
                "mark": "Jonas Petersen",
                "identified": "passport seen",
            }
        ],
        "declined": [
            {"signer": NAMED[1], "at": "2026-03-04T10:00:00+01:00", "reason": "The title is wrong."}
        ],
        "handed_on": [],
        "complete": False,
    }


def test_the_days_are_those_of_the_agreements_zone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half an hour before midnight in UTC it is the next day in Berlin; the document says so, too."""
    late = dt.datetime(2026, 3, 4, 23, 30, tzinfo=dt.UTC)
    monkeypatch.setattr("charter.cli.clock.now", lambda: late)
    assert "jonas Jonas Petersen signed on 5 Mar 2026: Jonas Petersen" in desk.sign("jonas").out
    given = next((desk.folder / "signing" / "given").glob("*.json")).read_text()
    assert "2026-03-05T00:30:00+01:00" in given
    assert desk.links[-1].at == late
    told = desk.run("sign", "--as", "mara", "--decline", "Too late.").out
    assert "declined on 5 Mar 2026: Too late." in told


def test_a_decline_is_recorded_with_its_reason_and_ends_the_signing(desk: Desk) -> None:
    told = desk.run("sign", "--as", "jonas", "--decline", "The title is wrong.")
    assert (told.code, desk.kinds[-1]) == (0, "declined")
    assert "jonas Jonas Petersen declined on 4 Mar 2026: The title is wrong." in told.out
    late = desk.sign("mara")
    assert late.code == 2
    assert "declined this document; freeze a new one" in late.err


# ── consent ────────────────────────────────────────────────────────────────────────────────────


def test_nobody_signs_without_having_been_asked(desk: Desk) -> None:
    told = desk.run("sign", "--as", "jonas", "--typed", "Jonas Petersen", "--identified", "passport seen")
    assert told.code == 2
    assert CONSENT in told.err
    assert "signed" not in desk.kinds


@pytest.mark.parametrize(("answer", "code", "last"), [("y\n", 0, "signed"), ("n\n", 2, "seen")])
def test_at_a_terminal_the_signer_is_asked_in_the_words_that_are_recorded(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, last: str
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    told = desk.run("sign", "--as", "jonas", "--typed", "Jonas Petersen", "--identified", "passport seen")
    assert (told.code, desk.kinds[-1]) == (code, last)
    assert CONSENT in told.out


# ── what is refused ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--typed", "Jonas Petersen"), "say who signs: --as KEY"),
        (("--consent",), "say who signs: --as KEY"),
        (("--as", "sven"), "no signatory 'sven': the terms name jonas, mara"),
        (("--as", "jonas", "--typed", "Jonas Petersen", "--consent"), "say how you know who signs"),
        (("--as", "jonas", "--typed", "Jonas", "--decline", "no"), "choose --typed or --decline"),
        (
            ("--as", "jonas", "--typed", "Jonas\u202e", "--identified", "x", "--consent"),
            'is not the name of who signs: write --typed "Jonas Petersen"',
        ),
        (
            ("--as", "jonas", "--typed", "Mickey Mouse", "--identified", "x", "--consent"),
            "'Mickey Mouse' is not the name of who signs",
        ),
        (
            ("--as", "jonas", "--typed", "Mara Lindqvist", "--identified", "x", "--consent"),
            'write --typed "Jonas Petersen", or name another --as',
        ),
        (
            ("--as", "jonas", "--typed", "  ", "--identified", "x", "--consent"),
            'the typed signature is blank: write --typed "Jonas Petersen", or name another --as',
        ),
        (("--typed", ""), "say who signs: --as KEY"),
        (("--as", "jonas", "--decline", " "), "a decline needs its reason"),
        (("--amendment", "2"), "there is no amendment 2; in the folder amendments/ there are: 1"),
    ],
)
def test_what_cannot_be_signed_is_refused(desk: Desk, words: tuple[str, ...], says: str) -> None:
    told = desk.run("sign", *words)
    assert told.code == 2
    assert says in told.err
    assert not {"agreed", "signed", "declined"} & set(desk.kinds)


def test_a_stranger_leaves_no_trace(desk: Desk) -> None:
    told = desk.run("sign", "--as", "jonas", "--typed", "Mickey Mouse", "--identified", "x", "--consent")
    assert told.code == 2
    assert not desk.evidence.exists()
    assert not (desk.folder / "signing").exists()


@pytest.mark.parametrize("typed", ["jonas petersen", "JONAS  PETERSEN", "Jónas Petersén"])
def test_a_name_is_the_same_without_capitals_blanks_and_marks(desk: Desk, typed: str) -> None:
    told = desk.run("sign", "--as", "jonas", "--typed", typed, "--identified", "x", "--consent")
    assert (told.code, desk.kinds[-1]) == (0, "signed")


def test_a_signature_is_given_once(desk: Desk) -> None:
    desk.sign("jonas")
    before = desk.evidence.read_bytes()
    told = desk.sign("jonas")
    assert told.code == 2
    assert "has signed already; a signature is given once" in told.err
    assert desk.evidence.read_bytes() == before


def test_terms_edited_after_freezing_are_refused(desk: Desk) -> None:
    desk.sign("jonas")
    desk.change("agreement.toml", "Fractional CTO engagement", "Part-time CTO engagement")
    told = desk.sign("mara")
    assert told.code == 2
    assert "the terms were changed after they were frozen" in told.err
    assert desk.kinds.count("signed") == 1


def test_a_frozen_file_that_was_edited_is_named(desk: Desk) -> None:
    desk.run("sign")
    desk.change("signing/document.json", "Harbourline", "Harbourside")
    told = desk.run("sign")
    assert told.code == 2
    assert "document.json: was changed after freezing" in told.err


def test_nothing_is_signed_over_a_broken_chain(desk: Desk) -> None:
    desk.run("sign")
    desk.change("evidence.jsonl", "harbourline", "harbourside")
    told = desk.sign("jonas")
    assert told.code == 1
    assert "line 1: changed after line 2 was linked to it" in told.out


# ── amendments ─────────────────────────────────────────────────────────────────────────────────


def test_an_amendment_is_signed_in_a_folder_of_its_own(desk: Desk) -> None:
    assert desk.sign("jonas", "--amendment", "1").code == 0
    assert (desk.folder / "signing" / "amendment-1" / "document.pdf").exists()
    assert "80 hours" in (desk.folder / "signing" / "amendment-1" / "agreement.toml").read_text()
    assert not (desk.folder / "signing" / "document.pdf").exists()
    offered = next(link for link in desk.links if link.kind == "offered")
    assert offered.what["name"] == "amendment 1"


def test_without_amendments_there_is_none_to_sign(desk: Desk) -> None:
    (desk.folder / "amendments" / "1.toml").unlink()
    assert "in the folder amendments/ there are: none" in desk.run("sign", "--amendment", "1").err
