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
from charter.web.kit.models import WorkspaceRow
from charter.web.kit.refused import PageRefused
from charter.web.people.models import Account, Passkey
from charter.web.people.passkeys import SiteOrigin, account_by_passkey, add_passkey
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


WITHOUT = {name: value for name, value in MINE.items() if name != "password"}


@pytest.fixture
def nobody(site: Path, monkeypatch: pytest.MonkeyPatch) -> Named:
    """Give a browser at a site that nobody began yet."""
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", [HOST, "127.0.0.1"])
    return Named()


def to_begin(browser: Named, **more: str) -> Any:
    answer = browser.post("/passkey/options/", asks="begin", **WITHOUT | more)
    return json.loads(answer.content) if answer.status_code == 200 else answer.status_code


def began(browser: Named, answer: object, **more: str) -> int:
    return int(browser.post("/begin/", answer=json.dumps(answer), **WITHOUT | more).status_code)


def test_who_begins_with_a_passkey_needs_no_password(nobody: Named) -> None:
    assert "Begin with a passkey" in nobody.text("/begin/")
    asked, device = to_begin(nobody), Device()
    assert not Account.objects.exists()
    assert asked["publicKey"]["user"]["name"] == MINE["email"].lower()
    assert asked["publicKey"]["authenticatorSelection"]["userVerification"] == "required"
    assert began(nobody, device.made(asked)) == 302
    assert nobody.inside
    account = Account.objects.get()
    assert not account.has_usable_password()
    assert websafe_decode(asked["publicKey"]["user"]["id"]) == account.pk.bytes
    assert "There is no client yet" in nobody.text("/w/northlight-cto/")
    other = Named()
    assert other.post("/sign-in/", email=MINE["email"], password="").status_code == 422
    assert other.post("/sign-in/", email=MINE["email"], password="!").status_code == 422
    assert other.enter(device.proved(other.asked())) == 302
    assert other.inside


@pytest.mark.parametrize(
    "other",
    [{"origin": "http://evil.example"}, {"host": "evil.example"}, {"flags": PRESENT}],
    ids=["origin", "host", "unverified"],
)
def test_an_answer_that_does_not_hold_begins_nothing(nobody: Named, other: dict[str, Any]) -> None:
    assert began(nobody, Device(**other).made(to_begin(nobody))) == 422
    answer = Device().made(to_begin(nobody))
    assert began(Named(), answer) == 422, "another browser did not ask"
    wrongs: tuple[object, ...] = (None, "-", [], {"id": "x"})
    for wrong in wrongs:
        to_begin(nobody)
        assert began(nobody, wrong) == 422
    assert began(nobody, answer) == 422, "what was asked is forgotten"
    assert not Account.objects.exists()
    assert not WorkspaceRow.objects.exists()


def test_what_was_asked_of_somebody_who_is_here_begins_nothing(mara: Named) -> None:
    asked = mara.asked()
    assert to_begin(Named()) == 404
    assert began(mara, Device().made(asked)) == 302  # to the first page: there is an owner
    assert Account.objects.count() == 1
    assert not Passkey.objects.exists()


def test_of_two_who_begin_at_once_one_does(nobody: Named) -> None:
    one, other, first, second = nobody, Named(), Device(), Device(credential=b"e" * 32)
    asked, meanwhile = to_begin(one), to_begin(other, email="sven@elsewhere.example")
    assert began(one, first.made(asked)) == 302
    assert began(other, second.made(meanwhile), email="sven@elsewhere.example") == 302
    assert [each.email for each in Account.objects.all()] == [MINE["email"].lower()]
    assert Passkey.objects.count() == 1
    assert not other.inside


def test_the_device_is_asked_only_when_the_rest_is_right(nobody: Named) -> None:
    assert to_begin(nobody, zone="Hamburg") == 422
    assert to_begin(nobody, email="nobody") == 422
    page = nobody.post("/begin/", answer="-", **WITHOUT | {"zone": "Hamburg"}).content.decode()
    assert "is no time zone" in page
    assert "Type a password" not in page


def test_without_answer_and_password_it_is_said(nobody: Named) -> None:
    page = nobody.post("/begin/", **WITHOUT)
    assert page.status_code == 422
    assert "Type a password, or begin with a passkey" in page.content.decode()


def test_the_only_way_in_is_not_taken_away(nobody: Named, monkeypatch: pytest.MonkeyPatch) -> None:
    device, second = Device(), Device(credential=b"e" * 32)
    began(nobody, device.made(to_begin(nobody)))
    first = Passkey.objects.get().pk
    assert nobody.post("/account/passkeys/", remove=str(first)).status_code == 409
    assert Passkey.objects.count() == 1
    assert nobody.keep(second.made(nobody.asked())) == 302, "the passkey was proved just now"
    assert nobody.post("/account/passkeys/", remove=str(first)).status_code == 302
    now = clock.seconds()
    monkeypatch.setattr(clock, "seconds", lambda: now + 601)
    third = Device(credential=b"f" * 32)
    assert nobody.keep(third.made(nobody.asked())) == 403
    assert nobody.post("/account/password/", new_password=MINE["password"]).status_code == 403
    assert "Prove that it is you" in nobody.text("/account/")
    asked = json.loads(nobody.post("/passkey/options/", asks="prove").content)
    assert nobody.enter(second.proved(asked), "/account/") == 302
    assert nobody.post("/account/password/", new_password="short").status_code == 422
    assert nobody.post("/account/password/", new_password=MINE["password"]).status_code == 302
    assert nobody.inside
    assert nobody.post("/account/password/", new_password="another one, later").status_code == 404
    assert nobody.post("/account/passkeys/", remove=str(Passkey.objects.get().pk)).status_code == 302
    other = Browser()
    assert other.post("/sign-in/", email=MINE["email"], password=MINE["password"]).status_code == 302


def test_at_a_number_one_begins_with_a_password(site: Path) -> None:
    page = Browser().text("/begin/")
    assert "Begin with a passkey" not in page
    assert "localhost" in page
    assert Browser().post("/begin/", answer="{}", **WITHOUT).status_code == 404
    assert not Account.objects.exists()


CHROMIUM = json.loads((Path(__file__).parent / "chromium_passkey.json").read_text("utf-8"))
"""What a real browser answered, and what another library, which took it, read out of it."""


@pytest.mark.parametrize("wrong", ["", "challenge", "origin", "host", "signature"])
def test_what_a_real_browser_made_and_proved_is_taken_as_another_library_takes_it(
    mara: Named, wrong: str
) -> None:
    told, account = json.loads(json.dumps(CHROMIUM)), Account.objects.get()
    place = SiteOrigin(told["host"], told["origin"])
    asked = {"user_verification": "required", "begun": clock.seconds()}
    made, proved = ({"challenge": told[each]["challenge"], **asked} for each in ("made", "proved"))
    kept = add_passkey(account, place, made, told["made"]["answer"], "Phone")
    assert (kept.credential, kept.counter) == (told["read"]["credential"], told["read"]["made"])
    if wrong == "challenge":
        proved = made
    elif wrong == "signature":
        told["proved"]["answer"]["response"]["signature"] = CHROMIUM["made"]["challenge"]
    elif wrong:
        place = place._replace(**{wrong: "https://charter.example"})
    if wrong:
        with pytest.raises(PageRefused):
            account_by_passkey(place, proved, told["proved"]["answer"])
        return
    assert account_by_passkey(place, proved, told["proved"]["answer"]) == account
    assert Passkey.objects.get().counter == told["read"]["proved"]
