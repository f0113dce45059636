"""Who is here, and where each may go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.web.kit.models import EngagementRow, WorkspaceRow
from charter.web.people.models import Account, Member, MemberRole

if TYPE_CHECKING:
    import uuid


def somebody_is_here() -> bool:
    """Whether the site has an account."""
    return Account.objects.exists()


def workspaces_of(account: Account) -> list[WorkspaceRow]:
    """Give the workspaces of an account, by name."""
    return list(WorkspaceRow.objects.filter(members__account=account).order_by("name"))


def demo_owners() -> list[Member]:
    """Give the owner of each workspace, as the demo offers them."""
    return list(
        Member.objects.filter(role=MemberRole.OWNER)
        .select_related("account", "workspace")
        .order_by("workspace__pk")
    )


def demo_account(pk: str) -> Account | None:
    """Find an account of the demo by its id, whatever is written there."""
    return next((each for each in Account.objects.all() if str(each.pk) == pk), None)


def account_at(email: str) -> Account | None:
    """Find an account by its address."""
    return Account.objects.filter(email=email.lower()).first()


def account_of(pk: uuid.UUID) -> Account | None:
    """Find an account by its id."""
    return Account.objects.filter(pk=pk).first()


def clients_of(workspace: WorkspaceRow) -> list[EngagementRow]:
    """Give the engagements of a workspace, by title."""
    rows = list(EngagementRow.objects.filter(workspace=workspace).order_by("title", "slug"))
    for row in rows:
        row.workspace = workspace
    return rows
