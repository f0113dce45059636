"""`charter verify`: separate answers, in words and as data; and the whole way there by commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from charter.cli.errors import MENDABLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer
    from tests.cli.evidence.conftest import Desk

    Typed = Callable[..., Answer]


def test_from_the_journal_to_a_verified_seal_by_commands(desk: Desk, keys: Path, typed: Typed) -> None:
    """Record, sign on both sides, seal, verify; then tamper with the file, and with the evidence."""
    assert desk.run("record").code == 0
    assert desk.sign("jonas").code == 0
    assert desk.sign("mara").code == 0
    assert desk.run("seal", "--keys", str(keys)).code == 0
    good = typed("verify", str(desk.sealed), "--evidence", str(desk.evidence))
    assert good.code == 0
    assert "yes terms match the text" in good.out
    assert "level B-B open: to judge the certificate" in good.out
    assert good.out.endswith("nothing speaks against this file")

    whole = desk.sealed.read_bytes()
    desk.sealed.write_bytes(whole[:9000] + bytes([whole[9000] ^ 1]) + whole[9001:])
    bad = typed("verify", str(desk.sealed), "--evidence", str(desk.evidence))
    assert bad.code == 1
    assert bad.out.endswith("does not hold: intact")

    desk.sealed.write_bytes(whole)
    desk.evidence.write_bytes(b"".join(desk.evidence.read_bytes().splitlines(keepends=True)[:4]))
    cut = typed("verify", str(desk.sealed), "--evidence", str(desk.evidence))
    assert cut.code == 1
    assert "no chain of evidence The document was sealed after link" in cut.out
    assert cut.out.endswith("does not hold: chain of evidence")


def test_without_evidence_and_roots_these_answers_stay_open(sealed: Desk, typed: Typed) -> None:
    told = typed("verify", str(sealed.sealed))
    assert told.code == 0
    assert "open trusted No roots of trust were named" in told.out
    assert "open chain of evidence No evidence was given" in told.out
    assert "open: to judge the certificate, name roots that you trust with --roots" in told.out
    assert "open: to check the chain, name the evidence with --evidence" in told.out
    assert (
        "open identity of the signers The identity of the signers is attested by the operator only"
        in told.out
    )


def test_the_signers_certificate_may_be_trusted_and_named(sealed: Desk, keys: Path, typed: Typed) -> None:
    roots = ("--roots", str(keys / "seal.pem"))
    data = typed("verify", str(sealed.sealed), *roots, "--json").data
    assert (data["trusted"]["holds"], data["findings"]) == (True, [])
    pinned = ":".join(data["signer"]["fingerprint"].upper()[at : at + 2] for at in range(0, 64, 2))
    assert typed("verify", str(sealed.sealed), "--signer", pinned).code == 0
    other = typed("verify", str(sealed.sealed), "--signer", "ab" * 32)
    assert (other.code, other.out.split(" does not hold: ")[1]) == (1, "by this signer")


def test_the_answers_as_json_keep_their_names(sealed: Desk, typed: Typed) -> None:
    data = typed("verify", str(sealed.sealed), "--evidence", str(sealed.evidence), "--json").data
    assert set(data) == {
        "intact",
        "covers_whole_file",
        "by_signer",
        "identity",
        "trusted",
        "timestamped",
        "terms_match",
        "chain",
        "level",
        "digest",
        "claimed_at",
        "signer",
        "stamps",
        "further",
        "amends",
        "amended",
        "master",
        "printed",
        "findings",
    }
    assert data["chain"]["reason"] == "recorded"


def test_an_amendment_says_what_it_amends(sealed: Desk, keys: Path, typed: Typed) -> None:
    for key in ("jonas", "mara"):
        sealed.sign(key, "--amendment", "1")
    sealed.run("seal", "--keys", str(keys), "--amendment", "1")
    told = typed("verify", str(sealed.folder / "signing" / "amendment-1" / "sealed.pdf"))
    agreement = typed("verify", str(sealed.sealed), "--json").data["digest"]
    assert f"level B-B, amends {agreement}" in told.out
    assert "open what it amends No evidence was given" in told.out
    assert (
        "open: to look for the agreement that this one amends, name the evidence with --evidence" in told.out
    )


def test_what_an_amendment_amends_is_looked_for_in_the_evidence(
    sealed: Desk, keys: Path, typed: Typed
) -> None:
    for key in ("jonas", "mara"):
        sealed.sign(key, "--amendment", "1")
    sealed.run("seal", "--keys", str(keys), "--amendment", "1")
    amendment = str(sealed.folder / "signing" / "amendment-1" / "sealed.pdf")
    told = typed("verify", amendment, "--evidence", str(sealed.evidence))
    assert told.code == 0
    assert "yes what it amends Link" in told.out
    assert "what it amends" not in typed("verify", str(sealed.sealed), "--evidence", str(sealed.evidence)).out


def test_what_is_no_pdf_is_bad_input(desk: Desk, typed: Typed) -> None:
    told = typed("verify", str(desk.folder / "agreement.toml"))
    assert told.code == 2
    assert told.err == (
        f"error: {desk.folder / 'agreement.toml'}: this is not a PDF: it does not begin with %PDF-. "
        "Name the sealed PDF, like signing/sealed.pdf."
    )


def test_a_folder_is_bad_input_and_the_file_in_it_is_named(sealed: Desk, typed: Typed) -> None:
    told = typed("verify", str(sealed.folder))
    assert told.code == 2
    assert told.err.endswith(f"is a folder. Name the file in it, like {sealed.sealed}.")


def test_a_missing_file_is_bad_input(desk: Desk, typed: Typed) -> None:
    told = typed("verify", str(desk.sealed))
    assert (told.code, told.err) == (2, f"error: {desk.sealed}: No such file or directory")


def test_a_file_without_end_is_not_read_to_its_end(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("charter.sealing.verification.pdf_file.MOST", 2**20)
    told = typed("verify", "/dev/zero")
    assert told.code == 2
    assert "has no end in sight: nothing that Charter seals or records is larger than 1 MiB" in told.err


def test_a_large_file_is_named_before_it_is_read(typed: Typed, tmp_path: Path) -> None:
    """A hole of a gibibyte takes no room on the disk; to read it would take the machine's memory."""
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(2**30)
    large.chmod(0)  # whoever tries to read it is refused, unless by root
    told = typed("verify", str(large))
    assert told.code == 2
    assert (
        "has 1024 MiB and was not read: nothing that Charter seals or records is larger than 32 MiB"
        in told.err
    )


