"""The one clock of the workspace. A workspace of the demo has a day of its own, on which its clock stands."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from charter.core.vocabulary.dates.clock import local

if TYPE_CHECKING:
    from charter.web.kit.models import WorkspaceRow


def current_moment(workspace: WorkspaceRow | None = None) -> dt.datetime:
    """Give the current moment in UTC, to the second; in a workspace whose clock stands, on its day there."""
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    if workspace is None or workspace.fixed_on is None:
        return now
    there = dt.datetime.combine(
        workspace.fixed_on, local(now, workspace.zone).time(), ZoneInfo(workspace.zone)
    )
    return there.astimezone(dt.UTC)


def day_in(workspace: WorkspaceRow) -> dt.date:
    """Give the day it is in a workspace, in its zone."""
    return workspace.fixed_on or local(current_moment(), workspace.zone).date()


def seconds() -> float:
    """Give the seconds since 1970, for limits and expiry: they go on where a workspace's clock stands."""
    return time.time()
