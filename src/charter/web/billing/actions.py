"""Issuing: final, and numbered without gaps over all clients of the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

import charter
from charter.core.vocabulary.entry import Issued
from charter.sealing.signing.signed_terms import departures, refuse_unsigned
from charter.web.billing.queries import numbers_elsewhere
from charter.web.kit.authors import author_key
from charter.web.kit.engagements import add_entries, engagement_in, hold_workspace, texts_of
from charter.web.kit.models import EngagementRow
from charter.web.kit.papers import keep_papers
from charter.web.kit.rows_store import RowsStore

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from charter.core.engagement import Engagement
    from charter.web.kit.models import WorkspaceRow


def issue_drafts(
    workspace: WorkspaceRow, chosen: Mapping[str, Sequence[str]], today: dt.date, email: str, agreed: str = ""
) -> list[tuple[EngagementRow, Issued]]:
    """Issue the drafts of some engagements whose day has come, and keep their papers: all, or none.

    `chosen` has, by engagement, the numbers that the page gave its drafts: where all of them were issued meanwhile, as
    by the first of two clicks, they are given as they stand. The workspace is held, so that nobody else takes a
    number. `agreed` says how the client agreed to more
    than a ceiling. Raises NotIssued, and TermsNotSigned where the terms are not those signed.
    """
    done = []
    with transaction.atomic():
        hold_workspace(workspace)
        rows = EngagementRow.objects.filter(workspace=workspace, slug__in=list(chosen))
        for row in rows.order_by("title", "slug"):
            row.refresh_from_db(
                fields=["version"]
            )  # what was issued for another order of its frame counts here
            engagement = engagement_in(row)
            if found := _issued_already(engagement, chosen[row.slug]):
                done += [(row, entry) for entry in found]
                continue
            refuse_unsigned(departures(engagement, texts_of(row), RowsStore(row)))
            by = author_key(engagement, email)
            fresh = charter.issue(engagement, today, by, numbers_elsewhere(workspace, row), agreed=agreed)
            if fresh:
                after = add_entries(row, fresh, by)
                keep_papers(row, after, fresh)
                done += [(row, entry) for entry in fresh]
    return done


def _issued_already(engagement: Engagement, numbers: Sequence[str]) -> list[Issued]:
    """Give the invoices of some numbers; none where one of them is not issued yet."""
    found = [each for each in engagement.journal.of(Issued) if each.number in numbers]
    return found if len(found) == len(set(numbers)) else []
