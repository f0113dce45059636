"""Sealing a folder: whatever happened before, one sealed file and one link remain."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from charter import atomic
from charter.sealing.evidence import append
from charter.sealing.evidence.chain import Chain
from charter.sealing.making.keys import UnusableKey
from charter.sealing.making.seal import NotSealable, seal
from charter.sealing.making.upgrade import Material, upgrade
from charter.sealing.signing import freeze, sign
from charter.sealing.signing import seal_folder as sealing
from charter.sealing.signing.seal_folder import seal_folder, upgrade_folder
from charter.sealing.verification.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from charter.sealing.making.keys import Key
    from charter.sealing.signing.freeze import Frozen
    from charter.sealing.signing.sign import Signature
    from tests.sealing.conftest import Authority, Engagement

    SignAll = Callable[[Path], Engagement]

SPRING = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
LATER = SPRING + dt.timedelta(hours=3)


def sealings(path: Path) -> int:
    return sum(link.kind == "sealed" for link in Chain.read(path))


def test_a_signed_folder_is_sealed_and_its_chain_says_so(key: Key, sign_all: SignAll, tmp_path: Path) -> None:
    place = sign_all(tmp_path)
    done = seal_folder(place.signing, key, SPRING, by="Mara Lindqvist", evidence=place.chain)
    assert (place.signing / sealing.SEALED).read_bytes() == done.pdf
    assert [link.kind for link in Chain.read(place.chain)] == ["signed", "signed", "sealed"]
    verdict = verify(done.pdf, evidence=place.chain.read_bytes(), signer=key.fingerprint)
    assert verdict.findings == {}
    assert (verdict.terms_match.reason, verdict.chain.reason) == ("terms-not-compared", "recorded")


def test_sealing_again_changes_nothing(key: Key, sign_all: SignAll, tmp_path: Path) -> None:
    place = sign_all(tmp_path)
    first = seal_folder(place.signing, key, SPRING, by="Mara Lindqvist", evidence=place.chain)
    chain = place.chain.read_bytes()
    again = seal_folder(place.signing, key, LATER, by="Mara Lindqvist", evidence=place.chain)
    assert (again, place.chain.read_bytes()) == (first, chain)


@pytest.mark.parametrize("killed_before", ["write", "ensure"])
def test_a_seal_killed_between_its_steps_is_completed_by_the_next(
    key: Key, sign_all: SignAll, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed_before: str
) -> None:
    place = sign_all(tmp_path)

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if killed_before == "write":
            patch.setattr(atomic, "write", killed)
        else:
            patch.setattr(sealing, "_record", killed)
        with pytest.raises(KeyboardInterrupt):
            seal_folder(place.signing, key, SPRING, by="Mara Lindqvist", evidence=place.chain)
    assert (place.signing / sealing.SEALED).exists() == (killed_before == "ensure")
    done = seal_folder(place.signing, key, LATER, by="Mara Lindqvist", evidence=place.chain)
    assert sealings(place.chain) == 1
    assert verify(done.pdf, evidence=place.chain.read_bytes()).findings == {}


def test_a_folder_is_not_sealed_before_all_have_signed(
    frozen: Frozen, signatures: tuple[Signature, Signature], key: Key, tmp_path: Path
) -> None:
    freeze.keep(frozen, tmp_path)
    sign.keep_signature(frozen, signatures[0], tmp_path)
    with pytest.raises(NotSealable, match=r"not signed yet by mara@cto\.example"):
        seal_folder(tmp_path, key, SPRING, by="Mara Lindqvist", evidence=tmp_path / append.FILE)
    assert not (tmp_path / sealing.SEALED).exists()


@pytest.mark.parametrize("content", [b"%PDF-1.7 broken", b""])
def test_a_sealed_file_of_another_origin_is_named_and_kept(
    key: Key, sign_all: SignAll, tmp_path: Path, content: bytes
) -> None:
    place = sign_all(tmp_path)
    path = place.signing / sealing.SEALED
    path.write_bytes(content)
    with pytest.raises(NotSealable, match="move it away"):
        seal_folder(place.signing, key, SPRING, by="Mara Lindqvist", evidence=place.chain)
    assert path.read_bytes() == content
    assert sealings(place.chain) == 0


def test_an_amendments_seal_refers_to_what_it_amends(
    sealed: bytes, key: Key, sign_all: SignAll, tmp_path: Path
) -> None:
    place = sign_all(tmp_path)
    original = verify(sealed).digest
    done = seal_folder(place.signing, key, SPRING, by="Mara Lindqvist", evidence=place.chain, amends=original)
    assert verify(done.pdf).amends == original
    assert verify(sealed).amends == ""


def test_an_upgrade_is_recorded_and_the_seal_stays_in_the_chain(
    key: Key, sign_all: SignAll, authority: Authority, tmp_path: Path
) -> None:
    place = sign_all(tmp_path)
    seal_folder(place.signing, key, SPRING, by="Mara Lindqvist", evidence=place.chain)
    done = upgrade_folder(
        place.signing, LATER, authority.clock(LATER), by="Mara Lindqvist", evidence=place.chain
    )
    assert done.level == "B-T"
    assert [link.kind for link in Chain.read(place.chain)][-1] == "timestamped"
    verdict = verify(done.pdf, evidence=place.chain.read_bytes())
    assert (verdict.findings, verdict.chain.reason) == ({}, "recorded")
    again = seal_folder(place.signing, key, LATER, by="Mara Lindqvist", evidence=place.chain)
    assert (again.pdf, sealings(place.chain)) == (done.pdf, 1)


def test_nothing_sealed_is_nothing_to_upgrade(
    sign_all: SignAll, authority: Authority, tmp_path: Path
) -> None:
    place = sign_all(tmp_path)
    with pytest.raises(NotSealable, match="seal the document first"):
        upgrade_folder(
            place.signing, LATER, authority.clock(LATER), by="Mara Lindqvist", evidence=place.chain
        )


def test_who_seals_again_is_not_who_sealed(key: Key, sign_all: SignAll, tmp_path: Path) -> None:
    place = sign_all(tmp_path)
    for by in ("Mara Lindqvist", "Priya Raman"):
        seal_folder(place.signing, key, SPRING, by=by, evidence=place.chain)
    assert [link.by for link in Chain.read(place.chain).find("sealed")] == ["Mara Lindqvist"]


def test_an_upgrade_that_was_killed_before_its_link_is_completed_not_repeated(
    key: Key, sign_all: SignAll, authority: Authority, tmp_path: Path
) -> None:
    place = sign_all(tmp_path)
    done = seal_folder(place.signing, key, SPRING, by="Mara Lindqvist", evidence=place.chain)
    stamped = upgrade(done.pdf, authority.clock(LATER)).pdf
    (place.signing / sealing.SEALED).write_bytes(stamped)
    again = upgrade_folder(
        place.signing, LATER, authority.clock(LATER), by="Mara Lindqvist", evidence=place.chain
    )
    assert (again.pdf, again.level) == (stamped, "B-T")
    assert [link.kind for link in Chain.read(place.chain)][-2:] == ["sealed", "timestamped"]
    more = upgrade_folder(
        place.signing, LATER, authority.clock(LATER), by="Mara Lindqvist", evidence=place.chain
    )
    assert more.pdf.startswith(stamped)
    assert len(verify(more.pdf).stamps) == 2


def test_sealing_again_completes_the_link_of_a_timestamp_and_asks_for_none(
    key: Key, sign_all: SignAll, authority: Authority, tmp_path: Path
) -> None:
    place = sign_all(tmp_path)
    done = seal_folder(place.signing, key, SPRING, by="Mara Lindqvist", evidence=place.chain)
    again = seal_folder(
        place.signing, key, LATER, by="Mara Lindqvist", evidence=place.chain, service=authority.clock(LATER)
    )
    assert (again.level, "without a timestamp" in again.missing) == ("B-B", True)
    (place.signing / sealing.SEALED).write_bytes(upgrade(done.pdf, authority.clock(LATER)).pdf)
    seal_folder(place.signing, key, LATER, by="Mara Lindqvist", evidence=place.chain)
    assert [link.kind for link in Chain.read(place.chain)][-1] == "timestamped"


def test_material_alone_is_recorded_once_also_after_a_kill(
    sign_all: SignAll, authority: Authority, tmp_path: Path
) -> None:
    place, key = sign_all(tmp_path), authority.key("Northlight CTO")
    clock, found = authority.clock(SPRING), Material(lists=(authority.revocations(),))
    by, evidence = "Mara Lindqvist", place.chain
    done = seal_folder(place.signing, key, SPRING, by=by, evidence=evidence, service=clock)
    (place.signing / sealing.SEALED).write_bytes(upgrade(done.pdf, None, found).pdf)  # killed before its link
    again = upgrade_folder(place.signing, LATER, None, by=by, evidence=evidence, found=found)
    assert again.level == "B-LT"
    assert [link.kind for link in Chain.read(place.chain)][-2:] == ["sealed", "supplied"]
    last = upgrade_folder(place.signing, LATER, clock, by=by, evidence=evidence)
    assert [link.kind for link in Chain.read(place.chain)][-2:] == ["supplied", "timestamped"]
    verdict = verify(last.pdf, evidence=place.chain.read_bytes())
    assert (verdict.level, verdict.findings) == ("B-LTA", {})


def test_a_file_of_another_document_is_not_upgraded(
    key: Key, sign_all: SignAll, authority: Authority, frozen: Frozen, tmp_path: Path
) -> None:
    place = sign_all(tmp_path)
    (place.signing / sealing.SEALED).write_bytes(seal(frozen.pdf, key, SPRING).pdf)
    with pytest.raises(NotSealable, match="is not the sealed form of the document frozen here"):
        upgrade_folder(
            place.signing, LATER, authority.clock(LATER), by="Mara Lindqvist", evidence=place.chain
        )
    assert not place.chain.exists()


def test_a_chain_with_a_torn_end_still_proves_the_seal(key: Key, sign_all: SignAll, tmp_path: Path) -> None:
    place = sign_all(tmp_path)
    done = seal_folder(place.signing, key, SPRING, by="Mara Lindqvist", evidence=place.chain)
    torn = place.chain.read_bytes() + b'{"at":"2026-03'
    assert verify(done.pdf, evidence=torn).chain.reason == "recorded"
    assert verify(done.pdf, evidence=b'{"at":"2026-03').chain.reason == "chain-broken"


def test_a_key_out_of_its_time_seals_nothing_and_nothing_is_recorded(
    sign_all: SignAll, authority: Authority, tmp_path: Path
) -> None:
    place, late = sign_all(tmp_path), authority.key("Northlight CTO", days=10)
    with pytest.raises(UnusableKey, match="seal with one that is good now"):
        seal_folder(place.signing, late, SPRING, by="Mara Lindqvist", evidence=place.chain)
    assert not (place.signing / sealing.SEALED).exists()
    assert not place.chain.exists()
