"""A seal is as good as its file says, no better, and lets further signatures in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from charter.sealing.making import seal as sealing
from charter.sealing.making.keys import SealingKey
from charter.sealing.making.seal import NotSealable, countersign, field_of
from charter.sealing.making.timestamping import Absent, service, stamp
from charter.sealing.making.upgrade import Material, material, upgrade
from charter.sealing.signing.freeze import Frozen
from charter.sealing.verification.level import level
from charter.sealing.verification.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sealing.conftest import Authority

SPRING = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
LATER = SPRING + dt.timedelta(days=400)


def test_a_seal_without_a_service_is_at_level_b_b_and_asks_for_nothing_more(
    frozen: Frozen, key: SealingKey
) -> None:
    done = sealing.seal(frozen.pdf, key, SPRING)
    assert (done.level, done.missing) == ("B-B", "")
    assert done.pdf.startswith(frozen.pdf.rstrip() + b"\n")


def test_the_same_document_sealed_at_the_same_time_is_the_same_file(frozen: Frozen, key: SealingKey) -> None:
    assert sealing.seal(frozen.pdf, key, SPRING) == sealing.seal(frozen.pdf, key, SPRING)


def test_a_seal_with_a_service_is_at_level_b_t(frozen: Frozen, key: SealingKey, authority: Authority) -> None:
    done = sealing.seal(frozen.pdf, key, SPRING, service=authority.clock(SPRING))
    assert (done.level, done.missing) == ("B-T", "")
    verdict = verify(done.pdf)
    assert verdict.timestamped.holds
    assert [(each.by, each.at, each.over) for each in verdict.stamps] == [("Test Clock", SPRING, "signature")]


def test_a_service_that_is_down_leaves_a_seal_that_says_so(frozen: Frozen, key: SealingKey) -> None:
    done = sealing.seal(frozen.pdf, key, SPRING, service=service("http://127.0.0.1:9/tsa"))
    assert done.level == "B-B"
    assert "the timestamp service gave none" in done.missing
    assert verify(done.pdf).exit_code == 0


def test_what_a_down_service_left_out_an_upgrade_adds(
    frozen: Frozen, key: SealingKey, authority: Authority
) -> None:
    before = sealing.seal(frozen.pdf, key, SPRING, service=service("http://127.0.0.1:9/tsa"))
    after = upgrade(before.pdf, authority.clock(LATER))
    assert (after.level, after.missing) == ("B-T", "")
    assert after.pdf.startswith(before.pdf)
    verdict = verify(after.pdf)
    assert (verdict.covers_whole_file.reason, verdict.exit_code) == ("later-additions", 0)
    assert [each.over for each in verdict.stamps] == ["document"]


def test_an_upgrade_without_a_service_changes_nothing_and_says_why(frozen: Frozen, key: SealingKey) -> None:
    before = sealing.seal(frozen.pdf, key, SPRING)
    after = upgrade(before.pdf, service("http://127.0.0.1:9/tsa"))
    assert (after.pdf, after.level) == (before.pdf, "B-B")
    assert "gave none" in after.missing


def test_with_material_for_every_certificate_the_level_is_b_lta(frozen: Frozen, authority: Authority) -> None:
    clock = authority.clock(SPRING)
    before = sealing.seal(frozen.pdf, authority.key("Northlight CTO"), SPRING, service=clock)
    after = upgrade(before.pdf, clock, Material(lists=(authority.revocations(),)))
    assert after.level == "B-LTA"
    root = authority.root.public_bytes(Encoding.DER)
    verdict = verify(after.pdf, roots=[root])
    assert verdict.trusted.holds
    assert [each.trusted.holds for each in verdict.stamps] == [True, True]


def test_material_alone_makes_b_t_b_lt_and_a_timestamp_over_it_b_lta(
    frozen: Frozen, authority: Authority
) -> None:
    clock = authority.clock(SPRING)
    before = sealing.seal(frozen.pdf, authority.key("Mara"), SPRING, service=clock, signatories=1)
    between = upgrade(before.pdf, None, Material(lists=(authority.revocations(),)))
    assert (before.level, between.level, between.missing) == ("B-T", "B-LT", "")
    assert between.pdf.startswith(before.pdf)
    verdict = verify(between.pdf, roots=[authority.root.public_bytes(Encoding.DER)])
    assert (verdict.findings, verdict.level) == ({}, "B-LT")
    assert "validation material" in verdict.covers_whole_file.says
    after = upgrade(between.pdf, clock)
    assert (after.level, verify(after.pdf).findings) == ("B-LTA", {})


def test_material_is_put_in_also_when_the_service_gives_no_timestamp(
    frozen: Frozen, authority: Authority
) -> None:
    before = sealing.seal(frozen.pdf, authority.key("Mara"), SPRING, service=authority.clock(SPRING))
    done = upgrade(before.pdf, service("http://127.0.0.1:9/tsa"), Material(lists=(authority.revocations(),)))
    assert (done.level, "the timestamp service gave none" in done.missing) == ("B-LT", True)


@pytest.mark.parametrize("stamped", [False, True])
def test_material_alone_that_raises_no_level_leaves_the_file_and_says_what_is_missing(
    frozen: Frozen, authority: Authority, *, stamped: bool
) -> None:
    clock = authority.clock(SPRING) if stamped else None
    before = sealing.seal(frozen.pdf, authority.key("Mara"), SPRING, service=clock)
    lists = (authority.revocations(),)
    found = Material(
        certificates=(authority.root.public_bytes(Encoding.DER),), lists=() if stamped else lists
    )
    done = upgrade(before.pdf, None, found)
    assert (done.pdf, done.level) == (before.pdf, before.level)
    assert ("certificate" if stamped else "a timestamp") in done.missing


def test_material_alone_lowers_no_level(frozen: Frozen, authority: Authority) -> None:
    """After the last timestamp it would stand under none: B-LTA would be B-LT again."""
    clock, found = authority.clock(SPRING), Material(lists=(authority.revocations(),))
    high = upgrade(sealing.seal(frozen.pdf, authority.key("Mara"), SPRING, service=clock).pdf, clock, found)
    done = upgrade(high.pdf, None, Material(lists=(authority.revocations(7),)))
    assert (done.pdf, done.level) == (high.pdf, "B-LTA")
    assert "adds nothing to B-LTA" in done.missing


def test_material_that_misses_a_certificate_does_not_raise_the_level(
    frozen: Frozen, authority: Authority
) -> None:
    clock = authority.clock(SPRING)
    before = sealing.seal(frozen.pdf, authority.key("Northlight CTO"), SPRING, service=clock)
    root = authority.root.public_bytes(Encoding.DER)
    assert upgrade(before.pdf, clock, Material(certificates=(root,))).level == "B-T"


def test_a_chain_of_document_timestamps_stands(frozen: Frozen, key: SealingKey, authority: Authority) -> None:
    done = sealing.seal(frozen.pdf, key, SPRING)
    for year in range(1, 4):
        done = upgrade(done.pdf, authority.clock(SPRING + dt.timedelta(days=365 * year)))
    verdict = verify(done.pdf)
    assert verdict.exit_code == 0
    assert [each.at.year for each in verdict.stamps if each.at] == [2027, 2028, 2029]


def test_a_signatory_may_add_a_signature_of_their_own_certificate(
    sealed: bytes, authority: Authority
) -> None:
    done = countersign(sealed, 1, authority.key("Jonas Weber"), LATER)
    verdict = verify(done.pdf)
    assert verdict.exit_code == 0
    assert verdict.identity.reason == "own-certificate"
    assert [(each.field, each.signer and each.signer.name) for each in verdict.further] == [
        ("Signature 1", "Jonas Weber")
    ]
    root = authority.root.public_bytes(Encoding.DER)
    assert verify(done.pdf, roots=[root]).identity.reason == "certificate-authority"


def test_both_signatories_may_sign_and_a_timestamp_may_follow(sealed: bytes, authority: Authority) -> None:
    pdf = sealed
    for number, name in enumerate(("Jonas Weber", "Mara Lindqvist"), 1):
        pdf = countersign(pdf, number, authority.key(name), LATER, service=authority.clock(LATER)).pdf
    pdf = upgrade(pdf, authority.clock(LATER)).pdf
    verdict = verify(pdf)
    assert verdict.exit_code == 0
    assert "2 signatures and 1 document timestamp" in verdict.covers_whole_file.says


def test_a_field_that_is_taken_or_was_never_made_takes_no_signature(
    sealed: bytes, authority: Authority
) -> None:
    key = authority.key("Jonas Weber")
    with pytest.raises(
        NotSealable, match="no empty field for signatory 3; free are: Signature 1, Signature 2"
    ):
        countersign(sealed, 3, key, LATER)
    once = countersign(sealed, 1, key, LATER).pdf
    with pytest.raises(NotSealable, match="free are: Signature 2"):
        countersign(once, 1, key, LATER)
    assert field_of(1) == "Signature 1"


def test_only_an_unsigned_pdf_is_sealed_and_only_a_sealed_one_upgraded(
    sealed: bytes, frozen: Frozen, key: SealingKey, authority: Authority
) -> None:
    with pytest.raises(NotSealable, match="not a PDF"):
        sealing.seal(b"<html>", key, SPRING)
    with pytest.raises(NotSealable, match="signed already"):
        sealing.seal(sealed, key, SPRING)
    with pytest.raises(NotSealable, match="no seal"):
        upgrade(frozen.pdf, authority.clock(SPRING))
    assert level(frozen.pdf) == "none"


@pytest.mark.parametrize("name", ["a.cer", "a.crl", "a.ocsp"])
def test_material_that_is_not_what_its_ending_says_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"-----BEGIN CERTIFICATE-----")
    with pytest.raises(NotSealable, match=rf"{name}: not what its ending says"):
        material(tmp_path)


def test_what_cannot_be_read_as_a_pdf_has_no_level() -> None:
    assert level(b"%PDF-1.7 broken") == "none"


def test_a_timestamp_of_something_else_or_a_huge_one_is_not_taken(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = authority.clock(SPRING)
    token = stamp(clock, b"\1" * 32)
    assert not isinstance(token, Absent)

    async def another(_digest: bytes, _algorithm: str) -> object:
        return token

    monkeypatch.setattr(clock, "async_timestamp", another)
    other = stamp(clock, b"\2" * 32)
    assert isinstance(other, Absent)
    assert "something else" in other.why
    monkeypatch.setattr("charter.sealing.making.timestamping.RESERVED", 100)
    huge = stamp(clock, b"\1" * 32)
    assert isinstance(huge, Absent)
    assert "room for 100" in huge.why
