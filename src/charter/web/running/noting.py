"""What was understood of hours in words, what it would leave, and noting it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import charter
from charter.core.reading import Problems
from charter.core.reading.fields import entry_of
from charter.core.vocabulary.dates import Hours
from charter.sealing.evidence.act import Refusal
from charter.web.kit.authors import author_key
from charter.web.kit.engagements import engagement_in
from charter.web.people.queries import clients_of
from charter.web.running.actions import record_entry
from charter.web.running.quick import note_of

if TYPE_CHECKING:
    from charter.web.kit.models import EngagementRow, WorkspaceRow
    from charter.web.people.models import Account


@dataclass(frozen=True)
class NotUnderstood:
    """What is missing or wrong in a note, and how to write it."""

    wrong: str

    def noted(self) -> NotUnderstood:
        """Note nothing."""
        return self


@dataclass(frozen=True)
class Understood:
    """Hours as they were understood; `leaves` says what is left then of the hours that the fee includes."""

    row: EngagementRow
    by: str
    on: dt.date
    hours: Hours
    work: str
    leaves: str
    done: bool = False
    wrong: str = ""

    def noted(self) -> Understood | NotUnderstood:
        """Record it."""
        try:
            record_entry(self.row, self._values, self.by)
        except Problems as wrong:
            return NotUnderstood(_told(wrong))
        except Refusal as refused:
            return NotUnderstood(str(refused))
        return replace(self, done=True)

    @property
    def _values(self) -> dict[str, str]:
        said = {"on": self.on.isoformat(), "by": self.by, "hours": str(self.hours), "work": self.work}
        return {"kind": "hours"} | said


def understood(
    workspace: WorkspaceRow, text: str, today: dt.date, account: Account
) -> Understood | NotUnderstood:
    """Say what a note of hours means."""
    heard = note_of(text[:1000])
    rows = [
        row
        for row in clients_of(workspace)
        if heard.client in {"", row.slug} or row.slug.startswith(heard.client)
    ]
    if not heard.hours:
        return NotUnderstood("No hours in it. Write them first, like “2h imaging review @harbourline”.")
    if len(rows) != 1:
        names = ", ".join(f"@{row.slug}" for row in clients_of(workspace))
        return NotUnderstood(f"For which client? Add one of {names}." if names else "There is no client yet.")
    if not heard.work:
        return NotUnderstood("What was done? Add it in some words: the invoice shows them.")
    try:
        engagement = engagement_in(rows[0])
        by, on = author_key(engagement, account.email), today - dt.timedelta(heard.back)
        note = Understood(rows[0], by, on, Hours.parse(heard.hours), heard.work, "")
        after = engagement.plus(entry_of(note._values))  # noqa: SLF001 - of the same module
    except Problems as wrong:
        return NotUnderstood(_told(wrong))
    except ValueError as wrong:
        return NotUnderstood(f"{heard.hours}: {wrong}.")
    used = [each for each in charter.statement(after, today).usage if each.start <= on < each.until]
    leaves = f"leaves {Hours(max(used[0].left, 0)).shown()} of {Hours(used[0].whole).shown()}" if used else ""
    return replace(note, leaves=leaves)


def _told(wrong: Problems) -> str:
    first = wrong.problems[0]
    return f"{first.message[:1].upper()}{first.message[1:]}. {first.hint[:1].upper()}{first.hint[1:]}"
