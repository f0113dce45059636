"""Passkeys: a device proves that it holds the key which it made for this site (W3C WebAuthn Level 2).

The device asks its owner each time, by finger, face or PIN, so a passkey is two factors in one. It signs the host that
the browser is at, so that no other site can ask in this one's name. What was begun is ended once, within minutes.

A site whose host is a number has no passkeys (WebAuthn 5.1.2): they belong to a name.
"""

from __future__ import annotations

import ipaddress
import struct
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.db import transaction

from charter.web import clock
from charter.web.kit.limits import take_try
from charter.web.kit.refused import PageRefused
from charter.web.people.actions import begin_mine
from charter.web.people.models import Account, Passkey

if TYPE_CHECKING:
    from fido2.server import Fido2Server

MOST = 20
"""So many passkeys an account has at most."""
PATIENCE = 300.0
"""Seconds between asking and the device's answer at most."""
TEN_MINUTES = 600
OWNER = "owner"
"""Under what is remembered which id the first account will have: the device is told it before there is one."""
FIRST = "This device"
"""What the passkey is called with which somebody begins."""
UNREADABLE = (ValueError, KeyError, TypeError, IndexError, AttributeError, AssertionError, struct.error)
"""What the library raises on an answer that is none."""


class SiteOrigin(NamedTuple):
    """Where a browser is: the host's name, and the origin that the device signs."""

    host: str
    origin: str


class Begun(NamedTuple):
    """What the browser is told, and what is to be remembered until it answers."""

    options: dict[str, Any]
    state: dict[str, Any]


def place_at(address: str) -> SiteOrigin | None:
    """Give the place of an address like "https://charter.example:8443"; None where its host is a number.

    >>> place_at("https://charter.example:8443"), place_at("http://127.0.0.1:8000"), place_at("http://[::1]:1")
    (SiteOrigin(host='charter.example', origin='https://charter.example:8443'), None, None)
    """
    host = address.partition("://")[2]
    name = host.rpartition("]")[0].lstrip("[") if host.startswith("[") else host.partition(":")[0]
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return SiteOrigin(name, address)
    return None


def begin_passkey(account: Account, place: SiteOrigin) -> Begun:
    """Ask a device to make a key. Raises TooMany, and PageRefused where the account has too many."""
    take_try(f"passkey {account.pk}", 20, TEN_MINUTES)
    known = [_data(each) for each in passkeys_of(account)]
    if len(known) >= MOST:
        raise PageRefused("There are too many passkeys already.", "Take away one that you do not use.")
    user: Any = {"id": account.pk.bytes, "name": account.email, "displayName": account.name}
    options, state = _server(place).register_begin(user, known, "required", "required")  # type: ignore[arg-type]
    return Begun(_plain(options), _with_time(state))


def add_passkey(
    account: Account, place: SiteOrigin, state: Mapping[str, Any], answer: object, name: str
) -> Passkey:
    """Keep the key that a device made. Raises PageRefused for an answer that does not hold."""
    server = _server(place)
    try:
        found = server.register_complete(_in_time(state), _mapping(answer))
        data = found.credential_data
    except UNREADABLE as wrong:
        raise _not_taken() from wrong
    if data is None:
        raise _not_taken()
    credential, key = data.credential_id.hex(), bytes(data)
    with transaction.atomic():
        if Passkey.objects.filter(credential=credential).exists():
            raise PageRefused("This passkey is known already.", "Choose another device.")
        return Passkey.objects.create(
            account=account,
            name=name,
            credential=credential,
            key=key,
            counter=found.counter,
            made=clock.current_moment(),
        )


def begin_owner(told: Mapping[str, str], place: SiteOrigin) -> Begun:
    """Ask a device to make the key of the account that a site begins with; nothing is kept before it answers."""
    account = Account(name=told["name"], email=told["email"].lower())
    begun = begin_passkey(account, place)
    return begun._replace(state=begun.state | {OWNER: str(account.pk)})


