"""The one way to what a page shows: through a workspace of which the person is a member.

What is not there and what is another's are told alike. `members_only` stands above every view of a workspace: it gives
the view a `Desk`, so that no view looks up a workspace or an engagement itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.views import redirect_to_login

from charter.web import clock
from charter.web.kit.models import EngagementRow, WorkspaceRow
from charter.web.kit.refused import NotAllowed, NotFound
from charter.web.people.models import Account, Member, MemberRole
from charter.web.people.queries import clients_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    Answers = Callable[..., HttpResponse]
    Guarded = Callable[..., HttpResponse]

ALLOWED = {
    "read": frozenset({MemberRole.OWNER, MemberRole.ASSISTANT, MemberRole.READER}),
    "write": frozenset({MemberRole.OWNER, MemberRole.ASSISTANT}),
    "decide": frozenset({MemberRole.OWNER}),
}
"""Which roles may do what: look, draft and note what happened, or bind the workspace."""
NEEDED = {"write": "Only an owner or an assistant may do this.", "decide": "Only an owner may do this."}


@dataclass(frozen=True)
class Desk:
    """Where a page stands: who asks, in which workspace, and in which engagement, where it is about one."""

    account: Account
    role: MemberRole
    workspace: WorkspaceRow
    row: EngagementRow | None = None

    @property
    def engagement(self) -> EngagementRow:
        """The engagement's row, of a page that is about one."""
        if self.row is None:
            raise NotFound
        return self.row

    @property
    def today(self) -> dt.date:
        """The day it is here."""
        return clock.day_in(self.workspace)

    @cached_property
    def clients(self) -> list[EngagementRow]:
        """The engagements of the workspace, by title, as the frame around the page names them."""
        return clients_of(self.workspace)

    def may(self, what: str) -> bool:
        """Whether the person's role allows something."""
        return self.role in ALLOWED[what]


def members_only(needs: str, to_post: str = "") -> Callable[[Guarded], Answers]:
    """Let a view be asked by members alone whose role allows it; `to_post` is what a form needs, if it is more."""

    def guard(view: Guarded) -> Answers:
        @wraps(view)
        def checked(request: HttpRequest, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 - what the address holds
            if not isinstance(request.user, Account):
                return redirect_to_login(request.get_full_path())
            ws, eng = str(kwargs.pop("ws")), str(kwargs.pop("eng", ""))
            place = place_of(request.user, ws, eng)
            wanted = to_post if to_post and request.method == "POST" else needs
            if not place.may(wanted):
                raise NotAllowed(NEEDED[wanted])
            request.place = place  # type: ignore[attr-defined]  # for the frame around the page
            return view(request, place, **kwargs)

        return checked

    return guard


def place_of(account: Account, ws: str, eng: str = "") -> Desk:
    """Find a workspace of a person, and an engagement in it. Raises NotFound."""
    member = Member.objects.select_related("workspace").filter(account=account, workspace__slug=ws).first()
    if member is None:
        raise NotFound
    row = EngagementRow.objects.filter(workspace=member.workspace, slug=eng).first() if eng else None
    if eng and row is None:
        raise NotFound
    if row is not None:
        row.workspace = member.workspace
    return Desk(account, MemberRole(member.role), member.workspace, row)
