"""The document of an engagement with its findings beside the clauses."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

import charter
from charter.core.vocabulary.cite import Cite
from charter.formats.html.fragments import ArticleFragment, ClauseFragment, fragments
from charter.sealing.signing.signed_documents import as_signed
from charter.web import clock
from charter.web.drafting.beside import workspace_around
from charter.web.kit.engagements import texts_of
from charter.web.kit.rows_store import RowsStore
from charter.web.people.queries import clients_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from charter.core.document.tree import Document
    from charter.core.engagement import Engagement
    from charter.core.findings import LocatedFinding
    from charter.core.vocabulary.finding import Finding
    from charter.core.vocabulary.laid_over import LaidOver
    from charter.web.drafting.findings import FindingView
    from charter.web.kit.models import EngagementRow


@dataclass(frozen=True)
class ClauseView:
    """A clause as the page shows it, with what is found in it; of an order, in which paper it stands."""

    cite: str
    number: str
    heading: str
    html: SafeString
    findings: list[FindingView]
    stands: str = ""

    @property
    def worst(self) -> str:
        """The level of the worst finding that nobody accepted; empty where there is none."""
        return str(min((each.finding.level for each in self.findings if not each.accepted), default=""))


@dataclass(frozen=True)
class DocumentPage:
    """The document with its findings; those of no clause that is there stand above."""

    title: str
    cover: SafeString
    articles: list[tuple[ArticleFragment, list[ClauseView]]]
    behind: list[SafeString]
    above: list[FindingView]
    count: int
    accepted: int


def document_of(row: EngagementRow, engagement: Engagement, today: dt.date) -> Document:
    """Draw the document: as in force on a day in the words that were signed; of a draft, as it would be signed."""
    if engagement.is_draft(today):
        return charter.drawn(engagement.supposed(today))
    return as_signed(engagement, RowsStore(row), today, today)


def findings_in(row: EngagementRow, engagement: Engagement, today: dt.date) -> list[LocatedFinding]:
    """Give what is found in terms and journal, alone and beside the other engagements, errors first."""
    real = clock.current_moment(row.workspace).date()
    usual = charter.usual_positions(engagement.agreement)
    around = workspace_around(row, clients_of(row.workspace))
    return charter.located_findings(
        engagement, lambda: texts_of(row), today, max(real, today), workspace=around, usual=usual
    )


def document_page(
    row: EngagementRow, engagement: Engagement, today: dt.date, found: list[FindingView]
) -> DocumentPage:
    """Give the page of the document, with what is found in it."""
    drawn = document_of(row, engagement, today)
    accepted = sum(each.accepted is not None for each in found)
    printed = fragments(drawn)
    there = {clause.cite for article in printed.articles for clause in article.clauses}
    laid = engagement.in_force(today).laid_over
    articles = [
        (article, [_clause(each, found, laid) for each in article.clauses]) for article in printed.articles
    ]
    behind = [printed.schedules, printed.glossary, printed.signatures]
    return DocumentPage(
        drawn.title,
        ours(printed.cover),
        articles,
        [ours(each) for each in behind if each],
        [each for each in found if _clause_of(each.finding) not in there],
        len(found) - accepted,
        accepted,
    )


def _clause(each: ClauseFragment, found: Iterable[FindingView], laid: LaidOver | None) -> ClauseView:
    here = [one for one in found if _clause_of(one.finding) == each.cite]
    stands = _stands(Cite(each.cite), laid) if laid is not None else ""
    return ClauseView(each.cite, each.number, each.heading, ours(each.html), here, stands)


def _stands(cite: Cite, laid: LaidOver) -> str:
    """Say in which paper a clause of an order stands."""
    if cite not in laid.sections:
        return "Stands in this order."
    changed = [
        path.removeprefix(f"{cite}.").replace("_", " ").replace(".", ", ") for path in laid.changed_in(cite)
    ]
    return (
        f"Stands in the master; this order changes: {'; '.join(changed)}."
        if changed
        else "Stands in the master."
    )


def _clause_of(finding: Finding) -> str:
    return str(Cite(finding.place).clause) if finding.place.count(".") else finding.place


def ours(html: str) -> SafeString:
    """Mark what a format printed as HTML: it escapes whatever was written."""
    return mark_safe(html)  # noqa: S308 - see above
