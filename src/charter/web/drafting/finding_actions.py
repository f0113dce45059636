"""Accepting a finding with a reason, and making the change that mends one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

import charter
from charter.core.reading.writing import write_below
from charter.web.drafting.actions import keep_draft, keep_terms
from charter.web.drafting.findings import finding_views, found_on, the_finding
from charter.web.drafting.particulars import keep_text
from charter.web.drafting.texts import unchangeable_because, written_terms
from charter.web.kit.engagements import hold_workspace
from charter.web.kit.models import TermsText
from charter.web.kit.refused import PageRefused
from charter.web.templatetags.words import as_read, day

if TYPE_CHECKING:
    import datetime as dt

    from charter.core.agreement import Agreement
    from charter.web.drafting.findings import FindingAt, FindingView
    from charter.web.kit.models import EngagementRow
    from charter.web.people.models import Account


def acknowledge_finding(
    row: EngagementRow, which: FindingAt, reason: str, account: Account, today: dt.date
) -> None:
    """Write into the text of the workspace that a person accepts a finding, and why.

    Raises PageRefused where the finding is gone, may not be accepted or was already, or where the workspace says
    nothing of itself yet.
    """
    with transaction.atomic():
        hold_workspace(row.workspace)
        row.workspace.refresh_from_db()
        found = found_on(row, which.page, today)
        [view] = finding_views(row, found.only(the_finding(found, which)), today)
        given = charter.Acknowledged(
            engagement=row.slug,
            finding=view.finding.id,
            place=view.finding.place,
            by=account.name,
            on=today,
            reason=reason,
            rests_on=charter.rests_on(view.finding, _acceptable(row, view, found.agreement), today),
        )
        text = write_below("acknowledged", given.model_dump(mode="json"), row.workspace.settings)
        keep_text(row.workspace, text)


def _acceptable(row: EngagementRow, view: FindingView, agreement: Agreement | None) -> Agreement:
    """Give the terms in which a finding may be accepted. Raises PageRefused, saying why it may not."""
    if given := view.accepted:
        raise PageRefused(
            f"{given.by} accepted it already on {day(given.on)}: {given.reason}", "Go back to it.", status=409
        )
    if agreement is None or not view.may_be_accepted:
        raise PageRefused(
            "Only a warning or advice on terms that are whole is accepted.",
            "Mend it, or say at signing why it stays.",
        )
    if not row.workspace.settings:
        raise PageRefused(
            "What is accepted stands in the text of the workspace, and there is none yet.",
            "Let an owner fill in the particulars first.",
        )
    return agreement


def mend_finding(row: EngagementRow, which: FindingAt, by: str, today: dt.date) -> int:
    """Make the one change that mends a finding, in the text as it is written now; comments and order stay.

    Gives the number of the version that it became; 0 where somebody is still writing, so that it went into that.
    Raises PageRefused where the terms are fixed, or the change does not hold any more; Problems where the text is not
    whole.
    """
    if why := unchangeable_because(row):
        raise PageRefused(why, "From here on only an amendment changes them.", status=409)
    written = written_terms(row)
    finding = the_finding(found_on(row, which.page, today), which)
    text, told = charter.mend_findings(written.source, [finding], today)
    if not told:
        raise PageRefused(
            "There is no one change that mends it.", "Change the term in the text, or as a form."
        )
    if told[0].left is not None:
        raise PageRefused(
            f"The change was not made: {as_read(told[0].left)}.",
            "Change the term in the text, or as a form.",
            status=409,
        )
    if not written.kept:
        keep_draft(row, text, by)
        return 0
    keep_terms(row, text, written.base, by)
    return written.base + 1


def undo_version(row: EngagementRow, base: int, by: str) -> None:
    """Put the version of the terms before `base` in its place, as one more.

    Raises PageRefused where it is not the last, somebody writes, or there is none before.
    """
    before = TermsText.objects.filter(engagement=row, n=base - 1).first()
    written = written_terms(row)
    if before is None or not written.kept or written.base != base:
        raise PageRefused(
            "The terms were changed since.", "Look at them, and change back what should go.", status=409
        )
    keep_terms(row, bytes(before.source).decode("utf-8", "replace"), base, by)
