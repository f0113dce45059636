"""Beginning a workspace, and entering one."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db import transaction

from charter.core.reading.settings import read_settings
from charter.web.kit.limits import one_at_a_time
from charter.web.kit.models import WorkspaceRow, new_id
from charter.web.kit.refused import PageRefused
from charter.web.people.models import Account, Member, MemberRole

if TYPE_CHECKING:
    import datetime as dt
    import uuid

LONGEST_SLUG = 60


def slug_of(name: str) -> str:
    """Give what stands for a name in an address.

    >>> slug_of("Fennel & Co Limited"), slug_of("Müller GmbH"), slug_of("漢字")
    ('fennel-co-limited', 'muller-gmbh', 'client')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-") or "client"


def begin_workspace(
    account: Account, name: str, *, settings: str = "", zone: str = "UTC", fixed_on: dt.date | None = None
) -> WorkspaceRow:
    """Begin a workspace whose owner is an account; `settings` is its workspace.toml.

    Raises Problems where the settings do not hold.
    """
    if settings:
        zone = read_settings(settings.encode(), "workspace.toml").calendar.zone or zone
    with transaction.atomic():
        slug, n = slug_of(name), 1
        while WorkspaceRow.objects.filter(slug=slug).exists():
            n += 1
            slug = f"{slug_of(name)[: LONGEST_SLUG - 4]}-{n}"
        row = WorkspaceRow.objects.create(
            slug=slug, name=name, zone=zone, settings=settings, fixed_on=fixed_on
        )
        Member.objects.create(workspace=row, account=account, role=MemberRole.OWNER)
    return row


def begin_account(name: str, email: str, password: str | None, pk: uuid.UUID | None = None) -> Account:
    """Make an account; without a password only a passkey lets it in, and the demo.

    `pk` is its id, where somebody was told it already. Raises PageRefused for a weak password.
    """
    account = Account(id=pk or new_id(), name=name, email=email.lower())
    if password is None:
        account.set_unusable_password()
    else:
        _take_password(account, password)
    account.save()
    return account


def set_password(account: Account, password: str) -> None:
    """Give an account a password. Raises PageRefused for a weak one."""
    _take_password(account, password)
    account.save(update_fields=["password"])


def _take_password(account: Account, password: str) -> None:
    try:
        password_validation.validate_password(password, account)
    except ValidationError as weak:
        raise PageRefused(
            " ".join(weak.messages), "Take a longer one: four words that do not belong together."
        ) from weak
    account.set_password(password)


def begin_mine(
    name: str, email: str, password: str | None, workspace: str, zone: str, *, pk: uuid.UUID | None = None
) -> Account:
    """Begin the first workspace of a site: an account that owns it. Raises PageRefused where there is one."""
    with transaction.atomic():
        one_at_a_time("the first account")
        if Account.objects.exists():
            raise PageRefused("This site has an owner already.", "Sign in, or ask them to add you.")
        account = begin_account(name, email, password, pk)
        begin_workspace(account, workspace, zone=zone)
    return account


def add_member(workspace: WorkspaceRow, account: Account, role: MemberRole) -> Member:
    """Let an account into a workspace."""
    return Member.objects.update_or_create(workspace=workspace, account=account, defaults={"role": role})[0]
