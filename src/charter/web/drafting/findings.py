"""Findings as a page shows them: what was accepted of each, and whether one button mends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import charter
from charter.web.drafting.playbooks import settings_in
from charter.web.drafting.queries import findings_in
from charter.web.drafting.texts import judged_draft, unchangeable_because, written_terms
from charter.web.kit.engagements import engagement_in
from charter.web.kit.refused import PageRefused

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from charter import Acknowledged, Acknowledgement
    from charter.core.agreement import Agreement
    from charter.core.vocabulary.finding import Finding
    from charter.web.kit.models import EngagementRow

IN_TERMS, IN_DOCUMENT = "terms", "document"
"""On which page somebody reads findings: of the terms as they are written, or of the document as it stands."""


class FindingAt(NamedTuple):
    """Which finding is meant: its name, the term that it is in, and the page on which somebody read it."""

    name: str
    place: str
    page: str


class Found(NamedTuple):
    """What is found on a page, and the agreement that it is found in; None while that is not whole."""

    findings: Sequence[Finding]
    agreement: Agreement | None

    def only(self, finding: Finding) -> Found:
        """Give one finding alone."""
        return self._replace(findings=[finding])


@dataclass(frozen=True)
class FindingView:
    """A finding with what was accepted of it, and whether one button mends it."""

    finding: Finding
    acknowledgement: Acknowledgement | None
    mends: bool
    whole: bool

    @property
    def accepted(self) -> Acknowledged | None:
        """What was accepted, where that still stands."""
        given = self.acknowledgement
        return given.given if given and given.stands else None

    @property
    def lapsed(self) -> Acknowledged | None:
        """What was accepted before something changed that the finding rests on."""
        given = self.acknowledgement
        return given.given if given and not given.stands else None

    @property
    def may_be_accepted(self) -> bool:
        """Whether a person may accept it now."""
        return self.whole and self.finding.level.may_be_accepted and not self.accepted


def found_on(row: EngagementRow, page: str, today: dt.date) -> Found:
    """Give what a page finds. Raises Problems where the document cannot be drawn."""
    if page == IN_TERMS:
        judged = judged_draft(row, written_terms(row).source, today)
        return Found(judged.findings, judged.agreement)
    engagement = engagement_in(row)
    found = [each.finding for each in findings_in(row, engagement, today)]
    return Found(found, engagement.supposed(today).in_force(today))


def finding_views(row: EngagementRow, found: Found, today: dt.date) -> list[FindingView]:
    """Give findings with what was accepted of each; those that still stand as they are come first."""
    if found.agreement is None:
        return [FindingView(each, None, mends=False, whole=False) for each in found.findings]
    settings, fixed = settings_in(row.workspace), bool(unchangeable_because(row))
    given = settings.acknowledged if settings else ()
    told = charter.acknowledgements(given, row.slug, found.findings, found.agreement, today)
    views = [
        FindingView(finding, each, mends=not fixed and len(finding.mend) == 1, whole=True)
        for finding, each in zip(found.findings, told, strict=True)
    ]
    return sorted(views, key=lambda each: each.accepted is not None)


def the_finding(found: Found, which: FindingAt) -> Finding:
    """Find the one that is meant. Raises PageRefused where it is not there any more."""
    for each in found.findings:
        if (each.id, each.place) == (which.name, which.place):
            return each
    raise PageRefused("This finding is not there any more.", "Look at what is found now.", status=409)