def begin_mine_by_passkey(
    told: Mapping[str, str], place: SiteOrigin, state: Mapping[str, Any], answer: object
) -> Account:
    """Begin the first workspace of a site, whose owner signs in by the passkey that was made just now.

    Raises PageRefused for an answer that does not hold, and where there is an owner already; nothing is kept then.
    """
    if OWNER not in state:
        raise _not_taken()
    with transaction.atomic():
        account = begin_mine(
            told["name"], told["email"], None, told["workspace"], told["zone"], pk=UUID(state[OWNER])
        )
        add_passkey(account, place, state, answer, FIRST)
    return account


def passkeys_of(account: Account) -> list[Passkey]:
    """Give the passkeys of an account, the oldest first."""
    return list(Passkey.objects.filter(account=account).order_by("pk"))


def remove_passkey(account: Account, pk: int) -> None:
    """Take a passkey of an account away; it opens nothing any more.

    Raises PageRefused for the last one where there is no password: nothing would let the person in.
    """
    others = Passkey.objects.filter(account=account).exclude(pk=pk).exists()
    if not others and not account.has_usable_password():
        raise PageRefused(
            "This is the only way in that you have.",
            "Make another passkey, or a password, before.",
            status=409,
        )
    Passkey.objects.filter(account=account, pk=pk).delete()


def begin_signing_in(place: SiteOrigin, whence: str) -> Begun:
    """Ask whichever device is there. Raises TooMany."""
    take_try(f"passkey from {whence}", 100, 3600)
    options, state = _server(place).authenticate_begin(user_verification="required")  # type: ignore[arg-type]
    return Begun(_plain(options), _with_time(state))


def account_by_passkey(place: SiteOrigin, state: Mapping[str, Any], answer: object) -> Account:
    """Give whose passkey answered, and count its use. Raises PageRefused for an answer that does not hold."""
    from fido2.webauthn import AuthenticationResponse  # noqa: PLC0415 - only who has a passkey waits for it

    server = _server(place)
    try:
        read = AuthenticationResponse.from_dict(_mapping(answer))
        passkey = Passkey.objects.select_related("account").filter(credential=read.raw_id.hex()).first()
        server.authenticate_complete(_in_time(state), [_data(passkey)] if passkey else [], read)
        counter = int(read.response.authenticator_data.counter)
    except UNREADABLE as wrong:
        raise _not_taken() from wrong
    if passkey is None:
        raise _not_taken()
    fresh = Passkey.objects.filter(pk=passkey.pk, counter__lt=counter or 1)
    if not fresh.update(counter=counter, used=clock.current_moment()):
        raise PageRefused(
            "The device counted backwards, as a copy of it would.",
            "Sign in by password, take this passkey away, and make a new one.",
        )
    found: Account = passkey.account
    return found


def _server(place: SiteOrigin) -> Fido2Server:
    from fido2.server import Fido2Server  # noqa: PLC0415 - as above

    site: Any = {"id": place.host, "name": "Charter"}
    return Fido2Server(site, verify_origin=lambda origin: origin == place.origin)


def _data(passkey: Passkey) -> Any:  # noqa: ANN401 - a type of the library
    from fido2.webauthn import AttestedCredentialData  # noqa: PLC0415 - as above

    return AttestedCredentialData(bytes(passkey.key))


def _mapping(answer: object) -> Mapping[str, Any]:
    if not isinstance(answer, Mapping):
        raise TypeError(answer)
    return answer


def _plain(options: object) -> Any:  # noqa: ANN401 - what JSON holds
    """Give the library's own mappings as those that JSON knows."""
    if isinstance(options, Mapping):
        return {name: _plain(each) for name, each in options.items()}
    return [_plain(each) for each in options] if isinstance(options, list | tuple) else options


def _with_time(state: Mapping[str, Any]) -> dict[str, Any]:
    return {"begun": clock.seconds(), **{name: str(value) for name, value in state.items()}}


def _in_time(state: Mapping[str, Any]) -> dict[str, Any]:
    if not 0 <= clock.seconds() - state["begun"] < PATIENCE:
        raise ValueError("too late")
    return {name: value for name, value in state.items() if name != "begun"}


def _not_taken() -> PageRefused:
    return PageRefused("The passkey was not taken.", "Try once more, or sign in by password.")
