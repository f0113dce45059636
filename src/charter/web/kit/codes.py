"""Codes by e-mail: made, compared and used up; each room keeps those of its links in a table of its own."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from charter.web import clock
from charter.web.kit.refused import CodeRefused
from charter.web.kit.secrets import digits_of, mac_of

if TYPE_CHECKING:
    from charter.web.kit.models import MailedCode, PersonalLink

TEN_MINUTES = 600.0
MOST_TRIES = 5


def make_code(kind: type[MailedCode], link: PersonalLink) -> MailedCode:
    """Make a code for a link, within a transaction; those that were sent before count no more."""
    held: Any = kind
    held.objects.filter(link=link, used=False).update(used=True)
    code = held(link=link, expires=clock.seconds() + TEN_MINUTES)
    code.mac = mac_of(digits_of(code.pk), code.pk)
    code.save()
    made: MailedCode = code
    return made


def live_code_of(kind: type[MailedCode], link: PersonalLink) -> MailedCode | None:
    """Give the code that was sent last and still counts."""
    held: Any = kind
    found = held.objects.filter(link=link, used=False, expires__gt=clock.seconds())
    last: MailedCode | None = found.order_by("-expires").first()
    return last


def compare_code(kind: type[MailedCode], link: PersonalLink, typed: str) -> MailedCode:
    """Compare a typed code, which uses up one of its five tries, whatever else fails. Raises CodeRefused."""
    held: Any = kind
    code = live_code_of(kind, link)
    if code is None:
        raise CodeRefused(
            "There is no code that counts any more.", "Have a new one sent; it is good for ten minutes."
        )
    with transaction.atomic():
        tried = held.objects.filter(pk=code.pk, used=False, tries__lt=MOST_TRIES).update(tries=F("tries") + 1)
    if not tried:
        raise CodeRefused("This code was tried five times.", "Have a new one sent.")
    if not hmac.compare_digest(mac_of(typed.replace(" ", ""), code.pk), code.mac):
        left = MOST_TRIES - held.objects.get(pk=code.pk).tries
        told = f"{left} {'tries are' if left != 1 else 'try is'} left." if left else "Have a new one sent."
        raise CodeRefused("That is not the code that was sent.", told)
    return code


def use_up(code: MailedCode) -> bool:
    """Use a code, within a transaction; of two who do at once one can."""
    kind: Any = type(code)
    return bool(kind.objects.filter(pk=code.pk, used=False).update(used=True))
