"""Accounts, and what they may do in a workspace."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from charter.web.kit.models import WorkspaceRow, new_id


class Accounts(BaseUserManager["Account"]):
    """Finds accounts by their address, whatever the capitals."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """Find an account by its address."""
        return self.get(email=(username or "").lower())


class Account(AbstractBaseUser):
    """A person who works here, known by an address; with a password, but in the demo.

    `second_factor` is what the shared secret is worked out from (`secrets.shared_secret`), empty without one;
    `second_factor_step` the step of time of the code that was used last, which no code counts up to again.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    second_factor = models.CharField(max_length=64, blank=True, default="")
    second_factor_step = models.BigIntegerField(default=0)

    USERNAME_FIELD = "email"
    objects: ClassVar[Accounts] = Accounts()

    class Meta:
        app_label = "web"


class MemberRole(models.TextChoices):
    """What a member may do: an owner all, an assistant drafts and entries, a reader looks."""

    OWNER = "owner"
    ASSISTANT = "assistant"
    READER = "reader"


class Member(models.Model):
    """An account in a workspace."""

    workspace = models.ForeignKey(WorkspaceRow, models.PROTECT, related_name="members")
    account = models.ForeignKey(Account, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=MemberRole)

    class Meta:
        app_label = "web"
        constraints = [models.UniqueConstraint(fields=["workspace", "account"], name="member_once")]


class RecoveryCode(models.Model):
    """A code for the day on which the second factor is lost, kept as its keyed digest; good once."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="recovery_codes")
    mac = models.CharField(max_length=64)

    class Meta:
        app_label = "web"
        constraints = [models.UniqueConstraint(fields=["account", "mac"], name="recovery_code")]


class Passkey(models.Model):
    """A key that a person's device keeps for this site (WebAuthn): its id, and the half of it that is public.

    `counter` is what the device counted at its last use, where it counts: it only grows.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=60)
    credential = models.CharField(max_length=1400, unique=True)
    key = models.BinaryField()
    counter = models.BigIntegerField(default=0)
    made = models.DateTimeField()
    used = models.DateTimeField(null=True, default=None)

    class Meta:
        app_label = "web"
