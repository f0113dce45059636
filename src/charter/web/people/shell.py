"""What stands around a page: the places of the workspace, its clients, the banner of the demo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from charter.web.people.queries import workspaces_of

if TYPE_CHECKING:
    from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give what the frame of every page shows; of a workspace only to its members."""
    told: dict[str, Any] = {
        "in_demo": settings.DEMO,
        "demo_address": settings.DEMO_ADDRESS,
        "own_address": settings.OWN_ADDRESS,
    }
    place = getattr(request, "place", None)
    if place is not None:
        told |= {
            "place": place,
            "workspace": place.workspace,
            "today": place.today,
            "may_write": place.may("write"),
            "may_decide": place.may("decide"),
        }
        told |= {"clients": place.clients, "workspaces": workspaces_of(place.account)}
    return told
