"""Who took along what was signed, its evidence, or a whole folder: noted for the owners, for a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from charter.web import clock
from charter.web.kit.models import Access

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from charter.web.kit.models import EngagementRow, WorkspaceRow

MOST_SHOWN = 500


def note_access(row: EngagementRow, who: str, what: str) -> None:
    """Note that somebody, by their address, took something along."""
    with transaction.atomic():
        at = clock.current_moment(row.workspace)
        Access.objects.create(workspace=row.workspace, engagement=row, who=who, what=what, at=at)


def accesses_in(workspace: WorkspaceRow) -> list[Access]:
    """Give what was taken along of a workspace, the latest first."""
    found = Access.objects.filter(workspace=workspace).select_related("engagement").order_by("-pk")
    return list(found[:MOST_SHOWN])


def accesses_of(workspace: WorkspaceRow, email: str) -> QuerySet[Access]:
    """Give what somebody took along, signed in or by a link."""
    who = Q(who__iexact=email) | Q(who__istartswith=f"{email}, ")
    return Access.objects.filter(who, workspace=workspace)
