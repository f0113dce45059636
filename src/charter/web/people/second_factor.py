"""The second factor: codes that an app works out from a shared secret and the time (TOTP, RFC 6238).

What lies in the database is a nonce: the secret is worked out from it under the site's own. A code counts once, within
half a minute of its time either way. Recovery codes stand in for it, each once.
"""

from __future__ import annotations

import hmac
import secrets

import pyotp
import segno
from django.db import transaction

from charter.web import clock
from charter.web.kit.limits import take_try
from charter.web.kit.refused import PageRefused
from charter.web.kit.secrets import mac_of, shared_secret
from charter.web.people.models import Account, RecoveryCode

STEP = 30
"""Seconds that a code is good for."""
RECOVERY_CODES, HALF = 10, 5
"""So many recovery codes, each of two halves of so many letters."""
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""What they are made of: no letter that looks like another."""
TEN_MINUTES = 600


def new_nonce() -> str:
    """Give what a new secret is worked out from."""
    return secrets.token_urlsafe(24)


def secret_of(account: Account, nonce: str) -> str:
    """Give the secret as a person types it into an app, in groups of four."""
    whole = shared_secret(account.pk, nonce)
    return " ".join(whole[n : n + 4] for n in range(0, len(whole), 4))


def picture_of(account: Account, nonce: str, site: str) -> str:
    """Give the secret as a picture to scan, as SVG."""
    address = _codes(account, nonce).provisioning_uri(name=account.email, issuer_name=site)
    return segno.make(address, error="m").svg_inline(scale=4, border=3, light="#fff", dark="#000")


def turn_on(account: Account, nonce: str, typed: str) -> list[str]:
    """Turn the second factor on, once its first code proves that the app has the secret; give the recovery codes.

    Raises PageRefused for a wrong code.
    """
    take_try(f"second factor {account.pk}", 10, TEN_MINUTES)
    step = _step_of(account, nonce, typed)
    if step is None:
        raise PageRefused(
            "That is not the code of this secret.", "Look whether the clock of your phone is right."
        )
    made = [_recovery_code() for _ in range(RECOVERY_CODES)]
    with transaction.atomic():
        Account.objects.filter(pk=account.pk).update(second_factor=nonce, second_factor_step=step)
        RecoveryCode.objects.filter(account=account).delete()
        RecoveryCode.objects.bulk_create(
            RecoveryCode(account=account, mac=mac_of(_plain(code), account.pk)) for code in made
        )
    return made


def turn_off(account: Account, typed: str) -> None:
    """Turn the second factor off, by a code of it. Raises PageRefused for a wrong one."""
    check_second_factor(account, typed)
    with transaction.atomic():
        Account.objects.filter(pk=account.pk).update(second_factor="")
        RecoveryCode.objects.filter(account=account).delete()


def check_second_factor(account: Account, typed: str) -> None:
    """Compare a code, of the app or for recovery, and use it up. Raises PageRefused, and TooMany after ten tries."""
    take_try(f"second factor {account.pk}", 10, TEN_MINUTES)
    step = _step_of(account, account.second_factor, typed)
    with transaction.atomic():
        if step is not None:
            fresh = Account.objects.filter(pk=account.pk, second_factor_step__lt=step)
            if fresh.update(second_factor_step=step):
                return
        elif RecoveryCode.objects.filter(account=account, mac=mac_of(_plain(typed), account.pk)).delete()[0]:
            return
    if step is not None:
        raise PageRefused(
            "That code was used already.", "Wait for the next one; it comes within half a minute."
        )
    raise PageRefused("That is not the code.", "Take the newest of your app, or one of your recovery codes.")


def codes_left(account: Account) -> int:
    """Count the recovery codes that are left."""
    return RecoveryCode.objects.filter(account=account).count()


def _codes(account: Account, nonce: str) -> pyotp.TOTP:
    return pyotp.TOTP(shared_secret(account.pk, nonce), interval=STEP)


def _step_of(account: Account, nonce: str, typed: str) -> int | None:
    """Find the step of time whose code was typed, of the last, this and the next; None for no code of these."""
    now, codes = int(clock.seconds()), _codes(account, nonce)
    for step in (now // STEP + offset for offset in (-1, 0, 1)):
        if hmac.compare_digest(codes.generate_otp(step).encode(), _plain(typed).encode()):
            return step
    return None


def _recovery_code() -> str:
    half = ("".join(secrets.choice(LETTERS) for _ in range(HALF)) for _ in range(2))
    return "-".join(half)


def _plain(typed: str) -> str:
    return typed.replace(" ", "").replace("-", "").lower()
