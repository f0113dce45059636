"""`charter seal`: once, whole, at the level really reached; timestamps may come later."""

from __future__ import annotations

import datetime as dt
import hashlib
import stat
import sys
from typing import TYPE_CHECKING

import pytest
import typer
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12

from charter.sealing.making import embedding, timestamping
from charter.sealing.verification.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cryptography import x509
    from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

    from tests.cli.conftest import Answer
    from tests.cli.evidence.conftest import Desk

AT = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
NOWHERE = "http://127.0.0.1:9/tsa"  # the port of RFC 863, where nobody listens
SERVICE = "https://time.example/tsa"


def seal(desk: Desk, keys: Path, *words: str) -> Answer:
    return desk.run("seal", "--keys", str(keys), *words)


@pytest.fixture
def _reachable(clock_service: DummyTimeStamper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timestamping, "service", {SERVICE: clock_service}.__getitem__)


@pytest.fixture
def own_key(tmp_path: Path, certified: Callable[..., x509.Certificate]) -> Path:
    """Mara's own key in a PKCS#12 file, with the passphrase "salt and pepper"."""
    secret, path = ec.generate_private_key(ec.SECP256R1()), tmp_path / "mara.p12"
    how = serialization.BestAvailableEncryption(b"salt and pepper")
    own = certified("Mara Lindqvist", secret, clock=False)
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"own", secret, own, None, how))
    path.chmod(0o600)
    return path


def test_a_signed_document_is_sealed_and_the_chain_says_so(signed: Desk, keys: Path) -> None:
    told = seal(signed, keys)
    digest = hashlib.sha256(signed.sealed.read_bytes()).hexdigest()
    assert told.code == 0
    assert f"SHA-256 {digest} level B-B head {signed.links[-1].head}" in told.out
    assert "missing" not in told.out
    assert signed.links[-1].what["digest"] == digest


def test_sealing_again_changes_nothing(signed: Desk, keys: Path) -> None:
    first = seal(signed, keys)
    before = signed.sealed.read_bytes(), signed.evidence.read_bytes()
    assert seal(signed, keys) == first
    assert (signed.sealed.read_bytes(), signed.evidence.read_bytes()) == before


@pytest.mark.parametrize(("words", "room"), [((), 0), (("--further", "2"), 2)])
def test_a_seal_makes_room_for_further_signatures_only_where_asked(
    signed: Desk, keys: Path, words: tuple[str, ...], room: int
) -> None:
    assert seal(signed, keys, *words).code == 0
    free = embedding.free_fields(embedding.writer(signed.sealed.read_bytes()))
    assert len(free) == room


