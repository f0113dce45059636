"""Issuing: final, and numbered without gaps over all clients of the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

import charter
from charter.sealing.signing.signed_terms import departures, refuse_unsigned
from charter.web.billing.queries import numbers_elsewhere
from charter.web.kit.authors import author_key
from charter.web.kit.engagements import add_entries, engagement_in, hold_workspace, texts_of
from charter.web.kit.models import EngagementRow
from charter.web.kit.papers import keep_papers
from charter.web.kit.rows_store import RowsStore

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from charter.core.vocabulary.entry import Issued
    from charter.web.kit.models import WorkspaceRow


def issue_drafts(
    workspace: WorkspaceRow, slugs: Iterable[str], today: dt.date, email: str, agreed: str = ""
) -> list[tuple[EngagementRow, Issued]]:
    """Issue the drafts of some engagements whose day has come, and keep their papers: all, or none.

    The workspace is held meanwhile, so that nobody else takes a number. `agreed` says how the client agreed to more
    than a ceiling. Raises NotIssued, and TermsNotSigned where the terms are not those signed.
    """
    done = []
    with transaction.atomic():
        hold_workspace(workspace)
        for row in EngagementRow.objects.filter(workspace=workspace, slug__in=list(slugs)).order_by(
            "title", "slug"
        ):
            engagement = engagement_in(row)
            refuse_unsigned(departures(engagement, texts_of(row), RowsStore(row)))
            by = author_key(engagement, email)
            fresh = charter.issue(engagement, today, by, numbers_elsewhere(workspace, row), agreed=agreed)
            if fresh:
                after = add_entries(row, fresh, by)
                keep_papers(row, after, fresh)
                done += [(row, entry) for entry in fresh]
    return done