@pytest.mark.parametrize("text", ["", "zz", "ab" * 31, "ab" * 33])
def test_a_fingerprint_that_is_none_is_bad_input(sealed: Desk, typed: Typed, text: str) -> None:
    told = typed("verify", str(sealed.sealed), "--signer", text)
    assert told.code == 2
    assert "is no SHA-256 of a certificate" in told.err


def test_a_file_given_as_evidence_that_is_none(sealed: Desk, typed: Typed) -> None:
    told = typed("verify", str(sealed.sealed), "--evidence", str(sealed.sealed))
    assert told.code == 1
    assert "no chain of evidence What was given as evidence is none" in told.out
    assert "Ask for the evidence again (charter evidence --export)" in told.out


def test_the_exit_codes_are_documented(typed: Typed) -> None:
    assert (
        "Exit code 0: no answer is no; 1: at least one is; 2: this is no PDF" in typed("verify", "--help").out
    )


def test_an_unsigned_pdf_is_a_finding(desk: Desk, typed: Typed) -> None:
    desk.run("sign")
    told = typed("verify", str(desk.folder / "signing" / "document.pdf"))
    assert told.code == 1
    assert (
        "no intact The file carries no seal. If you expected one, this is not the file as it was sealed."
        in told.out
    )
    assert "open all other answers Not judged, because the seal itself does not hold." in told.out
    assert told.out.count("open ") == 1
    assert "Do not rely on this copy." in told.out


@pytest.mark.parametrize("option", ["--evidence", "--roots"])
def test_files_that_cannot_be_read_are_named(sealed: Desk, typed: Typed, option: str) -> None:
    told = typed("verify", str(sealed.sealed), option, str(sealed.folder / "nothing"))
    assert (told.code, told.err) == (2, f"error: {sealed.folder / 'nothing'}: No such file or directory")


def test_roots_that_are_no_certificates_are_refused(sealed: Desk, typed: Typed) -> None:
    told = typed("verify", str(sealed.sealed), "--roots", str(sealed.evidence))
    assert told.code == 2
    assert "holds no certificates in PEM" in told.err


@pytest.mark.parametrize("name", sorted(MENDABLE))
def test_what_sealing_says_to_people_is_known_by_its_right_name(name: str) -> None:
    module, _, kind = name.rpartition(".")
    found = getattr(__import__(module, fromlist=[kind]), kind)
    assert issubclass(found, ValueError)
    assert f"{found.__module__}.{found.__qualname__}" == name