def test_the_first_seal_makes_a_key_for_its_owner_alone(
    signed: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    assert signed.run("seal").code == 0
    made = tmp_path / "settings" / "charter" / "seal.pem"
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert "PRIVATE KEY" in made.read_text()


def test_without_settings_the_key_is_kept_at_home(
    signed: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert signed.run("seal").code == 0
    assert (tmp_path / "home" / ".config" / "charter" / "seal.pem").exists()


def test_a_document_is_not_sealed_before_all_have_signed(desk: Desk, keys: Path) -> None:
    desk.sign("jonas")
    told = seal(desk, keys)
    assert told.code == 2
    assert "not signed yet by mara" in told.err
    assert not desk.sealed.exists()


def test_nothing_frozen_is_nothing_to_seal(desk: Desk, keys: Path) -> None:
    told = seal(desk, keys)
    assert told.code == 2
    assert told.err.endswith("nothing is put forward for signing yet: run `charter sign` first")
    assert seal(desk, keys, "--amendment", "1").err.endswith("run `charter sign --amendment 1` first")


def test_nothing_is_sealed_over_a_broken_chain(signed: Desk, keys: Path) -> None:
    signed.change("evidence.jsonl", "harbourline", "harbourside")
    assert seal(signed, keys).code == 1
    assert not signed.sealed.exists()


# ── a key of one's own ─────────────────────────────────────────────────────────────────────────


def test_an_own_key_seals_with_its_passphrase_from_the_environment(
    signed: Desk, own_key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHARTER_P12_PASSPHRASE", "salt and pepper")
    assert signed.run("seal", "--p12", str(own_key)).code == 0
    signer = verify(signed.sealed.read_bytes()).signer
    assert signer is not None
    assert signer.name == "Mara Lindqvist"


def test_at_a_terminal_the_passphrase_is_asked_for_unseen(
    signed: Desk, own_key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, bool]] = []

    def prompt(text: str, *, hide_input: bool) -> str:
        asked.append((text, hide_input))
        return "salt and pepper"

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(typer, "prompt", prompt)
    assert signed.run("seal", "--p12", str(own_key)).code == 0
    assert asked == [(f"Passphrase of {own_key}", True)]


@pytest.mark.parametrize(
    ("passphrase", "says"),
    [(None, "its passphrase is needed"), ("wrong", "not a PKCS#12 file, or the passphrase is wrong")],
)
def test_without_the_right_passphrase_nothing_is_sealed(
    signed: Desk, own_key: Path, monkeypatch: pytest.MonkeyPatch, passphrase: str | None, says: str
) -> None:
    if passphrase:
        monkeypatch.setenv("CHARTER_P12_PASSPHRASE", passphrase)
    told = signed.run("seal", "--p12", str(own_key))
    assert told.code == 2
    assert says in told.err
    assert not signed.sealed.exists()


# ── timestamps ─────────────────────────────────────────────────────────────────────────────────


def test_an_unreachable_service_is_said_and_tried_again(
    signed: Desk, keys: Path, clock_service: DummyTimeStamper, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = seal(signed, keys, "--tsa", NOWHERE)
    assert told.code == 0
    assert "level B-B" in told.out
    assert "missing: the timestamp service gave none" in told.out
    again = signed.run("seal", "--upgrade", "--tsa", NOWHERE, "--json")
    assert (again.code, again.data["level"], "sealed" in signed.kinds) == (1, "B-B", True)
    monkeypatch.setattr(timestamping, "service", lambda _: clock_service)
    done = signed.run("seal", "--upgrade", "--tsa", SERVICE, "--json")
    assert (done.code, done.data["level"], done.data["missing"]) == (0, "B-T", "")
    assert signed.kinds[-1] == "timestamped"
    assert verify(signed.sealed.read_bytes(), evidence=signed.evidence.read_bytes()).findings == {}


@pytest.mark.usefixtures("_reachable")
def test_a_service_named_in_the_environment_stamps_at_once(
    signed: Desk, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHARTER_TSA", SERVICE)
    data = seal(signed, keys, "--json").data
    assert data == {
        "file": str(signed.sealed),
        "digest": hashlib.sha256(signed.sealed.read_bytes()).hexdigest(),
        "level": "B-T",
        "missing": "",
        "head": str(signed.links[-1].head),
    }


@pytest.mark.usefixtures("_reachable")
def test_material_is_put_in_with_the_timestamp(
    sealed: Desk, tmp_path: Path, certified: Callable[..., x509.Certificate]
) -> None:
    found = tmp_path / "material"
    found.mkdir()
    own = certified("Test Authority", ec.generate_private_key(ec.SECP256R1()), clock=False)
    (found / "authority.cer").write_bytes(own.public_bytes(serialization.Encoding.DER))
    done = sealed.run("seal", "--upgrade", "--tsa", SERVICE, "--material", str(found), "--json")
    assert (done.code, done.data["level"]) == (0, "B-LTA")


@pytest.mark.usefixtures("_reachable")
def test_material_is_put_in_alone_and_what_it_lacks_is_said(
    sealed: Desk, tmp_path: Path, certified: Callable[..., x509.Certificate]
) -> None:
    found, before = tmp_path / "material", sealed.sealed.read_bytes()
    found.mkdir()
    own = certified("Test Authority", ec.generate_private_key(ec.SECP256R1()), clock=False)
    (found / "authority.cer").write_bytes(own.public_bytes(serialization.Encoding.DER))
    told = sealed.run("seal", "--upgrade", "--material", str(found))
    assert (told.code, sealed.sealed.read_bytes()) == (1, before)
    assert "missing: a timestamp, without which material raises no level" in told.out
    assert sealed.run("seal", "--upgrade", "--tsa", SERVICE).code == 0
    done = sealed.run("seal", "--upgrade", "--material", str(found), "--json")
    assert (done.code, done.data["level"], sealed.kinds[-1]) == (0, "B-LT", "supplied")
    verdict = verify(sealed.sealed.read_bytes(), evidence=sealed.evidence.read_bytes())
    assert (verdict.level, verdict.findings) == ("B-LT", {})


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--upgrade",), "--upgrade needs a timestamp service (--tsa URL), or material (--material FOLDER)"),
        (("--material", "."), "--material belongs to --upgrade"),
        (("--tsa", "time.example"), "'time.example' is no address of a timestamp service"),
        (("--upgrade", "--tsa", NOWHERE), "sealed.pdf: not there; seal the document first"),
    ],
)
def test_what_does_not_go_together_is_refused(
    signed: Desk, keys: Path, words: tuple[str, ...], says: str
) -> None:
    told = seal(signed, keys, *words)
    assert told.code == 2
    assert says in told.err
    assert not signed.sealed.exists()


# ── amendments ─────────────────────────────────────────────────────────────────────────────────


def test_an_amendments_seal_names_what_it_amends_also_after_an_upgrade(
    sealed: Desk, keys: Path, monkeypatch: pytest.MonkeyPatch, clock_service: DummyTimeStamper
) -> None:
    agreement = hashlib.sha256(sealed.sealed.read_bytes()).hexdigest()
    monkeypatch.setattr(timestamping, "service", lambda _: clock_service)
    assert sealed.run("seal", "--upgrade", "--tsa", SERVICE).code == 0
    for key in ("jonas", "mara"):
        assert sealed.sign(key, "--amendment", "1").code == 0
    assert seal(sealed, keys, "--amendment", "1").code == 0
    amended = sealed.folder / "signing" / "amendment-1" / "sealed.pdf"
    verdict = verify(amended.read_bytes(), evidence=sealed.evidence.read_bytes())
    assert (verdict.amends, verdict.findings) == (agreement, {})


def test_an_amendment_is_sealed_after_what_it_amends(signed: Desk, keys: Path) -> None:
    for key in ("jonas", "mara"):
        signed.sign(key, "--amendment", "1")
    told = seal(signed, keys, "--amendment", "1")
    assert told.code == 2
    assert "sealed.pdf: not there; amendment 1 is sealed after what it amends" in told.err


def test_an_amendment_is_not_sealed_upon_what_was_not_signed(sealed: Desk, keys: Path) -> None:
    for key in ("jonas", "mara"):
        sealed.sign(key, "--amendment", "1")
    signed = sealed.sealed.read_bytes()
    for content in (b"%PDF-1.7 broken", (sealed.folder / "signing" / "document.pdf").read_bytes()):
        sealed.sealed.write_bytes(content)
        told = seal(sealed, keys, "--amendment", "1")
        assert told.code == 2
        assert "is not the sealed form of the document frozen here" in told.err
        assert not (sealed.folder / "signing" / "amendment-1" / "sealed.pdf").exists()
    sealed.sealed.write_bytes(signed)
    assert seal(sealed, keys, "--amendment", "1").code == 0


def test_what_an_amendment_says_that_it_amends_cannot_be_changed(sealed: Desk, keys: Path) -> None:
    """The digest stands in an attachment that the seal covers, and the chain knows the sealed file by it."""
    for key in ("jonas", "mara"):
        sealed.sign(key, "--amendment", "1")
    assert seal(sealed, keys, "--amendment", "1").code == 0
    data = (sealed.folder / "signing" / "amendment-1" / "sealed.pdf").read_bytes()
    first, amends = next(link for link in sealed.links if link.kind == "sealed"), verify(data).amends
    assert first.what["digest"] == amends
    place = data.index(b"evidence.json")
    assert not verify(data[:place] + b"3" + data[place + 1 :]).intact.holds
