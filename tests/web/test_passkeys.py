"""Passkeys: made, used, taken away; and every answer that must open nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from charter.web import clock
from charter.web.people.models import Account, Passkey
from tests.web.people import Browser
from tests.web.test_first_page import MINE

HOST, ORIGIN = "charter.example", "http://charter.example"
PRESENT, VERIFIED, MADE = 1, 4, 0x40
Flags = AuthenticatorData.FLAG


@dataclass
class Device:
    """A phone with a key: it makes one, and proves it, as a browser hands it on."""

    origin: str = ORIGIN
    host: str = HOST
    flags: int = PRESENT | VERIFIED
    counter: int = 0
    credential: bytes = b"c" * 32
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def made(self, asked: Any) -> dict[str, Any]:
        cose: Any = ES256
        public = cose.from_cryptography_key(self.key.public_key())
        data = AttestedCredentialData.create(b"\0" * 16, self.credential, public)
        held = AuthenticatorData.create(self._rp(), Flags(self.flags | MADE), self.counter, bytes(data))
        told = {
            "clientDataJSON": websafe_encode(self._client("webauthn.create", asked)),
            "attestationObject": websafe_encode(AttestationObject.create("none", held, {})),
        }
        return self._answer(told)

    def proved(self, asked: Any) -> dict[str, Any]:
        client = self._client("webauthn.get", asked)
        held = AuthenticatorData.create(self._rp(), Flags(self.flags), self.counter)
        signature = self.key.sign(held + sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        told = {
            "clientDataJSON": websafe_encode(client),
            "authenticatorData": websafe_encode(held),
            "signature": websafe_encode(signature),
        }
        return self._answer(told)

    def _rp(self) -> bytes:
        return sha256(self.host.encode()).digest()

    def _client(self, kind: Any, asked: Any) -> bytes:
        challenge = websafe_decode(asked["publicKey"]["challenge"])
        return bytes(CollectedClientData.create(kind, challenge, self.origin))

    def _answer(self, told: dict[str, str]) -> dict[str, Any]:
        of = websafe_encode(self.credential)
        return {"id": of, "rawId": of, "type": "public-key", "response": told}


class Named(Browser):
    """A browser at a site that has a name."""

    def __init__(self) -> None:
        super().__init__()
        self.client.defaults["SERVER_NAME"] = HOST

    def asked(self) -> Any:
        answer = self.post("/passkey/options/")
        assert answer.status_code == 200
        return json.loads(answer.content)

    def keep(self, answer: object, password: str = "") -> int:
        fields = {"name": "Phone", "password": password or MINE["password"], "answer": json.dumps(answer)}
        return int(self.post("/account/passkeys/", **fields).status_code)

    def enter(self, answer: object, onward: str = "") -> int:
        return int(self.post("/sign-in/passkey/", answer=json.dumps(answer), next=onward).status_code)

    @property
    def inside(self) -> bool:
        return "_auth_user_id" in self.client.session


@pytest.fixture
def mara(site: Path, monkeypatch: pytest.MonkeyPatch) -> Named:
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", [HOST, "127.0.0.1"])
    made = Named()
    made.post("/begin/", **MINE)
    return made


@pytest.fixture
def phone(mara: Named) -> Device:
    device = Device()
    assert mara.keep(device.made(mara.asked())) == 302
    return device


def test_a_passkey_is_made_and_lets_in_without_password_and_code(mara: Named, phone: Device) -> None:
    assert "Phone" in mara.text("/account/")
    other = Named()
    asked = other.asked()
    assert "user" not in asked["publicKey"]
    assert asked["publicKey"]["userVerification"] == "required"
    assert other.enter(phone.proved(asked)) == 302
    assert other.inside
    assert Passkey.objects.get().used is not None


def test_what_is_taken_away_opens_nothing(mara: Named, phone: Device) -> None:
    pk = Passkey.objects.get().pk
    mara.post("/account/passkeys/", remove="9" * 30)
    assert Passkey.objects.exists()
    assert mara.post("/account/passkeys/", remove=str(pk)).status_code == 302
    other = Named()
    assert other.enter(phone.proved(other.asked())) == 422
    assert not other.inside


def test_a_new_passkey_needs_the_password_once_more(mara: Named) -> None:
    device = Device()
    assert mara.keep(device.made(mara.asked()), "another one, entirely") == 422
    assert not Passkey.objects.exists()
    assert Named().post("/account/passkeys/", name="x").status_code == 302  # to sign in
    assert not Passkey.objects.exists()


def test_an_answer_counts_once_and_for_minutes(
    mara: Named, phone: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Named()
    answer = phone.proved(other.asked())
    assert other.enter(answer) == 302
    replayed = Named()
    assert replayed.enter(answer) == 422
    replayed.asked()
    assert replayed.enter(answer) == 422
    late, now = Named(), clock.seconds()
    answer = phone.proved(late.asked())
    monkeypatch.setattr(clock, "seconds", lambda: now + 301)
    assert late.enter(answer) == 422
    assert not replayed.inside
    assert not late.inside


@pytest.mark.parametrize(
    "other",
    [
        {"origin": "http://charter.example.evil.example"},
        {"origin": "https://charter.example"},
        {"origin": "http://sub.charter.example"},
        {"host": "evil.example"},
        {"flags": PRESENT},
        {"flags": 0},
        {"credential": b"d" * 32},
        {"key": ec.generate_private_key(ec.SECP256R1())},
    ],
    ids=["origin", "scheme", "subdomain", "host", "unverified", "absent", "unknown", "another key"],
)
def test_nobody_else_is_let_in(mara: Named, phone: Device, other: dict[str, Any]) -> None:
    device = Device(**{"key": phone.key, **other})
    stranger = Named()
    assert stranger.enter(device.proved(stranger.asked())) == 422
    assert not stranger.inside
    if "credential" not in other and "key" not in other:
        assert mara.keep(device.made(mara.asked())) == 422
    assert Passkey.objects.count() == 1


def test_a_copy_that_counts_backwards_is_refused(mara: Named, phone: Device) -> None:
    for counter, status in ((5, 302), (5, 422), (4, 422), (0, 422), (6, 302)):
        phone.counter, other = counter, Named()
        assert other.enter(phone.proved(other.asked())) == status
        assert other.inside == (status == 302)


def test_a_passkey_belongs_to_one_account(mara: Named, phone: Device) -> None:
    assert mara.keep(phone.made(mara.asked())) == 422
    assert Passkey.objects.count() == 1


@pytest.mark.parametrize(
    "answer", [None, [], 7, "x", {}, {"id": "x"}, {"id": "", "rawId": "", "response": {}}]
)
def test_what_is_no_answer_is_refused(mara: Named, phone: Device, answer: object) -> None:
    stranger = Named()
    stranger.asked()
    assert stranger.enter(answer) == 422
    mara.asked()
    assert mara.keep(answer) == 422
    broken = phone.proved(stranger.asked())
    for name in broken["response"]:
        for cut in ("", "AAAA", "!", broken["response"][name][:-9]):
            told = broken | {"response": broken["response"] | {name: cut}}
            stranger.asked()
            assert stranger.enter(told) == 422
    assert not stranger.inside


def test_a_passkey_leads_to_no_other_site(mara: Named, phone: Device) -> None:
    other = Named()
    told = {"answer": json.dumps(phone.proved(other.asked())), "next": "https://evil.example/"}
    assert other.post("/sign-in/passkey/", **told).headers["Location"] == "/"


def test_a_number_has_no_passkeys_nor_has_the_demo(mara: Named, monkeypatch: pytest.MonkeyPatch) -> None:
    at_number = Browser()
    assert at_number.post("/passkey/options/").status_code == 404
    assert "passkey" not in at_number.text("/sign-in/")
    assert "with a passkey" in Named().text("/sign-in/")
    monkeypatch.setattr(settings, "DEMO", True)
    assert Named().post("/passkey/options/").status_code == 404
    assert Account.objects.count() == 1
