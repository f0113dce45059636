"""The outbox: what is to be sent, row by row. A mail is written when it is shown or sent, out of its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.web import clock
from charter.web.kit.models import OutboxMail

if TYPE_CHECKING:
    from charter.web.kit.models import WorkspaceRow


def put_in_outbox(workspace: WorkspaceRow, template: str, to: str, /, **refs: str) -> OutboxMail | None:
    """Put a mail into the outbox, within the transaction of what it tells of; none for who has no address."""
    if not to:
        return None
    at = clock.current_moment(workspace)
    return OutboxMail.objects.create(workspace=workspace, template=template, to=to, refs=refs, at=at)
